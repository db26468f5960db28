//! Which of several things of one name and one type is meant: the best known, unless the document or the words before say
//! otherwise.
//!
//! *le Parti conservateur* is British in a text on Britain and Canadian in one on Canada; *la Loire* is the river, *dans la
//! Loire* and *(Loire)* the département.

use crate::cues::Cues;
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing};
use crate::span::{Scene, Spot};

/// The countries and regions that a document names, each with the number of times.
#[derive(Default)]
pub(crate) struct Countries(Vec<(String, usize)>);

/// So many mentions are looked at: enough to know where a document is.
const ENOUGH: usize = 256;

impl Countries {
    /// Those of the places and demonyms chosen.
    pub(crate) fn of(
        spots: &[Spot],
        chosen: &[u32],
        listings: &[Listing],
        lexicon: &Lexicon<'_>,
    ) -> Countries {
        let mut countries = Countries::default();
        let chosen = chosen.iter().filter_map(|at| spots.get(*at as usize));
        for spot in chosen.filter(|spot| matches!(spot.kind, Kind::Place | Kind::Demonym)).take(ENOUGH) {
            let senses = listings.get(spot.senses()).unwrap_or_default();
            let best = senses.iter().filter(|sense| sense.kind == spot.kind).max_by_key(|sense| sense.weight);
            let Some(entry) = best.and_then(|sense| lexicon.entry(sense.layer, sense.key)) else { continue };
            if let Some(place) = entry.attribute("place") {
                countries.count(place);
                continue;
            }
            let id = entry.id().unwrap_or_default();
            if id.starts_with("iso:") {
                countries.count(&id);
                // A region is of its country too: *iso:CA-QC*.
                if let Some((country, _)) = id.split_once('-') {
                    countries.count(country);
                }
            } else if let Some(country) = entry.attribute("country") {
                countries.count(country);
            }
        }
        countries
    }

    fn count(&mut self, country: &str) {
        match self.0.iter_mut().find(|(known, _)| known == country) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.0.push((country.to_owned(), 1)),
        }
    }

    fn times(&self, country: Option<&str>) -> usize {
        self.0.iter().find(|(known, _)| Some(known.as_str()) == country).map_or(0, |(_, count)| *count)
    }
}

/// The sense that is meant, of `best`, which is the best known, and the others of its type among `senses`.
pub(crate) fn choose<'l, 'c>(
    scene: Scene<'_>,
    spot: &Spot,
    best: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    countries: impl FnOnce() -> &'c Countries,
) -> &'l Listing {
    let mut others = senses
        .iter()
        .filter(|sense| sense.kind == best.kind && sense.layer == best.layer && sense.key != best.key)
        .peekable();
    if others.peek().is_none() {
        return best;
    }
    match spot.kind {
        Kind::Place => {
            let is = |sense: &Listing, kind: &str| {
                lexicon.entry(sense.layer, sense.key).is_some_and(|entry| entry.kind().as_str() == kind)
            };
            // *Rochefort* among the towns of the floods in Belgium, *Tripoli* in a dispatch from Beirut.
            if is(best, "LOC:city") {
                return of_the_country(
                    best,
                    others.filter(|other| is(other, "LOC:city")),
                    lexicon,
                    countries(),
                );
            }
            if spot.len() != 1 || !is(best, "LOC:department") || !waters(scene, spot.start as usize) {
                return best;
            }
            others.find(|other| is(other, "LOC:river")).unwrap_or(best)
        }
        Kind::Organisation => of_the_country(best, others, lexicon, countries()),
        _ => best,
    }
}

/// The one whose country the document names, where that is not the country of the best known.
fn of_the_country<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    countries: &Countries,
) -> &'l Listing {
    let named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).map_or(0, |entry| {
            let [country, region] = ["country", "region"].map(|of| countries.times(entry.attribute(of)));
            country.saturating_add(region.saturating_mul(2))
        })
    };
    let known = named(best);
    let other = others.map(|other| (named(other), other)).max_by_key(|(times, other)| (*times, other.weight));
    // Named twice as often as the country of the best known one, and more than once when that is not named at all.
    other.filter(|(times, _)| *times > 1 && *times > known.saturating_mul(2)).map_or(best, |(_, other)| other)
}

/// Whether the name of a département and of its river is that of the river: *la [Loire] déborde*, *au bord de la [Loire]*, and
/// not *dans la [Loire]*, *le préfet de la [Loire]*, *Feurs ([Loire])*.
fn waters(scene: Scene<'_>, start: usize) -> bool {
    let mut at = start.wrapping_sub(1);
    if scene.at(at).has(Cues::ARTICLE) {
        at = at.wrapping_sub(1);
        let before = scene.at(at);
        if !before.has(Cues::DE) {
            return !before.has(Cues::PLACE_PREPOSITION.or(Cues::CONJUNCTION).or(Cues::A))
                && before.sign == 0;
        }
    } else if !scene.at(at).has(Cues::DE) {
        return false;
    }
    WATER.contains(&scene.text(at.wrapping_sub(1)))
}

/// What rivers have.
const WATER: &[&str] = &[
    "affluent",
    "affluents",
    "berge",
    "berges",
    "bord",
    "bords",
    "confluent",
    "cours",
    "crue",
    "crues",
    "débit",
    "eau",
    "eaux",
    "embouchure",
    "estuaire",
    "gorges",
    "lit",
    "long",
    "rive",
    "rives",
    "rivières",
    "source",
    "sources",
    "vallée",
];

#[cfg(test)]
mod tests {
    use super::Countries;

    #[test]
    fn countries_are_counted() {
        let mut countries = Countries::default();
        for country in ["iso:CA", "iso:GB", "iso:CA"] {
            countries.count(country);
        }
        assert_eq!([Some("iso:CA"), Some("iso:GB"), None].map(|of| countries.times(of)), [2, 1, 0]);
    }
}
