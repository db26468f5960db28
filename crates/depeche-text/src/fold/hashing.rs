//! Words as numbers: hashes of bytes and of folded words, without a buffer where a word is short.
//!
//! Words are read eight bytes at a time: letters are found, and made small, in all of them at once.

use super::{FoldedWord, LATIN, fold_fully};

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const STEP: u64 = 0xD6E8_FEB8_6659_FD93;
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Two words to one, each bit of both having a say in every bit of the result.
///
/// ```
/// use depeche_text::fold::mix;
///
/// // A product of 128 bits, its halves put together.
/// assert_eq!(mix(3, 5), 15);
/// ```
#[inline]
#[must_use]
pub const fn mix(a: u64, b: u64) -> u64 {
    let [low, high] = halves((a as u128).wrapping_mul(b as u128));
    low ^ high
}

/// The low and the high half of 128 bits.
///
/// ```
/// assert_eq!(depeche_text::fold::halves(1 << 64 | 7), [7, 1]);
/// ```
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
pub const fn halves(whole: u128) -> [u64; 2] {
    [whole as u64, (whole >> 64) as u64]
}

/// A 64-bit hash of bytes: the same on every machine and in every release that reads the same compiled files.
///
/// One multiplication for what has at most sixteen bytes. Not a defence against chosen keys.
///
/// ```
/// use depeche_text::fold::hash;
///
/// assert_eq!(hash(b"loire"), hash("loire".as_bytes()));
/// assert_ne!(hash(b"loire"), hash(b"loires"));
/// ```
#[inline]
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    blocks(bytes, |block| block)
}

#[inline]
pub(super) fn blocks(bytes: &[u8], change: impl Fn(u64) -> u64) -> u64 {
    let mut state = SEED ^ (bytes.len() as u64);
    let mut rest = bytes;
    while rest.len() > 16
        && let Some((chunk, tail)) = rest.split_first_chunk::<16>()
    {
        let [low, high] = numbers(chunk);
        state = mix(state ^ change(low), STEP ^ change(high));
        rest = tail;
    }
    let (low, high) = match (rest.first_chunk(), rest.last_chunk()) {
        (Some(low), Some(high)) => {
            // The last eight bytes without those that the first eight hold.
            let twice = 16usize.wrapping_sub(rest.len()).wrapping_mul(8);
            let high = u128::from(u64::from_le_bytes(*high)).wrapping_shr(u32::try_from(twice).unwrap_or(0));
            (u64::from_le_bytes(*low), u64::try_from(high).unwrap_or_default())
        }
        _ => (word_of(rest), 0),
    };
    mix(state ^ change(low), STEP ^ change(high))
}

/// Sixteen bytes as two numbers, little-endian.
#[inline]
const fn numbers(chunk: &[u8; 16]) -> [u64; 2] {
    halves(u128::from_le_bytes(*chunk))
}

/// Up to seven bytes as a number, little-endian, without a loop: two overlapping reads.
#[inline]
fn word_of(tail: &[u8]) -> u64 {
    let wide =
        |at: usize| tail.get(at..).and_then(|t| t.first_chunk()).map(|b| u64::from(u32::from_le_bytes(*b)));
    let len = tail.len();
    if let (Some(low), Some(high)) = (wide(0), wide(len.wrapping_sub(4))) {
        return low | (high << (len.wrapping_sub(4).wrapping_mul(8) & 63));
    }
    let byte = |at: usize| tail.get(at).map_or(0, |&b| u64::from(b) << (at.wrapping_mul(8) & 63));
    byte(0) | byte(1) | byte(2)
}

/// Small letters for the capitals among eight ASCII bytes.
#[inline]
pub(super) const fn lower_block(block: u64) -> u64 {
    // 0x80 - 'A' and 0x7F - 'Z': the sums reach the high bit of each byte and not the next byte.
    let at_least_a = block.wrapping_add(ONES.wrapping_mul(0x3F));
    let above_z = block.wrapping_add(ONES.wrapping_mul(0x25));
    block | ((at_least_a & !above_z & HIGH) >> 2)
}

