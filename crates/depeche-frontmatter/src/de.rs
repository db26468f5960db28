//! Fields read into a type.

use crate::date::DateExpr;
use crate::diagnostic::{Code, Diagnostic, Error, Severity};
use crate::form::Form;
use crate::frontmatter::FrontMatter;
use crate::keys;
use crate::options::Duplicates;
use crate::value::{Field, Fields, Spanned, Value};
use depeche_text::Span;
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor};
use std::borrow::Cow;
use std::fmt;

impl<'a> FrontMatter<'a> {
    /// The fields read into a type.
    ///
    /// One reading for every form: `title` of a struct is filled by `title:` of YAML and by *Titre :* of a block of lines
    /// (a key of the same name wins). Text may be borrowed from the source. A number may be read as text, as it is
    /// written; text as a number, if it is one; and in the forms that have no lists, text with commas or semicolons as a
    /// list. A [`PartialDate`](crate::date::PartialDate) or [`DateExpr`] reads a date in any way it may be written.
    ///
    /// ```
    /// use depeche_frontmatter::{date::PartialDate, split};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Head<'a> {
    ///     title: &'a str,
    ///     date: PartialDate,
    ///     #[serde(default)]
    ///     keywords: Vec<String>,
    /// }
    ///
    /// for source in [
    ///     "---\ntitle: Crue\ndate: 2024-08-15\nkeywords: [Loire, crue]\n---\nTexte.\n",
    ///     "Titre : Crue\nDate : 15 août 2024\nMots-clés : Loire, crue\n\nTexte.\n",
    /// ] {
    ///     let head: Head = split(source).parse()?;
    ///     assert_eq!((head.title, head.date.to_string().as_str()), ("Crue", "2024-08-15"));
    ///     assert_eq!(head.keywords, ["Loire", "crue"]);
    /// }
    /// # Ok::<(), depeche_frontmatter::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The header cannot be read ([`Code::YamlSyntax`] and the like), a field is missing ([`Code::MissingField`]) or of
    /// another type ([`Code::TypeMismatch`], [`Code::ImpossibleDate`]), or a key stands twice ([`Code::DuplicateKey`],
    /// unless [`Options::duplicates`](crate::Options::duplicates) says which counts). The place is that of the value in
    /// the file. A document without a header is read as one without fields.
    pub fn parse<T: Deserialize<'a>>(&self) -> Result<T, Error> {
        let metadata = self.metadata();
        let duplicates = self.options.duplicates;
        let least = if self.options.strict { Severity::Warning } else { Severity::Error };
        let blocking = self.diagnostics().iter().chain(metadata.diagnostics()).find(|d| {
            let forgiven = match d.code {
                // A date that is not asked for does no harm.
                Code::ImpossibleDate | Code::IntervalReversed => !self.options.strict,
                Code::DuplicateKey => duplicates != Duplicates::Error,
                _ => false,
            };
            d.severity >= least && !forgiven
        });
        if let Some(diagnostic) = blocking {
            return Err(Error::new(diagnostic.clone()));
        }
        let context = Context {
            source: self.source,
            last: duplicates == Duplicates::Last,
            lists: !matches!(self.form(), Form::Yaml | Form::Toml | Form::Json),
        };
        let root = Mapping { context, fields: metadata.fields() };
        T::deserialize(root).map_err(|failure| {
            let span = failure.span.unwrap_or(Span::empty(self.matter().start()));
            Error::new(Diagnostic::new(self.source, failure.code, Severity::Error, span, failure.message))
        })
    }
}

/// The fields of the header of `source` read into a type, and the body.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Article {
///     titre: String,
///     date: depeche_frontmatter::date::PartialDate,
/// }
///
/// let (article, body) = depeche_frontmatter::parse::<Article>("titre : Crue\ndate : 15 août 2024\n\nTexte.\n")?;
/// assert_eq!((article.titre.as_str(), article.date.to_string(), body), ("Crue", "2024-08-15".to_owned(), "Texte.\n"));
/// # Ok::<(), depeche_frontmatter::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`FrontMatter::parse`].
pub fn parse<'a, T: Deserialize<'a>>(source: &'a str) -> Result<(T, &'a str), Error> {
    let document = crate::frontmatter::split(source);
    Ok((document.parse()?, document.body_text()))
}

