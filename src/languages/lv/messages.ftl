# Ko situ saka rakstītājiem latviski. Viens ziņojums un viens .help katram kodam no src/diagnostics/codes.rs.

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
    .help = Pārbaudiet, vai fails vēl ir savā vietā un vai drīkstat to lasīt, tad mēģiniet vēlreiz.
    .reason = Failu nevar nolasīt.
not-a-file = Šī ir saite vai īpašs fails, nevis parasts fails.
    .help = Ielieciet šeit paša faila kopiju.
    .reason = Šī ir saite vai īpašs fails, nevis parasts fails.
too-large = Šis fails ir lielāks par { $limit }.
    .help = Sadaliet tekstu vairākos rakstos vai samaziniet attēlu.
    .reason = Fails ir pārāk liels.
not-utf8 = Šis fails nav saglabāts UTF-8 kodējumā.
    .help = Atveriet to redaktorā un saglabājiet vēlreiz ar kodējumu „UTF-8”.
    .reason = Šis fails nav saglabāts UTF-8 kodējumā.
control-character = Šeit ir neredzama vadības zīme ({ $character }).
    .help = Izdzēsiet to: novietojiet kursoru aiz tās un nospiediet atkāpšanās taustiņu (Backspace).
    .reason = Šeit ir neredzama vadības zīme (…).
ignored-file = { $kind ->
        [hook] Šis fails netiek izmantots: iespraudumam nevar būt šāds nosaukums.
        [theme-hook] Šis fails netiek izmantots: iespraudumam nevar būt šāds nosaukums, un neviena veidne to neiekļauj.
        [style] Šis stila fails netiek izmantots: tas nekur nav minēts.
       *[other] Šis fails netiek izmantots: tas atrodas vietā, ko situ nepazīst.
    }
    .help = { $kind ->
        [hook] Mapē content/hooks ir šādi faili: { $known }.
        [host] Pārvietojiet to uz { $place }: faili no mapes content/static tiek kopēti vietnes saknē.
        [theme-hook] Motīva iespraudumi ir { $known }.
        [style] Miniet to failā content/site.yaml zem `look:` kā `css: [{ $file }]` vai izdzēsiet.
       *[other] Teksti (.md) jāliek mapēs content/<valoda>/articles, situations, documents vai pages, attēli un lejupielādes – mapē content/media, stilu faili un fonti – mapē content/look, HTML gabaliņi visām lapām – mapē content/hooks, vietnes saknes faili, piemēram, CNAME, – mapē content/static; iestatījumu un datu failiem ir galotne .yaml.
    }
    .reason = Šis fails netiek izmantots: tas atrodas vietā, ko situ nepazīst.
missing-file = Trūkst faila { $file }.
    .help = { $kind ->
        [language] Izveidojiet to ar rindu `title: …` un zem `phases:` ierakstiet nosaukumu katram posmam: { $phases }.
       *[other] Izveidojiet to vai palaidiet situ mapē, kurā atrodas content/. Kas failā var būt, redzēsiet, ja tukšā mapē palaidīsiet `situ init`.
    }
    .reason = Trūkst faila, bez kura vietni nevar veidot.
bad-id = `{ $id }` šeit neder par nosaukumu.
    .help = { $form ->
        [front] Rakstiet { $file }, faila nosaukumu bez .md, vai izņemiet atslēgu. Tā vajadzīga tikai redaktoriem pārlūkā.
        [windows] Izvēlieties citu nosaukumu: Windows neļauj tādus kā con, nul vai com1, zīmes : * | \ un punktu vai atstarpi beigās.
        [invisible] Pārdēvējiet failu.
        [long] Izvēlieties īsāku nosaukumu: kopā ar paplašinājumu tam var būt ne vairāk kā 255 baiti.
        [list] Otrā soļa rindai vajag tādu pašu atkāpi kā pirmajai: divas saraksta rindas ir saplūdušas vienā.
        [action] Rakstiet teksta nosaukumu, punktu un soļa id: teksts.solis; tikai situācijas soļu sarakstā aiz tā drīkst būt `!`.
        [field] Sāciet ar mazo latīņu burtu bez garumzīmes vai mīkstinājuma zīmes; tālāk drīkst būt tādi paši burti, cipari un pasvītras, piemēram, due_date.
       *[other] Lietojiet mazos latīņu burtus bez garumzīmēm un mīkstinājuma zīmēm, ciparus un pa vienai defisei, piemēram, late-deadline; lapām neder vietnes daļu nosaukumi (guide, search, …).
    }
    .reason = Nosaukumā ir kas cits, nevis mazie latīņu burti, cipari un defises.
duplicate-id = { $form ->
        [case] macOS un Windows datorā `{ $id }` ir tas pats fails, kas cits.
       *[other] Nosaukums `{ $id }` lietots divreiz.
    }
    .help = Vienu no abiem nosauciet citādi vai izņemiet: { $form ->
        [case] nosaukumiem jāatšķiras ne tikai ar lielajiem burtiem vai garumzīmju pierakstu.
       *[other] visā vietnē nosaukums apzīmē vienu lietu.
    }
    .reason = Viens nosaukums lietots divreiz.
yaml = To nevar nolasīt kā YAML: { $reason ->
        [tab] rindas sākumā ir tabulators
        [blank] aiz kola trūkst atstarpes
        [nbsp] aiz kola ir nedalāmā atstarpe parastās vietā
        [colon] šajā rindā nav kola
        [quote] pēdiņas šeit ir atvērtas, bet nav aizvērtas
        [bracket] šai iekavai trūkst pāra
        [indent] šī rinda sākas citā kolonnā nekā rindas, pie kurām tā pieder
        [values] failā ir vairāk nekā { $limit } vērtību
        [depth] saraksti un grupas ir iekļauti cits citā dziļāk par { $limit } līmeņiem
        [repeated] atsauces (`*vārds`) atkārto vairāk nekā { $limit } vērtību
        [documents] šeit sākas otrs dokuments
        [alias] ar `*` sākas atsauce uz nosaukumu, kura nav
        [tag] ar `!` sākas tips, ko šeit nelieto
        [key] tas nevar būt atslēgas nosaukums
        [scalar] šī vērtība nav ne teksts, ne skaitlis
       *[syntax] šajā vai iepriekšējā rindā ir kļūda
    }.
    .help = { $reason ->
        [tab] Tabulatora vietā lietojiet atstarpes: pa divām katram līmenim.
        [blank] Rakstiet `atslēga: vērtība` ar atstarpi aiz kola.
        [nbsp] Izdzēsiet to un ierakstiet parasto atstarpi.
        [colon] Rakstiet `atslēga: vērtība`; ja teksts turpinās nākamajā rindā, tur jābūt atkāpei.
        [quote] Teksta beigās ielieciet tādas pašas pēdiņas.
        [bracket] Rakstiet abas: [ un ] ap sarakstu, {"{"} un {"}"} ap atslēgu grupu; teksts, kas sākas ar iekavu, jāliek pēdiņās.
        [indent] Sāciet to tur, kur sākas rinda virs tās, vai divas atstarpes tālāk, ja tā pieder pie augšējās rindas.
        [values] Sadaliet saturu vairākos failos vai izņemiet lieko.
        [depth] Iztieciet ar mazāk līmeņiem.
        [repeated] Uzrakstiet vērtības pilnībā, neatkārtojot tās ar & un *.
        [documents] Atstājiet vienu dokumentu: izdzēsiet rindu ar trim defisēm (---) vai punktiem.
        [alias] Tekstu, kas sākas ar *, lieciet pēdiņās.
        [tag] Tekstu, kas sākas ar !, lieciet pēdiņās vai izdzēsiet šo vārdu.
        [key] Pirms kola rakstiet vienu īsu tekstu bez iekavām: `atslēga: vērtība`.
        [scalar] Ja tas ir teksts, lieciet to pēdiņās.
       *[syntax] Apskatiet šo un iepriekšējo rindu: varbūt trūkst pēdiņu vai kola vai ir nepareiza atkāpe.
    }
    .reason = Galveni vai datu failu nevar nolasīt: tabulators, trūkst atstarpes aiz kola, neaizvērtas pēdiņas vai iekava, nepareiza atkāpe.
needs-quotes = Šis teksts jāliek pēdiņās, jo zīmei „{ $sign }” YAML valodā ir sava nozīme.
    .help = Rakstiet: { $quoted }
    .reason = Tekstā ir kols vai cita zīme, tāpēc tas jāliek pēdiņās.
front-matter-open = Galvene, kas sākas šeit, nebeidzas.
    .help = Zem virsraksta (title) un kopsavilkuma (summary) ielieciet rindu ar trim defisēm (---).
    .reason = Galvene, kas sākas šeit, nebeidzas.
front-matter-missing = { $kind ->
        [fence] Pirmā rinda ir `{ $typed }`, bet tai jābūt `---`.
       *[none] Fails nesākas ar galveni.
    }
    .help = { $kind ->
        [fence] Rakstiet trīs defises, `---`, virs galvenes un zem tās.
       *[none]
            Pirmajām četrām rindām jābūt šādām, un virs tām nedrīkst būt nekā:
            ---
            title: …
            summary: …
            ---
    }
    .reason = Fails nesākas ar galveni.
unknown-key = Atslēgas `{ $key }` šeit nav.
    .help = { $place ->
        [top] Šī atslēga jāraksta faila augšējā līmenī, bez atkāpes.{" "}
        [below] Šī atslēga šajā failā jāraksta zem `{ $parent }`.{" "}
        [file] Šīs atslēgas vieta ir failā { $file }.{" "}
        [file-below] Šīs atslēgas vieta ir failā { $file } zem `{ $parent }`.{" "}
        [front] Šīs atslēgas vieta ir teksta galvenē mapē { $file }.{" "}
       *[none] {""}
    }Zināmās atslēgas: { $known }.{ $own ->
        [extra] {" "}Savas atslēgas rakstiet zem `extra:`; tās saņem motīvs.
       *[none] {""}
    }
    .reason = Tādas atslēgas nav; bieži tā ir pārrakstīšanās kļūda.
unknown-field = Lauka `{ $field }` nav.
    .help = Lauki failā content/site.yaml: { $known }. Izlabojiet nosaukumu vai ierakstiet lauku tur zem `case:` kopā ar veidu: text (teksts), date (datums) vai money (naudas summa).
    .reason = Tāda lauka nav failā content/site.yaml; bieži tā ir pārrakstīšanās kļūda.
shared-blank = Aizpildāmajai vietai `[{ $blank }]` ir divas nozīmes: to aizpilda gan `{ $first }`, gan `{ $second }`.
    .help = Atstājiet to vienam no abiem laukiem. Otram izvēlieties citus vārdus un ierakstiet tos ziņās, kurās domāts tieši tas.
    .reason = Vienu aizpildāmo vietu aizpildītu divi lauki.
renamed-key = Atslēgas `{ $key }` vietā tagad ir `{ $new }`.
    .help = Rakstiet `{ $new }`; `situ check --fix` to izdarīs jūsu vietā.{ $key ->
        [case_fields] {""} Pašus laukus un to veidus tagad nosauc failā content/site.yaml, piemēram, `case: {"{"}landlord: text, due: date, sum: money{"}"}`, bet šeit katram ir nosaukums un vietas, ko tas aizpilda.
       *[other] {""}
    }
    .reason = Atslēgai ir jauns nosaukums; veco vēl saprot, bet raksta jauno.
duplicate-key = Atslēga `{ $key }` šeit ir divreiz.
    .help = Atstājiet vienu no abām rindām.
    .reason = Atslēga ir divreiz.
missing-key = Trūkst atslēgas `{ $key }`, vai aiz tās nekā nav.
    .help = { $key ->
        [situations] Uzrakstiet zem tās situāciju sarakstu, vai arī pirmo ierakstīs komanda `situ new situation`.
       *[other] Uzrakstiet rindu `{ $key }: …` un aiz kola vērtību.
    }
    .reason = Trūkst obligātas atslēgas vai tās vērtības.
