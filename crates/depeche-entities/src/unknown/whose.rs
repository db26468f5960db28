//! Whose something is, by the word over *de* and by what stands beside a name: *le procès de [Kardin]* is somebody's, *la mairie de
//! [Vincent]* a village's. Rules W1 to W20.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{class_of, is_one_of};
use crate::site::is_instead;
use crate::span::{Scene, Spot};
use crate::word::Shape;

/// What stands over *de* before a village: *la mairie de [Vincent]*.
const VILLAGE: u8 = 1;
/// What there is in a village, and may be called after somebody whom lists have: *le club de [Noirvaux]*.
const CLUB: u8 = 2;
/// Whose it is, somebody's: *le procès de [Kardin]*.
const SOMEBODY: u8 = 4;
/// What players do, and clubs hardly: *un doublé de [Lhomond]*.
const DEED: u8 = 8;
/// Where one comes from or goes: *à destination de [Tonota]*.
pub(super) const TRIP: u8 = 16;

/// Words before *de*, and of what they are.
const OVER_DE: &[(&str, u8)] = &[
    ("AMICALE", CLUB),
    ("ARRET", DEED),
    ("AUTOMOBILISTE", CLUB),
    ("AVOCAT", SOMEBODY),
    ("AVOCATE", SOMEBODY),
    ("AVOCATS", SOMEBODY),
    ("BOULANGER", CLUB),
    ("BOULODROME", CLUB),
    ("BOURG", VILLAGE),
    ("BROCANTE", VILLAGE),
    ("BUT", DEED),
    ("BUTS", DEED),
    ("CADAVRE", SOMEBODY),
    ("CANDIDATURE", SOMEBODY),
    ("CANTINE", CLUB),
    ("CASERNE", VILLAGE),
    ("CAVE", CLUB),
    ("CENTRALE", CLUB),
    ("CENTRE", DEED),
    ("CHORALE", CLUB),
    ("CLUB", CLUB),
    ("COMITE", CLUB),
    ("COMMUNE", VILLAGE),
    ("COMMUNES", VILLAGE),
    ("CONCOURS", VILLAGE),
    ("COOPERATIVE", VILLAGE),
    ("CORPS", SOMEBODY),
    ("CURE", CLUB),
    ("DECHETTERIE", CLUB),
    ("DEPOUILLE", SOMEBODY),
    ("DESTINATION", TRIP),
    ("DISCOURS", SOMEBODY),
    ("DOUBLE", DEED),
    ("ECOLE", CLUB),
    ("ECOLES", CLUB),
    ("ELECTION", SOMEBODY),
    ("ENTREE", DEED),
    ("EPICIER", CLUB),
    ("EPOUSE", SOMEBODY),
    ("EPOUX", SOMEBODY),
    ("FANFARE", CLUB),
    ("FESTIVITES", CLUB),
    ("FETE", CLUB),
    ("FOIRE", VILLAGE),
    ("FOYER", CLUB),
    ("FRANC", DEED),
    ("FRAPPE", DEED),
    ("GALA", CLUB),
    ("GENDARMERIE", VILLAGE),
    ("HABITANT", VILLAGE),
    ("HABITANTE", VILLAGE),
    ("HABITANTS", VILLAGE),
    ("HARMONIE", CLUB),
    ("HOMMES", SOMEBODY),
    ("KERMESSE", VILLAGE),
    ("LAVOIR", CLUB),
    ("LOB", DEED),
    ("MAIRIE", VILLAGE),
    ("MANDAT", SOMEBODY),
    ("MOTARD", CLUB),
    ("MUNICIPAL", CLUB),
    ("MUNICIPALE", CLUB),
    ("NOMINATION", SOMEBODY),
    ("PARADE", DEED),
    ("PARTAIENT", TRIP),
    ("PARTAIT", TRIP),
    ("PARTENT", TRIP),
    ("PARTIRA", TRIP),
    ("PARTIRONT", TRIP),
    ("PARTISAN", SOMEBODY),
    ("PARTISANS", SOMEBODY),
    ("PASSE", DEED),
    ("PENALTY", DEED),
    ("PERISCOLAIRE", CLUB),
    ("PERISCOLAIRES", CLUB),
    ("POMPIERS", VILLAGE),
    ("POULAINS", SOMEBODY),
    ("PRESBYTERE", CLUB),
    ("PROCES", SOMEBODY),
    ("PROCUREUR", VILLAGE),
    ("PROCUREURE", VILLAGE),
    ("PROTEGEES", SOMEBODY),
    ("PROTEGES", SOMEBODY),
    ("PROVENANCE", TRIP),
    ("QUADRUPLE", DEED),
    ("REELECTION", SOMEBODY),
    ("REPRISE", DEED),
    ("RETRAITE", CLUB),
    ("RETRAITEE", CLUB),
    ("RIVAL", SOMEBODY),
    ("RIVALE", SOMEBODY),
    ("SALLE", CLUB),
    ("SCIERIE", CLUB),
    ("SOCIETE", CLUB),
    ("SORTIE", DEED),
    ("TETE", DEED),
    ("TIR", DEED),
    ("TOURNOI", CLUB),
    ("TRIPLE", DEED),
    ("VIDEGRENIERS", VILLAGE),
    ("VILLAGE", VILLAGE),
    ("VILLAGEOIS", VILLAGE),
    ("VILLAGES", VILLAGE),
];

