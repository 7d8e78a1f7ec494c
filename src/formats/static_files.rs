//! Files for the root of the site, copied from `content/static/` under the names that they have there.

use super::media::copy;
use super::{EmitContext, RenderError};
use crate::publish::Output;

/// Writes every file; one that is already published is not read.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    copy(context, context.site.static_files.values())
}
