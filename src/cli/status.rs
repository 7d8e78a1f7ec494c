//! `situ status`: translation state of each document, unused actions, law statements that need a review.
//!
//! Takes the source folder, drafts included; prints a table or JSON. Never writes.

use std::io::Write;

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{load, print_diagnostics};
use super::today::parse_day;
use super::{CommandContext, RootArg, TableFormat, output};
use crate::authoring::status as report;
use crate::pipeline::Options;

/// Arguments of `situ status`.
#[derive(Args)]
pub struct StatusArgs {
    #[command(flatten)]
    root: RootArg,
    /// How to print it
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    format: TableFormat,
    /// Day from which the age of law statements is counted (default: the newest day that a document names)
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

/// Prints the status of the site. Fails if `--today` is not a date. Returns the exit code.
pub fn run(args: StatusArgs, context: &CommandContext) -> Result<u8, CliError> {
    let StatusArgs { root: RootArg { root }, format, today } = args;
    let messages = &context.messages;
    let today = today.map(|raw| parse_day(&raw, messages)).transpose()?;
    let (tree, result) = load(&root, &Options { drafts: true, ..Options::default() }, messages)?;
    let Some(ready) = result.site else {
        print_diagnostics(&result.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let status = report::status(&ready.site, &tree, today);
    let mut out = output::stdout();
    match format {
        TableFormat::Human => write!(out, "{}", report::to_text(&status, messages))?,
        TableFormat::Json => writeln!(out, "{}", report::to_json(&status))?,
    }
    Ok(0)
}
