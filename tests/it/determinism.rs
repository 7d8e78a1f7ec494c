//! The same sources give the same bytes on any host.
//!
//! The program builds this repository's site in the usual environment and in thirteen others. Each of these has changed the
//! output of some generator.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::support::{SITU, folder, repository};

type Sources = Vec<(PathBuf, Vec<u8>)>;

/// The sources of the site in this repository, sorted by path.
fn sources() -> Sources {
    let content = folder::files(&repository().join("content"));
    let mut sources: BTreeMap<PathBuf, Vec<u8>> =
        content.into_iter().map(|(path, bytes)| (Path::new("content").join(path), bytes)).collect();
    // A situation with phases of its own, choices, a day that follows from a date, texts above its steps, law and lines of
    // some countries; a document to fill in.
    let plan = "situations:\n  - id: every-means\n    severity: 2\n    phases: [only-here, in-talk]\n    steps:\n      only-here:\n        \
                - {one_of: [every-means.a, every-means.b], key: true}\n";
    let situations = sources.get_mut(Path::new("content/situations.yaml")).unwrap();
    *situations = String::from_utf8(situations.clone()).unwrap().replacen("situations:\n", plan, 1).into_bytes();
    sources.insert("content/holidays.yaml".into(), "lv: [2026-01-01]\nbg: [2026-03-03]\n".into());
    for lang in ["lv", "ru", "bg"] {
        let text = "---\ntitle: T\nsummary: S\nlead: A *b* [[every-means]].\nurgent: ['[112](tel:112)', C]\nphases: {only-here: P}\nwords: [b, c d, c]\n---\n\n\
                    ## P\n\n- [ ] A. {#a after=due+3w}\n- [ ] B. {#b}\n\n  > [!LAW eu 2026-11-29 A](https://a.example)\n  > B. {country=lv,bg}\n\n\
                    > [!INTEREST lv]\n> C.\n";
        sources.insert(format!("content/{lang}/situations/every-means.md").into(), text.into());
        let text = "---\ntitle: D\nsummary: S\nsituations: [every-means]\nsend: A *b*.\n---\n\nA.\n\n---\n\n[b]\n\n|c|\n|-|\n|[d]|\n\n---\n";
        sources.insert(format!("content/{lang}/documents/every-paper.md").into(), text.into());
    }
    sources.into_iter().collect()
}

/// Writes the sources in their order, with the modification time `modified`.
fn write<'s>(root: &Path, sources: impl Iterator<Item = &'s (PathBuf, Vec<u8>)>, modified: SystemTime) {
    for (path, bytes) in sources {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    }
}

/// A day in November 2025.
fn recent() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_763_700_000)
}

