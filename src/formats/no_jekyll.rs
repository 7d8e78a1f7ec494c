//! `.nojekyll`: tells GitHub Pages to publish the site unchanged. Without it, files whose names begin with `_` are left
//! out. Other hosts serve it as an empty file.

use super::{EmitContext, RenderError};
use crate::model::{Host, NO_JEKYLL};
use crate::publish::Output;

/// Writes the empty file `.nojekyll`, unless the site names hosts and GitHub Pages is none of them.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    if context.site.config.may_be_on(Host::GithubPages) {
        context.write(NO_JEKYLL, b"")?;
    }
    Ok(())
}
