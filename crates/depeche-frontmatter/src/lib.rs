//! Header and body of a document, in every form a French corpus has, each field with its place.
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

mod bare;
pub mod date;
mod dateline;
#[cfg(feature = "serde")]
mod de;
mod diagnostic;
mod edit;
mod fence;
mod form;
mod frontmatter;
mod json;
mod keys;
mod lines;
mod many;
mod metadata;
mod options;
mod parse;
mod profiles;
mod read;
mod scan;
#[cfg(feature = "serde")]
mod summary;
#[cfg(feature = "toml")]
mod toml;
mod value;
mod yaml;

pub use dateline::Dateline;
#[cfg(feature = "serde")]
pub use de::parse;
pub use diagnostic::{Code, Diagnostic, Error, Fix, Severity};
pub use edit::Edit;
pub use form::Form;
pub use frontmatter::{FrontMatter, split, split_with};
pub use many::{SplitMany, split_many, split_many_with};
pub use metadata::Metadata;
pub use options::{Delimiters, Duplicates, Limits, Options, Profile};
pub use read::{Header, read_header};
#[cfg(feature = "serde")]
pub use summary::Summary;
pub use value::{Field, Fields, Spanned, Value};
