//! Russian: quotation marks, pronouns, names. Data only; romanisation is the script's default.

use crate::linguistics::{Language, NumberStyle, Quotes, Script};

/// The rules of the language.
pub(super) static LANGUAGE: Language = Language {
    code: "ru",
    locale: "ru",
    own_name: "Русский",
    script: Script::Cyrillic,
    countries: &COUNTRIES,
    names: &NAMES,
    month_endings: &["я", "а", "ь", "й", "е", "ю", "у", "ем", "ом"],
    house_date_pattern: "dd.mm.yyyy",
    numbers: NumberStyle::comma(4),
    quotes: Quotes { outer: ('«', '»'), inner: ('„', '“') },
    dash: '—',
    period_after_quotes: true,
    familiar_pronouns: &[
        "ты",
        "тебя",
        "тебе",
        "тобой",
        "тобою",
        "твой",
        "твоя",
        "твоё",
        "твое",
        "твои",
        "твоего",
        "твоему",
        "твоим",
        "твоём",
        "твоем",
        "твоей",
        "твою",
        "твоих",
        "твоими",
    ],
    polite_pronouns: &[
        "вы",
        "вас",
        "вам",
        "вами",
        "ваш",
        "ваша",
        "ваше",
        "ваши",
        "вашего",
        "вашему",
        "вашим",
        "вашем",
        "вашей",
        "вашу",
        "ваших",
        "вашими",
    ],
    imperatives: &["те", "тесь"],
    currency_names: &["евро", "руб", "рублей"],
    short_sums: true,
    ..Language::DEFAULTS
};

/// Names of languages. Source: CLDR 48.
const NAMES: [(&str, &str); 12] = [
    ("lv", "латышский"),
    ("ru", "русский"),
    ("bg", "болгарский"),
    ("en", "английский"),
    ("de", "немецкий"),
    ("es", "испанский"),
    ("et", "эстонский"),
    ("fr", "французский"),
    ("it", "итальянский"),
    ("lt", "литовский"),
    ("pl", "польский"),
    ("uk", "украинский"),
];

/// Names of countries. Source: CLDR 48, with the short name for the United States.
const COUNTRIES: [(&str, &str); 46] = [
    ("al", "Албания"),
    ("at", "Австрия"),
    ("ba", "Босния и Герцеговина"),
    ("be", "Бельгия"),
    ("bg", "Болгария"),
    ("by", "Беларусь"),
    ("ch", "Швейцария"),
    ("cy", "Кипр"),
    ("cz", "Чехия"),
    ("de", "Германия"),
    ("dk", "Дания"),
    ("ee", "Эстония"),
    ("es", "Испания"),
    ("eu", "Европейский союз"),
    ("fi", "Финляндия"),
    ("fr", "Франция"),
    ("gb", "Великобритания"),
    ("ge", "Грузия"),
    ("gr", "Греция"),
    ("hr", "Хорватия"),
    ("hu", "Венгрия"),
    ("ie", "Ирландия"),
    ("is", "Исландия"),
    ("it", "Италия"),
    ("kz", "Казахстан"),
    ("li", "Лихтенштейн"),
    ("lt", "Литва"),
    ("lu", "Люксембург"),
    ("lv", "Латвия"),
    ("md", "Молдова"),
    ("me", "Черногория"),
    ("mk", "Северная Македония"),
    ("mt", "Мальта"),
    ("nl", "Нидерланды"),
    ("no", "Норвегия"),
    ("pl", "Польша"),
    ("pt", "Португалия"),
    ("ro", "Румыния"),
    ("rs", "Сербия"),
    ("ru", "Россия"),
    ("se", "Швеция"),
    ("si", "Словения"),
    ("sk", "Словакия"),
    ("tr", "Турция"),
    ("ua", "Украина"),
    ("us", "США"),
];

#[cfg(test)]
mod tests {
    use crate::linguistics::testing::{
        assert_dates, assert_folds, assert_inflections, assert_months, assert_order, assert_plurals, assert_same_stem,
        assert_slugs,
    };

    #[test]
    fn titles_sort_alphabetically() {
        assert_order("ru", "ёж ежик елка ёлка ель");
        assert_order("ru", "и й к");
        assert_order("ru", "Единица Ёлка Жалоба Заказчик Ущерб Хвост Цена Час Шаг Щит Эскиз Юрист Яма");
        assert_order("ru", "10 2 аб яб a ā z žž");
    }

    #[test]
    fn slugs_follow_icao() {
        assert_slugs(
            "ru",
            &[
                ("Что делать с недовольными клиентами", "chto-delat-s-nedovolnymi-klientami"),
                ("подъезд ёлка юрист май", "podezd-elka-iurist-mai"),
                ("щёлочь", "shcheloch"),
                ("«Ущерб», „Эскиз“ и Яма", "ushcherb-eskiz-i-iama"),
                ("По-другому: 5 шагов", "po-drugomu-5-shagov"),
                ("Rīga и Kaķis", "riga-i-kakis"),
                ("За\u{301}мок и\u{306}", "zamok-i"),
                ("Україна", "ukraina"),
                ("ъ ь", ""),
            ],
        );
    }

    #[test]
    fn io_is_folded_and_short_i_is_not() {
        assert_folds(
            "ru",
            &[("Ёлка", "елка"), ("ЙОД", "йод"), ("и\u{306}од", "йод"), ("е\u{308}лка", "елка"), ("Čaks", "caks")],
        );
    }

    #[test]
    fn plurals_have_few_and_many() {
        assert_plurals(
            "ru",
            "0 many, 1 one, 2 few, 4 few, 5 many, 10 many, 11 many, 12 many, 14 many, 20 many, 21 one",
        );
        assert_plurals("ru", "22 few, 24 few, 25 many, 101 one, 111 many, 112 many, 121 one, 1000000 many");
    }

    #[test]
    fn dates_end_with_the_abbreviated_word_for_year() {
        assert_dates("ru", &[("2026-11-21", "21 ноября 2026\u{A0}г."), ("2026-05-05", "5 мая 2026\u{A0}г.")]);
    }

    #[test]
    fn months_are_recognised_in_every_case() {
        assert_months("ru", "января Ноябрь ноябре январём марта март май мая мае августом", "марка мам шагов");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_same_stem("ru", "клиент клиента клиентам клиентами");
        assert_same_stem("ru", "недовольный недовольного недовольная");
    }

    #[test]
    fn nouns_and_adjectives_are_inflected() {
        assert_inflections("ru", "объём", "объема объёмами", true);
        assert_inflections("ru", "задаток", "задатка задатками", true);
        assert_inflections("ru", "иск", "искал искать", false);
        assert_inflections("ru", "ТЗ", "тз", true);
    }
}
