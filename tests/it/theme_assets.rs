//! The assets of a theme: a site has those of the features that it uses, style sheets name other assets as they are
//! published, and pages and `_headers` have one policy.

use std::collections::BTreeSet;

use situ::OutputFiles;

use crate::support::site::two_languages;
use crate::support::{BuiltSite, Site};

fn themed(csp: &str) -> Site {
    let settings = format!("base_url: https://example.org/kb\nlanguages: [lv, ru]\ntheme: mine\n{csp}");
    two_languages().file("content/site.yaml", settings).file("themes/mine/theme.yaml", "situ: 1\n")
}

/// The names of the published assets, without their hashes.
fn names(site: &BuiltSite) -> BTreeSet<String> {
    let paths = site.outputs().keys().filter_map(|path| path.strip_prefix("assets/"));
    let parts = paths.map(|path| path.split('.').collect::<Vec<_>>());
    parts.map(|parts| [parts[0], parts[parts.len() - 1]].join(".")).collect()
}

/// Whether the devices that keep a language keep the asset whose name begins with `name`.
fn is_kept(site: &BuiltSite, lang: &str, name: &str) -> bool {
    site.page(&format!("{lang}/offline.json")).contains(&format!("/assets/{name}."))
}

const LETTER: &str = "---\ntitle: Vēstule\nsummary: V.\n---\n\n---\n\n[vārds]\n\n---\n";

#[test]
fn site_has_the_assets_of_its_features() {
    const OF_FEATURES: [&str; 12] = [
        "by_language.js",
        "case_values.js",
        "countries.js",
        "dates.js",
        "docx.js",
        "fillable.js",
        "interest.js",
        "map.js",
        "phrases.js",
        "record.js",
        "redirect.js",
        "style-fillable.css",
    ];
    let article = |text: &str| format!("---\ntitle: A\nsummary: A.\n---\n\n{text}\n");
    let without = two_languages().build();
    let used = |site: &BuiltSite| {
        let names = names(site);
        OF_FEATURES.into_iter().filter(|name| names.contains(*name)).collect::<Vec<_>>()
    };
    assert_eq!(used(&without), ["by_language.js", "record.js"]);
    let settings = |more: &str| format!("base_url: https://example.org\nlanguages: [lv, ru]\n{more}");
    let with_case = two_languages()
        .file("content/site.yaml", settings("case: {due: date}\n"))
        .file("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad}\ncase: {due: Termiņš}\n")
        .file("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас}\ncase: {due: Срок}\n");
    let with_countries = two_languages()
        .file("content/site.yaml", settings("countries: [lv, bg]\n"))
        .file("content/lv/site.yaml", "title: A\nphases: {now: Tagad}\ncountries: {lv: Latvijā, bg: Bulgārijā}\n")
        .file("content/ru/site.yaml", "title: Б\nphases: {now: Сейчас}\ncountries: {lv: В Латвии, bg: В Болгарии}\n");
    let rates = "rates:\n  - country: lv\n    currency: €\n    days: actual/365\n    changes: never\n    \
                 source: https://a.example\n    seen: 2026-01-02\n    periods: [{rate: 6}]\n";
    for (site, added) in [
        (two_languages().file("content/lv/documents/letter.md", LETTER), vec!["docx.js", "fillable.js", "style-fillable.css"]),
        (with_case.clone(), vec!["case_values.js"]),
        (
            with_case.file("content/lv/articles/a.md", article("- [ ] B. {#b after=due+3}")),
            vec!["case_values.js", "dates.js"],
        ),
        (with_countries.clone(), vec![]),
        (with_countries.clone().file("content/lv/articles/a.md", article("B. {country=bg}")), vec!["countries.js"]),
        (
            with_countries
                .file("content/rates.yaml", rates)
                .file("content/lv/articles/a.md", article("> [!INTEREST lv]\n> B.")),
            vec!["interest.js"],
        ),
        (
            two_languages().file(
                "content/situations.yaml",
                "phases: [now]\nsituations:\n  - {id: late, severity: 2, leads_to: [late-too]}\n  - {id: late-too, severity: 3}\n",
            )
            .file("content/lv/situations/late-too.md", "---\ntitle: Arī\nsummary: Arī.\n---\n"),
            vec!["map.js"],
        ),
        (
            two_languages()
                .file("content/phrases.yaml", "no:\n  situations: [late]\n")
                .file("content/lv/phrases.yaml", "no: {says: Nē., meaning: Nē., answer: Labi.}\n"),
            vec!["phrases.js"],
        ),
        (
            two_languages().file("content/lv/articles/a.md", article("B.").replacen("A.\n", "A.\naliases: [c]\n", 1)),
            vec!["redirect.js"],
        ),
    ] {
        let built = site.build();
        assert!(built.is_valid(), "{}", built.report());
        let mut expected: Vec<&str> = ["by_language.js", "record.js"].into_iter().chain(added).collect();
        expected.sort_unstable();
        assert_eq!(used(&built), expected);
    }
}

