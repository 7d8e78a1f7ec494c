//! The program is killed, runs out of space, and meets other processes: the output is the old site or the new one, and no
//! foreign file is touched.
//!
//! `publish/faults.rs` fails every call to the file system once; here the real program meets real signals and limits.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use situ::testing::MARKER;
use tempfile::TempDir;

use crate::support::sandbox::{MountNamespace, is_root, report_skipped, unprivileged};
use crate::support::{Random, SITU, folder};

pub type SourceTree = BTreeMap<String, Vec<u8>>;

/// Writes a site with `articles` articles, each of which contains the word `version`.
pub fn write_site(root: &Path, articles: usize, version: &str) {
    let write = |path: &str, text: &str| folder::write(root, path, text);
    write("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv]\n");
    write("content/lv/site.yaml", &format!("title: Site {version}\n"));
    for number in 0..articles {
        let text = format!(
            "---\ntitle: Article {number}\nsummary: What to do.\nupdated: 2026-11-29\n---\n\nVersion {version}.\n"
        );
        write(&format!("content/lv/articles/a{number}.md"), &text);
    }
}

fn situ(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(SITU);
    command.args(arguments).arg("--root").arg(root).env("LANG", "en").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn build(root: &Path) -> Output {
    situ(root, &["build"]).output().unwrap()
}

fn built(root: &Path) -> SourceTree {
    let output = build(root);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&root.join("public"))
}

/// Everything below a folder except the marker: files, folders (with `/` at the end), and links with their targets.
pub fn tree(root: &Path) -> SourceTree {
    let mut found = SourceTree::new();
    let mut todo = vec![root.to_owned()];
    while let Some(folder) = todo.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if path.is_symlink() {
                found.insert(name, fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes());
            } else if path.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                todo.push(path);
            } else if name != MARKER {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The folder contains the sources, the output and a state folder, and the latter only the files that belong there.
fn assert_tidy(root: &Path) {
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(root), [".public.situ", "content", "public"]);
    let mut state = names(&root.join(".public.situ"));
    state.retain(|name| {
        ![".gitignore", "staging", "lock", "inputs", "site", "words-lv"].contains(&name.as_str())
            && !name.starts_with("documents-")
    });
    let kinds: Vec<&str> = state.iter().map(|name| name.split('-').next().unwrap()).collect();
    assert_eq!(kinds, ["manifest", "notes"], "{state:?}");
}

/// The outputs of one site before and after an edit of every page, built in a folder of their own.
fn old_and_new(articles: usize) -> (SourceTree, SourceTree) {
    let folder = TempDir::new().unwrap();
    write_site(folder.path(), articles, "old");
    let old = built(folder.path());
    write_site(folder.path(), articles, "new");
    (old, built(folder.path()))
}

fn kill(child: u32, signal: &str) {
    // The child may have exited a moment ago, so the status is not checked.
    let _ = Command::new("kill").args([signal, &child.to_string()]).stderr(Stdio::null()).status().unwrap();
}

#[test]
fn killed_build_leaves_the_old_or_the_new_site() {
    // SITU_KILLS=100 asks for a hundred rounds, which take five minutes on 2,000 pages.
    const PAGES: usize = if cfg!(debug_assertions) { 200 } else { 2_000 };
    let rounds = std::env::var("SITU_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
    let (old, new) = old_and_new(PAGES);
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, PAGES, "old");
    assert_eq!(built(root), old);
    write_site(root, PAGES, "new");
    let begin = Instant::now();
    assert_eq!(built(root), new);
    let whole = begin.elapsed();
    let mut random = Random::new(0x6b69_6c6c);
    let (mut published, mut hits) = ("new", 0);
    for round in 0..rounds {
        // The sources change, so that there is much to write.
        let wanted = if published == "new" { "old" } else { "new" };
        write_site(root, PAGES, wanted);
        let signal = ["-KILL", "-INT", "-TERM"][random.below(3)];
        let mut child = situ(root, &["build"]).spawn().unwrap();
        thread::sleep(whole.mul_f64(random.below(1_000) as f64 / 1_000.0));
        kill(child.id(), signal);
        let status = child.wait().unwrap();
        hits += usize::from(status.signal().is_some());
        let now = tree(&root.join("public"));
        let is = if now == new {
            "new"
        } else if now == old {
            "old"
        } else {
            panic!("round {round}, {signal}: {}", difference(&now, &old, &new));
        };
        assert!(is == published || is == wanted, "round {round}: {is}");
        published = is;
        if round % 20 == 19 {
            let whole = built(root);
            assert_eq!(whole == new, wanted == "new", "round {round}: the next build does not repair");
            assert_tidy(root);
            published = wanted;
        }
    }
    assert!(hits > rounds / 3, "only {hits} of {rounds} builds were hit");
}

