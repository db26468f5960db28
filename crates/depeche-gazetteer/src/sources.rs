//! Where entries come from: lists in text.

use crate::build::GazetteerBuilder;
use crate::entry::{Case, Entry, Form, FormOptions};
use crate::error::{Error, ErrorCode, Place};
use crate::json::{self, Fault, Json};
use depeche_text::{EntityType, Position};
use std::collections::BTreeMap;

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
    /// A line whose type is `!` is no entry but hides what lies under it: its id as [`hide_id`](GazetteerBuilder::hide_id) does,
    /// its name and its forms as [`hide_form`](GazetteerBuilder::hide_form) does. One of them may be missing.
    ///
    /// Gives back the number of lines that were read.
    ///
    /// # Errors
    ///
    /// The first line that is none of these, with its place; what stands before it has been added.
    ///
    /// ```
    /// use depeche_gazetteer::GazetteerBuilder;
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// let table = "# source: our own list\n\
    ///              iso:CI\tLOC:country\tCôte d'Ivoire\tRCI\t180\tcapital=Yamoussoukro\n\
    ///              -\tLOC:city\tLe Havre\t\t120\t\tarticle\n\
    ///              fr-75056\t!\n\
    ///              -\t!\tOrange\n";
    /// assert_eq!(builder.read_tsv(table, Some("lieux.tsv"))?, 4);
    /// assert_eq!(builder.len(), 2);
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
            tsv_row(line, &mut column)
                .and_then(|row| self.take(row, file, number))
                .map_err(|error| error.at(|| place(file, line, column, number, start)))?;
            read = read.saturating_add(1);
        }
        Ok(read)
    }
}

