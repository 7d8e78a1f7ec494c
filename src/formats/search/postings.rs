//! Posting lists as text: numbers in printable characters, split into shards.
//!
//! Takes items with their stems; returns JSON bytes. A posting is three numbers: the distance from the previous item,
//! the weight, the block. A number is written in base 45, last digit last; the digits before the last one use another
//! 45 characters, which marks where a number ends. All characters are ASCII without quotation mark and backslash, so
//! that JSON needs no escapes.

use super::IndexedItem;

/// The characters `#` to `}` without the backslash are 90: 45 for the last digit of a number, 45 for those before it.
const BASE: usize = 45;
/// The highest weight of a stem.
pub(super) const WEIGHT_STEPS: f32 = 24.0;
/// The highest number of a block; later blocks have the same number.
pub(super) const MAX_BLOCK: u32 = 44;
/// Bytes of postings in a shard. A longer list is a shard of its own. Small, because the words of a query are in different
/// shards, and a reader on a slow connection waits for all of their bytes.
const SHARD_SIZE: usize = 1_800;

/// The posting list of each stem, sorted by stem.
pub(super) type PostingLists<'s> = Vec<(&'s str, Vec<u8>)>;

/// The posting list of each stem that occurs. `stems` are the stems that the items name by number.
pub(super) fn posting_lists<'s>(items: &[IndexedItem], stems: &'s [Box<str>]) -> PostingLists<'s> {
    let mut counts: Vec<usize> = vec![0; stems.len()];
    for stem in items.iter().flat_map(|item| &item.stems) {
        counts[stem.stem as usize] += 1;
    }
    // Most postings are three or four bytes.
    let mut by_number: Vec<(usize, Vec<u8>)> =
        counts.into_iter().map(|count| (0, Vec::with_capacity(count * 4))).collect();
    for (number, item) in items.iter().enumerate() {
        for stem in &item.stems {
            let (next, list) = &mut by_number[stem.stem as usize];
            push_numbers(list, [number - *next, stem.weight.into(), stem.block.into()]);
            *next = number + 1;
        }
    }
    let lists = stems.iter().map(|stem| &**stem).zip(by_number.into_iter().map(|(_, list)| list));
    let mut lists: PostingLists = lists.filter(|(_, list)| !list.is_empty()).collect();
    lists.sort_unstable_by_key(|(stem, _)| *stem);
    lists
}

/// Appends numbers; fast if each is a single digit, which most are.
#[inline]
fn push_numbers<const N: usize>(list: &mut Vec<u8>, numbers: [usize; N]) {
    if numbers.iter().all(|number| *number < BASE) {
        return list.extend_from_slice(&numbers.map(digit_char));
    }
    for number in numbers {
        if number >= BASE {
            push_continuation(list, number / BASE - 1);
        }
        list.push(digit_char(number % BASE));
    }
}

/// Appends the digits before the last one.
fn push_continuation(list: &mut Vec<u8>, number: usize) {
    if number >= BASE {
        push_continuation(list, number / BASE - 1);
    }
    list.push(digit_char(number % BASE + BASE));
}

#[inline]
fn digit_char(digit: usize) -> u8 {
    let code = digit as u8 + b'#';
    code + u8::from(code >= b'\\')
}

/// Splits the lists into shards: the number of each shard's first stem, and its lists as a JSON array.
pub(super) fn split_shards(lists: &PostingLists) -> Vec<(usize, Vec<u8>)> {
    let mut shards: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut room = 0;
    for (number, (_, list)) in lists.iter().enumerate() {
        match shards.last_mut() {
            Some((_, json)) if list.len() <= room => {
                room -= list.len();
                json.push(b',');
            }
            _ => {
                room = SHARD_SIZE.saturating_sub(list.len());
                shards.push((number, vec![b'[']));
            }
        }
        if let Some((_, json)) = shards.last_mut() {
            json.push(b'"');
            json.extend_from_slice(list);
            json.push(b'"');
        }
    }
    shards.iter_mut().for_each(|(_, json)| json.push(b']'));
    shards
}

/// Front-codes sorted words, with spaces between them: the number of characters shared with the previous word as one digit,
/// then the rest of the word. A line feed would take two bytes in JSON.
pub(super) fn front_coded<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut coded = String::new();
    let mut previous = "";
    for word in words {
        let shared = previous.chars().zip(word.chars()).take_while(|(a, b)| a == b).count().min(BASE - 1);
        coded.push(digit_char(shared).into());
        coded.extend(word.chars().skip(shared));
        coded.push(' ');
        previous = word;
    }
    coded.pop();
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn push_numbers_writes_small_numbers_as_one_byte() {
        let mut list = Vec::new();
        for number in [0, 44, 45, 89, 90, 2069, 2070] {
            push_numbers(&mut list, [number]);
            list.push(b' ');
        }
        assert_eq!(list, b"# O P# PO Q# }O PP# ");
    }

    #[test]
    fn push_numbers_concatenates() {
        let (mut at_once, mut one_by_one) = (Vec::new(), Vec::new());
        for numbers in [[0, 3, 44], [45, 0, 1], [2_070, 24, 44]] {
            push_numbers(&mut at_once, numbers);
            numbers.into_iter().for_each(|number| push_numbers(&mut one_by_one, [number]));
        }
        assert_eq!(at_once, one_by_one);
    }

    #[test]
    fn split_shards_gives_json_and_never_splits_a_list() {
        let list = |length: usize| vec![b'#'; length];
        let lists = vec![
            ("a", list(SHARD_SIZE - 1)),
            ("b", list(1)),
            ("c", list(1)),
            ("d", list(SHARD_SIZE * 2)),
            ("e", list(2)),
        ];
        let shards = split_shards(&lists);
        let read: Vec<(usize, Vec<usize>)> = shards
            .iter()
            .map(|(first, json)| {
                let lists: Vec<String> = serde_json::from_slice(json).unwrap();
                (*first, lists.iter().map(String::len).collect())
            })
            .collect();
        assert_eq!(read, [(0, vec![SHARD_SIZE - 1, 1]), (2, vec![1]), (3, vec![SHARD_SIZE * 2]), (4, vec![2])]);
    }

    #[test]
    fn front_coded_omits_the_shared_prefix() {
        assert_eq!(front_coded(["abc", "abd", "b"].into_iter()), "#abc %d #b");
    }
}
