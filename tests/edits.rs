//! The preview builds again after each save and takes over what the save did not touch. Whatever the save touched, pages
//! and mistakes must be those of a first build: each edit here changes one thing that something else is made from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use situ::build::{Built, Memory, Memos, Options, build};
use situ::outputs::{InMemory, OutputFiles as Files};
use situ::tree::Tree;

mod shared;
use shared::dice::Dice;

type Sources = BTreeMap<String, String>;

/// A site in which each text shows or names something of another.
const SITE: &[(&str, &str)] = &[
    ("content/site.yaml", "base_url: https://x.example\nlanguages: [lv, en]\ntheme: plain\n"),
    ("content/lv/site.yaml", "title: KB\nphases: {before: Pirms, now: Tagad}\n"),
    ("content/en/site.yaml", "title: KB\nphases: {before: Before, now: Now}\n"),
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
        "no-money: {says: Nav naudas., behind: Nav., answer: Labi.}\nlater: {says: Vēlāk., behind: Nē., answer: Kad?}\n",
    ),
    (
        "content/en/phrases.yaml",
        "no-money: {says: No money., behind: None., answer: Well.}\nlater: {says: Later., behind: No., answer: When?}\n",
    ),
    (
        "content/lv/glossary.yaml",
        "advance: {term: avanss, definition: Daļa.}\nact: {term: akts, definition: Papīrs.}\n",
    ),
    ("content/en/glossary.yaml", "advance: {term: advance, definition: Part.}\nact: {term: act, definition: Paper.}\n"),
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
         - [ ] Rakstiet. {#write}\n\n## Cits {#cits}\n\n- [ ] Lieta. {#lieta}\n",
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
    // Wrong from the start, and therefore looked at each time: the nearest id depends on all others.
    ("content/lv/articles/odd.md", "---\ntitle: Savāds\nsummary: S.\n---\n\n[[notes]] [late]\n"),
    ("content/lv/pages/about.md", "---\ntitle: Par mums\nsummary: P.\naliases: [vecais]\n---\n\nMēs.\n"),
];

