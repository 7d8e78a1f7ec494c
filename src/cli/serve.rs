//! `situ serve`: starts the preview and reports its events on the terminal.
//!
//! Takes the source folder, a port and options; prints the URLs, then the result of each build. Never writes
//! files.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{print_diagnostics, severity_counts, write_diagnostics};
use super::{CommandContext, RootArg, output};
use crate::diagnostics::Diagnostic;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::input::site_config;
use crate::input::source_tree::SourceTree;
use crate::model::Config;
use crate::serve::{PollReason, Preview, PreviewEvent, PreviewOptions, ServeError, WatchMode, content_missing_text};

/// The port of the preview without `--port`.
const DEFAULT_PORT: u16 = 4100;

/// The URL at which the preview shows the page at a path below the base, unless it is started on another port.
pub fn preview_url(config: &Config, path: &str) -> String {
    format!("http://localhost:{DEFAULT_PORT}{}", config.href(path))
}

/// Arguments of `situ serve`.
#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    root: RootArg,
    /// Port to listen on
    #[arg(long, value_name = "P", default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Listen for other devices of the network too, such as a phone
    #[arg(long)]
    lan: bool,
    /// Answer requests for this name of the computer too, such as that of a container or a proxy; may be repeated
    #[arg(long = "host", value_name = "NAME", value_parser = parse_host)]
    hosts: Vec<String>,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Look for changes every SECONDS (default: 1), for folders whose changes the system does not report
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "1", value_parser = parse_seconds)]
    poll: Option<Duration>,
    /// Hide drafts, as a build does
    #[arg(long)]
    no_drafts: bool,
    /// Drafts are shown anyway; still accepted because it was needed once
    #[arg(long, hide = true, conflicts_with = "no_drafts")]
    drafts: bool,
}

/// Runs the preview until the process is stopped. `Err` if the folder has no content or the port is taken.
pub fn run(args: ServeArgs, context: &CommandContext) -> Result<u8, CliError> {
    let ServeArgs { root: RootArg { root }, port, lan, hosts, open, poll, no_drafts, drafts: _ } = args;
    let messages = &context.messages;
    let editor = std::env::var("EDITOR_URL").ok().filter(|template| !template.is_empty());
    let base = base_path(&root);
    let options = PreviewOptions { root, port, base, lan, hosts, poll, drafts: !no_drafts, editor, for_writers: true };
    if !options.root.join("content").is_dir() {
        let root = show_path(&options.root);
        return Err(CliError(messages.text("cli-no-content", &[("root", &root)])));
    }
    let preview = open_preview(options, messages)?;
    let url = preview.url();
    print_line(&messages.text("cli-serve-at", &[("url", &url)]));
    if let Some(url) = preview.lan_url() {
        print_line(&messages.text("cli-serve-lan", &[("url", &url)]));
    }
    if open && !open_browser(&url) {
        print_line(&messages.text("cli-serve-no-browser", &[("url", &url)]));
    }
    let hang_messages = Arc::clone(messages);
    let on_hang = move |diagnostic: &Diagnostic, tree: &SourceTree| {
        print_diagnostics(std::slice::from_ref(diagnostic), tree, &hang_messages);
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    preview.run(on_hang, |event| match event {
        PreviewEvent::Watching(mode) => print_line(&watch_text(mode, messages)),
        PreviewEvent::Built { diagnostics, tree, summary, took, has_site } => {
            write_diagnostics(&mut output::stderr_of_server(), diagnostics, tree, messages);
            let (errors, warnings) = severity_counts(diagnostics);
            let took = format!("{:.0}", took.as_secs_f64() * 1000.0);
            let counts = [("errors", errors.as_str()), ("warnings", &warnings), ("milliseconds", &took)];
            match summary {
                Some(summary) => {
                    let pages = summary.pages.to_string();
                    let page_count = [("pages", pages.as_str())];
                    print_line(&messages.text("cli-serve-built", &[&page_count[..], &counts].concat()));
                }
                None if has_site => print_line(&messages.text("cli-serve-not-built", &counts)),
                None => print_line(&messages.text("cli-serve-not-built-yet", &counts)),
            }
        }
        PreviewEvent::ContentMissing { has_site } => print_line(&content_missing_text(messages, has_site)),
    })?;
    Ok(0)
}

/// Binds the port. Fails with the next free one if it is taken.
pub fn open_preview(options: PreviewOptions, messages: &Arc<Messages>) -> Result<Preview, CliError> {
    Preview::open(options, Arc::clone(messages)).map_err(|error| match error {
        ServeError::Io(error) => CliError(error.to_string()),
        ServeError::PortTaken { port, free } => {
            let free = free.map_or_else(|| "none".to_owned(), |free| free.to_string());
            CliError(messages.text("cli-port-taken", &[("port", &port.to_string()), ("free", &free)]))
        }
    })
}

/// The interval of `--poll`. A tenth of a second is the least, because each look reads all folders.
fn parse_seconds(typed: &str) -> Result<Duration, String> {
    let seconds = typed.parse::<f64>().ok().filter(|seconds| (0.1..=3600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "a number of seconds from 0.1 to 3600 is expected".to_owned())
}

/// The value of `--host`: a name without a scheme, a port and a path.
fn parse_host(typed: &str) -> Result<String, String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    match !typed.is_empty() && typed.chars().all(is_name) {
        true => Ok(typed.to_owned()),
        false => Err("a name such as dev.example.org is expected, without http:// and a port".to_owned()),
    }
}

/// The base path in site.yaml; that of a site at the root of its host if the file cannot be read.
fn base_path(root: &Path) -> String {
    let bytes = std::fs::read(root.join(site_config::PATH)).unwrap_or_default();
    let tree = SourceTree::from_pairs([(site_config::PATH, bytes)]);
    let config = site_config::read(&tree, None, &mut Vec::new());
    config.map_or_else(|| "/".to_owned(), |config| config.base.to_string())
}

/// Says how changes are found.
fn watch_text(mode: WatchMode, messages: &Messages) -> String {
    let WatchMode::Polling { interval, reason } = mode else { return messages.text("cli-serve-watching", &[]) };
    let reason = match reason {
        PollReason::Asked => "asked",
        PollReason::SharedFolder => "shared",
        PollReason::NoEvents => "no-events",
    };
    let seconds = interval.as_secs_f64().to_string();
    messages.text("cli-serve-polling", &[("seconds", &seconds), ("reason", reason)])
}

/// Prints a line to standard output. Errors are ignored, because the preview runs on without a terminal.
pub fn print_line(text: &str) {
    let _ = writeln!(output::stdout_of_server(), "{text}");
}

/// Opens the URL in the default browser. Returns whether the program that does so could be started.
pub fn open_browser(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = std::process::Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
