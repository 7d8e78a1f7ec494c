## Frame

skip = Към съдържанието
menu = Меню
main_parts = Основни раздели
languages = Езици
untranslated = Тази страница още не е преведена.
untranslated_fallback = още я няма, ето най-близката
untranslated_country = Тази страница е само за една държава, затова не се превежда.
untranslated_country_fallback = само за една държава, ето най-близката
crumbs = Намираш се тук
neighbours = Предишна и следваща страница
previous = Предишна страница
next = Следваща страница
home = Начало
menu_situations = Ситуации
menu_guide = Какво се случи?
menu_articles = Статии
menu_documents = Документи
menu_phrases = Какво казват другите
menu_glossary = Речник
menu_map = Карта
menu_search = Търсене
feed = Новото на сайта (Atom)
disclaimer = Обща информация; тя не замества съвет за твоя случай.

## Situations and their steps

all_situations = Всички ситуации
more_situations = Други ситуации
situations_description = Всички ситуации подред. Избери своята и върви по стъпките.
when = Кога
signs = Признаци
other_situation = Друга ситуация
steps = Стъпки
key_step = Най-важното
one_of = Достатъчно е едно от тези:
urgent = Спешно
why = Защо и как
more = Подробно
others_say = Какво казват другите
escalations = Какво може да последва
signs_and_background = Как да го разпознаеш и разбереш
guide_prompt = Не знаеш коя е твоята? Отговори на няколко въпроса

## Ticks

save_progress = Запази, изпрати, отпечатай
progress_label = Направено
progress_of = %1 от %2
ticks_note = Отметките се пазят само на това устройство.
no_script = Без JavaScript отметките остават, докато страницата е отворена; можеш да я отпечаташ и да я попълниш на ръка.
notes = Бележки

## My case

case = Попълни съобщенията

## Ready messages and phrases

say_title = Готово съобщение
text_title = Готова формулировка
copy = Копирай
phrase_says = Казват ти
phrase_meaning = Какво може да стои зад това
phrase_answer = Можеш да отговориш
all_phrases = Всичко, което казват другите
phrases_description = Какво обикновено казват другите, какво може да стои зад думите им и спокоен отговор за копиране.
phrases_filter = Какво ти казаха?
phrases_search = Търси в целия сайт
phrases_none = Тук няма такава фраза.
phrases_groups = Ситуации
phrases_other = Други фрази
phrases_elsewhere = Тук казват и:
phrases_also = Чува се и при

## Said by the script only; `<lang>/words.json`

script_share_list = Изпрати списъка
script_share_list_what = на друг или на себе си
script_copy_link = Копирай връзка
script_copy_link_what = отваря се с твоите отметки
script_copy_list = Копирай текста
script_copy_list_what = всички стъпки, готовите с [x]
script_print = Отпечатай
script_print_what = лист с твоите отметки
script_reset = Изчисти отметките
script_record = Отпечатай справка за своя случай
script_country = В коя държава?
script_all_countries = Във всички държави
script_other_countries = Покажи и какво важи в други държави
script_forget = Изчисти попълненото
script_theme = Изглед
script_theme_system = Както на устройството
script_theme_light = Светъл
script_theme_dark = Тъмен
script_copied = Копирано
script_list_copied = Списъкът е копиран
script_link_copied = Връзката е копирана
script_failed = Копирането не се получи: маркирай текста и го копирай
script_fill = Преди да изпратиш, попълни:
script_left = Остава да попълниш:
script_share = Изпрати
script_shared_label = Отметки от връзка
script_shared_note = Тези отметки дойдоха с връзката. Твоите не са променени.
script_take = Вземи тези отметки
script_own = Покажи моите
script_taken = Тези отметки вече са твои
script_reset_undo = Върни отметките
script_reset_done = Отметките са изчистени
script_reset_undone = Отметките са върнати
script_note = Запиши го веднъж и ще стои във всички готови съобщения. Можеш и да докоснеш празното място в самото съобщение. Пази се само на това устройство.
script_forget_undo = Върни попълненото
script_forget_done = Попълненото е изчистено
script_forget_undone = Попълненото е върнато
script_done = Направено
script_open = Още не е направено
script_next = Нататък: %1
script_unsaved = Това устройство не позволява на сайта да запази нищо: отметките и записките ще изчезнат, когато напуснеш страницата.
script_printed = Отпечатано на
script_row_add = Добави ред
script_row_remove = Махни реда
script_day_enter = Впиши датата
script_day_calendar = Добави в календара
script_day_calendar_all = Добави в календара всички дати
script_day_weekends = Пропуснати са само съботите и неделите: официалните празници за %1 не са посочени тук.
script_interest_sum = Дължима сума
script_interest_due = Срок за плащане
script_interest_until = Платено (ако е празно: днес)
script_interest_days = Дни
script_interest_rate = Процент за година
script_interest_amount = Лихва
script_interest_interest = Лихва общо
script_interest_compensation = Твърда сума
script_interest_total = Заедно с дълга
script_interest_partial = Заедно с дълга, без дните, за които няма процент
script_interest_percent = %1 %
script_interest_gap = За тези дни тук няма процент: %1.
script_interest_ask = Той е публикуван тук:
script_interest_enter = Процент за тези дни, годишно
script_interest_in_time = Още няма забава.
script_interest_fill = Впиши тези суми в текстовете
script_interest_filled = Сумите са вписани в текстовете

## Articles

