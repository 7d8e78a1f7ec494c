//! How each construct of the table is recognised.
//!
//! Takes a block and a byte at which the construct may begin; returns where the construct ends. Each search
//! is limited to [`MAX_LENGTH`] bytes, so the whole scan is linear. Every rule is narrow enough for prose: prices,
//! times, sums, file names and smileys are no markup.

use super::block::Block;

/// The longest construct within a line, in bytes.
pub(super) const MAX_LENGTH: usize = 300;

/// A construct that was found.
pub struct Found {
    /// Its first byte in the block.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// What it is replaced with, if there is only one way to write the same here.
    pub replacement: Option<String>,
}

impl Found {
    pub(super) fn new(start: usize, end: usize) -> Option<Found> {
        Some(Found { start, end, replacement: None })
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// `open` up to `close`, or `open` alone.
pub(super) fn find_pair(block: &Block, at: usize, open: &str, close: &str) -> Option<Found> {
    if !block.starts_with(at, open) {
        return None;
    }
    let inner = at + open.len();
    let length = block.raw_after(inner, MAX_LENGTH * 4).find(close);
    Found::new(at, length.map_or(inner, |length| inner + length + close.len()))
}

/// `{% comment %}` up to its end.
pub(super) fn find_liquid_comment(block: &Block, at: usize) -> Option<Found> {
    if !block.starts_with(at, "{%") {
        return None;
    }
    let words = block.raw_after(at + 2, MAX_LENGTH).trim_start_matches(['-', ' ']);
    if !words.starts_with("comment") {
        return None;
    }
    let end = block.raw_after(at, MAX_LENGTH * 4).find("endcomment");
    let close = block.raw_after(end.map_or(at, |end| at + end), MAX_LENGTH).find("%}");
    Found::new(at, close.map_or(at + 2, |close| at + end.unwrap_or(0) + close + 2))
}

/// `{# … #}`, but not the id `{#call}`.
pub(super) fn find_jinja_comment(block: &Block, at: usize) -> Option<Found> {
    if !block.starts_with(at, "{#") {
        return None;
    }
    let inner = block.raw_after(at + 2, MAX_LENGTH * 4);
    let close = inner.find("#}").filter(|close| !inner[..*close].contains("{#"));
    match close {
        Some(close) => Found::new(at, at + 2 + close + 2),
        None if inner.starts_with(' ') && !inner.lines().next().unwrap_or_default().contains('}') => {
            Found::new(at, at + 2)
        }
        None => None,
    }
}

/// `{{ … }}`, but not the braces of an id: `{{#id}`.
pub(super) fn find_variable(block: &Block, at: usize) -> Option<Found> {
    let found = find_pair(block, at, "{{", "}}")?;
    let is_id = block.starts_with(at, "{{#") && found.end == at + 2;
    if is_id { None } else { Some(found) }
}

/// `{++…++}`, `{--…--}`, `{~~…~~}`, `{==…==}`.
pub(super) fn find_critic_change(block: &Block, at: usize) -> Option<Found> {
    let pairs = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}")];
    pairs.into_iter().find_map(|(open, close)| find_pair(block, at, open, close))
}

/// `{code}`, `{panel:title=x}`.
pub(super) fn find_jira_macro(block: &Block, at: usize) -> Option<Found> {
    const MACROS: [&str; 18] = [
        "code", "noformat", "quote", "panel", "color", "expand", "anchor", "info", "note", "tip", "warning", "toc",
        "excerpt", "section", "column", "status", "children", "details",
    ];
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('}')?;
    let (name, options) = inner.split_once(':').unwrap_or((inner, ""));
    (MACROS.contains(&name) && !options.contains('\n')).then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// `{props.name}`: names with full stops between them.
pub(super) fn find_expression(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('}')?;
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    (inner.contains('.') && inner.split('.').all(is_name)).then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// `!plans.png!`, `!plans.png|width=300!`.
pub(super) fn find_jira_picture(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('!')?;
    let (_, ending) = inner.split('|').next()?.rsplit_once('.')?;
    let is_picture = ["png", "jpg", "jpeg", "gif", "webp", "svg"].iter().any(|one| ending.eq_ignore_ascii_case(one));
    (is_picture && !inner.contains(char::is_whitespace) && !is_word(block.before(at)))
        .then(|| Found::new(at, at + inner.len() + 2))
        .flatten()
}

/// `[~name]`.
pub(super) fn find_user_link(block: &Block, at: usize) -> Option<Found> {
    let (name, _) = block.text_after(at, MAX_LENGTH).strip_prefix("[~")?.split_once(']')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-:@".contains(&byte));
    is_name.then(|| Found::new(at, at + name.len() + 3)).flatten()
}

/// `[1]_`, `[#name]_`, `[*]_`.
pub(super) fn find_rst_footnote(block: &Block, at: usize) -> Option<Found> {
    let (name, after) = block.raw_after(at + 1, 60).split_once("]_")?;
    let is_name = name == "*"
        || !name.is_empty()
            && name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_name && !is_word(after.chars().next())).then(|| Found::new(at, at + name.len() + 3)).flatten()
}

/// `image::plans.png[Plan]`, `xref:calm.adoc[words]`, `kbd:[Ctrl]`; `at` is the colon after the name.
pub(super) fn find_asciidoc_macro(block: &Block, at: usize) -> Option<Found> {
    const MACROS: [&str; 21] = [
        "audio",
        "btn",
        "endif",
        "footnote",
        "icon",
        "ifdef",
        "ifndef",
        "image",
        "include",
        "kbd",
        "latexmath",
        "leveloffset",
        "link",
        "mailto",
        "menu",
        "pass",
        "stem",
        "toc",
        "video",
        "xref",
        "indexterm",
    ];
    let length = block.text.as_bytes()[..at].iter().rev().take(12).take_while(|byte| byte.is_ascii_lowercase()).count();
    let name = &block.text[at - length..at];
    if !MACROS.contains(&name) {
        return None;
    }
    let rest = block.raw_after(at + 1, MAX_LENGTH);
    let (target, attributes) = rest.split_once('[')?;
    let close = attributes.find(']')?;
    (!target.contains(char::is_whitespace))
        .then(|| Found::new(at - length, at + 1 + target.len() + 1 + close + 1))
        .flatten()
}

/// `<<anchor,words>>`, `<<first-hour>>`, but not the quotation `<<vārds>>`.
pub(super) fn find_cross_reference(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at, MAX_LENGTH).strip_prefix("<<")?.split_once(">>")?;
    let (id, has_words) = inner.split_once(',').map_or((inner, false), |(id, _)| (id, true));
    let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '#'))
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.#:/".contains(&byte));
    (is_id && (has_words || id.contains(['-', '_', '#']))).then(|| Found::new(at, at + inner.len() + 4)).flatten()
}

