//! The integration tests: one program, because each test program links the whole crate again.
//!
//! One module a subject; `cargo test --test it scaling::` runs a module. Data that the tests read is in the folders beside
//! this one. What needs limits, users or tools of Unix is not compiled for Windows. Tests run in parallel in one process: none changes the process's own folder, environment or limits.

mod action;
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
mod closed_output;
mod commonmark;
mod completions;
mod content;
#[cfg(unix)]
mod crash_safety;
mod dependencies;
#[cfg(unix)]
mod determinism;
mod diagnostics;
mod dialects;
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
#[cfg(unix)]
mod host_limits;
mod hosts;
mod import;
mod incremental;
#[cfg(unix)]
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
#[cfg(unix)]
mod real_servers;
mod release;
mod required_version;
mod robustness;
#[cfg(unix)]
mod scaling;
mod search;
mod serve;
mod social_cards;
mod static_files;
mod strings;
mod support;
mod theme_assets;
