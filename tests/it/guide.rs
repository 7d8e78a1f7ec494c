//! The pages that lead readers to a situation: the home page, the guide, the list of situations, the page for unknown
//! URLs. What they list, in which groups, and what they call new.

use scraper::{ElementRef, Html, Selector};

use crate::support::Site;
use crate::support::site::BuiltSite;

/// Six situations. The first question leads to one, two questions lead to others, one question is a level deeper, and
/// nothing leads to `s6`.
fn six_situations() -> Site {
    let ids = ["s1", "s2", "s3", "s4", "s5", "s6"];
    let plans: String = ids.iter().map(|id| format!("  - {{id: {id}, severity: 3}}\n")).collect();
    let text = |id: &str| {
        (format!("content/en/situations/{id}.md"), format!("---\ntitle: Title {id}\nsummary: About {id}.\n---\n"))
    };
    Site::new()
        .file("content/site.yaml", "base_url: https://x.example\nlanguages: [en]\n")
        .file("content/en/site.yaml", "title: Helper\ndescription: What to do.\nphases: {now: Now}\n")
        .file("content/situations.yaml", format!("phases: [now]\nsituations:\n{plans}"))
        .files(ids.map(text))
        .file(
            "content/guide.yaml",
            "start: first\nquestions:\n\
             - {id: first, answers: [{id: a, to: job}, {id: b, to: s1}, {id: c, to: money}]}\n\
             - {id: job, answers: [{id: a, to: s2}, {id: b, to: deep}]}\n\
             - {id: deep, answers: [{id: a, to: s4}, {id: b, to: s3}]}\n\
             - {id: money, answers: [{id: a, to: s5}, {id: b, to: s2}]}\n",
        )
        .file(
            "content/en/guide.yaml",
            "first: {ask: What is wrong?, answers: {a: Work, b: Nothing, c: Money}}\n\
             job: {ask: What about job?, answers: {a: Late, b: Something else}}\n\
             deep: {ask: What else?, answers: {a: This, b: That}}\n\
             money: {ask: What about money?, answers: {a: Unpaid, b: Late}}\n",
        )
}

fn build(site: &Site) -> BuiltSite {
    let built = site.build();
    assert!(built.is_valid(), "{}", built.report());
    built
}

/// The texts of the elements that match `selector`, in one line each.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let text =
        |element: ElementRef| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    Html::parse_document(page).select(&Selector::parse(selector).unwrap()).map(text).collect()
}

/// Names of the pages that the links within `selector` lead to.
fn targets(page: &str, selector: &str) -> Vec<String> {
    let links = Selector::parse(&format!("{selector} a")).unwrap();
    let name = |link: ElementRef| {
        let href = link.value().attr("href").unwrap_or_default().trim_end_matches('/');
        href.rsplit('/').next().unwrap_or_default().to_owned()
    };
    Html::parse_document(page).select(&links).map(name).collect()
}

#[test]
fn home_page_lists_each_situation_once() {
    let built = build(&six_situations());
    for (path, heading) in [("en/index.html", "h2"), ("404.html", "h3")] {
        let page = built.page(path);
        assert_eq!(texts(&page, &format!("summary {heading}")), ["Work", "Money"], "{path}");
        assert_eq!(targets(&page, ".answers"), ["s2", "deep", "s1", "s5", "s2"], "{path}");
        assert_eq!(targets(&page, ".situations"), ["s3", "s4", "s6"], "{path}");
        assert_eq!(texts(&page, ".situations h2"), ["Other situations"], "{path}");
        assert!(targets(&page, "main").contains(&"situations".to_owned()), "{path}: a link to all");
    }
    let page = built.page("en/index.html");
    assert_eq!(texts(&page, "h1"), ["What is wrong?"]);
    assert_eq!(texts(&page, "title"), ["Helper"]);
    assert_eq!(texts(&page, ".ask > span:first-child"), ["What about job?", "What about money?"]);
}

#[test]
fn home_page_without_a_guide_lists_all_situations() {
    let mut site = six_situations();
    site.retain(|path| !path.ends_with("guide.yaml"));
    let built = build(&site);
    let all = ["s1", "s2", "s3", "s4", "s5", "s6"];
    for path in ["en/index.html", "404.html", "en/situations/index.html"] {
        assert_eq!(targets(&built.page(path), ".situations"), all, "{path}");
    }
    assert_eq!(texts(&built.page("en/index.html"), "h1"), ["Helper"]);
    assert_eq!(texts(&built.page("en/index.html"), ".situations h2"), ["All situations"]);
    assert!(texts(&built.page("en/situations/index.html"), ".situations h2").is_empty());
}

