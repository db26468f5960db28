//! What is known of single words: how common they are, and whether persons are called so.

use depeche_gazetteer::{AskStep, WordMap};
use depeche_text::fold::FoldedWord;

/// The gender of a first name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Gender {
    /// *Nikol*, *Jean*.
    Masculine,
    /// *Ursula*, *Marie*.
    Feminine,
    /// *Dominique*, *Camille*.
    Both,
}

/// What is known of a word, whatever its case and diacritics: one byte.
///
/// The default is a word of which nothing is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Word(u8);

/// The frequency classes and the surname classes: the radices of the byte.
const COMMON: u8 = 6;
const SURNAME: u8 = 4;

impl Word {
    /// How frequent the word is as a common word, from its occurrences in a million words: 0 not known, 1 less than one, 2 less
    /// than five, 3 less than twenty, 4 less than a hundred, 5 more.
    ///
    /// ```
    /// # use depeche_names::words;
    /// assert_eq!(words().get("gouvernement").common(), 4);
    /// assert_eq!(words().get("Erevan").common(), 0);
    /// ```
    #[must_use]
    pub const fn common(self) -> u8 {
        self.0 % COMMON
    }

    /// How frequent the word is as a surname: 0 not known, 1 little, 2 frequent in France or known elsewhere, 3 very frequent.
    #[must_use]
    pub const fn surname(self) -> u8 {
        self.0 / COMMON % SURNAME
    }

    /// How frequent the word is as a first name: 0 not known, 1 rare or of other countries, 2 known, 3 frequent.
    #[must_use]
    pub const fn first_name(self) -> u8 {
        match self.first() {
            0 => 0,
            1 | 4 | 7 => 1,
            2 | 5 | 8 => 2,
            _ => 3,
        }
    }

    /// The gender of the word as a first name.
    ///
    /// ```
    /// # use depeche_names::{Gender, words};
    /// assert_eq!(words().get("Ursula").gender(), Some(Gender::Feminine));
    /// assert_eq!(words().get("dominique").gender(), Some(Gender::Both));
    /// assert_eq!(words().get("gouvernement").gender(), None);
    /// ```
    #[must_use]
    pub const fn gender(self) -> Option<Gender> {
        match self.first() {
            0 => None,
            1..=3 => Some(Gender::Masculine),
            4..=6 => Some(Gender::Feminine),
            _ => Some(Gender::Both),
        }
    }

    /// 0, or the class of the first name + 3 × its gender.
    const fn first(self) -> u8 {
        self.0 / COMMON / SURNAME
    }
}

/// Common words, first names and surnames.
#[derive(Clone, Copy, Debug)]
pub struct Words(WordMap<'static>);

/// The words of the embedded list: 74 000 common words of French, 39 000 first names, 65 000 surnames.
///
/// Opening takes less than a microsecond and no memory.
#[must_use]
#[expect(clippy::expect_used, reason = "the bytes are part of the program and a test opens them")]
pub fn words() -> Words {
    Words(WordMap::open(include_bytes!("../compiled/words.map")).expect("the embedded words are whole"))
}

impl Words {
    /// What is known of `word`, in any case, with or without its diacritics.
    #[must_use]
    pub fn get(&self, word: &str) -> Word {
        Word(self.0.get(word).unwrap_or_default())
    }

    /// Asks the processor for the memory that [`get_folded`](Words::get_folded) of a word with this hash is going to read, one step
    /// after the other: see [`WordMap::ask`].
    #[inline]
    pub fn ask(&self, hash: u64, step: AskStep) {
        self.0.ask(hash, step);
    }

    /// What is known of a word that is folded and hashed already.
    #[inline]
    #[must_use]
    pub fn get_folded(&self, word: FoldedWord<'_>) -> Word {
        Word(self.0.get_folded(word).unwrap_or_default())
    }

    /// The compiled list itself.
    #[must_use]
    pub const fn map(&self) -> WordMap<'static> {
        self.0
    }
}
