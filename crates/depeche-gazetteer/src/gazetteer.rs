//! A compiled gazetteer, opened: looking up, and what is known of an entry.

use crate::atoms::{atom_hash, atoms, chain};
use crate::error::{Error, ErrorCode};
use crate::form::{self, Flags};
use crate::format::{self, Counts, Cursor, Opened, Section, u32_at};
use crate::mention::{Hit, Mention};
use depeche_text::EntityType;
use std::borrow::Cow;
use std::fmt;

/// A compiled gazetteer, read where it lies.
///
/// Opening looks at the header only, in time that does not depend on the size of the file; the bytes can be embedded in the
/// program, read, or mapped by the caller. Every later access is checked against the bounds of the file, so that a damaged
/// one gives an error here or a wrong name later, never a panic.
#[derive(Clone, Copy)]
pub struct Gazetteer<'a> {
    pub(crate) counts: Counts,
    content_hash: [u64; 2],
    body: &'a [u8],
    pub(crate) pairs: &'a [u8; form::PAIRS],
    filter: &'a [[u8; 8]],
    buckets: &'a [[u8; 4]],
    pub(crate) records: Records<'a>,
    hidden: &'a [u8],
}

/// The parts of a file that nodes and entries are read from.
#[derive(Clone, Copy)]
pub(crate) struct Records<'a> {
    pub nodes: &'a [u8],
    profiles: &'a [[u8; 8]],
    string_ends: &'a [[u8; 4]],
    strings: &'a [u8],
    attributes: &'a [u8],
}

/// No two bytes begin a mention.
const NO_PAIRS: &[u8; form::PAIRS] = &[0; form::PAIRS];

impl<'a> Gazetteer<'a> {
    /// Opens a compiled file.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotCompiled`], [`ErrorCode::OtherVersion`], [`ErrorCode::OtherEndianness`], [`ErrorCode::Length`],
    /// [`ErrorCode::DamagedHeader`].
    pub fn open(file: &'a [u8]) -> Result<Gazetteer<'a>, Error> {
        let Opened { counts, content_hash, body, sections } = format::open(file)?;
        let section = |section: Section| sections.get(section as usize).copied().unwrap_or_default();
        let pairs = match section(Section::Pairs) {
            [] => NO_PAIRS,
            bytes => bytes.first_chunk().ok_or_else(|| {
                Error::new(ErrorCode::DamagedHeader, "expected a pair filter of 2 KiB: build the file again")
            })?,
        };
        Ok(Gazetteer {
            counts,
            content_hash,
            body,
            pairs,
            filter: section(Section::Filter).as_chunks().0,
            buckets: section(Section::Buckets).as_chunks().0,
            records: Records {
                nodes: section(Section::Nodes),
                profiles: section(Section::Profiles).as_chunks().0,
                string_ends: section(Section::StringEnds).as_chunks().0,
                strings: section(Section::Strings),
                attributes: section(Section::Attributes),
            },
            hidden: section(Section::Hidden),
        })
    }

    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.counts.entries as usize
    }

