//! All forms of the words in a Hunspell dictionary.
//!
//! Takes the text of a `.dic` and its `.aff` file in UTF-8 with flags of one character, as Debian ships them for
//! Latvian, Russian and Bulgarian. Gives the words with each prefix and suffix that their flags allow (hunspell(5)). Rules
//! that only restrict forms (compounds, circumfixes) are ignored, because a wrong form does no harm here.

use std::collections::{BTreeSet, HashMap};

struct Affix {
    suffix: bool,
    strip: String,
    add: String,
    /// What the word must end with (for a prefix: begin with): one set of letters a position. `(true, set)` excludes the set.
    condition: Vec<(bool, String)>,
}

/// The forms of all words, sorted.
pub fn forms(dic: &str, aff: &str) -> BTreeSet<String> {
    let affixes = affixes(aff);
    let mut forms = BTreeSet::new();
    for line in dic.lines().skip(1) {
        let entry = line.split(['\t', ' ']).next().unwrap_or_default();
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        forms.insert(word.to_owned());
        let of = |suffix: bool| {
            flags.chars().filter_map(|flag| affixes.get(&flag)).flatten().filter(move |a| a.suffix == suffix)
        };
        let suffixed = of(true).filter_map(|affix| affix.applied(word));
        let all: Vec<String> = std::iter::once(word.to_owned()).chain(suffixed).collect();
        forms.extend(of(false).flat_map(|prefix| all.iter().filter_map(|word| prefix.applied(word))));
        forms.extend(all);
    }
    forms
}

fn affixes(aff: &str) -> HashMap<char, Vec<Affix>> {
    let mut affixes: HashMap<char, Vec<Affix>> = HashMap::new();
    for line in aff.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        // A line of four parts is the header of a group.
        let [kind @ ("SFX" | "PFX"), flag, strip, add, condition, ..] = parts.as_slice() else { continue };
        let none = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        let add = add.split('/').next().unwrap_or_default();
        let affix =
            Affix { suffix: *kind == "SFX", strip: none(strip), add: none(add), condition: condition_of(condition) };
        affixes.entry(flag.chars().next().unwrap_or_default()).or_default().push(affix);
    }
    affixes
}

/// `[^ab]c.` to the sets of its positions: `(true, "ab")`, `(false, "c")`, `(true, "")`.
fn condition_of(text: &str) -> Vec<(bool, String)> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match (c, rest.split_once(']')) {
            ('[', Some((set, after))) => {
                let letters = set.strip_prefix('^');
                places.push((letters.is_some(), letters.unwrap_or(set).to_owned()));
                rest = after;
            }
            ('.', _) => places.push((true, String::new())),
            _ => places.push((false, c.to_string())),
        }
    }
    places
}

impl Affix {
    fn applied(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let from = if self.suffix { letters.len().checked_sub(self.condition.len())? } else { 0 };
        let place = |(at, (but, set)): (usize, &(bool, String))| {
            letters.get(from + at).is_some_and(|letter| set.contains(*letter) != *but)
        };
        if !self.condition.iter().enumerate().all(place) {
            return None;
        }
        let (strip, add) = (self.strip.as_str(), &self.add);
        if self.suffix {
            word.strip_suffix(strip).map(|stem| format!("{stem}{add}"))
        } else {
            word.strip_prefix(strip).map(|stem| format!("{add}{stem}"))
        }
    }
}
