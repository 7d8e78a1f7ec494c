//! Pictures and downloads of the site, copied from `content/media/`, under names that contain a content hash.

use super::{EmitContext, RenderError};
use crate::publish::Output;

/// Writes every media file; a file that is already published is not read.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    for media in context.site.media.values() {
        if context.output.published_hash(&media.output) == Some(media.hash) {
            context.output.keep(&media.output)?;
            continue;
        }
        let bytes = context.sources.media(media).map_err(|error| RenderError::Content(vec![error]))?;
        context.write(&media.output, &bytes)?;
    }
    Ok(())
}
