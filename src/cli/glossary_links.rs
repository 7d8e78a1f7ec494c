//! `situ check --terms`: lists the links to glossary terms, so that an editor can find wrong ones.
//!
//! Takes the source folder; prints one line for each link: position, linked text, term and id of the term. A wrong link
//! is removed by `exclude` or `link: exact` in glossary.yaml. Prints diagnostics only if the site has errors.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::output;
use super::sources::{load, print_diagnostics};
use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::pipeline::Options;

/// Prints the links, sorted by language, term and position.
pub fn print_links(root: &Path, as_json: bool, options: &Options, messages: &Messages) -> Result<u8, CliError> {
    let (tree, built) = load(root, options, messages)?;
    let Some(ready) = built.site else {
        print_diagnostics(&built.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let site = &ready.site;
    let mut links = Vec::new();
    for document in &site.documents {
        let text = tree.read_text(&document.path).unwrap_or_default();
        let terms = &site.texts(document.lang).terms;
        for mention in &document.terms {
            let index = terms.iter().position(|(id, _)| id.value == mention.value);
            let Some((index, (_, term))) = index.map(|index| (index, &terms[index])) else { continue };
            let (line, column) = line_column(&text, mention.range.start);
            let linked_text = text.get(mention.range.clone()).unwrap_or_default().to_owned();
            let position = (document.lang, index, document.path.clone(), line, column);
            links.push((position, linked_text, mention.value.clone(), term.term.clone()));
        }
    }
    links.sort();
    let mut out = output::stdout();
    if as_json {
        let rows = links.iter().map(|((_, _, path, line, column), linked_text, id, term)| {
            json!({"path": **path, "line": line, "column": column, "words": linked_text, "term": **term, "id": **id})
        });
        writeln!(out, "{}", Value::from_iter(rows))?;
    } else {
        for ((_, _, path, line, column), linked_text, id, term) in &links {
            writeln!(out, "{path}:{line}:{column}: {linked_text} → {term} ({id})")?;
        }
    }
    Ok(0)
}
