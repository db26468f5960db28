//! Names with a word for places at their head: *[lac Léman]*, *[rue de Rivoli]*, *[palais des sports Jean-Bouin]*.
//!
//! Rules P1 to P16 say where such a name ends, by what stands behind its head.

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

/// A word for places, of which a name is looked for behind it.
struct Head<'s, 'a> {
    scene: &'s Scene<'a>,
    start: usize,
    word: Word,
    /// What is seen of every name with this head.
    seen: Features,
    /// Whether the head stands for places hardly anything else is called after.
    strong: bool,
}

impl Head<'_, '_> {
    fn add(&self, end: usize, seen: Features, out: &mut Proposals<'_>) {
        out.add(self.start, end, seen, Kind::Place.bit());
    }

    /// Adds the name that ends with the capitals behind *de* and articles, so many words of them, from `of` on.
    fn add_of(&self, of: usize, count: usize, out: &mut Proposals<'_>) -> usize {
        let end = self.scene.run(of.wrapping_add(count));
        self.add(end, self.seen.with(Features::ENDS_DE_NAME), out);
        end
    }

    fn is_capital(&self) -> bool {
        self.word.is(Shape::CAPITAL)
    }
}

/// E7. *[lac Léman]*, *[rue de Rivoli]*, *[château de Versailles]*, *[parc national de la Vanoise]*: the names of a head that stands
/// at `start`. What stands behind the head says which rules are asked: a name, an adjective, or *de*.
pub(crate) fn place(scene: &Scene<'_>, start: usize, word: Word, seen: Features, out: &mut Proposals<'_>) {
    let next = start.wrapping_add(1);
    if is_no_place(scene, start, word) {
        return;
    }
    let strong = word.has(Cues::PLACE_HEAD) || patron(scene, word, next);
    let seen = seen.with(Features::HEAD_PLACE_WEAK.when(!strong));
    let head = Head { scene, start, word, seen, strong };
    if scene.name(next) && !scene.at(next).has(Cues::GRAMMAR) && !scene.at(next).is(Shape::APART) {
        return before_name(&head, next, out);
    }
    let of = if scene.adjective(next) { before_adjective(&head, next, out) } else { Some(next) };
    if let Some(of) = of.filter(|of| scene.at(*of).has(Cues::DE)) {
        before_of(&head, of, out);
    }
}

/// Whether the word is none for a place here.
///
/// * P1. *du côté de Genève* is no *côte*, though their letters are the same.
/// * P2. A rank is no square: *la troisième place des Six Jours*.
/// * P3. Nor is whom one replaces: *entré à la place de [Kardin]*.
/// * P4. No valley is called after somebody: *le cirque [Arlette Gruss]*.
/// * P5. News runs in it, and no water: *le canal [Telegram] de l'armée*.
fn is_no_place(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    if scene.text(start).ends_with(['é', '\u{301}']) {
        return true;
    }
    let next = start.wrapping_add(1);
    let rank = || scene.says(start, "place") && is_one_of(scene.text(start.wrapping_sub(1)), RANKS);
    rank()
        || is_instead(scene, start) && scene.name(next.wrapping_add(1))
        || is_one_of(scene.text(start), &["CIRQUE"]) && scene.person(next)
        || !word.is(Shape::CAPITAL) && scene.says(start, "canal") && is_one_of(scene.text(next), NETWORKS)
}

/// Before a name.
///
/// * P6. The name is that of the place: *[lac Léman]*.
/// * P7. So is what follows one word of it behind *de*, *[rue Charles de Gaulle]*, *[place Jean de La Fontaine]*; but where it stands is no part of a name that is whole: *le [stade
///   Marcel-Picot] de Tomblaine*.
fn before_name(head: &Head<'_, '_>, name: usize, out: &mut Proposals<'_>) {
    let scene = head.scene;
    let end = scene.run(name);
    head.add(end, head.seen, out);
    let whole = end.wrapping_sub(name) > 1 || scene.before(end).is(Shape::HYPHEN);
    let street = if whole { 0 } else { scene.particles(end, Cues::DE.or(Cues::ARTICLE)) };
    if street > 0 {
        head.add_of(end, street, out);
    }
}

