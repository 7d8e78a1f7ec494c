//! String interner of the search index: a number for each distinct word.
//!
//! Takes words as UTF-8 bytes; returns the number that a word got at its first occurrence. A build looks up millions of
//! words, so the open-addressing table holds the bytes of short words inline, and a comparison follows no pointer.
//! Never removes a word.

use rustc_hash::FxHashMap;

/// The length in bytes of the longest word that is stored inline.
const SHORT: usize = 32;
/// The number of slots of an empty table.
const LEAST: usize = 1 << 10;

pub(super) struct WordInterner {
    /// A power of two slots; at least a third of them are free.
    slots: Vec<Slot>,
    taken: usize,
    long: FxHashMap<Box<[u8]>, u32>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    letters: [u64; 4],
    /// Length of the word in bytes; zero for a free slot.
    length: u32,
    number: u32,
}

impl Default for WordInterner {
    fn default() -> WordInterner {
        WordInterner { slots: vec![Slot::default(); LEAST], taken: 0, long: FxHashMap::default() }
    }
}

impl WordInterner {
    /// The number of a word, which must not be empty. `make` returns the number of a new word.
    #[inline]
    pub fn number(&mut self, word: &[u8], make: impl FnOnce() -> u32) -> u32 {
        if word.len() > SHORT {
            return self.intern_long_word(word, make);
        }
        let wanted = Slot { letters: letters(word), length: word.len() as u32, number: 0 };
        let slot = self.slots[self.place(&wanted)];
        if slot.length > 0 {
            return slot.number;
        }
        let number = make();
        self.put(Slot { number, ..wanted });
        number
    }

    #[cold]
    fn intern_long_word(&mut self, word: &[u8], make: impl FnOnce() -> u32) -> u32 {
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        let number = make();
        self.long.insert(word.into(), number);
        number
    }

    /// The index of the word's slot, or of the free slot where it belongs.
    #[inline]
    fn place(&self, wanted: &Slot) -> usize {
        let last = self.slots.len() - 1;
        let mut at = wanted.hash() & last;
        loop {
            let slot = &self.slots[at];
            if slot.length == 0 || slot.length == wanted.length && slot.letters == wanted.letters {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    #[cold]
    fn put(&mut self, new: Slot) {
        self.taken += 1;
        if self.taken * 3 > self.slots.len() * 2 {
            let more = vec![Slot::default(); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, more) {
                let at = self.place(&slot);
                self.slots[at] = slot;
            }
        }
        let at = self.place(&new);
        self.slots[at] = new;
    }
}

impl Slot {
    #[inline]
    fn hash(&self) -> usize {
        // Every byte must affect the lowest bits, so the upper half of each product is folded into the lower half (as
        // in wyhash).
        let fold = |a: u64, b: u64| {
            let product = u128::from(a) * u128::from(b);
            product as u64 ^ (product >> 64) as u64
        };
        let [a, b, c, d] = self.letters;
        let length = u64::from(self.length);
        let hash = fold(a ^ 0xA076_1D64_78BD_642F, b ^ 0xE703_7ED1_A0B4_28DB)
            ^ fold(c ^ 0x8EBC_6AF0_9C88_C6E3, d ^ 0x5899_65CC_7537_4CC3 ^ length);
        hash as usize
    }
}

/// The bytes of a word of at most [`SHORT`] bytes as four integers. Each byte occurs at least once, so words of equal
/// length with equal integers are equal.
#[inline]
fn letters(word: &[u8]) -> [u64; 4] {
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let middle = (word.len() > 16).then(|| (word[8..].first_chunk(), word[..word.len() - 8].last_chunk()));
        return match middle {
            Some((Some(second), Some(third))) => [eight(first), eight(last), eight(second), eight(third)],
            _ => [eight(first), eight(last), 0, 0],
        };
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return [four(first) | four(last) << 32, 0, 0, 0];
    }
    [word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0, 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interner_spreads_similar_words() {
        for (before, behind) in [("vārds", ""), ("", "vārds"), ("nepaskaidrojams", "amies"), ("", "")] {
            let mut met = WordInterner::default();
            let words = (0..5_000).map(|number| format!("{before}{number}{behind}"));
            for word in words.clone() {
                met.number(word.as_bytes(), || 1);
            }
            let last = met.slots.len() - 1;
            let way = |word: &String| {
                let wanted = Slot { letters: letters(word.as_bytes()), length: word.len() as u32, number: 0 };
                met.place(&wanted).wrapping_sub(wanted.hash()) & last
            };
            let steps: usize = words.map(|word| way(&word)).sum();
            assert!(steps < 5_000, "{before}…{behind}: {steps} steps for 5000 words");
        }
    }

    #[test]
    fn interner_returns_the_first_number() {
        let mut met = WordInterner::default();
        // Prefixes of one string: words of every length that differ in the last letter or in the length only.
        let text = "a".repeat(40) + &"āb".repeat(20);
        let mut words: Vec<String> = (1..text.len()).filter_map(|end| Some(text.get(..end)?.to_owned())).collect();
        words.extend((0..5_000).map(|number| format!("vārds-{number}")));
        words.extend((0..32).map(|at| (0..32).map(|i| if i == at { 'x' } else { 'y' }).collect::<String>()));
        for (number, word) in words.iter().enumerate() {
            assert_eq!(met.number(word.as_bytes(), || number as u32), number as u32, "{word} is new");
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(met.number(word.as_bytes(), || unreachable!()), number as u32, "{word}");
        }
    }
}
