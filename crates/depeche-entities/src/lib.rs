//! Named entities of French texts, by gazetteer and rules: people, places, organisations, events, demonyms, with canonical
//! ids, links between mentions, and an honest confidence.
//!
//! ```
//! use depeche_entities::{Rule, Tagger};
//! use depeche_text::{EntityType, Sentence, Span, Token, TokenKind};
//!
//! // Tokens and sentences come from any tokenizer; `depeche-segment` is the one of this house.
//! let source = "Le président russe Vladimir Poutine est à Erevan ; Poutine repart mardi .";
//! let mut at = 0;
//! let tokens: Vec<Token> = source
//!     .split(' ')
//!     .map(|word| {
//!         let span = Span::new(at, at + word.len());
//!         at = span.end() + 1;
//!         let letters = word.chars().all(char::is_alphabetic);
//!         Token::new(span, if letters { TokenKind::Word } else { TokenKind::Punctuation })
//!     })
//!     .collect();
//! let sentences = [Sentence::new(Span::new(0, source.len()), 0..tokens.len())];
//!
//! let tagger = Tagger::french();
//! let mentions = tagger.tag(source, &tokens, &sentences);
//! let names: Vec<&str> = mentions.iter().map(|mention| mention.span().of(source)).collect();
//! assert_eq!(names, ["russe", "Vladimir Poutine", "Erevan", "Poutine"]);
//!
//! // A demonym has the id of its country.
//! assert_eq!(mentions[0].kind(), EntityType::DEMONYM);
//! assert_eq!(tagger.id(&mentions[0]).as_deref(), Some("iso:RU"));
//! // The surname alone is the person named in full before.
//! assert_eq!(mentions[3].chain(), mentions[1].chain());
//! assert_eq!(mentions[3].rule(), Rule::Memory);
//! ```
//!
//! # When to use it
//!
//! On news and on what is written like news, where it is about as right as small statistical models are, at a thousand times
//! their speed, without a model to load, and says which country, town or party is meant. Not on texts of other languages,
//! nor on lower-case chat; and it knows no name that neither its list nor the words around it betray.
//!
//! # How it reads
//!
//! 1. **Spans are proposed**: names of the gazetteer at their token edges, runs of capitals with particles and initials,
//!    heads with what belongs to them (*ministère de la Santé*, *lac Léman*, *Coupe du monde*), acronyms beside their full
//!    name, titles between quotation marks. A bounded number at each word.
//! 2. **Evidence is weighed**: what the words are (first name? common word?), what shape they have, what stands before and
//!    after, whether the document speaks of sport or of firms. Each thing seen adds to the score of each type; the scores become probabilities against "no name". The weights
//!    are set by hand; small changes to them, learned from texts named in `data/tagger.weights`, are added.
//! 3. **One reading is chosen** for each sentence by dynamic programming: the set of spans without overlap that explains most
//!    words most surely. The result does not depend on the order of rules.
//! 4. **The document is remembered**: surnames and short names after the full ones and before them, the same word seen in a
//!    clearer place, lists of names of one type; sentences that learn from it are read again.
//! 5. **Mentions are linked** into chains. Persons who share a surname stay apart.
//!
//! A town that stands for its government stays the place it is; for its club, it is the club where the words beside it are
//! those of a game: *\[Lens\] a renversé \[Rennes\]*.
//!
//! # Terms
//!
//! * **Mention**: a name in the text, with its [span](Mention::span) and its [outer span](Mention::outer), which holds title
//!   or generic noun too.
//! * **Chain**: the mentions of one document that name one thing.
//! * **[`Rule`]**: E1 to E18, what decided; [`Tagger::explain`] says it in a line.
//! * **[`Profile`]**: how sure a mention must be.
//! * **Confidence**: the probability that span and main type are right, calibrated by what speaks for the mention: of the mentions
//!   with 0.8, about eight in ten are.
//!
//! # Guarantees
//!
//! Mentions are in order, do not overlap, and stand on token edges. The result depends on tokens and text alone: not on
//! threads, not on machine, not on what was tagged before. It is blind to the form of apostrophes and spaces and to the
//! normal form of Unicode. Time and memory grow with the number of tokens: no text makes it slow. Nothing panics.
//!
//! # Names of your own
//!
//! ```
//! use depeche_entities::Tagger;
//! use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
//!
//! let mut builder = GazetteerBuilder::new();
//! builder.read_tsv("own:1\tORG:customer\tValtomer\t\t200\n", None)?;
//! let file = builder.compile()?;
//! // Over the built-in names; `without_built_in()` leaves those out.
//! let tagger = Tagger::builder().gazetteer(Gazetteer::open(&file)?).build()?;
//! # let _ = tagger;
//! # Ok::<(), depeche_gazetteer::Error>(())
//! ```
//!
//! # Untrusted input
//!
//! Total for any tokens and sentences, also those that are not of the text. A span that is looked at has at most 14
//! tokens, a word has a bounded number of them, and what a document remembers grows with its names: a million mentions
//! of one surname are linear work. Eight times the text takes less than twenty times as long on some ninety attacks, and less
//! than 400 bytes of memory for each byte: the tests *linear* and *memory* of `depeche`; the fuzz target `entities`.
//!
//! # Errors
//!
//! Only [`TaggerBuilder::build`] can fail, when more gazetteers are laid over each other than the engine allows.
//!
//! # Features
//!
//! * `names` (default): the built-in names and words of `depeche-names`. Without it the rules still work, with the user's
//!   gazetteers or with none.
//! * `serde`: `Serialize` for rules, profiles, gender and number.
//!
//! Dates and amounts are not found here: the grammar of dates is that of `depeche-frontmatter`, and the facade `depeche`
//! joins the two.
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

mod acronym;
mod beside;
mod chains;
mod class;
mod confidence;
mod cues;
mod ending;
mod evidence;
mod explain;
mod fame;
mod feature;
mod house;
mod joint;
mod key;
mod kind;
mod lands;
mod lexicon;
mod mark;
mod memo;
mod memory;
mod mention;
mod pair;
mod profile;
mod propose;
mod reading;
mod rule;
mod sense;
mod site;
mod span;
mod stand;
mod tagger;
mod title;
mod unknown;
mod weights;
mod word;

pub use explain::Explanation;
pub use mention::{Chain, Form, Gender, Mention, Mentions, Number};
pub use profile::Profile;
pub use rule::Rule;
pub use tagger::{Ablation, Observation, Scratch, Tagger, TaggerBuilder};
