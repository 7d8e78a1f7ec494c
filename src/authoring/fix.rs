//! Applies the fixes that are always safe: quotation marks that YAML needs, ids that steps lack, near-miss markup,
//! punctuation of another language.
//!
//! Takes the source tree; returns the changed files, each with its text before and after. The id of a step is generated
//! in the first language that has the document and copied to the other languages by position, if they have the same
//! number of steps. A fix that does not remove its diagnostic, or makes another mistake, is reverted. Does not write
//! files.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use similar::{Algorithm, DiffTag, capture_diff_slices, group_diff_ops};

use crate::authoring::translate::{document_path, parse_one};
use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::input::data;
use crate::input::site_config;
use crate::input::source_tree::SourceTree;
use crate::model::{Kind, SharedStr};
use crate::parse::document::Parsed;
use crate::pipeline::{CacheMode, MediaCache, Options, build};

/// The most times that the site is checked again, because a fix can reveal another diagnostic.
const MAX_ROUNDS: usize = 20;
/// The most times that files are tried again, each time with the fixes of the others.
const MAX_TRIES: usize = 4;
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
struct Edit {
    /// The diagnostic that it corrects.
    code: Code,
    range: Range<usize>,
    replacement: String,
}

/// The edits of each file.
type Edits = BTreeMap<SharedStr, Vec<Edit>>;

/// The text of a file after some fixes.
#[derive(Clone)]
struct Revision {
    text: String,
    fix_count: usize,
}

/// An edit that makes another mistake: its file, its line before the edit, its code and its replacement.
type RejectedEdit = (SharedStr, String, Code, String);

/// The fixes of one round in one file, which are reverted unless the number of fixable diagnostics decreases.
struct Attempt {
    /// The file before the round; `None` if it is the file on disk.
    previous: Option<Revision>,
    /// The diagnostics before the round.
    before: Vec<Diagnostic>,
    applied: Vec<AppliedEdit>,
}

/// An edit of a round.
struct AppliedEdit {
    /// The lines that it changed, as bytes of the text after the round.
    lines: Range<usize>,
    /// These lines and the ones around them up to blank lines, because a new list item cuts emphasis that began above.
    paragraph: Range<usize>,
    edit: RejectedEdit,
}

/// The diagnostics of a file by code, without those of [`REVEALED_CODES`].
type Counts = BTreeMap<Code, usize>;

/// Codes that hide other mistakes of the site, so that their fix may reveal some: broken YAML hides all that depends
/// on it.
const HIDING_CODES: [Code; 1] = [Code::NeedsQuotes];

/// Codes that a fix may reveal though it makes no mistake: a step with an id is compared with the other languages, and
/// the address of words that are not in a quotation with that of the text.
const REVEALED_CODES: [Code; 3] = [Code::MissingInLanguage, Code::UnusedAction, Code::MixedAddress];

/// Applies all safe fixes to the files for which `is_selected` holds, and returns those that change, sorted by path. The
/// whole site is checked in any case.
///
/// No fix may make another mistake. An edit after which its line has a diagnostic that no fix corrects is not applied,
/// and a file that has more diagnostics at the end is not changed. Such a file is tried again with the fixes of the other
/// files, because its diagnostics may depend on them.
pub fn fix_all(tree: &SourceTree, options: &Options, is_selected: impl Fn(&str) -> bool) -> Vec<FixedFile> {
    let mut all: BTreeMap<SharedStr, FixedFile> = BTreeMap::new();
    for _ in 0..MAX_TRIES {
        let contents = all.values().map(|file| (Arc::clone(&file.path), file.after.clone().into_bytes()));
        let current = tree.with_contents(contents);
        let (fixed, has_unchanged) = fix_once(&current, options, &is_selected);
        let is_done = fixed.is_empty() || !has_unchanged;
        for file in fixed {
            match all.get_mut(&file.path) {
                Some(earlier) => {
                    earlier.after = file.after;
                    earlier.count += file.count;
                }
                None => drop(all.insert(Arc::clone(&file.path), file)),
            }
        }
        if is_done {
            break;
        }
    }
    all.into_values().filter(|file| file.before != file.after).collect()
}

