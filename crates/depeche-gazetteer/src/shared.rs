//! What many entries have in common, written once: types, beginnings of ids, sets of attributes.

use crate::format::push_varint;
use crate::rows::{Rows, index};
use crate::sense::{ATTRIBUTES, KIND, NO_ID, NUMBER, SLUG, STEM, TEXT, slug};
use std::collections::{BTreeSet, HashMap};

/// What entries share: types, beginnings of ids, attributes.
pub(crate) struct Shared {
    /// The profile of each entry.
    profiles: Vec<u32>,
    /// Where in `sets` stands what the entry says of its attributes; `u32::MAX` for none.
    attributes: Vec<u32>,
    /// What entries say of their attributes, each after its length.
    sets: Vec<u8>,
    pub profile_bytes: Vec<u8>,
    pub kind_bytes: Vec<u8>,
    pub string_ends: Vec<u8>,
    pub string_bytes: Vec<u8>,
    pub attribute_bytes: Vec<u8>,
}

/// A set of attributes that only one entry has stands in it, if that takes no more bytes.
const SHORT_SET: usize = 12;

/// Gives a number to each different thing that is shown to it.
struct Numbers<K> {
    known: HashMap<K, u32>,
    counts: Vec<(K, u32)>,
    last: Option<(K, u32)>,
}

impl<K: Clone + Eq + std::hash::Hash + Ord> Numbers<K> {
    fn new() -> Numbers<K> {
        Numbers { known: HashMap::new(), counts: Vec::new(), last: None }
    }

    fn of(&mut self, key: K) -> u32 {
        // Rows often come sorted by kind: a run of them asks the map once.
        let number = match &self.last {
            Some((last, number)) if *last == key => *number,
            _ => {
                let next = index(self.counts.len());
                let number = *self.known.entry(key.clone()).or_insert(next);
                if number == next {
                    self.counts.push((key.clone(), 0));
                }
                self.last = Some((key, number));
                number
            }
        };
        if let Some((_, count)) = self.counts.get_mut(number as usize) {
            *count = count.saturating_add(1);
        }
        number
    }

    /// The things with how many there are, the most frequent first, and for each number its place among them.
    fn ranked(self) -> (Vec<(K, u32)>, Vec<u32>) {
        let mut order: Vec<(u32, (K, u32))> = (0..).zip(self.counts).collect();
        order.sort_unstable_by(|(_, (a, n)), (_, (b, m))| m.cmp(n).then_with(|| a.cmp(b)));
        let mut places = vec![0; order.len()];
        for (place, (number, _)) in (0..).zip(&order) {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place;
            }
        }
        (order.into_iter().map(|(_, thing)| thing).collect(), places)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Profile<'e> {
    kind: u16,
    weight: u8,
    /// How the rest of the id is written.
    tail: u8,
    prefix: &'e str,
}

enum Tail<'e> {
    None,
    Slug,
    Number(u64),
    /// So many bytes of the name.
    Stem(usize),
    Text(&'e str),
}

/// The bytes that a number takes.
fn width(number: u64) -> u8 {
    let zeros = number.leading_zeros().wrapping_div(8);
    u8::try_from(8u32.saturating_sub(zeros)).unwrap_or(8)
}

