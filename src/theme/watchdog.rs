//! Stops a build whose theme does not end, or needs memory without end.
//!
//! Takes the theme and the work; looks from time to time which pages are under way. A template can count to a hundred
//! thousand inside another such loop, and no engine can be told to give up. Processor time is what counts, so a
//! busy machine stops nothing. Never touches the work: what is to be done is the caller's.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::diagnostics::Diagnostic;
use crate::theme::Theme;

/// How often is looked.
const PAUSE: Duration = Duration::from_millis(25);
/// Processor time of the whole process that may pass while one page is rendered; others are rendered beside it.
const PATIENCE: Duration = Duration::from_millis(3_500);
/// Time on the clock that one page is given in any case, however many cores there are.
const LEAST: Duration = Duration::from_millis(1_200);
/// Memory that may be taken while one page is rendered, in bytes.
const MEMORY: u64 = 400 << 20;

/// What was so when a page was first seen under way.
struct Seen {
    ticket: u64,
    at: Instant,
    spent: Duration,
    memory: u64,
}

/// Does `work`; calls `stuck` with what is wrong if a page of the theme does not come to an end.
pub fn watched<T>(theme: &Theme, stuck: impl FnOnce(Diagnostic) + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        scope.spawn(move || {
            let mut seen: Vec<Seen> = Vec::new();
            while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(PAUSE) {
                if let Some(ticket) = look(theme, &mut seen) {
                    if let Some(diagnostic) = theme.stuck(ticket) {
                        stuck(diagnostic);
                    }
                    return;
                }
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Notes what is under way; gives the ticket of a page that takes too much.
fn look(theme: &Theme, seen: &mut Vec<Seen>) -> Option<u64> {
    let (now, spent, memory) = (Instant::now(), spent(), memory());
    let tickets = theme.under_way();
    seen.retain(|page| tickets.contains(&page.ticket));
    for ticket in tickets {
        match seen.iter().find(|page| page.ticket == ticket) {
            Some(page) => {
                let slow = spent.saturating_sub(page.spent) > PATIENCE && now - page.at > LEAST;
                if slow || memory.saturating_sub(page.memory) > MEMORY {
                    return Some(ticket);
                }
            }
            None => seen.push(Seen { ticket, at: now, spent, memory }),
        }
    }
    None
}

/// Processor time of this process.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Memory of this process, in bytes; nought where the system does not tell.
fn memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * rustix::param::page_size() as u64
}
