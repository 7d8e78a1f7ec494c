//! The search: the stemmers of the program and of the browser agree, and the shipped site answers what people type.
//!
//! The browser's script runs in Node.js. Without Node.js those tests fail, unless `SITU_NODE=none` leaves them out.
mod hunspell;
mod spellings;
mod words_and_synonyms;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use situ::Options;
use situ::OutputFiles;
use situ::testing::words;
use situ::testing::{StemmerRules, stemmer_rules};
use tempfile::TempDir;

use crate::support::{BuiltSite, Site, folder, tests_dir};

/// Scripts of `tests/search/` that take JSON on standard input and print JSON.
const STEM: &str = "stem.mjs";
const QUERY: &str = "query.mjs";

/// How many words of a dictionary are compared; of a larger one every n-th. Fewer without optimisation.
const COMPARED: usize = if cfg!(debug_assertions) { 50_000 } else { 300_000 };

#[test]
fn stemmers_of_program_and_browser_agree() {
    for (code, dictionary) in [("lv", "lv_LV"), ("ru", "ru_RU"), ("bg", "bg_BG")] {
        let words = vocabulary(code, dictionary);
        assert!(words.len() > 1_000, "{code}: {} words", words.len());
        let own = stemmer_rules(code);
        let Some(answer) = node(STEM, &[], &json!({ "rules": own.exported(), "words": words })) else { return };
        let theirs = answer.as_array().expect("a list of stems");
        assert_eq!(theirs.len(), words.len());
        let different: Vec<String> = words
            .iter()
            .zip(theirs)
            .filter(|(word, stem)| own.key(word) != stem.as_str().unwrap_or_default())
            .map(|(word, stem)| format!("{word}: {} here, {stem} there", own.key(word)))
            .take(20)
            .collect();
        assert_eq!(different, [""; 0], "{code}");
    }
}

/// The words of the content, all forms of Debian's Hunspell dictionary where it is installed, and odd inputs.
fn vocabulary(code: &str, dictionary: &str) -> Vec<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let content = Site::of_repository();
    let prefix = format!("content/{code}/");
    for path in content.paths().filter(|path| path.starts_with(&prefix)) {
        found.extend(words(&content.text(path)).map(str::to_owned));
    }
    let read = |kind: &str| fs::read_to_string(format!("/usr/share/hunspell/{dictionary}.{kind}"));
    match (read("dic"), read("aff")) {
        (Ok(dic), Ok(aff)) => {
            let forms = hunspell::forms(&dic, &aff);
            let step = (forms.len() / COMPARED).max(1);
            assert!(forms.len() >= 200_000, "{code}: {} forms", forms.len());
            found.extend(forms.into_iter().step_by(step));
        }
        _ => eprintln!("{code}: only words of the content; apt-get install hunspell-{code} brings more"),
    }
    let odd =
        "и\u{306} не ne jā jaun й Ёж k\u{327}īla L'a'cis ŠĶŪŅA STRASSE größe 4ovek 365 A1 ненене nenene найнай о ā";
    found.extend(odd.split(' ').map(str::to_owned));
    found.into_iter().filter(|word| !word.is_empty()).collect()
}

#[test]
fn held_out_queries_find_their_page() {
    let site = on_disk(&rendered());
    let queries: Value =
        serde_json::from_str(include_str!("../../search/queries.json")).expect("tests/search/queries.json is JSON");
    let Some(answers) = node(QUERY, &[&site.path().display().to_string()], &queries) else { return };
    let mut missed = Vec::new();
    for (query, answer) in queries.as_array().expect("queries").iter().zip(answers.as_array().expect("answers")) {
        let wanted = query["finds"].as_str().unwrap_or_default();
        let within = query["within"].as_u64().unwrap_or(3) as usize;
        let paths: Vec<&str> = answer.as_array().expect("results").iter().filter_map(Value::as_str).collect();
        let right =
            if wanted.is_empty() { paths.is_empty() } else { paths.iter().take(within).any(|path| *path == wanted) };
        if !right {
            missed.push(format!(
                "{} {}: {:?}",
                query["lang"],
                query["query"],
                paths.iter().take(within).collect::<Vec<_>>()
            ));
        }
    }
    assert_eq!(missed, [""; 0]);
}

