//! From entries to the bytes of a file.
//!
//! Every form is cut into atoms; every beginning of it is a node, found by the hash of its folded atoms. Nodes are sorted by
//! hash, so the order of the entries leaves no trace.

use crate::atoms::{atom_hash, atoms, chain};
use crate::entry::FormOptions;
use crate::error::{Error, ErrorCode};
use crate::filter::{self, FirstBytesBuilder, classes_of, start_key};
use crate::form::{self, Flags};
use crate::format::{self, Counts, FAR, LINE, PER_LINE, SECTIONS, push_varint};
use crate::inflect::{feminine, plural};
use crate::node::{CONTINUES, LONG, single_head};
use crate::rows::{Piece, Row, Rows, index};
use crate::sense::{ELSEWHERE, OWN_NAME, alone, among};
use crate::shared::{Shared, push_text};
use crate::sort::by_hash;
use depeche_text::fold::composed;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Forms with the same folded text that differ in writing or options.
const MAX_SPELLINGS: usize = 31;

/// The nodes of a bucket, on average.
const CROWD: usize = 2;

/// A form of an entry.
#[derive(Clone, Copy)]
struct FormRow {
    /// [`NOBODY`] for a hidden form.
    entry: u32,
    text: Piece,
    flags: Flags,
}

/// In a form: it hides and has no entry.
const NOBODY: u32 = u32::MAX;
/// In a key: from here on, the beginning of a form and the classes of what goes on, not a form.
const BEGINNING: u32 = 0xFFFF_0000;

/// How many keys are asked for before the first of them is written.
const AHEAD: usize = 64;

/// Compiles entries, none of which is there twice.
pub(crate) fn compile(
    mut rows: Rows,
    hidden_ids: &BTreeSet<String>,
    hidden_forms: &[(String, FormOptions)],
    mut progress: impl FnMut(f32),
) -> Result<Vec<u8>, Error> {
    let forms = forms(&mut rows, hidden_forms);
    if forms.len() >= BEGINNING as usize {
        return Err(too_big());
    }
    let mut keys = Keys::new(forms.len());
    for (i, row) in (0u32..).zip(&forms) {
        keys.add(rows.text(row.text), row.flags, i);
    }
    progress(0.3);
    let (firsts, others) = (by_hash(keys.firsts), by_hash(keys.hashes));
    progress(0.4);
    let shared = Shared::of(&rows);
    progress(0.5);
    let writer = Writer::new(&rows, &forms, &shared);
    let nodes = writer.nodes([&firsts, &others], |part| progress(0.5 + 0.4 * part))?;
    let starts = filter::starts(&mut keys.starts);
    let beginnings = || others.chunk_by(|a, b| a.0 == b.0).filter_map(|run| run.first());
    let further = filter::further(beginnings().map(|&(hash, _)| hash), beginnings().count());
    let mut hidden = Vec::new();
    for id in hidden_ids {
        push_text(&mut hidden, id);
    }
    let counts = Counts {
        entries: index(rows.len()),
        forms: index(forms.len()),
        nodes: nodes.count,
        buckets: nodes.buckets,
        start_words: index(starts.len() / 8),
        longest: keys.longest,
    };
    let sections: [Vec<u8>; SECTIONS] = [
        keys.first_bytes.finish(),
        starts,
        nodes.firsts,
        nodes.others,
        nodes.bytes,
        shared.profile_bytes,
        shared.kind_bytes,
        shared.string_ends,
        shared.string_bytes,
        shared.attribute_bytes,
        hidden,
        further,
    ];
    let file = format::write(counts, &sections);
    progress(1.0);
    file
}