fn command(program: &str, before: &[&str], root: &Path) -> Command {
    let mut command = Command::new(program);
    if program != SITU {
        command.args(before).arg(SITU);
    }
    command.args(["build", "--root"]).arg(root).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn output_does_not_depend_on_the_environment() {
    let sources = sources();
    let now = recent();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(365 * 86_400);
    let future = now + Duration::from_secs(40 * 365 * 86_400);
    let mut wanted: Option<BTreeMap<PathBuf, Vec<u8>>> = None;
    let mut built =
        |name: &str, folder: &str, modified: SystemTime, backwards: bool, make: &dyn Fn(&Path) -> Command| {
            let temporary = TempDir::new().unwrap();
            // One of the environments is another user, who must be able to enter.
            fs::set_permissions(temporary.path(), fs::Permissions::from_mode(0o777)).unwrap();
            let root = temporary.path().join(folder);
            if backwards {
                write(&root, sources.iter().rev(), modified);
            } else {
                write(&root, sources.iter(), modified);
            }
            fs::set_permissions(&root, fs::Permissions::from_mode(0o777)).unwrap();
            let output = match make(&root).output() {
                Ok(output) if matches!(output.status.code(), Some(126 | 127)) => return false,
                Ok(output) => output,
                // The host lacks a tool that the environment needs.
                Err(_) => return false,
            };
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
            let got = folder::files(&root.join("public"));
            assert!(got.len() > 100, "{name}");
            match &wanted {
                None => wanted = Some(got),
                Some(wanted) => {
                    let differ: Vec<_> =
                        wanted.keys().chain(got.keys()).filter(|path| wanted.get(*path) != got.get(*path)).collect();
                    assert!(differ.is_empty(), "{name}: {:?}", &differ[..differ.len().min(5)]);
                }
            }
            true
        };
    let plain = |root: &Path| command(SITU, &[], root);
    assert!(built("unchanged environment", "site", now, false, &plain));
    let mut count = 0;
    let mut check = |done: bool| count += usize::from(done);
    check(built("time zone", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env("TZ", "Pacific/Kiritimati");
        command
    }));
    check(built("locale", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env("LANG", "tr_TR.UTF-8").env("LC_ALL", "tr_TR.UTF-8").env("SITU_LANG", "bg");
        command
    }));
    for jobs in ["1", "7"] {
        check(built("threads", "site", now, false, &|root| {
            let mut command = plain(root);
            command.args(["--jobs", jobs]);
            command
        }));
    }
    check(built("one core", "site", now, false, &|root| command("taskset", &["-c", "0"], root)));
    check(built("another path", "a folder/with spaces/šeit", now, false, &plain));
    check(built("files written in another order", "site", now, true, &plain));
    check(built("files of 1971", "site", long_ago, false, &plain));
    check(built("files of the future", "site", future, false, &plain));
    check(built("umask", "site", now, false, &|root| command("sh", &["-c", "umask 027; exec \"$@\"", "sh"], root)));
    check(built("empty environment", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env_clear();
        command
    }));
    check(built("from another folder", "site", now, false, &|root| {
        let mut command = plain(root);
        command.current_dir("/");
        command
    }));
    check(built("another user", "site", now, false, &|root| {
        command("setpriv", &["--reuid=65534", "--regid=65534", "--clear-groups"], root)
    }));
    // A host may lack `taskset` or `setpriv`.
    assert!(count >= 11, "only {count} of 13 environments could be tested");
}

#[test]
fn output_does_not_depend_on_the_time() {
    let sources = sources();
    let temporary = TempDir::new().unwrap();
    write(temporary.path(), sources.iter(), recent());
    let build = || {
        let output = command(SITU, &[], temporary.path()).output().unwrap();
        assert!(output.status.success());
        let built = folder::files(&temporary.path().join("public"));
        fs::remove_dir_all(temporary.path().join("public")).unwrap();
        fs::remove_dir_all(temporary.path().join(".public.situ")).unwrap();
        built
    };
    let first = build();
    std::thread::sleep(Duration::from_millis(1_100));
    assert!(first == build());
}

#[test]
fn caches_do_not_change_the_output() {
    let temporary = TempDir::new().unwrap();
    let (again, first) = (temporary.path().join("again"), temporary.path().join("first"));
    let mut sources = sources();
    sources.retain(|(path, _)| !path.starts_with("content/media"));
    let build = |root: &Path, sources: &Sources| {
        write(root, sources.iter(), recent());
        let output = command(SITU, &[], root).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        folder::files(&root.join("public"))
    };
    let change = |sources: &mut Sources, name: &str, from: &str, to: &str| {
        let (_, bytes) = sources.iter_mut().find(|(path, _)| path.ends_with(name)).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{name}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    };
    let whole = build(&again, &sources);
    let caches = ["words-lv", "documents-00", "documents-01"].map(|name| again.join(".public.situ").join(name));
    assert!(caches.iter().all(|file| file.is_file()), "there are no caches of words and documents");
    change(&mut sources, "lv/articles/first-hour.md", "title: ", "title: Zebiekste un ");
    change(&mut sources, "ru/situations/our-mistake.md", "summary: ", "summary: Трясогузка, ");
    let now = build(&again, &sources);
    assert_ne!(now, whole);
    assert!(now == build(&first, &sources), "after a change");
    for damaged in caches {
        let bytes = fs::read(&damaged).unwrap();
        fs::write(&damaged, &bytes[..bytes.len() / 2]).unwrap();
    }
    change(&mut sources, "lv/articles/first-hour.md", "Zebiekste", "Cielava");
    fs::remove_dir_all(&first).unwrap();
    assert!(build(&again, &sources) == build(&first, &sources), "with truncated caches");
}
