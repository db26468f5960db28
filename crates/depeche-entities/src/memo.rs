//! The words read lately: most of a text is made of few words, and what a word is by itself does not change.

use crate::word::Word;

/// A table with one place for each of [`PLACES`] hashes; the last word read takes the place.
///
/// A matter of time alone: with it or without, a word reads the same.
#[derive(Default)]
pub(crate) struct Memo {
    /// The tagger whose words these are.
    owner: u64,
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    name: [u64; 2],
    word: Word,
}

/// Half of the tokens of a text are among some hundred words, nine tenths among these many.
const PLACES: usize = 4096;

/// The longest word that is kept, in bytes: the last of sixteen says what the others are.
const LONGEST: usize = 15;

/// For each length, the bits of the two halves of sixteen bytes that are of the word.
const MASKS: [[u64; 2]; LONGEST + 1] = {
    let mut masks = [[0; 2]; LONGEST + 1];
    let mut rest: &mut [[u64; 2]] = &mut masks;
    let mut mask = 0u128;
    while let [first, tail @ ..] = rest {
        #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
        let halves = [mask as u64, (mask >> 64) as u64];
        *first = halves;
        mask = mask << 8 | 0xFF;
        rest = tail;
    }
    masks
};

impl Memo {
    /// Makes it the memo of this tagger: what another one has read is forgotten.
    pub(crate) fn belong_to(&mut self, owner: u64) {
        if self.owner != owner || self.slots.is_empty() {
            self.owner = owner;
            self.slots.clear();
            self.slots.resize(PLACES, Slot::default());
        }
    }

    /// The word of `len` bytes at the beginning of `rest`, which `make` reads if it is not here.
    ///
    /// `mark` sets words of the same text apart that read differently; not 0, below 16.
    #[inline]
    pub(crate) fn word(&mut self, rest: &[u8], len: usize, mark: u8, make: impl FnOnce() -> Word) -> Word {
        let (Some(block), Some([low_mask, high_mask])) = (rest.first_chunk::<16>(), MASKS.get(len)) else {
            return make();
        };
        let (halves, _) = block.as_chunks::<8>();
        let [low, high] = halves else { return make() };
        let low = u64::from_le_bytes(*low) & low_mask;
        let high = u64::from_le_bytes(*high) & high_mask | u64::from(mark) << 60 | (len as u64) << 56;
        let name = [low, high];
        let hash = (low ^ high.rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let Some(slot) = self.slots.get_mut((hash >> 52) as usize) else { return make() };
        if slot.name != name {
            *slot = Slot { name, word: make() };
        }
        slot.word
    }
}

const _: () = assert!(PLACES == 1 << (64 - 52));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Shape;
    use proptest::prelude::*;

    fn shaped(shape: Shape) -> Word {
        Word { shape, ..Word::default() }
    }

    proptest! {
        #[test]
        fn a_word_is_the_one_that_was_made_for_it(
            words in proptest::collection::vec(("[ab\\x00é]{0,9}", 1u8..4), 1..60),
        ) {
            let mut memo = Memo::default();
            memo.belong_to(1);
            let mut made: Vec<(String, u8)> = Vec::new();
            for (word, mark) in words {
                let rest = format!("{word}0123456789abcdef");
                let mut number = made.iter().position(|known| *known == (word.clone(), mark));
                let read = memo.word(rest.as_bytes(), word.len(), mark, || {
                    // Read for the first time, or after another one took its place.
                    let at = number.unwrap_or_else(|| { made.push((word.clone(), mark)); made.len() - 1 });
                    number = Some(at);
                    Word { key: at as u64, ..shaped(Shape::CAPITAL) }
                });
                prop_assert_eq!(Some(read.key), number.map(|at| at as u64));
            }
        }
    }
}
