//! Addresses: from the name of a source file to the URL that a browser asks for.
//!
//! `resolve` collects every URL of every output file; the tests here build sites with names that are hard to write.

mod agreement;
mod resolve;

use std::collections::BTreeSet;

use situ::{CacheMode, Code, Options};

use crate::support::site::two_languages;
use crate::support::{PNG, Site, folder, situ};

/// Names of files that have a meaning in a URL, in HTML, XML or a shell, and letters outside ASCII.
const NASTY_NAMES: [&str; 12] = [
    "a#b.png",
    "100% c.png",
    "%41.png",
    "what?.png",
    "Mans plāns.png",
    "it's \"q\".png",
    "a<b>&c.png",
    "c++;d=e,f@g.png",
    "Безымянный.png",
    "sk\u{101}ba.png",
    "ka\u{304}rta.png",
    "(1) [2] {3} ~^`$!.png",
];

/// A PNG of one pixel, so that pictures have a size and are kept offline; the last bytes make each file different.
fn png(number: usize) -> Vec<u8> {
    let mut bytes = PNG.to_vec();
    // Bytes after the end of a picture are ignored.
    bytes.extend(number.to_le_bytes());
    bytes
}

/// The target of a Markdown link to a file: everything escaped, as editors write it.
fn escaped_target(name: &str) -> String {
    let escape =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(escape).collect()
}

/// A site with a nasty name everywhere a writer can type one.
fn nasty_site(base_url: &str, url_style: &str) -> Site {
    let mut site = two_languages()
        .file("content/site.yaml", format!("base_url: {base_url}\nlanguages: [lv, ru]\nurl_style: {url_style}\n"))
        .file("content/guide.yaml", "start: kur\nquestions:\n  - id: kur\n    answers:\n      - {id: a, to: late}\n")
        .file("content/lv/guide.yaml", "kur:\n  ask: Kur?\n  answers: {a: Te}\n")
        .file("content/ru/guide.yaml", "kur:\n  ask: Где?\n  answers: {a: Тут}\n")
        .file("content/phrases.yaml", "slow:\n  situations: [late]\n")
        .file("content/lv/phrases.yaml", "slow: {says: \"Cik <ilgi> & #?\", answer: \"100% rīt\"}\n")
        .file("content/ru/phrases.yaml", "slow: {says: \"Сколько?\", answer: \"Завтра\"}\n")
        .file("content/lv/glossary.yaml", "term:\n  term: avanss\n  definition: Daļa & viss.\n")
        .file("content/ru/glossary.yaml", "term:\n  term: аванс\n  definition: Часть & целое.\n")
        .file("content/lv/pages/about.md", "---\ntitle: Par\nsummary: Par.\nslug: par-mums\n---\n\nAvanss.\n");
    let mut text = String::from(
        "---\ntitle: 'A & \"b\" < c > #1 100%'\nsummary: Kopsavilkums.\nupdated: 2026-11-29\nsituations: [late]\naliases:\n  - /vecā-lapa/\n  - /my%20page/\n  \
         - /c%23/x.html\n  - /100%25/\n  - /it's+a&b/\n  - /статьи/старая.htm\n  - /ka\u{304}rta/\n  - /VECS/Raksts.HTML\n  - bijusi\n---\n\n",
    );
    for (number, name) in NASTY_NAMES.iter().enumerate() {
        site.insert(format!("content/media/{name}"), png(number));
        site.insert(format!("content/media/mape #1/{name}"), png(number + 100));
        let target = escaped_target(name);
        text.push_str(&format!(
            "![Attēls {number}](media/{target})\n\n[Fails {number}](media/mape%20%231/{target})\n\n"
        ));
    }
    // Typed as one sees it, and in the other form than the file has.
    text.push_str(
        "![Redzams](<media/Mans plāns.png>)\n\n![Salikts](media/kārta.png)\n\n![Izjaukts](media/ska\u{304}ba.png)\n\n",
    );
    text.push_str("[[late]] [[about]] [[phrases#slow]]\n");
    site.insert("content/lv/articles/x.md", text);
    site
}

