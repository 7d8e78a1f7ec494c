//! What is still an error in the new site is changed, and reported.
//!
//! Takes the new files; checks them with the rules of `situ check` and edits the places of the errors, until none is left
//! that an edit helps. So the site can be built at once, and each change is a line of the report. A document that still has
//! an error becomes a draft.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::edits::Edits;
use super::report::{FileReport, Report};
use super::source::SourceFolder;
use super::{Content, NewFile};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::foundation::unicode::has_invisible;
use crate::input::source_tree::SourceTree;
use crate::model::SharedStr;
use crate::parse::front_matter::split_front_matter;
use crate::parse::markdown::EXTENSIONS;
use crate::pipeline::{CacheMode, MediaCache, Options, build};

/// How often the site is checked again.
const MAX_ROUNDS: usize = 8;

/// Repairs the documents among the files.
pub fn repair(folder: &SourceFolder, files: &mut [NewFile], report: &mut Report) {
    let media = files.iter().filter_map(|file| match &file.content {
        Content::Copy(source) => Some((file.path.clone(), (folder.read)(source).ok()?)),
        Content::Text(_) => None,
    });
    let base = SourceTree::from_pairs(media.collect::<Vec<_>>());
    let cache = MediaCache::default();
    let indices: HashMap<String, usize> =
        files.iter().enumerate().map(|(index, file)| (file.path.clone(), index)).collect();
    let mut notes: HashMap<usize, FileReport> = HashMap::new();
    for round in 0..=MAX_ROUNDS {
        let texts = files.iter().filter_map(|file| match &file.content {
            Content::Text(text) if file.path.starts_with("content/") => {
                Some((SharedStr::from(file.path.as_str()), text.clone().into_bytes()))
            }
            _ => None,
        });
        let tree = base.with_contents(texts.collect::<Vec<_>>());
        let found = build(&tree, &Options::default(), CacheMode::Media(&cache), Vec::new()).diagnostics;
        let mut by_file: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in found {
            if let Some(index) = indices.get(&*diagnostic.span.path) {
                by_file.entry(*index).or_default().push(diagnostic);
            }
        }
        let mut has_changed = false;
        for (index, diagnostics) in &by_file {
            let file = &mut files[*index];
            let Content::Text(text) = &mut file.content else { continue };
            if round < MAX_ROUNDS && file.source.is_some() {
                let note = notes.entry(*index).or_default();
                let edited = repaired(&file.path, text, diagnostics, note);
                if edited != *text {
                    *text = edited;
                    has_changed = true;
                }
            }
        }
        if !has_changed {
            finish(files, &by_file, &mut notes, report);
            break;
        }
    }
    for (index, note) in notes {
        let source = files[index].source.clone().unwrap_or_default();
        report.file(&source).notes.extend(note.notes);
    }
}

/// Notes what is left, and makes drafts of documents with errors.
fn finish(
    files: &mut [NewFile],
    by_file: &BTreeMap<usize, Vec<Diagnostic>>,
    notes: &mut HashMap<usize, FileReport>,
    report: &mut Report,
) {
    for (index, diagnostics) in by_file {
        let file = &mut files[*index];
        let Content::Text(text) = &mut file.content else { continue };
        let errors: Vec<&Diagnostic> =
            diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).collect();
        let note = notes.entry(*index).or_default();
        for diagnostic in diagnostics.iter().filter(|diagnostic| is_foreign(diagnostic)) {
            let typed = text.get(diagnostic.span.range()).unwrap_or_default();
            note.look("foreign-markup", format!("{} {typed}", diagnostic.arg_value("name")).trim().to_owned());
        }
        if errors.is_empty() {
            continue;
        }
        let codes: Vec<String> = errors.iter().map(|diagnostic| diagnostic.code.as_str().to_owned()).collect();
        for diagnostic in &errors {
            note.look("error-left", diagnostic.code.as_str());
        }
        report.errors.insert(file.path.clone(), codes);
        let is_document = file.source.is_some() && text.starts_with("---\n") && !text.contains("\ndraft: true\n");
        if is_document {
            text.insert_str(4, "draft: true\n");
        }
        // Nothing in code is an error. Its words are kept, for a person to bring in by hand.
        if is_document && !file.path.contains("/situations/") {
            let body = split_front_matter(&file.path.as_str().into(), text, &mut Vec::new()).body.start;
            let longest = text.lines().map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count()).max();
            let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
            let code = format!("\n{fence}text\n{}\n{fence}\n", text[body..].trim_matches('\n'));
            text.replace_range(body.., &code);
        }
    }
}

fn is_foreign(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, Code::ForeignMarkup | Code::NotACallout | Code::NotATask | Code::MissingNote)
}

/// A link or picture in a text.
struct Link {
    link_type: LinkType,
    is_picture: bool,
    range: Range<usize>,
    inner: Option<Range<usize>>,
    words: String,
}

