//! `situ import`: brings a folder of Markdown of another program into a site.
//!
//! Takes a folder and the folder of the site; writes documents, pictures and settings, and a report. Never writes into the
//! source, and never replaces a file that somebody has changed. With `--dry-run` nothing is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::import_files::{REPORTS, State, Written, write_files};
use super::import_folder::open_folder;
use super::{CommandContext, TableFormat, output};
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::import::{Content, Dialect, Import, ImportOptions, import};

/// Arguments of `situ import`. The languages are those of `--lang`.
#[derive(Args)]
pub struct ImportArgs {
    /// Folder with the Markdown of another program; it is only read
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Folder of the site; it is created if it does not exist
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
    /// The program that the folder was written for
    #[arg(long, value_enum, default_value_t = From::Auto)]
    from: From,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    format: TableFormat,
}

/// The values of `--from`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Found out by the files of the folder
    Auto,
    Obsidian,
    Hugo,
    Jekyll,
    Mkdocs,
    Docusaurus,
    Mdbook,
    /// Markdown of no particular program
    Plain,
}

impl From {
    fn dialect(self) -> Option<Dialect> {
        match self {
            From::Auto => None,
            From::Obsidian => Some(Dialect::Obsidian),
            From::Hugo => Some(Dialect::Hugo),
            From::Jekyll => Some(Dialect::Jekyll),
            From::Mkdocs => Some(Dialect::Mkdocs),
            From::Docusaurus => Some(Dialect::Docusaurus),
            From::Mdbook => Some(Dialect::Mdbook),
            From::Plain => Some(Dialect::Plain),
        }
    }
}

/// Imports the folder. Fails if it is not one, or if the site would be inside it. Returns the exit code.
pub fn run(args: ImportArgs, context: &CommandContext) -> Result<u8, CliError> {
    let ImportArgs { folder, to, from, dry_run, format } = args;
    let messages = &context.messages;
    let Some(source) = folder.canonicalize().ok().filter(|path| path.is_dir()) else {
        return Err(CliError(messages.text("cli-import-folder", &[("dir", &show_path(&folder))])));
    };
    if resolved(&to).starts_with(&source) {
        let arguments = [("dir", &*show_path(&to)), ("folder", &*show_path(&folder))];
        return Err(CliError(messages.text("cli-import-inside", &arguments)));
    }
    let state = State::read(&to);
    let languages = context.lang.as_deref().unwrap_or_default().split([',', ' ']);
    let options = ImportOptions {
        dialect: from.dialect(),
        languages: languages.filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        known_ids: state.ids.clone(),
    };
    let opened = open_folder(&source);
    let imported = import(&opened, &options);
    if imported.ids.is_empty() {
        return Err(CliError(messages.text("cli-import-none", &[("dir", &show_path(&folder))])));
    }
    let written = match dry_run {
        true => None,
        false => Some(write_files(&to, &opened, &imported, state, messages)?),
    };
    print_result(&to, &imported, written.as_ref(), format, messages)?;
    Ok(if imported.report.errors.is_empty() { 0 } else { EXIT_CONTENT_ERRORS })
}

/// The path of a folder that may not exist yet, without links.
fn resolved(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = full.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    match existing {
        Some((above, real)) => real.join(full.strip_prefix(above).unwrap_or(Path::new(""))),
        None => full,
    }
}

/// Prints the report, and what was written or would be.
fn print_result(
    to: &Path,
    imported: &Import,
    written: Option<&Written>,
    format: TableFormat,
    messages: &Messages,
) -> Result<(), CliError> {
    let mut out = output::stdout();
    if format == TableFormat::Json {
        writeln!(out, "{:#}", imported.report.to_json())?;
        return Ok(());
    }
    if written.is_none() {
        for file in &imported.files {
            match (&file.source, &file.content) {
                (Some(source), _) | (None, Content::Copy(source)) => writeln!(out, "{source} → {}", file.path)?,
                (None, Content::Text(_)) => writeln!(out, "+ {}", file.path)?,
            }
        }
        writeln!(out)?;
    }
    write!(out, "{}", imported.report.summary(messages))?;
    writeln!(out)?;
    for (path, codes) in imported.report.errors.iter().take(20) {
        writeln!(out, "{}", messages.text("cli-import-error", &[("path", path), ("codes", &codes.join(", "))]))?;
    }
    let Some(written) = written else {
        writeln!(out, "{}", messages.text("cli-import-dry", &[]))?;
        return Ok(());
    };
    for path in written.kept.iter().take(20) {
        writeln!(out, "{}", messages.text("cli-import-kept", &[("path", path)]))?;
    }
    for path in written.stale.iter().take(20) {
        writeln!(out, "{}", messages.text("cli-import-stale", &[("path", path)]))?;
    }
    for (path, reason) in &written.failed {
        writeln!(out, "{}", messages.text("cli-import-failed", &[("path", path), ("reason", reason)]))?;
    }
    let counts = [written.new.to_string(), written.same.to_string(), written.kept.len().to_string()];
    let arguments = [("new", &*counts[0]), ("same", &*counts[1]), ("kept", &*counts[2])];
    writeln!(out, "{}", messages.text("cli-import-done", &arguments))?;
    let report = show_path(&to.join(REPORTS[0]));
    writeln!(out, "{}", messages.text("cli-import-report", &[("path", &report)]))?;
    Ok(())
}
