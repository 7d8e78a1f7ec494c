## Frame

skip = Перейти к содержанию
menu = Меню
main_parts = Главные разделы
languages = Языки
untranslated = Эта страница ещё не переведена.
untranslated_fallback = пока нет, вот ближайшая
untranslated_country = Эта страница только для одной страны, поэтому не переводится.
untranslated_country_fallback = только для одной страны, вот ближайшая
crumbs = Вы здесь
neighbours = Предыдущая и следующая страницы
previous = Предыдущая страница
next = Следующая страница
home = Главная
menu_situations = Ситуации
menu_guide = Что случилось?
menu_articles = Статьи
menu_documents = Документы
menu_phrases = Что говорят другие
menu_glossary = Словарь
menu_map = Карта
menu_search = Поиск
feed = Лента новостей (Atom)
disclaimer = Общие сведения; совета для вашего случая они не заменяют.

## Situations and their steps

all_situations = Все ситуации
more_situations = Другие ситуации
situations_description = Все ситуации по порядку. Выберите свою и идите по шагам.
when = Прочтите
signs = Признаки
other_situation = Другая ситуация
steps = Шаги
key_step = Главное
one_of = Достаточно чего-то одного:
urgent = Срочно
why = Почему и как
more = Подробнее
others_say = Что говорят другие
escalations = Что может быть дальше
signs_and_background = Признаки и пояснения
guide_prompt = Не знаете, какая ваша? Ответьте на несколько вопросов

## Ticks

save_progress = Сохранить, отправить, распечатать
progress_label = Сделано
progress_of = %1 из %2
ticks_note = Отметки хранятся только на этом устройстве.
no_script = Без JavaScript отметки держатся, пока страница открыта; её можно напечатать и заполнить от руки.
notes = Заметки

## My case

case = Заполнить сообщения

## Ready messages and phrases

say_title = Готовое сообщение
text_title = Готовая формулировка
copy = Копировать
phrase_says = Вам говорят
phrase_meaning = Что может за этим стоять
phrase_answer = Можно ответить
all_phrases = Всё, что говорят другие
phrases_description = Что обычно говорят другие, что может за этим стоять и спокойный ответ, который можно скопировать.
phrases_filter = Что вам сказали?
phrases_search = Искать по всему сайту
phrases_none = Такой фразы здесь нет.
phrases_groups = Ситуации
phrases_other = Другие фразы
phrases_elsewhere = Здесь говорят и так:
phrases_also = Говорят и здесь

## Said by the script only; `<lang>/words.json`

script_share_list = Отправить список
script_share_list_what = кому-то или себе
script_copy_link = Копировать ссылку
script_copy_link_what = откроется с вашими отметками
script_copy_list = Копировать текст
script_copy_list_what = все шаги, сделанные с [x]
script_print = Распечатать
script_print_what = лист с вашими отметками
script_reset = Снять отметки
script_record = Напечатать отчёт о своём случае
script_country = В какой стране?
script_all_countries = Во всех странах
script_other_countries = Показать и то, что действует в других странах
script_forget = Очистить вписанное
script_theme = Вид
script_theme_system = Как на устройстве
script_theme_light = Светлый
script_theme_dark = Тёмный
script_copied = Скопировано
script_list_copied = Список скопирован
script_link_copied = Ссылка скопирована
script_failed = Скопировать не удалось: выделите текст и скопируйте его
script_fill = Перед отправкой заполните:
script_left = Осталось заполнить:
script_share = Отправить
script_shared_label = Отметки из ссылки
script_shared_note = Эти отметки пришли со ссылкой. Ваши собственные не изменены.
script_take = Взять эти отметки себе
script_own = Показать мои
script_taken = Теперь эти отметки ваши
script_reset_undo = Вернуть отметки
script_reset_done = Отметки сняты
script_reset_undone = Отметки возвращены
script_note = Впишите один раз, и это появится во всех готовых сообщениях. Можно и нажать на пропуск в самом сообщении. Хранится только на этом устройстве.
script_forget_undo = Вернуть вписанное
script_forget_done = Вписанное очищено
script_forget_undone = Вписанное возвращено
script_done = Сделано
script_open = Ещё не сделано
script_next = Дальше: %1
script_unsaved = Это устройство не даёт сайту ничего сохранить: отметки и записи пропадут, когда вы покинете страницу.
script_printed = Напечатано
script_row_add = Добавить строку
script_row_remove = Убрать строку
script_day_enter = Указать дату
script_day_calendar = Добавить в календарь
script_day_calendar_all = Добавить в календарь все даты
script_day_weekends = Учтены только выходные: праздников за %1 год здесь нет.
script_interest_sum = Сумма долга
script_interest_due = Срок оплаты
script_interest_until = Оплачено (если пусто — сегодня)
script_interest_days = Дни
script_interest_rate = Ставка в год
script_interest_amount = Проценты
script_interest_interest = Проценты, всего
script_interest_compensation = Твёрдая сумма
script_interest_total = Вместе с долгом
script_interest_partial = Вместе с долгом, без дней, на которые нет ставки
script_interest_percent = %1 %
script_interest_gap = На эти дни ставки здесь нет: %1.
script_interest_ask = Она опубликована здесь:
script_interest_enter = Ставка на эти дни, % в год
script_interest_in_time = Просрочки ещё нет.
script_interest_fill = Вписать эти суммы в тексты
script_interest_filled = Суммы вписаны в тексты

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
edit_page = Исправить эту страницу
report_mistake = Сообщить об ошибке
stale = Оригинал изменился после этого перевода; самого нового здесь может не быть.

