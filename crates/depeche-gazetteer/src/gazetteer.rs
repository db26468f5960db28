//! A compiled gazetteer, opened: looking names up in it.

use crate::atoms::{atom_hash, atoms, chain};
use crate::entry::Form;
use crate::error::{Error, ErrorCode};
use crate::filter::{FIRST_BYTES, FirstBytes, bloom_place};
use crate::form::{self, Flags, Written};
use crate::format::{self, Counts, Cursor, FAR, LINE, Opened, PER_LINE, Section, u16_at, u32_at};
use crate::mention::{Hit, Mention};
use crate::node::{Glance, Node, Nodes, Single, Spellings};
use crate::sense::{Entries, EntryKey, EntryView, Senses, Store};
use depeche_text::{EntityType, fetch};
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
    pub(crate) first_bytes: &'a FirstBytes,
    starts: &'a [[u8; 8]],
    further: &'a [[u8; 8]],
    firsts: &'a [[u8; LINE]],
    buckets: &'a [[u8; LINE]],
    pub(crate) store: Store<'a>,
    hidden: &'a [u8],
}

impl<'a> Gazetteer<'a> {
    /// What a compiled file begins with: what begins otherwise is a list to compile, or another file.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let file = GazetteerBuilder::new().compile()?;
    /// assert!(file.starts_with(&Gazetteer::MAGIC));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub const MAGIC: [u8; 8] = format::MAGIC;

    /// Opens a compiled file.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, ErrorCode};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:BJ\tLOC\tBénin\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// assert_eq!(gazetteer.len(), 1);
    /// assert_eq!(Gazetteer::open(&file[..50]).unwrap_err().code(), ErrorCode::Length);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotCompiled`], [`ErrorCode::OtherVersion`], [`ErrorCode::OtherEndianness`], [`ErrorCode::Length`],
    /// [`ErrorCode::DamagedHeader`].
    pub fn open(file: &'a [u8]) -> Result<Gazetteer<'a>, Error> {
        let Opened { counts, content_hash, body, sections } = format::open(file)?;
        let section = |section: Section| sections.get(section as usize).copied().unwrap_or_default();
        let first_bytes = section(Section::FirstBytes).first_chunk().ok_or_else(|| {
            Error::new(
                ErrorCode::DamagedHeader,
                format!("expected a filter of {FIRST_BYTES} bytes: build the file again"),
            )
        })?;
        Ok(Gazetteer {
            counts,
            content_hash,
            body,
            first_bytes,
            starts: section(Section::Starts).as_chunks().0,
            further: section(Section::Further).as_chunks().0,
            firsts: section(Section::Firsts).as_chunks().0,
            buckets: section(Section::Buckets).as_chunks().0,
            store: Store {
                nodes: section(Section::Nodes),
                profiles: section(Section::Profiles).as_chunks().0,
                kinds: section(Section::Kinds).as_chunks().0,
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
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:BE\tLOC\tBelgique\tRoyaume de Belgique\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// assert_eq!((gazetteer.len(), gazetteer.forms()), (1, 2));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub const fn forms(&self) -> usize {
        self.counts.forms as usize
    }

    /// The 128-bit hash of the content, which the header states: equal for files made from the same entries.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let hash = |rows: &str| -> Result<u128, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(rows, None)?;
    ///     Ok(Gazetteer::open(&builder.compile()?)?.content_hash())
    /// };
    /// assert_eq!(hash("x:1\tLOC\tLens\nx:2\tLOC\tArras\n")?, hash("x:2\tLOC\tArras\nx:1\tLOC\tLens\n")?);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn content_hash(&self) -> u128 {
        let [high, low] = self.content_hash.map(u128::from);
        high << 64 | low
    }

    /// Whether the filter lets the key of a first atom pass.
    #[inline(always)]
    pub(crate) fn may_start(&self, key: u64) -> bool {
        let (word, bits) = bloom_place(key, self.starts.len());
        self.starts.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }

    /// Whether the filter lets a beginning of several atoms with this hash pass.
    #[inline(always)]
    pub(crate) fn may_go_on(&self, hash: u64) -> bool {
        let (word, bits) = bloom_place(hash, self.further.len());
        self.further.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }

    /// Asks for the memory where [`may_start`](Gazetteer::may_start) looks.
    #[inline(always)]
    pub(crate) fn ask_start(&self, key: u64) {
        let (word, _) = bloom_place(key, self.starts.len());
        fetch(self.starts.get(word));
    }

    /// Asks for the memory where [`may_go_on`](Gazetteer::may_go_on) looks.
    #[inline(always)]
    pub(crate) fn ask_filter(&self, hash: u64) {
        let (word, _) = bloom_place(hash, self.further.len());
        fetch(self.further.get(word));
    }

    /// Where the bucket of the first atom with this hash begins and ends among the nodes.
    #[inline]
    pub(crate) fn first_bucket(&self, hash: u64) -> (u32, u32) {
        bucket(self.firsts, hash)
    }

    /// The nodes of one atom whose hash may be `hash`.
    #[inline]
    pub(crate) fn first_nodes(&self, hash: u64) -> Nodes<'a> {
        self.nodes_between(self.first_bucket(hash), hash)
    }

    /// A bucket of the node that is known to stand at `at`.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "it was the place of a node before")]
    pub(crate) const fn only_node(at: u64) -> (u32, u32) {
        (at as u32, (at as u32).saturating_add(1))
    }

    /// Where the bucket of several atoms with this hash begins and ends among the nodes.
    #[inline]
    pub(crate) fn further_bucket(&self, hash: u64) -> (u32, u32) {
        bucket(self.buckets, hash)
    }

    /// The nodes of several atoms whose hash may be `hash`.
    pub(crate) fn further_nodes(&self, hash: u64) -> Nodes<'a> {
        self.nodes_between(self.further_bucket(hash), hash)
    }

    /// Asks for the memory where [`first_bucket`](Gazetteer::first_bucket) looks.
    #[inline(always)]
    pub(crate) fn ask_first(&self, hash: u64) {
        ask_line(self.firsts, hash);
    }

    /// Asks for the memory where [`further_bucket`](Gazetteer::further_bucket) looks.
    #[inline(always)]
    pub(crate) fn ask_further(&self, hash: u64) {
        ask_line(self.buckets, hash);
    }

    /// Asks for the memory of the nodes there.
    #[inline(always)]
    pub(crate) fn ask_nodes(&self, (at, end): (u32, u32)) {
        fetch(self.store.nodes.get(at as usize));
        // The second line may hold the end of a bucket of two.
        fetch(self.store.nodes.get(at.wrapping_add(64).min(end) as usize));
    }

    /// The nodes there whose hash may be `hash`.
    #[inline]
    pub(crate) fn nodes_between(&self, bucket: (u32, u32), hash: u64) -> Nodes<'a> {
        Nodes::new(self.store.nodes, bucket, form::fingerprint(hash))
    }

