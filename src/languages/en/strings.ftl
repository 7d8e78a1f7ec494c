## Frame

skip = Skip to the content
menu = Menu
main_parts = Main sections
languages = Languages
untranslated = This page is not translated yet.
untranslated_fallback = not translated yet, here is the nearest page
untranslated_country = This page is for one country only and is not translated.
untranslated_country_fallback = for one country only, here is the nearest page
crumbs = You are here
neighbours = Previous and next page
previous = Previous page
next = Next page
home = Home
menu_situations = Situations
menu_guide = What happened?
menu_articles = Articles
menu_documents = Documents
menu_phrases = What others say
menu_glossary = Glossary
menu_map = Map
menu_search = Search
feed = News feed (Atom)
disclaimer = General information. It does not replace advice on your own case.

## Situations and their steps

all_situations = All situations
more_situations = Other situations
situations_description = All situations in order. Choose yours and follow its steps one by one.
when = When
signs = Signs
other_situation = Another situation
steps = Steps
key_step = Key step
one_of = One of these is enough:
urgent = Urgent
why = Why and how
more = More
others_say = What others say
escalations = What may follow
signs_and_background = How to recognise and understand it
guide_prompt = Not sure which one is yours? Answer a few questions

## Ticks

save_progress = Save, send, print
progress_label = Done
progress_of = %1 of %2
ticks_note = The ticks stay on this device only.
no_script = Without JavaScript, the ticks are lost when the page is closed. You can print the page and fill it in by hand.
notes = Notes

## My case

case = Fill in the messages

## Ready messages and phrases

say_title = Ready message
text_title = Ready wording
copy = Copy
phrase_says = They say
phrase_meaning = What may be behind it
phrase_answer = You may answer
all_phrases = Everything that others say
phrases_description = What others tend to say, what may be behind it, and a calm answer to copy.
phrases_filter = What did they say?
phrases_search = Search the whole site
phrases_none = No such phrase here.
phrases_groups = Situations
phrases_other = Other phrases
phrases_elsewhere = Also heard here:
phrases_also = Also heard in

## Used by scripts only, in `<lang>/words.json`

script_share_list = Send the list
script_share_list_what = to somebody else or to yourself
script_copy_link = Copy a link
script_copy_link_what = it opens with your ticks
script_copy_list = Copy the text
script_copy_list_what = all steps, with [x] at those done
script_print = Print
script_print_what = a sheet with your ticks
script_reset = Clear the ticks
script_record = Print a record of your case
script_country = In which country?
script_all_countries = All countries
script_other_countries = Show what holds in other countries
script_forget = Clear what I filled in
script_theme = Appearance
script_theme_system = Same as the device
script_theme_light = Light
script_theme_dark = Dark
script_copied = Copied
script_list_copied = The list is copied
script_link_copied = The link is copied
script_failed = Copying did not work: select the text and copy it
script_fill = Before sending, fill in:
script_left = Still to fill in:
script_share = Send
script_shared_label = Ticks from a link
script_shared_note = These ticks came with the link. Your own are unchanged.
script_take = Use these ticks
script_own = Show mine
script_taken = These ticks are yours now
script_reset_undo = Bring the ticks back
script_reset_done = The ticks are cleared
script_reset_undone = The ticks are back
script_note = Enter it once and every ready message has it. You can also tap a blank in the message itself. It stays on this device only.
script_forget_undo = Bring it back
script_forget_done = What you filled in is cleared
script_forget_undone = What you filled in is back
script_done = Done
script_open = Still open
script_next = Next: %1
script_unsaved = This device does not let the site keep anything: what you tick or enter is lost when you leave the page.
script_printed = Printed on
script_row_add = Add a row
script_row_remove = Remove the row
script_day_enter = Enter the date
script_day_calendar = Add to the calendar
script_day_calendar_all = Add all dates to the calendar
script_day_weekends = Only weekends are left out: the public holidays of %1 are not listed here.
script_interest_sum = Sum owed
script_interest_due = Due date
script_interest_until = Paid on (if empty: today)
script_interest_days = Days
script_interest_rate = Rate a year
script_interest_amount = Interest
script_interest_interest = Interest in all
script_interest_compensation = Fixed sum
script_interest_total = Together with the debt
script_interest_partial = Together with the debt, without the days that have no rate
script_interest_percent = %1%
script_interest_gap = No rate is listed here for these days: %1.
script_interest_ask = It is published here:
script_interest_enter = Rate for these days, % a year
script_interest_in_time = Nothing is late yet.
script_interest_fill = Put these figures into the texts
script_interest_filled = The figures are in the texts

## Articles

