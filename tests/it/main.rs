//! The integration tests: one program, because each test program links the whole crate again.
//!
//! One module a subject; `cargo test --test it scaling::` runs a module. Data that the tests read is in the folders beside
//! this one. Tests run in parallel in one process: none changes the process's own folder, environment or limits.

mod architecture;
mod authoring_docs;
mod cli_check;
mod cli_schema;
mod cli_status;
mod cli_translate;
mod commonmark;
mod content;
mod crash_safety;
mod dependencies;
mod determinism;
mod diagnostics;
mod fix;
mod fuzz;
mod golden;
mod host_limits;
mod incremental;
mod injection;
mod languages;
mod layers;
mod publish;
mod robustness;
mod scaling;
mod search;
mod serve;
mod social_cards;
mod support;
