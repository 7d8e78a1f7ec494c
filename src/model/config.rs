//! The settings of a site.
//!
//! Built by the reader of site.yaml; also computes URLs below the base.

use std::ops::Range;

use super::{CaseField, ContentPolicy, Host, Href, LangId, LinkPattern, Look, SharedStr, Spanned};
use crate::linguistics::{Language, is_right_to_left};

/// The settings in site.yaml, with defaults for those that are absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Scheme and host without a trailing slash: `https://example.org`.
    pub origin: SharedStr,
    /// Path of the site on that host, with a leading and a trailing slash.
    pub base: SharedStr,
    /// In the order of the file; the first is the default. [`LangId`] is an index into this list.
    pub languages: Vec<SiteLanguage>,
    /// The countries whose law is stated, in the order of the file.
    pub countries: Vec<Country>,
    /// Name of a folder below `themes/`, or `default`.
    pub theme: SharedStr,
    /// What the site changes of the look of its theme.
    pub look: Look,
    /// Where a page is edited; `None` if pages have no such link.
    pub edit_url: Option<LinkPattern>,
    /// Where a mistake is reported; `None` if pages have no such link.
    pub report_url: Option<LinkPattern>,
    /// Whether readers can save all pages of a language for use without a network.
    pub offline: bool,
    /// The font of social cards: a path or `system`; `None` if the site has no social cards.
    pub social_card_font: Option<Spanned<SharedStr>>,
    /// Whether the output file of an article is `x.html`, not `x/index.html`.
    pub file_urls: bool,
    /// The most entries in a feed.
    pub feed_limit: usize,
    /// What pages may load besides the site's own files.
    pub csp: ContentPolicy,
    /// Where the site is published, in the order of the file; `None` without `hosts`.
    pub hosts: Option<Vec<Spanned<Host>>>,
    /// Whether text files are written a second time, compressed with gzip.
    pub gzip: bool,
    /// The fields of the reader's case, in the order of the form; empty if the site has none.
    pub case: Vec<CaseField>,
    /// What is written beside a sum in languages that name no currency of their own; may be empty.
    pub currency: SharedStr,
    /// The prose lints; `None` if `prose` is absent.
    pub prose: Option<ProseRules>,
}

/// The prose lints that `prose` in site.yaml enables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProseRules {
    /// The range of `spelling` in site.yaml; `None` if spelling is not checked.
    pub spelling: Option<Range<usize>>,
    /// Report quotation marks of another language.
    pub quotes: bool,
    /// Report hyphens in place of dashes.
    pub dashes: bool,
    /// Report texts that address the reader in two ways.
    pub address: bool,
    /// Report case forms among the synonyms of a term.
    pub term_forms: bool,
    /// Report steps with more messages in one language than in another.
    pub same_messages: bool,
    /// Report steps that do not begin with a verb.
    pub verbs: bool,
    /// The most words of a sentence; `None` if the length is not checked.
    pub long_sentences: Option<usize>,
    /// Ids of the phases whose key steps need a message to send.
    pub messages: Vec<Spanned<SharedStr>>,
    /// Pairs of the code of a language and a greeting: one or more words; `*` at the end of a word matches any ending.
    pub greetings: Vec<(SharedStr, SharedStr)>,
    /// Words to report.
    pub avoid: Vec<AvoidedWord>,
}

/// A word to avoid in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AvoidedWord {
    /// Code of the language.
    pub lang: SharedStr,
    /// One or more words; `*` at the end of a word matches any ending.
    pub form: SharedStr,
    /// The suggested replacement; may be empty.
    pub instead: SharedStr,
    /// Whether it is avoided in ready messages only.
    pub in_messages: bool,
}

/// A country whose law is stated, or a union of several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Country {
    /// The code of the country: `lv`.
    pub id: SharedStr,
    /// The codes of the other countries in which its law holds too. A country that has such is a union, which no reader
    /// chooses.
    pub members: Vec<SharedStr>,
}

impl Country {
    /// Whether its law holds in other countries, so that readers cannot choose it.
    pub fn is_union(&self) -> bool {
        !self.members.is_empty()
    }

    /// Whether its law holds in the country with this code.
    pub fn holds_in(&self, code: &str) -> bool {
        *self.id == *code || self.members.iter().any(|member| **member == *code)
    }
}

/// A language of the site.
#[derive(Clone, Debug)]
pub struct SiteLanguage {
    /// Index into [`Config::languages`].
    pub id: LangId,
    /// Rules of the language.
    pub language: &'static Language,
    /// The code in site.yaml, which is also the name of the folder.
    pub code: SharedStr,
    /// The range of the code in site.yaml.
    pub range: Range<usize>,
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
    /// Whether site.yaml names the host in `hosts`.
    pub fn names_host(&self, host: Host) -> bool {
        self.hosts.iter().flatten().any(|named| named.value == host)
    }

    /// Whether the site may be published on the host: site.yaml names it, or no host at all.
    pub fn may_be_on(&self, host: Host) -> bool {
        self.hosts.is_none() || self.names_host(host)
    }

    /// The language with this code.
    pub fn lang(&self, code: &str) -> Option<LangId> {
        self.languages.iter().find(|l| &*l.code == code).map(|l| l.id)
    }

    /// The index in [`Config::countries`] of the country with this code.
    pub fn country(&self, code: &str) -> Option<usize> {
        self.countries.iter().position(|country| *country.id == *code)
    }

    /// The countries that readers can choose.
    pub fn chosen_countries(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter().filter(|country| !country.is_union())
    }

    /// The code of a language.
    pub fn code(&self, lang: LangId) -> &str {
        &self.languages[lang.index()].code
    }

    /// The rules of a language.
    pub fn language(&self, lang: LangId) -> &'static Language {
        self.languages[lang.index()].language
    }

    /// The attributes of an element with text in a language: ` lang="ru"`. If a language of the site is written from the
    /// right, the direction follows: ` lang="ru" dir="ltr"`.
    pub fn lang_attributes(&self, code: &str) -> String {
        let direction = |code: &str| if is_right_to_left(code) { "rtl" } else { "ltr" };
        if self.languages.iter().any(|language| is_right_to_left(&language.code)) {
            format!(" lang=\"{code}\" dir=\"{}\"", direction(code))
        } else {
            format!(" lang=\"{code}\"")
        }
    }

    /// All languages, in the order of site.yaml.
    pub fn lang_ids(&self) -> impl DoubleEndedIterator<Item = LangId> + use<> {
        (0..self.languages.len() as u8).map(LangId)
    }

    /// Whether the build reads files of the host: a dictionary or a font. `is_source` returns whether a path is a file
    /// of the site.
    pub fn reads_host_files(&self, is_source: impl Fn(&str) -> bool) -> bool {
        let checks_spelling = self.prose.as_ref().is_some_and(|prose| prose.spelling.is_some());
        checks_spelling || self.social_card_font.as_ref().is_some_and(|font| !is_source(&font.value))
    }

    /// The suffix of the URLs of documents and questions: `.html` or `/`.
    pub fn ending(&self) -> &'static str {
        if self.file_urls { ".html" } else { "/" }
    }

    /// The absolute URL of a path below the base, such as `lv/articles/x/`.
    pub fn absolute(&self, path: &str) -> Href {
        Href::new(&[&self.origin, &self.base], path)
    }

    /// The URL without scheme and host of a path below the base.
    pub fn href(&self, path: &str) -> Href {
        Href::new(&[&self.base], path)
    }

    /// The URL relative to the base of a path below it.
    pub fn relative_href(&self, path: &str) -> Href {
        Href::new(&[], path)
    }
}
