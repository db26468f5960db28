//! Where plain letters end: one bit per byte, 64 bytes at a time, in whole-word arithmetic.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Finds the next byte that is not part of plain letters, from places that only move forward.
///
/// Plain are the ASCII letters and the bytes of the Latin letters U+00C0 to U+027F, except that the continuation bytes
/// of × and ÷ are held to be stops: a false stop costs time, never a cut.
pub(crate) struct Stops<'t> {
    bytes: &'t [u8],
    /// Where the current block begins; a multiple of 64.
    block: usize,
    /// One bit for each stop of the block.
    mask: u64,
}

impl<'t> Stops<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Stops<'t> {
        Stops { bytes, block: 0, mask: stops_of(bytes, 0) }
    }

    /// The offset of the first stop at or after `at`; the length of the text when there is none.
    #[inline]
    pub(crate) fn next(&mut self, at: usize) -> usize {
        let block = at & !63;
        if block != self.block {
            self.block = block;
            self.mask = stops_of(self.bytes, block);
        }
        let ahead = self.mask >> (at & 63);
        if ahead != 0 {
            return at.wrapping_add(ahead.trailing_zeros() as usize);
        }
        self.next_block()
    }

    fn next_block(&mut self) -> usize {
        loop {
            let next = self.block.wrapping_add(64);
            if next >= self.bytes.len() {
                return self.bytes.len();
            }
            self.block = next;
            self.mask = stops_of(self.bytes, next);
            if self.mask != 0 {
                return next.wrapping_add(self.mask.trailing_zeros() as usize).min(self.bytes.len());
            }
        }
    }
}

/// Finds the next byte where a sentence may end: `. ! ? "`, the ends of lines, and the lead bytes of the marks and line
/// ends beyond ASCII.
pub(crate) struct Marks<'t> {
    bytes: &'t [u8],
    block: usize,
    mask: u64,
    /// Up to where everything has been looked at.
    reached: usize,
}

impl<'t> Marks<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Marks<'t> {
        Marks { bytes, block: 0, mask: block_of(bytes, 0, marks_of_word), reached: 0 }
    }

    /// The offset of the first mark at or after `at`; the length of the text, or more, when there is none.
    #[inline]
    pub(crate) fn next(&mut self, at: usize) -> usize {
        let block = at & !63;
        if block != self.block {
            self.block = block;
            self.mask = block_of(self.bytes, block, marks_of_word);
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
            self.mask = block_of(self.bytes, self.block, marks_of_word);
            if self.mask != 0 {
                return self.block.wrapping_add(self.mask.trailing_zeros() as usize);
            }
        }
    }

    pub(crate) const fn reached(&self) -> usize {
        self.reached
    }

    pub(crate) const fn reach(&mut self, at: usize) {
        self.reached = at;
    }
}

/// The marks of eight bytes, one bit each.
#[inline]
const fn marks_of_word(word: u64) -> u64 {
    let high = word & HIGH;
    let low = word & !HIGH;
    let ascii = equal(low, b'.')
        | equal(low, b'!')
        | equal(low, b'?')
        | equal(low, b'"')
        | (at_least(low, 0x0A) & !at_least(low, 0x0E));
    // C2 of ¡ ¿ and NEL, E2 of … ‼ and the line and paragraph separators.
    let beyond = equal(low, 0x42) | equal(low, 0x62);
    let marks = ((ascii & !high) | (beyond & high)) & HIGH;
    (marks >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The stops of the 64 bytes from `block`; what lies past the end is a stop.
#[inline]
fn stops_of(bytes: &[u8], block: usize) -> u64 {
    block_of(bytes, block, stops_of_word)
}

/// The bits of the 64 bytes from `block`, past the end those of spaces.
#[inline]
fn block_of(bytes: &[u8], block: usize, of_word: impl Fn(u64) -> u64) -> u64 {
    match bytes.get(block..block.wrapping_add(64)).and_then(|block| <&[u8; 64]>::try_from(block).ok()) {
        Some(block) => bits_of(block, of_word),
        None => {
            let mut padded = [b' '; 64];
            let rest = bytes.get(block..).unwrap_or_default();
            padded.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
            bits_of(&padded, of_word)
        }
    }
}

#[inline]
fn bits_of(block: &[u8; 64], of_word: impl Fn(u64) -> u64) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    words
        .iter()
        .enumerate()
        .fold(0, |mask, (i, word)| mask | (of_word(u64::from_le_bytes(*word)) << (i.wrapping_mul(8) & 63)))
}

/// The stops of eight bytes, one bit each.
#[inline]
const fn stops_of_word(word: u64) -> u64 {
    let high = word & HIGH;
    let low = word & !HIGH;
    let folded = low | (ONES * 0x20);
    // Sums of seven bits and at most 0x80 stay within their byte.
    let letter = at_least(folded, b'a') & !at_least(folded, b'z' + 1) & !high;
    let continuation = !at_least(low, 0x40) & !(equal(low, 0x17) | equal(low, 0x37));
    let lead = at_least(low, 0x43) & !at_least(low, 0x4A);
    let plain = letter | (high & (continuation | lead));
    let stops = !plain & HIGH;
    // Gathers the high bits: byte i to bit i.
    (stops >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The high bit of each byte of `low` (seven bits) that is at least `least`.
const fn at_least(low: u64, least: u8) -> u64 {
    low.wrapping_add(ONES.wrapping_mul(0x80_u64.wrapping_sub(least as u64)))
}

/// The high bit of each byte of `low` (seven bits) that is `byte`.
const fn equal(low: u64, byte: u8) -> u64 {
    at_least(low, byte) & !at_least(low, byte.wrapping_add(1))
}

#[cfg(test)]
mod tests {
    use super::Stops;
    use depeche_text::strategies;
    use proptest::prelude::*;

    fn is_plain(byte: u8) -> bool {
        byte.is_ascii_alphabetic()
            || matches!(byte, 0x80..=0xBF | 0xC3..=0xC9) && !matches!(byte, 0x97 | 0xB7)
    }

    #[test]
    fn every_byte_is_told() {
        for byte in 0..=255 {
            let bytes = [b'a', byte, b'a'];
            let expected = if is_plain(byte) { 3 } else { 1 };
            assert_eq!(Stops::new(&bytes).next(0), expected, "byte {byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn bitmaps_equal_a_search(text in strategies::any_text(), step in 1usize..9) {
            let bytes = text.as_bytes();
            let mut stops = Stops::new(bytes);
            for at in (0..bytes.len()).step_by(step) {
                let expected = bytes[at..].iter().position(|&byte| !is_plain(byte)).map_or(bytes.len(), |len| at + len);
                prop_assert_eq!(stops.next(at), expected);
            }
        }
    }
}
