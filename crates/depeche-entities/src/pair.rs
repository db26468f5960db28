//! Two names with a hyphen between them, which are one token: *le choc [PSG]-[OM]*, *le sommet [Trump]-[Poutine]*, *Lens-Lille 2-1*.
//!
//! Which hyphenated words are two names no reader of letters can tell (*Clermont-Ferrand*, *Pau-Orthez*); the lists can, and what
//! stands beside them. What is, the rules see as three tokens: the names and the hyphen.

use crate::cues::Cues;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::{Doubt, Hit, Lexicon, Listed, Listing, Sort};
use crate::memo::Memo;
use crate::stand::Held;
use crate::tagger::index;
use crate::word::{self, Round, Shape, Word};
use depeche_gazetteer::{Onset, SearchRoom};
use depeche_text::{Sentence, Span, Token, TokenKind, typography};

/// The tokens and sentences of a block in which pairs are cut, and the room to find them.
#[derive(Default)]
pub(crate) struct Pairs {
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// Three tokens for each hyphen that may be between two names: what stands before it, itself, what stands behind.
    parts: Vec<Token>,
    /// Each of these, a sentence by itself.
    alone: Vec<Sentence>,
    /// The token that each three of them are.
    of: Vec<usize>,
    words: Vec<Word>,
    onsets: Vec<(usize, Onset)>,
    found: Vec<depeche_gazetteer::Mention>,
    hits: Vec<Hit>,
    cuts: Vec<Cut>,
    read: Vec<Word>,
}

/// A token that is two names.
#[derive(Clone, Copy)]
struct Cut {
    token: usize,
    /// The first of its parts.
    part: usize,
    names: [Name; 2],
    /// The first of its tokens once all are cut: the second name stands two behind.
    first: usize,
}

