//! Postings as text: lists of numbers in printable characters, cut into shards.
//!
//! A number below 45 is one character, a greater one begins with characters that stand for "and 45 times what follows".
//! All characters are ASCII without quotation mark and backslash, so that JSON needs no escapes. A posting is three
//! numbers: steps from the text before, weight, block.

use super::IndexedItem;

/// `#` to `}` without the backslash: 90 characters, 45 for the last digit of a number and 45 for those before it.
const BASE: usize = 45;
/// Steps of weight that are told apart.
pub(super) const STEPS: f32 = 24.0;
/// Blocks that are told apart.
pub(super) const BLOCKS: u32 = 44;
/// Characters of postings in a shard; a longer list is a shard of its own.
const SHARD: usize = 9_000;

/// Lists of postings by stem, in the order of stems.
pub(super) type Lists<'s> = Vec<(&'s str, Vec<u8>)>;

/// The postings of each stem that has any; `stems` are those that the words of the entries name by number.
pub(super) fn lists<'s>(entries: &[IndexedItem], stems: &'s [Box<str>]) -> Lists<'s> {
    let mut counts: Vec<usize> = vec![0; stems.len()];
    for word in entries.iter().flat_map(|entry| &entry.words) {
        counts[word.stem as usize] += 1;
    }
    // Most postings are three characters or four.
    let mut by_number: Vec<(usize, Vec<u8>)> =
        counts.into_iter().map(|count| (0, Vec::with_capacity(count * 4))).collect();
    for (number, entry) in entries.iter().enumerate() {
        for word in &entry.words {
            let (next, list) = &mut by_number[word.stem as usize];
            push(list, [number - *next, word.weight.into(), word.block.into()]);
            *next = number + 1;
        }
    }
    let lists = stems.iter().map(|stem| &**stem).zip(by_number.into_iter().map(|(_, list)| list));
    let mut lists: Lists = lists.filter(|(_, list)| !list.is_empty()).collect();
    lists.sort_unstable_by_key(|(stem, _)| *stem);
    lists
}

/// Numbers of which only the first is often greater than 44.
#[inline]
fn push<const N: usize>(list: &mut Vec<u8>, numbers: [usize; N]) {
    if numbers.iter().all(|number| *number < BASE) {
        return list.extend_from_slice(&numbers.map(character));
    }
    for number in numbers {
        if number >= BASE {
            push_high(list, number / BASE - 1);
        }
        list.push(character(number % BASE));
    }
}

fn push_high(list: &mut Vec<u8>, number: usize) {
    if number >= BASE {
        push_high(list, number / BASE - 1);
    }
    list.push(character(number % BASE + BASE));
}

#[inline]
fn character(digit: usize) -> u8 {
    let code = digit as u8 + b'#';
    code + u8::from(code >= b'\\')
}

/// The lists in shards: the number of each shard's first stem, and its lists as JSON.
pub(super) fn cut(lists: &Lists) -> Vec<(usize, Vec<u8>)> {
    let mut shards: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut room = 0;
    for (number, (_, list)) in lists.iter().enumerate() {
        match shards.last_mut() {
            Some((_, json)) if list.len() <= room => {
                room -= list.len();
                json.push(b',');
            }
            _ => {
                room = SHARD.saturating_sub(list.len());
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

/// Sorted words, one a line: a character for the letters shared with the word before, then the rest.
pub(super) fn front_coded<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut coded = String::new();
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count().min(BASE - 1);
        coded.push(character(shared).into());
        coded.extend(word.chars().skip(shared));
        coded.push('\n');
        before = word;
    }
    coded.pop();
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_shortly() {
        let mut list = Vec::new();
        for number in [0, 44, 45, 89, 90, 2069, 2070] {
            push(&mut list, [number]);
            list.push(b' ');
        }
        assert_eq!(list, b"# O P# PO Q# }O PP# ");
    }

    #[test]
    fn a_posting_is_its_numbers_in_a_row() {
        let (mut at_once, mut one_by_one) = (Vec::new(), Vec::new());
        for numbers in [[0, 3, 44], [45, 0, 1], [2_070, 24, 44]] {
            push(&mut at_once, numbers);
            numbers.into_iter().for_each(|number| push(&mut one_by_one, [number]));
        }
        assert_eq!(at_once, one_by_one);
    }

    #[test]
    fn shards_are_json_and_lists_stay_whole() {
        let list = |length: usize| vec![b'#'; length];
        let lists =
            vec![("a", list(SHARD - 1)), ("b", list(1)), ("c", list(1)), ("d", list(SHARD * 2)), ("e", list(2))];
        let shards = cut(&lists);
        let read: Vec<(usize, Vec<usize>)> = shards
            .iter()
            .map(|(first, json)| {
                let lists: Vec<String> = serde_json::from_slice(json).unwrap();
                (*first, lists.iter().map(String::len).collect())
            })
            .collect();
        assert_eq!(read, [(0, vec![SHARD - 1, 1]), (2, vec![1]), (3, vec![SHARD * 2]), (4, vec![2])]);
    }

    #[test]
    fn words_share_their_beginnings() {
        assert_eq!(front_coded(["abc", "abd", "b"].into_iter()), "#abc\n%d\n#b");
    }
}
