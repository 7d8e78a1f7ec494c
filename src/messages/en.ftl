# What situ says to writers, in English. One message and one .remedy for each code of src/diag.rs.

error = error
warning = warning
help = what to do
did-you-mean = Did you mean `{ $name }`?

unreadable = This file cannot be read: { $reason }.
    .remedy = Check that the file is still there and that you may read it; then build again.
not-a-file = This is a link or a special file, not a regular one.
    .remedy = Put a copy of the file itself here.
too-large = This file is larger than { $limit }.
    .remedy = Split the text into several articles, or make the picture smaller.
not-utf8 = This file is not written in UTF-8.
    .remedy = Open it in your editor and save it again with the encoding “UTF-8”.
control-character = An invisible control character ({ $character }) stands here.
    .remedy = Delete it: put the cursor behind it and press Backspace.
stray-file = Nothing is made from this file: it stands in a place that situ does not know.
    .remedy = Texts belong into content/<language>/articles, situations or pages; pictures into content/media.
missing-file = The file { $file } is missing.
    .remedy = Create it; the README shows what stands in it.
bad-id = `{ $id }` cannot be a name here.
    .remedy = Use small Latin letters, digits and single hyphens, such as late-deadline; names of actions are page.item; the names of the site's parts (guide, search, …) are taken.
duplicate-id = The name `{ $id }` is used twice.
    .remedy = Give one of the two another name: a name stands for one thing on the whole site.
yaml = This cannot be read as YAML: { $reason ->
        [tab] a tab stands at the start of the line
        [blank] a blank is missing behind the colon
       *[other] { $reason }
    }.
    .remedy = { $reason ->
        [tab] Use blanks in place of the tab: two for each level.
        [blank] Write `key: value`, with a blank behind the colon.
       *[other] Look at this line and the one before it: a missing quotation mark, a wrong indentation or a missing colon.
    }
needs-quotes = This text has a sign in it that YAML reads as its own.
    .remedy = Put it into double quotation marks: { $quoted }
front-matter-open = The head of the file is not closed.
    .remedy = Put a line with three hyphens (---) below title and summary.
front-matter-missing = The file has no head with title and summary.
    .remedy = Begin the file with three lines: --- , title: … , summary: … , and close with --- again.
unknown-key = There is no key `{ $key }` here.
    .remedy = Known keys: { $known }.
duplicate-key = The key `{ $key }` stands here twice.
    .remedy = Keep one of the two lines.
missing-key = `{ $key }` is missing or empty.
    .remedy = Add a line `{ $key }: …`.
wrong-type = A value of another kind is needed here: { $wanted ->
        [text] a text
        [quoted] a text
        [list] a list
        [mapping] lines of the form `key: value`
        [number] a whole number
        [date] a date
        [flag] true or false
       *[other] { $wanted }
    }, not { $found ->
        [nothing] nothing
        [number] a number
        [text] a text
        [list] a list
        [mapping] a group of keys
       *[other] `{ $found }`
    }.
    .remedy = { $wanted ->
        [quoted] Put it into quotation marks, so that it is read as text.
        [list] Write each item on a line of its own with a hyphen before it: - item
        [flag] Write true or false, without quotation marks.
        [number] Write digits only, without quotation marks.
        [date] Write year-month-day, such as 2026-11-21.
        [mapping] Indent the lines below by two blanks and write `key: value`.
        [text] Write words behind the colon; if there is nothing to say, take the whole line out.
       *[other] Write one of: { $wanted }.
    }
bad-date = `{ $typed }` is no date of the calendar.
    .remedy = Write year-month-day, such as 2026-11-21.
bad-slug = `{ $slug }` cannot be a part of an address.
    .remedy = Use small Latin letters, digits and single hyphens{ $suggested ->
        [blank] .
       *[other] , for instance { $suggested }.
    }
bad-severity = Severity is a number from 1 to 5.
    .remedy = Write 1 for a calm situation up to 5 for the last resort.
bad-base-url = `{ $typed }` is no address of a web site.
    .remedy = Write the whole address, such as https://example.org or https://example.org/help.
bad-language = `{ $code }` is no code of a language.
    .remedy = Use codes such as lv, ru, bg, en or pt-br in small letters.
too-deep = Lists and quotations stand more than { $limit } deep inside one another.
    .remedy = Write the text flatter: two levels are enough for a reader.
raw-html = HTML stands in the text; it would not be shown.
    .remedy = Use Markdown in its place; if you mean the sign itself, write &lt; for “less than”.
bad-scheme = Links that begin with `{ $scheme }` are not allowed.
    .remedy = Link to https://…, mailto:…, tel:…, to another text as [[its-id]] or to media/….
bad-attribute = `{ $word }` has no meaning between these braces.
    .remedy = Known words: #id (small Latin letters, digits, hyphens), .key for a step, phase=… for a heading.
stray-attribute = An id in braces works only at the end of a heading or of a step.
    .remedy = Move {"{#"}…{"}"} to the end of the heading or of the step's first line, or take it out.
action-without-id = This step has no id, so its tick cannot be kept.
    .remedy = Add an id at its end, the same in all languages: {"{#"}{ $suggested }{"}"}
