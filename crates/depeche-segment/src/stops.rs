//! Where the walks must look: one bit for each byte, 64 bytes at a time.
//!
//! The tests of a byte take no branch and look at sixteen bytes at a time ([`lanes`]).

use crate::lanes::{self, Lanes};

/// 64 bytes in which tokens begin, and the few after them that may have to be looked at; zeros past the end of the text.
pub(crate) type Window = [u8; 72];

/// The eight bytes from `at`, the first one lowest.
#[inline(always)]
pub(crate) fn letters(window: &Window, at: usize) -> u64 {
    let letters = window.get(at..).and_then(|rest| rest.first_chunk()).copied();
    u64::from_le_bytes(letters.unwrap_or_default())
}

/// What the first 64 bytes of a window are, one bit for each.
pub(crate) struct Blocks {
    /// Parts of plain letters.
    ///
    /// Plain are the ASCII letters, the bytes of the Latin letters U+00C0 to U+027F and those of the combining marks U+0300
    /// to U+033F, except that the continuation bytes of × and ÷ are held to be none: a false sign costs time, never a cut.
    pub letters: u64,
    pub spaces: u64,
    pub commas: u64,
}

impl Blocks {
    #[inline(always)]
    pub(crate) fn of(window: &Window) -> Blocks {
        let [letters, spaces, commas] = lanes::bits(window, 0, |after| {
            let bytes = after(0);
            [plain(bytes), bytes.are(b' '), bytes.are(b',')]
        });
        Blocks { letters, spaces, commas }
    }
}

/// Which bytes are [plain](Blocks::letters).
#[inline(always)]
fn plain(bytes: Lanes) -> Lanes {
    let letters = bytes.with(0x20).are_among(b'a', 26);
    // From the continuation bytes to the lead bytes of those letters and marks.
    let beyond = bytes.are_under(0xCA) | bytes.are(0xCC);
    letters | beyond.but_not(bytes.are(0xC2) | bytes.only(!0x20).are(0x97))
}

/// Finds the next byte where a sentence may end: `. ! ? "`, the ends of lines, and the first bytes of the marks and line
/// ends beyond ASCII, and of some others.
pub(crate) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the current block begins; a multiple of [`BLOCK`].
    block: usize,
    /// One bit for each mark of the block.
    mask: u128,
}

/// The bytes that are looked at together: as many as mostly hold a mark.
const BLOCK: usize = 128;

impl<'t> Marks<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Marks<'t> {
        Marks { bytes, block: 0, mask: marks_of(bytes, 0) }
    }

    /// The offset of the first mark at or after `at`; the length of the text, or more, when there is none.
    #[inline]
    pub(crate) fn next(&mut self, at: usize) -> usize {
        let block = at & !(BLOCK - 1);
        if block != self.block {
            self.block = block;
            self.mask = marks_of(self.bytes, block);
        }
        let ahead = self.mask >> (at & (BLOCK - 1));
        if ahead != 0 {
            return at.wrapping_add(ahead.trailing_zeros() as usize);
        }
        loop {
            self.block = self.block.wrapping_add(BLOCK);
            if self.block >= self.bytes.len() {
                return self.bytes.len();
            }
            self.mask = marks_of(self.bytes, self.block);
            if self.mask != 0 {
                return self.block.wrapping_add(self.mask.trailing_zeros() as usize);
            }
        }
    }
}

/// The marks of the bytes from `block`. Not inlined: here all that is compared with stays in registers.
#[inline(never)]
fn marks_of(bytes: &[u8], block: usize) -> u128 {
    let rest = bytes.get(block..).unwrap_or_default();
    let last;
    let window: &[u8; BLOCK + 2] = match rest.first_chunk() {
        Some(window) => window,
        None => {
            last = last_bytes(rest);
            &last
        }
    };
    let half = |half: Option<&[u8]>| half.and_then(|half| half.first_chunk()).map_or(0, marks);
    let (first, second) = (half(window.get(..66)), half(window.get(64..)));
    u128::from(first) | u128::from(second) << 64
}

