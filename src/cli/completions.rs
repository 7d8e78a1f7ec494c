//! `situ completions`: a completion script for a shell, from the declarations of the command line.

use std::io::Write;

use clap::Args;
use clap_complete::{Shell, generate};

use super::command;
use super::exit::CliError;
use super::output;

/// Arguments of `situ completions`.
#[derive(Args)]
pub struct CompletionsArgs {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script. Returns the exit code.
pub fn run(args: CompletionsArgs) -> Result<u8, CliError> {
    let mut command = command();
    let name = command.get_name().to_owned();
    // `generate` panics if it cannot write, which a vector always can.
    let mut script = Vec::new();
    generate(args.shell, &mut command, name, &mut script);
    output::stdout().write_all(&script)?;
    Ok(0)
}
