//! Random numbers from a seed (xorshift64, Marsaglia 2003), so that a failing run can be repeated.
//!
//! Not a crate, because the numbers of a seed must not change with a crate's version: seeds are written in the tests.

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        // Spreads small seeds, and excludes 0, which xorshift never leaves.
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`; 0 if `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// One of `items`.
    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}
