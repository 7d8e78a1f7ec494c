//! `situ translate`: a new file in another language, and the record of what it was translated from.

use std::fs;

use crate::support::folder::{read, write};
use crate::support::{Site, situ};

const CALLS: &str = "---\ntitle: \"Zvani: kā\"\nsummary: Par zvaniem.\nsituations: [late]\naliases: [veci-zvani]\nwords:\n- zvanīt klientam\n- tālrunis\nupdated: 2026-11-21\n---\n\n\
    Teksts ar saiti [[late#now]].\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#second}\n\n  > [!LAW lv 2025-01-31]\n  > Likums.\n\n\
    ## Pēc tam {#later phase=after}\n\n- [ ] Gaidiet. {#third}\n";

/// A Latvian site with one article and a draft; neither is translated.
pub fn untranslated_site() -> Site {
    Site::new().files([
        ("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru, en]\ncountries: [lv]\n"),
        ("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad, after: Vēlāk}\ncountries: {lv: Latvijā}\n"),
        ("content/ru/site.yaml", "title: Помощник\nphases: {now: Сейчас, after: Потом}\ncountries: {lv: В Латвии}\n"),
        ("content/en/site.yaml", "title: Helper\ncountries: {lv: In Latvia}\n"),
        (
            "content/situations.yaml",
            "phases: [now, after]\nsituations:\n  - id: late\n    severity: 2\n    steps:\n      now: [calls.first!]\n      after: [calls.third]\n",
        ),
        ("content/lv/situations/late.md", "---\ntitle: Vēlu\nsummary: Par vēlu.\n---\n"),
        ("content/lv/articles/calls.md", CALLS),
        ("content/lv/articles/raw.md", "---\ntitle: Melnraksts\nsummary: Vēl nav.\ndraft: true\n---\n\nTeksts.\n"),
    ])
}

#[test]
fn new_file_has_the_structure_and_ids_of_the_source() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    let (code, stdout, _) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(0));
    assert!(
        stdout.contains("content/ru/articles/calls.md") && stdout.contains("situ translate calls --to ru --done"),
        "{stdout}"
    );
    let made = read(root, "content/ru/articles/calls.md");
    let hash = made.split("source_hash: \"").nth(1).unwrap().split('"').next().unwrap();
    // The hash of the text, and one of each block: title, summary and six of the body.
    let (text, blocks) = hash.split_once(' ').unwrap();
    assert_eq!((text.len(), blocks.len()), (16, 4 * 8));
    let wanted = CALLS
        .replace("aliases: [veci-zvani]\nwords:\n- zvanīt klientam\n- tālrunis\n", "")
        .replace(
            "updated: 2026-11-21\n",
            &format!("updated: 2026-11-21\nsource: lv\nsource_hash: \"{hash}\"\ndraft: true\n"),
        )
        .replace("## Tagad", "## Сейчас");
    assert_eq!(made, wanted);
    // The new file has no mistakes, even when drafts are checked.
    let (code, _, stderr) = situ(root, &["check", "--drafts"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(!stderr.contains("calls.md") || !stderr.contains("missing-in-language"), "{stderr}");
    // An existing file is never changed.
    write(root, "content/ru/articles/calls.md", "mine");
    let (code, _, stderr) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("already exists"), "{stderr}");
    assert_eq!(read(root, "content/ru/articles/calls.md"), "mine");
}

#[test]
fn phase_without_a_name_is_written_by_its_id() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    assert_eq!(situ(root, &["translate", "calls", "--from", "lv", "--to", "en"]).0, Some(0));
    let made = read(root, "content/en/articles/calls.md");
    assert!(made.contains("## Tagad {phase=now}\n") && made.contains("## Pēc tam {#later phase=after}\n"), "{made}");
}

