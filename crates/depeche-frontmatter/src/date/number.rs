//! Numbers as French dates write them: names of months and days, Roman figures.
//!
//! All keys are folded: small letters, no accents.

/// The month of a name or an abbreviation; agency wires write three capitals (`AOU`).
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "janvier" | "janv" | "jan" | "jan." => 1,
        "fevrier" | "fevr" | "fev" => 2,
        "mars" | "mar" | "mrs" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" | "jun" | "jui" => 6,
        "juillet" | "juil" | "jul" | "jll" => 7,
        "aout" | "aou" => 8,
        "septembre" | "sept" | "sep" => 9,
        "octobre" | "oct" => 10,
        "novembre" | "nov" => 11,
        "decembre" | "dec" => 12,
        _ => return None,
    })
}

/// The month of an English abbreviation, for mail headers only.
pub(super) fn english_month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1u8..).zip(MONTHS).find(|&(_, name)| name == word).map(|(n, _)| n)
}

/// The day of the week, Monday being 0.
pub(super) fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "lundi" | "lun" => 0,
        "mardi" | "mar" => 1,
        "mercredi" | "mer" => 2,
        "jeudi" | "jeu" => 3,
        "vendredi" | "ven" => 4,
        "samedi" | "sam" => 5,
        "dimanche" | "dim" => 6,
        _ => return None,
    })
}

/// The day of the week of an English abbreviation, for mail headers only.
pub(super) fn english_weekday(word: &str) -> Option<u8> {
    (0u8..).zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]).find(|&(_, d)| d == word).map(|(n, _)| n)
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

/// A day of the month in letters, of one word.
pub(super) fn day(word: &str) -> Option<u8> {
    Some(match word {
        "premier" => 1,
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" => 10,
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" => 15,
        "seize" => 16,
        "vingt" => 20,
        "trente" => 30,
        _ => return None,
    })
}

/// A number word of a year.
pub(super) fn in_words(word: &str) -> Option<i32> {
    Some(match word {
        "un" => 1,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        "septante" => 70,
        "huitante" | "octante" => 80,
        "nonante" => 90,
        "vingts" => 20,
        "cent" | "cents" => 100,
        "mil" | "mille" => 1000,
        "premier" => return None,
        other => return day(other).map(i32::from),
    })
}

/// An ordinal in letters, for quarters and halves of a year.
pub(super) fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "premier" => 1,
        "deuxieme" | "second" => 2,
        "troisieme" => 3,
        "quatrieme" | "dernier" => 4,
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
