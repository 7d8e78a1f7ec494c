# What situ says to writers, in English. One message and one .help for each code in src/diagnostics/codes.rs.

error = error
warning = warning
help = help
did-you-mean = Did you mean `{ $name }`?

unreadable = This file cannot be read: { $reason ->
        [gone] it no longer exists
        [denied] you do not have permission to read it
        [folder] it is a folder
        [changed] it was changed while the site was being built
       *[other] { $reason }
    }.
    .help = Check that the file exists and that you have permission to read it. Then build again.
not-a-file = This is a link or a special file, not a regular one.
    .help = Put a copy of the file itself here.
too-large = This file is larger than { $limit }.
    .help = Split the document into several articles, or make the picture smaller.
not-utf8 = This file is not encoded in UTF-8.
    .help = Open it in your editor and save it again with the encoding “UTF-8”.
control-character = There is an invisible control character ({ $character }) here.
    .help = Delete it: put the cursor after it and press Backspace.
ignored-file = { $kind ->
        [hook] This file is ignored, because no hook has this name.
        [theme-hook] This file is ignored, because no hook has this name and no template includes it.
        [style] This style sheet is ignored, because nothing names it.
       *[other] This file is ignored, because situ does not use files in this location.
    }
    .help = { $kind ->
        [hook] The files of content/hooks are { $known }.
        [host] Move it to { $place }: the files of content/static are copied to the root of the site.
        [theme-hook] The hooks of a theme are { $known }.
        [style] Name it in content/site.yaml, below `look:`, as `css: [{ $file }]`, or delete it.
       *[other] Put documents (.md) into content/<language>/articles, situations, documents or pages, pictures and downloads into content/media, style sheets and fonts into content/look, pieces of HTML for every page into content/hooks, and files for the root of the site, such as CNAME, into content/static. Settings and data files end in .yaml.
    }
missing-file = The file { $file } is missing.
    .help = { $kind ->
        [language] Create it with the line `title: …` and, below `phases:`, a name for each phase: { $phases }.
       *[other] Create it, or run situ in the folder that contains content/. To see what can be in the file, run `situ init` in an empty folder.
    }
bad-id = `{ $id }` is not a valid name here.
    .help = { $form ->
        [front] Write { $file }, the name of the file without .md, or remove the key. Only editors in the browser need it.
        [windows] Choose another name. Windows reserves names such as con, nul and com1, and does not allow : * | \ in a name, nor a dot or a space at its end.
        [invisible] Rename the file.
        [long] Choose a shorter name: with its ending, a name can have at most 255 bytes, which are about 125 letters that are not Latin.
        [list] Indent the line of the second step like the line of the first: two lines of the list have become one.
        [action] Write the name of the document, a full stop and the id of the step: page.step. A `!` may follow only in the steps of a situation.
        [field] Begin with a lowercase Latin letter; then letters, digits and underscores may follow, such as due_date.
       *[other] Use lowercase Latin letters, digits and single hyphens, such as late-deadline. The names of the site's sections (guide, search, …) are reserved.
    }
duplicate-id = { $form ->
        [case] On macOS and Windows, `{ $id }` has the same name as another file.
       *[other] The name `{ $id }` is used twice.
    }
    .help = Rename one of the two, or remove it. { $form ->
        [case] Two names must differ in more than capital letters and the way in which accents are stored.
       *[other] A name must be unique on the whole site.
    }
yaml = This cannot be read as YAML: { $reason ->
        [tab] the line starts with a tab
        [blank] the space after the colon is missing
        [nbsp] there is a no-break space after the colon instead of a normal space
        [colon] this line has no colon
        [quote] a quotation mark is opened here but not closed
        [bracket] this bracket has no matching bracket
        [indent] the indentation of this line does not match the lines around it
        [values] it holds more than { $limit } values
        [depth] lists and groups are nested more than { $limit } levels deep
        [repeated] references (`*name`) repeat more than { $limit } values
        [documents] a second document begins here
        [alias] `*` begins a reference to a name that does not exist
        [tag] `!` begins a type that is not used here
        [key] this cannot be the name of a key
        [scalar] this value is neither text nor a number
       *[syntax] this line, or the one before it, has a mistake
    }.
    .help = { $reason ->
        [tab] Use spaces instead of the tab: two for each level.
        [blank] Write `key: value`, with a space after the colon.
        [nbsp] Delete it and type a normal space.
        [colon] Write `key: value`. If the value continues on a second line, indent that line.
        [quote] Put the same quotation mark at the end of the value.
        [bracket] Write both: [ and ] around a list, {"{"} and {"}"} around a group of keys. Put a value that begins with a bracket into quotation marks.
        [indent] Start it in the same column as the line above, or two spaces further if it belongs to that line.
        [values] Divide the content between several files, or remove what is not needed.
        [depth] Use fewer levels.
        [repeated] Write the values out instead of repeating them with & and *.
        [documents] Keep one document: delete the line with three hyphens (---) or full stops.
        [alias] Put a text that begins with * into quotation marks.
        [tag] Put a text that begins with ! into quotation marks, or delete the word.
        [key] Write one short text before the colon, without brackets: `key: value`.
        [scalar] Put it into quotation marks if it is text.
       *[syntax] Check this line and the line before it for a missing quotation mark, a missing colon or wrong indentation.
    }
needs-quotes = This text needs quotation marks, because “{ $sign }” has a meaning of its own in YAML.
    .help = Write: { $quoted }
front-matter-open = The front matter that begins here is not closed.
    .help = Add a line with three hyphens (---) below title and summary.
front-matter-missing = { $kind ->
        [fence] The first line is `{ $typed }` and must be `---`.
       *[none] The file does not begin with front matter.
    }
    .help = { $kind ->
        [fence] Write three hyphens, `---`, above and below the front matter.
       *[none]
            Write these four lines at the very top of the file:
            ---
            title: …
            summary: …
            ---
    }
unknown-key = Unknown key `{ $key }`.
    .help = { $place ->
        [top] This key belongs at the top of the file, without indentation.{" "}
        [below] This key belongs below `{ $parent }` in this file.{" "}
        [file] This key belongs in { $file }.{" "}
        [file-below] This key belongs in { $file }, below `{ $parent }`.{" "}
        [front] This key belongs in the head of a document in { $file }.{" "}
       *[none] {""}
    }Known keys: { $known }.{ $own ->
        [extra] {" "}Put keys of your own below `extra:`, which the theme gets.
       *[none] {""}
    }
unknown-field = There is no field `{ $field }` in the case.
    .help = Fields in content/site.yaml: { $known }. Correct the name, or declare the field there, under `case:`, with its type: text, date or money.
shared-blank = The placeholder `[{ $blank }]` has two meanings: `{ $first }` and `{ $second }` both fill it.
    .help = Leave it to one of the two fields. Give the other field other words, and write those in the messages that mean it.
renamed-key = The key `{ $key }` is now called `{ $new }`.
    .help = Write `{ $new }`, or let `situ check --fix` do it for you.{ $key ->
        [case_fields] {""} The fields themselves and their types are now declared in content/site.yaml, such as `case: {"{"}landlord: text, due: date, sum: money{"}"}`. Here, each has its name in the form and its placeholders.
       *[other] {""}
    }
duplicate-key = The key `{ $key }` is used twice here.
    .help = Keep one of the two lines.
missing-key = `{ $key }` is missing or empty.
    .help = { $key ->
        [situations] Write the situations as a list below it, or let `situ new situation` add the first one.
       *[other] Write a line `{ $key }: …`, with a value after the colon.
    }
wrong-type = This must be { $wanted ->
        [text] text
        [quoted] text
        [list] a list
        [mapping] a group of `key: value` lines
        [number] a whole number
        [field] a name
        [date] a date
        [flag] true or false
       *[other] one of { $wanted }
    }, not { $found ->
        [nothing] empty
        [number] a number
        [text] text
        [list] a list
        [mapping] a group of keys
        [flag] true or false
       *[other] `{ $found }`
    }.
    .help = { $wanted ->
        [quoted] Put it into quotation marks, so that it is read as text.
        [field] Write the name of the field, or a group: `{"{"}label: Landlord, blanks: [name, landlord]{"}"}`.
        [list] Put the items into square brackets, [one, two], or write each on its own line after a hyphen and a space.
        [flag] Write true or false, without quotation marks.
        [number] Write digits only, without quotation marks.
        [date] Write year-month-day, such as 2026-11-21.
        [mapping] Write each `key: value` on its own line, indented by two spaces if it belongs to the line above.
        [text] { $found ->
            [nothing] Write text after the colon, or remove the whole line.
           *[other] Write a single text after the colon. If it begins with a bracket, put it into quotation marks.
        }
       *[other] Write one of them, or remove the whole line.
    }
bad-date = { $kind ->
        [day] There is no day { $typed } in the calendar.
        [year] The year of { $typed } cannot be right.
       *[form] `{ $typed }` is not a valid date in the form year-month-day.
    }
    .help = Write year, month and day with hyphens, as in 2026-01-31.
