## Frame

skip = Pāriet uz saturu
menu = Izvēlne
main_parts = Galvenās sadaļas
languages = Valodas
untranslated = Šī lapa vēl nav tulkota.
untranslated_fallback = vēl nav, te ir tuvākā
untranslated_country = Šī lapa ir tikai vienai valstij, tāpēc netiek tulkota.
untranslated_country_fallback = tikai vienai valstij, te ir tuvākā
crumbs = Jūs atrodaties šeit
neighbours = Iepriekšējā un nākamā lapa
previous = Iepriekšējā lapa
next = Nākamā lapa
home = Sākums
menu_situations = Situācijas
menu_guide = Kas noticis?
menu_articles = Raksti
menu_documents = Dokumenti
menu_phrases = Ko saka citi
menu_glossary = Vārdnīca
menu_map = Karte
menu_search = Meklēšana
feed = Jaunumu plūsma (Atom)
disclaimer = Vispārīga informācija; padomu tieši jūsu gadījumam tā neaizstāj.

## Situations and their steps

all_situations = Visas situācijas
more_situations = Citas situācijas
situations_description = Visas situācijas pēc kārtas. Izvēlieties savu un ejiet pa soļiem.
when = Kad
signs = Pazīmes
other_situation = Cita situācija
steps = Soļi
key_step = Galvenais
one_of = Pietiek ar vienu no šiem:
urgent = Steidzami
why = Kāpēc un kā
more = Sīkāk
others_say = Ko saka citi
escalations = Kas var sekot
signs_and_background = Kā to pazīt un saprast
guide_prompt = Nezināt, kura ir jūsējā? Atbildiet uz dažiem jautājumiem

## Ticks

save_progress = Saglabāt, nosūtīt, izdrukāt
progress_label = Paveikts
progress_of = %1 no %2
ticks_note = Atzīmes glabājas tikai šajā ierīcē.
no_script = Bez JavaScript atzīmes saglabājas, līdz lapu aizver, bet lapu var izdrukāt un aizpildīt ar roku.
notes = Piezīmes

## My case

case = Aizpildīt ziņas

## Ready messages and phrases

say_title = Gatava ziņa
text_title = Gatavs formulējums
copy = Kopēt
phrase_says = Jums saka
phrase_meaning = Kas aiz tā var slēpties
phrase_answer = Varat atbildēt
all_phrases = Viss, ko saka citi
phrases_description = Ko citi mēdz teikt, kas aiz tā var slēpties, un mierīga atbilde, ko var nokopēt.
phrases_filter = Ko jums teica?
phrases_search = Meklēt visā vietnē
phrases_none = Tādas frāzes te nav.
phrases_groups = Situācijas
phrases_other = Citas frāzes
phrases_elsewhere = Te dzird arī:
phrases_also = Dzird arī citur

## Said by the script only; `<lang>/words.json`

