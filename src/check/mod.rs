//! Rules about the site as a whole: links, ids, URLs, the guide, translations.
//!
//! Input: a linked [`Site`]. Output: diagnostics, and a [`CheckResult`] with which the next check of the same process
//! can skip what has not changed. Never changes the site, never reads a file, and never stops at a mistake.
//!
//! A rule is one function and one `Rule` in the `RULES` of its file, which names the codes that the function may
//! report. Debug builds assert that it reports no other.
//!
//! # Adding a rule
//!
//! 1. The function and its `Rule`, in the file of its group in this folder.
//! 2. The code with its name, severity and reason, one row in `src/diagnostics/codes.rs`. The codes are one enum below
//!    all other layers, because readers and parsers report them too, and because the order of the rows is the order in
//!    which diagnostics of one span are printed.
//! 3. The message and its help in the four `messages.ftl`.
//! 4. A case in `tests/diagnostics/`, named after the code.
//!
//! That makes seven files. SARIF, `report::explain` and the completeness tests read the table of codes. Only a new
//! group of rules touches this file, in `GROUPS`.

mod blanks;
mod case;
mod case_dates;
mod changed_documents;
mod data_files;
mod front_matter;
mod guide;
mod hosts;
mod ids;
mod laws;
mod links;
mod messages;
mod translations;
mod urls;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{DocId, GroupId};
use crate::site::Site;
use crate::site::routes::Routes;
use changed_documents::{CheckScope, Findings};

pub use laws::check_law_dates;

/// All rules, in one group for each module.
const GROUPS: [&[Rule]; 13] = [
    ids::RULES,
    urls::RULES,
    links::RULES,
    front_matter::RULES,
    data_files::RULES,
    case::RULES,
    blanks::RULES,
    case_dates::RULES,
    messages::RULES,
    guide::RULES,
    hosts::RULES,
    laws::RULES,
    translations::RULES,
];

/// The codes that a rule may report, and the function that looks for the mistakes.
struct Rule {
    codes: &'static [Code],
    check: Check,
}

/// What the function of a rule needs, which also decides what is checked again after a change.
enum Check {
    /// The whole site; runs at every check.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// The whole site and its routes; runs at every check.
    Routes(fn(&Site, &Routes, &mut Vec<Diagnostic>)),
    /// Single documents or translation groups; runs for those in the scope.
    Scope(fn(&CheckScope, &mut Findings)),
}

impl Rule {
    const fn site(codes: &'static [Code], check: fn(&Site, &mut Vec<Diagnostic>)) -> Rule {
        Rule { codes, check: Check::Site(check) }
    }

    const fn routes(codes: &'static [Code], check: fn(&Site, &Routes, &mut Vec<Diagnostic>)) -> Rule {
        Rule { codes, check: Check::Routes(check) }
    }

    const fn scope(codes: &'static [Code], check: fn(&CheckScope, &mut Findings)) -> Rule {
        Rule { codes, check: Check::Scope(check) }
    }

    fn run(&self, site: &Site, routes: &Routes, scope: &CheckScope) -> Findings {
        let mut findings = Findings::default();
        match self.check {
            Check::Site(check) => check(site, &mut findings.diagnostics),
            Check::Routes(check) => check(site, routes, &mut findings.diagnostics),
            Check::Scope(check) => check(scope, &mut findings),
        }
        debug_assert!(
            findings.diagnostics.iter().all(|diagnostic| self.codes.contains(&diagnostic.code)),
            "a rule for {:?} reports other codes: {:?}",
            self.codes,
            findings.diagnostics
        );
        findings
    }
}

/// A checked site, with which the next check of the same process compares its own.
pub struct CheckResult {
    pub site: Arc<Site>,
    pub routes: Arc<Routes>,
    /// Documents with a mistake that a rule of one document reported.
    documents: BTreeSet<DocId>,
    /// Translation groups with a mistake that a rule of one translation group reported.
    groups: BTreeSet<GroupId>,
}

/// Runs all rules on `site` and appends what they find to `diagnostics`, in no particular order.
///
/// `previous` is the result of the last check in this process. It is only used to skip documents: the diagnostics are
/// the same without it.
pub fn check(site: &Arc<Site>, previous: Option<&CheckResult>, diagnostics: &mut Vec<Diagnostic>) -> CheckResult {
    let routes = Routes::new(site, previous.map(|previous| (&*previous.site, &previous.routes)));
    let scope = CheckScope::new(site, previous);
    let rules: Vec<&Rule> = GROUPS.into_iter().flatten().collect();
    let (mut documents, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for findings in rules.par_iter().map(|rule| rule.run(site, &routes, &scope)).collect::<Vec<_>>() {
        diagnostics.extend(findings.diagnostics);
        documents.extend(findings.documents);
        groups.extend(findings.groups);
    }
    CheckResult { site: Arc::clone(site), routes, documents, groups }
}
