//! `situ check`: reads and checks the site and reports every diagnostic.
//!
//! Takes the source folder; prints text, lines, JSON, SARIF, GitHub annotations, or counts. The whole site is always
//! read, also if only some files are reported. Does not write files, unless `--fix` is given.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::selected_files::SelectedFiles;
use super::sources::{empty_feeds, load, print_diagnostics, severity_counts};
use super::today::{current_day, parse_day};
use super::{CommandContext, RootArg, fix, glossary_links, output};
use crate::authoring::changed_blocks::check_freshness;
use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::pipeline::{Options, Summary};
use crate::report::{count_by_code, statistics_to_json, statistics_to_text, to_github, to_json, to_sarif, to_short};

/// Arguments of `situ check`.
#[derive(Args)]
pub struct CheckArgs {
    /// Report, or fix, only these files, or what is below these folders; the whole site is read all the same
    #[arg(value_name = "FILE", conflicts_with = "list_terms")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    root: RootArg,
    /// How to print the diagnostics
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Print at most this many diagnostics, errors first
    #[arg(long, value_name = "N")]
    max: Option<usize>,
    /// Print how many diagnostics there are of each code, instead of the diagnostics; human, short or json
    #[arg(long, conflicts_with_all = ["max", "list_terms"])]
    statistics: bool,
    /// Print the last line only; human or short
    #[arg(short, long, conflicts_with_all = ["statistics", "max", "list_terms"])]
    quiet: bool,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Check drafts too
    #[arg(long)]
    drafts: bool,
    /// Day from which the age of law statements is counted (default: that of the clock)
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    /// Apply the fixes that are certain; shows the changes and asks first
    #[arg(long)]
    fix: bool,
    /// With --fix: do not ask
    #[arg(long, requires = "fix")]
    yes: bool,
    /// List every link to a glossary term with its place, instead of diagnostics; human or json
    #[arg(long = "terms", conflicts_with = "fix")]
    list_terms: bool,
}

/// The format of the diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    /// One line for each, on standard output
    Short,
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Checks the site, with `--fix` after the fixes are applied. Returns the exit code.
pub fn run(args: CheckArgs, context: &CommandContext) -> Result<u8, CliError> {
    let messages = &context.messages;
    let root = &args.root.root;
    let today = match &args.today {
        Some(raw) => Some(parse_day(raw, messages)?),
        None => current_day(),
    };
    let options = Options { drafts: args.drafts, base_url: args.base_url.clone(), today, ..Options::default() };
    let is_json = args.format == Format::Json;
    let is_text = matches!(args.format, Format::Human | Format::Short);
    let unsupported = [("--statistics", args.statistics && !is_text && !is_json), ("--quiet", args.quiet && !is_text)];
    if let Some((option, _)) = unsupported.iter().find(|(_, is_unsupported)| *is_unsupported) {
        return Err(CliError(messages.text("cli-check-format", &[("option", option)])));
    }
    if args.list_terms {
        return glossary_links::print_links(root, is_json, &options, messages);
    }
    if args.fix {
        let selected = SelectedFiles::new(&args.files, root, messages)?;
        fix::apply_fixes(root, &selected, &options, args.yes, messages)?;
    }
    check_site(&args, &options, messages)
}

/// Prints the diagnostics of the selected files in the given format. Returns the exit code.
fn check_site(args: &CheckArgs, options: &Options, messages: &Messages) -> Result<u8, CliError> {
    let (tree, mut result) = load(&args.root.root, options, messages)?;
    if let Some(ready) = &result.site {
        check_freshness(&ready.site, &tree, &mut result.diagnostics);
        if result.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error) {
            result.diagnostics.extend(ready.check_templates());
        }
        sort(&mut result.diagnostics);
    }
    let selected = SelectedFiles::new(&args.files, &args.root.root, messages)?;
    let (reported, elsewhere): (Vec<Diagnostic>, Vec<Diagnostic>) =
        result.diagnostics.into_iter().partition(|diagnostic| selected.contains(&diagnostic.span.path));
    if args.statistics {
        print_statistics(&reported, args.format, messages)?;
    } else if args.fix && args.format == Format::Human {
        print_remaining(&reported, messages)?;
    } else if !args.quiet {
        print_limited(&reported, args, &tree, messages)?;
    }
    match args.format {
        Format::Human => {
            let note = result.site.as_ref().map(|site| empty_feeds(site, messages)).unwrap_or_default();
            write!(output::stderr(), "{note}")?;
            writeln!(output::stdout(), "{}", summary_text(result.summary.as_ref(), &reported, &elsewhere, messages))?;
        }
        // Standard output has one line for each diagnostic.
        Format::Short => {
            writeln!(output::stderr(), "{}", summary_text(result.summary.as_ref(), &reported, &elsewhere, messages))?;
        }
        Format::Json | Format::Sarif | Format::Github => {}
    }
    let has_errors = reported.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    let failed = has_errors || (args.deny_warnings && !reported.is_empty());
    Ok(if failed { EXIT_CONTENT_ERRORS } else { 0 })
}

