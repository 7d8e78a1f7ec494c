//! Changes of the sources: what is built again, and which events open pages get.

use std::fs;

use super::{Preview, site};
use crate::support::folder::{replace, write};

#[test]
fn save_reloads_only_the_pages_that_changed() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let mut edited = preview.events("/en/articles/calls/");
    let mut other = preview.events("/en/articles/quiet/");
    other.next_of("report");
    // A save without a change builds nothing, so the next line belongs to the next change.
    let path = "content/en/articles/calls.md";
    preview.write(path, &fs::read_to_string(folder.path().join(path)).unwrap());
    preview.replace(path, "Text one.", "Text two.");
    edited.until_reload();
    assert!(preview.page("/en/articles/calls/").contains("Text two."));
    preview.built();
    // The other page gets a report of an error elsewhere, and no reload.
    preview.write("content/en/articles/wrong.md", "---\ntitle: Wrong\n---\n");
    while other.next_of("report")["errors"] != "1 error" {}
}

#[test]
fn last_good_page_stays_while_there_are_errors() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let mut events = preview.events("/en/articles/calls/");
    let report = events.next_of("report");
    assert_eq!((&report["errors"], &report["warnings"]), (&"".into(), &"1 warning".into()));
    preview.replace("content/en/articles/calls.md", "Text one.", "Text one. <script>alert(1)</script> [[nowhere]]");
    let report = events.next_of("report");
    assert_eq!(report["errors"], "3 errors");
    assert_eq!(report["problems"][0]["severity"], "error");
    let text = report["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("content/en/articles/calls.md:7:11"), "{text}");
    assert!(text.contains("<script>"), "{text}");
    assert!(report["note"].as_str().unwrap().contains("last successful build"));
    preview.refused();
    assert!(
        preview.page("/en/articles/calls/").contains("Text one.")
            && !preview.page("/en/articles/calls/").contains("alert(1)")
    );
    preview.replace("content/en/articles/calls.md", " <script>alert(1)</script> [[nowhere]]", " Fixed.");
    events.until_reload();
    assert!(preview.page("/en/articles/calls/").contains("Fixed."));
}

#[test]
fn site_with_errors_at_the_start_is_shown_once_fixed() {
    let folder = site();
    replace(folder.path(), "content/site.yaml", "languages", "langauges");
    let mut preview = Preview::of(folder.path());
    while !preview.line().starts_with("There is nothing to show yet: ") {}
    let (status, _, body) = preview.get("/en/");
    assert_eq!(status, 503);
    assert!(body.contains("/_situ/reload.js"));
    assert!(body.contains("There is no page to show yet. Fix the errors, and the page appears."), "{body}");
    let mut events = preview.events("/en/");
    let report = events.next_of("report");
    assert!(report["note"].as_str().unwrap().starts_with("There is no page to show yet."), "{report}");
    assert!(report["problems"][0]["text"].as_str().unwrap().contains("langauges"), "{report}");
    preview.replace("content/site.yaml", "langauges", "languages");
    events.until_reload();
    assert!(preview.page("/en/").contains("Helper"));
}

