//! What turns away, before anything is looked up, the places of a text where no name begins or goes on.
//!
//! Four filters, each passing everything that may be a name:
//!
//! 1. [`FirstBytes`]: a bit for each pair of bytes, asked of every token with its first two as they stand in the text. Five of
//!    six tokens of a French text go no further.
//! 2. The Bloom filter over first atoms, asked with the hash of the folded atom ([`start_key`]).
//! 3. [`class_of`]: sixteen classes of bytes. A beginning that others continue knows the classes with which its next atom may
//!    begin, so that *Paris* is not asked what follows in *Paris est*.
//! 4. The Bloom filter over beginnings of several atoms, asked with the hash of the atoms so far and one more: of a hundred
//!    that the classes let pass, half go no further.

use crate::form::{Flags, begins_small};
use depeche_text::fold::{Folding, fold, fold_into};

/// The size of the filter of first bytes in the file.
pub(crate) const FIRST_BYTES: usize = 1 << 13;
/// A bit for each pair of first bytes; the first one has the low bits of the number of the pair.
pub(crate) type FirstBytes = [u8; FIRST_BYTES];

/// A pair with which no character begins, for one bit: some form begins with a sign beyond ASCII.
const SIGNS: [u8; 2] = [0x80, 0];

/// Bits of the filter of starts for each key, two of which are set: one of fifty keys that are not there passes.
pub(crate) const START_BITS: usize = 16;
/// Makes another key of a first atom that begins with a small letter.
pub(crate) const START_SMALL: u64 = 0x5851_F42D_4C95_7F2D;

/// Whether a name may begin with these two bytes.
#[inline(always)]
pub(crate) fn may_begin(filter: &FirstBytes, pair: [u8; 2]) -> bool {
    let pair = u16::from_le_bytes(pair);
    let (words, _) = filter.as_chunks();
    words.get(usize::from(pair >> 5)).is_some_and(|word| u32::from_le_bytes(*word) >> (pair & 31) & 1 != 0)
}

/// Whether the bytes are a dash or a quotation mark beyond ASCII, and no form begins with such a sign.
#[inline]
pub(crate) fn is_foreign_sign(filter: &FirstBytes, bytes: &[u8], start: usize) -> bool {
    matches!(bytes.get(start..), Some([0xE2, 0x80, 0x92..=0xA6, ..])) && !may_begin(filter, SIGNS)
}

/// Gathers the first bytes with which forms may begin.
pub(crate) struct FirstBytesBuilder {
    pairs: Box<FirstBytes>,
    /// The letters of two bytes that fold to a plain one: that, the two bytes, and whether it is a small letter.
    latin: Vec<(u8, [u8; 2], bool)>,
    last: Option<(u8, Option<u8>, bool)>,
    folded: String,
}

impl FirstBytesBuilder {
    pub(crate) fn new() -> FirstBytesBuilder {
        let latin = ('\u{C0}'..='\u{17F}')
            .filter_map(|c| {
                let mut bytes = [0; 4];
                let text = c.encode_utf8(&mut bytes);
                let first = *fold(text, Folding::FULL).as_bytes().first()?;
                let pair = *text.as_bytes().first_chunk()?;
                first.is_ascii().then_some((first, pair, c.is_lowercase()))
            })
            .collect();
        let mut builder =
            FirstBytesBuilder { pairs: Box::new([0; FIRST_BYTES]), latin, last: None, folded: String::new() };
        for inside in 0..=u8::MAX {
            // A soft hyphen shows nothing: anything may come after it. Of what is beyond Latin letters any may be one of a name.
            builder.set([0xC2, 0xAD]);
            (0xC6..=u8::MAX).for_each(|lead| builder.set([lead, inside]));
        }
        builder
    }

    fn set(&mut self, pair: [u8; 2]) {
        let pair = u16::from_le_bytes(pair);
        if let Some(bits) = self.pairs.get_mut(usize::from(pair >> 3)) {
            *bits |= 1 << (pair & 7);
        }
    }

