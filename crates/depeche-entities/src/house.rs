//! What says beside a name that it is an organisation's: the word for it before, *le parti [Ensemble pour le Gabon]*, *la galerie
//! [Arthur Boudier]*, and its legal form behind, *[Apple Inc.]*.

use crate::cues::Cues;
use crate::evidence::SMALL;
use crate::fame::PART;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::Hit;
use crate::propose::Proposals;
use crate::propose::complements::{agrees, is_local};
use crate::propose::heads::is_high;
use crate::span::{Scene, Spot};
use crate::word::Shape;

/// Whether a word for organisations stands before: *le parti [Ensemble pour le Gabon]*, *le collectif [Plus de trains]*,
/// *l'ONG [Mer libre]*.
#[inline]
pub(crate) fn called(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.before(start);
    // *la chorale [La Cigale des Alpes]*: what may be an adjective is the noun itself where it is one.
    let noun = before.has(Cues::ORGANISATION_NOUN)
        || scene.adjective(start.wrapping_sub(1))
            && scene.at(start.wrapping_sub(2)).has(Cues::ORGANISATION_NOUN);
    noun && (!before.is(Shape::CAPITAL) || before.is(Shape::WEAK.or(Shape::CAPITALS)))
}

/// Whether a name is that of the house that stands before it, though it be its founder's or its patron's: *la galerie [Arthur Boudin]*,
/// *la fanfare [Joseph Beicht]*. Of a trade it may be the person: *le parfumeur [Jean Patou]*; so it may behind what somebody is of a
/// house: *le patron de l'entreprise [Jean Roux]*.
#[inline]
pub(crate) fn founded(scene: &Scene<'_>, start: usize) -> bool {
    scene.before(start).has(Cues::ORGANISATION_NOUN) && bears(scene, start)
}

#[inline(never)]
fn bears(scene: &Scene<'_>, start: usize) -> bool {
    let article = start.wrapping_sub(2);
    // *appartient au groupe [Rocher]*
    let to = scene.at(article).has(Cues::A) && scene.at(article).has(Cues::CONTRACTED);
    !scene.before(start).is(Shape::CAPITAL)
        && (scene.at(article).has(Cues::ARTICLE) || to)
        && !scene.at(article).has(Cues::DE.or(Cues::PLURAL))
        && !scene.before(article).has(Cues::DE)
        && !TRADES.iter().any(|ending| scene.text(start.wrapping_sub(1)).ends_with(ending))
}

/// Whether a person is named behind a trade and what it is in: *le promoteur immobilier [Denis Roussel]*.
#[inline(never)]
pub(crate) fn is_trader(scene: &Scene<'_>, start: usize) -> bool {
    // *l'armateur [Joost Verschaeve]*
    let over = usize::from(scene.adjective(start.wrapping_sub(1)));
    let noun = start.wrapping_sub(1).wrapping_sub(over); // wraps: what lies before is outside
    let facts = scene.at(start).facts;
    (if over == 0 { facts.may_be_first_name() } else { facts.is_first_name() })
        && scene.name(start.wrapping_add(1))
        && TRADES.iter().any(|ending| scene.text(noun).ends_with(ending))
}

/// Whether a head with a capital where no word has one says for how far it stands, and of what or of what land it is: *le [Bureau
/// central sismologique français]*, *le [Comité régional de la conchyliculture]*.
#[inline]
pub(crate) fn is_institution(scene: &Scene<'_>, spot: &Spot) -> bool {
    let (head, start) = (scene.at(spot.start as usize), spot.start as usize);
    if is_high(scene, start) {
        return spot.seen.has(Features::ENDS_DE_NAME.with(Features::ENDS_DE_WORD));
    }
    // *le [conseil départemental du Jura]*
    if spot.seen.has(Features::HEAD_ORGANISATION_LOW) {
        return spot.seen.has(Features::ENDS_DE_NAME) && scene.says(start, "conseil");
    }
    // *la banque [Benbassat et Cie]*
    let last = (spot.end as usize).wrapping_sub(1);
    if spot.len() > 2 && kin(scene, last.wrapping_sub(1)) == spot.end as usize {
        return true;
    }
    spot.seen.has(Features::ENDS_DE_NAME)
        && !spot.seen.has(Features::INSIDE_HEAD)
        && head.is(Shape::CAPITAL)
        && !head.is(Shape::WEAK.or(Shape::HEADLINE))
        && scene.at(start.wrapping_add(1)).has(Cues::SCOPE)
        // *la Bourse régionale des valeurs mobilières*
        && !scene.adjective(spot.end as usize)
        && !agrees(scene, spot.end as usize)
}

