//! Runs the `situ` program that cargo built for the tests.

use std::path::Path;
use std::process::{Command, Stdio};

/// Path of the program.
pub const SITU: &str = env!("CARGO_BIN_EXE_situ");

/// The outcome of a run: exit code (`None` after a signal), standard output, standard error.
pub type Outcome = (Option<i32>, String, String);

/// Runs `situ` in `root`, with messages in English and nobody to answer questions.
pub fn situ(root: &Path, arguments: &[&str]) -> Outcome {
    run(Command::new(SITU).args(["--lang", "en"]).args(arguments).current_dir(root).stdin(Stdio::null()))
}

/// Runs a prepared command to its end.
pub fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
