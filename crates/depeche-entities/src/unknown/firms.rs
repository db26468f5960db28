//! What firms have, do and suffer, and where what is written comes out: *les actionnaires de [Valtomer]*, *[Valtomer] recrute*, *publié
//! chez [Sabine Wespieser]*.

use crate::cues::Cues;
use crate::evidence::BASED;
use crate::fame::PART;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::span::{Scene, Spot};
use crate::word::Shape;

/// Whether it is told of as of a firm. What stands before the name says which rules are asked.
///
/// * F8. Who recovers or fails: *place [Valtomer] en redressement judiciaire*.
/// * F9. Where it has its seat: *[Valtomer], basé à Lyon, emploie 200 personnes*.
/// * F17. What it gained or lost: *[Valtomer] (+3 %)*; but *Kardin (34 %)*, of votes.
/// * F18. As what one comes there: *rejoint [Valtomer] comme associée*.
/// * F19. What firms alone do, told behind *qui*: *[Valtomer], qui emploie 200 personnes*.
/// * F20. In what year it was made: *elle a lancé [Valtomer] en 2019*.
pub(crate) fn is_firm(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let near = scene.before(start);
    if near.is_de() {
        return is_had(scene, start.wrapping_sub(2));
    }
    if is_object(scene, start)
        || scene.at(end).has(Cues::EN)
            && is_one_of(scene.text(end.wrapping_add(1)), &["LIQUIDATION", "REDRESSEMENT"])
        || scene.at(end).sign == b',' && is_told(scene, end.wrapping_add(1))
        || scene.at(end).sign == b'(' && is_changed(scene, end.wrapping_add(1))
        || scene.at(end).has(Cues::EN)
            && scene.at(end.wrapping_add(1)).is(Shape::NUMBER)
            && is_one_of(scene.text(start.wrapping_sub(1)), &["CREE", "LANCE", "MONTE"])
        || scene.says(end, "comme")
            && scene.at(end.wrapping_add(1)).has(Cues::FUNCTION)
            && is_one_of(scene.text(start.wrapping_sub(1)), JOINED)
    {
        return true;
    }
    // *la fille de [Tilvo] recrute*, *à [Tonota], [Valtomer] recrute*: what it does is told of it where nothing governs it.
    (!near.is(Shape::LETTERS) || near.has(Cues::CONJUNCTION) || start == scene.first) && does(scene, end)
}

/// Whether it is told behind the comma as of a firm.
fn is_told(scene: &Scene<'_>, at: usize) -> bool {
    is_one_of(scene.text(at), BASED)
        || scene.says(at, "qui") && is_one_of(scene.text(at.wrapping_add(1)), DOES)
}

/// Whether a sign and a part of a hundred stand there: *+3 %*, *- 2,1 %*.
fn is_changed(scene: &Scene<'_>, at: usize) -> bool {
    scene.text(at).starts_with(['+', '-', '−', '–'])
        && scene.onward(at, 0..3).any(|at| scene.text(at).ends_with('%'))
}

/// What one does who comes to a firm or leaves it.
const JOINED: &[&str] = &[
    "INTEGRE",
    "INTEGRER",
    "QUITTE",
    "QUITTER",
    "REJOIGNENT",
    "REJOIGNIT",
    "REJOINDRA",
    "REJOINDRE",
    "REJOINT",
];

/// Whether a word before *de* is of what firms alone have.
///
/// * F1. Who is of it, who leads and founds it, what is bought of it: *les actionnaires de [Valtomer]*, *le rachat de [Valtomer]*.
/// * F2. What it makes and plans: *le chiffre d'affaires de [Valtomer]*.
/// * F3. A part of it: *détient 12 % de [Valtomer]*.
/// * F4. Its head: *à la tête de [Valtomer]*.
fn is_had(scene: &Scene<'_>, noun: usize) -> bool {
    let (text, before) = (scene.text(noun), noun.wrapping_sub(1));
    is_one_of(text, HAS)
        || scene.at(before).has(Cues::DE) && is_one_of(text, HAS_OF)
        || text.starts_with('%') && scene.precedes(noun, 2..5, HOLDS)
        || is_one_of(text, &["TETE"]) && scene.says(before, "la") && scene.before(before).is_a()
}