/// Of what the word is that stands over *de* before a name.
pub(super) fn over_de(scene: &Scene<'_>, at: usize) -> u8 {
    class_of(scene.text(at), OVER_DE)
}

/// Whether it is a village by what it has, and hardly anybody.
///
/// * W1. By what villages have, though lists know the name as somebody's: *la mairie de [Vincent]*, *la coopérative de [Passavant]*.
/// * W2. Somebody comes from it: *Paul Roux, de [Verdun], apprenti*.
/// * W3. What no list has at all, by what clubs and feasts there are, *le club de [Noirvaux]*, though an adjective stands between, *le
///   foyer rural de [Noirvaux]*, or what they are for, *le comité des fêtes de [Mérignoux]*.
pub(super) fn is_of_village(scene: &Scene<'_>, spot: &Spot, over: u8) -> bool {
    let (start, noun) = (spot.start as usize, (spot.start as usize).wrapping_sub(2));
    if !scene.before(start).is_de() {
        return false;
    }
    if scene.at(noun).sign == b',' && scene.at(spot.end as usize).sign != 0 {
        return scene.person(noun.wrapping_sub(2));
    }
    let of = noun.wrapping_sub(1);
    let club = || {
        over & CLUB != 0
            || scene.adjective(noun) && over_de(scene, of) & CLUB != 0
            || scene.at(of).has(Cues::DE)
                && scene.at(noun).is_small()
                && over_de(scene, of.wrapping_sub(1)) & CLUB != 0
    };
    over & VILLAGE != 0 || spot.seen.has(Features::UNKNOWN) && club()
}

/// Whether it is somebody by what is his. What stands before the name says which rules are asked; the first that is asked decides.
///
/// * W4. What has a bill has made it: *le projet de loi [Tordival]*.
/// * W5. Who has an age is somebody: *[Kardin], 34 ans, a avoué*.
/// * W6. What the others call somebody: *« [Micha] », comme l'appellent ses amis*.
/// * W18. Who is not known is a certain one: *un certain [Kardin]*.
/// * W19. To whom a prize goes: *le prix va à [Kardin]*.
/// * W20. Whose home it is: *chez les [Kardin]*, but *chez les Giants*.
pub(super) fn is_his(scene: &Scene<'_>, spot: &Spot, over: u8) -> bool {
    let (start, end) = (spot.start as usize, spot.end as usize);
    let near = scene.before(start);
    if near.is_de() {
        return is_behind_de(scene, spot, over);
    }
    if near.has(Cues::AGENT_PREPOSITION) {
        return scene.sport != 0 && is_player(scene, start);
    }
    if near.has(Cues::WORK_NOUN) {
        let bill = scene.text(start.wrapping_sub(3));
        return scene.says(start.wrapping_sub(1), "loi") && is_one_of(bill, BILLS);
    }
    if near.sign == b':' && spot.seen.has(Features::UNKNOWN.with(Features::UNKNOWN_WEAK)) {
        return is_announced(scene, start.wrapping_sub(2));
    }
    if is_aged(scene, end) {
        return true;
    }
    match near.sign {
        b',' => is_apposed(scene, start.wrapping_sub(2), end),
        b'"' => {
            let called = end.wrapping_add(2);
            scene.at(end).sign == b'"'
                && scene.says(called, "comme")
                && is_one_of(scene.text(called.wrapping_add(2)), CALLED)
        }
        _ => {
            is_signed(scene, start, end)
                || is_winner(scene, end)
                || is_certain(scene, start)
                || is_given_prize(scene, start)
                || scene.says(start.wrapping_sub(1), "les")
                    && scene.at(start.wrapping_sub(2)).has(Cues::CHEZ)
                    && !scene.text(start).ends_with('s')
        }
    }
}

