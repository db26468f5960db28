//! From entries to a compiled file.

use crate::atoms::{atom_hash, atoms, chain};
use crate::entry::{Case, Diacritics, Entry, FormOptions};
use crate::error::{Error, ErrorCode, Place};
use crate::form::{self, Flags, START_SMALL};
use crate::format::{self, Counts, SECTIONS, push_varint};
use crate::inflect::{feminine, plural};
use depeche_text::Position;
use depeche_text::fold::{composed, hash, mix};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// The longest form, in bytes.
pub const MAX_FORM_BYTES: usize = 1024;
/// The longest form, in words (and signs that are not part of one).
pub const MAX_FORM_WORDS: usize = 64;
/// The longest word of a form, in bytes.
pub const MAX_WORD_BYTES: usize = 255;
/// Forms with the same folded text that differ in writing or options.
const MAX_SPELLINGS: usize = 31;

/// What to do with two rows about the same entry: the same id, type and name (or no id, and the same type and name).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Duplicates {
    /// One entry with the forms and attributes of both and the greater weight. Two values for one attribute are an error.
    #[default]
    Merge,
    /// An error.
    Refuse,
}

/// Gathers entries and compiles them.
///
/// ```
/// use depeche_gazetteer::{Entry, Gazetteer, GazetteerBuilder};
/// use depeche_text::EntityType;
///
/// let mut builder = GazetteerBuilder::new();
/// builder.push(Entry::new(EntityType::LOC, "Arménie").with_id("iso:AM"))?;
/// builder.read_tsv("iso:FR\tLOC\tFrance\tHexagone\t200\n", Some("pays.tsv"))?;
/// let file = builder.compile()?;
/// let gazetteer = Gazetteer::open(&file)?;
/// assert_eq!(gazetteer.len(), 2);
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
///
/// The same entries in any order, from any source, give the same bytes.
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    entries: Vec<Row>,
    files: Vec<String>,
    hidden_ids: BTreeSet<String>,
    hidden_forms: Vec<(String, FormOptions)>,
    duplicates: Duplicates,
}

/// An entry, and the line it came from.
#[derive(Clone, Debug)]
struct Row {
    entry: Entry,
    /// File (an index into `files`, `u32::MAX` for none) and line (0 for none).
    file: u32,
    line: u32,
}

/// A form of an entry: its text is the name of the entry or its own.
struct FormRow {
    /// `u32::MAX` for a hidden form.
    entry: u32,
    text: Option<Box<str>>,
    flags: Flags,
}

/// In a list of hashes: the prefix of a form, not a whole one.
const PREFIX: u32 = u32::MAX;
/// In a form: it hides and has no entry.
const NOBODY: u32 = u32::MAX;

impl GazetteerBuilder {
    /// A builder without entries.
    #[must_use]
    pub fn new() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// The same builder with another policy for duplicates.
    #[must_use]
    pub fn with_duplicates(mut self, duplicates: Duplicates) -> GazetteerBuilder {
        self.duplicates = duplicates;
        self
    }

    /// Adds an entry.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::EmptyForm`], [`ErrorCode::FormTooLong`], [`ErrorCode::ControlCharacter`], [`ErrorCode::Attribute`],
    /// [`ErrorCode::NoForm`]; the builder is as before.
    pub fn push(&mut self, entry: Entry) -> Result<(), Error> {
        check(&entry)?;
        self.entries.push(Row { entry, file: u32::MAX, line: 0 });
        Ok(())
    }

    /// Adds an entry that stands in this line of a source.
    pub(crate) fn push_from(&mut self, entry: Entry, file: Option<&str>, line: usize) -> Result<(), Error> {
        check(&entry)?;
        let file = file.map_or(u32::MAX, |file| {
            if self.files.last().is_none_or(|last| last != file) {
                self.files.push(file.to_owned());
            }
            index(self.files.len().saturating_sub(1))
        });
        self.entries.push(Row { entry, file, line: index(line) });
        Ok(())
    }