    /// Whether there are no entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.counts.entries == 0
    }

    /// The number of forms, those that options made included.
    #[must_use]
    pub const fn forms(&self) -> usize {
        self.counts.forms as usize
    }

    /// The 128-bit hash of the content, which the header states: equal for files made from the same entries.
    #[must_use]
    pub fn content_hash(&self) -> u128 {
        let [high, low] = self.content_hash.map(u128::from);
        high << 64 | low
    }

    /// Whether the filter lets the hash of a beginning pass.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (word, bits) = form::filter_place(key, self.filter.len());
        self.filter.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }

    /// Where the bucket of `hash` stands among the nodes.
    #[inline]
    pub(crate) fn bucket(&self, hash: u64) -> Bucket {
        let bucket = form::bucket_of(hash, self.buckets.len());
        let end = self.buckets.get(bucket).map_or(0, |b| u32::from_le_bytes(*b));
        let start = match bucket.checked_sub(1) {
            Some(before) => self.buckets.get(before).map_or(0, |b| u32::from_le_bytes(*b)),
            None => 0,
        };
        Bucket { start, end }
    }

    /// The nodes whose hash may be `hash`.
    #[inline]
    pub(crate) fn nodes_at(&self, hash: u64) -> Nodes<'a> {
        let bucket = self.bucket(hash);
        Nodes {
            bytes: self.records.nodes,
            at: bucket.start as usize,
            end: bucket.end as usize,
            fingerprint: form::fingerprint(hash),
        }
    }

    /// The senses of `surface` taken as a whole, best first.
    ///
    /// The text is matched as a mention of it would be, but for what must stand before it (a contraction).
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:FR\tLOC\tFrance\nsport:FR\tORG\tFrance\t\t10\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let kinds: Vec<_> = gazetteer.lookup("FRANCE").map(|sense| sense.kind().to_string()).collect();
    /// assert_eq!(kinds, ["ORG", "LOC"]);
    /// assert_eq!(gazetteer.lookup("france").count(), 0);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn lookup(&self, surface: &str) -> Senses<'a> {
        let hit = self.hit_of(surface.trim(), |flags| flags.condition().is_none() && !flags.hides());
        self.senses_at(hit.unwrap_or_default())
    }

    /// The node and the spellings of it that `surface` is.
    pub(crate) fn hit_of(&self, surface: &str, allowed: impl Fn(Flags) -> bool) -> Option<Hit> {
        let mut scratch = String::new();
        let mut hash = None;
        let mut end = 0;
        let mut depth = 0u32;
        for atom in atoms(surface) {
            let own = atom_hash(surface, atom, &mut scratch);
            hash = Some(hash.map_or(own, |so_far| chain(so_far, own)));
            end = atom.end;
            depth = depth.saturating_add(1);
            if depth > self.counts.longest {
                return None;
            }
        }
        // A hyphen that hangs at the end is no atom, and the surface is not what a token could be.
        if end != surface.len() {
            return None;
        }
        let hash = hash?;
        self.nodes_at(hash).find_map(|node| {
            let spellings = self.spellings(node.at, surface, &allowed);
            (spellings != 0).then_some(Hit { node: node.at, spellings })
        })
    }

    /// The spellings of a node, as bits, that `text` is one of.
    #[inline]
    pub(crate) fn spellings(&self, node: u32, text: &str, allowed: impl Fn(Flags) -> bool) -> u32 {
        // A node with one spelling, which is the name of an entry that stands in it, written as in the text: nearly every hit.
        if let Some((flags, name)) = self.records.only_name(node)
            && name == text.as_bytes()
        {
            return u32::from(allowed(flags));
        }
        self.spellings_one_by_one(node, text, allowed)
    }

    #[inline(never)]
    fn spellings_one_by_one(&self, node: u32, text: &str, allowed: impl Fn(Flags) -> bool) -> u32 {
        let mut found = 0;
        let mut spellings = Spellings::new(self.records, node);
        while let Some((flags, form)) = spellings.next() {
            let is = |form: &str| flags.accept(form, text);
            if allowed(flags) && (form == text.as_bytes() || std::str::from_utf8(form).is_ok_and(is)) {
                found |= spellings.bit();
            }
        }
        found
    }

    /// The spellings of a node, as bits, of which `is` holds.
    pub(crate) fn spellings_where(&self, node: u32, is: impl Fn(Flags, &str) -> bool) -> u32 {
        let mut found = 0;
        let mut spellings = Spellings::new(self.records, node);
        while let Some((flags, form)) = spellings.next() {
            if std::str::from_utf8(form).is_ok_and(|form| is(flags, form)) {
                found |= spellings.bit();
            }
        }
        found
    }

    /// Calls `each` for every form of every entry, in the order of the file.
    pub(crate) fn for_each_form(&self, mut each: impl FnMut(&EntryView<'a>, &str, Flags)) {
        let mut at = 0;
        while let (Some((_, _, _, end)), Ok(node)) = (head_of(self.records.nodes, at), u32::try_from(at)) {
            let forms: Vec<(Flags, &[u8])> = Spellings::new(self.records, node).collect();
            let mut senses = Senses::at(self.records, Hit { node, spellings: u32::MAX });
            while let Some((spelling, entry, _)) = senses.step() {
                if let Some((flags, form)) = forms.get(usize::from(spelling))
                    && let Ok(form) = std::str::from_utf8(form)
                {
                    each(&entry, form, *flags);
                }
            }
            at = end;
        }
    }

    /// The size of the file.
    pub(crate) const fn bytes(&self) -> usize {
        self.body.len().saturating_add(format::HEADER)
    }

    /// The senses of a mention that this gazetteer found, best first: the greater weight; among equals by type, id, name and
    /// attributes, in the order of their characters.
    #[must_use]
    pub fn senses(&self, mention: &Mention) -> Senses<'a> {
        self.senses_at(mention.hit(0))
    }

    pub(crate) fn senses_at(&self, hit: Hit) -> Senses<'a> {
        Senses::at(self.records, hit)
    }

    /// Every entry, in the order of the file, which depends on the names alone.
    #[must_use]
    pub fn entries(&self) -> Entries<'a> {
        Entries { records: self.records, at: 0, inside: None }
    }

    /// The entry with this key, in constant time.
    ///
    /// `None` for the key of another file, unless an entry happens to stand there.
    #[must_use]
    pub fn entry(&self, key: EntryKey) -> Option<EntryView<'a>> {
        self.records.entry_at(key.0).map(|(entry, _)| entry)
    }

    /// The ids that this gazetteer hides in the layers under it.
    pub fn hidden_ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut cursor = Cursor::new(self.hidden, 0);
        std::iter::from_fn(move || {
            let len = cursor.number()?;
            std::str::from_utf8(cursor.take(len)?).ok()
        })
    }

    /// Checks the whole file: that its content is the one it was written with.
    ///
    /// Reads every byte: about a millisecond for ten megabytes.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::DamagedContent`].
    pub fn verify(&self) -> Result<(), Error> {
        if format::content_hash(self.body) == self.content_hash {
            Ok(())
        } else {
            Err(Error::new(
                ErrorCode::DamagedContent,
                "expected a content that agrees with its hash: build or copy the file again",
            ))
        }
    }
}

