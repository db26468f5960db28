//! The French gazetteer, inside the program: places, demonyms, people, organisations and events with their ids, and what is
//! known of single words.
//!
//! ```
//! let gazetteer = depeche_names::gazetteer();
//! let armenie = gazetteer.lookup("Arménie").next().unwrap();
//! assert_eq!(armenie.id().as_deref(), Some("iso:AM"));
//!
//! let separatistes = gazetteer.lookup("arméniens").next().unwrap();
//! assert_eq!(separatistes.kind().as_str(), "DEMONYM");
//! assert_eq!(separatistes.attribute("place"), Some("iso:AM"));
//! ```
//!
//! # When to use it
//!
//! As the names of [`depeche-entities`](https://docs.rs/depeche-entities), which takes it by default; with the engine of
//! [`depeche_gazetteer`], under a list of your own; as a list of French exonyms, demonyms and codes to look things up in. It is
//! made for news: what a dispatch in French names often is there, the rest of the world is not. It is no register: of the
//! communes of France it has a third, of the towns of the world eight thousand.
//!
//! # What is in it
//!
//! | layer | type | id |
//! |---|---|---|
//! | countries, territories | `LOC:country`, `LOC:territory` | ISO 3166-1, `iso:FR` |
//! | countries of before | `LOC:former-country` | ISO 3166-3, `iso3166-3:SUHH` |
//! | continents, regions of the world | `LOC:continent`, `LOC:world-region` | UN M49, `m49:150` |
//! | states, provinces, cantons … | `LOC:state`, `LOC:province` … | ISO 3166-2, `iso:CA-QC` |
//! | regions and departments of France | `LOC:region`, `LOC:former-region`, `LOC:department` | INSEE, `fr-reg:53`, `fr-dep:2A` |
//! | communes of France | `LOC:city` | INSEE, `fr-75056` |
//! | towns of the world | `LOC:city` | GeoNames, `geonames:2643743` |
//! | seas, mountains, rivers, lands, sites … | `LOC:sea`, `LOC:river`, `LOC:region`, `LOC:site` … | `depeche:mer-noire` |
//! | demonyms | `DEMONYM` | `dem:arménien`; the attribute `place` is the id of the place |
//! | people | `PER:minister` … | `depeche:…` |
//! | organisations | `ORG:party`, `ORG:company` … | `depeche:…` |
//! | events, works | `EVENT:war`, `EVENT:history`, `MISC:work` … | `depeche:…` |
//!
//! `depeche:` ids are names of this project where no public register gives a number we are sure of. Every place knows its
//! country (attribute `country`); a demonym its gender (`f`, `m`, `fm`) and number (`s`, `p`, `ps`). A name of one word that is also a
//! common word or a name of persons says so (attribute `ambiguous`).
//!
//! # Guarantees
//!
//! The files are embedded as they were compiled: nothing is read, parsed or allocated when they are opened. They are rebuilt
//! from the text lists under `data/` by `cargo xtask names`, byte for byte. Each list names its source and its licence;
//! `LICENSES.md` gathers them, [`LICENCES`] has its text.
//!
//! # Untrusted input
//!
//! None is read: the lists are part of the program, and a test verifies them. Looking up a word takes time linear in it.
//!
//! # Features
//!
//! | feature | what it embeds | bytes |
//! |---|---|---|
//! | `all` (default) | `gazetteer()`: every layer in one file | 1.7 MB |
//! | `words` (default) | `words()`: common words, first names, surnames | 1.7 MB |
//! | `places`, `people`, `organisations`, `events` | `places()`, `people()`, `organisations()`, `events()`: one group each | 0.8, 0.3, 0.5, 0.2 MB |
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

mod embedded;
#[cfg(feature = "words")]
mod word;

pub use embedded::LICENCES;
#[cfg(feature = "events")]
pub use embedded::events;
#[cfg(feature = "all")]
pub use embedded::gazetteer;
#[cfg(feature = "organisations")]
pub use embedded::organisations;
#[cfg(feature = "people")]
pub use embedded::people;
#[cfg(feature = "places")]
pub use embedded::places;
#[cfg(feature = "words")]
pub use word::{Gender, Word, Words, words};

/// The example of the README, run as a test.
#[cfg(all(doctest, feature = "all"))]
#[doc = include_str!("../README.md")]
mod readme {}
