//! URLs in running text become links, as on GitHub.
//!
//! Takes the parser's events; returns them with a link in place of each bare `https://…`, `http://…` and `www.…`. Left
//! alone are code, links, ready messages, which are copied as they are typed, and the line of a step, which holds one
//! link only. Each URL is reported: words tell readers more, and where a bare URL ends is a guess. Never changes
//! the text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::diagnostics::{Code, Diagnostic, Fix, Span};
use crate::model::SharedStr;
use crate::parse::text_to_copy::is_text_to_copy;

/// How a URL begins.
const PREFIXES: [&str; 3] = ["http://", "https://", "www."];

/// Links the bare URLs in `events`, except in the bytes `message` of the file, which are a text to send. Reports each, unless the mistake at its place is in `diagnostics` already.
pub(super) fn link_bare_urls<'a>(
    path: &SharedStr,
    file: &str,
    events: Vec<(Event<'a>, Range<usize>)>,
    message: &Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Event<'a>, Range<usize>)> {
    let may_have_url = |(event, _): &(Event, Range<usize>)| matches!(event, Event::Text(text) if may_contain_url(text));
    if !events.iter().any(may_have_url) {
        return events;
    }
    let mut reported: Vec<Range<usize>> =
        diagnostics.iter().filter(|one| one.code == Code::NotALink).map(|one| one.span.range()).collect();
    reported.sort_unstable_by_key(|range| range.start);
    let mut context = Context::default();
    let mut linked = Vec::with_capacity(events.len() + 6);
    for (event, range) in events {
        context.enter_or_leave(file, &event, &range);
        match event {
            Event::Text(text)
                if context.allows_links() && !message.contains(&range.start) && may_contain_url(&text) =>
            {
                for at in link_text(file, &text, range, &mut linked) {
                    let before = reported.partition_point(|range| range.start <= at.start);
                    if before == 0 || reported[before - 1].end < at.end {
                        diagnostics.push(report_link(path, file, at));
                    }
                }
            }
            event => {
                if context.in_step_line && context.other == 0 && matches!(event, Event::Text(_)) {
                    report_urls(path, file, &range, diagnostics);
                }
                linked.push((event, range));
            }
        }
    }
    linked
}

/// Reports the URLs in the text at `range`.
fn report_urls(path: &SharedStr, file: &str, range: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
    for url in find_urls(&file[range.clone()]) {
        let span = Span::new(path, range.start + url.start..range.start + url.end);
        diagnostics.push(Diagnostic::new(Code::NotALink, span).arg("kind", "bare"));
    }
}

/// What encloses the current event.
#[derive(Default)]
struct Context {
    /// Number of enclosing links, pictures and code blocks.
    other: usize,
    /// The first line of a task item.
    in_step_line: bool,
    /// Enclosing block quotes, outermost first: whether each is a ready message.
    quotes: Vec<bool>,
}

impl Context {
    fn allows_links(&self) -> bool {
        self.other == 0 && !self.in_step_line && !self.quotes.contains(&true)
    }

    fn enter_or_leave(&mut self, file: &str, event: &Event, range: &Range<usize>) {
        match event {
            Event::TaskListMarker(_) => self.in_step_line = true,
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => self.other += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.other -= 1,
            Event::Start(Tag::BlockQuote(_)) => {
                let content = file[range.clone()].trim_start_matches(['>', ' ', '\t']);
                self.quotes.push(is_text_to_copy(content));
            }
            Event::End(TagEnd::BlockQuote(_)) => drop(self.quotes.pop()),
            _ => {}
        }
        let is_inline = matches!(
            event,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        );
        if matches!(event, Event::Start(_) | Event::End(_)) && !is_inline {
            self.in_step_line = false;
        }
    }
}

/// Whether a text may contain a URL.
fn may_contain_url(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// Appends a text event whose URLs are links. `range` is its bytes in the file. Returns the bytes of the links.
fn link_text<'a>(
    file: &str,
    text: &CowStr<'a>,
    range: Range<usize>,
    linked: &mut Vec<(Event<'a>, Range<usize>)>,
) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    // Escapes and entities make text and source differ in length; then every part has the range of the whole text.
    let is_literal = file[range.clone()] == **text;
    let part_range = |part: &Range<usize>| match is_literal {
        true => range.start + part.start..range.start + part.end,
        false => range.clone(),
    };
    let part = |part: Range<usize>| CowStr::from(text[part].to_owned());
    let mut written = 0;
    for url in find_urls(text) {
        if url.start > written {
            linked.push((Event::Text(part(written..url.start)), part_range(&(written..url.start))));
        }
        written = url.end;
        let scheme = if text[url.clone()].starts_with("www.") { "http://" } else { "" };
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: format!("{scheme}{}", &text[url.clone()]).into(),
            title: "".into(),
            id: "".into(),
        };
        let at = part_range(&url);
        links.push(at.clone());
        linked.push((Event::Start(link), at.clone()));
        linked.push((Event::Text(part(url)), at.clone()));
        linked.push((Event::End(TagEnd::Link), at));
    }
    if written < text.len() {
        linked.push((Event::Text(part(written..text.len())), part_range(&(written..text.len()))));
    }
    links
}