impl fmt::Debug for Gazetteer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("entries", &self.counts.entries)
            .field("forms", &self.counts.forms)
            .field("bytes", &self.bytes())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("bytes", &self.nodes.len()).finish_non_exhaustive()
    }
}

impl<'a> Records<'a> {
    /// The flags and the name of a node that has one spelling, which is the name of its first sense, which stands there.
    #[inline]
    fn only_name(&self, node: u32) -> Option<(Flags, &'a [u8])> {
        let (_, _, start, _) = head_of(self.nodes, node as usize)?;
        let mut cursor = Cursor::new(self.nodes, start);
        let (flags, named, last) = Flags::from_byte(cursor.byte()?);
        if !(named && last && cursor.byte()? == 0) {
            return None;
        }
        self.skip_to_name(&mut cursor)?;
        let len = cursor.number()?;
        if len & 1 == 0 { Some((flags, cursor.take(len >> 1)?)) } else { None }
    }

    fn string(&self, place: u32) -> Option<&'a str> {
        let at = place as usize;
        let end = u32::from_le_bytes(*self.string_ends.get(at)?);
        let start = match at.checked_sub(1) {
            Some(before) => u32::from_le_bytes(*self.string_ends.get(before)?),
            None => 0,
        };
        std::str::from_utf8(self.strings.get(start as usize..end as usize)?).ok()
    }

    /// The entry at `at`, with the place after it.
    #[inline]
    fn entry_at(&self, at: u32) -> Option<(EntryView<'a>, usize)> {
        let mut cursor = Cursor::new(self.nodes, at as usize);
        let head = cursor.varint()?;
        let profile = *self.profiles.get(usize::try_from(head >> 1).ok()?)?;
        let id = u32::try_from(cursor.at).ok()?;
        skip_id(profile, &mut cursor)?;
        let attributes = if head & 1 == 0 { NO_ATTRIBUTES } else { u32::try_from(cursor.number()?).ok()? };
        let name = cursor.number()?;
        if name & 1 == 0 {
            cursor.take(name >> 1)?;
        }
        Some((EntryView { records: *self, at, profile, id, attributes }, cursor.at))
    }

    /// Moves from the beginning of an entry to the length of its name.
    #[inline]
    fn skip_to_name(&self, cursor: &mut Cursor<'a>) -> Option<()> {
        let head = cursor.varint()?;
        skip_id(*self.profiles.get(usize::try_from(head >> 1).ok()?)?, cursor)?;
        if head & 1 == 1 {
            cursor.varint()?;
        }
        Some(())
    }

    /// The name of the entry at `at`.
    #[inline]
    fn name_at(&self, at: u32) -> Option<&'a [u8]> {
        let mut cursor = Cursor::new(self.nodes, at as usize);
        self.skip_to_name(&mut cursor)?;
        let name = cursor.number()?;
        if name & 1 == 0 {
            return cursor.take(name >> 1);
        }
        // The name stands at an entry before this one, itself and not as a reference: no chains, so no loops.
        let mut cursor = Cursor::new(self.nodes, (at as usize).checked_sub(name >> 1)?);
        self.skip_to_name(&mut cursor)?;
        let name = cursor.number()?;
        if name & 1 == 0 { cursor.take(name >> 1) } else { None }
    }
}

