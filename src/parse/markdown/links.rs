//! Links and pictures.
//!
//! Takes the destination as the author wrote it; returns a [`LinkTarget`] and writes a slot, because a URL is only known
//! when all documents are. A destination that could harm readers, or that exists on the author's computer only, is
//! reported, and its text is written without a link. Never checks whether a target exists.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::ids::composed;
use super::plain_text;
use super::writer::Writer;
use crate::diagnostics::{Code, Fix};
use crate::foundation::unicode::{compose, has_invisible, without_invisible};
use crate::input::base_url::is_web_url;
use crate::model::{Link, LinkTarget, LinkText, Picture, SharedStr, Slot, Spanned, is_id};

/// The URL schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Writer<'_, '_> {
    /// Writes a link.
    pub(super) fn link(&mut self, link_type: LinkType, dest: &str, title: &CowStr, range: Range<usize>) {
        let end = self.end_of(self.pos);
        let is_wiki_link = matches!(link_type, LinkType::WikiLink { .. });
        let shows_title = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        let text = match shows_title {
            true if self.is_in_sentence(self.pos) => LinkText::QuotedTitle,
            true => LinkText::Title,
            false => LinkText::Own,
        };
        let target = match link_type {
            LinkType::Email => Some(LinkTarget::Outside(format!("mailto:{dest}").into())),
            _ => self.link_target(dest, is_wiki_link, &range),
        };
        let Some(target) = target else {
            self.pos += 1;
            self.inlines();
            self.pos = end + 1;
            return;
        };
        let number = self.output.links.len() as u32;
        self.output.links.push(Link { target, text, title: shared_title(title), typed: dest.into(), range });
        self.slot(Slot::LinkOpen(number));
        if shows_title {
            self.smart_quotes.skip('x');
        } else {
            let outer = std::mem::replace(&mut self.context.in_link, true);
            self.pos += 1;
            self.inlines();
            self.context.in_link = outer;
        }
        self.slot(Slot::LinkClose(number));
        self.pos = end + 1;
    }

    /// Records a link that is not written where it is; returns its index. `None` if its destination was reported.
    pub(super) fn unwritten_link(&mut self, dest: &str, range: &Range<usize>) -> Option<u32> {
        let target = self.link_target(dest, false, range)?;
        let title = SharedStr::default();
        self.output.links.push(Link { target, text: LinkText::Own, title, typed: dest.into(), range: range.clone() });
        Some(self.output.links.len() as u32 - 1)
    }

    /// Writes a picture. Only pictures of the site can be shown.
    pub(super) fn picture(&mut self, link_type: LinkType, dest: &str, title: &CowStr, range: Range<usize>) {
        let end = self.end_of(self.pos);
        let alt: SharedStr = plain_text(&self.events[self.pos + 1..end]).into();
        self.pos = end + 1;
        // Without the `!` it is a link with the same words.
        let is_wiki_link = matches!(link_type, LinkType::WikiLink { .. });
        let link = (!is_wiki_link && !alt.trim().is_empty()).then(|| Fix::new(range.start..range.start + 1, ""));
        let target = match self.link_target(dest, false, &range) {
            Some(LinkTarget::Media(path)) => match find_other_format(&path) {
                None => LinkTarget::Media(path),
                Some(kind) => return self.report_not_a_picture(kind, dest, range, link.filter(|_| kind == "file")),
            },
            Some(target @ LinkTarget::File(_)) => target,
            Some(LinkTarget::Page { .. } | LinkTarget::Here(_)) => {
                return self.report_not_a_picture("document", dest, range, None);
            }
            Some(LinkTarget::Outside(_)) if is_film(dest) => {
                return self.report_not_a_picture("file", dest, range, link);
            }
            Some(LinkTarget::Outside(_)) => {
                let diagnostic = self.report(Code::MissingMedia, range);
                diagnostic.args.extend([("target", dest.to_owned()), ("kind", "remote".to_owned())]);
                return;
            }
            None => return,
        };
        let number = self.output.pictures.len() as u32;
        self.output.pictures.push(Picture { target, alt, title: shared_title(title), typed: dest.into(), range });
        self.slot(Slot::Picture(number));
    }

    /// Reports `![…]` around something that no browser shows as a picture.
    fn report_not_a_picture(&mut self, kind: &str, dest: &str, range: Range<usize>, fix: Option<Fix>) {
        let diagnostic = self.report(Code::NotAPicture, range);
        diagnostic.args.extend([("target", dest.to_owned()), ("kind", kind.to_owned())]);
        diagnostic.fix = fix;
    }

    /// Reports a path of the author's computer: absolute, as `C:\x.md`, or with backslashes, as `media\x.png`. The
    /// second kind has a fix.
    fn report_local_path(&mut self, dest: &str, is_absolute: bool, range: &Range<usize>) {
        let start = self.file[range.clone()].find(dest).map(|index| range.start + index);
        let kind = if is_absolute { "whole" } else { "backslash" };
        let diagnostic = self.report(Code::LocalPath, range.clone());
        diagnostic.args.extend([("kind", kind.to_owned()), ("typed", dest.to_owned())]);
        let replacement = dest.replace('\\', "/");
        let names_a_file = media_path(&replacement).is_some() || replacement.ends_with(".md");
        if let Some(start) = start.filter(|_| !is_absolute && names_a_file) {
            diagnostic.fix = Some(Fix::new(start..start + dest.len(), replacement));
        }
    }

    /// Reports invisible characters in a target. It has a fix if they can only be deleted.
    fn report_invisible(&mut self, dest: &str, range: &Range<usize>) {
        let start = self.file[range.clone()].find(dest).map(|index| range.start + index);
        let fixed = without_invisible(dest);
        let diagnostic = self.report(Code::InvisibleCharacter, range.clone());
        diagnostic.args.extend([("target", dest.to_owned()), ("kind", "link".to_owned())]);
        diagnostic.fix = start.zip(fixed).map(|(start, fixed)| Fix::new(start..start + dest.len(), fixed));
    }

    /// The target that `dest` names; `None` if it was reported.
    fn link_target(&mut self, dest: &str, is_wiki_link: bool, range: &Range<usize>) -> Option<LinkTarget> {
        if has_invisible(dest) {
            self.report_invisible(dest, range);
            return None;
        }
        let has_drive = dest.as_bytes().get(1) == Some(&b':') && dest.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_absolute = has_drive || dest.starts_with("file:");
        if !is_wiki_link && (is_absolute || dest.contains('\\')) {
            self.report_local_path(dest, is_absolute, range);
            return None;
        }
        // Browsers ignore control characters and white space in a scheme, so they must not hide one from this check.
        let clean: String = dest.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let scheme = clean.find(':').map(|colon| &clean[..colon]).filter(|scheme| {
            !is_wiki_link && !scheme.contains(['/', '#', '?']) && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        if let Some(scheme) = scheme {
            let scheme = scheme.to_ascii_lowercase();
            if scheme == "tel" {
                return Some(LinkTarget::Outside(clean.into()));
            }
            if SCHEMES.contains(&scheme.as_str()) {
                // A space is a part of the URL, not a character to leave out.
                let typed: String = dest.trim().chars().filter(|c| !c.is_control()).collect();
                let url = typed.replace(' ', "%20");
                let has_scheme = url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(&scheme));
                if has_scheme && (scheme == "mailto" || is_web_url(&url)) {
                    return Some(LinkTarget::Outside(url.into()));
                }
                let diagnostic = self.report(Code::DeadLink, range.clone());
                diagnostic.args.extend([("target", dest.to_owned()), ("kind", "host".to_owned())]);
                return None;
            }
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", scheme));
            return None;
        }
        if clean.starts_with("//") || clean.starts_with("&") {
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", clean));
            return None;
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Some(LinkTarget::Here(anchor_id(anchor)));
        }
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor_id(anchor))),
            None => (dest, None),
        };
        if is_wiki_link {
            // In a table the `|` of `[[id\|words]]` has to be escaped; the parser leaves the backslash in the id.
            let id = path.trim().trim_end_matches('\\');
            return Some(LinkTarget::Page { id: id.into(), anchor });
        }
        let path = percent_decoded(path);
        if let Some(media) = media_path(&path) {
            // The keys of media are composed, whatever form the file system or the keyboard of a writer has.
            return Some(LinkTarget::Media(compose(media).into()));
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.strip_suffix(".md") {
            Some(id) if is_id(id) => Some(LinkTarget::Page { id: id.into(), anchor }),
            None if path.trim().is_empty() => {
                self.report(Code::DeadLink, range.clone()).args.push(("target", dest.to_owned()));
                None
            }
            _ => {
                let written = dest.split('#').next().unwrap_or_default();
                let found = self.file[range.clone()].rfind(written).filter(|_| !written.is_empty());
                let start = found.map_or(0, |index| range.start + index);
                let range = start..start + found.map_or(0, |_| written.len());
                Some(LinkTarget::File(Spanned { value: path.as_ref().into(), range }))
            }
        }
    }
}