fn is_given_prize(scene: &Scene<'_>, start: usize) -> bool {
    const GOES: &[&str] = &["IRA", "REVENAIT", "REVIENDRA", "REVIENT", "VA"];
    const PRIZES: &[&str] =
        &["DISTINCTION", "LION", "MEDAILLE", "OSCAR", "OURS", "PALME", "PRIX", "RECOMPENSE", "TROPHEE"];
    scene.before(start).is_a()
        && is_one_of(scene.text(start.wrapping_sub(2)), GOES)
        && scene.precedes(start, 3..8, PRIZES)
}

fn is_certain(scene: &Scene<'_>, start: usize) -> bool {
    let near = start.wrapping_sub(1); // wraps: what lies before is outside
    (scene.says(near, "certain") || scene.says(near, "certaine"))
        && (scene.says(near.wrapping_sub(1), "un") || scene.says(near.wrapping_sub(1), "une"))
}

/// Behind *de*.
///
/// * W7. What befalls somebody or is his, *le procès de [Kardin]*, *à la place de [Kardin]*; and his party, *le parti de [Kardin]*, but
///   *un train parti de [Kardin]*.
/// * W8. What a player does where sport is spoken of, *un doublé de [Lhomond]*, or a minute is told, *entrée de [Zbinden] à la 60e*;
///   unless it is made like a town.
fn is_behind_de(scene: &Scene<'_>, spot: &Spot, over: u8) -> bool {
    let (one, end) = ((spot.start as usize).wrapping_sub(2), spot.end as usize);
    let party = || scene.says(one, "parti") && scene.before(one).has(Cues::ARTICLE.or(Cues::CONTRACTED));
    if spot.seen.has(Features::UNKNOWN)
        && (scene.at(one).has(Cues::BEFALLS) || over & SOMEBODY != 0 || party() || is_instead(scene, one))
    {
        return true;
    }
    let town = Features::PLACE_ENDING.with(Features::PLACE_HYPHENS);
    let minute = || {
        let [la, minute] = [1, 2].map(|further| end.wrapping_add(further));
        scene.at(end).is_a() && scene.says(la, "la") && is_minute(scene, minute)
    };
    over & DEED != 0 && !spot.seen.has(town) && (scene.sport != 0 || minute())
}

/// Behind *par* and *pour*, where sport is spoken of.
///
/// * W9. Who has done what players do: *égalisé par [Sow]*.
/// * W10. For whom the ball was, *une passe de Mbarga pour [Szymanek]*, or the card: *un carton rouge pour [Sow]*.
fn is_player(scene: &Scene<'_>, start: usize) -> bool {
    let [near, one, deed] = [1, 2, 4].map(|back| start.wrapping_sub(back)); // wraps: what lies before is outside
    if scene.says(near, "par") {
        return is_one_of(scene.text(one), SCORED);
    }
    let passed = || is_one_of(scene.text(deed), &["CENTRE", "PASSE"]);
    let warned = || is_one_of(scene.text(one), &["AVERTISSEMENT", "CARTON", "JAUNE", "ROUGE"]);
    scene.says(near, "pour") && if scene.name(one) { passed() } else { warned() }
}

/// Behind a colon.
///
/// * W11. Who holds the office that is told before it, or was elected, or is there: *secrétaire : [Kardin]*, *sont élus : [Kardin],
///   [Velmont]*. Several offices may be those of firms.
fn is_announced(scene: &Scene<'_>, one: usize) -> bool {
    const TOLD: &[&str] =
        &["ABSENT", "ABSENTE", "ABSENTS", "ELUS", "EXCUSE", "EXCUSES", "LAUREAT", "LAUREATE", "PRESENTS"];
    scene.at(one).has(Cues::FUNCTION) && !scene.text(one).ends_with('s') || is_one_of(scene.text(one), TOLD)
}

/// Between commas.
///
/// * W12. Who is somebody's: *son adversaire, [Sabrek], a gagné*.
fn is_apposed(scene: &Scene<'_>, one: usize, end: usize) -> bool {
    scene.at(end).sign == b','
        && scene.before(one).has(Cues::DETERMINER)
        && is_one_of(scene.text(one), BESIDE)
}

/// Behind what is made by somebody.
///
/// * W13. Who took the picture: *(Photo [Szymanek])*.
/// * W14. Who has made or signed it: *un but signé [Lhomond]*.
fn is_signed(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let (near, text) = (scene.before(start), scene.text(start.wrapping_sub(1)));
    near.has(Cues::GRAMMAR) && !scene.at(end).is(Shape::LETTERS) && is_one_of(text, &["PHOTO", "PHOTOS"])
        || text.starts_with("sign") && is_one_of(text, &["SIGNE", "SIGNEE", "SIGNES"])
}

