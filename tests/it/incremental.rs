//! An incremental build gives the same pages and diagnostics as a full one.
//!
//! The preview builds again after each save and reuses what the save did not change. Each edit here changes one thing that
//! something else is made from.

use std::fs;

use situ::OutputFiles;
use situ::{CacheMode, Options, SessionCache};

use crate::support::{BuiltSite, Random, Site, tests_dir};

/// A site in which each document shows or names something of another one.
const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "base_url: https://x.example\nlanguages: [lv, en]\ntheme: plain\ncountries: [lv, bg, eu]\nunions: {eu: [lv]}\n\
         case: {due: date, sum: money}\n",
    ),
    (
        "content/lv/site.yaml",
        "title: KB\nphases: {before: Pirms, now: Tagad}\ncountries: {lv: Latvijā, bg: Bulgārijā, eu: Savienībā}\ncountry: lv\n\
         case: {due: Termiņš, sum: {label: Summa, blanks: [summa]}}\n",
    ),
    (
        "content/en/site.yaml",
        "title: KB\nphases: {before: Before, now: Now}\ncountries: {lv: In Latvia, bg: In Bulgaria, eu: In the Union}\n\
         case: {due: Due, sum: Sum}\n",
    ),
    (
        "content/situations.yaml",
        "phases: [before, now]\nsituations:\n  - id: late\n    severity: 2\n    leads_to: [unpaid]\n  - id: unpaid\n    severity: 4\n    \
         steps:\n      now: [calls.write!]\n",
    ),
    (
        "content/guide.yaml",
        "start: where\nquestions:\n  - id: where\n    answers:\n      - {id: a, to: late}\n      - {id: b, to: unpaid}\n",
    ),
    ("content/lv/guide.yaml", "where: {ask: Kur?, answers: {a: Te, b: Tur}}\n"),
    ("content/en/guide.yaml", "where: {ask: Where?, answers: {a: Here, b: There}}\n"),
    (
        "content/phrases.yaml",
        "no-money:\n  situations: [unpaid]\n  actions: [calls.write]\nlater:\n  situations: [late]\n",
    ),
    (
        "content/lv/phrases.yaml",
        "no-money: {says: Nav naudas., meaning: Nav., answer: \"Labi, [summa] [diena].\"}\nlater: {says: Vēlāk., meaning: Nē., answer: Kad?}\n",
    ),
    (
        "content/en/phrases.yaml",
        "no-money: {says: No money., meaning: None., answer: Well.}\nlater: {says: Later., meaning: No., answer: When?}\n",
    ),
    (
        "content/lv/glossary.yaml",
        "advance: {term: avanss, definition: Daļa.}\nact: {term: akts, definition: Papīrs.}\n",
    ),
    ("content/en/glossary.yaml", "advance: {term: advance, definition: Part.}\nact: {term: act, definition: Paper.}\n"),
    (
        "content/rates.yaml",
        "case: {sum: sum, due: due}\nrates:\n  - country: lv\n    currency: €\n    days: actual/365\n    changes: never\n    source: https://a.example\n    \
         seen: 2026-01-02\n    periods: [{rate: 6}]\n    example: {sum: 1200, due: 2026-01-15, until: 2026-03-01}\n",
    ),
    ("content/holidays.yaml", "lv: [2026-01-01]\n"),
    (
        "content/lv/articles/owed.md",
        "---\ntitle: Prasība\nsummary: P.\nsituations: [late]\n---\n\n> [!INTEREST lv]\n> Procenti.\n\n## Tagad\n\n- [ ] Sūtiet. {#send-claim after=due+10w}\n",
    ),
    ("content/media/plan.txt", "plan"),
    (
        "content/lv/situations/late.md",
        "---\ntitle: Kavēju\nsummary: K.\nworse:\n  unpaid: Ja klusē.\n---\n\n[[calls#first]]\n",
    ),
    ("content/en/situations/late.md", "---\ntitle: Late\nsummary: L.\n---\n"),
    ("content/lv/situations/unpaid.md", "---\ntitle: Nemaksā\nsummary: N.\n---\n"),
    (
        "content/lv/articles/calls.md",
        "---\ntitle: Zvani\nsummary: Z.\nsituations: [late]\n---\n\nTeksts un avanss.\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n\
         - [ ] Rakstiet. {#write}\n\n## Cits {#cits}\n\n- [ ] Lieta. {#lieta}\n\n\
         > [!LAW lv 2026-01-31 Likums](https://a.example)\n> Saka.\n\n> [!LAW eu 2026-01-31]\n> Arī.\n\nTe. {country=lv,bg}\n",
    ),
    (
        "content/en/articles/calls.md",
        "---\ntitle: Calls\nsummary: C.\nsituations: [late]\n---\n\nText.\n\n## Now\n\n- [ ] Call. {#first}\n\
         - [ ] Write. {#write}\n\n## Other {#cits}\n\n- [ ] Thing. {#lieta}\n",
    ),
    (
        "content/lv/articles/letters.md",
        "---\ntitle: Vēstules\nsummary: V.\nsituations: [late]\n---\n\n[[calls]], [[calls#cits]], [[calls#lieta]],\n\
         [plāns](media/plan.txt), [[glossary#act]], [[glossary]].\n\n[[phrase:later]]\n\n## Pirms\n\n- [ ] Lasiet. {#read .key}\n",
    ),
    (
        "content/lv/articles/mail.md",
        "---\ntitle: Pasts\nsummary: P.\nsituations: [late, unpaid]\n---\n\nPasts, [vards].\n",
    ),
    (
        "content/en/articles/mail.md",
        "---\ntitle: Mail\nsummary: M.\nsituations: [late, unpaid]\nsource: lv\n---\n\nMail.\n",
    ),
    ("content/lv/articles/money.md", "---\ntitle: Nauda\nsummary: N.\n---\n\n[[letters]] un [[phrases#no-money]].\n"),
    ("content/lv/articles/notes.md", "---\ntitle: Piezīmes\nsummary: P.\ndraft: true\n---\n\nVēl nav.\n"),
    // Wrong from the start and therefore checked by each build: the nearest id depends on all others.
    ("content/lv/articles/odd.md", "---\ntitle: Savāds\nsummary: S.\n---\n\n[[notes]] [late]\n"),
    (
        "content/lv/documents/claim.md",
        "---\ntitle: Pretenzija\nsummary: P.\nsituations: [late]\nsend: Sk. [[calls]].\n---\n\nSk. [[letters]].\n\n---\n\n\
         [vārds] [[mail]]\n\n---\n",
    ),
    (
        "content/en/documents/claim.md",
        "---\ntitle: Claim\nsummary: C.\nsituations: [late]\nsource: lv\n---\n\n---\n\n[name]\n\n---\n",
    ),
    ("content/lv/pages/about.md", "---\ntitle: Par mums\nsummary: P.\naliases: [vecais]\n---\n\nMēs.\n"),
];

