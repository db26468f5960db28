//! Where a name with a head ends, though more stands behind it: rules C1 to C20, each with what is no part of the name.
//!
//! The rules that ask for the same small word stand together, so that *de*, the most frequent, is asked few things; any of them
//! ends the name, and their order means nothing.

use crate::cues::Cues;
use crate::house;
use crate::key::is_one_of;
use crate::propose::complements::{Headed, LINK, Link};
use crate::span::Scene;
use crate::word::Shape;

/// What heads the name of a place.
const PLACES: Cues = Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT);

/// Whether it ends before the name that stands behind it at once.
///
/// * C1. Behind what it is of, which is told before its name: *la fédération des transporteurs [Vireo]*.
/// * C2. What has an article of its own is a whole name, *le festival [Les Rives bleues]*; and what stands behind *parti*: *le parti
///   [Ata-Meken]*.
/// * C3. A person behind an adjective: *le président du [Conseil constitutionnel] Jean-Louis Debré*, *l'ancienne présidente de la
///   [Cour suprême] Sushila Karki*.
#[inline]
pub(super) fn before_name(name: &Headed<'_, '_>) -> bool {
    let (scene, start, at) = (name.scene, name.start, name.at);
    let own = || {
        let article = scene.at(at).has(Cues::ARTICLE);
        scene.says(start, "parti") || article && scene.says(start, "festival")
    };
    let person = || scene.person(at) || headed_by(scene, start, at);
    name.small && (house::told_over(scene, at).is_some() || name.directly && own())
        || scene.adjective(at.wrapping_sub(1)) && person()
}

/// Whether it ends before a small word and what that leads to.
///
/// * C4. Before a person with a title: *le [Parti des Tchadiens libres] de Mme Achta Djibrine Sy*.
/// * C5. Before a day, if it is no event: *le [Centre Bell] depuis mardi*.
#[inline]
pub(super) fn before_link(name: &Headed<'_, '_>, link: &Link) -> bool {
    let titled = link.target.has(Cues::CIVILITY) && name.scene.name(link.next.wrapping_add(1));
    let dated = || !name.event && link.target.has(Cues::CALENDAR);
    titled
        || !link.plain
            && (dated()
                || if link.word.has(Cues::CONJUNCTION) {
                    before_and(name, link)
                } else {
                    before_place(name, link)
                        || if link.word.has(LINK) {
                            before_preposition(name, link)
                        } else {
                            before_a_or_en(name, link)
                        }
                })
}

/// * C6. Before a place with a head in small letters, where what is no event is or acts: *l'[Ensemble Stanislas] à la chapelle de la
///   Oultre*, *l'entreprise [Thiriet] pour la rue du Port*.
#[inline]
fn before_place(name: &Headed<'_, '_>, link: &Link) -> bool {
    !name.event && !link.target.is(Shape::CAPITAL) && link.target.has(PLACES)
}

/// Behind *et*, *ou*, *ni*.
///
/// * C7. An article begins another thing: *le [Conseil fédéral] et les cantons*.
/// * C8. A head begins another name, behind one that has a name in it: *l'[Observatoire de Genève] et de l'université de Berne*; so does
///   one with a capital, when *de* is said again: *du [CHU de Nantes] et de l'Hôpital européen Georges-Pompidou*.
/// * C9. Where *de* is said again, the name has a head that goes on with it, and what is of the same kind begins another: *la compagnie
///   [Prototype Status] et du collectif CCHAR*, *l'[Université de Bâle] et des Japonais de Kyoto*.
fn before_and(name: &Headed<'_, '_>, link: &Link) -> bool {
    let target = link.target;
    if name.scene.at(name.at.wrapping_add(1)).has(Cues::ARTICLE.or(Cues::DETERMINER)) {
        return true;
    }
    let capital = target.is(Shape::CAPITAL);
    let other = target.has(Cues::ORGANISATION_HEAD_LOW) && !capital
        || link.again && target.has(Cues::ORGANISATION_HEAD.or(Cues::ORGANISATION_NOUN));
    let people = capital && target.has(Cues::DEMONYM);
    name.named && other || link.again && (name.bare || people)
}

/// Behind *pour*, *contre*, *devant*.
///
/// * C10. What a recours is against is no part of who goes to law: *le recours de l'association [Rivière vivante] contre le barrage*.
/// * C11. An event has no opponents: *le [Tour de Suisse] devant Demi Vollering*.
/// * C12. Few prepositions are in names with a head, see [`LINKS`]: *la [Ligue de hockey de l'Ontario] avec les Rangers*.
fn before_preposition(name: &Headed<'_, '_>, link: &Link) -> bool {
    let scene = name.scene;
    let opposed = || name.event && scene.name(link.next) || goes_to_law(scene, name.start);
    link.word.has(Cues::AGAINST) && opposed() || !name.bare && !is_one_of(scene.text(name.at), LINKS)
}

