//! `situ manual`: shows the manual in the browser, or writes it as a site.
//!
//! Takes a port or an output folder; prints the URL or a summary. Needs no source folder, and no network but that of this
//! host.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::build::summary_text;
use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::serve::{open_browser, open_preview, print_line};
use super::sources::print_diagnostics;
use super::{CommandContext, command, output};
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::manual::{language_or_default, sources};
use crate::pipeline::{CacheMode, Options, RenderError, build};
use crate::publish::{Disk, Publication, PublishError, PublishWarning};
use crate::serve::{PreviewEvent, PreviewOptions};

/// The port without `--port`. Not that of the preview, which usually runs at the same time.
const DEFAULT_PORT: u16 = 4101;

/// Arguments of `situ manual`.
#[derive(Args)]
pub struct ManualArgs {
    /// Open the browser
    #[arg(long, conflicts_with = "out")]
    open: bool,
    /// Port to listen on
    #[arg(long, value_name = "P", default_value_t = DEFAULT_PORT, conflicts_with = "out")]
    port: u16,
    /// Write the manual into this folder, as a site, instead of showing it
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// With --out: address at which the manual will be published
    #[arg(long, value_name = "URL", requires = "out")]
    base_url: Option<String>,
}

/// Shows the manual until the process is stopped, or writes it. Returns the exit code; `Err` if the port is taken or the
/// host fails.
pub fn run(args: ManualArgs, context: &CommandContext) -> Result<u8, CliError> {
    let messages = &context.messages;
    let tree = sources(&command());
    if let Some(out) = args.out {
        return write(&tree, &out, args.base_url, messages);
    }
    let options = PreviewOptions {
        root: PathBuf::from("."),
        port: args.port,
        base: "/".to_owned(),
        lan: false,
        hosts: Vec::new(),
        poll: None,
        drafts: false,
        editor: None,
        for_writers: false,
    };
    let preview = open_preview(options, messages)?;
    let url = format!("{}{}/", preview.url(), language_or_default(messages.code()));
    print_line(&messages.text("cli-manual-at", &[("url", &url)]));
    if args.open && !open_browser(&url) {
        print_line(&messages.text("cli-serve-no-browser", &[("url", &url)]));
    }
    let report =
        |found: &[Diagnostic], tree: &SourceTree, messages: &Messages| print_diagnostics(found, tree, messages);
    let hang_messages = Messages::for_writer(messages.code());
    let on_hang = move |found: &Diagnostic, tree: &SourceTree| {
        report(std::slice::from_ref(found), tree, &hang_messages);
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    preview.run_fixed(tree, on_hang, |event| {
        if let PreviewEvent::Built { diagnostics, tree, .. } = event {
            report(diagnostics, tree, messages);
        }
    })
}

/// Writes the manual into a folder. Returns the exit code.
fn write(tree: &SourceTree, out: &Path, base_url: Option<String>, messages: &Messages) -> Result<u8, CliError> {
    let start = Instant::now();
    let failed = |error: PublishError| CliError(error.text(messages));
    let built = build(tree, &Options { base_url, ..Options::default() }, CacheMode::None, Vec::new());
    print_diagnostics(&built.diagnostics, tree, messages);
    let Some(ready) = built.site else { return Ok(EXIT_CONTENT_ERRORS) };
    let disk = Disk::default();
    let mut publication = Publication::open(&disk, out, &[], ready.theme.key).map_err(failed)?;
    // The manual has no source folder. That of the program tells it from other sites.
    let program = std::env::current_exe()?;
    let folder = program.parent().unwrap_or(&program);
    publication.set_site(ContentHash::blake3(&"manual"), folder).map_err(failed)?;
    let summary = match ready.render(&publication) {
        Ok(summary) => summary,
        Err(RenderError::Output(error)) => return Err(failed(error)),
        Err(RenderError::Content(diagnostics)) => {
            print_diagnostics(&diagnostics, tree, messages);
            return Ok(EXIT_CONTENT_ERRORS);
        }
    };
    let mut warn = |warning: PublishWarning| {
        let text = warning.text(messages);
        let _ = writeln!(output::stderr(), "{}: {text}", messages.text("warning", &[]));
    };
    publication.finish_with(&mut warn).map_err(failed)?;
    writeln!(output::stdout(), "{}", summary_text(&summary, start, out, messages))?;
    Ok(0)
}