/// A file, a text in it, and its replacement. An empty text creates the file; [`ALL`] deletes it; [`NAME`] renames it.
type Edit = (&'static str, &'static str, &'static str);

const ALL: &str = "*";
const NAME: &str = "/";

const CALLS: &str = "content/lv/articles/calls.md";
const LETTERS: &str = "content/lv/articles/letters.md";
const MONEY: &str = "content/lv/articles/money.md";
const CLAIM: &str = "content/lv/documents/claim.md";
const ABOUT: &str = "content/lv/pages/about.md";
const MAIL: &str = "content/en/articles/mail.md";
const SITUATIONS: &str = "content/situations.yaml";

const EDITS: &[Edit] = &[
    (CALLS, "Teksts un", "Vārdi un"),
    // The form of the case, and the blanks that its fields fill.
    ("content/lv/site.yaml", "label: Summa", "label: Cik"),
    ("content/lv/site.yaml", "blanks: [summa]", "blanks: [cita]"),
    ("content/lv/site.yaml", "title: KB", "title: KB\ncurrency: EUR"),
    ("content/site.yaml", "due: date, sum: money", "due: text, sum: date"),
    // Interface strings: of pages, of scripts, and one with a mistake.
    ("content/lv/site.yaml", "title: KB", "title: KB\nstrings: {menu_guide: Kur sākt?, script_print: Uz papīra}"),
    ("content/en/site.yaml", "title: KB", "title: KB\nstrings: {menu_giude: Start}"),
    // What lists, links and the search show of a document.
    (CALLS, "title: Zvani", "title: Sarunas"),
    (CALLS, "summary: Z.", "summary: Citi vārdi."),
    (CALLS, "summary: Z.", "summary: Z.\nupdated: 2026-03-04"),
    // What only the search shows.
    (CALLS, "summary: Z.", "summary: Z.\nwords: [sazvanīt, tālrunis]"),
    ("content/lv/synonyms.yaml", "", "- [avanss, priekšapmaksa]\n- [zvans, zvani, sazvans]\n"),
    ("content/lv/phrases.yaml", "answer: Kad?", "answer: Kad?, words: [gaidīt]"),
    // Words beside a link, which then shows a title in quotation marks.
    (ABOUT, "Mēs.", "Mēs un [[calls]].\n\n[[letters]]"),
    // URLs: its own, a former one, one that another page has.
    (CALLS, "summary: Z.", "summary: Z.\nslug: runas"),
    (CALLS, "summary: Z.", "summary: Z.\nslug: letters"),
    (CALLS, "summary: Z.", "summary: Z.\naliases: [agrak, letters]"),
    (ABOUT, "vecais", "senais"),
    (ABOUT, "aliases: [vecais]\n", "slug: kas\naliases: [lv/guide, citur]\n"),
    // Anchors that other documents link to.
    (CALLS, "{#cits}", "{#cita}"),
    (CALLS, " {#cits}", ""),
    (CALLS, "{#lieta}", "{#lietas}"),
    (CALLS, "## Cits", "## Vēl {#vel}\n\n## Cits"),
    // Law: sources, dates, countries, lines of countries.
    (CALLS, "2026-01-31 Likums]", "2026-01-31 Cits likums]"),
    (CALLS, "2026-01-31 Likums]", "2026-02-28 Likums]"),
    (CALLS, "https://a.example", "https://b.example"),
    (CALLS, "[!LAW lv", "[!LAW bg"),
    (CALLS, "[!LAW lv", "[!LAW xx"),
    (CALLS, "Te. {country=lv,bg}", "Te. {country=bg}"),
    (CALLS, "Te. {country=lv,bg}", "Te. {country=xx}"),
    ("content/site.yaml", "countries: [lv, bg, eu]", "countries: [bg, lv, eu]"),
    ("content/site.yaml", "unions: {eu: [lv]}", "unions: {eu: [bg]}"),
    ("content/lv/site.yaml", "lv: Latvijā", "lv: Te"),
    ("content/lv/site.yaml", "country: lv", "country: bg"),
    ("content/lv/site.yaml", "country: lv\n", ""),
    // Steps: their ids, phases and attributes.
    (CALLS, "{#first}", "{#call}"),
    (CALLS, "{#write}", "{#note}"),
    (CALLS, "{#first}", "{#first .key}"),
    (CALLS, "## Tagad", "## Pirms"),
    (CALLS, "- [ ] Zvaniet. {#first}\n", ""),
    (
        CALLS,
        "- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#write}\n",
        "- [ ] Rakstiet. {#write}\n- [ ] Zvaniet. {#first}\n",
    ),
    (CALLS, "Zvaniet.", "Zvaniet tūlīt."),
    (LETTERS, "## Pirms", "## Tagad"),
    (LETTERS, " .key}", "}"),
    (SITUATIONS, "phases: [before, now]", "phases: [before, now]\nprevention: before"),
    (SITUATIONS, "phases: [before, now]", "phases: [now, before]"),
    // Situations: lists, related articles, checklists.
    (CALLS, "situations: [late]\n", ""),
    (LETTERS, "[late]", "[unpaid, late]"),
    (MONEY, "summary: N.", "summary: N.\nsituations: [unpaid]"),
    (MONEY, "summary: N.", "summary: N.\nsituations: [unpiad]"),
    // Links and backlinks.
    (MONEY, "[[letters]]", "[[calls]] un [[mail]]"),
    (MONEY, "[[letters]]", "nekas"),
    (MONEY, "[[letters]]", "[[nekas]] un [[calls#nekas]]"),
    (MONEY, "[[letters]]", "[[notes]] [[letters#nekas]] [nav](media/nav.txt) [calls]"),
    (MONEY, "[[phrases#no-money]]", "\n\n[[phrase:nav]]\n\n"),
    (MONEY, "summary: N.", "summary: N.\nsource: en"),
    (MAIL, "source: lv\n", ""),
    (MAIL, "[late, unpaid]", "[unpaid]"),
    ("content/lv/articles/mail.md", "Pasts, [vards].", "Pasts.\n\n## Tagad\n\n- [ ] Sūtiet. {#send}"),
    ("content/lv/situations/late.md", "unpaid: Ja", "late: Ja"),
    ("content/en/situations/late.md", "summary: L.", "summary: L.\nwhen: Soon."),
    // Drafts that are published, and documents that become drafts.
    (CALLS, "summary: Z.", "summary: Z.\ndraft: true"),
    (MONEY, "summary: N.", "summary: N.\ndraft: true"),
    ("content/lv/articles/notes.md", "draft: true\n", ""),
    ("content/lv/articles/notes.md", "title: Piezīmes", "title: Domas"),
    ("content/lv/articles/notes.md", ALL, ""),
    // OutputFiles that are created, deleted, moved.
    (CALLS, ALL, ""),
    (LETTERS, ALL, ""),
    ("content/lv/situations/unpaid.md", ALL, ""),
    (MAIL, ALL, ""),
    ("content/en/articles/letters.md", "", "---\ntitle: Letters\nsummary: L.\nsituations: [late]\n---\n\nText.\n"),
    ("content/lv/articles/vards.md", "", "---\ntitle: Vārds\nsummary: V.\nsituations: [late]\n---\n\n[[calls]]\n"),
    ("content/lv/pages/calls.md", "", "---\ntitle: Divi\nsummary: D.\n---\n\n## A {#a}\n"),
    ("content/lv/articles/calls/x.md", "", "---\ntitle: X\nsummary: X.\n---\n"),
    (MONEY, NAME, "content/lv/articles/a-first.md"),
    (MONEY, NAME, "content/lv/pages/money.md"),
    (ABOUT, NAME, "content/en/pages/about.md"),
    ("content/media/plan.txt", ALL, ""),
    ("content/media/plan.txt", "plan", "other plan"),
    ("content/media/nav.txt", "", "there"),
    // What a situation says above its steps, its own phases, choices.
    ("content/lv/situations/late.md", "summary: K.", "summary: K.\nlead: Sk. [[mail]].\nurgent: '[112](tel:112)'"),
    ("content/lv/situations/late.md", "summary: K.", "summary: K.\nlead: Sk. [[nekas]] un [[calls#cits]]."),
    ("content/en/situations/late.md", "summary: L.", "summary: L.\nlead: Soon.\nurgent: [Fire, '[[mail]]']"),
    (SITUATIONS, "      now: [calls.write!]", "      now: [{one_of: [calls.write, calls.first], key: true}]"),
    (SITUATIONS, "      now: [calls.write!]", "      now: [{one_of: [calls.write, calls.frist]}]"),
    (SITUATIONS, "    severity: 4\n", "    severity: 4\n    phases: [later, now]\n"),
    (SITUATIONS, "    severity: 2\n", "    severity: 2\n    phases: [later]\n"),
    ("content/lv/situations/late.md", "summary: K.", "summary: K.\nphases: {now: Tūdaļ}"),
    ("content/lv/situations/late.md", "summary: K.", "summary: K.\nphases: {later: Vēlāk}"),
    ("content/lv/situations/late.md", "[[calls#first]]", "[[calls#first]]\n\n## Vēlāk\n\nTad.\n\n- [ ] Vēl. {#more}"),
    ("content/guide.yaml", "to: unpaid}", "to: unpaid, step: calls.write}"),
    ("content/guide.yaml", "to: late}", "to: late, step: calls.first}"),
    ("content/lv/site.yaml", "title: KB", "title: KB\nscope: Sk. [[mail]] un [112](tel:112)."),
    ("content/en/site.yaml", "title: KB", "title: KB\nscope: See [[nothing]]."),
    // Documents to fill in: their texts, their places, and what they show of others.
    (CLAIM, "title: Pretenzija", "title: Brīdinājums"),
    (CLAIM, "summary: P.", "summary: P.\nslug: bridinajums\nupdated: 2026-03-04"),
    (CLAIM, "summary: P.", "summary: P.\naliases: [vecs, /lv/documents/claim.docx]"),
    (CLAIM, "summary: P.", "summary: P.\nformat: list\ncountry: ee"),
    (CLAIM, "summary: P.", "summary: P.\nformat: blanka"),
    (CLAIM, "summary: P.", "summary: P.\ndraft: true"),
    (CLAIM, "[late]", "[unpaid]"),
    (CLAIM, "situations: [late]\n", ""),
    (CLAIM, "send: Sk. [[calls]].", "send: Sk. [[mail]]."),
    (CLAIM, "[vārds]", "[uzvārds]"),
    (CLAIM, "[[mail]]\n\n---\n", "[[mail]]\n"),
    (CLAIM, "[vārds] [[mail]]", "[[nekas]]\n\n---\n"),
    (CLAIM, ALL, ""),
    ("content/en/documents/claim.md", ALL, ""),
    (MAIL, "title: Mail", "title: Post"),
    (MONEY, "[[letters]]", "[[claim]] un [[documents]]"),
    // Data for all languages.
    (SITUATIONS, "severity: 2", "severity: 3"),
    (SITUATIONS, "leads_to: [unpaid]", "leads_to: []"),
    (SITUATIONS, "[calls.write!]", "[calls.first, calls.write!]"),
    (SITUATIONS, "[calls.write!]", "[calls.frist]"),
    (SITUATIONS, "severity: 2", "severity: 2\n    articles: [money, letters]"),
    (SITUATIONS, "  - id: late\n    severity: 2\n    leads_to: [unpaid]\n", ""),
    (SITUATIONS, "situations:\n", "renamed: {calls.old: calls.first}\nsituations:\n"),
    ("content/guide.yaml", ALL, ""),
    (
        "content/guide.yaml",
        "{id: b, to: unpaid}",
        "{id: b, to: more}\n  - id: more\n    answers: [{id: a, to: unpaid}]",
    ),
    ("content/phrases.yaml", "later:\n  situations: [late]\n", ""),
    ("content/phrases.yaml", "[late]", "[unpaid]"),
    // Data of one language.
    ("content/lv/phrases.yaml", "later: {says: Vēlāk., meaning: Nē., answer: Kad?}\n", ""),
    ("content/lv/phrases.yaml", "Vēlāk.", "Citreiz."),
    ("content/lv/phrases.yaml", ALL, ""),
    ("content/lv/glossary.yaml", "act: {term: akts, definition: Papīrs.}\n", ""),
    ("content/lv/glossary.yaml", "avanss", "teksts"),
    ("content/lv/glossary.yaml", ALL, ""),
    ("content/en/glossary.yaml", ALL, ""),
    ("content/lv/guide.yaml", "Kur?", "Kurp?"),
    ("content/lv/site.yaml", "title: KB", "title: Zināšanas"),
    ("content/lv/site.yaml", "now: Tagad", "now: Tūlīt"),
    // Days that follow from a date, and rates.
    ("content/lv/articles/owed.md", "after=due+10w", "after=due-2"),
    ("content/lv/articles/owed.md", " after=due+10w", ""),
    ("content/lv/articles/owed.md", "after=due+10w", "after=sum+10w"),
    ("content/lv/articles/owed.md", "[!INTEREST lv]", "[!INTEREST ru]"),
    ("content/rates.yaml", "rate: 6", "rate: 7"),
    ("content/rates.yaml", "due: due", "due: sum"),
    ("content/rates.yaml", ALL, ""),
    ("content/holidays.yaml", "2026-01-01", "2026-01-02"),
    ("content/holidays.yaml", ALL, ""),
    ("content/lv/site.yaml", "due: Termiņš", "due: Diena"),
    ("content/site.yaml", "due: date", "due: text"),
    // Settings.
    ("content/site.yaml", "[lv, en]", "[en, lv]"),
    ("content/site.yaml", "[lv, en]", "[lv]"),
    ("content/site.yaml", "[lv, en]", "[lv, en, ru]"),
    ("content/site.yaml", "[lv, en]", "[lv, en]\nflat: true"),
    ("content/site.yaml", "x.example", "y.example/kb"),
    ("content/site.yaml", "theme: plain\n", ""),
];

/// [`SITE`] with the small theme of the golden sites.
fn sources() -> Site {
    let theme = fs::read_to_string(tests_dir("golden/theme.txt")).unwrap();
    let mut sources = Site::new().files(SITE.iter().copied());
    for section in theme.split("-- themes/").skip(1) {
        let (path, text) = section.split_once(" --\n").unwrap();
        sources.insert(format!("themes/{path}"), text);
    }
    sources
}

/// Applies an edit; `false` if it finds nothing to change.
fn apply(sources: &mut Site, (path, from, to): &Edit) -> bool {
    if !sources.contains(path) {
        if from.is_empty() {
            sources.insert(*path, *to);
        }
        return from.is_empty();
    }
    let text = sources.text(path).into_owned();
    match *from {
        ALL => drop(sources.remove(path)),
        NAME => {
            sources.remove(path);
            sources.insert(*to, text);
        }
        _ if from.is_empty() || !text.contains(from) => return false,
        _ => sources.insert(*path, text.replacen(from, to, 1)),
    }
    true
}

/// All output files, if there are no errors. Each page is also rendered alone, as the preview does.
fn files(site: &BuiltSite) -> Option<OutputFiles> {
    if !site.is_valid() {
        return None;
    }
    let files = site.outputs().clone();
    let ready = site.ready();
    for (path, (_, bytes)) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let route = ready.route_at(path).unwrap_or_else(|| panic!("no page at {path}"));
        let page = ready.render_page(route, None).unwrap();
        assert!(page.html.as_deref() == Some(&**bytes), "{path} differs when it is rendered alone");
    }
    assert!(ready.route_at("lv/nowhere/index.html").is_none());
    Some(files)
}

