//! Which of several things of one name and one type is meant: the best known, unless the document or the words before say
//! otherwise.
//!
//! *le Parti conservateur* is British in a text on Britain and Canadian in one on Canada; *la Loire* is the river, *dans la
//! Loire* and *(Loire)* the département, and where the places named are all abroad *la Meuse* is the river anywhere; *au Québec* is
//! the province, *à Québec* the town; *le Sénat* of a text on Poland is the Polish one; *Saint-Denis* near Mayotte is that of La Réunion, *Boulogne* near Calais is Boulogne-sur-Mer. A name
//! that a list has with its title or generic noun is that one: *le roi Philippe*, *la province de Liège*.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::Keyed;
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing, Sort};
use crate::span::{Scene, Spot};
use crate::word::Shape;
use depeche_gazetteer::EntryView;
use depeche_text::fold::hash;

/// The countries, regions and French départements that a document names, or whose towns, people and institutions it names, by the hashes
/// of their ids, each with the number of times.
#[derive(Default)]
pub(crate) struct Lands {
    countries: Keyed<usize>,
    departments: Keyed<usize>,
}

/// So many mentions are looked at: enough to know where a document is.
const ENOUGH: usize = 256;

impl Lands {
    /// Those of the places and demonyms chosen.
    pub(crate) fn of(spots: &[Spot], chosen: &[u32], listings: &[Listing], lexicon: &Lexicon<'_>) -> Lands {
        let mut lands = Lands::default();
        let mut id = String::new();
        let chosen = chosen.iter().filter_map(|at| spots.get(*at as usize));
        for spot in chosen.filter(|spot| spot.listed.0 != spot.listed.1).take(ENOUGH) {
            let senses = listings.get(spot.senses()).unwrap_or_default();
            let best = senses.iter().filter(|sense| sense.kind == spot.kind).max_by_key(|sense| sense.weight);
            let Some(entry) = best.and_then(|sense| lexicon.entry(sense.layer, sense.key)) else { continue };
            let several = senses.iter().filter(|sense| sense.kind == spot.kind).nth(1).is_some();
            // Who and what is known to be of one country says where a text is, too; *le Sénat* is of many.
            if matches!(spot.kind, Kind::Person | Kind::Organisation) {
                let shared = several || best.is_some_and(|best| best.shared);
                if let (false, Some(country)) = (shared, entry.attribute("country")) {
                    lands.count(country);
                }
                continue;
            }
            if spot.kind == Kind::Demonym
                && let Some(place) = entry.attribute("place")
            {
                lands.count(place);
                continue;
            }
            id.clear();
            if let Some((beginning, end)) = entry.id_parts() {
                id.push_str(beginning);
                end.push_to(&mut id);
            }
            // A département that is named says where the text is as well as two of its towns; a town whose name others have says nothing.
            if let Some(number) = id.strip_prefix("fr-dep:") {
                lands.count_department(number, if several { 1 } else { 2 });
                // Of *la Meuse*, which is a river of other countries too, nobody knows yet where it is.
                if several {
                    continue;
                }
            } else if let (Some(number), false) = (department(&id), several) {
                lands.count_department(number, 1);
            }
            if id.starts_with("iso:") {
                lands.count(&id);
                // A region is of its country too: *iso:CA-QC*.
                if let Some((country, _)) = id.split_once('-') {
                    lands.count(country);
                }
            } else if let Some(country) = entry.attribute("country") {
                lands.count(country);
            }
        }
        lands
    }

    fn count_department(&mut self, number: &str, times: usize) {
        let count = self.departments.entry(hash(number.as_bytes())).or_default();
        *count = count.saturating_add(times);
    }

    /// How often the département of a town of France is named, or towns of it; `None` of what is no such town.
    fn department_of(&self, town: &EntryView<'_>, id: &mut String) -> Option<usize> {
        let (beginning, end) = town.id_parts()?;
        id.clear();
        id.push_str(beginning);
        end.push_to(id);
        let number = department(id)?;
        Some(self.departments.get(&hash(number.as_bytes())).copied().unwrap_or_default())
    }

    fn count(&mut self, country: &str) {
        let count = self.countries.entry(hash(country.as_bytes())).or_default();
        *count = count.saturating_add(1);
    }

    /// Whether the places named are of other countries, but for one in eight at most: *[Rochefort]* may be the one in Belgium.
    fn abroad(&self) -> bool {
        let all = self.countries.values().fold(0usize, |all, times| all.saturating_add(*times));
        all > 0 && self.times(Some("iso:FR")).saturating_mul(8) <= all
    }

    /// Whether an institution is meant by a name that those of other countries or regions have too: not where others are named and
    /// its own is not, and where none is named, only if it is `known` best by far.
    fn allow(&self, institution: &EntryView<'_>, known: bool) -> bool {
        let all = self.countries.values().fold(0usize, |all, times| all.saturating_add(*times));
        if all < 2 {
            return known || self.times(institution.attribute("country")) > 0;
        }
        let overseas = || OVERSEAS.iter().flat_map(|lands| *lands).any(|land| self.times(Some(land)) > 0);
        let named = |land: &str| self.times(Some(land)) > 0 || land == "iso:FR" && overseas();
        let lands = [institution.attribute("country"), institution.attribute("region")];
        lands.into_iter().flatten().all(named)
    }

