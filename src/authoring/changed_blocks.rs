//! Which blocks of a source have changed since a translation was finished.
//!
//! Takes the text of a source and the `source_hash` of its translation; returns the blocks that are new, changed or gone.
//! A block is a run of lines without a blank one, such as a paragraph or a heading, or a key of the front matter that a
//! translation must follow. `source_hash` has a hash of the whole text, a space, and [`DIGITS`] hexadecimal digits for
//! each block. A hash without blocks is still read: then it is only known that something has changed. Never writes.

use std::fmt::Write;

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::model::{Document, SharedStr};
use crate::parse::front_matter::split_front_matter;
use crate::site::{Site, SourceState};

/// Digits of the hash of a block. The hash of the whole text decides whether there is a change.
const DIGITS: usize = 4;

/// A text with more blocks gets no hashes of blocks, because the line would be unreadable.
const MAX_BLOCKS: usize = 500;

/// Letters of a block that are shown.
const LABEL_LENGTH: usize = 40;

/// Blocks of one kind that a diagnostic lists. `situ status` lists all of them.
const MAX_LISTED: usize = 5;

/// Keys of the front matter that are part of the hash of the whole text.
const KEYS: [&str; 6] = ["title", "summary", "urgent", "lead", "send", "phases"];

/// What happened to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Changed,
    New,
    /// It was before the block whose line and words are given, or at the end.
    Gone,
}

impl Change {
    /// The id of the name among the messages.
    pub fn message_id(self) -> &'static str {
        match self {
            Change::Changed => "cli-block-changed",
            Change::New => "cli-block-new",
            Change::Gone => "cli-block-gone",
        }
    }
}

/// A block of the source that the translation does not follow yet.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ChangedBlock {
    pub change: Change,
    /// Line number in the source, from 1.
    pub line: usize,
    /// The first words of the block.
    pub text: String,
}

/// A translation whose source has changed.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct StaleTranslation {
    /// Path of the translation below the root.
    pub path: String,
    /// Path of the source below the root.
    pub source: String,
    /// In the order of the source; empty if it is not known what has changed.
    pub blocks: Vec<ChangedBlock>,
}

/// A block of a text.
struct Block {
    hash: String,
    line: usize,
    label: String,
}

/// The value of `source_hash` for a source, given the hash of its whole text.
pub fn source_record(path: &SharedStr, text: &str, content_hash: &str) -> String {
    let blocks = blocks_of(path, text);
    if blocks.is_empty() || blocks.len() > MAX_BLOCKS {
        return content_hash.to_owned();
    }
    let hashes: String = blocks.into_iter().map(|block| block.hash).collect();
    format!("{content_hash} {hashes}")
}

/// The blocks of a source that differ from the `record` of a translation. Empty if the record has no blocks.
pub fn changed_blocks(path: &SharedStr, text: &str, record: &str) -> Vec<ChangedBlock> {
    let Some((_, hashes)) = record.split_once(' ').filter(|(_, hashes)| hashes.is_ascii()) else { return Vec::new() };
    let old: Vec<&str> = (0..hashes.len() / DIGITS).map(|n| &hashes[n * DIGITS..(n + 1) * DIGITS]).collect();
    let blocks = blocks_of(path, text);
    if old.is_empty() || old.len().max(blocks.len()) > MAX_BLOCKS {
        return Vec::new();
    }
    let new: Vec<&str> = blocks.iter().map(|block| &*block.hash).collect();
    let mut changed = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, before, after) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let both = before.len().min(after.len());
        for (number, block) in blocks[after.clone()].iter().enumerate() {
            let change = if number < both { Change::Changed } else { Change::New };
            changed.push(ChangedBlock { change, line: block.line, text: block.label.clone() });
        }
        if before.len() > both {
            let (line, text) = match blocks.get(after.end) {
                Some(next) => (next.line, next.label.clone()),
                None => (text.lines().count(), String::new()),
            };
            changed.push(ChangedBlock { change: Change::Gone, line, text });
        }
    }
    changed
}

