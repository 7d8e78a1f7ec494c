//! `edit_url` and `report_url` in site.yaml.
//!
//! Takes the value of one of the keys; returns a [`LinkPattern`]. Reports other values, unknown placeholders, and an
//! address that all pages would share.

use super::yaml::Text;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{LinkPattern, SharedStr};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// To edit a page.
    Editor,
    /// To report a mistake, which may also be mailed.
    Report,
}

/// The placeholders of which one is needed for a page to have an address of its own.
const DISTINCT: [&str; 2] = ["{path}", "{id}"];

/// Reads the address of a link; `None` with a diagnostic if it leads nowhere.
pub fn read_pattern(
    path: &SharedStr,
    text: Text,
    to: LinkTo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LinkPattern> {
    let typed = text.value.as_str();
    let mut report = |start: usize, found: &str, kind: &str| {
        // The value begins after a quotation mark, or at its first byte.
        let range = match text.range.len() == typed.len() && kind == "placeholder" {
            true => text.range.start + start..text.range.start + start + found.len(),
            false => text.range.clone(),
        };
        let diagnostic = Diagnostic::new(Code::BadLinkPattern, Span::new(path, range));
        diagnostics.push(diagnostic.arg("kind", kind).arg("found", found));
    };
    let mail = typed.strip_prefix("mailto:").unwrap_or(typed);
    if to == LinkTo::Report && is_mail_address(mail) {
        return Some(LinkPattern::Mail(mail.into()));
    }
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://")).unwrap_or_default();
    let is_url = host.starts_with(|c: char| c.is_alphanumeric()) && !typed.contains(|c: char| c.is_whitespace());
    if !is_url {
        report(0, typed, if to == LinkTo::Report { "mail" } else { "url" });
        return None;
    }
    let mut is_valid = true;
    for (start, _) in typed.match_indices('{') {
        let found = typed[start..].find('}').map_or(&typed[start..], |end| &typed[start..=start + end]);
        if !LinkPattern::PLACEHOLDERS.contains(&found) {
            report(start, found, "placeholder");
            is_valid = false;
        }
    }
    if is_valid && to == LinkTo::Editor && !DISTINCT.iter().any(|placeholder| typed.contains(placeholder)) {
        let kind = if typed.contains('{') { "lang" } else { "none" };
        let diagnostic = Diagnostic::new(Code::SameEditUrl, Span::new(path, text.range.clone())).arg("kind", kind);
        diagnostics.push(diagnostic.arg("typed", typed));
    }
    is_valid.then(|| LinkPattern::Url(typed.into()))
}

/// Whether the text is a mail address without a name, such as `mistakes@example.org`.
fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-_".contains(&b));
    let is_domain = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    is_name && is_domain && domain.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_address_has_a_name_and_a_domain() {
        for text in ["a@example.org", "a.b+c@x-y.example.org"] {
            assert!(is_mail_address(text), "{text}");
        }
        for text in ["a", "@example.org", "a@example", "a@b@example.org", "a@example.", "a b@example.org", "a?x@b.c"] {
            assert!(!is_mail_address(text), "{text}");
        }
    }
}
