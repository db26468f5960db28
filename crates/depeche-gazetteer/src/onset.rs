//! What a token says by itself about the names that may begin with it.

use crate::atoms::first_hashed;
use crate::filter::{self, class_after, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Layers;
use crate::memo::Known;
use depeche_text::Span;
use depeche_text::fold::{ShortWord, continues_word};
use std::cell::Cell;

/// What a token says by itself about the names that may begin with it: learned once by [`Layers::onset`], kept by whoever
/// sees the same token again, and given back to [`Layers::mentions_from`].
///
/// Most texts are made of few words, and most words begin no name: a caller that keeps a table of words saves the search
/// the look at them. By [`default`](Onset::default) no name begins with a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Onset {
    /// The classes of bytes ([`class_of`]) that may come after the token if a longer name begins with it, as bits: all of them where
    /// the token itself may be a name and it takes a look to know.
    classes: u16,
    /// The spellings of the node that the token is, whatever stands before it, where the node is known.
    spellings: u16,
    /// [`NOT_WHOLE`], or where the only node stands that the token may be, or [`UNKNOWN`]; in two halves, so that an onset needs
    /// no more than two bytes of alignment.
    node: [u16; 2],
}

/// The token is not one atom, or nothing is to be known of the atom that it is: letters that stand against it change nothing.
const NOT_WHOLE: u32 = 0;
/// The token is one atom of which no node is known, or several are.
const UNKNOWN: u32 = u32::MAX;

impl Onset {
    /// Nothing is known: any name may begin here.
    pub const ANY: Onset = Onset::new(u16::MAX, 0, UNKNOWN);

