//! What one small word says of a span it stands beside, without a branch: which word stands before or after a name is hard
//! to foretell.
//!
//! A word may have several classes; the first of them in the order of [`Cues`] counts, and a table says what it means.

use crate::cues::Cues;
use crate::feature::Features;
use crate::word::{Shape, Word};

/// The classes that say something of a span after them, and before which no adjective is asked what stands before it.
pub(crate) const DETERMINES: Cues = Cues::CIVILITY
    .or(Cues::DE)
    .or(Cues::A)
    .or(Cues::EN)
    .or(Cues::ARTICLE)
    .or(Cues::DETERMINER)
    .or(Cues::FUNCTION);

/// All classes that say something of a span after them.
const BEFORE: Cues = DETERMINES
    .or(Cues::DEMONYM)
    .or(Cues::AGENT_PREPOSITION)
    .or(Cues::PLACE_PREPOSITION)
    .or(Cues::CONJUNCTION)
    .or(Cues::SPEECH);

/// The classes that say something of a span before them.
const AFTER: Cues = Cues::DE
    .or(Cues::ARTICLE)
    .or(Cues::DETERMINER)
    .or(Cues::SPEECH)
    .or(Cues::PERSON_VERB)
    .or(Cues::AUXILIARY);

/// The number of one class.
const fn number(class: Cues) -> u32 {
    class.first_of(Cues::ALL)
}

/// More than the number of any class of [`BEFORE`]: the last row of the table is that of no class, and says nothing.
const CLASSES: usize = 16;

/// What a class says of the span after it: elided or not, plural or not, contracted or not.
const SAYS_AFTER: [[Features; 8]; CLASSES] = {
    let mut table = [[Features::NONE; 8]; CLASSES];
    let mut rows: &mut [[Features; 8]] = &mut table;
    let mut class = 0;
    while let [row, later @ ..] = rows {
        let mut cells: &mut [Features] = row;
        let mut way = 0;
        while let [cell, more @ ..] = cells {
            *cell = before(class, way);
            way = way.wrapping_add(1); // wraps: there are eight
            cells = more;
        }
        class = class.wrapping_add(1); // wraps: there are few
        rows = later;
    }
    table
};

/// Of a span after a word of the class; the ways are 1 for an elided word, 2 for a plural, 4 for a contraction.
const fn before(class: u32, way: u8) -> Features {
    use Features as F;
    let (elided, plural, contracted) = (way & 1 != 0, way & 2 != 0, way & 4 != 0);
    if class == number(Cues::CIVILITY) {
        F::CIVILITY
    } else if class == number(Cues::DE) {
        match (elided || !contracted, plural) {
            (true, _) => F::AFTER_DE,
            (false, true) => F::AFTER_DES,
            (false, false) => F::AFTER_DU,
        }
    } else if class == number(Cues::A) {
        if contracted { F::AFTER_AU } else { F::AFTER_A }
    } else if class == number(Cues::EN) {
        F::AFTER_EN
    } else if class == number(Cues::ARTICLE) {
        match (elided, plural) {
            (true, _) => F::AFTER_L,
            (false, true) => F::AFTER_LES,
            (false, false) => F::AFTER_LE,
        }
    } else if class == number(Cues::DETERMINER) {
        F::AFTER_DETERMINER
    } else if class == number(Cues::FUNCTION) {
        F::FUNCTION
    } else if class == number(Cues::DEMONYM) {
        F::AFTER_DEMONYM
    } else if class == number(Cues::AGENT_PREPOSITION) {
        F::AFTER_AGENT
    } else if class == number(Cues::PLACE_PREPOSITION) {
        F::AFTER_PLACE_PREPOSITION
    } else if class == number(Cues::CONJUNCTION) {
        F::AFTER_CONJUNCTION
    } else if class == number(Cues::SPEECH) {
        F::AFTER_SPEECH
    } else {
        F::NONE
    }
}

/// What a word says of the span after it.
#[inline]
pub(crate) fn says_after(word: &Word) -> Features {
    let class = word.cues.first_of(BEFORE) as usize;
    let way = usize::from(word.is(Shape::ELIDED))
        | usize::from(word.has(Cues::PLURAL)) << 1
        | usize::from(word.has(Cues::CONTRACTED)) << 2;
    let row = SAYS_AFTER.get(class.min(CLASSES.wrapping_sub(1)));
    row.and_then(|row| row.get(way)).copied().unwrap_or(Features::NONE)
}

