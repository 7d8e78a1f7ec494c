//! The declaration of a key: name, type, documentation, former names, and whether it is required.
//!
//! One declaration drives the reader, the JSON Schema and the configuration of Decap and Sveltia CMS.

/// One key that a mapping may have.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Whether a mapping without it is an error.
    pub required: bool,
    /// The type of its value.
    pub kind: FieldKind,
    /// Its purpose in one sentence, which is part of the JSON Schema.
    pub doc: &'static str,
    /// Former names, which are still read, and reported with a fix.
    pub renamed_from: &'static [&'static str],
    /// Former values of a former name, each with its current value.
    pub renamed_values: &'static [(&'static str, &'static str)],
}

/// The key of a mapping for keys of a site's own, in place of unknown ones.
pub const EXTRA_KEY: &str = "extra";

/// The type of a key's value.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// Text on one line.
    Text,
    /// Text with inline Markdown.
    Markdown,
    /// A list of texts with inline Markdown, or one such text.
    MarkdownList,
    /// `[a-z0-9]+(-[a-z0-9]+)*`.
    Id,
    /// A URL that begins with http:// or https://.
    Url,
    /// A date as 2026-11-21.
    Date,
    /// A number with a decimal point, not below 0.
    Decimal,
    /// true or false.
    Flag,
    /// An integer between two inclusive bounds.
    Integer(u64, u64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of these words without duplicates.
    ChoiceList(&'static [&'static str]),
    /// A list of texts.
    TextList,
    /// A list of ids.
    IdList,
    /// Ids without duplicates, at least one.
    UniqueIds,
    /// The id of an action: `page.item`.
    Action,
    /// Ids of actions: `page.item`.
    ActionList,
    /// A mapping with any keys and texts as values.
    TextMap,
    /// A mapping from ids of interface strings to texts.
    InterfaceStrings,
    /// A mapping with any keys, each `[a-z][a-z0-9_]*`, and one of these words as values.
    ChoiceMap(&'static [&'static str]),
    /// A text, or a mapping with these keys.
    TextOrObject(&'static [Field]),
    /// A mapping with any keys, of which each value is a text or a mapping with these keys.
    TextOrObjectMap(&'static [Field]),
    /// A mapping with any keys and ids of actions as values.
    ActionMap,
    /// A mapping with any keys and lists of ids as values.
    IdListMap,
    /// Per phase: a list of actions, of which one may end in `!`, and of choices: mappings with these keys.
    Steps(&'static [Field]),
    /// Per language: a list of texts.
    TextListMap,
    /// Per language: either a list of banned words, or a map from banned word to replacement.
    BannedWords,
    /// A mapping with any keys and values.
    AnyMap,
    /// A mapping with these keys.
    Object(&'static [Field]),
    /// A list of mappings with these keys.
    Objects(&'static [Field]),
}

impl Field {
    /// A required key.
    pub const fn required(name: &'static str, kind: FieldKind, doc: &'static str) -> Field {
        Field { name, required: true, kind, doc, renamed_from: &[], renamed_values: &[] }
    }

    /// An optional key.
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