/// As [`fix_all`], without trying a file again. Returns too whether a file that has fixes is left unchanged.
fn fix_once(tree: &SourceTree, options: &Options, is_selected: impl Fn(&str) -> bool) -> (Vec<FixedFile>, bool) {
    // No fix changes a picture or download, so they are read once.
    let media = MediaCache::default();
    let mut revisions: BTreeMap<SharedStr, Revision> = BTreeMap::new();
    let mut reverted: BTreeSet<SharedStr> = BTreeSet::new();
    let mut rejected: HashSet<RejectedEdit> = HashSet::new();
    let mut reveals = false;
    let mut attempts: BTreeMap<SharedStr, Attempt> = BTreeMap::new();
    let mut counts_before: Option<BTreeMap<SharedStr, Counts>> = None;
    // Files in which a new step would lack an id, because the languages have different steps.
    let mut without_steps: BTreeSet<SharedStr> = BTreeSet::new();
    for _ in 0..MAX_ROUNDS {
        let current = overlay(tree, &revisions);
        let by_file = group_by_file(build(&current, options, CacheMode::Media(&media), Vec::new()).diagnostics);
        let found = |path: &SharedStr| by_file.get(path).map(Vec::as_slice).unwrap_or_default();
        let counts_before = counts_before.get_or_insert_with(|| {
            by_file.iter().map(|(path, found)| (Arc::clone(path), count_by_code(found))).collect()
        });
        let mut edits = certain_edits(&current, &by_file);
        edits.retain(|path, _| is_selected(path));
        let mut any_reverted = false;
        for (path, attempt) in std::mem::take(&mut attempts) {
            let found = found(&path);
            let failed = attempt.failed_edits(found, edits.get(&path).map(Vec::as_slice).unwrap_or_default());
            if !failed.is_empty() {
                rejected.extend(failed);
            } else if count_fixable(found) >= count_fixable(&attempt.before) {
                reverted.insert(path.clone());
            } else {
                continue;
            }
            any_reverted = true;
            revert(&mut revisions, path, attempt);
        }
        if any_reverted {
            continue;
        }
        edits.retain(|path, _| !reverted.contains(path));
        let mut applied_any = false;
        for (path, mut edits) in edits {
            let Ok(text) = current.read_text(&path) else { continue };
            edits.retain(|edit| !rejected.contains(&rejected_edit(&path, &text, edit)));
            if without_steps.contains(&path) {
                edits.retain(|edit| edit.code != Code::NotATask);
            }
            if edits.is_empty() {
                continue;
            }
            applied_any = true;
            reveals |= edits.iter().any(|edit| HIDING_CODES.contains(&edit.code));
            let previous = revisions.get(&path).cloned();
            let earlier_fixes = previous.as_ref().map_or(0, |revision| revision.fix_count);
            let (text, applied) = apply_edits(&path, text, edits);
            let fix_count = earlier_fixes + applied.len();
            attempts.insert(path.clone(), Attempt { previous, before: found(&path).to_vec(), applied });
            revisions.insert(path, Revision { text, fix_count });
        }
        if !applied_any {
            let worse: Vec<SharedStr> = revisions
                .keys()
                .filter(|path| !reveals && has_more(found(path), counts_before.get(*path)))
                .cloned()
                .collect();
            let mut is_done = true;
            for path in worse {
                revisions.remove(&path);
                // If a fixed file has more diagnostics than before, try again without adding step ids; if it still has, leave
                // it unchanged.
                if without_steps.insert(path.clone()) {
                    is_done = false;
                } else {
                    reverted.insert(path);
                }
            }
            if is_done {
                break;
            }
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
    (revisions.into_iter().filter_map(fixed_file).collect(), !reverted.is_empty())
}

/// The diagnostics of each file.
fn group_by_file(diagnostics: Vec<Diagnostic>) -> BTreeMap<SharedStr, Vec<Diagnostic>> {
    let mut by_file: BTreeMap<SharedStr, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_file.entry(Arc::clone(&diagnostic.span.path)).or_default().push(diagnostic);
    }
    by_file
}

fn count_by_code(diagnostics: &[Diagnostic]) -> Counts {
    let mut counts = Counts::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| !REVEALED_CODES.contains(&diagnostic.code)) {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    counts
}

/// Whether a file has more diagnostics of some code than `before`.
fn has_more(diagnostics: &[Diagnostic], before: Option<&Counts>) -> bool {
    let least = |code: &Code| before.and_then(|counts| counts.get(code)).copied().unwrap_or(0);
    count_by_code(diagnostics).iter().any(|(code, count)| *count > least(code))
}

fn count_fixable(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some()).count()
}

