//! Light stemmers: words of one lemma get one key. One interpreter; what differs between languages is data.
//!
//! Takes a word and the table of its language (`stem/<code>.txt`, over `stem/neutral.txt`); gives the folded stem under
//! which the word stands in the index, and behind it signs that tell words of one stem apart. The browser's script reads
//! the very same lines ([`Table::rules`]) and must give the same keys: `tests/search.rs` runs both over large vocabularies.
//! Stems are keys and no words of the language.
//!
//! # A table
//!
//! | line | meaning |
//! |---|---|
//! | `vowels aeiou` | a stem holds at least one of them |
//! | `fold ā>a ß>ss` | letters as they are compared |
//! | `words bija>but` | irregular forms |
//! | `prefix ne:4` | stripped where at least 4 letters of stem are left; the first that a word begins with decides |
//! | `pass NAME MIN [NEXT]` | the lines below it hold endings `ending>put instead:MIN`; the longest that leaves MIN letters is taken, then pass NEXT follows, else the one below |
//! | `nominal a am -` | endings of nouns and adjectives, for [`Table::declined`]; `-` is none (situ only) |
//! | `inner я>е` | letters of the finished stem, the first excepted |
//! | `signs ā>!` | the sign of a letter of the stem that folding took the mark from |
//! | `apart + es ē` | the sign of a word by its ending, in its own letters; the longest decides, `-` is none |
//! | `keys WEIGHT from to` | a query typed on another keyboard, key by key (browser only) |
//! | `read WEIGHT sh>ш,сх` | a query in other letters, with alternatives (browser only) |
//! | `loose ь> й>и` | letters that such readings do not tell apart (browser only) |
//!
//! `#` begins a comment. A language without a table is folded and nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde_json::{Map, Value, json};

const NEUTRAL: &str = include_str!("stem/neutral.txt");
/// Languages with endings of their own. A new one is one file and one row.
const TABLES: [(&str, &str); 3] =
    [("lv", include_str!("stem/lv.txt")), ("ru", include_str!("stem/ru.txt")), ("bg", include_str!("stem/bg.txt"))];

static READ: LazyLock<Vec<(&str, Table)>> = LazyLock::new(|| {
    let own = TABLES.into_iter().map(|(code, text)| (code, Table::read(&[NEUTRAL, text])));
    own.chain([("und", Table::read(&[NEUTRAL]))]).collect()
});

/// The table of a language by its code; an unknown one is folded and nothing else.
pub fn table(code: &str) -> &'static Table {
    let primary = code.split('-').next().unwrap_or(code);
    let known = READ.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary));
    // The neutral table stands last.
    &known.unwrap_or(&READ[TABLES.len()]).1
}

/// Folding and endings of one language.
#[derive(Debug, Default)]
pub struct Table {
    rules: Value,
    vowels: String,
    fold: HashMap<char, String>,
    inner: HashMap<char, char>,
    signs: HashMap<char, char>,
    /// Ending -> sign.
    apart: Endings<String>,
    words: HashMap<String, String>,
    prefixes: Vec<(String, usize)>,
    nominal: HashSet<String>,
    passes: Vec<Pass>,
}

#[derive(Debug, Default)]
struct Pass {
    name: String,
    min: usize,
    next: String,
    endings: Endings<Ending>,
}

#[derive(Debug)]
struct Ending {
    instead: String,
    min: usize,
}

/// Endings of words, each with what it stands for.
#[derive(Debug)]
struct Endings<T> {
    all: HashMap<String, T>,
    /// By the last byte: a bit for each number of bytes that such an ending has. Most words need no look at `all`.
    lengths: [u64; 256],
}

impl<T> Default for Endings<T> {
    fn default() -> Endings<T> {
        Endings { all: HashMap::default(), lengths: [0; 256] }
    }
}

impl<T> Endings<T> {
    fn add(&mut self, ending: &str, value: T) {
        if let Some(last) = ending.bytes().last() {
            self.lengths[usize::from(last)] |= 1 << ending.len().min(63);
        }
        self.all.insert(ending.to_owned(), value);
    }

    /// Endings of this word, the longest first, each with the byte that it begins at; never all of the word.
    fn of(&self, word: &str) -> impl Iterator<Item = (usize, &T)> {
        let lengths = word.bytes().last().map_or(0, |last| self.lengths[usize::from(last)]);
        let mut left = lengths & ((1 << word.len().min(63)) - 1);
        std::iter::from_fn(move || {
            while left > 0 {
                let length = 63 - left.leading_zeros() as usize;
                left &= !(1 << length);
                let at = word.len() - length;
                if let Some(value) = word.get(at..).and_then(|ending| self.all.get(ending)) {
                    return Some((at, value));
                }
            }
            None
        })
    }
}

