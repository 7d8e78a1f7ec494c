//! Quotation marks: straight ones become the language's own.
//!
//! Takes the text of a block in pieces, as inline markup splits it; gives the same text with its marks turned. Never
//! touches an apostrophe or a mark that the writer chose.

use std::borrow::Cow;

use super::{Language, is_dash, is_of_word};
use crate::foundation::text::has;

/// The quotation marks of a language, opening and closing; `inner` stands inside `outer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Quotes {
    pub outer: (char, char),
    pub inner: (char, char),
}

/// Turns straight double quotes into the language's marks while the text of one block arrives in pieces.
///
/// Marks that a writer typed are left alone but counted, so that a straight quote between them becomes an inner one.
/// An apostrophe is never touched. House style.
pub struct Quoter {
    quotes: Quotes,
    open: usize,
    last: char,
    /// Whether `last` opened a quotation.
    opening: bool,
}

/// What is taken to stand before a block.
const START: char = '\n';

/// What stands before the place where a quote may come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The start of the block, a blank, an opening bracket.
    Room,
    Dash,
    Opening,
    Letter,
    Digit,
    Other,
}

impl Before {
    fn after(c: char) -> Before {
        match c {
            '(' | '[' | '{' => Before::Room,
            '0'..='9' => Before::Digit,
            _ if c.is_whitespace() => Before::Room,
            _ if is_dash(c) => Before::Dash,
            _ if is_of_word(c) => Before::Letter,
            _ => Before::Other,
        }
    }
}

impl Quoter {
    /// Ready for the first block.
    pub fn new(lang: &Language) -> Quoter {
        Quoter { quotes: lang.quotes, open: 0, last: START, opening: false }
    }

    /// To be called at the start of each block: what was left open does not reach into the next one.
    pub fn reset(&mut self) {
        (self.open, self.last, self.opening) = (0, START, false);
    }

    /// Code or markup stood here whose text ended in `last`: nothing in it is changed or counted.
    pub fn skip(&mut self, last: char) {
        (self.last, self.opening) = (last, false);
    }

    /// The text with its straight quotes turned; borrowed where there is no mark at all.
    pub fn turn<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if !may_hold_marks(text) {
            text.chars().next_back().into_iter().for_each(|last| self.skip(last));
            return Cow::Borrowed(text);
        }
        let mut turned = String::with_capacity(text.len() + 8);
        self.push(text, &mut turned);
        Cow::Owned(turned)
    }

    fn push(&mut self, text: &str, out: &mut String) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let mark = if c == '"' { self.mark(chars.peek().copied()) } else { c };
            match c {
                // Typed, it is an apostrophe more often than not.
                '‘' | '’' => self.skip(c),
                _ => self.count(mark),
            }
            out.push(mark);
        }
    }

    /// The mark in place of a straight quote, `next` being what follows in the same piece.
    fn mark(&self, next: Option<char>) -> char {
        let at_end = next.is_none_or(ends_quotation);
        let before = if self.opening { Before::Opening } else { Before::after(self.last) };
        let opens = match before {
            Before::Room => self.open == 0 || next.is_none() || !at_end,
            Before::Dash | Before::Opening => self.open == 0 || !at_end,
            Before::Other => self.open == 0 && next.is_some_and(char::is_alphanumeric),
            Before::Letter => false,
            Before::Digit if self.open == 0 => return '"',
            Before::Digit => false,
        };
        if opens { self.pair(self.open).0 } else { self.pair(self.open.saturating_sub(1)).1 }
    }

    fn pair(&self, level: usize) -> (char, char) {
        if level.is_multiple_of(2) { self.quotes.outer } else { self.quotes.inner }
    }

    /// Keeps count of what is open.
    fn count(&mut self, c: char) {
        let Quotes { outer, inner } = self.quotes;
        self.opening = c == outer.0 || c == inner.0;
        self.last = c;
        if self.opening {
            self.open += 1;
        } else if c == outer.1 || c == inner.1 {
            self.open = self.open.saturating_sub(1);
        }
    }
}

fn ends_quotation(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | ')' | ']' | '}')
}

/// One whole text with the language's quotation marks; borrowed where there is nothing to turn.
pub fn typography<'a>(text: &'a str, lang: &Language) -> Cow<'a, str> {
    if !text.contains('"') {
        return Cow::Borrowed(text);
    }
    Quoter::new(lang).turn(text)
}

/// Whether a quotation mark may stand in the text. All but the straight one begin with 0xC2 or with 0xE2 0x80, as dashes
/// and unbreakable blanks do, which are told by the byte behind.
fn may_hold_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| match bytes[at] {
        b'"' => true,
        0xC2 => matches!(bytes.get(at + 1), Some(0xAB | 0xBB)),
        0xE2 => bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x98..=0x9F | 0xB9 | 0xBA)),
        _ => false,
    };
    has(text, |byte| matches!(byte, b'"' | 0xC2 | 0xE2)) && (0..bytes.len()).any(begins)
}

