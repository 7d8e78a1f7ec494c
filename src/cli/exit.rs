//! Exit codes and the error of a command: 0 done, 1 the content has errors, 2 wrong use or a failure of the host.

use std::io;

use crate::output::publish::PublishError;

/// Exit code if the content has errors.
pub const EXIT_CONTENT_ERRORS: u8 = 1;
/// Exit code of wrong use and of failures of the host, such as a full disk.
pub const EXIT_FAILURE: u8 = 2;

/// Why a command failed, in the language of the user; ends the process with [`EXIT_FAILURE`].
pub struct CliError(pub String);

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError(error.to_string())
    }
}

impl From<PublishError> for CliError {
    fn from(error: PublishError) -> CliError {
        CliError(error.to_string())
    }
}
