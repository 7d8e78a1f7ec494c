//! The metadata of one Markdown file: front matter, headings, actions, links.
//!
//! Built by the parser. Offsets and ranges are bytes of the source file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Extra, Fragment, Kind, LangId, PhaseId, RelativeDay, SharedStr, Slot, Spanned, TEXT_TO_COPY};
use crate::foundation::hash::ContentHash;
use crate::linguistics::Date;

/// A link before it is resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// What readers see of it.
    pub text: LinkText,
    /// The `title` attribute; may be empty.
    pub title: SharedStr,
    /// The target in the source, for diagnostics.
    pub typed: SharedStr,
    /// The whole link in the source.
    pub range: Range<usize>,
}

/// What readers see of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkText {
    /// The text in the source, as in `[text](id.md)`.
    Own,
    /// The title of the target, as in `[[id]]`.
    Title,
    /// The title of the target in quotation marks, because the link is part of a sentence.
    QuotedTitle,
}

/// The target of a link before it is resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkTarget {
    /// A document or section by its id. It resolves to the language of the page, or to the first that has the document.
    Page {
        /// Id of the document or section.
        id: SharedStr,
        /// Id of a heading or step on it.
        anchor: Option<SharedStr>,
    },
    /// A heading or step of the same page, by its id.
    Here(SharedStr),
    /// A file, by its path below `content/media/`.
    Media(SharedStr),
    /// A path that is neither a document by its id nor below `content/media/`, with its bytes in the source: an error,
    /// which only the check of the whole site can explain.
    File(Spanned<SharedStr>),
    /// An external URL (http, https, mailto, tel).
    Outside(SharedStr),
}

/// A picture before it is resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// A media file or an external URL.
    pub target: LinkTarget,
    /// The `alt` attribute.
    pub alt: SharedStr,
    /// The `title` attribute; may be empty.
    pub title: SharedStr,
    /// The target in the source, for diagnostics.
    pub typed: SharedStr,
    /// The whole picture in the source.
    pub range: Range<usize>,
}

/// A statement on the law of a country.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Law {
    /// Code of the country, in lowercase.
    pub country: SharedStr,
    /// Date on which the source was seen.
    pub checked: Date,
    /// The source: "Civillikums, 2212. pants"; empty if it is not named.
    pub source: SharedStr,
    /// Where the source can be read, as an index in [`Document::links`].
    pub link: Option<u32>,
    /// Id of the statement on the page.
    pub id: SharedStr,
    /// Whether it is in an action, so that its id differs on the page of a situation.
    pub in_action: bool,
    /// The marker in the source file.
    pub range: Range<usize>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Id of the heading on the page.
    pub id: SharedStr,
    /// Whether the id is in the source. Only such headings can be linked from other pages.
    pub has_explicit_id: bool,
    /// The text without markup, and without the titles of [`Heading::titles`].
    pub text: SharedStr,
    /// The documents whose titles are part of the text, because of a link `[[id]]`.
    pub titles: Vec<HeadingTitle>,
    /// The phase that starts here.
    pub phase: Option<PhaseId>,
    /// The whole heading in the source.
    pub range: Range<usize>,
}

/// The title of another document in the text of a heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HeadingTitle {
    /// The byte of [`Heading::text`] before which the title is inserted.
    pub at: u32,
    /// Id of the document.
    pub id: SharedStr,
    /// Whether the title is in quotation marks, as [`LinkText::QuotedTitle`].
    pub is_quoted: bool,
}

