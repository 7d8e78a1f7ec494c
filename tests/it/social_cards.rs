//! Social cards: each situation has one in each language, other programs can read it, and it is drawn once.
//!
//! The font is a subset of DejaVu Sans in `tests/fixtures/`, so that no test depends on the host's fonts.

use std::sync::Arc;

use situ::Code;
use situ::OutputFiles;
use situ::{CacheMode, Options};

use crate::support::{BuiltSite, Site};

const FONT: &[u8] = include_bytes!("../fixtures/latin-cyrillic.ttf");
const RUSSIAN_TITLE: &str = "Клиент не принимает работу";

/// A site with one situation in two languages; `title` is the Russian one.
fn site(title: &str) -> Site {
    // A summary that fills more lines than a card has, with a word that is longer than a line.
    let summary =
        "Klients nepieņem gatavo darbu un raksta, ka nebūtuizlabojamiizlabojumiizlabotiizlabojumi nelīdz".repeat(3);
    let text = |title: &str| format!("---\ntitle: {title}\nsummary: {summary}.\n---\n\nText.\n");
    Site::new()
        .file(
            "content/site.yaml",
            "base_url: https://example.org/kb\nlanguages: [lv, ru]\nsocial_card_font: content/media/font.ttf\n",
        )
        .file("content/situations.yaml", "phases: [now]\nsituations:\n  - id: refused\n    severity: 4\n")
        .file("content/lv/site.yaml", "title: Vietne\nphases: {now: Tagad}\n")
        .file("content/ru/site.yaml", "title: Сайт\nphases: {now: Сейчас}\n")
        .file("content/lv/situations/refused.md", text("Klients nepieņem < gatavo > „darbu”"))
        .file("content/ru/situations/refused.md", text(title))
        .file("content/media/font.ttf", FONT)
}

fn build(site: &Site, pictures: bool) -> BuiltSite {
    site.build_with(&Options { social_cards: pictures, ..Options::default() }, CacheMode::None)
}

/// Paths of the cards, in order of their languages.
fn cards(files: &OutputFiles) -> Vec<&String> {
    files.keys().filter(|path| path.starts_with("share/")).collect()
}

#[test]
fn each_language_has_a_card_that_its_page_names() {
    let site = build(&site(RUSSIAN_TITLE), true);
    assert_eq!(site.report(), "");
    let files = site.outputs();
    let found = cards(files);
    assert_eq!(found.len(), 2);
    for path in found {
        let size = imagesize::blob_size(&files[path].1).unwrap();
        assert_eq!((size.width, size.height), (1200, 630));
        let html = site.page(&format!("{}/situations/refused/index.html", &path[6..8]));
        assert!(html.contains(&format!("<meta property=\"og:image\" content=\"https://example.org/kb/{path}\">")));
    }
}

#[test]
fn title_is_drawn_and_unchanged_card_is_reused() {
    let first = build(&site(RUSSIAN_TITLE), true).outputs().clone();
    let (second, _) = build(&site("Другое"), true).render_after(first.clone());
    let (before, after) = (cards(&first), cards(&second));
    assert_eq!(before[0], after[0]);
    assert!(Arc::ptr_eq(&first[before[0]].1, &second[after[0]].1), "the Latvian card was drawn again");
    assert_ne!(before[1], after[1]);
    assert!(first[before[1]].1 != second[after[1]].1, "the title is not in the picture");
}

#[test]
fn missing_glyphs_are_reported_and_that_language_has_no_card() {
    let site = build(&site("客戶 不接受"), true);
    assert_eq!(site.codes(), [Code::SocialCardFont]);
    assert_eq!(cards(site.outputs()).len(), 1);
    assert!(!site.page("ru/situations/refused/index.html").contains("og:image"));
}

#[test]
fn disabled_by_default() {
    let site = build(&site(RUSSIAN_TITLE), Options::default().social_cards);
    assert!(cards(site.outputs()).is_empty());
    assert!(!site.page("lv/situations/refused/index.html").contains("og:image"));
}
