//! Which of several things of one name and one type is meant: the best known, unless the document or the words before say
//! otherwise.
//!
//! *le Parti conservateur* is British in a text on Britain and Canadian in one on Canada; *la Loire* is the river, *dans la
//! Loire* and *(Loire)* the département, and where the places named are all abroad *la Meuse* is the river anywhere; *au Québec* is
//! the province, *à Québec* the town; *le Sénat* of a text on Poland is the Polish one; *Saint-Denis* near Mayotte is that of La
//! Réunion, *Boulogne* near Calais is Boulogne-sur-Mer, *Valence, en Espagne* not that in the Drôme. A name that a list has with its
//! title or generic noun is that one: *le roi Philippe*, *la province de Liège*.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{Keyed, is_one_of};
use crate::kind::Kind;
use crate::lands::{Lands, OBSCURE, OVERSEAS, department};
use crate::lexicon::{Lexicon, Listing, Shared, Sort};
use crate::span::{Scene, Spot};
use crate::word::Shape;
use depeche_gazetteer::EntryView;
use depeche_text::fold::{composed, hash};

/// Which of its senses each name of several institutions has in a document, by the place of the senses in the listings: thirty
/// countries have a Sénat, and who is meant is asked once.
pub(crate) type Institutions = Keyed<usize>;

/// The sense that is meant, of `best`, which is the best known, and the others of its type among `senses`.
pub(crate) fn choose<'l, 'c>(
    scene: &Scene<'_>,
    spot: &Spot,
    best: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl FnOnce() -> &'c Lands,
    institutions: &mut Institutions,
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
            let start = spot.start as usize;
            // *dans la [Vienne]*: no town has an article before its name.
            let land = |sense: &&Listing| sense.sort.has(Sort::DEPARTMENT);
            let articled = town(&best) && spot.len() == 1 && scene.before(start).has(Cues::ARTICLE);
            let best = others.clone().find(land).filter(|_| articled).unwrap_or(best);
            // *Rochefort* among the towns of the floods in Belgium, *Tripoli* in a dispatch from Beirut, *Boulogne* in one from Calais.
            if town(&best) {
                let others = others.filter(town);
                if others.clone().next().is_none() {
                    return best;
                }
                let (lands, end) = (lands(), spot.end as usize);
                let mut id = String::with_capacity(16);
                let mut near = |town: &Listing| {
                    let town = lexicon.entry(town.layer, town.key)?;
                    lands.times_of_department(&town, &mut id)
                };
                // *[Vienne] (Isère)*
                let lies = scene.at(end).sign == b'(' && scene.at(end.wrapping_add(1)).is(Shape::LAND);
                if let Some(town) = of_the_department(best, others.clone(), &mut near, lies) {
                    return town;
                }
                let known = others.filter(|town| !is_outshone(town, best, &mut near));
                return of_the_country(best, known, lexicon, |land| lands.times(land));
            }
            // *Liffol-le-Grand ([Vosges])*: the département, not the mountains.
            if scene.at(start).is(Shape::LAND) {
                let land = others.clone().find(|other| other.sort.has(Sort::LAND));
                match land {
                    _ if best.sort.has(Sort::DEPARTMENT) => return best,
                    Some(land) if !best.sort.has(Sort::WHERE) => return land,
                    _ => {}
                }
            }
            if spot.len() != 1 {
                return best;
            }
            if best.sort.has(Sort::DEPARTMENT)
                && let Some(river) = others.clone().find(|other| other.sort.has(Sort::RIVER))
            {
                let river_abroad = || lands().abroad() && !says_where(scene, start);
                return if waters(scene, start) || river_abroad() { river } else { best };
            }
            // *à [Québec]*, *à [Luxembourg]*, *[QUÉBEC] –*, *([Québec]) Le ministre…*: the land has an article.
            let opens = start == scene.first.wrapping_add(1) && scene.before(start).sign == b'(';
            let bare = spot.seen.has(Features::AFTER_A.with(Features::DATELINE)) || opens;
            if bare && best.sort.has(Sort::ARTICLED) && !is_bare(best, lexicon) {
                return others.filter(town).max_by_key(|other| other.weight).unwrap_or(best);
            }
            best
        }
        Kind::Organisation => {
            let (from, to) = spot.listed;
            let chosen = institutions.entry(u64::from(from) << 32 | u64::from(to)).or_insert_with(|| {
                let lands = lands();
                let meant = of_the_country(best, others, lexicon, |land| lands.times_in_all(land));
                let is_it = |sense: &Listing| (sense.layer, sense.key) == (meant.layer, meant.key);
                senses.iter().position(is_it).unwrap_or_default()
            });
            senses.get(*chosen).unwrap_or(best)
        }
        // *[Albert II]* in a text on Belgium
        Kind::Person => {
            let lands = lands();
            of_the_country(best, others, lexicon, |land| lands.times_in_all(land))
        }
        // *les [Congolais]* of Brazzaville, *les [Jurassiens]* of Porrentruy
        Kind::Demonym => {
            let lands = lands();
            let people = |sense: &Listing| {
                let entry = lexicon.entry(sense.layer, sense.key)?;
                lands.times_of_people(entry.attribute("place")?)
            };
            let Some(known) = people(best) else { return best };
            let others = others.filter_map(|other| Some((people(other)?, other)));
            named_more(known, 1, others).unwrap_or(best)
        }
        _ => best,
    }
}

