//! What is seen of a span: its words, its shape, its neighbours.

use crate::beside::{self, Following};
use crate::cues::Cues;
use crate::ending::Ending;
use crate::feature::Features;
use crate::house;
use crate::joint::{self, Signature};
use crate::kind::Kind;
use crate::lexicon::{Listing, Sort};
use crate::span::{Outline, Scene, Spot};
use crate::word::{Shape, Word};

/// Adds to the spans of a sentence what their words and neighbours show. `spots` are in the order of their starts.
pub(crate) fn see(scene: &Scene<'_>, spots: &mut [Spot], context: bool) {
    for same in spots.chunk_by_mut(|one, other| one.start == other.start) {
        let Some(start) = same.first().map(|spot| spot.start as usize) else { continue };
        let before = if context { before(scene, start) } else { Features::default() };
        let place = joint::before(scene, start, before);
        for spot in same {
            let end = spot.end as usize;
            let (mut inside, outline) = words(scene, start, end, spot.listed.0 != spot.listed.1);
            // *la [Nouvelle société cotonnière du Togo] (NSCT)*: its first letters say that it is one name. *le comité [Non au
            // barrage]*: nor does a word of grammar speak against what is known for a name.
            if spot.seen.has(Features::ACRONYM_OF.with(Features::HEAD_ORGANISATION)) {
                let grammar = scene.at(start).has(Cues::GRAMMAR);
                let words =
                    if spot.seen.has(Features::ACRONYM_OF) { OF_WORDS } else { OF_GRAMMAR.when(grammar) };
                inside = inside.without(words);
            }
            spot.outline = Outline { before: place, ..outline };
            spot.seen = spot.seen.with(Features::BIAS).with(inside).with(before);
            if context {
                spot.seen = spot.seen.with(after(scene, end));
            }
        }
    }
}

/// What words of the language and names inside a longer name say of it.
const OF_WORDS: Features = Features::FIRST_COMMON_OFTEN
    .with(Features::FIRST_COMMON)
    .with(Features::FIRST_GRAMMAR)
    .with(Features::LAST_COMMON)
    .with(Features::FOREIGN_PLACE_HEAD)
    .with(Features::FIRST_NAME)
    .with(Features::FIRST_NAME_RARE)
    .with(Features::SURNAME);

/// What says of a longer name that it begins with a word of grammar.
const OF_GRAMMAR: Features = Features::FIRST_COMMON_OFTEN.with(Features::FIRST_GRAMMAR);

