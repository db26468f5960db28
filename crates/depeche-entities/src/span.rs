//! A sentence as a sequence of words, and the spans proposed in it.

use crate::class::Class;
use crate::cues::Cues;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::{Bare, Listing};
use crate::stand::Held;
use crate::weights::Scores;
use crate::word::{Shape, Word};
use depeche_text::{Sentence, Token};
use std::ops::Range;

/// A span of tokens that may be a name, and what is seen of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Indices of tokens in the document.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) seen: Features,
    /// The kinds it may be, as bits.
    pub(crate) kinds: u8,
    pub(crate) outline: Outline,
    /// Its senses in the gazetteer: a range of the document's listings.
    pub(crate) listed: (u32, u32),
    pub(crate) scores: Scores,
    /// The best kind and its probability in 255ths.
    pub(crate) kind: Kind,
    pub(crate) confidence: u8,
}

/// What the words of a span and before it are, in a few numbers: they are asked for twice.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Outline {
    pub(crate) first: Class,
    pub(crate) last: Class,
    /// The number of words, at most 3.
    pub(crate) length: u8,
    /// Whether the first word stands where any word has a capital.
    pub(crate) weak: bool,
    /// What stands before it: see [`joint::before`](crate::joint::before).
    pub(crate) before: u8,
}

impl Spot {
    pub(crate) const fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its senses in the listings.
    pub(crate) const fn senses(&self) -> Range<usize> {
        self.listed.0 as usize..self.listed.1 as usize
    }

    /// Whether it may mean what a list knows by its name: *la [Renaissance]* is not the party, which has no article.
    pub(crate) const fn may_mean(&self, sense: &Listing) -> bool {
        matches!(sense.bare, Bare::No) || self.len() > 1 || !self.seen.has(ARTICLE)
    }

    /// Whether it says something of it that a list knows it so.
    pub(crate) const fn may_be(&self, sense: &Listing) -> bool {
        !matches!(sense.bare, Bare::Word) || self.may_mean(sense)
    }

    pub(crate) const fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

/// What says that a span stands behind an article.
const ARTICLE: Features =
    Features::AFTER_LE.with(Features::AFTER_L).with(Features::AFTER_DU).with(Features::AFTER_AU);

/// The kinds any capitalised span may be.
pub(crate) const OPEN: u8 =
    Kind::Person.bit() | Kind::Place.bit() | Kind::Organisation.bit() | Kind::Misc.bit();

/// Words of sport that are no words of anything else.
const SPORT: &[&str] = &[
    "BASKET",
    "BUTEUR",
    "COUPE",
    "ELIMINATOIRES",
    "FOOTBALL",
    "HANDBALL",
    "HOCKEY",
    "JUDO",
    "MATCH",
    "MATCHES",
    "MATCHS",
    "MEDAILLE",
    "MEDAILLES",
    "PENALTY",
    "RUGBY",
    "SELECTIONNEUR",
    "SELECTIONNEUSE",
    "TENNIS",
    "VOLLEY",
];

/// The words of one sentence; what lies outside reads as the empty word.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a [Word],
    /// The index in the document of the first word.
    pub(crate) first: usize,
    pub(crate) tokens: &'a [Token],
    pub(crate) source: &'a str,
    /// How much the sentence speaks of sport, from 0 to 2.
    pub(crate) sport: u8,
    /// Whether it speaks of sport for sure: by two words of it, by one that is nothing else, by the name of a contest or a team, by a
    /// score, or in a document of sport.
    pub(crate) sport_is_sure: bool,
    /// Whether the document speaks of sport throughout.
    pub(crate) games: bool,
    /// How much the document speaks of firms and associations, from 0 to 3.
    pub(crate) trade: u8,
    /// What words of the sentence hold, or anything where nobody looked.
    pub(crate) held: Held,
}

