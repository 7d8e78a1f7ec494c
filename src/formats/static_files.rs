//! Files for the root of the site, copied from `content/static/` under the names that they have there.

use super::media::copy;
use super::{EmitContext, RenderError, host_redirects};
use crate::model::REDIRECTS;
use crate::publish::Output;

/// Writes every file, except one whose lines are part of another; one that is already published is not read.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let is_part = |path: &str| path == REDIRECTS && host_redirects::is_written(context);
    copy(context, context.site.static_files.values().filter(|file| !is_part(&file.output)))
}
