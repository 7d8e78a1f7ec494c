//! The table of diagnostic codes: one row per rule with its stable name, severity and reason.
//!
//! The strings of a code are in `languages/<xx>/messages.ftl`: one message and one attribute for the help.

use serde::Serialize;

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
    /// A key has a new name; the former one is still read.
    RenamedKey = "renamed-key", Warning;
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
