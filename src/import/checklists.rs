//! Checklists become situations: lists in data files, and texts whose items are components.
//!
//! A data file is a checklist if it says so: a mapping with a list of items that each have one text. A text is one if it has
//! items of a checklist as components. Both become documents of situations with phases of their own, and entries in
//! `situations.yaml`. Boxes to tick in other texts stay boxes.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use super::edits::Edits;
use super::fences::Fences;
use super::heads::{as_text, parse_yaml, plain};
use super::plan::{Document, Plan};
use super::report::{FileReport, Report};
use super::source::{SourceFolder, file_name, parent, stem};
use super::yaml_writer::write_text;
use super::{Content, NewFile};
use crate::linguistics::{FALLBACK, find_pack};
use crate::model::is_id;
use crate::parse::markdown::EXTENSIONS;

/// Keys of the list of a checklist.
const LISTS: [&str; 6] = ["checklist", "list", "items", "steps", "tasks", "checks"];
/// Keys of the text of an item.
const ITEMS: [&str; 7] = ["check", "point", "item", "task", "step", "title", "text"];
/// Keys of the heading of a part.
const LABELS: [&str; 3] = ["label", "section", "heading"];
/// Keys of the note of an item.
const NOTES: [&str; 5] = ["details", "description", "note", "why", "body"];
/// The largest data file that is looked at.
const MAX_BYTES: u64 = 1 << 20;

/// Whether a body has items of a checklist as components.
pub fn is_checklist(body: &str) -> bool {
    body.contains("<ChecklistItem")
}

/// The checklists in a data file, each as a path and a Markdown text; none if it is other data.
pub fn read_data(folder: &SourceFolder, path: &str) -> Vec<(String, String)> {
    if folder.files.get(path).is_none_or(|size| *size > MAX_BYTES) || file_name(path).starts_with('.') {
        return Vec::new();
    }
    let Some(value) = folder.settings(path).and_then(|text| parse_yaml(&text)) else { return Vec::new() };
    match &value {
        Value::Object(_) => {
            let found = checklist_text(&value, || folder_title(folder, path));
            found.map(|text| (path.to_owned(), text)).into_iter().collect()
        }
        Value::Array(parts) => {
            let texts = parts.iter().map(|part| checklist_text(part, || folder_title(folder, path)));
            let Some(texts) = texts.collect::<Option<Vec<String>>>() else { return Vec::new() };
            let name = |index: usize| {
                let part = &parts[index];
                let given = part.get("slug").or_else(|| part.get("id")).and_then(as_text);
                given.unwrap_or_else(|| format!("{}-{}", stem(path), index + 1))
            };
            texts.into_iter().enumerate().map(|(index, text)| (format!("{path}#{}", name(index)), text)).collect()
        }
        _ => Vec::new(),
    }
}

/// A mapping with a list of items as a text with boxes to tick.
fn checklist_text(value: &Value, fallback_title: impl FnOnce() -> String) -> Option<String> {
    let (list_key, items) = LISTS.iter().find_map(|key| Some((*key, value.get(*key)?.as_array()?)))?;
    let item_text = |item: &Value| match item {
        Value::Object(_) => ITEMS.iter().find_map(|key| as_text(item.get(*key)?)),
        other => as_text(other).filter(|_| list_key == "checklist"),
    };
    let label = |item: &Value| LABELS.iter().find_map(|key| as_text(item.get(*key)?));
    let is_list = !items.is_empty() && items.iter().all(|item| item_text(item).is_some() || label(item).is_some());
    if !is_list || items.iter().all(|item| item_text(item).is_none()) {
        return None;
    }
    let title = ["title", "name"].iter().find_map(|key| as_text(value.get(*key)?)).unwrap_or_else(fallback_title);
    let mut text = String::from("---\n");
    write_text(&mut text, "title", &title);
    let known = [list_key, "title", "name", "intro", "index"];
    for (key, other) in value.as_object()?.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        super::yaml_writer::write_entry(&mut text, 0, key, other);
    }
    text.push_str("---\n\n");
    if let Some(intro) = value.get("intro").and_then(Value::as_str) {
        text.push_str(&format!("{}\n\n", intro.trim()));
    }
    if label(&items[0]).is_none() {
        text.push_str(&format!("## {}\n\n", plain(&title)));
    }
    for item in items {
        if let Some(label) = label(item) {
            text.push_str(&format!("## {label}\n\n"));
        }
        let Some(words) = item_text(item) else { continue };
        text.push_str(&format!("- [ ] {words}\n\n"));
        if let Some(note) = NOTES.iter().find_map(|key| item.get(*key)?.as_str()) {
            note.trim().lines().for_each(|line| text.push_str(&format!("  {line}\n")));
            text.push('\n');
        }
    }
    Some(text)
}