bad-slug = `{ $slug }` cannot be part of an address.
    .help = { $suggested ->
        [blank] { $kind ->
            [fragment] Leave out # and what follows it. Readers keep their place on the page.
            [query] Leave out ? and what follows it, because a static site cannot distinguish such addresses.
            [percent] Write the letters themselves. For a percent sign write %25.
            [invisible] Type the address again.
            [server] Leave this address out: web servers keep files with this name for themselves.
            [windows] Leave this address out, or correct it: not every computer can store a file with this name, such as con, nul, a:b or one with a dot at its end.
            [long] Choose a shorter one: a part of an address can have at most 255 bytes, which are about 125 letters that are not Latin.
            [index] index.html is the page of its folder. Write the address of the folder, such as /old/.
           *[other] Use lowercase Latin letters, digits and single hyphens. An alias is a former address on this site, without spaces: /lv/articles/old-name/.
        }
       *[other] Use lowercase Latin letters, digits and single hyphens, for example { $suggested }.
    }
too-many-aliases = There are { $count } former addresses here, but a document can have at most { $limit }.
    .help = Keep those that other sites link to or that are printed somewhere.
bad-severity = Severity must be a number from 1 to 5.
    .help = Write a number from 1 (a calm situation) to 5 (the last resort).
bad-base-url = { $kind ->
        [option] --base-url: `{ $typed }` is not a web address.
       *[file] `{ $typed }` is not a web address.
    }
    .help = Write the whole address, such as https://example.org or https://example.org/help, without ? and #.
bad-domain = { $kind ->
        [address] `{ $typed }` is an address, but CNAME holds the host only.
        [lines] This is a second line, but a host reads only one from CNAME.
        [empty] This file is empty, so the host learns no domain from it.
        [folder] With this file the site is at the root of { $host }, but `base_url` in content/site.yaml has the folder { $folder }.
        [option] This build is for { $url }, but with this file a host publishes it at { $typed }.
       *[host] `{ $typed }` is not the host of `base_url` in content/site.yaml, which is { $host }.
    }
    .help = { $kind ->
        [folder] Write `base_url: { $root }`. Or delete this file, if the site is a folder of another one, which has the domain.
        [host-folder] If { $typed } is your domain, write `base_url: { $root }`, without the folder: the site is then at the root of the domain. Else delete this file.
        [host] Write { $host }, or correct `base_url`: links, feeds and search engines lead readers to its host.
        [option] Delete CNAME from the built folder before you publish it, or build without `--base-url`.
       *[other] Write one line without https:// and without a path: { $host }
    }
bad-policy = `{ $source }` cannot be added to `{ $directive }`.
    .help = Write the address of a host, such as https://stats.example.org, "data:" for pictures and fonts, or the hash of an inline script, 'sha256-…'. Each source is an item of the list.
host-limit = { $kind ->
        [redirects] The aliases of this site need { $count } redirects, and { $host } accepts { $limit }.
        [headers] The file _headers has { $count } rules, and { $host } accepts { $limit }.
       *[line] A line of the file _headers has { $count } characters, and { $host } accepts { $limit }.
    }
    .help = { $kind ->
        [redirects] Remove the aliases that nobody follows any more. Those beyond the limit still work: their pages lead on.
        [headers] Divide the languages among several sites, or set the headers in the account of the host.
       *[line] Shorten `csp`, for example with one address such as https://*.example.org in place of several.
    }
bad-look = { $kind ->
        [color] `{ $found }` is not a colour.
        [contrast] The colour { $found } is hard to read: its contrast with { $surface }, a background on { $scheme } screens, is { $ratio }:1.
        [family] `{ $found }` cannot be the name of a font.
        [weight] `{ $found }` is not the weight of a font.
        [ending] `{ $found }` has the wrong ending for this place.
        [folder] `{ $found }` is not in a folder for such files.
       *[missing] There is no file { $found }.
    }
    .help = { $kind ->
        [color] Write six hexadecimal digits in quotation marks: "#0a5667".
        [contrast] Write "{ $nearest }", the nearest colour with a contrast of 4.5:1, or another one.
        [family] Use letters, digits, spaces and the characters - _ . + &.
        [weight] Write a number from 1 to 1000, such as 400 or 700, or two for a variable font, 100 900. Add `italic` for slanted letters: 400 italic.
        [ending] Give a file that ends in one of these: { $wanted }.
        [folder] Write the path below content/. It begins with one of these: { $wanted }.
       *[missing] Put the file there, or correct the path. Paths are below content/, such as look/own.css or media/logo.svg. Capital and small letters differ.
    }
bad-link-pattern = { $kind ->
        [placeholder] There is no value { $found } for a link.
        [mail] `{ $found }` is not an address for mistakes.
       *[url] `{ $found }` is not an address at which pages are edited.
    }
    .help = { $kind ->
        [placeholder] Write {"{path}"}, the path of the file such as content/en/articles/x.md, {"{lang}"}, the language, or {"{id}"}, the name of the text.
        [mail] Write an address that begins with https://, such as https://github.com/owner/site/issues/new?title={"{id}"}, or a mail address.
       *[url] Write an address that begins with https://, such as https://github.com/owner/site/edit/main/{"{path}"}
    }
same-edit-url = { $kind ->
        [lang] `edit_url` leads to the same address from all pages of a language: { $typed }
       *[none] `edit_url` leads to the same address from every page: { $typed }
    }
    .help = Write {"{path}"} where the address has the path of the file, such as https://github.com/owner/site/edit/main/{"{path}"}
situ-version = This site requires situ { $required }, but this is situ { $version }.
    .help = { $kind ->
       *[older] Install a newer situ in the same way as this one. The chapter “Upgrading” of `situ manual` has the commands.
        [newer] Install a version that fits. Or, if the site works with this one, change `requires`.
    }
bad-version = `{ $found }` does not say which versions of situ the site works with.
    .help = Write the oldest version that works: `requires: situ >= 0.2`
bad-language = `{ $code }` is not a language code.
    .help = { $kind ->
        [reserved] The site or Windows needs a folder of this name for something else. Use a longer code, such as { $code }-x.
       *[other] Use a code in lowercase letters, such as lv, ru, bg, en or pt-br.
    }
too-deep = Lists and quotations are nested more than { $limit } levels deep.
    .help = Use fewer levels. Two are enough for a reader.
raw-html = HTML is not allowed here and would not be shown.
    .help = { $kind ->
        [comment] Remove it: everything in a document is published.
        [fold] Write a callout that folds: > [!NOTE]- Title
        [element] Write the tag without attributes, and its end in the same paragraph: <kbd>Ctrl</kbd>
        [emphasis] Write **bold**, *emphasis* or ~~deletion~~, or only the words.
        [picture] Put the picture into content/media and write ![Description](media/name.png)
        [film] Write a link to it: [words](address)
        [link] Write the link as [words](address).
        [table] Write the table with | between the cells and a line |---|---| below the first row.
        [list] Begin each line with - or with its number: 1. Text
        [definition] Write the term on a line of its own, and : with its explanation on the next line.
        [heading] Write the heading as ## Heading
        [code] Write code between backticks.
       *[other] Use Markdown instead, and remove comments. To show the character “less than” itself, write &lt;.
    }
bad-scheme = Links that begin with `{ $scheme }` are not allowed.
    .help = Link to https://…, mailto:… or tel:…, to another document as [[its-id]], or to a file in content/media as media/….
invisible-character = { $kind ->
        [link] There is an invisible character in this link: `{ $target }`.
        [hyphen] There is a soft hyphen in this word: `{ $target }`.
       *[text] There is an invisible character in this text: `{ $target }`.
    }
    .help = { $kind ->
        [link] Delete it, or type the link again: what begins with \u here cannot be seen in the text.
        [hyphen] Delete it: browsers divide words by themselves, and the glossary does not know the word with it.
       *[text] Delete it, or type the word again: what begins with \u here cannot be seen, and search does not find the word.
    }
mixed-letters = “{ $word }” mixes two alphabets: letter { $position }, “{ $letter }”, is { $alphabet ->
        [latin] Latin
        [greek] Greek
       *[cyrillic] Cyrillic
    }.
    .help = Type the whole word again in one alphabet. The letters look the same, but search does not find the word. Put a hyphen between a foreign word and an ending.
invisible-in-name = There is an invisible character in it, shown as \u{"{"}…{"}"}: type the name again.
bad-attribute = `{ $word }` is not allowed inside these braces.
    .help = { $kind ->
        [task] Allowed: #id (lowercase Latin letters, digits, single hyphens), .key, .silent and after=….
        [country] Allowed here: codes of countries with commas between them, such as {"{country=lv,bg}"}.
       *[heading] Allowed: #id (letters, digits, - and _; a full stop in articles only; not beginning with ui_) and phase=…
    }
bad-after = { $kind ->
        [form] `{ $typed }` is not a day that can be counted.
        [type] `{ $typed }` is not a date of the reader's case.
        [case] The site has no case, so no day can be counted from `{ $typed }`.
       *[field] The reader's case has no field `{ $typed }`.
    }
    .help = { $kind ->
        [form] Write the field, + or -, and the number of days: after=due+3; w counts working days: after=due+10w
        [type] Name a field of the type { $type } from `case` in content/site.yaml.
        [case] Declare it in content/site.yaml: case: {"{"}{ $typed }: { $type }{"}"}
       *[field] Name a field of the type { $type } from `case` in content/site.yaml, or add it there.
    }