    /// The node that stands at `at`.
    #[inline]
    pub(crate) fn node_at(&self, at: u32) -> Option<Node> {
        Node::read(self.store.nodes, at as usize)
    }

    /// A look at the node that stands at `at`.
    #[inline(always)]
    pub(crate) fn glance(&self, at: u32) -> Option<Glance> {
        Glance::at(self.store.nodes, at)
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
        let mut nodes = if depth == 1 { self.first_nodes(hash) } else { self.further_nodes(hash) };
        nodes.find_map(|node| {
            let spellings = self.spellings(&node, surface, &allowed);
            (spellings != 0).then_some(Hit { node: node.at, spellings })
        })
    }

    /// The spellings of a node, as bits, that `text` is one of.
    #[inline]
    pub(crate) fn spellings(&self, node: &Node, text: &str, allowed: impl Fn(Flags) -> bool) -> u32 {
        match self.only_spelling(node, text) {
            Some(flags) => u32::from(allowed(flags)),
            None => self.spellings_one_by_one(node, text, allowed),
        }
    }

    /// The options of the only spelling of a node, if `text` is written like it: nearly every hit.
    #[inline(always)]
    pub(crate) fn only_spelling(&self, node: &Node, text: &str) -> Option<Flags> {
        let data = self.store.nodes.get(node.data..node.end)?;
        if let Some(single) = Single::read(data) {
            return (single.text == text.as_bytes()).then_some(single.flags);
        }
        let [flags, len @ 0..=0x7F, form @ ..] = data else { return None };
        let (flags, only) = Flags::from_byte(*flags);
        (only && form.get(..usize::from(*len)) == Some(text.as_bytes())).then_some(flags)
    }

