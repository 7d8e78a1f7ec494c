//! `words` and synonyms.yaml: they find what they belong to, and no page shows them.

use serde_json::{Value, json};

use super::{QUERY, node, on_disk};
use crate::support::Site;

/// Path below `content/` and text.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", "base_url: https://x.example\nlanguages: [lv]\n"),
    ("situations.yaml", "phases: [now]\nsituations: [{id: silent, severity: 2}, {id: unpaid, severity: 2}]\n"),
    ("phrases.yaml", "later: {situations: [unpaid]}\n"),
    ("lv/site.yaml", "title: Palīgs\nphases: {now: Tagad}\n"),
    ("lv/phrases.yaml", "later: {says: Naudas nav., answer: Kad būs?, words: [plānā kabatā]}\n"),
    ("lv/synonyms.yaml", "- [klients, pasūtītājs]\n- [rēķins, faktūra, invoiss]\n- [e-pasts, meils]\n"),
    (
        "lv/situations/silent.md",
        "---\ntitle: Klients klusē\nsummary: Nav atbildes.\nwords: [ghosto, neceļ klausuli]\n---\n\nGaida.\n",
    ),
    (
        "lv/situations/unpaid.md",
        "---\ntitle: Klients nemaksā\nsummary: Nav naudas.\n---\n\nRēķins kavējas. Ghosto daži: tā saka.\n",
    ),
    ("lv/articles/mail.md", "---\ntitle: Vēstules\nsummary: Kā rakstīt.\nwords: [uzmeta]\n---\n\nPa e-pastu.\n"),
];

/// A query, and what it finds first; empty if it finds nothing.
const QUERIES: &[(&str, &str)] = &[
    // `words` weigh as much as a title, in any form and spelling.
    ("ghosto", "lv/situations/silent/"),
    ("necelj klausulji", "lv/situations/silent/"),
    ("klausules", "lv/situations/silent/"),
    ("uzmeta", "lv/articles/mail/"),
    ("plānās kabatas", "lv/phrases/#later"),
    // Each word of a group finds the others.
    ("pasūtītājs klusē", "lv/situations/silent/"),
    ("pasutitajam nemaksa", "lv/situations/unpaid/"),
    ("faktūru", "lv/situations/unpaid/"),
    ("invoisi", "lv/situations/unpaid/"),
    ("meilu", "lv/articles/mail/"),
];

#[test]
fn words_and_synonyms_find_their_document() {
    let files = FILES.iter().map(|(path, text)| (format!("content/{path}"), (*text).to_owned()));
    let built = Site::new().files(files).build();
    assert_eq!(built.report(), "");
    for (path, (_, bytes)) in built.outputs() {
        let text = String::from_utf8_lossy(bytes);
        let is_index = path.contains("/search/") && path.ends_with(".json");
        let shown = ["klausuli", "uzmeta", "kabat", "pasūtītāj", "faktūr"].into_iter().find(|word| text.contains(word));
        assert!(shown.is_none() || is_index, "{path} shows {shown:?}");
    }
    let site = on_disk(built.outputs());
    let asked: Vec<Value> = QUERIES.iter().map(|(query, _)| json!({ "lang": "lv", "query": query })).collect();
    let Some(answers) = node(QUERY, &[&site.path().display().to_string()], &json!(asked)) else { return };
    let first = |answer: &Value| answer[0].as_str().unwrap_or_default().to_owned();
    let found: Vec<(&str, String)> = QUERIES
        .iter()
        .zip(answers.as_array().expect("answers"))
        .map(|((query, _), answer)| (*query, first(answer)))
        .collect();
    let wanted: Vec<(&str, String)> = QUERIES.iter().map(|(query, path)| (*query, (*path).to_owned())).collect();
    assert_eq!(found, wanted);
}
