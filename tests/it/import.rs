//! `situ import`: what becomes of the Markdown of other programs, what is reported, and what is never touched.
//!
//! The vaults are made here. Each is imported by the program itself, and the new site is checked by it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::folder::{read, write};
use crate::support::program::{Outcome, run};
use crate::support::{PNG, SITU, situ};

/// A source folder and the folder of the site.
struct Vault {
    folder: TempDir,
}

impl Vault {
    fn new(texts: &[(&str, &str)]) -> Vault {
        let vault = Vault { folder: tempfile::tempdir().unwrap() };
        texts.iter().for_each(|(path, text)| vault.put(path, text.as_bytes()));
        vault
    }

    fn source(&self) -> std::path::PathBuf {
        self.folder.path().join("source")
    }

    fn site(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    /// Writes a file of the source.
    fn put(&self, path: &str, bytes: &[u8]) {
        let file = self.source().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// Runs `situ --lang <languages> import source --to site <arguments>`.
    fn run(&self, languages: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(SITU);
        command.args(["--lang", languages, "import", "source", "--to", "site"]).args(arguments);
        run(command.env("SITU_LANG", "en").current_dir(self.folder.path()).stdin(Stdio::null()))
    }

    /// Imports, and checks that the site has no error; returns the report.
    #[track_caller]
    fn import(&self, languages: &str) -> Value {
        let before = snapshot(&self.source());
        let (code, out, error) = self.run(languages, &[]);
        assert_eq!((code, error.as_str()), (Some(0), ""), "{out}");
        assert_eq!(snapshot(&self.source()), before, "the source was changed");
        let (code, out, error) = situ(&self.site(), &["check", "--drafts"]);
        assert_eq!(code, Some(0), "{out}{error}");
        serde_json::from_str(&read(&self.site(), "import-report.json")).unwrap()
    }

    fn text(&self, path: &str) -> String {
        read(&self.site(), path)
    }
}

/// Paths and bytes of a folder; symbolic links are not followed.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
        let bytes = if entry.file_type().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        found.insert(path, bytes);
    }
    found
}

/// The details of the notes of one kind, of all files.
fn notes(report: &Value, class: &str, kind: &str) -> Vec<String> {
    let all = report["files"].as_array().unwrap().iter().flat_map(|file| file["notes"].as_array().unwrap());
    let found = all.filter(|note| note["class"] == class && note["kind"] == kind);
    found.map(|note| note["detail"].as_str().unwrap().to_owned()).collect()
}

/// The body of a document.
fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap().trim()
}

#[test]
fn vault_of_obsidian() {
    let vault = Vault::new(&[
        (".obsidian/app.json", "{}"),
        (
            "Залог и опись.md",
            "---\naliases: [Опись]\ntags: [жильё]\n---\nСнимите всё на видео. Это важно.\n\n%% Иванов нам врёт %%\n\n\
             > [!info]- О чём это\n> Текст.\n\nСмотрите [[Ключи#Когда сдавать|про ключи]] и ![[план.png|300]].\n\n==Важно==\n\n\
             - [ ] Сдайте ключи\n",
        ),
        ("папка/Ключи.md", "Ключи сдают вечером, не раньше.\n\n## Когда сдавать\n\nВечером. [[Нет такой]] [[Опись]]\n"),
    ]);
    vault.put("вложения/план.png", PNG);
    let report = vault.import("ru");
    assert_eq!(report["dialect"], "Obsidian");
    let text = vault.text("content/ru/articles/zalog-i-opis.md");
    assert!(
        text.contains("title: Залог и опись\nsummary: Снимите всё на видео. Это важно.\nwords:\n  - Опись\n"),
        "{text}"
    );
    assert!(text.contains("extra:\n  tags: [\"жильё\"]\n"), "{text}");
    let wanted = "Снимите всё на видео. Это важно.\n\n\n\n> [!NOTE]- О чём это\n> Текст.\n\n\
                  Смотрите [про ключи](kliuchi.md#kogda-sdavat) и ![](media/plan.png).\n\n==Важно==\n\n\
                  - [ ] Сдайте ключи {#";
    assert!(body(&text).replace("\n\n\n\n", "\n\n").starts_with(&wanted.replace("\n\n\n\n", "\n\n")), "{text}");
    let keys = vault.text("content/ru/articles/kliuchi.md");
    assert!(keys.contains("## Когда сдавать {#kogda-sdavat}\n\nВечером. Нет такой [Опись](zalog-i-opis.md)"), "{keys}");
    assert_eq!(fs::read(vault.site().join("content/media/plan.png")).unwrap(), PNG);
    assert_eq!(notes(&report, "left-out", "comment"), ["Иванов нам врёт"]);
    assert_eq!(notes(&report, "left-out", "link"), ["Нет такой"]);
    assert!(
        !snapshot(&vault.site().join("content")).values().any(|bytes| String::from_utf8_lossy(bytes).contains("врёт"))
    );
}

