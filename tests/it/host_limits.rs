//! Hosts that lack something: threads, a file system that can rename, the owner or the group of the output.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::crash_safety::{tree, write_site};
use crate::support::sandbox::{MountNamespace, is_root, report_skipped, unprivileged};
use crate::support::{SITU, situ};

fn assert_success(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn commands_work_with_few_threads_and_with_none() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 5, "new");
    assert_eq!(situ(root, &["build", "--out", "wanted"]).0, Some(0));
    let wanted = tree(&root.join("wanted"));
    fs::set_permissions(root, fs::Permissions::from_mode(0o777)).unwrap();
    for threads in 1..6 {
        let limit = format!("--nproc={threads}");
        let Some(mut build) = unprivileged(root, &[&limit]) else {
            return report_skipped("a limit of threads", "running a program as another user");
        };
        fs::set_permissions(root, fs::Permissions::from_mode(0o777)).unwrap();
        let out = format!("out{threads}");
        assert_success(&build.args(["build", "--out", &out]).current_dir(root).output().unwrap());
        assert_eq!(tree(&root.join(out)), wanted, "{threads}");
        assert_success(&unprivileged(root, &[&limit]).unwrap().arg("check").current_dir(root).output().unwrap());
        fs::set_permissions(root, fs::Permissions::from_mode(0o777)).unwrap();
    }
    // The preview answers requests on threads of their own.
    let mut serve = unprivileged(root, &["--nproc=1"]).unwrap();
    let output = serve.args(["serve", "--port", "0", "--lang", "en"]).current_dir(root).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("cannot start a thread") && stderr.contains("raise the limit"), "{stderr}");
}

#[test]
fn output_in_a_lower_layer_is_replaced() {
    let Some(host) = MountNamespace::new() else {
        return report_skipped("an overlay file system", "mounting in a namespace");
    };
    let build = |root: &str| {
        let output = host.command(SITU).args(["build", "--root", root]).env("LANG", "en").output().unwrap();
        assert_success(&output);
        tree(&host.path(root).join("public"))
    };
    let lower = host.path("/mnt/lower");
    for kept_state in [true, false] {
        host.run("rm -rf /mnt/lower /mnt/upper /mnt/work && mkdir -p /mnt/lower /mnt/upper /mnt/work /mnt/merged");
        write_site(&lower, 5, "old");
        let old = build("/mnt/lower");
        if !kept_state {
            fs::remove_dir_all(lower.join(".public.situ")).unwrap();
        }
        let layers = "lowerdir=/mnt/lower,upperdir=/mnt/upper,workdir=/mnt/work";
        host.run(&format!("mount -t overlay situ-test -o {layers} /mnt/merged"));
        let merged = host.path("/mnt/merged");
        // A file of somebody else is refused there too.
        fs::write(merged.join("public/CNAME"), "mine").unwrap();
        write_site(&merged, 5, "new");
        let refused = host.command(SITU).args(["build", "--root", "/mnt/merged"]).output().unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(fs::read(merged.join("public/CNAME")).unwrap(), b"mine");
        fs::remove_file(merged.join("public/CNAME")).unwrap();
        let new = build("/mnt/merged");
        assert_ne!(new, old);
        write_site(&merged, 5, "old");
        assert_eq!(build("/mnt/merged"), old);
        write_site(&merged, 5, "new");
        assert_eq!(build("/mnt/merged"), new);
        host.run("umount /mnt/merged");
    }
}

#[test]
fn server_that_mounts_the_folder_above_sees_each_build() {
    let Some(host) = MountNamespace::new() else {
        return report_skipped("a bind mount", "mounting in a namespace");
    };
    let site = host.path("/mnt/site");
    fs::create_dir(&site).unwrap();
    write_site(&site, 3, "old");
    let build = || assert_success(&host.command(SITU).args(["build", "--root", "/mnt/site"]).output().unwrap());
    build();
    host.run("mkdir /mnt/above && mount --bind /mnt/site /mnt/above");
    let page = |root: &str| fs::read_to_string(host.path(root).join("public/lv/articles/a1/index.html")).unwrap();
    for version in ["new", "old"] {
        write_site(&site, 3, version);
        build();
        assert!(page("/mnt/above").contains(&format!("Version {version}")));
    }
}

