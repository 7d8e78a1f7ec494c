//! Drafts in the preview: shown and marked, on their own page and in links.

use super::{Preview, site};
use crate::support::folder::replace;
use crate::support::situ;

const NOTE: &str = "Draft: readers do not see this page. When it is ready, delete the line `draft: true` in";
const LABEL: &str = "<span class=\"situ-draft\" lang=\"en\">draft</span> ";

#[test]
fn new_document_is_shown_at_the_address_that_new_prints() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    for (kind, id) in [("article", "call-first"), ("situation", "flood"), ("page", "about")] {
        let (code, out, error) = situ(folder.path(), &["new", kind, id]);
        assert_eq!((code, error.as_str()), (Some(0), ""), "{kind}");
        let path = out.split("http://localhost:4100").nth(1).unwrap().split(',').next().unwrap().to_owned();
        assert!(path.ends_with(&format!("/{id}/")), "{out}");
        while preview.get(&path).0 != 200 {
            preview.line();
        }
        let page = preview.page(&path);
        assert!(page.contains(&format!("{NOTE} content/en/")), "{page}");
        assert!(page.contains("<link rel=\"stylesheet\" href=\"/_situ/page.css\">"), "{page}");
    }
    assert!(preview.get("/_situ/page.css").1.contains("content-type: text/css"));
}

#[test]
fn draft_is_marked_in_lists_until_it_is_ready() {
    let folder = site();
    replace(folder.path(), "content/en/articles/quiet.md", "---\n\nQuiet", "draft: true\n---\n\nQuiet");
    let mut preview = Preview::of(folder.path());
    preview.built();
    let marked = format!("<a href=\"/en/articles/quiet/\">{LABEL}Quiet</a>");
    assert!(preview.page("/en/articles/").contains(&marked));
    assert!(!preview.page("/en/articles/calls/").contains(NOTE));
    let index = preview.page("/en/search/index.json");
    assert!(index.contains("[\"quiet/\",\"[draft] Quiet\"]"), "{index}");
    // Only the mark changes, and the list is reloaded nevertheless.
    let mut list = preview.events("/en/articles/");
    let mut other = preview.events("/en/articles/calls/");
    preview.replace("content/en/articles/quiet.md", "draft: true\n", "");
    list.until_reload();
    assert!(preview.page("/en/articles/").contains("<a href=\"/en/articles/quiet/\">Quiet</a>"));
    assert!(!preview.page("/en/articles/quiet/").contains("situ-draft"));
    assert!(preview.page("/en/search/index.json").contains("[\"quiet/\",\"Quiet\"]"));
    other.next_of("report");
}

#[test]
fn no_drafts_hides_them_and_drafts_is_still_accepted() {
    let folder = site();
    replace(folder.path(), "content/en/articles/quiet.md", "---\n\nQuiet", "draft: true\n---\n\nQuiet");
    let mut preview = Preview::with(folder.path(), &["--no-drafts"], None);
    preview.built();
    let (status, _, body) = preview.get("/en/articles/quiet/");
    assert_eq!(status, 404);
    assert!(body.contains("`quiet` is a draft, and the preview was started with --no-drafts."), "{body}");
    assert!(!preview.page("/en/articles/").contains("Quiet"));
    drop(preview);
    let mut preview = Preview::with(folder.path(), &["--drafts"], None);
    preview.built();
    assert!(preview.page("/en/articles/quiet/").contains(NOTE));
}

#[test]
fn build_never_has_marks() {
    let folder = site();
    replace(folder.path(), "content/en/articles/quiet.md", "---\n\nQuiet", "draft: true\n---\n\nQuiet");
    assert_eq!(situ(folder.path(), &["build", "--drafts"]).0, Some(0));
    for page in ["articles/index.html", "articles/quiet/index.html"] {
        let html = std::fs::read_to_string(folder.path().join("public/en").join(page)).unwrap();
        assert!(html.contains("Quiet") && !html.contains("situ-"), "{html}");
    }
}
