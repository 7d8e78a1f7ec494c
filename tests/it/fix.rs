//! `situ check --fix`: certain fixes are shown as a diff and written; everything else is left to the writer.

use crate::support::folder::{read, write};
use crate::support::site::two_languages;
use crate::support::{PNG, situ};

/// An article with steps under the heading of a phase.
fn article(title: &str, phase: &str, steps: &[&str]) -> String {
    let steps: String = steps.iter().map(|step| format!("- [ ] {step}\n")).collect();
    format!("---\ntitle: {title}\nsummary: Text.\nsituations: [late]\n---\n\n## {phase}\n\n{steps}")
}

#[test]
fn shows_and_writes_certain_fixes() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    write(
        root,
        "content/lv/articles/calls.md",
        article("Zvani: kā un kad", "Tagad", &["Zvaniet šodien.", "Rakstiet. {#write}", "Gaidiet."]),
    );
    write(
        root,
        "content/ru/articles/calls.md",
        article("Звонки", "Сейчас", &["Позвоните. {#call-today}", "Напишите.", "Подождите."]),
    );
    let before = [read(root, "content/lv/articles/calls.md"), read(root, "content/ru/articles/calls.md")];
    // Without a terminal nobody can confirm, so the diff is shown and nothing is written.
    let (code, _, stderr) = situ(root, &["check", "--fix"]);
    assert_eq!(code, Some(2));
    let wanted = [
        "--- content/lv/articles/calls.md",
        "+++ content/lv/articles/calls.md",
        "@@ -1,11 +1,11 @@",
        " ---",
        "-title: Zvani: kā un kad",
        "+title: \"Zvani: kā un kad\"",
        " summary: Text.",
        " situations: [late]",
        " ---",
        " ",
        " ## Tagad",
        " ",
        "-- [ ] Zvaniet šodien.",
        "+- [ ] Zvaniet šodien. {#call-today}",
        " - [ ] Rakstiet. {#write}",
        "-- [ ] Gaidiet.",
        "+- [ ] Gaidiet. {#gaidiet}",
        "--- content/ru/articles/calls.md",
        "+++ content/ru/articles/calls.md",
        "@@ -7,5 +7,5 @@",
        " ## Сейчас",
        " ",
        " - [ ] Позвоните. {#call-today}",
        "-- [ ] Напишите.",
        "+- [ ] Напишите. {#write}",
        "-- [ ] Подождите.",
        "+- [ ] Подождите. {#gaidiet}",
    ];
    let wanted = wanted.map(|line| format!("{line}\n")).concat();
    assert!(stderr.starts_with(&wanted), "{stderr}");
    assert!(stderr.contains("Add --yes"), "{stderr}");
    assert_eq!(before, [read(root, "content/lv/articles/calls.md"), read(root, "content/ru/articles/calls.md")]);
    let (code, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stderr.contains("Fixed: 5; files: 2."), "{stderr}");
    assert!(
        read(root, "content/ru/articles/calls.md").ends_with("- [ ] Напишите. {#write}\n- [ ] Подождите. {#gaidiet}\n")
    );
    let (code, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0));
    assert!(stderr.contains("Nothing to fix automatically"), "{stderr}");
}

#[test]
fn leaves_ambiguous_fixes() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    write(root, "content/lv/articles/calls.md", article("Zvani", "Tagad", &["Zvaniet.", "Gaidiet."]));
    let three = article("Звонки", "Сейчас", &["Позвоните.", "Напишите.", "Подождите."]);
    write(root, "content/ru/articles/calls.md", &three);
    let (code, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(read(root, "content/lv/articles/calls.md").contains("Gaidiet. {#gaidiet}"));
    assert_eq!(read(root, "content/ru/articles/calls.md"), three);
    assert!(stderr.contains("Left for you: ") && stderr.contains("action-without-id "), "{stderr}");
    assert!(!stderr.contains("error["), "{stderr}");
    let (_, _, stderr) = situ(root, &["check"]);
    assert!(stderr.contains("error[action-without-id]"), "{stderr}");
}

