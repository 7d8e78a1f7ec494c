//! What a situation can say: texts above its steps, choices, phases of its own, and steps that the guide opens.

use std::fs;

use crate::support::{BuiltSite, Site, situ};

const SITUATIONS: &str = "phases: [before, now]
prevention: before
situations:
  - id: fire
    severity: 4
    phases: [out, now]
    steps:
      before: [home.alarm]
      out: [fire.leave!]
      now:
        - one_of: [fire.call, home.neighbour]
          key: true
        - fire.wait
  - id: flood
    severity: 2
";

/// A site in one language whose situation `fire` uses everything.
fn site() -> Site {
    Site::new()
        .file("content/site.yaml", "base_url: https://x.example\nlanguages: [en]\n")
        .file("content/en/site.yaml", "title: Help\nphases: {before: In time, now: Right now}\nscope: Call [112](tel:112).\n")
        .file("content/situations.yaml", SITUATIONS)
        .file(
            "content/en/situations/fire.md",
            "---\ntitle: Fire\nsummary: It burns.\nlead: Tonight *one* call to the zebra is enough.\nurgent: A quokka inside? [112](tel:112).\n\
             phases: {out: Out}\nupdated: 2026-11-21\n---\n\n## Out\n\nLeave everything.\n\n- [ ] Get out. {#leave .key}\n\n## Right now\n\n\
             - [ ] Call 112. {#call}\n- [ ] Wait. {#wait}\n",
        )
        .file("content/en/situations/flood.md", "---\ntitle: Flood\nsummary: Water.\n---\n")
        .file(
            "content/en/articles/home.md",
            "---\ntitle: Home\nsummary: Home.\nsituations: [flood]\n---\n\n## In time\n\n- [ ] Buy an alarm. {#alarm}\n\n## Right now\n\n\
             - [ ] Ask a neighbour. {#neighbour}\n",
        )
}

fn fire(site: &BuiltSite) -> String {
    site.page("en/situations/fire/index.html").into_owned()
}

/// The part of a page between two texts.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("no {from:?}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to:?}")).0
}

#[test]
fn lead_and_urgent_text_are_above_the_steps_and_not_in_the_feed() {
    let site = site().build();
    assert_eq!(site.report(), "");
    let page = fire(&site);
    let urgent = between(&page, "<section class=\"urgent alert\" aria-label=\"Urgent\">", "</section>");
    assert!(
        urgent.contains("<p>A quokka inside? <a href=\"tel:112\" rel=\"noopener noreferrer\">112</a>.</p>"),
        "{urgent}"
    );
    // An announced region would interrupt a screen reader.
    assert!(!page.contains("role=\"alert\"") && !urgent.contains("aria-live"));
    let places = ["<h1>", "class=\"urgent ", "class=\"lead\">Tonight <em>one</em>", "class=\"phases\""]
        .map(|text| page.find(text).unwrap());
    assert!(places.is_sorted(), "{places:?}");
    let text = |path: &str| String::from_utf8_lossy(&site.outputs()[path].1).into_owned();
    assert!(!text("en/feed.xml").contains("zebra") && text("en/feed.xml").contains("It burns."));
    let index: String = site
        .outputs()
        .keys()
        .filter(|path| path.starts_with("en/search/") || path.ends_with("words.json"))
        .map(|path| text(path))
        .collect();
    assert!(index.contains("zebr") && index.contains("quokka"), "both texts are in the search index");
}

#[test]
fn choice_is_one_step_with_a_box_for_each_alternative() {
    let site = site().build();
    let page = fire(&site);
    let choice = between(&page, "<li class=\"choice key\"><fieldset>", "</fieldset></li>");
    let legend = between(choice, "<legend>", "</legend>");
    assert_eq!(legend, "<strong>Key step:</strong> One of these is enough:");
    for key in ["fire.call", "home.neighbour"] {
        assert!(choice.contains(&format!("<input type=\"checkbox\" id=\"{key}\">")), "{choice}");
    }
    assert!(!choice.contains("fire.wait") && page.contains("id=\"fire.wait\""));
    // Two steps of the phase, and four of the situation.
    assert_eq!(between(&page, "<h2>Right now</h2> <span class=\"count\">", "</span>"), "2 steps");
    assert!(between(&site.page("en/situations/index.html"), ">Fire</a>", "</li>").contains("4 steps"));
}

