//! `situ check --fix` never worsens a text: the prose of this repository with addresses, quotation marks, brackets, dates
//! and near-miss markup at random places.

use std::collections::BTreeMap;

use situ::testing::fix_all;
use situ::{Options, Severity, SourceTree};

use crate::support::Site;
use crate::support::random::Random;

/// What writers paste or mistype. Each is inserted between two words or at the start of a line.
const INSERTIONS: [&str; 44] = [
    "https://example.org/a_(b)",
    "\"http://www.example.com/\",",
    "„https://example.org”",
    "(https://example.org)",
    "https://example.org/?a=1&amp;b=2",
    "https://example.org/*a*",
    "**https://example.org**",
    "[https://example.org]",
    "www.example.org,",
    "www.",
    "[w](https: //d.example)",
    "[w](https://e.example/ #top)",
    "[w](late deadline.md)",
    "[w](media/no file.png)",
    "[w] (nowhere.md)",
    "[w] (https://example.org)",
    "(nowhere.md)[w]",
    "(https://example.org)[w]",
    "[w](nowhere.md",
    "[[nowhere",
    "[first-hour]",
    "[^1]",
    "{vārds}",
    "(#id)",
    "☐ x",
    "\n- [] Zvaniet.",
    "\n– [ ] Zvaniet.",
    "\n> [NOTE]\n> a\n",
    "\n##Virsraksts\n",
    "\n• a\n• b\n",
    "\n\n2026. gada 5. maijā",
    "\n15. jūlijā",
    "\n1. января",
    "\n- 5 °C",
    "+371 2612",
    "“a”",
    "\"a 'b' c\"",
    "\\\"",
    "<<a>>",
    ",,a”",
    "- a",
    "--",
    "**a",
    "`a",
];

/// Inserts about one thing for every hundred words into the body of each document.
fn damage(site: &mut Site, random: &mut Random) {
    let documents: Vec<String> = site.paths().filter(|path| path.ends_with(".md")).map(str::to_owned).collect();
    for path in documents {
        let text = String::from_utf8(site.remove(&path).unwrap()).unwrap();
        let body = text.match_indices("\n---\n").next().map_or(0, |(at, line)| at + line.len());
        let mut damaged = text[..body].to_owned();
        for word in text[body..].split_inclusive([' ', '\n']) {
            // The opener of a callout stays at the start of its line: a heading before it would break the callout.
            if random.below(100) == 0 && !word.starts_with("[!") {
                damaged.push_str(random.pick::<&str>(&INSERTIONS));
                damaged.push(' ');
            }
            damaged.push_str(word);
        }
        site.insert(path, damaged);
    }
}

/// The number of diagnostics by file and code, and the number of errors.
fn counts(tree: &SourceTree) -> (BTreeMap<String, usize>, usize) {
    let result = situ::build(tree, &Options::default(), situ::CacheMode::None, Vec::new());
    let mut counts = BTreeMap::new();
    for diagnostic in &result.diagnostics {
        *counts.entry(format!("{} {}", diagnostic.span.path, diagnostic.code.as_str())).or_default() += 1;
    }
    let errors = result.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    (counts, errors)
}

/// The letters and digits of a text in their order of code points, because a fix may swap the words and the address of a
/// link; without what fixes declare to add or remove: ids of steps, `%20`, a ticked box.
fn letters(text: &str) -> Vec<char> {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '%', '[']) {
        kept.push_str(&rest[..at]);
        let skipped = match &rest[at..] {
            id if id.starts_with("{#") => id.find('}').map_or(2, |end| end + 1),
            space if space.starts_with("%20") => 3,
            ticked if ticked.starts_with("[x]") => 3,
            _ => 1,
        };
        rest = &rest[at + skipped..];
    }
    kept.push_str(rest);
    let mut letters: Vec<char> = kept.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn no_fix_worsens_a_text() {
    for seed in 1..=3 {
        let mut site = Site::of_repository();
        damage(&mut site, &mut Random::new(seed));
        let tree = site.tree();
        let (before, errors_before) = counts(&tree);
        let fixed = fix_all(&tree, &Options::default(), |_| true);
        assert!(fixed.len() > 10, "seed {seed}: {} files are fixed", fixed.len());
        for file in &fixed {
            let keeps_words = letters(&file.after) == letters(&file.before);
            assert!(keeps_words, "seed {seed}: {}\n{}", file.path, file.after);
            site.insert(&*file.path, file.after.clone());
        }
        let tree = site.tree();
        let (after, errors_after) = counts(&tree);
        assert!(errors_after <= errors_before, "seed {seed}: {errors_before} errors became {errors_after}");
        let reported = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
        assert!(reported(&after) <= reported(&before), "seed {seed}");
        for (key, count) in &after {
            // Only a step with an id can be compared with the other languages, and words in quotations are not compared.
            // Two texts are compared blank by blank if they have as many blanks.
            let revealed = ["missing-in-language", "unused-action", "mixed-address", "unfilled-blank"];
            let is_revealed = revealed.iter().any(|code| key.ends_with(code));
            let least = before.get(key).copied().unwrap_or(0);
            assert!(*count <= least || is_revealed, "seed {seed}: {key}: {least} became {count}");
        }
        let again = fix_all(&tree, &Options::default(), |_| true);
        assert!(again.is_empty(), "seed {seed}: {again:?}");
    }
}
