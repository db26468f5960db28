//! Which of several things of one name and one type is meant: the best known, unless the document or the words before say
//! otherwise.
//!
//! *le Parti conservateur* is British in a text on Britain and Canadian in one on Canada; *le Sénat* of a text on Poland is the Polish
//! one; which place is meant [`places`] says. A name that a list has with its title or generic noun is that one: *le roi Philippe*,
//! *la province de Liège*.

pub(crate) mod places;

use crate::feature::Features;
use crate::key::{Keyed, is_one_of, mix};
use crate::kind::Kind;
use crate::lands::{Lands, OBSCURE, OVERSEAS, country};
use crate::lexicon::{Lexicon, Listing, Shared, Sort};
use crate::span::{Scene, Spot};
use crate::word::Shape;
use depeche_gazetteer::EntryView;
use depeche_text::fold::composed;
use std::cell::Cell;

/// Which of its senses a name of several institutions or towns has in a document, as places in its senses: thirty countries have a
/// Sénat, and whose is meant is asked once.
#[derive(Default)]
pub(crate) struct Chosen(Keyed<usize>);

impl Chosen {
    /// The one of its `senses` that a name has by `choose`. Whatever else than the document tells it is in `asked`.
    fn once<'l>(
        &mut self,
        spot: &Spot,
        asked: u64,
        senses: &'l [Listing],
        choose: impl Fn() -> &'l Listing,
    ) -> &'l Listing {
        let (from, to) = spot.listed;
        let chosen = self.0.entry(mix(asked, u64::from(from) << 32 | u64::from(to)));
        let at = *chosen.or_insert_with(|| position(senses, choose()));
        senses.get(at).unwrap_or_else(&choose)
    }
}

fn position(senses: &[Listing], one: &Listing) -> usize {
    let is_it = |sense: &Listing| (sense.layer, sense.key) == (one.layer, one.key);
    senses.iter().position(is_it).unwrap_or_default()
}

/// The senses that a thing of the kind of `best` in the same layer may have beside it.
fn others_of<'l>(best: &'l Listing, senses: &'l [Listing]) -> impl Iterator<Item = &'l Listing> + Clone {
    let alike = |sense: &&Listing| sense.kind == best.kind && sense.layer == best.layer;
    senses.iter().filter(alike).filter(|sense| sense.key != best.key)
}

/// The sense that is meant, of `best`, which is the best known, and the others of its type among `senses`.
pub(crate) fn choose<'l, 'c>(
    scene: &Scene<'_>,
    spot: &Spot,
    best: &'l Listing,
    senses: &'l [Listing],
    lexicon: &Lexicon<'_>,
    lands: impl Fn() -> &'c Lands,
    chosen: &mut Chosen,
) -> &'l Listing {
    let others = others_of(best, senses);
    if others.clone().next().is_none() {
        return best;
    }
    match spot.kind {
        Kind::Place => places::choose(scene, spot, best, senses, lexicon, lands, chosen),
        Kind::Organisation => chosen.once(spot, 0, senses, || {
            let lands = lands();
            of_the_country(best, others.clone(), lexicon, |land| lands.times_in_all(land))
        }),
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

/// Where a document speaks of art. Its words are asked once each, however many names stand among them.
#[derive(Default)]
pub(crate) struct Arts {
    /// The words before this one were asked, or are too far from the names that are still to come.
    asked: Cell<usize>,
    /// The last word of [`ARTS`] among them.
    last: Cell<Option<usize>>,
}

impl Arts {
    /// Whether a word of art stands near a name, in its sentence. Names are asked for in the order of the text.
    fn near(&self, scene: &Scene<'_>, spot: &Spot) -> bool {
        const NEAR: usize = 12;
        let from = (spot.start as usize).saturating_sub(NEAR).max(scene.first);
        let to = (spot.end as usize).saturating_add(NEAR).min(scene.first.saturating_add(scene.tokens.len()));
        let last = (from.max(self.asked.get())..to).rev().find(|at| is_one_of(scene.text(*at), ARTS));
        self.asked.set(to.max(self.asked.get()));
        self.last.set(last.or(self.last.get()));
        self.last.get().is_some_and(|last| last >= from)
    }
}

/// Whether an artist or a writer is meant by a surname that thousands bear: where art is spoken of near by, and nobody is addressed.
/// *Le quatuor joue Ravel, [Fauré] et Chausson*, *une exposition consacrée à [Manet]*.
pub(crate) fn is_shown(
    scene: &Scene<'_>,
    spot: &Spot,
    person: &Listing,
    lexicon: &Lexicon<'_>,
    arts: &Arts,
) -> bool {
    !spot.seen.has(Features::CIVILITY.with(Features::FUNCTION))
        && matches!(lexicon.entity_type(person).as_str(), "PER:artist" | "PER:writer")
        && arts.near(scene, spot)
}

/// Words of those who paint, play and write, or show it.
const ARTS: &[&str] = &[
    "CHANTE",
    "CHOEUR",
    "COMPOSITEUR",
    "CONCERT",
    "DESSIN",
    "DESSINS",
    "EXPOSE",
    "EXPOSITION",
    "LOUVRE",
    "MUSEE",
    "OPERA",
    "ORCHESTRE",
    "ORSAY",
    "PARTITION",
    "PEINTRE",
    "PEINTRES",
    "PIANO",
    "POEME",
    "POEMES",
    "QUATUOR",
    "ROMAN",
    "ROMANS",
    "SONATE",
    "SYMPHONIE",
    "TABLEAU",
    "TABLEAUX",
    "TOILE",
    "TOILES",
    "VIOLON",
];

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

/// How far among the spots a longer name is looked for, or the land that a town lies in.
const NEAR: usize = 16;

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

/// What sets apart at most the weights of two things of which neither is thought of first: the towns of *[Hamilton]*.
const CLOSE: u8 = 20;

/// The one whose country the document names, where that is not the country of the best known.
fn of_the_country<'l>(
    best: &'l Listing,
    others: impl Iterator<Item = &'l Listing>,
    lexicon: &Lexicon<'_>,
    times: impl Fn(Option<&str>) -> usize,
) -> &'l Listing {
    let named = |sense: &Listing| {
        lexicon.entry(sense.layer, sense.key).map_or((0, false), |entry| {
            let country = country(&entry);
            let country = country.as_deref();
            let region = times(entry.attribute("region")).saturating_mul(2);
            let sea = OVERSEAS.iter().find(|of| country.is_some_and(|country| of.contains(&country)));
            let beside = sea.map_or(0, |of| of.iter().map(|land| times(Some(land))).sum());
            (beside.max(times(country)).saturating_add(region), sea.is_some())
        })
    };
    let (known, _) = named(best);
    let other = others.map(|other| (named(other), other)).max_by_key(|(times, other)| (*times, other.weight));
    // Named twice as often as the country of the best known one, and more than once when that is not named at all and much better
    // known. Where lands overseas are named, France is too: *[Saint-Denis]* in a dispatch on Mayotte.
    other
        .filter(|((times, overseas), other)| {
            let close = best.weight <= other.weight.saturating_add(CLOSE);
            *times > usize::from(!close) && *times > if *overseas { known } else { known.saturating_mul(2) }
        })
        .map_or(best, |(_, other)| other)
}
