//! Changes to a header that leave every other byte as it was.

use crate::diagnostic::{Code, Diagnostic, Error, Severity};
use crate::form::Form;
use crate::frontmatter::{FrontMatter, split_with};
use crate::keys;
use crate::lines;
use crate::options::Options;
use crate::scan::Line;
use crate::value::{Field, Value};
use depeche_text::Span;
use std::borrow::Cow;
use std::ops::Range;

impl<'a> FrontMatter<'a> {
    /// Changes fields by splicing the source: bytes that are not meant stay as they are, comments, quotes, line ends and
    /// the order of the fields with them.
    ///
    /// Each change is read back before it counts: one that the form cannot say (a list in a bare header) is an error and
    /// never a broken file. A document without a header gets one in YAML.
    ///
    /// ```
    /// let source = "---\n# à relire\ntitre:   'Vieux'   # provisoire\n---\nTexte.\n";
    /// let edited = depeche_frontmatter::split(source).edit().set("titre", "Neuf")?.insert("page", 4)?.finish();
    /// assert_eq!(edited, "---\n# à relire\ntitre:   'Neuf'   # provisoire\npage: 4\n---\nTexte.\n");
    /// # Ok::<(), depeche_frontmatter::Error>(())
    /// ```
    #[must_use]
    pub fn edit(&self) -> Edit<'a> {
        Edit { text: Cow::Borrowed(self.source), options: self.options }
    }
}

/// A document whose header is being changed: see [`FrontMatter::edit`].
///
/// ```
/// use depeche_frontmatter::split;
///
/// let edited = split("Texte.\n").edit().insert("titre", "Crue")?.insert("page", 4)?.finish();
/// assert_eq!(edited, "---\ntitre: Crue\npage: 4\n---\nTexte.\n");
/// # Ok::<(), depeche_frontmatter::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    text: Cow<'a, str>,
    options: &'a Options,
}