stray-attribute = { $kind ->
        [country] A country in braces works only at the end of a paragraph, list item or table row.
       *[id] An id in braces works only at the end of a heading or a step.
    }
    .help = { $kind ->
        [country] Move {"{country=…}"} to the end of the paragraph, of the item's first paragraph or of the row's last cell.
       *[id] Move {"{#"}…{"}"} to the end of the heading or of the step's first line, or remove it.
    }
action-without-id = This step has no id, so its tick cannot be saved.
    .help = Add an id at the end of the step, the same in all languages: {"{#"}{ $suggested }{"}"}
task-without-id = This box has no id, so its tick is lost when its words change, and is not shared between languages.
    .help = Add an id at the end of the line, the same in all languages: {"{#"}{ $suggested }{"}"}
duplicate-action = { $kind ->
        [phase] The id `{ $id }` belongs to a phase, which has a place of its own on the page of this situation.
       *[twice] The id `{ $id }` is used twice in this file.
    }
    .help = { $kind ->
        [phase] Give the step another id.
       *[twice] Give one of the two another id. Capital and small letters do not make a difference.
    }
duplicate-anchor = { $kind ->
        [phase] The id `{ $id }` belongs to a phase, which has a place of its own on the page of this situation.
       *[twice] The id `{ $id }` is used twice in this file.
    }
    .help = { $kind ->
        [phase] Write another id at the end of this heading: {"{#"}other-id{"}"}
       *[twice] Write another id at the end of one of the two: {"{#"}other-id{"}"}. Capital and small letters do not make a difference. Put all steps of one phase under one heading.
    }
link-in-step = A step can have only one link, at its end, after an arrow.
    .help = Write: - [ ] What to do. → [[where-it-is-explained]]
not-a-task = { $kind ->
        [footnote] A footnote cannot have checkboxes, so this one cannot be ticked.
        [heading] A heading cannot have a checkbox, so `{ $typed }` is shown as text.
        [table] A table cannot have checkboxes, so `{ $typed }` is shown as text.
       *[line] `{ $typed }` is not recognised as a checkbox.
    }
    .help = { $kind ->
        [footnote] Move the list into the text, or remove the brackets.
        [heading] Write a list item instead (- [ ] What to do.), or remove the brackets.
        [table] Write a list instead (- [ ] What to do.), or remove the brackets. For a form on paper, use the character ☐.
        [hyphen] Put a space after the hyphen: - [ ] What to do.
       *[line] Put a space between the brackets and a space after them: - [ ] What to do.
    }
not-a-heading = This is not recognised as a heading.
    .help = { $kind ->
        [tag] For a heading, put a space after the #: { $marks } Heading. If this is a tag of another program, remove it.
       *[line] Put a space after the #: { $marks } Heading
    }
unknown-block = Unknown kind of callout: `{ $kind }`.
    .help = Known kinds: { $known }.
no-letter = { $kind ->
        [none] This document has no text to send.
        [open] The text to send has a beginning but no end.
        [empty] There is nothing between the two lines.
       *[many] This line is the third one: the text to send stands between two.
    }
    .help = { $kind ->
        [none] Write the text to send between two lines that are just --- with an empty line above and below. Advice stands above the first and below the second.
        [open] Write a second line that is just --- below the text to send, with an empty line above and below it.
        [empty] Write the text to send between them, with its blanks in square brackets: [date].
       *[many] Remove it, or separate the parts by a heading.
    }
