//! Markup of other programs is reported with its place wherever text can be typed, and nothing else is.
//!
//! Goes over the table of `src/parse/foreign_markup/markup_table.rs`: each example in each place.

use rayon::prelude::*;
use situ::Code;
use situ::testing::foreign_markup;

use crate::support::{BuiltSite, PNG, Site};

/// A place where text is typed: its name, its file, and the file with an example in it.
type Place = (&'static str, &'static str, fn(&str) -> String);

const ARTICLE: &str = "content/lv/articles/art.md";
const HEAD: &str = "---\ntitle: Raksts\nsummary: Ko darīt.\nsituations: [one]\n---\n\n";

/// The places for Markdown of several lines.
const BLOCKS: &[Place] = &[
    ("body", ARTICLE, |example| format!("{HEAD}{example}\n")),
    ("body between paragraphs", ARTICLE, |example| format!("{HEAD}Teksts.\n\n{example}\n\nTeksts.\n")),
    ("quotation", ARTICLE, |example| format!("{HEAD}{}\n", quoted(example))),
    ("callout", ARTICLE, |example| format!("{HEAD}> [!NOTE]\n> Vispirms.\n>\n{}\n", quoted(example))),
    ("list item", ARTICLE, |example| format!("{HEAD}- Teksts.\n\n{}\n", indented(example))),
    ("note of a step", ARTICLE, |example| {
        format!("{HEAD}## Tagad\n\n- [ ] Zvaniet. {{#call}}\n\n{}\n", indented(example))
    }),
    ("footnote", ARTICLE, |example| {
        format!("{HEAD}Teksts.[^1]\n\n[^1]: Piezīme.\n\n{}\n", indented(&indented(example)))
    }),
];

/// The places for one line of Markdown.
const LINES: &[Place] = &[
    ("second line of a paragraph", ARTICLE, |example| format!("{HEAD}Teksts\n{example}\n")),
    ("second line of a callout", ARTICLE, |example| format!("{HEAD}> [!TIP]\n> {example}\n")),
    ("heading", ARTICLE, |example| format!("{HEAD}## {example}\n")),
    ("list", ARTICLE, |example| format!("{HEAD}- {example}\n")),
    ("step", ARTICLE, |example| format!("{HEAD}## Tagad\n\n- [ ] {example} {{#call}}\n")),
    ("item to tick", ARTICLE, |example| format!("{HEAD}- [ ] {example} {{#call}}\n")),
    ("cell of a table", ARTICLE, |example| {
        format!("{HEAD}| A | B |\n|---|---|\n| {} | x |\n", example.replace('|', "\\|"))
    }),
    ("ready message", ARTICLE, |example| format!("{HEAD}> [!SAY]\n> Labdien!\n>\n> {example}\n")),
    ("intro of a phase", "content/lv/situations/one.md", |example| {
        format!("---\ntitle: A\nsummary: B\n---\n\n## Tagad\n\n{example}\n")
    }),
];

/// The places for a value of YAML.
const VALUES: &[Place] = &[
    ("title", ARTICLE, |example| format!("---\ntitle: {}\nsummary: B\n---\n\nTeksts.\n", value(example))),
    ("summary", ARTICLE, |example| format!("---\ntitle: A\nsummary: {}\n---\n\nTeksts.\n", value(example))),
    ("sign of a situation", "content/lv/situations/one.md", |example| {
        format!("---\ntitle: A\nsummary: B\nrecognise: [{}]\n---\n\nTeksts.\n", value(example))
    }),
    ("words for the search", ARTICLE, |example| {
        format!("---\ntitle: A\nsummary: B\nwords: [{}]\n---\n\nTeksts.\n", value(example))
    }),
    ("synonym", "content/lv/synonyms.yaml", |example| format!("- [klients, {}]\n", value(example))),
    ("definition", "content/lv/glossary.yaml", |example| {
        format!("a: {{term: avanss, definition: {}}}\n", value(example))
    }),
    ("answer to a phrase", "content/lv/phrases.yaml", |example| {
        format!("p: {{says: Sveiki, answer: {}}}\n", value(example))
    }),
    ("question", "content/lv/guide.yaml", |example| {
        format!("q: {{ask: {}, answers: {{a: Jā, b: Nē}}}}\n", value(example))
    }),
    ("answer of the guide", "content/lv/guide.yaml", |example| {
        format!("q: {{ask: Kas?, answers: {{a: {}, b: Nē}}}}\n", value(example))
    }),
    ("name of a phase", "content/lv/site.yaml", |example| format!("title: A\nphases: {{now: {}}}\n", value(example))),
];

