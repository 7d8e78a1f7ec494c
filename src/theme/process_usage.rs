//! What this process has used: processor time and memory.
//!
//! Takes nothing; returns what the operating system says, or an estimate.

use std::time::Duration;

/// The CPU time of this process.
#[derive(Default)]
pub(super) struct CpuClock {
    #[cfg(not(unix))]
    polled: Duration,
}

impl CpuClock {
    /// The CPU time of all threads; `interval`, the time since the last call, is not needed.
    #[cfg(unix)]
    pub fn read(&mut self, _interval: Duration) -> Duration {
        use rustix::time::{ClockId, clock_gettime};
        let time = clock_gettime(ClockId::ProcessCPUTime);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    }

    /// An estimate where reading the clock needs unsafe code (Windows): the sum of the intervals between the calls. Like
    /// CPU time it does not pass while the host sleeps, and on a loaded host this thread waits as others do.
    #[cfg(not(unix))]
    pub fn read(&mut self, interval: Duration) -> Duration {
        self.polled += interval;
        self.polled
    }
}

/// Resident memory of this process in bytes; zero where there is no `/proc`.
#[cfg(unix)]
pub(super) fn resident_memory() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * rustix::param::page_size() as u64
}

/// Resident memory of this process: not known here.
#[cfg(not(unix))]
pub(super) fn resident_memory() -> u64 {
    0
}
