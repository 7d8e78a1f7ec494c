//! The table of diagnostic codes: one row per rule with its stable name, its severity and the reason for the rule.
//!
//! The message and the help of a code are in the `messages.ftl` of each language, under the name of the code; a test
//! there fails if one is missing. Codes are declared here, and not beside the rule that reports them, because every
//! layer reports some, and because the order of the rows decides between two diagnostics of one span.

use serde::Serialize;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A mistake that misleads readers or breaks a link. No site is built.
    Error,
    /// A mistake that a reader can live with. The site is built.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// Every mistake that situ reports, in the order of the pipeline. The documentation of a code is the reason for
        /// its rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The stable name, as printed in brackets; also the id of the message.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// The code with this stable name.
            pub fn from_name(name: &str) -> Option<Code> {
                match name { $($text => Some(Code::$name),)+ _ => None }
            }

            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// Why the rule exists, in English.
            pub fn reason(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+),)+ }.trim_ascii()
            }
        }
    };
}

codes! {
    /// A file that cannot be read would be missing from the site without notice.
    Unreadable = "unreadable", Error;
    /// A symbolic link can lead out of the site, and reading a special file may never end.
    NotAFile = "not-a-file", Error;
    /// A file of this size is a mistake, and would slow every build.
    TooLarge = "too-large", Error;
    /// Readers would see other characters in place of letters.
    NotUtf8 = "not-utf8", Error;
    /// Control characters break feeds and pages.
    ControlCharacter = "control-character", Error;
    /// A file in a place that situ does not know would never be published.
    IgnoredFile = "ignored-file", Warning;
    /// Without its settings a site has no URL and no languages.
    MissingFile = "missing-file", Error;
    /// An older program does not know the newer keys, and would report each of them as a mistake.
    SituVersion = "situ-version", Error;
    /// A requirement that cannot be read does not stop a program that is too old.
    BadVersion = "bad-version", Error;
    /// An id is part of URLs in all languages, where other characters break links and translations.
    BadId = "bad-id", Error;
    /// A link to an id that two things have is ambiguous.
    DuplicateId = "duplicate-id", Error;
    /// Broken YAML hides everything after the mistake.
    Yaml = "yaml", Error;
    /// Without quotes, YAML reads some characters in the value as its own syntax.
    NeedsQuotes = "needs-quotes", Error;
    /// Front matter without its second `---` has no end.
    FrontMatterOpen = "front-matter-open", Error;
    /// A page without title and summary cannot be listed, found or shared.
    FrontMatterMissing = "front-matter-missing", Error;
    /// A misspelt key would be ignored without notice.
    UnknownKey = "unknown-key", Error;
    /// A field of the reader's case that the site does not declare is in no form, and nothing fills its placeholders.
    UnknownField = "unknown-field", Error;
    /// A placeholder that two fields of the reader's case fill would have the text of one of them.
    SharedBlank = "shared-blank", Error;
    /// A key has a new name. The former one is still read, but new documents should not use it.
    RenamedKey = "renamed-key", Warning;
    /// The second value would replace the first without notice.
    DuplicateKey = "duplicate-key", Error;
    /// The page cannot be built without this key.
    MissingKey = "missing-key", Error;
    /// The key takes a value of another type.
    WrongType = "wrong-type", Error;
    /// The date does not exist, or does not have the form YYYY-MM-DD.
    BadDate = "bad-date", Error;
    /// A slug is part of a URL.
    BadSlug = "bad-slug", Error;
    /// Every alias makes a page, and no document has had so many URLs.
    TooManyAliases = "too-many-aliases", Error;
    /// The severity of a situation runs from 1 (calm) to 5 (last resort).
    BadSeverity = "bad-severity", Error;
    /// A base URL that is not http or https breaks every link of the site.
    BadBaseUrl = "bad-base-url", Error;
    /// A link to edit a page or to report a mistake that leads nowhere is at the end of every page.
    BadLinkPattern = "bad-link-pattern", Error;
    /// With one address for all pages, nobody who wants to edit a page finds its file.
    SameEditUrl = "same-edit-url", Warning;
    /// A host that reads another domain than that of `base_url` sends readers to an address that the site does not have.
    BadDomain = "bad-domain", Warning;
    /// A mistake in the content security policy blocks what the site needs, or allows what it does not.
    BadPolicy = "bad-policy", Error;
    /// What a host does not accept is missing there, without notice.
    HostLimit = "host-limit", Warning;
    /// A colour that is hard to read, a font that does not load or a logo that does not exist is on every page.
    BadLook = "bad-look", Error;
    /// A language code names a folder and is the value of `lang` attributes.
    BadLanguage = "bad-language", Error;
    /// Lists and quotations that are nested too deeply cost more memory than a page is worth.
    TooDeep = "too-deep", Error;
    /// HTML in a document can break the page or run scripts.
    RawHtml = "raw-html", Error;
    /// A link with a scheme other than http(s), mailto or tel can be unsafe, such as `javascript:`.
    BadScheme = "bad-scheme", Error;
    /// A name or a word with a character that nobody can see is not the one that it looks like, so links, search and
    /// glossary do not find it.
    InvisibleCharacter = "invisible-character", Error;
    /// A word with a letter of another alphabet looks right, but search, glossary and screen readers do not know it.
    MixedLetters = "mixed-letters", Warning;
    /// Braces at the end of a heading or step may only hold attributes that situ knows.
    BadAttribute = "bad-attribute", Error;
    /// A day that is counted from no date of the reader's case would never be shown.
    BadAfter = "bad-after", Error;
    /// Attributes such as `{#id}` only work at the end of a heading or step.
    StrayAttribute = "stray-attribute", Error;
    /// Without an id a step cannot remember its tick, and languages cannot share it.
    ActionWithoutId = "action-without-id", Error;
    /// The tick of a box without an id is lost when its words change, and languages cannot share it.
    TaskWithoutId = "task-without-id", Warning;
    /// Two steps with one id would share one tick.
    DuplicateAction = "duplicate-action", Error;
    /// A link cannot reach the second of two headings with one id.
    DuplicateAnchor = "duplicate-anchor", Error;
    /// With more than one link in a step, a reader does not know which one to follow.
    LinkInStep = "link-in-step", Error;
    /// The text looks like a checkbox, but is not one in Markdown.
    NotATask = "not-a-task", Warning;
    /// The text looks like a heading, but is not one in Markdown.
    NotAHeading = "not-a-heading", Warning;
    /// The name of a phase that is not a heading: the steps below it would be in no checklist.
    NotAPhase = "not-a-phase", Warning;
    /// The title is the page's first heading, and a second one of its level confuses readers and screen readers.
    SecondTitle = "second-title", Warning;
    /// Screen readers announce the levels of headings, and a missing level sounds as if a heading were missing.
    HeadingLevel = "heading-level", Warning;
    /// A line of hyphens or equals signs directly below a paragraph turns the paragraph into a heading.
    SetextHeading = "setext-heading", Warning;
    /// The text looks like a list, but Markdown joins its lines into one paragraph.
    NotAList = "not-a-list", Warning;
    /// A date or a figure at the start of a line is a list item for Markdown, which shows another number or none.
    ListMarker = "list-marker", Warning;
    /// The text looks like a table, but Markdown shows it with its vertical bars.
    NotATable = "not-a-table", Warning;
    /// A missing cell is shown empty, and a surplus cell is not shown at all.
    UnevenRow = "uneven-row", Warning;
    /// A row grows by a button only if none of its placeholders is filled from the case, which has one value of each.
    FixedRow = "fixed-row", Warning;
    /// The text looks like a link, but cannot be followed.
    NotALink = "not-a-link", Warning;
    /// A screen reader has nothing to announce for a link, image or heading without text.
    NoWords = "no-words", Warning;
    /// Emphasis that is not closed is shown with its asterisks.
    UnclosedEmphasis = "unclosed-emphasis", Warning;
    /// The text looks like a callout, but Markdown shows it as a quotation or plain text.
    NotACallout = "not-a-callout", Warning;
    /// Readers would see a comment that another program hides.
    PrivateComment = "private-comment", Error;
    /// Markup of another program is shown as plain text.
    ForeignMarkup = "foreign-markup", Warning;
    /// The text looks like a placeholder of a ready message, but would be sent unchanged.
    NotAPlaceholder = "not-a-placeholder", Warning;
    /// A reference to a footnote that does not exist is shown unchanged.
    MissingNote = "missing-note", Warning;
    /// A footnote has one text, so the second one is not shown.
    DuplicateNote = "duplicate-note", Warning;
    /// Nothing leads the reader to a footnote that the text does not refer to.
    UnusedNote = "unused-note", Warning;
    /// A code block that is not closed contains the rest of the document.
    UnclosedCodeBlock = "unclosed-code-block", Warning;
    /// A paragraph that is indented by four spaces is shown as code.
    IndentedCode = "indented-code", Warning;
    /// A path on one computer leads nowhere on the web.
    LocalPath = "local-path", Error;
    /// A callout of a kind that situ does not know would be shown as a quotation.
    UnknownBlock = "unknown-block", Error;
    /// A document to fill in is there for its text to send, which the page, the copy and the file take from two lines.
    NoLetter = "no-letter", Error;
    /// A statement about law cannot be trusted without its country and date.
    BadLaw = "bad-law", Error;
    /// A country that the settings do not declare has no name, and no reader can choose it.
    UnknownCountry = "unknown-country", Error;
    /// Readers would be shown no rates, or those of another country.
    NoRates = "no-rates", Error;
    /// Late interest that is worked out from a wrong rate is demanded in vain.
    BadRates = "bad-rates", Error;
    /// A holiday is listed twice. The author probably meant another date.
    RepeatedHoliday = "repeated-holiday", Error;
    /// Readers cannot look up a statement on law that does not say where it is written.
    LawWithoutSource = "law-without-source", Warning;
    /// A law may have changed since its source was seen, and a day that has not come cannot be the one of a reading.
    LawDate = "law-date", Warning;
    /// A date or sum of one case in a ready message is sent in another case by mistake.
    LiteralInTemplate = "literal-in-template", Warning;
    /// Readers would see the sample text of a new document as if it were advice.
    SampleText = "sample-text", Warning;
    /// The phase is not in situations.yaml.
    UnknownPhase = "unknown-phase", Error;
    /// The situation is not in situations.yaml.
    UnknownSituation = "unknown-situation", Error;
    /// No document has this action.
    UnknownAction = "unknown-action", Error;
    /// The article does not exist.
    UnknownArticle = "unknown-article", Error;
    /// The phrase is not in phrases.yaml.
    UnknownPhrase = "unknown-phrase", Error;
    /// An answer of the guide leads to a question or situation that does not exist.
    UnknownQuestion = "unknown-question", Error;
    /// The answer of the guide opens a step that the page which it leads to does not have.
    UnlistedStep = "unlisted-step", Error;
    /// A guide whose answers lead back to an earlier question never reaches a checklist.
    GuideLoop = "guide-loop", Error;
    /// No answer of the guide leads to this question or situation.
    GuideUnreached = "guide-unreached", Warning;
    /// The situation is in situations.yaml, but no language has a document for it.
    SituationWithoutText = "situation-without-text", Error;
    /// A situation lists the same action twice.
    RepeatedStep = "repeated-step", Error;
    /// A choice is between at least two actions, of which none counts more than the others.
    BadChoice = "bad-choice", Error;
    /// A phase has at most one key step.
    MultipleKeySteps = "multiple-key-steps", Warning;
    /// Nobody in trouble reads a list of more than nine steps.
    LongPhase = "long-phase", Warning;
    /// No checklist includes the action, so a reader in the situation does not see it.
    UnusedAction = "unused-action", Warning;
    /// The link leads to a page that does not exist.
    DeadLink = "dead-link", Error;
    /// The link leads to a heading or step that the page does not have.
    DeadAnchor = "dead-anchor", Error;
    /// A file that browsers or servers run could act in the name of the site.
    ActiveContent = "active-content", Error;
    /// Servers and browsers guess what to do with a file of an unknown type, and show nothing for a damaged one.
    MediaType = "media-type", Error;
    /// The image or download does not exist.
    MissingMedia = "missing-media", Error;
    /// A browser shows nothing in place of a document, a film or a file that is included as a picture.
    NotAPicture = "not-a-picture", Error;
    /// A draft is not published, so the link would lead nowhere.
    LinkToDraft = "link-to-draft", Warning;
    /// Of two pages with one URL, one would be lost.
    DuplicateUrl = "duplicate-url", Error;
    /// Of two files with one path in the output, one would be lost.
    StaticCollision = "static-collision", Error;
    /// Values in data files and front matter are plain text. Readers see Markdown and HTML in them as typed.
    MarkupInText = "markup-in-text", Warning;
    /// The place of this text has room for a sentence with links and emphasis, not for a list, a heading or a picture.
    NotInline = "not-inline", Error;
    /// Nobody in trouble reads a paragraph before the first step.
    LongLead = "long-lead", Warning;
    /// A language lacks strings or entries that another language has.
    MissingTranslation = "missing-translation", Warning;
    /// Readers would see a gap, a name such as `$n`, or nothing in place of this string.
    BadString = "bad-string", Error;
    /// Readers would meet English in the frame of every page, and a search that knows no endings.
    MissingStrings = "missing-strings", Warning;
    /// A translation lacks an action, anchor or image that another language has.
    MissingInLanguage = "missing-in-language", Warning;
    /// Two languages disagree about the phase or kind of an action, or about the situations of a document.
    Conflict = "conflict", Error;
    /// Readers of one language would be told another day for a step, or would have a message less to send.
    StepDiffers = "step-differs", Warning;
    /// The document names a language as its source that does not have the document.
    BadSource = "bad-source", Error;
    /// The document that a translation was made from has changed since, so its readers may get outdated advice.
    StaleTranslation = "stale-translation", Warning;
    /// An entry in a language's data file has an id that does not exist.
    UnusedEntry = "unused-entry", Warning;
    /// A field of the reader's case that no message uses is in no form.
    UnusedField = "unused-field", Warning;
    /// No field fills this placeholder, although a field fills the same one in another language, or nearly the same one.
    UnfilledBlank = "unfilled-blank", Warning;
    /// Two terms of the glossary have a form in common, so only one of them is linked.
    AmbiguousTerm = "ambiguous-term", Warning;
    /// The search cannot use this entry, so readers who type it find nothing.
    BadSearchWord = "bad-search-word", Warning;
    /// The word is there already, or belongs to another group of synonyms, where the search does not look for it.
    RepeatedWord = "repeated-word", Warning;
    /// Readers see case forms of one word as if they were synonyms.
    RedundantForm = "redundant-form", Warning;
    /// The text of a situation sends the reader on to a situation that its entry in situations.yaml does not list.
    NotLedTo = "not-led-to", Error;
    /// No dictionary of the language has this word.
    Spelling = "spelling", Warning;
    /// The site asks for a spelling check, but the host has no dictionary of the language.
    NoDictionary = "no-dictionary", Warning;
    /// The quotation marks belong to another language.
    WrongQuotes = "wrong-quotes", Warning;
    /// The full stop of a sentence follows the closing quotation mark in this language.
    PeriodInQuotes = "period-in-quotes", Warning;
    /// A hyphen or the dash of another language is used as a dash.
    WrongDash = "wrong-dash", Warning;
    /// A reader in trouble does not follow a sentence of this length to its end.
    LongSentence = "long-sentence", Warning;
    /// The site prefers another word.
    AvoidWord = "avoid-word", Warning;
    /// A reader who is addressed in two ways wonders who is meant.
    MixedAddress = "mixed-address", Warning;
    /// The first word of a step does not say what to do.
    StepWithoutVerb = "step-without-verb", Warning;
    /// The site asks for a message in the key step of this phase, because a reader has to say or write something there.
    StepWithoutMessage = "step-without-message", Warning;
    /// A message that begins without a greeting reads as rude.
    MessageWithoutGreeting = "message-without-greeting", Warning;
    /// A theme that cannot be loaded or rendered stops the build.
    Theme = "theme", Error;
    /// A theme that was made for another version of what templates get can leave out things without an error.
    ThemeVersion = "theme-version", Warning;
    /// A file that the content security policy does not allow is missing from every page, and only the browser's console
    /// says so.
    BlockedResource = "blocked-resource", Warning;
    /// Without a font that has all letters, the image of a shared link would have no text.
    SocialCardFont = "social-card-font", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_names_are_unique() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.as_str()), Some(*code));
        }
        assert_eq!(Code::from_name("no-such-code"), None);
    }

    #[test]
    fn code_reasons_are_sentences() {
        for code in Code::ALL {
            let reason = code.reason();
            assert!(reason.ends_with('.') && reason.starts_with(char::is_uppercase), "{}: {reason}", code.as_str());
        }
    }
}
