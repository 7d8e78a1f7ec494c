//! The theme's assets: styles, scripts and icons, under names that contain a content hash.

use super::{EmitContext, RenderError};
use crate::publish::Output;

/// Writes every asset of the theme.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    context.theme.assets.values().try_for_each(|asset| {
        context.write(&asset.output, &asset.bytes)?;
        Ok(())
    })
}
