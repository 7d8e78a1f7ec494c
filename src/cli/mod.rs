//! The command line: arguments, the disk, and the only place that prints.
//!
//! Exit codes: 0 done, 1 the content has errors, 2 wrong use or the machine failed.

mod desk;
mod fix;
mod glossary_links;
mod progress;
mod serve;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use clap::{Parser, Subcommand, ValueEnum};

use self::progress::ProgressOutput;
use crate::authoring::scaffold;
use crate::cache::documents::DocumentCache;
use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::model::{Config, Kind, LangId, is_id};
use crate::output::publish::{Disk, Publication, PublishError};
use crate::pipeline::{BuildResult, CacheMode, Options, RenderError, Summary, build};
use crate::report::{to_json, to_text};
use crate::theme::watchdog::watched;

/// Turns multilingual Markdown into a site of situations with checklists.
#[derive(Parser)]
#[command(name = "situ", version, about, propagate_version = true)]
struct Arguments {
    /// Language of the messages: lv, ru, bg or en (else SITU_LANG, else LANG); with `new`, of the text too
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the whole site; nothing is written when there is an error
    Build {
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// Folder for the site (default: public/ below the root)
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Address of the site, in place of the one in site.yaml
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Publish drafts too
        #[arg(long)]
        drafts: bool,
        /// Threads (default: one for each core)
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
    /// Show the site while it is written: pages follow each save, mistakes stand in the page
    Serve {
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// Port of the address
        #[arg(long, value_name = "P", default_value_t = 4100)]
        port: u16,
        /// For other machines of the network too, such as the phone
        #[arg(long)]
        lan: bool,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Show drafts too
        #[arg(long)]
        drafts: bool,
    },
    /// Check everything and write nothing
    Check {
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// How to print what was found
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// Fail on warnings too
        #[arg(long)]
        deny_warnings: bool,
        /// Check drafts too
        #[arg(long)]
        drafts: bool,
        /// Mend what can be mended with certainty; shows the changes and asks first
        #[arg(long)]
        fix: bool,
        /// With --fix: do not ask
        #[arg(long, requires = "fix")]
        yes: bool,
        /// List every link made to a term of the glossary, with its place, in place of mistakes; human or json
        #[arg(long, conflicts_with = "fix")]
        terms: bool,
    },
    /// Make a file that is ready to be filled in
    New {
        kind: NewKind,
        /// Name of the text in all languages: small Latin letters, digits, hyphens
        id: String,
        /// Title of the text
        #[arg(long)]
        title: Option<String>,
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// Make the file of a text in another language, or mark it as done
    Translate {
        /// Id of the text
        id: String,
        /// Language of the text that it is made from
        #[arg(long, value_name = "LANG")]
        from: Option<String>,
        /// Language that it is made in
        #[arg(long, value_name = "LANG")]
        to: String,
        /// The translation is ready: no draft any more, and up to date with its source
        #[arg(long)]
        done: bool,
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// Show how far the languages are, which actions stand nowhere and which statements on law are old
    Status {
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// How to print it
        #[arg(long, value_enum, default_value_t = TableFormat::Human)]
        format: TableFormat,
        /// Day that the age of statements on law is reckoned from (default: the newest `updated` of the texts)
        #[arg(long, value_name = "DATE")]
        today: Option<String>,
    },
    /// Print the JSON Schema of a kind of file, for editors; or the configuration of Decap CMS for this site
    Schema {
        #[arg(value_enum)]
        of: crate::authoring::schema::Schema,
        /// Folder that holds content/ (for decap)
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// Show the value that the theme gets for a page
    Inspect {
        /// Id of a text, or address of a page: late-deadline, /lv/guide/
        asked: String,
        /// Folder that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
        /// Address of the site, in place of the one in site.yaml
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum NewKind {
    Article,
    Situation,
    Page,
}

/// Why a command could not do its work: exit code 2.
struct CliError(String);

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError(error.to_string())
    }
}

impl From<PublishError> for CliError {
    fn from(error: PublishError) -> CliError {
        CliError(error.to_string())
    }
}

const EXIT_CONTENT_ERRORS: u8 = 1;
const EXIT_FAILURE: u8 = 2;

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let messages = Arc::new(Messages::for_writer(&writer_language(arguments.lang.as_deref())));
    let done = match arguments.command {
        Command::Build { root, out, base_url, drafts, jobs } => {
            let out = out.unwrap_or_else(|| root.join("public"));
            threads(jobs)
                .and_then(|()| build_site(&root, &out, &Options { drafts, pictures: true, base_url }, &messages))
        }
        Command::Serve { root, port, lan, open, drafts } => {
            let editor = std::env::var("EDITOR_URL").ok().filter(|template| !template.is_empty());
            let request = crate::serve::Request { root, port, lan, drafts, editor };
            serve::serve(request, open, &messages)
        }
        Command::Check { root, format, drafts, terms: true, .. } => {
            glossary_links::list(&root, format == Format::Json, &Options { drafts, ..Options::default() }, &messages)
        }
        Command::Check { root, format, deny_warnings, drafts, fix, yes, terms: false } => {
            let options = Options { drafts, ..Options::default() };
            let mended = if fix { fix::mend(&root, &options, yes, &messages) } else { Ok(()) };
            mended.and_then(|()| check_site(&root, format, deny_warnings, &options, &messages))
        }
        Command::Schema { of, root } => desk::schema(of, &root, &messages),
        Command::New { kind, id, title, root } => {
            new_file(&root, kind, &id, arguments.lang.as_deref(), title.as_deref(), &messages)
        }
        Command::Translate { id, from, to, done, root } => {
            desk::translate(&root, &id, from.as_deref(), &to, done, &messages)
        }
        Command::Status { root, format, today } => desk::status(&root, format, today.as_deref(), &messages),
        Command::Inspect { asked, root, base_url } => inspect(&root, &asked, base_url, &messages),
    };
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(code) => ExitCode::from(code),
        Err(CliError(reason)) => {
            let _ = writeln!(anstream::stderr(), "{}: {reason}", messages.text("error", &[]));
            ExitCode::from(EXIT_FAILURE)
        }
    }
}

/// The language of messages: asked for, else from the environment, else English.
fn writer_language(asked: Option<&str>) -> String {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let from_environment = || {
        variable("SITU_LANG")
            .or_else(|| variable("LC_ALL"))
            .or_else(|| variable("LC_MESSAGES"))
            .or_else(|| variable("LANG"))
    };
    asked.map(str::to_owned).or_else(from_environment).unwrap_or_else(|| "en".to_owned())
}

fn threads(jobs: Option<usize>) -> Result<(), CliError> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.clamp(1, 256));
    pool.build_global().map_err(|error| CliError(error.to_string()))
}

