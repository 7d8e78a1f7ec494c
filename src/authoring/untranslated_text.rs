//! Compares a translation with its source, to find text that nobody has translated yet.
//!
//! Takes the texts of two documents; returns the share of the translation that is in the words of the source, and the
//! lines that are. Three consecutive words are compared at a time: a real translation into a related language shares
//! single words with its source, but hardly ever three in a row (at most 5 of 100 in the content of this repository).
//! A line of two or three words, such as a heading or a step, is compared as a whole, unless it is written like a name.
//! Ids, URLs, attributes and code are the same in all languages, and not compared. Never reads a file.

use std::collections::HashSet;
use std::ops::Range;

use crate::linguistics::{Language, Script, is_known, words};
use crate::model::SharedStr;

/// Above this share of words, a document is not translated.
const MAX_SHARE: f64 = 0.25;

/// A line with fewer words is compared as a whole, because names and short terms are often the same.
const MIN_WORDS_OF_LINE: usize = 4;

/// A line with fewer words is not listed, because related languages share many words.
const MIN_WORDS_OF_SHORT_LINE: usize = 2;

/// Words that are compared as one.
const WINDOW: usize = 3;

/// Keys of the front matter whose values are not prose.
const OTHER_KEYS: [&str; 12] = [
    "id",
    "situations",
    "updated",
    "checked",
    "author",
    "slug",
    "aliases",
    "draft",
    "no_search",
    "source",
    "source_hash",
    "extra",
];

/// What of a translation is still in the words of its source.
#[derive(Debug, PartialEq)]
pub struct UntranslatedText {
    /// Between 0 and 1.
    share: f64,
    /// Whether most letters are of another script than that of the language.
    is_in_other_script: bool,
    /// Numbers of the lines, from 1.
    pub lines: Vec<usize>,
}

/// The prose of one line.
struct ProseLine {
    number: usize,
    /// Without markup.
    text: String,
    /// In lower case.
    words: Vec<String>,
}

impl ProseLine {
    /// Whether a line of two or three words would be other words in another language. Names are capitalised in most
    /// languages, and Cyrillic ones too are written in Latin letters in a language with these.
    fn is_short_prose(&self, language: &Language) -> bool {
        let length = self.words.len();
        if !(MIN_WORDS_OF_SHORT_LINE..MIN_WORDS_OF_LINE).contains(&length) {
            return false;
        }
        let is_without_capitals =
            |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_uppercase);
        let is_foreign = language.script == Script::Latin && self.text.chars().any(is_cyrillic);
        is_foreign || words(&self.text).any(|range| is_without_capitals(&self.text[range]))
    }
}

impl UntranslatedText {
    /// Compares the text of a document with that of its source. `front` and `source_front` are the ranges of the front
    /// matter; `language` is the language of the document, with its code in site.yaml. The names of `phases` are those
    /// that the language gives them: a heading with such a name is translated, even if the source has the same words.
    pub fn new(
        (text, front): (&str, Range<usize>),
        (source, source_front): (&str, Range<usize>),
        (language, code): (&Language, &str),
        phases: &[SharedStr],
    ) -> UntranslatedText {
        let source_lines = prose_lines(source, source_front);
        let short: HashSet<&str> =
            source_lines.iter().filter(|line| line.is_short_prose(language)).map(|line| line.text.as_str()).collect();
        let known: HashSet<&[String]> = source_lines.iter().flat_map(|line| windows(&line.words)).collect();
        let (mut all, mut unchanged, mut lines) = (0, 0, Vec::new());
        let translated = prose_lines(text, front);
        for line in &translated {
            let own = windows(&line.words).count();
            let same = windows(&line.words).filter(|window| known.contains(window)).count();
            (all, unchanged) = (all + own, unchanged + same);
            let is_unchanged = match line.words.len() {
                MIN_WORDS_OF_LINE.. => same * 2 > own,
                _ => short.contains(&*line.text) && !phases.iter().any(|name| **name == *line.text),
            };
            if is_unchanged {
                lines.push(line.number);
            }
        }
        let share = if all == 0 { 0.0 } else { unchanged as f64 / all as f64 };
        let is_in_other_script = is_known(code) && is_mostly_in_other_script(&translated, language.script);
        let lines = if is_in_other_script && lines.is_empty() {
            translated.iter().filter(|line| line.words.len() >= MIN_WORDS_OF_LINE).map(|line| line.number).collect()
        } else {
            lines
        };
        UntranslatedText { share, is_in_other_script, lines }
    }

