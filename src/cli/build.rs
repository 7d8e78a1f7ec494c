//! `situ build`: builds the site and publishes it, or does nothing if no source has changed.
//!
//! Takes the source folder and the output folder; writes the output and prints diagnostics and a summary. Never changes
//! the output if the content has errors.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use clap::Args;

use super::changes::write_changes;
use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::progress::ProgressOutput;
use super::sources::{empty_feeds, print_diagnostics, severity_counts, walk};
use super::{CommandContext, RootArg, output};
use crate::cache::documents::DocumentCache;
use crate::diagnostics::Diagnostic;
use crate::formats::PrecacheOverflow;
use crate::formats::precompressed::Precompressed;
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::input::site_config;
use crate::input::source_tree::SourceTree;
use crate::model::Config;
use crate::pipeline::{CacheMode, Options, RenderError, Summary, build};
use crate::publish::{Disk, Publication, PublishError, PublishWarning};
use crate::report::to_text;
use crate::theme::render_limits::with_watchdog;

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
    /// Write into this folder which files to upload to a host, and which to delete there
    #[arg(long, value_name = "DIR")]
    changes: Option<PathBuf>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// Builds and publishes the site. Returns the exit code; `Err` if the host fails, for example on a full disk.
pub fn run(args: BuildArgs, context: &CommandContext) -> Result<u8, CliError> {
    let BuildArgs { root: RootArg { root }, out, base_url, drafts, changes, .. } = args;
    let out = out.unwrap_or_else(|| root.join("public"));
    let options = Options { drafts, social_cards: true, base_url, today: None };
    build_site(&root, &out, changes.as_deref(), &options, &context.messages)
}

/// The current time. It only decides whether the next build may trust file times; the output does not depend on it.
#[expect(clippy::disallowed_methods, reason = "the output does not depend on it")]
fn current_time() -> SystemTime {
    SystemTime::now()
}

