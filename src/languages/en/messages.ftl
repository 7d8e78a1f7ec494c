# What situ says to writers, in English. One message and one .help for each code in src/diagnostics/codes.rs.

error = error
warning = warning
help = what to do
did-you-mean = Did you mean `{ $name }`?

unreadable = This file cannot be read: { $reason ->
        [gone] it is not there any more
        [denied] you have no right to read it
        [folder] it is a folder
        [changed] it was changed while the site was being built
       *[other] { $reason }
    }.
    .help = Check that the file is still there and that you may read it; then build again.
not-a-file = This is a link or a special file, not a regular one.
    .help = Put a copy of the file itself here.
too-large = This file is larger than { $limit }.
    .help = Split the text into several articles, or make the picture smaller.
not-utf8 = This file is not written in UTF-8.
    .help = Open it in your editor and save it again with the encoding “UTF-8”.
control-character = An invisible control character ({ $character }) stands here.
    .help = Delete it: put the cursor behind it and press Backspace.
ignored-file = Nothing is made from this file: it stands in a place that situ does not know.
    .help = Texts (.md) belong into content/<language>/articles, situations or pages, pictures and downloads into content/media; settings and data end in .yaml.
missing-file = The file { $file } is missing.
    .help = Create it, or run situ in the folder in which content/ stands; the README shows what belongs into the file.
bad-id = `{ $id }` cannot be a name here.
    .help = { $form ->
        [action] Write the name of the text, a full stop and the id of the step: page.step; only in the steps of a situation a `!` may follow.
       *[other] Use small Latin letters, digits and single hyphens, such as late-deadline; pages cannot have the names of the site's parts (guide, search, …).
    }
duplicate-id = The name `{ $id }` is used twice.
    .help = Give one of the two another name, or take it out: a name stands for one thing on the whole site.
yaml = This cannot be read as YAML: { $reason ->
        [tab] a tab stands at the start of the line
        [blank] a blank is missing behind the colon
        [nbsp] behind the colon stands a no-break space in place of a blank
        [colon] this line has no colon
        [quote] a quotation mark is opened here and not closed
        [bracket] a bracket stands here without its partner
        [indent] this line begins in another column than those that it belongs to
       *[other] { $reason }
    }.
    .help = { $reason ->
        [tab] Use blanks in place of the tab: two for each level.
        [blank] Write `key: value`, with a blank behind the colon.
        [nbsp] Delete it and type a blank.
        [colon] Write `key: value`; a text that goes on in a second line is indented there.
        [quote] Put the same mark at the end of the text.
        [bracket] Write both: [ and ] around a list, {"{"} and {"}"} around a group of keys; a text that begins with a bracket stands in quotation marks.
        [indent] Let it begin where the line above begins, or two blanks further if it belongs to that line.
       *[other] Look at this line and the one before it: a missing quotation mark, a wrong indentation or a missing colon.
    }
needs-quotes = This text needs quotation marks, because “{ $sign }” has a meaning of its own in YAML.
    .help = Write: { $quoted }
front-matter-open = The head that begins here does not end.
    .help = Put a line with three hyphens (---) below title and summary.
front-matter-missing = The file does not begin with its head.
    .help =
        Let these be the first four lines, with nothing above them:
        ---
        title: …
        summary: …
        ---
unknown-key = There is no key `{ $key }` here.
    .help = Known keys: { $known }.
renamed-key = The key `{ $key }` is called `{ $new }` now.
    .help = Write `{ $new }`; `situ check --fix` does it for you.
duplicate-key = The key `{ $key }` stands here twice.
    .help = Keep one of the two lines.
missing-key = `{ $key }` is missing or empty.
    .help = Write a line `{ $key }: …`, with something behind the colon.