/// The `sense` that was chosen for a name, if the name means it; or else its like of a country that the document names.
pub(crate) fn meant<'l, 'c>(
    scene: &Scene<'_>,
    spot: &Spot,
    sense: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl Fn() -> &'c Lands,
) -> Option<&'l Listing> {
    if is_meant(scene, spot, sense, senses, lexicon, &lands) {
        Some(sense)
    } else {
        instead(spot, sense, senses, lexicon, &lands)
    }
}

/// Whether a name means the thing of the lists that was chosen for it among `senses`, as far as the countries tell that the document
/// names: *le Sénat* of a text on Poland is not that of France, and of none where no list has the Polish one. *le Sénat américain* and
/// *le Quai d'Orsay* are nobody else's. *L'APC d'Azazga*, an Algerian commune, is no party of Nigeria: what is little known is not meant
/// by three letters where its country is not spoken of.
fn is_meant<'c>(
    scene: &Scene<'_>,
    spot: &Spot,
    sense: &Listing,
    senses: &[Listing],
    lexicon: &Lexicon<'_>,
    lands: impl Fn() -> &'c Lands,
) -> bool {
    let start = spot.start as usize;
    let word = scene.at(start);
    // *les [Mariners du Maine]*, then *les [Mariners]*: not those of another town whose short name is the same.
    let recalled = spot.seen.has(Features::MEMORY) && spot.kind == Kind::Organisation;
    if recalled && lexicon.entity_type(sense).as_str() == "ORG:club" {
        return lexicon
            .entry(sense.layer, sense.key)
            .is_some_and(|club| club.name() == composed(scene.text(start)));
    }
    let short = spot.len() == 1 && word.is(Shape::CAPITALS) && word.is(Shape::SHORT);
    let obscure = short && spot.kind == Kind::Organisation && sense.weight < OBSCURE;
    if sense.shared == Shared::No && !obscure {
        return true;
    }
    let Some(entry) = lexicon.entry(sense.layer, sense.key) else { return true };
    let several = senses.iter().filter(|other| other.kind == sense.kind).nth(1).is_some();
    let is_name = || {
        let name = entry.name();
        let first = name.split([' ', '\'']).next().unwrap_or_default();
        composed(scene.text(start)).eq_ignore_ascii_case(first)
    };
    let allow = || lands().allow(&entry, sense.weight >= HOUSEHOLD);
    match sense.shared {
        _ if obscure => entry.attribute("country").is_none() || is_name() || lands().speak_of(&entry),
        Shared::No => true,
        Shared::Name => !several && !is_name() || allow(),
        Shared::Form => !several || allow(),
    }
}

