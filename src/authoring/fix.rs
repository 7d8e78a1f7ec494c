//! Applies the fixes that are always safe: quotation marks that YAML needs, ids that steps lack, near-miss markup,
//! punctuation of another language.
//!
//! Takes the source tree; returns the changed files, each with its text before and after. The id of a step is generated
//! in the first language that has the document and copied to the other languages by position, if they have the same
//! number of steps. A fix that does not remove its diagnostic is reverted. Does not write files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use similar::{Algorithm, DiffTag, capture_diff_slices, group_diff_ops};

use crate::authoring::translate::{document_path, parse_one};
use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::input::data;
use crate::input::site_config;
use crate::input::source_tree::{SourceTree, TEXT_LIMIT};
use crate::model::{Kind, SharedStr};
use crate::parse::document::Parsed;
use crate::pipeline::{CacheMode, Options, build};

/// The most times that the site is checked again, because a fix can reveal another diagnostic.
const MAX_ROUNDS: usize = 20;
/// Unchanged lines around a change in a diff.
const CONTEXT_LINES: usize = 3;

/// A file that changes.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Path below the root.
    pub path: SharedStr,
    /// The text on disk.
    pub before: String,
    /// The text with the fixes.
    pub after: String,
    /// The number of fixes in it.
    pub count: usize,
}

/// A replacement of bytes in a file.
type Edit = (Range<usize>, String);

/// The edits of each file.
type Edits = BTreeMap<SharedStr, Vec<Edit>>;

/// The text of a file after some fixes.
#[derive(Clone)]
struct Revision {
    text: String,
    fix_count: usize,
}

/// The fixes of one round in one file, which are reverted unless the number of fixable diagnostics decreases.
struct Attempt {
    /// The file before the round; `None` if it is the file on disk.
    previous: Option<Revision>,
    fixable_before: usize,
}

/// Applies all safe fixes and returns the files that change, sorted by path.
pub fn fix_all(tree: &SourceTree, options: &Options) -> Vec<FixedFile> {
    let mut revisions: BTreeMap<SharedStr, Revision> = BTreeMap::new();
    let mut reverted: BTreeSet<SharedStr> = BTreeSet::new();
    let mut attempts: BTreeMap<SharedStr, Attempt> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let current = overlay(tree, &revisions);
        let diagnostics = build(&current, options, CacheMode::None, Vec::new()).diagnostics;
        let fixable = |path: &SharedStr| diagnostics.iter().filter(|d| d.fix.is_some() && d.span.path == *path).count();
        let mut any_reverted = false;
        for (path, attempt) in std::mem::take(&mut attempts) {
            if fixable(&path) >= attempt.fixable_before {
                any_reverted = true;
                revert(&mut revisions, path.clone(), attempt);
                reverted.insert(path);
            }
        }
        if any_reverted {
            continue;
        }
        let mut edits = certain_edits(&current, &diagnostics);
        edits.retain(|path, _| !reverted.contains(path));
        if edits.is_empty() {
            break;
        }
        for (path, edits) in edits {
            let Ok(text) = current.read_text(&path) else { continue };
            let previous = revisions.get(&path).cloned();
            let earlier_fixes = previous.as_ref().map_or(0, |revision| revision.fix_count);
            attempts.insert(path.clone(), Attempt { previous, fixable_before: fixable(&path) });
            let (text, applied) = apply_edits(text, edits);
            revisions.insert(path, Revision { text, fix_count: earlier_fixes + applied });
        }
    }
    // The fixes of the last round were not checked.
    for (path, attempt) in attempts {
        revert(&mut revisions, path, attempt);
    }
    let fixed_file = |(path, Revision { text: after, fix_count: count }): (SharedStr, Revision)| {
        let before = tree.read_text(&path).ok().filter(|before| *before != after)?;
        Some(FixedFile { path, before, after, count })
    };
    revisions.into_iter().filter_map(fixed_file).collect()
}

/// Restores the revision before an attempt.
fn revert(revisions: &mut BTreeMap<SharedStr, Revision>, path: SharedStr, attempt: Attempt) {
    match attempt.previous {
        Some(previous) => revisions.insert(path, previous),
        None => revisions.remove(&path),
    };
}

