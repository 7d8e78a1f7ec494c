//! The declaration of a key: name, need, type, meaning, former names.
//!
//! One declaration drives the reader, the JSON Schema and the editor configuration.

/// One key that a mapping may have.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub required: bool,
    pub kind: FieldKind,
    /// What it is for, in one sentence; part of the JSON Schema.
    pub doc: &'static str,
    /// Former names, which are still read and reported with the new one.
    pub renamed_from: &'static [&'static str],
    /// Former values of a former name, each with the value of today.
    pub renamed_values: &'static [(&'static str, &'static str)],
}

/// The type of a key's value.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// Text on one line.
    Text,
    /// `[a-z0-9]+(-[a-z0-9]+)*`.
    Id,
    /// An address that begins with http:// or https://.
    Url,
    /// A date as 2026-11-21.
    Date,
    /// true or false.
    Flag,
    /// A whole number between two bounds, both included.
    Integer(u64, u64),
    /// One of these words.
    Choice(&'static [&'static str]),
    TextList,
    IdList,
    /// Ids without duplicates, at least one.
    UniqueIds,
    /// Ids of actions: `page.item`.
    ActionList,
    /// Free keys, each with a text.
    TextMap,
    /// Free keys, each with the id of an action.
    ActionMap,
    /// By phase, a list of actions of which one may end in `!`.
    Steps,
    /// By language, a list of words, or words with what to say instead.
    BannedWords,
    /// A mapping with these keys.
    Object(&'static [Field]),
    /// A list of mappings with these keys.
    Objects(&'static [Field]),
}

impl Field {
    /// A key that must be there.
    pub const fn required(name: &'static str, kind: FieldKind, doc: &'static str) -> Field {
        Field { name, required: true, kind, doc, renamed_from: &[], renamed_values: &[] }
    }

    /// A key that may be absent.
    pub const fn optional(name: &'static str, kind: FieldKind, doc: &'static str) -> Field {
        Field { required: false, ..Field::required(name, kind, doc) }
    }

    /// The same key with former names.
    pub const fn renamed_from(self, renamed_from: &'static [&'static str]) -> Field {
        Field { renamed_from, ..self }
    }

    /// The same key with former values of its former names.
    pub const fn renamed_values(self, renamed_values: &'static [(&'static str, &'static str)]) -> Field {
        Field { renamed_values, ..self }
    }
}
