//! `situ schema`: JSON Schemas for editors, and the configuration of Decap CMS and Sveltia CMS.
//!
//! Takes the kind of file, and for an editor in the browser also the source folder; prints JSON or YAML. Never writes.

use std::io::Write;

use clap::Args;

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{print_diagnostics, walk};
use super::{CommandContext, RootArg, output};
use crate::authoring::schema;
use crate::input::{data, site_config};

/// Arguments of `situ schema`.
#[derive(Args)]
pub struct SchemaArgs {
    #[arg(value_enum, value_name = "OF")]
    kind: schema::Schema,
    #[command(flatten)]
    root: RootArg,
}

/// Prints the schema of a kind of file, or the configuration of an editor for the site. Returns the exit code.
pub fn run(args: SchemaArgs, context: &CommandContext) -> Result<u8, CliError> {
    let SchemaArgs { kind, root: RootArg { root } } = args;
    let Some(editor) = kind.editor() else {
        writeln!(output::stdout(), "{}", schema::json_schema(kind).unwrap_or_default())?;
        return Ok(0);
    };
    let (tree, mut diagnostics) = walk(&root, &context.messages)?;
    let Some(config) = site_config::read(&tree, None, &mut diagnostics) else {
        print_diagnostics(&diagnostics, &tree, &context.messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let structure = data::read(&tree, &mut diagnostics);
    write!(output::stdout(), "{}", schema::cms_config(editor, &config, &structure, &context.messages))?;
    Ok(0)
}
