//! The sources: files, settings and data files.

pub mod active_content;
pub mod data;
pub mod site_config;
pub mod source_tree;
pub mod yaml;