/// What a word of letters after a span says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Following {
    /// *de*, and a name may go on.
    De,
    /// *est*, *a*: the next word says more.
    Auxiliary,
    /// This.
    Is(Features),
}

/// What a word of letters says of the span before it.
#[inline]
pub(crate) fn says_before(word: &Word) -> Following {
    use Features as F;
    let class = word.cues.first_of(AFTER);
    if class == number(Cues::DE) {
        return Following::De;
    }
    if class == number(Cues::AUXILIARY) {
        return Following::Auxiliary;
    }
    let is = |class_of: Cues, says: Features| says.when(class == number(class_of));
    let other = is(Cues::ARTICLE, F::BEFORE_ARTICLE)
        .with(is(Cues::DETERMINER, F::BEFORE_ARTICLE))
        .with(is(Cues::SPEECH, F::BEFORE_SPEECH))
        .with(is(Cues::PERSON_VERB, F::BEFORE_PERSON_VERB))
        .with(F::BEFORE_WORD.when(class >= u64::BITS));
    Following::Is(other)
}

#[cfg(test)]
mod tests {
    use super::{Following, says_after, says_before};
    use crate::cues::Cues;
    use crate::feature::Features as F;
    use crate::word::{Shape, Word};

    /// What stands after a word of these classes, asked one after the other.
    fn after(word: &Word) -> F {
        let (elided, plural, contracted) =
            (word.is(Shape::ELIDED), word.has(Cues::PLURAL), word.has(Cues::CONTRACTED));
        match () {
            () if word.has(Cues::CIVILITY) => F::CIVILITY,
            () if word.has(Cues::DE) && (elided || !contracted) => F::AFTER_DE,
            () if word.has(Cues::DE) && plural => F::AFTER_DES,
            () if word.has(Cues::DE) => F::AFTER_DU,
            () if word.has(Cues::A) && contracted => F::AFTER_AU,
            () if word.has(Cues::A) => F::AFTER_A,
            () if word.has(Cues::EN) => F::AFTER_EN,
            () if word.has(Cues::ARTICLE) && elided => F::AFTER_L,
            () if word.has(Cues::ARTICLE) && plural => F::AFTER_LES,
            () if word.has(Cues::ARTICLE) => F::AFTER_LE,
            () if word.has(Cues::DETERMINER) => F::AFTER_DETERMINER,
            () if word.has(Cues::FUNCTION) => F::FUNCTION,
            () if word.has(Cues::DEMONYM) => F::AFTER_DEMONYM,
            () if word.has(Cues::AGENT_PREPOSITION) => F::AFTER_AGENT,
            () if word.has(Cues::PLACE_PREPOSITION) => F::AFTER_PLACE_PREPOSITION,
            () if word.has(Cues::CONJUNCTION) => F::AFTER_CONJUNCTION,
            () if word.has(Cues::SPEECH) => F::AFTER_SPEECH,
            () => F::default(),
        }
    }

    fn before(word: &Word) -> Following {
        match () {
            () if word.has(Cues::DE) => Following::De,
            () if word.has(Cues::ARTICLE.or(Cues::DETERMINER)) => Following::Is(F::BEFORE_ARTICLE),
            () if word.has(Cues::SPEECH) => Following::Is(F::BEFORE_SPEECH),
            () if word.has(Cues::PERSON_VERB) => Following::Is(F::BEFORE_PERSON_VERB),
            () if word.has(Cues::AUXILIARY) => Following::Auxiliary,
            () => Following::Is(F::BEFORE_WORD),
        }
    }

    #[test]
    fn the_tables_say_what_is_asked_one_after_the_other() {
        // Every set of the classes that count, and one that does not, elided or not.
        for set in 0..1u64 << 17 {
            for shape in [Shape::LETTERS, Shape::LETTERS.or(Shape::ELIDED)] {
                let word = Word { cues: Cues::of_bits(set), shape, ..Word::default() };
                assert_eq!(says_after(&word), after(&word), "{word:?}");
                assert_eq!(says_before(&word), before(&word), "{word:?}");
            }
        }
    }
}
