//! A theme that restyles everything without a copied template, and a site of another trade with a look of its own:
//! `tests/fixtures/own-look/`.

use std::fs;

use situ::{CacheMode, Options, SourceTree};

use crate::support::site::BuiltSite;
use crate::support::{Site, tests_dir};

/// The site of the fixture, with the font of the tests, and pictures for shared links.
fn workshop() -> BuiltSite {
    let (tree, found) = SourceTree::from_disk(&tests_dir("fixtures/own-look"));
    assert!(found.is_empty(), "{found:?}");
    let files = tree.paths().map(|path| (path.to_string(), tree.read(path).unwrap().into_owned()));
    let font = fs::read(tests_dir("fixtures/latin-cyrillic.ttf")).unwrap();
    Site::new().files(files).file("content/look/workshop.ttf", font).build_with(&Options::default(), CacheMode::None)
}

/// The text between two texts of a page.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).unwrap_or_else(|| panic!("{start} in {page}")).0
}

#[test]
fn theme_without_a_copied_template_restyles_a_site_of_another_trade() {
    let built = workshop();
    assert_eq!(built.report(), "");
    let templates: Vec<_> = built.tree.below("themes/workshop/templates/").map(|path| path.to_string()).collect();
    assert_eq!(templates, ["themes/workshop/templates/hook-head.html"]);
    for (lang, title) in [("en", "Harbour Cycles"), ("lv", "Ostas rite\u{146}i")] {
        let page = built.page(&format!("{lang}/articles/punctures/index.html"));
        // The style sheets in their order: built-in theme, theme, look, own.
        let sheets: Vec<&str> = page.split("<link rel=\"stylesheet\" href=\"/help/assets/").skip(1).collect();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.split('.').next().unwrap()).collect();
        assert_eq!(names, ["style", "workshop", "site-look", "look/own"]);
        let brand = between(&page, "class=\"brand\"", "</a>");
        assert!(brand.contains("/help/media/logo.") && brand.contains("width=\"160\" height=\"40\""), "{brand}");
        assert!(brand.contains(&format!("alt=\"{title}\"")), "{brand}");
        assert!(between(&page, "<footer", "</footer>").contains("<p>Harbour Cycles, 7 Harbour Street</p>"));
        assert!(page.contains(&format!("<p class=\"tools\"><span>2</span><span>kit-{lang}</span></p>")), "{page}");
        assert!(between(&page, "<head>", "</head>").contains("src=\"https://stats.example.org/count.js\""));
        assert!(page.contains("mailto:mistakes@cycles.example?subject="), "{page}");
        assert!(
            page.contains("<link rel=\"preload\" as=\"font\" type=\"font/ttf\" href=\"/help/assets/look/workshop.")
        );
        assert!(page.contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/help/assets/look/icon."));
    }
    let sheet = built.outputs().keys().find(|path| path.starts_with("assets/site-look.")).unwrap();
    let css = built.page(sheet);
    assert!(
        css.contains("--accent:var(--light,#8a2b06)") && css.contains("font-family:\"Workshop\",system-ui"),
        "{css}"
    );
    assert_eq!(built.page("verification.txt"), "cycles.example\n");
    assert!(built.page(".well-known/security.txt").starts_with("Contact: "));
    assert!(built.page("en/manifest.json").contains("\"background_color\":\"#f6f1e4\""));
    assert!(built.page("_headers").contains("script-src 'self' https://stats.example.org"));
}