/// Every form, those that options make from others too, each once.
fn forms(rows: &mut Rows, hidden: &[(String, FormOptions)]) -> Vec<FormRow> {
    let mut forms = Vec::with_capacity(rows.len());
    // The forms that are not the name of their entry and are not written yet.
    let mut made: Vec<(Flags, String)> = Vec::new();
    for entry in 0..index(rows.len()) {
        let Some(row) = rows.get(entry) else { continue };
        let name = row.name;
        let simple = |options: FormOptions| !(options.plural || options.feminine || options.article);
        let others = rows.forms(row);
        if others.is_empty()
            && let Some(options) = row.name_options.filter(|&options| simple(options))
        {
            forms.push(FormRow { entry, text: name, flags: Flags::of(options) });
            continue;
        }
        let named = row.name_options.map(|options| (name, options));
        for (text, options) in named.into_iter().chain(others.iter().copied()) {
            expand(rows.text(text), options, &mut made);
        }
        made.sort_unstable();
        made.dedup();
        for (flags, text) in made.drain(..) {
            let text = if rows.text(name) == text { name } else { rows.add_text(&text) };
            forms.push(FormRow { entry, text, flags });
        }
    }
    for (text, options) in hidden {
        // What stands after a contraction is another form, to be hidden for itself.
        let written = FormOptions { article: false, ..*options };
        let mut texts = Vec::new();
        expand(&composed(text.trim()), written, &mut texts);
        made.extend(texts.into_iter().map(|(_, text)| (Flags::of(*options).hiding(), text)));
    }
    made.sort_unstable();
    made.dedup();
    for (flags, text) in made {
        forms.push(FormRow { entry: NOBODY, text: rows.add_text(&text), flags });
    }
    forms
}

/// The form and those that its options make of it.
fn expand(text: &str, options: FormOptions, made: &mut Vec<(Flags, String)>) {
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
            made.push((flags.after(contraction), rest.to_owned()));
        }
        made.push((flags, text.into_owned()));
    }
}

/// What is hashed: every beginning of every form, those of one atom apart; and what the filters know.
struct Keys {
    firsts: Vec<(u64, u32)>,
    hashes: Vec<(u64, u32)>,
    starts: Vec<u64>,
    first_bytes: FirstBytesBuilder,
    longest: u32,
    scratch: String,
}

impl Keys {
    fn new(forms: usize) -> Keys {
        Keys {
            firsts: Vec::with_capacity(forms),
            hashes: Vec::with_capacity(forms),
            starts: Vec::new(),
            first_bytes: FirstBytesBuilder::new(),
            longest: 0,
            scratch: String::new(),
        }
    }

    fn add(&mut self, text: &str, flags: Flags, form: u32) {
        let mut so_far = 0;
        let mut count = 0u32;
        for atom in atoms(text) {
            let own = text.get(atom.start..atom.end).unwrap_or_default();
            let hash = atom_hash(text, atom, &mut self.scratch);
            if count == 0 {
                let small = flags.may_begin_small(text);
                self.start(start_key(hash, false));
                if small {
                    self.start(start_key(hash, true));
                }
                self.first_bytes.add(own, small);
                so_far = hash;
            } else {
                self.push(so_far, count, BEGINNING | u32::from(classes_of(own, flags)));
                so_far = chain(so_far, hash);
            }
            count = count.wrapping_add(1);
        }
        if count > 0 {
            self.push(so_far, count, form);
            self.longest = self.longest.max(count);
        }
    }

    /// Adds what is known of a beginning of `count` atoms.
    fn push(&mut self, hash: u64, count: u32, what: u32) {
        let keys = if count == 1 { &mut self.firsts } else { &mut self.hashes };
        // Names often come sorted, and many begin alike.
        if keys.last() != Some(&(hash, what)) {
            keys.push((hash, what));
        }
    }

    fn start(&mut self, key: u64) {
        // Names often come sorted, and many begin alike.
        if self.starts.last() != Some(&key) {
            self.starts.push(key);
        }
    }
}

struct Nodes {
    bytes: Vec<u8>,
    /// The ends of the buckets of one atom, and of those of more.
    firsts: Vec<u8>,
    others: Vec<u8>,
    count: u32,
    buckets: u32,
    /// Where it stands where another entry does, and which.
    elsewhere: Vec<(u32, u32)>,
}

/// Where buckets end, in lines.
struct Ends {
    lines: Vec<u8>,
    begin: u32,
    left: usize,
}

impl Ends {
    /// For buckets of which the first begins at `begin`.
    fn new(lines: usize, begin: u32) -> Ends {
        let mut bytes = Vec::with_capacity(lines.saturating_add(1).saturating_mul(LINE));
        bytes.extend_from_slice(&begin.to_le_bytes());
        Ends { lines: bytes, begin, left: PER_LINE }
    }

