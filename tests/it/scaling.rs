//! Twice as much of anything takes at most 2.2 times as many instructions.
//!
//! Each feature makes a site with `n` of one thing. Building it, with the report that the writer reads, is measured at `n` and
//! at `2n`: by the number of instructions, which hardly varies between runs (valgrind counts them), and, by hand, by
//! processor time. A page that a hostile or a tired writer can make must not stall the build.

use std::process::Command;

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use situ::Messages;
use situ::testing::foreign_markup;
use situ::{to_json, to_text};

use crate::support::{PNG, Site};

/// The largest ratio of times that counts as linear. Sorting and memory cost a little more than the double.
const LIMIT: f64 = 2.5;
/// The largest ratio of instructions. They hardly vary, so the bound is tighter: at it a tenth of the work may be quadratic.
const COUNTED_LIMIT: f64 = 2.2;
/// A measurement shorter than this, in seconds, is dominated by noise.
const SHORTEST: f64 = 0.06;
/// A count smaller than this, in instructions, is dominated by fixed costs.
const ENOUGH: f64 = 60e6;

/// A valid site with one article and two situations.
fn base() -> Site {
    let situation = "---\ntitle: Title\nsummary: What to do.\n---\n\nText.\n";
    Site::new()
        .file("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv]\n")
        .file(
            "content/situations.yaml",
            "phases: [now, then]\nsituations:\n  - {id: one, severity: 3}\n  - {id: two, severity: 2}\n",
        )
        .file("content/lv/site.yaml", "title: Site\nphases: {now: Tagad, then: Beigās}\ncountries: {lv: Latvijā}\n")
        .file("content/lv/situations/one.md", situation)
        .file("content/lv/situations/two.md", situation)
        .file(
            "content/lv/articles/art.md",
            "---\ntitle: Article\nsummary: What to do.\nsituations: [one]\n---\n\nText.\n",
        )
}

fn each(n: usize, make: impl Fn(usize) -> String) -> String {
    (0..n).map(make).collect()
}

fn text(body: &str) -> String {
    format!("---\ntitle: One\nsummary: Two.\n---\n\n{body}\n")
}

fn article(body: String) -> Site {
    with("content/lv/articles/many.md", text(&body))
}

/// A document to fill in with this text to send.
fn letter(body: String) -> Site {
    with("content/lv/documents/many.md", text(&format!("---\n\n{body}\n\n---\n")))
}

fn with(path: &str, text: String) -> Site {
    base().file(path, text)
}

