//! Markup that writers know from other programs and that situ has too: titles of callouts, marks, tags of HTML, lists of
//! definitions, links by title. What situ does not have is reported, see `foreign_markup.rs`.

use situ::{CacheMode, Code, Options, SessionCache};

use crate::support::site::two_languages;
use crate::support::{BuiltSite, PNG, Site};

const PATH: &str = "content/lv/articles/a.md";

fn article(body: &str) -> String {
    format!("---\ntitle: Raksts\nsummary: S.\n---\n\n{body}\n")
}

fn site(body: &str) -> Site {
    two_languages().file(PATH, article(body))
}

fn built(body: &str) -> BuiltSite {
    site(body).build()
}

/// The page of an article with this body, which has no mistake.
fn page(body: &str) -> String {
    let built = built(body);
    assert_eq!(built.report(), "", "{body}");
    built.page("lv/articles/a/index.html").into_owned()
}

/// The codes that are reported in the article.
fn codes(body: &str) -> Vec<Code> {
    built(body).diagnostics().iter().filter(|one| &*one.span.path == PATH).map(|one| one.code).collect()
}

#[test]
fn markup_of_other_programs_is_html_here_too() {
    for (markdown, html) in [
        ("Tas ir ==svarīgi== šodien.", "<p>Tas ir <mark>svarīgi</mark> šodien.</p>"),
        ("==ļoti **svarīgi** te==", "<p><mark>ļoti <strong>svarīgi</strong> te</mark></p>"),
        ("**viss ==te== ir**", "<strong>viss <mark>te</mark> ir</strong>"),
        ("a\\_b &amp; ==c==", "<p>a_b &amp; <mark>c</mark></p>"),
        ("x^2^ un H~2~O", "<p>x<sup>2</sup> un H<sub>2</sub>O</p>"),
        ("x^2^, ==y==, z^3^", "<p>x<sup>2</sup>, <mark>y</mark>, z<sup>3</sup></p>"),
        ("Spiediet <kbd>Ctrl</kbd>+<KBD>C</KBD>.", "<p>Spiediet <kbd>Ctrl</kbd>+<kbd>C</kbd>.</p>"),
        ("H<sub>2</sub>O un m<sup>2</sup>", "<p>H<sub>2</sub>O un m<sup>2</sup></p>"),
        ("<mark>a *b* <sub>c</sub></mark>", "<p><mark>a <em>b</em> <sub>c</sub></mark></p>"),
        ("Viens<br>divi<br/>trīs<br />četri", "<p>Viens<br>\ndivi<br>\ntrīs<br>\nčetri</p>"),
        ("## Par H~2~O {#water}", "<h2 id=\"water\">Par H<sub>2</sub>O</h2>"),
        ("| a | b |\n|---|---|\n| 1<br>2 | ==c== |", "<td>1<br>\n2</td><td><mark>c</mark></td>"),
        (
            "> [!NOTE] Savs *virsraksts*\n> Teksts.",
            "<aside class=\"callout note\"><p class=\"callout-title\">Savs <em>virsraksts</em></p>\n<p>Teksts.</p>\n</aside>",
        ),
        (
            "> [!WARNING]- Uzmanību!\n>\n> Teksts.",
            "<details class=\"callout warning\"><summary>Uzmanību!</summary>\n<p>Teksts.</p>\n</details>",
        ),
        (
            "> [!TIP]+ \"A\" un B\n> - x",
            "<details class=\"callout tip\" open><summary>„A” un B</summary>\n<ul>\n<li>x</li>\n</ul>\n</details>",
        ),
        (
            "> [!IMPORTANT] Tikai virsraksts",
            "<aside class=\"callout important\"><p class=\"callout-title\">Tikai virsraksts</p>\n</aside>",
        ),
        (
            "> [!NOTE] **Abi\n> kopā** te\n> Teksts.",
            "<p class=\"callout-title\"><strong>Abi\nkopā</strong> te</p>\n<p>Teksts.</p>",
        ),
        (
            "Avanss\n: Daļa no cenas.\n: Otra daļa.\n\nRēķins\n: Prasība.",
            "<dl>\n<dt>Avanss</dt>\n<dd>Daļa no cenas.</dd>\n<dd>Otra daļa.</dd>\n<dt>Rēķins</dt>\n<dd>Prasība.</dd>\n</dl>",
        ),
        (
            "Avanss\n\n: Viena rindkopa.\n\n  Otra.",
            "<dl>\n<dt>Avanss</dt>\n<dd>\n<p>Viena rindkopa.</p>\n<p>Otra.</p>\n</dd>\n</dl>",
        ),
    ] {
        let page = page(markdown);
        assert!(page.contains(html), "{markdown}\n{html}\n{page}");
    }
}

#[test]
fn folded_callout_without_a_title_has_that_of_its_kind() {
    let page = page("> [!NOTE]-\n> Teksts.");
    assert!(page.contains("<details class=\"callout note\"><summary>Piezīme</summary>\n<p>Teksts."), "{page}");
}