#[test]
fn site_of_hugo() {
    let vault = Vault::new(&[
        ("hugo.toml", "title = 'Tenants'\nbaseURL = 'https://tenants.example/'\ndefaultContentLanguage = 'en'\n"),
        (
            "content/guide/_index.md",
            "+++\ntitle = 'Guide'\ndate = 2026-01-02T10:00:00Z\nweight = 3\n+++\nRead this first, then act.\n\n\
             {{< figure src=\"/img/a.png\" alt=\"A key\" >}}\n\n[Next]({{< ref \"keys.md\" >}}) {{< unknown x=1 >}}\n",
        ),
        (
            "content/guide/keys.md",
            "---\ntitle: Keys\ndescription: All keys\nauthor: Ann\n---\nGive them back in time.\n",
        ),
        ("content/guide/keys.lv.md", "---\ntitle: Atslēgas\ndescription: Visas atslēgas\n---\nAtdodiet laikā.\n"),
        ("content/guide/secret.md", "---\ntitle: Secret\ndescription: x\ndraft: true\n---\nNot yet ready.\n"),
        ("README.md", "About the repository.\n"),
    ]);
    vault.put("static/img/a.png", PNG);
    let report = vault.import("en,lv");
    let guide = vault.text("content/en/articles/guide.md");
    assert!(guide.contains("updated: 2026-01-02\naliases:\n  - \"/guide/\"\nextra:\n  date: "), "{guide}");
    assert!(body(&guide).ends_with("![A key](media/a.png)\n\n[Next](keys.md)"), "{guide}");
    assert!(vault.text("content/en/articles/keys.md").contains("summary: All keys\nauthor: Ann\n"));
    assert!(vault.text("content/lv/articles/keys.md").contains("title: Atslēgas\n"));
    assert!(vault.text("content/en/articles/secret.md").contains("\ndraft: true\n"));
    assert!(vault.text("content/site.yaml").starts_with("base_url: https://tenants.example\nlanguages: [en, lv]\n"));
    assert!(vault.text("content/lv/site.yaml").starts_with("title: Tenants\n"));
    assert_eq!(notes(&report, "left-out", "shortcode"), ["{{< unknown x=1 >}}"]);
    assert_eq!(notes(&report, "left-out", "outside-content"), [""]);
}

#[test]
fn sites_of_jekyll_and_mkdocs() {
    let vault = Vault::new(&[
        ("_config.yml", "title: Notes\ncollections:\n  guides:\n    output: true\n"),
        (
            "_posts/2026-02-03-first-post.md",
            "---\ntitle: First\nexcerpt: One\n---\n{% comment %}no{% endcomment %}Text of it.\n",
        ),
        (
            "_guides/leak.md",
            "---\ntitle: Leak\nexcerpt: Two\npermalink: /leak.html\n---\nSee [first]({{ site.baseurl }}/2026/02/03/first-post.html).\n",
        ),
        ("_includes/part.md", "x"),
        ("README.md", "no head"),
    ]);
    let report = vault.import("en");
    let post = vault.text("content/en/articles/first-post.md");
    assert!(post.contains("updated: 2026-02-03\n") && post.contains("- \"/2026/02/03/first-post.html\"\n"), "{post}");
    assert!(vault.text("content/en/articles/leak.md").contains("aliases:\n  - \"/leak.html\"\n"));
    assert_eq!(notes(&report, "left-out", "no-page").len(), 1);
    assert_eq!(notes(&report, "left-out", "comment").len(), 1);

    let vault = Vault::new(&[
        ("mkdocs.yml", "site_name: Docs\ntheme:\n  language: en\n"),
        ("src/x.py", "print('x')\n"),
        (
            "docs/index.md",
            "# Start { #start .big }\n\nThis is the beginning of it.\n\n!!! tip \"Own title\"\n    Call **first**.\n\n\
             /// warning\n\nCareful.\n\n///\n\n{* ../src/x.py *}\n\n::: package.module\n\nTerm\n: Meaning\n\n[sub](sub/a.md#some-words){ .button }\n",
        ),
        ("docs/sub/a.md", "# A\n\nAll about this page.\n\n# Second\n\n## Some words\n\nx [up](../index.md)\n"),
    ]);
    let report = vault.import("en");
    let start = vault.text("content/en/articles/home.md");
    let wanted = "This is the beginning of it.\n\n> [!TIP] Own title\n> Call **first**.\n\n> [!WARNING]\n> Careful.\n\n\
                  ```py\nprint('x')\n```\n\n**Term**\n\nMeaning\n\n[sub](a.md#some-words)";
    assert_eq!(body(&start), wanted);
    let page = vault.text("content/en/articles/a.md");
    assert_eq!(body(&page), "All about this page.\n\n## Second\n\n### Some words {#some-words}\n\nx [up](home.md)");
    assert_eq!(notes(&report, "left-out", "shortcode"), ["::: package.module"]);
    assert_eq!(notes(&report, "changed", "heading-levels").len(), 1);
}

