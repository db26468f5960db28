//! What the plain walk does at a sign: one class for each, whatever bytes it has.

use crate::figures::{NARROW_SPACE, NO_BREAK_SPACE};
use crate::stops::Window;
use std::hint::select_unpredictable;

// The second byte after C2, the third one after E2 80.
pub(crate) const OPEN_GUILLEMET: u8 = 0xAB;
pub(crate) const CLOSE_GUILLEMET: u8 = 0xBB;
const EN_DASH: u8 = 0x93;
const EM_DASH: u8 = 0x94;
const APOSTROPHE: u8 = 0x99;
const OPEN_QUOTE: u8 = 0x9C;
const CLOSE_QUOTE: u8 = 0x9D;
const ELLIPSIS: u8 = 0xA6;
const BULLET: u8 = 0xA2;
// The second byte after C2.
const DEGREE: u8 = 0xB0;

/// What the walk does at a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Byte {
    /// The rules are asked.
    Other,
    /// A tab, the no-break spaces.
    Space,
    /// `, ( ) [ ]`: tokens of one character, and nothing else.
    Mark,
    /// `. ! ? ; :`: tokens that the sentence rules ask about.
    Stop,
    /// `"`
    Quote,
    Line,
    Apostrophe,
    Figure,
    Hyphen,
    /// `%`
    Percent,
    /// `#`
    Number,
    Slash,
    /// Guillemets, typographic quotes, dashes, the bullet.
    LongMark,
    /// `& * { }` and the symbols ``$ < = > | \ ^ ` ~``: tokens of one character where no letter stands before them.
    Lone,
    /// `…`
    Ellipsis,
    /// `°`
    Degree,
    /// The first byte of U+2000 to U+2FFF, but for U+2000 to U+203F: `€`.
    E2,
}

/// What stands at a place, and how many bytes it has: 1 where the rules are asked anyway.
pub(crate) struct Sign {
    pub class: Byte,
    pub len: usize,
}

impl Sign {
    /// Found without a branch: how many bytes a sign has, no processor foretells, and `’` is to be as good as `'`.
    #[inline(always)]
    pub(crate) fn of(window: &Window, at: usize) -> Sign {
        let bytes = window.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
        let [first, second, third] = bytes;
        let is_long = (first == 0xE2) & (second == 0x80);
        let last = select_unpredictable(is_long, third, second);
        let beyond = usize::from(last & 0x3F) | select_unpredictable(is_long, GENERAL, LATIN);
        let place = select_unpredictable(is_long | (first == 0xC2), beyond, usize::from(first));
        let len = 1_usize.wrapping_add(usize::from(first == 0xC2)).wrapping_add(usize::from(is_long) << 1);
        Sign { class: BYTES.get(place).copied().unwrap_or(Byte::Other), len }
    }
}

/// Where the classes of U+0080 to U+00BF begin, after those of the bytes; and those of U+2000 to U+203F.
const LATIN: usize = 256;
const GENERAL: usize = 320;

static BYTES: [Byte; 384] = {
    let mut bytes = [Byte::Other; 384];
    let mut place = 0_usize;
    let mut rest: &mut [Byte] = &mut bytes;
    while let [first, tail @ ..] = rest {
        let [byte, ..] = place.to_le_bytes();
        let last = byte & 0x3F | 0x80;
        *first = if place < LATIN {
            ascii(byte)
        } else if place < GENERAL {
            match last {
                NO_BREAK_SPACE => Byte::Space,
                OPEN_GUILLEMET | CLOSE_GUILLEMET => Byte::LongMark,
                DEGREE => Byte::Degree,
                _ => Byte::Other,
            }
        } else {
            match last {
                NARROW_SPACE => Byte::Space,
                EN_DASH | EM_DASH | OPEN_QUOTE | CLOSE_QUOTE | BULLET => Byte::LongMark,
                APOSTROPHE => Byte::Apostrophe,
                ELLIPSIS => Byte::Ellipsis,
                _ => Byte::Other,
            }
        };
        place = place.wrapping_add(1);
        rest = tail;
    }
    bytes
};

const fn ascii(byte: u8) -> Byte {
    match byte {
        b'\t' => Byte::Space,
        b',' | b'(' | b')' | b'[' | b']' => Byte::Mark,
        b'.' | b'!' | b'?' | b';' | b':' => Byte::Stop,
        b'"' => Byte::Quote,
        b'\n'..=b'\r' => Byte::Line,
        b'\'' => Byte::Apostrophe,
        b'0'..=b'9' => Byte::Figure,
        b'-' => Byte::Hyphen,
        b'%' => Byte::Percent,
        b'#' => Byte::Number,
        b'/' => Byte::Slash,
        b'&' | b'*' | b'{' | b'}' | b'$' | b'<' | b'=' | b'>' | b'|' | b'\\' | b'^' | b'`' | b'~' => {
            Byte::Lone
        }
        0xE2 => Byte::E2,
        _ => Byte::Other,
    }
}
