//! Smart quotes: straight quotation marks become the language's own.
//!
//! Takes the text of a block in pieces, as inline markup splits it; returns the same text with its straight double
//! quotes replaced, and inside them a pair of straight single quotes. Never changes an apostrophe or a quotation mark
//! that the writer chose or escaped.

use std::borrow::Cow;

use super::Language;
use super::characters::{is_alphanumeric, is_dash};
use crate::foundation::text::contains_byte;

/// The quotation marks of all languages, except straight ones.
pub const QUOTATION_MARKS: [char; 8] = ['„', '“', '”', '‟', '«', '»', '‹', '›'];

/// The quotation marks of a language, each pair as opening and closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The marks of a quotation.
    pub outer: (char, char),
    /// The marks of a quotation inside another one.
    pub inner: (char, char),
}

impl Quotes {
    /// The marks of CLDR's root locale.
    pub(super) const ROOT: Quotes = Quotes { outer: ('“', '”'), inner: ('‘', '’') };
}

/// Replaces straight double quotes while the text of one block arrives in pieces.
///
/// Quotation marks that a writer typed are kept but counted, so that a straight quote between them becomes an inner
/// one. House style.
pub struct SmartQuotes {
    quotes: Quotes,
    /// Number of quotations that are open.
    open: usize,
    /// The value of `open` inside the innermost quotation that a single quote opened; 0 if there is none.
    single: usize,
    /// The character before the next piece.
    previous_char: char,
    /// Whether `previous_char` opened a quotation.
    opening: bool,
}

/// The character that is assumed before a block.
const START: char = '\n';

/// The kind of character before a straight quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// The start of the block, a space, an opening bracket.
    Boundary,
    Dash,
    /// An opening quotation mark.
    Opening,
    Letter,
    Digit,
    Other,
}

impl Context {
    fn after(c: char) -> Context {
        match c {
            '(' | '[' | '{' => Context::Boundary,
            '0'..='9' => Context::Digit,
            _ if c.is_whitespace() => Context::Boundary,
            _ if is_dash(c) => Context::Dash,
            _ if is_alphanumeric(c) => Context::Letter,
            _ => Context::Other,
        }
    }
}

impl SmartQuotes {
    /// Ready for the first block of a document in `lang`.
    pub fn new(lang: &Language) -> SmartQuotes {
        SmartQuotes { quotes: lang.quotes, open: 0, single: 0, previous_char: START, opening: false }
    }

    /// Must be called at the start of each block, because a quotation that was left open ends with its block.
    pub fn reset(&mut self) {
        (self.open, self.single, self.previous_char, self.opening) = (0, 0, START, false);
    }

    /// Whether a quotation is open.
    pub fn is_open(&self) -> bool {
        self.open > 0
    }

    /// Skips code or markup whose text ends in `last`: nothing in it is changed or counted.
    pub fn skip(&mut self, last: char) {
        (self.previous_char, self.opening) = (last, false);
    }

    /// The text with its straight quotes replaced; borrowed if it has no quotation mark at all.
    pub fn curl<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        self.curl_except(text, &[])
    }

    /// Like [`SmartQuotes::curl`], but leaves alone the straight quotes, double and single, at the positions `literal`
    /// among all of them, which the writer escaped.
    pub fn curl_except<'t>(&mut self, text: &'t str, literal: &[usize]) -> Cow<'t, str> {
        let has_single = self.open > 0 && text.contains('\'');
        if !has_single && !may_have_quotes(text) {
            text.chars().next_back().into_iter().for_each(|last| self.skip(last));
            return Cow::Borrowed(text);
        }
        let mut turned = String::with_capacity(text.len() + 8);
        self.push(text, literal, &mut turned);
        Cow::Owned(turned)
    }

    fn push(&mut self, text: &str, literal: &[usize], out: &mut String) {
        let mut closed = singles_with_a_partner(text).into_iter();
        let mut straight = 0;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let mut mark = c;
            if matches!(c, '"' | '\'') {
                let has_partner = c == '\'' && closed.next().unwrap_or(false);
                let is_literal = literal.binary_search(&straight).is_ok();
                straight += 1;
                mark = match c {
                    _ if is_literal => c,
                    '"' => self.mark(next),
                    _ => self.single_mark(next, has_partner),
                };
            }
            match c {
                // A typed one is an apostrophe more often than not.
                '‘' | '’' => self.skip(c),
                _ => self.count(mark),
            }
            out.push(mark);
        }
    }

    /// The mark that replaces a straight single quote: that of a quotation inside another one, or an apostrophe.
    /// `has_partner` tells whether a single quote that can close the quotation follows.
    fn single_mark(&mut self, next: Option<char>, has_partner: bool) -> char {
        let opens = self.opening || matches!(Context::after(self.previous_char), Context::Boundary | Context::Dash);
        // At the end of the piece, markup follows, and the partner is in a later piece.
        if self.open > 0 && opens && next.is_none_or(|next| has_partner && !next.is_whitespace()) {
            self.single = self.open + 1;
            return self.pair(self.open).0;
        }
        if self.single > 0 && self.single == self.open && !next.is_some_and(is_alphanumeric) {
            self.single = 0;
            return self.pair(self.open - 1).1;
        }
        '\''
    }

    /// The mark that replaces a straight quote; `next` is the character that follows in the same piece.
    fn mark(&self, next: Option<char>) -> char {
        let at_end = next.is_none_or(ends_quotation);
        let before = if self.opening { Context::Opening } else { Context::after(self.previous_char) };
        let opens = match before {
            Context::Boundary => self.open == 0 || next.is_none() || !at_end,
            Context::Dash | Context::Opening => self.open == 0 || !at_end,
            Context::Other => self.open == 0 && next.is_some_and(char::is_alphanumeric),
            Context::Letter => false,
            // Inches: 15"
            Context::Digit if self.open == 0 => return '"',
            Context::Digit => false,
        };
        if opens { self.pair(self.open).0 } else { self.pair(self.open.saturating_sub(1)).1 }
    }

    fn pair(&self, level: usize) -> (char, char) {
        if level.is_multiple_of(2) { self.quotes.outer } else { self.quotes.inner }
    }

    /// Updates the number of open quotations.
    fn count(&mut self, c: char) {
        let Quotes { outer, inner } = self.quotes;
        self.opening = c == outer.0 || c == inner.0;
        self.previous_char = c;
        if self.opening {
            self.open += 1;
        } else if c == outer.1 || c == inner.1 {
            self.open = self.open.saturating_sub(1);
        }
        if self.open < self.single {
            self.single = 0;
        }
    }
}