    /// Whether the document cannot be called translated.
    pub fn is_untranslated(&self) -> bool {
        self.share > MAX_SHARE || self.is_in_other_script
    }
}

/// Whether more than half of the letters are of the other script.
fn is_mostly_in_other_script(lines: &[ProseLine], script: Script) -> bool {
    let (mut own, mut other) = (0usize, 0usize);
    for c in lines.iter().flat_map(|line| &line.words).flat_map(|word| word.chars()) {
        let is_latin = c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
        if is_cyrillic(c) || is_latin {
            *if is_cyrillic(c) == (script == Script::Cyrillic) { &mut own } else { &mut other } += 1;
        }
    }
    other > own
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Every three consecutive words of a line; all words of a shorter one.
fn windows(words: &[String]) -> impl Iterator<Item = &[String]> {
    words.windows(WINDOW.min(words.len()).max(1))
}

/// The lines of a document that have words of prose.
fn prose_lines(text: &str, front: Range<usize>) -> Vec<ProseLine> {
    let mut lines = Vec::new();
    let (mut at, mut is_prose_key, mut fence) = (0, true, None);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let prose = if start < front.end {
            if !line.starts_with([' ', '\t', '-']) {
                is_prose_key = !OTHER_KEYS.contains(&line.split(':').next().unwrap_or_default().trim());
            }
            // The key and the id of a situation in a mapping are not prose.
            let value = match line.split_once(": ") {
                Some((_, value)) => value,
                None if line.trim_end().ends_with(':') => "",
                None => line,
            };
            if is_prose_key && start >= front.start { value } else { "" }
        } else {
            let trimmed = line.trim_start_matches(['>', ' ']);
            let marker = ["```", "~~~"].into_iter().find(|marker| trimmed.starts_with(marker));
            let is_code = fence.is_some() || marker.is_some();
            fence = match fence {
                Some(open) if marker == Some(open) => None,
                None => marker,
                open => open,
            };
            if is_code { "" } else { line }
        };
        let prose = without_markup(prose);
        let words: Vec<String> = words(&prose)
            .map(|range| prose[range].to_lowercase())
            .filter(|word| word.chars().any(char::is_alphabetic))
            .collect();
        if !words.is_empty() {
            let text = prose.trim_matches(|c: char| c.is_whitespace() || "#>-*\"'".contains(c)).to_owned();
            lines.push(ProseLine { number: index + 1, text, words });
        }
    }
    lines
}

