//! Latvian: quotation marks, pronouns, names. Data only.

use crate::linguistics::{Language, NumberStyle, Quotes, Script};

/// The rules of the language.
pub(super) static LANGUAGE: Language = Language {
    code: "lv",
    locale: "lv",
    own_name: "Latviešu",
    script: Script::Latin,
    countries: &COUNTRIES,
    names: &NAMES,
    month_endings: &["is", "s", "im", "am", "a", "i", "u"],
    house_date_pattern: "dd.mm.yyyy.",
    numbers: NumberStyle::comma(5),
    quotes: Quotes { outer: ('„', '”'), inner: ('«', '»') },
    familiar_pronouns: &[
        "tu",
        "tevis",
        "tev",
        "tevi",
        "tevī",
        "tavs",
        "tava",
        "tavu",
        "tavam",
        "tavai",
        "tavā",
        "tavi",
        "tavas",
        "tavus",
        "taviem",
        "tavām",
        "tavos",
        "tavās",
        "tavējais",
    ],
    polite_pronouns: &["jūs", "jūsu", "jums", "jūsos", "jūsējais"],
    imperatives: &["iet", "ieties"],
    currency_names: &["eiro"],
    ..Language::DEFAULTS
};

/// Names of languages. Source: CLDR 48.
const NAMES: [(&str, &str); 12] = [
    ("lv", "latviešu"),
    ("ru", "krievu"),
    ("bg", "bulgāru"),
    ("en", "angļu"),
    ("de", "vācu"),
    ("es", "spāņu"),
    ("et", "igauņu"),
    ("fr", "franču"),
    ("it", "itāļu"),
    ("lt", "lietuviešu"),
    ("pl", "poļu"),
    ("uk", "ukraiņu"),
];

/// Names of countries. Source: CLDR 48, with the short name for the United States.
const COUNTRIES: [(&str, &str); 46] = [
    ("al", "Albānija"),
    ("at", "Austrija"),
    ("ba", "Bosnija un Hercegovina"),
    ("be", "Beļģija"),
    ("bg", "Bulgārija"),
    ("by", "Baltkrievija"),
    ("ch", "Šveice"),
    ("cy", "Kipra"),
    ("cz", "Čehija"),
    ("de", "Vācija"),
    ("dk", "Dānija"),
    ("ee", "Igaunija"),
    ("es", "Spānija"),
    ("eu", "Eiropas Savienība"),
    ("fi", "Somija"),
    ("fr", "Francija"),
    ("gb", "Apvienotā Karaliste"),
    ("ge", "Gruzija"),
    ("gr", "Grieķija"),
    ("hr", "Horvātija"),
    ("hu", "Ungārija"),
    ("ie", "Īrija"),
    ("is", "Islande"),
    ("it", "Itālija"),
    ("kz", "Kazahstāna"),
    ("li", "Lihtenšteina"),
    ("lt", "Lietuva"),
    ("lu", "Luksemburga"),
    ("lv", "Latvija"),
    ("md", "Moldova"),
    ("me", "Melnkalne"),
    ("mk", "Ziemeļmaķedonija"),
    ("mt", "Malta"),
    ("nl", "Nīderlande"),
    ("no", "Norvēģija"),
    ("pl", "Polija"),
    ("pt", "Portugāle"),
    ("ro", "Rumānija"),
    ("rs", "Serbija"),
    ("ru", "Krievija"),
    ("se", "Zviedrija"),
    ("si", "Slovēnija"),
    ("sk", "Slovākija"),
    ("tr", "Turcija"),
    ("ua", "Ukraina"),
    ("us", "ASV"),
];

#[cfg(test)]
mod tests {
    use crate::linguistics::testing::{
        assert_dates, assert_folds, assert_inflections, assert_months, assert_order, assert_plurals, assert_same_stem,
        assert_slugs,
    };

    #[test]
    fn titles_sort_alphabetically() {
        assert_order(
            "lv",
            "abols ada ads ābols Āda cits čaks ekrāns ēna gads ģirts iss izs yoga īss kīla ķīla loti ļoti nemt ņemt sis šis \
             zāle ziema žurka",
        );
        assert_order(
            "lv",
            "Cena Čeks Darbs Iebildums Īss Jautājums Kavēšanās Ķīla Līgums Ļaunums Samaksa Šaubas Zaudējums Žurnāls",
        );
        assert_order("lv", "10 2 a é f z Ž Ελλάδα а Ё я");
    }

    #[test]
    fn slugs_have_no_diacritics() {
        assert_slugs(
            "lv",
            &[
                ("Kā strādāt ar klientu iebildumiem", "ka-stradat-ar-klientu-iebildumiem"),
                ("šķūņa čūska", "skuna-cuska"),
                ("Ģērbonis, Ļaudis, Žēl", "gerbonis-laudis-zel"),
                ("„Nē” – «jā» “jo”", "ne-ja-jo"),
                ("Ko nozīmē слово щёлочь", "ko-nozime-slovo-shcheloch"),
                ("K\u{327}i\u{304}la", "kila"),
                ("10 % no 40 €", "10-no-40"),
                ("„…”", ""),
                ("日本", ""),
                ("日本 2026", "2026"),
            ],
        );
    }

    #[test]
    fn diacritics_are_folded() {
        assert_folds("lv", &[("ŠĶŪŅA Čūska", "skuna cuska"), ("k\u{327}ila", "kila"), ("Ёлка", "елка")]);
    }

    #[test]
    fn plurals_have_a_form_for_zero() {
        assert_plurals("lv", "0 zero, 1 one, 2 other, 9 other, 10 zero, 11 zero, 19 zero, 20 zero, 21 one, 22 other");
        assert_plurals("lv", "101 one, 111 zero, 119 zero, 121 one, 211 zero, 212 zero, 222 other, 1000000 zero");
    }

    #[test]
    fn dates_begin_with_the_year() {
        assert_dates("lv", &[("2026-11-21", "2026. gada 21. novembris"), ("2026-05-05", "2026. gada 5. maijs")]);
    }

    #[test]
    fn months_are_recognised_in_every_case() {
        assert_months("lv", "janvāris Novembrī novembra aprīļa aprili marts martā jūnijam maijs", "maize marka soli");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        assert_same_stem("lv", "klients klienta klientu klientiem klientos KLIENTĀ");
        assert_same_stem("lv", "termiņš termiņa termiņu terminu");
        assert_same_stem("lv", "maksāt maksāju nemaksāja jāmaksā maksājot maksāšu maksātu");
        assert_same_stem("lv", "apmierināts neapmierinātais neapmierinātajam");
        assert_same_stem("lv", "būt ir bija nebija jābūt");
    }

    #[test]
    fn nouns_and_adjectives_are_inflected() {
        assert_inflections("lv", "kāja", "Kājas kājām kājā", true);
        assert_inflections("lv", "kāja", "kaja kājnieks", false);
        assert_inflections("lv", "termiņš", "termiņa termiņiem", true);
        assert_inflections("lv", "ūdenszīme", "ūdenszīmi ūdenszīmju ūdenszīmēm", true);
        assert_inflections("lv", "plāns", "plānot plānoja neplāns", false);
    }
}