impl GazetteerBuilder {
    /// Adds the entries of JSON lines: one object a line, with these keys.
    ///
    /// | key | value |
    /// |---|---|
    /// | `type` | a label; required; `!` hides, as in a table |
    /// | `name` | the canonical name; required of an entry |
    /// | `id` | any identifier |
    /// | `forms` | a list of other forms: texts, or objects with `text` and `options` |
    /// | `weight` | 0 to 255 |
    /// | `attributes` | an object of texts |
    /// | `options` | as in a table, for every form without options of its own |
    ///
    /// Lines that begin with `#` and empty lines are skipped. Gives back the number of entries.
    ///
    /// # Errors
    ///
    /// The first line that is not an entry, with its place; the entries before it have been added.
    ///
    /// ```
    /// use depeche_gazetteer::GazetteerBuilder;
    ///
    /// let lines = r#"{"id": "x:1", "type": "ORG", "name": "Organisation des Nations unies",
    ///  "forms": ["Nations unies", {"text": "ONU", "options": "case=exact"}], "weight": 200}"#.replace('\n', "");
    /// assert_eq!(GazetteerBuilder::new().read_jsonl(&lines, Some("onu.jsonl"))?, 1);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn read_jsonl(&mut self, text: &str, file: Option<&str>) -> Result<usize, Error> {
        self.read_json_lines(text, file, |builder, json, number| builder.take(json_row(json)?, file, number))
    }

    /// Adds the patterns that spaCy's `EntityRuler` writes: JSON lines with `label`, `pattern` and perhaps `id`.
    ///
    /// A pattern that is a text is a form, matched as `options` say (spaCy's own way is exact: see
    /// [`FormOptions::EXACT`]). A list of tokens is one too when each token asks for nothing but its `TEXT` (or `ORTH`), or
    /// each for nothing but its `LOWER`, which is found in any case. Patterns with the same label and id are forms of one
    /// entry; the first is its name.
    ///
    /// # Errors
    ///
    /// The first line that is not such a pattern, with its place: [`ErrorCode::TokenPattern`] for a list of tokens that asks
    /// for more. The entries before it have been added.
    ///
    /// ```
    /// use depeche_gazetteer::{FormOptions, GazetteerBuilder};
    ///
    /// let lines = "{\"label\": \"ORG\", \"pattern\": \"Apple\", \"id\": \"apple\"}\n\
    ///              {\"label\": \"LOC\", \"pattern\": [{\"LOWER\": \"san\"}, {\"LOWER\": \"francisco\"}]}\n";
    /// let mut builder = GazetteerBuilder::new();
    /// assert_eq!(builder.read_entity_ruler(lines, None, FormOptions::EXACT)?, 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn read_entity_ruler(
        &mut self,
        text: &str,
        file: Option<&str>,
        options: FormOptions,
    ) -> Result<usize, Error> {
        let mut named: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
        let mut entries: Vec<(Entry, usize)> = Vec::new();
        let read = self.read_json_lines(text, file, |_, json, number| {
            let (entry, options) = ruler_entry(json, options)?;
            // Checked here, where the line is known.
            GazetteerBuilder::new().push(entry.clone())?;
            match entry.id.clone().map(|id| (entry.kind, id)) {
                Some(key) => match named.get(&key).and_then(|&at| entries.get_mut(at)) {
                    Some((first, _)) => first.forms.push(Form { text: entry.name, options }),
                    None => {
                        named.insert(key, entries.len());
                        entries.push((entry, number));
                    }
                },
                None => entries.push((entry, number)),
            }
            Ok(())
        });
        for (entry, number) in entries {
            self.push_from(entry, file, number)?;
        }
        read
    }

    /// Adds the lists that a GATE definition names.
    ///
    /// A line of the definition is `list:major:minor:language:annotation`, all but the first two of which may be missing. The
    /// type of the entries of the list is `major`, or `major:minor`. A line of a list is a form, and after `separator`
    /// perhaps features, `key=value`, which become attributes; the feature `id` becomes the id. `load` is given the name of
    /// a list and gives back its text.
    ///
    /// # Errors
    ///
    /// The first line that is not understood, with the file it stands in; [`ErrorCode::MissingList`] where `load` gives back
    /// nothing. The entries before it have been added.
    ///
    /// ```
    /// use depeche_gazetteer::{FormOptions, GazetteerBuilder};
    ///
    /// let definition = "villes.lst:LOC:city\n";
    /// let load = |name: &str| (name == "villes.lst").then(|| "Brest\nLorient&population=57000\n".to_owned());
    /// let mut builder = GazetteerBuilder::new();
    /// assert_eq!(builder.read_gate(definition, Some("lists.def"), '&', FormOptions::default(), load)?, 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn read_gate(
        &mut self,
        definition: &str,
        file: Option<&str>,
        separator: char,
        options: FormOptions,
        mut load: impl FnMut(&str) -> Option<String>,
    ) -> Result<usize, Error> {
        let mut read: usize = 0;
        for (line, number, start) in lines(definition) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut columns = line.split(':').map(str::trim);
            let (list, major, minor) = (columns.next().unwrap_or_default(), columns.next(), columns.next());
            let at = || place(file, line, line, number, start);
            let label =
                match (major.filter(|major| !major.is_empty()), minor.filter(|minor| !minor.is_empty())) {
                    (Some(major), Some(minor)) => format!("{major}:{minor}"),
                    (Some(major), None) => major.to_owned(),
                    (None, _) => {
                        let message = format!("expected list:major or list:major:minor, found {line:?}");
                        return Err(Error::new(ErrorCode::Columns, message).at(at));
                    }
                };
            let kind = EntityType::new(&label)
                .map_err(|error| Error::new(ErrorCode::Type, error.to_string()).at(at))?;
            let text = load(list).ok_or_else(|| {
                Error::new(
                    ErrorCode::MissingList,
                    format!("expected a list that can be read, found {list:?}"),
                )
                .at(at)
            })?;
            for (line, number, start) in lines(&text) {
                if line.trim().is_empty() {
                    continue;
                }
                let mut parts = line.split(separator);
                let name = parts.next().unwrap_or_default().trim();
                let mut entry = Entry::new(kind, name).with_name_options(options);
                let add = || {
                    for part in parts {
                        for (key, value) in parse_attributes(part)? {
                            if key == "id" {
                                entry.id = Some(value);
                            } else {
                                entry.attributes.push((key, value));
                            }
                        }
                    }
                    self.push_from(entry, Some(list), number)
                };
                add().map_err(|error| error.at(|| place(Some(list), line, line, number, start)))?;
                read = read.saturating_add(1);
            }
        }
        Ok(read)
    }

    fn take(&mut self, row: Row, file: Option<&str>, number: usize) -> Result<(), Error> {
        match row {
            Row::Entry(entry) => self.push_from(entry, file, number),
            Row::Hides { id, forms } => {
                for form in forms {
                    self.hide_form(form.text, form.options)?;
                }
                if let Some(id) = id {
                    self.hide_id(id);
                }
                Ok(())
            }
        }
    }

    fn read_json_lines(
        &mut self,
        text: &str,
        file: Option<&str>,
        mut each: impl FnMut(&mut GazetteerBuilder, Json, usize) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        let mut read: usize = 0;
        for (line, number, start) in lines(text) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let json = json::parse(line).map_err(|Fault { at, expected }| {
                let rest = line.get(at..).unwrap_or_default();
                let found: String = rest.chars().take(20).collect();
                let error = Error::new(ErrorCode::Json, format!("expected {expected}, found {found:?}"));
                error.at(|| place(file, line, rest, number, start))
            })?;
            each(self, json, number).map_err(|error| error.at(|| place(file, line, line, number, start)))?;
            read = read.saturating_add(1);
        }
        Ok(read)
    }
}