fn words(scene: &Scene<'_>, start: usize, end: usize, listed: bool) -> (Features, Outline) {
    use Features as F;
    let first = scene.head(start);
    let last = scene.before(end);
    let length = scene.length(start, end);
    let one = length == 1;
    let begins = scene.at(start);
    let weak = begins.is(Shape::WEAK);
    let mut seen = match length {
        1 => F::ONE.with(F::WEAK_ONE.when(weak)),
        2 => F::TWO.with(F::WEAK_MORE.when(weak)),
        _ => F::LONG.with(F::WEAK_MORE.when(weak)),
    };
    seen = seen.with(F::HEADLINE.when(first.is(Shape::HEADLINE)));
    // *à la librairie [L'Étage]*: the article is the name's own, and what follows it no word.
    let article = begins.is(Shape::ELIDED) & begins.has(Cues::ARTICLE);
    let common = first.facts.common().wrapping_mul(u8::from(!article));
    // *l'[Ensemble Stanislas]*: in the midst of a sentence, its capital makes it a head.
    let heads = !one && !weak && first.has(Cues::ORGANISATION_HEAD);
    let grammar = first.has(Cues::GRAMMAR) && !first.is(Shape::CAPITALS) && !heads;
    if one {
        // *prend les [Finances]*: what a minister is given is no name.
        let portfolio = !listed && common > 0 && first.has(Cues::PORTFOLIO) && !first.is(Shape::CAPITALS);
        let given = portfolio || seals(scene, start, first);
        seen = seen
            .with(F::GRAMMAR.when(grammar || given))
            .with(F::COMMON_OFTEN.when(common >= 4 || given))
            .with(F::COMMON.when(matches!(common, 2 | 3) && !portfolio))
            .with(F::COMMON_RARE.when(common == 1))
            .with(F::FIRST_NAME_ONE.when(first.facts.first() >= 2))
            .with(F::FIRST_NAME_RARE_ONE.when(first.facts.first() == 1))
            .with(F::SURNAME_ONE.when(first.facts.surname() >= 1))
            .with(F::UNKNOWN.when(unknown(first) && !weak))
            .with(F::UNKNOWN_WEAK.when(unknown(first) && weak))
            .with(F::SHORT.when(first.is(Shape::SHORT) && !first.is(Shape::CAPITALS)))
            .with(F::LISTED_CASE.when(!first.is(Shape::CAPITAL.or(Shape::HEADLINE).or(Shape::CAMEL))));
        if first.is(Shape::CAPITALS) && !first.is(Shape::SPELT) {
            let letters = first.is(Shape::SHORT);
            seen = seen.with(F::CAPITALS).with(F::CAPITALS_TWO.when(letters && first.is(Shape::ROMAN))).with(
                F::NOT_ORGANISATION.when(
                    first.has(Cues::NOT_ORGANISATION) && !(listed && of_member(scene, start))
                        || road(scene, start, first),
                ),
            );
        }
    } else {
        // *l'ONG [Mer libre]*, *la PME [Valtomer]*: the word for organisations stays outside, in capitals too.
        let acronym = first.is(Shape::CAPITALS) && !first.is(Shape::SPELT);
        let generic = acronym && !listed && first.has(Cues::ORGANISATION_NOUN);
        // *au bar [Le Balto]*: with a capital where no word has one, the article is the name's own, listed or not.
        let strong = !weak && scene.at(start).is(Shape::CAPITAL);
        // *[De Lijn] prolonge ses bus*: so is what other languages begin with.
        let own = (strong || weak && listed) && own_article(scene, start)
            || weak && listed && first.has(Cues::DE) && scene.name(start.wrapping_add(1))
            || first.has(Cues::ARTICLE) && cited(scene, start);
        // *[Greenpeace Afrique]*, *[BPI France]*: a name and a land are what is there of a firm or an association.
        let branch =
            last.has(Cues::BRANCH) && length == 2 && !listed && first.facts.first() == 0 && common == 0;
        seen = seen
            .with(F::FIRST_GRAMMAR.when(grammar && (weak || !listed) && !own || generic))
            .with(F::TWO_UNKNOWN.when(length == 2 && unknown(first) && last.facts.common() == 0))
            .with(F::ALL_FIRST_NAMES.when(length == 2 && last.facts.first() >= 2))
            .with(F::FIRST_COMMON_OFTEN.when(common >= 4 && !own))
            .with(F::FIRST_COMMON.when(matches!(common, 2 | 3)))
            .with(
                F::CAPITALS
                    .when(acronym_first(scene, start, first) || acronym_numbered(scene, start, end, first)),
            )
            .with(F::LAST_COMMON.when(last.facts.common() >= 3))
            .with(F::FIRST_NAME.when(first.facts.first() >= 2 || surname_first(first, last, length)))
            .with(F::FIRST_NAME_RARE.when(first.facts.first() == 1))
            .with(F::SURNAME.when(last.facts.surname() >= 1))
            .with(F::ROMAN.when(last.is(Shape::ROMAN)))
            .with(
                F::FOREIGN_ORGANISATION
                    .when(last.has(Cues::FOREIGN_ORGANISATION) || first.has(Cues::FOREIGN_ORGANISATION)),
            )
            .with(F::HEAD_ORGANISATION.when(branch))
            .with(F::FOREIGN_PLACE.when(last.has(Cues::FOREIGN_PLACE)))
            .with(F::FOREIGN_PLACE_HEAD.when(first.has(Cues::FOREIGN_PLACE_HEAD)));
        for index in start..end {
            let word = scene.at(index);
            seen = seen
                .with(F::INITIAL.when(word.is(Shape::INITIAL)))
                .with(F::FIGURES.when(word.is(Shape::FIGURES)))
                .with(F::AMPERSAND.when(word.sign == b'&'))
                .with(F::PARTICLE.when(!word.is(Shape::CAPITAL) && word.has(Cues::PARTICLE)));
        }
    }
    let length = u8::try_from(length.min(3)).unwrap_or(3);
    let outline = Outline { first: first.class, last: last.class, length, weak, before: 0 };
    let seen = seen
        .with(F::HYPHEN.when(last.is(Shape::HYPHEN)))
        .with(F::CAMEL.when(first.is(Shape::CAMEL)))
        .with(F::FIGURES.when(first.is(Shape::FIGURES)))
        .with(F::PLACE_HYPHENS.when(last.ending.has(Ending::COMMUNE)))
        .with(F::DEMONYM_ENDING.when(last.ending.has(Ending::DEMONYM)))
        .with(F::PLACE_ENDING.when(last.ending.has(Ending::PLACE)))
        .with(F::PERSON_ENDING.when(last.ending.has(Ending::PERSON)))
        .with(F::ORGANISATION_ENDING.when(last.ending.has(Ending::ORGANISATION)));
    (seen, outline)
}

/// Whether somebody's party is told between parentheses: *le député ([EPR]) de la Loire*, though *l'EPR* is a reactor.
fn of_member(scene: &Scene<'_>, start: usize) -> bool {
    scene.before(start).sign == b'(' && scene.at(start.wrapping_sub(2)).has(Cues::FUNCTION)
}

/// Services that each département has, by its number, as newspapers write them that write acronyms like words: *le [Samu 50]*.
pub(crate) const NUMBERED: [&str; 8] = ["Sdis", "Samu", "Smur", "Codis", "Fdsea", "Udaf", "Capeb", "Umih"];

/// Whether a name is an acronym and the number of a département: *les pompiers du [SDIS 38]*, *la [FDSEA 51]*, *le [SDE 22]*.
fn acronym_numbered(scene: &Scene<'_>, start: usize, end: usize, first: Word) -> bool {
    end.wrapping_sub(start) == 2
        && scene.before(end).is(Shape::NUMBER)
        && (first.is(Shape::CAPITALS)
            && !first.is(Shape::SPELT.or(Shape::ROMAN).or(Shape::INITIAL))
            && !first.has(Cues::NOT_ORGANISATION.or(Cues::ROAD))
            || NUMBERED.contains(&scene.text(start)))
}

