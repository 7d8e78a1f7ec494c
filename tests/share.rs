//! Pictures for shared links: they are there, readable by other programs, and drawn once.
//!
//! Needs a font of the machine; where there is none, nothing is tested.

use std::path::Path;

use situ::build::{Memory, Options, build};
use situ::diag::Code;
use situ::outputs::{InMemory, OutputFiles as Files};
use situ::tree::Tree;

const FONTS: [&str; 2] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
];

fn font() -> Option<Vec<u8>> {
    let found = FONTS.iter().find_map(|path| std::fs::read(Path::new(path)).ok());
    if found.is_none() {
        eprintln!("skipped: there is no font");
    }
    found
}

fn site(font: Vec<u8>, title: &str) -> Tree {
    let long =
        "Klients nepieņem gatavo darbu un raksta, ka nebūtuizlabojamiizlabojumiizlabotiizlabojumi nelīdz".repeat(3);
    let text = |title: &str| format!("---\ntitle: {title}\nsummary: {long}.\n---\n\nText.\n").into_bytes();
    let yaml = "base_url: https://example.org/kb\nlanguages: [lv, ru]\nshare_font: content/media/font.ttf\n";
    let situations = "phases: [now]\nsituations:\n  - id: refused\n    severity: 4\n";
    Tree::from_pairs([
        ("content/site.yaml", yaml.as_bytes().to_vec()),
        ("content/situations.yaml", situations.as_bytes().to_vec()),
        ("content/lv/site.yaml", "title: Vietne\nphases: {now: Tagad}\n".as_bytes().to_vec()),
        ("content/ru/site.yaml", "title: Сайт\nphases: {now: Сейчас}\n".as_bytes().to_vec()),
        ("content/lv/situations/refused.md", text("Klients nepieņem <gatavo> „darbu”")),
        ("content/ru/situations/refused.md", text(title)),
        ("content/media/font.ttf", font),
    ])
}

/// The files, and codes of what was found wrong.
fn built(tree: &Tree, before: Files, pictures: bool) -> (Files, Vec<Code>) {
    let built = build(tree, &Options { pictures, ..Options::default() }, Memory::None, Vec::new());
    let codes = built.diagnostics.iter().map(|found| found.code).collect();
    let outputs = InMemory::after(before);
    assert!(built.site.expect("the site is sound").render(tree, &outputs).is_ok());
    (outputs.finish(), codes)
}

fn pictures(files: &Files) -> Vec<&String> {
    files.keys().filter(|path| path.starts_with("share/")).collect()
}

#[test]
fn every_language_has_a_picture_that_its_page_names() {
    let Some(font) = font() else { return };
    let (files, _) = built(&site(font, "Клиент не принимает работу"), Files::new(), true);
    let found = pictures(&files);
    assert_eq!(found.len(), 2);
    for path in found {
        let bytes = &files[path].1;
        let size = imagesize::blob_size(bytes).unwrap();
        assert_eq!((size.width, size.height), (1200, 630));
        let page = format!("{}/situations/refused/index.html", &path[6..8]);
        let html = String::from_utf8_lossy(&files[&page].1).into_owned();
        assert!(html.contains(&format!("<meta property=\"og:image\" content=\"https://example.org/kb/{path}\">")));
    }
}

#[test]
fn words_are_drawn_and_an_unchanged_picture_is_the_same_file() {
    let Some(font) = font() else { return };
    let (first, _) = built(&site(font.clone(), "Клиент не принимает работу"), Files::new(), true);
    let (second, _) = built(&site(font, "Другое"), first.clone(), true);
    let (one, two) = (pictures(&first), pictures(&second));
    assert_eq!(one[0], two[0]);
    assert!(std::sync::Arc::ptr_eq(&first[one[0]].1, &second[two[0]].1), "drawn again");
    assert_ne!(one[1], two[1]);
    assert!(first[one[1]].1 != second[two[1]].1, "the title is not in the picture");
}

#[test]
fn letters_that_the_font_lacks_are_told_and_that_language_has_no_picture() {
    let Some(font) = font() else { return };
    let (files, codes) = built(&site(font, "客戶 不接受"), Files::new(), true);
    assert!(codes.contains(&Code::ShareFont), "{codes:?}");
    assert_eq!(pictures(&files).len(), 1);
    let html = String::from_utf8_lossy(&files["ru/situations/refused/index.html"].1).into_owned();
    assert!(!html.contains("og:image"));
}

#[test]
fn who_does_not_ask_for_pictures_gets_none() {
    let Some(font) = font() else { return };
    let (files, _) = built(&site(font, "Клиент"), Files::new(), false);
    assert!(pictures(&files).is_empty());
    assert!(!String::from_utf8_lossy(&files["lv/situations/refused/index.html"].1).contains("og:image"));
}
