//! `situ check --fix`, the formats for machines, and `situ schema`, through the program.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

mod shared;
use shared::files::{read, write};

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru]\n"),
        ("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad}\n"),
        ("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас}\n"),
        ("content/situations.yaml", "phases: [now]\nsituations:\n  - id: late\n    severity: 2\n"),
        ("content/lv/situations/late.md", "---\ntitle: Vēlu\nsummary: Par vēlu.\n---\n"),
        ("content/ru/situations/late.md", "---\ntitle: Поздно\nsummary: Слишком поздно.\n---\n"),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn situ(root: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
    command.args(["--lang", "en"]).args(arguments).current_dir(root).stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn article(title: &str, phase: &str, steps: &[&str]) -> String {
    let steps: String = steps.iter().map(|step| format!("- [ ] {step}\n")).collect();
    format!("---\ntitle: {title}\nsummary: Text.\nsituations: [late]\n---\n\n## {phase}\n\n{steps}")
}

#[test]
fn certain_mends_are_shown_and_written() {
    let folder = site();
    let root = folder.path();
    write(
        root,
        "content/lv/articles/calls.md",
        &article("Zvani: kā un kad", "Tagad", &["Zvaniet šodien.", "Rakstiet. {#write}", "Gaidiet."]),
    );
    write(
        root,
        "content/ru/articles/calls.md",
        &article("Звонки", "Сейчас", &["Позвоните. {#call-today}", "Напишите.", "Подождите."]),
    );
    let before = [read(root, "content/lv/articles/calls.md"), read(root, "content/ru/articles/calls.md")];
    // Nobody to ask: the diff is shown, nothing is written.
    let (code, _, said) = situ(root, &["check", "--fix"]);
    assert_eq!(code, Some(2));
    let wanted = [
        "--- content/lv/articles/calls.md",
        "+++ content/lv/articles/calls.md",
        "@@ -1,11 +1,11 @@",
        " ---",
        "-title: Zvani: kā un kad",
        "+title: \"Zvani: kā un kad\"",
        " summary: Text.",
        " situations: [late]",
        " ---",
        " ",
        " ## Tagad",
        " ",
        "-- [ ] Zvaniet šodien.",
        "+- [ ] Zvaniet šodien. {#call-today}",
        " - [ ] Rakstiet. {#write}",
        "-- [ ] Gaidiet.",
        "+- [ ] Gaidiet. {#gaidiet}",
        "--- content/ru/articles/calls.md",
        "+++ content/ru/articles/calls.md",
        "@@ -7,5 +7,5 @@",
        " ## Сейчас",
        " ",
        " - [ ] Позвоните. {#call-today}",
        "-- [ ] Напишите.",
        "+- [ ] Напишите. {#write}",
        "-- [ ] Подождите.",
        "+- [ ] Подождите. {#gaidiet}",
    ];
    let wanted = wanted.map(|line| format!("{line}\n")).concat();
    assert!(said.starts_with(&wanted), "{said}");
    assert!(said.contains("add --yes"), "{said}");
    assert_eq!(before, [read(root, "content/lv/articles/calls.md"), read(root, "content/ru/articles/calls.md")]);
    let (code, _, said) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Mended: 5; files: 2."), "{said}");
    assert!(
        read(root, "content/ru/articles/calls.md").ends_with("- [ ] Напишите. {#write}\n- [ ] Подождите. {#gaidiet}\n")
    );
    let (code, _, said) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("nothing that could be mended"), "{said}");
}

#[test]
fn what_is_not_certain_is_left_to_the_writer() {
    let folder = site();
    let root = folder.path();
    write(root, "content/lv/articles/calls.md", &article("Zvani", "Tagad", &["Zvaniet.", "Gaidiet."]));
    let three = article("Звонки", "Сейчас", &["Позвоните.", "Напишите.", "Подождите."]);
    write(root, "content/ru/articles/calls.md", &three);
    let (code, _, said) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(read(root, "content/lv/articles/calls.md").contains("Gaidiet. {#gaidiet}"));
    assert_eq!(read(root, "content/ru/articles/calls.md"), three);
    assert!(said.contains("error[action-without-id]"), "{said}");
}