impl Attempt {
    /// The edits of the round on whose lines a mistake is `found` that was not there before and that none of the `next`
    /// edits corrects. If no edit is on the lines of the mistake, the nearest one in its paragraph.
    fn failed_edits(&self, found: &[Diagnostic], next: &[Edit]) -> Vec<RejectedEdit> {
        let mut counts: BTreeMap<Code, isize> = BTreeMap::new();
        found.iter().for_each(|diagnostic| *counts.entry(diagnostic.code).or_default() += 1);
        self.before.iter().for_each(|diagnostic| *counts.entry(diagnostic.code).or_default() -= 1);
        let next: HashSet<(usize, usize)> = next.iter().map(|edit| (edit.range.start, edit.range.end)).collect();
        let is_corrected = |fix: &Fix| next.contains(&(fix.range.start, fix.range.end));
        let is_new = |diagnostic: &&Diagnostic| {
            counts[&diagnostic.code] > 0 && !diagnostic.fix.as_ref().is_some_and(is_corrected)
        };
        let mut failed = Vec::new();
        for diagnostic in found.iter().filter(is_new) {
            let range = diagnostic.span.range();
            let is_at = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
            let blamed = || self.applied.iter().filter(|applied| !HIDING_CODES.contains(&applied.edit.2));
            let on_lines: Vec<&AppliedEdit> = blamed().filter(|applied| is_at(&applied.lines)).collect();
            let nearest = || {
                let in_paragraph = blamed().filter(|applied| is_at(&applied.paragraph));
                in_paragraph.min_by_key(|applied| applied.lines.start.abs_diff(range.start))
            };
            let culprits = if on_lines.is_empty() { nearest().into_iter().collect() } else { on_lines };
            failed.extend(culprits.into_iter().map(|applied| applied.edit.clone()));
        }
        failed
    }
}

/// What identifies an edit in the next rounds, in which other edits have moved its bytes.
fn rejected_edit(path: &SharedStr, text: &str, edit: &Edit) -> RejectedEdit {
    let line = lines_around(text, &edit.range);
    (Arc::clone(path), text[line].to_owned(), edit.code, edit.replacement.clone())
}

/// The bytes of all lines that `range` touches.
fn lines_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| range.end + at);
    start..end
}

/// The bytes of `lines` and of the lines around them that are not blank.
fn paragraph_around(text: &str, lines: &Range<usize>) -> Range<usize> {
    let start = text[..lines.start].rfind("\n\n").map_or(0, |at| at + 2);
    let end = text[lines.end..].find("\n\n").map_or(text.len(), |at| lines.end + at);
    start..end
}

/// Restores the revision before an attempt.
fn revert(revisions: &mut BTreeMap<SharedStr, Revision>, path: SharedStr, attempt: Attempt) {
    match attempt.previous {
        Some(previous) => revisions.insert(path, previous),
        None => revisions.remove(&path),
    };
}