/// The blocks of a document, in order. Line ends, and the form of lists and quotation marks in the front matter, do not
/// matter.
fn blocks_of(path: &SharedStr, text: &str) -> Vec<Block> {
    let parts = split_front_matter(path, text, &mut Vec::new());
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Vec<&str>)> = None;
    let mut close = |open: &mut Option<(usize, Vec<&str>)>, is_front: bool| {
        let Some((line, lines)) = open.take() else { return };
        let content = match is_front {
            true => {
                let words =
                    lines.iter().flat_map(|line| line.split(|c: char| c.is_whitespace() || "\"'[],-".contains(c)));
                words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            }
            false => lines.join("\n"),
        };
        let hash = ContentHash::xxh3_bytes(content.as_bytes()).short(DIGITS);
        blocks.push(Block { hash, line, label: label_of(lines[0]) });
    };
    let (mut start, mut fence) = (0, None);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (at, is_front) = (start, parts.front.as_ref().is_some_and(|front| front.contains(&start)));
        start += line.len();
        let line = line.trim_end();
        if is_front {
            if !line.starts_with([' ', '\t', '-', '#']) {
                close(&mut open, true);
                let is_followed = line.split_once(':').is_some_and(|(key, _)| KEYS.contains(&key.trim_end()));
                open = is_followed.then(|| (index + 1, vec![line]));
            } else if let Some((_, lines)) = &mut open {
                lines.push(line);
            }
            continue;
        }
        if at < parts.body.start {
            close(&mut open, true);
            continue;
        }
        let trimmed = line.trim_start_matches(['>', ' ']);
        let marker = ["```", "~~~"].into_iter().find(|marker| trimmed.starts_with(marker));
        if line.is_empty() && fence.is_none() {
            close(&mut open, false);
            continue;
        }
        fence = match (fence, marker) {
            (Some(open), Some(found)) if open == found => None,
            (None, found) => found,
            (open, _) => open,
        };
        open.get_or_insert_with(|| (index + 1, Vec::new())).1.push(line);
    }
    close(&mut open, false);
    blocks
}

/// The first words of a line.
fn label_of(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(LABEL_LENGTH) {
        Some((end, _)) => {
            let end = line[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &line[..end])
        }
        None => line.to_owned(),
    }
}

/// The translation with the text of its source, if the source has changed since.
fn stale<'s>(site: &'s Site, tree: &SourceTree, document: &Document) -> Option<(&'s Document, Vec<ChangedBlock>)> {
    if site.source_state(document) != SourceState::Changed {
        return None;
    }
    let lang = site.config.lang(&document.front.source.as_ref()?.value)?;
    let source = site.document(site.group(&document.id)?.document_in(lang)?);
    let record = document.front.source_hash.as_ref().map_or("", |hash| &hash.value);
    let text = tree.text(&source.path).unwrap_or_default();
    Some((source, changed_blocks(&source.path, &text, record)))
}

/// The translations whose source has changed, in the order of the site; no drafts.
pub fn stale_translations(site: &Site, tree: &SourceTree) -> Vec<StaleTranslation> {
    let documents = site.groups.iter().flat_map(|group| group.documents.iter().flatten());
    let published = documents.map(|id| site.document(*id)).filter(|document| !document.front.draft);
    let described = published.filter_map(|document| {
        let (source, blocks) = stale(site, tree, document)?;
        Some(StaleTranslation { path: document.path.to_string(), source: source.path.to_string(), blocks })
    });
    described.collect()
}

