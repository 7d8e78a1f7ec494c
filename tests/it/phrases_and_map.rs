//! The groups of the page of phrases, and the ways of the map.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use crate::support::site::two_languages;
use crate::support::{BuiltSite, Site};
use situ::Options;

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// The text of an element in one line.
fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line for each group of the page of phrases: its heading, the ids of its phrases, then the fragments of the links to
/// phrases of other groups.
fn groups(site: &BuiltSite, lang: &str) -> Vec<String> {
    let html = Html::parse_document(&site.page(&format!("{lang}/phrases/index.html")));
    let (phrases, elsewhere) = (selector(".phrase > div"), selector(".elsewhere a"));
    let group = |section: ElementRef| {
        let heading = text(section.select(&selector("h2")).next().unwrap());
        let own = section.select(&phrases).map(|phrase| phrase.attr("id").unwrap().to_owned());
        let links = section.select(&elsewhere).map(|link| link.attr("href").unwrap().to_owned());
        let ids: Vec<String> = own.chain(links).collect();
        format!("{heading}: {}", ids.join(" "))
    };
    html.select(&selector(".groups > section")).map(group).collect()
}

/// Every way of the map as "from -> to: condition", as the rows show it in `direction`.
fn ways(site: &BuiltSite, direction: &str, lang: &str) -> BTreeSet<String> {
    let html = Html::parse_document(&site.page(&format!("{lang}/map/index.html")));
    let items = selector(&format!("[data-way={direction}] > li"));
    let mut found = BTreeSet::new();
    for row in html.select(&selector(".map .ways")) {
        let own = row.attr("id").unwrap().strip_prefix("row-").unwrap();
        for item in row.select(&items) {
            let link = item.select(&selector("a")).next().unwrap();
            let other = link.attr("href").unwrap().strip_prefix("#row-").unwrap();
            let condition = item.select(&selector("p")).next().map_or_else(String::new, text);
            let (from, to) = if direction == "to" { (own, other) } else { (other, own) };
            assert!(found.insert(format!("{from} -> {to}: {condition}")), "{from} -> {to} twice");
        }
    }
    found
}

fn site() -> Site {
    let situation = |title: &str, more: &str| format!("---\ntitle: {title}\nsummary: S.\n{more}---\n");
    two_languages()
        .file(
            "content/situations.yaml",
            "phases: [now]\nsituations:\n  - {id: late, severity: 2, leads_to: [unpaid, quarrel]}\n  \
             - {id: quarrel, severity: 5, leads_to: [quarrel]}\n  - {id: unpaid, severity: 2, leads_to: [quarrel]}\n",
        )
        .file("content/lv/situations/late.md", situation("Vēlu", "escalates: {unpaid: ja nemaksā}\n"))
        .file("content/lv/situations/quarrel.md", situation("Strīds", ""))
        .file("content/lv/situations/unpaid.md", situation("Nemaksā", "escalates: {quarrel: ja draud}\n"))
        .file(
            "content/phrases.yaml",
            "thanks: {}\nslow: {situations: [unpaid, late, unpaid]}\nangry: {situations: [quarrel]}\n\
             soon: {situations: [late]}\n",
        )
        .file(
            "content/lv/phrases.yaml",
            "thanks: {says: Paldies, answer: Lūdzu}\nslow: {says: Lēni, answer: Drīz}\n\
             angry: {says: Dusmas, answer: Miers}\nsoon: {says: Kad, answer: Rīt}\n",
        )
        .file("content/ru/phrases.yaml", "soon: {says: Когда, answer: Завтра}\n")
}

#[test]
fn phrase_is_listed_in_its_first_situation_and_linked_from_the_others() {
    let built = site().build();
    assert_eq!(groups(&built, "lv"), ["Vēlu: soon #slow", "Strīds: angry", "Nemaksā: slow", "Citas frāzes: thanks"]);
}

#[test]
fn groups_of_a_translation_have_phrases_in_the_language_that_has_them() {
    let built = site().build();
    assert_eq!(
        groups(&built, "ru"),
        ["Поздно: soon #slow", "Strīds (LV): angry", "Nemaksā (LV): slow", "Другие фразы: thanks"]
    );
    let page = built.page("ru/phrases/index.html");
    let html = Html::parse_document(&page);
    let lang_of = |id: &str| {
        let fold =
            html.select(&selector(".phrase")).find(|fold| fold.html().contains(&format!("id=\"{id}\""))).unwrap();
        fold.attr("lang").map(str::to_owned)
    };
    assert_eq!((lang_of("slow").as_deref(), lang_of("soon")), (Some("lv"), None));
}

#[test]
fn groups_of_this_repository_have_every_phrase_once() {
    let built = BuiltSite::of_repository(&Options::default());
    for lang in ["lv", "ru", "bg"] {
        let found = groups(&built, lang);
        let ids: Vec<&str> = found.iter().flat_map(|group| group.rsplit(": ").next().unwrap().split(' ')).collect();
        let listed: BTreeSet<&str> = ids.iter().copied().filter(|id| !id.starts_with('#')).collect();
        let linked = ids.iter().filter_map(|id| id.strip_prefix('#'));
        assert!(linked.clone().count() > 5 && linked.clone().all(|id| listed.contains(id)), "{found:?}");
        assert_eq!(listed.len(), ids.len() - linked.count(), "{found:?}");
        assert!(listed.len() > 20, "{found:?}");
    }
}

#[test]
fn map_shows_each_way_at_both_ends_with_its_condition() {
    let built = site().build();
    let expected = ["late -> quarrel: ", "late -> unpaid: ja nemaksā", "unpaid -> quarrel: ja draud"];
    assert_eq!(ways(&built, "to", "lv"), expected.map(str::to_owned).into());
    for lang in ["lv", "ru"] {
        assert_eq!(ways(&built, "from", lang), ways(&built, "to", lang), "{lang}");
    }
    let repository = BuiltSite::of_repository(&Options::default());
    for lang in ["lv", "ru", "bg"] {
        let found = ways(&repository, "to", lang);
        assert!(found.len() > 40, "{found:?}");
        assert_eq!(ways(&repository, "from", lang), found);
    }
}

#[test]
fn map_has_a_heading_for_each_severity_that_a_situation_has() {
    let page = site().build().page("lv/map/index.html").into_owned();
    let html = Html::parse_document(&page);
    let levels: Vec<String> = html.select(&selector(".map h2")).map(text).collect();
    assert_eq!(levels, ["Saspringti Smagums: 2 no 5", "Kritiski Smagums: 5 no 5"]);
    let rows: Vec<String> = html.select(&selector(".map summary")).map(text).collect();
    assert_eq!(rows, ["Vēlu", "Nemaksā", "Strīds"]);
}
