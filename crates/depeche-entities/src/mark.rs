//! What the names that were found say of the words in and beside them.

use crate::class::Class;
use crate::cues::Cues;
use crate::key::{Keyed, mix};
use crate::kind::Kind;
use crate::lexicon::{Hit, Listing, Sort};
use crate::tagger::index;
use crate::word::{Shape, Word};
use depeche_text::Sentence;
use std::ops::Range;

/// Marks words by the names of the gazetteer, and gives places that have their article in their names to those without.
pub(crate) fn words(
    words: &mut [Word],
    sentences: &[Sentence],
    hits: &mut [Hit],
    listings: &mut Vec<Listing>,
) {
    join_articled(words, hits, listings);
    for (number, hit) in hits.iter().enumerate() {
        let (start, end) = (hit.start as usize, hit.end as usize);
        if hit.kinds & HEADED_BY_PERSONS != 0 {
            let from_here = hits.get(number..).unwrap_or_default().iter();
            let mut within = from_here.take_while(|longer| longer.start < hit.end);
            if (parts(words, start, end)
                || hit.kinds & OF_PARTY == Kind::Organisation.bit() && party(words, start, end))
                && !within.any(|longer| hit.is_inside(longer))
                && let Some(word) = words.get_mut(end)
            {
                word.shape = word.shape.or(Shape::PARTS);
            }
            if let Some(word) = words.get_mut(start).filter(|word| word.is(Shape::SURNAME)) {
                word.shape = word.shape.without(Shape::SURNAME);
                word.class = Class::of(word);
            }
        }
        if hit.kinds & Kind::Demonym.bit() != 0
            && end.wrapping_sub(start) == 1
            && let Some(word) = words.get_mut(start)
        {
            word.cues = word.cues.or(Cues::DEMONYM);
        }
        if hit.kinds & Kind::Place.bit() != 0 {
            let senses = listings.get(hit.senses()).unwrap_or_default();
            let sorts = senses.iter().fold(Sort::default(), |sorts, sense| sorts.or(sense.sort));
            let land = sorts.has(Sort::WHERE) && is_between_parentheses(words, start..end);
            let department = sorts.has(Sort::DEPARTMENT) && !sorts.has(Sort::RIVER);
            let longer = || {
                let from_here = hits.get(number..).unwrap_or_default().iter();
                from_here.take_while(|longer| longer.start < hit.end).any(|longer| hit.is_inside(longer))
            };
            // *En France [Macron] recule*: who is told of begins behind the land that one is *en*.
            if sorts.has(Sort::WHERE)
                && words.get(start.wrapping_sub(1)).is_some_and(|word| word.has(Cues::EN))
                && !longer()
                && let Some(word) = words.get_mut(end).filter(|word| begins_anew(word))
            {
                word.shape = word.shape.or(Shape::ANEW);
            }
            if let Some(word) = words.get_mut(start).filter(|_| land | department) {
                let shape = Shape::LAND.when(land).or(Shape::DEPARTMENT.when(department));
                word.shape = word.shape.or(shape);
            }
        }
    }
    // Once it is known which surnames in capitals are towns.
    mark_headlines(words, sentences, hits);
}

/// Places that have their article in their names are among the senses of the name without it: *à la [Baule]* may be Baule or La
/// Baule, *au [Mont-Dore]* is in Auvergne or near Nouméa.
fn join_articled(words: &[Word], hits: &mut [Hit], listings: &mut Vec<Listing>) {
    let mut joined = Keyed::default();
    let mut rest = hits;
    while let [hit, after @ ..] = rest {
        let place = Kind::Place.bit();
        let is_article =
            |word: &Word| word.has(Cues::ARTICLE.or(Cues::CONTRACTED)) && !word.is(Shape::CAPITAL);
        if hit.kinds == place && words.get(hit.start as usize).is_some_and(is_article) {
            let next = hit.start.wrapping_add(1);
            let bare = after.iter_mut().take_while(|other| other.start <= next);
            let mut bare = bare.filter(|other| other.start == next && other.end == hit.end);
            if let Some(bare) = bare.next().filter(|bare| bare.kinds & place != 0) {
                let names = [bare.listed, hit.listed].map(|(from, to)| u64::from(from) << 32 | u64::from(to));
                bare.listed = *joined.entry(names.into_iter().fold(0, mix)).or_insert_with(|| {
                    let from = listings.len();
                    for at in bare.senses().chain(hit.senses()) {
                        let sense = listings.get(at).copied();
                        listings.extend(sense);
                    }
                    (index(from), index(listings.len()))
                });
            }
        }
        rest = after;
    }
}

/// Marks where a headline begins behind what stands before it in capitals, a town or a rubric: *FRIBOURG [Un] homme a été arrêté*,
/// *JUSTICE [Nicolas] Sarkozy fait appel*.
fn mark_headlines(words: &mut [Word], sentences: &[Sentence], hits: &[Hit]) {
    let capitals = Word::is_acronym;
    let plain = |word: &&Word| capitals(word) && word.facts.is_word();
    for range in sentences.iter().map(|sentence| sentence.tokens()) {
        if !words.get(range.start).is_some_and(capitals) {
            continue;
        }
        let from = hits.partition_point(|hit| (hit.start as usize) < range.start);
        let inside = hits.get(from..).unwrap_or_default();
        let here = inside.iter().take_while(|hit| hit.start as usize == range.start);
        let end = match here.max_by_key(|hit| hit.end) {
            Some(town) if town.kinds & Kind::Place.bit() != 0 => town.end as usize,
            Some(_) => continue,
            None => {
                let rubric = words.get(range.clone()).unwrap_or_default().iter().take_while(plain);
                range.start.wrapping_add(rubric.count())
            }
        };
        let longer =
            inside.iter().take_while(|hit| (hit.start as usize) < end).any(|hit| hit.end as usize > end);
        let last = end > range.start && words.get(end.wrapping_sub(1)).is_some_and(capitals);
        let begins =
            |word: &&mut Word| word.is(Shape::CAPITAL) && !word.is(Shape::CAPITALS.or(Shape::INITIAL));
        if let Some(word) = words.get_mut(end).filter(|_| last && !longer && end < range.end).filter(begins) {
            word.shape = word.shape.or(Shape::ANEW).or(Shape::WEAK);
        }
    }
}

