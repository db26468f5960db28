//! What the models look at: the features made of words and of what stands around them.

use crate::class::{Class, Text};
use crate::key::Key;
use crate::known;
use crate::model::Models;
#[cfg(feature = "train")]
use crate::model::Table;
use crate::word::{self, Word, kind};
use depeche_text::{Contraction, Token, TokenKind};
use std::hint::select_unpredictable;

/// One feature: its template and what it is made of.
#[inline]
pub(crate) const fn mix(template: u64, a: u64, b: u64) -> u64 {
    let a = a.wrapping_add(template.wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(0xA076_1D64_78BD_642F); // wraps: a hash
    let b = b.wrapping_add(a.rotate_left(29)).wrapping_mul(0xE703_7ED1_A0B4_28DB); // wraps: a hash
    a ^ b ^ (b >> 32)
}

/// The features of the question whether `word` is a verb, `before` and `earlier` standing before it.
pub(crate) fn verb(word: &Word, before: &Word, earlier: &Word, each: &mut impl FnMut(u64)) {
    let classes = (u64::from(earlier.class) << 8) | u64::from(before.class);
    each(mix(1, word.full, 0));
    each(mix(2, word.suffix(2), 0));
    each(mix(3, word.suffix(3), 0));
    each(mix(4, word.suffix(4), 0));
    each(mix(5, word.suffix(5), 0));
    each(mix(6, before.full, 0));
    each(mix(7, u64::from(before.class), word.suffix(3)));
    each(mix(8, classes, word.suffix(2)));
    each(mix(9, u64::from(word.upper), u64::from(before.class == kind::EDGE)));
    each(mix(10, before.suffix(2), word.suffix(2)));
    each(mix(11, word.head >> 32, u64::from(word.len > 8)));
}

/// The words around a *des*, up to the ends of its clause.
pub(crate) struct Around {
    /// `[-1, -2, -3, …]`
    pub before: [Word; BEFORE],
    /// How the words after it end, `[1, 2]`.
    pub after: [u64; AFTER],
    /// Whether the *des* begins with a capital.
    pub upper: bool,
    /// What governs the phrase: the nearest of *des*, *de*, *à*, *par*… before it.
    pub near: Near,
}

/// How far is looked before a *des*, and after it: what governs it is near, the verb of the clause may be further.
const BEFORE: usize = 4;
pub(crate) const AFTER: usize = 2;

/// The nearest preposition before a *des*, in the same sentence.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Near {
    #[default]
    None,
    /// A *des* that is *de* + *les*.
    Contracted,
    /// A *des* that is a determiner.
    Determiner,
    De,
    A,
    Other,
}

impl Near {
    /// All of them, in order.
    pub(crate) const ALL: [Near; 6] =
        [Near::None, Near::Contracted, Near::Determiner, Near::De, Near::A, Near::Other];
}

/// How verb-like a word is, in steps of the verb model, from the sum of its weights; the closed class for a word of one.
pub(crate) fn verbness(word: &Word, sum: i32) -> u64 {
    if word.is_open() {
        u64::from((sum / 24).clamp(-6, 6).wrapping_add(8).unsigned_abs())
    } else {
        u64::from(word.class).wrapping_add(64)
    }
}

/// All that [`verbness`] may be: the steps, then the classes in the order of [`kind::ALL`].
pub(crate) const VERBNESS: [u64; 24] = {
    let mut all = [0; 24];
    let mut value = 2;
    let mut rest: &mut [u64] = &mut all;
    let mut classes: &[u8] = &kind::ALL;
    while let [first, tail @ ..] = rest {
        if value <= 14 {
            *first = value;
            value = value.wrapping_add(1);
        } else if let [class, others @ ..] = classes {
            *first = *class as u64 + 64;
            classes = others;
        }
        rest = tail;
    }
    all
};

/// The sum of the weights that say that `word` is a verb; 0 for a word of a closed class.
pub(crate) fn verb_sum(models: &Models, word: &Word, before: &Word, earlier: &Word) -> i32 {
    let mut sum = 0_i32;
    if word.is_open() {
        verb(word, before, earlier, &mut |feature| sum = sum.wrapping_add(models.verb.weight(feature)));
    }
    sum
}

