//! Benchmarks: what a build costs, and that no step of it grows faster than the pages do. `cargo bench` runs all,
//! `cargo bench -- links` the features whose names hold a word.
//!
//! Prints two tables of ratios: each feature's cost for twice as many articles, and a whole build against one with little
//! or nothing changed. All times are processor time of this process or its child, the least of several rounds, so that
//! other work on the machine disturbs them little. No part of the tests: a busy machine proves nothing.

use std::convert::Infallible;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::time::{ClockId, clock_gettime};
use situ::Output;
use situ::SourceTree;
use situ::testing::ContentHash;
use situ::{CacheMode, Options, build};

/// Rounds of each measurement; the least counts.
const ROUNDS: usize = 3;
/// Articles of the smaller site of a feature.
const ARTICLES: usize = 1_500;
/// Twice the input may cost this much: twice, and a little for what machines do.
const BOUND: f64 = 2.3;

/// A site of `n` articles that is full of one thing.
struct Feature {
    name: &'static str,
    /// Front matter and body of article `i` of `n`.
    article: fn(i: usize, n: usize) -> (String, String),
}

const FEATURES: [Feature; 8] = [
    Feature { name: "words (search)", article: |i, _| (String::new(), words(i, 400)) },
    Feature { name: "links", article: |i, n| (String::new(), links(20, |at| (i * 7 + at * 131) % n)) },
    Feature { name: "backlinks of one article", article: |_, _| (String::new(), links(1, |_| 0)) },
    Feature { name: "related", article: |i, _| (situations(&[i % 40, i % 37, i % 31]), String::new()) },
    Feature { name: "one situation for all", article: |_, _| (situations(&[0]), String::new()) },
    Feature { name: "actions of checklists", article: |i, _| (situations(&[i % 40]), actions(6)) },
    Feature {
        name: "headings",
        article: |_, _| (String::new(), (0..40).map(|at| format!("## Part {at}\n\n")).collect()),
    },
    Feature {
        name: "redirects and sitemap",
        article: |i, _| (format!("aliases: [old-{i}, older-{i}, oldest-{i}]\n"), String::new()),
    },
];

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    growth(wanted.as_deref().unwrap_or_default());
    if wanted.is_none() {
        builds();
    }
}

/// Time of twice the input over time of the input.
fn growth(wanted: &str) {
    println!("processor ms of reading, linking, checking and rendering, by articles");
    println!("{:<28}{:>9}{:>9}{:>8}", "", ARTICLES, 2 * ARTICLES, "ratio");
    for feature in FEATURES.iter().filter(|feature| feature.name.contains(wanted)) {
        let [one, two] = [1, 2].map(|times| {
            let tree = SourceTree::from_pairs(site(feature, times * ARTICLES));
            (0..ROUNDS).map(|_| in_memory(&tree)).fold(f64::INFINITY, f64::min)
        });
        let ratio = two / one;
        let verdict = if ratio > BOUND { "  too steep" } else { "" };
        println!("{:<28}{:>9.0}{:>9.0}{ratio:>8.2}{verdict}", feature.name, one * 1e3, two * 1e3);
    }
}

/// Processor seconds of a whole build that keeps nothing.
fn in_memory(tree: &SourceTree) -> f64 {
    let start = processor();
    let built = build(tree, &Options::default(), CacheMode::None, Vec::new());
    let ready = built.site.unwrap_or_else(|| panic!("the site is sound: {:?}", built.diagnostics.first()));
    assert!(ready.render(&Nowhere).is_ok());
    processor() - start
}

fn processor() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

struct Nowhere;

impl Output for Nowhere {
    type Error = Infallible;

    fn published_hash(&self, _: &str) -> Option<ContentHash> {
        None
    }

    fn keep(&self, _: &str) -> Result<ContentHash, Infallible> {
        Ok(ContentHash::default())
    }

    fn write(&self, _: &str, _: ContentHash, bytes: &[u8]) -> Result<ContentHash, Infallible> {
        Ok(ContentHash::xxh3_bytes(bytes))
    }
}

