//! Why a site cannot be published, and what the user should know of one that was.
//!
//! Takes I/O errors with the action and the path they belong to; returns a [`PublishError`], and its text in the
//! language of the user. Never does any I/O.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::foundation::paths::show_path;
use crate::foundation::text::is_forbidden_char;
use crate::foundation::unicode::show_invisible;
use crate::i18n::Messages;
use crate::linguistics::FALLBACK;

/// Why a site cannot be published. The output is unchanged.
#[derive(Debug)]
#[expect(missing_docs, reason = "the message of each variant names its fields")]
pub enum PublishError {
    /// The output path is a file, a device or a socket.
    NotADirectory { out: PathBuf },
    /// The output path itself is a symbolic link, so it cannot be swapped.
    SymbolicLink { out: PathBuf },
    /// The output folder is not empty and has no marker.
    UnmanagedDirectory { out: PathBuf },
    /// The output holds files that are neither in its manifest nor in its marker.
    UnmanagedFiles { files: Vec<PathBuf> },
    /// The marker is that of an earlier version or damaged, and there is no manifest.
    UnknownFiles { out: PathBuf },
    /// The output holds another site.
    OtherSite { out: PathBuf, root: Option<PathBuf> },
    /// The output is inside the output of another build.
    InsideOutput { out: PathBuf, outer: PathBuf },
    /// The output is a state folder, or inside one.
    InsideStateFolder { out: PathBuf },
    /// The state folder is a mount point.
    StateFolderMounted { state: PathBuf },
    /// A file or folder belongs to another user, and this one may not change it.
    OwnedByOther { path: PathBuf, owner: String, out: PathBuf, state: PathBuf },
    /// The output is, contains or is inside a source folder.
    OutputOverlapsSources { out: PathBuf, source_path: PathBuf },
    /// The output is a mount point, which cannot be renamed.
    MountPoint { out: PathBuf },
    /// The folder above the output is read-only.
    ParentNotWritable { parent: PathBuf },
    /// Another program holds a file of the output open, so that it cannot be renamed (Windows).
    InUse { out: PathBuf },
    /// The name of the state folder is in use by something else.
    UnmanagedStateFolder { state: PathBuf },
    /// Another process holds the lock.
    Locked { out: PathBuf },
    /// A path was published twice in one build.
    DuplicatePath { path: String },
    /// A path is needed both as a file and as a folder.
    PageAndFolder { path: String },
    /// A path is empty, absolute, has an empty, `.` or `..` component, or is the marker.
    InvalidPath { path: String },
    /// The build asked to keep a path whose published file is missing or changed.
    NotPublished { path: String },
    /// A page could not be written earlier in this build.
    Stopped,
    /// A call to the file system failed.
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

/// How many files a message names.
const MAX_NAMED: usize = 10;

impl PublishError {
    /// What went wrong and what to do, in the language of `messages`.
    pub fn text(&self, messages: &Messages) -> String {
        use PublishError as E;
        let with = |id: &str, args: &[(&str, &Path)]| text_with_paths(messages, id, args);
        match self {
            E::NotADirectory { out } => with("publish-not-a-folder", &[("out", out)]),
            E::SymbolicLink { out } => with("publish-symbolic-link", &[("out", out)]),
            E::UnmanagedDirectory { out } => with("publish-unmanaged-folder", &[("out", out)]),
            E::UnmanagedFiles { files } => list_unmanaged(messages, files),
            E::UnknownFiles { out } => with("publish-unknown-files", &[("out", out)]),
            E::OtherSite { out, root } => {
                let root = root.as_deref().unwrap_or(Path::new("none"));
                with("publish-other-site", &[("out", out), ("root", root)])
            }
            E::InsideOutput { out, outer } => with("publish-inside-output", &[("out", out), ("outer", outer)]),
            E::InsideStateFolder { out } => with("publish-inside-state", &[("out", out)]),
            E::StateFolderMounted { state } => with("publish-state-mounted", &[("state", state)]),
            E::OwnedByOther { path, owner, out, state } => with(
                "publish-owned-by-other",
                &[("path", path), ("owner", Path::new(owner)), ("out", out), ("state", state)],
            ),
            E::OutputOverlapsSources { out, source_path } => {
                with("publish-overlaps-sources", &[("out", out), ("source", source_path)])
            }
            E::MountPoint { out } => with("publish-mount-point", &[("out", out)]),
            E::ParentNotWritable { parent } => with("publish-parent-not-writable", &[("parent", parent)]),
            E::InUse { out } => with("publish-in-use", &[("out", out)]),
            E::UnmanagedStateFolder { state } => with("publish-unmanaged-state", &[("state", state)]),
            E::Locked { out } => with("publish-locked", &[("out", out)]),
            E::DuplicatePath { path } => with("publish-duplicate-path", &[("path", Path::new(path))]),
            E::PageAndFolder { path } => with("publish-page-and-folder", &[("path", Path::new(path))]),
            E::InvalidPath { path } => messages.text("publish-invalid-path", &[("path", &format!("{path:?}"))]),
            E::NotPublished { path } => with("publish-not-published", &[("path", Path::new(path))]),
            E::Stopped => messages.text("publish-stopped", &[]),
            E::Io { action, path, source } => messages.text(
                "publish-io",
                &[("kind", action_kind(action)), ("path", &shown_path(path)), ("reason", &reason(source))],
            ),
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(&Messages::for_writer(FALLBACK)))
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// What was found beside the files of a site.
fn list_unmanaged(messages: &Messages, files: &[PathBuf]) -> String {
    if let [file] = files {
        return text_with_paths(messages, "publish-unmanaged-file", &[("file", file)]);
    }
    let mut text = messages.count("publish-unmanaged-files", files.len() as u64, &[]);
    text.extend(files.iter().take(MAX_NAMED).map(|file| format!("\n  {}", shown_path(file))));
    match files.len().saturating_sub(MAX_NAMED) {
        0 => text,
        more => format!("{text}\n  {}", messages.count("publish-more-files", more as u64, &[])),
    }
}

/// A message whose arguments are paths.
fn text_with_paths(messages: &Messages, id: &str, args: &[(&str, &Path)]) -> String {
    let shown: Vec<(&str, String)> = args.iter().map(|(name, path)| (*name, shown_path(path))).collect();
    let args: Vec<(&str, &str)> = shown.iter().map(|(name, path)| (*name, path.as_str())).collect();
    messages.text(id, &args)
}

/// A path for the terminal: anybody can put a file into the output, and its name must not end a line or move the cursor.
fn shown_path(path: &Path) -> String {
    let path = show_path(path);
    let mut shown = String::with_capacity(path.len());
    for c in show_invisible(&path).chars() {
        match is_forbidden_char(c) || c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

/// What a message says of an action.
fn action_kind(action: &str) -> &'static str {
    match action {
        "write" | "link" | "sync" => "write",
        "create the folder" => "folder",
        "remove" => "remove",
        "move" | "rename" | "replace" | "restore" => "move",
        "lock" => "lock",
        _ => "read",
    }
}

/// The key of a reason, or the text of the host.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "full".to_owned(),
        io::ErrorKind::PermissionDenied => "denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "read-only".to_owned(),
        io::ErrorKind::NotFound => "gone".to_owned(),
        _ => {
            let mut text = error.to_string();
            text.truncate(text.find(" (os error").unwrap_or(text.len()));
            text
        }
    }
}

/// What the operating system did not let this user give to the files of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefusedAccess {
    /// The name of the owner.
    pub owner: Option<String>,
    /// The name of the group.
    pub group: Option<String>,
    /// The permissions.
    pub mode: Option<u32>,
}

/// Something that the user should know about a build that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the message of each variant names its fields")]
pub enum PublishWarning {
    /// A file that situ did not write appeared in the output during the build. It was moved back to its path in the output.
    LateFile { file: PathBuf },
    /// A file that situ did not write was found in the staging tree, or its path in the output was taken. It was moved to
    /// the state folder.
    MovedFile { file: PathBuf },
    /// The new files could not get the owner, the group or the permissions of the output.
    AccessRefused { out: PathBuf, refused: RefusedAccess },
}

impl PublishWarning {
    /// What happened and what to do, in the language of `messages`.
    pub fn text(&self, messages: &Messages) -> String {
        match self {
            PublishWarning::LateFile { file } => text_with_paths(messages, "publish-late-file", &[("file", file)]),
            PublishWarning::MovedFile { file } => text_with_paths(messages, "publish-moved-file", &[("file", file)]),
            PublishWarning::AccessRefused { out, refused: RefusedAccess { owner, group, mode } } => {
                let name = |id: &str, name: &String| messages.text(id, &[("name", name)]);
                let mode = mode.map(|mode| messages.text("publish-permissions", &[("mode", &format!("{mode:o}"))]));
                let owner = owner.as_ref().map(|owner| name("publish-owner", owner));
                let group = group.as_ref().map(|group| name("publish-group", group));
                let refused: Vec<String> = [owner, group, mode].into_iter().flatten().collect();
                let refused = refused.join(", ");
                messages.text("publish-access-refused", &[("out", &shown_path(out)), ("refused", &refused)])
            }
        }
    }
}

/// Adds the action and the path to an I/O error.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    move |source| PublishError::Io { action, path: path.to_path_buf(), source }
}