/// The time. It decides whether the next build may trust the times of files, and on no byte of the output.
#[expect(clippy::disallowed_methods, reason = "the output does not depend on it")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// The files of the site, and what is wrong with them.
fn walk(root: &Path, messages: &Messages) -> Result<(SourceTree, Vec<crate::diagnostics::Diagnostic>), CliError> {
    if !root.join("content").is_dir() {
        return Err(CliError(messages.text("cli-no-content", &[("root", &root.display().to_string())])));
    }
    Ok(SourceTree::from_disk(root))
}

fn load(root: &Path, options: &Options, messages: &Messages) -> Result<(SourceTree, BuildResult), CliError> {
    let (tree, diagnostics) = walk(root, messages)?;
    let built = build(&tree, options, CacheMode::None, diagnostics);
    Ok((tree, built))
}

/// Prints what was found, in the order of places, to the standard error.
fn print_diagnostics(built: &[crate::diagnostics::Diagnostic], tree: &SourceTree, messages: &Messages) {
    let colour = io::stderr().is_terminal();
    let text = to_text(built, tree, messages, colour);
    let _ = write!(anstream::stderr(), "{text}");
}

/// How many errors and warnings there are.
fn counts(diagnostics: &[crate::diagnostics::Diagnostic]) -> (String, String) {
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    (errors.to_string(), (diagnostics.len() - errors).to_string())
}

