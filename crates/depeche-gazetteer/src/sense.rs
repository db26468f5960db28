//! What a compiled file knows of entries: senses in their order, and views of entries.

use crate::format::{Cursor, u32_at};
use crate::node::{Node, Single, Spellings};
use depeche_text::EntityType;
use depeche_text::fold::{Folding, fold};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// In a profile, how the end of an id is written. There is no id.
pub(crate) const NO_ID: u8 = 0;
/// The id ends with a text.
pub(crate) const TEXT: u8 = 1;
/// The id ends with the name as a [`slug`].
pub(crate) const SLUG: u8 = 2;
/// The id ends with the first bytes of the name.
pub(crate) const STEM: u8 = 3;
/// The id ends with a number; this and how many bytes that has.
pub(crate) const NUMBER: u8 = 4;
/// In a profile, beside how the id ends: the entry has attributes.
pub(crate) const ATTRIBUTES: u8 = 0x80;

/// In the byte of a sense: its entry stands elsewhere.
pub(crate) const ELSEWHERE: u8 = 1;
/// In the byte of a sense: the name stands with the entry.
pub(crate) const OWN_NAME: u8 = 0x40;

/// Where an entry stands that is one of several senses, or the only one of its node.
pub(crate) const fn among(sense: u32) -> u32 {
    sense << 1
}

pub(crate) const fn alone(node: u32) -> u32 {
    node << 1 | 1
}

/// The size of a type in the file.
pub(crate) const KIND: usize = 24;

/// The sections in which entries are described.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Store<'a> {
    pub nodes: &'a [u8],
    pub profiles: &'a [[u8; 8]],
    pub kinds: &'a [[u8; KIND]],
    pub string_ends: &'a [[u8; 4]],
    pub strings: &'a [u8],
    pub attributes: &'a [u8],
}

impl<'a> Store<'a> {
    fn string(&self, place: u32) -> &'a str {
        std::str::from_utf8(self.string_bytes(place)).unwrap_or_default()
    }

    /// The bytes of a string, to compare them.
    #[inline]
    fn string_bytes(&self, place: u32) -> &'a [u8] {
        let read = || {
            let at = place as usize;
            let end = u32::from_le_bytes(*self.string_ends.get(at)?);
            let start = match at.checked_sub(1) {
                Some(before) => u32::from_le_bytes(*self.string_ends.get(before)?),
                None => 0,
            };
            self.strings.get(start as usize..end as usize)
        };
        read().unwrap_or_default()
    }

    /// The type with this index; `MISC` where a damaged file has none.
    pub(crate) fn kind(&self, index: usize) -> EntityType {
        EntityType::new(self.label(index)).unwrap_or(EntityType::MISC)
    }

    /// The label of the type with this index.
    #[inline]
    fn label(&self, index: usize) -> &'a str {
        let read = || {
            let [len, label @ ..] = self.kinds.get(index)?;
            std::str::from_utf8(label.get(..usize::from(*len))?).ok()
        };
        read().unwrap_or_default()
    }

    /// The entry that stands there. Only the numbers are read: names and types when asked.
    #[inline]
    pub(crate) fn entry(&self, place: u32) -> Option<EntryView<'a>> {
        let at = place >> 1;
        if alone(at) == place {
            let node = Node::read(self.nodes, at as usize)?;
            let single = Single::of(self.nodes, &node).filter(|single| !single.elsewhere)?;
            return self.only(at, single.text, single.entry);
        }
        let mut cursor = Cursor::new(self.nodes, at as usize);
        let tag = cursor.byte().filter(|tag| tag & ELSEWHERE == 0)?;
        self.sense(at, tag, &mut cursor)
    }

    /// The entry of the only sense of a node, which is this but for its name.
    #[inline]
    fn only(&self, node: u32, name: &'a [u8], entry: &'a [u8]) -> Option<EntryView<'a>> {
        let mut cursor = Cursor::new(entry, 0);
        let profile = *self.profiles.get(cursor.number()?)?;
        Some(EntryView { store: *self, place: alone(node), profile, rest: cursor.rest(), name })
    }

    /// The entry that stands in the sense at `at`, after its byte.
    #[inline]
    fn sense(&self, at: u32, tag: u8, cursor: &mut Cursor<'a>) -> Option<EntryView<'a>> {
        let profile = *self.profiles.get(cursor.number()?)?;
        let rest = cursor.rest();
        Tail::read(profile, cursor)?;
        if has_attributes(profile) {
            skip_attributes(cursor)?;
        }
        let name = if tag & OWN_NAME != 0 {
            let len = cursor.number()?;
            cursor.take(len)?
        } else {
            let mut text = Cursor::new(self.nodes, (at as usize).checked_sub(cursor.number()?)?);
            let len = text.number()?;
            text.take(len)?
        };
        Some(EntryView { store: *self, place: among(at), profile, rest, name })
    }
}

