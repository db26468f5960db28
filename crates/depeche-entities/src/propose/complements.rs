//! What goes on a name behind its head: *[ministère de la Justice]*, *[Coupe du monde 2026]*, and where it ends.

use crate::cues::Cues;
use crate::feature::Features;
use crate::house;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::propose::heads::is_high;
use crate::span::{LONGEST, Scene};
use crate::word::Shape;

/// The complements of a head, each end a span of its own; `head` is empty for the first word of a name that has none.
pub(crate) fn complement(
    scene: &Scene<'_>,
    start: usize,
    head: Features,
    kind: Kind,
    out: &mut Proposals<'_>,
) {
    let event = kind == Kind::Event;
    let bare = head == Features::default();
    let small = !scene.at(start).is(Shape::CAPITAL);
    let mut at = start.wrapping_add(1);
    // *la [Haute autorité de la communication]*
    if !small && is_high(scene, start) {
        at = at.wrapping_add(1);
    }
    let mut named = false;
    let directly = scene.name(at);
    // *le [Comité régional de la conchyliculture]*: for how far it stands is said by institutions, whose complement is as good as a name.
    let scope = scene.at(at).has(Cues::SCOPE) & head.has(Features::HEAD_ORGANISATION);
    let of_word = if scope { Features::ENDS_DE_NAME } else { Features::ENDS_DE_WORD };
    let add = |end: usize, seen: Features, named: bool, out: &mut Proposals<'_>| {
        if named || !small {
            out.add(start, end, head.with(seen), kind.bit());
        }
    };
    if !small && !bare {
        // *la [Région] de Laurent Wauquiez*: whose it is, is no part of its name.
        let whose = scene.at(at).has(Cues::DE) && scene.person(at.wrapping_add(1));
        let going = scene.name(at) || scene.adjective(at) || scene.at(at).has(Cues::DE) && !whose;
        out.add(
            start,
            at,
            head.with(Features::HEAD_ALONE).with(Features::STOPS_EARLY.when(going)),
            kind.bit(),
        );
    }
    // *les pompiers du [SDIS 38]*
    if !small && scene.at(start).is(Shape::CAPITALS) && scene.at(at).is(Shape::NUMBER) {
        add(at.wrapping_add(1), Features::ENDS_NUMBER, named, out);
    }
    for _ in 0..8 {
        let word = scene.at(at);
        if scene.name(at) && !word.has(Cues::CIVILITY) && !word.is(Shape::APART) {
            // *le président du [Conseil constitutionnel] Jean-Louis Debré*: a person after an adjective is another name.
            // *la fédération des transporteurs [Vireo]*: what it is of is told before its name.
            if small && house::told_over(scene, at).is_some() {
                break;
            }
            // *le parti [Les Transformateurs]*, *le festival [Les Rives bleues]*: what has an article of its own is a whole name.
            // So has what stands behind *parti* at once: *le parti [Ata-Meken]*.
            let party = small && directly && scene.text(start) == "parti";
            if party || small && directly && word.has(Cues::ARTICLE) && scene.text(start) == "festival" {
                break;
            }
            // So are two names where who heads it is told of: *l'ancienne présidente de la [Cour suprême] Sushila Karki*.
            if scene.adjective(at.wrapping_sub(1)) && (scene.person(at) || house::headed_by(scene, start, at))
            {
                break;
            }
            at = scene.run(at);
            named = true;
            add(at, Features::default(), named, out);
        } else if event && word.is(Shape::NUMBER) {
            at = at.wrapping_add(1);
            add(at, Features::ENDS_NUMBER, named, out);
        } else if small && scene.at(at).has(Cues::DEMONYM) {
            // *le ministère [chinois] du Commerce*: whose it is, stands in its midst.
            break;
        } else if scene.adjective(at) || bare && agrees(scene, at) || !small && !bare && is_local(scene, at) {
            // *la [Brigade nationale de la police judiciaire]*, *le [ministère des Affaires civiles]*: it goes on with the complement.
            // *le [Parti révolutionnaire dominicain]*: whose it is ends a name as well as where it is.
            let land = !small && !bare && word.has(Cues::DEMONYM) && at > start.wrapping_add(1);
            let of = scope && at > start.wrapping_add(2) || small && named || land;
            at = at.wrapping_add(1);
            add(at, if of { Features::ENDS_DE_NAME } else { Features::ENDS_ADJECTIVE }, named, out);
        } else if word.has(Cues::DE.or(Cues::A).or(Cues::EN).or(Cues::CONJUNCTION).or(LINK))
            && !word.is(Shape::CAPITAL)
            // *le parti [Pirate]*, *un vol parti pour [Londres]*
            && !(small && word.has(LINK))
        {
            let mut next = at.wrapping_add(1);
            if word.has(Cues::CONJUNCTION) && scene.at(next).has(Cues::ARTICLE.or(Cues::DETERMINER)) {
                break;
            }
            if word.has(Cues::CONJUNCTION) && scene.at(next).has(Cues::DE) {
                next = next.wrapping_add(1);
            }
            if scene.at(next).has(Cues::ARTICLE) && !scene.at(next).is(Shape::CAPITAL) {
                next = next.wrapping_add(1);
            }
            let plain = word.has(Cues::DE);
            // *le recours de l'association [Rivière vivante] contre le barrage*: what it is against is that of the recours.
            if word.has(Cues::AGAINST) && house::goes_to_law(scene, start) {
                break;
            }
            // *la [Fédération des grands vins de Bordeaux]*: an adjective may stand before what it is of.
            let next = next.wrapping_add(usize::from(
                head.has(Features::HEAD_ORGANISATION) && house::before_noun(scene, next),
            ));
            let target = scene.at(next);
            // *le [Centre Bell] depuis mardi*
            if !event && !plain && target.has(Cues::CALENDAR) {
                break;
            }
            // *le [Tour de Suisse] devant Demi Vollering*
            if event && word.has(Cues::AGAINST) && scene.name(next) {
                break;
            }
            // *l'ONG [Santé pour tous]*
            let for_all = bare && word.has(LINK) && matches!(scene.text(next), "tous" | "toutes");
            // *du [CHU de Nantes] et de l'[Hôpital européen Georges-Pompidou]*: so does one with a capital, when *de* is said again.
            let again = scene.at(at.wrapping_add(1)).has(Cues::DE);
            if word.has(Cues::CONJUNCTION) && named && again && target.has(Cues::ORGANISATION_HEAD) {
                break;
            }
            // *la [Ligue de hockey de l'Ontario] avec les Rangers*
            if word.has(LINK) && !bare && !plain && !is_one_of(scene.text(at), LINKS) {
                break;
            }
            let ends = Cues::CONJUNCTION.or(Cues::A).or(Cues::EN);
            if word.has(ends) && house::ends_before(scene, start, at, next, bare, named) {
                break;
            }
            // *l'[Observatoire de Genève] et de l'[université de Berne]*: a head begins another name; *l'entreprise [Thiriet] pour la
            // [rue du Port]*: nor does a place go on with the name of a firm.
            if !target.is(Shape::CAPITAL)
                && (word.has(Cues::CONJUNCTION) && named && target.has(Cues::ORGANISATION_HEAD_LOW)
                    || bare && word.has(LINK) && target.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT)))
            {
                break;
            }
            // *l'[Ensemble Stanislas] à la chapelle de la Oultre*: nor does a name go on with the place where it is done.
            if !plain
                && !event
                && !word.has(Cues::CONJUNCTION)
                && !target.is(Shape::CAPITAL)
                && target.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT))
            {
                break;
            }
            // *l'[Agence nationale des patrimoines] en réhabilite trois*: a verb stands behind the pronoun, and what it governs.
            let governed = scene.at(next.wrapping_add(1));
            if word.has(Cues::EN)
                && !target.is(Shape::CAPITAL)
                && (governed.has(Cues::ARTICLE.or(Cues::DETERMINER))
                    || governed.is(Shape::NUMBER)
                    // *le [Conseil des États] en débattra à Lugano*
                    || scene.text(next).ends_with("ra")
                    || scene.text(next).ends_with("ront"))
            {
                break;
            }
            // *le [Parti des Tchadiens libres] de Mme Achta Djibrine Sy*
            if target.has(Cues::CIVILITY) && scene.name(next.wrapping_add(1)) {
                break;
            }
            if scene.name(next) && !target.has(Cues::CIVILITY) {
                // *le [Parti conservateur] d'Éric Duhaime*: whose it is, is no part of its name. *le [lycée Gustave-Eiffel] de Cachan*:
                // nor is where it stands, when its own name stands at once after a head in small letters.
                if plain && !event && (scene.person(next) || small && directly) {
                    break;
                }
                // *l'hôpital de [Dosso]*, *le lycée agricole de [Mirande]*: in which town it is, is no name of its own; *l'[hôpital du
                // Nord]* is one.
                // *le parti de [Saakachvili]*: whose it is.
                let town = plain && !word.has(Cues::CONTRACTED) && next == at.wrapping_add(1);
                let its = |text| is_one_of(text, &LOCAL) || text == "parti" && at == start.wrapping_add(1);
                if town && small && !named && its(scene.text(start)) {
                    break;
                }
                // *le [Conseil municipal] de Vernier*: a commune's assembly has its town beside it.
                if plain && matches!(scene.text(at.wrapping_sub(1)), "municipal" | "communal") {
                    break;
                }
                // *la [Cour d'honneur] à Jeanne Moreau*: to whom it is given is no part of its name.
                if word.has(Cues::A) && scene.person(next) {
                    break;
                }
                // *la brasserie [La Trouille] de Maubeuge*, *la section [CFDT] de Knauf Insulation*
                let acronym = scene.before(at).is_acronym();
                // *l'usine [Valtomer] de Dax*: nor to one that is no word; *l'association [Amis de Dax]*
                let begins = scene.at(start);
                let strange =
                    at == start.wrapping_add(1) && begins.facts.common() == 0 && begins.facts.first() == 0;
                if bare && town && (begins.has(Cues::ARTICLE) || acronym || strange) {
                    break;
                }
                at = scene.run(next);
                named = true;
                add(at, if plain { Features::ENDS_DE_NAME } else { Features::ENDS_OTHER }, named, out);
            } else if event && target.is(Shape::NUMBER) && plain {
                at = next.wrapping_add(1);
                add(at, Features::ENDS_NUMBER, named, out);
            } else if target.is(Shape::LETTERS)
                && (!target.has(Cues::GRAMMAR.or(Cues::AUXILIARY).or(Cues::DETERMINER)) || for_all)
                && !(word.has(Cues::CONJUNCTION) && small)
                // *la section [Marigot] du syndicat*: of what house it is, is no part of its name.
                && !(bare && plain && target.has(Cues::ORGANISATION_NOUN))
            {
                at = next.wrapping_add(1);
                // *le [Réseau des femmes rurales du Togo]*, *les sœurs tertiaires*: of many, an adjective in the plural.
                at =
                    at.wrapping_add(usize::from(head.has(Features::HEAD_ORGANISATION) && of_many(scene, at)));
                // *le [Parti de la paix et de la prospérité]*: *de* said again goes on as the first did.
                let of = if plain { of_word } else { Features::ENDS_DE_WORD };
                let plain = plain || word.has(Cues::CONJUNCTION) && again || for_all;
                add(at, if plain { of } else { Features::ENDS_OTHER }, named, out);
            } else {
                break;
            }
        } else {
            break;
        }
        if at.wrapping_sub(start) > LONGEST {
            break;
        }
    }
}

