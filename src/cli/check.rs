//! `situ check`: reads and checks the site and reports every diagnostic.
//!
//! Takes the source folder; prints text, JSON, SARIF or GitHub annotations. Does not write files, unless `--fix` is
//! given.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{empty_feeds, load, print_diagnostics, severity_counts};
use super::{CommandContext, RootArg, fix, glossary_links};
use crate::diagnostics::Diagnostic;
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
    let CheckArgs { root: RootArg { root }, format, deny_warnings, drafts, fix, yes, terms } = args;
    let options = Options { drafts, ..Options::default() };
    if terms {
        return glossary_links::print_links(&root, format == Format::Json, &options, &context.messages);
    }
    if fix {
        fix::apply_fixes(&root, &options, yes, &context.messages)?;
    }
    check_site(&root, format, fix, deny_warnings, &options, &context.messages)
}

/// The codes of the diagnostics, each with its number, the most frequent first: "not-a-link 12, spelling 3".
fn count_by_code(diagnostics: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    diagnostics.iter().for_each(|diagnostic| *counts.entry(diagnostic.code.as_str()).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ")
}

/// Prints the diagnostics of the site in the given format; after `--fix`, for people, only their number by code.
fn check_site(
    root: &Path,
    format: Format,
    after_fix: bool,
    deny_warnings: bool,
    options: &Options,
    messages: &Messages,
) -> Result<u8, CliError> {
    let (tree, result) = load(root, options, messages)?;
    match format {
        Format::Human if after_fix && !result.diagnostics.is_empty() => {
            let text = messages.text("cli-fix-remaining", &[("codes", &count_by_code(&result.diagnostics))]);
            writeln!(anstream::stderr(), "{text}")?;
        }
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
        let note = result.site.as_ref().map(|site| empty_feeds(site, messages)).unwrap_or_default();
        write!(anstream::stderr(), "{note}")?;
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