/// A key and the value that comes next.
#[inline]
fn pair_after<'a>(key: usize, cursor: &mut Cursor<'a>) -> Option<(u32, &'a [u8])> {
    let len = cursor.number()?;
    Some((u32::try_from(key).ok()?, cursor.take(len)?))
}

const fn has_attributes([_, tail, ..]: [u8; 8]) -> bool {
    tail & ATTRIBUTES != 0
}

/// Passes over the attributes of an entry.
fn skip_attributes(cursor: &mut Cursor<'_>) -> Option<()> {
    let set = cursor.number()?;
    if set & 1 == 1 {
        for _ in 0..set >> 1 {
            if cursor.number()? & 1 == 1 {
                let len = cursor.number()?;
                cursor.take(len)?;
            }
        }
    }
    Some(())
}

/// The senses of a mention or of a surface, best first.
#[derive(Clone, Debug)]
pub struct Senses<'a> {
    store: Store<'a>,
    /// The spellings whose senses are wanted, as bits.
    wanted: u32,
    last: Option<u32>,
    left: Left<'a>,
}

/// The senses that were not read yet.
#[derive(Clone, Copy, Debug)]
enum Left<'a> {
    None,
    /// The only one of a node, whose entry is this but for its name.
    Alone {
        node: u32,
        name: &'a [u8],
        entry: &'a [u8],
    },
    /// The only one of a node, whose entry stands there.
    Elsewhere(u32),
    /// Those that stand between these places.
    Several {
        at: usize,
        end: usize,
    },
}

impl<'a> Senses<'a> {
    pub(crate) const fn none(store: Store<'a>) -> Senses<'a> {
        Senses { store, wanted: 0, last: None, left: Left::None }
    }

    #[inline]
    pub(crate) fn of(store: Store<'a>, node: &Node, wanted: u32) -> Senses<'a> {
        let left = match Single::of(store.nodes, node) {
            Some(Single { entry, elsewhere: true, .. }) => {
                u32_at(entry, 0).map_or(Left::None, Left::Elsewhere)
            }
            Some(Single { text: name, entry, .. }) => Left::Alone { node: node.at, name, entry },
            None => Left::Several { at: Spellings::new(store.nodes, node).senses(), end: node.end },
        };
        Senses { store, wanted, last: None, left }
    }

    /// Reads the next sense: its spelling, its entry, and whether that stands here.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<(u8, EntryView<'a>, bool)> {
        match self.left {
            Left::Several { at, end } if at < end => {
                let mut cursor = Cursor::new(self.store.nodes, at);
                let tag = cursor.byte()?;
                let here = tag & ELSEWHERE == 0;
                let entry = if here {
                    self.store.sense(u32::try_from(at).ok()?, tag, &mut cursor)?
                } else {
                    self.store.entry(cursor.u32()?)?
                };
                self.left = Left::Several { at: cursor.at, end };
                Some((tag >> 1 & 31, entry, here))
            }
            Left::Alone { node, name, entry } => {
                self.left = Left::None;
                Some((0, self.store.only(node, name, entry)?, true))
            }
            Left::Elsewhere(place) => {
                self.left = Left::None;
                Some((0, self.store.entry(place)?, false))
            }
            Left::None | Left::Several { .. } => None,
        }
    }
}

impl<'a> Iterator for Senses<'a> {
    type Item = EntryView<'a>;

