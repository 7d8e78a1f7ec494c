//! `hosts` and `precompress` in site.yaml, `situ hosts`, `situ build --changes` and `situ init --host`: what each host
//! gets. Real servers read it in `real_servers`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::folder::{files, read, replace, write};
use crate::support::program::run;
use crate::support::{BuiltSite, SITU, Site, situ};

const HOSTS: [&str; 6] = ["github-pages", "netlify", "cloudflare", "nginx", "caddy", "s3"];

/// A site in two languages with an article that has former addresses. `settings` are more lines of site.yaml.
fn sources(settings: &str) -> Site {
    Site::new().files([
        ("content/site.yaml", format!("base_url: https://example.org/kb\nlanguages: [lv, ru]\n{settings}")),
        ("content/lv/site.yaml", "title: Palīgs\nphases: {}\n".to_owned()),
        ("content/ru/site.yaml", "title: Помощник\nphases: {}\n".to_owned()),
        ("content/situations.yaml", "phases: []\nsituations: []\n".to_owned()),
        (
            "content/lv/articles/calls.md",
            "---\ntitle: Zvani\nsummary: Par zvaniem.\naliases: [phone, /vecā/, /lv/old.html]\n---\n\nTeksts.\n"
                .to_owned(),
        ),
    ])
}

fn built(settings: &str) -> BuiltSite {
    sources(settings).build()
}

/// Which of the files for hosts a site has.
fn host_files(site: &BuiltSite) -> Vec<&'static str> {
    [".nojekyll", "_headers", "_redirects"].into_iter().filter(|path| site.outputs().contains_key(*path)).collect()
}

#[test]
fn each_host_gets_its_files_and_no_others() {
    for (settings, expected) in [
        ("", &[".nojekyll", "_headers"][..]),
        ("hosts: [github-pages]\n", &[".nojekyll"]),
        ("hosts: [netlify]\n", &["_headers", "_redirects"]),
        ("hosts: [cloudflare]\n", &["_headers", "_redirects"]),
        ("hosts: [nginx, caddy, s3]\n", &[]),
        ("hosts: [github-pages, netlify]\n", &[".nojekyll", "_headers", "_redirects"]),
    ] {
        assert_eq!(host_files(&built(settings)), expected, "{settings}");
    }
}

