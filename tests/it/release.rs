//! What a release consists of: `.github/workflows/release.yml`, `.github/package`, `.github/Containerfile`, `pyproject.toml`,
//! `action.yml` and the chapter of the manual on installing name the same targets and files.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::folder::read;
use crate::support::program::run;
use crate::support::{SITU, repository};

const WORKFLOWS: [&str; 2] = [".github/workflows/release.yml", ".github/workflows/ci.yml"];

fn yaml(path: &str) -> Value {
    let text = read(repository(), path);
    situ::testing::parse_yaml(&path.into(), &text, 0..text.len()).unwrap().into_json()
}

/// The targets of the release workflow.
fn targets() -> Vec<String> {
    let workflow = yaml(WORKFLOWS[0]);
    let rows = workflow["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    rows.iter().map(|row| row["target"].as_str().unwrap().to_owned()).collect()
}

/// The name of an archive; VERSION is its version.
fn archive(target: &str) -> String {
    let ending = if target.contains("windows") { "zip" } else { "tar.gz" };
    format!("situ-VERSION-{target}.{ending}")
}

/// All steps of a workflow or an action.
fn steps(file: &Value) -> Vec<&Value> {
    let jobs = file["jobs"].as_object().into_iter().flatten().map(|(_, job)| &job["steps"]);
    jobs.chain([&file["runs"]["steps"]]).filter_map(Value::as_array).flatten().collect()
}

#[test]
fn every_system_has_an_archive_under_one_name() {
    let targets = targets();
    for part in ["x86_64-unknown-linux", "aarch64-unknown-linux", "x86_64-apple", "aarch64-apple", "x86_64-pc-windows"]
    {
        assert_eq!(targets.iter().filter(|target| target.starts_with(part)).count(), 1, "{part}");
    }
    assert_eq!(targets.len(), 5);
    let archives: BTreeSet<String> = targets.iter().map(|target| archive(target)).collect();
    // The names in a file, each from `situ-` to its ending.
    let named = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "$-_.".contains(c)));
        let is_archive =
            |word: &&str| word.starts_with("situ-") && (word.ends_with(".tar.gz") || word.ends_with(".zip"));
        words.filter(is_archive).map(|word| word.replace('$', "")).collect()
    };
    assert_eq!(named(&read(repository(), "action.yml")), archives);
    for lang in ["en", "lv", "ru", "bg"] {
        let chapter = read(repository(), &format!("src/manual/content/{lang}/articles/installing.md"));
        assert_eq!(named(&chapter), archives, "{lang}");
    }
}

#[test]
fn dependencies_of_every_target_are_checked() {
    let lists: Value = basic_toml::from_str(&read(repository(), "deny.toml")).unwrap();
    let checked = lists["graph"]["targets"].as_array().unwrap();
    for target in targets() {
        assert!(checked.iter().any(|listed| *listed == *target), "{target} is not in deny.toml");
    }
}

#[test]
fn archive_has_program_licences_completions_and_man_pages() {
    let folder = tempfile::tempdir().unwrap();
    let target = "aarch64-apple-darwin";
    let mut package = Command::new(repository().join(".github/package"));
    package.args([target, SITU]).arg(folder.path()).arg("LICENSE-CONTENT");
    package.current_dir(repository()).stdin(Stdio::null());
    assert_eq!(run(&mut package), (Some(0), String::new(), String::new()));
    let version = env!("CARGO_PKG_VERSION");
    let name = archive(target).replace("VERSION", version);
    let mut list = Command::new("tar");
    let (code, names, _) = run(list.arg("-tzf").arg(folder.path().join(&name)));
    assert_eq!(code, Some(0));
    let names: BTreeSet<&str> = names.lines().filter(|name| !name.ends_with('/')).collect();
    let top = name.strip_suffix(".tar.gz").unwrap();
    assert!(names.iter().all(|name| name.starts_with(&format!("{top}/"))), "{names:?}");
    for file in [
        "situ",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "LICENSE-CONTENT",
        "man/situ.1",
        "man/situ-check.1",
        "completions/situ.bash",
        "completions/situ.elv",
        "completions/situ.fish",
        "completions/_situ.ps1",
        "completions/_situ",
    ] {
        assert!(names.contains(format!("{top}/{file}").as_str()), "{file}: {names:?}");
    }
    let mut unpack = Command::new("tar");
    assert_eq!(run(unpack.arg("-xzf").arg(folder.path().join(&name)).current_dir(folder.path())).0, Some(0));
    let unpacked = folder.path().join(top);
    assert_eq!(run(Command::new(unpacked.join("situ")).arg("--version")).1, format!("situ {version}\n"));
    assert!(read(&unpacked, "completions/_situ").starts_with("#compdef situ\n"));
    assert!(read(&unpacked, "completions/situ.fish").contains("complete -c situ"));
    let (code, _, error) = run(Command::new(repository().join(".github/package")).stdin(Stdio::null()));
    assert_eq!((code, error.as_str()), (Some(2), "usage: .github/package TARGET PROGRAM OUT [FILE …]\n"));
}

