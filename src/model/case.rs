//! The reader's case: the fields that a site declares, and their names and placeholders in each language.
//!
//! Built by the readers of the two kinds of site.yaml. What readers type into the fields stays on their devices.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{SharedStr, Spanned};

/// The type of a field of the reader's case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseFieldType {
    /// Any text. It is shown unchanged.
    Text,
    /// A date, shown as the language writes it.
    Date,
    /// A sum of money, shown as the language writes it, with the currency of the site.
    Money,
}

impl CaseFieldType {
    /// The types as site.yaml names them, in the order of [`CaseFieldType`].
    pub const NAMES: [&str; 3] = ["text", "date", "money"];

    /// The name in site.yaml.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<CaseFieldType> {
        [CaseFieldType::Text, CaseFieldType::Date, CaseFieldType::Money].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A field of the reader's case, which the site's site.yaml declares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CaseField {
    /// `[a-z][a-z0-9_]*`: the name under which a device keeps the value. The same in all languages.
    pub id: Spanned<SharedStr>,
    /// The type of its values; `None` if site.yaml names a type that does not exist, which is reported.
    pub kind: Option<CaseFieldType>,
}

impl CaseField {
    /// The name of its type, which is `text` if it has none.
    pub fn type_name(&self) -> &'static str {
        self.kind.unwrap_or(CaseFieldType::Text).as_str()
    }
}

/// The case in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CaseTexts {
    /// The fields that the language names, by their ids.
    pub fields: BTreeMap<SharedStr, CaseFieldText>,
    /// Placeholders in lowercase, without brackets, and the id of the field that fills each.
    pub blanks: BTreeMap<SharedStr, SharedStr>,
    /// What the language writes beside a sum, such as `EUR`; empty if neither it nor the site names a currency.
    pub currency: SharedStr,
}

/// A field of the case in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CaseFieldText {
    /// Its name in the form that the reader fills in.
    pub label: SharedStr,
    /// The range of its id in the site.yaml of the language.
    pub range: Range<usize>,
}

impl CaseTexts {
    /// The name of a field; its id if the language has none.
    pub fn label<'t>(&'t self, id: &'t str) -> &'t str {
        self.fields.get(id).map_or(id, |field| &field.label)
    }
}

/// Whether a text has the form of the id of a field of the reader's case: `[a-z][a-z0-9_]*`.
pub fn is_case_field(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(is_part)
}