#[test]
fn every_address_leads_to_a_file() {
    for (base_url, url_style) in [
        ("https://example.org", "folder"),
        ("https://пример.рф/ceļš/kb", "folder"),
        ("HTTPS://Example.org:8443/kb/", "file"),
    ] {
        let site = nasty_site(base_url, url_style).build();
        assert!(site.is_valid(), "{}", site.report());
        let found = resolve::addresses(&site);
        let dead: Vec<_> = found.iter().filter(|address| !address.is_right()).collect();
        assert!(dead.is_empty(), "{base_url}: {dead:#?}");
        // Every media file is shown or linked, and kept offline, and every page is reachable.
        let targets: BTreeSet<&str> = found.iter().filter_map(|address| address.target.as_deref()).collect();
        let media: Vec<&String> = site.outputs().keys().filter(|path| path.starts_with("media/")).collect();
        assert_eq!(media.len(), 2 * NASTY_NAMES.len());
        assert!(media.iter().all(|path| targets.contains(path.as_str())), "{media:#?}");
        let offline = found.iter().filter(|address| address.file.ends_with("/offline.json"));
        assert_eq!(
            offline.filter(|address| address.target.as_ref().is_some_and(|to| media.contains(&to))).count(),
            96 / 2
        );
        for file in ["sitemap.xml", "robots.txt", "lv/feed.xml", "lv/manifest.json", "lv/search/index.json"] {
            assert!(found.iter().any(|address| address.file == file), "{file} has no address");
        }
        for path in [
            "vecā-lapa/index.html",
            "my page/index.html",
            "c#/x.html",
            "100%/index.html",
            "it's+a&b/index.html",
            "статьи/старая.htm",
            "ka\u{304}rta/index.html",
            "VECS/Raksts.HTML",
            "lv/articles/bijusi/index.html",
        ] {
            assert!(site.page(path).contains("http-equiv=\"refresh\""), "{path}");
        }
    }
}

#[test]
fn former_address_keeps_query_and_place_in_a_script() {
    let site = nasty_site("https://example.org/kb", "folder").build();
    let page = site.page("vecā-lapa/index.html");
    let script = page.find("data-to=\"/kb/lv/articles/x/\"").expect("the script has the new address");
    assert!(script < page.find("http-equiv=\"refresh\"").unwrap(), "the script runs before the refresh");
}

#[test]
fn former_address_may_begin_with_the_base() {
    let article = |alias: &str| format!("---\ntitle: X\nsummary: X.\naliases: [{alias}]\n---\n");
    let site = |base: &str, alias: &str| {
        let settings = format!("base_url: https://example.org{base}\nlanguages: [lv, ru]\n");
        two_languages().file("content/site.yaml", settings).file("content/lv/articles/x.md", article(alias)).build()
    };
    for (base, alias, output) in [
        ("/kb", "/kb/old/", "old/index.html"),
        ("/kb", "/old/", "old/index.html"),
        ("/kb", "kb/old/", "kb/old/index.html"),
        ("/kb", "/kb/vecs.htm", "vecs.htm"),
        ("/ceļš", "/ceļš/vecs.html", "vecs.html"),
        ("/ceļš", "/ce%C4%BC%C5%A1/vecs.html", "vecs.html"),
        ("/lv", "/lv/old/", "lv/old/index.html"),
        ("", "/old", "old/index.html"),
    ] {
        let site = site(base, alias);
        assert_eq!(site.report(), "", "{alias}");
        assert!(site.outputs().contains_key(output), "{alias} below {base}: {:?}", site.outputs().keys());
    }
}