/// The program itself: cold, with nothing changed, with one article changed.
fn builds() {
    let all = Feature {
        name: "all",
        article: |i, n| {
            let front = situations(&[i % 40, i % 37]);
            (front, words(i, 500) + &links(6, |at| (i * 7 + at * 131) % n) + &actions(1))
        },
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for (path, text) in site(&all, 3 * ARTICLES) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    // Sources of this very moment are not trusted to stay as they are.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let mut cold = f64::INFINITY;
    for _ in 0..ROUNDS {
        for made in ["public", ".public.situ"] {
            let _ = fs::remove_dir_all(root.join(made));
        }
        cold = cold.min(child(root));
    }
    let nothing = (0..ROUNDS).map(|_| child(root)).fold(f64::INFINITY, f64::min);
    let one = (0..ROUNDS).map(|round| {
        let file = root.join("content/lv/articles/a-7.md");
        let text = fs::read_to_string(&file).expect("the article");
        fs::write(&file, format!("{text}\nOne word more, {round}.\n")).expect("the article");
        child(root)
    });
    let one = one.fold(f64::INFINITY, f64::min);
    println!("\nprocessor ms of `situ build`, {} articles", 3 * ARTICLES);
    for (name, time) in [("cold", cold), ("nothing changed", nothing), ("one article changed", one)] {
        println!("{name:<28}{:>9.0}{:>8.2} x cold", time * 1e3, time / cold);
    }
}

/// Processor seconds of a build by the program.
fn child(root: &Path) -> f64 {
    let start = children();
    let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
    let output = command.arg("build").arg("--root").arg(root).arg("--out").arg(root.join("public")).output();
    let output = output.expect("situ runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    children() - start
}

/// Processor seconds of all children that have ended, from the system's own account.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let fields: Vec<&str> = stat.rsplit_once(')').expect("a name").1.split_whitespace().collect();
    // cutime and cstime, the 16th and 17th of all fields, in hundredths of a second.
    [13, 14].iter().map(|at| fields[*at].parse::<f64>().expect("a number")).sum::<f64>() / 100.0
}

/// A site in one language, all of whose situations have a text.
fn site(feature: &Feature, articles: usize) -> Vec<(String, String)> {
    let mut files = vec![
        ("content/site.yaml".to_owned(), "base_url: https://example.org\nlanguages: [lv]\n".to_owned()),
        ("content/lv/site.yaml".to_owned(), "title: T\ndescription: D.\nphases: {now: Tagad}\n".to_owned()),
    ];
    let mut plan = "phases: [now]\nsituations:\n".to_owned();
    for number in 0..40 {
        let _ = writeln!(plan, "  - {{id: s-{number}, severity: 3}}");
        let text = format!("---\ntitle: Situation {number}\nsummary: S.\n---\n");
        files.push((format!("content/lv/situations/s-{number}.md"), text));
    }
    files.push(("content/situations.yaml".to_owned(), plan));
    for i in 0..articles {
        let (front, body) = (feature.article)(i, articles);
        let text = format!("---\ntitle: Article {i}\nsummary: S.\n{front}---\n\nText.\n\n{body}\n");
        files.push((format!("content/lv/articles/a-{i}.md"), text));
    }
    files
}

/// Text of a vocabulary of some thousand words, common ones more often.
fn words(seed: usize, count: usize) -> String {
    const SYLLABLES: [&str; 12] = ["ka", "tē", "mi", "ru", "šo", "la", "ne", "dī", "pu", "vo", "zā", "gi"];
    let mut text = String::new();
    for at in 0..count {
        let mut number = (seed * 2_654_435_761 + at * 40_503 + at * at * 31) % 9_973;
        number = number * number / 9_973;
        while number > 0 {
            text.push_str(SYLLABLES[number % SYLLABLES.len()]);
            number /= SYLLABLES.len();
        }
        text.push_str(if at % 15 == 14 { ".\n\n" } else { " " });
    }
    text + "\n\n"
}

fn links(count: usize, to: impl Fn(usize) -> usize) -> String {
    (0..count).map(|at| format!("See [[a-{}]].\n\n", to(at))).collect()
}

fn situations(numbers: &[usize]) -> String {
    let ids: Vec<String> = numbers.iter().map(|number| format!("s-{number}")).collect();
    format!("situations: [{}]\n", ids.join(", "))
}

fn actions(count: usize) -> String {
    let steps: String = (0..count).map(|at| format!("- [ ] Do step {at}. {{#do-{at}}}\n")).collect();
    format!("## Tagad\n\n{steps}\n")
}
