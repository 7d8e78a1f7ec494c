//! Nothing that a writer types runs in a reader's browser, or leads to a dangerous URL.
//!
//! Each payload of `tests/injection/payloads.json` is put into every place where a writer types. The output is parsed as a
//! browser parses it and compared with that of the same site with harmless words: it may contain no other element,
//! attribute or URL scheme. `tests/browser/injection.test.mjs` loads such a site in a real browser. The
//! Content-Security-Policy is not relied on, because it is the second line of defence.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;
use scraper::{Html, Node};
use situ::Severity;

use crate::support::{Site, docx};

/// Text outputs by path.
type Outputs = BTreeMap<String, String>;

fn payloads(kind: &str) -> Vec<String> {
    let all: serde_json::Value = serde_json::from_str(include_str!("../injection/payloads.json")).unwrap();
    all[kind].as_array().unwrap().iter().map(|payload| payload.as_str().unwrap().to_owned()).collect()
}

/// A quoted YAML scalar. JSON strings are YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

const PIXEL: &str = "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// The text to send of a document, of which a part is replaced.
const LETTER: &str = "To [name].";

/// A site with every kind of page. `words` is in each place where a data file or front matter takes text.
fn site(words: &str) -> Site {
    let w = quoted(words);
    let mut site = Site::new();
    let mut add = |path: &str, text: String| site.insert(path, text);
    add(
        "content/site.yaml",
        "base_url: https://kb.example/base\nlanguages: [lv, ru]\ncountries: [lv, ru]\n\
         case: {c: text, d: date, m: money}\n"
            .to_owned(),
    );
    add(
        "content/situations.yaml",
        "phases: [now, then]\nsituations:\n  - id: one\n    severity: 3\n    leads_to: [two]\n  - id: two\n    severity: 2\n\
         renamed: {art.gone: art.call}\n"
            .to_owned(),
    );
    add(
        "content/guide.yaml",
        "start: q\nquestions:\n  - id: q\n    answers:\n      - {id: a, to: one}\n      - {id: b, to: r}\n  - id: r\n    \
         answers:\n      - {id: c, to: two}\n"
            .to_owned(),
    );
    add("content/phrases.yaml", "p:\n  situations: [one]\n  actions: [art.call]\n".to_owned());
    add(
        "content/rates.yaml",
        format!(
            "case: {{sum: m, due: d}}\nfills: {{total: m, days: c}}\nrates:\n  - country: lv\n    kind: business\n    currency: {w}\n    \
             days: actual/365\n    changes: never\n    compensation: 40\n    source: https://a.example/?b=%22&c\n    seen: 2026-01-02\n    \
             ask: https://a.example/'x'\n    periods: [{{rate: 6}}]\n    example: {{sum: 1200, due: 2026-01-15, until: 2026-03-01}}\n"
        ),
    );
    add("content/holidays.yaml", "lv: [2026-01-01]\n".to_owned());
    add("content/media/x.gif", PIXEL.to_owned());
    for lang in ["lv", "ru"] {
        let file = |name: &str| format!("content/{lang}/{name}");
        let case = format!("{{c: {w}, d: {{label: {w}, blanks: [d]}}, m: {{label: {w}, blanks: [m]}}}}");
        add(
            &file("site.yaml"),
            format!(
                "title: {w}\ndescription: {w}\nphases: {{now: {w}, then: Beigās}}\n\
                 countries: {{lv: {w}, ru: {w}}}\ncountry: lv\ncase: {case}\ncurrency: {w}\n"
            ),
        );
        add(
            &file("guide.yaml"),
            format!("q: {{ask: {w}, answers: {{a: {w}, b: {w}}}}}\nr: {{ask: {w}, answers: {{c: {w}}}}}\n"),
        );
        add(&file("phrases.yaml"), format!("p: {{says: {w}, meaning: {w}, answer: {w}, words: [{w}]}}\n"));
        add(
            &file("glossary.yaml"),
            format!("t: {{term: {w}, also: [{w}, avanss], definition: {w}, exclude: [{w}]}}\n"),
        );
        add(&file("synonyms.yaml"), format!("- [{w}, avanss]\n"));
        let front = format!("title: {w}\nsummary: {w}\nauthor: {w}\nupdated: 2026-01-02\n");
        for id in ["one", "two"] {
            let worse = if id == "one" { format!("escalates: {{two: {w}}}\n") } else { String::new() };
            add(
                &file(&format!("situations/{id}.md")),
                format!(
                    "---\n{front}when: {w}\nrecognise: [{w}]\nwords: [{w}]\nchecked: 2026-01-02\n{worse}---\n\nText.\n"
                ),
            );
        }
        add(
            &file("articles/art.md"),
            format!(
                "---\n{front}situations: [one]\naliases: [old-name]\n---\n\nPar avanss.\n\n[[phrase:p]]\n\n\
                 ![a](media/x.gif)\n\n[[one]] [[glossary]]\n\n## Tagad {{phase=now}}\n\n- [ ] Zvaniet. {{#call after=d+3w}}\n\n  > [!SAY]\n  > [d] [m]\n\n> [!INTEREST lv]\n> Teksts.\n"
            ),
        );
        add(
            &file("documents/form.md"),
            format!(
                "---\n{front}situations: [one]\nformat: list\nsend: See [[art]].\ncountry: lv\n---\n\nText.\n\n---\n\n{LETTER}\n\n---\n"
            ),
        );
        add(
            &file("pages/about.md"),
            format!("---\n{front}---\n\n[[art]]\n\nPar [[art]] un [[one]].\n\n## Par [[art]]\n"),
        );
    }
    site
}