/// Whether a person is named as in lists and minutes: *[DUPONT Jean-Pierre], né à Lyon*.
fn surname_first(first: Word, last: Word, length: usize) -> bool {
    length == 2 && first.is(Shape::SURNAME) && last.facts.first() >= 2 && !last.is(Shape::CAPITALS)
}

/// Whether an acronym begins a name of several words: *[SOS Outaouais]*, *[ICI Roussillon]*.
fn acronym_first(scene: &Scene<'_>, start: usize, first: Word) -> bool {
    let next = scene.at(start.wrapping_add(1));
    first.is(Shape::CAPITALS)
        && !first.is(Shape::SPELT.or(Shape::ROMAN).or(Shape::INITIAL))
        && next.is(Shape::CAPITAL)
        && !next.is(Shape::CAPITALS)
        && next.facts.first() < 2
}

/// Whether the article at the beginning of a sentence is the name's own: the capital after it stands where no word has one.
/// *[La Poste] recrute.*
fn own_article(scene: &Scene<'_>, start: usize) -> bool {
    let next = scene.at(start.wrapping_add(1));
    scene.at(start).has(Cues::ARTICLE) && next.is(Shape::CAPITAL) && !next.is(Shape::HEADLINE)
}

/// *la RN 20* and *la RD192* are roads, *le RN* a party.
fn road(scene: &Scene<'_>, start: usize, first: Word) -> bool {
    if first.is(Shape::FIGURES) {
        let number =
            scene.text(start).strip_prefix(['R', 'C']).and_then(|rest| rest.strip_prefix(['N', 'D']));
        return number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    }
    first.has(Cues::ROAD) && scene.at(start.wrapping_add(1)).is(Shape::NUMBER)
}

/// *le garde des Sceaux* keeps no town; *la ville de [Sceaux]* is one.
fn seals(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    word.has(Cues::SEALS) && scene.before(start).has(Cues::PLURAL)
}

/// Whether a word is neither a word of the language nor a name of persons.
fn unknown(word: Word) -> bool {
    word.facts.common() == 0
        && word.facts.first() == 0
        && word.facts.surname() == 0
        && !word.is(Shape::CAPITALS)
        && !word.has(Cues::GRAMMAR.or(Cues::FUNCTION).or(Cues::CALENDAR))
}

fn before(scene: &Scene<'_>, start: usize) -> Features {
    use Features as F;
    let word = scene.before(start);
    let seen = if scene.at(start).is(Shape::ANEW) {
        F::default()
    } else if word.is(Shape::LETTERS) {
        if word.is(Shape::CAPITAL) && !word.is(Shape::ELIDED) && !word.has(Cues::CIVILITY) {
            if word.has(Cues::FUNCTION) {
                F::FUNCTION
            } else if scene.father(start.wrapping_sub(1)) {
                F::CIVILITY
            } else if word.has(Cues::DEMONYM) {
                F::AFTER_DEMONYM
            } else if word.is(Shape::WEAK) && (word.has(SMALL) || is_plain(word)) {
                small_before(scene, start, word)
            } else if word.is(Shape::CAPITALS)
                && word.has(Cues::ORGANISATION_NOUN)
                && !word.is(Shape::HEADLINE)
            {
                // *L'ONG [Conservation Justice]*: see `nouns_before`.
                F::default()
            } else if party_before(scene, start, word)
                || scene.at(start).is(Shape::PARTS)
                || office_before(scene, start, word)
            {
                F::FUNCTION_ADJECTIVE
            } else {
                // *l'Argonne [champenoise]*: an adjective behind one word goes on with no name, unless they are known together.
                let describes = scene.at(start).has(Cues::DEMONYM) && !scene.at(start).is(Shape::CAPITAL);
                F::AFTER_CAPITAL.when(!describes || scene.before(start.wrapping_sub(1)).is(Shape::CAPITAL))
            }
        } else {
            small_before(scene, start, word)
        }
    } else if word.is(Shape::NUMBER) {
        F::AFTER_NUMBER
    } else {
        match word.sign {
            b',' => F::AFTER_COMMA,
            b'(' => {
                // *Maria Rossi ([GE])*: a canton or a land, and nothing else, between parentheses.
                F::AFTER_OPEN
                    .with(F::AFTER_PLACE_NOUN.when(scene.at(start).is(Shape::LAND)))
                    .with(F::AFTER_ORGANISATION_NOUN.when(cited(scene, start)))
            }
            _ => F::default(),
        }
    };
    seen.with(nouns_before(scene, start))
        .with(F::AFTER_FUNCTION_COMMA.when(function_before_comma(scene, start)))
}

/// Whether a sentence is between parentheses, and holds the name that begins at `start` and no more, by its length: who tells it,
/// at the end of a dispatch. *([L'Essor])*, *([La Meuse])*. A person signs with first name and surname.
pub(crate) fn cited(scene: &Scene<'_>, start: usize) -> bool {
    let range = scene.range();
    let last = scene.before(range.end);
    start == range.start.wrapping_add(1)
        && range.len() <= CITED
        && scene.at(range.start).sign == b'('
        && last.sign == b')'
        && scene.at(start).facts.first() < 2
}

/// The most tokens of such a sentence: *(La République des Pyrénées)*.
const CITED: usize = 8;

/// Whether an acronym stands between a function and a name: *le député LFI [François Piquemal]*.
fn party_before(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    word.is(Shape::CAPITALS)
        && !word.is(Shape::SPELT)
        && !scene.at(start).is(Shape::CAPITALS)
        && scene.at(start.wrapping_sub(2)).has(Cues::FUNCTION)
}

