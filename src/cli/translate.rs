//! `situ translate`: creates a document's file in another language, or marks a translation as finished.
//!
//! Takes an id and two languages; writes one file. If the translation exists and its source has changed since, it prints
//! what has changed, and writes nothing. Never overwrites a file, except the front matter of a finished
//! translation.

use std::io::Write;

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::serve::preview_url;
use super::sources::{find_lang, load_config, print_diagnostics};
use super::write_files::{create_file, replace_file};
use super::{CommandContext, RootArg, output};
use crate::authoring::changed_blocks::blocks_to_text;
use crate::authoring::translate::{TranslateError, finish_translation, stale_translation, start_translation};
use crate::diagnostics::join_limited;

/// How many untranslated lines are printed.
const MAX_LINES: usize = 20;

/// Arguments of `situ translate`.
#[derive(Args)]
pub struct TranslateArgs {
    /// Id of the document
    id: String,
    /// Language to translate from
    #[arg(long, value_name = "LANG")]
    from: Option<String>,
    /// Language to translate to
    #[arg(long, value_name = "LANG")]
    to: String,
    /// Mark the translation as ready: no longer a draft, and up to date with its source
    #[arg(long)]
    done: bool,
    /// With --done: accept a text that is still in the words of its source
    #[arg(long, requires = "done")]
    allow_unchanged: bool,
    #[command(flatten)]
    root: RootArg,
}

/// Creates the file of the other language or, with `--done`, updates its front matter. Returns the exit code.
pub fn run(args: TranslateArgs, context: &CommandContext) -> Result<u8, CliError> {
    let TranslateArgs { id, from, to, done, allow_unchanged, root: RootArg { root } } = args;
    let messages = &context.messages;
    let Some((tree, config)) = load_config(&root, messages)? else { return Ok(EXIT_CONTENT_ERRORS) };
    let to_lang = find_lang(&config, "--to", &to, messages)?;
    let from_lang = from.as_deref().map(|code| find_lang(&config, "--from", code, messages)).transpose()?;
    if from_lang == Some(to_lang) {
        return Err(CliError(messages.text("cli-translate-same", &[])));
    }
    if !done && let Some(stale) = stale_translation(&tree, &config, &id, to_lang) {
        let known = if stale.blocks.is_empty() { "none" } else { "blocks" };
        let arguments =
            [("path", stale.path.as_str()), ("source", &stale.source), ("known", known), ("id", &id), ("lang", &to)];
        let mut out = output::stdout();
        writeln!(out, "{}", messages.text("cli-translate-stale", &arguments))?;
        write!(out, "{}", blocks_to_text(&stale, messages))?;
        writeln!(out, "{}", messages.text("cli-translate-next", &arguments))?;
        return Ok(0);
    }
    let result = if done {
        finish_translation(&tree, &config, &id, from_lang, to_lang, allow_unchanged)
    } else {
        start_translation(&tree, &config, &id, from_lang, to_lang)
    };
    let generated = match result {
        Ok(generated) => generated,
        Err(TranslateError::Unreadable { path, diagnostics }) => {
            print_diagnostics(&diagnostics, &tree, messages);
            writeln!(output::stderr(), "{}", messages.text("cli-not-readable", &[("path", &path)]))?;
            return Ok(EXIT_CONTENT_ERRORS);
        }
        Err(TranslateError::Untranslated { path, source, lines }) => {
            let mut out = output::stderr();
            write_lines(&mut out, &path, &tree.text(&path).unwrap_or_default(), &lines)?;
            let arguments = [("path", &*path), ("source", source.as_str())];
            writeln!(out, "{}", messages.text("cli-translate-unchanged", &arguments))?;
            return Ok(EXIT_CONTENT_ERRORS);
        }
        Err(TranslateError::NoDocument { known }) => {
            let lang = if done { &to } else { from.as_ref().unwrap_or(&to) };
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let arguments = [("id", id.as_str()), ("lang", lang), ("known", &known)];
            return Err(CliError(messages.text("cli-translate-no-text", &arguments)));
        }
        Err(TranslateError::NoSource { known }) => {
            return Err(CliError(messages.text("cli-translate-from", &[("known", &known.join(" / "))])));
        }
    };
    let arguments = [("path", generated.path.as_str()), ("source", &generated.source), ("id", &id), ("lang", &to)];
    let mut out = output::stdout();
    if let Some(before) = &generated.before {
        replace_file(&root, &generated.path, before, &generated.text, messages)?;
        writeln!(out, "{}", messages.text("cli-translate-done", &arguments))?;
        if !generated.unchanged_lines.is_empty() {
            writeln!(out, "{}", messages.text("cli-translate-partly", &arguments))?;
            write_lines(&mut out, &generated.path, &generated.text, &generated.unchanged_lines)?;
        }
    } else {
        create_file(&root, &generated.path, &generated.text, messages)?;
        writeln!(out, "{}", messages.text("cli-translate-made", &arguments))?;
        let url = preview_url(&config, &generated.page);
        writeln!(out, "{}", messages.text("cli-new-preview", &[("url", &url)]))?;
    }
    let site_file = format!("content/{to}/site.yaml");
    for (kind, ids, file) in [
        ("phases", &generated.nameless_phases, &site_file),
        ("sections", &generated.nameless_sections, &generated.path),
    ] {
        if !ids.is_empty() {
            let list = join_limited(ids.iter().map(|id| &**id));
            let arguments = [("kind", kind), ("ids", &list), ("file", file), ("first", &ids[0])];
            writeln!(out, "{}", messages.text("cli-translate-nameless", &arguments))?;
        }
    }
    if generated.before.is_none() {
        writeln!(out, "{}", messages.text("cli-translate-next", &arguments))?;
    }
    Ok(0)
}

/// Writes the first lines with these numbers, each with its place, and how many more there are.
fn write_lines(out: &mut impl Write, path: &str, text: &str, numbers: &[usize]) -> Result<(), CliError> {
    let lines: Vec<&str> = text.lines().collect();
    for number in numbers.iter().take(MAX_LINES) {
        writeln!(out, "{path}:{number}: {}", lines.get(number - 1).unwrap_or(&"").trim())?;
    }
    if numbers.len() > MAX_LINES {
        writeln!(out, "… +{}", numbers.len() - MAX_LINES)?;
    }
    Ok(())
}
