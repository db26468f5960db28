//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::features::{self, Around};
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
        // All end in these letters.
        if !matches!(
            word.as_bytes().last(),
            Some(b'u' | b's' | b'x' | b'l' | b't' | b'U' | b'S' | b'X' | b'L' | b'T')
        ) {
            continue;
        }
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
    let same = |contraction: &Contraction| contraction.as_str().eq_ignore_ascii_case(word);
    let candidates: &[Contraction] = match word.len() {
        2 => &[Contraction::Du, Contraction::Au],
        3 => &[Contraction::Des, Contraction::Aux],
        5..=11 => Contraction::ALL,
        _ => &[],
    };
    candidates.iter().find(|&contraction| same(contraction)).copied()
}