/// The outputs, or `None` if the site is refused. Every error has a place in the content.
fn outputs(site: &Site) -> Option<Outputs> {
    let site = site.build();
    if !site.is_valid() {
        let errors: Vec<_> = site.diagnostics().iter().filter(|found| found.severity() == Severity::Error).collect();
        assert!(!errors.is_empty());
        assert!(errors.iter().all(|error| error.span.path.starts_with("content/")), "{errors:?}");
        return None;
    }
    let is_text = |path: &str| !path.ends_with(".gif") && !path.ends_with(".png") && !path.ends_with(".ico");
    let files = site.outputs().iter().filter(|(path, _)| is_text(path));
    let parts = |(path, (_, bytes)): (&String, &(_, std::sync::Arc<[u8]>))| match path.ends_with(".docx") {
        true => docx::parts(bytes).into_iter().map(|(name, text)| (format!("{path}/{name}.xml"), text)).collect(),
        false => vec![(path.clone(), String::from_utf8(bytes.to_vec()).unwrap())],
    };
    Some(files.flat_map(parts).collect())
}

/// What outputs may contain: the elements, attributes and scripts of the harmless site.
struct Allowed {
    elements: BTreeMap<String, BTreeSet<String>>,
    scripts: BTreeSet<String>,
    xml: BTreeSet<String>,
}

impl Allowed {
    fn of(outputs: &[&Outputs]) -> Allowed {
        let mut allowed = Allowed { elements: BTreeMap::new(), scripts: BTreeSet::new(), xml: BTreeSet::new() };
        for (path, text) in outputs.iter().flat_map(|outputs| outputs.iter()) {
            if path.ends_with(".html") {
                each_element(text, |name, attributes, inside| {
                    let known = allowed.elements.entry(name.to_owned()).or_default();
                    known.extend(attributes.iter().map(|(name, _)| name.to_string()));
                    if name == "script" {
                        allowed.scripts.insert(script(attributes, inside));
                    }
                });
            } else if path.ends_with(".xml") {
                allowed.xml.extend(xml_names(text).unwrap());
            }
        }
        allowed
    }

