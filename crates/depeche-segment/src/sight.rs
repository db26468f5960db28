//! What is seen of a sentence from a gap in it: the words on both sides, each read once.

use crate::class::Text;
use crate::features::{self, Part};
use crate::model::Models;
use crate::word::Word;
use depeche_text::{Token, typography};

/// The most tokens that are looked at after a gap.
const AHEAD: usize = 12;
/// The words that are kept: those a gap looks at, a power of two.
const KEPT: usize = 32;

/// What is seen of the sentence on both sides of a gap.
pub(crate) struct Sight<'s> {
    text: Text<'s>,
    base: usize,
    tokens: &'s [Token],
    models: &'s Models,
    /// The token the sentence begins with.
    from: usize,
    /// Whether no mark stands before it.
    bare: bool,
    /// The tokens of the sentence looked at so far, and the most verb-like of them.
    reached: usize,
    verb: u64,
    /// The words read last, each at the place of its token modulo [`KEPT`]: gaps stand closer together than they look ahead.
    kept: [Kept; KEPT],
}

/// A word, and what was found out about it.
#[derive(Clone, Copy)]
struct Kept {
    token: usize,
    word: Word,
    shaped: bool,
    /// How surely it is a verb, and how many of the two words before it were seen for that: fewer at the beginning of a
    /// sentence.
    grade: Option<(usize, u64)>,
}

impl<'s> Sight<'s> {
    pub(crate) fn new(text: Text<'s>, base: usize, tokens: &'s [Token], models: &'s Models) -> Sight<'s> {
        let none = Kept { token: usize::MAX, word: Word::EDGE, shaped: true, grade: None };
        Sight { text, base, tokens, models, from: 0, bare: false, reached: 0, verb: 0, kept: [none; KEPT] }
    }

    /// The token the sentence begins with.
    pub(crate) const fn from(&self) -> usize {
        self.from
    }

    /// A sentence begins with the token `from`, without a mark before it when `bare`.
    pub(crate) fn begin(&mut self, from: usize, bare: bool) {
        (self.from, self.bare, self.reached, self.verb) = (from, bare, from, 0);
    }

    /// What stands before and after the gap before `at`, where the rules see the next border before `next`.
    pub(crate) fn part(&mut self, at: usize, next: usize) -> Part {
        while self.reached < at && self.verb < features::SUREST {
            self.verb = self.verb.max(self.verb_at(self.reached));
            self.reached = self.reached.wrapping_add(1);
        }
        let mut after = 0;
        for token in at..next.min(at.wrapping_add(AHEAD)) {
            after = after.max(self.verb_at(token));
            if after == features::SUREST {
                break;
            }
        }
        Part {
            before: at.wrapping_sub(self.from) as u64,
            after: next.wrapping_sub(at) as u64,
            verb_before: self.verb,
            verb_after: after,
            item: self.is_item(),
            bare: self.bare,
        }
    }

    /// Whether the sentence begins with a dash or bullet.
    pub(crate) fn is_item(&self) -> bool {
        let first =
            self.tokens.get(self.from).map_or(0, |token| token.span().start().wrapping_sub(self.base));
        let c = self.text.char(first);
        typography::is_dash(c) || matches!(c, '-' | '•' | '*')
    }

    /// The two words before the gap before `at` and the three after it.
    pub(crate) fn around(&mut self, at: usize) -> [&Word; 5] {
        let ahead = |count: usize| Some(at.wrapping_add(count));
        let places = [at.checked_sub(2), at.checked_sub(1), Some(at), ahead(1), ahead(2)];
        places.into_iter().flatten().for_each(|at| self.give_shape(at));
        places.map(|at| {
            let kept = at.and_then(|at| self.kept.get(at % KEPT).filter(|kept| kept.token == at));
            kept.map_or(&Word::EDGE, |kept| &kept.word)
        })
    }

    /// Reads the word of the token `at`, if there is one, with its shape.
    fn give_shape(&mut self, at: usize) {
        let (text, base) = (self.text, self.base);
        let Some(&token) = self.tokens.get(at) else { return };
        if let Some(kept) = self.kept(at).filter(|kept| !kept.shaped) {
            kept.word.give_shape(text, base, token);
            kept.shaped = true;
        }
    }

    /// What is kept of the token `at`, its word read when it is not there.
    fn kept(&mut self, at: usize) -> Option<&mut Kept> {
        let token = self.tokens.get(at)?;
        let kept = self.kept.get_mut(at % KEPT)?;
        if kept.token != at {
            kept.word.read(self.text, self.base, *token);
            (kept.token, kept.shaped, kept.grade) = (at, false, None);
        }
        Some(kept)
    }

    /// How surely the token `at` is a verb: 0 to 3.
    #[inline]
    fn verb_at(&mut self, at: usize) -> u64 {
        let seen = at.wrapping_sub(self.from).min(2);
        let kept = self.kept.get(at % KEPT).filter(|kept| kept.token == at);
        match kept.and_then(|kept| kept.grade) {
            Some((words, grade)) if words == seen => grade,
            _ => self.find_verb_at(at, seen),
        }
    }

    /// The same for a token that was not asked about, so many words before it being seen.
    fn find_verb_at(&mut self, at: usize, seen: usize) -> u64 {
        let models = self.models;
        let Some(&mut Kept { word, .. }) = self.kept(at) else { return 0 };
        let mut before = |back: usize| {
            let kept = at.checked_sub(back).filter(|_| back <= seen).and_then(|at| self.kept(at));
            kept.map_or(Word::EDGE, |kept| kept.word)
        };
        let grade = match features::sure_grade(&word) {
            Some(grade) => grade,
            None => features::verb_grade(models, &word, &before(1), &before(2)),
        };
        if let Some(kept) = self.kept(at) {
            kept.grade = Some((seen, grade));
        }
        grade
    }
}