#[test]
fn what_is_not_whole_is_reported() {
    for (markdown, wanted) in [
        // Not balanced.
        ("<kbd>Ctrl", Code::RawHtml),
        ("Ctrl</kbd>", Code::RawHtml),
        ("**<kbd>Ctrl**</kbd>", Code::RawHtml),
        ("<kbd><sub>x</kbd></sub>", Code::RawHtml),
        ("==a **b== c**", Code::ForeignMarkup),
        // Attributes, and elements that Markdown has.
        ("<kbd class=\"x\">a</kbd>", Code::RawHtml),
        ("<mark onclick=\"x()\">a</mark>", Code::RawHtml),
        ("<br onload=x>", Code::RawHtml),
        ("<details>\n<summary>A</summary>\n\nB\n\n</details>", Code::RawHtml),
        // A message is copied as text.
        ("> [!SAY]\n> Labdien! Tas ir ==svarīgi==.", Code::ForeignMarkup),
        ("> [!SAY]\n> Labdien! <kbd>a</kbd>", Code::RawHtml),
        // Callouts with a form of their own have no title.
        ("> [!SAY] Virsraksts\n> Labdien!", Code::NotACallout),
        ("> [!TEXT]- Virsraksts\n> Teksts.", Code::NotACallout),
        ("> [!note]- Virsraksts\n> Teksts.", Code::UnknownBlock),
        // A definition without a term, and beside other lines that begin with a colon.
        (": Daļa no cenas", Code::ForeignMarkup),
        ("Avanss\n: Daļa\n\n:::note\nTeksts\n:::", Code::NotACallout),
    ] {
        let found = codes(markdown);
        assert!(found.contains(&wanted), "{markdown}\n{found:?}");
    }
}

#[test]
fn tags_of_a_page_have_no_attributes_of_the_document() {
    let built = built("<kbd>a</kbd> <kbd onclick=\"x()\">b</kbd> <mark style=\"x\">c</mark>");
    assert!(built.diagnostics().iter().filter(|one| one.code == Code::RawHtml).count() >= 4);
}

/// A site with these articles besides the one that is tested.
fn with_articles(body: &str, articles: &[(&str, &str)]) -> Site {
    let files = articles.iter().map(|(id, head)| {
        (
            format!("content/lv/articles/{id}.md"),
            format!("---\n{head}\nsummary: S.\n---\n\n## Daļa {{#part}}\n\nTeksts.\n"),
        )
    });
    site(body).files(files)
}

#[test]
fn text_is_linked_by_title_former_address_and_file_name() {
    let articles = [("late-pay", "title: Nokavēts maksājums\naliases: [vecais]"), ("other", "title: Cits")];
    for (markdown, href, words) in [
        ("[[Nokavēts maksājums]]", "/lv/articles/late-pay/", "Nokavēts maksājums"),
        ("[[nokavēts maksājums|te]]", "/lv/articles/late-pay/", "te"),
        ("[[Nokavēts maksājums#part]]", "/lv/articles/late-pay/#part", "Nokavēts maksājums"),
        ("[[vecais]]", "/lv/articles/late-pay/", "Nokavēts maksājums"),
        ("[[Late pay]]", "/lv/articles/late-pay/", "Nokavēts maksājums"),
        ("[[articles/late-pay]]", "/lv/articles/late-pay/", "Nokavēts maksājums"),
        ("## [[Cits]]", "/lv/articles/other/", "Cits"),
    ] {
        let built = with_articles(markdown, &articles).build();
        assert_eq!(built.report(), "", "{markdown}");
        let page = built.page("lv/articles/a/index.html");
        assert!(page.contains(&format!("<a href=\"{href}\">{words}</a>")), "{markdown}\n{page}");
        // The target knows of the link.
        let target = built.page(&format!("{}index.html", href.split('#').next().unwrap().trim_start_matches('/')));
        assert!(target.contains("/lv/articles/a/"), "{markdown}\n{target}");
    }
}

#[test]
fn name_of_several_texts_is_reported_with_their_ids() {
    let articles = [("one", "title: Rēķins"), ("two", "title: rēķins!")];
    let built = with_articles("[[Rēķins]]", &articles).build();
    assert!(built.report().contains("dead-link"), "{}", built.report());
    assert!(built.report().contains("one, two"), "{}", built.report());
    // The title of a text in another language is not certain.
    let built =
        site("[[Заголовок]]").file("content/ru/articles/b.md", "---\ntitle: Заголовок\nsummary: S.\n---\n").build();
    assert!(built.diagnostics().iter().any(|one| one.code == Code::DeadLink), "{}", built.report());
}

#[test]
fn link_by_title_follows_the_titles_in_an_incremental_build() {
    let cache = SessionCache::default();
    let build = |title: &str| {
        let head = format!("title: {title}");
        let site = with_articles("[[Rēķins]]", &[("bill", &*head), ("other", "title: Cits")]);
        let incremental = site.build_with(&Options::default(), CacheMode::Process(&cache));
        assert_eq!(incremental.report(), site.build().report(), "{title}");
        if incremental.is_valid() {
            assert_eq!(incremental.page("lv/articles/a/index.html"), site.build().page("lv/articles/a/index.html"));
            assert_eq!(
                incremental.page("lv/articles/bill/index.html"),
                site.build().page("lv/articles/bill/index.html")
            );
        }
        incremental.codes()
    };
    for _ in 0..2 {
        assert_eq!(build("Rēķins"), []);
        assert_eq!(build("rēķins"), []);
        assert_eq!(build("Prasība"), [Code::DeadLink]);
        assert_eq!(build("Cits"), [Code::DeadLink]);
    }
}

#[test]
fn picture_is_published_without_its_remarks() {
    // The chunks of a PNG file end with a check sum, which nothing here reads.
    let end = PNG.len() - 12;
    let remark = b"\0\0\0\x0btEXtAuthor\0Anna\0\0\0\0";
    let picture = [&PNG[..end], remark, &PNG[end..]].concat();
    let site = site("![Plāns](media/plan.png)").file("content/media/plan.png", picture.as_slice());
    let built = site.build();
    assert_eq!(built.report(), "");
    let (path, (_, bytes)) = built.outputs().iter().find(|(path, _)| path.starts_with("media/plan")).unwrap();
    assert_eq!(&bytes[..], PNG, "{path}");
    // A file for the root of the site is its owner's.
    let site = site.file("content/static/plan.png", picture.as_slice());
    assert_eq!(&site.build().outputs()["plan.png"].1[..], picture);
}
