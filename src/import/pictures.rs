//! Pictures and downloads: sizes in their words are taken off, and files that texts use get a name in `content/media/`.

use std::collections::BTreeMap;

use super::report::{FileReport, Report};
use super::source::{SourceFolder, ending};
use super::targets::Targets;
use super::{Content, NewFile};
use crate::input::media::inspect_media;
use crate::input::source_tree::MEDIA_LIMIT;

/// Whether a browser shows the file as a picture.
pub fn is_picture(path: &str) -> bool {
    matches!(ending(path).as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "ico" | "bmp")
}

/// Words without `|300` or `|300x200` at their end; empty if they are only a size.
pub fn without_size(words: &str) -> String {
    let is_size = |text: &str| {
        let text = text.trim().trim_end_matches("px");
        !text.is_empty()
            && text.split('x').all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let words = words.trim();
    match words.rsplit_once('|') {
        Some((before, size)) if is_size(size) => without_size(before),
        None if is_size(words) && words.len() <= 9 => String::new(),
        _ => words.trim_end_matches('|').trim().to_owned(),
    }
}

/// The body without sizes such as `![a](b.png =300x200)`, which no parser of Markdown here reads.
pub fn without_sizes(body: &str, report: &mut FileReport) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(" =") {
        let after = &rest[at + 2..];
        let length = after.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'x' | b'*' | b'%')).count();
        let before = &rest[..at];
        let is_destination = before.rfind("](").is_some_and(|open| !before[open..].contains([')', '\n']));
        if length > 0 && is_destination && after[length..].starts_with(')') {
            report.changed("picture-size", &after[..length]);
            out.push_str(before);
            rest = &after[length..];
        } else {
            out.push_str(&rest[..at + 2]);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The files that the documents use. Those that a site must not publish are left out, and reported.
pub fn used_media(
    targets: &Targets,
    folder: &SourceFolder,
    files: &mut [NewFile],
    report: &mut Report,
) -> Vec<NewFile> {
    let mut used: BTreeMap<&str, &str> = BTreeMap::new();
    let sources: BTreeMap<&str, &str> =
        targets.media.iter().map(|(source, name)| (name.as_str(), source.as_str())).collect();
    for file in files.iter() {
        let Content::Text(text) = &file.content else { continue };
        for (at, _) in text.match_indices("media/") {
            let rest = &text[at + "media/".len()..];
            let length =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.')).unwrap_or(rest.len());
            let name = rest[..length].trim_end_matches('.');
            if let Some((name, source)) = sources.get_key_value(name) {
                used.insert(name, source);
            }
        }
    }
    let mut media = Vec::new();
    for (name, source) in used {
        let path = format!("content/media/{name}");
        let is_large = folder.files.get(source).is_some_and(|size| *size > MEDIA_LIMIT);
        let problem = match (folder.read)(source) {
            _ if is_large => Some("media-large"),
            Err(_) => Some("unreadable"),
            Ok(bytes) => inspect_media(&path.as_str().into(), &bytes).is_err().then_some("media-refused"),
        };
        match problem {
            Some(kind) => report.file(source).left_out(kind, ""),
            None => {
                let content = Content::Copy(source.to_owned());
                media.push(NewFile { path, source: Some(source.to_owned()), content });
            }
        }
    }
    media
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_taken_off() {
        for (words, wanted) in [
            ("Kitchen|300", "Kitchen"),
            ("300", ""),
            ("a|b", "a|b"),
            ("300x200", ""),
            ("The 300", "The 300"),
            ("x|10x20", "x"),
        ] {
            assert_eq!(without_size(words), wanted);
        }
        let mut report = FileReport::default();
        assert_eq!(without_sizes("![a](b.png =300x200) c =3", &mut report), "![a](b.png) c =3");
        assert_eq!(report.notes.len(), 1);
    }
}
