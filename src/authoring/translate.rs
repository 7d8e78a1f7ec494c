//! Starts and finishes the translation of a document.
//!
//! Takes the source tree, an id and two languages; returns the path and text of the file to write. Ids, phases,
//! anchors, links and law statements are copied verbatim, so that only the prose is left to translate. The document is
//! parsed alone, so errors in other files do not matter. Never writes: the command line does.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::authoring::changed_blocks::{StaleTranslation, changed_blocks, source_record};
use crate::authoring::scaffold::yaml_text;
use crate::authoring::untranslated_text::UntranslatedText;
use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::hash::ContentHash;
use crate::input::data::{read, read_language};
use crate::input::source_tree::SourceTree;
use crate::model::{Config, Kind, LangId, PhaseId, SharedStr, Structure};
use crate::parse::document::{ParseContext, Parsed, parse_document};
use crate::parse::front_matter::{Parts, split_front_matter};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::Phases;
use crate::site::page_path;

/// Why no file can be generated.
#[derive(Debug)]
pub enum TranslateError {
    /// The language to translate from, or to finish, has no such document; `known` are the codes of the languages that
    /// do.
    NoDocument { known: Vec<String> },
    /// Neither the front matter nor the command line names a source, and several languages have the document; `known`
    /// are their codes.
    NoSource { known: Vec<String> },
    /// The document still has text of its source language; `lines` lists the lines to translate.
    Untranslated { path: SharedStr, source: String, lines: Vec<usize> },
    /// The file has errors, so its meaning is uncertain.
    Unreadable { path: SharedStr, diagnostics: Vec<Diagnostic> },
}

/// A file to write.
#[derive(Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Path below the root.
    pub path: String,
    /// The contents.
    pub text: String,
    /// The contents that they replace; `None` for a new file.
    pub before: Option<String>,
    /// Code of the source language.
    pub source: String,
    /// Path of the document's page, below the base.
    pub page: String,
    /// Numbers of the lines of a finished translation that still have text of the source language.
    pub unchanged_lines: Vec<usize>,
    /// The phases of its checklist that have no name in its language.
    pub nameless_phases: Vec<SharedStr>,
    /// Its own sections that have no name in its front matter.
    pub nameless_sections: Vec<SharedStr>,
}