/// Whether what a minister or a magistrate is given stands between a function and a name: *la ministre de l'Intérieur [Yaël
/// Braun]*, *le procureur de la République [Éric Maillaud]*, *le secrétaire d'État [Clément Beaune]*.
fn office_before(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    if !word.has(Cues::PORTFOLIO) || word.is(Shape::WEAK) || !scene.at(start).is(Shape::CAPITAL) {
        return false;
    }
    let mut at = start.wrapping_sub(2);
    if scene.at(at).has(Cues::ARTICLE) && !scene.at(at).has(Cues::DE) {
        at = at.wrapping_sub(1);
    }
    let joins = scene.at(at).has(Cues::DE.or(Cues::A).or(Cues::CONJUNCTION));
    joins
        && (scene.at(at.wrapping_sub(1)).has(Cues::FUNCTION.or(Cues::PORTFOLIO))
            || scene.at(at.wrapping_sub(2)).has(Cues::FUNCTION))
}

/// *Affaire [Jubillar]*, *Disparition [Morandat]*: a word of the language that begins a headline is no part of the name.
fn is_plain(word: Word) -> bool {
    word.facts.common() >= 2 && word.facts.first() < 2 && !word.is(Shape::CAPITALS.or(Shape::HEADLINE))
}

pub(crate) const SMALL: Cues = Cues::DE
    .or(Cues::A)
    .or(Cues::EN)
    .or(Cues::ARTICLE)
    .or(Cues::PLACE_PREPOSITION)
    .or(Cues::AGENT_PREPOSITION)
    .or(Cues::CONJUNCTION)
    .or(Cues::DETERMINER);

fn small_before(scene: &Scene<'_>, start: usize, word: Word) -> Features {
    let adjective = word.has(Cues::DEMONYM.or(Cues::BEFORE_NAME).or(Cues::ADJECTIVE));
    if adjective
        && !word.has(beside::DETERMINES)
        && (scene.at(start.wrapping_sub(2)).has(Cues::FUNCTION)
            || scene.at(start.wrapping_sub(3)).has(Cues::FUNCTION))
    {
        return Features::FUNCTION_ADJECTIVE;
    }
    // *l'affaire [Taghi]*
    if word.has(Cues::CALLED_AFTER) {
        return Features::FUNCTION_ADJECTIVE;
    }
    // *Jeanne Martin, née [Roche]*, *Paul Roche, alias [Barbelé]*: only persons have another name.
    if word.has(Cues::BORN) {
        return Features::CIVILITY;
    }
    beside::says_after(&word)
}

/// Nouns before the span, at once or over *de*, an article or an adjective.
fn nouns_before(scene: &Scene<'_>, start: usize) -> Features {
    use Features as F;
    // Without a branch where most words differ: an adjective is passed over by one place more.
    let over = |at: usize, passed: Cues| {
        let word = scene.at(at);
        at.wrapping_sub(usize::from(word.has(passed) & !word.has(NOUNS))) // wraps: what lies before is outside
    };
    let mut seen = F::default();
    let near = scene.before(start);
    let quoted = usize::from(near.sign == b'"');
    let at = start.wrapping_sub(1).wrapping_sub(quoted); // wraps: what lies before is outside
    let direct = scene.at(at);
    if !direct.is(Shape::CAPITAL) || direct.is(Shape::WEAK.or(Shape::CAPITALS)) {
        let noun = scene.at(over(at, Cues::DEMONYM.or(Cues::ADJECTIVE).or(Cues::BEFORE_NAME)));
        seen = seen
            .with(F::AFTER_ORGANISATION_NOUN.when(noun.has(Cues::ORGANISATION_NOUN)))
            .with(F::AFTER_WORK_NOUN.when(noun.has(Cues::WORK_NOUN)))
            .with(F::AFTER_PLACE_NOUN.when(direct.has(Cues::CALLED_PLACE)));
        // Most names stand behind a small word or a sign.
        if direct.is(Shape::LETTERS) && !direct.has(SMALL) && house::occupied(scene, start, at) {
            seen = seen.with(F::AFTER_ORGANISATION_NOUN);
        }
    }
    // *L'armateur, [Aegis Maritime], est établi au Pirée*; *une brasserie, [La Trouille], ouvrira*.
    if near.sign == b',' {
        let noun = scene.before(at);
        let told = scene.at(at.wrapping_sub(2)).has(Cues::ARTICLE.or(Cues::DETERMINER));
        seen = seen.with(F::AFTER_ORGANISATION_NOUN.when(told && noun.has(Cues::ORGANISATION_NOUN)));
    }
    let noun = scene.at(over(start.wrapping_sub(2), Cues::DEMONYM.or(Cues::ADJECTIVE)));
    let de = near.has(Cues::DE);
    // *le port de la [Carbonite]*: an article may stand between.
    let over_article =
        near.has(Cues::ARTICLE) && !de && scene.held.cues.has(OF_PLACES) && place_of(scene, start);
    seen = seen.with(F::AFTER_WORK_NOUN.when(aboard(scene, start, near)));
    // *les pompiers du [SDIS 38]*: no place has a number.
    let numbered = scene.at(start.wrapping_add(1)).is(Shape::NUMBER);
    let thing = de & noun.has(OF_PLACES) | over_article;
    seen.with(F::AFTER_PLACE_NOUN.when(thing & !numbered))
        .with(F::AFTER_WORK_NOUN_DE.when(de & noun.has(Cues::WORK_NOUN)))
        .with(F::AFTER_FUNCTION_DE.when(de & noun.has(Cues::FUNCTION)))
        .with(F::AFTER_ORGANISATION_NOUN_DE.when(de & noun.has(Cues::ORGANISATION_NOUN)))
}

