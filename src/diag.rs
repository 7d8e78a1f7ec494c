//! What is wrong with the content: code, place, words, remedy.
//!
//! Takes places and arguments from the stages; gives sorted messages as text (with the line and a caret) or JSON.
//! The table [`Code`] is the one place where a code, its class and its reason stand; the words are in
//! `src/languages/<lang>/messages.ftl`, one message and one `.remedy` a code. Never prints: the command line does.

mod consequences;
mod texts;

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::messages::Messages;
use crate::tree::Tree;

pub use texts::Texts;

/// How much a diagnostic weighs: an error misleads a reader or breaks a link and stops the build; the rest warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $class:ident;)+) => {
        /// Every mistake that situ knows, in the order of the pipeline.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, for tables and completeness tests.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The stable name, as printed in brackets and used as key of the words.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$class,)+ }
            }

            /// Why the rule exists, for writers who ask.
            pub fn reason(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+),)+ }
            }
        }
    };
}

codes! {
    /// A file that cannot be read would silently vanish from the site.
    Unreadable = "unreadable", Error;
    /// Links and special files can lead out of the tree or never end.
    NotAFile = "not-a-file", Error;
    /// A file of this size is a mistake; it would slow every build.
    TooLarge = "too-large", Error;
    /// Readers would see garbage in place of letters.
    NotUtf8 = "not-utf8", Error;
    /// Control characters break feeds and pages.
    ControlCharacter = "control-character", Error;
    /// A file in a place that situ does not know would never be published.
    StrayFile = "stray-file", Warning;
    /// Without its settings a site has no address and no languages.
    MissingFile = "missing-file", Error;
    /// An id is an address in all languages; other letters break links and translations.
    BadId = "bad-id", Error;
    /// Two files with one id would fight for one place.
    DuplicateId = "duplicate-id", Error;
    /// Broken YAML hides everything that follows it.
    Yaml = "yaml", Error;
    /// A text with a colon or a sign that YAML reads as its own.
    NeedsQuotes = "needs-quotes", Error;
    /// The text between the two `---` lines never ends.
    FrontMatterOpen = "front-matter-open", Error;
    /// A page without title and summary cannot be listed, found or shared.
    FrontMatterMissing = "front-matter-missing", Error;
    /// A misspelt key would be ignored in silence.
    UnknownKey = "unknown-key", Error;
    /// The second value would win in silence.
    DuplicateKey = "duplicate-key", Error;
    /// A key that the page cannot do without.
    MissingKey = "missing-key", Error;
    /// A value of another kind than the key takes.
    WrongType = "wrong-type", Error;
    /// A date that no calendar has, or written in another form.
    BadDate = "bad-date", Error;
    /// A slug is a part of an address.
    BadSlug = "bad-slug", Error;
    /// So many former addresses that no text had them; each makes a page.
    TooManyAliases = "too-many-aliases", Error;
    /// Severity runs from 1 (calm) to 5 (last resort).
    BadSeverity = "bad-severity", Error;
    /// An address that is no http(s) address breaks every link of the site.
    BadBaseUrl = "bad-base-url", Error;
    /// A language code names a folder and stands in `lang` attributes.
    BadLanguage = "bad-language", Error;
    /// Lists and quotations inside one another without end.
    TooDeep = "too-deep", Error;
    /// HTML in an article can break the page or run scripts.
    RawHtml = "raw-html", Error;
    /// Addresses other than web, mail, telephone and the site's own can do harm.
    BadScheme = "bad-scheme", Error;
    /// Braces that end a heading or a step may only hold words that situ knows.
    BadAttribute = "bad-attribute", Error;
    /// `{#id}` works at the end of a heading or of a step only.
    StrayAttribute = "stray-attribute", Error;
    /// A step without id cannot keep its tick, nor be shared by languages.
    ActionWithoutId = "action-without-id", Error;
    /// Two steps with one id would share one tick.
    DuplicateAction = "duplicate-action", Error;
    /// Two headings with one id make one of them unreachable.
    DuplicateAnchor = "duplicate-anchor", Error;
    /// More than one link in a step hides which one to follow.
    LinkInStep = "link-in-step", Error;
    /// It looks like a box to tick, but is none for Markdown.
    NotATask = "not-a-task", Warning;
    /// It looks like a heading, but is none for Markdown.
    NotAHeading = "not-a-heading", Warning;
    /// The name of a phase that is no heading of it: the steps below it would stand in no checklist.
    NotAPhase = "not-a-phase", Warning;
    /// The title is the page's first heading; a second one of its rank confuses readers and screen readers.
    SecondTitle = "second-title", Warning;
    /// A line of hyphens or equals signs right below a text makes the text a heading.
    LineBelow = "line-below", Warning;
    /// It looks like a list, but its lines flow together.
    NotAList = "not-a-list", Warning;
    /// It looks like a table, but is shown as text with strokes.
    NotATable = "not-a-table", Warning;
    /// A cell too few is shown empty, a cell too many is not shown at all.
    UnevenRow = "uneven-row", Warning;
    /// It looks like a link, but cannot be followed.
    NotALink = "not-a-link", Warning;
    /// A link or picture without words says nothing to those who hear the page.
    NoWords = "no-words", Warning;
    /// A mark of emphasis that does not close is shown as it is.
    NotBold = "not-bold", Warning;
    /// It looks like a box, but is a quotation or plain text for Markdown.
    NotABox = "not-a-box", Warning;
    /// It looks like a blank to fill in, but is sent as it stands.
    NotABlank = "not-a-blank", Warning;
    /// A mark of a note whose text is missing is shown as it is.
    MissingNote = "missing-note", Warning;
    /// The text of a note that nothing asks for.
    UnusedNote = "unused-note", Warning;
    /// A block of code that does not end swallows the rest of the text.
    OpenCode = "open-code", Warning;
    /// A text that is indented by four blanks is shown as code.
    IndentedCode = "indented-code", Warning;
    /// A path of one computer leads nowhere on the web.
    PathOfComputer = "path-of-computer", Error;
    /// A box of a kind that situ does not know would be shown as a quotation.
    UnknownBlock = "unknown-block", Error;
    /// A statement on law without country and date cannot be trusted.
    BadLaw = "bad-law", Error;
    /// A date or sum of another case in a ready message gets sent by mistake.
    FixedInMessage = "fixed-in-message", Warning;
    /// The phase is not one of those in situations.yaml.
    UnknownPhase = "unknown-phase", Error;
    /// The situation is not one of those in situations.yaml.
    UnknownSituation = "unknown-situation", Error;
    /// The action is written in no text.
    UnknownAction = "unknown-action", Error;
    /// The article named here does not exist.
    UnknownArticle = "unknown-article", Error;
    /// The phrase is not one of those in phrases.yaml.
    UnknownPhrase = "unknown-phrase", Error;
    /// The question named in the guide does not exist.
    UnknownQuestion = "unknown-question", Error;
    /// A guide that leads in a circle never reaches a checklist.
    GuideLoop = "guide-loop", Error;
    /// Nobody reaches this situation by the guide.
    GuideUnreached = "guide-unreached", Warning;
    /// The situation stands in situations.yaml, but no language has a text for it.
    SituationWithoutText = "situation-without-text", Error;
    /// The same action twice in one list.
    RepeatedStep = "repeated-step", Error;
    /// A phase has one key step or none.
    TwoKeys = "two-keys", Warning;
    /// A list of more than nine steps is not read by anybody in trouble.
    LongPhase = "long-phase", Warning;
    /// An action that stands in no checklist is never seen where it is needed.
    IdleAction = "idle-action", Warning;
    /// A link to a page that does not exist.
    DeadLink = "dead-link", Error;
    /// A link to a heading or step that the page does not have.
    DeadAnchor = "dead-anchor", Error;
    /// A file that browsers run would act in the name of the site.
    ActiveFile = "active-file", Error;
    /// A picture or download that is not there.
    MissingMedia = "missing-media", Error;
    /// A draft is not published, so the link would lead nowhere.
    LinkToDraft = "link-to-draft", Warning;
    /// Two pages at one address: one of them would be lost.
    SameAddress = "same-address", Error;
    /// A language lacks a part that another one has.
    MissingTranslation = "missing-translation", Warning;
    /// An action of one language that the others do not have.
    MissingInLanguage = "missing-in-language", Warning;
    /// The same action in different phases or of different kind.
    Conflict = "conflict", Error;
    /// The text was made from a source that has changed since, or has none.
    BadSource = "bad-source", Error;
    /// An entry in a language's file for an id that does not exist.
    UnusedEntry = "unused-entry", Warning;
    /// One form of a term stands under two terms.
    AmbiguousTerm = "ambiguous-term", Warning;
    /// A condition for a situation that this one does not lead to.
    NotLedTo = "not-led-to", Error;
    /// A word that no dictionary of the language knows.
    Spelling = "spelling", Warning;
    /// Spelling is asked for, but the machine has no dictionary.
    NoDictionary = "no-dictionary", Warning;
    /// Quotation marks of another language.
    WrongQuotes = "wrong-quotes", Warning;
    /// A hyphen, or another language's dash, in place of a dash.
    WrongDash = "wrong-dash", Warning;
    /// A sentence that a reader in trouble does not follow to its end.
    LongSentence = "long-sentence", Warning;
    /// A word that the site wants to be said otherwise.
    AvoidWord = "avoid-word", Warning;
    /// A step says what to do with its first word.
    StepWithoutVerb = "step-without-verb", Warning;
    /// A theme that cannot be read or rendered.
    Theme = "theme", Error;
    /// A font that cannot be used, or that lacks letters, would draw pictures without words.
    ShareFont = "share-font", Warning;
}