#[test]
fn spelling_is_checked_by_the_dictionaries_of_the_machine() {
    let folder = site();
    let root = folder.path();
    let check = |dictionaries: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
        command.args(["--lang", "en", "check"]).args(arguments).env("DICPATH", root.join(dictionaries));
        let output = command.current_dir(root).stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    write(
        root,
        "content/lv/articles/calls.md",
        "---\ntitle: Termiņš\nsummary: Termīņš.\n---\n\nDeadlains un terminolog. [[late|Termiņa]] `kods` avanss nоs.\n",
    );
    write(root, "content/lv/words.txt", "# savi vārdi\ndeadlains\n");
    write(root, "content/lv/glossary.yaml", "advance:\n  term: avanss\n  definition: Termiņš.\n");
    let (code, said) = check("none", &[]);
    assert!(code == Some(0) && !said.contains("mixed") && !said.contains("dictionary"), "off by default: {said}");
    let rules = "base_url: https://example.org\nlanguages: [lv]\nprose: {spelling: true}\n";
    write(root, "content/site.yaml", rules);
    fs::remove_dir_all(root.join("content/ru")).unwrap();
    let (code, said) = check("none", &[]);
    assert_eq!(code, Some(0));
    let missing =
        "warning[no-dictionary]: The spelling in lv is not checked: the file lv_LV.dic is missing (looked in ";
    assert!(said.contains(missing) && said.contains("content/site.yaml:3:"), "{said}");
    assert!(said.contains("apt install hunspell-lv"), "{said}");
    // Two alphabets in one word are seen without a dictionary.
    assert!(said.contains("In “nоs” Latin and Cyrillic letters are mixed."), "{said}");
    let words = "9\ntermiņš/A\npalīgs\nvēlu\npar\ntagad\nun\nnos\n";
    write(root, "dictionaries/lv_LV.aff", "SET UTF-8\nTRY aeiouīņšs\nSFX A Y 1\nSFX A š a š\n");
    write(root, "dictionaries/lv_LV.dic", words);
    let (code, said) = check("dictionaries", &["--deny-warnings"]);
    assert_eq!(code, Some(1));
    let unknown: Vec<&str> = said.lines().filter(|line| line.starts_with("warning")).collect();
    assert_eq!(
        unknown,
        [
            "warning[spelling]: The dictionary does not know “Termīņš”.",
            "warning[spelling]: The dictionary does not know “terminolog”.",
            "warning[spelling]: In “nоs” Latin and Cyrillic letters are mixed.",
        ],
        "{said}"
    );
    assert!(said.contains("Did you mean `Termiņš`?"), "{said}");
    fs::remove_file(root.join("dictionaries/lv_LV.aff")).unwrap();
    let (_, said) = check("dictionaries", &[]);
    assert!(said.contains("the file lv_LV.aff is missing"), "{said}");
}

#[test]
fn marks_and_look_alikes_are_mended() {
    let folder = site();
    let root = folder.path();
    let rules = "base_url: https://example.org\nlanguages: [lv, ru]\nprose: {quotes: true, dashes: true}\n";
    write(root, "content/site.yaml", rules);
    let head = "---\ntitle: Zvani\nsummary: S.\n---\n\n";
    let body = "Viņš teica “nē” - un aizgāja. `“a” - b`\n\n> [NOTE]\n> Skatiet https://example.org/a un [rakstu] (calls.md).\n\n– [ ] Zvaniet.\n";
    write(root, "content/lv/articles/calls.md", &format!("{head}{body}"));
    let (code, _, said) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{said}");
    let mended = "Viņš teica „nē” – un aizgāja. `“a” - b`\n\n> [!NOTE]\n> Skatiet <https://example.org/a> un [rakstu](calls.md).\n\n- [ ] Zvaniet.\n";
    assert_eq!(read(root, "content/lv/articles/calls.md"), format!("{head}{mended}"));
    write(
        root,
        "content/lv/articles/calls.md",
        &article("Zvani", "Tagad", &["Zvaniet. (#call)", "Gaidiet. {wait}", "Rakstiet. {.key}"]),
    );
    let (code, _, said) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{said}");
    let text = read(root, "content/lv/articles/calls.md");
    assert!(
        text.ends_with("- [ ] Zvaniet. {#call}\n- [ ] Gaidiet. {#wait}\n- [ ] Rakstiet. {#rakstiet .key}\n"),
        "{text}"
    );
}