#[test]
fn corrects_punctuation_and_near_miss_markup() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    let rules = "base_url: https://example.org\nlanguages: [lv, ru]\nprose: {quotes: true, dashes: true}\n";
    write(root, "content/site.yaml", rules);
    let head = "---\ntitle: Zvani\nsummary: S.\n---\n\n";
    let body = "Viņš teica “nē” - un aizgāja. `“a” - b`\n\n> [NOTE]\n> Skatiet https://example.org/a un [rakstu] (calls.md).\n\n– [ ] Zvaniet.\n";
    write(root, "content/lv/articles/calls.md", format!("{head}{body}"));
    let (code, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{stderr}");
    let fixed = "Viņš teica „nē” – un aizgāja. `“a” - b`\n\n> [!NOTE]\n> Skatiet <https://example.org/a> un [rakstu](calls.md).\n\n- [ ] Zvaniet. {#zvaniet}\n";
    assert_eq!(read(root, "content/lv/articles/calls.md"), format!("{head}{fixed}"));
    write(
        root,
        "content/lv/articles/calls.md",
        article("Zvani", "Tagad", &["Zvaniet. (#call)", "Gaidiet. {wait}", "Rakstiet. {.key}"]),
    );
    let (code, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    assert_eq!(code, Some(0), "{stderr}");
    let text = read(root, "content/lv/articles/calls.md");
    assert!(
        text.ends_with("- [ ] Zvaniet. {#call}\n- [ ] Gaidiet. {#wait}\n- [ ] Rakstiet. {#rakstiet .key}\n"),
        "{text}"
    );
}

#[test]
fn corrects_links_by_title_and_pictures_without_their_folder() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    write(root, "content/media/Mans plāns.png", PNG);
    write(root, "content/media/v.mp4", b"\0\0\0\x18ftypmp42");
    let head = "---\ntitle: Zvani, zvani\nsummary: S.\n---\n\n";
    write(root, "content/lv/articles/calls.md", format!("{head}## Teksts {{#x}}\n\nTeksts.\n"));
    let body = "[[Zvani zvani]], [[Zvani, zvani|vārdi]], [vārdi](articles/Calls#x)\n\n## X {#x}\n\n\
        ![Plāns|300](<Mans plāns.png>) ![Filma](media/v.mp4) ![Filma](https://youtu.be/a)\n\n\
        (vārdi)[calls.md] [https://example.org vārdi]\n";
    write(root, "content/lv/articles/other.md", format!("---\ntitle: Cits\nsummary: S.\n---\n\n{body}"));
    let (_, _, stderr) = situ(root, &["check", "--fix", "--yes"]);
    // A title between double brackets is certain already.
    let fixed = "[[Zvani zvani]], [[Zvani, zvani|vārdi]], [vārdi](calls.md#x)\n\n## X {#x}\n\n\
        ![Plāns](<media/Mans%20plāns.png>) [Filma](media/v.mp4) [Filma](https://youtu.be/a)\n\n\
        [vārdi](calls.md) [vārdi](https://example.org)\n";
    let text = read(root, "content/lv/articles/other.md");
    assert!(text.ends_with(fixed), "{text}\n{stderr}");
}

#[test]
fn named_files_alone_are_fixed() {
    let folder = two_languages().on_disk();
    let root = folder.path();
    let lv = article("Zvani: kā", "Tagad", &["Zvaniet.", "Gaidiet. {#wait}"]);
    let ru = article("Звонки: как", "Сейчас", &["Позвоните. {#call}", "Подождите."]);
    write(root, "content/lv/articles/calls.md", &lv);
    write(root, "content/ru/articles/calls.md", &ru);
    let (code, _, stderr) = situ(root, &["check", "content/ru", "--fix", "--yes"]);
    // The errors of the other file count elsewhere.
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stderr.contains("Fixed: 2; files: 1.") && !stderr.contains("content/lv"), "{stderr}");
    assert_eq!(read(root, "content/lv/articles/calls.md"), lv);
    // The id is that of the other language.
    let fixed = read(root, "content/ru/articles/calls.md");
    assert!(fixed.contains("title: \"Звонки: как\"") && fixed.ends_with("- [ ] Подождите. {#wait}\n"), "{fixed}");
    let (code, _, stderr) = situ(root, &["check", "content/ru/articles/calls.md", "--fix", "--yes"]);
    assert!(code == Some(0) && stderr.contains("Nothing to fix automatically"), "{stderr}");
    let (code, _, _) = situ(root, &["check", "content/lv/articles/nothing.md", "--fix", "--yes"]);
    assert_eq!(code, Some(2));
}
