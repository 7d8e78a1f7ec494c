//! guide.yaml: the questions of the guide, and their texts in each language.
//!
//! Takes YAML; adds questions to [`Structure`] and texts to [`LanguageTexts`].

use super::Reader;
use crate::input::yaml::{self, Field, FieldKind, Fields};
use crate::linguistics::Language;
use crate::model::{Answer, LanguageTexts, Question, QuestionText, SharedStr, Structure};

/// Path of the language-neutral file below the root.
pub const GUIDE: &str = "content/guide.yaml";

/// The keys of guide.yaml.
pub const GUIDE_FIELDS: &[Field] = &[
    Field::required("start", FieldKind::Id, "The first question."),
    Field::required("questions", FieldKind::Objects(QUESTION_FIELDS), "The questions, in order."),
];

/// The keys of a question in guide.yaml.
const QUESTION_FIELDS: &[Field] = &[
    Field::required("id", FieldKind::Id, "Name of the question."),
    Field::required("answers", FieldKind::Objects(ANSWER_FIELDS), "What can be answered."),
];

/// The keys of an answer in guide.yaml.
const ANSWER_FIELDS: &[Field] = &[
    Field::required("id", FieldKind::Id, "Name of the answer."),
    Field::required("to", FieldKind::Id, "A question or a situation."),
    Field::optional("step", FieldKind::Action, "The step that is opened on the page of the situation."),
];

/// The keys of a question in a language's guide.yaml.
pub const QUESTION_TEXT_FIELDS: &[Field] = &[
    Field::required("ask", FieldKind::Text, "The question."),
    Field::required("answers", FieldKind::TextMap, "Words of each answer, by its id."),
];

impl Reader<'_> {
    /// Reads the language-neutral guide.yaml.
    pub(super) fn guide(&mut self, structure: &mut Structure) {
        let path: SharedStr = GUIDE.into();
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
                let (id, to, step) = (fields.text("id"), fields.text("to"), fields.text("step"));
                let step = step.and_then(|step| self.action(&path, &step));
                let id = id.and_then(|id| self.id(&path, id));
                let to = to.and_then(|to| self.id(&path, to));
                if let (Some(id), Some(to)) = (id, to) {
                    question.answers.push(Answer { id, to, step });
                }
            }
            self.unique(&path, &mut question.answers, |answer| &answer.id);
            structure.questions.push(question);
        }
        self.unique(&path, &mut structure.questions, |question| &question.id);
    }

    /// Reads the guide.yaml of a language.
    pub(super) fn guide_texts(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/guide.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::parse_entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, QUESTION_TEXT_FIELDS, self.diagnostics);
            let (ask, answers) = (fields.text("ask"), fields.map("answers"));
            let mut question = QuestionText { ask: self.typeset(&path, ask, language), answers: Vec::new() };
            for (name, node) in answers {
                let text = yaml::as_text(&path, node, self.diagnostics);
                if let Some(id) = self.key_id(&path, name) {
                    question.answers.push((id, self.typeset(&path, text, language)));
                }
            }
            if let Some(id) = self.key_id(&path, name) {
                texts.questions.push((id, question));
            }
        }
    }
}