/// What a file is that browsers do not show as a picture: `format` for a picture in another format, `file` for a film,
/// a sound or a document; `None` for a picture, and for a file without a known extension.
fn find_other_format(path: &str) -> Option<&'static str> {
    const FORMATS: [&str; 7] = ["tif", "tiff", "heic", "heif", "psd", "eps", "ai"];
    const FILES: [&str; 30] = [
        "mp4", "m4v", "webm", "mov", "avi", "mkv", "ogv", "mpg", "mpeg", "wmv", "mp3", "m4a", "ogg", "oga", "opus",
        "wav", "flac", "aac", "pdf", "doc", "docx", "odt", "rtf", "txt", "csv", "xls", "xlsx", "ods", "ppt", "zip",
    ];
    let extension = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_one_of = |list: &[&str]| list.contains(&extension.as_str());
    match () {
        () if is_one_of(&FORMATS) => Some("format"),
        () if is_one_of(&FILES) => Some("file"),
        () => None,
    }
}

/// Whether a URL leads to a film: to a film file, or to a site of films.
fn is_film(url: &str) -> bool {
    const SITES: [&str; 6] =
        ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com", "tiktok.com"];
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_on = |site: &str| host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    SITES.iter().any(|site| is_on(site)) || find_other_format(path) == Some("file")
}

/// The part of a path after `media/`; the path may be relative to any folder of the site.
fn media_path(path: &str) -> Option<&str> {
    let path = path.trim_start_matches("./");
    let mut rest = path.strip_prefix('/').unwrap_or(path);
    while let Some(parent) = rest.strip_prefix("../") {
        rest = parent;
    }
    let inside = |path: &&str| !path.split('/').any(|segment| segment == ".." || segment.is_empty());
    rest.strip_prefix("media/").filter(inside)
}

/// A shared copy of a title. Most are empty, and all empty ones share one allocation.
fn shared_title(title: &str) -> SharedStr {
    if title.is_empty() { SharedStr::default() } else { title.into() }
}

/// The id that a fragment names.
fn anchor_id(fragment: &str) -> SharedStr {
    composed(&percent_decoded(fragment)).into()
}

/// Decodes percent-encoding; a string whose decoded bytes are not valid UTF-8 is returned unchanged.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// Whether the event starts a link.
pub(super) fn is_link_start(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Link { .. }))
}

/// Whether the event ends a link.
pub(super) fn is_link_end(event: &Event) -> bool {
    matches!(event, Event::End(TagEnd::Link))
}
