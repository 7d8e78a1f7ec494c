//! The attributes in braces at the end of a heading or task item: `{#id .key after=due+3}`, `{#id .silent}`,
//! `{phase=now}`.
//!
//! Takes the text between the braces; returns [`Attributes`] and the words that are none. pulldown-cmark could parse
//! attributes as well, but it accepts any of them. Never changes the text.

use std::ops::Range;

use super::ids::composed;
use crate::model::{RelativeDay, SharedStr, Spanned, is_id};

/// The attributes of a heading or task item.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `#id`, without the `#`.
    pub id: Option<Spanned<SharedStr>>,
    /// The step is a key step of its checklist.
    pub is_key: bool,
    /// Nothing is said in the step.
    pub is_silent: bool,
    /// `phase=id`, without the key.
    pub phase: Option<Spanned<SharedStr>>,
    /// `after=due+3`, or `Err` with the text after `after=`.
    pub after: Option<Spanned<Result<RelativeDay, SharedStr>>>,
    /// The byte after the opening brace in the file; `None` if there are no braces.
    pub content_start: Option<usize>,
    /// At least one word is not an attribute.
    pub has_unknown: bool,
}

impl Attributes {
    /// Parses `content`, which begins at byte `start` of the file. `.key`, `.silent` and `after=` are attributes of task
    /// items only, `phase=` of headings only; `is_valid_id` decides about `#id`. Words that are not attributes are returned with their bytes.
    pub fn parse(
        content: &str,
        start: usize,
        is_task: bool,
        is_valid_id: impl Fn(&str) -> bool,
    ) -> (Attributes, Vec<(Range<usize>, String)>) {
        let mut attributes = Attributes { content_start: Some(start), ..Attributes::default() };
        let mut unknown = Vec::new();
        let mut offset = 0;
        for word in content.split(' ') {
            let range = start + offset..start + offset + word.len();
            offset += word.len() + 1;
            if word.is_empty() {
                continue;
            }
            let value = |prefix: usize| Spanned { value: SharedStr::from(&word[prefix..]), range: range.clone() };
            match word {
                _ if word.starts_with('#') && attributes.id.is_none() && is_valid_id(&composed(&word[1..])) => {
                    attributes.id = Some(Spanned { value: composed(&word[1..]).into(), range: range.clone() });
                }
                ".key" if is_task => attributes.is_key = true,
                ".silent" if is_task => attributes.is_silent = true,
                _ if word.starts_with("phase=") && !is_task && is_id(&word[6..]) => attributes.phase = Some(value(6)),
                _ if word.starts_with("after=") && is_task && attributes.after.is_none() => {
                    let day = RelativeDay::parse(&word[6..]).ok_or_else(|| SharedStr::from(&word[6..]));
                    attributes.after = Some(Spanned { value: day, range: range.clone() });
                }
                _ => unknown.push((range, word.to_owned())),
            }
        }
        attributes.has_unknown = !unknown.is_empty();
        (attributes, unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_in_any_order() {
        struct Case {
            content: &'static str,
            is_task: bool,
            id: Option<&'static str>,
            is_key: bool,
            phase: Option<&'static str>,
            unknown: &'static [&'static str],
        }
        const NONE: Case = Case { content: "", is_task: true, id: None, is_key: false, phase: None, unknown: &[] };
        let cases = [
            Case { content: "#call-today", id: Some("call-today"), ..NONE },
            Case { content: ".key #call", id: Some("call"), is_key: true, ..NONE },
            Case {
                content: "phase=first-hour #now",
                is_task: false,
                id: Some("now"),
                phase: Some("first-hour"),
                ..NONE
            },
            Case { content: "#звонок", unknown: &["#звонок"], ..NONE },
            Case { content: "#a onclick=x", id: Some("a"), unknown: &["onclick=x"], ..NONE },
            Case { content: ".key", is_task: false, unknown: &[".key"], ..NONE },
            Case { content: "#a #b", id: Some("a"), unknown: &["#b"], ..NONE },
        ];
        for case in cases {
            let (attributes, unknown) = Attributes::parse(case.content, 0, case.is_task, is_id);
            assert_eq!(attributes.id.as_ref().map(|id| &*id.value), case.id, "{}", case.content);
            assert_eq!(attributes.is_key, case.is_key, "{}", case.content);
            assert_eq!(attributes.phase.as_ref().map(|phase| &*phase.value), case.phase, "{}", case.content);
            assert_eq!(unknown.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(), case.unknown);
        }
    }
}
