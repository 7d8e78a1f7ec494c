//! Statements on law: their source, the reader's country, the links of situations, lines of one country, their age.

use crate::support::{Site, situ};

const TEXT: &str = "---\ntitle: Nauda\nsummary: N.\n---\n\n\
    > [!LAW lv 2026-11-29 Civillikums, 1765. pants](https://likumi.example/1765)\n> Seši procenti.\n\n\
    > [!LAW eu 2026-11-29 Direktīva \"2011/7\"](https://eu.example/7)\n> Astoņi punkti.\n\n\
    > [!LAW bg 2026-11-21]\n> Десет.\n\n\
    Te ir tā. {country=lv}\n\n- Tur citādi. {country=bg,eu}\n- Visur.\n\n| a | b |\n|---|---|\n| c | d {country=bg} |\n\n\
    ## Tagad\n\n- [ ] Prasiet. {#ask}\n\n  > [!LAW lv 2026-11-29 Solis](https://likumi.example/s)\n  > Drīkst.\n";

fn site() -> Site {
    Site::new().files([
        (
            "content/site.yaml",
            "base_url: https://kb.example\nlanguages: [lv, ru]\ncountries: [bg, lv, eu]\nunions: {eu: [lv, bg]}\n",
        ),
        (
            "content/lv/site.yaml",
            "title: KB\nphases: {now: Tagad}\ncountries: {bg: Bulgārijā, lv: Latvijā, eu: Savienībā}\ncountry: lv\n",
        ),
        (
            "content/ru/site.yaml",
            "title: KB\nphases: {now: Сейчас}\ncountries: {bg: В Болгарии, lv: В Латвии, eu: В Союзе}\n",
        ),
        (
            "content/situations.yaml",
            "phases: [now]\nsituations:\n  - {id: late, severity: 2, steps: {now: [money.ask]}}\n",
        ),
        ("content/lv/situations/late.md", "---\ntitle: Vēlu\nsummary: V.\n---\n"),
        ("content/ru/situations/late.md", "---\ntitle: Поздно\nsummary: П.\n---\n"),
        ("content/lv/articles/money.md", TEXT),
    ])
}

#[test]
fn statement_shows_country_source_and_date_and_is_open_for_its_readers() {
    let built = site().build();
    let page = built.page("lv/articles/money/index.html");
    let law = "<details class=\"callout law\" id=\"law-lv\" data-country=\"lv\" open>\n\
        <summary>Latvijā: Civillikums, 1765. pants</summary>\n<p>Seši procenti.</p>\n\
        <p class=\"law-old\" hidden data-old-after=\"2027-11-29\">Pārbaudīts vairāk nekā pirms gada: likums var būt mainījies.</p>\n\
        <p class=\"law-note\"><a href=\"https://likumi.example/1765\" rel=\"noopener noreferrer\">Civillikums, 1765. pants</a> · \
        Skatīts: 2026. gada 29. novembris.";
    assert!(page.contains(law), "{page}");
    // The law of the union is open where it holds, and quotation marks are those of the language.
    let union = "id=\"law-eu\" data-country=\"eu lv bg\" open>\n<summary>Savienībā: Direktīva „2011/7”";
    assert!(page.contains(union), "{page}");
    let folded = "id=\"law-bg\" data-country=\"bg\">\n<summary>Bulgārijā</summary>";
    assert!(page.contains(folded), "{page}");
    assert!(page.contains("<p class=\"law-note\">Pārbaudīts: 2026. gada 21. novembris."), "{page}");
}

#[test]
fn law_of_the_country_of_an_article_is_open_for_all() {
    let mut site = site();
    let text = TEXT.replace("summary: N.\n", "summary: N.\ncountry: bg\n");
    site.insert("content/lv/articles/money.md", text);
    let built = site.build();
    let page = built.page("lv/articles/money/index.html");
    for open in ["id=\"law-bg\" open>", "id=\"law-eu\" open>", "id=\"law-lv\" data-country=\"lv\" open>"] {
        assert!(page.contains(open), "{open}\n{page}");
    }
    // Nothing is left to choose if the article states the law of its country only.
    let text = "---\ntitle: Nauda\nsummary: N.\ncountry: bg\n---\n\n> [!LAW bg 2026-11-21]\n> Десет.\n";
    site.insert("content/lv/articles/money.md", text);
    site.insert("content/situations.yaml", "phases: [now]\nsituations: [{id: late, severity: 2}]\n");
    let built = site.build();
    let page = built.page("lv/articles/money/index.html");
    assert!(page.contains("id=\"law-bg\" open>") && !page.contains("/countries."), "{page}");
}

