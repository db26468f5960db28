//! E16. What a word that no list has is, by what is told of it: *[Valtomer] supprime 300 postes*, *la population de [Tonota]*,
//! *« … », a reconnu [Wamkele Mene]*.

mod firms;
mod places;
mod whose;

use crate::cues::Cues;
use crate::feature::Features;
use crate::house;
use crate::joint;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::span::{Scene, Spot};
use crate::word::Shape;
pub(crate) use firms::is_firm;
use firms::{BOUGHT, MADE, is_published};
use places::{is_place, is_where};
pub(crate) use whose::is_aged;
use whose::{is_his, is_of_village, is_scorer, over_de};

/// The spans that [`settled`] speaks of are among those where any of these is seen.
pub(crate) const ASKED: Features = Features::TWO
    .with(Features::UNKNOWN)
    .with(Features::UNKNOWN_WEAK)
    .with(Features::SURNAME_ONE)
    .with(Features::FIRST_NAME_ONE)
    .with(Features::FIRST_NAME_RARE_ONE)
    .with(Features::FOREIGN_ORGANISATION)
    .with(WORD);

/// What says of one word that it is one of the language, and none of the most frequent.
const WORD: Features = Features::COMMON.with(Features::COMMON_RARE);

/// What a span that is in no list is for sure, if anything says so.
#[inline(never)]
pub(crate) fn settled(scene: &Scene<'_>, spot: &Spot) -> Option<Kind> {
    let (start, end) = (spot.start as usize, spot.end as usize);
    // *Sources : [Nieuwsblad] ; [Le Nouvelliste]*
    let first = scene.range().start;
    if scene.at(first.wrapping_add(1)).sign == b':'
        && start != first
        && !scene.before(start).is(Shape::CAPITAL)
        && is_one_of(scene.text(first), &["SOURCE", "SOURCES"])
        && !spot
            .seen
            .has(Features::AFTER_CAPITAL.with(Features::BEFORE_CAPITAL).with(Features::BEFORE_DE_NAME))
    {
        return Some(Kind::Organisation);
    }
    // *procès [Boukhris]*, *l'amendement [Tordival]*
    if spot.seen.has(Features::FUNCTION_ADJECTIVE)
        && spot.seen.has(Features::UNKNOWN.with(Features::SURNAME_ONE))
        && !spot.seen.has(Features::BEFORE_CAPITAL.with(Features::BEFORE_DE_NAME))
        && is_one_of(scene.text(start.wrapping_sub(1)), &["AMENDEMENT", "PROCES"])
    {
        return Some(Kind::Person);
    }
    // *paru dans [Zootaxa]*, *publié chez [Sabine Wespieser]*
    if is_published(scene, spot) {
        return Some(Kind::Organisation);
    }
    // *l'usine [Valtomer] de Brest*: where it is, is not of its name.
    if spot.len() == 1
        && spot.seen.has(Features::UNKNOWN)
        && spot.seen.has(Features::BEFORE_DE_NAME)
        && !spot.seen.has(OTHER.without(Features::BEFORE_DE_NAME))
        && house::called(scene, start)
    {
        return Some(Kind::Organisation);
    }
    if spot.seen.has(OTHER) {
        return None;
    }
    // *préside [Pro Familia]*, *a fondé [Valtomer]*: one does nobody, but actors are led: *dirige [Keke Palmer]*; *un collectif que préside
    // [Maty Ndao]*: who does, behind it.
    if scene.before(start).has(Cues::PERSON_VERB)
        && (spot.len() == 1 || scene.text(start.wrapping_sub(1)).starts_with("pr"))
        && is_one_of(scene.text(start.wrapping_sub(1)), PRESIDES)
        && !is_one_of(scene.text(start.wrapping_sub(2)), &["DONT", "OU", "QU", "QUE"])
    {
        return Some(Kind::Organisation);
    }
    // Between quotation marks it may be a song or a game: *« [Hotel Room Service] »*.
    let foreign = spot.seen.has(Features::FOREIGN_ORGANISATION) && !spot.seen.has(Features::QUOTED);
    if foreign && house::is_foreign(scene, start, end) {
        return Some(Kind::Organisation);
    }
    if scene.sport != 0 && !spot.seen.has(WORD.with(Features::COMMON_OFTEN)) && is_scorer(scene, spot) {
        return Some(Kind::Person);
    }
    // *[VITREY] - GRANDCOURT : 24-22*
    if joint::is_fixture(scene, start, end) {
        return Some(Kind::Organisation);
    }
    // *[Air Vulcania]*: so airlines are called.
    if spot.seen.has(Features::TWO) && is_airline(scene, start) {
        return Some(Kind::Organisation);
    }
    // *[DJ Muggs]*
    if spot.seen.has(Features::TWO) && scene.says(start, "dj") {
        return Some(Kind::Person);
    }
    if spot.seen.has(Features::TWO) {
        let unknown = spot.seen.has(Features::TWO_UNKNOWN);
        return match is_somebody(scene, spot) {
            true => Some(Kind::Person),
            // *le président des [Joyeux Lurons]*
            false if scene.at(start).facts.in_language() && house::is_joined(scene, start) => {
                Some(Kind::Organisation)
            }
            // *réunis autour de [Wamkele Mbeso]*: around somebody as well as some place.
            false if scene.text(start.wrapping_sub(2)).ends_with("utour") => None,
            false => (unknown && is_place(scene, start, end)).then_some(Kind::Place),
        };
    }
    let over = if scene.before(start).is_de() { over_de(scene, start.wrapping_sub(2)) } else { 0 };
    if is_where(scene, start, end) || is_of_village(scene, spot, over) {
        return Some(Kind::Place);
    }
    // *près de [Cerisiers]*: a word of the language that has a capital where none has one.
    if spot.seen.has(WORD) {
        let near = scene.before(start);
        let around = near.is_de()
            && scene.at(start.wrapping_sub(2)).has(Cues::AROUND)
            && is_one_of(scene.text(start.wrapping_sub(2)), &["LOIN", "PRES", "PROXIMITE"]);
        let other = Cues::FUNCTION.or(Cues::CALENDAR).or(Cues::PORTFOLIO).or(Cues::ORGANISATION_HEAD);
        return (around && !scene.at(start).has(other)).then_some(Kind::Place);
    }
    let unknown = spot.seen.has(Features::UNKNOWN.with(Features::UNKNOWN_WEAK));
    if (unknown || spot.seen.has(Features::SURNAME_ONE.with(Features::FIRST_NAME_ONE)))
        && is_his(scene, spot, over)
    {
        return Some(Kind::Person);
    }
    if !unknown {
        // *[Cybelia] a déposé le bilan*: nor is a first name that hardly anybody bears.
        let rare = spot.seen.has(Features::FIRST_NAME_RARE_ONE)
            && !spot.seen.has(
                WORD.with(Features::COMMON_OFTEN).with(Features::SURNAME_ONE).with(Features::BEFORE_FUNCTION),
            );
        return (rare && is_firm(scene, start, end)).then_some(Kind::Organisation);
    }
    if scene.sport != 0
        && let Some(kind) = joint::scored(scene, spot)
    {
        return Some(kind);
    }
    if is_place(scene, start, end) {
        Some(Kind::Place)
    } else if is_spoken_of(scene, start, end) {
        Some(Kind::Person)
    } else {
        let firm = || !spot.seen.has(Features::BEFORE_FUNCTION) && is_firm(scene, start, end);
        (is_team(scene, start, end) || firm()).then_some(Kind::Organisation)
    }
}

