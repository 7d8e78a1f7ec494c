//! The parts of a .docx file, and its text.
//!
//! Reads the directory of the archive as other programs do. Its files are stored without compression.

use std::collections::BTreeMap;

/// The parts of a file by their names, in the order of the directory.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let word = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()) as usize;
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let mut at = number(end + 16);
    let mut parts = BTreeMap::new();
    for _ in 0..word(end + 10) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (method, size, name_length, header) = (word(at + 10), number(at + 24), word(at + 28), number(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name_length].to_vec()).unwrap();
        assert_eq!((method, number(at + 20)), (0, size), "{name} is stored");
        assert_eq!((word(at + 12), word(at + 14)), (0, 0x21), "{name} has a date");
        assert_eq!(&bytes[header..header + 4], b"PK\x03\x04");
        let start = header + 30 + word(header + 26) + word(header + 28);
        parts.insert(name, String::from_utf8(bytes[start..start + size].to_vec()).unwrap());
        at += 46 + name_length;
    }
    assert_eq!(at, end);
    parts
}

/// The paragraphs of `word/document.xml`: the text of the runs of each, with `\t` and `\n` for tabs and line breaks.
pub fn paragraphs(bytes: &[u8]) -> Vec<Vec<String>> {
    let parts = parts(bytes);
    let xml = &parts["word/document.xml"];
    let paragraphs = xml.split("<w:p>").skip(1).map(|paragraph| paragraph.split("</w:p>").next().unwrap());
    paragraphs.map(|paragraph| paragraph.split("<w:r>").skip(1).map(run_text).collect()).collect()
}

fn run_text(run: &str) -> String {
    let mut text = String::new();
    for piece in run.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        match tag.split(' ').next().unwrap() {
            "w:t" => text.push_str(words),
            "w:tab/" => text.push('\t'),
            "w:br/" => text.push('\n'),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
