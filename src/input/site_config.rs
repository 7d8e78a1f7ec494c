//! site.yaml: URL, languages, theme and the other settings.
//!
//! Takes the source tree; returns a [`Config`], or `None` with diagnostics. No other file can be read without settings.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::file_names::find_name_problem;
use crate::input::base_url::split_base_url;
use crate::input::countries;
use crate::input::hosts;
use crate::input::link_patterns::{LinkTo, read_pattern};
use crate::input::look;
use crate::input::policy_settings;
use crate::input::required_version::{self, check_program, check_requirement};
use crate::input::source_tree::SourceTree;
use crate::input::yaml::{self, Field, FieldKind, Fields};
use crate::linguistics::find_language;
use crate::model::{
    AvoidedWord, COMPRESSIONS, CaseField, CaseFieldType, Config, Host, LangId, ProseRules, SharedStr, SiteLanguage,
    Spanned, is_case_field, is_id,
};

/// Path of the settings below the root.
pub const PATH: &str = "content/site.yaml";

/// Folders of the site that are not those of a language.
const RESERVED_CODES: [&str; 8] = ["assets", "hooks", "look", "media", "search", "share", "static", "themes"];

/// The keys of site.yaml. A new setting needs a row here, a line in [`read`] and a field in [`Config`].
pub const FIELDS: &[Field] = &[
    Field::optional(
        required_version::KEY,
        FieldKind::Text,
        "Versions of situ with which the site works, such as `situ >= 0.2`; any other one refuses it.",
    ),
    Field::required("base_url", FieldKind::Url, "Address at which the site will be published: https://example.org/kb"),
    Field::required(
        "languages",
        FieldKind::UniqueIds,
        "Codes of the languages, in the order of the menu; the first is the default.",
    ),
    Field::optional(
        "countries",
        FieldKind::UniqueIds,
        "Codes of the countries whose law is stated: `[!LAW lv …]`, `{country=lv}`; a reader chooses one of them.",
    ),
    Field::optional(
        "unions",
        FieldKind::IdListMap,
        "Countries whose law also holds in others, such as `eu: [lv, bg]`; no reader chooses them.",
    ),
    Field::optional("theme", FieldKind::Id, "Name of a folder below themes/; `default` is built in."),
    Field::optional("look", FieldKind::Object(look::FIELDS), "Logo, colour, fonts and style sheets of your own."),
    Field::optional(
        "edit_url",
        FieldKind::Text,
        "Where a page is edited, with {path}, {lang} or {id}: https://github.com/o/r/edit/main/{path}",
    ),
    Field::optional(
        "report_url",
        FieldKind::Text,
        "Where a mistake is reported: an address as for edit_url, or a mail address.",
    ),
    Field::optional(
        "offline",
        FieldKind::Flag,
        "false: readers' devices do not keep the site for use without a network.",
    ),
    Field::optional(
        "social_card_font",
        FieldKind::Text,
        "Font (.ttf, .otf) for the pictures of shared links: its path, or `system` for an open font of the host.",
    )
    .renamed_from(&["share_font"]),
    Field::optional(
        "url_style",
        FieldKind::Choice(&["folder", "file"]),
        "folder (default): an article is `x/index.html`; file: it is `x.html`, one file and no folder.",
    )
    .renamed_from(&["flat"])
    .renamed_values(&[("true", "file"), ("false", "folder")]),
    Field::optional("feed_limit", FieldKind::Integer(1, 500), "Entries in a feed; 20 by default."),
    Field::optional(
        "csp",
        FieldKind::Object(policy_settings::FIELDS),
        "What pages may load besides the site's own files, by directive of the content security policy.",
    ),
    Field::optional(
        "hosts",
        FieldKind::ChoiceList(&Host::NAMES),
        "Where the site is published. The build writes what each of these hosts needs, and nothing for others.",
    ),
    Field::optional(
        "precompress",
        FieldKind::ChoiceList(&COMPRESSIONS),
        "Formats in which text files are written a second time, for servers that send such files as they are.",
    ),
    Field::optional(
        "case",
        FieldKind::ChoiceMap(&CaseFieldType::NAMES),
        "Fields of the reader's own case, which fill placeholders of messages: `due: date`, in the order of the form.",
    ),
    Field::optional("currency", FieldKind::Text, "What is written beside a sum of the case: EUR or €."),
    Field::optional(
        "prose",
        FieldKind::Object(PROSE_FIELDS),
        "Proofreading; every check is off unless it is named here.",
    ),
];

