//! Where a document is: the countries, regions and French départements that it speaks of.

use crate::feature::Features;
use crate::key::Keyed;
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing, Shared, Sort};
use crate::span::Spot;
use crate::word::{Shape, Word};
use depeche_gazetteer::EntryView;
use depeche_text::fold::hash;
use std::borrow::Cow;

/// The countries, regions and French départements of what a document names, by the hashes of their ids, each with the number of
/// times.
#[derive(Default)]
pub(crate) struct Lands {
    /// Of places and demonyms.
    places: Keyed<usize>,
    /// Of the persons and organisations that are known to be of one country.
    bearers: Keyed<usize>,
    departments: Keyed<usize>,
    /// How often a country is named in one way or another.
    all: usize,
    /// Whether there was more than what was looked at.
    more: bool,
}

/// So many mentions are looked at: enough to know where a document is.
const ENOUGH: usize = 256;

/// How long the id of a country is: `iso:CH`.
const COUNTRY: usize = 6;

/// Below this weight an organisation is one that readers of its own country know by its acronym.
pub(crate) const OBSCURE: u8 = 100;

/// From this weight on media are quoted in all countries.
const WORLDWIDE: u8 = 110;

/// The lands of France overseas, by the sea they lie in.
pub(crate) const OVERSEAS: [&[&str]; 3] = [
    &["iso:RE", "iso:YT"],
    &["iso:GP", "iso:MQ", "iso:GF", "iso:BL", "iso:MF"],
    &["iso:NC", "iso:PF", "iso:WF"],
];

impl Lands {
    /// Those of the names chosen.
    pub(crate) fn of(
        words: &[Word],
        spots: &[Spot],
        chosen: &[u32],
        listings: &[Listing],
        lexicon: &Lexicon<'_>,
    ) -> Lands {
        let mut lands = Lands::default();
        let mut id = String::with_capacity(16);
        let chosen = chosen.iter().filter_map(|at| spots.get(*at as usize));
        let mut listed = chosen.filter(|spot| !spot.senses().is_empty());
        for spot in listed.by_ref().take(ENOUGH) {
            let senses = listings.get(spot.senses()).unwrap_or_default();
            let senses = senses.iter().filter(|sense| sense.kind == spot.kind);
            let several = senses.clone().nth(1).is_some();
            let Some(best) = senses.clone().max_by_key(|sense| sense.weight) else { continue };
            let Some(entry) = lexicon.entry(best.layer, best.key) else { continue };
            match spot.kind {
                // *[Hamilton]* is in Canada or New Zealand, *le [Congo]* is one or the other, as the other names tell.
                Kind::Place if several && is_elsewhere_too(best, senses.clone(), &entry, lexicon) => {}
                Kind::Place => {
                    // *DAKAR – L'Assemblée nationale a voté*, *À Rome, le Sénat a voté*: a dispatch is from where it is sent.
                    let first = lands.places.is_empty() && !several;
                    let here = spot.seen.has(Features::DATELINE) || first && is_scene(words, spot);
                    let times = if here { 2 } else { 1 };
                    let in_doubt = senses.clone().any(|sense| !sense.sort.has(Sort::LAND));
                    (0..times).for_each(|_| lands.count_place(&entry, several, in_doubt, &mut id));
                }
                // Which *Congolais* they are, the other names tell.
                Kind::Demonym if several => {}
                Kind::Demonym => lands.count_land(entry.attribute("place")),
                // One word that few know may be the acronym of another.
                Kind::Organisation if spot.len() == 1 && best.weight < OBSCURE => {}
                // *NIAMEY (AFP)*: who tells what happens in all the world may be from anywhere.
                Kind::Organisation
                    if best.weight >= WORLDWIDE && lexicon.entity_type(best).as_str() == "ORG:media" => {}
                // Who and what is known to be of one country says where a text is, too; *le Sénat* is of many.
                Kind::Person | Kind::Organisation if !several && best.shared != Shared::Name => {
                    count(&mut lands.bearers, entry.attribute("country"), 1);
                }
                _ => {}
            }
        }
        lands.more = listed.next().is_some();
        lands.all = sum(&lands.places).saturating_add(sum(&lands.bearers));
        lands
    }