/// A file, a text in it, and what takes its place. In place of nothing: a new file; in place of all: no file any more.
type Edit = (&'static str, &'static str, &'static str);

const ALL: &str = "*";
/// The file gets another name.
const NAME: &str = "/";

const CALLS: &str = "content/lv/articles/calls.md";
const LETTERS: &str = "content/lv/articles/letters.md";
const MONEY: &str = "content/lv/articles/money.md";
const ABOUT: &str = "content/lv/pages/about.md";
const MAIL: &str = "content/en/articles/mail.md";
const SITUATIONS: &str = "content/situations.yaml";

const EDITS: &[Edit] = &[
    (CALLS, "Teksts un", "Vārdi un"),
    // What lists, links and the search show of a text.
    (CALLS, "title: Zvani", "title: Sarunas"),
    (CALLS, "summary: Z.", "summary: Citi vārdi."),
    (CALLS, "summary: Z.", "summary: Z.\nupdated: 2026-03-04"),
    // Addresses: its own, a former one, one that another page has already.
    (CALLS, "summary: Z.", "summary: Z.\nslug: runas"),
    (CALLS, "summary: Z.", "summary: Z.\nslug: letters"),
    (CALLS, "summary: Z.", "summary: Z.\naliases: [agrak, letters]"),
    (ABOUT, "vecais", "senais"),
    (ABOUT, "aliases: [vecais]\n", "slug: kas\naliases: [lv/guide, citur]\n"),
    // Anchors that other texts lead to.
    (CALLS, "{#cits}", "{#cita}"),
    (CALLS, " {#cits}", ""),
    (CALLS, "{#lieta}", "{#lietas}"),
    (CALLS, "## Cits", "## Vēl {#vel}\n\n## Cits"),
    // Steps: their names, moments and marks.
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
    // Situations: lists, related texts, checklists.
    (CALLS, "situations: [late]\n", ""),
    (LETTERS, "[late]", "[unpaid, late]"),
    (MONEY, "summary: N.", "summary: N.\nsituations: [unpaid]"),
    (MONEY, "summary: N.", "summary: N.\nsituations: [unpiad]"),
    // Links and what leads back.
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
    // Drafts that come, and texts that become drafts.
    (CALLS, "summary: Z.", "summary: Z.\ndraft: true"),
    (MONEY, "summary: N.", "summary: N.\ndraft: true"),
    ("content/lv/articles/notes.md", "draft: true\n", ""),
    ("content/lv/articles/notes.md", "title: Piezīmes", "title: Domas"),
    ("content/lv/articles/notes.md", ALL, ""),
    // Files that come and go.
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
    // What is written once for all languages.
    (SITUATIONS, "severity: 2", "severity: 3"),
    (SITUATIONS, "leads_to: [unpaid]", "leads_to: []"),
    (SITUATIONS, "[calls.write!]", "[calls.first, calls.write!]"),
    (SITUATIONS, "[calls.write!]", "[calls.frist]"),
    (SITUATIONS, "severity: 2", "severity: 2\n    articles: [money, letters]"),
    (SITUATIONS, "  - id: late\n    severity: 2\n    leads_to: [unpaid]\n", ""),
    (SITUATIONS, "situations:\n", "was: {calls.old: calls.first}\nsituations:\n"),
    ("content/guide.yaml", ALL, ""),
    (
        "content/guide.yaml",
        "{id: b, to: unpaid}",
        "{id: b, to: more}\n  - id: more\n    answers: [{id: a, to: unpaid}]",
    ),
    ("content/phrases.yaml", "later:\n  situations: [late]\n", ""),
    ("content/phrases.yaml", "[late]", "[unpaid]"),
    // What one language says.
    ("content/lv/phrases.yaml", "later: {says: Vēlāk., behind: Nē., answer: Kad?}\n", ""),
    ("content/lv/phrases.yaml", "Vēlāk.", "Citreiz."),
    ("content/lv/phrases.yaml", ALL, ""),
    ("content/lv/glossary.yaml", "act: {term: akts, definition: Papīrs.}\n", ""),
    ("content/lv/glossary.yaml", "avanss", "teksts"),
    ("content/lv/glossary.yaml", ALL, ""),
    ("content/en/glossary.yaml", ALL, ""),
    ("content/lv/guide.yaml", "Kur?", "Kurp?"),
    ("content/lv/site.yaml", "title: KB", "title: Zināšanas"),
    ("content/lv/site.yaml", "now: Tagad", "now: Tūlīt"),
    // Settings.
    ("content/site.yaml", "[lv, en]", "[en, lv]"),
    ("content/site.yaml", "[lv, en]", "[lv]"),
    ("content/site.yaml", "[lv, en]", "[lv, en, ru]"),
    ("content/site.yaml", "[lv, en]", "[lv, en]\nflat: true"),
    ("content/site.yaml", "x.example", "y.example/kb"),
    ("content/site.yaml", "theme: plain\n", ""),
];

fn sources() -> Sources {
    let theme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/theme.txt")).unwrap();
    let mut sources: Sources = SITE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for section in theme.split("-- themes/").skip(1) {
        let (path, text) = section.split_once(" --\n").unwrap();
        sources.insert(format!("themes/{path}"), text.to_owned());
    }
    sources
}

/// Whether the edit could be made.
fn make(sources: &mut Sources, (path, from, to): &Edit) -> bool {
    match sources.get(*path).cloned() {
        None if from.is_empty() => drop(sources.insert((*path).to_owned(), (*to).to_owned())),
        Some(_) if *from == ALL => drop(sources.remove(*path)),
        Some(text) if *from == NAME => {
            sources.remove(*path);
            sources.insert((*to).to_owned(), text);
        }
        Some(text) if !from.is_empty() && text.contains(from) => {
            sources.insert((*path).to_owned(), text.replacen(from, to, 1));
        }
        _ => return false,
    }
    true
}

fn tree(sources: &Sources) -> Tree {
    Tree::from_pairs(sources.iter().map(|(path, text)| (path.as_str(), text.clone())))
}

/// All files, each page made alone as the preview makes it.
fn files(tree: &Tree, built: &Built) -> Option<Files> {
    let ready = built.site.as_ref()?;
    let outputs = InMemory::after(Files::new());
    assert!(ready.render(tree, &outputs).is_ok());
    let files = outputs.finish();
    for (path, (_, bytes)) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let route = ready.route_at(path).unwrap_or_else(|| panic!("no page at {path}"));
        let page = ready.single(tree, route, None).unwrap();
        assert!(page.html.as_deref() == Some(&**bytes), "{path} is another page when it is made alone");
    }
    assert!(ready.route_at("lv/nowhere/index.html").is_none());
    Some(files)
}