/// Moves over what an entry with this profile has of its id.
#[inline]
fn skip_id(profile: [u8; 8], cursor: &mut Cursor<'_>) -> Option<()> {
    let [_, tail, ..] = profile;
    match tail {
        0 => {}
        1 => drop(cursor.varint()?),
        _ => {
            let len = cursor.number()?;
            cursor.take(len)?;
        }
    }
    Some(())
}

/// A node: where it stands, whether other forms continue it, and where the spellings and senses of those that end here
/// stand (none do when `data` is empty).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub at: u32,
    pub continues: bool,
    pub ends: bool,
}

/// Reads the head of the node at `at`: fingerprint, whether it continues, start and end of its data.
#[inline]
fn head_of(nodes: &[u8], at: usize) -> Option<(u8, bool, usize, usize)> {
    let mut cursor = Cursor::new(nodes, at);
    let fingerprint = cursor.byte()?;
    let head = cursor.number()?;
    let end = cursor.at.checked_add(head >> 1)?;
    Some((fingerprint, head & 1 == 1, cursor.at, end))
}

/// Where the nodes of a bucket stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bucket {
    pub start: u32,
    pub end: u32,
}

/// The nodes of a bucket that have the fingerprint.
pub(crate) struct Nodes<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    fingerprint: u8,
}

impl Iterator for Nodes<'_> {
    type Item = Node;

    #[inline]
    fn next(&mut self) -> Option<Node> {
        while self.at < self.end {
            let at = self.at;
            let (fingerprint, continues, start, end) = head_of(self.bytes, at)?;
            self.at = end;
            if fingerprint == self.fingerprint {
                return Some(Node { at: u32::try_from(at).ok()?, continues, ends: end > start });
            }
        }
        None
    }
}

/// The spellings of a node: options and text of each.
pub(crate) struct Spellings<'a> {
    records: Records<'a>,
    cursor: Cursor<'a>,
    end: usize,
    count: u8,
    done: bool,
}

impl<'a> Spellings<'a> {
    fn new(records: Records<'a>, node: u32) -> Spellings<'a> {
        let (start, end) =
            head_of(records.nodes, node as usize).map_or((0, 0), |(_, _, start, end)| (start, end));
        let done = start >= end;
        Spellings { records, cursor: Cursor::new(records.nodes, start), end, count: 0, done }
    }

    /// The name of the first sense of spelling `group`, for a spelling whose text is written there; `senses` is where the
    /// senses begin.
    fn named(&self, senses: usize, group: u8) -> Option<&'a [u8]> {
        let mut cursor = Cursor::new(self.records.nodes, senses);
        while cursor.at < self.end {
            let tag = cursor.byte()?;
            let here = cursor.at;
            let place = if tag & 1 == 1 { cursor.u32()? } else { u32::try_from(here).ok()? };
            if tag >> 1 == group {
                return self.records.name_at(place);
            }
            if tag & 1 == 0 {
                self.records.skip_to_name(&mut cursor)?;
                let name = cursor.number()?;
                if name & 1 == 0 {
                    cursor.take(name >> 1)?;
                }
            }
        }
        None
    }

