//! Bulgarian: romanisation, quotation marks, pronouns, names. Data only.

use crate::linguistics::{Language, NumberStyle, Quotes, Script};

/// The rules of the language.
pub(super) static LANGUAGE: Language = Language {
    code: "bg",
    locale: "bg",
    own_name: "Български",
    script: Script::Cyrillic,
    countries: &COUNTRIES,
    names: &NAMES,
    house_date_pattern: "dd.mm.yyyy\u{A0}г.",
    numbers: NumberStyle::comma(5),
    quotes: Quotes { outer: ('„', '“'), inner: ('„', '“') },
    familiar_pronouns: &["ти", "теб", "тебе", "твой", "твоя", "твоят", "твоята", "твое", "твоето", "твои", "твоите"],
    polite_pronouns: &[
        "вие",
        "вас",
        "вам",
        "ви",
        "ваш",
        "ваша",
        "вашия",
        "вашият",
        "вашата",
        "ваше",
        "вашето",
        "ваши",
        "вашите",
    ],
    imperatives: &["те", "и", "й", "ж"],
    currency_names: &["евро", "лв", "лева"],
    romanise,
    // Bulgaria's Transliteration Act of 2009 (State Gazette 19/2009), on -ия at the end of a word and on the name of
    // the state.
    romanised_endings: &[("ия", "ia")],
    romanised_words: &[("българия", "bulgaria")],
    ..Language::DEFAULTS
};

/// Source: Transliteration Act of 2009 (State Gazette 19/2009); other letters follow the script's default.
fn romanise(letter: char) -> Option<&'static str> {
    Some(match letter {
        'й' | 'ь' => "y",
        'х' => "h",
        'щ' => "sht",
        'ъ' => "a",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

/// Names of languages. Source: CLDR 48.
const NAMES: [(&str, &str); 12] = [
    ("lv", "латвийски"),
    ("ru", "руски"),
    ("bg", "български"),
    ("en", "английски"),
    ("de", "немски"),
    ("es", "испански"),
    ("et", "естонски"),
    ("fr", "френски"),
    ("it", "италиански"),
    ("lt", "литовски"),
    ("pl", "полски"),
    ("uk", "украински"),
];

/// Names of countries. Source: CLDR 48, with the short name for the United States.
const COUNTRIES: [(&str, &str); 46] = [
    ("al", "Албания"),
    ("at", "Австрия"),
    ("ba", "Босна и Херцеговина"),
    ("be", "Белгия"),
    ("bg", "България"),
    ("by", "Беларус"),
    ("ch", "Швейцария"),
    ("cy", "Кипър"),
    ("cz", "Чехия"),
    ("de", "Германия"),
    ("dk", "Дания"),
    ("ee", "Естония"),
    ("es", "Испания"),
    ("eu", "Европейски съюз"),
    ("fi", "Финландия"),
    ("fr", "Франция"),
    ("gb", "Обединеното кралство"),
    ("ge", "Грузия"),
    ("gr", "Гърция"),
    ("hr", "Хърватия"),
    ("hu", "Унгария"),
    ("ie", "Ирландия"),
    ("is", "Исландия"),
    ("it", "Италия"),
    ("kz", "Казахстан"),
    ("li", "Лихтенщайн"),
    ("lt", "Литва"),
    ("lu", "Люксембург"),
    ("lv", "Латвия"),
    ("md", "Молдова"),
    ("me", "Черна гора"),
    ("mk", "Северна Македония"),
    ("mt", "Малта"),
    ("nl", "Нидерландия"),
    ("no", "Норвегия"),
    ("pl", "Полша"),
    ("pt", "Португалия"),
    ("ro", "Румъния"),
    ("rs", "Сърбия"),
    ("ru", "Русия"),
    ("se", "Швеция"),
    ("si", "Словения"),
    ("sk", "Словакия"),
    ("tr", "Турция"),
    ("ua", "Украйна"),
    ("us", "САЩ"),
];

#[cfg(test)]
mod tests {
    use crate::linguistics::testing::{
        assert_dates, assert_folds, assert_inflections, assert_months, assert_order, assert_plurals, assert_same_stem,
        assert_slugs,
    };

    #[test]
    fn titles_sort_alphabetically() {
        assert_order("bg", "и ѝ й");
        assert_order("bg", "ъгъл юг ютия я ябълка");
        assert_order("bg", "Жалба Закъснение Фактура Хартия Цена Час Шум Щета Ъгъл Юрист Яма");
    }

    #[test]
    fn slugs_follow_the_act() {
        assert_slugs(
            "bg",
            &[
                (
                    "Какво да правя, ако клиентът не приема поръчката",
                    "kakvo-da-pravya-ako-klientat-ne-priema-porachkata",
                ),
                ("Що е то неплащане, Синьо, шофьор, щъркел", "shto-e-to-neplashtane-sinyo-shofyor-shtarkel"),
                ("Ъгъл и щета", "agal-i-shteta"),
                ("София-град и историята", "sofia-grad-i-istoriyata"),
                ("Претенция в „България“", "pretentsia-v-bulgaria"),
                ("български език, йод, май, хора, ютия", "balgarski-ezik-yod-may-hora-yutia"),
                ("ѝ", "i"),
                ("рекламаци\u{44F}", "reklamatsia"),
                ("Вы и ёлка", "vy-i-elka"),
            ],
        );
    }

    #[test]
    fn short_i_and_the_yers_are_not_folded() {
        assert_folds("bg", &[("Ъгъл, Ѝ и Й, синьо", "ъгъл, и и й, синьо")]);
    }

    #[test]
    fn plurals_have_two_forms() {
        assert_plurals("bg", "0 other, 1 one, 2 other, 11 other, 21 other, 101 other");
    }

    #[test]
    fn dates_end_with_the_abbreviated_word_for_year() {
        assert_dates("bg", &[("2026-11-21", "21 ноември 2026\u{A0}г."), ("2026-05-05", "5 май 2026\u{A0}г.")]);
    }

    #[test]
    fn months_are_recognised_in_every_case() {
        assert_months("bg", "ноември Май", "ноемврия дни");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_same_stem("bg", "клиент клиентът клиента клиенти клиентите");
        assert_same_stem("bg", "плащане плащането плащания плащанията");
        assert_same_stem("bg", "очаквах очакваше очаквам очаквали");
        assert_same_stem("bg", "човек хора хората");
    }

    #[test]
    fn nouns_and_adjectives_are_inflected() {
        assert_inflections("bg", "задатък", "задатъка задатъци задатъците", true);
        assert_inflections("bg", "заповед", "заповедта заповеди заповедите", true);
        assert_inflections("bg", "голям", "големи големите", true);
        assert_inflections("bg", "иск", "искам искаш искате", false);
    }
}