/// What has people at its head.
const HEADED_BY_PERSONS: u8 = Kind::Place.bit() | Kind::Organisation.bit();

/// E16. Whether the word behind the listed name `start..end` begins the name of a person whose function is there: *le président du
/// Sénat [Gérard] Larcher*, *l'entraîneur de Lens [Pierre] Sage*, *le maire de Kolwezi [Sandji] Mukoba*.
fn parts(words: &[Word], start: usize, end: usize) -> bool {
    let at = |at: usize| words.get(at).copied().unwrap_or_default();
    let begins = |word: Word| word.is(Shape::CAPITAL) && !word.is(NO_PERSON);
    let (first, last) = (at(end), at(end.wrapping_sub(1)));
    if !begins(first) || !last.is(Shape::CAPITAL) {
        return false;
    }
    let next = at(end.wrapping_add(1));
    let known = first.facts.is_first_name() && (begins(next) || next.has(Cues::PARTICLE));
    // *le fils de Florence Aubenas*: the name of a town may be a first name.
    let person = end.wrapping_sub(start) == 1 && last.facts.is_first_name();
    let plain = !first.facts.in_language() && !first.has(Cues::FOREIGN_ORGANISATION.or(Cues::FOREIGN_PLACE));
    if !known && (person || !plain || !begins(next)) {
        return false;
    }
    let mut before = start.wrapping_sub(1); // wraps: what lies before is outside
    if at(before).has(Cues::ARTICLE) && !at(before).has(Cues::DE) {
        before = before.wrapping_sub(1);
    }
    if !at(before).has(Cues::DE) {
        return false;
    }
    // *le sénateur (LR) de la Haute-Marne [Bruno] Sido*
    if at(before.wrapping_sub(1)).sign == b')' && at(before.wrapping_sub(3)).sign == b'(' {
        before = before.wrapping_sub(3);
    }
    // *le chef de la diplomatie de la Russie [Sergueï] Lavrov*: who surely is a person may be at the head of something within.
    let passed = Cues::ADJECTIVE.or(Cues::DEMONYM).or(Cues::BEFORE_NAME);
    for back in 1..=if known { 6 } else { 3 } {
        let word = at(before.wrapping_sub(back)); // wraps: what lies before is outside
        if word.has(Cues::FUNCTION) {
            return true;
        }
        if !word.is(Shape::LETTERS) || !known && !word.has(passed) {
            return false;
        }
    }
    false
}

/// The kinds of a party's name that tell it from the name of somebody.
const OF_PARTY: u8 = Kind::Organisation.bit() | Kind::Person.bit();

/// E9. Whether the word behind the listed name `start..end` begins that of a person whose party it is: *le député Renaissance [Marc]
/// Ferracci*, *la conseillère régionale Ecolo [Zoubida] Jellab*.
fn party(words: &[Word], start: usize, end: usize) -> bool {
    let at = |at: usize| words.get(at).copied().unwrap_or_default(); // wraps: what lies before is outside
    let begins = |word: Word| word.is(Shape::CAPITAL) && !word.is(NO_PERSON);
    let (name, first) = (at(start), at(end));
    if !begins(first) || !first.facts.is_first_name() || !begins(at(end.wrapping_add(1))) {
        return false;
    }
    let near = at(start.wrapping_sub(1));
    let adjective =
        near.has(Cues::ADJECTIVE.or(Cues::DEMONYM)) && at(start.wrapping_sub(2)).has(Cues::FUNCTION);
    name.is(Shape::CAPITAL)
        && !name.facts.is_first_name()
        && near.is_small()
        && (near.has(Cues::FUNCTION) || adjective)
}

/// Whether a name may begin with a word that stands behind another: *en Bretagne [Sud]* goes on with it.
fn begins_anew(word: &Word) -> bool {
    let goes_on = Cues::CARDINAL.or(Cues::ADJECTIVE).or(Cues::DEMONYM);
    word.is(Shape::CAPITAL) && !word.is(NO_PERSON) && !word.has(goes_on)
}

/// What no name of a person begins with, beside another capital.
const NO_PERSON: Shape = Shape::WEAK.or(Shape::CAPITALS).or(Shape::HEADLINE).or(Shape::ELIDED);

fn is_between_parentheses(words: &[Word], tokens: Range<usize>) -> bool {
    let sign = |at: usize| words.get(at).map_or(0, |word| word.sign);
    sign(tokens.start.wrapping_sub(1)) == b'(' && sign(tokens.end) == b')'
}

/// Whether a word stands where the code of a canton or a state does: *Épesses ([VD])*, *(PS, [GE])*, *(PLR/[VS])*.
pub(crate) fn is_code(words: &[Word], at: usize) -> bool {
    let sign = |at: usize| words.get(at).map_or(0, |word| word.sign);
    let (before, after) = (sign(at.wrapping_sub(1)), sign(at.wrapping_add(1)));
    let opens = before == b'(' && words.get(at.wrapping_sub(2)).is_some_and(|word| word.is(Shape::CAPITAL));
    opens && matches!(after, b')' | b',') || matches!(before, b',' | b'/') && after == b')'
}
