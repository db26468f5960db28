//! Numbers as French dates write them: names of months and days, Roman figures.
//!
//! All keys are folded: small letters, no accents.

use depeche_text::numeral;

/// The month of a name or an abbreviation; agency wires write three capitals (`AOU`).
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "janvier" | "janv" | "jan" => 1,
        "fevrier" | "fevr" | "fev" => 2,
        "mars" | "mar" | "mrs" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" | "jun" | "jui" => 6,
        "juillet" | "juill" | "juil" | "jul" | "jll" => 7,
        "aout" | "aou" => 8,
        "septembre" | "septem" | "sept" | "sep" => 9,
        "octobre" | "octob" | "oct" => 10,
        "novembre" | "novem" | "nov" => 11,
        "decembre" | "decem" | "xbre" | "dec" => 12,
        _ => return None,
    })
}

/// The month of an English name or abbreviation: mail headers, exports of archives set to English.
pub(super) fn english_month(word: &str) -> Option<u8> {
    const MONTHS: [(&str, &str); 12] = [
        ("jan", "january"),
        ("feb", "february"),
        ("mar", "march"),
        ("apr", "april"),
        ("may", "may"),
        ("jun", "june"),
        ("jul", "july"),
        ("aug", "august"),
        ("sep", "september"),
        ("oct", "october"),
        ("nov", "november"),
        ("dec", "december"),
    ];
    (1u8..).zip(MONTHS).find(|&(_, (short, name))| short == word || name == word).map(|(n, _)| n)
}

/// The day of the week, Monday being 0.
pub(super) fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "lundi" | "lun" => 0,
        "mardi" | "mar" => 1,
        "mercredi" | "merc" | "mer" => 2,
        "jeudi" | "jeu" => 3,
        "vendredi" | "vend" | "ven" => 4,
        "samedi" | "sam" => 5,
        "dimanche" | "dim" => 6,
        _ => return None,
    })
}

/// The day of the week of an English name or abbreviation.
pub(super) fn english_weekday(word: &str) -> Option<u8> {
    const DAYS: [(&str, &str); 7] = [
        ("mon", "monday"),
        ("tue", "tuesday"),
        ("wed", "wednesday"),
        ("thu", "thursday"),
        ("fri", "friday"),
        ("sat", "saturday"),
        ("sun", "sunday"),
    ];
    (0u8..).zip(DAYS).find(|&(_, (short, name))| short == word || name == word).map(|(n, _)| n)
}

/// The season, as EDTF numbers it.
pub(super) fn season(word: &str) -> Option<u8> {
    Some(match word {
        "printemps" => 21,
        "ete" => 22,
        "automne" => 23,
        "hiver" => 24,
        _ => return None,
    })
}

/// A number in letters, of one word, up to 50: `un`, `seize`, `vingt`, `cinquante`.
pub(super) fn in_letters(word: &str) -> Option<u8> {
    let number = numeral(word).filter(|_| word != "vingts")?;
    u8::try_from(number).ok().filter(|number| *number <= 50)
}

/// Minutes east of UTC of a zone whose name is one offset: the French names of Canada, those of Europe and Africa, and
/// those RFC 2822 defines.
pub(super) fn zone(name: &str) -> Option<i16> {
    Some(match name {
        "GMT" | "UTC" | "TU" | "WET" => 0,
        "CET" | "WEST" | "BST" | "WAT" => 60,
        "CEST" | "EET" | "CAT" => 120,
        "EEST" | "EAT" => 180,
        "HAT" => -150,
        "HNT" => -210,
        "HAA" | "ADT" => -180,
        "HNA" | "AST" | "HAE" | "EDT" => -240,
        "HNE" | "EST" | "HAC" | "CDT" => -300,
        "HNC" | "CST" | "HAR" | "MDT" => -360,
        "HNR" | "MST" | "HAP" | "PDT" => -420,
        "HNP" | "PST" => -480,
        _ => return None,
    })
}

/// The tens of a decade in letters; `quatre` begins `quatre-vingt`.
pub(super) fn tens(word: &str) -> Option<u8> {
    let number = numeral(word).filter(|_| word != "vingts")?;
    u8::try_from(number).ok().filter(|number| matches!(number, 4 | 20..=90))
}

/// A number word of a year.
pub(super) fn in_words(word: &str) -> Option<i32> {
    match word {
        "mil" => Some(1000),
        "une" => None,
        other => numeral(other).map(i32::from),
    }
}

/// An ordinal in letters, of one word.
pub(super) fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "premier" | "premiere" | "unieme" => 1,
        "deuxieme" | "second" | "seconde" => 2,
        "troisieme" => 3,
        "quatrieme" => 4,
        "cinquieme" => 5,
        "sixieme" => 6,
        "septieme" => 7,
        "huitieme" => 8,
        "neuvieme" => 9,
        "dixieme" => 10,
        "onzieme" => 11,
        "douzieme" => 12,
        "treizieme" => 13,
        "quatorzieme" => 14,
        "quinzieme" => 15,
        "seizieme" => 16,
        "vingtieme" => 20,
        _ => return None,
    })
}

/// A Roman number from 1 to 39 in folded letters, written as Romans did.
pub(super) fn roman(word: &str) -> Option<u8> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = word.bytes().take_while(|&b| b == b'x').count().min(3);
    let rest = word.get(tens..)?;
    let unit = UNITS.iter().position(|&u| u == rest)?;
    let n = u8::try_from(tens.saturating_mul(10).saturating_add(unit)).ok()?;
    (n > 0).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_figures() {
        for (word, n) in [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xix", 19), ("xx", 20), ("xxi", 21)] {
            assert_eq!(roman(word), Some(n), "{word}");
        }
        for word in ["", "iiii", "vx", "xxxx", "mm"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
