//! No text makes the reading of a file panic or hang: real texts with random damage, and the shapes that break parsers.

use std::path::Path;

use situ::build::{Memory, Options, build};
use situ::tree::Tree;

mod shared;
use shared::dice::Dice;

const SHARDS: [&str; 40] = [
    "- [ ] ",
    "- [x] a {#a}\n",
    "> [!SAY]\n> ",
    "> [!LAW lv 2026-11-21]\n",
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

fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.roll(12) {
        let at = dice.roll(chars.len());
        match dice.roll(4) {
            0 => drop(chars.splice(at..at, SHARDS[dice.roll(SHARDS.len())].chars())),
            1 => drop(chars.drain(at..(at + dice.roll(40)).min(chars.len()))),
            2 => {
                let end = (at + dice.roll(200)).min(chars.len());
                let copy: Vec<char> = chars[at..end].to_vec();
                let to = dice.roll(chars.len());
                drop(chars.splice(to..to, copy));
            }
            _ => drop(chars.splice(at..(at + 1).min(chars.len()), SHARDS[dice.roll(SHARDS.len())].chars())),
        }
    }
    chars.into_iter().collect()
}

fn content() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tree, _) = Tree::from_disk(root);
    let paths: Vec<_> =
        tree.below("content/").filter(|path| path.ends_with(".md") || path.ends_with(".yaml")).collect();
    paths.into_iter().map(|path| (path.to_string(), tree.text(path).unwrap().into_owned())).collect()
}

#[test]
fn damaged_files_are_answered_with_diagnostics() {
    let content = content();
    let mut dice = Dice::new(0x5eed_0000_1234_5678);
    for _ in 0..60 {
        let mut files = content.clone();
        for _ in 0..12 {
            let at = dice.roll(files.len());
            files[at].1 = damaged(&files[at].1, &mut dice);
        }
        let tree = Tree::from_pairs(files);
        let _ = build(&tree, &Options::default(), Memory::None, Vec::new());
    }
}

#[test]
fn shapes_that_break_parsers_are_read() {
    let shapes: Vec<String> = vec![
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
    for shape in shapes {
        let text = format!("---\ntitle: T\nsummary: S\n---\n\n## Pirmajā stundā\n\n{shape}\n");
        let mut files = content();
        files.push(("content/lv/articles/shape.md".to_owned(), text));
        let tree = Tree::from_pairs(files);
        let _ = build(&tree, &Options::default(), Memory::None, Vec::new());
    }
}
