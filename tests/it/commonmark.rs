//! Markdown is CommonMark 0.31: every example of the specification without raw HTML.
//!
//! The specification is in the npm package `commonmark-spec`; `SITU_COMMONMARK` names its `spec.txt`, and `tests/run` sets it.
//! The tests are ignored by default, because they fail without it. With situ's extensions off, the parser gives what the
//! specification says. On a page the extensions are on, so an example may be refused or rendered differently:
//! `tests/commonmark/differences.txt` lists every such example, and `UPDATE=1` rewrites the list.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use normalized_html::normalized;
use situ::testing::commonmark;
use situ::{Code, Severity};

use crate::support::{Site, tests_dir};

mod normalized_html {
    use scraper::{Html, Node};

    /// HTML in a comparable form: without spaces between blocks and without attributes that situ adds.
    pub fn normalized(html: &str) -> String {
        let document = Html::parse_fragment(html);
        let mut out = String::new();
        walk(document.tree.root(), false, &mut out);
        out
    }

    fn walk(node: ego_tree::NodeRef<'_, Node>, verbatim: bool, out: &mut String) {
        const BLOCKS: [&str; 16] =
            ["p", "ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "html", "div"];
        for child in node.children() {
            match child.value() {
                Node::Text(text) if verbatim => out.push_str(&text.escape_debug().to_string()),
                Node::Text(text) => {
                    let words = text.split([' ', '\n', '\t']).collect::<Vec<_>>().join(" ");
                    out.push_str(if words.trim().is_empty() && !words.is_empty() { " " } else { &words });
                }
                Node::Element(element) => {
                    let name = element.name();
                    let block = BLOCKS.contains(&name);
                    if block {
                        out.truncate(out.trim_end_matches(' ').len());
                    }
                    out.push_str(&format!("<{name}"));
                    let mut attributes: Vec<_> = element.attrs().collect();
                    attributes.sort_unstable();
                    for (key, value) in attributes {
                        let ours = matches!(key, "tabindex" | "loading" | "rel" | "width" | "height")
                            || key == "id" && name.starts_with('h');
                        if !ours {
                            out.push_str(&format!(" {key}={value:?}"));
                        }
                    }
                    out.push('>');
                    let before = out.len();
                    walk(child, verbatim || name == "pre", out);
                    if block && !verbatim && name != "pre" {
                        let inside = out[before..].trim_matches(' ').to_owned();
                        out.truncate(before);
                        out.push_str(&inside);
                    }
                    out.push_str(&format!("</{name}>"));
                }
                _ => walk(child, verbatim, out),
            }
        }
    }
}

struct Example {
    number: usize,
    markdown: String,
    html: String,
    /// Whether the example contains raw HTML.
    raw: bool,
}

/// The examples of the specification.
fn examples() -> Vec<Example> {
    let path =
        std::env::var("SITU_COMMONMARK").expect("SITU_COMMONMARK names spec.txt of the npm package commonmark-spec");
    let text = fs::read_to_string(path).unwrap();
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line != format!("{fence} example") {
            continue;
        }
        let part = |lines: &mut std::str::Lines<'_>, end: &str| {
            let mut part = String::new();
            for line in lines.by_ref().take_while(|line| *line != end) {
                part.push_str(&line.replace('→', "\t"));
                part.push('\n');
            }
            part
        };
        let markdown = part(&mut lines, ".");
        let html = part(&mut lines, &fence);
        let raw = pulldown_cmark::Parser::new(&markdown)
            .any(|event| matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)));
        found.push(Example { number: found.len() + 1, markdown, html, raw });
    }
    found
}

#[test]
#[ignore = "needs the specification: tests/run rust"]
fn spec_examples_pass() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let plain: Vec<&Example> = examples.iter().filter(|example| !example.raw).collect();
    assert!(plain.len() >= 580, "{}", plain.len());
    let mut failures = String::new();
    for example in &plain {
        let (wanted, got) = (normalized(&example.html), normalized(&commonmark(&example.markdown)));
        if wanted != got {
            let _ = write!(failures, "\n{}: {:?}\n  wanted {wanted}\n  got    {got}", example.number, example.markdown);
        }
    }
    assert!(failures.is_empty(), "{failures}");
    println!("{} examples", plain.len());
}

/// The body of the page, or the codes of its errors.
fn on_a_page(markdown: &str) -> Result<String, Vec<Code>> {
    let path = "content/zz/pages/text.md";
    let site = Site::new()
        .file("content/site.yaml", "base_url: https://kb.example\nlanguages: [zz]\ntheme: bare\n")
        .file("content/zz/site.yaml", "title: a\n")
        .file(path, format!("---\ntitle: a\nsummary: b\n---\n{markdown}"))
        .file("themes/bare/templates/page.html", "{{ body | safe }}")
        .build();
    if site.is_valid() {
        return Ok(site.page("zz/text/index.html").into_owned());
    }
    let errors = site.diagnostics().iter().filter(|found| found.severity() == Severity::Error);
    let mut codes: Vec<Code> =
        errors.inspect(|found| assert_eq!(&*found.span.path, path)).map(|found| found.code).collect();
    codes.dedup();
    Err(codes)
}

#[test]
#[ignore = "needs the specification: tests/run rust"]
fn pages_differ_only_as_listed() {
    let mut refused: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let (mut same, mut differ) = (0, String::new());
    for example in examples() {
        match on_a_page(&example.markdown) {
            Err(codes) => {
                assert!(!example.raw || codes.contains(&Code::RawHtml), "{}: {codes:?}", example.number);
                let names: Vec<&str> = codes.into_iter().map(Code::as_str).collect();
                refused.entry(names.join(", ")).or_default().push(example.number);
            }
            Ok(page) => {
                assert!(!example.raw, "{}: raw HTML reaches a page", example.number);
                let (wanted, got) = (normalized(&example.html), normalized(&page));
                if wanted == got {
                    same += 1;
                } else {
                    let _ = write!(differ, "\n{}\n  {wanted}\n  {got}\n", example.number);
                }
            }
        }
    }
    let mut list =
        format!("{same} examples are read on a page as the specification says.\n\nRefused, by what is said of them:\n");
    for (codes, numbers) in refused {
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let _ = write!(list, "\n{codes}\n  {}\n", numbers.join(" "));
    }
    let _ = write!(list, "\nRead in another way (first as the specification says):\n{differ}");
    let path = tests_dir("commonmark/differences.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, list).unwrap();
    } else {
        assert_eq!(list, fs::read_to_string(path).unwrap());
    }
}
