//! situ turns multilingual Markdown into a static site of situations with checklists.
//!
//! # Words of the domain
//!
//! The reader of a site is somebody in trouble, such as a tenant whose ceiling leaks.
//!
//! - **situation**: the trouble that a reader is in; has a checklist of its own.
//! - **phase**: a moment of a situation, such as the first hour; of the whole site, or of one situation alone.
//! - **lead**: what is enough for now, above the first step. **scope**: what the site does not cover.
//! - **action**: one thing to do, written in a document; **step**: its place in a checklist.
//! - **choice**: several actions of which one is enough; it counts as one step.
//! - **checklist**: the steps of a situation by phase, the same in every language.
//! - **article**, **page**: the other two kinds of **document** (a Markdown file of the site).
//! - **guide**: questions that lead a reader to a situation.
//! - **phrase**: what the other side says, what may be the reason, what to answer.
//! - **ready message**: text to copy and send; its `[placeholders]` are filled from **the reader's case** (names,
//!   dates, sums). A **message** alone is a sentence of the program, from a `messages.ftl`.
//! - **relative day**: the day of a step, counted from a date of the reader's case.
//! - **rate table**: the rates of late interest of a country for one kind of contract.
//! - **term**: an entry of the glossary, linked at its first mention.
//! - **translation group**: all language versions of a document.
//! - **section**: a fixed page of the site, such as the glossary or the map.
//! - **slot**: a position in the HTML of a body whose content depends on other files.
//!
//! An action in an article, with its phase and its id:
//!
//! ```markdown
//! ## In the first hour {#first-hour phase=first-hour}
//!
//! - [ ] Call before you write. → [[cooling-down]] {#call-first}
//! ```
//!
//! # Words of the code
//!
//! - **document**: a parsed Markdown file; its **body** is the HTML, a **fragment** the HTML of a part, such as a step.
//! - **route**: which page has which path; **page**: the value that a template sees.
//! - **path**: a file of the sources or of the output, `/`-separated; **href**: a URL on the host, with the base path;
//!   **url**: with scheme and host.
//! - **content hash**: a hash of bytes or of a value. **fingerprint**: size, times and inode of a file, compared in place
//!   of its bytes. **cache key**: the content hash of everything that a cached result depends on.
//! - **span**: a range of bytes in a source file; **place**: its file, line and column.
//! - **fragment id**, **anchor**: an `id` in a page, which a link can name after `#`.
//!
//! # A build in five stages
//!
//! ```text
//! SourceTree -> Inputs -> Document* -> Site -> Page* -> files -> output folder
//! ```
//!
//! Stages marked with `*` run in parallel. `pipeline/mod.rs` is the same picture in code.
//!
//! 1. **Reading** (`input/`). [`SourceTree`] lists the files; `input::load` reads settings and data files and sorts the
//!    rest into documents, media and theme files. No later stage sees the tree.
//!    *Incremental:* a fingerprint of path, size, times and inode of every file is compared with that of the last
//!    build. If it is equal and the output is complete, nothing else is read.
//! 2. **Parsing** (`parse/`). One Markdown file becomes a `Document` (its metadata) and a body with slots.
//!    *Incremental:* documents are cached by the hash of their bytes and of everything that the parser knows of the
//!    language. An unchanged document is not parsed again until its body is needed.
//! 3. **Linking and checking** (`site/`, `check/`). All documents become one immutable `Site`: translations, backlinks,
//!    related articles, checklists, routes. Rules report what is wrong between files.
//!    *Incremental:* only in the preview, which compares the documents with those of the previous site and reuses a
//!    list if the parts of the documents that it is made from are equal. These comparisons are written by hand in
//!    `site/site_diff.rs`.
//! 4. **Pages** (`page/`, `theme/`). A route becomes a typed `Page`, the only value that a template sees; slots of the
//!    body are filled from it.
//!    *Incremental:* the cache key of a page is the hash of its value, its body and the theme. A page whose published
//!    file has the same key is not rendered.
//! 5. **Writing** (`formats/`, `publish/`). Every other format (feeds, sitemap, search index, offline copy, pictures
//!    for shared links) is one file with one row in the table of emitters. `publish/` writes a staging tree and swaps
//!    it with the output.
//!    *Incremental:* word counts are cached by page key; unchanged files are hard links.
//!
//! # Layers
//!
//! Each folder of `src/` imports only folders in earlier rows (test `layers::layers_import_only_lower_layers`). `site`
//! is early because it needs only the data of `model`, not the code that reads it.
//!
//! | folder | contents |
//! |---|---|
//! | `foundation` | hashes, memo table, text scanners, locking |
//! | `diagnostics` | codes, spans, suggestions, suppression of follow-on errors; no rendering |
//! | `linguistics`, `languages` | plurals, dates, collation, quotation marks, romanisation, stemming; `languages` has one folder per language, which build.rs includes |
//! | `model` | the data that stages pass on |
//! | `i18n` | messages and interface strings (Fluent) |
//! | `site` | the site: translations, checklists, backlinks, related articles, routes |
//! | `input` | source tree, YAML, settings, data files, media, files of the host |
//! | `report` | diagnostics as text, JSON, SARIF, GitHub annotations |
//! | `parse` | front matter, Markdown, glossary terms, proofreading |
//! | `page` | the theme contract: one typed value per page |
//! | `check` | rules that look at more than one file |
//! | `theme` | templates, assets, strings; the watchdog of templates that do not terminate |
//! | `publish` | where files go: memory, or the disk in one step |
//! | `formats` | one file per output format; the configurations of servers |
//! | `cache` | results of earlier builds |
//! | `pipeline` | the five stages |
//! | `authoring` | fixes, translation, the example site, scaffolds, status, schemas |
//! | `import` | folders of Markdown of other programs |
//! | `manual` | the manual: hand-written chapters, and references from the declarations |
//! | `serve` | live preview |
//! | `cli` | one file per command |
//!
//! # Invariants
//!
//! - **Nothing an author types makes a stage fail.** Stages return a value and append to a list of diagnostics; one run
//!   reports every mistake of every file, sorted by place. `Result` is for failures of the host, such as a full disk.
//!   (`fuzz`, `diagnostics`)
//! - **A page is a function of its value.** Templates see one `Page` and the strings of their language, and have no
//!   function that reads the site. (`diagnostics::rendering`)
//! - **An incremental build equals a full build.** (`incremental`, `golden::random_edits_equal_a_full_build`)
//! - **The output is deterministic.** No clock, hash order, locale or thread order reaches it. (`determinism`)
//! - **The output is the old site or the new one**, whatever fails. (`publish::faults`, `crash_safety`)
//! - **Nothing that an author types is executed.** No document adds a handler, a script URL or an element to a page, except
//!   the elements of Markdown and five tags without attributes (`parse/foreign_markup/elements.rs`).
//!   (`injection`) Only what belongs to the owner of a site does: `themes/`, `content/hooks/`, `content/static/`.
//! - **Cost is linear** in the number of files, links, terms and mistakes. (`scaling`)
//! - **Actions are written once**, in the document where they belong, and named `<page>.<item>` everywhere else.
//!   (`content`)
//! - **The references of the manual are made from the declarations.** No key, code, command, page value or interface word
//!   is described a second time. (`manual`)
//! - **Files, network, environment and terminal** are used only by the parts that `architecture` lists.
//!
//! # Deliberately absent
//!
//! Plugins, shortcodes, raw HTML, template functions that read the whole site, unsafe code.