#[test]
fn sites_of_docusaurus_and_mdbook() {
    let vault = Vault::new(&[
        (
            "docusaurus.config.js",
            "module.exports = { title: 'Docs', i18n: { defaultLocale: 'en', locales: ['en', 'ru'] } }\n",
        ),
        (
            "docs/intro.mdx",
            "---\nsidebar_position: 1\n---\nimport Tabs from '@theme/Tabs'\n\n# Intro\n\nThis is what it is about.\n\n\
             :::danger[Stop]\n\nThink.\n\n:::\n\n<Tabs>\n  <TabItem label=\"Linux\">\n    Text.\n  </TabItem>\n</Tabs>\n",
        ),
        ("i18n/ru/docusaurus-plugin-content-docs/current/intro.mdx", "# Введение\n\nЭто о том, что внутри.\n"),
    ]);
    let report = vault.import("en,ru");
    let intro = vault.text("content/en/articles/intro.md");
    assert!(intro.contains("title: Intro\n") && intro.contains("  sidebar_position: 1\n"), "{intro}");
    assert_eq!(body(&intro), "This is what it is about.\n\n> [!WARNING] Stop\n> Think.\n\n**Linux**\n\nText.");
    assert!(vault.text("content/ru/articles/intro.md").contains("title: Введение\n"));
    assert_eq!(notes(&report, "left-out", "import"), ["import Tabs from '@theme/Tabs'"]);

    let vault = Vault::new(&[
        ("book.toml", "[book]\ntitle = \"Book\"\nlanguage = \"en\"\n"),
        ("src/SUMMARY.md", "- [One](ch1.md)\n"),
        ("src/ch1.md", "## Hello\n\nThis is the first chapter.\n\n```rust\n{{#include ../code/a.rs}}\n```\n"),
        ("code/a.rs", "fn main() {}\n"),
    ]);
    let report = vault.import("en");
    let chapter = vault.text("content/en/articles/ch1.md");
    assert!(chapter.contains("title: Hello\n") && chapter.contains("  - \"/ch1.html\"\n"), "{chapter}");
    assert_eq!(body(&chapter), "This is the first chapter.\n\n```rust\nfn main() {}\n```");
    assert_eq!(notes(&report, "left-out", "contents-file").len(), 1);
}

#[test]
fn html_becomes_markdown() {
    let vault = Vault::new(&[(
        "a.md",
        "<!-- for editors -->\n\n<p align=\"center\">\n  <a href=\"https://x.example\">Words</a><br>and <b>more</b>\n</p>\n\n\
         <details>\n<summary>Fold</summary>\n\nInside.\n\n</details>\n\n<table><tr><th>a</th></tr><tr><td>1</td></tr></table>\n\n\
         Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, <img src=\"none.png\" alt=\"Lost\"> and <video src=\"https://x.example/v.mp4\"></video>\n\n\
         <script>alert(1)</script>\n\nCall <your-name>, or [x](javascript:alert(1)) and [app](obsidian://open).\n",
    )]);
    let report = vault.import("en");
    let wanted = "[Words](<https://x.example>)\n\nand **more**\n\n**Fold**\n\nInside.\n\n| a |\n|---|\n| 1 |\n\n\
                  Press `Ctrl`, H₂O, Lost and [https://x.example/v.mp4](<https://x.example/v.mp4>)\n\n\
                  Call \\<your-name>, or x and app (`obsidian://open`).";
    assert_eq!(body(&vault.text("content/en/articles/a.md")), wanted);
    assert_eq!(notes(&report, "left-out", "comment"), ["for editors"]);
    assert_eq!(notes(&report, "left-out", "html-hidden"), ["<script>alert(1)</script>"]);
    assert_eq!(notes(&report, "left-out", "picture"), ["none.png"]);
    assert_eq!(notes(&report, "left-out", "link"), ["javascript:alert(1)"]);
    assert_eq!(notes(&report, "look", "placeholder"), ["<your-name>"]);
}