/// Behind *à* and *en*.
///
/// * C13. Where a name with a name in it is told to be: *la [Ligue de hockey de l'Ouest] à Edmonton*, *au [Sporting de Kansas City] en
///   MLS*. A university has its towns in it: *l'[Université du Québec à Montréal]*.
/// * C14. Where it is told to be otherwise: *la [Chambre d'agriculture] au chevet des houblonniers*, *la [Coordination rurale] aux portes
///   d'Agen*.
/// * C15. A verb behind the pronoun, and what it governs: *l'[Agence nationale des patrimoines] en réhabilite trois*, *le [Conseil des
///   États] en débattra à Lugano*.
fn before_a_or_en(name: &Headed<'_, '_>, link: &Link) -> bool {
    let (scene, next) = (name.scene, link.next);
    let told = name.named && !name.bare && !link.word.has(Cues::CONTRACTED) && scene.name(next);
    if told && !is_one_of(scene.text(name.start), &["UNIVERSITE"]) {
        return true;
    }
    if link.word.has(Cues::A) && is_one_of(scene.text(next), WHERE) {
        return true;
    }
    let governed = scene.at(next.wrapping_add(1));
    link.word.has(Cues::EN)
        && !link.target.is(Shape::CAPITAL)
        && (governed.has(Cues::ARTICLE.or(Cues::DETERMINER))
            || governed.is(Shape::NUMBER)
            || scene.text(next).ends_with("ra")
            || scene.text(next).ends_with("ront"))
}

/// Whether it ends before a small word and the name that it leads to.
///
/// * C16. Whose it is, is no part of its name: *le [Parti conservateur] d'Éric Duhaime*; nor to whom it is given: *la [Cour d'honneur] à
///   Jeanne Moreau*.
/// * C17. Nor is where it stands, when its own name stands at once behind a head in small letters, *le [lycée Gustave-Eiffel] de
///   Cachan*; nor behind an assembly that every town has, *le [Conseil municipal] de Vernier*.
/// * C18. In which town it is, is no name of its own, *l'hôpital de [Dosso]*, *le lycée agricole de [Mirande]*, but *l'[hôpital du
///   Nord]*; and whose a party is: *le parti de [Saakachvili]*.
/// * C19. Nor is it part of one behind a word for organisations, with an article, an acronym or a word of its own: *la brasserie [La
///   Trouille] de Maubeuge*, *la section [CFDT] de Knauf Insulation*, *l'usine [Valtomer] de Dax*; but *l'association [Amis de Dax]*.
#[inline]
pub(super) fn before_name_of(name: &Headed<'_, '_>, link: &Link) -> bool {
    let (scene, start, at, next) = (name.scene, name.start, name.at, link.next);
    if !link.plain {
        return link.word.has(Cues::A) && scene.person(next);
    }
    if !name.event && (name.small && name.directly || scene.person(next))
        || matches!(scene.text(at.wrapping_sub(1)), "municipal" | "communal")
    {
        return true;
    }
    let behind = at == start.wrapping_add(1);
    let town = !link.word.has(Cues::CONTRACTED) && next == at.wrapping_add(1);
    if !town {
        return false;
    }
    let its = |head| is_one_of(head, LOCAL) || head == "parti" && behind;
    let own = || {
        let first = scene.at(start);
        let strange = behind && !first.facts.in_language() && !first.facts.may_be_first_name();
        first.has(Cues::ARTICLE) || scene.before(at).is_acronym() || strange
    };
    name.small && !name.named && its(scene.text(start)) || name.bare && own()
}

/// Whether it ends before a small word and the word of the language that it leads to.
///
/// * C20. A head in small letters has one complement: *le ministère de la Justice et de la mer*. Of what house something is, is no part
///   of its name: *la section [Marigot] du syndicat*.
#[inline]
pub(super) fn before_word(name: &Headed<'_, '_>, link: &Link) -> bool {
    name.small && link.word.has(Cues::CONJUNCTION)
        || name.bare && link.plain && link.target.has(Cues::ORGANISATION_NOUN)
}

/// What any town has, and what belongs to a name of its own: *le [lycée Simone-Veil]*, and not to that of its town.
const LOCAL: &[&str] = &["COLLEGE", "ECOLE", "HOPITAL", "LYCEE"];

/// The prepositions that names of organisations and events have in their midst: *[Ligue contre le cancer]*, *[Médecins sans
/// frontières]*; what is done *par* or *avec* somebody is told of it.
const LINKS: &[&str] = &["CONTRE", "DANS", "ENTRE", "POUR", "SANS", "SUR", "VERS"];

/// What one is *à*, of something.
const WHERE: &[&str] = &["ABORDS", "BORD", "BOUT", "CHEVET", "COTE", "COTES", "PIED", "PORTES", "SOMMET"];

/// Whether two names that follow an institution are a person's who heads it: *l'ancienne présidente de la Cour suprême [Sushila Karki]*.
#[inline(never)]
fn headed_by(scene: &Scene<'_>, head: usize, at: usize) -> bool {
    let known =
        |at: usize| scene.at(at).facts.in_language() || scene.at(at).is(Shape::CAPITALS.or(Shape::HYPHEN));
    scene.de_before(head).is_some_and(|of| scene.before(of).has(Cues::FUNCTION))
        && scene.run(at).wrapping_sub(at) == 2
        && !known(at)
        && !known(at.wrapping_add(1))
}

/// Whether an association goes to law in the words before the name that begins at `start`: *le recours de l'association [Rivière
/// vivante] contre le barrage*.
#[inline(never)]
fn goes_to_law(scene: &Scene<'_>, start: usize) -> bool {
    const LAW: &[&str] = &[
        "ACTION",
        "APPEL",
        "ATTAQUE",
        "COMBAT",
        "LUTTE",
        "MOBILISATION",
        "OFFENSIVE",
        "OPPOSITION",
        "PLAINTE",
        "PLAINTES",
        "POURVOI",
        "PROCEDURE",
        "PROCES",
        "RECOURS",
        "REFERE",
        "REQUETE",
        "VICTOIRE",
    ];
    scene.precedes(start, 2..7, LAW)
}
