//! The spans that may be names: from the gazetteer, from capitals, from heads.
//!
//! Every function looks at a bounded number of words, so that the work is linear in the text.

pub(crate) mod complements;
mod ends;
pub(crate) mod heads;
mod quoted;
pub(crate) mod runs;
mod sorts;
mod teams;

use crate::acronym;
use crate::cues::Cues;
use crate::ending::Ending;
use crate::feature::Features;
use crate::house;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::Hit;
use crate::propose::complements::complement;
use crate::propose::heads::{heads, is_high};
use crate::propose::quoted::quoted;
use crate::propose::runs::{capitals, particle_first};
use crate::propose::sorts::is_of_a_sort;
use crate::propose::teams::team;
use crate::span::{Outline, Scene, Spot};
use crate::tagger::{Ablation, index};
use crate::title;
use crate::word::{Shape, Word};

/// How far back a span is looked for among those proposed, when a rule proposes one before its word.
const NEAR: usize = 32;

/// Collects the spans of one sentence, in the order of their starts.
pub(crate) struct Proposals<'a> {
    pub(crate) spots: &'a mut Vec<Spot>,
    /// Where the spots of this sentence begin.
    pub(crate) base: usize,
    /// The word whose rules propose; most of them propose spans that begin there, or at the next one.
    word: usize,
    /// How many spots there were when the word before this one was begun with: those that begin here come after.
    recent: [usize; 2],
    /// The lengths of those that begin here, and at the next word, as bits: nearly no span is proposed twice, and need be looked for.
    lengths: [u64; 2],
    /// Whether a span was proposed that begins elsewhere, of which these know nothing.
    strays: bool,
}

