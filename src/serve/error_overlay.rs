//! The data of the overlay that the preview adds to each page: diagnostics, draft state, and where each action is used.
//!
//! Takes diagnostics and the site; returns JSON on one line, with all strings in the user's language. The script
//! inserts them as text, never as HTML. URLs of the user's own files are sent to browsers on this host only. Never does
//! any I/O.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::input::source_tree::{SourceTree, is_binary};
use crate::model::{ActionId, Kind, LangId, PATH_ESCAPES};
use crate::pipeline::RenderableSite;
use crate::report::to_text;
use crate::site::ChecklistPhase;

/// The largest number of diagnostics on a page. The terminal shows all of them.
const MAX_PROBLEMS: usize = 40;

/// The characters of a file path that are escaped in a URL. The colon of a drive letter is kept.
const EDITOR_ESCAPES: &AsciiSet = &PATH_ESCAPES.remove(b':');

/// URL schemes that run a script or show a document of the URL itself.
const UNSAFE_SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "blob"];

/// Builds the data of the overlay in the user's language.
pub struct OverlayBuilder {
    messages: Arc<Messages>,
    root: PathBuf,
    /// The URL template of the user's editor.
    editor: Option<String>,
}

/// The diagnostics of the site, as the script gets them.
#[derive(Serialize)]
struct OverlayReport {
    /// The number of errors in words (`3 errors`); empty if there are none.
    errors: String,
    /// The number of warnings in words; empty if there are none.
    warnings: String,
    /// The text above the list, which says that the pages are from an earlier build; may be empty.
    note: String,
    problems: Vec<Problem>,
    /// The text below the list, which says how many diagnostics are not shown; may be empty.
    more: String,
    strings: OverlayStrings,
}

/// The labels of the overlay.
#[derive(Serialize)]
struct OverlayStrings {
    edit: String,
    status: String,
    lost: String,
}

/// One diagnostic.
#[derive(Serialize)]
struct Problem {
    severity: Severity,
    /// The message with its source snippet, as in the terminal.
    text: String,
    /// The URL that opens the file in the editor.
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<String>,
}

/// What the overlay shows about one page.
#[derive(Default, Serialize)]
pub struct PageInfo {
    /// The label of a draft; empty if the page is not one.
    draft: String,
    /// The URL that opens the page's document in the editor.
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<String>,
    /// For each action of the page, the checklists that contain it.
    actions: BTreeMap<String, String>,
}

impl OverlayBuilder {
    /// `root` is the absolute path of the site, `editor` a URL with `{path}` and `{line}` as placeholders.
    pub fn new(messages: Arc<Messages>, root: PathBuf, editor: Option<String>) -> OverlayBuilder {
        OverlayBuilder { messages, root, editor }
    }

    /// The diagnostics as JSON: for browsers on this host, and for other hosts.
    /// `has_site` is set if there is a site from an earlier build to show meanwhile.
    pub fn reports(&self, diagnostics: &[Diagnostic], tree: &SourceTree, has_site: bool) -> (Arc<str>, Arc<str>) {
        let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
        let problem = |diagnostic: &Diagnostic, with_edit: bool| {
            let path = &diagnostic.span.path;
            let edit = Some(path)
                .filter(|path| with_edit && !is_binary(path))
                .and_then(|path| tree.text(path))
                .and_then(|text| {
                    let (line, _) = line_column(&text, diagnostic.span.start as usize);
                    self.edit_url(path, line)
                });
            let text = to_text(std::slice::from_ref(diagnostic), tree, &self.messages, false);
            Problem { severity: diagnostic.severity(), text: text.trim_end().to_owned(), edit }
        };
        let report = |with_edit: bool| {
            // Errors come first, because they stop the build.
            let (first, rest): (Vec<_>, Vec<_>) =
                diagnostics.iter().partition(|diagnostic| diagnostic.severity() == Severity::Error);
            let problems = first.into_iter().chain(rest).take(MAX_PROBLEMS).map(|d| problem(d, with_edit)).collect();
            let note = match (errors, has_site) {
                (0, _) => String::new(),
                (_, true) => self.messages.text("cli-serve-stale", &[]),
                (_, false) => self.messages.text("cli-serve-nothing-yet", &[]),
            };
            self.to_json(errors, diagnostics.len() - errors, note, problems)
        };
        let local = report(true);
        let remote = if self.editor.is_some() { report(false) } else { Arc::clone(&local) };
        (local, remote)
    }

    /// The messages in the user's language.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The report while the folder `content/` is missing. `has_site` is set if there is a site from an earlier build.
    pub fn content_missing(&self, has_site: bool) -> Arc<str> {
        self.to_json(1, 0, content_missing_text(&self.messages, has_site), Vec::new())
    }

