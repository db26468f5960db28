//! One number for one word, whatever its case, its normal form and its signs; and its letters, whatever they bear.

use depeche_text::fold::{folded_hash, for_each_base};
use depeche_text::typography;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Set apart the words that bear accents from those that do not: *à* from *a*, *né* from *ne*.
const MARKED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a word: the hash of its folded letters, and whether they bear accents.
///
/// Blind to case, typography, NFC and NFD. Two words with the same key are taken to be the same: the chance of an accident
/// among the words of a text and of the lists is below one in a billion, and would cost one wrong cue.
#[inline]
pub(crate) fn key(word: &str, scratch: &mut String) -> u64 {
    key_of(word, folded_hash(word, scratch))
}

/// The [`key`] of a word that is folded and hashed already.
#[inline]
pub(crate) fn key_of(word: &str, hash: u64) -> u64 {
    if word.is_ascii() { hash } else { hash ^ mark(word) }
}

/// Whether a letter of the word bears a mark, in either normal form: *é*, *č*, and *e* with U+0301.
fn mark(word: &str) -> u64 {
    let marked = |c: char| match c {
        '\0'..='\u{BF}' | 'Æ' | 'Ð' | '×' | 'Ø' | 'Þ' | 'ß' | 'æ' | 'ð' | '÷' | 'ø' | 'þ' => false,
        '\u{C0}'..='\u{FF}' => true,
        '\u{2010}'..='\u{2027}' => false,
        _ => {
            let mut found = false;
            typography::decompose(c, |part| found |= typography::is_mark(part));
            found
        }
    };
    if word.chars().any(marked) { MARKED } else { 0 }
}

/// The letters of a word without accents, as capitals; at most twelve.
pub(crate) fn letters(word: &str) -> impl DoubleEndedIterator<Item = char> + ExactSizeIterator + Clone {
    first_letters::<12>(word)
}

/// The first `MOST` letters of a word without accents, as capitals.
fn first_letters<const MOST: usize>(
    word: &str,
) -> impl DoubleEndedIterator<Item = char> + ExactSizeIterator + Clone {
    let mut letters = ['\0'; MOST];
    let mut count = 0usize;
    let add = |c: char| {
        if let (true, Some(free)) = (c.is_alphabetic(), letters.get_mut(count)) {
            *free = c.to_ascii_uppercase();
            count = count.wrapping_add(1);
        }
    };
    if word.is_ascii() {
        word.chars().for_each(add)
    } else {
        for_each_base(word, add)
    }
    letters.into_iter().take(count)
}

/// The first letter of a word without accent, as a capital.
pub(crate) fn first_letter(word: &str) -> Option<char> {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii_alphabetic() => Some(char::from(byte.to_ascii_uppercase())),
        _ => letters(word).next(),
    }
}

/// Whether a word is one of these, which stand in their order, without accents and as capitals: in every normal form.
pub(crate) fn is_one_of(word: &str, these: &[&str]) -> bool {
    place_of(word, these, |one| one).is_some()
}

/// The class of a word among these, which stand in their order, without accents and as capitals; 0 for none of them.
pub(crate) fn class_of(word: &str, these: &[(&str, u8)]) -> u8 {
    value_of(word, these).copied().unwrap_or_default()
}

/// What is told of a word by these, which stand in their order, without accents and as capitals.
pub(crate) fn value_of<'t, T>(word: &str, these: &'t [(&str, T)]) -> Option<&'t T> {
    let found = place_of(word, these, |(one, _)| one);
    found.and_then(|at| these.get(at)).map(|(_, value)| value)
}

/// Where among `these`, which stand in the order of their letters, the one with the letters of a word is.
#[inline]
fn place_of<'t, T>(word: &str, these: &'t [T], letters_of: impl Fn(&'t T) -> &'t str) -> Option<usize> {
    debug_assert!(these.is_sorted_by_key(&letters_of), "{word:?} is looked for in a list without order");
    // Nearly every word is no more than these letters.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let capitals = word.bytes().map(|byte| byte.to_ascii_uppercase());
        return these.binary_search_by(|one| letters_of(one).bytes().cmp(capitals.clone())).ok();
    }
    // Longer words are in no list.
    let letters = first_letters::<24>(word);
    these.binary_search_by(|one| letters_of(one).chars().cmp(letters.clone())).ok()
}

/// A map whose keys are keys of words, or made of them.
pub(crate) type Keyed<T> = HashMap<u64, T, BuildHasherDefault<AsIs>>;

/// Empties a table, in time of what it holds and not of what it once held: emptying goes through all the room there is, so that
/// after one document of a megabyte each short one would pay for the names of that.
pub(crate) fn forget<T>(table: &mut Keyed<T>) {
    let used = table.len().saturating_mul(SPARE).saturating_add(FEW);
    if table.capacity() > used {
        *table = Keyed::default();
    } else {
        table.clear();
    }
}

/// The room kept for each name that a document has: where documents grow and shrink by less, none is given back.
const SPARE: usize = 16;

/// As much room as costs next to nothing to empty.
const FEW: usize = 512;

/// Keys are hashes already.
#[derive(Clone, Copy, Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// One key of two.
pub(crate) const fn mix(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::{FEW, Keyed, class_of, forget, is_one_of, key};

    #[test]
    fn what_is_one_word_has_one_key() {
        for [a, b] in [
            ["É", "e\u{301}"],
            ["L’", "l'"],
            ["À", "a\u{300}"],
            ["Haut‑Karabakh", "haut-karabakh"],
            ["Pogačar", "pogac\u{30C}ar"],
        ] {
            assert_eq!(key(a, &mut String::new()), key(b, &mut String::new()), "{a} {b}");
        }
        for [a, b] in [["à", "a"], ["né", "ne"], ["la", "là"]] {
            assert_ne!(key(a, &mut String::new()), key(b, &mut String::new()), "{a} {b}");
        }
    }

    #[test]
    fn after_a_long_document_a_short_one_pays_for_itself_alone() {
        let mut table = Keyed::default();
        let mut read = |names: u64| {
            table.extend((0..names).map(|name| (name, ())));
            forget(&mut table);
            assert!(table.is_empty());
            table.capacity()
        };
        assert!(read(100_000) >= 100_000, "the next document may be as long");
        assert!(read(10) <= FEW);
        let room = read(40);
        assert_eq!([read(10), read(40), read(3)], [room; 3], "short ones keep their room");
    }

    #[test]
    fn long_words_are_of_their_list_too() {
        let these = &["DEPARTEMENT", "DEPARTEMENTALE"];
        assert!(is_one_of("départementale", these) && is_one_of("département", these));
        assert!(!is_one_of("départementa", these) && !is_one_of("départementales", these));
        let these = &[("DEPARTEMENT", 1), ("DEPARTEMENTALE", 2)];
        assert_eq!(["départementale", "départementales"].map(|word| class_of(word, these)), [2, 0]);
    }
}
