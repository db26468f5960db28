//! Names with a word for places at their head: *[lac Léman]*, *[rue de Rivoli]*, *[palais des sports Jean-Bouin]*.

use crate::cues::Cues;
use crate::evidence::SMALL;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::propose::complements::complement;
use crate::span::{Scene, Spot};
use crate::word::{Shape, Word};
use depeche_text::fold::composed;

/// E7. *[lac Léman]*, *[rue de Rivoli]*, *[château de Versailles]*, *[parc national de la Vanoise]*.
pub(crate) fn place(scene: &Scene<'_>, start: usize, word: Word, seen: Features, out: &mut Proposals<'_>) {
    // *du côté de Genève* is no *côte*, though their letters are the same.
    if scene.text(start).ends_with(['é', '\u{301}']) {
        return;
    }
    let mut next = start.wrapping_add(1);
    // *la troisième place des Six Jours*, *entré à la place de [Kardin]*: nor is a rank a square, nor whom one replaces.
    let rank = || scene.says(start, "place") && is_one_of(scene.text(start.wrapping_sub(1)), RANKS);
    if rank() || is_instead(scene, start) && scene.name(next.wrapping_add(1)) {
        return;
    }
    // *le cirque [Arlette Gruss]*: no valley is called after somebody.
    if is_one_of(scene.text(start), &["CIRQUE"]) && scene.person(next) {
        return;
    }
    // *le canal [Telegram] de l'armée*: news runs in it, and no water.
    if !word.is(Shape::CAPITAL) && scene.says(start, "canal") && is_one_of(scene.text(next), NETWORKS) {
        return;
    }
    let strong = word.has(Cues::PLACE_HEAD) || patron(scene, word, next);
    let seen = seen.with(Features::HEAD_PLACE_WEAK.when(!strong));
    if scene.name(next) && !scene.at(next).has(Cues::GRAMMAR) && !scene.at(next).is(Shape::APART) {
        let end = scene.run(next);
        out.add(start, end, seen, Kind::Place.bit());
        // *rue [Charles de Gaulle]*, *place [Jean de La Fontaine]*; but *le [stade Marcel-Picot] de Tomblaine*: where it stands is
        // no part of a name that is whole.
        let whole = end.wrapping_sub(next) > 1 || scene.before(end).is(Shape::HYPHEN);
        let street = if whole { 0 } else { scene.particles(end, Cues::DE.or(Cues::ARTICLE)) };
        if street > 0 {
            let end = scene.run(end.wrapping_add(street));
            out.add(start, end, seen.with(Features::ENDS_DE_NAME), Kind::Place.bit());
        }
        return;
    }
    if scene.adjective(next) {
        if word.is(Shape::CAPITAL) {
            out.add(start, next.wrapping_add(1), seen.with(Features::ENDS_ADJECTIVE), Kind::Place.bit());
        }
        // *le [centre hospitalier Annecy Genevois]*
        if is_one_of(scene.text(next), &["HOSPITALIER"]) && scene.name(next.wrapping_add(1)) {
            let end = scene.run(next.wrapping_add(1));
            out.add(start, end, Features::HEAD_ORGANISATION_LOW, Kind::Organisation.bit());
            return;
        }
        next = next.wrapping_add(1);
        // *le [parc naturel régional des Ballons]*
        next = next.wrapping_add(usize::from(scene.at(next).has(Cues::SCOPE)));
        // *le [stade nautique Roger-Goujon]*, *le [centre culturel Aimé-Césaire]*
        if scene.name(next) {
            let seen = seen.without(Features::HEAD_PLACE_WEAK);
            out.add(start, scene.run(next), seen, Kind::Place.bit());
            return;
        }
    }
    // *le [palais des sports Jean-Michel-Geoffroy]*: what is done there stands before its name. *pointe du doigt Moscou*: but not over
    // *du*.
    let (of, what) = (scene.at(next), next.wrapping_add(1));
    let named = next.wrapping_add(2);
    if of.has(Cues::DE)
        && (of.has(Cues::PLURAL) || !of.has(Cues::CONTRACTED))
        && scene.name(named)
        && is_plain(scene, what)
    {
        out.add(start, scene.run(named), seen, Kind::Place.bit());
        return;
    }
    // *le [château des ducs de La Trémoïlle]*: whose it was.
    let house = next.wrapping_add(2);
    if of.has(Cues::DE)
        && of.has(Cues::PLURAL)
        && is_one_of(scene.text(what), LORDS)
        && scene.at(house).has(Cues::DE)
    {
        let count = scene.particles(house, Cues::DE.or(Cues::ARTICLE));
        if count > 0 {
            out.add(
                start,
                scene.run(house.wrapping_add(count)),
                seen.with(Features::ENDS_DE_NAME),
                Kind::Place.bit(),
            );
        }
    }
    // *dans une rue de [Bobigny]*: one of many has no name of its own.
    let one_of_many = !word.is(Shape::CAPITAL) && scene.before(start).has(Cues::DETERMINER);
    if scene.at(next).has(Cues::DE) && !one_of_many {
        let count = scene.particles(next, Cues::DE.or(Cues::ARTICLE));
        // *à la place de Franck Dupont*: places are named after a person without *de*.
        if count > 0 && (word.is(Shape::CAPITAL) || !scene.person(next.wrapping_add(count))) {
            let end = scene.run(next.wrapping_add(count));
            out.add(start, end, seen.with(Features::ENDS_DE_NAME), Kind::Place.bit());
            // *le [musée d'Art et d'Industrie]*: what is shown there may be two things.
            let of = end.wrapping_add(1);
            let two = scene.at(end).has(Cues::CONJUNCTION) && scene.before(end).facts.in_language();
            let count = if two && scene.at(of).has(Cues::DE) {
                scene.particles(of, Cues::DE.or(Cues::ARTICLE))
            } else {
                0
            };
            let last = of.wrapping_add(count);
            if count > 0 && scene.at(last).facts.in_language() {
                out.add(start, scene.run(last), seen.with(Features::ENDS_DE_NAME), Kind::Place.bit());
            }
        } else if count == 0 && strong && word.is(Shape::CAPITAL) && !word.is(Shape::WEAK) {
            complement(scene, start, seen, Kind::Place, out);
        }
    }
}

