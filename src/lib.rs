//! situ turns multilingual Markdown into a static site of situations with checklists.
//!
//! # The river
//!
//! ```text
//! Tree -> parse* -> Document* -> link -> Site -> (check, routes) -> page* -> render* -> Outputs -> publish
//! ```
//!
//! `*` runs on all cores. Every arrow is a type; a value is never changed after it is made. `build.rs` is the pipeline on
//! one screen up to the site, `build/render.rs` from there to the outputs.
//!
//! | stage | file | takes | gives |
//! |---|---|---|---|
//! | read | `tree.rs` | a folder, or pairs in memory | path -> bytes |
//! | settings | `config.rs`, `structure.rs`, `yaml.rs` | YAML with places | [`model::Config`], [`model::Structure`], [`model::LanguageTexts`] |
//! | parse | `article.rs`, `markdown.rs`, `glossary.rs` | one file and its language's desk | a [`model::Document`] and a body with holes |
//! | link | `site.rs` | all documents | a [`site::Site`]: translations, backlinks, related, checklists |
//! | check | `check.rs` | the site | diagnostics |
//! | page | `page.rs` | the site and a route | a [`page::Page`]: all that a theme sees |
//! | render | `theme.rs` | a page and its filled body | HTML |
//! | feeds | `feeds.rs`, `offline.rs` | the site, keys of files | feed, sitemap, robots.txt, what a device keeps |
//! | search | `search.rs`, `lang/stem.rs` | the site and the filled bodies | the index of each language; `themes/default/assets/search.js` reads it |
//! | pictures | `share.rs` | a font and the words of a situation | the picture that is shown beside a shared link |
//! | publish | `outputs.rs`, `publish/` | path, key, bytes | the output, old or new and never between |
//!
//! Beside the river: `facts.rs` (what unchanged texts say), `diag.rs` (codes, places, pictures), `messages.rs` (words in Fluent), `lang/` (what is particular to
//! a language), `memo.rs` (keys by value), `scaffold.rs` (new files), `translate.rs` (their other languages), `fix.rs` (certain
//! mends), `prose.rs` (help with the words, off by default), `schema.rs` (for editors), `media.rs` (files that would run),
//! `watchdog.rs` (themes without end), `status.rs` (how far the languages are), `serve.rs` (live preview), `cli.rs` (arguments, the only printer).
//!
//! # What holds
//!
//! - **What a writer typed never fails.** Stages give `(value, diagnostics)`; one run reports every mistake of every
//!   file, sorted by place. `Result` is for the machine: disk, lock, theme.
//! - **Incremental by value.** A stage's key is the hash of its whole input. A [`page::Page`] holds its body's hash and
//!   what fills the body's holes; with the theme's and the frame's key it is the key of its rendering. A page whose
//!   key is published is kept, and the words that were counted under it count again (`search/known.rs`); a text that is as
//!   it was is not parsed again (`facts.rs`): no dependency sets, nothing to get wrong. In front of it all stands one key of what
//!   the system says of every source ([`tree::SourceTree::look`]): while that is the same and the output stands, nothing is read.
//! - **Holes, not search-and-replace.** What depends on another file (a link's target, a picture's address, a term, a
//!   phrase, a word of the interface) is a slot at a byte offset, filled when the page is made.
//! - **The preview renders what is asked for.** A save makes a new [`site::Site`]; `serve/live.rs` makes each page from it
//!   when a browser wants it. Links back, related texts, checklists and addresses are taken over from the site before while
//!   all that they are made from is equal (`site/since.rs`), and texts that are as right as they were are not checked again.
//! - **Bodies are not all in memory.** Facts are; bodies stay until they are rendered, whole up to a bound, packed up to the
//!   next, and are read again beyond it (`build/bodies.rs`).
//! - **Actions are written once**, in the text where they belong, and named by `<page>.<item>` everywhere else.
//! - **Deterministic.** No clock, no hash order, no locale, no thread order in the output.
//! - **The output is old or new.** `publish/` writes a spare tree and exchanges the two; see its head for the protocol.
//!
//! # What is deliberately absent
//!
//! No plugins, no shortcodes, no raw HTML. No template function that reads the whole site: a page shows what is in its
//! value. No I/O between `tree.rs` and `publish/`, but for the machine's dictionaries and fonts where a site asks for
//! them. No printing outside `cli.rs`. No unsafe code.

#![forbid(unsafe_code)]

pub mod authoring;
pub mod cache;
pub mod check;
pub mod cli;
pub mod diagnostics;
pub mod emit;
pub mod foundation;
pub mod i18n;
pub mod input;
pub mod lang;
pub mod link;
pub mod model;
pub mod output;
pub mod page;
pub mod parse;
pub mod pipeline;
pub mod report;
pub mod serve;
pub mod theme;