/// What only a body has, because it needs the parser of Markdown.
const ONLY_IN_A_BODY: [&str; 11] = [
    "contents-magic-word",
    "subscript",
    "slack-link",
    "picture-size",
    "picture-size-equals",
    "diagram",
    "code-directive",
    "rst-link",
    "code-role",
    "rst-role",
    "escaped-formula",
];

/// What is markup here too in a body: the row, and the element that it becomes. A message to copy is text.
const ELEMENTS: [(&str, &str); 3] = [("mark", "<mark>"), ("superscript", "<sup>"), ("subscript", "<sub>")];

/// The places in which the line before a definition is its term, so that the page has a list of definitions.
const WITH_TERM: [&str; 5] =
    ["body between paragraphs", "list item", "second line of a paragraph", "footnote", "ready message"];

/// What only a value has. In a body HTML has a code of its own.
const ONLY_IN_A_VALUE: [&str; 2] = ["html-comment", "html-element"];

fn indented(example: &str) -> String {
    example.lines().map(|line| format!("  {line}\n")).collect()
}

fn quoted(example: &str) -> String {
    example.lines().map(|line| format!("> {line}\n")).collect::<String>().trim_end().to_owned()
}

fn value(example: &str) -> String {
    format!("'{}'", example.replace('\'', "''"))
}

fn site() -> Site {
    Site::new()
        .file("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv]\n")
        .file("content/situations.yaml", "phases: [now]\nsituations:\n  - {id: one, severity: 3}\n")
        .file(
            "content/guide.yaml",
            "start: q\nquestions:\n  - {id: q, answers: [{id: a, to: one}, {id: b, to: one}]}\n",
        )
        .file("content/phrases.yaml", "p: {situations: [one]}\n")
        .file("content/lv/site.yaml", "title: Site\nphases: {now: Tagad}\n")
        .file("content/lv/guide.yaml", "q: {ask: Kas noticis?, answers: {a: Jā, b: Nē}}\n")
        .file("content/lv/phrases.yaml", "p: {says: Sveiki, answer: Labdien}\n")
        .file("content/lv/glossary.yaml", "a: {term: avanss, definition: Daļa no cenas.}\n")
        .file("content/lv/situations/one.md", "---\ntitle: A\nsummary: B\n---\n\nTeksts.\n")
        .file(ARTICLE, format!("{HEAD}Teksts.\n"))
        .file("content/media/plans.png", PNG)
}

/// The codes that are reported in each of `texts`, each in place of the file at `path`. Articles share one site, because
/// a build of its own for each would take minutes.
fn codes(path: &str, texts: &[String]) -> Vec<Vec<Code>> {
    let codes_of = |built: &BuiltSite, path: &str| {
        let own = built.diagnostics().iter().filter(|diagnostic| &*diagnostic.span.path == path);
        own.map(|diagnostic| diagnostic.code).collect::<Vec<Code>>()
    };
    if path != ARTICLE {
        return texts.par_iter().map(|text| codes_of(&site().file(path, text.as_str()).build(), path)).collect();
    }
    let path = |index: usize| format!("content/lv/articles/a{index}.md");
    let files = texts.iter().enumerate().map(|(index, text)| (path(index), text.as_str()));
    let built = site().files(files).build();
    (0..texts.len()).map(|index| codes_of(&built, &path(index))).collect()
}

