//! The crates that the program and its tests are built from: licence, source, build script, and one version each.
//!
//! The lists are those of `deny.toml`, which `cargo deny check` reads too. This test needs no network:
//! `cargo metadata --offline` describes every crate that is compiled on this host.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::support::repository;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The parts of `deny.toml` that are checked here.
#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<LicenseException>,
}

#[derive(Deserialize)]
struct LicenseException {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skip>,
    build: BuildScripts,
}

#[derive(Deserialize)]
struct Skip {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct BuildScripts {
    #[serde(rename = "allow-build-scripts")]
    allowed: BTreeSet<String>,
}

impl Policy {
    fn read() -> Policy {
        basic_toml::from_str(&fs::read_to_string(repository().join("deny.toml")).unwrap()).unwrap()
    }

    /// Licences under which the crate `name` may be used.
    fn licences_of(&self, name: &str) -> Vec<&str> {
        let exceptions = self.licenses.exceptions.iter().filter(|exception| exception.name == name);
        self.licenses
            .allow
            .iter()
            .chain(exceptions.flat_map(|exception| &exception.allow))
            .map(String::as_str)
            .collect()
    }
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(repository()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All crates that are compiled on this host, those of the tests too.
fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let version = output("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let text =
        output(&cargo, &["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host]);
    let mut metadata: Value = serde_json::from_str(&text).unwrap();
    let packages: Vec<Value> = serde_json::from_value(metadata["packages"].take()).unwrap();
    assert!(packages.len() > 50, "{} crates", packages.len());
    packages
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Whether the licence expression can be satisfied with `allowed` alone.
fn is_satisfied(expression: &str, allowed: &[&str]) -> bool {
    // "/" is the older notation of OR. No crate nests AND inside OR, so splitting at AND first is enough.
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    let satisfied = |part: &str| part.split(" OR ").any(|licence| allowed.contains(&licence.trim()));
    expression.split(" AND ").all(satisfied)
}

#[test]
fn licence_expressions_are_evaluated() {
    let allowed = ["MIT", "Apache-2.0", "BSD-3-Clause", "Unlicense"];
    assert!(is_satisfied("MIT OR GPL-2.0-only", &allowed));
    assert!(is_satisfied("Unlicense/MIT", &allowed));
    assert!(is_satisfied("(Apache-2.0 OR MIT) AND BSD-3-Clause", &allowed));
    assert!(!is_satisfied("(Apache-2.0 OR MIT) AND GPL-3.0", &allowed));
    assert!(!is_satisfied("GPL-3.0-only", &allowed));
    assert!(!is_satisfied("", &allowed));
}

#[test]
fn every_licence_is_allowed() {
    let policy = Policy::read();
    assert!(policy.licenses.allow.len() > 5);
    for package in packages() {
        let (name, licence) = (text(&package, "name"), text(&package, "license"));
        assert!(is_satisfied(licence, &policy.licences_of(name)), "{name}: licence {licence:?}");
    }
}

#[test]
fn every_crate_is_from_the_registry() {
    for package in packages().iter().filter(|package| text(package, "name") != "situ") {
        assert_eq!(text(package, "source"), REGISTRY, "{}", text(package, "name"));
    }
}

#[test]
fn every_crate_has_one_version() {
    let skipped: BTreeSet<String> = Policy::read().bans.skip.into_iter().map(|skip| skip.name).collect();
    let packages = packages();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &packages {
        versions.entry(text(package, "name")).or_default().insert(text(package, "version"));
    }
    for (name, versions) in versions {
        assert_eq!(versions.len() > 1, skipped.contains(name), "{name}: {versions:?}");
    }
}

#[test]
fn every_build_script_is_reviewed() {
    let reviewed = Policy::read().bans.build.allowed;
    for package in packages() {
        let is_script = |target: &Value| target["kind"][0] == "custom-build";
        let script = package["targets"].as_array().unwrap().iter().any(is_script);
        let name = text(&package, "name");
        assert!(!script || reviewed.contains(name), "{name} has a build script that nobody has read");
    }
}
