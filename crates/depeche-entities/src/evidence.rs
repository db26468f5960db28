//! What is seen of a span: its words, its shape, its neighbours.

use crate::beside::{self, Following};
use crate::cues::Cues;
use crate::ending::Ending;
use crate::fame::{functions, stays_outside};
use crate::feature::Features;
use crate::house;
use crate::joint;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::Facts;
use crate::propose::runs;
use crate::site;
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
            // barrage]*, *Mme [de Fontenay]*: nor does a word of grammar speak against what is known for a name.
            if spot.seen.has(Features::ACRONYM_OF) {
                inside = inside.without(OF_WORDS);
            } else if spot.seen.has(Features::HEAD_ORGANISATION.with(runs::ADDRESSED_BY))
                && scene.at(start).has(Cues::GRAMMAR)
            {
                inside = inside.without(OF_GRAMMAR);
            }
            if outline.weak
                && spot.seen.has(Features::HEAD_PLACE)
                && is_one_of(scene.text(start), site::STREETS)
            {
                inside = inside.without(OF_STREETS);
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

/// What says of a longer name that its first word is one of the language, whose capital says nothing.
const OF_STREETS: Features =
    Features::FIRST_COMMON_OFTEN.with(Features::FIRST_COMMON).with(Features::WEAK_MORE);

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
            .with(F::COMMON_OFTEN.when(common >= Facts::FREQUENT || given))
            .with(F::COMMON.when((Facts::CURRENT..Facts::FREQUENT).contains(&common) && !portfolio))
            .with(F::COMMON_RARE.when(common == 1))
            .with(F::FIRST_NAME_ONE.when(first.facts.is_first_name()))
            .with(F::FIRST_NAME_RARE_ONE.when(first.facts.first() == 1))
            .with(F::SURNAME_ONE.when(first.facts.is_surname()))
            .with(F::UNKNOWN.when(unknown(first) && !weak))
            .with(F::UNKNOWN_WEAK.when(unknown(first) && weak))
            .with(F::SHORT.when(first.is(Shape::SHORT) && !first.is(Shape::CAPITALS)))
            .with(F::LISTED_CASE.when(!first.is(Shape::CAPITAL.or(Shape::HEADLINE).or(Shape::CAMEL))));
        if first.is_acronym() {
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
        let generic = first.is_acronym() && !listed && first.has(Cues::ORGANISATION_NOUN);
        // *au bar [Le Balto]*: with a capital where no word has one, the article is the name's own, listed or not.
        let strong = !weak && scene.at(start).is(Shape::CAPITAL);
        // *[De Lijn] prolonge ses bus*: so is what other languages begin with.
        let own = (strong || weak && listed) && own_article(scene, start)
            || weak && listed && first.has(Cues::DE) && scene.name(start.wrapping_add(1))
            || first.has(Cues::ARTICLE) && cited(scene, start)
            // *[Van Hoecke] 16, [Ben Yedder] 4*: so is a particle of other languages.
            || first.has(Cues::PARTICLE) && first.is(Shape::CAPITAL) && !first.has(Cues::DE.or(Cues::ARTICLE));
        // *l'échange de [Lance Stephenson]*, *le milieu [Papa Bouba Diop]*: with a capital where no word has one, without an article, and
        // before a surname that is none either, it is a first name of elsewhere.
        let strange = strong
            && first.cues == Cues::NONE
            && last.facts.is_surname()
            && !last.facts.in_language()
            && !scene.before(start).has(Cues::ARTICLE.or(Cues::CONTRACTED).or(Cues::DETERMINER));
        // *[Greenpeace Afrique]*, *[BPI France]*: a name and a land are what is there of a firm or an association.
        let land = |one: Word, other: Word| {
            one.has(Cues::BRANCH) && length == 2 && !listed && !other.facts.may_be_first_name()
        };
        // *[France Télécom]*, *[Suisse Tourisme]*: so are a land and what nobody is called.
        let of_land = land(first, last)
            // *le [Suisse] Zep*
            && !first.has(Cues::DEMONYM)
            && last.is(Shape::CAPITAL)
            && !last.facts.is_surname()
            && !last.has(Cues::CARDINAL.or(Cues::ADJECTIVE).or(Cues::DEMONYM))
            && !last.is(Shape::CAPITALS);
        let branch = land(last, first) && common == 0 || of_land;
        seen = seen
            .with(F::FIRST_GRAMMAR.when(grammar && (weak || !listed) && !own || generic))
            .with(F::TWO_UNKNOWN.when(length == 2 && unknown(first) && !last.facts.in_language()))
            .with(F::ALL_FIRST_NAMES.when(length == 2 && last.facts.is_first_name()))
            .with(F::FIRST_COMMON_OFTEN.when(common >= Facts::FREQUENT && !own && !strange))
            .with(F::FIRST_COMMON.when((Facts::CURRENT..Facts::FREQUENT).contains(&common)))
            .with(
                F::CAPITALS
                    .when(acronym_first(scene, start, first) || acronym_numbered(scene, start, end, first)),
            )
            // *[Hervé Le Du]*
            .with(F::LAST_COMMON.when(
                last.facts.is_usual()
                    && !(length > 2
                        && first.facts.is_first_name()
                        && scene.at(end.wrapping_sub(2)).has(Cues::ARTICLE)),
            ))
            .with(
                F::FIRST_NAME
                    .when(first.facts.is_first_name() && !of_land || surname_first(first, last, length)),
            )
            .with(F::FIRST_NAME_RARE.when(first.facts.first() == 1))
            .with(F::SURNAME.when(last.facts.is_surname()))
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
            // *[Giedo Van der Garde]*, *[Anas ibn Malik]*: of persons alone.
            let foreign =
                word.has(Cues::PARTICLE) && word.is_small() && !word.has(Cues::DE.or(Cues::ARTICLE));
            if foreign && is_one_of(scene.text(index), OF_PERSONS) {
                seen = seen.with(F::FIRST_NAME);
            }
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

/// The small words of other languages that names of persons have in their midst, and names of places hardly.
const OF_PERSONS: &[&str] = &["BEN", "BIN", "BINT", "DEN", "DER", "IBN", "TEN", "TER", "VAN", "VON", "ZU"];

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
    length == 2 && first.is(Shape::SURNAME) && last.facts.is_first_name() && !last.is(Shape::CAPITALS)
}

/// Whether an acronym begins a name of several words: *[SOS Outaouais]*, *[ICI Roussillon]*.
fn acronym_first(scene: &Scene<'_>, start: usize, first: Word) -> bool {
    let next = scene.at(start.wrapping_add(1));
    first.is(Shape::CAPITALS)
        && !first.is(Shape::SPELT.or(Shape::ROMAN).or(Shape::INITIAL))
        && next.is(Shape::CAPITAL)
        && !next.is(Shape::CAPITALS)
        && !next.facts.is_first_name()
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
    !word.facts.in_language()
        && !word.facts.may_be_first_name()
        && !word.facts.is_surname()
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
            } else if word.has(Cues::NOT_ORGANISATION) && word.is(Shape::CAPITALS) && scene.person(start) {
                // *a mis KO [Daniel Dubois]*
                F::default()
            } else if word.is(Shape::WEAK)
                && (word.has(SMALL.or(Cues::CALLED_AFTER).or(Cues::WHOM)) || is_plain(word))
            {
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
            b',' => F::AFTER_COMMA.with(F::CIVILITY.when(is_addressed(scene, start))),
            b'(' => {
                // *Maria Rossi ([GE])*: a canton or a land, and nothing else, between parentheses.
                F::AFTER_OPEN
                    .with(F::AFTER_PLACE_NOUN.when(scene.at(start).is(Shape::LAND)))
                    .with(F::AFTER_ORGANISATION_NOUN.when(cited(scene, start)))
            }
            b'"' => F::CIVILITY.when(nicknamed(scene, start)),
            _ => F::default(),
        }
    };
    seen.with(nouns_before(scene, start))
        .with(F::AFTER_FUNCTION_COMMA.when(function_before_comma(scene, start)))
}

