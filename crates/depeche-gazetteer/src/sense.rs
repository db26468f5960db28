//! What a compiled file knows of entries: senses in their order, and views of entries.

use crate::format::{Cursor, u32_at};
use crate::node::{Node, Spellings};
use depeche_text::EntityType;
use depeche_text::fold::{Folding, fold};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// In the head of an entry: the name stands in it.
pub(crate) const OWN_NAME: u64 = 1;
/// In the head of an entry: it has attributes.
pub(crate) const ATTRIBUTES: u64 = 2;
/// In a profile: no id.
pub(crate) const NO_ID: u8 = 0;
/// In a profile: the id ends with a number.
pub(crate) const NUMBER: u8 = 1;
/// In a profile: the id ends with a text.
pub(crate) const TEXT: u8 = 2;
/// In a profile: the id ends with the name as a [`slug`].
pub(crate) const SLUG: u8 = 3;
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

    /// Reads the entry at `at` and gives it with the place after it. Only the numbers are read: names and types when asked.
    #[inline]
    pub(crate) fn entry(&self, at: u32) -> Option<(EntryView<'a>, usize)> {
        let mut cursor = Cursor::new(self.nodes, at as usize);
        let head = cursor.varint()?;
        let profile = *self.profiles.get(usize::try_from(head >> 2).ok()?)?;
        let [_, tail, ..] = profile;
        let tail = match tail {
            NUMBER => Tail::Number(cursor.varint()?),
            TEXT => {
                let len = cursor.number()?;
                Tail::Text(cursor.take(len)?)
            }
            SLUG => Tail::Slug,
            _ => Tail::None,
        };
        let attributes = if head & ATTRIBUTES == 0 { None } else { Some(cursor.number()?) };
        let name = if head & OWN_NAME == 0 {
            (at as usize).checked_sub(cursor.number()?)?
        } else {
            let name = cursor.at;
            let len = cursor.number()?;
            cursor.take(len)?;
            name
        };
        Some((EntryView { store: *self, at, profile, tail, attributes, name }, cursor.at))
    }
}

/// The senses of a mention or of a surface, best first.
#[derive(Clone, Debug)]
pub struct Senses<'a> {
    store: Store<'a>,
    /// The spellings whose senses are wanted, as bits.
    wanted: u32,
    at: usize,
    end: usize,
    last: Option<u32>,
}

impl<'a> Senses<'a> {
    pub(crate) const fn none(store: Store<'a>) -> Senses<'a> {
        Senses { store, wanted: 0, at: 0, end: 0, last: None }
    }

    #[inline]
    pub(crate) fn of(store: Store<'a>, node: &Node, wanted: u32) -> Senses<'a> {
        let at = Spellings::new(store.nodes, node).senses();
        Senses { store, wanted, at, end: node.end, last: None }
    }

    /// Reads the next sense: its spelling, its entry, and whether that stands here.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<(u8, EntryView<'a>, bool)> {
        if self.at >= self.end {
            return None;
        }
        let mut cursor = Cursor::new(self.store.nodes, self.at);
        let tag = cursor.byte()?;
        if tag & 1 == 1 {
            let place = cursor.u32()?;
            self.at = cursor.at;
            Some((tag >> 1, self.store.entry(place)?.0, false))
        } else {
            let (entry, after) = self.store.entry(u32::try_from(cursor.at).ok()?)?;
            self.at = after;
            Some((tag >> 1, entry, true))
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
            if wanted && self.last != Some(entry.at) {
                self.last = Some(entry.at);
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
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if out.len() > from {
            out.push('-');
        }
        out.push_str(word);
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
    at: u32,
    profile: [u8; 8],
    tail: Tail<'a>,
    attributes: Option<usize>,
    /// Where the length of the name stands, and the name after it.
    name: usize,
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
        EntryKey(self.at)
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
        let end = match self.tail {
            Tail::None => return None,
            Tail::Number(number) => IdEnd::Number(number),
            Tail::Text(text) => IdEnd::Text(std::str::from_utf8(text).unwrap_or_default()),
            Tail::Slug => IdEnd::Name(self.name_text()),
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
        let mut cursor = Cursor::new(self.store.nodes, self.name);
        let name = cursor.number().and_then(|len| cursor.take(len)).unwrap_or_default();
        std::str::from_utf8(name).unwrap_or_default()
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
        let mut cursor = Cursor::new(self.store.attributes, self.attributes.unwrap_or_default());
        let mut left = if self.attributes.is_some() { cursor.varint().unwrap_or_default() } else { 0 };
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let key = u32::try_from(cursor.varint()?).ok()?;
            let len = cursor.number()?;
            Some((key, cursor.take(len)?))
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
