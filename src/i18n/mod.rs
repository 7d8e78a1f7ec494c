//! Strings with ids, from Fluent files: the program's messages (built in, one file per language) and the interface
//! strings of a theme.
//!
//! Takes Fluent text; returns formatted strings. Plural categories are passed in, because the plural rules of
//! fluent-bundle are older than those of CLDR for Latvian: `$errors_plural` for a number `$errors`, and `$plural` for that
//! of [`Messages::count`]. An id without a message is returned as it is; the
//! completeness tests fail on it.

mod patterns;

use std::borrow::Cow;
use std::collections::HashSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};

use crate::diagnostics::{Code, Diagnostic};
use crate::foundation::text::is_forbidden_char;
use crate::foundation::unicode::{has_invisible, show_invisible};
use crate::linguistics::{FALLBACK, Language, LanguagePack, PACKS, find_language, find_pack, texts_with_fallback};

pub use patterns::{StringPattern, read_patterns};

/// The codes of the languages that have messages, as a sentence lists them: "bg, en, lv or ru".
pub fn writer_languages() -> String {
    let codes: Vec<&str> = PACKS.iter().filter(|pack| pack.messages.is_some()).map(|pack| pack.code).collect();
    match codes.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => codes.concat(),
    }
}

/// The messages or strings of one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    lang: &'static Language,
    /// In the order of the files.
    message_ids: Vec<String>,
}

/// A Fluent file that cannot be parsed: the byte offset of the error and the text of the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FluentParseError {
    pub byte: usize,
    pub reason: String,
}

impl Messages {
    /// The messages of one language from one or more Fluent texts. A later message replaces an earlier one of the same
    /// id.
    pub fn new(code: &str, texts: &[&str]) -> Result<Messages, Vec<FluentParseError>> {
        let identifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        let mut message_ids = Vec::new();
        let mut known = HashSet::new();
        for text in texts {
            if let Some(byte) = too_deep(text) {
                let reason = format!("more than {MAX_DEPTH} braces inside one another");
                return Err(vec![FluentParseError { byte, reason }]);
            }
            let resource = FluentResource::try_new((*text).to_owned()).map_err(|(_, faults)| {
                let fault = |e: fluent_syntax::parser::ParserError| FluentParseError {
                    byte: e.pos.start,
                    reason: e.kind.to_string(),
                };
                faults.into_iter().map(fault).collect::<Vec<_>>()
            })?;
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let id = message.id.name.to_owned();
                    if known.insert(id.clone()) {
                        message_ids.push(id);
                    }
                }
            }
            bundle.add_resource_overriding(resource);
        }
        Ok(Messages { bundle, lang: find_language(code), message_ids })
    }

    /// The program's messages in the writer's language, given as a BCP 47 code or a POSIX locale ("lv_LV.UTF-8");
    /// English if situ has no messages in it.
    pub fn for_writer(code: &str) -> Messages {
        let primary = code.split(['-', '_', '.']).next().unwrap_or_default();
        let known = find_pack(primary).is_some_and(|pack| pack.messages.is_some());
        Messages::built_in(if known { primary } else { FALLBACK }, |pack| pack.messages)
    }

    /// A built-in file of a language over the same file in English. `text` selects it: `|pack| pack.messages`.
    pub fn built_in(code: &str, text: fn(&LanguagePack) -> Option<&'static str>) -> Messages {
        // The files are part of the program and a test parses them all, so an error cannot occur.
        Messages::new(code, &texts_with_fallback(code, text)).unwrap_or_else(|_| Messages::empty())
    }

    fn empty() -> Messages {
        Messages {
            bundle: FluentBundle::new_concurrent(Vec::new()),
            lang: find_language(FALLBACK),
            message_ids: Vec::new(),
        }
    }

    /// The code of the language.
    pub fn code(&self) -> &'static str {
        self.lang.code
    }

    /// All ids, in the order of the files.
    pub fn message_ids(&self) -> &[String] {
        &self.message_ids
    }

    /// The message `id`, formatted with `args`.
    pub fn text(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.format(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of the message `id`.
    pub fn attribute(&self, id: &str, attribute: &str) -> String {
        self.format(id, Some(attribute), &[]).unwrap_or_else(|| id.to_owned())
    }

    /// The message `id` for a number: `$n` is the number, `$plural` its CLDR category in this language.
    pub fn count(&self, id: &str, n: u64, args: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let mut all = vec![("n", number.as_str()), ("plural", self.lang.plural(n).as_str())];
        all.extend_from_slice(args);
        self.text(id, &all)
    }

    /// Messages that can never be formatted, whatever the arguments: they refer to themselves or expand to too much
    /// text.
    pub fn unformattable_ids(&self) -> impl Iterator<Item = &String> {
        self.message_ids.iter().filter(|id| {
            let pattern = self.bundle.get_message(id).and_then(|message| message.value());
            let mut faults = Vec::new();
            pattern.is_some_and(|pattern| {
                self.bundle.format_pattern(pattern, None, &mut faults);
                let is_unformattable = |fault: &FluentError| {
                    let FluentError::ResolverError(fault) = fault else { return false };
                    matches!(fault, ResolverError::Cyclic | ResolverError::TooManyPlaceables)
                };
                faults.iter().any(is_unformattable)
            })
        })
    }

    /// The text of `id` if it needs no argument, so that it is formatted once for all pages.
    pub fn constant_text(&self, id: &str) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, None, &mut faults);
        faults.is_empty().then(|| text.into_owned())
    }

    /// The message of a diagnostic.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        self.format(diagnostic.code.as_str(), None, &borrow_arguments(&message_arguments(diagnostic)))
            .unwrap_or_else(|| diagnostic.code.as_str().to_owned())
    }

    /// How to correct the mistake, after "did you mean" if the diagnostic has a suggestion.
    pub fn help(&self, diagnostic: &Diagnostic) -> String {
        let arguments = message_arguments(diagnostic);
        let help = self
            .format(diagnostic.code.as_str(), Some("help"), &borrow_arguments(&arguments))
            .unwrap_or_else(|| diagnostic.code.as_str().to_owned());
        let help = match &diagnostic.suggestion {
            Some(name) => {
                format!(
                    "{} {help}",
                    self.text("did-you-mean", &[("name", &escape_control_chars(&show_invisible(name)))])
                )
            }
            None => help,
        };
        let is_hidden = |(name, value): &(&str, String)| NAMES.contains(name) && has_invisible(value);
        match diagnostic.code != Code::InvisibleCharacter && diagnostic.args.iter().any(is_hidden) {
            true => format!("{help} {}", self.text("invisible-in-name", &[])),
            false => help,
        }
    }

    /// What a code means: the attribute `reason` of its message, else the reason in the table of codes, in English.
    pub fn reason(&self, code: Code) -> String {
        self.format(code.as_str(), Some("reason"), &[]).unwrap_or_else(|| code.reason().to_owned())
    }

    /// Formats a message, or one of its attributes; `None` if it does not exist.
    fn format(&self, id: &str, attribute: Option<&str>, args: &[(&str, &str)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            filled.set(*name, *value);
            if let Ok(n) = value.parse() {
                filled.set(format!("{name}_plural"), self.lang.plural(n).as_str());
            }
        }
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&filled), &mut faults).into_owned())
    }
}

