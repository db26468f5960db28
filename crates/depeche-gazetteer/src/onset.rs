//! What a token says by itself about the names that may begin with it.

use crate::atoms::{chain, first_hashed, next_hashed};
use crate::filter::{self, class_after, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Layers;
use crate::memo::Known;
use crate::node::Nodes;
use depeche_text::Span;
use depeche_text::fold::{ShortWord, continues_word};
use depeche_text::typography::is_hyphen;
use std::cell::Cell;

/// What a token says by itself about the names that may begin with it: learned once by [`Layers::onset`], kept by whoever
/// sees the same token again, and given back to [`Layers::mentions_from`].
///
/// Most texts are made of few words, and most words begin no name: a caller that keeps a table of words saves the search
/// the look at them. By [`default`](Onset::default) no name begins with a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Onset {
    /// The classes of bytes ([`class_of`]) that may come after the token if a longer name begins with it, as bits.
    classes: u16,
    /// The spellings of the node that the token is, whatever stands before it, where the node is known.
    spellings: u16,
    /// [`NOT_WHOLE`], or where the only node stands that the token may be, or [`UNKNOWN`], and marks; in two halves, so that an
    /// onset needs no more than two bytes of alignment.
    node: [u16; 2],
}

/// The token is not whole atoms, or nothing is to be known of those that it is: letters that stand against it change nothing.
const NOT_WHOLE: u32 = 0;
/// The token is whole atoms of which no node is known, or several are.
const UNKNOWN: u32 = LOOK.wrapping_sub(1);
/// Whether the token itself is a name takes a look to know.
const LOOK: u32 = 1 << 30;
/// The last atom of the token is no word: marks alone can go on with it.
const SIGN: u32 = 1 << 31;
/// The first byte of what may be a mark.
const MARKS: u8 = 0xCC;

impl Onset {
    /// Nothing is known: any name may begin here.
    pub const ANY: Onset = Onset::new(u16::MAX, 0, UNKNOWN | LOOK);

    const fn new(classes: u16, spellings: u16, node: u32) -> Onset {
        let [a, b, c, d] = node.to_le_bytes();
        Onset { classes, spellings, node: [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])] }
    }

    const fn place(self) -> u32 {
        let [low, high] = self.node;
        low as u32 | (high as u32) << 16
    }

    /// Of the token `token` of `source`, for these layers.
    pub(crate) fn learn<'a>(
        layers: &[Gazetteer<'a>],
        source: &str,
        token: Span,
        scratch: &mut String,
    ) -> Onset {
        let (start, end) = (token.start(), token.end());
        let Some(text) = source.get(start..end).filter(|text| !text.is_empty()) else { return Onset::ANY };
        if !begins_any(layers, text) {
            return Onset::default();
        }
        let Some((mut atom, mut hash)) = first_hashed(source, start, end, scratch) else {
            return Onset::new(0, 0, UNKNOWN);
        };
        let key = start_key(hash, begins_small(text));
        let nodes = |layer: &Gazetteer<'a>| layer.first_nodes(hash);
        let mut begins = Begins::of(layers, key, nodes, text, atom.end >= end);
        while atom.end < end {
            if begins.classes == 0 {
                return Onset::default();
            }
            match next_hashed(source, atom.end, atom.word, end, scratch) {
                // Whether a hyphen is an atom is for what follows to say.
                Some((next, own, 0))
                    if next.word || !source.get(next.start..).is_some_and(begins_with_hyphen) =>
                {
                    (atom, hash) = (next, chain(hash, own));
                }
                _ => return Onset::new(u16::MAX, 0, NOT_WHOLE),
            }
            let nodes = |layer: &Gazetteer<'a>| layer.further_nodes(hash);
            begins = Begins::of(layers, key, nodes, text, atom.end >= end);
        }
        begins.onset(layers.len() == 1, atom.word)
    }

    /// Of a token that is one word of letters and figures.
    pub(crate) fn learn_word(layers: &[Gazetteer<'_>], text: &str, word: ShortWord) -> Onset {
        if !begins_any(layers, text) {
            return Onset::default();
        }
        let hash = word.hash();
        let key = start_key(hash, begins_small(text));
        Begins::of(layers, key, |layer| layer.first_nodes(hash), text, true).onset(layers.len() == 1, true)
    }

    /// Whether a name may begin with the token, as far as the `next` byte of the text shows: what is false here, [`may_begin`]
    /// need not be asked.
    ///
    /// [`may_begin`]: Onset::may_begin
    #[inline(always)]
    #[must_use]
    pub fn may_begin_before(self, next: u8) -> bool {
        let looks = self.place() & LOOK != 0;
        (self.classes | self.spellings != 0) | looks | continues_word(next)
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
        let looks = self.place() & LOOK != 0;
        begins | looks | (self.spellings != 0) | (self.place() != NOT_WHOLE && self.goes_on(first))
    }

    /// Whether the last atom of the token, which is whole, may be longer than the token, which this byte follows.
    #[inline(always)]
    fn goes_on(self, next: u8) -> bool {
        let word = self.place() & SIGN == 0;
        continues_word(next) & (word | (next >= MARKS))
    }

    /// What is known of the token by itself, where the text goes on with `next` after it; and whether its last atom is a word.
    #[inline]
    pub(crate) fn known(self, next: Option<&u8>) -> Option<(Known, bool)> {
        let place = self.place();
        let node = place & !(SIGN | LOOK);
        let known = node != NOT_WHOLE && node != UNKNOWN && !next.is_some_and(|next| self.goes_on(*next));
        let looks = if place & LOOK == 0 { 0 } else { u32::MAX };
        let known = known.then_some(Known {
            node,
            spellings: u32::from(self.spellings),
            classes: u32::from(self.classes) | looks,
        });
        known.map(|known| (known, place & SIGN == 0))
    }
}