#[test]
fn lines_of_a_country_have_its_name() {
    let built = site().build();
    let page = built.page("lv/articles/money/index.html");
    for line in [
        "<p data-country=\"lv\"><b class=\"country\">Latvijā:</b> Te ir tā.</p>",
        "<li data-country=\"bg eu lv\"><b class=\"country\">Bulgārijā, Savienībā:</b> Tur citādi.</li>\n<li>Visur.</li>",
        "<tr data-country=\"bg\"><td><b class=\"country\">Bulgārijā:</b> c</td><td>d</td></tr>",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn situation_links_to_the_law_of_its_articles() {
    let built = site().build();
    let page = built.page("lv/situations/late/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}\n{page}"));
    let links = [
        "<details data-country=\"lv\" open><summary>Latvijā</summary>",
        "<a href=\"/lv/articles/money/#law-lv\">Civillikums, 1765. pants</a>",
        "<details data-country=\"eu lv bg\" open><summary>Savienībā</summary>",
        "<details data-country=\"bg\"><summary>Bulgārijā</summary>",
        "<a href=\"/lv/articles/money/#law-bg\">Nauda</a>",
    ];
    assert!(links.map(at).is_sorted(), "{page}");
    // The statement in a step is part of the page, under an id of its own.
    assert!(page.contains("id=\"ui_money.ask_law-lv-2\""), "{page}");
    assert!(page.contains("data-script=\"/assets/countries."), "{page}");
    let strings = built.page("lv/words.json");
    assert!(strings.contains("\"country_lv\":\"Latvijā\"") && !strings.contains("country_eu"), "{strings}");
}

#[test]
fn site_without_countries_has_no_trace_of_them() {
    let built = crate::support::site::two_languages().build();
    assert_eq!(built.report(), "");
    let page = built.page("lv/situations/late/index.html");
    assert!(!page.contains("/countries.") && !page.contains("data-country"), "{page}");
    assert!(!built.page("lv/words.json").contains("country_"), "{}", built.page("lv/words.json"));
}

#[test]
fn site_with_one_country_has_no_choice() {
    let built = crate::support::site::two_languages()
        .file("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv, ru]\ncountries: [lv]\n")
        .file(
            "content/lv/articles/law.md",
            "---\ntitle: Law\nsummary: L.\n---\n\n> [!LAW lv 2026-11-29 A](https://a.example)\n> B.\n",
        )
        .build();
    let page = built.page("lv/articles/law/index.html");
    assert!(page.contains("id=\"law-lv\" data-country=\"lv\" open>") && !page.contains("data-script"), "{page}");
}

#[test]
fn old_sources_and_days_to_come_are_reported_by_check() {
    let folder = site().on_disk();
    let reported = |today: &str| {
        let (code, stdout, _) = situ(folder.path(), &["check", "--format", "short", "--today", today]);
        assert_eq!(code, Some(0), "{stdout}");
        stdout.lines().filter(|line| line.contains("law-date")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(reported("2026-11-29"), Vec::<String>::new());
    // A writer may be a day ahead.
    assert_eq!(reported("2026-11-28"), Vec::<String>::new());
    let future = reported("2026-11-22");
    assert_eq!(future.len(), 3, "{future:#?}");
    assert!(future[0].contains("2026-11-29 is a day that has not come yet."), "{future:#?}");
    assert_eq!(reported("2027-12-26"), Vec::<String>::new());
    let old = reported("2027-12-27");
    assert_eq!(old.len(), 1, "{old:#?}");
    assert!(old[0].contains("money.md:12:3") && old[0].contains("401 days ago, on 2026-11-21"), "{old:#?}");
    assert_eq!(situ(folder.path(), &["check", "--today", "29.11.2026"]).0, Some(2));
}

#[test]
fn the_age_is_not_checked_without_a_day() {
    assert!(!site().build().report().contains("law-date"));
}

#[test]
fn status_lists_old_sources_by_age_and_those_that_are_missing() {
    let folder = site().on_disk();
    let (code, table, _) = situ(folder.path(), &["status", "--today", "2028-01-01"]);
    let wanted = "
4 legal notes were checked more than a year before 2028-01-01
  content/lv/articles/money.md:12  bg 2026-11-21
  content/lv/articles/money.md:6  lv 2026-11-29 Civillikums, 1765. pants
  content/lv/articles/money.md:9  eu 2026-11-29 Direktīva „2011/7”
  content/lv/articles/money.md:28  lv 2026-11-29 Solis

1 legal note has no source or no address of it
  content/lv/articles/money.md:12  bg 2026-11-21
";
    assert_eq!(code, Some(0));
    assert!(table.ends_with(wanted), "{table}");
}
