//! Ids and links inside pages: every id is unique on its page, every link has its target, every label ticks its own box.
//!
//! The same assertions hold over the content of this repository, over a site of known difficult cases, and over random
//! sites of steps, notes, footnotes, boxes, headings and links. `SITU_SITES=5000 SITU_SEED=7 cargo test --test it pages::`
//! runs longer.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};
use situ::{Code, Options};

use crate::support::site::{BuiltSite, two_languages};
use crate::support::{Random, Site};

/// What the assertions need of a page.
struct PageElements {
    ids: HashSet<String>,
    /// `href` attributes of links.
    links: Vec<String>,
    /// The names under which the ticks of its boxes are kept.
    keys: Vec<String>,
    faults: Vec<String>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

impl PageElements {
    fn new(html: &str, base: &str) -> PageElements {
        let html = Html::parse_document(html);
        let select = |text: &str| html.select(&selector(text)).collect::<Vec<_>>();
        let attribute = |element: &ElementRef, name: &str| element.value().attr(name).unwrap_or_default().to_owned();
        let mut faults: Vec<String> = Vec::new();
        let mut ids = HashSet::new();
        for element in select("[id]") {
            let id = attribute(&element, "id");
            if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id.clone()) {
                faults.push(format!("the id {id:?} is empty, has a space or is used twice"));
            }
        }
        for name in ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "for"] {
            for element in select(&format!("[{name}]")) {
                for id in attribute(&element, name).split_whitespace().filter(|id| !ids.contains(*id)) {
                    faults.push(format!("{name} names {id:?}, which is not on the page"));
                }
            }
        }
        for element in select("[marker-end]") {
            let value = attribute(&element, "marker-end");
            let id = value.trim_start_matches("url(#").trim_end_matches(')');
            if !ids.contains(id) {
                faults.push(format!("marker-end names {id:?}, which is not on the page"));
            }
        }
        for label in select("label[for]") {
            let id = attribute(&label, "for");
            let own = label.parent().and_then(ElementRef::wrap).map(|parent| {
                let fields = selector("input, progress");
                parent.select(&fields).filter(|field| field.value().attr("id") == Some(&*id)).count()
            });
            if own != Some(1) {
                faults.push(format!("the label {:?} names {id:?} elsewhere", label.text().collect::<String>()));
            }
        }
        for field in select("main input[type=checkbox]") {
            let id = attribute(&field, "id");
            let labels = select("label").iter().filter(|label| label.value().attr("for") == Some(&*id)).count();
            let is_step = field
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|item| item.value().classes().any(|class| class == "step"));
            if labels != 1 {
                faults.push(format!("{labels} labels for the box {id:?}"));
            }
            if !is_step && attribute(&field, "data-action").is_empty() {
                faults.push(format!("the tick of {id:?} is not kept"));
            }
        }
        let key = |field: &ElementRef| {
            field.value().attr("data-action").map_or_else(|| attribute(field, "id"), str::to_owned)
        };
        let keys: Vec<String> = select("main input[type=checkbox]").iter().map(key).collect();
        if select("h1").len() > 1 {
            faults.push("more than one h1".to_owned());
        }
        let links = select("a[href]").iter().map(|link| attribute(link, "href")).collect::<Vec<_>>();
        if let Some(nested) = select("a a, label label").first() {
            faults.push(format!("nested: {}", nested.html()));
        }
        let links = links.into_iter().filter(|href| href.starts_with('#') || href.starts_with(base)).collect();
        PageElements { ids, links, keys, faults }
    }

    /// Faults in the outline: a level that is left out.
    fn outline_faults(html: &str) -> Vec<String> {
        let html = Html::parse_document(html);
        let levels = selector("h1, h2, h3, h4, h5, h6");
        let levels: Vec<u8> = html.select(&levels).map(|heading| heading.value().name().as_bytes()[1] - b'0').collect();
        let skips = levels.windows(2).filter(|pair| pair[1] > pair[0] + 1);
        skips.map(|pair| format!("h{} after h{} in {levels:?}", pair[1], pair[0])).collect()
    }
}