    fn times(&self, country: Option<&str>) -> usize {
        country.and_then(|country| self.countries.get(&hash(country.as_bytes()))).copied().unwrap_or_default()
    }
}

/// The number of the département of a town of France, from its id: *62* of `fr-62160`, *974* of `fr-97411`.
fn department(id: &str) -> Option<&str> {
    let code = id.strip_prefix("fr-").filter(|code| code.len() == 5)?;
    code.get(..if code.starts_with("97") { 3 } else { 2 })
}

/// The sense that is meant, of `best`, which is the best known, and the others of its type among `senses`.
pub(crate) fn choose<'l, 'c>(
    scene: Scene<'_>,
    spot: &Spot,
    best: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl FnOnce() -> &'c Lands,
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
            // *Rochefort* among the towns of the floods in Belgium, *Tripoli* in a dispatch from Beirut, *Boulogne* in one from Calais.
            if town(&best) {
                let others = others.filter(town);
                if others.clone().next().is_none() {
                    return best;
                }
                let lands = lands();
                return of_the_department(best, others.clone(), lexicon, lands)
                    .unwrap_or_else(|| of_the_country(best, others, lexicon, lands));
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
                return if waters(scene, spot.start as usize) || lands().abroad() { river } else { best };
            }
            // *à [Québec]*, *à [Luxembourg]*, *[QUÉBEC] –*, *([Québec]) Le ministre…*: the land has an article.
            let at = spot.start as usize;
            let opens = at == scene.first.wrapping_add(1) && scene.before(at).sign == b'(';
            let bare = spot.seen.has(Features::AFTER_A.with(Features::DATELINE)) || opens;
            if bare && best.sort.has(Sort::ARTICLED) && !is_bare(best, lexicon) {
                return others.filter(town).max_by_key(|other| other.weight).unwrap_or(best);
            }
            best
        }
        Kind::Organisation => of_the_country(best, others, lexicon, lands()),
        _ => best,
    }
}

/// Whether a name means the thing of the lists that was chosen for it, as far as the countries tell that the document names: *le Sénat* of a
/// text on Poland is not that of France, and of none where no list has the Polish one.
pub(crate) fn is_meant<'c>(
    sense: &Listing,
    lexicon: &Lexicon<'_>,
    lands: impl FnOnce() -> &'c Lands,
) -> bool {
    let known = sense.weight >= HOUSEHOLD;
    !sense.shared || lexicon.entry(sense.layer, sense.key).is_none_or(|entry| lands().allow(&entry, known))
}

/// The weight of an institution that a French reader thinks of first: *l'Assemblée nationale*, *la Cour suprême*, and not *la Cour
/// constitutionnelle*.
const HOUSEHOLD: u8 = 130;

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

/// Of towns of France the one whose département the document names, or several towns of it: more than twice as often as that of the
/// best known.
fn of_the_department<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    lands: &Lands,
) -> Option<&'l Listing> {
    let mut id = String::new();
    let mut named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).and_then(|town| lands.department_of(&town, &mut id))
    };
    let known = named(best)?;
    let other = others.filter_map(|other| Some((named(other)?, other)));
    let (times, other) = other.max_by_key(|(times, other)| (*times, other.weight))?;
    (times > 1 && times > known.saturating_mul(2)).then_some(other)
}

/// The one whose country the document names, where that is not the country of the best known.
fn of_the_country<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    lands: &Lands,
) -> &'l Listing {
    let named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).map_or((0, false), |entry| {
            let country = entry.attribute("country");
            let region = lands.times(entry.attribute("region")).saturating_mul(2);
            let sea = OVERSEAS.iter().find(|of| country.is_some_and(|country| of.contains(&country)));
            let beside = sea.map_or(0, |of| of.iter().map(|land| lands.times(Some(land))).sum());
            (beside.max(lands.times(country)).saturating_add(region), sea.is_some())
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
    use super::{Lands, department};

    #[test]
    fn countries_are_counted() {
        let mut lands = Lands::default();
        for country in ["iso:CA", "iso:GB", "iso:CA"] {
            lands.count(country);
        }
        assert_eq!([Some("iso:CA"), Some("iso:GB"), None].map(|of| lands.times(of)), [2, 1, 0]);
    }

    #[test]
    fn a_town_of_france_is_of_its_department() {
        assert_eq!(department("fr-62160"), Some("62"));
        assert_eq!(department("fr-2A004"), Some("2A"));
        assert_eq!(department("fr-97411"), Some("974"));
        assert_eq!(department("fr-dep:62"), None);
        assert_eq!(department("iso:FR"), None);
    }
}
