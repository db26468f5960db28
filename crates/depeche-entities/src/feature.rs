//! What is seen of a span, and what each thing seen says of its type.
//!
//! The evidence is additive: each feature adds its weight, in sixteenths of a natural unit of log-odds, to the score of
//! each type; the scores become probabilities against the reading "no name". The weights below are set by hand; those
//! learned are added to them (see [`crate::weights`]).

use depeche_text::fold::halves;

/// A set of features.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Features(pub(crate) u128);

/// One weight per type, in the order of [`Kind`](crate::kind::Kind): PER, LOC, ORG, EVENT, DEMONYM, MISC.
pub(crate) type Weights = [i8; 6];

macro_rules! features {
    ($($name:ident = $what:literal $weights:expr;)*) => {
        /// The number of each feature.
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "read as constants")]
        #[derive(Clone, Copy)]
        #[repr(u8)]
        enum Number { $($name,)* }

        impl Features {
            $(pub(crate) const $name: Features = Features(1 << (Number::$name as u8));)*
        }

        /// Name, meaning and hand-set weights of each feature.
        pub(crate) const TABLE: &[(&str, &str, Weights)] = &[$((stringify!($name), $what, $weights),)*];
    };
}

features! {
    // What any capitalised span begins with.
    BIAS = "" [-24, -24, -34, -60, -20, -40];
    // Its length and place.
    ONE = "one word" [0, 4, 0, -20, 0, 0];
    TWO = "two words" [8, -4, 2, 0, 0, 0];
    LONG = "three words or more" [0, -8, 4, 8, -20, 4];
    WEAK_ONE = "one word where any word has a capital" [-14, -14, -14, -10, 0, -18];
    WEAK_MORE = "begins where any word has a capital" [-3, -5, -3, 0, 0, -3];
    HEADLINE = "in a line all in capitals" [-12, -12, -12, -12, 0, -20];
    // Its words as words of the language.
    COMMON_OFTEN = "a frequent common word" [-40, -36, -36, -20, 0, -30];
    COMMON = "a common word" [-18, -16, -12, -6, 0, -14];
    COMMON_RARE = "a rare common word" [-6, -6, -4, 0, 0, -6];
    GRAMMAR = "a grammatical word" [-60, -60, -60, -50, 0, -50];
    FIRST_COMMON = "begins with a common word" [-14, -6, 0, 0, 0, 0];
    FIRST_COMMON_OFTEN = "begins with a frequent common word" [-24, -12, -4, 0, 0, -2];
    FIRST_GRAMMAR = "begins with a grammatical word" [-40, -30, -30, -20, 0, -10];
    LAST_COMMON = "ends with a common word" [-12, -10, 0, 0, 0, 0];
    // Its words as names.
    FIRST_NAME_ONE = "a first name" [16, -10, -6, 0, 0, -6];
    FIRST_NAME_RARE_ONE = "a rare first name" [6, -4, 0, 0, 0, 0];
    FIRST_NAME = "begins with a first name" [34, -10, -8, 0, 0, -10];
    FIRST_NAME_RARE = "begins with a rare first name" [20, -4, -2, 0, 0, -2];
    SURNAME_ONE = "a surname" [6, -4, -2, 0, 0, -2];
    SURNAME = "ends with a surname" [14, -4, -4, 0, 0, -4];
    INITIAL = "holds initials" [18, -10, -6, 0, 0, -10];
    PARTICLE = "holds a particle" [2, -4, -8, 0, 0, -4];
    ROMAN = "ends with a Roman number" [8, -14, -10, 0, 0, -4];
    // Its shape.
    CAPITALS = "in capitals" [-20, -16, 14, 0, -10, -2];
    CAPITALS_TWO = "two capitals" [-4, -4, -8, 0, 0, -4];
    SHORT = "very short" [-10, -8, -10, 0, 0, -8];
    FIGURES = "holds figures" [-20, -18, -8, 4, 0, 12];
    ENDS_NUMBER = "ends with a number" [-30, -20, -16, 10, 0, 16];
    HYPHEN = "holds a hyphen" [0, 6, -4, 0, 0, -4];
    PLACE_HYPHENS = "made like the name of a commune" [-20, 30, -10, 0, 0, -10];
    PLACE_ENDING = "ends like a place" [-8, 14, -6, 0, 0, -6];
    PERSON_ENDING = "ends like a surname" [8, -8, -4, 0, 0, -6];
    ORGANISATION_ENDING = "ends like a firm" [-8, -8, 12, 0, 0, 2];
    CAMEL = "a capital inside" [-4, -14, 12, 0, 0, 6];
    AMPERSAND = "holds an ampersand" [-20, -20, 30, 0, 0, 0];
    NOT_ORGANISATION = "an acronym of things" [-20, -20, -44, 0, 0, -10];
    FOREIGN_ORGANISATION = "a foreign word for organisations" [-24, -16, 32, 0, 0, 0];
    FOREIGN_PLACE = "a foreign word for places" [-16, 22, -2, 0, 0, 0];
    FOREIGN_PLACE_HEAD = "begins like a foreign place" [-14, 24, -4, 0, 0, -6];
    UNKNOWN = "one word that is in no list" [8, 8, 6, 0, 0, 4];
    UNKNOWN_WEAK = "one word that is in no list, where any word has a capital" [12, 8, 8, 0, 0, 4];
    TWO_UNKNOWN = "two words in no list" [20, 0, 4, 0, 0, 0];
    ALL_FIRST_NAMES = "only first names" [8, -8, -6, 0, 0, -4];
    DEMONYM_ENDING = "ends like a demonym" [-10, -14, -14, -6, 0, -10];
    // What stands before it.
    CIVILITY = "after a civility" [56, -40, -30, -20, -20, -20];
    FUNCTION = "after a function" [30, -16, -8, -10, -10, -8];
    FUNCTION_ADJECTIVE = "after a function and an adjective" [28, -14, -6, -10, -10, -8];
    AFTER_A = "after à" [-8, 18, -2, 0, 0, -6];
    AFTER_EN = "after en" [-18, 24, -12, 0, 0, -8];
    AFTER_AU = "after au or aux" [-14, 6, 4, 4, 0, 2];
    AFTER_PLACE_PREPOSITION = "after a preposition of place" [-8, 10, -2, 0, 0, 0];
    AFTER_LE = "after le or la" [-16, 0, 6, 4, 0, 6];
    AFTER_L = "after l'" [-16, 2, 6, 4, 0, 2];
    AFTER_LES = "after les" [-20, -4, -2, 0, 6, 0];
    AFTER_DU = "after du" [-12, 2, 6, 4, 0, 2];
    AFTER_DES = "after des" [-16, -6, 0, 2, 4, 0];
    AFTER_DE = "after de or d'" [2, 6, -2, 0, 0, -4];
    AFTER_DETERMINER = "after a determiner" [-16, -12, -4, 0, 4, 4];
    AFTER_AGENT = "after par, avec, contre, selon" [10, -6, 2, 0, 0, -4];
    AFTER_CONJUNCTION = "after et or ou" [2, 2, 0, 0, 0, 0];
    AFTER_COMMA = "after a comma" [4, 0, -2, 0, 0, -2];
    AFTER_OPEN = "after a parenthesis" [-4, 2, 0, 0, 0, 0];
    AFTER_CAPITAL = "after another capital" [-18, -18, -18, -10, -6, -18];
    AFTER_ORGANISATION_NOUN = "after a word for organisations" [-16, -12, 34, 0, 0, 0];
    AFTER_PLACE_NOUN = "after a word for places" [-14, 30, -6, 0, 0, -4];
    AFTER_WORK_NOUN = "after a word for works" [-10, -14, -6, 0, 0, 34];
    AFTER_FUNCTION_DE = "after a function and de" [0, 6, 4, 0, 0, 0];
    AFTER_FUNCTION_COMMA = "after a function and a comma" [24, -6, -6, 0, 0, -4];
    AFTER_ORGANISATION_NOUN_DE = "after a word for organisations and de" [-6, 2, 0, 0, 0, 0];
    AFTER_WORK_NOUN_DE = "after a word for works and de" [16, -4, 0, 0, 0, 0];
    AFTER_DEMONYM = "after a demonym" [10, -6, 6, 0, 0, 2];
    AFTER_SPEECH = "after a verb of saying" [16, -8, 6, 0, 0, 0];
    AFTER_NUMBER = "after a number" [-8, -4, -4, 0, 2, 2];
    // What stands after it.
    BEFORE_SPEECH = "before a verb of saying" [18, -6, 10, 0, 0, -6];
    BEFORE_PERSON_VERB = "before what a person does" [16, -8, -4, 0, 0, -4];
    BEFORE_FUNCTION = "before a function, with a comma" [24, -10, -6, 0, 0, -8];
    BEFORE_PLACE_NOUN = "before a word for places, with a comma, or the land it lies in, in parentheses" [-8, 24, -6, 0, 0, -4];
    BEFORE_ORGANISATION_NOUN = "before a word for organisations, with a comma" [-8, -6, 24, 0, 0, 0];
    BEFORE_OPEN = "before a parenthesis" [4, 0, 4, 0, 0, 2];
    BEFORE_CAPITAL = "before another capital" [-20, -20, -18, -8, -10, -18];
    BEFORE_DE_NAME = "before de and a name" [-4, -2, 4, -4, 0, 0];
    BEFORE_NUMBER = "before a number" [-8, -4, -2, 0, 0, 6];
    BEFORE_END = "before the end" [0, 4, 0, 0, 0, 0];
    BEFORE_COMMA = "before a comma" [0, 2, 0, 0, 0, 0];
    BEFORE_ARTICLE = "before an article" [-24, -20, -20, -10, 0, -10];
    BEFORE_AUXILIARY = "before an auxiliary" [6, 0, 4, 0, 0, 0];
    BEFORE_HYPHEN = "before a dash" [0, 4, 0, 0, 0, 0];
    BEFORE_WORD = "before another word" [0, 0, 0, 0, 0, 0];
    BEFORE_CLOSE = "before a closing quotation mark" [-6, -10, -6, 0, 0, 10];
    // What a rule saw.
    HEAD_ORGANISATION = "headed as an organisation" [-40, -24, 50, -10, 0, -8];
    HEAD_ORGANISATION_LOW = "headed as an organisation, in small letters" [-40, -24, 44, -10, 0, -8];
    HEAD_PLACE = "headed as a place" [-40, 52, -6, -10, 0, -8];
    HEAD_PLACE_LOW = "headed as a place, in small letters" [-40, 46, -10, -10, 0, -8];
    HEAD_PLACE_WEAK = "headed by a word that may stay outside" [0, -16, 0, 0, 0, 0];
    HEAD_EVENT = "headed as an event" [-40, -20, -10, 76, 0, 10];
    HEAD_TEAM = "headed as a sports club" [-30, -16, 56, 0, 0, 0];
    TEAM = "a team and its town" [-30, -16, 60, 0, 0, 0];
    HEAD_ALONE = "only the head" [0, -30, -24, -40, 0, 0];
    ENDS_ADJECTIVE = "ends with an adjective" [-10, -4, 4, 4, 0, 0];
    ENDS_DE_NAME = "ends with de and a name" [-4, 4, 6, 4, 0, 0];
    ENDS_DE_WORD = "ends with de and a common word" [-20, -16, 4, 0, 0, 0];
    ENDS_OTHER = "ends with a longer complement" [-10, -6, -2, 0, 0, 0];
    ENDS_CARDINAL = "ends with a part of the world" [-20, 24, -10, 0, 0, -10];
    STOPS_EARLY = "the name could go on" [-4, -10, -16, -10, 0, -4];
    QUOTED = "between quotation marks" [-8, -14, -6, 0, 0, 44];
    QUOTED_LONG = "long, between quotation marks" [-10, -10, -10, 0, 0, -24];
    DATELINE = "sends the dispatch" [-20, 56, -20, 0, 0, -20];
    ACRONYM_OF = "an acronym and its full name" [-20, -6, 50, 6, 0, 4];
    // What the rest of the sentence says.
    INSIDE_HEAD = "inside a headed name" [-20, -16, -16, -10, -24, -16];
    INSIDE_LISTED = "inside a listed name" [-24, -24, -24, -16, -40, -20];
    INSIDE_PERSON = "inside the name of a person" [-20, -24, -24, -10, 0, -20];
    INSIDE_QUOTED = "inside quotation marks" [-4, -8, -6, 0, 0, -8];
    LISTED_CASE = "a name in small letters" [-40, -30, -30, 0, 20, -20];
    // What the rest of the document says.
    MEMORY = "part of a full name found elsewhere" [60, 30, 50, 30, 0, 20];
    MEMORY_SAME = "found as this elsewhere" [36, 32, 40, 30, 0, 20];
    LIST = "in a list of names of this type" [12, 16, 12, 0, 0, 4];
    // What the gazetteer says of it as this type (kind-specific).
    LISTED_TOP = "a very well-known name" [70, 76, 70, 90, 70, 56];
    LISTED_HIGH = "a well-known name" [56, 64, 60, 80, 64, 44];
    LISTED_MID = "a known name" [44, 50, 46, 70, 60, 30];
    LISTED_LOW = "a little-known name" [34, 32, 34, 56, 54, 16];
    LISTED_TINY = "a rarely met name" [24, 18, 20, 40, 48, 8];
    LISTED_LONG = "a listed name of several words" [20, 14, 24, 20, 0, 20];
    LISTED_ACRONYM = "a listed acronym" [0, 0, 16, 0, 0, 0];
    LISTED_SMALL = "a listed name with an article or a function in small letters" [-40, -90, -80, -90, 0, -10];
    LISTED_OTHER = "better known as something else" [-30, -24, -22, 0, 0, -10];
    LANGUAGE = "the name of a language" [0, 0, 0, 0, -50, 0];
    AMBIGUOUS = "also another word" [0, 0, 0, 0, -30, 0];
}

