//! `situ check --terms`: where the glossary's terms became links, so that an editor sees the wrong ones.
//!
//! Takes the read site; prints a line for each link: place, the words as they are written, the term and its id. What
//! should not be a link is mended in glossary.yaml: `never`, or `link: exact`. Never prints mistakes.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::exit::{CliError, EXIT_CONTENT_ERRORS};
use super::sources::{load, print_diagnostics};
use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::pipeline::Options;

/// The links in the order of languages, terms and places.
pub fn list(root: &Path, as_json: bool, options: &Options, messages: &Messages) -> Result<u8, CliError> {
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
            let number = terms.iter().position(|(id, _)| id.value == mention.value);
            let Some((number, (_, term))) = number.map(|number| (number, &terms[number])) else { continue };
            let (line, column) = line_column(&text, mention.range.start);
            let words = text.get(mention.range.clone()).unwrap_or_default().to_owned();
            let link = (document.lang, number, document.path.clone(), line, column);
            links.push((link, words, mention.value.clone(), term.term.clone()));
        }
    }
    links.sort();
    let mut out = anstream::stdout();
    if as_json {
        let rows = links.iter().map(|((_, _, path, line, column), words, id, term)| {
            json!({"path": **path, "line": line, "column": column, "words": words, "term": **term, "id": **id})
        });
        writeln!(out, "{}", Value::from_iter(rows))?;
    } else {
        for ((_, _, path, line, column), words, id, term) in &links {
            writeln!(out, "{path}:{line}:{column}: {words} → {term} ({id})")?;
        }
    }
    Ok(0)
}