/// The last bytes of a text, zeros behind them.
#[cold]
pub(crate) fn last_bytes<const LEN: usize>(rest: &[u8]) -> [u8; LEN] {
    let mut last = [0; LEN];
    last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
    last
}

/// The marks of the first 64 bytes, the two after them being looked at too.
#[inline(always)]
fn marks(window: &[u8; 66]) -> u64 {
    let [marks] = lanes::bits(window, 0, |after| [are_marks(after(0), after(1), after(2))]);
    marks
}

/// Whether a mark or line end may begin with these bytes.
#[inline(always)]
fn are_marks(bytes: Lanes, seconds: Lanes, thirds: Lanes) -> Lanes {
    let ascii = bytes.are(b'.') | bytes.are_among(b'!', 2) | bytes.are(b'?') | bytes.are_among(0x0A, 4);
    // NEL, ¡, ¿; not the no-break space and the guillemets.
    let low = seconds.only(7);
    let two = bytes.are(0xC2) & (low.are(1) | low.are_over(3));
    // …, the line and paragraph separators, ‼; ⁇ ⁈ ⁉; not the apostrophe, quotes and dashes, nor the narrow space and €.
    let three = bytes.are(0xE2) & (thirds.are_among(0xA6, 4) | thirds.are(0xBC) | seconds.are(0x81));
    ascii | two | three
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Marks};
    use crate::class::{Class, class};
    use depeche_text::strategies;
    use proptest::prelude::*;

    fn is_plain(byte: u8) -> bool {
        byte.is_ascii_alphabetic()
            || matches!(byte, 0x80..=0xBF | 0xC3..=0xC9 | 0xCC) && !matches!(byte, 0x97 | 0xB7)
    }

    /// Whether a sentence may end at a character.
    fn ends(c: char) -> bool {
        matches!(c, '.' | '"') || matches!(class(c), Class::Mark | Class::Ellipsis | Class::Line)
    }

    #[test]
    fn every_byte_is_told() {
        // C0 and C1 are in no UTF-8.
        for byte in (0..=255).filter(|byte| !matches!(byte, 0xC0 | 0xC1)) {
            let mut window = [byte; 72];
            assert_eq!(
                Blocks::of(&window).letters,
                if is_plain(byte) { u64::MAX } else { 0 },
                "byte {byte:#x}"
            );
            window.fill(b'a');
            window[63] = byte;
            assert_eq!(Blocks::of(&window).letters >> 63, u64::from(is_plain(byte)), "byte {byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn bitmaps_equal_a_search(text in strategies::any_text(), from in 0usize..80) {
            let bytes = text.as_bytes();
            let mut window = [0; 72];
            window.iter_mut().zip(bytes.iter().skip(from)).for_each(|(to, &from)| *to = from);
            let blocks = Blocks::of(&window);
            let expected = |is: fn(u8) -> bool| (0..64).filter(|&bit| is(window[bit])).fold(0_u64, |mask, bit| mask | 1 << bit);
            prop_assert_eq!(blocks.letters, expected(is_plain));
            prop_assert_eq!(blocks.spaces, expected(|byte| byte == b' '));
            prop_assert_eq!(blocks.commas, expected(|byte| byte == b','));
            let mut marks = Marks::new(bytes);
            for at in (0..bytes.len()).step_by(from % 9 + 1).filter(|&at| text.is_char_boundary(at)) {
                let found = marks.next(at);
                let passed = &text[at..found.min(text.len())];
                prop_assert!(!passed.contains(ends), "{:?} is passed", passed);
            }
        }
    }

    /// No mark is passed, and none is found that stands in every text.
    #[test]
    fn marks_are_those_of_the_rules() {
        for c in '\0'..=char::MAX {
            let text = format!("mot{c}");
            let found = Marks::new(text.as_bytes()).next(0) == 3;
            assert!(found || !ends(c), "{c:?} is passed");
            let common =
                c.is_ascii_alphanumeric() || ('À'..='ɏ').contains(&c) || "\u{A0}«»’“”–— ,;:-()'".contains(c);
            assert!(!found || !common, "{c:?} is found");
        }
    }
}