    /// Counts a place whose name is that of `several` things, or not, `in_doubt` where they are not all lands; `id` is room.
    fn count_place(&mut self, place: &EntryView<'_>, several: bool, in_doubt: bool, id: &mut String) {
        write_id(place, id);
        // A département that is named says where the text is as well as two of its towns; a town whose name others have says nothing.
        if let Some(number) = id.strip_prefix("fr-dep:") {
            count(&mut self.departments, Some(number), if in_doubt { 1 } else { 2 });
            // Of *la Meuse*, which is a river of other countries too, or of *le Jura*, nobody knows yet where it is.
            if several {
                return;
            }
        } else if !several {
            count(&mut self.departments, department(id), 1);
        }
        if id.starts_with("iso:") {
            self.count_land(Some(id));
        } else {
            count(&mut self.places, place.attribute("country"), 1);
        }
    }

    /// Counts a land by its id, be it that of a people: a part of a country is of the country too. *le groupe [breton]*, *la députée
    /// [québécoise]*
    fn count_land(&mut self, land: Option<&str>) {
        let country = land.and_then(country_of).filter(|country| land != Some(*country));
        count(&mut self.places, land, 1);
        count(&mut self.places, country, 1);
    }

    /// How often a country or region is named, or a place of it.
    pub(crate) fn times(&self, land: Option<&str>) -> usize {
        times(&self.places, land)
    }

    /// How often a country or region is named, or a place, a person or an organisation of it.
    pub(crate) fn times_in_all(&self, land: Option<&str>) -> usize {
        self.times(land).saturating_add(times(&self.bearers, land))
    }

    /// How often the country is named that a demonym is of, a part of it counting twice more, by the id of its place; `None` where the
    /// id does not say the country.
    pub(crate) fn times_of_people(&self, place: &str) -> Option<usize> {
        let country = country_of(place)?;
        let part = if country == place { 0 } else { times(&self.places, Some(place)) };
        Some(self.times_in_all(Some(country)).saturating_add(part.saturating_mul(2)))
    }

    /// How often the département of a town of France is named, or towns of it; `None` of what is no such town. `id` is room.
    pub(crate) fn times_of_department(&self, town: &EntryView<'_>, id: &mut String) -> Option<usize> {
        write_id(town, id);
        department(id).map(|number| times(&self.departments, Some(number)))
    }

    /// Whether the places named are of other countries, but for one in eight at most: *[Rochefort]* may be the one in Belgium.
    pub(crate) fn abroad(&self) -> bool {
        let all = sum(&self.places);
        all > 0 && self.times(Some("iso:FR")).saturating_mul(8) <= all
    }

    /// Whether an organisation that few know is meant by its acronym: where its country is spoken of, and in a text of which not all
    /// was looked at.
    pub(crate) fn speak_of(&self, organisation: &EntryView<'_>) -> bool {
        self.more || self.allow(organisation, false)
    }

    /// Whether an institution is meant by a name that those of other countries or regions have too: not where others are spoken of and
    /// its own is not; and where none is, only if it is France's or `known` best by far.
    pub(crate) fn allow(&self, institution: &EntryView<'_>, known: bool) -> bool {
        let named = |land: Option<&str>| {
            let overseas = || OVERSEAS.iter().flat_map(|lands| *lands).any(|land| self.times(Some(land)) > 0);
            // *l'Ardèche* may be the river, and is in France either way.
            let france = || !self.departments.is_empty() || overseas();
            self.times_in_all(land) > 0 || land == Some("iso:FR") && france()
        };
        let country = institution.attribute("country");
        if self.all < 2 {
            // *le Conseil national* of a text from Cotonou is not that of Switzerland: one other country is enough, where a French reader
            // does not think of France's own first. Where none is named, that of most readers is meant.
            let france = country == Some("iso:FR");
            return named(country) || if self.all == 0 { known || france } else { known && france };
        }
        let region = institution.attribute("region");
        named(country) && (region.is_none() || named(region))
    }
}

