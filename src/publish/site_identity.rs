//! Which site the output holds, so that two sites do not replace each other.
//!
//! Takes the identity of a site and its folder; compares them with the marker of the output and with the record in the
//! state folder. The marker holds a hash that depends on the site alone; the record holds the way from the state folder
//! to the site's folder, so that both can be moved or copied together. Never reads the site.

use std::path::{Component, Path, PathBuf};

use super::Publication;
use super::error::{PublishError, io_error};
use crate::foundation::hash::ContentHash;
use crate::foundation::paths::slash_path;

/// The first line of the record.
const RECORD: &str = "situ site 1";
/// The name of the record in the state folder.
const SITE: &str = "site";

/// What identifies the site being published: a hash that tells sites apart, and the path of its folder.
#[derive(Debug)]
pub(super) struct SiteIdentity {
    /// Hash that depends on the site alone.
    key: ContentHash,
    /// Relative path from the state folder to the folder of the site; `None` if it is not UTF-8.
    root: Option<String>,
}

/// The record in the state folder.
#[derive(Debug, Default)]
struct SiteRecord {
    root: Option<String>,
    /// The mode of the output, if situ chose it.
    mode: Option<u32>,
}

impl Publication<'_> {
    /// Declares which site is published: `key` tells sites apart, and `root` is the folder of the site. Fails if the
    /// output holds another site.
    pub fn set_site(&mut self, key: ContentHash, root: &Path) -> Result<(), PublishError> {
        let root = self.fs.canonicalize(root).map_err(io_error("find", root))?;
        if let Some(marker) = &self.target.marker {
            let other_site = |root| PublishError::OtherSite { out: self.display_path.clone(), root };
            let recorded = self.read_site_record().root;
            let recorded = recorded.and_then(|path| self.fs.canonicalize(&self.target.state.join(path)).ok());
            match recorded {
                Some(recorded) if recorded == root => {}
                Some(other) if self.fs.metadata(&other.join("content/site.yaml")).is_ok() => {
                    return Err(other_site(Some(other)));
                }
                // The site's folder was moved, or the output was copied without its state folder. An output inside the
                // site's folder belongs to the site, even if the URL of the site was changed.
                _ if self.target.out.starts_with(&root) => {}
                _ if marker.site.is_some_and(|site| site != key) => return Err(other_site(None)),
                _ => {}
            }
        }
        let root = find_way(&self.target.state, &root);
        self.site = Some(SiteIdentity { key, root: recorded_path(&root) });
        Ok(())
    }

    /// The identity of the site, for the marker.
    pub(super) fn site_key(&self) -> Option<ContentHash> {
        self.site.as_ref().map(|site| site.key)
    }

    /// The mode that an earlier build chose for the output.
    pub(super) fn read_own_mode(&mut self) {
        self.own_mode = self.read_site_record().mode;
    }

    /// Writes the record if it has changed. Errors are ignored, because the marker is enough to recognise most sites.
    pub(super) fn write_site_record(&self) {
        let mut text = format!("{RECORD}\n");
        let root = match &self.site {
            Some(site) => site.root.clone(),
            // The site is not read where nothing changed.
            None => self.read_site_record().root,
        };
        if let Some(root) = root.filter(|root| !root.contains('\n')) {
            text += &format!("root {root}\n");
        }
        if let Some(mode) = self.chosen_mode() {
            text += &format!("mode {mode:o}\n");
        }
        if !self.fs.read(&self.target.state.join(SITE)).is_ok_and(|old| old == text.as_bytes()) {
            self.write_state(SITE, text.as_bytes());
        }
    }

    fn read_site_record(&self) -> SiteRecord {
        let text = self.fs.read(&self.target.state.join(SITE)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text.filter(|text| text.lines().next() == Some(RECORD)) else { return SiteRecord::default() };
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
        let mode = value("mode ").and_then(|mode| u32::from_str_radix(&mode, 8).ok());
        SiteRecord { root: value("root "), mode }
    }
}

/// A path as text, with `/` between folders; `None` if it is not UTF-8. On Windows, the way to another drive is an absolute
/// path, which stays as it is.
fn recorded_path(path: &Path) -> Option<String> {
    if path.is_absolute() { path.to_str().map(str::to_owned) } else { slash_path(path) }
}

/// The relative path that leads from one folder to another. Both are absolute and without links.
fn find_way(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn way_leads_up_and_down() {
        let way = |from: &str, to: &str| recorded_path(&find_way(Path::new(from), Path::new(to)));
        assert_eq!(way("/a/.public.situ", "/a").as_deref(), Some(".."));
        assert_eq!(way("/srv/.www.situ", "/home/b/kb").as_deref(), Some("../../home/b/kb"));
        assert_eq!(way("/a/b", "/a/b/c").as_deref(), Some("c"));
    }
}