#[test]
fn release_needs_few_rights() {
    let workflow = yaml(WORKFLOWS[0]);
    let rights = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, right)| format!("{name}: {}", right.as_str().unwrap()))
            .collect()
    };
    assert_eq!(rights(&workflow["permissions"]), ["contents: read"]);
    let mut writers = Vec::new();
    for (name, job) in workflow["jobs"].as_object().unwrap() {
        if rights(&job["permissions"]).iter().any(|right| right.ends_with(": write")) {
            writers.push(name.as_str());
            // A run that is started by hand publishes nothing.
            assert_eq!(job["if"], "github.ref_type == 'tag'", "{name}");
        }
    }
    assert_eq!(writers, ["publish", "image"]);
    let attests = |job: &str| {
        steps_of(&workflow, job).iter().any(|step| uses(step).starts_with("actions/attest-build-provenance@"))
    };
    assert!(attests("publish") && attests("image") && !attests("build"));
    for step in steps(&workflow) {
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step}");
        assert!(!uses(step).starts_with("actions/checkout@") || step["with"]["persist-credentials"] == false, "{step}");
    }
}

fn steps_of<'w>(workflow: &'w Value, job: &str) -> &'w Vec<Value> {
    workflow["jobs"][job]["steps"].as_array().unwrap()
}

fn uses(step: &Value) -> &str {
    step["uses"].as_str().unwrap_or_default()
}

/// A tag can be moved to other code, a commit cannot.
#[test]
fn actions_of_a_release_are_pinned_by_commit() {
    let mut commits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in [WORKFLOWS[0], "action.yml"] {
        for step in steps(&yaml(path)).into_iter().filter(|step| step["uses"].is_string()) {
            let (action, commit) = uses(step).split_once('@').unwrap();
            assert!(
                commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{path}: {action}@{commit}"
            );
            commits.entry(action.to_owned()).or_default().insert(commit.to_owned());
        }
        // The version is for the reader.
        for line in read(repository(), path).lines().filter(|line| line.contains("uses: ")) {
            assert!(line.contains(" # v"), "{path}: {line}");
        }
    }
    assert!(commits.len() >= 5);
    commits.iter().for_each(|(action, commits)| assert_eq!(commits.len(), 1, "{action}: {commits:?}"));
}

#[test]
fn wheel_and_image_are_made_from_the_program_of_the_release() {
    let project: Value = basic_toml::from_str(&read(repository(), "pyproject.toml")).unwrap();
    assert_eq!(project["project"]["name"], env!("CARGO_PKG_NAME"));
    // Cargo.toml has them.
    for key in ["version", "description", "license"] {
        assert!(project["project"]["dynamic"].as_array().unwrap().iter().any(|name| name == key), "{key}");
    }
    assert_eq!(project["tool"]["maturin"]["bindings"], "bin");
    // The last one is made by the workflow.
    let licences = &project["project"]["license-files"];
    assert_eq!(*licences, serde_json::json!(["LICENSE-MIT", "LICENSE-APACHE", "LICENSES-THIRD-PARTY*"]));
    let workflow = read(repository(), WORKFLOWS[0]);
    let image = read(repository(), ".github/Containerfile");
    assert!(image.contains("COPY --chmod=755 image/${TARGETARCH}/situ ") && image.contains("\nFROM scratch\n"));
    for row in ["amd64:x86_64", "arm64:aarch64"] {
        let (docker, rust) = row.split_once(':').unwrap();
        assert!(workflow.contains(row) && workflow.contains(&format!("linux/{docker}")), "{row}");
        assert!(targets().contains(&format!("{rust}-unknown-linux-musl")), "{row}");
    }
    // The archive has the licences.
    assert!(image.contains("COPY image/${TARGETARCH}/LICENSE* "));
}
