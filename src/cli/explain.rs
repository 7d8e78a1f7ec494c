//! `situ explain`: what a diagnostic code means.

use std::io::Write;

use clap::Args;

use super::CommandContext;
use super::exit::CliError;
use super::output;
use crate::diagnostics::{Code, Suggester};
use crate::report::explain;

/// Arguments of `situ explain`.
#[derive(Args)]
pub struct ExplainArgs {
    /// A code, such as unknown-key; without it all codes are listed
    code: Option<String>,
}

/// Prints what one code means, or a line for every code.
pub fn run(args: ExplainArgs, context: &CommandContext) -> Result<u8, CliError> {
    let messages = &context.messages;
    let mut out = output::stdout();
    let Some(name) = args.code else {
        for code in Code::ALL {
            writeln!(out, "{}: {}", code.as_str(), messages.reason(*code))?;
        }
        return Ok(0);
    };
    let Some(code) = Code::from_name(&name) else {
        let unknown = messages.text("cli-unknown-code", &[("code", &name)]);
        let near = Suggester::new(Code::ALL.iter().map(|code| code.as_str())).nearest(&name);
        let suggestion = near.map(|name| messages.text("did-you-mean", &[("name", &name)])).unwrap_or_default();
        return Err(CliError(format!("{unknown} {suggestion}").trim_end().to_owned()));
    };
    write!(out, "{}", explain(code, messages))?;
    Ok(0)
}