/// The [`hash`] of the fully folded `word`; `scratch` is for a word that is not ASCII and is left with its folded text.
///
/// ```
/// use depeche_text::fold::{fold, folded_hash, hash, Folding};
///
/// let mut scratch = String::new();
/// let folded = hash(fold("Étienne", Folding::FULL).as_bytes());
/// assert_eq!(folded_hash("ÉTIENNE", &mut scratch), folded);
/// assert_eq!(folded_hash("Etienne", &mut scratch), folded);
/// ```
#[inline]
#[must_use]
pub fn folded_hash(word: &str, scratch: &mut String) -> u64 {
    if word.is_ascii() {
        return blocks(word.as_bytes(), lower_block);
    }
    scratch.clear();
    fold_fully(word, scratch);
    hash(scratch.as_bytes())
}

/// The run of letters and figures that begins `bytes`: its length in bytes, and the [`hash`] of it fully folded.
///
/// The quick way for what nearly all words of a French text are: Latin letters up to U+017F, at most 31 bytes of them; without
/// a branch for up to fifteen ASCII ones. `None` says that the quick way does not know (another script, a mark, a long word,
/// the end of the bytes near), or that no word begins here.
///
/// ```
/// use depeche_text::fold::{hash, scan_word};
///
/// assert_eq!(scan_word("Orléans est une ville".as_bytes()), Some((8, hash(b"orleans"))));
/// assert_eq!(scan_word("Ὀδυσσεύς, roi d'Ithaque".as_bytes()), None);
/// ```
#[inline(always)]
#[must_use]
pub fn scan_word(bytes: &[u8]) -> Option<(usize, u64)> {
    scan_ascii_word(bytes).or_else(|| scan_latin(bytes))
}

/// [`scan_word`] for ASCII words of at most fifteen bytes with more text behind them, without a loop or a call.
#[inline(always)]
fn scan_ascii_word(bytes: &[u8]) -> Option<(usize, u64)> {
    let [low, high] = numbers(bytes.first_chunk()?);
    let stop = u128::from(stops(low)) | u128::from(stops(high)) << 64;
    let first = stop & stop.wrapping_neg();
    if stop == 0 || first & (u128::from(low) | u128::from(high) << 64) != 0 {
        return None;
    }
    // The stop is the high bit of the byte after the word: below it are the bits of the word, and seven of that byte.
    let bits = first.trailing_zeros();
    let len = u64::from(bits >> 3);
    if len == 0 {
        return None;
    }
    let inside = (first >> 7).wrapping_sub(1);
    let [below, above] = halves(inside);
    let hash = mix(SEED ^ len ^ lower_block(low & below), STEP ^ lower_block(high & above));
    Some((usize::try_from(len).unwrap_or_default(), hash))
}

/// The [`hash`] of the first `len` of sixteen bytes, capitals as small letters, if they are ASCII letters and no word goes on after
/// them: the cheapest way from a token that is a plain word to its hash, without a branch. The second value says whether it is one;
/// where it is not, the hash means nothing.
///
/// For one to fifteen bytes.
///
/// ```
/// use depeche_text::fold::{hash, hash_letters};
///
/// assert_eq!(hash_letters(b"Marseille, port ", 9), (hash(b"marseille"), true));
/// for (text, len) in [(b"Marseille, port ", 4), (b"Saint-Malo, port", 10), (b"13e arrondisseme", 3)] {
///     assert!(!hash_letters(text, len).1);
/// }
/// ```
#[inline(always)]
#[must_use]
pub fn hash_letters(bytes: &[u8; 16], len: usize) -> (u64, bool) {
    let inside = len & 15;
    let [low_mask, high_mask] = halves(first_bytes(inside));
    let Some(&next) = bytes.get(inside) else { return (0, false) };
    let [low, high] = numbers(bytes);
    let (low, high) = (low | ONES.wrapping_mul(0x20), high | ONES.wrapping_mul(0x20));
    let letters = (letters(low) | !low_mask) & (letters(high) | !high_mask) & HIGH;
    let whole = (letters == HIGH) & !continues_word(next) & (len.wrapping_sub(1) < 15);
    (mix(SEED ^ inside as u64 ^ (low & low_mask), STEP ^ (high & high_mask)), whole)
}

/// A fully folded word of letters and figures that has at most fifteen bytes both as it stands and folded: in two registers, to
/// compare and to hash without a buffer.
///
/// ```
/// use depeche_text::fold::{ShortWord, hash};
///
/// let word = ShortWord::new("Élysée".as_bytes());
/// assert!(word.is_some() && word == ShortWord::new(b"ELYSEE"));
/// assert_eq!(word.map(ShortWord::hash), Some(hash(b"elysee")));
/// assert_eq!(ShortWord::new(b"Saint-Malo"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShortWord {
    /// The folded word, the first letter in the lowest byte, zeros behind it.
    letters: u128,
    len: u32,
}