#[test]
fn machines_get_their_formats() {
    let folder = site();
    let root = folder.path();
    write(root, "content/lv/articles/calls.md", "---\ntitle: Zvani: 100%\nsummary: S.\n---\n");
    let (code, log, _) = situ(root, &["check", "--format", "sarif"]);
    assert_eq!(code, Some(1));
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"needs-quotes".into(), &"error".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/lv/articles/calls.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&2.into(), &8.into()));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "needs-quotes"));
    let (code, lines, said) = situ(root, &["check", "--format", "github"]);
    assert_eq!((code, said.as_str()), (Some(1), ""));
    let line = lines.lines().next().unwrap();
    assert!(line.starts_with("::error file=content/lv/articles/calls.md,line=2,endLine=2,col=8,endColumn="), "{line}");
    assert!(line.contains(",title=needs-quotes::This text needs quotation marks") && line.contains("100%25"), "{line}");
    let above = root.parent().unwrap();
    let name = root.file_name().unwrap().to_str().unwrap();
    let (_, lines, _) = situ(above, &["check", "--format", "github", "--root", name]);
    assert!(lines.starts_with(&format!("::error file={name}/content/lv/")), "{lines}");
}

#[test]
fn every_kind_of_file_has_a_schema() {
    let folder = site();
    for of in ["front-matter", "site", "situations", "guide", "phrases", "glossary"] {
        let (code, schema, _) = situ(folder.path(), &["schema", of]);
        assert_eq!(code, Some(0), "{of}");
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{of}");
    }
    let (_, schema, _) = situ(folder.path(), &["schema", "situations"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let situation = &schema["properties"]["situations"]["items"];
    assert_eq!(situation["properties"]["severity"]["maximum"], 5);
    assert_eq!(situation["required"], serde_json::json!(["id", "severity"]));
}

#[test]
fn texts_can_be_edited_in_a_browser() {
    let folder = site();
    let (code, config, _) = situ(folder.path(), &["schema", "decap"]);
    assert_eq!(code, Some(0));
    let node = situ::yaml::parse(&"config.yml".into(), &config, 0..config.len());
    assert!(node.is_ok(), "{config}");
    let collections: Vec<serde_json::Value> =
        config.lines().filter_map(|line| serde_json::from_str(line.strip_prefix("  - ")?).ok()).collect();
    let folders: Vec<&str> = collections.iter().map(|one| one["folder"].as_str().unwrap()).collect();
    let kinds = ["situations", "articles", "pages"];
    let wanted = ["lv", "ru"].map(|lang| kinds.map(|kind| format!("content/{lang}/{kind}"))).concat();
    assert_eq!(folders, wanted);
    for collection in &collections {
        let fields = collection["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names[..2], ["title", "summary"]);
        let body = fields.last().unwrap();
        assert_eq!((&body["name"], &body["modes"]), (&"body".into(), &serde_json::json!(["raw"])));
        assert!(!names.contains(&"source_hash") && !names.contains(&"worse"), "{names:?}");
    }
    let situations = collections[1]["fields"].as_array().unwrap().iter().find(|field| field["name"] == "situations");
    assert_eq!(situations.unwrap()["options"], serde_json::json!(["late"]));
}

#[test]
fn writers_are_told_in_their_language() {
    let folder = site();
    write(folder.path(), "content/lv/articles/calls.md", "---\ntitle: Zvani: kā\nsummary: S.\n---\n");
    for (lang, wanted) in [
        ("lv", "kļūda[needs-quotes]: Šis teksts"),
        ("ru_RU.UTF-8", "ошибка[needs-quotes]: Этот текст"),
        ("bg", "грешка[needs-quotes]: Този текст"),
        ("de", "error[needs-quotes]: This text"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
        let output = command.arg("check").env("SITU_LANG", lang).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with(wanted), "{lang}: {said}");
    }
}

#[test]
fn links_to_terms_are_listed() {
    let folder = site();
    let root = folder.path();
    let glossary =
        "advance:\n  term: avanss\n  definition: Daļa no cenas.\n  link: inflected\n  never: [avansa pārskats]\n";
    write(root, "content/lv/glossary.yaml", glossary);
    let text =
        "---\ntitle: Nauda\nsummary: Par naudu.\n---\n\nAvansa pārskati ir \"kas cits\"; par *avansiem* te. Avanss.\n";
    write(root, "content/lv/articles/money.md", text);
    let (code, out, err) = situ(root, &["check", "--terms"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(out, "content/lv/articles/money.md:6:37: avansiem → avanss (advance)\n");
    let (_, json, _) = situ(root, &["check", "--terms", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["words"], "avansiem");
    assert_eq!((rows[0]["line"].as_u64(), rows.as_array().map(Vec::len)), (Some(6), Some(1)));
}