impl Table {
    fn read(texts: &[&str]) -> Table {
        let mut table = Table::default();
        let mut told: BTreeMap<&str, Map<String, Value>> =
            ["fold", "inner", "signs", "apart", "words", "loose"].map(|key| (key, Map::new())).into();
        let (mut keys, mut read) = (Vec::new(), Vec::new());
        for line in texts.iter().flat_map(|text| text.lines()) {
            let line = line.split('#').next().unwrap_or_default().trim_end();
            let mut parts = line.split_whitespace();
            if line.is_empty() {
                continue;
            }
            if line.starts_with(' ') {
                if let Some(pass) = table.passes.last_mut() {
                    parts.for_each(|part| pass.add(part));
                }
                continue;
            }
            let key = parts.next().unwrap_or_default();
            let pairs = parts.clone().filter_map(|part| part.split_once('>'));
            let first = |text: &str| text.chars().next();
            if let Some(told) = told.get_mut(key) {
                told.extend(pairs.clone().map(|(a, b)| (a.to_owned(), b.into())));
            }
            match key {
                "vowels" => table.vowels = parts.next().unwrap_or_default().to_owned(),
                "fold" => table.fold.extend(pairs.filter_map(|(a, b)| Some((first(a)?, b.to_owned())))),
                "inner" => table.inner.extend(pairs.filter_map(|(a, b)| Some((first(a)?, first(b)?)))),
                "signs" => table.signs.extend(pairs.filter_map(|(a, b)| Some((first(a)?, first(b)?)))),
                "apart" => {
                    let sign = parts.next().unwrap_or_default().trim_matches('-');
                    parts.clone().for_each(|ending| table.apart.add(ending, sign.to_owned()));
                    let told = told.entry(key).or_default();
                    told.extend(parts.map(|ending| (ending.to_owned(), sign.into())));
                }
                "words" => table.words.extend(pairs.map(|(a, b)| (a.to_owned(), b.to_owned()))),
                "nominal" => table.nominal.extend(parts.map(|part| part.trim_matches('-').to_owned())),
                "prefix" => {
                    let pairs = parts.filter_map(|part| part.split_once(':'));
                    table.prefixes.extend(pairs.filter_map(|(a, n)| Some((a.to_owned(), n.parse().ok()?))));
                }
                "pass" => {
                    let name = parts.next().unwrap_or_default().to_owned();
                    let min = parts.next().and_then(|min| min.parse().ok()).unwrap_or_default();
                    let next = parts.next().unwrap_or_default().to_owned();
                    table.passes.push(Pass { name, min, next, ..Pass::default() });
                }
                "keys" | "read" => {
                    let weight: Option<f64> = parts.next().and_then(|weight| weight.parse().ok());
                    if key == "keys" {
                        keys.push(json!([weight, parts.next(), parts.next()]));
                    } else {
                        let pairs = parts.filter_map(|part| part.split_once('>'));
                        let map = pairs.map(|(from, to)| (from.to_owned(), to.split(',').collect())).collect();
                        read.push(json!([weight, Value::Object(map)]));
                    }
                }
                _ => {}
            }
        }
        let passes = table.passes.iter().map(|pass| {
            let next = (!pass.next.is_empty()).then(|| table.number_of(&pass.next));
            let endings = &pass.endings.all;
            let longest = endings.keys().map(|ending| ending.chars().count()).max();
            let told = endings.iter().map(|(ending, Ending { instead, min })| (ending, json!([instead, min])));
            json!([longest.unwrap_or_default(), next, BTreeMap::from_iter(told)])
        });
        table.rules = json!({
            "vowels": table.vowels, "prefix": table.prefixes, "pass": Vec::from_iter(passes), "keys": keys, "read": read,
            "fold": told["fold"], "inner": told["inner"], "words": told["words"], "loose": told["loose"],
            "signs": told["signs"], "apart": told["apart"],
        });
        table
    }

    /// The table as the browser's script reads it: an object for each line of pairs; endings as `ending: [put instead,
    /// MIN]` behind the length of the longest and the number of the pass that follows.
    pub fn rules(&self) -> &Value {
        &self.rules
    }

    fn number_of(&self, pass: &str) -> usize {
        self.passes.iter().position(|other| other.name == pass).unwrap_or(self.passes.len())
    }

    /// The word in lower case as it is compared: without accents, ё as е; й stays.
    pub fn fold(&self, word: &str) -> String {
        let mut folded = String::with_capacity(word.len());
        for c in word.chars() {
            if c.is_ascii() {
                if !matches!(c, '\'' | '`') {
                    folded.push(c.to_ascii_lowercase());
                }
                continue;
            }
            // Most of what is no ASCII is in lower case already.
            if let Some(plain) = self.fold.get(&c) {
                folded.push_str(plain);
                continue;
            }
            if matches!(c, 'а'..='я') {
                folded.push(c);
                continue;
            }
            for c in c.to_lowercase() {
                match (c, self.fold.get(&c)) {
                    (_, Some(plain)) => folded.push_str(plain),
                    // и and a breve are й, which is a letter of its own.
                    ('\u{306}', _) if folded.ends_with('и') => {
                        folded.pop();
                        folded.push('й');
                    }
                    ('\u{300}'..='\u{36F}' | '’' | 'ʼ' | '´' | '\u{AD}', _) => {}
                    _ => folded.push(c),
                }
            }
        }
        folded
    }

