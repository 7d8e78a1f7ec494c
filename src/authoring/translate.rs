//! A text's other language: the file to be translated, and the mark that it is done.
//!
//! Takes the tree, an id and two languages; gives the path and text of the file to write. Ids, phases, anchors, links and
//! statements on law stay as they are, so that what is left to do is words. A text is read by itself: mistakes elsewhere
//! do not stand in the way. Never writes: that is the command line's business.

use std::ops::Range;

use crate::authoring::scaffold::yaml_text;
use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::hash::ContentHash;
use crate::input::data::{read, read_language};
use crate::input::source_tree::SourceTree;
use crate::model::{Config, Kind, LangId, SharedStr, Structure};
use crate::parse::document::{ParseContext, Parsed, parse};
use crate::parse::front_matter::{Parts, split};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::Phases;

/// Why there is nothing to write.
#[derive(Debug)]
pub enum TranslateError {
    /// Codes of the languages that have the text.
    NoText { known: Vec<String> },
    /// The text says nowhere what it was made from, and nobody else does; codes of the other languages that have it.
    NoSource { known: Vec<String> },
    /// The file has errors, so nobody can tell what it says.
    Wrong { path: SharedStr, diagnostics: Vec<Diagnostic> },
}

/// A file to write.
#[derive(Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    pub path: String,
    pub text: String,
    /// Code of the language that the text is made from.
    pub source: String,
}

/// The file of `to`, with the words of `from` still in it.
pub fn begin(
    tree: &SourceTree,
    config: &Config,
    id: &str,
    from: LangId,
    to: LangId,
) -> Result<GeneratedFile, TranslateError> {
    let structure = read(tree, &mut Vec::new());
    let Some((kind, path)) = find(tree, config, id, from) else {
        return Err(TranslateError::NoText { known: languages_with(tree, config, id) });
    };
    let (text, parsed) = read_one(tree, config, &structure, kind, id, from, &path)?;
    let language = read_language(tree, config.code(to), config.language(to), &structure, &mut Vec::new());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (front, body) = front_and_body(&path, &text);
    let mut out = String::with_capacity(text.len() + 100);
    out.push_str("---");
    out.push_str(end);
    // A former address belongs to the language in which it was published.
    out.push_str(&without(&text[front], &["draft", "source", "source_hash", "aliases"]));
    let (source, hash) = (config.code(from), &parsed.document.content_hash);
    for line in [
        format!("source: {}", yaml_text(source)),
        format!("source_hash: {}", quoted_hash(hash)),
        "draft: true".to_owned(),
    ] {
        out.push_str(&line);
        out.push_str(end);
    }
    out.push_str("---");
    out.push_str(end);
    // A heading that names a phase has to name it in the other language.
    let mut last = body.start;
    for heading in &parsed.document.headings {
        let Some(phase) = heading.phase else { continue };
        let line = &text[heading.range.clone()];
        let typed =
            line.find(&*heading.text).map(|at| heading.range.start + at..heading.range.start + at + heading.text.len());
        if line.contains("phase=") || heading.range.start < last {
            continue;
        }
        // Where the language has no name for it, the id stands in its place.
        let id = &structure.phases[phase.index()].value;
        let name = language.phases.get(phase.index()).filter(|name| !name.is_empty() && *name != id);
        match (name, typed) {
            (Some(name), Some(typed)) => {
                out.push_str(&text[last..typed.start]);
                out.push_str(name);
                last = typed.end;
            }
            _ => {
                let line_end = heading.range.start + line.trim_end().len();
                match line.trim_end().strip_suffix('}') {
                    Some(open) => {
                        out.push_str(&text[last..heading.range.start + open.len()]);
                        out.push_str(&format!(" phase={id}}}"));
                    }
                    None => {
                        out.push_str(&text[last..line_end]);
                        out.push_str(&format!(" {{phase={id}}}"));
                    }
                }
                last = line_end;
            }
        }
    }
    out.push_str(&text[last..]);
    Ok(GeneratedFile { path: path_of(config, to, kind, id), text: out, source: source.to_owned() })
}

/// The same file as it stands, marked as made from the source as that is now, and as no draft.
pub fn done(
    tree: &SourceTree,
    config: &Config,
    id: &str,
    from: Option<LangId>,
    to: LangId,
) -> Result<GeneratedFile, TranslateError> {
    let structure = read(tree, &mut Vec::new());
    let Some((kind, path)) = find(tree, config, id, to) else {
        return Err(TranslateError::NoText { known: languages_with(tree, config, id) });
    };
    let (text, parsed) = read_one(tree, config, &structure, kind, id, to, &path)?;
    let named = parsed.document.front.source.as_ref().and_then(|code| config.lang(&code.value));
    let others = || languages_with(tree, config, id).into_iter().filter(|code| code != config.code(to)).collect();
    let Some(from) = from.or(named).filter(|from| *from != to) else {
        return Err(TranslateError::NoSource { known: others() });
    };
    let Some((source_kind, source_path)) = find(tree, config, id, from) else {
        return Err(TranslateError::NoText { known: others() });
    };
    let (_, source) = read_one(tree, config, &structure, source_kind, id, from, &source_path)?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (front, _) = front_and_body(&path, &text);
    let (code, hash) = (config.code(from), &source.document.content_hash);
    let renewed = with(&without(&text[front.clone()], &["draft"]), "source", &yaml_text(code), end);
    let renewed = with(&renewed, "source_hash", &quoted_hash(hash), end);
    let text = format!("{}{renewed}{}", &text[..front.start], &text[front.end..]);
    Ok(GeneratedFile { path: path.to_string(), text, source: code.to_owned() })
}

