//! The threads that a command works with: as many as asked for, or as many as the host allows.
//!
//! Takes a number; starts the global thread pool. Never fails for want of threads: at worst, the calling thread does all
//! the work.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

use super::exit::CliError;

/// The largest number of threads that `--jobs` gives.
const MAX_THREADS: usize = 256;

/// Starts the thread pool of the process: `jobs` threads, or one for each core. If the host allows fewer, one of those
/// is left for the watchdog of templates.
///
/// A pool whose threads cannot all be started is an error for good, so the threads are started first and then given to
/// the pool.
pub fn start_threads(jobs: Option<usize>) -> Result<(), CliError> {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let wanted = jobs.unwrap_or_else(cores).clamp(1, MAX_THREADS);
    let mut waiting: Vec<Sender<ThreadBuilder>> = Vec::new();
    while waiting.len() < wanted {
        let (give, take) = channel::<ThreadBuilder>();
        let work = move || {
            if let Ok(thread) = take.recv() {
                thread.run();
            }
        };
        if thread::Builder::new().spawn(work).is_err() {
            waiting.pop();
            break;
        }
        waiting.push(give);
    }
    let pool = match waiting.len() {
        0 => ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global(),
        started => {
            let mut waiting = waiting.into_iter();
            let give = move |thread: ThreadBuilder| {
                let sent = waiting.next().map(|give| give.send(thread));
                sent.and_then(Result::ok).ok_or_else(|| std::io::ErrorKind::WouldBlock.into())
            };
            ThreadPoolBuilder::new().num_threads(started).spawn_handler(give).build_global()
        }
    };
    pool.map_err(|error| CliError(error.to_string()))
}
