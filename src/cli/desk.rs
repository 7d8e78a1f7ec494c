//! `situ translate`, `situ status` and `situ schema`.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{CliError, EXIT_CONTENT_ERRORS, TableFormat, create, language_of, load, print_diagnostics, settings};
use crate::authoring::status;
use crate::authoring::translate::{TranslateError, begin, done};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::lang::Date;
use crate::pipeline::Options;

/// How far the languages are.
pub fn status(root: &Path, format: TableFormat, today: Option<&str>, messages: &Messages) -> Result<u8, CliError> {
    let today = today
        .map(|typed| Date::parse(typed).ok_or_else(|| CliError(messages.text("cli-bad-date", &[("typed", typed)]))))
        .transpose()?;
    let (tree, built) = load(root, &Options { drafts: true, ..Options::default() }, messages)?;
    let Some(ready) = built.site else {
        print_diagnostics(&built.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let status = status::status(&ready.site, &tree, today);
    let mut out = anstream::stdout();
    match format {
        TableFormat::Human => write!(out, "{}", status::to_text(&status, messages))?,
        TableFormat::Json => writeln!(out, "{}", status::to_json(&status))?,
    }
    Ok(0)
}

/// The JSON Schema of a kind of file, or the configuration of an editor for the site at `root`.
pub fn schema(of: crate::authoring::schema::Schema, root: &Path, messages: &Messages) -> Result<u8, CliError> {
    if let Some(schema) = crate::authoring::schema::schema(of) {
        writeln!(anstream::stdout(), "{schema}")?;
        return Ok(0);
    }
    let (tree, mut diagnostics) = SourceTree::from_disk(root);
    let Some(config) = crate::input::site_config::read(&tree, None, &mut diagnostics) else {
        print_diagnostics(&diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let structure = crate::input::data::read(&tree, &mut diagnostics);
    write!(anstream::stdout(), "{}", crate::authoring::schema::decap(&config, &structure))?;
    Ok(0)
}

/// The other language's file, or the mark that it is done.
pub fn translate(
    root: &Path,
    id: &str,
    from: Option<&str>,
    to: &str,
    finished: bool,
    messages: &Messages,
) -> Result<u8, CliError> {
    let Some((tree, config)) = settings(root, messages) else { return Ok(EXIT_CONTENT_ERRORS) };
    let to_lang = language_of(&config, "--to", to, messages)?;
    let from_lang = from.map(|code| language_of(&config, "--from", code, messages)).transpose()?;
    if from_lang == Some(to_lang) {
        return Err(CliError(messages.text("cli-translate-same", &[])));
    }
    let made = match (finished, from_lang) {
        (true, from) => done(&tree, &config, id, from, to_lang),
        (false, Some(from)) => begin(&tree, &config, id, from, to_lang),
        (false, None) => {
            let others = config.languages.iter().map(|language| &*language.code).filter(|code| *code != to);
            Err(TranslateError::NoSource { known: others.map(str::to_owned).collect() })
        }
    };
    let written = match made {
        Ok(written) => written,
        Err(TranslateError::Wrong { path, diagnostics }) => {
            print_diagnostics(&diagnostics, &tree, messages);
            writeln!(anstream::stderr(), "{}", messages.text("cli-not-readable", &[("path", &path)]))?;
            return Ok(EXIT_CONTENT_ERRORS);
        }
        Err(TranslateError::NoText { known }) => {
            let lang = if finished { to } else { from.unwrap_or(to) };
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let arguments = [("id", id), ("lang", lang), ("known", &known)];
            return Err(CliError(messages.text("cli-translate-no-text", &arguments)));
        }
        Err(TranslateError::NoSource { known }) => {
            return Err(CliError(messages.text("cli-translate-from", &[("known", &known.join(" / "))])));
        }
    };
    let arguments = [("path", written.path.as_str()), ("source", &written.source), ("id", id), ("lang", to)];
    let mut out = anstream::stdout();
    if finished {
        replace(&root.join(&written.path), &written.text)?;
        writeln!(out, "{}", messages.text("cli-translate-done", &arguments))?;
    } else {
        create(root, &written.path, &written.text, messages)?;
        writeln!(out, "{}", messages.text("cli-translate-made", &arguments))?;
        writeln!(out, "{}", messages.text("cli-translate-next", &arguments))?;
    }
    Ok(0)
}

/// A file's new text in one step: a full disk or a lost current leaves the old one.
pub fn replace(file: &Path, text: &str) -> Result<(), CliError> {
    let wrong = |error: std::io::Error| CliError(format!("{}: {error}", file.display()));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // A name that begins with a dot is no text of the site.
    let spare = file.with_file_name(format!(".{name}.situ~"));
    let written = fs::write(&spare, text)
        .and_then(|()| fs::metadata(file))
        .and_then(|there| fs::set_permissions(&spare, there.permissions()))
        .and_then(|()| fs::rename(&spare, file));
    written.map_err(|error| {
        let _ = fs::remove_file(&spare);
        wrong(error)
    })
}
