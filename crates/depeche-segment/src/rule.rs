//! The names of the sentence rules.

use std::fmt;
use std::num::NonZero;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $reason:literal;)*) => {
        /// A sentence rule: what made a border or refused one.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])* $variant,)*
            /// The sum of the learned weights, which made a border when it is above 0.
            Weights(i32),
        }

        /// The place of a rule in [`Rule::ALL`]; the learned weights come after them.
        #[repr(u8)]
        enum Place { $($variant,)* Weights }

        impl Ruling {
            #[inline]
            pub(crate) const fn new(border: bool, paragraph: bool, rule: Rule) -> Ruling {
                let (place, sum) = match rule {
                    $(Rule::$variant => (Place::$variant, 0),)*
                    Rule::Weights(sum) => (Place::Weights, sum),
                };
                let flags = ((border as u64) << 8) | ((paragraph as u64) << 9);
                Ruling(SET.saturating_add(place as u64 | flags | ((sum.cast_unsigned() as u64) << 32)))
            }
        }

        impl Rule {
            /// Every rule that is not learned, in order.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// The number of the rule, as in the table of the crate: `S7`.
            ///
            /// ```
            /// use depeche_segment::Rule;
            ///
            /// assert_eq!(Rule::Title.code(), "S5");
            /// assert_eq!(Rule::Title.reason(), "an abbreviation that never ends a sentence");
            /// ```
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Rule::$variant => $code,)* Rule::Weights(_) => "model" }
            }

            /// What the rule says, in a few words.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                match self { $(Rule::$variant => $reason,)* Rule::Weights(_) => "the sum of the learned weights" }
            }
        }
    };
}

rules! {
    /// A blank line.
    BlankLine = "S1a", "a blank line ends everything";
    /// A line end, when the caller said that each is a border.
    EveryLine = "S1b", "every line end is a border";
    /// A line end after a unit of its own.
    LineUnit = "S1c", "the line is a unit of its own";
    /// A line end inside a wrapped text.
    WrappedLine = "S1d", "the text goes on in the next line";
    /// `;`
    Semicolon = "S2", "a semicolon ends a sentence of a treebank, not one of a reader";
    /// `:`
    Colon = "S2b", "a colon ends a sentence of a treebank before an item only";
    /// *Reste un obstacle : Nous n'avons pas le temps*
    Announcement = "S2c", "a colon ends a sentence of a treebank before a capital that opens a clause";
    /// `?!`
    MarkRun = "S3", "the last mark of a run decides";
    /// `[...]`
    CutMark = "S4", "a cut inside a quotation";
    /// *M. Dupont*
    Title = "S5", "an abbreviation that never ends a sentence";
    /// *J. Dupont*
    Initial = "S6", "an initial ends a sentence only before a word that opens one";
    /// *S.N.C.F.*
    Acronym = "S7", "a dotted acronym ends a sentence only before a word that opens one";
    /// *etc.*
    Abbreviation = "S8", "an abbreviation ends a sentence before a capital";
    /// *1. Titre*
    ListNumber = "S9", "the number of a heading or an item";
    /// `...`
    Ellipsis = "S10", "an ellipsis ends a sentence before a capital";
    /// *Je… Je ne sais pas*
    Stammer = "S10b", "the word before the ellipsis is said again";
    /// *Yahoo! News*
    MarkedName = "S11b", "the exclamation mark is part of a name";
    /// `!` and `?`
    Exclamation = "S11", "an exclamation or question ends before a capital or a figure";
    /// *? comment*
    NextQuestion = "S12", "a question word opens the next question";
    /// `.`
    FullStop = "S13", "a full stop before a capital, a figure or an opening mark";
    /// `.` before a small letter
    LowerStart = "S14", "a full stop before a small letter ends a sentence of a treebank";
    /// *pleut.On*
    MissingSpace = "S15", "the space after the mark is missing";
    /// *3.5*
    NoSpace = "S16", "no white space follows";
    /// the last mark
    LastMark = "S17", "the text ends here";
    /// *Que faire ? se demandait-il*
    GoesOn = "S18", "a small letter goes on";
    /// *prochain. on s'y retrouve*
    SmallSubject = "S19", "a subject with a small letter opens a sentence after a full stop";
    /// *thérapeutiques Les effets*
    Heading = "S20", "a heading without a mark before a word that opens sentences";
    /// *LE PRÉSIDENT. – Je vous remercie*
    Label = "S9b", "who speaks, or the number of an article, before a dash";
}

/// What a verdict says: whether it is a border, whether one of paragraphs, and by which rule.
///
/// One number, which stays in a register: a copy of bytes that were written one by one just before waits for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ruling(NonZero<u64>);

/// A bit of no meaning that is set in all: nothing is another number.
const SET: NonZero<u64> = NonZero::<u64>::MIN.saturating_add(0xFFFF);

impl Ruling {
    #[inline]
    pub(crate) const fn border(self) -> bool {
        self.0.get() >> 8 & 1 == 1
    }

    #[inline]
    pub(crate) const fn paragraph(self) -> bool {
        self.0.get() >> 9 & 1 == 1
    }

    pub(crate) fn rule(self) -> Rule {
        let [place, _, _, _, sum @ ..] = self.0.get().to_le_bytes();
        Rule::ALL.get(usize::from(place)).copied().unwrap_or(Rule::Weights(i32::from_le_bytes(sum)))
    }
}

impl Rule {
    /// A number of its own for each rule: what the models see of it.
    pub(crate) fn number(self) -> u64 {
        Rule::ALL.iter().position(|&rule| rule == self).map_or(0, |at| at as u64)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