/// One line for each block that has changed, with its place in the source.
pub fn blocks_to_text(stale: &StaleTranslation, messages: &Messages) -> String {
    let mut out = String::new();
    for ChangedBlock { change, line, text } in &stale.blocks {
        let line = format!("  {}:{line}  {}: {text}", stale.source, messages.text(change.message_id(), &[]));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Reports the translations whose source has changed since they were finished.
pub fn check_freshness(site: &Site, tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        let Some(hash) = &document.front.source_hash else { continue };
        let Some((source, blocks)) = stale(site, tree, document) else { continue };
        let list = |change: Change| {
            let listed = blocks.iter().filter(|block| block.change == change);
            let named: Vec<String> = listed.map(named_block).collect();
            match named.get(..MAX_LISTED) {
                Some(first) if named.len() > MAX_LISTED => format!("{}, …", first.join(", ")),
                _ if named.is_empty() => "none".to_owned(),
                _ => named.join(", "),
            }
        };
        let diagnostic = Diagnostic::new(Code::StaleTranslation, Span::new(&document.path, hash.range.clone()))
            .arg("file", &*source.path)
            .arg("id", &*document.id)
            .arg("lang", site.config.code(document.lang))
            .arg("changed", list(Change::Changed))
            .arg("new", list(Change::New))
            .arg("gone", list(Change::Gone));
        diagnostics.push(diagnostic);
    }
}

/// The line of a block with its first words, of which the end of a text has none.
fn named_block(block: &ChangedBlock) -> String {
    match block.text.is_empty() {
        true => block.line.to_string(),
        false => format!("{} “{}”", block.line, block.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "---\ntitle: Zvani\nupdated: 2026-11-21\nurgent:\n  - viens\n  - divi\n---\n\nPirmais.\nVēl.\n\n## Tagad\n\n- [ ] Zvaniet. {#a}\n\n```sh\na\n\nb\n```\n";

    fn changes(new: &str) -> Vec<(Change, usize, String)> {
        let path: SharedStr = "a.md".into();
        let record = source_record(&path, SOURCE, "0123456789abcdef");
        let blocks = changed_blocks(&path, new, &record);
        blocks.into_iter().map(|block| (block.change, block.line, block.text)).collect()
    }

    #[test]
    fn each_change_is_named_with_its_line() {
        let lines: Vec<usize> = blocks_of(&"a.md".into(), SOURCE).iter().map(|block| block.line).collect();
        assert_eq!(lines, [2, 4, 9, 12, 14, 16]);
        assert_eq!(changes(SOURCE), []);
        let one = |change, line, text: &str| vec![(change, line, text.to_owned())];
        assert_eq!(changes(&SOURCE.replace("Vēl.", "Cits.")), one(Change::Changed, 9, "Pirmais."));
        assert_eq!(changes(&SOURCE.replace("Zvani\n", "Raksti\n")), one(Change::Changed, 2, "title: Raksti"));
        assert_eq!(changes(&SOURCE.replace("- divi", "- trīs")), one(Change::Changed, 4, "urgent:"));
        assert_eq!(changes(&SOURCE.replace("## Tagad", "Jauns.\n\n## Tagad")), one(Change::New, 12, "Jauns."));
        assert_eq!(changes(&SOURCE.replace("## Tagad\n\n", "")), one(Change::Gone, 12, "- [ ] Zvaniet. {#a}"));
        assert_eq!(changes(&SOURCE.replace("b\n```", "c\n```")), one(Change::Changed, 16, "```sh"));
        assert_eq!(changes(&SOURCE[..SOURCE.find("```").unwrap()]), one(Change::Gone, 15, ""));
    }

    #[test]
    fn form_of_the_file_does_not_matter() {
        assert_eq!(changes(&SOURCE.replace('\n', "\r\n")), []);
        let flow = SOURCE
            .replace("title: Zvani", "title: \"Zvani\"")
            .replace("urgent:\n  - viens\n  - divi\n", "urgent: [viens, 'divi']\n");
        assert_eq!(changes(&flow), []);
        // A new value of `updated` does not change any block.
        assert_eq!(changes(&SOURCE.replace("2026-11-21", "2026-11-30")), []);
    }

    #[test]
    fn records_without_blocks_and_records_of_others_are_read() {
        let path: SharedStr = "a.md".into();
        for record in ["", "0123456789abcdef", "0123456789abcdef ", "0123456789abcdef āāāāāā", "x y"] {
            assert_eq!(changed_blocks(&path, SOURCE, record), [], "{record}");
        }
        let long: String = (0..=MAX_BLOCKS).map(|number| format!("{number}\n\n")).collect();
        assert_eq!(source_record(&path, &long, "0123456789abcdef"), "0123456789abcdef");
    }

    #[test]
    fn labels_end_at_a_word() {
        assert_eq!(label_of("  Īss. "), "Īss.");
        assert_eq!(label_of(&"vārds ".repeat(9)), "vārds vārds vārds vārds vārds vārds…");
        assert_eq!(label_of(&"ā".repeat(41)), format!("{}…", "ā".repeat(40)));
    }
}
