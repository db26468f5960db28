//! The word lists the rules ask: abbreviations, exceptions, clitics, terminators; ours and the user's by one door.

use crate::class::{Class, class};
use crate::key::{self, Key};
use crate::known;
use crate::tokens::abbreviations::JOINED;
use depeche_text::typography;
use std::collections::HashMap;
use std::fmt;
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
    /// A border follows only before a word that opens sentences, for a short form that is also a word: *le prof. Diallo*, and *C'est
    /// mon prof. Elle est là.*
    Word,
}

impl Abbreviation {
    /// The class of that name in a list: `never`, `may`, `number`, `lower`, `word`.
    pub(crate) fn named(name: &str) -> Option<Abbreviation> {
        Some(match name {
            "never" => Abbreviation::Never,
            "may" => Abbreviation::May,
            "number" => Abbreviation::Number,
            "lower" => Abbreviation::Lower,
            "word" => Abbreviation::Word,
            _ => return None,
        })
    }
}

/// All lists of one segmenter, by key.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    abbreviations: Map<Abbreviation>,
    /// Those of at most eight ASCII letters, by their [`known::key`].
    short: HashMap<u64, Abbreviation, BuildHasherDefault<Fnv>>,
    longest_abbreviation: usize,
    /// One bit for the hash of each [`known::key`] an abbreviation has; so many that few other words have one of them.
    shortened: Box<[u64; 1024]>,
    /// One bit for each last letter of an abbreviation with a letter beyond ASCII, bit 0 if that is one.
    marked: u32,
    exceptions: Map<()>,
    /// The lengths in bytes of the longest exception key.
    longest_exception: usize,
    /// One bit for each [`Start`] that an exception has.
    starts: [u64; 64],
    /// The letters (their last five bits) that an exception has after an apostrophe, by that of the word of one letter, or of the
    /// word of two letters with a *q*, before it.
    elisions: [u32; 32],
    /// The first bytes after the first sign of each exception, up to eight, which bytes they are, and the bit of `starts`; by its last five bits.
    rests: [Vec<(u64, u64, usize)>; 32],
    /// Whether an exception holds a sign that no word holds: it is looked for everywhere then.
    odd: bool,
    clitics: Map<()>,
    terminators: Vec<char>,
}

type Map<T> = HashMap<Box<[u8]>, T, BuildHasherDefault<Fnv>>;

/// T2: what [`keeps_apostrophe`] may say yes to, as [`Lexicon::elisions`]: there the rest of the word is looked at.
fn name_apostrophes() -> [u32; 32] {
    let mut nexts = [0; 32];
    for (first, bits) in (b'`'..).zip(&mut nexts) {
        for next in (b'a'..=b'z').filter(|&next| keeps_apostrophe(first.to_ascii_uppercase(), next)) {
            *bits |= 1 << (next & 31);
        }
    }
    nexts
}

/// T2: whether the letter before an apostrophe and the one after it are parts of one name: *M'Baye*, *N'Djamena*, where no
/// vowel follows *me* and *ne*, and the letter of Breton in *C'hoat*. The second letter is one of a key.
pub(crate) fn keeps_apostrophe(first: u8, next: u8) -> bool {
    match first {
        b'M' | b'N' => next.is_ascii_alphabetic() && !b"aehiouyAEHIOUY".contains(&next),
        b'C' | b'c' => matches!(next, b'h' | b'H'),
        _ => false,
    }
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        let mut lexicon = Lexicon {
            abbreviations: Map::default(),
            short: HashMap::default(),
            longest_abbreviation: 0,
            shortened: Box::new([0; 1024]),
            marked: 0,
            exceptions: Map::default(),
            longest_exception: 0,
            starts: [0; 64],
            elisions: name_apostrophes(),
            rests: [const { Vec::new() }; 32],
            odd: false,
            clitics: Map::default(),
            terminators: Vec::new(),
        };
        // T11: no words of a list, but words before a stop that are to be looked at.
        for &second in JOINED {
            lexicon.expect(&[b'j', second.to_ascii_lowercase()]);
        }
        lexicon
    }
}

