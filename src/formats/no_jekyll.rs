//! `.nojekyll`: tells GitHub Pages to publish the site unchanged. Without it, files whose names begin with `_` are left
//! out. Other hosts serve it as an empty file.

use super::{EmitContext, RenderError};
use crate::model::NO_JEKYLL;
use crate::publish::Output;

/// Writes the empty file `.nojekyll`.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    context.write(NO_JEKYLL, b"")?;
    Ok(())
}