/// Every fault of every page. `base` is the path of the site on its host, with a slash at both ends.
fn page_faults(site: &BuiltSite, base: &str) -> Vec<String> {
    let is_page = |path: &&String| path.ends_with(".html");
    let outputs = site.outputs();
    let pages: BTreeMap<&str, PageElements> =
        outputs.keys().filter(is_page).map(|path| (path.as_str(), PageElements::new(&site.page(path), base))).collect();
    let mut faults = Vec::new();
    // The documents with one of these warnings, by path.
    let reported = |codes: &[Code]| -> BTreeSet<String> {
        let found = site.diagnostics().iter().filter(|found| codes.contains(&found.code));
        found.map(|found| found.span.path.to_string()).collect()
    };
    let with_level_fault = reported(&[Code::HeadingLevel, Code::SecondTitle]);
    let with_missing_step = reported(&[Code::MissingInLanguage]);
    for (path, page) in &pages {
        let mut fault = |text: String| faults.push(format!("{path}: {text}"));
        page.faults.iter().for_each(|text| fault(text.clone()));
        // A language without a document shows that of another one.
        let own = path.split_once('/').map(|(_, rest)| rest.trim_end_matches("/index.html")).unwrap_or_default();
        if !with_level_fault.iter().any(|document| document.ends_with(&format!("/{own}.md"))) {
            PageElements::outline_faults(&site.page(path)).into_iter().for_each(&mut fault);
        }
        let mut distinct = BTreeSet::new();
        for key in page.keys.iter().filter(|key| !distinct.insert(*key)) {
            // A step that one language lacks comes from another one, with the boxes that both have.
            let (lang, id) = (path.split('/').next().unwrap_or_default(), key.split('.').next().unwrap_or_default());
            let is_of_both = |document: &String| {
                document.starts_with(&format!("content/{lang}/")) && document.ends_with(&format!("/{id}.md"))
            };
            if !with_missing_step.iter().any(is_of_both) {
                fault(format!("two boxes share the tick {key:?}"));
            }
        }
        for href in &page.links {
            let (address, fragment) = href.split_once('#').map_or((&**href, None), |(a, f)| (a, Some(f)));
            let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
            let target = match address {
                "" => Some(page),
                _ => {
                    let below = decode(address.strip_prefix(base).unwrap().split('?').next().unwrap_or_default());
                    let name = if below.is_empty() || below.ends_with('/') { below + "index.html" } else { below };
                    if !outputs.contains_key(&name) {
                        fault(format!("{href} leads to no page"));
                    }
                    pages.get(name.as_str())
                }
            };
            let (Some(fragment), Some(target)) = (fragment, target) else { continue };
            if !target.ids.contains(&decode(fragment)) {
                fault(format!("{href} leads to no element"));
            }
        }
    }
    faults
}

#[test]
fn pages_of_this_repository_are_sound() {
    let site = BuiltSite::of_repository(&Options::default());
    assert_eq!(page_faults(&site, "/"), Vec::<String>::new());
}

/// A site with every place where notes of an article meet a page that is not theirs.
fn difficult_site() -> Site {
    let front = |title: &str, more: &str| format!("---\ntitle: {title}\nsummary: Kopsavilkums.\n{more}---\n\n");
    let calm = front("Mierīgi", "situations: [late]\n")
        + "Skat. [zemāk](#paraugs) un [[late#now]], [[late#then]], [[late#first]], [[late#own]], [[late#deep]].[^a]\n\n\
           ## Now\n\n## Box 1\n\n## Fn 1 [[late]]\n\n## [[late]]\n\n## At 3\n\n## UI main\n\n\
           ## Tagad\n\n\
           - [ ] Rakstiet.[^1] {#write}\n\n  Lasiet[^1] un[^2] [zemāk](#paraugs), [šeit](#inner).\n\n  ### Inner {#inner}\n\n  \
           - [ ] Viens {#one}\n  - [ ] Divi\n\n  > [!SAY]\n  > - [ ] Pase\n\n\
           - [ ] Zvaniet. → [[late#own]] {#call}\n\n  Vēl[^1].\n\n  #### Dziļi\n\n  > [!NOTE]\n  > - [ ] Rūtiņa\n\n\
           - [ ] Izvēlieties.[^2] {#pick}\n\n  - [ ] Iekšā {#inside}\n\n\
           ## Paraugs {#paraugs}\n\n| A[^1] | B |\n|---|---|\n| [x[^2]](#paraugs) | [[glossary#advance]] [[phrases#slow]] |\n\n\
           ## Piezīme[^1]\n\n1. [ ] Trīs\n   - [ ] Četri\n\n\
           [^1]: Pirmā, sk. [^2].\n\n[^2]: Otrā, sk. [^1] un [zemāk](#paraugs).\n\n[^A]: Trešā.\n\n    # Virsraksts\n\n[^x]: Lieka.\n";
    let late = front(
        "Vēlu",
        "lead: '[x](#own) [y](#deep) [[late#alone]] [112](tel:112)'\nurgent: ['[[late#first]]', '[z](#only)']\nphases: {only: Te}\n",
    ) + "Sākums.[^1] [x](#own) [y](#deep) [z](#first) [t](#then)\n\n## Fons {#x_1}\n\n- [ ] Fona rūtiņa {#bg}\n\n\
           ## Tagad {#first}\n\nIevads[^1] [uz fonu](#x_1).\n\n### Ievada virsraksts\n\n- [ ] Savs solis.[^2] {#own}\n\n  \
           Piezīme[^1].\n\n  ### Dziļi {#deep}\n\n  [uz fonu](#x_1) [šeit](#deep)\n\n## Then\n\n\
           ## Te\n\n- [ ] Viens pats. {#alone}\n- [ ] Vai tas[^1]. {#other}\n\n\
           [^1]: Viens.\n\n[^2]: Divi [uz fonu](#x_1).\n";
    Site::new()
        .file("content/site.yaml", "base_url: https://kb.example/kb\nlanguages: [lv, ru]\n")
        .file("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad, then: Pēc tam}\n")
        .file("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас, then: Потом}\n")
        .file(
            "content/situations.yaml",
            "phases: [now, then]\nsituations:\n  - id: late\n    severity: 2\n    leads_to: [other]\n    phases: \
             [only]\n    steps:\n      now: [late.own, calm.write]\n      then: [calm.call]\n      only:\n        - {one_of: [late.alone, \
             calm.pick, late.other], key: true}\n  - id: other\n    severity: 1\n    steps:\n      now: [late.own, calm.write]\n",
        )
        .file("content/phrases.yaml", "slow: {situations: [late], actions: [calm.write, late.own]}\n")
        .file("content/lv/phrases.yaml", "slow: {says: Lēni, answer: Drīz}\n")
        .file("content/lv/glossary.yaml", "advance: {term: avanss, definition: Daļa no cenas.}\n")
        .file("content/ru/glossary.yaml", "other: {term: срок, definition: День.}\n")
        .file("content/lv/articles/calm.md", calm)
        .file("content/lv/situations/late.md", late)
        .file("content/lv/situations/other.md", front("Cits", "") + "[[calm#inner]] [[calm#one]]\n")
}