/// Whether nothing but an organisation is called so behind the word for one: *la librairie [La Fontaine]*, *l'association
/// [Conscience]*, though it be a word of the language.
#[inline]
pub(crate) fn is_called(scene: &Scene<'_>, spot: &Spot) -> bool {
    let start = spot.start as usize;
    spot.kinds & Kind::Organisation.bit() != 0
        && spot.kinds & Kind::Person.bit() == 0
        && !spot.seen.has(PART.with(Features::HEAD_ORGANISATION))
        && scene.at(start).is(Shape::CAPITAL)
        && founded(scene, start)
}

/// How words for who works end, and for those who are several persons.
const TRADES: [&str; 12] =
    ["eur", "euse", "rice", "er", "iste", "ant", "aire", "ien", "ienne", "duo", "trio", "tandem"];

/// Whether a word for organisations stands before what it does, which is told without an article, and so before the name that begins
/// at `start`: *l'association de prévention [Kap Lavenir]*, *la société d'histoire locale [Vieux Verviers]*. A person has a first name:
/// *le membre du groupe de travail [Jean Roux]*.
#[inline(never)]
pub(crate) fn occupied(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    if !scene.held.cues.has(Cues::ORGANISATION_NOUN.or(Cues::PLACE_THING))
        || scene.at(start).facts.is_first_name()
    {
        return false;
    }
    // *la marque de cosmétiques [Valtomer]*: what may be an adjective is a noun behind *de*.
    let adjective = scene.adjective(at) && !scene.before(at).has(Cues::DE);
    let what = at.wrapping_sub(usize::from(adjective)); // wraps: what lies before is outside
    let word = scene.at(what);
    // *le géant du luxe [Valtomer]*, *de la distribution*; but *l'éditeur du jeu [Morganza]*, *le comité du quartier [Tonari]*.
    let article = scene.before(what).has(Cues::ARTICLE) && !scene.before(what).has(Cues::DE);
    let of = what.wrapping_sub(1).wrapping_sub(usize::from(article));
    let plain = scene.at(of).is_de() && !article || scene.at(of).has(Cues::DE) && !word.has(NAMED_SO);
    let noun = scene.at(of.wrapping_sub(1));
    scene.at(at).is_small()
        && word.is_small()
        && !word.has(SMALL.or(Cues::FUNCTION).or(Cues::CIVILITY).or(Cues::GRAMMAR))
        && plain
        // *la maison de la culture [Malraux]* is a hall.
        && !scene.says(what, "culture")
        && (noun.has(Cues::ORGANISATION_NOUN) || is_zone(scene, start, at))
        || told_over(scene, start) == Some(Kind::Organisation)
}

/// What bears a name itself, without *de*.
const NAMED_SO: Cues = Cues::WORK_NOUN
    .or(Cues::ORGANISATION_NOUN)
    .or(Cues::PLACE_NOUN)
    .or(Cues::PLACE_HEAD)
    .or(Cues::PLACE_HEAD_DIRECT)
    .or(Cues::PLACE_THING)
    .or(Cues::CALLED_PLACE)
    .or(Cues::CALLED_AFTER)
    .or(Cues::EVENT_HEAD)
    .or(Cues::BEFALLS)
    .or(Cues::CALENDAR);

/// What is named at `start` where a word for it stands before, over what it is of: *la fédération des transporteurs [Vireo]*, *le
/// festival de jazz [Les Rives bleues]*.
#[inline]
pub(crate) fn told_over(scene: &Scene<'_>, start: usize) -> Option<Kind> {
    const WORDS: Cues = Cues::ORGANISATION_HEAD_LOW.or(Cues::ORGANISATION_NOUN).or(Cues::EVENT_HEAD);
    let word = |back: usize| scene.at(start.wrapping_sub(back)); // wraps: what lies before is outside
    let may = word(1).is_small() && word(3).has(WORDS) | word(4).has(WORDS);
    if may { over(scene, start) } else { None }
}

#[inline(never)]
fn over(scene: &Scene<'_>, start: usize) -> Option<Kind> {
    const BODIES: &[&str] = &[
        "AMICALE",
        "ASSOCIATION",
        "COLLECTIF",
        "COMITE",
        "CONFEDERATION",
        "ECOLE",
        "FEDERATION",
        "SYNDICAT",
        "UNION",
    ];
    const EVENTS: &[&str] = &["FESTIVAL", "TOURNOI"];
    let at = start.wrapping_sub(1); // wraps: what lies before is outside
    // *de jazz*: what may be an adjective is a noun behind *de*.
    let what = at.wrapping_sub(usize::from(scene.adjective(at) && !scene.before(at).has(Cues::DE))); // wraps: what lies before is outside
    let noun = what.wrapping_sub(2);
    let plain = scene.at(what).is_small() && !scene.at(what).has(SMALL.or(Cues::CIVILITY).or(Cues::GRAMMAR));
    let of = scene.before(what);
    if !plain || !of.has(Cues::DE) || !scene.at(noun).is_small() || scene.at(start).facts.is_first_name() {
        return None;
    }
    // *le syndicat des eaux [Rivalp]*; of one it may be whose it is: *l'association du boulanger Vernay*.
    if is_one_of(scene.text(noun), BODIES) && (of.has(Cues::PLURAL) || !of.has(Cues::CONTRACTED)) {
        Some(Kind::Organisation)
    } else if is_one_of(scene.text(noun), EVENTS) && !of.has(Cues::CONTRACTED) {
        Some(Kind::Event)
    } else {
        None
    }
}

