//! What the script in a page shows: what is wrong, whether the text is a draft, where each action stands.
//!
//! Takes diagnostics and the site; gives JSON on one line, all of it words of the writer's language. The script puts it
//! into the page as text, never as HTML. Addresses of the writer's own files go to this machine's browsers only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::link::routes::Route;
use crate::model::{ActionId, Kind, LangId};
use crate::pipeline::RenderableSite;
use crate::report::to_text;

/// How many diagnostics a page shows; the terminal shows all.
const SHOWN: usize = 40;

/// Makes reports in the writer's language.
pub struct Reporter {
    messages: Arc<Messages>,
    root: PathBuf,
    editor: Option<String>,
}

#[derive(Serialize)]
struct Report {
    /// `3 errors`, or nothing.
    errors: String,
    warnings: String,
    /// Said above the list: the pages below are older.
    note: String,
    problems: Vec<Problem>,
    /// Said below the list: there are more.
    more: String,
    words: Words,
}

#[derive(Serialize)]
struct Words {
    edit: String,
    status: String,
    lost: String,
}

#[derive(Serialize)]
struct Problem {
    severity: Severity,
    /// The message with its picture, as in the terminal.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<String>,
}

/// What the script says about one page.
#[derive(Default, Serialize)]
pub struct About {
    /// The word for a draft, if it is one.
    draft: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<String>,
    /// Where each action of the page stands.
    actions: BTreeMap<String, String>,
}

impl Reporter {
    pub fn new(messages: Arc<Messages>, root: PathBuf, editor: Option<String>) -> Reporter {
        Reporter { messages, root, editor }
    }

    /// For this machine, and for others.
    pub fn report(&self, diagnostics: &[Diagnostic], tree: &SourceTree) -> (Arc<str>, Arc<str>) {
        let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
        let problem = |diagnostic: &Diagnostic, edit: bool| {
            let path = &diagnostic.span.path;
            let edit = tree.text(path).filter(|_| edit).and_then(|text| {
                let (line, _) = line_column(&text, diagnostic.span.start as usize);
                self.edit(path, line)
            });
            let text = to_text(std::slice::from_ref(diagnostic), tree, &self.messages, false);
            Problem { severity: diagnostic.severity(), text: text.trim_end().to_owned(), edit }
        };
        let make = |edit: bool| {
            // What stops the build comes first.
            let (first, then): (Vec<_>, Vec<_>) =
                diagnostics.iter().partition(|diagnostic| diagnostic.severity() == Severity::Error);
            let problems = first.into_iter().chain(then).take(SHOWN).map(|d| problem(d, edit)).collect();
            let note = if errors > 0 { self.messages.text("cli-serve-kept", &[]) } else { String::new() };
            self.json(errors, diagnostics.len() - errors, note, problems)
        };
        let here = make(true);
        let elsewhere = if self.editor.is_some() { make(false) } else { Arc::clone(&here) };
        (here, elsewhere)
    }

    /// The report while `content/` is not there.
    pub fn gone(&self) -> Arc<str> {
        self.json(1, 0, self.messages.text("cli-serve-gone", &[("folder", "content")]), Vec::new())
    }

    fn json(&self, errors: usize, warnings: usize, note: String, problems: Vec<Problem>) -> Arc<str> {
        let count = |id: &str, n: usize| if n == 0 { String::new() } else { self.messages.count(id, n as u64, &[]) };
        let more = (errors + warnings).saturating_sub(SHOWN);
        let report = Report {
            errors: count("cli-serve-errors", errors),
            warnings: count("cli-serve-warnings", warnings),
            note,
            problems,
            more: count("cli-serve-more", more),
            words: Words {
                edit: self.messages.text("cli-serve-edit", &[]),
                status: self.messages.text("cli-serve-status", &[]),
                lost: self.messages.text("cli-serve-lost", &[]),
            },
        };
        serde_json::to_string(&report).unwrap_or_default().into()
    }

