//! What confidence to tell: how often mentions weighed as probable as this one, and known by the same evidence, were right.
//!
//! A probability weighed is not yet honest: an acronym that no list knows is less often right than a well-known town weighed
//! alike. So each class of evidence has its own table, learned on texts the weights were not learned from; where none was
//! learned, the probability weighed is told. And what is so found is right more often in a text, whose sentences tell of each other,
//! than in a sentence that stands alone: another table says how much, the same for all evidence.

use crate::feature::Features;
use crate::joint;
use crate::kind::Kind;
use crate::lexicon::Listing;
use crate::span::{Scene, Spot};
use crate::word::Shape;

/// How a mention is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Evidence(u8);

/// By what a mention is known, in the order of the numbers of [`Evidence`] within a type.
const WAYS: u8 = 12;
/// Persons, places, organisations, and what else there is.
const TYPES: u8 = 4;

impl Evidence {
    /// The numbers of one degree of firmness; those that are firm come after those that are not.
    pub(crate) const EACH: usize = TYPES as usize * WAYS as usize;
    pub(crate) const COUNT: usize = 2 * Evidence::EACH;

    /// What speaks for a mention: the first of these that holds. `sense` is the one chosen of its `senses`.
    pub(crate) fn of(
        scene: &Scene<'_>,
        spot: &Spot,
        sense: Option<&Listing>,
        senses: &[Listing],
    ) -> Evidence {
        use Features as F;
        let seen = spot.seen;
        let one = seen.has(F::ONE);
        let way = match sense {
            Some(_) if seen.has(F::CAPITALS) => 0,
            Some(sense) if seen.has(F::BEFORE_CAPITAL.with(F::AFTER_CAPITAL)) && sense.weight < 200 => 1,
            Some(sense) if sense.weight >= 150 => 2,
            Some(sense) if sense.weight >= 90 => 3,
            Some(_) if one => 4,
            Some(_) => 5,
            None if seen.has(F::MEMORY) => 6,
            None if seen.has(F::CAPITALS) => 7,
            None if one => 8,
            None if seen.has(F::FIRST_NAME.with(F::CIVILITY).with(F::FUNCTION)) => 9,
            None if seen.has(Features::HEADED) => 10,
            None => 11,
        };
        let kind = match spot.kind {
            Kind::Person => 0,
            Kind::Place => 1,
            Kind::Organisation => 2,
            _ => 3u8,
        };
        let number = kind.wrapping_mul(WAYS).wrapping_add(way);
        let firm = firm(scene, spot, sense.map_or(0, |sense| sense.weight), senses);
        Evidence(number.wrapping_add(if firm { TYPES.wrapping_mul(WAYS) } else { 0 }))
    }

    /// Whether nothing beside the mention says that it may be a part of a longer name, or a name of something else.
    pub(crate) const fn is_firm(self) -> bool {
        self.0 as usize >= Evidence::EACH
    }

    pub(crate) const fn number(self) -> u8 {
        self.0
    }
}

/// Whether a mention is firm; `weight` is that of its sense, 0 when no list knows it.
fn firm(scene: &Scene<'_>, spot: &Spot, weight: u8, senses: &[Listing]) -> bool {
    use Features as F;
    let seen = spot.seen;
    // *« [Frankenstein] »*, the *[Lyon]* of a longer name, *les îles [Shetland]*.
    if seen.has(CONTESTED) {
        return false;
    }
    let one = seen.has(F::ONE);
    let titled = seen.has(F::CIVILITY.with(F::FUNCTION).with(F::FUNCTION_ADJECTIVE).with(F::MEMORY));
    let other = || senses.iter().any(|sense| sense.kind != spot.kind);
    match spot.kind {
        // One word alone is a person's only after a title, when the document names it in full, or when a list knows it well;
        // *[Igor González] de Galdeano* and *[Maureen O] ' Sullivan* go on.
        Kind::Person => {
            let goes_on = seen.has(F::BEFORE_DE_NAME) || scene.before(spot.end as usize).is(Shape::INITIAL);
            !goes_on && !other() && (!one || titled || weight >= KNOWN)
        }
        // *canton de [Béthune]* is not the town, *contre le [Togo]* not the country.
        Kind::Place => {
            let outside = seen.has(F::AFTER_PLACE_NOUN) && weight < FAMILIAR;
            !outside && (!one || weight > 0) && !joint::is_opponent(scene, spot)
        }
        // One word means many things: of acronyms those count that every reader knows, of other words the best known; and what
        // the document names in full. An acronym between parentheses repeats the name before.
        Kind::Organisation => {
            let acronym = seen.has(F::CAPITALS);
            let known = weight >= HOUSEHOLD || acronym && weight >= FAMILIAR || seen.has(F::MEMORY);
            let repeats = acronym && seen.has(F::AFTER_OPEN);
            (known || !one) && !repeats && !other()
        }
        _ => true,
    }
}

