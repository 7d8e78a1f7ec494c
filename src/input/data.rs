//! The data files: situations.yaml, guide.yaml, phrases.yaml, and the texts of one language.
//!
//! Takes the tree; gives a [`Structure`] and [`LanguageTexts`]. Checks each file on its own; whether what they name
//! exists is the business of `check.rs`.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest};
use crate::input::source_tree::SourceTree;
use crate::input::yaml::{self, Field, Fields, MapKey, Node};
use crate::lang::homoglyphs::without_lookalikes;
use crate::lang::{Language, language, typography};
use crate::model::{
    ActionId, Answer, LanguageTexts, PhrasePlan, PhraseText, Question, QuestionText, SharedStr, SituationPlan, Spanned,
    StepPlan, Structure, Term, TermLink, is_id,
};

/// The keys of situations.yaml.
pub const SITUATIONS_FIELDS: &[Field] = &[
    Field { name: "phases", required: true, doc: "Moments of a situation, in order of time." },
    Field { name: "situations", required: true, doc: "The situations, in order." },
    Field { name: "was", required: false, doc: "Renamed actions: old key to new key." },
];
/// The keys of one situation in situations.yaml.
pub const SITUATION_FIELDS: &[Field] = &[
    Field { name: "id", required: true, doc: "Name of the situation's files and address." },
    Field { name: "severity", required: true, doc: "1 (calm) to 5 (last resort)." },
    Field { name: "leads_to", required: false, doc: "Situations that this one can turn into." },
    Field { name: "steps", required: false, doc: "Actions by phase, in order; `!` marks the key one." },
    Field { name: "articles", required: false, doc: "Articles of the situation, the best first." },
];
/// The keys of guide.yaml.
pub const GUIDE_FIELDS: &[Field] = &[
    Field { name: "start", required: true, doc: "The first question." },
    Field { name: "questions", required: true, doc: "The questions, in order." },
];
/// The keys of a question in guide.yaml.
pub const QUESTION_FIELDS: &[Field] = &[
    Field { name: "id", required: true, doc: "Name of the question." },
    Field { name: "answers", required: true, doc: "What can be answered." },
];
/// The keys of an answer in guide.yaml.
pub const ANSWER_FIELDS: &[Field] = &[
    Field { name: "id", required: true, doc: "Name of the answer." },
    Field { name: "to", required: true, doc: "A question or a situation." },
];
/// The keys of a phrase in phrases.yaml.
pub const PHRASE_FIELDS: &[Field] = &[
    Field { name: "situations", required: false, doc: "Situations in which the phrase is heard." },
    Field { name: "actions", required: false, doc: "What to do when it is heard." },
];
/// The keys of a phrase in a language's phrases.yaml.
pub const PHRASE_TEXT_FIELDS: &[Field] = &[
    Field { name: "says", required: true, doc: "The client's words." },
    Field { name: "behind", required: false, doc: "What may be behind them." },
    Field { name: "answer", required: true, doc: "What you may answer; [in brackets] what is to be filled in." },
];
/// The keys of a term in glossary.yaml.
pub const TERM_FIELDS: &[Field] = &[
    Field { name: "term", required: true, doc: "The term in its basic form." },
    Field { name: "also", required: false, doc: "Other forms to be linked." },
    Field { name: "definition", required: true, doc: "What it means, in one sentence." },
    Field {
        name: "link",
        required: false,
        doc: "exact: the forms given; inflected: all forms of a noun with its adjectives; no.",
    },
    Field { name: "never", required: false, doc: "Phrases in which it is not linked." },
];
/// The keys of a language's site.yaml.
pub const LANGUAGE_SITE_FIELDS: &[Field] = &[
    Field { name: "title", required: true, doc: "Name of the site in this language." },
    Field { name: "description", required: false, doc: "One sentence about it." },
    Field { name: "phases", required: false, doc: "Name of each phase." },
    Field { name: "case", required: false, doc: "Which [blanks] of ready messages the reader's own case fills." },
];
/// What a reader can note about the own case, by the words that stand in the blanks of ready messages.
pub const CASE_FIELDS: &[Field] = &[
    Field { name: "client", required: false, doc: "Blanks that mean the client's name." },
    Field { name: "delivered", required: false, doc: "Blanks that mean the day on which the work was delivered." },
    Field { name: "agreed", required: false, doc: "Blanks that mean the day that was agreed." },
    Field { name: "sum", required: false, doc: "Blanks that mean the sum in question." },
];
/// The keys of a question in a language's guide.yaml.
pub const QUESTION_TEXT_FIELDS: &[Field] = &[
    Field { name: "ask", required: true, doc: "The question." },
    Field { name: "answers", required: true, doc: "Words of each answer, by its id." },
];

