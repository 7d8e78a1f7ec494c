//! The theme's assets that the site needs: styles, scripts and icons, under names that contain a content hash.

use super::{EmitContext, RenderError};
use crate::publish::Output;

/// Writes the assets of all languages.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    context.theme.assets_of_site(context.site).values().try_for_each(|asset| {
        context.write(&asset.output, &asset.bytes)?;
        Ok(())
    })
}
