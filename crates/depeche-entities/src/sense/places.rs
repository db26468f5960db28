//! Which of several places of one name is meant.
//!
//! *La Loire* is the river, *dans la Loire* and *(Loire)* the département, and where the places named are all abroad *la Meuse* is
//! the river anywhere; *au Québec* is the province, *à Québec* the town; *Saint-Denis* near Mayotte is that of La Réunion, *Boulogne*
//! near Calais is Boulogne-sur-Mer, *Valence, en Espagne* not that in the Drôme; *Munster* is not Münster; *le Congo* is that of
//! Kinshasa where Kinshasa is named, *le préfet de la Manche* not the sea's.

use super::{Chosen, NEAR, named_more, of_the_country, others_of, position};
use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{is_one_of, mix};
use crate::kind::Kind;
use crate::lands::{Lands, country, department};
use crate::lexicon::{Lexicon, Listing, Sort};
use crate::span::{Scene, Spot};
use crate::word::Shape;
use depeche_text::fold::{Folding, same};

/// The place that is meant, of `best`, which is the best known, and the `others`.
pub(super) fn choose<'l, 'c>(
    scene: &Scene<'_>,
    spot: &Spot,
    best: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl Fn() -> &'c Lands,
    chosen: &mut Chosen,
) -> &'l Listing {
    let known = best;
    let others = others_of(best, senses);
    let town = |sense: &&Listing| sense.sort.has(Sort::CITY);
    let (start, end) = (spot.start as usize, spot.end as usize);
    // *à [Munster]*: of what is written alike but for accents, that which is written so.
    let text = scene.text_of(spot.tokens());
    let other = |sense: &Listing| has_other_accents(text, sense, lexicon);
    let written = |sense: &&Listing| {
        lexicon.entry(sense.layer, sense.key).is_some_and(|entry| same(text, &entry.name(), Folding::CASE))
    };
    let exact = if other(best) { heaviest(others.clone().filter(written)) } else { None };
    let best = exact.unwrap_or(best);
    // *dans la [Vienne]*: no town has an article before its name.
    let land = |sense: &&Listing| sense.sort.has(Sort::DEPARTMENT);
    let articled = town(&best) && spot.len() == 1 && scene.before(start).has(Cues::ARTICLE);
    let best = others.clone().find(land).filter(|_| articled).unwrap_or(best);
    let accented = other(best);
    // Asked once of each, and not as often as they are gone through; of what comes after so many, none is written otherwise.
    let otherwise = match accented {
        true => 0,
        false => {
            (0..64).zip(others.clone()).fold(0u64, |bits, (at, sense)| bits | u64::from(other(sense)) << at)
        }
    };
    let others = (0..)
        .zip(others)
        .filter(|(at, sense)| sense.key != best.key && otherwise.checked_shr(*at).unwrap_or(0) & 1 == 0)
        .map(|(_, sense)| sense);
    // *Rochefort* among the towns of the floods in Belgium, *Tripoli* in a dispatch from Beirut, *Boulogne* in one from Calais.
    let mut town_of = |best: &'l Listing| {
        let others = others.clone().filter(town).filter(|other| other.key != best.key);
        if others.clone().next().is_none() {
            return best;
        }
        // *[Vienne] (Isère)*
        let lies = scene.at(end).sign == b'(' && scene.at(end.wrapping_add(1)).is(Shape::LAND);
        let of_them = || {
            let lands = lands();
            let mut id = String::with_capacity(16);
            let mut near = |town: &Listing| {
                let town = lexicon.entry(town.layer, town.key)?;
                lands.times_of_department(&town, &mut id)
            };
            if let Some(town) = of_the_department(best, others.clone(), &mut near, lies) {
                return town;
            }
            let known = others.clone().filter(|town| !is_outshone(town, best, &mut near));
            of_the_country(best, known, lexicon, |land| lands.times(land))
        };
        let [known, best] = [known, best].map(|sense| position(senses, sense) as u64);
        let asked = mix(mix(otherwise, known << 1 | u64::from(lies)), best);
        chosen.once(spot, asked, senses, of_them)
    };
    if town(&best) {
        return town_of(best);
    }
    // *le gouvernement du [Congo]* near Kinshasa, *le [Jura]* among the cantons: without that the one is meant that is called so and
    // no longer, *Congo* and not *République démocratique du Congo*.
    let alike = |other: &&Listing| other.is_land_like(best);
    if others.clone().any(|other| alike(&other)) {
        let others = others_of(best, senses).chain([best]).filter(alike);
        let called = others.clone().find(written).unwrap_or(best);
        let others = others.filter(|other| other.key != called.key);
        let lands = lands();
        return of_the_country(called, others, lexicon, |land| lands.times_in_all(land));
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
    // *le gouverneur de [Géorgie]*, *le préfet de la [Manche]*
    if best.sort.has(Sort::COUNTRY) || !best.sort.has(Sort::NAMED.or(Sort::RIVER)) {
        let governed = |other: &&Listing| other.sort.has(Sort::LAND);
        if let Some(land) = others.clone().find(governed).filter(|_| is_governed(scene, start)) {
            return land;
        }
    }
    // *à [Québec]*, *à [Luxembourg]*, *le maire de [Québec]*, *[QUÉBEC] –*, *([Québec]) Le ministre…*: the land has an article.
    let is_land = best.sort.has(Sort::ARTICLED) && !is_bare(best, lexicon);
    if best.sort.has(Sort::DEPARTMENT)
        && let Some(river) = others.clone().find(|other| other.sort.has(Sort::RIVER))
    {
        let river_abroad = || lands().abroad() && !says_where(scene, start);
        return if waters(scene, start) || river_abroad() { river } else { best };
    }
    let opens = start == scene.first.wrapping_add(1) && scene.before(start).sign == b'(';
    let of = || scene.before(start).has(Cues::DE) && is_one_of(scene.text(start.wrapping_sub(2)), OF_TOWNS);
    let bare = spot.seen.has(Features::AFTER_A.with(Features::DATELINE)) || opens || of();
    match heaviest(others.clone().filter(town)) {
        Some(best) if bare && is_land => town_of(best),
        _ => best,
    }
}