    /// The first fault of an output.
    fn fault(&self, path: &str, text: &str) -> Option<String> {
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Some("a control character".to_owned());
        }
        if path.ends_with(".html") {
            return self.page_fault(text);
        }
        if path.ends_with(".xml") {
            return match xml_names(text) {
                Ok(names) => names.into_iter().find(|name| !self.xml.contains(name)).map(|name| format!("<{name}>")),
                Err(reason) => Some(reason),
            };
        }
        if path.ends_with(".json") {
            return serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string());
        }
        None
    }

    fn page_fault(&self, text: &str) -> Option<String> {
        let mut fault = None;
        each_element(text, |name, attributes, inside| {
            let mut set = |what: String| {
                fault.get_or_insert(what);
            };
            let Some(known) = self.elements.get(name) else { return set(format!("<{name}>")) };
            for (attribute, value) in attributes {
                if !known.contains(*attribute) || attribute.starts_with("on") || *attribute == "style" {
                    set(format!("<{name} {attribute}={value:?}>"));
                }
                let url = matches!(*attribute, "href" | "src" | "action" | "srcset" | "data-href" | "content");
                if url && (*attribute != "content" || is_refresh(attributes)) && !is_safe(value) {
                    set(format!("<{name} {attribute}={value:?}>"));
                }
            }
            if name == "script" {
                let own = script(attributes, inside);
                let data = own.starts_with("application/ld+json");
                if data && serde_json::from_str::<serde_json::Value>(inside).is_err() {
                    set(format!("no JSON: {inside:?}"));
                } else if !data && !self.scripts.contains(&own) {
                    set(format!("<script>{own}"));
                }
            }
        });
        fault
    }
}

fn is_refresh(attributes: &[(&str, &str)]) -> bool {
    attributes.iter().any(|(name, value)| *name == "http-equiv" && value.eq_ignore_ascii_case("refresh"))
}

/// The identity of a script: type, source and text; only the type for JSON-LD, which may contain any data.
fn script(attributes: &[(&str, &str)], inside: &str) -> String {
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
    let kind = value("type");
    if kind == "application/ld+json" { kind.to_owned() } else { format!("{kind} {} {inside}", value("src")) }
}

/// Whether the scheme of a URL is harmless. As in browsers, control characters are removed and backslashes are slashes.
fn is_safe(url: &str) -> bool {
    let url = match url.to_ascii_lowercase().find("url=") {
        Some(at) => &url[at + 4..],
        None => url,
    };
    let bare: String = url.trim_matches(|c: char| c <= ' ').chars().filter(|c| !"\t\n\r".contains(*c)).collect();
    let bare = bare.replace('\\', "/").to_ascii_lowercase();
    let scheme = bare.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
        None => !bare.starts_with("//"),
    }
}

/// Calls `visit` with name, attributes and text of every element, also in `template` and `noscript`.
fn each_element(text: &str, mut visit: impl FnMut(&str, &[(&str, &str)], &str)) {
    let html = Html::parse_document(text);
    for node in html.tree.nodes() {
        if let Node::Element(element) = node.value() {
            let attributes: Vec<(&str, &str)> = element.attrs().collect();
            let inside: String =
                node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string())).collect();
            visit(element.name(), &attributes, &inside);
        }
    }
}

/// Names of all elements and attributes; `Err` where a strict parser would stop.
fn xml_names(text: &str) -> Result<BTreeSet<String>, String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut names = BTreeSet::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(names),
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|error| error.to_string())?;
                    let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
                    names.insert(format!("{} {}", element.name().as_ref(), attribute.key.as_ref()));
                    if attribute.key.as_ref() == "href" && !is_safe(&value) {
                        return Err(value.into_owned());
                    }
                }
                names.insert(element.name().as_ref().to_owned());
            }
            Event::GeneralRef(name) if !is_known_reference(&name) => return Err(format!("&{};", &*name)),
            _ => {}
        }
    }
}

