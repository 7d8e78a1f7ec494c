//! The types of the values that templates get, with their documentation.
//!
//! build.rs makes the table from the declarations in `src/page/`. Takes the name of a type and of a field; returns the
//! documentation of the field and the type of what is in it.

/// Name, type and documentation of a field.
type FieldRow = (&'static str, &'static str, &'static str);
/// Name and fields of a type.
type TypeRow = (&'static str, &'static [FieldRow]);

include!(concat!(env!("OUT_DIR"), "/page_types.rs"));

/// A field of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageField {
    /// What it is; empty if its declaration does not say it.
    pub doc: &'static str,
    /// The name of the type in it, through lists and options; empty if `src/page/` does not declare that type.
    pub type_name: &'static str,
}

/// The field or variant `name` of the type `type_name`.
pub fn find_field(type_name: &str, name: &str) -> Option<PageField> {
    let (_, fields) = PAGE_TYPES.iter().find(|(known, _)| *known == type_name)?;
    let (_, kind, doc) = fields.iter().find(|(known, ..)| *known == name)?;
    let find_type = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter_map(|word| PAGE_TYPES.iter().find(|(known, _)| *known == word)).next_back()
    };
    // A value that pages share is rendered once. Its documentation names its type, unless it is a link.
    let found = match kind.contains("SharedValue") {
        true => find_type(doc).or_else(|| find_type("PageLink")),
        false => find_type(kind),
    };
    Some(PageField { doc, type_name: found.map_or("", |(known, _)| known) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_documentation_and_type() {
        let field = find_field("Page", "crumbs").unwrap();
        assert_eq!(
            field,
            PageField { doc: "The pages above this one, starting with the home page.", type_name: "PageLink" }
        );
        assert_eq!(find_field("Content", "Situation").unwrap().type_name, "SituationContent");
        assert_eq!(find_field("FillableContent", "backlinks").unwrap().type_name, "PageLink");
        assert_eq!(find_field("Page", "none"), None);
    }
}