## Documents to fill in

documents_description = Письма, бланки и списки, которые можно заполнить, скопировать, распечатать или скачать.
fillable_letter = Текст для отправки
fillable_send = Как отправить
fillable_country = Страна
fillable_file = Скачать файл Word (.docx)
letter_fields = Заполнить
letter_note = Вписанное сразу появляется в тексте. Можно и нажать на место в самом тексте. Хранится только на этом устройстве.
letter_copy = { script_copy_list }
letter_send = { script_share }
letter_print = Напечатать письмо

## Blocks in a text

callout_note = Примечание
callout_tip = Совет
callout_important = Важно
callout_warning = Осторожно
table = Таблица, прокручивается вбок
footnotes = Сноски
footnote_back = Назад к тексту
law = Закон
law_old = Проверено больше года назад: закон мог измениться.
interest_period = Дни
interest_always = всегда
interest_rate = Ставка в год
interest_source = Источник
interest_year = 365 (в високосный год — 366)
interest_rule = Правило:
interest_ask = Ставка на другие дни опубликована здесь:
interest_kind_business = Между предпринимателями, в том числе самозанятыми
interest_kind_consumer = С потребителем

## Guide

guide_title = Что случилось?
guide_description = Несколько вопросов — и вы у шагов для своей ситуации.
guide_none = Ничего не подходит?
continue_title = Продолжить начатое
continue_hide = Скрыть

## Glossary, map, search

letters = Алфавит
also = также
glossary_description = Слова, которые здесь встречаются, объяснены простым языком.
map_title = Что к чему может привести
map_description = Выберите ситуацию: что к ней приводит и во что она может перерасти.
map_from = Что к ней приводит
map_to = Во что она может перерасти
map_steps = Открыть шаги
severity_1 = Спокойно
severity_2 = Напряжённо
severity_3 = Серьёзно
severity_4 = Тяжело
severity_5 = Критично
search_title = Поиск
search_description = Ищите ситуацию, статью, фразу или термин; ниже всё по алфавиту.
search_label = Что вы ищете?
search_own_words = Опишите своими словами
search_button = Найти
search_no_script = Для поиска нужен JavaScript, а здесь он выключен, поэтому введённые слова не учтены. Ниже всё по алфавиту; слово в этом списке найдёт поиск по странице в браузере.
nothing_found = Ничего не найдено. Попробуйте другое слово или посмотрите список ниже.
search_found = Найдено: %1
search_guessed = Точного совпадения нет: %1. Показаны похожие слова.
search_near = Возможно, вы имели в виду:
kind_situation = ситуация
kind_article = статья
kind_fillable = документ
kind_page = страница
kind_phrase = фраза
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
# $date: дата словами; на конце у неё точка
law_seen = Общие сведения, а не юридическая консультация; источник просмотрен { $date }
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
guide_step = Вопрос { $n } из { $of }
guide_step_number = Вопрос { $n }
# $country: страна, как она стоит перед предложением
interest_title = { $country }: проценты за просрочку
# $date: дата словами; в конце есть точка
interest_seen = проверено { $date }
# $year: число дней в году
interest_formula = Проценты = сумма × ставка ÷ 100 × дни ÷ { $year }. Первый день — следующий за сроком оплаты, последний — день платежа. Дни с разными ставками считают отдельно.
# $sum: сумма с валютой
interest_compensation = К ним прибавляют твёрдую сумму: { $sum }.
# $sum: сумма с валютой; $due, $until: даты словами; в конце есть точка
interest_example = Пример: { $sum }, срок — { $due }, оплачено — { $until }
# $sum: сумма с валютой
interest_together = Проценты, всего: { $sum }
interest_total = Вместе с долгом: { $sum }
# $n: число
percent = { $n } %
# $field: название даты случая
day_same = В тот же день: «{ $field }»
# $n: число; $plural: его категория CLDR; $field: название даты случая
day_after = { $plural ->
    [one] Через { $n } день после даты «{ $field }»
    [few] Через { $n } дня после даты «{ $field }»
    [many] Через { $n } дней после даты «{ $field }»
   *[other] Через { $n } дня после даты «{ $field }»
}
day_before = { $plural ->
    [one] За { $n } день до даты «{ $field }»
    [few] За { $n } дня до даты «{ $field }»
    [many] За { $n } дней до даты «{ $field }»
   *[other] За { $n } дня до даты «{ $field }»
}
workday_after = { $plural ->
    [one] Через { $n } рабочий день после даты «{ $field }»
    [few] Через { $n } рабочих дня после даты «{ $field }»
    [many] Через { $n } рабочих дней после даты «{ $field }»
   *[other] Через { $n } рабочего дня после даты «{ $field }»
}
workday_before = { $plural ->
    [one] За { $n } рабочий день до даты «{ $field }»
    [few] За { $n } рабочих дня до даты «{ $field }»
    [many] За { $n } рабочих дней до даты «{ $field }»
   *[other] За { $n } рабочего дня до даты «{ $field }»
}
