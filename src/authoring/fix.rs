//! The certain mends: quotation marks that YAML needs, ids that steps lack, look-alikes of markup, marks of another
//! language.
//!
//! Takes the tree; gives the files that change, before and after. An id of a step is made in the first language that has
//! the text and carried to the others by position, if they have as many steps. A mend that does not take its mistake away
//! is taken back. Never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::authoring::translate::{alone, path_of};
use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::input::data;
use crate::input::site_config;
use crate::input::source_tree::{SourceTree, TEXT_LIMIT};
use crate::model::{Kind, LangId, SharedStr};
use crate::pipeline::{CacheMode, Options, build};

/// A mended mistake can bring the next one to light.
const ROUNDS: usize = 20;
/// Lines around a change in a diff.
const AROUND: usize = 3;

/// A file that changes.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedFile {
    pub path: SharedStr,
    pub before: String,
    pub after: String,
    /// How many mistakes are mended in it.
    pub count: usize,
}

type Edits = BTreeMap<SharedStr, Vec<(Range<usize>, String)>>;

/// All files with certain mends, in the order of paths.
pub fn mend(tree: &SourceTree, options: &Options) -> Vec<FixedFile> {
    let mut texts: BTreeMap<SharedStr, (String, usize)> = BTreeMap::new();
    let mut refused: BTreeSet<SharedStr> = BTreeSet::new();
    // Text and number of mends of the round before, and how many mistakes there were.
    let mut last: BTreeMap<SharedStr, (Option<(String, usize)>, usize)> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let now = with(tree, &texts);
        let diagnostics = build(&now, options, CacheMode::None, Vec::new()).diagnostics;
        let left = |path: &SharedStr| diagnostics.iter().filter(|d| d.fix.is_some() && d.span.path == *path).count();
        let mut taken_back = false;
        for (path, (text, count)) in std::mem::take(&mut last) {
            if left(&path) >= count {
                taken_back = true;
                match text {
                    Some(text) => texts.insert(path.clone(), text),
                    None => texts.remove(&path),
                };
                refused.insert(path);
            }
        }
        if taken_back {
            continue;
        }
        let mut edits = certain(&now, &diagnostics);
        edits.retain(|path, _| !refused.contains(path));
        if edits.is_empty() {
            break;
        }
        for (path, edits) in edits {
            let Ok(text) = now.read_text(&path) else { continue };
            let before = texts.get(&path).cloned();
            last.insert(path.clone(), (before.clone(), left(&path)));
            let (text, count) = applied(text, edits);
            texts.insert(path, (text, before.map_or(0, |(_, count)| count) + count));
        }
    }
    // The last round may have ended before it was looked at.
    for (path, (text, _)) in last {
        match text {
            Some(text) => texts.insert(path, text),
            None => texts.remove(&path),
        };
    }
    let mended = |(path, (after, count)): (SharedStr, (String, usize))| {
        let before = tree.read_text(&path).ok().filter(|before| *before != after)?;
        Some(FixedFile { path, before, after, count })
    };
    texts.into_iter().filter_map(mended).collect()
}

/// The tree with other texts in place of some; pictures and downloads by name alone.
fn with(tree: &SourceTree, texts: &BTreeMap<SharedStr, (String, usize)>) -> SourceTree {
    SourceTree::from_pairs(tree.paths().map(|path| {
        let bytes = match texts.get(path) {
            Some((text, _)) => text.clone().into_bytes(),
            None if path.starts_with("content/media/") || tree.size(path) > TEXT_LIMIT => Vec::new(),
            None => tree.read(path).map(|bytes| bytes.into_owned()).unwrap_or_default(),
        };
        (Arc::clone(path), bytes)
    }))
}

fn certain(tree: &SourceTree, diagnostics: &[Diagnostic]) -> Edits {
    let mut edits = Edits::new();
    let mut pages: BTreeSet<(Kind, String)> = BTreeSet::new();
    for diagnostic in diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        match diagnostic.code {
            // Ids are common to all languages, so the files of a text are mended together.
            Code::ActionWithoutId => pages.extend(page_at(&diagnostic.span.path)),
            _ => {
                let edits = edits.entry(Arc::clone(&diagnostic.span.path)).or_default();
                edits.push((fix.range.clone(), fix.replacement.clone()));
            }
        }
    }
    if pages.is_empty() {
        return edits;
    }
    let Some(config) = site_config::read(tree, None, &mut Vec::new()) else { return edits };
    let structure = data::read(tree, &mut Vec::new());
    for (kind, id) in pages {
        let mut versions: Vec<(SharedStr, String, Vec<StepRef>)> = Vec::new();
        for lang in config.lang_ids() {
            let path: SharedStr = path_of(&config, lang, kind, &id).into();
            if tree.contains(&path)
                && let Ok((text, parsed)) = alone(tree, &config, &structure, kind, &id, lang as LangId, &path)
            {
                versions.push((path, text, steps(&parsed)));
            }
        }
        carry(versions, &mut edits);
    }
    edits
}

