//! Russian, and the defaults of the Cyrillic script. Data only: alphabet, romanisation, plurals, dates, names.

use super::{Language, Order, Plural, Quotes, en};

pub(super) static LANGUAGE: Language = Language {
    code: "ru",
    own_name: "Русский",
    countries: &COUNTRIES,
    names: &NAMES,
    months: [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    month_endings: &["я", "а", "ь", "й", "е", "ю", "у", "ем", "ом"],
    long_date: |date, month| format!("{} {month} {}\u{A0}г.", date.day, date.year),
    plural,
    quotes: Quotes { outer: ('«', '»'), inner: ('„', '“') },
    dash: '—',
    imperatives: &["те", "тесь"],
    order: &ORDER,
    romanise,
    endings: &[],
    words: &[],
};

pub(super) static ORDER: Order = Order::new(ALPHABET, en::ALPHABET);

/// All letters of today's Cyrillic alphabets in Europe; ё is sorted as е. Source: CLDR 48, root collation.
pub(super) const ALPHABET: &str = "абвгдђеєжзѕиійјклљмнњопрстћуфхцчџшщъыьѣэюяѫѳѵ";

/// Source: CLDR 48, cardinal rules of `ru` for whole numbers.
fn plural(n: u64) -> Plural {
    match (n % 10, n % 100) {
        (_, 11..=14) => Plural::Many,
        (1, _) => Plural::One,
        (2..=4, _) => Plural::Few,
        _ => Plural::Many,
    }
}

/// Letters that are not a variant of their base and may be typed as a base and a combining mark.
pub(super) fn compose(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('и', '\u{306}') => 'й',
        ('і', '\u{308}') => 'ї',
        ('у', '\u{306}') => 'ў',
        ('г', '\u{301}') => 'ѓ',
        ('к', '\u{301}') => 'ќ',
        _ => return None,
    })
}

/// Source: ICAO Doc 9303, part 3, section 6; ъ (there IE) is left out, as ь is, because an address names no person.
pub(super) fn romanise(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'ђ' => "d",
        'е' | 'ё' | 'ѐ' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'ѕ' => "dz",
        'и' | 'й' | 'і' | 'ї' | 'ѝ' => "i",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' => "c",
        'у' | 'ў' | 'ѫ' => "u",
        'ѓ' => "gj",
        'ќ' => "kj",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'џ' => "dz",
        'ш' => "sh",
        'щ' => "shch",
        'ы' | 'ѵ' => "y",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// Source: CLDR 48.
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

/// Source: CLDR 48, the United States by the short name.
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
    use super::super::tests::{assert_dates, assert_folds, assert_months, assert_order, assert_plurals, assert_slugs};

    #[test]
    fn titles_stand_in_alphabetical_order() {
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
    fn dates_end_with_the_years_mark() {
        assert_dates("ru", &[("2026-11-21", "21 ноября 2026\u{A0}г."), ("2026-05-05", "5 мая 2026\u{A0}г.")]);
    }

    #[test]
    fn months_are_known_in_every_case() {
        assert_months("ru", "января Ноябрь ноябре январём марта март май мая мае августом", "марка мам шагов");
    }
}
