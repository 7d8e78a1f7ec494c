//! Mode, owner and group of the output are kept, and given to all that it holds; a build that fails leaves nothing.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use situ::testing::{ContentHash, Publication, PublishWarning};

use super::faulty_fs::{FaultyFs, full_disk};
use super::{NEW, OLD, build, build_warned, expected, healthy, output_dir, publish, state_dir, tree};

/// The modes of the root, the other folders and the files of a tree, each once.
fn modes(root: &Path) -> [Vec<u32>; 3] {
    let mode = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777;
    let (folders, files): (Vec<_>, Vec<_>) = tree(root).into_keys().partition(|path| path.ends_with('/'));
    let of = |paths: Vec<String>| {
        let mut modes: Vec<u32> = paths.iter().map(|path| mode(&root.join(path))).collect();
        modes.sort_unstable();
        modes.dedup();
        modes
    };
    [vec![mode(root)], of(folders), of(files)]
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn modes_follow_the_output_in_every_build() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    for (root, folder, file) in [
        (0o755, 0o755, 0o644),
        (0o700, 0o700, 0o600),
        (0o711, 0o711, 0o644),
        (0o2750, 0o2750, 0o640),
        (0o2775, 0o2775, 0o664),
        (0o1777, 0o777, 0o666),
    ] {
        set_mode(&out, root);
        // Written, kept, kept in the other tree, nothing changed.
        for site in [NEW, OLD, NEW, NEW] {
            publish(&out, site);
            assert_eq!(modes(&out), [vec![root], vec![folder], vec![file]], "{root:o}");
        }
        assert_eq!(tree(&out), expected(NEW));
    }
}

#[test]
fn modes_are_corrected_where_nothing_changed() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let right = modes(&out);
    for path in ["deep/er", "index.html", ".situ"] {
        set_mode(&out.join(path), 0o700);
    }
    assert!(!publish(&out, OLD).swapped);
    assert_eq!(modes(&out), right);
    set_mode(&out.join("index.html"), 0o600);
    let inputs = ContentHash::xxh3(OLD);
    assert!(Publication::unchanged_since(&healthy(true), &out, &[], inputs).unwrap().is_some());
    assert_eq!(modes(&out), right);
}

#[test]
fn mode_of_a_strict_umask_is_widened_where_nothing_changed() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let (wide, record) = (modes(&out), state_dir(&out).join("site"));
    let text = fs::read_to_string(&record).unwrap();
    let recorded = format!("mode {:o}\n", wide[0][0]);
    let inputs = ContentHash::xxh3(OLD);
    let builds: [&dyn Fn() -> bool; 2] = [&|| !publish(&out, OLD).swapped, &|| {
        Publication::unchanged_since(&healthy(true), &out, &[], inputs).unwrap().is_some()
    }];
    for is_unchanged in builds {
        // What a build under the umask 077 leaves.
        fs::write(&record, text.replace(&recorded, "mode 700\n")).unwrap();
        for path in tree(&out).keys() {
            set_mode(&out.join(path), if path.ends_with('/') { 0o700 } else { 0o600 });
        }
        set_mode(&out, 0o700);
        assert!(is_unchanged());
        assert_eq!(modes(&out), wide);
        assert_eq!(fs::read_to_string(&record).unwrap(), text);
        // A mode that the owner has set stays.
        set_mode(&out, 0o700);
        assert!(is_unchanged());
        assert_eq!(modes(&out)[0], [0o700]);
        set_mode(&out, wide[0][0]);
    }
}

#[test]
fn owner_and_group_that_are_refused_are_reported_once() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let stat = fs::metadata(&out).unwrap();
    let foreign = FaultyFs { owner: Some((stat.uid() + 1, stat.gid() + 1)), ..healthy(true) };
    let (report, warnings) = build_warned(&foreign, &out, NEW).unwrap();
    assert!(report.swapped);
    assert_eq!(tree(&out), expected(NEW));
    let [PublishWarning::AccessRefused { refused, .. }] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(refused.owner.is_some() && refused.group.is_some() && refused.mode.is_none(), "{refused:?}");
    let refusals = foreign.refusals.load(std::sync::atomic::Ordering::SeqCst);
    assert!(refusals <= 2, "tried {refusals} times");
}

#[test]
fn failed_build_gives_back_its_space() {
    // The first build: nothing is left at all.
    let (dir, out) = output_dir();
    for failing in ["write_new", "create_dir", "sync_file", "rename"] {
        let fault = move |call: &str, path: &Path, _: usize| {
            let is_late = path.ends_with("staging/lv") || path.ends_with("lv/ziņa.html") || path == Path::new("/");
            let is_whole = call == "sync_file" || call == "rename" && path.ends_with("public");
            (call == failing && (is_late || is_whole)).then(full_disk)
        };
        build(&FaultyFs::new(fault), &out, OLD).unwrap_err();
        assert_eq!(tree(dir.path()), std::collections::BTreeMap::new(), "{failing}");
    }
    // A later one: the site is there, and no second tree.
    publish(&out, OLD);
    publish(&out, NEW);
    publish(&out, OLD);
    let full = FaultyFs::new(|call, path, _| (call == "write_new" && path.ends_with("added/new.html")).then(full_disk));
    build(&full, &out, NEW).unwrap_err();
    assert_eq!(tree(&out), expected(OLD));
    assert!(!state_dir(&out).join("staging").exists());
    super::assert_tidy(&out);
    publish(&out, NEW);
    assert_eq!(tree(&out), expected(NEW));
}

#[test]
fn cache_file_that_does_not_fit_leaves_nothing() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let full = FaultyFs::new(|call, path, _| (call == "write_new" && path.ends_with("new-words")).then(full_disk));
    Publication::open(&full, &out, &[], ContentHash::default()).unwrap().write_state("words", b"darbs");
    super::assert_tidy(&out);
}

#[test]
fn missing_permission_names_the_owner() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let denied = |call: &'static str| FaultyFs {
        user: Some(fs::metadata(&out).unwrap().uid() + 1),
        ..FaultyFs::new(move |name, _, _| (name == call).then(|| std::io::ErrorKind::PermissionDenied.into()))
    };
    let owner = fs::metadata(&out).unwrap().uid();
    for (call, path) in [("try_lock", state_dir(&out).join("lock")), ("exchange", out.parent().unwrap().to_path_buf())]
    {
        let said = build(&denied(call), &out, NEW).unwrap_err().to_string();
        let name = if owner == 0 { "root".to_owned() } else { said.split(' ').nth(5).unwrap().replace(',', "") };
        assert_eq!(
            said,
            format!(
                "{} belongs to the user {name}, and this user may not change it: build as {name}, or let {name} hand \
                 both folders over (chown -R USER {} {})",
                path.display(),
                out.display(),
                state_dir(&out).display()
            )
        );
    }
    assert_eq!(tree(&out), expected(OLD));
}