new_articles = New articles
articles_description = All articles from A to Z, each with a one-sentence summary.
related_situations_prompt = In this situation right now? Open the steps:
contents = On this page
situations_here = Situations where this helps
related = Related articles
backlinks = Where this is mentioned
updated = Updated
checked = Checked
author = Author
edit_page = Edit this page
report_mistake = Report a mistake
stale = The original has changed since this translation was made; recent changes may be missing here.

## Documents to fill in

documents_description = Letters, forms and lists to fill in, copy, print or download.
fillable_letter = Text to send
fillable_send = How to send it
fillable_country = Country
fillable_file = Download as a Word file (.docx)
letter_fields = Fill in
letter_note = It is written into the text at once. You can also tap a gap in the text itself. Kept on this device only.
letter_copy = { script_copy_list }
letter_send = { script_share }
letter_print = Print the letter

## Blocks in a document

callout_note = Note
callout_tip = Tip
callout_important = Important
callout_warning = Warning
table = Table, can be scrolled sideways
footnotes = Footnotes
footnote_back = Back to the text
law = Law
law_old = Checked more than a year ago: the law may have changed.
interest_period = Days
interest_always = always
interest_rate = Rate a year
interest_source = Source
interest_year = 365 (366 in a leap year)
interest_rule = The rule:
interest_ask = The rate for other days is published here:
interest_kind_business = Between businesses, the self-employed included
interest_kind_consumer = With a consumer

## Guide

guide_title = What happened?
guide_description = A few questions, and you are at the steps for your situation.
guide_none = None of these?
continue_title = Continue where you were
continue_hide = Hide

## Glossary, map, search

letters = Alphabet
also = also
glossary_description = The words that are used here, explained in plain language.
map_title = What can lead to what
map_description = Choose a situation: what leads to it, and what it can turn into.
map_from = What leads to it
map_to = What it can turn into
map_steps = Open the steps
severity_1 = Calm
severity_2 = Tense
severity_3 = Serious
severity_4 = Grave
severity_5 = Critical
search_title = Search
search_description = Look for a situation, an article, a phrase or a term; below, everything from A to Z.
search_label = What are you looking for?
search_own_words = Search in your own words
search_button = Search
search_no_script = Search needs JavaScript, which is off here, so your words were not used. Below is everything from A to Z; your browser’s “Find in page” finds a word in it.
nothing_found = Nothing found. Try another word, or look through the list below.
search_found = Found: %1
search_guessed = Not found as typed: %1. Results for similar words.
search_near = Did you mean:
kind_situation = situation
kind_article = article
kind_fillable = document
kind_page = page
kind_phrase = phrase
kind_term = term

## Other pages

title_languages = Choose a language
not_found_title = Page not found
not_found_text = There is nothing at this address. Look for the words you remember, or choose a situation.
offline_title = No connection
offline_text = This page is not on this device, and there is no connection to fetch it.
offline_retry = Try again
offline_kept = Kept on this device
moved = The page has moved
moved_link = Open it at its new address

## With arguments

# $date: a date in words
law_note = Checked on { $date }. General information, not legal advice.
# $date: a date in words
law_seen = Seen on { $date }. General information, not legal advice.
# $name: the language of the document
fallback_note = This page is not translated yet. Language of the text: { $name }.
# $n: a number; $plural: its CLDR category
steps_count = { $plural ->
    [one] { $n } step
   *[other] { $n } steps
}
all_articles = All articles ({ $n })
severity = Severity: { $n } of 5
guide_step = Question { $n } of { $of }
guide_step_number = Question { $n }
# $country: a country, as it is before a sentence
interest_title = { $country }: late interest
# $date: a date in words
interest_seen = read on { $date }
# $year: the days of a year
interest_formula = Interest = sum × rate ÷ 100 × days ÷ { $year }. The first day is the one after the due date, the last one is the day of payment. Days with different rates are counted apart.
# $sum: a sum with its currency
interest_compensation = A fixed sum of { $sum } is added.
# $sum: a sum with its currency; $due, $until: dates in words
interest_example = Example: { $sum }, due { $due }, paid { $until }.
# $sum: a sum with its currency
interest_together = Interest in all: { $sum }
interest_total = Together with the debt: { $sum }
# $n: a number
percent = { $n }%
# $field: the name of a date of the case
day_same = On the day of “{ $field }”
# $n: a number; $plural: its CLDR category; $field: the name of a date of the case
day_after = { $plural ->
    [one] { $n } day after “{ $field }”
   *[other] { $n } days after “{ $field }”
}
day_before = { $plural ->
    [one] { $n } day before “{ $field }”
   *[other] { $n } days before “{ $field }”
}
workday_after = { $plural ->
    [one] { $n } working day after “{ $field }”
   *[other] { $n } working days after “{ $field }”
}
workday_before = { $plural ->
    [one] { $n } working day before “{ $field }”
   *[other] { $n } working days before “{ $field }”
}
