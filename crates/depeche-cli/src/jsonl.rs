//! One line of a JSON Lines file: the text, and the other fields as they were written.

use crate::failure::{Code, Fault};
use depeche::text::excerpt;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The fields of a JSON object in their order, their values untouched.
#[derive(Debug)]
pub struct Object<'l> {
    pub fields: Vec<(Cow<'l, str>, &'l RawValue)>,
}

impl<'de: 'l, 'l> Deserialize<'de> for Object<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<'l>, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut fields = Vec::new();
                while let Some((Key(key), value)) = map.next_entry()? {
                    fields.push((key, value));
                }
                Ok(Object { fields })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A key, borrowed from the line where it has no escape.
struct Key<'l>(Cow<'l, str>);

impl<'de: 'l, 'l> Deserialize<'de> for Key<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'l>, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Text).map(Key)
    }
}

impl<'l> Object<'l> {
    /// The object on this line.
    ///
    /// # Errors
    ///
    /// What was expected and what was found, with the column.
    pub fn parse(line: &'l str) -> Result<Object<'l>, Fault> {
        serde_json::from_str(line).map_err(|error| {
            let message = match line.trim_start().starts_with('{') {
                false => format!("expected a JSON object, found {}", excerpt(line)),
                true if error.is_eof() => {
                    "expected a JSON object, found the beginning of one: a line holds a whole one (jq -c makes such lines)"
                        .to_owned()
                }
                true => format!("expected a JSON object: {}", placed(&error)),
            };
            Fault::new(Code::Json, message)
        })
    }

    /// The text in `field`.
    ///
    /// # Errors
    ///
    /// When there is no such field, or it is not a string.
    pub fn text(&self, field: &str) -> Result<Cow<'l, str>, Fault> {
        let Some((_, value)) = self.fields.iter().find(|(key, _)| key == field) else {
            let found: Vec<String> = self.fields.iter().take(8).map(|(key, _)| format!("{key:?}")).collect();
            let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
            let message =
                format!("expected a field {field:?} with the text, found {found}; --field names another");
            return Err(Fault::new(Code::Field, message));
        };
        serde_json::from_str::<Key<'l>>(value.get()).map(|Key(text)| text).map_err(|error| {
            let message = match value.get().starts_with('"') {
                false => format!("expected a string in the field {field:?}, found {}", excerpt(value.get())),
                // A column of the value is none of the line.
                true => format!("expected a string in the field {field:?}: {}", unplaced(&error)),
            };
            Fault::new(Code::Field, message)
        })
    }
}

/// What is wrong with the JSON, without where.
fn unplaced(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// What is wrong with the JSON, and where in it: of one line the column, for the number of the line is the file's.
pub fn placed(error: &serde_json::Error) -> String {
    let message = unplaced(error);
    match (error.line(), error.column()) {
        (0, _) | (_, 0) => message,
        (1, column) => format!("{message}, in column {column}"),
        (line, column) => format!("{message}, in line {line}, column {column}"),
    }
}

/// The lines of a batch with their numbers, without their ends; empty lines are left out.
pub fn lines(bytes: &[u8], first: usize) -> impl Iterator<Item = (usize, &[u8])> {
    bytes.split_inclusive(|&b| b == b'\n').zip(first..).filter_map(|(line, number)| {
        let line = if number == 1 { line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line) } else { line };
        let line = line.trim_ascii();
        (!line.is_empty()).then_some((number, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_fields_are_kept_as_they_were_written() {
        let line = r#"{"id": 1.50, "text":"L\u2019été", "m": {"b":1,  "a":[ ]}, "k\u00e9y": null}"#;
        let object = Object::parse(line).unwrap();
        let kept: Vec<(&str, &str)> =
            object.fields.iter().map(|(key, value)| (&**key, value.get())).collect();
        assert_eq!(kept[0], ("id", "1.50"));
        assert_eq!(kept[2], ("m", r#"{"b":1,  "a":[ ]}"#));
        assert_eq!(kept[3], ("kéy", "null"));
        assert_eq!(object.text("text").unwrap(), "L’été");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let object = Object::parse(r#"{"id":1,"body":"x"}"#).unwrap();
        let message = object.text("text").unwrap_err().message;
        assert!(message.contains(r#"found "id", "body""#), "{message}");
        assert!(object.text("id").unwrap_err().message.contains("expected a string"), "{message}");
        assert!(Object::parse("[1]").unwrap_err().message.contains("expected a JSON object"));
        let message = |line| Object::parse(line).unwrap_err().message;
        assert!(message(r#"{"a" 1}"#).ends_with(", in column 6"), "{}", message(r#"{"a" 1}"#));
        assert_eq!(message("pas du JSON"), "expected a JSON object, found pas du JSON");
        assert!(message(r#"{"a":"#).starts_with("expected a JSON object, found the beginning of one"));
        assert_eq!(object.text("id").unwrap_err().message, "expected a string in the field \"id\", found 1");
    }

    #[test]
    fn a_half_surrogate_is_refused_not_replaced() {
        assert!(Object::parse(r#"{"text":"\ud83d"}"#).and_then(|o| o.text("text").map(drop)).is_err());
    }

    #[test]
    fn lines_are_numbered_and_empty_ones_left_out() {
        let found: Vec<_> = lines(b"\xEF\xBB\xBF{}\r\n\n {\"a\":1}", 1).collect();
        assert_eq!(found, [(1, b"{}".as_slice()), (3, b"{\"a\":1}".as_slice())]);
    }
}
