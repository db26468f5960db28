//! Sentences and paragraphs.

use crate::span::Span;
use std::ops::Range;

/// A sentence: a stretch of the text and the tokens that stand in it.
///
/// Its span starts at its first token and ends after its last one: white space between two sentences belongs to none.
///
/// ```
/// use depeche_text::{Sentence, Span};
///
/// let sentence = Sentence::new(Span::new(0, 12), 0..3);
/// assert_eq!(sentence.tokens(), 0..3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Copy, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sentence {
    /// Where the sentence stands in the source.
    pub span: Span,
    first: u32,
    end: u32,
}

impl Sentence {
    /// A sentence at `span` that holds the tokens of the index range `tokens`.
    #[must_use]
    pub fn new(span: Span, tokens: Range<usize>) -> Sentence {
        let tokens = Span::from(tokens);
        Sentence { span, first: index(tokens.start()), end: index(tokens.end()) }
    }

    /// The indices of its tokens in the flat list of tokens of the document.
    #[inline]
    #[must_use]
    pub const fn tokens(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// A paragraph: what stands between two blank lines (or between two line ends, as the newline policy says), and the
/// sentences in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Copy, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Paragraph {
    /// Where the paragraph stands in the source: from its first sentence to the end of its last one.
    pub span: Span,
    first: u32,
    end: u32,
}

impl Paragraph {
    /// A paragraph at `span` that holds the sentences of the index range `sentences`.
    ///
    /// ```
    /// use depeche_text::{Paragraph, Span};
    ///
    /// let paragraph = Paragraph::new(Span::new(0, 40), 0..2);
    /// assert_eq!(paragraph.sentences(), 0..2);
    /// ```
    #[must_use]
    pub fn new(span: Span, sentences: Range<usize>) -> Paragraph {
        let sentences = Span::from(sentences);
        Paragraph { span, first: index(sentences.start()), end: index(sentences.end()) }
    }

    /// The indices of its sentences in the flat list of sentences of the document.
    #[inline]
    #[must_use]
    pub const fn sentences(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// A count of things is never above the count of bytes, which fits.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
