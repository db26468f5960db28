//! The laws of placement, as functions a test can call.
//!
//! Property tests, golden tests and fuzz targets of every crate call these: one statement of a law, in one place.

use crate::passage::Passage;
use crate::sentence::{Paragraph, Sentence};
use crate::span::Span;
use crate::token::Token;
use std::fmt;

/// A law that does not hold, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The name of the law: `lossless`, `whole`, `nested`.
    pub law: &'static str,
    /// Where it is broken, in bytes of the source.
    pub at: Span,
    /// What was expected and what was found.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "law of {} broken at bytes {}: {}", self.law, self.at, self.message)
    }
}

impl std::error::Error for Violation {}

/// The law *lossless* for tokens: in order, not empty, without overlap, inside the passage, and only white space stands
/// between them; and the law *whole*: every bound is a `char` boundary.
///
/// # Errors
///
/// The first violation.
///
/// ```
/// use depeche_text::{tiling, Passage, Span, Token, TokenKind};
///
/// let token = |a, b| Token::new(Span::new(a, b), TokenKind::Word);
/// assert!(tiling::tokens(Passage::new("un deux"), &[token(0, 2), token(3, 7)]).is_ok());
/// assert!(tiling::tokens(Passage::new("un deux"), &[token(0, 2)]).is_err());
/// ```
pub fn tokens(passage: Passage<'_>, tokens: &[Token]) -> Result<(), Violation> {
    spans(passage, tokens.iter().map(|token| token.span()))
}

/// The law *lossless* for any spans that should cover all but the white space of `passage`.
///
/// # Errors
///
/// The first violation.
///
/// ```
/// use depeche_text::{Passage, Span, tiling};
///
/// let passage = Passage::new("un deux");
/// assert!(tiling::spans(passage, [Span::new(0, 2), Span::new(3, 7)]).is_ok());
/// assert!(tiling::spans(passage, [Span::new(3, 7), Span::new(0, 2)]).is_err());
/// ```
pub fn spans(passage: Passage<'_>, spans: impl IntoIterator<Item = Span>) -> Result<(), Violation> {
    let mut reached = passage.span().start();
    for span in spans {
        if span.is_empty() || span.start() < reached || span.end() > passage.span().end() {
            return Err(broken(
                "lossless",
                span,
                format!("expected a span after byte {reached}, inside {}", passage.span()),
            ));
        }
        if span.get(passage.source()).is_none() {
            return Err(broken("whole", span, "expected bounds between characters".to_owned()));
        }
        only_white_space(passage, Span::new(reached, span.start()))?;
        reached = span.end();
    }
    only_white_space(passage, Span::new(reached, passage.span().end()))
}

/// The law *nested*: sentences follow each other and hold all tokens, in order; each begins with its first token and
/// ends with its last.
///
/// # Errors
///
/// The first violation.
///
/// ```
/// use depeche_text::{Sentence, Span, Token, TokenKind, tiling};
///
/// let token = |a, b| Token::new(Span::new(a, b), TokenKind::Word);
/// let tokens = [token(0, 2), token(3, 7)];
/// assert!(tiling::sentences(&[Sentence::new(Span::new(0, 7), 0..2)], &tokens).is_ok());
/// assert!(tiling::sentences(&[Sentence::new(Span::new(0, 2), 0..1)], &tokens).is_err());
/// ```
pub fn sentences(sentences: &[Sentence], tokens: &[Token]) -> Result<(), Violation> {
    let mut reached = 0;
    for sentence in sentences {
        let inside = tokens.get(sentence.tokens()).unwrap_or_default();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            return Err(broken("nested", sentence.span, "expected a sentence that holds tokens".to_owned()));
        };
        if sentence.tokens().start != reached {
            return Err(broken(
                "nested",
                sentence.span,
                format!("expected the sentence to begin at token {reached}"),
            ));
        }
        if sentence.span != first.span().join(last.span()) {
            let expected = first.span().join(last.span());
            return Err(broken(
                "nested",
                sentence.span,
                format!("expected the sentence to be {expected}, as its tokens"),
            ));
        }
        reached = sentence.tokens().end;
    }
    match tokens.get(reached) {
        Some(token) => {
            Err(broken("nested", token.span(), "expected every token to be in a sentence".to_owned()))
        }
        None => Ok(()),
    }
}

/// The law *nested* for paragraphs over sentences.
///
/// # Errors
///
/// The first violation.
///
/// ```
/// use depeche_text::{Paragraph, Sentence, Span, tiling};
///
/// let sentences = [Sentence::new(Span::new(0, 7), 0..2)];
/// assert!(tiling::paragraphs(&[Paragraph::new(Span::new(0, 7), 0..1)], &sentences).is_ok());
/// assert!(tiling::paragraphs(&[], &sentences).is_err());
/// ```
pub fn paragraphs(paragraphs: &[Paragraph], sentences: &[Sentence]) -> Result<(), Violation> {
    let mut reached = 0;
    for paragraph in paragraphs {
        let inside = sentences.get(paragraph.sentences()).unwrap_or_default();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            return Err(broken(
                "nested",
                paragraph.span,
                "expected a paragraph that holds sentences".to_owned(),
            ));
        };
        if paragraph.sentences().start != reached || paragraph.span != first.span.join(last.span) {
            return Err(broken(
                "nested",
                paragraph.span,
                "expected the paragraph to be as its sentences".to_owned(),
            ));
        }
        reached = paragraph.sentences().end;
    }
    match sentences.get(reached) {
        Some(sentence) => {
            Err(broken("nested", sentence.span, "expected every sentence to be in a paragraph".to_owned()))
        }
        None => Ok(()),
    }
}

fn only_white_space(passage: Passage<'_>, gap: Span) -> Result<(), Violation> {
    match gap.get(passage.source()) {
        None => Err(broken("whole", gap, "expected bounds between characters".to_owned())),
        Some(text) if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') => Ok(()),
        Some(text) => {
            Err(broken("lossless", gap, format!("expected white space between tokens, found {text:?}")))
        }
    }
}

fn broken(law: &'static str, at: Span, message: String) -> Violation {
    Violation { law, at, message }
}
