//! `situ build --changes DIR`: lists of what to upload to a host that takes single files, and of what to delete there.
//!
//! Takes the published output and the folder of the lists; writes the lists. They are compared with `uploaded`, the
//! manifest of the files that the host has: the author, or a script, renames `manifest` to it after an upload. So an
//! upload that fails is listed again, until it has succeeded. Never writes into the output.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::exit::CliError;
use crate::formats::content_type::content_type;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::model::Href;
use crate::pipeline::RenderableSite;
use crate::publish::{Disk, changes_between, read_manifest};
use crate::site::hosting::{IMMUTABLE, cache_control, special_types};

/// The manifest of what the host has.
const UPLOADED: &str = "uploaded";
/// The manifest of the output, which becomes [`UPLOADED`] after an upload.
const MANIFEST: &str = "manifest";

/// A file to upload.
#[derive(Serialize)]
struct Upload<'u> {
    path: &'u str,
    size: u64,
    content_type: &'u str,
    cache_control: &'static str,
    /// Where the page at a former address leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect: Option<Href>,
}

/// Everything that there is to do.
#[derive(Serialize)]
struct Changes<'u> {
    upload: Vec<Upload<'u>>,
    delete: &'u [String],
}

/// Writes the lists for the output `out` into `folder`. Returns the numbers of files to upload and to delete. Fails if
/// the folder is inside of the output.
pub fn write_changes(
    folder: &Path,
    out: &Path,
    ready: &RenderableSite,
    messages: &Messages,
) -> Result<(usize, usize), CliError> {
    let shown = show_path(folder);
    let full = std::path::absolute(folder)?;
    let existing = full.ancestors().find_map(|above| fs::canonicalize(above).ok());
    if existing.is_some_and(|above| fs::canonicalize(out).is_ok_and(|out| above.starts_with(out))) {
        return Err(CliError(messages.text("cli-changes-inside", &[("folder", &shown)])));
    }
    fs::create_dir_all(folder).map_err(|error| CliError(format!("{shown}: {error}")))?;
    let unreadable = || CliError(messages.text("cli-changes-unreadable", &[("folder", &shown)]));
    let manifest = read_manifest(&Disk::default(), out).ok_or_else(unreadable)?;
    let uploaded = match fs::read_to_string(folder.join(UPLOADED)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        read => Some(read?),
    };
    let changes = changes_between(uploaded.as_deref(), &manifest).ok_or_else(unreadable)?;
    let site = &ready.site;
    let types: HashMap<String, &str> = special_types(&site.config).collect();
    let output = |path: &str| if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let redirects: HashMap<String, Href> = ready.routes.redirects(site).map(|(from, to)| (output(from), to)).collect();
    let upload: Vec<Upload> = changes
        .upload
        .iter()
        .map(|(path, size)| Upload {
            path,
            size: *size,
            content_type: types.get(path).copied().unwrap_or_else(|| content_type(path)),
            cache_control: cache_control(path),
            redirect: redirects.get(path).cloned(),
        })
        .collect();
    let lines = |is_listed: fn(&Upload) -> bool| -> String {
        upload.iter().filter(|file| is_listed(file)).map(|file| format!("{}\n", file.path)).collect()
    };
    let all = Changes { upload: Vec::new(), delete: &changes.delete };
    let files = [
        ("assets.txt", lines(|file| file.cache_control == IMMUTABLE)),
        ("pages.txt", lines(|file| file.cache_control != IMMUTABLE)),
        ("delete.txt", changes.delete.iter().map(|path| format!("{path}\n")).collect()),
        (MANIFEST, manifest),
    ];
    let counts = (upload.len(), changes.delete.len());
    let json = serde_json::to_string_pretty(&Changes { upload, ..all }).unwrap_or_default();
    for (name, text) in files.into_iter().chain([("changes.json", json + "\n")]) {
        fs::write(folder.join(name), text).map_err(|error| CliError(format!("{shown}/{name}: {error}")))?;
    }
    Ok(counts)
}
