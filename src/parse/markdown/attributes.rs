//! The `{…}` that may end a heading or a step.
//!
//! Takes the words between the braces; gives id, key mark and phase, and the words that are none of these. This is
//! the one place where attributes are read: the parser's own are off, because they let any attribute through.

use std::ops::Range;

use crate::model::{SharedStr, Spanned, is_id};

/// What braces can say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    pub id: Option<Spanned<SharedStr>>,
    pub key: bool,
    pub phase: Option<Spanned<SharedStr>>,
    /// Byte behind the opening brace, where there are braces at all.
    pub inside: Option<usize>,
    /// A word between the braces has no meaning: it has been reported.
    pub wrong: bool,
}

impl Attributes {
    /// Reads `typed`, which begins at byte `start`; `.key` is for steps only, `phase=` for headings only.
    pub fn parse(typed: &str, start: usize, step: bool) -> (Attributes, Vec<(Range<usize>, String)>) {
        let mut attributes = Attributes { inside: Some(start), ..Attributes::default() };
        let mut wrong = Vec::new();
        let mut at = 0;
        for word in typed.split(' ') {
            let range = start + at..start + at + word.len();
            at += word.len() + 1;
            if word.is_empty() {
                continue;
            }
            let value = |skip: usize| Spanned { value: SharedStr::from(&word[skip..]), range: range.clone() };
            match word {
                _ if word.starts_with('#') && is_id(&word[1..]) && attributes.id.is_none() => {
                    attributes.id = Some(value(1));
                }
                ".key" if step => attributes.key = true,
                _ if word.starts_with("phase=") && !step && is_id(&word[6..]) => attributes.phase = Some(value(6)),
                _ => wrong.push((range, word.to_owned())),
            }
        }
        attributes.wrong = !wrong.is_empty();
        (attributes, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_order_and_nothing_else() {
        /// Typed, for a step, id, key mark, phase, wrong words.
        type Case = (&'static str, bool, Option<&'static str>, bool, Option<&'static str>, &'static [&'static str]);
        let cases: &[Case] = &[
            ("#call-today", true, Some("call-today"), false, None, &[]),
            (".key #call", true, Some("call"), true, None, &[]),
            ("phase=first-hour #now", false, Some("now"), false, Some("first-hour"), &[]),
            ("#звонок", true, None, false, None, &["#звонок"]),
            ("#a onclick=x", true, Some("a"), false, None, &["onclick=x"]),
            (".key", false, None, false, None, &[".key"]),
            ("#a #b", true, Some("a"), false, None, &["#b"]),
        ];
        for (typed, step, id, key, phase, bad) in cases {
            let (attributes, wrong) = Attributes::parse(typed, 0, *step);
            assert_eq!(attributes.id.as_ref().map(|id| &*id.value), *id, "{typed}");
            assert_eq!(attributes.key, *key, "{typed}");
            assert_eq!(attributes.phase.as_ref().map(|phase| &*phase.value), *phase, "{typed}");
            assert_eq!(wrong.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(), *bad, "{typed}");
        }
    }
}
