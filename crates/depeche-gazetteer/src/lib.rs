//! Known names, compiled to one file, and their mentions in a text.
//!
//! ```
//! use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
//! use depeche_text::Span;
//!
//! let mut builder = GazetteerBuilder::new();
//! builder.read_tsv("iso:CI\tLOC:country\tCôte d'Ivoire\tRCI\t180\n", Some("pays.tsv"))?;
//! let file = builder.compile()?;
//!
//! let gazetteer = Gazetteer::open(&file)?;
//! let source = "la Côte d’Ivoire";
//! let tokens = [(0, 2), (3, 8), (9, 13), (13, 19)].map(|(a, b)| Span::new(a, b));
//! let mentions = gazetteer.mentions(source, &tokens, &[], &MatchOptions::default());
//! assert_eq!(mentions[0].span().of(source), "Côte d’Ivoire");
//! assert_eq!(gazetteer.senses(&mentions[0]).next().unwrap().id().as_deref(), Some("iso:CI"));
//! # Ok::<(), depeche_gazetteer::Error>(())
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::cast_possible_truncation,
        clippy::arithmetic_side_effects
    )
)]

mod atoms;
mod build;
mod contents;
mod entry;
mod error;
mod form;
mod format;
mod fuzzy;
mod gazetteer;
mod inflect;
mod json;
mod layers;
mod matching;
mod mention;
mod sources;
mod words;

pub use build::{Duplicates, GazetteerBuilder, MAX_FORM_BYTES, MAX_FORM_WORDS, MAX_WORD_BYTES};
pub use contents::{Contents, Difference};
pub use entry::{Case, Diacritics, Entry, Form, FormOptions};
pub use error::{Error, ErrorCode, Place};
pub use fuzzy::{FuzzySense, MIN_FUZZY_LETTERS};
pub use gazetteer::{Entries, EntryKey, EntryView, Gazetteer, Senses};
pub use layers::Layers;
pub use matching::{MatchKind, MatchOptions};
pub use mention::{MAX_LAYERS, Mention};
pub use words::{WordMap, WordMapBuilder};