/// Whether what is done is done to firms or by them.
///
/// * F5. What bears its name: *l'usine [Valtomer]*.
/// * F6. What is bought: *renonce à racheter [Valtomer]*.
/// * F7. By whom: *un mât fabriqué par [Valtomer]*, *l'outil développé par [Valtomer]*.
/// * F10. With whom, and to whom: *un partenariat avec [Valtomer]*, *le contrat attribué à [Valtomer]*, *la filiale cédée à [Valtomer]*,
///   *cède Lapeyre à [Valtomer]*, *vend ses parts à [Valtomer]*.
fn is_object(scene: &Scene<'_>, start: usize) -> bool {
    let (near, one) = (scene.before(start), start.wrapping_sub(2));
    if near.has(Cues::A) {
        return is_one_of(scene.text(one), GIVEN) && scene.precedes(start, 3..10, LET)
            || is_one_of(scene.text(one), SOLD)
                && [LET, RESULTS].iter().any(|goods| scene.precedes(start, 3..9, goods))
            || scene.name(one) && is_one_of(scene.text(one.wrapping_sub(1)), SELLS)
            || is_one_of(scene.text(one), SHARES) && scene.precedes(start, 3..6, SELLS);
    }
    let by = |done: &&[&str]| is_one_of(scene.text(one), done);
    if near.has(Cues::AGENT_PREPOSITION) {
        let named = scene.says(start.wrapping_sub(1), "par");
        return named && [MADE, EMPLOYED, TAKEN_OVER].iter().any(by) || by(&WITH);
    }
    let text = scene.text(start.wrapping_sub(1));
    near.is_small()
        && (scene.at(one).has(Cues::ARTICLE.or(Cues::DETERMINER)) && is_one_of(text, OWN)
            || is_one_of(text, BOUGHT))
}

/// Whether what stands behind a name is what firms do.
///
/// * F11. Two become one: *[Valtomer] et Kistler fusionnent*.
/// * F12. What firms alone do: *[Valtomer] recrute*.
/// * F13. They raise money: *[Valtomer] lève 12 millions d'euros*.
/// * F14. What becomes of firms alone: *[Valtomer] a été créée par deux ingénieurs*.
/// * F15. What others do too, of what firms have: *[Valtomer] publie un bénéfice*, *[Valtomer] a bondi de 11 %*.
fn does(scene: &Scene<'_>, end: usize) -> bool {
    let with = end.wrapping_add(1);
    if scene.at(end).has(Cues::CONJUNCTION) && scene.name(with) {
        return is_one_of(scene.text(scene.run(with)), &["FUSIONNENT"]);
    }
    let verb = end.wrapping_add(usize::from(scene.at(end).has(Cues::AUXILIARY)));
    let text = scene.text(verb);
    if is_one_of(text, DOES)
        || is_one_of(text, &["LEVE", "LEVER", "LEVERA"])
            && scene.follows(verb, 1..4, &["MILLIARDS", "MILLION", "MILLIONS"])
        || scene.says(end, "a")
            && is_one_of(text, &["ETE"])
            && is_one_of(scene.text(verb.wrapping_add(1)), FORMED)
    {
        return true;
    }
    if !scene.at(verb).has(Cues::FIRM_VERB) && !is_one_of(text, TELLS) {
        return false;
    }
    let figure = verb.wrapping_add(1).wrapping_add(usize::from(scene.at(verb.wrapping_add(1)).is_de()));
    let percent = || scene.onward(figure, 1..3).any(|at| scene.text(at).starts_with('%'));
    scene.at(figure).is(Shape::NUMBER) && percent() || scene.follows(verb, 1..5, RESULTS)
}

/// F16. Whether what is written has come out there: *une étude parue jeudi dans [Zootaxa]*, *publiée chez [Sabine Wespieser]*.
#[inline]
pub(super) fn is_published(scene: &Scene<'_>, spot: &Spot) -> bool {
    let near = scene.before(spot.start as usize);
    near.has(Cues::CHEZ.or(Cues::PLACE_PREPOSITION))
        && !spot.seen.has(PART.with(Features::QUOTED).with(Features::HEADED))
        && is_out(scene, spot.start as usize)
}

#[inline(never)]
fn is_out(scene: &Scene<'_>, start: usize) -> bool {
    let near = start.wrapping_sub(1); // wraps: what lies before is outside
    let over = usize::from(scene.before(near).has(Cues::CALENDAR));
    (scene.says(near, "chez") || scene.says(near, "dans"))
        && is_one_of(scene.text(near.wrapping_sub(1).wrapping_sub(over)), OUT) // wraps: what lies before is outside
}

/// What comes out.
const OUT: &[&str] = &[
    "ARTICLE",
    "CHRONIQUE",
    "ECRIT",
    "ECRIVAIT",
    "EDITE",
    "EDITEE",
    "EDITEES",
    "EDITES",
    "ENTRETIEN",
    "INTERVIEW",
    "PARAIT",
    "PARAITRA",
    "PARAITRE",
    "PARU",
    "PARUE",
    "PARUES",
    "PARUS",
    "PUBLIE",
    "PUBLIEE",
    "PUBLIEES",
    "PUBLIENT",
    "PUBLIER",
    "PUBLIES",
    "TRIBUNE",
];