    /// Where the senses begin: after the last spelling.
    fn senses(mut self) -> usize {
        while self.step().is_some() {}
        self.cursor.at
    }

    /// The bit of the spelling that was read last.
    fn bit(&self) -> u32 {
        1u32.checked_shl(u32::from(self.count).wrapping_sub(1)).unwrap_or_default()
    }

    /// Reads a spelling: its flags, and its text unless that is the name of its first sense.
    #[inline]
    fn step(&mut self) -> Option<(Flags, Option<&'a [u8]>)> {
        if self.done || self.count >= 32 {
            return None;
        }
        let (flags, named, last) = Flags::from_byte(self.cursor.byte()?);
        self.done = last;
        self.count = self.count.wrapping_add(1);
        if named {
            return Some((flags, None));
        }
        let len = self.cursor.number()?;
        Some((flags, Some(self.cursor.take(len)?)))
    }
}

impl<'a> Iterator for Spellings<'a> {
    type Item = (Flags, &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<(Flags, &'a [u8])> {
        let group = self.count;
        match self.step()? {
            (flags, Some(text)) => Some((flags, text)),
            (flags, None) => {
                let senses = if self.done { self.cursor.at } else { Spellings { ..*self }.senses() };
                Some((flags, self.named(senses, group)?))
            }
        }
    }
}

/// The senses of a mention or of a surface, best first.
#[derive(Clone, Debug)]
pub struct Senses<'a> {
    records: Records<'a>,
    /// The spellings whose senses are wanted, as bits.
    wanted: u32,
    at: usize,
    end: usize,
    last: Option<u32>,
}

impl<'a> Senses<'a> {
    pub(crate) fn at(records: Records<'a>, hit: Hit) -> Senses<'a> {
        if hit.spellings == 0 {
            return Senses { records, wanted: 0, at: 0, end: 0, last: None };
        }
        let spellings = Spellings::new(records, hit.node);
        let end = spellings.end;
        Senses { records, wanted: hit.spellings, at: spellings.senses(), end, last: None }
    }

    /// Reads the next sense: its spelling, where its entry stands, and whether that is here.
    fn step(&mut self) -> Option<(u8, EntryView<'a>, bool)> {
        if self.at >= self.end {
            return None;
        }
        let mut cursor = Cursor::new(self.records.nodes, self.at);
        let tag = cursor.byte()?;
        if tag & 1 == 1 {
            let place = cursor.u32()?;
            self.at = cursor.at;
            Some((tag >> 1, self.records.entry_at(place)?.0, false))
        } else {
            let (entry, after) = self.records.entry_at(u32::try_from(cursor.at).ok()?)?;
            self.at = after;
            Some((tag >> 1, entry, true))
        }
    }
}

impl<'a> Iterator for Senses<'a> {
    type Item = EntryView<'a>;

    fn next(&mut self) -> Option<EntryView<'a>> {
        if self.wanted == 0 {
            return None;
        }
        loop {
            let (group, entry, _) = self.step()?;
            let wanted = self.wanted.checked_shr(u32::from(group)).is_some_and(|bits| bits & 1 == 1);
            if wanted && self.last != Some(entry.at) {
                self.last = Some(entry.at);
                return Some(entry);
            }
        }
    }
}

/// An entry of a compiled gazetteer: a place in it, read when asked.
///
/// In a damaged file that [`Gazetteer::verify`] has not seen, what cannot be read is empty, and the type `MISC`.
#[derive(Clone, Copy)]
pub struct EntryView<'a> {
    records: Records<'a>,
    at: u32,
    profile: [u8; 8],
    /// Where the end of its id stands.
    id: u32,
    /// Where its attributes stand, or [`NO_ATTRIBUTES`].
    attributes: u32,
}

const NO_ATTRIBUTES: u32 = u32::MAX;

