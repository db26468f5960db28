//! What goes on a name behind its head: *[ministère de la Justice]*, *[Coupe du monde 2026]*. Where it ends, [`ends`] says.

use crate::cues::Cues;
use crate::evidence::SMALL;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::Proposals;
use crate::propose::ends;
use crate::propose::heads::is_high;
use crate::span::{LONGEST, Scene};
use crate::word::{Shape, Word};

/// How many complements a name has at most.
const MOST: usize = 8;

/// The complements of a head, each end a span of its own; `head` is empty for the first word of a name that has none.
pub(crate) fn complement(
    scene: &Scene<'_>,
    start: usize,
    head: Features,
    kind: Kind,
    out: &mut Proposals<'_>,
) {
    let mut name = Headed::new(scene, start, head, kind);
    name.alone(out);
    for _ in 0..MOST {
        let goes_on = name.goes_on(out);
        if !goes_on || name.at.wrapping_sub(start) > LONGEST {
            break;
        }
    }
}

/// A name behind its head, as far as it is read.
pub(super) struct Headed<'s, 'w> {
    pub(super) scene: &'s Scene<'w>,
    pub(super) start: usize,
    head: Features,
    kind: Kind,
    /// Whether the head has a small letter: such a name has one with a capital in it.
    pub(super) small: bool,
    /// Whether it has no word for what it is at its head: *l'association [Rivière vivante]*.
    pub(super) bare: bool,
    pub(super) event: bool,
    /// Whether a name stands behind the head at once: *le [lycée Gustave-Eiffel]*.
    pub(super) directly: bool,
    /// Whether the head says for how far it stands, as institutions do, whose complement is as good as a name: *le [Comité régional de
    /// la conchyliculture]*.
    scope: bool,
    /// The word behind what is read.
    pub(super) at: usize,
    /// Whether there is a name in it behind the head.
    pub(super) named: bool,
}

/// A small word behind a name, and what it leads to.
pub(super) struct Link {
    pub(super) word: Word,
    /// Whether *de* is said, and whether it is behind *et*.
    pub(super) plain: bool,
    pub(super) again: bool,
    /// Where that stands which it leads to, over an article and an adjective.
    pub(super) next: usize,
    pub(super) target: Word,
}

impl<'s, 'w> Headed<'s, 'w> {
    fn new(scene: &'s Scene<'w>, start: usize, head: Features, kind: Kind) -> Headed<'s, 'w> {
        let small = !scene.at(start).is(Shape::CAPITAL);
        // *la [Haute autorité de la communication]*
        let high = usize::from(!small && is_high(scene, start));
        let at = start.wrapping_add(1).wrapping_add(high);
        Headed {
            scene,
            start,
            head,
            kind,
            small,
            bare: head == Features::default(),
            event: kind == Kind::Event,
            directly: scene.name(at),
            scope: scene.at(at).has(Cues::SCOPE) & head.has(Features::HEAD_ORGANISATION),
            at,
            named: false,
        }
    }

    /// The head alone, and with its number.
    #[inline]
    fn alone(&self, out: &mut Proposals<'_>) {
        let (scene, at) = (self.scene, self.at);
        if self.small {
            return;
        }
        if !self.bare {
            // *la [Région] de Laurent Wauquiez*: whose it is, is no part of its name.
            let whose = scene.at(at).has(Cues::DE) && scene.person(at.wrapping_add(1));
            let going = scene.name(at) || scene.adjective(at) || scene.at(at).has(Cues::DE) && !whose;
            self.propose(at, Features::HEAD_ALONE.with(Features::STOPS_EARLY.when(going)), out);
        }
        // *les pompiers du [SDIS 38]*
        if scene.at(self.start).is(Shape::CAPITALS) && scene.at(at).is(Shape::NUMBER) {
            self.propose(at.wrapping_add(1), Features::ENDS_NUMBER, out);
        }
    }

    fn propose(&self, end: usize, seen: Features, out: &mut Proposals<'_>) {
        out.add(self.start, end, self.head.with(seen), self.kind.bit());
    }

    /// Goes on up to `end`, which gives a span where there is a capital in it.
    #[inline]
    fn reach(&mut self, end: usize, seen: Features, out: &mut Proposals<'_>) {
        self.at = end;
        if self.named || !self.small {
            self.propose(end, seen, out);
        }
    }

    /// Reads one complement more, and gives whether there was one.
    #[inline]
    fn goes_on(&mut self, out: &mut Proposals<'_>) -> bool {
        let (scene, at) = (self.scene, self.at);
        let word = scene.at(at);
        let one = at.wrapping_add(1);
        if scene.name(at) && !word.has(Cues::CIVILITY) && !word.is(Shape::APART) {
            if ends::before_name(self) {
                return false;
            }
            self.named = true;
            self.reach(scene.run(at), Features::default(), out);
            true
        } else if self.event && word.is(Shape::NUMBER) {
            self.reach(one, Features::ENDS_NUMBER, out);
            true
        } else if self.small && word.has(Cues::DEMONYM) {
            // *le ministère [chinois] du Commerce*: whose it is, stands in its midst.
            false
        } else if self.describes(at) {
            let as_name = self.ends_with_adjective(word);
            self.reach(one, if as_name { Features::ENDS_DE_NAME } else { Features::ENDS_ADJECTIVE }, out);
            true
        } else if word.has(LINK.or(Cues::DE).or(Cues::A).or(Cues::EN).or(Cues::CONJUNCTION))
            && !word.is(Shape::CAPITAL)
            // *le parti [Pirate]*, *un vol parti pour [Londres]*
            && !(self.small && word.has(LINK))
        {
            self.goes_over(word, out)
        } else {
            false
        }
    }