/// Of what firms alone have.
const HAS: &[&str] = &[
    "ACQUISITION",
    "ACTIFS",
    "ACTION",
    "ACTIONNAIRE",
    "ACTIONNAIRES",
    "ACTIONS",
    "APPLI",
    "APPLICATION",
    "BREVET",
    "BREVETS",
    "CAPITAL",
    "CLIENTS",
    "COFONDATEUR",
    "COFONDATEURS",
    "COFONDATRICE",
    "COMMANDES",
    "DG",
    "DIRIGEANTS",
    "DRH",
    "FAILLITE",
    "FILIALE",
    "FILIALES",
    "FONDATEUR",
    "FONDATEURS",
    "FONDATRICE",
    "LOGICIEL",
    "LOGICIELS",
    "LOGO",
    "MEDICAMENT",
    "MEDICAMENTS",
    "OPA",
    "PATRON",
    "PATRONNE",
    "PDG",
    "PRODUITS",
    "PUCES",
    "RACHAT",
    "RENES",
    "SALARIE",
    "SALARIEE",
    "SALARIEES",
    "SALARIES",
    "SOUSTRAITANT",
    "SOUSTRAITANTS",
    "SYNDICAL",
    "SYNDICALE",
    "TITRE",
    "VACCIN",
    "VACCINS",
];

/// What is done with a part of a firm.
const HOLDS: &[&str] = &[
    "ACHETE",
    "ACHETER",
    "ACQUERIR",
    "ACQUIERT",
    "ACQUIS",
    "CEDE",
    "CEDER",
    "CONTROLE",
    "CONTROLENT",
    "DETENAIT",
    "DETENANT",
    "DETENIR",
    "DETIENNENT",
    "DETIENT",
    "POSSEDE",
    "POSSEDENT",
    "PREND",
    "PRENDRE",
    "PRIS",
    "RACHETE",
    "RACHETER",
    "VEND",
    "VENDRE",
    "VENDU",
];

/// *chiffre d'[affaires], conseil d'[administration], plan de [restructuration]*
const HAS_OF: &[&str] = &["ADMINISTRATION", "AFFAIRES", "RESTRUCTURATION", "SURVEILLANCE"];

/// What bears the name of its firm without *de*.
const OWN: &[&str] = &[
    "ACTION",
    "ENSEIGNE",
    "FERME",
    "LABORATOIRE",
    "MAGASIN",
    "MAGASINS",
    "MARQUE",
    "PRODUITS",
    "STARTUP",
    "TITRE",
    "USINE",
];

/// What is done to firms.
pub(super) const BOUGHT: &[&str] = &["RACHETE", "RACHETER", "RACHETERA", "RACHETERAIT"];

/// What is done to goods, by firms.
pub(super) const MADE: &[&str] = &[
    "ASSEMBLE",
    "ASSEMBLEE",
    "ASSEMBLES",
    "COMMERCIALISE",
    "COMMERCIALISEE",
    "COMMERCIALISEES",
    "COMMERCIALISES",
    "DISTRIBUE",
    "DISTRIBUEE",
    "DISTRIBUEES",
    "DISTRIBUES",
    "EXPLOITE",
    "EXPLOITEE",
    "FABRIQUE",
    "FABRIQUEE",
    "FABRIQUEES",
    "FABRIQUES",
    "FOURNI",
    "FOURNIE",
    "FOURNIES",
    "FOURNIS",
    "PRODUITE",
    "PRODUITES",
    "PRODUITS",
    "USINE",
    "USINEE",
];

/// Who works there, or does no more.
const EMPLOYED: &[&str] = &[
    "EMBAUCHE",
    "EMBAUCHEE",
    "EMBAUCHES",
    "EMPLOYE",
    "EMPLOYEE",
    "EMPLOYES",
    "LICENCIE",
    "LICENCIEE",
    "LICENCIES",
];

/// What becomes of firms and of what they make, by firms.
const TAKEN_OVER: &[&str] = &[
    "ABSORBE",
    "ABSORBEE",
    "ACHETE",
    "ACHETEE",
    "ACHETEES",
    "ACHETES",
    "ACQUISE",
    "ACQUISES",
    "AFFRETE",
    "AFFRETEE",
    "AFFRETES",
    "DEVELOPPE",
    "DEVELOPPEE",
    "DEVELOPPEES",
    "DEVELOPPES",
    "EDITE",
    "EDITEE",
    "EDITEES",
    "EDITES",
    "RACHETE",
    "RACHETEE",
    "RACHETEES",
    "RACHETES",
];

/// What a firm is given to do.
const LET: &[&str] =
    &["CHANTIER", "CONCESSION", "CONTRAT", "EXPLOITATION", "GESTION", "MARCHE", "MARCHES", "TRAVAUX"];