/// Enough articles for titles in files of their own.
const MANY: usize = 900;

#[test]
fn large_index_loads_only_the_titles_that_it_shows() {
    let late = |number: usize| number % 100 == 7;
    let article = |number: usize| {
        let title = if late(number) { "Kavējums" } else { "Padoms" };
        let filler = "Par darbu, kuru pasūtītājs vēl nav pieņēmis un par kuru runā garā virsrakstā";
        let text = format!("---\ntitle: {title} {number}. {filler}\nsummary: Īsi.\n---\n\nKlients gaida.\n");
        (format!("content/lv/articles/a{number:03}.md"), text)
    };
    let config = [
        ("content/site.yaml".to_owned(), "base_url: https://example.org\nlanguages: [lv]\n".to_owned()),
        ("content/lv/site.yaml".to_owned(), "title: Palīgs\n".to_owned()),
    ];
    let site = Site::new().files(config.into_iter().chain((0..MANY).map(article))).build();
    let files = site.outputs();
    let json = |path: &str| -> Value { serde_json::from_slice(&files[path].1).expect("JSON") };
    let head = json("lv/search/index.json");
    assert_eq!(head["kinds"], "2".repeat(MANY).as_str());
    let size = head["size"].as_u64().expect("a number") as usize;
    let names: Vec<&str> = head["texts"].as_array().expect("parts").iter().filter_map(Value::as_str).collect();
    assert_eq!(names.len(), MANY.div_ceil(size), "all parts are in files of their own");
    let texts: Vec<Value> = names
        .iter()
        .flat_map(|name| json(&format!("lv/search/{name}.json")).as_array().expect("texts").clone())
        .collect();
    assert_eq!(texts.len(), MANY);
    assert!(files["lv/search/index.json"].1.len() < 20_000);

    let site = on_disk(files);
    let ask = json!([{ "lang": "lv", "query": "kavējumi" }, { "lang": "lv", "query": "klienti" }]);
    let Some(answers) = node(QUERY, &[&site.path().display().to_string()], &ask) else { return };
    let paths = |at: usize| -> BTreeSet<&str> {
        answers[at].as_array().expect("results").iter().filter_map(Value::as_str).collect()
    };
    let expected: Vec<String> =
        (0..MANY).filter(|number| late(*number)).map(|number| format!("lv/articles/a{number:03}/")).collect();
    assert_eq!(paths(0), expected.iter().map(String::as_str).collect());
    assert_eq!(paths(1).len(), 20, "only results that are shown have titles");
}

#[test]
fn index_is_small_and_deterministic() {
    let (once, again) = (rendered(), rendered());
    let search = |files: &OutputFiles| -> Vec<(String, Vec<u8>)> {
        let own = files.iter().filter(|(path, _)| path.contains("/search/") && path.ends_with(".json"));
        own.map(|(path, (_, bytes))| (path.clone(), bytes.to_vec())).collect()
    };
    let (once, again) = (search(&once), search(&again));
    assert!(once == again, "two builds differ");
    for code in ["lv", "ru", "bg"] {
        let head = once.iter().find(|(path, _)| *path == format!("{code}/search/index.json"));
        let (_, bytes) = head.unwrap_or_else(|| panic!("{code} has no index"));
        assert!(bytes.len() < 60_000, "{code}: {} bytes", bytes.len());
        let head: Value = serde_json::from_slice(bytes).expect("JSON");
        for shard in head["shards"].as_array().expect("shards") {
            let name = format!("{code}/search/{}.json", shard[1].as_str().unwrap_or_default());
            assert!(once.iter().any(|(path, _)| *path == name), "{name} is not there");
        }
    }
}