fn is_known_reference(name: &str) -> bool {
    name.starts_with('#') || ["lt", "gt", "amp", "quot", "apos"].contains(&name)
}

/// What two harmless sites contain: one with plain words, one with every kind of markup.
fn harmless() -> Allowed {
    let plain = outputs(&site("word")).expect("the plain site has no errors");
    let mut rich = site("word");
    let text = "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n\n*a* **b** ~~c~~ `d`\\\ne [f](https://a.example \"g\") \
                [[art]] <https://a.example> <a@b.example>\n\n> a\n\n- a\n- [ ] b\n\n2. a\n\n```c\nd\n```\n\n---\n\na[^1]\n\n[^1]: b\n\n\
                |a|\n|:-|\n|b|\n\n![a](media/x.gif \"b\")\n\n> [!SAY]\n> [a]\n\n> [!NOTE]\n> a\n\n> [!LAW lv 2026-01-01]\n> a\n\n\
                > [!LAW ru 2026-01-01 a](https://a.example)\n> a\n\na {country=lv}\n\n- a {country=ru}\n\n|a|\n|-|\n|b {country=lv}|\n\n\
                > [!INTEREST lv]\n> a\n\n- [ ] c {#dated after=d-2}\n";
    add_to_documents(&mut rich, text);
    let rich = outputs(&rich).unwrap_or_else(|| panic!("the rich site has errors:\n{}", rich.build().report()));
    Allowed::of(&[&plain, &rich])
}

/// Adds Markdown to an article, a situation, a page and the text to send of a document.
fn add_to_documents(site: &mut Site, text: &str) {
    for path in ["content/lv/articles/art.md", "content/lv/situations/two.md", "content/lv/pages/about.md"] {
        site.append(path, &format!("\n## More {{#more}}\n\n{text}\n"));
    }
    // The text to send has no line of its own, and its items are no steps.
    let document = site
        .text("content/lv/documents/form.md")
        .replace(LETTER, &text.replace("\n\n---\n\n", "\n\n").replace(" {#dated after=d-2}", ""));
    site.insert("content/lv/documents/form.md", document);
}

/// Adds the faults of all outputs to `faults`. Gives whether the site was built at all.
fn check(allowed: &Allowed, what: &str, site: &Site, faults: &mut Vec<String>) -> bool {
    let Some(outputs) = outputs(site) else { return false };
    for (path, text) in &outputs {
        if let Some(fault) = allowed.fault(path, text) {
            faults.push(format!("{what}\n  in {path}: {fault}"));
        }
    }
    true
}

fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(12)].join("\n"));
}

#[test]
fn planted_faults_are_detected() {
    let allowed = harmless();
    for planted in [
        "<script>situXss()</script>",
        "<p onclick=a>",
        "<a href='java\tscript:a'>",
        "<a href='//e.example'>",
        "<iframe>",
        "<script type=application/ld+json>{</script>",
        "<meta http-equiv=refresh content='0;url=javascript:a'>",
    ] {
        let page = format!("<!DOCTYPE html><body>{planted}</body>");
        assert!(allowed.fault("x.html", &page).is_some(), "{planted}");
    }
    assert!(allowed.fault("x.xml", "<feed><script/></feed>").is_some());
    assert!(allowed.fault("x.xml", "<feed>\u{1}</feed>").is_some());
    assert!(allowed.fault("x.json", "{").is_some());
}

#[test]
fn data_files_and_front_matter_are_escaped() {
    let allowed = harmless();
    let mut faults = Vec::new();
    let mut built = 0;
    let all = ["text", "address", "markdown"].map(payloads).concat();
    assert!(all.len() >= 150);
    for payload in &all {
        built += usize::from(check(&allowed, payload, &site(payload), &mut faults));
    }
    assert_none(faults);
    // The others contain a control character or an invisible one, and are refused.
    assert!(built + 8 > all.len(), "{built} of {}", all.len());
}