/// The tree with the revised texts in place of those on disk.
fn overlay(tree: &SourceTree, revisions: &BTreeMap<SharedStr, Revision>) -> SourceTree {
    let text = |(path, revision): (&SharedStr, &Revision)| (Arc::clone(path), revision.text.clone().into_bytes());
    tree.with_contents(revisions.iter().map(text))
}

/// The edits of all safe fixes. Ids of steps are shared by all languages, so the files of a document are edited
/// together.
fn certain_edits(tree: &SourceTree, diagnostics: &BTreeMap<SharedStr, Vec<Diagnostic>>) -> Edits {
    let mut edits = Edits::new();
    let mut documents_without_ids: BTreeSet<(Kind, String)> = BTreeSet::new();
    for diagnostic in diagnostics.values().flatten() {
        let Some(fix) = &diagnostic.fix else { continue };
        match diagnostic.code {
            Code::ActionWithoutId => documents_without_ids.extend(document_at(&diagnostic.span.path)),
            _ => {
                let edit =
                    Edit { code: diagnostic.code, range: fix.range.clone(), replacement: fix.replacement.clone() };
                edits.entry(Arc::clone(&diagnostic.span.path)).or_default().push(edit);
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
                translations.push(Translation { path, text, steps: list_steps(&parsed) });
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
    let kind = Kind::of_folder(folder)?;
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
fn list_steps(parsed: &Parsed) -> Vec<StepRef> {
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
                let edit = Edit { code: Code::ActionWithoutId, range: missing.range.clone(), replacement };
                edits.entry(path.clone()).or_default().push(edit);
            }
        }
    }
}

/// Applies edits from the end to the start. Skips an edit that overlaps a later one or splits a character. Returns the
/// text and the applied edits.
fn apply_edits(path: &SharedStr, before: String, mut edits: Vec<Edit>) -> (String, Vec<AppliedEdit>) {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let mut text = before.clone();
    let mut limit = text.len() + 1;
    // Each applied edit with the length of the text after it, which later edits do not change.
    let mut applied: Vec<(usize, Edit)> = Vec::new();
    for edit in edits {
        let Range { start, end } = edit.range;
        if end < limit && text.is_char_boundary(start) && text.is_char_boundary(end) {
            limit = start;
            text.replace_range(start..end, &edit.replacement);
            applied.push((before.len() - end, edit));
        }
    }
    // Edits were applied from the end, so what follows an edit has grown by the edits before it in the list.
    let mut growth = 0;
    let mut placed: Vec<AppliedEdit> = Vec::new();
    for (after, edit) in applied {
        let end = text.len() - (after as isize + growth) as usize;
        growth += edit.replacement.len() as isize - edit.range.len() as isize;
        let lines = lines_around(&text, &(end - edit.replacement.len()..end));
        let paragraph = paragraph_around(&text, &lines);
        placed.push(AppliedEdit { lines, paragraph, edit: rejected_edit(path, &before, &edit) });
    }
    (text, placed)
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
        let edit = |range, replacement: &str| Edit { code: Code::NotALink, range, replacement: replacement.to_owned() };
        let edits = vec![edit(0..2, "x"), edit(1..3, "yy"), edit(4..4, "z")];
        let (text, applied) = apply_edits(&"a.md".into(), "abc\n".to_owned(), edits);
        assert_eq!(text, "ayy\nz");
        let lines: Vec<&str> = applied.into_iter().map(|applied| &text[applied.lines]).collect();
        assert_eq!(lines, ["z", "ayy"]);
    }

    #[test]
    fn paragraph_ends_at_blank_lines() {
        let text = "a\n\nb\nc\nd\n\ne\n";
        assert_eq!(&text[paragraph_around(text, &(5..6))], "b\nc\nd");
        assert_eq!(paragraph_around("a\nb", &(0..1)), 0..3);
    }
}
