//! The look that a site gives to its theme: `look` in site.yaml.

use crate::support::site::two_languages;
use crate::support::{BuiltSite, PNG, Site};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\"/>";

fn site(look: &str) -> Site {
    two_languages()
        .file("content/site.yaml", format!("base_url: https://example.org/kb\nlanguages: [lv, ru]\nlook:\n{look}"))
        .file("content/media/logo.svg", DRAWING)
        .file("content/static/favicon.ico", "x")
        .file("content/look/icon.png", PNG)
        .file("content/look/inter.woff2", "wOF2 a")
        .file("content/look/inter-bold.woff2", "wOF2 b")
}

/// The text of the asset whose name begins with `name`.
fn asset(site: &BuiltSite, name: &str) -> String {
    let path = site.outputs().keys().find(|path| path.starts_with(&format!("assets/{name}."))).unwrap().clone();
    site.page(&path).into_owned()
}

#[test]
fn logo_is_in_the_header_with_its_size_and_the_title_as_its_text() {
    let built = site("  logo: media/logo.svg\n").build();
    assert_eq!(built.report(), "");
    let page = built.page("lv/index.html");
    let logo = page.split("class=\"brand\"").nth(1).unwrap().split("</a>").next().unwrap();
    assert!(
        logo.contains("<img src=\"/kb/media/logo.")
            && logo.contains("width=\"120\" height=\"40\" alt=\"Pal\u{12b}gs\">"),
        "{logo}"
    );
    // Readers without a connection see it too.
    assert!(built.page("lv/offline.json").contains("/kb/media/logo."));
}

#[test]
fn accent_gives_colors_of_pages_and_of_the_web_app() {
    let built = site("  accent: \"#7a1fa2\"\n").build();
    assert_eq!(built.report(), "");
    let css = asset(&built, "site-look");
    assert!(css.contains("--accent:var(--light,#7a1fa2) var(--dark,#"), "{css}");
    let page = built.page("lv/situations/late/index.html");
    let (theme, own) = (page.find("/kb/assets/style.").unwrap(), page.find("/kb/assets/site-look.").unwrap());
    assert!(theme < own, "{page}");
    let band = css.split("--band:var(--light,").nth(1).unwrap().split(')').next().unwrap();
    let manifest = built.page("lv/manifest.json");
    assert!(manifest.contains(&format!("\"theme_color\":\"{band}\"")), "{manifest} {band}");
    let both = site("  accent: {light: \"#7a1fa2\", dark: \"#e0b0ff\"}\n").build();
    assert!(asset(&both, "site-look").contains("--accent:var(--light,#7a1fa2) var(--dark,#e0b0ff)"));
}

#[test]
fn fonts_are_declared_by_situ_and_one_file_is_loaded_at_once() {
    let one = site("  fonts:\n    - {family: Inter, files: {100 900: look/inter.woff2}}\n").build();
    assert_eq!(one.report(), "");
    let css = asset(&one, "site-look");
    let face = "@font-face{font-family:\"Inter\";src:url(\"look/inter.";
    assert!(css.contains(face) && css.contains("font-weight:100 900;font-display:swap}"), "{css}");
    assert!(css.contains("html{font-family:\"Inter\",system-ui,sans-serif}"), "{css}");
    let page = one.page("lv/index.html");
    let preload = "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" href=\"/kb/assets/look/inter.";
    assert!(page.contains(preload) && page.contains(".woff2\" crossorigin>"), "{page}");
    // The name in the style sheet is the published one.
    let url = css.split("src:url(\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(one.outputs().contains_key(&format!("assets/{url}")), "{url}");
    let two = site(
        "  fonts:\n    - {family: Inter, files: {400: look/inter.woff2, 700 italic: look/inter-bold.woff2}}\n    \
         - {family: Inter Tight, use: headings, files: {400: look/inter.woff2}}\n",
    );
    let two = two.build();
    let css = asset(&two, "site-look");
    assert!(
        css.contains("font-weight:700;font-style:italic;") && css.contains("h1,h2,h3,h4{font-family:\"Inter Tight\","),
        "{css}"
    );
    assert!(!two.page("lv/index.html").contains("rel=\"preload\""));
}

#[test]
fn own_style_sheets_follow_in_their_order() {
    let built = site("  css: [look/b.css, look/a.css]\n  accent: \"#7a1fa2\"\n")
        .file("content/look/a.css", "main { background: url('icon.png') }")
        .file("content/look/b.css", "@import 'a.css';")
        .build();
    assert_eq!(built.report(), "");
    let page = built.page("lv/index.html");
    let at = |name: &str| page.find(&format!("href=\"/kb/assets/{name}.")).unwrap();
    assert!(at("site-look") < at("look/b") && at("look/b") < at("look/a"), "{page}");
    let css = asset(&built, "look/a");
    let url = css.split("url('").nth(1).unwrap().split('\'').next().unwrap();
    assert!(built.outputs().contains_key(&format!("assets/look/{url}")), "{css}");
}

#[test]
fn favicon_is_the_icon_of_pages_and_of_the_web_app() {
    let built = site("  favicon: look/icon.png\n").build();
    assert_eq!(built.report(), "");
    let page = built.page("lv/index.html");
    assert!(page.contains("<link rel=\"icon\" type=\"image/png\" href=\"/kb/assets/look/icon."), "{page}");
    assert!(page.contains("<link rel=\"apple-touch-icon\" href=\"/kb/assets/look/icon."), "{page}");
    let manifest = built.page("lv/manifest.json");
    assert!(manifest.contains("\"sizes\":\"1x1\"") && !manifest.contains("icon-512"), "{manifest}");
    // The icons of the theme are neither published nor kept on devices.
    let icons: Vec<&String> = built.outputs().keys().filter(|path| path.contains("/icon")).collect();
    assert!(icons.len() == 1 && icons[0].starts_with("assets/look/icon."), "{icons:?}");
    let kept = built.page("lv/offline.json");
    assert_eq!(kept.matches("/icon").count(), 1, "{kept}");
    let ico = site("  favicon: static/favicon.ico\n").build();
    assert!(ico.page("lv/index.html").contains("<link rel=\"icon\" type=\"image/x-icon\" href=\"/kb/favicon.ico\">"));
}

/// The pages of a site without a look name nothing of it, and have no more files.
#[test]
fn site_without_a_look_has_nothing_of_it() {
    let built = two_languages().build();
    let page = built.page("lv/index.html");
    assert!(
        page.contains("<span>Pal\u{12b}gs</span></a>") && !page.contains("look") && !page.contains("rel=\"preload\"")
    );
    // The places of hooks add no character.
    assert!(page.contains(".css\">\n<link rel=\"alternate\"") && page.contains(">\n</head>"), "{page}");
    assert!(!built.outputs().keys().any(|path| path.contains("look")));
}
