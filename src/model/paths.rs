//! Paths of output files that several layers name.

/// Path of the service worker below the base; its name has no content hash, because browsers keep its address.
pub const SERVICE_WORKER: &str = "sw.js";

/// Path below the base of the list of files that a reader's device keeps of the language `code`.
pub fn precache_list(code: &str) -> String {
    format!("{code}/offline.json")
}
