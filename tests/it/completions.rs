//! `situ completions` and `situ man`: what shells and man(1) get from the declarations of the command line.

use std::process::{Command, Stdio};

use crate::support::folder::{files, read, write};
use crate::support::program::run;
use crate::support::{SITU, repository, situ};

/// The names of all commands, from the help.
fn commands() -> Vec<String> {
    let (_, help, _) = situ(repository(), &["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names =
        list.lines().filter(|line| !line.starts_with("     ")).map(|line| line.trim().split(' ').next().unwrap());
    let names: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

/// What bash offers for the last of the words.
fn complete(words: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (code, script, error) = situ(folder.path(), &["completions", "bash"]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    write(folder.path(), "situ.bash", script);
    // `complete -p` prints the function that bash calls for `situ`.
    let ask = r#"
        set -u
        . ./situ.bash
        registered=$(complete -p situ)
        [[ $registered == *"-F _situ "* && $registered == *" situ" ]] || exit 3
        read -r -a COMP_WORDS <<<"$1."
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_WORDS[COMP_CWORD]=${COMP_WORDS[COMP_CWORD]%.}
        _situ situ "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", ask, "bash", words]).current_dir(folder.path()).stdin(Stdio::null());
    let (code, offered, error) = run(&mut bash);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{words}");
    offered.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    let offered = complete("situ ");
    commands().iter().for_each(|name| assert!(offered.contains(name), "{name}: {offered:?}"));
    assert_eq!(complete("situ ch"), ["check"]);
    assert_eq!(complete("situ check --den"), ["--deny-warnings"]);
    assert_eq!(complete("situ check --format "), ["human", "short", "json", "sarif", "github"]);
    assert_eq!(complete("situ schema deca"), ["decap"]);
    assert_eq!(complete("situ new si"), ["situation"]);
}

#[test]
fn every_shell_has_a_script_with_every_command() {
    let commands = commands();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, error) = situ(repository(), &["completions", shell]);
        assert_eq!((code, error.as_str()), (Some(0), ""), "{shell}");
        commands.iter().for_each(|name| assert!(script.contains(name.as_str()), "{shell}: {name}"));
        assert!(script.contains("deny-warnings"), "{shell}");
    }
    assert_eq!(situ(repository(), &["completions", "tcsh"]).0, Some(2));
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, error) = situ(folder.path(), &["man", "--out", "share/man1"]);
    assert_eq!((code, out.as_str(), error.as_str()), (Some(0), "", ""));
    let commands = commands();
    assert_eq!(files(folder.path()).len(), commands.len() + 1);
    let version = env!("CARGO_PKG_VERSION");
    for name in &commands {
        let page = read(folder.path(), &format!("share/man1/situ-{name}.1"));
        assert!(page.contains(&format!(".TH situ-{name} 1 \" \" \"situ {version}\"")), "{page}");
        assert!(page.contains(&format!("\\fBsitu {name}\\fR ")), "{page}");
        assert_eq!(situ(repository(), &["man", name]), (Some(0), page.clone(), String::new()));
        let (_, help, _) = situ(repository(), &[name, "--help"]);
        for option in help.split([' ', '\n', ',', '.', ':']).filter(|word| word.starts_with("--")) {
            assert!(page.contains(&option.replace('-', "\\-")), "{name}: {option}");
        }
    }
    let page = read(folder.path(), "share/man1/situ.1");
    commands.iter().for_each(|name| assert!(page.contains(&format!("situ\\-{name}(1)")), "{name}"));
    assert_eq!(situ(repository(), &["man"]), (Some(0), page, String::new()));
}

#[test]
fn pages_can_be_shown() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(situ(folder.path(), &["man", "--out", "."]).0, Some(0));
    let has = |program: &str| Command::new(program).arg("-h").output().is_ok();
    for file in files(folder.path()).keys() {
        // Of these programs the host may have one, both or none.
        if has("mandoc") {
            let mut lint = Command::new("mandoc");
            let outcome = run(lint.args(["-T", "lint", "-W", "error"]).arg(file).current_dir(folder.path()));
            assert_eq!(outcome, (Some(0), String::new(), String::new()), "{}", file.display());
        }
        if has("groff") {
            let mut show = Command::new("groff");
            let (code, text, error) =
                run(show.args(["-man", "-T", "utf8", "-ww"]).arg(file).current_dir(folder.path()));
            assert_eq!((code, error.as_str()), (Some(0), ""), "{}", file.display());
            assert!(text.contains("situ") && text.contains("Print help"), "{text}");
        }
    }
}

#[test]
fn unknown_command_has_no_page() {
    let (code, _, error) = situ(repository(), &["man", "chek"]);
    assert_eq!((code, error.as_str()), (Some(2), "error: There is no command `chek`. Did you mean `check`?\n"));
    let mut latvian = Command::new(SITU);
    let (_, _, error) = run(latvian.args(["--lang", "lv", "man", "chek"]));
    assert_eq!(error, "kļūda: Komandas `chek` nav. Vai domājāt `check`?\n");
}
