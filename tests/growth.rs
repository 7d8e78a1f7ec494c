//! Twice as much of anything takes at most two and a half times as much work.
//!
//! Each feature makes a site with `n` of it; a build, with what the writer reads about it, is measured at `n` and at
//! `2n`: by the instructions that it executes, which are the same on every machine (valgrind counts them), and, by
//! hand, by its processor time. A page that a hostile or a tired writer can make must not stop the build.

use std::collections::BTreeMap;
use std::process::Command;

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use situ::build::{Memory, Options, build};
use situ::diag::{to_json, to_text};
use situ::messages::Messages;
use situ::outputs::InMemory;
use situ::tree::Tree;

type Files = BTreeMap<String, String>;

/// The greatest ratio of times that counts as linear; sorting and memory cost a little more than the double.
const LIMIT: f64 = 2.5;
/// The greatest ratio of instructions: they do not vary, and at this bound a ninth of the work may be quadratic.
const COUNTED_LIMIT: f64 = 2.2;
/// A measurement shorter than this says nothing, in seconds.
const SHORTEST: f64 = 0.06;
/// A count smaller than this says nothing, in instructions.
const ENOUGH: f64 = 60e6;

fn base() -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, text: &str| drop(files.insert(path.to_owned(), text.to_owned()));
    add("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv]\n");
    add(
        "content/situations.yaml",
        "phases: [now, then]\nsituations:\n  - {id: one, severity: 3}\n  - {id: two, severity: 2}\n",
    );
    add("content/lv/site.yaml", "title: Vietne\nphases: {now: Tagad, then: Beigās}\n");
    for id in ["one", "two"] {
        add(&format!("content/lv/situations/{id}.md"), "---\ntitle: Virsraksts\nsummary: Ko darīt.\n---\n\nTeksts.\n");
    }
    add("content/lv/articles/art.md", "---\ntitle: Raksts\nsummary: Ko darīt.\nsituations: [one]\n---\n\nTeksts.\n");
    files
}

fn each(n: usize, make: impl Fn(usize) -> String) -> String {
    (0..n).map(make).collect()
}

fn text(body: &str) -> String {
    format!("---\ntitle: Viens\nsummary: Divi.\n---\n\n{body}\n")
}

fn article(body: String) -> Files {
    let mut files = base();
    files.insert("content/lv/articles/many.md".to_owned(), text(&body));
    files
}

fn with(path: &str, text: String) -> Files {
    let mut files = base();
    files.insert(path.to_owned(), text);
    files
}

