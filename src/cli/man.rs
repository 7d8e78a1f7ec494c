//! `situ man`: manual pages in the format of man(1), from the declarations of the command line.
//!
//! Takes the name of a command; prints its page. With a folder: writes the page of every command into it.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;

use super::exit::CliError;
use super::{CommandContext, command, output};
use crate::diagnostics::Suggester;
use crate::foundation::paths::show_path;

/// Arguments of `situ man`.
#[derive(Args)]
pub struct ManArgs {
    /// Print the page of this command; without it that of situ
    #[arg(value_name = "COMMAND")]
    name: Option<String>,
    /// Write the page of every command into this folder, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    out: Option<PathBuf>,
}

/// Prints one page, or writes all. Returns the exit code.
pub fn run(args: ManArgs, context: &CommandContext) -> Result<u8, CliError> {
    // `help` is described by each page. Building the command names the others `situ-build` and so on.
    let mut situ = command().disable_help_subcommand(true);
    situ.build();
    if let Some(folder) = args.out {
        let failed = |error: io::Error| CliError(format!("{}: {error}", show_path(&folder)));
        fs::create_dir_all(&folder).map_err(failed)?;
        for one in situ.get_subcommands().chain([&situ]) {
            page(one).generate_to(&folder).map_err(failed)?;
        }
        return Ok(0);
    }
    let asked = match &args.name {
        None => &situ,
        Some(name) => situ.find_subcommand(name).ok_or_else(|| {
            let unknown = context.messages.text("cli-unknown-command", &[("command", name)]);
            let near = Suggester::new(situ.get_subcommands().map(|one| one.get_name())).nearest(name);
            let suggestion = near.map(|name| context.messages.text("did-you-mean", &[("name", &name)]));
            CliError(format!("{unknown} {}", suggestion.unwrap_or_default()).trim_end().to_owned())
        })?,
    };
    let mut text = Vec::new();
    page(asked).render(&mut text)?;
    output::stdout().write_all(&text)?;
    Ok(0)
}

/// The page of a command.
fn page(command: &Command) -> Man {
    // The date is that of no release, and an empty one would be replaced by the next argument of the heading.
    Man::new(command.clone()).date(" ").source(concat!("situ ", env!("CARGO_PKG_VERSION")))
}