#[test]
fn choice_in_the_value_that_a_theme_gets() {
    let folder = site().on_disk();
    let (code, text, error) = situ(folder.path(), &["inspect", "fire"]);
    assert_eq!(code, Some(0), "{error}");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let content = &value[0]["content"];
    assert_eq!(content["step_count"], 4);
    let names: Vec<&str> =
        content["phases"].as_array().unwrap().iter().map(|phase| phase["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Out", "Right now", "In time"]);
    let steps = content["phases"][1]["steps"].as_array().unwrap();
    let keys: Vec<&str> =
        steps[0]["one_of"].as_array().unwrap().iter().map(|step| step["key"].as_str().unwrap()).collect();
    assert_eq!((keys, &steps[0]["important"]), (vec!["fire.call", "home.neighbour"], &true.into()));
    assert_eq!((&steps[1]["key"], &steps[1]["one_of"]), (&"fire.wait".into(), &serde_json::json!([])));
    assert_eq!(content["urgent"].as_array().unwrap().len(), 1);
    assert!(content["lead"].as_str().unwrap().contains("<em>one</em>"));
}

#[test]
fn order_of_a_situation_includes_the_phase_of_prevention_if_it_is_listed() {
    for (listed, wanted) in [
        ("[out, now]", ["Out", "Right now", "In time"]),
        ("[before, out, now]", ["In time", "Out", "Right now"]),
        ("[now, before, out]", ["Right now", "In time", "Out"]),
    ] {
        let plan = SITUATIONS.replace("phases: [out, now]", &format!("phases: {listed}"));
        let site = site().file("content/situations.yaml", plan).build();
        let page = fire(&site);
        let places = wanted.map(|name| page.find(&format!("<h2>{name}</h2>")).unwrap());
        assert!(places.is_sorted(), "{listed}: {places:?}");
        let open = format!(" open>\n<summary aria-current=\"step\"><h2>{}</h2>", wanted[0]);
        assert!(page.contains(&open), "{listed}");
    }
}

#[test]
fn own_phases_have_sections_anchors_and_introductions() {
    let link = "[[fire#out]] [[fire#leave]]";
    let site = site()
        .file("content/en/pages/about.md", format!("---\ntitle: About\nsummary: About.\n---\n\n{link}\n"))
        .build();
    assert_eq!(site.report(), "");
    let page = fire(&site);
    assert!(page.contains("id=\"out\"") && page.contains("<p>Leave everything.</p>"));
    let about = site.page("en/about/index.html");
    assert!(
        about.contains("href=\"/en/situations/fire/#out\"")
            && about.contains("href=\"/en/situations/fire/#fire.leave\"")
    );
}

#[test]
fn answer_of_the_guide_opens_a_step_that_the_page_has() {
    let site = site()
        .file("content/guide.yaml", "start: q\nquestions:\n  - id: q\n    answers:\n      - {id: a, to: fire, step: home.neighbour}\n      - {id: b, to: flood, step: home.alarm}\n")
        .file("content/en/guide.yaml", "q: {ask: What?, answers: {a: Fire, b: Water}}\n")
        .build();
    assert_eq!(site.report(), "");
    for path in ["en/index.html", "en/guide/index.html", "en/guide/q/index.html"] {
        let page = site.page(path);
        for (situation, step) in [("fire", "home.neighbour"), ("flood", "home.alarm")] {
            assert!(page.contains(&format!("href=\"/en/situations/{situation}/#{step}\"")), "{path}: {step}");
            assert!(site.page(&format!("en/situations/{situation}/index.html")).contains(&format!("id=\"{step}\"")));
        }
    }
}

#[test]
fn new_file_of_a_situation_names_its_own_phases() {
    let mut site = site();
    site.remove("content/en/situations/fire.md");
    site.insert(
        "content/situations.yaml",
        "phases: [before, now]\nsituations:\n  - id: fire\n    severity: 4\n    phases: [get-out, now]\n",
    );
    let folder = site.on_disk();
    let (code, _, error) = situ(folder.path(), &["new", "situation", "fire"]);
    assert_eq!(code, Some(0), "{error}");
    let text = fs::read_to_string(folder.path().join("content/en/situations/fire.md")).unwrap();
    assert!(text.contains("\nphases:\n  get-out: get out\n") && text.contains("\n## get out\n"), "{text}");
    fs::write(folder.path().join("content/en/situations/fire.md"), text.replace("draft: true\n", "")).unwrap();
    let (_, report, _) = situ(folder.path(), &["check"]);
    assert!(!report.contains("phase"), "{report}");
}

#[test]
fn fixes_leave_choices_alone() {
    let plan = SITUATIONS.to_owned() + "was: {home.ask: home.neighbour}\n";
    let folder = site().file("content/situations.yaml", plan.clone()).on_disk();
    let (code, _, error) = situ(folder.path(), &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{error}");
    let fixed = fs::read_to_string(folder.path().join("content/situations.yaml")).unwrap();
    assert_eq!(fixed, plan.replace("was:", "renamed:"));
}
