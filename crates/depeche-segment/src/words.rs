//! The words inside tokens: contractions (W1) and the decision for *des* (W2).

use crate::class::Text;
use crate::features::{self, Around, Near};
use crate::figures;
use crate::known;
use crate::model::Models;
use crate::openers::{self, Opener};
use crate::plain::{self, FIRSTS_AND_OPENERS, First};
use crate::tokens::word_kind;
use depeche_text::{Contraction, Span, Token, TokenKind};

/// The probability of *de* + *les*, in 255ths, where no model is asked.
pub(crate) const ODDS: u8 = 170;

/// How many tokens back a *des* may stand whose answer holds again among the same words: in what is said over and over.
const CLOSE: usize = 16;

/// What was decided about a *des*.
#[derive(Clone, Copy)]
struct Decided {
    at: usize,
    near: Near,
    probability: u8,
}

/// W2: decides each *des*, in order: what was decided about one is seen by the next. A few at a time, while the tokens around
/// them are near.
#[derive(Default)]
pub(crate) struct Decisions {
    last: Option<Decided>,
    /// How many have been decided.
    count: usize,
}

impl Decisions {
    /// Decides those of `des` around which all tokens are known: all when the text is `whole`.
    pub(crate) fn decide(
        &mut self,
        text: Text<'_>,
        base: usize,
        tokens: &mut [Token],
        des: &[usize],
        models: &Models,
        whole: bool,
    ) {
        let known = if whole { usize::MAX } else { tokens.len().saturating_sub(features::AFTER) };
        for &at in des.get(self.count..).unwrap_or_default().iter().take_while(|&&at| at < known) {
            let repeated = self.last.filter(|last: &Decided| {
                at.wrapping_sub(last.at) <= CLOSE
                    && features::are_among_the_same(text, base, tokens, last.at, at)
                    && features::near(text, base, tokens, at) == last.near
            });
            let (near, probability) = match repeated {
                Some(last) => (last.near, last.probability),
                None => {
                    let around = Around::of(text, base, tokens, at);
                    (around.near, models.des.probability(models.sums().des(models, &around)))
                }
            };
            self.last = Some(Decided { at, near, probability });
            if let Some(token) = tokens.get_mut(at) {
                *token = token.with_contraction(Contraction::Des, probability);
            }
            self.count = self.count.wrapping_add(1);
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

/// How many tokens may wait, and how many a window may add, with those that are noted in vain.
const WAITING: usize = 192;
const MOST: usize = 128;

/// W1, T8, S20: the tokens that may be contractions, Roman figures or words that open sentences by their first byte, by their
/// indices. They are looked at many at a time: one by one, each would be a loop of its own, whose end no processor foretells.
pub(crate) struct Asked {
    /// Which are noted.
    pub(crate) firsts: &'static [First; 256],
    tokens: Few,
    count: usize,
}

/// Room for as many tokens as wait at most.
type Few = [u32; WAITING + MOST];

impl Asked {
    /// Nothing is noted yet; `openers` when words that open sentences are to be.
    pub(crate) const fn new(openers: bool) -> Asked {
        let firsts = if openers { &FIRSTS_AND_OPENERS } else { &plain::FIRSTS };
        Asked { firsts, tokens: [0; WAITING + MOST], count: 0 }
    }

    /// The room for the tokens of a window.
    #[inline(always)]
    pub(crate) fn room(&mut self) -> Option<&mut [u32; MOST]> {
        self.tokens.get_mut(self.count..).and_then(|room| room.first_chunk_mut())
    }

    /// So many have been put there.
    #[inline(always)]
    pub(crate) fn note(&mut self, more: usize) {
        self.count = self.count.wrapping_add(more);
    }

    /// Whether they should be settled before the next window.
    #[inline(always)]
    pub(crate) fn is_full(&self) -> bool {
        self.count > WAITING
    }

    /// Leaves alone the token `first` and those after it.
    pub(crate) fn forget(&mut self, first: usize) {
        let noted = self.tokens.get(..self.count).unwrap_or_default();
        self.count =
            noted.iter().rposition(|&token| (token as usize) < first).map_or(0, |last| last.wrapping_add(1));
    }

    /// Says of the tokens that wait which contractions they are, or Roman figures, and adds those that are *des* to `des`, those
    /// that may open a sentence after a heading to `opens`, where `OPENERS` are asked about.
    pub(crate) fn settle<const OPENERS: bool>(
        &mut self,
        text: Text<'_>,
        base: usize,
        tokens: &mut [Token],
        des: &mut Vec<usize>,
        opens: &mut Vec<Opener>,
    ) {
        let noted = self.tokens.get(..std::mem::take(&mut self.count)).unwrap_or_default();
        let word = |tokens: &[Token], index: u32| {
            let span = tokens.get(index as usize).map_or(Span::empty(base), |token| token.span());
            (span.start().wrapping_sub(base), span.len())
        };
        // Of most the second and the third byte tell that they are none of these.
        let few: Few = [0; WAITING + MOST];
        let ((mut contracted, mut contractions), (mut openers, mut opening)) = ((few, 0), (few, 0));
        for &index in noted {
            let look = second_look(text.four(word(tokens, index).0));
            contractions = put_if(look & (OPENER - 1) != 0, &mut contracted, contractions, index);
            if OPENERS {
                opening = put_if(look >= OPENER, &mut openers, opening, index);
            }
        }
        if OPENERS {
            let (mut words, mut kept) = (few, 0);
            for &index in openers.get(..opening).unwrap_or_default() {
                let (start, len) = word(tokens, index);
                let is_opener = openers::is_opener(known::letters(text.bytes(), start), len);
                kept = put_if(is_opener & !openers::is_judged(text, start), &mut words, kept, index);
            }
            for &token in words.get(..kept).unwrap_or_default() {
                let (start, len) = word(tokens, token);
                if openers::may_follow_heading(text, start, len) {
                    opens.push(Opener { token, start: u32::try_from(start).unwrap_or(u32::MAX) });
                }
            }
        }
        let waiting = contracted.get(..contractions).unwrap_or_default();
        let count = waiting.len();
        let known = des.len();
        des.resize(known.saturating_add(count), 0);
        let mut found = known;
        for &index in waiting {
            let (start, _) = word(tokens, index);
            let Some(token) = tokens.get_mut(index as usize) else { break };
            let len = token.span().len();
            let letters = known::letters(text.bytes(), start);
            let word = || text.slice(start, start.wrapping_add(len));
            if matches!(text.byte(start), b'I' | b'V' | b'X' | b'L' | b'C') {
                // *Ven. et sam.*: an abbreviation was told.
                if token.kind() != TokenKind::Word {
                    continue;
                }
                let whole = word().bytes().all(|byte| byte.is_ascii_alphabetic());
                let kind = if whole { figures::roman(letters, len) } else { None };
                *token = Token::new(token.span(), kind.unwrap_or_else(|| word_kind(text, start)));
                continue;
            }
            let mut known = *known::known(known::key(letters, len));
            if known.partly {
                // Eight letters are not all of it.
                known.contraction = contraction(word()).unwrap_or_default();
                known.odds = if known.contraction == Contraction::None { 0 } else { known.odds };
            }
            *token = token.with_contraction(known.contraction, known.odds);
            if let Some(place) = des.get_mut(found) {
                *place = index as usize;
            }
            found = found.wrapping_add(usize::from(known.contraction == Contraction::Des));
        }
        des.truncate(found);
    }
}

/// Writes `index` behind the first `count` of a list, where it stays if it `passes`; gives how many there are then. No processor foretells
/// which pass.
#[inline(always)]
fn put_if(passes: bool, list: &mut Few, count: usize, index: u32) -> usize {
    if let Some(place) = list.get_mut(count) {
        *place = index;
    }
    count.wrapping_add(usize::from(passes))
}

/// Why a token takes a second look that begins with these bytes, the first one lowest; 0 for nearly all.
#[inline(always)]
fn second_look(bytes: u32) -> u8 {
    let [first, second, third, _] = bytes.to_le_bytes();
    let of = |table: &[u8; 256], byte: u8| table.get(usize::from(byte)).copied().unwrap_or(0);
    of(&FIRSTS, first) & of(&SECONDS, second) & of(&THIRDS, third)
}

/// `I V X L C`
const FIGURE: u8 = 1;
/// What the ending of an ordinal may begin with.
const ENDING: u8 = 2;
/// The second letter of *du* and *au*.
const CONTRACTED: u8 = 4;
/// The second letter of *des*.
const DES: u8 = 8;
/// The lowest of the four bits of [`openers::look`].
const OPENER: u8 = 16;

/// T8: `I`, `V`, `X` begin a number in Roman figures before another figure or an ending, `L` and `C` before a figure alone.
static FIRSTS: [u8; 256] = {
    let mut firsts = [0; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut firsts;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'I' | b'V' | b'X' => FIGURE | ENDING,
            b'L' | b'C' => FIGURE,
            b'A' | b'a' => CONTRACTED,
            b'D' | b'd' => CONTRACTED | DES,
            _ => 0,
        };
        *first |= OPENER * openers::look(0, byte);
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    firsts
};

static SECONDS: [u8; 256] = {
    let mut seconds = [0; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut seconds;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'I' | b'V' | b'X' | b'L' | b'C' => FIGURE,
            b'e' => ENDING | DES,
            b'i' | b'r' | b'n' | 0x80.. => ENDING,
            b'E' => DES,
            b'U' | b'u' => CONTRACTED,
            _ => 0,
        };
        *first |= OPENER * openers::look(1, byte);
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    seconds
};

/// What follows *du*, *au* in *dudit*, *auquel*, *aux*, or ends them, and *de* in *des*.
static THIRDS: [u8; 256] = {
    let mut thirds = [0; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut thirds;
    while let [first, tail @ ..] = rest {
        *first = match byte.to_ascii_lowercase() {
            b's' => FIGURE | ENDING | DES,
            b'd' | b'q' | b'x' => FIGURE | ENDING | CONTRACTED,
            b'a'..=b'z' => FIGURE | ENDING,
            _ => FIGURE | ENDING | CONTRACTED,
        };
        *first |= OPENER * openers::look(2, byte);
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    thirds
};

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

#[cfg(test)]
mod tests {
    use super::Decisions;
    use crate::class::Text;
    use crate::features::{self, Around};
    use crate::model::Models;
    use crate::segmenter::Segmenter;
    use depeche_text::{Contraction, Passage};
    use proptest::prelude::*;

    fn near_des() -> impl Strategy<Value = String> {
        const WORDS: &str = "des des des Des de par prix fruits, . ; mange est le À très vite 12";
        let some = prop::collection::vec(prop::sample::select(WORDS.split(' ').collect::<Vec<_>>()), 1..8);
        // The same words over and over, then others.
        prop::collection::vec((some, 1..6usize), 0..5).prop_map(|parts| {
            parts.into_iter().map(|(words, times)| (words.join(" ") + " ").repeat(times)).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// The law *fast is slow*: an answer that holds again is the one that would be given anew.
        #[test]
        fn answers_are_those_given_anew(source in near_des(), base in 0..3usize) {
            let models = Models::read(include_str!("../data/french.weights")).unwrap();
            let text = Text::new(&source);
            let mut tokens = Segmenter::builder().models(None).build().tokens(Passage::new(&source));
            tokens.iter_mut().for_each(|token| {
                *token = depeche_text::Token::new(token.span().shift(base), token.kind())
                    .with_contraction(token.contraction(), super::ODDS);
            });
            let is_des = |at: &usize| tokens[*at].contraction() == Contraction::Des;
            let des: Vec<usize> = (0..tokens.len()).filter(is_des).collect();
            let mut fast = tokens.clone();
            Decisions::default().decide(text, base, &mut fast, &des, &models, true);
            for at in des {
                let sum = features::des_sum(&models, &Around::of(text, base, &tokens, at));
                tokens[at] = tokens[at].with_contraction(Contraction::Des, models.des.probability(sum));
            }
            prop_assert_eq!(fast, tokens);
        }
    }
}
