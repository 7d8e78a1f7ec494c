# Strings of the site in this repository, whose readers have clients. They replace those of src/languages, and are not part
# of the program.

menu_phrases = Что говорят клиенты
disclaimer = Общие сведения, а не юридическая консультация.
client_says = Что говорит клиент
phrase_says = Клиент говорит
all_phrases = Всё, что говорят клиенты
phrases_description = Что обычно говорят клиенты, что может за этим стоять и спокойный ответ, который можно скопировать.
phrases_filter = Что сказал клиент?
script_record = Напечатать отчёт для юриста или медиатора
search_description = Ищите ситуацию, статью, слова клиента или термин; ниже всё по алфавиту.
kind_phrase = слова клиента