/// Of what *de* and its name say that it is a place.
const OF_PLACES: Cues = Cues::PLACE_NOUN.or(Cues::PLACE_THING);

/// Whether a noun for places and *de* stand before the article of a name. A head that takes the name for its own is none: *la vallée de
/// la [Clarée]*.
fn place_of(scene: &Scene<'_>, start: usize) -> bool {
    let noun = scene.at(start.wrapping_sub(3)); // wraps: what lies before is outside
    scene.at(start.wrapping_sub(2)).has(Cues::DE)
        && noun.has(OF_PLACES)
        && !noun.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT))
        && !scene.before(start).is(Shape::CAPITAL)
        // *le gouverneur de la [Banque nationale de Croatie]*
        && !scene.at(start).has(Cues::ORGANISATION_HEAD)
}

/// *à bord du [Costa Fortuna], à bord de l'[Aita Mari]*: one is aboard a ship.
fn aboard(scene: &Scene<'_>, start: usize, near: Word) -> bool {
    let article = near.has(Cues::ARTICLE) && !near.has(Cues::DE);
    let of = start.wrapping_sub(1).wrapping_sub(usize::from(article)); // wraps: what lies before is outside
    let noun = of.wrapping_sub(1);
    let of = scene.at(of).has(Cues::DE);
    of & scene.at(noun).has(Cues::ABOARD)
        && scene.before(noun).has(Cues::A)
        && !scene.before(noun).has(Cues::CONTRACTED)
}

/// Whether a function stands in the words before the comma before `start`: *le maire de Tressan, [Denis Carvallo]*.
fn function_before_comma(scene: &Scene<'_>, start: usize) -> bool {
    let comma = start.wrapping_sub(1);
    if scene.at(comma).sign != b',' {
        return false;
    }
    let mut at = comma;
    for _ in 0..9 {
        at = at.wrapping_sub(1);
        let word = scene.at(at);
        if word.has(Cues::FUNCTION) {
            return true;
        }
        if !word.is(Shape::LETTERS) {
            return false;
        }
    }
    false
}

const NOUNS: Cues =
    Cues::ORGANISATION_NOUN.or(Cues::WORK_NOUN).or(Cues::PLACE_NOUN).or(Cues::PLACE_THING).or(Cues::FUNCTION);

fn after(scene: &Scene<'_>, end: usize) -> Features {
    use Features as F;
    let word = scene.at(end);
    if word.is(Shape::CAPITAL) && !word.is(Shape::ELIDED) {
        // Two acronyms side by side are two names.
        let acronym = scene.before(end).is(Shape::CAPITALS) && !word.is(Shape::SPELT);
        // So are one and the person it is of: *le député [LFI] François Piquemal*.
        if acronym && (word.is(Shape::CAPITALS) || word.facts.first() >= 2) {
            return F::default();
        }
        return F::BEFORE_CAPITAL.when(!word.is(Shape::APART));
    }
    if word.is(Shape::LETTERS) {
        return match beside::says_before(&word) {
            Following::De if scene.particles(end, Cues::DE.or(Cues::ARTICLE)) > 0 => F::BEFORE_DE_NAME,
            Following::De => F::BEFORE_WORD,
            Following::Auxiliary => {
                let next = scene.at(end.wrapping_add(1));
                if next.has(Cues::SPEECH) {
                    F::BEFORE_SPEECH
                } else if next.has(Cues::PERSON_VERB) {
                    F::BEFORE_PERSON_VERB
                } else {
                    F::BEFORE_AUXILIARY
                }
            }
            Following::Is(says) => says,
        };
    }
    if word.is(Shape::NUMBER) {
        return F::BEFORE_NUMBER;
    }
    match word.sign {
        b',' => {
            let mut at = end.wrapping_add(1);
            for _ in 0..3 {
                let next = scene.at(at);
                // *les Minimes, les riverains…*: one name is not many. *Gatwick, est tombé*: no point of the compass.
                if next.has(Cues::PLURAL.or(Cues::AUXILIARY)) {
                    break;
                }
                if next.has(Cues::FUNCTION) && !next.is(Shape::CAPITAL) {
                    return F::BEFORE_FUNCTION;
                }
                if next.has(Cues::PLACE_NOUN) && !next.is(Shape::CAPITAL) && !next.has(Cues::DE) {
                    return F::BEFORE_PLACE_NOUN;
                }
                if next.has(Cues::ORGANISATION_NOUN) && !next.is(Shape::CAPITAL) {
                    return F::BEFORE_ORGANISATION_NOUN;
                }
                if !next.has(Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::BEFORE_NAME)) {
                    break;
                }
                at = at.wrapping_add(1);
            }
            F::BEFORE_COMMA
        }
        // E16. *à Épesses (VD)*, *Xeuilley (54)*, *Kayes (Mali)*: only of places is it said where they lie.
        b'(' if lies(scene, end.wrapping_add(1)) => F::BEFORE_PLACE_NOUN,
        b'(' => F::BEFORE_OPEN,
        b'"' => F::BEFORE_CLOSE,
        b'-' => F::BEFORE_HYPHEN,
        _ => F::BEFORE_END,
    }
}

