//! What one Markdown file says: front matter, headings, actions, links.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Fragment, Kind, LangId, PhaseId, SharedStr, Slot, Spanned};
use crate::foundation::hash::ContentHash;
use crate::lang::Date;

/// A link as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub target: Target,
    /// `[[id]]` shows the target's title.
    pub shows_title: bool,
    pub title: SharedStr,
    /// The link as written, for messages.
    pub typed: SharedStr,
    pub range: Range<usize>,
}

/// Where a link leads, before it is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A page of the site by its id, in the reader's language or the first that has it.
    Page { id: SharedStr, anchor: Option<SharedStr> },
    /// A heading or step of the same page.
    Here(SharedStr),
    /// A file below `content/media/`.
    Media(SharedStr),
    /// An address outside (http, https, mailto, tel).
    Outside(SharedStr),
}

/// A picture as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// Path below `content/media/`, or an outside address.
    pub target: Target,
    pub alt: SharedStr,
    pub title: SharedStr,
    pub typed: SharedStr,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    pub level: u8,
    pub id: SharedStr,
    /// Written by hand, and therefore a target from other pages.
    pub explicit: bool,
    /// Its words without markup.
    pub text: SharedStr,
    pub phase: Option<PhaseId>,
    pub range: Range<usize>,
}

/// A step that somebody in trouble can take and tick.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Action {
    pub item: SharedStr,
    pub phase: PhaseId,
    /// Marked `.key` in the text.
    pub key: bool,
    /// The step itself, inline.
    pub text: Fragment,
    /// The step without markup.
    pub plain: SharedStr,
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
    pub title: SharedStr,
    pub summary: SharedStr,
    pub situations: Vec<Spanned<SharedStr>>,
    pub updated: Option<Date>,
    pub author: Option<SharedStr>,
    pub slug: Option<Spanned<SharedStr>>,
    pub aliases: Vec<Spanned<SharedStr>>,
    pub draft: bool,
    pub source: Option<Spanned<SharedStr>>,
    pub source_hash: Option<Spanned<SharedStr>>,
    pub when: Option<SharedStr>,
    pub recognise: Vec<SharedStr>,
    pub escalates: Vec<(Spanned<SharedStr>, SharedStr)>,
    pub checked: Option<Date>,
}

/// The facts of one Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Document {
    pub kind: Kind,
    pub id: SharedStr,
    pub lang: LangId,
    pub path: SharedStr,
    pub front: FrontMatter,
    pub headings: Vec<Heading>,
    pub actions: Vec<Action>,
    /// Ids of ordinary tickable items.
    pub items: Vec<Spanned<SharedStr>>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    /// Phrases put into the text.
    pub phrases: Vec<Spanned<SharedStr>>,
    /// Terms that became links, by id, with the words in the file.
    pub terms: Vec<Spanned<SharedStr>>,
    /// Words in single brackets that have the form of an id: if they are one, a link was meant.
    pub named: Vec<Spanned<SharedStr>>,
    /// In a situation's file: prose of a phase, by phase.
    pub intros: Vec<(PhaseId, Fragment)>,
    /// What stands in the holes of the body, in order.
    pub slots: Vec<Slot>,
    /// Key of the body, which travels apart.
    pub body: ContentHash,
    /// Hash of title, summary and body: what `source_hash` of a translation is compared with.
    pub content_hash: SharedStr,
}