/// Whether it begins as airlines do, with a capital where no word has one or before a name that is none of the language.
fn is_airline(scene: &Scene<'_>, start: usize) -> bool {
    let (air, name) = (scene.at(start), scene.at(start.wrapping_add(1)));
    scene.says(start, "air")
        && air.is(Shape::CAPITAL)
        && name.is(Shape::CAPITAL)
        && !name.is(Shape::CAPITALS.or(Shape::HEADLINE))
        && (!air.is(Shape::WEAK) || !name.facts.in_language())
}

/// What is seen of a span that is settled, for who asks why.
pub(crate) const fn told(kind: Kind) -> Features {
    match kind {
        Kind::Place => Features::AFTER_PLACE_NOUN,
        Kind::Organisation => Features::AFTER_ORGANISATION_NOUN,
        _ => Features::AFTER_SPEECH,
    }
}

/// What says already what it is, or that it goes on.
const OTHER: Features = Features::CIVILITY
    .with(Features::FUNCTION)
    .with(Features::FUNCTION_ADJECTIVE)
    .with(Features::AFTER_CAPITAL)
    .with(Features::BEFORE_CAPITAL)
    .with(Features::BEFORE_DE_NAME)
    .with(Features::INSIDE_HEAD)
    .with(Features::INSIDE_QUOTED)
    .with(Features::INSIDE_PERSON)
    .with(Features::HEADLINE)
    .with(Features::HEADED)
    .with(Features::DEMONYM_ENDING);

/// Whether two words that no list has are somebody, by what stands before them: who speaks, behind what was said, or an opponent
/// where sport is spoken of: *« … », a reconnu [Wamkele Mene]*, *devant [Yomif Kejelcha]*.
fn is_somebody(scene: &Scene<'_>, spot: &Spot) -> bool {
    let (start, end) = (spot.start as usize, spot.end as usize);
    if !spot.seen.has(WORDED) && !scene.name(end) && is_told_of(scene, start, end) {
        return true;
    }
    let named = Features::SURNAME.with(Features::FIRST_NAME).with(Features::FIRST_NAME_RARE);
    let name = spot.seen.has(Features::TWO_UNKNOWN.with(named));
    let other = Features::FOREIGN_ORGANISATION
        .with(Features::FOREIGN_PLACE)
        .with(Features::HEADLINE)
        .with(Features::FIGURES);
    if !name
        || scene.name(spot.end as usize)
        || spot.seen.has(other.with(Features::FIRST_COMMON_OFTEN).with(Features::CAPITALS))
    {
        return false;
    }
    if spot.seen.has(Features::AFTER_SPEECH) {
        let mut at = start.wrapping_sub(2);
        if !scene.at(at).has(Cues::AUXILIARY) {
            return false;
        }
        at = at.wrapping_sub(1);
        return matches!(scene.at(at).sign, b',' | b'"');
    }
    scene.sport != 0
        && (scene.before(start).has(Cues::AGAINST) && spot.seen.has(Features::TWO_UNKNOWN)
            || joint::scored(scene, spot) == Some(Kind::Person))
}

