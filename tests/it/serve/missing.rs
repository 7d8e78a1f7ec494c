//! The page for an address that has no page: why, and where to go instead.

use super::{Preview, site};

/// The note of the page: its text, and the addresses that it links to.
fn note(preview: &Preview, path: &str) -> (String, Vec<String>) {
    let (status, _, body) = preview.get(path);
    assert_eq!(status, 404, "{path}");
    let note = body.split("<aside class=\"situ-missing\"").nth(1).unwrap_or_else(|| panic!("{path}: {body}"));
    let note = note.split("</aside>").next().unwrap();
    let text = note.split("<p>").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
    let links = note.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap().to_owned()).collect();
    (text, links)
}

#[test]
fn missing_page_says_why_and_links_to_what_was_meant() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    preview.replace("content/en/articles/quiet.md", "summary", "slug: silence\nsummary");
    preview.built();
    for (path, text, link) in [
        (
            "/en/articles/quiet/",
            "The page of content/en/articles/quiet.md has another address:",
            "/en/articles/silence/",
        ),
        ("/en/quiet", "The page of content/en/articles/quiet.md has another address:", "/en/articles/silence/"),
        (
            "/lv/articles/calls/",
            "There is no document `calls` in lv yet. To create it, run: situ translate calls --from en --to lv. It exists here:",
            "/en/articles/calls/",
        ),
        ("/en/articles/cals/", "There is no page at this address. Did you mean:", "/en/articles/calls/"),
        ("/en/artcles/", "There is no page at this address. Did you mean:", "/en/articles/"),
        (
            "/de/articles/calls/",
            "`de` is not a language of this site. An address begins with one of its languages: lv, en.",
            "/en/articles/calls/",
        ),
        (
            "/articles/calls/",
            "`articles` is not a language of this site. An address begins with one of its languages: lv, en.",
            "/en/articles/calls/",
        ),
    ] {
        assert_eq!(note(&preview, path), (text.to_owned(), vec![link.to_owned()]), "{path}");
        assert_eq!(preview.get(link).0, 200);
    }
    let (text, links) = note(&preview, "/en/articles/%3Cb%3Eqqqqqqqqqq/");
    assert!(text.starts_with("There is no page at this address. A page has the name of its file:") && links.is_empty());
}

#[test]
fn missing_page_of_a_file_with_errors_says_so() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    preview.write("content/en/articles/new.md", "---\ntitle: New\n---\n");
    preview.refused();
    let (text, _) = note(&preview, "/en/articles/new/");
    assert!(text.starts_with("The file content/en/articles/new.md exists, but the site has errors"), "{text}");
    // Once the error is fixed, the page is there.
    let mut events = preview.events("/en/articles/new/");
    preview.write("content/en/articles/new.md", "---\ntitle: New\nsummary: N.\n---\n");
    events.until_reload();
    assert_eq!(preview.get("/en/articles/new/").0, 200);
}