/// Arguments that are names which a writer typed. Their invisible characters are shown as escapes. Others are parts of a
/// text, in which no-break spaces and soft hyphens are right.
const NAMES: [&str; 22] = [
    "action",
    "address",
    "anchor",
    "article",
    "code",
    "file",
    "font",
    "id",
    "key",
    "known",
    "label",
    "name",
    "page",
    "phase",
    "phrase",
    "question",
    "situation",
    "slug",
    "source",
    "target",
    "typed",
    "what",
];

/// The arguments of a diagnostic, sanitised.
fn message_arguments(diagnostic: &Diagnostic) -> Vec<(&'static str, String)> {
    let shown = |name, value| if NAMES.contains(&name) { show_invisible(value) } else { Cow::Borrowed(value) };
    diagnostic.args.iter().map(|(name, value)| (*name, escape_control_chars(&shown(*name, value.as_str())))).collect()
}

fn borrow_arguments<'a>(arguments: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    arguments.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// The greatest depth of nested braces in one entry, because each costs the parser stack space.
const MAX_DEPTH: usize = 64;

/// The byte offset at which braces or brackets are nested too deeply.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut line_start = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            // An entry begins at the start of a line.
            b'a'..=b'z' | b'A'..=b'Z' | b'-' if line_start => depth = 0,
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
        line_start = byte == b'\n';
    }
    None
}

/// The most characters of an author's text that a message repeats.
const MAX_ARGUMENT: usize = 400;

