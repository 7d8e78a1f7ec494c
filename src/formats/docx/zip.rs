//! A ZIP archive whose files are stored without compression.
//!
//! Takes names and bytes; returns the archive. All files have the earliest date that the format knows, so that the same
//! files give the same bytes.

use crc32fast::hash;

/// The version of the format that stored files need.
const VERSION: u16 = 20;
/// 1 January 1980, and midnight.
const DATE: u16 = 0x0021;
const TIME: u16 = 0;

/// An archive that is being written.
#[derive(Default)]
pub(super) struct ZipFile {
    bytes: Vec<u8>,
    /// The records of the files for the directory at the end.
    directory: Vec<u8>,
    count: u16,
}

impl ZipFile {
    /// Adds a file. Its name is in ASCII, and it is shorter than 4 GB.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let offset = self.bytes.len() as u32;
        // What the header of the file and its record have in common.
        let mut fields = Vec::new();
        for word in [VERSION, 0, 0, TIME, DATE] {
            fields.extend_from_slice(&word.to_le_bytes());
        }
        for number in [hash(content), content.len() as u32, content.len() as u32] {
            fields.extend_from_slice(&number.to_le_bytes());
        }
        for length in [name.len() as u16, 0] {
            fields.extend_from_slice(&length.to_le_bytes());
        }
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&fields);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&fields);
        // No comment, first disk, no attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.count += 1;
    }

    /// The bytes of the archive.
    pub(super) fn finish(self) -> Vec<u8> {
        let ZipFile { mut bytes, directory, count } = self;
        let start = bytes.len() as u32;
        bytes.extend_from_slice(&directory);
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for number in [count, count] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for number in [directory.len() as u32, start] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&[0; 2]);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::ZipFile;

    #[test]
    fn an_archive_has_headers_and_a_directory() {
        let mut zip = ZipFile::default();
        zip.add("a.txt", b"123456789");
        let bytes = zip.finish();
        let header = b"PK\x03\x04\x14\0\0\0\0\0\0\0\x21\0\x26\x39\xf4\xcb\x09\0\0\0\x09\0\0\0\x05\0\0\0a.txt123456789";
        assert_eq!(&bytes[..header.len()], header, "the check sum of the digits is CBF43926");
        assert_eq!(&bytes[header.len()..header.len() + 4], b"PK\x01\x02");
        assert_eq!(bytes.len(), header.len() + 46 + 5 + 22);
    }
}