impl ShortWord {
    /// The word that these bytes are, folded; none if there are no bytes, more than fifteen, or anything else in them than figures and
    /// Latin letters up to U+017F (of those, none whose plain letters are a matter of more than a table).
    #[inline]
    #[must_use]
    pub fn new(word: &[u8]) -> Option<ShortWord> {
        let letters = match (word.first_chunk(), word.last_chunk()) {
            (Some(low), Some(high)) if word.len() <= 15 => {
                let high = u128::from(u64::from_le_bytes(*high));
                let bits = u32::try_from(word.len()).unwrap_or_default().wrapping_sub(8).wrapping_mul(8);
                u128::from(u64::from_le_bytes(*low)) | high.wrapping_shl(bits)
            }
            (None, _) if !word.is_empty() => u128::from(word_of(word)),
            _ => return None,
        };
        let mut word = ShortWord { letters, len: u32::try_from(word.len()).unwrap_or_default() };
        while let Some(at) = word.first_beyond_ascii() {
            word.fold_letter(at)?;
        }
        let [low, high] = halves(word.letters);
        let stops = u128::from(stops(low)) | u128::from(stops(high)) << 64;
        if (stops & 1u128.wrapping_shl(word.len.wrapping_mul(8)).wrapping_sub(1)) != 0 {
            return None;
        }
        word.letters = u128::from(lower_block(low)) | u128::from(lower_block(high)) << 64;
        Some(word)
    }

    /// The [`hash`] of the folded word.
    #[inline]
    #[must_use]
    pub const fn hash(self) -> u64 {
        let [low, high] = halves(self.letters);
        mix(SEED ^ self.len as u64 ^ low, STEP ^ high)
    }

    /// The word with its hash, its letters in `room`.
    ///
    /// ```
    /// use depeche_text::fold::{FoldedWord, ShortWord};
    ///
    /// let mut room = [0; 16];
    /// let word = ShortWord::new("Œuvre".as_bytes()).map(|word| word.folded(&mut room));
    /// assert_eq!(word, Some(FoldedWord::from_folded("oeuvre")));
    /// ```
    #[inline]
    #[must_use]
    pub fn folded(self, room: &mut [u8; 16]) -> FoldedWord<'_> {
        *room = self.letters.to_le_bytes();
        FoldedWord { bytes: room.get(..self.len as usize).unwrap_or_default(), hash: self.hash() }
    }

    /// The bits before the first byte beyond ASCII.
    #[inline(always)]
    const fn first_beyond_ascii(self) -> Option<u32> {
        let beyond = self.letters & ((HIGH as u128) << 64 | HIGH as u128);
        if beyond == 0 { None } else { Some(beyond.trailing_zeros().wrapping_sub(7)) }
    }

    /// Puts the plain letter or letters for the two bytes `at` bits from the beginning.
    #[inline(always)]
    fn fold_letter(&mut self, at: u32) -> Option<()> {
        let after = self.letters.wrapping_shr(at);
        let [lead, next] = u16::try_from(after & 0xFFFF).unwrap_or_default().to_le_bytes();
        if !matches!((lead, next), (0xC3..=0xC5, 0x80..=0xBF)) {
            return None;
        }
        let (first, second) = latin(lead, next)?;
        let plain = u128::from(u16::from_le_bytes([first, second.unwrap_or_default()]));
        let rest = after >> 16;
        let (rest, len) = match second {
            Some(_) => (rest << 16, self.len),
            None => (rest << 8, self.len.wrapping_sub(1)),
        };
        let before = self.letters & 1u128.wrapping_shl(at).wrapping_sub(1);
        (self.letters, self.len) = (before | (rest | plain).wrapping_shl(at), len);
        Some(())
    }
}

/// The plain letter or letters for the letter with these two bytes, the first of which is 0xC3, 0xC4 or 0xC5.
#[inline(always)]
fn latin(lead: u8, next: u8) -> Option<(u8, Option<u8>)> {
    let letter = usize::from(lead & 3) << 6 | usize::from(next & 0x3F);
    let letter = letter | if lead > 0xC3 { 0x100 } else { 0 };
    let place = letter.wrapping_sub(0x80).wrapping_mul(2);
    match LATIN.get(place..place.wrapping_add(2)) {
        Some(&[first, second]) if first != b'.' => Some((first, (second != b'.').then_some(second))),
        _ => None,
    }
}