/// An argument as a message may repeat it: shortened, and with escapes for characters that would move the cursor of a
/// terminal or change the direction of writing.
fn escape_control_chars(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len().min(MAX_ARGUMENT * 4));
    for (number, c) in typed.chars().enumerate() {
        if number == MAX_ARGUMENT {
            text.push('…');
            break;
        }
        match c {
            '\n' => text.push(c),
            _ if is_forbidden_char(c) || matches!(c, '\r' | '\t') => text.extend(c.escape_default()),
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Language code and messages, for each language that has messages.
    fn languages() -> Vec<(&'static str, &'static str)> {
        PACKS.iter().filter_map(|pack| Some((pack.code, pack.messages?))).collect()
    }

    #[test]
    fn unknown_language_falls_back_to_english() {
        for (asked, code) in [("lv_LV.UTF-8", "lv"), ("bg-BG", "bg"), ("C.UTF-8", "en"), ("et", "en"), ("", "en")] {
            assert_eq!(Messages::for_writer(asked).code(), code, "{asked}");
        }
        assert_eq!(
            writer_languages().split([',', ' ']).filter(|word| word.len() == 2 && *word != "or").count(),
            languages().len()
        );
    }

    #[test]
    fn every_code_has_message_and_help_in_every_language() {
        for (code, text) in languages() {
            let messages = Messages::new(code, &[text]).unwrap_or_else(|f| panic!("{code}: {f:?}"));
            for rule in Code::ALL {
                let id = rule.as_str();
                assert!(messages.format(id, None, &[]).is_some(), "{code}: no message for {id}");
                assert!(messages.format(id, Some("help"), &[]).is_some(), "{code}: no help for {id}");
            }
        }
    }

    #[test]
    fn every_language_has_the_same_messages_with_the_same_arguments() {
        let arguments = |text: &str| -> Vec<String> {
            let mut arguments: Vec<_> =
                text.split("{ $").skip(1).map(|rest| rest.split([' ', '-']).next().unwrap().to_owned()).collect();
            arguments.sort();
            arguments.dedup();
            arguments
        };
        // Pairs of id and the arguments of the message and its help. A message with a number need not use its plural
        // category.
        let entries = |text: &str| -> Vec<(String, Vec<String>)> {
            let resource = FluentResource::try_new(text.to_owned()).unwrap();
            let ids = resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            });
            let ids: Vec<String> = ids.collect();
            let mut rest = text;
            let mut all = Vec::new();
            for (number, id) in ids.iter().enumerate() {
                rest = &rest[rest.find(&format!("{id} =")).unwrap()..];
                let end = ids.get(number + 1).map_or(rest.len(), |next| rest.find(&format!("\n{next} =")).unwrap());
                let mut own = arguments(&rest[..end]);
                own.retain(|argument| !argument.ends_with("plural"));
                all.push((id.clone(), own));
            }
            all
        };
        let english = entries(find_pack(FALLBACK).and_then(|pack| pack.messages).unwrap());
        for (code, text) in languages() {
            assert_eq!(entries(text), english, "{code}");
        }
    }

    #[test]
    fn counts_have_the_plural_forms_of_the_language() {
        for (code, n, counted) in [
            ("en", "0", "0 pages, 0 steps, 0 links: 0 errors, 0 warnings"),
            ("en", "1", "1 page, 1 step, 1 link: 1 error, 1 warning"),
            ("lv", "0", "0 lapu, 0 soļu, 0 saišu; 0 kļūdu, 0 brīdinājumu"),
            ("lv", "21", "21 lapa, 21 solis, 21 saite; 21 kļūda, 21 brīdinājums"),
            ("lv", "2", "2 lapas, 2 soļi, 2 saites; 2 kļūdas, 2 brīdinājumi"),
            ("ru", "21", "21 страница, 21 шаг, 21 ссылка; 21 ошибка, 21 предупреждение"),
            ("ru", "3", "3 страницы, 3 шага, 3 ссылки; 3 ошибки, 3 предупреждения"),
            ("ru", "11", "11 страниц, 11 шагов, 11 ссылок; 11 ошибок, 11 предупреждений"),
            ("bg", "1", "1 страница, 1 стъпка, 1 връзка; 1 грешка, 1 предупреждение"),
            ("bg", "5", "5 страници, 5 стъпки, 5 връзки; 5 грешки, 5 предупреждения"),
        ] {
            let counts = ["pages", "actions", "links", "errors", "warnings"].map(|name| (name, n));
            assert_eq!(Messages::for_writer(code).text("cli-checked", &counts), counted);
        }
    }

    #[test]
    fn every_message_belongs_to_a_code_or_a_command() {
        let other = ["error", "warning", "help", "did-you-mean", "invisible-in-name"];
        for (code, text) in languages() {
            let messages = Messages::new(code, &[text]).unwrap_or_else(|f| panic!("{code}: {f:?}"));
            for id in messages.message_ids() {
                let known = Code::ALL.iter().any(|c| c.as_str() == id) || other.contains(&id.as_str());
                let of_command = ["cli-", "publish-"].iter().any(|prefix| id.starts_with(prefix));
                assert!(known || of_command, "{code}: {id} is no code");
            }
        }
    }
}