wrong-type = { $wanted ->
        [text] A text is
        [quoted] A text is
        [list] A list is
        [mapping] A group of lines `key: value` is
        [number] A whole number is
        [date] A date is
        [flag] Either true or false is
       *[other] One of { $wanted } is
    } needed here, not { $found ->
        [nothing] nothing
        [number] a number
        [text] a text
        [list] a list
        [mapping] a group of keys
        [flag] true or false
       *[other] `{ $found }`
    }.
    .help = { $wanted ->
        [quoted] Put it into quotation marks, so that it is read as text.
        [list] Put the items into square brackets, [one, two], or each on a line of its own behind a hyphen and a blank.
        [flag] Write true or false, without quotation marks.
        [number] Write digits only, without quotation marks.
        [date] Write year-month-day, such as 2026-11-21.
        [mapping] Write each on a line of its own, `key: value`, indented by two blanks if they belong to the line above.
        [text] { $found ->
            [nothing] Write words behind the colon; if there is nothing to say, take the whole line out.
           *[other] Write one text behind the colon; if it begins with a bracket, put it into quotation marks.
        }
       *[other] Write one of them, or take the whole line out.
    }
bad-date = `{ $typed }` is no day of the calendar in the form year-month-day.
    .help = Write year, month and day with hyphens, as in 2026-01-31.
bad-slug = `{ $slug }` cannot be a part of an address.
    .help = { $suggested ->
        [blank] Use small Latin letters, digits and single hyphens. An alias is a former address on this site, without blanks: /lv/articles/old-name/.
       *[other] Use small Latin letters, digits and single hyphens, for instance { $suggested }.
    }
too-many-aliases = These are { $count } former addresses; a text has at most { $limit }.
    .help = Keep those that are linked to from elsewhere or printed somewhere.
bad-severity = Severity is a number from 1 to 5.
    .help = Write 1 for a calm situation up to 5 for the last resort.
bad-base-url = `{ $typed }` is no address of a web site.
    .help = Write the whole address in Latin letters, such as https://example.org or https://example.org/help.
bad-language = `{ $code }` is no code of a language.
    .help = Use codes such as lv, ru, bg, en or pt-br in small letters.
too-deep = Lists and quotations stand more than { $limit } deep inside one another.
    .help = Write the text flatter: two levels are enough for a reader.
raw-html = HTML stands in the text; it would not be shown.
    .help = Use Markdown in its place, and take comments out; if you mean the sign itself, write &lt; for “less than”.
bad-scheme = Links that begin with `{ $scheme }` are not allowed.
    .help = Link to https://…, mailto:…, tel:…, to another text as [[its-id]], or to a file of content/media as media/….
bad-attribute = `{ $word }` has no meaning between these braces.
    .help = Known words: #id (small Latin letters, digits, hyphens), .key for a step, phase=… for a heading.
stray-attribute = An id in braces works only at the end of a heading or of a step.
    .help = Move {"{#"}…{"}"} to the end of the heading or of the step's first line, or take it out.
action-without-id = This step has no id, so its tick cannot be kept.
    .help = Add an id at its end, the same in all languages: {"{#"}{ $suggested }{"}"}
duplicate-action = The id `{ $id }` stands in this file twice.
    .help = Give one of the two another id.
duplicate-anchor = Two headings of this file have the id `{ $id }`.
    .help = Give one of them another id at its end: {"{#"}other-id{"}"}. The steps of one phase belong under one heading.
link-in-step = A step holds at most one link, at its end, behind an arrow.
    .help = Write: - [ ] What to do. → [[where-it-is-explained]]
not-a-task = `{ $typed }` is not read as a box to tick.
    .help = Write it with a blank between the brackets and one behind them: - [ ] What to do.
not-a-heading = This is not read as a heading.
    .help = Put a blank behind the signs: { $marks } Heading
unknown-block = There is no box of the kind `{ $kind }`.
    .help = Known kinds: { $known }.
bad-law = `[!{ $typed }]` does not name a known country and a day.
    .help = Write the country's code, then the day on which you checked the law: [!LAW lv 2026-11-21]
literal-in-template = `{ $typed }` is a date or sum of one case, in a message that many will send.
    .help = Put a word in square brackets in its place, such as [date] or [sum].
