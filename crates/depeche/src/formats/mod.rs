//! The written forms of a document, and the ones that read back.
//!
//! Each module writes one format at the end of a `String` (which cannot fail) and says its unit of offsets:
//!
//! | module | format | offsets | reads back |
//! |---|---|---|---|
//! | [`json`] | a JSON object, on one line or laid out | bytes, characters or UTF-16 units: your choice | with feature `serde` |
//! | [`conllu`] | CoNLL-U | `TokenRange` in characters | [`conllu::read`] |
//! | [`iob`] | a token and its tag a line: IOB2, BILOU | none | [`iob::read`] |
//! | [`brat`] | brat standoff | characters | [`brat::read`] |
//! | [`spacy`] | a spaCy `Doc` as JSON | characters | |
//! | [`doccano`] | doccano JSON Lines | characters | |
//! | [`label_studio`] | a Label Studio task with predictions | UTF-16 units | |
//! | [`web_annotation`] | W3C Web Annotation, JSON-LD | characters | |
//! | [`html`] | a page, or an article of one | | |
//! | `arrow` (feature) | Arrow record batches, a row a document | bytes | |
//! | `parquet` (feature) | Parquet files of them | bytes | |

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod brat;
pub mod conllu;
pub mod doccano;
mod error;
pub mod html;
pub mod iob;
pub mod json;
pub mod label_studio;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod spacy;
pub mod web_annotation;
mod writer;

pub use error::{ReadError, ReadErrorCode};

use depeche_frontmatter::Value;

/// The value of a header's field in one line, for people: lists with commas, mappings as `key: value`.
/// ```
/// use depeche::{formats::value_text, frontmatter};
///
/// let front = frontmatter::split("---\ntags: [pluie, vent]\n---\nTexte.");
/// let metadata = front.metadata();
/// let tags = metadata.fields().iter().next().unwrap();
/// assert_eq!(value_text(&tags.value.value), "pluie, vent");
/// ```
#[must_use]
pub fn value_text(value: &Value<'_>) -> String {
    let mut out = String::new();
    push_value(value, &mut out);
    out
}

fn push_value(value: &Value<'_>, out: &mut String) {
    match value {
        Value::Null => {}
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Float(number) => out.push_str(&number.to_string()),
        Value::Str(text) => out.push_str(text),
        Value::Seq(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                push_value(&item.value, out);
            }
        }
        Value::Map(fields) => {
            for (at, field) in fields.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                out.push_str(&field.key.value);
                out.push_str(": ");
                push_value(&field.value.value, out);
            }
        }
    }
}