    /// Adds every text that may stand for `atom`; in small letters too when `small`.
    pub(crate) fn add(&mut self, atom: &str, small: bool) {
        let (first, second) = if atom.is_ascii() {
            let mut bytes = atom.bytes().map(|byte| byte.to_ascii_lowercase());
            (bytes.next().unwrap_or_default(), bytes.next())
        } else {
            self.folded.clear();
            fold_into(atom, Folding::FULL, &mut self.folded);
            let folded = self.folded.as_bytes();
            (folded.first().copied().unwrap_or_default(), folded.get(1).copied())
        };
        if self.last == Some((first, second, small)) {
            return;
        }
        self.last = Some((first, second, small));
        if !first.is_ascii_alphanumeric() {
            self.set(SIGNS);
        }
        if !first.is_ascii() {
            for inside in 0..=u8::MAX {
                (0xC2..=0xC5).for_each(|lead| self.set([lead, inside]));
            }
            return;
        }
        let capital = first.to_ascii_uppercase();
        for first in [capital, if small { first } else { capital }] {
            // A letter with a mark, a mark, or what shows nothing.
            (0x80..=u8::MAX).for_each(|second| self.set([first, second]));
            match second {
                Some(second) if second.is_ascii() => {
                    self.set([first, second.to_ascii_lowercase()]);
                    self.set([first, second.to_ascii_uppercase()]);
                }
                Some(_) => {}
                // The atom is this letter or sign: another letter does not follow.
                None => (0..0x80u8)
                    .filter(|second| !(first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric()))
                    .for_each(|second| self.set([first, second])),
            }
        }
        let latin = self.latin.iter().filter(|(plain, _, is_small)| *plain == first && (small || !is_small));
        let latin: Vec<[u8; 2]> = latin.map(|(_, pair, _)| *pair).collect();
        latin.into_iter().for_each(|pair| self.set(pair));
    }

    pub(crate) fn finish(&self) -> Vec<u8> {
        self.pairs.to_vec()
    }
}

/// The word of a Bloom filter where a key has its bits, and the bits. The low byte is not asked: nodes know it.
#[inline(always)]
pub(crate) const fn bloom_place(key: u64, words: usize) -> (usize, u64) {
    (crate::form::bucket_of(key, words), 1 << (key >> 8 & 63) | 1 << (key >> 14 & 63))
}

/// Bits of the filter of beginnings for each of them, two of which are set: one of twenty that are not there passes.
const FURTHER_BITS: usize = 8;

/// The filter of beginnings over the hashes of `count` of them.
pub(crate) fn further(hashes: impl Iterator<Item = u64>, count: usize) -> Vec<u8> {
    bloom(hashes, count.saturating_mul(FURTHER_BITS))
}

/// A filter of so many bits over these keys.
fn bloom(keys: impl Iterator<Item = u64>, bits: usize) -> Vec<u8> {
    let words = bits.div_ceil(64).max(1);
    let mut filter = vec![0u64; words];
    for key in keys {
        let (word, bits) = bloom_place(key, words);
        if let Some(word) = filter.get_mut(word) {
            *word |= bits;
        }
    }
    filter.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// What the filter of starts is asked for an atom with this hash.
#[inline]
pub(crate) const fn start_key(hash: u64, small: bool) -> u64 {
    hash ^ (START_SMALL & (small as u64).wrapping_neg())
}

/// The filter of starts over `keys`.
pub(crate) fn starts(keys: &mut Vec<u64>) -> Vec<u8> {
    keys.sort_unstable();
    keys.dedup();
    bloom(keys.iter().copied(), keys.len().saturating_mul(START_BITS))
}

/// The class that is always among those that may go on.
pub(crate) const UNKNOWN: u8 = 15;

/// The classes of the bytes with which an atom may begin: seven of capitals, six of small letters, figures, ASCII signs; and
/// what begins a longer character or does not say (white space and hyphens, of which there may be more than one).
const CLASSES: [u8; 256] = {
    let mut table = [UNKNOWN; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0u8;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'A'..=b'Z' => byte % 7,
            b'a'..=b'z' => (byte % 6).wrapping_add(7),
            b'0'..=b'9' => 13,
            b'-' | 0..=b' ' | 0x7F.. => UNKNOWN,
            _ => 14,
        };
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    table
};

/// The class of a byte with which the next atom begins.
#[inline]
pub(crate) fn class_of(byte: u8) -> u32 {
    CLASSES.get(usize::from(byte)).copied().map_or(0, u32::from)
}

/// The class of the byte with which the next atom begins where `first` and `second` follow an atom: the one that is always there
/// where more must be read to know.
#[inline(always)]
pub(crate) fn class_after(first: u8, second: u8) -> u32 {
    // A hyphen before no letter may be an atom, and is of the class that is always there. Without a branch.
    let hyphen = first == b'-';
    let parts = (first == b' ') | hyphen & second.is_ascii_alphanumeric();
    class_of(if parts { second } else { first })
}

/// The classes of the texts that may stand for `atom`, not the first one of a form with these options, as bits.
pub(crate) fn classes_of(atom: &str, flags: Flags) -> u16 {
    let bit = |byte: u8| 1u16.wrapping_shl(class_of(byte));
    let always = 1 << UNKNOWN;
    let first = match atom.bytes().next() {
        Some(byte) if byte.is_ascii() => byte,
        _ => match fold(atom, Folding::FULL).bytes().next() {
            Some(byte) if byte.is_ascii() => byte,
            _ => return always,
        },
    };
    let capital = always | bit(first.to_ascii_uppercase());
    if flags.is_insensitive() || begins_small(atom) {
        capital | bit(first.to_ascii_lowercase())
    } else {
        capital
    }
}