/// Which entry of a gazetteer it is: equal for two views of the same entry of the same file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct EntryKey(u32);

impl<'a> EntryView<'a> {
    /// Which entry it is.
    #[must_use]
    pub const fn key(&self) -> EntryKey {
        EntryKey(self.at)
    }

    /// The id, as the beginning that it shares with others and its own end: `iso:` and `FR`.
    ///
    /// For whoever writes it into memory of their own; see [`id`](EntryView::id).
    #[must_use]
    pub fn id_parts(&self) -> Option<(&'a str, IdEnd<'a>)> {
        let prefix = self.records.string(u32_at(&self.profile, 4)?)?;
        let mut cursor = Cursor::new(self.records.nodes, self.id as usize);
        let [_, tail, ..] = self.profile;
        match tail {
            0 => None,
            1 => Some((prefix, IdEnd::Number(cursor.varint()?))),
            _ => {
                let len = cursor.number()?;
                Some((prefix, IdEnd::Text(std::str::from_utf8(cursor.take(len)?).ok()?)))
            }
        }
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> Option<Cow<'a, str>> {
        Some(match self.id_parts()? {
            ("", IdEnd::Text(text)) => Cow::Borrowed(text),
            (prefix, end) => Cow::Owned(format!("{prefix}{end}")),
        })
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> EntityType {
        EntityType::new(self.label()).unwrap_or(EntityType::MISC)
    }

    /// The label of its [`kind`](EntryView::kind), where it lies in the file.
    #[inline]
    #[must_use]
    pub fn label(&self) -> &'a str {
        let [_, _, low, high, ..] = self.profile;
        self.records.string(u32::from(u16::from_le_bytes([low, high]))).unwrap_or_default()
    }

    /// The canonical name.
    #[must_use]
    pub fn name(&self) -> Cow<'a, str> {
        let name = self.records.name_at(self.at).unwrap_or_default();
        Cow::Borrowed(std::str::from_utf8(name).unwrap_or_default())
    }

    /// How much the entry is to be preferred to others with the same form.
    #[inline]
    #[must_use]
    pub const fn weight(&self) -> u8 {
        let [weight, ..] = self.profile;
        weight
    }

    /// What else is known, sorted by key.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let records = self.records;
        let known = self.attributes != NO_ATTRIBUTES;
        let mut cursor = Cursor::new(records.attributes, if known { self.attributes as usize } else { 0 });
        let mut left = if known { cursor.varint().unwrap_or_default() } else { 0 };
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let key = records.string(u32::try_from(cursor.varint()?).ok()?)?;
            let len = cursor.number()?;
            Some((key, std::str::from_utf8(cursor.take(len)?).ok()?))
        })
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, key: &str) -> Option<&'a str> {
        self.attributes().find(|(k, _)| *k == key).map(|(_, value)| value)
    }
}

/// The end of an id: what comes after the beginning that it shares with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdEnd<'a> {
    /// A number without leading zeros: `2988507` of `geonames:2988507`.
    Number(u64),
    /// Another text.
    Text(&'a str),
}

impl fmt::Display for IdEnd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdEnd::Number(number) => write!(f, "{number}"),
            IdEnd::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for EntryView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryView")
            .field("id", &self.id())
            .field("kind", &self.kind())
            .field("name", &self.name())
            .field("weight", &self.weight())
            .finish_non_exhaustive()
    }
}

/// The entries of a gazetteer.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    records: Records<'a>,
    at: usize,
    inside: Option<Senses<'a>>,
}

impl<'a> Iterator for Entries<'a> {
    type Item = EntryView<'a>;

    fn next(&mut self) -> Option<EntryView<'a>> {
        loop {
            while let Some((_, entry, here)) = self.inside.as_mut().and_then(Senses::step) {
                if here {
                    return Some(entry);
                }
            }
            let at = self.at;
            let (_, _, _, end) = head_of(self.records.nodes, at)?;
            self.at = end;
            let hit = Hit { node: u32::try_from(at).ok()?, spellings: u32::MAX };
            self.inside = Some(Senses::at(self.records, hit));
        }
    }
}