fn begins_with_hyphen(text: &str) -> bool {
    text.starts_with(is_hyphen)
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
    /// Of the atoms that may have these nodes and begin the token `surface`, which may be a name if they are the `whole` of it.
    fn of<'a>(
        layers: &[Gazetteer<'a>],
        key: u64,
        nodes: impl Fn(&Gazetteer<'a>) -> Nodes<'a>,
        surface: &str,
        whole: bool,
    ) -> Begins {
        let mut begins =
            Begins { classes: 0, spellings: 0, is: false, conditional: false, place: UNKNOWN, count: 0 };
        let conditional = Cell::new(false);
        for layer in layers.iter().filter(|layer| layer.may_start(key)) {
            for node in nodes(layer) {
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

    /// The onset of a token that is all these atoms, the last of them a `word` or not, whose node may be kept where `alone` holds.
    fn onset(self, alone: bool, word: bool) -> Onset {
        let known = alone && self.count == 1 && self.place != NOT_WHOLE && self.place < UNKNOWN;
        let place = if known { self.place } else { UNKNOWN } | if word { 0 } else { SIGN };
        match u16::try_from(self.spellings) {
            _ if !self.is => Onset::new(self.classes, 0, place),
            Ok(spellings) if known && !self.conditional => Onset::new(self.classes, spellings, place),
            _ => Onset::new(self.classes, 0, place | LOOK),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_the_next_byte_refuses_is_refused(
            classes in any::<u16>().prop_map(|bits| bits & bits >> 3),
            spellings in 0u16..2,
            place in prop_oneof![Just(NOT_WHOLE), Just(UNKNOWN), Just(77)],
            marks in prop_oneof![Just(0), Just(LOOK), Just(SIGN), Just(LOOK | SIGN)],
            after in proptest::collection::vec(any::<u8>(), 0..3),
        ) {
            let onset = Onset::new(classes, spellings, place | marks);
            let next = after.first().copied().unwrap_or_default();
            prop_assert!(!onset.may_begin(&after) || onset.may_begin_before(next));
        }
    }

    #[test]
    fn most_words_are_refused_by_the_next_byte() {
        let dull = Onset::new(0, 0, UNKNOWN);
        assert!(!dull.may_begin_before(b' ') && !Onset::default().may_begin_before(b','));
        assert!(dull.may_begin_before(b'x') && Onset::ANY.may_begin_before(b' '));
    }
}
