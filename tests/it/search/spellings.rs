//! What people type for a word: joined and divided compounds, other letters, punctuation, nonsense.

use serde_json::{Value, json};

use super::{QUERY, node, on_disk};
use crate::support::Site;

const FILES: [(&str, &str, &str, &str); 6] = [
    (
        "lv/articles/mail.md",
        "E-pasts & <līgums>",
        "Īsi par saraksti.",
        "Web-lapa un vēstule.\n\n![Shēma](media/plan.svg)",
    ),
    ("lv/articles/hand.md", "Pārbaude", "Ko darīt pirms nodošanas.", "Pirms nodošanas pārbaudiet. Bezmaksas labojumi."),
    ("lv/articles/other.md", "Cits", "Kas cits.", "Epasts te ir kopā. 2026-11-29."),
    ("ru/articles/invoice.md", "Счёт-фактура", "Коротко.", "Ёлка и интернет\u{2011}магазин. Предоплата."),
    ("ru/articles/shop.md", "Другое", "Иное.", "Электронная почта, веб дизайн."),
    ("ru/articles/art.md", "Рисунок", "Рисунок.", "![Чертёж «e-pasts» крыши](media/plan.svg)"),
];

/// Language, query, and the articles that it finds, the best first; more may follow.
const QUERIES: [(&str, &str, &[&str]); 43] = [
    ("lv", "epasts", &["mail", "other"]),
    ("lv", "e-pasts", &["mail", "other"]),
    ("lv", "e pasts", &["mail", "other"]),
    ("lv", "E\u{2011}PASTU", &["mail", "other"]),
    ("lv", "weblapa", &["mail"]),
    ("lv", "web lapa", &["mail"]),
    ("lv", "lapa", &["mail"]),
    ("lv", "shēma", &["mail"]),
    ("lv", "pirmsnodošana", &["hand"]),
    ("lv", "pirms nodošana", &["hand"]),
    ("lv", "pirms-nodošanas", &["hand"]),
    ("lv", "bez maksas", &["hand"]),
    ("lv", "ligums", &["mail"]),
    ("lv", "li\u{304}gums", &["mail"]),
    ("lv", "LI\u{304}GUMS", &["mail"]),
    ("lv", "\"e-pasts\"", &["mail"]),
    ("lv", "+e-pasts -nekas AND (x)", &["mail"]),
    ("lv", "title:e-pasts*", &["mail"]),
    ("lv", "<līgums>", &["mail"]),
    ("lv", "?!…", &[]),
    ("lv", "-", &[]),
    ("lv", "- – —", &[]),
    ("lv", "'", &[]),
    ("lv", "", &[]),
    ("lv", "&", &[]),
    ("lv", "undefined", &[]),
    ("lv", "constructor", &[]),
    ("lv", "__proto__ toString", &[]),
    ("lv", "\u{1F4A5}", &[]),
    ("ru", "елка", &["invoice"]),
    ("ru", "ёлка", &["invoice"]),
    ("ru", "е\u{308}лка", &["invoice"]),
    // Latin letters that look like Cyrillic ones.
    ("ru", "cчёт", &["invoice"]),
    ("ru", "eлкa", &["invoice"]),
    ("ru", "счетфактура", &["invoice"]),
    ("ru", "счет фактура", &["invoice"]),
    ("ru", "интернетмагазин", &["invoice"]),
    ("ru", "интернет магазин", &["invoice"]),
    ("ru", "пред оплата", &["invoice"]),
    ("ru", "вебдизайн", &["shop"]),
    ("ru", "веб-дизайн", &["shop"]),
    ("ru", "чертеж", &["art"]),
    ("ru", "чертёж крыши", &["art"]),
];

#[test]
fn spellings_find_their_article() {
    let articles = FILES.map(|(path, title, summary, text)| {
        (format!("content/{path}"), format!("---\ntitle: '{title}'\nsummary: {summary}\n---\n\n{text}\n"))
    });
    let others = [
        ("content/site.yaml", "base_url: https://x.example\nlanguages: [lv, ru]\n"),
        ("content/lv/site.yaml", "title: Palīgs\n"),
        ("content/ru/site.yaml", "title: Помощь\n"),
        ("content/media/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let others = others.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let site = on_disk(Site::new().files(articles.into_iter().chain(others)).build().outputs());
    let mut asked: Vec<Value> =
        QUERIES.iter().map(|(lang, query, _)| json!({ "lang": lang, "query": query })).collect();
    // None of these may take long: the runner would wait for minutes.
    let long =
        ["a", "a-", "'a", "zhch", "vārds ", "?"].map(|part| json!({ "lang": "lv", "query": part.repeat(20_000) }));
    asked.extend(long);
    let Some(answers) = node(QUERY, &[&site.path().display().to_string()], &json!(asked)) else { return };
    let answers = answers.as_array().expect("answers");
    let mut wrong = Vec::new();
    for ((lang, query, wanted), found) in QUERIES.iter().zip(answers) {
        let found: Vec<&str> = found.as_array().expect("results").iter().filter_map(Value::as_str).collect();
        let wanted: Vec<String> = wanted.iter().map(|id| format!("{lang}/articles/{id}/")).collect();
        if !found.iter().zip(&wanted).all(|(found, wanted)| found == wanted)
            || found.len() < wanted.len()
            || (wanted.is_empty() && !found.is_empty())
        {
            wrong.push(format!("{query}: {found:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(answers.len(), QUERIES.len() + 6);
}
