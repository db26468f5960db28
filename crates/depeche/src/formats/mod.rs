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

pub mod brat;
pub mod conllu;
pub mod doccano;
mod error;
pub mod html;
pub mod iob;
pub mod json;
pub mod label_studio;
pub mod spacy;
pub mod web_annotation;
mod writer;

pub use error::ReadError;
