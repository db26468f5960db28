//! What the tagger finds.

use crate::rule::Rule;
use depeche_gazetteer::EntryKey;
use depeche_text::{EntityType, Span, named};

/// A named entity in the text.
///
/// 48 bytes, `Copy`. Every span is in bytes of the source. What the gazetteer knows about it (id, canonical name) stays
/// in the gazetteer and is reached through the tagger: [`Tagger::id`](crate::Tagger::id),
/// [`Tagger::name`](crate::Tagger::name).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    pub(crate) span: Span,
    pub(crate) kind: EntityType,
    /// By how many bytes the outer span is longer, on each side.
    pub(crate) before: u16,
    pub(crate) after: u16,
    pub(crate) chain: u32,
    /// The entry in the layer of the gazetteer; without meaning when the layer is [`Mention::UNLISTED`].
    pub(crate) entry: EntryKey,
    pub(crate) layer: u8,
    pub(crate) rule: Rule,
    /// In 255ths.
    pub(crate) confidence: u8,
    pub(crate) form: Form,
}

const _: () = assert!(size_of::<Mention>() <= 48);

impl Mention {
    pub(crate) const UNLISTED: u8 = u8::MAX;

    /// Where the name stands: *von der Leyen* of *Mme von der Leyen*.
    #[inline]
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Where the name stands with its title or generic noun: *Mme von der Leyen*, *le lac Léman* without its article.
    ///
    /// Covers [`span`](Mention::span); the same when there is neither.
    #[inline]
    #[must_use]
    pub const fn outer(&self) -> Span {
        Span::new(
            self.span.start().saturating_sub(self.before as usize),
            self.span.end().saturating_add(self.after as usize),
        )
    }

    /// The type, as fine as it is known: `LOC:city`, `PER`.
    #[inline]
    #[must_use]
    pub const fn kind(&self) -> EntityType {
        self.kind
    }

    /// How probable it is that span and main type are what a careful reader would mark, from 0 to 1, in thousandths.
    ///
    /// Calibrated by what speaks for the mention: of the mentions with confidence 0.8, about eight in ten are right.
    #[inline]
    #[must_use]
    pub fn confidence(&self) -> f32 {
        // As every format writes it, so that what is read back is equal.
        (f32::from(self.confidence) * 1000.0 / 255.0).round() / 1000.0
    }

    /// The number of the chain of mentions that name the same thing in this document (a coreference id).
    ///
    /// Chains are numbered from 0 in the order of their first mention; see [`Mentions::chain`].
    #[inline]
    #[must_use]
    pub const fn chain(&self) -> usize {
        self.chain as usize
    }

    /// Whether this mention and another one, found by the same tagger, are the same entry of a list, so that whoever knows the
    /// [`id`](crate::Tagger::id) and the [`name`](crate::Tagger::name) of one knows those of the other. `false` for what no list has.
    ///
    /// ```
    /// # use depeche_text::{Sentence, Span, Token, TokenKind};
    /// let text = "En Arménie et en Géorgie, pas en Arménie seule";
    /// let tokens = [(0, 2), (3, 11), (12, 14), (15, 17), (18, 26), (26, 27), (28, 31), (32, 34), (35, 43), (44, 49)];
    /// let tokens = tokens.map(|(start, end)| {
    ///     let kind = if end - start == 1 { TokenKind::Punctuation } else { TokenKind::Word };
    ///     Token::new(Span::new(start, end), kind)
    /// });
    /// let sentences = [Sentence::new(Span::new(0, text.len()), 0..tokens.len())];
    /// let mentions = depeche_entities::Tagger::french().tag(text, &tokens, &sentences);
    /// # if cfg!(feature = "names") {
    /// assert!(mentions[0].is_entry_of(&mentions[2]) && !mentions[0].is_entry_of(&mentions[1]));
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_entry_of(&self, other: &Mention) -> bool {
        self.layer != Mention::UNLISTED
            && (self.layer, self.entry, self.kind) == (other.layer, other.entry, other.kind)
    }

    /// The rule the mention was decided with.
    #[inline]
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The gender and number of a demonym: *russes* is plural, *Russe* may be either gender.
    #[inline]
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }
}

/// The gender and number of a form, as far as its ending tells.
///
/// One byte.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Form(u8);

impl Form {
    /// A form of this gender and number; `None` where both are possible or it is not known.
    #[must_use]
    pub const fn new(gender: Option<Gender>, number: Option<Number>) -> Form {
        let gender = match gender {
            None => 0,
            Some(Gender::Masculine) => 1,
            Some(Gender::Feminine) => 2,
        };
        let number = match number {
            None => 0,
            Some(Number::Singular) => 4,
            Some(Number::Plural) => 8,
        };
        Form(gender | number)
    }

    /// The gender; `None` when both are possible (*russe*) or it is not known.
    #[must_use]
    pub const fn gender(self) -> Option<Gender> {
        match self.0 & 3 {
            1 => Some(Gender::Masculine),
            2 => Some(Gender::Feminine),
            _ => None,
        }
    }

    /// The number; `None` when both are possible (*français*) or it is not known.
    #[must_use]
    pub const fn number(self) -> Option<Number> {
        match self.0 & 12 {
            4 => Some(Number::Singular),
            8 => Some(Number::Plural),
            _ => None,
        }
    }
}

named! {
    /// The gender of a form.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    pub enum Gender {
        /// Masculine: *arménien*.
        Masculine = "masculine",
        /// Feminine: *arménienne*.
        Feminine = "feminine",
    }
}

named! {
    /// The number of a form.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    pub enum Number {
        /// Singular: *arménien*.
        Singular = "singular",
        /// Plural: *arméniens*.
        Plural = "plural",
    }
}

/// The mentions of one document: in order, without overlap, and the chains that link them.
///
/// Dereferences to a slice of [`Mention`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mentions {
    pub(crate) list: Vec<Mention>,
    pub(crate) chains: Vec<Chain>,
}

/// The mentions of one document that name the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Chain {
    pub(crate) first: u32,
    pub(crate) fullest: u32,
    pub(crate) len: u32,
}

impl Chain {
    /// The index of its first mention.
    #[must_use]
    pub const fn first(&self) -> usize {
        self.first as usize
    }

    /// The index of the mention with the fullest form of the name: *Nikol Pachinian*, not *Pachinian*.
    #[must_use]
    pub const fn fullest(&self) -> usize {
        self.fullest as usize
    }

    /// How many mentions it links, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a chain is never empty")]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }
}

impl Mentions {
    /// No mentions yet; a buffer to be filled again and again.
    #[must_use]
    pub fn new() -> Mentions {
        Mentions::default()
    }

    /// The mentions, in the order of the text.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> &[Mention] {
        &self.list
    }

    /// The chains, in the order of their first mention.
    #[inline]
    #[must_use]
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// The chain a mention belongs to.
    ///
    /// `None` only for a mention of another document.
    #[inline]
    #[must_use]
    pub fn chain(&self, mention: &Mention) -> Option<&Chain> {
        self.chains.get(mention.chain())
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.list.clear();
        self.chains.clear();
    }
}

impl std::ops::Deref for Mentions {
    type Target = [Mention];

    fn deref(&self) -> &[Mention] {
        &self.list
    }
}

impl<'m> IntoIterator for &'m Mentions {
    type Item = &'m Mention;
    type IntoIter = std::slice::Iter<'m, Mention>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