fn difference(now: &SourceTree, old: &SourceTree, new: &SourceTree) -> String {
    let differs = |from: &SourceTree| now.iter().filter(|(path, bytes)| from.get(*path) != Some(bytes)).count();
    format!("{} files, {} differ from the old site, {} from the new one", now.len(), differs(old), differs(new))
}

/// Runs a build with a limit on the size of files, in blocks of 512 bytes; a larger file fails as on a full disk.
fn build_with_file_limit(root: &Path, blocks: usize) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", SITU, "build", "--root"]).arg(root).env("LANG", "en");
    command.output().unwrap()
}

#[test]
fn file_size_limit_is_reported_and_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 40, "old");
    let old = built(root);
    write_site(root, 40, "new");
    fs::create_dir_all(root.join("content/media")).unwrap();
    fs::write(root.join("content/media/large.txt"), vec![7; 3 << 20]).unwrap();
    for blocks in [0, 1, 8, 64, 2_048] {
        let output = build_with_file_limit(root, blocks);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{blocks}: {stderr}");
        assert!(stderr.starts_with("error: cannot "), "{blocks}: {stderr}");
        assert_eq!(tree(&root.join("public")), old, "{blocks}");
    }
    let new = built(root);
    assert_ne!(new, old);
    assert_tidy(root);
}

#[test]
fn full_disk_is_reported_and_changes_nothing() {
    let Some(host) = MountNamespace::new() else {
        return report_skipped("a full disk", "mounting in a namespace");
    };
    host.run("mkdir /mnt/disk && mount -t tmpfs -o size=1500k situ-test /mnt/disk");
    let disk = host.path("/mnt/disk");
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let fill = |bytes: usize| fs::write(disk.join("filler"), vec![1; bytes]);
    let free = || rustix::fs::statvfs(&disk).unwrap().f_bfree;
    let build = || {
        let mut command = host.command(SITU);
        command.args(["build", "--out", "/mnt/disk/public", "--root"]).arg(root).env("LANG", "en").output().unwrap()
    };
    // The first build: whatever does not fit leaves nothing.
    write_site(root, 12, "old");
    let mut refused = 0;
    for kilobytes in (0..1_500).rev().step_by(20) {
        let _ = fs::remove_file(disk.join("filler"));
        if fill(kilobytes << 10).is_err() {
            continue;
        }
        let before = free();
        if build().status.success() {
            break;
        }
        refused += 1;
        assert_eq!(free(), before, "{kilobytes}");
        assert_eq!(fs::read_dir(&disk).unwrap().count(), 1, "{kilobytes}");
    }
    assert!(refused > 3, "{refused}");
    let out = disk.join("public");
    let old = tree(&out);
    write_site(root, 12, "new");
    let mut refused = 0;
    for kilobytes in (0..1_500).rev().step_by(4) {
        let _ = fs::remove_file(disk.join("filler"));
        if fill(kilobytes << 10).is_err() {
            continue;
        }
        let output = build();
        if output.status.success() {
            break;
        }
        refused += 1;
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"), "{kilobytes}");
        assert_eq!(tree(&out), old, "{kilobytes}");
        assert!(!disk.join(".public.situ/staging").exists(), "{kilobytes}");
    }
    assert!(refused > 0, "{} bytes in the output", old.values().map(Vec::len).sum::<usize>());
    let _ = fs::remove_file(disk.join("filler"));
    assert!(build().status.success());
    assert_ne!(tree(&out), old);
}

#[test]
fn content_error_keeps_the_old_site() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 20, "old");
    let old = built(root);
    write_site(root, 20, "new");
    fs::write(root.join("content/lv/articles/a7.md"), "---\ntitle: [\n---\n").unwrap();
    let output = build(root);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("content/lv/articles/a7.md:2:8"));
    assert_eq!(tree(&root.join("public")), old);
    assert_tidy(root);
}

#[test]
fn parallel_builds_give_a_whole_site() {
    let (_, new) = old_and_new(300);
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 300, "old");
    built(root);
    for _ in 0..6 {
        write_site(root, 300, "new");
        let both: Vec<_> = (0..3).map(|_| situ(root, &["build"]).spawn().unwrap()).collect();
        let codes: Vec<_> = both.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        assert!(codes.iter().any(|output| output.status.success()));
        for output in codes.iter().filter(|output| !output.status.success()) {
            assert_eq!(output.status.code(), Some(2));
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.contains("another situ is building"), "{stderr}");
        }
        assert_eq!(tree(&root.join("public")), new);
        assert_tidy(root);
        write_site(root, 300, "old");
        built(root);
    }
}