duplicate-action = The id `{ $id }` stands in this file twice.
    .remedy = Give one of the two steps another id.
duplicate-anchor = Two headings of this file have the id `{ $id }`.
    .remedy = Give one of them another id at its end: {"{#"}other-id{"}"}
link-in-step = A step holds at most one link, at its end, behind an arrow.
    .remedy = Write: - [ ] What to do. → [[where-it-is-explained]]
not-a-task = `{ $typed }` is not read as a box to tick.
    .remedy = Write it with a blank between the brackets and one behind them: - [ ] What to do.
not-a-heading = This is not read as a heading.
    .remedy = Put a blank behind the signs: { $marks } Heading
unknown-block = There is no box of the kind `{ $kind }`.
    .remedy = Known kinds: { $known }.
bad-law = `[!{ $typed }]` lacks the country or the date.
    .remedy = Write the country's code and the day on which you checked it: [!LAW lv 2026-11-21]
fixed-in-message = `{ $typed }` is a date or sum of one case, in a message that many will send.
    .remedy = Put a word in square brackets in its place, such as [date] or [sum].
unknown-phase = There is no phase `{ $phase }`.
    .remedy = Phases of situations.yaml: { $known }.
unknown-situation = There is no situation `{ $situation }` in situations.yaml.
    .remedy = Correct the name, or add the situation to situations.yaml.
unknown-action = There is no action `{ $action }`.
    .remedy = Correct the name (page.item), or write the step into that text with this id.
unknown-article = There is no article `{ $article }`.
    .remedy = Correct the name, or write the article.
unknown-phrase = There is no phrase `{ $phrase }` in phrases.yaml.
    .remedy = Correct the name, or add the phrase to phrases.yaml.
unknown-question = The guide leads to `{ $to }`, which is neither a question nor a situation.
    .remedy = Correct the name.
guide-loop = From the question `{ $question }` answers lead back to it.
    .remedy = Let one of the answers lead to a situation.
guide-unreached = No answer of the guide leads to `{ $id }`.
    .remedy = Add an answer to guide.yaml that leads there.
situation-without-text = The situation `{ $situation }` has no text in any language.
    .remedy = Write content/<language>/situations/{ $situation }.md, or take it out of situations.yaml.
repeated-step = The action `{ $action }` stands in this situation twice.
    .remedy = Keep it where it is needed first.
two-keys = { $situation }: { $count } key steps in the phase `{ $phase }`.
    .remedy = Mark only the step whose omission does the most harm.
long-phase = { $situation }: { $count } steps in the phase `{ $phase }`.
    .remedy = Keep at most nine: nobody in trouble reads more. Move the rest to another phase or out.
idle-action = The action `{ $action }` stands in no checklist.
    .remedy = Add this line to situations.yaml, for instance in { $situation } under { $phase }: - { $action }
dead-link = There is no page `{ $target }`.
    .remedy = Link by the id of a text: [[id]] or [words](id.md); web addresses begin with https://
dead-anchor = The text `{ $page }` has no place `#{ $anchor }`.
    .remedy = Places that can be linked to: { $known }.
missing-media = There is no file { $target }.
    .remedy = Put the file there, or correct the name; small and capital letters differ.
link-to-draft = `{ $target }` is a draft: the words stay, but lead nowhere until it is published.
    .remedy = Take `draft: true` out of that text when it is ready.
same-address = Two pages stand at the address { $address }.
    .remedy = Give one of them another `slug`, or take the alias out.
missing-translation = { $lang }: missing here: { $what }.
    .remedy = Add it in this file.
missing-in-language = { $what } stands in the { $other } text, but not in the { $lang } one.
    .remedy = Add it here, or take it out there: the same steps and anchors belong into all languages.
conflict = `{ $id }` differs between the languages: { $what }.
    .remedy = Make the two the same: ids, phases and situations are common to all languages.
bad-source = `source: { $source }` names no other language that has this text.
    .remedy = Name the language from which you translated, or take source and source_hash out.
unused-entry = `{ $id }` is used nowhere.
    .remedy = Correct the id, or take the entry out.
ambiguous-term = “{ $form }” stands under two terms; the other is `{ $first }`.
    .remedy = Keep it under one of them, or write `link: no` under the other.
not-led-to = `{ $situation }` does not lead to `{ $to }`.
    .remedy = Correct the id, or add it to leads_to in situations.yaml.
theme = The theme cannot be used: { $reason }.
    .remedy = Correct the template at this place; `situ inspect` shows the value that it gets.

cli-summary = { $pages } pages ({ $rendered } made anew), { $actions } actions, { $links } links in { $seconds } s → { $out }
cli-checked = { $pages } pages, { $actions } actions, { $links } links: { $errors } errors, { $warnings } warnings
cli-not-built = Nothing was written: { $errors } errors, { $warnings } warnings.
cli-new = { $path } is ready to be filled in.
cli-exists = { $path } is there already; nothing was written.
cli-unknown-language = `--lang { $lang }` names no language of this site; languages: { $known }.
cli-nothing-found = No page has the id or address `{ $asked }`.
