//! Where the walks must look: one bit for each byte, 64 bytes at a time.
//!
//! The tests of a byte are written without a branch, so that the compiler looks at sixteen bytes at a time; a product then
//! gathers eight answers in one byte.

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
        let block = window.first_chunk().unwrap_or(&[0; 64]);
        Blocks {
            letters: bits(block, |byte| !is_stop(byte)),
            spaces: bits(block, |byte| byte == b' '),
            commas: bits(block, |byte| byte == b','),
        }
    }
}

#[inline(always)]
fn is_stop(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    // From the continuation bytes to the lead bytes of those letters and marks.
    let beyond = byte.wrapping_sub(0x80) < 0x4D;
    let not = (byte == 0xC2) | (byte & 0xFE == 0xCA) | (byte & !0x20 == 0x97);
    !letter & (!beyond | not)
}

/// Finds the next byte where a sentence may end: `. ! ? "`, the ends of lines, and the first bytes of the marks and line
/// ends beyond ASCII, and of some others.
pub(crate) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the current block begins; a multiple of 64.
    block: usize,
    /// One bit for each mark of the block.
    mask: u64,
}

impl<'t> Marks<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Marks<'t> {
        Marks { bytes, block: 0, mask: marks_of(bytes, 0) }
    }

    /// The offset of the first mark at or after `at`; the length of the text, or more, when there is none.
    #[inline]
    pub(crate) fn next(&mut self, at: usize) -> usize {
        let block = at & !63;
        if block != self.block {
            self.block = block;
            self.mask = marks_of(self.bytes, block);
        }
        let ahead = self.mask >> (at & 63);
        if ahead != 0 {
            return at.wrapping_add(ahead.trailing_zeros() as usize);
        }
        loop {
            self.block = self.block.wrapping_add(64);
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

/// The marks of the 64 bytes from `block`.
#[inline]
fn marks_of(bytes: &[u8], block: usize) -> u64 {
    let rest = bytes.get(block..).unwrap_or_default();
    match rest.first_chunk() {
        Some(window) => marks(window),
        None => {
            let mut last = [0; 66];
            last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
            marks(&last)
        }
    }
}

/// The marks of the first 64 bytes, the two after them being looked at too.
#[inline(always)]
fn marks(window: &[u8; 66]) -> u64 {
    let mut flags = [0; 64];
    let nexts = window.iter().skip(1).zip(window.iter().skip(2));
    for ((flag, &byte), (&second, &third)) in flags.iter_mut().zip(window).zip(nexts) {
        *flag = u8::from(is_mark(byte, second, third));
    }
    gather(&flags)
}

/// Whether a mark or line end may begin with these bytes.
#[inline(always)]
#[expect(clippy::cast_possible_wrap, reason = "bytes beyond ASCII are compared as they are, below zero")]
fn is_mark(byte: u8, second: u8, third: u8) -> bool {
    let line = byte.wrapping_sub(0x0A) < 4;
    let ascii = (byte == b'.') | (byte.wrapping_sub(b'!') < 2) | (byte == b'?') | line;
    // NEL, ¡, ¿; not the no-break space and the guillemets.
    let low = (second & 7) as i8;
    let two = (byte == 0xC2) & ((low == 1) | (low > 3));
    // …, ‼, the line and paragraph separators; ⁇ ⁈ ⁉; not the apostrophe, quotes and dashes.
    let three = (byte == 0xE2) & ((third as i8 > 0x9F_u8 as i8) | (second == 0x81));
    ascii | two | three
}

/// Finds the capitals that a word after a gap may begin with: `A` to `Z` and the lead byte of `À`, not after a visible ASCII
/// sign.
pub(crate) struct Capitals<'t> {
    bytes: &'t [u8],
    /// Whether those are left out before whose gap a point, comma, colon, semicolon, line end or `«` stands.
    unmarked: bool,
    /// Where the block after the current one begins.
    next: usize,
    /// One bit for each capital of the current block that is still to be given.
    mask: u64,
}

impl<'t> Capitals<'t> {
    pub(crate) fn new(bytes: &'t [u8], unmarked: bool) -> Capitals<'t> {
        Capitals { bytes, unmarked, next: 0, mask: 0 }
    }
}

impl Iterator for Capitals<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            if self.next >= self.bytes.len() {
                return None;
            }
            self.mask = capitals_of(self.bytes, self.next, self.unmarked);
            self.next = self.next.wrapping_add(64);
        }
        let bit = self.mask.trailing_zeros() as usize;
        self.mask &= self.mask.wrapping_sub(1);
        Some(self.next.wrapping_sub(64).wrapping_add(bit))
    }
}

