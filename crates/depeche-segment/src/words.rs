//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::features::{self, Around};
use crate::key::Key;
use crate::model::Models;
use depeche_text::{Contraction, Token, TokenKind};

/// Marks the contractions among `tokens`.
///
/// W2: *des* is decided by the model, or with odds of 2 to 1 without one.
pub(crate) fn contract(text: Text<'_>, base: usize, tokens: &mut [Token], models: Option<&Models>) {
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
        let probability = match (contraction, models) {
            (Contraction::Des, Some(models)) => {
                let around = Around::of(text, base, tokens, at);
                models.des.probability(features::des_sum(models, &around))
            }
            (Contraction::Des, None) => 170,
            _ => 255,
        };
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