impl Lexicon {
    /// A word with these letters may be an abbreviation.
    fn expect(&mut self, letters: &[u8]) {
        let bit = known::hash(known::key(known::letters(letters, 0), letters.len()));
        if let Some(word) = self.shortened.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    pub(crate) fn add_abbreviation(&mut self, word: &str, class: Abbreviation) {
        let word = word.strip_suffix('.').unwrap_or(word);
        let key = key::owned(word);
        self.longest_abbreviation = self.longest_abbreviation.max(key.len());
        // Its accents left out: so they are found in either normal form. And its last part, which may be all that is seen.
        let bare: String = key.chars().filter(|&c| !typography::is_mark(c)).collect();
        for part in [Some(bare.as_str()), bare.rsplit(['-', '\'']).next()].into_iter().flatten() {
            self.expect(part.as_bytes());
        }
        if !key.is_ascii() {
            self.marked |= 1 << last_letter(key.as_bytes());
        }
        if key.len() <= SHORT && key.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.short.insert(known::key(known::letters(key.as_bytes(), 0), key.len()), class);
        }
        self.abbreviations.insert(key.into_bytes().into(), class);
    }

    pub(crate) fn add_exception(&mut self, word: &str) {
        let key = key::owned(word);
        let joins = |c: char| {
            matches!(class(c), Class::Letter | Class::Digit | Class::Extend) || matches!(c, '-' | '\'' | '&')
        };
        self.odd |=
            !key.chars().all(joins) || !key.starts_with(|c| matches!(class(c), Class::Letter | Class::Digit));
        let run = key.find(['-', '\'', '&']).unwrap_or(key.len());
        let (letters, rest) = key.split_at(run);
        let [sign, next] = [0, 1].map(|at| rest.as_bytes().get(at).copied());
        let rest = rest.get(1..).unwrap_or_default();
        let len = rest.bytes().take(8).take_while(u8::is_ascii).count();
        let known = known::key(known::letters(rest.as_bytes(), 0), len);
        // The run in the text, its accents apart as in the key or not.
        let marks = letters.chars().filter(|&c| class(c) == Class::Extend).count();
        for run in [run, run.saturating_sub(marks)] {
            let [first, sign, next] = [letters.bytes().next(), sign, next].map(Option::unwrap_or_default);
            let bit = Start::new(first, run, sign, next).bit();
            if let Some(word) = self.starts.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
            if run <= 2
                && let Some(nexts) = self.elisions.get_mut(usize::from(first & 31))
            {
                *nexts |= 1 << (next & 31);
            }
            if let Some(rests) = self.rests.get_mut(bit % 32) {
                rests.push((known, known::key(u64::MAX, len), bit));
            }
        }
        self.longest_exception = self.longest_exception.max(key.len()).min(key::MAX);
        self.exceptions.insert(key.into_bytes().into(), ());
    }

    pub(crate) fn add_clitic(&mut self, clitic: &str) {
        let key = key::owned(clitic);
        let key = if key.starts_with('-') { key } else { format!("-{key}") };
        self.clitics.insert(key.into_bytes().into(), ());
    }

    pub(crate) fn add_terminator(&mut self, mark: char) {
        if !self.terminators.contains(&mark) {
            self.terminators.push(mark);
        }
    }

    pub(crate) fn abbreviation(&self, word: &Key) -> Option<Abbreviation> {
        self.abbreviations.get(word.as_bytes()).copied()
    }

    /// What the lists say of a word of ASCII letters, found by its [`known::letters`] at once; `None` for another and for a longer
    /// one, which take a [`Key`].
    #[inline]
    pub(crate) fn short_abbreviation(&self, letters: u64, word: &[u8]) -> Option<Option<Abbreviation>> {
        (word.len() <= SHORT && word.iter().all(u8::is_ascii_alphabetic))
            .then(|| self.short.get(&known::key(letters, word.len())).copied())
    }

    /// The class of an abbreviation without its stop, if it is one.
    pub(crate) fn abbreviation_of(&self, word: &str) -> Option<Abbreviation> {
        let short = self.short_abbreviation(known::letters(word.as_bytes(), 0), word.as_bytes());
        short.unwrap_or_else(|| self.abbreviation(&Key::new(word)?))
    }

    /// The most bytes the key of an abbreviation has.
    pub(crate) const fn longest_abbreviation(&self) -> usize {
        self.longest_abbreviation
    }

