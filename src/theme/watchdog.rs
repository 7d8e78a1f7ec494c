//! The watchdog: stops a build whose templates do not terminate or use too much memory.
//!
//! Takes a theme and the work; inspects at intervals which renderings are running. Nested loops in a template can run
//! effectively forever, and Tera cannot be interrupted. The limit is CPU time, not wall time, so a loaded host does not
//! trip it. The memory limit works only on Linux, where `/proc` reports the memory in use. Never stops anything itself:
//! the caller decides what to do.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::diagnostics::Diagnostic;
use crate::theme::Theme;

/// The interval between two inspections.
const INTERVAL: Duration = Duration::from_millis(25);
/// The CPU time of the whole process that one rendering may take. It includes that of the renderings on other cores.
const MAX_CPU_TIME: Duration = Duration::from_millis(3_500);
/// The wall time that every rendering gets, because on many cores the CPU time passes quickly.
const MIN_WALL_TIME: Duration = Duration::from_millis(1_200);
/// The memory in bytes by which the process may grow during one rendering.
const MAX_MEMORY_GROWTH: u64 = 400 << 20;

/// Identifies a rendering; unique in a theme.
type RenderId = u64;

/// A running rendering, and the resources of the process when it was first seen.
struct InFlight {
    id: RenderId,
    since: Instant,
    cpu_time: Duration,
    memory: u64,
}

/// Runs `work`; calls `on_hang` with a diagnostic if a template of the theme does not terminate. `on_hang` must exit
/// the process, because `work` cannot be cancelled.
pub fn with_watchdog<T>(theme: &Theme, on_hang: impl FnOnce(Diagnostic) + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        scope.spawn(move || {
            let mut in_flight: Vec<InFlight> = Vec::new();
            while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(INTERVAL) {
                if let Some(id) = find_hung_render(theme, &mut in_flight) {
                    if let Some(diagnostic) = theme.stuck(id) {
                        on_hang(diagnostic);
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

/// Updates the list of running renderings; returns one that has exceeded a limit.
fn find_hung_render(theme: &Theme, in_flight: &mut Vec<InFlight>) -> Option<RenderId> {
    let (now, cpu_time, memory) = (Instant::now(), cpu_time(), memory());
    let ids = theme.under_way();
    in_flight.retain(|render| ids.contains(&render.id));
    for id in ids {
        match in_flight.iter().find(|render| render.id == id) {
            Some(render) => {
                let is_slow =
                    cpu_time.saturating_sub(render.cpu_time) > MAX_CPU_TIME && now - render.since > MIN_WALL_TIME;
                if is_slow || memory.saturating_sub(render.memory) > MAX_MEMORY_GROWTH {
                    return Some(id);
                }
            }
            None => in_flight.push(InFlight { id, since: now, cpu_time, memory }),
        }
    }
    None
}

/// The CPU time of this process.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The resident memory of this process in bytes; zero where the operating system does not report it.
fn memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * rustix::param::page_size() as u64
}