#[cfg(test)]
mod tests {
    use super::super::language;
    use super::*;

    #[test]
    fn straight_quotes_become_the_languages_own() {
        for (code, typed, turned) in [
            ("lv", r#"Klients saka: "Nē"."#, "Klients saka: „Nē”."),
            ("lv", r#""Viņš teica "nē" un aizgāja""#, "„Viņš teica «nē» un aizgāja”"),
            ("ru", r#"Клиент: "Где "Ромашка"?""#, "Клиент: «Где „Ромашка“?»"),
            ("bg", r#"Клиентът: "Къде е "Ромашка"?""#, "Клиентът: „Къде е „Ромашка“?“"),
            ("en", r#"He said "I don't "care"" twice"#, "He said “I don't ‘care’” twice"),
            ("en", "\"I don’t \"care\"\"", "“I don’t ‘care’”"),
            ("xx", r#"a "b""#, "a “b”"),
            ("lv", r#"("piezīme") un ["a"] – "b"–"c""#, "(„piezīme”) un [„a”] – „b”–„c”"),
            ("ru", r#"Я думал — "да", а он —"нет""#, "Я думал — «да», а он —«нет»"),
            ("lv", r#""Bet es –""#, "„Bet es –”"),
            ("lv", r#""Bet es –", viņa teica"#, "„Bet es –”, viņa teica"),
            ("lv", r#""…un tad?" – "…""#, "„…un tad?” – „…”"),
            ("en", r#"a 15" screen, 5'6" tall"#, r#"a 15" screen, 5'6" tall"#),
            ("en", r#""version 15" is out"#, "“version 15” is out"),
            ("lv", r#""a"/"b" un c="d""#, "„a”/„b” un c=„d”"),
            ("ru", r#"«Компания "Ромашка"» и "Лютик""#, "«Компания „Ромашка“» и «Лютик»"),
            ("lv", r#"„nē" un jā"#, "„nē” un jā"),
            ("lv", r#""" un "a "b"""#, "„” un „a «b»”"),
            ("lv", "\u{a0}\"a\"\u{a0}b", "\u{a0}„a”\u{a0}b"),
            ("lv", r#"" "#, "„ "),
            ("lv", "", ""),
        ] {
            assert_eq!(typography(typed, language(code)), turned, "{code}: {typed}");
        }
    }

    #[test]
    fn every_mark_is_seen_before_it_is_turned() {
        for code in ["lv", "ru", "bg", "en", "xx"] {
            let Quotes { outer, inner } = language(code).quotes;
            for mark in [outer.0, outer.1, inner.0, inner.1, '"', '‘', '’', '‹', '›'] {
                assert!(may_hold_marks(&format!("ā – {mark}")), "{code}: {mark}");
            }
        }
        assert!(!may_hold_marks("ā – \u{a0}b…"));
    }

    #[test]
    fn without_a_straight_quote_nothing_is_copied() {
        assert!(matches!(typography("„Nē” – it's ‘all’", language("en")), Cow::Borrowed(_)));
    }

    /// Pieces of one block: `|` parts them, `` ` `` begins a piece that is code.
    fn in_pieces(block: &str, quoter: &mut Quoter) -> String {
        let mut out = String::new();
        quoter.reset();
        for piece in block.split('|') {
            match piece.strip_prefix('`') {
                None => out.push_str(&quoter.turn(piece)),
                Some(code) => {
                    out.push_str(code);
                    code.chars().next_back().into_iter().for_each(|last| quoter.skip(last));
                }
            }
        }
        out
    }

    #[test]
    fn quotes_are_paired_over_the_pieces_of_a_block() {
        let mut quoter = Quoter::new(language("lv"));
        for (block, turned) in [
            (r#"Saki |"nē"| un ej"#, "Saki „nē” un ej"),
            (r#""|nē|" un ej"#, "„nē” un ej"),
            (r#""|`x = "y"|" ir kods"#, r#"„x = "y"” ir kods"#),
            (r#"`15|" ekrāns"#, "15\" ekrāns"),
            (r#""atvērts un |nav aizvērts"#, "„atvērts un nav aizvērts"),
            (r#""jauns bloks""#, "„jauns bloks”"),
            (r#""a |"|b|"| c""#, "„a «b» c”"),
            (r#"„a |"b"|”"#, "„a «b»”"),
            (r#""[|datums|]" un "|[|x|]"|."#, "„[datums]” un „[x]”."),
        ] {
            assert_eq!(in_pieces(block, &mut quoter), turned, "{block}");
        }
    }
}