#[test]
fn translation_is_fresh_until_its_source_changes() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    let state = || {
        let (_, json, _) = situ(root, &["status", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["texts"][1]["states"]["ru"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(state(), "draft");
    write(root, "content/ru/articles/calls.md", translated(&read(root, "content/ru/articles/calls.md")));
    let before = read(root, "content/ru/articles/calls.md");
    let (code, stdout, _) = situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!((code, stdout.lines().count()), (Some(0), 1), "{stdout}");
    assert_eq!(read(root, "content/ru/articles/calls.md"), before.replace("draft: true\n", ""));
    assert_eq!(state(), "fresh");
    write(root, "content/lv/articles/calls.md", CALLS.replace("Teksts", "Jauns teksts"));
    assert_eq!(state(), "stale");
    situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!(state(), "fresh");
    let text = read(root, "content/lv/articles/calls.md");
    assert!(!text.contains('\r') && text.lines().count() > 8, "{text}");
    write(root, "content/lv/articles/calls.md", text.replace('\n', "\r\n"));
    assert_eq!(state(), "fresh", "line ends do not matter");
    let files: Vec<_> =
        fs::read_dir(root.join("content/ru/articles")).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(files, ["calls.md"]);
}

/// The Latvian article in Russian words.
fn translated(text: &str) -> String {
    let words = [
        ("\"Zvani: kā\"", "\"Звонки: как\""),
        ("Par zvaniem.", "О звонках."),
        ("Teksts ar saiti", "Текст со ссылкой"),
        ("Zvaniet.", "Позвоните."),
        ("Rakstiet.", "Напишите."),
        ("Likums.", "Закон."),
        ("Pēc tam", "Потом"),
        ("Gaidiet.", "Подождите."),
    ];
    words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn untranslated_text_stays_a_draft_and_its_lines_are_named() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--to", "ru"]);
    let copied = read(root, "content/ru/articles/calls.md");
    let (code, _, error) = situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("is still in the words of its lv source, so it stays a draft."), "{error}");
    assert_eq!(read(root, "content/ru/articles/calls.md"), copied);
    // The source has changed completely since, but the text is in another script than Russian.
    write(root, "content/lv/articles/calls.md", CALLS.replace("Teksts ar saiti", "Pilnīgi cits sākums, nekas no vecā"));
    assert_eq!(situ(root, &["translate", "calls", "--to", "ru", "--done"]).0, Some(1));
    let (code, _, _) = situ(root, &["translate", "calls", "--to", "ru", "--done", "--allow-unchanged"]);
    assert_eq!(code, Some(0));
    assert!(!read(root, "content/ru/articles/calls.md").contains("draft"));
}

#[test]
fn forgotten_line_of_a_translation_is_named() {
    let long = |sentence: &str| -> String { (0..20).map(|_| format!("{sentence}\n\n")).collect() };
    let source =
        format!("{CALLS}\n{}Viens teikums, kuru neviens nav pārtulkojis.\n", long("Divi vārdi par darbu un naudu."));
    let folder = untranslated_site().file("content/lv/articles/calls.md", source).on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--to", "ru"]);
    let text = read(root, "content/ru/articles/calls.md");
    let text = translated(&text).replace("Divi vārdi par darbu un naudu.", "Два слова о работе и деньгах.");
    write(root, "content/ru/articles/calls.md", text);
    let (code, out, _) = situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[1].starts_with("These lines are still in the words of the lv document."), "{out}");
    assert!(
        lines[2].starts_with("content/ru/articles/calls.md:")
            && lines[2].ends_with("Viens teikums, kuru neviens nav pārtulkojis."),
        "{out}"
    );
    assert_eq!(lines.len(), 3, "{out}");
}

#[test]
fn short_heading_that_was_forgotten_is_named() {
    let long = |sentence: &str| -> String { (0..20).map(|_| format!("{sentence}\n\n")).collect() };
    let source = format!("{CALLS}\n{}## Divi vārdi {{#two}}\n", long("Divi vārdi par darbu un naudu."));
    let folder = untranslated_site().file("content/lv/articles/calls.md", source).on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--to", "en"]);
    let path = "content/en/articles/calls.md";
    let words = [
        ("\"Zvani: kā\"", "How to call"),
        ("Par zvaniem.", "On calling."),
        ("Teksts ar saiti", "Text with a link"),
        ("Divi vārdi par darbu un naudu.", "Two words about work and money."),
        ("## Tagad", "## Now"),
        ("Pēc tam", "After that"),
    ];
    let text = words.iter().fold(read(root, path), |text, (from, to)| text.replace(from, to));
    write(root, path, text);
    let (code, out, error) = situ(root, &["translate", "calls", "--to", "en", "--done"]);
    assert_eq!(code, Some(0), "{error}");
    let named: Vec<&str> = out.lines().skip(2).collect();
    assert!(named.len() == 2 && named[0].ends_with(": ## Divi vārdi {#two}"), "{out}");
    assert!(named[1].starts_with("The language has no name for these phases of the document: now, after."), "{out}");
}

#[test]
fn names_of_phases_and_sections_that_are_missing_are_asked_for() {
    let plan = "phases: [now, after]\nsituations:\n  - id: late\n    severity: 2\n    phases: [fire, now]\n    steps:\n      \
                fire: [calls.first!]\n      after: [calls.third]\n";
    let folder = untranslated_site().file("content/situations.yaml", plan).on_disk();
    let root = folder.path();
    let (code, out, error) = situ(root, &["translate", "late", "--to", "en"]);
    assert_eq!(code, Some(0), "{error}");
    let lines: Vec<&str> = out.lines().collect();
    let phases = "The language has no name for these phases of the document: after. Write the names into \
                  content/en/site.yaml, below `phases:`, each as `after: name`.";
    let sections = "The document names these sections in no line of its front matter: fire. Write the names into \
                    content/en/situations/late.md, below `phases:`, each as `fire: name`.";
    assert_eq!(lines[2..4], [phases, sections], "{out}");
    // A language that has the names is not asked for them.
    let (_, out, _) = situ(root, &["translate", "calls", "--to", "ru"]);
    assert!(!out.contains("phases:"), "{out}");
}

#[test]
fn source_is_asked_for_only_if_several_languages_have_the_document() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    let (code, stdout, _) = situ(root, &["translate", "calls", "--to", "ru"]);
    assert_eq!(code, Some(0), "{stdout}");
    assert!(read(root, "content/ru/articles/calls.md").contains("source: lv\n"));
    assert!(stdout.contains("http://localhost:4100/ru/articles/calls/"), "{stdout}");
    let (code, _, error) = situ(root, &["translate", "calls", "--to", "en"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("--from lv / ru"), "{error}");
}

#[test]
fn usage_errors() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    for (arguments, wanted) in [
        (
            &["translate", "nowhere", "--from", "lv", "--to", "ru"][..],
            "There is no document `nowhere` in lv. No language has it.",
        ),
        (
            &["translate", "calls", "--from", "ru", "--to", "lv"],
            "There is no document `calls` in ru. Languages that have it: lv.",
        ),
        (&["translate", "calls", "--from", "lv", "--to", "lv"], "are the same language"),
        (
            &["translate", "calls", "--from", "lv", "--to", "de"],
            "`--to de` is not a language of this site. Languages: lv, ru, en.",
        ),
        (&["translate", "nowhere", "--to", "ru"], "There is no document `nowhere` in ru. No language has it."),
        (&["translate", "calls", "--to", "lv", "--done"], "Give the language that the document was translated from"),
    ] {
        let (code, _, stderr) = situ(root, arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(stderr.contains(wanted), "{stderr}");
    }
    write(root, "content/lv/articles/calls.md", "---\ntitle: Zvani: kā\nsummary: x\n---\n");
    let (code, _, stderr) = situ(root, &["translate", "calls", "--from", "lv", "--to", "ru"]);
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("error[needs-quotes]") && stderr.contains("Fix content/lv/articles/calls.md first"),
        "{stderr}"
    );
    assert!(!root.join("content/ru/articles").exists());
}