/// Before an adjective; gives what stands behind it, if more of the name may follow there.
///
/// * P8. With a capital, the two are a name: *au [Jardin botanique]*.
/// * P9. What is *hospitalier* is an organisation, with its towns: *le [centre hospitalier Annecy Genevois]*.
/// * P10. What names it follows the adjective, *le [stade nautique Roger-Goujon]*, *le [centre culturel Aimé-Césaire]*, and a second
///   one that says whose it is, *le [parc naturel régional des Ballons]*.
fn before_adjective(head: &Head<'_, '_>, adjective: usize, out: &mut Proposals<'_>) -> Option<usize> {
    let (scene, next) = (head.scene, adjective.wrapping_add(1));
    if head.is_capital() {
        head.add(next, head.seen.with(Features::ENDS_ADJECTIVE), out);
    }
    if is_one_of(scene.text(adjective), &["HOSPITALIER"]) && scene.name(next) {
        let kinds = Kind::Organisation.bit();
        out.add(head.start, scene.run(next), Features::HEAD_ORGANISATION_LOW, kinds);
        return None;
    }
    let next = next.wrapping_add(usize::from(scene.at(next).has(Cues::SCOPE)));
    if scene.name(next) {
        head.add(scene.run(next), head.seen.without(Features::HEAD_PLACE_WEAK), out);
        return None;
    }
    Some(next)
}

/// Before *de*.
///
/// * P11. What is done there stands before its name: *le [palais des sports Jean-Michel-Geoffroy]*; but not behind *du*: *pointe du
///   doigt Moscou*.
/// * P12. Whose it was: *le [château des ducs de La Trémoïlle]*.
/// * P13. One of many has no name of its own: *dans une rue de [Bobigny]*.
/// * P14. What it is called after: *le [château de Versailles]*. Places are named after a person without *de*: *à la place de Franck
///   Dupont*.
/// * P15. What is shown there may be two things: *le [musée d'Art et d'Industrie]*.
/// * P16. With a capital, it may be called after a word of the language: *le [Palais de la découverte]*.
fn before_of(head: &Head<'_, '_>, of: usize, out: &mut Proposals<'_>) {
    let scene = head.scene;
    let (what, named) = (of.wrapping_add(1), of.wrapping_add(2));
    let plural = scene.at(of).has(Cues::PLURAL);
    if (plural || !scene.at(of).has(Cues::CONTRACTED)) && scene.name(named) && is_plain(scene, what) {
        return head.add(scene.run(named), head.seen, out);
    }
    if plural && is_one_of(scene.text(what), LORDS) && scene.at(named).has(Cues::DE) {
        let count = scene.particles(named, Cues::DE.or(Cues::ARTICLE));
        if count > 0 {
            head.add_of(named, count, out);
        }
    }
    if !head.is_capital() && scene.before(head.start).has(Cues::DETERMINER) {
        return;
    }
    let count = scene.particles(of, Cues::DE.or(Cues::ARTICLE));
    if count > 0 && (head.is_capital() || !scene.person(of.wrapping_add(count))) {
        let end = head.add_of(of, count, out);
        if scene.at(end).has(Cues::CONJUNCTION) && scene.before(end).facts.in_language() {
            before_second(head, end.wrapping_add(1), out);
        }
    } else if count == 0 && head.strong && head.is_capital() && !head.word.is(Shape::WEAK) {
        complement(scene, head.start, head.seen, Kind::Place, out);
    }
}

/// P15, before what stands behind *et*.
fn before_second(head: &Head<'_, '_>, of: usize, out: &mut Proposals<'_>) {
    let scene = head.scene;
    if !scene.at(of).has(Cues::DE) {
        return;
    }
    let count = scene.particles(of, Cues::DE.or(Cues::ARTICLE));
    if count > 0 && scene.at(of.wrapping_add(count)).facts.in_language() {
        head.add_of(of, count, out);
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
        at = at.wrapping_sub(usize::from(scene.at(at).has(Cues::DE.or(Cues::ARTICLE)))); // wraps: what lies before is outside
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