    const fn new(classes: u16, spellings: u16, node: u32) -> Onset {
        let [a, b, c, d] = node.to_le_bytes();
        Onset { classes, spellings, node: [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])] }
    }

    const fn place(self) -> u32 {
        let [low, high] = self.node;
        low as u32 | (high as u32) << 16
    }

    /// Of the token `token` of `source`, for these layers.
    pub(crate) fn learn(layers: &[Gazetteer<'_>], source: &str, token: Span, scratch: &mut String) -> Onset {
        let (start, end) = (token.start(), token.end());
        let Some(text) = source.get(start..end).filter(|text| !text.is_empty()) else { return Onset::ANY };
        if !begins_any(layers, text) {
            return Onset::default();
        }
        let Some((atom, hash)) = first_hashed(source, start, end, scratch) else {
            return Onset::new(0, 0, UNKNOWN);
        };
        let surface = source.get(start..atom.end).unwrap_or_default();
        let key = start_key(hash, begins_small(text));
        let begins = Begins::of(layers, hash, key, surface, atom.end >= end);
        if atom.end < end {
            return if begins.classes == 0 && !begins.is {
                Onset::default()
            } else {
                Onset::new(u16::MAX, 0, NOT_WHOLE)
            };
        }
        begins.onset(layers.len() == 1 && atom.word)
    }

    /// Of a token that is one word of letters and figures.
    pub(crate) fn learn_word(layers: &[Gazetteer<'_>], text: &str, word: ShortWord) -> Onset {
        if !begins_any(layers, text) {
            return Onset::default();
        }
        let hash = word.hash();
        Begins::of(layers, hash, start_key(hash, begins_small(text)), text, true).onset(layers.len() == 1)
    }

    /// Whether a name may begin with the token, before whose end `after` is what the text goes on with.
    ///
    /// Where it may not, the search need not be told of the token.
    #[inline(always)]
    #[must_use]
    pub fn may_begin(self, after: &[u8]) -> bool {
        let (first, second) = match after {
            [first, second, ..] => (*first, *second),
            [first] => (*first, 0),
            [] => (0, 0),
        };
        // Without a branch: which tokens begin a name is hard to foretell.
        let begins = self.classes >> (class_after(first, second) & 15) & 1 != 0;
        begins | (self.spellings != 0) | (self.place() != NOT_WHOLE && continues_word(first))
    }

    /// What is known of the token by itself, where the text goes on with `next` after it.
    #[inline]
    pub(crate) fn known(self, next: Option<&u8>) -> Option<Known> {
        let place = self.place();
        let known = place != NOT_WHOLE && place != UNKNOWN && !next.is_some_and(|next| continues_word(*next));
        let [spellings, classes] = [self.spellings, self.classes].map(u32::from);
        known.then_some(Known { node: place, spellings, classes })
    }
}

/// Whether a name of some layer may begin with the first two bytes of a token, which must be its own.
fn begins_any(layers: &[Gazetteer<'_>], text: &str) -> bool {
    let pair = text.as_bytes().first_chunk();
    pair.is_none_or(|pair| layers.iter().any(|layer| filter::may_begin(layer.first_bytes, *pair)))
}

/// What the nodes say with which an atom may begin a name.
struct Begins {
    classes: u16,
    /// The spellings of the last of them that the atom is, and whether one of all is it, be it after a contraction alone.
    spellings: u32,
    is: bool,
    /// Whether what stands before has a say in that.
    conditional: bool,
    /// Where the last of them stands, and how many there are.
    place: u32,
    count: u32,
}

impl Begins {
    /// Of the atom `surface`, which may be a name by itself if it is `whole`.
    fn of(layers: &[Gazetteer<'_>], hash: u64, key: u64, surface: &str, whole: bool) -> Begins {
        let mut begins =
            Begins { classes: 0, spellings: 0, is: false, conditional: false, place: UNKNOWN, count: 0 };
        let conditional = Cell::new(false);
        for layer in layers.iter().filter(|layer| layer.may_start(key)) {
            for node in layer.first_nodes(hash) {
                begins.classes |= node.classes;
                (begins.place, begins.count) = (node.at, begins.count.wrapping_add(1));
                if whole && node.ends() {
                    begins.spellings = layer.spellings(&node, surface, |flags| {
                        conditional.set(conditional.get() | flags.condition().is_some() | flags.hides());
                        true
                    });
                    begins.is |= begins.spellings != 0;
                }
            }
        }
        begins.conditional = conditional.get();
        begins
    }

    /// The onset of a token that is the whole atom, whose node may be kept where `alone` holds.
    fn onset(self, alone: bool) -> Onset {
        let known = alone && self.count == 1 && self.place != NOT_WHOLE;
        let place = if known { self.place } else { UNKNOWN };
        match u16::try_from(self.spellings) {
            _ if !self.is => Onset::new(self.classes, 0, place),
            Ok(spellings) if known && !self.conditional => Onset::new(self.classes, spellings, place),
            _ => Onset::new(u16::MAX, 0, place),
        }
    }
}

impl Layers<'_> {
    /// What the token at `token` of `source` says by itself about names that may begin with it: the same wherever the same
    /// bytes are a token, so that it can be kept.
    ///
    /// `scratch` is room; what is in it afterwards means nothing. Time linear in the token, and at most two memory accesses
    /// for a layer beside.
    pub fn onset(&self, source: &str, token: Span, scratch: &mut String) -> Onset {
        Onset::learn(self.layers(), source, token, scratch)
    }

    /// [`onset`](Layers::onset) of a token that is one short word and is folded already.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers};
    /// # use depeche_text::{Span, fold::ShortWord};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:SN\tLOC\tSénégal\n", None)?;
    /// let file = builder.compile()?;
    /// let layers = Layers::over(Gazetteer::open(&file)?);
    /// let word = ShortWord::new("Sénégal".as_bytes()).unwrap();
    /// let onset = layers.onset("Sénégal", Span::new(0, 9), &mut String::new());
    /// assert_eq!(layers.onset_of_word("Sénégal", word), onset);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn onset_of_word(&self, text: &str, word: ShortWord) -> Onset {
        Onset::learn_word(self.layers(), text, word)
    }
}