/// All links and pictures, in the order of their starts.
fn read_links(text: &str, body: usize) -> Vec<Link> {
    let mut open: Vec<Link> = Vec::new();
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(&text[body..], EXTENSIONS).into_offset_iter() {
        let range = range.start + body..range.end + body;
        match event {
            Event::Start(Tag::Link { link_type, .. }) => {
                open.push(Link { link_type, is_picture: false, range, inner: None, words: String::new() });
            }
            Event::Start(Tag::Image { link_type, .. }) => {
                open.push(Link { link_type, is_picture: true, range, inner: None, words: String::new() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(link) = open.pop() {
                    if let Some(outer) = open.last_mut() {
                        outer.extend(&range, &link.words);
                    }
                    found.push(link);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(outer) = open.last_mut() {
                    outer.extend(&range, &words);
                }
            }
            _ => {
                if let Some(outer) = open.last_mut() {
                    outer.extend(&range, "");
                }
            }
        }
    }
    found.sort_by_key(|link: &Link| link.range.start);
    found
}

/// The bytes that have an edit already.
#[derive(Default)]
struct Done(BTreeMap<usize, usize>);

impl Done {
    fn add(&mut self, range: &Range<usize>) {
        self.0.insert(range.start, range.end.max(range.start + 1));
    }

    fn overlaps(&self, range: &Range<usize>) -> bool {
        let before = self.0.range(..range.end.max(range.start + 1)).next_back();
        before.is_some_and(|(_, end)| *end > range.start)
    }
}

impl Link {
    fn extend(&mut self, range: &Range<usize>, words: &str) {
        let inner = self.inner.get_or_insert(range.clone());
        *inner = inner.start.min(range.start)..inner.end.max(range.end);
        self.words.push_str(words);
    }
}

/// The text with edits at the places of these diagnostics.
fn repaired(path: &str, text: &str, diagnostics: &[Diagnostic], report: &mut FileReport) -> String {
    let parts = split_front_matter(&path.into(), text, &mut Vec::new());
    let body = parts.body.start;
    let mut links: Option<Vec<Link>> = None;
    let mut edits = Edits::default();
    let mut done = Done::default();
    for diagnostic in diagnostics {
        let range = diagnostic.span.range();
        let Some(typed) = text.get(range.clone()) else { continue };
        if done.overlaps(&range) {
            continue;
        }
        if range.start < body {
            if diagnostic.severity() == Severity::Error {
                head_line(text, &range, diagnostic, &mut edits, report);
            }
            continue;
        }
        match diagnostic.code {
            Code::TaskWithoutId | Code::ActionWithoutId | Code::NotATask | Code::ListMarker => {
                if let Some(fix) = &diagnostic.fix {
                    report.changed("fixed", diagnostic.code.as_str());
                    edits.replace(fix.range.clone(), fix.replacement.clone());
                }
            }
            // A step that has another place in the language that came first.
            Code::Conflict => {
                let end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
                let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                let line = &text[start..end];
                let Some(close) = line.trim_end().strip_suffix('}').filter(|line| line.contains("{#")) else {
                    continue;
                };
                report.look("step-renamed", line);
                edits.replace(start + close.len()..start + close.len(), "-2");
            }
            Code::PrivateComment => {
                report.left_out("comment", typed);
                edits.delete(range.clone());
            }
            Code::RawHtml => {
                report.look("html-left", typed);
                for (at, _) in typed.match_indices('<') {
                    edits.replace(range.start + at..range.start + at, "\\");
                }
            }
            Code::DeadLink
            | Code::DeadAnchor
            | Code::BadScheme
            | Code::LocalPath
            | Code::MissingMedia
            | Code::NotAPicture
            | Code::LinkInStep
            | Code::UnknownPhrase => {
                let links = links.get_or_insert_with(|| read_links(text, body));
                let kind = match diagnostic.code {
                    Code::DeadAnchor => "anchor",
                    Code::MissingMedia | Code::NotAPicture => "picture",
                    _ => "link",
                };
                unwrap(text, &range, links, kind, &mut edits, &mut done, report);
                continue;
            }
            Code::BadAttribute
            | Code::StrayAttribute
            | Code::DuplicateAnchor
            | Code::DuplicateAction
            | Code::UnknownPhase => {
                let open = text[..range.start].rfind('{').filter(|at| *at >= body);
                let close = text[range.start..].find('}').map(|at| range.start + at + 1);
                if let (Some(open), Some(close)) = (open, close)
                    && !text[open..close].contains('\n')
                {
                    report.left_out("attributes", &text[open..close]);
                    edits.delete(open..close);
                }
            }
            Code::UnknownBlock | Code::BadLaw | Code::BadRates | Code::NoRates => {
                if let Some(inner) = typed.strip_prefix("[!") {
                    let length = inner.find(']').unwrap_or(inner.len());
                    report.look("box-kind", &inner[..length]);
                    edits.replace(range.start..range.start + 2 + length, "[!NOTE");
                }
            }
            Code::ControlCharacter => {
                report.left_out("control-characters", typed);
                edits.delete(range.clone());
            }
            Code::InvisibleCharacter => match &diagnostic.fix {
                Some(fix) => edits.replace(fix.range.clone(), fix.replacement.clone()),
                // A character that was typed as an entity.
                None if typed.starts_with('&') => edits.delete(range.clone()),
                None => {
                    report.left_out("control-characters", typed);
                    for (at, c) in typed.char_indices().filter(|(_, c)| has_invisible(c.encode_utf8(&mut [0; 4]))) {
                        edits.delete(range.start + at..range.start + at + c.len_utf8());
                    }
                }
            },
            Code::ForeignMarkup => foreign(typed, range.clone(), diagnostic, &mut edits, report),
            _ => continue,
        }
        done.add(&range);
    }
    edits.apply(text)
}

/// Deletes the line of the head in which an error is, unless the key is required.
fn head_line(text: &str, range: &Range<usize>, diagnostic: &Diagnostic, edits: &mut Edits, report: &mut FileReport) {
    if diagnostic.fix.is_some() && !matches!(diagnostic.code, Code::BadSlug | Code::DuplicateUrl) {
        if let Some(fix) = &diagnostic.fix {
            report.changed("fixed", diagnostic.code.as_str());
            edits.replace(fix.range.clone(), fix.replacement.clone());
        }
        return;
    }
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at + 1);
    let line = &text[start..end];
    let is_item = line.starts_with("  - ");
    if diagnostic.code == Code::UnknownPhase && line.starts_with("  ") {
        report.look("phase-unknown", line.trim());
        return edits.delete(start..end);
    }
    let is_list =
        matches!(diagnostic.code, Code::BadSlug | Code::DuplicateUrl | Code::TooManyAliases | Code::BadSearchWord);
    if is_item && is_list {
        report.left_out("alias", line.trim().trim_start_matches("- ").trim_matches('"'));
        // A key without a value is as good as absent.
        edits.delete(start..end);
    }
}

/// Leaves the words of the smallest link around a range.
fn unwrap(
    text: &str,
    range: &Range<usize>,
    links: &[Link],
    kind: &'static str,
    edits: &mut Edits,
    done: &mut Done,
    report: &mut FileReport,
) {
    // Links are sorted by their starts, and at most a picture is inside one.
    let before = links.partition_point(|link| link.range.start <= range.start);
    let near = links[before.saturating_sub(4)..before].iter();
    let around = near.filter(|link| link.range.start <= range.start && range.end <= link.range.end);
    let Some(link) = around.min_by_key(|link| link.range.len()) else {
        // A reference without a definition is text for other programs.
        if text[range.clone()].starts_with('[') {
            report.look("link", &text[range.clone()]);
            edits.replace(range.start..range.start, "\\");
            done.add(range);
        }
        return;
    };
    if done.overlaps(&link.range) {
        return;
    }
    let typed = &text[link.range.clone()];
    report.left_out(kind, typed);
    done.add(&link.range);
    let fragment = typed.rfind('#').map(|at| at..typed.rfind(')').unwrap_or(at).max(at));
    if kind == "anchor"
        && let Some(fragment) = fragment.filter(|fragment| typed[..fragment.start].ends_with(".md"))
    {
        return edits.delete(link.range.start + fragment.start..link.range.start + fragment.end);
    }
    let is_whole = link.is_picture || matches!(link.link_type, LinkType::WikiLink { .. });
    match (&link.inner, link.link_type) {
        (_, LinkType::Autolink | LinkType::Email) => {
            edits.replace(link.range.clone(), format!("`{}`", typed.trim_matches(['<', '>'])));
        }
        (Some(inner), _) if !is_whole => {
            edits.delete(link.range.start..link.range.start + 1);
            edits.delete(inner.end..link.range.end);
        }
        _ => edits.replace(link.range.clone(), super::links::escaped_words(&link.words)),
    }
}

/// Writes markup of other programs that has one meaning as Markdown.
fn foreign(typed: &str, range: Range<usize>, diagnostic: &Diagnostic, edits: &mut Edits, report: &mut FileReport) {
    let inner = |length: usize| typed.get(length..typed.len().saturating_sub(length)).unwrap_or_default();
    match diagnostic.arg_value("name") {
        "mark" | "inserted-text" | "inserted-text-caret" => {
            report.changed("emphasis", typed);
            edits.replace(range, format!("**{}**", inner(2)));
        }
        "contents-marker" | "kramdown-contents" | "contents-magic-word" => {
            report.changed("contents", typed);
            edits.delete(range);
        }
        "attribute-list" | "block-id" => {
            report.left_out("attributes", typed);
            edits.delete(range);
        }
        "code-directive" => {
            // ```` ```{ .python .annotate } ````
            let fence: String = typed.chars().take_while(|c| matches!(c, '`' | '~')).collect();
            let name = typed[fence.len()..].split(['{', ' ', '}']).find_map(|word| word.strip_prefix('.'));
            if let Some(name) = name {
                report.left_out("attributes", typed);
                edits.replace(range, format!("{fence}{name}"));
            }
        }
        "module-line" => {
            report.left_out("import", typed);
            edits.delete(range);
        }
        "jsx-element" => {
            report.left_out("component", typed);
            edits.delete(range);
        }
        "template-variable" => {
            report.left_out("shortcode", typed);
            edits.delete(range);
        }
        _ => {}
    }
}
