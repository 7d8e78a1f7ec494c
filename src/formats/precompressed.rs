//! Files that are written a second time, compressed with gzip, for servers that send such files as they are.
//!
//! Wraps an [`Output`]; writes `page.html.gz` beside `page.html`. A file whose compressed version is missing counts as
//! not published, so it is written again with it. Never compresses what is compressed already.

use std::io::Write;

use flate2::{Compression, GzBuilder};

use crate::foundation::hash::ContentHash;
use crate::publish::Output;

/// The endings of the names of files that are compressed.
const ENDINGS: [&str; 10] = [".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".htm", ".csv", ".webmanifest"];

/// An output that writes text files twice.
pub struct Precompressed<'o, O> {
    inner: &'o O,
    is_enabled: bool,
    /// Whether the site has a file of its own at a path.
    is_taken: &'o (dyn Fn(&str) -> bool + Sync),
}

impl<'o, O> Precompressed<'o, O> {
    /// Wraps `inner`. Passes on everything unchanged unless `is_enabled`. No compressed file is written to a path for
    /// which `is_taken` returns true.
    pub fn new(inner: &'o O, is_enabled: bool, is_taken: &'o (dyn Fn(&str) -> bool + Sync)) -> Precompressed<'o, O> {
        Precompressed { inner, is_enabled, is_taken }
    }

    /// The path of the compressed version of a file; `None` if it has none.
    fn compressed_path(&self, path: &str) -> Option<String> {
        let is_text = self.is_enabled && ENDINGS.iter().any(|ending| path.ends_with(ending));
        is_text.then(|| format!("{path}.gz")).filter(|path| !(self.is_taken)(path))
    }
}

/// The bytes as a gzip file without a name and a time.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

impl<O: Output> Output for Precompressed<'_, O> {
    type Error = O::Error;

    fn published_hash(&self, path: &str) -> Option<ContentHash> {
        let hash = self.inner.published_hash(path)?;
        let has_compressed = |compressed: String| self.inner.published_hash(&compressed) == Some(hash);
        self.compressed_path(path).is_none_or(has_compressed).then_some(hash)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, O::Error> {
        if let Some(compressed) = self.compressed_path(path) {
            self.inner.keep(&compressed)?;
        }
        self.inner.keep(path)
    }

    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, O::Error> {
        if let Some(compressed) = self.compressed_path(path) {
            match self.inner.published_hash(&compressed) == Some(input)
                && self.inner.published_hash(path) == Some(input)
            {
                true => self.inner.keep(&compressed)?,
                false => self.inner.write(&compressed, input, &gzip(bytes))?,
            };
        }
        self.inner.write(path, input, bytes)
    }

    fn read_cache(&self, name: &str) -> Option<Vec<u8>> {
        self.inner.read_cache(name)
    }

    fn write_cache(&self, name: &str, bytes: &[u8]) {
        self.inner.write_cache(name, bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;
    use crate::publish::InMemory;

    #[test]
    fn text_has_a_compressed_file_that_is_kept_with_it() {
        let first = InMemory::default();
        let is_taken = |path: &str| path == "own.txt.gz";
        let hash = ContentHash::xxh3_bytes(b"value");
        let output = Precompressed::new(&first, true, &is_taken);
        for path in ["a.html", "own.txt", "picture.png"] {
            assert!(output.write(path, hash, b"text text text text").is_ok());
        }
        let files = first.finish();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.html", "a.html.gz", "own.txt", "picture.png"]);
        let mut text = String::new();
        GzDecoder::new(&*files["a.html.gz"].1).read_to_string(&mut text).unwrap();
        assert_eq!(text, "text text text text");

        let mut without = files.clone();
        without.remove("a.html.gz");
        let second = InMemory::after(files);
        let output = Precompressed::new(&second, true, &is_taken);
        assert_eq!(output.published_hash("a.html"), Some(hash));
        assert!(output.keep("a.html").is_ok());
        assert_eq!(second.finish().keys().collect::<Vec<_>>(), ["a.html", "a.html.gz"]);
        let third = InMemory::after(without);
        assert_eq!(Precompressed::new(&third, true, &is_taken).published_hash("a.html"), None);
        assert_eq!(Precompressed::new(&third, false, &is_taken).published_hash("a.html"), Some(hash));
    }
}
