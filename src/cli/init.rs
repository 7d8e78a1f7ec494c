//! `situ init`: writes a small site that is whole, for the author to change.
//!
//! Takes a folder, languages, a title, a base URL and hosts; writes the files and prints their paths and the next
//! command. Never changes a file that exists: a folder `content/` with files is refused, and other files are kept.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, UnknownArgumentValueParser};

use super::CommandContext;
use super::exit::{CliError, EXIT_FAILURE};
use super::output;
use super::sources::print_diagnostics;
use super::today::current_day;
use super::write_site::{existing_content, write_site};
use crate::authoring::example_site::{ExampleSite, example_language_or_fallback, example_languages};
use crate::diagnostics::Severity;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Date;
use crate::model::Host;
use crate::pipeline::{CacheMode, Options, build};

/// How many existing files are named.
const MAX_EXISTING: usize = 10;

/// The lines of `.gitignore` that the output of a build needs.
const IGNORED: [&str; 2] = ["/public/", "/.public.situ/"];

/// What to type in place of `situ init --from`.
const IMPORT_HINT: &str = "to make a site of a folder of Markdown, run 'situ import FOLDER --to DIR'";

/// Arguments of `situ init`. The languages are those of `--lang`.
#[derive(Args)]
pub struct InitArgs {
    /// Folder of the site; it is created if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Title of the site in all its languages
    #[arg(long)]
    title: Option<String>,
    /// Address at which the site will be published
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Host on which the site will be published; writes what it needs. Several: --host netlify,s3
    #[arg(long = "host", value_name = "HOST", value_delimiter = ',', value_parser = parse_host_name())]
    hosts: Vec<String>,
    /// Not an option of this command: the error names the one that has it
    #[arg(long, hide = true, num_args = 0..=1, default_missing_value = "")]
    #[arg(value_parser = UnknownArgumentValueParser::suggest(IMPORT_HINT))]
    from: Option<String>,
}

/// Writes the site. Fails if there is one, or if an argument is not valid. Returns the exit code.
pub fn run(args: InitArgs, context: &CommandContext) -> Result<u8, CliError> {
    let InitArgs { dir, title, base_url, hosts, from: _ } = args;
    let messages = &context.messages;
    let languages = chosen_languages(context.lang.as_deref(), messages)?;
    let existing = existing_content(&dir);
    if !existing.is_empty() {
        return Err(refusal(&dir, &existing, messages));
    }
    let mut chosen_hosts = Vec::new();
    for host in hosts.iter().filter_map(|name| Host::from_name(name)) {
        if !chosen_hosts.contains(&host) {
            chosen_hosts.push(host);
        }
    }
    // The text of a title is one line.
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let site = ExampleSite {
        languages: &languages,
        title: title.as_deref(),
        base_url: base_url.as_deref(),
        hosts: chosen_hosts.into_iter().map(|host| host_steps(host, languages[0])).collect(),
        today: current_day().unwrap_or(Date { year: 1970, month: 1, day: 1 }),
    };
    let files = site.files();
    // The title and the address may be wrong, and the checks know how.
    let content = files.iter().filter(|(path, _)| path.starts_with("content/"));
    let tree = SourceTree::from_pairs(content.map(|(path, text)| (&**path, text.clone().into_bytes())));
    let mut found = build(&tree, &Options::default(), CacheMode::None, Vec::new()).diagnostics;
    found.retain(|diagnostic| diagnostic.severity() == Severity::Error);
    if !found.is_empty() {
        print_diagnostics(&found, &tree, messages);
        writeln!(output::stderr(), "{}", messages.text("cli-init-nothing", &[]))?;
        return Ok(EXIT_FAILURE);
    }
    let kept = write_site(&dir, &files, messages)?;
    print_result(&dir, &files, &kept, messages)
}

/// The parser of `--host`.
fn parse_host_name() -> PossibleValuesParser {
    PossibleValuesParser::new(Host::NAMES)
}

/// The host, and the heading and the text of its steps in the language of the site.
fn host_steps(host: Host, lang: &str) -> (Host, String, String) {
    let messages = Messages::for_writer(lang);
    let arguments = [("host", host.as_str())];
    let steps = messages.text("cli-init-host", &arguments);
    (host, messages.text("cli-init-host-title", &arguments), steps)
}

