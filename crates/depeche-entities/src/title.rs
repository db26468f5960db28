//! Names that begin with an article of their own, as houses and works have: *la chorale [La Cigale des Alpes]*, *jouera [Le Soulier de
//! satin]*.

use crate::cues::Cues;
use crate::feature::Features;
use crate::house::occupied;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::complements::{LINK, complement};
use crate::propose::{HEADS, Proposals};
use crate::span::{LONGEST, Scene};
use crate::word::Shape;

/// E13, E14. The names of houses: what goes on behind a word for organisations, where it is `called` so, and behind an article of
/// its own.
#[inline(never)]
pub(crate) fn named(scene: &Scene<'_>, start: usize, called: bool, known: bool, out: &mut Proposals<'_>) {
    if called {
        complement(scene, start, Features::default(), Kind::Organisation, out);
        motto(scene, start, out);
        shared(scene, start, out);
    }
    let word = scene.at(start);
    if word.has(Cues::ARTICLE) && !word.is(UNTITLED) {
        titled(scene, start, called, known, out);
    }
}

/// E13, E14. A name that has an article of its own goes on with what it is of: *la chorale [La Cigale des Alpes]*, *l'amicale [Les
/// Genêts d'or] d'Aixe-sur-Vienne*, *jouera [Le Soulier de satin]*. Where no word for organisations stands before it, its first word must
/// be one of the language: *Le Guen*, *La Marsa* are none. `known` is whether a list has a name that begins so.
fn titled(scene: &Scene<'_>, start: usize, called: bool, known: bool, out: &mut Proposals<'_>) {
    let (word, before) = (scene.at(start), scene.before(start));
    let name = scene.at(start.wrapping_add(1));
    if !scene.name(start.wrapping_add(1)) || name.is(Shape::HEADLINE) {
        return;
    }
    let called = called || occupied(scene, start, start.wrapping_sub(1));
    let plain = (name.facts.in_language() || word.has(Cues::PLURAL)) && !name.facts.is_first_name();
    let somewhere =
        Cues::A.or(Cues::EN).or(Cues::DE).or(Cues::PLACE_PREPOSITION).or(Cues::CIVILITY).or(Cues::FUNCTION);
    let paper = is_one_of(scene.text(start.wrapping_add(1)), PAPERS);
    if !called && (known && !paper || before.is(Shape::CAPITAL) || before.has(somewhere) || !plain) {
        return;
    }
    let end = scene.run(start);
    let mut at = end;
    let mut seen = Features::default();
    while let Some((next, of)) = of_what(scene, at) {
        (at, seen) = (next, of);
        if at.wrapping_sub(start) > LONGEST {
            return;
        }
    }
    if at == end {
        return;
    }
    let (kinds, head) = if called {
        (Kind::Organisation.bit(), Features::HEAD_ORGANISATION)
    } else if is_one_of(scene.text(start.wrapping_sub(1)), PERFORM) {
        (Kind::Misc.bit(), Features::QUOTED)
    } else {
        (Kind::Organisation.bit() | Kind::Misc.bit(), Features::QUOTED)
    };
    out.add(start, end, Features::STOPS_EARLY, 0);
    out.add(start, at, head.with(seen), kinds);
}

/// What is done with plays and books: *jouera [Le Soulier de satin]*.
const PERFORM: &[&str] = &[
    "CHANTE",
    "CHANTENT",
    "CHANTERA",
    "CREE",
    "CREENT",
    "CREERA",
    "INTERPRETE",
    "INTERPRETENT",
    "INTERPRETERA",
    "JOUE",
    "JOUENT",
    "JOUER",
    "JOUERA",
    "JOUERONT",
    "LIRE",
    "LU",
    "MONTE",
    "MONTERA",
    "PUBLIE",
    "PUBLIERA",
    "RELIT",
    "REPREND",
    "TOURNE",
    "TRADUIT",
    "VOIR",
    "VU",
];

/// What an article that begins a name is not.
pub(crate) const UNTITLED: Shape = Shape::WEAK.or(Shape::HEADLINE).or(Shape::ELIDED);

/// The end of the complement at `at` that goes on with a name, and of what it is. A town behind *de* alone is where it stands, and what
/// heads a place too: *le restaurant [La Bouitte] de Saint-Martin*, *la brasserie [Le Phare] de la rue de Brest*.
fn of_what(scene: &Scene<'_>, at: usize) -> Option<(usize, Features)> {
    let of = scene.at(at);
    if !of.has(Cues::DE) || of.is(Shape::CAPITAL) {
        return None;
    }
    let article = scene.at(at.wrapping_add(1));
    let over = article.has(Cues::ARTICLE) && !article.is(Shape::CAPITAL);
    let next = at.wrapping_add(1).wrapping_add(usize::from(over));
    let target = scene.at(next);
    if !target.is(Shape::LETTERS) || target.has(Cues::CALENDAR.or(Cues::CIVILITY)) {
        return None;
    }
    if scene.name(next) {
        // *l'association [Les Amis de Tonota]*: who are somebody's or some place's are not told without it.
        let whose = || [OWNED, PAPERS].iter().any(|words| is_one_of(scene.text(at.wrapping_sub(1)), words));
        let own =
            (over || of.has(Cues::CONTRACTED.or(Cues::PLURAL)) || whose()) && !target.is(Shape::CAPITALS);
        return own.then(|| (scene.run(next), Features::ENDS_DE_NAME));
    }
    // *les Genêts d'or*: what *d'* stands before is no conjunction.
    let small = Cues::GRAMMAR.or(Cues::AUXILIARY).or(Cues::DETERMINER).or(Cues::DEMONYM);
    let word = !target.has(Cues::PLACE_NOUN.or(HEADS)) && (of.is(Shape::ELIDED) || !target.has(small));
    word.then_some((next.wrapping_add(1), Features::ENDS_DE_WORD))
}

