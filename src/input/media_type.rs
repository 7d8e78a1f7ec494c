//! The types of files that are published from `content/media/`.
//!
//! Takes the path and the bytes of a file; returns what is wrong with its name or its type. The list names what sites
//! need, because no list of dangerous endings is complete: servers run `.phar`, browsers run XML of any ending, and a
//! server that does not know the last ending of a name uses the one before it. Everything else can be published in a
//! ZIP file. Never changes a file.

use super::raster_image;

/// Whether bytes are what the ending of their file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A file of this type.
    Whole,
    /// The beginning of a file of this type.
    Cut,
    /// A file of another type.
    Other,
}

/// What is wrong with a file.
#[derive(Debug, PartialEq, Eq)]
pub enum TypeProblem {
    /// A server may run the file, or serve it as a page, because of this part of its name.
    Executable(String),
    /// The name has no ending.
    NoEnding,
    /// The ending is not in the list.
    Unknown(String),
    /// The file has no bytes.
    Empty(String),
    /// The bytes are the beginning of a file of this type.
    Cut(String),
    /// The bytes are of another type. The second ending is that of the type, if it is in the list.
    Other(String, Option<&'static str>),
}

type Check = fn(&[u8]) -> Form;

/// The endings, and how a file of each type is recognised.
const TYPES: &[(&str, Check)] = &[
    // Pictures.
    ("png", raster_image::png),
    ("jpg", raster_image::jpeg),
    ("jpeg", raster_image::jpeg),
    ("gif", raster_image::gif),
    ("webp", raster_image::webp),
    ("avif", raster_image::avif),
    ("ico", raster_image::ico),
    ("svg", any),
    ("bmp", |bytes| begins(bytes, &[b"BM"])),
    ("tif", |bytes| begins(bytes, &[b"II*\0", b"MM\0*"])),
    ("tiff", |bytes| begins(bytes, &[b"II*\0", b"MM\0*"])),
    // Documents.
    ("pdf", pdf),
    ("docx", zip),
    ("xlsx", zip),
    ("pptx", zip),
    ("odt", zip),
    ("ods", zip),
    ("odp", zip),
    ("ott", zip),
    ("dotx", zip),
    ("epub", zip),
    // Signed documents of the EU (ASiC) and of Latvia.
    ("asice", zip),
    ("asics", zip),
    ("edoc", zip),
    ("doc", |bytes| begins(bytes, &[OLE, b"{\\rtf"])),
    ("xls", |bytes| begins(bytes, &[OLE])),
    ("ppt", |bytes| begins(bytes, &[OLE])),
    ("rtf", |bytes| begins(bytes, &[b"{\\rtf"])),
    // Texts of types that every server knows, so that browsers do not guess them.
    ("txt", any),
    ("csv", any),
    ("json", any),
    // Texts of types that some servers do not know.
    ("md", text_without_markup),
    ("tsv", text_without_markup),
    ("srt", text_without_markup),
    ("vtt", |bytes| begins(text(bytes), &[b"WEBVTT"])),
    ("ics", |bytes| begins(text(bytes), &[b"BEGIN:VCALENDAR"])),
    ("vcf", |bytes| begins(text(bytes), &[b"BEGIN:VCARD"])),
    // Archives.
    ("zip", zip),
    ("gz", |bytes| begins(bytes, &[b"\x1f\x8b"])),
    ("tgz", |bytes| begins(bytes, &[b"\x1f\x8b"])),
    ("7z", |bytes| begins(bytes, &[b"7z\xbc\xaf\x27\x1c"])),
    // Sound and film.
    ("mp3", mp3),
    ("ogg", |bytes| begins(bytes, &[b"OggS"])),
    ("oga", |bytes| begins(bytes, &[b"OggS"])),
    ("ogv", |bytes| begins(bytes, &[b"OggS"])),
    ("opus", |bytes| begins(bytes, &[b"OggS"])),
    ("wav", |bytes| begins(bytes, &[b"RIFF"])),
    ("flac", |bytes| begins(bytes, &[b"fLaC"])),
    ("m4a", iso_media),
    ("mp4", iso_media),
    ("m4v", iso_media),
    ("mov", iso_media),
    ("webm", |bytes| begins(bytes, &[b"\x1a\x45\xdf\xa3"])),
    // Fonts.
    ("ttf", |bytes| begins(bytes, &[b"\0\x01\0\0", b"true", b"OTTO"])),
    ("otf", |bytes| begins(bytes, &[b"OTTO", b"\0\x01\0\0"])),
    ("woff", |bytes| begins(bytes, &[b"wOFF"])),
    ("woff2", |bytes| begins(bytes, &[b"wOF2"])),
];

/// The endings that are proposed for a file of another type.
const RECOGNISED: [&str; 12] =
    ["png", "jpg", "gif", "webp", "avif", "pdf", "zip", "mp4", "webm", "woff2", "woff", "ogg"];

/// Parts of names after which a server runs a file or includes other files in it. `php` with a number is checked apart
/// from this list.
const RUN_BY_SERVERS: &[&str] = &[
    "php", "phar", "phps", "pht", "phtm", "phtml", "cgi", "fcgi", "fpl", "pl", "pm", "py", "pyc", "pyw", "rb", "rhtml",
    "erb", "sh", "bash", "zsh", "ksh", "csh", "tcl", "lua", "asp", "aspx", "asa", "asax", "ascx", "ashx", "asmx",
    "axd", "cer", "cdx", "jsp", "jspx", "jspf", "jsf", "jhtml", "cfm", "cfml", "cfc", "shtml", "shtm", "stm", "ssi",
    "asis", "var",
];

/// Parts of names after which a server changes its settings, or serves a file as a page or as XML, which browsers run.
const RUN_BY_BROWSERS: &[&str] = &[
    "htaccess", "htpasswd", "html", "htm", "xhtml", "xht", "mht", "mhtml", "hta", "htc", "xml", "xsl", "xslt", "xsd",
    "rdf", "rss", "atom", "mml", "svg", "svgz", "js", "mjs", "cjs", "jse", "vbs", "vbe", "wsf", "wasm", "swf",
];

/// The first bytes of the documents of Microsoft Office before 2007.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The problem of the file at `path` below `content/media/`; `None` if it may be published.
pub fn find_type_problem(path: &str, bytes: &[u8]) -> Option<TypeProblem> {
    if let Some(part) = executable_part(path) {
        return Some(TypeProblem::Executable(part));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some(ending) = ending(name) else { return Some(TypeProblem::NoEnding) };
    let Some((_, check)) = TYPES.iter().find(|(known, _)| *known == ending) else {
        return Some(TypeProblem::Unknown(ending));
    };
    match check(bytes) {
        Form::Whole => None,
        _ if bytes.is_empty() => Some(TypeProblem::Empty(ending)),
        Form::Cut => Some(TypeProblem::Cut(ending)),
        Form::Other => Some(TypeProblem::Other(ending, recognise(bytes))),
    }
}

/// The ending of a file name in lowercase.
fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.')
        .filter(|(stem, ending)| !stem.is_empty() && !ending.is_empty())
        .map(|(_, ending)| ending.to_ascii_lowercase())
}

/// The first part of a file or folder name, after a full stop, that is in one of the two lists: `php` in `a.php.txt`. The
/// last part of a file name may be `svg`, because drawings are checked.
fn executable_part(path: &str) -> Option<String> {
    let drawing = path.len().checked_sub(4).filter(|at| path.as_bytes()[*at..].eq_ignore_ascii_case(b".svg"));
    let path = drawing.map_or(path, |at| &path[..at]);
    name_parts(path).find(|part| is_run_by_servers(part) || RUN_BY_BROWSERS.contains(&&**part))
}

/// The first part of a file or folder name, after a full stop, after which a server runs a file.
pub fn find_server_ending(path: &str) -> Option<String> {
    name_parts(path).find(|part| is_run_by_servers(part))
}

/// The parts of all names of a path after their first full stop, in lowercase.
fn name_parts(path: &str) -> impl Iterator<Item = String> {
    // Some servers cut a name at a semicolon, and Windows ignores spaces at the end.
    let parts = path.split('/').flat_map(|name| name.split(['.', ';', ':']).skip(1));
    parts.map(|part| part.trim().to_ascii_lowercase())
}

fn is_run_by_servers(part: &str) -> bool {
    let numbered = part.strip_prefix("php").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    numbered || RUN_BY_SERVERS.contains(&part)
}

/// The ending for files of the type of `bytes`.
fn recognise(bytes: &[u8]) -> Option<&'static str> {
    let types = RECOGNISED.iter().filter_map(|ending| TYPES.iter().find(|(known, _)| known == ending));
    types.filter(|(_, check)| check(bytes) == Form::Whole).map(|(ending, _)| *ending).next()
}

