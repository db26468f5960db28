//! The words read lately: most of a text is made of few words, and what a word is by itself does not change.

use crate::word::Word;
use depeche_gazetteer::Onset;
use depeche_text::fetch;
use depeche_text::fold::{first_bytes, halves};

/// A table with two places for each beginning of a hash: a new word takes the second, and the first when it comes again, so
/// that words that stand once in a text do not drive out those that stand everywhere.
///
/// A matter of time alone: with it or without, a word reads the same.
#[derive(Default)]
pub(crate) struct Memo {
    /// The tagger whose words these are.
    owner: u64,
    /// A power of two of them, at most [`MOST`].
    places: Vec<Pair>,
    /// By how many bits a hash is shifted to give its place.
    shift: u32,
    /// How many words took the place of another since the table last grew.
    evicted: usize,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// [`Name::FREE`] for no word.
    name: Name,
    word: Word,
    onset: Onset,
}

/// The two places of a beginning of a hash: exactly two lines of the caches.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Pair {
    /// Nine of ten words are found here.
    first: Slot,
    second: Slot,
}

impl Slot {
    fn is_free(&self) -> bool {
        self.name == Name::FREE
    }
}

/// Half of the tokens of a text are among some hundred words: a short text need not pay for more.
const FEWEST: usize = 256;

/// Nine tenths of the tokens of many texts are among twice as many words: a megabyte and a half.
const MOST: usize = 16_384;

/// The longest word that is kept, in bytes: the last of sixteen says what the others are.
const LONGEST: usize = 15;

/// What a word is kept by: its bytes, their number and its mark.
#[derive(Clone, Copy, Default)]
pub(crate) struct Name([u64; 2]);

impl PartialEq for Name {
    /// Both halves at once: which words are met again is hard to foretell.
    #[inline]
    fn eq(&self, other: &Name) -> bool {
        let (Name([low, high]), Name([other_low, other_high])) = (self, other);
        (low ^ other_low) | (high ^ other_high) == 0
    }
}

impl Name {
    /// Of no word: of those that are kept, each has a length.
    const FREE: Name = Name([0, 0]);
    /// Of a word that is not kept: no text has such bytes.
    const NOT_KEPT: Name = Name([u64::MAX, u64::MAX]);

    /// Of the word of `len` bytes at the beginning of `rest`.
    ///
    /// `mark` sets words of the same text apart that read differently; not 0, below 16.
    #[inline]
    pub(crate) fn of(rest: &[u8], len: usize, mark: u8) -> Name {
        if len.wrapping_sub(1) >= LONGEST {
            return Name::NOT_KEPT; // an empty one too
        }
        let block = rest.first_chunk().copied().unwrap_or_else(|| last_block(rest));
        let [low, high] = halves(u128::from_le_bytes(block) & first_bytes(len));
        Name([low, high | u64::from(mark) << 60 | (len as u64) << 56])
    }

    /// The place of the word in a table whose hashes are shifted by so many bits.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the first bits alone are left")]
    const fn place(self, shift: u32) -> usize {
        let Name([low, high]) = self;
        ((low ^ high.rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (shift & 63)) as usize
    }
}

impl Memo {
    /// Makes it the memo of this tagger, for a text of so many tokens: what another tagger has read is forgotten.
    pub(crate) fn belong_to(&mut self, owner: u64, tokens: usize) {
        if self.owner != owner || self.places.is_empty() {
            self.owner = owner;
            self.places.clear();
            // As large as it is likely to become, not one after the other.
            self.grow(tokens.div_ceil(4).next_power_of_two().clamp(FEWEST, MOST / 4));
        }
    }

    /// Gives it so many places: a power of two.
    fn grow(&mut self, places: usize) {
        let old = self.places.len();
        self.places.reserve_exact(places.saturating_sub(old));
        self.places.resize(places, Pair::default());
        self.shift = 64u32.saturating_sub(places.trailing_zeros());
        self.evicted = 0;
        // In place: the beginning of its hash takes a word to one of the places that come of its own, none of which lies before.
        for from in (0..old).rev() {
            let Pair { first, second } = self.places.get_mut(from).map(std::mem::take).unwrap_or_default();
            for slot in [first, second].into_iter().filter(|slot| !slot.is_free()) {
                self.put(slot);
            }
        }
    }