fn heaviest<'l>(among: impl Iterator<Item = &'l Listing>) -> Option<&'l Listing> {
    among.max_by_key(|sense| sense.weight)
}

/// Whether a text is the name of a town but for its accents: *Munster* of *Münster*. Of the first letter and of capitals they are
/// often left out.
fn has_other_accents(text: &str, sense: &Listing, lexicon: &Lexicon<'_>) -> bool {
    if !sense.sort.has(Sort::CITY) {
        return false;
    }
    let Some(entry) = lexicon.entry(sense.layer, sense.key) else { return false };
    let name = entry.name();
    if text == name || text.is_ascii() && name.is_ascii() {
        return false;
    }
    let [written, listed] = [text, &*name].map(|word| {
        let mut letters = word.chars();
        letters.next();
        letters.as_str()
    });
    text.chars().any(char::is_lowercase)
        && same(text, &name, Folding::FULL)
        && !same(written, listed, Folding::CASE)
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
        && (!scene.at(before).is(Shape::CAPITAL) || scene.at(before).is(Shape::WEAK))
        && is_one_of(scene.text(before), &NAMED)
}

/// Whether no river is meant, without its article: *à [Saint-Laurent]*.
pub(crate) const fn is_no_river(spot: &Spot, river: &Listing) -> bool {
    river.sort.has(Sort::RIVER) && spot.seen.has(Features::AFTER_A) && spot.len() == 1
}

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
    let country = |place: &Listing| country(&lexicon.entry(place.layer, place.key)?);
    let spot = spots.get(at)?;
    let Some(behind) = land_behind(scene, spots, at, listings) else { return Some(town) };
    let lands = || behind.clone().filter_map(|land| Some((land, country(land)?)));
    if lands().next().is_none() {
        return Some(town);
    }
    let id = |place: &Listing| lexicon.entry(place.layer, place.key)?.id();
    let is_in = |town: &Listing, land: &Listing| {
        let behind = if land.sort.has(Sort::DEPARTMENT) { id(land) } else { None };
        let number = behind.as_deref().and_then(|id| id.strip_prefix("fr-dep:"));
        number.is_none() || id(town).is_some_and(|id| department(&id) == number)
    };
    let is_there = |town: &&Listing| {
        town.sort.has(Sort::CITY) && lands().any(|(land, of)| country(town) == Some(of) && is_in(town, land))
    };
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

