//! Documents to fill in: their page, their file for Word, and every place that names them.

use std::process::Command;

use scraper::{ElementRef, Html, Node, Selector};
use situ::Options;

use crate::support::docx;
use crate::support::folder::{read, write};
use crate::support::program::run;
use crate::support::site::two_languages;
use crate::support::{BuiltSite, SITU, Site, situ};

/// Every block that a letter may have.
const CLAIM: &str = "---
title: Claim
summary: The last letter.
situations: [late]
format: letter
send: 'By *post* and see [[calls]].'
country: lv
updated: 2026-11-30
author: A. Writer
---

Send it on the day after the term.

---

[town], [today]

From: **[my name]**\\
To: [client & \"Co\"] <a@b.example>

## Claim for [sum] < 100 %

| What | Sum |
|:--|--:|
| Work *done* | [sum] |
| [what] | [sum of it] |

We ask you:

3. to pay;
4. to answer:

   in writing,

   - by mail,
   - or by post.

1) first

> A quotation,
> https://a.example/x in it.

    code  of [it]

- [ ] Signed

[[calls]], ~~not~~ www.b.example

---

## Before sending

- [ ] Read it once more. {#read}
";

const LIST: &str = "---\ntitle: Access list\nsummary: What to hand over.\nsituations: [late]\nformat: list\n---\n\n---\n\nFor [name].\n\n---\n";

/// Lines of several countries: paragraphs, items and rows.
const TERMS: &str = "---
title: Terms
summary: What holds where.
---

---

Dear [name]!

The law of [act] applies. {country=lv}

Another law applies. {country=ru}

1. All of us sign.
2. You pay [rate]. {country=ru}
3. We answer. {country=lv,ru}

   With **a reason**.

4. The end.

| What | Sum |
|---|---|
| Stamp | 1 {country=lv} |
| Copy | 2 |

---
";

/// A site that declares two countries, and a union of them.
fn with_countries() -> Site {
    let mut site = two_languages();
    site.append("content/site.yaml", "countries: [lv, ru, eu]\nunions: {eu: [lv, ru]}\n");
    site.append("content/lv/site.yaml", "countries: {lv: Latvijā, ru: Krievijā, eu: Savienībā}\ncountry: lv\n");
    site.append("content/ru/site.yaml", "countries: {lv: В Латвии, ru: В России, eu: В Союзе}\ncountry: ru\n");
    site
}

/// The site with one article, and two documents to fill in.
fn sources() -> Site {
    let ru = CLAIM.replace("title: Claim", "title: Претензия").replace("send: 'By *post* and see [[calls]].'\n", "");
    with_countries()
        .file("content/lv/documents/claim-letter.md", CLAIM)
        .file("content/ru/documents/claim-letter.md", ru)
        .file("content/lv/documents/access-list.md", LIST)
        .file("content/lv/documents/terms.md", TERMS)
        .file(
            "content/lv/articles/calls.md",
            "---\ntitle: Calls\nsummary: C.\n---\n\nSee [[claim-letter]], [[documents]].\n",
        )
}

fn built() -> BuiltSite {
    let site = sources().build();
    assert!(site.is_valid(), "{}", site.report());
    site
}

fn main_of(html: &str) -> &str {
    html.split("<main").nth(1).unwrap().split("</main>").next().unwrap()
}

#[test]
fn the_page_has_the_text_to_send_apart_from_the_advice() {
    let site = built();
    let page = site.page("lv/documents/claim-letter/index.html");
    let (before, rest) = page.split_once("<div class=\"letter\">").unwrap();
    assert!(before.contains("Send it on the day after the term."));
    let (letter, after) = rest.split_once("</section>").unwrap();
    assert!(letter.contains("<span class=\"blank\">[town]</span>, <span class=\"blank\">[today]</span>"), "{letter}");
    assert!(letter.contains("<td class=\"right\"><span class=\"blank\">[sum of it]</span></td>"), "{letter}");
    assert!(letter.contains("<ol start=\"3\">"), "{letter}");
    assert!(letter.contains("https://a.example/x in it"), "an address in a letter is text: {letter}");
    assert!(!letter.contains("<input") && letter.contains("☐ Signed"), "{letter}");
    assert!(after.contains("By <em>post</em> and see <a href=\"/lv/articles/calls/\">„Calls”</a>."), "{after}");
    assert!(after.contains("href=\"/lv/documents/claim-letter.docx\" download"), "{after}");
    assert!(after.contains("data-action=\"claim-letter.read\""), "{after}");
    assert!(!main_of(&page).contains("<hr>"), "the two lines are not shown");
    assert!(page.contains("data-format=\"letter\" data-file=\"/lv/documents/claim-letter.docx\""));
    assert!(page.contains("assets/style-fillable."), "a style sheet of its own");
    assert!(page.contains("Valsts: Latvija"), "the country has its name in the language");
    assert!(page.contains("<p>Sk") || page.contains("Calls</a></li>"), "backlinks");
    assert!(page.contains("hreflang=\"ru\" href=\"https://example.org/ru/documents/claim-letter/\""), "{page}");
    let list = site.page("lv/documents/access-list/index.html");
    assert!(list.contains("data-format=\"list\""));
    assert!(list.contains("hreflang=\"ru\" lang=\"ru\">"), "the notice of a missing translation");
    assert!(list.contains("href=\"/ru/documents/\""), "which leads to the list of the other language");
}

#[test]
fn document_for_one_country_needs_no_translation() {
    let text = |country: &str| CLAIM.replace("country: lv\n", country).replace("See [[calls]], ", "See ");
    let only_lv = |country| sources().file("content/lv/documents/notice.md", text(country));
    let site = only_lv("country: lv\n").file("content/ru/documents/form.md", text("country: eu\n"));
    let built = site.build();
    assert!(built.is_valid(), "{}", built.report());
    let page = built.page("lv/documents/notice/index.html");
    assert!(page.contains("Šī lapa ir tikai vienai valstij, tāpēc netiek tulkota."), "{page}");
    assert!(page.contains(
        "<br><a href=\"/ru/documents/\" hreflang=\"ru\" lang=\"ru\">Русский: только для одной страны, вот ближайшая</a>"
    ));
    let switch = page.split("<nav class=\"languages\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert!(
        switch.contains("href=\"/ru/documents/\"") && switch.contains("aria-describedby=\"ui_missing\""),
        "{switch}"
    );
    assert!(!built.page("lv/documents/claim-letter/index.html").contains("ui_missing"), "all languages have it");
    let states = |site: Site| {
        let (code, json, stderr) = situ(site.on_disk().path(), &["status", "--format", "json"]);
        assert_eq!(code, Some(0), "{stderr}");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let document = json["texts"].as_array().unwrap().iter().find(|text| text["id"] == "notice").unwrap();
        document["states"].clone()
    };
    assert_eq!(states(site), serde_json::json!({"lv": "original", "ru": "exempt"}));
    assert_eq!(states(only_lv("")), serde_json::json!({"lv": "original", "ru": "missing"}));
}

/// The paragraphs of a letter as the page shows it, with the figures of its lists.
fn paragraphs_of_page(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let letter = html.select(&Selector::parse(".letter").unwrap()).next().unwrap();
    let mut lines = Vec::new();
    let mut line = String::new();
    visit(letter, &mut lines, &mut line);
    end_line(&mut lines, &mut line);
    lines
}

fn end_line(lines: &mut Vec<String>, line: &mut String) {
    let text = std::mem::take(line);
    let text: Vec<String> =
        text.split('\u{1}').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    if text != [""] {
        lines.push(text.join("\n"));
    }
}

fn visit(element: ElementRef, lines: &mut Vec<String>, line: &mut String) {
    let is_inline = ["span", "strong", "em", "del", "a", "code", "b"].contains(&element.value().name());
    if element.value().name() == "br" {
        return line.push('\u{1}');
    }
    let figure = match (element.value().name(), element.parent().and_then(ElementRef::wrap)) {
        ("li", Some(list)) if list.value().name() == "ol" => {
            let start: usize = list.value().attr("start").map_or(1, |start| start.parse().unwrap());
            let items = list.children().filter_map(ElementRef::wrap);
            format!("{}. ", start + items.take_while(|item| item.id() != element.id()).count())
        }
        ("li", Some(list)) if list.value().attr("class") == Some("tasks") => String::new(),
        ("li", _) => "• ".to_owned(),
        _ => String::new(),
    };
    // The paragraph of an item begins on the line of its figure.
    if !is_inline && !line.ends_with(". ") && !line.ends_with("• ") {
        end_line(lines, line);
    }
    line.push_str(&figure);
    for child in element.children() {
        match child.value() {
            Node::Text(text) if line.ends_with(". ") && text.trim().is_empty() => {}
            Node::Text(text) => line.push_str(text),
            _ => ElementRef::wrap(child).into_iter().for_each(|element| visit(element, lines, line)),
        }
    }
    if !is_inline {
        end_line(lines, line);
    }
}

#[test]
fn the_file_has_the_words_of_the_page() {
    let site = built();
    let paths = ["lv/documents/claim-letter", "ru/documents/claim-letter", "lv/documents/access-list"];
    for path in paths.into_iter().chain(["lv/documents/terms"]) {
        let page = site.page(&format!("{path}/index.html"));
        let file = &site.outputs()[&format!("{path}.docx")].1;
        let words: Vec<String> =
            docx::paragraphs(file).into_iter().map(|runs| runs.concat().replace('\t', " ")).collect();
        let shown = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, page) = (words.iter().map(shown), paragraphs_of_page(&page));
        assert_eq!(words.collect::<Vec<_>>(), page.iter().map(shown).collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn the_file_has_the_lines_of_all_countries_with_their_names() {
    let site = built();
    let paragraphs: Vec<String> = docx::paragraphs(&site.outputs()["lv/documents/terms.docx"].1)
        .into_iter()
        .map(|runs| runs.concat())
        .filter(|words| !words.is_empty())
        .collect();
    let expected = [
        "Dear [name]!",
        "Latvijā: The law of [act] applies.",
        "Krievijā: Another law applies.",
        "1.\tAll of us sign.",
        "2.\tKrievijā: You pay [rate].",
        "3.\tLatvijā, Krievijā: We answer.",
        "With a reason.",
        "4.\tThe end.",
        "What",
        "Sum",
        "Latvijā: Stamp",
        "1",
        "Copy",
        "2",
    ];
    assert_eq!(paragraphs, expected);
    let page = site.page("lv/documents/terms/index.html");
    assert!(page.contains("assets/countries."), "readers can choose their country: {page}");
}

#[test]
fn document_for_one_country_does_not_name_it_before_its_lines() {
    let text = |country: &str| TERMS.replace("summary:", &format!("country: {country}\nsummary:"));
    let html = |country: &str| {
        let site = sources().file("content/lv/documents/terms.md", text(country)).build();
        let file = docx::parts(&site.outputs()["lv/documents/terms.docx"].1).remove("word/document.xml").unwrap();
        (main_of(&site.page("lv/documents/terms/index.html")).to_owned(), file)
    };
    let (page, file) = html("lv");
    assert!(page.contains("<p>The law of") && page.contains("<p data-country=\"ru\">"), "{page}");
    assert!(file.contains(">Krievijā: <") && !file.contains("Latvijā"), "{file}");
    let (page, file) = html("eu");
    assert!(page.contains("<p data-country=\"lv\">"), "the law of one member is not that of all: {page}");
    assert!(file.contains(">Latvijā: <"), "{file}");
}

#[test]
fn each_blank_of_the_file_is_one_run() {
    let site = built();
    let runs = docx::paragraphs(&site.outputs()["lv/documents/claim-letter.docx"].1).concat();
    for blank in ["[town]", "[today]", "[my name]", "[client & „Co”]", "[sum]", "[what]", "[sum of it]"] {
        assert!(runs.iter().any(|run| run == blank), "{blank}: {runs:?}");
    }
    let in_brackets = runs.iter().filter(|run| run.contains('['));
    assert!(
        in_brackets.clone().all(|run| run.starts_with('[') && run.ends_with(']') || run.contains("code")),
        "{runs:?}"
    );
}

#[test]
fn the_parts_of_the_file_are_well_formed_xml() {
    let site = built();
    let parts = docx::parts(&site.outputs()["lv/documents/claim-letter.docx"].1);
    let names: Vec<&str> = parts.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/settings.xml",
            "word/styles.xml"
        ]
    );
    for (name, xml) in &parts {
        let mut open = Vec::new();
        for tag in xml.split('<').skip(1).map(|rest| rest.split_once('>').unwrap().0) {
            let own = tag.split(' ').next().unwrap();
            match own.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
                None if tag.ends_with('/') || tag.starts_with('?') => {}
                None => open.push(own),
            }
        }
        assert_eq!(open, Vec::<&str>::new(), "{name}");
    }
    assert!(parts["docProps/core.xml"].contains("<dc:title>Claim</dc:title><dc:language>lv</dc:language>"));
    assert!(parts["word/document.xml"].contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "A4");
}