/// Prints the number of diagnostics of each code.
fn print_statistics(reported: &[Diagnostic], format: Format, messages: &Messages) -> Result<(), CliError> {
    let counts = count_by_code(reported);
    let mut out = output::stdout();
    match format {
        Format::Json => writeln!(out, "{}", statistics_to_json(&counts))?,
        _ => write!(out, "{}", statistics_to_text(&counts, messages))?,
    }
    Ok(())
}

/// Prints how many diagnostics of each code are left after `--fix`, the most frequent first.
fn print_remaining(reported: &[Diagnostic], messages: &Messages) -> Result<(), CliError> {
    if reported.is_empty() {
        return Ok(());
    }
    let codes: Vec<String> =
        count_by_code(reported).iter().map(|counted| format!("{} {}", counted.code, counted.count)).collect();
    writeln!(output::stderr(), "{}", messages.text("cli-fix-remaining", &[("codes", &codes.join(", "))]))?;
    Ok(())
}

/// Prints the diagnostics that `--max` allows, and how many it hides.
fn print_limited(
    reported: &[Diagnostic],
    args: &CheckArgs,
    tree: &SourceTree,
    messages: &Messages,
) -> Result<(), CliError> {
    let root = &args.root.root;
    let limit = args.max.unwrap_or(usize::MAX);
    let limited = (limit < reported.len()).then(|| most_severe(reported, limit));
    let shown = limited.as_deref().unwrap_or(reported);
    let mut out = output::stdout();
    match args.format {
        Format::Human => print_diagnostics(shown, tree, messages),
        Format::Short => write!(out, "{}", to_short(shown, tree, messages))?,
        Format::Json => writeln!(out, "{}", to_json(shown, tree, messages))?,
        Format::Sarif => writeln!(out, "{}", to_sarif(shown, tree, messages, root))?,
        Format::Github => write!(out, "{}", to_github(shown, tree, messages, root))?,
    }
    if shown.len() < reported.len() {
        let hidden = (reported.len() - shown.len()).to_string();
        writeln!(output::stderr(), "{}", messages.text("cli-check-hidden", &[("n", &hidden)]))?;
    }
    Ok(())
}

/// The first `limit` diagnostics, errors before warnings, in the order of `diagnostics`.
fn most_severe(diagnostics: &[Diagnostic], limit: usize) -> Vec<Diagnostic> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    let (mut errors_left, mut warnings_left) = (limit.min(errors), limit.saturating_sub(errors));
    let mut take = |diagnostic: &&Diagnostic| {
        let left = match diagnostic.severity() {
            Severity::Error => &mut errors_left,
            Severity::Warning => &mut warnings_left,
        };
        let is_taken = *left > 0;
        *left = left.saturating_sub(1);
        is_taken
    };
    diagnostics.iter().filter(&mut take).cloned().collect()
}

/// The last line: what was read, and how many mistakes were found. `summary` is `None` if the settings cannot be used.
fn summary_text(
    summary: Option<&Summary>,
    reported: &[Diagnostic],
    elsewhere: &[Diagnostic],
    messages: &Messages,
) -> String {
    let (errors, warnings) = severity_counts(reported);
    let counts = [("errors", errors.as_str()), ("warnings", &warnings)];
    let mut text = match summary {
        Some(Summary { pages, actions, links, .. }) => {
            let (pages, actions, links) = (pages.to_string(), actions.to_string(), links.to_string());
            let read = [("pages", pages.as_str()), ("actions", &actions), ("links", &links)];
            messages.text("cli-checked", &[&read[..], &counts].concat())
        }
        None => messages.text("cli-checked-settings", &counts),
    };
    if !elsewhere.is_empty() {
        let (errors, warnings) = severity_counts(elsewhere);
        text.push('\n');
        text.push_str(&messages.text("cli-check-elsewhere", &[("errors", &errors), ("warnings", &warnings)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Span};

    #[test]
    fn errors_are_printed_before_warnings_in_the_order_of_files() {
        let codes = [Code::AvoidWord, Code::DeadLink, Code::AvoidWord, Code::RawHtml];
        let diagnostics: Vec<Diagnostic> =
            codes.iter().map(|code| Diagnostic::new(*code, Span::file(&"a.md".into()))).collect();
        let codes = |limit: usize| -> Vec<&str> {
            most_severe(&diagnostics, limit).iter().map(|diagnostic| diagnostic.code.as_str()).collect()
        };
        assert_eq!(codes(0), Vec::<&str>::new());
        assert_eq!(codes(1), ["dead-link"]);
        assert_eq!(codes(3), ["avoid-word", "dead-link", "raw-html"]);
        assert_eq!(codes(9).len(), 4);
    }
}