/// Whether what stands behind a parenthesis says where a place lies. Where sport is spoken of, a number is a minute or a back:
/// *Mbappé (54)*.
pub(crate) fn lies(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.at(at);
    let closes = || scene.at(at.wrapping_add(1)).sign == b')';
    word.is(Shape::LAND) && (!word.is(Shape::NUMBER) || scene.sport == 0 && closes())
}

/// The features that belong to one kind, not to the span.
pub(crate) const OWN: Features = Features::MEMORY.with(Features::MEMORY_SAME).with(Features::LIST);

/// Notes which spans lie inside longer ones. `spots` are in the order of their starts.
pub(crate) fn nest(scene: &Scene<'_>, spots: &mut [Spot]) {
    // For each class of longer spans: the furthest end of one that begins before, and of one that begins here.
    let mut reach = [0u32; 4];
    for same in spots.chunk_by_mut(|one, other| one.start == other.start) {
        let mut longest = [0u32; 4];
        for spot in same.iter() {
            for (longest, holds) in longest.iter_mut().zip(nesting(scene, spot)) {
                *longest = (*longest).max(if holds { spot.end } else { 0 });
            }
        }
        for spot in same {
            for ((reach, longest), inside) in reach.iter().zip(longest).zip(INSIDE) {
                spot.seen = spot.seen.with(inside.when((*reach >= spot.end) | (longest > spot.end)));
            }
        }
        reach.iter_mut().zip(longest).for_each(|(reach, longest)| *reach = (*reach).max(longest));
    }
}

/// What it says of a span to lie inside a longer one of each class of [`nesting`].
const INSIDE: [Features; 4] =
    [Features::INSIDE_HEAD, Features::INSIDE_QUOTED, Features::INSIDE_PERSON, Features::INSIDE_LISTED];

/// The classes of spans that speak against what lies inside them, in the order of [`INSIDE`].
#[inline]
fn nesting(scene: &Scene<'_>, spot: &Spot) -> [bool; 4] {
    use Features as F;
    // A head that may stay outside says nothing against what it stands before, nor does a quoted sentence.
    let loose = spot.seen.has(F::HEAD_PLACE_WEAK.with(F::QUOTED_LONG));
    let first = scene.at(spot.start as usize);
    [
        spot.seen.has(F::HEADED.with(F::TEAM)) & !loose,
        spot.seen.has(F::QUOTED) & !loose,
        spot.seen.has(F::FIRST_NAME.with(F::INITIAL)) & !spot.seen.has(F::FIRST_GRAMMAR.with(F::HEADLINE)),
        // *l'armée [russe]* may be listed, but in small letters it describes; *le [musée du quai Branly - Jacques-Chirac]* names.
        spot.listed.0 != spot.listed.1
            && (first.is(Shape::CAPITAL)
                || !stays_outside(scene, spot)
                    && (first.has(Cues::PLACE_HEAD)
                        // *au bord de la [Marne]*: that a commune is called La Marne says nothing of the river.
                        || spot.kinds & Kind::Organisation.bit() == 0 && !first.has(Cues::ARTICLE))),
    ]
}

/// *région de, province de*: they stay outside the name.
const REGION: Cues = Cues::PLACE_NOUN;

/// What says that something is somewhere.
const SOMEWHERE: Features = Features::AFTER_A
    .with(Features::AFTER_DE)
    .with(Features::AFTER_PLACE_PREPOSITION)
    .with(Features::AFTER_PLACE_NOUN)
    .with(Features::AFTER_OPEN)
    .with(Features::BEFORE_PLACE_NOUN)
    .with(Features::DATELINE);

/// What sets the weight of a thing that any reader knows apart from that of a person whom few think of by the name.
const OUTSHONE: u16 = 100;

/// Below this weight a place is one that few have heard of.
const VILLAGE: u16 = 50;

/// The weight from which on a thing is known widely: see [`Fame::is_thing`].
const THING: u16 = 90;

/// The weight of a name that a careful reader knows.
const WELL_KNOWN: u16 = 100;

/// How well the gazetteer knows a name as each kind.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fame {
    /// One more than the greatest weight of its senses of each kind; 0 where there are none.
    most: [u16; 6],
    /// A demonym that is also another word.
    ambiguous: bool,
    /// A place whose noun is part of its name: *la [gare du Nord]*, *la [péninsule de Noto]*.
    whole: bool,
}

impl Fame {
    #[inline]
    pub(crate) fn of(spot: &Spot, listings: &[Listing]) -> Fame {
        let mut fame = Fame::default();
        for listing in listings.iter().filter(|listing| spot.may_be(listing)) {
            // All at once: what is written to one of them, another would wait for.
            let weight = u16::from(listing.weight).wrapping_add(1);
            for (kind, most) in (0u16..).zip(&mut fame.most) {
                *most = (*most).max(if kind == listing.kind as u16 { weight } else { 0 });
            }
            fame.ambiguous |= listing.ambiguous;
            let known = listing.sort.has(Sort::SITE) && listing.weight > SITE;
            fame.whole |= listing.kind == Kind::Place && (!listing.sort.has(Sort::NAMED) || known);
        }
        fame
    }

