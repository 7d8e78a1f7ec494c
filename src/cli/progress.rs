//! How far long work has come, on a terminal.
//!
//! Takes what is given to [`Output`]; shows a count on the last line of the standard error and takes it away at the end.
//! Work that is done at once shows nothing, and so does work whose errors do not go to a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::foundation::hash::ContentHash;
use crate::output::Output;

/// How often the count is shown, and how long work must take to be counted at all.
const STEP: Duration = Duration::from_millis(250);

/// Outputs that are counted.
pub struct ProgressOutput<'o, O> {
    outputs: &'o O,
    done: Arc<AtomicUsize>,
    shown: Option<Spinner>,
}

/// The line on the terminal.
struct Spinner {
    end: Sender<()>,
    thread: JoinHandle<()>,
}

impl<'o, O> ProgressOutput<'o, O> {
    /// `say` gives the words for a number of files.
    pub fn new(outputs: &'o O, say: impl Fn(usize) -> String + Send + 'static) -> ProgressOutput<'o, O> {
        let done: Arc<AtomicUsize> = Arc::default();
        let shown = io::stderr().is_terminal().then(|| Spinner::new(Arc::clone(&done), say));
        ProgressOutput { outputs, done, shown }
    }
}

impl<O> Drop for ProgressOutput<'_, O> {
    fn drop(&mut self) {
        if let Some(Spinner { end, thread }) = self.shown.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}

impl Spinner {
    fn new(done: Arc<AtomicUsize>, say: impl Fn(usize) -> String + Send + 'static) -> Spinner {
        let (end, ended) = channel();
        let show = move || {
            let mut stands = false;
            while ended.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                let _ = write!(io::stderr(), "\r{}\x1b[K", say(done.load(Ordering::Relaxed)));
                stands = true;
            }
            if stands {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        };
        Spinner { end, thread: std::thread::spawn(show) }
    }
}

impl<O: Output> Output for ProgressOutput<'_, O> {
    type Error = O::Error;

    fn published_hash(&self, path: &str) -> Option<ContentHash> {
        self.outputs.published_hash(path)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, O::Error> {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.outputs.keep(path)
    }

    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, O::Error> {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.outputs.write(path, input, bytes)
    }

    fn read_cache(&self, name: &str) -> Option<Vec<u8>> {
        self.outputs.read_cache(name)
    }

    fn write_cache(&self, name: &str, bytes: &[u8]) {
        self.outputs.write_cache(name, bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::InMemory;

    #[test]
    fn all_that_is_given_is_counted_and_passed_on() {
        let outputs = InMemory::default();
        let counted = ProgressOutput::new(&outputs, |files| files.to_string());
        for path in ["a", "b"] {
            assert!(counted.write(path, ContentHash::default(), b"x").is_ok());
        }
        assert_eq!(counted.done.load(Ordering::Relaxed), 2);
        drop(counted);
        assert_eq!(outputs.finish().len(), 2);
    }
}