/// What the guide to publishing warns of: a server that mounts the output itself serves an earlier site, and from the
/// second build on pages that the next build is about to replace.
#[test]
fn server_that_mounts_the_output_itself_keeps_an_earlier_tree() {
    let Some(host) = MountNamespace::new() else {
        return report_skipped("a bind mount", "mounting in a namespace");
    };
    let site = host.path("/mnt/site");
    fs::create_dir(&site).unwrap();
    write_site(&site, 3, "old");
    let build = || assert_success(&host.command(SITU).args(["build", "--root", "/mnt/site"]).output().unwrap());
    build();
    host.run("mkdir /mnt/html && mount --bind /mnt/site/public /mnt/html");
    let page = |root: &str| fs::read_to_string(host.path(root).join("lv/articles/a1/index.html")).unwrap();
    write_site(&site, 3, "new");
    build();
    assert!(page("/mnt/site/public").contains("Version new"));
    assert!(page("/mnt/html").contains("Version old"), "the mount holds the tree that it was made of");
    // That tree is now the staging tree, so the build after the next one is seen, and the next one is not.
    write_site(&site, 3, "newer");
    build();
    assert!(page("/mnt/html").contains("Version newer"));
    write_site(&site, 3, "newest");
    build();
    assert!(page("/mnt/html").contains("Version newer"));
}

/// Every file and folder of a tree has this group, and its mode is one of two.
fn assert_access(root: &Path, uid: u32, gid: u32, folder: u32, file: u32) {
    let paths = tree(root).into_keys().map(|path| root.join(path));
    for path in paths.chain([root.to_path_buf(), root.join(".situ")]) {
        let stat = fs::symlink_metadata(&path).unwrap();
        let mode = if stat.is_dir() { folder } else { file };
        let found = (stat.uid(), stat.gid(), format!("{:o}", stat.mode() & 0o7777));
        assert_eq!(found, (uid, gid, format!("{mode:o}")), "{}", path.display());
    }
}

#[test]
fn owner_and_group_of_the_output_are_kept() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 5, "old");
    let out = root.join("public");
    fs::create_dir(&out).unwrap();
    let own = fs::metadata(&out).unwrap();
    let groups = std::process::Command::new("id").arg("-G").output().unwrap();
    let groups = String::from_utf8(groups.stdout).unwrap();
    let other_group =
        groups.split_whitespace().filter_map(|group| group.parse().ok()).find(|group| *group != own.gid());
    let (uid, gid) = match (is_root(), other_group) {
        (true, _) => (64_321, 64_322),
        (false, Some(group)) => (own.uid(), group),
        (false, None) => return report_skipped("the group of the output", "more than one group"),
    };
    chown(&out, Some(uid), Some(gid)).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o2750)).unwrap();
    for version in ["old", "new", "old"] {
        write_site(root, 5, version);
        let (code, _, stderr) = situ(root, &["build"]);
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        assert_access(&out, uid, gid, 0o2750, 0o640);
    }
    // What was set for everything by hand is not undone.
    for path in tree(&out).into_keys().map(|path| out.join(path)).chain([out.clone(), out.join(".situ")]) {
        chown(path, Some(own.uid()), Some(own.gid())).unwrap();
    }
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
    write_site(root, 6, "new");
    assert_eq!(situ(root, &["build"]).0, Some(0));
    assert_access(&out, own.uid(), own.gid(), 0o755, 0o644);
}

#[test]
fn strict_umask_does_not_close_the_site_for_good() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let build = |umask: &str, version: &str| {
        write_site(root, 5, version);
        let script = format!("umask {umask} && exec \"$0\" build");
        let output = std::process::Command::new("sh").args(["-c", &script, SITU]).current_dir(root).output().unwrap();
        assert_success(&output);
    };
    let own = fs::metadata(root).unwrap();
    let out = root.join("public");
    build("077", "old");
    assert_access(&out, own.uid(), own.gid(), 0o700, 0o600);
    build("077", "new");
    assert_access(&out, own.uid(), own.gid(), 0o700, 0o600);
    for umask in ["022", "077", "077", "022"] {
        for version in ["old", "new"] {
            build(umask, version);
            assert_access(&out, own.uid(), own.gid(), 0o755, 0o644);
        }
    }
    // A mode that somebody set is not widened.
    fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).unwrap();
    for version in ["old", "new"] {
        build("022", version);
        assert_access(&out, own.uid(), own.gid(), 0o750, 0o640);
    }
}