wrong-type = Šeit vajadzīgs { $wanted ->
        [text] teksts
        [quoted] teksts
        [list] saraksts
        [mapping] rindu kopums `atslēga: vērtība`
        [number] vesels skaitlis
        [field] nosaukums
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
    .help = { $wanted ->
        [quoted] Ielieciet to pēdiņās, lai to lasītu kā tekstu.
        [field] Uzrakstiet lauka nosaukumu vai grupu: `{"{"}label: Izīrētājs, blanks: [vārds, izīrētājs]{"}"}`.
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
    .reason = Vērtība ir cita veida: teksts saraksta vietā, skaitlis bez pēdiņām.
bad-date = { $kind ->
        [day] Kalendārā nav tādas dienas kā { $typed }.
        [year] Gads datumā { $typed } nevar būt pareizs.
       *[form] `{ $typed }` nav kalendāra diena pierakstā gads-mēnesis-diena.
    }
    .help = Rakstiet gadu, mēnesi un dienu ar defisēm, piemēram, 2026-01-31.
    .reason = Datums nav rakstīts kā 2026-01-31 vai tādas dienas nav.
bad-slug = `{ $slug }` nevar būt adreses daļa.
    .help = { $suggested ->
        [blank] { $kind ->
            [fragment] Izņemiet # un visu aiz tā: vietu lapā lasītājs nezaudē.
            [query] Izņemiet ? un visu aiz tā: statiska vietne tādas adreses neatšķir.
            [percent] Rakstiet pašus burtus, bet procentu zīmes vietā %25.
            [invisible] Uzrakstiet adresi vēlreiz.
            [server] Izņemiet šo adresi: failus ar tādu nosaukumu tīmekļa serveri patur sev.
            [windows] Izņemiet vai izlabojiet šo adresi: ne katrs dators var glabāt failu ar tādu nosaukumu kā con, nul, a:b vai ar punktu beigās.
            [long] Izvēlieties īsāku: adreses daļā var būt ne vairāk kā 255 baiti.
            [index] index.html ir mapes lapa. Rakstiet mapes adresi, piemēram, /old/.
           *[other] Lietojiet mazos latīņu burtus, ciparus un pa vienai defisei. Agrākā adrese (aliases) ir adrese šajā vietnē bez atstarpēm: /lv/articles/old-name/.
        }
       *[other] Lietojiet mazos latīņu burtus, ciparus un pa vienai defisei, piemēram, { $suggested }.
    }
    .reason = Adreses daļā ir neatļautas zīmes.
too-many-aliases = Agrāko adrešu skaits šeit: { $count }; vienam tekstam to var būt ne vairāk par { $limit }.
    .help = Atstājiet tās, uz kurām kāds joprojām norāda vai kuras kaut kur ir iespiestas.
    .reason = Tekstam ir vairāk par simt agrākām adresēm.
bad-severity = Smagums (severity) ir skaitlis no 1 līdz 5.
    .help = Rakstiet 1 mierīgai situācijai un līdz 5 galējam līdzeklim.
    .reason = Smagums (severity) ir skaitlis no 1 līdz 5.
bad-base-url = { $kind ->
        [option] --base-url: `{ $typed }` nav tīmekļa vietnes adrese.
       *[file] `{ $typed }` nav tīmekļa vietnes adrese.
    }
    .help = Rakstiet visu adresi, piemēram, https://example.org vai https://example.org/help, bez ? un #.
    .reason = Vietnes adrese nav adrese.
bad-domain = { $kind ->
        [address] `{ $typed }` ir adrese, bet failā CNAME jābūt tikai domēnam.
        [lines] Šī ir otra rinda, bet no CNAME serveris lasa tikai vienu.
        [empty] Šis fails ir tukšs, tāpēc serveris domēnu no tā neuzzina.
        [folder] Ar šo failu vietne ir domēna { $host } saknē, bet `base_url` failā content/site.yaml ir ar mapi { $folder }.
        [option] Šī vietne ir uzbūvēta adresei { $url }, bet ar šo failu serveris to publicē domēnā { $typed }.
       *[host] `{ $typed }` nav `base_url` domēns no content/site.yaml: tas ir { $host }.
    }
    .help = { $kind ->
        [folder] Rakstiet `base_url: { $root }`. Ja vietne ir citas vietnes mape, domēns pieder tai; tad šo failu izdzēsiet.
        [host-folder] Ja { $typed } ir jūsu domēns, rakstiet `base_url: { $root }` bez mapes: vietne tad ir domēna saknē. Citādi šo failu izdzēsiet.
        [host] Rakstiet { $host } vai izlabojiet `base_url`: uz tā domēnu lasītājus ved saites, plūsmas un meklētājprogrammas.
        [option] Pirms publicēšanas izdzēsiet CNAME no uzbūvētās mapes vai būvējiet bez `--base-url`.
       *[other] Rakstiet vienu rindu bez https:// un bez ceļa: { $host }
    }
    .reason = Faila CNAME domēns nav vietnes adreses domēns.
bad-policy = `{ $source }` nevar pievienot pie `{ $directive }`.
    .help = Rakstiet servera adresi, piemēram, https://stats.example.org, attēliem un fontiem "data:" vai lapā ierakstīta skripta jaucējvērtību 'sha256-…'. Katrs avots ir savs saraksta vienums.
    .reason = Kļūda drošības politikā vai nu bloķē vietnei vajadzīgo, vai atļauj lieko.
host-limit = { $kind ->
        [redirects] Vietnes bijušajām adresēm vajag { $count } pāradresāciju, bet { $host } pieņem { $limit }.
        [headers] Failā _headers ir { $count } kārtulu, bet { $host } pieņem { $limit }.
       *[line] Failā _headers ir rinda ar { $count } rakstzīmēm, bet { $host } pieņem { $limit }.
    }
    .help = { $kind ->
        [redirects] Izņemiet adreses no `aliases`, kuras neviens vairs neatver. Arī tās, kas ir pāri robežai, darbojas: to lapas ved tālāk.
        [headers] Sadaliet valodas vairākās vietnēs vai iestatiet galvenes mitinātāja kontā.
       *[line] Saīsiniet `csp`, piemēram, vairāku adrešu vietā rakstiet vienu: https://*.example.org.
    }
    .reason = Tā, ko mitinātājs nepieņem, tur nav, un neviens par to nepaziņo.
bad-look = { $kind ->
        [color] `{ $found }` nav krāsa.
        [contrast] Krāsu { $found } grūti salasīt: tās kontrasts ar { $surface }, kas ir fons { $scheme ->
            [dark] tumšā
           *[light] gaišā
        } ekrānā, ir { $ratio }:1.
        [family] `{ $found }` nevar būt fonta nosaukums.
        [weight] `{ $found }` nav fonta treknums.
        [ending] Failam `{ $found }` šai vietai neder paplašinājums.
        [folder] `{ $found }` nav šādu failu mapē.
       *[missing] Faila { $found } nav.
    }
    .help = { $kind ->
        [color] Rakstiet sešus heksadecimālus ciparus pēdiņās: "#0a5667".
        [contrast] Rakstiet "{ $nearest }", tuvāko krāsu ar kontrastu 4.5:1, vai citu.
        [family] Lietojiet burtus, ciparus, atstarpes un zīmes - _ . + &.
        [weight] Rakstiet skaitli no 1 līdz 1000, piemēram, 400 vai 700, vai divus mainīgam fontam: 100 900. Slīpiem burtiem pielieciet `italic`: 400 italic.
        [ending] Norādiet failu ar vienu no šiem paplašinājumiem: { $wanted }.
        [folder] Rakstiet ceļu no mapes content/. Tas sākas ar vienu no šiem: { $wanted }.
       *[missing] Ielieciet tur failu vai izlabojiet ceļu. Ceļi sākas mapē content/, piemēram, look/own.css vai media/logo.svg; lielie un mazie burti atšķiras.
    }
    .reason = Grūti salasāma krāsa, fonts, kas neielādējas, vai logotips, kura nav, būtu katrā lapā.
bad-link-pattern = { $kind ->
        [placeholder] Saitei nav vērtības { $found }.
        [mail] `{ $found }` nav adrese, uz kuru ziņot par kļūdām.
       *[url] `{ $found }` nav adrese, kurā labo lapas.
    }
    .help = { $kind ->
        [placeholder] Rakstiet {"{path}"} (faila ceļš, piemēram, content/lv/articles/x.md), {"{lang}"} (valoda) vai {"{id}"} (teksta nosaukums).
        [mail] Rakstiet adresi, kas sākas ar https://, piemēram, https://github.com/owner/site/issues/new?title={"{id}"}, vai e-pasta adresi.
       *[url] Rakstiet adresi, kas sākas ar https://, piemēram, https://github.com/owner/site/edit/main/{"{path}"}
    }
    .reason = Saite lapas labošanai vai ziņai par kļūdu, kas nekur neved, būtu katras lapas beigās.
same-edit-url = { $kind ->
        [lang] `edit_url` no visām vienas valodas lapām ved uz vienu un to pašu adresi: { $typed }
       *[none] `edit_url` no visām lapām ved uz vienu un to pašu adresi: { $typed }
    }
    .help = Vietā, kur adresē ir faila ceļš, rakstiet {"{path}"}, piemēram, https://github.com/owner/site/edit/main/{"{path}"}
    .reason = Ja visām lapām ir viena labošanas adrese, labotājs neatrod lapas failu.
situ-version = Šai vietnei vajadzīga situ versija { $required }, bet šī ir { $version }.
    .help = { $kind ->
       *[older] Uzstādiet jaunāku situ tāpat, kā uzstādījāt šo. Komandas ir `situ manual` nodaļā „Pāreja uz jaunu versiju”.
        [newer] Uzstādiet versiju, kas der. Vai, ja vietne ar šo strādā, labojiet `requires`.
    }
    .reason = Vecāka programma nepazīst jaunākās atslēgas un par katru ziņotu kā par kļūdu.
bad-version = `{ $found }` nepasaka, ar kurām situ versijām vietne strādā.
    .help = Rakstiet vecāko versiju, kas der: `requires: situ >= 0.2`
    .reason = Prasība, ko nevar izlasīt, pārāk vecu programmu neapstādina.
bad-language = `{ $code }` nav valodas kods.
    .help = { $kind ->
        [reserved] Mape ar tādu nosaukumu vietnei vai sistēmai Windows vajadzīga citam. Lietojiet garāku kodu, piemēram, { $code }-x.
       *[other] Lietojiet tādus kodus kā lv, ru, bg, en vai pt-br ar mazajiem burtiem.
    }
    .reason = Nav tāda valodas koda.
too-deep = Saraksti un citāti ir ielikti cits citā dziļāk par { $limit } līmeņiem.
    .help = Rakstiet vienkāršāk: lasītājam pietiek ar diviem līmeņiem.
    .reason = Saraksti vai citāti ir pārāk dziļi cits citā.
raw-html = Tekstā ir HTML; to nerādītu.
    .help = { $kind ->
        [comment] Izņemiet to: publicēts tiek viss, kas ir tekstā.
        [fold] Rakstiet bloku, ko var atvērt: > [!NOTE]- Virsraksts
        [element] Rakstiet elementu bez atribūtiem un aizveriet to tajā pašā rindkopā: <kbd>Ctrl</kbd>
        [emphasis] Rakstiet **treknrakstā**, *kursīvā* vai ~~nosvītrotu~~, vai tikai pašus vārdus.
        [picture] Ielieciet attēlu mapē content/media un rakstiet ![Apraksts](media/name.png)
        [film] Ielieciet saiti: [vārdi](adrese)
        [link] Saiti rakstiet tā: [vārdi](adrese)
        [table] Tabulu rakstiet ar | starp šūnām un rindu |---|---| zem pirmās rindas.
        [list] Katru rindu sāciet ar - vai ar numuru: 1. Teksts
        [definition] Terminu rakstiet savā rindā, bet nākamajā aiz kola tā skaidrojumu: „: skaidrojums”.
        [heading] Virsrakstu rakstiet tā: ## Virsraksts
        [code] Kodu lieciet starp ` zīmēm.
       *[other] Tā vietā lietojiet Markdown un izņemiet komentārus; ja vajadzīga pati zīme, rakstiet &lt; zīmes „mazāks” vietā.
    }
    .reason = Tekstā ir HTML; to nerādītu.
bad-scheme = Saites, kas sākas ar `{ $scheme }`, nav atļautas.
    .help = Saitei jāved uz https://…, mailto:…, tel:…, uz citu tekstu kā [[tā-id]] vai uz failu mapē content/media kā media/….
    .reason = Šāda veida adreses nav atļautas.
invisible-character = { $kind ->
        [link] Šajā saitē ir neredzama zīme: `{ $target }`.
        [hyphen] Šajā vārdā ir neredzama pārneses zīme: `{ $target }`.
       *[text] Šajā tekstā ir neredzama zīme: `{ $target }`.
    }
    .help = { $kind ->
        [link] Izdzēsiet to vai uzrakstiet saiti vēlreiz: tas, kas te sākas ar \u, tekstā nav redzams.
        [hyphen] Izdzēsiet to: pārlūks vārdus pārnes pats, bet vārdnīca šādu vārdu nepazīst.
       *[text] Izdzēsiet to vai uzrakstiet vārdu vēlreiz: tas, kas te sākas ar \u, nav redzams, bet meklētājs vārdu neatrod.
    }
    .reason = Saitē vai vārdā ir zīme, ko neviens neredz.
mixed-letters = Vārdā „{ $word }” ir divu alfabētu burti: { $position }. burts „{ $letter }” ir { $alphabet ->
        [latin] latīņu
        [greek] grieķu
       *[cyrillic] kirilicas
    } burts.
    .help = Uzrakstiet visu vārdu vēlreiz vienā alfabētā: burti izskatās vienādi, bet meklētājs vārdu neatrod. Starp svešvārdu un galotni lieciet defisi.
    .reason = Vārdā ir divu alfabētu burti, kas izskatās vienādi.
invisible-in-name = Tajā ir neredzama zīme, te rādīta kā \u{"{"}…{"}"}: uzrakstiet nosaukumu vēlreiz.
bad-attribute = `{ $word }` šajās figūriekavās neko nenozīmē.
    .help = { $kind ->
        [task] Zināmie vārdi: #id (mazie latīņu burti, cipari, pa vienai defisei), .key, .silent un after=….
        [country] Šeit jābūt valstu kodiem ar komatiem starp tiem, piemēram, {"{country=lv,bg}"}.
       *[heading] Zināmie vārdi: #id (burti, cipari, - un _; punkts tikai rakstos; nedrīkst sākties ar ui_) un phase=…
    }
    .reason = Figūriekavās ir vārds, kas tur neko nenozīmē.
bad-after = { $kind ->
        [form] No `{ $typed }` dienu nevar aprēķināt.
        [type] `{ $typed }` lasītāja gadījumā nav datums.
        [case] Vietnei nav lasītāja gadījuma, tāpēc no `{ $typed }` dienas skaitīt nevar.
       *[field] Lasītāja gadījumā nav lauka `{ $typed }`.
    }
    .help = { $kind ->
        [form] Rakstiet lauku, + vai - un dienu skaitu: after=due+3; ar w skaita darba dienas: after=due+10w
        [type] Nosauciet lauku ar veidu { $type } no atslēgas `case` failā content/site.yaml.
        [case] Pierakstiet to failā content/site.yaml: case: {"{"}{ $typed }: { $type }{"}"}
       *[field] Nosauciet lauku ar veidu { $type } no atslēgas `case` failā content/site.yaml vai pievienojiet to tur.
    }
    .reason = Soļa dienu nevar aprēķināt, jo lasītāja gadījumā nav tāda datuma.
stray-attribute = { $kind ->
        [country] Valsts figūriekavās darbojas tikai rindkopas, saraksta punkta vai tabulas rindas beigās.
       *[id] Id figūriekavās darbojas tikai virsraksta vai soļa beigās.
    }
    .help = { $kind ->
        [country] Pārceliet {"{country=…}"} uz rindkopas, punkta pirmās rindkopas vai rindas pēdējās šūnas beigām.
       *[id] Pārceliet {"{#"}…{"}"} uz virsraksta vai soļa pirmās rindas beigām vai izņemiet to.
    }
    .reason = Id figūriekavās darbojas tikai virsraksta vai soļa beigās.
action-without-id = Šim solim nav id, tāpēc tā atzīmi nevar saglabāt.
    .help = Pievienojiet beigās id, visās valodās vienādu: {"{#"}{ $suggested }{"}"}
    .reason = Šim solim nav id, tāpēc tā atzīmi nevar saglabāt.
task-without-id = Šai rūtiņai nav id, tāpēc tās atzīme zūd, kad mainās vārdi, un citās valodās tās nav.
    .help = Pievienojiet rindas beigās id, visās valodās vienādu: {"{#"}{ $suggested }{"}"}
    .reason = Rūtiņai nav id, tāpēc tās atzīme zūd, kad mainās vārdi.
duplicate-action = { $kind ->
        [phase] Id `{ $id }` pieder posmam, kuram šīs situācijas lapā ir sava vieta.
       *[twice] Id `{ $id }` šajā failā ir divreiz.
    }
    .help = { $kind ->
        [phase] Dodiet solim citu id.
       *[twice] Vienam no abiem dodiet citu id. Lielie un mazie burti netiek šķirti.
    }
    .reason = Diviem soļiem ir viens id.
duplicate-anchor = { $kind ->
        [phase] Id `{ $id }` pieder posmam, kuram šīs situācijas lapā ir sava vieta.
       *[twice] Id `{ $id }` šajā failā ir divreiz.
    }
    .help = { $kind ->
        [phase] Virsraksta beigās rakstiet citu id: {"{#"}other-id{"}"}
       *[twice] Vienam no abiem beigās dodiet citu id: {"{#"}other-id{"}"}. Lielie un mazie burti netiek šķirti. Viena posma soļiem jābūt zem viena virsraksta.
    }
    .reason = Diviem virsrakstiem ir viens id.
link-in-step = Solī drīkst būt ne vairāk par vienu saiti, pašās beigās aiz bultiņas.
    .help = Rakstiet: - [ ] Kas jādara. → [[kur-tas-paskaidrots]]
    .reason = Solī drīkst būt ne vairāk par vienu saiti, pašās beigās aiz bultiņas.
not-a-task = { $kind ->
        [footnote] Piezīmē rūtiņu nevar atzīmēt.
        [heading] Virsrakstā rūtiņas nav, tāpēc `{ $typed }` paliek kā teksts.
        [table] Tabulā rūtiņu nav, tāpēc `{ $typed }` paliek kā teksts.
       *[line] `{ $typed }` netiek lasīts kā atzīmējama rūtiņa.
    }
    .help = { $kind ->
        [footnote] Pārceliet sarakstu uz tekstu vai izņemiet iekavas.
        [heading] Rakstiet to kā saraksta punktu (- [ ] Kas jādara.) vai izņemiet iekavas.
        [table] Rakstiet to kā sarakstu (- [ ] Kas jādara.) vai izņemiet iekavas. Veidlapai uz papīra der zīme ☐.
        [hyphen] Ielieciet atstarpi aiz defises: - [ ] Kas jādara.
       *[line] Rakstiet ar atstarpi starp iekavām un vēl vienu aiz tām: - [ ] Kas jādara.
    }
    .reason = Rūtiņa uzrakstīta tā, ka to nevar atzīmēt.
not-a-heading = Šis netiek lasīts kā virsraksts.
    .help = { $kind ->
        [tag] Ja tas ir virsraksts, ielieciet atstarpi aiz zīmes: { $marks } Virsraksts. Ja tā ir citas programmas birka, izdzēsiet to.
       *[line] Ielieciet atstarpi aiz zīmēm: { $marks } Virsraksts
    }
    .reason = Šis netiek lasīts kā virsraksts.
unknown-block = Bloka veida `{ $kind }` nav.
    .help = Zināmie veidi: { $known }.
    .reason = Tāda veida bloka nav.
no-letter = { $kind ->
        [none] Šajā dokumentā nav nosūtāmā teksta.
        [open] Nosūtāmajam tekstam ir sākums, bet nav beigu.
        [empty] Starp abām līnijām nav nekā.
       *[many] Šī ir jau trešā līnija, bet nosūtāmais teksts ir starp divām.
    }
    .help = { $kind ->
        [none] Ierakstiet nosūtāmo tekstu starp divām rindām, kurās ir tikai ---, ar tukšu rindu virs un zem katras. Padomus rakstiet virs pirmās un zem otrās.
        [open] Zem nosūtāmā teksta ierakstiet otru rindu, kurā ir tikai ---, ar tukšu rindu virs un zem tās.
        [empty] Ierakstiet starp tām nosūtāmo tekstu; aizpildāmās vietas liek kvadrātiekavās: [datums].
       *[many] Izdzēsiet to vai atdaliet daļas ar virsrakstu.
    }
bad-law = `[!{ $typed }]` nenosauc valsts kodu un dienu.
    .help = Rakstiet valsts kodu, dienu, kurā redzējāt avotu, un avotu: [!LAW lv 2026-11-21 Likums, 12. pants](https://…)
    .reason = Likuma blokam trūkst valsts vai dienas.
unknown-country = Failā content/site.yaml nav valsts `{ $country }`.
    .help = { $known ->
        [none] Pievienojiet to tur: countries: [{ $country }]. Katra valoda to nosauc savā site.yaml.
       *[other] Zināmās valstis: { $known }. Izlabojiet kodu vai pievienojiet to faila content/site.yaml atslēgā countries.
    }
    .reason = Tādas valsts iestatījumos nav.
no-rates = { $kind ->
        [none] `[!{ $country }]` nenosauc vienu valsti.
       *[country] Valstij `{ $country }` nav nokavējuma procentu likmju.
    }
    .help = { $kind ->
        [none] Aiz vārda rakstiet valsts kodu: [!INTEREST lv]
       *[country] Izlabojiet kodu vai pievienojiet valsts likmes failam content/rates.yaml.
    }
    .reason = Valstij, ko nosauc bloks, nav nokavējuma procentu likmju.
bad-rates = { $kind ->
        [number] `{ $typed }` šeit nav skaitlis.
        [url] Tā nav tīmekļa adrese.
        [rate] Posmam ir vai nu `rate`, vai `base`.
        [margin] Vērtībai `base` vajag `margin`, ko tai pieskaita.
        [order] Šis posms nesākas pēc iepriekšējā.
        [until] Pēdējā diena ir pirms pirmās.
        [repeated] Šai valstij šāda veida likmes jau ir.
        [type] Lasītāja gadījuma laukam `{ $typed }` ir cits veids.
        [case] Vietnei nav lasītāja gadījuma, tātad nav arī lauka `{ $typed }`.
       *[field] Lasītāja gadījumā nav lauka `{ $typed }`.
    }
    .help = { $kind ->
        [number] Rakstiet ar punktu un bez zīmēm: 10.15. Aiz punkta var būt ne vairāk kā { $places } cipari.
        [url] Rakstiet visu adresi, sākot ar https://.
        [rate] Rakstiet visu likmi aiz `rate` vai likmi, kurai pieskaita `margin`, aiz `base`.
        [margin] Rakstiet to valsts ierakstā: margin: 8. Vai arī rakstiet visu likmi aiz `rate`.
        [order] Sakārtojiet posmus pēc `from`, agrāko pirmo. Tikai pirmajam tā var nebūt.
        [until] Izlabojiet vienu no abiem datumiem.
        [repeated] Apvienojiet posmus vienā ierakstā vai dodiet ierakstiem dažādus veidus.
        [type] Nosauciet lauku ar veidu { $type } no atslēgas `case` failā content/site.yaml.
       *[field] Nosauciet lauku ar veidu { $type } no atslēgas `case` failā content/site.yaml vai pievienojiet to tur.
    }
    .reason = Nokavējuma procentu likmju failā ir kļūda.
repeated-holiday = Valstij svētku diena `{ $date }` ierakstīta divreiz.
    .help = Izņemiet vienu no abām rindām vai izlabojiet tās datumu.
    .reason = Svētku diena ierakstīta divreiz.
law-without-source = { $kind ->
        [source] Šai ziņai par likumu nav avota.
       *[address] Šīs ziņas par likumu avotam nav adreses.
    }
    .help = { $kind ->
        [source] Aiz datuma rakstiet avotu un iekavās tā adresi: [!LAW { $country } { $date } Likums, 12. pants](https://…)
       *[address] Iekavās rakstiet adresi, kur avotu redzējāt: [!LAW { $country } { $date } { $source }](https://…)
    }
    .reason = Likuma blokam trūkst avota vai tā adreses.
law-date = { $kind ->
        [future] Diena { $date } vēl nav pienākusi.
       *[old] Šīs ziņas avots skatīts { $date }, pirms { $days } { $days_plural ->
        [one] dienas
       *[other] dienām
    }. Likums pa to laiku var būt mainījies.
    }
    .help = { $kind ->
        [future] Rakstiet dienu, kurā redzējāt avotu.
       *[old] Atveriet avotu. Ja ziņa joprojām ir pareiza, ierakstiet dienu, kurā to skatījāt, citādi izlabojiet tekstu.
    }
    .reason = Likuma avots skatīts sen vai diena vēl nav pienākusi.
literal-in-template = `{ $typed }` ir viena gadījuma datums vai summa ziņā, ko sūtīs daudzi.
    .help = Tā vietā ielieciet vārdu kvadrātiekavās, piemēram, [datums] vai [summa].
    .reason = Ziņā ir viena gadījuma datums vai summa.
sample-text = Šis vēl ir parauga teksts, ko raksta `situ new`: „{ $typed }”
    .help = Rakstiet tā vietā savu tekstu vai dzēsiet rindu.
    .reason = Dokumentā palicis parauga teksts, ko raksta `situ new`.
unknown-phase = Posma `{ $phase }` nav.
    .help = Posmi failā situations.yaml: { $known }.
    .reason = Tāda posma nav.
unknown-situation = Failā situations.yaml nav situācijas `{ $situation }`.
    .help = Izlabojiet nosaukumu vai pievienojiet situāciju failam situations.yaml.
    .reason = Tādas situācijas nav.
unknown-action = { $kind ->
        [outside] Solis `{ $action }` nav zem posma virsraksta, tāpēc kontrolsarakstā to ielikt nevar.
       *[unknown] Soļa `{ $action }` nav.
    }
    .help = { $kind ->
        [outside] Failā { $file } virs tā kā virsrakstu rakstiet posma nosaukumu, piemēram, ## { $first }. Posmi: { $known }.
       *[unknown] Izlabojiet nosaukumu (teksts.solis) vai tajā tekstā zem posma virsraksta uzrakstiet soli ar šo id.
    }
    .reason = Tāda soļa nav.
unknown-article = Raksta `{ $article }` nav.
    .help = Izlabojiet nosaukumu vai uzrakstiet rakstu.
    .reason = Tāda raksta nav.
unknown-phrase = Failā phrases.yaml nav frāzes `{ $phrase }`.
    .help = Izlabojiet nosaukumu vai pievienojiet frāzi failam phrases.yaml.
    .reason = Tādas frāzes nav.
unknown-question = Ceļvedis ved uz `{ $to }`, bet tas nav ne jautājums, ne situācija.
    .help = Izlabojiet nosaukumu.
    .reason = Ceļvedis ved turp, kur nekā nav.
unlisted-step = { $kind ->
        [question] `{ $to }` ir jautājums, bet soļi ir tikai situācijai.
       *[situation] Situācijā `{ $to }` nav soļa `{ $action }`.
    }
    .help = { $kind ->
        [question] Izņemiet `step` vai vediet atbildi uz situāciju.
       *[situation] Nosauciet kādu šīs situācijas soli vai pievienojiet šo soli failā situations.yaml.
    }
    .reason = Ceļveža atbilde atver soli, kura lapā nav.
guide-loop = Šī atbilde ved atpakaļ pie jautājuma `{ $question }`: ceļvedis iet pa apli.
    .help = Lai tā ved uz situāciju vai uz jautājumu, kas vēl nav uzdots.
    .reason = Ceļvedis iet pa apli.
guide-unreached = Neviena ceļveža atbilde neved uz `{ $id }`.
    .help = Failā guide.yaml pievienojiet atbildi, kas ved turp.
    .reason = Ceļvedis līdz tam nekad neaizved.
situation-without-text = Situācijai `{ $situation }` nav teksta nevienā valodā.
    .help = Uzrakstiet content/<valoda>/situations/{ $situation }.md vai izņemiet situāciju no situations.yaml.
    .reason = Situācijai nav teksta nevienā valodā.
repeated-step = Solis `{ $action }` šajā situācijā ir divreiz.
    .help = Atstājiet to tur, kur tas vajadzīgs vispirms.
    .reason = Viens solis situācijā ir divreiz.
bad-choice = { $kind ->
        [few] Te nav, no kā izvēlēties.
        [nested] Izvēle nevar būt citā izvēlē.
       *[key] Viena no izvēlēm nevar būt galvenais solis.
    }
    .help = { $kind ->
        [few] Aiz one_of rakstiet vismaz divus soļus vai rakstiet soli bez one_of.
        [nested] Rakstiet visus soļus vienā sarakstā: one_of: [a.b, c.d, e.f].
       *[key] Izņemiet „!”. Lai atzīmētu visu izvēli, zem one_of pievienojiet key: true.
    }
    .reason = Izvēlē ir vismaz divi soļi, un neviens no tiem nav svarīgāks par citiem.
multiple-key-steps = { $situation }: galveno soļu skaits posmā `{ $phase }` ir { $count }.
    .help = Atzīmējiet tikai to soli, kura izlaišana kaitē visvairāk.
    .reason = Vienā posmā ir vairāki galvenie soļi.
long-phase = { $situation }: soļu skaits posmā `{ $phase }` ir { $count }.
    .help = Atstājiet ne vairāk par deviņiem: nelaimē neviens nelasa vairāk. Pārējos pārceliet uz citu posmu vai izņemiet.
    .reason = Posmā ir vairāk par deviņiem soļiem.
unused-action = Solis `{ $action }` nav nevienā kontrolsarakstā.
    .help = Pievienojiet rindu - { $action } kādas situācijas soļiem failā situations.yaml, piemēram, situācijā { $situation } zem { $phase }.
    .reason = Solis nav nevienā kontrolsarakstā.
dead-link = Šī saite nekur neved: `{ $target }`.
    .help = { $kind ->
        [reference] Nekur nav pateikts, kurp ved `[{ $target }]`: rakstiet [vārdi](adrese).
        [host] Šādu adresi neviena pārlūkprogramma neatver. Izlabojiet to, kas rakstīts aiz https://
        [phrase] Frāzei jābūt savā rindā, ar tukšu rindu virs tās un zem tās.
        [contents] Izņemiet to: saturu lapa pati izveido no virsrakstiem.
        [several] Šāds nosaukums ir vairākiem tekstiem: { $known }. Rakstiet viena id, [[id]].
       *[other] Saitei uz tekstu lietojiet tā id, [[id]] vai [vārdi](id.md), bet uz tīmekli – visu adresi, https://…
    }
    .reason = Saite nekur neved.
dead-anchor = Tekstā `{ $page }` nav vietas `#{ $anchor }`.
    .help = { $kind ->
        [step] Šī soļa nav situācijas sarakstā. Pievienojiet to situations.yaml soļiem vai sasaistiet visu dokumentu.
        [section] Lieciet saiti uz visu lapu: [[{ $page }]]
       *[none] { $known ->
                [none] Rakstiet tur virsraksta vai soļa beigās id, `## Vārdi {"{#"}id{"}"}`, vai veidojiet saiti uz visu tekstu.
               *[other] Vietas, uz kurām var veidot saiti: { $known }.{ $kind ->
                    [list] {""}
                   *[none] {" "}Virsrakstam id raksta beigās: `## Vārdi {"{#"}id{"}"}`.
                }
            }
    }
    .reason = Tekstā nav vietas, uz kuru saite rāda.
active-content = Šis fails lasītāja pārlūkā vai serverī var kaut ko palaist: { $what }.
    .help = { $kind ->
        [drawing] Tādas programmas kā draw.io ieliek zīmējumā HTML. Eksportējiet to kā SVG, uzrakstus pārvēršot (draw.io: Export as, SVG, Text Settings, Convert Labels to SVG), vai kā PNG.
        [server] Statiski serveri to nepalaiž un var parādīt tā saturu. Publicējiet to, ko tas rada. Mapē content/static var būt lapas, skripti un servera iestatījumi, bet ne tas, ko palaiž serveris.
       *[other] Publicējiet to citā veidā: attēlu kā PNG vai WebP, tekstu kā lapu, pārējo kā ZIP failu. Neviena faila nosaukuma daļa nedrīkst būt tāds paplašinājums kā .php vai .html. No SVG faila izņemiet skriptus, apstrādātājus (on…) un citu failu adreses.
    }
    .reason = Fails mapē `content/media` lasītāja pārlūkā vai serverī var kaut ko palaist; publicējiet to kā attēlu, PDF vai tekstu.
media-type = { $kind ->
        [no-ending] Faila nosaukumam nav paplašinājuma, piemēram, .pdf.
        [unknown] Failus ar paplašinājumu .{ $ending } nepublicē.
        [empty] Šis fails ir tukšs.
        [cut] Šim .{ $ending } failam trūkst beigu.
        [pixels] Pārlūki nevar parādīt attēlu, kura izmērs ir { $pixels } pikseļi.
        [bomb] Šis zīmējums savus elementus atkārto tik daudz reižu, ka pārlūki pārstāj atbildēt.
       *[other] Šis nav .{ $ending } fails.
    }
    .help = { $kind ->
        [empty] Nokopējiet vai eksportējiet failu vēlreiz.
        [cut] Nokopējiet vai eksportējiet failu vēlreiz.
        [pixels] Saglabājiet attēlu no jauna: malas no 1 līdz 65 535 pikseļiem, kopā ne vairāk kā 250 miljoni pikseļu.
        [bomb] Izmantojiet mazāk kopiju ar <use>, rakstiem un maskām vai saglabājiet zīmējumu kā PNG vai WebP.
        [other] Paplašinājumam jāatbilst faila veidam. Pārdēvējiet failu vai saglabājiet to no jauna kā { $ending }.
       *[other-type] Attēlus publicējiet kā PNG, JPEG, WebP, AVIF, GIF vai SVG, dokumentus kā PDF, DOCX vai ODT, tabulas kā XLSX, ODS vai CSV, skaņu un video kā MP3, OGG, MP4 vai WebM, pārējo kā ZIP failu.
    }
    .reason = Ar nezināma veida failu serveri un pārlūki rīkojas uz labu laimi, un bojātu failu tie neparāda.
missing-media = { $kind ->
        [remote] `{ $target }` ir citā vietnē, bet attēlam jābūt failam mapē content/media.
        [folder] Attēli un faili ir mapē content/media, tāpēc jāraksta `{ $target }`.
       *[other] Faila { $target } nav.
    }
    .help = Ielieciet failu mapē content/media, arī attēlu no tīmekļa, un rakstiet tā nosaukumu precīzi: media/name.png; lielie un mazie burti atšķiras.
    .reason = Attēla vai faila nav mapē `content/media`.
not-a-picture = { $kind ->
        [document] `{ $target }` ir teksts, un to nevar ielikt citā tekstā kā attēlu.
        [format] Vairums pārlūku `{ $target }` nerāda.
       *[file] `{ $target }` nav attēls, tāpēc lasītāji neko neredzētu.
    }
    .help = { $kind ->
        [document] Ielieciet saiti bez izsaukuma zīmes vai pārkopējiet tekstu šurp.
        [format] Saglabājiet attēlu kā PNG, JPEG vai WebP.
       *[file] Ielieciet saiti bez izsaukuma zīmes: [vārdi](adrese)
    }
    .reason = Kā attēls ielikts teksts, filma vai cits fails; lasītāji tā vietā neko neredzētu.
link-to-draft = `{ $target }` ir melnraksts, kas netiek publicēts.
    .help = Kad teksts ir gatavs, izņemiet no tā `draft: true`; līdz tam saites uz to rāda kā parastus vārdus.
    .reason = Saite ved uz melnrakstu.
duplicate-url = { $kind ->
        [file] Adrese { $address } pieder vietnes vai tīmekļa servera failam.
        [folder] Adresei { $address } vajag mapi, bet vietnē tur ir fails { $other }.
        [similar-folder] Adresēs { $address } un { $other } viena mape uzrakstīta atšķirīgi, bet macOS un Windows datorā tā ir viena.
        [similar] macOS un Windows datorā adreses { $address } un { $other } ir viens fails.
       *[other] Divām lapām ir viena adrese { $address }.
    }
    .help = { $kind ->
        [file] Izlabojiet vai izņemiet šo agrāko adresi.
       *[other] Vienai no tām dodiet citu `slug` vai izņemiet agrāko adresi (aliases).
    }
    .reason = Divām lapām ir viena adrese.
static-collision = { $kind ->
        [folder] Šis fails tiktu publicēts kā { $path }, bet situ raksta { $other }, un vienam no abiem jābūt mapei.
        [similar-folder] Šis fails tiktu publicēts kā { $path }, bet situ raksta { $other }. macOS un Windows datorā viena mape tajos uzrakstīta atšķirīgi.
       *[same] Šis fails tiktu publicēts kā { $path }, bet šo failu raksta pati situ: { $other }.
    }
    .help = Pārdēvējiet failu vai izņemiet to. Faili no mapes content/static tiek kopēti vietnes saknē; robots.txt, sitemap.xml, _headers, sw.js un mapes assets, media un share raksta situ.
    .reason = No diviem failiem ar vienu ceļu viens pazustu.
markup-in-text = `{ $typed }` paliek redzams, kā uzrakstīts, jo šis teksts nav Markdown.
    .help = Izņemiet šīs zīmes. Saites un izcēlumi der tikai dokumentos (.md).
    .reason = Datu failos un galvenē Markdown nav, tāpēc lasītājs redz zīmes.
not-inline = `{ $typed }` šajā tekstā nav iespējams.
    .help = Rakstiet vienu vai divus teikumus. Saites, **izcēlumi** un `kods` darbojas, saraksti, virsraksti, attēli un vēres – ne.
    .reason = Šajā vietā ietilpst teikums ar saitēm un izcēlumiem, nevis saraksts, virsraksts vai attēls.
long-lead = Ievadā (`lead`) ir { $count } { $count_plural ->
        [zero] zīmju
        [one] zīme
       *[other] zīmes
    }.
    .help = Saīsiniet līdz { $limit }: tikai tas, ar ko pagaidām pietiek. Pārējais der soļos vai tekstā.
    .reason = Nelaimē neviens pirms pirmā soļa nelasa veselu rindkopu.
missing-translation = Valodā { $lang } trūkst: { $what }.
    .help = Pievienojiet to šajā failā.
    .reason = Kādā valodā trūkst nosaukuma, jautājuma, frāzes vai termina.
bad-string = { $kind ->
        [syntax] Tekstu `{ $id }` šeit nevar nolasīt ({ $name }).
        [variants] Teksta `{ $id }` varianti nav katrs savā rindā.
        [several] Tekstam `{ $id }` bez vārdiem ir atribūti vai vēl citi teksti.
        [function] Teksts `{ $id }` izsauc funkciju `{ $name }`, kādas te nav.
        [reference] Teksts `{ $id }` atsaucas uz `{ $name }`, bet tāda teksta nav.
        [missing] Tekstā `{ $id }` trūkst mainīgā `{ $name }`.
        [circle] Teksts `{ $id }` atsaucas pats uz sevi vai ir bezgalīgs.
       *[variable] Tekstam `{ $id }` nav mainīgā `{ $name }`.
    }
    .help = { $kind ->
        [syntax] Figūriekavās liek mainīgos; pašu iekavu raksta {"{"}"{"{"}"{"}"}.
        [variants] Rakstiet tekstu kā bloku: `{ $id }: |`, tad katru variantu savā rindā.
        [several] Atstājiet vienu tekstu.
        [function] Izdzēsiet to.
        [reference] Ierakstiet pašus vārdus.
        [missing] Ierakstiet to tur, kur vajadzīga tā vērtība. Iebūvētais teksts ir: { $text }
        [circle] Ierakstiet pašus vārdus.
        [no-variables] Šim tekstam mainīgo nav. Iebūvētais teksts ir: { $text }
       *[variable] Šī teksta mainīgie: { $known }.
    }
    .reason = Teksta vietā lasītājs redzētu robu vai mainīgā nosaukumu.
missing-strings = { $all ->
        [yes] Saskarnei nav neviena teksta valodā { $lang }: šīs valodas lasītāji izvēlnes, pogas un uzrakstus (kopā { $n }) redz angliski.
       *[no] Saskarnē valodā { $lang } trūkst tekstu: { $n }. Šīs valodas lasītāji tos redz angliski.
    }
    .help = { $kind ->
        [theme] Ierakstiet tos failā { $file }, katru savā rindā kā `id = teksts`: { $ids }
       *[site] Iztulkojiet tos faila { $file } sadaļā `strings:`, katru savā rindā kā `id: teksts`. Visus ar angļu tekstu uzskaita `situ schema site`. Pirmie: { $ids }
    }
    .reason = Katras lapas izvēlnes un pogas būtu angliski, un meklēšana nepazītu vārdu galotnes.
missing-in-language = { $what } ir { $other } valodas tekstā, bet nav { $lang } valodas tekstā.
    .help = Pievienojiet to šeit vai izņemiet tur: visās valodās jābūt tiem pašiem soļiem un vietām.
    .reason = Solis vai vieta ir vienā valodā, bet nav citā.
conflict = `{ $id }` dažādās valodās atšķiras: { $what }.
    .help = Rakstiet abās vienādi: id, posmi un situācijas visām valodām ir kopīgas.
    .reason = Viens solis dažādās valodās ir dažādos posmos.
step-differs = { $kind ->
        [after] Soļa `{ $id }` diena dažādās valodās atšķiras: { $here } valodā { $lang }, { $there } valodā { $other }.
       *[message] Ziņu skaits zem soļa `{ $id }` dažādās valodās atšķiras: { $here } valodā { $lang }, { $there } valodā { $other }.
    }
    .help = { $kind ->
        [after] Rakstiet abās vienādu `after=` vai nevienā.
       *[message] Iztulkojiet ziņu, kuras trūkst, vai izņemiet lieko.
    }
    .reason = Vienas valodas lasītāji solim redzētu citu dienu vai ziņu neredzētu.
bad-source = { $source ->
        [none] Šeit ir `source_hash`, bet nav `source`.
       *[other] `source: { $source }` nenosauc citu valodu, kurā šis teksts ir.
    }
    .help = Nosauciet valodu, no kuras tulkojāt, vai izņemiet source un source_hash.
    .reason = `source` nenosauc valodu, kurā teksts ir.
stale-translation = Dokuments { $file } ir mainījies, kopš šis tulkojums pabeigts.{ $changed ->
        [none] {""}
       *[other] {" "}Mainīts, pa rindām: { $changed }.
    }{ $new ->
        [none] {""}
       *[other] {" "}Jauns: { $new }.
    }{ $gone ->
        [none] {""}
       *[other] {" "}Izņemts pirms rindas: { $gone }.
    }
    .help = Papildiniet tulkojumu, tad palaidiet: situ translate { $id } --to { $lang } --done
    .reason = Tulkojuma oriģināls ir mainījies.
unused-entry = `{ $id }` nekur netiek lietots.
    .help = Izlabojiet id vai izņemiet ierakstu.
    .reason = Ieraksts nekur netiek lietots.
unused-field = Lauku `{ $field }` nelieto ne ziņas, ne dokumenti.
    .help = { $any ->
        [yes] Ierakstiet ziņā vietu, ko tas aizpilda: { $blanks }. Vai arī izņemiet lauku.
       *[no] Norādiet šeit, kuras vietas tas aizpilda, `blanks: […]`, un ierakstiet kādu no tām ziņā. Vai arī izņemiet lauku.
    }
    .reason = Lauku nelieto ne ziņas, ne dokumenti.
unfilled-blank = { $kind ->
        [near] Aizpildāmo vietu `[{ $blank }]` neaizpilda neviens lauks, bet gandrīz tādu pašu, `[{ $known }]`, aizpilda lauks `{ $field }`.
       *[none] Aizpildāmo vietu `[{ $blank }]` neaizpilda neviens lauks, bet valodā { $other } to pašu vietu aizpilda lauks `{ $field }`.
    }
    .help = { $kind ->
        [near] Rakstiet `[{ $known }]` vai pievienojiet `{ $blank }` failā { $file } lauka `{ $field }` sarakstam `blanks`.
       *[none] Rakstiet vārdus, kas šim laukam ir valodā { $lang }: { $known }. Vai pievienojiet šos vārdus failā { $file } lauka `{ $field }` sarakstam `blanks`.
    }
    .reason = Aizpildāmo vietu neaizpilda neviens lauks, bet tādu pašu citā valodā vai gandrīz tādu pašu aizpilda.
ambiguous-term = „{ $form }” ir zem diviem terminiem; otrs ir `{ $first }`.
    .help = Atstājiet to zem viena no tiem vai zem otra rakstiet `link: no`.
    .reason = Viena vārda forma ir zem diviem terminiem.
bad-search-word = { $kind ->
        [empty] Tekstā „{ $typed }” nav ne burta, ne cipara, tāpēc to nevar meklēt.
        [phrase] „{ $typed }” ir vairāki vārdi, bet sinonīmu grupa savieno atsevišķus vārdus.
        [alone] Sinonīmu grupā vajag vismaz divus vārdus ar vienu nozīmi.
       *[other] Meklētājs nevar izmantot tekstu „{ $typed }”.
    }
    .help = { $kind ->
        [phrase] Rakstiet vienu vārdu vai pievienojiet šos vārdus ar `words` tiem dokumentiem, kas jāatrod.
        [alone] Rakstiet tos kā sarakstu: - [jurists, advokāts]
       *[other] Rakstiet to, ko cilvēki raksta meklētājā, vai izdzēsiet šo rindu.
    }
    .reason = Vārds, ko meklētājs nevar izmantot.
repeated-word = Vārds „{ $word }” šeit vai citā formā jau ir.
    .help = { $kind ->
        [group] Izdzēsiet to šeit vai savienojiet abas grupas.
       *[list] Izdzēsiet vienu no abiem.
    }
    .reason = Vārds ir jau citā vietā.
redundant-form = „{ $form }” ir tikai cita vārda „{ $first }” forma, nevis cits vārds.
    .help = Izdzēsiet to: meklētājs un saites zina visas formas, bet vārdnīcas lasītāji `also` redz kā sinonīmus.
    .reason = Starp termina sinonīmiem ir viena vārda formas.
not-led-to = `{ $situation }` neved uz `{ $to }`.
    .help = Izlabojiet id vai pievienojiet to pie leads_to failā situations.yaml.
    .reason = `escalates` nosauc situāciju, uz kuru šī neved.
theme-version = { $kind ->
        [other] Šis motīvs ir veidots citai versijai ({ $found }) no tā, ko situ dod motīviem; šī ir { $version }. versija.
       *[none] Šis motīvs nenorāda, kurai versijai no tā, ko situ dod motīviem, tas ir veidots.
    }
    .help = { $kind ->
        [other] Salīdziniet tā veidnes ar iebūvētā motīva veidnēm, apskatiet lapas un rakstiet `situ: { $version }`. Vai lietojiet to situ versiju, kurai motīvs veidots.
       *[none] Apskatiet lapas, tad ierakstiet motīva failā theme.yaml rindu `situ: { $version }`. Ja situ jaunā versijā motīvi saņems ko citu, šis brīdinājums to pateiks.
    }
    .reason = Motīvs, kas veidots citai versijai, var kaut ko izlaist bez kļūdas.
blocked-resource = { $kind ->
        [resource] Pārlūki bloķē { $url }, jo vietnes drošības politika to neatļauj.
        [inline-script] Pārlūki bloķē skriptus, kas ierakstīti lapā.
        [inline-style] Pārlūki bloķē stilus, kas ierakstīti lapā.
        [handler] Pārlūki bloķē skriptus atribūtos.
       *[own-policy] Šī politika atšķiras no iestatījuma `csp` un faila `_headers`. Pārlūki ievēro abas.
    }
    .help = { $kind ->
        [resource] { $place ->
            [theme] Ielieciet faila kopiju motīva mapē assets/ vai mapē content/static/, vai ierakstiet
            [look] Ielieciet faila kopiju mapē content/look/, kur ir jūsu stila faili un fonti, vai ierakstiet
            [static] Ielieciet faila kopiju mapē content/static/ un ielādējiet to kā {"{{"} site.base {"}}"}{ $name }, vai ierakstiet
           *[none] Ierakstiet
        } failā content/site.yaml zem `csp:` rindu { $directive }: [{ $source }]
        [inline-script] Pārceliet skriptu uz failu { $place ->
            [theme] motīva mapē assets/ vai mapē content/static/
           *[other] mapē content/static/
        }, vai pievienojiet tā jaucējvērtību `script-src` zem `csp:` failā content/site.yaml.
        [inline-style] Pārceliet stilu uz stila failu { $place ->
            [theme] motīva mapē assets/ vai mapē content/look/
           *[other] mapē content/look/
        }, vai pievienojiet tā jaucējvērtību `style-src` zem `csp:` failā content/site.yaml.
        [handler] Pārceliet skriptu uz failu { $place ->
            [theme] motīva mapē assets/ vai mapē content/static/
           *[other] mapē content/static/
        } un tur izsauciet addEventListener.
       *[own-policy] Šeit rakstiet `{"{{"} site.csp | safe {"}}"}`, bet vietnes papildinājumus – zem `csp:` failā content/site.yaml.
    }
    .reason = Fails, ko drošības politika neatļauj, trūkst visās lapās, un to redz tikai pārlūka konsolē.
social-card-font = { $reason ->
        [missing] Fonta `{ $font }` tur nav: saitēm, ar kurām dalās, nebūs attēla.
        [web-font] `{ $font }` ir tīmekļa fonts (WOFF), ar ko attēlus nevar uzzīmēt: saitēm, ar kurām dalās, nebūs attēla.
        [letters] Fontā `{ $font }` trūkst valodas { $lang } burtu: { $letters }. Saitēm šajā valodā nebūs attēla.
       *[unreadable] `{ $font }` nav fonts, ko var nolasīt: saitēm, ar kurām dalās, nebūs attēla.
    }
    .help = Norādiet ceļu uz brīvi licencētu .ttf vai .otf fontu, kurā ir visi jūsu burti (Noto Sans, DejaVu Sans), rakstiet `system` vai izņemiet šo rindu.
    .reason = Ar norādīto fontu nevar uzzīmēt attēlus saitēm, ar kurām dalās.
step-without-message = Galvenajam solim `{ $action }` nav gatavas ziņas, bet posmā `{ $phase }` šī vietne to prasa.
    .help = Uzrakstiet to zem soļa ar atkāpi: rinda `> [!SAY]` un teksts rindās `> …` zem tās. Ja šajā solī neko nesaka, aiz id rakstiet `.silent`: {"{#…"} .silent{"}"}
    .reason = Galvenajam solim nav ziņas, ko nosūtīt, bet vietne to prasa šajā posmā.
message-without-greeting = Ziņā nav sasveicināšanās.
    .help = Sāciet ar sveicienu, piemēram, „{ $greeting }”. Sveicieni ir failā content/site.yaml zem `prose:`, `greetings:`. Tekstam, kas nav ziņa, piemēram, līguma punktam vai veidlapai, rindas `> [!SAY]` vietā rakstiet `> [!TEXT]`.
    .reason = Ziņa sākas bez sveiciena.
theme = Dizainu nevar lietot: { $at }{ $kind ->
        [folder] mapes { $name } nav
        [filter] filtra `{ $name }` nav
        [test] pārbaudes `{ $name }` nav
        [function] funkcijas `{ $name }` nav
        [component] komponenta `{ $name }` nav
        [asset] motīvā nav faila { $name }
        [feature] iespējas `{ $name }` nav
        [feature-asset] fails { $name } ir domāts tikai vietnēm, kurās ir { $known }, bet šajā valodā nekā no tā nav
        [import-loop] stila faili importē cits citu: { $name }
        [template] veidnes `{ $name }` nav
        [variable] nekas šeit nesaucas `{ $name }`
        [field] šajā vērtībā nav `{ $name }`
        [extra] lapai { $page } nav vērtības `{ $name }`
        [string] teksta `{ $name }` nav
        [expected] šeit ir `{ $name }`, bet vajadzīgs `{ $known }`
        [end] veidne beidzas pusvārdā: kaut kas ir atvērts, bet nav aizvērts
        [circle] teksts `{ $name }` atsaucas pats uz sevi vai ir bezgalīgs
        [endless] lapa { $name } prasa bezgalīgi daudz laika vai atmiņas; visticamāk, veidnē ir cikls, kas nebeidzas
        [strings] tekstus šeit nevar nolasīt ({ $reason })
       *[other] { $reason }
    }.
    .help = { $kind ->
        [variable] Šeit zināmie nosaukumi: { $known }.
        [field] Tajā ir: { $known }.
        [extra] Šī vērtība nav visām lapām: pirms tās rakstiet {"{%"} if { $name } is defined {"%}"}, aiz tās – {"{%"} endif {"%}"}. Vai dodiet vērtību katrai lapai zem `extra:`.
        [asset] Ielieciet failu tur vai izlabojiet nosaukumu. Veidnes, stila faili un theme.yaml var izmantot motīva mapes assets/ failus.
        [feature] Zināmās iespējas: { $known }.
        [feature-asset] Izmantojiet failu tikai lapās, kas ir šādās vietnēs, vai ierakstiet motīva failā theme.yaml zem `assets:` rindu { $name }: always
        [import-loop] Izņemiet vienu no importiem.
        [strings] Rakstiet katru tekstu savā rindā: nosaukums = vārdi; turpinājumam vajadzīga četru atstarpju atkāpe.
        [folder] Izlabojiet nosaukumu failā site.yaml vai izņemiet rindu: tad tiks lietots iebūvētais dizains.
       *[other] Izlabojiet, kas šajā vietā rakstīts, vai izņemiet to: tad tiks lietots iebūvētais dizains. Vērtības, ko saņem veidne, rāda `situ inspect`.
    }
    .reason = Dizaina failā ir kļūda; ziņojums pasaka, kurā rindā.
not-a-phase = { $kind ->
        [level] „{ $name }” ir posma nosaukums, bet tas ir cita līmeņa virsraksts: zem tā kontrolsaraksts neveidojas.
        [colon] „{ $name }” ir posma nosaukums, bet šeit tam ir kols: zem tā kontrolsaraksts neveidojas.
        [near] „{ $typed }” nav posma nosaukums: zem tā kontrolsaraksts neveidojas. Posmu sauc „{ $name }”.
       *[bold] „{ $name }” ir posma nosaukums, bet treknrakstā tas nav virsraksts: zem tā kontrolsaraksts neveidojas.
    }
    .help = { $kind ->
        [near] Rakstiet tā, kā posmu sauc: ## { $name }. Ja domāts cits virsraksts, beigās pievienojiet tam savu id: {"{#"}cits-id{"}"}
       *[other] Rakstiet ar divām zīmēm: ## { $name }
    }
    .reason = Posma nosaukums, kas nav tā virsraksts: cits līmenis, kols vai treknraksts.
second-title = Virsraksts ar vienu # ir tikpat liels kā lapas virsraksts.
    .help = Teksta virsrakstiem rakstiet ##, apakšvirsrakstiem ###; lapas virsraksts ir faila galvenē (title).
    .reason = Virsraksts ar vienu # ir tikpat liels kā lapas virsraksts.
heading-level = Šeit izlaists līmenis: virsrakstam ir { $typed }, bet zem iepriekšējā nākamais ir { $wanted }.
    .help = Rakstiet { $wanted }, nevis { $typed }.
    .reason = Virsrakstam ir izlaists līmenis, un ekrāna lasītāja lietotājs meklē trūkstošo virsrakstu.
setext-heading = Defišu vai vienādības zīmju rinda tūlīt zem šī teksta padara to par virsrakstu.
    .help = Atstājiet virs tās tukšu rindu vai izņemiet to.
    .reason = Defišu vai vienādības zīmju rinda tūlīt zem šī teksta padara to par virsrakstu.
not-a-list = Ar „{ $typed }” saraksts nesākas: rindas saplūst vienā rindkopā.
    .help = Katru punktu sāciet ar defisi un atstarpi (- punkts) un virs saraksta atstājiet tukšu rindu. Ja tā ir saruna, starp teikto atstājiet tukšas rindas.
    .reason = Rindas sākas ar zīmi, kas sarakstu neveido.
list-marker = Ar „{ $typed }” rindas sākumā Markdown sāktu sarakstu. Šeit tas ir datums vai skaitlis, tāpēc paliek teksts.
    .help = Rakstiet { $escaped }, tad to visur lasīs kā tekstu. Ja tas tiešām ir saraksts, numurējiet no 1, katru punktu savā rindā.
    .reason = Datumu vai skaitli rindas sākumā Markdown lasa kā saraksta punktu un rāda citu skaitli.
not-a-table = Šis netiek lasīts kā tabula.
    .help = Zem pirmās rindas ielieciet rindu ar defisēm, ar tikpat daudz šūnām: | --- | --- |
    .reason = Šis netiek lasīts kā tabula.
uneven-row = Šūnu skaits šajā rindā ir { $count }, bet kolonnu tabulā – { $columns }{ $kind ->
        [link] ; svītra iekavās [[ ]] te atdala šūnas
       *[none] {""}
    }.
    .help = { $kind ->
        [link] Iekavās | vietā rakstiet \|
       *[none] Lai šūnu ir tikpat, cik pirmajā rindā; arī tukšai šūnai vajadzīgas svītras: | |
    }
    .reason = Tabulas rindā ir cits šūnu skaits nekā pirmajā.
fixed-row = Šo rindu nevar pievienot vēlreiz, jo vietu `[{ $blank }]` aizpilda lauks.
    .help = Rakstiet tur aizpildāmo vietu ar citiem vārdiem: katrai pievienotajai rindai vajag savu vērtību, bet laukam ir tikai viena.
    .reason = Rindu nevar pievienot vēlreiz, jo vienu no tās vietām aizpilda lauks.
not-a-link = { $kind ->
        [gap] Šī nav saite: starp vārdiem un adresi ir atstarpe.
        [blank] Šī nav saite: adresē ir atstarpe.
        [space] Šī nav saite: adresē ir atstarpe.
        [bracket] Šī nav saite: aiz adreses trūkst iekavas.
        [reversed] Šī nav saite: vārdi un adrese ir samainīti vietām.
        [open] Šī nav saite: šīm divkāršajām iekavām trūkst pāra.
        [single] Šī nav saite: katrā pusē vajadzīgas divas iekavas.
       *[bare] Šo adresi redzēs, bet uz tās nevarēs uzklikšķināt.
    }
    .help = { $kind ->
        [gap] Apaļajai iekavai jābūt tūlīt aiz kvadrātiekavas: [vārdi](adrese)
        [blank] Nosauciet failu ar defisēm atstarpju vietā vai katras atstarpes vietā rakstiet %20.
        [space] Izdzēsiet atstarpi. Ja adresē tā tiešām ir, rakstiet tās vietā %20.
        [bracket] Aizveriet to: [vārdi](adrese)
        [reversed] Rakstiet [vārdi](adrese): vispirms kvadrātiekavas.
        [open] Rakstiet [[teksta-id]] vai [[teksta-id|savi vārdi]].
        [single] Rakstiet ap to [[…]].
       *[bare] Solī drīkst būt viena saite, pašās beigās aiz bultiņas: → [vārdi](https://…)
    }
    .reason = Saite, kas nav saite: lieka atstarpe, trūkst iekavas, samainītas vietas, kaila adrese.
no-words = { $kind ->
        [address] Šī saite rāda tikai adresi.
        [heading] Šim virsrakstam nav vārdu.
        [picture] Šim attēlam nav vārdu tiem, kas to neredz.
       *[link] Šai saitei nav vārdu, uz kuriem uzklikšķināt.
    }
    .help = { $kind ->
        [address] Rakstiet [vārdi](https://…). Ja jārāda pati adrese, ielieciet to starp < un >: <https://…>
        [heading] Uzrakstiet tos aiz zīmēm vai izņemiet rindu.
        [picture] Kvadrātiekavās pasakiet, kas attēlā redzams: ![kas redzams](media/name.png)
       *[link] Ierakstiet vārdus kvadrātiekavās: [vārdi](adrese)
    }
    .reason = Saitei, attēlam vai virsrakstam nav vārdu.
unclosed-emphasis = Zīmei `{ $mark }` šeit trūkst pāra, un to rādīs tādu, kāda tā ir.
    .help = Abās pusēs lieciet vienu un to pašu zīmi, cieši pie vārdiem, bez atstarpēm: **vārdi**. Ja vajadzīga pati zīme, rakstiet pirms tās \
    .reason = Zvaigznītei vai citai izcēluma zīmei trūkst pāra.
not-a-callout = { $kind ->
        [quote] Šis nav bloks: tā rindām jāsākas ar > .
        [bang] Šis nav bloks, bet citāts: jāraksta [!{ $name }].
        [open] Šis nav bloks: kvadrātiekava nav aizvērta.
        [line] Šis nav bloks, bet citāts: aiz zīmes ir vārdi.
       *[other] Tā raksta citās programmās; šeit tas ir parasts teksts.
    }
    .help = Pirmajā rindā ielieciet tikai zīmi, bet katras rindas sākumā >, proti: > [!{ $kind ->
        [other] NOTE
       *[known] { $name }
    }]
    .reason = Bloks, kas nav bloks: trūkst `!`, `>` vai iekavas.
private-comment = `{ $typed }` ir { $program } komentārs, ko šeit redzētu lasītāji.
    .help = Izņemiet to: publicēts tiek viss, kas ir tekstā. Ja jārāda pašas rakstzīmes, lieciet tās starp ` zīmēm.
    .reason = Tekstā ir komentārs, ko cita programma paslēptu, bet šeit to redzētu lasītāji.
foreign-markup = `{ $typed }` ir { $program } pieraksts; šeit tas nedarbojas.
    .help = { $kind ->
        [template] Rakstiet šeit pašu tekstu: mainīgo, komponentu un komandu tekstos nav.
        [include] Pārkopējiet tekstu šurp vai ielieciet saiti uz to: [[tā-id]]
        [heading] Rakstiet virsrakstu un zem tā tekstu: ## Virsraksts
        [emphasis] Rakstiet **treknrakstā** vai *kursīvā*, vai tikai pašus vārdus.
        [edit] Pieņemiet vai noraidiet labojumu un atstājiet tikai iznākumu.
        [link] Saiti rakstiet tā: [vārdi](adrese)
        [formula] Rakstiet vārdiem, ar tādām rakstzīmēm kā x² un H₂O vai ielieciet attēlu.
        [emoji] Ierakstiet pašu emocijzīmi vai izņemiet kodu.
        [diagram] Saglabājiet diagrammu kā attēlu: ![Apraksts](media/name.png). Ja jārāda pats kods, šajā rindā rakstiet ```text.
        [contents] Izņemiet to: saturu lapa pati izveido no virsrakstiem.
        [definition] Uzrakstiet terminu ar skaidrojumu teikumā vai pievienojiet terminu failam glossary.yaml.
        [attribute] Izņemiet figūriekavas: tās, piemēram, {"{#"}id{"}"}, var būt tikai virsrakstam un solim.
        [size] Izņemiet izmēru un aprakstiet attēlu: ![Apraksts](media/name.png)
        [footnote] Šeit rakstiet [^1], bet piezīmi savā rindā: [^1]: Teksts.
        [table] Tabulu rakstiet ar | starp šūnām un rindu |---|---| zem pirmās rindas.
        [list] Katru rindu sāciet ar numuru: 1. Teksts
        [citation] Nosauciet avotu vārdiem, ar saiti vai vērē.
       *[remove] Izņemiet to vai rakstiet tikai vārdus.
    }{ $kind ->
        [diagram] {""}
        [size] {""}
       *[other] {" "}(Ja jārāda pašas rakstzīmes, lieciet tās starp ` zīmēm.)
    }
    .reason = Tekstā ir citas programmas pieraksts, ko lasītāji redzētu tādu, kā tas ierakstīts.
not-a-placeholder = `{ $typed }` ziņā nosūtīs tieši tā: tā nav aizpildāma vieta.
    .help = Kvadrātiekavās nosauciet, kas tur jāieraksta, piemēram, [datums] vai [summa].
    .reason = Aizpildāmā vieta ziņā nav kvadrātiekavās.
missing-note = Piezīmei `[^{ $label }]` nav teksta.
    .help = { $kind ->
        [colon] Ja tas ir tās teksts, aiz iekavas lieciet kolu: [^{ $label }]: Teksts.
       *[none] Uzrakstiet tās tekstu savā rindā, ar kolu: [^{ $label }]: Teksts.
    }
    .reason = Piezīmei nav teksta.
duplicate-note = Piezīmei `[^{ $label }]` teksts jau ir, tāpēc šis netiek rādīts.
    .help = Dodiet šai piezīmei citu nosaukumu, arī tekstā, vai apvienojiet abus tekstus vienā piezīmē.
    .reason = Vienai piezīmei ir divi teksti, un otrais netiek rādīts.
unused-note = Tekstā nekas nenorāda uz piezīmi `[^{ $label }]`, tāpēc zem teksta tā ir bez vajadzības.
    .help = Ielieciet [^{ $label }] aiz vārdiem, uz kuriem tā attiecas, vai izņemiet piezīmi.
    .reason = Uz piezīmi nekas nenorāda.
unclosed-code-block = Koda bloks, kas sākas šeit, nebeidzas: viss tālākais tiek rādīts kā kods.
    .help = Tur, kur tas beidzas, savā rindā ielieciet tās pašas trīs zīmes vai izņemiet šo rindu.
    .reason = Koda bloks, kas sākas šeit, nebeidzas: viss tālākais tiek rādīts kā kods.
indented-code = Četras atstarpes rindas sākumā padara to par kodu.
    .help = Izņemiet atstarpes. Ja rinda pieder pie saraksta punkta, atkāpei jābūt līdz punkta vārdiem.
    .reason = Četras atstarpes rindas sākumā padara to par kodu.
local-path = { $kind ->
        [whole] `{ $typed }` ir vieta jūsu datorā: lasītājs tur netiks.
       *[backslash] `{ $typed }` ir rakstīts ar atpakaļvērstām slīpsvītrām, kā to dara tikai Windows.
    }
    .help = { $kind ->
        [whole] Ielieciet failu mapē content/media un rakstiet media/name.png; saitei uz tekstu lietojiet [[tā-id]].
       *[backslash] Zīmes \ vietā rakstiet /
    }
    .reason = Adrese ir vieta jūsu datorā vai tajā ir atpakaļvērstas slīpsvītras.
spelling = Vārdnīcā nav vārda „{ $word }”.
    .help = Izlabojiet to; ja vārds ir pareizs, ierakstiet to valodas mapes failā words.txt.
    .reason = Vārda nav vārdnīcā.
no-dictionary = { $kind ->
        [wrong] Pareizrakstība valodā { $lang } netiek pārbaudīta: { $file } nav vārdnīca UTF-8 kodējumā.
       *[missing] Pareizrakstība valodā { $lang } netiek pārbaudīta: trūkst faila { $file } (meklēts: { $folders }).
    }
    .help = Uzstādiet šīs valodas vārdnīcu (Debian, Ubuntu: apt install hunspell-{ $lang }), nosauciet tās mapi mainīgajā DICPATH vai izņemiet `spelling`.
    .reason = Datorā nav šīs valodas vārdnīcas.
wrong-quotes = { $typed } šajā vietā nav šīs valodas pēdiņa; tās pēdiņas ir { $pair }.
    .help = Rakstiet { $right } – vai abās pusēs taisnās ", kas par pareizajām pārtop pašas.
    .reason = Citas valodas pēdiņas.
period-in-quotes = Šajā valodā punkts neatrodas pirms { $mark }.
    .help = { $right ->
        [none] Izdzēsiet punktu.
       *[other] Rakstiet { $right }
    }
    .reason = Punkts pirms aizverošās pēdiņas.
wrong-dash = Domuzīmes vietā šeit ir „{ $typed }”.
    .help = Rakstiet { $right }
    .reason = Defise domuzīmes vietā.
long-sentence = Vārdu skaits šajā teikumā ir { $count }; garākam par { $longest } ir grūti izsekot.
    .help = Sadaliet to: viena doma, viens teikums.
    .reason = Teikums ir garāks, nekā vietne vēlas.
avoid-word = { $kind ->
        [message] No vārda „{ $typed }” gatavajās ziņās šajā vietnē vairās.
       *[any] No vārda „{ $typed }” šajā vietnē vairās.
    }
    .help = { $instead ->
        [none] Pasakiet to citādi.
       *[other] Sakiet: { $instead }
    }
    .reason = Vārds, no kura vietne vairās.
mixed-address = { $kind ->
        [capital] Šeit ir „{ $typed }”, citur šajā tekstā „{ $other }”: atšķiras lielais burts.
       *[person] „{ $typed }” uzrunā lasītāju citādi nekā „{ $other }” tajā pašā tekstā.
    }
    .help = Izvēlieties vienu uzrunu un lietojiet to visā tekstā.
    .reason = Tekstā ir divas uzrunas formas.
step-without-verb = Šajā solī nav darbības vārda, kas teiktu, kas jādara; tas sākas ar „{ $word }”.
    .help = Sāciet ar darbības vārdu: Zvaniet…, Rakstiet…, Gaidiet…
    .reason = Solī nav darbības vārda.

publish-not-a-folder = { $out } ir fails. Izvēlieties vietnei mapi vai izdzēsiet šo failu.
publish-symbolic-link = { $out } ir simboliskā saite. Izvēlieties vietnei īstu mapi (mapes virs tās drīkst būt saites).
publish-unmanaged-folder = Mapē { $out } ir faili, kurus situ nav rakstījis. Izvēlieties vietnei citu mapi vai vispirms iztukšojiet šo.
publish-unmanaged-file = Failu { $file } situ nav rakstījis, un tas pazustu. Izņemiet to no vietnes mapes un izveidojiet vietni vēlreiz.
publish-unmanaged-files = Šos failus ({ $n }) situ nav rakstījis, un tie pazustu. Izņemiet tos no vietnes mapes un izveidojiet vietni vēlreiz:
publish-more-files = … un vēl { $n }
publish-unknown-files = Mapi { $out } ir rakstījis situ, bet tās failu saraksts ir zudis, tāpēc varētu pazust arī citu cilvēku faili. Pārvietojiet { $out } citur un izveidojiet vietni vēlreiz.
publish-other-site = Mapē { $out } ir cita vietne{ $root ->
        [none] {""}
       *[other] {" "}(no { $root })
    }. Izvēlieties šai vietnei citu mapi vai vispirms izdzēsiet { $out }.
publish-inside-output = { $out } ir mapē { $outer }, kuru situ raksta un aizstāj visu reizē. Izvēlieties mapi tai blakus.
publish-inside-state = Mapē { $out } situ glabā savus failus. Izvēlieties vietnei citu mapi.
publish-state-mounted = { $state } ir citā failu sistēmā nekā mape, kurā tā atrodas, tāpēc vietni no turienes nevar pārvietot. Atmontējiet to vai izvēlieties vietnei citu mapi.
publish-owned-by-other = { $path } pieder lietotājam { $owner }, un jūs to nedrīkstat mainīt. Veidojiet vietni kā { $owner } vai lūdziet, lai { $owner } nodod jums abas mapes (chown -R LIETOTĀJS { $out } { $state }).
publish-overlaps-sources = { $out } nevar būt vietnes mape, jo mapē { $source } ir avoti. Izvēlieties mapi tai blakus.
publish-mount-point = { $out } ir montēšanas punkts, tāpēc to nevar aizstāt vienā solī. Izvēlieties mapi tā iekšienē.
publish-parent-not-writable = Jaunā vietne top mapē { $parent }, bet tajā nedrīkst rakstīt. Atļaujiet tajā rakstīt vai izvēlieties citu mapi.
publish-in-use = Mapi { $out } nevar aizstāt: tā vai kāds fails tajā ir atvērts citā programmā, vai arī jums nav tiesību to mainīt. Aizveriet šo programmu (serveri, redaktoru, termināli šajā mapē) un izveidojiet vietni vēlreiz.
publish-unmanaged-state = Mapē { $state } situ glabā darba failus, bet šo mapi izveidojis kāds cits. Pārvietojiet to vai izvēlieties vietnei citu mapi.
publish-locked = Mapē { $out } pašlaik raksta cits situ. Pagaidiet, līdz tas beidz.
publish-duplicate-path = Divām lapām ir viens un tas pats ceļš: { $path }
publish-page-and-folder = { $path } ir gan lapa, gan lapu mape. Dodiet vienai no tām citu adresi.
publish-invalid-path = { $path } nevar būt lapas ceļš.
publish-not-published = { $path } nevar paturēt, jo publicētais fails ir pazudis vai mainīts. Izveidojiet vietni vēlreiz.
publish-stopped = Publicēšanu apturēja iepriekšēja kļūda.
publish-io = { $kind ->
        [write] Nevar ierakstīt { $path }
        [folder] Nevar izveidot mapi { $path }
        [remove] Nevar izdzēst { $path }
        [move] Nevar pārvietot { $path }
        [lock] Nevar noslēgt failu { $path }
       *[read] Nevar nolasīt { $path }
    }: { $reason ->
        [full] disks ir pilns
        [denied] jums nav tādu tiesību
        [read-only] disks ir tikai lasāms
        [gone] tā vairs nav
       *[other] { $reason }
    }
publish-late-file = Fails { $file } parādījās, kamēr vietne tika veidota. Tas joprojām ir tur, bet situ to nav rakstījis: izņemiet to no vietnes mapes, citādi nākamreiz vietne netiks izveidota.
publish-moved-file = Fails, kuru situ nav rakstījis, ir pārvietots uz { $file }. Pārvietojiet to, kur tam jābūt.
publish-access-refused = Jaunajiem failiem mapē { $out } neizdevās dot to pašu, kas ir mapei ({ $refused }). Iestatiet to ar roku vai veidojiet vietni kā tās īpašnieks.
publish-owner = īpašnieks { $name }
publish-group = grupa { $name }
publish-permissions = tiesības { $mode }

cli-progress = Faili: { $files } (lapas: { $pages })
cli-pages = { $pages } { $pages_plural ->
        [zero] lapu
        [one] lapa
       *[other] lapas
    }
cli-steps = { $actions } { $actions_plural ->
        [zero] soļu
        [one] solis
       *[other] soļi
    }
cli-links = { $links } { $links_plural ->
        [zero] saišu
        [one] saite
       *[other] saites
    }
cli-problems = { $errors } { $errors_plural ->
        [zero] kļūdu
        [one] kļūda
       *[other] kļūdas
    }, { $warnings } { $warnings_plural ->
        [zero] brīdinājumu
        [one] brīdinājums
       *[other] brīdinājumi
    }
cli-summary = { cli-pages } (no jauna: { $rendered }), { cli-steps }, { cli-links }; { $seconds } s → { $out }
cli-checked = { cli-pages }, { cli-steps }, { cli-links }; { cli-problems }
cli-checked-settings = Saturs nav lasīts, jo iestatījumos ir kļūdas: { cli-problems }
cli-check-elsewhere = Citos failos, nav parādīts: { cli-problems }
cli-check-hidden = … un vēl { $n }. Bez --max redzami visi.
cli-check-no-file = Faila { $path } nav. { $near ->
        [none] Ceļš sākas darba mapē vai vietnes mapē, piemēram, content/lv/site.yaml.
       *[other] Vai domājāt { $near }?
    } Ja failu nenorāda, pārbauda visu vietni.
cli-check-format = { $option } ar šo --format nestrādā. Lietojiet --format human vai short.
cli-more = … un failā { $path } vēl { $n } tāda paša veida (`{ $code }`).
cli-empty-feed = Ziņu plūsma ({ $langs }) ir tukša: nevienam tekstam nav `updated: 2026-01-31` ar pēdējo izmaiņu dienu.
cli-not-precached = Valodai { $lang } ir pārāk daudz failu lasītāja ierīcei: bez tīkla tur trūks rakstu, lapu un attēlu ({ $files }). Situācijas tiek saglabātas.
cli-not-built = Nekas nav ierakstīts: { cli-problems }.
cli-changes = Augšupielādējamo failu skaits: { $upload }, dzēšamo: { $delete }. Saraksti ir mapē { $folder }/.
cli-changes-inside = { $folder } ir publicējamās mapes iekšpusē, tāpēc saraksti tiktu publicēti. Izvēlieties citu mapi.
cli-changes-unreadable = Sarakstus mapē { $folder }/ nevar izveidot, jo tajā bojāts fails `uploaded` vai bojāts publicēto failu reģistrs. Lai augšupielādētu visu, izdzēsiet `uploaded`.
cli-hosts-variable = Ceļā { $path } ir `$`, un ar to nginx sākas mainīgais. Izvēlieties ceļu bez šīs zīmes.
cli-init = Mapē { $dir } ir izveidota vietne:
cli-init-kept = Atstāts, kā bija: { $path }
cli-init-ignore = Jūsu failā .gitignore nav tā, ko raksta `situ build`. Pievienojiet:
cli-init-next = Apskatiet to pārlūkā; katru izmaiņu redzēsiet uzreiz. Kas darāms pēc tam, rakstīts failā README.md.
cli-init-exists = Mapē { $dir } jau ir vietne, tāpēc nekas nav ierakstīts. Izvēlieties citu mapi vai pārvietojiet šos failus:
cli-init-language = `situ init` nav parauga valodā `{ $lang }`. Valodas: { $known }. Sāciet ar tām; citas var pievienot vēlāk, faila content/site.yaml rindā `languages`.
cli-init-nothing = Nekas nav ierakstīts.
cli-init-host-title = Publicēšana: { $host ->
        [github-pages] GitHub Pages
        [netlify] Netlify
        [cloudflare] Cloudflare
        [nginx] nginx
        [caddy] Caddy
       *[s3] objektu krātuve
    }
cli-init-host = { $host ->
        [github-pages]
            1. Faila `.github/workflows/publish.yml` rindā `SITU` ierakstiet situ pirmkoda adresi.
            2. Izveidojiet repozitoriju GitHub un pie `base_url` ierakstiet tā adresi: `https://NAME.github.io`, ja repozitoriju sauc `NAME.github.io`, citādi `https://NAME.github.io/REPOSITORY`.
            3. Repozitorijā spiediet “Settings”, “Pages” un pie “Source” izvēlieties “GitHub Actions”.
            4. Nosūtiet vietni uz `main`. Turpmāk katra nosūtīšana publicē vietni. Cilnē “Actions” redzams, vai izdevās.
        [netlify] Netlify vajadzīgās pāradresācijas un galvenes raksta `build`. Izveidojiet vietni un augšupielādējiet mapi:
        [cloudflare] Cloudflare vajadzīgās pāradresācijas un galvenes raksta `build`. Failā `wrangler.toml` ierakstiet vietnes nosaukumu. Tad izveidojiet vietni un augšupielādējiet mapi:
        [nginx] `nginx.conf` ir paraugs ar mapi `/srv/site`: ierakstiet savējo tur un arī šeit. Rindas adresēm, galvenēm un pāradresācijām raksta `situ hosts nginx`. Atkārtojiet to, kad mainījies `base_url`, valodas, bijušās adreses vai `csp`:
        [caddy] `Caddyfile` ir paraugs ar mapi `/srv/site`: ierakstiet savējo tur un arī šeit. Rindas adresēm, galvenēm un pāradresācijām raksta `situ hosts caddy`. Atkārtojiet to, kad mainījies `base_url`, valodas, bijušās adreses vai `csp`:
       *[s3] Krātuvi nosauciet ar `rclone config`. Skripts izveido vietni un augšupielādē tikai to, kas mainījies. Saglabājiet mapi `changes/`: tajā ir ierakstīts, kas krātuvē jau ir:
    }
cli-init-failed = { $path } nevar ierakstīt: { $reason ->
        [denied] jums nav atļaujas tur rakstīt
        [file] tā vietā jau ir fails
        [full] diskā nav vietas
       *[other] { $reason }
    }. Nekas nav ierakstīts.
cli-new = { $path } ir gatavs aizpildīšanai.
cli-new-preview = `situ serve` to rāda kā melnrakstu adresē { $url }
cli-new-next = Kad teksts ir gatavs, izdzēsiet rindu `draft: true`. Līdz tam tas netiek publicēts.
cli-new-situation-added = `{ $id }` ir pievienota failam { $path } ar smagumu (severity) 3. Mainiet to, ja tas neatbilst.
cli-new-situation-lines = Pievienojiet šīs rindas sarakstam `situations` failā { $path }:
cli-new-named = Virsraksts ir „{ $title }”, id – `{ $id }`; tas ir daļa no adreses visās valodās.
cli-exists = { $path } jau ir; nekas nav ierakstīts.
cli-linked-folder = { $path } ir simboliskā saite. situ avotos saitēm neseko, tāpēc nekas nav ierakstīts. Saites vietā izveidojiet mapi.
cli-file-changed = { $path } pa šo laiku ir mainīts, tāpēc tas atstāts neskarts. Palaidiet komandu vēlreiz.
cli-unknown-language = `{ $option } { $lang }` nav šīs vietnes valoda; valodas: { $known }.
cli-nothing-found = Nevienai lapai nav id vai adreses `{ $asked }`.
cli-no-content = Mapē { $root } nav mapes content/. Jaunu vietni te izveido `situ init`; ja vietne jau ir, nosauciet tās mapi ar --root.
cli-port-taken = Portu { $port } jau lieto cita programma. { $free ->
        [none] Nosauciet citu ar --port.
       *[other] Nākamais brīvais: --port { $free }
    }
cli-serve-at = Priekšskatījums: { $url } (beigt: Ctrl+C)
cli-manual-at = Rokasgrāmata: { $url } (beigt: Ctrl+C)
cli-serve-lan = Tālrunī, tajā pašā tīklā: { $url } Priekšskatījumu var lasīt ikviens šajā tīklā.
cli-serve-no-browser = Pārlūks neatvērās; ierakstiet { $url } tā adreses joslā.
cli-serve-watching = Izmaiņas redzamas uzreiz pēc saglabāšanas.
cli-serve-polling = { $reason ->
        [shared] Mape ir tīklā, un par izmaiņām tajā neviens neziņo, tāpēc
        [no-events] Sistēma par izmaiņām neziņo, tāpēc
       *[asked] Ar --poll
    } priekšskatījums izmaiņas meklē ik pēc { $seconds } s.
cli-serve-built = { cli-pages }, gatavs pēc { $milliseconds } ms; { cli-problems }
cli-serve-not-built = Paliek pēdējās labās lapas: { cli-problems }.
cli-serve-not-built-yet = Vēl nav, ko rādīt: { cli-problems }. Novērsiet kļūdas, un lapas parādīsies.
cli-serve-gone = Mapes { $folder }/ vairs nav; līdz tās atgriešanai paliek pēdējās labās lapas.
cli-serve-gone-early = Mapes { $folder }/ vairs nav; lapas parādīsies, kad tā būs atpakaļ.
cli-serve-stale = Redzamas pēdējās labās lapas; jaunāko rādīs, kad šis būs novērsts.
cli-serve-nothing-yet = Vēl nav lapas, ko rādīt. Novērsiet kļūdas, un tā parādīsies.
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
cli-serve-draft-note = Melnraksts: lasītāji šo lapu neredz. Kad tā ir gatava, failā { $path } izdzēsiet rindu `draft: true`.
cli-serve-disconnected = Priekšskatījums ir beidzies; palaidiet `situ serve` vēlreiz.
cli-serve-action-location = { $situation } › { $phase }: { $number }. no { $count }
cli-serve-action-unused = nav nevienā kontrolsarakstā; failā situations.yaml kādas situācijas soļos zem posma pievienojiet: { $line }
cli-serve-status = pārskats
cli-status-title = Kas kurā valodā ir
cli-status-wrong = Kamēr ir kļūdas, valodu pārskatu nevar parādīt.
cli-status-back = Uz priekšskatījumu
cli-status-situations = Situācija
cli-status-articles = Raksts
cli-status-fillables = Aizpildāms dokuments
cli-status-pages = Lapa
cli-status-original = oriģināls
cli-status-fresh = svaigs
cli-status-stale = novecojis
cli-status-draft = melnraksts
cli-status-exempt = nevajag
cli-status-missing = trūkst
cli-status-idle = { $plural ->
        [one] { $n } solis nav nevienā kontrolsarakstā
        [zero] { $n } soļu nav nevienā kontrolsarakstā
       *[other] { $n } soļi nav nevienā kontrolsarakstā
    }
cli-status-stale-list = { $plural ->
        [one] { $n } novecojis tulkojums
        [zero] { $n } novecojušu tulkojumu
       *[other] { $n } novecojuši tulkojumi
    }
cli-status-laws = { $plural ->
        [one] { $n } ziņa par likumu pārbaudīta vairāk nekā gadu pirms { $today }
        [zero] { $n } ziņu par likumu pārbaudīts vairāk nekā gadu pirms { $today }
       *[other] { $n } ziņas par likumu pārbaudītas vairāk nekā gadu pirms { $today }
    }
cli-status-sources = { $plural ->
    [zero] { $n } ziņām par likumu nav avota vai tā adreses
    [one] { $n } ziņai par likumu nav avota vai tā adreses
   *[other] { $n } ziņām par likumu nav avota vai tā adreses
}
cli-status-no-laws = Ziņu par likumu nav.
cli-status-rates = { $plural ->
        [one] { $n } likmju saraksts nesniedzas līdz { $today } vai ir skatīts vairāk nekā gadu agrāk
        [zero] { $n } likmju sarakstu nesniedzas līdz { $today } vai ir skatīti vairāk nekā gadu agrāk
       *[other] { $n } likmju saraksti nesniedzas līdz { $today } vai ir skatīti vairāk nekā gadu agrāk
    }
cli-bad-date = { $kind ->
        [day] Kalendārā nav tādas dienas kā { $typed }.
        [year] Gads datumā { $typed } nevar būt pareizs.
       *[form] `{ $typed }` nav kalendāra diena pierakstā gads-mēnesis-diena.
    }
cli-translate-made = { $path } ir gatavs tulkošanai: vārdi tajā vēl ir no { $source }, bet id, saites un posmi jau ir savās vietās.
cli-translate-next = Kad iztulkots: situ translate { $id } --to { $lang } --done
cli-translate-stale = { $path } jau ir, un { $source } kopš tā laika ir mainījies. { $known ->
        [none] Kur, vēl nav pierakstīts.
       *[blocks] Mainījušies šie bloki:
    }
cli-translate-done = { $path } atbilst tekstam { $source } valodā un vairs nav melnraksts.
cli-translate-unchanged = { $path } vēl ir avota ({ $source }) vārdos, tāpēc paliek melnraksts. Pārtulkojiet rindas augstāk. Ja vārdi ir pareizi, pievienojiet --allow-unchanged.
cli-translate-partly = Šīs rindas vēl ir valodas { $source } teksta vārdos. Pārtulkojiet tās, ja tām jābūt citādām:
cli-translate-nameless = { $kind ->
        [sections] Dokumenta galvā nav nosaukuma šīm sadaļām: { $ids }. Ierakstiet nosaukumus failā { $file } zem `phases:`, katru kā `{ $first }: nosaukums`.
       *[phases] Šajā valodā nav nosaukuma šiem dokumenta posmiem: { $ids }. Ierakstiet nosaukumus failā { $file } zem `phases:`, katru kā `{ $first }: nosaukums`.
    }
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
cli-fix-remaining = Jums vēl jālabo: { $codes }. `situ check` parāda katru ar vietu.
cli-fix-left = Nekas nav mainīts.
cli-fix-no-tty = Šeit nav, kam jautāt: lai ierakstītu šīs izmaiņas, pievienojiet --yes.
cli-unknown-code = Ziņojuma `{ $code }` nav. `situ explain` uzskaita visus ziņojumus.
cli-unknown-command = Komandas `{ $command }` nav.
cli-missing-error = Fails { $path } ir, bet vietnē ir kļūdas, tāpēc redzamas pēdējās labās lapas. Novērsiet kļūdas, un šī lapa parādīsies.
cli-missing-draft = Teksts `{ $id }` ir melnraksts, un priekšskatījums palaists ar --no-drafts. Lai lapu redzētu, palaidiet to bez šīs opcijas.
cli-missing-moved = Faila { $path } lapai ir cita adrese:
cli-missing-language = Teksta `{ $id }` valodā { $lang } vēl nav. Lai to izveidotu, palaidiet: situ translate { $id } --from { $from } --to { $lang }. Tas ir šeit:
cli-missing-no-language = `{ $lang }` nav šīs vietnes valoda. Adrese sākas ar kādu no tās valodām: { $known }.
cli-missing-outside = Vietne ir mapē { $base }, tāpat kā pie mitinātāja, tāpēc ārpus tās nekā nav. Saitēm, kas sākas ar /, vajag šo mapi. Vietne sākas šeit:
cli-missing-near = Šajā adresē lapas nav. Varbūt jūs domājāt:
cli-missing-unknown = Šajā adresē lapas nav. Lapai ir sava faila vārds: content/lv/articles/call-first.md ir adresē /lv/articles/call-first/.
cli-field-id = Faila nosaukums
    .hint = Mazie latīņu burti, cipari un vienas defises, piemēram, late-deadline. Tulkojumam ir tāds pats nosaukums kā oriģinālam. To var izvēlēties tikai jaunam dokumentam.
cli-field-title = Virsraksts
    .hint = Lapas virsraksts lasītāja vārdiem.
cli-field-summary = Kopsavilkums
    .hint = Viens teikums sarakstiem, meklēšanai un priekšskatījumiem.
cli-field-situations = Situācijas
    .hint = Situācijas, kuru lapās šis teksts ir sarakstā. Raksta situācijas apkopo arī tā soļus.
cli-field-format = Sūtāmā teksta veids
    .hint = Vēstule, īsa ziņa vai saraksts.
cli-field-send = Kā nosūtīt
    .hint = Kā tekstu nosūta un kas pierāda, ka tas saņemts, vienā rindā. Var lietot saites un izcēlumus.
cli-field-country = Valsts
    .hint = Valsts kods, piemēram, lv, ja teksts ir tikai vienai valstij.
cli-field-words = Meklējamie vārdi
    .hint = Ko cilvēki raksta, kad to meklē. Meklēšana šos vārdus atrod, bet nevienā lapā tie nav redzami.
cli-field-urgent = Nevar gaidīt
    .hint = Tas, ko rāda rāmī virs visa pārējā: briesmas, tiesas termiņš. Var lietot saites un izcēlumus.
cli-field-lead = Pagaidām pietiek
    .hint = Viens vai divi teikumi virs pirmā soļa. Var lietot saites un izcēlumus.
cli-field-when = Pauze
    .hint = Kad apstāties, vienā rindā: pirms atbildat uz vēstuli.
cli-field-recognise = Pazīmes
    .hint = Kā situāciju atpazīt, īss saraksts.
cli-field-updated = Pēdējās izmaiņas
    .hint = Pēdējo būtisko izmaiņu diena, piemēram, 2026-11-21.
cli-field-author = Autors
    .hint = Kas atbild par tekstu.
cli-field-checked = Pēdējoreiz izmēģināts
    .hint = Diena, kad kontrolsaraksts pēdējoreiz izmēģināts, piemēram, 2026-11-21.
cli-field-slug = Adrese
    .hint = Adreses pēdējā daļa, ja tā nav faila nosaukums.
cli-field-aliases = Agrākās adreses
    .hint = Adreses, kas ved šurp: /old/page/, /old.html vai agrākā pēdējā daļa.
cli-field-draft = Melnraksts
    .hint = Melnrakstu nepublicē.
cli-field-no_search = Nav meklētājā
    .hint = Meklētājs šo lapu neatrod.
cli-field-source = Tulkots no
    .hint = Oriģināla valoda. Oriģinālā atstājiet tukšu.
cli-field-body = Teksts
    .hint = Markdown. Rakstītāju ceļvedis parāda, ko tajā var lietot.
cli-block-changed = mainīts
cli-block-new = jauns
cli-block-gone = pirms šī izņemts
cli-block-unknown = nav pierakstīts, kas mainījies

cli-import-found = { $dialect }, valodas: { $languages }; dokumenti: { $count }
cli-import-class = { $class ->
        [changed] Uzrakstīts citādi:
        [look] Jāapskata:
       *[left-out] Izlaists:
    }
cli-import-count = { $kind }: { $count } (faili: { $files })
cli-import-kind = { $kind ->
        [alias] agrāka adrese vai meklēšanas vārds, kas neder
        [anchor] saite uz virsrakstu, kura nav
        [attributes] atribūti figūriekavās
        [box] ierāmēts teksts kļuva par piezīmi
        [box-kind] nezināma veida ierāmēts teksts kļuva par piezīmi
        [checklist] saraksts datu failā kļuva par situāciju
        [checklist-item] komponents kļuva par soli
        [comment] komentārs
        [component] MDX komponents
        [contents] satura rādītājs; lapām ir savs
        [contents-file] nodaļu saraksts (SUMMARY.md)
        [control-characters] vadības rakstzīmes
        [definition] definīcija kļuva par treknu terminu ar skaidrojumu
        [draft] melnraksts, vēl nav publicēts
        [embed] iegults teksts vai fails kļuva par saiti
        [emphasis] izceltie vārdi kļuva trekni
        [encoding] nav UTF-8: saglabājiet failu kā UTF-8
        [encoding-changed] UTF-16 kļuva par UTF-8
        [error-left] palikusi kļūda, tāpēc teksts ir melnraksts
        [file-name] faila nosaukums, kas nav UTF-8
        [fixed] izlabota kļūda
        [foreign-markup] iezīmējums, kas redzams kā rakstīts
        [head-broken] galvene, kas nav nolasāma, tāpēc lasīta pa rindām
        [head-format] galvene citā formātā kļuva par YAML
        [heading-attributes] virsraksta atribūti
        [heading-id] virsraksts, uz kuru ved saites, ieguva identifikatoru
        [heading-levels] virsrakstu līmeņi sakārtoti pēc kārtas
        [html] HTML kļuva par Markdown
        [html-details] salokāms teksts tagad ir atvērts
        [html-hidden] HTML, kas nav lasītājiem: skripti, stili, zīmējumi
        [html-left] HTML, kas redzams kā rakstīts
        [html-media] filma, skaņa vai lapa rāmī kļuva par saiti
        [html-other] HTML deklarācija
        [html-small] augšraksts vai apakšraksts kļuva par parastu tekstu
        [id-numbered] identifikators ar numuru, jo citam tekstam ir tie paši burti
        [import] MDX imports vai eksports
        [key-kept] atslēga saglabāta zem extra
        [language-guessed] valoda uzminēta pēc burtiem; norādiet to ar --lang
        [link] saite, kas nekur neved; vārdi palika
        [link-completed] papildināta adrese
        [link-file] saite uz failu, kas netiek publicēts; vārdi palika
        [link-rewritten] saite uz jaunās vietnes tekstu vai failu
        [link-scheme] saite, kas atver programmu; adrese redzama kā kods
        [media-large] fails ir lielāks par 50 MB
        [media-refused] fails, ko vietne nedrīkst publicēt: bojāts vai ar skriptu
        [no-page] teksts bez galvenes, ko Jekyll nepublicē
        [other-language] valoda, kuras nav --lang sarakstā, vai viena par daudz
        [outside-content] Markdown ārpus tekstu mapes
        [phase-unknown] fāze, kuras pirmajā valodā nav, kļuva par virsrakstu
        [picture] attēls
        [picture-copied] attēls pārkopēts mapē media
        [picture-in-link] attēls citā vietnē saites iekšienē; vārdi palika
        [picture-size] noņemts attēla izmērs
        [placeholder] vārdi leņķiekavās kļuva par tekstu
        [remote-picture] attēls citā vietnē kļuva par saiti
        [section] komponents kļuva par virsrakstu
        [shortcode] veidnes komanda
        [shortcode-link] komanda kļuva par saiti
        [shortcode-picture] komanda kļuva par attēlu
        [situation] kontrolsaraksts kļuva par situāciju
        [situations-file] situācijas ierakstītas failā situations.yaml
        [skipped-folder] Markdown programmu mapē
        [snippet] cita faila teksts
        [special-file] nav parasts fails
        [step-renamed] solis, kas citā valodā ir citur, ieguva savu identifikatoru
        [steps-differ] soļi atšķiras no pirmās valodas soļiem; salīdziniet identifikatorus
        [summary-made] kopsavilkums no pirmā teikuma; uzrakstiet labāku
        [summary-missing] kopsavilkumam nav teikuma, tāpēc tur ir virsraksts
        [symbolic-link] simboliska saite
        [tab] cilne kļuva par treknu rindu, tās teksts ir zem tās
        [tag] rinda ar birkām
        [tag-in-text] birka teikumā kļuva par vārdu
        [title-heading] pirmais virsraksts kļuva par nosaukumu
        [title-heading-differs] pirmais virsraksts, kas atšķiras no nosaukuma
        [too-large] lielāks par 5 MB
        [unreadable] nav nolasāms
        [wiki-link] saite pēc nosaukuma kļuva par saiti pēc identifikatora
       *[other-markup] teksts citā iezīmēšanas valodā
    }
cli-import-folder = { $dir } nav mape. Norādiet mapi ar saviem Markdown failiem.
cli-import-inside = Vietne būtu mapē { $dir }, kas ir mapē { $folder }, bet to drīkst tikai lasīt. Norādiet citu mapi ar --to.
cli-import-none = Mapē { $dir } nav Markdown failu, ko importēt. Vai mape ir pareizā? --from un --lang pasaka, ko meklēt.
cli-import-error = Joprojām kļūda: { $path } ({ $codes })
cli-import-dry = Nekas nav ierakstīts, jo norādīts --dry-run.
cli-import-kept = Atstāts, kā bija, jo kāds to ir mainījis: { $path }
cli-import-stale = Avota vairs nav; izdzēsiet, ja fails nav vajadzīgs: { $path }
cli-import-failed = { $path } nevar ierakstīt: { $reason }
cli-import-done = Ierakstīti faili: { $new }, nemainīti: { $same }, atstāti, kā bija: { $kept }.
cli-import-report = Katrs fails ir aprakstīts: { $path }.