    /// In a layer over others: hides every entry under it that has this id.
    pub fn hide_id(&mut self, id: impl Into<String>) {
        self.hidden_ids.insert(id.into());
    }

    /// In a layer over others: hides every mention that is written like this, whatever entries under it have the form.
    ///
    /// # Errors
    ///
    /// As for [`push`](GazetteerBuilder::push).
    pub fn hide_form(&mut self, text: impl Into<String>, options: FormOptions) -> Result<(), Error> {
        let text = text.into();
        check_form(&text)?;
        self.hidden_forms.push((text, options));
        Ok(())
    }

    /// The number of entries so far, duplicates counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to compile.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.hidden_ids.is_empty() && self.hidden_forms.is_empty()
    }

    /// Compiles what was gathered into a file for [`Gazetteer::open`](crate::Gazetteer::open).
    ///
    /// Time `O(n log n)` in the number of forms; about 0.5 µs a name.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Duplicate`], [`ErrorCode::TooManySpellings`], [`ErrorCode::TooBig`].
    pub fn compile(self) -> Result<Vec<u8>, Error> {
        self.compile_with(|_| ())
    }

    /// Like [`compile`](GazetteerBuilder::compile); calls `progress` from time to time with the part that is done, from 0
    /// to 1.
    ///
    /// # Errors
    ///
    /// As for `compile`.
    pub fn compile_with(mut self, mut progress: impl FnMut(f32)) -> Result<Vec<u8>, Error> {
        progress(0.0);
        self.merge()?;
        progress(0.1);
        let forms = self.forms();
        let mut keys = Keys::default();
        for (i, row) in forms.iter().enumerate() {
            keys.add(self.text(row), row.flags, index(i));
        }
        progress(0.4);
        keys.hashes.sort_unstable();
        progress(0.5);
        let shared = Shared::of(&self.entries);
        progress(0.6);
        let nodes = self.nodes(&forms, &keys, &shared)?;
        progress(0.9);
        let filter = keys.filter();
        let mut hidden = Vec::new();
        for id in &self.hidden_ids {
            push_varint(&mut hidden, id.len() as u64);
            hidden.extend_from_slice(id.as_bytes());
        }
        let counts = Counts {
            entries: index(self.entries.len()),
            forms: index(forms.len()),
            nodes: nodes.count,
            buckets: index(nodes.ends.len() / 4),
            filter_words: index(filter.len() / 8),
            longest: keys.longest,
        };
        let sections: [Vec<u8>; SECTIONS] = [
            keys.pairs,
            filter,
            nodes.ends,
            nodes.bytes,
            shared.profile_bytes,
            shared.string_ends,
            shared.string_bytes,
            shared.attribute_bytes,
            hidden,
        ];
        let file = format::write(counts, &sections);
        progress(1.0);
        file
    }

    /// Makes one entry of those with the same id, type and name.
    fn merge(&mut self) -> Result<(), Error> {
        for row in &mut self.entries {
            let entry = &mut row.entry;
            tidy(&mut entry.name);
            entry.forms.iter_mut().for_each(|form| tidy(&mut form.text));
            entry.attributes.sort_unstable();
            entry.attributes.dedup();
        }
        let mut order: Vec<(u64, u32)> =
            (0u32..).zip(&self.entries).map(|(i, row)| (identity(&row.entry), i)).collect();
        order.sort_unstable();
        let mut gone: Vec<u32> = Vec::new();
        for pair in order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let mut kept: Vec<u32> = Vec::new();
            for &(_, i) in pair {
                let same = kept.iter().copied().find(|&k| match (self.row(k), self.row(i)) {
                    (Some(a), Some(b)) => same_entity(&a.entry, &b.entry),
                    _ => false,
                });
                match same {
                    Some(into) => {
                        self.merge_into(into, i)?;
                        gone.push(i);
                    }
                    None => kept.push(i),
                }
            }
        }
        if !gone.is_empty() {
            gone.sort_unstable();
            let mut gone = gone.into_iter().peekable();
            let mut i = 0u32;
            self.entries.retain(|_| {
                let keep = gone.next_if_eq(&i).is_none();
                i = i.wrapping_add(1);
                keep
            });
        }
        Ok(())
    }

    fn row(&self, entry: u32) -> Option<&Row> {
        self.entries.get(entry as usize)
    }

    fn merge_into(&mut self, into: u32, from: u32) -> Result<(), Error> {
        let Some(other) = self.entries.get_mut(from as usize).map(|row| std::mem::replace(row, Row::empty()))
        else {
            return Ok(());
        };
        let refuse = self.duplicates == Duplicates::Refuse;
        let place = self.place(other.file, other.line);
        let Some(row) = self.entries.get_mut(into as usize) else { return Ok(()) };
        let conflict = other
            .entry
            .attributes
            .iter()
            .find(|(key, value)| row.entry.attributes.iter().any(|(k, v)| k == key && v != value));
        let message = match conflict {
            Some((key, value)) => format!(
                "expected one value of {key:?} for {:?}, found {value:?} beside another: keep one of them",
                other.entry.name
            ),
            None if refuse => {
                format!(
                    "expected each entry once, found {:?} of type {} again",
                    other.entry.name, other.entry.kind
                )
            }
            None => {
                let kept = &mut row.entry;
                kept.weight = kept.weight.max(other.entry.weight);
                match (kept.name_options, other.entry.name_options) {
                    (Some(mine), Some(options)) if mine != options => {
                        kept.forms.push(crate::entry::Form { text: other.entry.name.clone(), options });
                    }
                    (None, options) => kept.name_options = options,
                    _ => {}
                }
                kept.forms.extend(other.entry.forms);
                kept.attributes.extend(other.entry.attributes);
                kept.attributes.sort_unstable();
                kept.attributes.dedup();
                return Ok(());
            }
        };
        let error = Error::new(ErrorCode::Duplicate, message);
        Err(match place {
            Some(place) => error.at(|| place),
            None => error,
        })
    }

    fn place(&self, file: u32, line: u32) -> Option<Place> {
        (line > 0).then(|| Place {
            file: self.files.get(file as usize).cloned(),
            position: Position { line: line as usize, column: 1, byte: 0 },
        })
    }

    /// Every form, those that options make from others too, each once.
    fn forms(&self) -> Vec<FormRow> {
        let mut forms = Vec::with_capacity(self.entries.len());
        let mut made: BTreeSet<(Flags, Cow<'_, str>)> = BTreeSet::new();
        for (i, row) in (0u32..).zip(&self.entries) {
            let entry = &row.entry;
            let simple = |options: FormOptions| !(options.plural || options.feminine || options.article);
            if entry.forms.is_empty()
                && let Some(options) = entry.name_options.filter(|&options| simple(options))
            {
                forms.push(FormRow { entry: i, text: None, flags: Flags::of(options) });
                continue;
            }
            made.clear();
            let named = entry.name_options.map(|options| (entry.name.as_str(), options));
            for (text, options) in
                named.into_iter().chain(entry.forms.iter().map(|f| (f.text.as_str(), f.options)))
            {
                expand(text, options, &mut made);
            }
            for (flags, text) in &made {
                let text = (text.as_ref() != entry.name).then(|| Box::from(text.as_ref()));
                forms.push(FormRow { entry: i, text, flags: *flags });
            }
        }
        made.clear();
        for (text, options) in &self.hidden_forms {
            let tidied = composed(text.trim()).into_owned();
            made.insert((Flags::of(*options).hiding(), Cow::Owned(tidied)));
        }
        for (flags, text) in made {
            forms.push(FormRow { entry: NOBODY, text: Some(Box::from(text.as_ref())), flags });
        }
        forms
    }

    fn text<'s>(&'s self, form: &'s FormRow) -> &'s str {
        match &form.text {
            Some(text) => text,
            None => self.row(form.entry).map_or("", |row| row.entry.name.as_str()),
        }
    }

    fn nodes(&self, forms: &[FormRow], keys: &Keys, shared: &Shared) -> Result<Nodes, Error> {
        let count = keys.hashes.chunk_by(|a, b| a.0 == b.0).count();
        let buckets = count.div_ceil(4).max(1);
        let mut nodes = Nodes {
            bytes: Vec::new(),
            ends: Vec::with_capacity(buckets.saturating_mul(4)),
            count: index(count),
        };
        // Where each entry stands in the file, once it does.
        let mut places: Vec<u32> = vec![u32::MAX; self.entries.len()];
        let mut bucket = 0usize;
        let (mut data, mut head) = (Vec::new(), Vec::new());
        let mut here: Vec<u32> = Vec::new();
        for run in keys.hashes.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(hash, _)) = run.first() else { continue };
            let home = form::bucket_of(hash, buckets);
            while bucket < home {
                nodes.ends.extend_from_slice(&offset(nodes.bytes.len())?.to_le_bytes());
                bucket = bucket.wrapping_add(1);
            }
            let continues = run.last().is_some_and(|&(_, form)| form == PREFIX);
            here.clear();
            here.extend(run.iter().map(|&(_, form)| form).filter(|&form| form != PREFIX));
            // The size of the head depends on that of the data, and places are absolute: write the data first, as if the
            // head took `guess` bytes, and again in the rare case that it does not.
            let mut guess = 1;
            loop {
                data.clear();
                head.clear();
                let start = nodes.bytes.len().saturating_add(1).saturating_add(guess);
                let placed = self.node(forms, &here, shared, &mut places, start, &mut data)?;
                push_varint(&mut head, (data.len() as u64) << 1 | u64::from(continues));
                if head.len() == guess {
                    nodes.bytes.push(form::fingerprint(hash));
                    nodes.bytes.extend_from_slice(&head);
                    nodes.bytes.extend_from_slice(&data);
                    break;
                }
                guess = head.len();
                for entry in placed {
                    if let Some(place) = places.get_mut(entry as usize) {
                        *place = u32::MAX;
                    }
                }
            }
        }
        while bucket < buckets {
            nodes.ends.extend_from_slice(&offset(nodes.bytes.len())?.to_le_bytes());
            bucket = bucket.wrapping_add(1);
        }
        Ok(nodes)
    }

    /// Writes the spellings and senses of one node; gives back the entries that found their place in it.
    fn node(
        &self,
        forms: &[FormRow],
        here: &[u32],
        shared: &Shared,
        places: &mut [u32],
        start: usize,
        data: &mut Vec<u8>,
    ) -> Result<Vec<u32>, Error> {
        let mut placed = Vec::new();
        // One form of one entry: nearly every node.
        if let [form] = here
            && let Some(row) = forms.get(*form as usize)
            && let (Some(entry), Some(place)) =
                (self.row(row.entry).map(|row| &row.entry), places.get_mut(row.entry as usize))
        {
            data.push(row.flags.byte(row.text.is_none(), true));
            if let Some(text) = &row.text {
                push_text(data, text);
            }
            if *place == u32::MAX {
                data.push(0);
                *place = offset(start.saturating_add(data.len()))?;
                placed.push(row.entry);
                shared.push_entry(row.entry, entry, data);
                push_varint(data, (entry.name.len() as u64) << 1);
                data.extend_from_slice(entry.name.as_bytes());
            } else {
                data.push(1);
                data.extend_from_slice(&place.to_le_bytes());
            }
            return Ok(placed);
        }
        let mut rows: Vec<&FormRow> = here.iter().filter_map(|&form| forms.get(form as usize)).collect();
        if rows.is_empty() {
            return Ok(placed);
        }
        let mut spellings: Vec<(Flags, &str)> = rows.iter().map(|row| (row.flags, self.text(row))).collect();
        if rows.len() > 1 {
            spellings.sort_unstable();
            spellings.dedup();
            if spellings.len() > MAX_SPELLINGS {
                let (_, text) = spellings.first().copied().unwrap_or((Flags::default(), ""));
                return Err(Error::new(
                    ErrorCode::TooManySpellings,
                    format!(
                        "expected at most {MAX_SPELLINGS} spellings and options of {text:?}, found {}",
                        spellings.len()
                    ),
                ));
            }
            rows.sort_by(|a, b| match (self.row(a.entry), self.row(b.entry)) {
                (Some(x), Some(y)) => rank(&x.entry, &y.entry),
                (x, y) => x.is_some().cmp(&y.is_some()),
            });
        }
        let group_of =
            |row: &FormRow| spellings.binary_search(&(row.flags, self.text(row))).unwrap_or_default();
        let count = spellings.len();
        for (i, &(flags, text)) in spellings.iter().enumerate() {
            // The first sense of a spelling often bears it as its name: then it is written there alone.
            let named = rows
                .iter()
                .find(|row| row.entry != NOBODY && group_of(row) == i)
                .and_then(|row| self.row(row.entry))
                .is_some_and(|row| row.entry.name == text);
            data.push(flags.byte(named, i.saturating_add(1) == count));
            if !named {
                push_text(data, text);
            }
        }
        // Among equals in rank and name, the name is written once.
        let mut last_name: Option<(&str, usize)> = None;
        for row in rows {
            let Some(entry) = self.row(row.entry).map(|row| &row.entry) else { continue };
            let group = u8::try_from(group_of(row)).unwrap_or_default();
            let place = places.get(row.entry as usize).copied().unwrap_or(u32::MAX);
            if place != u32::MAX {
                data.push(group << 1 | 1);
                data.extend_from_slice(&place.to_le_bytes());
                continue;
            }
            data.push(group << 1);
            let at = start.saturating_add(data.len());
            if let Some(place) = places.get_mut(row.entry as usize) {
                *place = offset(at)?;
            }
            placed.push(row.entry);
            shared.push_entry(row.entry, entry, data);
            match last_name.filter(|&(name, _)| name == entry.name) {
                Some((_, before)) => push_varint(data, (at.saturating_sub(before) as u64) << 1 | 1),
                None => {
                    push_varint(data, (entry.name.len() as u64) << 1);
                    data.extend_from_slice(entry.name.as_bytes());
                    last_name = Some((&entry.name, at));
                }
            }
        }
        Ok(placed)
    }
}