/// No page can be added where the site has a file, whichever format writes it.
#[test]
fn every_output_path_is_taken() {
    let site = nasty_site("https://example.org/kb", "folder");
    let mut aliases: Vec<String> = Vec::new();
    let built = site.build();
    let is_redirect = |path: &str| built.page(path).contains("http-equiv=\"refresh\"");
    for path in built.outputs().keys().filter(|path| !is_redirect(path)) {
        let address = path.strip_suffix("index.html").unwrap_or(path);
        aliases.push(format!("/{}", escaped_target(address).replace("%2F", "/")));
    }
    for folder in ["/media/x/", "/assets/x/", "/share/x/", "/lv/search/x/", "/sitemap-2.xml", "/_redirects", "/SW.js"] {
        aliases.push(folder.to_owned());
    }
    aliases.retain(|alias| alias != "/");
    let mut site = site;
    for (number, part) in aliases.chunks(100).enumerate() {
        let list: String = part.iter().map(|alias| format!("  - \"{alias}\"\n")).collect();
        site.insert(
            format!("content/lv/articles/taken-{number}.md"),
            format!("---\ntitle: T\nsummary: T.\naliases:\n{list}---\n"),
        );
    }
    let built = site.build();
    let reported = built.diagnostics().iter().filter(|found| matches!(found.code, Code::DuplicateUrl | Code::BadSlug));
    let typed = |found: &situ::Diagnostic| site.text(&found.span.path)[found.span.range()].trim_matches('"').to_owned();
    let reported: BTreeSet<String> = reported.map(typed).collect();
    let free: Vec<&String> = aliases.iter().filter(|alias| !reported.contains(*alias)).collect();
    assert!(free.is_empty(), "{free:?}: {}", built.report());
}

#[test]
fn base_url_option_is_blamed_by_its_name() {
    let root = two_languages().on_disk();
    for command in ["check", "build"] {
        let (code, _, errors) = situ(root.path(), &[command, "--base-url", "example.org"]);
        assert_eq!(code, Some(1));
        assert!(errors.contains("--base-url: `example.org`") && !errors.contains("site.yaml"), "{errors}");
    }
    let options = Options { base_url: Some("https://пример.рф".to_owned()), ..Options::default() };
    let site = two_languages().build_with(&options, CacheMode::None);
    assert!(site.page("robots.txt").contains("Sitemap: https://xn--e1afmkfd.xn--p1ai/sitemap.xml"));
}

#[test]
fn inspect_finds_pages_with_and_without_the_base() {
    let root = nasty_site("https://пример.рф/kb", "folder").on_disk();
    for asked in [
        "/kb/lv/",
        "/lv/",
        "lv/",
        "/lv/articles/x",
        "https://пример.рф/kb/lv/articles/x/?a#b",
        "https://xn--e1afmkfd.xn--p1ai/kb/lv/",
        "/vecā-lapa/",
        "/kb/vec%C4%81-lapa/",
        "x",
        "/",
    ] {
        let (code, json, errors) = situ(root.path(), &["inspect", asked]);
        assert_eq!(code, Some(0), "{asked}: {errors}");
        let pages: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(pages.as_array().map(Vec::len), Some(1), "{asked}");
    }
    assert_ne!(situ(root.path(), &["inspect", "https://example.org/kb/lv/"]).0, Some(0));
}

#[test]
fn names_are_found_in_either_form_on_disk() {
    let root = nasty_site("https://example.org", "folder").on_disk();
    let (code, _, errors) = situ(root.path(), &["build"]);
    assert_eq!(code, Some(0), "{errors}");
    let published = folder::files(&root.path().join("public/media"));
    assert_eq!(published.len(), 2 * NASTY_NAMES.len());
    let names: Vec<String> = published.keys().map(|path| path.to_str().unwrap().to_owned()).collect();
    assert!(names.iter().any(|name| name.starts_with("kārta.")) && !names.iter().any(|name| name.contains('\u{304}')));
}

#[test]
fn invisible_characters_of_names_are_shown_as_escapes() {
    let text = "---\ntitle: T\nsummary: S.\nsituations: [la\u{ad}te]\n---\n\n[[ca\u{200b}lm]]\n";
    let report = two_languages()
        .file("content/lv/articles/ca\u{200b}lm.md", text)
        .file("content/lv/articles/calm.md", text)
        .file("content/media/10.00\u{202f}AM.png", png(1))
        .build()
        .report();
    for shown in [
        "error[bad-id]: `ca\\u{200b}lm` is not a valid name here.",
        "Did you mean `calm`?",
        "error[unknown-situation]: There is no situation `la\\u{ad}te`",
        "error[invisible-character]: There is an invisible character in this link: `ca\\u{200b}lm`.",
        "error[bad-id]: `10.00\\u{202f}AM.png` is not a valid name here.",
        "There is an invisible character in it, shown as \\u{…}: type the name again.",
    ] {
        assert!(report.contains(shown), "{shown} is missing:\n{report}");
    }
}