/// The name of a feature, and a site with `n` of it.
type Feature = (&'static str, fn(usize) -> Site);

const FEATURES: &[Feature] = &[
    ("headings", |n| article(each(n, |i| format!("## Heading {i}\n\n")))),
    ("headings with equal text", |n| article("## One\n\n".repeat(n))),
    ("headings with one id", |n| article("## One {#one}\n\n".repeat(n))),
    ("underlined headings", |n| article("a\n-\n".repeat(n))),
    ("links within a page", |n| article(each(n, |i| format!("## V {{#h{i}}}\n\n[a](#h{i})\n\n")))),
    ("dead links within a page", |n| article(each(n, |i| format!("## V {{#h{i}}}\n\n[a](#k{i})\n\n")))),
    ("links to one article", |n| article("[[art]] ".repeat(n))),
    ("dead links", |n| article(each(n, |i| format!("[[nowhere{i}]] ")))),
    ("missing pictures", |n| article(each(n, |i| format!("![a](media/a{i}.png) ")))),
    ("references", |n| {
        article(each(n, |i| format!("[r{i}]: https://a.example/{i}\n")) + "\n" + &each(n, |i| format!("[r{i}] ")))
    }),
    ("footnotes", |n| article(each(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n")))),
    ("references to one footnote", |n| article("a[^1]\n\n".repeat(n) + "[^1]: b\n")),
    ("texts of one footnote", |n| article("a[^1]\n\n".to_owned() + &"[^1]: b\n\n".repeat(n))),
    ("footnotes of a step", |n| {
        article(format!("## Tagad\n\n- [ ] a {{#s}}\n\n{}", each(n, |i| format!("  a[^{i}]\n\n  [^{i}]: b\n\n"))))
    }),
    ("headings and boxes inside a step", |n| {
        article(format!("## Tagad\n\n- [ ] a {{#s}}\n\n{}", each(n, |i| format!("  ### H\n\n  - [ ] b {{#b{i}}}\n\n"))))
    }),
    ("headings that leave out a level", |n| article("#### a\n\n".repeat(n))),
    ("markup in plain texts", |n| {
        with("content/lv/articles/many.md", format!("---\ntitle: a\nsummary: \"{}\"\n---\n", "[[ <a **b ".repeat(n)))
    }),
    ("rows of a table", |n| article(format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n)))),
    ("columns of a table", |n| article(format!("{}|\n{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n)))),
    ("steps", |n| article(format!("## Tagad\n\n{}", each(n, |i| format!("- [ ] Zvaniet {i}. {{#s{i}}}\n"))))),
    ("steps without id", |n| article(format!("## Tagad\n\n{}", "- [ ] Zvaniet.\n".repeat(n)))),
    ("steps with one id", |n| article(format!("## Tagad\n\n{}", "- [ ] Zvaniet. {#s}\n".repeat(n)))),
    ("tasks without a phase", |n| article("- [ ] a\n".repeat(n))),
    ("documents to fill in", |n| {
        let mut site = base();
        let text = |i| format!("---\ntitle: One {i}\nsummary: Two.\nsituations: [one]\n---\n\n---\n\n[a]\n\n---\n");
        site.extend((0..n).map(|i| (format!("content/lv/documents/d{i}.md"), text(i))));
        site
    }),
    ("blanks of a text to send", |n| letter("**a** [b] *c*\n\n1. [d]\n\n".repeat(n))),
    ("nested lists of a text to send", |n| letter("- a\n  1. [b]\n     - c\n".repeat(n))),
    ("rows of a table to send", |n| letter(format!("|a|b|\n|-|-|\n{}", "|[c]|[d]|\n".repeat(n)))),
    ("lines of countries in a text to send", |n| letter("a [b] {country=lv}\n\n1. c {country=lv}\n\n".repeat(n))),
    ("rows of countries in a table to send", |n| {
        letter(format!("|a|b|\n|-|-|\n{}", "|[c]|d {country=lv}|\n".repeat(n)))
    }),
    ("documents for one country", |n| {
        let text = |i| format!("---\ntitle: One {i}\nsummary: Two.\ncountry: lv\n---\n\n---\n\n[a]\n\n---\n");
        let mut site = in_two_languages();
        site.extend((0..n).map(|i| (format!("content/lv/documents/d{i}.md"), text(i))));
        site
    }),
    ("documents for unknown countries", |n| {
        let text = |i| format!("---\ntitle: One\nsummary: Two.\ncountry: c{i}\n---\n\n---\n\n[a]\n\n---\n");
        let mut site = base();
        site.extend((0..n).map(|i| (format!("content/lv/documents/d{i}.md"), text(i))));
        site
    }),
    ("lines between texts to send", |n| letter("a\n\n---\n\n".repeat(n))),
    ("ready messages", |n| article("> [!SAY]\n> Labdien, [vārds], 12.05.2026.\n\n".repeat(n))),
    ("statements on law", |n| article("> [!LAW lv 2026-01-01]\n> a\n\n".repeat(n))),
    ("days of steps", |n| {
        with_case(each(n, |i| format!("- [ ] a {{#s{i} after=due+{}w}}\n", i % 9)))
            .file("content/holidays.yaml", "lv: [2026-01-01]\n")
    }),
    ("days of steps that cannot be counted", |n| {
        with_case(each(n, |i| format!("- [ ] a {{#s{i} after=dew+1}}\n- [ ] b {{#t{i} after=due}}\n")))
    }),
    ("steps that differ between languages", |n| {
        let steps = |heading: &str, rest: &str| {
            text(&format!("## {heading}\n\n{}", each(n, |i| format!("- [ ] a {{#s{i}{rest}}}\n"))))
        };
        in_two_languages()
            .file("content/lv/articles/many.md", steps("Tagad", ""))
            .file("content/ru/articles/many.md", steps("Сейчас", " after=due+1"))
    }),
    ("callouts about late interest", |n| with_rates("> [!INTEREST lv]\n> a\n\n".repeat(n), "rate: 6".to_owned())),
    ("callouts about unknown rates", |n| with_case("> [!INTEREST lv]\n> a\n\n".repeat(n))),
    ("periods of rates", |n| {
        // In the order of time for more than 30,000 periods.
        let period =
            |i| format!("from: {}-{:02}-{:02}, rate: 6}}, {{", 1990 + i / 336 % 110, i / 28 % 12 + 1, i % 28 + 1);
        with_rates("> [!INTEREST lv]\n> a\n".to_owned(), each(n, period) + "rate: x")
    }),
    ("countries with rates", |n| {
        let table = |i| RATES.replace("lv", &format!("c{i}")) + "    periods: [{rate: 6}]\n";
        with_case("> [!INTEREST c0]\n> a\n".to_owned())
            .file("content/rates.yaml", format!("rates:\n{}", each(n, |i| format!("  - {}", table(i)))))
    }),
    ("holidays", |n| {
        let day = |i| format!("{}-{:02}-{:02}, ", 1990 + i % 100, i / 100 % 12 + 1, i / 1200 % 28 + 1);
        with_case(String::new()).file("content/holidays.yaml", format!("lv: [{}]\n", each(n, day)))
    }),
    ("statements on law with a source", |n| {
        article(
            "## Tagad\n\n- [ ] Zvaniet. {#call}\n\n".to_owned()
                + &each(n, |i| format!("> [!LAW lv 2026-01-01 Likums {i}](https://a.example/{i})\n> a\n\n")),
        )
    }),
    ("statements on law of unknown countries", |n| {
        article(each(n, |i| format!("> [!LAW c{i} 2026-01-01 a](https://a.example)\n> a\n\n")))
    }),
    ("countries", |n| {
        base()
            .file(
                "content/site.yaml",
                format!(
                    "base_url: https://kb.example\nlanguages: [lv]\ncountries: [{}]\n",
                    each(n, |i| format!("c{i}, "))
                ),
            )
            .file(
                "content/lv/site.yaml",
                format!(
                    "title: Site\nphases: {{now: Tagad, then: Beigās}}\ncountries: {{{}}}\n",
                    each(n, |i| format!("c{i}: a, "))
                ),
            )
    }),
    ("lines of a country", |n| article("a {country=lv}\n\n- b {country=lv}\n\n".repeat(n))),
    ("countries of a line", |n| article(format!("a {{country={}}}", vec!["lv"; n].join(",")))),
    ("starts of countries", |n| article("{country=".repeat(n))),
    ("unknown callouts", |n| article("> [!NOTHING]\n> a\n\n".repeat(n))),
    ("HTML", |n| article("a <b>c</b>\n".repeat(n))),
    ("words", |n| article(each(n, |i| format!("vārds{i} ")))),
    ("one long line", |n| article("garš teksts ".repeat(n * 4))),
    ("quotation marks", |n| article("\"a\" ".repeat(n))),
    ("single quotes in a quotation", |n| article(format!("\"{}", "'a ".repeat(n)))),
    ("escaped quotation marks", |n| article("\\\" \"a\" ".repeat(n))),
    ("open brackets", |n| article("[a](".repeat(n))),
    ("stars", |n| article("*a_ ".repeat(n))),
    ("bare addresses without a scheme", |n| article("www.example.org ".repeat(n))),
    ("starts of addresses", |n| article("www.https:// ".repeat(n))),
    ("dates at the start of a line", |n| article("15. jūlijā a\n\n2026. gada 5. maijā\n1. janvārī b\n\n".repeat(n))),
    ("numbered lists", |n| article("1. a\n2. b\n\nc\n\n".repeat(n))),
    ("comments of Obsidian", |n| article("a %%b%% c\n".repeat(n))),
    ("shortcodes", |n| article("{{< a >}} {% b %} {{ c }} ".repeat(n))),
    ("shortcodes without an end", |n| article("{{< {% {{ {# {/* ".repeat(n))),
    ("delimiters of other programs", |n| article("==a ++b $c :d: ^e ~f [@g [h] {.i ".repeat(n))),
    ("equals signs", |n| article("==a".repeat(n))),
    ("foreign markup in a definition", |n| {
        with(
            "content/lv/glossary.yaml",
            format!("a: {{term: vārds, definition: '{}'}}\n", "{{ a }} ==b== %%c ".repeat(n)),
        )
    }),
    ("bare addresses", |n| article("https://a.example/b, www.c.example ".repeat(n))),
    ("bare addresses without a space", |n| article("https://a.example/(www.b.example)www.".repeat(n))),
    ("bare addresses in a step", |n| article(format!("- [ ] {}\n", "https://a.example/b ".repeat(n)))),
    ("beginnings of addresses", |n| article("https://www.http".repeat(n))),
    ("dangerous addresses", |n| article("[a](javascript:x) ".repeat(n))),
    ("steps of a situation", |n| {
        with(
            "content/lv/situations/one.md",
            text(&format!("## Tagad\n\n{}", each(n, |i| format!("- [ ] Z {i}. {{#s{i}}}\n")))),
        )
    }),
    ("unknown keys", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\n{}---\n", each(n, |i| format!("k{i}: v\n"))),
        )
    }),
    ("duplicate keys", |n| {
        with("content/lv/articles/many.md", format!("---\ntitle: a\nsummary: b\n{}---\n", "draft: false\n".repeat(n)))
    }),
    ("situations of an article", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\nsituations: [{}]\n---\n", each(n, |i| format!("s{i}, "))),
        )
    }),
    ("signs of a situation", |n| {
        with(
            "content/lv/situations/one.md",
            format!("---\ntitle: a\nsummary: b\nrecognise: [{}]\n---\n", each(n, |i| format!("zīme {i}, "))),
        )
    }),
    ("words for the search", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\nwords: [{}]\n---\n", each(n, |i| format!("vārdi {i}, "))),
        )
    }),
    ("synonyms", |n| {
        let mut site = article(each(n, |i| format!("vārds{i} ")));
        site.insert("content/lv/synonyms.yaml", each(n, |i| format!("- [vārds{i}, cits{i}]\n")));
        site
    }),
    ("one group of synonyms", |n| {
        let mut site = article(each(n, |i| format!("vārds{i} ")));
        site.insert("content/lv/synonyms.yaml", format!("- [{}]\n", each(n, |i| format!("vārds{i}, "))));
        site
    }),
    ("titles in a sentence", |n| article("teksts [[art]] ".repeat(n))),
    ("pronouns", |n| {
        let mut site = article("jums tu ".repeat(n));
        let settings = format!("{}prose: {{address: true, quotes: true}}\n", site.text("content/site.yaml"));
        site.insert("content/site.yaml", settings);
        site
    }),
    ("phrases", |n| {
        let mut site = with("content/phrases.yaml", each(n, |i| format!("p{i}: {{situations: [one]}}\n")));
        site.insert("content/lv/phrases.yaml", each(n, |i| format!("p{i}: {{says: Saka {i}, answer: Atbilde}}\n")));
        site
    }),
    ("phrases without text", |n| {
        let mut site = with("content/phrases.yaml", each(n, |i| format!("p{i}: {{situations: [one]}}\n")));
        site.insert("content/lv/phrases.yaml", each(n, |i| format!("q{i}: {{says: Saka {i}, answer: Atbilde}}\n")));
        site
    }),
    ("terms", |n| {
        let mut site = article(each(n, |i| format!("vārds{i} ")));
        site.insert("content/lv/glossary.yaml", each(n, |i| format!("t{i}: {{term: vārds{i}, definition: a}}\n")));
        site
    }),
    ("chained situations", |n| {
        let plans = each(n, |i| format!("  - {{id: s{i}, severity: 2, leads_to: [s{}]}}\n", (i + 1) % n));
        let mut site = with("content/situations.yaml", format!("phases: [now, then]\nsituations:\n{plans}"));
        site.extend((0..n).map(|i| (format!("content/lv/situations/s{i}.md"), text("Text."))));
        site.retain(|path| {
            !path.contains("situations/one") && !path.contains("situations/two") && !path.contains("art.md")
        });
        site
    }),
    ("unknown steps", |n| {
        let steps = each(n, |i| format!("art.s{i}, "));
        let plan = format!(
            "phases: [now, then]\nsituations:\n  - {{id: one, severity: 2, steps: {{now: [{steps}]}}}}\n  - {{id: two, severity: 2}}\n"
        );
        with("content/situations.yaml", plan)
    }),
    ("chained questions", |n| {
        let questions =
            each(n, |i| format!("  - {{id: q{i}, answers: [{{id: a, to: q{}}}, {{id: b, to: one}}]}}\n", i + 1));
        let last = format!("  - {{id: q{n}, answers: [{{id: a, to: one}}, {{id: b, to: two}}]}}\n");
        with("content/guide.yaml", format!("start: q0\nquestions:\n{questions}{last}"))
    }),
    ("articles", |n| {
        let mut site = base();
        site.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(&format!("[[art]] {i}")))));
        site
    }),
    ("articles of one situation", |n| {
        let mut site = base();
        let text =
            |i| format!("---\ntitle: One {i}\nsummary: Two.\nsituations: [one]\n---\n\n## Tagad\n\n- [ ] Z. {{#s}}\n");
        site.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        site
    }),
    ("articles with a dead link", |n| {
        let mut site = base();
        site.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(&format!("[[nowhere{i}]]")))));
        site
    }),
    ("files with bad names", |n| {
        let mut site = base();
        site.extend((0..n).map(|i| (format!("content/lv/articles/A{i}.md"), "a".to_owned())));
        site
    }),
    ("aliases", |n| {
        with(
            "content/lv/articles/many.md",
            format!("---\ntitle: a\nsummary: b\naliases: [{}]\n---\n", each(n, |i| format!("x{i}, "))),
        )
    }),
    ("articles with an alias", |n| {
        let mut site = base();
        let text = |i| format!("---\ntitle: One\nsummary: Two.\naliases: [x{i}]\n---\n");
        site.extend((0..n).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        site
    }),
    ("former paths in one folder", |n| {
        let mut site = base();
        let aliases = |i: usize| each(20, |k| format!("/vecs/raksti/{i}-{k}/, "));
        let text = |i| format!("---\ntitle: One\nsummary: Two.\naliases: [{}]\n---\n", aliases(i));
        site.extend((0..n.div_ceil(20)).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        site
    }),
    ("former paths that collide", |n| {
        let mut site = base();
        let aliases = |i: usize| each(20, |k| format!("/Vecs/{}/, /vecs/{}.html/x/, ", k % 7, (i + k) % 5));
        let text = |i| format!("---\ntitle: One\nsummary: Two.\naliases: [{}]\n---\n", aliases(i));
        site.extend((0..n.div_ceil(40)).map(|i| (format!("content/lv/articles/a{i}.md"), text(i))));
        site
    }),
    ("phases, and mistakes in their names", |n| {
        let phases = format!("phases: [now, {}]\n", each(n, |i| format!("p{i}, ")));
        let steps = each(n, |i| format!("wrong-phase-{i}: [a.b], "));
        let mut site = article(each(n, |i| format!("## {i} {{phase=wrong-phase-{i}}}\n\n")));
        site.insert(
            "content/situations.yaml",
            format!(
                "{phases}situations:\n  - {{id: one, severity: 3, steps: {{{steps}}}}}\n  - {{id: two, severity: 2}}\n"
            ),
        );
        let names = each(n, |i| format!("wrong-phase-{i}: S, "));
        site.insert("content/lv/site.yaml", format!("title: Site\nphases: {{now: Tagad, {names}}}\n"));
        site
    }),
    ("fields of the case, and mistakes in their names", |n| {
        let mut site = article(format!("> [!SAY]\n> {}", each(n, |i| format!("[blank {i}] "))));
        site.append("content/site.yaml", &format!("case: {{{}}}\n", each(n, |i| format!("f{i}: date, "))));
        let fields = each(n, |i| format!("f{i}: {{label: F, blanks: [blank {i}, blank {}]}}, wrong-{i}: w, ", n - i));
        site.append("content/lv/site.yaml", &format!("case: {{{fields}}}\n"));
        site
    }),
    ("foreign markup", |n| {
        let examples = || foreign_markup().flat_map(|(_, examples)| examples).filter(|text| !text.contains("```"));
        let text: Vec<String> = examples().map(|example| format!("{example}\n\n")).collect();
        article(each(n.div_ceil(4), |i| text[i % text.len()].clone()))
    }),
    ("pictures", |n| {
        let mut site = article(each(n, |i| format!("![a](media/a{i}.png) ")));
        site.extend((0..n).map(|i| (format!("content/media/a{i}.png"), [PNG, &i.to_le_bytes()].concat())));
        site
    }),
    ("drawings", |n| {
        let mut site = article(each(n, |i| format!("![a](media/a{i}.svg) ")));
        let drawing = |i| format!("<svg viewBox=\"0 0 9 {i}\"><path id=\"a\"/><use href=\"#a\"/></svg>");
        site.extend((0..n).map(|i| (format!("content/media/a{i}.svg"), drawing(i))));
        site
    }),
    ("elements of a drawing", |n| {
        drawing(each(n, |i| {
            format!(
                "<g id=\"g{i}\" fill=\"url(#p)\"><path class=\"a b{i}\" d=\"M0 0h1v1z\" marker-mid=\"url(#m)\"/></g>\
                 <use href=\"#g{i}\" style=\"fill:red;mask:url(#k{i})\"/>"
            )
        }))
    }),
    ("nested elements of a drawing", |n| drawing(format!("{}{}", "<g fill=\"url(#p)\">".repeat(n), "</g>".repeat(n)))),
    ("style sheet of a drawing", |n| {
        let rules = each(n, |i| format!("g > .c{i}, .all {{ fill:url(#p); mask:url(#k{}) }}", i % 9));
        let style = format!("<style>{}</style>", rules.replace("} g", "}<!-- a -->g"));
        drawing(format!("{style}{}", each(n, |i| format!("<path class=\"all c{i} c{}\"/>", i + 1))))
    }),
    ("attributes of a drawing", |n| {
        drawing(format!("<path {}/>", each(n, |i| format!("a{i}=\"url(#p) url(#q{i})\" "))))
    }),
    ("URLs of a style sheet", |n| theme(each(n, |i| format!(".a{i}{{background:url( 'logo.png' )}}/* {i} */")), 1)),
    ("files of a theme", |n| theme(each(n, |i| format!(".a{i}{{background:url(logo{i}.png)}}")), n)),
    ("missing files of a theme", |n| theme(each(n, |i| format!(".a{i}{{background:url(log{i}.png)}}")), n)),
    ("open brackets of a style sheet", |n| theme("a{b:url(\"c\" d((([image-set(\"e\" @import /".repeat(n), 1)),
    ("terms with one first word", |n| terms_with_one_first_word(n, "exact")),
    ("inflected terms with one first word", |n| terms_with_one_first_word(n, "inflected")),
];

/// An article on a site with a case and a country.
fn with_case(body: String) -> Site {
    article(body)
        .file(
            "content/site.yaml",
            "base_url: https://kb.example\nlanguages: [lv]\ncountries: [lv]\ncase: {due: date}\n",
        )
        .file(
            "content/lv/site.yaml",
            "title: Site\nphases: {now: Tagad, then: Beigās}\ncountries: {lv: Latvijā}\ncase: {due: Termiņš}\n",
        )
}

/// The rates of a country, without their periods.
const RATES: &str = "country: lv\n    currency: €\n    days: actual/365\n    changes: never\n    source: https://a.example\n    seen: 2026-01-01\n";

/// Such an article, and rates with the periods `{…}`.
fn with_rates(body: String, periods: String) -> Site {
    with_case(body).file("content/rates.yaml", format!("rates:\n  - {RATES}    periods: [{{{periods}}}]\n"))
}

/// A site with a case and a country, in two languages.
fn in_two_languages() -> Site {
    let situation = "---\ntitle: Название\nsummary: Что делать.\n---\n\nТекст.\n";
    with_case(String::new())
        .file(
            "content/site.yaml",
            "base_url: https://kb.example\nlanguages: [lv, ru]\ncountries: [lv]\ncase: {due: date}\n",
        )
        .file(
            "content/ru/site.yaml",
            "title: Site\nphases: {now: Сейчас, then: Потом}\ncountries: {lv: В Латвии}\ncase: {due: Срок}\n",
        )
        .file("content/ru/situations/one.md", situation)
        .file("content/ru/situations/two.md", situation)
}

/// An article with a drawing that holds `inside`.
fn drawing(inside: String) -> Site {
    let parts = "<pattern id=\"p\"><path/></pattern><marker id=\"m\"><path/></marker><mask id=\"k1\"><path/></mask>";
    article("![a](media/a.svg)".to_owned())
        .file("content/media/a.svg", format!("<svg viewBox=\"0 0 9 9\">{parts}{inside}</svg>\n"))
}

/// A site with a theme of its own, whose style sheet begins with `css`, and `pictures` that it can name.
fn theme(css: String, pictures: usize) -> Site {
    let mut site = base().file("themes/own/assets/style.css", css);
    site.append("content/site.yaml", "theme: own\n");
    site.insert("themes/own/theme.yaml", "situ: 1\n");
    site.insert("themes/own/assets/logo.png", PNG);
    site.extend((0..pictures).map(|i| (format!("themes/own/assets/logo{i}.png"), [PNG, &i.to_le_bytes()].concat())));
    site
}

/// Terms of two words, the first always the same, each mentioned once.
fn terms_with_one_first_word(n: usize, link: &str) -> Site {
    let second = |i: usize| -> String {
        let letter =
            |at: usize| ["ba", "dē", "gi", "ko", "lu", "mā", "ne", "pī", "ro", "su"][i / 10_usize.pow(at as u32) % 10];
        (0..6).map(letter).collect()
    };
    let mut site = article(each(n, |i| format!("viens {}s ", second(i))));
    let term = |i| format!("t{i}: {{term: viens {}s, definition: a, link: {link}}}\n", second(i));
    site.insert("content/lv/glossary.yaml", each(n, term));
    site
}

/// A build with its report in both formats.
fn work(site: &Site) {
    let messages = Messages::for_writer("lv");
    let site = site.build();
    let length = to_text(site.diagnostics(), &site.tree, &messages, false).len()
        + to_json(site.diagnostics(), &site.tree, &messages).len();
    if site.is_valid() {
        site.outputs();
    }
    assert!(length < 8 << 20, "{length} bytes of messages");
}

/// The process that [`instructions`] measures. The environment variable `SITU_SCALING` holds `feature=n`.
#[test]
#[ignore = "run by `scaling::doubling_input_is_linear`"]
fn child_process() {
    let wanted = std::env::var("SITU_SCALING").unwrap();
    let (name, n) = wanted.split_once('=').unwrap();
    let (_, make) = FEATURES.iter().find(|(known, _)| *known == name).unwrap();
    work(&make(n.parse().unwrap()));
}

/// Instructions of a build of `n`, with the start of the program.
fn instructions(name: &str, n: usize) -> f64 {
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "scaling::child_process", "--ignored", "--test-threads=1"])
        .env("SITU_SCALING", format!("{name}={n}"))
        // Idle threads execute instructions too.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind, which tests/setup-debian installs");
    let stderr = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{name}, {n}: {stderr}");
    let count = stderr.lines().find_map(|line| line.split_once("refs:")).expect("the count of cachegrind").1;
    count.trim().replace(',', "").parse().unwrap()
}

