//! Parsers neither panic nor hang: the real content with random damage, and inputs that are known to break parsers.
//!
//! Passing means that each build returns; what it reports is the subject of other tests.

use crate::support::{Random, Site};

const FRAGMENTS: [&str; 43] = [
    "- [ ] ",
    "- [x] a {#a}\n",
    "> [!SAY]\n> ",
    "> [!TEXT]\n> ",
    "> [!LAW lv 2026-11-21]\n",
    "> [!LAW lv 2026-11-21 a](https://a.example)\n",
    " {country=lv}",
    "[[",
    "]]",
    "[[phrase:x]]",
    "{#",
    "}",
    "{#a .key}",
    "`",
    "```\n",
    "\n\n",
    "    ",
    "  ",
    "*",
    "**",
    "_",
    "~~",
    "[^1]",
    "\n[^1]: ",
    "![",
    "](",
    ")",
    "|",
    "\n|---|\n",
    "# ",
    "## ",
    "---\n",
    "<b>",
    "<!--",
    "&amp;",
    "\\",
    "\"",
    "„",
    "é\u{301}",
    "→ ",
    "\t",
    "\r\n",
    "1) ",
];

/// `text` with up to twelve random insertions, deletions, copies and replacements.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + random.below(12) {
        let at = random.below(chars.len());
        match random.below(4) {
            0 => drop(chars.splice(at..at, FRAGMENTS[random.below(FRAGMENTS.len())].chars())),
            1 => drop(chars.drain(at..(at + random.below(40)).min(chars.len()))),
            2 => {
                let end = (at + random.below(200)).min(chars.len());
                let copy: Vec<char> = chars[at..end].to_vec();
                let to = random.below(chars.len());
                drop(chars.splice(to..to, copy));
            }
            _ => drop(chars.splice(at..(at + 1).min(chars.len()), FRAGMENTS[random.below(FRAGMENTS.len())].chars())),
        }
    }
    chars.into_iter().collect()
}

/// The Markdown and YAML of this repository's content.
fn text_files() -> Site {
    let mut site = Site::of_repository();
    site.retain(|path| path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".yaml")));
    site
}

#[test]
fn random_damage_to_content_does_not_panic() {
    let content = text_files();
    let paths: Vec<&str> = content.paths().collect();
    let mut random = Random::new(0x5eed_0000_1234_5678);
    for _ in 0..60 {
        let mut site = content.clone();
        for _ in 0..12 {
            let path = *random.pick(&paths);
            let text = damaged(&site.text(path), &mut random);
            site.insert(path, text);
        }
        site.build();
    }
}

#[test]
fn pathological_markdown_does_not_panic() {
    let inputs: Vec<String> = vec![
        ">".repeat(20_000),
        "- ".repeat(10_000),
        "[".repeat(20_000),
        "[a](".repeat(10_000),
        "*a_ ".repeat(10_000),
        "`".repeat(5_000) + "a" + &"`".repeat(4_999),
        "# A\n".repeat(10_000),
        "a\n-\n".repeat(10_000),
        "|a".repeat(2_000) + "\n" + &"|-".repeat(2_000) + "\n" + &"|b".repeat(2_000),
        "- [ ] x {#x}\n".repeat(5_000),
        "> [!SAY]\n".repeat(5_000),
        "[^1]\n\n[^1]: a\n".repeat(3_000),
        "a".repeat(1_000_000),
        "- [ ]\n- [ ] \n-\n  - [ ]\n## \n##\n> [!SAY]\n\n- [ ] \n\n  a\n".to_owned(),
    ];
    let content = text_files();
    for input in inputs {
        let text = format!("---\ntitle: T\nsummary: S\n---\n\n## Pirmajā stundā\n\n{input}\n");
        content.clone().file("content/lv/articles/shape.md", text).build();
    }
}