/// Compares a build after others with a full one. Gives whether the site has no errors.
fn assert_same(sources: &Site, memos: &SessionCache, context: &str) -> bool {
    let incremental = sources.build_with(&Options::default(), CacheMode::Process(memos));
    let full = sources.build();
    memos.evict_unused();
    assert_eq!(incremental.diagnostics(), full.diagnostics(), "{context}");
    let report = full.report();
    let (incremental, full) = (files(&incremental), files(&full));
    assert_eq!(incremental.is_some(), full.is_some(), "{context}");
    let (Some(incremental), Some(full)) = (incremental, full) else {
        println!("{context}:\n{report}");
        return false;
    };
    assert_eq!(Vec::from_iter(incremental.keys()), Vec::from_iter(full.keys()), "{context}");
    for (path, (_, bytes)) in &full {
        let found = &incremental[path].1;
        assert!(found == bytes, "{context}: {path}\n--- found\n{}", String::from_utf8_lossy(found));
    }
    true
}

#[test]
fn each_edit_and_its_reversal_equal_a_full_build() {
    let (memos, mut sources) = (SessionCache::default(), sources());
    assert!(assert_same(&sources, &memos, "at the start"));
    let mut good = 0;
    for edit in EDITS {
        let before = sources.clone();
        assert!(apply(&mut sources, edit), "{edit:?} finds nothing to change");
        good += usize::from(assert_same(&sources, &memos, &format!("{edit:?}")));
        // Another file is saved while an error may still be there.
        for path in [MONEY, "content/lv/situations/late.md"] {
            if sources.contains(path) {
                sources.append(path, "\nMore.\n");
            }
        }
        assert_same(&sources, &memos, &format!("{edit:?} and more"));
        sources = before;
        assert!(assert_same(&sources, &memos, &format!("{edit:?} undone")));
    }
    assert!((EDITS.len() / 2..EDITS.len()).contains(&good), "{good} of {} edits gave pages", EDITS.len());
}

