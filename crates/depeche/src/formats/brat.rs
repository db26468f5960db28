//! brat standoff: the text in one file, `T1<tab>LOC 3 10<tab>Arménie` a line in another. Offsets in characters.
//!
//! An id is a normalisation: `N1<tab>Reference T1 iso:AM<tab>Arménie`. A mention that goes over a line end is written in
//! two pieces, as brat wants it.

use crate::document::Document;
use crate::formats::error::{ReadError, ReadErrorCode};
use crate::record::{Record, RecordMention};
use depeche_text::{EntityType, OffsetMap, Span, excerpt};
use std::collections::HashMap;
use std::sync::Arc;

/// Writes the `.ann` file; the `.txt` file is [`Document::source`] as it is.
///
/// ```
/// use depeche::{Pipeline, formats::brat};
///
/// let pipeline = Pipeline::french();
/// let mut ann = String::new();
/// brat::write(&pipeline.annotate("Été en Arménie."), &mut ann);
/// assert!(ann.starts_with("T1\tLOC 7 14\tArménie\n"));
/// ```
pub fn write(document: &Document<'_>, out: &mut String) {
    use std::fmt::Write as _;
    let map = document.offsets();
    for mention in document.mentions() {
        let number = mention.index().saturating_add(1);
        let label = mention.kind().main();
        let mut places = Vec::new();
        let mut at = mention.span().start();
        for piece in mention.text().split_inclusive(['\n', '\r']) {
            let text = piece.trim_end_matches(['\n', '\r']);
            if !text.is_empty() {
                let place = map.chars(Span::new(at, at.saturating_add(text.len())));
                places.push(format!("{} {}", place.start, place.end));
            }
            at = at.saturating_add(piece.len());
        }
        let text = one_line(mention.text());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "T{number}\t{label} {}\t{text}", places.join(";"));
        if let Some(id) = mention.id() {
            let name = mention.name().unwrap_or(&text);
            let _ = writeln!(out, "N{number}\tReference T{number} {id}\t{}", one_line(name));
        }
    }
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\t']).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Reads the mentions of an `.ann` file over the text of its `.txt` file. Sentences and tokens are not in the format.
///
/// A mention in pieces becomes one from its first to its last character. Lines of other kinds (relations, events,
/// notes) are left out.
///
/// ```
/// use depeche::formats::brat;
///
/// let record = brat::read("Été à Brest.", "T1\tLOC 6 11\tBrest\nN1\tReference T1 fr-29019\tBrest\n")?;
/// assert_eq!(record.document().mentions_of("fr-29019").next().unwrap().text(), "Brest");
/// let error = brat::read("Été", "T1\tLOC 6 11\tBrest\n").unwrap_err();
/// assert_eq!(error.line(), 1);
/// # Ok::<(), depeche::formats::ReadError>(())
/// ```
///
/// # Errors
///
/// A line of a mention that has not its three parts, offsets that are not in the text, or a text that does not stand there.
pub fn read(text: &str, ann: &str) -> Result<Record, ReadError> {
    let map = OffsetMap::new(text);
    let end = map.of_byte(text.len()).char;
    let mut record = Record::of_text(text);
    let mut names = Names::new(ann.len());
    for (line, number) in ann.trim_start_matches('\u{FEFF}').lines().zip(1usize..) {
        let bad = |code: ReadErrorCode, what: &str| {
            ReadError::new(code, number, format!("expected {what}, found {:?}", excerpt(line)))
        };
        match line.bytes().next() {
            Some(b'T') => {
                let mut parts = line.splitn(3, '\t');
                let (name, middle) = (parts.next().unwrap_or_default(), parts.next());
                let (label, places) = middle.and_then(|m| m.split_once(' ')).ok_or_else(|| {
                    bad(
                        ReadErrorCode::Columns,
                        "a mention such as T1, its type and its place, with tabs between them",
                    )
                })?;
                let kind = EntityType::new(label)
                    .map_err(|error| ReadError::new(ReadErrorCode::Type, number, error.to_string()))?;
                let mut span: Option<Span> = None;
                for place in places.split(';') {
                    let offsets =
                        place.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
                    let (a, b): (usize, usize) =
                        offsets.filter(|&(a, b)| a < b && b <= end).ok_or_else(|| {
                            let what = format!("a place such as 0 5 in a text of {end} characters");
                            bad(ReadErrorCode::Offsets, &what)
                        })?;
                    let piece = Span::new(map.of_char(a).byte, map.of_char(b).byte);
                    span = Some(span.map_or(piece, |span| span.join(piece)));
                }
                if let (Some(surface), Some(span)) =
                    (parts.next().filter(|surface| !surface.is_empty()), span)
                {
                    // The pieces of a mention leave out what stands between them.
                    let found = span.of(text);
                    if !places.contains(';') && !same_but_spaces(surface, found) {
                        let (surface, found) = (excerpt(surface), excerpt(found));
                        let message = format!(
                            "expected {surface:?} at {places}, found {found:?}: is the text the one that was marked?"
                        );
                        return Err(ReadError::new(ReadErrorCode::OtherText, number, message));
                    }
                }
                if let Some(span) = span {
                    names.insert(name, record.mentions.len());
                    record.mentions.push(RecordMention::new(span, kind));
                }
            }
            Some(b'N') => {
                let mut parts = line.split('\t').nth(1).unwrap_or_default().split(' ').skip(1);
                let (target, id) = (parts.next(), parts.next());
                let at = target.and_then(|target| names.get(target));
                if let (Some(id), Some(mention)) = (id, at.and_then(|at| record.mentions.get_mut(at))) {
                    mention.id = Some(id.into());
                    mention.name = line.split('\t').nth(2).map(Arc::from);
                }
            }
            _ => {}
        }
    }
    record.mentions.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
    number_chains(&mut record.mentions);
    Ok(record)
}