/// `\(x^2\)`, `\[E = mc\]`, whose backslashes Markdown removes; `at` is the masked bracket.
pub(super) fn find_escaped_formula(block: &Block, at: usize) -> Option<Found> {
    let close = match block.raw.as_bytes()[at] {
        b'(' => "\\)",
        b'[' => "\\]",
        _ => return None,
    };
    if at == 0 || block.text.as_bytes()[at - 1] != b'\\' {
        return None;
    }
    let (content, _) = block.raw_after(at + 1, MAX_LENGTH).split_once(close)?;
    let is_formula = content.contains(['^', '_', '=', '\\']) && !content.contains('\n');
    is_formula.then(|| Found::new(at - 1, at + 1 + content.len() + 2)).flatten()
}

/// `{:toc}`.
pub(super) fn find_kramdown_contents(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('}')?;
    let is_contents = inner.strip_prefix(':').is_some_and(|words| words.trim().eq_ignore_ascii_case("toc"));
    is_contents.then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// `{.cls}`, `{: .cls}`, `{width=50%}`, but not `{#id}` and `{country=lv}`, which have rules of their own.
pub(super) fn find_attribute_list(block: &Block, at: usize) -> Option<Found> {
    let (inner, after) = block.text_after(at + 1, MAX_LENGTH).split_once('}')?;
    let (is_kramdown, words) = match inner.strip_prefix(':') {
        Some(words) => (true, words),
        None => (false, inner),
    };
    if inner.contains(['{', '\n']) || block.takes_attributes && !is_kramdown && after.trim().is_empty() {
        return None;
    }
    let first = words.split_whitespace().next().filter(|first| !first.starts_with("country="))?;
    let starts_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_pair = first.split_once('=').is_some_and(|(key, value)| {
        key.len() > 1
            && starts_name(key)
            && !value.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    });
    let is_id = is_kramdown && first.strip_prefix('#').is_some_and(starts_name);
    let is_attribute = first.strip_prefix('.').is_some_and(starts_name) || is_pair || is_id;
    is_attribute.then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// `{ref}` directly before a code span.
pub(super) fn find_myst_role(block: &Block, at: usize) -> Option<Found> {
    let (name, after) = block.raw_after(at + 1, MAX_LENGTH).split_once('}')?;
    let is_role = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || b":-_".contains(&byte));
    (is_role && after.starts_with('`')).then(|| Found::new(at, at + name.len() + 2)).flatten()
}

/// `:term:` directly before a code span.
pub(super) fn find_rst_role(block: &Block, at: usize) -> Option<Found> {
    let (name, _) = block.raw_after(at + 1, MAX_LENGTH).split_once(":`")?;
    let is_role = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || b":-_".contains(&byte));
    (is_role && !is_word(block.before(at))).then(|| Found::new(at, at + name.len() + 2)).flatten()
}

