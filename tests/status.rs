//! `situ status` and `situ translate` through the program, on a small site.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

mod shared;
use shared::files::{read, write};

const CALLS: &str = "---\ntitle: \"Zvani: kā\"\nsummary: Par zvaniem.\nsituations: [late]\naliases: [veci-zvani]\nupdated: 2026-11-21\n---\n\n\
    Teksts ar saiti [[late#now]].\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#second}\n\n  > [!LAW lv 2025-01-31]\n  > Likums.\n\n\
    ## Pēc tam {#later phase=after}\n\n- [ ] Gaidiet. {#third}\n";

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru, en]\n"),
        ("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad, after: Vēlāk}\n"),
        ("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас, after: Потом}\n"),
        ("content/en/site.yaml", "title: Helper\n"),
        (
            "content/situations.yaml",
            "phases: [now, after]\nsituations:\n  - id: late\n    severity: 2\n    steps:\n      now: [calls.first!]\n      after: [calls.third]\n",
        ),
        ("content/lv/situations/late.md", "---\ntitle: Vēlu\nsummary: Par vēlu.\n---\n"),
        ("content/lv/articles/calls.md", CALLS),
        ("content/lv/articles/raw.md", "---\ntitle: Melnraksts\nsummary: Vēl nav.\ndraft: true\n---\n\nTeksts.\n"),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn situ(root: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_situ"))
        .args(["--lang", "en"])
        .args(arguments)
        .arg("--root")
        .arg(root)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_table_shows_every_text_in_every_language() {
    let folder = site();
    let (code, table, said) = situ(folder.path(), &["status"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let wanted = "  Situation  lv        ru        en
  late       original  missing   missing

  Article    lv        ru        en
  calls      original  missing   missing
  raw        draft     missing   missing

  original   2         0         0
  fresh      0         0         0
  stale      0         0         0
  draft      1         0         0
  missing    0         3         3

1 action stands in no checklist
  content/lv/articles/calls.md:14  calls.second

1 statement on law was checked more than a year before 2026-11-21
  content/lv/articles/calls.md:16  lv 2025-01-31
";
    assert_eq!(table, wanted);
    let (_, table, _) = situ(folder.path(), &["status", "--today", "2026-01-31"]);
    assert!(table.ends_with("0 statements on law were checked more than a year before 2026-01-31\n"), "{table}");
    let (code, _, said) = situ(folder.path(), &["status", "--today", "31.01.2026"]);
    assert_eq!((code, said.contains("31.01.2026")), (Some(2), true));
}

#[test]
fn the_table_is_there_for_scripts() {
    let folder = site();
    let (_, json, _) = situ(folder.path(), &["status", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["languages"], serde_json::json!(["lv", "ru", "en"]));
    assert_eq!(json["texts"][1]["states"]["lv"], "original");
    assert_eq!(json["totals"]["ru"]["missing"], 3);
    assert_eq!(json["idle_actions"][0]["line"], 14);
}

#[test]
fn a_translation_begins_with_everything_in_place_but_the_words() {
    let folder = site();
    let root = folder.path();
    let (code, said, _) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains("content/ru/articles/calls.md") && said.contains("situ translate calls --to ru --done"),
        "{said}"
    );
    let made = read(root, "content/ru/articles/calls.md");
    let hash = made.split("source_hash: \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(hash.len(), 16);
    let wanted = CALLS
        .replace("aliases: [veci-zvani]\n", "")
        .replace(
            "updated: 2026-11-21\n",
            &format!("updated: 2026-11-21\nsource: lv\nsource_hash: \"{hash}\"\ndraft: true\n"),
        )
        .replace("## Tagad", "## Сейчас");
    assert_eq!(made, wanted);
    // Nothing is wrong with it, draft or not.
    let (code, _, said) = situ(root, &["check", "--drafts"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("calls.md") || !said.contains("missing-in-language"), "{said}");
    // A file that is there is never touched.
    write(root, "content/ru/articles/calls.md", "mine");
    let (code, _, said) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(read(root, "content/ru/articles/calls.md"), "mine");
}

#[test]
fn a_phase_without_a_name_is_named_by_its_id() {
    let folder = site();
    let root = folder.path();
    assert_eq!(situ(root, &["translate", "calls", "--from", "lv", "--to", "en"]).0, Some(0));
    let made = read(root, "content/en/articles/calls.md");
    assert!(made.contains("## Tagad {phase=now}\n") && made.contains("## Pēc tam {#later phase=after}\n"), "{made}");
}

#[test]
fn a_translation_is_fresh_until_its_source_changes() {
    let folder = site();
    let root = folder.path();
    situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    let state = || {
        let (_, json, _) = situ(root, &["status", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["texts"][1]["states"]["ru"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(state(), "draft");
    let before = read(root, "content/ru/articles/calls.md");
    let (code, said, _) = situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(read(root, "content/ru/articles/calls.md"), before.replace("draft: true\n", ""));
    assert_eq!(state(), "fresh");
    write(root, "content/lv/articles/calls.md", &CALLS.replace("Teksts", "Jauns teksts"));
    assert_eq!(state(), "stale");
    situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!(state(), "fresh");
    let files: Vec<_> =
        fs::read_dir(root.join("content/ru/articles")).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(files, ["calls.md"]);
}

#[test]
fn wrong_use_is_told_in_clear_words() {
    let folder = site();
    let root = folder.path();
    for (arguments, wanted) in [
        (
            &["translate", "nowhere", "--from", "lv", "--to", "ru"][..],
            "There is no text `nowhere` in lv. No language has it.",
        ),
        (
            &["translate", "calls", "--from", "ru", "--to", "lv"],
            "There is no text `calls` in ru. Languages that have it: lv.",
        ),
        (&["translate", "calls", "--from", "lv", "--to", "lv"], "name the same language"),
        (
            &["translate", "calls", "--from", "lv", "--to", "de"],
            "`--to de` names no language of this site; languages: lv, ru, en.",
        ),
        (&["translate", "calls", "--to", "ru"], "--from lv / en"),
        (&["translate", "calls", "--to", "lv", "--done"], "Name the language that the text was made from"),
    ] {
        let (code, _, said) = situ(root, arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(said.contains(wanted), "{said}");
    }
    write(root, "content/lv/articles/calls.md", "---\ntitle: Zvani: kā\nsummary: x\n---\n");
    let (code, _, said) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("error[needs-quotes]") && said.contains("Mend content/lv/articles/calls.md first"), "{said}");
    assert!(!root.join("content/ru/articles").exists());
}
