//! A source text and the part of it that is meant.

use crate::span::Span;
use std::fmt;

/// A part of a source text that knows where it stands: what one stage yields is what the next one takes, and every
/// span that comes out is a span of the whole source.
///
/// ```
/// use depeche_text::{Passage, Span};
///
/// let passage = Passage::new("un deux trois").slice(Span::new(3, 7));
/// assert_eq!(passage.text(), "deux");
/// assert_eq!(passage.span(), Span::new(3, 7));
/// assert_eq!(passage.source(), "un deux trois");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage<'t> {
    source: &'t str,
    span: Span,
}

impl<'t> Passage<'t> {
    /// The whole of `source`.
    ///
    /// Of a source longer than [`Span::MAX`] bytes the passage is the longest beginning that fits and ends on a `char`
    /// boundary; a caller that may meet such texts uses [`Passage::try_new`].
    #[must_use]
    pub fn new(source: &'t str) -> Passage<'t> {
        let end = floor_char_boundary(source, Span::MAX);
        Passage { source, span: Span::new(0, end) }
    }

    /// The whole of `source`.
    ///
    /// # Errors
    ///
    /// [`TooLong`] when `source` is longer than [`Span::MAX`] bytes.
    ///
    /// ```
    /// use depeche_text::Passage;
    ///
    /// assert_eq!(Passage::try_new("Un accord.")?.text(), "Un accord.");
    /// # Ok::<(), depeche_text::TooLong>(())
    /// ```
    pub fn try_new(source: &'t str) -> Result<Passage<'t>, TooLong> {
        if source.len() > Span::MAX { Err(TooLong { len: source.len() }) } else { Ok(Passage::new(source)) }
    }

    /// The part of the same source at `span`, clipped to this passage and to `char` boundaries (a bound inside a
    /// character moves left).
    ///
    /// ```
    /// use depeche_text::{Passage, Span};
    ///
    /// let passage = Passage::new("été").slice(Span::new(1, 99));
    /// // Byte 1 is inside the first é.
    /// assert_eq!(passage.span(), Span::new(0, 5));
    /// ```
    #[must_use]
    pub fn slice(self, span: Span) -> Passage<'t> {
        let span = span.clip(self.span);
        let start = floor_char_boundary(self.source, span.start());
        let end = floor_char_boundary(self.source, span.end());
        Passage { source: self.source, span: Span::new(start, end) }
    }

    /// The text of the passage.
    #[inline]
    #[must_use]
    pub fn text(self) -> &'t str {
        self.source.get(self.span.range()).unwrap_or_default()
    }

    /// The whole source this passage is a part of.
    #[inline]
    #[must_use]
    pub const fn source(self) -> &'t str {
        self.source
    }

    /// Where the passage stands in its source, in bytes.
    #[inline]
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }
}

impl<'t> From<&'t str> for Passage<'t> {
    fn from(source: &'t str) -> Passage<'t> {
        Passage::new(source)
    }
}

/// The largest `char` boundary of `text` that is at most `offset`.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

/// A text of more than [`Span::MAX`] bytes, which offsets of 32 bits cannot reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// The length of the text, in bytes.
    pub len: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a text of at most {} bytes, found {} bytes: cut it into documents first",
            Span::MAX,
            self.len
        )
    }
}

impl std::error::Error for TooLong {}

#[cfg(test)]
mod tests {
    use super::Passage;
    use crate::span::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_slice_of_a_slice_is_placed_in_the_source(text in "\\PC{0,40}", a in 0usize..90, b in 0usize..90) {
            let part = Passage::new(&text).slice(Span::new(a, b));
            prop_assert_eq!(part.span().get(&text), Some(part.text()));
            let inner = part.slice(Span::new(b, a));
            prop_assert!(part.span().covers(inner.span()));
        }
    }
}