unknown-phase = There is no phase `{ $phase }`.
    .help = Phases of situations.yaml: { $known }.
unknown-situation = There is no situation `{ $situation }` in situations.yaml.
    .help = Correct the name, or add the situation to situations.yaml.
unknown-action = There is no action `{ $action }`.
    .help = Correct the name (page.step), or write the step with this id under the heading of a phase in that text.
unknown-article = There is no article `{ $article }`.
    .help = Correct the name, or write the article.
unknown-phrase = There is no phrase `{ $phrase }` in phrases.yaml.
    .help = Correct the name, or add the phrase to phrases.yaml.
unknown-question = The guide leads to `{ $to }`, which is neither a question nor a situation.
    .help = Correct the name.
guide-loop = This answer leads back to the question `{ $question }`: the guide runs in a circle.
    .help = Let it lead to a situation, or to a question that was not asked before.
guide-unreached = No answer of the guide leads to `{ $id }`.
    .help = Add an answer to guide.yaml that leads there.
situation-without-text = The situation `{ $situation }` has no text in any language.
    .help = Write content/<language>/situations/{ $situation }.md, or take it out of situations.yaml.
repeated-step = The action `{ $action }` stands in this situation twice.
    .help = Keep it where it is needed first.
multiple-key-steps = { $situation }: { $count } key steps in the phase `{ $phase }`.
    .help = Mark only the step whose omission does the most harm.
long-phase = { $situation }: { $count } steps in the phase `{ $phase }`.
    .help = Keep at most nine: nobody in trouble reads more. Move the rest to another phase or out.
unused-action = The action `{ $action }` stands in no checklist.
    .help = Add - { $action } to the steps of a situation in situations.yaml, for instance under { $phase } of { $situation }.
dead-link = This link leads nowhere: `{ $target }`.
    .help = { $kind ->
        [reference] No line says where `[{ $target }]` leads: write [words](address).
        [phrase] A phrase stands on a line of its own, with an empty line above and below it.
       *[other] Link to a text by its id, [[id]] or [words](id.md), and to the web by the whole address, https://…
    }
dead-anchor = `{ $page }` has no place `#{ $anchor }`.
    .help = { $known ->
        [none] Give a heading or a step there an id at its end, {"{#"}such-as-this{"}"}, or link to the text as a whole.
       *[other] Places that can be linked to: { $known }.
    }
active-content = This file can run in a reader's browser: { $what }.
    .help = Publish it in another form: a picture as PNG or WebP, a text as a page. In an SVG file, remove scripts, handlers (on…) and addresses of other files.
missing-media = There is no file { $target }.
    .help = Put the file into content/media, a picture from the web too, and write its name exactly: media/name.png; small and capital letters differ.
link-to-draft = `{ $target }` is a draft, which is not published.
    .help = Take `draft: true` out of that text when it is ready; until then links to it are shown as plain words.
duplicate-url = Two pages stand at the address { $address }.
    .help = Give one of them another `slug`, or take the alias out.
missing-translation = In { $lang } this is missing: { $what }.
    .help = Add it in this file.
missing-in-language = { $what } stands in the { $other } text, but not in the { $lang } one.
    .help = Add it here, or take it out there: the same steps and anchors belong into all languages.
conflict = `{ $id }` differs between the languages: { $what }.
    .help = Make the two the same: ids, phases and situations are common to all languages.
bad-source = { $source ->
        [none] `source_hash` stands here without `source`.
       *[other] `source: { $source }` names no other language that has this text.
    }
    .help = Name the language from which you translated, or take source and source_hash out.
unused-entry = `{ $id }` is used nowhere.
    .help = Correct the id, or take the entry out.
ambiguous-term = “{ $form }” stands under two terms; the other is `{ $first }`.
    .help = Keep it under one of them, or write `link: no` under the other.
not-led-to = `{ $situation }` does not lead to `{ $to }`.
    .help = Correct the id, or add it to leads_to in situations.yaml.
