//! The manual (`src/manual/`): it builds, its examples work, its links lead somewhere, and its references are complete.
//!
//! An example is a fenced block of code. `md` alone is the body of an article. A path after the language is the file that the
//! block holds; `add` after the path: all lines but the last are in that file already; `append`: the lines belong at its end.
//! The examples of a chapter are put into the site that `situ init` writes, which must then be checked without a warning.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use situ::{CacheMode, Code, Options, SourceTree, build};
use tempfile::TempDir;

use crate::support::folder::{read, write};
use crate::support::links::Rendered;
use crate::support::program::run;
use crate::support::{BuiltSite, PNG, SITU, repository, situ};

const SOURCES: &str = "src/manual/content";
const LANGUAGES: [&str; 4] = ["en", "lv", "ru", "bg"];
/// The chapters of which a part is generated.
const REFERENCES: [&str; 5] = ["codes", "commands", "interface-words", "keys", "page-values"];

/// The sources of the manual as the program has them.
fn manual() -> SourceTree {
    situ::testing::manual()
}

fn built() -> BuiltSite {
    let tree = manual();
    let built = build(&tree, &Options::default(), CacheMode::None, Vec::new());
    BuiltSite::new(tree, built)
}

/// The path and the text of each hand-written or generated chapter of a language.
fn chapters(lang: &str) -> Vec<(String, String)> {
    let tree = manual();
    let folder = format!("content/{lang}/articles/");
    tree.below(&folder).map(|path| (path.to_string(), tree.text(path).unwrap().into_owned())).collect()
}

fn chapter(id: &str) -> String {
    manual().text(&format!("content/en/articles/{id}.md")).unwrap().into_owned()
}