/// Whether what is quoted is another name of somebody: *Paul Roux, dit « [Momo] »*, *surnommée « [Spartacus] »*.
fn nicknamed(scene: &Scene<'_>, start: usize) -> bool {
    let at = start.wrapping_sub(2); // wraps: what lies before is outside
    scene.at(at).has(Cues::BORN)
        || scene.before(at).sign == b',' && is_one_of(scene.text(at), &["DIT", "DITE", "DITS"])
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
        && !scene.at(start).facts.is_first_name()
}

/// The most tokens of such a sentence: *(La République des Pyrénées)*.
const CITED: usize = 8;

/// Whether an acronym stands between a function and a name: *le député LFI [François Piquemal]*.
fn party_before(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    word.is(Shape::CAPITALS)
        && !word.is(Shape::SPELT)
        && !scene.at(start).is(Shape::CAPITALS)
        && functions(scene, start.wrapping_sub(1))
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
    word.facts.is_current() && !word.facts.is_first_name() && !word.is(Shape::CAPITALS.or(Shape::HEADLINE))
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
    if word.has(Cues::CONJUNCTION) && is_addressed(scene, start) {
        return Features::CIVILITY;
    }
    // *le fonds activiste [Corvex]*: what may be somebody says here what kind of organisation it is.
    if word.has(Cues::FUNCTION)
        && word.has(Cues::ADJECTIVE)
        && scene.at(start.wrapping_sub(2)).has(Cues::ORGANISATION_NOUN)
    {
        return Features::AFTER_ORGANISATION_NOUN;
    }
    // *un documentaire sur [Kardin]*: of whom or what is told, and not where.
    if word.has(Cues::PLACE_PREPOSITION)
        && scene.at(start.wrapping_sub(2)).has(Cues::WORK_NOUN)
        && scene.says(start.wrapping_sub(1), "sur")
    {
        return Features::AFTER_AGENT;
    }
    // *l'affaire [Taghi]*
    if word.has(Cues::CALLED_AFTER) {
        return Features::FUNCTION_ADJECTIVE;
    }
    // *Jeanne Martin, née [Roche]*, *Paul Roche, alias [Barbelé]*: only persons have another name.
    if word.has(Cues::BORN) {
        return Features::CIVILITY;
    }
    // *la mort de [Hu Yaobang]*: no town dies, and of few is there a brother.
    if word.is_de()
        && scene.at(start.wrapping_sub(2)).has(Cues::BEFALLS)
        && !scene.at(start).is(Shape::CAPITALS)
    {
        return Features::AFTER_DE.with(Features::AFTER_WORK_NOUN_DE);
    }
    // *a condamné [Ilker Basbug]*, *a élu jeudi [Veylma Falaeo]*
    let day = word.has(Cues::CALENDAR) && word.is_small() && scene.at(start.wrapping_sub(2)).has(Cues::WHOM);
    if day || word.has(Cues::WHOM) {
        return Features::AFTER_SPEECH;
    }
    // *le chantier est confié à [Giorgetto Giugiaro]*: what is given to a place, less often.
    if word.is_a() && scene.at(start.wrapping_sub(2)).has(Cues::GIVEN_TO) {
        return Features::AFTER_SPEECH;
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
            .with(
                F::AFTER_ORGANISATION_NOUN
                    .when(noun.has(Cues::ORGANISATION_NOUN) && !house::is_trader(scene, start)),
            )
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

/// Whether one civility addresses several, of whom this is not the first: *MM. Kardin, [Velmont] et [Grandmoulin]*.
fn is_addressed(scene: &Scene<'_>, start: usize) -> bool {
    // Few sentences hold a civility.
    if !scene.held.cues.has(Cues::CIVILITY) || !scene.name(start) {
        return false;
    }
    let mut at = start.wrapping_sub(1); // wraps: what lies before is outside
    for _ in 0..12 {
        at = at.wrapping_sub(1);
        let word = scene.at(at);
        if word.has(Cues::CIVILITY) && word.is(Shape::CAPITAL) {
            return is_one_of(scene.text(at).trim_end_matches('.'), &["MES", "MLLES", "MM", "MMES"]);
        }
        let joins = word.sign == b',' || word.has(Cues::CONJUNCTION.or(Cues::PARTICLE));
        if !word.is(Shape::CAPITAL) && !joins {
            return false;
        }
    }
    false
}

/// *à bord du [Costa Fortuna], à bord de l'[Aita Mari]*: one is aboard a ship.
fn aboard(scene: &Scene<'_>, start: usize, near: Word) -> bool {
    let article = near.has(Cues::ARTICLE) && !near.has(Cues::DE);
    let of = start.wrapping_sub(1).wrapping_sub(usize::from(article)); // wraps: what lies before is outside
    let noun = of.wrapping_sub(1);
    let of = scene.at(of).has(Cues::DE);
    of & scene.at(noun).has(Cues::ABOARD) && scene.before(noun).is_a()
}

/// Whether a function stands in the words before the comma before `start`: *le maire de Tressan, [Denis Carvallo]*.
fn function_before_comma(scene: &Scene<'_>, start: usize) -> bool {
    let comma = start.wrapping_sub(1);
    // *onze alpinistes, [italiens] et tchèques*: who is told of, not somebody.
    if scene.at(comma).sign != b',' || scene.at(start).is_small() && scene.at(start).has(Cues::DEMONYM) {
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
        if acronym && (word.is(Shape::CAPITALS) || word.facts.is_first_name()) {
            return F::default();
        }
        return F::BEFORE_CAPITAL.when(!word.is(Shape::APART));
    }
    if word.is(Shape::LETTERS) {
        // *La cour de [Paris] l'a relaxée*: what is elided before an auxiliary is no article.
        let over = usize::from(word.is(Shape::ELIDED) && scene.at(end.wrapping_add(1)).has(Cues::AUXILIARY));
        let (word, end) = (scene.at(end.wrapping_add(over)), end.wrapping_add(over));
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
                // *l'armateur, Dominique Lemoigne, basé à Port-en-Bessin*
                let based = at == end.wrapping_add(1)
                    && next.cues == Cues::NONE
                    && next.is_small()
                    && !scene.at(end.wrapping_sub(2)).facts.is_first_name();
                if next.has(Cues::ORGANISATION_NOUN) && !next.is(Shape::CAPITAL) && !departed(scene, at)
                    || based && is_one_of(scene.text(at), BASED)
                {
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

/// Whether somebody has left, and is no party: *Maria da Conceição, parti à la retraite*.
fn departed(scene: &Scene<'_>, at: usize) -> bool {
    let whereto = Cues::A.or(Cues::EN).or(Cues::PLACE_PREPOSITION).or(Cues::AGENT_PREPOSITION);
    scene.at(at.wrapping_add(1)).has(whereto) && scene.says(at, "parti")
}

/// What is told of firms behind their names: *Valtomer, basé à Lyon*.
pub(crate) const BASED: &[&str] =
    &["BASE", "BASEE", "COTEE", "FILIALE", "IMPLANTEE", "SPECIALISE", "SPECIALISEE"];

/// What it says of a span to lie inside a longer one of each class of [`nesting`].
const INSIDE: [Features; 4] =
    [Features::INSIDE_HEAD, Features::INSIDE_QUOTED, Features::INSIDE_PERSON, Features::INSIDE_LISTED];

/// What it says of a span to lie inside a longer one that is there for its words alone.
pub(crate) const INSIDE_OTHER: Features =
    Features::INSIDE_HEAD.with(Features::INSIDE_QUOTED).with(Features::INSIDE_PERSON);

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
        // *les producteurs [Sam Raimi] et [Robert Tapert]*: two persons are no name as a whole.
        spot.seen.has(F::FIRST_NAME.with(F::INITIAL))
            & !spot.seen.has(F::FIRST_GRAMMAR.with(F::HEADLINE).with(F::ENDS_OTHER))
            // *[Van Hoecke] 16*: what he scored.
            & !(spot.len() > 2
                && spot.seen.has(F::ENDS_NUMBER)
                && matches!(scene.before(spot.start as usize).sign, b':' | b',')),
        // *l'armée [russe]* may be listed, but in small letters it describes; *le [musée du quai Branly - Jacques-Chirac]* names.
        spot.listed.0 != spot.listed.1
            && (first.is(Shape::CAPITAL)
                || !stays_outside(scene, spot)
                    && (first.has(Cues::PLACE_HEAD)
                        // *au bord de la [Marne]*: that a commune is called La Marne says nothing of the river.
                        || spot.kinds & Kind::Organisation.bit() == 0 && !first.has(Cues::ARTICLE))),
    ]
}
