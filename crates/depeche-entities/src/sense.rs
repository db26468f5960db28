//! Which of several things of one name and one type is meant: the best known, unless the document or the words before say
//! otherwise.
//!
//! *le Parti conservateur* is British in a text on Britain and Canadian in one on Canada; *la Loire* is the river, *dans la
//! Loire* and *(Loire)* the département, and where the places named are all abroad *la Meuse* is the river anywhere; *au Québec* is
//! the province, *à Québec* the town; *Saint-Denis* near Mayotte is that of La Réunion. A name that a list has with its title or
//! generic noun is that one: *le roi Philippe*, *la province de Liège*.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::Keyed;
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing, Sort};
use crate::span::{Scene, Spot};
use crate::word::Shape;
use depeche_text::fold::hash;

/// The countries and regions that a document names, by the hashes of their ids, each with the number of times.
#[derive(Default)]
pub(crate) struct Countries(Keyed<usize>);

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
        let mut id = String::new();
        let chosen = chosen.iter().filter_map(|at| spots.get(*at as usize));
        for spot in chosen.filter(|spot| matches!(spot.kind, Kind::Place | Kind::Demonym)).take(ENOUGH) {
            let senses = listings.get(spot.senses()).unwrap_or_default();
            let best = senses.iter().filter(|sense| sense.kind == spot.kind).max_by_key(|sense| sense.weight);
            let Some(entry) = best.and_then(|sense| lexicon.entry(sense.layer, sense.key)) else { continue };
            // Of *la Meuse*, which is a river of other countries too, nobody knows yet where it is.
            let several = senses.iter().filter(|sense| sense.kind == spot.kind).nth(1).is_some();
            if several && best.is_some_and(|best| best.sort.has(Sort::DEPARTMENT)) {
                continue;
            }
            if spot.kind == Kind::Demonym
                && let Some(place) = entry.attribute("place")
            {
                countries.count(place);
                continue;
            }
            let parts = entry.id_parts().filter(|(beginning, _)| beginning.starts_with("iso:"));
            if let Some((beginning, end)) = parts {
                id.clear();
                id.push_str(beginning);
                end.push_to(&mut id);
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
        let count = self.0.entry(hash(country.as_bytes())).or_default();
        *count = count.saturating_add(1);
    }

    /// Whether the places named are of other countries, but for one in eight at most: *[Rochefort]* may be the one in Belgium.
    fn abroad(&self) -> bool {
        let all = self.0.values().fold(0usize, |all, times| all.saturating_add(*times));
        all > 0 && self.times(Some("iso:FR")).saturating_mul(8) <= all
    }

    fn times(&self, country: Option<&str>) -> usize {
        country.and_then(|country| self.0.get(&hash(country.as_bytes()))).copied().unwrap_or_default()
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
    let others = senses
        .iter()
        .filter(|sense| sense.kind == best.kind && sense.layer == best.layer && sense.key != best.key);
    if others.clone().next().is_none() {
        return best;
    }
    match spot.kind {
        Kind::Place => {
            let town = |sense: &&Listing| sense.sort.has(Sort::CITY);
            // *Rochefort* among the towns of the floods in Belgium, *Tripoli* in a dispatch from Beirut.
            if town(&best) {
                return of_the_country(best, others.filter(town), lexicon, countries);
            }
            // *Liffol-le-Grand ([Vosges])*: the département, not the mountains.
            let first = scene.at(spot.start as usize);
            if first.is(Shape::LAND)
                && !best.sort.has(Sort::WHERE)
                && let Some(land) = others.clone().find(|other| other.sort.has(Sort::LAND))
            {
                return land;
            }
            if spot.len() != 1 {
                return best;
            }
            if best.sort.has(Sort::DEPARTMENT)
                && let Some(river) = others.clone().find(|other| other.sort.has(Sort::RIVER))
            {
                return if waters(scene, spot.start as usize) || countries().abroad() { river } else { best };
            }
            // *à [Québec]*, *à [Luxembourg]*, *[QUÉBEC] –*: the land has an article.
            let bare = spot.seen.has(Features::AFTER_A.with(Features::DATELINE));
            if bare && best.sort.has(Sort::ARTICLED) && !is_bare(best, lexicon) {
                return others.filter(town).max_by_key(|other| other.weight).unwrap_or(best);
            }
            best
        }
        Kind::Organisation => of_the_country(best, others, lexicon, countries),
        _ => best,
    }
}

/// The sense of a longer name of the lists that ends where the spot `at` does and begins in its title or generic noun, at the token
/// `outer` or after it: *le pape [François]*, *la province de [Liège]*, *le général [Burhane]*.
pub(crate) fn titled<'l>(
    spots: &[Spot],
    at: usize,
    outer: usize,
    listings: &'l [Listing],
) -> Option<&'l Listing> {
    let (before, spot) = (spots.get(..at)?, spots.get(at)?);
    if outer >= spot.start as usize {
        return None;
    }
    let near = before.iter().rev().take(NEAR).take_while(|longer| longer.start as usize >= outer);
    let longer = near.filter(|longer| longer.start < spot.start && longer.end == spot.end);
    let senses = longer.flat_map(|longer| listings.get(longer.senses()).unwrap_or_default());
    let best =
        senses.filter(|sense| sense.kind == spot.kind).max_by_key(|sense| (sense.layer, sense.weight))?;
    // *l'aéroport de [Cotonou]*: what stands in a town is not the town.
    (spot.kind != Kind::Place || best.sort.has(Sort::LAND)).then_some(best)
}

/// How far back among the spots a longer name is looked for.
const NEAR: usize = 16;

/// Whether the entry of a land says that it is named without an article: *à Bali*.
fn is_bare(land: &Listing, lexicon: &Lexicon<'_>) -> bool {
    lexicon.entry(land.layer, land.key).is_some_and(|entry| entry.attribute("bare").is_some())
}

/// The one whose country the document names, where that is not the country of the best known.
fn of_the_country<'l, 'c>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    countries: impl FnOnce() -> &'c Countries,
) -> &'l Listing {
    let mut others = others.peekable();
    if others.peek().is_none() {
        return best;
    }
    let countries = countries();
    let named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).map_or((0, false), |entry| {
            let country = entry.attribute("country");
            let region = countries.times(entry.attribute("region")).saturating_mul(2);
            let sea = OVERSEAS.iter().find(|lands| country.is_some_and(|country| lands.contains(&country)));
            let lands = sea.map_or(0, |lands| lands.iter().map(|land| countries.times(Some(land))).sum());
            (lands.max(countries.times(country)).saturating_add(region), sea.is_some())
        })
    };
    let (known, _) = named(best);
    let other = others.map(|other| (named(other), other)).max_by_key(|(times, other)| (*times, other.weight));
    // Named twice as often as the country of the best known one, and more than once when that is not named at all. Where lands
    // overseas are named, France is too: *[Saint-Denis]* in a dispatch on Mayotte.
    other
        .filter(|((times, overseas), _)| {
            *times > 1 && *times > if *overseas { known } else { known.saturating_mul(2) }
        })
        .map_or(best, |(_, other)| other)
}

/// The lands of France overseas, by the sea they lie in.
const OVERSEAS: [&[&str]; 3] = [
    &["iso:RE", "iso:YT"],
    &["iso:GP", "iso:MQ", "iso:GF", "iso:BL", "iso:MF"],
    &["iso:NC", "iso:PF", "iso:WF"],
];

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