    fn edit(&self, path: &str, line: usize) -> Option<String> {
        edit_address(self.editor.as_deref()?, &self.root.join(path), line)
    }

    /// What is to be said about the page at `output`, which holds `html`.
    pub fn about(&self, ready: &RenderableSite, output: &str, html: &str, here: bool) -> About {
        let site = &ready.site;
        let Some(route) = ready.route_at(output) else { return About::default() };
        let mut about = About::default();
        if let Route::Situation { document, .. } | Route::Article(document) | Route::Page(document) = route {
            let document = site.document(*document);
            if document.front.draft {
                about.draft = self.messages.text("cli-serve-draft", &[]);
            }
            if here {
                about.edit = self.edit(&document.path, 1);
            }
        }
        let lang = route.lang(site);
        for key in keys(html) {
            let Some((page, item)) = key.split_once('.') else { continue };
            let key = ActionId { page: page.into(), item: item.into() };
            // Ordinary lists have boxes too; they belong into no checklist.
            if site.action(&key, lang).is_some() {
                about.actions.insert(key.to_string(), self.standing(ready, &key, lang));
            }
        }
        about
    }

    /// Situation, phase, and which of how many; or that it stands nowhere, with the line to add.
    fn standing(&self, ready: &RenderableSite, key: &ActionId, lang: LangId) -> String {
        let site = &ready.site;
        let mut places = Vec::new();
        for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
            for crate::link::ChecklistPhase { phase, items } in &checklist.phases {
                let Some(number) = items.iter().position(|item| item.id == *key) else { continue };
                let entry = site.group(&plan.id.value).filter(|entry| entry.kind == Kind::Situation);
                let document = entry.and_then(|entry| entry.document_or_fallback(lang));
                let title = document.map_or(&plan.id.value, |document| &site.document(document).front.title);
                let phase = site.texts(lang).phases.get(*phase).map_or("", |name| name);
                let (number, count) = ((number + 1).to_string(), items.len().to_string());
                let args = [("situation", &**title), ("phase", phase), ("number", &number), ("count", &count)];
                places.push(self.messages.text("cli-serve-stands", &args));
            }
        }
        if places.is_empty() {
            let line = format!("- {key}");
            return self.messages.text("cli-serve-nowhere", &[("line", &line)]);
        }
        places.join("; ")
    }
}

/// What may be the key of an action on a page: a box has it as its id on a situation's page, elsewhere beside its id.
fn keys(html: &str) -> impl Iterator<Item = &str> {
    let values = |name| html.split(name).skip(1).filter_map(|rest: &str| rest.split_once('"').map(|(value, _)| value));
    values(" data-action=\"").chain(values(" id=\""))
}

/// The address that opens a file in the editor; none if the template would run a script.
fn edit_address(template: &str, path: &Path, line: usize) -> Option<String> {
    let scheme = template.split_once(':')?.0.to_ascii_lowercase();
    let right = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !right || ["javascript", "data", "vbscript", "blob"].contains(&scheme.as_str()) {
        return None;
    }
    let mut escaped = String::new();
    for byte in path.to_str()?.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(template.replace("{path}", &escaped).replace("{line}", &line.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_found_by_their_keys_on_every_kind_of_page() {
        let html = r#"<input type="checkbox" id="calls.first"> <input id="second" data-action="calls.second">"#;
        assert_eq!(keys(html).collect::<Vec<_>>(), ["calls.second", "calls.first", "second"]);
    }

    #[test]
    fn the_editor_gets_path_and_line_and_runs_no_script() {
        let path = Path::new("/home/анна/my site/a.md");
        let address = edit_address("vscode://file{path}:{line}", path, 7);
        assert_eq!(address.as_deref(), Some("vscode://file/home/%D0%B0%D0%BD%D0%BD%D0%B0/my%20site/a.md:7"));
        for bad in
            ["javascript:alert({line})", " javascript:alert(1)", "JavaScript:1", "no scheme", "data:text/html,{path}"]
        {
            assert_eq!(edit_address(bad, path, 1), None, "{bad}");
        }
    }
}
