//! Standard output and standard error of all commands.
//!
//! Takes text; writes it. If the program that reads it has ended, as in `situ check | head -1`, the process ends with
//! [`EXIT_BROKEN_PIPE`] and without a message, because nobody reads the rest; the preview runs on. Nothing else in the
//! crate writes to the two streams.

use std::io::{self, IsTerminal, Write};

use super::exit::{EXIT_BROKEN_PIPE, EXIT_FAILURE};

/// One of the two streams. Colours are removed if it is not a terminal.
pub struct Stream<W> {
    inner: W,
    /// Whether the process ends if nobody reads the stream any more.
    ends_process: bool,
}

/// Standard output.
pub fn stdout() -> Stream<impl Write> {
    Stream { inner: anstream::stdout(), ends_process: true }
}

/// Standard error.
pub fn stderr() -> Stream<impl Write> {
    Stream { inner: anstream::stderr(), ends_process: true }
}

/// Standard output of a command that runs on if nobody reads it any more, such as the preview.
pub fn stdout_of_server() -> Stream<impl Write> {
    Stream { ends_process: false, ..stdout() }
}

/// Standard error of such a command.
pub fn stderr_of_server() -> Stream<impl Write> {
    Stream { ends_process: false, ..stderr() }
}

/// Whether standard error is a terminal, and so shows colours.
pub fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Prints the help, the version or the wrong usage that clap reports. Returns the exit code.
pub fn print_usage(error: &clap::Error) -> u8 {
    let text = error.render();
    // A stream that cannot be written for another reason leaves nowhere to say so.
    let _ = match error.use_stderr() {
        true => write!(stderr(), "{}", text.ansi()),
        false => write!(stdout(), "{}", text.ansi()),
    };
    if error.use_stderr() { EXIT_FAILURE } else { 0 }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        self.end_if_closed(result)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let result = self.inner.write_all(bytes);
        self.end_if_closed(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.end_if_closed(result)
    }
}

impl<W> Stream<W> {
    /// Ends the process if nobody reads the stream any more; else returns the result. No file is left half written,
    /// because each is written in one step.
    fn end_if_closed<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if self.ends_process && result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            std::process::exit(i32::from(EXIT_BROKEN_PIPE));
        }
        result
    }
}