#[test]
fn every_construct_is_reported_in_every_place() {
    let mut silent = Vec::new();
    let mut tried = 0;
    for (place, path, text) in BLOCKS.iter().chain(LINES).chain(VALUES) {
        let is_in = |places: &[Place]| places.iter().any(|(name, ..)| name == place);
        let all = foreign_markup().flat_map(|(name, examples)| examples.iter().map(move |example| (name, *example)));
        let cases: Vec<(&str, &str)> = all
            .filter(|(name, example)| {
                let is_possible = match is_in(VALUES) {
                    true => !ONLY_IN_A_BODY.contains(name),
                    false => !ONLY_IN_A_VALUE.contains(name),
                };
                // A cell needs a backslash before `|`, which makes it a character like any other.
                let is_value = is_in(VALUES) || *place == "ready message";
                let is_supported = !is_value && ELEMENTS.iter().any(|(row, _)| row == name)
                    || *name == "definition-list" && WITH_TERM.contains(place);
                let is_escaped = *place == "cell of a table" && matches!(*name, "grid-table" | "spoiler");
                is_possible && !is_escaped && !is_supported && (is_in(BLOCKS) || !example.contains('\n'))
            })
            .collect();
        let texts: Vec<String> = cases.iter().map(|(_, example)| text(example)).collect();
        tried += texts.len();
        for (((name, _), text), found) in cases.iter().zip(&texts).zip(codes(path, &texts)) {
            let is_reported = match name.ends_with("-comment") {
                true => found.contains(&Code::PrivateComment),
                false => !found.is_empty(),
            };
            if !is_reported {
                silent.push(format!("{name} in {place}: {found:?}\n{text}"));
            }
        }
        assert_eq!(codes(path, &[text("Vārdi")]), [[]], "{place}");
    }
    assert!(tried > 2000, "{tried}");
    assert!(silent.is_empty(), "{} of {tried} are silent\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn constructs_that_are_markup_here_become_elements_in_every_place() {
    let examples = || {
        let elements = ELEMENTS.iter().flat_map(|(row, element)| {
            let found = foreign_markup().find(|(name, _)| name == row);
            found.into_iter().flat_map(|(_, examples)| examples).map(move |example| (*example, *element))
        });
        elements.collect::<Vec<_>>()
    };
    let is_article = |(place, path, _): &&Place| *path == ARTICLE && *place != "ready message";
    let mut texts = Vec::new();
    for (place, _, text) in BLOCKS.iter().chain(LINES).filter(is_article) {
        texts.extend(examples().into_iter().map(|(example, element)| (*place, text(example), element)));
    }
    assert!(texts.len() > 60, "{}", texts.len());
    // All articles share one site, because a build of its own for each would take minutes.
    let path = |index: usize| format!("content/lv/articles/a{index}.md");
    let files = texts.iter().enumerate().map(|(index, (_, text, _))| (path(index), text.as_str()));
    let built = site().files(files).build();
    let is_own = |one: &&situ::Diagnostic| one.span.path.starts_with("content/lv/articles/");
    assert_eq!(built.diagnostics().iter().filter(is_own).count(), 0, "{}", built.report());
    for (index, (place, text, element)) in texts.iter().enumerate() {
        let page = built.page(&format!("lv/articles/a{index}/index.html"));
        assert!(page.contains(element), "{place}\n{text}\n{page}");
    }
}

/// Prose that resembles markup.
const PROSE: &[&str] = &[
    "Cena ir 5 $ un 7 $, bet ne $5/$7 un US$ 5 vai 5$, 7$.",
    "Plkst. 10:30:15 un 12:00, attiecība 1:2:3, rezultāts 2:1.",
    "Rakstiet uz a+b++c@example.lv vai vards.uzvards@example.lv.",
    "C++ un C++ kods, snake_case, IPZ-954, v2.3.1, F# un A/B.",
    "Smaidiņi :) un :-) un ^_^ un (^o^) un :D un 8-) ir atļauti.",
    "Atlaide 50 % vai 50%, pat 100%% un 5 %% no summas.",
    "Viņš teica: „Labi.” Tad: viss. — Jā! Uzmanību!!! Kāpēc???",
    "Skatiet 2. daļu, h. 5. lpp., b. 3 un p. 4.",
    "a == b, x = 5, 2^10 un 2^5, 5 + 5 = 10, x < y, y > z, <3.",
    "Fails C:\\\\new\\\\item vai mape /home/x/y_z.",
    "Iekavas {a}, [b], (c), [d, e] un [vārds uzvārds].",
    "`{{ x }}`, `%% x %%`, `$x^2$`, `:smile:` un `==x==` ir kods.",
    "\\{{ x }}, \\%% x, \\$x^2$, \\:smile:, \\==x== un \\[b]x\\[/b] ir ar atkāpēm.",
    "[saite](https://example.org/a:b:c?x=$y$&z={{q}}) un <https://example.org/%7Bx%7D/a^b^c>",
    "https://example.org/a/{{x}}/:b:/==c==/$d^2$ ir adrese.",
    "Un/vai, [un/vai], 5/7, [/] un [1/2].",
    "Teksts ar ~~svītrojumu~~ un **treknu** un *slīpu*.",
    "Sk. 3. §, Nr. 5, # 5, #birka, @lietotājs un 5 @ 6.",
    ".. un tad viņš aizgāja ..",
    "5 | 6 || 7",
    "''Pēdiņas'' un 'apostrofi', d'Artanjans, 5' un 6''.",
    "Tas ir ‒ kā teikt ‒ \"jā\": \"nē\".",
    "Valūta $ vai €, cena: $50, $100; summa $1,000.00.",
    "Zvaniet +371 26123456 vai +371-26123456 (no 9:00 līdz 17:00).",
    "Vārds::vārds, std::vector un a::b.",
    "<<Vārds>> un <<divi vārdi>>, a << b >> c, (x), [x] un \"[a]\".",
    "Sauc! Fails plans.png! Uzmanību: [1], [a] un {a.} {.} {1.2}.",
    "Zīmes +, =, / un // un e-pasts: a@b.lv, saite: [šeit], image: nē.",
];

#[test]
fn prose_is_not_markup() {
    let is_own = |code: &Code| matches!(code, Code::ForeignMarkup | Code::PrivateComment | Code::NotACallout);
    let mut alarms = Vec::new();
    for (place, path, text) in BLOCKS.iter().chain(LINES).chain(VALUES) {
        // A value has no escapes.
        let is_value = VALUES.iter().any(|(name, ..)| name == place);
        let prose: Vec<&str> = PROSE.iter().copied().filter(|prose| !is_value || !prose.contains('\\')).collect();
        let texts: Vec<String> = prose.iter().map(|prose| text(prose)).collect();
        for (prose, found) in prose.iter().zip(codes(path, &texts)) {
            if found.iter().any(is_own) {
                alarms.push(format!("{place}: {prose} {found:?}"));
            }
        }
    }
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}

#[test]
fn code_is_not_markup() {
    let examples = || foreign_markup().flat_map(|(_, examples)| examples).filter(|example| !example.contains("```"));
    let mut texts: Vec<String> = examples().map(|example| format!("{HEAD}````text\n{example}\n````\n")).collect();
    let in_line = examples().filter(|example| !example.contains(['\n', '`']));
    texts.extend(in_line.map(|example| format!("{HEAD}Teksts `{example}` un vēl.\n")));
    for (text, found) in texts.iter().zip(codes(ARTICLE, &texts)) {
        assert_eq!(found, [], "{text}");
    }
}