#[test]
fn devices_keep_the_assets_of_their_language() {
    let built = two_languages().file("content/lv/documents/letter.md", LETTER).build();
    for name in ["fillable", "style-fillable"] {
        assert!(is_kept(&built, "lv", name) && !is_kept(&built, "ru", name), "{name}");
    }
    for lang in ["lv", "ru"] {
        assert!(is_kept(&built, lang, "style") && is_kept(&built, lang, "record"), "{lang}");
    }
    let without = two_languages().build();
    assert!(!is_kept(&without, "lv", "fillable"));
}

#[test]
fn page_does_not_depend_on_an_asset_that_its_language_does_not_need() {
    let site = |script: &str| themed("").file("themes/mine/assets/map.js", script);
    let before = site("1;").build();
    let (first, _) = before.render_after(OutputFiles::new());
    let (second, summary) = site("2;").build().render_after(first.clone());
    assert_eq!(summary.rendered, Vec::<String>::new());
    assert!(first == second);
    let with_map = |script: &str| {
        site(script)
            .file(
                "content/situations.yaml",
                "phases: [now]\nsituations:\n  - {id: late, severity: 2, leads_to: [worse]}\n  - {id: worse, severity: 3}\n",
            )
            .file("content/lv/situations/worse.md", "---\ntitle: Sliktāk\nsummary: S.\n---\n")
            .build()
    };
    let (first, _) = with_map("1;").render_after(second);
    let (_, summary) = with_map("2;").render_after(first);
    assert!(summary.rendered.contains(&"lv/map/index.html".to_owned()), "{:?}", summary.rendered);
}

#[test]
fn theme_says_which_sites_need_its_assets() {
    let site = themed("")
        .file("themes/mine/assets/own.css", "a{background:url(own.png)}")
        .file("themes/mine/assets/map.css", "a{background:url(map.png)}b{background:url(both.png)}")
        .file("themes/mine/assets/paper.css", "a{background:url(both.png)}")
        .file("themes/mine/assets/own.png", "1")
        .file("themes/mine/assets/map.png", "2")
        .file("themes/mine/assets/both.png", "3");
    let listed = "situ: 1\nassets:\n  phrases.js: always\n  record.js: [map, glossary]\n  map.css: map\n  map.png: map\n  own.png: map\n  \
                  paper.css: [documents]\n  both.png: map\n";
    let without = site.clone().file("themes/mine/theme.yaml", listed).build();
    assert_eq!(without.report(), "");
    let names_without = names(&without);
    let is_there = |name: &&str| names_without.contains(*name);
    assert!(["own.css", "own.png", "phrases.js"].iter().all(&is_there), "{names_without:?}");
    let absent = ["map.css", "map.png", "paper.css", "both.png", "record.js", "dates.js"];
    assert!(!absent.iter().any(is_there), "{names_without:?}");
    let with = site.file("themes/mine/theme.yaml", listed).file("content/lv/documents/letter.md", LETTER).build();
    let names_with = names(&with);
    assert!(names_with.contains("paper.css") && names_with.contains("both.png"), "{names_with:?}");
    assert!(!names_with.contains("map.png"), "{names_with:?}");
}

/// Path and text of the published asset whose name begins with `name`.
fn asset(site: &BuiltSite, name: &str) -> (String, String) {
    let mut found = site.outputs().iter().filter(|(path, _)| path.starts_with(&format!("assets/{name}.")));
    let (path, (_, bytes)) = found.next().unwrap_or_else(|| panic!("no {name} in {:?}", site.outputs().keys()));
    (path.clone(), String::from_utf8_lossy(bytes).into_owned())
}

