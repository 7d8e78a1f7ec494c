# Ko situ saka rakstītājiem latviski. Viens ziņojums un viens .remedy katram kodam no src/diag.rs.

error = kļūda
warning = brīdinājums
help = ko darīt
did-you-mean = Vai domājāt `{ $name }`?

unreadable = Šo failu nevar nolasīt: { $reason ->
        [gone] tā vairs nav
        [denied] jums nav tiesību to lasīt
        [folder] tā ir mape
        [changed] tas mainījās, kamēr vietne tika veidota
       *[other] { $reason }
    }.
    .remedy = Pārbaudiet, vai fails vēl ir savā vietā un vai drīkstat to lasīt, tad mēģiniet vēlreiz.
not-a-file = Šī ir saite vai īpašs fails, nevis parasts fails.
    .remedy = Ielieciet šeit paša faila kopiju.
too-large = Šis fails ir lielāks par { $limit }.
    .remedy = Sadaliet tekstu vairākos rakstos vai samaziniet attēlu.
not-utf8 = Šis fails nav saglabāts UTF-8 kodējumā.
    .remedy = Atveriet to redaktorā un saglabājiet vēlreiz ar kodējumu „UTF-8”.
control-character = Šeit ir neredzama vadības zīme ({ $character }).
    .remedy = Izdzēsiet to: novietojiet kursoru aiz tās un nospiediet atkāpšanās taustiņu (Backspace).
stray-file = No šī faila nekas netiek veidots: tas atrodas vietā, ko situ nepazīst.
    .remedy = Teksti (.md) jāliek mapēs content/<valoda>/articles, situations vai pages, attēli un lejupielādes – mapē content/media; iestatījumu un datu failiem ir galotne .yaml.
missing-file = Trūkst faila { $file }.
    .remedy = Izveidojiet to vai palaidiet situ mapē, kurā atrodas content/; README ir rakstīts, kas failā jābūt.
bad-id = `{ $id }` šeit neder par nosaukumu.
    .remedy = { $form ->
        [action] Rakstiet teksta nosaukumu, punktu un soļa id: teksts.solis; tikai situācijas soļu sarakstā aiz tā drīkst būt `!`.
       *[other] Lietojiet mazos latīņu burtus bez garumzīmēm un mīkstinājuma zīmēm, ciparus un pa vienai defisei, piemēram, late-deadline; lapām neder vietnes daļu nosaukumi (guide, search, …).
    }
duplicate-id = Nosaukums `{ $id }` lietots divreiz.
    .remedy = Vienu no abiem nosauciet citādi vai izņemiet: visā vietnē nosaukums apzīmē vienu lietu.
yaml = To nevar nolasīt kā YAML: { $reason ->
        [tab] rindas sākumā ir tabulators
        [blank] aiz kola trūkst atstarpes
        [nbsp] aiz kola ir nedalāmā atstarpe parastās vietā
        [colon] šajā rindā nav kola
        [quote] pēdiņas šeit ir atvērtas, bet nav aizvērtas
        [bracket] šai iekavai trūkst pāra
        [indent] šī rinda sākas citā kolonnā nekā rindas, pie kurām tā pieder
       *[other] { $reason }
    }.
    .remedy = { $reason ->
        [tab] Tabulatora vietā lietojiet atstarpes: pa divām katram līmenim.
        [blank] Rakstiet `atslēga: vērtība` ar atstarpi aiz kola.
        [nbsp] Izdzēsiet to un ierakstiet parasto atstarpi.
        [colon] Rakstiet `atslēga: vērtība`; ja teksts turpinās nākamajā rindā, tur jābūt atkāpei.
        [quote] Teksta beigās ielieciet tādas pašas pēdiņas.
        [bracket] Rakstiet abas: [ un ] ap sarakstu, {"{"} un {"}"} ap atslēgu grupu; teksts, kas sākas ar iekavu, jāliek pēdiņās.
        [indent] Sāciet to tur, kur sākas rinda virs tās, vai divas atstarpes tālāk, ja tā pieder pie augšējās rindas.
       *[other] Apskatiet šo un iepriekšējo rindu: varbūt trūkst pēdiņu vai kola vai ir nepareiza atkāpe.
    }
