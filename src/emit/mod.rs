//! Output formats beside the pages: feeds, offline copy, search index, pictures for shared links.

pub mod feed;
pub mod pwa;
pub mod search;
pub mod social_card;