/// The high bit of each byte that is a small letter, of bytes whose bit 0x20 is set.
#[inline(always)]
const fn letters(small: u64) -> u64 {
    // As in `stops`, but a byte beyond ASCII must not reach the next one.
    let low = small & !HIGH;
    low.wrapping_add(ONES.wrapping_mul(0x1F)) & !low.wrapping_add(ONES.wrapping_mul(0x05)) & !small
}

/// The bits of the first `len` of sixteen bytes that are one number, the first byte lowest. `len` counts modulo 16.
///
/// ```
/// use depeche_text::fold::first_bytes;
///
/// assert_eq!(u128::from_le_bytes(*b"Marseille, port ") & first_bytes(9), u128::from_le_bytes(*b"Marseille\0\0\0\0\0\0\0"));
/// ```
#[inline(always)]
#[must_use]
pub fn first_bytes(len: usize) -> u128 {
    MASKS.get(len & 15).copied().unwrap_or_default()
}

const MASKS: [u128; 16] = {
    let mut masks = [0; 16];
    let mut rest: &mut [u128] = &mut masks;
    let mut mask = 0u128;
    while let [first, tail @ ..] = rest {
        *first = mask;
        mask = mask << 8 | 0xFF;
        rest = tail;
    }
    masks
};

/// Whether a word may go on with a byte: ASCII letters and figures, and all beyond ASCII.
///
/// ```
/// use depeche_text::fold::continues_word;
///
/// assert!(continues_word(b'a') && continues_word("é".as_bytes()[0]) && !continues_word(b'-'));
/// ```
#[inline(always)]
#[must_use]
pub fn continues_word(byte: u8) -> bool {
    GOES_ON.get(usize::from(byte)).copied().unwrap_or_default()
}