#[test]
fn created_renamed_and_deleted_files_are_seen() {
    let folder = site();
    let root = folder.path();
    let mut preview = Preview::of(root);
    preview.built();
    // A new folder and, at once, a file in it.
    preview.write("content/lv/articles/calls.md", "---\ntitle: Zvani\nsummary: Par zvaniem.\nsituations: [late]\n---\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#second}\n");
    preview.built();
    assert!(preview.page("/lv/articles/calls/").contains("Zvaniet."));
    fs::rename(root.join("content/en/articles/quiet.md"), root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert_eq!(preview.get("/en/articles/quiet/").0, 404);
    assert!(preview.page("/en/articles/silent/").contains("Quiet text."));
    // Many editors save by renaming another file over the old one.
    write(root, "content/en/articles/.silent.md.swp", "---\ntitle: Silent\nsummary: S.\n---\n\nRenamed over.\n");
    fs::rename(root.join("content/en/articles/.silent.md.swp"), root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert!(preview.page("/en/articles/silent/").contains("Renamed over."));
    fs::remove_file(root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert_eq!(preview.get("/en/articles/silent/").0, 404);
    // A renamed folder.
    fs::rename(root.join("content/lv/articles"), root.join("elsewhere")).unwrap();
    preview.built();
    assert_eq!(preview.get("/lv/articles/calls/").0, 404);
    fs::rename(root.join("elsewhere"), root.join("content/lv/articles")).unwrap();
    preview.built();
    assert!(preview.page("/lv/articles/calls/").contains("Zvaniet."));
}

#[test]
fn changes_of_media_data_theme_and_strings_are_seen() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    preview.write("content/en/articles/files.md", "---\ntitle: Files\nsummary: F.\n---\n\n[file](media/a.txt)\n");
    preview.built();
    let address = |preview: &Preview| {
        let page = preview.page("/en/articles/files/");
        page.split("href=\"/media/").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let first = address(&preview);
    assert_eq!(preview.page(&format!("/media/{first}")), "first");
    preview.write("content/media/a.txt", "second");
    preview.built();
    let second = address(&preview);
    assert_ne!(first, second);
    assert_eq!(preview.page(&format!("/media/{second}")), "second");
    preview.replace("content/en/site.yaml", "Helper", "Assistant");
    preview.built();
    assert!(preview.page("/en/").contains("Assistant"));
    // A new theme folder, then an error in it, then its strings.
    preview.write("themes/own/templates/page.html", "<p>own page</p>");
    preview.replace("content/site.yaml", "languages", "theme: own\nlanguages");
    preview.write("content/en/pages/about.md", "---\ntitle: About\nsummary: Who.\n---\n");
    while !preview.get("/en/about/").2.contains("own page") {
        preview.line();
    }
    preview.write("themes/own/templates/page.html", "<p>{{ page.titel }}</p>");
    preview.refused();
    assert!(preview.page("/en/about/").contains("own page"));
    let report = preview.events("/en/about/").next_of("report");
    let text = report["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("themes/own/templates/page.html") && text.contains("titel"), "{text}");
    preview.write("themes/own/templates/page.html", "<p>fixed {{ ui.menu_articles }}</p>");
    preview.built();
    assert!(preview.page("/en/about/").contains("fixed"));
    preview.write("themes/own/strings/en.ftl", "menu_articles = Own word\n");
    while !preview.page("/en/about/").contains("Own word") {
        preview.line();
    }
}

#[test]
fn content_folder_may_disappear_and_come_back() {
    let folder = site();
    let root = folder.path();
    let mut preview = Preview::of(root);
    preview.built();
    let mut events = preview.events("/en/articles/calls/");
    fs::rename(root.join("content"), root.join("away")).unwrap();
    while !preview.line().starts_with("The folder content/ is missing") {}
    while events.next_of("report")["note"].as_str().is_none_or(|note| !note.contains("is missing")) {}
    assert!(preview.page("/en/articles/calls/").contains("Text one."));
    replace(root, "away/en/articles/calls.md", "Text one.", "Text two.");
    fs::rename(root.join("away"), root.join("content")).unwrap();
    preview.built();
    assert!(preview.page("/en/articles/calls/").contains("Text two."));
    // Later changes are seen as well.
    preview.replace("content/en/articles/calls.md", "Text two.", "Text three.");
    while !preview.page("/en/articles/calls/").contains("Text three.") {
        preview.line();
    }
}

#[test]
fn page_shows_draft_state_editor_link_and_action_locations() {
    let folder = site();
    replace(folder.path(), "content/en/articles/quiet.md", "---\n\nQuiet", "draft: true\n---\n\nQuiet");
    let mut preview = Preview::with(folder.path(), &["--no-drafts"], None);
    preview.built();
    assert_eq!(preview.get("/en/articles/quiet/").0, 404);
    drop(preview);
    let mut preview = Preview::with(folder.path(), &[], Some("editor://open?file={path}&line={line}"));
    preview.built();
    let about = preview.events("/en/articles/quiet/").next_of("about");
    assert_eq!(about["draft"], "draft");
    let file = std::path::absolute(folder.path()).unwrap().join("content/en/articles/quiet.md");
    assert_eq!(about["edit"], format!("editor://open?file={}&line=1", file.display()));
    let mut events = preview.events("/en/articles/calls/");
    let about = events.next_of("about");
    assert_eq!(about["draft"], "");
    assert_eq!(about["actions"]["calls.first"], "Late › Now: 1 of 1");
    let nowhere = about["actions"]["calls.second"].as_str().unwrap();
    assert!(nowhere.ends_with("add: - calls.second"), "{nowhere}");
    let report = events.next_of("report");
    let edit = report["problems"][0]["edit"].as_str().unwrap();
    assert!(edit.ends_with("calls.md&line=12"), "{edit}");
}

#[test]
fn look_and_hooks_are_reloaded() {
    let folder = site();
    write(folder.path(), "content/look/own.css", "main { color: #111 }");
    write(folder.path(), "content/hooks/footer.html", "<p>first</p>\n");
    replace(folder.path(), "content/site.yaml", "languages", "look: {css: [look/own.css]}\nlanguages");
    let mut preview = Preview::of(folder.path());
    preview.built();
    let sheet = |preview: &Preview| {
        let page = preview.page("/en/");
        let name = page.split("/assets/look/own.").nth(1).unwrap().split('"').next().unwrap().to_owned();
        preview.get(&format!("/assets/look/own.{name}")).2
    };
    assert_eq!(sheet(&preview), "main { color: #111 }");
    preview.write("content/look/own.css", "main { color: #222 }");
    preview.built();
    assert_eq!(sheet(&preview), "main { color: #222 }");
    assert!(preview.page("/en/").contains("<p>first</p>"));
    preview.write("content/hooks/footer.html", "<p>second</p>\n");
    preview.built();
    assert!(preview.page("/en/").contains("<p>second</p>"));
    preview.write("content/hooks/footer.html", "<p>{{ page.title }}</p>\n");
    preview.refused();
    assert!(preview.page("/en/").contains("<p>second</p>"));
}