/// An action: an item of a task list in a phase, which checklists can contain.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Action {
    /// Id of the action in its document.
    pub item: SharedStr,
    /// The phase that the action belongs to.
    pub phase: PhaseId,
    /// Whether it has the `.key` attribute.
    pub key: bool,
    /// Whether it has the `.silent` attribute: nothing is said in the step, so it needs no message.
    pub silent: bool,
    /// The step, as inline HTML.
    pub text: Fragment,
    /// The step without markup.
    pub plain: SharedStr,
    /// The link after `→`, as inline HTML.
    pub link: Fragment,
    /// The explanation indented below the step.
    pub note: Fragment,
    /// Ready messages and phrases indented below the step.
    pub message: Fragment,
    /// The day of the step, counted from a date of the reader's case, with the bytes of its attribute.
    pub after: Option<Spanned<RelativeDay>>,
    /// The whole item in the source.
    pub range: Range<usize>,
}

impl Action {
    /// The number of ready messages and phrases below the step.
    pub fn message_count(&self) -> usize {
        let is_phrase = |(_, slot): &&(u32, Slot)| matches!(slot, Slot::Phrase(_));
        self.message.html.matches(TEXT_TO_COPY).count() + self.message.slots.iter().filter(is_phrase).count()
    }

    /// The parts of the action that a step shows.
    pub fn fragments(&self) -> [&Fragment; 4] {
        [&self.text, &self.link, &self.note, &self.message]
    }
}

/// Where an id of a document is on the page of a situation, if not at its place in the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MovedAnchor {
    /// The heading of a phase: it is the section of that phase.
    Phase(PhaseId),
    /// An action: it is a step of the checklist.
    Action,
    /// A heading or box inside the action with this id.
    InAction(SharedStr),
}

/// The values of front matter. The meaning of each key is in its field declaration in `parse/front_matter.rs`. Keys
/// that the kind of document does not have are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Title of the document.
    pub title: SharedStr,
    /// One sentence about the document.
    pub summary: SharedStr,
    /// Ids of the situations whose checklists can collect the actions of an article.
    pub situations: Vec<Spanned<SharedStr>>,
    /// What people type when they look for the document; never shown.
    pub words: Vec<SharedStr>,
    /// Date of the last substantial change.
    pub updated: Option<Date>,
    /// Name of the author.
    pub author: Option<SharedStr>,
    /// The last part of the URL, if it differs from the id.
    pub slug: Option<Spanned<SharedStr>>,
    /// Former URLs, which redirect to the document.
    pub aliases: Vec<Spanned<SharedStr>>,
    /// Whether the document is not published.
    pub draft: bool,
    /// Whether the search of the site leaves out the page, because it is not for readers.
    pub no_search: bool,
    /// Code of the language from which the document was translated.
    pub source: Option<Spanned<SharedStr>>,
    /// Hash of the source at the time of the translation, and hashes of its blocks.
    pub source_hash: Option<Spanned<SharedStr>>,
    /// One or two sentences above the first step of a situation, in inline Markdown. Offsets in the value are offsets in
    /// the file if it is as long as its range.
    pub lead: Option<Spanned<SharedStr>>,
    /// What cannot wait in a situation, in inline Markdown, as [`FrontMatter::lead`].
    pub urgent: Vec<Spanned<SharedStr>>,
    /// Names of phases on the page of a situation, each with the id of its phase.
    pub phases: Vec<(Spanned<SharedStr>, SharedStr)>,
    /// The sentence that asks the reader of a situation to pause, such as "before you answer the letter".
    pub when: Option<SharedStr>,
    /// Signs by which a situation is recognised.
    pub recognise: Vec<SharedStr>,
    /// Ids of situations that can follow, each with its condition.
    pub escalates: Vec<(Spanned<SharedStr>, SharedStr)>,
    /// Date on which the checklist of a situation was last tried.
    pub checked: Option<Date>,
    /// What the text of a document to fill in is.
    pub format: Format,
    /// How a document to fill in is sent and what proves that it arrived, in inline Markdown, as [`FrontMatter::lead`].
    pub send: Option<Spanned<SharedStr>>,
    /// Code of the only country that a document to fill in is for.
    pub country: Option<Spanned<SharedStr>>,
    /// Values of the site's own, for its theme.
    pub extra: Extra,
}