#[test]
#[ignore = "needs valgrind and takes minutes: tests/run scaling"]
fn doubling_input_is_linear() {
    // A part of the name of a feature, to measure only those.
    let only = std::env::var("SITU_SCALING").unwrap_or_default();
    let start = instructions(FEATURES[0].0, 1);
    let failures: Vec<String> = FEATURES
        .par_iter()
        .filter(|(name, _)| name.contains(&only))
        .filter_map(|(name, _)| {
            let mut n = 500;
            let mut once = instructions(name, n) - start;
            if once < ENOUGH {
                n = (n as f64 * ENOUGH / once.max(ENOUGH / 64.0)) as usize;
                once = instructions(name, n) - start;
            }
            let ratio = (instructions(name, 2 * n) - start) / once;
            println!(
                "{name}: {n} in {:.0} million instructions, twice as many in {ratio:.2} times as many",
                once / 1e6
            );
            (ratio > COUNTED_LIMIT).then(|| format!("{name}: {n} and {} differ by {ratio:.2}", 2 * n))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Processor time of this process, in seconds.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Processor time of a build, in seconds.
fn time_of(site: &Site) -> f64 {
    let begin = processor_time();
    work(site);
    processor_time() - begin
}

#[test]
#[ignore = "measures time, on an idle host: cargo test --release --test it scaling::doubling_input_takes -- --ignored"]
fn doubling_input_takes_at_most_twice_the_time() {
    let mut failures = Vec::new();
    for (name, make) in FEATURES {
        let mut n = 100;
        while time_of(&make(n)) < SHORTEST && n < 200_000 {
            n *= 2;
        }
        // Disturbances only add time, so the minimum of several runs counts.
        let mut ratio = f64::INFINITY;
        let (mut once, mut twice) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..6 {
            once = time_of(&make(n)).min(once);
            twice = time_of(&make(2 * n)).min(twice);
            ratio = twice / once;
            if ratio <= LIMIT {
                break;
            }
        }
        println!("{name}: {n} in {once:.3} s, twice as many in {twice:.3} s: {ratio:.2}");
        if ratio > LIMIT {
            failures.push(format!("{name}: {n} in {once:.3} s, twice as many in {twice:.3} s: {ratio:.2}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
