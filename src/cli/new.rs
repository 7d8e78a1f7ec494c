//! `situ new`: creates a draft from a template, for the author to complete.
//!
//! Takes kind, id and language; writes one file, and adds a new situation to situations.yaml. Prints where the preview
//! shows the document, and what to do next. Never overwrites a file.

use std::io::Write;
use std::path::Path;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::serve::preview_url;
use super::sources::{find_lang, load_config};
use super::write_files::{create_file, replace_file};
use super::{CommandContext, RootArg, output};
use crate::authoring::scaffold;
use crate::authoring::situation_entry::{SITUATIONS_PATH, add_situation, entry_lines};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::file_names::find_name_problem;
use crate::i18n::Messages;
use crate::input::data;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Language;
use crate::model::{Kind, is_id};
use crate::site::{Section, page_path};

/// Arguments of `situ new`.
#[derive(Args)]
pub struct NewArgs {
    kind: Kind,
    /// Id of the document in all languages: lowercase Latin letters, digits, hyphens; or its title
    id: String,
    /// Title of the document
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    root: RootArg,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Kind] {
        &Kind::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        // A document to fill in has the name of its folder; `fillable` is that of its page.
        Some(match self {
            Kind::Fillable => PossibleValue::new("document").alias(self.as_str()),
            kind => PossibleValue::new(kind.as_str()),
        })
    }
}

/// Creates the file. Fails if it exists or the id is not valid. Returns the exit code.
pub fn run(args: NewArgs, context: &CommandContext) -> Result<u8, CliError> {
    let NewArgs { kind, id, title, root: RootArg { root } } = args;
    let messages = &context.messages;
    let Some((tree, config)) = load_config(&root, messages)? else { return Ok(EXIT_CONTENT_ERRORS) };
    // A site in one language needs no `--lang`.
    let only_lang = config.languages.first().filter(|_| config.languages.len() == 1).map(|only| &*only.code);
    let code = context.lang.as_deref().or(only_lang).unwrap_or_default();
    let lang = find_lang(&config, "--lang", code, messages)?;
    let find_problem = |id: &str| find_name_problem(&format!("{id}.md"));
    let named = name_document(&id, title, config.language(lang));
    let Some((name, title)) = named.filter(|(name, _)| find_problem(name).is_none()) else {
        let span = Span::file(&"".into());
        let suggestion = Some(config.language(lang).slug(&id)).filter(|slug| is_id(slug) && *slug != id);
        let diagnostic = Diagnostic { suggestion, ..Diagnostic::new(Code::BadId, span).arg("id", &*id) };
        let diagnostic = match find_problem(&id) {
            Some(problem) => diagnostic.arg("form", problem.form()),
            None => diagnostic,
        };
        let reason = format!("{} {}", messages.diagnostic(&diagnostic), messages.help(&diagnostic));
        return Err(CliError(reason));
    };
    let was_romanised = !is_id(id.trim_end_matches(".md"));
    let id = name;
    let mut diagnostics = Vec::new();
    let structure = data::read(&tree, &mut diagnostics);
    let (code, language) = (config.code(lang), config.language(lang));
    let texts = data::read_language(&tree, &config, lang, &structure, &mut diagnostics);
    let (path, text) = scaffold::new_file(kind, &id, code, language, title.as_deref(), &structure, &texts.phases);
    create_file(&root, &path, &text, messages)?;
    let mut out = output::stdout();
    writeln!(out, "{}", messages.text("cli-new", &[("path", &path)]))?;
    if let Some(title) = title.filter(|_| was_romanised) {
        writeln!(out, "{}", messages.text("cli-new-named", &[("id", &id), ("title", &title)]))?;
    }
    if kind == Kind::Situation && !structure.situations.iter().any(|plan| *plan.id.value == *id) {
        writeln!(out, "{}", list_situation(&root, &tree, &id, messages)?)?;
    }
    let url = preview_url(&config, &page_path(&config, kind, &id, lang));
    writeln!(out, "{}", messages.text("cli-new-preview", &[("url", &url)]))?;
    writeln!(out, "{}", messages.text("cli-new-next", &[]))?;
    Ok(0)
}

/// Adds a situation to situations.yaml. Returns a line that says so, or the lines that the author has to add.
fn list_situation(root: &Path, tree: &SourceTree, id: &str, messages: &Messages) -> Result<String, CliError> {
    let path = SITUATIONS_PATH.into();
    let before = tree.read_text(&path).unwrap_or_default();
    match add_situation(&before, id) {
        Some(text) => {
            replace_file(root, SITUATIONS_PATH, &before, &text, messages)?;
            Ok(messages.text("cli-new-situation-added", &[("id", id), ("path", SITUATIONS_PATH)]))
        }
        None => {
            let text = messages.text("cli-new-situation-lines", &[("path", SITUATIONS_PATH)]);
            Ok(format!("{text}\n\n{}", entry_lines(id, "  ", "\n")))
        }
    }
}

/// The id and the title of a new document. What is not an id is taken as its title, with the romanised id. `None` if no
/// id follows from it, and for the name of a section.
fn name_document(typed: &str, title: Option<String>, language: &Language) -> Option<(String, Option<String>)> {
    let is_free = |id: &str| is_id(id) && Section::from_name(id).is_none();
    let name = typed.strip_suffix(".md").unwrap_or(typed).trim();
    if is_id(name) {
        return is_free(name).then(|| (name.to_owned(), title));
    }
    // A path says where the file should be, which is decided by the kind and the language.
    let id = language.slug(name);
    let is_title = !name.contains(['/', '\\']) && is_free(&id);
    is_title.then(|| (id, title.or_else(|| Some(name.to_owned()))))
}

#[cfg(test)]
mod tests {
    use super::name_document;
    use crate::linguistics::find_language;

    #[test]
    fn what_is_not_an_id_is_the_title() {
        for (code, typed, named) in [
            ("lv", "first-hour", Some(("first-hour", None))),
            ("lv", "first-hour.md", Some(("first-hour", None))),
            ("ru", "Залог и опись", Some(("zalog-i-opis", Some("Залог и опись")))),
            ("lv", "Ķīla un apraksts", Some(("kila-un-apraksts", Some("Ķīla un apraksts")))),
            ("bg", "Първи час", Some(("parvi-chas", Some("Първи час")))),
            ("lv", "articles/x", None),
            ("lv", "../x", None),
            ("lv", "search", None),
            ("lv", "…", None),
        ] {
            let named = named.map(|(id, title)| (id.to_owned(), title.map(str::to_owned)));
            assert_eq!(name_document(typed, None, find_language(code)), named, "{typed}");
        }
    }
}