/// A way to make very much of one thing.
type Feature = (&'static str, fn(usize) -> Files);

const FEATURES: &[Feature] = &[
    ("headings", |n| article(each(n, |i| format!("## Virsraksts {i}\n\n")))),
    ("headings of one text", |n| article("## Viens\n\n".repeat(n))),
    ("headings with one id", |n| article("## Viens {#viens}\n\n".repeat(n))),
    ("underlined headings", |n| article("a\n-\n".repeat(n))),
    ("links within the text", |n| article(each(n, |i| format!("## V {{#h{i}}}\n\n[a](#h{i})\n\n")))),
    ("dead links within the text", |n| article(each(n, |i| format!("## V {{#h{i}}}\n\n[a](#k{i})\n\n")))),
    ("links to a text", |n| article("[[art]] ".repeat(n))),
    ("dead links", |n| article(each(n, |i| format!("[[nekas{i}]] ")))),
    ("pictures that are missing", |n| article(each(n, |i| format!("![a](media/a{i}.png) ")))),
    ("references", |n| {
        article(each(n, |i| format!("[r{i}]: https://a.example/{i}\n")) + "\n" + &each(n, |i| format!("[r{i}] ")))
    }),
    ("footnotes", |n| article(each(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n")))),
    ("rows of a table", |n| article(format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n)))),
    ("columns of a table", |n| article(format!("{}|\n{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n)))),
    ("steps", |n| article(format!("## Tagad\n\n{}", each(n, |i| format!("- [ ] Zvaniet {i}. {{#s{i}}}\n"))))),
    ("steps without id", |n| article(format!("## Tagad\n\n{}", "- [ ] Zvaniet.\n".repeat(n)))),
    ("steps with one id", |n| article(format!("## Tagad\n\n{}", "- [ ] Zvaniet. {#s}\n".repeat(n)))),
    ("boxes", |n| article("- [ ] a\n".repeat(n))),
    ("messages", |n| article("> [!SAY]\n> Labdien, [vārds], 12.05.2026.\n\n".repeat(n))),
    ("statements on law", |n| article("> [!LAW lv 2026-01-01]\n> a\n\n".repeat(n))),
    ("unknown blocks", |n| article("> [!NEKAS]\n> a\n\n".repeat(n))),
    ("HTML", |n| article("a <b>c</b>\n".repeat(n))),
    ("words", |n| article(each(n, |i| format!("vārds{i} ")))),
    ("one long line", |n| article("garš teksts ".repeat(n * 4))),
    ("marks of quotation", |n| article("\"a\" ".repeat(n))),
    ("open brackets", |n| article("[a](".repeat(n))),
    ("stars", |n| article("*a_ ".repeat(n))),
    ("addresses that harm", |n| article("[a](javascript:x) ".repeat(n))),
    ("steps of a situation", |n| {
        with(
            "content/lv/situations/one.md",
            text(&format!("## Tagad\n\n{}", each(n, |i| format!("- [ ] Z {i}. {{#s{i}}}\n")))),
        )
    }),
    ("unknown keys", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\n{}---\n", each(n, |i| format!("k{i}: v\n"))),
        )
    }),
    ("keys twice", |n| {
        with("content/lv/articles/many.md", format!("---\ntitle: a\nsummary: b\n{}---\n", "draft: false\n".repeat(n)))
    }),
    ("situations of an article", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\nsituations: [{}]\n---\n", each(n, |i| format!("s{i}, "))),
        )
    }),
    ("signs of a situation", |n| {
        with(
            "content/lv/situations/one.md",
            format!("---\ntitle: a\nsummary: b\nrecognise: [{}]\n---\n", each(n, |i| format!("zīme {i}, "))),
        )
    }),
    ("phrases", |n| {
        let mut files = with("content/phrases.yaml", each(n, |i| format!("p{i}: {{situations: [one]}}\n")));
        files.insert(
            "content/lv/phrases.yaml".to_owned(),
            each(n, |i| format!("p{i}: {{says: Saka {i}, answer: Atbilde}}\n")),
        );
        files
    }),
    ("phrases without words", |n| {
        let mut files = with("content/phrases.yaml", each(n, |i| format!("p{i}: {{situations: [one]}}\n")));
        files.insert(
            "content/lv/phrases.yaml".to_owned(),
            each(n, |i| format!("q{i}: {{says: Saka {i}, answer: Atbilde}}\n")),
        );
        files
    }),
    ("terms", |n| {
        let mut files = article(each(n, |i| format!("vārds{i} ")));
        files.insert(
            "content/lv/glossary.yaml".to_owned(),
            each(n, |i| format!("t{i}: {{term: vārds{i}, definition: a}}\n")),
        );
        files
    }),
    ("situations that lead on", |n| {
        let plans = each(n, |i| format!("  - {{id: s{i}, severity: 2, leads_to: [s{}]}}\n", (i + 1) % n));
        let mut files = with("content/situations.yaml", format!("phases: [now, then]\nsituations:\n{plans}"));
        files.extend((0..n).map(|i| (format!("content/lv/situations/s{i}.md"), text("Teksts."))));
        files.retain(|path, _| {
            !path.contains("situations/one") && !path.contains("situations/two") && !path.contains("art.md")
        });
        files
    }),
    ("steps that are unknown", |n| {
        let steps = each(n, |i| format!("art.s{i}, "));
        let plan = format!(
            "phases: [now, then]\nsituations:\n  - {{id: one, severity: 2, steps: {{now: [{steps}]}}}}\n  - {{id: two, severity: 2}}\n"
        );
        with("content/situations.yaml", plan)
    }),
    ("questions in a row", |n| {
        let questions =
            each(n, |i| format!("  - {{id: q{i}, answers: [{{id: a, to: q{}}}, {{id: b, to: one}}]}}\n", i + 1));
        let last = format!("  - {{id: q{n}, answers: [{{id: a, to: one}}, {{id: b, to: two}}]}}\n");
        with("content/guide.yaml", format!("start: q0\nquestions:\n{questions}{last}"))
    }),
    ("articles", |n| {
        let mut files = base();
        files.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(&format!("[[art]] {i}")))));
        files
    }),
    ("articles of one situation", |n| {
        let mut files = base();
        let text = |i| {
            format!("---\ntitle: Viens {i}\nsummary: Divi.\nsituations: [one]\n---\n\n## Tagad\n\n- [ ] Z. {{#s}}\n")
        };
        files.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        files
    }),
    ("articles with a dead link", |n| {
        let mut files = base();
        files.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(&format!("[[nekas{i}]]")))));
        files
    }),
    ("files in no place", |n| {
        let mut files = base();
        files.extend((0..n).map(|i| (format!("content/lv/articles/A{i}.md"), "a".to_owned())));
        files
    }),
    ("aliases", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\naliases: [{}]\n---\n", each(n, |i| format!("x{i}, "))),
        )
    }),
    ("texts with an alias", |n| {
        let mut files = base();
        let text = |i| format!("---\ntitle: Viens\nsummary: Divi.\naliases: [x{i}]\n---\n");
        files.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        files
    }),
    ("terms that begin alike", |n| terms_that_begin_alike(n, "exact")),
    ("inflected terms that begin alike", |n| terms_that_begin_alike(n, "inflected")),
];