/// Whether it is a body of police or firemen, as Belgium has them: *la zone de police [Nivelles-Genappe]*, *la zone de secours
/// [Hainaut-Est]*.
fn is_zone(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    scene.says(start.wrapping_sub(3), "zone") && matches!(scene.text(at), "police" | "secours")
}

/// E6. A firm with its legal form, which may be known without: *[Apple Inc.]*, *[Roche Holding AG]*, *[Volkswagen AG]*.
#[inline(never)]
pub(crate) fn incorporated(scene: &Scene<'_>, start: usize, hits: &[Hit], out: &mut Proposals<'_>) {
    let before = scene.before(start);
    if before.is(Shape::CAPITAL) && !before.is(Shape::WEAK.or(Shape::ELIDED)) {
        return;
    }
    let form = |at: &usize| scene.at(*at).has(Cues::LEGAL);
    let Some(at) = (start.wrapping_add(1)..scene.run(start)).find(form) else { return };
    let firm = Kind::Organisation.bit();
    let known = hits.iter().rev().find(|hit| {
        let between = hit.end as usize..at;
        hit.kinds & firm != 0 && between.into_iter().all(|at| scene.at(at).has(Cues::FOREIGN_ORGANISATION))
    });
    if let Some(spot) = out.add(start, at.wrapping_add(1), Features::HEAD_ORGANISATION, firm)
        && let Some(hit) = known
    {
        spot.listed = hit.listed;
    }
}

/// Whether a council in small letters is none of a département or a region, which is called so with it: *le [conseil départemental de la
/// Nièvre]*, *le conseil municipal de Fraize*.
#[inline]
pub(crate) fn is_other_council(scene: &Scene<'_>, start: usize) -> bool {
    let whose = scene.text(start.wrapping_add(1));
    scene.says(start, "conseil")
        && !whose.ends_with("partemental")
        && !is_one_of(whose, &["GENERAL", "REGIONAL"])
}

/// E13. An association by who is in it and what it does, that is a word of the language with a capital where none has one, and an
/// adjective: *les bénévoles du [Rideau rouge]*, *l'assemblée générale de la [Boule vermoise]*.
#[inline]
pub(crate) fn joined(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    let near = scene.before(start);
    let next = start.wrapping_add(1);
    let word = scene.at(next);
    if near.has(Cues::DE.or(Cues::ARTICLE)) && word.is_small() {
        let adjective = scene.adjective(next) && !word.has(Cues::DEMONYM);
        if (adjective || agrees(scene, next) || is_local(scene, next)) && is_joined(scene, start) {
            let seen = Features::HEAD_ORGANISATION.with(Features::ENDS_ADJECTIVE);
            out.add(start, next.wrapping_add(1), seen, Kind::Organisation.bit());
        }
    }
}

/// Whether who is in an association, or what it does, is told before the name of it that begins at `start`.
#[inline(never)]
pub(crate) fn is_joined(scene: &Scene<'_>, start: usize) -> bool {
    let near = start.wrapping_sub(1); // wraps: what lies before is outside
    let over = usize::from(!scene.at(near).has(Cues::DE));
    let of = near.wrapping_sub(over); // wraps: what lies before is outside
    let noun = of.wrapping_sub(1);
    let word = scene.at(start);
    scene.at(of).has(Cues::DE)
        && word.is(Shape::CAPITAL)
        && !word.is(Shape::WEAK.or(Shape::HEADLINE).or(Shape::CAPITALS))
        && !word.facts.is_first_name()
        && (is_one_of(scene.text(noun), MEMBERS)
            || is_one_of(scene.text(noun), &["GENERALE"])
                && is_one_of(scene.text(noun.wrapping_sub(1)), &["ASSEMBLEE"]))
}