/// The tree with the revised texts in place of those on disk. Media files are empty, because no fix depends on their
/// bytes.
fn overlay(tree: &SourceTree, revisions: &BTreeMap<SharedStr, Revision>) -> SourceTree {
    SourceTree::from_pairs(tree.paths().map(|path| {
        let bytes = match revisions.get(path) {
            Some(revision) => revision.text.clone().into_bytes(),
            None if path.starts_with("content/media/") || tree.size(path) > TEXT_LIMIT => Vec::new(),
            None => tree.read(path).map(|bytes| bytes.into_owned()).unwrap_or_default(),
        };
        (Arc::clone(path), bytes)
    }))
}

/// The edits of all safe fixes. Ids of steps are shared by all languages, so the files of a document are edited
/// together.
fn certain_edits(tree: &SourceTree, diagnostics: &[Diagnostic]) -> Edits {
    let mut edits = Edits::new();
    let mut documents_without_ids: BTreeSet<(Kind, String)> = BTreeSet::new();
    for diagnostic in diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        match diagnostic.code {
            Code::ActionWithoutId => documents_without_ids.extend(document_at(&diagnostic.span.path)),
            _ => {
                let edits = edits.entry(Arc::clone(&diagnostic.span.path)).or_default();
                edits.push((fix.range.clone(), fix.replacement.clone()));
            }
        }
    }
    if documents_without_ids.is_empty() {
        return edits;
    }
    let Some(config) = site_config::read(tree, None, &mut Vec::new()) else { return edits };
    let structure = data::read(tree, &mut Vec::new());
    for (kind, id) in documents_without_ids {
        let mut translations = Vec::new();
        for lang in config.lang_ids() {
            let path: SharedStr = document_path(&config, lang, kind, &id).into();
            if tree.contains(&path)
                && let Ok((text, parsed)) = parse_one(tree, &config, &structure, kind, &id, lang, &path)
            {
                translations.push(Translation { path, text, steps: steps(&parsed) });
            }
        }
        propagate_ids(&translations, &mut edits);
    }
    edits
}

/// Kind and id of the document at a path below `content/`.
fn document_at(path: &str) -> Option<(Kind, String)> {
    let mut parts = path.strip_prefix("content/")?.split('/').skip(1);
    let folder = parts.next()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
    Some((kind, parts.next()?.strip_suffix(".md")?.to_owned()))
}

/// A document in one language, with its steps in the order of the file.
struct Translation {
    path: SharedStr,
    text: String,
    steps: Vec<StepRef>,
}

/// A step of a phase.
struct StepRef {
    start: usize,
    id: Option<String>,
    /// The fix, if the step has no id and one can be generated.
    missing: Option<MissingId>,
}

/// The fix that inserts an id.
struct MissingId {
    range: Range<usize>,
    replacement: String,
    /// The generated id, which is part of `replacement`.
    id: String,
}

/// The steps of a document, with and without ids.
fn steps(parsed: &Parsed) -> Vec<StepRef> {
    let with_id = parsed.document.actions.iter();
    let mut steps: Vec<StepRef> = with_id
        .map(|action| StepRef { start: action.range.start, id: Some(action.item.to_string()), missing: None })
        .collect();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::ActionWithoutId) {
        let generated = diagnostic.args.iter().find(|(name, _)| *name == "suggested").map(|(_, id)| id.clone());
        let missing = |(fix, id): (&Fix, String)| MissingId {
            range: fix.range.clone(),
            replacement: fix.replacement.clone(),
            id,
        };
        let start = diagnostic.span.start as usize;
        steps.push(StepRef { start, id: None, missing: diagnostic.fix.as_ref().zip(generated).map(missing) });
    }
    steps.sort_by_key(|step| step.start);
    steps
}