/// Another sense of the name of an organisation, where `sense` is not meant: the best known of those whose country is named, and more
/// often than that of `sense`. *DAKAR (APS)* is not sent from Algiers.
fn instead<'l, 'c>(
    spot: &Spot,
    sense: &Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl Fn() -> &'c Lands,
) -> Option<&'l Listing> {
    if spot.kind != Kind::Organisation {
        return None;
    }
    let times = |entry: &EntryView<'_>| lands().times_in_all(entry.attribute("country"));
    let known = lexicon.entry(sense.layer, sense.key).map_or(0, |entry| times(&entry));
    let is_named = |other: &&Listing| {
        (other.kind, other.layer) == (sense.kind, sense.layer)
            && lexicon
                .entry(other.layer, other.key)
                .is_some_and(|entry| times(&entry) > known && lands().allow(&entry, false))
    };
    senses.iter().filter(is_named).rev().max_by_key(|other| other.weight)
}

/// Whether a person may be addressed so: *Mme [Ferracci]* is not Marc Ferracci.
pub(crate) fn is_addressed(scene: &Scene<'_>, spot: &Spot, person: &Listing, lexicon: &Lexicon<'_>) -> bool {
    if !spot.seen.has(Features::CIVILITY) {
        return true;
    }
    let gender = match scene.text((spot.start as usize).wrapping_sub(1)) {
        "Mme" | "Madame" | "Mlle" | "Mademoiselle" => "f",
        "M." | "Monsieur" | "Mr" => "m",
        _ => return true,
    };
    let entry = lexicon.entry(person.layer, person.key);
    entry.and_then(|entry| entry.attribute("gender")).is_none_or(|own| own == gender)
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

/// Whether what stands before a name without *de* is named after a town or its saint, and lies elsewhere: *la station
/// [Saint-Michel]*, *le quartier [Saint-Denis]*.
pub(crate) fn is_namesake(scene: &Scene<'_>, spot: &Spot) -> bool {
    const NAMED: [&str; 12] = [
        "CASERNE", "CHAPELLE", "COLLEGE", "FAUBOURG", "GARE", "LYCEE", "PLACE", "PONT", "PRISON", "QUARTIER",
        "STADE", "STATION",
    ];
    let before = (spot.start as usize).wrapping_sub(1); // wraps: what lies before is outside
    let head = Cues::PLACE_HEAD_DIRECT.or(Cues::PLACE_THING).or(Cues::PLACE_HEAD).or(Cues::PLACE_NOUN);
    scene.at(before).has(head.or(Cues::ORGANISATION_HEAD_LOW))
        && !scene.at(before).is(Shape::CAPITAL)
        && is_one_of(scene.text(before), &NAMED)
}

/// How far among the spots a longer name is looked for, or the land that a town lies in.
const NEAR: usize = 16;

/// The `town` that was chosen, or where the text says at once what land it lies in the one of that country or département, and none
/// where no list has it: *[Saint-Louis] (Sénégal)*, *[Valence], en Espagne*, *[Vienne], dans l'Isère*. `at` is the spot of the town.
pub(crate) fn of_the_land<'l>(
    scene: &Scene<'_>,
    spots: &[Spot],
    at: usize,
    town: &'l Listing,
    listings: &'l [Listing],
    lexicon: &Lexicon<'_>,
) -> Option<&'l Listing> {
    let country = |place: &Listing| {
        let place = lexicon.entry(place.layer, place.key)?;
        let id = || place.id().filter(|id| id.starts_with("iso:")).map(|id| hash_of(&id));
        place.attribute("country").map(hash_of).or_else(id)
    };
    let spot = spots.get(at)?;
    let Some(behind) = land_behind(scene, spots, at, listings) else { return Some(town) };
    let Some(land) = country(behind) else { return Some(town) };
    let id = |place: &Listing| lexicon.entry(place.layer, place.key)?.id();
    let behind = Some(behind).filter(|behind| behind.sort.has(Sort::DEPARTMENT)).and_then(id);
    let number = behind.as_deref().and_then(|id| id.strip_prefix("fr-dep:"));
    let of_it = |town: &Listing| number.is_none() || id(town).is_some_and(|id| department(&id) == number);
    let is_there = |town: &&Listing| town.sort.has(Sort::CITY) && country(town) == Some(land) && of_it(town);
    if is_there(&town) {
        return Some(town);
    }
    let senses = listings.get(spot.senses()).unwrap_or_default();
    let other = senses.iter().filter(is_there).rev().max_by_key(|other| (other.layer, other.weight));
    // *[Fort-de-France] (France)*, *[Sébastopol] (Russie)*: of what any reader knows the text may say what it likes.
    other.or(Some(town).filter(|town| town.weight >= KNOWN))
}

