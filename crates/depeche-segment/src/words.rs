//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::features::{self, Around};
use crate::model::Models;
use depeche_text::{Contraction, Token};

/// The probability of *de* + *les*, in 255ths, where no model is asked.
pub(crate) const ODDS: u8 = 170;

/// How many *des* are asked for from memory together: in a long text the tokens are far away, and then the text.
const TOGETHER: usize = 16;

/// W2: decides each *des* among `tokens`, in order: what was decided about one is seen by the next.
pub(crate) fn decide(text: Text<'_>, base: usize, tokens: &mut [Token], des: &[usize], models: &Models) {
    for some in des.chunks(TOGETHER) {
        let mut starts = [0; TOGETHER];
        for (start, &at) in starts.iter_mut().zip(some) {
            *start = tokens.get(at).map_or(0, |token| token.span().start().wrapping_sub(base));
        }
        let firsts = starts.map(|start| text.byte(start));
        for (&at, first) in some.iter().zip(firsts) {
            let around = Around::of(text, base, tokens, at, first == b'D');
            let probability = models.des.probability(features::des_sum(models, &around));
            if let Some(token) = tokens.get_mut(at) {
                *token = token.with_contraction(Contraction::Des, probability);
            }
        }
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
