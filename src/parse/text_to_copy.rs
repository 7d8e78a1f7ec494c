//! Block quotes that are a text to copy: a ready message (`[!SAY]`), or another text such as a clause (`[!TEXT]`).
//!
//! Takes the content of a block quote; says what it is. Never parses it.

/// How the first line of such a block quote begins. The first marker is that of a message.
const MARKERS: [&str; 2] = ["[!SAY]", "[!TEXT]"];

/// Whether a block quote with this content is a text to copy.
pub(super) fn is_text_to_copy(content: &str) -> bool {
    MARKERS.into_iter().any(|marker| begins_with(content, marker))
}

/// Whether it is a ready message, which begins with a greeting.
pub(super) fn is_message(content: &str) -> bool {
    begins_with(content, MARKERS[0])
}

fn begins_with(content: &str, marker: &str) -> bool {
    content.get(..marker.len()).is_some_and(|start| start.eq_ignore_ascii_case(marker))
}