/// The published path of a relative address in the style sheet at `path`.
fn target(path: &str, address: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split(['?', '#']).next().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn style_sheets_name_assets_as_they_are_published() {
    let css = "@charset \"utf-8\";\n@import url('base/reset.css') print;\n/* url(none.png) */\n\
        @font-face{src:url( fonts/Ires%20Sans.woff2?v=2#iefix )format('woff2')}\n\
        a{background:url(\"/kb/assets/img/a.svg#x\"),url(/assets/img/a.svg);content:'url(none.png)';b:url(#here)}\n\
        i{background:image-set('img/\u{101}\\29 .svg' 1x)}\n";
    let site = themed("")
        .file("themes/mine/assets/own.css", css)
        .file("themes/mine/assets/base/reset.css", "@import '../deep.css';p{background:url(../img/a.svg)}")
        .file("themes/mine/assets/deep.css", "b{background:url(img/a.svg)}")
        .file("themes/mine/assets/fonts/Ires Sans.woff2", "wOF2")
        .file("themes/mine/assets/img/a.svg", "<svg/>")
        .file("themes/mine/assets/img/\u{101}).svg", "<svg/>");
    let built = site.build();
    assert_eq!(built.report(), "");
    let mut addresses = BTreeSet::new();
    for name in ["own", "base/reset", "deep"] {
        let (path, css) = asset(&built, name);
        let quoted = css.split(['(', ')', '\'', '"']).filter(|part| part.contains(".svg") || part.contains("woff2"));
        for address in quoted.chain(css.split(['\'', '"', '(', ')']).filter(|part| part.ends_with(".css"))) {
            let address = address.trim();
            if address == "woff2" || address.contains("none.png") {
                continue;
            }
            let decoded = percent_encoding::percent_decode_str(address).decode_utf8().unwrap().into_owned();
            assert!(built.outputs().contains_key(&target(&path, &decoded)), "{path}: {address}\n{css}");
            addresses.insert(address.to_owned());
        }
    }
    assert!(addresses.len() >= 6, "{addresses:?}");
    let (_, own) = asset(&built, "own");
    assert!(own.contains("?v=2#iefix )format('woff2')") && own.contains("url(#here)"), "{own}");
    assert!(own.contains("/* url(none.png) */") && own.contains("content:'url(none.png)'"), "{own}");
}

#[test]
fn style_sheet_gets_another_name_if_a_file_that_it_names_changes() {
    let name = |font: &str| {
        let site = themed("")
            .file("themes/mine/assets/own.css", "@import 'a.css';")
            .file("themes/mine/assets/a.css", "@font-face{src:url(f.woff2)}")
            .file("themes/mine/assets/f.woff2", font);
        asset(&site.build(), "own").0
    };
    assert_eq!(name("wOF2"), name("wOF2"));
    assert_ne!(name("wOF2"), name("wOF2 other"));
}

/// The policies of a page and of `_headers`.
fn policies(site: &BuiltSite) -> (String, String) {
    let page = site.page("lv/index.html").into_owned();
    let page = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let headers = site.page("_headers").into_owned();
    let header = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
    (page.split('"').next().unwrap().to_owned(), header.to_owned())
}

#[test]
fn pages_and_headers_have_the_policy_of_the_settings() {
    let file = ("themes/mine/assets/own.css", "a{}");
    let (page, header) = policies(&themed("").files([file]).build());
    assert_eq!(page, "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'");
    assert_eq!(header, format!("{page}; frame-ancestors 'none'"));
    let csp = "csp: {script-src: https://stats.example.org, img-src: [data:, https://*.tile.example.org]}\n";
    let built = themed(csp).files([file]).build();
    assert_eq!(built.report(), "");
    let (page, header) = policies(&built);
    assert_eq!(header, format!("{page}; frame-ancestors 'none'"));
    assert!(
        page.ends_with(
            "; script-src 'self' https://stats.example.org; img-src 'self' data: https://*.tile.example.org"
        )
    );
}