#[test]
fn situations_are_grouped_by_the_first_answer_that_leads_to_them() {
    let built = build(&six_situations());
    let page = built.page("en/situations/index.html");
    let groups: Vec<(Vec<String>, Vec<String>)> = Html::parse_document(&page)
        .select(&Selector::parse(".situations > section").unwrap())
        .map(|section| (texts(&section.html(), "h2"), targets(&section.html(), ".rows")))
        .collect();
    let expected: [(&[&str], &[&str]); 4] =
        [(&[], &["s1"]), (&["Work"], &["s2", "s4", "s3"]), (&["Money"], &["s5"]), (&["Other situations"], &["s6"])];
    assert_eq!(groups.len(), expected.len(), "{groups:?}");
    for ((headings, situations), (expected_headings, expected_situations)) in groups.iter().zip(expected) {
        assert_eq!((&headings[..], &situations[..]), (&own(expected_headings)[..], &own(expected_situations)[..]));
    }
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn steps_of_the_guide_are_shown_where_they_are_true() {
    let built = build(&six_situations());
    // The answers to the first question and to `job` lead to situations on ways of different lengths.
    assert_eq!(texts(&built.page("en/guide/index.html"), ".hero > .fine"), ["Question 1"]);
    let asked = ["Question 2", "Question 3 of 3", "Question 2 of 2"];
    assert_eq!(texts(&built.page("en/guide/index.html"), ".ask .fine"), asked);
    assert_eq!(texts(&built.page("en/guide/money/index.html"), ".hero > .fine"), ["Question 2 of 2"]);
    assert_eq!(texts(&built.page("en/guide/deep/index.html"), ".hero > .fine"), ["Question 3 of 3"]);
    assert_eq!(texts(&built.page("en/guide/job/index.html"), ".hero > .fine"), ["Question 2"]);
}

#[test]
fn text_in_another_language_is_marked_inside_the_guide() {
    let mut site = six_situations();
    site.insert("content/site.yaml", "base_url: https://x.example\nlanguages: [ru, en]\n");
    site.insert("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас}\n");
    // The first question exists in English only, one of the next ones in Russian.
    site.insert("content/ru/guide.yaml", "money: {ask: Что с деньгами?, answers: {a: Не платят, b: Поздно}}\n");
    let built = build(&site);
    let page = Html::parse_document(&built.page("ru/index.html")).html();
    let page = Html::parse_document(&page);
    let language = |words: &str| {
        let all = Selector::parse("h1, h2, .ask span, .answers a").unwrap();
        let element = page.select(&all).find(|element| element.text().collect::<String>() == words);
        let element = element.unwrap_or_else(|| panic!("{words} is not on the page"));
        let own = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
        own.filter_map(|element| element.value().attr("lang")).next().map(str::to_owned)
    };
    for (words, lang) in [
        ("What is wrong?", "en"),
        ("Money", "en"),
        ("What about job?", "en"),
        ("Late", "en"),
        ("Что с деньгами?", "ru"),
        ("Не платят", "ru"),
    ] {
        assert_eq!(language(words).as_deref(), Some(lang), "{words}");
    }
}

#[test]
fn articles_are_called_new_only_if_they_are() {
    let article = |id: &str, date: &str, situations: &str| {
        let date = if date.is_empty() { String::new() } else { format!("updated: {date}\n") };
        let text = format!("---\ntitle: Title {id}\nsummary: About.\nsituations: [{situations}]\n{date}---\n\nText.\n");
        (format!("content/en/articles/{id}.md"), text)
    };
    let listed = |articles: [(&str, &str, &str); 4]| {
        let site = six_situations().files(articles.map(|(id, date, situations)| article(id, date, situations)));
        let built = build(&site);
        let page = built.page("en/index.html");
        (texts(&page, ".pair h2").join(", "), targets(&page, ".pair .rows").join(" "), texts(&page, ".pair .all"))
    };
    let all = vec!["All articles (4)".to_owned()];
    // The latest three, the latest one first.
    let dated =
        [("a", "2026-01-01", "s1"), ("b", "2026-01-03", "s1"), ("c", "2026-01-02", "s1"), ("d", "2026-01-04", "s1")];
    assert_eq!(listed(dated), ("New articles".to_owned(), "d b c".to_owned(), all.clone()));
    // The last article shown is as old as the one that is not: those of more situations come first.
    let equal = [
        ("a", "2026-01-01", "s1"),
        ("b", "2026-01-01", "s1"),
        ("c", "2026-01-01", "s1, s2"),
        ("d", "2026-01-04", "s1"),
    ];
    assert_eq!(listed(equal), ("Articles".to_owned(), "d c a".to_owned(), all.clone()));
    // No date at all is older than any.
    let undated = [("a", "", "s1"), ("b", "2026-01-03", "s1"), ("c", "2026-01-02", "s1"), ("d", "2026-01-04", "s1")];
    assert_eq!(listed(undated), ("New articles".to_owned(), "d b c".to_owned(), all));
}