/// The title of the folder of a data file: what the folder's own settings say, or its name and that of the one above.
fn folder_title(folder: &SourceFolder, path: &str) -> String {
    let title = |own: &str| {
        let given = [".category.yml", "_category_.yml", "_category_.json"].iter().find_map(|name| {
            let value = parse_yaml(&folder.settings(&format!("{own}/{name}"))?)?;
            value.get("title").or_else(|| value.get("label")).and_then(as_text)
        });
        given.unwrap_or_else(|| file_name(own).replace(['-', '_'], " "))
    };
    let own = parent(path);
    match (own.is_empty(), parent(own).is_empty()) {
        (true, _) => stem(path).replace(['-', '_'], " "),
        (false, true) => title(own),
        (false, false) => format!("{}: {}", title(parent(own)), title(own)),
    }
}

/// A heading of a part.
struct Part {
    /// The line of the heading.
    line: usize,
    id: String,
    name: String,
}

/// Whether a line is a box to tick at the first level.
fn task_text(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?;
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| rest.strip_prefix(mark))
}

/// A text with attributes at its end: the words, and the id.
fn split_id(text: &str) -> (&str, Option<&str>) {
    let text = text.trim_end();
    match text.strip_suffix('}').and_then(|start| start.rsplit_once("{#")) {
        Some((words, id)) => (words.trim_end(), Some(id.split(' ').next().unwrap_or(id))),
        None => (text, None),
    }
}