    #[inline(never)]
    pub(crate) fn spellings_one_by_one(
        &self,
        node: &Node,
        text: &str,
        allowed: impl Fn(Flags) -> bool,
    ) -> u32 {
        let text = Written::new(text);
        self.spellings_where(node, |flags, form| allowed(flags) && flags.accept(form, &text))
    }

    /// The spellings of a node, as bits, of which `is` holds.
    pub(crate) fn spellings_where(&self, node: &Node, is: impl Fn(Flags, &[u8]) -> bool) -> u32 {
        let mut found = 0;
        let mut spellings = Spellings::new(self.store.nodes, node);
        while let Some((flags, form)) = spellings.next() {
            if is(flags, form) {
                found |= spellings.bit();
            }
        }
        found
    }

    /// Calls `each` for every form of every entry, in the order of the file.
    pub(crate) fn for_each_form(&self, mut each: impl FnMut(&EntryView<'a>, &str, Flags)) {
        let mut at = 0;
        while let Some(node) = Node::read(self.store.nodes, at) {
            let forms: Vec<(Flags, &[u8])> = Spellings::new(self.store.nodes, &node).collect();
            let mut senses = Senses::of(self.store, &node, u32::MAX);
            while let Some((spelling, entry, _)) = senses.step() {
                if let Some((flags, form)) = forms.get(usize::from(spelling))
                    && let Ok(form) = std::str::from_utf8(form)
                {
                    each(&entry, form, *flags);
                }
            }
            at = node.end;
        }
    }

    /// The size of the file.
    pub(crate) const fn bytes(&self) -> usize {
        self.body.len().saturating_add(format::HEADER)
    }

    /// The senses of a mention that this gazetteer found, best first: the greater weight; among equals by type, id, name and
    /// attributes, in the order of their characters.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
    /// # use depeche_text::Span;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tTours\t\t90\nx:2\tORG:club\tTours\t\t20\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let tokens = [Span::new(0, 2), Span::new(3, 8)];
    /// let mentions = gazetteer.mentions("à Tours", &tokens, &[], &MatchOptions::default());
    /// let labels: Vec<_> = gazetteer.senses(&mentions[0]).map(|sense| sense.label()).collect();
    /// assert_eq!(labels, ["LOC", "ORG:club"]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn senses(&self, mention: &Mention) -> Senses<'a> {
        self.senses_at(mention.hit(0))
    }

    /// Asks for the memory of the node of a hit.
    #[inline]
    pub(crate) fn ask_node(&self, hit: Hit) {
        fetch(self.store.nodes.get(hit.node as usize));
    }

