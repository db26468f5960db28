//! The segmenter: rules, lists and options, and the paths that apply them.

use crate::class::Text;
use crate::lexicon::{Abbreviation, Lexicon};
use crate::lines::Newlines;
use crate::sentences::{Engine, Profile};
use crate::tokens::{Event, Sink};
use crate::words;
use depeche_text::{Paragraph, Passage, Sentence, Span, Token};
use std::sync::{Arc, LazyLock};

static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(read_built_in()));

pub(crate) fn built_in() -> &'static Lexicon {
    &BUILT_IN
}

fn read_built_in() -> Lexicon {
    let mut lexicon = Lexicon::default();
    for line in include_str!("../data/abbreviations.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some((word, class)) = line.split_once(' ') {
            if let Some(class) = Abbreviation::named(class.trim()) {
                lexicon.add_abbreviation(word, class);
            }
        }
    }
    for line in include_str!("../data/exceptions.txt").lines().filter(|line| !line.starts_with('#')) {
        lexicon.add_exception(line.trim());
    }
    lexicon
}

/// Cuts French text into tokens, sentences and paragraphs.
#[derive(Clone, Debug)]
pub struct Segmenter {
    lexicon: Arc<Lexicon>,
    profile: Profile,
    newlines: Newlines,
}

/// The tokens, sentences and paragraphs of a passage, in buffers that can be used again.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; their token indices are into [`tokens`](Segments::tokens).
    pub sentences: Vec<Sentence>,
    /// The paragraphs, in order; their sentence indices are into [`sentences`](Segments::sentences).
    pub paragraphs: Vec<Paragraph>,
    events: Vec<Event>,
}

impl Default for Segmenter {
    fn default() -> Segmenter {
        Segmenter::french()
    }
}

impl Segmenter {
    /// The segmenter with the built-in lists and the default options.
    #[must_use]
    pub fn french() -> Segmenter {
        Segmenter { lexicon: BUILT_IN.clone(), profile: Profile::default(), newlines: Newlines::default() }
    }

    /// The same segmenter with another profile.
    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Segmenter {
        self.profile = profile;
        self
    }

    /// The same segmenter with another newline policy.
    #[must_use]
    pub fn with_newlines(mut self, newlines: Newlines) -> Segmenter {
        self.newlines = newlines;
        self
    }

    /// Tokens, sentences and paragraphs of `passage`, into buffers that are emptied first and keep their room.
    pub fn annotate_into(&self, passage: Passage<'_>, segments: &mut Segments) {
        let text = Text::new(passage.text());
        let base = passage.span().start();
        let Segments { tokens, sentences, paragraphs, events } = segments;
        tokens.clear();
        events.clear();
        sentences.clear();
        paragraphs.clear();
        crate::tokens::tokens(text, 0, text.len(), base, &self.lexicon, Sink { tokens, events });
        words::contract(text, base, tokens);
        let mut engine = Engine::new(text, self.profile, self.newlines);
        let (mut first, mut first_sentence) = (0, 0);
        for event in events.iter() {
            let Some(verdict) = engine.event(event) else { continue };
            if !verdict.border {
                continue;
            }
            let mut end = event.token.max(first);
            while tokens.get(end).is_some_and(|token| token.span().start() < verdict.end.wrapping_add(base)) {
                end = end.wrapping_add(1);
            }
            push_sentence(sentences, tokens, first, end);
            first = end;
            if verdict.paragraph {
                push_paragraph(paragraphs, sentences, first_sentence);
                first_sentence = sentences.len();
            }
        }
        push_sentence(sentences, tokens, first, tokens.len());
        push_paragraph(paragraphs, sentences, first_sentence);
    }

    /// Tokens, sentences and paragraphs of `passage`.
    #[must_use]
    pub fn annotate(&self, passage: Passage<'_>) -> Segments {
        let mut segments = Segments::default();
        self.annotate_into(passage, &mut segments);
        segments
    }

    /// The tokens of `passage`.
    #[must_use]
    pub fn tokens(&self, passage: Passage<'_>) -> Vec<Token> {
        self.annotate(passage).tokens
    }

    /// The spans of the sentences of `passage`.
    #[must_use]
    pub fn sentences(&self, passage: Passage<'_>) -> Vec<Span> {
        self.annotate(passage).sentences.iter().map(|sentence| sentence.span).collect()
    }
}

fn push_sentence(sentences: &mut Vec<Sentence>, tokens: &[Token], first: usize, end: usize) {
    if let Some([start, .., last] | [start @ last]) = tokens.get(first..end) {
        sentences.push(Sentence::new(start.span().join(last.span()), first..end));
    }
}

fn push_paragraph(paragraphs: &mut Vec<Paragraph>, sentences: &[Sentence], first: usize) {
    if let Some([start, .., last] | [start @ last]) = sentences.get(first..) {
        paragraphs.push(Paragraph::new(start.span.join(last.span), first..sentences.len()));
    }
}
