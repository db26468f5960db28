//! Where the tokens of a window of the plain walk begin and end: bitmaps, and what each sign changes in them.

use crate::stops::{Blocks, Window};
use depeche_text::TokenKind;

/// Where the tokens of a window begin and end, one bit for each byte.
pub(crate) struct Cuts {
    pub(crate) letters: u64,
    /// The first bytes of tokens.
    pub(crate) starts: u64,
    /// The last bytes of tokens.
    pub(crate) lasts: u64,
    /// The last bytes of elided words.
    pub(crate) elided: u64,
    /// The first bytes of the tokens that are not what their first byte says, and what they are, as a number in three bitmaps.
    pub(crate) told: u64,
    kinds: [u64; 3],
    /// The signs that are still to be looked at.
    pub(crate) signs: u64,
    /// Where the word begins that reaches the end of the window: nothing behind it is cut.
    pub(crate) limit: usize,
}

impl Cuts {
    /// What letters and commas alone say about the window from `from` on.
    #[inline(always)]
    pub(crate) fn new(blocks: &Blocks, window: &Window, from: usize) -> Cuts {
        let ahead = u64::MAX << (from & 63);
        let letters = blocks.letters & ahead;
        let limit = 64_usize.wrapping_sub(letters.leading_ones() as usize);
        // Nothing that belongs to the comma before it begins with a space.
        let space = u64::from(window.get(64) == Some(&b' ')) << 63;
        let commas = blocks.commas & ahead & (blocks.spaces >> 1 | space);
        Cuts {
            letters,
            starts: letters & !(letters << 1) | commas,
            lasts: letters & !(letters >> 1) | commas,
            elided: 0,
            told: 0,
            kinds: [0; 3],
            signs: !(letters | blocks.spaces | commas) & ahead & below(limit),
            limit,
        }
    }

    /// Whether a letter stands before `sign`.
    #[inline(always)]
    pub(crate) fn touches(&self, sign: usize) -> bool {
        self.letters << 1 >> (sign & 63) & 1 == 1
    }

    /// Where what ends at `sign` begins: the word before it, or the sign itself.
    #[inline(always)]
    pub(crate) fn begin(&self, sign: usize) -> usize {
        if self.touches(sign) {
            63_usize.wrapping_sub((self.starts & below(sign)).leading_zeros() as usize)
        } else {
            sign
        }
    }

    /// The word before the apostrophe `sign..after` is elided, and a letter stands after it.
    #[inline(always)]
    pub(crate) fn elide(&mut self, sign: usize, after: usize) {
        let apostrophe = below(after) & !below(sign);
        let last = 1 << (after.wrapping_sub(1) & 63);
        self.letters &= !apostrophe;
        self.starts = self.starts & !apostrophe | self.letters & !below(after) & below(after.wrapping_add(1));
        self.lasts = self.lasts & !(apostrophe | apostrophe >> 1) | last;
        self.elided |= last;
        self.pass(after);
    }

    /// What stands before `end` has been looked at.
    #[inline(always)]
    pub(crate) fn pass(&mut self, end: usize) {
        self.signs &= !below(end);
    }

    /// `start..end` is one token.
    #[inline(always)]
    pub(crate) fn token(&mut self, start: usize, end: usize) {
        let inside = below(end) & !below(start);
        self.starts = self.starts & !inside | 1 << (start & 63);
        self.lasts = self.lasts & !inside | 1 << (end.wrapping_sub(1) & 63);
        self.pass(end);
    }

    /// `start..end` is one token of one of the [`KINDS`].
    #[inline(always)]
    pub(crate) fn token_of(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.token(start, end);
        let number = KINDS.iter().position(|&known| known == kind).unwrap_or(0) as u64;
        self.told |= 1 << (start & 63);
        for (place, bits) in self.kinds.iter_mut().enumerate() {
            *bits |= (number >> place & 1) << (start & 63);
        }
    }

    /// The kind of the token that was told at `start`.
    #[inline(always)]
    pub(crate) fn kind(&self, start: usize) -> TokenKind {
        let [low, middle, high] = self.kinds.map(|bits| usize::from(bits >> (start & 63) & 1 == 1));
        KINDS.get(high << 2 | middle << 1 | low).copied().unwrap_or_default()
    }

    /// `start..end` is one sign, although its second and third byte are like those of a letter.
    #[inline(always)]
    pub(crate) fn sign(&mut self, start: usize, end: usize) {
        let tail = below(end) & !below(start);
        self.letters &= !tail;
        self.lasts &= !tail;
        self.starts = self.starts & !tail | self.letters & !below(end) & below(end.wrapping_add(1));
        self.pass(end);
    }
}

/// What a token may be that its first byte does not tell: an ordinal that begins with a figure, a symbol that is no ASCII; eight
/// at most.
const KINDS: [TokenKind; 6] = [
    TokenKind::Ordinal,
    TokenKind::Symbol,
    TokenKind::Abbreviation,
    TokenKind::Clitic,
    TokenKind::Initial,
    TokenKind::Hashtag,
];

/// The bits below `end`, which may be 64 and more.
#[inline(always)]
pub(crate) fn below(end: usize) -> u64 {
    if end < 64 { !(u64::MAX << end) } else { u64::MAX }
}
