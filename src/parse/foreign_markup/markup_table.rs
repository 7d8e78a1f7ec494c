//! The table of foreign markup: one row per construct of another program.
//!
//! A row says how the construct is recognised, which program has it, and what to write instead. Constructs that
//! Markdown here has too are not in the table, and near misses of that markup are reported by `markdown/lint/`. Rows
//! are tried in their order, so a special form is before the general one. To add a construct, add a row: the tests try
//! its examples in every place where text can be typed.

use super::block::{Block, MASK};
use super::finders::*;
use super::lines::*;
use super::tags::find_jsx_element;
use crate::diagnostics::Code;

/// A construct of another program.
pub struct Row {
    /// Its name, for tests and for programs that read diagnostics.
    pub name: &'static str,
    /// The programs that have it, as they call themselves.
    pub program: &'static str,
    pub detect: Detect,
    pub advice: Advice,
    /// How it looks. An example with a line break is tried only where text can have several lines.
    pub examples: &'static [&'static str],
}

/// How a construct is recognised.
pub enum Detect {
    /// From `open` to the next `close` in the same block; `open` alone if there is none.
    Pair { open: &'static str, close: &'static str },
    /// A line. The function gets it twice, masked and as it is in the file, without white space at its ends.
    Line(fn(&str, &str) -> bool),
    /// At one of these bytes, if the function finds an end.
    Inline(&'static [u8], fn(&Block, usize) -> Option<Found>),
    /// A fenced code block with one of these words after the fence.
    Fence(&'static [&'static str]),
    /// From the events of the parser, in `events.rs`.
    Event,
    /// Pairs of `%%`, which may enclose several blocks.
    Percent,
    /// HTML where text is plain, in the values of YAML. In a body the parser recognises it.
    Html,
}

/// What the help says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A comment: nobody should read it.
    Comment,
    /// `> [!NOTE]`.
    Callout,
    /// The text itself in place of a command.
    Template,
    /// The text of the file, or a link to it.
    Include,
    /// `## Heading`.
    Heading,
    /// `**bold**`.
    Emphasis,
    /// Accept or reject the change.
    Edit,
    /// `[words](url)`.
    Link,
    /// Words, characters such as `²`, or a picture.
    Formula,
    /// The character itself.
    Emoji,
    /// A picture of the diagram.
    Diagram,
    /// Nothing: pages have a table of contents.
    Contents,
    /// The glossary, or a bold word with its explanation.
    Definition,
    /// Nothing: only headings and steps have attributes.
    Attribute,
    /// A picture without a size.
    Size,
    /// `[^1]` and `[^1]: Text`.
    Footnote,
    /// A table with `|`.
    Table,
    /// `1. Text`.
    List,
    /// The source in words, or a link to it.
    Citation,
    /// `- [ ]`.
    Task,
    /// Nothing at all.
    Remove,
    /// Only the words: HTML in a plain text is shown as typed, as Markdown is. In a body it would vanish, so there it is
    /// an error.
    Html,
}

impl Advice {
    /// The code of the diagnostic.
    pub fn code(self) -> Code {
        match self {
            Advice::Comment => Code::PrivateComment,
            Advice::Callout => Code::NotACallout,
            Advice::Task => Code::NotATask,
            Advice::Html => Code::MarkupInText,
            _ => Code::ForeignMarkup,
        }
    }

    /// The variant of the message's help.
    pub fn key(self) -> &'static str {
        match self {
            Advice::Comment => "comment",
            // The message of `not-a-callout` has a variant for other programs.
            Advice::Callout => "other",
            Advice::Template => "template",
            Advice::Include => "include",
            Advice::Heading => "heading",
            Advice::Emphasis => "emphasis",
            Advice::Edit => "edit",
            Advice::Link => "link",
            Advice::Formula => "formula",
            Advice::Emoji => "emoji",
            Advice::Diagram => "diagram",
            Advice::Contents => "contents",
            Advice::Definition => "definition",
            Advice::Attribute => "attribute",
            Advice::Size => "size",
            Advice::Footnote => "footnote",
            Advice::Table => "table",
            Advice::List => "list",
            Advice::Citation => "citation",
            // The message of `not-a-task` has a variant for what begins a line.
            Advice::Task => "line",
            Advice::Remove => "remove",
            // The message of `markup-in-text` has no variants.
            Advice::Html => "html",
        }
    }
}

