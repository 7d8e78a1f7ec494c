//! `requires` in site.yaml: the versions of situ with which a site works.
//!
//! Takes the settings; returns whether this program is one of them. A pre-release counts as its release.

use semver::{Comparator, Op, Version, VersionReq};

use super::yaml::{Node, Text, Value};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::SharedStr;

/// The key in site.yaml.
pub const KEY: &str = "requires";

/// The version of this program.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The diagnostic that this program does not fit; `None` if it does, or if the requirement is absent or not valid.
///
/// Called before the keys are validated, because an older program does not know those of a newer one.
pub fn check_program(path: &SharedStr, settings: &Node) -> Option<Diagnostic> {
    let Value::Map(entries) = &settings.value else { return None };
    let (_, node) = entries.iter().find(|(name, _)| name.text == KEY)?;
    let (Value::Text(typed) | Value::Number(typed)) = &node.value else { return None };
    let unmet = find_unmet(&parse_requirement(typed)?, PROGRAM)?;
    let diagnostic = Diagnostic::new(Code::SituVersion, Span::new(path, node.range.clone()));
    Some(diagnostic.arg("required", without_name(typed)).arg("version", PROGRAM).arg("kind", unmet))
}

/// Reports a requirement that cannot be read.
pub fn check_requirement(path: &SharedStr, text: Text, diagnostics: &mut Vec<Diagnostic>) {
    if parse_requirement(&text.value).is_none() {
        let diagnostic = Diagnostic::new(Code::BadVersion, Span::new(path, text.range));
        diagnostics.push(diagnostic.arg("found", text.value));
    }
}

/// The requirement without the name of the program, which may be before it.
fn without_name(typed: &str) -> &str {
    typed.trim().strip_prefix("situ").unwrap_or(typed).trim()
}

/// Reads `situ >= 0.2`, or what else Cargo reads.
fn parse_requirement(typed: &str) -> Option<VersionReq> {
    VersionReq::parse(without_name(typed)).ok()
}

/// Whether the program is `older` or `newer` than the requirement allows; `None` if it fits.
fn find_unmet(requirement: &VersionReq, program: &str) -> Option<&'static str> {
    let mut program = Version::parse(program).ok()?;
    program.pre = semver::Prerelease::EMPTY;
    if requirement.matches(&program) {
        return None;
    }
    let wanted = |one: &Comparator| (one.major, one.minor.unwrap_or(0), one.patch.unwrap_or(0));
    let is_older = requirement.comparators.iter().any(|one| {
        !matches!(one.op, Op::Less | Op::LessEq) && (program.major, program.minor, program.patch) <= wanted(one)
    });
    Some(if is_older { "older" } else { "newer" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirement_is_compared_as_cargo_does() {
        let unmet = |typed: &str, program: &str| find_unmet(&parse_requirement(typed).unwrap(), program);
        for (typed, program, expected) in [
            ("situ >= 0.2", "0.2.0", None),
            ("situ>=0.2", "1.0.0", None),
            (" >= 0.2", "0.1.9", Some("older")),
            ("> 0.2.0", "0.2.0", Some("older")),
            ("0.2", "0.2.7", None),
            ("0.2", "0.3.0", Some("newer")),
            ("^1.2", "1.1.0", Some("older")),
            ("~1.2.3", "1.3.0", Some("newer")),
            (">= 0.2, < 0.4", "0.4.0", Some("newer")),
            (">= 0.2, < 0.4", "0.1.0", Some("older")),
            ("= 0.2.1", "0.2.0", Some("older")),
            ("*", "0.0.1", None),
            (">= 0.2", "0.2.0-rc.1", None),
            (">= 0.3", "0.2.0-rc.1", Some("older")),
        ] {
            assert_eq!(unmet(typed, program), expected, "{typed} and {program}");
        }
        for typed in ["", "situ", "new", "0.2+", "v0.2", ">= 0.2 < 1", "situational 1"] {
            assert!(parse_requirement(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn version_of_the_program_can_be_compared() {
        assert!(Version::parse(PROGRAM).is_ok());
    }
}
