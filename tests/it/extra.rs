//! `extra` in front matter: values of a site's own, which only its theme uses.

use crate::support::site::two_languages;

const HEAD: &str = "extra:\n  audience: <Visi>\n  minutes: 7\n  price: 2.50\n  free: true\n  none:\n  \
                    tags: [viens, {of: divi}]\n  \"**not markup**\": \"- [ ] \u{ab}x\u{bb}\"\n";

#[test]
fn theme_gets_any_values_and_nothing_else_uses_them() {
    let hook = "<p id=\"extra\">{% if page.extra.audience is defined %}{{ page.extra.audience }}|{{ page.extra.minutes + 1 }}|\
                {{ page.extra.price }}|{{ page.extra.free }}|{{ page.extra.tags[0] }}|{{ page.extra.tags[1].of }}|\
                {% for key, value in page.extra %}{{ key }},{% endfor %}{% else %}none{% endif %}</p>\n";
    let text = |title: &str| format!("---\ntitle: {title}\nsummary: Kopsavilkums.\n{HEAD}---\n\nTeksts.\n");
    let site = two_languages()
        .file("content/hooks/after-content.html", hook)
        .file("content/lv/articles/a.md", text("Raksts"))
        .file("content/lv/pages/b.md", text("Lapa"))
        .file("content/lv/documents/c.md", text("V\u{113}stule").replace("Teksts.", "---\n\n[v\u{101}rds]\n\n---"))
        .file("content/lv/situations/late.md", text("V\u{113}lu"));
    let built = site.build();
    assert_eq!(built.report(), "");
    let shown = |path: &str| {
        let page = built.page(path).into_owned();
        page.split("<p id=\"extra\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    let pages =
        ["lv/articles/a/index.html", "lv/b/index.html", "lv/documents/c/index.html", "lv/situations/late/index.html"];
    for path in pages {
        let found = shown(path);
        assert!(found.starts_with("&lt;Visi&gt;|8|2.5|true|viens|divi|"), "{path}: {found}");
        for key in ["audience", "minutes", "price", "free", "none", "tags", "**not markup**"] {
            assert!(found.contains(&format!("{key},")), "{path}: {found}");
        }
    }
    assert_eq!(shown("lv/index.html"), "none");
    let elsewhere = built.outputs().iter().filter(|(path, _)| !pages.contains(&path.as_str()));
    let has_value = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes).contains("audience") || String::from_utf8_lossy(bytes).contains("divi")
    };
    let found: Vec<&String> = elsewhere.filter(|(_, (_, bytes))| has_value(bytes)).map(|(path, _)| path).collect();
    assert_eq!(found, Vec::<&String>::new());
}
