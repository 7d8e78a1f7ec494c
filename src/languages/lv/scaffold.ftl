# Placeholder sentences in the files that `situ new` writes.

summary = Viens teikums par to, ko lasītājs šeit atradīs.
lead = Ar ko pagaidām pietiek – viens vai divi teikumi.
when = Kad apstāties un padomāt, piemēram, pirms atbildat.
sign = Pazīme, pēc kuras situāciju var atpazīt.
words = ko cilvēki raksta meklētājā
intro = Atbilde pirmajos sešdesmit vārdos.
step = Viens īss solis.
note = Paskaidrojums, kāpēc šis solis ir vajadzīgs.
send = Kā to nosūta un kas pierāda, ka tas saņemts.
letter = Labdien, [vārds]! Starp abām līnijām ir nosūtāmais teksts ar aizpildāmām vietām kvadrātiekavās.
