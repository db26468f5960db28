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
        Node::with_fingerprint(nodes, at).map(|(node, _)| node)
    }

    #[inline]
    fn with_fingerprint(nodes: &[u8], at: usize) -> Option<(Node, u8)> {
        let &[fingerprint, head] = nodes.get(at..)?.first_chunk()?;
        let mut data = at.checked_add(2)?;
        let mut len = usize::from(head & LONG);
        if head & LONG == LONG {
            len = u32_at(nodes, data)? as usize;
            data = data.checked_add(4)?;
        }
        // Without a branch: whether a node goes on is hard to foretell.
        let next =
            nodes.get(data..).and_then(|rest| rest.first_chunk()).map_or(0, |b| u16::from_le_bytes(*b));
        let continues = head >> 7;
        let classes = next & 0u16.wrapping_sub(u16::from(continues)); // wraps: all bits or none
        data = data.wrapping_add(usize::from(continues) << 1);
        let end = data.checked_add(len)?;
        Some((Node { at: u32::try_from(at).ok()?, classes, data, end }, fingerprint))
    }

    /// Whether forms end here.
    pub(crate) const fn ends(&self) -> bool {
        self.end > self.data
    }
}

/// The nodes of a bucket that have the fingerprint.
pub(crate) struct Nodes<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    fingerprint: u8,
}

impl<'a> Nodes<'a> {
    #[inline]
    pub(crate) const fn new(bytes: &'a [u8], at: usize, end: usize, fingerprint: u8) -> Nodes<'a> {
        Nodes { bytes, at, end, fingerprint }
    }

    /// The node at `at` alone.
    #[inline]
    pub(crate) fn only(bytes: &'a [u8], at: usize) -> Nodes<'a> {
        let fingerprint = bytes.get(at).copied().unwrap_or_default();
        Nodes { bytes, at, end: at.saturating_add(1), fingerprint }
    }
}

impl Nodes<'_> {
    /// The next node of the bucket, and whether it has the fingerprint.
    #[inline(always)]
    pub(crate) fn next_of_all(&mut self) -> Option<(Node, bool)> {
        if self.at >= self.end {
            return None;
        }
        let (node, fingerprint) = Node::with_fingerprint(self.bytes, self.at)?;
        self.at = node.end;
        Some((node, fingerprint == self.fingerprint))
    }
}

impl Iterator for Nodes<'_> {
    type Item = Node;

    #[inline]
    fn next(&mut self) -> Option<Node> {
        loop {
            if let (node, true) = self.next_of_all()? {
                return Some(node);
            }
        }
    }
}

/// The spellings of a node: options and text of each.
pub(crate) struct Spellings<'a> {
    cursor: Cursor<'a>,
    count: u8,
    done: bool,
}

impl<'a> Spellings<'a> {
    pub(crate) const fn new(nodes: &'a [u8], node: &Node) -> Spellings<'a> {
        Spellings { cursor: Cursor::new(nodes, node.data), count: 0, done: !node.ends() }
    }

    /// The bit of the spelling that was read last.
    pub(crate) fn bit(&self) -> u32 {
        1u32.checked_shl(u32::from(self.count).wrapping_sub(1)).unwrap_or_default()
    }

    /// Where the senses begin: after the last spelling.
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
        let (flags, last) = Flags::from_byte(self.cursor.byte()?);
        self.done = last;
        self.count = self.count.wrapping_add(1);
        let len = self.cursor.number()?;
        Some((flags, self.cursor.take(len)?))
    }
}
