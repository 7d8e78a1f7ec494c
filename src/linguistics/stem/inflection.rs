//! Inflections of nouns and adjectives, for linking terms of the glossary.
//!
//! Takes words as they were typed; tells whether two are forms of one noun or adjective. Stricter than stemming:
//! Latvian „kāja” is not „kaja”, and a verb is not a form of its noun.

use super::StemmerRules;

/// Letters of the shortest stem that takes noun endings.
const SHORTEST_NOUN: usize = 3;

impl StemmerRules {
    /// Whether `word` is the noun or adjective `form` in another case or number: their letters, with diacritics, are
    /// equal up to a noun ending, or a sound at the end of the stem has changed and their stems are equal. Symmetric.
    pub fn is_inflection_of(&self, word: &str, form: &str) -> bool {
        let (form, word) = (letters(form), letters(word));
        if form == word {
            return true;
        }
        // The last sound of a stem may change, and a vowel before it may be fleeting.
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
        let (forms, words) = (self.noun_stems(&form), self.noun_stems(&word));
        let pairs = || forms.iter().flat_map(|a| words.iter().map(move |b| (a, b)));
        let stem = |word: &[char]| self.stem(&self.fold(&word.iter().collect::<String>()));
        pairs().any(|(a, b)| a == b) || pairs().any(|(a, b)| near(a, b)) && stem(&form) == stem(&word)
    }

    /// Lookup keys for a form, sorted. Two inflections of a word share at least one key if they differ only in their
    /// noun endings, or if their stems are equal. Words that are not inflections of each other may share one too.
    pub fn lookup_keys(&self, word: &str) -> Vec<String> {
        let word = letters(word);
        let text = |letters: &[char]| letters.iter().collect::<String>();
        let stems = self.noun_stems(&word);
        let mut keys: Vec<String> = stems.iter().map(|stem| text(stem)).collect();
        // The same stem that `is_inflection_of` compares. The search key is not it: it also has the diacritics of the
        // stem, which a sound change may replace, as in „ūdenszīmju”.
        keys.extend([text(&word), self.stem(&self.fold(&text(&word)))]);
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The first two letters of a word in lower case. Inflections of one word have the same, because inflection leaves
    /// them unchanged, except for sound changes of `final_map`.
    pub fn two_letter_prefix(&self, lower: &str) -> [char; 2] {
        let mut letters = lower.chars().map(|c| self.map_letter(if c == 'ё' { 'е' } else { c }));
        [letters.next().unwrap_or_default(), letters.next().unwrap_or_default()]
    }

    /// The stems of a word of [`letters`], one for each noun ending that it may have.
    fn noun_stems(&self, word: &[char]) -> Vec<Vec<char>> {
        let cuts = (SHORTEST_NOUN..=word.len()).filter(|at| {
            let ending: String = word[*at..].iter().collect();
            self.noun_endings.contains(&self.fold(&ending))
        });
        cuts.map(|at| word[..at].iter().map(|c| self.map_letter(*c)).collect()).collect()
    }
}

/// The letters in lower case, with their diacritics, except that ё is е and stress marks and soft hyphens are dropped.
fn letters(word: &str) -> Vec<char> {
    let lower = word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c });
    lower.filter(|c| !matches!(c, '\u{301}' | '\u{300}' | '\u{AD}')).collect()
}

#[cfg(test)]
mod tests {
    use super::super::stemmer_rules;

    #[test]
    fn inflections_share_a_lookup_key_and_their_first_letters() {
        for (code, form, words) in [
            ("lv", "kāja", "kājas kājām kājā"),
            ("lv", "ūdenszīme", "ūdenszīmi ūdenszīmēm ūdenszīmju"),
            ("lv", "brālis", "brāļa brāļiem"),
            ("lv", "lācis", "lāča lāčiem"),
            ("lv", "kāpnes", "kāpņu kāpnēm"),
            ("lv", "vilnis", "viļņa viļņiem"),
            ("lv", "nazis", "naža nažiem"),
            ("lv", "teļš", "teļa teļiem"),
            ("lv", "skapis", "skapja skapjiem"),
            ("lv", "dzērve", "dzērvju dzērvēm"),
            ("lv", "pārstāvis", "pārstāvja pārstāvju"),
            ("ru", "звонок", "звонка звонками"),
            ("ru", "оценка", "оценок оценками"),
            ("ru", "платёж", "платежа платежами"),
            ("ru", "объём", "объема объёмами"),
            ("ru", "ёлка", "елки ёлкам"),
            ("bg", "задатък", "задатъка задатъци задатъците"),
            ("bg", "бял", "бели белите"),
            ("bg", "иск", "искове исковете"),
            ("bg", "превод", "преводи преводите"),
            ("bg", "срок", "срокове сроковете"),
            ("bg", "клиент", "клиенти клиентите"),
        ] {
            let rules = stemmer_rules(code);
            for word in words.split(' ') {
                assert!(rules.is_inflection_of(word, form) && rules.is_inflection_of(form, word), "{code}: {word}");
                let keys = rules.lookup_keys(form);
                assert!(rules.lookup_keys(word).iter().any(|key| keys.contains(key)), "{code}: {word}");
                assert_eq!(rules.two_letter_prefix(word), rules.two_letter_prefix(form), "{code}: {word}");
            }
        }
    }
}
