//! The one place where byte offsets become offsets in characters and in UTF-16 units.

use crate::span::Span;

/// One offset in the three units in use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Offsets {
    /// In bytes of UTF-8 (Rust, files).
    pub byte: usize,
    /// In characters, that is Unicode scalar values (Python, W3C, brat).
    pub char: usize,
    /// In UTF-16 code units (JavaScript, Java, browsers).
    pub utf16: usize,
}

/// Byte offsets of a text converted to characters and UTF-16 units, and back.
///
/// Made in one pass: time linear in the text, memory 24 bytes for each [`OffsetMap::STRIDE`] bytes of it (nothing for
/// an ASCII text). A conversion walks at most one stride, that is constant time.
///
/// ```
/// use depeche_text::{OffsetMap, Span};
///
/// let text = "été 😀 fin";
/// let map = OffsetMap::new(text);
/// let fin = map.of_byte(text.find("fin").unwrap());
/// assert_eq!((fin.byte, fin.char, fin.utf16), (11, 6, 7));
/// assert_eq!(map.of_char(6), fin);
/// assert_eq!(map.of_utf16(7), fin);
/// assert_eq!(map.chars(Span::new(0, 5)), 0..3);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    /// The offsets at the first `char` boundary at or after each multiple of the stride; empty for ASCII.
    marks: Vec<Offsets>,
}

impl<'t> OffsetMap<'t> {
    /// The distance in bytes between two stored offsets.
    pub const STRIDE: usize = 256;

    /// The map of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> OffsetMap<'t> {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut at = Offsets::default();
            let mut next = 0usize;
            for c in text.chars() {
                if at.byte >= next {
                    marks.push(at);
                    next = next.saturating_add(Self::STRIDE);
                }
                at = after(at, c);
            }
        }
        OffsetMap { text, marks }
    }

    /// The text this is the map of.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The offsets at the byte offset `byte`, clipped to the text and moved left to a `char` boundary.
    #[must_use]
    pub fn of_byte(&self, byte: usize) -> Offsets {
        self.find(byte, |at| at.byte)
    }

    /// The offsets at the character offset `char`, clipped to the text.
    #[must_use]
    pub fn of_char(&self, char: usize) -> Offsets {
        self.find(char, |at| at.char)
    }

    /// The offsets at the UTF-16 offset `utf16`, clipped to the text and moved left to a `char` boundary.
    #[must_use]
    pub fn of_utf16(&self, utf16: usize) -> Offsets {
        self.find(utf16, |at| at.utf16)
    }

    /// The span in characters.
    #[must_use]
    pub fn chars(&self, span: Span) -> std::ops::Range<usize> {
        self.of_byte(span.start()).char..self.of_byte(span.end()).char
    }

    /// The span in UTF-16 units.
    #[must_use]
    pub fn utf16(&self, span: Span) -> std::ops::Range<usize> {
        self.of_byte(span.start()).utf16..self.of_byte(span.end()).utf16
    }

    fn find(&self, wanted: usize, unit: impl Fn(&Offsets) -> usize) -> Offsets {
        if self.marks.is_empty() {
            let at = wanted.min(self.text.len());
            return Offsets { byte: at, char: at, utf16: at };
        }
        let after_mark = self.marks.partition_point(|mark| unit(mark) <= wanted);
        let mut at = self.marks.get(after_mark.saturating_sub(1)).copied().unwrap_or_default();
        for c in self.text.get(at.byte..).unwrap_or_default().chars() {
            let next = after(at, c);
            if unit(&next) > wanted {
                break;
            }
            at = next;
        }
        at
    }
}

fn after(at: Offsets, c: char) -> Offsets {
    Offsets {
        byte: at.byte.saturating_add(c.len_utf8()),
        char: at.char.saturating_add(1),
        utf16: at.utf16.saturating_add(c.len_utf16()),
    }
}

#[cfg(test)]
mod tests {
    use super::{OffsetMap, Offsets};
    use proptest::prelude::*;

    fn naive(text: &str, byte: usize) -> Offsets {
        let before = &text[..byte];
        Offsets { byte, char: before.chars().count(), utf16: before.encode_utf16().count() }
    }

    /// Shorter where an interpreter runs it.
    const TEXT: &str = if cfg!(miri) { "[a-zé’😀 \n]{0,90}" } else { "[a-zé’😀 \n]{0,700}" };

    proptest! {
        #[test]
        fn exact(text in TEXT) {
            let map = OffsetMap::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = naive(&text, byte);
                prop_assert_eq!(map.of_byte(byte), expected);
                prop_assert_eq!(map.of_char(expected.char), expected);
                prop_assert_eq!(map.of_utf16(expected.utf16), expected);
            }
            prop_assert_eq!(map.of_byte(usize::MAX), naive(&text, text.len()));
        }
    }
}