needs-quotes = Šis teksts jāliek pēdiņās, jo zīmei „{ $sign }” YAML valodā ir sava nozīme.
    .remedy = Rakstiet: { $quoted }
front-matter-open = Galvene, kas sākas šeit, nebeidzas.
    .remedy = Zem virsraksta (title) un kopsavilkuma (summary) ielieciet rindu ar trim defisēm (---).
front-matter-missing = Fails nesākas ar galveni.
    .remedy =
        Pirmajām četrām rindām jābūt šādām, un virs tām nedrīkst būt nekā:
        ---
        title: …
        summary: …
        ---
unknown-key = Atslēgas `{ $key }` šeit nav.
    .remedy = Zināmās atslēgas: { $known }.
renamed-key = Atslēgas `{ $key }` vietā tagad ir `{ $new }`.
    .remedy = Rakstiet `{ $new }`; `situ check --fix` to izdarīs jūsu vietā.
duplicate-key = Atslēga `{ $key }` šeit ir divreiz.
    .remedy = Atstājiet vienu no abām rindām.
missing-key = Trūkst atslēgas `{ $key }`, vai aiz tās nekā nav.
    .remedy = Uzrakstiet rindu `{ $key }: …` un aiz kola vērtību.
wrong-type = Šeit vajadzīgs { $wanted ->
        [text] teksts
        [quoted] teksts
        [list] saraksts
        [mapping] rindu kopums `atslēga: vērtība`
        [number] vesels skaitlis
        [date] datums
        [flag] true vai false
       *[other] viens no šiem: { $wanted }
    }, bet ir { $found ->
        [nothing] tukšums
        [number] skaitlis
        [text] teksts
        [list] saraksts
        [mapping] atslēgu grupa
        [flag] true vai false
       *[other] `{ $found }`
    }.
    .remedy = { $wanted ->
        [quoted] Ielieciet to pēdiņās, lai to lasītu kā tekstu.
        [list] Ierakstiet vienumus kvadrātiekavās, [viens, divi], vai katru savā rindā aiz defises un atstarpes.
        [flag] Rakstiet true vai false bez pēdiņām.
        [number] Rakstiet tikai ciparus, bez pēdiņām.
        [date] Rakstiet gads-mēnesis-diena, piemēram, 2026-11-21.
        [mapping] Katru rakstiet savā rindā, `atslēga: vērtība`, ar divu atstarpju atkāpi, ja tā pieder pie augšējās rindas.
        [text] { $found ->
            [nothing] Aiz kola uzrakstiet vārdus; ja nav ko teikt, izņemiet visu rindu.
           *[other] Aiz kola rakstiet vienu tekstu; ja tas sākas ar iekavu, lieciet to pēdiņās.
        }
       *[other] Uzrakstiet vienu no tiem vai izņemiet visu rindu.
    }
bad-date = `{ $typed }` nav kalendāra diena pierakstā gads-mēnesis-diena.
    .remedy = Rakstiet gadu, mēnesi un dienu ar defisēm, piemēram, 2026-01-31.
bad-slug = `{ $slug }` nevar būt adreses daļa.
    .remedy = { $suggested ->
        [blank] Lietojiet mazos latīņu burtus, ciparus un pa vienai defisei. Agrākā adrese (aliases) ir adrese šajā vietnē bez atstarpēm: /lv/articles/old-name/.
       *[other] Lietojiet mazos latīņu burtus, ciparus un pa vienai defisei, piemēram, { $suggested }.
    }
too-many-aliases = Agrāko adrešu skaits šeit: { $count }; vienam tekstam to var būt ne vairāk par { $limit }.
    .remedy = Atstājiet tās, uz kurām kāds joprojām norāda vai kuras kaut kur ir iespiestas.
bad-severity = Smagums (severity) ir skaitlis no 1 līdz 5.
    .remedy = Rakstiet 1 mierīgai situācijai un līdz 5 galējam līdzeklim.
bad-base-url = `{ $typed }` nav tīmekļa vietnes adrese.
    .remedy = Rakstiet visu adresi latīņu burtiem, piemēram, https://example.org vai https://example.org/help.
