//! `situ build`: builds the site and publishes it, or does nothing if no source has changed.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::progress::ProgressOutput;
use super::sources::{counts, print_diagnostics, walk};
use super::{CommandContext, RootArg};
use crate::cache::documents::DocumentCache;
use crate::diagnostics::Diagnostic;
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::output::publish::{Disk, Publication};
use crate::pipeline::{CacheMode, Options, RenderError, Summary, build};
use crate::report::to_text;
use crate::theme::watchdog::with_watchdog;

/// Arguments of `situ build`.
#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    root: RootArg,
    /// Output folder (default: public/ in the root)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// Builds the site.
pub fn run(args: BuildArgs, context: &CommandContext) -> Result<u8, CliError> {
    let BuildArgs { root: RootArg { root }, out, base_url, drafts, jobs } = args;
    let out = out.unwrap_or_else(|| root.join("public"));
    set_threads(jobs)?;
    build_site(&root, &out, &Options { drafts, pictures: true, base_url }, &context.messages)
}

fn set_threads(jobs: Option<usize>) -> Result<(), CliError> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.clamp(1, 256));
    pool.build_global().map_err(|error| CliError(error.to_string()))
}

/// The current time. It decides only whether the next build may trust file times, and no byte of the output.
#[expect(clippy::disallowed_methods, reason = "the output does not depend on it")]
fn now() -> SystemTime {
    SystemTime::now()
}

fn build_site(root: &Path, out: &Path, options: &Options, messages: &Messages) -> Result<u8, CliError> {
    let (start, now) = (Instant::now(), now());
    let (tree, found) = walk(root, messages)?;
    let sources = [root.join("content"), root.join("themes")];
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let disk = Disk::default();
    // What a build says of the content is said again, so its language and colours belong to the key.
    let speech = (messages.code(), io::stderr().is_terminal());
    let inputs = tree
        .look(now)
        .map(|look| ContentHash::xxh3(&(BUILD_FINGERPRINT, &options.base_url, options.drafts, speech, look)));
    if let Some(inputs) = inputs
        && let Some(words) = Publication::unchanged_since(&disk, out, &sources, inputs)?
        && let Ok((pages, actions, links, said)) = serde_json::from_str::<(usize, usize, usize, String)>(&words)
    {
        let _ = write!(anstream::stderr(), "{said}");
        let summary = Summary { pages, actions, links, rendered: Vec::new() };
        let _ = writeln!(anstream::stdout(), "{}", summary_text(&summary, start, out, messages));
        return Ok(0);
    }
    let facts = DocumentCache::load(|name| Publication::peek_state(&disk, out, name));
    let built = build(&tree, options, CacheMode::Disk(&facts), found);
    print_diagnostics(&built.diagnostics, &tree, messages);
    let (errors, warnings) = counts(&built.diagnostics);
    let not_built = |errors: &str| {
        let text = messages.text("cli-not-built", &[("errors", errors), ("warnings", &warnings)]);
        let _ = writeln!(anstream::stderr(), "{text}");
        Ok(EXIT_CONTENT_ERRORS)
    };
    let Some(ready) = built.site else { return not_built(&errors) };
    let mut publication = Publication::open(&disk, out, &sources, ready.theme.key)?;
    facts.save(&ready.cacheable, |name, bytes| publication.write_state(name, bytes));
    // The output is as it was: what is unfinished lies beside it, and the next build clears it away.
    let stuck = |found: Diagnostic| {
        print_diagnostics(&[found], &tree, messages);
        let _ = not_built("1");
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    let pages = ready.summary().pages.to_string();
    let words = Messages::for_writer(messages.code());
    let say = move |files: usize| words.text("cli-progress", &[("files", &files.to_string()), ("pages", &pages)]);
    let render = || ready.render(&ProgressOutput::new(&publication, say));
    let summary = match with_watchdog(&ready.theme, stuck, render) {
        Ok(summary) => summary,
        Err(RenderError::Output(error)) => return Err(error.into()),
        Err(RenderError::Content(found)) => {
            print_diagnostics(&found, &tree, messages);
            return not_built(&found.len().to_string());
        }
    };
    // A build that looks outside of the sources is made anew the next time too.
    if let Some(inputs) = inputs.filter(|_| !ready.site.config.looks_outside(|path| tree.contains(path))) {
        let said = to_text(&built.diagnostics, &tree, messages, speech.1);
        let words = serde_json::to_string(&(summary.pages, summary.actions, summary.links, said));
        publication.set_build_inputs(inputs, words.unwrap_or_default());
    }
    publication.finish()?;
    let text = summary_text(&summary, start, out, messages);
    let _ = writeln!(anstream::stdout(), "{text}");
    // The program ends here, and the system takes back a large site's memory sooner than its values are dropped.
    std::mem::forget((tree, ready, facts));
    Ok(0)
}

fn summary_text(summary: &Summary, start: Instant, out: &Path, messages: &Messages) -> String {
    messages.text(
        "cli-summary",
        &[
            ("pages", &summary.pages.to_string()),
            ("rendered", &summary.rendered.len().to_string()),
            ("actions", &summary.actions.to_string()),
            ("links", &summary.links.to_string()),
            ("seconds", &format!("{:.2}", start.elapsed().as_secs_f64())),
            ("out", &out.display().to_string()),
        ],
    )
}
