//! Whose something is, by the word over *de* and by what stands beside a name: *le procès de [Kardin]* is somebody's, *la mairie de
//! [Vincent]* a village's.

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

/// Whether it is a village by what it has, and hardly anybody: *la mairie de [Vincent]*, *la coopérative de [Passavant]*; of what no list
/// has, by what clubs and feasts there are: *le club de [Noirvaux]*, *le comité des fêtes de [Mérignoux]*.
pub(super) fn is_of_village(scene: &Scene<'_>, spot: &Spot, over: u8) -> bool {
    let (start, noun) = (spot.start as usize, (spot.start as usize).wrapping_sub(2));
    if !scene.before(start).is_de() {
        return false;
    }
    // *Paul Roux, de [Verdun], apprenti*
    if scene.at(noun).sign == b',' && scene.at(spot.end as usize).sign != 0 {
        return scene.person(noun.wrapping_sub(2));
    }
    // *le club de gym de [Noirvaux]*
    let of = noun.wrapping_sub(1);
    let club = || {
        over & CLUB != 0
            // *le foyer rural de [Noirvaux]*
            || scene.adjective(noun) && over_de(scene, of) & CLUB != 0
            || scene.at(of).has(Cues::DE)
                && scene.at(noun).is_small()
                && over_de(scene, of.wrapping_sub(1)) & CLUB != 0
    };
    over & VILLAGE != 0 || spot.seen.has(Features::UNKNOWN) && club()
}

/// Whether it is somebody by what is his: *un doublé de [Lhomond]*, *entrée de [Zbinden] à la 60e*, *le projet de loi [Tordival]*, *(Photo [Szymanek])*, *« [Micha] », comme l'appellent ses amis*.
pub(super) fn is_his(scene: &Scene<'_>, spot: &Spot, over: u8) -> bool {
    let (start, end) = (spot.start as usize, spot.end as usize);
    let (near, one) = (scene.before(start), start.wrapping_sub(2));
    if near.is_de() {
        // *le parti de [Kardin]*, but *un train parti de [Kardin]*
        let party = || scene.says(one, "parti") && scene.before(one).has(Cues::ARTICLE.or(Cues::CONTRACTED));
        if spot.seen.has(Features::UNKNOWN)
            && (scene.at(one).has(Cues::BEFALLS) || over & SOMEBODY != 0 || party() || is_instead(scene, one))
        {
            return true;
        }
        let town = Features::PLACE_ENDING.with(Features::PLACE_HYPHENS);
        let minute = || {
            scene.at(end).is_a()
                && scene.says(end.wrapping_add(1), "la")
                && is_minute(scene, end.wrapping_add(2))
        };
        return over & DEED != 0 && !spot.seen.has(town) && (scene.sport != 0 || minute());
    }
    if near.has(Cues::AGENT_PREPOSITION) {
        // *égalisé par [Sow]*, *un carton rouge pour [Sow]*
        if scene.sport == 0 {
            return false;
        }
        let near = start.wrapping_sub(1);
        if scene.says(near, "par") {
            return is_one_of(scene.text(one), SCORED);
        }
        // *une passe de Mbarga pour [Szymanek]*
        return scene.says(near, "pour")
            && if scene.name(one) {
                is_one_of(scene.text(start.wrapping_sub(4)), &["CENTRE", "PASSE"])
            } else {
                is_one_of(scene.text(one), &["AVERTISSEMENT", "CARTON", "JAUNE", "ROUGE"])
            };
    }
    if near.has(Cues::WORK_NOUN) {
        return scene.says(start.wrapping_sub(1), "loi")
            && is_one_of(scene.text(start.wrapping_sub(3)), BILLS);
    }
    // *sont élus : [Kardin], [Velmont]*
    if near.sign == b':' && spot.seen.has(Features::UNKNOWN.with(Features::UNKNOWN_WEAK)) {
        return scene.at(one).has(Cues::FUNCTION) && !scene.text(one).ends_with('s')
            || is_one_of(
                scene.text(one),
                &[
                    "ABSENT", "ABSENTE", "ABSENTS", "ELUS", "EXCUSE", "EXCUSES", "LAUREAT", "LAUREATE",
                    "PRESENTS",
                ],
            );
    }
    // *[Kardin], 34 ans, a avoué*
    if scene.at(end).sign == b',' && scene.says(end.wrapping_add(2), "ans") {
        return scene.at(end.wrapping_add(1)).is(Shape::NUMBER);
    }
    // *son adversaire, [Sabrek], a gagné*
    if near.sign == b',' {
        return scene.at(end).sign == b','
            && scene.before(one).has(Cues::DETERMINER)
            && is_one_of(scene.text(one), BESIDE);
    }
    if near.sign == b'"' {
        let called = end.wrapping_add(2);
        return scene.at(end).sign == b'"'
            && scene.says(called, "comme")
            && is_one_of(scene.text(called.wrapping_add(2)), CALLED);
    }
    let text = scene.text(start.wrapping_sub(1));
    near.has(Cues::GRAMMAR) && !scene.at(end).is(Shape::LETTERS) && is_one_of(text, &["PHOTO", "PHOTOS"])
        || text.starts_with("sign") && is_one_of(text, &["SIGNE", "SIGNEE", "SIGNES"])
        // *[Kardin] remporte l'étape*
        || scene.at(end).is_small()
            && scene.at(end.wrapping_add(1)).has(Cues::ARTICLE)
            && is_one_of(scene.text(end), &["GAGNE", "REMPORTAIT", "REMPORTE"])
            && scene.follows(end, 2..4, RACES)
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

/// Whether somebody's points are told in a list of them: *Maxéville : [Aït Yahia] 6, [Rouyer] 11*; those of clubs are in a table.
pub(super) fn is_scorer(scene: &Scene<'_>, spot: &Spot) -> bool {
    const TABLES: &[&str] = &["CLASSEMENT", "DIVISION", "GROUPE", "POULE", "RESULTATS"];
    let (start, end) = (spot.start as usize, spot.end as usize);
    let (one, next) = (start.wrapping_sub(2), end.wrapping_add(2));
    let points = |at: usize| scene.at(at).is(Shape::NUMBER) && !scene.at(at).is(Shape::SCORE);
    let before = || scene.before(start).sign == b',' && points(one) && scene.name(one.wrapping_sub(1));
    let after = || scene.at(end.wrapping_add(1)).sign == b',' && scene.name(next) && points(scene.run(next));
    // *Buts : [Tolvan] (12e), Drasmik (30e)*, *Vitrey : [Tolvan] (21), McCord (14)*
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
