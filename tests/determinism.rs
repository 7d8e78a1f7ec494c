//! The same sources give the same bytes on any machine: the shipped site, built by the program itself in twelve
//! surroundings, each of which has changed what some generator wrote.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

const SITU: &str = env!("CARGO_BIN_EXE_situ");

type Sources = Vec<(PathBuf, Vec<u8>)>;

/// The sources of the shipped site, by path.
fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Sources::new();
    let mut todo = vec![root.join("content")];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => todo.push(path),
                false => found.push((path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

/// Writes the sources in their order; each file is as old as `age` says.
fn write<'s>(root: &Path, sources: impl Iterator<Item = &'s (PathBuf, Vec<u8>)>, age: SystemTime) {
    for (path, bytes) in sources {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        File::options().write(true).open(&file).unwrap().set_modified(age).unwrap();
    }
}

/// All that lies in the output, the marker too: it names the manifest, and so every byte of the site.
fn outputs(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut todo = vec![root.to_owned()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => todo.push(path),
                false => drop(found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    found
}

/// A day of the texts' own time.
fn lately() -> SystemTime {
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
fn twelve_surroundings_give_the_same_bytes() {
    let sources = sources();
    let now = lately();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(365 * 86_400);
    let to_come = now + Duration::from_secs(40 * 365 * 86_400);
    let mut wanted: Option<BTreeMap<PathBuf, Vec<u8>>> = None;
    let mut built = |name: &str, folder: &str, age: SystemTime, backwards: bool, make: &dyn Fn(&Path) -> Command| {
        let place = TempDir::new().unwrap();
        // Another user has to get in.
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let root = place.path().join(folder);
        match backwards {
            true => write(&root, sources.iter().rev(), age),
            false => write(&root, sources.iter(), age),
        }
        fs::set_permissions(&root, fs::Permissions::from_mode(0o777)).unwrap();
        let output = match make(&root).output() {
            Ok(output) if matches!(output.status.code(), Some(126 | 127)) => return false,
            Ok(output) => output,
            // A tool of this machine that is not there.
            Err(_) => return false,
        };
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let got = outputs(&root.join("public"));
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
    assert!(built("as it is", "site", now, false, &plain));
    let mut count = 0;
    let mut try_it = |done: bool| count += usize::from(done);
    try_it(built("time zone", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env("TZ", "Pacific/Kiritimati");
        command
    }));
    try_it(built("locale", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env("LANG", "tr_TR.UTF-8").env("LC_ALL", "tr_TR.UTF-8").env("SITU_LANG", "bg");
        command
    }));
    for jobs in ["1", "7"] {
        try_it(built("threads", "site", now, false, &|root| {
            let mut command = plain(root);
            command.args(["--jobs", jobs]);
            command
        }));
    }
    try_it(built("one core", "site", now, false, &|root| command("taskset", &["-c", "0"], root)));
    try_it(built("another path", "a folder/with blanks/šeit", now, false, &plain));
    try_it(built("files made in another order", "site", now, true, &plain));
    try_it(built("files of 1971", "site", long_ago, false, &plain));
    try_it(built("a clock that is behind its files", "site", to_come, false, &plain));
    try_it(built("umask", "site", now, false, &|root| command("sh", &["-c", "umask 027; exec \"$@\"", "sh"], root)));
    try_it(built("no home, nothing in the environment", "site", now, false, &|root| {
        let mut command = plain(root);
        command.env_clear();
        command
    }));
    try_it(built("from another folder", "site", now, false, &|root| {
        let mut command = plain(root);
        command.current_dir("/");
        command
    }));
    try_it(built("another user", "site", now, false, &|root| {
        command("setpriv", &["--reuid=65534", "--regid=65534", "--clear-groups"], root)
    }));
    assert!(count >= 11, "only {count} surroundings could be tried");
}

#[test]
fn a_clock_that_runs_on_changes_nothing() {
    let sources = sources();
    let place = TempDir::new().unwrap();
    write(place.path(), sources.iter(), lately());
    let build = || {
        let output = command(SITU, &[], place.path()).output().unwrap();
        assert!(output.status.success());
        let built = outputs(&place.path().join("public"));
        fs::remove_dir_all(place.path().join("public")).unwrap();
        fs::remove_dir_all(place.path().join(".public.situ")).unwrap();
        built
    };
    let first = build();
    std::thread::sleep(Duration::from_millis(1_100));
    assert!(first == build());
}

/// What a build remembers of the one before makes it quicker and nothing else.
#[test]
fn a_build_upon_another_gives_what_a_first_build_gives() {
    let folder = TempDir::new().unwrap();
    let (upon, first) = (folder.path().join("upon"), folder.path().join("first"));
    let mut sources = sources();
    sources.retain(|(path, _)| !path.starts_with("content/media"));
    let build = |root: &Path, sources: &Sources| {
        write(root, sources.iter(), lately());
        let output = command(SITU, &[], root).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        outputs(&root.join("public"))
    };
    let change = |sources: &mut Sources, name: &str, from: &str, to: &str| {
        let (_, bytes) = sources.iter_mut().find(|(path, _)| path.ends_with(name)).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{name}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    };
    let whole = build(&upon, &sources);
    let left = ["words-lv", "documents-00", "documents-01"].map(|name| upon.join(".public.situ").join(name));
    assert!(left.iter().all(|file| file.is_file()), "words and texts are remembered");
    change(&mut sources, "lv/articles/first-hour.md", "title: ", "title: Zebiekste un ");
    change(&mut sources, "ru/situations/our-mistake.md", "summary: ", "summary: Трясогузка, ");
    let now = build(&upon, &sources);
    assert_ne!(now, whole);
    assert!(now == build(&first, &sources), "after a change");
    for damaged in left {
        let bytes = fs::read(&damaged).unwrap();
        fs::write(&damaged, &bytes[..bytes.len() / 2]).unwrap();
    }
    change(&mut sources, "lv/articles/first-hour.md", "Zebiekste", "Cielava");
    fs::remove_dir_all(&first).unwrap();
    assert!(build(&upon, &sources) == build(&first, &sources), "with half of what was remembered");
}