/// A stretch of a file, in bytes from its start. An empty path stands for the whole site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path below the site's root, `/` between folders.
    pub path: Arc<str>,
    pub start: u32,
    pub end: u32,
}

impl Place {
    pub fn new(path: &Arc<str>, range: Range<usize>) -> Place {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place { path: Arc::clone(path), start: clamp(range.start), end: clamp(range.end) }
    }

    /// The file as a whole: its first character.
    pub fn file(path: &Arc<str>) -> Place {
        Place::new(path, 0..0)
    }

    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One mistake, its place and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Place,
    /// What the words are filled with, by name.
    pub args: Vec<(&'static str, String)>,
    /// The nearest valid name, where there is one.
    pub suggestion: Option<String>,
    /// The certain mend: these bytes of `place.path` become this text.
    pub fix: Option<(Range<u32>, String)>,
    /// The other side of a contradiction.
    pub other: Option<Place>,
}

impl Diagnostic {
    pub fn new(code: Code, place: Place) -> Diagnostic {
        Diagnostic { code, place, args: Vec::new(), suggestion: None, fix: None, other: None }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Adds "did you mean" with the name nearest to `name`, if one is near enough.
    pub fn nearest<'a>(mut self, name: &str, valid: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        self.suggestion = nearest(name, valid);
        self
    }