    /// The key of a word: its folded stem with the signs that tell it from other words of that stem.
    pub fn key(&self, word: &str) -> String {
        let folded = self.fold(word);
        let (mut key, from) = self.parted(&folded);
        if let Some(from) = from.filter(|_| !self.apart.all.is_empty()) {
            let lower = word.to_lowercase();
            // What is written with separate marks or apostrophes is told by its stem alone.
            if lower.chars().count() == folded.chars().count() {
                let own = lower.char_indices().nth(from).map_or("", |(at, _)| &lower[at..]);
                let signs: String = own.chars().take(key.chars().count()).filter_map(|c| self.signs.get(&c)).collect();
                let least = own.char_indices().nth(2).map_or(own.len(), |(at, _)| at);
                let ending = self.apart.of(own).find(|(at, _)| *at >= least);
                key.push_str(&signs);
                key.push_str(ending.map_or("", |(_, sign)| sign));
            }
        }
        key
    }

    /// The stem of a folded word.
    pub fn stem(&self, folded: &str) -> String {
        self.parted(folded).0
    }

    /// The stem of a folded word, and at which letter it begins; nowhere, if the form is irregular.
    fn parted(&self, folded: &str) -> (String, Option<usize>) {
        let prefix = self.prefixes.iter().find(|(prefix, _)| folded.starts_with(prefix.as_str()));
        if let Some((prefix, min)) = prefix {
            let rest = &folded[prefix.len()..];
            let (stem, regular) = self.strip(rest);
            if !regular || stem.chars().count() >= *min {
                return (stem, regular.then(|| prefix.chars().count()));
            }
        }
        let (stem, regular) = self.strip(folded);
        (stem, regular.then_some(0))
    }

    /// The stem of a word without prefixes, and whether it was found by rule.
    fn strip(&self, word: &str) -> (String, bool) {
        if let Some(known) = self.words.get(word) {
            return (known.clone(), false);
        }
        let mut word = word.to_owned();
        let mut at = 0;
        while let Some(pass) = self.passes.get(at) {
            at += 1;
            if pass.apply(&mut word, &self.vowels) && !pass.next.is_empty() {
                at = self.number_of(&pass.next);
            }
        }
        if self.inner.is_empty() {
            return (word, true);
        }
        let letters = word.chars().enumerate();
        (letters.map(|(i, c)| if i == 0 { c } else { self.inner.get(&c).copied().unwrap_or(c) }).collect(), true)
    }

    /// Whether `word` is the noun or adjective `form` in another case or number: equal letters with their marks
    /// up to an ending of nouns; where a sound has changed, equal stems. Far stricter than [`Table::stem`]: „kāja” is not
    /// „kaja”, and a verb is no form of its noun.
    pub fn declined(&self, form: &str, word: &str) -> bool {
        let (form, word) = (plain(form), plain(word));
        if form == word {
            return true;
        }
        // A stem's last sound may change, and a vowel before it may be fleeting.
        let near = |a: &[char], b: &[char]| {
            let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
            let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
            let alike = match long.len() - short.len() {
                0 => shared + 2 >= long.len(),
                1 => long.ends_with(&['j']) && shared == short.len() || short.last() == long.last(),
                _ => false,
            };
            alike && shared + 2 >= long.len() && shared + 1 >= SHORTEST_NOUN
        };
        let (ours, theirs) = (self.nominal_stems(&form), self.nominal_stems(&word));
        let pairs = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
        let stem = |word: &[char]| self.stem(&self.fold(&word.iter().collect::<String>()));
        pairs().any(|(a, b)| a == b) || pairs().any(|(a, b)| near(a, b)) && stem(&form) == stem(&word)
    }

    /// Words that look a form up: whenever [`Table::declined`] holds for two words, they share one of these. The
    /// reverse is not so.
    pub fn handles(&self, word: &str) -> Vec<String> {
        let word = plain(word);
        let text = |letters: &[char]| letters.iter().collect::<String>();
        let stems = self.nominal_stems(&word);
        let mut handles: Vec<String> = stems.iter().map(|stem| text(stem)).collect();
        handles.extend([text(&word), self.key(&text(&word))]);
        handles.sort_unstable();
        handles.dedup();
        handles
    }

