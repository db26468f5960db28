//! French named entities by gazetteer and rules.
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

mod chains;
mod cues;
mod evidence;
mod explain;
mod feature;
mod key;
mod kind;
mod lexicon;
mod memory;
mod mention;
mod profile;
mod propose;
mod reading;
mod rule;
mod span;
mod tagger;
mod weights;
mod word;

pub use explain::Explanation;
pub use mention::{Chain, Form, Gender, Mention, Mentions, Number};
pub use profile::Profile;
pub use rule::Rule;
pub use tagger::{Ablation, Observation, Scratch, Tagger, TaggerBuilder};
