//! `_headers`: HTTP response headers, in the format that Netlify and Cloudflare Pages read. Other hosts serve it as a
//! plain file.

use super::{EmitContext, RenderError};
use crate::model::{HEADERS, Host};
use crate::publish::Output;
use crate::site::hosting::header_rules;

/// Writes the content security policy of all pages, which is that of their `<meta>` element with the directive that it
/// cannot set (`frame-ancestors`), and immutable caching for files whose names contain a content hash. A site that names
/// hosts gets the file only if one of them reads it.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let config = &context.site.config;
    if !config.may_be_on(Host::Netlify) && !config.may_be_on(Host::Cloudflare) {
        return Ok(());
    }
    let mut text = String::new();
    for rule in header_rules(config) {
        text.push_str(&format!("{}{}\n", config.base, rule.pattern));
        for (name, value) in rule.headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    context.write(HEADERS, text.as_bytes())?;
    Ok(())
}