/// The keys of `prose` in site.yaml.
const PROSE_FIELDS: &[Field] = &[
    Field::optional(
        "spelling",
        FieldKind::Flag,
        "true: words that neither the host's Hunspell dictionary nor words.txt nor the glossary knows are reported.",
    ),
    Field::optional("quotes", FieldKind::Flag, "true: quotation marks of another language are reported."),
    Field::optional("dashes", FieldKind::Flag, "true: hyphens in place of dashes are reported."),
    Field::optional("long_sentences", FieldKind::Integer(5, 1000), "The most words of a sentence, such as 25."),
    Field::optional("address", FieldKind::Flag, "true: texts that address the reader in two ways are reported."),
    Field::optional("term_forms", FieldKind::Flag, "true: case forms among the synonyms of a term are reported."),
    Field::optional(
        "same_messages",
        FieldKind::Flag,
        "true: a step with more messages in one language than in another is reported.",
    ),
    Field::optional("verbs", FieldKind::Flag, "true: steps that do not begin with a verb are reported."),
    Field::optional(
        "messages",
        FieldKind::IdList,
        "Phases whose key steps are reported if they have no message to send.",
    ),
    Field::optional(
        "greetings",
        FieldKind::TextListMap,
        "By language: greetings; a message that begins without one is reported. `*` matches any ending.",
    ),
    Field::optional(
        "avoid",
        FieldKind::BannedWords,
        "By language: words to avoid, and what to say instead; `*` at the end of a word matches any ending.",
    ),
    Field::optional(
        "avoid_in_messages",
        FieldKind::BannedWords,
        "The same for ready messages: words that are wrong when they are sent later, such as today.",
    ),
];

