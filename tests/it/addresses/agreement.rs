//! What `check` passes, `build` builds: both say the same about random mistakes, and neither fails because of them.

use std::collections::BTreeSet;
use std::fs;

use super::{NASTY_NAMES, png};
use crate::support::site::two_languages;
use crate::support::{Random, Site, folder, situ};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n";

const SITES: u64 = 60;

const RIGHT_IDS: [&str; 4] = ["alpha", "beta", "gamma", "delta"];
const RIGHT_ALIASES: [&str; 7] = ["/vecā/", "/a%20b/", "/kb/one/", "old", "/x/y.html", "/статья", "/A/b.HTM"];
const RIGHT_MEDIA: [&str; 3] = ["plan.png", "Ka\u{304}rta.png", "100% #1.png"];
const IDS: [&str; 14] = [
    "alpha",
    "beta",
    "con",
    "nul",
    "aux",
    "com1",
    "404",
    "index",
    "guide",
    "search",
    "feed",
    "Alpha",
    "naudā",
    "a\u{200b}b",
];
const SLUGS: [&str; 10] = ["alpha", "beta", "nul", "404", "feed", "guide", "search", "A B", "a\u{ad}b", "x"];
const ALIASES: [&str; 44] = [
    "/index.html",
    "/sw.js",
    "/_headers",
    "/robots.txt",
    "/404.html",
    "/sitemap.xml",
    "/lv/feed.xml",
    "/.situ",
    "/.htaccess",
    "/.git/config",
    "/web.config",
    "/x/index.html",
    "/nul",
    "/a.",
    "/a:b",
    "/a*b",
    "/a|b",
    "/LV/",
    "/lv/articles/ALPHA/",
    "/lv/articles/alpha.html",
    "/lv/articles/alpha.html/y/",
    "/lv/articles/alpha/",
    "/old.html",
    "/old.html/",
    "/old.html/x",
    "/Old.HTML",
    "/LV/x/",
    "/Blog/a/",
    "/blog/b/",
    "/kb",
    "/vecā/",
    "/veca\u{304}/",
    "/VECĀ/",
    "/a%20b/",
    "/a%2Fb/",
    "/100%/",
    "/a/#b",
    "/a/?b",
    "beta",
    "old",
    "/",
    "/kb/",
    "/media/x/",
    "/lv/search/x",
];
const MEDIA: [&str; 9] = [
    "con.png",
    "a:b.png",
    "a*b.png",
    "dot.",
    "Plan.png",
    "plan.png",
    "ka\u{304}rta.png",
    "kārta.png",
    "10.00\u{202f}AM.png",
];
const CODES: [&str; 8] = ["lv", "lv", "lv", "lv", "assets", "aux", "search", "xx-con"];
const BASE_URLS: [&str; 9] = [
    "https://example.org",
    "https://example.org/kb",
    "https://example.org/lv",
    "HTTPS://пример.рф/ceļš",
    "https://a]b[/",
    "https://example.org:99999999",
    "https://.../",
    "https://example.org/a b",
    "http://[::1]/nul",
];