    #[inline]
    fn next(&mut self) -> Option<EntryView<'a>> {
        if self.wanted == 0 {
            return None;
        }
        loop {
            let (group, entry, _) = self.step()?;
            let wanted = self.wanted.checked_shr(u32::from(group)).is_some_and(|bits| bits & 1 == 1);
            if wanted && self.last != Some(entry.place) {
                self.last = Some(entry.place);
                return Some(entry);
            }
        }
    }
}

/// What an id has of its own, after the beginning that it shares with others.
#[derive(Clone, Copy, Debug)]
enum Tail<'a> {
    None,
    Number(u64),
    Text(&'a [u8]),
    Slug,
    /// So many bytes of the name.
    Stem(usize),
}

impl<'a> Tail<'a> {
    /// Reads the end of the id of an entry with this profile.
    #[inline]
    fn read([_, tail, ..]: [u8; 8], cursor: &mut Cursor<'a>) -> Option<Tail<'a>> {
        Some(match tail & !ATTRIBUTES {
            NO_ID => Tail::None,
            TEXT => {
                let len = cursor.number()?;
                Tail::Text(cursor.take(len)?)
            }
            SLUG => Tail::Slug,
            STEM => Tail::Stem(cursor.number()?),
            number => Tail::Number(cursor.wide(usize::from(number.saturating_sub(NUMBER)))?),
        })
    }
}

/// A name as it stands in ids: folded letters and figures, with a hyphen for whatever stands between them.
///
/// Whoever makes ids from names makes most of them like this, and they need not be written.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    push_slug(name, &mut slug);
    slug
}

/// Appends the [`slug`] of a name.
fn push_slug(name: &str, out: &mut String) {
    let from = out.len();
    // What is ASCII has nothing to fold but its case: most names, and no memory of their own.
    let folded = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(fold(name, Folding::FULL)) };
    let mut push = |word: &str| {
        if !word.is_empty() {
            if out.len() > from {
                out.push('-');
            }
            out.push_str(word);
        }
    };
    if folded.is_ascii() {
        // By bytes, which is half the work.
        let words = folded.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        words.for_each(|word| push(std::str::from_utf8(word).unwrap_or_default()));
    } else {
        folded.split(|c: char| !c.is_alphanumeric()).for_each(push);
    }
    out.get_mut(from..).unwrap_or_default().make_ascii_lowercase();
}

/// The end of an id: what comes after the beginning that it shares with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdEnd<'a> {
    /// A number without leading zeros: `2988507` of `geonames:2988507`.
    Number(u64),
    /// The name of the entry, folded, with a hyphen for all that is no letter or figure: `mer-noire` for *mer Noire*.
    Name(&'a str),
    /// Another text.
    Text(&'a str),
}

impl fmt::Display for IdEnd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdEnd::Number(number) => number.fmt(f),
            IdEnd::Name(name) => f.write_str(&slug(name)),
            IdEnd::Text(text) => f.write_str(text),
        }
    }
}

impl IdEnd<'_> {
    /// Appends it to `out`, as it is displayed, without memory of its own for most names.
    ///
    /// ```
    /// use depeche_gazetteer::IdEnd;
    ///
    /// let mut id = String::from("geonames:");
    /// IdEnd::Number(2988507).push_to(&mut id);
    /// assert_eq!(id, "geonames:2988507");
    /// id.push(' ');
    /// IdEnd::Name("L'Île-d'Yeu").push_to(&mut id);
    /// assert_eq!(id, "geonames:2988507 l-ile-d-yeu");
    /// ```
    pub fn push_to(self, out: &mut String) {
        match self {
            // Writing to a string cannot fail.
            IdEnd::Number(number) => write!(out, "{number}").unwrap_or_default(),
            IdEnd::Name(name) => push_slug(name, out),
            IdEnd::Text(text) => out.push_str(text),
        }
    }
}

