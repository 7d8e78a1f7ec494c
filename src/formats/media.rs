//! Pictures and downloads of the site, copied from `content/media/`, under names that contain a content hash.

use super::{EmitContext, RenderError};
use crate::model::Media;
use crate::publish::Output;

/// Writes every media file; a file that is already published is not read.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    copy(context, context.site.media.values())
}

/// Writes files with the bytes of their sources; one that is already published is not read.
pub(super) fn copy<'m, O: Output>(
    context: &EmitContext<O>,
    files: impl Iterator<Item = &'m Media>,
) -> Result<(), RenderError<O::Error>> {
    for file in files {
        if context.output.published_hash(&file.output) == Some(file.hash) {
            context.output.keep(&file.output)?;
            continue;
        }
        let bytes = context.sources.media(file).map_err(|error| RenderError::Content(vec![error]))?;
        context.output.write(&file.output, file.hash, &bytes)?;
    }
    Ok(())
}