#[test]
fn checklists_become_situations() {
    let vault = Vault::new(&[
        (
            "en/phones/c_checklist.yml",
            "list:\n- label: Before\n- check: Charge it\n- check: 'See [this](https://x.example) page'\n",
        ),
        ("lv/phones/c_checklist.yml", "list:\n- label: Pirms\n- check: Uzlādējiet\n- check: Izlasiet\n"),
        (
            "en/protest.mdx",
            "---\ntitle: Protest\n---\nWhat to do before you go there.\n\n<Section title=\"Phone\" slug=\"phone\">\n  \
             <ChecklistItem title=\"Switch it off\" slug=\"off\">\n    It can be found.\n  </ChecklistItem>\n  \
             <ChecklistItem slug=\"lock\" />\n</Section>\n",
        ),
        ("en/items/lock.mdx", "---\ntitle: Lock it\n---\nWith a long word.\n"),
    ]);
    let report = vault.import("en,lv");
    let situations = vault.text("content/situations.yaml");
    let wanted = "  - id: protest\n    severity: 2\n    phases: [phone]\n    steps:\n      phone:\n        - protest.off\n        \
                  - protest.lock\n";
    assert!(situations.contains(wanted), "{situations}");
    assert!(situations.contains("- c-checklist.step-1\n        - c-checklist.step-2\n"), "{situations}");
    let protest = vault.text("content/en/situations/protest.md");
    assert!(protest.contains("phases:\n  phone: Phone\n"), "{protest}");
    let steps = "## Phone {phase=phone}\n\n- [ ] Switch it off {#off}\n\n  It can be found.\n\n- [ ] Lock it → [[lock]] {#lock}";
    assert!(body(&protest).ends_with(steps), "{protest}");
    let list = vault.text("content/en/situations/c-checklist.md");
    assert!(list.contains("- [ ] See this page → [this](https://x.example) {#step-2}"), "{list}");
    assert!(vault.text("content/lv/situations/c-checklist.md").contains("  part-1: Pirms\n"));
    assert_eq!(notes(&report, "changed", "checklist").len(), 2);
    let (code, out, error) = situ(&vault.site(), &["build"]);
    assert_eq!(code, Some(0), "{out}{error}");
}

#[test]
fn bytes_that_need_no_change_are_the_same() {
    let plain = "Some words  \nwith a break, \\*escapes\\* & entities &amp; such.\n\n*   odd   list\n1) other\n\n\tcode\n\n\
                 | a|b |\n|--|:-:|\n| 1 | 2|\n\nTwo __bold__ [links](https://a.example 'T') <https://b.example>[^1]\n\n[^1]: Note.\n\n\
                 ~~~ text\n<b>%%code%%</b> [[x]]\n~~~\n\n## Heading ##\n\n***\n\nEnd\n";
    let vault = Vault::new(&[("a.md", plain)]);
    vault.import("en");
    assert_eq!(body(&vault.text("content/en/articles/a.md")), plain.trim());
}

