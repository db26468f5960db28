//! The words of a text that were looked up before.
//!
//! Most of what a text says it says with few words: of the tokens with which a name may begin, three of four have stood in the last
//! thousands of them. What the gazetteer says of a word by itself depends on its bytes alone, so it is kept with them, and found again
//! without folding, hashing and looking at the file.

use crate::filter::{UNKNOWN, class_after};
use depeche_text::fold::{continues_word, first_bytes, halves, mix};
use depeche_text::{Span, fetch};

/// The most words that are kept, so that all of them stay in the second cache of a processor: a quarter of a megabyte.
const MOST: usize = 8192;

/// What one gazetteer says of a word: nothing by default.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Known {
    /// Where its node stands.
    pub node: u32,
    /// The spellings of the node that the word is, whatever stands before it.
    pub spellings: u32,
    /// The classes of bytes with which the next atoms of other names begin; all of them where the node is to be looked at again.
    pub classes: u32,
}

impl Known {
    /// Whether a name may begin with the word, which the text goes on `after` with these two bytes.
    #[inline(always)]
    pub(crate) fn begins(self, after: Option<&[u8]>) -> bool {
        let next = match after {
            Some(&[first, second]) => class_after(first, second),
            _ => u32::from(UNKNOWN),
        };
        self.spellings | self.classes & 1u32.wrapping_shl(next) != 0
    }
}

/// A word with what is known of it, side by side.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Word {
    key: Key,
    known: Known,
}

/// A table of words, each in the only place that its hash says, where the last one stays.
#[derive(Default)]
pub(crate) struct Memo {
    words: Vec<Word>,
}

/// A word of one to fifteen bytes as it stands in the text, its length in the last byte; 0 for every other token.
pub(crate) type Key = u128;

impl Memo {
    /// For a text of so many tokens.
    pub(crate) fn for_tokens(count: usize) -> Memo {
        Memo { words: vec![Word::default(); (count / 8).next_power_of_two().min(MOST)] }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The place of a key in the table.
    #[inline(always)]
    pub(crate) fn home(&self, key: Key) -> u32 {
        let [low, high] = halves(key);
        let [a, b, c, d, ..] = mix(low ^ 0xA076_1D64_78BD_642F, high ^ 0xE703_7ED1_A0B4_28DB).to_le_bytes();
        let places = u32::try_from(self.words.len()).unwrap_or(0);
        u32::from_le_bytes([a, b, c, d]) & places.wrapping_sub(1)
    }

    /// Asks for the memory of a place.
    #[inline(always)]
    pub(crate) fn ask(&self, home: u32) {
        fetch(self.words.get(home as usize));
    }

    /// What is known of a key that is not 0 in its place, and whether anything is.
    #[inline(always)]
    pub(crate) fn get(&self, home: u32, key: Key) -> (Known, bool) {
        match self.words.get(home as usize) {
            Some(word) => (word.known, (word.key == key) & (key != 0)),
            None => (Known::default(), false),
        }
    }

    /// Keeps what is known of a key, if it is not 0.
    #[inline]
    pub(crate) fn keep(&mut self, home: u32, key: Key, known: Known) {
        if key != 0 {
            self.set(home, key, known);
        }
    }

    /// Keeps what is known of a key, or nothing in its place if it is 0.
    #[inline(always)]
    pub(crate) fn set(&mut self, home: u32, key: Key, known: Known) {
        if let Some(word) = self.words.get_mut(home as usize) {
            *word = Word { key, known };
        }
    }
}

/// The key of a token, if nothing goes on after it with which a word may.
#[inline(always)]
pub(crate) fn key(bytes: &[u8], token: Span) -> Key {
    let (start, len) = (token.start(), token.end().wrapping_sub(token.start()));
    let head = bytes.get(start..start.wrapping_add(16)).and_then(|head| head.first_chunk::<16>());
    let Some(head) = head else { return 0 };
    let Some(&next) = head.get(len & 15) else { return 0 };
    let ends = !continues_word(next) & (len.wrapping_sub(1) < 15);
    let key = u128::from_le_bytes(*head) & first_bytes(len) | (len as u128) << 120;
    if ends { key } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_known() {
        let text = b"Paris, une ville de France";
        let (paris, ville) = (key(text, Span::new(0, 5)), key(text, Span::new(11, 16)));
        let mut memo = Memo::for_tokens(1_000);
        let known = Known { node: 7, spellings: 1, classes: 2 };
        memo.keep(memo.home(paris), paris, known);
        assert_eq!(memo.get(memo.home(paris), paris), (known, true));
        assert!(!memo.get(memo.home(ville), ville).1);
        assert!(!memo.get(memo.home(0), 0).1, "no token has this key");
    }
}
