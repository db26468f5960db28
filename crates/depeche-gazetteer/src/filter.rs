//! What turns away, before anything is looked up, the places of a text where no name begins or goes on.
//!
//! Three filters, each passing everything that may be a name:
//!
//! 1. [`FirstBytes`]: two kilobytes, asked of every token with its first two bytes as they stand in the text. Five of six
//!    tokens of a French text go no further.
//! 2. The Bloom filter over first atoms, asked with the hash of the folded atom ([`starts_place`]).
//! 3. [`class_of`]: sixteen classes of bytes. A beginning that others continue knows the classes with which its next atom may
//!    begin, so that *Paris* is not asked what follows in *Paris est*.

use crate::form::{Flags, begins_small};
use depeche_text::fold::{Folding, fold, fold_into};

/// The size of the filter of first bytes in the file.
pub(crate) const FIRST_BYTES: usize = 2048;
/// For each first byte, a bit for each class of second bytes.
pub(crate) type FirstBytes = [[u8; 8]; 256];

/// The row that no first byte of a character has, for one bit: some form begins with a sign beyond ASCII.
const SIGNS: usize = 0x80;

/// Bits of the filter of starts for each key, two of which are set: one of fifty keys that are not there passes.
pub(crate) const START_BITS: usize = 16;
/// Makes another key of a first atom that begins with a small letter.
pub(crate) const START_SMALL: u64 = 0x5851_F42D_4C95_7F2D;

/// The class of a second byte: letters without case, figures, the bytes that begin a longer character. A byte inside a
/// character has its low six bits, since it stands after another first byte than the others do.
const SECOND: [u8; 256] = {
    let mut table = [0; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0u8;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(1),
            b'A'..=b'Z' => byte.wrapping_sub(b'A').wrapping_add(1),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(27),
            b'\'' => 37,
            b'-' => 38,
            b' ' => 39,
            b'.' => 40,
            b'&' => 41,
            0x80..=0xBF => byte & 0x3F,
            0xC3 => LATIN_1,
            0xC4 => LATIN_A,
            0xC5 => LATIN_B,
            0xC2.. => BEYOND,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    table
};
const LATIN_1: u8 = 60;
const LATIN_A: u8 = 61;
const LATIN_B: u8 = 62;
const BEYOND: u8 = 63;
/// Letters with marks, marks, signs that show nothing: what may stand for or after any letter.
const LONGER: u64 = 1 << LATIN_1 | 1 << LATIN_A | 1 << LATIN_B | 1 << BEYOND;

/// Whether a name may begin with the bytes at `start`.
#[inline(always)]
pub(crate) fn may_begin(filter: &FirstBytes, bytes: &[u8], start: usize) -> bool {
    let (first, second) = match bytes.get(start..) {
        Some([first, second, ..]) => (*first, *second),
        Some([first]) => (*first, 0),
        _ => return false,
    };
    let row = filter.get(usize::from(first)).map_or(0, |row| u64::from_le_bytes(*row));
    let class = SECOND.get(usize::from(second)).copied().unwrap_or_default();
    row >> (class & 63) & 1 == 1
}

/// Whether the bytes are a dash or a quotation mark beyond ASCII, and no form begins with such a sign.
#[inline]
pub(crate) fn is_foreign_sign(filter: &FirstBytes, bytes: &[u8], start: usize) -> bool {
    matches!(bytes.get(start..), Some([0xE2, 0x80, 0x92..=0xA6, ..]))
        && filter.get(SIGNS).is_some_and(|row| *row == [0; 8])
}

/// Gathers the first bytes with which forms may begin.
pub(crate) struct FirstBytesBuilder {
    rows: [u64; 256],
    /// The letters of two bytes that fold to a plain one: that, the two bytes, and whether it is a small letter.
    latin: Vec<(u8, [u8; 2], bool)>,
    last: Option<(u8, Option<u8>, bool)>,
    folded: String,
}

impl FirstBytesBuilder {
    pub(crate) fn new() -> FirstBytesBuilder {
        let mut rows = [0; 256];
        for (byte, row) in (0u8..=255).zip(&mut rows) {
            match byte {
                // A soft hyphen shows nothing: anything may come after it.
                0xC2 => *row = 1 << (0xAD & 0x3F),
                0xC6.. => *row = u64::MAX,
                _ => {}
            }
        }
        let latin = ('\u{C0}'..='\u{17F}')
            .filter_map(|c| {
                let mut bytes = [0; 4];
                let text = c.encode_utf8(&mut bytes);
                let first = *fold(text, Folding::FULL).as_bytes().first()?;
                let pair = *text.as_bytes().first_chunk()?;
                first.is_ascii().then_some((first, pair, c.is_lowercase()))
            })
            .collect();
        FirstBytesBuilder { rows, latin, last: None, folded: String::new() }
    }

    /// Adds every text that may stand for `atom`; in small letters too when `small`.
    pub(crate) fn add(&mut self, atom: &str, small: bool) {
        let (first, second) = match atom.as_bytes() {
            [first, second, ..] if (first | second) < 0x80 => {
                (first.to_ascii_lowercase(), Some(second.to_ascii_lowercase()))
            }
            _ => {
                self.folded.clear();
                fold_into(atom, Folding::FULL, &mut self.folded);
                let folded = self.folded.as_bytes();
                (folded.first().copied().unwrap_or_default(), folded.get(1).copied())
            }
        };
        if self.last == Some((first, second, small)) {
            return;
        }
        self.last = Some((first, second, small));
        let class = |byte: u8| 1u64 << (SECOND.get(usize::from(byte)).copied().unwrap_or_default() & 63);
        let mut set = |byte: u8, classes: u64| {
            if let Some(row) = self.rows.get_mut(usize::from(byte)) {
                *row |= classes;
            }
        };
        if !first.is_ascii_alphanumeric() {
            set(0x80, 1);
        }
        if !first.is_ascii() {
            return (0xC2..=0xC5).for_each(|byte| set(byte, u64::MAX));
        }
        let seconds = match second {
            None => u64::MAX,
            Some(second) if second.is_ascii() => class(second) | LONGER,
            Some(_) => LONGER,
        };
        set(first.to_ascii_uppercase(), seconds);
        if small {
            set(first, seconds);
        }
        for &(plain, [lead, inside], is_small) in &self.latin {
            if plain == first && (small || !is_small) {
                set(lead, class(inside));
            }
        }
    }

    pub(crate) fn finish(&self) -> Vec<u8> {
        self.rows.iter().flat_map(|row| row.to_le_bytes()).collect()
    }
}

/// The word of the filter of starts where a key has its bits, and the bits.
#[inline]
pub(crate) const fn starts_place(key: u64, words: usize) -> (usize, u64) {
    (crate::form::bucket_of(key, words), 1 << (key >> 8 & 63) | 1 << (key >> 14 & 63))
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
    let words = keys.len().saturating_mul(START_BITS).div_ceil(64).max(1);
    let mut filter = vec![0u64; words];
    for &key in keys.iter() {
        let (word, bits) = starts_place(key, words);
        if let Some(word) = filter.get_mut(word) {
            *word |= bits;
        }
    }
    filter.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The class that is always among those that may go on.
const UNKNOWN: u8 = 15;

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
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    table
};

/// The class of a byte with which the next atom begins.
#[inline]
pub(crate) fn class_of(byte: u8) -> u32 {
    CLASSES.get(usize::from(byte)).copied().map_or(0, u32::from)
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