const _: () = assert!(TABLE.len() <= 128);

impl Features {
    pub(crate) const NONE: Features = Features(0);

    /// What says that a name begins with its head, or is spelled by an acronym: *[ministère de la Santé]*.
    pub(crate) const HEADED: Features = Features::HEAD_ORGANISATION
        .with(Features::HEAD_ORGANISATION_LOW)
        .with(Features::HEAD_PLACE)
        .with(Features::HEAD_PLACE_LOW)
        .with(Features::HEAD_EVENT)
        .with(Features::HEAD_TEAM)
        .with(Features::ACRONYM_OF);

    /// What stands beside a name and says that it is of a person: a title before it, or a function.
    pub(crate) const TITLED: Features = Features::CIVILITY
        .with(Features::FUNCTION)
        .with(Features::FUNCTION_ADJECTIVE)
        .with(Features::BEFORE_FUNCTION);

    #[inline]
    pub(crate) const fn has(self, any: Features) -> bool {
        self.0 & any.0 != 0
    }

    #[inline]
    pub(crate) const fn with(self, more: Features) -> Features {
        Features(self.0 | more.0)
    }

    #[inline]
    pub(crate) const fn without(self, other: Features) -> Features {
        Features(self.0 & !other.0)
    }

    #[inline]
    pub(crate) const fn when(self, holds: bool) -> Features {
        if holds { self } else { Features(0) }
    }

    /// Calls `each` with the number of every feature of the set, in order.
    #[inline]
    pub(crate) fn for_each(self, mut each: impl FnMut(usize)) {
        for (base, mut left) in [0usize, 64].into_iter().zip(halves(self.0)) {
            while left != 0 {
                each(base | left.trailing_zeros() as usize);
                left &= left.wrapping_sub(1);
            }
        }
    }
}