#[test]
fn notes_keep_their_links_and_ids_on_other_pages() {
    let site = difficult_site().build();
    assert_eq!(page_faults(&site, "/kb/"), Vec::<String>::new());
    let page = site.page("lv/situations/late/index.html");
    // The footnote is in each of the two steps that refer to it, and links of the note lead to its article.
    assert_eq!(page.matches(">Pirmā, sk. ").count(), 3);
    assert!(page.contains("href=\"/kb/lv/articles/calm/#paraugs\""));
    assert!(page.contains("data-action=\"calm.one\""));
}

#[test]
fn text_that_is_no_message_has_blanks_and_another_title() {
    let body = "> [!SAY]\n> Labdien, [vārds]!\n\n> [!TEXT]\n> Termiņš: [diena].\n";
    let text = format!("---\ntitle: A\nsummary: B.\n---\n\n{body}");
    let site = two_languages().file("content/lv/articles/a.md", text).build();
    assert_eq!(site.report(), "");
    let page = site.page("lv/articles/a/index.html");
    for (title, words) in [
        ("Gatava ziņa", "Labdien, <span class=\"blank\">[vārds]</span>!"),
        ("Gatavs formulējums", "Termiņš: <span class=\"blank\">[diena]</span>."),
    ] {
        let wanted = format!(
            "<div class=\"say\"><p class=\"say-title\">{title}</p>\n<div class=\"say-text\">\n<p>{words}</p>\n</div></div>"
        );
        assert!(page.contains(&wanted), "{wanted}: {page}");
    }
}

#[test]
fn escaped_braces_are_text() {
    let body = "## Viens \\{#x\\}\n\n## Divi \\{#y}\n\n## Trīs &#123;#z}\n\n## Četri {#c}\n";
    let site = difficult_site().file("content/lv/pages/e.md", format!("---\ntitle: E\nsummary: S.\n---\n\n{body}"));
    let site = site.build();
    let page = site.page("lv/e/index.html");
    for text in ["Viens {#x}</h2>", "Divi {#y}</h2>", "Trīs {#z}</h2>", "id=\"c\""] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

/// Ids that writers might give to headings; some are equal to an id that the program or the theme has used.
const HEADING_IDS: [&str; 16] = [
    "now-1",
    "then-1",
    "box-1",
    "fn-1",
    "fnref-1",
    "fn_1",
    "main",
    "section",
    "x_1",
    "Intro",
    "intro",
    "razdel",
    "раздел",
    "cafe\u{301}",
    "caf\u{e9}",
    "row-one",
];

/// Words of headings; their slugs are equal to ids of the list above, of phases and of each other.
const HEADINGS: [&str; 14] = [
    "Now",
    "Then too",
    "Box 1",
    "Box 1",
    "Fn 1",
    "Fnref 1",
    "!!!",
    "Intro",
    "At 1",
    "Ui main",
    "Step",
    "[[calm]]",
    "See [[one]]",
    "Vēre[^1]",
];

/// Writes one document of a random site.
struct Author<'r> {
    random: &'r mut Random,
    text: String,
    /// Ids of this document that links may name.
    anchors: Vec<String>,
    taken: HashSet<String>,
    steps: usize,
    /// The level of the last heading.
    level: usize,
    /// Links to entries that the language has.
    entries: &'static [&'static str],
    /// Whether the page shows every step of the document.
    shows_steps: bool,
}