    pub fn fix(mut self, range: Range<usize>, text: impl Into<String>) -> Diagnostic {
        self.fix = Some((range.start as u32..range.end as u32, text.into()));
        self
    }

    pub fn other(mut self, place: Place) -> Diagnostic {
        self.other = Some(place);
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Path, then place, then code: the order in which a writer walks through a file.
    pub fn order(&self, other: &Diagnostic) -> Ordering {
        (&self.place, self.code, &self.args).cmp(&(&other.place, other.code, &other.args))
    }
}

/// Sorts, and drops what was reported twice by two stages or only follows from a file that could not be read.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    consequences::drop_from(diagnostics);
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

/// The valid name nearest to what was typed: at most a third of its letters may differ (Damerau-Levenshtein).
pub fn nearest<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    Nearest::new(valid).to(name)
}

/// Valid names to which what was typed is compared, many times over.
pub struct Nearest<'a> {
    /// Lower-cased, its characters, and as it is.
    valid: Vec<(String, usize, &'a str)>,
    /// Comparisons that are still made: a file with very many wrong names gets no suggestion for the last of them.
    left: Cell<usize>,
}

impl<'a> Nearest<'a> {
    const COMPARISONS: usize = 300_000;

    pub fn new(valid: impl IntoIterator<Item = &'a str>) -> Nearest<'a> {
        let valid = valid.into_iter().map(|name| {
            let lower = name.to_lowercase();
            let length = lower.chars().count();
            (lower, length, name)
        });
        Nearest { valid: valid.collect(), left: Cell::new(Nearest::COMPARISONS) }
    }

    /// The one nearest to `name`, of two as near the first in the alphabet.
    pub fn to(&self, name: &str) -> Option<String> {
        let left = self.left.get().checked_sub(self.valid.len())?;
        self.left.set(left);
        let typed = name.to_lowercase();
        let length = typed.chars().count();
        let limit = (length / 3).clamp(1, 4);
        self.valid
            .iter()
            .filter(|(_, valid, _)| valid.abs_diff(length) <= limit)
            .map(|(lower, _, valid)| (strsim::damerau_levenshtein(&typed, lower), *valid))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, valid)| valid.to_owned())
    }
}

/// The first of very many names, as a message lists them.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const LISTED: usize = 40;
    let mut names = names.into_iter();
    let mut list = names.by_ref().take(LISTED).collect::<Vec<_>>().join(", ");
    if names.next().is_some() {
        list.push_str(", …");
    }
    list
}

/// Line and column of a byte, both from 1; columns count characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = floor_boundary(text, byte);
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Mistakes of one kind in one file that are shown to people; the others are counted.
const SHOWN: usize = 100;
/// Mistakes of one kind in one file that are told to programs.
const TOLD: usize = 1_000;

/// The first `limit` mistakes of each kind in each file.
pub fn first_of_each(diagnostics: &[Diagnostic], limit: usize) -> impl Iterator<Item = &Diagnostic> {
    let mut counts: HashMap<(&str, Code), usize> = HashMap::new();
    diagnostics.iter().filter(move |diagnostic| {
        let count = counts.entry((&diagnostic.place.path, diagnostic.code)).or_insert(0);
        *count += 1;
        *count <= limit
    })
}

