//! The words read lately: most of a text is made of few words, and what a word is by itself does not change.

use crate::word::Word;
use depeche_gazetteer::Onset;
use depeche_text::fold::{first_bytes, halves};

/// A table with one place for each beginning of a hash; the last word read takes the place.
///
/// A matter of time alone: with it or without, a word reads the same.
#[derive(Default)]
pub(crate) struct Memo {
    /// The tagger whose words these are.
    owner: u64,
    /// A power of two of them, at most [`MOST`].
    slots: Vec<Slot>,
    /// By how many bits a hash is shifted to give its slot.
    shift: u32,
    /// How many words took the place of another since the table last grew.
    evicted: usize,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    name: [u64; 2],
    word: Word,
    onset: Onset,
}

/// Half of the tokens of a text are among some hundred words: a short text need not pay for more.
const FEWEST: usize = 512;

/// Nine tenths of the tokens of many texts are among these many: a megabyte and a half.
const MOST: usize = 32_768;

/// The longest word that is kept, in bytes: the last of sixteen says what the others are.
const LONGEST: usize = 15;

impl Memo {
    /// Makes it the memo of this tagger, for a text of so many tokens: what another tagger has read is forgotten.
    pub(crate) fn belong_to(&mut self, owner: u64, tokens: usize) {
        if self.owner != owner || self.slots.is_empty() {
            self.owner = owner;
            self.slots.clear();
            // As large as it is likely to become, not one after the other.
            self.grow(tokens.div_ceil(16).next_power_of_two().clamp(FEWEST, MOST));
        }
    }

    /// Makes it so large: a power of two.
    ///
    /// In place: the beginning of its hash takes a word from its slot to one of those that come of it, none of which lies before.
    fn grow(&mut self, places: usize) {
        let old = self.slots.len();
        self.slots.reserve_exact(places.saturating_sub(old));
        self.slots.resize(places, Slot::default());
        self.shift = 64u32.saturating_sub(places.trailing_zeros());
        self.evicted = 0;
        for from in (0..old).rev() {
            let slot = self.slots.get_mut(from).map(std::mem::take).unwrap_or_default();
            if let Some(to) = self.slots.get_mut(place(slot.name, self.shift)).filter(|_| slot.name != [0; 2])
            {
                *to = slot;
            }
        }
    }

    /// The word of `len` bytes at the beginning of `rest`, which `make` reads if it is not here.
    ///
    /// `mark` sets words of the same text apart that read differently; not 0, below 16.
    #[inline]
    pub(crate) fn word(
        &mut self,
        rest: &[u8],
        len: usize,
        mark: u8,
        make: impl FnOnce() -> (Word, Onset),
    ) -> (Word, Onset) {
        if len > LONGEST {
            return make();
        }
        let block = rest.first_chunk().copied().unwrap_or_else(|| last_block(rest));
        let [low, high] = halves(u128::from_le_bytes(block) & first_bytes(len));
        let high = high | u64::from(mark) << 60 | (len as u64) << 56;
        let name = [low, high];
        let Some(slot) = self.slots.get_mut(place(name, self.shift)) else { return make() };
        if slot.name == name {
            return (slot.word, slot.onset);
        }
        let (word, onset) = make();
        let taken = slot.name != [0; 2];
        *slot = Slot { name, word, onset };
        self.evicted = self.evicted.wrapping_add(usize::from(taken));
        if self.evicted > self.slots.len() && self.slots.len() < MOST {
            self.grow(self.slots.len().saturating_mul(2));
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

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the first bits alone are left")]
const fn place([low, high]: [u64; 2], shift: u32) -> usize {
    ((low ^ high.rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (shift & 63)) as usize
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
                let (read, _) = memo.word(rest.as_bytes(), word.len(), mark, || {
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
                let (read, _) = memo.word(rest.as_bytes(), 7, 1, || {
                    (Word { key: number, ..Word::default() }, Onset::default())
                });
                assert_eq!(read.key, number, "in round {round}");
            }
        }
        assert!(memo.slots.len() > FEWEST && memo.slots.len() <= MOST);
        memo.belong_to(2, 0);
        let (read, _) = memo.word(b"mot0001, et la suite", 7, 1, || shaped(Shape::CAPITAL));
        assert!(read.is(Shape::CAPITAL), "another tagger reads for itself");
    }
}
