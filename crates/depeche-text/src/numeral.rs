//! The words of French numbers.

/// What one word of a number in letters says, from *un* to *mille*; the words of Belgium and Switzerland included.
///
/// `word` is [folded](crate::fold): small letters, no accents. *et* is no number, and how words add up is the reader's.
///
/// ```
/// use depeche_text::numeral;
///
/// assert_eq!(numeral("seize"), Some(16));
/// assert_eq!(numeral("nonante"), Some(90));
/// assert_eq!(numeral("et"), None);
/// ```
#[must_use]
pub fn numeral(word: &str) -> Option<u16> {
    Some(match word {
        "un" | "une" => 1,
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
        "vingt" | "vingts" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        "septante" => 70,
        "huitante" | "octante" => 80,
        "nonante" => 90,
        "cent" | "cents" => 100,
        "mille" => 1000,
        _ => return None,
    })
}
