//! Files for the root of the site: `content/static/` is copied as it is, and never over a file that situ writes.

use std::fs;

use situ::Code;

use crate::support::program::situ;
use crate::support::site::two_languages;

#[test]
fn files_are_copied_and_listed_nowhere() {
    let bytes = [0, 159, 146, 150];
    let built = two_languages()
        .file("content/static/CNAME", "example.org\r\n")
        .file("content/static/.well-known/security.txt", "Contact: mailto:a@example.org\n")
        .file("content/static/plan.html", "<title>Plan</title>")
        .file("content/static/k\u{101}rta.bin", bytes)
        .build();
    assert_eq!(built.report(), "");
    let outputs = built.outputs();
    let of = |path: &str| outputs[path].1.to_vec();
    assert_eq!(of("CNAME"), b"example.org\r\n");
    assert_eq!(of(".well-known/security.txt"), b"Contact: mailto:a@example.org\n");
    assert_eq!(of("k\u{101}rta.bin"), bytes);
    for list in ["sitemap.xml", "lv/offline.json", "ru/offline.json", "lv/feed.xml"] {
        let list = built.page(list);
        assert!(!["plan", "security", "CNAME", ".bin"].iter().any(|name| list.contains(name)), "{list}");
    }
}

/// The domain in CNAME is compared with the address of the build. A preview has no domain.
#[test]
fn domain_is_compared_with_the_address_of_the_build() {
    let folder = two_languages().file("content/static/CNAME", "example.org\n").on_disk();
    let warnings = |url: &str| {
        let (code, out, error) = situ(folder.path(), &["check", "--format", "short", "--base-url", url]);
        assert_eq!(code, Some(0), "{error}");
        out.lines().filter(|line| line.contains("bad-domain")).map(str::to_owned).collect::<Vec<_>>()
    };
    for same in ["https://example.org/", "http://127.0.0.1:8000/", "http://localhost/help/", "http://[::1]/"] {
        assert_eq!(warnings(same), [""; 0], "{same}");
    }
    for (other, shown) in [
        ("https://help.example.net/", "https://help.example.net"),
        ("https://example.org/help/", "https://example.org/help"),
        ("https://example.net/a/", "https://example.net/a"),
    ] {
        let found = warnings(other);
        let message = format!("This build is for {shown}, but with this file a host publishes it at example.org.");
        assert_eq!(found.len(), 1, "{other}: {found:?}");
        assert!(found[0].starts_with("content/static/CNAME:1:1") && found[0].contains(&message), "{found:?}");
    }
}

/// No file of a site can be replaced, so a new output format cannot forget to protect its files.
#[test]
fn every_file_that_situ_writes_is_protected() {
    let letter = "---\ntitle: V\u{113}stule\nsummary: V.\n---\n\n---\n\n[v\u{101}rds]\n\n---\n";
    let site = two_languages().file("content/lv/documents/letter.md", letter);
    let written: Vec<String> = site.build().outputs().keys().cloned().collect();
    assert!(written.len() > 30, "{written:?}");
    for path in written {
        let built = site.clone().file(format!("content/static/{path}"), "x").build();
        let found: Vec<Code> = built.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
        assert!(!built.is_valid() && found.contains(&Code::StaticCollision), "{path}: {}", built.report());
    }
}

#[test]
fn files_for_the_root_are_reported_beside_the_folder_for_them() {
    let folder = two_languages()
        .file("content/.well-known/a.txt", "a")
        .file("content/.htaccess", "Options -Indexes\n")
        .file("content/.obsidian/app.json", "{}")
        .on_disk();
    let (code, out, error) = situ(folder.path(), &["check", "--format", "short"]);
    assert_eq!(code, Some(0), "{error}");
    let found: Vec<&str> = out.lines().filter(|line| line.contains("ignored-file")).collect();
    assert_eq!(found.len(), 2, "{out}");
    assert!(found[0].starts_with("content/.htaccess:1:1") && found[1].starts_with("content/.well-known/a.txt:1:1"));
}

#[test]
fn hidden_files_are_copied_from_disk_but_not_those_of_programs() {
    let folder = two_languages()
        .file("content/static/.well-known/a.txt", "a")
        .file("content/static/.htaccess", "Options -Indexes\n")
        .file("content/static/.git/config", "x")
        .file("content/static/.DS_Store", "x")
        .file("content/static/a.txt~", "x")
        .file("content/.hidden/a.txt", "x")
        .on_disk();
    for _ in 0..2 {
        let (code, _, text) = situ(folder.path(), &["build"]);
        assert_eq!(code, Some(0), "{text}");
    }
    let public = folder.path().join("public");
    assert_eq!(fs::read_to_string(public.join(".well-known/a.txt")).unwrap(), "a");
    assert!(public.join(".htaccess").is_file());
    for absent in [".git", ".DS_Store", "a.txt~", ".hidden"] {
        assert!(!public.join(absent).exists(), "{absent}");
    }
    fs::remove_dir_all(folder.path().join("content/static")).unwrap();
    assert_eq!(situ(folder.path(), &["build"]).0, Some(0));
    assert!(!public.join(".well-known").exists() && !public.join(".htaccess").exists());
}