impl<'a> Edit<'a> {
    /// Gives a field another value: the first of that key, or of that meaning ([`Fields::get`](crate::Fields::get)); a
    /// new field, if there is none.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "Titre : Vieux\nDate : 2024\n\nTexte.\n";
    /// assert_eq!(split(source).edit().set("title", "Neuf")?.finish(), "Titre : Neuf\nDate : 2024\n\nTexte.\n");
    /// // What a form cannot say is refused: a line has no line ends.
    /// assert!(split(source).edit().set("title", "Deux\nlignes").is_err());
    /// # Ok::<(), depeche_frontmatter::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Code::EditRefused`] when the form cannot say it.
    pub fn set<'v>(self, key: &str, value: impl Into<Value<'v>>) -> Result<Edit<'a>, Error> {
        let value = value.into();
        let document = split_with(&self.text, self.options);
        let metadata = document.metadata();
        let Some(at) =
            metadata.get(key).and_then(|field| metadata.fields().iter().position(|f| std::ptr::eq(f, field)))
        else {
            return self.insert(key, value);
        };
        let change = metadata.fields().iter().nth(at).and_then(|field| {
            let old = field.value.span;
            let text = write_value(document.form(), &value, old.of(document.source))?;
            // `titre:` with nothing after it needs the space that a value has.
            let glued =
                old.is_empty() && document.source.get(..old.start()).is_some_and(|t| t.ends_with([':', '=']));
            let space = if glued && !matches!(document.form(), Form::Angle | Form::Bare) { " " } else { "" };
            Some((old.range(), format!("{space}{text}")))
        });
        self.make(change, |fields| {
            if let Some(field) = fields.get_mut(at) {
                field.1 = own(&value);
            }
        })
    }

    /// Adds a field after the last one; in TOML before the first table, to which it would belong otherwise.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let edited = split("{\"a\": 1}\nTexte.\n").edit().insert("b", true)?.finish();
    /// assert_eq!(edited, "{\"a\": 1,\"b\": true}\nTexte.\n");
    /// # Ok::<(), depeche_frontmatter::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Code::EditRefused`] when the form cannot say it.
    pub fn insert<'v>(self, key: &str, value: impl Into<Value<'v>>) -> Result<Edit<'a>, Error> {
        let value = value.into();
        let change = insertion(&split_with(&self.text, self.options), key, &value);
        let start = change.as_ref().map_or(0, |(range, _)| range.start);
        // The last one, but for a key of TOML that has to stand before the first table.
        let document = split_with(&self.text, self.options);
        let before =
            document.metadata().fields().iter().filter(|field| field.key.span.start() < start).count();
        self.make(change, |fields| fields.insert(before.min(fields.len()), (key.to_owned(), own(&value))))
    }

    /// Takes away every field of that key, letter for letter, with its line; nothing, if there is none.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "---\na: 1 # un\nb: 2\n---\n";
    /// assert_eq!(split(source).edit().remove("a")?.finish(), "---\nb: 2\n---\n");
    /// assert_eq!(split(source).edit().remove("c")?.finish(), source);
    /// # Ok::<(), depeche_frontmatter::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Code::EditRefused`] when the form cannot do without it.
    pub fn remove(mut self, key: &str) -> Result<Edit<'a>, Error> {
        loop {
            let document = split_with(&self.text, self.options);
            let metadata = document.metadata();
            let Some(at) = metadata.fields().iter().position(|field| field.key.value == key) else {
                return Ok(self);
            };
            let change = removal(&document, metadata.fields().iter().as_slice(), at);
            self = self.make(change.map(|range| (range, String::new())), |fields| {
                fields.remove(at);
            })?;
        }
    }

    /// The document with its changes.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("---\na: 1\n---\n").edit().finish(), "---\na: 1\n---\n");
    /// ```
    #[must_use]
    pub fn finish(self) -> String {
        self.text.into_owned()
    }

    /// Makes a change, and reads it back.
    fn make(
        self,
        change: Option<(Range<usize>, String)>,
        expect: impl FnOnce(&mut Vec<(String, Value<'static>)>),
    ) -> Result<Edit<'a>, Error> {
        let refused = |source: &str| {
            let message =
                "expected a change that this form of header can say, found one that would not read back";
            Error::new(Diagnostic::new(source, Code::EditRefused, Severity::Error, Span::empty(0), message))
        };
        let Some((range, new)) = change else { return Err(refused(&self.text)) };
        let before = split_with(&self.text, self.options);
        let (Some(head), Some(tail)) = (self.text.get(..range.start), self.text.get(range.end..)) else {
            return Err(refused(&self.text));
        };
        let text = [head, new.as_str(), tail].concat();
        let mut expected: Vec<_> = before
            .metadata()
            .fields()
            .iter()
            .map(|f| (f.key.value.clone().into_owned(), own(&f.value.value)))
            .collect();
        expect(&mut expected);
        let after = split_with(&text, self.options);
        let metadata = after.metadata();
        let lines = !matches!(after.form(), Form::Yaml | Form::Toml | Form::Json);
        let same_form =
            after.form() == before.form() || (before.form() == Form::None && after.form() == Form::Yaml);
        let mark = if before.form() == Form::None { "\u{FEFF}" } else { "" };
        let same = same_form
            // Of a text without a header the byte order mark is body, and stands before the header afterwards.
            && after.body_text() == before.body_text().strip_prefix(mark).unwrap_or(before.body_text())
            && metadata.fields().len() == expected.len()
            && metadata.fields().iter().zip(&expected).all(|(field, (key, value))| {
                field.key.value == key.as_str() && same_value(&field.value.value, value, lines)
            });
        if same { Ok(Edit { text: Cow::Owned(text), ..self }) } else { Err(refused(&text)) }
    }
}