#[test]
fn lists_search_feed_sitemap_and_situations_name_the_documents() {
    let site = built();
    let list = site.page("lv/documents/index.html");
    let (access, claim) =
        (list.find("/lv/documents/access-list/\">Access list").unwrap(), list.find(">Claim<").unwrap());
    assert!(access < claim, "sorted by title");
    let situation = site.page("lv/situations/late/index.html");
    assert!(situation.contains("id=\"ui_fillables\">Dokumenti"), "{}", main_of(&situation));
    assert!(
        situation.contains("<li><a href=\"/lv/documents/claim-letter/\">Claim</a></li>"),
        "{}",
        main_of(&situation)
    );
    assert!(situation.contains("Access list"));
    let russian = site.page("ru/situations/late/index.html");
    assert!(russian.contains("Претензия") && !russian.contains("Access list"), "only those of the language");
    let article = site.page("lv/articles/calls/index.html");
    assert!(
        article.contains(
            "<a href=\"/lv/documents/claim-letter/\">„Claim”</a>, <a href=\"/lv/documents/\">„Dokumenti”</a>"
        )
    );
    assert!(article.contains("<a href=\"/lv/documents/claim-letter/\">Claim</a></li>"), "it links back to the article");
    assert!(site.page("lv/feed.xml").contains("https://example.org/lv/documents/claim-letter/"));
    assert!(!site.page("lv/feed.xml").contains("access-list"), "it has no date");
    assert!(site.page("sitemap.xml").contains("<loc>https://example.org/lv/documents/access-list/</loc>"));
    let offline = site.page("lv/offline.json");
    for path in ["/lv/documents/claim-letter/", "/lv/documents/claim-letter.docx", "/lv/documents/"] {
        assert!(offline.contains(&format!("\"{path}\"")), "{path}");
    }
    assert!(site.page("lv/search/index.json").contains("[\"claim-letter/\",\"Claim\"]"));
    let search = site.page("lv/search/index.html");
    assert!(
        search.contains("data-fillable=\"dokuments\"") && search.contains(">Claim</a> <span class=\"count\">dokuments")
    );
    let menu = site.page("lv/index.html");
    assert!(menu.contains("<a href=\"/lv/documents/\">Dokumenti</a>"));
    assert!(site.page("lv/documents/claim-letter/index.html").contains("\"@type\":\"Article\",\"headline\":\"Claim\""));
}