/// Terms of two words, the first always the same, each mentioned once.
fn terms_that_begin_alike(n: usize, link: &str) -> Files {
    let second = |i: usize| -> String {
        let letter =
            |at: usize| ["ba", "dē", "gi", "ko", "lu", "mā", "ne", "pī", "ro", "su"][i / 10_usize.pow(at as u32) % 10];
        (0..6).map(letter).collect()
    };
    let mut files = article(each(n, |i| format!("viens {}s ", second(i))));
    let term = |i| format!("t{i}: {{term: viens {}s, definition: a, link: {link}}}\n", second(i));
    files.insert("content/lv/glossary.yaml".to_owned(), each(n, term));
    files
}

/// A build with all that is said about it.
fn work(files: Files) {
    let tree = Tree::from_pairs(files);
    let messages = Messages::for_writer("lv");
    let built = build(&tree, &Options::default(), Memory::None, Vec::new());
    let said = to_text(&built.diagnostics, &tree, &messages, false).len()
        + to_json(&built.diagnostics, &tree, &messages).len();
    if let Some(ready) = &built.site {
        ready.render(&tree, &InMemory::default()).unwrap();
    }
    assert!(said < 8 << 20, "{said} bytes of messages");
}

/// In a process of its own, for [`instructions`].
#[test]
#[ignore = "part of `twice_as_much_is_twice_the_work`"]
fn one_site() {
    let wanted = std::env::var("SITU_GROWTH").unwrap();
    let (name, n) = wanted.split_once('=').unwrap();
    let (_, make) = FEATURES.iter().find(|(known, _)| *known == name).unwrap();
    work(make(n.parse().unwrap()));
}

/// What a build of `n` executes, the start of the program included.
fn instructions(name: &str, n: usize) -> f64 {
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "one_site", "--ignored", "--test-threads=1"])
        .env("SITU_GROWTH", format!("{name}={n}"))
        // Threads that wait for work count too.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind, which tests/run installs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{name}, {n}: {said}");
    let count = said.lines().find_map(|line| line.split_once("refs:")).expect("what cachegrind counted").1;
    count.trim().replace(',', "").parse().unwrap()
}

#[test]
#[ignore = "takes valgrind, and minutes: cargo test --profile checked --test growth twice_as_much_is -- --ignored"]
fn twice_as_much_is_twice_the_work() {
    let start = instructions(FEATURES[0].0, 1);
    let failures: Vec<String> = FEATURES
        .par_iter()
        .filter_map(|(name, _)| {
            let mut n = 500;
            let mut once = instructions(name, n) - start;
            if once < ENOUGH {
                n = (n as f64 * ENOUGH / once.max(ENOUGH / 64.0)) as usize;
                once = instructions(name, n) - start;
            }
            let ratio = (instructions(name, 2 * n) - start) / once;
            println!("{name}: {n} in {:.0} million instructions, twice as many in {ratio:.2} times that", once / 1e6);
            (ratio > COUNTED_LIMIT).then(|| format!("{name}: {n} and {} differ by {ratio:.2}", 2 * n))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn spent() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Processor time of a build.
fn time_of(files: Files) -> f64 {
    let begin = spent();
    work(files);
    spent() - begin
}
#[test]
#[ignore = "measures time: cargo test --release --test growth twice_as_much_takes -- --ignored, on a quiet machine"]
fn twice_as_much_takes_twice_as_long() {
    let mut failures = Vec::new();
    for (name, make) in FEATURES {
        let mut n = 100;
        while time_of(make(n)) < SHORTEST && n < 200_000 {
            n *= 2;
        }
        // What disturbs a measurement makes it longer, so the least of several counts.
        let mut ratio = f64::INFINITY;
        let (mut once, mut twice) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..6 {
            once = time_of(make(n)).min(once);
            twice = time_of(make(2 * n)).min(twice);
            ratio = twice / once;
            if ratio <= LIMIT {
                break;
            }
        }
        println!("{name}: {n} in {once:.3} s, twice as many in {twice:.3} s: {ratio:.2}");
        if ratio > LIMIT {
            failures.push(format!("{name}: {n} in {once:.3} s, twice as many in {twice:.3} s: {ratio:.2}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
