//! `situ init`: the site that it writes is whole, and it changes nothing that exists.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use situ::testing::Date;
use situ::{CacheMode, Options, SourceTree, build};
use tempfile::TempDir;

use crate::support::folder::{files, read, write};
use crate::support::links::Rendered;
use crate::support::program::{Outcome, run};
use crate::support::sandbox::{report_skipped, unprivileged};
use crate::support::{BuiltSite, SITU, repository, situ};

const LANGUAGES: [&str; 4] = ["bg", "en", "lv", "ru"];

/// Runs `situ --lang <languages> init <arguments>` in `root`.
fn init(root: &Path, languages: &str, arguments: &[&str]) -> Outcome {
    run(Command::new(SITU).args(["--lang", languages, "init"]).args(arguments).current_dir(root).stdin(Stdio::null()))
}

/// A folder with the site that `situ init` writes.
fn new_site(languages: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, error) = init(folder.path(), languages, &[]);
    assert_eq!(code, Some(0), "{error}");
    folder
}

/// The sites that are tested: each language alone, and all of them with each as the first.
fn choices() -> Vec<String> {
    let rotated = |first: usize| {
        let order: Vec<&str> = (0..LANGUAGES.len()).map(|n| LANGUAGES[(first + n) % LANGUAGES.len()]).collect();
        order.join(",")
    };
    LANGUAGES.map(str::to_owned).into_iter().chain((0..LANGUAGES.len()).map(rotated)).collect()
}

#[test]
fn site_is_checked_without_a_warning() {
    for languages in choices() {
        let folder = new_site(&languages);
        for arguments in [&["check", "--deny-warnings"][..], &["check", "--deny-warnings", "--drafts"]] {
            let (code, out, error) = situ(folder.path(), arguments);
            assert_eq!((code, error.as_str()), (Some(0), ""), "{languages}");
            assert!(out.ends_with(": 0 errors, 0 warnings\n"), "{languages}: {out}");
        }
        let (code, out, error) = situ(folder.path(), &["status"]);
        assert_eq!(code, Some(0), "{languages}: {error}");
        let missing = out.lines().find(|line| line.starts_with("  missing ")).unwrap();
        assert!(missing.split_whitespace().skip(1).all(|number| number == "0"), "{languages}: {out}");
    }
}

#[test]
fn every_part_has_a_page_and_no_link_is_dead() {
    for languages in choices() {
        let folder = new_site(&languages);
        let (tree, found) = SourceTree::from_disk(folder.path());
        let site = BuiltSite::new(tree.clone(), build(&tree, &Options::default(), CacheMode::None, found));
        assert_eq!(site.report(), "");
        let rendered = Rendered::new(&site);
        rendered.assert_links_work(200);
        for code in languages.split(',') {
            for page in [
                "",
                "situations/water-from-above/",
                "situations/nobody-pays/",
                "articles/water-damage/",
                "documents/damage-note/",
                "about/",
                "phrases/",
                "glossary/",
                "guide/",
            ] {
                let path = format!("{code}/{page}index.html");
                assert!(rendered.files.contains_key(&path), "{languages}: {path}");
            }
            assert!(
                rendered.files[&format!("{code}/articles/water-damage/index.html")].contains("glossary/#term-riser")
            );
        }
    }
}