#[test]
fn a_site_without_documents_has_no_trace_of_them() {
    let site = two_languages().build();
    for (path, (_, bytes)) in site.outputs().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for trace in ["/documents/", "fillable", "ui_fillables", ">Dokumenti<"] {
            assert!(!html.contains(trace), "{path}: {trace}");
        }
    }
    assert!(!site.outputs().contains_key("lv/documents/index.html"));
    // A document that names no situation changes no page of a situation.
    let unlisted =
        two_languages().file("content/lv/documents/access-list.md", LIST.replace("situations: [late]\n", ""));
    let main = |site: &BuiltSite| main_of(&site.page("lv/situations/late/index.html")).to_owned();
    assert_eq!(main(&unlisted.build()), main(&site));
}

#[test]
fn drafts_slugs_and_aliases_work_as_in_articles() {
    let with = |keys: &str| {
        two_languages().file("content/lv/documents/access-list.md", LIST.replacen("---\n", &format!("---\n{keys}"), 1))
    };
    let draft = with("draft: true\n");
    assert!(!draft.build().outputs().keys().any(|path| path.contains("documents")));
    let shown = draft.build_with(&Options { drafts: true, ..Options::default() }, situ::CacheMode::None);
    assert!(shown.outputs().contains_key("lv/documents/access-list.docx"));
    let site = with("slug: piekluves\naliases: [vecais, /cits.html]\n").build();
    assert!(site.outputs().contains_key("lv/documents/piekluves/index.html"));
    assert!(site.outputs().contains_key("lv/documents/piekluves.docx"));
    assert!(site.page("lv/documents/vecais/index.html").contains("/lv/documents/piekluves/"));
    assert!(site.page("cits.html").contains("/lv/documents/piekluves/"));
    // Nothing may take the place of a file.
    let taken = with("aliases: [/lv/documents/access-list.docx/]\n").build();
    assert!(taken.report().contains("duplicate-url"), "{}", taken.report());
    let flat = with("")
        .file("content/site.yaml", "base_url: https://x.example/kb\nlanguages: [lv, ru]\nurl_style: file\n")
        .build();
    assert!(flat.page("lv/documents/access-list.html").contains("/kb/lv/documents/access-list.docx"));
}