/// What is done with what a firm is given.
const GIVEN: &[&str] = &["ATTRIBUE", "ATTRIBUEE", "ATTRIBUES", "CONFIE", "CONFIEE"];

/// What is done with what a firm had.
const SOLD: &[&str] = &[
    "APPORTE",
    "APPORTEE",
    "APPORTEES",
    "APPORTES",
    "CEDE",
    "CEDEE",
    "CEDEES",
    "CEDER",
    "CEDES",
    "REVENDU",
    "REVENDUE",
    "REVENDUES",
    "REVENDUS",
    "VENDRE",
    "VENDU",
    "VENDUE",
    "VENDUES",
    "VENDUS",
];

/// What one has of a firm.
const SHARES: &[&str] = &["ACTIONS", "ACTIVITES", "BRANCHE", "FILIALE", "FILIALES", "PARTICIPATION", "PARTS"];

/// What one does with a firm who has it no more.
const SELLS: &[&str] = &["CEDAIT", "CEDE", "CEDER", "CEDERA", "REVEND", "VEND", "VENDRA", "VENDRE", "VENDU"];

/// What there is with a firm.
const WITH: &[&str] = &["COENTREPRISE", "CONTRAT", "CONTRATS", "FUSION", "PARTENARIAT", "PARTENARIATS"];

/// What firms alone do.
const DOES: &[&str] = &[
    "COMMERCIALISE",
    "COMMERCIALISER",
    "DELOCALISE",
    "DELOCALISER",
    "DELOCALISERA",
    "DEVISSE",
    "EMBAUCHE",
    "EMBAUCHER",
    "EMBAUCHERA",
    "EMPLOIE",
    "EMPLOYAIT",
    "EMPLOYER",
    "EXPORTE",
    "EXPORTER",
    "FUSIONNE",
    "FUSIONNENT",
    "FUSIONNER",
    "FUSIONNERA",
    "LICENCIE",
    "LICENCIER",
    "LICENCIERA",
    "RACHETE",
    "RACHETER",
    "RACHETERA",
    "RECRUTE",
    "RECRUTER",
    "RECRUTERA",
    "SUPPRIME",
    "SUPPRIMER",
    "SUPPRIMERA",
];

/// What becomes of firms alone.
const FORMED: &[&str] = &[
    "ABSORBE",
    "ABSORBEE",
    "CREE",
    "CREEE",
    "LIQUIDE",
    "LIQUIDEE",
    "NATIONALISE",
    "NATIONALISEE",
    "PRIVATISE",
    "PRIVATISEE",
    "RACHETE",
    "RACHETEE",
    "VALORISEE",
];

/// What firms do as others do.
const TELLS: &[&str] = &[
    "ABAISSE",
    "ABANDONNE",
    "ABANDONNER",
    "ABANDONNERA",
    "ACHETE",
    "ACHETER",
    "ACHETERA",
    "ADJUGE",
    "ADJUGEAIT",
    "ANNONCE",
    "ANNONCERA",
    "AVANCE",
    "BONDI",
    "BONDIT",
    "CEDAIT",
    "CEDE",
    "CHUTE",
    "DEPOSE",
    "DEPOSER",
    "EFFONDRAIT",
    "EFFONDRE",
    "EFFRITE",
    "ENVOLAIT",
    "ENVOLE",
    "FERME",
    "FERMER",
    "FERMERA",
    "GAGNAIT",
    "GAGNE",
    "GRIMPE",
    "LACHAIT",
    "LACHE",
    "OUVERT",
    "OUVRE",
    "OUVRIR",
    "OUVRIRA",
    "PERD",
    "PERDAIT",
    "PERDU",
    "PLONGE",
    "PRENAIT",
    "PREND",
    "PRIS",
    "PROGRESSAIT",
    "PROGRESSE",
    "RECULE",
    "RELEVE",
    "REND",
    "RENDAIT",
    "VEND",
    "VENDRA",
    "VENDRE",
    "VERSE",
    "VERSERA",
];

/// What firms tell of.
const RESULTS: &[&str] = &[
    "ACTIVITE",
    "ACTIVITES",
    "BENEFICE",
    "BENEFICES",
    "BILAN",
    "BUREAUX",
    "CHIFFRE",
    "CONCURRENT",
    "CONCURRENTE",
    "DIVIDENDE",
    "EMPLOIS",
    "FILIALE",
    "FILIALES",
    "MAGASINS",
    "MARGE",
    "OBJECTIF",
    "OBJECTIFS",
    "PARTICIPATION",
    "PARTS",
    "POSTES",
    "PREVISIONS",
    "RESULTAT",
    "RESULTATS",
    "SIEGE",
    "SITE",
    "SITES",
    "SUPPRESSION",
    "SUPPRESSIONS",
    "USINE",
    "USINES",
    "VENTES",
];
