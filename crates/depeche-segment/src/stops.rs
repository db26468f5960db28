//! Where the walks must look: one bit for each byte, 64 bytes at a time.
//!
//! The tests of a byte are written without a branch, so that the compiler looks at sixteen bytes at a time; a product then
//! gathers eight answers in one byte.

/// One bit for each of the first 64 bytes of `window` that is not part of plain letters.
///
/// Plain are the ASCII letters, the bytes of the Latin letters U+00C0 to U+027F and those of the combining marks U+0300 to
/// U+033F, except that the continuation bytes of × and ÷ are held to be stops: a false stop costs time, never a cut.
#[inline]
pub(crate) fn stops_of(window: &[u8; 72]) -> u64 {
    window.first_chunk().map_or(0, |block| bits(block, is_stop))
}

#[inline(always)]
fn is_stop(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    // From the continuation bytes to the lead bytes of those letters and marks.
    let beyond = byte.wrapping_sub(0x80) < 0x4D;
    let not = (byte == 0xC2) | (byte & 0xFE == 0xCA) | (byte & !0x20 == 0x97);
    !letter & (!beyond | not)
}

/// Finds the next byte where a sentence may end: `. ! ? "`, the ends of lines, and the lead bytes of the marks and line
/// ends beyond ASCII.
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
        Some(block) => bits(block, is_mark),
        None => {
            let mut last = [0; 64];
            last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
            bits(&last, is_mark)
        }
    }
}

#[inline(always)]
fn is_mark(byte: u8) -> bool {
    // C2 of ¡ ¿ and NEL, E2 of … ‼ and the line and paragraph separators.
    let beyond = byte & !0x20 == 0xC2;
    let line = byte.wrapping_sub(0x0A) < 4;
    (byte == b'.') | (byte.wrapping_sub(b'!') < 2) | (byte == b'?') | line | beyond
}

/// Finds the capitals that a word after a gap may begin with: `A` to `Z` and the lead byte of `À`, not after a visible ASCII
/// sign.
pub(crate) struct Capitals<'t> {
    bytes: &'t [u8],
    /// Where the block after the current one begins.
    next: usize,
    /// One bit for each capital of the current block that is still to be given.
    mask: u64,
    /// Whether the last byte of the current block may stand before a word.
    free: u64,
}

impl<'t> Capitals<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Capitals<'t> {
        Capitals { bytes, next: 0, mask: 0, free: 1 }
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
            let block = block_of(self.bytes, self.next);
            let free = bits(&block, is_free);
            self.mask = bits(&block, is_capital) & (free << 1 | self.free);
            self.free = free >> 63;
            self.next = self.next.wrapping_add(64);
        }
        let bit = self.mask.trailing_zeros() as usize;
        self.mask &= self.mask.wrapping_sub(1);
        Some(self.next.wrapping_sub(64).wrapping_add(bit))
    }
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

/// The 64 bytes from `from`, zeros past the end.
#[inline]
fn block_of(bytes: &[u8], from: usize) -> [u8; 64] {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; 64];
        last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
        last
    })
}

/// One bit for each byte of the block that `is`.
#[inline(always)]
fn bits(block: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    let flags = block.map(|byte| u8::from(is(byte)));
    let (words, _) = flags.as_chunks::<8>();
    // The product brings the lowest bits of eight bytes together in the highest byte.
    let gather = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    words.iter().rev().fold(0, |bits, word| (bits << 8) | gather(word))
}

#[cfg(test)]
mod tests {
    use super::{Capitals, Marks, stops_of};
    use depeche_text::strategies;
    use proptest::prelude::*;

    fn is_plain(byte: u8) -> bool {
        byte.is_ascii_alphabetic()
            || matches!(byte, 0x80..=0xBF | 0xC3..=0xC9 | 0xCC) && !matches!(byte, 0x97 | 0xB7)
    }

    fn is_mark(byte: u8) -> bool {
        b".!?\"\n\r\x0B\x0C\xC2\xE2".contains(&byte)
    }

    #[test]
    fn every_byte_is_told() {
        // C0 and C1 are in no UTF-8.
        for byte in (0..=255).filter(|byte| !matches!(byte, 0xC0 | 0xC1)) {
            let mut window = [byte; 72];
            assert_eq!(stops_of(&window), if is_plain(byte) { 0 } else { u64::MAX }, "byte {byte:#x}");
            assert_eq!(Marks::new(&window).next(3), if is_mark(byte) { 3 } else { 72 }, "byte {byte:#x}");
            window.fill(b'a');
            window[63] = byte;
            assert_eq!(stops_of(&window) >> 63, u64::from(!is_plain(byte)), "byte {byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn bitmaps_equal_a_search(text in strategies::any_text(), from in 0usize..80) {
            let bytes = text.as_bytes();
            let mut window = [0; 72];
            window.iter_mut().zip(bytes.iter().skip(from)).for_each(|(to, &from)| *to = from);
            let expected = (0..64).filter(|&bit| !is_plain(window[bit])).fold(0_u64, |mask, bit| mask | 1 << bit);
            prop_assert_eq!(stops_of(&window), expected);
            let is_free = |byte: u8| !byte.is_ascii_graphic();
            let capitals = (0..bytes.len()).filter(|&at| {
                matches!(bytes[at], b'A'..=b'Z' | 0xC3) && (at == 0 || is_free(bytes[at - 1]))
            });
            prop_assert_eq!(Capitals::new(bytes).collect::<Vec<_>>(), capitals.collect::<Vec<_>>());
            let mut marks = Marks::new(bytes);
            for at in (0..bytes.len()).step_by(from % 9 + 1) {
                let expected = bytes[at..].iter().position(|&byte| is_mark(byte)).map_or(bytes.len(), |len| at + len);
                prop_assert_eq!(marks.next(at), expected);
            }
        }
    }
}