/// Who is in an association, and what it does.
const MEMBERS: &[&str] = &[
    "ADHERENTES",
    "ADHERENTS",
    "ARCHERS",
    "BENEVOLE",
    "BENEVOLES",
    "BROCANTE",
    "CHANTEURS",
    "CHORISTES",
    "COMEDIENS",
    "CONCERT",
    "JUDOKAS",
    "LICENCIES",
    "LOTO",
    "MARCHEURS",
    "MEMBRES",
    "MUSICIENS",
    "PETANQUEURS",
    "PRESIDENT",
    "PRESIDENTE",
    "RANDONNEURS",
    "SECRETAIRE",
    "TRESORIER",
    "TRESORIERE",
    "TROUPE",
    "VIDEGRENIERS",
];

/// The end of the name of a firm that begins with its founder's and goes on with his kin or his partners: *[Lestage et Fils]*,
/// *[Kouassi et Frères]*, *[Durand & Cie]*; `end` where there are none.
#[inline]
pub(crate) fn kin(scene: &Scene<'_>, end: usize) -> usize {
    let joins = scene.at(end);
    let with = end.wrapping_add(1);
    let joined = (joins.has(Cues::CONJUNCTION) || joins.sign == b'&') && scene.name(with);
    if joined && is_one_of(scene.text(with), KIN) { with.wrapping_add(1) } else { end }
}

/// Who is in it.
const KIN: &[&str] =
    &["ASSOCIEES", "ASSOCIES", "CIE", "CO", "COMPAGNIE", "FILLE", "FILLES", "FILS", "FRERES", "SOEURS"];

/// E6. A name that English makes of what it is and of what: *la [Bank of England]*, *le [Center for Global Development]*, *le [Museum of
/// Fine Arts]*. `end` is that of the capitals that begin at `start`.
#[inline]
pub(crate) fn english(scene: &Scene<'_>, start: usize, end: usize, out: &mut Proposals<'_>) {
    let article = scene.at(start).has(Cues::ARTICLE);
    if matches!(scene.text(end), "of" | "for" | "on")
        && !article
        && is_one_of(scene.text(end.wrapping_sub(1)), ENGLISH)
    {
        english_of(scene, start, end, out);
    }
}

#[inline(never)]
fn english_of(scene: &Scene<'_>, start: usize, end: usize, out: &mut Proposals<'_>) {
    let mut at = end;
    for joins in [&["of", "for", "on"], &["and", "of", "&"]] {
        if !joins.contains(&scene.text(at)) {
            break;
        }
        let next = at.wrapping_add(1).wrapping_add(usize::from(scene.text(at.wrapping_add(1)) == "the"));
        if !scene.name(next) {
            break;
        }
        at = scene.run(next);
    }
    if at > end {
        let seen =
            Features::HEAD_ORGANISATION.with(Features::FOREIGN_ORGANISATION).with(Features::ENDS_DE_NAME);
        out.add(start, at, seen, Kind::Organisation.bit());
        out.add(start, end, Features::STOPS_EARLY, 0);
    }
}

/// What English has *of* something.
const ENGLISH: &[&str] = &[
    "ACADEMY",
    "ASSOCIATION",
    "BANK",
    "BOARD",
    "BUREAU",
    "CENTER",
    "CENTRE",
    "CHAMBER",
    "CHURCH",
    "COALITION",
    "COLLEGE",
    "COMMITTEE",
    "CORPS",
    "COUNCIL",
    "COURT",
    "DEPARTMENT",
    "FEDERATION",
    "FOUNDATION",
    "HOUSE",
    "INSTITUTE",
    "INSTITUTES",
    "JOURNAL",
    "LEAGUE",
    "MINISTRY",
    "MUSEUM",
    "OFFICE",
    "ORGANIZATION",
    "SCHOOL",
    "SOCIETY",
    "TRUST",
    "UNION",
    "UNIVERSITY",
];

/// E6. Whether capitals end with what English and German call an organisation, *la [British Humanist Association]*, *le [Harlan Medical
/// Center]*; of two of them the first is no first name: *[Romesh Power]* is somebody.
#[inline(never)]
pub(crate) fn is_foreign(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let last = scene.before(end);
    let other = Cues::GRAMMAR.or(Cues::ARTICLE).or(Cues::CALENDAR).or(Cues::CIVILITY).or(Cues::FUNCTION);
    last.has(Cues::FOREIGN_ORGANISATION)
        && !last.is(Shape::CAPITALS)
        // *le [Rugby Club oraisonnais]*
        && !(scene.at(start).has(Cues::SPORT) && last.has(Cues::TEAM))
        && (start..end).all(|at| scene.name(at) && !scene.at(at).has(other))
        // *l'ONG [Santé pour tous]*
        && !scene.at(start).has(Cues::ORGANISATION_NOUN)
        && (end.wrapping_sub(start) > 2 || !scene.at(start).facts.may_be_first_name())
}