impl Shared {
    pub(crate) fn of(rows: &Rows) -> Shared {
        // The types in the order of their labels, and for each of the builder's the place among these.
        let mut kinds: Vec<_> = (0u16..).zip(rows.kinds.iter().copied()).collect();
        kinds.sort_unstable_by_key(|&(_, kind)| kind);
        let mut kind_bytes = Vec::with_capacity(kinds.len().saturating_mul(KIND));
        let mut kind_places = vec![0u16; kinds.len()];
        for (place, (number, kind)) in (0u16..).zip(&kinds) {
            let label = kind.as_str().as_bytes();
            let mut record = [0; KIND];
            if let (Some((len, text)), Ok(size)) = (record.split_first_mut(), u8::try_from(label.len())) {
                *len = size;
                text.iter_mut().zip(label).for_each(|(to, from)| *to = *from);
            }
            kind_bytes.extend_from_slice(&record);
            if let Some(slot) = kind_places.get_mut(usize::from(*number)) {
                *slot = place;
            }
        }

        let mut profiles = Numbers::new();
        let mut sets: Numbers<Vec<(&str, &str)>> = Numbers::new();
        let mut of_entry = Vec::with_capacity(rows.len());
        let mut attributes = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            let name = rows.text(row.name);
            let (prefix, tail) = rows.id(row).map_or(("", Tail::None), |id| split_id(id, name));
            let tail = match tail {
                Tail::None => NO_ID,
                Tail::Number(number) => NUMBER.saturating_add(width(number)),
                Tail::Text(_) => TEXT,
                Tail::Slug => SLUG,
                Tail::Stem(_) => STEM,
            };
            let own = rows.attributes(row);
            let tail = if own.len() == 0 { tail } else { tail | ATTRIBUTES };
            let kind = kind_places.get(usize::from(row.kind)).copied().unwrap_or_default();
            of_entry.push(profiles.of(Profile { kind, weight: row.weight, tail, prefix }));
            attributes.push(if own.len() == 0 { u32::MAX } else { sets.of(own.collect()) });
        }
        let mut strings = Strings::default();
        let (profiles, places) = profiles.ranked();
        let mut profile_bytes = Vec::with_capacity(profiles.len().saturating_mul(8));
        for (profile, _) in profiles {
            profile_bytes.push(profile.weight);
            profile_bytes.push(profile.tail);
            profile_bytes.extend_from_slice(&profile.kind.to_le_bytes());
            profile_bytes.extend_from_slice(&strings.place(profile.prefix).to_le_bytes());
        }
        of_entry
            .iter_mut()
            .for_each(|number| *number = places.get(*number as usize).copied().unwrap_or_default());
        let (sets, places) = sets.ranked();
        let keys: BTreeSet<&str> = sets.iter().flat_map(|(set, _)| set.iter().map(|(key, _)| *key)).collect();
        for key in keys {
            strings.place(key);
        }
        let written = Sets::of(&sets, &mut strings);
        for number in attributes.iter_mut().filter(|number| **number != u32::MAX) {
            let place = places.get(*number as usize).and_then(|&place| written.starts.get(place as usize));
            *number = place.copied().unwrap_or(u32::MAX);
        }
        Shared {
            profiles: of_entry,
            attributes,
            profile_bytes,
            kind_bytes,
            string_ends: strings.ends,
            string_bytes: strings.bytes,
            sets: written.said,
            attribute_bytes: written.attributes,
        }
    }

    /// Reads what is shared of an entry: the memory is then on its way.
    #[inline]
    pub(crate) fn ask(&self, number: u32) -> u32 {
        let of = |list: &[u32]| list.get(number as usize).copied().unwrap_or_default();
        of(&self.profiles) ^ of(&self.attributes)
    }

    /// Everything of an entry but its name.
    #[inline]
    pub(crate) fn push_entry(&self, number: u32, id: Option<&str>, name: &str, data: &mut Vec<u8>) {
        push_varint(data, u64::from(self.profiles.get(number as usize).copied().unwrap_or_default()));
        match id.map_or(Tail::None, |id| split_id(id, name).1) {
            Tail::None | Tail::Slug => {}
            Tail::Number(number) => {
                let bytes = number.to_le_bytes();
                data.extend_from_slice(bytes.get(..usize::from(width(number))).unwrap_or(&bytes));
            }
            Tail::Stem(len) => push_varint(data, len as u64),
            Tail::Text(text) => push_text(data, text),
        }
        let set = self.attributes.get(number as usize).and_then(|&at| self.sets.get(at as usize..));
        if let Some((len, set)) = set.and_then(<[u8]>::split_first) {
            data.extend_from_slice(set.get(..usize::from(*len)).unwrap_or_default());
        }
    }
}

/// Sets of attributes as they are written.
#[derive(Default)]
struct Sets {
    /// What an entry says that has the set, after the length of it; and where it stands, for each set.
    said: Vec<u8>,
    starts: Vec<u32>,
    attributes: Vec<u8>,
}