impl Row {
    fn empty() -> Row {
        Row { entry: Entry::new(depeche_text::EntityType::MISC, ""), file: u32::MAX, line: 0 }
    }
}

struct Nodes {
    bytes: Vec<u8>,
    ends: Vec<u8>,
    count: u32,
}

/// What is hashed: every prefix of every form; and what the filters know.
#[derive(Default)]
struct Keys {
    hashes: Vec<(u64, u32)>,
    /// The keys of the filter.
    beginnings: Vec<u64>,
    pairs: Vec<u8>,
    longest: u32,
    scratch: String,
}

impl Keys {
    fn add(&mut self, text: &str, flags: Flags, form: u32) {
        if self.pairs.is_empty() {
            self.pairs = vec![0; form::PAIRS];
        }
        let mut so_far = 0;
        let mut count = 0u32;
        for atom in atoms(text) {
            let hash = atom_hash(text, atom, &mut self.scratch);
            if count == 0 {
                let small = flags.may_begin_small(text);
                self.beginnings.push(hash);
                if small {
                    self.beginnings.push(hash ^ START_SMALL);
                }
                form::set_pairs(&mut self.pairs, text.get(atom.start..atom.end).unwrap_or_default(), small);
                so_far = hash;
            } else {
                self.hashes.push((so_far, PREFIX));
                so_far = chain(so_far, hash);
                self.beginnings.push(so_far);
            }
            count = count.wrapping_add(1);
        }
        if count > 0 {
            self.hashes.push((so_far, form));
            self.longest = self.longest.max(count);
        }
    }