#[test]
fn bad_input_is_answered_file_by_file() {
    let vault = Vault::new(&[
        ("good.md", "# Good\n\nThis one is good as it is.\n"),
        ("head.md", "---\ntitle: A: b: c\ntags: [x\n---\nA head that is broken.\n"),
        ("open.md", "---\ntitle: never closed\n\nText of the file.\n"),
        ("A b.md", "The first of two names.\n"),
        ("a-b.md", "The second of two names.\n"),
        ("deep.md", &format!("{} deep\n", ">".repeat(200))),
        ("empty.md", ""),
        ("bad.md", "[a](b\n<div\n![[\n{{< x\n%% open\n```\n"),
        ("active.md", "![x](x.svg) and enough words for it.\n"),
        ("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"),
        ("node_modules/p/README.md", "never"),
        ("old.rst", "never"),
    ]);
    vault.put("cyrillic.md", b"\xcf\xf0\xe8\xe2\xe5\xf2\n");
    vault.put("wide.md", b"\xff\xfeH\0e\0l\0l\0o\0 \0y\0o\0u\0 \0a\0l\0l\0\n\0");
    vault.put("nul.md", b"With a \x00 and a \x07 in it, it is.\n");
    let before = snapshot(&vault.source());
    let (code, out, error) = vault.run("en", &[]);
    assert_eq!(error, "", "{out}");
    assert!(matches!(code, Some(0 | 1)), "{out}");
    assert_eq!(snapshot(&vault.source()), before);
    let report: Value = serde_json::from_str(&vault.text("import-report.json")).unwrap();
    let has = |class: &str, kind: &str| notes(&report, class, kind).len();
    assert_eq!(has("left-out", "encoding"), 1);
    assert_eq!(has("left-out", "other-markup"), 1);
    assert_eq!(has("left-out", "media-refused"), 1);
    assert_eq!(has("changed", "encoding-changed"), 1);
    assert_eq!(has("changed", "control-characters"), 1);
    assert_eq!(has("look", "head-broken"), 1);
    assert_eq!(has("look", "id-numbered"), 1);
    assert!(vault.text("content/en/articles/wide.md").contains("Hello you all"));
    assert!(vault.text("content/en/articles/head.md").contains("title: \"A: b: c\"\n"));
    let names: Vec<String> = snapshot(&vault.site().join("content/en/articles")).into_keys().collect();
    assert!(names.iter().any(|name| name == "a-b.md") && names.iter().any(|name| name == "a-b-2.md"), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("readme")), "{names:?}");
    // Whatever has an error is a draft, so the site can be built.
    let (code, out, error) = situ(&vault.site(), &["build"]);
    assert_eq!(code, Some(0), "{out}{error}");
}

#[cfg(unix)]
#[test]
fn links_are_left_out() {
    let vault = Vault::new(&[("good.md", "# Good\n\nThis one is good as it is.\n")]);
    std::os::unix::fs::symlink("..", vault.source().join("loop")).unwrap();
    std::os::unix::fs::symlink("good.md", vault.source().join("link.md")).unwrap();
    let report = vault.import("en");
    assert_eq!(notes(&report, "left-out", "symbolic-link").len(), 2);
    assert_eq!(report["documents"], 1);
}

#[test]
fn second_run_changes_nothing_and_keeps_what_people_wrote() {
    let vault = Vault::new(&[
        ("a.md", "# A\n\nThe first text of all.\n"),
        ("b.md", "# B\n\nThe second text of all.\n"),
        ("c.md", "# C\n\nThe third text of all.\n"),
    ]);
    vault.import("en");
    let first = snapshot(&vault.site());
    vault.import("en");
    assert_eq!(snapshot(&vault.site()), first);
    write(&vault.site(), "content/en/articles/a.md", "---\ntitle: Mine\nsummary: Own words\n---\n\nMine.\n");
    vault.put("a.md", b"# A\n\nChanged in the source.\n");
    vault.put("b.md", b"# B\n\nChanged in the source, too.\n");
    fs::remove_file(vault.source().join("c.md")).unwrap();
    let (code, out, _) = vault.run("en", &[]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("somebody has changed it: content/en/articles/a.md"), "{out}");
    assert!(out.contains("Its source is gone; delete it if it is not needed: content/en/articles/c.md"), "{out}");
    assert!(vault.text("content/en/articles/a.md").contains("Mine."));
    assert!(vault.text("content/en/articles/b.md").contains("Changed in the source, too."));
    // The hash of the file that was kept is that of the import: it is kept again.
    vault.run("en", &[]);
    assert!(vault.text("content/en/articles/a.md").contains("Mine."));
}

#[cfg(unix)]
#[test]
fn files_have_the_permissions_of_new_or_existing_ones() {
    use std::os::unix::fs::PermissionsExt;
    let vault =
        Vault::new(&[("a.md", "# A\n\nThe first text of all.\n"), ("b.md", "# B\n\nThe second text of all.\n")]);
    vault.import("en");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let articles = vault.site().join("content/en/articles");
    // `a.md` in the source was created by this process, with the same umask.
    assert_eq!(mode(&articles.join("a.md")), mode(&vault.source().join("a.md")));
    fs::set_permissions(articles.join("b.md"), PermissionsExt::from_mode(0o640)).unwrap();
    vault.put("b.md", b"# B\n\nChanged in the source.\n");
    vault.import("en");
    assert!(vault.text("content/en/articles/b.md").contains("Changed in the source."));
    assert_eq!(mode(&articles.join("b.md")), 0o640);
}

