//! `situ hosts`: prints the part of a server's configuration that serves the site.
//!
//! Takes the source folder and the name of a server; prints text for the configuration of that server. It is printed and
//! not written by a build, because everything in the output folder is served, and because a server reads its
//! configuration only when its administrator says so. Never writes a file.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{load, print_diagnostics};
use super::{CommandContext, RootArg, output};
use crate::formats::{caddy, nginx};
use crate::foundation::paths::show_path;
use crate::pipeline::Options;

/// The servers that have a configuration.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Server {
    /// Lines for a `server` block
    Nginx,
    /// Lines for a site block of a Caddyfile
    Caddy,
}

/// Arguments of `situ hosts`.
#[derive(Args)]
pub struct HostsArgs {
    #[arg(value_enum, value_name = "SERVER")]
    server: Server,
    #[command(flatten)]
    root: RootArg,
    /// Folder in which the server finds the site (default: public/ in the root)
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// Prints the configuration. Returns the exit code.
pub fn run(args: HostsArgs, context: &CommandContext) -> Result<u8, CliError> {
    let HostsArgs { server, root: RootArg { root }, folder, base_url } = args;
    let messages = &context.messages;
    let (tree, result) = load(&root, &Options { base_url, ..Options::default() }, messages)?;
    let Some(ready) = result.site else {
        print_diagnostics(&result.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let folder = std::path::absolute(folder.unwrap_or_else(|| root.join("public")))?;
    // `.` at the end of the root is part of no path that a server reads.
    let folder: PathBuf = folder.components().collect();
    let folder = show_path(&folder);
    let text = match server {
        Server::Nginx => nginx::server_part(&ready.site, &ready.routes, &folder)
            .map_err(|path| CliError(messages.text("cli-hosts-variable", &[("path", &path)])))?,
        Server::Caddy => caddy::site_part(&ready.site, &ready.routes, &folder),
    };
    output::stdout().write_all(text.as_bytes())?;
    Ok(0)
}