/// Who are *de* somebody or some place.
const OWNED: &[&str] = &[
    "AMIES",
    "AMIS",
    "ANCIENS",
    "COMPAGNONS",
    "ENFANTS",
    "FEMMES",
    "FILLES",
    "FILS",
    "JEUNES",
    "MERES",
    "PARENTS",
    "VETERANS",
    "VOISINS",
];

/// Newspapers by what they are called, and then of where: *Le [Courrier de Varnoux]*.
const PAPERS: &[&str] = &[
    "AVENIR",
    "COURRIER",
    "ECHO",
    "GAZETTE",
    "JOURNAL",
    "MESSAGER",
    "NOUVELLES",
    "PHARE",
    "PROGRES",
    "REPUBLICAIN",
    "TRIBUNE",
    "VOIX",
];

/// E13. An association named by what it wants, which begins with a verb or says no, and a house by where one goes: *le collectif [Sauvons
/// la Bonneterie]*, *l'association [Vivre à Gavisse]*, *le comité [Non au barrage]*, *le restaurant [Au Bon Coin]*, *la pizzeria [Chez
/// Tonton]*.
fn motto(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    if let Some((end, seen)) = motto_end(scene, start) {
        out.add(start, end, Features::HEAD_ORGANISATION.with(seen), Kind::Organisation.bit());
    }
}

/// E13. Such a name behind its head: *le [Collectif Sauvons le Tilvet]*.
pub(crate) fn wanted(scene: &Scene<'_>, head: usize, out: &mut Proposals<'_>) {
    if scene.name(head.wrapping_add(1))
        && let Some((end, seen)) = motto_end(scene, head.wrapping_add(1))
    {
        out.add(head, end, Features::HEAD_ORGANISATION.with(seen), Kind::Organisation.bit());
    }
}

/// The end of what is wanted or where one goes, that begins at `start`, where it is more than one word.
fn motto_end(scene: &Scene<'_>, start: usize) -> Option<(usize, Features)> {
    let (word, text) = (scene.at(start), scene.text(start));
    let verb = word.facts.in_language()
        && !word.facts.is_first_name()
        && VERBS.iter().any(|ending| text.ends_with(ending));
    let wants = verb || WISHES.contains(&text);
    let goes = matches!(text, "Au" | "Aux" | "Chez");
    if !wants && !goes || word.is(UNTITLED) {
        return None;
    }
    let end = scene.run(start);
    let (mut at, mut seen) = (end, Features::default());
    for turn in 0..3 {
        let joins = scene.at(at);
        let first = wants && turn == 0;
        let article = Cues::ARTICLE.or(Cues::DETERMINER);
        let links = if first { Cues::DE.or(Cues::A).or(Cues::EN).or(LINK).or(article) } else { Cues::DE };
        if !joins.has(links) || joins.is(Shape::CAPITAL) {
            break;
        }
        let over = scene.at(at.wrapping_add(1)).has(article) && !scene.name(at.wrapping_add(1));
        let next = at.wrapping_add(1).wrapping_add(usize::from(over));
        let target = scene.at(next);
        if scene.name(next) && !target.has(Cues::CIVILITY) {
            (at, seen) = (scene.run(next), Features::ENDS_DE_NAME);
        } else if target.is_small() && !target.has(Cues::GRAMMAR.or(Cues::AUXILIARY)) {
            (at, seen) = (next.wrapping_add(1), Features::ENDS_DE_WORD);
        } else {
            break;
        }
    }
    // *le collectif [Pas de bateau-bus ici]*
    if wants && is_one_of(scene.text(at), NOW) {
        at = at.wrapping_add(1);
    }
    (at > start.wrapping_add(1)).then_some((at, seen))
}

/// How verbs end that say what is wanted: *Vivre, Agir, Sauvons, Touchez*.
const VERBS: [&str; 7] = ["er", "ir", "vre", "dre", "ire", "ons", "ez"];

/// Other words that such names begin with.
const WISHES: [&str; 9] = ["Halte", "Non", "Oui", "Pas", "Plus", "Pour", "Stop", "Touche", "Tous"];

/// Where and when it is wanted, and how.
const NOW: &[&str] = &["AUJOURDHUI", "AUTREMENT", "DEMAIN", "ENSEMBLE", "ICI", "MIEUX"];

/// What the list of candidates or the association of a town is *en*: *la liste [Perpignan en commun]*.
fn shared(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    let end = scene.run(start);
    if scene.at(end).has(Cues::EN) && is_one_of(scene.text(end.wrapping_add(1)), SHARED) {
        let seen = Features::HEAD_ORGANISATION.with(Features::ENDS_OTHER);
        out.add(start, end.wrapping_add(2), seen, Kind::Organisation.bit());
    }
}

/// See [`shared`].
const SHARED: &[&str] =
    &["ACTION", "AVANT", "COMMUN", "CONFIANCE", "MOUVEMENT", "PARTAGE", "SANTE", "TRANSITION", "VIE"];