    /// Whether a word of ASCII letters, as far as its [`known::key`] tells, may be an abbreviation: the quickest no.
    #[inline(always)]
    pub(crate) fn may_abbreviate(&self, key: u64) -> bool {
        let bit = known::hash(key);
        self.shortened.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Whether a word of two and more plain letters with this [`known::key`] may be an abbreviation: a quick no for nearly
    /// every word.
    #[inline]
    pub(crate) fn may_be_abbreviation(&self, key: u64, word: &[u8]) -> bool {
        // A key form is never shorter than the word.
        if word.len() > self.longest_abbreviation {
            return false;
        }
        // One answer for nearly all words: whether a word has an accent, no processor foretells.
        let ascii = known::is_ascii(key);
        let marked = self.marked >> last_letter(word) & 1 == 1;
        if (ascii & !self.may_abbreviate(key)) | (!ascii & !marked) {
            return false;
        }
        ascii || skeleton(word).is_none_or(|key| self.may_abbreviate(key))
    }

    pub(crate) fn is_exception(&self, word: &Key) -> bool {
        self.exceptions.contains_key(word.as_bytes())
    }

    /// Whether an exception may begin so: a quick no for nearly every word.
    #[inline]
    pub(crate) fn may_be_exception(&self, start: Start) -> bool {
        let bit = start.bit();
        start.is_open() || self.starts.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Whether an exception may begin with an elided word of one letter, or with *qu*, whose first letter is `first`, and go on
    /// with a key that begins with `next`.
    #[inline(always)]
    pub(crate) fn may_be_elided_exception(&self, first: u8, next: u8) -> bool {
        self.elisions.get(usize::from(first & 31)).is_some_and(|nexts| nexts >> (next & 31) & 1 == 1)
    }

    /// The same, knowing the eight bytes `rest` after the sign: a slower no for most of the words that
    /// [`may_be_exception`](Lexicon::may_be_exception) leaves.
    pub(crate) fn may_go_on_as_exception(&self, start: Start, rest: u64) -> bool {
        if start.is_open() {
            return true;
        }
        let bit = start.bit();
        let key = known::key(rest, 8);
        // *c'était*: an accent is apart in the key, but its letter comes first.
        let key = match rest.to_le_bytes() {
            [0xC3, ..] => key & !0xFFFF | 0xCC00 | u64::from(start.next),
            _ => key,
        };
        let ascii = match (key & 0x8080_8080_8080_8080).trailing_zeros() {
            64 => u64::MAX,
            // The mark of a letter that comes first is known.
            15 if rest.to_le_bytes()[0] == 0xC3 => 0xFFFF,
            bits => !(u64::MAX << (bits & !7)),
        };
        let rests = self.rests.get(bit % 32).map_or(&[][..], Vec::as_slice);
        rests.iter().filter(|&&(_, _, start)| start == bit).any(|&(letters, which, _)| {
            // An exception ends where its word does.
            let longer = which.count_ones() < 64 && {
                let after = (key & !which) >> (which.count_ones() & 63);
                matches!(after.to_le_bytes(), [b'a'..=b'z', ..])
            };
            // What is beyond ASCII may be other bytes in the key.
            (key ^ letters) & which & ascii == 0 && !(longer && which & ascii == which)
        })
    }

    pub(crate) const fn has_odd_exceptions(&self) -> bool {
        self.odd
    }

    pub(crate) const fn longest_exception(&self) -> usize {
        self.longest_exception
    }

    /// Whether a compound stays whole that ends with none of our clitics and is no exception: no user's clitic is in question.
    pub(crate) fn keeps_compounds(&self) -> bool {
        self.clitics.is_empty()
    }

    pub(crate) fn is_clitic(&self, clitic: &Key) -> bool {
        self.clitics.contains_key(clitic.as_bytes())
    }

    pub(crate) fn is_terminator(&self, c: char) -> bool {
        self.terminators.contains(&c)
    }

    pub(crate) fn has_terminators(&self) -> bool {
        !self.terminators.is_empty()
    }
}

/// The most letters of a word that one number holds.
const SHORT: usize = 8;

/// The last letter of a word in any case, 1 to 26; 0 beyond ASCII.
#[inline]
fn last_letter(word: &[u8]) -> u32 {
    word.last().map_or(0, |&byte| u32::from(byte & 31) & u32::from(byte.is_ascii()).wrapping_neg())
}

/// The key of a word without its accents, when its letters are those of ASCII under the accents of French.
fn skeleton(word: &[u8]) -> Option<u64> {
    let (mut key, mut shift) = (0, 0_u32);
    let mut bytes = word.iter();
    while let Some(&byte) = bytes.next() {
        let letter = match byte {
            0xC3 => Some(known::plain_letter(*bytes.next()?)).filter(u8::is_ascii)?,
            0xCC => {
                bytes.next()?;
                continue;
            }
            _ if byte.is_ascii() => byte | 0x20,
            _ => return None,
        };
        key |= u64::from(letter).checked_shl(shift).unwrap_or(0);
        shift = shift.wrapping_add(8);
    }
    Some(key)
}

/// The first byte of œ and Œ.
pub(crate) const LIGATURE: u8 = 0xC5;

/// How what may be an exception begins: the first byte of its key, how many bytes stand before its first sign, the key of the
/// sign and the first byte of the key after it.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    first: u8,
    run: usize,
    sign: u8,
    next: u8,
}

impl Start {
    pub(crate) const fn new(first: u8, run: usize, sign: u8, next: u8) -> Start {
        Start { first, run, sign, next }
    }

