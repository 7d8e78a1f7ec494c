//! Stops a build when a template does not terminate or takes too much memory.
//!
//! Takes the theme and the work to guard; polls which templates are being rendered. Nested loops in a template can run
//! effectively forever and Tera cannot be interrupted, so the caller's handler must exit the process or report the
//! error itself. The limit is CPU time, not wall time, so a loaded host does not trip it. Memory is guarded on Linux
//! only.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::process_usage::{CpuClock, resident_memory};
use crate::diagnostics::Diagnostic;
use crate::theme::{RenderId, Theme};

/// Time between two polls.
const POLL_INTERVAL: Duration = Duration::from_millis(25);
/// CPU time of the whole process that may pass while one template is rendered; others are rendered in parallel.
const MAX_CPU_TIME: Duration = Duration::from_millis(3_500);
/// Wall time that a template gets in any case, however many cores there are.
const MIN_WALL_TIME: Duration = Duration::from_millis(1_200);
/// Bytes of memory that the process may allocate while one template is rendered.
const MAX_MEMORY: u64 = 400 << 20;

/// The state of the process when a rendering was first seen.
struct FirstSeen {
    id: RenderId,
    at: Instant,
    cpu_time: Duration,
    memory: u64,
}

/// Runs `work`. Calls `on_hang` with a diagnostic if rendering a template does not terminate. Where the host allows no
/// more threads, `work` runs without a watchdog.
pub fn with_watchdog<T>(theme: &Theme, on_hang: impl FnOnce(Diagnostic) + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        let watch = move || {
            let (mut seen, mut clock): (Vec<FirstSeen>, _) = (Vec::new(), CpuClock::default());
            while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(POLL_INTERVAL) {
                if let Some(id) = find_hung_render(theme, &mut seen, clock.read(POLL_INTERVAL)) {
                    if let Some(diagnostic) = theme.hung_render_diagnostic(id) {
                        on_hang(diagnostic);
                    }
                    return;
                }
            }
        };
        let _ = thread::Builder::new().spawn_scoped(scope, watch);
        let result = work();
        drop(done);
        result
    })
}

/// Updates `seen` with the renderings that run now. Returns one that exceeds a limit.
fn find_hung_render(theme: &Theme, seen: &mut Vec<FirstSeen>, cpu_time: Duration) -> Option<RenderId> {
    let (now, memory) = (Instant::now(), resident_memory());
    let in_flight = theme.in_flight();
    seen.retain(|render| in_flight.contains(&render.id));
    for id in in_flight {
        match seen.iter().find(|render| render.id == id) {
            Some(render) => {
                let too_slow =
                    cpu_time.saturating_sub(render.cpu_time) > MAX_CPU_TIME && now - render.at > MIN_WALL_TIME;
                if too_slow || memory.saturating_sub(render.memory) > MAX_MEMORY {
                    return Some(id);
                }
            }
            None => seen.push(FirstSeen { id, at: now, cpu_time, memory }),
        }
    }
    None
}
