//! T2 on the plain walk: the elided words that a few bytes tell.

use crate::lexicon::{LIGATURE, Lexicon};
use crate::stops::Window;
use std::hint::select_unpredictable;

/// T2: whether a word of one letter, or *qu*, is elided before the apostrophe at `sign` and what has a key that begins with `next`,
/// and begins no exception; `starts` are the first bytes of words. Nearly all elided words are found so.
#[inline(always)]
pub(crate) fn is_elided(window: &Window, sign: usize, next: u8, starts: u64, lexicon: &Lexicon) -> bool {
    let place = |back: usize| sign.wrapping_sub(back) & 63; // wraps: what lies before is outside, and no word
    let byte = |back: usize| window.get(place(back)).copied().unwrap_or(0);
    let of = |byte: u8| ELIDED.get(usize::from(byte)).copied().unwrap_or(0);
    let begins = |back: usize| starts >> place(back) & 1 == 1;
    let single = begins(1) & (of(byte(1)) & SINGLE != 0);
    let queried = begins(2) & !begins(1) & (of(byte(2)) & of(byte(1)) >> 1 & FIRST != 0);
    let first = select_unpredictable(queried, byte(2), byte(1));
    (single | queried) & (of(next) & NEXT != 0) & !lexicon.may_be_elided_exception(first, next)
}

/// A letter that is a word without its vowel.
const SINGLE: u8 = 1;
/// *q*
const FIRST: u8 = 2;
/// *u*
const SECOND: u8 = 4;
/// What the key of the next word may begin with.
const NEXT: u8 = 8;

/// What a byte may be near an apostrophe.
static ELIDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut table;
    while let [first, tail @ ..] = rest {
        *first = match byte.to_ascii_lowercase() {
            b'q' => FIRST,
            b'u' => SECOND,
            b'l' | b'd' | b'j' | b'm' | b't' | b's' | b'c' | b'n' | b'y' => SINGLE,
            _ => 0,
        };
        if byte.is_ascii_alphabetic() || byte == LIGATURE {
            *first |= NEXT;
        }
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    table
};
