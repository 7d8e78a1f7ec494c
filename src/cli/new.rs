//! `situ new`: creates a draft from a template, for the author to complete.
//!
//! Takes kind, id and language; writes one file. Never overwrites a file.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::files::create_file;
use super::sources::{find_lang, load_config};
use super::{CommandContext, RootArg};
use crate::authoring::scaffold;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::data;
use crate::model::{Kind, is_id};
use crate::site::Section;

/// Arguments of `situ new`.
#[derive(Args)]
pub struct NewArgs {
    kind: NewKind,
    /// Id of the document in all languages: lowercase Latin letters, digits, hyphens
    id: String,
    /// Title of the document
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    root: RootArg,
}

/// The kind of the new document.
#[derive(Clone, Copy, ValueEnum)]
enum NewKind {
    Article,
    Situation,
    Page,
}

/// Creates the file. Fails if it exists or the id is not valid. Returns the exit code.
pub fn run(args: NewArgs, context: &CommandContext) -> Result<u8, CliError> {
    let NewArgs { kind, id, title, root: RootArg { root } } = args;
    let messages = &context.messages;
    let Some((tree, config)) = load_config(&root, messages) else { return Ok(EXIT_CONTENT_ERRORS) };
    let lang = find_lang(&config, "--lang", context.lang.as_deref().unwrap_or_default(), messages)?;
    if !is_id(&id) || Section::from_name(&id).is_some() {
        let span = Span::file(&"".into());
        let diagnostic = Diagnostic::new(Code::BadId, span).arg("id", &*id);
        let reason = format!("{} {}", messages.diagnostic(&diagnostic), messages.help(&diagnostic));
        return Err(CliError(reason));
    }
    let kind = match kind {
        NewKind::Article => Kind::Article,
        NewKind::Situation => Kind::Situation,
        NewKind::Page => Kind::Page,
    };
    let mut diagnostics = Vec::new();
    let structure = data::read(&tree, &mut diagnostics);
    let (code, language) = (config.code(lang), config.language(lang));
    let texts = data::read_language(&tree, code, language, &structure, &mut diagnostics);
    let (path, text) = scaffold::new_file(kind, &id, code, language, title.as_deref(), &structure, &texts.phases);
    create_file(&root, &path, &text, messages)?;
    writeln!(anstream::stdout(), "{}", messages.text("cli-new", &[("path", &path)]))?;
    Ok(0)
}