/// Reads site.yaml. `base_url` takes precedence over the one in the file. `None` if the file does not exist, cannot be
/// parsed, or has no valid base URL or languages.
pub fn read(tree: &SourceTree, base_url: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let path: SharedStr = PATH.into();
    if !tree.contains(&path) {
        diagnostics.push(Diagnostic::new(Code::MissingFile, Span::file(&path)).arg("file", PATH));
        return None;
    }
    let text = tree.read_text(&path).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    let node = yaml::parse(&path, &text, 0..text.len()).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    if let Some(diagnostic) = check_program(&path, &node) {
        diagnostics.push(diagnostic);
        return None;
    }
    let mut fields = Fields::open(&path, node, FIELDS, diagnostics);
    let requires = fields.text(required_version::KEY);
    let base_url_field = fields.text("base_url");
    let codes = fields.take("languages");
    let (countries, unions) = (fields.take("countries"), fields.map("unions"));
    let theme = fields.text("theme");
    let look = fields.take("look");
    let (edit_url, report_url) = (fields.text("edit_url"), fields.text("report_url"));
    let offline = fields.flag_or("offline", true);
    let social_card_font = fields.text("social_card_font");
    let url_style = fields.text("url_style");
    let feed_limit = fields.number("feed_limit").map_or(20, |(n, _)| n.clamp(1, 500) as usize);
    let csp = fields.take("csp");
    let (host_names, compressions) = (fields.take("hosts"), fields.take("precompress"));
    let case = fields.map("case");
    let currency = fields.text("currency").map(|text| text.value.into()).unwrap_or_default();
    let prose = fields.take("prose");
    if let Some(requires) = requires {
        check_requirement(&path, requires, diagnostics);
    }
    let mut languages: Vec<SiteLanguage> = Vec::new();
    let codes_span = codes.as_ref().map(|node| Span::new(&path, node.range.clone()));
    let mut spans: Vec<Span> = Vec::new();
    for code in codes.map(|node| yaml::parse_names(&path, node, diagnostics)).unwrap_or_default() {
        let span = Span::new(&path, code.range.clone());
        let valid = is_id(&code.value) && code.value.starts_with(|c: char| c.is_ascii_alphabetic());
        if valid && (RESERVED_CODES.contains(&code.value.as_str()) || find_name_problem(&code.value).is_some()) {
            let diagnostic = Diagnostic::new(Code::BadLanguage, span).arg("code", code.value).arg("kind", "reserved");
            diagnostics.push(diagnostic);
        } else if !valid || code.value.len() > 12 || languages.len() == 64 {
            let normalised = code.value.to_ascii_lowercase().replace('_', "-");
            let suggestion = Some(normalised).filter(|code| is_id(code) && code.len() <= 5);
            let diagnostic = Diagnostic::new(Code::BadLanguage, span).arg("code", code.value);
            diagnostics.push(Diagnostic { suggestion, ..diagnostic });
        } else if let Some(first) = languages.iter().position(|l| *l.code == *code.value) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, span).arg("id", code.value);
            diagnostics.push(diagnostic.related(spans[first].clone()));
        } else {
            spans.push(span);
            let id = LangId(languages.len() as u8);
            let language = find_language(&code.value);
            languages.push(SiteLanguage { id, language, code: code.value.into(), range: code.range });
        }
    }
    // An option has no place in a file.
    let (base_url, span, kind) = match (base_url, base_url_field) {
        (Some(base_url), _) => (base_url.to_owned(), Span::file(&SharedStr::default()), "option"),
        (None, Some(field)) => (field.value, Span::new(&path, field.range), "file"),
        (None, None) => return None,
    };
    let Some((origin, base)) = split_base_url(&base_url) else {
        diagnostics.push(Diagnostic::new(Code::BadBaseUrl, span).arg("typed", base_url).arg("kind", kind));
        return None;
    };
    if languages.is_empty() {
        if diagnostics.is_empty() {
            let span = codes_span.unwrap_or_else(|| Span::file(&path));
            diagnostics.push(Diagnostic::new(Code::MissingKey, span).arg("key", "languages"));
        }
        return None;
    }
    let theme: SharedStr = match theme {
        Some(theme) if !is_id(&theme.value) || find_name_problem(&theme.value).is_some() => {
            let span = Span::new(&path, theme.range);
            diagnostics.push(Diagnostic::new(Code::BadId, span).arg("id", theme.value));
            "default".into()
        }
        Some(theme) if theme.value != "default" && tree.below(&format!("themes/{}/", theme.value)).next().is_none() => {
            let span = Span::new(&path, theme.range);
            let themes = tree.below("themes/").filter_map(|path| path.split('/').nth(1)).chain(["default"]);
            diagnostics.push(
                Diagnostic::theme(span, "folder", format!("themes/{}", theme.value), "").nearest(&theme.value, themes),
            );
            "default".into()
        }
        Some(theme) => theme.value.into(),
        None => "default".into(),
    };
    let countries = countries::read_countries(&path, countries, unions, diagnostics);
    let csp = csp.map(|node| policy_settings::read_policy(&path, node, diagnostics)).unwrap_or_default();
    let hosts = host_names.map(|node| hosts::read_hosts(&path, node, diagnostics));
    let compressions = compressions.map(|node| hosts::read_choices(&path, node, &COMPRESSIONS, diagnostics));
    let look = look.map(|node| look::read_look(&path, &text, node, diagnostics)).unwrap_or_default();
    let edit_url = edit_url.and_then(|text| read_pattern(&path, text, LinkTo::Editor, diagnostics));
    let report_url = report_url.and_then(|text| read_pattern(&path, text, LinkTo::Report, diagnostics));
    let case = case_fields(&path, case, diagnostics);
    let prose = prose.map(|node| prose_rules(&path, node, &languages, diagnostics));
    let social_card_font = social_card_font.map(|font| Spanned { value: font.value.into(), range: font.range });
    let file_urls = match url_style.as_ref().map(|style| style.value.as_str()) {
        None | Some("folder") => false,
        Some("file") => true,
        Some(other) => {
            let range = url_style.as_ref().map_or(0..0, |style| style.range.clone());
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(&path, range));
            diagnostics.push(diagnostic.arg("wanted", "folder, file").arg("found", other));
            false
        }
    };
    Some(Config {
        origin,
        base,
        languages,
        countries,
        theme,
        look,
        edit_url,
        report_url,
        offline,
        file_urls,
        social_card_font,
        feed_limit,
        csp,
        hosts,
        gzip: compressions.is_some_and(|chosen| chosen.iter().any(|choice| choice.value == "gzip")),
        case,
        currency,
        prose,
    })
}