/// The languages of the site: those of `--lang`, or the one of the messages. Fails if one of them has no example.
fn chosen_languages(lang: Option<&str>, messages: &Messages) -> Result<Vec<&'static str>, CliError> {
    let Some(typed) = lang else { return Ok(vec![example_language_or_fallback(messages.code())]) };
    let mut languages = Vec::new();
    for code in typed.split([',', ' ']).filter(|code| !code.is_empty()) {
        let Some(known) = example_languages().find(|known| known.eq_ignore_ascii_case(code)) else {
            let known = example_languages().collect::<Vec<_>>().join(", ");
            return Err(CliError(messages.text("cli-init-language", &[("lang", code), ("known", &known)])));
        };
        if !languages.contains(&known) {
            languages.push(known);
        }
    }
    match languages.is_empty() {
        true => Ok(vec![example_language_or_fallback(messages.code())]),
        false => Ok(languages),
    }
}

/// Why nothing is written into a folder that holds a site, with the first of its files.
fn refusal(dir: &Path, existing: &[String], messages: &Messages) -> CliError {
    let mut text = messages.text("cli-init-exists", &[("dir", &shown(dir))]);
    existing.iter().take(MAX_EXISTING).for_each(|path| text.push_str(&format!("\n  {path}")));
    if existing.len() > MAX_EXISTING {
        text.push_str(&format!("\n  … +{}", existing.len() - MAX_EXISTING));
    }
    CliError(text)
}

/// Prints the paths of the new files, what was kept, and the next command. Returns the exit code.
fn print_result(dir: &Path, files: &[(String, String)], kept: &[String], messages: &Messages) -> Result<u8, CliError> {
    let mut out = output::stdout();
    writeln!(out, "{}", messages.text("cli-init", &[("dir", &shown(dir))]))?;
    for (path, _) in files.iter().filter(|(path, _)| !kept.contains(path)) {
        writeln!(out, "  {path}")?;
    }
    for path in kept {
        writeln!(out, "{}", messages.text("cli-init-kept", &[("path", path)]))?;
    }
    if kept.iter().any(|path| path == ".gitignore") {
        let text = std::fs::read_to_string(dir.join(".gitignore")).unwrap_or_default();
        let has = |wanted: &str| text.lines().any(|line| line.trim().trim_matches('/') == wanted.trim_matches('/'));
        let missing: Vec<&str> = IGNORED.into_iter().filter(|line| !has(line)).collect();
        if !missing.is_empty() {
            writeln!(out, "{}\n  {}", messages.text("cli-init-ignore", &[]), missing.join("\n  "))?;
        }
    }
    writeln!(out, "\n{}\n", messages.text("cli-init-next", &[]))?;
    if dir != Path::new(".") {
        writeln!(out, "  cd {}", shell_word(&show_path(dir)))?;
    }
    writeln!(out, "  situ serve --open")?;
    Ok(0)
}

/// The folder as messages name it.
fn shown(dir: &Path) -> String {
    let full = if dir == Path::new(".") { std::path::absolute(dir).ok() } else { None };
    show_path(full.as_deref().unwrap_or(dir))
}

/// A path as one word of a shell.
fn shell_word(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+');
    match path.chars().all(is_plain) && !path.starts_with('-') {
        true => path.to_owned(),
        false if path.starts_with('-') => format!("'./{}'", path.replace('\'', r"'\''")),
        false => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_those_that_have_an_example() {
        let messages = Messages::for_writer("ru");
        let chosen = |lang: Option<&str>| match chosen_languages(lang, &messages) {
            Ok(languages) => languages.join(" "),
            Err(CliError(reason)) => reason,
        };
        assert_eq!(chosen(None), "ru");
        assert_eq!(chosen(Some("lv, RU,lv")), "lv ru");
        assert_eq!(chosen(Some("")), "ru");
        assert!(chosen(Some("lv,de")).contains("`de`"), "{}", chosen(Some("lv,de")));
    }

    #[test]
    fn paths_are_one_word_of_a_shell() {
        for (path, word) in
            [("site", "site"), ("~/a b", "'~/a b'"), ("сайт/1", "сайт/1"), ("it's", r"'it'\''s'"), ("-x", "'./-x'")]
        {
            assert_eq!(shell_word(path), word);
        }
    }
}