#[test]
fn readers_see_whole_pages_during_a_build() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 200, "old");
    built(root);
    let (done, reads) = (AtomicBool::new(false), std::sync::atomic::AtomicUsize::new(0));
    thread::scope(|scope| {
        for start in 0..2usize {
            let (done, reads) = (&done, &reads);
            scope.spawn(move || {
                let mut number = start * 100;
                while !done.load(Relaxed) {
                    number = (number + 1) % 200;
                    let page = root.join(format!("public/lv/articles/a{number}/index.html"));
                    let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
                    assert!(
                        text.ends_with("</html>\n") || text.trim_end().ends_with("</html>"),
                        "torn: {}",
                        text.len()
                    );
                    assert!(text.contains("Version old") != text.contains("Version new"));
                    reads.fetch_add(1, Relaxed);
                }
            });
        }
        for round in 0..8 {
            write_site(root, 200, if round % 2 == 0 { "new" } else { "old" });
            built(root);
        }
        done.store(true, Relaxed);
    });
    assert!(reads.load(Relaxed) > 500);
}

/// Builds into `out`, which must fail with `wanted` in the message and change nothing below `root`.
fn assert_refused(root: &Path, out: &str, wanted: &str) {
    let before = tree(root);
    let output = situ(root, &["build", "--out", root.join(out).to_str().unwrap()]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{out}: {stderr}");
    assert!(stderr.contains(wanted), "{out}: {stderr}");
    assert_eq!(tree(root), before, "{out}");
}

#[test]
fn foreign_folders_are_refused_and_not_touched() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 3, "old");
    fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
    for (out, wanted) in [
        ("", "sources"),
        (".", "sources"),
        ("..", "sources"),
        ("content", "sources"),
        ("content/lv", "sources"),
        ("content/new", "sources"),
        ("content/../content", "sources"),
        ("themes", "sources"),
        ("themes/mine/out", "sources"),
    ] {
        assert_refused(root, out, wanted);
    }
    fs::create_dir(root.join("mine")).unwrap();
    fs::write(root.join("mine/letter.txt"), "important").unwrap();
    assert_refused(root, "mine", "did not write");
    fs::create_dir(root.join("mine/.git")).unwrap();
    assert_refused(root, "mine", "did not write");
    fs::write(root.join("file"), "important").unwrap();
    assert_refused(root, "file", "is a file");
    symlink(root.join("mine"), root.join("link")).unwrap();
    assert_refused(root, "link", "is a symbolic link");
    symlink(root.join("nowhere"), root.join("dangling")).unwrap();
    assert_refused(root, "dangling", "is a symbolic link");
    // An output of situ to which another file was added.
    built_into(root, "site");
    fs::write(root.join("site/lv/mine.txt"), "important").unwrap();
    let before = fs::read(root.join("site/index.html")).unwrap();
    let output = situ(root, &["build", "--out", root.join("site").to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("mine.txt was not written by situ"));
    assert_eq!(fs::read(root.join("site/lv/mine.txt")).unwrap(), b"important");
    assert_eq!(fs::read(root.join("site/index.html")).unwrap(), before);
}

fn built_into(root: &Path, out: &str) {
    let output = situ(root, &["build", "--out", root.join(out).to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn missing_permission_is_reported_and_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 5, "old");
    let above = root.join("above");
    fs::create_dir(&above).unwrap();
    let out = above.join("public");
    let out = out.to_str().unwrap();
    assert!(situ(root, &["build", "--out", out]).output().unwrap().status.success());
    let old = tree(Path::new(out));
    write_site(root, 5, "new");
    let set = |mode: u32| {
        for folder in
            [above.clone(), above.join(".public.situ"), above.join(".public.situ/staging"), above.join("public")]
        {
            if folder.exists() {
                fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
            }
        }
    };
    set(0o555);
    let command = unprivileged(root, &[]);
    let output = command.map(|mut command| {
        command.args(["build", "--out", out, "--root"]).arg(root).env("LANG", "en").output().unwrap()
    });
    set(0o755);
    let Some(output) = output else {
        return report_skipped("a missing permission", "running a program as another user");
    };
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    if is_root() {
        let wanted = "belongs to the user root, and this user may not change it: build as root, or let root hand";
        assert!(stderr.contains(wanted), "{stderr}");
    } else {
        assert!(stderr.contains("Permission denied") || stderr.contains("is not writable"), "{stderr}");
    }
    assert_eq!(tree(Path::new(out)), old);
    assert!(situ(root, &["build", "--out", out]).output().unwrap().status.success());
    assert_ne!(tree(Path::new(out)), old);
}

#[test]
fn non_terminating_theme_is_stopped_and_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write_site(root, 3, "old");
    let old = built(root);
    fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
    let settings = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    fs::write(root.join("content/site.yaml"), settings + "theme: mine\n").unwrap();
    for template in [
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}",
        "{% set_global a = \"xxxxxxxxxx\" %}{% for i in range(end=60) %}{% set_global a = a ~ a %}{% endfor %}{{ a }}",
    ] {
        fs::write(root.join("themes/mine/templates/article.html"), template).unwrap();
        let begin = Instant::now();
        let output = build(root);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(
            stderr.contains("themes/mine/templates/article.html") && stderr.contains("takes too much time or memory"),
            "{stderr}"
        );
        assert!(begin.elapsed() < Duration::from_secs(60));
        assert_eq!(tree(&root.join("public")), old);
    }
}