/// The countries or parts of one that may be meant behind the spot `at`, in parentheses or after a comma and its preposition.
fn land_behind<'l>(
    scene: &Scene<'_>,
    spots: &[Spot],
    at: usize,
    listings: &'l [Listing],
) -> Option<impl Iterator<Item = &'l Listing> + Clone> {
    let (spot, behind) = spots.get(at..)?.split_first()?;
    let begin = where_it_lies(scene, spot.end as usize)?;
    let near = behind.iter().take(NEAR).take_while(|land| land.start as usize <= begin);
    let lands = near.filter(|land| land.start as usize == begin && land.kind == Kind::Place);
    let land = lands.max_by_key(|land| land.end)?;
    let senses = listings.get(land.senses()).unwrap_or_default();
    Some(senses.iter().filter(|sense| sense.sort.has(Sort::WHERE)))
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
        b',' if word().has(Cues::PLACE_PREPOSITION) && scene.says(next, "dans") => {
            let at = article(next.wrapping_add(1));
            let part = scene.at(at).has(Cues::CARDINAL) || scene.says(at, "centre");
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

/// Whether a town has the name of one that is known far better, and nothing of its département is named: where a text is on France,
/// *[Montréal]* is not therefore the village in the Aude, nor *[Vienne]* that in the Isère; nor is *[Lille]* a village of Belgium where
/// a text is on Belgium. `near` is that of [`of_the_department`].
fn is_outshone(town: &Listing, best: &Listing, mut near: impl FnMut(&Listing) -> Option<usize>) -> bool {
    town.is_far_below(best) && near(town).map_or(town.weight < ABROAD, |times| times == 0)
}

/// The weight from which on a town is known in other countries.
const ABROAD: u8 = 70;

/// Whether those govern, judge or represent what is named who do so to a part of a country: *le gouverneur de [Géorgie]*, *le conseil
/// départemental de la [Manche]*.
fn is_governed(scene: &Scene<'_>, start: usize) -> bool {
    let before = start.wrapping_sub(1); // wraps: what lies before is outside
    let of = before.wrapping_sub(usize::from(scene.at(before).has(Cues::ARTICLE))); // wraps: what lies before is outside
    scene.at(of).has(Cues::DE) && is_one_of(scene.text(of.wrapping_sub(1)), GOVERNING)
}

/// Who and what governs, judges or represents a part of a country.
const GOVERNING: &[&str] = &[
    "ASSISES",
    "DEPARTEMENT",
    "DEPARTEMENTAL",
    "DEPARTEMENTALE",
    "DEPUTE",
    "DEPUTEE",
    "DEPUTES",
    "GENDARMERIE",
    "GENDARMES",
    "GOUVERNEUR",
    "GOUVERNEURE",
    "POMPIERS",
    "PREFECTURE",
    "PREFET",
    "PREFETE",
    "SDIS",
    "SENATEUR",
    "SENATEURS",
    "SENATRICE",
];

/// What towns have, and lands have not.
const OF_TOWNS: &[&str] = &[
    "AEROPORT",
    "AGGLOMERATION",
    "BANLIEUE",
    "BOURGMESTRE",
    "CENTRE-VILLE",
    "FAUBOURGS",
    "MAIRE",
    "MAIRESSE",
    "MAIRIE",
    "PORT",
    "RUES",
    "VILLE",
];

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