/// The words after the fence and the text of each block of code, also of one in a list item.
fn blocks(text: &str) -> Vec<(Vec<String>, String)> {
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    let mut open: Option<(String, usize)> = None;
    for line in text.lines() {
        let inner = line.trim_start();
        let fence: String = inner.chars().take_while(|c| *c == '`').collect();
        match &open {
            Some((mark, _)) if *mark == inner => open = None,
            Some((_, indent)) => {
                found.last_mut().unwrap().1.push_str(&format!("{}\n", line.get(*indent..).unwrap_or("")))
            }
            None if fence.len() >= 3 => {
                found.push((inner[fence.len()..].split(' ').map(str::to_owned).collect(), String::new()));
                open = Some((fence, line.len() - inner.len()));
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a block of code is not closed");
    found
}

/// The site that `situ init` writes in the languages that a chapter names, `lang` first.
fn example_site(lang: &str, blocks: &[(Vec<String>, String)]) -> TempDir {
    let mut languages = vec![lang];
    for other in LANGUAGES {
        let folder = format!("content/{other}/");
        if other != lang && blocks.iter().any(|(words, _)| words.iter().any(|word| word.starts_with(&folder))) {
            languages.push(other);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(SITU);
    command.args(["--lang", &languages.join(","), "init"]).current_dir(folder.path()).stdin(Stdio::null());
    assert_eq!(run(&mut command).0, Some(0));
    write(folder.path(), "content/media/valve.png", PNG);
    folder
}

/// Puts the examples of a chapter into a site. Returns how many there are.
fn apply_examples(root: &Path, lang: &str, blocks: &[(Vec<String>, String)]) -> usize {
    let mut count = 0;
    for (words, text) in blocks {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match *words.as_slice() {
            ["md"] => {
                let head = format!("---\ntitle: Example {count}\nsummary: An example.\n---\n\n");
                write(root, &format!("content/{lang}/articles/example-{count}.md"), head + text);
            }
            [_, path] => write(root, path, text),
            [_, path, "append"] => write(root, path, read(root, path) + text),
            [_, path, "add"] => {
                let (before, new) = text.trim_end().rsplit_once('\n').unwrap();
                let old = read(root, path);
                assert_eq!(old.matches(before).count(), 1, "{lang}: {path} has these lines once:\n{before}");
                write(root, path, old.replace(before, &format!("{before}\n{new}")));
            }
            _ => continue,
        }
        count += 1;
    }
    count
}

#[test]
fn manual_builds_without_a_warning_in_every_language() {
    let site = built();
    assert_eq!(site.report(), "");
    for lang in LANGUAGES {
        assert!(site.page(&format!("{lang}/index.html")).contains("<h1"), "{lang}");
        assert!(site.page(&format!("{lang}/articles/codes/index.html")).contains("id=\"unknown-key\""), "{lang}");
    }
}

#[test]
fn every_link_has_its_place() {
    let site = built();
    Rendered::new(&site).assert_links_work(1000);
}

#[test]
fn every_example_builds() {
    let mut all = 0;
    for lang in LANGUAGES {
        for (path, text) in chapters(lang) {
            let blocks = blocks(&text);
            let site = example_site(lang, &blocks);
            let count = apply_examples(site.path(), lang, &blocks);
            all += count;
            if count > 0 {
                let (code, out, error) = situ(site.path(), &["check", "--deny-warnings"]);
                assert_eq!((code, error.as_str()), (Some(0), ""), "{path}: {out}");
                let (code, _, error) = situ(site.path(), &["build"]);
                assert_eq!(code, Some(0), "{path}: {error}");
            }
        }
    }
    assert!(all > 40, "{all} examples");
}

/// A chapter of which most is code without a place to put it would not be tested.
#[test]
fn blocks_of_code_are_of_kinds_that_are_tested() {
    for lang in LANGUAGES {
        for (path, text) in chapters(lang) {
            for (words, text) in blocks(&text) {
                let is_named = words.len() > 1;
                let is_shown_only = ["sh", "text", "nginx", "js"].contains(&words[0].as_str());
                // A few lines that a sentence beside them explains.
                let is_part = words[0] == "yaml" && text.lines().count() <= 4;
                assert!(is_named || is_shown_only || is_part || words[0] == "md", "{path}: {words:?}\n{text}");
            }
        }
    }
}

/// A browser does not show the first line of a block.
#[test]
fn line_above_an_example_names_its_file() {
    for lang in LANGUAGES {
        for (path, text) in chapters(lang) {
            let lines: Vec<&str> = text.lines().collect();
            for (index, line) in lines.iter().enumerate() {
                let words: Vec<&str> = line.split(' ').collect();
                if line.starts_with("```") && words.len() > 1 {
                    let above = lines[..index].iter().rev().find(|line| !line.is_empty()).unwrap();
                    assert!(above.contains(&format!("`{}`", words[1])), "{path}:{}: {line}", index + 1);
                }
            }
        }
    }
}

#[test]
fn every_command_in_the_manual_exists() {
    let mut commands = 0;
    for lang in LANGUAGES {
        for (path, text) in chapters(lang) {
            for (_, text) in blocks(&text).iter().filter(|(words, _)| words[0] == "sh") {
                for line in text.lines().filter(|line| line.starts_with("situ ")) {
                    let mut words: Vec<&str> = line.split(" > ").next().unwrap().split(' ').skip(1).collect();
                    if words[0] == "--lang" {
                        words.drain(..2);
                    }
                    let options = words.iter().filter(|word| word.starts_with("--"));
                    if !words[0].starts_with("--") {
                        let (code, known, _) = situ(repository(), &[words[0], "--help"]);
                        assert_eq!(code, Some(0), "{path}: {line}");
                        options.for_each(|option| assert!(known.contains(option), "{path}: {line}"));
                    }
                    commands += 1;
                }
            }
        }
    }
    assert!(commands > 20, "{commands} commands");
}

#[test]
fn every_code_is_in_the_reference_of_every_language() {
    let site = built();
    for lang in LANGUAGES {
        let page = site.page(&format!("{lang}/articles/codes/index.html"));
        for code in Code::ALL {
            assert!(page.contains(&format!("id=\"{}\"", code.as_str())), "{lang}: {}", code.as_str());
        }
    }
}

#[test]
fn every_key_is_in_the_reference() {
    let keys = chapter("keys");
    let mut count = 0;
    for schema in ["front-matter", "site", "situations", "guide", "phrases", "glossary", "rates"] {
        let (code, json, _) = situ(repository(), &["schema", schema]);
        assert_eq!(code, Some(0));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let section = keys.split(&format!("{{#{schema}}}")).nth(1).unwrap().split("\n## ").next().unwrap();
        let mut pending = vec![&json];
        while let Some(value) = pending.pop() {
            for (name, property) in value["properties"].as_object().into_iter().flatten() {
                let is_row = |line: &str| line.starts_with("| `") && line.split('`').nth(1).unwrap().ends_with(name);
                assert!(section.lines().any(is_row), "{schema}: {name}");
                assert!(property["description"].is_string());
                count += 1;
            }
            // The words of the interface have a chapter of their own.
            let object = value.as_object().into_iter().flatten();
            pending.extend(object.filter(|(name, _)| *name != "strings").map(|(_, value)| value));
            pending.extend(value.as_array().into_iter().flatten());
        }
    }
    assert!(count > 100, "{count} keys");
}

#[test]
fn every_command_and_option_is_in_the_reference() {
    let commands = chapter("commands");
    let (_, help, _) = situ(repository(), &["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names =
        list.lines().filter(|line| !line.starts_with("     ")).map(|line| line.trim().split(' ').next().unwrap());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.contains(&"manual") && names.len() > 10, "{names:?}");
    for name in names {
        let section = commands.split(&format!("{{#{name}}}")).nth(1).unwrap_or_else(|| panic!("{name}"));
        let section = section.split("\n## ").next().unwrap();
        let (_, help, _) = situ(repository(), &[name, "--help"]);
        let options: BTreeSet<&str> = help.split([' ', '\n', ',']).filter(|word| word.starts_with("--")).collect();
        for option in options.iter().filter(|option| !["--lang", "--help", "--version"].contains(option)) {
            assert!(section.contains(option.trim_end_matches(['.', ':'])), "{name}: {option}");
        }
    }
}

#[test]
fn every_template_and_word_is_in_the_reference() {
    let values = chapter("page-values");
    for entry in fs::read_dir(repository().join("themes/default/templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // The layout of every page, and what is added to it, show none themselves. Another chapter is about hooks.
        if name.starts_with("hook-") {
            assert!(chapter("own-look").contains(&format!("templates/{name}")), "{name}");
        } else if name.ends_with(".html") && name != "base.html" {
            assert!(values.contains(&format!("\n## {name} ")), "{name}");
        }
    }
    let words = chapter("interface-words");
    let strings = fs::read_to_string(repository().join("src/languages/en/strings.ftl")).unwrap();
    let ids = strings.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
    let ids: Vec<&str> = ids.filter(|id| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')).collect();
    assert!(ids.len() > 100, "{} words", ids.len());
    ids.iter().for_each(|id| assert!(words.contains(&format!("| `{id}` |")), "{id}"));
}

/// The English references are in the repository too, for those who read the manual on a code forge.
#[test]
fn generated_chapters_of_the_repository_are_current() {
    for id in REFERENCES {
        let path = repository().join(SOURCES).join(format!("en/articles/{id}.md"));
        let current = chapter(id);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &current).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == current, "{id}.md is not current: UPDATE=1 rewrites it");
    }
}

/// The README is short because the manual has the rest.
#[test]
fn readme_is_short_and_its_links_lead_to_files() {
    let readme = read(repository(), "README.md");
    assert!(readme.lines().count() <= 120);
    let targets = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let files: Vec<&str> = targets.filter(|target| !target.starts_with("https://")).collect();
    files.iter().for_each(|file| assert!(repository().join(file).is_file(), "{file}"));
    let chapters: Vec<String> = chapters("en").into_iter().map(|(path, _)| format!("src/manual/{path}")).collect();
    chapters.iter().for_each(|chapter| assert!(files.contains(&chapter.as_str()), "the README leads to {chapter}"));
}

#[test]
fn manual_is_written_as_static_files() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("manual");
    let arguments = ["manual", "--out", out.to_str().unwrap(), "--base-url", "https://example.org/handbook"];
    let (code, text, error) = situ(folder.path(), &arguments);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{text}");
    assert!(read(&out, "en/articles/quick-start/index.html").contains("href=\"/handbook/en/\""));
    // No service worker keeps the manual.
    assert!(!read(&out, "en/index.html").contains("data-offline"));
}

#[test]
fn manual_does_not_replace_another_site() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(situ(folder.path(), &["init"]).0, Some(0));
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    let (code, _, error) = situ(folder.path(), &["manual", "--out", "public"]);
    assert_eq!(code, Some(2), "{error}");
    assert!(read(folder.path(), "public/en/index.html").contains("Home and neighbours"));
}

/// A running `situ manual`, which is stopped at the end of a test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The response to a request, as text.
fn get(port: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n\r\n").unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).unwrap();
    String::from_utf8_lossy(&response).into_owned()
}

#[test]
fn manual_is_served_in_the_language_of_the_user() {
    for (lang, home) in [("ru", "ru"), ("de", "en")] {
        // There are no sources here.
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(SITU);
        command.args(["--lang", lang, "manual", "--port", "0"]).current_dir(folder.path());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let _served = Served(child);
        let (port, path) = line.split("http://localhost:").nth(1).unwrap().split_once('/').unwrap();
        assert!(path.starts_with(&format!("{home}/ ")), "{line}");
        let page = get(port, &format!("/{home}/articles/codes/"));
        assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("id=\"unknown-key\""), "{page}");
        // Readers get neither the script nor the pages for writers.
        assert!(!page.contains("_situ"), "{page}");
        assert!(get(port, "/_situ/status").starts_with("HTTP/1.1 404 "));
        let missing = get(port, &format!("/{home}/nothing/"));
        assert!(
            missing.starts_with("HTTP/1.1 404 ") && missing.contains(&format!("<html lang=\"{home}\"")),
            "{missing}"
        );
    }
}