script_share_list = Nosūtīt sarakstu
script_share_list_what = citam vai sev
script_copy_link = Kopēt saiti
script_copy_link_what = atvērsies ar jūsu atzīmēm
script_copy_list = Kopēt tekstu
script_copy_list_what = visi soļi, paveiktie ar [x]
script_print = Izdrukāt
script_print_what = lapa ar jūsu atzīmēm
script_reset = Noņemt atzīmes
script_record = Izdrukāt pārskatu par savu gadījumu
script_country = Kurā valstī?
script_all_countries = Visās valstīs
script_other_countries = Parādīt arī to, kas ir spēkā citur
script_forget = Notīrīt ierakstīto
script_theme = Izskats
script_theme_system = Kā ierīcē
script_theme_light = Gaišs
script_theme_dark = Tumšs
script_copied = Nokopēts
script_list_copied = Saraksts nokopēts
script_link_copied = Saite nokopēta
script_failed = Nokopēt neizdevās: iezīmējiet tekstu un nokopējiet to
script_fill = Pirms sūtāt, aizpildiet:
script_left = Vēl jāaizpilda:
script_share = Sūtīt
script_shared_label = Atzīmes no saites
script_shared_note = Šīs atzīmes ir no saites. Jūsu pašu atzīmes nav mainītas.
script_take = Pārņemt šīs atzīmes
script_own = Rādīt manējās
script_taken = Šīs atzīmes tagad ir jūsējās
script_reset_undo = Atjaunot atzīmes
script_reset_done = Atzīmes noņemtas
script_reset_undone = Atzīmes atjaunotas
script_note = Ierakstiet vienreiz, un tas būs visās gatavajās ziņās. Varat arī pieskarties tukšajai vietai pašā ziņā. Glabājas tikai šajā ierīcē.
script_forget_undo = Atjaunot ierakstīto
script_forget_done = Ierakstītais notīrīts
script_forget_undone = Ierakstītais atjaunots
script_done = Paveikts
script_open = Vēl nav paveikts
script_next = Tālāk: %1
script_unsaved = Šī ierīce neļauj vietnei neko saglabāt: atzīmes un ieraksti pazudīs, kad pametīsiet lapu.
script_printed = Izdrukāts
script_row_add = Pievienot rindu
script_row_remove = Izņemt rindu
script_day_enter = Ierakstīt datumu
script_day_calendar = Pievienot kalendāram
script_day_calendar_all = Pievienot kalendāram visus datumus
script_day_weekends = Izlaistas tikai sestdienas un svētdienas: %1. gada svētku dienas šeit nav uzskaitītas.
script_interest_sum = Parāda summa
script_interest_due = Samaksas termiņš
script_interest_until = Samaksāts (ja tukšs: šodien)
script_interest_days = Dienas
script_interest_rate = Likme gadā
script_interest_amount = Procenti
script_interest_interest = Procenti kopā
script_interest_compensation = Fiksētā summa
script_interest_total = Kopā ar parādu
script_interest_partial = Kopā ar parādu, bez dienām, kurām nav likmes
script_interest_percent = %1 %
script_interest_gap = Šīm dienām likmes šeit nav: %1.
script_interest_ask = Tā publicēta šeit:
script_interest_enter = Šo dienu likme, % gadā
script_interest_in_time = Kavējuma vēl nav.
script_interest_fill = Ierakstīt šos skaitļus tekstos
script_interest_filled = Skaitļi ir ierakstīti tekstos

## Articles

new_articles = Jaunākie raksti
articles_description = Visi raksti pēc alfabēta, katra būtība – vienā teikumā.
related_situations_prompt = Esat šādā situācijā tieši tagad? Atveriet soļus:
contents = Šajā lapā
situations_here = Situācijas, kurās tas noder
related = Saistītie raksti
backlinks = Kur tas pieminēts
updated = Atjaunots
checked = Pārbaudīts
author = Autors
edit_page = Labot šo lapu
report_mistake = Ziņot par kļūdu
stale = Oriģināls pēc šī tulkojuma ir mainīts; jaunākā te var trūkt.

## Documents to fill in

documents_description = Vēstules, veidlapas un saraksti, ko aizpildīt, nokopēt, izdrukāt vai lejupielādēt.
fillable_letter = Nosūtāmais teksts
fillable_send = Kā nosūtīt
fillable_country = Valsts
fillable_file = Lejupielādēt kā Word failu (.docx)
letter_fields = Aizpildīt
letter_note = Ierakstītais uzreiz ir tekstā. Varat arī pieskarties vietai pašā tekstā. Glabājas tikai šajā ierīcē.
letter_copy = { script_copy_list }
letter_send = { script_share }
letter_print = Izdrukāt vēstuli

## Blocks in a text

callout_note = Piezīme
callout_tip = Ieteikums
callout_important = Svarīgi
callout_warning = Uzmanību
table = Tabula, ritināma uz sāniem
footnotes = Vēres
footnote_back = Atpakaļ uz tekstu
law = Likums
law_old = Pārbaudīts vairāk nekā pirms gada: likums var būt mainījies.
interest_period = Dienas
interest_always = vienmēr
interest_rate = Likme gadā
interest_source = Avots
interest_year = 365 (garajā gadā – 366)
interest_rule = Noteikums:
interest_ask = Likme citām dienām publicēta šeit:
interest_kind_business = Starp uzņēmumiem, arī pašnodarbinātajiem
interest_kind_consumer = Ar patērētāju

## Guide

guide_title = Kas noticis?
guide_description = Daži jautājumi – un esat pie savas situācijas soļiem.
guide_none = Nekas no minētā?
continue_title = Turpināt iesākto
continue_hide = Paslēpt

## Glossary, map, search

