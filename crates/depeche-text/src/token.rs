//! Tokens, their kinds, and the words that hide in some of them.

use crate::named;
use crate::span::Span;

/// A token: a span of the source, its kind and, where the token holds two words, which ones.
///
/// Twelve bytes, `Copy`. A token never changes the text: its surface form is `token.span().of(source)`.
///
/// ```
/// use depeche_text::{Contraction, Span, Token, TokenKind};
///
/// let source = "du port";
/// let token = Token::new(Span::new(0, 2), TokenKind::Word).with_contraction(Contraction::Du, 255);
/// assert_eq!(token.span().of(source), "du");
/// assert_eq!(token.words(), Some(["de", "le"]));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    span: Span,
    kind: TokenKind,
    contraction: Contraction,
    /// How sure it is that the token is the contraction, in 255ths.
    probability: u8,
}

const _: () = assert!(size_of::<Token>() <= 12);

impl Token {
    /// A token of one word.
    #[inline]
    #[must_use]
    pub const fn new(span: Span, kind: TokenKind) -> Token {
        Token { span, kind, contraction: Contraction::None, probability: 0 }
    }

    /// The same token, being `contraction` with a probability of `probability` / 255.
    #[inline]
    #[must_use]
    pub const fn with_contraction(self, contraction: Contraction, probability: u8) -> Token {
        Token { contraction, probability, ..self }
    }

    /// Where the token stands in the source.
    #[inline]
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// What the token is.
    #[inline]
    #[must_use]
    pub const fn kind(self) -> TokenKind {
        self.kind
    }

    /// The contraction this token is or may be; [`Contraction::None`] for nearly all.
    #[inline]
    #[must_use]
    pub const fn contraction(self) -> Contraction {
        self.contraction
    }

    /// The probability that the token is its [`contraction`](Token::contraction), from 0 to 1.
    ///
    /// 1 for *du* or *aux*; between the two for *des*, which is *de* + *les* in *le prix des fruits* and one
    /// determiner in *manger des fruits*; 0 for a token without contraction.
    ///
    /// ```
    /// use depeche_text::{Contraction, Span, Token, TokenKind};
    ///
    /// let des = Token::new(Span::new(0, 3), TokenKind::Word).with_contraction(Contraction::Des, 51);
    /// assert_eq!(des.contraction_probability(), 0.2);
    /// // More probably one word.
    /// assert_eq!(des.words(), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn contraction_probability(self) -> f32 {
        f32::from(self.probability) / 255.0
    }

    /// The two words of a multiword token, in lower case; `None` for a token of one word, and for one that is more
    /// probably one word than two.
    #[inline]
    #[must_use]
    pub const fn words(self) -> Option<[&'static str; 2]> {
        if self.probability >= 128 { self.contraction.words() } else { None }
    }
}

impl From<Token> for Span {
    fn from(token: Token) -> Span {
        token.span
    }
}

named! {
    /// What a token is: what a caller wants to keep or to drop.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    #[repr(u8)]
    #[non_exhaustive]
    pub enum TokenKind {
        /// A word: *accord*, *aujourd'hui*, *arc-en-ciel*, *celui-ci*.
        #[default]
        Word = "word",
        /// A word cut short before a vowel, with its apostrophe: *l'*, *qu'*, *jusqu'*.
        Elided = "elided",
        /// A word joined by a hyphen to the one before, with its hyphen: *-t-il*, *-ce*, *-là*.
        Clitic = "clitic",
        /// A number in figures: *120 000*, *3,5*, *2000-2006*, *1/2*.
        Number = "number",
        /// An ordinal with figures or in Roman figures: *1er*, *3e*, *XVIe*.
        Ordinal = "ordinal",
        /// An abbreviation with its full stop: *M.*, *av.*, *etc.*; and *n°*.
        Abbreviation = "abbreviation",
        /// The initial of a name with its full stop: *J.*, *J.-P.*.
        Initial = "initial",
        /// A dotted acronym: *S.N.C.F.*, *U.S.A.*.
        Acronym = "acronym",
        /// An address on the web.
        Url = "url",
        /// An e-mail address.
        Email = "email",
        /// A name on a social network: *@lemonde*.
        Handle = "handle",
        /// A hashtag: *#COP29*.
        Hashtag = "hashtag",
        /// The name of a file: *rapport.pdf*.
        File = "file",
        /// A phone number.
        Phone = "phone",
        /// An emoji, whole.
        Emoji = "emoji",
        /// A mark of punctuation: *.*, *«*, *...*.
        Punctuation = "punctuation",
        /// Another sign: *%*, *€*, *+*, *°*.
        Symbol = "symbol",
        /// What is none of these: a control character, a lone combining mark.
        Other = "other",
    }
}

