//! The short words that must be known by sight, contractions (W1), elided words (T2) and prepositions before a *des* (W2), found by
//! one multiplication.

use crate::features::Near;
use crate::words;
use depeche_text::Contraction;
use std::hint::select_unpredictable;

/// What is known of a word from its first eight letters.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    key: u64,
    pub contraction: Contraction,
    /// The probability of the contraction, in 255ths.
    pub odds: u8,
    /// Whether the word loses its vowel before another.
    pub elided: bool,
    /// Whether eight letters do not tell: the rules must look at all of the word.
    pub partly: bool,
    /// What preposition it is, among those that matter to a *des*.
    pub near: Near,
}

pub(crate) static NOTHING: Known = NONE;

const NONE: Known =
    Known { key: 0, contraction: Contraction::None, odds: 0, elided: false, partly: false, near: Near::None };

/// The eight bytes from `at`, the first one lowest; zeros past the end.
#[inline]
pub(crate) fn letters(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(letters) => u64::from_le_bytes(*letters),
        None => last_letters(bytes, at),
    }
}

/// The key of the word of `len` plain letters that begins with `letters`: its first eight bytes, ASCII letters small,
/// zeros where the word is shorter.
#[inline]
pub(crate) fn key(letters: u64, len: usize) -> u64 {
    (letters | FOLD) & MASKS.get(len & 63).unwrap_or(&u64::MAX)
}

/// The bytes of so many letters.
pub(crate) static MASKS: [u64; 64] = {
    let mut masks = [u64::MAX; 64];
    let mut mask = 0_u64;
    let mut rest: &mut [u64] = &mut masks;
    while let [first, tail @ ..] = rest {
        *first = mask;
        mask = mask << 8 | 0xFF;
        rest = tail;
    }
    masks
};

/// The bit that makes a letter small, eight times.
pub(crate) const FOLD: u64 = 0x2020_2020_2020_2020;

#[cold]
fn last_letters(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |letters, &byte| (letters << 8) | u64::from(byte))
}

/// Whether a word of at most eight bytes with this key has ASCII letters alone.
#[inline]
pub(crate) const fn is_ascii(key: u64) -> bool {
    key & 0x8080_8080_8080_8080 == 0
}

/// Whether a hyphen is among eight bytes.
#[inline]
pub(crate) const fn has_hyphen(eight: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let zeros = eight ^ EACH.wrapping_mul(b'-' as u64);
    // What is carried beyond a zero says no more than that there is one.
    let carried = zeros.wrapping_sub(EACH); // wraps: in the byte that is zero
    carried & !zeros & EACH << 7 != 0
}

/// Sixteen bits of a key, well mixed.
#[inline]
pub(crate) fn hash(key: u64) -> usize {
    let [high, low, ..] = key.wrapping_mul(MULTIPLIER).to_be_bytes();
    usize::from(u16::from_be_bytes([high, low]))
}

/// What is known of the word with this key.
#[inline]
pub(crate) fn known(key: u64) -> &'static Known {
    let found = KNOWN.get(slot(key)).unwrap_or(&NOTHING);
    select_unpredictable(found.key == key, found, &NOTHING)
}

/// Found by trying odd numbers at random: the table does not compile with one that lets two words meet.
const MULTIPLIER: u64 = 0x84C5_99E6_F337_F1BD;

/// The upper seven bits of a product.
#[inline]
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(MULTIPLIER).to_be_bytes()[0] >> 1) as usize
}

/// T2: the closed class of words that lose their vowel before another.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "c", "n", "y", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quoiqu",
    "quelqu",
];

/// W2: the prepositions that may govern a *des*, or what follows it.
const PREPOSITIONS: &[(&str, Near)] = &[
    ("de", Near::De),
    ("d'", Near::De),
    ("d’", Near::De),
    ("à", Near::A),
    ("par", Near::Other),
    ("pour", Near::Other),
    ("avec", Near::Other),
    ("dans", Near::Other),
    ("sur", Near::Other),
    ("entre", Near::Other),
];

/// The preposition with this key.
pub(crate) fn near(key: &str) -> Near {
    PREPOSITIONS.iter().find(|(word, _)| *word == key).map_or(Near::None, |&(_, near)| near)
}

static KNOWN: [Known; 128] = table();

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "runs in the compiler")]
const fn table() -> [Known; 128] {
    let mut table = [NONE; 128];
    let mut i = 0;
    while i < ELIDED.len() {
        put(&mut table, ELIDED[i], Known { elided: true, ..NONE });
        i += 1;
    }
    let mut i = 0;
    while i < Contraction::ALL.len() {
        let contraction = Contraction::ALL[i];
        let word = contraction.as_str();
        let odds = if matches!(contraction, Contraction::Des) { words::ODDS } else { 255 };
        if !matches!(contraction, Contraction::None) {
            let partly = word.len() >= 8;
            put(&mut table, word, Known { contraction, odds, partly, ..NONE });
        }
        i += 1;
    }
    let mut i = 0;
    while i < PREPOSITIONS.len() {
        let (word, near) = PREPOSITIONS[i];
        put(&mut table, word, Known { near, ..NONE });
        i += 1;
    }
    table
}

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "runs in the compiler")]
pub(crate) const fn word_key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut key = 0;
    let mut i = 0;
    while i < bytes.len() && i < 8 {
        key |= (bytes[i] as u64) << (8 * i);
        i += 1;
    }
    key
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const fn put(table: &mut [Known; 128], word: &str, known: Known) {
    let key = word_key(word) | FOLD & MASKS[word.len()];
    assert!(table[slot(key)].key == 0, "two words share a place: another multiplier is needed");
    table[slot(key)] = Known { key, ..known };
}

/// The small letter of ASCII under a letter of French whose second byte this is, the first being C3: *e* for É; C3 for others.
#[inline]
pub(crate) fn plain_letter(second: u8) -> u8 {
    PLAIN.get(usize::from(second & 0x1F)).copied().unwrap_or(0xC3)
}

/// By the last five bits of the second byte.
static PLAIN: [u8; 32] = *b"aaaaaa\xC3ceeeeiiii\xC3\xC3ooooo\xC3\xC3uuuu\xC3\xC3\xC3";

#[cfg(test)]
mod tests {
    use super::{key, known, letters};
    use crate::words;
    use depeche_text::Contraction;

    fn of(word: &str) -> &'static super::Known {
        known(key(letters(format!("{word} le").as_bytes(), 0), word.len()))
    }

    #[test]
    fn every_contraction_is_known_in_any_case() {
        for &contraction in Contraction::ALL.iter().filter(|&&contraction| contraction != Contraction::None) {
            for word in [contraction.as_str().to_owned(), contraction.as_str().to_uppercase()] {
                assert!(of(&word).contraction == contraction || of(&word).partly, "{word}");
                assert_eq!(words::contraction(&word), Some(contraction));
            }
        }
        for word in ["de", "duc", "les", "audits", "desditesx", "é", "dés"] {
            assert!(of(word).contraction == Contraction::None || of(word).partly, "{word}");
        }
    }

    #[test]
    fn the_end_of_the_text_hides_nothing() {
        for word in ["du", "auquel", "jusqu", "l"] {
            let of = |text: &str| key(letters(text.as_bytes(), 0), word.len());
            assert_eq!(of(word), of(&format!("{word}, donc")));
        }
    }
}
