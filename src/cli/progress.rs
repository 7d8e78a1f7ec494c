//! Progress of a long build on a terminal.
//!
//! Wraps an [`Output`] and counts its files; shows the count on the last line of standard error and erases it at the
//! end. Shows nothing if the build is short or standard error is not a terminal.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::output::{stderr, stderr_is_terminal};
use crate::foundation::hash::ContentHash;
use crate::publish::Output;

/// The interval between updates, and the time before the first one.
const INTERVAL: Duration = Duration::from_millis(250);

/// An output that counts the files it receives.
pub struct ProgressOutput<'o, O> {
    inner: &'o O,
    file_count: Arc<AtomicUsize>,
    /// `None` if standard error is not a terminal.
    spinner: Option<Spinner>,
}

/// The thread that updates the line on the terminal.
struct Spinner {
    /// The thread ends when this sender is dropped.
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl<'o, O> ProgressOutput<'o, O> {
    /// Wraps `inner`. `describe` returns the line to show for a number of files.
    pub fn new(inner: &'o O, describe: impl Fn(usize) -> String + Send + 'static) -> ProgressOutput<'o, O> {
        let file_count: Arc<AtomicUsize> = Arc::default();
        let is_terminal = stderr_is_terminal();
        let spinner = is_terminal.then(|| Spinner::start(Arc::clone(&file_count), describe)).flatten();
        ProgressOutput { inner, file_count, spinner }
    }
}

impl<O> Drop for ProgressOutput<'_, O> {
    fn drop(&mut self) {
        if let Some(Spinner { stop, thread }) = self.spinner.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

impl Spinner {
    fn start(file_count: Arc<AtomicUsize>, describe: impl Fn(usize) -> String + Send + 'static) -> Option<Spinner> {
        let (stop, stopped) = channel();
        let show = move || {
            let mut line_is_shown = false;
            while stopped.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                let _ = write!(stderr(), "\r{}\x1b[K", describe(file_count.load(Ordering::Relaxed)));
                line_is_shown = true;
            }
            if line_is_shown {
                let _ = write!(stderr(), "\r\x1b[K");
            }
        };
        // Without a free thread there is no progress to see, and nothing else is lost.
        std::thread::Builder::new().spawn(show).ok().map(|thread| Spinner { stop, thread })
    }
}

impl<O: Output> Output for ProgressOutput<'_, O> {
    type Error = O::Error;

    fn published_hash(&self, path: &str) -> Option<ContentHash> {
        self.inner.published_hash(path)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, O::Error> {
        self.file_count.fetch_add(1, Ordering::Relaxed);
        self.inner.keep(path)
    }

    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, O::Error> {
        self.file_count.fetch_add(1, Ordering::Relaxed);
        self.inner.write(path, input, bytes)
    }

    fn read_cache(&self, name: &str) -> Option<Vec<u8>> {
        self.inner.read_cache(name)
    }

    fn write_cache(&self, name: &str, bytes: &[u8]) {
        self.inner.write_cache(name, bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::InMemory;

    #[test]
    fn progress_counts_and_forwards_every_file() {
        let inner = InMemory::default();
        let progress = ProgressOutput::new(&inner, |files| files.to_string());
        for path in ["a", "b"] {
            assert!(progress.write(path, ContentHash::default(), b"x").is_ok());
        }
        assert_eq!(progress.file_count.load(Ordering::Relaxed), 2);
        drop(progress);
        assert_eq!(inner.finish().len(), 2);
    }
}
