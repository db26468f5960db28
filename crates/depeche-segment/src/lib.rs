//! French sentences, tokens and words, as exact byte spans.
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

mod class;
mod direct;
mod features;
mod headings;
mod key;
mod lexicon;
mod lines;
mod model;
mod rule;
mod segmenter;
mod sentences;
mod stops;
mod tokens;
#[cfg(feature = "train")]
pub mod training;
mod words;

pub use lexicon::{Abbreviation, InvalidList};
pub use lines::Newlines;
pub use model::{InvalidModels, Models};
pub use rule::Rule;
pub use segmenter::{Builder, Explanation, Segmenter, Segments};
pub use sentences::Profile;