/// Reports the link at `range`, which has no words.
fn report_link(path: &SharedStr, file: &str, range: Range<usize>) -> Diagnostic {
    let url = &file[range.clone()];
    // Escapes and entities mean other characters, and between angle brackets a URL needs a scheme. Markup after its
    // end may belong to it.
    let is_literal = !url.contains(['\\', '&', '`', '<', '>']) && !url.contains(char::is_whitespace);
    let is_whole = !file[range.end..].starts_with(['*', '_', '~', '\\', '`', '[']);
    // After `](` it is the target of a link with a mistake.
    let is_whole = is_whole && !file[..range.start].ends_with("](");
    let is_certain = is_literal && is_whole && url.starts_with("http");
    let fix = is_certain.then(|| Fix::new(range.clone(), format!("<{url}>")));
    Diagnostic { fix, ..Diagnostic::new(Code::NoWords, Span::new(path, range)).arg("kind", "address") }
}

/// The URLs in a text, without the punctuation that follows them.
pub fn find_urls(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(found) = next_prefix(text, from) {
            let is_end =
                |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '„' | '“' | '”' | '…' | '|');
            let length = text[found..].find(is_end).unwrap_or(text.len() - found);
            from = found + length.max(4);
            let before = text[..found].chars().next_back();
            let follows_word =
                before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '@' | ':'));
            let url = without_punctuation(&text[found..found + length]);
            if !follows_word && has_host(url) {
                from = found + url.len();
                return Some(found..found + url.len());
            }
        }
        None
    })
}

/// Where the next URL may begin, from byte `from` on.
fn next_prefix(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?
        .match_indices(['h', 'w'])
        .map(|(index, _)| from + index)
        .find(|at| PREFIXES.iter().any(|prefix| text[*at..].starts_with(prefix)))
}

/// A URL up to the first bracket that is not opened in it, without the punctuation at its end, which belongs to the
/// sentence.
fn without_punctuation(url: &str) -> &str {
    let (mut round, mut square) = (0_usize, 0_usize);
    let is_surplus = |c: char| {
        let open = if matches!(c, '(' | ')') { &mut round } else { &mut square };
        match c {
            '(' | '[' => *open += 1,
            ')' | ']' if *open == 0 => return true,
            ')' | ']' => *open -= 1,
            _ => {}
        }
        false
    };
    let url = url.find(is_surplus).map_or(url, |end| &url[..end]);
    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'', '’', '‘', '–', '—', '|', '}'])
}

/// Whether a URL has a host with a dot in it.
fn has_host(url: &str) -> bool {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")).unwrap_or(url);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let labels = host.split('.').count();
    labels > if url.starts_with("www.") { 2 } else { 1 } && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_end_before_the_punctuation_of_the_sentence() {
        let cases: &[(&str, &[&str])] = &[
            ("Sk. https://a.lv.", &["https://a.lv"]),
            ("(https://a.lv/ta/id/1) ir", &["https://a.lv/ta/id/1"]),
            ("(https://a.lv/b_(c)).", &["https://a.lv/b_(c)"]),
            ("[https://a.lv/x]", &["https://a.lv/x"]),
            ("(https://a.lv)un (https://b.lv/).", &["https://a.lv", "https://b.lv/"]),
            ("„https://a.lv/x” un “http://b.lv”", &["https://a.lv/x", "http://b.lv"]),
            ("«https://а.рф/путь»,", &["https://а.рф/путь"]),
            ("https://a.lv/?q=1&b=%20#c, https://b.lv/;", &["https://a.lv/?q=1&b=%20#c", "https://b.lv/"]),
            ("https://a.lv/x*,_~!?", &["https://a.lv/x"]),
            ("www.a.lv un www.a un www.", &["www.a.lv"]),
            ("https://a.lv:8080/x — https://b.lv…", &["https://a.lv:8080/x", "https://b.lv"]),
            ("xhttps://a.lv, a.www.b.lv, https://, http://a, //a.lv, ahttp://b.lv", &[]),
            ("https://user@a.lv https://a..lv https://-", &[]),
            ("https://a.lv/www.b.lv/https://c.lv", &["https://a.lv/www.b.lv/https://c.lv"]),
            ("https://a.lv|www.b.lv", &["https://a.lv", "www.b.lv"]),
            ("", &[]),
        ];
        for (text, wanted) in cases {
            let found: Vec<&str> = find_urls(text).map(|range| &text[range]).collect();
            assert_eq!(found, *wanted, "{text}");
        }
    }
}