bad-language = `{ $code }` nav valodas kods.
    .remedy = Lietojiet tādus kodus kā lv, ru, bg, en vai pt-br ar mazajiem burtiem.
too-deep = Saraksti un citāti ir ielikti cits citā dziļāk par { $limit } līmeņiem.
    .remedy = Rakstiet vienkāršāk: lasītājam pietiek ar diviem līmeņiem.
raw-html = Tekstā ir HTML; to nerādītu.
    .remedy = Tā vietā lietojiet Markdown un izņemiet komentārus; ja vajadzīga pati zīme, rakstiet &lt; zīmes „mazāks” vietā.
bad-scheme = Saites, kas sākas ar `{ $scheme }`, nav atļautas.
    .remedy = Saitei jāved uz https://…, mailto:…, tel:…, uz citu tekstu kā [[tā-id]] vai uz failu mapē content/media kā media/….
bad-attribute = `{ $word }` šajās figūriekavās neko nenozīmē.
    .remedy = Zināmie vārdi: #id (mazie latīņu burti, cipari, defises), .key solim, phase=… virsrakstam.
stray-attribute = Id figūriekavās darbojas tikai virsraksta vai soļa beigās.
    .remedy = Pārceliet {"{#"}…{"}"} uz virsraksta vai soļa pirmās rindas beigām vai izņemiet to.
action-without-id = Šim solim nav id, tāpēc tā atzīmi nevar saglabāt.
    .remedy = Pievienojiet beigās id, visās valodās vienādu: {"{#"}{ $suggested }{"}"}
duplicate-action = Id `{ $id }` šajā failā ir divreiz.
    .remedy = Vienam no abiem dodiet citu id.
duplicate-anchor = Diviem šī faila virsrakstiem ir id `{ $id }`.
    .remedy = Vienam no tiem beigās dodiet citu id: {"{#"}other-id{"}"}. Viena posma soļiem jābūt zem viena virsraksta.
link-in-step = Solī drīkst būt ne vairāk par vienu saiti, pašās beigās aiz bultiņas.
    .remedy = Rakstiet: - [ ] Kas jādara. → [[kur-tas-paskaidrots]]
not-a-task = `{ $typed }` netiek lasīts kā atzīmējama rūtiņa.
    .remedy = Rakstiet ar atstarpi starp iekavām un vēl vienu aiz tām: - [ ] Kas jādara.
not-a-heading = Šis netiek lasīts kā virsraksts.
    .remedy = Ielieciet atstarpi aiz zīmēm: { $marks } Virsraksts
unknown-block = Tāda veida `{ $kind }` bloka nav.
    .remedy = Zināmie veidi: { $known }.
bad-law = `[!{ $typed }]` nenosauc zināmu valsti un dienu.
    .remedy = Rakstiet valsts kodu, tad dienu, kad pārbaudījāt likumu: [!LAW lv 2026-11-21]
fixed-in-message = `{ $typed }` ir viena gadījuma datums vai summa ziņā, ko sūtīs daudzi.
    .remedy = Tā vietā ielieciet vārdu kvadrātiekavās, piemēram, [datums] vai [summa].
unknown-phase = Posma `{ $phase }` nav.
    .remedy = Posmi failā situations.yaml: { $known }.
unknown-situation = Failā situations.yaml nav situācijas `{ $situation }`.
    .remedy = Izlabojiet nosaukumu vai pievienojiet situāciju failam situations.yaml.
unknown-action = Soļa `{ $action }` nav.
    .remedy = Izlabojiet nosaukumu (teksts.solis) vai tajā tekstā zem posma virsraksta uzrakstiet soli ar šo id.
unknown-article = Raksta `{ $article }` nav.
    .remedy = Izlabojiet nosaukumu vai uzrakstiet rakstu.
unknown-phrase = Failā phrases.yaml nav frāzes `{ $phrase }`.
    .remedy = Izlabojiet nosaukumu vai pievienojiet frāzi failam phrases.yaml.
unknown-question = Ceļvedis ved uz `{ $to }`, bet tas nav ne jautājums, ne situācija.
    .remedy = Izlabojiet nosaukumu.
guide-loop = Šī atbilde ved atpakaļ pie jautājuma `{ $question }`: ceļvedis iet pa apli.
    .remedy = Lai tā ved uz situāciju vai uz jautājumu, kas vēl nav uzdots.
