//! The order of the phases on the page of a situation and in a new file.

use std::fs;

use crate::support::{BuiltSite, Site, situ};

/// A site in one language with one situation, which has a step in each phase.
fn site(situations_head: &str, severity: u8) -> Site {
    let steps = "    steps:\n      now: [fire.out!]\n      day: [fire.call]\n      buy: [fire.alarm]\n";
    Site::new()
        .file("content/site.yaml", "base_url: https://x.example\nlanguages: [en]\n")
        .file("content/en/site.yaml", "title: Fire\nphases: {now: Right now, day: Next day, buy: In time}\n")
        .file(
            "content/situations.yaml",
            format!("{situations_head}situations:\n  - id: fire\n    severity: {severity}\n{steps}"),
        )
        .file(
            "content/en/situations/fire.md",
            "---\ntitle: Fire\nsummary: It burns.\n---\n\n## Right now\n\n- [ ] Get out. {#out}\n\n## Next day\n\n- [ ] Call the insurer. \
             {#call}\n\n## In time\n\n- [ ] Buy an alarm. {#alarm}\n",
        )
}

/// The names of the phases, in the order of the page; an open one ends in `*`.
fn shown(site: &BuiltSite) -> Vec<String> {
    let html = site.page("en/situations/fire/index.html");
    let blocks = html.split("class=\"phase\"").skip(1).map(|block| {
        let name = block.split("<h2>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let open = block.split("<h2>").next().unwrap().contains(" open>");
        if open { name + "*" } else { name }
    });
    blocks.collect()
}

#[test]
fn phases_are_shown_in_the_order_in_which_they_are_written() {
    for severity in [1, 5] {
        let site = site("phases: [now, day, buy]\n", severity).build();
        assert_eq!(site.report(), "");
        assert_eq!(shown(&site), ["Right now*", "Next day", "In time"]);
    }
}

#[test]
fn prevention_is_last_and_folded_above_severity_1() {
    for phases in ["[buy, now, day]", "[now, buy, day]"] {
        let head = format!("phases: {phases}\nprevention: buy\n");
        let grave = site(&head, 2).build();
        assert_eq!(grave.report(), "");
        assert_eq!(shown(&grave), ["Right now*", "Next day", "In time"], "{phases}");
    }
    assert_eq!(shown(&site("phases: [buy, now, day]\nprevention: buy\n", 1).build())[0], "In time*");
}

#[test]
fn phase_of_prevention_is_open_if_it_is_the_only_one() {
    let mut site = site("phases: [buy, now, day]\nprevention: buy\n", 4);
    let only = "phases: [buy, now, day]\nprevention: buy\nsituations:\n  - id: fire\n    severity: 4\n    steps:\n      buy: [fire.alarm]\n";
    site.insert("content/situations.yaml", only);
    assert_eq!(shown(&site.build()), ["In time*"]);
}

#[test]
fn new_situation_begins_with_a_step_of_the_first_phase_that_is_not_prevention() {
    for (head, phase) in [
        ("phases: [now, day, buy]\n", "## Right now\n"),
        ("phases: [buy, now, day]\nprevention: buy\n", "## Right now\n"),
        ("phases: [buy, now, day]\n", "## In time\n"),
    ] {
        let folder = site(head, 3).on_disk();
        let (code, _, error) = situ(folder.path(), &["new", "situation", "flood"]);
        assert_eq!(code, Some(0), "{error}");
        let text = fs::read_to_string(folder.path().join("content/en/situations/flood.md")).unwrap();
        assert!(text.contains(phase), "{head}: {text}");
    }
}