impl Author<'_> {
    fn chance(&mut self, percent: usize) -> bool {
        self.random.below(100) < percent
    }

    /// An id in braces that is new in this document, also in other letters.
    fn id(&mut self, id: String) -> String {
        let folded = id.replace("cafe\u{301}", "caf\u{e9}").to_lowercase();
        if !self.taken.insert(folded) {
            return String::new();
        }
        if self.shows_steps || self.steps < 2 {
            self.anchors.push(id.clone());
        }
        format!(" {{#{id}}}")
    }

    fn words(&mut self) -> String {
        let anchor = self.anchors.get(self.random.below(self.anchors.len() + 3)).cloned();
        match (self.random.below(12), anchor) {
            (0 | 1, _) => format!("vārdi[^{}]", self.random.pick(&["1", "2", "A", "a"])),
            (2..=4, Some(anchor)) => format!("[x](#{anchor})"),
            (5, _) => format!("[[{}]]", self.random.pick(&["calm", "two", "one", "glossary"])),
            (6, _) => self.random.pick(self.entries).to_string(),
            (7, Some(anchor)) => format!("[y[^1]](#{anchor})"),
            _ => "avanss".to_owned(),
        }
    }

    fn line(&mut self, indent: &str, line: &str) {
        self.text.push_str(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, indent: &str, deeper_than: usize) {
        let lowest = (self.level + 1).min(6);
        let level = (deeper_than + 1 + self.random.below(3)).min(lowest).max(deeper_than + 1);
        self.level = level;
        let words = *self.random.pick(&HEADINGS);
        let id = if self.chance(40) { self.random.pick(&HEADING_IDS).to_string() } else { String::new() };
        let id = if id.is_empty() { id } else { self.id(id) };
        self.line(indent, &format!("{} {words}{id}\n", "#".repeat(level)));
    }

    fn blocks(&mut self, indent: &str, depth: usize, deeper_than: usize) {
        for _ in 0..1 + self.random.below(4) {
            match self.random.below(8) {
                0 if depth < 3 => self.heading(indent, deeper_than),
                // At the outermost level of a phase, each box is an action.
                1 if !(indent.is_empty() && deeper_than == 2) => {
                    for n in 0..1 + self.random.below(3) {
                        let id = if self.chance(50) {
                            {
                                let number = self.random.below(4);
                                self.id(format!("box-{number}"))
                            }
                        } else {
                            String::new()
                        };
                        let words = self.words();
                        self.line(indent, &format!("- [ ] Box {n} {words}{id}"));
                        if depth < 2 && self.chance(30) {
                            self.text.push('\n');
                            self.blocks(&format!("{indent}  "), depth + 1, deeper_than.max(2));
                        }
                    }
                    self.text.push('\n');
                }
                2 if depth < 2 => {
                    let kind = *self.random.pick(&["NOTE", "SAY", "TIP"]);
                    self.line(indent, &format!("> [!{kind}]"));
                    let words = self.words();
                    self.line(indent, &format!("> {words}\n{indent}>\n{indent}> - [ ] Box\n"));
                }
                3 => {
                    let (a, b) = (self.words(), self.words());
                    self.line(indent, "| A | B[^2] |");
                    self.line(indent, "|---|---|");
                    self.line(indent, &format!("| {} | {b} |\n", a.replace('|', "")));
                }
                _ => {
                    let words = [self.words(), self.words()].join(" ");
                    self.line(indent, &format!("{words}\n"));
                }
            }
        }
    }

    /// The section of a phase with actions and their notes.
    fn phase(&mut self, name: &str) {
        self.line("", &format!("## {name}\n"));
        self.level = 2;
        if self.chance(50) {
            self.blocks("", 2, 2);
        }
        for _ in 0..1 + self.random.below(3) {
            self.steps += 1;
            let item = if self.steps == 1 { "go".to_owned() } else { format!("step-{}", self.steps) };
            let id = self.id(item);
            let note = if self.chance(30) { "[^1]" } else { "" };
            self.line("", &format!("- [ ] Dariet{note}.{id}\n"));
            if self.chance(70) {
                self.level = 2;
                self.blocks("  ", 1, 2);
            }
        }
    }
}