    /// Whether it is widely known as a product, a law, an index, and as nothing else: *la plateforme [Parcoursup]* is no firm.
    pub(crate) const fn is_thing(self) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        thing > THING && person | place | organisation | event | demonym == 0
    }

    /// Raises the scores of what a name of several words is best known as, where it stands as lists have it, with the capitals of at
    /// least two words: *[Grand Corps Malade]*, though they are words of the language.
    #[inline(never)]
    pub(crate) fn hold(self, scene: &Scene<'_>, spot: &mut Spot) {
        let best = self.most.into_iter().max().unwrap_or(0);
        let listed = self.most.first().copied().unwrap_or(0);
        let first = scene.at(spot.start as usize);
        let word = first.facts.common() > 0 || first.has(Cues::ARTICLE.or(Cues::GRAMMAR));
        // Of persons the words are no doubt: *[Son Heung-min] a marqué*.
        let opens = first.is(Shape::CAPITAL) && (!first.is(Shape::WEAK) || !word || listed == best);
        let is = |at: &usize| scene.at(*at).is(Shape::CAPITAL) && !scene.at(*at).is(Shape::HEADLINE);
        if !opens || spot.seen.has(PART) || spot.tokens().filter(is).nth(1).is_none() {
            return;
        }
        self.exceed_shape(spot);
        let house = spot.seen.has(Features::AFTER_ORGANISATION_NOUN);
        for (kind, (score, most)) in Kind::WEIGHED.into_iter().zip(spot.scores.iter_mut().zip(self.most)) {
            let held = match kind {
                // *[Le Mans] reçoit Caen*: a town may be its club. *La librairie [Le Chat borgne]* is not the comic strip.
                Kind::Place => continue,
                Kind::Misc | Kind::Event if house => continue,
                Kind::Person => NAMED,
                _ => HELD,
            };
            if most != 0 && most == best {
                *score = (*score).max(held);
            }
        }
        if listed == 0 {
            self.exceed_person(spot);
        }
    }

    /// What a list knows as a place alone is no organisation for its first word: the *[Centre Bell]*.
    fn exceed_shape(self, spot: &mut Spot) {
        let [_, place, organisation, ..] = self.most;
        let [_, at, house, ..] = &mut spot.scores;
        if organisation == 0 && place > 0 && spot.seen.has(Features::HEAD_ORGANISATION) {
            *at = (*at).max(house.saturating_add(AHEAD));
        }
    }

    /// Whether a surname that few bear is that of a firm which readers know, where no sport is spoken of: *[Pirelli] recrute*.
    #[inline]
    pub(crate) fn is_firm(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, ..] = self.most;
        let facts = scene.at(spot.start as usize).facts;
        organisation > FIRM
            && person | place == 0
            && scene.sport == 0
            && facts.first() == 0
            && matches!(facts.surname(), 1 | 2)
    }

    /// Of what a list knows and nobody bears, no person is meant, unless somebody is addressed: *[Georg Fischer] a gagné 3 %*, *évacués
    /// par [Kerem Shalom]*.
    #[inline(never)]
    pub(crate) fn exceed_person(self, spot: &mut Spot) {
        if spot.kinds & Kind::Person.bit() == 0 || spot.seen.has(Features::TITLED) {
            return;
        }
        let best = self.most.into_iter().max().unwrap_or(0);
        let least = spot.scores.first().copied().unwrap_or(0).saturating_add(AHEAD);
        for (score, most) in spot.scores.iter_mut().zip(self.most) {
            if most != 0 && most == best {
                *score = (*score).max(least);
            }
        }
    }

    /// The two kinds it is best known as, in two numbers.
    #[inline]
    pub(crate) fn signature(self) -> Signature {
        // What it is best known as, and below it how early the kind comes: of equals the first is best.
        let (mut best, mut second) = (0u16, 0u16);
        for (kind, most) in (0u16..).zip(self.most) {
            let rank = if most == 0 { 0 } else { most << 3 | 7u16.wrapping_sub(kind) };
            second = second.max(best.min(rank));
            best = best.max(rank);
        }
        let kind = |rank: u16| 7u16.wrapping_sub(rank & 7);
        let weight = (best >> 3).wrapping_sub(1);
        let number = kind(best).wrapping_mul(5).wrapping_add(u16::from(level(weight))).wrapping_add(1);
        let other = kind(second).wrapping_add(1);
        let or_none = |rank, number| if rank == 0 { 0 } else { u8::try_from(number).unwrap_or(0) };
        Signature { best: or_none(best, number), other: or_none(second, other) }
    }
}

/// The least score of a person whose whole name a list has, and of other things.
const NAMED: i16 = 56;
const HELD: i16 = 24;

/// The weight from which on a site is known by its whole name.
const SITE: u8 = 100;

/// The weight from which on a firm is thought of by its name.
const FIRM: u16 = 60;

/// How much more a name is what a list knows than the person it sounds like.
const AHEAD: i16 = 12;

/// What says that a name may go on, or lies in a longer one.
const PART: Features = Features::AFTER_CAPITAL
    .with(Features::BEFORE_CAPITAL)
    .with(Features::BEFORE_DE_NAME)
    .with(Features::INSIDE_HEAD)
    .with(Features::INSIDE_LISTED)
    .with(Features::INSIDE_QUOTED);