#[test]
fn markdown_is_escaped() {
    let allowed = harmless();
    let mut faults = Vec::new();
    let mut built = 0;
    let mut tried = 0;
    let mut texts = payloads("markdown");
    for words in payloads("text") {
        let escaped: String =
            words.chars().flat_map(|c| ["\\".repeat(usize::from(c.is_ascii_punctuation())), c.into()]).collect();
        texts.extend([
            words.clone(),
            escaped,
            format!("`` {words} ``"),
            format!("- [ ] {words}"),
            format!("| a |\n|---|\n| {words} |"),
            format!("> [!LAW lv 2026-01-01 {words}](https://a.example)\n> a"),
            format!("a {{country={words}}}"),
        ]);
    }
    for url in payloads("address") {
        texts.extend([
            format!("[a]({url})"),
            format!("[a](<{url}>)"),
            format!("[a]({url} \"{url}\")"),
            format!("![a]({url})"),
            format!("<{url}>"),
            format!("[a][r]\n\n[r]: {url}"),
            format!("[a][r]\n\n[r]: <{url}>"),
            format!("[[{url}]]"),
            format!("[[art|{url}]]"),
            format!("> [!LAW lv 2026-01-01 a]({url})\n> a"),
            url,
        ]);
    }
    for text in &texts {
        let mut site = site("word");
        add_to_documents(&mut site, text);
        tried += 1;
        built += usize::from(check(&allowed, text, &site, &mut faults));
    }
    assert_none(faults);
    assert!(tried > 1_000 && built > tried / 4, "{built} of {tried} inputs were built");
}

#[test]
fn inline_markdown_of_values_is_escaped() {
    let situation = "content/lv/situations/two.md";
    let with = |text: &str| {
        let q = quoted(text);
        let mut site = site("word");
        site.append("content/site.yaml", "theme: mine\n");
        site.append("content/lv/site.yaml", &format!("scope: {q}\n"));
        // The template of a page shows the scope, whichever pages of the default theme do.
        site.insert(
            "themes/mine/templates/page.html",
            "{% extends \"base.html\" %}{% block content %}<p class=\"scope\">{{ site.scope | safe }}</p>{% endblock content %}",
        );
        let old = site.text(situation).into_owned();
        let front = format!("---\nlead: {q}\nurgent: [{q}, word]\nphases: {{now: {}}}\n", quoted("word"));
        site.insert(situation, old.replacen("---\n", &front, 1));
        site
    };
    let harmless = outputs(&with("*a* **b** ~~c~~ `d` [f](https://a.example \"g\") [[art]] [1](tel:1) <a@b.example>"));
    let harmless = harmless.expect("the harmless site has no errors");
    for (path, class) in [("lv/situations/two/index.html", "lead"), ("lv/about/index.html", "scope")] {
        let shown = format!("<p class=\"{class}\"><em>a</em> <strong>b</strong>");
        assert!(harmless[path].contains(&shown), "{path} does not show it");
    }
    assert!(harmless["lv/situations/two/index.html"].contains("class=\"urgent alert\""));
    let allowed = Allowed::of(&[&harmless]);
    let mut texts = [payloads("text"), payloads("markdown")].concat();
    for url in payloads("address") {
        let written = [format!("[a](<{url}>)"), format!("[[{url}|a]]"), url];
        texts.extend(written);
    }
    let mut faults = Vec::new();
    let built = texts.iter().filter(|text| check(&allowed, text, &with(text), &mut faults)).count();
    assert_none(faults);
    assert!(texts.len() > 350 && built > texts.len() / 4, "{built} of {} inputs were built", texts.len());
}

