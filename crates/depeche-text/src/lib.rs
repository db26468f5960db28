//! The vocabulary of Depeche: where things stand in a French text, and what they are called.
//!
//! Everything that more than one part of the library speaks of lives here, and nothing that *does* the work:
//! no segmentation, no matching, no tagging. Any tokenizer can produce [`Token`]s and [`Sentence`]s, and any tagger
//! can read them.
//!
//! ```
//! use depeche_text::{Passage, Span};
//!
//! let dispatch = "Titre\n\nL'accord est signé.";
//! let body = Passage::new(dispatch).slice(Span::new(7, dispatch.len()));
//! assert_eq!(body.text(), "L'accord est signé.");
//! // A part of a passage is placed in the whole source: nothing is ever added back.
//! assert_eq!(body.slice(Span::new(9, 15)).text(), "accord");
//! ```
//!
//! # One coordinate system
//!
//! Every offset is a **byte offset into the text the user handed in**, half-open, on a `char` boundary. Offsets in
//! characters (Python, W3C) and in UTF-16 units (browsers) are a conversion, made in one place: [`OffsetMap`].
//!
//! # Limits
//!
//! A [`Span`] is two `u32`: texts up to 4 GiB − 1 byte. [`Passage::try_new`] refuses a longer one with [`TooLong`].
//!
//! # Untrusted input
//!
//! Total: no text and no offset makes anything here panic; an offset that is no place moves to the nearest one. Time is linear
//! in the text. A [`Token`] takes 12 bytes, an [`OffsetMap`] 24 for each 256 of a text that is not ASCII; a
//! [message](shortened) shows at most 360 characters of what was found. Held by the property tests of this crate and by
//! the tests *linear* and *memory* of `depeche`.
//!
//! # Features
//!
//! * `serde`: `Serialize` and `Deserialize` for the value types.
//! * `proptest`: [`strategies`], generators of French-looking and of hostile text, for tests.
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
// Its page names what this build may be without.
#![cfg_attr(not(feature = "proptest"), allow(rustdoc::broken_intra_doc_links))]
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

mod ahead;
mod entity_type;
pub mod fold;
mod message;
mod named;
mod numeral;
mod offsets;
mod passage;
mod pool;
mod position;
mod sentence;
mod span;
#[cfg(any(test, feature = "proptest"))]
pub mod strategies;
pub mod tiling;
mod token;
pub mod typography;
mod unknown_name;

pub use ahead::fetch;
pub use entity_type::{EntityType, InvalidEntityType};
pub use message::{excerpt, shortened};
pub use numeral::numeral;
pub use offsets::{OffsetMap, Offsets};
pub use passage::{Passage, TooLong};
pub use pool::Pool;
pub use position::Position;
pub use sentence::{Paragraph, Sentence};
pub use span::Span;
pub use token::{Contraction, Token, TokenKind};
pub use unknown_name::UnknownName;

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
