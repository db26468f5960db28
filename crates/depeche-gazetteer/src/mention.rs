//! Where a known name stands in a text.

use depeche_text::Span;
use depeche_text::fold::mix;
use std::ops::Range;

/// The most layers that can lie one over the other.
pub const MAX_LAYERS: usize = 4;

/// A node of a gazetteer, and the spellings of it that were found, as bits; none for no hit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct Hit {
    pub node: u32,
    pub spellings: u32,
}

/// The names that a mention is, in the gazetteer or in each layer: two mentions whose names are equal have the same senses, in
/// the same order.
///
/// Names come again and again in a text: whoever asks for the senses of each mention can keep them by these.
///
/// ```
/// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
/// # use depeche_text::Span;
/// let mut builder = GazetteerBuilder::new();
/// builder.read_tsv("x:1\tLOC\tArras\nx:2\tLOC\tLens\n", None)?;
/// let file = builder.compile()?;
/// let gazetteer = Gazetteer::open(&file)?;
/// let tokens = [(0, 4), (5, 10), (11, 15)].map(|(start, end)| Span::new(start, end));
/// let mentions = gazetteer.mentions("Lens Arras LENS", &tokens, &[], &MatchOptions::default());
/// assert_eq!(mentions[0].names(), mentions[2].names());
/// assert_eq!(mentions[0].names().number(), mentions[2].names().number());
/// assert_ne!(mentions[0].names(), mentions[1].names());
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Names([Hit; MAX_LAYERS]);

impl Names {
    /// A number that is equal for equal names and seldom for others: its high bits are a place in a table.
    #[inline]
    #[must_use]
    pub fn number(&self) -> u64 {
        let fold = |number, hit: &Hit| mix(number ^ u64::from(hit.node), SPREAD) ^ u64::from(hit.spellings);
        // Where there is one layer, the others say nothing.
        match &self.0 {
            [only, rest @ ..] if rest.iter().all(|hit| hit.spellings == 0) => {
                (u64::from(only.node) << 32 | u64::from(only.spellings)).wrapping_mul(SPREAD) // wraps: a hash
            }
            all => all.iter().fold(0, fold).wrapping_mul(SPREAD), // wraps: a hash
        }
    }
}

const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

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

    /// Which names it is.
    #[inline]
    #[must_use]
    pub const fn names(&self) -> Names {
        Names(self.hits)
    }

    pub(crate) fn hit(&self, layer: usize) -> Hit {
        self.hits.get(layer).copied().unwrap_or_default()
    }
}