#[cfg(unix)]
#[test]
fn name_with_a_backslash_is_not_a_folder() {
    let vault = Vault::new(&[("a\\b.md", "# A\n\nThe first text of all.\n")]);
    vault.import("en");
    assert!(vault.text("content/en/articles/a-b.md").contains("The first text"));
}

#[test]
fn ids_stay_when_files_are_added() {
    let vault = Vault::new(&[("x/start.md", "The first text of all.\n")]);
    vault.import("en");
    vault.put("a/start.md", b"Another text of that name.\n");
    vault.import("en");
    assert!(vault.text("content/en/articles/start.md").contains("The first text"));
    assert!(vault.text("content/en/articles/a-start.md").contains("Another text"));
}

#[test]
fn dry_run_writes_nothing() {
    let vault = Vault::new(&[("a.md", "# A\n\nThe first text of all.\n")]);
    let (code, out, _) = vault.run("en", &["--dry-run"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("a.md → content/en/articles/a.md\n"), "{out}");
    assert!(out.contains("Nothing was written"), "{out}");
    assert!(!vault.site().exists());
    let (code, out, _) = vault.run("en", &["--dry-run", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["documents"]), (Some(0), &Value::from(1)));
}

#[test]
fn wrong_folders_are_refused() {
    let vault = Vault::new(&[("a.md", "# A\n\nThe first text of all.\n"), ("only/x.txt", "x")]);
    let refused = |folder: &str, to: &str| {
        let mut command = Command::new(SITU);
        command.args(["--lang", "en", "import", folder, "--to", to]).current_dir(vault.folder.path());
        let (code, out, error) = run(command.stdin(Stdio::null()));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{error}");
        error
    };
    let before = snapshot(&vault.source());
    assert!(refused("none", "site").contains("none is not a folder"));
    assert!(refused("source/a.md", "site").contains("is not a folder"));
    assert!(refused("source", "source").contains("which is only read"));
    assert!(refused("source", "source/new/site").contains("which is only read"));
    assert!(refused("source/only", "site").contains("There is no Markdown"));
    assert_eq!(snapshot(&vault.source()), before);
}

#[test]
fn languages_are_those_of_folders_keys_and_letters() {
    let vault = Vault::new(&[
        ("en/a.md", "---\ntitle: A\ndescription: a\n---\nThe text of it. [b](b.md)\n"),
        ("lv/a.md", "---\ntitle: A\ndescription: a\n---\nTā ir lapa. [b](b.md)\n"),
        ("lv/b.md", "---\ntitle: B\ndescription: b\n---\nTikai latviski.\n"),
        ("fr/a.md", "---\ntitle: A\ndescription: a\n---\nTexte.\n"),
        ("extra.md", "---\ntitle: C\ndescription: c\nlang: ru\n---\nТекст.\n"),
    ]);
    let report = vault.import("lv,en,ru");
    assert!(vault.text("content/site.yaml").contains("languages: [lv, en, ru]\n"));
    assert!(vault.text("content/en/articles/a.md").ends_with("The text of it. [b](b.md)\n"));
    assert!(vault.text("content/ru/articles/extra.md").contains("Текст."));
    assert_eq!(notes(&report, "left-out", "other-language"), ["fr"]);

    let vault = Vault::new(&[("a.md", "Piezvaniet, pirms rakstāt vēstuli kaimiņam, un būs labi.\n")]);
    let mut command = Command::new(SITU);
    command.args(["import", "source", "--to", "site"]).env("SITU_LANG", "en").current_dir(vault.folder.path());
    let (code, out, error) = run(command.stdin(Stdio::null()));
    assert_eq!(code, Some(0), "{out}{error}");
    assert!(out.contains("language guessed by the letters"), "{out}");
    assert!(vault.site().join("content/lv/articles/a.md").is_file());
}

#[test]
fn report_is_in_the_language_of_the_person() {
    for (language, words) in [("lv", "Izlaists:"), ("ru", "Не вошло:"), ("bg", "Не е включено:"), ("en", "Left out:")]
    {
        let vault = Vault::new(&[("a.md", "# A\n\nThe first text <!-- note --> of all.\n")]);
        vault.import(language);
        let text = vault.text("import-report.txt");
        assert!(text.contains(words) && text.contains("note"), "{text}");
    }
}