/// One of the two names: what the lists say of it, and what it is.
#[derive(Clone, Copy)]
struct Name {
    hit: Hit,
    kind: Kind,
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
        self.of.clear();
        let (mut hits, mut reach) = (block.hits.iter().peekable(), 0usize);
        let hyphenated = sentences.iter().zip(&*block.held).filter(|(_, held)| held.shape.has(Shape::HYPHEN));
        let words = hyphenated.flat_map(|(sentence, _)| {
            let range = sentence.tokens();
            range.clone().zip(block.words.get(range).unwrap_or_default())
        });
        for (at, word) in words {
            if !word.is(Shape::HYPHEN) || !word.is(Shape::CAPITAL) {
                continue;
            }
            while let Some(hit) = hits.next_if(|hit| hit.start as usize <= at) {
                reach = reach.max(hit.end as usize);
            }
            // *Jean-Pierre* is one name.
            if reach > at || word.facts.may_be_first_name() || word.facts.is_surname() {
                continue;
            }
            let Some(span) = tokens.get(at).map(|token| token.span()) else { continue };
            let text = span.of(source);
            if text.len() > LONGEST {
                continue;
            }
            let named = |part: &str| {
                let mut letters = part.chars();
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_some()
            };
            for (by, hyphen) in text.char_indices().filter(|(_, one)| typography::is_hyphen(*one)) {
                let after = by.saturating_add(hyphen.len_utf8());
                let sides = (text.get(..by).unwrap_or_default(), text.get(after..).unwrap_or_default());
                if (named(sides.0) || is_former(sides.0)) && named(sides.1) {
                    let [left, right] = [by, after].map(|by| span.start().saturating_add(by));
                    self.parts.push(Token::new(Span::new(span.start(), left), TokenKind::Word));
                    self.parts.push(Token::new(Span::new(left, right), TokenKind::Punctuation));
                    self.parts.push(Token::new(Span::new(right, span.end()), TokenKind::Word));
                    self.of.push(at);
                }
            }
        }
    }

    /// Reads the parts as words, and finds which of them are names.
    fn look_up(&mut self, reader: &mut Reader<'_, '_>, block: &mut Block<'_>) {
        let Reader { source, lexicon, memo, round, search } = reader;
        let Pairs { parts, alone, words, onsets, found, hits, .. } = self;
        alone.clear();
        let each = parts.iter().enumerate();
        alone.extend(each.map(|(at, part)| Sentence::new(part.span(), at..at.saturating_add(1))));
        word::read(source, parts, lexicon, memo, round, words, onsets);
        lexicon.find(source, parts, alone, onsets, search, found);
        lexicon.list(found, |_| Doubt::None, hits, block.listings, block.listed);
    }

    /// Chooses among the hyphens those between two names.
    fn decide(&mut self, reader: &Reader<'_, '_>, tokens: &[Token], block: &mut Block<'_>) {
        for (number, token) in self.of.iter().copied().enumerate() {
            if self.cuts.last().is_some_and(|cut| cut.token >= token) {
                continue;
            }
            let part = number.saturating_mul(3);
            if self.parts.get(part).is_some_and(|part| is_former(part.span().of(reader.source))) {
                let names = self.former(part, token, reader.lexicon, block);
                self.cuts.extend(names.map(|names| Cut { token, part, names, first: token }));
                continue;
            }
            let [left, right] = [part, part.saturating_add(2)].map(|at| self.side(at, reader.lexicon, block));
            let (Some(left), Some(right)) = (left, right) else { continue };
            let last = self.cuts.last();
            let games = last.is_some_and(|cut| {
                let team = cut.names.iter().all(|name| name.kind == Kind::Organisation);
                team && cut.token.saturating_add(2) == token
            });
            let around = Around { source: reader.source, tokens, words: block.words, at: token, games };
            let Some(kinds) = kinds(&left, &right, &around) else { continue };
            let names = [(left, kinds[0]), (right, kinds[1])]
                .map(|(side, kind)| Name { hit: side.hit_as(kind, block.listings), kind });
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
        let hit = match self.side(at, lexicon, block) {
            Some(side) => (side.organisation && !side.country && side.person == 0)
                .then(|| side.hit_as(kind, block.listings))?,
            None => {
                let word = self.words.get(at)?;
                let next = block.words.get(token.saturating_add(1));
                let facts = word.facts;
                let strange = !facts.in_language() && !facts.may_be_first_name() && !facts.is_surname();
                (strange && next.is_none_or(|next| !next.is(Shape::CAPITAL))).then(Hit::default)?
            }
        };
        Some([Name { hit: Hit::default(), kind: Kind::Other }, Name { hit, kind }])
    }

    /// What the lists say of a part.
    fn side(&self, at: usize, lexicon: &Lexicon<'_>, block: &Block<'_>) -> Option<Known> {
        let first = self.hits.partition_point(|hit| (hit.start as usize) < at);
        let hit = self.hits.get(first).filter(|hit| hit.start as usize == at).copied()?;
        let mut side = Known { hit, ..Known::default() };
        side.acronym = self.words.get(at).is_some_and(|word| word.is(Shape::CAPITALS));
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
        Some(side)
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
            for (by, name) in [0usize, 2].into_iter().zip(cut.names) {
                if name.hit.kinds == 0 {
                    continue;
                }
                let start = cut.first.saturating_add(by);
                let [start, end] = [start, start.saturating_add(1)].map(index);
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
        let at = self.cuts.partition_point(|cut| cut.first.saturating_add(2) < start);
        let cut = self.cuts.get(at).filter(|cut| cut.first < end)?;
        let name = cut.names.get(start.wrapping_sub(cut.first) / 2).filter(|_| end == start.wrapping_add(1)); // wraps: no name
        Some(name.map_or(Side::Crossed, |name| Side::Name(name.kind)))
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

/// What the lists say of one side of a hyphen.
#[derive(Clone, Copy, Default)]
struct Known {
    hit: Hit,
    acronym: bool,
    country: bool,
    organisation: bool,
    /// Whether it is an organisation that is named beside another of its sort.
    sides: bool,
    club: bool,
    /// The greatest weight as a person, and as a city; 0 for none.
    person: u8,
    city: u8,
}

impl Known {
    /// The name with its senses of one kind alone, or with all of them where none is of that kind: a town and its team.
    fn hit_as(&self, kind: Kind, listings: &mut Vec<Listing>) -> Hit {
        if self.hit.kinds & kind.bit() == 0 {
            return self.hit;
        }
        let from = listings.len();
        for at in self.hit.senses() {
            let sense = listings.get(at).copied().filter(|sense| sense.kind == kind);
            listings.extend(sense);
        }
        Hit { kinds: kind.bit(), listed: (index(from), index(listings.len())), ..self.hit }
    }
}

/// Organisations that are named in pairs, as allies or as opponents.
const PARTIES: [&str; 4] = ["ORG:party", "ORG:armed-group", "ORG:club", "ORG:team"];

/// A pair and what stands beside it.
struct Around<'a> {
    source: &'a str,
    tokens: &'a [Token],
    words: &'a [Word],
    at: usize,
    /// Whether two teams stand before the word before it: *[Nice-OM], Dunkerque-Brest*.
    games: bool,
}

impl Around<'_> {
    fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default() // wraps: what lies before is outside
    }

    /// Whether one of the two words before is one of these: *le choc [PSG-OM]*, *la ligne ferroviaire [Paris-Brest]*.
    fn behind(&self, these: &[&str]) -> bool {
        (1..=2).any(|back| {
            let token = self.tokens.get(self.at.wrapping_sub(back)); // wraps: what lies before is outside
            token.is_some_and(|token| is_one_of(token.span().of(self.source), these))
        })
    }

    /// Whether a score stands behind it: *[Lens-Lille] 2-1*, *[Lens-Lille] : 2-1*, *[Lens-Lille] (2-1)*.
    fn has_score(&self) -> bool {
        let [next, second] = [1, 2].map(|by| self.word(self.at.wrapping_add(by)));
        next.is(Shape::SCORE) || matches!(next.sign, b'(' | b':' | b',') && second.is(Shape::SCORE)
    }

    /// Whether a name goes on with it: *Claire [Martin-Leroy]*, *M. [Merz-Petit]*, *28-26 : Nîmes - [Cesson-Rennes]*.
    fn goes_on(&self) -> bool {
        let before = self.word(self.at.wrapping_sub(1));
        let name = before.is(Shape::CAPITAL) && !before.is(Shape::WEAK) && !self.behind(&WAYS);
        let dash = before.is(Shape::DASH) || before.sign == b'-';
        let result = dash && self.word(self.at.wrapping_sub(2)).is(Shape::CAPITAL);
        name || before.has(Cues::CIVILITY) || result
    }
}