/// Whether a sentence says first of all where it takes place: *À [Rome], le Sénat…*
fn is_scene(words: &[Word], spot: &Spot) -> bool {
    let at = |at: usize| words.get(at).copied().unwrap_or_default();
    let before = at((spot.start as usize).wrapping_sub(1)); // wraps: what lies before is outside
    spot.seen.has(Features::AFTER_A) && before.is(Shape::WEAK) && at(spot.end as usize).sign == b','
}

/// Whether a town has the name of one in another country that is not much less known: *Moanda* is in Gabon and in Congo, *Lille* is in
/// France, whatever Belgium has; or a land that of another, *le Congo*.
fn is_elsewhere_too<'l>(
    town: &Listing,
    others: impl Iterator<Item = &'l Listing>,
    entry: &EntryView<'_>,
    lexicon: &Lexicon<'_>,
) -> bool {
    let country = entry.attribute("country");
    let mut others = others.filter(|other| other.key != town.key);
    if !town.sort.has(Sort::CITY) {
        return town.sort.has(Sort::COUNTRY) && others.any(|other| other.is_land_like(town));
    }
    let known = others.filter(|other| other.sort.has(Sort::CITY) && !other.is_far_below(town));
    let mut entries = known.filter_map(|other| lexicon.entry(other.layer, other.key));
    entries.any(|other| other.attribute("country") != country)
}

/// The id of the country that a place is, or is in.
pub(crate) fn country<'g>(place: &EntryView<'g>) -> Option<Cow<'g, str>> {
    let own = || place.id().filter(|id| id.starts_with("iso:"));
    place.attribute("country").map(Cow::Borrowed).or_else(own)
}

/// The country of a place, by its id: `iso:CA` of `iso:CA-QC`, `iso:FR` of `fr-reg:53`. `None` where the id does not say it.
fn country_of(place: &str) -> Option<&str> {
    let country = || place.get(..COUNTRY).filter(|id| id.starts_with("iso:"));
    if place.starts_with("fr-") { Some("iso:FR") } else { country() }
}

fn count(counts: &mut Keyed<usize>, land: Option<&str>, times: usize) {
    if let Some(land) = land {
        let count = counts.entry(hash(land.as_bytes())).or_default();
        *count = count.saturating_add(times);
    }
}

fn times(counts: &Keyed<usize>, land: Option<&str>) -> usize {
    land.and_then(|land| counts.get(&hash(land.as_bytes()))).copied().unwrap_or_default()
}

fn sum(counts: &Keyed<usize>) -> usize {
    counts.values().fold(0, |all, times| all.saturating_add(*times))
}

/// Writes the id of a country, a region, or a département or town of France in place of what `id` holds; nothing of another entry.
fn write_id(entry: &EntryView<'_>, id: &mut String) {
    id.clear();
    let parts = entry
        .id_parts()
        .filter(|(beginning, _)| beginning.starts_with("iso:") || beginning.starts_with("fr-"));
    if let Some((beginning, end)) = parts {
        id.push_str(beginning);
        end.push_to(id);
    }
}

/// The number of the département of a town of France, from its id: *62* of `fr-62160`, *974* of `fr-97411`.
pub(crate) fn department(id: &str) -> Option<&str> {
    let code = id.strip_prefix("fr-").filter(|code| code.len() == 5)?;
    code.get(..if code.starts_with("97") { 3 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::{Lands, count, department};

    #[test]
    fn countries_are_counted() {
        let mut lands = Lands::default();
        for country in ["iso:CA", "iso:GB", "iso:CA"] {
            count(&mut lands.places, Some(country), 1);
        }
        count(&mut lands.bearers, Some("iso:GB"), 1);
        assert_eq!([Some("iso:CA"), Some("iso:GB"), None].map(|of| lands.times(of)), [2, 1, 0]);
        assert_eq!([Some("iso:CA"), Some("iso:GB"), None].map(|of| lands.times_in_all(of)), [2, 2, 0]);
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