fn build_site(root: &Path, out: &Path, options: &Options, messages: &Messages) -> Result<u8, CliError> {
    let (start, now) = (Instant::now(), now());
    let (tree, found) = walk(root, messages)?;
    let sources = [root.join("content"), root.join("themes")];
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let disk = Disk::default();
    // What a build says of the content is said again, so its language and colours belong to the key.
    let speech = (messages.code(), io::stderr().is_terminal());
    let inputs = tree
        .look(now)
        .map(|look| ContentHash::xxh3(&(BUILD_FINGERPRINT, &options.base_url, options.drafts, speech, look)));
    if let Some(inputs) = inputs
        && let Some(words) = Publication::standing(&disk, out, &sources, inputs)?
        && let Ok((pages, actions, links, said)) = serde_json::from_str::<(usize, usize, usize, String)>(&words)
    {
        let _ = write!(anstream::stderr(), "{said}");
        let summary = Summary { pages, actions, links, rendered: Vec::new() };
        let _ = writeln!(anstream::stdout(), "{}", summary_text(&summary, start, out, messages));
        return Ok(0);
    }
    let facts = DocumentCache::recall(|name| Publication::left_aside(&disk, out, name));
    let built = build(&tree, options, CacheMode::Disk(&facts), found);
    print_diagnostics(&built.diagnostics, &tree, messages);
    let (errors, warnings) = counts(&built.diagnostics);
    let not_built = |errors: &str| {
        let text = messages.text("cli-not-built", &[("errors", errors), ("warnings", &warnings)]);
        let _ = writeln!(anstream::stderr(), "{text}");
        Ok(EXIT_CONTENT_ERRORS)
    };
    let Some(ready) = built.site else { return not_built(&errors) };
    let mut publication = Publication::open(&disk, out, &sources, ready.theme.key)?;
    facts.leave(&ready.facts, |name, bytes| publication.leave_aside(name, bytes));
    // The output is as it was: what is unfinished lies beside it, and the next build clears it away.
    let stuck = |found: Diagnostic| {
        print_diagnostics(&[found], &tree, messages);
        let _ = not_built("1");
        std::process::exit(i32::from(EXIT_CONTENT_ERRORS));
    };
    let pages = ready.summary().pages.to_string();
    let words = Messages::for_writer(messages.code());
    let say = move |files: usize| words.text("cli-progress", &[("files", &files.to_string()), ("pages", &pages)]);
    let render = || ready.render(&ProgressOutput::new(&publication, say));
    let summary = match watched(&ready.theme, stuck, render) {
        Ok(summary) => summary,
        Err(RenderError::Output(error)) => return Err(error.into()),
        Err(RenderError::Content(found)) => {
            print_diagnostics(&found, &tree, messages);
            return not_built(&found.len().to_string());
        }
    };
    // A build that looks outside of the sources is made anew the next time too.
    if let Some(inputs) = inputs.filter(|_| !ready.site.config.looks_outside(|path| tree.contains(path))) {
        let said = to_text(&built.diagnostics, &tree, messages, speech.1);
        let words = serde_json::to_string(&(summary.pages, summary.actions, summary.links, said));
        publication.remember(inputs, words.unwrap_or_default());
    }
    publication.finish()?;
    let text = summary_text(&summary, start, out, messages);
    let _ = writeln!(anstream::stdout(), "{text}");
    // The program ends here, and the system takes back a large site's memory sooner than its values are dropped.
    std::mem::forget((tree, ready, facts));
    Ok(0)
}

fn summary_text(summary: &Summary, start: Instant, out: &Path, messages: &Messages) -> String {
    messages.text(
        "cli-summary",
        &[
            ("pages", &summary.pages.to_string()),
            ("rendered", &summary.rendered.len().to_string()),
            ("actions", &summary.actions.to_string()),
            ("links", &summary.links.to_string()),
            ("seconds", &format!("{:.2}", start.elapsed().as_secs_f64())),
            ("out", &out.display().to_string()),
        ],
    )
}

fn check_site(
    root: &Path,
    format: Format,
    deny_warnings: bool,
    options: &Options,
    messages: &Messages,
) -> Result<u8, CliError> {
    let (tree, built) = load(root, options, messages)?;
    match format {
        Format::Human => print_diagnostics(&built.diagnostics, &tree, messages),
        Format::Json => {
            let json = to_json(&built.diagnostics, &tree, messages);
            writeln!(anstream::stdout(), "{json}")?;
        }
        Format::Sarif => {
            let sarif = crate::report::to_sarif(&built.diagnostics, &tree, messages, root);
            writeln!(anstream::stdout(), "{sarif}")?;
        }
        Format::Github => {
            write!(anstream::stdout(), "{}", crate::report::to_github(&built.diagnostics, &tree, messages, root))?;
        }
    }
    let (errors, warnings) = counts(&built.diagnostics);
    if format == Format::Human {
        let (pages, actions, links) = built.site.as_ref().map_or((0, 0, 0), |ready| {
            let documents = &ready.site.documents;
            let actions = documents.iter().map(|document| document.actions.len()).sum();
            let links: usize = documents.iter().map(|document| document.links.len()).sum();
            (ready.routes.all().len(), actions, links)
        });
        let text = messages.text(
            "cli-checked",
            &[
                ("pages", &pages.to_string()),
                ("actions", &actions.to_string()),
                ("links", &links.to_string()),
                ("errors", &errors),
                ("warnings", &warnings),
            ],
        );
        writeln!(anstream::stdout(), "{text}")?;
    }
    let failed = built.has_errors() || (deny_warnings && !built.diagnostics.is_empty());
    Ok(if failed { EXIT_CONTENT_ERRORS } else { 0 })
}