guide-unreached = Neviena ceļveža atbilde neved uz `{ $id }`.
    .remedy = Failā guide.yaml pievienojiet atbildi, kas ved turp.
situation-without-text = Situācijai `{ $situation }` nav teksta nevienā valodā.
    .remedy = Uzrakstiet content/<valoda>/situations/{ $situation }.md vai izņemiet situāciju no situations.yaml.
repeated-step = Solis `{ $action }` šajā situācijā ir divreiz.
    .remedy = Atstājiet to tur, kur tas vajadzīgs vispirms.
two-keys = { $situation }: galveno soļu skaits posmā `{ $phase }` ir { $count }.
    .remedy = Atzīmējiet tikai to soli, kura izlaišana kaitē visvairāk.
long-phase = { $situation }: soļu skaits posmā `{ $phase }` ir { $count }.
    .remedy = Atstājiet ne vairāk par deviņiem: nelaimē neviens nelasa vairāk. Pārējos pārceliet uz citu posmu vai izņemiet.
idle-action = Solis `{ $action }` nav nevienā kontrolsarakstā.
    .remedy = Pievienojiet rindu - { $action } kādas situācijas soļiem failā situations.yaml, piemēram, situācijā { $situation } zem { $phase }.
dead-link = Šī saite nekur neved: `{ $target }`.
    .remedy = { $kind ->
        [reference] Nekur nav pateikts, kurp ved `[{ $target }]`: rakstiet [vārdi](adrese).
        [phrase] Frāzei jābūt savā rindā, ar tukšu rindu virs tās un zem tās.
       *[other] Saitei uz tekstu lietojiet tā id, [[id]] vai [vārdi](id.md), bet uz tīmekli – visu adresi, https://…
    }
dead-anchor = Tekstā `{ $page }` nav vietas `#{ $anchor }`.
    .remedy = { $known ->
        [none] Dodiet tur virsrakstam vai solim beigās id, {"{#"}such-as-this{"}"}, vai veidojiet saiti uz visu tekstu.
       *[other] Vietas, uz kurām var veidot saiti: { $known }.
    }
active-file = Šis fails lasītāja pārlūkā var kaut ko palaist: { $what }.
    .remedy = Publicējiet to citā veidā: attēlu kā PNG vai WebP, tekstu kā lapu. No SVG faila izņemiet skriptus, apstrādātājus (on…) un citu failu adreses.
missing-media = Faila { $target } nav.
    .remedy = Ielieciet failu mapē content/media, arī attēlu no tīmekļa, un rakstiet tā nosaukumu precīzi: media/name.png; lielie un mazie burti atšķiras.
link-to-draft = `{ $target }` ir melnraksts, kas netiek publicēts.
    .remedy = Kad teksts ir gatavs, izņemiet no tā `draft: true`; līdz tam saites uz to rāda kā parastus vārdus.
same-address = Divām lapām ir viena adrese { $address }.
    .remedy = Vienai no tām dodiet citu `slug` vai izņemiet agrāko adresi (aliases).
missing-translation = Valodā { $lang } trūkst: { $what }.
    .remedy = Pievienojiet to šajā failā.
missing-in-language = { $what } ir tekstā { $other } valodā, bet nav { $lang } valodā.
    .remedy = Pievienojiet to šeit vai izņemiet tur: visās valodās jābūt tiem pašiem soļiem un vietām.
conflict = `{ $id }` dažādās valodās atšķiras: { $what }.
    .remedy = Rakstiet abās vienādi: id, posmi un situācijas visām valodām ir kopīgas.
bad-source = { $source ->
        [none] Šeit ir `source_hash`, bet nav `source`.
       *[other] `source: { $source }` nenosauc citu valodu, kurā šis teksts ir.
    }
    .remedy = Nosauciet valodu, no kuras tulkojāt, vai izņemiet source un source_hash.
unused-entry = `{ $id }` nekur netiek lietots.
    .remedy = Izlabojiet id vai izņemiet ierakstu.
ambiguous-term = „{ $form }” ir zem diviem terminiem; otrs ir `{ $first }`.
    .remedy = Atstājiet to zem viena no tiem vai zem otra rakstiet `link: no`.
