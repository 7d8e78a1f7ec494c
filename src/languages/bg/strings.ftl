## Frame

skip = Към съдържанието
menu = Меню
main_parts = Основни раздели
nav_all = Всички раздели
languages = Езици
untranslated = Тази страница още не е преведена.
untranslated_fallback = още я няма, ето най-близката
crumbs = Намираш се тук
neighbours = Предишна и следваща страница
previous = Предишна страница
next = Следваща страница
home = Начало
menu_situations = Ситуации
menu_guide = Какво се случи?
menu_articles = Статии
menu_phrases = Какво казват клиентите
menu_glossary = Речник
menu_map = Карта
menu_search = Търсене
feed = Емисия с новини (Atom)
disclaimer = Обща информация, а не правен съвет.
theme = Изглед
theme_system = Както на устройството
theme_light = Светъл
theme_dark = Тъмен

## Situations and their steps

all_situations = Всички ситуации
situations_description = Всички ситуации подред. Избери своята и върви по стъпките.
when = Кога
signs = Признаци
other_situation = Моят случай е друг
steps = Стъпки
key_step = Най-важното
one_of = Достатъчно е едно от тези:
urgent = Спешно
why = Защо и как
more = Подробно
client_says = Какво казва клиентът
escalations = Ако стане по-лошо
signs_and_background = Как да го познаеш и разбереш
guide_prompt = Не знаеш коя е твоята? Отговори на няколко въпроса

## Ticks

save_progress = Вземи със себе си
progress_label = Направено
progress_of = %1 от %2
copy_list = Копирай списъка с отметките
copy_link = Копирай връзка с отметките
shared_label = Отметки от връзка
shared_note = Тези отметки дойдоха с връзката. Твоите не са променени.
progress_import = Вземи тези отметки
progress_mine = Покажи моите
print = Разпечатай
reset = Изчисти отметките
ticks_note = Отметките се пазят само на това устройство.
no_script = Без JavaScript отметките остават, докато страницата е отворена; можеш да я разпечаташ и да я попълниш на ръка.
notes = Бележки

## My case

case = Моят случай
case_note = Попълва готовите съобщения. Остава само на това устройство.
case_client = Клиент
case_delivered = Предадено на
case_agreed = Уговорена дата
case_sum = Сума
case_record = Разпечатай справка за юрист или медиатор
case_clear = Изчисти полетата

## Ready messages and phrases

say_title = Готово съобщение
copy = Копирай
share_list = Изпрати списъка
phrase_says = Клиентът казва
phrase_meaning = Какво може да стои зад това
phrase_answer = Можеш да отговориш
all_phrases = Всичко, което казват клиентите
phrases_description = Какво обикновено казват клиентите, какво може да стои зад думите им и спокоен отговор за копиране.

## Said by the script only; `<lang>/words.json`

script_copied = Копирано
script_list_copied = Списъкът е копиран
script_link_copied = Връзката е копирана
script_failed = Копирането не се получи: маркирай текста и го копирай
script_fill = Преди да изпратиш, попълни:
script_share = Изпрати
script_taken = Тези отметки вече са твои
script_reset_undo = Върни отметките
script_reset_done = Отметките са изчистени
script_reset_undone = Отметките са върнати
script_note = Запиши го веднъж и то само застава на мястото си в готовите съобщения. Пази се само на това устройство.
script_forget_undo = Върни полетата
script_forget_done = Полетата са изчистени
script_forget_undone = Полетата са върнати
script_done = Направено
script_open = Още не е направено
script_unsaved = Това устройство не позволява на сайта да запази нищо: отметките и записките ще изчезнат, когато напуснеш страницата.
script_printed = Отпечатано на

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
stale = Оригиналът е променен след този превод; най-новото може да липсва тук.

## Blocks in a text

callout_note = Бележка
callout_tip = Съвет
callout_important = Важно
callout_warning = Внимание
table = Таблица, превърта се настрани
footnotes = Бележки под линия
footnote_back = Обратно към текста
law_old = Проверено преди повече от година: законът може да е променен.

## Guide

guide_title = Какво се случи?
guide_description = Няколко въпроса – и стигаш до стъпките за своята ситуация.
guide_none = Нищо от това – покажи всички ситуации

## Glossary, map, search

letters = Азбука
also = също
glossary_description = Думите, които се срещат тук, обяснени на прост език.
map_title = Кое до какво може да доведе
map_description = Докъде може да доведе всяка ситуация – от спокойните до най-тежките.
leads_to = Може да последва
map_in_words = Същото с думи
search_title = Търсене
search_description = Търси ситуация, статия, думи на клиента или термин; по-долу е всичко по азбучен ред.
search_label = Какво търсиш?
search_button = Търси
nothing_found = Нищо не е намерено. Опитай с друга дума или прегледай списъка по-долу.
search_found = Намерени: %1
search_near = Може би имаш предвид:
kind_situation = ситуация
kind_article = статия
kind_page = страница
kind_phrase = думи на клиента
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
# $name: езикът на текста
fallback_note = Тази страница още не е преведена на български. Език на текста: { $name }.
# $n: число; $plural: неговата категория по CLDR
steps_count = { $plural ->
    [one] { $n } стъпка
   *[other] { $n } стъпки
}
all_articles = Всички статии ({ $n })
severity = Тежест: { $n } от 5