/// What says that two words are not strange: one of them is of the language or is what firms and places are called.
const WORDED: Features = Features::FIRST_COMMON
    .with(Features::FIRST_COMMON_OFTEN)
    .with(Features::FIRST_GRAMMAR)
    .with(Features::LAST_COMMON)
    .with(Features::FOREIGN_ORGANISATION)
    .with(Features::FOREIGN_PLACE)
    .with(Features::FOREIGN_PLACE_HEAD)
    .with(Features::ORGANISATION_ENDING)
    .with(Features::CAMEL)
    .with(Features::AMPERSAND)
    .with(Features::FIGURES)
    .with(Features::ROMAN)
    .with(Features::CAPITALS)
    .with(Features::QUOTED)
    .with(Features::AFTER_ORGANISATION_NOUN)
    .with(Features::BEFORE_ORGANISATION_NOUN)
    .with(Features::HEADED);

/// Whether two strange words stand where somebody does: *réalisé par [Ishida Yoshio]*, *avec [Keke Palmer]*, *la parole est à [Keke Palmer]*, *a battu [Nishi Amane]*,
/// *[Ishida Yoshio] a ouvert le score*, *mise en scène : [Nishi Amane]*, *1. [Nishi Amane] (JPN)*.
fn is_told_of(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let (near, one) = (scene.before(start), start.wrapping_sub(2));
    if near.has(Cues::AGENT_PREPOSITION) {
        return is_one_of(scene.text(start.wrapping_sub(1)), &["AVEC", "CONTRE", "PAR"])
            && ![MADE, BOUGHT].iter().any(|done| is_one_of(scene.text(one), done));
    }
    if near.is_a() {
        let floor = scene.says(one, "est") && scene.says(start.wrapping_sub(3), "parole");
        return floor
            || is_one_of(scene.text(one), &["HOMMAGE", "RENDU", "SUCCEDE", "SUCCEDER", "SUCCEDERA"]);
    }
    if near.sign == b':' {
        return is_one_of(scene.text(one), STAGED);
    }
    if near.sign == b'.' && scene.at(one).is(Shape::NUMBER) && scene.at(end).sign == b'(' {
        return scene.at(end.wrapping_add(1)).is_acronym() && scene.at(end.wrapping_add(2)).sign == b')';
    }
    let scores = |at: usize| is_one_of(scene.text(at), &["EGALISE", "INSCRIT", "MARQUE", "OUVERT", "OUVRE"]);
    scene.sport != 0
        && (joint::defeats(scene, start.wrapping_sub(1))
            || !near.is(Shape::LETTERS)
                && scores(end.wrapping_add(usize::from(scene.at(end).has(Cues::AUXILIARY)))))
}

/// Of what is told who did it, behind a colon.
const STAGED: &[&str] = &[
    "CHOREGRAPHIE",
    "DESSIN",
    "DESSINS",
    "ILLUSTRATIONS",
    "MUSIQUE",
    "PHOTO",
    "PHOTOGRAPHIE",
    "PHOTOS",
    "REALISATION",
    "SCENARIO",
    "SCENE",
    "TEXTE",
    "TEXTES",
];

/// Whether one word is somebody by what is said of it: *[Tordival] : « Nous irons »*, *[Tordival], lui, dément*.
fn is_spoken_of(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let (after, next) = (scene.at(end), end.wrapping_add(1));
    match after.sign {
        b':' => start == scene.first && scene.at(next).sign == b'"',
        b',' => {
            !scene.before(start).has(Cues::ARTICLE)
                && is_one_of(scene.text(next), &["ELLE", "LUI"])
                && scene.at(next.wrapping_add(1)).sign == b','
        }
        _ => false,
    }
}

/// Whether it is told of as of a team: *l'entraîneur de [Tonota]*, *[Tonota], leader du championnat*, *la défaite de [Tonota] contre Lyon*.
fn is_team(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    joint::is_trained(scene, start)
        || joint::is_ranked(scene, end)
        || scene.sport != 0 && (joint::wins(scene, start, end) || joint::is_foe(scene, start, end))
}

/// What one does of an organisation, or of what it holds.
const PRESIDES: &[&str] = &["COFONDE", "DIRIGE", "DIRIGEAIT", "FONDE", "PRESIDAIT", "PRESIDE"];
