//! The nodes of a compiled file: the beginnings of forms, and the forms that end there.

use crate::form::Flags;
use crate::format::{Cursor, u32_at};

/// In the head of a node: the length of the data stands after it.
pub(crate) const LONG: u8 = 0x7F;
/// In the head of a node: other forms go on from here.
pub(crate) const CONTINUES: u8 = 0x80;

/// A node: where it stands, what may come next, and where its spellings and senses stand (none do when that is empty).
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Node {
    pub at: u32,
    /// The classes of bytes with which the next atom of other forms begins; none when no form goes on.
    pub classes: u16,
    pub data: usize,
    pub end: usize,
}

impl Node {
    /// Reads the node at `at`.
    pub(crate) fn read(nodes: &[u8], at: usize) -> Option<Node> {
        let &[_, head] = nodes.get(at..)?.first_chunk()?;
        let mut data = at.checked_add(2)?;
        let mut len = usize::from(head & LONG);
        if head & LONG == LONG {
            len = u32_at(nodes, data)? as usize;
            data = data.checked_add(4)?;
        }
        let mut classes = 0;
        if head & CONTINUES != 0 {
            classes = u16::from_le_bytes(*nodes.get(data..)?.first_chunk()?);
            data = data.checked_add(2)?;
        }
        Some(Node { at: u32::try_from(at).ok()?, classes, data, end: data.checked_add(len)? })
    }

    /// Whether forms end here.
    pub(crate) const fn ends(&self) -> bool {
        self.end > self.data
    }
}

/// The first four bytes of a node, and no node has less: all that a search needs of those it passes over.
#[derive(Clone, Copy, Default)]
pub(crate) struct Glance(u32);

impl Glance {
    /// Looks at the node at `at`.
    #[inline(always)]
    pub(crate) fn at(nodes: &[u8], at: u32) -> Option<Glance> {
        // In this form the check of the bounds is one comparison.
        let place = at as usize;
        nodes.get(place..place.wrapping_add(4))?.first_chunk().map(|four| Glance(u32::from_le_bytes(*four)))
    }

    #[inline(always)]
    pub(crate) const fn fingerprint(self) -> u32 {
        self.0 & 0xFF
    }

    /// Whether forms end here.
    #[inline(always)]
    pub(crate) const fn ends(self) -> bool {
        self.0 & (LONG as u32) << 8 != 0
    }

    /// Whether the length of the data, and what comes after it, takes a closer look.
    #[inline(always)]
    pub(crate) const fn is_long(self) -> bool {
        self.0 & (LONG as u32) << 8 == (LONG as u32) << 8
    }

    /// The classes of bytes with which the next atom of other forms begins.
    #[inline(always)]
    pub(crate) const fn classes(self) -> u32 {
        self.0 >> 16 & (self.0 >> 15 & 1).wrapping_neg()
    }

    /// The bytes of the node.
    #[inline(always)]
    pub(crate) const fn size(self) -> u32 {
        (self.0 >> 8 & LONG as u32).wrapping_add(self.0 >> 14 & 2).wrapping_add(2)
    }
}

/// The nodes of a bucket that have the fingerprint.
pub(crate) struct Nodes<'a> {
    bytes: &'a [u8],
    at: u32,
    end: u32,
    fingerprint: u8,
}

impl<'a> Nodes<'a> {
    #[inline]
    pub(crate) const fn new(bytes: &'a [u8], (at, end): (u32, u32), fingerprint: u8) -> Nodes<'a> {
        Nodes { bytes, at, end, fingerprint }
    }
}

impl Iterator for Nodes<'_> {
    type Item = Node;

    #[inline]
    fn next(&mut self) -> Option<Node> {
        while self.at < self.end {
            let at = self.at;
            let glance = Glance::at(self.bytes, at)?;
            let is = glance.fingerprint() == u32::from(self.fingerprint);
            if is || glance.is_long() {
                let node = Node::read(self.bytes, at as usize)?;
                self.at = u32::try_from(node.end).ok()?;
                if is {
                    return Some(node);
                }
            } else {
                self.at = at.saturating_add(glance.size());
            }
        }
        None
    }
}

/// In the first byte of the data of a node: it is one spelling and one sense.
const SINGLE: u8 = 0x80;
/// The longest entry of such a node, in bytes.
pub(crate) const SINGLE_ENTRY: usize = 15;

/// The first byte of data that is one spelling and one sense, whose entry is so long; 0 for one that stands elsewhere.
pub(crate) fn single_head(flags: Flags, entry: usize) -> Option<u8> {
    let entry = u8::try_from(entry).ok().filter(|&entry| usize::from(entry) <= SINGLE_ENTRY)?;
    Some(SINGLE | flags.usual()? << 4 | entry)
}

/// The data of a node that is one spelling and one sense.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Single<'a> {
    pub flags: Flags,
    pub text: &'a [u8],
    /// The entry but for its name, which is the text; or where it stands.
    pub entry: &'a [u8],
    pub elsewhere: bool,
}

impl<'a> Single<'a> {
    /// Reads the data of a node.
    #[inline(always)]
    pub(crate) fn read(data: &'a [u8]) -> Option<Single<'a>> {
        let (&head, rest) = data.split_first()?;
        if head & SINGLE == 0 {
            return None;
        }
        let len = usize::from(head) & SINGLE_ENTRY;
        let elsewhere = len == 0;
        let len = if elsewhere { 4 } else { len };
        let (text, entry) = rest.split_at_checked(rest.len().checked_sub(len)?)?;
        Some(Single { flags: Flags::from_usual(head >> 4), text, entry, elsewhere })
    }

    /// Of the node that stands in `nodes`.
    #[inline(always)]
    pub(crate) fn of(nodes: &'a [u8], node: &Node) -> Option<Single<'a>> {
        Single::read(nodes.get(node.data..node.end)?)
    }
}

/// The spellings of a node: options and text of each.
pub(crate) struct Spellings<'a> {
    single: Option<Single<'a>>,
    cursor: Cursor<'a>,
    count: u8,
    done: bool,
}

impl<'a> Spellings<'a> {
    pub(crate) fn new(nodes: &'a [u8], node: &Node) -> Spellings<'a> {
        let single = Single::of(nodes, node);
        let done = single.is_none() && !node.ends();
        Spellings { single, cursor: Cursor::new(nodes, node.data), count: 0, done }
    }

    /// The bit of the spelling that was read last.
    pub(crate) fn bit(&self) -> u32 {
        1u32.checked_shl(u32::from(self.count).wrapping_sub(1)).unwrap_or_default()
    }

    /// Where the senses begin in a node that is not [`Single`]: after the last spelling.
    #[inline]
    pub(crate) fn senses(mut self) -> usize {
        while self.next().is_some() {}
        self.cursor.at
    }
}

impl<'a> Iterator for Spellings<'a> {
    type Item = (Flags, &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<(Flags, &'a [u8])> {
        if self.done || self.count >= 32 {
            return None;
        }
        self.count = self.count.wrapping_add(1);
        if let Some(single) = self.single {
            self.done = true;
            return Some((single.flags, single.text));
        }
        let (flags, last) = Flags::from_byte(self.cursor.byte()?);
        self.done = last;
        let len = self.cursor.number()?;
        Some((flags, self.cursor.take(len)?))
    }
}