#[test]
fn headers_without_hosts_are_those_of_earlier_versions() {
    let policy = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'";
    let expected = format!(
        "/kb/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n\
         /kb/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    );
    assert_eq!(built("").page("_headers"), expected);
    let more = built("hosts: [netlify]\n").page("_headers").into_owned();
    let added = more.strip_prefix(&*expected).unwrap();
    assert!(added.contains("/kb/media/*\n  Cache-Control: public, max-age=31536000, immutable\n"), "{added}");
    assert!(added.contains("/kb/ru/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n"), "{added}");
}

#[test]
fn redirects_are_in_the_form_of_the_host() {
    let target = "/kb/lv/articles/calls/";
    let missing = "/kb/lv/* /kb/lv/404.html 404\n/kb/ru/* /kb/ru/404.html 404\n";
    let lines = |endings: &[&str]| -> String {
        let line = |from: &str, ending: &str| format!("/kb/{from} {target} {ending}\n");
        let from = ["lv/articles/phone/", "vec%C4%81/", "lv/old.html"];
        from.iter().flat_map(|from| endings.iter().map(|ending| line(from, ending))).collect()
    };
    let redirects = |hosts: &str| built(&format!("hosts: [{hosts}]\n")).page("_redirects").into_owned();
    assert_eq!(redirects("cloudflare"), lines(&["301"]));
    assert_eq!(redirects("netlify"), lines(&["301!"]) + missing);
    assert_eq!(redirects("netlify, cloudflare"), lines(&["301!", "301"]) + missing);
    // Lines of one's own come first, so they take precedence.
    let own = sources("hosts: [cloudflare]\n").file("content/static/_redirects", "/a /b 302").build();
    assert_eq!(own.page("_redirects"), format!("/a /b 302\n{}", lines(&["301"])));
    let own = sources("").file("content/static/_redirects", "/a /b 302").build();
    assert_eq!(own.page("_redirects"), "/a /b 302");
}

#[test]
fn too_many_redirects_are_reported_for_the_host_that_limits_them() {
    let aliases: Vec<String> = (0..100).map(|number| format!("old-{number}")).collect();
    let article = |title: &str, part: &str| {
        let aliases = aliases.iter().map(|alias| format!("{alias}-{part}")).collect::<Vec<_>>().join(", ");
        format!("---\ntitle: {title}\nsummary: S.\naliases: [{aliases}]\n---\n\nTeksts.\n")
    };
    let report = |hosts: &str| {
        let mut site = sources(&format!("hosts: [{hosts}]\n"));
        for part in 'a'..='u' {
            let part = part.to_string();
            site = site.file(format!("content/lv/articles/{part}.md"), article(&part, &part));
        }
        site.build().report().to_owned()
    };
    let limited = report("netlify, cloudflare");
    assert!(!limited.contains("error["), "{limited}");
    assert!(limited.contains("warning[host-limit]: The aliases of this site need 2103 redirects"), "{limited}");
    assert!(!report("netlify").contains("host-limit"));
}

#[test]
fn many_languages_need_more_headers_than_cloudflare_accepts() {
    let codes: Vec<String> = ('a'..='z').flat_map(|a| ['x', 'y'].map(|b| format!("q{a}{b}"))).collect();
    let settings = format!("base_url: https://example.org\nlanguages: [{}]\nhosts: [cloudflare]\n", codes.join(", "));
    let report = sources("").file("content/site.yaml", settings).build().report().to_owned();
    assert!(report.contains("[host-limit]: The file _headers has 108 rules, and cloudflare accepts 100."), "{report}");
}

/// The site on disk with more lines in site.yaml.
fn on_disk(settings: &str) -> TempDir {
    sources(settings).on_disk()
}

#[track_caller]
fn succeeds(root: &Path, arguments: &[&str]) -> String {
    let (code, out, error) = situ(root, arguments);
    assert_eq!(code, Some(0), "{error}");
    out
}

#[test]
fn compressed_files_follow_the_setting() {
    let folder = on_disk("precompress: [gzip]\nhosts: [nginx]\n");
    write(folder.path(), "content/static/own.txt", "own own own");
    write(folder.path(), "content/static/own.txt.gz", "mine");
    succeeds(folder.path(), &["build"]);
    let public = folder.path().join("public");
    let first = files(&public);
    let assert_compressed = |files: &BTreeMap<PathBuf, Vec<u8>>| {
        let is_text =
            |path: &&PathBuf| path.extension().is_some_and(|e| ["html", "js", "css", "json"].iter().any(|x| e == *x));
        assert!(files.keys().filter(is_text).count() > 10);
        for path in files.keys().filter(is_text) {
            let compressed = PathBuf::from(format!("{}.gz", path.display()));
            assert!(files.get(&compressed).is_some_and(|bytes| bytes.starts_with(&[0x1f, 0x8b])), "{compressed:?}");
        }
    };
    assert_compressed(&first);
    assert_eq!(first[Path::new("own.txt.gz")], b"mine");
    // A page that has changed, and one whose compressed file is lost.
    replace(folder.path(), "content/lv/articles/calls.md", "Teksts.", "Cits teksts.");
    std::fs::remove_file(public.join("ru/index.html.gz")).unwrap();
    succeeds(folder.path(), &["build"]);
    let second = files(&public);
    assert_compressed(&second);
    let article = Path::new("lv/articles/calls/index.html.gz");
    assert_ne!(second[article], first[article]);
    assert_eq!(second[Path::new("ru/index.html.gz")], first[Path::new("ru/index.html.gz")]);
    replace(folder.path(), "content/site.yaml", "precompress: [gzip]\n", "");
    succeeds(folder.path(), &["build"]);
    let left: Vec<_> = files(&public).into_keys().filter(|path| path.extension().is_some_and(|e| e == "gz")).collect();
    assert_eq!(left, [Path::new("own.txt.gz")]);
}

#[test]
fn changes_are_listed_until_they_are_uploaded() {
    let folder = on_disk("hosts: [s3]\n");
    write(folder.path(), "content/lv/articles/gone.md", "---\ntitle: Prom\nsummary: P.\n---\n\nTeksts.\n");
    let root = folder.path();
    let lists = root.join("changes");
    let list = |name: &str| -> BTreeSet<String> { read(&lists, name).lines().map(str::to_owned).collect() };
    let out = succeeds(root, &["build", "--changes", "changes"]);
    let published: BTreeSet<String> = files(&root.join("public"))
        .into_keys()
        .map(|path| path.display().to_string())
        .filter(|path| path != ".situ")
        .collect();
    let uploads: BTreeSet<String> = &list("assets.txt") | &list("pages.txt");
    assert_eq!(uploads, published);
    assert!(
        out.ends_with(&format!("Files to upload: {}, to delete: 0. The lists are in changes/.\n", published.len()))
    );
    assert!(list("assets.txt").iter().all(|path| path.starts_with("assets/")) && list("delete.txt").is_empty());
    let json: Value = serde_json::from_str(&read(&lists, "changes.json")).unwrap();
    let file = |path: &str| json["upload"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap();
    let page = file("lv/articles/calls/index.html");
    assert_eq!(page["content_type"], "text/html; charset=utf-8");
    assert_eq!(page["cache_control"], "no-cache");
    assert_eq!(page["size"], read(root, "public/lv/articles/calls/index.html").len());
    assert_eq!(page.get("redirect"), None);
    assert_eq!(file("lv/feed.xml")["content_type"], "application/atom+xml");
    assert_eq!(file("vecā/index.html")["redirect"], "/kb/lv/articles/calls/");
    let asset = list("assets.txt").pop_first().unwrap();
    assert_eq!(file(&asset)["cache_control"], "public, max-age=31536000, immutable");

    // Without a word that they were uploaded, all of them are listed again.
    succeeds(root, &["build", "--changes", "changes"]);
    assert_eq!(&list("assets.txt") | &list("pages.txt"), published);
    let uploaded = || std::fs::rename(lists.join("manifest"), lists.join("uploaded")).unwrap();
    uploaded();
    succeeds(root, &["build", "--changes", "changes"]);
    assert!(["assets.txt", "pages.txt", "delete.txt"].into_iter().all(|name| list(name).is_empty()));
    uploaded();

    replace(root, "content/lv/articles/calls.md", "Teksts.", "Cits teksts.");
    std::fs::remove_file(root.join("content/lv/articles/gone.md")).unwrap();
    // A build in between changes nothing in what is to be uploaded.
    succeeds(root, &["build"]);
    succeeds(root, &["build", "--changes", "changes"]);
    assert!(list("pages.txt").contains("lv/articles/calls/index.html") && list("assets.txt").is_empty());
    assert!(!list("pages.txt").contains("ru/index.html"));
    assert!(list("delete.txt").contains("lv/articles/gone/index.html"));
}

#[test]
fn lists_of_changes_have_a_place_outside_the_site() {
    let folder = on_disk("");
    let (code, _, error) = situ(folder.path(), &["build", "--changes", "public/changes"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("inside of the published folder"), "{error}");
    assert!(!folder.path().join("public/changes").exists());
    write(folder.path(), "changes/uploaded", "damaged");
    let (code, _, error) = situ(folder.path(), &["build", "--changes", "changes"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("Delete `uploaded`"), "{error}");
}

/// A path as `situ hosts` prints it: with slashes, and on Windows with a drive.
fn printed(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap().display().to_string();
    path.trim_start_matches(r"\\?\").replace('\\', "/")
}

#[test]
fn servers_get_addresses_headers_and_redirects() {
    let folder = on_disk("csp: {img-src: [data:]}\nprecompress: [gzip]\n");
    let nginx = succeeds(folder.path(), &["hosts", "nginx", "--folder", "/srv/my site/"]);
    let caddy = succeeds(folder.path(), &["hosts", "caddy", "--folder", "/srv/my site/"]);
    let place = printed("/srv/my site".as_ref());
    for part in [
        &*format!("alias \"{place}/\";"),
        "location = \"/kb\" {",
        "error_page 403 404 =404 \"/kb/ru/404.html\";",
        "location = \"/kb/vecā/\" {\n    return 301 \"/kb/lv/articles/calls/\";",
        "location = \"/kb/vecā\" {",
        "img-src 'self' data:",
        "gzip_static on;",
    ] {
        assert!(nginx.contains(part), "{part}\n{nginx}");
    }
    for part in [
        &*format!("root * \"{place}\""),
        "redir \"/kb\" \"/kb/\" 301",
        "\"/kb/vecā/\" \"/kb/lv/articles/calls/\"",
        "rewrite * /ru/404.html",
        "img-src 'self' data:",
        "precompressed gzip",
    ] {
        assert!(caddy.contains(part), "{part}\n{caddy}");
    }
    let root = succeeds(folder.path(), &["hosts", "nginx", "--base-url", "https://example.org"]);
    let public = folder.path().canonicalize().unwrap().join("public");
    assert!(root.contains("location \"/\" {\n  root \""), "{root}");
    assert!(root.contains(&format!("{}/\";", printed(&public))), "{root}");
    assert!(!folder.path().join("public").exists());
    replace(folder.path(), "content/site.yaml", "languages", "langages");
    assert_eq!(situ(folder.path(), &["hosts", "nginx"]).0, Some(1));
}

#[test]
fn servers_do_not_read_variables_in_a_path() {
    let folder = on_disk("");
    for (path, arguments) in
        [("/srv/$site/", ["--folder", "/srv/$site"]), ("/a$b/", ["--base-url", "https://example.org/a%24b"])]
    {
        let (code, part, error) = situ(folder.path(), &[&["hosts", "nginx"][..], &arguments].concat());
        assert_eq!((code, &*part), (Some(2), ""));
        assert!(error.contains(&format!("{path} contains a `$`")), "{error}");
    }
    let caddy = succeeds(folder.path(), &["hosts", "caddy", "--folder", "/srv/{env.HOME}/$site"]);
    let place = printed("/srv/{env.HOME}/$site".as_ref()).replace('{', "\\{");
    assert!(caddy.contains(&format!("root * \"{place}\"\n")), "{caddy}");
    let nginx = succeeds(folder.path(), &["hosts", "nginx", "--base-url", "https://example.org/ē"]);
    assert!(nginx.contains("error_page 403 404 =404 \"/ē/404.html\";"), "{nginx}");
    assert!(nginx.contains("return 301 \"/%C4%93/\";"), "{nginx}");
}

#[test]
fn new_site_has_what_its_host_needs() {
    for host in HOSTS {
        for languages in ["en", "lv,ru", "bg"] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = Command::new(SITU);
            command.args(["--lang", languages, "init", "--host", host, "--base-url", "https://help.example.org/kb"]);
            let (code, out, error) = run(command.current_dir(folder.path()).stdin(Stdio::null()));
            assert_eq!(code, Some(0), "{error}");
            let root = folder.path();
            let (file, line) = match host {
                "github-pages" => (".github/workflows/publish.yml", "      - run: situ build\n"),
                "netlify" => ("netlify.toml", "publish = \"public\"\n"),
                "cloudflare" => ("wrangler.toml", "directory = \"public\"\n"),
                "nginx" => ("nginx.conf", "  server_name help.example.org;\n"),
                "caddy" => ("Caddyfile", "help.example.org {\n"),
                _ => ("publish.sh", "situ build --changes changes\n"),
            };
            assert!(read(root, file).contains(line), "{host}");
            assert!(out.contains(file), "{out}");
            let settings = read(root, "content/site.yaml");
            assert!(settings.contains(&format!("\nbase_url: https://help.example.org/kb\nhosts: [{host}]\n")));
            let readme = read(root, "README.md");
            let heading = readme.lines().rfind(|line| line.starts_with("## ")).unwrap();
            assert!(heading.contains(": "), "{heading}");
            assert!(!readme.contains("cli-init-host") && !readme.contains("    1."), "{readme}");
            assert_eq!(readme.ends_with("```\n"), host != "github-pages", "{readme}");
            assert_eq!(succeeds(root, &["check", "--deny-warnings"]).lines().count(), 1);
            succeeds(root, &["build"]);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(situ(folder.path(), &["init", "--host", "gopher"]).0, Some(2));
}
