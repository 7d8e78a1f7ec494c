# Strings of the site in this repository, whose readers have clients. They replace those of src/languages, and are not part
# of the program.

menu_phrases = Ko saka klienti
disclaimer = Vispārīga informācija, nevis juridiska konsultācija.
client_says = Ko saka klients
phrase_says = Klients saka
all_phrases = Viss, ko saka klienti
phrases_description = Ko klienti mēdz teikt, kas aiz tā var slēpties, un mierīga atbilde, ko var nokopēt.
phrases_filter = Ko klients teica?
script_record = Izdrukāt pārskatu juristam vai mediatoram
search_description = Meklējiet situāciju, rakstu, klienta vārdus vai terminu; zemāk viss pēc alfabēta.
kind_phrase = klienta vārdi