    /// A bucket ends at `end`.
    fn push(&mut self, end: u32) {
        let far = end.saturating_sub(self.begin);
        self.lines.extend_from_slice(&u16::try_from(far).unwrap_or(FAR).to_le_bytes());
        self.left = self.left.wrapping_sub(1);
        if self.left == 0 {
            self.lines.extend_from_slice(&end.to_le_bytes());
            (self.begin, self.left) = (end, PER_LINE);
        }
    }

    /// All lines, after the last bucket of one.
    fn finish(mut self) -> Vec<u8> {
        self.lines.resize(self.lines.len().next_multiple_of(LINE), 0);
        self.lines
    }
}

/// An entry has no place yet; or has none, and will stand with the form that is its name.
const ANYWHERE: u32 = u32::MAX;
const WITH_ITS_NAME: u32 = u32::MAX - 1;

/// What stands at a place of the data of a node.
enum Mark {
    /// A sense and its entry.
    Sense,
    /// The entry of the only sense.
    Alone,
    /// The place of an entry, which is known when all nodes are written.
    Elsewhere,
}

struct Writer<'b> {
    rows: &'b Rows,
    forms: &'b [FormRow],
    shared: &'b Shared,
    /// Where each entry stands in the file, once it does.
    places: Vec<u32>,
    /// Room for an entry.
    entry: Vec<u8>,
}

