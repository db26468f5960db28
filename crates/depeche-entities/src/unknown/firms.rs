//! What firms have, do and suffer, and where what is written comes out: *les actionnaires de [Valtomer]*, *[Valtomer] recrute*, *publié
//! chez [Sabine Wespieser]*.

use crate::cues::Cues;
use crate::evidence::BASED;
use crate::fame::PART;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::span::{Scene, Spot};
use crate::word::Shape;

/// Whether it is told of as of a firm: *les actionnaires de [Valtomer]*, *l'usine [Valtomer]*, *[Valtomer] recrute*, *[Valtomer] publie
/// un bénéfice*, *[Valtomer] gagne 3 %*.
pub(crate) fn is_firm(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let near = scene.before(start);
    if near.is_de() {
        let noun = start.wrapping_sub(2);
        // *le chiffre d'affaires de [Valtomer]*
        let of = scene.before(noun).has(Cues::DE);
        // *détient 12 % de [Valtomer]*
        let part = || scene.text(noun).starts_with('%') && scene.precedes(noun, 2..5, HOLDS);
        // *à la tête de [Valtomer]*
        let head = || scene.says(noun.wrapping_sub(1), "la") && scene.at(noun.wrapping_sub(2)).is_a();
        return is_one_of(scene.text(noun), HAS)
            || of && is_one_of(scene.text(noun), HAS_OF)
            || is_one_of(scene.text(noun), &["TETE"]) && head()
            || part();
    }
    let article = scene.at(start.wrapping_sub(2));
    if near.is_small()
        && article.has(Cues::ARTICLE.or(Cues::DETERMINER))
        && is_one_of(scene.text(start.wrapping_sub(1)), OWN)
    {
        return true;
    }
    // *renonce à racheter [Valtomer]*
    if near.is_small() && is_one_of(scene.text(start.wrapping_sub(1)), BOUGHT) {
        return true;
    }
    // *un mât fabriqué par [Valtomer]*
    if near.has(Cues::AGENT_PREPOSITION)
        && is_one_of(scene.text(start.wrapping_sub(1)), &["PAR"])
        && [MADE, EMPLOYED, TAKEN_OVER].iter().any(|done| is_one_of(scene.text(start.wrapping_sub(2)), done))
    {
        return true;
    }
    // *un partenariat avec [Valtomer]*, *place [Valtomer] en redressement judiciaire*
    if near.has(Cues::AGENT_PREPOSITION) && is_one_of(scene.text(start.wrapping_sub(2)), WITH)
        || scene.at(end).has(Cues::EN)
            && is_one_of(scene.text(end.wrapping_add(1)), &["LIQUIDATION", "REDRESSEMENT"])
    {
        return true;
    }
    // *[Valtomer], basé à Lyon, emploie 200 personnes*
    if scene.at(end).sign == b',' && is_one_of(scene.text(end.wrapping_add(1)), BASED) {
        return true;
    }
    // *le contrat attribué à [Valtomer]*
    if near.has(Cues::A)
        && is_one_of(
            scene.text(start.wrapping_sub(2)),
            &["ATTRIBUE", "ATTRIBUEE", "ATTRIBUES", "CONFIE", "CONFIEE"],
        )
        && scene.precedes(start, 3..10, LET)
    {
        return true;
    }
    // *la filiale cédée à [Valtomer]*
    if near.has(Cues::A)
        && is_one_of(scene.text(start.wrapping_sub(2)), SOLD)
        && [LET, RESULTS].iter().any(|goods| scene.precedes(start, 3..9, goods))
    {
        return true;
    }
    // *la fille de [Tilvo] recrute*, *à [Tonota], [Valtomer] recrute*: what it does is told of it where nothing governs it.
    if near.is(Shape::LETTERS) && !near.has(Cues::CONJUNCTION) && start != scene.first {
        return false;
    }
    // *[Valtomer] et Kistler fusionnent*
    let with = end.wrapping_add(1);
    if scene.at(end).has(Cues::CONJUNCTION) && scene.name(with) {
        return is_one_of(scene.text(scene.run(with)), &["FUSIONNENT"]);
    }
    let verb = end.wrapping_add(usize::from(scene.at(end).has(Cues::AUXILIARY)));
    if is_one_of(scene.text(verb), DOES) {
        return true;
    }
    // *[Valtomer] lève 12 millions d'euros*
    if is_one_of(scene.text(verb), &["LEVE", "LEVER", "LEVERA"])
        && scene.follows(verb, 1..4, &["MILLIARDS", "MILLION", "MILLIONS"])
    {
        return true;
    }
    // *[Valtomer] a été créée par deux ingénieurs*
    if scene.says(end, "a")
        && is_one_of(scene.text(verb), &["ETE"])
        && is_one_of(scene.text(verb.wrapping_add(1)), FORMED)
    {
        return true;
    }
    if !scene.at(verb).has(Cues::FIRM_VERB) && !is_one_of(scene.text(verb), TELLS) {
        return false;
    }
    // *[Valtomer] a bondi de 11 %*
    let figure = verb.wrapping_add(1).wrapping_add(usize::from(scene.at(verb.wrapping_add(1)).is_de()));
    (scene.at(figure).is(Shape::NUMBER)
        && scene.onward(figure, 1..3).any(|at| scene.text(at).starts_with('%')))
        || scene.follows(verb, 1..5, RESULTS)
}

/// Whether what is written has come out there: *une étude parue jeudi dans [Zootaxa]*, *publiée chez [Sabine Wespieser]*.
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
        && is_one_of(scene.text(near.wrapping_sub(1).wrapping_sub(over)), OUT)
}

/// What comes out.
const OUT: &[&str] = &[
    "EDITE", "EDITEE", "EDITEES", "EDITES", "PARAIT", "PARAITRA", "PARAITRE", "PARU", "PARUE", "PARUES",
    "PARUS", "PUBLIE", "PUBLIEE", "PUBLIEES", "PUBLIENT", "PUBLIER", "PUBLIES",
];

/// Of what firms alone have.
const HAS: &[&str] = &[
    "ACQUISITION",
    "ACTIFS",
    "ACTION",
    "ACTIONNAIRE",
    "ACTIONNAIRES",
    "ACTIONS",
    "CAPITAL",
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
    "OPA",
    "PATRON",
    "PATRONNE",
    "PDG",
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
