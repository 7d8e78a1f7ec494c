//! `situ check --fix`: shows the fixes that are always safe as a unified diff, asks, and writes.
//!
//! Takes the source folder and the answer on standard input; prints to standard error, because standard output may be
//! JSON. Never writes a file that has changed since it was read.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::exit::CliError;
use super::output;
use super::selected_files::SelectedFiles;
use super::sources::walk;
use super::write_files::replace_file;
use crate::authoring::fix::{fix_all, unified_diff};
use crate::i18n::Messages;
use crate::pipeline::Options;

/// Applies the safe fixes to the selected files below `root`; asks first unless `yes` is set.
pub fn apply_fixes(
    root: &Path,
    selected: &SelectedFiles,
    options: &Options,
    yes: bool,
    messages: &Messages,
) -> Result<(), CliError> {
    let (tree, _) = walk(root, messages)?;
    let fixed_files = fix_all(&tree, options, |path| selected.contains(path));
    let mut out = output::stderr();
    if fixed_files.is_empty() {
        writeln!(out, "{}", messages.text("cli-fix-none", &[]))?;
        return Ok(());
    }
    for fixed in &fixed_files {
        write!(out, "{}", unified_diff(&fixed.path, &fixed.before, &fixed.after))?;
    }
    if !yes {
        if !io::stdin().is_terminal() {
            return Err(CliError(messages.text("cli-fix-no-tty", &[])));
        }
        write!(out, "{} ", messages.text("cli-fix-ask", &[]))?;
        out.flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        let accepted = messages.text("cli-fix-yes", &[]);
        if !accepted.split_whitespace().any(|word| word == answer.trim().to_lowercase()) {
            writeln!(out, "{}", messages.text("cli-fix-left", &[]))?;
            return Ok(());
        }
    }
    for fixed in &fixed_files {
        // The file may have changed while the question was open.
        replace_file(root, &fixed.path, &fixed.before, &fixed.after, messages)?;
    }
    let count: usize = fixed_files.iter().map(|fixed| fixed.count).sum();
    let arguments = [("n", count.to_string()), ("files", fixed_files.len().to_string())];
    let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "{}", messages.text("cli-fix-done", &arguments))?;
    Ok(())
}