social-card-font = { $reason ->
        [missing] The font `{ $font }` is not there: shared links get no picture.
        [web-font] `{ $font }` is a web font (WOFF), which pictures cannot be drawn with: shared links get no picture.
        [letters] The font `{ $font }` lacks letters of { $lang }: { $letters }. Shared links in that language get no picture.
       *[unreadable] `{ $font }` is no font that can be read: shared links get no picture.
    }
    .help = Give the path of an openly licensed font as .ttf or .otf that has all your letters (Noto Sans, DejaVu Sans), write `system`, or take the line out.
theme = The theme cannot be used: { $at }{ $kind ->
        [folder] there is no folder { $name }
        [filter] there is no filter `{ $name }`
        [test] there is no test `{ $name }`
        [function] there is no function `{ $name }`
        [component] there is no component `{ $name }`
        [template] there is no template `{ $name }`
        [variable] nothing is called `{ $name }` here
        [field] there is no `{ $name }` in this value
        [string] there is no string `{ $name }`
        [expected] `{ $name }` stands here where `{ $known }` is needed
        [end] the template ends in the middle: something is opened and not closed
        [circle] the string `{ $name }` stands for itself in a circle, or for text without end
        [endless] the page { $name } takes time or memory without end; a loop in a template is the likely cause
        [strings] the strings cannot be read here ({ $reason })
       *[other] { $reason }
    }.
    .help = { $kind ->
        [variable] Names that are known here: { $known }.
        [field] It has: { $known }.
        [strings] Write one string a line: name = words; a text that goes on is indented by four blanks.
        [folder] Correct the name in site.yaml, or take the line out: the built-in theme then serves.
       *[other] Correct what stands at this place, or take it out: the built-in theme then serves. `situ inspect` shows the values that a template gets.
    }
not-a-phase = { $kind ->
        [level] “{ $name }” is the name of a phase, but a heading of another rank: what follows is no checklist.
        [colon] “{ $name }” is the name of a phase, but not with a colon: what follows is no checklist.
       *[bold] “{ $name }” is the name of a phase, but in bold it is no heading: what follows is no checklist.
    }
    .help = Write it with two signs: ## { $name }
second-title = A heading with one # is as large as the title of the page.
    .help = Write ## for the headings of a text and ### for those below them; the title stands in the head of the file.
setext-heading = The line of hyphens or equals signs right below makes a heading of this text.
    .help = Leave an empty line above it, or take it out.
not-a-list = “{ $typed }” begins no item of a list: the lines flow together into one paragraph.
    .help = Begin each item with a hyphen and a blank (- item), and leave an empty line above the list. For a list of sayings, leave an empty line between them.
not-a-table = This is not read as a table.
    .help = Below the first row write a row of hyphens with as many cells: | --- | --- |
uneven-row = Cells in this row: { $count }; columns of the table: { $columns }{ $kind ->
        [link] ; the stroke inside [[ ]] counts as the border of a cell
       *[none] {""}
    }.
    .help = { $kind ->
        [link] Write \| in place of | inside the brackets.
       *[none] Give it as many cells as the first row has; an empty cell needs its strokes too: | |
    }