/// The weight of a town of which there is no second to be thought of.
const KNOWN: u8 = 105;

fn hash_of(id: &str) -> u64 {
    hash(id.as_bytes())
}

/// The country or part of one that is named behind the spot `at`, in parentheses or after a comma and its preposition.
fn land_behind<'l>(
    scene: &Scene<'_>,
    spots: &[Spot],
    at: usize,
    listings: &'l [Listing],
) -> Option<&'l Listing> {
    let (spot, behind) = spots.get(at..)?.split_first()?;
    let begin = where_it_lies(scene, spot.end as usize)?;
    let near = behind.iter().take(NEAR).take_while(|land| land.start as usize <= begin);
    let lands = near.filter(|land| land.start as usize == begin && land.kind == Kind::Place);
    let land = lands.max_by_key(|land| land.end)?;
    let senses = listings.get(land.senses()).unwrap_or_default();
    senses.iter().filter(|sense| sense.sort.has(Sort::WHERE)).max_by_key(|sense| (sense.layer, sense.weight))
}

/// Where the name of a land begins that is said of the name which ends at `end`: *Kayes ([Mali])*, *Valence, en [Espagne]*, *Vienne,
/// dans l'[Isère]*, *Saint-Denis, dans le nord de [La Réunion]*.
fn where_it_lies(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let next = end.wrapping_add(1);
    let word = || scene.at(next);
    let article = |at: usize| {
        let small = scene.at(at).has(Cues::ARTICLE) && !scene.at(at).is(Shape::CAPITAL);
        at.wrapping_add(usize::from(small))
    };
    match scene.at(end).sign {
        b'(' => Some(next),
        b',' if word().has(Cues::EN) || word().has(Cues::A) && word().has(Cues::CONTRACTED) => {
            Some(next.wrapping_add(1))
        }
        b',' if word().has(Cues::PLACE_PREPOSITION) && scene.text(next) == "dans" => {
            let at = article(next.wrapping_add(1));
            let part = scene.at(at).has(Cues::CARDINAL) || scene.text(at) == "centre";
            let of = scene.at(at.wrapping_add(1));
            // *du* is article and preposition in one.
            Some(match part && of.has(Cues::DE) {
                true if of.has(Cues::CONTRACTED) => at.wrapping_add(2),
                true => article(at.wrapping_add(2)),
                false => at,
            })
        }
        _ => None,
    }
}

/// Whether a name says where the one before it lies, behind a comma: *Vienne, dans l'[Isère]*.
fn says_where(scene: &Scene<'_>, start: usize) -> bool {
    let commas = (2..=6).map(|back| start.wrapping_sub(back)).filter(|at| scene.at(*at).sign == b','); // wraps: what lies before is outside
    let mut named = commas.filter(|at| scene.name(at.wrapping_sub(1)));
    named.any(|at| where_it_lies(scene, at) == Some(start))
}

/// Whether the entry of a land says that it is named without an article: *à Bali*.
fn is_bare(land: &Listing, lexicon: &Lexicon<'_>) -> bool {
    lexicon.entry(land.layer, land.key).is_some_and(|entry| entry.attribute("bare").is_some())
}

/// Of towns of France the one whose département the document names, or several towns of it: more than twice as often as that of the
/// best known. Once is enough where it says in parentheses where the town `lies`. `near` says how often, of what is such a town.
fn of_the_department<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    mut near: impl FnMut(&Listing) -> Option<usize>,
    lies: bool,
) -> Option<&'l Listing> {
    let known = near(best).or(lies.then_some(0))?;
    let others = others.filter_map(|other| Some((near(other)?, other)));
    named_more(known, usize::from(!lies), others)
}

