//! The settings of a site.

use std::ops::Range;

use super::{LangId, SharedStr, Spanned};
use crate::lang::Language;

/// site.yaml and what it decides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Scheme and host without a slash at the end: `https://example.org`.
    pub origin: SharedStr,
    /// Path of the site on that host, with a slash at both ends.
    pub base: SharedStr,
    pub languages: Vec<SiteLanguage>,
    pub theme: SharedStr,
    /// Whether readers' devices may keep a language whole.
    pub offline: bool,
    /// The font of share pictures, where there are any.
    pub social_card_font: Option<Spanned<SharedStr>>,
    /// Whether texts and questions are files of their own name, not folders with an `index.html`.
    pub file_urls: bool,
    /// Entries in a feed.
    pub feed_limit: usize,
    /// What is asked of the words; nothing unless `prose:` is there.
    pub prose: Option<ProseRules>,
}

/// What `prose:` of site.yaml asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProseRules {
    /// The place of the wish for a spelling check, where there is one.
    pub spelling: Option<Range<usize>>,
    pub quotes: bool,
    pub dashes: bool,
    /// Steps begin with a verb.
    pub verbs: bool,
    /// The most words of a sentence.
    pub long_sentences: Option<usize>,
    pub avoid: Vec<AvoidedWord>,
}

/// A word to avoid in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AvoidedWord {
    pub lang: SharedStr,
    /// One word or several; `*` at the end stands for any ending.
    pub form: SharedStr,
    /// What to say; may be empty.
    pub instead: SharedStr,
}

/// A language of the site.
#[derive(Clone, Debug)]
pub struct SiteLanguage {
    pub id: LangId,
    pub language: &'static Language,
    /// The code as written, which names the folder.
    pub code: SharedStr,
}

impl PartialEq for SiteLanguage {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for SiteLanguage {}

impl std::hash::Hash for SiteLanguage {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl Config {
    pub fn lang(&self, code: &str) -> Option<LangId> {
        self.languages.iter().find(|l| &*l.code == code).map(|l| l.id)
    }

    pub fn code(&self, lang: LangId) -> &str {
        &self.languages[lang.index()].code
    }

    pub fn language(&self, lang: LangId) -> &'static Language {
        self.languages[lang.index()].language
    }

    pub fn lang_ids(&self) -> impl DoubleEndedIterator<Item = LangId> + use<> {
        (0..self.languages.len() as u8).map(LangId)
    }

    /// Whether a build depends on files beside the site's own, of which `own` knows: a dictionary or font of the machine.
    pub fn looks_outside(&self, own: impl Fn(&str) -> bool) -> bool {
        let spells = self.prose.as_ref().is_some_and(|prose| prose.spelling.is_some());
        spells || self.social_card_font.as_ref().is_some_and(|font| !own(&font.value))
    }

    /// What stands behind the last name in the address of a text.
    pub fn ending(&self) -> &'static str {
        if self.file_urls { ".html" } else { "/" }
    }

    /// The full address of a path below the site's base (`lv/articles/x/`).
    pub fn absolute(&self, path: &str) -> String {
        [&*self.origin, &*self.base, path].concat()
    }

    /// The address on the site's host.
    pub fn href(&self, path: &str) -> String {
        [&*self.base, path].concat()
    }
}