/// The underscore directly after a code span.
pub(super) fn find_rst_link(block: &Block, at: usize) -> Option<Found> {
    let follows_code = at > 0 && block.raw.as_bytes()[at - 1] == b'`' && block.text.as_bytes()[at - 1] != b'`';
    let length = block.text_after(at, 2).bytes().take_while(|byte| *byte == b'_').count();
    (follows_code && !is_word(block.after(at + length))).then(|| Found::new(at, at + length)).flatten()
}

/// `[!INCLUDE …]`, `[!VIDEO …]`.
pub(super) fn find_docfx_marker(block: &Block, at: usize) -> Option<Found> {
    let rest = block.raw_after(at, MAX_LENGTH).strip_prefix("[!")?;
    let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    let known = ["INCLUDE", "VIDEO", "CODE", "INCLUDES"].iter().any(|known| known.eq_ignore_ascii_case(&name));
    known.then(|| Found::new(at, at + 2 + name.len())).flatten()
}

/// Text between two equal delimiters that touch it and do not touch other words.
pub(super) fn find_delimited(block: &Block, at: usize, delimiter: &str) -> Option<Found> {
    let mark = delimiter.chars().next();
    let inner = at + delimiter.len();
    let (before, first) = (block.before(at), block.after(inner));
    if !block.starts_with(at, delimiter) || is_word(before) || before == mark || first == mark {
        return None;
    }
    if first.is_none_or(char::is_whitespace) {
        return None;
    }
    let ahead = block.text_after(inner, MAX_LENGTH);
    for (length, _) in ahead.match_indices(delimiter) {
        let (content, after) = (&ahead[..length], ahead[length + delimiter.len()..].chars().next());
        let has_words = content.chars().any(char::is_alphanumeric);
        if has_words && !content.ends_with(char::is_whitespace) && !is_word(after) && after != mark {
            return Found::new(at, inner + length + delimiter.len());
        }
    }
    None
}

/// `'''words'''`. In a value of YAML between single quotes each of them is written twice.
pub(super) fn find_wiki_bold(block: &Block, at: usize) -> Option<Found> {
    let run = |text: &str| text.bytes().take_while(|byte| *byte == b'\'').count();
    let ahead = block.text_after(at, MAX_LENGTH);
    let length = run(ahead);
    if !matches!(length, 3 | 5 | 6 | 10) || block.before(at) == Some('\'') {
        return None;
    }
    let close = ahead[length..].find(&ahead[..length]).filter(|close| *close > 0)?;
    Found::new(at, at + length + close + run(&ahead[length + close..]))
}

/// `^[note]` after a word.
pub(super) fn find_inline_footnote(block: &Block, at: usize) -> Option<Found> {
    let (note, _) = block.text_after(at, MAX_LENGTH * 2).strip_prefix("^[")?.split_once(']')?;
    Found::new(at, at + note.len() + 3)
}

/// `^2^` after a word.
pub(super) fn find_superscript(block: &Block, at: usize) -> Option<Found> {
    let follows = is_word(block.before(at)) || block.before(at) == Some(')');
    let (content, _) = block.text_after(at + 1, 30).split_once('^')?;
    let is_short = !content.is_empty() && !content.contains(char::is_whitespace);
    (follows && is_short && content.chars().any(char::is_alphanumeric))
        .then(|| Found::new(at, at + content.len() + 2))
        .flatten()
}