/// The features of the question whether a *des* is *de* + *les*.
#[cfg(any(test, feature = "train"))]
pub(crate) fn des(models: &Models, around: &Around, each: &mut impl FnMut(u64)) {
    let [b, a, z, _] = &around.before;
    let [n, m] = around.after;
    let (cb, ca) = (u64::from(b.class), u64::from(a.class));
    let (vb, vc) = (verbness(b, verb_sum(models, b, a, z)), b.governed());
    let near = around.near as u64;
    each(mix(20, 0, 0));
    each(mix(21, b.full, 0));
    each(mix(22, u64::from(b.upper), u64::from(around.upper)));
    each(mix(23, b.suffix(1), 0));
    each(mix(25, b.suffix(3), 0));
    each(mix(26, b.suffix(4), 0));
    each(mix(28, n, 0));
    each(mix(29, m, 0));
    each(mix(34, ca, b.suffix(3)));
    each(mix(38, ca, b.suffix(2)));
    each(mix(44, near, 0));
    each(mix(47, near, cb));
    each(mix(48, u64::from(is_reflexive(a)), cb));
    each(mix(57, vc, 0));
    each(mix(58, vc, ca));
    each(mix(100, vc, vb));
    each(mix(101, vc, near));
    // *le PS demande des comptes*: after a name stands a verb rather than a noun.
    each(mix(106, u64::from(a.upper), mix(0, vc, u64::from(b.upper))));
    each(mix(107, u64::from(a.upper), vb));
    // *le maire a reçu la demande des syndicats*: a clause that has its verb needs no second one.
    each(mix(122, verb_before(around), vb));
    if b.is_adverb() {
        past_adverbs(models, around, each);
    }
}

/// The features of the nearest word before a *des* that is no adverb, which the word before it is.
pub(crate) fn past_adverbs(models: &Models, around: &Around, each: &mut impl FnMut(u64)) {
    let skipped = around.before.windows(3).find_map(|words| match words {
        [word, before, earlier] if !word.is_adverb() => Some((word, before, earlier)),
        _ => None,
    });
    if let Some((word, before, earlier)) = skipped {
        each(mix(50, verbness(word, verb_sum(models, word, before, earlier)), 0));
        each(mix(105, word.governed(), u64::from(before.class)));
        each(mix(51, word.suffix(3), 0));
    }
}

/// Whether `word` is *se* and its like.
#[inline(always)]
pub(crate) fn is_reflexive(word: &Word) -> bool {
    word.class == kind::SUBJECT && matches!(word.head, S_ELIDED | SE | M_ELIDED | ME | T_ELIDED | TE)
}

/// All that [`verb_before`] may be, from none to a sure one.
pub(crate) const VERB_BEFORE: [u64; 3] = [0, 1, 2];

/// Whether the verb of the clause stands before the word before the *des*: surely, where an auxiliary does; perhaps, where a form
/// of a verb of `data/verbs.txt` does.
#[inline(always)]
pub(crate) fn verb_before(around: &Around) -> u64 {
    let [_, earlier @ ..] = &around.before;
    let grade = |word: &Word| match word.class {
        kind::AUXILIARY => 2,
        kind::OPEN => u64::from(word.governed() != 0),
        _ => 0,
    };
    earlier.iter().map(grade).fold(0, u64::max)
}

const S_ELIDED: u64 = 0x7327 << 48;
const M_ELIDED: u64 = 0x6D27 << 48;
const T_ELIDED: u64 = 0x7427 << 48;
const SE: u64 = 0x7365 << 48;
const ME: u64 = 0x6D65 << 48;
const TE: u64 = 0x7465 << 48;

