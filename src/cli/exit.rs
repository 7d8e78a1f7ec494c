//! Exit codes and the error type of commands: 0 for success, 1 for errors in the content, 2 for wrong usage or a
//! failure of the host, 141 if nobody reads the output any more.

use std::io;

/// Exit code for errors in the content.
pub const EXIT_CONTENT_ERRORS: u8 = 1;
/// Exit code for wrong usage and for failures of the host, such as a full disk.
pub const EXIT_FAILURE: u8 = 2;
/// Exit code if the program that reads the output has ended: that of a program that the signal SIGPIPE ends (128 + 13),
/// as a shell reports it.
pub const EXIT_BROKEN_PIPE: u8 = 141;

/// Why a command failed, in the language of the user; ends the process with [`EXIT_FAILURE`].
pub struct CliError(pub String);

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError(error.to_string())
    }
}