/// The body of a situation, with ids at phases and steps, and the names of its phases.
pub fn finish(
    body: &str,
    document: &Document,
    plan: &Plan,
    report: &mut FileReport,
) -> (String, Vec<(String, String)>) {
    let lines: Vec<&str> = body.lines().collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut heading: Option<(usize, &str)> = None;
    let mut fences = Fences::default();
    let mut first_task = None;
    for (index, line) in lines.iter().enumerate() {
        if fences.is_code(line) {
            continue;
        }
        if let Some(words) = line.strip_prefix("## ") {
            heading = Some((index, words));
        } else if task_text(line).is_some() {
            first_task.get_or_insert(index);
            if let Some((index, words)) = heading.take() {
                let (name, given) = split_id(words);
                let is_free = |id: &&str| is_id(id) && parts.iter().all(|part| part.id != **id);
                let id =
                    given.filter(is_free).map(str::to_owned).unwrap_or_else(|| format!("part-{}", parts.len() + 1));
                parts.push(Part { line: index, id, name: plain(name) });
            }
        }
    }
    let is_before = first_task.is_some_and(|task| parts.first().is_none_or(|part| part.line > task));
    let mut phases = Vec::new();
    let mut out = String::with_capacity(body.len() + 200);
    let mut fences = Fences::default();
    let mut steps = 0;
    let mut ids = std::collections::BTreeSet::new();
    for (index, line) in lines.iter().enumerate() {
        let is_code = fences.is_code(line);
        if first_task == Some(index) && is_before {
            let name = document.title.clone();
            out.push_str(&format!("## {name} {{phase=part-0}}\n\n"));
            phases.push(("part-0".to_owned(), name));
        }
        if let Some(part) = parts.iter().find(|part| part.line == index) {
            out.push_str(&format!("## {} {{phase={}}}\n", part.name, part.id));
            phases.push((part.id.clone(), part.name.clone()));
            continue;
        }
        match task_text(line).filter(|_| !is_code) {
            Some(task) => {
                steps += 1;
                let (words, given) = split_id(task);
                let id = given.filter(|id| is_id(id) && !ids.contains(*id)).map(str::to_owned);
                let id = id.unwrap_or_else(|| format!("step-{steps}"));
                ids.insert(id.clone());
                out.push_str(&format!("- [ ] {} {{#{id}}}\n", step_words(words, document, plan, report)));
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    report.changed("situation", phases.len().to_string());
    (out, phases)
}

/// The words of a step. A step that is only a link to a text has the title of that text, and the link after an arrow.
fn step_words(words: &str, document: &Document, plan: &Plan, report: &mut FileReport) -> String {
    let words = &with_one_link(words, report);
    let link = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("));
    let Some((text, dest)) = link.filter(|(text, _)| !text.contains("](")) else { return words.to_owned() };
    let Some(id) = dest.split('#').next().and_then(|path| path.strip_suffix(".md")) else { return words.to_owned() };
    let same = |other: &&Document| other.id == id;
    let own = plan.documents.iter().filter(same).find(|other| other.language == document.language);
    let target = own.or_else(|| plan.documents.iter().find(same));
    let title = target.map_or(text, |target| &target.title);
    format!("{} → [[{id}]]", title.replace(['[', ']'], ""))
}

/// The words of a step in which links are words; the first one follows after an arrow. A step that is nothing but a link
/// is left alone.
fn with_one_link(words: &str, report: &mut FileReport) -> String {
    let mut open = None;
    let mut first: Option<Range<usize>> = None;
    let mut edits = Edits::default();
    for (event, range) in Parser::new_ext(words, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. }) => open = Some(range.end..range.start),
            Event::End(TagEnd::Link) if words[range.clone()].starts_with('[') => {
                if range.len() == words.len() {
                    return words.to_owned();
                }
                let inner = open.take().filter(|inner| inner.start < inner.end).unwrap_or(range.end..range.end);
                edits.delete(range.start..inner.start);
                edits.delete(inner.end..range.end);
                match first {
                    None => first = Some(range),
                    Some(_) => report.left_out("link", &words[range]),
                }
            }
            _ => {
                if let Some(inner) = &mut open {
                    *inner = inner.start.min(range.start)..inner.end.max(range.end);
                }
            }
        }
    }
    match first {
        Some(link) => format!("{} → {}", edits.apply(words).trim_end(), &words[link]),
        None => words.to_owned(),
    }
}

/// Adds `situations.yaml` with the phases and steps of the situations. The first language that has one is followed.
pub fn add_situations(plan: &Plan, files: &mut Vec<NewFile>, report: &mut Report) {
    let mut seen: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    let mut yaml = String::new();
    for code in &plan.languages {
        let prefix = format!("content/{code}/situations/");
        for file in files.iter() {
            let Some(id) = file.path.strip_prefix(&prefix).and_then(|name| name.strip_suffix(".md")) else { continue };
            let Content::Text(text) = &file.content else { continue };
            let phases = read_steps(text);
            let ids: Vec<String> = phases.iter().flat_map(|(_, steps)| steps.iter().cloned()).collect();
            if let Some(first) = seen.get(id) {
                // Steps without an id have the number of their place as one.
                if *first != ids {
                    let source = file.source.clone().unwrap_or_default();
                    report.file(&source).look("steps-differ", format!("{} / {}", first.len(), ids.len()));
                }
                continue;
            }
            seen.insert(id.to_owned(), ids);
            yaml.push_str(&format!("  - id: {id}\n    severity: 2\n"));
            if phases.is_empty() {
                continue;
            }
            let names: Vec<&str> = phases.iter().map(|(phase, _)| phase.as_str()).collect();
            yaml.push_str(&format!("    phases: [{}]\n    steps:\n", names.join(", ")));
            for (phase, steps) in &phases {
                yaml.push_str(&format!("      {phase}:\n"));
                steps.iter().for_each(|step| yaml.push_str(&format!("        - {id}.{step}\n")));
            }
        }
    }
    if yaml.is_empty() {
        return;
    }
    report.file("").changed("situations-file", seen.len().to_string());
    // A site needs a phase of its own. Its name is that of the example of the language.
    for code in &plan.languages {
        let path = format!("content/{code}/site.yaml");
        let Some(file) = files.iter_mut().find(|file| file.path == path) else { continue };
        let name = example_phase(code).or_else(|| example_phase(FALLBACK)).unwrap_or_default();
        if let Content::Text(text) = &mut file.content {
            text.push_str("phases:\n  ");
            write_text(text, "now", &name);
        }
    }
    let content = Content::Text(format!("phases: [now]\nsituations:\n{yaml}"));
    files.push(NewFile { path: "content/situations.yaml".to_owned(), source: None, content });
}

/// The name of the first phase of the example site in a language.
fn example_phase(code: &str) -> Option<String> {
    let path = format!("content/{code}/site.yaml");
    let (_, text) = find_pack(code)?.example.iter().find(|(name, _)| *name == path)?;
    parse_yaml(text)?.get("phases")?.get("now").and_then(as_text)
}

/// The phases of a situation's text, each with the ids of its steps.
fn read_steps(text: &str) -> Vec<(String, Vec<String>)> {
    let mut phases: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_open = false;
    let mut fences = Fences::default();
    for line in text.lines() {
        if fences.is_code(line) {
            continue;
        }
        if line.starts_with("## ") {
            let phase = line.trim_end().strip_suffix('}').and_then(|line| line.rsplit_once("{phase="));
            is_open = phase.is_some();
            phases.extend(phase.map(|(_, phase)| (phase.to_owned(), Vec::new())));
        } else if let Some((_, Some(id))) = task_text(line).map(split_id)
            && let Some((_, steps)) = phases.last_mut().filter(|_| is_open)
        {
            steps.push(id.to_owned());
        }
    }
    phases.retain(|(_, steps)| !steps.is_empty());
    phases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_files_with_items_are_checklists() {
        let folder = SourceFolder::from_pairs(&[
            ("a/phones/c.yml", "index: 1\nlist:\n- label: Before\n- check: Charge it\n- check: 'Lock: it'\n"),
            ("a/phones/.category.yml", "title: Phones\n"),
            ("b.yml", "- title: One\n  slug: one\n  checklist:\n  - point: P\n    details: D\n"),
            ("c.yml", "list: [1, 2]\n"),
            ("d.yml", "a: b\n"),
        ]);
        let found = read_data(&folder, "a/phones/c.yml");
        let wanted = "---\ntitle: \"a: Phones\"\n---\n\n## Before\n\n- [ ] Charge it\n\n- [ ] Lock: it\n\n";
        assert_eq!(found, [("a/phones/c.yml".to_owned(), wanted.to_owned())]);
        let parts = read_data(&folder, "b.yml");
        assert_eq!(parts[0].0, "b.yml#one");
        assert!(parts[0].1.contains("## One\n\n- [ ] P\n\n  D\n"), "{}", parts[0].1);
        assert!(read_data(&folder, "c.yml").is_empty() && read_data(&folder, "d.yml").is_empty());
    }

    #[test]
    fn steps_are_read_back() {
        let text = "---\n---\n\n## A {phase=a}\n\n- [ ] x {#one}\n- [ ] y {#two}\n\n## B\n\n- [ ] z {#three}\n";
        assert_eq!(read_steps(text), [("a".to_owned(), vec!["one".to_owned(), "two".to_owned()])]);
    }
}
