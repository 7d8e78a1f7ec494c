//! `action.yml`: its steps are run by bash as GitHub runs them, with archives that `.github/package` has made.
//!
//! Steps that use another action are not run. `.pre-commit-hooks.yaml` is tried by `tests/packaging`, which needs a network.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::folder::{read, write};
use crate::support::program::run;
use crate::support::{SITU, repository, situ};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The archive that a runner with Linux and an x86-64 processor downloads.
fn archive() -> String {
    format!("situ-{VERSION}-x86_64-unknown-linux-musl.tar.gz")
}

fn action() -> Value {
    let text = read(repository(), "action.yml");
    situ::testing::parse_yaml(&"action.yml".into(), &text, 0..text.len()).unwrap().into_json()
}

/// A job on a runner: a folder with a site and a release.
struct Job {
    folder: TempDir,
    inputs: BTreeMap<String, String>,
    /// What the steps printed.
    log: String,
    /// The outputs of the steps.
    outputs: String,
}

impl Job {
    /// A job with the site of `situ init` and a release of the program under test.
    fn new(inputs: &[(&str, &str)]) -> Job {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(situ(root, &["init", "my site"]).0, Some(0));
        let release = root.join(format!("releases/v{VERSION}"));
        let mut package = Command::new(repository().join(".github/package"));
        package.args(["x86_64-unknown-linux-musl", SITU]).arg(&release).stdin(Stdio::null());
        assert_eq!(run(&mut package), (Some(0), String::new(), String::new()));
        let sums = "if command -v sha256sum >/dev/null; then sha256sum -- *; else shasum -a 256 -- *; fi >../SUMS";
        let mut checksums = Command::new("bash");
        checksums.args(["-c", sums]).current_dir(&release);
        assert_eq!(run(&mut checksums).0, Some(0));
        fs::rename(root.join("releases/SUMS"), release.join("SHA256SUMS")).unwrap();
        fs::create_dir(root.join("temp")).unwrap();
        let releases = format!("file://{}", root.join("releases").display());
        let own = [("version", VERSION), ("root", "my site"), ("releases", &releases)];
        let mut all: BTreeMap<String, String> = BTreeMap::new();
        for (name, input) in action()["inputs"].as_object().unwrap() {
            all.insert(name.clone(), input["default"].as_str().unwrap_or_default().to_owned());
        }
        for (name, value) in own.iter().chain(inputs) {
            assert!(all.insert((*name).to_owned(), (*value).to_owned()).is_some(), "{name}");
        }
        Job { folder, inputs: all, log: String::new(), outputs: String::new() }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The text with the values of its expressions.
    fn expand(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{ ") {
            let (name, after) = after.split_once(" }}").unwrap();
            out.push_str(before);
            match (name, name.strip_prefix("inputs.")) {
                (_, Some(input)) => out.push_str(&self.inputs[input]),
                ("github.server_url", _) => out.push_str("https://github.invalid"),
                ("github.action_repository", _) => out.push_str("owner/situ"),
                _ => panic!("{name}"),
            }
            rest = after;
        }
        out + rest
    }

    /// Whether a step is run: conditions compare an input with a text.
    fn is_run(&self, step: &Value) -> bool {
        let Some(condition) = step["if"].as_str() else { return true };
        let words: Vec<&str> = condition.split(' ').collect();
        let [input, operator, text] = words[..] else { panic!("{condition}") };
        let is_equal = self.inputs[input.strip_prefix("inputs.").unwrap()] == text.trim_matches('\'');
        match operator {
            "==" => is_equal,
            "!=" => !is_equal,
            _ => panic!("{condition}"),
        }
    }

    /// Runs the steps until one fails. Returns the name of that step.
    fn run(&mut self) -> Option<String> {
        let root = self.root().to_owned();
        for name in ["path", "output"] {
            write(&root, name, "");
        }
        for step in action()["runs"]["steps"].as_array().unwrap() {
            let Some(script) = step["run"].as_str().filter(|_| self.is_run(step)) else { continue };
            assert_eq!(step["shell"], "bash");
            write(&root, "script", script);
            // As GitHub starts bash; an added folder comes first.
            let mut bash = Command::new("bash");
            bash.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(root.join("script")).current_dir(&root);
            let path = std::env::var("PATH").unwrap();
            bash.env("PATH", read(&root, "path").lines().chain([path.as_str()]).collect::<Vec<_>>().join(":"));
            bash.envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64"), ("SITU_LANG", "en")]);
            bash.env("RUNNER_TEMP", root.join("temp"));
            bash.env("GITHUB_PATH", root.join("path")).env("GITHUB_OUTPUT", root.join("output"));
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                bash.env(name, self.expand(value.as_str().unwrap()));
            }
            let (code, out, error) = run(bash.stdin(Stdio::null()));
            self.log.push_str(&(out + &error));
            self.outputs = read(&root, "output");
            if code != Some(0) {
                return step["name"].as_str().map(str::to_owned);
            }
        }
        None
    }
}

