//! The entries of a builder: their texts one after the other in one string, and a row of numbers for each entry.
//!
//! A million entries are a million rows and one string, not some million strings: that is half of what makes a build fast.

use crate::entry::{Entry, FormOptions};
use crate::error::{Error, ErrorCode, Place};
use crate::sort::by_hash;
use depeche_text::fold::{composed, hash, mix};
use depeche_text::{EntityType, Position};
use std::collections::HashMap;
use std::ops::Range;

/// A part of the string of all texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    start: u32,
    end: u32,
}

/// An entry, and the line it came from.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    id: Option<Piece>,
    pub name: Piece,
    pub name_options: Option<FormOptions>,
    pub weight: u8,
    /// An index into the kinds.
    pub kind: u16,
    forms: (u32, u32),
    attributes: (u32, u32),
    /// File (an index into the files, `u32::MAX` for none) and line (0 for none).
    file: u32,
    line: u32,
}

/// Entries, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    text: String,
    rows: Vec<Row>,
    forms: Vec<(Piece, FormOptions)>,
    attributes: Vec<(Piece, Piece)>,
    pub kinds: Vec<EntityType>,
    kind_places: HashMap<EntityType, u16>,
    files: Vec<String>,
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    #[inline]
    pub(crate) fn get(&self, entry: u32) -> Option<&Row> {
        self.rows.get(entry as usize)
    }

    #[inline]
    pub(crate) fn text(&self, piece: Piece) -> &str {
        self.text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }

    /// Reads a byte of the name: the memory is then on its way.
    #[inline]
    pub(crate) fn ask(&self, row: &Row) -> u8 {
        self.text.as_bytes().get(row.name.start as usize).copied().unwrap_or_default()
    }

    pub(crate) fn id(&self, row: &Row) -> Option<&str> {
        row.id.map(|id| self.text(id))
    }

    pub(crate) fn kind(&self, row: &Row) -> EntityType {
        self.kinds.get(usize::from(row.kind)).copied().unwrap_or(EntityType::MISC)
    }

    pub(crate) fn forms(&self, row: &Row) -> &[(Piece, FormOptions)] {
        self.forms.get(range(row.forms)).unwrap_or_default()
    }

    pub(crate) fn attributes(&self, row: &Row) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let attributes = self.attributes.get(range(row.attributes)).unwrap_or_default();
        attributes.iter().map(|&(key, value)| (self.text(key), self.text(value)))
    }

    /// Takes a text in; it is the caller's that there is room.
    pub(crate) fn add_text(&mut self, text: &str) -> Piece {
        let start = index(self.text.len());
        self.text.push_str(text);
        Piece { start, end: index(self.text.len()) }
    }

    /// Whether `bytes` more can be held.
    fn room_for(&self, bytes: usize) -> Result<(), Error> {
        match self.text.len().checked_add(bytes).map(u32::try_from) {
            Some(Ok(_)) => Ok(()),
            _ => Err(Error::new(
                ErrorCode::TooBig,
                "expected names of less than 4 GiB: make several gazetteers of them",
            )),
        }
    }

    /// A name or form in Normalization Form C, without white space around it.
    fn add_form(&mut self, text: &str) -> Piece {
        let tidy = composed(text.trim());
        self.add_text(&tidy)
    }

    fn kind_index(&mut self, kind: EntityType) -> Result<u16, Error> {
        // Rows often come sorted by kind.
        if let Some(last) = self.rows.last().filter(|last| self.kind(last) == kind) {
            return Ok(last.kind);
        }
        if let Some(&known) = self.kind_places.get(&kind) {
            return Ok(known);
        }
        let next = u16::try_from(self.kinds.len()).map_err(|_| {
            Error::new(ErrorCode::TooBig, "expected at most 65,536 types: put what differs into attributes")
        })?;
        self.kinds.push(kind);
        self.kind_places.insert(kind, next);
        Ok(next)
    }

    /// Adds an entry that stands in this line of a source.
    pub(crate) fn push(&mut self, mut entry: Entry, file: Option<&str>, line: usize) -> Result<(), Error> {
        let forms = entry.forms.iter().map(|form| form.text.len());
        let attributes = entry.attributes.iter().map(|(key, value)| key.len().saturating_add(value.len()));
        let own = entry.name.len().saturating_add(entry.id.as_ref().map_or(0, String::len));
        // Composing makes some texts longer, at most three times as long.
        self.room_for(forms.chain(attributes).fold(own, usize::saturating_add).saturating_mul(3))?;
        let kind = self.kind_index(entry.kind)?;
        let file = file.map_or(u32::MAX, |file| {
            if self.files.last().is_none_or(|last| last != file) {
                self.files.push(file.to_owned());
            }
            index(self.files.len().saturating_sub(1))
        });
        entry.attributes.sort_unstable();
        entry.attributes.dedup();
        let id = entry.id.as_deref().map(|id| self.add_text(id));
        let name = self.add_form(&entry.name);
        let first = index(self.forms.len());
        for form in &entry.forms {
            let piece = self.add_form(&form.text);
            self.forms.push((piece, form.options));
        }
        let forms = (first, index(self.forms.len()));
        let first = index(self.attributes.len());
        for (key, value) in &entry.attributes {
            let pair = (self.add_text(key), self.add_text(value));
            self.attributes.push(pair);
        }
        let attributes = (first, index(self.attributes.len()));
        let (name_options, weight) = (entry.name_options, entry.weight);
        self.rows.push(Row {
            id,
            name,
            name_options,
            weight,
            kind,
            forms,
            attributes,
            file,
            line: index(line),
        });
        Ok(())
    }

    /// Makes one entry of those with the same id, type and name; an error where they may not be.
    pub(crate) fn merge(&mut self, refuse: bool) -> Result<(), Error> {
        let order = by_hash((0u32..).zip(&self.rows).map(|(i, row)| (self.identity(row), i)).collect());
        let mut gone: Vec<u32> = Vec::new();
        for run in order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let mut kept: Vec<u32> = Vec::new();
            for &(_, i) in run {
                let same = kept.iter().copied().find(|&k| match (self.get(k), self.get(i)) {
                    (Some(a), Some(b)) => {
                        self.id(a) == self.id(b) && a.kind == b.kind && self.text(a.name) == self.text(b.name)
                    }
                    _ => false,
                });
                match same {
                    Some(into) => {
                        self.merge_into(into, i, refuse)?;
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
            self.rows.retain(|_| {
                let keep = gone.next_if_eq(&i).is_none();
                i = i.wrapping_add(1);
                keep
            });
        }
        Ok(())
    }

    fn identity(&self, row: &Row) -> u64 {
        let id = self.id(row).map_or(1, |id| hash(id.as_bytes()));
        mix(id ^ u64::from(row.kind) << 32, hash(self.text(row.name).as_bytes()) | 1)
    }

    fn merge_into(&mut self, into: u32, from: u32, refuse: bool) -> Result<(), Error> {
        let (Some(kept), Some(other)) = (self.get(into).cloned(), self.get(from).cloned()) else {
            return Ok(());
        };
        let conflict = self
            .attributes(&other)
            .find(|(key, value)| self.attributes(&kept).any(|(k, v)| k == *key && v != *value));
        let name = self.text(other.name);
        let message = match conflict {
            Some((key, value)) => Some(format!(
                "expected one value of {key:?} for {name:?}, found {value:?} beside another: keep one of them"
            )),
            None if refuse => {
                Some(format!("expected each entry once, found {name:?} of type {} again", self.kind(&other)))
            }
            None => None,
        };
        if let Some(message) = message {
            let error = Error::new(ErrorCode::Duplicate, message);
            return Err(match self.place(&other) {
                Some(place) => error.at(|| place),
                None => error,
            });
        }
        let mut forms = [self.forms(&kept), self.forms(&other)].concat();
        let mut name_options = kept.name_options;
        match (kept.name_options, other.name_options) {
            (Some(mine), Some(options)) if mine != options => forms.push((other.name, options)),
            (None, options) => name_options = options,
            _ => {}
        }
        let mut attributes: Vec<(Piece, Piece)> = [kept.attributes, other.attributes]
            .iter()
            .flat_map(|&at| self.attributes.get(range(at)).unwrap_or_default())
            .copied()
            .collect();
        let texts = |&(key, value): &(Piece, Piece)| (self.text(key), self.text(value));
        attributes.sort_unstable_by(|a, b| texts(a).cmp(&texts(b)));
        attributes.dedup_by(|a, b| texts(a) == texts(b));
        let first = (index(self.forms.len()), index(self.attributes.len()));
        self.forms.extend(forms);
        self.attributes.extend(attributes);
        let after = (index(self.forms.len()), index(self.attributes.len()));
        if let Some(row) = self.rows.get_mut(into as usize) {
            row.weight = row.weight.max(other.weight);
            row.name_options = name_options;
            row.forms = (first.0, after.0);
            row.attributes = (first.1, after.1);
        }
        Ok(())
    }

    fn place(&self, row: &Row) -> Option<Place> {
        (row.line > 0).then(|| Place {
            file: self.files.get(row.file as usize).cloned(),
            position: Position { line: row.line as usize, column: 1, byte: 0 },
        })
    }

    /// Best first: the greater weight; among equals by type, id, name and attributes.
    pub(crate) fn rank(&self, a: &Row, b: &Row) -> std::cmp::Ordering {
        b.weight
            .cmp(&a.weight)
            .then_with(|| self.kind(a).cmp(&self.kind(b)))
            .then_with(|| self.id(a).cmp(&self.id(b)))
            .then_with(|| self.text(a.name).cmp(self.text(b.name)))
            .then_with(|| self.attributes(a).cmp(self.attributes(b)))
    }
}

const fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
