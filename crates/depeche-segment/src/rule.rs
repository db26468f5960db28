//! The names of the sentence rules.

use std::fmt;

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

        /// Which rule it is, in one byte.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        enum Kind { $($variant,)* Weights }

        /// A rule as verdicts bear it: its sum beside it and not inside, so that a copy is of whole words.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) struct Reason {
            sum: i32,
            kind: Kind,
        }

        impl Reason {
            #[inline]
            pub(crate) const fn of(rule: Rule) -> Reason {
                match rule {
                    $(Rule::$variant => Reason { sum: 0, kind: Kind::$variant },)*
                    Rule::Weights(sum) => Reason { sum, kind: Kind::Weights },
                }
            }

            #[inline]
            pub(crate) const fn rule(self) -> Rule {
                match self.kind { $(Kind::$variant => Rule::$variant,)* Kind::Weights => Rule::Weights(self.sum) }
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