/// An entry of a compiled gazetteer.
///
/// Reading one takes constant time and no memory; only [`id`](EntryView::id) may make a text. In a damaged file that
/// [`Gazetteer::verify`](crate::Gazetteer::verify) has not seen, what cannot be read is empty, and the type `MISC`.
#[derive(Clone, Copy)]
pub struct EntryView<'a> {
    store: Store<'a>,
    place: u32,
    profile: [u8; 8],
    /// What begins with the end of the id, after which the attributes come.
    rest: &'a [u8],
    name: &'a [u8],
}

/// Which entry of a gazetteer it is: equal for two views of the same entry of the same file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct EntryKey(u32);

impl EntryKey {
    pub(crate) const fn place(self) -> u32 {
        self.0
    }
}

impl<'a> EntryView<'a> {
    /// Which entry it is.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:SN\tLOC\tSénégal\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// assert_eq!(gazetteer.lookup("Sénégal").next().unwrap().key(), entry.key());
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub const fn key(&self) -> EntryKey {
        EntryKey(self.place)
    }

    /// The id.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:SN\tLOC\tSénégal\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// assert_eq!(entry.id().as_deref(), Some("iso:SN"));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> Option<Cow<'a, str>> {
        Some(match self.id_parts()? {
            ("", IdEnd::Text(text)) => Cow::Borrowed(text),
            (beginning, end) => {
                let mut id = String::from(beginning);
                end.push_to(&mut id);
                Cow::Owned(id)
            }
        })
    }

    /// The id, as the beginning that it shares with others and its own end: `iso:` and `FR`.
    ///
    /// For whoever writes it into memory of their own; see [`id`](EntryView::id).
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, IdEnd};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("geonames:2253354\tLOC\tDakar\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// assert_eq!(entry.id_parts(), Some(("geonames:", IdEnd::Number(2_253_354))));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn id_parts(&self) -> Option<(&'a str, IdEnd<'a>)> {
        let end = match Tail::read(self.profile, &mut Cursor::new(self.rest, 0))? {
            Tail::None => return None,
            Tail::Number(number) => IdEnd::Number(number),
            Tail::Text(text) => IdEnd::Text(std::str::from_utf8(text).unwrap_or_default()),
            Tail::Slug => IdEnd::Name(self.name_text()),
            Tail::Stem(len) => IdEnd::Text(self.name_text().get(..len).unwrap_or_default()),
        };
        Some((self.store.string(u32_at(&self.profile, 4).unwrap_or_default()), end))
    }

    /// What kind of thing it is.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("-\tLOC:river\tSaône\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// assert_eq!(entry.kind().to_string(), "LOC:river");
    /// assert_eq!((entry.label(), entry.kind_index()), ("LOC:river", 0));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> EntityType {
        self.store.kind(self.kind_index())
    }

    /// The label of its [`kind`](EntryView::kind), where it lies in the file.
    #[inline]
    #[must_use]
    pub fn label(&self) -> &'a str {
        self.store.label(self.kind_index())
    }

    /// The index of its type among [`Gazetteer::kinds`](crate::Gazetteer::kinds), which a damaged file may not have.
    #[inline]
    #[must_use]
    pub const fn kind_index(&self) -> usize {
        let [_, _, low, high, ..] = self.profile;
        u16::from_le_bytes([low, high]) as usize
    }

    /// The canonical name.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("-\tLOC\tCôte d'Ivoire\tRCI\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// assert_eq!(gazetteer.lookup("RCI").next().unwrap().name(), entry.name());
    /// assert_eq!(entry.name(), "Côte d'Ivoire");
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> Cow<'a, str> {
        Cow::Borrowed(self.name_text())
    }

    fn name_text(&self) -> &'a str {
        std::str::from_utf8(self.name).unwrap_or_default()
    }

    /// How much the entry is to be preferred to others with the same form.
    #[inline]
    #[must_use]
    pub const fn weight(&self) -> u8 {
        let [weight, ..] = self.profile;
        weight
    }

    /// What else is known, sorted by key.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("-\tLOC\tBrest\t\t80\tcountry=FR;population=139163\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entry = gazetteer.entries().next().unwrap();
    /// let all: Vec<_> = entry.attributes().collect();
    /// assert_eq!(all, [("country", "FR"), ("population", "139163")]);
    /// assert_eq!((entry.weight(), entry.attribute("country")), (80, Some("FR")));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let store = self.store;
        let text = move |(key, value)| Some((store.string(key), std::str::from_utf8(value).ok()?));
        self.places_of_attributes().map_while(text)
    }

    /// For each attribute, which string its key is, and its value.
    fn places_of_attributes(&self) -> impl Iterator<Item = (u32, &'a [u8])> + use<'a> {
        let store = self.store;
        let mut cursor = Cursor::new(self.rest, 0);
        let has = has_attributes(self.profile) && Tail::read(self.profile, &mut cursor).is_some();
        let set = if has { cursor.number() } else { None };
        let mut left = set.map_or(0, |set| {
            if set & 1 == 1 {
                return set >> 1;
            }
            cursor = Cursor::new(store.attributes, set >> 1);
            cursor.number().unwrap_or_default()
        });
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let pair = cursor.number()?;
            if pair & 1 == 1 {
                return pair_after(pair >> 1, &mut cursor);
            }
            let mut pair = Cursor::new(store.attributes, store.attributes.len().checked_sub(pair >> 1)?);
            pair_after(pair.number()?, &mut pair)
        })
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, key: &str) -> Option<&'a str> {
        // The bytes are compared: only the value that is wanted need be read as text.
        let found =
            self.places_of_attributes().find(|(known, _)| self.store.string_bytes(*known) == key.as_bytes());
        std::str::from_utf8(found?.1).ok()
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
    store: Store<'a>,
    at: usize,
    inside: Senses<'a>,
}