/// Where a new field goes, and how it is written there.
fn insertion(document: &FrontMatter<'_>, key: &str, value: &Value<'_>) -> Option<(Range<usize>, String)> {
    let (source, form) = (document.source, document.form());
    let metadata = document.metadata();
    let last = metadata.fields().iter().last();
    let eol = line_end(source);
    let matter = document.matter();
    let text = write_value(form, value, "")?;
    let end_of = |field: &Field<'_>| Line::at(source, field.span().end()).next;
    Some(match form {
        Form::None => {
            let (key, text) = (yaml_key(key), write_value(Form::Yaml, value, "")?);
            let at = crate::scan::after_bom(source, 0);
            (at..at, format!("---{eol}{key}: {text}{eol}---{eol}"))
        }
        Form::Yaml => (matter.end()..matter.end(), format!("{}: {text}{eol}", yaml_key(key))),
        Form::Toml => {
            // A key after `[table]` would belong to the table.
            let table = crate::scan::lines(source, matter.start(), matter.end())
                .find(|line| line.text.trim_start().starts_with('['))
                .filter(|line| {
                    // A line of a list may begin with a bracket too; the value of a table begins with its own.
                    let inside = |f: &Field<'_>| {
                        f.value.span.start() < line.start && f.value.span.contains(line.start)
                    };
                    !metadata.fields().iter().any(inside)
                });
            let at = table.map_or(matter.end(), |line| line.start);
            let bare =
                !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
            let key = if bare { key.to_owned() } else { double_quoted(key) };
            (at..at, format!("{key} = {text}{eol}"))
        }
        Form::Json => {
            let entry = format!("{}: {text}", double_quoted(key));
            match last {
                Some(last) => {
                    let before = match metadata.fields().iter().rev().nth(1) {
                        Some(field) => source.get(field.value.span.end()..last.key.span.start())?,
                        None => source.get(matter.start()..last.key.span.start())?.rsplit_once('{')?.1,
                    };
                    let gap = before.trim_start_matches(',');
                    let at = last.value.span.end();
                    (at..at, format!(",{gap}{entry}"))
                }
                None => {
                    let at = matter.start().saturating_add(matter.of(source).find('{')?).saturating_add(1);
                    (at..at, entry)
                }
            }
        }
        Form::KeyValue => {
            let last = last?;
            let filled = metadata.fields().iter().rev().find(|field| !field.value.span.is_empty());
            let like = filled.unwrap_or(last);
            let sign = source
                .get(like.key.span.end()..like.value.span.start())
                .filter(|s| s.ends_with(' '))
                .unwrap_or(": ");
            // Behind *Texte :* it would be text.
            let told = last.value.span.is_empty() && lines::is_text_key(&last.key.value);
            let at = if told { last.key.span.start() } else { end_of(last) };
            at_line(source, at, &format!("{key}{sign}{text}"), eol)
        }
        Form::Org => at_line(source, end_of(last?), &format!("#+{key}: {text}"), eol),
        Form::Angle => at_line(source, end_of(last?), &format!("<{key}={text}>"), eol),
        Form::Starred => {
            let at = last?.span().end();
            (at..at, format!(" *{key}_{text}"))
        }
        _ => return None,
    })
}

/// A new line at `at`, which is the beginning of a line or the end of a text without a line end.
fn at_line(source: &str, at: usize, line: &str, eol: &str) -> (Range<usize>, String) {
    let open = at == source.len() && !source.ends_with(['\n', '\r']);
    (at..at, if open { format!("{eol}{line}") } else { format!("{line}{eol}") })
}

/// What goes with a field.
fn removal(document: &FrontMatter<'_>, fields: &[Field<'_>], at: usize) -> Option<Range<usize>> {
    let source = document.source;
    let field = fields.get(at)?;
    let span = field.span();
    match document.form() {
        Form::Json => match (at.checked_sub(1).and_then(|n| fields.get(n)), fields.get(at.saturating_add(1)))
        {
            (Some(before), _) => Some(before.value.span.end()..span.end()),
            (None, Some(after)) => Some(span.start()..after.key.span.start()),
            (None, None) => Some(span.range()),
        },
        Form::Starred => {
            let star = source.get(..span.start())?.trim_end_matches('*').trim_end_matches([' ', '\t']).len();
            Some(star..span.end())
        }
        Form::Yaml | Form::Toml | Form::KeyValue | Form::Org | Form::Angle => {
            let before = source.get(..span.start())?;
            let start = before.rfind(['\n', '\r']).map_or(0, |n| n.saturating_add(1));
            // A block that ends with its line end stops there; another goes to the end of its line.
            let ended = span.end() > span.start() && source.get(..span.end())?.ends_with(['\n', '\r']);
            let end = if ended { span.end() } else { Line::at(source, span.end()).next };
            Some(start..end)
        }
        _ => None,
    }
}

fn line_end(source: &str) -> &'static str {
    let first = Line::at(source, 0);
    match source.get(first.end()..first.next) {
        Some("\r\n") => "\r\n",
        Some("\r") => "\r",
        _ => "\n",
    }
}

