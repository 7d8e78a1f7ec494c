//! A site in memory: its sources, and what situ makes of them.
//!
//! ```text
//! let site = Site::new().file("content/site.yaml", "…").file("content/en/pages/a.md", "…").build();
//! assert_eq!(site.report(), "");
//! assert!(site.page("en/a/index.html").contains("…"));
//! ```

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use situ::Messages;
use situ::SourceTree;
use situ::to_text;
use situ::{BuildResult, CacheMode, Options, RenderError, RenderableSite, Summary, build};
use situ::{Code, Diagnostic};
use situ::{InMemory, OutputFiles};
use tempfile::TempDir;

use super::{folder, repository};

/// Sources of a site: paths below its root, and bytes.
#[derive(Clone, Debug, Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// A site without files.
    pub fn new() -> Site {
        Site::default()
    }

    /// The content of this repository.
    pub fn of_repository() -> Site {
        let (tree, found) = SourceTree::from_disk(repository());
        assert!(found.is_empty(), "{found:?}");
        let read = |path: &str| tree.read(path).unwrap().into_owned();
        Site { files: tree.paths().map(|path| (path.to_string(), read(path))).collect() }
    }

    /// Adds or replaces a file.
    #[must_use]
    pub fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Site {
        self.insert(path, bytes);
        self
    }

    /// Adds or replaces files.
    #[must_use]
    pub fn files<P: Into<String>, B: Into<Vec<u8>>>(mut self, files: impl IntoIterator<Item = (P, B)>) -> Site {
        self.extend(files);
        self
    }

    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    pub fn extend<P: Into<String>, B: Into<Vec<u8>>>(&mut self, files: impl IntoIterator<Item = (P, B)>) {
        self.files.extend(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())));
    }

    /// Removes a file; its bytes if there was one.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| keep(path));
    }

    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The text of a file, which must be there.
    pub fn text(&self, path: &str) -> Cow<'_, str> {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
        String::from_utf8_lossy(bytes)
    }

    /// Adds to the end of a file, which must be there.
    pub fn append(&mut self, path: &str, text: &str) {
        let bytes = self.files.get_mut(path).unwrap_or_else(|| panic!("the site has no {path}"));
        bytes.extend_from_slice(text.as_bytes());
    }

    /// The sources as the stages take them.
    pub fn tree(&self) -> SourceTree {
        SourceTree::from_pairs(self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())))
    }

    /// Reads and checks the site, without a cache.
    pub fn build(&self) -> BuiltSite {
        self.build_with(&Options::default(), CacheMode::None)
    }

    pub fn build_with(&self, options: &Options, memory: CacheMode) -> BuiltSite {
        let tree = self.tree();
        let built = build(&tree, options, memory, Vec::new());
        BuiltSite::new(tree, built)
    }

    /// Writes the sources below a folder.
    pub fn write_to(&self, root: &Path) {
        self.files.iter().for_each(|(path, bytes)| folder::write(root, path, bytes));
    }

    /// The sources in a folder that is deleted after the test.
    pub fn on_disk(&self) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        self.write_to(root.path());
        root
    }
}

/// A site in two languages with one situation and no article.
pub fn two_languages() -> Site {
    Site::new()
        .file("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru]\ncountries: [lv]\n")
        .file("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad}\ncountries: {lv: Latvijā}\n")
        .file("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас}\ncountries: {lv: В Латвии}\n")
        .file("content/situations.yaml", "phases: [now]\nsituations:\n  - id: late\n    severity: 2\n")
        .file("content/lv/situations/late.md", "---\ntitle: Vēlu\nsummary: Par vēlu.\n---\n")
        .file("content/ru/situations/late.md", "---\ntitle: Поздно\nsummary: Слишком поздно.\n---\n")
}

/// A site that was read and checked. It is rendered when an output is first asked for.
pub struct BuiltSite {
    pub tree: SourceTree,
    pub built: BuildResult,
    outputs: OnceCell<OutputFiles>,
}

impl BuiltSite {
    pub fn new(tree: SourceTree, built: BuildResult) -> BuiltSite {
        BuiltSite { tree, built, outputs: OnceCell::new() }
    }

    /// The content of this repository, built with `options`.
    pub fn of_repository(options: &Options) -> BuiltSite {
        let (tree, found) = SourceTree::from_disk(repository());
        let built = build(&tree, options, CacheMode::None, found);
        BuiltSite::new(tree, built)
    }

    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.built.diagnostics
    }

    pub fn codes(&self) -> Vec<Code> {
        self.diagnostics().iter().map(|found| found.code).collect()
    }

    /// The diagnostics as a writer reads them, in English; empty if there are none.
    pub fn report(&self) -> String {
        self.report_of(self.diagnostics())
    }

    pub fn report_of(&self, diagnostics: &[Diagnostic]) -> String {
        to_text(diagnostics, &self.tree, &Messages::for_writer("en"), false)
    }

    /// Whether the site has no errors, so that it can be rendered.
    pub fn is_valid(&self) -> bool {
        self.built.site.is_some()
    }

    /// The renderable site; panics with the report if there are errors.
    pub fn ready(&self) -> &RenderableSite {
        self.built.site.as_ref().unwrap_or_else(|| panic!("the site has errors:\n{}", self.report()))
    }

    /// Renders on top of an earlier output. A site can be rendered once, because rendering frees its bodies.
    pub fn render_after(&self, previous: OutputFiles) -> (OutputFiles, Summary) {
        let outputs = InMemory::after(previous);
        match self.ready().render(&outputs) {
            Ok(summary) => (outputs.finish(), summary),
            Err(RenderError::Content(found)) => panic!("rendering failed:\n{}", self.report_of(&found)),
            Err(RenderError::Output(never)) => match never {},
        }
    }

    /// All output files.
    pub fn outputs(&self) -> &OutputFiles {
        self.outputs.get_or_init(|| self.render_after(OutputFiles::new()).0)
    }

    /// The text of an output file, which must be there.
    pub fn page(&self, path: &str) -> Cow<'_, str> {
        let file = self.outputs().get(path).unwrap_or_else(|| panic!("there is no output {path}"));
        String::from_utf8_lossy(&file.1)
    }
}