    /// Puts a word in its first place if that is free, else in the second; gives whether it drove out another.
    fn put(&mut self, slot: Slot) -> bool {
        let place = slot.name.place(self.shift);
        let Some(Pair { first, second }) = self.places.get_mut(place) else { return false };
        let to = if first.is_free() { first } else { second };
        !std::mem::replace(to, slot).is_free()
    }

    /// Asks for the memory of the places where a word of this name may be.
    #[inline]
    pub(crate) fn ask(&self, name: Name) {
        let pair = self.places.get(name.place(self.shift));
        fetch(pair.map(|pair| &pair.first.name));
        fetch(pair.map(|pair| &pair.second.onset));
    }

    /// The word of this name, and whether it is here: if not, what is given is another.
    ///
    /// Without a branch but for the tenth of words that stand second.
    #[inline]
    pub(crate) fn get(&mut self, name: Name) -> (Word, Onset, bool) {
        let Some(Pair { first, second }) = self.places.get_mut(name.place(self.shift)) else {
            return (Word::default(), Onset::default(), false);
        };
        if second.name == name {
            std::mem::swap(first, second);
        }
        (first.word, first.onset, first.name == name)
    }

    /// The word of this name, which `make` reads if it is not here.
    pub(crate) fn word(&mut self, name: Name, make: impl FnOnce() -> (Word, Onset)) -> (Word, Onset) {
        if let (word, onset, true) = self.get(name) {
            return (word, onset);
        }
        let (word, onset) = make();
        if name != Name::NOT_KEPT {
            let evicts = self.put(Slot { name, word, onset });
            self.evicted = self.evicted.wrapping_add(usize::from(evicts));
            // Soon: a word that was driven out and comes again costs more than a larger table.
            if self.evicted.saturating_mul(8) > self.places.len() && self.places.len() < MOST {
                self.grow(self.places.len().saturating_mul(2));
            }
        }
        (word, onset)
    }
}

/// The last bytes of a text, fewer than sixteen, with zeros behind them.
#[cold]
fn last_block(rest: &[u8]) -> [u8; 16] {
    let mut block = [0; 16];
    block.iter_mut().zip(rest).for_each(|(byte, known)| *byte = *known);
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Shape;
    use proptest::prelude::*;

    fn shaped(shape: Shape) -> (Word, Onset) {
        (Word { shape, ..Word::default() }, Onset::default())
    }

    proptest! {
        #[test]
        fn a_word_is_the_one_that_was_made_for_it(
            words in proptest::collection::vec(("[ab\\x00é]{0,9}", 1u8..4), 1..60),
        ) {
            let mut memo = Memo::default();
            memo.belong_to(1, 0);
            let mut made: Vec<(String, u8)> = Vec::new();
            for (word, mark) in words {
                let rest = format!("{word}0123456789abcdef");
                let mut number = made.iter().position(|known| *known == (word.clone(), mark));
                let (read, _) = memo.word(Name::of(rest.as_bytes(), word.len(), mark), || {
                    // Read for the first time, or after another one took its place.
                    let at = number.unwrap_or_else(|| { made.push((word.clone(), mark)); made.len() - 1 });
                    number = Some(at);
                    (Word { key: at as u64, ..Word::default() }, Onset::default())
                });
                prop_assert_eq!(Some(read.key), number.map(|at| at as u64));
            }
        }
    }

    #[test]
    fn a_memo_that_grows_keeps_what_it_knows() {
        let mut memo = Memo::default();
        memo.belong_to(1, 0);
        for round in 0..3 {
            for number in 0..2_000u64 {
                let rest = format!("mot{number:04}, et la suite");
                let (read, _) = memo.word(Name::of(rest.as_bytes(), 7, 1), || {
                    (Word { key: number, ..Word::default() }, Onset::default())
                });
                assert_eq!(read.key, number, "in round {round}");
            }
        }
        assert!(memo.places.len() > FEWEST && memo.places.len() <= MOST);
        memo.belong_to(2, 0);
        let (read, _) = memo.word(Name::of(b"mot0001, et la suite", 7, 1), || shaped(Shape::CAPITAL));
        assert!(read.is(Shape::CAPITAL), "another tagger reads for itself");
    }
}
