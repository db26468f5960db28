//! What says beside a name that it is an organisation's: the word for it before, *le parti [Ensemble pour le Gabon]*, *la galerie
//! [Arthur Boudier]*, and its legal form behind, *[Apple Inc.]*.

use crate::cues::Cues;
use crate::evidence::SMALL;
use crate::feature::Features;
use crate::kind::Kind;
use crate::lexicon::Hit;
use crate::propose::Proposals;
use crate::span::Scene;
use crate::word::Shape;

/// Whether a word for organisations stands before: *le parti [Ensemble pour le Gabon]*, *le collectif [Plus de trains]*,
/// *l'ONG [Mer libre]*.
#[inline]
pub(crate) fn called(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.before(start);
    let noun = if scene.adjective(start.wrapping_sub(1)) { scene.at(start.wrapping_sub(2)) } else { before };
    noun.has(Cues::ORGANISATION_NOUN)
        && (!before.is(Shape::CAPITAL) || before.is(Shape::WEAK.or(Shape::CAPITALS)))
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
    !scene.before(start).is(Shape::CAPITAL)
        && scene.at(article).has(Cues::ARTICLE)
        && !scene.at(article).has(Cues::DE.or(Cues::PLURAL))
        && !scene.before(article).has(Cues::DE)
        && !TRADES.iter().any(|ending| scene.text(start.wrapping_sub(1)).ends_with(ending))
}

/// How words for who works end, and for those who are several persons.
const TRADES: [&str; 12] =
    ["eur", "euse", "rice", "er", "iste", "ant", "aire", "ien", "ienne", "duo", "trio", "tandem"];

/// Whether a word for organisations stands before what it does, which is told without an article, and so before the name that begins
/// at `start`: *l'association de prévention [Kap Lavenir]*, *la société d'histoire locale [Vieux Verviers]*. A person has a first name:
/// *le membre du groupe de travail [Jean Roux]*.
#[inline(never)]
pub(crate) fn occupied(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    if !scene.held.cues.has(Cues::ORGANISATION_NOUN) || scene.at(start).facts.first() >= 2 {
        return false;
    }
    let what = at.wrapping_sub(usize::from(scene.adjective(at))); // wraps: what lies before is outside
    let of = scene.before(what);
    let noun = scene.at(what.wrapping_sub(2));
    scene.at(at).is_small()
        && scene.at(what).is_small()
        && !scene.at(what).has(SMALL.or(Cues::FUNCTION).or(Cues::CIVILITY).or(Cues::GRAMMAR))
        && of.has(Cues::DE)
        && !of.has(Cues::CONTRACTED)
        && noun.has(Cues::ORGANISATION_NOUN)
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
