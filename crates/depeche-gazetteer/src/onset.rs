//! What a token says by itself about the names that may begin with it.

use crate::atoms::first_hashed;
use crate::filter::{self, class_after, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Layers;
use depeche_text::Span;
use depeche_text::fold::continues_word;

/// What a token says by itself about the names that may begin with it: learned once by [`Layers::onset`], kept by whoever
/// sees the same token again, and given back to [`Layers::mentions_from`].
///
/// Most texts are made of few words, and most words begin no name: a caller that keeps a table of words saves the search
/// the look at them. By [`default`](Onset::default) no name begins with a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Onset {
    /// The classes of bytes ([`class_of`]) that may come after the token if a name begins with it, as bits: all of them where the
    /// token itself may be a name.
    classes: u16,
    /// [`NOT_WHOLE`], or where the only node stands that the token may be, or [`UNKNOWN`]; in two halves, so that an onset takes
    /// six bytes.
    node: [u16; 2],
}

/// The token is not one atom, or nothing is to be known of the atom that it is: letters that stand against it change nothing.
const NOT_WHOLE: u32 = 0;
/// The token is one atom of which no node is known, or several are.
const UNKNOWN: u32 = u32::MAX;

impl Onset {
    /// Nothing is known: any name may begin here.
    pub const ANY: Onset = Onset::new(u16::MAX, UNKNOWN);

    const fn new(classes: u16, node: u32) -> Onset {
        let [a, b, c, d] = node.to_le_bytes();
        Onset { classes, node: [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])] }
    }

    const fn place(self) -> u32 {
        let [low, high] = self.node;
        low as u32 | (high as u32) << 16
    }

    /// Of the token `token` of `source`, for these layers.
    pub(crate) fn learn(layers: &[Gazetteer<'_>], source: &str, token: Span, scratch: &mut String) -> Onset {
        let (start, end) = (token.start(), token.end());
        let Some(text) = source.get(start..end).filter(|text| !text.is_empty()) else { return Onset::ANY };
        // The filter looks at two bytes, which must be the token's own.
        if let Some(pair) = text.as_bytes().first_chunk()
            && !layers.iter().any(|layer| filter::may_begin(layer.first_bytes, *pair))
        {
            return Onset::default();
        }
        let Some((atom, hash)) = first_hashed(source, start, end, scratch) else {
            return Onset::new(0, UNKNOWN);
        };
        let key = start_key(hash, begins_small(text));
        let surface = source.get(start..atom.end).unwrap_or_default();
        let whole = atom.end >= end;
        let mut classes = 0;
        let (mut place, mut count) = (UNKNOWN, 0u32);
        for layer in layers.iter().filter(|layer| layer.may_start(key)) {
            for node in layer.first_nodes(hash) {
                classes |= node.classes;
                (place, count) = (node.at, count.wrapping_add(1));
                if whole && node.ends() && layer.spellings(&node, surface, |_| true) != 0 {
                    classes = u16::MAX;
                }
            }
        }
        if !whole {
            return if classes == 0 { Onset::default() } else { Onset::new(u16::MAX, NOT_WHOLE) };
        }
        let known = layers.len() == 1 && count == 1 && place != NOT_WHOLE && atom.word;
        Onset::new(classes, if known { place } else { UNKNOWN })
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
        begins | (self.place() != NOT_WHOLE && continues_word(first))
    }

    /// The only node that the token can be, where the text goes on with `next` after it.
    #[inline]
    pub(crate) fn node(self, next: Option<&u8>) -> Option<u32> {
        let place = self.place();
        let known = place != NOT_WHOLE && place != UNKNOWN && !next.is_some_and(|next| continues_word(*next));
        known.then_some(place)
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
}
