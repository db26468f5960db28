//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::features::{self, Around};
use crate::model::Models;
use depeche_text::{Contraction, Token};

/// The probability of *de* + *les*, in 255ths, where no model is asked.
pub(crate) const ODDS: u8 = 170;

/// W2: decides each *des* among `tokens`, in order: what was decided about one is seen by the next.
pub(crate) fn decide(text: Text<'_>, base: usize, tokens: &mut [Token], des: &[usize], models: &Models) {
    let start = |tokens: &[Token], at: Option<&usize>| {
        at.and_then(|&at| tokens.get(at)).map_or(0, |token| token.span().start().wrapping_sub(base))
    };
    // In a long text the tokens are far away, and then the text: both are asked for before they are needed.
    let mut next = start(tokens, des.get(1));
    let mut first = text.byte(start(tokens, des.first()));
    for (&at, ahead) in des.iter().zip(2..) {
        let (after_next, next_first) = (start(tokens, des.get(ahead)), text.byte(next));
        let around = Around::of(text, base, tokens, at, first == b'D');
        let probability = models.des.probability(features::des_sum(models, &around));
        if let Some(token) = tokens.get_mut(at) {
            *token = token.with_contraction(Contraction::Des, probability);
        }
        (next, first) = (after_next, next_first);
    }
}

/// Whether a word that begins with the byte `first` and is `len` bytes long may be a contraction.
#[inline]
pub(crate) const fn may_be_contraction(first: u8, len: usize) -> bool {
    // The lengths of du, des, audit, auquel, auxdites, desquels, auxquelles, desquelles…
    const LENGTHS: u32 = 0b1111_1110_1100;
    matches!(first | 0x20, b'a' | b'd') && len < 12 && LENGTHS >> len & 1 == 1
}

/// W1: the contraction that `word` is, whatever its case.
pub(crate) fn contraction(word: &str) -> Option<Contraction> {
    let same = |contraction: &Contraction| contraction.as_str().eq_ignore_ascii_case(word);
    // All end in these letters.
    if !matches!(word.as_bytes().last().map(|byte| byte | 0x20), Some(b'u' | b's' | b'x' | b'l' | b't')) {
        return None;
    }
    let candidates: &[Contraction] = match word.len() {
        2 => &[Contraction::Du, Contraction::Au],
        3 => &[Contraction::Des, Contraction::Aux],
        5..=11 => Contraction::ALL,
        _ => &[],
    };
    candidates.iter().find(|&contraction| same(contraction)).copied()
}