not-led-to = `{ $situation }` neved uz `{ $to }`.
    .remedy = Izlabojiet id vai pievienojiet to pie leads_to failā situations.yaml.
share-font = { $reason ->
        [missing] Fonta `{ $font }` tur nav: saitēm, ar kurām dalās, nebūs attēla.
        [web-font] `{ $font }` ir tīmekļa fonts (WOFF), ar ko attēlus nevar uzzīmēt: saitēm, ar kurām dalās, nebūs attēla.
        [letters] Fontā `{ $font }` trūkst valodas { $lang } burtu: { $letters }. Saitēm šajā valodā nebūs attēla.
       *[unreadable] `{ $font }` nav fonts, ko var nolasīt: saitēm, ar kurām dalās, nebūs attēla.
    }
    .remedy = Norādiet ceļu uz brīvi licencētu .ttf vai .otf fontu, kurā ir visi jūsu burti (Noto Sans, DejaVu Sans), rakstiet `system` vai izņemiet šo rindu.
theme = Dizainu nevar lietot: { $at }{ $kind ->
        [folder] mapes { $name } nav
        [filter] filtra `{ $name }` nav
        [test] pārbaudes `{ $name }` nav
        [function] funkcijas `{ $name }` nav
        [component] komponenta `{ $name }` nav
        [template] veidnes `{ $name }` nav
        [variable] nekas šeit nesaucas `{ $name }`
        [field] šajā vērtībā nav `{ $name }`
        [string] teksta `{ $name }` nav
        [expected] šeit ir `{ $name }`, bet vajadzīgs `{ $known }`
        [end] veidne beidzas pusvārdā: kaut kas ir atvērts, bet nav aizvērts
        [circle] teksts `{ $name }` atsaucas pats uz sevi vai ir bezgalīgs
        [endless] lapa { $name } prasa bezgalīgi daudz laika vai atmiņas; visticamāk, veidnē ir cikls, kas nebeidzas
        [strings] tekstus šeit nevar nolasīt ({ $reason })
       *[other] { $reason }
    }.
    .remedy = { $kind ->
        [variable] Šeit zināmie nosaukumi: { $known }.
        [field] Tajā ir: { $known }.
        [strings] Rakstiet katru tekstu savā rindā: nosaukums = vārdi; turpinājumam vajadzīga četru atstarpju atkāpe.
        [folder] Izlabojiet nosaukumu failā site.yaml vai izņemiet rindu: tad noder iebūvētais dizains.
       *[other] Izlabojiet, kas šajā vietā rakstīts, vai izņemiet to: tad noder iebūvētais dizains. Vērtības, ko saņem veidne, rāda `situ inspect`.
    }
not-a-phase = { $kind ->
        [level] „{ $name }” ir posma nosaukums, bet tas ir cita līmeņa virsraksts: zem tā kontrolsaraksts neveidojas.
        [colon] „{ $name }” ir posma nosaukums, bet šeit tam ir kols: zem tā kontrolsaraksts neveidojas.
       *[bold] „{ $name }” ir posma nosaukums, bet treknrakstā tas nav virsraksts: zem tā kontrolsaraksts neveidojas.
    }
    .remedy = Rakstiet ar divām zīmēm: ## { $name }
second-title = Virsraksts ar vienu # ir tikpat liels kā lapas virsraksts.
    .remedy = Teksta virsrakstiem rakstiet ##, apakšvirsrakstiem ###; lapas virsraksts ir faila galvenē (title).
line-below = Defišu vai vienādības zīmju rinda tūlīt zem šī teksta padara to par virsrakstu.
    .remedy = Atstājiet virs tās tukšu rindu vai izņemiet to.
not-a-list = Ar „{ $typed }” saraksts nesākas: rindas saplūst vienā rindkopā.
    .remedy = Katru punktu sāciet ar defisi un atstarpi (- punkts) un virs saraksta atstājiet tukšu rindu. Ja tā ir saruna, starp teikto atstājiet tukšas rindas.
not-a-table = Šis netiek lasīts kā tabula.
    .remedy = Zem pirmās rindas ielieciet rindu ar defisēm, ar tikpat daudz šūnām: | --- | --- |
