//! What situ itself writes suits every site: nothing speaks of the trade of the knowledge base in this repository.
//!
//! The site is the one that `situ init` writes, about water damage, with a use of every other feature.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::folder::{files, read, write};
use crate::support::program::run;
use crate::support::{SITU, situ};

const LANGUAGES: [&str; 4] = ["bg", "en", "lv", "ru"];

/// Stems of the words of somebody who works for clients, in all languages. Two more, `rēķin` and `счёт`, are also those of
/// a bill for water.
const STEMS: [&str; 17] = [
    "client",
    "customer",
    "contractor",
    "freelanc",
    "invoice",
    "unpaid",
    "klient",
    "pasūtī",
    "frīlanc",
    "ārštata",
    "клиент",
    "заказ",
    "фриланс",
    "поръч",
    "възложител",
    "фактур",
    "lawyer or mediator",
];

/// What browsers call things.
const NAMES_OF_BROWSERS: [&str; 8] = [
    "getboundingclientrect",
    "clientheight",
    "clientwidth",
    "clientx",
    "clienty",
    ".clients",
    "clients.",
    "clienthints",
];

/// The site of `situ init` with law, rates, holidays, countries, choices and phases of a situation in each language.
fn write_site(root: &Path) {
    let languages = LANGUAGES.join(",");
    let mut init = Command::new(SITU);
    init.args(["--lang", &languages, "init"]).current_dir(root).stdin(Stdio::null());
    let (code, _, error) = run(&mut init);
    assert_eq!(code, Some(0), "{error}");
    let settings = read(root, "content/site.yaml");
    let case = settings.replace("  happened: date\n", "  happened: date\n  damage: money\n  due: date\n");
    write(root, "content/site.yaml", case + "countries: [lv, bg]\ncurrency: EUR\n");
    write(
        root,
        "content/rates.yaml",
        "case: {sum: damage, due: due}\nrates:\n  - country: lv\n    currency: EUR\n    days: actual/365\n    changes: never\n    \
         compensation: 40\n    source: https://a.example\n    seen: 2026-11-29\n    ask: https://b.example\n    periods:\n      - \
         rate: 6\n    example: {sum: 1200, due: 2026-01-15, until: 2026-03-01}\n",
    );
    write(root, "content/holidays.yaml", "lv: [2026-11-18]\n");
    for lang in LANGUAGES {
        let path = format!("content/{lang}/site.yaml");
        let site = read(root, &path).replace("case:\n", "case:\n  damage: Ddd\n  due: Eee\n");
        write(root, &path, site + "countries: {lv: Lll, bg: Bbb}\ncountry: lv\n");
        let path = format!("content/{lang}/articles/water-damage.md");
        let text = read(root, &path).replace("after=happened+7", "after=happened+5w");
        let law = "\n> [!LAW lv 2026-11-29 Aaa](https://a.example)\n> Bbb.\n\n> [!LAW bg 2020-11-29 Aaa](https://a.example)\n> Bbb.\n\n\
                   > [!INTEREST lv]\n> Ccc.\n\nDdd. {country=lv}\n\n| a | b |\n|---|---|\n| [c] | [d] |\n\n\
                   > [!TEXT]\n> [ddd] [eee]\n\n> [!NOTE]\n> A.\n\n> [!IMPORTANT]\n> A.\n\n> [!WARNING]\n> A.[^1]\n\n[^1]: A.\n";
        // A water bill is not an invoice of a freelancer.
        let text = (text + law).replace("rēķin", "papīr");
        write(root, &path, text);
        write(root, &format!("content/{lang}/synonyms.yaml"), "- [aaa, bbb]\n");
        write(
            root,
            &format!("content/{lang}/articles/second.md"),
            "---\ntitle: A\nsummary: B.\nupdated: 2020-01-01\n---\n\nA.\n",
        );
        let phrases = format!("content/{lang}/phrases.yaml");
        write(root, &phrases, read(root, &phrases).replace("rēķin", "papīr").replace("счёт", "бумаг"));
    }
    // Pages that one language lacks, and a document of another language in a menu.
    write(root, "content/lv/articles/only.md", "---\ntitle: A\nsummary: B.\ncountry: lv\n---\n\nA.\n");
    let situations = read(root, "content/situations.yaml");
    let choice = "{one_of: [water-damage.agree-in-writing, water-damage.ask-the-manager]}";
    assert!(situations.contains("situations:\n"));
    write(
        root,
        "content/situations.yaml",
        format!("{situations}  - id: third\n    severity: 5\n    steps:\n      settle: [{choice}]\n"),
    );
    for lang in LANGUAGES {
        write(
            root,
            &format!("content/{lang}/situations/third.md"),
            "---\ntitle: C\nsummary: D.\nurgent: E.\nlead: F.\n---\n",
        );
    }
    for lang in LANGUAGES {
        for kind in ["situation", "article", "fillable", "page"] {
            let (code, _, error) = situ(root, &["new", kind, &format!("x-{kind}"), "--lang", lang]);
            assert_eq!(code, Some(0), "{error}");
        }
    }
    for schema in
        ["front-matter", "site", "situations", "guide", "phrases", "glossary", "rates", "holidays", "synonyms", "decap"]
    {
        let (code, text, error) = situ(root, &["schema", schema]);
        assert_eq!(code, Some(0), "{error}");
        write(root, &format!("schemas/{schema}"), text);
    }
}

#[test]
fn nothing_speaks_of_the_trade_of_this_repository() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_site(root);
    let (code, _, error) = situ(root, &["build", "--drafts"]);
    assert_eq!(code, Some(0), "{error}");
    let page = |path: &str| read(root, &format!("public/{path}"));
    // Every feature is there, so that every string is.
    for lang in LANGUAGES {
        let article = page(&format!("{lang}/articles/water-damage/index.html"));
        for part in ["data-country=\"lv\"", "data-interest", "data-case", "class=\"say", "class=\"callout"] {
            assert!(article.contains(part), "{lang}: {part}");
        }
        for file in
            ["documents/damage-note/", "map/", "phrases/", "glossary/", "guide/", "search/", "situations/third/"]
        {
            assert!(!page(&format!("{lang}/{file}index.html")).is_empty(), "{lang}: {file}");
        }
    }
    let mut read_files = 0;
    let mut found = Vec::new();
    for (path, bytes) in files(root) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        read_files += 1;
        let mut text = text.to_lowercase();
        for name in NAMES_OF_BROWSERS {
            text = text.replace(name, "");
        }
        for stem in STEMS.into_iter().chain(["rēķin", "счёт"]) {
            if let Some(at) = text.find(stem) {
                let context: String = text[at..].chars().take(40).collect();
                found.push(format!("{}: {context}", path.display()));
            }
        }
    }
    assert!(read_files > 200, "{read_files}");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn help_and_messages_speak_of_no_trade() {
    let folder = tempfile::tempdir().unwrap();
    let commands = ["init", "build", "serve", "check", "new", "translate", "status", "inspect", "schema", "explain"];
    let help = commands.iter().map(|command| situ(folder.path(), &[command, "--help"]).1);
    let explain = |lang: &&str| run(Command::new(SITU).args(["--lang", lang, "explain"]).stdin(Stdio::null())).1;
    let explained = LANGUAGES.iter().map(explain);
    let texts: Vec<String> = help.chain(explained).collect();
    for text in &texts {
        assert!(text.len() > 200, "{text}");
        let text = text.to_lowercase();
        let found: Vec<&str> = STEMS.into_iter().filter(|stem| text.contains(stem)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
    }
}