    /// Whether the word says what kind of thing it is: *le [Conseil constitutionnel]*, *la librairie [Ombres blanches]*.
    #[inline]
    fn describes(&self, at: usize) -> bool {
        let scene = self.scene;
        let headed = !self.small && !self.bare;
        scene.adjective(at) || self.bare && agrees(scene, at) || headed && is_local(scene, at)
    }

    /// Whether an adjective ends it as well as a name does: *la [Brigade nationale de la police judiciaire]*, *le [ministère des
    /// Affaires civiles]* go on with the complement; in *le [Parti révolutionnaire dominicain]*, whose it is ends it as where it is.
    #[inline]
    fn ends_with_adjective(&self, word: Word) -> bool {
        let behind = self.at.wrapping_sub(self.start);
        let land = !self.small && !self.bare && word.has(Cues::DEMONYM) && behind > 1;
        self.scope && behind > 2 || self.small && self.named || land
    }

    /// Goes on over a small word: *[ministère] de la Justice*, *[Médecins] sans frontières*.
    #[inline]
    fn goes_over(&mut self, word: Word, out: &mut Proposals<'_>) -> bool {
        let scene = self.scene;
        let link = self.link(word);
        if ends::before_link(self, &link) {
            return false;
        }
        if scene.name(link.next) && !link.target.has(Cues::CIVILITY) {
            if ends::before_name_of(self, &link) {
                return false;
            }
            self.named = true;
            let seen = if link.plain { Features::ENDS_DE_NAME } else { Features::ENDS_OTHER };
            self.reach(scene.run(link.next), seen, out);
            return true;
        }
        let one = link.next.wrapping_add(1);
        if self.event && link.plain && link.target.is(Shape::NUMBER) {
            self.reach(one, Features::ENDS_NUMBER, out);
            return true;
        }
        // *l'ONG [Santé pour tous]*
        let for_all = self.bare && word.has(LINK) && matches!(scene.text(link.next), "tous" | "toutes");
        if !link.target.is(Shape::LETTERS)
            || link.target.has(Cues::GRAMMAR.or(Cues::AUXILIARY).or(Cues::DETERMINER)) && !for_all
            || ends::before_word(self, &link)
        {
            return false;
        }
        // *le [Réseau des femmes rurales du Togo]*, *les sœurs tertiaires*: of many, an adjective in the plural.
        let many = self.head.has(Features::HEAD_ORGANISATION) && of_many(scene, one);
        // *le [Parti de la paix et de la prospérité]*: *de* said again goes on as the first did.
        let as_first = word.has(Cues::CONJUNCTION) && link.again || for_all;
        let seen = match (link.plain, as_first) {
            (true, _) if self.scope => Features::ENDS_DE_NAME,
            (true, _) | (_, true) => Features::ENDS_DE_WORD,
            (false, false) => Features::ENDS_OTHER,
        };
        self.reach(one.wrapping_add(usize::from(many)), seen, out);
        true
    }

    /// What the small word behind it leads to.
    #[inline]
    fn link(&self, word: Word) -> Link {
        let scene = self.scene;
        let mut next = self.at.wrapping_add(1);
        let again = scene.at(next).has(Cues::DE);
        next = next.wrapping_add(usize::from(again && word.has(Cues::CONJUNCTION)));
        let article = scene.at(next);
        next = next.wrapping_add(usize::from(article.has(Cues::ARTICLE) && !article.is(Shape::CAPITAL)));
        // *la [Fédération des grands vins de Bordeaux]*: an adjective may stand before what it is of.
        let described = self.head.has(Features::HEAD_ORGANISATION) && before_noun(scene, next);
        next = next.wrapping_add(usize::from(described));
        Link { word, plain: word.has(Cues::DE), again, next, target: scene.at(next) }
    }
}

/// *pour, sur, contre*: between a head and its complement. Which of them a name has [`ends::before_link`] knows.
pub(crate) const LINK: Cues = Cues::AGENT_PREPOSITION.or(Cues::PLACE_PREPOSITION);

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
    // In bytes. What is made of another word is longer than the words that end so by themselves: *romaine*, *chienne*, *antique*.
    const SHORTEST: usize = 8;
    let word = scene.at(at);
    if word.cues != Cues::NONE || !word.is_small() {
        return false;
    }
    let text = scene.text(at);
    // *l'[Office antidrogue]*, *la [Brigade anti-stupéfiants]*
    if text.starts_with("anti") && text.len() >= SHORTEST {
        return true;
    }
    // *le [Dojo héricourtois]*: or behind the head itself.
    if !scene.adjective(at.wrapping_sub(1)) && !scene.before(at).is(Shape::CAPITAL) {
        return false;
    }
    text.len() >= SHORTEST && !word.facts.in_language() && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether an adjective stands before its noun, as few do: *des [grands] vins*, *la [grande] muraille*, *des [petites] entreprises*.
#[inline(never)]
fn before_noun(scene: &Scene<'_>, at: usize) -> bool {
    const FEW: &[&str] = &[
        "ANCIENNES",
        "ANCIENS",
        "GRAND",
        "GRANDE",
        "GRANDES",
        "GRANDS",
        "HAUTE",
        "HAUTES",
        "HAUTS",
        "JEUNE",
        "JEUNES",
        "MOYENNES",
        "NOUVEAUX",
        "NOUVELLE",
        "NOUVELLES",
        "PETIT",
        "PETITE",
        "PETITES",
        "PETITS",
        "VIEILLES",
        "VIEUX",
    ];
    let noun = scene.at(at.wrapping_add(1));
    scene.at(at).is_small()
        && noun.is_small()
        && !noun.has(SMALL.or(Cues::GRAMMAR).or(Cues::AUXILIARY))
        && is_one_of(scene.text(at), FEW)
}