impl<'a> Scene<'a> {
    /// The sentence of these tokens of the document.
    pub(crate) fn new(
        words: &'a [Word],
        tokens: &'a [Token],
        source: &'a str,
        range: Range<usize>,
    ) -> Scene<'a> {
        Scene {
            words: words.get(range.clone()).unwrap_or_default(),
            first: range.start,
            tokens: tokens.get(range).unwrap_or_default(),
            source,
            sport: 0,
            sport_is_sure: false,
            games: false,
            trade: 0,
            held: Held::ANYTHING,
        }
    }

    /// The token of a word.
    pub(crate) fn token(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index.wrapping_sub(self.first)) // wraps: what lies before is outside
    }

    /// The same sentence, with how much it speaks of sport; `before` is how much the one before does, `whole` whether the document
    /// speaks of it throughout. Where it does, a town is its team more often than in a lone sentence on a player's career.
    pub(crate) fn with_sport(self, before: u8, whole: bool) -> Scene<'a> {
        // Where nothing of it is held, most often, it need not be counted.
        let speaks = |&(_, word): &(usize, &Word)| word.has(Cues::SPORT) || word.is(Shape::SCORE);
        let mut words = self.words.iter().enumerate().filter(speaks);
        let first = if self.held.sport() { words.next() } else { None };
        let second = first.is_some() && words.next().is_some();
        let mine = u8::from(first.is_some()).saturating_add(u8::from(second));
        let sport = mine.max(before.min(1)).max(u8::from(whole));
        let says = |(at, word): (usize, &Word)| {
            let named = word.is(Shape::CAPITAL) && !word.is(Shape::WEAK);
            word.is(Shape::SCORE) || named || is_one_of(self.text(self.first.wrapping_add(at)), SPORT)
        };
        Scene { sport, sport_is_sure: whole || second || first.is_some_and(says), games: whole, ..self }
    }

    /// The same sentence, with the classes that its words have: what none of them has need not be looked for at each span.
    pub(crate) const fn with_held(self, held: Held) -> Scene<'a> {
        Scene { held, ..self }
    }

    /// Whether a capitalised elided word may stand in it: *N'Diaye*.
    #[inline]
    const fn elides(&self) -> bool {
        self.held.shape.has(Shape::APOSTROPHE)
    }

    /// The same sentence, with how much its document speaks of firms.
    pub(crate) const fn with_trade(self, trade: u8) -> Scene<'a> {
        Scene { trade, ..self }
    }

    /// How much a document speaks of firms and associations, from 0 to 3, by how many of its words do.
    pub(crate) fn trade_of(words: &[Word], sentences: &[Sentence], held: &[Held]) -> u8 {
        const TRADE: Cues = Cues::ORGANISATION_NOUN.or(Cues::FIRM_NOUN).or(Cues::FIRM_VERB);
        let speak = sentences.iter().zip(held).filter(|(_, held)| held.cues.has(TRADE));
        let inside = speak.flat_map(|(sentence, _)| words.get(sentence.tokens()).unwrap_or_default());
        let count = inside.filter(|word| word.has(TRADE)).count();
        let part = count.saturating_mul(256).checked_div(words.len()).unwrap_or(0);
        if count < 3 {
            0
        } else {
            1u8.saturating_add(u8::from(part >= 9)).saturating_add(u8::from(part >= 14))
        }
    }

    /// Whether a document speaks of sport throughout: where every fourth sentence or more, and three in all, hold a word of it. One of
    /// the first two counts for one more, of which a rubric or a headline is made: *Handball. [Sélestat] cale*.
    pub(crate) fn sport_of(held: &[Held]) -> bool {
        let first = held.iter().take(2).any(Held::sport);
        let count = held.iter().filter(|held| held.sport()).count();
        let count = count.saturating_add(usize::from(first));
        count >= 3 && count.saturating_mul(4) >= held.len()
    }

    /// What the next sentence is told of this one; `before` is what this one was told.
    pub(crate) fn sport_after(&self, before: u8) -> u8 {
        if self.sport > before.min(1) { self.sport } else { 0 }
    }

    /// The text of a word.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.token(index).map_or("", |token| token.span().of(self.source))
    }

    /// Whether a word is this one, which stands here in small letters and has no accents: in capitals too, as a headline has it.
    #[inline]
    pub(crate) fn says(&self, index: usize, word: &str) -> bool {
        self.text(index).eq_ignore_ascii_case(word)
    }

    /// The text of a span of words, with what stands between them.
    pub(crate) fn text_of(&self, tokens: Range<usize>) -> &'a str {
        let ends = self.token(tokens.start).zip(self.token(tokens.end.wrapping_sub(1)));
        ends.map_or("", |(first, last)| first.span().join(last.span()).of(self.source))
    }

    /// The word at an index of the document.
    #[inline]
    pub(crate) fn at(&self, index: usize) -> Word {
        self.words.get(index.wrapping_sub(self.first)).copied().unwrap_or_default() // wraps: what lies before is outside
    }

    #[inline]
    pub(crate) fn before(&self, index: usize) -> Word {
        self.at(index.wrapping_sub(1))
    }

    /// Where the *de* stands before what begins at `start`, over an article: *l'édition [du] Congrès, [de] la Cour*.
    #[inline]
    pub(crate) fn de_before(&self, start: usize) -> Option<usize> {
        let near = start.wrapping_sub(1); // wraps: what lies before is outside
        let of = if self.at(near).has(Cues::DE) { near } else { near.wrapping_sub(1) };
        Some(of).filter(|of| self.at(*of).has(Cues::DE))
    }

    /// The places of words after `from`, the next one being 1 from it: at most so many are asked as `far` has.
    #[inline]
    pub(crate) fn onward(&self, from: usize, far: Range<usize>) -> impl Iterator<Item = usize> {
        far.map(move |more| from.wrapping_add(more))
    }

    /// The places of words before `from`, the nearest first.
    #[inline]
    pub(crate) fn backward(&self, from: usize, far: Range<usize>) -> impl Iterator<Item = usize> {
        far.map(move |back| from.wrapping_sub(back)) // wraps: what lies before is outside
    }

    /// Whether one of these words stands so far after `from`: *à Melle, qui [compte] 6 000 [habitants]*. Each word asked costs a
    /// search in the list, so the window is short, and this question the last of several.
    pub(crate) fn follows(&self, from: usize, far: Range<usize>, these: &[&str]) -> bool {
        self.onward(from, far).any(|at| is_one_of(self.text(at), these))
    }

    /// Whether one of these words stands so far before `from`: *le [recours] de l'association Rivière vivante*. It costs as much.
    pub(crate) fn precedes(&self, from: usize, far: Range<usize>, these: &[&str]) -> bool {
        self.backward(from, far).any(|at| is_one_of(self.text(at), these))
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.first..self.first.wrapping_add(self.words.len())
    }

    /// A capitalised word that can be part of a name.
    #[inline]
    pub(crate) fn name(&self, index: usize) -> bool {
        let word = self.at(index);
        word.is(Shape::CAPITAL) && !word.is(Shape::ELIDED)
    }

    /// Whether the word goes on a name that begins with an apostrophe of its own: *M'[Bala]*, *N'[Diaye]*, *Anne L'[Huillier]*,
    /// *de L'[Herbaudière]*, and not *L'[Arménie]* at the beginning of a sentence.
    #[inline]
    pub(crate) fn joined(&self, index: usize) -> bool {
        if !self.elides() || !self.name(index) || self.at(index).is(Shape::WEAK) {
            return false;
        }
        let before = self.before(index);
        if !before.is(Shape::ELIDED) || !before.is(Shape::CAPITAL) {
            return false;
        }
        let french = before.has(Cues::ARTICLE) || before.has(Cues::DE) && before.is(Shape::WEAK);
        // *la plage de [L'Herbaudière]*: in the midst of a sentence, an article with a capital is the name's own. *C'était un vol.
        // L'[Unesco] proteste*: not behind a stop that may end one.
        let own = || {
            let at = index.wrapping_sub(2);
            self.at(at).is(Shape::LETTERS) && !self.text(at).ends_with('.')
        };
        !french || !before.is(Shape::WEAK) && !self.at(index).is(Shape::HEADLINE) && own()
    }

    /// The end of the word of a name that begins at `index`, its apostrophe and what follows it being one.
    #[inline]
    pub(crate) fn word_end(&self, index: usize) -> usize {
        let next = index.wrapping_add(1);
        next.wrapping_add(usize::from(self.joined(next)))
    }

    /// The number of words of a span, a name with an apostrophe of its own being one.
    #[inline]
    pub(crate) fn length(&self, start: usize, end: usize) -> usize {
        let length = end.wrapping_sub(start);
        if !self.elides() {
            return length;
        }
        let joined = (start.wrapping_add(1)..end).filter(|at| self.joined(*at)).count();
        length.wrapping_sub(joined)
    }

    /// The first word of a span, or what follows its apostrophe: *M'[Bala]*.
    #[inline]
    pub(crate) fn head(&self, start: usize) -> Word {
        let next = start.wrapping_add(1);
        self.at(if self.joined(next) { next } else { start })
    }

    /// The number of small words (*de la*, *du*, *von der*) from `index` up to a capitalised one; 0 when there is none.
    pub(crate) fn particles(&self, index: usize, class: Cues) -> usize {
        let mut count = 0usize;
        while count < 3 {
            let word = self.at(index.wrapping_add(count));
            if word.is(Shape::CAPITAL) && !word.is(Shape::ELIDED) {
                return count;
            }
            if !word.has(class) || word.is(Shape::CAPITAL) {
                return 0;
            }
            count = count.wrapping_add(1);
        }
        if self.name(index.wrapping_add(count)) { count } else { 0 }
    }

    /// Whether an initial is a father's title: *le [P.] Caous*, *succède au [P.] Jean Le Rétif*; an initial of a name has no article.
    pub(crate) fn father(&self, index: usize) -> bool {
        let before = self.before(index);
        // Few sentences hold an initial.
        self.held.shape.has(Shape::INITIAL)
            && self.at(index).is(Shape::INITIAL)
            && before.has(Cues::ARTICLE.or(Cues::CONTRACTED))
            && !before.has(Cues::PLURAL)
            && self.text(index) == "P."
            && self.name(index.wrapping_add(1))
    }

    /// The end of the run of capitalised words that begins at `start`.
    pub(crate) fn run(&self, start: usize) -> usize {
        let mut end = start.wrapping_add(1);
        loop {
            let word = self.at(end);
            if word.is(Shape::ELIDED)
                && word.is(Shape::CAPITAL)
                && !word.is(Shape::ANEW)
                && self.name(end.wrapping_add(1))
            {
                end = end.wrapping_add(2);
            } else if self.name(end) && !word.is(Shape::APART) {
                end = end.wrapping_add(1);
            } else if word.sign == b'&' && self.name(end.wrapping_add(1)) {
                end = end.wrapping_add(2);
            } else {
                return end;
            }
            if end.wrapping_sub(start) > LONGEST {
                return end;
            }
        }
    }

    /// The end of the name of a person that begins at `start`, with its particles.
    pub(crate) fn person_run(&self, start: usize) -> usize {
        let mut end = start.wrapping_add(1);
        let initial = |at| self.at(at).is(Shape::INITIAL) && self.text(at).ends_with('.');
        let mut first_names = self.at(start).facts.may_be_first_name() || initial(start);
        loop {
            let word = self.at(end);
            if self.name(end) && !word.is(Shape::APART) {
                first_names &= word.facts.may_be_first_name() || word.is(Shape::ROMAN) || initial(end);
                end = end.wrapping_add(1);
            } else if word.is(Shape::ELIDED)
                && word.is(Shape::CAPITAL)
                && !word.is(Shape::ANEW)
                && self.name(end.wrapping_add(1))
            {
                end = end.wrapping_add(2);
                first_names = false;
            } else {
                let count = self.particles(end, Cues::PARTICLE);
                if count == 0 {
                    return end;
                }
                let french = word.has(Cues::DE.or(Cues::ARTICLE));
                let epithet = count == 1 && self.at(end.wrapping_add(1)).has(Cues::EPITHET);
                // *les lignes A et B du RER*: no person is *of* an acronym.
                let acronym =
                    self.at(end.wrapping_add(count)).is(Shape::CAPITALS) && !word.is(Shape::HEADLINE);
                if french && (acronym || !first_names && !epithet) {
                    return end;
                }
                first_names = false;
                end = end.wrapping_add(count).wrapping_add(1);
            }
            if end.wrapping_sub(start) > LONGEST {
                return end;
            }
        }
    }

    /// Whether a person is named at `index`: a first name and another name.
    pub(crate) fn person(&self, index: usize) -> bool {
        self.at(index).facts.is_first_name() && self.name(index) && self.name(index.wrapping_add(1))
    }

    /// Whether the word is an adjective as names of organisations have them: a demonym, or by its ending.
    pub(crate) fn adjective(&self, index: usize) -> bool {
        let word = self.at(index);
        word.is_small() && word.has(Cues::DEMONYM.or(Cues::ADJECTIVE))
    }
}

/// The most tokens of a name.
pub(crate) const LONGEST: usize = 14;
