//! Two sites do not replace each other, and no output is put inside another one.

use std::fs;
use std::path::{Path, PathBuf};

use situ::testing::{ContentHash, Publication, PublishError, PublishReport, show_path};
use tempfile::TempDir;

use super::{NEW, OLD, expected, healthy, publish, state_dir, tree};
use crate::support::folder;

/// Creates the folder of a site.
fn make_site(dir: &TempDir, name: &str) -> PathBuf {
    let root = dir.path().join(name);
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("content/site.yaml"), "base_url: https://kb.example\n").unwrap();
    root
}

/// Publishes the site of `root`, whose address is `address`.
fn publish_site(out: &Path, root: &Path, address: &str, site: super::Site) -> Result<PublishReport, PublishError> {
    let disk = healthy(true);
    let mut publication = Publication::open(&disk, out, &[], ContentHash::default())?;
    publication.set_site(ContentHash::xxh3(address), root)?;
    for (path, bytes) in site {
        publication.write(path, ContentHash::xxh3(bytes), bytes.as_bytes())?;
    }
    publication.finish()
}

/// Fails unless the build is refused because of another site, and nothing changes.
fn assert_other_site(out: &Path, root: &Path, address: &str, named: &str) {
    let before = tree(out);
    let said = publish_site(out, root, address, NEW).unwrap_err().to_string();
    let out_name = show_path(out);
    assert_eq!(
        said,
        format!("{out_name} holds another site{named}: choose another folder for this one, or remove {out_name} first")
    );
    assert_eq!(tree(out), before);
}

#[test]
fn another_site_is_refused() {
    let dir = TempDir::new().unwrap();
    let (a, b, out) = (make_site(&dir, "a"), make_site(&dir, "b"), dir.path().join("out"));
    publish_site(&out, &a, "a", OLD).unwrap();
    let that_of_a = format!(", that of {}", show_path(&fs::canonicalize(&a).unwrap()));
    // Even with the same address, as in a copy of a site.
    assert_other_site(&out, &b, "b", &that_of_a);
    assert_other_site(&out, &b, "a", &that_of_a);
    // In a clone, only the address is known.
    fs::remove_dir_all(state_dir(&out)).unwrap();
    assert_other_site(&out, &b, "b", "");
    // The way to go on.
    fs::remove_dir_all(&out).unwrap();
    publish_site(&out, &b, "b", NEW).unwrap();
    assert_eq!(tree(&out).len(), expected(NEW).len());
    publish_site(&out, &b, "another address of b", OLD).unwrap();
}

#[test]
fn the_same_site_is_recognised_after_a_move_a_copy_and_a_change_of_address() {
    let dir = TempDir::new().unwrap();
    let (a, out) = (make_site(&dir, "a"), dir.path().join("out"));
    publish_site(&out, &a, "a", OLD).unwrap();
    let moved = dir.path().join("moved");
    fs::rename(&a, &moved).unwrap();
    publish_site(&out, &moved, "a", NEW).unwrap();
    // With an output of its own, inside its folder.
    let inner = moved.join("public");
    publish_site(&inner, &moved, "a", OLD).unwrap();
    let copy = dir.path().join("copy");
    for (path, bytes) in folder::files(&moved) {
        fs::create_dir_all(copy.join(&path).parent().unwrap()).unwrap();
        fs::write(copy.join(path), bytes).unwrap();
    }
    publish_site(&copy.join("public"), &copy, "a", NEW).unwrap();
    fs::remove_dir_all(copy.join(".public.situ")).unwrap();
    publish_site(&copy.join("public"), &copy, "a new address", OLD).unwrap();
    // An output of an earlier version, which names no site.
    let old = dir.path().join("old");
    publish(&old, OLD);
    publish_site(&old, &copy, "a", NEW).unwrap();
}

#[test]
fn output_inside_an_output_or_a_state_folder_is_refused() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    publish(&out, OLD);
    let before = tree(dir.path());
    let open = |inner: &str| {
        let disk = healthy(true);
        Publication::open(&disk, &dir.path().join(inner), &[], ContentHash::default()).map(drop).unwrap_err()
    };
    for inner in ["public/x", "public/deep/er", "public/no/such/folder"] {
        let error = open(inner);
        assert!(matches!(&error, PublishError::InsideOutput { .. }), "{inner}: {error}");
        assert!(error.to_string().ends_with("choose a folder beside it"), "{error}");
    }
    for inner in [".public.situ", ".public.situ/staging", ".public.situ/x/y", ".new.situ"] {
        let error = open(inner);
        assert!(matches!(&error, PublishError::InsideStateFolder { .. }), "{inner}: {error}");
    }
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn state_folder_ignores_itself_in_git() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    publish(&out, OLD);
    let gitignore = state_dir(&out).join(".gitignore");
    assert_eq!(fs::read_to_string(&gitignore).unwrap(), "*\n");
    // A state folder of an earlier version gets one.
    fs::remove_file(&gitignore).unwrap();
    publish(&out, OLD);
    assert_eq!(fs::read_to_string(&gitignore).unwrap(), "*\n");
}

#[test]
fn state_folder_on_another_file_system_is_refused() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    let state = fs::canonicalize(dir.path()).unwrap().join(".public.situ");
    fs::create_dir(&state).unwrap();
    let mounted = super::FaultyFs { other_device: Some(state.clone()), ..healthy(true) };
    let said = Publication::open(&mounted, &out, &[], ContentHash::default()).map(drop).unwrap_err().to_string();
    assert!(said.contains("is on another file system") && said.contains("unmount it"), "{said}");
}
