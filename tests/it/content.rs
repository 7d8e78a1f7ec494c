//! The site in this repository: it builds without a diagnostic, its languages agree, and no link of the output is dead, at
//! the root of a host and below a path.

use std::collections::BTreeSet;

use situ::Options;

use crate::support::BuiltSite;
use crate::support::links::Rendered;

#[test]
fn builds_without_a_diagnostic() {
    let site = content(None);
    assert_eq!(site.report(), "");
    assert!(site.is_valid());
}

#[test]
fn every_document_is_translated_with_the_same_actions() {
    let built = content(None);
    let site = &built.ready().site;
    let mut actions = 0;
    for group in site.groups.iter() {
        let mut first: Option<BTreeSet<(&str, usize)>> = None;
        for lang in site.config.lang_ids() {
            let code = site.config.code(lang);
            let Some(document) = group.documents[lang.index()] else {
                assert!(!site.needs_translation(group), "{} is missing in {code}", group.id);
                continue;
            };
            let own: BTreeSet<(&str, usize)> =
                site.document(document).actions.iter().map(|action| (&*action.item, action.phase.index())).collect();
            actions += own.len();
            let first = first.get_or_insert_with(|| own.clone());
            assert_eq!(*first, own, "actions of {} in {code}", group.id);
        }
    }
    assert!(actions > 100, "{actions} actions");
}

#[test]
fn links_work_at_the_root_of_a_host() {
    Rendered::new(&content(None)).assert_links_work(5000);
}

#[test]
fn links_work_below_a_path() {
    let site = Rendered::new(&content(Some("https://example.org/kb")));
    assert_eq!(site.base, "/kb/");
    site.assert_links_work(5000);
}

fn content(base_url: Option<&str>) -> BuiltSite {
    BuiltSite::of_repository(&Options { base_url: base_url.map(str::to_owned), ..Options::default() })
}
