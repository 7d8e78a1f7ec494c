//! Interns words: each distinct word has a number.
//!
//! Takes words, UTF-8; returns the number that each word got at its first occurrence. A site's words are looked up by
//! the million, so the letters of a short word are stored in the table itself, as four integers: one access finds them,
//! and no pointer is followed to compare them. Never forgets a word.

use rustc_hash::FxHashMap;

/// Bytes of the longest word that is stored in the table.
const SHORT: usize = 32;
/// Slots of the smallest table.
const LEAST: usize = 1 << 10;

pub(super) struct WordInterner {
    /// A power of two of slots, of which at least a third is free.
    slots: Vec<Slot>,
    taken: usize,
    long: FxHashMap<Box<[u8]>, u32>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    letters: [u64; 4],
    /// Bytes of the word; 0 if the slot is free.
    length: u32,
    number: u32,
}

impl Default for WordInterner {
    fn default() -> WordInterner {
        WordInterner { slots: vec![Slot::default(); LEAST], taken: 0, long: FxHashMap::default() }
    }
}

impl WordInterner {
    /// The number of a word that is not empty. A new word gets the number that `make` returns.
    #[inline]
    pub fn number(&mut self, word: &[u8], make: impl FnOnce() -> u32) -> u32 {
        if word.len() > SHORT {
            return self.long(word, make);
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
    fn long(&mut self, word: &[u8], make: impl FnOnce() -> u32) -> u32 {
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        let number = make();
        self.long.insert(word.into(), number);
        number
    }

    /// Index of the word's slot, or of the free slot to insert it into.
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
        // Every letter must decide on the lowest bits, so the upper half of each product is folded into the lower (wyhash).
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

/// The bytes of a word that has at most [`SHORT`], each at least once: of two words of one length equal numbers mean
/// equal words.
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
    fn words_that_differ_in_one_place_lie_apart() {
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
    fn every_word_keeps_its_number() {
        let mut met = WordInterner::default();
        // Prefixes of one string: words of every length that differ only in length or in the last letter.
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