/// An error of serde on its way out: it gets its place from the first value it passes.
#[derive(Debug)]
struct Failure {
    code: Code,
    message: String,
    span: Option<Span>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure { code: Code::TypeMismatch, message: message.to_string(), span: None }
    }

    fn missing_field(field: &'static str) -> Failure {
        let message = format!("expected a field {field:?}, found none");
        Failure { code: Code::MissingField, message, span: None }
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    source: &'a str,
    /// Of a key that stands twice the last counts.
    last: bool,
    /// Text may be read as a list.
    lists: bool,
}

impl<'a> Context<'a> {
    fn value<'v>(self, value: &'v Spanned<Value<'a>>) -> Scalar<'a, 'v> {
        Scalar { context: self, value }
    }

    fn place(self, value: &Spanned<Value<'a>>, failure: Failure) -> Failure {
        let code = match &value.value {
            // A date that does not exist says so, whatever the type that refused it.
            Value::Str(text) if failure.span.is_none() => match DateExpr::parse(text) {
                Err(error) if error.to_string() == failure.message => error.code(),
                _ => failure.code,
            },
            _ => failure.code,
        };
        Failure { span: failure.span.or(Some(value.span)), code, ..failure }
    }
}

/// Fields as a map.
#[derive(Clone, Copy)]
struct Mapping<'a, 'v> {
    context: Context<'a>,
    fields: &'v Fields<'a>,
}

impl<'a, 'v> Mapping<'a, 'v> {
    fn access(self, names: &'static [&'static str]) -> MapAccess<'a, 'v> {
        let mut chosen: Vec<(Cow<'v, str>, &'v Field<'a>)> = Vec::with_capacity(self.fields.len());
        let exact = |name: &str| self.fields.get_raw(name).is_some();
        // Where each key went: a header with very many keys must not be compared pair by pair.
        let mut places = std::collections::HashMap::with_capacity(self.fields.len());
        for field in self.fields {
            let key = field.key.value.as_ref();
            let name = match names.iter().find(|name| **name == key) {
                Some(name) => name,
                None => {
                    names.iter().find(|name| keys::same(name, key) && !exact(name)).copied().unwrap_or(key)
                }
            };
            match places.entry(name) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(chosen.len());
                    chosen.push((Cow::Borrowed(name), field));
                }
                std::collections::hash_map::Entry::Occupied(place) if self.context.last => {
                    if let Some(slot) = chosen.get_mut(*place.get()) {
                        slot.1 = field;
                    }
                }
                std::collections::hash_map::Entry::Occupied(_) => {}
            }
        }
        MapAccess { context: self.context, rest: chosen.into_iter(), value: None }
    }
}

impl<'a> de::Deserializer<'a> for Mapping<'a, '_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_map(self.access(&[]))
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_map(self.access(names))
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.fields.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit_struct seq tuple
        tuple_struct map enum identifier
    }
}

struct MapAccess<'a, 'v> {
    context: Context<'a>,
    rest: std::vec::IntoIter<(Cow<'v, str>, &'v Field<'a>)>,
    value: Option<&'v Field<'a>>,
}

impl<'a> de::MapAccess<'a> for MapAccess<'a, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some((name, field)) = self.rest.next() else { return Ok(None) };
        self.value = Some(field);
        // The key as it is in the source can be borrowed for as long as the source lives.
        match (&field.key.value, name) {
            (Cow::Borrowed(key), name) if name == *key => {
                seed.deserialize(de::value::BorrowedStrDeserializer::new(key)).map(Some)
            }
            (_, name) => seed.deserialize(IntoDeserializer::into_deserializer(name.as_ref())).map(Some),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        let Some(field) = self.value.take() else {
            return Err(de::Error::custom("expected a key before its value"));
        };
        let context = self.context;
        seed.deserialize(context.value(&field.value)).map_err(|failure| context.place(&field.value, failure))
    }
}

/// A value, and how it may be read.
#[derive(Clone, Copy)]
struct Scalar<'a, 'v> {
    context: Context<'a>,
    value: &'v Spanned<Value<'a>>,
}