#![forbid(unsafe_code)]
// A panic in a stage would lose the diagnostics of the whole run.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unwrap_used))]

mod authoring;
mod cache;
mod check;
mod cli;
mod diagnostics;
mod formats;
mod foundation;
mod i18n;
mod import;
mod input;
mod linguistics;
mod manual;
mod model;
mod page;
mod parse;
mod pipeline;
mod publish;
mod report;
mod serve;
mod site;
mod theme;

pub use cli::run;
pub use diagnostics::{Code, Diagnostic, Severity, Span};
pub use i18n::Messages;
pub use input::source_tree::SourceTree;
pub use pipeline::{BuildResult, CacheMode, Options, RenderError, RenderableSite, SessionCache, Summary, build};
pub use publish::{InMemory, Output, OutputFiles};
pub use report::{to_json, to_text};

/// What the integration tests need besides the public items. Not part of the interface.
#[doc(hidden)]
pub mod testing {
    /// The sources of the manual.
    pub fn manual() -> crate::SourceTree {
        crate::manual::sources(&crate::cli::command())
    }

    pub use crate::authoring::fix::{FixedFile, fix_all};
    pub use crate::cache::documents::DocumentCache;
    pub use crate::formats::search::words;
    pub use crate::foundation::hash::ContentHash;
    pub use crate::foundation::paths::{show_path, slash_path};
    pub use crate::input::source_tree::TEXT_LIMIT;
    pub use crate::input::yaml::parse as parse_yaml;
    pub use crate::linguistics::stem::{StemmerRules, stemmer_rules};
    pub use crate::linguistics::{Date, Language, find_language};
    pub use crate::parse::foreign_markup::examples as foreign_markup;
    pub use crate::parse::markdown::commonmark;
    pub use crate::publish::{
        DirEntry, Disk, FileSystem, MARKER, Publication, PublishError, PublishReport, PublishWarning, Stat,
        WriteOutcome,
    };
}
