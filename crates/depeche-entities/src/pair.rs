//! Two names with a hyphen between them, which are one token: *le choc [PSG]-[OM]*, *le sommet [Trump]-[Poutine]*, *Lens-Lille 2-1*.
//!
//! Which hyphenated words are two names no reader of letters can tell (*Clermont-Ferrand*, *Pau-Orthez*); the lists can, and what
//! stands beside them. What is, the rules see as three tokens: the names and the hyphen. Either name may have other tokens beside the
//! hyphenated one: *Paris-New York*, *La Rochelle-Toulouse*.

mod kinds;

use crate::cues::Cues;
use crate::kind::Kind;
use crate::lexicon::{Doubt, Hit, Lexicon, Listed, Listing, Sort};
use crate::memo::Memo;
use crate::pair::kinds::{Around, Known, PARTIES, kinds};
use crate::stand::Held;
use crate::tagger::index;
use crate::word::{self, Round, Shape, Word};
use depeche_gazetteer::{Onset, SearchRoom};
use depeche_text::{Sentence, Span, Token, TokenKind, typography};
use std::ops::Range;

/// The tokens and sentences of a block in which pairs are cut, and the room to find them.
#[derive(Default)]
pub(crate) struct Pairs {
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// Three tokens for each hyphen that may be between two names: what stands before it, itself, what stands behind; with the tokens
    /// beside these.
    parts: Vec<Token>,
    /// For each such hyphen the two sides of it, a sentence each.
    alone: Vec<Sentence>,
    /// The hyphens.
    hyphens: Vec<Hyphen>,
    words: Vec<Word>,
    onsets: Vec<(usize, Onset)>,
    found: Vec<depeche_gazetteer::Mention>,
    hits: Vec<Hit>,
    cuts: Vec<Cut>,
    read: Vec<Word>,
}

/// A hyphen that may be between two names.
#[derive(Clone, Copy)]
struct Hyphen {
    /// The token it is in.
    token: usize,
    /// The first of the three parts of that.
    part: usize,
    /// Whether the token may be a first name: *Jean-Pierre*, and *Pen-Emmanuel* too.
    given: bool,
}

/// A token that is two names, or the end of one and the beginning of another.
#[derive(Clone, Copy)]
struct Cut {
    token: usize,
    /// The first of its parts.
    part: usize,
    names: [Name; 2],
    /// The first of its tokens once all are cut: the second name stands two behind.
    first: usize,
}

impl Cut {
    /// The tokens of the two names, once all are cut.
    fn tokens(&self) -> [Range<usize>; 2] {
        let [left, right] = self.names.map(|name| name.more);
        let hyphen = self.first.saturating_add(1);
        let second = hyphen.saturating_add(1);
        [self.first.saturating_sub(left)..hyphen, second..second.saturating_add(1).saturating_add(right)]
    }
}

/// One of the two names: what the lists say of it, and what it is.
#[derive(Clone, Copy)]
struct Name {
    hit: Hit,
    kind: Kind,
    /// How many tokens it has beside the part of the hyphenated one.
    more: usize,
}

/// What the words and names of a block are kept in.
pub(crate) struct Block<'b> {
    pub(crate) words: &'b mut Vec<Word>,
    pub(crate) held: &'b mut [Held],
    pub(crate) hits: &'b mut Vec<Hit>,
    pub(crate) listings: &'b mut Vec<Listing>,
    pub(crate) listed: &'b mut Listed,
}

/// The longest token that may be two names, in bytes: of a longer one, with a thousand hyphens, no name is looked up.
const LONGEST: usize = 64;

/// How many tokens a name has beside the hyphenated one, at most: *Paris-[Rio de Janeiro]*.
const BESIDE: usize = 3;

/// How many hyphens of a sentence may have names of several words on their sides: in one of a thousand such words each would be
/// read seven times.
const MANY: usize = 16;

