//! Scaffolding: new content files with placeholder sentences.
//!
//! Takes kind, id, language and title; returns the file's path and text. The sentences are in `scaffold.ftl` of each
//! language's folder. Never writes a file: the CLI does.

use crate::i18n::Messages;
use crate::linguistics::Language;
use crate::model::{Kind, PhaseId, SharedStr, Structure};
use crate::parse::front_matter::fields_of;

/// The path below the root and the text of a new file. The text is a draft that passes `check`. Its first step is in
/// the first phase that is not prevention; `phase_names` are the names in the language, in the order of the phases. A
/// language without placeholder sentences gets the English ones.
pub fn new_file(
    kind: Kind,
    id: &str,
    code: &str,
    language: &Language,
    title: Option<&str>,
    structure: &Structure,
    phase_names: &[SharedStr],
) -> (String, String) {
    let path = format!("content/{code}/{}/{id}.md", kind.folder());
    let placeholders = Messages::built_in(language.code, |pack| pack.scaffold);
    let placeholder = |id: &str| placeholders.text(id, &[]);
    let title = title.map_or_else(|| id.replace('-', " "), str::to_owned);
    let mut text = format!("---\ntitle: {}\nsummary: {}\n", yaml_text(&title), yaml_text(&placeholder("summary")));
    let plan = structure.situation(id).filter(|_| kind == Kind::Situation);
    let order = structure.phase_order(plan.map_or(&[], |plan| &plan.phases));
    let phase_id = |phase: PhaseId| &*structure.phase_id(phase).value;
    let has_key = |name: &str| fields_of(kind).iter().any(|field| field.name == name);
    let first_situation = structure.situations.first().map(|plan| &plan.id.value).filter(|_| has_key("situations"));
    if let Some(id) = first_situation {
        text.push_str(&format!("situations:\n  - {id}\n"));
    }
    for (key, line) in [("lead", "lead"), ("when", "when"), ("send", "send")] {
        if has_key(key) {
            text.push_str(&format!("{key}: {}\n", yaml_text(&placeholder(line))));
        }
    }
    for (key, line) in [("recognise", "sign"), ("words", "words")] {
        if has_key(key) && kind == Kind::Situation {
            text.push_str(&format!("{key}:\n  - {}\n", yaml_text(&placeholder(line))));
        }
    }
    if has_key("phases") {
        let own: Vec<&str> = order.clone().filter(|phase| structure.is_own_phase(*phase)).map(&phase_id).collect();
        if !own.is_empty() {
            text.push_str("phases:\n");
            own.iter().for_each(|id| text.push_str(&format!("  {id}: {}\n", yaml_text(&id.replace('-', " ")))));
        }
    }
    text.push_str(&format!("draft: true\n---\n\n{}\n", placeholder("intro")));
    if kind.spec().has_letter {
        text.push_str(&format!("\n---\n\n{}\n\n---\n", placeholder("letter")));
    }
    let first = order.clone().find(|phase| Some(*phase) != structure.prevention).or(order.clone().next());
    if let Some(phase) = first.filter(|_| kind.spec().has_steps) {
        let name =
            phase_names.get(phase.index()).map_or_else(|| phase_id(phase).replace('-', " "), |name| name.to_string());
        text.push_str(&format!(
            "\n## {name}\n\n- [ ] {} {{#first-step}}\n\n  {}\n",
            placeholder("step"),
            placeholder("note")
        ));
    }
    (path, text)
}

/// A text as a YAML value, quoted if YAML needs it.
pub fn yaml_text(text: &str) -> String {
    let plain = !text.is_empty()
        && text.starts_with(char::is_alphabetic)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(['"', '\\', '\n'])
        && !matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::yaml_text;
    use crate::i18n::Messages;
    use crate::linguistics::{FALLBACK, PACKS, find_pack};

    #[test]
    fn placeholders_are_complete_in_every_language() {
        let ids = |code: &str, text: &str| -> BTreeSet<String> {
            let messages = Messages::new(code, &[text]).unwrap_or_else(|faults| panic!("{code}: {faults:?}"));
            messages.message_ids().iter().cloned().collect()
        };
        let english = ids(FALLBACK, find_pack(FALLBACK).and_then(|pack| pack.scaffold).unwrap());
        assert_eq!(
            english,
            ["intro", "lead", "letter", "note", "send", "sign", "step", "summary", "when", "words"].map(str::to_owned).into()
        );
        for (code, text) in PACKS.iter().filter_map(|pack| Some((pack.code, pack.scaffold?))) {
            assert_eq!(ids(code, text), english, "{code}");
        }
    }

    #[test]
    fn texts_are_quoted_if_yaml_needs_it() {
        for (text, yaml) in [
            ("Klients klusē", "Klients klusē"),
            ("Клиент сказал: дорого", "\"Клиент сказал: дорого\""),
            ("no", "\"no\""),
            ("2026", "\"2026\""),
            ("\"a\"", "\"\\\"a\\\"\""),
        ] {
            assert_eq!(yaml_text(text), yaml);
        }
    }
}
