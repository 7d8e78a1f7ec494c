//! Links and pictures: their targets are resolved later, so they become slots.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::plain;
use super::writer::Writer;
use crate::diagnostics::Code;
use crate::model::{Link, Picture, SharedStr, Slot, Target, is_id};

impl Writer<'_, '_> {
    pub(super) fn link(&mut self, link_type: LinkType, dest: &str, title: &CowStr, range: Range<usize>) {
        let end = self.end_of(self.pos);
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let shows_title = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        let outside = match link_type {
            LinkType::Email => Some(Target::Outside(format!("mailto:{dest}").into())),
            _ => None,
        };
        let Some(target) = outside.or_else(|| self.target(dest, wiki, &range)) else {
            // The words stay, the link is reported.
            self.pos += 1;
            self.inlines();
            self.pos = end + 1;
            return;
        };
        let number = self.done.links.len() as u32;
        // Most links have no title, and an empty one of its own would take room.
        let title = if title.is_empty() { SharedStr::default() } else { SharedStr::from(&**title) };
        let typed = SharedStr::from(dest);
        self.done.links.push(Link { target, shows_title, title, typed, range });
        self.slot(Slot::LinkOpen(number));
        if shows_title {
            self.quoter.skip('x');
        } else {
            let outer = std::mem::replace(&mut self.context.link, true);
            self.pos += 1;
            self.inlines();
            self.context.link = outer;
        }
        self.slot(Slot::LinkClose(number));
        self.pos = end + 1;
    }

    pub(super) fn picture(&mut self, dest: &str, title: &CowStr, range: Range<usize>) {
        let end = self.end_of(self.pos);
        let alt = plain(&self.events[self.pos + 1..end]).into();
        self.pos = end + 1;
        let target = match self.target(dest, false, &range) {
            Some(target @ Target::Media(_)) => target,
            Some(_) => {
                let diagnostic = self.report(Code::MissingMedia, range);
                diagnostic.args.push(("target", dest.to_owned()));
                return;
            }
            None => return,
        };
        let number = self.done.pictures.len() as u32;
        // Most links have no title, and an empty one of its own would take room.
        let title = if title.is_empty() { SharedStr::default() } else { SharedStr::from(&**title) };
        let typed = SharedStr::from(dest);
        self.done.pictures.push(Picture { target, alt, title, typed, range });
        self.slot(Slot::Picture(number));
    }

    /// `C:\x.md`, `media\x.png`: the second can be mended.
    pub(super) fn path_of_computer(&mut self, dest: &str, whole: bool, range: &Range<usize>) {
        let at = self.file[range.clone()].find(dest).map(|at| range.start + at);
        let kind = if whole { "whole" } else { "backslash" };
        let diagnostic = self.report(Code::PathOfComputer, range.clone());
        diagnostic.args.extend([("kind", kind.to_owned()), ("typed", dest.to_owned())]);
        let slashes = dest.replace('\\', "/");
        let meant = media_path(&slashes).is_some() || slashes.ends_with(".md");
        if let Some(at) = at.filter(|_| !whole && meant) {
            diagnostic.fix = Some((at as u32..(at + dest.len()) as u32, slashes));
        }
    }

    /// What a link's address means; an address that can do harm is reported.
    pub(super) fn target(&mut self, dest: &str, wiki: bool, range: &Range<usize>) -> Option<Target> {
        let drive = dest.as_bytes().get(1) == Some(&b':') && dest.starts_with(|c: char| c.is_ascii_alphabetic());
        if !wiki && (drive || dest.starts_with("file:") || dest.contains('\\')) {
            self.path_of_computer(dest, drive || dest.starts_with("file:"), range);
            return None;
        }
        let clean: String = dest.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let scheme = clean.find(':').map(|at| &clean[..at]).filter(|scheme| {
            !wiki && !scheme.contains(['/', '#', '?']) && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        if let Some(scheme) = scheme {
            let scheme = scheme.to_ascii_lowercase();
            if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
                return Some(Target::Outside(clean.into()));
            }
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", scheme));
            return None;
        }
        if clean.starts_with("//") || clean.starts_with("&") {
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", clean));
            return None;
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Some(Target::Here(percent_decoded(anchor).into()));
        }
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(SharedStr::from(percent_decoded(anchor)))),
            None => (dest, None),
        };
        if wiki {
            // In a table the stroke of `[[id\|words]]` is escaped.
            let id = path.trim().trim_end_matches('\\');
            return Some(Target::Page { id: id.into(), anchor });
        }
        let path = percent_decoded(path);
        if let Some(below) = media_path(&path) {
            return Some(Target::Media(below.into()));
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.strip_suffix(".md") {
            Some(id) if is_id(id) => Some(Target::Page { id: id.into(), anchor }),
            _ => {
                self.report(Code::DeadLink, range.clone()).args.push(("target", dest.to_owned()));
                None
            }
        }
    }
}

/// The part of an address below `media/`, from wherever it is written.
fn media_path(path: &str) -> Option<&str> {
    let path = path.trim_start_matches("./");
    let mut rest = path.strip_prefix('/').unwrap_or(path);
    while let Some(up) = rest.strip_prefix("../") {
        rest = up;
    }
    rest.strip_prefix("media/").filter(|below| !below.split('/').any(|part| part == ".." || part.is_empty()))
}

/// Decodes percent-encoding; a string whose decoded bytes are not valid UTF-8 is returned unchanged.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// Whether the event opens or is a link.
pub(super) fn is_link_start(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Link { .. }))
}

pub(super) fn is_link_end(event: &Event) -> bool {
    matches!(event, Event::End(TagEnd::Link))
}