/// Whether two texts have the same characters, white space left out: a line end is written as a space, or as nothing.
fn same_but_spaces(a: &str, b: &str) -> bool {
    fn seen(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| !c.is_whitespace())
    }
    a == b || seen(a).eq(seen(b))
}

/// Gives mentions of one id and type one chain, and each without an id a chain of its own: the format does not say more.
fn number_chains(mentions: &mut [RecordMention]) {
    let mut known: HashMap<(Arc<str>, EntityType), usize> = HashMap::new();
    let mut next = 0usize;
    for mention in mentions {
        let chain = match &mention.id {
            Some(id) => *known.entry((id.clone(), mention.kind.main())).or_insert(next),
            None => next,
        };
        if chain == next {
            next = next.saturating_add(1);
        }
        mention.chain = chain;
    }
}

/// The places of mentions by the names of their lines. Nearly all are called T1, T2 and so on: those stand in a list, since a
/// map of a million names is looked up at the speed of memory, not of the processor.
struct Names<'a> {
    numbered: Vec<Option<usize>>,
    others: HashMap<&'a str, usize>,
    /// Greater numbers are kept by name, so that no number makes the list longer than the file.
    greatest: usize,
}

impl<'a> Names<'a> {
    /// For a file of so many bytes; the line of a mention has eight at least.
    fn new(bytes: usize) -> Names<'a> {
        Names { numbered: Vec::new(), others: HashMap::new(), greatest: bytes / 8 }
    }

    fn number(&self, name: &str) -> Option<usize> {
        let figures = name.strip_prefix('T').filter(|figures| !figures.starts_with(['0', '+']))?;
        figures.parse().ok().filter(|&number| number <= self.greatest)
    }

    fn insert(&mut self, name: &'a str, at: usize) {
        let Some(number) = self.number(name) else {
            self.others.insert(name, at);
            return;
        };
        if self.numbered.len() <= number {
            self.numbered.resize(number.saturating_add(1), None);
        }
        if let Some(place) = self.numbered.get_mut(number) {
            *place = Some(at);
        }
    }

    fn get(&self, name: &str) -> Option<usize> {
        match self.number(name) {
            Some(number) => self.numbered.get(number).copied().flatten(),
            None => self.others.get(name).copied(),
        }
    }
}
