//! Escaping of text for HTML.
//!
//! Takes text; appends it to a string or returns a new one. Never interprets the text: an entity in it is escaped too.

use crate::foundation::text::contains_byte;

/// Appends `text` to `out`, escaped for HTML content and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    if !contains_byte(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        return out.push_str(text);
    }
    let mut last = 0;
    for (index, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[last..index]);
        out.push_str(entity);
        last = index + 1;
    }
    out.push_str(&text[last..]);
}

/// `text` escaped for HTML content and double-quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
