//! Lists of definitions (`Term`, then `: Definition`) become a bold term with its explanation below.

use super::fences::Fences;
use super::report::FileReport;

/// The body without lists of definitions.
pub fn convert(body: &str, report: &mut FileReport) -> String {
    if !body.lines().any(|line| definition(line).is_some()) {
        return body.to_owned();
    }
    let lines: Vec<&str> = body.lines().collect();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut fences = Fences::default();
    let mut at = 0;
    // Whether the line above is a term or a definition.
    let mut in_list = false;
    while at < lines.len() {
        let line = lines[at];
        let is_code = fences.is_code(line);
        let Some(first) = definition(line).filter(|_| !is_code && (in_list || has_term(&out))) else {
            in_list &= line.trim().is_empty();
            out.push(line.to_owned());
            at += 1;
            continue;
        };
        if !in_list {
            bold_term(&mut out, report);
        }
        if out.last().is_some_and(|line| !line.trim().is_empty()) {
            out.push(String::new());
        }
        out.push(first.to_owned());
        at += 1;
        // What is indented belongs to the definition.
        while at < lines.len() {
            let next = lines[at..].iter().find(|line| !line.trim().is_empty());
            let is_indented = next.is_some_and(|line| line.starts_with("  ") || line.starts_with('\t'));
            let is_lazy = !lines[at].trim().is_empty() && definition(lines[at]).is_none();
            if !is_indented && !is_lazy {
                break;
            }
            let line = lines[at];
            let _ = fences.is_code(line);
            let indent = line.len() - line.trim_start_matches(' ').len();
            out.push(line[indent.min(4)..].trim_start_matches('\t').to_owned());
            at += 1;
        }
        in_list = true;
    }
    let mut text = out.join("\n");
    if body.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The words after `: ` at the start of a line.
fn definition(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(':')?;
    let words = rest.trim_start();
    (rest.len() > words.len() && !words.is_empty()).then_some(words)
}

/// Whether the last line that is not blank is a term; at most one blank line may be between.
fn has_term(out: &[String]) -> bool {
    let blank = out.iter().rev().take_while(|line| line.trim().is_empty()).count();
    let term = out.len().checked_sub(blank + 1).and_then(|index| out.get(index));
    blank <= 1
        && term.is_some_and(|line| {
            !line.starts_with(['#', '>', '|', '-', '*', '+', ' ', '\t', '`', '~', '<'])
                || line.starts_with("`") && !line.starts_with("```")
                || is_comment(line)
        })
}

/// Macros in a comment insert the term in sites of MkDocs.
fn is_comment(line: &str) -> bool {
    line.starts_with("<!--") && line.trim_end().ends_with("-->")
}

/// Makes the last lines of `out` bold: there may be several terms.
fn bold_term(out: &mut Vec<String>, report: &mut FileReport) {
    while out.last().is_some_and(|line| line.trim().is_empty()) {
        out.pop();
    }
    let first = out.iter().rposition(|line| line.trim().is_empty()).map_or(0, |index| index + 1);
    for index in first..out.len() {
        let words = out[index].trim().to_owned();
        if is_comment(&words) {
            continue;
        }
        report.changed("definition", words.clone());
        let is_bold = words.contains("**") || words.is_empty();
        out[index] = if is_bold { words } else { format!("**{words}**") };
        if index + 1 < out.len() {
            out[index].push('\\');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_bold_with_their_explanations_below() {
        let body = "Text.\n\nTerm\n: First\n  line\n: Second\n\n`b`\n\n:   Third\n\n    More\n\nEnd: x\n";
        let wanted = "Text.\n\n**Term**\n\nFirst\nline\n\nSecond\n\n**`b`**\n\nThird\n\nMore\n\nEnd: x\n";
        assert_eq!(convert(body, &mut FileReport::default()), wanted);
        let body = "<!-- md:option a.b -->\n\n:   Text\n\n    More\n";
        let wanted = "<!-- md:option a.b -->\n\nText\n\nMore\n";
        assert_eq!(convert(body, &mut FileReport::default()), wanted);
        for body in ["```\na\n: b\n```\n", "a: b\n", ":smile:\n", "# A\n: b\n"] {
            assert_eq!(convert(body, &mut FileReport::default()), body);
        }
    }
}