/// Adds edits that assign each step the same id in all languages. Existing ids have priority over generated ones. A
/// translation with another number of steps, or with other ids, is not edited.
fn propagate_ids(translations: &[Translation], edits: &mut Edits) {
    let Some(first) = translations.first().map(|translation| &translation.steps) else { return };
    let agrees = |steps: &[StepRef]| {
        steps.len() == first.len()
            && steps.iter().zip(first).all(|(a, b)| a.id.is_none() || b.id.is_none() || a.id == b.id)
    };
    let mut ids: Vec<Option<String>> = first.iter().map(|step| step.id.clone()).collect();
    for translation in translations.iter().filter(|translation| agrees(&translation.steps)) {
        for (id, step) in ids.iter_mut().zip(&translation.steps) {
            *id = id.take().or_else(|| step.id.clone());
        }
    }
    for index in 0..ids.len() {
        if ids[index].is_none() {
            let generated = first[index].missing.as_ref().map(|missing| missing.id.clone());
            ids[index] = generated.filter(|generated| !ids.iter().flatten().any(|id| id == generated));
        }
    }
    for (index, Translation { path, text, steps }) in translations.iter().enumerate() {
        if index > 0 && !agrees(steps) {
            continue;
        }
        for (step, id) in steps.iter().zip(&ids) {
            let (Some(missing), Some(id)) = (&step.missing, id) else { continue };
            let is_taken = text.contains(&format!("{{#{id}}}")) || text.contains(&format!("{{#{id} "));
            if !is_taken {
                let replacement = missing.replacement.replace(&format!("#{}", missing.id), &format!("#{id}"));
                edits.entry(path.clone()).or_default().push((missing.range.clone(), replacement));
            }
        }
    }
}

/// Applies edits from the end to the start. Skips an edit that overlaps a later one or splits a character. Returns the
/// text and the number of applied edits.
fn apply_edits(mut text: String, mut edits: Vec<Edit>) -> (String, usize) {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut limit = text.len() + 1;
    let mut applied = 0;
    for (range, replacement) in edits {
        let fits = range.end < limit && text.is_char_boundary(range.start) && text.is_char_boundary(range.end);
        if fits {
            limit = range.start;
            text.replace_range(range, &replacement);
            applied += 1;
        }
    }
    (text, applied)
}

/// A unified diff of one file. If as many lines are added as removed, each added line follows the line it replaces,
/// because most fixes change single lines.
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = format!("--- {path}\n+++ {path}\n");
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    for hunk in group_diff_ops(ops, CONTEXT_LINES) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let old_range = first.old_range().start..last.old_range().end;
        let new_range = first.new_range().start..last.new_range().end;
        out.push_str(&format!(
            "@@ -{},{} +{},{} @@\n",
            old_range.start + 1,
            old_range.len(),
            new_range.start + 1,
            new_range.len()
        ));
        let mut push = |sign: char, line: &str| {
            out.push(sign);
            out.push_str(line);
            out.push('\n');
        };
        for op in &hunk {
            let (tag, old_range, new_range) = op.as_tag_tuple();
            let (removed, added) = (&old[old_range], &new[new_range]);
            if tag == DiffTag::Equal {
                removed.iter().for_each(|line| push(' ', line));
            } else if removed.len() == added.len() {
                for (removed, added) in removed.iter().zip(added) {
                    push('-', removed);
                    push('+', added);
                }
            } else {
                removed.iter().for_each(|line| push('-', line));
                added.iter().for_each(|line| push('+', line));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unified_diff_pairs_replaced_lines() {
        let diff =
            unified_diff("a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", "1\nb\nc\n4\n5\n6\n7\n8\n9\n10\n11\nd\n");
        let expected = "--- a.md\n+++ a.md\n@@ -1,6 +1,6 @@\n 1\n-2\n+b\n-3\n+c\n 4\n 5\n 6\n\
                        @@ -9,3 +9,4 @@\n 9\n 10\n 11\n+d\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn apply_edits_skips_overlaps() {
        let edits = vec![(0..2, "x".to_owned()), (1..3, "y".to_owned()), (4..4, "z".to_owned())];
        assert_eq!(apply_edits("abcd".to_owned(), edits), ("aydz".to_owned(), 2));
    }
}
