//! `_redirects`: permanent redirects from former addresses, in the format that Netlify and Cloudflare Pages read, and for
//! Netlify the page for unknown addresses of each language. Cloudflare finds that page by itself.

use super::{EmitContext, RenderError};
use crate::model::{Host, REDIRECTS};
use crate::publish::Output;

/// Writes the file if the site names a host that reads it. The lines of a `content/static/_redirects` come first, so that
/// they take precedence.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let config = &context.site.config;
    let (netlify, cloudflare) = (config.names_host(Host::Netlify), config.names_host(Host::Cloudflare));
    if !is_written(context) {
        return Ok(());
    }
    let mut text = String::new();
    if let Some(own) = context.site.static_files.get(REDIRECTS) {
        let bytes = context.sources.media(own).map_err(|error| RenderError::Content(vec![error]))?;
        text.push_str(&String::from_utf8_lossy(&bytes));
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
    for (from, to) in context.routes.redirects(context.site) {
        let from = config.href(from);
        if netlify {
            // Without `!`, Netlify would answer with the page at the former address. Cloudflare skips such a line.
            text.push_str(&format!("{from} {to} 301!\n"));
        }
        if cloudflare {
            text.push_str(&format!("{from} {to} 301\n"));
        }
    }
    if netlify {
        for language in &config.languages {
            let folder = config.href(&format!("{}/", language.code));
            text.push_str(&format!("{folder}* {folder}404.html 404\n"));
        }
    }
    context.write(REDIRECTS, text.as_bytes())?;
    Ok(())
}

/// Whether [`emit`] writes the file, so that the one of `content/static/` is not copied.
pub(super) fn is_written<O: Output>(context: &EmitContext<O>) -> bool {
    let config = &context.site.config;
    config.names_host(Host::Netlify) || config.names_host(Host::Cloudflare)
}