uneven-row = Šūnu skaits šajā rindā ir { $count }, bet kolonnu tabulā – { $columns }{ $kind ->
        [link] ; svītra iekavās [[ ]] te atdala šūnas
       *[none] {""}
    }.
    .remedy = { $kind ->
        [link] Iekavās | vietā rakstiet \|
       *[none] Lai šūnu ir tikpat, cik pirmajā rindā; arī tukšai šūnai vajadzīgas svītras: | |
    }
not-a-link = { $kind ->
        [gap] Šī nav saite: starp vārdiem un adresi ir atstarpe.
        [blank] Šī nav saite: adresē ir atstarpe.
        [bracket] Šī nav saite: aiz adreses trūkst iekavas.
        [reversed] Šī nav saite: vārdi un adrese ir samainīti vietām.
        [open] Šī nav saite: šīm divkāršajām iekavām trūkst pāra.
        [single] Šī nav saite: katrā pusē vajadzīgas divas iekavas.
       *[bare] Šo adresi redzēs, bet uz tās nevarēs uzklikšķināt.
    }
    .remedy = { $kind ->
        [gap] Apaļajai iekavai jābūt tūlīt aiz kvadrātiekavas: [vārdi](adrese)
        [blank] Nosauciet failu ar defisēm atstarpju vietā vai katras atstarpes vietā rakstiet %20.
        [bracket] Aizveriet to: [vārdi](adrese)
        [reversed] Rakstiet [vārdi](adrese): vispirms kvadrātiekavas.
        [open] Rakstiet [[teksta-id]] vai [[teksta-id|savi vārdi]].
        [single] Rakstiet ap to [[…]].
       *[bare] Rakstiet [vārdi](https://…) vai ielieciet adresi starp < un >: <https://…>
    }
no-words = { $kind ->
        [heading] Šim virsrakstam nav vārdu.
        [picture] Šim attēlam nav vārdu tiem, kas to neredz.
       *[link] Šai saitei nav vārdu, uz kuriem uzklikšķināt.
    }
    .remedy = { $kind ->
        [heading] Uzrakstiet tos aiz zīmēm vai izņemiet rindu.
        [picture] Kvadrātiekavās pasakiet, kas attēlā redzams: ![kas redzams](media/name.png)
       *[link] Ierakstiet vārdus kvadrātiekavās: [vārdi](adrese)
    }
not-bold = Zīmei `{ $mark }` šeit trūkst pāra, un to rādīs, kā tā ir.
    .remedy = Abās pusēs lieciet vienu un to pašu zīmi, cieši pie vārdiem, bez atstarpēm: **vārdi**. Ja vajadzīga pati zīme, rakstiet pirms tās \
not-a-box = { $kind ->
        [quote] Šis nav bloks: tā rindām jāsākas ar > .
        [bang] Šis nav bloks, bet citāts: jāraksta [!{ $name }].
        [open] Šis nav bloks: kvadrātiekava nav aizvērta.
        [line] Šis nav bloks, bet citāts: aiz zīmes ir vārdi.
       *[other] Tā raksta citās programmās; šeit tas ir parasts teksts.
    }
    .remedy = Pirmajā rindā ielieciet tikai zīmi, bet katras rindas sākumā >, proti: > [!{ $kind ->
        [other] NOTE
       *[known] { $name }
    }]
not-a-blank = `{ $typed }` ziņā nosūtīs tieši tā: tā nav aizpildāma vieta.
    .remedy = Kvadrātiekavās nosauciet, kas tur jāieraksta, piemēram, [datums] vai [summa].
missing-note = Piezīmei `[^{ $label }]` nav teksta.
    .remedy = { $kind ->
        [colon] Ja tas ir tās teksts, aiz iekavas lieciet kolu: [^{ $label }]: Teksts.
       *[none] Uzrakstiet tās tekstu savā rindā, ar kolu: [^{ $label }]: Teksts.
    }
unused-note = Tekstā nekas nenorāda uz piezīmi `[^{ $label }]`, tāpēc zem teksta tā ir bez vajadzības.
    .remedy = Ielieciet [^{ $label }] aiz vārdiem, uz kuriem tā attiecas, vai izņemiet piezīmi.
open-code = Koda bloks, kas sākas šeit, nebeidzas: viss tālākais tiek rādīts kā kods.
    .remedy = Tur, kur tas beidzas, savā rindā ielieciet tās pašas trīs zīmes vai izņemiet šo rindu.
indented-code = Četras atstarpes rindas sākumā padara to par kodu.
    .remedy = Izņemiet atstarpes. Ja rinda pieder pie saraksta punkta, atkāpei jābūt līdz punkta vārdiem.
path-of-computer = { $kind ->
        [whole] `{ $typed }` ir vieta jūsu datorā: lasītājs tur netiks.
       *[backslash] `{ $typed }` ir rakstīts ar atpakaļvērstām slīpsvītrām, kā to dara tikai Windows.
    }
    .remedy = { $kind ->
        [whole] Ielieciet failu mapē content/media un rakstiet media/name.png; saitei uz tekstu lietojiet [[tā-id]].
       *[backslash] Zīmes \ vietā rakstiet /
    }
spelling = { $kind ->
        [mixed] Vārdā „{ $word }” sajaukti latīņu un kirilicas burti.
       *[unknown] Vārdnīcā nav vārda „{ $word }”.
    }
    .remedy = { $kind ->
        [mixed] Ierakstiet vārdu vēlreiz vienā alfabētā: burti izskatās vienādi, bet meklētājs un lasītāju programmas vārdu neatrod.
       *[unknown] Izlabojiet to; ja vārds ir pareizs, ierakstiet to valodas mapes failā words.txt.
    }
no-dictionary = { $kind ->
        [wrong] Pareizrakstība valodā { $lang } netiek pārbaudīta: { $file } nav vārdnīca UTF-8 kodējumā.
       *[missing] Pareizrakstība valodā { $lang } netiek pārbaudīta: trūkst faila { $file } (meklēts: { $folders }).
    }
    .remedy = Uzstādiet šīs valodas vārdnīcu (Debian, Ubuntu: apt install hunspell-{ $lang }), nosauciet tās mapi mainīgajā DICPATH vai izņemiet `spelling`.
wrong-quotes = { $typed } šajā vietā nav šīs valodas pēdiņa; tās pēdiņas ir { $pair }.
    .remedy = Rakstiet { $right } – vai abās pusēs taisnās ", kas par pareizajām pārtop pašas.
wrong-dash = Domuzīmes vietā šeit ir „{ $typed }”.
    .remedy = Rakstiet { $right }
long-sentence = Vārdu skaits šajā teikumā ir { $count }; garākam par { $longest } ir grūti izsekot.
    .remedy = Sadaliet to: viena doma, viens teikums.
avoid-word = No vārda „{ $typed }” šajā vietnē vairās.
    .remedy = { $instead ->
        [none] Pasakiet to citādi.
       *[other] Sakiet: { $instead }
    }
step-without-verb = Šajā solī nav darbības vārda, kas teiktu, kas jādara; tas sākas ar „{ $word }”.
    .remedy = Sāciet ar darbības vārdu: Zvaniet…, Rakstiet…, Gaidiet…

cli-progress = Faili: { $files } (lapas: { $pages })
cli-summary = Lapas: { $pages } (no jauna: { $rendered }), soļi: { $actions }, saites: { $links }; { $seconds } s → { $out }
cli-checked = Lapas: { $pages }, soļi: { $actions }, saites: { $links }; kļūdas: { $errors }, brīdinājumi: { $warnings }
cli-more = … un failā { $path } vēl { $n } tāda paša veida (`{ $code }`).
cli-not-built = Nekas nav ierakstīts; kļūdas: { $errors }, brīdinājumi: { $warnings }.
cli-new = { $path } ir gatavs aizpildīšanai.
cli-exists = { $path } jau ir; nekas nav ierakstīts.
cli-unknown-language = `{ $option } { $lang }` nav šīs vietnes valoda; valodas: { $known }.
cli-nothing-found = Nevienai lapai nav id vai adreses `{ $asked }`.
cli-no-content = Mapē { $root } nav mapes content/; nosauciet pareizo ar --root.
cli-port-taken = Portu { $port } jau lieto cita programma. { $free ->
        [none] Nosauciet citu ar --port.
       *[other] Nākamais brīvais: --port { $free }
    }
cli-serve-at = Priekšskatījums: { $url } (beigt: Ctrl+C)
cli-serve-lan = Tālrunī, tajā pašā tīklā: { $url } Priekšskatījumu var lasīt ikviens šajā tīklā.
cli-serve-no-browser = Pārlūks neatvērās; ierakstiet { $url } tā adreses joslā.
cli-serve-built = Lapas: { $pages }, gatavs { $milliseconds } ms; kļūdas: { $errors }, brīdinājumi: { $warnings }
cli-serve-not-built = Paliek pēdējās labās lapas; kļūdas: { $errors }, brīdinājumi: { $warnings }.
cli-serve-gone = Mapes { $folder }/ vairs nav; līdz tās atgriešanai paliek pēdējās labās lapas.
cli-serve-kept = Redzamas pēdējās labās lapas; jaunāko rādīs, kad šis būs novērsts.
cli-serve-errors = { $n } { $plural ->
        [one] kļūda
        [zero] kļūdu
       *[other] kļūdas
    }
cli-serve-warnings = { $n } { $plural ->
        [one] brīdinājums
        [zero] brīdinājumu
       *[other] brīdinājumi
    }
cli-serve-more = … un vēl { $n } terminālī.
cli-serve-edit = labot
cli-serve-draft = melnraksts
cli-serve-lost = Priekšskatījums ir beidzies; palaidiet `situ serve` vēlreiz.
cli-serve-stands = { $situation } › { $phase }: { $number }. no { $count }
cli-serve-nowhere = nav nevienā kontrolsarakstā; failā situations.yaml kādas situācijas soļos zem posma pievienojiet: { $line }
cli-serve-status = pārskats
cli-status-title = Kas kurā valodā ir
cli-status-wrong = Kamēr ir kļūdas, valodu pārskatu nevar parādīt.
cli-status-back = Uz priekšskatījumu
cli-status-situations = Situācija
cli-status-articles = Raksts
cli-status-pages = Lapa
cli-status-original = oriģināls
cli-status-fresh = svaigs
cli-status-stale = novecojis
cli-status-draft = melnraksts
cli-status-missing = trūkst
cli-status-idle = { $plural ->
        [one] { $n } solis nav nevienā kontrolsarakstā
        [zero] { $n } soļu nav nevienā kontrolsarakstā
       *[other] { $n } soļi nav nevienā kontrolsarakstā
    }
cli-status-laws = { $plural ->
        [one] { $n } ziņa par likumu pārbaudīta vairāk nekā gadu pirms { $today }
        [zero] { $n } ziņu par likumu pārbaudīts vairāk nekā gadu pirms { $today }
       *[other] { $n } ziņas par likumu pārbaudītas vairāk nekā gadu pirms { $today }
    }
cli-bad-date = `{ $typed }` nav kalendāra diena pierakstā gads-mēnesis-diena.
cli-translate-made = { $path } ir gatavs tulkošanai: vārdi tajā vēl ir no { $source }, bet id, saites un posmi jau ir savās vietās.
cli-translate-next = Kad iztulkots: situ translate { $id } --to { $lang } --done
cli-translate-done = { $path } atbilst tekstam { $source } valodā un vairs nav melnraksts.
cli-translate-no-text = Teksta `{ $id }` valodā { $lang } nav. { $known ->
        [none] Tā nav nevienā valodā.
       *[other] Valodas, kurās tas ir: { $known }.
    }
cli-translate-same = --from un --to nosauc vienu un to pašu valodu.
cli-translate-from = Nosauciet valodu, no kuras teksts veidots: --from { $known }
cli-not-readable = Vispirms novērsiet kļūdas failā { $path }, tad mēģiniet vēlreiz.
cli-fix-none = Nav nekā, ko varētu droši izlabot.
cli-fix-ask = Vai ierakstīt šīs izmaiņas? [j/n]
cli-fix-yes = j jā y
cli-fix-done = Izlabots: { $n }; faili: { $files }.
cli-fix-left = Nekas nav mainīts.
cli-fix-nobody = Šeit nav, kam jautāt: lai ierakstītu šīs izmaiņas, pievienojiet --yes.
