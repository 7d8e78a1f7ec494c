//! The data that the stages hand on: nouns only, no behaviour beyond looking things up.
//!
//! A [`Document`] is what one Markdown file says (the facts; its body travels beside it), a [`Structure`] what the
//! language-neutral YAML files say, a [`LanguageTexts`] what the YAML files of one language say.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lang::{Date, Language};
use crate::memo::Key;

/// Text shared by many values.
pub type Str = Arc<str>;

/// A language of the site: its place in the order of site.yaml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LangId(pub u8);

impl LangId {
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a Markdown file is, by the folder in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Situation,
    Article,
    Page,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Situation, Kind::Article, Kind::Page];

    /// The folder of sources, and of addresses where there is one.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Situation => "situations",
            Kind::Article => "articles",
            Kind::Page => "pages",
        }
    }

    /// The name in the theme's contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Situation => "situation",
            Kind::Article => "article",
            Kind::Page => "page",
        }
    }
}

/// An action: the page in whose text it stands, and its id there; the same in all languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActionKey {
    pub page: Str,
    pub item: Str,
}

impl fmt::Display for ActionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.page, self.item)
    }
}

/// A value and its bytes in the file that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct At<T> {
    pub value: T,
    pub range: Range<usize>,
}

/// HTML with holes: what depends on other files is filled in when a page is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    pub html: String,
    /// Byte offsets into `html`, rising, and what belongs there.
    pub slots: Vec<(u32, Slot)>,
}

impl Fragment {
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty() && self.slots.is_empty()
    }

    /// Adds the stretch `range` of `other` at the end.
    pub fn push_range(&mut self, other: &Fragment, range: Range<usize>) {
        let base = self.html.len();
        self.html.push_str(&other.html[range.clone()]);
        let inside =
            other.slots.iter().filter(|(at, _)| range.contains(&(*at as usize)) || (*at as usize == range.end));
        for (at, slot) in inside {
            let at = *at as usize;
            // A slot at the very end belongs to the stretch only if something was opened in it.
            if at == range.end && !matches!(slot, Slot::LinkClose(_)) {
                continue;
            }
            self.slots.push(((base + at - range.start) as u32, slot.clone()));
        }
    }

    /// The stretch `range` as a fragment of its own.
    pub fn slice(&self, range: Range<usize>) -> Fragment {
        let mut fragment = Fragment::default();
        fragment.push_range(self, range);
        fragment
    }
}

/// A hole in a [`Fragment`]; numbers point into the lists of the document that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Slot {
    LinkOpen(u32),
    LinkClose(u32),
    Picture(u32),
    /// First mention of a glossary term, with the words that stand in the text.
    Term {
        id: Str,
        text: Str,
    },
    /// A phrase put into the text.
    Phrase(Str),
    Words(Words),
    /// The head of a statement on a country's law.
    Law {
        country: Str,
        checked: Date,
    },
}

/// Interface strings that stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Words {
    SayTitle,
    CalloutNote,
    CalloutTip,
    CalloutImportant,
    CalloutWarning,
    Table,
    Footnotes,
    FootnoteBack,
}

impl Words {
    /// The id among the strings of the theme.
    pub fn id(self) -> &'static str {
        match self {
            Words::SayTitle => "say_title",
            Words::CalloutNote => "callout_note",
            Words::CalloutTip => "callout_tip",
            Words::CalloutImportant => "callout_important",
            Words::CalloutWarning => "callout_warning",
            Words::Table => "table",
            Words::Footnotes => "footnotes",
            Words::FootnoteBack => "footnote_back",
        }
    }
}

/// A link as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub target: Target,
    /// `[[id]]` shows the target's title.
    pub shows_title: bool,
    pub title: Str,
    /// The link as written, for messages.
    pub typed: Str,
    pub range: Range<usize>,
}

/// Where a link leads, before it is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A page of the site by its id, in the reader's language or the first that has it.
    Page { id: Str, anchor: Option<Str> },
    /// A heading or step of the same page.
    Here(Str),
    /// A file below `content/media/`.
    Media(Str),
    /// An address outside (http, https, mailto, tel).
    Outside(Str),
}

/// A picture as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// Path below `content/media/`, or an outside address.
    pub target: Target,
    pub alt: Str,
    pub title: Str,
    pub typed: Str,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    pub level: u8,
    pub id: Str,
    /// Written by hand, and therefore a target from other pages.
    pub explicit: bool,
    /// Its words without markup.
    pub text: Str,
    pub phase: Option<usize>,
    pub range: Range<usize>,
}

/// A step that somebody in trouble can take and tick.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Action {
    pub item: Str,
    pub phase: usize,
    /// Marked `.key` in the text.
    pub key: bool,
    /// The step itself, inline.
    pub text: Fragment,
    /// The step without markup.
    pub plain: Str,
    /// The one link behind `→`, inline.
    pub link: Fragment,
    /// What is indented below it.
    pub note: Fragment,
    /// Ready messages and phrases indented below it.
    pub message: Fragment,
    pub range: Range<usize>,
}

/// What front matter says; see `article.rs` for the meaning of each key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FrontMatter {
    pub title: Str,
    pub summary: Str,
    pub situations: Vec<At<Str>>,
    pub updated: Option<Date>,
    pub author: Option<Str>,
    pub slug: Option<At<Str>>,
    pub aliases: Vec<At<Str>>,
    pub draft: bool,
    pub source: Option<At<Str>>,
    pub source_hash: Option<At<Str>>,
    pub when: Option<Str>,
    pub recognise: Vec<Str>,
    pub worse: Vec<(At<Str>, Str)>,
    pub checked: Option<Date>,
}

