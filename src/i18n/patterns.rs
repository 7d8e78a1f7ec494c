//! What a Fluent pattern refers to: variables, other strings, functions.
//!
//! Takes Fluent text that can be parsed; returns one [`StringPattern`] for each message and term. Never formats.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A message or term, and what its pattern refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringPattern {
    /// The id; that of a term begins with a hyphen.
    pub id: String,
    /// The pattern as it is written; empty for a term.
    pub text: String,
    /// The variables: `$n`, and `%1` for those that a script replaces.
    pub variables: BTreeSet<String>,
    /// The ids of other messages and terms.
    pub references: BTreeSet<String>,
    /// The names of functions.
    pub functions: BTreeSet<String>,
    /// Whether there are attributes besides the pattern.
    pub has_attributes: bool,
}

/// The messages and terms of a Fluent text, in its order; what cannot be parsed is left out.
pub fn read_patterns(text: &str) -> Vec<StringPattern> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let texts = pattern_texts(text);
    let read = |entry: &Entry<&str>| {
        let mut found = StringPattern::default();
        match entry {
            Entry::Message(message) => {
                found.id = message.id.name.to_owned();
                found.has_attributes = !message.attributes.is_empty();
                let same = texts.iter().find(|(id, _)| *id == message.id.name);
                found.text = same.map(|(_, text)| text.clone()).unwrap_or_default();
                message.value.iter().for_each(|pattern| found.add_pattern(pattern));
            }
            Entry::Term(term) => {
                found.id = format!("-{}", term.id.name);
                found.add_pattern(&term.value);
            }
            _ => return None,
        }
        Some(found)
    };
    resource.body.iter().filter_map(read).collect()
}

/// The ids of the messages in a Fluent text with their patterns as they are written.
fn pattern_texts(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        let starts_entry = line.starts_with(|c: char| c.is_ascii_alphabetic());
        match (line.split_once('='), found.last_mut()) {
            (Some((id, pattern)), _) if starts_entry => found.push((id.trim_end(), pattern.trim().to_owned())),
            (_, Some((_, pattern))) if line.starts_with([' ', '}']) => {
                pattern.push('\n');
                pattern.push_str(line.trim_end());
            }
            _ => {}
        }
    }
    found
}

impl StringPattern {
    fn add_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.add_text(value),
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                self.add_inline(selector);
                variants.iter().for_each(|variant| self.add_pattern(&variant.value));
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value } => self.add_text(value),
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables.insert(format!("${}", id.name));
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name)).unwrap_or_default();
                self.references.insert(format!("{}{attribute}", id.name));
            }
            InlineExpression::TermReference { id, .. } => {
                self.references.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.functions.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
        }
    }

    /// Adds the variables that a script replaces: `%1` to `%9`.
    fn add_text(&mut self, text: &str) {
        let is_variable = |at: &usize| matches!(text.as_bytes().get(at + 1), Some(b'1'..=b'9'));
        let starts = text.match_indices('%').map(|(at, _)| at).filter(is_variable);
        self.variables.extend(starts.map(|at| text[at..at + 2].to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_what_they_refer_to() {
        let text = "# A comment = x\na = { $n ->\n    [one] { $m } { b }\n   *[other] %1 { \"%2\" } 100%\n}\n\
                    b = x\n    .y = { $z }\n-c = { NUMBER($n) }\nd = { -c } { b.y }\n";
        let found = read_patterns(text);
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
        let all: Vec<String> = found
            .iter()
            .map(|one| {
                let lists = [&one.variables, &one.references, &one.functions].map(list).join("|");
                format!("{} {lists} {}", one.id, one.has_attributes)
            })
            .collect();
        assert_eq!(all, ["a $m $n %1 %2|b| false", "b || true", "-c ||NUMBER false", "d |-c b.y| false"]);
        assert_eq!(found[0].text, "{ $n ->\n    [one] { $m } { b }\n   *[other] %1 { \"%2\" } 100%\n}");
    }
}
