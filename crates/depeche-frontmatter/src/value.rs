//! One value type for every format, each part with its place.

use crate::keys;
use depeche_text::Span;
use std::borrow::Cow;

/// A value and where it stands in the source.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let source = "---\ntitre: \"Crue\"\n---\n";
/// let metadata = split(source).metadata();
/// assert_eq!(metadata.get("titre").unwrap().value.span.of(source), "\"Crue\"", "with its quotes");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the source, quotes included.
    pub span: Span,
}

/// A value of a field. Text is borrowed from the source where nothing had to be decoded.
///
/// ```
/// use depeche_frontmatter::{Value, split};
///
/// let metadata = split("---\nn: 3\nl: [a, true]\n---\n").metadata();
/// assert_eq!(metadata.get("n").unwrap().value.value, Value::Int(3));
/// let Value::Seq(items) = &metadata.get("l").unwrap().value.value else { panic!("a list") };
/// assert_eq!((items[0].value.as_str(), &items[1].value), (Some("a"), &Value::Bool(true)));
/// ```
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// Nothing: `null`, `~`, or no value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// Another number.
    Float(f64),
    /// Text; dates too, which are read by [`crate::date`].
    Str(Cow<'a, str>),
    /// A list.
    Seq(Vec<Spanned<Value<'a>>>),
    /// Fields inside a field.
    Map(Fields<'a>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Str(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Str(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}

impl From<i32> for Value<'_> {
    fn from(n: i32) -> Self {
        Value::Int(i64::from(n))
    }
}

impl From<f64> for Value<'_> {
    fn from(x: f64) -> Self {
        Value::Float(x)
    }
}

impl From<bool> for Value<'_> {
    fn from(b: bool) -> Self {
        Value::Bool(b)
    }
}

/// A list.
impl<'a, T: Into<Value<'a>>> FromIterator<T> for Value<'a> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Value<'a> {
        Value::Seq(
            items.into_iter().map(|item| Spanned { value: item.into(), span: Span::default() }).collect(),
        )
    }
}

impl Value<'_> {
    /// The text, if it is text.
    ///
    /// ```
    /// use depeche_frontmatter::Value;
    ///
    /// assert_eq!(Value::from("x").as_str(), Some("x"));
    /// assert_eq!(Value::from(3).as_str(), None);
    /// ```
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// What kind of value it is, for messages.
    #[cfg(feature = "serde")]
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "a truth value",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::Str(_) => "text",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// A key and its value.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let source = "Titre : Crue\nDate : 2024\n\nTexte.\n";
/// let metadata = split(source).metadata();
/// let field = metadata.fields().iter().next().unwrap();
/// assert_eq!((field.key.value.as_ref(), field.value.value.as_str()), ("Titre", Some("Crue")));
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Field<'a> {
    /// The key, as it is written (in a bare header in small letters).
    pub key: Spanned<Cow<'a, str>>,
    /// The value.
    pub value: Spanned<Value<'a>>,
}

impl Field<'_> {
    /// From the beginning of the key to the end of the value.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "Titre : Crue\nDate : 2024\n\nTexte.\n";
    /// assert_eq!(split(source).metadata().get("titre").unwrap().span().of(source), "Titre : Crue");
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        self.key.span.join(self.value.span)
    }

    /// The name this key stands for: `title` for *Titre*, `keywords` for *Mots-clés*; `None` for a key of the writer's.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("Chapô : Il pleut\nDate : 2024\nMarée : 95\n\nTexte.\n").metadata();
    /// let names: Vec<_> = metadata.fields().iter().map(|field| field.canonical()).collect();
    /// assert_eq!(names, [Some("abstract"), Some("date"), None]);
    /// ```
    #[must_use]
    pub fn canonical(&self) -> Option<&'static str> {
        keys::canonical(&self.key.value)
    }
}

/// Fields in the order of the source; a key may stand twice.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let metadata = split("---\na: 1\nb: {c: 2}\n---\n").metadata();
/// let fields = metadata.fields();
/// assert_eq!((fields.len(), fields.iter().count(), fields.is_empty()), (2, 2, false));
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fields<'a>(pub(crate) Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// The first field whose key is `key` or means the same: case, accents, hyphens and spaces do not matter, and
    /// `titre` is found by `title`.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("Mots-clés : crue\nDate : 2024\n\nTexte.\n").metadata();
    /// assert!(metadata.fields().get("keywords").is_some() && metadata.fields().get("MOTS CLES").is_some());
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Field<'a>> {
        self.get_raw(key).or_else(|| self.0.iter().find(|field| keys::same(&field.key.value, key)))
    }

    /// The first field whose key is `key`, letter for letter.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("Mots-clés : crue\nDate : 2024\n\nTexte.\n").metadata();
    /// assert!(metadata.fields().get_raw("Mots-clés").is_some() && metadata.fields().get_raw("keywords").is_none());
    /// ```
    #[must_use]
    pub fn get_raw(&self, key: &str) -> Option<&Field<'a>> {
        self.0.iter().find(|field| field.key.value == key)
    }

    /// The fields in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Field<'a>> {
        self.0.iter()
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'s, 'a> IntoIterator for &'s Fields<'a> {
    type Item = &'s Field<'a>;
    type IntoIter = std::slice::Iter<'s, Field<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for Fields<'a> {
    type Item = Field<'a>;
    type IntoIter = std::vec::IntoIter<Field<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(feature = "serde")]
mod serialize {
    use super::{Fields, Value};
    use serde::ser::{Serialize, SerializeMap, Serializer};

    impl Serialize for Value<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Value::Null => serializer.serialize_unit(),
                Value::Bool(b) => serializer.serialize_bool(*b),
                Value::Int(n) => serializer.serialize_i64(*n),
                Value::Float(x) => serializer.serialize_f64(*x),
                Value::Str(text) => serializer.serialize_str(text),
                Value::Seq(items) => serializer.collect_seq(items.iter().map(|item| &item.value)),
                Value::Map(fields) => fields.serialize(serializer),
            }
        }
    }

    /// As a mapping, in order; a key that stands twice is written twice.
    impl Serialize for Fields<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(self.len()))?;
            for field in self {
                map.serialize_entry(&field.key.value, &field.value.value)?;
            }
            map.end()
        }
    }
}