/// Kind and id of the text in a file.
fn page_at(path: &str) -> Option<(Kind, String)> {
    let mut parts = path.strip_prefix("content/")?.split('/').skip(1);
    let folder = parts.next()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
    Some((kind, parts.next()?.strip_suffix(".md")?.to_owned()))
}

/// A step of a phase, in the order of the file: its id, or what to write for one.
struct StepRef {
    start: usize,
    id: Option<String>,
    lacks: Option<MissingId>,
}

/// What is to be written where, and the id in it that was made for the step.
struct MissingId {
    range: Range<usize>,
    text: String,
    id: String,
}

fn steps(parsed: &crate::parse::document::Parsed) -> Vec<StepRef> {
    let known = parsed.document.actions.iter();
    let mut steps: Vec<StepRef> = known
        .map(|action| StepRef { start: action.range.start, id: Some(action.item.to_string()), lacks: None })
        .collect();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::ActionWithoutId) {
        let made = diagnostic.args.iter().find(|(name, _)| *name == "suggested").map(|(_, id)| id.clone());
        let lack =
            |(fix, id): (&Fix, String)| MissingId { range: fix.range.clone(), text: fix.replacement.clone(), id };
        let start = diagnostic.span.start as usize;
        steps.push(StepRef { start, id: None, lacks: diagnostic.fix.as_ref().zip(made).map(lack) });
    }
    steps.sort_by_key(|step| step.start);
    steps
}

/// Ids of the first language for it and, by position, for the others.
fn carry(versions: Vec<(SharedStr, String, Vec<StepRef>)>, edits: &mut Edits) {
    let Some((_, _, first)) = versions.first() else { return };
    // What stands there already wins; a language that counts or names otherwise is left to its writer.
    let agrees = |steps: &[StepRef]| {
        steps.len() == first.len()
            && steps.iter().zip(first).all(|(a, b)| a.id.is_none() || b.id.is_none() || a.id == b.id)
    };
    let mut ids: Vec<Option<String>> = first.iter().map(|step| step.id.clone()).collect();
    for (_, _, steps) in versions.iter().filter(|(_, _, steps)| agrees(steps)) {
        for (id, step) in ids.iter_mut().zip(steps) {
            *id = id.take().or_else(|| step.id.clone());
        }
    }
    for at in 0..ids.len() {
        if ids[at].is_none() {
            let made = first[at].lacks.as_ref().map(|lack| lack.id.clone());
            ids[at] = made.filter(|made| !ids.iter().flatten().any(|id| id == made));
        }
    }
    for (number, (path, text, steps)) in versions.iter().enumerate() {
        if number > 0 && !agrees(steps) {
            continue;
        }
        for (step, id) in steps.iter().zip(&ids) {
            let (Some(lack), Some(id)) = (&step.lacks, id) else { continue };
            let taken = text.contains(&format!("{{#{id}}}")) || text.contains(&format!("{{#{id} "));
            if !taken {
                let new = lack.text.replace(&format!("#{}", lack.id), &format!("#{id}"));
                edits.entry(path.clone()).or_default().push((lack.range.clone(), new));
            }
        }
    }
}

fn applied(mut text: String, mut edits: Vec<(Range<usize>, String)>) -> (String, usize) {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut before = text.len() + 1;
    let mut count = 0;
    for (range, new) in edits {
        let fits = range.end < before && text.is_char_boundary(range.start) && text.is_char_boundary(range.end);
        if fits {
            before = range.start;
            text.replace_range(range, &new);
            count += 1;
        }
    }
    (text, count)
}

/// A unified diff of one file; lines that only one side has are rare here, so lines are compared by number.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = format!("--- {path}\n+++ {path}\n");
    // First lines and numbers of lines of the stretches that differ, in both.
    let mut changes: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if old.len() == new.len() {
        for at in (0..old.len()).filter(|at| old[*at] != new[*at]) {
            match changes.last_mut().filter(|(last, _)| at <= last.end + 2 * AROUND) {
                Some((a, b)) => (a.end, b.end) = (at + 1, at + 1),
                None => changes.push((at..at + 1, at..at + 1)),
            }
        }
    } else {
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = old.len().min(new.len()) - same;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        changes.push((same..old.len() - tail, same..new.len() - tail));
    }
    for (a, b) in changes {
        let (lead, end) = (a.start.saturating_sub(AROUND), (a.end + AROUND).min(old.len()));
        let head = a.start - lead;
        let (old_count, new_count) = (end - lead, end - lead + b.len() - a.len());
        out.push_str(&format!("@@ -{},{old_count} +{},{new_count} @@\n", lead + 1, b.start - head + 1));
        let mut line = |mark: char, text: &str| {
            out.push(mark);
            out.push_str(text);
            out.push('\n');
        };
        old[lead..a.start].iter().for_each(|text| line(' ', text));
        if old.len() == new.len() {
            for at in a.clone() {
                if old[at] == new[at] {
                    line(' ', old[at]);
                } else {
                    line('-', old[at]);
                    line('+', new[at]);
                }
            }
        } else {
            old[a.clone()].iter().for_each(|text| line('-', text));
            new[b].iter().for_each(|text| line('+', text));
        }
        old[a.end..end].iter().for_each(|text| line(' ', text));
    }
    out
}