/// Of the `others`, with how often what they are of is named, the one of which it is named the most: more than `least` times, and more
/// than twice as often as that of the best known, which is `known` times.
fn named_more<'l>(
    known: usize,
    least: usize,
    others: impl Iterator<Item = (usize, &'l Listing)>,
) -> Option<&'l Listing> {
    let (times, other) = others.max_by_key(|(times, other)| (*times, other.weight))?;
    (times > least && times > known.saturating_mul(2)).then_some(other)
}

/// Whether a town of France has the name of one abroad that is known far better, and nothing of its département is named: where a text
/// is on France, *[Montréal]* is not therefore the village in the Aude, nor *[Vienne]* that in the Isère. `near` is that of
/// [`of_the_department`].
fn is_outshone(town: &Listing, best: &Listing, mut near: impl FnMut(&Listing) -> Option<usize>) -> bool {
    best.weight > town.weight.saturating_add(FAR) && near(town) == Some(0) && near(best).is_none()
}

/// What sets the weight of a town that any reader knows apart from that of a village.
const FAR: u8 = 50;

/// The one whose country the document names, where that is not the country of the best known.
fn of_the_country<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    times: impl Fn(Option<&str>) -> usize,
) -> &'l Listing {
    let named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).map_or((0, false), |entry| {
            let country = entry.attribute("country");
            let region = times(entry.attribute("region")).saturating_mul(2);
            let sea = OVERSEAS.iter().find(|of| country.is_some_and(|country| of.contains(&country)));
            let beside = sea.map_or(0, |of| of.iter().map(|land| times(Some(land))).sum());
            (beside.max(times(country)).saturating_add(region), sea.is_some())
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

/// Whether the name of a département and of its river is that of the river: *la [Loire] déborde*, *au bord de la [Loire]*, and
/// not *dans la [Loire]*, *le préfet de la [Loire]*, *Feurs ([Loire])*.
fn waters(scene: &Scene<'_>, start: usize) -> bool {
    let mut at = start.wrapping_sub(1);
    if scene.at(at).has(Cues::ARTICLE) {
        at = at.wrapping_sub(1);
        let before = scene.at(at);
        if !before.has(Cues::DE) {
            return !before.has(Cues::PLACE_PREPOSITION.or(Cues::CONJUNCTION).or(Cues::A))
                && before.sign == 0
                && !before_departments(scene, start);
        }
    } else if !scene.at(at).has(Cues::DE) {
        return false;
    }
    is_one_of(scene.text(at.wrapping_sub(1)), WATER)
}

/// Whether the names of départements go on with one that is no river: *place le [Var], les Alpes-Maritimes et la Corse en alerte*.
fn before_departments(scene: &Scene<'_>, start: usize) -> bool {
    let mut at = start.wrapping_add(1);
    for _ in 0..4 {
        if scene.at(at).sign != b',' && !scene.at(at).has(Cues::CONJUNCTION) {
            return false;
        }
        let article = scene.at(at.wrapping_add(1)).has(Cues::ARTICLE);
        at = at.wrapping_add(1).wrapping_add(usize::from(article));
        if scene.at(at).is(Shape::DEPARTMENT) {
            return true;
        }
        if !scene.name(at) {
            return false;
        }
        at = at.wrapping_add(1);
    }
    false
}

/// What rivers have.
const WATER: &[&str] = &[
    "AFFLUENT",
    "AFFLUENTS",
    "BERGE",
    "BERGES",
    "BORD",
    "BORDS",
    "CONFLUENT",
    "COURS",
    "CRUE",
    "CRUES",
    "DEBIT",
    "EAU",
    "EAUX",
    "EMBOUCHURE",
    "ESTUAIRE",
    "GORGES",
    "LIT",
    "LONG",
    "RIVE",
    "RIVES",
    "RIVIERES",
    "SOURCE",
    "SOURCES",
    "VALLEE",
];
