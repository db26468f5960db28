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
//!
//! # When to use it
//!
//! When there is a list of names, from a hundred to a few million, and texts in which they are to be found with their ids:
//! tagging, linking, redaction, corpus queries. The tokens come from whatever tokenizer there is: [`GazetteerBuilder`] and
//! [`Gazetteer`] know characters and the edges they are given, nothing else.
//!
//! Not for patterns (that is `regex`), not for byte strings wherever they stand (that is `aho-corasick`), not for
//! deciding which of several senses is meant: [`Gazetteer::senses`] gives them best first by their prior weight, and a tagger
//! decides.
//!
//! # Terms
//!
//! * An [`Entry`] is a known thing: type, canonical name, perhaps an id, a prior weight, attributes.
//! * A [`Form`] is a way of writing its name, with [`FormOptions`]: how it is matched and what is made of it.
//! * A [`Mention`] is a place of the text that is a form. Its **senses** are the entries that have the form.
//! * An **atom** is what is compared: a run of letters and figures, or one other sign. White space and hyphens part
//!   atoms and are none.
//!
//! # What is the same
//!
//! | always | unless the form says `exact` |
//! |---|---|
//! | `'` `’` `ʼ` | capitals in the text where the form has small letters: see [`Case::Smart`] |
//! | space, no-break space, line end, `-`, U+2011, any number of spaces (to 256 bytes) between two atoms | é and e, ç and c, œ and oe: see [`Diacritics`] |
//! | composed and decomposed characters; soft hyphens and what shows nothing | |
//!
//! A hyphen between spaces (*Paris - Nice*) is an atom and not the same as one between words. An empty line is the end of a
//! paragraph and never inside a mention, nor is the end of a sentence, unless [`MatchOptions::across_sentences`] asks for it.
//! A mention begins and ends at token edges that are not inside a run of letters; so *Paris* is not in *Parisien*, however it is cut.
//! A hyphen at the end of a form is no part of it. A word of more than 1,024 bytes in a text is never part of a mention.
//!
//! # Sources
//!
//! Tables ([`read_tsv`](GazetteerBuilder::read_tsv)), JSON lines ([`read_jsonl`](GazetteerBuilder::read_jsonl)), the patterns of
//! spaCy's `EntityRuler` ([`read_entity_ruler`](GazetteerBuilder::read_entity_ruler)), GATE's lists
//! ([`read_gate`](GazetteerBuilder::read_gate)), or any iterator with [`push`](GazetteerBuilder::push).
//!
//! # Growing at run time
//!
//! [`Layers`] lays up to four gazetteers one over the other: an overlay adds to a big file, overrides or hides what it says,
//! and is built in microseconds. [`WordMap`] is a set of single words with a number each, for lists of first names or common words.
//! [`Gazetteer::lookup_fuzzy`] finds a name with a slip of the pen.
//!
//! # Guarantees
//!
//! * **Exact**: a hash never decides; every mention is compared letter by letter. A naive matcher in the tests agrees on every
//!   mention and sense over generated gazetteers and texts.
//! * **Deterministic**: the same entries in any order give the same file; senses have a stated order.
//! * **Linear** in the text, with at most [`MAX_FORM_WORDS`] steps for a token. Matching needs memory for its mentions, and by the length
//!   of the text from twenty to three hundred kilobytes, however large the gazetteer is. (Names chosen so that their hashes collide can make it slow, not wrong.)
//! * **Total**: no panic on any text, tokens or file. [`Gazetteer::open`] reads the header in constant time; each later access is
//!   checked, so a damaged file gives an error or wrong names; [`Gazetteer::verify`] reads all of it and knows.
//! * **Safe**: no `unsafe`. Mapping a file is the caller's; a file that another program cuts short while it is mapped is the
//!   system's signal, not an error of this library.
//! * Limits: a form has at most [`MAX_FORM_BYTES`] bytes, [`MAX_FORM_WORDS`] atoms of [`MAX_WORD_BYTES`] bytes, a folded form at most 31
//!   spellings, a file 4 GiB, of which forms and entries 2 GiB.
//!
//! # Untrusted input
//!
//! Any text, any tokens and any bytes as a file may be given to anything here.
//!
//! | what | what comes of it | held by |
//! |---|---|---|
//! | a file that was cut | an error of [`Gazetteer::open`], at every length | `tests/file.rs` |
//! | a file with changed bytes | an error of `open` or of [`Gazetteer::verify`], for every bit of a file of 3 KB and every one of 10⁶ random changes | `tests/file.rs`, its long form |
//! | a forged file, its hashes made right | wrong names, never a panic or a read outside of it | the same changes; fuzz target `gazetteer_file` |
//! | a text | at most [`MAX_FORM_WORDS`] steps for a token: 16 times the text takes less than 60 times as long, on each attack | `time_grows_with_the_text` |
//! | a list | refused with its line and column, in a message under 2,000 bytes; a form that is too long or has too many spellings has a code of its own | `tests/sources.rs`, `odd_inputs`; fuzz target `gazetteer_sources` |
//!
//! # How it is made, and what that costs
//!
//! The folded atoms of each form are hashed one after the other; every beginning is a node in a bucket of about two. A text
//! is searched from each token: one bit for its first two bytes, which five of six tokens do not have; then a table of the words
//! that were met before in the text, with what the gazetteer says of them; for others two bits of a Bloom filter for the first
//! atom, then the bucket, then the text of the form. A node knows with what its continuations begin, and two bits of a second
//! Bloom filter say of each longer beginning whether a name has it. Starts are gathered, so that their buckets are fetched together.
//!
//! | | 10,000 names | 100,000 | 1,000,000 |
//! |---|---:|---:|---:|
//! | finding, tokens given, as a multiple of `daachorse`'s speed | 1.8 | 1.7 | 1.6 |
//! | as a multiple of a walk over an `fst` map | 5.8 | 4.3 | 3.2 |
//! | bytes a name in the file, beyond its text, with id and type | 13 | 12 | 11 |
//! | building, CPU time | 10 ms | 0.1 s | 1.2 s |
//! | opening | 0.1 µs | 0.1 µs | 0.1 µs |
//!
//! Measured with case and diacritics folded on our side only, on a crowded machine (`benches/README.md` says how). A double-array
//! automaton (`daachorse`) searches without tokens: it is the faster one when tokens are not needed and the names are few; it
//! needs six times the room and must be loaded. A finite-state map (`fst`) takes half the room, holds no entries and is slower.
//!
//! # Errors
//!
//! [`Error`] has an [`ErrorCode`], a message that says what was expected and found, and for a source its [`Place`].
//!
//! # Features
//!
//! * `serde`: `Serialize` and `Deserialize` for the values of the vocabulary ([`depeche_text`]).
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

mod ask;
mod atoms;
mod build;
mod compile;
mod contents;
mod entry;
mod error;
mod filter;
mod form;
mod format;
mod fuzzy;
mod gazetteer;
mod inflect;
mod json;
mod kept;
mod layers;
mod matching;
mod memo;
mod mention;
mod node;
mod onset;
mod rows;
mod sense;
mod shared;
mod sort;
mod sources;
mod walk;
mod words;

pub use ask::AskStep;
pub use build::{Duplicates, GazetteerBuilder, MAX_FORM_BYTES, MAX_FORM_WORDS, MAX_WORD_BYTES};
pub use contents::{Contents, Difference};
pub use entry::{Case, Diacritics, Entry, Form, FormOptions};
pub use error::{Error, ErrorCode, Place};
pub use fuzzy::{FuzzySense, MIN_FUZZY_LETTERS};
pub use gazetteer::Gazetteer;
pub use layers::Layers;
pub use matching::{MatchKind, MatchOptions, SearchRoom};
pub use mention::{MAX_LAYERS, Mention, Names};
pub use onset::Onset;
pub use sense::{Entries, EntryKey, EntryView, IdEnd, Senses};
pub use words::{WordMap, WordMapBuilder};

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
