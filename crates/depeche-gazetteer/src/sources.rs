//! Where entries come from: lists in text.

use crate::build::GazetteerBuilder;
use crate::entry::{Entry, Form, FormOptions};
use crate::error::{Error, ErrorCode, Place};
use depeche_text::{EntityType, Position};

impl GazetteerBuilder {
    /// Adds the entries of a table: one a line, columns separated by tabs.
    ///
    /// | column | what |
    /// |---|---|
    /// | id | any identifier, or `-` for none |
    /// | type | a label: `LOC`, `LOC:city` |
    /// | name | the canonical name, which is a form too unless the options say `noname` |
    /// | forms | other forms, separated by `\|`; may be empty |
    /// | weight | 0 to 255; empty for 0 |
    /// | attributes | `key=value`, separated by `;`; may be empty |
    /// | options | as [`FormOptions::parse`] reads them, for every form of the line; may be empty |
    ///
    /// Empty columns at the end may be left out. Lines that begin with `#` and empty lines are skipped. Several lines with
    /// the same id, type and name are one entry: this is how forms get options of their own. `file` is the name to be shown
    /// in errors.
    ///
    /// Gives back the number of lines that were entries.
    ///
    /// # Errors
    ///
    /// The first line that is not an entry, with its place; the entries before it have been added.
    ///
    /// ```
    /// use depeche_gazetteer::GazetteerBuilder;
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// let table = "# source: our own list\n\
    ///              iso:CI\tLOC:country\tCôte d'Ivoire\tRCI\t180\tcapital=Yamoussoukro\n\
    ///              -\tLOC:city\tLe Havre\t\t120\t\tarticle\n";
    /// assert_eq!(builder.read_tsv(table, Some("lieux.tsv"))?, 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn read_tsv(&mut self, text: &str, file: Option<&str>) -> Result<usize, Error> {
        let mut read: usize = 0;
        for (line, number, start) in lines(text) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            // The column an error is about, for its place.
            let mut column = line;
            tsv_entry(line, &mut column)
                .and_then(|entry| self.push_from(entry, file, number))
                .map_err(|error| error.at(|| place(file, line, column, number, start)))?;
            read = read.saturating_add(1);
        }
        Ok(read)
    }
}

/// The lines of `text` without their ends, each with its number and its offset. A byte order mark is not part of the first.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (&str, usize, usize)> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut start = text.len().saturating_sub(body.len());
    (1..).zip(body.split_inclusive('\n')).map(move |(number, whole)| {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let at = start;
        start = start.saturating_add(whole.len());
        (line.strip_suffix('\r').unwrap_or(line), number, at)
    })
}

/// The place of `part`, a slice of `line`.
pub(crate) fn place(file: Option<&str>, line: &str, part: &str, number: usize, start: usize) -> Place {
    let at = (part.as_ptr().addr()).saturating_sub(line.as_ptr().addr()).min(line.len());
    let column = line.get(..at).unwrap_or_default().chars().count().saturating_add(1);
    Place {
        file: file.map(str::to_owned),
        position: Position { line: number, column, byte: start.saturating_add(at) },
    }
}

fn tsv_entry<'l>(line: &'l str, at: &mut &'l str) -> Result<Entry, Error> {
    let mut columns = line.split('\t').map(str::trim);
    let mut next = || columns.next().inspect(|column| *at = column).unwrap_or_default();
    let id = next();
    let kind = next();
    let kind = EntityType::new(kind).map_err(|error| {
        Error::new(
            ErrorCode::Type,
            format!("{error}; the columns are id, type, name, forms, weight, attributes, options"),
        )
    })?;
    let name = next();
    let forms = next();
    let weight = next();
    let weight = parse_weight(weight)?;
    let attributes = parse_attributes(next())?;
    let (options, name_is_form) = FormOptions::parse(next())?;
    if let Some(extra) = columns.next() {
        *at = extra;
        return Err(Error::new(
            ErrorCode::Columns,
            format!("expected at most seven columns, found another: {extra:?}"),
        ));
    }
    // What is left to go wrong is about the names.
    *at = name;
    let forms = forms.split('|').map(str::trim).filter(|form| !form.is_empty());
    Ok(Entry {
        id: (id != "-" && !id.is_empty()).then(|| id.to_owned()),
        kind,
        name: name.to_owned(),
        name_options: name_is_form.then_some(options),
        forms: forms.map(|text| Form { text: text.to_owned(), options }).collect(),
        weight,
        attributes,
    })
}

fn parse_weight(text: &str) -> Result<u8, Error> {
    if text.is_empty() {
        return Ok(0);
    }
    text.parse().map_err(|_| {
        Error::new(ErrorCode::Weight, format!("expected a weight from 0 to 255, found {text:?}"))
    })
}

fn parse_attributes(text: &str) -> Result<Vec<(String, String)>, Error> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (key, value) = part
            .split_once('=')
            .filter(|(key, _)| !key.trim().is_empty())
            .ok_or_else(|| Error::new(ErrorCode::Attribute, format!("expected key=value, found {part:?}")))?;
        attributes.push((key.trim().to_owned(), value.trim().to_owned()));
    }
    Ok(attributes)
}