/// Reads the language-neutral files; the ones that are not there are empty.
pub fn read(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) -> Structure {
    let mut structure = Structure::default();
    let mut reader = Reader { tree, diagnostics };
    reader.situations(&mut structure);
    reader.guide(&mut structure);
    reader.phrases(&mut structure);
    structure
}

/// Reads the data files of one language.
pub fn read_language(
    tree: &SourceTree,
    code: &str,
    language: &'static Language,
    structure: &Structure,
    diagnostics: &mut Vec<Diagnostic>,
) -> LanguageTexts {
    let mut texts = LanguageTexts::default();
    let mut reader = Reader { tree, diagnostics };
    reader.site_texts(code, language, structure, &mut texts);
    reader.guide_texts(code, language, &mut texts);
    reader.phrase_texts(code, language, &mut texts);
    reader.glossary(code, language, &mut texts);
    texts
}

struct Reader<'a> {
    tree: &'a SourceTree,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// A file's YAML, if the file is there.
    fn open(&mut self, path: &SharedStr) -> Option<Node> {
        if !self.tree.contains(path) {
            return None;
        }
        let node = self.tree.read_text(path).and_then(|text| yaml::parse(path, &text, 0..text.len()));
        node.map_err(|diagnostic| self.diagnostics.push(diagnostic)).ok()
    }

    /// An id in the right form; anything else is reported.
    fn id(&mut self, path: &SharedStr, text: yaml::Text) -> Option<Spanned<SharedStr>> {
        if is_id(&text.value) {
            return Some(Spanned { value: text.value.into(), range: text.range });
        }
        let place = Span::new(path, text.range);
        let suggestion = likely_id(text.value.trim_end_matches(".md"));
        self.diagnostics.push(Diagnostic { suggestion, ..Diagnostic::new(Code::BadId, place).arg("id", text.value) });
        None
    }

    fn ids(&mut self, path: &SharedStr, texts: Vec<yaml::Text>) -> Vec<Spanned<SharedStr>> {
        texts.into_iter().filter_map(|text| self.id(path, text)).collect()
    }

    fn name(&mut self, path: &SharedStr, name: MapKey) -> Option<Spanned<SharedStr>> {
        self.id(path, yaml::Text { value: name.text, range: name.range })
    }

    /// `page.item`, with `!` behind it where `marked` allows.
    fn action(&mut self, path: &SharedStr, text: &yaml::Text, marked: bool) -> Option<StepPlan> {
        let typed = text.value.as_str();
        let bare = typed.strip_suffix('!').filter(|_| marked);
        let parts = bare.unwrap_or(typed).split_once('.').filter(|(page, item)| is_id(page) && is_id(item));
        let Some((page, item)) = parts else {
            let place = Span::new(path, text.range.clone());
            let diagnostic = Diagnostic::new(Code::BadId, place).arg("id", typed).arg("form", "action");
            self.diagnostics.push(Diagnostic { suggestion: likely_action(typed, marked), ..diagnostic });
            return None;
        };
        let key = ActionId { page: page.into(), item: item.into() };
        Some(StepPlan { action: Spanned { value: key, range: text.range.clone() }, key: bare.is_some() })
    }

    /// Of things with one id the first stays; the others are reported.
    fn unique<T>(&mut self, path: &SharedStr, things: &mut Vec<T>, id: impl Fn(&T) -> &Spanned<SharedStr>) {
        let mut seen: HashMap<SharedStr, Range<usize>> = HashMap::new();
        things.retain(|thing| {
            let Spanned { value, range } = id(thing);
            let first = seen.entry(value.clone()).or_insert_with(|| range.clone());
            if first == range {
                return true;
            }
            let diagnostic = Diagnostic::new(Code::DuplicateId, Span::new(path, range.clone()))
                .arg("id", &**value)
                .related(Span::new(path, first.clone()));
            self.diagnostics.push(diagnostic);
            false
        });
    }

    fn situations(&mut self, structure: &mut Structure) {
        let path: SharedStr = "content/situations.yaml".into();
        let Some(node) = self.open(&path) else { return };
        let mut fields = Fields::open(&path, node, SITUATIONS_FIELDS, self.diagnostics);
        let phases = fields.names("phases");
        let situations = fields.list("situations");
        let was = fields.map("was");
        structure.phases = self.ids(&path, phases);
        self.unique(&path, &mut structure.phases, |phase| phase);
        for node in situations {
            if let Some(plan) = self.situation(&path, node, structure) {
                structure.situations.push(plan);
            }
        }
        self.unique(&path, &mut structure.situations, |plan| &plan.id);
        for (name, node) in was {
            let old = yaml::Text { value: name.text, range: name.range };
            let new = yaml::as_text(&path, node, self.diagnostics);
            let old = self.action(&path, &old, false);
            let new = new.and_then(|new| self.action(&path, &new, false));
            if let (Some(old), Some(new)) = (old, new) {
                structure.was.push((old.action, new.action));
            }
        }
    }

    fn situation(&mut self, path: &SharedStr, node: Node, structure: &Structure) -> Option<SituationPlan> {
        let mut fields = Fields::open(path, node, SITUATION_FIELDS, self.diagnostics);
        let id = fields.text("id");
        let severity = fields.number("severity");
        let leads_to = fields.names("leads_to");
        let articles = fields.names("articles");
        let steps = fields.take("steps");
        let severity = match severity {
            Some((n @ 1..=5, _)) => n as u8,
            Some((_, range)) => {
                self.diagnostics.push(Diagnostic::new(Code::BadSeverity, Span::new(path, range)));
                3
            }
            None => 3,
        };
        let leads_to = self.ids(path, leads_to);
        let articles = self.ids(path, articles);
        let steps = steps.map(|node| self.steps(path, node, structure));
        Some(SituationPlan { id: self.id(path, id?)?, severity, leads_to, steps, articles })
    }

    fn steps(&mut self, path: &SharedStr, node: Node, structure: &Structure) -> Vec<(usize, Vec<StepPlan>)> {
        let mut steps = Vec::new();
        for (name, node) in yaml::entries(path, node, self.diagnostics) {
            let texts = yaml::names(path, node, self.diagnostics);
            let Some(phase) = self.phase(path, &name, structure) else { continue };
            let plans: Vec<_> = texts.iter().filter_map(|text| self.action(path, text, true)).collect();
            steps.push((phase, plans));
        }
        steps.sort_by_key(|(phase, _)| *phase);
        steps
    }

    fn phase(&mut self, path: &SharedStr, name: &MapKey, structure: &Structure) -> Option<usize> {
        let found = structure.phase(&name.text);
        if found.is_none() {
            let known = structure.phases.iter().map(|phase| &*phase.value);
            let list = if structure.phases.is_empty() { "–".into() } else { join_limited(known.clone()) };
            let mut diagnostic = Diagnostic::new(Code::UnknownPhase, Span::new(path, name.range.clone()))
                .arg("phase", name.text.clone())
                .arg("known", list);
            diagnostic.suggestion = nearest(&name.text, known);
            self.diagnostics.push(diagnostic);
        }
        found
    }

    fn guide(&mut self, structure: &mut Structure) {
        let path: SharedStr = "content/guide.yaml".into();
        let Some(node) = self.open(&path) else { return };
        let mut fields = Fields::open(&path, node, GUIDE_FIELDS, self.diagnostics);
        let start = fields.text("start");
        let questions = fields.list("questions");
        structure.start = start.and_then(|start| self.id(&path, start));
        for node in questions {
            let mut fields = Fields::open(&path, node, QUESTION_FIELDS, self.diagnostics);
            let id = fields.text("id");
            let answers = fields.list("answers");
            let mut question = match id.and_then(|id| self.id(&path, id)) {
                Some(id) => Question { id, answers: Vec::new() },
                None => continue,
            };
            for node in answers {
                let mut fields = Fields::open(&path, node, ANSWER_FIELDS, self.diagnostics);
                let (id, to) = (fields.text("id"), fields.text("to"));
                let id = id.and_then(|id| self.id(&path, id));
                let to = to.and_then(|to| self.id(&path, to));
                if let (Some(id), Some(to)) = (id, to) {
                    question.answers.push(Answer { id, to });
                }
            }
            self.unique(&path, &mut question.answers, |answer| &answer.id);
            structure.questions.push(question);
        }
        self.unique(&path, &mut structure.questions, |question| &question.id);
    }

    fn phrases(&mut self, structure: &mut Structure) {
        let path: SharedStr = "content/phrases.yaml".into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, PHRASE_FIELDS, self.diagnostics);
            let situations = fields.names("situations");
            let actions = fields.names("actions");
            let situations = self.ids(&path, situations);
            let actions = actions.iter().filter_map(|text| self.action(&path, text, false)).map(|p| p.action).collect();
            if let Some(id) = self.name(&path, name) {
                structure.phrases.push(PhrasePlan { id, situations, actions });
            }
        }
    }

    fn site_texts(
        &mut self,
        code: &str,
        language: &'static Language,
        structure: &Structure,
        texts: &mut LanguageTexts,
    ) {
        let path: SharedStr = format!("content/{code}/site.yaml").into();
        if !self.tree.contains(&path) {
            self.diagnostics.push(Diagnostic::new(Code::MissingFile, Span::file(&path)).arg("file", &*path));
        }
        let mut names = vec![None; structure.phases.len()];
        if let Some(node) = self.open(&path) {
            let mut fields = Fields::open(&path, node, LANGUAGE_SITE_FIELDS, self.diagnostics);
            let (title, description) = (fields.text("title"), fields.text("description"));
            let phases = fields.map("phases");
            let case = fields.take("case");
            texts.title = typed(title, language);
            texts.description = typed(description, language);
            let before = self.diagnostics.len();
            for (name, node) in phases {
                let phase = self.phase(&path, &name, structure);
                let text = yaml::as_text(&path, node, self.diagnostics);
                if let (Some(phase), Some(text)) = (phase, text.filter(|text| !text.value.is_empty())) {
                    names[phase] = Some(typed(Some(text), language));
                }
            }
            texts.case = case.map(|node| self.case(&path, node)).unwrap_or_default();
            // What was only misspelt is not missing too.
            let meant = |id: &str| self.diagnostics[before..].iter().any(|d| d.suggestion.as_deref() == Some(id));
            let nameless = structure.phases.iter().zip(&names).filter(|(_, name)| name.is_none());
            let nameless: Vec<&str> = nameless.map(|(phase, _)| &*phase.value).filter(|id| !meant(id)).collect();
            if !nameless.is_empty() {
                let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(&path)).arg("lang", code);
                self.diagnostics.push(diagnostic.arg("what", format!("phases: {}", join_limited(nameless))));
            }
        }
        let name =
            |(phase, name): (&Spanned<SharedStr>, Option<SharedStr>)| name.unwrap_or_else(|| phase.value.clone());
        texts.phases = structure.phases.iter().zip(names).map(name).collect();
    }

    /// Words of blanks with the field that each names; one that stands twice is reported.
    fn case(&mut self, path: &SharedStr, node: Node) -> Vec<(SharedStr, &'static str)> {
        let mut fields = Fields::open(path, node, CASE_FIELDS, self.diagnostics);
        let all: Vec<_> = CASE_FIELDS.iter().map(|field| (field.name, fields.names(field.name))).collect();
        let mut case: Vec<(SharedStr, &'static str)> = Vec::new();
        for (field, name) in all.into_iter().flat_map(|(field, names)| names.into_iter().map(move |name| (field, name)))
        {
            let words: SharedStr = name.value.trim_matches(['[', ']']).trim().to_lowercase().into();
            if case.iter().any(|(known, _)| *known == words) {
                let place = Span::new(path, name.range);
                self.diagnostics.push(Diagnostic::new(Code::DuplicateId, place).arg("id", &*words));
            } else {
                case.push((words, field));
            }
        }
        case
    }

    fn guide_texts(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/guide.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, QUESTION_TEXT_FIELDS, self.diagnostics);
            let (ask, answers) = (fields.text("ask"), fields.map("answers"));
            let mut question = QuestionText { ask: typed(ask, language), answers: Vec::new() };
            for (name, node) in answers {
                let text = yaml::as_text(&path, node, self.diagnostics);
                if let Some(id) = self.name(&path, name) {
                    question.answers.push((id, typed(text, language)));
                }
            }
            if let Some(id) = self.name(&path, name) {
                texts.questions.push((id, question));
            }
        }
    }

    fn phrase_texts(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/phrases.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, PHRASE_TEXT_FIELDS, self.diagnostics);
            let (says, behind, answer) = (fields.text("says"), fields.text("behind"), fields.text("answer"));
            if let Some(answer) = &answer
                && let Some(found) = crate::parse::markdown::fixed(&answer.value, language)
            {
                // Bytes of the value are bytes of the file only where it stands in one piece and unquoted.
                let Range { start, .. } = answer.range;
                let plain = answer.range.len() == answer.value.len();
                let range = if plain { start + found.start..start + found.end } else { answer.range.clone() };
                let diagnostic = Diagnostic::new(Code::FixedInMessage, Span::new(&path, range));
                self.diagnostics.push(diagnostic.arg("typed", &answer.value[found]));
            }
            let phrase = PhraseText {
                says: typed(says, language),
                behind: typed(behind, language),
                answer: typed(answer, language),
            };
            if let Some(id) = self.name(&path, name) {
                texts.phrases.push((id, phrase));
            }
        }
    }

    fn glossary(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/glossary.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, TERM_FIELDS, self.diagnostics);
            let (term, also) = (fields.text("term"), fields.texts("also"));
            let (definition, link, never) = (fields.text("definition"), fields.text("link"), fields.texts("never"));
            let list = |texts: Vec<yaml::Text>| texts.into_iter().map(|text| typed(Some(text), language)).collect();
            let link = match link.as_ref().map(|link| link.value.as_str()) {
                None | Some("exact") => TermLink::Exact,
                Some("inflected") => TermLink::Inflected,
                Some("no") => TermLink::No,
                Some(other) => {
                    let range = link.as_ref().map_or(0..0, |link| link.range.clone());
                    let diagnostic = Diagnostic::new(Code::WrongType, Span::new(&path, range))
                        .arg("wanted", "exact, inflected, no")
                        .arg("found", other);
                    self.diagnostics.push(diagnostic);
                    TermLink::No
                }
            };
            let entry = Term {
                term: typed(term, language),
                also: list(also),
                definition: typed(definition, language),
                link,
                never: list(never),
            };
            if let Some(id) = self.name(&path, name) {
                texts.terms.push((id, entry));
            }
        }
    }
}

/// The id that was meant by capital letters, blanks, underscores or Cyrillic letters that look like Latin ones.
fn likely_id(typed: &str) -> Option<String> {
    Some(language("en").slug(&without_lookalikes(typed))).filter(|id| is_id(id))
}

/// The action that was meant; the mark of a key step stays where it is allowed.
fn likely_action(typed: &str, marked: bool) -> Option<String> {
    let (page, item) = typed.split_once(['.', '#', '/'])?;
    let mark = if marked && typed.contains('!') { "!" } else { "" };
    Some(format!("{}.{}{mark}", likely_id(page)?, likely_id(item)?))
}

fn typed(text: Option<yaml::Text>, language: &'static Language) -> SharedStr {
    text.map(|text| typography(&text.value, language).into_owned().into()).unwrap_or_default()
}