fn any(_: &[u8]) -> Form {
    Form::Whole
}

/// Whether the bytes begin with one of the beginnings.
pub fn begins(bytes: &[u8], beginnings: &[&[u8]]) -> Form {
    if beginnings.iter().any(|beginning| bytes.starts_with(beginning)) { Form::Whole } else { Form::Other }
}

/// The bytes after a byte order mark of UTF-8.
fn text(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// UTF-8 that no browser takes for markup, whatever the server says.
fn text_without_markup(bytes: &[u8]) -> Form {
    let first = text(bytes).iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'<') && std::str::from_utf8(bytes).is_ok() { Form::Whole } else { Form::Other }
}

fn zip(bytes: &[u8]) -> Form {
    begins(bytes, &[b"PK\x03\x04", b"PK\x05\x06"])
}

fn iso_media(bytes: &[u8]) -> Form {
    begins(bytes.get(4..).unwrap_or_default(), &[b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"])
}

/// An ID3 tag, or the first frame: eleven set bits.
fn mp3(bytes: &[u8]) -> Form {
    let is_frame = matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0 && *second != 0xff && *second != 0xfe);
    if is_frame { Form::Whole } else { begins(bytes, &[b"ID3"]) }
}

/// Readers of PDF files skip up to 1024 bytes before the header.
fn pdf(bytes: &[u8]) -> Form {
    const HEADER: &[u8] = b"%PDF-";
    let start = &bytes[..bytes.len().min(1024 + HEADER.len())];
    if start.windows(HEADER.len()).any(|part| part == HEADER) { Form::Whole } else { Form::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_name_counts() {
        for path in [
            "a.phar",
            "a.php.txt",
            "A.PHP7.png",
            "a.html.dat",
            "a.b.htm.pdf",
            "a.svg.gz",
            "a.svg.png",
            "a.asp;.jpg",
            "a.php .txt",
            "x.php/a.txt",
            "a.shtml.lv.txt",
            "a.pl.pdf",
            "a.cgi.svg",
            "a.xml.edoc",
            "a..php..txt",
        ] {
            let problem = find_type_problem(path, b"%PDF-");
            assert!(matches!(problem, Some(TypeProblem::Executable(_))), "{path}: {problem:?}");
        }
        for path in
            ["php.txt", "html/a.txt", "a.phone.txt", "v1.2.txt", "a.lv.txt", "plan.svg", "svg.SVG", "a.phpx.txt"]
        {
            assert_eq!(find_type_problem(path, b"text"), None, "{path}");
        }
    }

    #[test]
    fn other_endings_are_refused() {
        for path in ["a", "a/b.c/d", ".a", "a."] {
            assert!(
                matches!(find_type_problem(path, b"x"), Some(TypeProblem::NoEnding | TypeProblem::Unknown(_))),
                "{path}"
            );
        }
        for path in ["a.dat", "a.exe", "a.txt ", "a.gpx", "a.bin", "a.ph", "a.xyz"] {
            assert!(matches!(find_type_problem(path, b"x"), Some(TypeProblem::Unknown(_))), "{path}");
        }
    }

    #[test]
    fn bytes_must_be_what_the_ending_says() {
        for (path, bytes) in [
            ("a.txt", &b"<b>"[..]),
            ("a.csv", b""),
            ("a.md", b"\xef\xbb\xbf# a"),
            ("a.pdf", b"junk\n%PDF-1.7"),
            ("a.docx", b"PK\x03\x04"),
            ("a.edoc", b"PK\x03\x04"),
            ("a.mp3", b"\xff\xfb\x90\x00"),
            ("a.mp4", b"\0\0\0\x18ftypmp42"),
            ("a.vtt", b"WEBVTT\n"),
            ("a.woff2", b"wOF2"),
        ] {
            assert_eq!(find_type_problem(path, bytes), None, "{path}");
        }
        let html = b"<!doctype html><script>alert(1)</script>";
        let utf16 = b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0";
        for (ending, _) in TYPES.iter().filter(|(ending, _)| !["txt", "csv", "json", "svg"].contains(ending)) {
            for bytes in [&html[..], &utf16[..]] {
                let problem = find_type_problem(&format!("a.{ending}"), bytes);
                assert_eq!(problem, Some(TypeProblem::Other((*ending).to_owned(), None)));
            }
        }
        let empty = |path| find_type_problem(path, b"");
        assert_eq!(empty("a.pdf"), Some(TypeProblem::Empty("pdf".to_owned())));
        assert_eq!(empty("a.png"), Some(TypeProblem::Empty("png".to_owned())));
        assert_eq!(find_type_problem("a.doc", b"PK\x03\x04"), Some(TypeProblem::Other("doc".to_owned(), Some("zip"))));
    }
}
