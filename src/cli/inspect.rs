//! `situ inspect`: prints the value that the theme gets for a page, as JSON.
//!
//! Takes the source folder and an id or a URL; prints an array of pages with their rendered bodies. Never writes.

use std::io::Write;

use clap::Args;
use percent_encoding::percent_decode_str;
use url::Url;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{load, print_diagnostics};
use super::{CommandContext, RootArg, output};
use crate::pipeline::Options;

/// Arguments of `situ inspect`.
#[derive(Args)]
pub struct InspectArgs {
    /// Id of a document, or address of a page: late-deadline, /lv/guide/, with or without the folder of the site
    #[arg(value_name = "ASKED")]
    id_or_url: String,
    #[command(flatten)]
    root: RootArg,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// Prints the pages with the given id or URL. Fails if there are none.
pub fn run(args: InspectArgs, context: &CommandContext) -> Result<u8, CliError> {
    let InspectArgs { id_or_url, root: RootArg { root }, base_url } = args;
    let messages = &context.messages;
    let (tree, result) = load(&root, &Options { drafts: true, base_url, ..Options::default() }, messages)?;
    let Some(ready) = result.site else {
        print_diagnostics(&result.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let maker = ready.page_builder();
    let config = &ready.site.config;
    let decode = |url: &str| percent_decode_str(url).decode_utf8_lossy().trim_matches('/').to_owned();
    let url = Url::parse(&id_or_url).ok().filter(|url| url.origin().ascii_serialization() == *config.origin);
    let asked = url.as_ref().map_or(id_or_url.split(['?', '#']).next().unwrap_or_default(), Url::path);
    let (is_url, asked) = (asked.contains('/'), decode(asked));
    let mut pages = Vec::new();
    for route in ready.routes.all() {
        let path = route.path(&ready.site);
        // The URL with the folder of the site on its host, or below that folder.
        let href_matches = is_url && (decode(&config.href(&path)) == asked || path.trim_end_matches('/') == asked);
        let page = maker.page(route);
        if href_matches || page.id == id_or_url {
            let body = ready.body(&page).unwrap_or_default();
            let mut value = serde_json::to_value(maker.describe(page)).map_err(|error| CliError(error.to_string()))?;
            value["body"] = body.into();
            pages.push(value);
        }
    }
    if pages.is_empty() {
        return Err(CliError(messages.text("cli-nothing-found", &[("asked", &id_or_url)])));
    }
    let json = serde_json::to_string_pretty(&pages).map_err(|error| CliError(error.to_string()))?;
    writeln!(output::stdout(), "{json}")?;
    Ok(0)
}
