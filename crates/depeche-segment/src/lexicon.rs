//! The word lists the rules ask: abbreviations, exceptions, clitics, terminators; ours and the user's by one door.

use crate::key::{self, Key};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What may follow the full stop of an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Abbreviation {
    /// A border never follows: *M. Dupont*, *cf. fig. 2*.
    Never,
    /// A border follows before a capital: *des stylos, etc. Les cahiers*.
    May,
    /// An abbreviation before a number only: *p. 12*, *art. 3*.
    Number,
    /// An abbreviation unless a capital follows, for a short form that is also a word: *ill. en couleurs*.
    Lower,
}

impl Abbreviation {
    /// The class of that name in a list: `never`, `may`, `number`, `lower`.
    pub(crate) fn named(name: &str) -> Option<Abbreviation> {
        Some(match name {
            "never" => Abbreviation::Never,
            "may" => Abbreviation::May,
            "number" => Abbreviation::Number,
            "lower" => Abbreviation::Lower,
            _ => return None,
        })
    }
}

/// All lists of one segmenter, by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    abbreviations: Map<Abbreviation>,
    exceptions: Map<()>,
    /// The lengths in bytes of the longest exception key.
    longest_exception: usize,
    clitics: Map<()>,
    terminators: Vec<char>,
}

type Map<T> = HashMap<Box<str>, T, BuildHasherDefault<Fnv>>;

impl Lexicon {
    pub(crate) fn add_abbreviation(&mut self, word: &str, class: Abbreviation) {
        let word = word.strip_suffix('.').unwrap_or(word);
        self.abbreviations.insert(key::owned(word).into(), class);
    }

    pub(crate) fn add_exception(&mut self, word: &str) {
        let key = key::owned(word);
        self.longest_exception = self.longest_exception.max(key.len()).min(key::MAX);
        self.exceptions.insert(key.into(), ());
    }

    pub(crate) fn add_clitic(&mut self, clitic: &str) {
        let key = key::owned(clitic);
        let key = if key.starts_with('-') { key } else { format!("-{key}") };
        self.clitics.insert(key.into(), ());
    }

    pub(crate) fn add_terminator(&mut self, mark: char) {
        if !self.terminators.contains(&mark) {
            self.terminators.push(mark);
        }
    }

    pub(crate) fn abbreviation(&self, word: &Key) -> Option<Abbreviation> {
        self.abbreviations.get(word.as_str()).copied()
    }

    pub(crate) fn is_exception(&self, word: &Key) -> bool {
        self.exceptions.contains_key(word.as_str())
    }

    pub(crate) fn is_clitic(&self, clitic: &Key) -> bool {
        self.clitics.contains_key(clitic.as_str())
    }

    pub(crate) fn is_terminator(&self, c: char) -> bool {
        self.terminators.contains(&c)
    }

    pub(crate) fn has_terminators(&self) -> bool {
        !self.terminators.is_empty()
    }
}

/// FNV-1a: the keys are a few bytes and the lists are ours.
#[derive(Default, Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let start = if self.0 == 0 { 0xCBF2_9CE4_8422_2325 } else { self.0 };
        self.0 =
            bytes.iter().fold(start, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    }
}
