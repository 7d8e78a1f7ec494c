## Frame

skip = Перейти к содержанию
menu = Меню
main_parts = Главные разделы
nav_all = Все разделы
languages = Языки
untranslated = Эта страница ещё не переведена.
untranslated_fallback = пока нет, вот ближайшая
crumbs = Вы здесь
neighbours = Предыдущая и следующая страницы
previous = Предыдущая страница
next = Следующая страница
home = Главная
menu_situations = Ситуации
menu_guide = Что случилось?
menu_articles = Статьи
menu_phrases = Что говорят клиенты
menu_glossary = Словарь
menu_map = Карта
menu_search = Поиск
feed = Лента новостей (Atom)
disclaimer = Общие сведения, а не юридическая консультация.
theme = Вид
theme_system = Как на устройстве
theme_light = Светлый
theme_dark = Тёмный

## Situations and their steps

all_situations = Все ситуации
situations_description = Все ситуации по порядку. Выберите свою и идите по шагам.
when = Когда
signs = Признаки
other_situation = У меня другое
steps = Шаги
key_step = Главное
one_of = Достаточно чего-то одного:
urgent = Срочно
why = Почему и как
more = Подробнее
client_says = Что говорит клиент
escalations = Если станет хуже
signs_and_background = Как это узнать и понять
guide_prompt = Не знаете, какая ваша? Ответьте на несколько вопросов

## Ticks

save_progress = Взять с собой
progress_label = Сделано
progress_of = %1 из %2
copy_list = Копировать список с отметками
copy_link = Копировать ссылку с отметками
shared_label = Отметки из ссылки
shared_note = Эти отметки пришли со ссылкой. Ваши собственные не изменены.
progress_import = Взять эти отметки себе
progress_mine = Показать мои
print = Распечатать
reset = Снять отметки
ticks_note = Отметки хранятся только на этом устройстве.
no_script = Без JavaScript отметки держатся, пока страница открыта; её можно напечатать и заполнить от руки.
notes = Заметки

## My case

case = Мой случай
case_note = Подставляется в готовые сообщения. Остаётся только на этом устройстве.
case_client = Клиент
case_delivered = Работа сдана
case_agreed = Согласованная дата
case_sum = Сумма
case_record = Напечатать отчёт для юриста или медиатора
case_clear = Очистить поля

## Ready messages and phrases

say_title = Готовое сообщение
copy = Копировать
share_list = Отправить список
phrase_says = Клиент говорит
phrase_meaning = Что может за этим стоять
phrase_answer = Можно ответить
all_phrases = Всё, что говорят клиенты
phrases_description = Что обычно говорят клиенты, что может за этим стоять и спокойный ответ, который можно скопировать.

## Said by the script only; `<lang>/words.json`

script_copied = Скопировано
script_list_copied = Список скопирован
script_link_copied = Ссылка скопирована
script_failed = Скопировать не удалось: выделите текст и скопируйте его
script_fill = Перед отправкой заполните:
script_share = Отправить
script_taken = Теперь эти отметки ваши
script_reset_undo = Вернуть отметки
script_reset_done = Отметки сняты
script_reset_undone = Отметки возвращены
script_note = Запишите один раз, и в готовых сообщениях это встанет на место. Хранится только на этом устройстве.
script_forget_undo = Вернуть поля
script_forget_done = Поля очищены
script_forget_undone = Поля возвращены
script_done = Сделано
script_open = Ещё не сделано
script_unsaved = Это устройство не даёт сайту ничего сохранить: отметки и записи пропадут, когда вы покинете страницу.
script_printed = Напечатано

## Articles

new_articles = Новые статьи
articles_description = Все статьи по алфавиту, суть каждой в одном предложении.
related_situations_prompt = Это происходит сейчас? Откройте шаги:
contents = На этой странице
situations_here = Ситуации, где это пригодится
related = Статьи по теме
backlinks = Где это упоминается
updated = Обновлено
checked = Проверено
author = Автор
stale = Оригинал изменился после этого перевода; самого нового здесь может не быть.

## Blocks in a text

callout_note = Примечание
callout_tip = Совет
callout_important = Важно
callout_warning = Осторожно
table = Таблица, прокручивается вбок
footnotes = Сноски
footnote_back = Назад к тексту
law_old = Проверено больше года назад: закон мог измениться.

## Guide

guide_title = Что случилось?
guide_description = Несколько вопросов — и вы у шагов для своей ситуации.
guide_none = Ничего из этого — показать все ситуации

## Glossary, map, search

letters = Алфавит
also = также
glossary_description = Слова, которые здесь встречаются, объяснены простым языком.
map_title = Что к чему может привести
map_description = Куда может привести каждая ситуация — от спокойных до самых тяжёлых.
leads_to = Может последовать
map_in_words = То же словами
search_title = Поиск
search_description = Ищите ситуацию, статью, слова клиента или термин; ниже всё по алфавиту.
search_label = Что вы ищете?
search_button = Найти
nothing_found = Ничего не найдено. Попробуйте другое слово или посмотрите список ниже.
search_found = Найдено: %1
search_near = Возможно, вы имели в виду:
kind_situation = ситуация
kind_article = статья
kind_page = страница
kind_phrase = слова клиента
kind_term = термин

## Other pages

title_languages = Выбор языка
not_found_title = Страница не найдена
not_found_text = По этому адресу ничего нет. Поищите по словам, которые помните, или выберите ситуацию.
offline_title = Нет соединения
offline_text = Эта страница не сохранена на устройстве, а без соединения её не загрузить.
offline_retry = Попробовать ещё раз
offline_kept = Сохранено на этом устройстве
moved = Страница переехала
moved_link = Открыть по новому адресу

## With arguments

# $date: дата словами; на конце у неё точка
law_note = Общие сведения, а не юридическая консультация; проверено { $date }
# $name: язык текста
fallback_note = На русском этой страницы пока нет. Язык текста: { $name }.
# $n: число; $plural: его категория CLDR
steps_count = { $plural ->
    [one] { $n } шаг
    [few] { $n } шага
    [many] { $n } шагов
   *[other] { $n } шага
}
all_articles = Все статьи ({ $n })
severity = Тяжесть: { $n } из 5