/// What stands in place of a type where a line hides: no label begins so.
pub(crate) const HIDES: &str = "!";

/// What one line of a list says.
enum Row {
    Entry(Entry),
    /// What lies under the list has no entry of this id, and none that is written like one of these.
    Hides {
        id: Option<String>,
        forms: Vec<Form>,
    },
}

impl Row {
    /// The row of a line that hides, whose entry has the id and the forms that it would have if it were one.
    fn hiding(entry: Entry) -> Result<Row, Error> {
        if entry.weight != 0 || !entry.attributes.is_empty() {
            let message = "expected an id, forms and how they are compared in a line that hides, found a weight or an attribute";
            return Err(Error::new(ErrorCode::Columns, message));
        }
        let Some(options) = entry.name_options else {
            let message = "expected how forms are compared in a line that hides, found \"noname\"";
            return Err(Error::new(ErrorCode::Contradiction, message));
        };
        let name = Form { text: entry.name, options };
        let forms: Vec<Form> =
            std::iter::once(name).filter(|name| !name.text.is_empty()).chain(entry.forms).collect();
        if entry.id.is_none() && forms.is_empty() {
            let message = "expected an id or a form in a line that hides, found neither";
            return Err(Error::new(ErrorCode::NoForm, message));
        }
        Ok(Row::Hides { id: entry.id, forms })
    }
}

fn not_expected(expected: &str, found: &Json) -> Error {
    Error::new(ErrorCode::Json, format!("expected {expected}, found {}", found.kind()))
}

fn json_text(value: Json, key: &str) -> Result<String, Error> {
    match value {
        Json::Text(text) => Ok(text),
        other => Err(not_expected(&format!("a text as {key:?}"), &other)),
    }
}

fn json_row(json: Json) -> Result<Row, Error> {
    let Json::Map(pairs) = json else { return Err(not_expected("an object", &json)) };
    let mut entry = Entry::new(EntityType::MISC, "");
    let (mut kind, mut name, mut forms) = (None, None, Vec::new());
    let (mut options, mut name_is_form) = (FormOptions::default(), true);
    for (key, value) in pairs {
        match key.as_str() {
            "id" => entry.id = Some(json_text(value, &key)?),
            "type" => kind = Some(json_text(value, &key)?),
            "name" => name = Some(json_text(value, &key)?),
            "options" => (options, name_is_form) = FormOptions::parse(&json_text(value, &key)?)?,
            "weight" => entry.weight = json_weight(&value)?,
            "forms" => match value {
                Json::List(items) => forms = items,
                other => return Err(not_expected("a list of forms", &other)),
            },
            "attributes" => match value {
                Json::Map(pairs) => {
                    for (key, value) in pairs {
                        let value = json_text(value, &key)?;
                        entry.attributes.push((key, value));
                    }
                }
                other => return Err(not_expected("an object of attributes", &other)),
            },
            _ => {
                return Err(Error::new(
                    ErrorCode::Json,
                    format!(
                        "expected id, type, name, forms, weight, attributes or options, found the key {key:?}"
                    ),
                ));
            }
        }
    }
    let missing = |key: &str| Error::new(ErrorCode::Json, format!("expected the key {key:?}, found none"));
    let kind = kind.ok_or_else(|| missing("type"))?;
    let hides = kind == HIDES;
    if !hides {
        entry.kind =
            EntityType::new(&kind).map_err(|error| Error::new(ErrorCode::Type, error.to_string()))?;
    }
    entry.name = name.or_else(|| hides.then(String::new)).ok_or_else(|| missing("name"))?;
    entry.name_options = name_is_form.then_some(options);
    for form in forms {
        entry.forms.push(match form {
            Json::Text(text) => Form { text, options },
            Json::Map(pairs) => {
                let mut form = Form { text: String::new(), options };
                for (key, value) in pairs {
                    match key.as_str() {
                        "text" => form.text = json_text(value, &key)?,
                        "options" => form.options = FormOptions::parse(&json_text(value, &key)?)?.0,
                        _ => {
                            let message =
                                format!("expected text or options in a form, found the key {key:?}");
                            return Err(Error::new(ErrorCode::Json, message));
                        }
                    }
                }
                form
            }
            other => return Err(not_expected("a form as a text or an object", &other)),
        });
    }
    if hides { Row::hiding(entry) } else { Ok(Row::Entry(entry)) }
}