/// Builds the site unless the sources, the program and the options are those of the published build. `changes` is the
/// folder for the lists of what to upload.
fn build_site(
    root: &Path,
    out: &Path,
    changes: Option<&Path>,
    options: &Options,
    messages: &Messages,
) -> Result<u8, CliError> {
    let (start, now) = (Instant::now(), current_time());
    let (tree, walk_diagnostics) = walk(root, messages)?;
    let failed = |error: PublishError| CliError(error.text(messages));
    let sources = [root.join("content"), root.join("themes")];
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let disk = Disk::default();
    // An unchanged build prints the stored diagnostics again, so their language and colours are part of the key.
    let message_style = (messages.code(), output::stderr_is_terminal());
    let inputs = tree
        .metadata_fingerprint(now)
        .map(|files| ContentHash::xxh3(&(BUILD_FINGERPRINT, &options.base_url, options.drafts, message_style, files)));
    // The lists of changes need the site.
    if let Some(inputs) = inputs.filter(|_| changes.is_none())
        && let Some(stored) = Publication::unchanged_since(&disk, out, &sources, inputs).map_err(failed)?
        && let Ok((pages, actions, links, report)) = serde_json::from_str::<(usize, usize, usize, String)>(&stored)
    {
        let _ = write!(output::stderr(), "{report}");
        let summary = Summary { pages, actions, links, ..Summary::default() };
        let _ = writeln!(output::stdout(), "{}", summary_text(&summary, start, out, messages));
        return Ok(0);
    }
    let cache = DocumentCache::load(|name| Publication::peek_state(&disk, out, name));
    let built = build(&tree, options, CacheMode::Disk(&cache), walk_diagnostics);
    print_diagnostics(&built.diagnostics, &tree, messages);
    let (errors, warnings) = severity_counts(&built.diagnostics);
    let not_built = |errors: &str| {
        let text = messages.text("cli-not-built", &[("errors", errors), ("warnings", &warnings)]);
        let _ = writeln!(output::stderr(), "{text}");
        Ok(EXIT_CONTENT_ERRORS)
    };
    let Some(ready) = built.site else { return not_built(&errors) };
    let note = empty_feeds(&ready, messages);
    let _ = write!(output::stderr(), "{note}");
    let mut publication = Publication::open(&disk, out, &sources, ready.theme.key).map_err(failed)?;
    publication.set_site(site_key(&tree, &ready.site.config), root).map_err(failed)?;
    cache.save(&ready.to_cache, |name, bytes| publication.write_state(name, bytes));
    // The published output is intact: unfinished files are in the staging folder, which the next build removes.
    let on_hang = |diagnostic: Diagnostic| {
        print_diagnostics(&[diagnostic], &tree, messages);
        let _ = not_built("1");
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    let pages = ready.summary().pages.to_string();
    let progress_messages = Messages::for_writer(messages.code());
    let describe_progress =
        move |files: usize| progress_messages.text("cli-progress", &[("files", &files.to_string()), ("pages", &pages)]);
    let is_own = |path: &str| ready.site.static_files.contains_key(path);
    let files = Precompressed::new(&publication, ready.site.config.gzip, &is_own);
    let render = || ready.render(&ProgressOutput::new(&files, describe_progress));
    let summary = match with_watchdog(&ready.theme, on_hang, render) {
        Ok(summary) => summary,
        Err(RenderError::Output(error)) => return Err(failed(error)),
        Err(RenderError::Content(diagnostics)) => {
            print_diagnostics(&diagnostics, &tree, messages);
            return not_built(&diagnostics.len().to_string());
        }
    };
    let not_precached = not_precached_text(&summary, messages);
    let _ = write!(output::stderr(), "{not_precached}");
    // A build that reads files of the host is never skipped, because the fingerprint does not cover those files.
    if let Some(inputs) = inputs.filter(|_| !ready.site.config.reads_host_files(|path| tree.contains(path))) {
        let report = to_text(&built.diagnostics, &tree, messages, message_style.1) + &note + &not_precached;
        let stored = serde_json::to_string(&(summary.pages, summary.actions, summary.links, report));
        publication.set_build_inputs(inputs, stored.unwrap_or_default());
    }
    let mut warn = |warning: PublishWarning| {
        let text = warning.text(messages);
        let _ = writeln!(output::stderr(), "{}: {text}", messages.text("warning", &[]));
    };
    publication.finish_with(&mut warn).map_err(failed)?;
    let text = summary_text(&summary, start, out, messages);
    let _ = writeln!(output::stdout(), "{text}");
    if let Some(folder) = changes {
        let (upload, delete) = write_changes(folder, out, &ready, messages)?;
        let (upload, delete, folder) = (upload.to_string(), delete.to_string(), show_path(folder));
        let counts = [("upload", upload.as_str()), ("delete", &delete), ("folder", &folder)];
        let _ = writeln!(output::stdout(), "{}", messages.text("cli-changes", &counts));
    }
    // The process exits now. Dropping a large site takes longer than letting the operating system free its memory.
    std::mem::forget((tree, ready, cache));
    Ok(0)
}

/// What tells the site from others: its URL in site.yaml, because `--base-url` may give another one to each build.
fn site_key(tree: &SourceTree, config: &Config) -> ContentHash {
    let own = site_config::read(tree, None, &mut Vec::new());
    let config = own.as_ref().unwrap_or(config);
    ContentHash::blake3(&("site", config.absolute("")))
}

/// A line for each language of which readers' devices do not keep everything; empty if there is none.
fn not_precached_text(summary: &Summary, messages: &Messages) -> String {
    let line = |overflow: &PrecacheOverflow| {
        messages.text("cli-not-precached", &[("lang", &overflow.lang), ("files", &overflow.files.to_string())]) + "\n"
    };
    summary.not_precached.iter().map(line).collect()
}

/// The last line of a build: counts, duration and the output folder.
pub fn summary_text(summary: &Summary, start: Instant, out: &Path, messages: &Messages) -> String {
    messages.text(
        "cli-summary",
        &[
            ("pages", &summary.pages.to_string()),
            ("rendered", &summary.rendered.len().to_string()),
            ("actions", &summary.actions.to_string()),
            ("links", &summary.links.to_string()),
            ("seconds", &format!("{:.2}", start.elapsed().as_secs_f64())),
            ("out", &show_path(out)),
        ],
    )
}
