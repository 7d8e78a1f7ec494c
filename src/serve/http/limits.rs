//! Limits of the server: how many connections and event streams may be open at once.
//!
//! Takes requests for a slot; returns a guard that frees it. Other hosts never get the last slots, so that nobody in
//! the network can shut the writer out. Never waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Slots of one kind.
pub struct Slots {
    taken: AtomicUsize,
    /// How many there are.
    all: usize,
    /// How many of them are for this host only.
    reserved: usize,
}

/// A slot, which is free again when this is dropped.
pub struct Slot(Arc<Slots>);

impl Slots {
    /// `all` slots, of which `reserved` are for this host only.
    pub fn new(all: usize, reserved: usize) -> Arc<Slots> {
        Arc::new(Slots { taken: AtomicUsize::new(0), all, reserved })
    }

    /// Takes a slot; `None` if there is none for a client of this kind.
    pub fn take(self: &Arc<Slots>, is_local: bool) -> Option<Slot> {
        let limit = if is_local { self.all } else { self.all - self.reserved };
        let one_more = |taken: usize| (taken < limit).then_some(taken + 1);
        let taken = self.taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more);
        taken.ok().map(|_| Slot(Arc::clone(self)))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_slots_are_for_this_host() {
        let slots = Slots::new(4, 1);
        let mut taken: Vec<Slot> = (0..3).filter_map(|_| slots.take(false)).collect();
        assert!(taken.len() == 3 && slots.take(false).is_none());
        taken.extend(slots.take(true));
        assert!(taken.len() == 4 && slots.take(true).is_none());
        taken.pop();
        assert!(slots.take(false).is_none() && slots.take(true).is_some());
        taken.clear();
        assert!(slots.take(false).is_some());
    }
}