#[test]
fn urls_names_and_ids_are_escaped() {
    let allowed = harmless();
    let mut faults = Vec::new();
    for payload in ["text", "address"].map(payloads).concat() {
        let q = quoted(&payload);
        for key in ["slug", "aliases", "situations", "source", "draft", "source_hash", "unknown", "updated"] {
            let mut site = site("word");
            let path = "content/lv/pages/about.md";
            let text = site.text(path).replacen("---\n", &format!("---\n{key}: {q}\n"), 1);
            site.insert(path, text.replace("updated: 2026-01-02\n", ""));
            check(&allowed, &format!("{key}: {payload}"), &site, &mut faults);
        }
        for (file, text) in [
            (
                "content/guide.yaml",
                format!("start: {q}\nquestions:\n  - id: {q}\n    answers: [{{id: {q}, to: {q}}}]\n"),
            ),
            ("content/phrases.yaml", format!("{q}: {{situations: [one]}}\n")),
            ("content/lv/glossary.yaml", format!("{q}: {{term: a, definition: b}}\n")),
            ("content/site.yaml", format!("base_url: {q}\nlanguages: [lv, ru]\n")),
            ("content/site.yaml", format!("base_url: https://kb.example\nlanguages: [lv, {q}]\n")),
            ("content/site.yaml", format!("base_url: https://kb.example\nlanguages: [lv]\ntheme: {q}\n")),
            (
                "content/site.yaml",
                format!(
                    "base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv, ru, {q}]\nunions: {{{q}: [{q}]}}\n"
                ),
            ),
            ("content/lv/site.yaml", format!("title: a\ncountries: {{{q}: {q}}}\ncountry: {q}\n")),
            (
                "content/situations.yaml",
                format!("phases: [{q}]\nsituations: [{{id: {q}, severity: 1}}]\nrenamed: {{{q}: {q}}}\n"),
            ),
            (
                "content/situations.yaml",
                format!(
                    "phases: [now]\nsituations: [{{id: one, severity: 1, phases: [{q}], steps: {{{q}: [{{one_of: [{q}, {q}]}}]}}}}]\n"
                ),
            ),
            (
                "content/guide.yaml",
                format!("start: q\nquestions: [{{id: q, answers: [{{id: a, to: one, step: {q}}}]}}]\n"),
            ),
        ] {
            let mut site = site("word");
            site.insert(file, text);
            check(&allowed, &format!("{file}: {payload}"), &site, &mut faults);
        }
        let name: String = payload.chars().filter(|c| *c != '/').collect();
        for (path, text) in [
            (format!("content/media/{name}"), "a".to_owned()),
            (format!("content/media/{name}.gif"), PIXEL.to_owned()),
            (format!("content/lv/articles/{name}.md"), "---\ntitle: a\nsummary: b\n---\n".to_owned()),
        ] {
            let mut site = site("word");
            add_to_documents(&mut site, &format!("![a](<media/{}.gif>)", name.replace(['<', '>', '\n'], "")));
            site.insert(path.clone(), text);
            check(&allowed, &path, &site, &mut faults);
        }
    }
    assert_none(faults);
}

#[test]
fn interface_strings_are_escaped() {
    let allowed = harmless();
    let mut faults = Vec::new();
    let english = include_str!("../../src/languages/en/strings.ftl");
    let ids: Vec<&str> = english.lines().filter_map(|line| line.split_once(" =").map(|(id, _)| id)).collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).collect();
    assert!(ids.len() > 30);
    for payload in payloads("text").iter().step_by(3) {
        let literal = |c: char| match c {
            '{' | '}' => format!("{{\"{c}\"}}"),
            '\n' => " ".to_owned(),
            _ => c.to_string(),
        };
        let words: String = payload.chars().map(literal).collect();
        let strings: String = ids.iter().map(|id| format!("{id} = a{words}\n")).collect();
        let mut site = site("word");
        site.append("content/site.yaml", "theme: mine\n");
        site.insert("themes/mine/strings/lv.ftl", strings);
        check(&allowed, payload, &site, &mut faults);
    }
    assert_none(faults);
}