/// What words and names are looked up with.
pub(crate) struct Reader<'r, 'g> {
    pub(crate) source: &'r str,
    pub(crate) lexicon: &'r Lexicon<'g>,
    pub(crate) memo: &'r mut Memo,
    pub(crate) round: &'r mut Round,
    pub(crate) search: &'r mut SearchRoom,
}

impl Pairs {
    /// The tokens and sentences of a block as the rules are to see them: those that are given, where there is no pair.
    pub(crate) fn view<'a>(
        &'a self,
        tokens: &'a [Token],
        sentences: &'a [Sentence],
    ) -> (&'a [Token], &'a [Sentence]) {
        if self.cuts.is_empty() { (tokens, sentences) } else { (&self.tokens, &self.sentences) }
    }

    /// Finds the pairs of a block, and cuts its words and names as its tokens.
    ///
    /// A sentence without a hyphenated word costs one look at what it holds.
    #[inline(never)]
    pub(crate) fn cut(
        &mut self,
        tokens: &[Token],
        sentences: &[Sentence],
        reader: &mut Reader<'_, '_>,
        block: &mut Block<'_>,
    ) {
        self.cuts.clear();
        self.propose(reader.source, tokens, sentences, block);
        if self.parts.is_empty() {
            return;
        }
        self.look_up(reader, block);
        self.decide(reader, tokens, block);
        if !self.cuts.is_empty() {
            self.put(tokens, sentences, block);
        }
    }

    /// Notes the hyphens of what no list has, between two words with capitals.
    fn propose(&mut self, source: &str, tokens: &[Token], sentences: &[Sentence], block: &Block<'_>) {
        self.parts.clear();
        self.alone.clear();
        self.hyphens.clear();
        let (mut hits, mut reach) = (block.hits.iter().peekable(), 0usize);
        let hyphenated = sentences.iter().zip(&*block.held).filter(|(_, held)| held.shape.has(Shape::HYPHEN));
        for (sentence, _) in hyphenated {
            let within = sentence.tokens();
            let words = block.words.get(within.clone()).unwrap_or_default();
            let before_sentence = self.hyphens.len();
            let capitals = |word: &Word| word.is(Shape::HYPHEN) && word.is(Shape::CAPITAL);
            for (at, word) in within.clone().zip(words).filter(|(_, word)| capitals(word)) {
                while let Some(hit) = hits.next_if(|hit| hit.start as usize <= at) {
                    reach = reach.max(hit.end as usize);
                }
                // *Jean-Pierre* is one name, unless a name ends with it: *Marine Le Pen-Emmanuel Macron*.
                let given = word.facts.may_be_first_name();
                let before = block.words.get(at.wrapping_sub(1)); // wraps: it begins the text
                let begins = before.is_none_or(|before| !before.is(Shape::CAPITAL));
                if reach > at || given && begins || word.facts.is_surname() {
                    continue;
                }
                if let Some(token) = tokens.get(at).filter(|token| token.span().len() <= LONGEST) {
                    let few = self.hyphens.len().saturating_sub(before_sentence) < MANY;
                    let near = if few { within.clone() } else { at..at };
                    self.hyphens_of(token.span().of(source), (at, given), tokens, &near, block.words);
                }
            }
        }
    }

    /// Notes the hyphens of the token at `at`, which may be a `given` name, that may be between two names.
    fn hyphens_of(
        &mut self,
        text: &str,
        (at, given): (usize, bool),
        tokens: &[Token],
        within: &Range<usize>,
        words: &[Word],
    ) {
        let Some(span) = tokens.get(at).map(|token| token.span()) else { return };
        let next = at.saturating_add(1);
        let named = |part: &str| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some()
        };
        for (by, hyphen) in text.char_indices().filter(|(_, one)| typography::is_hyphen(*one)) {
            let after = by.saturating_add(hyphen.len_utf8());
            let sides = (text.get(..by).unwrap_or_default(), text.get(after..).unwrap_or_default());
            if (named(sides.0) || is_former(sides.0)) && named(sides.1) {
                // As far as there are capitals, with which names begin and nearly all end.
                let capital = |at: &usize| words.get(*at).is_some_and(|word| word.is(Shape::CAPITAL));
                let mut before = at.saturating_sub(BESIDE).max(within.start)..at;
                let mut behind = next..next.saturating_add(BESIDE).min(within.end);
                let beside = [
                    before.find(capital).unwrap_or(at)..at,
                    next..behind.rfind(capital).map_or(next, |last| last.saturating_add(1)),
                ];
                let beside = beside.map(|range| tokens.get(range).unwrap_or_default());
                let [left, right] = [by, after].map(|by| span.start().saturating_add(by));
                let part = self.part(span, left..right, beside);
                self.hyphens.push(Hyphen { token: at, part, given });
            }
        }
    }

    /// Notes the parts of the token that has this span, cut at the bytes of a hyphen, and the tokens beside it. Gives the first of the parts.
    fn part(&mut self, span: Span, hyphen: Range<usize>, [before, after]: [&[Token]; 2]) -> usize {
        let from = self.parts.len();
        self.parts.extend_from_slice(before);
        let part = self.parts.len();
        self.parts.push(Token::new(Span::new(span.start(), hyphen.start), TokenKind::Word));
        self.parts.push(Token::new(Span::new(hyphen.start, hyphen.end), TokenKind::Punctuation));
        self.parts.push(Token::new(Span::new(hyphen.end, span.end()), TokenKind::Word));
        self.parts.extend_from_slice(after);
        let second = part.saturating_add(2);
        for side in [from..part.saturating_add(1), second..self.parts.len()] {
            let tokens = self.parts.get(side.clone()).unwrap_or_default();
            let ends = tokens.first().zip(tokens.last());
            let span = ends.map_or(span, |(first, last)| first.span().join(last.span()));
            self.alone.push(Sentence::new(span, side));
        }
        part
    }

    /// Reads the parts as words, and finds which of them are names.
    fn look_up(&mut self, reader: &mut Reader<'_, '_>, block: &mut Block<'_>) {
        let Reader { source, lexicon, memo, round, search } = reader;
        let Pairs { parts, alone, words, onsets, found, hits, .. } = self;
        word::read(source, parts, lexicon, memo, round, words, onsets);
        lexicon.find(source, parts, alone, onsets, search, found);
        lexicon.list(found, |_| Doubt::None, hits, block.listings, block.listed);
    }

    /// Chooses among the hyphens those between two names.
    fn decide(&mut self, reader: &Reader<'_, '_>, tokens: &[Token], block: &mut Block<'_>) {
        for number in 0..self.hyphens.len() {
            let Some(Hyphen { token, part, given }) = self.hyphens.get(number).copied() else { break };
            let taken = |cut: &Cut| cut.token.saturating_add(cut.names[1].more) >= token;
            if self.cuts.last().is_some_and(taken) {
                continue;
            }
            if self.parts.get(part).is_some_and(|part| is_former(part.span().of(reader.source))) {
                let names = self.former(part, token, reader.lexicon, block);
                self.cuts.extend(names.map(|names| Cut { token, part, names, first: token }));
                continue;
            }
            let sides = number.saturating_mul(2);
            let left = self.side(sides, part, reader.lexicon, block);
            let right = self.side(sides.saturating_add(1), part.saturating_add(2), reader.lexicon, block);
            let (Some(left), Some(right)) = (left, right) else { continue };
            if given && (left.more == 0 || right.more == 0) {
                continue;
            }
            let last = self.cuts.last();
            let games = last.is_some_and(|cut| {
                let team = cut.names.iter().all(|name| name.kind == Kind::Organisation);
                team && cut.token.saturating_add(2) == token
            });
            let names = token.saturating_sub(left.more)..token.saturating_add(1).saturating_add(right.more);
            let around = Around { source: reader.source, tokens, words: block.words, names, games };
            let Some(kinds) = kinds(&left, &right, &around) else { continue };
            let names = [(left, kinds[0]), (right, kinds[1])].map(|(side, kind)| Name {
                hit: side.hit_as(kind, block.listings),
                kind,
                more: side.more,
            });
            self.cuts.push(Cut { token, part, names, first: token });
        }
    }

    /// X6. What somebody was of, who is so told apart from those who still are: *Paul Roux (ex-[Danone])*, *l'ex-[Valtomer]*; but
    /// *l'ex-Miss Bretagne*, *l'ex-Zaïre*.
    fn former(
        &self,
        part: usize,
        token: usize,
        lexicon: &Lexicon<'_>,
        block: &mut Block<'_>,
    ) -> Option<[Name; 2]> {
        let at = part.saturating_add(2);
        let kind = Kind::Organisation;
        let first = self.hits.partition_point(|hit| (hit.start as usize) < at);
        let mut begin =
            self.hits.get(first..).unwrap_or_default().iter().take_while(|hit| hit.start as usize == at);
        let hit = match begin.find(|hit| hit.end.saturating_sub(hit.start) == 1) {
            Some(hit) => {
                let side = self.known(*hit, lexicon, block);
                let house = side.organisation && !side.country && side.person == 0;
                house.then(|| side.hit_as(kind, block.listings))?
            }
            None => {
                let word = self.words.get(at)?;
                let next = block.words.get(token.saturating_add(1));
                let facts = word.facts;
                let strange = !facts.in_language() && !facts.may_be_first_name() && !facts.is_surname();
                (strange && next.is_none_or(|next| !next.is(Shape::CAPITAL))).then(Hit::default)?
            }
        };
        let none = Name { hit: Hit::default(), kind: Kind::Other, more: 0 };
        Some([none, Name { hit, kind, ..none }])
    }

    /// What is known of the longest name in the sentence `side` of [`alone`](Pairs::alone) that has the part at `at`, which is at its end
    /// or its beginning.
    fn side(&self, side: usize, at: usize, lexicon: &Lexicon<'_>, block: &Block<'_>) -> Option<Known> {
        let range = self.alone.get(side)?.tokens();
        let from = self.hits.partition_point(|hit| (hit.start as usize) < range.start);
        let hits = self.hits.get(from..).unwrap_or_default().iter();
        let mine = hits.take_while(|hit| (hit.start as usize) < range.end);
        let with = mine.filter(|hit| hit.start as usize <= at && at < hit.end as usize);
        let longest = with.max_by_key(|hit| hit.end.saturating_sub(hit.start));
        longest.map(|hit| self.known(*hit, lexicon, block)).or_else(|| self.stranger(at))
    }

    /// A word that no list has and that is not of the language: it may be the surname of somebody.
    fn stranger(&self, part: usize) -> Option<Known> {
        let word = self.words.get(part)?;
        let stranger = !word.facts.in_language() && !word.is(Shape::CAPITALS) && !word.has(Cues::GRAMMAR);
        stranger.then(|| Known { stranger, ..Known::default() })
    }

    /// What the lists say of a name in the parts.
    fn known(&self, hit: Hit, lexicon: &Lexicon<'_>, block: &Block<'_>) -> Known {
        let more = hit.end.saturating_sub(hit.start).saturating_sub(1) as usize;
        let mut side = Known { hit, more, ..Known::default() };
        let word = self.words.get(hit.start as usize).filter(|_| more == 0);
        side.acronym = word.is_some_and(|word| word.is(Shape::CAPITALS));
        for sense in block.listings.get(hit.senses()).unwrap_or_default() {
            match sense.kind {
                Kind::Person => side.person = side.person.max(sense.weight),
                Kind::Place if sense.sort.has(Sort::COUNTRY) => side.country = true,
                Kind::Place if sense.sort.has(Sort::CITY) => side.city = side.city.max(sense.weight),
                Kind::Organisation => {
                    let name = lexicon.entity_type(sense);
                    let name = name.as_str();
                    side.organisation = true;
                    side.sides |= PARTIES.contains(&name);
                    side.club |= matches!(name, "ORG:club" | "ORG:team");
                }
                _ => {}
            }
        }
        side
    }

    /// Puts the parts in the place of what they are parts of.
    fn put(&mut self, tokens: &[Token], sentences: &[Sentence], block: &mut Block<'_>) {
        let Pairs { cuts, parts, words, read, .. } = self;
        self.tokens.clear();
        read.clear();
        let mut from = 0usize;
        for cut in cuts.iter() {
            let part = cut.part..cut.part.saturating_add(3);
            self.tokens.extend_from_slice(tokens.get(from..cut.token).unwrap_or_default());
            self.tokens.extend_from_slice(parts.get(part.clone()).unwrap_or_default());
            read.extend_from_slice(block.words.get(from..cut.token).unwrap_or_default());
            let whole = block.words.get(cut.token).map_or(Shape::NONE, |word| word.shape);
            let line = whole.only(Shape::HEADLINE);
            let mut place = whole.only(Shape::WEAK);
            read.extend(words.get(part).unwrap_or_default().iter().map(|word| {
                let shape = word.shape.or(line).or(place);
                place = Shape::NONE;
                Word { shape, ..*word }
            }));
            from = cut.token.saturating_add(1);
        }
        self.tokens.extend_from_slice(tokens.get(from..).unwrap_or_default());
        read.extend_from_slice(block.words.get(from..).unwrap_or_default());
        std::mem::swap(read, block.words);
        // Each pair before a token moves it by two.
        let moved = |at: usize| {
            let before = cuts.partition_point(|cut| cut.token < at);
            at.saturating_add(before.saturating_mul(2))
        };
        self.sentences.clear();
        self.sentences.extend(sentences.iter().map(|sentence| {
            let range = sentence.tokens();
            Sentence::new(sentence.span, moved(range.start)..moved(range.end))
        }));
        for (sentence, held) in self.sentences.iter().zip(block.held.iter_mut()) {
            if held.shape.has(Shape::HYPHEN) {
                *held = Held::of(block.words.get(sentence.tokens()).unwrap_or_default());
            }
        }
        for hit in block.hits.iter_mut() {
            [hit.start, hit.end] = [hit.start, hit.end].map(|at| index(moved(at as usize)));
        }
        for (number, cut) in cuts.iter_mut().enumerate() {
            cut.first = cut.token.saturating_add(number.saturating_mul(2));
            for (range, name) in cut.tokens().into_iter().zip(cut.names) {
                if name.hit.kinds == 0 {
                    continue;
                }
                let [start, end] = [range.start, range.end].map(index);
                block.hits.push(Hit { start, end, ..name.hit });
            }
        }
        block.hits.sort_by_key(|hit| hit.start);
    }

    /// What a span is that is a name of a pair, and [`Side::Crossed`] for one that goes beyond such a name.
    #[inline]
    pub(crate) fn side_of(&self, start: usize, end: usize) -> Option<Side> {
        if self.cuts.is_empty() {
            return None;
        }
        let at = self.cuts.partition_point(|cut| cut.tokens()[1].end <= start);
        let cut = self.cuts.get(at)?;
        let names = cut.tokens();
        if names.first().is_some_and(|left| end <= left.start) {
            return None;
        }
        let found = names.iter().zip(cut.names).find(|(tokens, _)| **tokens == (start..end));
        if let Some((_, name)) = found {
            return Some(Side::Name(name.kind));
        }
        // What is a part of one of them is weighed as everywhere.
        let inside = names.iter().any(|name| name.start <= start && end <= name.end);
        (!inside).then_some(Side::Crossed)
    }
}

/// *ex-[Danone]*
fn is_former(part: &str) -> bool {
    part.eq_ignore_ascii_case("ex")
}

/// What a span has to do with a pair.
pub(crate) enum Side {
    Name(Kind),
    Crossed,
}
