//! Scripts and style sheets without what only their writers need.
//!
//! Takes the bytes of an asset; gives fewer that mean the same. Looks at one line at a time; where a line or a file might
//! mean something else than it seems, it is left as it is. Never a parser.

/// A script, see [`slim`]; without spaces beside signs too.
pub(super) fn script(bytes: Vec<u8>) -> Vec<u8> {
    // A `}` may end a statement, which its line then ends.
    slim(bytes, &['{', ';', ','], |line| tight(line).unwrap_or_else(|| line.to_owned()))
}

/// A style sheet, see [`slim`].
pub(super) fn style(bytes: Vec<u8>) -> Vec<u8> {
    slim(bytes, &['{', ';', ',', '}'], str::to_owned)
}

/// Without whole-line comments, indents, empty lines, and line breaks behind what `ends` a line by itself. What can hold a
/// line break inside a text of its own (a template over several lines, a `\` at a line's end) is left as it is.
fn slim(bytes: Vec<u8>, ends: &[char], tight: impl Fn(&str) -> String) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
    let spans = |line: &str| line.matches('`').count() % 2 == 1 || line.ends_with('\\');
    if text.lines().any(spans) {
        return bytes;
    }
    let mut slim = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        comment |= line.starts_with("/*") && !line.starts_with("/*!");
        match comment {
            // What stands behind a comment stays.
            true => {
                if let Some((_, behind)) = line.split_once("*/") {
                    comment = false;
                    slim.push_str(behind.trim_start());
                    slim.push_str(if behind.is_empty() { "" } else { "\n" });
                }
            }
            false if line.is_empty() || line.starts_with("//") => {}
            false => {
                slim.push_str(&tight(line));
                // A comment at the end of a line ends with the line.
                let needed = !line.ends_with(ends) || line.contains("//");
                slim.push_str(if needed { "\n" } else { "" });
            }
        }
    }
    slim.into_bytes()
}

/// A line of a script without the spaces beside signs; nothing if it is not certain what its quotes and slashes mean.
fn tight(line: &str) -> Option<String> {
    let mut tight = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let before = tight.chars().last();
        let length = match c {
            '\'' | '"' => 1 + closed(behind, c)?,
            '`' => 1 + closed(behind, c).filter(|end| plain_holes(&behind[..*end]))?,
            '/' => match tight.trim_end().chars().last()? {
                '(' | ',' | '=' | ':' | '[' | '!' | '&' | '|' | '?' => 1 + closed(behind, '/')?,
                // As a division is written here; what a word before it means is not certain without the space.
                '$' | '_' | ')' | ']' | 'a'..='z' | 'A'..='Z' | '0'..='9' if before == Some(' ') => {
                    behind.starts_with(' ').then_some(1)?
                }
                _ => return None,
            },
            ' ' if before.zip(behind.chars().next()).is_some_and(|(left, right)| is_idle(left, right)) => {
                rest = behind;
                continue;
            }
            _ => c.len_utf8(),
        };
        tight.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Some(tight).filter(|tight| !tight.contains("<!--") && !tight.contains("-->"))
}

/// Whether a space between these two parts nothing.
fn is_idle(left: char, right: char) -> bool {
    let apart = |c: char| "=,?:{}()[]<>;&|*".contains(c);
    let signed = |sign: char, other: char| matches!(sign, '+' | '-') && other.is_alphanumeric();
    // What a slash means is told by the space before it.
    right != '/' && (apart(left) || apart(right) || signed(left, right) || signed(right, left))
}

/// Bytes up to the end of a text that closes with `quote`, and with it. A class of an expression may hold a slash.
fn closed(text: &str, quote: char) -> Option<usize> {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if quote == '/' => class = true,
            ']' if quote == '/' => class = false,
            _ if c == quote && !class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Whether no hole of a template may hold another template, whose end would be taken for its own.
fn plain_holes(template: &str) -> bool {
    template.matches("${").count() == template.matches('}').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slim(text: &str, by: fn(Vec<u8>) -> Vec<u8>) -> String {
        String::from_utf8(by(text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn comments_indents_and_breaks_fall() {
        let text = "// x\nlet a = 'b'; // c;\n\n  /** d\n   * e\n   */ f();\n/*! kept */\ng();\nh({\n  i,\n})\nj()\n";
        assert_eq!(slim(text, script), "let a = 'b'; // c;\nf();\n/*! kept */\ng();h({i,})\nj()\n");
        assert_eq!(slim("/* a */\n@media print{\n  b,\n  c{d:e}\n}\n", style), "@media print{b,c{d:e}}");
        let template = "let a = `b\n  // c`;\n";
        assert_eq!(slim(template, script), template);
    }

    #[test]
    fn spaces_beside_signs_fall() {
        for (line, slim) in [
            ("const f = (a, b) => { return a ? b : [1, 2]; }", "const f=(a,b)=>{return a?b:[1,2];}"),
            ("a = b + c - d + +e - -f + ++g", "a=b+c-d+ +e- -f+ ++g"),
            ("x = 'a = b' + \"c , d\" + `e = ${ f } , g` + h", "x='a = b' + \"c , d\" + `e = ${ f } , g` +h"),
            ("s.split(/ [=,] \\/ [/ '] /u).map(t => t)", "s.split(/ [=,] \\/ [/ '] /u).map(t=>t)"),
            ("y = (low + high) / 2 + n / m", "y=(low+high) / 2+n / m"),
            ("for (const x of [a, b]) if (x in y) z()", "for(const x of[a,b])if(x in y)z()"),
        ] {
            assert_eq!(tight(line).as_deref(), Some(slim), "{line}");
        }
    }

    #[test]
    fn what_is_not_certain_stays() {
        for line in [
            "if (a) /'/.test(b) && c",
            "return /'/ .test(b)",
            "a = b; // it's = c",
            "/'/.test(a)",
            "a = 'it",
            "a = `b${ `c = d` } e = f`",
            "while (a < !--b) c",
            "a /* it's */ = b",
        ] {
            assert_eq!(tight(line), None, "{line}");
        }
    }
}
