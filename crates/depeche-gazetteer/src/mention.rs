//! Where a known name stands in a text.

use depeche_text::Span;
use std::ops::Range;

/// The most layers that can lie one over the other.
pub const MAX_LAYERS: usize = 4;

/// A node of a gazetteer, and the spellings of it that were found, as bits; none for no hit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct Hit {
    pub node: u32,
    pub spellings: u32,
}

/// A place of the text where a known name stands, and which names of the gazetteer (or of each layer) it is.
///
/// What the name may mean is asked of the gazetteer that found it: [`Gazetteer::senses`](crate::Gazetteer::senses),
/// [`Layers::senses`](crate::Layers::senses).
///
/// ```
/// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
/// # use depeche_text::Span;
/// let mut builder = GazetteerBuilder::new();
/// builder.read_tsv("x:1\tLOC\tHaut Atlas\n", None)?;
/// let file = builder.compile()?;
/// let gazetteer = Gazetteer::open(&file)?;
/// let source = "dans le Haut Atlas";
/// let tokens = [(0, 4), (5, 7), (8, 12), (13, 18)].map(|(start, end)| Span::new(start, end));
/// let mentions = gazetteer.mentions(source, &tokens, &[], &MatchOptions::default());
/// assert_eq!(mentions[0].span(), Span::new(8, 18));
/// assert_eq!(gazetteer.senses(&mentions[0]).count(), 1);
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mention {
    span: Span,
    first: u32,
    end: u32,
    hits: [Hit; MAX_LAYERS],
}

impl Mention {
    pub(crate) fn new(span: Span, tokens: Range<usize>, hits: [Hit; MAX_LAYERS]) -> Mention {
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Mention { span, first: index(tokens.start), end: index(tokens.end), hits }
    }

    /// Where the mention stands in the source, in bytes.
    #[inline]
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The indices of its tokens.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
    /// # use depeche_text::Span;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tHaut Atlas\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let source = "dans le Haut Atlas";
    /// let tokens = [(0, 4), (5, 7), (8, 12), (13, 18)].map(|(start, end)| Span::new(start, end));
    /// let mentions = gazetteer.mentions(source, &tokens, &[], &MatchOptions::default());
    /// assert_eq!(mentions[0].tokens(), 2..4);
    /// assert_eq!((mentions[0].first_token(), mentions[0].last_token()), (2, 3));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub const fn tokens(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// The index of its first token.
    #[inline]
    #[must_use]
    pub const fn first_token(&self) -> usize {
        self.first as usize
    }

    /// The index of its last token.
    #[inline]
    #[must_use]
    pub const fn last_token(&self) -> usize {
        (self.end as usize).saturating_sub(1)
    }

    pub(crate) fn hit(&self, layer: usize) -> Hit {
        self.hits.get(layer).copied().unwrap_or_default()
    }
}
