//! E6, E15. Clubs and teams with their towns: *le [FC Nantes]*, *les [Girondins de Bordeaux]*.

use crate::cues::Cues;
use crate::ending::Ending;
use crate::feature::Features;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::propose::complements::is_local;
use crate::span::Scene;
use crate::word::{Shape, Word};

/// E6. *[FC Nantes]*, *[Stade rennais]*, *[Olympique de Marseille]*.
pub(super) fn club(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    let next = start.wrapping_add(1);
    let head = Features::HEAD_TEAM;
    let bit = Kind::Organisation.bit();
    // *le [Football Club de Nantes]*, *le [Rugby Club vannetais]*: the game stands before it.
    let before = scene.before(start);
    let start = start.wrapping_sub(usize::from(before.is(Shape::CAPITAL) & before.has(Cues::SPORT)));
    if scene.name(next) {
        let end = scene.run(next);
        out.add(start, end, head, bit);
        let count = scene.particles(end, Cues::DE.or(Cues::ARTICLE));
        if count > 0 && !coached(scene, end.wrapping_add(count)) {
            out.add(start, scene.run(end.wrapping_add(count)), head.with(Features::ENDS_DE_NAME), bit);
        }
    } else if scene.adjective(next) || is_local(scene, next) {
        let end = next.wrapping_add(1);
        out.add(start, end, head.with(Features::ENDS_ADJECTIVE), bit);
    } else {
        let count = scene.particles(next, Cues::DE.or(Cues::ARTICLE));
        if count > 0 && !coached(scene, next.wrapping_add(count)) {
            out.add(start, scene.run(next.wrapping_add(count)), head.with(Features::ENDS_DE_NAME), bit);
        }
    }
}

/// What is seen of a name that ends as names of clubs do: *le [Toulouse Football Club]*, *[Leeds United Football Club]*.
pub(super) fn club_at_end(scene: &Scene<'_>, start: usize, end: usize) -> Features {
    let last = end.wrapping_sub(1);
    let ends = end.wrapping_sub(start) > 2
        && scene.at(last).has(Cues::TEAM)
        && scene.before(last).has(Cues::SPORT.or(Cues::TEAM))
        && scene.says(last, "club");
    CLUB.when(ends)
}

/// As sure as what stands behind a word for clubs.
const CLUB: Features = Features::HEAD_TEAM.with(Features::AFTER_ORGANISATION_NOUN);

/// Whether it is a person whose the team is, not its town: *le Sporting de [Rik De Mil]*.
fn coached(scene: &Scene<'_>, at: usize) -> bool {
    scene.at(at).facts.may_be_first_name() && scene.name(at.wrapping_add(1))
}

/// E15. A team and its town: *les [Girondins de Bordeaux]*; `kinds` are those that lists know its first word as.
pub(super) fn team(scene: &Scene<'_>, start: usize, word: Word, kinds: u8, out: &mut Proposals<'_>) {
    // *les HLM de Paris*, *les Mondiaux de Tokyo* are no team.
    let other = word.is_acronym() || word.has(Cues::EVENT_HEAD);
    if word.is(Shape::WEAK) || other || !scene.before(start).has(Cues::PLURAL) || word.facts.is_frequent() {
        return;
    }
    // *des [Japonais] de [Kyoto]*, *les [Rohingyas] de [Birmanie]*: where no sport is spoken of, a people is no team.
    let people = word.has(Cues::DEMONYM) || kinds & Kind::Demonym.bit() != 0;
    if scene.sport == 0 && people {
        return;
    }
    let end = scene.run(start);
    if end.wrapping_sub(start) > 2 {
        return;
    }
    let count = scene.particles(end, Cues::DE.or(Cues::ARTICLE));
    let town = end.wrapping_add(count);
    // *les États-Unis de Donald Trump*, *les Mauves de Besnik Hasi*: a person is no town.
    if count > 0 && scene.at(end).has(Cues::DE) && !coached(scene, town) {
        // *les [Mariners du Maine]*: that other Mariners are known says nothing of these.
        out.add(start, end, Features::STOPS_EARLY, 0);
        let end = scene.run(town);
        // *les couleurs des [Knights de London]*: what English calls its teams, and French nobody.
        let text = scene.text(start);
        let english = !word.facts.in_language()
            && !people
            && !word.ending.has(Ending::DEMONYM)
            && scene.name(start.wrapping_add(2))
            && text.is_ascii()
            && text.ends_with('s');
        let team = Features::TEAM.with(Features::AFTER_ORGANISATION_NOUN.when(english));
        out.add(start, end, team.with(Features::ENDS_DE_NAME), Kind::Organisation.bit());
    }
}