letters = Alfabēts
also = arī
glossary_description = Šeit lietotie vārdi, paskaidroti vienkāršā valodā.
map_title = Kas pie kā var novest
map_description = Izvēlieties situāciju: kas pie tās noved un pie kā tā var novest.
map_from = Kas pie tās noved
map_to = Pie kā tā var novest
map_steps = Atvērt soļus
severity_1 = Mierīgi
severity_2 = Saspringti
severity_3 = Nopietni
severity_4 = Smagi
severity_5 = Kritiski
search_title = Meklēšana
search_description = Meklējiet situāciju, rakstu, frāzi vai terminu; zemāk viss pēc alfabēta.
search_label = Ko meklējat?
search_own_words = Aprakstiet saviem vārdiem
search_button = Meklēt
search_no_script = Meklēšanai vajadzīgs JavaScript, bet te tas ir izslēgts, tāpēc ierakstītie vārdi nav izmantoti. Zemāk ir viss pēc alfabēta; vārdu tajā atradīs pārlūka meklēšana lapā.
nothing_found = Nekas nav atrasts. Pamēģiniet citu vārdu vai pārskatiet sarakstu zemāk.
search_found = Atrasts: %1
search_guessed = Precīzas atbilstības nav: %1. Rādām līdzīgus vārdus.
search_near = Varbūt domājāt:
kind_situation = situācija
kind_article = raksts
kind_fillable = dokuments
kind_page = lapa
kind_phrase = frāze
kind_term = termins

## Other pages

title_languages = Valodas izvēle
not_found_title = Lapa nav atrasta
not_found_text = Šajā adresē nekā nav. Meklējiet pēc vārdiem, ko atceraties, vai izvēlieties situāciju.
offline_title = Nav savienojuma
offline_text = Šī lapa nav saglabāta šajā ierīcē, un bez savienojuma to nevar ielādēt.
offline_retry = Mēģināt vēlreiz
offline_kept = Saglabāts šajā ierīcē
moved = Lapa ir pārcelta
moved_link = Atvērt to jaunajā adresē

## With arguments

# $date: datums vārdiem
law_note = Pārbaudīts: { $date }. Vispārīga informācija, nevis juridiska konsultācija.
# $date: datums vārdiem
law_seen = Skatīts: { $date }. Vispārīga informācija, nevis juridiska konsultācija.
# $name: teksta valoda
fallback_note = Šīs lapas latviski vēl nav. Teksta valoda: { $name }.
# $n: skaitlis; $plural: tā CLDR kategorija
steps_count = { $plural ->
    [zero] { $n } soļu
    [one] { $n } solis
   *[other] { $n } soļi
}
all_articles = Visi raksti ({ $n })
severity = Smagums: { $n } no 5
guide_step = { $n }. jautājums no { $of }
guide_step_number = { $n }. jautājums
# $country: valsts, kā tā ir teikuma priekšā
interest_title = { $country }: nokavējuma procenti
# $date: datums vārdos
interest_seen = skatīts: { $date }
# $year: gada dienu skaits
interest_formula = Procenti = summa × likme ÷ 100 × dienas ÷ { $year }. Pirmā ir diena pēc termiņa, pēdējā – samaksas diena. Dienas ar dažādām likmēm skaita atsevišķi.
# $sum: summa ar valūtu
interest_compensation = Tiem pieskaita fiksētu summu: { $sum }.
# $sum: summa ar valūtu; $due, $until: datumi vārdos
interest_example = Piemērs: { $sum }, termiņš – { $due }, samaksāts – { $until }.
# $sum: summa ar valūtu
interest_together = Procenti kopā: { $sum }
interest_total = Kopā ar parādu: { $sum }
# $n: skaitlis
percent = { $n } %
# $field: gadījuma datuma nosaukums
day_same = Tajā pašā dienā: „{ $field }”
# $n: skaitlis; $plural: tā CLDR kategorija; $field: gadījuma datuma nosaukums
day_after = { $plural ->
    [zero] { $n } dienas pēc datuma „{ $field }”
    [one] { $n } dienu pēc datuma „{ $field }”
   *[other] { $n } dienas pēc datuma „{ $field }”
}
day_before = { $plural ->
    [zero] { $n } dienas pirms datuma „{ $field }”
    [one] { $n } dienu pirms datuma „{ $field }”
   *[other] { $n } dienas pirms datuma „{ $field }”
}
workday_after = { $plural ->
    [zero] { $n } darba dienas pēc datuma „{ $field }”
    [one] { $n } darba dienu pēc datuma „{ $field }”
   *[other] { $n } darba dienas pēc datuma „{ $field }”
}
workday_before = { $plural ->
    [zero] { $n } darba dienas pirms datuma „{ $field }”
    [one] { $n } darba dienu pirms datuma „{ $field }”
   *[other] { $n } darba dienas pirms datuma „{ $field }”
}
