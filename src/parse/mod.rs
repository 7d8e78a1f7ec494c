//! One Markdown file in, one [`crate::model::Document`] and its body out. Pure.

pub mod document;
pub mod front_matter;
pub mod glossary;
pub mod markdown;
pub mod prose;