bad-law = `[!{ $typed }]` does not contain a country code and a date.
    .help = Write the country code, the day on which you saw the source, and the source: [!LAW lv 2026-11-21 Name of the act, section 12](https://…)
unknown-country = There is no country `{ $country }` in content/site.yaml.
    .help = { $known ->
        [none] Add it there: countries: [{ $country }]. Each language names it in its own site.yaml.
       *[other] Declared countries: { $known }. Correct the code, or add it to countries: in content/site.yaml.
    }
no-rates = { $kind ->
        [none] `[!{ $country }]` does not name one country.
       *[country] There are no rates of late interest for `{ $country }`.
    }
    .help = { $kind ->
        [none] Write the code of the country after the word: [!INTEREST lv]
       *[country] Correct the code, or add the rates of the country to content/rates.yaml.
    }
bad-rates = { $kind ->
        [number] `{ $typed }` is not a number here.
        [url] This is not a web address.
        [rate] A period has either `rate` or `base`.
        [margin] `base` needs a `margin` that is added to it.
        [order] This period does not begin after the one before it.
        [until] The last day is before the first one.
        [repeated] This country has rates of this kind already.
        [type] The field `{ $typed }` of the reader's case has another type.
        [case] The site has no case, so there is no field `{ $typed }`.
       *[field] The reader's case has no field `{ $typed }`.
    }
    .help = { $kind ->
        [number] Write it with a decimal point, without a sign: 10.15. At most { $places } digits may follow the point.
        [url] Write the whole address, from https:// on.
        [rate] Write the whole rate after `rate`, or the rate to which `margin` is added after `base`.
        [margin] Write it in the entry of the country: margin: 8. Or write the whole rate after `rate`.
        [order] Sort the periods by `from`, the earliest first. Only the first one may lack it.
        [until] Correct one of the two dates.
        [repeated] Join the periods under one entry, or give the two entries different kinds.
        [type] Name a field of the type { $type } from `case` in content/site.yaml.
       *[field] Name a field of the type { $type } from `case` in content/site.yaml, or add it there.
    }
repeated-holiday = The country has the holiday `{ $date }` twice.
    .help = Remove one of the two lines, or correct its date.
law-without-source = { $kind ->
        [source] This statement on law names no source.
       *[address] The source of this statement on law has no address.
    }
    .help = { $kind ->
        [source] After the date, write the source, and its address in parentheses: [!LAW { $country } { $date } Name of the act, section 12](https://…)
       *[address] Write the address at which you saw it in parentheses: [!LAW { $country } { $date } { $source }](https://…)
    }
law-date = { $kind ->
        [future] { $date } is a day that has not come yet.
       *[old] The source of this statement was seen { $days } days ago, on { $date }. The law may have changed since.
    }
    .help = { $kind ->
        [future] Write the day on which you saw the source.
       *[old] Open the source. If the statement still holds, write the day on which you saw it; else correct the text.
    }
literal-in-template = `{ $typed }` is a date or sum from one case, but many people will send this message.
    .help = Write a placeholder in square brackets instead, such as [date] or [sum].
sample-text = This is still the sample text that `situ new` writes: “{ $typed }”
    .help = Write your own text in its place, or delete the line.
unknown-phase = There is no phase `{ $phase }`.
    .help = Phases of situations.yaml: { $known }.
unknown-situation = There is no situation `{ $situation }` in situations.yaml.
    .help = Correct the name, or add the situation to situations.yaml.
unknown-action = { $kind ->
        [outside] The step `{ $action }` is not below the heading of a phase, so no checklist can have it.
       *[unknown] There is no step `{ $action }`.
    }
    .help = { $kind ->
        [outside] Write the name of a phase as the heading above it in { $file }, such as ## { $first }. Phases: { $known }.
       *[unknown] Correct the name (page.step), or add a step with this id to that document, under the heading of a phase.
    }
unknown-article = There is no article `{ $article }`.
    .help = Correct the name, or write the article.
unknown-phrase = There is no phrase `{ $phrase }` in phrases.yaml.
    .help = Correct the name, or add the phrase to phrases.yaml.
unknown-question = The guide leads to `{ $to }`, which is neither a question nor a situation.
    .help = Correct the name.
unlisted-step = { $kind ->
        [question] `{ $to }` is a question: only a situation has steps to open.
       *[situation] `{ $to }` has no step `{ $action }`.
    }
    .help = { $kind ->
        [question] Remove `step`, or lead the answer to a situation.
       *[situation] Name a step of that situation, or add this one to its steps in situations.yaml.
    }
guide-loop = This answer leads back to the question `{ $question }`, so the guide never ends.
    .help = Lead it to a situation, or to a question that has not been asked before.
guide-unreached = No answer of the guide leads to `{ $id }`.
    .help = Add an answer to guide.yaml that leads there.
situation-without-text = The situation `{ $situation }` has no document in any language.
    .help = Write content/<language>/situations/{ $situation }.md, or remove the situation from situations.yaml.
repeated-step = The step `{ $action }` is in this situation twice.
    .help = Keep it where it is needed first.
bad-choice = { $kind ->
        [few] There is nothing to choose here.
        [nested] A choice cannot be inside another choice.
       *[key] A single alternative cannot be the key step.
    }
    .help = { $kind ->
        [few] Write at least two actions after one_of, or the action alone, without one_of.
        [nested] Write all actions in one list: one_of: [a.b, c.d, e.f].
       *[key] Remove “!”. To mark the whole choice, add key: true below one_of.
    }
multiple-key-steps = { $situation }: { $count } key steps in the phase `{ $phase }`.
    .help = Mark only one key step: the one that does the most harm if it is skipped.
long-phase = { $situation }: { $count } steps in the phase `{ $phase }`.
    .help = Keep at most nine, because people in trouble do not read more. Move the others to another phase, or remove them.
unused-action = The step `{ $action }` is not in any checklist.
    .help = Add - { $action } to the steps of a situation in situations.yaml, for example under { $phase } of { $situation }.
dead-link = This link leads nowhere: `{ $target }`.
    .help = { $kind ->
        [reference] `[{ $target }]` has no address. Write [words](address).
        [host] No browser can open this address. Correct the part after https://
        [phrase] Put the phrase on its own line, with an empty line above and below it.
        [contents] Remove it: the page makes its list of contents from the headings.
        [several] Several documents have this name: { $known }. Write the id of one, [[id]].
       *[other] Link to a document by its id, [[id]] or [words](id.md), and to the web by the whole address, https://…
    }
dead-anchor = `{ $page }` has no id `#{ $anchor }`.
    .help = { $kind ->
        [step] That step is not in the checklist of the situation. Add it to the steps in situations.yaml, or link to the whole document.
        [section] Link to the whole page: [[{ $page }]]
       *[none] { $known ->
                [none] Write an id at the end of a heading or step there, `## Words {"{#"}id{"}"}`, or link to the whole document.
               *[other] Ids that you can link to: { $known }.{ $kind ->
                    [list] {""}
                   *[none] {" "}A heading gets an id at its end: `## Words {"{#"}id{"}"}`.
                }
            }
    }
active-content = This file can run code in a reader's browser or on the server: { $what }.
    .help = { $kind ->
        [drawing] Programs such as draw.io put HTML into a drawing. Export it as SVG with labels converted to SVG (in draw.io: Export as, SVG, Text Settings, Convert Labels to SVG), or as PNG.
        [server] Static hosts do not run it, and may show its source. Publish what it makes instead. Files of content/static may be pages, scripts and settings of a server, but nothing that a server runs.
       *[other] Publish it in another form: a picture as PNG or WebP, a document as a page, anything else as a ZIP file. No part of a file's name may be an ending such as .php or .html. In an SVG file, remove scripts, event handlers (on…) and links to other files.
    }
media-type = { $kind ->
        [no-ending] The name of this file has no ending, such as .pdf.
        [unknown] Files that end in .{ $ending } are not published.
        [empty] This file is empty.
        [cut] The end of this .{ $ending } file is missing.
        [pixels] Browsers cannot show a picture of { $pixels } pixels.
        [bomb] This drawing repeats its elements so often that browsers stop responding.
       *[other] This is not a .{ $ending } file.
    }
    .help = { $kind ->
        [empty] Copy or export the file once more.
        [cut] Copy or export the file once more.
        [pixels] Save the picture again, with sides of 1 to 65,535 pixels and at most 250 million pixels.
        [bomb] Draw fewer copies with <use>, patterns and masks, or save the drawing as PNG or WebP.
        [other] The ending must be that of the file's type. Rename the file, or save it again as { $ending }.
       *[other-type] Publish pictures as PNG, JPEG, WebP, AVIF, GIF or SVG, documents as PDF, DOCX or ODT, tables as XLSX, ODS or CSV, sound and film as MP3, OGG, MP4 or WebM, and anything else as a ZIP file.
    }
missing-media = { $kind ->
        [remote] `{ $target }` is on another site. A picture must be a file in content/media.
        [folder] Pictures and files are in content/media, so the path must be `{ $target }`.
       *[other] There is no file { $target }.
    }
    .help = Put the file into content/media (pictures from the web too) and write its exact name: media/name.png. Capital and small letters differ.
not-a-picture = { $kind ->
        [document] `{ $target }` is a document, and cannot be put into another one like a picture.
        [format] Most browsers do not show `{ $target }`.
       *[file] `{ $target }` is not a picture, so readers would see nothing.
    }
    .help = { $kind ->
        [document] Link to it without the !, or copy its text here.
        [format] Save the picture as PNG, JPEG or WebP.
       *[file] Link to it without the !: [words](address)
    }
link-to-draft = `{ $target }` is a draft, so it is not published.
    .help = Remove `draft: true` from that document when it is ready. Until then, links to it are shown as plain text.
duplicate-url = { $kind ->
        [file] The address { $address } is reserved for a file of the site or of the web server.
        [folder] The address { $address } needs a folder where the site has the file { $other }.
        [similar-folder] The addresses { $address } and { $other } spell one folder differently, which macOS and Windows cannot store.
        [similar] On macOS and Windows, the addresses { $address } and { $other } are the same file.
       *[other] Two pages have the same address { $address }.
    }
    .help = { $kind ->
        [file] Correct this former address, or remove it.
       *[other] Give one of them another `slug`, or remove the alias.
    }
static-collision = { $kind ->
        [folder] This file would be published as { $path }, but situ writes { $other }, and one of the two must be a folder.
        [similar-folder] This file would be published as { $path }, and situ writes { $other }. On macOS and Windows, the two spell one folder differently.
       *[same] This file would be published as { $path }, which is a file that situ writes itself: { $other }.
    }
    .help = Rename the file, or remove it. Files of content/static are copied to the root of the site; robots.txt, sitemap.xml, _headers, sw.js and the folders assets, media and share are written by situ.
markup-in-text = `{ $typed }` is shown as typed, because this text is not Markdown.
    .help = Remove the markup. Links and emphasis belong in documents (.md).
not-inline = `{ $typed }` is not possible in this text.
    .help = Write one or two sentences. Links, **emphasis** and `code` work; lists, headings, pictures and footnotes do not.
long-lead = The lead has { $count } characters.
    .help = Shorten it to { $limit }: only what is enough for now. The rest belongs in the steps or in the text.
missing-translation = Missing in { $lang }: { $what }.
    .help = Add it in this file.
bad-string = { $kind ->
        [syntax] The string `{ $id }` cannot be read here ({ $name }).
        [variants] The variants of the string `{ $id }` are not on lines of their own.
        [several] Besides its text, the string `{ $id }` has attributes or other strings.
        [function] The string `{ $id }` calls the function `{ $name }`, which does not exist here.
        [reference] The string `{ $id }` refers to `{ $name }`, which is no string.
        [missing] The string `{ $id }` lacks its variable `{ $name }`.
        [circle] The string `{ $id }` refers to itself, or expands to too much text.
       *[variable] The string `{ $id }` has no variable `{ $name }`.
    }
    .help = { $kind ->
        [syntax] Braces enclose variables; write {"{"}"{"{"}"{"}"} for a brace.
        [variants] Write the string as a block: `{ $id }: |`, then each variant on a line of its own.
        [several] Write one text only.
        [function] Remove it.
        [reference] Write the words themselves.
        [missing] Write it where its value belongs. The built-in string is: { $text }
        [circle] Write the words themselves.
        [no-variables] This string has no variables. The built-in string is: { $text }
       *[variable] Variables of this string: { $known }.
    }
missing-strings = { $all ->
        [yes] The interface has no strings in { $lang }: readers of this language see { $n } menus, buttons and labels in English.
       *[no] Interface strings missing in { $lang }: { $n }. Readers of this language see them in English.
    }
    .help = { $kind ->
        [theme] Write them into { $file }, one on each line as `id = text`: { $ids }
       *[site] Translate them below `strings:` in { $file }, one on each line as `id: text`. `situ schema site` lists all with their English text. The first ones: { $ids }
    }
missing-in-language = { $what } is in { $other } but missing from { $lang }.
    .help = Add it here, or remove it there. All languages must have the same steps, anchors and pictures.
conflict = `{ $id }` differs between the languages: { $what }.
    .help = Make them the same: all languages share ids, phases and situations.
step-differs = { $kind ->
        [after] The day of the step `{ $id }` differs between the languages: { $here } in { $lang }, { $there } in { $other }.
       *[message] The number of messages below the step `{ $id }` differs between the languages: { $here } in { $lang }, { $there } in { $other }.
    }
    .help = { $kind ->
        [after] Write the same `after=` in both, or in neither.
       *[message] Translate the message that is missing, or remove the one that is not needed.
    }
bad-source = { $source ->
        [none] `source_hash` is set here without `source`.
       *[other] `source: { $source }` is not another language that has this document.
    }
    .help = Name the language that you translated from, or remove source and source_hash.
stale-translation = The document { $file } has changed since this translation was finished.{ $changed ->
        [none] {""}
       *[other] {" "}Changed, by line: { $changed }.
    }{ $new ->
        [none] {""}
       *[other] {" "}New: { $new }.
    }{ $gone ->
        [none] {""}
       *[other] {" "}Gone before line: { $gone }.
    }
    .help = Bring the translation up to date, then run: situ translate { $id } --to { $lang } --done
unused-entry = `{ $id }` is not used anywhere.
    .help = Correct the id, or remove the entry.
unused-field = No message and no document uses the field `{ $field }`.
    .help = { $any ->
        [yes] Write its placeholder where the value belongs: { $blanks }. Or remove the field.
       *[no] Name its placeholders here, `blanks: […]`, and write one in a message. Or remove the field.
    }
unfilled-blank = { $kind ->
        [near] No field of the case fills the placeholder `[{ $blank }]`, but `[{ $known }]`, which the field `{ $field }` fills, is nearly the same.
       *[none] No field of the case fills the placeholder `[{ $blank }]`, but in { $other } the field `{ $field }` fills the same one.
    }
    .help = { $kind ->
        [near] Write `[{ $known }]`, or add `{ $blank }` in { $file }, to `blanks` of `{ $field }`.
       *[none] Write the words that { $lang } has for the field: { $known }. Or add these words in { $file }, to `blanks` of `{ $field }`.
    }
ambiguous-term = “{ $form }” belongs to two terms; the other is `{ $first }`.
    .help = Keep it in one of them, or write `link: no` in the other.
bad-search-word = { $kind ->
        [empty] “{ $typed }” has neither a letter nor a digit, so nobody can search for it.
        [phrase] “{ $typed }” is several words; a group of synonyms joins single words.
        [alone] A group of synonyms needs two words that mean the same.
       *[other] The search cannot use “{ $typed }”.
    }
    .help = { $kind ->
        [phrase] Write one word, or give the words to the documents that they should find, under `words`.
        [alone] Write them as a list: - [lawyer, attorney]
       *[other] Write what people type, or delete the line.
    }
repeated-word = “{ $word }” is already there, in this or another form.
    .help = { $kind ->
        [group] Delete it here, or join the two groups.
       *[list] Delete one of the two.
    }
redundant-form = “{ $form }” is a form of “{ $first }”, not another word for it.
    .help = Delete it: search and links know all forms, and readers of the glossary see `also` as synonyms.
not-led-to = `{ $situation }` does not lead to `{ $to }`.
    .help = Correct the id, or add it to leads_to in situations.yaml.
theme-version = { $kind ->
        [other] This theme was made for version { $found } of what situ gives to themes; this is version { $version }.
       *[none] This theme does not say for which version of what situ gives to themes it was made.
    }
    .help = { $kind ->
        [other] Compare its templates with those of the built-in theme, look at its pages, and write `situ: { $version }`. Or use the version of situ that the theme was made for.
       *[none] Look at its pages, then write `situ: { $version }` into its theme.yaml. If a later version of situ changes what themes get, this warning says so.
    }
blocked-resource = { $kind ->
        [resource] Browsers block { $url }, because the policy of the site does not allow it.
        [inline-script] Browsers block scripts that are written in a page.
        [inline-style] Browsers block styles that are written in a page.
        [handler] Browsers block scripts in attributes.
       *[own-policy] This policy is not the one of the setting `csp` and of the file `_headers`. Browsers follow both.
    }
    .help = { $kind ->
        [resource] { $place ->
            [theme] Put a copy of the file into the theme's folder assets/ or into content/static/, or write
            [look] Put a copy of the file into content/look/, where style sheets and fonts of your own are, or write
            [static] Put a copy of the file into content/static/ and load it as {"{{"} site.base {"}}"}{ $name }, or write
           *[none] Write
        } in content/site.yaml, below `csp:`, the line { $directive }: [{ $source }]
        [inline-script] Move the script into a file in { $place ->
            [theme] the theme's folder assets/ or in content/static/
           *[other] content/static/
        }, or add its hash to `script-src` below `csp:` in content/site.yaml.
        [inline-style] Move the style into a style sheet in { $place ->
            [theme] the theme's folder assets/ or in content/look/
           *[other] content/look/
        }, or add its hash to `style-src` below `csp:` in content/site.yaml.
        [handler] Move the script into a file in { $place ->
            [theme] the theme's folder assets/ or in content/static/
           *[other] content/static/
        }, and call addEventListener there.
       *[own-policy] Write `{"{{"} site.csp | safe {"}}"}` as its content, and what the site adds below `csp:` in content/site.yaml.
    }
social-card-font = { $reason ->
        [missing] The font `{ $font }` does not exist, so shared links get no picture.
        [web-font] `{ $font }` is a web font (WOFF), which cannot be used to draw pictures, so shared links get no picture.
        [letters] The font `{ $font }` lacks letters of { $lang }: { $letters }. Shared links in that language get no picture.
       *[unreadable] `{ $font }` cannot be read as a font, so shared links get no picture.
    }
    .help = Write the path of an openly licensed .ttf or .otf font that has all your letters (Noto Sans, DejaVu Sans), write `system`, or remove the line.
step-without-message = The key step `{ $action }` has no message to send, which this site asks for in the phase `{ $phase }`.
    .help = Write one below the step, indented: a line `> [!SAY]`, and the text in the lines `> …` below it. If nothing is said in this step, write `.silent` after its id: {"{#…"} .silent{"}"}
message-without-greeting = The message has no greeting.
    .help = Begin with one, such as “{ $greeting }”. The greetings are listed in content/site.yaml, under `prose:`, `greetings:`. A text that is no message, such as a clause or a form, begins with `> [!TEXT]` in place of `> [!SAY]`.
theme = The theme cannot be used: { $at }{ $kind ->
        [folder] there is no folder { $name }
        [filter] there is no filter `{ $name }`
        [test] there is no test `{ $name }`
        [function] there is no function `{ $name }`
        [component] there is no component `{ $name }`
        [asset] the theme has no file { $name }
        [feature] there is no feature `{ $name }`
        [feature-asset] the asset { $name } is only for sites with { $known }, and this language has none of these features
        [import-loop] style sheets import each other: { $name }
        [template] there is no template `{ $name }`
        [variable] there is no variable `{ $name }` here
        [field] this value has no field `{ $name }`
        [extra] the page { $page } has no value `{ $name }`
        [string] there is no string `{ $name }`
        [expected] found `{ $name }`, but expected `{ $known }`
        [end] the template ends too early, because something is opened but not closed
        [circle] the string `{ $name }` refers to itself, or expands to too much text
        [endless] rendering the page { $name } takes too much time or memory, probably because of a loop in a template
        [strings] the strings cannot be read here ({ $reason })
       *[other] { $reason }
    }.
    .help = { $kind ->
        [variable] Known variables: { $known }.
        [field] Known fields: { $known }.
        [extra] Not every page has the value: write {"{%"} if { $name } is defined {"%}"} before it and {"{%"} endif {"%}"} after it. Or give each page the value, below `extra:`.
        [asset] Put the file there, or correct the name. Templates, style sheets and theme.yaml can name files in the folder assets/ of the theme.
        [feature] Known features: { $known }.
        [feature-asset] Name it only on pages that such sites have, or write in the theme's theme.yaml, below `assets:`, the line { $name }: always
        [import-loop] Remove one of the imports.
        [strings] Write one string per line: name = text. Indent the following lines of a longer string by four spaces.
        [folder] Correct the name in site.yaml, or remove the line to use the built-in theme.
       *[other] Correct this place, or remove it to use the built-in theme. `situ inspect` shows the values that a template gets.
    }
not-a-phase = { $kind ->
        [level] “{ $name }” is the name of a phase, but the heading has the wrong level, so the lines below are not a checklist.
        [colon] “{ $name }” is the name of a phase, but it must not end with a colon, so the lines below are not a checklist.
        [near] “{ $typed }” is not the name of a phase, so the lines below are not a checklist. The phase is called “{ $name }”.
       *[bold] “{ $name }” is the name of a phase, but bold text is not a heading, so the lines below are not a checklist.
    }
    .help = { $kind ->
        [near] Write it as the phase is called: ## { $name }. If you mean another heading, give it an id of its own at the end: {"{#"}other-id{"}"}
       *[other] Write it as a heading with two #: ## { $name }
    }
second-title = A heading with one # has the same level as the title of the page.
    .help = Write ## for main headings and ### for the headings below them. The title of the page is in the front matter.
heading-level = A level is missing here: this heading has { $typed }, but { $wanted } is the next one below the heading above it.
    .help = Write { $wanted } instead of { $typed }.
setext-heading = The line of hyphens or equals signs below this text turns it into a heading.
    .help = Add an empty line above that line, or remove it.
not-a-list = “{ $typed }” does not start a list item, so these lines are joined into one paragraph.
    .help = Start each item with a hyphen and a space (- item), and leave an empty line above the list. For a list of quotations, leave an empty line between them.
list-marker = “{ $typed }” at the start of a line begins a list in Markdown. Here it belongs to a date or a sentence, so it is shown as text.
    .help = Write { $escaped }, which every program reads as text. If it is a list, number it from 1, with each item on its own line.
not-a-table = This is not recognised as a table.
    .help = Below the first row, write a row of hyphens with the same number of cells: | --- | --- |
uneven-row = Cells in this row: { $count }; columns of the table: { $columns }{ $kind ->
        [link] ; the vertical bar inside [[ ]] counts as the end of a cell
       *[none] {""}
    }.
    .help = { $kind ->
        [link] Write \| instead of | inside the brackets.
       *[none] Give the row as many cells as the first row. An empty cell needs its vertical bars too: | |
    }
fixed-row = This row cannot be added again, because `[{ $blank }]` is filled from the case.
    .help = Write a placeholder with words of its own in its place. Each added row needs its own value, and the case has only one.
not-a-link = { $kind ->
        [gap] This is not a link, because there is a space between the words and the address.
        [blank] This is not a link, because the address contains a space.
        [space] This is not a link, because the address contains a space.
        [bracket] This is not a link, because the bracket after the address is missing.
        [reversed] This is not a link, because the words and the address are in the wrong order.
        [open] This is not a link, because the double bracket has no matching double bracket.
        [single] This is not a link, because it needs two brackets on each side.
       *[bare] This address is shown, but readers cannot click on it.
    }
    .help = { $kind ->
        [gap] Remove the space: [words](address)
        [blank] Rename the file with hyphens instead of spaces, or write %20 for each space.
        [space] Remove the space. If the address really has one, write %20 for it.
        [bracket] Close it: [words](address)
        [reversed] Write [words](address): square brackets first.
        [open] Write [[document-id]] or [[document-id|your own words]].
        [single] Write [[…]] around it.
       *[bare] A step can have one link, at its end, after an arrow: → [words](https://…)
    }
no-words = { $kind ->
        [address] This link shows only its address.
        [heading] This heading has no text.
        [picture] This picture has no description for people who cannot see it.
       *[link] This link has no text to click on.
    }
    .help = { $kind ->
        [address] Write [words](https://…). To show the address itself, put it between < and >: <https://…>
        [heading] Write the text after the #, or remove the line.
        [picture] Describe it between the square brackets: ![what it shows](media/name.png)
       *[link] Write the text between the square brackets: [words](address)
    }
unclosed-emphasis = `{ $mark }` has no matching `{ $mark }`, so readers see it as plain text.
    .help = Put the same characters on both sides of the words, without spaces: **words**. To show the character itself, write \ before it.
not-a-callout = { $kind ->
        [quote] This is not a callout, because its lines must begin with > .
        [bang] This is a quotation, not a callout. A callout begins with [!{ $name }].
        [open] This is not a callout, because the square bracket is not closed.
        [line] This is a quotation, not a callout, because there is text after the marker.
       *[other] This callout syntax belongs to another program and is shown here as plain text.
    }
    .help = Write the marker alone on the first line, and > at the start of every line: > [!{ $kind ->
        [other] NOTE
       *[known] { $name }
    }]
private-comment = `{ $typed }` is a comment of { $program }, which readers would see here.
    .help = Remove it: everything in a document is published. To show the characters themselves, write them between backticks.
foreign-markup = `{ $typed }` is markup of { $program } and does not work here.
    .help = { $kind ->
        [template] Write the text itself here. Documents have no variables, components or commands.
        [include] Copy the text here, or link to its document: [[its-id]]
        [heading] Write a heading with its text: ## Heading
        [emphasis] Write **bold** or *italic*, or only the words.
        [edit] Accept or reject the change, and write only the result.
        [link] Write the link as [words](address).
        [formula] Write it in words or with characters such as x² and H₂O, or as a picture.
        [emoji] Type the character itself, or remove the code.
        [diagram] Save the diagram as a picture: ![Description](media/name.png). To show the code itself, write ```text in this line.
        [contents] Remove it: the page makes its list of contents from the headings.
        [definition] Write the term and its explanation as a sentence, or add the term to glossary.yaml.
        [attribute] Remove the braces. Only headings and steps have attributes, such as {"{#"}id{"}"}.
        [size] Remove the size, and describe the picture: ![Description](media/name.png)
        [footnote] Write [^1] here, and the text on its own line: [^1]: Text.
        [table] Write the table with | between the cells and a line |---|---| below the first row.
        [list] Begin each line with its number: 1. Text
        [citation] Name the source in words, as a link or in a footnote.
       *[remove] Remove it, or write only the words.
    }{ $kind ->
        [diagram] {""}
        [size] {""}
       *[other] {" "}(To show the characters themselves, write them between backticks.)
    }
not-a-placeholder = `{ $typed }` is not a placeholder, so it would be sent unchanged in the message.
    .help = Write a placeholder in square brackets instead, such as [date] or [sum].
missing-note = The footnote `[^{ $label }]` has no text.
    .help = { $kind ->
        [colon] If this is its text, put a colon after the bracket: [^{ $label }]: The text.
       *[none] Write its text on its own line, after a colon: [^{ $label }]: The text.
    }
duplicate-note = The footnote `[^{ $label }]` already has a text, so this one is not shown.
    .help = Give this footnote another name, in the text too, or put both texts into one footnote.
unused-note = Nothing in the document refers to the footnote `[^{ $label }]`, but it is still shown below the text.
    .help = Put [^{ $label }] after the words that it belongs to, or remove the footnote.
unclosed-code-block = The code block that begins here is not closed, so everything after it is shown as code.
    .help = Where the code ends, add a line with the same three characters, or remove this line.
indented-code = Four spaces at the start of a line turn it into code.
    .help = Remove the spaces. If the line belongs to a list item, indent it as far as the text of the item.
local-path = { $kind ->
        [whole] `{ $typed }` is a path on your computer, which readers cannot open.
       *[backslash] `{ $typed }` contains backslashes, which work only on Windows.
    }
    .help = { $kind ->
        [whole] Put the file into content/media and write media/name.png. Link to a document as [[its-id]].
       *[backslash] Write / instead of \.
    }
spelling = “{ $word }” is not in the dictionary.
    .help = Correct the word. If it is right, add it to words.txt in the folder of the language.
no-dictionary = { $kind ->
        [wrong] The spelling in { $lang } is not checked, because { $file } is not a dictionary in UTF-8.
       *[missing] The spelling in { $lang } is not checked, because the file { $file } is missing (looked in { $folders }).
    }
    .help = Install the dictionary of the language (Debian, Ubuntu: apt install hunspell-{ $lang }), set the environment variable DICPATH to its folder, or remove `spelling`.
wrong-quotes = { $typed } is not the quotation mark of this language here; it uses { $pair }.
    .help = Write { $right }, or write the straight " on both sides: situ replaces it with the right one.
period-in-quotes = In this language the full stop does not stand before { $mark }.
    .help = { $right ->
        [none] Delete the full stop.
       *[other] Write { $right }
    }
wrong-dash = “{ $typed }” is used here as a dash.
    .help = Write { $right }
long-sentence = This sentence has { $count } words. More than { $longest } are hard to follow.
    .help = Split it into two sentences, with one thought in each.
avoid-word = { $kind ->
        [message] “{ $typed }” is a word that ready messages of this site avoid.
       *[any] “{ $typed }” is a word that this site avoids.
    }
    .help = { $instead ->
        [none] Use another word.
       *[other] Write: { $instead }
    }
mixed-address = { $kind ->
        [capital] Here “{ $typed }”, elsewhere in this text “{ $other }”: the capital letter differs.
       *[person] “{ $typed }” addresses the reader in another way than “{ $other }” in the same text.
    }
    .help = Choose one way and keep to it in the whole text.
step-without-verb = This step does not say what to do: it has no verb and begins with “{ $word }”.
    .help = Begin with a verb: Call…, Write…, Wait…

publish-not-a-folder = { $out } is a file: choose a folder for the site, or remove the file
publish-symbolic-link = { $out } is a symbolic link: choose a real folder for the site (the folders above it may be links)
publish-unmanaged-folder = { $out } holds files that situ did not write: choose another folder for the site, or empty this one first
publish-unmanaged-file = { $file } was not written by situ and would be lost: move it out of the site's folder and build again
publish-unmanaged-files = { $n } files were not written by situ and would be lost: move them out of the site's folder and build again
publish-more-files = and { $n } more
publish-unknown-files = { $out } was written by situ, but the list of its files is lost, so files of somebody else could be lost too: move { $out } away and build again
publish-other-site = { $out } holds another site{ $root ->
        [none] {""}
       *[other] , that of { $root }
    }: choose another folder for this one, or remove { $out } first
publish-inside-output = { $out } is inside { $outer }, which situ wrote and replaces as a whole: choose a folder beside it
publish-inside-state = { $out } is a place where situ keeps its own files: choose another folder for the site
publish-state-mounted = { $state } is on another file system than the folder that holds it, so no site can be moved from there: unmount it, or choose another folder for the site
publish-owned-by-other = { $path } belongs to the user { $owner }, and this user may not change it: build as { $owner }, or let { $owner } hand both folders over (chown -R USER { $out } { $state })
publish-overlaps-sources = { $out } cannot be the output, because { $source } holds sources: choose a folder beside it
publish-mount-point = { $out } is a mount point and cannot be replaced in one step: choose a folder inside it
publish-parent-not-writable = { $parent } is not writable, but the new site is built there: make it writable, or choose another folder
publish-in-use = { $out } cannot be replaced, because another program has this folder or a file in it open, or you may not change it: close that program (a server, an editor, a terminal in this folder) and build again
publish-unmanaged-state = { $state } is needed as the state folder, but situ did not create it: move it, or choose another folder
publish-locked = another situ is building into { $out }: wait until it has finished
publish-duplicate-path = two pages have the same path: { $path }
publish-page-and-folder = { $path } is a page and also a folder of pages: give one of them another address
publish-invalid-path = { $path } is not a valid path for a page
publish-not-published = { $path } cannot be kept, because the published file is missing or was changed: build again
publish-stopped = publishing was stopped by an earlier error
publish-io = { $kind ->
        [write] cannot write { $path }
        [folder] cannot create the folder { $path }
        [remove] cannot remove { $path }
        [move] cannot move { $path }
        [lock] cannot lock { $path }
       *[read] cannot read { $path }
    }: { $reason ->
        [full] the disk is full
        [denied] this user has no permission
        [read-only] the disk is read-only
        [gone] it is missing
       *[other] { $reason }
    }
publish-late-file = { $file } arrived while the site was being built. It is still there, but situ did not write it: move it out of the site's folder, or the next build refuses to go on
publish-moved-file = a file that situ did not write was moved to { $file }: move it where it belongs
publish-access-refused = new files of { $out } could not be given what the folder has ({ $refused }): set it by hand, or build as the owner
publish-owner = owner { $name }
publish-group = group { $name }
publish-permissions = permissions { $mode }

cli-progress = Files: { $files } (pages: { $pages })
cli-pages = { $pages } { $pages_plural ->
        [one] page
       *[other] pages
    }
cli-steps = { $actions } { $actions_plural ->
        [one] step
       *[other] steps
    }
cli-links = { $links } { $links_plural ->
        [one] link
       *[other] links
    }
cli-problems = { $errors } { $errors_plural ->
        [one] error
       *[other] errors
    }, { $warnings } { $warnings_plural ->
        [one] warning
       *[other] warnings
    }
cli-summary = { cli-pages } ({ $rendered } rendered), { cli-steps }, { cli-links } in { $seconds } s → { $out }
cli-checked = { cli-pages }, { cli-steps }, { cli-links }: { cli-problems }
cli-checked-settings = The content was not read, because the settings have errors: { cli-problems }
cli-check-elsewhere = Other files, not shown: { cli-problems }
cli-check-hidden = … and { $n } more. Without --max all are shown.
cli-check-no-file = There is no file { $path }. { $near ->
        [none] Paths are relative to the working directory or to the root of the site, such as content/en/site.yaml.
       *[other] Did you mean { $near }?
    } Without a file, the whole site is checked.
cli-check-format = { $option } does not work with this --format. Use --format human or short.
cli-more = … and { $n } more of the kind `{ $code }` in { $path }.
cli-empty-feed = The feed of { $langs } is empty, because no document there has `updated: 2026-01-31` with the day of its last change.
cli-not-precached = { $lang } has too many files for a reader's device: without a network, { $files } { $files_plural ->
        [one] article, page or picture is
       *[other] articles, pages and pictures are
    } missing there. Situations are kept.
cli-not-built = Nothing was written: { cli-problems }.
cli-changes = Files to upload: { $upload }, to delete: { $delete }. The lists are in { $folder }/.
cli-changes-inside = { $folder } is inside of the published folder, so the lists would be published. Choose another folder.
cli-changes-unreadable = The lists in { $folder }/ cannot be made, because the file `uploaded` there, or the record of the published files, is damaged. Delete `uploaded` to upload everything.
cli-hosts-variable = { $path } contains a `$`, which nginx reads as the beginning of a variable. Use a path without it.
cli-init = Created a site in { $dir }:
cli-init-kept = Left as it was: { $path }
cli-init-ignore = Your .gitignore does not list what `situ build` writes. Add:
cli-init-next = Look at it in the browser; every change is shown at once. The steps after that are in README.md.
cli-init-exists = { $dir } already holds a site, so nothing was written. Choose another folder, or move these files:
cli-init-language = `situ init` has no example in `{ $lang }`. Languages: { $known }. Start with these; other languages can be added later, to `languages` in content/site.yaml.
cli-init-nothing = Nothing was written.
cli-init-host-title = Publishing: { $host ->
        [github-pages] GitHub Pages
        [netlify] Netlify
        [cloudflare] Cloudflare
        [nginx] nginx
        [caddy] Caddy
       *[s3] an object store
    }
cli-init-host = { $host ->
        [github-pages]
            1. Put the address of the sources of situ into the line `SITU` of `.github/workflows/publish.yml`.
            2. Create a repository on GitHub, and set `base_url` to its address: `https://NAME.github.io` if the repository has the name `NAME.github.io`, else `https://NAME.github.io/REPOSITORY`.
            3. In the repository, click “Settings”, “Pages”, and choose “GitHub Actions” as “Source”.
            4. Push to `main`. Each push publishes the site. The tab “Actions” shows whether it has worked.
        [netlify] The build writes redirects and headers for Netlify. Build the site, and upload the folder:
        [cloudflare] The build writes redirects and headers for Cloudflare. Write a name for the site into `wrangler.toml`. Then build the site, and upload the folder:
        [nginx] `nginx.conf` is an example with the folder `/srv/site`: put your own in its place, here too. `situ hosts nginx` writes the lines for addresses, headers and redirects. Repeat it when `base_url`, languages, aliases or `csp` have changed:
        [caddy] `Caddyfile` is an example with the folder `/srv/site`: put your own in its place, here too. `situ hosts caddy` writes the lines for addresses, headers and redirects. Repeat it when `base_url`, languages, aliases or `csp` have changed:
       *[s3] Name the store with `rclone config`. The script builds the site and uploads only what has changed. Keep the folder `changes/`, which records what the store has:
    }
cli-init-failed = { $path } cannot be written: { $reason ->
        [denied] you do not have permission to do so
        [file] there is a file in its place
        [full] the disk is full
       *[other] { $reason }
    }. Nothing was written.
cli-new = Created { $path }. You can fill it in now.
cli-new-preview = `situ serve` shows it at { $url }, marked as a draft.
cli-new-next = When it is ready, delete the line `draft: true`. Until then no build publishes it.
cli-new-situation-added = Added `{ $id }` to { $path } with severity 3. Change the severity if it is not right.
cli-new-situation-lines = Add these lines to the list `situations` in { $path }:
cli-new-named = Its title is “{ $title }” and its id `{ $id }`, which is part of its address in all languages.
cli-exists = { $path } already exists, so nothing was written.
cli-linked-folder = { $path } is a symbolic link. situ does not follow links in the sources, so nothing was written. Replace it with a folder.
cli-file-changed = { $path } was changed meanwhile, so it was left alone. Run the command again.
cli-unknown-language = `{ $option } { $lang }` is not a language of this site. Languages: { $known }.
cli-nothing-found = No page has the id or address `{ $asked }`.
cli-no-content = { $root } does not contain a folder content/. `situ init` creates a site here; if you have one, give its folder with --root.
cli-port-taken = Port { $port } is already in use. { $free ->
        [none] Choose another one with --port.
       *[other] The next free one: --port { $free }
    }
cli-serve-at = Preview: { $url } (stop it with Ctrl+C)
cli-manual-at = Manual: { $url } (stop it with Ctrl+C)
cli-serve-lan = On a phone in the same network: { $url } Anyone in this network can read the preview.
cli-serve-no-browser = The browser did not open. Type { $url } into its address bar.
cli-serve-watching = Changes are shown as soon as they are saved.
cli-serve-polling = { $reason ->
        [shared] The folder is shared with other computers, which do not report changes, so
        [no-events] The system does not report changes, so
       *[asked] With --poll,
    } the preview looks for changes every { $seconds } s.
cli-serve-built = { cli-pages }, ready in { $milliseconds } ms: { cli-problems }
cli-serve-not-built = Showing the last successful build: { cli-problems }.
cli-serve-not-built-yet = There is nothing to show yet: { cli-problems }. Fix the errors, and the pages appear.
cli-serve-gone = The folder { $folder }/ is missing. Showing the last successful build until it is back.
cli-serve-gone-early = The folder { $folder }/ is missing. The pages appear when it is back.
cli-serve-stale = Showing the last successful build. Fix the errors to see your changes.
cli-serve-nothing-yet = There is no page to show yet. Fix the errors, and the page appears.
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
cli-serve-draft-note = Draft: readers do not see this page. When it is ready, delete the line `draft: true` in { $path }.
cli-serve-disconnected = The preview has stopped. Start `situ serve` again.
cli-serve-action-location = { $situation } › { $phase }: { $number } of { $count }
cli-serve-action-unused = not in any checklist; in situations.yaml, under a phase in the steps of a situation, add: { $line }
cli-serve-status = status
cli-status-title = Translation status
cli-status-wrong = The translation status cannot be shown while there are errors. Fix them first.
cli-status-back = Back to the preview
cli-status-situations = Situation
cli-status-articles = Article
cli-status-fillables = Document to fill in
cli-status-pages = Page
cli-status-original = original
cli-status-fresh = current
cli-status-stale = outdated
cli-status-draft = draft
cli-status-exempt = exempt
cli-status-missing = missing
cli-status-idle = { $plural ->
        [one] { $n } step is not in any checklist
       *[other] { $n } steps are not in any checklist
    }
cli-status-stale-list = { $plural ->
        [one] { $n } translation is outdated
       *[other] { $n } translations are outdated
    }
cli-status-laws = { $plural ->
        [one] { $n } legal note was checked more than a year before { $today }
       *[other] { $n } legal notes were checked more than a year before { $today }
    }
cli-status-sources = { $plural ->
    [one] { $n } legal note has no source or no address of it
   *[other] { $n } legal notes have no source or no address of it
}
cli-status-no-laws = There are no legal notes.
cli-status-rates = { $plural ->
        [one] { $n } list of rates does not reach { $today }, or was read more than a year before
       *[other] { $n } lists of rates do not reach { $today }, or were read more than a year before
    }
cli-bad-date = { $kind ->
        [day] There is no day { $typed } in the calendar.
        [year] The year of { $typed } cannot be right.
       *[form] `{ $typed }` is not a valid date in the form year-month-day.
    }
cli-translate-made = Created { $path } from the { $source } document. Translate the prose; ids, links and phases are already set.
cli-translate-next = When you have finished, run: situ translate { $id } --to { $lang } --done
cli-translate-stale = { $path } exists, and { $source } has changed since. { $known ->
        [none] Where is not recorded yet.
       *[blocks] These blocks have changed:
    }
cli-translate-done = { $path } is now up to date with { $source } and no longer a draft.
cli-translate-unchanged = { $path } is still in the words of its { $source } source, so it stays a draft. Translate the lines above. If the words are right, add --allow-unchanged.
cli-translate-partly = These lines are still in the words of the { $source } document. Translate them if they should differ:
cli-translate-nameless = { $kind ->
        [sections] The document names these sections in no line of its front matter: { $ids }. Write the names into { $file }, below `phases:`, each as `{ $first }: name`.
       *[phases] The language has no name for these phases of the document: { $ids }. Write the names into { $file }, below `phases:`, each as `{ $first }: name`.
    }
cli-translate-no-text = There is no document `{ $id }` in { $lang }. { $known ->
        [none] No language has it.
       *[other] Languages that have it: { $known }.
    }
cli-translate-same = --from and --to are the same language. Choose two different ones.
cli-translate-from = Give the language that the document was translated from: --from { $known }
cli-not-readable = Fix { $path } first, then run the command again.
cli-fix-none = Nothing to fix automatically.
cli-fix-ask = Write these changes? [y/n]
cli-fix-yes = y yes
cli-fix-done = Fixed: { $n }; files: { $files }.
cli-fix-remaining = Left for you: { $codes }. `situ check` shows each with its place.
cli-fix-left = Nothing was changed.
cli-fix-no-tty = The terminal is not interactive. Add --yes to write these changes.
cli-unknown-code = Unknown code `{ $code }`. `situ explain` lists all codes.
cli-unknown-command = There is no command `{ $command }`.
cli-missing-error = The file { $path } exists, but the site has errors, and the preview shows the last successful build. Fix the errors, and this page appears.
cli-missing-draft = The document `{ $id }` is a draft, and the preview was started with --no-drafts. Start it without this option to see the page.
cli-missing-moved = The page of { $path } has another address:
cli-missing-language = There is no document `{ $id }` in { $lang } yet. To create it, run: situ translate { $id } --from { $from } --to { $lang }. It exists here:
cli-missing-no-language = `{ $lang }` is not a language of this site. An address begins with one of its languages: { $known }.
cli-missing-outside = The site is below { $base }, as on its host, so nothing else is shown here. Links that begin with / need this folder. It begins here:
cli-missing-near = There is no page at this address. Did you mean:
cli-missing-unknown = There is no page at this address. A page has the name of its file: content/en/articles/call-first.md is at /en/articles/call-first/.
cli-field-id = File name
    .hint = Lowercase Latin letters, digits and single hyphens, such as late-deadline. A translation has the name of its original. It can only be chosen for a new document.
cli-field-title = Title
    .hint = The heading of the page, in the reader’s words.
cli-field-summary = Summary
    .hint = One sentence for lists, search and previews.
cli-field-situations = Situations
    .hint = Situations that list this text. Those of an article also collect its steps.
cli-field-format = Form of the text to send
    .hint = A letter, a short message or a list.
cli-field-send = How to send it
    .hint = How the text is sent and what proves that it arrived, in one line. Links and emphasis work.
cli-field-country = Country
    .hint = Code of the country, such as lv, if the text is for one country only.
cli-field-words = Search words
    .hint = What people type when they look for this. Search finds these words, and no page shows them.
cli-field-urgent = Cannot wait
    .hint = What is shown in a box above everything: danger, a deadline of a court. Links and emphasis work.
cli-field-lead = Enough for now
    .hint = One or two sentences above the first step. Links and emphasis work.
cli-field-when = Pause
    .hint = When to pause, in one line: before you answer the letter.
cli-field-recognise = Signs
    .hint = How to recognise the situation, a short list.
cli-field-updated = Last changed
    .hint = Day of the last change of substance, as 2026-11-21.
cli-field-author = Author
    .hint = Who answers for the text.
cli-field-checked = Last tried
    .hint = Day on which the checklist was last tried, as 2026-11-21.
cli-field-slug = Address
    .hint = Last part of the address, if it is not the file name.
cli-field-aliases = Former addresses
    .hint = Addresses that lead here: /old/page/, /old.html, or a former last part.
cli-field-draft = Draft
    .hint = A draft is not published.
cli-field-no_search = Not in the search
    .hint = The search does not find this page.
cli-field-source = Translated from
    .hint = The language of the original. Leave this empty in an original.
cli-field-body = Text
    .hint = Markdown. The guide for writers shows what it can contain.
cli-block-changed = changed
cli-block-new = new
cli-block-gone = gone before this
cli-block-unknown = not recorded what has changed

cli-import-found = { $dialect }, languages: { $languages }; documents: { $count }
cli-import-class = { $class ->
        [changed] Written in another way:
        [look] Needs a look:
       *[left-out] Left out:
    }
cli-import-count = { $kind }: { $count } in { $files } files
cli-import-kind = { $kind ->
        [alias] former address or search word that cannot be one
        [anchor] link to a heading that was not found
        [attributes] attributes in braces
        [box] box made a callout
        [box-kind] unknown kind of box made a note
        [checklist] list in a data file made a situation
        [checklist-item] component made a step
        [comment] comment
        [component] component of MDX
        [contents] table of contents; pages have one of their own
        [contents-file] list of chapters (SUMMARY.md)
        [control-characters] control characters
        [definition] definition made a bold term with its explanation
        [draft] draft, not published yet
        [embed] embedded text or file made a link
        [emphasis] highlighted words made bold
        [encoding] not UTF-8: save the file as UTF-8
        [encoding-changed] UTF-16 made UTF-8
        [error-left] mistake that is left, so the text is a draft
        [file-name] name of a file that is not UTF-8
        [fixed] mistake put right
        [foreign-markup] markup that is shown as typed
        [head-broken] head that cannot be parsed, read line by line
        [head-format] head in another format made YAML
        [heading-attributes] attributes of a heading
        [heading-id] heading that links lead to got an id
        [heading-levels] levels of headings made regular
        [html] HTML made Markdown
        [html-details] text that folded is open
        [html-hidden] HTML that is not for readers: scripts, styles, drawings
        [html-left] HTML that is shown as typed
        [html-media] film, sound or page in a frame made a link
        [html-other] declaration of HTML
        [html-small] small letters above or below the line made plain
        [id-numbered] id with a number, because another text has the same letters
        [import] import or export of MDX
        [key-kept] key kept below extra
        [language-guessed] language guessed by the letters; give it with --lang
        [link] link that leads nowhere; its words are kept
        [link-completed] address made complete
        [link-file] link to a file that is not published; its words are kept
        [link-rewritten] link to a text or file of the new site
        [link-scheme] link that opens a program; its address is shown as code
        [media-large] file larger than 50 MB
        [media-refused] file that a site must not publish: damaged, or with a script
        [no-page] text without a head, which Jekyll does not publish
        [other-language] language that --lang does not name, or one too many
        [outside-content] Markdown outside the folder of texts
        [phase-unknown] phase that the first language does not have made a heading
        [picture] picture
        [picture-copied] picture copied into media
        [picture-in-link] picture on another host inside a link; its words are kept
        [picture-size] size of a picture taken off
        [placeholder] words in angle brackets made text
        [remote-picture] picture on another host made a link
        [section] component made a heading
        [shortcode] command of a template
        [shortcode-link] command made a link
        [shortcode-picture] command made a picture
        [situation] checklist made a situation
        [situations-file] situations written into situations.yaml
        [skipped-folder] Markdown in a folder of programs
        [snippet] text of another file
        [special-file] not a regular file
        [step-renamed] step that another language has elsewhere got an id of its own
        [steps-differ] steps differ from those of the first language; compare the ids
        [summary-made] summary made of the first sentence; write a better one
        [summary-missing] no sentence for a summary, so the title is there
        [symbolic-link] symbolic link
        [tab] tab made a bold line with its text below
        [tag] line of tags
        [tag-in-text] tag in a sentence made a word
        [title-heading] first heading made the title
        [title-heading-differs] first heading that differs from the title
        [too-large] larger than 5 MB
        [unreadable] cannot be read
        [wiki-link] link by name made a link by id
       *[other-markup] text in other markup
    }
cli-import-folder = { $dir } is not a folder. Name the folder with your Markdown.
cli-import-inside = The site would be in { $dir }, inside { $folder }, which is only read. Name another folder with --to.
cli-import-none = There is no Markdown in { $dir } that can be imported. Is it the right folder? --from and --lang say what to look for.
cli-import-error = Still wrong: { $path } ({ $codes })
cli-import-dry = Nothing was written, because of --dry-run.
cli-import-kept = Left as it was, because somebody has changed it: { $path }
cli-import-stale = Its source is gone; delete it if it is not needed: { $path }
cli-import-failed = { $path } cannot be written: { $reason }
cli-import-done = Files written: { $new }, unchanged: { $same }, left as they were: { $kept }.
cli-import-report = Each file is in { $path }.