/// How well known a name of this weight is, from 0.
const fn level(weight: u16) -> u8 {
    match weight {
        200.. => 4,
        150.. => 3,
        100.. => 2,
        65.. => 1,
        _ => 0,
    }
}

/// Whether the noun at the head of a name that a list has with it is in small letters and stays outside of the name: *la région de
/// [Kharkiv]*, *la prison de [Fleury]*, *la tempête [Alex]*; but the *[château de Versailles]*, the *[gare Montparnasse]*.
#[inline]
fn stays_outside(scene: &Scene<'_>, spot: &Spot) -> bool {
    let head = scene.at(spot.start as usize);
    if head.is(Shape::CAPITAL) {
        return false;
    }
    let noun = head.has(REGION) || head.has(Cues::PLACE_THING) && !head.has(Cues::PLACE_HEAD);
    let of = scene.at(spot.start.wrapping_add(1) as usize).has(Cues::DE);
    // *le [pays de Galles]*
    noun && of && scene.text(spot.start as usize) != "pays" || head.has(Cues::STORM) && !of
}

/// Calls `each` with what the gazetteer says of a span, for each kind that this speaks of.
#[inline]
pub(crate) fn listed(scene: &Scene<'_>, spot: &Spot, fame: Fame, mut each: impl FnMut(Features, Kind)) {
    use Features as F;
    let Fame { most, ambiguous, .. } = fame;
    let long = spot.len() > 1;
    let acronym = !long && scene.at(spot.start as usize).is(Shape::CAPITALS);
    let language = !long && language(scene, spot.start as usize);
    let first = scene.at(spot.start as usize);
    let small = long
        && !first.is(Shape::CAPITAL)
        && (stays_outside(scene, spot) && !fame.whole
            || first.has(Cues::ARTICLE.or(Cues::FUNCTION).or(Cues::CIVILITY)));
    // *conflit en Ukraine* describes, *guerre en Ukraine* names.
    let described = long
        && !first.is(Shape::CAPITAL)
        // *([24 heures])*
        && !cited(scene, spot.start as usize)
        && !first.has(Cues::EVENT_HEAD.or(Cues::ORGANISATION_HEAD_LOW).or(Cues::PLACE_HEAD));
    let named = described && bears_name(scene, spot);
    // *le [musée d'Orsay] convoite une toile*: what heads places does not speak against the house that a list has by this name, but
    // where something is.
    let kept = long && spot.seen.has(F::HEAD_PLACE_LOW) && !spot.seen.has(SOMEWHERE.with(F::AFTER_AU));
    let given = !long && first.facts.first() >= 3 && !spot.seen.has(SOMEWHERE);
    let best = most.into_iter().max().unwrap_or(0);
    let known = best > WELL_KNOWN;
    let open = spot.kinds;
    for (kind, most) in Kind::WEIGHED.into_iter().zip(most) {
        let Some(weight) = most.checked_sub(1) else {
            // What is well known as something is hardly something else.
            if known && open & kind.bit() != 0 {
                each(F::LISTED_OTHER, kind);
            }
            continue;
        };
        // *[Salomé] a gagné la course*: of a village that a first name is more often, its place must be told.
        if kind == Kind::Place && given && weight < VILLAGE {
            continue;
        }
        // *[Wellington] maintient ses objectifs*: of a capital a person of its name is not thought of.
        if kind == Kind::Person && !long && best > most.saturating_add(OUTSHONE) {
            each(F::LISTED_OTHER, kind);
            continue;
        }
        let level = match level(weight) {
            4.. => F::LISTED_TOP,
            3 => F::LISTED_HIGH,
            2 => F::LISTED_MID,
            1 => F::LISTED_LOW,
            0 => F::LISTED_TINY,
        };
        let other = best > most.saturating_add(20);
        each(
            level
                .with(F::LISTED_LONG.when(long))
                .with(F::LISTED_ACRONYM.when(acronym))
                .with(F::LISTED_OTHER.when(other))
                .with(F::HEAD_ORGANISATION_LOW.when(kept && kind == Kind::Organisation))
                .with(F::LISTED_SMALL.when(
                    small || described && (kind == Kind::Event || kind == Kind::Organisation && !named),
                ))
                .with(F::AMBIGUOUS.when(ambiguous && kind == Kind::Demonym))
                .with(F::LANGUAGE.when(language && kind == Kind::Demonym)),
            kind,
        );
    }
}

/// Whether a name stands at once behind its noun: *la [bibliothèque Kandinsky]*, *l'[agence de l'eau Loire-Bretagne]*. Behind a word for
/// organisations it is that of one: *le groupe [Casino]*.
fn bears_name(scene: &Scene<'_>, spot: &Spot) -> bool {
    let name = spot.tokens().find(|at| scene.at(*at).is(Shape::CAPITAL));
    name.is_some_and(|name| {
        let noun = scene.before(name);
        noun.is_small() && !noun.has(SMALL.or(Cues::ORGANISATION_NOUN).or(Cues::DEMONYM))
    })
}

/// Whether a demonym in small letters names the language: *en français*, *parle russe*.
fn language(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.before(start);
    !scene.at(start).is(Shape::CAPITAL) && before.has(Cues::EN.or(Cues::LANGUAGE))
}