    fn filter(&mut self) -> Vec<u8> {
        self.beginnings.sort_unstable();
        self.beginnings.dedup();
        let words = self.beginnings.len().saturating_mul(form::FILTER_BITS).div_ceil(64).max(1);
        let mut filter = vec![0u64; words];
        for &key in &self.beginnings {
            let (word, bits) = form::filter_place(key, words);
            if let Some(word) = filter.get_mut(word) {
                *word |= bits;
            }
        }
        filter.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

/// What entries share: types, beginnings of ids, attributes.
struct Shared {
    /// The profile of each entry.
    profiles: Vec<u32>,
    /// Where the attributes of each entry stand; `u32::MAX` for none.
    attributes: Vec<u32>,
    profile_bytes: Vec<u8>,
    string_ends: Vec<u8>,
    string_bytes: Vec<u8>,
    attribute_bytes: Vec<u8>,
}

/// Gives a number to each different thing that is shown to it.
struct Numbers<K> {
    known: HashMap<K, u32>,
    counts: Vec<(K, u32)>,
    last: Option<(K, u32)>,
}

impl<K: Copy + Eq + std::hash::Hash + Ord> Numbers<K> {
    fn new() -> Numbers<K> {
        Numbers { known: HashMap::new(), counts: Vec::new(), last: None }
    }

    fn of(&mut self, key: K) -> u32 {
        // Rows often come sorted by kind: a run of them asks the map once.
        let number = match self.last {
            Some((last, number)) if last == key => number,
            _ => {
                let next = index(self.counts.len());
                let number = *self.known.entry(key).or_insert(next);
                if number == next {
                    self.counts.push((key, 0));
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

    /// The things, the most frequent first, and for each number its place among them.
    fn ranked(self) -> (Vec<K>, Vec<u32>) {
        let mut order: Vec<(u32, (K, u32))> = (0..).zip(self.counts).collect();
        order.sort_unstable_by(|(_, (a, n)), (_, (b, m))| m.cmp(n).then_with(|| a.cmp(b)));
        let mut places = vec![0; order.len()];
        for (place, (number, _)) in (0..).zip(&order) {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place;
            }
        }
        (order.into_iter().map(|(_, (key, _))| key).collect(), places)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Profile<'e> {
    kind: depeche_text::EntityType,
    weight: u8,
    /// How the rest of the id is written: not at all, as a number, as text.
    tail: u8,
    prefix: &'e str,
}

enum Tail<'e> {
    None,
    Number(u64),
    Text(&'e str),
}

impl<'e> Profile<'e> {
    fn of(entry: &'e Entry) -> (Profile<'e>, Tail<'e>) {
        let (prefix, tail) = entry.id.as_deref().map_or(("", Tail::None), split_id);
        let code = match tail {
            Tail::None => 0,
            Tail::Number(_) => 1,
            Tail::Text(_) => 2,
        };
        (Profile { kind: entry.kind, weight: entry.weight, tail: code, prefix }, tail)
    }
}

impl Shared {
    fn of(entries: &[Row]) -> Shared {
        let mut profiles = Numbers::new();
        let mut sets: Numbers<&[(String, String)]> = Numbers::new();
        let mut of_entry = Vec::with_capacity(entries.len());
        let mut attributes = Vec::with_capacity(entries.len());
        for Row { entry, .. } in entries {
            of_entry.push(profiles.of(Profile::of(entry).0));
            let bare = entry.attributes.is_empty();
            attributes.push(if bare { u32::MAX } else { sets.of(entry.attributes.as_slice()) });
        }
        let mut strings = Strings::default();
        let (profiles, places) = profiles.ranked();
        let kinds: BTreeSet<_> = profiles.iter().map(|profile| profile.kind).collect();
        for kind in &kinds {
            strings.place(kind.as_str());
        }
        let mut profile_bytes = Vec::with_capacity(profiles.len().saturating_mul(8));
        for profile in profiles {
            let kind = strings.place(profile.kind.as_str());
            profile_bytes.push(profile.weight);
            profile_bytes.push(profile.tail);
            profile_bytes.extend_from_slice(&u16::try_from(kind).unwrap_or(u16::MAX).to_le_bytes());
            profile_bytes.extend_from_slice(&strings.place(profile.prefix).to_le_bytes());
        }
        of_entry
            .iter_mut()
            .for_each(|number| *number = places.get(*number as usize).copied().unwrap_or_default());
        let (sets, places) = sets.ranked();
        let keys: BTreeSet<_> = sets.iter().flat_map(|set| set.iter().map(|(key, _)| key.as_str())).collect();
        for key in keys {
            strings.place(key);
        }
        let mut attribute_bytes = Vec::new();
        let mut starts = Vec::with_capacity(sets.len());
        for set in sets {
            starts.push(index(attribute_bytes.len()));
            push_varint(&mut attribute_bytes, set.len() as u64);
            for (key, value) in set {
                push_varint(&mut attribute_bytes, u64::from(strings.place(key)));
                push_text(&mut attribute_bytes, value);
            }
        }
        for number in attributes.iter_mut().filter(|number| **number != u32::MAX) {
            let place = places.get(*number as usize).and_then(|&place| starts.get(place as usize));
            *number = place.copied().unwrap_or(u32::MAX);
        }
        Shared {
            profiles: of_entry,
            attributes,
            profile_bytes,
            string_ends: strings.ends,
            string_bytes: strings.bytes,
            attribute_bytes,
        }
    }

    /// Everything of an entry but its name.
    fn push_entry(&self, number: u32, entry: &Entry, data: &mut Vec<u8>) {
        let profile = self.profiles.get(number as usize).copied().unwrap_or_default();
        let attributes = self.attributes.get(number as usize).copied().filter(|&at| at != u32::MAX);
        push_varint(data, u64::from(profile) << 1 | u64::from(attributes.is_some()));
        match Profile::of(entry).1 {
            Tail::None => {}
            Tail::Number(number) => push_varint(data, number),
            Tail::Text(text) => push_text(data, text),
        }
        if let Some(at) = attributes {
            push_varint(data, u64::from(at));
        }
    }
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

/// A common beginning and a number or a text of its own: `geonames:` and 2988507, `wikidata:Q` and 90, `insee:0` and 1053.
fn split_id(id: &str) -> (&str, Tail<'_>) {
    let base = id.rfind(':').map_or(0, |at| at.saturating_add(1));
    let (head, own) = id.split_at_checked(base).unwrap_or(("", id));
    let letters = own.bytes().take_while(u8::is_ascii_alphabetic).count();
    let figures = own.get(letters..).unwrap_or_default();
    let zeros = figures.bytes().take_while(|&b| b == b'0').count();
    let number = figures.get(zeros..).unwrap_or_default();
    if letters <= 3
        && number.len() <= 18
        && number.bytes().all(|b| b.is_ascii_digit())
        && let Ok(value) = number.parse()
    {
        let prefix = base.saturating_add(letters).saturating_add(zeros);
        return (id.get(..prefix).unwrap_or_default(), Tail::Number(value));
    }
    (head, Tail::Text(own))
}

/// A form in Normalization Form C, without white space around it.
fn tidy(text: &mut String) {
    let trimmed = text.trim();
    if trimmed.len() != text.len() || !text.is_ascii() {
        *text = composed(trimmed).into_owned();
    }
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    push_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn identity(entry: &Entry) -> u64 {
    let id = entry.id.as_deref().map_or(1, |id| hash(id.as_bytes()));
    mix(mix(id, hash(entry.kind.as_str().as_bytes()) | 1), hash(entry.name.as_bytes()) | 1)
}

fn same_entity(a: &Entry, b: &Entry) -> bool {
    a.id == b.id && a.kind == b.kind && a.name == b.name
}

/// Best first: the greater weight; among equals by type, id, name and attributes.
fn rank(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    b.weight
        .cmp(&a.weight)
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| a.id.cmp(&b.id))
        .then_with(|| a.name.cmp(&b.name))
        .then_with(|| a.attributes.cmp(&b.attributes))
}

/// The form and those that its options make of it.
fn expand<'e>(text: &'e str, options: FormOptions, made: &mut BTreeSet<(Flags, Cow<'e, str>)>) {
    let mut texts = vec![Cow::Borrowed(text)];
    if options.feminine {
        texts.push(Cow::Owned(feminine(text)));
    }
    if options.plural {
        let plurals: Vec<_> = texts.iter().map(|text| Cow::Owned(plural(text))).collect();
        texts.extend(plurals);
    }
    let flags = Flags::of(options);
    for text in texts {
        if let (true, Some((contraction, rest))) = (options.article, form::after_article(&text)) {
            made.insert((flags.after(contraction), Cow::Owned(rest.to_owned())));
        }
        made.insert((flags, text));
    }
}

fn check(entry: &Entry) -> Result<(), Error> {
    check_form(&entry.name)?;
    entry.forms.iter().try_for_each(|form| check_form(&form.text))?;
    if entry.name_options.is_none() && entry.forms.is_empty() {
        return Err(Error::new(
            ErrorCode::NoForm,
            format!(
                "expected a form of {:?}, whose name is not one: add a form or leave \"noname\" out",
                entry.name
            ),
        ));
    }
    if let Some((key, _)) = entry.attributes.iter().find(|(key, _)| key.is_empty()) {
        return Err(Error::new(
            ErrorCode::Attribute,
            format!("expected an attribute with a name, found {key:?}"),
        ));
    }
    Ok(())
}

fn check_form(text: &str) -> Result<(), Error> {
    // Nearly every form: it has a word, and cannot have too many.
    if text.len() <= MAX_FORM_WORDS
        && text.bytes().all(|b| (b' '..=b'~').contains(&b))
        && text.bytes().any(|b| b.is_ascii_alphanumeric())
    {
        return Ok(());
    }
    let shown = || text.chars().take(40).collect::<String>();
    if text.len() > MAX_FORM_BYTES {
        return Err(Error::new(
            ErrorCode::FormTooLong,
            format!(
                "expected a form of at most {MAX_FORM_BYTES} bytes, found {} in {:?}…",
                text.len(),
                shown()
            ),
        ));
    }
    if let Some(c) = text.chars().find(|&c| c.is_control() && c != '\t') {
        return Err(Error::new(
            ErrorCode::ControlCharacter,
            format!("expected a form in one line, found {c:?} in {:?}", shown()),
        ));
    }
    let trimmed = text.trim();
    let mut words = 0usize;
    let mut longest = 0usize;
    let mut empty = false;
    for atom in atoms(trimmed) {
        let word = trimmed.get(atom.start..atom.end).unwrap_or_default();
        words = words.saturating_add(1);
        longest = longest.max(word.len());
        empty |=
            !word.is_ascii() && depeche_text::fold::fold(word, depeche_text::fold::Folding::FULL).is_empty();
    }
    if words == 0 || empty {
        return Err(Error::new(
            ErrorCode::EmptyForm,
            format!("expected a form of words that can be seen, found {:?}", shown()),
        ));
    }
    if words > MAX_FORM_WORDS || longest > MAX_WORD_BYTES {
        return Err(Error::new(
            ErrorCode::FormTooLong,
            format!(
                "expected a form of at most {MAX_FORM_WORDS} words of {MAX_WORD_BYTES} bytes, found {words} of up to \
                 {longest} in {:?}",
                shown()
            ),
        ));
    }
    Ok(())
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn offset(at: usize) -> Result<u32, Error> {
    u32::try_from(at).map_err(|_| {
        Error::new(ErrorCode::TooBig, "expected nodes of less than 4 GiB: make several gazetteers of it")
    })
}

impl From<Case> for u8 {
    fn from(case: Case) -> u8 {
        match case {
            Case::Smart => 0,
            Case::Exact => 1,
            Case::Insensitive => 2,
        }
    }
}

impl From<Diacritics> for u8 {
    fn from(diacritics: Diacritics) -> u8 {
        match diacritics {
            Diacritics::Folded => 0,
            Diacritics::Exact => 1,
        }
    }
}