/// Reads `case`. Reports and skips fields with a bad id. A field with an unknown type is reported, and is declared
/// nevertheless, so that its names and placeholders are not reported too.
fn case_fields(
    path: &SharedStr,
    entries: Vec<(yaml::MapKey, yaml::Node)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<CaseField> {
    let field = |(name, node): (yaml::MapKey, yaml::Node)| {
        let typed = yaml::as_text(path, node, diagnostics);
        let kind = typed.as_ref().and_then(|typed| CaseFieldType::from_name(&typed.value));
        if let Some(typed) = typed.filter(|_| kind.is_none()) {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, typed.range));
            let diagnostic = diagnostic.arg("wanted", CaseFieldType::NAMES.join(", ")).arg("found", &*typed.value);
            diagnostics.push(diagnostic.nearest(&typed.value, CaseFieldType::NAMES));
        }
        if is_case_field(&name.text) {
            return Some(CaseField { id: Spanned { value: name.text.into(), range: name.range }, kind });
        }
        let suggestion = Some(find_language("en").slug(&name.text).replace('-', "_")).filter(|id| is_case_field(id));
        let diagnostic = Diagnostic::new(Code::BadId, Span::new(path, name.range));
        let diagnostic = diagnostic.arg("id", name.text).arg("form", "field");
        diagnostics.push(Diagnostic { suggestion, ..diagnostic });
        None
    };
    entries.into_iter().filter_map(field).collect()
}

/// The language whose code a key is. Reports any other key.
fn known_language(
    path: &SharedStr,
    name: &yaml::MapKey,
    languages: &[SiteLanguage],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SharedStr> {
    let language = languages.iter().find(|language| *language.code == *name.text);
    if language.is_none() {
        let codes = languages.iter().map(|language| &*language.code);
        let known = codes.clone().collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::new(Code::UnknownKey, Span::new(path, name.range.clone()));
        diagnostics.push(diagnostic.arg("key", &*name.text).arg("known", known).nearest(&name.text, codes));
    }
    language.map(|language| language.code.clone())
}

/// Reads `prose`.
fn prose_rules(
    path: &SharedStr,
    node: yaml::Node,
    languages: &[SiteLanguage],
    diagnostics: &mut Vec<Diagnostic>,
) -> ProseRules {
    let mut fields = Fields::open(path, node, PROSE_FIELDS, diagnostics);
    let spelling = fields.range_of("spelling");
    let mut rules = ProseRules {
        spelling: spelling.filter(|_| fields.flag("spelling")),
        quotes: fields.flag("quotes"),
        dashes: fields.flag("dashes"),
        verbs: fields.flag("verbs"),
        long_sentences: fields.number("long_sentences").map(|(n, _)| n.clamp(5, 1000) as usize),
        address: fields.flag("address"),
        term_forms: fields.flag("term_forms"),
        same_messages: fields.flag("same_messages"),
        messages: Vec::new(),
        greetings: Vec::new(),
        avoid: Vec::new(),
    };
    let phases = fields.names("messages").into_iter();
    rules.messages = phases.map(|phase| Spanned { value: phase.value.into(), range: phase.range }).collect();
    let greetings = fields.map("greetings");
    let lists = [(false, fields.map("avoid")), (true, fields.map("avoid_in_messages"))];
    for (name, node) in greetings {
        let Some(lang) = known_language(path, &name, languages, diagnostics) else { continue };
        let forms = yaml::parse_texts(path, node, diagnostics).into_iter();
        rules.greetings.extend(forms.map(|form| (lang.clone(), SharedStr::from(form.value.trim()))));
    }
    let entries =
        lists.into_iter().flat_map(|(in_messages, list)| list.into_iter().map(move |entry| (in_messages, entry)));
    for (in_messages, (name, node)) in entries {
        let Some(lang) = known_language(path, &name, languages, diagnostics) else { continue };
        let mut add = |form: &str, instead: String| {
            let form = form.trim().into();
            rules.avoid.push(AvoidedWord { lang: lang.clone(), form, instead: instead.into(), in_messages });
        };
        if let yaml::Value::Map(_) = node.value {
            for (form, node) in yaml::parse_entries(path, node, diagnostics) {
                let instead = match node.value {
                    yaml::Value::Null => String::new(),
                    _ => yaml::as_text(path, node, diagnostics).map(|text| text.value).unwrap_or_default(),
                };
                add(&form.text, instead);
            }
        } else {
            yaml::parse_texts(path, node, diagnostics).iter().for_each(|text| add(&text.value, String::new()));
        }
    }
    rules
}