    /// The first byte of the key of the letter that begins with these bytes of the text: that of œ is the same in both; beyond
    /// ASCII nothing else is told.
    #[inline]
    pub(crate) const fn letter([first, second]: [u8; 2]) -> u8 {
        if first == LIGATURE && second & !1 != 0x92 { 0x80 } else { first }
    }

    /// Whether its bytes do not tell: what is beyond ASCII may be one byte in the text and another in the key.
    const fn is_open(self) -> bool {
        !self.first.is_ascii() || !(self.next.is_ascii() || self.next == LIGATURE) || self.run > 12
    }

    /// The place in [`Lexicon::starts`].
    fn bit(self) -> usize {
        let letter = |byte: u8| usize::from(byte & 31);
        let sign = letter(self.sign).wrapping_mul(131);
        (letter(self.first) ^ letter(self.next).wrapping_mul(32) ^ self.run.wrapping_mul(1025) ^ sign) & 4095
    }
}

/// A line of a word list that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidList {
    line: usize,
    expected: &'static str,
    found: String,
}

impl InvalidList {
    /// The line of the list, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for InvalidList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}: expected {}, found {:?}: correct the line or begin it with #",
            self.line, self.expected, self.found
        )
    }
}

impl std::error::Error for InvalidList {}

/// Gives each row of a list to `add`: lines that are empty or begin with `#` are none.
pub(crate) fn rows(
    text: &str,
    expected: &'static str,
    mut add: impl FnMut(&str) -> Option<()>,
) -> Result<(), InvalidList> {
    for (i, line) in text.lines().enumerate() {
        let row = line.trim();
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        add(row).ok_or_else(|| InvalidList { line: i.saturating_add(1), expected, found: row.to_owned() })?;
    }
    Ok(())
}

/// A row of a list of abbreviations: the word and its class.
pub(crate) fn abbreviation_row(row: &str) -> Option<(&str, Abbreviation)> {
    let (word, class) = row.split_once(char::is_whitespace)?;
    Some((word, Abbreviation::named(class.trim())?))
}

/// A row of a list of words: no white space, not longer than a key may be.
pub(crate) fn word_row(row: &str) -> Option<&str> {
    (!row.contains(char::is_whitespace) && Key::new(row).is_some()).then_some(row)
}

/// FNV-1a: the keys are a few bytes and the lists are ours.
#[derive(Default, Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Fnv {
    /// The hash before the first byte.
    pub(crate) const START: Fnv = Fnv(0xCBF2_9CE4_8422_2325);

    /// The hash after one byte more.
    #[inline(always)]
    pub(crate) const fn after(self, byte: u8) -> Fnv {
        Fnv((self.0 ^ byte as u64).wrapping_mul(0x100_0000_01B3))
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let start = if self.0 == 0 { Fnv::START } else { *self };
        self.0 = bytes.iter().fold(start, |hash, &byte| hash.after(byte)).0;
    }

    /// A number is one step.
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
