//! The parts of a document that are annotated.

use depeche_text::{Span, named};
use std::ops::Range;

/// A part of the document that is cut into sentences and tagged.
///
/// ```
/// use depeche::{Pipeline, RegionKind};
///
/// let pipeline = Pipeline::french();
/// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut.");
/// let [headline, body] = document.regions() else { panic!() };
/// assert_eq!((headline.kind, body.kind), (RegionKind::Headline, RegionKind::Body));
/// assert_eq!(body.span.of(document.source()), "Il pleut.");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Region {
    /// What it is.
    pub kind: RegionKind,
    /// Where it stands in the source.
    pub span: Span,
    pub(crate) paragraphs: Span,
}

impl Region {
    /// The indices of its paragraphs in the flat list of paragraphs of the document.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// let body = document.regions().last().unwrap();
    /// assert_eq!(body.paragraphs(), 1..2);
    /// ```
    #[must_use]
    pub const fn paragraphs(&self) -> Range<usize> {
        self.paragraphs.range()
    }
}

named! {
    /// What a region is.
    ///
    /// ```
    /// use depeche::RegionKind;
    ///
    /// assert_eq!([RegionKind::Headline, RegionKind::Body].map(RegionKind::as_str), ["headline", "body"]);
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    #[non_exhaustive]
    pub enum RegionKind {
        /// The headline that the header gives.
        Headline = "headline",
        /// What comes after the header.
        Body = "body",
    }
}