/// What a build after others gives is what a first build gives; whether it gave pages.
fn same(sources: &Sources, memos: &Memos, what: &str) -> bool {
    // The bodies are given away when all files are made, so that each build is rendered once.
    let tree = tree(sources);
    let again = build(&tree, &Options::default(), Memory::Process(memos), Vec::new());
    let first = build(&tree, &Options::default(), Memory::None, Vec::new());
    memos.sweep();
    assert_eq!(again.diagnostics, first.diagnostics, "{what}");
    let (again, first) = (files(&tree, &again), files(&tree, &first));
    assert_eq!(again.is_some(), first.is_some(), "{what}");
    let (Some(again), Some(first)) = (again, first) else { return false };
    assert_eq!(Vec::from_iter(again.keys()), Vec::from_iter(first.keys()), "{what}");
    for (path, (_, bytes)) in &first {
        let found = &again[path].1;
        assert!(found == bytes, "{what}: {path}\n--- found\n{}", String::from_utf8_lossy(found));
    }
    true
}

#[test]
fn each_edit_and_its_undoing_give_what_a_first_build_gives() {
    let (memos, mut sources) = (Memos::default(), sources());
    assert!(same(&sources, &memos, "at the start"));
    let mut good = 0;
    for edit in EDITS {
        let before = sources.clone();
        assert!(make(&mut sources, edit), "{edit:?} finds nothing to change");
        good += usize::from(same(&sources, &memos, &format!("{edit:?}")));
        // Something else is saved on top, while what was wrong stays wrong.
        for path in [MONEY, "content/lv/situations/late.md"] {
            sources.entry(path.to_owned()).and_modify(|text| text.push_str("\nVēl.\n"));
        }
        same(&sources, &memos, &format!("{edit:?} and more"));
        sources = before;
        assert!(same(&sources, &memos, &format!("{edit:?} undone")));
    }
    assert!((EDITS.len() / 2..EDITS.len()).contains(&good), "{good} of {} edits gave pages", EDITS.len());
}

#[test]
fn a_text_whose_id_another_has_is_compared_with_its_own_languages() {
    let (memos, mut sources) = (Memos::default(), sources());
    for (lang, title) in [("lv", "Divi"), ("en", "Two")] {
        let text = format!("---\ntitle: {title}\nsummary: S.\n---\n\n## A\n");
        sources.insert(format!("content/{lang}/pages/calls.md"), text);
    }
    same(&sources, &memos, "two texts of one id");
    assert!(make(&mut sources, &("content/lv/pages/calls.md", "## A", "## A {#a}")));
    same(&sources, &memos, "one of them has an anchor more");
}

#[test]
fn a_text_that_becomes_another_kind_is_one_though_none_comes_or_goes() {
    let (memos, mut sources) = (Memos::default(), sources());
    // Its file is the last of its kind and then the only one of the other, so that it stays where it was among all.
    for path in [ABOUT, "content/lv/articles/notes.md", "content/lv/articles/odd.md"] {
        sources.remove(path);
    }
    assert!(same(&sources, &memos, "an article"));
    assert!(make(&mut sources, &(MONEY, NAME, "content/lv/pages/money.md")));
    assert!(same(&sources, &memos, "a page"));
}

#[test]
fn edits_on_top_of_one_another_give_what_a_first_build_gives() {
    let mut good = 0;
    for seed in 1..=2 {
        let (memos, mut sources, mut dice) = (Memos::default(), sources(), Dice::new(seed));
        let mut undo = Vec::new();
        for step in 0..40 {
            let edit = dice.pick(EDITS);
            let before = sources.clone();
            let made = dice.roll(5) < 2 && make(&mut sources, edit);
            if made {
                undo.push(before);
            } else if let Some(before) = undo.pop() {
                sources = before;
            }
            good += usize::from(same(&sources, &memos, &format!("seed {seed}, step {step}: {edit:?}")));
        }
    }
    assert!(good > 25, "only {good} steps gave pages");
}