impl<'b> Writer<'b> {
    fn new(rows: &'b Rows, forms: &'b [FormRow], shared: &'b Shared) -> Writer<'b> {
        let mut places = vec![ANYWHERE; rows.len()];
        for form in forms {
            if let (Some(row), Some(place)) = (rows.get(form.entry), places.get_mut(form.entry as usize))
                && row.name == form.text
            {
                *place = WITH_ITS_NAME;
            }
        }
        Writer { rows, forms, shared, places, entry: Vec::new() }
    }

    /// Writes the nodes of the beginnings of one atom, then of all others; both sorted.
    fn nodes(
        mut self,
        [firsts, others]: [&[(u64, u32)]; 2],
        mut progress: impl FnMut(f32),
    ) -> Result<Nodes, Error> {
        let all = firsts.len().saturating_add(others.len());
        let mut nodes = Nodes {
            bytes: Vec::with_capacity(all.saturating_mul(24)),
            firsts: Vec::new(),
            others: Vec::new(),
            count: 0,
            buckets: 0,
            elsewhere: Vec::new(),
        };
        let share = firsts.len() as f32 / all.max(1) as f32;
        nodes.firsts = self.buckets(firsts, &mut nodes, |part| progress(share * part))?;
        nodes.others = self.buckets(others, &mut nodes, |part| progress(share + (1.0 - share) * part))?;
        for &(at, entry) in &nodes.elsewhere {
            let place = self.places.get(entry as usize).copied().unwrap_or_default();
            let room = nodes.bytes.get_mut(at as usize..).and_then(<[u8]>::first_chunk_mut);
            if let Some(room) = room {
                *room = place.to_le_bytes();
            }
        }
        Ok(nodes)
    }

    /// Writes the nodes of sorted keys; gives where their buckets end.
    fn buckets(
        &mut self,
        keys: &[(u64, u32)],
        nodes: &mut Nodes,
        mut progress: impl FnMut(f32),
    ) -> Result<Vec<u8>, Error> {
        let count = keys.chunk_by(|a, b| a.0 == b.0).count();
        nodes.count = nodes.count.saturating_add(index(count));
        let lines = count.div_ceil(CROWD.saturating_mul(PER_LINE)).max(1);
        let buckets = lines.saturating_mul(PER_LINE);
        nodes.buckets = nodes.buckets.saturating_add(index(buckets));
        let mut ends = Ends::new(lines, offset(nodes.bytes.len())?);
        let mut bucket = 0usize;
        let (mut data, mut marks) = (Vec::new(), Vec::new());
        let mut here: Vec<u32> = Vec::new();
        let mut done: usize = 0;
        let mut asked: usize = 0;
        for run in keys.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(hash, _)) = run.first() else { continue };
            let home = form::bucket_of(hash, buckets);
            while bucket < home {
                ends.push(offset(nodes.bytes.len())?);
                bucket = bucket.wrapping_add(1);
                if bucket.trailing_zeros() >= 16 {
                    progress(done as f32 / keys.len() as f32);
                }
            }
            if done >= asked {
                self.ask(keys.get(asked..).unwrap_or_default());
                asked = asked.saturating_add(AHEAD);
            }
            done = done.saturating_add(run.len());
            here.clear();
            let mut classes = 0u16;
            for &(_, what) in run {
                match what.checked_sub(BEGINNING) {
                    None => here.push(what),
                    Some(more) => classes |= u16::try_from(more).unwrap_or_default(),
                }
            }
            data.clear();
            marks.clear();
            self.node(&here, &mut data, &mut marks)?;
            let at = offset(nodes.bytes.len())?;
            let len = offset(data.len())?;
            let continues = if classes == 0 { 0 } else { CONTINUES };
            let head = u8::try_from(len).unwrap_or(LONG).min(LONG);
            nodes.bytes.extend_from_slice(&[form::fingerprint(hash), continues | head]);
            if head == LONG {
                nodes.bytes.extend_from_slice(&len.to_le_bytes());
            }
            if classes != 0 {
                nodes.bytes.extend_from_slice(&classes.to_le_bytes());
            }
            for (mark, place, entry) in marks.drain(..) {
                let place = offset(nodes.bytes.len().saturating_add(place))?;
                match mark {
                    Mark::Sense => self.set_place(entry, among(place)),
                    Mark::Alone => self.set_place(entry, alone(at)),
                    Mark::Elsewhere => nodes.elsewhere.push((place, entry)),
                }
            }
            nodes.bytes.extend_from_slice(&data);
        }
        while bucket < buckets {
            ends.push(offset(nodes.bytes.len())?);
            bucket = bucket.wrapping_add(1);
        }
        Ok(ends.finish())
    }

    /// Asks for the memory of what the next keys stand for, which lies in the order of the entries: each loop reads where the one
    /// before it points, and no key waits for another.
    fn ask(&self, keys: &[(u64, u32)]) {
        let keys = keys.iter().take(AHEAD).map(|&(_, what)| what);
        let mut rows = [None; AHEAD];
        for (row, what) in rows.iter_mut().zip(keys) {
            *row = self.forms.get(what as usize).map(|form| form.entry);
        }
        let mut asked = 0u32;
        for &entry in rows.iter().flatten() {
            let place = self.places.get(entry as usize).copied().unwrap_or_default();
            let weight = self.rows.get(entry).map_or(0, |row| u32::from(row.weight));
            asked ^= place ^ weight ^ self.shared.ask(entry);
        }
        for &entry in rows.iter().flatten() {
            asked ^= self.rows.get(entry).map_or(0, |row| u32::from(self.rows.ask(row)));
        }
        std::hint::black_box(asked);
    }

    /// Whether the entry of the form is to stand with it.
    fn stands_here(&self, form: &FormRow, row: &Row) -> bool {
        match self.places.get(form.entry as usize) {
            Some(&ANYWHERE) => true,
            Some(&WITH_ITS_NAME) => form.text == row.name,
            _ => false,
        }
    }

    fn set_place(&mut self, entry: u32, place: u32) {
        if let Some(slot) = self.places.get_mut(entry as usize) {
            *slot = place;
        }
    }

    /// Writes the spellings and senses of one node; `marks` gets what stands where in its data.
    fn node(
        &mut self,
        here: &[u32],
        data: &mut Vec<u8>,
        marks: &mut Vec<(Mark, usize, u32)>,
    ) -> Result<(), Error> {
        let (rows, forms) = (self.rows, self.forms);
        // One form of one entry: nearly every node.
        if let [form] = here
            && let Some(form) = forms.get(*form as usize)
            && let Some(row) = rows.get(form.entry)
            && self.single(form, row, data, marks)
        {
            return Ok(());
        }
        let mut here: Vec<&FormRow> = here.iter().filter_map(|&form| forms.get(form as usize)).collect();
        if here.is_empty() {
            return Ok(());
        }
        let mut spellings: Vec<(Flags, &str)> =
            here.iter().map(|form| (form.flags, rows.text(form.text))).collect();
        spellings.sort_unstable();
        spellings.dedup();
        if spellings.len() > MAX_SPELLINGS {
            let (_, text) = spellings.first().copied().unwrap_or_default();
            return Err(Error::new(
                ErrorCode::TooManySpellings,
                format!(
                    "expected at most {MAX_SPELLINGS} spellings and options of {text:?}, found {}",
                    spellings.len()
                ),
            ));
        }
        here.sort_by(|a, b| match (rows.get(a.entry), rows.get(b.entry)) {
            (Some(x), Some(y)) => rows.rank(x, y),
            (x, y) => x.is_some().cmp(&y.is_some()),
        });
        let mut texts = Vec::with_capacity(spellings.len());
        for (i, &(flags, text)) in (1..).zip(&spellings) {
            data.push(flags.byte(i == spellings.len()));
            texts.push(data.len());
            push_text(data, text);
        }
        // Among equals in rank and name, the name is written once.
        let mut last: Option<(&str, usize)> = None;
        for form in here {
            let Some(row) = rows.get(form.entry) else { continue };
            let (name, text) = (rows.text(row.name), rows.text(form.text));
            let group = spellings.binary_search(&(form.flags, text)).unwrap_or_default();
            let tag = u8::try_from(group).unwrap_or_default() << 1;
            let at = data.len();
            if !self.stands_here(form, row) {
                data.push(tag | ELSEWHERE);
                marks.push((Mark::Elsewhere, data.len(), form.entry));
                data.extend_from_slice(&[0; 4]);
                continue;
            }
            // The place itself is known when the head of the node is.
            self.set_place(form.entry, 0);
            marks.push((Mark::Sense, at, form.entry));
            let known = match last {
                Some((before, at)) if before == name => Some(at),
                _ if name == text => texts.get(group).copied(),
                _ => None,
            };
            data.push(tag | if known.is_some() { 0 } else { OWN_NAME });
            self.shared.push_entry(form.entry, rows.id(row), name, data);
            match known {
                Some(text) => push_varint(data, at.saturating_sub(text) as u64),
                None => push_text(data, name),
            }
            let text = known.unwrap_or_else(|| data.len().saturating_sub(text_size(name)));
            last = Some((name, text));
        }
        Ok(())
    }

    /// Writes a node of one spelling and one sense, if it can be told as such.
    fn single(
        &mut self,
        form: &FormRow,
        row: &Row,
        data: &mut Vec<u8>,
        marks: &mut Vec<(Mark, usize, u32)>,
    ) -> bool {
        let text = self.rows.text(form.text);
        if !self.stands_here(form, row) {
            let Some(head) = single_head(form.flags, 0) else { return false };
            data.push(head);
            data.extend_from_slice(text.as_bytes());
            marks.push((Mark::Elsewhere, data.len(), form.entry));
            data.extend_from_slice(&[0; 4]);
            return true;
        }
        if form.text != row.name {
            return false;
        }
        self.entry.clear();
        self.shared.push_entry(form.entry, self.rows.id(row), text, &mut self.entry);
        let Some(head) = single_head(form.flags, self.entry.len()) else { return false };
        data.push(head);
        data.extend_from_slice(text.as_bytes());
        data.extend_from_slice(&self.entry);
        marks.push((Mark::Alone, 0, form.entry));
        true
    }
}

/// The bytes that `push_text` writes.
fn text_size(text: &str) -> usize {
    let len = text.len();
    len.saturating_add(if len < 0x80 { 1 } else { 2 })
}

/// A place among the nodes: twice of it, and one more, is a number of four bytes that is neither [`ANYWHERE`] nor
/// [`WITH_ITS_NAME`].
fn offset(at: usize) -> Result<u32, Error> {
    u32::try_from(at).ok().filter(|&at| at < WITH_ITS_NAME >> 1).ok_or_else(too_big)
}

fn too_big() -> Error {
    Error::new(ErrorCode::TooBig, "expected nodes of less than 2 GiB: make several gazetteers of it")
}