#[test]
fn documents_with_one_id_are_compared_with_their_own_translations() {
    let (memos, mut sources) = (SessionCache::default(), sources());
    for (lang, title) in [("lv", "Divi"), ("en", "Two")] {
        let text = format!("---\ntitle: {title}\nsummary: S.\n---\n\n## A\n");
        sources.insert(format!("content/{lang}/pages/calls.md"), text);
    }
    assert_same(&sources, &memos, "two documents with one id");
    assert!(apply(&mut sources, &("content/lv/pages/calls.md", "## A", "## A {#a}")));
    assert_same(&sources, &memos, "one of them has another anchor");
}

#[test]
fn changed_kind_is_seen_though_the_number_of_documents_is_equal() {
    let (memos, mut sources) = (SessionCache::default(), sources());
    // The file is the last of its kind and then the only one of the other kind, so its position among all does not change.
    for path in [ABOUT, "content/lv/articles/notes.md", "content/lv/articles/odd.md"] {
        sources.remove(path);
    }
    assert!(assert_same(&sources, &memos, "an article"));
    assert!(apply(&mut sources, &(MONEY, NAME, "content/lv/pages/money.md")));
    assert!(assert_same(&sources, &memos, "a page"));
}

#[test]
fn accumulated_edits_equal_a_full_build() {
    let mut good = 0;
    for seed in 1..=2 {
        let (memos, mut sources, mut random) = (SessionCache::default(), sources(), Random::new(seed));
        let mut undo = Vec::new();
        for step in 0..40 {
            let edit = random.pick(EDITS);
            let before = sources.clone();
            let made = random.below(5) < 2 && apply(&mut sources, edit);
            if made {
                undo.push(before);
            } else if let Some(before) = undo.pop() {
                sources = before;
            }
            good += usize::from(assert_same(&sources, &memos, &format!("seed {seed}, step {step}: {edit:?}")));
        }
    }
    assert!(good > 25, "only {good} steps gave pages");
}
