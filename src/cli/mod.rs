//! The command line: parses arguments and runs one command. The only layer that prints.
//!
//! Each command is one file with its arguments and its `run`. To add a command, write its file and add a variant to
//! [`Command`] and an arm to [`Command::run`]. Its messages are in `languages/<xx>/messages.ftl`. Exit codes: see
//! [`exit`].

mod build;
mod changes;
mod check;
mod completions;
mod exit;
mod explain;
mod fix;
mod glossary_links;
mod hosts;
mod import;
mod import_files;
mod import_folder;
mod init;
mod inspect;
mod man;
mod manual;
mod new;
mod output;
mod progress;
mod schema;
mod selected_files;
mod serve;
mod sources;
mod status;
mod threads;
mod today;
mod translate;
mod write_files;
mod write_site;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use self::exit::{CliError, EXIT_FAILURE};
use crate::i18n::{Messages, writer_languages};

/// Turns multilingual Markdown into a site of situations with checklists.
#[derive(Parser)]
#[command(name = "situ", version, about, propagate_version = true)]
struct Arguments {
    #[arg(long, global = true, value_name = "LANG", help = lang_help())]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a small site that works, for you to change
    Init(init::InitArgs),
    /// Bring in a folder of Obsidian, Hugo, Jekyll, MkDocs, Docusaurus, mdBook or plain Markdown
    Import(import::ImportArgs),
    /// Build the whole site; nothing is written if there is an error
    Build(build::BuildArgs),
    /// Preview the site while you write: pages follow each save, errors are shown in the page
    Serve(serve::ServeArgs),
    /// Check everything and write nothing
    Check(check::CheckArgs),
    /// Create a document that is ready to be filled in
    New(new::NewArgs),
    /// Create the file of a document in another language, or mark a translation as done
    Translate(translate::TranslateArgs),
    /// Show how complete each language is, which actions no checklist uses and which law statements are old
    Status(status::StatusArgs),
    /// Print the JSON Schema of a kind of file for editors, or the configuration of Decap or Sveltia CMS for this site
    Schema(schema::SchemaArgs),
    /// Explain a diagnostic code, or list all codes
    Explain(explain::ExplainArgs),
    /// Show the value that the theme gets for a page
    Inspect(inspect::InspectArgs),
    /// Print the part of the configuration of a web server that serves this site
    Hosts(hosts::HostsArgs),
    /// Show the manual in the browser, or write it as a site
    Manual(manual::ManualArgs),
    /// Print the completion script of a shell
    Completions(completions::CompletionsArgs),
    /// Print the page of a command for man(1), or write those of all commands
    Man(man::ManArgs),
}

impl Command {
    /// Runs the command. Returns the exit code.
    fn run(self, context: &CommandContext) -> Result<u8, CliError> {
        threads::start_threads(self.jobs())?;
        match self {
            Command::Init(args) => init::run(args, context),
            Command::Import(args) => import::run(args, context),
            Command::Build(args) => build::run(args, context),
            Command::Serve(args) => serve::run(args, context),
            Command::Check(args) => check::run(args, context),
            Command::New(args) => new::run(args, context),
            Command::Translate(args) => translate::run(args, context),
            Command::Status(args) => status::run(args, context),
            Command::Schema(args) => schema::run(args, context),
            Command::Explain(args) => explain::run(args, context),
            Command::Inspect(args) => inspect::run(args, context),
            Command::Hosts(args) => hosts::run(args, context),
            Command::Manual(args) => manual::run(args, context),
            Command::Completions(args) => completions::run(args),
            Command::Man(args) => man::run(args, context),
        }
    }

    /// The number of threads that the user asked for.
    fn jobs(&self) -> Option<usize> {
        match self {
            Command::Build(args) => args.jobs,
            _ => None,
        }
    }
}

/// What every command gets in addition to its own arguments.
struct CommandContext {
    /// Messages in the language of the user.
    messages: Arc<Messages>,
    /// The value of `--lang`; `None` if it is absent.
    lang: Option<String>,
}

/// The `--root` option of a command.
#[derive(Args)]
struct RootArg {
    /// Folder that contains content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// The format in which a command prints a table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    Human,
    Json,
}

/// Parses the arguments of the process and runs the command.
pub fn run() -> ExitCode {
    let Arguments { lang, command } = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(output::print_usage(&error)),
    };
    let messages = Arc::new(Messages::for_writer(&message_language(lang.as_deref())));
    let context = CommandContext { messages, lang };
    match command.run(&context) {
        Ok(code) => ExitCode::from(code),
        Err(CliError(reason)) => {
            let _ = writeln!(output::stderr(), "{}: {reason}", context.messages.text("error", &[]));
            ExitCode::from(EXIT_FAILURE)
        }
    }
}

/// The declaration of the command line, from which the manual, the man pages and the completions are made.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// The help text of `--lang`, which lists the languages of the messages.
fn lang_help() -> String {
    let codes = writer_languages();
    format!(
        "Language of the messages: {codes} (default: SITU_LANG, else LANG); with `new`, also of the document; with \
         `init` and `import`, those of the site, such as lv,ru"
    )
}

/// The language of messages: `--lang`, of several its first, else the environment, else English.
fn message_language(lang: Option<&str>) -> String {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let from_environment = || ["SITU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    let first = lang.map(|lang| lang.split(',').next().unwrap_or_default().trim().to_owned());
    first.or_else(from_environment).unwrap_or_else(|| "en".to_owned())
}
