//! Where one is, goes or lives, and what befalls a place: *domicilié à [Pradelles]*, *près de [Tonota]*, *[Tonota] a été inondée*.

use super::whose::{TRIP, over_de};
use crate::cues::Cues;
use crate::key::is_one_of;
use crate::span::Scene;
use crate::word::Shape;

/// Whether one is or goes there, though it be a surname: *domicilié à [Pradelles]*, *institutrice à [Campan]*, *sur la RD 26, entre
/// [Naussac] et [Auroux]*.
pub(super) fn is_where(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let near = scene.before(start);
    let one = start.wrapping_sub(2);
    if near.is_a() {
        return !scene.name(one.wrapping_sub(1))
            && (scene.at(one).has(Cues::FUNCTION) || is_one_of(scene.text(one), LIVES));
    }
    let between =
        if near.has(Cues::BETWEEN) && scene.at(end).has(Cues::CONJUNCTION) && scene.name(end.wrapping_add(1))
        {
            start.wrapping_sub(1)
        } else if near.has(Cues::CONJUNCTION)
            && scene.at(start.wrapping_sub(3)).has(Cues::BETWEEN)
            && scene.name(one)
        {
            start.wrapping_sub(3)
        } else {
            return false;
        };
    scene.backward(between, 1..6).any(|at| scene.at(at).has(Cues::ROAD) || is_one_of(scene.text(at), WAYS))
}

/// What one does somewhere.
const LIVES: &[&str] = &[
    "ACCIDENT",
    "ATTENTAT",
    "ATTENTATS",
    "BOMBE",
    "DECEDE",
    "DECEDEE",
    "DEMEURANT",
    "DOMICILIE",
    "DOMICILIEE",
    "DOMICILIES",
    "EMEUTES",
    "ENTERRE",
    "ENTERREE",
    "EXPLOSION",
    "FUSILLADE",
    "HABITAIENT",
    "HABITAIT",
    "HABITANT",
    "HABITE",
    "HABITENT",
    "HOSPITALISE",
    "HOSPITALISEE",
    "IMPLANTE",
    "IMPLANTEE",
    "INCENDIE",
    "INHUME",
    "INHUMEE",
    "INONDATIONS",
    "INSTALLE",
    "INSTALLEE",
    "INSTALLES",
    "MANIFESTATION",
    "MESSE",
    "MUTE",
    "MUTEE",
    "NE",
    "NEE",
    "NEES",
    "NES",
    "NOMME",
    "NOMMEE",
    "OBSEQUES",
    "PRODUIT",
    "PRODUITE",
    "RESIDAIT",
    "RESIDANT",
    "RESIDE",
    "RESIDENT",
    "SCOLARISE",
    "SCOLARISEE",
    "SEISME",
    "SITUE",
    "SITUEE",
    "SURVENU",
    "SURVENUE",
    "VIT",
    "VIVAIT",
    "VIVANT",
];

/// What leads from one place to another.
const WAYS: &[&str] = &[
    "AUTOROUTE",
    "AXE",
    "CIRCULATION",
    "LIAISON",
    "LIGNE",
    "NATIONALE",
    "ROUTE",
    "TGV",
    "TRAFIC",
    "TRAIN",
    "TRONCON",
    "VOIE",
];

/// Whether it is told of as of a place: *près de [Tonota]*, *la population de [Tonota]*, *a bombardé [Tonota]*, *[Tonota] a été
/// inondée*.
pub(super) fn is_place(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let near = scene.before(start);
    let of = near.is_de();
    if of && scene.at(start.wrapping_sub(2)).has(Cues::AROUND) || near.has(Cues::RAZED) {
        return true;
    }
    if is_on_the_way(scene, start, end) {
        return true;
    }
    // *la vallée de la [Drasme]*, *les rives du [Kelbor]*
    if near.has(Cues::ARTICLE.or(Cues::DE))
        && scene.de_before(start).is_some_and(|of| is_one_of(scene.text(of.wrapping_sub(1)), WATERS))
    {
        return true;
    }
    // *de [Tonota] à Paris, il faut trois heures*, *a repris [Tonota] aux rebelles*, *un séisme a frappé [Tonota]*
    if of
        && start == scene.first.wrapping_add(1)
        && scene.at(end).has(Cues::A)
        && scene.name(end.wrapping_add(1))
        || near.is(Shape::LETTERS) && is_taken_or_hit(scene, start, end)
    {
        return true;
    }
    let mut at = end;
    for _ in 0..3 {
        let word = scene.at(at);
        if word.has(Cues::RAZED) {
            return at > end;
        }
        if !word.has(Cues::AUXILIARY) && !is_one_of(scene.text(at), &["ETE"]) {
            return false;
        }
        at = at.wrapping_add(1);
    }
    false
}

/// What a river has.
const WATERS: &[&str] =
    &["AFFLUENT", "AFFLUENTS", "BERGES", "CRUE", "CRUES", "EMBOUCHURE", "RIVES", "VALLEE"];

/// Whether one goes there, or it has inhabitants: *à destination de [Tonota]*, *la ligne [Tonota] - [Kardin]*, *un bus relie [Tonota] à
/// [Kardin]*, *[Tonota] compte 300 habitants*.
fn is_on_the_way(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    const TRIPS: &[&str] =
        &["LIAISON", "LIAISONS", "LIGNE", "LIGNES", "TRAIN", "TRAINS", "TRAJET", "VOL", "VOLS"];
    const JOINS: &[&str] = &["RELIAIT", "RELIANT", "RELIE", "RELIENT", "RELIER", "RELIERA"];
    let (near, one, text) = (scene.before(start), start.wrapping_sub(2), scene.text(start.wrapping_sub(1)));
    if near.is_de() {
        return over_de(scene, one) & TRIP != 0
            || scene.says(one, "direction") && scene.before(one).has(Cues::EN);
    }
    if near.is_a() || near.sign == b'-' {
        let over = start.wrapping_sub(3);
        return scene.name(one) && is_one_of(scene.text(over), if near.is_a() { JOINS } else { TRIPS });
    }
    let next = end.wrapping_add(1);
    if near.is(Shape::LETTERS) {
        return scene.at(end).sign == b'-' && scene.name(next) && is_one_of(text, TRIPS)
            || scene.at(end).is_a() && scene.name(next) && is_one_of(text, JOINS);
    }
    scene.text(end).starts_with("compt")
        && is_one_of(scene.text(end), &["COMPTAIT", "COMPTE"])
        && scene.follows(end, 2..5, &["AMES", "HABITANTS"])
}

/// Whether it is taken from somebody, or what no man does befalls it.
fn is_taken_or_hit(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let verb = scene.text(start.wrapping_sub(1));
    let from = scene.at(end);
    if from.has(Cues::A) && from.has(Cues::CONTRACTED) && from.has(Cues::PLURAL) {
        return is_one_of(verb, TAKEN);
    }
    is_one_of(verb, HIT) && scene.precedes(start, 3..8, DISASTERS)
}

const TAKEN: &[&str] = &["ARRACHE", "PRIS", "REPREND", "REPRENNENT", "REPRIS"];
const HIT: &[&str] = &["BALAIE", "BALAYE", "ENDEUILLE", "FRAPPE", "SECOUE", "TOUCHE"];
const DISASTERS: &[&str] = &[
    "ATTENTAT",
    "CYCLONE",
    "EXPLOSION",
    "INCENDIE",
    "INONDATIONS",
    "ORAGES",
    "OURAGAN",
    "SEISME",
    "SEISMES",
    "TEMPETE",
    "TORNADE",
    "TREMBLEMENT",
    "TSUNAMI",
    "TYPHON",
];