/// A query finds neither a page with `no_search` nor its words; the head has the questions whose answers lead to several
/// situations, and an excerpt for each item.
#[test]
fn head_has_guide_questions_and_excerpts_but_no_page_that_is_left_out() {
    let files = rendered();
    let json = |path: &str| -> Value { serde_json::from_slice(&files[path].1).expect("JSON") };
    for code in ["lv", "ru", "bg"] {
        let head = json(&format!("{code}/search/index.json"));
        let rows = head["texts"][0].as_array().expect("all items in the head");
        assert!(rows.iter().all(|row| row[0] != "writing/" && row[0] != "pages/writing/"), "{code}");
        let excerpts = json(&format!("{code}/search/{}.json", head["excerpts"][0].as_str().expect("a file")));
        let excerpts = excerpts.as_array().expect("texts");
        assert_eq!(excerpts.len(), rows.len(), "{code}");
        assert!(excerpts.iter().all(|text| text.as_str().is_some_and(|text| !text.is_empty())), "{code}");
        let questions = head["guide"].as_array().expect("questions");
        assert!(questions.len() > 5, "{code}: {} questions", questions.len());
        for question in questions {
            let path = question[1].as_str().expect("a path");
            assert!(files.contains_key(&format!("{path}index.html")), "{path}");
            let situations = question[2].as_array().expect("numbers");
            let kinds = head["kinds"].as_str().expect("digits").as_bytes();
            let is_situation = |number: &Value| number.as_u64().is_some_and(|number| kinds[number as usize] == b'0');
            assert!(situations.len() > 1 && situations.iter().all(is_situation), "{path}");
        }
    }
}

/// What readers type at night: whole sentences, with words of the frame, slang and typing errors.
#[test]
fn sentences_find_a_page_that_answers() {
    let site = on_disk(&rendered());
    let queries: Value =
        serde_json::from_str(include_str!("../../search/sentences.json")).expect("tests/search/sentences.json is JSON");
    let Some(answers) = node(QUERY, &[&site.path().display().to_string()], &queries) else { return };
    let (mut asked, mut missed) = (0, Vec::new());
    for (query, answer) in queries.as_array().expect("queries").iter().zip(answers.as_array().expect("answers")) {
        let wanted = query["finds"].as_array().expect("paths");
        asked += 1;
        if !answer.as_array().expect("results").iter().take(3).any(|path| wanted.contains(path)) {
            missed.push(format!("{} {}", query["lang"], query["query"]));
        }
    }
    assert!(asked == 150 && missed.len() <= 17, "{} of {asked} are not in the first three: {missed:#?}", missed.len());
}

#[test]
fn stemmer_tables_are_well_formed() {
    for code in ["lv", "ru", "bg", "und"] {
        let table: &StemmerRules = stemmer_rules(code);
        for row in table.exported()["keys"].as_array().expect("rows") {
            let length = |at: usize| row[at].as_str().map(|keys| keys.chars().count());
            assert!(length(1).is_some() && length(1) == length(2), "{code}: keys and letters: {row}");
        }
    }
}

/// The output of the site in this repository.
fn rendered() -> OutputFiles {
    BuiltSite::of_repository(&Options::default()).outputs().clone()
}

/// Output files in a folder that is deleted after the test.
fn on_disk(files: &OutputFiles) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    files.iter().for_each(|(path, (_, bytes))| folder::write(root.path(), path, bytes));
    root
}

/// The answer of a script of `tests/search/` to `input`; `None` if the environment leaves Node.js out.
fn node(script: &str, arguments: &[&str], input: &Value) -> Option<Value> {
    if std::env::var_os("SITU_NODE").is_some_and(|value| value == "none") {
        return None;
    }
    let mut command = Command::new("node");
    command.arg(tests_dir("search").join(script)).args(arguments);
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child =
        started.expect("the search is tested with Node.js 20 or newer; SITU_NODE=none leaves these tests out");
    let mut stdin = child.stdin.take().expect("a pipe");
    let text = input.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("node ends");
    writer.join().expect("no panic").expect("node reads");
    assert!(output.status.success(), "{script} failed");
    Some(serde_json::from_slice(&output.stdout).expect("node answers JSON"))
}