/// The kinds of two names, or `None` for what is one.
///
/// * X1. *le sommet [Trump]-[Poutine]*, *le tandem Bayrou-Retailleau*: persons whom surnames alone stand for.
/// * X2. *[PSG]-[OM]*, *[FO]-[CFDT]*: acronyms of organisations.
/// * X3. *[Amal]-[Hezbollah]*, *Israël-Hamas*, *UE-Mercosur*: parties to one thing, countries among them.
/// * X4. *[France]-[Allemagne]*: countries.
/// * X5. *la ligne [Paris]-[Brest]*, *[Lens]-[Lille] 2-1*: towns, between which something goes, or whose teams meet.
/// * X6. *Paul Roux (ex-[Danone])*: what somebody was of, see [`Pairs::former`].
fn kinds(left: &Known, right: &Known, around: &Around<'_>) -> Option<[Kind; 2]> {
    let both = |holds: &dyn Fn(&Known) -> bool| holds(left) && holds(right);
    if around.goes_on() {
        return None;
    }
    let met = around.behind(&MEETINGS);
    if both(&|side| side.person >= FAMED) || met && both(&|side| side.person >= KNOWN) {
        return Some([Kind::Person; 2]);
    }
    let acronym = |side: &Known| side.acronym && side.organisation;
    let club = |side: &Known| side.acronym && side.club;
    let game = around.games || around.has_score() || around.behind(&GAMES) || club(left) || club(right);
    if both(&|side| acronym(side) || side.sides && side.city == 0)
        || game && both(&|side| side.country || side.city > 0 || side.club)
    {
        return Some([Kind::Organisation; 2]);
    }
    let land = |side: &Known| if side.country { Kind::Place } else { Kind::Organisation };
    if both(&|side| side.country || side.sides || acronym(side)) && (left.country || right.country) {
        return Some([land(left), land(right)]);
    }
    let town = |side: &Known| side.city >= LARGE;
    (both(&town) || around.behind(&WAYS) && both(&|side| side.city > 0)).then_some([Kind::Place; 2])
}

/// The weight of persons whom a surname stands for without more, and beside a noun of what they do together.
const FAMED: u8 = 180;
const KNOWN: u8 = 100;

/// The weight of towns that any reader knows.
const LARGE: u8 = 150;

/// Nouns of what two persons or parties hold together or against each other.
const MEETINGS: [&str; 31] = [
    "ACCORD",
    "AFFICHE",
    "ALLIANCE",
    "AXE",
    "BINOME",
    "CHOC",
    "CONFLIT",
    "COUPLE",
    "DEBAT",
    "DUEL",
    "DUO",
    "DYNASTIE",
    "ENTENTE",
    "ENTENTES",
    "ENTRETIEN",
    "ENTREVUE",
    "FACE",
    "FINALE",
    "GUERRE",
    "MATCH",
    "PROCES",
    "QUERELLE",
    "RELATION",
    "RELATIONS",
    "RENCONTRE",
    "RIVALITE",
    "SOMMET",
    "TANDEM",
    "TETE",
    "TICKET",
    "TRIO",
];

/// Nouns of games.
const GAMES: [&str; 12] = [
    "AFFICHE",
    "CHOC",
    "CONFRONTATION",
    "DEMI-FINALE",
    "DERBY",
    "DUEL",
    "FINALE",
    "MATCH",
    "MATCHS",
    "OPPOSITION",
    "RENCONTRE",
    "RENCONTRES",
];

/// Nouns of what goes between two places.
const WAYS: [&str; 32] = [
    "AUTOROUTE",
    "AXE",
    "CORRIDOR",
    "COULOIR",
    "COURSE",
    "DESSERTE",
    "ETAPE",
    "FERRY",
    "GAZODUC",
    "INTERCITES",
    "ITINERAIRE",
    "LGV",
    "LIAISON",
    "LIAISONS",
    "LIGNE",
    "LIGNES",
    "NAVETTE",
    "OLEODUC",
    "RAID",
    "ROUTE",
    "SENS",
    "TER",
    "TGV",
    "TRAIN",
    "TRAINS",
    "TRAJET",
    "TRANSAT",
    "TRONCON",
    "TUNNEL",
    "VOIE",
    "VOL",
    "VOLS",
];
