//! The direction of writing.
//!
//! Takes a BCP 47 code; returns whether its script is written from the right. Never looks at text.

/// Scripts that are written from the right (ISO 15924, in lower case). Source: Unicode 17, bidirectional classes.
const SCRIPTS: &[&str] = &["adlm", "arab", "aran", "gara", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Languages whose usual script is written from the right. Source: CLDR 48, likely subtags.
const LANGUAGES: &[&str] = &[
    "acm", "aeb", "afb", "aii", "ajp", "apc", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn", "bqi",
    "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc", "luz", "mzn", "nqo", "prs", "ps", "rhg", "sam",
    "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
];

/// Whether a language is written from the right. A code may name its script: `az-arab`, `ar-latn`.
pub fn is_right_to_left(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    let mut subtags = code.split('-');
    let language = subtags.next().unwrap_or_default();
    // A script has four letters; a variant of four characters begins with a digit.
    let is_script = |subtag: &&str| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    match subtags.find(is_script) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_script() {
        for code in
            ["ar", "AR", "ar-EG", "he", "iw", "fa", "ur-PK", "yi", "dv", "ckb", "ps", "az-arab", "ku-Arab", "ff-adlm"]
        {
            assert!(is_right_to_left(code), "{code}");
        }
        for code in ["lv", "ru", "bg", "en", "ar-latn", "uz-Cyrl-UZ", "az", "ku", "de-1996", "", "arx", "x-arab1"] {
            assert!(!is_right_to_left(code), "{code}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(SCRIPTS.is_sorted() && LANGUAGES.is_sorted());
    }
}