/// The body of a document. Footnotes come last, some twice and one unused.
fn random_document(random: &mut Random, lang: &str, shows_steps: bool) -> String {
    let (now, entries): (_, &[&str]) = match lang {
        "lv" => ("Tagad", &["[[glossary#t]]", "[[phrases#p]]", "[[one#now]]", "[[calm#go]]"]),
        _ => ("Сейчас", &["[[glossary#u]]", "[[one#now]]", "[[calm#go]]"]),
    };
    let mut author = Author {
        random,
        text: String::new(),
        anchors: Vec::new(),
        taken: HashSet::new(),
        steps: 0,
        level: 1,
        entries,
        shows_steps,
    };
    for _ in 0..2 {
        author.heading("", 1);
        author.blocks("", 0, 1);
    }
    author.phase(now);
    if author.chance(60) {
        author.phase("Then");
    }
    author.steps = 0;
    author.level = 1;
    author.heading("", 1);
    author.blocks("", 0, 1);
    for label in ["1", "2", "a", "A", "unused"] {
        if author.chance(85) {
            let words = author.words();
            author.line("", &format!("[^{label}]: Piezīme {words}.\n"));
        }
    }
    author.text
}

/// A site whose documents have equal ids, headings and footnotes. Some exist in one language only.
fn random_site(random: &mut Random) -> Site {
    let mut site = Site::new()
        .file("content/site.yaml", "base_url: https://kb.example/kb\nlanguages: [lv, ru]\n")
        .file("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad, then: Then}\n")
        .file("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас, then: Then}\n")
        .file("content/phrases.yaml", "p: {situations: [one], actions: [calm.go, one.go]}\n")
        .file("content/lv/phrases.yaml", "p: {says: Lēni, answer: Drīz}\n")
        .file("content/lv/glossary.yaml", "t: {term: avanss, definition: Daļa no cenas.}\n")
        .file("content/ru/glossary.yaml", "u: {term: срок, definition: День.}\n");
    let steps = if random.below(2) == 0 { "" } else { "    steps: {now: [calm.go, one.go], then: [two.go]}\n" };
    site.insert(
        "content/situations.yaml",
        format!("phases: [now, then]\nsituations:\n  - id: one\n    severity: 3\n    leads_to: [other]\n{steps}  - id: other\n    severity: 1\n"),
    );
    for (folder, id) in [("articles", "calm"), ("articles", "two"), ("situations", "one"), ("situations", "other")] {
        let seed = random.below(1 << 30) as u64;
        for lang in ["lv", "ru"] {
            if lang == "ru" && random.below(100) < 30 {
                continue;
            }
            // Both languages have the same structure, unless the second one lacks an action.
            let mut body = random_document(&mut Random::new(seed), lang, steps.is_empty() || id != "one");
            if lang == "ru" && random.below(100) < 20 {
                body = body.replacen("- [ ] Dariet", "Dariet", 1).replacen("{#go}", "", 1);
            }
            let situations = if folder == "articles" { "situations: [one, other]\n" } else { "" };
            let front = format!("---\ntitle: {lang} {id}\nsummary: Kopsavilkums.\n{situations}---\n\n");
            site.insert(format!("content/{lang}/{folder}/{id}.md"), front + &body);
        }
    }
    site
}

/// The number in an environment variable.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn pages_of_random_sites_are_sound() {
    let (first, count) = (number("SITU_SEED").unwrap_or(1), number("SITU_SITES").unwrap_or(150));
    let (mut valid, mut invalid) = (0, String::new());
    for seed in first..first + count {
        let sources = random_site(&mut Random::new(seed));
        let site = sources.build();
        if !site.is_valid() {
            invalid = site.report();
            continue;
        }
        valid += 1;
        let faults = page_faults(&site, "/kb/");
        if !faults.is_empty() {
            for path in sources.paths().filter(|path| path.ends_with(".md") || path.ends_with("situations.yaml")) {
                eprintln!("==== {path}\n{}", sources.text(path));
            }
            panic!("seed {seed}: {faults:#?}");
        }
    }
    assert!(2 * valid > count, "only {valid} of {count} sites are valid; the last one that is not:\n{invalid}");
}
