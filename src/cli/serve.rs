//! `situ serve`: what the terminal says while a preview runs.

use std::io::Write;
use std::process::Stdio;
use std::sync::Arc;

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{counts, print_diagnostics};
use super::{CommandContext, RootArg};
use crate::diagnostics::Diagnostic;
use crate::input::source_tree::SourceTree;
use crate::serve::{Preview, PreviewEvent, PreviewOptions, ServeError};

/// Arguments of `situ serve`.
#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    root: RootArg,
    /// Port to listen on
    #[arg(long, value_name = "P", default_value_t = 4100)]
    port: u16,
    /// Listen for other devices of the network too, such as a phone
    #[arg(long)]
    lan: bool,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
}

/// Serves until the process ends.
pub fn run(args: ServeArgs, context: &CommandContext) -> Result<u8, CliError> {
    let ServeArgs { root: RootArg { root }, port, lan, open, drafts } = args;
    let messages = &context.messages;
    let editor = std::env::var("EDITOR_URL").ok().filter(|template| !template.is_empty());
    let options = PreviewOptions { root, port, lan, drafts, editor };
    if !options.root.join("content").is_dir() {
        let root = options.root.display().to_string();
        return Err(CliError(messages.text("cli-no-content", &[("root", &root)])));
    }
    let preview = Preview::open(options, Arc::clone(messages)).map_err(|error| match error {
        ServeError::Io(error) => CliError(error.to_string()),
        ServeError::PortTaken { port, free } => {
            let free = free.map_or_else(|| "none".to_owned(), |free| free.to_string());
            CliError(messages.text("cli-port-taken", &[("port", &port.to_string()), ("free", &free)]))
        }
    })?;
    let url = preview.url();
    say(&messages.text("cli-serve-at", &[("url", &url)]));
    if let Some(url) = preview.lan_url() {
        say(&messages.text("cli-serve-lan", &[("url", &url)]));
    }
    if open && !open_browser(&url) {
        say(&messages.text("cli-serve-no-browser", &[("url", &url)]));
    }
    let words = Arc::clone(messages);
    let on_hang = move |diagnostic: &Diagnostic, tree: &SourceTree| {
        print_diagnostics(std::slice::from_ref(diagnostic), tree, &words);
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    preview.run(on_hang, |event| match event {
        PreviewEvent::Built { diagnostics, tree, summary, took } => {
            print_diagnostics(diagnostics, tree, messages);
            let (errors, warnings) = counts(diagnostics);
            let took = format!("{:.0}", took.as_secs_f64() * 1000.0);
            let counted = [("errors", errors.as_str()), ("warnings", &warnings), ("milliseconds", &took)];
            match summary {
                Some(summary) => {
                    let pages = summary.pages.to_string();
                    let made = [("pages", pages.as_str())];
                    say(&messages.text("cli-serve-built", &[&made[..], &counted].concat()));
                }
                None => say(&messages.text("cli-serve-not-built", &counted)),
            }
        }
        PreviewEvent::ContentMissing => say(&messages.text("cli-serve-gone", &[("folder", "content")])),
    })?;
    Ok(0)
}

fn say(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Asks the system to show the address; whether it took the request.
fn open_browser(url: &str) -> bool {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = std::process::Command::new(program);
    command.args(before).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