    pub(crate) fn senses_at(&self, hit: Hit) -> Senses<'a> {
        match Node::read(self.store.nodes, hit.node as usize) {
            Some(node) if hit.spellings != 0 => Senses::of(self.store, &node, hit.spellings),
            _ => Senses::none(self.store),
        }
    }

    /// Every entry, in the order of the file, which depends on the names alone.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:ML\tLOC\tMali\niso:TD\tLOC\tTchad\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let mut names: Vec<_> = gazetteer.entries().map(|entry| entry.name()).collect();
    /// names.sort();
    /// assert_eq!(names, ["Mali", "Tchad"]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn entries(&self) -> Entries<'a> {
        Entries::new(self.store)
    }

    /// The entry with this key, in constant time.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:SN\tLOC\tSénégal\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let key = gazetteer.lookup("Senegal").next().unwrap().key();
    /// assert_eq!(gazetteer.entry(key).unwrap().name(), "Sénégal");
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// `None` for the key of another file, unless an entry happens to stand there.
    #[must_use]
    pub fn entry(&self, key: EntryKey) -> Option<EntryView<'a>> {
        self.store.entry(key.place())
    }

    /// The types of the entries, each once, sorted: [`EntryView::kind_index`] counts in this order.
    ///
    /// For asking something about each type once, and not about each entry.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("-\tLOC:city\tBrest\n-\tORG:club\tBrest\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let main: Vec<_> = gazetteer.kinds().map(|kind| kind.main()).collect();
    /// for entry in gazetteer.lookup("Brest") {
    ///     assert_eq!(main[entry.kind_index()], entry.kind().main());
    /// }
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = EntityType> + use<'a> {
        let store = self.store;
        (0..store.kinds.len()).map(move |index| store.kind(index))
    }

    /// The ids that this gazetteer hides in the layers under it.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.hide_id("x:2");
    /// let file = builder.compile()?;
    /// assert!(Gazetteer::open(&file)?.hidden_ids().eq(["x:2"]));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn hidden_ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut cursor = Cursor::new(self.hidden, 0);
        std::iter::from_fn(move || {
            let len = cursor.number()?;
            std::str::from_utf8(cursor.take(len)?).ok()
        })
    }

    /// The forms that this gazetteer hides in the layers under it, sorted. Reads every form.
    ///
    /// ```
    /// # use depeche_gazetteer::{FormOptions, Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.hide_form("Soulac", FormOptions::EXACT)?;
    /// let file = builder.compile()?;
    /// let hidden = Gazetteer::open(&file)?.hidden_forms();
    /// assert_eq!((hidden[0].text.as_str(), hidden[0].options), ("Soulac", FormOptions::EXACT));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn hidden_forms(&self) -> Vec<Form> {
        let mut hidden = Vec::new();
        let mut at = 0;
        while let Some(node) = Node::read(self.store.nodes, at) {
            for (flags, text) in Spellings::new(self.store.nodes, &node).filter(|(flags, _)| flags.hides()) {
                if let Ok(text) = std::str::from_utf8(text) {
                    hidden.push(Form { text: text.to_owned(), options: flags.options() });
                }
            }
            at = node.end;
        }
        hidden.sort();
        hidden
    }

    /// Checks the whole file: that its content is the one it was written with.
    ///
    /// Reads every byte: about a millisecond for ten megabytes.
    ///
    /// ```
    /// # use depeche_gazetteer::{ErrorCode, Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:CH\tLOC\tSuisse\n", None)?;
    /// let mut file = builder.compile()?;
    /// Gazetteer::open(&file)?.verify()?;
    /// *file.last_mut().unwrap() ^= 1;
    /// assert_eq!(Gazetteer::open(&file)?.verify().unwrap_err().code(), ErrorCode::DamagedContent);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
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

/// Asks for the memory of the line that says where the bucket of `hash` begins.
#[inline(always)]
fn ask_line(lines: &[[u8; LINE]], hash: u64) {
    fetch(lines.get(form::bucket_of(hash, lines.len().saturating_sub(1))));
}

/// Where the bucket of `hash` begins and ends.
#[inline]
fn bucket(lines: &[[u8; LINE]], hash: u64) -> (u32, u32) {
    // The last line is no more than the end of all.
    let count = lines.len().saturating_sub(1);
    let number = form::bucket_of(hash, count);
    // wraps: what is left of the hash within its line
    let place = form::bucket_of(hash.wrapping_mul(count as u64), PER_LINE);
    let Some(line) = lines.get(number) else { return (0, 0) };
    let at = place.wrapping_mul(2).wrapping_add(2);
    // The end of the bucket before, or half of what is no end, and the end of this one.
    let ends = u32_at(line, at).unwrap_or_default();
    let (before, end) = (if place == 0 { 0 } else { ends & 0xFFFF }, ends >> 16);
    if end == u32::from(FAR) {
        return far_bucket(lines, number, place);
    }
    let begin = u32_at(line, 0).unwrap_or_default();
    (begin.saturating_add(before), begin.saturating_add(end))
}

/// The same of a bucket that ends too far from the beginning of its line: it may have nodes of others at its beginning and end.
#[cold]
#[inline(never)]
fn far_bucket(lines: &[[u8; LINE]], number: usize, place: usize) -> (u32, u32) {
    let begin = |number: usize| lines.get(number).and_then(|line| u32_at(line, 0)).unwrap_or_default();
    let ends = |place: usize| u16_at(lines.get(number)?, place.wrapping_mul(2).wrapping_add(4));
    let before = (0..place).rev().filter_map(ends).find(|&end| end != FAR).unwrap_or_default();
    (begin(number).saturating_add(u32::from(before)), begin(number.wrapping_add(1)))
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
