//! The XML writer of feeds and sitemaps.
//!
//! Takes element names, attributes and text; returns UTF-8 bytes with one element a line. Text and attribute values are
//! escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// An XML document in memory.
pub(super) struct XmlDocument(Writer<Vec<u8>>);

impl XmlDocument {
    /// A document that holds only the XML declaration.
    pub(super) fn new() -> XmlDocument {
        let mut writer = Writer::new(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        let mut document = XmlDocument(writer);
        document.newline();
        document
    }

    /// Writes an element without children; without `text` it is an empty-element tag.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: Option<&str>) {
        let element = self.0.create_element(name).with_attributes(attributes.iter().copied());
        let _ = match text {
            Some(text) => element.write_text_content(BytesText::new(text)),
            None => element.write_empty(),
        };
        self.newline();
    }

    /// Writes a tag, opening or closing, verbatim.
    pub(super) fn tag(&mut self, tag: &str) {
        self.append(tag);
        self.newline();
    }

    /// Appends XML verbatim.
    pub(super) fn append(&mut self, xml: &str) {
        self.0.get_mut().extend_from_slice(xml.as_bytes());
    }

    /// Reserves memory for `additional` bytes.
    pub(super) fn reserve(&mut self, additional: usize) {
        self.0.get_mut().reserve(additional);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn newline(&mut self) {
        self.0.get_mut().push(b'\n');
    }
}