/// The bytes before a capital that are looked at.
const BEFORE: usize = 3;
/// A block and those before it.
type Late = [u8; 64 + BEFORE];

/// The capitals of the 64 bytes from `block`.
#[inline]
fn capitals_of(bytes: &[u8], block: usize, unmarked: bool) -> u64 {
    let before = block.checked_sub(BEFORE).and_then(|before| bytes.get(before..));
    let edge;
    let window = match before.and_then(|rest| rest.first_chunk()) {
        Some(window) => window,
        None => {
            edge = edge_of(bytes, block);
            &edge
        }
    };
    if unmarked { capitals(window, is_marked) } else { capitals(window, |_| false) }
}

/// The window of a block at the beginning or end of a text, zeros where nothing stands.
#[cold]
fn edge_of(bytes: &[u8], block: usize) -> Late {
    let mut window = [0; 64 + BEFORE];
    let room = window.get_mut(BEFORE.saturating_sub(block)..).unwrap_or_default();
    let rest = bytes.get(block.saturating_sub(BEFORE)..).unwrap_or_default();
    room.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
    window
}

/// The capitals of the last 64 bytes, without those before which `is_marked`.
#[inline(always)]
fn capitals(window: &Late, is_marked: impl Fn([u8; BEFORE]) -> bool) -> u64 {
    let mut flags = [0; 64];
    let earlier = window.iter().zip(window.iter().skip(1));
    let later = window.iter().skip(2).zip(window.iter().skip(BEFORE));
    for (flag, ((&first, &second), (&third, &byte))) in flags.iter_mut().zip(earlier.zip(later)) {
        *flag = u8::from(is_capital(byte) & is_free(third) & !is_marked([first, second, third]));
    }
    gather(&flags)
}

/// Whether a point, comma, colon, semicolon, line end or `«` stands before the last byte, which is white.
#[inline(always)]
fn is_marked([first, second, third]: [u8; BEFORE]) -> bool {
    let pause = (second | 2 == b'.') | (second | 1 == b';');
    let blank = (second == b'\n') & (third == b'\n');
    pause | blank | ((first == 0xC2) & (second == 0xAB))
}

#[inline(always)]
fn is_capital(byte: u8) -> bool {
    (byte.wrapping_sub(b'A') < 26) | (byte == 0xC3)
}

/// Whether the byte is no visible sign of ASCII: each of those belongs to a token.
#[inline(always)]
fn is_free(byte: u8) -> bool {
    byte.wrapping_sub(b'!') >= 0x7F - b'!'
}

/// One bit for each byte of the block that `is`.
#[inline(always)]
fn bits(block: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    gather(&block.map(|byte| u8::from(is(byte))))
}

/// One bit for each byte that is one; the others are zero.
#[inline(always)]
fn gather(flags: &[u8; 64]) -> u64 {
    let (words, _) = flags.as_chunks::<8>();
    // The product brings the lowest bits of eight bytes together in the highest byte.
    let gather = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    words.iter().rev().fold(0, |bits, word| (bits << 8) | gather(word))
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Capitals, Marks};
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
            for unmarked in [false, true] {
                let capitals = (0..bytes.len()).filter(|&at| {
                    let ends = |mark: &str| bytes[..at.saturating_sub(1)].ends_with(mark.as_bytes());
                    matches!(bytes[at], b'A'..=b'Z' | 0xC3)
                        && (at < 1 || !bytes[at - 1].is_ascii_graphic())
                        && !(unmarked && ([".", ",", ":", ";", "«"].into_iter().any(ends) || bytes[..at].ends_with(b"\n\n")))
                });
                prop_assert_eq!(Capitals::new(bytes, unmarked).collect::<Vec<_>>(), capitals.collect::<Vec<_>>());
            }
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