/// What the text of a document to fill in is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// A letter or form, for paper or as a file.
    #[default]
    Letter,
    /// A message, for mail or chat.
    Message,
    /// A list, which is kept or attached.
    List,
}

impl Format {
    /// The values of `format` in front matter.
    pub const NAMES: [&str; 3] = ["letter", "message", "list"];

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Format> {
        [Format::Letter, Format::Message, Format::List].into_iter().find(|format| format.as_str() == name)
    }

    /// The name in front matter, which the theme gets too.
    pub fn as_str(self) -> &'static str {
        Format::NAMES[self as usize]
    }
}

/// A placeholder of a text to send, such as `[client's name]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Blank {
    /// The number of the text in its document, from 1.
    pub message: u32,
    /// The words between its brackets, in lower case.
    pub words: SharedStr,
    /// Id of the field of the reader's case that fills it.
    pub field: Option<SharedStr>,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// The metadata of one Markdown file. The body is stored separately, under the hash `body`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Document {
    /// From the folder.
    pub kind: Kind,
    /// From the file name; the same in all languages.
    pub id: SharedStr,
    /// From the folder.
    pub lang: LangId,
    /// Source path below the root.
    pub path: SharedStr,
    /// Values of the front matter.
    pub front: FrontMatter,
    /// In the order of the file.
    pub headings: Vec<Heading>,
    /// Items of task lists in phases, in the order of the file.
    pub actions: Vec<Action>,
    /// Ids of items of other task lists.
    pub items: Vec<Spanned<SharedStr>>,
    /// Days of steps and boxes that are counted from a date of the reader's case.
    pub relative_days: Vec<Spanned<RelativeDay>>,
    /// Codes of the countries whose rates of late interest the body shows.
    pub interest: Vec<Spanned<SharedStr>>,
    /// Whether the body has a box outside of checklists, with an id or without one.
    pub has_boxes: bool,
    /// In the document of a situation: the ids that are elsewhere on its page, sorted.
    pub moved_anchors: Vec<(SharedStr, MovedAnchor)>,
    /// The footnotes that actions refer to, with their numbers, in ascending order.
    pub footnotes: Vec<(u32, Fragment)>,
    /// Those of the body in the order of the file, then those of the front matter; slots refer to them by index.
    pub links: Vec<Link>,
    /// In the order of the file; slots refer to them by index.
    pub pictures: Vec<Picture>,
    /// Statements on law, in the order of the file; slots refer to them by index.
    pub laws: Vec<Law>,
    /// The countries in which a paragraph, list item or table row holds, in the order of the file; slots refer to them by
    /// index.
    pub countries: Vec<Vec<Spanned<SharedStr>>>,
    /// Ids of phrases that the body includes.
    pub phrases: Vec<Spanned<SharedStr>>,
    /// Ids of glossary terms that became links, with the ranges of the linked text.
    pub terms: Vec<Spanned<SharedStr>>,
    /// Texts in single brackets that have the form of an id. If the id exists, the author probably meant a link.
    pub single_bracket_ids: Vec<Spanned<SharedStr>>,
    /// Ids of the fields of the reader's case that the placeholders of its messages have, each once.
    pub case_fields: Vec<SharedStr>,
    /// The placeholders of its texts to send, in the order of the file.
    pub blanks: Vec<Blank>,
    /// In the document of a situation: the introduction of each phase.
    pub phase_intros: Vec<(PhaseId, Fragment)>,
    /// `lead` of the front matter, as inline HTML.
    pub lead: Fragment,
    /// `urgent` of the front matter, as inline HTML.
    pub urgent: Vec<Fragment>,
    /// `send` of the front matter, as inline HTML.
    pub send: Fragment,
    /// The slots of the body, in order.
    pub slots: Vec<Slot>,
    /// Hash of the body.
    pub body: ContentHash,
    /// Hash of title, summary and body, with which the `source_hash` of a translation is compared.
    pub content_hash: SharedStr,
}
