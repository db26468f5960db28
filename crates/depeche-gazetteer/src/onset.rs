//! What a token says by itself about the names that may begin with it.

use crate::atoms::first_hashed;
use crate::filter::{self, class_of, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Layers;
use depeche_text::Span;

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
    /// The first atom ends where the token ends: letters that stand against it make another atom of it.
    whole: bool,
}

impl Onset {
    /// Nothing is known: any name may begin here.
    pub const ANY: Onset = Onset { classes: u16::MAX, whole: true };

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
            return Onset { classes: 0, whole: true };
        };
        let key = start_key(hash, begins_small(text));
        let surface = source.get(start..atom.end).unwrap_or_default();
        let whole = atom.end >= end;
        let mut classes = 0;
        for layer in layers.iter().filter(|layer| layer.may_start(key)) {
            for node in layer.first_nodes(hash) {
                classes |= node.classes;
                if whole && node.ends() && layer.spellings(&node, surface, |_| true) != 0 {
                    classes = u16::MAX;
                }
            }
        }
        if !whole && classes != 0 {
            classes = u16::MAX;
        }
        Onset { classes, whole }
    }

    /// Whether a name may begin with the token that is `token` of the text `bytes`.
    #[inline(always)]
    pub(crate) fn allows(self, bytes: &[u8], token: Span) -> bool {
        let (first, second) = match bytes.get(token.end()..) {
            Some([first, second, ..]) => (*first, *second),
            Some([first]) => (*first, 0),
            _ => (0, 0),
        };
        // Without a branch: which tokens begin a name is hard to foretell.
        let next = if first == b' ' { second } else { first };
        let begins = self.classes >> (class_of(next) & 15) & 1 != 0;
        let joined = self.whole & (first.is_ascii_alphanumeric() | (first >= 0x80));
        begins | joined
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
