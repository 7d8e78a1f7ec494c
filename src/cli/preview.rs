//! `situ serve`: what the terminal says while a preview runs.

use std::io::Write;
use std::process::Stdio;
use std::sync::Arc;

use super::{CONTENT_WRONG, Failure, counts, print_diagnostics};
use crate::diag::Diagnostic;
use crate::messages::Messages;
use crate::serve::{Preview, PreviewEvent, PreviewOptions, ServeError};
use crate::tree::Tree;

/// Serves until the process ends.
pub fn serve(options: PreviewOptions, open: bool, messages: &Arc<Messages>) -> Result<u8, Failure> {
    if !options.root.join("content").is_dir() {
        let root = options.root.display().to_string();
        return Err(Failure(messages.text("cli-no-content", &[("root", &root)])));
    }
    let preview = Preview::open(options, Arc::clone(messages)).map_err(|error| match error {
        ServeError::Io(error) => Failure(error.to_string()),
        ServeError::PortTaken { port, free } => {
            let free = free.map_or_else(|| "none".to_owned(), |free| free.to_string());
            Failure(messages.text("cli-port-taken", &[("port", &port.to_string()), ("free", &free)]))
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
    let on_hang = move |diagnostic: &Diagnostic, tree: &Tree| {
        print_diagnostics(std::slice::from_ref(diagnostic), tree, &words);
        std::process::exit(i32::from(CONTENT_WRONG));
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