/// The weights of names that a list knows, that many readers know, that all do.
const KNOWN: u8 = 65;
const FAMILIAR: u8 = 150;
const HOUSEHOLD: u8 = 200;

/// What says that a mention may be a part of a longer name, or a title.
const CONTESTED: Features = Features::INSIDE_HEAD
    .with(Features::INSIDE_LISTED)
    .with(Features::INSIDE_PERSON)
    .with(Features::INSIDE_QUOTED)
    .with(Features::QUOTED)
    .with(Features::BEFORE_CLOSE)
    .with(Features::HEAD_PLACE_WEAK);

/// What is known beside a mention.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Around {
    /// The other sentences of a text.
    #[default]
    Text,
    /// Nothing: the sentence stands alone.
    Nothing,
}

impl Around {
    /// How many there are; their tables come after those of [`Evidence`].
    pub(crate) const COUNT: usize = 2;

    const fn class(self) -> usize {
        Evidence::COUNT.wrapping_add(self as usize)
    }
}

/// The tables, by evidence, then by what is around it: the confidence told for each probability weighed, both in 255ths.
pub(crate) struct Honest(Vec<[u8; 256]>);

impl Honest {
    /// Tells what is weighed.
    pub(crate) fn new() -> Honest {
        Honest(vec![
            std::array::from_fn(|at| u8::try_from(at).unwrap_or(u8::MAX));
            Evidence::COUNT + Around::COUNT
        ])
    }

    /// Takes the line of a class: what is told for each of the [`KNOTS`].
    pub(crate) fn learn(&mut self, class: usize, told: impl Iterator<Item = i16>) {
        if let Some(table) = self.0.get_mut(class) {
            *table = between(told);
        }
    }

    #[inline]
    pub(crate) fn told(&self, evidence: Evidence, around: Around, weighed: u8) -> u8 {
        self.of_class(around.class(), self.of_class(usize::from(evidence.number()), weighed))
    }

    #[inline]
    fn of_class(&self, class: usize, weighed: u8) -> u8 {
        let table = self.0.get(class);
        table.and_then(|table| table.get(usize::from(weighed))).copied().unwrap_or(weighed)
    }
}

/// The probabilities for which a confidence is learned, in 255ths: close together where most mentions lie.
pub(crate) const KNOTS: [u8; 14] = [0, 32, 64, 96, 112, 128, 160, 192, 216, 232, 242, 249, 253, 255];

/// The confidences between those of the knots, on straight lines.
fn between(told: impl Iterator<Item = i16>) -> [u8; 256] {
    let mut told = told.map(i32::from);
    let mut table = [0u8; 256];
    let (mut from, mut low) = (0u8, told.next().unwrap_or(0));
    for to in KNOTS.into_iter().skip(1) {
        let high = told.next().unwrap_or(255);
        let width = i32::from(to.wrapping_sub(from));
        for at in from..=to {
            let part = high.wrapping_sub(low).wrapping_mul(i32::from(at.wrapping_sub(from)));
            let value = low.wrapping_add(part.checked_div(width).unwrap_or(0));
            if let Some(cell) = table.get_mut(usize::from(at)) {
                *cell = u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX);
            }
        }
        (from, low) = (to, high);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Around, Evidence, Honest, KNOTS, between};

    #[test]
    fn knots_are_told_as_they_are() {
        let told: Vec<i16> = (0..14).map(|at| at * 18).collect();
        let table = between(told.iter().copied());
        for (knot, told) in KNOTS.iter().zip(told) {
            assert_eq!(i16::from(table[usize::from(*knot)]), told);
        }
        assert!(table.is_sorted());
    }

    #[test]
    fn a_sentence_alone_has_a_table_of_its_own() {
        let mut honest = Honest::new();
        honest.learn(Around::Nothing.class(), KNOTS.iter().map(|knot| i16::from(*knot / 2)));
        let told = |around| honest.told(Evidence(3), around, 200);
        assert_eq!((told(Around::Text), told(Around::Nothing)), (200, 100));
    }

    #[test]
    fn nothing_learned_tells_what_is_weighed() {
        for class in 0..Evidence::COUNT {
            for around in [Around::Text, Around::Nothing] {
                assert_eq!(Honest::new().told(Evidence(u8::try_from(class).unwrap()), around, 77), 77);
            }
        }
    }
}
