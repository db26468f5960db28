//! What is of a sort and not of a land, though it is called by one.

use crate::key::{letters, value_of};
use crate::span::Scene;

/// E2. Whether a word that is listed as a demonym says of what sort the noun before it is, and not where it or anybody is
/// from: *les montagnes russes*, *un berger allemand*, *le ski alpin*, *la peste porcine africaine*. What does come from there
/// stays: *un pull [irlandais]*, *la bière [belge]*.
pub(super) fn is_of_a_sort(scene: &Scene<'_>, at: usize) -> bool {
    let noun = scene.text(at.wrapping_sub(1)); // wraps: there is no word
    let noun = noun.strip_suffix(['s', 'x', 'S', 'X']).unwrap_or(noun);
    let Some(stems) = value_of(noun, SORTS) else { return false };
    let adjective = letters(scene.text(at));
    let begins = |stem: &&str| {
        let ending = adjective.len().checked_sub(stem.len());
        ending.is_some_and(|ending| ending <= LONGEST_ENDING)
            && stem.chars().eq(adjective.clone().take(stem.len()))
    };
    stems.iter().any(begins)
}

/// *italien*, *italiennes*
const LONGEST_ENDING: usize = 3;

/// Nouns without the *s* or *x* of their plural, and what such a thing is called by, without its ending: in the order of the nouns. From the
/// language at large.
const SORTS: &[(&str, &[&str])] = &[
    ("ASSIETTE", &["ANGLAIS"]),
    ("AUBERGE", &["ESPAGNOL"]),
    ("BAIN", &["TURC"]),
    ("BERGER", &["ALLEMAND", "AUSTRALIEN", "BELGE"]),
    ("BILLARD", &["AMERICAIN", "ANGLAIS", "FRANCAIS"]),
    ("BLOND", &["VENITIEN"]),
    ("BLONDE", &["VENITIEN"]),
    ("BOULE", &["LYONNAIS"]),
    ("BOULEDOGUE", &["ANGLAIS", "FRANCAIS"]),
    ("BOXE", &["ANGLAIS", "FRANCAIS", "THAI"]),
    ("BRAQUE", &["ALLEMAND", "FRANCAIS", "HONGROIS"]),
    ("CAFE", &["LIEGEOIS", "TURC", "VIENNOIS"]),
    ("CANNE", &["ANGLAIS"]),
    ("CAPOTE", &["ANGLAIS"]),
    ("CAPRICORNE", &["ASIATIQUE"]),
    ("CARPE", &["ASIATIQUE"]),
    ("CASSETETE", &["CHINOIS"]),
    ("CHAT", &["PERSAN", "SIAMOIS"]),
    ("CHOCOLAT", &["LIEGEOIS", "VIENNOIS"]),
    ("CHOU", &["CHINOIS"]),
    ("CLE", &["ANGLAIS"]),
    ("CLEF", &["ANGLAIS"]),
    ("COCKER", &["AMERICAIN", "ANGLAIS"]),
    ("COMBINE", &["ALPIN"]),
    ("COR", &["ANGLAIS"]),
    ("COURSE", &["CAMARGUAIS", "LANDAIS"]),
    ("COUTEAU", &["SUISSE"]),
    ("CREME", &["ANGLAIS", "CATALAN"]),
    ("DOGUE", &["ALLEMAND", "ARGENTIN"]),
    ("DOUCHE", &["ECOSSAIS"]),
    ("ECREVISSE", &["AMERICAIN"]),
    ("ENCEPHALITE", &["JAPONAIS"]),
    ("EPAGNEUL", &["BRETON", "FRANCAIS"]),
    ("EQUINE", &["AFRICAIN"]),
    ("ESCALOPE", &["MILANAIS", "VIENNOIS"]),
    ("FILET", &["AMERICAIN"]),
    ("FONDUE", &["BOURGUIGNON", "CHINOIS", "SAVOYARD"]),
    ("FOOT", &["AMERICAIN"]),
    ("FOOTBALL", &["AMERICAIN", "AUSTRALIEN"]),
    ("FRELON", &["ASIATIQUE", "EUROPEEN"]),
    ("GRIPPE", &["ASIATIQUE", "ESPAGNOL"]),
    ("GYMNASTIQUE", &["SUEDOIS"]),
    ("JARDIN", &["ANGLAIS", "JAPONAIS"]),
    ("JEU", &["PROVENCAL"]),
    ("LEVRIER", &["AFGHAN"]),
    ("MONTAGNE", &["RUSSE"]),
    ("OMBRE", &["CHINOIS"]),
    ("OMELETTE", &["NORVEGIEN"]),
    ("PELOTE", &["BASQUE"]),
    ("PORCINE", &["AFRICAIN"]),
    ("POUPEE", &["RUSSE"]),
    ("QUICHE", &["LORRAIN"]),
    ("RATATOUILLE", &["NICOIS"]),
    ("ROULETTE", &["RUSSE"]),
    ("SALADE", &["GREC", "NICOIS", "RUSSE"]),
    ("SAUCE", &["ANGLAIS", "ARMORICAIN", "BEARNAIS", "BOLOGNAIS", "HOLLANDAIS"]),
    ("SCARABEE", &["JAPONAIS"]),
    ("SEMAINE", &["ANGLAIS"]),
    ("SETTER", &["ANGLAIS", "IRLANDAIS"]),
    ("SKI", &["ALPIN"]),
    ("SKIEUR", &["ALPIN"]),
    ("SKIEUSE", &["ALPIN"]),
    ("SPITZ", &["ALLEMAND"]),
    ("STORE", &["VENITIEN"]),
    ("SUPPLICE", &["CHINOIS"]),
    ("TOILETTE", &["TURC"]),
    ("TRESSE", &["AFRICAIN"]),
    ("VALSE", &["VIENNOIS"]),
    ("VISON", &["AMERICAIN"]),
];

#[cfg(test)]
mod tests {
    use super::SORTS;

    #[test]
    fn nouns_stand_once_and_as_they_are_looked_for() {
        assert!(SORTS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (noun, stems) in SORTS {
            assert!(!noun.ends_with(['S', 'X']) && stems.is_sorted() && !stems.is_empty(), "{noun}");
            assert!(stems.iter().all(|stem| stem.bytes().all(|byte| byte.is_ascii_uppercase())), "{noun}");
        }
    }
}
