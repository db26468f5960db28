//! T2 on the plain walk: the elided words that a few bytes tell.

use crate::lexicon::{LIGATURE, Lexicon};
use crate::stops::{Window, letters};
use std::hint::select_unpredictable;

/// The bytes before an apostrophe that [`is_elided`] looks at.
pub(crate) const ELIDED_BEFORE: usize = 3;

/// T2: whether a word of one letter, or *qu*, white space or a bracket before it, is elided before the apostrophe at `sign` and
/// what has a key that begins with `next`, and begins no exception. Nearly all elided words are found so.
#[inline(always)]
pub(crate) fn is_elided(window: &Window, sign: usize, next: u8, lexicon: &Lexicon) -> bool {
    let [first, second, third, ..] = letters(window, sign.wrapping_sub(ELIDED_BEFORE)).to_le_bytes();
    let of = |byte: u8| ELIDED.get(usize::from(byte)).copied().unwrap_or(0);
    let word = of(first) & of(second) >> 2 & of(third) >> 4 & 3;
    let row = select_unpredictable(word == 2, second, third);
    (word != 0) & (of(next) >> 6 == 1) & !lexicon.may_be_elided_exception(row, next)
}

/// What a byte may be near an elided word: what stands before the word or in it, as the first, second and third byte before the
/// apostrophe (two bits each: for a word of one letter, for *qu*); and whether it may stand after it.
static ELIDED: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut table;
    while let [first, tail @ ..] = rest {
        if matches!(byte, 0..=b' ' | b'(') {
            *first |= 2 | 1 << 2;
        }
        match byte | 0x20 {
            b'q' => *first |= 2 << 2,
            b'u' => *first |= 2 << 4,
            b'l' | b'd' | b'j' | b'm' | b't' | b's' | b'c' | b'n' | b'y' => *first |= 1 << 4,
            _ => {}
        }
        if byte.is_ascii_alphabetic() || byte == LIGATURE {
            *first |= 1 << 6;
        }
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    table
};
