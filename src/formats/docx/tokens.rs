//! The tokens of the HTML that the Markdown parser and the slots write.
//!
//! Takes HTML in which `<` and `>` occur in tags only and `"` encloses the values of attributes; returns tags and text.
//! Not a parser of other HTML.

use std::borrow::Cow;

/// A part of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// The start of an element, also of an empty one such as `<br>`.
    Open {
        /// The name of the element.
        name: &'h str,
        /// The attributes, as they are in the tag.
        attributes: &'h str,
    },
    /// The end of an element, by its name.
    Close(&'h str),
    /// Text, without entities.
    Text(Cow<'h, str>),
}

/// The tokens of `html`, in order.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            rest = after;
            return Some(Token::Text(without_entities(text)));
        };
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        Some(match tag.strip_prefix('/') {
            Some(name) => Token::Close(name),
            None => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                Token::Open { name, attributes }
            }
        })
    })
}

/// The value of an attribute; `None` if the tag does not have it.
pub(super) fn attribute<'h>(attributes: &'h str, name: &str) -> Option<&'h str> {
    let starts = attributes.match_indices(name).map(|(at, _)| at);
    let mut whole = starts.filter(|at| *at == 0 || attributes[..*at].ends_with(' '));
    whole.find_map(|at| attributes[at + name.len()..].strip_prefix("=\"")?.split('"').next())
}

/// Text without the entities that `escape` writes.
fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text_alternate() {
        let html = "<p>a &amp;lt; b<br>\n<span class=\"blank\" data-case=\"x\">[c]</span></p>";
        let found: Vec<Token> = tokens(html).collect();
        assert_eq!(
            found,
            [
                Token::Open { name: "p", attributes: "" },
                Token::Text("a &lt; b".into()),
                Token::Open { name: "br", attributes: "" },
                Token::Text("\n".into()),
                Token::Open { name: "span", attributes: "class=\"blank\" data-case=\"x\"" },
                Token::Text("[c]".into()),
                Token::Close("span"),
                Token::Close("p"),
            ]
        );
        assert_eq!(attribute("data-class=\"y\" class=\"blank\"", "class"), Some("blank"));
        assert_eq!(attribute("start=\"4\"", "class"), None);
    }
}