/// Whether a plural stands behind one, and *de* and a name behind it: *le Réseau des femmes [transformatrices] de la Petite Côte*.
fn of_many(scene: &Scene<'_>, at: usize) -> bool {
    agrees(scene, at) && scene.particles(at.wrapping_add(1), Cues::DE.or(Cues::ARTICLE)) > 0
}

/// Whether a word goes on with the plural of the name before it: *la librairie [Ombres blanches]*, *l'association [Vergers
/// vivants]*.
pub(crate) fn agrees(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.at(at);
    let plain = word.is_small() && word.cues == Cues::NONE;
    plain && scene.text(at).ends_with('s') && scene.text(at.wrapping_sub(1)).ends_with('s')
}

/// Whether a word that has no other use is made like a demonym, behind an adjective: *l'[Union sportive castrogontérienne]*, though no
/// list has its town.
pub(crate) fn is_local(scene: &Scene<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 8] = ["ais", "aise", "ois", "oise", "ien", "ienne", "enne", "aine"];
    let word = scene.at(at);
    if word.cues != Cues::NONE || !word.is_small() {
        return false;
    }
    let text = scene.text(at);
    // *l'[Office antidrogue]*, *la [Brigade anti-stupéfiants]*
    if text.starts_with("anti") && text.len() > 7 {
        return true;
    }
    // *le [Dojo héricourtois]*: or behind the head itself.
    if !scene.adjective(at.wrapping_sub(1)) && !scene.before(at).is(Shape::CAPITAL) {
        return false;
    }
    text.len() > 7 && word.facts.common() == 0 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// What any town has, and what belongs to a name of its own: *le [lycée Simone-Veil]*, and not to that of its town.
const LOCAL: [&str; 4] = ["COLLEGE", "ECOLE", "HOPITAL", "LYCEE"];

/// *pour, sur, contre*: between a head and its complement. Which of them a name has is in [`LINKS`].
pub(crate) const LINK: Cues = Cues::AGENT_PREPOSITION.or(Cues::PLACE_PREPOSITION);

/// The prepositions that names of organisations and events have in their midst: *[Ligue contre le cancer]*, *[Médecins sans
/// frontières]*; what is done *par* or *avec* somebody is told of it.
const LINKS: &[&str] = &["CONTRE", "DANS", "ENTRE", "POUR", "SANS", "SUR", "VERS"];
