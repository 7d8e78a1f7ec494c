//! `situ check`: reads and checks the site and reports every diagnostic.
//!
//! Takes the source folder; prints text, JSON, SARIF or GitHub annotations. Does not write files, unless `--fix` is
//! given.

use std::io::Write;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{load, print_diagnostics, severity_counts};
use super::{CommandContext, RootArg, fix, glossary_links};
use crate::i18n::Messages;
use crate::pipeline::{Options, Summary};
use crate::report::{to_github, to_json, to_sarif};

/// Arguments of `situ check`.
#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    root: RootArg,
    /// How to print the diagnostics
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Check drafts too
    #[arg(long)]
    drafts: bool,
    /// Apply the fixes that are certain; shows the changes and asks first
    #[arg(long)]
    fix: bool,
    /// With --fix: do not ask
    #[arg(long, requires = "fix")]
    yes: bool,
    /// List every link to a glossary term with its place, instead of diagnostics; human or json
    #[arg(long, conflicts_with = "fix")]
    terms: bool,
}

/// The format of the diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Checks the site, with `--fix` after the fixes are applied. Returns the exit code.
pub fn run(args: CheckArgs, context: &CommandContext) -> Result<u8, CliError> {
    let CheckArgs { root: RootArg { root }, format, deny_warnings, base_url, drafts, fix, yes, terms } = args;
    let options = Options { drafts, base_url, ..Options::default() };
    if terms {
        return glossary_links::print_links(&root, format == Format::Json, &options, &context.messages);
    }
    if fix {
        fix::apply_fixes(&root, &options, yes, &context.messages)?;
    }
    check_site(&root, format, deny_warnings, &options, &context.messages)
}

/// Prints the diagnostics of the site in the given format.
fn check_site(
    root: &Path,
    format: Format,
    deny_warnings: bool,
    options: &Options,
    messages: &Messages,
) -> Result<u8, CliError> {
    let (tree, result) = load(root, options, messages)?;
    match format {
        Format::Human => print_diagnostics(&result.diagnostics, &tree, messages),
        Format::Json => {
            let json = to_json(&result.diagnostics, &tree, messages);
            writeln!(anstream::stdout(), "{json}")?;
        }
        Format::Sarif => {
            let sarif = to_sarif(&result.diagnostics, &tree, messages, root);
            writeln!(anstream::stdout(), "{sarif}")?;
        }
        Format::Github => {
            write!(anstream::stdout(), "{}", to_github(&result.diagnostics, &tree, messages, root))?;
        }
    }
    let (errors, warnings) = severity_counts(&result.diagnostics);
    if format == Format::Human {
        let Summary { pages, actions, links, .. } = result.site.as_ref().map(|site| site.summary()).unwrap_or_default();
        let text = messages.text(
            "cli-checked",
            &[
                ("pages", &pages.to_string()),
                ("actions", &actions.to_string()),
                ("links", &links.to_string()),
                ("errors", &errors),
                ("warnings", &warnings),
            ],
        );
        writeln!(anstream::stdout(), "{text}")?;
    }
    let failed = result.has_errors() || (deny_warnings && !result.diagnostics.is_empty());
    Ok(if failed { EXIT_CONTENT_ERRORS } else { 0 })
}
