//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::key::Key;
use depeche_text::{Contraction, Token, TokenKind};

/// Marks the contractions among `tokens`.
pub(crate) fn contract(text: Text<'_>, base: usize, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at).copied() else { continue };
        let span = token.span();
        if token.kind() != TokenKind::Word || !(2..=11).contains(&span.len()) {
            continue;
        }
        let start = span.start().wrapping_sub(base);
        if !matches!(text.byte(start) | 0x20, b'a' | b'd') {
            continue;
        }
        let word = text.slice(start, span.end().wrapping_sub(base));
        let Some(contraction) = contraction(word) else { continue };
        let probability = if contraction == Contraction::Des { 170 } else { 255 };
        if let Some(slot) = tokens.get_mut(at) {
            *slot = token.with_contraction(contraction, probability);
        }
    }
}

/// W1: the contraction that `word` is, whatever its case.
fn contraction(word: &str) -> Option<Contraction> {
    let key = Key::new(word)?;
    Contraction::ALL.iter().skip(1).find(|contraction| contraction.as_str() == key.as_str()).copied()
}