#[test]
fn blocks_of_the_source_that_changed_are_named() {
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--to", "ru"]);
    write(root, "content/ru/articles/calls.md", translated(&read(root, "content/ru/articles/calls.md")));
    situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    let (_, out, _) = situ(root, &["check", "content/ru/articles/calls.md"]);
    assert!(!out.contains("stale-translation"), "{out}");
    let changed = CALLS
        .replace("Teksts ar saiti", "Cits teksts ar saiti")
        .replace("## Tagad", "Pavisam jauna rindkopa.\n\n## Tagad")
        .replace("- [ ] Gaidiet. {#third}\n", "");
    write(root, "content/lv/articles/calls.md", &changed);
    let blocks = "  content/lv/articles/calls.md:12  changed: Cits teksts ar saiti [[late#now]].\n  \
                  content/lv/articles/calls.md:14  new: Pavisam jauna rindkopa.\n  \
                  content/lv/articles/calls.md:25  gone before this:\n";
    // An existing translation is not written, and its writer sees what to translate.
    let before = read(root, "content/ru/articles/calls.md");
    let (code, out, _) = situ(root, &["translate", "calls", "--to", "ru"]);
    assert_eq!(code, Some(0));
    let first = "content/ru/articles/calls.md exists, and content/lv/articles/calls.md has changed since. \
                 These blocks have changed:\n";
    assert_eq!(out, format!("{first}{blocks}When you have finished, run: situ translate calls --to ru --done\n"));
    assert_eq!(read(root, "content/ru/articles/calls.md"), before);
    let (_, out, _) = situ(root, &["status"]);
    let listed: String = blocks.lines().map(|line| format!("  {line}\n")).collect();
    assert!(out.contains(&format!("\n1 translation is outdated\n  content/ru/articles/calls.md\n{listed}")), "{out}");
    let (_, json, _) = situ(root, &["status", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["stale"][0]["blocks"][1]["change"], "new");
    let (_, _, error) = situ(root, &["check", "content/ru/articles/calls.md"]);
    let warning = "warning[stale-translation]: The document content/lv/articles/calls.md has changed since this translation \
                   was finished. Changed, by line: 12 “Cits teksts ar saiti [[late#now]].”. New: 14 “Pavisam jauna \
                   rindkopa.”. Gone before line: 25.\n";
    assert!(error.contains(warning), "{error}");
    // A hash of an earlier version has no blocks.
    let (start, rest) = before.split_once("source_hash: \"").unwrap();
    let old = format!("{start}source_hash: \"{}\"{}", &rest[..16], rest.split_once('"').unwrap().1);
    write(root, "content/ru/articles/calls.md", old);
    let (_, out, _) = situ(root, &["translate", "calls", "--to", "ru"]);
    assert!(out.contains("Where is not recorded yet.\n"), "{out}");
    let (_, out, _) = situ(root, &["status"]);
    assert!(out.contains("  content/ru/articles/calls.md (not recorded what has changed)\n"), "{out}");
    let (_, _, error) = situ(root, &["check", "content/ru/articles/calls.md"]);
    assert!(error.contains("has changed since this translation was finished.\n"), "{error}");
    situ(root, &["translate", "calls", "--to", "ru", "--done"]);
    let (_, _, error) = situ(root, &["check", "content/ru/articles/calls.md"]);
    assert!(!error.contains("stale-translation"), "{error}");
}

#[test]
fn text_with_only_its_title_translated_stays_a_draft() {
    // Latvian to English, so that the script says nothing.
    let folder = untranslated_site().on_disk();
    let root = folder.path();
    situ(root, &["translate", "calls", "--to", "en"]);
    let path = "content/en/articles/calls.md";
    let copied = read(root, path).replace("\"Zvani: kā\"", "How to call").replace("Par zvaniem.", "On calling.");
    write(root, path, &copied);
    let (code, _, error) = situ(root, &["translate", "calls", "--to", "en", "--done"]);
    assert_eq!(code, Some(1), "{error}");
    assert!(error.contains("is still in the words of its lv source, so it stays a draft."), "{error}");
    assert_eq!(read(root, path), copied);
}