impl Sets {
    /// Of sets, each with how many entries have it, whose keys are known.
    fn of(sets: &[(Vec<(&str, &str)>, u32)], strings: &mut Strings) -> Sets {
        let mut written = Sets::default();
        let mut pairs = Numbers::new();
        for pair in sets.iter().flat_map(|(set, _)| set) {
            pairs.of(*pair);
        }
        let mut places = HashMap::new();
        let mut shared: Vec<Vec<u8>> = Vec::new();
        let mut far = 0u64;
        for ((key, value), _) in pairs.ranked().0.into_iter().take_while(|(_, count)| *count > 1) {
            let mut pair = Vec::new();
            push_varint(&mut pair, u64::from(strings.place(key)));
            push_text(&mut pair, value);
            far = far.saturating_add(pair.len() as u64);
            places.insert((key, value), far);
            shared.push(pair);
        }
        let mut own = Vec::new();
        for (set, count) in sets {
            own.clear();
            for (key, value) in set {
                match places.get(&(*key, *value)) {
                    Some(place) => push_varint(&mut own, place << 1),
                    None => {
                        push_varint(&mut own, u64::from(strings.place(key)) << 1 | 1);
                        push_text(&mut own, value);
                    }
                }
            }
            written.starts.push(index(written.said.len()));
            let before = written.said.len();
            written.said.push(0);
            if *count == 1 && own.len() < SHORT_SET {
                push_varint(&mut written.said, (set.len() as u64) << 1 | 1);
                written.said.extend_from_slice(&own);
            } else {
                push_varint(&mut written.said, (written.attributes.len() as u64) << 1);
                push_varint(&mut written.attributes, set.len() as u64);
                written.attributes.extend_from_slice(&own);
            }
            let len = written.said.len().wrapping_sub(before).wrapping_sub(1);
            if let (Some(room), Ok(len)) = (written.said.get_mut(before), u8::try_from(len)) {
                *room = len;
            }
        }
        written.attributes.extend(shared.into_iter().rev().flatten());
        written
    }
}

pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    push_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

#[derive(Default)]
struct Strings {
    places: HashMap<String, u32>,
    ends: Vec<u8>,
    bytes: Vec<u8>,
}

impl Strings {
    fn place(&mut self, text: &str) -> u32 {
        if let Some(&place) = self.places.get(text) {
            return place;
        }
        let place = index(self.places.len());
        self.places.insert(text.to_owned(), place);
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.extend_from_slice(&index(self.bytes.len()).to_le_bytes());
        place
    }
}

/// A common beginning and what an id has of its own: nothing but its name (`depeche:mer-noire`), a number (`geonames:` and
/// 2988507, `wikidata:Q` and 90, `fr-0` and 1053), how many bytes of the name it is (`dem:breton` for *bretonne*), or a text.
fn split_id<'e>(id: &'e str, name: &str) -> (&'e str, Tail<'e>) {
    let base = id.rfind(':').map_or(0, |at| at.saturating_add(1));
    let (head, own) = id.split_at_checked(base).unwrap_or(("", id));
    let letters = own.bytes().take_while(|&b| b.is_ascii_alphabetic() || b == b'-').count();
    let figures = own.get(letters..).unwrap_or_default();
    let zeros = figures.bytes().take_while(|&b| b == b'0').count();
    let number = figures.get(zeros..).unwrap_or_default();
    if letters <= 4
        && number.len() <= 18
        && number.bytes().all(|b| b.is_ascii_digit())
        && let Ok(value) = number.parse()
    {
        let prefix = base.saturating_add(letters).saturating_add(zeros);
        return (id.get(..prefix).unwrap_or_default(), Tail::Number(value));
    }
    // A slug begins with the folded first letter of the name, if that is a plain one.
    let alike = match (own.bytes().next(), name.bytes().next()) {
        (Some(a), Some(b)) => a == b.to_ascii_lowercase() || !b.is_ascii_alphanumeric(),
        _ => false,
    };
    if alike && slug(name) == own {
        (head, Tail::Slug)
    } else if !own.is_empty() && name.starts_with(own) {
        (head, Tail::Stem(own.len()))
    } else {
        (head, Tail::Text(own))
    }
}
