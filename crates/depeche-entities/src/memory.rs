//! What the document says elsewhere: the surname after the full name, the same name seen in a clearer place.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{Keyed, forget};
use crate::kind::Kind;
use crate::lexicon::Listing;
use crate::span::{Scene, Spot};
use crate::word::{Shape, Word};

/// A word that stands for a name in this document.
#[derive(Clone, Copy, Debug)]
struct Known {
    kind: Kind,
    confidence: u8,
    /// Whether the word is a part of the name that stands for the whole.
    part: bool,
    /// The spot it was learned from.
    from: u32,
}

/// The names of a document by the words that stand for them.
#[derive(Default)]
pub(crate) struct Memory {
    known: Keyed<Known>,
    /// How many spots there were in the blocks before this one.
    passed: u32,
    here: u32,
}

/// A mention less sure than this teaches nothing.
const SURE: u8 = 110;

impl Memory {
    /// Forgets the document.
    pub(crate) fn clear(&mut self) {
        forget(&mut self.known);
        (self.passed, self.here) = (0, 0);
    }

    /// Learns from the spots of the next block that were chosen in the first reading.
    pub(crate) fn learn(&mut self, words: &[Word], spots: &[Spot], chosen: &[u32]) {
        self.passed = self.passed.wrapping_add(self.here);
        self.here = u32::try_from(spots.len()).unwrap_or(u32::MAX);
        for at in chosen {
            let Some(spot) = spots.get(*at as usize) else { continue };
            if spot.confidence < SURE || matches!(spot.kind, Kind::Demonym | Kind::Other) {
                continue;
            }
            let inside = words.get(spot.tokens()).unwrap_or_default();
            let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
            let mut push = |word: &Word, part: bool| {
                let new = Known {
                    kind: spot.kind,
                    confidence: spot.confidence,
                    part,
                    from: at.wrapping_add(self.passed),
                };
                let known = self.known.entry(word.key).or_insert(new);
                // Of equals the first in the text stays.
                if (new.part, new.confidence) > (known.part, known.confidence) {
                    *known = new;
                }
            };
            if inside.len() == 1 {
                push(first, false);
                continue;
            }
            let speaks =
                |word: &Word| word.is(Shape::CAPITAL) && !word.is(Shape::ROMAN) && !word.is(Shape::INITIAL);
            let firm = || {
                speaks(first)
                    && !first.facts.in_language()
                    && !first.facts.may_be_first_name()
                    && !first.has(HEADS)
                    && spot.listed.0 == spot.listed.1
            };
            match spot.kind {
                Kind::Person if speaks(last) => push(last, true),
                Kind::Organisation if firm() => push(first, true),
                _ => {}
            }
        }
    }

    /// What the memory adds to a spot of one word: features for one kind.
    pub(crate) fn recall(
        &self,
        scene: &Scene<'_>,
        at: u32,
        spot: &Spot,
        listings: &[Listing],
    ) -> Option<(Features, Kind)> {
        let start = spot.start as usize;
        let word = match spot.len() {
            1 => scene.at(start),
            2 if scene.at(start).has(Cues::PARTICLE) || scene.at(start).is(Shape::ELIDED) => {
                scene.before(spot.end as usize)
            }
            _ => return None,
        };
        if !word.is(Shape::CAPITAL) {
            return None;
        }
        let known = self.known.get(&word.key)?;
        let senses = listings.get(spot.senses()).unwrap_or_default();
        if known.part {
            let is_place =
                |least: u8| senses.iter().any(|sense| sense.kind == Kind::Place && sense.weight >= least);
            let itself = match known.kind {
                // *Pierre Mendès France*, and then *la [France]*: a land is itself, unless a title says otherwise.
                Kind::Person => !spot.seen.has(Features::TITLED) && is_place(LAND),
                // *la liste [Perpignan en commun]*, and then *[Perpignan]*.
                Kind::Organisation => is_place(TOWN),
                _ => false,
            };
            return (!itself).then_some((Features::MEMORY, known.kind));
        }
        if known.from == at.wrapping_add(self.passed) || known.confidence <= spot.confidence {
            return None;
        }
        // *Libération* is a newspaper, and *à la [Libération]* not therefore one.
        if senses.iter().any(|sense| !spot.may_be(sense)) {
            return None;
        }
        Some((Features::MEMORY_SAME, known.kind))
    }
}

/// The weight of countries, and of the few cities, that every reader knows.
const LAND: u8 = 200;

/// The weight of towns of some thousands of inhabitants.
const TOWN: u8 = 80;

const HEADS: Cues = Cues::ORGANISATION_HEAD
    .or(Cues::PLACE_HEAD)
    .or(Cues::EVENT_HEAD)
    .or(Cues::TEAM)
    .or(Cues::FOREIGN_PLACE_HEAD)
    .or(Cues::GRAMMAR);