impl<'a> Proposals<'a> {
    /// Collects after the spots that are there, which are of other sentences.
    pub(crate) fn new(spots: &'a mut Vec<Spot>) -> Proposals<'a> {
        let base = spots.len();
        Proposals { spots, base, word: 0, recent: [base; 2], lengths: [0; 2], strays: false }
    }

    /// Goes on to the rules of the word `at`.
    fn turn_to(&mut self, at: usize) {
        let ([_, last], [_, next]) = (self.recent, self.lengths);
        // Over a word that proposes nothing, what was proposed before it lies behind.
        let follows = at == self.word.wrapping_add(1);
        self.recent = [if follows { last } else { self.spots.len() }, self.spots.len()];
        self.lengths = [if follows { next } else { 0 }, 0];
        self.word = at;
    }

    /// Adds a span, or what is seen to one that is there.
    pub(crate) fn add(&mut self, start: usize, end: usize, seen: Features, kinds: u8) -> Option<&mut Spot> {
        if end <= start {
            return None;
        }
        let at = if self.is_new(start, end) { None } else { self.place_of(start, end) };
        let at = at.unwrap_or_else(|| {
            self.spots.push(Spot {
                start: index(start),
                end: index(end),
                seen: Features::default(),
                kinds: 0,
                outline: Outline::default(),
                listed: (0, 0),
                scores: [0; 8],
                kind: Kind::Misc,
                confidence: 0,
            });
            self.spots.len().wrapping_sub(1)
        });
        let spot = self.spots.get_mut(at)?;
        spot.seen = spot.seen.with(seen);
        spot.kinds |= kinds;
        Some(spot)
    }

    /// Notes a span, and gives whether it is sure that it was not proposed before.
    #[inline]
    fn is_new(&mut self, start: usize, end: usize) -> bool {
        let bit = 1u64.checked_shl(index(end.wrapping_sub(start))).unwrap_or(0);
        let Some(lengths) = self.lengths.get_mut(start.wrapping_sub(self.word)).filter(|_| bit != 0) else {
            self.strays = true;
            return false;
        };
        let new = *lengths & bit == 0;
        *lengths |= bit;
        new & !self.strays
    }

    /// Where a span stands that was proposed before.
    #[inline(never)]
    fn place_of(&self, start: usize, end: usize) -> Option<usize> {
        let [recent, _] = self.recent;
        let from = if start >= self.word { recent } else { self.spots.len().saturating_sub(NEAR) };
        let near = self.spots.get(from.max(self.base)..).unwrap_or_default();
        let (start, end) = (index(start), index(end));
        let known = near.iter().rev().position(|spot| spot.start == start && spot.end == end);
        known.map(|back| self.spots.len().wrapping_sub(back).wrapping_sub(1))
    }
}

/// Proposes the spans of one sentence. `hits` are those of the sentence, by start.
pub(crate) fn sentence(scene: &Scene<'_>, hits: &[Hit], off: Ablation, out: &mut Proposals<'_>) {
    let (mut hits, mut titled) = (hits, false);
    for (first, words) in (scene.first..).step_by(BITS).zip(scene.words.chunks(BITS)) {
        // At which words a name may begin is hard to foretell: they are noted without a branch, and then gone to.
        let mut marks = 0u64;
        for (at, word) in (0u32..).zip(words) {
            let proposes = word.is(Shape::PROPOSES) | titled & word.is(Shape::PROPOSES_TITLED);
            marks |= u64::from(proposes).wrapping_shl(at);
            titled = word.has(TITLES);
        }
        let inside = hits.iter().take_while(|hit| (hit.start as usize).wrapping_sub(first) < BITS);
        let (mut here, rest) = hits.split_at_checked(inside.count()).unwrap_or_default();
        for hit in here {
            marks |= 1u64 << ((hit.start as usize).wrapping_sub(first) & 63);
        }
        hits = rest;
        while marks != 0 {
            let at = marks.trailing_zeros() as usize;
            marks &= marks.wrapping_sub(1);
            let Some(&word) = words.get(at) else { continue };
            let start = first.wrapping_add(at);
            let begins = here.iter().take_while(|hit| hit.start as usize == start);
            let (begin, later) = here.split_at_checked(begins.count()).unwrap_or_default();
            here = later;
            word_of(scene, start, word, begin, off, out);
        }
    }
}

/// How many words are noted at once.
const BITS: usize = u64::BITS as usize;

/// The rules of the word `start`, at which `hits` begin.
fn word_of(
    scene: &Scene<'_>,
    start: usize,
    word: Word,
    hits: &[Hit],
    off: Ablation,
    out: &mut Proposals<'_>,
) {
    out.turn_to(start);
    if acronym::is_generic(scene, start, word) || is_majesty(scene, start, word) {
        return;
    }
    let hits = if word.is(Shape::SHORT) && !hits.is_empty() && is_letter(scene, start) { &[] } else { hits };
    if feast(scene, start, word, hits) {
        let kinds = Kind::Event.bit();
        out.add(start, start.wrapping_add(1), Features::HEAD_EVENT, kinds);
        hits.iter().filter(|hit| hit.kinds & kinds != 0).for_each(|hit| listed(&Hit { kinds, ..*hit }, out));
        return;
    }
    let begun = if hits.is_empty() || scene.joined(start) {
        Begun::default()
    } else {
        of_lists(scene, word, hits, out)
    };
    if word.is(Shape::CAPITAL) && !off.capitals && (begun.alone || !aside(scene, start, word)) {
        capitalised(scene, start, word, hits, begun, out);
    }
    if word.sign == b'"' {
        quoted(scene, start, out);
    }
    if word.has(HEADS) && !off.heads {
        heads(scene, start, word, out);
    }
    if word.has(Cues::PARTICLE) && !word.is(Shape::CAPITAL) {
        particle_first(scene, start, word, out);
    }
}

/// What lists have that begins at a word.
#[derive(Clone, Copy, Default)]
struct Begun {
    /// Whether a name of one word.
    alone: bool,
    /// Whether a longer one.
    longer: bool,
    kinds: u8,
}

/// E1, E2. The names of the gazetteer that begin at a word.
#[inline]
fn of_lists(scene: &Scene<'_>, word: Word, hits: &[Hit], out: &mut Proposals<'_>) -> Begun {
    let mut begun = Begun::default();
    let article = word.has(Cues::ARTICLE) && !word.is(Shape::CAPITAL) && !word.has(Cues::CONTRACTED);
    for hit in hits {
        // *La Première ministre* is no radio.
        let end = hit.end as usize;
        if scene.before(end).has(Cues::GRAMMAR) && scene.says(end, "ministre") {
            continue;
        }
        if hit.kinds == Kind::Demonym.bit()
            && (word.is_small() || word.is(Shape::CAPITALS))
            && is_of_a_sort(scene, hit.start as usize)
        {
            continue;
        }
        // *le cyclone [Belal]*: what it was stays outside, and a list that has it with its name means the same.
        if word.has(Cues::STORM) && word.is_small() && hit.kinds == Kind::Event.bit() {
            let start = hit.start.wrapping_add(1);
            if scene.name(start as usize) {
                listed(&Hit { start, ..*hit }, out);
            }
        } else if article && hit.kinds & (Kind::Place.bit() | Kind::Organisation.bit()) != 0 {
            after_article(scene, hit, out);
        } else {
            listed(hit, out);
        }
        let one = hit.end.wrapping_sub(hit.start) == 1;
        begun.alone |= one;
        begun.longer |= !one;
        begun.kinds |= hit.kinds;
    }
    begun
}

/// The names that begin with the capital of a word.
#[inline]
fn capitalised(
    scene: &Scene<'_>,
    start: usize,
    word: Word,
    hits: &[Hit],
    begun: Begun,
    out: &mut Proposals<'_>,
) {
    // *[Union] européenne*, *[Emmanuel] Macron*: no name by itself.
    let alone = begun.alone || !begun.longer && !word.facts.is_first_name();
    capitals(scene, start, word, alone, begun.kinds & Kind::Place.bit() != 0, out);
    acronym::propose(scene, start, word, out);
    if word.has(Cues::FOREIGN_PLACE_HEAD) && is_high(scene, start) {
        complement(scene, start, Features::HEAD_ORGANISATION, Kind::Organisation, out);
    }
    if !scene.before(start).is(Shape::LETTERS.or(Shape::PUNCTUATION)) {
        acronym::regiment(scene, start, out);
    }
    team(scene, start, word, begun.kinds, out);
    if scene.held.cues.has(Cues::LEGAL) {
        house::incorporated(scene, start, hits, out);
    }
    let called = !word.has(Cues::CIVILITY)
        && (house::called(scene, start) || house::told_over(scene, start) == Some(Kind::Organisation));
    if called | (word.has(Cues::ARTICLE) & !word.is(title::UNTITLED)) {
        title::named(scene, start, called, !hits.is_empty(), out);
    } else if word.facts.in_language() && hits.is_empty() && !word.has(HEADS.or(Cues::PORTFOLIO)) {
        house::joined(scene, start, out);
    }
}

/// Whether *X* is a letter and no network: *Mme X*, *classé X*, *sur X années*, and not *a-t-il écrit sur [X]*, *son compte [X]*.
#[inline(never)]
fn is_letter(scene: &Scene<'_>, start: usize) -> bool {
    let next = scene.at(start.wrapping_add(1));
    scene.text(start) == "X"
        && (!is_one_of(
            scene.text(start.wrapping_sub(1)),
            &["COMPTE", "PLATEFORME", "RESEAU", "SOCIAL", "SUR", "VIA"],
        ) || next.is_small() && next.cues == Cues::NONE)
}

/// Whether an acronym is a king's or a prince's civility, and no firm's: *SM le Roi [Mohammed VI]*, *SAS le prince [Albert]*.
fn is_majesty(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    let next = start.wrapping_add(1);
    word.is(Shape::CAPITALS)
        && scene.at(next).has(Cues::ARTICLE)
        && scene.at(next.wrapping_add(1)).has(Cues::REIGNS)
        && is_one_of(scene.text(start), &["SA", "SAR", "SAS", "SM"])
}

/// E8. Whether it is the day of a saint: *à la [Saint-Sylvestre]*, *les feux de la [Saint-Jean]*. No town has that article, and what
/// a list knows by the name with it may be a club: *la Saint-Pierroise*.
fn feast(scene: &Scene<'_>, start: usize, word: Word, hits: &[Hit]) -> bool {
    let other = !(Kind::Place.bit() | Kind::Person.bit() | Kind::Event.bit());
    let before = scene.before(start);
    word.is(Shape::HYPHEN)
        && before.has(Cues::ARTICLE)
        && scene.text(start).get(..6).is_some_and(|saint| saint.eq_ignore_ascii_case("saint-"))
        && scene.says(start.wrapping_sub(1), "la")
        && !scene.name(start.wrapping_add(1))
        && !word.ending.has(Ending::DEMONYM)
        && hits.iter().all(|hit| hit.kinds & other == 0)
}

/// Whether a frequent word of the language stands alone between parentheses: *9 sept. ([Correspondance]) –*, *([Photo])*. Unless a list has it,
/// it says what is before it, and is no name. Behind a name it may be a party: *Mathias Rochat ([Verts])*.
fn aside(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    scene.before(start).sign == b'('
        && !scene.name(start.wrapping_sub(2))
        && scene.at(start.wrapping_add(1)).sign == b')'
        && word.facts.is_usual()
        && !word.facts.is_first_name()
        && !word.is(Shape::CAPITALS)
}

/// The marks of a word at which [`sentence`] may propose something: for most words, it need not look.
pub(crate) const fn may_propose(word: &Word) -> Shape {
    let particle = word.has(Cues::PARTICLE);
    // *de*, *du*: of a person's name after a title alone.
    let french = word.has(Cues::DE.or(Cues::ARTICLE));
    if word.is(Shape::CAPITAL) || word.sign == b'"' || word.has(HEADS) || particle && !french {
        Shape::PROPOSES
    } else if particle {
        Shape::PROPOSES_TITLED
    } else {
        Shape::NONE
    }
}

/// Words that stand before the name of a person.
const TITLES: Cues = Cues::CIVILITY.or(Cues::FUNCTION);

pub(crate) const HEADS: Cues = Cues::ORGANISATION_HEAD
    .or(Cues::ORGANISATION_HEAD_LOW)
    .or(Cues::PLACE_HEAD)
    .or(Cues::PLACE_HEAD_DIRECT)
    .or(Cues::EVENT_HEAD)
    .or(Cues::TEAM);

/// E1, E2. A name of the gazetteer.
fn listed(hit: &Hit, out: &mut Proposals<'_>) {
    if let Some(spot) = out.add(hit.start as usize, hit.end as usize, Features::default(), hit.kinds) {
        spot.listed = hit.listed;
    }
}

/// E2. A place or an organisation whose article stands in small letters, outside its name: *à l'[Isle-sur-le-Doubs]*, *le [Centre]*. A
/// word of the language is no place for that: *ministre de la Défense*.
fn after_article(scene: &Scene<'_>, hit: &Hit, out: &mut Proposals<'_>) {
    let start = hit.start.wrapping_add(1);
    let (name, kinds) = (scene.at(start as usize), hit.kinds & !Kind::Place.bit());
    if kinds == Kind::Organisation.bit() && name.is(Shape::CAPITAL) {
        listed(&Hit { start, kinds, ..*hit }, out);
    } else if kinds != 0 {
        listed(&Hit { kinds, ..*hit }, out);
    } else if !name.facts.in_language() {
        listed(&Hit { start, ..*hit }, out);
    }
}