/// `~2~` after a word. Where the parser strikes it through, `events.rs` finds it.
pub(super) fn find_subscript(block: &Block, at: usize) -> Option<Found> {
    let (content, after) = block.text_after(at + 1, 30).split_once('~')?;
    let is_short = content.chars().any(char::is_alphanumeric) && !content.contains(char::is_whitespace);
    (is_word(block.before(at)) && is_short && !after.starts_with('~'))
        .then(|| Found::new(at, at + content.len() + 2))
        .flatten()
}

/// `$x^2$`, `$$…$$`, but not `5 $ un 7 $`.
pub(super) fn find_formula(block: &Block, at: usize) -> Option<Found> {
    if is_word(block.before(at)) || block.before(at) == Some('$') {
        return None;
    }
    if block.starts_with(at, "$$") {
        let ahead = block.text_after(at + 2, MAX_LENGTH * 4);
        let close = ahead.find("$$").filter(|close| !ahead[..*close].trim().is_empty())?;
        return Found::new(at, at + close + 4);
    }
    let (content, after) = block.text_after(at + 1, MAX_LENGTH).split_once('$')?;
    let touches = !content.starts_with(char::is_whitespace) && !content.ends_with(char::is_whitespace);
    let is_name = content.len() <= 2 && content.chars().all(|c| c.is_ascii_alphabetic());
    let is_formula = is_name || content.contains(['\\', '^', '_', '=', '{']);
    let ends = !after.starts_with(|c: char| c.is_alphanumeric());
    (touches && ends && is_formula && !content.is_empty()).then(|| Found::new(at, at + content.len() + 2)).flatten()
}

/// `\newpage`, `\textbf{…}`, but not the folders of a path.
pub(super) fn find_latex_command(block: &Block, at: usize) -> Option<Found> {
    const COMMANDS: [&str; 16] = [
        "newpage",
        "pagebreak",
        "clearpage",
        "tableofcontents",
        "hfill",
        "vspace",
        "hspace",
        "noindent",
        "bigskip",
        "medskip",
        "smallskip",
        "newline",
        "linebreak",
        "LaTeX",
        "item",
        "maketitle",
    ];
    let before = block.before(at);
    if is_word(before) || matches!(before, Some(':' | '\\' | '/' | '.')) {
        return None;
    }
    let rest = block.text_after(at + 1, MAX_LENGTH);
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let after = &rest[name.len()..];
    let is_command = COMMANDS.contains(&name) || name.len() > 1 && after.starts_with('{') && after.contains('}');
    let argument = if after.starts_with('{') { after.find('}').map_or(0, |close| close + 1) } else { 0 };
    (is_command && !after.starts_with('\\')).then(|| Found::new(at, at + 1 + name.len() + argument)).flatten()
}

/// `:smile:`, but not a time, a ratio or a smiley.
pub(super) fn find_emoji(block: &Block, at: usize) -> Option<Found> {
    let before = block.before(at);
    if is_word(before) || matches!(before, Some(':' | '/' | '.')) {
        return None;
    }
    let rest = block.text_after(at + 1, 60);
    let length =
        rest.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(b)).count();
    let (name, after) = rest.split_at(length);
    let is_name = name.len() > 1 && (name.bytes().any(|byte| byte.is_ascii_lowercase()) || matches!(name, "+1" | "-1"));
    let mut after = after.chars();
    let ends = after.next() == Some(':') && !after.next().is_some_and(|c| c.is_alphanumeric() || c == ':');
    (is_name && ends).then(|| Found::new(at, at + length + 2)).flatten()
}

