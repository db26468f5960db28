//! What the tagger weighed, for the trainer and for research.

use super::{Scratch, Tagger};
use crate::confidence::Evidence;
use crate::evidence;
use crate::fame::{self, Fame};
use crate::joint;
use crate::span::Scene;
use depeche_text::{Sentence, Token};

/// A span that was weighed, for the trainer and for research.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Observation {
    /// Where the span stands in the source.
    pub span: depeche_text::Span,
    /// The types it may be, as bits in the order PER, LOC, ORG, EVENT, DEMONYM, MISC.
    pub kinds: u8,
    /// For each type, the numbers of the features that count, as bits.
    pub features: [u128; 6],
    /// The rows of the tables of pairs that count for every type.
    pub rows: Vec<u16>,
    /// The scores of the types, in sixteenths of a unit of log-odds.
    pub scores: [i16; 6],
    /// Whether it stands where sport is spoken of.
    pub sport: bool,
}

#[doc(hidden)]
impl Tagger<'_> {
    /// Every span that the last tagging of these sentences with this scratch weighed.
    pub fn observe(
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        scratch: &Scratch,
        mut each: impl FnMut(Observation),
    ) {
        let whole = Scene::sport_of(&scratch.held);
        let trade = Scene::trade_of(&scratch.words, sentences, &scratch.held);
        let mut sport = 0;
        let mut spots = scratch.spots.iter().peekable();
        for sentence in sentences {
            let range = sentence.tokens();
            let scene = Scene::new(&scratch.words, tokens, source, range.clone());
            let scene = &scene.with_sport(sport, whole).with_trade(trade);
            sport = scene.sport_after(sport);
            while let Some(spot) = spots.next_if(|spot| (spot.start as usize) < range.end) {
                let senses = scratch.listings.get(spot.senses()).unwrap_or_default();
                let (Some(first), Some(last)) =
                    (tokens.get(spot.start as usize), tokens.get(spot.end.wrapping_sub(1) as usize))
                else {
                    continue;
                };
                let mut features = [spot.seen.0 & !evidence::OWN.0; 6];
                let fame = Fame::of(spot, senses);
                if !senses.is_empty() {
                    fame::listed(scene, spot, fame, |seen, kind| {
                        if let Some(own) = features.get_mut(kind.at()) {
                            *own |= seen.0;
                        }
                    });
                }
                let rows = joint::rows(scene, spot, fame.signature()).as_slice().to_vec();
                let span = first.span().join(last.span());
                each(Observation {
                    span,
                    kinds: spot.kinds,
                    features,
                    rows,
                    scores: std::array::from_fn(|kind| spot.scores.get(kind).copied().unwrap_or(0)),
                    sport: scene.sport != 0,
                });
            }
        }
    }

    /// The name of each row of the tables of pairs, as the file of weights has it.
    pub fn rows() -> impl Iterator<Item = String> {
        (0..joint::ROWS).map(joint::name).map(|(table, number)| format!("{table}:{number}"))
    }

    /// The class of evidence of each mention of the last block that was tagged with this scratch.
    pub fn evidence(scratch: &Scratch) -> &[u8] {
        &scratch.told
    }

    /// The probabilities, in 255ths, for which a confidence is learned; the number of the classes of evidence, and how many of
    /// them stand together: first those that are not firm, then those that are. Behind them come that of a text and that
    /// of a sentence that stands alone.
    pub fn knots() -> (&'static [u8], usize, usize) {
        (&crate::confidence::KNOTS, Evidence::COUNT, Evidence::EACH)
    }

    /// The name and the hand-set weights of each feature.
    pub fn features() -> impl Iterator<Item = (&'static str, [i8; 6])> {
        crate::feature::TABLE.iter().map(|(name, _, weights)| (*name, *weights))
    }
}