    fn to_json(&self, errors: usize, warnings: usize, note: String, problems: Vec<Problem>) -> Arc<str> {
        let count = |id: &str, n: usize| if n == 0 { String::new() } else { self.messages.count(id, n as u64, &[]) };
        let hidden = (errors + warnings).saturating_sub(MAX_PROBLEMS);
        let report = OverlayReport {
            errors: count("cli-serve-errors", errors),
            warnings: count("cli-serve-warnings", warnings),
            note,
            problems,
            more: count("cli-serve-more", hidden),
            strings: OverlayStrings {
                edit: self.messages.text("cli-serve-edit", &[]),
                status: self.messages.text("cli-serve-status", &[]),
                lost: self.messages.text("cli-serve-disconnected", &[]),
            },
        };
        serde_json::to_string(&report).unwrap_or_default().into()
    }

    fn edit_url(&self, path: &str, line: usize) -> Option<String> {
        edit_url(self.editor.as_deref()?, &self.root.join(path), line)
    }

    /// What the overlay shows about the page at `output`, which contains `html`. `is_local` is set for browsers on this
    /// host.
    pub fn page_info(&self, ready: &RenderableSite, output: &str, html: &str, is_local: bool) -> PageInfo {
        let site = &ready.site;
        let Some(route) = ready.route_at(output) else { return PageInfo::default() };
        let mut info = PageInfo::default();
        if let Some(document) = route.document() {
            let document = site.document(document);
            if document.front.draft {
                info.draft = self.messages.text("cli-serve-draft", &[]);
            }
            if is_local {
                info.edit = self.edit_url(&document.path, 1);
            }
        }
        let lang = route.lang(site);
        for candidate in candidate_keys(html) {
            let Some((page, item)) = candidate.split_once('.') else { continue };
            let key = ActionId { page: page.into(), item: item.into() };
            // Check boxes of ordinary lists are not actions.
            if site.action(&key, lang).is_some() {
                info.actions.insert(key.to_string(), self.action_locations(ready, &key, lang));
            }
        }
        info
    }

    /// Names each situation and phase that contains the action, with its number there. If there is none, returns the
    /// line that adds it.
    fn action_locations(&self, ready: &RenderableSite, key: &ActionId, lang: LangId) -> String {
        let site = &ready.site;
        let mut locations = Vec::new();
        for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
            for ChecklistPhase { phase, items } in &checklist.phases {
                let Some(number) = items.iter().position(|item| item.actions.contains(key)) else { continue };
                let group = site.group(&plan.id.value).filter(|group| group.kind == Kind::Situation);
                let document = group.and_then(|group| group.document_or_fallback(lang));
                let document = document.map(|document| site.document(document));
                let title = document.map_or(&plan.id.value, |document| &document.front.title);
                let (phase, _) = site.phase_name(*phase, document, lang);
                let (number, count) = ((number + 1).to_string(), items.len().to_string());
                let args = [("situation", &**title), ("phase", phase), ("number", &number), ("count", &count)];
                locations.push(self.messages.text("cli-serve-action-location", &args));
            }
        }
        if locations.is_empty() {
            let line = format!("- {key}");
            return self.messages.text("cli-serve-action-unused", &[("line", &line)]);
        }
        locations.join("; ")
    }
}

/// Says that the folder `content/` is missing.
pub fn content_missing_text(messages: &Messages, has_site: bool) -> String {
    let id = if has_site { "cli-serve-gone" } else { "cli-serve-gone-early" };
    messages.text(id, &[("folder", "content")])
}

/// The attribute values of a page that may be action keys. A check box has its key in `data-action`; on the page of a
/// situation, in `id`.
fn candidate_keys(html: &str) -> impl Iterator<Item = &str> {
    let values = |name| html.split(name).skip(1).filter_map(|rest: &str| rest.split_once('"').map(|(value, _)| value));
    values(" data-action=\"").chain(values(" id=\""))
}

/// Fills in the URL template of an editor; `None` if it has no valid scheme or one that runs scripts.
fn edit_url(template: &str, path: &Path, line: usize) -> Option<String> {
    let scheme = template.split_once(':')?.0.to_ascii_lowercase();
    let is_valid = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !is_valid || UNSAFE_SCHEMES.contains(&scheme.as_str()) {
        return None;
    }
    let path = utf8_percent_encode(path.to_str()?, EDITOR_ESCAPES).to_string();
    Some(template.replace("{path}", &path).replace("{line}", &line.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidate_keys_are_found_on_every_kind_of_page() {
        let html = r#"<input type="checkbox" id="calls.first"> <input id="second" data-action="calls.second">"#;
        assert_eq!(candidate_keys(html).collect::<Vec<_>>(), ["calls.second", "calls.first", "second"]);
    }

    #[test]
    fn edit_url_has_path_and_line_and_runs_no_script() {
        let path = Path::new("/home/анна/my site/a.md");
        let address = edit_url("vscode://file{path}:{line}", path, 7);
        assert_eq!(address.as_deref(), Some("vscode://file/home/%D0%B0%D0%BD%D0%BD%D0%B0/my%20site/a.md:7"));
        for bad in
            ["javascript:alert({line})", " javascript:alert(1)", "JavaScript:1", "no scheme", "data:text/html,{path}"]
        {
            assert_eq!(edit_url(bad, path, 1), None, "{bad}");
        }
    }
}