/// `[@key]`, `[see @key, p. 3]`.
pub(super) fn find_citation(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once(']')?;
    let is_key = |index: usize| {
        let before = inner[..index].trim_end_matches('-').chars().next_back();
        let key = &inner[index + 1..];
        let length = key.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_:-".contains(b)).count();
        before.is_none_or(|c| c == ' ' || c == ';') && length > 1 && key.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let is_citation = !inner.contains(['[', '\n']) && inner.match_indices('@').any(|(index, _)| is_key(index));
    is_citation.then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// `[https://example.org words]`.
pub(super) fn find_mediawiki_external_link(block: &Block, at: usize) -> Option<Found> {
    let raw = block.raw_after(at + 1, MAX_LENGTH);
    if !raw.starts_with("http://") && !raw.starts_with("https://") {
        return None;
    }
    let (inner, after) = raw.split_once(']')?;
    let (address, words) = inner.split_once(' ')?;
    if inner.contains(['[', '\n', '(', '<']) || words.trim().is_empty() || after.starts_with(['(', '[', ':']) {
        return None;
    }
    let replacement = Some(format!("[{}]({address})", words.trim()));
    Some(Found { start: at, end: at + inner.len() + 2, replacement })
}

/// `[b]…[/b]` by its end, `[gallery ids="1"]` by its attribute.
pub(super) fn find_bulletin_board_code(block: &Block, at: usize) -> Option<Found> {
    let rest = block.text_after(at + 1, MAX_LENGTH);
    let name_length = |text: &str| text.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_-".contains(b)).count();
    if let Some(close) = rest.strip_prefix('/') {
        let name = &close[..name_length(close)];
        return (close[name.len()..].starts_with(']') && name.starts_with(|c: char| c.is_ascii_alphabetic()))
            .then(|| Found::new(at, at + name.len() + 3))
            .flatten();
    }
    let name = &rest[..name_length(rest)];
    if name.is_empty() {
        return None;
    }
    let after = &rest[name.len()..];
    // The whole pair, so that its parts are not reported one by one.
    let closing = format!("[/{}]", name.to_ascii_lowercase());
    if after.starts_with([']', '=', ' '])
        && let Some(length) = block.raw_after(at, MAX_LENGTH * 2).to_ascii_lowercase().find(&closing)
    {
        return Found::new(at, at + length + closing.len());
    }
    let (attribute, _) = after.strip_prefix(' ')?.split_once("=\"")?;
    let close = rest.find(']')?;
    let is_attribute = name.len() > 1 && attribute.len() > 1 && attribute.bytes().all(|b| b.is_ascii_lowercase());
    is_attribute.then(|| Found::new(at, at + close + 2)).flatten()
}

/// `"words":https://…`.
pub(super) fn find_textile_link(block: &Block, at: usize) -> Option<Found> {
    let address = block.raw_after(at + 1, MAX_LENGTH).strip_prefix(':')?;
    if !address.starts_with("http://") && !address.starts_with("https://") {
        return None;
    }
    let length = address.find(char::is_whitespace).unwrap_or(address.len());
    let from = at.saturating_sub(MAX_LENGTH);
    let open = block.raw.as_bytes()[from..at].iter().rposition(|byte| *byte == b'"').map(|open| from + open);
    Found::new(open.unwrap_or(at), at + 2 + length)
}

/// `@[youtube](…)`.
pub(super) fn find_media_embed(block: &Block, at: usize) -> Option<Found> {
    let (name, address) = block.raw_after(at, MAX_LENGTH).strip_prefix("@[")?.split_once("](")?;
    let length = address.find(')')?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && !is_word(block.before(at))).then(|| Found::new(at, at + name.len() + length + 5)).flatten()
}

/// `key:: value`.
pub(super) fn find_inline_field(block: &Block, at: usize) -> Option<Found> {
    let is_field = block.text_after(at, 3).starts_with(":: ") && is_word(block.before(at));
    let has_value = block.text_after(at + 3, 8).starts_with(|c: char| !c.is_whitespace());
    (is_field && has_value).then(|| Found::new(at, at + 2)).flatten()
}

/// `^block-id` at the end of a line.
pub(super) fn find_block_id(block: &Block, at: usize) -> Option<Found> {
    let line = block.text_after(at + 1, 60).lines().next()?;
    let attributes = line.find(" {").filter(|_| block.takes_attributes);
    let line = line[..attributes.unwrap_or(line.len())].trim_end();
    let is_id = line.len() > 2 && line.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_id && block.before(at) == Some(' ')).then(|| Found::new(at, at + 1 + line.len())).flatten()
}

/// `![x](media/x.png =300x200)`, which the parser does not read as a picture; `at` is the bracket.
pub(super) fn find_equals_size(block: &Block, at: usize) -> Option<Found> {
    let (address, _) = block.raw_after(at + 1, MAX_LENGTH).strip_prefix('(')?.split_once(')')?;
    let (path, size) = address.rsplit_once(" =")?;
    let is_size = size.contains(|c: char| c.is_ascii_digit())
        && size.bytes().all(|byte| byte.is_ascii_digit() || b"x%*".contains(&byte));
    let end = at + address.len() + 3;
    let replacement = Some(format!("]({})", path.trim()));
    (is_size && !path.contains(' ')).then_some(Found { start: at, end, replacement })
}
