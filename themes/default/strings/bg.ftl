# Strings of the site in this repository, whose readers have clients. They replace those of src/languages, and are not part
# of the program.

menu_phrases = Какво казват клиентите
disclaimer = Обща информация, а не правен съвет.
client_says = Какво казва клиентът
phrase_says = Клиентът казва
all_phrases = Всичко, което казват клиентите
phrases_description = Какво обикновено казват клиентите, какво може да стои зад думите им и спокоен отговор за копиране.
phrases_filter = Какво каза клиентът?
script_record = Отпечатай справка за юрист или медиатор
search_description = Търси ситуация, статия, думи на клиента или термин; по-долу е всичко по азбучен ред.
kind_phrase = думи на клиента