/// The facts of one Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Document {
    pub kind: Kind,
    pub id: Str,
    pub lang: LangId,
    pub path: Str,
    pub front: FrontMatter,
    pub headings: Vec<Heading>,
    pub actions: Vec<Action>,
    /// Ids of ordinary tickable items.
    pub items: Vec<At<Str>>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    /// Phrases put into the text.
    pub phrases: Vec<At<Str>>,
    /// Terms that became links, by id, with the words in the file.
    pub terms: Vec<At<Str>>,
    /// Words in single brackets that have the form of an id: if they are one, a link was meant.
    pub named: Vec<At<Str>>,
    /// In a situation's file: prose of a phase, by phase.
    pub intros: Vec<(usize, Fragment)>,
    /// What stands in the holes of the body, in order.
    pub slots: Vec<Slot>,
    /// Key of the body, which travels apart.
    pub body: Key,
    /// Hash of title, summary and body: what `source_hash` of a translation is compared with.
    pub content_hash: Str,
}

/// The language-neutral files: situations.yaml, guide.yaml, phrases.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Structure {
    pub phases: Vec<At<Str>>,
    pub situations: Vec<SituationPlan>,
    /// Renamed actions: old key, new key.
    pub was: Vec<(At<ActionKey>, At<ActionKey>)>,
    pub start: Option<At<Str>>,
    pub questions: Vec<Question>,
    pub phrases: Vec<PhrasePlan>,
}

impl Structure {
    pub fn phase(&self, id: &str) -> Option<usize> {
        self.phases.iter().position(|phase| &*phase.value == id)
    }

    pub fn situation(&self, id: &str) -> Option<usize> {
        self.situations.iter().position(|plan| &*plan.id.value == id)
    }
}

/// One situation of situations.yaml.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SituationPlan {
    pub id: At<Str>,
    pub severity: u8,
    pub leads_to: Vec<At<Str>>,
    /// By phase, in the order of phases; `None`: gathered from the articles.
    pub steps: Option<Vec<(usize, Vec<StepPlan>)>>,
    pub articles: Vec<At<Str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepPlan {
    pub action: At<ActionKey>,
    pub key: bool,
}

/// A question of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub id: At<Str>,
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub id: At<Str>,
    /// A question or a situation.
    pub to: At<Str>,
}

/// A client's phrase: where it is heard and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhrasePlan {
    pub id: At<Str>,
    pub situations: Vec<At<Str>>,
    pub actions: Vec<At<ActionKey>>,
}

/// What the YAML files of one language say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LanguageTexts {
    pub title: Str,
    pub description: Str,
    /// Name of each phase of the structure.
    pub phases: Vec<Str>,
    /// What stands in the blanks of ready messages, in small letters, and the field of the reader's own case that fills
    /// it: `client`, `delivered`, `agreed` or `sum`.
    pub case: Vec<(Str, &'static str)>,
    /// Question id -> what it asks and its answers by id.
    pub questions: Vec<(At<Str>, QuestionText)>,
    pub phrases: Vec<(At<Str>, PhraseText)>,
    pub terms: Vec<(At<Str>, Term)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QuestionText {
    pub ask: Str,
    pub answers: Vec<(At<Str>, Str)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PhraseText {
    pub says: Str,
    pub behind: Str,
    pub answer: Str,
}

/// How mentions of a term are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TermLink {
    #[default]
    Exact,
    Inflected,
    No,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    pub term: Str,
    pub also: Vec<Str>,
    pub definition: Str,
    pub link: TermLink,
    pub never: Vec<Str>,
}

/// site.yaml and what it decides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Scheme and host without a slash at the end: `https://example.org`.
    pub origin: Str,
    /// Path of the site on that host, with a slash at both ends.
    pub base: Str,
    pub languages: Vec<SiteLanguage>,
    pub theme: Str,
    /// Whether readers' devices may keep a language whole.
    pub offline: bool,
    /// The font of share pictures, where there are any.
    pub share_font: Option<At<Str>>,
    /// Whether texts and questions are files of their own name, not folders with an `index.html`.
    pub flat: bool,
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
    pub lang: Str,
    /// One word or several; `*` at the end stands for any ending.
    pub form: Str,
    /// What to say; may be empty.
    pub instead: Str,
}

/// A language of the site.
#[derive(Clone, Debug)]
pub struct SiteLanguage {
    pub id: LangId,
    pub language: &'static Language,
    /// The code as written, which names the folder.
    pub code: Str,
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
        spells || self.share_font.as_ref().is_some_and(|font| !own(&font.value))
    }

    /// What stands behind the last name in the address of a text.
    pub fn ending(&self) -> &'static str {
        if self.flat { ".html" } else { "/" }
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

/// Whether `id` has the form `[a-z0-9]+(-[a-z0-9]+)*`.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        for (id, right) in [
            ("late-deadline", true),
            ("a1", true),
            ("", false),
            ("-a", false),
            ("a--b", false),
            ("A", false),
            ("х", false),
        ] {
            assert_eq!(is_id(id), right, "{id}");
        }
    }
}
