//! One number for one word, whatever its case, its normal form and its signs.

use depeche_text::typography;

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// Set apart the words that bear accents from those that do not: *à* from *a*, *né* from *ne*.
const MARKED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a word: its letters in small form without accents, and whether it bears any; apostrophes and full stops
/// do not count, so that *l'* is *l* and *M.* is *m*.
///
/// Blind to NFC and NFD. Two words with the same key are taken to be the same: the chance of an accident among the
/// words of a text and of the lists is below one in a billion, and would cost one wrong cue.
#[inline]
pub(crate) fn key(word: &str) -> u64 {
    let mut hash = START;
    for byte in word.bytes() {
        if !byte.is_ascii() {
            return slow(word);
        }
        if byte != b'\'' && byte != b'.' {
            hash = push(hash, byte.to_ascii_lowercase());
        }
    }
    hash
}

/// The key of a word of ASCII letters, in a constant.
pub(crate) const fn ascii(word: &[u8]) -> u64 {
    let mut hash = START;
    let mut rest = word;
    while let [byte, more @ ..] = rest {
        hash = push(hash, byte.to_ascii_lowercase());
        rest = more;
    }
    hash
}

/// The key of a word whose letters without accents are `plain`, and that bears accents.
pub(crate) const fn accented(plain: &[u8]) -> u64 {
    ascii(plain) ^ MARKED
}

#[inline]
const fn push(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

fn slow(word: &str) -> u64 {
    let mut hash = START;
    let mut marked = false;
    for c in word.chars() {
        if c.is_ascii() {
            if c != '\'' && c != '.' {
                hash = push(hash, u8::try_from(c.to_ascii_lowercase()).unwrap_or_default());
            }
        } else if typography::is_apostrophe(c) {
        } else if typography::is_hyphen(c) {
            hash = push(hash, b'-');
        } else {
            for lower in c.to_lowercase() {
                typography::decompose(lower, |part| {
                    if typography::is_mark(part) {
                        marked = true;
                    } else {
                        let mut buffer = [0; 4];
                        for byte in part.encode_utf8(&mut buffer).bytes() {
                            hash = push(hash, byte);
                        }
                    }
                });
            }
        }
    }
    if marked { hash ^ MARKED } else { hash }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn what_is_one_word_has_one_key() {
        for [a, b] in [
            ["É", "e\u{301}"],
            ["L’", "l"],
            ["À", "a\u{300}"],
            ["S.N.C.F.", "SNCF"],
            ["Haut‑Karabakh", "haut-karabakh"],
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for [a, b] in [["à", "a"], ["né", "ne"], ["la", "là"]] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }
}
