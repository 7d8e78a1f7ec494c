//! The text to send of a document as a file of Word (.docx, ECMA-376).
//!
//! Takes the HTML of the text, as the page shows it; returns the bytes of a file. `tokens.rs` cuts the HTML, `body.rs`
//! writes its blocks as WordprocessingML, `zip.rs` packs the parts without compression and without dates, so that a script
//! can fill in the blanks of `word/document.xml` with a few lines. Each blank is the whole text of one run: `[label]`.
//! Content for some countries is enclosed in a bookmark, after the names of the countries in the style `Country`, as on
//! the page before a country is chosen. The same text gives the same bytes. Pictures are left out.
//!
//! The crates that write such files bring a parser of XML, pictures and JSON with them; a plain letter needs six small parts.

mod body;
mod tokens;
mod zip;

use body::{escaped, write_blocks};
use zip::ZipFile;

use crate::linguistics::is_right_to_left;

/// The namespace of the parts of a document.
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/settings.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" \
    ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

const PACKAGE_RELATIONSHIPS: &str = "<Relationships \
    xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" \
    Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
    Target=\"docProps/core.xml\"/></Relationships>";

const DOCUMENT_RELATIONSHIPS: &str = "<Relationships \
    xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
    Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" \
    Target=\"settings.xml\"/></Relationships>";

/// A4, with margins of 20 mm, and of 25 mm where the sheet is filed. The same as on paper (`print_letter.css`).
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
    w:bottom=\"1134\" w:left=\"1417\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr>";

/// The bytes of the file with the text `html`, in the language with this code.
pub fn letter_file(html: &str, title: &str, code: &str) -> Vec<u8> {
    let mut zip = ZipFile::default();
    // Readers of such files look at the first part to know the type of the file.
    for (path, content) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_RELATIONSHIPS.to_owned()),
        ("word/document.xml", format!("<w:document {WORD}><w:body>{}{PAGE}</w:body></w:document>", write_blocks(html))),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/styles.xml", styles(code)),
        ("word/settings.xml", settings()),
        ("docProps/core.xml", properties(title, code)),
    ] {
        zip.add(path, [XML, &content].concat().as_bytes());
    }
    zip.finish()
}

/// A plain letter: 11 pt, headings and the names of countries in bold.
fn styles(code: &str) -> String {
    let (bidi, rtl) = if is_right_to_left(code) { ("<w:bidi/>", "<w:rtl/>") } else { ("", "") };
    let heading = |id: u8, size: u8| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{id}\"><w:name w:val=\"heading {id}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>\
             <w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"{}\"/></w:pPr>\
             <w:rPr><w:b/><w:bCs/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            id - 1
        )
    };
    format!(
        "<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>{rtl}<w:lang w:val=\"{code}\" w:bidi=\"{code}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr>{bidi}<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:qFormat/></w:style><w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Country\">\
         <w:name w:val=\"Country\"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>{}{}</w:styles>",
        heading(1, 26),
        heading(2, 22)
    )
}

/// Without the mode of 2013, Word opens a file in the mode of 2007 and says so.
fn settings() -> String {
    format!(
        "<w:settings {WORD}><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

/// Title and language. Without dates, which would differ from build to build.
fn properties(title: &str, code: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{code}</dc:language>\
         </cp:coreProperties>",
        escaped(title)
    )
}