/// A hash of digits only would be a number.
fn quoted_hash(hash: &str) -> String {
    format!("\"{hash}\"")
}

/// Where a text of a language stands.
pub fn path_of(config: &Config, lang: LangId, kind: Kind, id: &str) -> String {
    format!("content/{}/{}/{id}.md", config.code(lang), kind.folder())
}

fn find(tree: &SourceTree, config: &Config, id: &str, lang: LangId) -> Option<(Kind, SharedStr)> {
    let path = |kind: Kind| {
        Some((kind, path_of(config, lang, kind, id).into())).filter(|(_, path): &(Kind, SharedStr)| tree.contains(path))
    };
    Kind::ALL.into_iter().find_map(path)
}

fn languages_with(tree: &SourceTree, config: &Config, id: &str) -> Vec<String> {
    config
        .lang_ids()
        .filter(|lang| find(tree, config, id, *lang).is_some())
        .map(|lang| config.code(lang).to_owned())
        .collect()
}

/// One text, if what it says can be told.
fn read_one(
    tree: &SourceTree,
    config: &Config,
    structure: &Structure,
    kind: Kind,
    id: &str,
    lang: LangId,
    path: &SharedStr,
) -> Result<(String, Parsed), TranslateError> {
    let wrong = |diagnostics| TranslateError::Wrong { path: path.clone(), diagnostics };
    let (text, parsed) =
        alone(tree, config, structure, kind, id, lang, path).map_err(|diagnostic| wrong(vec![diagnostic]))?;
    let errors: Vec<_> = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error).cloned().collect();
    if errors.is_empty() { Ok((text, parsed)) } else { Err(wrong(errors)) }
}

/// One text, read by itself.
pub fn alone(
    tree: &SourceTree,
    config: &Config,
    structure: &Structure,
    kind: Kind,
    id: &str,
    lang: LangId,
    path: &SharedStr,
) -> Result<(String, Parsed), Diagnostic> {
    let text = tree.read_text(path)?;
    let language = config.language(lang);
    let own = read_language(tree, config.code(lang), language, structure, &mut Vec::new());
    let named = structure.phases.iter().zip(&own.phases);
    let phases = Phases::new(named.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let desk = ParseContext {
        lang,
        language,
        phases,
        glossary: Glossary::default(),
        case_fields: Vec::new(),
        prose_linter: None,
        cache_key: ContentHash::default(),
    };
    let parsed = parse(path, &text, kind, &id.into(), &desk);
    Ok((text, parsed))
}

/// Byte ranges of the front matter, which is empty if a file has none, and of the body. Only called on files that were
/// parsed without an error, so the diagnostics of [`split`] add nothing.
fn front_and_body(path: &SharedStr, text: &str) -> (Range<usize>, Range<usize>) {
    let Parts { front, body } = split(path, text, &mut Vec::new());
    (front.unwrap_or(body.start..body.start), body)
}

/// Front matter without some keys and what belongs to them.
fn without(front: &str, keys: &[&str]) -> String {
    let mut out = String::with_capacity(front.len());
    let mut dropped = false;
    for line in front.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '-']) && !line.trim().is_empty() {
            dropped = keys.contains(&key(line));
        }
        if !dropped {
            out.push_str(line);
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Front matter with this value behind the key: in its line, or in a new one at the end.
fn with(front: &str, name: &str, value: &str, end: &str) -> String {
    let line = format!("{name}: {value}{end}");
    if front.split_inclusive('\n').any(|there| key(there) == name) {
        return front.split_inclusive('\n').map(|there| if key(there) == name { &line } else { there }).collect();
    }
    format!("{front}{line}")
}

/// The key that begins in this line.
fn key(line: &str) -> &str {
    line.split_once(':').map_or("", |(name, _)| name.trim_end().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_with_all_that_belongs_to_them() {
        let front = "title: a\naliases:\n  - x\n- y\n# said\ndraft: true\nsource_hash: 1\nsummary: b\n";
        assert_eq!(without(front, &["aliases", "draft"]), "title: a\n# said\nsource_hash: 1\nsummary: b\n");
        assert_eq!(with("a: 1\r\nb: 2\r\n", "a", "3", "\r\n"), "a: 3\r\nb: 2\r\n");
        assert_eq!(with("a: 1\n", "b", "2", "\n"), "a: 1\nb: 2\n");
    }
}
