//! French sentences, tokens and words, as exact byte spans.
//!
//! ```
//! use depeche_segment::Segmenter;
//! use depeche_text::Passage;
//!
//! let source = "M. Diallo parle-t-il du prix des 120 000 billets ? Oui, à 20h30.";
//! let segments = Segmenter::french().annotate(Passage::new(source));
//! let tokens: Vec<&str> = segments.tokens.iter().map(|token| token.span().of(source)).collect();
//! assert_eq!(tokens[..9], ["M.", "Diallo", "parle", "-t-il", "du", "prix", "des", "120 000", "billets"]);
//! assert_eq!(segments.sentences.len(), 2);
//! // A multiword token is one token and two words; the text is never changed.
//! assert_eq!(segments.tokens[4].words(), Some(["de", "le"]));
//! ```
//!
//! # When to use it, and when not
//!
//! For French prose as it arrives: news, encyclopaedias, reports, letters, in either normal form, with any apostrophe and
//! any space. Not for other languages, and not where a treebank of your own is large enough to train a parser on: a neural
//! one finds a few more of the headings that no line end sets apart.
//!
//! # Terms
//!
//! A *token* is a span of the source; a *word* is what grammar counts: *du* is one token and two words, without offsets of
//! their own. A *border* is where a sentence ends. A *profile* says what a sentence is ([`Profile`]), a *newline policy*
//! what the end of a line means ([`Newlines`]).
//!
//! # Guarantees
//!
//! The laws of the house, each with a property test of its name: lossless (only white space stands between tokens,
//! sentences hold all tokens), total (nothing fails on a text), whole, placed, blind to normal form and to typography,
//! exact ([`Segmenter::sentences`] has the borders of [`Segmenter::annotate`]), deterministic. Time is linear in the text,
//! memory is twelve bytes a token; [`Segmenter::annotate_into`] keeps its buffers.
//!
//! # The token rules
//!
//! | | what | French |
//! |---|---|---|
//! | T1 | letters of any script, joined by single hyphens, apostrophes, middle dots | `arc-en-ciel`, `étudiant·es` |
//! | T2 | elided words are tokens with their apostrophe, names before a consonant are whole | `l'¦accord`, `jusqu'¦ici`, `N'Djamena` |
//! | T3 | exceptions, a list | `aujourd'hui`, `c'est-à-dire`, `l'on` |
//! | T4 | clitics are cut at their hyphen, compounds are not | `a¦-t-il`, `dis¦-le`, `donne¦-m'¦en`, `a¦-t'il`, `celui-ci`, `rendez-vous` |
//! | T5 | numbers with their groups, decimals and sign, round prices | `120 000`, `3,5`, `-1,5`, `1'200.-` |
//! | T6 | units and signs stand apart | `10¦%`, `5¦km`, `9¦°C` |
//! | T7 | times, from and to | `20¦h¦30`, `14¦h¦30¦-¦16¦h` |
//! | T8 | ordinals | `1er`, `XVIe`, `5 000e` |
//! | T9 | ranges, dates, fractions, section numbers, codes | `2000-2006`, `14/07/2024`, `GPIIb/IIIa`, `A/H1N1`, `PM2.5`, `v2.0.1`, `Canal+`, `C#` |
//! | T10 | abbreviations keep their stop, by class; before a comma every word does | `M.`, `p.¦12`, `etc.¦et`, `c.-à-d.`, `s.v.p.`, `Perinçek¦c.¦Suisse`, `c.¦à¦s.¦de¦sel` |
//! | T11 | initials keep theirs, section letters do not | `J.¦Dupont`, `Ph.¦Dupont`, `J-P.¦Dupont`, `JP.¦Dupont`, `(¦É.¦)`, `quai¦B¦.` |
//! | T12 | dotted acronyms, degrees, shortened first names | `S.N.C.F.`, `U.S.A.`, `ex-P.-D.G.`, `Ph.D.`, `J.-Jacques` |
//! | T13 | runs of dots and of hyphens, quotation marks of a typewriter | `...`, `--`, `''` |
//! | T14 | addresses, handles, hashtags, files | `www.exemple.fr`, `@nom`, `#COP29`, `#8mars`, `notes.v2.txt`, `20-minutes.fr` |
//! | T15 | emoji, whole, and faces of signs | `👨‍👩‍👧`, `:-)` |
//! | T16 | `n°` | `n°¦3` |
//! | T17 | optional endings | `élu(e)s`, `ami(e)(s)`, `étudiant.e.s` |
//! | T18 | phone numbers | `01 23 45 67 89`, `022 345 67 89`, `514 555-1234`, `+32 2 555 12 34` |
//! | W1 | contractions are two words | `du`: *de* + *le*; `auxquelles`: *à* + *lesquelles* |
//! | W2 | *des* is two words or one, by weights, with its probability | `le prix des fruits`, `manger des fruits` |
//!
//! # The sentence rules
//!
//! [`Segmenter::explain`] tells which of them made or refused a border; their reasons are [`Rule::reason`].
//!
//! | | what | French |
//! |---|---|---|
//! | S1 | line ends, by policy | a blank line always; `- du sel⏎- du poivre` |
//! | S2 | `;` and `:` | `gris ; la mer`, `un obstacle : Nous partons`: a border in [`Profile::Ud`] alone, and not in brackets |
//! | S3 | the last mark of a run | `Tu pars ?!‖ Reste.` |
//! | S4 | cuts in quotations | `La ville [...] dormait.` |
//! | S5 | abbreviations that never end, but for words | `M. Dupont`, `art. L. 123`, `mon prof.‖ Il part` |
//! | S6 S7 | initials, acronyms | `B. Lemoine`, `La S.N.C.F. annonce` |
//! | S8 | abbreviations that may end | `hab.‖ La ville`, `3 nov. (AFP) – La crue`, `Bull. civ. I, n° 45` |
//! | S9 | numbers and letters of headings, items, captions; who speaks | `2.3. Durée`, `b. Le délai`, `Tableau 2. Les prix`, `LE MAIRE. – Je` |
//! | S10 | ellipses | `Elle attendit...‖ Personne`, `Je… Je ne sais pas` |
//! | S11 S12 | exclamations, questions | `Qui est-ce ?‖ comment le sait-on ?`, `Yahoo! News` |
//! | S13 S14 | full stops | `arrive.‖ Il part` |
//! | S15 S16 | a missing space, no space | `Il pleut.‖On rentre.`, `3 €.‖Elle paie.`, `3.5` |
//! | S17 S18 | the last mark; a small letter goes on | `Que faire ? se demandait-il.` |
//! | S19 | a small subject after a full word | `lundi prochain.‖ on s'y retrouve` |
//! | S20 | headings without a mark, by rule or by weights | `Références‖ Le site`; `la liste Un nouveau souffle` |
//!
//! Quotes and brackets pair over a few sentences only: an unbalanced quote never swallows text.
//!
//! # What each part gives
//!
//! F1 on the development parts of Universal Dependencies French, raw text on one line; the weights were trained **without**
//! the treebank they are measured on, and with the sentences of `training/des.txt`, which were written for W2. A token rule is
//! taken away by undoing what it does; a sentence rule, by giving its gaps to the plainest rule there is: a stop, white space,
//! then a capital or a figure. ParTUT, which may not be used commercially, is measured with and never trained on. What the
//! command below printed:
//!
#![doc = include_str!("../ABLATION.md")]
//!
//! # Untrusted input
//!
//! Total: no text makes anything here panic. Nothing nests: quotation marks pair over a few sentences, every look ahead and
//! back has an end. On some ninety attacks (one sign repeated, a quotation that never closes, one word of megabytes) eight times
//! the text takes less than twenty times as long, and the whole document less than 400 bytes of memory for each byte of
//! text: the tests *linear* and *memory* of `depeche`, which have a strict form up to 10 MB. The fuzz target `segment` compares
//! the fast paths with the whole.
//!
//! # Errors
//!
//! Segmenting has none. [`InvalidList`] and [`InvalidModels`] tell of the line of a file that cannot be read.
//!
//! # Features
//!
//! * `serde`: for the value types of `depeche-text`.
//! * `train`: the trainer of the weights.
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
mod cuts;
mod direct;
mod elision;
mod features;
mod figures;
mod headings;
mod hyphens;
mod key;
mod known;
mod lanes;
mod lexicon;
mod lines;
mod model;
mod numbered;
mod openers;
mod phrases;
mod plain;
mod profile;
mod rule;
mod segmenter;
mod sentences;
mod sight;
mod sign;
mod stops;
mod sums;
mod tokens;
#[cfg(feature = "train")]
pub mod training;
mod word;
mod words;

pub use lexicon::{Abbreviation, InvalidList};
pub use lines::Newlines;
pub use model::{InvalidModels, Models};
pub use profile::Profile;
pub use rule::Rule;
pub use segmenter::{Explanation, Segmenter, SegmenterBuilder, Segments};

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
