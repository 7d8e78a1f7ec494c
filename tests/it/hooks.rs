//! Hooks: what a site and its theme add to every page, at the places that the default theme leaves empty.

use std::fs;

use situ::RenderError;
use situ::{Code, InMemory};

use crate::support::site::two_languages;
use crate::support::{BuiltSite, Site, situ};

fn site(csp: &str) -> Site {
    two_languages()
        .file("content/site.yaml", format!("base_url: https://example.org\nlanguages: [lv, ru]\ntheme: mine\n{csp}"))
        .file("themes/mine/theme.yaml", "situ: 1\n")
}

/// The parts of a page that hooks are in: head, end of the content, footer.
fn parts(site: &BuiltSite, path: &str) -> [String; 3] {
    let page = site.page(path);
    let between = |start: &str, end: &str| {
        page.split_once(start)
            .and_then(|(_, rest)| rest.split_once(end))
            .map_or_else(String::new, |(part, _)| part.to_owned())
    };
    [between("<head>", "</head>"), between("<main", "</main>"), between("<footer", "</footer>")]
}

#[test]
fn hooks_of_site_and_theme_are_both_on_every_page() {
    let csp = "csp: {script-src: [https://stats.example.org]}\n";
    let built = site(csp)
        .file("themes/mine/templates/hook-head.html", "<meta name=\"theme-head\" content=\"{{ page.kind }}\">\n")
        .file("themes/mine/templates/hook-after-content.html", "<p>theme-after</p>\n")
        .file("themes/mine/templates/hook-footer.html", "<p>theme-footer {{ site.lang }}</p>\n")
        .file("content/hooks/head.html", "<script async src=\"https://stats.example.org/count.js\"></script>\n")
        .file("content/hooks/after-content.html", "<p>site-after {{ page.lang }}</p>\n")
        .file("content/hooks/footer.html", "<p>site-footer {{ ui.menu }}</p>\n")
        .build();
    assert_eq!(built.report(), "");
    for (path, lang, kind) in [("lv/index.html", "lv", "home"), ("ru/situations/late/index.html", "ru", "situation")] {
        let [head, main, footer] = parts(&built, path);
        assert!(head.contains(&format!("<meta name=\"theme-head\" content=\"{kind}\">")), "{head}");
        assert!(head.contains("src=\"https://stats.example.org/count.js\""), "{head}");
        assert!(main.contains("<p>theme-after</p>") && main.contains(&format!("<p>site-after {lang}</p>")), "{main}");
        assert!(
            footer.contains(&format!("<p>theme-footer {lang}</p>")) && footer.contains("<p>site-footer "),
            "{footer}"
        );
    }
    let policy = "script-src 'self' https://stats.example.org";
    assert!(built.page("lv/index.html").contains(policy) && built.page("_headers").contains(policy));
}

#[test]
fn site_with_the_built_in_theme_has_hooks_too() {
    let built = two_languages().file("content/hooks/footer.html", "<p>SIA Palīgs</p>\n").build();
    assert_eq!(built.report(), "");
    assert!(parts(&built, "lv/index.html")[2].contains("<p>SIA Palīgs</p>"));
}

/// The error has the place in the hook, whether the page or the footer of all pages is being rendered.
#[test]
fn error_in_a_hook_has_its_place() {
    for (name, text, byte) in [
        ("head.html", "<p>{{ site.title }}</p>\n{{ page.headline }}\n", 32),
        ("footer.html", "\n{{ page.title }}\n", 4),
    ] {
        let path = format!("content/hooks/{name}");
        let built = two_languages().file(path.clone(), text).build();
        assert_eq!(built.report(), "");
        let Err(RenderError::Content(errors)) = built.ready().render(&InMemory::default()) else {
            panic!("{name} is rendered");
        };
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        let place = (error.code, &*error.span.path, error.span.start);
        assert_eq!(place, (Code::Theme, &*path, byte));
    }
}

/// Reading a hook shows only errors of form; a value that one page lacks is found where that page is rendered.
#[test]
fn check_renders_the_hooks_of_a_site() {
    for (name, text) in [
        ("footer.html", "{{ page.title }}"),
        ("after-content.html", "{% if page.kind == \"situation\" %}{{ page.extra.reviewer }}{% endif %}"),
    ] {
        let path = format!("content/hooks/{name}");
        let folder = two_languages().file(path.clone(), text).on_disk();
        let (code, _, shown) = situ(folder.path(), &["check"]);
        assert_eq!(code, Some(1), "{name}: {shown}");
        assert!(shown.starts_with("error[theme]:") && shown.contains(&format!(" --> {path}:1:")), "{name}: {shown}");
        assert_eq!(shown.matches("error[theme]").count(), 1, "{name}: {shown}");
        fs::write(folder.path().join(&path), "{{ site.title }}").unwrap();
        let (code, _, shown) = situ(folder.path(), &["check"]);
        assert_eq!(code, Some(0), "{name}: {shown}");
    }
}