/// Before a verb.
///
/// * W15. Who wins what no club can: *[Kardin] remporte l'étape*.
fn is_winner(scene: &Scene<'_>, end: usize) -> bool {
    scene.at(end).is_small()
        && scene.at(end.wrapping_add(1)).has(Cues::ARTICLE)
        && is_one_of(scene.text(end), &["GAGNE", "REMPORTAIT", "REMPORTE"])
        && scene.follows(end, 2..4, RACES)
}

/// W5. Whether it is told how old somebody is: *[Kardin], 34 ans, a avoué*, *[Sofia], 8 ans*; but *Paris, 20 ans après*.
pub(crate) fn is_aged(scene: &Scene<'_>, end: usize) -> bool {
    scene.at(end).sign == b','
        && scene.at(end.wrapping_add(1)).is(Shape::NUMBER)
        && scene.says(end.wrapping_add(2), "ans")
        && !scene.at(end.wrapping_add(3)).is_small()
}

/// Who is somebody's.
const BESIDE: &[&str] = &[
    "ADVERSAIRE",
    "CADET",
    "CADETTE",
    "COEQUIPIER",
    "COMPAGNE",
    "COMPAGNON",
    "COMPLICE",
    "DAUPHIN",
    "EPOUSE",
    "EPOUX",
    "FEMME",
    "FILLE",
    "FILS",
    "FRERE",
    "MARI",
    "MERE",
    "PERE",
    "PREDECESSEUR",
    "RIVAL",
    "RIVALE",
    "SOEUR",
    "SUCCESSEUR",
];

/// What one wins, and no club.
const RACES: &[&str] = &["ETAPE", "MARATHON", "PROLOGUE", "SPRINT"];

/// Whether somebody's points are told.
///
/// * W16. In a list of them: *Maxéville : [Aït Yahia] 6, [Rouyer] 11*; those of clubs are in a table.
/// * W17. With their minutes or points between parentheses: *Buts : [Tolvan] (12e), Drasmik (30e)*, *Vitrey : [Tolvan] (21), McCord
///   (14)*.
pub(super) fn is_scorer(scene: &Scene<'_>, spot: &Spot) -> bool {
    const TABLES: &[&str] = &["CLASSEMENT", "DIVISION", "GROUPE", "POULE", "RESULTATS"];
    let (start, end) = (spot.start as usize, spot.end as usize);
    let (one, next) = (start.wrapping_sub(2), end.wrapping_add(2));
    let points = |at: usize| scene.at(at).is(Shape::NUMBER) && !scene.at(at).is(Shape::SCORE);
    let before = || scene.before(start).sign == b',' && points(one) && scene.name(one.wrapping_sub(1));
    let after = || scene.at(end.wrapping_add(1)).sign == b',' && scene.name(next) && points(scene.run(next));
    let told = |at: usize| {
        let inside = at.wrapping_add(1);
        scene.at(at).sign == b'('
            && (points(inside) || is_minute(scene, inside))
            && scene.at(inside.wrapping_add(1)).sign == b')'
    };
    let beside = matches!(scene.before(start).sign, b':' | b',' | b';') && told(end);
    let listed = || {
        let next = end.wrapping_add(4);
        let more = matches!(scene.at(end.wrapping_add(3)).sign, b',' | b';') && scene.name(next);
        let less = scene.before(start.wrapping_sub(1)).sign == b')' && told(start.wrapping_sub(4));
        more && told(scene.run(next)) || less
    };
    (beside && listed()
        || points(end) && (before() || matches!(scene.before(start).sign, b':' | b',') && after()))
        && !spot.seen.has(Features::PLACE_ENDING.with(Features::PLACE_HYPHENS))
        && !is_one_of(scene.text(scene.range().start), TABLES)
}

/// Whether a word is that of a minute: *60e*.
fn is_minute(scene: &Scene<'_>, at: usize) -> bool {
    let text = scene.text(at);
    text.starts_with(|first: char| first.is_ascii_digit()) && text.ends_with('e')
}

/// What is done by players.
const SCORED: &[&str] = &[
    "CONCLU",
    "DEVIE",
    "EGALISE",
    "INSCRIT",
    "INSCRITS",
    "MARQUE",
    "MARQUES",
    "REPRIS",
    "TRANSFORME",
    "TRANSFORMEE",
];

/// *projet de loi*
const BILLS: &[&str] = &["PROJET", "PROJETS", "PROPOSITION", "PROPOSITIONS"];

/// How somebody is called.
const CALLED: &[&str] = &[
    "APPELAIENT",
    "APPELAIT",
    "APPELLE",
    "APPELLENT",
    "SURNOMMAIENT",
    "SURNOMMAIT",
    "SURNOMME",
    "SURNOMMENT",
];
