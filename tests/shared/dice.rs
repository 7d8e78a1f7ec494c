//! A small generator (xorshift), so that a failing run can be repeated from its seed.

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        // Small seeds lie close together; the generator does not take nought.
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.roll(things.len())]
    }
}
