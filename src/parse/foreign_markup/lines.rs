//! Lines that are markup of another program.
//!
//! Takes a line without white space at its ends, masked and as it is in the file; returns whether it is the construct of
//! a row of the table. Every rule is narrow enough for prose.

/// Attributes at the top of a document in AsciiDoc, in lower case.
const FIELDS: [&str; 8] = ["author", "email", "date", "keywords", "description", "lang", "toc", "revdate"];

/// Whether the line is a comment of AsciiDoc: `// words`, or four slashes around several lines.
pub(super) fn is_line_comment(line: &str, _: &str) -> bool {
    line.starts_with("// ") || line.len() > 3 && line.bytes().all(|byte| byte == b'/')
}

/// `NOTE: words`.
pub(super) fn is_admonition_paragraph(line: &str, _: &str) -> bool {
    let names = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    names.iter().any(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(": ")))
}

/// Four or more equals or plus signs, which enclose a block in AsciiDoc.
pub(super) fn is_block_delimiter(line: &str, _: &str) -> bool {
    line.len() > 3 && ["=", "+"].iter().any(|sign| line.replace(sign, "").is_empty())
}

/// `:name:`, `:name: value`.
pub(super) fn is_field_line(line: &str, _: &str) -> bool {
    let Some((name, rest)) = line.strip_prefix(':').and_then(|line| line.split_once(':')) else { return false };
    let is_name = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_!".contains(&byte));
    let is_upper = name.bytes().all(|byte| !byte.is_ascii_lowercase());
    // `:smile: words` is an emoji.
    is_name
        && (rest.is_empty() && is_upper
            || rest.starts_with(' ') && (is_upper || name.contains('-') || FIELDS.contains(&name)))
}

/// `SCHEDULED: <2026-01-01 Thu>`.
pub(super) fn is_planning_line(line: &str, _: &str) -> bool {
    let rest = ["SCHEDULED:", "DEADLINE:", "CLOSED:"].iter().find_map(|word| line.strip_prefix(word));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['<', '[']))
}

/// `[/] words`: a state of a task between done and not done.
pub(super) fn is_task_state(line: &str, _: &str) -> bool {
    line.as_bytes().first() == Some(&b'[')
        && line.as_bytes().get(1).is_some_and(|byte| b"/>-?!*\"<~".contains(byte))
        && line.get(2..4) == Some("] ")
}

/// `#. words`, `. words`.
pub(super) fn is_auto_numbered(line: &str, _: &str) -> bool {
    line.starts_with("#. ") || line.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// Whether the line includes a file (PyMdown snippet): `--8<-- "x.md"`, also escaped with `;`.
pub(super) fn is_snippet(line: &str, _: &str) -> bool {
    let line = line.trim_start_matches(';');
    let scissors = line.trim_start_matches('-');
    scissors.len() < line.len() && scissors.starts_with("8<-")
}

/// `!include x.md`, `<<< @/x.js`.
pub(super) fn is_include(line: &str, _: &str) -> bool {
    ["!include ", "!INCLUDE ", "!include(", "<<< ", "@include "].iter().any(|word| line.starts_with(word))
}

/// `.. note::`, `.. _place:`, `.. |x| image:: y`.
pub(super) fn is_rst_directive(line: &str, raw: &str) -> bool {
    let Some(rest) = raw.strip_prefix(".. ").filter(|_| line.starts_with("..")) else { return false };
    rest.starts_with(['_', '|', '[']) || rest.split_whitespace().next().is_some_and(|word| word.ends_with("::"))
}

/// A line of carets or quotation marks below a heading.
pub(super) fn is_rst_underline(line: &str, _: &str) -> bool {
    line.len() > 3 && ['^', '"'].iter().any(|mark| line.chars().all(|c| c == *mark))
}

/// `!!! note`, `:::note`, `/// tip`.
pub(super) fn is_admonition(line: &str, _: &str) -> bool {
    let word = |rest: &str| rest.trim_start().starts_with(char::is_alphabetic);
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() > 2 {
        return word(rest) || rest.trim_start().starts_with("{.");
    }
    let named = |rest: &str| word(rest) || rest.starts_with('"');
    ["!!! ", "??? ", "???+ ", "!!!+ ", "/// "].iter().any(|marker| line.strip_prefix(marker).is_some_and(named))
}

/// `=== "Tab"`.
pub(super) fn is_content_tab(line: &str, _: &str) -> bool {
    let rest = line.strip_prefix("===").map(|rest| rest.trim_start_matches(['!', '+']));
    rest.is_some_and(|rest| rest.starts_with(" \"") || rest.starts_with(" '"))
}

/// `[TOC]`, `[[_TOC_]]`.
pub(super) fn is_contents_marker(_: &str, raw: &str) -> bool {
    let inner = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']'));
    let inner = inner.map(|inner| inner.strip_prefix('[').and_then(|raw| raw.strip_suffix(']')).unwrap_or(inner));
    inner.is_some_and(|inner| inner.trim_matches('_').eq_ignore_ascii_case("toc"))
}