#[test]
fn an_edit_writes_the_file_again_and_no_other_file() {
    let folder = sources().on_disk();
    let file = |name: &str| std::fs::read(folder.path().join(format!("public/lv/documents/{name}.docx"))).unwrap();
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    let (claim, list) = (file("claim-letter"), file("access-list"));
    let modified = |name: &str| {
        std::fs::metadata(folder.path().join(format!("public/lv/documents/{name}"))).unwrap().modified().unwrap()
    };
    let before = modified("access-list.docx");
    write(folder.path(), "content/lv/documents/claim-letter.md", CLAIM.replace("We ask you:", "We demand:"));
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    assert_ne!(file("claim-letter"), claim);
    assert_eq!((file("access-list"), modified("access-list.docx")), (list, before));
    assert!(docx::paragraphs(&file("claim-letter")).iter().any(|runs| runs.concat() == "We demand:"));
    write(folder.path(), "content/lv/documents/claim-letter.md", CLAIM);
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    assert_eq!(file("claim-letter"), claim, "the same text gives the same bytes");
    std::fs::remove_file(folder.path().join("content/lv/documents/access-list.md")).unwrap();
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    assert!(!folder.path().join("public/lv/documents/access-list.docx").exists());
}

#[test]
fn new_and_translate_make_documents_that_pass() {
    let folder = two_languages().on_disk();
    let mut new = Command::new(SITU);
    let (code, out, stderr) =
        run(new.args(["--lang", "lv", "new", "fillable", "claim-letter"]).current_dir(folder.path()));
    assert_eq!(code, Some(0), "{stderr}");
    assert!(out.contains("/lv/documents/claim-letter/"), "{out}");
    let text = read(folder.path(), "content/lv/documents/claim-letter.md");
    assert!(
        text.contains("\nsituations:\n  - late\n") && text.contains("\nsend: ") && text.contains("[vārds]"),
        "{text}"
    );
    assert_eq!(text.matches("\n\n---\n").count(), 2, "{text}");
    let (code, _, stderr) = situ(folder.path(), &["check", "--drafts"]);
    assert_eq!(code, Some(0), "{stderr}");
    let (code, _, stderr) = situ(folder.path(), &["translate", "claim-letter", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(read(folder.path(), "content/ru/documents/claim-letter.md").contains("source: lv"));
    let (_, table, _) = situ(folder.path(), &["status"]);
    assert!(table.contains("Document to fill in") && table.contains("claim-letter"), "{table}");
}