macro_rules! rows {
    ($($name:literal, $program:literal, $detect:expr, $advice:ident, [$($example:literal),+];)+) => {
        /// The rows, in the order in which they are tried.
        pub const ROWS: &[Row] = &[$(Row {
            name: $name,
            program: $program,
            detect: $detect,
            advice: Advice::$advice,
            examples: &[$($example),+],
        },)+];
    };
}

/// From `open` to `close`.
const fn pair(open: &'static str, close: &'static str) -> Detect {
    Detect::Pair { open, close }
}

/// Languages of code blocks that another program draws as a diagram, or runs.
const DIAGRAMS: &[&str] = &[
    "mermaid",
    "plantuml",
    "puml",
    "graphviz",
    "d2",
    "ditaa",
    "nomnoml",
    "wavedrom",
    "vega-lite",
    "vegalite",
    "markmap",
    "kroki",
    "math",
    "geojson",
    "topojson",
    "stl",
    "dataview",
    "dataviewjs",
    "excalidraw",
    "tikz",
    "echarts",
];

rows! {
    "obsidian-comment", "Obsidian", Detect::Percent, Comment,
        ["Teksts %%slepena piezīme%% beigas", "%% slepeni %%", "%%\nvēl viena\n\nslepena rindkopa\n%%"];
    "hugo-comment", "Hugo", pair("{{/*", "*/}}"), Comment, ["{{/* slepeni */}}"];
    "handlebars-comment", "Handlebars", pair("{{!", "}}"), Comment, ["{{! slepeni }}", "{{!-- slepeni --}}"];
    "liquid-comment", "Liquid", Detect::Inline(b"{", find_liquid_comment), Comment,
        ["{% comment %} slepeni {% endcomment %}", "{%- comment -%}slepeni"];
    "jinja-comment", "Jinja", Detect::Inline(b"{", find_jinja_comment), Comment, ["{# slepeni #}", "{#- slepeni -#}"];
    "mdx-comment", "MDX", pair("{/*", "*/}"), Comment, ["{/* slepeni */}"];
    "critic-comment", "CriticMarkup", pair("{>>", "<<}"), Comment, ["Teksts {>>slepeni<<} beigas"];
    "kramdown-comment", "kramdown", pair("{::comment}", "{:/comment}"), Comment, ["{::comment}slepeni{:/comment}"];
    "erb-comment", "ERB", pair("<%#", "%>"), Comment, ["<%# slepeni %>"];
    "jsp-comment", "JSP", pair("<%--", "--%>"), Comment, ["<%-- slepeni --%>"];
    "line-comment", "AsciiDoc", Detect::Line(is_line_comment), Comment, ["// slepeni", "////"];
    "html-comment", "HTML", Detect::Html, Comment, ["Teksts <!-- slepeni --> beigas"];
    "hugo-shortcode", "Hugo", pair("{{<", ">}}"), Template, ["{{< figure src=\"x.png\" >}}", "{{</ tabs >}}"];
    "hugo-shortcode-percent", "Hugo", pair("{{%", "%}}"), Template, ["{{% notice tip %}}"];
    "template-variable", "Jekyll, Jinja, Hugo, MediaWiki", Detect::Inline(b"{", find_variable), Template,
        ["{{ page.title }}", "{{ site.time | date: '%Y' }}", "{{#if x}}", "{{Sagatave|x}}"];
    "liquid-tag", "Jekyll, Liquid, GitBook", pair("{%", "%}"), Template,
        ["{% include x.html %}", "{% hint style=\"info\" %}", "{%- if x -%}"];
    "erb-tag", "ERB", pair("<%", "%>"), Template, ["<%= title %>"];
    "template-literal", "JavaScript", pair("${", "}"), Template, ["Sveiki, ${name}!"];
    "expression", "MDX", Detect::Inline(b"{", find_expression), Template, ["Sveiki, {props.name}!", "{user.first_name}"];
    "fastapi-include", "MkDocs", pair("{* ", "*}"), Include, ["{* ../../docs/x.py hl[1] *}"];
    "snippet", "MkDocs", Detect::Line(is_snippet), Include, ["--8<-- \"x.md\"", "-8<- \"x.md\"", ";--8<-- \"x.md\""];
    "include-command", "DocFX, VuePress", Detect::Line(is_include), Include,
        ["!include x.md", "!INCLUDE \"x.md\"", "<<< @/x.js"];
    "docfx-marker", "DocFX", Detect::Inline(b"[", find_docfx_marker), Include,
        ["[!INCLUDE [x](x.md)]", "[!VIDEO https://example.org/v]"];
    "critic-change", "CriticMarkup", Detect::Inline(b"{", find_critic_change), Edit,
        ["a {++jauns++} b", "a {--vecs--} b", "a {~~vecs~>jauns~~} b", "a {==svarīgi==} b"];
    "jira-macro", "Jira", Detect::Inline(b"{", find_jira_macro), Remove, ["{panel:title=x}", "{noformat}x{noformat}", "{info}x{info}", "{toc}"];
    "jira-picture", "Jira, Textile", Detect::Inline(b"!", find_jira_picture), Size, ["!plans.png!", "Sk. !plans.png! šeit"];
    "user-link", "Jira", Detect::Inline(b"[", find_user_link), Link, ["Jautājiet [~anna.berzina] rīt"];
    "kramdown-extension", "kramdown", pair("{::", "}"), Remove, ["{::options toc_levels=\"1\" /}"];
    "kramdown-contents", "kramdown", Detect::Inline(b"{", find_kramdown_contents), Contents, ["{:toc}", "{: toc }"];
    "attribute-list", "kramdown, Pandoc", Detect::Inline(b"{", find_attribute_list), Attribute,
        ["Teksts {: .cls}", "Teksts {.cls} un vēl", "{:.no_toc}", "[vārdi]{.cls} un vēl", "a {.cls #id} b",
         "a {width=50%} b", "{: #id} b", "{data-x=\"1 2\"} b"];
    "code-role", "MyST", Detect::Inline(b"{", find_myst_role), Link, ["Skat. {ref}`vieta` šeit"];
    "rst-role", "reStructuredText", Detect::Inline(b":", find_rst_role), Link,
        ["Skat. :term:`vārds` šeit", ":py:func:`x`"];
    "rst-footnote", "reStructuredText", Detect::Inline(b"[", find_rst_footnote), Footnote, ["Vārds [1]_ un vēl", "Vārds [#piezime]_"];
    "rst-link", "reStructuredText", Detect::Inline(b"_", find_rst_link), Link, ["Skat. `vārdi <x.html>`_ šeit"];
    "rst-directive", "reStructuredText", Detect::Line(is_rst_directive), Remove,
        [".. note::", ".. image:: x.png", ".. _vieta:", ".. |x| replace:: y"];
    "rst-underline", "reStructuredText", Detect::Line(is_rst_underline), Heading, ["^^^^^^", "\"\"\"\"\"\""];
    "admonition", "MkDocs, Docusaurus", Detect::Line(is_admonition), Callout,
        ["!!! note", "!!! warning \"Uzmanību\"", "??? tip", "???+ note \"x\"", ":::note", ":::tip[Virsraksts]",
         "::: warning", "::: {.note}", "/// tip", "/// details | x", "??? \"Jautājums\""];
    "admonition-paragraph", "AsciiDoc", Detect::Line(is_admonition_paragraph), Callout, ["NOTE: Zvaniet.", "WARNING: Nezvaniet."];
    "block-macro", "AsciiDoc", Detect::Inline(b":", find_asciidoc_macro), Link,
        ["image::plans.png[Plāns]", "xref:calm.adoc[vārdi]", "Sk. link:x.html[vārdi]", "include::x.adoc[]", "kbd:[Ctrl+C]",
         "Vārds.footnote:[piezīme]"];
    "cross-reference", "AsciiDoc", Detect::Inline(b"<", find_cross_reference), Link, ["Sk. <<anchor,vārdi>>", "<<first-hour>>"];
    "block-delimiter", "AsciiDoc", Detect::Line(is_block_delimiter), Remove, ["++++"];
    "field-line", "Org mode, AsciiDoc, reStructuredText", Detect::Line(is_field_line), Remove,
        [":PROPERTIES:", ":ID: abc", ":END:", ":author: Anna", ":source-highlighter: x"];
    "planning-line", "Org mode", Detect::Line(is_planning_line), Remove,
        ["SCHEDULED: <2026-01-01 Thu>", "DEADLINE: <2026-01-01>"];
    "task-state", "Obsidian", Detect::Line(is_task_state), Task, ["[/] Zvaniet", "[>] Zvaniet", "[-] Zvaniet", "[!] Zvaniet"];
    "content-tab", "MkDocs", Detect::Line(is_content_tab), Heading, ["=== \"Windows\"", "===! \"Windows\""];
    "contents-marker", "Python-Markdown, GitLab, VuePress", Detect::Line(is_contents_marker), Contents,
        ["[TOC]", "[toc]", "[[toc]]", "[[_TOC_]]", "[[TOC]]"];
    "contents-magic-word", "MediaWiki", Detect::Event, Contents, ["__TOC__", "__NOTOC__"];
    "wiki-heading", "MediaWiki, AsciiDoc", Detect::Line(is_wiki_heading), Heading, ["== Virsraksts ==", "=== Virsraksts", "= Virsraksts"];
    "textile-block", "Textile, Jira", Detect::Line(is_textile_block), Heading, ["h2. Virsraksts", "bq. Citāts"];
    "org-keyword", "Org mode", Detect::Line(is_org_keyword), Remove, ["#+BEGIN_QUOTE", "#+TITLE: x"];
    "definition-list", "Markdown Extra, Pandoc", Detect::Line(is_definition), Definition,
        [": Daļa no cenas", ":   Daļa no cenas"];
    "abbreviation", "Markdown Extra", Detect::Line(is_abbreviation), Definition, ["*[HTML]: hiperteksts"];
    "module-line", "MDX", Detect::Line(is_mdx_import_or_export), Template,
        ["import Tabs from \"@theme/Tabs\"", "import 'x.css'", "export const x = 1", "export default function () {}"];
    "jsx-element", "MDX", Detect::Inline(b"<", find_jsx_element), Template,
        ["<Tabs.Item>x</Tabs.Item>", "<Note {...props}>", "<Youtube id=\"x\" />", "Viens </note> divi"];
    "grid-table", "reStructuredText, Pandoc", Detect::Line(is_grid_table), Table,
        ["+-----+-----+", "+=====+=====+", "|===", "{| class=\"wikitable\""];
    "numbered-list", "reStructuredText, Pandoc, AsciiDoc", Detect::Line(is_auto_numbered), List, ["#. Viens", ". Viens"];
    "mark", "Obsidian, MkDocs", Detect::Inline(b"=", |b, at| find_delimited(b, at, "==")), Emphasis,
        ["Tas ir ==svarīgi== šodien", "==ļoti svarīgi=="];
    "inserted-text", "MkDocs", Detect::Inline(b"+", |b, at| find_delimited(b, at, "++")), Emphasis,
        ["Tas ir ++svarīgi++ šodien", "++ctrl+c++"];
    "inserted-text-caret", "MkDocs", Detect::Inline(b"^", |b, at| find_delimited(b, at, "^^")), Emphasis,
        ["Tas ir ^^svarīgi^^ šodien"];
    "spoiler", "Discord", Detect::Inline(b"|", |b, at| find_delimited(b, at, "||")), Emphasis, ["Tas ir ||noslēpums|| šodien"];
    "wiki-bold", "MediaWiki", Detect::Inline(b"'", find_wiki_bold), Emphasis, ["Tas ir '''svarīgi''' šodien"];
    "inline-footnote", "Pandoc", Detect::Inline(b"^", find_inline_footnote), Footnote, ["Vārds^[piezīme] un vēl"];
    "superscript", "Pandoc", Detect::Inline(b"^", find_superscript), Formula, ["x^2^ un vēl", "10^mg^"];
    "subscript", "Pandoc", Detect::Inline(b"~", find_subscript), Formula, ["H~2~O", "CO~2~ gāze"];
    "escaped-formula", "LaTeX", Detect::Inline(&[MASK], find_escaped_formula), Formula,
        ["Laukums ir \\(x^2\\) metri", "\\[E = mc\\]"];
    "formula", "LaTeX", Detect::Inline(b"$", find_formula), Formula,
        ["Laukums ir $x^2$ metri", "$$E = mc$$", "$n$", "$$\nE = mc\n$$"];
    "latex-command", "LaTeX", Detect::Inline(b"\\", find_latex_command), Remove,
        ["\\newpage", "\\textbf{svarīgi}", "\\begin{center}"];
    "emoji-code", "GitHub, Slack", Detect::Inline(b":", find_emoji), Emoji,
        ["Labi :smile: un vēl", ":+1:", ":material-account:"];
    "citation", "Pandoc", Detect::Inline(b"[", find_citation), Citation, ["Tā [@berzins2020]", "Tā [sk. @berzins2020, 3. lpp.]", "[-@x1]"];
    "wiki-link", "MediaWiki", Detect::Inline(b"[", find_mediawiki_external_link), Link, ["Skat. [https://example.org vārdi] šeit"];
    "bulletin-board-code", "BBCode, WordPress", Detect::Inline(b"[", find_bulletin_board_code), Emphasis,
        ["[b]svarīgi[/b]", "[url=https://example.org]vārdi[/url]", "[caption id=\"x\"]y[/caption]", "[gallery ids=\"1,2\"]"];
    "textile-link", "Textile", Detect::Inline(b"\"", find_textile_link), Link, ["Skat. \"vārdi\":https://example.org šeit"];
    "slack-link", "Slack", Detect::Event, Link, ["Skat. <https://example.org/a|vārdi> šeit"];
    "media-embed", "markdown-it", Detect::Inline(b"@", find_media_embed), Link, ["@[youtube](dQw4)"];
    "inline-field", "Dataview, Logseq", Detect::Inline(b":", find_inline_field), Remove, ["Termiņš:: rīt", "[key:: rīt]"];
    "block-id", "Obsidian", Detect::Inline(b"^", find_block_id), Remove, ["Teksta rindkopa ^vieta1"];
    "picture-size", "Obsidian", Detect::Event, Size,
        ["![Virtuve|300](media/plans.png)", "![Virtuve|300x200](media/plans.png)", "![[media/plans.png|300]]"];
    "picture-size-equals", "markdown-it", Detect::Inline(b"]", find_equals_size), Size, ["![Virtuve](media/plans.png =300x200)"];
    "diagram", "Mermaid, PlantUML", Detect::Fence(DIAGRAMS), Diagram, ["```mermaid\ngraph TD\n```"];
    "code-directive", "MyST, R Markdown", Detect::Fence(&["{"]), Diagram, ["```{note}\nTeksts\n```"];
    "html-element", "HTML", Detect::Html, Html, ["Tas ir <b>svarīgi</b> šodien", "Viens<br>divi"];
}