/// Whether the word at `at` stands before whom one replaces: *à la place de [Kardin]*.
pub(crate) fn is_instead(scene: &Scene<'_>, at: usize) -> bool {
    scene.says(at, "place")
        && scene.before(at).has(Cues::ARTICLE)
        && scene.at(at.wrapping_sub(2)).is_a()
        && scene.at(at.wrapping_add(1)).is_de()
}

/// Which place one takes.
const RANKS: &[&str] = &[
    "CINQUIEME",
    "DERNIERE",
    "DEUXIEME",
    "DIXIEME",
    "HUITIEME",
    "NEUVIEME",
    "PREMIERE",
    "QUATRIEME",
    "SECONDE",
    "SEPTIEME",
    "SIXIEME",
    "TROISIEME",
];

/// Who had castles and palaces.
const LORDS: &[&str] = &[
    "ABBES",
    "ARCHEVEQUES",
    "BARONS",
    "COMTES",
    "DOGES",
    "DUCS",
    "EMPEREURS",
    "ETATS",
    "EVEQUES",
    "MARQUIS",
    "PAPES",
    "PRINCES",
    "SEIGNEURS",
    "SULTANS",
];

/// Where one has a *canal* to publish in.
const NETWORKS: &[&str] = &["INSTAGRAM", "TELEGRAM", "TIKTOK", "TWITCH", "WHATSAPP", "YOUTUBE"];

/// Words for streets, which begin a sentence by themselves where it is told what goes on there: *[Rue des Rôtisseurs], on danse*.
pub(crate) const STREETS: &[&str] =
    &["ALLEE", "AVENUE", "BOULEVARD", "CHEMIN", "IMPASSE", "PLACE", "QUAI", "RUE"];

/// Whether a street is called after what the span names, or a site with a capital: *rue de [Namur]*, *Pointe de [Cray]*.
#[inline(never)]
pub(crate) fn is_called_after(scene: &Scene<'_>, spot: &Spot) -> bool {
    let mut at = (spot.start as usize).wrapping_sub(1); // wraps: what lies before is outside
    for _ in 0..2 {
        at = at.wrapping_sub(usize::from(scene.at(at).has(Cues::DE.or(Cues::ARTICLE))));
    }
    let head = scene.at(at);
    head.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT))
        && (head.is(Shape::CAPITAL) || is_one_of(scene.text(at), STREETS))
}

/// E7. Whether it is a street, whatever stands before it: *un tabac [rue de Limbourg]*, *domicilié [rue des Lilas]*; but *une rue de
/// Bobigny*, *sur le quai de la Thièle*.
pub(crate) fn is_street(scene: &Scene<'_>, spot: &Spot) -> bool {
    const ADDRESSES: &[&str] = &["ALLEE", "AVENUE", "BOULEVARD", "QUAI", "RUE", "RUELLE"];
    let start = spot.start as usize;
    let before = scene.before(start);
    is_one_of(scene.text(start), ADDRESSES)
        && !before.has(Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::CONTRACTED))
        && !scene.name(spot.end as usize)
}

/// E7. Whether a street or a square is called after what no town and nobody is called: *sur la [place de la Liberté]*, *de la [rue des
/// Tilleuls] à la gare*.
pub(crate) fn is_square(scene: &Scene<'_>, spot: &Spot) -> bool {
    let (start, last) = (spot.start as usize, spot.end.wrapping_sub(1) as usize);
    let name = scene.at(last);
    let of = scene.at(start.wrapping_add(1));
    spot.seen.has(Features::ENDS_DE_NAME)
        && of.has(Cues::DE)
        && (spot.len() == 4 || of.has(Cues::CONTRACTED))
        && name.facts.in_language()
        && !name.is(Shape::CAPITALS)
        && !scene.name(spot.end as usize)
        && is_one_of(scene.text(start), STREETS)
}

/// E7. Whether what any town has is called after somebody: *la [piscine Jean-Taris]*, *l'[hippodrome Marcel-Boussac]*.
pub(crate) fn is_hall(scene: &Scene<'_>, spot: &Spot) -> bool {
    const HALLS: &[&str] = &["HALLE", "HIPPODROME", "PATINOIRE", "PISCINE"];
    let name = (spot.start as usize).wrapping_add(1);
    spot.len() == 2 && scene.at(name).is(Shape::HYPHEN) && is_one_of(scene.text(spot.start as usize), HALLS)
}

/// Whether a word in small letters is none of grammar.
fn is_plain(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.at(at);
    word.is_small() && !word.has(SMALL.or(Cues::GRAMMAR).or(Cues::FUNCTION))
}

/// Whether a building bears the name of its patron, which the list knows as towns: *l'[église Sainte-Catherine]*, *la [collégiale
/// Notre-Dame]*. A quarter or a station stays outside its own.
fn patron(scene: &Scene<'_>, head: Word, name: usize) -> bool {
    const PATRONS: [&str; 4] = ["Saint-", "Sainte-", "Notre-Dame", "Sacré-Cœur"];
    scene.at(name).is(Shape::HYPHEN)
        && !head.has(Cues::PLACE_NOUN)
        && PATRONS.iter().any(|patron| composed(scene.text(name)).starts_with(patron))
}
