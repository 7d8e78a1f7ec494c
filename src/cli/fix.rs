//! `situ check --fix`: shows the certain fixes as a unified diff, asks, and writes.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::exit::CliError;
use super::files::replace;
use super::sources::load;
use crate::authoring::fix::{diff, mend as mends};
use crate::i18n::Messages;
use crate::pipeline::Options;

/// Applies the certain fixes to the files below `root`; asks first unless `yes`.
pub fn apply(root: &Path, options: &Options, yes: bool, messages: &Messages) -> Result<(), CliError> {
    let (tree, _) = load(root, options, messages)?;
    let found = mends(&tree, options);
    // What is printed here must not stand in the way of JSON on the standard output.
    let mut out = anstream::stderr();
    if found.is_empty() {
        writeln!(out, "{}", messages.text("cli-fix-none", &[]))?;
        return Ok(());
    }
    for mended in &found {
        write!(out, "{}", diff(&mended.path, &mended.before, &mended.after))?;
    }
    if !yes {
        if !io::stdin().is_terminal() {
            return Err(CliError(messages.text("cli-fix-nobody", &[])));
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
    for mended in &found {
        let file = root.join(&*mended.path);
        // Somebody may have written to the file while the question stood there.
        if std::fs::read(&file)? != mended.before.as_bytes() {
            return Err(CliError(messages.text("cli-fix-left", &[])));
        }
        replace(&file, &mended.after)?;
    }
    let count: usize = found.iter().map(|mended| mended.count).sum();
    let arguments = [("n", count.to_string()), ("files", found.len().to_string())];
    let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "{}", messages.text("cli-fix-done", &arguments))?;
    Ok(())
}
