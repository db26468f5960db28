//! TOML, by the reference parser, made into values with their places in the order of the file.

use crate::diagnostic::{Code, Severity};
use crate::metadata::Sink;
use crate::value::{Field, Fields, Spanned, Value};
use depeche_text::Span;
use std::borrow::Cow;
use toml::de::{DeTable, DeValue};

/// Reads the fields of a TOML header; of one with an error, what could be read is kept.
pub(crate) fn read(matter: Span, sink: &mut Sink<'_, '_>) {
    let text = matter.of(sink.source);
    // The parser reads all brackets before it says that they are too many.
    if let Some(at) = too_deep(text, sink.options.limits.depth) {
        let message = format!("expected at most {} levels, found more", sink.options.limits.depth);
        sink.see(Code::TooDeep, Severity::Error, Span::empty(matter.start().saturating_add(at)), message);
        return;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let place = Place { source: sink.source, base: matter.start(), limit: sink.options.limits.depth };
    if let Some(error) = errors.first() {
        let span =
            error.span().map_or(Span::empty(matter.start()), |range| Span::from(range).shift(matter.start()));
        let message = error.message();
        let code = match message {
            "recursion limit" => Code::TooDeep,
            "duplicate key" => Code::DuplicateKey,
            _ => Code::TomlSyntax,
        };
        sink.see(
            code,
            Severity::Error,
            span.clip(matter),
            format!("expected TOML, found something else: {message}"),
        );
    }
    let mut seen = Seen::default();
    sink.fields.extend(place.fields(table.get_ref(), 1, &mut seen).0);
    if let Some(at) = seen.too_deep {
        let message = format!("expected at most {} levels, found more", place.limit);
        sink.see(Code::TooDeep, Severity::Error, at, message);
    }
    if let Some(at) = seen.no_number {
        let message = format!("expected a number, found {:?}: kept as text", at.of(sink.source));
        sink.see(Code::TomlSyntax, Severity::Error, at, message);
    }
}

/// Where brackets are nested too deeply, strings and comments apart.
fn too_deep(text: &str, limit: usize) -> Option<usize> {
    let mut open = 0usize;
    // What ends the string or comment that the walk is in.
    let mut until: Option<&[u8]> = None;
    let mut skip = 0u8;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let rest = bytes.get(at..).unwrap_or_default();
        if skip > 0 {
            skip = skip.saturating_sub(1);
        } else if let Some(end) = until {
            let basic = end.starts_with(b"\"");
            if basic && *byte == b'\\' {
                skip = 1;
            } else if rest.starts_with(end) {
                until = None;
                skip = u8::try_from(end.len()).unwrap_or(1).saturating_sub(1);
            } else if *byte == b'\n' && end.len() == 1 {
                until = None;
            }
        } else {
            match byte {
                b'#' => until = Some(b"\n"),
                b'"' | b'\'' => {
                    let long: &[u8] = if *byte == b'"' { b"\"\"\"" } else { b"'''" };
                    let is_long = rest.starts_with(long);
                    until = long.get(..if is_long { 3 } else { 1 });
                    skip = if is_long { 2 } else { 0 };
                }
                b'[' | b'{' => {
                    open = open.saturating_add(1);
                    if open >= limit {
                        return Some(at);
                    }
                }
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
    }
    None
}

/// The first of each thing that only the walk over the values finds.
#[derive(Default)]
struct Seen {
    too_deep: Option<Span>,
    /// `0x`, which the grammar of the parser lets through.
    no_number: Option<Span>,
}

struct Place<'a> {
    source: &'a str,
    base: usize,
    limit: usize,
}

impl<'a> Place<'a> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::from(range).shift(self.base)
    }

    /// Text of the parser as text of the source, where it is a part of it.
    fn text(&self, text: &str) -> Cow<'a, str> {
        let start = text.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr()); // wraps: a text of elsewhere is outside
        match self.source.get(start..start.saturating_add(text.len())).filter(|own| *own == text) {
            Some(own) => Cow::Borrowed(own),
            None => Cow::Owned(text.to_owned()),
        }
    }

    fn fields(&self, table: &DeTable<'_>, depth: usize, seen: &mut Seen) -> Fields<'a> {
        let mut fields: Vec<Field<'a>> = table
            .iter()
            .map(|(key, value)| {
                let key = Spanned { value: self.text(key.get_ref()), span: self.span(key.span()) };
                let value = self.value(value.get_ref(), self.span(value.span()), depth, seen);
                Field { key, value }
            })
            .collect();
        // The table is in the order of the keys; a header is in that of its writer.
        fields.sort_by_key(|field| field.key.span.start());
        Fields(fields)
    }

    fn value(&self, value: &DeValue<'_>, span: Span, depth: usize, seen: &mut Seen) -> Spanned<Value<'a>> {
        let written = || Value::Str(Cow::Borrowed(span.of(self.source)));
        let inner = depth.saturating_add(1);
        let value = match value {
            DeValue::Array(_) | DeValue::Table(_) if inner > self.limit => {
                seen.too_deep.get_or_insert(span);
                Value::Null
            }
            DeValue::String(text) => Value::Str(self.text(text)),
            DeValue::Integer(n) => {
                match i64::from_str_radix(n.as_str(), n.radix()) {
                    Ok(n) => Value::Int(n),
                    Err(error) => {
                        // The parser leaves figures to its caller. A number that is too long stays whole as text.
                        use std::num::IntErrorKind::{NegOverflow, PosOverflow};
                        if !matches!(error.kind(), NegOverflow | PosOverflow) {
                            seen.no_number.get_or_insert(span);
                        }
                        written()
                    }
                }
            }
            DeValue::Float(x) => x.as_str().parse().map_or_else(|_| written(), Value::Float),
            DeValue::Boolean(b) => Value::Bool(*b),
            DeValue::Datetime(_) => written(),
            DeValue::Array(items) => Value::Seq(
                items
                    .iter()
                    .map(|item| self.value(item.get_ref(), self.span(item.span()), inner, seen))
                    .collect(),
            ),
            DeValue::Table(table) => Value::Map(self.fields(table, inner, seen)),
        };
        Spanned { value, span }
    }
}