    /// What is left of a word of [`plain`] letters when each ending of nouns that it may have is taken off.
    fn nominal_stems(&self, word: &[char]) -> Vec<Vec<char>> {
        let cuts = (SHORTEST_NOUN..=word.len()).filter(|at| {
            let ending: String = word[*at..].iter().collect();
            self.nominal.contains(&self.fold(&ending))
        });
        cuts.map(|at| word[..at].iter().map(|c| self.inner.get(c).copied().unwrap_or(*c)).collect()).collect()
    }
}

/// Letters of the shortest stem that takes endings.
const SHORTEST_NOUN: usize = 3;

/// In lower case, with all marks but those of ё and the accents.
fn plain(word: &str) -> Vec<char> {
    let lower = word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c });
    lower.filter(|c| !matches!(c, '\u{301}' | '\u{300}' | '\u{AD}')).collect()
}

impl Pass {
    /// `ending>put instead:MIN`
    fn add(&mut self, part: &str) {
        let (rest, min) = match part.rsplit_once(':') {
            Some((rest, min)) => (rest, min.parse().unwrap_or(self.min)),
            None => (part, self.min),
        };
        let (ending, instead) = rest.split_once('>').unwrap_or((rest, ""));
        self.endings.add(ending, Ending { instead: instead.to_owned(), min });
    }

    /// Takes the longest ending off; whether there was one.
    fn apply(&self, word: &mut String, vowels: &str) -> bool {
        let long = |stem: &str, ending: &Ending| {
            stem.chars().nth(ending.min.max(1) - 1).is_some() && stem.chars().any(|c| vowels.contains(c))
        };
        let found = self.endings.of(word).find(|(at, ending)| long(&word[..*at], ending));
        if let Some((at, ending)) = found {
            word.truncate(at);
            word.push_str(&ending.instead);
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_one(code: &str, words: &str) {
        let table = table(code);
        let stems: Vec<String> = words.split(' ').map(|word| table.stem(&table.fold(word))).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words}: {stems:?}");
    }

    #[test]
    fn signs_tell_words_of_one_stem_apart() {
        let keys = |words: &str| -> Vec<String> { words.split(' ').map(|word| table("lv").key(word)).collect() };
        assert_eq!(keys("plāns plāna plānu plānam"), ["plan!"; 4]);
        assert_eq!(keys("klients klienta KLIENTAM klientiem nav"), ["klien", "klien", "klien", "klien", "but"]);
        assert_eq!(keys("dzīvs dzīva dzīve"), ["dziv$", "dziv$", "dziv$+"]);
        assert_eq!(keys("kase kāse jāmaksā nemaksā"), ["kas+", "kas!+", "maks", "maks"]);
        assert_eq!(keys("neliels liels neliela nezina zina"), ["neliel", "liel", "neliel", "zin", "zin"]);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_one("lv", "klients klienta klientu klientiem klientos KLIENTĀ");
        assert_one("lv", "termiņš termiņa termiņu terminu");
        assert_one("lv", "maksāt maksāju nemaksāja jāmaksā maksājot maksāšu maksātu");
        assert_one("lv", "apmierināts neapmierinātais neapmierinātajam");
        assert_one("lv", "būt ir bija nebija jābūt");
        assert_one("ru", "клиент клиента клиентам клиентами");
        assert_one("ru", "недовольный недовольного недовольная");
        assert_one("bg", "клиент клиентът клиента клиенти клиентите");
        assert_one("bg", "плащане плащането плащания плащанията");
        assert_one("bg", "очаквах очакваше очаквам очаквали");
        assert_one("bg", "човек хора хората");
    }

    #[test]
    fn nouns_are_declined() {
        let all = |code: &str, form: &str, words: &str, expected: bool| {
            for word in words.split(' ') {
                assert_eq!(table(code).declined(form, word), expected, "{code}: {form} {word}");
            }
        };
        all("lv", "kāja", "Kājas kājām kājā", true);
        all("lv", "kāja", "kaja kājnieks", false);
        all("lv", "termiņš", "termiņa termiņiem", true);
        all("lv", "ūdenszīme", "ūdenszīmi ūdenszīmju ūdenszīmēm", true);
        all("lv", "plāns", "plānot plānoja neplāns", false);
        all("ru", "объём", "объема объёмами", true);
        all("ru", "задаток", "задатка задатками", true);
        all("ru", "иск", "искал искать", false);
        all("ru", "ТЗ", "тз", true);
        all("bg", "задатък", "задатъка задатъци задатъците", true);
        all("bg", "заповед", "заповедта заповеди заповедите", true);
        all("bg", "голям", "големи големите", true);
        all("bg", "иск", "искам искаш искате", false);
    }

    #[test]
    fn an_unknown_language_is_folded() {
        assert_eq!(table("de-AT").key("Größe"), "grosse");
        assert_eq!(table("xx").key("Ёлки"), "елки");
    }
}
