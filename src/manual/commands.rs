//! The reference of commands, from clap's declarations.

use clap::{Arg, Command};

use super::markdown::{cell, code, code_cell, sentence};

/// Arguments of every command, which are described once.
const COMMON: [&str; 3] = ["lang", "help", "version"];

/// One section for each command, and one for the options that all of them have.
pub fn section(command: &Command) -> String {
    let mut command = command.clone();
    command.build();
    let is_shown = |command: &&Command| !command.is_hide_set() && command.get_name() != "help";
    let mut out = String::new();
    for one in command.get_subcommands().filter(is_shown) {
        let name = one.get_name();
        let usage = one.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        let about = one.get_about().map(ToString::to_string).unwrap_or_default();
        out.push_str(&format!("## situ {name} {{#{name}}}\n\n{}.\n\n```text\n{usage}\n```\n\n", sentence(&about)));
        let arguments = one.get_arguments().filter(|argument| !COMMON.contains(&argument.get_id().as_str()));
        out.push_str(&table(arguments));
    }
    out.push_str("## Options of every command {#every}\n\n");
    out.push_str(&table(command.get_arguments()));
    out.trim_end().to_owned() + "\n"
}

/// The arguments that help shows; empty if there are none.
fn table<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    let rows: String = arguments.filter(|argument| !argument.is_hide_set()).map(row).collect();
    if rows.is_empty() { rows } else { format!("| argument | what it does |\n|---|---|\n{rows}\n") }
}

fn row(argument: &Arg) -> String {
    let mut notes = vec![cell(&argument.get_help().map(ToString::to_string).unwrap_or_default())];
    let possible = argument.get_possible_values();
    let is_flag = !argument.get_action().takes_values();
    if !is_flag && !possible.is_empty() {
        let value = |value: &clap::builder::PossibleValue| {
            let help = value.get_help().map(|help| format!(" ({})", cell(&help.to_string()))).unwrap_or_default();
            code(value.get_name()) + &help
        };
        notes.push(possible.iter().map(value).collect::<Vec<_>>().join(", "));
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !is_flag && !defaults.is_empty() {
        notes.push(format!("Without it: {}", code(&defaults.join(" "))));
    }
    notes.retain(|note| !note.is_empty());
    // clap writes it as in the help: `--port <P>`, `[DIR]`.
    format!("| {} | {}. |\n", code_cell(&argument.to_string()), notes.join(". "))
}