/// One of `right`, or in one of so many cases one of `nasty`.
fn pick<'t>(random: &mut Random, right: &[&'t str], nasty: &[&'t str]) -> &'t str {
    const RIGHT_CASES: usize = 5;
    let names = if random.below(RIGHT_CASES + 1) == 0 { nasty } else { right };
    names[random.below(names.len())]
}

/// A site with random names and addresses, wrong ones among them.
fn random_site(random: &mut Random) -> Site {
    let code = pick(random, &["lv"], &CODES);
    let base = pick(random, &BASE_URLS[..4], &BASE_URLS);
    let style = random.pick(&["folder", "file"]);
    let mut site = two_languages()
        .file("content/site.yaml", format!("base_url: {base}\nlanguages: [{code}, ru]\nurl_style: {style}\n"));
    if random.below(3) == 0 {
        let id = pick(random, &RIGHT_IDS, &IDS);
        site.insert(
            "content/guide.yaml",
            format!("start: {id}\nquestions:\n  - id: {id}\n    answers:\n      - {{id: a, to: late}}\n"),
        );
    }
    for _ in 0..random.below(4) {
        let (kind, id) = (*random.pick(&["articles", "pages"]), pick(random, &RIGHT_IDS, &IDS));
        let mut front = String::from("title: T\nsummary: S.\n");
        if random.below(6) == 0 {
            front.push_str(&format!("slug: {}\n", pick(random, &["slug-1", "slug-2"], &SLUGS)));
        }
        let long = [format!("/{}/", "ā".repeat(100 + random.below(60))), "b/".repeat(400 + random.below(200))];
        let aliases: Vec<&str> = (0..random.below(4))
            .map(|_| {
                if random.below(20) == 0 { random.pick(&long).as_str() } else { pick(random, &RIGHT_ALIASES, &ALIASES) }
            })
            .collect();
        let list: String = aliases.iter().map(|alias| format!("  - \"{alias}\"\n")).collect();
        if !aliases.is_empty() {
            front.push_str(&format!("aliases:\n{list}"));
        }
        let picture = pick(random, &RIGHT_MEDIA, &MEDIA);
        let text = format!("---\n{front}---\n\n![A](<media/{}>)\n", picture.replace('%', "%25").replace('#', "%23"));
        site.insert(format!("content/{}/{kind}/{id}.md", random.pick(&["lv", "ru"])), text);
    }
    for (number, name) in RIGHT_MEDIA.iter().enumerate() {
        site.insert(format!("content/media/{name}"), png(number));
    }
    if random.below(3) == 0 {
        site.insert(format!("content/media/{}", pick(random, &NASTY_NAMES, &MEDIA)), png(7));
    }
    if random.below(12) == 0 {
        let length = 240 + random.below(12);
        site.insert(format!("content/media/{}.png", "m".repeat(length)), png(9));
        site.insert(format!("content/lv/articles/{}.md", "i".repeat(length)), "---\ntitle: T\nsummary: S.\n---\n");
    }
    site
}

#[test]
fn check_and_build_agree() {
    let (mut passed, mut failed) = (0, 0);
    for seed in 0..SITES {
        let site = random_site(&mut Random::new(seed));
        let root = site.on_disk();
        let (checked, _, found) = situ(root.path(), &["check"]);
        let (built, _, reported) = situ(root.path(), &["build"]);
        let context =
            format!("seed {seed}: {:?}\ncheck:\n{found}\nbuild:\n{reported}", site.paths().collect::<Vec<_>>());
        assert_eq!(checked, built, "{context}");
        let reported = reported.split("Nothing was written").next().unwrap_or_default();
        assert_eq!(found, reported, "{context}");
        match built {
            Some(0) => passed += 1,
            Some(1) => failed += 1,
            _ => panic!("neither built nor refused: {context}"),
        }
        if built == Some(0) {
            // Every host can store the site: no two files differ in case only.
            let files = folder::files(&root.path().join("public"));
            let folded: BTreeSet<String> = files.keys().map(|path| path.to_str().unwrap().to_lowercase()).collect();
            assert_eq!(folded.len(), files.len(), "{context}");
        } else {
            assert!(!fs::exists(root.path().join("public")).unwrap());
        }
    }
    assert!(passed >= 5 && failed >= 5, "the sites are not mixed: {passed} passed, {failed} failed");
}

/// The longest names that a disk can store, and one byte more.
#[test]
fn long_names_are_built_or_reported_at_their_place() {
    let article = "---\ntitle: T\nsummary: S.\n---\n";
    let settings = |style: &str| format!("base_url: https://example.org\nlanguages: [lv, ru]\nurl_style: {style}\n");
    let alias = |length: usize| format!("---\ntitle: T\nsummary: S.\naliases: [/{}/]\n---\n", "a".repeat(length));
    let slug = |length: usize| format!("---\ntitle: T\nsummary: S.\nslug: {}\n---\n", "a".repeat(length));
    let id = |length: usize| format!("content/lv/articles/{}.md", "a".repeat(length));
    let media = |length: usize| format!("content/media/{}.svg", "m".repeat(length - 4));
    let new = "content/lv/articles/new.md".to_owned();
    for (style, path, text, fits) in [
        ("folder", id(252), article.to_owned(), true),
        ("file", id(250), article.to_owned(), true),
        ("file", id(251), article.to_owned(), false),
        ("folder", new.clone(), slug(255), true),
        ("folder", new.clone(), slug(256), false),
        ("file", new.clone(), slug(251), false),
        ("folder", new.clone(), alias(255), true),
        ("folder", new.clone(), alias(300), false),
        ("folder", media(246), DRAWING.to_owned(), true),
        ("folder", media(247), DRAWING.to_owned(), false),
        ("folder", media(254), DRAWING.to_owned(), false),
    ] {
        let root = two_languages().file("content/site.yaml", settings(style)).file(path.as_str(), text).on_disk();
        for command in ["check", "build"] {
            let (code, _, errors) = situ(root.path(), &[command]);
            assert_eq!(code, Some(i32::from(!fits)), "{command} {path}: {errors}");
            assert_eq!(errors.contains(&format!("--> {path}:")), !fits, "{errors}");
        }
    }
}
