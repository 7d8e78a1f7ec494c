//! `_headers`: HTTP response headers, in the format that Netlify and Cloudflare Pages read. Other hosts serve it as a
//! plain file.

use super::{EmitContext, RenderError};
use crate::model::HEADERS;
use crate::publish::Output;

/// Writes the content security policy of all pages, which is that of their `<meta>` element with the directive that it
/// cannot set (`frame-ancestors`), and immutable caching for assets, whose names contain a content hash.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let (base, policy) = (&context.site.config.base, context.site.config.csp.for_header());
    let headers = format!(
        "{base}*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    );
    context.write(HEADERS, headers.as_bytes())?;
    Ok(())
}