#[test]
fn built_site_is_written() {
    let folder = new_site("lv,ru");
    let (code, _, error) = situ(folder.path(), &["build"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(read(folder.path(), "public/lv/index.html").contains("Mājas un kaimiņi"));
    assert!(read(folder.path(), "public/ru/index.html").contains("Дом и соседи"));
    let ignored = read(folder.path(), ".gitignore");
    let written = files(folder.path());
    let outputs = written.keys().filter(|path| !path.starts_with("content") && !path.starts_with(".vscode"));
    for path in outputs.filter(|path| path.components().count() > 1) {
        let top = path.components().next().unwrap().as_os_str().to_str().unwrap();
        assert!(ignored.contains(&format!("/{top}/\n")), "{path:?} is not in .gitignore");
    }
}

#[test]
fn new_documents_fit_into_the_site() {
    let folder = new_site("lv");
    for (kind, id) in [("situation", "no-heating"), ("article", "heating"), ("fillable", "letter"), ("page", "contact")]
    {
        let (code, _, error) = situ(folder.path(), &["new", kind, id, "--lang", "lv"]);
        assert_eq!(code, Some(0), "{error}");
    }
    let (code, _, error) = situ(folder.path(), &["check", "--drafts"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(read(folder.path(), "content/situations.yaml").contains("  - id: no-heating\n"));
}

#[test]
fn next_steps_of_the_readme_are_true() {
    for language in LANGUAGES {
        let folder = new_site(language);
        let root = folder.path();
        let readme = read(root, "README.md");
        // The commands, in their order. The preview is the only one that does not end.
        let blocks = readme.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
        let commands: Vec<&str> = blocks.flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(commands[0], "situ serve --open", "{language}");
        assert!(commands.len() > 3, "{language}: {commands:?}");
        for command in &commands[1..] {
            let arguments: Vec<&str> = command.strip_prefix("situ ").unwrap().split(' ').collect();
            let (code, _, error) = situ(root, &arguments);
            assert_eq!(code, Some(0), "{language}: {command}: {error}");
        }
        assert!(root.join("public").join(language).join("index.html").exists());
        // Files that it names exist; folders are named with a slash at their end.
        let named = readme
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| name.starts_with("content/") || name.starts_with(".vscode"));
        for name in named.flat_map(|names| names.split(", ")) {
            assert!(root.join(name).exists(), "{language}: {name}");
        }
        // The settings of VS Code name schemas that exist, for files that exist.
        let settings: serde_json::Value = serde_json::from_str(&read(root, ".vscode/settings.json")).unwrap();
        let schemas = settings["yaml.schemas"].as_object().unwrap();
        assert!(schemas.keys().all(|path| root.join(path).exists()), "{schemas:?}");
        for file in ["content/site.yaml", "content/situations.yaml", "content/guide.yaml", "content/phrases.yaml"] {
            assert!(schemas.values().any(|files| files.as_array().unwrap().contains(&file.into())), "{file}");
        }
    }
}

#[test]
fn first_article_of_the_readme_fits_into_the_site() {
    let readme = read(repository(), "README.md");
    let article = readme.split("```markdown\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = new_site("en,lv");
    write(folder.path(), "content/en/articles/call-first.md", article);
    let (code, out, error) = situ(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.ends_with(": 0 errors, 1 warning\n"), "{out}");
    assert!(error.starts_with("warning[unused-action]") && error.contains("call-first.call-first"), "{error}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the day is that of the clock")]
fn documents_bear_the_day_on_which_they_were_written() {
    let today = || {
        let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Date::from_unix_seconds(elapsed.as_secs()).unwrap().to_string()
    };
    let before = today();
    let folder = new_site("en");
    let days = [before, today()];
    for (path, bytes) in files(&folder.path().join("content")) {
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(days.iter().any(|day| text.contains(&format!("\nupdated: {day}\n"))), "{path:?}: {text}");
        }
    }
}

#[test]
fn title_and_address_are_those_of_the_author() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--title", "Īre: kas un kā", "--base-url", "https://ire.example/kb", "my site"];
    let (code, out, error) = init(folder.path(), "lv,en", &arguments);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.ends_with("\n\n  cd 'my site'\n  situ serve --open\n"), "{out}");
    let root = folder.path().join("my site");
    assert!(read(&root, "README.md").starts_with("# Īre: kas un kā\n"));
    let (code, _, error) = situ(&root, &["build"]);
    assert_eq!(code, Some(0), "{error}");
    for code in ["lv", "en"] {
        let page = read(&root, &format!("public/{code}/index.html"));
        assert!(page.contains("Īre: kas un kā") && page.contains("https://ire.example/kb/"), "{page}");
    }
}

#[test]
fn wrong_title_or_address_is_reported_and_nothing_is_written() {
    for (arguments, wanted) in [
        (&["--base-url", "ftp://x.example"][..], "error[bad-base-url]"),
        (&["--title", " "], "error[missing-key]: `title`"),
        (&["--title", "\u{200b}x"], "error[invisible-character]"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (code, _, error) = init(folder.path(), "en", &[arguments, &["site"]].concat());
        assert_eq!(code, Some(2), "{error}");
        assert!(error.contains(wanted) && error.ends_with("\nNothing was written.\n"), "{error}");
        assert!(!folder.path().join("site").exists());
    }
}

#[test]
fn several_hosts_are_repeated_or_joined_by_commas() {
    for arguments in [&["--host", "github-pages", "--host", "s3", "--host", "s3"][..], &["--host", "github-pages,s3"]] {
        let folder = tempfile::tempdir().unwrap();
        let (code, _, error) = init(folder.path(), "en", arguments);
        assert_eq!((code, error.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(read(folder.path(), "content/site.yaml").contains("\nhosts: [github-pages, s3]\n"), "{arguments:?}");
        let readme = read(folder.path(), "README.md");
        assert_eq!(readme.matches("\n## Publishing: ").count(), 2, "{readme}");
        assert!(
            folder.path().join(".github/workflows/publish.yml").exists() && folder.path().join("publish.sh").exists()
        );
        let (code, _, error) = situ(folder.path(), &["check", "--deny-warnings"]);
        assert_eq!((code, error.as_str()), (Some(0), ""));
    }
    let folder = tempfile::tempdir().unwrap();
    let (code, _, error) = init(folder.path(), "en", &["--host", "netlify,nowhere"]);
    assert!(code == Some(2) && error.contains("'nowhere'") && error.contains("github-pages"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn option_of_the_import_is_answered_with_its_command() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["--from", "notes"][..], &["--from=hugo"], &["--from"]] {
        let (code, _, error) = init(folder.path(), "en", arguments);
        assert!(code == Some(2) && error.contains("situ import FOLDER --to DIR"), "{arguments:?}: {error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn language_is_that_of_the_messages_unless_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = run(Command::new(SITU).arg("init").env("SITU_LANG", "ru_RU.UTF-8").current_dir(folder.path()));
    assert_eq!(code, Some(0));
    assert!(out.starts_with("В папке "), "{out}");
    assert!(read(folder.path(), "content/site.yaml").contains("\nlanguages: [ru]\n"));
    assert!(read(folder.path(), "README.md").starts_with("# Дом и соседи\n"));
}

#[test]
fn output_names_the_files_and_the_next_command() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, error) = init(folder.path(), "en", &["site"]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    let named: Vec<&str> =
        out.lines().skip(1).take_while(|line| !line.is_empty()).map(|line| line.trim_start()).collect();
    let written: Vec<String> =
        files(&folder.path().join("site")).keys().map(|path| path.to_str().unwrap().to_owned()).collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    let mut expected = written.clone();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
    assert!(out.starts_with("Created a site in site:\n"), "{out}");
    assert!(out.ends_with("in README.md.\n\n  cd site\n  situ serve --open\n"), "{out}");
}

#[test]
fn second_run_changes_nothing() {
    let folder = new_site("lv,en");
    let before = files(folder.path());
    let times = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let time = times(&folder.path().join("content/site.yaml"));
    for (lang, wanted) in [
        ("en", "already holds a site, so nothing was written."),
        ("lv", "jau ir vietne, tāpēc nekas nav ierakstīts."),
        ("ru", "уже есть сайт, поэтому ничего не записано."),
        ("bg", "вече има сайт, затова нищо не е записано."),
    ] {
        let (code, out, error) = init(folder.path(), lang, &[]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(error.contains(wanted), "{error}");
        assert!(error.contains("\n  content/en/articles/water-damage.md\n"), "{error}");
        assert!(error.ends_with("\n  … +12\n"), "{error}");
    }
    assert_eq!(files(folder.path()), before);
    assert_eq!(times(&folder.path().join("content/site.yaml")), time);
}

#[test]
fn files_of_a_repository_are_no_obstacle_and_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let own = [
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".gitignore", "*.log\npublic\n"),
        ("LICENSE", "mine"),
        ("Readme.rst", "mine"),
        (".vscode/settings.json", "{}"),
    ];
    own.iter().for_each(|(path, text)| write(folder.path(), path, text));
    fs::create_dir(folder.path().join("content")).unwrap();
    let (code, out, error) = init(folder.path(), "en", &["."]);
    assert_eq!(code, Some(0), "{error}");
    own.iter().for_each(|(path, text)| assert_eq!(read(folder.path(), path), *text, "{path}"));
    assert!(!folder.path().join("README.md").exists());
    assert!(folder.path().join("content/site.yaml").exists());
    for path in [".gitignore", ".vscode/settings.json", "README.md"] {
        assert!(out.contains(&format!("\nLeft as it was: {path}\n")), "{out}");
        assert!(!out.contains(&format!("\n  {path}\n")), "{out}");
    }
    assert!(out.contains("does not list what `situ build` writes. Add:\n  /.public.situ/\n\n"), "{out}");
}

#[test]
fn any_file_in_content_is_an_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/notes/Idea.txt", "mine");
    let (code, _, error) = init(folder.path(), "en", &[]);
    assert_eq!(code, Some(2));
    assert!(error.ends_with(":\n  content/notes/Idea.txt\n"), "{error}");
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn language_without_an_example_is_refused() {
    for (languages, wanted) in [
        ("lv,de", "kļūda: `situ init` nav parauga valodā `de`. Valodas: bg, en, lv, ru."),
        ("ru,lv,xx", "ошибка: У `situ init` нет образца на языке `xx`. Языки: bg, en, lv, ru."),
        ("bg,lv-lv", "грешка: `situ init` няма образец на `lv-lv`. Езици: bg, en, lv, ru."),
        ("de", "error: `situ init` has no example in `de`. Languages: bg, en, lv, ru."),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (code, _, error) = init(folder.path(), languages, &["site"]);
        assert_eq!(code, Some(2));
        assert!(error.starts_with(wanted), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn file_in_place_of_the_folder_is_reported() {
    for (lang, wanted) in [
        ("en", "error: site cannot be written: there is a file in its place. Nothing was written.\n"),
        ("lv", "kļūda: site nevar ierakstīt: tā vietā jau ir fails. Nekas nav ierakstīts.\n"),
        ("ru", "ошибка: site не удаётся записать: на этом месте уже есть файл. Ничего не записано.\n"),
        ("bg", "грешка: site не може да се запише: на това място вече има файл. Нищо не е записано.\n"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "site", "mine");
        let (code, out, error) = init(folder.path(), lang, &["site"]);
        assert_eq!((code, out.as_str(), error.as_str()), (Some(2), "", wanted));
        let (code, _, error) = init(folder.path(), lang, &["site/below"]);
        assert_eq!(code, Some(2));
        assert_eq!(error, wanted.replace("site", "site/below"));
        assert_eq!(read(folder.path(), "site"), "mine");
    }
}

#[test]
fn folder_that_cannot_be_written_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let Some(mut command) = unprivileged(folder.path(), &[]) else {
        return report_skipped("a folder without permission", "running a program as another user");
    };
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    let (code, _, error) = run(command.args(["--lang", "lv", "init"]).arg(&locked));
    assert_eq!(code, Some(2), "{error}");
    let wanted =
        format!("{} nevar ierakstīt: jums nav atļaujas tur rakstīt. Nekas nav ierakstīts.\n", locked.display());
    assert!(error.ends_with(&wanted), "{error}");
    assert_eq!(fs::read_dir(&locked).unwrap().count(), 0);
}

#[test]
fn empty_folder_leads_to_init() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["build"][..],
        &["check"],
        &["serve"],
        &["status"],
        &["inspect", "x"],
        &["new", "article", "x"],
        &["translate", "x", "--to", "lv"],
        &["schema", "decap"],
    ] {
        let (code, _, error) = situ(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(error.contains("`situ init` creates a site here"), "{arguments:?}: {error}");
    }
    for (lang, wanted) in [
        ("lv", "Jaunu vietni te izveido `situ init`"),
        ("ru", "Новый сайт создаст здесь `situ init`"),
        ("bg", "Нов сайт тук създава `situ init`"),
    ] {
        let (_, _, error) = run(Command::new(SITU).args(["--lang", lang, "check"]).current_dir(folder.path()));
        assert!(error.contains(wanted), "{error}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn files_are_as_others_can_read_them() {
    let folder = new_site("en");
    let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
    let modes: BTreeMap<&str, u32> =
        ["content", "content/en", "content/site.yaml", ".vscode", "README.md"].map(|path| (path, mode(path))).into();
    assert_eq!(modes["content"], modes["content/en"]);
    assert_eq!(modes["content"], modes[".vscode"]);
    assert_eq!(modes["content/site.yaml"], modes["README.md"]);
}