impl Around {
    /// The surroundings of the token `at` of `tokens`.
    pub(crate) fn of(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> Around {
        let upper =
            tokens.get(at).is_some_and(|token| text.byte(token.span().start().wrapping_sub(base)) == b'D');
        let past = || tokens.get(..at).unwrap_or_default().iter().rev().take(NEAR);
        let (mut clause, mut near) = (0_usize, Near::None);
        for &token in past() {
            if ends_clause(text, base, token) || clause >= BEFORE && near != Near::None {
                break;
            }
            clause = clause.wrapping_add(1);
            near = select_unpredictable(near == Near::None, governs(text, base, token), near);
        }
        let mut before = [Word::EDGE; BEFORE];
        for (place, &token) in before.iter_mut().zip(past().take(clause)) {
            place.read(text, base, token);
        }
        let mut after = [0; AFTER];
        for (place, &token) in after.iter_mut().zip(tokens.get(at.wrapping_add(1)..).unwrap_or_default()) {
            *place = word::ending(text, base, token);
            if ends_clause(text, base, token) {
                break;
            }
        }
        Around { before, after, upper, near }
    }
}

/// How far is looked for the preposition before a *des*.
const NEAR: usize = 11;

/// What [`Around::near`] is for the token `at`.
pub(crate) fn near(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> Near {
    let past = tokens.get(..at).unwrap_or_default().iter().rev().take(NEAR);
    let mut clause = past.take_while(|token| !ends_clause(text, base, **token));
    clause
        .find_map(|token| Some(governs(text, base, *token)).filter(|near| *near != Near::None))
        .unwrap_or_default()
}

/// Whether the words around the tokens `one` and `other` are the same words at the same distances, as far as
/// [`Around::of`] looks.
pub(crate) fn are_among_the_same(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    one: usize,
    other: usize,
) -> bool {
    let around = |at: usize| tokens.get(at.checked_sub(BEFORE)?..=at.wrapping_add(AFTER));
    let (Some(one), Some(other)) = (around(one), around(other)) else { return false };
    let start = |tokens: &[Token]| tokens.first().map_or(0, |token| token.span().start());
    let (first, second) = (start(one), start(other));
    let same = one.iter().zip(other).all(|(one, other)| {
        let places = |token: &Token, from: usize| {
            [token.span().start(), token.span().end()].map(|place| place.wrapping_sub(from))
        };
        places(one, first) == places(other, second) && one.kind() == other.kind()
    });
    let end = |tokens: &[Token]| tokens.last().map_or(0, |token| token.span().end());
    let slice = |from: usize, to: usize| text.bytes().get(from.wrapping_sub(base)..to.wrapping_sub(base));
    same && slice(first, end(one)) == slice(second, end(other))
}

/// Whether `token` ends what a *des* after it may depend on.
#[inline(always)]
fn ends_clause(text: Text<'_>, base: usize, token: Token) -> bool {
    let start = token.span().start().wrapping_sub(base);
    let is_mark = |byte: u8| matches!(byte, b'.' | b'!' | b'?' | b';' | b':' | 0x80..);
    // Without a branch, for commas are many; beyond ASCII few marks end a clause.
    (token.kind() == TokenKind::Punctuation) & is_mark(text.byte(start))
        && (text.byte(start) < 0x80
            || matches!(text.class(start), Class::Mark | Class::Ellipsis)
            || text.char(start) == '\u{37E}')
}

/// What preposition `token` is, if it is one.
#[inline(always)]
fn governs(text: Text<'_>, base: usize, token: Token) -> Near {
    let (start, len) = (token.span().start().wrapping_sub(base), token.span().len());
    let key = known::key(known::letters(text.bytes(), start), len.min(8));
    let word = known::known(key).near;
    let contracted = match token.contraction() {
        Contraction::Des if token.words().is_some() => Near::Contracted,
        Contraction::Des => Near::Determiner,
        Contraction::Du => Near::De,
        Contraction::Au | Contraction::Aux => Near::A,
        _ => word,
    };
    if len <= 5 && !known::is_ascii(key) && contracted == Near::None {
        return governs_by_key(text.slice(start, start.wrapping_add(len)));
    }
    contracted
}

/// The same for a word that eight bytes do not tell: *à* with a mark of its own.
#[inline(never)]
fn governs_by_key(word: &str) -> Near {
    match Key::new(word).as_ref().map_or("", Key::as_str) {
        "a\u{300}" => Near::A,
        word => known::near(word),
    }
}

/// The sum of the weights for a *des*, each feature by itself: what `Sums::des` is to give.
#[cfg(test)]
pub(crate) fn des_sum(models: &Models, around: &Around) -> i32 {
    let mut sum = 0_i32;
    des(models, around, &mut |feature| sum = sum.wrapping_add(models.des.weight(feature)));
    sum
}

/// The five tokens around a gap, and what the rules say of it.
pub(crate) struct Gap<'w> {
    /// `[-2, -1, 0, 1, 2]`; the gap is before 0.
    pub words: [&'w Word; 5],
    /// The number of the rule that judged the gap and its verdict; 0 for none.
    pub verdict: u64,
    /// Tokens since the last border or final mark, at most 12.
    pub since: u64,
    pub part: Part,
}

/// What stands on both sides of a gap, from the beginning of the sentence to the next border of the rules.
pub(crate) struct Part {
    /// Tokens from the beginning of the sentence to the gap.
    pub before: u64,
    /// Tokens from the gap to the next border.
    pub after: u64,
    /// How surely a verb stands before the gap, 0 to 3.
    pub verb_before: u64,
    /// The same for what follows.
    pub verb_after: u64,
    /// Whether the sentence begins with a dash or bullet.
    pub item: bool,
    /// Whether no mark stands before the sentence.
    pub bare: bool,
}

impl Part {
    /// All that the features are made of.
    fn stepped(&self) -> [u64; 6] {
        let [item, bare] = [self.item, self.bare].map(u64::from);
        let [before, after] = [self.before, self.after].map(Part::step);
        [before, after, self.verb_before, self.verb_after, item, bare]
    }

    /// A number of tokens in few steps.
    fn step(count: u64) -> u64 {
        match count {
            0..=4 => count,
            5..=6 => 5,
            7..=9 => 6,
            10..=14 => 7,
            15..=24 => 8,
            _ => 9,
        }
    }
}

/// The highest grade of [`verb_grade`].
pub(crate) const SUREST: u64 = 3;

/// The grade of [`verb_grade`] where the closed class tells it.
pub(crate) fn sure_grade(word: &Word) -> Option<u64> {
    match word.class {
        kind::AUXILIARY | kind::SUBJECT => Some(SUREST),
        kind::OPEN => None,
        _ => Some(0),
    }
}

/// How surely a word of no closed class is a finite verb, `before` and `earlier` standing before it: 0 (not at all) to 3.
pub(crate) fn verb_grade(models: &Models, word: &Word, before: &Word, earlier: &Word) -> u64 {
    grade_of(verb_sum(models, word, before, earlier))
}

/// The grade of a sum of the verb model.
fn grade_of(sum: i32) -> u64 {
    match sum {
        ..=0 => 0,
        1..=47 => 1,
        48..=95 => 2,
        _ => SUREST,
    }
}

/// The features of the question whether a sentence ends at a gap.
pub(crate) fn gap(models: &Models, gap: &Gap<'_>, each: &mut impl FnMut(u64)) {
    let [a, b, c, d, e] = gap.words;
    let u = gap.verdict;
    let shapes = mix(60, b.shape, c.shape);
    each(mix(61, 0, 0));
    each(mix(62, b.full, 0));
    each(mix(63, c.full, c.shape));
    each(shapes);
    each(mix(64, b.shape, 0));
    each(mix(65, c.shape, 0));
    each(mix(66, mix(0, a.shape, b.shape), mix(0, c.shape, d.shape)));
    each(mix(67, b.full, c.shape));
    each(mix(68, b.shape, mix(0, c.full, c.shape)));
    each(mix(69, c.shape, d.shape));
    each(mix(70, mix(0, c.full, c.shape), d.shape));
    each(mix(71, b.suffix(3), c.shape));
    each(mix(72, c.suffix(3), shapes));
    each(mix(73, d.full, c.shape));
    each(mix(74, mix(0, d.shape, e.shape), c.shape));
    each(mix(75, a.full, shapes));
    each(mix(76, gap.since, shapes));
    each(mix(77, u64::from(b.class), mix(0, u64::from(c.class), c.shape)));
    each(mix(78, u64::from(c.class), mix(0, u64::from(d.class), c.shape)));
    each(mix(80, u, 0));
    each(mix(81, u, mix(0, c.full, c.shape)));
    each(mix(82, u, b.full));
    each(mix(83, u, shapes));
    let part = &gap.part;
    let (before, after) = (Part::step(part.before), Part::step(part.after));
    let verbs = (part.verb_before << 2) | part.verb_after;
    let begins = (u64::from(part.item) << 1) | u64::from(part.bare);
    each(mix(84, (before << 2) | part.verb_before, c.shape));
    each(mix(85, (after << 2) | part.verb_after, c.shape));
    each(mix(86, verbs, shapes));
    each(mix(87, (verbs << 2) | begins, c.shape));
    each(mix(88, (begins << 4) | before, shapes));
    each(mix(89, (begins << 4) | before, mix(0, c.full, c.shape)));
    each(mix(90, (before << 4) | after, (verbs << 2) | begins));
    each(mix(91, u, (verbs << 2) | begins));
    each(mix(92, (u << 4) | before, (begins << 4) | after));
    let known = |word: &Word| u64::from(word.is_open() && models.known.has(word.full));
    let (kb, kc, kd) = (known(b), known(c), known(d));
    each(mix(93, kc, shapes));
    each(mix(94, (kb << 2) | (kc << 1) | kd, mix(0, shapes, d.shape)));
    each(mix(95, (kb << 1) | kc, mix(verbs, shapes, before)));
    each(mix(96, (kb << 1) | kc, mix(begins, before, c.shape)));
}

pub(crate) fn gap_sum(models: &Models, around: &Gap<'_>) -> i32 {
    let mut sum = 0_i32;
    gap(models, around, &mut |feature| sum = sum.wrapping_add(models.gap.weight(feature)));
    sum
}

/// What was answered last about a few gaps: in what is said over and over the same is asked again.
#[derive(Default)]
pub(crate) struct Answers([Answer; 8]);

/// All that a sum is made of, and the sum.
#[derive(Clone, Copy, Default)]
struct Answer {
    words: [Word; 5],
    numbers: [u64; 2],
    part: [u64; 6],
    /// Nothing where nothing was answered yet.
    sum: Option<i32>,
}

impl Answers {
    /// What [`gap_sum`] gives.
    pub(crate) fn gap_sum(&mut self, models: &Models, around: &Gap<'_>) -> i32 {
        let [_, before, after, ..] = around.words;
        let place = (before.full.rotate_left(9) ^ after.full) % 8;
        let Some(answer) = self.0.get_mut(usize::try_from(place).unwrap_or(0)) else { return 0 };
        let (numbers, part) = ([around.verdict, around.since], around.part.stepped());
        let words = answer.words.iter().zip(around.words);
        if let Some(sum) = answer.sum
            && answer.numbers == numbers
            && answer.part == part
            && words.rev().all(|(one, other)| one == other)
        {
            return sum;
        }
        let sum = gap_sum(models, around);
        *answer = Answer { words: around.words.map(|word| *word), numbers, part, sum: Some(sum) };
        sum
    }
}

/// The place of a feature, for the trainer.
#[cfg(feature = "train")]
pub(crate) const fn place(feature: u64, bits: u32) -> usize {
    Table::place(feature, bits)
}

#[cfg(test)]
mod tests {
    use super::{Near, governs};
    use crate::class::Text;
    use crate::key::Key;
    use depeche_text::{Span, Token, TokenKind};

    #[test]
    fn prepositions_are_known_in_any_form() {
        let of = |word: &str| {
            let text = format!("{word} les");
            let token = Token::new(Span::new(0, word.len()), TokenKind::Word);
            let near = governs(Text::new(&text), 0, token);
            let slow = match Key::new(word).unwrap().as_str() {
                "de" | "d'" => Near::De,
                "a\u{300}" => Near::A,
                "par" | "pour" | "avec" | "dans" | "sur" | "entre" => Near::Other,
                _ => Near::None,
            };
            assert!(near == slow, "{word}");
            near
        };
        for word in "de d' d’ à a\u{300} par pour avec dans sur entre d\u{2BC} pa\u{AD}r".split(' ') {
            assert!(of(word) != Near::None && of(&word.to_uppercase()) != Near::None, "{word}");
        }
        for word in "des dé d’a a a\u{320} parmi pourquoi entrée entreprise sûr l' \u{AD}".split(' ') {
            assert!(of(word) == Near::None, "{word}");
        }
    }
}
