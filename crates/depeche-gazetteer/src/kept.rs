//! What a search keeps of one gazetteer for the next text: spellings of names.
//!
//! A matter of time alone: with it or without, the same is found. The table has one place for each node, where the last stays.

/// What is kept of the nodes of one gazetteer.
pub(crate) struct Kept {
    /// The hash of the content of the gazetteer.
    owner: u128,
    spelled: [Spelled; 1 << SPELLED],
}

/// Names are mostly written as they were before: *États-Unis*, *Etats-Unis*.
const SPELLED: u32 = 6;

/// No node stands there.
const NOWHERE: u32 = u32::MAX;

/// A name as it was written, and the spellings of the node that this is.
#[derive(Clone, Copy)]
struct Spelled {
    node: u32,
    spellings: u32,
    len: u8,
    text: [u8; LONGEST],
}

/// The longest name whose spellings are kept, in bytes; with the rest of the place half a line of the cache.
const LONGEST: usize = 23;

impl Default for Kept {
    fn default() -> Kept {
        Kept::of(0)
    }
}

impl Kept {
    const fn of(owner: u128) -> Kept {
        let spelled = Spelled { node: NOWHERE, spellings: 0, len: 0, text: [0; LONGEST] };
        Kept { owner, spelled: [spelled; 1 << SPELLED] }
    }

    /// Forgets what is of another gazetteer.
    pub(crate) fn belong_to(&mut self, owner: u128) {
        if self.owner != owner {
            *self = Kept::of(owner);
        }
    }

    /// The spellings of the node at `node` that `text` is. What `find` gives is kept if its second value says that it is so
    /// wherever the name stands.
    #[inline]
    pub(crate) fn spellings(&mut self, node: u32, text: &str, find: impl FnOnce() -> (u32, bool)) -> u32 {
        let bytes = text.as_bytes();
        let Some(slot) = self.spelled.get_mut(place(u64::from(node), SPELLED)) else { return find().0 };
        if slot.node == node && slot.text.get(..usize::from(slot.len)) == Some(bytes) {
            return slot.spellings;
        }
        let (spellings, always) = find();
        if let (true, Ok(len), Some(room)) =
            (always, u8::try_from(bytes.len()), slot.text.get_mut(..bytes.len()))
        {
            room.copy_from_slice(bytes);
            (slot.node, slot.spellings, slot.len) = (node, spellings, len);
        }
        spellings
    }
}

/// The place of a node in a table of so many bits.
#[inline(always)]
fn place(node: u64, bits: u32) -> usize {
    // wraps: a hash
    let mixed = node.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed.wrapping_shr(64u32.wrapping_sub(bits))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn what_is_kept_is_of_one_gazetteer() {
        let mut kept = Kept::default();
        kept.belong_to(1);
        let spelled = |kept: &mut Kept, text: &str, found| kept.spellings(5, text, || found);
        assert_eq!(spelled(&mut kept, "au Havre", (1, false)), 1);
        assert_eq!(spelled(&mut kept, "au Havre", (2, true)), 2);
        assert_eq!(spelled(&mut kept, "au Havre", (3, true)), 2, "it is kept");
        assert_eq!(spelled(&mut kept, "au HAVRE", (4, true)), 4);
        let long = "La Roche-sur-Yon en Vendée";
        assert_eq!(spelled(&mut kept, long, (1, true)), 1);
        assert_eq!(spelled(&mut kept, long, (2, true)), 2, "it is too long");
        kept.belong_to(2);
        assert_eq!(spelled(&mut kept, "au HAVRE", (5, true)), 5);
    }
}