/// `== Heading ==`, `=== Heading`.
pub(super) fn is_wiki_heading(line: &str, _: &str) -> bool {
    let rest = line.trim_start_matches('=');
    let level = line.len() - rest.len();
    // `= x` goes on with a sum, `= Title` does not.
    let starts = |c: char| if level == 1 { c.is_uppercase() } else { c.is_alphabetic() };
    (1..=6).contains(&level) && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(starts))
}

/// `h2. Heading`, `bq. Quotation`.
pub(super) fn is_textile_block(line: &str, _: &str) -> bool {
    let Some((name, rest)) = line.split_once(". ") else { return false };
    let is_heading = name.len() == 2 && name.starts_with('h') && name.ends_with(|c| matches!(c, '1'..='6'));
    (is_heading || name == "bq") && !rest.trim().is_empty()
}

/// `#+BEGIN_QUOTE`.
pub(super) fn is_org_keyword(line: &str, _: &str) -> bool {
    line.strip_prefix("#+").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// `: The definition`.
pub(super) fn is_definition(line: &str, _: &str) -> bool {
    line.strip_prefix(": ").is_some_and(|rest| rest.trim_start().starts_with(char::is_alphanumeric))
}

/// `*[HTML]: words`.
pub(super) fn is_abbreviation(line: &str, _: &str) -> bool {
    line.strip_prefix("*[").and_then(|rest| rest.split_once("]:")).is_some_and(|(name, _)| !name.contains(['[', ']']))
}

/// `import X from "y"`, `export const x = 1`.
pub(super) fn is_mdx_import_or_export(line: &str, _: &str) -> bool {
    let is_quote = |c: char| matches!(c, '"' | '\'');
    if let Some(rest) = line.strip_prefix("import ") {
        let path = rest.rsplit_once("from ").map_or(rest, |(_, path)| path).trim().trim_end_matches(';');
        return path.len() > 2 && path.starts_with(is_quote) && path.ends_with(is_quote);
    }
    let Some(rest) = line.strip_prefix("export ") else { return false };
    let is_declaration = ["const ", "let ", "var ", "default ", "function ", "async ", "class ", "{", "*"]
        .iter()
        .any(|word| rest.starts_with(word));
    is_declaration && rest.contains(['=', '{', '(', ';', '*'])
}

/// `+---+---+`, `|===`, `{| class=…`.
pub(super) fn is_grid_table(line: &str, _: &str) -> bool {
    let is_rule = line.len() > 4
        && (line.starts_with("+-") || line.starts_with("+="))
        && line.ends_with('+')
        && line.bytes().all(|byte| b"+-=:".contains(&byte));
    is_rule || line == "|===" || line.strip_prefix("{|").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
