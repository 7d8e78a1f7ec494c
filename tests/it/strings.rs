//! Interface strings of a site: `strings:` in the site.yaml of a language.

use std::fs;

use crate::support::folder::{read, replace};
use crate::support::site::two_languages;
use crate::support::{Site, situ};

/// The ids and English texts of all interface strings, as the JSON Schema for editors lists them.
fn all_strings() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let (code, schema, error) = situ(folder.path(), &["schema", "site"]);
    assert_eq!(code, Some(0), "{error}");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let language = &schema["anyOf"][1]["properties"]["strings"]["properties"];
    let text = |value: &serde_json::Value| value["description"].as_str().unwrap().to_owned();
    language.as_object().unwrap().iter().map(|(id, value)| (id.clone(), text(value))).collect()
}

#[test]
fn strings_reach_pages_and_scripts_of_their_language() {
    let site = two_languages().file(
        "content/lv/site.yaml",
        "title: Palīgs\nphases: {now: Tagad}\nstrings:\n  menu_situations: Bēdas & \"prieki\"\n  script_print: Uz papīra\n  \
         severity: |\n    { $n ->\n        [2] Divi\n       *[other] Cits { $n }\n    }\n",
    );
    let built = site.build();
    assert_eq!(built.report(), "");
    let home = built.page("lv/index.html");
    assert!(home.contains("Bēdas &amp; &quot;prieki&quot;"), "{home}");
    assert!(built.page("lv/words.json").contains("\"print\":\"Uz papīra\""));
    assert!(!built.page("ru/index.html").contains("Bēdas"));
    assert!(!built.page("ru/words.json").contains("papīra"));
    assert!(built.page("404.html").contains("Bēdas"), "pages in all languages have the strings of each");
}

#[test]
fn every_string_can_be_replaced_by_its_english_text() {
    let strings: String = all_strings()
        .iter()
        .map(|(id, text)| {
            format!("  {id}: |\n{}\n", text.lines().map(|line| format!("    {line}\n")).collect::<String>())
        })
        .collect();
    let english = "---\ntitle: Late\nsummary: Too late.\n---\n";
    let site = |strings: &str| {
        two_languages()
            .file("content/site.yaml", "base_url: https://example.org\nlanguages: [en]\n")
            .file("content/en/site.yaml", format!("title: Helper\nphases: {{now: Now}}\n{strings}"))
            .file("content/en/situations/late.md", english)
    };
    let own = site(&format!("strings:\n{strings}")).build();
    assert!(!own.report().contains("error"), "{}", own.report());
    let built_in = site("").build();
    assert!(own.outputs().keys().eq(built_in.outputs().keys()));
    for path in built_in.outputs().keys() {
        assert!(own.page(path) == built_in.page(path), "{path}");
    }
}

#[test]
fn language_that_situ_does_not_know_has_the_strings_of_the_site() {
    let strings: Vec<(String, String)> = all_strings();
    assert!(strings.len() > 200);
    // Every text, with its variables, in a language that nobody speaks.
    let translated = |(id, text): &(String, String)| {
        let lines = text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        format!("  {id}: |\n{}", lines.replacen("    ", "    ŧ ", 1))
    };
    let site = |strings: &str| {
        Site::new()
            .file("content/site.yaml", "base_url: https://example.org\nlanguages: [de]\n")
            .file("content/de/site.yaml", format!("title: Wasser\nphases: {{}}\n{strings}"))
            .file("content/de/pages/about.md", "---\ntitle: Wer\nsummary: Wir.\n---\n\nWir.\n")
    };
    let complete: String = strings.iter().map(translated).collect();
    let built = site(&format!("strings:\n{complete}")).build();
    assert_eq!(built.report(), "");
    assert!(built.page("de/index.html").contains(">ŧ Skip to the content<"));
    assert!(built.page("de/words.json").contains("\"print\":\"ŧ Print\""));
    // Two are missing, and the first of them is named.
    let but_two: String = strings.iter().filter(|(id, _)| !["menu", "copy"].contains(&&**id)).map(translated).collect();
    let report = site(&format!("strings:\n{but_two}")).build().report();
    assert!(report.contains("Interface strings missing in de: 2."), "{report}");
    assert!(report.contains("below `strings:` in content/de/site.yaml") && report.contains("menu, copy"), "{report}");
}

#[test]
fn changed_string_changes_the_published_pages() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    let build = || {
        let (code, _, error) = situ(root, &["build"]);
        assert_eq!(code, Some(0), "{error}");
        (read(root, "public/lv/index.html"), read(root, "public/lv/words.json"))
    };
    let before = build();
    assert!(before.0.contains("Situācijas") && !before.0.contains("Bēdas"));
    fs::write(
        root.join("content/lv/site.yaml"),
        "title: Palīgs\nphases: {now: Tagad}\nstrings: {menu_situations: Bēdas, script_print: Uz papīra}\n",
    )
    .unwrap();
    let after = build();
    assert!(after.0.contains("Bēdas") && after.1.contains("Uz papīra"));
    replace(root, "content/lv/site.yaml", "Bēdas", "Raizes");
    assert!(build().0.contains("Raizes"));
    fs::write(root.join("content/lv/site.yaml"), "title: Palīgs\nphases: {now: Tagad}\n").unwrap();
    assert_eq!(build(), before);
}

#[test]
fn strings_are_proofread_like_other_texts() {
    let site = two_languages().file(
        "content/lv/site.yaml",
        "title: Palīgs\nphases: {now: Tagad}\nstrings:\n  menu_search: Mеklēt\n  severity: \"Nopietnība *{ $n }* [nо] 5\"\n  \
         menu_guide: Kas **notika**?\n",
    );
    let report = site.build().report();
    for expected in ["Mеklēt", "[nо]", "**notika**"] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    assert!(!report.contains("*{ $n }*` is"), "{report}");
}
