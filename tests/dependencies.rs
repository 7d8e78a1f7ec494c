//! What the program is made of: licences, doubles, sources and build scripts of all crates, without the network.
//!
//! `cargo metadata --offline` tells of every crate that this machine compiles. What is new in a list below is looked
//! at by a person before it is added.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that the program may be shipped under or with.
const LICENCES: [&str; 12] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unlicense",
    "CC0-1.0",
    "Unicode-3.0",
    "BSL-1.0",
];
/// Licences of crates that only the tests use: nothing of them is shipped.
const IN_TESTS: [&str; 1] = ["MPL-2.0"];
/// Crates under another licence, and why that does no harm: files under MPL-2.0 stay under it, ours do not fall under it.
const EXCEPTIONS: [(&str, &str); 1] = [("spellbook", "MPL-2.0")];
/// Crates in two versions, each needed by another crate that has not moved on yet.
const DOUBLES: [&str; 3] = ["imagesize", "miniz_oxide", "syn"];
/// Crates with a build script. Each was read: they ask the compiler for its version, choose tables, or write Rust into
/// the target folder. None opens a connection; none starts a program but rustc, and the C compiler for mimalloc.
const BUILD_SCRIPTS: &[&str] = &[
    "ahash",
    "blake3",
    "crc32fast",
    "crossbeam-deque",
    "crossbeam-epoch",
    "crossbeam-utils",
    "encoding_rs",
    "getrandom",
    "httparse",
    "icu_calendar_data",
    "icu_collator_data",
    "icu_datetime_data",
    "icu_decimal_data",
    "icu_locale_fallback_data",
    "icu_normalizer_data",
    "icu_plurals_data",
    "icu_properties_data",
    "icu_time_data",
    "inotify-sys",
    "libc",
    "libm",
    "libmimalloc-sys",
    "num-traits",
    "parking_lot_core",
    "proc-macro2",
    "pulldown-cmark",
    "quote",
    "rayon-core",
    "rustix",
    "rustversion",
    "serde",
    "serde_core",
    "serde_json",
    "situ",
    "slotmap",
    "thiserror",
    "web_atoms",
    "zerocopy",
    "zmij",
];
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn output(program: &str, arguments: &[&str]) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(program).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let version = output("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let text =
        output(&cargo, &["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host]);
    serde_json::from_str(&text).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Ids of the crates that the program itself is made of; those of the tests are not among them.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().map(|node| (text(node, "id"), node)).collect();
    let mut found = BTreeSet::new();
    let mut todo = vec![text(&metadata["resolve"], "root")];
    while let Some(id) = todo.pop() {
        if !found.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                todo.push(text(dependency, "pkg"));
            }
        }
    }
    found
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be kept with the licences in `allowed`.
fn is_kept(expression: &str, allowed: &[&str]) -> bool {
    // The old way of writing OR.
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // AND binds more loosely than its brackets in what crates write: each part must be kept.
    let kept = |part: &str| part.split(" OR ").any(|licence| allowed.contains(&licence.trim()));
    expression.split(" AND ").all(kept)
}

#[test]
fn licences_are_read_as_written() {
    assert!(is_kept("MIT OR GPL-2.0-only", &LICENCES));
    assert!(is_kept("Unlicense/MIT", &LICENCES));
    assert!(is_kept("(Apache-2.0 OR MIT) AND BSD-3-Clause", &LICENCES));
    assert!(!is_kept("(Apache-2.0 OR MIT) AND GPL-3.0", &LICENCES));
    assert!(!is_kept("GPL-3.0-only", &LICENCES));
    assert!(!is_kept("", &LICENCES));
}

#[test]
fn every_crate_has_a_licence_a_source_and_one_version() {
    let metadata = metadata();
    let shipped = shipped(&metadata);
    let packages = metadata["packages"].as_array().unwrap();
    assert!(shipped.len() > 50 && shipped.len() < packages.len());
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for package in packages {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        versions.entry(name).or_default().insert(text(package, "version"));
        let allowed: Vec<&str> = match shipped.contains(text(package, "id")) {
            true => LICENCES.to_vec(),
            false => LICENCES.into_iter().chain(IN_TESTS).collect(),
        };
        if !is_kept(licence, &allowed) && !EXCEPTIONS.contains(&(name, licence)) {
            wrong.push(format!("{name}: licence {licence:?}"));
        }
        if name != "situ" && text(package, "source") != REGISTRY {
            wrong.push(format!("{name}: from {}", package["source"]));
        }
        let script = package["targets"].as_array().unwrap().iter().any(|target| target["kind"][0] == "custom-build");
        if script && !BUILD_SCRIPTS.contains(&name) {
            wrong.push(format!("{name}: a build script that nobody has read"));
        }
    }
    for (name, versions) in
        versions.into_iter().filter(|(name, versions)| versions.len() > 1 && !DOUBLES.contains(name))
    {
        wrong.push(format!("{name}: {versions:?}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_of_ours_is_unsafe_or_starts_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["src/lib.rs", "src/main.rs"] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{file}");
    }
    let script = fs::read_to_string(root.join("build.rs")).unwrap();
    for word in ["std::net", "Command", "unsafe", "http"] {
        assert!(!script.contains(word), "build.rs: {word}");
    }
}