named! {
    /// A contraction of a preposition and an article or pronoun: one token, two words.
    ///
    /// Closed list of French. *ès* is not in it: it is never taken apart.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    #[repr(u8)]
    #[non_exhaustive]
    pub enum Contraction {
        /// The token is not a contraction.
        #[default]
        None = "none",
        /// *du*: *de* + *le*.
        Du = "du",
        /// *des*: *de* + *les*, where it is not a determiner.
        Des = "des",
        /// *au*: *à* + *le*.
        Au = "au",
        /// *aux*: *à* + *les*.
        Aux = "aux",
        /// *duquel*: *de* + *lequel*.
        Duquel = "duquel",
        /// *desquels*: *de* + *lesquels*.
        Desquels = "desquels",
        /// *desquelles*: *de* + *lesquelles*.
        Desquelles = "desquelles",
        /// *auquel*: *à* + *lequel*.
        Auquel = "auquel",
        /// *auxquels*: *à* + *lesquels*.
        Auxquels = "auxquels",
        /// *auxquelles*: *à* + *lesquelles*.
        Auxquelles = "auxquelles",
        /// *dudit*: *de* + *ledit*.
        Dudit = "dudit",
        /// *desdits*: *de* + *lesdits*.
        Desdits = "desdits",
        /// *desdites*: *de* + *lesdites*.
        Desdites = "desdites",
        /// *audit*: *à* + *ledit*.
        Audit = "audit",
        /// *auxdits*: *à* + *lesdits*.
        Auxdits = "auxdits",
        /// *auxdites*: *à* + *lesdites*.
        Auxdites = "auxdites",
    }
}

impl Contraction {
    /// The two words, in lower case; `None` for [`Contraction::None`].
    ///
    /// ```
    /// # use depeche_text::Contraction;
    /// assert_eq!(Contraction::Auxquelles.words(), Some(["à", "lesquelles"]));
    /// ```
    #[must_use]
    pub const fn words(self) -> Option<[&'static str; 2]> {
        Some(match self {
            Contraction::None => return None,
            Contraction::Du => ["de", "le"],
            Contraction::Des => ["de", "les"],
            Contraction::Au => ["à", "le"],
            Contraction::Aux => ["à", "les"],
            Contraction::Duquel => ["de", "lequel"],
            Contraction::Desquels => ["de", "lesquels"],
            Contraction::Desquelles => ["de", "lesquelles"],
            Contraction::Auquel => ["à", "lequel"],
            Contraction::Auxquels => ["à", "lesquels"],
            Contraction::Auxquelles => ["à", "lesquelles"],
            Contraction::Dudit => ["de", "ledit"],
            Contraction::Desdits => ["de", "lesdits"],
            Contraction::Desdites => ["de", "lesdites"],
            Contraction::Audit => ["à", "ledit"],
            Contraction::Auxdits => ["à", "lesdits"],
            Contraction::Auxdites => ["à", "lesdites"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Contraction, TokenKind};

    #[test]
    fn every_name_is_its_own() {
        for (i, kind) in TokenKind::ALL.iter().enumerate() {
            assert!(TokenKind::ALL[..i].iter().all(|other| other.as_str() != kind.as_str()));
        }
    }

    #[test]
    fn a_contraction_is_made_of_its_words() {
        for contraction in Contraction::ALL.iter().filter(|&&c| c != Contraction::None) {
            let [preposition, rest] = contraction.words().unwrap();
            let whole = format!("{preposition} {rest}")
                .replace("de les", "des")
                .replace("de le", "du")
                .replace("à les", "aux")
                .replace("à le", "au");
            assert_eq!(whole, contraction.as_str());
        }
    }
}
