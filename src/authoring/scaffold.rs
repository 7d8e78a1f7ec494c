//! New files, ready to be filled in.
//!
//! Takes kind, id, language and title; gives path and text. Writing it is the command line's business.

use crate::lang::Language;
use crate::model::{Kind, Structure};

/// Path below the root and text of a new file. The text is a draft that passes `check`.
pub fn new_file(
    kind: Kind,
    id: &str,
    code: &str,
    language: &Language,
    title: Option<&str>,
    structure: &Structure,
    phases: &[(String, String)],
) -> (String, String) {
    let path = format!("content/{code}/{}/{id}.md", kind.folder());
    let words = NewDocumentStrings::of(language);
    let title = title.map_or_else(|| id.replace('-', " "), str::to_owned);
    let mut text = format!("---\ntitle: {}\nsummary: {}\n", yaml_text(&title), yaml_text(words.summary));
    match kind {
        Kind::Article => {
            let first = structure.situations.first().map_or("", |plan| &plan.id.value);
            if !first.is_empty() {
                text.push_str(&format!("situations:\n  - {first}\n"));
            }
        }
        Kind::Situation => {
            text.push_str(&format!("when: {}\nrecognise:\n  - {}\n", yaml_text(words.when), yaml_text(words.sign)));
        }
        Kind::Page => {}
    }
    text.push_str(&format!("draft: true\n---\n\n{}\n", words.intro));
    if kind != Kind::Page
        && let Some((_, name)) = phases.get(1).or(phases.first())
    {
        text.push_str(&format!("\n## {name}\n\n- [ ] {} {{#first-step}}\n\n  {}\n", words.step, words.note));
    }
    (path, text)
}

/// A text as a YAML value, in quotes where YAML needs them.
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

/// What stands in a new file until the writer's own words do.
struct NewDocumentStrings {
    summary: &'static str,
    when: &'static str,
    sign: &'static str,
    intro: &'static str,
    step: &'static str,
    note: &'static str,
}

impl NewDocumentStrings {
    fn of(language: &Language) -> NewDocumentStrings {
        match language.code {
            "lv" => NewDocumentStrings {
                summary: "Viens teikums par to, ko lasītājs šeit atradīs.",
                when: "Pirms atbildat klientam.",
                sign: "Pazīme, pēc kuras situāciju var atpazīt.",
                intro: "Atbilde pirmajos sešdesmit vārdos.",
                step: "Viens īss solis.",
                note: "Paskaidrojums, kāpēc šis solis ir vajadzīgs.",
            },
            "ru" => NewDocumentStrings {
                summary: "Одно предложение о том, что читатель здесь найдёт.",
                when: "Прежде чем отвечать клиенту.",
                sign: "Признак, по которому можно узнать ситуацию.",
                intro: "Ответ в первых шестидесяти словах.",
                step: "Один короткий шаг.",
                note: "Пояснение, зачем нужен этот шаг.",
            },
            "bg" => NewDocumentStrings {
                summary: "Едно изречение за това, което читателят ще намери тук.",
                when: "Преди да отговориш на клиента.",
                sign: "Признак, по който ситуацията се познава.",
                intro: "Отговорът в първите шейсет думи.",
                step: "Една кратка стъпка.",
                note: "Обяснение защо тази стъпка е нужна.",
            },
            _ => NewDocumentStrings {
                summary: "One sentence about what the reader finds here.",
                when: "Before you answer the client.",
                sign: "A sign by which the situation is recognised.",
                intro: "The answer in the first sixty words.",
                step: "One short step.",
                note: "Why this step is needed.",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::yaml_text;

    #[test]
    fn texts_are_quoted_where_yaml_needs_it() {
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
