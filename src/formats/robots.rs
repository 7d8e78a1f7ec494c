//! `robots.txt`: crawlers may read everything, and the URL of the sitemap.

use super::{EmitContext, RenderError};
use crate::model::{ROBOTS, SITEMAP};
use crate::publish::Output;

/// Writes `robots.txt`.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let sitemap = context.site.config.absolute(SITEMAP);
    context.write(ROBOTS, format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").as_bytes())?;
    Ok(())
}