#[test]
fn site_without_mistakes_is_checked_and_built() {
    let mut job = Job::new(&[("base-url", "https://example.org/$(touch bad)"), ("deny-warnings", "true")]);
    // The address is an argument, and not a part of the script.
    assert_eq!(job.run().as_deref(), Some("Check"), "{}", job.log);
    assert!(!job.root().join("bad").exists() && job.log.contains("bad-base-url"), "{}", job.log);

    let mut job = Job::new(&[("base-url", "https://example.org/help"), ("deny-warnings", "true")]);
    assert_eq!(job.run(), None, "{}", job.log);
    assert!(job.log.contains(&format!("situ {VERSION}\n")) && !job.log.contains("::error"), "{}", job.log);
    assert_eq!(job.outputs, "path=my site/public\n");
    let page = read(job.root(), "my site/public/en/index.html");
    assert!(page.contains("https://example.org/help/en/"), "{page}");
    let installed = job.root().join(format!("temp/situ-{VERSION}/situ"));
    assert_eq!(read(job.root(), "path"), format!("{}\n", installed.parent().unwrap().display()));
}

#[test]
fn mistake_fails_with_an_annotation_and_builds_nothing() {
    let mut job = Job::new(&[]);
    write(job.root(), "my site/content/en/articles/x.md", "---\ntitle: X\nsummary: Y.\n---\n\n[[nowhere]]\n");
    assert_eq!(job.run().as_deref(), Some("Check"));
    let annotation =
        "::error file=my site/content/en/articles/x.md,line=6,endLine=6,col=1,endColumn=12,title=dead-link::";
    assert!(job.log.contains(annotation), "{}", job.log);
    assert_eq!(job.outputs, "");
    assert!(!job.root().join("my site/public").exists());
}

#[test]
fn warnings_fail_only_if_they_are_denied() {
    for (deny, failed) in [("false", None), ("true", Some("Check"))] {
        let mut job = Job::new(&[("deny-warnings", deny), ("build", "false")]);
        write(job.root(), "my site/content/en/articles/x.md", "---\ntitle: X\nsummary: Y.\n---\n\n## A\n\n#### B\n");
        assert_eq!(job.run().as_deref(), failed, "{}", job.log);
        assert!(job.log.contains("::warning file=my site/content/en/articles/x.md"), "{}", job.log);
        assert!(!job.root().join("my site/public").exists());
    }
}

#[test]
fn archive_with_another_checksum_is_not_installed() {
    let mut job = Job::new(&[]);
    let release = format!("releases/v{VERSION}");
    let sums = read(job.root(), &format!("{release}/SHA256SUMS"));
    let right = sums.split(' ').next().unwrap().to_owned();
    job.inputs.insert("sha256".to_owned(), right.replace(['0', '1', '2', '3'], "a"));
    assert_eq!(job.run().as_deref(), Some("Install situ"));
    assert!(
        job.log.contains(&format!("::error title=situ::The checksum of {} is {right}, not ", archive())),
        "{}",
        job.log
    );
    // The right one, also without the list of the release.
    fs::remove_file(job.root().join(format!("{release}/SHA256SUMS"))).unwrap();
    job.inputs.insert("sha256".to_owned(), right);
    assert_eq!(job.run(), None, "{}", job.log);
    // A list that does not have the archive.
    job.inputs.insert("sha256".to_owned(), String::new());
    write(job.root(), &format!("{release}/SHA256SUMS"), "");
    assert_eq!(job.run().as_deref(), Some("Install situ"));
    assert!(job.log.contains(", not known.\n"), "{}", job.log);
}

#[test]
fn version_is_one_that_is_released() {
    for (version, reason) in
        [("99.0.0", "cannot be downloaded"), ("1.0.0; touch bad", "is not one"), ("", "is not one")]
    {
        let mut job = Job::new(&[("version", version)]);
        assert_eq!(job.run().as_deref(), Some("Install situ"));
        assert!(job.log.contains(reason), "{}", job.log);
        assert!(!job.root().join("bad").exists());
    }
    // The name of the tag is accepted too.
    let mut job = Job::new(&[("version", concat!("v", env!("CARGO_PKG_VERSION"))), ("check", "false")]);
    assert_eq!(job.run(), None, "{}", job.log);
    assert_eq!(job.outputs, "path=my site/public\n");
}

/// An expression in a script would be replaced by text that bash runs.
#[test]
fn scripts_contain_no_expressions() {
    let action = action();
    let steps = action["runs"]["steps"].as_array().unwrap();
    assert_eq!(steps.iter().filter(|step| step["run"].is_string()).count(), 3);
    for step in steps {
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{}", step["name"]);
    }
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert!(input["description"].as_str().is_some_and(|text| text.ends_with('.') || text.contains(':')), "{name}");
    }
}

#[test]
fn every_input_is_in_the_manual() {
    for lang in ["en", "lv", "ru", "bg"] {
        let chapter = read(repository(), &format!("src/manual/content/{lang}/articles/checking-in-ci.md"));
        let section = chapter.split("{#action}").nth(1).unwrap().split("\n## ").next().unwrap();
        let mut inputs: Vec<&str> = Vec::new();
        for row in section.lines().filter(|line| line.starts_with("| `")) {
            inputs.extend(row.split(" | ").next().unwrap().split('`').skip(1).step_by(2));
        }
        let action = action();
        let mut declared: Vec<&str> = action["inputs"].as_object().unwrap().keys().map(String::as_str).collect();
        inputs.sort_unstable();
        declared.sort_unstable();
        assert_eq!(inputs, declared, "{lang}");
        for output in action["outputs"].as_object().unwrap().keys() {
            assert!(section.contains(&format!("`{output}`")), "{lang}: {output}");
        }
    }
}
