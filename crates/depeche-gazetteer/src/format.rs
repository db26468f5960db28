//! The compiled file: header, sections, and how numbers stand in them.
//!
//! Everything is little-endian. A header of [`HEADER`] bytes, then the sections, one after the other without gaps, in the
//! order of [`Section`]. The header has a hash of itself, checked when a file is opened, and one of all that follows,
//! checked by `verify`. No number in the file is trusted: each access looks whether it lies inside.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `DPCHGAZ\n` |
//! | 8 | 4 | version of the format |
//! | 12 | 4 | size of the header |
//! | 16 | 8 | size of the file |
//! | 24 | 16 | hash of all bytes after the header |
//! | 40 | 4 each | entries, forms, nodes, buckets, words of the filter of starts, words of the longest form |
//! | 64 | 8 each | end of each section, from the end of the header (twelve of them) |
//! | 160 | 8 | hash of the 160 bytes before |
//!
//! # Buckets
//!
//! A node is found in the bucket that the high bits of its hash name. Where the buckets end stands in lines of [`LINE`] bytes for
//! [`PER_LINE`] of them: where the first one begins, as `u32`; how far from there each ends, as `u16`, or 65 535 where that is too
//! far to say (a name that thousands of entries have): then the bucket ends before the next line begins. A last line has its
//! beginning alone.
//!
//! # Nodes
//!
//! A node stands for the folded beginning that some forms have in common, and for the forms that are just that.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | the low byte of the hash of the beginning |
//! | 1 | bit 7: other forms go on from here; the rest: the length of the data, or 127 |
//! | 0 or 4 | the length of the data where 127 stands before |
//! | 0 or 2 | where forms go on: the classes of bytes with which their next atom begins |
//! | | data |
//!
//! The data of nearly all nodes is one spelling and one sense. Then bit 7 of its first byte is set, bits 4 to 6 are which of the
//! usual options the spelling has, and bits 0 to 3 the length of the entry; the text of the spelling comes after it, which is the
//! name of the entry, and then the entry. A length of 0 stands for four bytes that say where the entry stands instead.
//!
//! Other data is the spellings, then the senses, best first. A spelling is a byte of options, the length of its text and the text;
//! bit 6 of the options of the last one is set, bit 7 never. A sense is a byte: bit 0 for a sense whose entry stands elsewhere, bits
//! 1 to 5 the index of its spelling, bit 6 for a name that stands with the entry; then the entry and its name, or how many bytes
//! before the sense the length of a text stands that is the name; or four bytes that say where the entry stands.
//!
//! Where an entry stands is twice the place of its sense, or one more than twice the place of the node of which it is the only one.
//! An entry stands with the form that is its name, if one is.
//!
//! An entry is the number of its profile; the end of its id if it has one and the name does not say it: a number of as many bytes as
//! the profile says, how many bytes of the name it is, or a text; and, where the profile says that it has any, its attributes. These
//! are twice the place of a set in `Attributes`; or one more than twice their number, and they follow. An attribute is twice the
//! bytes from one to the end of `Attributes`; or one more than twice the number of its key, and its value. A set is the number of its attributes, and
//! these.

use crate::error::{Error, ErrorCode};
use depeche_text::fold::{hash, mix};

pub(crate) const MAGIC: [u8; 8] = *b"DPCHGAZ\n";
pub(crate) const VERSION: u32 = 6;
pub(crate) const HEADER: usize = 168;
const HASHED: usize = 160;
pub(crate) const SECTIONS: usize = 12;

/// The bytes of a line of ends of buckets, and how many buckets it has.
pub(crate) const LINE: usize = 32;
pub(crate) const PER_LINE: usize = 14;
/// In a line: the bucket ends farther away than can be said.
pub(crate) const FAR: u16 = u16::MAX;

