//! A half-open range of bytes of the source.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes `[start, end)` of a source text; `start <= end` always.
///
/// Eight bytes, `Copy`. Offsets are `usize` at the door and `u32` inside: see [the limits](crate#limits).
///
/// ```
/// use depeche_text::Span;
///
/// let span = Span::new(2, 5);
/// assert_eq!(span.range(), 2..5);
/// assert_eq!(span.len(), 3);
/// assert!(span.contains(2) && !span.contains(5));
/// assert_eq!(span.get("la Loire"), Some(" Lo"));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The largest offset a span can hold.
    pub const MAX: usize = u32::MAX as usize;

    /// The span from `start` to `end`, in bytes.
    ///
    /// An `end` before `start` gives the empty span at `start`; an offset above [`Span::MAX`] is held there
    /// (a text that long cannot be made a [`Passage`](crate::Passage)).
    #[inline]
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        let start = clamp(start);
        let end = clamp(end);
        Span { start, end: if end < start { start } else { end } }
    }

    /// The span from `start` to `end`, in bytes, for those who count in `u32`: no clamp.
    ///
    /// An `end` before `start` gives the empty span at `start`.
    ///
    /// ```
    /// # use depeche_text::Span;
    /// assert_eq!(Span::of_u32(2, 5), Span::new(2, 5));
    /// assert_eq!(Span::of_u32(5, 2), Span::empty(5));
    /// ```
    #[inline]
    #[must_use]
    pub const fn of_u32(start: u32, end: u32) -> Span {
        Span { start, end: if end < start { start } else { end } }
    }

    /// The empty span at `offset`.
    #[inline]
    #[must_use]
    pub const fn empty(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    /// The offset of the first byte.
    #[inline]
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The offset just after the last byte.
    #[inline]
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The length in bytes.
    #[inline]
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.wrapping_sub(self.start) as usize
    }

    /// Whether the span holds no byte.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a standard range.
    #[inline]
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text of this span in `source`; `None` when it does not lie inside on `char` boundaries.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert_eq!(Span::new(0, 2).get("été"), Some("é"));
    /// assert_eq!(Span::new(0, 1).get("été"), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn get(self, source: &str) -> Option<&str> {
        source.get(self.range())
    }

    /// The text of this span in `source`, or the empty string when it does not lie inside on `char` boundaries.
    ///
    /// For spans that came from `source`, which always do.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert_eq!(Span::new(3, 8).of("la Loire"), "Loire");
    /// ```
    #[inline]
    #[must_use]
    pub fn of(self, source: &str) -> &str {
        self.get(source).unwrap_or_default()
    }

    /// Whether the byte at `offset` belongs to the span.
    #[inline]
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether `other` lies wholly inside this span.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert!(Span::new(0, 9).covers(Span::new(3, 9)));
    /// assert!(!Span::new(0, 9).covers(Span::new(3, 10)));
    /// ```
    #[inline]
    #[must_use]
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans have a byte in common.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert!(Span::new(0, 4).overlaps(Span::new(3, 9)));
    /// assert!(!Span::new(0, 3).overlaps(Span::new(3, 9)));
    /// ```
    #[inline]
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// The smallest span that covers both.
    ///
    /// ```
    /// # use depeche_text::Span;
    /// assert_eq!(Span::new(1, 3).join(Span::new(7, 9)), Span::new(1, 9));
    /// ```
    #[inline]
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of this span that lies inside `bounds`; empty at the nearer end of `bounds` when there is none.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert_eq!(Span::new(2, 9).clip(Span::new(4, 6)), Span::new(4, 6));
    /// assert_eq!(Span::new(0, 3).clip(Span::new(4, 6)), Span::empty(4));
    /// ```
    #[inline]
    #[must_use]
    pub fn clip(self, bounds: Span) -> Span {
        let start = self.start.clamp(bounds.start, bounds.end);
        let end = self.end.clamp(bounds.start, bounds.end);
        Span { start, end: end.max(start) }
    }

    /// The span moved right by `bytes`.
    ///
    /// ```
    /// use depeche_text::Span;
    ///
    /// assert_eq!(Span::new(2, 5).shift(10), Span::new(12, 15));
    /// ```
    #[inline]
    #[must_use]
    pub const fn shift(self, bytes: usize) -> Span {
        Span::new(self.start().saturating_add(bytes), self.end().saturating_add(bytes))
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "guarded by the comparison")]
const fn clamp(offset: usize) -> u32 {
    if offset > Span::MAX { u32::MAX } else { offset as u32 }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.range()
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Reading goes through [`Span::new`], so that `start <= end` holds for what comes from a file too.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "Span")]
        struct Raw {
            start: usize,
            end: usize,
        }
        let Raw { start, end } = Raw::deserialize(deserializer)?;
        if start > end || end > Span::MAX {
            return Err(serde::de::Error::custom(format_args!(
                "expected a span with start <= end <= {}, found {start}..{end}",
                Span::MAX
            )));
        }
        Ok(Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn half_open(a in 0usize..50, b in 0usize..50, at in 0usize..50) {
            let span = Span::new(a, b);
            prop_assert!(span.start() <= span.end());
            prop_assert_eq!(span.contains(at), span.range().contains(&at));
            prop_assert_eq!(span.is_empty(), span.range().is_empty());
        }

        #[test]
        fn overlap_is_a_common_byte(a in 0usize..9, b in 0usize..9, c in 0usize..9, d in 0usize..9) {
            let (x, y) = (Span::new(a, b), Span::new(c, d));
            prop_assert_eq!(x.overlaps(y), x.range().any(|at| y.contains(at)));
            prop_assert!(x.join(y).covers(x) && x.join(y).covers(y));
            prop_assert!(y.covers(x.clip(y)));
        }
    }

    #[test]
    fn an_offset_beyond_the_limit_is_held_there() {
        assert_eq!(Span::new(usize::MAX, usize::MAX).end(), Span::MAX);
    }
}