/// For each straight single quote of a text, whether one that can close a quotation follows it before the next double
/// quote.
fn singles_with_a_partner(text: &str) -> Vec<bool> {
    if !text.contains('\'') {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut has_partner = Vec::new();
    let mut closes = false;
    for (index, c) in chars.iter().enumerate().rev() {
        match c {
            '"' => closes = false,
            '\'' => {
                has_partner.push(closes);
                let before = index.checked_sub(1).map(|before| chars[before]);
                closes |= before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '"'))
                    && !chars.get(index + 1).copied().is_some_and(is_alphanumeric);
            }
            _ => {}
        }
    }
    has_partner.reverse();
    has_partner
}

fn ends_quotation(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | ')' | ']' | '}')
}

/// One whole text with the language's quotation marks; borrowed if nothing changes.
pub fn apply_typography<'a>(text: &'a str, lang: &Language) -> Cow<'a, str> {
    if !text.contains(['"', '\'']) {
        return Cow::Borrowed(text);
    }
    match SmartQuotes::new(lang).curl(text) {
        Cow::Owned(turned) if turned != text => Cow::Owned(turned),
        _ => Cow::Borrowed(text),
    }
}

/// Whether the text may contain a quotation mark. All but the straight one begin with 0xC2 or with 0xE2 0x80. Dashes
/// and no-break spaces do so too and are excluded by the byte after that.
fn may_have_quotes(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| match bytes[at] {
        b'"' => true,
        0xC2 => matches!(bytes.get(at + 1), Some(0xAB | 0xBB)),
        0xE2 => bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x98..=0x9F | 0xB9 | 0xBA)),
        _ => false,
    };
    contains_byte(text, |byte| matches!(byte, b'"' | 0xC2 | 0xE2)) && (0..bytes.len()).any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::{find_language, languages};

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
            ("lv", r#"Viņš teica "es dzirdēju 'jā' un gāju"."#, "Viņš teica „es dzirdēju «jā» un gāju”."),
            ("ru", r#""Я слышал 'да', 'нет'" и 'так'"#, "«Я слышал „да“, „нет“» и 'так'"),
            ("bg", r#""Чух 'да'""#, "„Чух „да““"),
            ("en", r#""I heard 'yes', but don't 'go'""#, "“I heard ‘yes’, but don't ‘go’”"),
            ("en", r#""the dogs' bones and 'tis""#, "“the dogs' bones and 'tis”"),
            ("lv", r#"„es saku 'jā'” un 'x'"#, "„es saku «jā»” un 'x'"),
            ("lv", r#""'jā', viņš teica""#, "„«jā», viņš teica”"),
            ("lv", r#"O'Nīls 'a' "b" D'Artanjans"#, "O'Nīls 'a' „b” D'Artanjans"),
            ("lv", r#"" "#, "„ "),
            ("lv", "", ""),
        ] {
            assert_eq!(apply_typography(typed, find_language(code)), turned, "{code}: {typed}");
        }
    }

    #[test]
    fn every_quotation_mark_is_noticed() {
        for language in languages().chain([find_language("xx")]) {
            let Quotes { outer, inner } = language.quotes;
            for mark in [outer.0, outer.1, inner.0, inner.1, '"', '‘', '’', '‹', '›'] {
                assert!(may_have_quotes(&format!("ā – {mark}")), "{language:?}: {mark}");
            }
        }
        assert!(!may_have_quotes("ā – \u{a0}b…"));
    }

    #[test]
    fn escaped_quotes_stay_straight() {
        for (text, literal, turned) in [
            (r#"zīmi " beigās, "x" paliek"#, &[0][..], r#"zīmi " beigās, „x” paliek"#),
            (r#""a 'b' c""#, &[1, 2], "„a 'b' c”"),
            (r#""a""#, &[0, 1], r#""a""#),
        ] {
            let turned_text = SmartQuotes::new(find_language("lv")).curl_except(text, literal).into_owned();
            assert_eq!(turned_text, turned, "{text}");
        }
    }

    #[test]
    fn text_without_straight_quotes_is_borrowed() {
        assert!(matches!(apply_typography("„Nē” – it's ‘all’", find_language("en")), Cow::Borrowed(_)));
    }

    /// Pieces of one block: `|` separates them, `` ` `` begins a piece that is code.
    fn in_pieces(block: &str, quoter: &mut SmartQuotes) -> String {
        let mut out = String::new();
        quoter.reset();
        for piece in block.split('|') {
            match piece.strip_prefix('`') {
                None => out.push_str(&quoter.curl(piece)),
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
        let mut quoter = SmartQuotes::new(find_language("lv"));
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
            (r#""es |teicu| '|jā|' un gāju""#, "„es teicu «jā» un gāju”"),
            (r#""a |'b'| c""#, "„a «b» c”"),
        ] {
            assert_eq!(in_pieces(block, &mut quoter), turned, "{block}");
        }
    }
}