/// The sections, in the order in which they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    /// 8 KiB of bits: which two bytes may begin a mention.
    FirstBytes,
    /// A blocked Bloom filter over the first atoms of the forms.
    Starts,
    /// Where the buckets of beginnings of one atom end in `Nodes`.
    Firsts,
    /// The same of the buckets of longer beginnings.
    Buckets,
    /// The nodes, bucket after bucket: those of one atom, of which every search begins, lie close together before all others.
    Nodes,
    /// What many entries have in common, eight bytes for each: weight, kind of id, type, beginning of the id.
    Profiles,
    /// The types, 24 bytes for each: the length of the label, the label, zeros.
    Kinds,
    /// The end of each string in `Strings`, as `u32`.
    StringEnds,
    /// Beginnings of ids, keys of attributes.
    Strings,
    /// Sets of attributes that several entries have, or that are long; then the attributes that several sets have, the most
    /// frequent last.
    Attributes,
    /// The ids that this gazetteer hides in the layers under it, sorted.
    Hidden,
    /// A blocked Bloom filter over the beginnings of several atoms.
    Further,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Counts {
    pub entries: u32,
    pub forms: u32,
    pub nodes: u32,
    pub buckets: u32,
    pub start_words: u32,
    pub longest: u32,
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|b| u64::from_le_bytes(*b))
}

/// 128 bits over the content, in two lanes.
pub(crate) fn content_hash(body: &[u8]) -> [u64; 2] {
    let mut lanes = [0x2545_F491_4F6C_DD1D ^ body.len() as u64, 0x9E6C_63D0_876A_46CB];
    let (blocks, tail) = body.as_chunks::<16>();
    for block in blocks {
        let low = u64_at(block, 0).unwrap_or_default();
        let high = u64_at(block, 8).unwrap_or_default();
        let [a, b] = lanes;
        lanes = [
            mix(a ^ low, 0xA076_1D64_78BD_642F).wrapping_add(high), // wraps: a hash
            mix(b ^ high, 0xE703_7ED1_A0B4_28DB).wrapping_add(low).rotate_left(23), // wraps: a hash
        ];
    }
    let [a, b] = lanes;
    let tail = hash(tail);
    [mix(a ^ tail, 0x8EBC_6AF0_9C88_C6E3), mix(b.wrapping_add(tail), 0x5899_65CC_7537_4CC3)] // wraps: a hash
}

/// Puts a file together.
pub(crate) fn write(counts: Counts, sections: &[Vec<u8>; SECTIONS]) -> Result<Vec<u8>, Error> {
    let body: usize = sections.iter().map(Vec::len).sum();
    let len = HEADER.saturating_add(body);
    if u32::try_from(len).is_err() {
        return Err(Error::new(
            ErrorCode::TooBig,
            format!(
                "expected a compiled file of less than 4 GiB, found {len} bytes: make several gazetteers of it"
            ),
        ));
    }
    let mut file = Vec::with_capacity(len);
    file.extend_from_slice(&[0; HEADER]);
    let mut ends = Vec::with_capacity(SECTIONS);
    for section in sections {
        file.extend_from_slice(section);
        ends.push(file.len().wrapping_sub(HEADER) as u64);
    }
    let content = content_hash(file.get(HEADER..).unwrap_or_default());
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&u32::try_from(HEADER).unwrap_or_default().to_le_bytes());
    header.extend_from_slice(&(len as u64).to_le_bytes());
    content.iter().for_each(|lane| header.extend_from_slice(&lane.to_le_bytes()));
    let Counts { entries, forms, nodes, buckets, start_words, longest } = counts;
    for count in [entries, forms, nodes, buckets, start_words, longest] {
        header.extend_from_slice(&count.to_le_bytes());
    }
    ends.iter().for_each(|end: &u64| header.extend_from_slice(&end.to_le_bytes()));
    header.extend_from_slice(&hash(&header).to_le_bytes());
    if let Some(place) = file.first_chunk_mut::<HEADER>() {
        place.copy_from_slice(header.get(..HEADER).unwrap_or(&[0; HEADER]));
    }
    Ok(file)
}

/// A file whose header is right and whose sections lie inside.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'a> {
    pub counts: Counts,
    pub content_hash: [u64; 2],
    pub body: &'a [u8],
    pub sections: [&'a [u8]; SECTIONS],
}

