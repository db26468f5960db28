//! The one straight path from a text to its document.

use crate::document::Document;
use crate::mention::Mention;
use crate::record::front;
use crate::region::{Region, RegionKind};
use depeche_entities::{Mentions, Tagger};
use depeche_segment::{Newlines, Profile as SentenceProfile, Segmenter, Segments};
use depeche_text::{Paragraph, Passage, Sentence, Span, Token};

/// Annotates French texts: header, sentences, tokens, entities.
///
/// Made once, used for any number of texts, from any number of threads: it is `Send + Sync` and never changes.
///
/// ```
/// use depeche::Pipeline;
///
/// let pipeline = Pipeline::french();
/// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nLa Loire a débordé à Nantes.");
/// assert_eq!(document.header().date().unwrap().value.to_string(), "2024-08");
/// assert_eq!(document.sentences().map(|s| s.text()).collect::<Vec<_>>(), [
///     "Le fleuve monte.",
///     "La Loire a débordé à Nantes.",
/// ]);
/// ```
#[derive(Clone, Debug)]
pub struct Pipeline {
    header: bool,
    segmenter: Segmenter,
    tagger: Option<Tagger>,
}

/// Memory that is used again from one document to the next.
///
/// ```
/// use depeche::{Buffers, Pipeline};
///
/// let pipeline = Pipeline::french();
/// let mut buffers = Buffers::new();
/// for text in ["Un.", "Deux.", "Trois."] {
///     let document = pipeline.annotate_into(text, &mut buffers);
///     assert_eq!(document.tokens().len(), 2);
///     document.recycle(&mut buffers);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    segments: Segments,
    found: Mentions,
    regions: Vec<Region>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    mentions: Vec<Mention<'static>>,
}

impl Buffers {
    /// Buffers that hold nothing yet.
    #[must_use]
    pub fn new() -> Buffers {
        Buffers::default()
    }
}
