//! `situ check`: output formats, spelling, the language of messages, and the list of glossary links.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::folder::write;
use crate::support::program::run;
use crate::support::site::two_languages;
use crate::support::{SITU, situ};

#[test]
fn sarif_and_github_output() {
    let folder = two_languages().on_disk();
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
    let (code, lines, stderr) = situ(root, &["check", "--format", "github"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    let line = lines.lines().next().unwrap();
    assert!(line.starts_with("::error file=content/lv/articles/calls.md,line=2,endLine=2,col=8,endColumn="), "{line}");
    assert!(line.contains(",title=needs-quotes::This text needs quotation marks") && line.contains("100%25"), "{line}");
    let parent = root.parent().unwrap();
    let name = root.file_name().unwrap().to_str().unwrap();
    let (_, lines, _) = situ(parent, &["check", "--format", "github", "--root", name]);
    assert!(lines.starts_with(&format!("::error file={name}/content/lv/")), "{lines}");
}

#[test]
fn spelling_uses_the_dictionaries_of_the_host() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    let check = |dictionaries: &str, arguments: &[&str]| {
        let mut command = Command::new(SITU);
        command.args(["--lang", "en", "check"]).args(arguments).env("DICPATH", root.join(dictionaries));
        let (code, _, stderr) = run(command.current_dir(root).stdin(Stdio::null()));
        (code, stderr)
    };
    write(
        root,
        "content/lv/articles/calls.md",
        "---\ntitle: Termiņš\nsummary: Termīņš.\n---\n\nDeadlains un terminolog. [[late|Termiņa]] `kods` avanss nоs.\n",
    );
    write(root, "content/lv/words.txt", "# savi vārdi\ndeadlains\n");
    write(root, "content/lv/glossary.yaml", "advance:\n  term: avanss\n  definition: Termiņš.\n");
    let (code, stderr) = check("none", &[]);
    assert!(code == Some(0) && stderr.contains("mixed-letters"), "{stderr}");
    assert!(!stderr.contains("spelling") && !stderr.contains("dictionary"), "off by default: {stderr}");
    let rules = "base_url: https://example.org\nlanguages: [lv]\nprose: {spelling: true}\n";
    write(root, "content/site.yaml", rules);
    fs::remove_dir_all(root.join("content/ru")).unwrap();
    let (code, stderr) = check("none", &[]);
    assert_eq!(code, Some(0));
    let missing =
        "warning[no-dictionary]: The spelling in lv is not checked, because the file lv_LV.dic is missing (looked in ";
    assert!(stderr.contains(missing) && stderr.contains("content/site.yaml:3:"), "{stderr}");
    assert!(stderr.contains("apt install hunspell-lv"), "{stderr}");
    // Letters of two alphabets in one word are not a matter of spelling: they are always reported.
    assert!(
        stderr.contains("warning[mixed-letters]: “nоs” mixes two alphabets: letter 2, “о”, is Cyrillic."),
        "{stderr}"
    );
    let words = "9\ntermiņš/A\npalīgs\nvēlu\npar\ntagad\nun\nnos\n";
    write(root, "dictionaries/lv_LV.aff", "SET UTF-8\nTRY aeiouīņšs\nSFX A Y 1\nSFX A š a š\n");
    write(root, "dictionaries/lv_LV.dic", words);
    let (code, stderr) = check("dictionaries", &["--deny-warnings"]);
    assert_eq!(code, Some(1));
    let unknown: Vec<&str> = stderr.lines().filter(|line| line.starts_with("warning")).collect();
    assert_eq!(
        unknown,
        [
            "warning[spelling]: “Termīņš” is not in the dictionary.",
            "warning[spelling]: “terminolog” is not in the dictionary.",
            "warning[mixed-letters]: “nоs” mixes two alphabets: letter 2, “о”, is Cyrillic.",
        ],
        "{stderr}"
    );
    assert!(stderr.contains("Did you mean `Termiņš`?"), "{stderr}");
    fs::remove_file(root.join("dictionaries/lv_LV.aff")).unwrap();
    let (_, stderr) = check("dictionaries", &[]);
    assert!(stderr.contains("the file lv_LV.aff is missing"), "{stderr}");
}

#[test]
fn messages_are_in_the_language_of_the_environment() {
    let folder = two_languages().on_disk();
    write(folder.path(), "content/lv/articles/calls.md", "---\ntitle: Zvani: kā\nsummary: S.\n---\n");
    for (lang, wanted) in [
        ("lv", "kļūda[needs-quotes]: Šis teksts"),
        ("ru_RU.UTF-8", "ошибка[needs-quotes]: Этот текст"),
        ("bg", "грешка[needs-quotes]: Този текст"),
        ("de", "error[needs-quotes]: This text"),
    ] {
        let mut command = Command::new(SITU);
        let (_, _, stderr) = run(command.arg("check").env("SITU_LANG", lang).current_dir(folder.path()));
        assert!(stderr.starts_with(wanted), "{lang}: {stderr}");
    }
}

#[test]
fn terms_lists_glossary_links() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    let glossary =
        "advance:\n  term: avanss\n  definition: Daļa no cenas.\n  link: inflected\n  exclude: [avansa pārskats]\n";
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
