//! `situ status`: the state of each document in each language, unused actions, and old statements on law.

use super::cli_translate::untranslated_site;
use crate::support::site::two_languages;
use crate::support::situ;

#[test]
fn table_has_each_document_in_each_language() {
    let folder = untranslated_site().on_disk();
    let (code, table, stderr) = situ(folder.path(), &["status"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let wanted = "  Situation  lv        ru        en
  late       original  missing   missing

  Article    lv        ru        en
  calls      original  missing   missing
  raw        draft     missing   missing

  original   2         0         0
  current    0         0         0
  outdated   0         0         0
  draft      1         0         0
  exempt     0         0         0
  missing    0         3         3

1 step is not in any checklist
  content/lv/articles/calls.md:17  calls.second

1 legal note was checked more than a year before 2026-11-21
  content/lv/articles/calls.md:19  lv 2025-01-31

1 legal note has no source or no address of it
  content/lv/articles/calls.md:19  lv 2025-01-31
";
    assert_eq!(table, wanted);
    let (_, table, _) = situ(folder.path(), &["status", "--today", "2026-01-31"]);
    assert!(table.contains("\n0 legal notes were checked more than a year before 2026-01-31\n\n"), "{table}");
    let (code, _, stderr) = situ(folder.path(), &["status", "--today", "31.01.2026"]);
    assert_eq!((code, stderr.contains("31.01.2026")), (Some(2), true));
}

#[test]
fn age_of_law_statements_is_counted_from_the_newest_date_of_any_document() {
    let text =
        "---\ntitle: Law\nsummary: L.\n---\n\n> [!LAW lv 2024-01-31]\n> Old.\n\n> [!LAW lv 2026-01-31]\n> New.\n";
    let settings = "base_url: https://example.org\nlanguages: [lv, ru]\ncountries: [lv]\n";
    let site = two_languages().file("content/site.yaml", settings).file("content/lv/articles/law.md", text);
    let folder = site.on_disk();
    let (_, table, _) = situ(folder.path(), &["status"]);
    let wanted = "1 legal note was checked more than a year before 2026-01-31\n  content/lv/articles/law.md:6  lv 2024-01-31\n\n";
    assert!(table.contains(wanted), "{table}");
    let folder = two_languages().on_disk();
    let (_, table, _) = situ(folder.path(), &["status"]);
    assert!(table.ends_with("\nThere are no legal notes.\n"), "{table}");
}

#[test]
fn rates_that_do_not_reach_the_present_are_listed() {
    let table = |country: &str, changes: &str, period: &str| {
        format!(
            "  - country: {country}\n    currency: €\n    days: actual/365\n    changes: {changes}\n    source: https://a.example\n    \
             seen: 2026-01-02\n    periods: [{{{period}}}]\n"
        )
    };
    let rates = [
        table("lv", "half-year", "from: 2026-01-01, rate: 10.15"),
        table("bg", "any-day", "from: 2026-01-01, rate: 5, seen: 2026-03-01"),
        table("ru", "never", "rate: 6"),
        table("ee", "half-year", "from: 2026-07-01, rate: 10"),
    ];
    let mut site = two_languages().file("content/rates.yaml", format!("rates:\n{}", rates.concat()));
    site.append("content/site.yaml", "countries: [lv, bg, ru, ee]\n");
    let folder = site.on_disk();
    let (_, table, _) = situ(folder.path(), &["status", "--today", "2026-11-30"]);
    let wanted = "\n2 lists of rates do not reach 2026-11-30, or were read more than a year before\n  \
                  content/rates.yaml:2  lv 2026-06-30\n  content/rates.yaml:9  bg 2026-03-01\n";
    assert!(table.ends_with(wanted), "{table}");
    let (_, table, _) = situ(folder.path(), &["status", "--today", "2027-01-03"]);
    assert!(
        table.ends_with("  content/rates.yaml:16  ru 2026-01-02\n  content/rates.yaml:23  ee 2026-12-31\n"),
        "{table}"
    );
    let (_, json, _) = situ(folder.path(), &["status", "--today", "2026-01-03", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["old_rates"], serde_json::json!([]));
    let (_, json, _) = situ(two_languages().on_disk().path(), &["status", "--format", "json"]);
    assert!(!json.contains("old_rates"), "{json}");
}

#[test]
fn json_has_states_totals_and_unused_actions() {
    let folder = untranslated_site().on_disk();
    let (_, json, _) = situ(folder.path(), &["status", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["languages"], serde_json::json!(["lv", "ru", "en"]));
    assert_eq!(json["texts"][1]["states"]["lv"], "original");
    assert_eq!(json["totals"]["ru"]["missing"], 3);
    assert_eq!(json["idle_actions"][0]["line"], 17);
}
