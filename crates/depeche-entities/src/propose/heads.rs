//! E6, E7, E8. Words that head names: *ministère*, *lac*, *Coupe*.

use crate::cues::Cues;
use crate::feature::Features;
use crate::house;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::propose::complements::complement;
use crate::propose::teams::club;
use crate::site;
use crate::span::{Scene, Spot};
use crate::title;
use crate::word::{Shape, Word};

/// E8. Whether a name with a word for events at its head is one for sure: *au [Festival de Tressan]*, *la douzième édition du [Forum
/// africain de la noix]*.
pub(crate) fn is_held(scene: &Scene<'_>, spot: &Spot) -> bool {
    const KINDS: &[&str] = &["BIENNALE", "CARNAVAL", "FESTIVAL", "FOIRE", "MARATHON", "SALON", "TRIENNALE"];
    let goes_on = Features::BEFORE_CAPITAL
        .with(Features::BEFORE_DE_NAME)
        .with(Features::INSIDE_HEAD)
        .with(Features::HEAD_ALONE)
        .with(Features::STOPS_EARLY)
        .with(Features::ENDS_OTHER);
    let start = spot.start as usize;
    let head = scene.at(start);
    // *le festival de jazz [Les Rives bleues]*
    if head.has(Cues::ARTICLE) || house::told_over(scene, start) == Some(Kind::Event) {
        return !spot.seen.has(Features::BEFORE_CAPITAL.with(Features::BEFORE_DE_NAME));
    }
    if !head.is(Shape::CAPITAL) || head.is(Shape::WEAK.or(Shape::HEADLINE)) || spot.seen.has(goes_on) {
        return false;
    }
    // *le [Grand Prix de Plouay]*, where sport is spoken of
    if scene.says(start, "grand") {
        return scene.says(start.wrapping_add(1), "prix");
    }
    has_editions(scene, start) || spot.seen.has(Features::ENDS_DE_NAME) && is_one_of(scene.text(start), KINDS)
}

/// Whether the editions of what is named are told of: *la troisième édition du [Congrès des énergies]*.
fn has_editions(scene: &Scene<'_>, start: usize) -> bool {
    let of = scene.de_before(start);
    of.is_some_and(|of| is_one_of(scene.text(of.wrapping_sub(1)), &["EDITION", "EDITIONS"]))
}

/// E6, E7, E8. Names with a head: *[ministère de la Justice]*, *[lac Léman]*, *[Coupe du monde 2026]*.
pub(super) fn heads(scene: &Scene<'_>, start: usize, word: Word, out: &mut Proposals<'_>) {
    let capital = word.is(Shape::CAPITAL);
    if capital && word.has(Cues::TEAM) {
        club(scene, start, out);
    }
    if capital && word.has(Cues::ORGANISATION_HEAD) && has_editions(scene, start) {
        // *la troisième édition du [Congrès des énergies]*
        complement(scene, start, Features::HEAD_EVENT, Kind::Event, out);
    } else if capital && word.has(Cues::ORGANISATION_HEAD) {
        complement(scene, start, Features::HEAD_ORGANISATION, Kind::Organisation, out);
        title::wanted(scene, start, out);
    }
    if !capital
        && word.has(Cues::ORGANISATION_HEAD_LOW)
        && !left(scene, start)
        && !of_court(scene, start)
        && !house::is_other_council(scene, start)
    {
        complement(scene, start, Features::HEAD_ORGANISATION_LOW, Kind::Organisation, out);
    }
    if word.has(Cues::EVENT_HEAD) {
        complement(scene, start, Features::HEAD_EVENT, Kind::Event, out);
    }
    if word.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT)) {
        let seen = if capital { Features::HEAD_PLACE } else { Features::HEAD_PLACE_LOW };
        site::place(scene, start, word, seen, out);
    }
}

/// Whether the word is no party but who has left: *est parti de la gare de [Rennes]*, *un train parti de la gare de [Lyon]*.
fn left(scene: &Scene<'_>, start: usize) -> bool {
    if !scene.says(start, "parti") {
        return false;
    }
    let place = Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT).or(Cues::PLACE_NOUN);
    let of = start.wrapping_add(1);
    // *l'appareil parti de l'aérodrome d'[Ecuvillens]*
    let over = of.wrapping_add(usize::from(scene.at(of).has(Cues::DE)));
    let from = scene.at(over.wrapping_add(usize::from(scene.at(over).has(Cues::ARTICLE) && over > of)));
    // *un avion parti de [Nice]*: behind a noun at once, and over *de* alone; *un ancien parti*, *du grand parti*.
    let before = scene.before(start);
    let described =
        Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::DE).or(Cues::A).or(Cues::ADJECTIVE).or(Cues::BEFORE_NAME);
    let noun = before.is_small() && before.has(Cues::WORK_NOUN.or(Cues::FUNCTION)) && !before.has(described);
    before.has(Cues::AUXILIARY) || noun && scene.at(of).has(Cues::DE) || from.is_small() && from.has(place)
}

/// Whether a chamber is one of a court, and has no name: *la chambre de l'instruction de la cour d'appel de [Douai]*.
fn of_court(scene: &Scene<'_>, start: usize) -> bool {
    const OF: &[&str] = &["ACCUSATION", "APPEL", "INSTRUCTION"];
    const KINDS: &[&str] = &["CIVILE", "CORRECTIONNELLE", "CRIMINELLE", "SOCIALE"];
    scene.says(start, "chambre") && (scene.follows(start, 1..2, KINDS) || scene.follows(start, 2..4, OF))
}

/// Whether a body that is called high has its noun behind it: *la [Haute autorité de la communication]*, *le [Haut conseil du dialogue]*.
pub(crate) fn is_high(scene: &Scene<'_>, start: usize) -> bool {
    const BODIES: &[&str] =
        &["AUTORITE", "COMITE", "COMMISSARIAT", "COMMISSION", "CONSEIL", "COUR", "TRIBUNAL"];
    let noun = start.wrapping_add(1);
    matches!(scene.text(start), "Haut" | "Haute")
        && scene.at(noun).is_small()
        && is_one_of(scene.text(noun), BODIES)
}