impl<'a> Entries<'a> {
    pub(crate) const fn new(store: Store<'a>) -> Entries<'a> {
        Entries { store, at: 0, inside: Senses::none(store) }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = EntryView<'a>;

    fn next(&mut self) -> Option<EntryView<'a>> {
        loop {
            while let Some((_, entry, here)) = self.inside.step() {
                if here {
                    return Some(entry);
                }
            }
            let node = Node::read(self.store.nodes, self.at)?;
            self.at = node.end;
            self.inside = Senses::of(self.store, &node, u32::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IdEnd, slug};
    use depeche_text::fold::{Folding, fold};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_end_is_pushed_as_it_is_displayed(number: u64, shift in 0u32..64, name in "[ -~]{0,12}|\\PC{0,8}") {
            let mut pushed = String::new();
            IdEnd::Number(number >> shift).push_to(&mut pushed);
            prop_assert_eq!(&pushed, &(number >> shift).to_string());
            for end in [IdEnd::Number(number), IdEnd::Name(&name), IdEnd::Text(&name)] {
                let mut pushed = String::from("iso:");
                end.push_to(&mut pushed);
                prop_assert_eq!(pushed, format!("iso:{end}"));
            }
            // Words of the folded name between single hyphens.
            let mut naive = String::new();
            for c in fold(&name, Folding::FULL).chars() {
                match c {
                    _ if c.is_alphanumeric() => naive.push(c),
                    _ if naive.is_empty() || naive.ends_with('-') => {}
                    _ => naive.push('-'),
                }
            }
            prop_assert_eq!(slug(&name), naive.trim_end_matches('-'));
        }
    }

    #[test]
    fn slugs() {
        for (name, expected) in [
            ("mer Noire", "mer-noire"),
            ("L’Haÿ-les-Roses", "l-hay-les-roses"),
            ("«Œuvre»", "oeuvre"),
            ("  !", ""),
            ("Jeux olympiques – 2024", "jeux-olympiques-2024"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