const GOES_ON: [bool; 256] = {
    let mut table = [false; 256];
    let mut rest: &mut [bool] = &mut table;
    let mut byte = 0u8;
    while let [first, tail @ ..] = rest {
        *first = byte.is_ascii_alphanumeric() | !byte.is_ascii();
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    table
};

/// The high bit of each byte that is not an ASCII letter or figure.
#[inline]
const fn stops(block: u64) -> u64 {
    let low = block & !HIGH;
    let small = low | ONES.wrapping_mul(0x20);
    // 0x80 - 'a' and 0x7F - 'z', 0x80 - '0' and 0x7F - '9'.
    let letter = small.wrapping_add(ONES.wrapping_mul(0x1F)) & !small.wrapping_add(ONES.wrapping_mul(0x05));
    let figure = low.wrapping_add(ONES.wrapping_mul(0x50)) & !low.wrapping_add(ONES.wrapping_mul(0x46));
    (!(letter | figure) | block) & HIGH
}

/// The small letter or figure of each ASCII byte; 0 for what is neither.
const SMALL: [u8; 128] = {
    let mut table = [0; 128];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0u8;
    while let [first, tail @ ..] = rest {
        if byte.is_ascii_alphanumeric() {
            *first = byte.to_ascii_lowercase();
        }
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    table
};

/// Byte by byte into a buffer, letters beyond ASCII by the table.
#[inline(never)]
fn scan_latin(bytes: &[u8]) -> Option<(usize, u64)> {
    let mut folded = [0u8; 32];
    let mut filled = 0usize;
    let mut at = 0usize;
    loop {
        let byte = *bytes.get(at)?;
        if let Some(&small) = SMALL.get(usize::from(byte)) {
            if small == 0 {
                break;
            }
            *folded.get_mut(filled)? = small;
            filled = filled.wrapping_add(1);
            at = at.wrapping_add(1);
            continue;
        }
        let next = *bytes.get(at.wrapping_add(1))?;
        match byte {
            0xC3..=0xC5 => {
                match latin(byte, next) {
                    Some((first, second)) => {
                        *folded.get_mut(filled)? = first;
                        filled = filled.wrapping_add(1);
                        if let Some(second) = second {
                            *folded.get_mut(filled)? = second;
                            filled = filled.wrapping_add(1);
                        }
                        at = at.wrapping_add(2);
                    }
                    // × and ÷.
                    _ if byte == 0xC3 => break,
                    _ => return None,
                }
            }
            // No-break space, quotation marks and other signs; not the soft hyphen nor ª ² ³ µ ¹ º ¼ ½ ¾.
            0xC2 => match next {
                0x80..=0xA9 | 0xAB | 0xAC | 0xAE..=0xB1 | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF => break,
                _ => return None,
            },
            // Dashes, apostrophes and quotation marks.
            0xE2 if next == 0x80 && matches!(bytes.get(at.wrapping_add(2)), Some(0x90..=0xA7)) => break,
            _ => return None,
        }
    }
    (at > 0).then(|| (at, hash(folded.get(..filled).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Folding, fold, is_ignorable, is_mark};
    use crate::strategies::any_text;
    use crate::typography::is_apostrophe;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_hash_of_a_word_is_that_of_its_folded_text(word in any_text()) {
            let mut scratch = String::new();
            prop_assert_eq!(folded_hash(&word, &mut scratch), hash(fold(&word, Folding::FULL).as_bytes()));
        }

        #[test]
        fn the_quick_word_is_the_word(text in any_text()) {
            for (at, _) in text.char_indices() {
                let rest = &text[at..];
                if let Some((len, hash)) = scan_word(rest.as_bytes()) {
                    let is_word = |c: char| {
                        !is_apostrophe(c) && (c.is_alphanumeric() || is_mark(c) || is_ignorable(c))
                    };
                    prop_assert_eq!(len, rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
                    prop_assert_eq!(hash, folded_hash(&rest[..len], &mut String::new()));
                }
            }
        }

        #[test]
        fn the_short_word_is_the_folded_word(word in "[a-zA-ZÀ-ÿŒœĀ-ſ0-9]{0,9}", other in any_text()) {
            for text in [&word, &other] {
                if let Some(short) = ShortWord::new(text.as_bytes()) {
                    let folded = fold(text, Folding::FULL);
                    let (letters, len) = (short.letters.to_le_bytes(), short.len as usize);
                    prop_assert_eq!(&letters[..len], folded.as_bytes());
                    prop_assert!(letters[len..].iter().all(|byte| *byte == 0) && text.len() <= 15);
                    prop_assert_eq!(short.hash(), hash(folded.as_bytes()));
                    prop_assert!(folded.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                }
            }
            let plain = !word.is_empty() && word.len() <= 15 && word.is_ascii();
            prop_assert!(ShortWord::new(word.as_bytes()).is_some() || !plain);
        }

        #[test]
        fn letters_are_hashed_as_the_word(word in "[a-zA-Z]{0,17}", rest in "[ ,é0a'-]{16}", cut in 0usize..20) {
            let text = format!("{word}{rest}");
            let head = text.as_bytes().first_chunk().unwrap();
            let (found, is) = hash_letters(head, cut);
            let plain = (1..16).contains(&cut)
                && head[..cut].iter().all(u8::is_ascii_alphabetic)
                && !(head[cut].is_ascii_alphanumeric() || head[cut] >= 0x80);
            prop_assert_eq!(is, plain);
            if plain {
                prop_assert_eq!(found, hash(head[..cut].to_ascii_lowercase().as_slice()));
            }
        }
    }

    #[test]
    fn words_of_each_length_have_hashes_of_their_own() {
        let mut seen = std::collections::BTreeSet::new();
        for len in 0..40 {
            assert!(seen.insert(hash("a".repeat(len).as_bytes())));
            assert!(len == 0 || seen.insert(hash(&vec![0; len])));
        }
        // The values are part of the file format.
        assert_eq!(hash(b"paris"), 9_879_849_425_244_680_476);
    }

    #[test]
    fn quick_words() {
        for (text, len) in [
            ("a       ", Some(1)),
            ("Paris   ", Some(5)),
            ("Bruxelles        ", Some(9)),
            ("Internet, oui   ", Some(8)),
            ("Étienne ", Some(8)),
            ("Saint-Étienne", Some(5)),
            ("aujourd’hui     ", Some(7)),
            ("100\u{A0}000      ", Some(3)),
            ("m²      ", None),
            ("Œuvre Łódź Dvořák   ", Some(6)),
            ("Łódź,   ", Some(7)),
            ("constitutionnel (quinze)", Some(15)),
            ("constitutionnels ", Some(16)),
            ("÷ 2     ", None),
            ("e\u{301}t\u{e9}     ", None),
            ("fin", None),
            (" rien   ", None),
            ("«\u{A0}Non ", None),
            ("anticonstitutionnellement et le reste", Some(25)),
        ] {
            assert_eq!(scan_word(text.as_bytes()).map(|(len, _)| len), len, "{text}");
        }
    }
}