/// A line without what is the same in every language: attributes, targets of links, URLs, code, kinds of callouts.
fn without_markup(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let enclosed = [("{", "}"), ("](", ")"), ("<", ">"), ("`", "`")].into_iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(open)?;
            Some(open.len() + inner.find(close)? + close.len())
        });
        let target = rest.strip_prefix("[[").and_then(|inner| Some(2 + inner.find(['|', ']'])?));
        // Its bracket stays, because an address may follow: `[!LAW lv 2026-11-29 Source](address)`.
        let callout = rest.strip_prefix("[!").and_then(|inner| Some(2 + inner.find(']')?));
        match enclosed.or(target).or(callout) {
            Some(length) => {
                out.push(' ');
                rest = &rest[length..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::input::source_tree::SourceTree;
    use crate::linguistics::find_language;

    /// Compares two bodies without front matter.
    fn compare(text: &str, source: &str, code: &str) -> UntranslatedText {
        UntranslatedText::new((text, 0..0), (source, 0..0), (find_language(code), code), &[])
    }

    #[test]
    fn only_prose_is_compared() {
        let line = "- [ ] Zvaniet `cargo run` [mums](late-deadline.md#first) → [[calls#x|vēlreiz]] <https://a.example/b> {#first .key}";
        assert_eq!(words(&without_markup(line)).count(), 3);
        let law = "> [!LAW lv 2026-11-29 Likums, 2. pants](https://likumi.example/2)";
        assert_eq!(words(&without_markup(law)).count(), 0);
        let text = "---\ntitle: Zvani\nsituations: [late]\nescalates:\n  unpaid: ja klusē\n---\n```sh\nsitu serve\n```\n> [!SAY]\n> Labdien!\n";
        let lines = prose_lines(text, 4..text.find("---\n```").unwrap());
        let words: Vec<(usize, String)> = lines.iter().map(|line| (line.number, line.words.join(" "))).collect();
        let expected = [(2, "zvani"), (5, "ja klusē"), (11, "labdien")].map(|(number, text)| (number, text.to_owned()));
        assert_eq!(words, expected);
    }

    #[test]
    fn copied_text_is_untranslated_and_its_lines_are_named() {
        let source = "Pirmais teikums par zvaniem un darbu.\n\nOtrais teikums par rēķinu un naudu.\n";
        let copied = compare(source, source, "en");
        assert!(copied.is_untranslated());
        assert_eq!(copied.lines, [1, 3]);
        // One word in each line is changed, and so is the case.
        let nearly = compare(&source.replace("teikums", "palags").to_uppercase(), source, "en");
        assert!(nearly.is_untranslated(), "{nearly:?}");
        let half =
            compare("The first sentence on calls and work.\n\nOtrais teikums par rēķinu un naudu.\n", source, "en");
        assert!(half.is_untranslated());
        assert_eq!(half.lines, [3]);
    }

    #[test]
    fn translations_share_words_but_are_translated() {
        let source = "Клиент не отвечает на письма и звонки.\n\nДоговор на одной странице.\n\n[[phrase:late]]\n";
        let translated = compare(
            "Клиентът не отговаря на писма и обаждания.\n\nДоговор на една страница.\n\n[[phrase:late]]\n",
            source,
            "bg",
        );
        assert!(!translated.is_untranslated(), "{translated:?}");
        assert!(translated.lines.is_empty());
        assert!(!compare("", source, "bg").is_untranslated());
    }

    #[test]
    fn text_in_another_script_is_untranslated_if_the_script_is_known() {
        let text = "Cits teksts, kas avotā vairs nav.\n";
        assert!(compare(text, "Новый текст.", "ru").is_untranslated());
        assert!(compare("Другой текст, которого там нет.\n", "Jauns teksts.", "lv").is_untranslated());
        // The script of Ukrainian is not in the table of languages.
        assert!(!compare("Інший текст, якого там немає.\n", "New text.", "uk").is_untranslated());
    }
    #[test]
    fn short_lines_are_named_unless_they_are_names() {
        let russian = "## Два слова\n\n- [ ] Позвоните сегодня. {#a}\n\n## Иван Петров\n\nСлово\n";
        assert_eq!(compare(russian, russian, "lv").lines, [1, 3, 5]);
        assert_eq!(compare(russian, russian, "bg").lines, [1, 3]);
        let latin = "## Late payment {#late}\n\n## Google Docs\n\n## WhatsApp 2.0\n\n## ISO 9001\n\n> Call them.\n";
        for code in ["lv", "ru", "de", "en"] {
            assert_eq!(compare(latin, latin, code).lines, [1, 9], "{code}");
        }
        assert_eq!(compare("## Late payment\n", "## Late payments\n", "lv").lines, [0usize; 0]);
        // Georgian has no capital letters.
        assert_eq!(compare("## ორი სიტყვა\n", "## ორი სიტყვა\n", "en").lines, [1]);
    }

    #[test]
    fn phase_with_the_same_name_in_both_languages_is_translated() {
        let (text, language) = (("## Два слова\n", 0..0), (find_language("bg"), "bg"));
        let named = UntranslatedText::new(text.clone(), text, language, &["Два слова".into()]);
        assert_eq!(named.lines, [0usize; 0]);
    }

    #[test]
    fn short_lines_of_this_repository_are_translated() {
        let (tree, _) = SourceTree::from_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
        let read = |path: &str| tree.text(path).map(|text| text.into_owned());
        let front = |text: &str| 4..text.find("\n---\n").unwrap();
        let languages = ["lv", "ru", "bg"];
        let (mut count, mut found) = (0, Vec::new());
        for (from, to) in languages.iter().flat_map(|from| languages.iter().map(move |to| (*from, *to))) {
            for path in tree.below(&format!("content/{to}/")).filter(|path| path.ends_with(".md") && from != to) {
                let (Some(text), Some(source)) = (read(path), read(&path.replacen(to, from, 1))) else { continue };
                let (text, source) = ((&*text, front(&text)), (&*source, front(&source)));
                let compared = UntranslatedText::new(text.clone(), source, (find_language(to), to), &[]);
                let lines: Vec<&str> = text.0.lines().collect();
                // A longer one may quote the official name of an institution.
                let is_short = |line: &&usize| words(&without_markup(lines[**line - 1])).count() < MIN_WORDS_OF_LINE;
                let short = compared.lines.iter().filter(is_short);
                found.extend(short.map(|line| format!("{path}:{line}: {}", lines[line - 1])));
                count += 1;
            }
        }
        assert_eq!(found, Vec::<String>::new());
        assert!(count > 500, "{count}");
    }
}