new_articles = Нови статии
articles_description = Всички статии по азбучен ред, същината на всяка в едно изречение.
related_situations_prompt = Случва се сега? Отвори стъпките:
contents = На тази страница
situations_here = Ситуации, в които това помага
related = Свързани статии
backlinks = Къде се споменава това
updated = Обновено
checked = Проверено
author = Автор
edit_page = Редактиране на страницата
report_mistake = Съобщаване за грешка
stale = Оригиналът е променен след този превод; най-новото може да липсва тук.

## Documents to fill in

documents_description = Писма, бланки и списъци за попълване, копиране, отпечатване или изтегляне.
fillable_letter = Текст за изпращане
fillable_send = Как се изпраща
fillable_country = Държава
fillable_file = Изтегляне като файл на Word (.docx)
letter_fields = Попълни
letter_note = Вписаното веднага е в текста. Може и да докоснеш мястото в самия текст. Пази се само на това устройство.
letter_copy = { script_copy_list }
letter_send = { script_share }
letter_print = Отпечатай писмото

## Blocks in a text

callout_note = Бележка
callout_tip = Съвет
callout_important = Важно
callout_warning = Внимание
table = Таблица, превърта се настрани
footnotes = Бележки под линия
footnote_back = Обратно към текста
law = Закон
law_old = Проверено преди повече от година: законът може да е променен.
interest_period = Дни
interest_always = винаги
interest_rate = Процент за година
interest_source = Източник
interest_year = 365 (във високосна година – 366)
interest_rule = Правилото:
interest_ask = Процентът за други дни е публикуван тук:
interest_kind_business = Между предприятия, включително самонаети
interest_kind_consumer = С потребител

## Guide

guide_title = Какво се случи?
guide_description = Няколко въпроса – и стигаш до стъпките за своята ситуация.
guide_none = Нищо от това?
continue_title = Продължи започнатото
continue_hide = Скрий

## Glossary, map, search

letters = Азбука
also = също
glossary_description = Думите, които се срещат тук, обяснени на прост език.
map_title = Кое до какво може да доведе
map_description = Избери ситуация: какво води до нея и до какво може да доведе тя.
map_from = Какво води до нея
map_to = До какво може да доведе
map_steps = Отвори стъпките
severity_1 = Спокойно
severity_2 = Напрегнато
severity_3 = Сериозно
severity_4 = Тежко
severity_5 = Критично
search_title = Търсене
search_description = Търси ситуация, статия, фраза или термин; по-долу е всичко по азбучен ред.
search_label = Какво търсиш?
search_own_words = Опиши го със свои думи
search_button = Търси
search_no_script = За търсенето е нужен JavaScript, а тук той е изключен, затова въведените думи не са използвани. По-долу е всичко по азбучен ред; дума в списъка ще намери търсенето в страницата на браузъра.
nothing_found = Нищо не е намерено. Опитай с друга дума или прегледай списъка по-долу.
search_found = Намерени: %1
search_guessed = Няма точно съвпадение: %1. Показани са сходни думи.
search_near = Може би имаш предвид:
kind_situation = ситуация
kind_article = статия
kind_fillable = документ
kind_page = страница
kind_phrase = фраза
kind_term = термин

## Other pages

title_languages = Избор на език
not_found_title = Страницата не е намерена
not_found_text = На този адрес няма нищо. Потърси по думите, които помниш, или избери ситуация.
offline_title = Няма връзка
offline_text = Тази страница не е запазена на устройството, а без връзка не може да се зареди.
offline_retry = Опитай отново
offline_kept = Запазено на това устройство
moved = Страницата е преместена
moved_link = Отвори я на новия адрес

## With arguments

# $date: дата с думи; накрая има точка
law_note = Обща информация, а не правен съвет; проверено на { $date }
# $date: дата с думи; накрая има точка
law_seen = Обща информация, а не правен съвет; източникът е видян на { $date }
# $name: езикът на текста
fallback_note = Тази страница още не е преведена на български. Език на текста: { $name }.
# $n: число; $plural: неговата категория по CLDR
steps_count = { $plural ->
    [one] { $n } стъпка
   *[other] { $n } стъпки
}
all_articles = Всички статии ({ $n })
severity = Тежест: { $n } от 5
guide_step = Въпрос { $n } от { $of }
guide_step_number = Въпрос { $n }
# $country: държава, както стои пред изречение
interest_title = { $country }: лихва за забава
# $date: дата с думи; накрая има точка
interest_seen = прегледано: { $date }
# $year: броят на дните в годината
interest_formula = Лихва = сума × процент ÷ 100 × дни ÷ { $year }. Първият ден е следващият след срока, последният е денят на плащането. Дните с различен процент се смятат отделно.
# $sum: сума с валута
interest_compensation = Към нея се прибавя твърда сума: { $sum }.
# $sum: сума с валута; $due, $until: дати с думи; накрая има точка
interest_example = Пример: { $sum }, срок – { $due }, платено – { $until }
# $sum: сума с валута
interest_together = Лихва общо: { $sum }
interest_total = Заедно с дълга: { $sum }
# $n: число
percent = { $n } %
# $field: името на дата от случая
day_same = В същия ден: „{ $field }“
# $n: число; $plural: неговата категория по CLDR; $field: името на дата от случая
day_after = { $plural ->
    [one] { $n } ден след датата „{ $field }“
   *[other] { $n } дни след датата „{ $field }“
}
day_before = { $plural ->
    [one] { $n } ден преди датата „{ $field }“
   *[other] { $n } дни преди датата „{ $field }“
}
workday_after = { $plural ->
    [one] { $n } работен ден след датата „{ $field }“
   *[other] { $n } работни дни след датата „{ $field }“
}
workday_before = { $plural ->
    [one] { $n } работен ден преди датата „{ $field }“
   *[other] { $n } работни дни преди датата „{ $field }“
}