/// The new file in the language `to`: a draft with the prose of `from`. Without `from`, the only other language that has
/// the document is its source.
pub fn start_translation(
    tree: &SourceTree,
    config: &Config,
    id: &str,
    from: Option<LangId>,
    to: LangId,
) -> Result<GeneratedFile, TranslateError> {
    let structure = read(tree, &mut Vec::new());
    let from = match from {
        Some(from) => from,
        None => only_source(tree, config, id, to)?,
    };
    let Some((kind, path)) = find_document(tree, config, id, from) else {
        return Err(TranslateError::NoDocument { known: languages_with(tree, config, id) });
    };
    let (text, parsed) = parse_without_errors(tree, config, &structure, kind, id, from, &path)?;
    let language = read_language(tree, config, to, &structure, &mut Vec::new());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (front, body) = front_and_body(&path, &text);
    let mut out = String::with_capacity(text.len() + 100);
    out.push_str("---");
    out.push_str(end);
    // Aliases are former URLs of the source language, and its readers type other words.
    out.push_str(&remove_keys(&text[front], &["draft", "source", "source_hash", "aliases", "words"]));
    let source = config.code(from);
    let record = source_record(&path, &text, &parsed.document.content_hash);
    for line in [
        format!("source: {}", yaml_text(source)),
        format!("source_hash: {}", quoted(&record)),
        "draft: true".to_owned(),
    ] {
        out.push_str(&line);
        out.push_str(end);
    }
    out.push_str("---");
    out.push_str(end);
    // A heading that names a phase gets the name of the phase in the target language.
    let mut last = body.start;
    for heading in &parsed.document.headings {
        let Some(phase) = heading.phase else { continue };
        let line = &text[heading.range.clone()];
        let name_range =
            line.find(&*heading.text).map(|at| heading.range.start + at..heading.range.start + at + heading.text.len());
        if line.contains("phase=") || heading.range.start < last {
            continue;
        }
        // If the target language has no name for the phase, an attribute with its id is added.
        let id = &structure.phases[phase.index()].value;
        let name = language.phases.get(phase.index()).filter(|name| *name != id);
        match (name, name_range) {
            (Some(name), Some(name_range)) => {
                out.push_str(&text[last..name_range.start]);
                out.push_str(name);
                last = name_range.end;
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
    let page = page_of(&parsed, config, to);
    let path = document_path(config, to, kind, id);
    let (nameless_phases, nameless_sections) = nameless_phases(&structure, &language.phases, &parsed);
    Ok(GeneratedFile {
        path,
        text: out,
        before: None,
        source: source.to_owned(),
        page,
        unchanged_lines: Vec::new(),
        nameless_phases,
        nameless_sections,
    })
}

/// The file of the language `to` with the current hash of its source in the front matter, and no longer a draft. `from`
/// is used if the front matter names no source; without both, the only other language that has the document. Refuses a
/// document that is still in the words of its source, unless `allow_unchanged` is set.
pub fn finish_translation(
    tree: &SourceTree,
    config: &Config,
    id: &str,
    from: Option<LangId>,
    to: LangId,
    allow_unchanged: bool,
) -> Result<GeneratedFile, TranslateError> {
    let structure = read(tree, &mut Vec::new());
    let Some((kind, path)) = find_document(tree, config, id, to) else {
        return Err(TranslateError::NoDocument { known: languages_with(tree, config, id) });
    };
    let (text, parsed) = parse_without_errors(tree, config, &structure, kind, id, to, &path)?;
    let declared = parsed.document.front.source.as_ref().and_then(|code| config.lang(&code.value));
    let others = || languages_with(tree, config, id).into_iter().filter(|code| code != config.code(to)).collect();
    let from = match from.or(declared).filter(|from| *from != to) {
        Some(from) => from,
        None => only_source(tree, config, id, to)?,
    };
    let Some((source_kind, source_path)) = find_document(tree, config, id, from) else {
        return Err(TranslateError::NoDocument { known: others() });
    };
    let (source_text, source) = parse_without_errors(tree, config, &structure, source_kind, id, from, &source_path)?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (front, _) = front_and_body(&path, &text);
    let (source_front, _) = front_and_body(&source_path, &source_text);
    let names = read_language(tree, config, to, &structure, &mut Vec::new()).phases;
    let compare = |text: &str, front: Range<usize>| {
        let target = (config.language(to), config.code(to));
        UntranslatedText::new((text, front), (&source_text, source_front.clone()), target, &names)
    };
    let unchanged = compare(&text, front.clone());
    if unchanged.is_untranslated() && !allow_unchanged {
        let source = config.code(from).to_owned();
        return Err(TranslateError::Untranslated { path, source, lines: unchanged.lines });
    }
    let code = config.code(from);
    let record = source_record(&source_path, &source_text, &source.document.content_hash);
    let new_front = set_key(&remove_keys(&text[front.clone()], &["draft"]), "source", &yaml_text(code), end);
    let new_front = set_key(&new_front, "source_hash", &quoted(&record), end);
    let new = format!("{}{new_front}{}", &text[..front.start], &text[front.end..]);
    let page = page_of(&parsed, config, to);
    // The numbers of lines are those of the new text.
    let unchanged_lines = compare(&new, front_and_body(&path, &new).0).lines;
    let (nameless_phases, nameless_sections) = nameless_phases(&structure, &names, &parsed);
    Ok(GeneratedFile {
        path: path.to_string(),
        text: new,
        before: Some(text),
        source: code.to_owned(),
        page,
        unchanged_lines,
        nameless_phases,
        nameless_sections,
    })
}

/// The translation of a document into `to`, if there is one and its source has changed since it was finished.
pub fn stale_translation(tree: &SourceTree, config: &Config, id: &str, to: LangId) -> Option<StaleTranslation> {
    let structure = read(tree, &mut Vec::new());
    let (kind, path) = find_document(tree, config, id, to)?;
    let (_, parsed) = parse_one(tree, config, &structure, kind, id, to, &path).ok()?;
    let front = &parsed.document.front;
    let from = config.lang(&front.source.as_ref()?.value).filter(|from| *from != to)?;
    let (source_kind, source_path) = find_document(tree, config, id, from)?;
    let (text, source) = parse_one(tree, config, &structure, source_kind, id, from, &source_path).ok()?;
    let record = &front.source_hash.as_ref()?.value;
    if record.split(' ').next() == Some(&*source.document.content_hash) {
        return None;
    }
    let blocks = changed_blocks(&source_path, &text, record);
    Some(StaleTranslation { path: path.to_string(), source: source_path.to_string(), blocks })
}

/// The phases in which a document has steps, without those that have a name: the phases of the site, which the language
/// names, and the sections of a single situation, which its document names. `names` are those of the language.
fn nameless_phases(structure: &Structure, names: &[SharedStr], parsed: &Parsed) -> (Vec<SharedStr>, Vec<SharedStr>) {
    let document = &parsed.document;
    let plan = structure.situation(&document.id).filter(|_| document.kind == Kind::Situation);
    let of_plan = plan.into_iter().flat_map(|plan| {
        let of_steps = plan.steps.iter().flatten().map(|(phase, _)| *phase);
        plan.phases.iter().copied().filter(|phase| structure.is_own_phase(*phase)).chain(of_steps)
    });
    let of_headings = document.headings.iter().filter_map(|heading| heading.phase);
    let used: BTreeSet<PhaseId> = of_plan.chain(of_headings).collect();
    let id = |phase: &PhaseId| structure.phase_id(*phase).value.clone();
    let is_nameless = |phase: &PhaseId| {
        let id = id(phase);
        let is_named_here = document.front.phases.iter().any(|(named, name)| named.value == id && !name.is_empty());
        !is_named_here && names.get(phase.index()).is_none_or(|name| *name == id)
    };
    let (own, of_site): (Vec<PhaseId>, Vec<PhaseId>) =
        used.into_iter().filter(is_nameless).partition(|phase| structure.is_own_phase(*phase));
    (of_site.iter().map(id).collect(), own.iter().map(id).collect())
}

/// The path below the base of a document's page in the language `lang`.
fn page_of(parsed: &Parsed, config: &Config, lang: LangId) -> String {
    let document = &parsed.document;
    let slug = document.front.slug.as_ref().map_or(&document.id, |slug| &slug.value);
    page_path(config, document.kind, slug, lang)
}

/// The hash in quotation marks, because YAML reads a hash of digits as a number.
fn quoted(hash: &str) -> String {
    format!("\"{hash}\"")
}

/// Path of a document, relative to the site's root (the folder with site.yaml).
pub fn document_path(config: &Config, lang: LangId, kind: Kind, id: &str) -> String {
    format!("content/{}/{}/{id}.md", config.code(lang), kind.folder())
}

/// Kind and path of the document with this id; `None` if the language does not have it.
fn find_document(tree: &SourceTree, config: &Config, id: &str, lang: LangId) -> Option<(Kind, SharedStr)> {
    let path = |kind: Kind| {
        Some((kind, document_path(config, lang, kind, id).into()))
            .filter(|(_, path): &(Kind, SharedStr)| tree.contains(path))
    };
    Kind::ALL.into_iter().find_map(path)
}

/// The only language besides `to` that has the document. `Err` if several have it, or none.
fn only_source(tree: &SourceTree, config: &Config, id: &str, to: LangId) -> Result<LangId, TranslateError> {
    let sources: Vec<LangId> =
        config.lang_ids().filter(|lang| *lang != to && find_document(tree, config, id, *lang).is_some()).collect();
    let codes = |langs: &[LangId]| langs.iter().map(|lang| config.code(*lang).to_owned()).collect();
    match sources.as_slice() {
        [source] => Ok(*source),
        [] if find_document(tree, config, id, to).is_none() => Err(TranslateError::NoDocument { known: Vec::new() }),
        // The document is in `to` only, so the user has to say which language is missing.
        [] => {
            let others: Vec<LangId> = config.lang_ids().filter(|lang| *lang != to).collect();
            Err(TranslateError::NoSource { known: codes(&others) })
        }
        several => Err(TranslateError::NoSource { known: codes(several) }),
    }
}

/// Codes of the languages that have the document.
fn languages_with(tree: &SourceTree, config: &Config, id: &str) -> Vec<String> {
    config
        .lang_ids()
        .filter(|lang| find_document(tree, config, id, *lang).is_some())
        .map(|lang| config.code(lang).to_owned())
        .collect()
}

/// Parses one document. `Err` if it cannot be read or has errors.
fn parse_without_errors(
    tree: &SourceTree,
    config: &Config,
    structure: &Structure,
    kind: Kind,
    id: &str,
    lang: LangId,
    path: &SharedStr,
) -> Result<(String, Parsed), TranslateError> {
    let unreadable = |diagnostics| TranslateError::Unreadable { path: path.clone(), diagnostics };
    let (text, parsed) =
        parse_one(tree, config, structure, kind, id, lang, path).map_err(|diagnostic| unreadable(vec![diagnostic]))?;
    let errors: Vec<_> = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error).cloned().collect();
    if errors.is_empty() { Ok((text, parsed)) } else { Err(unreadable(errors)) }
}

/// Parses one document without the rest of the site: links and glossary terms are not resolved. Returns its text and
/// the result; `Err` if the file cannot be read.
pub fn parse_one(
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
    let texts = read_language(tree, config, lang, structure, &mut Vec::new());
    let names = structure.site_phases().iter().zip(&texts.phases);
    let phases = Phases::new(names.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let context = ParseContext {
        lang,
        language,
        phases,
        own_phases: structure.own_phases_by_situation(),
        glossary: Glossary::default(),
        case_blanks: texts.case.blanks.clone(),
        prose_linter: None,
        cache_key: ContentHash::default(),
    };
    let parsed = parse_document(path, &text, kind, &id.into(), &context);
    Ok((text, parsed))
}

/// Byte ranges of the front matter, which is empty if a file has none, and of the body. Only called on files that were
/// parsed without an error, so the diagnostics of [`split_front_matter`] add nothing.
fn front_and_body(path: &SharedStr, text: &str) -> (Range<usize>, Range<usize>) {
    let Parts { front, body } = split_front_matter(path, text, &mut Vec::new());
    (front.unwrap_or(body.start..body.start), body)
}

/// Front matter without the given keys and their values.
fn remove_keys(front: &str, keys: &[&str]) -> String {
    let mut out = String::with_capacity(front.len());
    let mut in_removed_key = false;
    for line in front.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '-']) && !line.trim().is_empty() {
            in_removed_key = keys.contains(&key_of_line(line));
        }
        if !in_removed_key {
            out.push_str(line);
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Front matter with the key `name` set to a value: in its own line, or in a new line at the end.
fn set_key(front: &str, name: &str, value: &str, end: &str) -> String {
    let line = format!("{name}: {value}{end}");
    if front.split_inclusive('\n').any(|old| key_of_line(old) == name) {
        return front.split_inclusive('\n').map(|old| if key_of_line(old) == name { &line } else { old }).collect();
    }
    format!("{front}{line}")
}

/// The key at the start of a line; empty if there is none.
fn key_of_line(line: &str) -> &str {
    line.split_once(':').map_or("", |(name, _)| name.trim_end().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_edits_cover_whole_values() {
        let front = "title: a\naliases:\n  - x\n- y\n# note\ndraft: true\nsource_hash: 1\nsummary: b\n";
        assert_eq!(remove_keys(front, &["aliases", "draft"]), "title: a\n# note\nsource_hash: 1\nsummary: b\n");
        assert_eq!(set_key("a: 1\r\nb: 2\r\n", "a", "3", "\r\n"), "a: 3\r\nb: 2\r\n");
        assert_eq!(set_key("a: 1\n", "b", "2", "\n"), "a: 1\nb: 2\n");
    }
}
