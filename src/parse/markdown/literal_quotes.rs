//! Quotation marks that an author escaped.
//!
//! Takes the source of a text event; tells which of the straight quotation marks in the event's text are literal,
//! because they are written as `\"`, `\'` or an entity. Smart quotes leave those alone. Independent of languages.

use std::ops::Range;

/// Entities of the straight quotation marks.
const ENTITIES: [&str; 8] = ["&quot;", "&#34;", "&#x22;", "&#X22;", "&apos;", "&#39;", "&#x27;", "&#X27;"];

/// The positions of literal quotation marks among all straight ones, double and single, in the text of the event with
/// the bytes `range` of `file`. Empty for nearly every event.
pub(super) fn find_literal_quotes(file: &str, range: Range<usize>) -> Vec<usize> {
    let source = &file[range.clone()];
    // A backslash that escapes the first character is not part of the event's range.
    let is_first_escaped = source.starts_with(['"', '\'']) && file[..range.start].ends_with('\\');
    if !is_first_escaped && !source.contains(['\\', '&']) {
        return Vec::new();
    }
    let mut literal = Vec::new();
    let mut count = 0;
    let mut is_escaped = is_first_escaped;
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let entity = ENTITIES.iter().find(|entity| c == '&' && source[at..].starts_with(**entity));
        if entity.is_some() || matches!(c, '"' | '\'') {
            if entity.is_some() || is_escaped {
                literal.push(count);
            }
            count += 1;
        }
        is_escaped = c == '\\' && !is_escaped;
        at += entity.map_or(c.len_utf8(), |entity| entity.len());
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::find_literal_quotes;

    #[test]
    fn escaped_quotation_marks_are_literal() {
        for (source, literal) in [
            (r#"a "b" 'c'"#, &[][..]),
            (r#"a \" "b""#, &[0]),
            (r#"a \\" \'b"#, &[1]),
            (r#"5&quot; "b&#39;s""#, &[0, 2]),
            (r#"a &amp; "b""#, &[]),
            ("", &[]),
        ] {
            assert_eq!(find_literal_quotes(source, 0..source.len()), literal, "{source}");
        }
        assert_eq!(find_literal_quotes(r#"\"a""#, 1..4), [0]);
    }
}
