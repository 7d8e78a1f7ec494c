//! The integration tests: one program, because each test program links the whole crate again.
//!
//! One module a subject; `cargo test --test it scaling::` runs a module. Data that the tests read is in the folders beside
//! this one. Tests run in parallel in one process: none changes the process's own folder, environment or limits.

mod addresses;
mod architecture;
mod authoring_docs;
mod checklists;
mod cli_check;
mod cli_check_output;
mod cli_new;
mod cli_schema;
mod cli_status;
mod cli_translate;
mod commonmark;
mod content;
mod crash_safety;
mod dependencies;
mod determinism;
mod diagnostics;
mod direction;
mod extra;
mod fillable;
mod fix;
mod fix_of_prose;
mod foreign_markup;
mod fuzz;
mod golden;
mod guide;
mod hooks;
mod host_limits;
mod import;
mod incremental;
mod init;
mod injection;
mod languages;
mod law;
mod layers;
mod manual;
mod neutral;
mod offline;
mod own_look;
mod own_theme;
mod page_links;
mod pages;
mod phases;
mod phrases_and_map;
mod publish;
mod robustness;
mod scaling;
mod search;
mod serve;
mod social_cards;
mod static_files;
mod strings;
mod support;
mod theme_assets;
