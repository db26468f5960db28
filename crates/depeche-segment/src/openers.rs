//! The words that open sentences: closed classes, and a quick no for everything else.

use crate::key::Key;

macro_rules! openers {
    ($($word:literal)*) => {
        const OPENERS: &[&str] = &[$($word),*];

        /// Words that open a sentence when they bear a capital after an abbreviation: *Le*, *Il*, *C'*.
        pub(crate) fn opens_sentences(key: &Key) -> bool {
            matches!(key.as_str(), $($word)|*)
        }
    };
}

openers! {
    "au" "aucun" "aucune" "aux" "apre\u{300}s" "avant" "avec" "c'" "ce" "ceci" "cela" "celle-ci"
    "celui-ci" "ces" "cet" "cette" "chez" "comme" "comment" "d'" "dans" "depuis" "des" "du" "elle"
    "elles" "en" "et" "il" "ils" "j'" "je" "l'" "la" "le" "les" "leur" "leurs" "lors" "lorsque" "mais"
    "n'" "ne" "nos" "notre" "nous" "on" "par" "plus" "pour" "qu'" "quand" "que" "quel" "quelle" "quelles"
    "quels" "s'" "sa" "selon" "ses" "si" "son" "sous" "sur" "tous" "tout" "toute" "toutes" "un" "une"
    "vos" "votre" "vous" "a\u{300}"
}

/// The ASCII letters that the words that open sentences begin with, small and the first one lowest, each at the place that
/// [`place`] gives it; with [`MARKED`] where a letter or a mark beyond ASCII comes next, in either normal form.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
static STEMS: [u64; 512] = {
    let mut stems = [0; 512];
    let mut word = 0;
    while word < OPENERS.len() {
        let bytes = OPENERS[word].as_bytes();
        let mut stem = 0;
        let mut count = 0;
        while count < bytes.len() && bytes[count].is_ascii_lowercase() {
            stem |= (bytes[count] as u64) << (8 * count);
            count = count.wrapping_add(1);
        }
        assert!(count < 8);
        if count == bytes.len() || bytes[count].is_ascii() {
            put(&mut stems, stem);
        } else {
            put(&mut stems, stem | MARKED);
            // The last letter and its mark may be one.
            put(&mut stems, stem & !(0xFF << (8 * (count - 1))) | MARKED);
        }
        word = word.wrapping_add(1);
    }
    stems
};

const MARKED: u64 = 1 << 63;

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const fn put(stems: &mut [u64; 512], stem: u64) {
    let free = stems[place(stem)] == 0 || stems[place(stem)] == stem;
    assert!(free, "two words share a place: another multiplier is needed");
    stems[place(stem)] = stem;
}

/// The upper nine bits of a product; the multiplier was found by trying odd numbers at random.
const fn place(stem: u64) -> usize {
    (stem.wrapping_mul(0x3FDF_57CD_2C00_6497) >> 55) as usize
}

/// Whether a word that opens sentences, a small letter after it, may be at the beginning of `text`, which is a capital: no for
/// nearly all names. One answer without a branch on the way, for names and words are mixed at random.
#[inline]
pub(crate) fn may_open_sentences(text: &[u8]) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let Some(&[first, second, .., last]) = text.first_chunk::<9>() else { return true };
    let word = text.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
    let low = (word | (0x20 * EACH)) & (0x7F * EACH);
    let from_a = low.wrapping_add((0x80 - 0x61) * EACH);
    let beyond_z = low.wrapping_add((0x80 - 0x7B) * EACH);
    let others = (!(from_a & !beyond_z) | word) & (0x80 * EACH);
    // The bit of the first byte that is no letter.
    let end = others & others.wrapping_neg();
    let stem = low & (end >> 7).wrapping_sub(1);
    let bits = end.trailing_zeros() & 0x38;
    let [after, ..] = (word >> bits).to_le_bytes();
    let next = if bits == 0x38 { last } else { (word >> (bits & 0x3F) >> 8).to_le_bytes()[0] };
    let is_marked = (after.wrapping_sub(0xC3) < 7) | (after == 0xCC);
    let stem = stem | u64::from(is_marked) << 63;
    let is_stem = STEMS.get(place(stem)) == Some(&stem);
    let goes_on = !after.is_ascii_graphic() | (after == b'\'') | (after == b'-');
    let is_small = (after != b' ') | !next.is_ascii_graphic() | next.is_ascii_lowercase();
    // What is no letter of Latin and no mark may be an apostrophe, or nothing in the key.
    let beyond = !after.is_ascii() & !is_marked;
    let plain = first.is_ascii() & ((is_stem & goes_on & is_small) | beyond);
    plain | ((first == 0xC3) & (second == 0x80))
}

#[cfg(test)]
mod tests {
    use super::{OPENERS, may_open_sentences, opens_sentences};
    use crate::class::is_capital;
    use crate::key::{Key, owned};

    #[test]
    fn every_opener_may_open() {
        for opener in OPENERS {
            assert!(opens_sentences(&Key::new(opener).unwrap()));
            let upper = opener.to_uppercase();
            let (first, rest) = opener.split_at(1);
            let title = first.to_uppercase() + rest;
            for word in
                [upper.clone(), title.clone(), title.replace("e\u{300}", "è"), title.replace("A\u{300}", "À")]
            {
                assert!(may_open_sentences(word.as_bytes()), "{word}");
                assert!(may_open_sentences((word + " vent").as_bytes()), "{opener}");
            }
            let (head, tail) = title.split_at(1);
            assert!(may_open_sentences(format!("{head}\u{AD}{tail} vent").as_bytes()), "{opener}");
        }
        let others = ["Québec est", "Le Monde fait", "La, puis ", "Mali est "];
        for name in
            ["Lyon est ", "Levasseur", "Marie va ", "Étienne ", "Parisiennement"].into_iter().chain(others)
        {
            assert!(!may_open_sentences(name.as_bytes()), "{name}");
        }
    }

    /// The capitals that are looked for are `A` to `Z` and `À`: no other one is the beginning of an opener in its key.
    #[test]
    fn no_opener_begins_with_another_capital() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| is_capital(c) && c != 'À') {
            let key = owned(c.encode_utf8(&mut [0; 4]));
            assert!(!key.is_empty() && OPENERS.iter().all(|opener| !opener.starts_with(&key)), "{c}");
        }
    }
}
