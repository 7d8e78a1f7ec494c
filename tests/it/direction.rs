//! Languages that are written from the right.

use crate::support::Site;

fn site(languages: &str, codes: &[&str]) -> Site {
    let config = ("content/site.yaml".to_owned(), format!("base_url: https://x.example\nlanguages: [{languages}]\n"));
    let titles = codes.iter().map(|code| (format!("content/{code}/site.yaml"), format!("title: T {code}\n")));
    let article = |code: &&str| {
        (format!("content/{code}/articles/a.md"), "---\ntitle: A\nsummary: A.\n---\n\nSee [[b]].\n".to_owned())
    };
    let only = codes
        .last()
        .map(|code| (format!("content/{code}/articles/b.md"), "---\ntitle: B\nsummary: B.\n---\n\nB.\n".to_owned()));
    Site::new().files(std::iter::once(config).chain(titles).chain(codes.iter().map(article)).chain(only))
}

#[test]
fn pages_and_parts_have_the_direction_of_their_language() {
    let built = site("lv, he, az-arab", &["lv", "he", "az-arab"]).build();
    let page = |path: &str| String::from_utf8_lossy(&built.outputs()[path].1).into_owned();
    assert!(page("lv/index.html").contains("<html lang=\"lv\" dir=\"ltr\""));
    assert!(page("he/index.html").contains("<html lang=\"he\" dir=\"rtl\""));
    assert!(page("az-arab/articles/a/index.html").contains("<html lang=\"az-arab\" dir=\"rtl\""));
    // A link in the text, the language switch, and the pages that speak all languages.
    assert!(page("lv/articles/a/index.html").contains(" hreflang=\"az-arab\" lang=\"az-arab\" dir=\"rtl\">„B”</a>"));
    assert!(page("he/index.html").contains(" hreflang=\"lv\" lang=\"lv\" dir=\"ltr\""));
    for path in ["404.html", "offline.html", "index.html"] {
        let all = page(path);
        for part in ["lang=\"lv\" dir=\"ltr\"", "lang=\"he\" dir=\"rtl\"", "lang=\"az-arab\" dir=\"rtl\""] {
            assert!(all.contains(part), "{path}: {part}");
        }
    }
}

#[test]
fn arabic_hebrew_and_persian_pages_are_written_from_the_right() {
    let codes = ["ar", "he", "fa", "ar-latn", "en"];
    let built = site("ar, he, fa, ar-latn, en", &codes).build();
    for (code, direction) in [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ar-latn", "ltr"), ("en", "ltr")] {
        for path in ["index.html", "articles/a/index.html", "search/index.html"] {
            let page = built.page(&format!("{code}/{path}"));
            assert!(page.contains(&format!("<html lang=\"{code}\" dir=\"{direction}\"")), "{code}/{path}");
        }
    }
    // The quotation marks around an English title are in the link, which is written from the left.
    for code in ["ar", "he", "fa"] {
        let page = built.page(&format!("{code}/articles/a/index.html"));
        assert!(page.contains(" hreflang=\"en\" lang=\"en\" dir=\"ltr\">“B”</a>"), "{code}: {page}");
    }
}

#[test]
fn sites_written_from_the_left_name_no_direction() {
    let built = site("lv, ru", &["lv", "ru"]).build();
    for (path, (_, bytes)) in built.outputs().iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains(" dir="), "{path}");
    }
}