fn json_weight(value: &Json) -> Result<u8, Error> {
    match value {
        Json::Number(number) => parse_weight(&number.to_string()),
        other => Err(not_expected("a weight from 0 to 255", other)),
    }
}

fn ruler_entry(json: Json, options: FormOptions) -> Result<(Entry, FormOptions), Error> {
    let Json::Map(pairs) = json else { return Err(not_expected("an object", &json)) };
    let (mut label, mut pattern, mut id) = (None, None, None);
    for (key, value) in pairs {
        match key.as_str() {
            "label" => label = Some(json_text(value, &key)?),
            "id" => id = Some(json_text(value, &key)?),
            "pattern" => pattern = Some(value),
            // spaCy itself passes over keys it does not know.
            _ => {}
        }
    }
    let missing = |key: &str| Error::new(ErrorCode::Json, format!("expected the key {key:?}, found none"));
    let label = label.ok_or_else(|| missing("label"))?;
    let kind = EntityType::new(&label).map_err(|error| Error::new(ErrorCode::Type, error.to_string()))?;
    let (text, options) = match pattern.ok_or_else(|| missing("pattern"))? {
        Json::Text(text) => (text, options),
        Json::List(tokens) => phrase(tokens, options)?,
        other => return Err(not_expected("a pattern as a text or a list", &other)),
    };
    let entry = Entry { id, ..Entry::new(kind, text) }.with_name_options(options);
    Ok((entry, options))
}

/// The words of a token pattern that is a phrase in disguise.
fn phrase(tokens: Vec<Json>, options: FormOptions) -> Result<(String, FormOptions), Error> {
    let refused = || {
        Error::new(
            ErrorCode::TokenPattern,
            "expected a text, or tokens with TEXT or LOWER alone; other token patterns are rules, not names: leave them out",
        )
    };
    let mut words = Vec::new();
    let mut lower = None;
    for token in tokens {
        let Json::Map(pairs) = token else { return Err(refused()) };
        let [(key, Json::Text(word))] = pairs.as_slice() else { return Err(refused()) };
        let is_lower = match key.as_str() {
            "TEXT" | "ORTH" => false,
            "LOWER" => true,
            _ => return Err(refused()),
        };
        if *lower.get_or_insert(is_lower) != is_lower {
            return Err(refused());
        }
        words.push(word.clone());
    }
    let case = if lower == Some(true) { Case::Insensitive } else { options.case };
    Ok((words.join(" "), FormOptions { case, ..options }))
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

fn tsv_row<'l>(line: &'l str, at: &mut &'l str) -> Result<Row, Error> {
    let mut columns = line.split('\t').map(str::trim);
    // What is missing is missing at the end of the line.
    let end = line.get(line.len()..).unwrap_or_default();
    let [id, label, name, forms, weight, attributes, options] =
        std::array::from_fn(|_| columns.next().unwrap_or(end));
    *at = label;
    let hides = label == HIDES;
    let kind = if hides { Ok(EntityType::MISC) } else { EntityType::new(label) };
    let kind = kind.map_err(|error| {
        // A list with commas, or of bare names.
        let wrong = match line.contains('\t') {
            true => error.to_string(),
            false => "expected columns with a tab between them, found one column".to_owned(),
        };
        Error::new(
            ErrorCode::Type,
            format!("{wrong}; the columns are id, type, name, forms, weight, attributes, options"),
        )
    })?;
    *at = weight;
    let weight = parse_weight(weight)?;
    *at = attributes;
    let attributes = parse_attributes(attributes)?;
    *at = options;
    let (options, name_is_form) = FormOptions::parse(options)?;
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
    let entry = Entry {
        id: (id != "-" && !id.is_empty()).then(|| id.to_owned()),
        kind,
        name: name.to_owned(),
        name_options: name_is_form.then_some(options),
        forms: forms.map(|text| Form { text: text.to_owned(), options }).collect(),
        weight,
        attributes,
    };
    if hides { Row::hiding(entry) } else { Ok(Row::Entry(entry)) }
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
