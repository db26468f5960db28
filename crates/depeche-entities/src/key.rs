//! One number for one word, whatever its case, its normal form and its signs.

use depeche_text::fold::folded_hash;
use depeche_text::typography;

/// Set apart the words that bear accents from those that do not: *à* from *a*, *né* from *ne*.
const MARKED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a word: the hash of its folded letters, and whether they bear accents.
///
/// Blind to case, typography, NFC and NFD. Two words with the same key are taken to be the same: the chance of an accident
/// among the words of a text and of the lists is below one in a billion, and would cost one wrong cue.
#[inline]
pub(crate) fn key(word: &str, scratch: &mut String) -> u64 {
    let hash = folded_hash(word, scratch);
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

#[cfg(test)]
mod tests {
    use super::key;

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
}