/// What programs are told: a file with more mistakes of one kind than this is told of in part.
pub fn told(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    first_of_each(diagnostics, TOLD)
}

/// Diagnostics as people read them: one block each, with the line and a caret under the place.
pub fn to_text(diagnostics: &[Diagnostic], tree: &Tree, messages: &Messages, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut texts = Texts::new(tree);
    let mut out = String::new();
    for diagnostic in first_of_each(diagnostics, SHOWN) {
        out.push_str(&picture(diagnostic, &mut texts, messages, &renderer));
        out.push_str("\n\n");
    }
    let mut counts: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry((&diagnostic.place.path, diagnostic.code)).or_insert(0) += 1;
    }
    for ((path, code), count) in counts.into_iter().filter(|(_, count)| *count > SHOWN) {
        let n = (count - SHOWN).to_string();
        out.push_str(&messages.text("cli-more", &[("path", path), ("code", code.as_str()), ("n", &n)]));
        out.push_str("\n\n");
    }
    out
}

/// One diagnostic with the lines that it is about.
fn picture(diagnostic: &Diagnostic, texts: &mut Texts, messages: &Messages, renderer: &Renderer) -> String {
    let title = messages.diagnostic(diagnostic);
    let remedy = messages.remedy(diagnostic);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(messages.text("error", &[])),
        Severity::Warning => Level::WARNING.with_name(messages.text("warning", &[])),
    };
    let mut group = Group::with_title(level.primary_title(&title).id(diagnostic.code.as_str()));
    let place = &diagnostic.place;
    let (beside, apart) = match &diagnostic.other {
        Some(other) if other.path == place.path => (Some(other), None),
        other => (None, other.as_ref()),
    };
    let text = texts.of(place);
    let other_text = apart.and_then(|apart| texts.of(apart));
    if let Some(text) = &text {
        let primary = text.within(place.range());
        let context = beside.map(|other| text.within(other.range()));
        let first = context.iter().fold(primary.start, |first, range| first.min(range.start));
        let last = context.iter().fold(primary.end, |last, range| last.max(range.end));
        let (lines, start, number) = text.excerpt(first, last);
        let shifted = |range: Range<usize>| range.start - start..range.end - start;
        let mut snippet = Snippet::source(lines)
            .line_start(number)
            .path(&*place.path)
            .annotation(AnnotationKind::Primary.span(shifted(primary)));
        if let Some(context) = context {
            snippet = snippet.annotation(AnnotationKind::Context.span(shifted(context)));
        }
        group = group.element(snippet);
    } else if !place.path.is_empty() {
        group = group.element(annotate_snippets::Origin::path(&*place.path));
    }
    if let (Some(place), Some(text)) = (apart, &other_text) {
        let range = text.within(place.range());
        let (lines, start, number) = text.excerpt(range.start, range.end);
        let snippet = Snippet::source(lines).line_start(number).path(&*place.path);
        group = group.element(snippet.annotation(AnnotationKind::Context.span(range.start - start..range.end - start)));
    }
    let help = Level::HELP.with_name(messages.text("help", &[]));
    renderer.render(&[group.element(help.message(&remedy))])
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<Other<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

/// Diagnostics as one JSON array, for editors and scripts.
pub fn to_json(diagnostics: &[Diagnostic], tree: &Tree, messages: &Messages) -> String {
    let mut texts = Texts::new(tree);
    let records: Vec<Record> = told(diagnostics)
        .map(|d| {
            let ((line, column), (end_line, end_column)) = texts.lines(&d.place);
            Record {
                code: d.code.as_str(),
                severity: d.severity(),
                path: &d.place.path,
                line,
                column,
                end_line,
                end_column,
                message: messages.diagnostic(d),
                help: messages.remedy(d),
                suggestion: d.suggestion.as_deref(),
                other: d.other.as_ref().map(|o| {
                    let ((line, column), _) = texts.lines(o);
                    Other { path: &o.path, line, column }
                }),
            }
        })
        .collect();
    serde_json::to_string_pretty(&records).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "один\nдва три";
        assert_eq!(line_column(text, text.find("три").unwrap()), (2, 5));
        assert_eq!(line_column(text, 1), (1, 1));
        assert_eq!(line_column(text, 999), (2, 8));
    }

    #[test]
    fn the_nearest_name_is_near() {
        let valid = ["title", "summary", "situations"];
        assert_eq!(nearest("titel", valid).as_deref(), Some("title"));
        assert_eq!(nearest("sumary", valid).as_deref(), Some("summary"));
        assert_eq!(nearest("colour", valid), None);
    }

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
