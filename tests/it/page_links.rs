//! The links at the end of a text: to edit it, and to report a mistake in it.

use crate::support::Site;
use crate::support::site::two_languages;

fn site(settings: &str) -> Site {
    two_languages()
        .file("content/site.yaml", format!("base_url: https://example.org\nlanguages: [lv, ru]\n{settings}"))
        .file("content/lv/articles/a.md", "---\ntitle: \"R\u{101}d\u{12b} & dari\"\nsummary: S.\n---\n\nTeksts.\n")
}

#[test]
fn texts_have_links_in_the_language_of_their_page() {
    let settings = "edit_url: https://g.example/edit/{path}\nreport_url: https://g.example/{lang}/{id}\n";
    let built = site(settings).build();
    assert_eq!(built.report(), "");
    let article = built.page("lv/articles/a/index.html").replace("&#x2F;", "/");
    assert!(
        article.contains("<a href=\"https://g.example/edit/content/lv/articles/a.md\">Labot \u{161}o lapu</a>"),
        "{article}"
    );
    assert!(article.contains("<a href=\"https://g.example/lv/a\">Zi\u{146}ot par k\u{13c}\u{16b}du</a>"), "{article}");
    let situation = built.page("ru/situations/late/index.html").replace("&#x2F;", "/");
    assert!(situation.contains("https://g.example/edit/content/ru/situations/late.md"), "{situation}");
    for path in ["lv/index.html", "lv/articles/index.html", "404.html"] {
        assert!(!built.page(path).contains("g.example"), "{path}");
    }
}

#[test]
fn mistake_is_mailed_with_title_and_address() {
    let built = site("report_url: mistakes@example.org\n").build();
    assert_eq!(built.report(), "");
    let article = built.page("lv/articles/a/index.html").replace("&#x2F;", "/").replace("&amp;", "&");
    let mail = "mailto:mistakes@example.org?subject=R%C4%81d%C4%AB%20%26%20dari&body=https%3A//example.org/lv/articles/a/%0A%0A";
    assert!(article.contains(mail), "{article}");
    assert!(!article.contains("Labot"), "{article}");
}

#[test]
fn site_without_the_settings_has_no_links() {
    let article = site("").build().page("lv/articles/a/index.html").into_owned();
    assert!(!article.contains("mailto:") && !article.contains("Labot"), "{article}");
}
