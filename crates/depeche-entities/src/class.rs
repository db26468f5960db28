//! What kind of word a capitalised word is, in one number: of two words beside each other, or a word and its place, the weights
//! know more than of each alone.

use crate::cues::Cues;
use crate::ending::Ending;
use crate::word::{Shape, Word};

/// One of fewer than [`Class::COUNT`] kinds of words.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Class(u8);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $number:literal;)*) => {
        impl Class { $($(#[$doc])* const $name: Class = Class($number);)* }
    };
}

classes! {
    /// *Il, Pour*
    GRAMMAR = 1;
    /// *Monsieur, Mme*
    CIVILITY = 2;
    /// *Président*
    FUNCTION = 3;
    /// *Mars, Lundi*
    CALENDAR = 4;
    /// *J.*
    INITIAL = 5;
    /// *XIV*
    ROMAN = 6;
    /// *A4, B52*
    FIGURES = 7;
    /// *UE, PS*
    ACRONYM_SHORT = 8;
    /// *ONU, CFDT*
    ACRONYM = 9;
    /// *TotalEnergies*
    CAMEL = 10;
    /// *Université, Fédération*
    ORGANISATION_HEAD = 11;
    /// *Records, United*
    FOREIGN_ORGANISATION = 12;
    /// *River, Island*; *Lac, Mont*
    PLACE_HEAD = 13;
    /// *Coupe, Festival*
    EVENT_HEAD = 14;
    /// *Saint-Loup, Neuville-sur-Orne*
    COMMUNE = 15;
    /// *Marie*: known as a first name, and as no word
    FIRST = 16;
    /// *Rose*: a first name and a word
    FIRST_COMMON = 17;
    /// A rare first name.
    FIRST_RARE = 18;
    FIRST_RARE_COMMON = 19;
    /// *Lefebvre*
    SURNAME = 20;
    /// *Lemoine*, a rarer one.
    SURNAME_RARE = 21;
    /// *Boulanger*
    SURNAME_COMMON = 22;
    /// A frequent word, as *Grand*.
    OFTEN = 23;
    COMMON = 24;
    COMMON_RARE = 25;
    UNKNOWN = 26;
    UNKNOWN_PLACE = 27;
    UNKNOWN_PERSON = 28;
    UNKNOWN_ORGANISATION = 29;
    UNKNOWN_DEMONYM = 30;
    UNKNOWN_HYPHEN = 31;
}

impl Class {
    /// The numbers are below this.
    pub(crate) const COUNT: usize = 32;

    pub(crate) const fn number(self) -> usize {
        self.0 as usize
    }

    /// The class of a capitalised word; of all others it is the default.
    pub(crate) const fn of(word: &Word) -> Class {
        let shape = word.shape;
        if shape.has(Shape::INITIAL) {
            return Class::INITIAL;
        }
        if shape.has(Shape::FIGURES) {
            return Class::FIGURES;
        }
        if shape.has(Shape::ROMAN) {
            return Class::ROMAN;
        }
        if shape.has(Shape::CAPITALS) && !shape.has(Shape::SURNAME) {
            return if shape.has(Shape::SHORT) { Class::ACRONYM_SHORT } else { Class::ACRONYM };
        }
        match Class::by_cue(word) {
            Some(class) => class,
            None => Class::by_facts(word),
        }
    }

    const fn by_cue(word: &Word) -> Option<Class> {
        let cues = word.cues;
        if cues.has(Cues::CIVILITY) {
            Some(Class::CIVILITY)
        } else if cues.has(Cues::GRAMMAR) {
            Some(Class::GRAMMAR)
        } else if cues.has(Cues::CALENDAR) {
            Some(Class::CALENDAR)
        } else if cues.has(Cues::ORGANISATION_HEAD.or(Cues::TEAM)) {
            Some(Class::ORGANISATION_HEAD)
        } else if cues.has(Cues::FUNCTION) {
            Some(Class::FUNCTION)
        } else if cues.has(Cues::EVENT_HEAD) {
            Some(Class::EVENT_HEAD)
        } else if cues.has(Cues::FOREIGN_ORGANISATION) {
            Some(Class::FOREIGN_ORGANISATION)
        } else if cues.has(PLACES) && !word.facts.is_first_name() {
            Some(Class::PLACE_HEAD)
        } else {
            None
        }
    }

    const fn by_facts(word: &Word) -> Class {
        let facts = word.facts;
        let common = facts.in_language();
        match (facts.first(), facts.surname(), facts.common()) {
            (2.., _, _) if common => Class::FIRST_COMMON,
            (2.., _, _) => Class::FIRST,
            (1, _, _) if common => Class::FIRST_RARE_COMMON,
            (1, _, _) => Class::FIRST_RARE,
            (_, 1.., _) if common && !facts.is_frequent() => Class::SURNAME_COMMON,
            (_, 2.., 0) => Class::SURNAME,
            (_, 1, 0) => Class::SURNAME_RARE,
            (_, _, 4..) => Class::OFTEN,
            (_, _, 2..) => Class::COMMON,
            (_, _, 1) => Class::COMMON_RARE,
            _ => Class::unknown(word),
        }
    }

    const fn unknown(word: &Word) -> Class {
        let ending = word.ending;
        if word.shape.has(Shape::CAMEL) {
            Class::CAMEL
        } else if ending.has(Ending::COMMUNE) {
            Class::COMMUNE
        } else if ending.has(Ending::PLACE) {
            Class::UNKNOWN_PLACE
        } else if ending.has(Ending::PERSON) {
            Class::UNKNOWN_PERSON
        } else if ending.has(Ending::ORGANISATION) {
            Class::UNKNOWN_ORGANISATION
        } else if ending.has(Ending::DEMONYM) {
            Class::UNKNOWN_DEMONYM
        } else if word.shape.has(Shape::HYPHEN) {
            Class::UNKNOWN_HYPHEN
        } else {
            Class::UNKNOWN
        }
    }
}

const PLACES: Cues =
    Cues::FOREIGN_PLACE.or(Cues::FOREIGN_PLACE_HEAD).or(Cues::PLACE_HEAD).or(Cues::PLACE_HEAD_DIRECT);