/// Turns `NotFound` into `None`.
pub(super) fn none_if_not_found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_warnings_are_translated() {
        let path = || PathBuf::from("/srv/www");
        let io = |action| PublishError::Io { action, path: path(), source: io::ErrorKind::StorageFull.into() };
        let texts = |code: &str| {
            let messages = Messages::for_writer(code);
            let errors = [
                PublishError::Locked { out: path() },
                PublishError::InUse { out: path() },
                PublishError::UnmanagedFiles { files: vec![path()] },
                PublishError::UnmanagedFiles { files: vec![path(); 12] },
                PublishError::OtherSite { out: path(), root: None },
                PublishError::OtherSite { out: path(), root: Some("/home".into()) },
                io("write"),
                io("inspect"),
                PublishError::Stopped,
            ];
            let refused = RefusedAccess { owner: Some("anna".to_owned()), group: None, mode: Some(0o750) };
            let warnings =
                [PublishWarning::LateFile { file: path() }, PublishWarning::AccessRefused { out: path(), refused }];
            let errors = errors.iter().map(|error| error.text(&messages));
            errors.chain(warnings.iter().map(|warning| warning.text(&messages))).collect::<Vec<_>>()
        };
        let english = texts("en");
        assert_eq!(english[6], "cannot write /srv/www: the disk is full");
        assert!(english[3].ends_with("\n  and 2 more") && english[5].contains("holds another site, that of /home:"));
        assert!(english[10].contains("(owner anna, permissions 750)"), "{}", english[10]);
        for code in ["lv", "ru", "bg"] {
            for (text, english) in texts(code).iter().zip(&english) {
                assert!(text != english && !text.starts_with("publish-") && !text.contains('$'), "{code}: {text}");
                assert_eq!(text.contains("/srv/www"), english.contains("/srv/www"), "{code}: {text}");
            }
        }
    }

    #[test]
    fn names_of_files_do_not_move_the_cursor() {
        let file = PathBuf::from("public/a\u{1b}[2J\nerror: b\u{202e}c");
        for files in [vec![file.clone()], vec![file.clone(), file]] {
            let count = files.len();
            let text = PublishError::UnmanagedFiles { files }.to_string();
            let lines = if count == 1 { 1 } else { 3 };
            assert_eq!((text.lines().count(), text.contains(['\u{1b}', '\u{202e}'])), (lines, false), "{text}");
        }
    }
}