/// Reads the header; time independent of the size of the file.
pub(crate) fn open(file: &[u8]) -> Result<Opened<'_>, Error> {
    let damaged = || {
        Error::new(
            ErrorCode::DamagedHeader,
            "expected a header that agrees with its hash: build or copy the file again",
        )
    };
    if file.first_chunk::<8>() != Some(&MAGIC) {
        let found: Vec<u8> = file.iter().take(8).copied().collect();
        return Err(Error::new(
            ErrorCode::NotCompiled,
            format!(
                "expected a compiled gazetteer, which begins with \"DPCHGAZ\\n\", found {:?}: a list of names is compiled \
                 with `depeche gazetteer build`",
                String::from_utf8_lossy(&found)
            ),
        ));
    }
    let version = u32_at(file, 8).ok_or_else(|| short(file.len()))?;
    if version == VERSION.swap_bytes() {
        return Err(Error::new(
            ErrorCode::OtherEndianness,
            "expected little-endian numbers, found big-endian ones: the file was not written by this library",
        ));
    }
    if version != VERSION {
        return Err(Error::new(
            ErrorCode::OtherVersion,
            format!(
                "expected version {VERSION} of the format, found {version}: build the file again from its sources"
            ),
        ));
    }
    let header = file.get(..HEADER).ok_or_else(|| short(file.len()))?;
    if u64_at(header, HASHED) != header.get(..HASHED).map(hash) {
        return Err(damaged());
    }
    let expected = u64_at(header, 16).ok_or_else(damaged)?;
    if expected != file.len() as u64 {
        return Err(Error::new(
            ErrorCode::Length,
            format!(
                "expected a file of {expected} bytes, found {}: it was cut or something was appended",
                file.len()
            ),
        ));
    }
    let count = |at| u32_at(header, at).ok_or_else(damaged);
    let counts = Counts {
        entries: count(40)?,
        forms: count(44)?,
        nodes: count(48)?,
        buckets: count(52)?,
        start_words: count(56)?,
        longest: count(60)?,
    };
    let body = file.get(HEADER..).ok_or_else(damaged)?;
    let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
    let mut start = 0;
    for (i, section) in sections.iter_mut().enumerate() {
        let end = u64_at(header, i.wrapping_mul(8).wrapping_add(64))
            .and_then(|end| usize::try_from(end).ok())
            .ok_or_else(damaged)?;
        *section = body.get(start..end).ok_or_else(damaged)?;
        start = end;
    }
    let content_hash = [u64_at(header, 24).ok_or_else(damaged)?, u64_at(header, 32).ok_or_else(damaged)?];
    Ok(Opened { counts, content_hash, body, sections })
}

fn short(len: usize) -> Error {
    Error::new(ErrorCode::Length, format!("expected a header of {HEADER} bytes, found a file of {len}"))
}

/// Appends a number of seven bits a byte, the low ones first.
pub(crate) fn push_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7F) as u8);
}

/// Reads a section from left to right.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    pub(crate) const fn new(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { bytes, at }
    }

    /// What is not read yet.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at = self.at.wrapping_add(1);
        Some(byte)
    }

    #[inline]
    pub(crate) fn varint(&mut self) -> Option<u64> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(u64::from(first));
        }
        let mut value = u64::from(first & 0x7F);
        let mut shift = 7u32;
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
            shift = shift.wrapping_add(7);
        }
    }

    #[inline]
    pub(crate) fn number(&mut self) -> Option<usize> {
        usize::try_from(self.varint()?).ok()
    }

    /// Reads a number of so many bytes.
    #[inline]
    pub(crate) fn wide(&mut self, bytes: usize) -> Option<u64> {
        Some(self.take(bytes)?.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    #[inline]
    pub(crate) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    #[inline]
    pub(crate) fn u32(&mut self) -> Option<u32> {
        let value = u32_at(self.bytes, self.at)?;
        self.at = self.at.wrapping_add(4);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        let values = [0, 1, 127, 128, 300, 1 << 20, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        values.iter().for_each(|&value| push_varint(&mut bytes, value));
        let mut cursor = Cursor::new(&bytes, 0);
        for value in values {
            assert_eq!(cursor.varint(), Some(value));
        }
        assert_eq!(cursor.byte(), None);
        assert_eq!(Cursor::new(&[0x80; 20], 0).varint(), None);
    }
}