impl<'a> Scalar<'a, '_> {
    /// A single value as it is written.
    fn written(self) -> Option<&'a str> {
        match self.value.value {
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => self.value.span.get(self.context.source),
            _ => None,
        }
    }

    fn mismatch(self, expected: &dyn de::Expected) -> Failure {
        let message = format!("expected {expected}, found {}", self.value.value.kind());
        Failure { code: Code::TypeMismatch, message, span: Some(self.value.span) }
    }

    fn visit_text<V: Visitor<'a>>(text: &Cow<'a, str>, visitor: V) -> Result<V::Value, Failure> {
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(text),
        }
    }
}

/// A number that is asked for may be written as text: the forms made of lines have nothing else.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
            let Value::Str(text) = &self.value.value else {
                return self.deserialize_any(visitor);
            };
            if let Ok(n) = text.trim().parse::<i64>() {
                visitor.visit_i64(n)
            } else if let Ok(n) = text.trim().parse::<u64>() {
                visitor.visit_u64(n)
            } else if let Ok(x) = text.trim().parse::<f64>() {
                visitor.visit_f64(x)
            } else {
                Err(self.mismatch(&visitor))
            }
        }
    )*};
}

impl<'a> de::Deserializer<'a> for Scalar<'a, '_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Int(n) => visitor.visit_i64(*n),
            Value::Float(x) => visitor.visit_f64(*x),
            Value::Str(text) => Self::visit_text(text, visitor),
            Value::Seq(items) => visitor.visit_seq(SeqAccess { context: self.context, rest: items.iter() }),
            Value::Map(fields) => Mapping { context: self.context, fields }.deserialize_any(visitor),
        }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Str(text) if text == "true" => visitor.visit_bool(true),
            Value::Str(text) if text == "false" => visitor.visit_bool(false),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.written() {
            Some(written) => visitor.visit_borrowed_str(written),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Null => visitor.visit_none(),
            // `Auteur :` with nothing after it says nothing.
            Value::Str(text) if self.context.lists && text.is_empty() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Str(text) if self.context.lists => {
                let sign = if text.contains(';') { ';' } else { ',' };
                let base = self.value.span.start();
                let mut at = 0usize;
                let mut items = Vec::new();
                for piece in text.split(sign) {
                    let left = piece.trim_start();
                    let start =
                        base.saturating_add(at).saturating_add(piece.len().saturating_sub(left.len()));
                    at = at.saturating_add(piece.len()).saturating_add(1);
                    let piece = left.trim_end();
                    if piece.is_empty() {
                        continue;
                    }
                    // Text that was joined from several lines has no places of its own inside.
                    let (piece, span) = match text {
                        Cow::Borrowed(_) => {
                            let span = Span::new(start, start.saturating_add(piece.len()));
                            (Cow::Borrowed(span.of(self.context.source)), span)
                        }
                        Cow::Owned(_) => (Cow::Owned(piece.to_owned()), self.value.span),
                    };
                    items.push(Spanned { value: Value::Str(piece), span });
                }
                visitor.visit_seq(SeqAccess { context: self.context, rest: items.iter() })
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Map(fields) => {
                Mapping { context: self.context, fields }.deserialize_struct(name, names, visitor)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &self.value.value {
            Value::Str(text) => {
                visitor.visit_enum(IntoDeserializer::<Failure>::into_deserializer(text.as_ref()))
            }
            Value::Map(fields) if fields.len() == 1 => visitor.visit_enum(
                de::value::MapAccessDeserializer::new(Mapping { context: self.context, fields }.access(&[])),
            ),
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { <V: Visitor<'a>> bytes byte_buf unit unit_struct tuple tuple_struct map identifier }
}

struct SeqAccess<'a, 'v> {
    context: Context<'a>,
    rest: std::slice::Iter<'v, Spanned<Value<'a>>>,
}

impl<'a> de::SeqAccess<'a> for SeqAccess<'a, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let context = self.context;
        seed.deserialize(context.value(item)).map(Some).map_err(|failure| context.place(item, failure))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