/// The value as the form writes it, in the quotes of the old one where they can hold it.
fn write_value(form: Form, value: &Value<'_>, old: &str) -> Option<String> {
    let fenced = matches!(form, Form::Yaml | Form::Toml | Form::Json | Form::None);
    Some(match value {
        Value::Null if form == Form::Toml => return None,
        Value::Null => if fenced { "null" } else { "" }.to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Float(x) if x.is_finite() => format!("{x:?}"),
        Value::Float(_) => return None,
        Value::Str(text) if !fenced => {
            if text.contains(['\n', '\r']) || text.trim() != text.as_ref() {
                return None;
            }
            text.clone().into_owned()
        }
        Value::Str(text) if form == Form::Yaml || form == Form::None => yaml_text(text, old),
        Value::Str(text)
            // In single quotes nothing can be escaped.
            if form == Form::Toml
                && old.starts_with('\'')
                && !text.contains(|c: char| c == '\'' || c.is_control()) =>
        {
            format!("'{text}'")
        }
        Value::Str(text) => double_quoted(text),
        Value::Seq(_) | Value::Map(_) if !fenced => return None,
        Value::Seq(items) => {
            let items: Option<Vec<String>> = items
                .iter()
                .map(|item| match (&item.value, form) {
                    // Inside brackets more signs are special: quotes are always right.
                    (Value::Str(text), Form::Yaml) => Some(double_quoted(text)),
                    (value, form) => write_value(form, value, ""),
                })
                .collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Map(fields) => {
            let sign = if form == Form::Toml { " = " } else { ": " };
            let fields: Option<Vec<String>> = fields
                .iter()
                .map(|field| {
                    let value = match &field.value.value {
                        Value::Str(text) => double_quoted(text),
                        value => write_value(form, value, "")?,
                    };
                    Some(format!("{}{sign}{value}", double_quoted(&field.key.value)))
                })
                .collect();
            format!("{{{}}}", fields?.join(", "))
        }
    })
}

fn yaml_text(text: &str, old: &str) -> String {
    let one_line = !text
        .contains(|c: char| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}'));
    if old.starts_with('"') || !one_line {
        double_quoted(text)
    } else if old.starts_with('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else if is_plain(text) {
        text.to_owned()
    } else {
        double_quoted(text)
    }
}

/// Whether YAML reads the text without quotes as that text.
fn is_plain(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '«' | '(' | '/' | '_' | '+'));
    starts
        && text.trim() == text
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("\t#")
        && !text.contains(":\t")
        && !text.ends_with(':')
        && matches!(crate::yaml::plain(text), Value::Str(_))
}

fn yaml_key(key: &str) -> String {
    let plain = is_plain(key) && keys::fold(key).is_some() && !key.contains(':');
    if plain { key.to_owned() } else { double_quoted(key) }
}

/// The text as a string in double quotes, as YAML, JSON and TOML read it.
pub(crate) fn double_quoted(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len().saturating_add(2));
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') =>
            {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn own(value: &Value<'_>) -> Value<'static> {
    use crate::value::{Fields, Spanned};
    match value {
        Value::Null => Value::Null,
        Value::Bool(b) => Value::Bool(*b),
        Value::Int(n) => Value::Int(*n),
        Value::Float(x) => Value::Float(*x),
        Value::Str(text) => Value::Str(Cow::Owned(text.clone().into_owned())),
        Value::Seq(items) => {
            Value::Seq(items.iter().map(|i| Spanned { value: own(&i.value), span: i.span }).collect())
        }
        Value::Map(fields) => Value::Map(Fields(
            fields
                .iter()
                .map(|f| Field {
                    key: Spanned { value: Cow::Owned(f.key.value.clone().into_owned()), span: f.key.span },
                    value: Spanned { value: own(&f.value.value), span: f.value.span },
                })
                .collect(),
        )),
    }
}

/// Whether two values are the same, wherever they stand; in a form made of lines everything is text.
fn same_value(a: &Value<'_>, b: &Value<'_>, lines: bool) -> bool {
    match (a, b) {
        (Value::Seq(a), Value::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(&a.value, &b.value, lines))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| {
                    a.key.value == b.key.value && same_value(&a.value.value, &b.value.value, lines)
                })
        }
        (Value::Float(a), Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::Str(a), b) if lines => match b {
            Value::Str(b) => a == b,
            other => write_value(Form::KeyValue, other, "").is_some_and(|b| *a == b),
        },
        (a, b) => a == b,
    }
}