not-a-link = { $kind ->
        [gap] This is no link: a blank stands between the words and the address.
        [blank] This is no link: there is a blank in the address.
        [bracket] This is no link: the bracket behind the address is missing.
        [reversed] This is no link: words and address stand the wrong way round.
        [open] This is no link: double brackets stand here without their partner.
        [single] This is no link: it would take two brackets on each side.
       *[bare] This address is shown, but cannot be followed.
    }
    .help = { $kind ->
        [gap] Let the round bracket follow the square one at once: [words](address)
        [blank] Rename the file with hyphens in place of blanks, or write %20 for each blank.
        [bracket] Close it: [words](address)
        [reversed] Write [words](address): square brackets first.
        [open] Write [[id-of-a-text]] or [[id-of-a-text|own words]].
        [single] Write [[…]] around it.
       *[bare] Write [words](https://…), or put the address between < and >: <https://…>
    }
no-words = { $kind ->
        [heading] This heading has no words.
        [picture] This picture has no words for those who do not see it.
       *[link] This link has no words to click on.
    }
    .help = { $kind ->
        [heading] Write them behind the signs, or take the line out.
        [picture] Say between the square brackets what it shows: ![what it shows](media/name.png)
       *[link] Write the words between the square brackets: [words](address)
    }
unclosed-emphasis = The mark `{ $mark }` stands here without its partner and is shown as it is.
    .help = Put the same mark on both sides, close to the words, without blanks: **words**. If you mean the sign itself, write \ before it.
not-a-callout = { $kind ->
        [quote] This is no box: its lines have to begin with > .
        [bang] This is no box but a quotation: the form is [!{ $name }].
        [open] This is no box: the square bracket is not closed.
        [line] This is no box but a quotation: words stand behind the marker.
       *[other] This is the form of another program; here it is plain text.
    }
    .help = Write the marker alone on the first line, and > before every line: > [!{ $kind ->
        [other] NOTE
       *[known] { $name }
    }]
not-a-placeholder = `{ $typed }` in a message is sent as it stands: it is no blank to fill in.
    .help = Name in square brackets what belongs there, such as [date] or [sum].
missing-note = The note `[^{ $label }]` has no text.
    .help = { $kind ->
        [colon] If this is its text, put a colon behind the bracket: [^{ $label }]: The text.
       *[none] Write its text on a line of its own, with a colon: [^{ $label }]: The text.
    }
unused-note = Nothing in the text refers to the note `[^{ $label }]`, so it stands below the text without a reason.
    .help = Put [^{ $label }] behind the words that it belongs to, or take it out.
unclosed-code-block = The block of code that begins here does not end: all that follows is shown as code.
    .help = Put the same three signs on a line of their own where it ends, or take the line out.
indented-code = Four blanks at the start of a line make code of it.
    .help = Take the blanks out. If it belongs to an item of a list, indent it as far as the words of the item.
local-path = { $kind ->
        [whole] `{ $typed }` is a place on your computer: no reader can get there.
       *[backslash] `{ $typed }` has backslashes, as only Windows writes them.
    }
    .help = { $kind ->
        [whole] Put the file into content/media and write media/name.png; link to a text as [[its-id]].
       *[backslash] Write / in place of \.
    }
spelling = { $kind ->
        [mixed] In “{ $word }” Latin and Cyrillic letters are mixed.
       *[unknown] The dictionary does not know “{ $word }”.
    }
    .help = { $kind ->
        [mixed] Type the word again in one alphabet: the letters look alike, but search and readers' programs do not find it.
       *[unknown] Correct it, or, if it is right, add it to words.txt in the folder of the language.
    }
no-dictionary = { $kind ->
        [wrong] The spelling in { $lang } is not checked: { $file } is no dictionary in UTF-8.
       *[missing] The spelling in { $lang } is not checked: the file { $file } is missing (looked in { $folders }).
    }
    .help = Install the dictionary of the language (Debian, Ubuntu: apt install hunspell-{ $lang }), name its folder in the variable DICPATH, or take `spelling` out.
wrong-quotes = { $typed } is no mark of this language in this place; it has { $pair }.
    .help = Write { $right } – or the straight " on both sides, which becomes the right one by itself.
wrong-dash = “{ $typed }” stands here in place of a dash.
    .help = Write { $right }
long-sentence = This sentence has { $count } words; more than { $longest } are hard to follow.
    .help = Make two of it: one thought, one sentence.
avoid-word = “{ $typed }” is one of the words that this site avoids.
    .help = { $instead ->
        [none] Say it in another word.
       *[other] Say: { $instead }
    }
step-without-verb = No verb of this step says what is to be done; it begins with “{ $word }”.
    .help = Begin with a verb: Call…, Write…, Wait…

cli-progress = Files: { $files } (pages: { $pages })
cli-summary = { $pages } pages ({ $rendered } made anew), { $actions } actions, { $links } links in { $seconds } s → { $out }
cli-checked = { $pages } pages, { $actions } actions, { $links } links: { $errors } errors, { $warnings } warnings
cli-more = … and { $n } more of the kind `{ $code }` in { $path }.
cli-not-built = Nothing was written: { $errors } errors, { $warnings } warnings.
cli-new = { $path } is ready to be filled in.
cli-exists = { $path } is there already; nothing was written.
cli-unknown-language = `{ $option } { $lang }` names no language of this site; languages: { $known }.
cli-nothing-found = No page has the id or address `{ $asked }`.
cli-no-content = { $root } holds no folder content/; name the right one with --root.
cli-port-taken = Port { $port } is taken by another program. { $free ->
        [none] Name another one with --port.
       *[other] The next free one: --port { $free }
    }
cli-serve-at = Preview: { $url } (Ctrl+C ends it)
cli-serve-lan = On the phone, in the same network: { $url } Whoever is in this network can read the preview.
cli-serve-no-browser = The browser did not open; type { $url } into its address bar.
cli-serve-built = { $pages } pages, ready in { $milliseconds } ms: { $errors } errors, { $warnings } warnings
cli-serve-not-built = The last good pages stay: { $errors } errors, { $warnings } warnings.
cli-serve-gone = The folder { $folder }/ has gone; the last good pages stay until it is back.
cli-serve-stale = Below stand the last good pages; what you wrote since is shown once this is mended.
cli-serve-errors = { $n } { $plural ->
        [one] error
       *[other] errors
    }
cli-serve-warnings = { $n } { $plural ->
        [one] warning
       *[other] warnings
    }
cli-serve-more = … and { $n } more in the terminal.
cli-serve-edit = edit
cli-serve-draft = draft
cli-serve-disconnected = The preview has ended; start `situ serve` again.
cli-serve-action-location = { $situation } › { $phase }: { $number } of { $count }
cli-serve-action-unused = stands in no checklist; in situations.yaml, under a phase in the steps of a situation, add: { $line }
cli-serve-status = overview
cli-status-title = How far the languages are
cli-status-wrong = As long as there are errors, the state of the languages cannot be shown.
cli-status-back = To the preview
cli-status-situations = Situation
cli-status-articles = Article
cli-status-pages = Page
cli-status-original = original
cli-status-fresh = fresh
cli-status-stale = stale
cli-status-draft = draft
cli-status-missing = missing
cli-status-idle = { $plural ->
        [one] { $n } action stands in no checklist
       *[other] { $n } actions stand in no checklist
    }
cli-status-laws = { $plural ->
        [one] { $n } statement on law was checked more than a year before { $today }
       *[other] { $n } statements on law were checked more than a year before { $today }
    }
cli-bad-date = `{ $typed }` is no day of the calendar in the form year-month-day.
cli-translate-made = { $path } is ready to be translated: the words in it are still those of { $source }, ids, links and phases are in place.
cli-translate-next = When it is done: situ translate { $id } --to { $lang } --done
cli-translate-done = { $path } is up to date with { $source } and no draft any more.
cli-translate-no-text = There is no text `{ $id }` in { $lang }. { $known ->
        [none] No language has it.
       *[other] Languages that have it: { $known }.
    }
cli-translate-same = --from and --to name the same language.
cli-translate-from = Name the language that the text was made from: --from { $known }
cli-not-readable = Mend { $path } first, then call again.
cli-fix-none = There is nothing that could be mended with certainty.
cli-fix-ask = Write these changes? [y/n]
cli-fix-yes = y yes
cli-fix-done = Mended: { $n }; files: { $files }.
cli-fix-left = Nothing was changed.
cli-fix-no-tty = There is nobody to ask here: add --yes to write these changes.
cli-unknown-code = Unknown code `{ $code }`. `situ explain` lists all codes.
