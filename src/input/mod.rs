//! The sources: settings, data files, documents, media, theme files.
//!
//! [`load`] is the only stage that reads the sources. Later stages get [`Inputs`] and have no access to the tree.
//! Documents and media are read on demand through [`Sources`], so that a large site is never completely in memory.

pub mod active_content;
pub mod base_url;
mod classify;
pub mod countries;
pub mod data;
mod domain_file;
mod drawn_elements;
mod file_times;
mod hosts;
mod link_patterns;
pub mod look;
pub mod media;
pub mod media_type;
mod open_file;
mod picture_metadata;
mod policy_settings;
mod proofreading_files;
mod raster_image;
mod required_version;
pub mod search_words;
pub mod site_config;
pub mod source_tree;
mod spelling_dictionary;
mod svg;
mod system_font;
mod theme_files;
pub mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::model::{Config, LanguageTexts, LookPictures, Media, SharedStr, Structure};
use source_tree::{SourceTree, diagnose_read_error};

pub use classify::SourceFile;
use media::published_bytes;
pub use media::{inspect_media, read_current_media};
pub use proofreading_files::ProseFiles;
pub use spelling_dictionary::Dictionary;
pub use system_font::FontFile;
pub use theme_files::ThemeFiles;

/// Everything that a site is built from.
pub struct Inputs {
    /// The settings.
    pub config: Config,
    /// The language-neutral data files.
    pub structure: Structure,
    /// The data files of each language.
    pub texts: Vec<LanguageTexts>,
    /// The Markdown documents, in byte order of their paths.
    pub document_files: Vec<SourceFile>,
    /// Pictures and downloads, keyed by path below `content/media/`.
    pub media: BTreeMap<SharedStr, Media>,
    /// Files for the root of the output, keyed by path below `content/static/`.
    pub static_files: BTreeMap<SharedStr, Media>,
    /// The logo and the icon of the site.
    pub look_pictures: LookPictures,
    /// The theme files of the site.
    pub theme: ThemeFiles,
    /// The files of the prose lints, indexed by language.
    pub prose: Vec<ProseFiles>,
    /// The font of social cards.
    pub font: FontFile,
    /// Reads documents and media.
    pub sources: Sources,
}

/// Reads documents and media on demand.
#[derive(Clone)]
pub struct Sources(SourceTree);

impl From<SourceTree> for Sources {
    fn from(tree: SourceTree) -> Sources {
        Sources(tree)
    }
}

impl Sources {
    /// The text of a document; `Err` if it cannot be read or is not valid text.
    pub fn document(&self, path: &SharedStr) -> Result<String, Diagnostic> {
        self.0.read_text(path)
    }

    /// The bytes of a picture or download as they are published. `Err` if they are not those that were checked.
    pub fn media(&self, media: &Media) -> Result<Cow<'_, [u8]>, Diagnostic> {
        let bytes = self.0.read(&media.source).map_err(|error| diagnose_read_error(&media.source, &error))?;
        let bytes = published_bytes(&media.source, bytes);
        match ContentHash::blake3_bytes(&bytes) == media.hash {
            true => Ok(bytes),
            false => {
                let changed = Diagnostic::new(Code::Unreadable, Span::file(&media.source));
                Err(changed.arg("reason", "changed"))
            }
        }
    }

    /// The total size of documents and data files, in bytes.
    pub fn total_text_bytes(&self) -> u64 {
        self.0.total_text_bytes("content/")
    }
}

/// Reads settings and data files and lists documents, media and theme files. `base_url` takes precedence over the one
/// in site.yaml. Returns `None` if the settings cannot be used.
pub fn load(
    tree: &SourceTree,
    base_url: Option<&str>,
    media_cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Inputs> {
    let config = site_config::read(tree, base_url, diagnostics)?;
    let structure = data::read(tree, diagnostics);
    let texts = config.lang_ids();
    let texts = texts.map(|lang| data::read_language(tree, &config, lang, &structure, diagnostics)).collect();
    let prose =
        config.lang_ids().map(|lang| proofreading_files::read_prose_files(tree, &config, lang, diagnostics)).collect();
    let media = media::load_media(tree, media_cache, diagnostics);
    let static_files = media::load_static_files(tree, media_cache, diagnostics);
    domain_file::check_domain_file(tree, &config, base_url.is_some(), diagnostics);
    Some(Inputs {
        look_pictures: look::find_pictures(tree, &config.look, &media, &static_files, diagnostics),
        document_files: classify::classify_sources(tree, &config, diagnostics),
        media,
        static_files,
        theme: ThemeFiles::new(tree, &config.theme),
        font: system_font::read_font(tree, &config),
        sources: Sources(tree.clone()),
        config,
        structure,
        texts,
        prose,
    })
}
