//! French news text to structured text: header and body, sentences, tokens and words, linked entities, each with exact
//! byte offsets.
//!
//! ```
//! let pipeline = depeche::Pipeline::french();
//! let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nLa Loire a débordé. C'est du jamais vu.");
//!
//! assert_eq!(document.header().date().unwrap().value.to_string(), "2024-08");
//! assert_eq!(document.header().title().unwrap().value, "Le fleuve monte.");
//! assert_eq!(document.sentences().nth(2).unwrap().text(), "C'est du jamais vu.");
//! let words: Vec<&str> = document.sentences().nth(2).unwrap().words().map(|word| word.text()).collect();
//! assert_eq!(words, ["C'", "est", "de", "le", "jamais", "vu", "."]);
//! ```
//!
//! # When to use it, and when not
//!
//! For French news and texts written like them: search, corpora, data for language models, research. No network, no
//! model to download, the same result on every machine. Not for other languages, and not for grammar: there are no parts
//! of speech, no lemmas, no syntax.
//!
//! The stages are crates of their own, reachable here: [`text`] (spans, tokens, offsets), [`frontmatter`] (headers and
//! partial dates), [`segment`] (sentences, tokens, words), [`gazetteer`] (lists of names), [`entities`] (the tagger) and,
//! with the feature `names`, [`names`] (the built-in list). Who needs one stage depends on its crate alone.
//!
//! # Terms
//!
//! A *document* is a text with its annotation. Its *header* holds fields, among them a *date* and a *title*. Its
//! *regions*, the *headline* and the *body*, are cut into *paragraphs*, *sentences* and *tokens*; a token is one *word*,
//! or two in a contraction (*du*: *de le*). A *mention* is a place where an *entity* is named.
//!
//! # Guarantees
//!
//! 1. *Lossless*: the text is never changed; in each region the tokens leave out white space only.
//! 2. *Total*: [`Pipeline::annotate`] takes any text; nothing panics.
//! 3. *Whole*: spans lie on `char` boundaries. 4. *Placed*: every span is in bytes of the text handed in.
//! 5. *Linear*: time grows with the length, whatever the text. 6. *Deterministic*: the same input gives the same
//!    output, on any number of threads.
//!
//! [`Document::validate`] checks what a document can show of them.
//!
//! # Untrusted input
//!
//! Annotating takes any text up to 4 GiB ([`Pipeline::try_annotate`] refuses a longer one). On some ninety attacks eight times the
//! text takes less than twenty times as long, in every public function, and annotating holds less than 400 bytes of memory
//! for each byte of text; a header has the limits of [`frontmatter`]. The tests *linear*, *memory* and *huge* hold these
//! numbers, `DEPECHE_LONG=1` tries texts of 10 MB. Readers of written forms refuse with a line, and the message is short.
//!
//! # Errors
//!
//! Annotating has none. Reading a [written form](formats) back has [`formats::ReadError`], with a code and the line.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `names` (default) | the built-in list of names |
//! | `yaml` (default) | headers in the whole of YAML; flat ones are always read |
//! | `toml` | headers in TOML |
//! | `serde` | `Serialize` and `Deserialize` for [`Record`] and the value types |
//! | `rayon` | `Pipeline::par_map_all` |
//! | `arrow` | `formats::arrow`: documents as Arrow record batches |
//! | `parquet` | `formats::parquet`: documents as Parquet files; turns `arrow` on |
//!
//! A feature never changes a result, but for the headers that a build without `toml` or `yaml` cannot read: those have a
//! diagnostic.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
// Its page names what this build may be without.
#![cfg_attr(not(feature = "names"), allow(rustdoc::broken_intra_doc_links))]
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

mod document;
pub mod evaluate;
pub mod formats;
mod mention;
mod pipeline;
mod record;
mod region;
mod validate;
mod values;
#[cfg(feature = "serde")]
mod wire;

pub use depeche_entities as entities;
pub use depeche_frontmatter as frontmatter;
pub use depeche_gazetteer as gazetteer;
#[cfg(feature = "names")]
pub use depeche_names as names;
pub use depeche_segment as segment;
pub use depeche_text as text;
pub use document::{Document, ParagraphRef, SentenceRef, TokenRef, WordRef};
pub use mention::{Entity, Mention, MentionRef};
pub use pipeline::{Buffers, HeaderMode, Pipeline, PipelineBuilder};
pub use record::{Record, RecordMention};
pub use region::{Region, RegionKind};

/// The examples of the README and of the guide, run as tests.
#[cfg(all(doctest, feature = "names"))]
mod documents {
    #[doc = include_str!("../../../README.md")]
    mod readme {}
    #[doc = include_str!("../README.md")]
    mod crate_readme {}
    #[doc = include_str!("../guide/entities.md")]
    mod entities {}
    #[doc = include_str!("../guide/evaluation.md")]
    mod evaluation {}
    #[doc = include_str!("../guide/exports.md")]
    mod exports {}
    #[doc = include_str!("../guide/first-result.md")]
    mod first_result {}
    #[doc = include_str!("../guide/gazetteers.md")]
    mod gazetteers {}
    #[doc = include_str!("../guide/guarantees.md")]
    mod guarantees {}
    #[doc = include_str!("../guide/headers.md")]
    mod headers {}
    #[doc = include_str!("../guide/limits.md")]
    mod limits {}
    #[doc = include_str!("../guide/segmentation.md")]
    mod segmentation {}
    #[doc = include_str!("../guide/speed.md")]
    mod speed {}
}
