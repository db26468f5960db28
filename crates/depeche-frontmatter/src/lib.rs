//! Header and body of a document, in every form a French corpus has: nothing is lost, and every field has its place.
//!
//! ```
//! use depeche_frontmatter::{Form, split};
//!
//! let document = split(" date 2024-08 Le fleuve monte à Nantes.\n\nLa Loire a débordé.\n");
//! assert_eq!(document.form(), Form::Bare);
//! assert_eq!(document.date().unwrap().value.to_string(), "2024-08");
//! assert_eq!(document.title().unwrap().value, "Le fleuve monte à Nantes.");
//! assert_eq!(document.body_text(), "La Loire a débordé.\n");
//! ```
//!
//! # When to use it
//!
//! For files that come from many hands: exports of press archives, textometry corpora, content managers, mails, notes.
//! [`split`] takes any text and never fails; a text without a header is a body. For a site of one's own, whose headers
//! are all YAML and all right, a YAML parser alone does as well. Who comes from another front matter library finds its
//! words in [`coming_from`].
//!
//! # Terms
//!
//! A document is *prefix* + **header** + **body** (+ *trailer*, of a Nexis or Factiva export), byte for byte.
//!
//! * *prefix*: a byte order mark and blank lines before the header.
//! * *header*: what is taken off, with its fences and, for the forms made of lines, the blank lines after it.
//! * *matter*: the inside of the header.
//! * *field*: a key and a [`Value`], each with its [`Span`](depeche_text::Span) in the source.
//! * *headline*, *date*: the fields that mean these, whatever they are called (*Titre*, *headline*, `HD`); see
//!   [`Field::canonical`].
//! * *regions*: headline and body, that is the text to analyse.
//!
//! # In three steps
//!
//! [`split`] finds the parts and allocates nothing. [`FrontMatter::metadata`] reads the fields, in order, those that stand
//! twice kept twice. [`FrontMatter::parse`] (feature `serde`) reads them into a type. Then there are
//! [`FrontMatter::edit`], to change fields and nothing else; [`split_many`], for files of many documents;
//! [`read_header`], for streams; [`date`], for what `2024-08` and *mi-août 2024* mean.
//!
//! ```
//! use depeche_frontmatter::split;
//!
//! let source = "Date : 15 août 2024\nTitre : Crue : le point\nMots-clés : crue, Loire\n\nLe fleuve monte.\n";
//! let metadata = split(source).metadata();
//! let keywords = metadata.get("keywords").unwrap();
//! assert_eq!(keywords.key.value, "Mots-clés");
//! assert_eq!(keywords.value.span.of(source), "crue, Loire");
//! ```
//!
//! # The grammar
//!
//! `ws` is a space, a tab or a no-break space; `eol` is LF, CR LF or CR; a known key is found whatever its case and
//! accents. The forms are looked for in this order, at the first line that is not blank:
//!
//! ```text
//! yaml     = "---" [ws] ["yaml" / "yml"] [ws] eol *(line eol) ("---" / "...") [ws] eol
//! toml     = ("+++" / "---toml") [ws] eol *(line eol) fence [ws] eol       not inside """ or '''
//! json     = "{" … "}" [ws] eol / (";;;" / "---json") [ws] eol *(line eol) fence [ws] eol
//! comment  = "<!--" [ws] eol (yaml / toml / json / *(line eol)) "-->" [ws] eol        lines: of a mapping, dated
//!                                                                          or with two known keys
//! nexis, factiva                                                           only with Options::profiles
//! org      = 1*("#+" key ":" [ws] value eol) *blank-line
//! pandoc   = "% " title eol ["% " authors eol ["% " date eol]] blank-line
//! starred  = "****" 1*(1*ws "*" key ["_" value]) eol
//! angle    = 1*(1*("<" key "=" value ">" [ws]) eol)                        the first key known
//! keyvalue = [slug eol *blank-line] 1*(key [ws] ":" [ws] value eol *(ws continuation eol))
//!            (blank-line / end / text-key [ws] ":" eol)                    text-key: "texte" / "corps" / "body" …
//! bare     = 0*3ws ["*"] date-field *([mark] ws field) [ws headline] eol *blank-line
//!          / 1*(field eol) *blank-line                                     one of them a date-field
//! field    = known-key (ws / [ws] (":" / "=") [ws] / "_") value
//! mark     = "|" / "," / ";" / "–" …                                       between fields that have a sign
//! ```
//!
//! ## What is not a header
//!
//! * `---` before text that cannot be a mapping is a line between paragraphs (`FM-W04`). So is `---`, a blank line and a
//!   paragraph, even with a colon in it; and so are *Il a dit : « oui ».* alone and *Note : …* with a paragraph after it.
//! * A comment of HTML is one, unless all its lines are of a mapping that has a date, or two known keys.
//! * A `keyvalue` block needs a known key with a date that exists, or two known keys: *Question : … Réponse : …* is an
//!   interview. A slug before it, in capitals or of an embargo, needs a date and a title after it: a headline is text.
//! * A `bare` header needs a date that exists, a boundary after it, and for a year alone no small letter behind:
//!   *Date limite : 15 août*, *date 2024 fut une année de crue*, `date 2024-13` and `2024-08Le` are text. The last two
//!   are said (`FM021`, `FM020`).
//! * A headline of more than 300 characters is the text itself.
//!
//! ## YAML, as it is written
//!
//! The core schema of YAML 1.2: `oui`, `no` and `yes` are text, a number with a zero before it is text. Two things that
//! are not YAML are read all the same, with a warning and the change that mends them: `titre: Ukraine : le point`
//! (`FM008`) and a no-break space before the colon (`FM-W02`). Of a header that is wrong elsewhere the other entries are
//! still read.
//!
//! # Guarantees
//!
//! * **Lossless.** The parts are the source; the body is never trimmed and never changed, nor its line ends.
//! * **Total.** No input makes anything here panic. `unsafe` is forbidden.
//! * **Placed.** Every span is on `char` boundaries of the source and inside its parent; lines and columns are of the file.
//! * **Bounded.** A header is looked for in the first 64 KiB ([`Limits`]); an alias bomb, 50 000 brackets, thousands of
//!   levels or an unclosed fence before a gigabyte cost milliseconds and less than 2 MB, and a diagnostic says what it was.
//! * **Round trip.** What [`FrontMatter::edit`] writes is read back before it counts; a date is written as it is read.
//! * **Deterministic.** No clock, no locale, no `---js`: a header is never run.
//!
//! # Untrusted input
//!
//! Any text may be given to anything here. What it may cost is bounded, and `tests/hostile.rs` holds each bound with an
//! allocator that counts and a clock of CPU time:
//!
//! | of | bound |
//! |---|---|
//! | a header | 64 KiB; what is longer is text (`FM016`), and a body of a gigabyte is not looked at |
//! | levels of nesting | 64 (`FM011`), of YAML, TOML and JSON alike; no recursion goes deeper |
//! | values, those of aliases counted each time | 20 000 (`FM010`): an alias is never expanded beyond it |
//! | time for one header, whatever is in it | 5 ms in an optimised build; the dearest known, 9 000 fields on one bare line, takes 3 |
//! | memory for one header | 2 MB, and 400 bytes for each diagnostic: the first 32 and the errors |
//! | memory of [`split`] on a header that is as it should be | none |
//! | blank lines before or after a header | looked at once each |
//! | an export of an archive, when one is asked for | its header as all; its body once, for the next document; 4 096 fields after it |
//!
//! All of it but `depth` and the recursion is a field of [`Limits`]. A header is data: nothing in it is run, opened or
//! fetched (`---js` is refused, `FM012`).
//!
//! # Errors
//!
//! A [`Diagnostic`] has a stable [`Code`], a severity, a place, a message, and often a [`Fix`]; [`Diagnostic::render`]
//! shows it with carets. They never stop [`split`] and [`FrontMatter::metadata`]; [`FrontMatter::checked`] and
//! [`FrontMatter::parse`] make an [`Error`] of the first that is one ([`Options::strict`]: of warnings too).
//!
//! # Features
//!
//! | feature | default | what it adds | crates |
//! |---|---|---|---|
//! | `yaml` | yes | the whole of YAML; flat headers are read without it | granit-parser and two small ones |
//! | `toml` | | TOML headers | toml, without serde |
//! | `serde` | | [`FrontMatter::parse`], [`FrontMatter::summary`], dates in serde | serde |
//! | `jiff`, `chrono`, `time` | | conversions of dates that refuse to make up what is not known | each its own |
//! | `miette` | | [`Diagnostic`] as a diagnostic of miette | miette |
//!
//! A header whose format is not compiled in is split all the same, and says so (`FM019`).
#![forbid(unsafe_code)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
// Its pages name what this build may be without.
#![cfg_attr(not(feature = "serde"), allow(rustdoc::broken_intra_doc_links))]
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
pub mod coming_from;
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

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