/// The files and what site.yaml says; what is wrong with it is printed.
fn settings(root: &Path, messages: &Messages) -> Option<(SourceTree, Config)> {
    let (tree, _) = SourceTree::from_disk(root);
    let mut diagnostics = Vec::new();
    let config = crate::input::site_config::read(&tree, None, &mut diagnostics);
    if config.is_none() {
        print_diagnostics(&diagnostics, &tree, messages);
    }
    config.map(|config| (tree, config))
}

fn new_file(
    root: &Path,
    kind: NewKind,
    id: &str,
    lang: Option<&str>,
    title: Option<&str>,
    messages: &Messages,
) -> Result<u8, CliError> {
    let Some((tree, config)) = settings(root, messages) else { return Ok(EXIT_CONTENT_ERRORS) };
    let lang = language_of(&config, "--lang", lang.unwrap_or_default(), messages)?;
    if !is_id(id) || crate::link::Section::from_name(id).is_some() {
        let place = crate::diagnostics::Span::file(&"".into());
        let diagnostic = crate::diagnostics::Diagnostic::new(crate::diagnostics::Code::BadId, place).arg("id", id);
        let reason = format!("{} {}", messages.diagnostic(&diagnostic), messages.help(&diagnostic));
        return Err(CliError(reason));
    }
    let kind = match kind {
        NewKind::Article => Kind::Article,
        NewKind::Situation => Kind::Situation,
        NewKind::Page => Kind::Page,
    };
    let mut diagnostics = Vec::new();
    let structure = crate::input::data::read(&tree, &mut diagnostics);
    let (code, language) = (config.code(lang), config.language(lang));
    let texts = crate::input::data::read_language(&tree, code, language, &structure, &mut diagnostics);
    let phases: Vec<(String, String)> = structure
        .phases
        .iter()
        .zip(&texts.phases)
        .map(|(phase, name)| (phase.value.to_string(), name.to_string()))
        .collect();
    let (path, text) = scaffold::new_file(kind, id, code, language, title, &structure, &phases);
    create(root, &path, &text, messages)?;
    writeln!(anstream::stdout(), "{}", messages.text("cli-new", &[("path", &path)]))?;
    Ok(0)
}

/// The language of the site that an option names.
fn language_of(config: &Config, option: &str, code: &str, messages: &Messages) -> Result<LangId, CliError> {
    config.lang(code).ok_or_else(|| {
        let known = config.languages.iter().map(|l| &*l.code).collect::<Vec<_>>().join(", ");
        CliError(messages.text("cli-unknown-language", &[("option", option), ("lang", code), ("known", &known)]))
    })
}

/// Writes a new file; one that is there is never touched.
fn create(root: &Path, path: &str, text: &str, messages: &Messages) -> Result<(), CliError> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::File::create_new(&file) {
        Ok(mut file) => Ok(file.write_all(text.as_bytes())?),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(CliError(messages.text("cli-exists", &[("path", path)])))
        }
        Err(error) => Err(CliError(format!("{}: {error}", file.display()))),
    }
}

fn inspect(root: &Path, asked: &str, base_url: Option<String>, messages: &Messages) -> Result<u8, CliError> {
    let (tree, built) = load(root, &Options { drafts: true, base_url, ..Options::default() }, messages)?;
    let Some(ready) = built.site else {
        print_diagnostics(&built.diagnostics, &tree, messages);
        return Ok(EXIT_CONTENT_ERRORS);
    };
    let maker = ready.maker();
    let config = &ready.site.config;
    let wanted = asked.strip_prefix(&*config.origin).unwrap_or(asked);
    let mut found = Vec::new();
    for route in ready.routes.all() {
        let path = route.path(&ready.site);
        let by_address = config.href(&path).trim_end_matches('/') == wanted.trim_end_matches('/') && !wanted.is_empty();
        let page = maker.page(route);
        if by_address || page.id == asked {
            let body = ready.body(&page).unwrap_or_default();
            let mut value = serde_json::to_value(maker.describe(page)).map_err(|error| CliError(error.to_string()))?;
            value["body"] = body.into();
            found.push(value);
        }
    }
    if found.is_empty() {
        return Err(CliError(messages.text("cli-nothing-found", &[("asked", asked)])));
    }
    let json = serde_json::to_string_pretty(&found).map_err(|error| CliError(error.to_string()))?;
    writeln!(anstream::stdout(), "{json}")?;
    Ok(0)
}
