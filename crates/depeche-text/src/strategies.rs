//! Generators of text for property tests: French-looking, and hostile.
//!
//! ```
//! use depeche_text::strategies;
//! use proptest::prelude::*;
//!
//! proptest!(|(text in strategies::any_text())| {
//!     prop_assert!(text.is_char_boundary(text.len()));
//! });
//! ```

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

/// How the tests of a law are run: `cases` cases, the same in every run, so that a red run is a change of the code; with
/// the variable `PROPTEST_CASES` as many, new in each run: a search.
///
/// ```
/// use depeche_text::strategies::{config, french_text};
/// use proptest::prelude::*;
///
/// proptest!(config(10), |(text in french_text())| {
///     prop_assert!(text.len() < 10_000);
/// });
/// ```
#[must_use]
pub fn config(cases: u32) -> ProptestConfig {
    // What fails becomes a golden line, not a seed that only this version of the generators reads.
    let standard = ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        standard
    } else {
        ProptestConfig { cases, rng_seed: RngSeed::Fixed(1), ..standard }
    }
}

/// Pieces that French news is made of, each a place where a rule must decide.
const PIECES: &[&str] = &[
    "le",
    "La",
    "accord",
    "président",
    "signé",
    "Arménie",
    "Vladimir",
    "Poutine",
    "Paris",
    "ONU",
    "COP29",
    "été",
    "l'",
    "L’",
    "d'",
    "qu’",
    "jusqu'",
    "aujourd'hui",
    "quelqu'un",
    "prud’hommes",
    "a-t-il",
    "est-ce",
    "dis-le",
    "celui-ci",
    "du",
    "des",
    "aux",
    "auquel",
    "120 000",
    "1\u{202F}200",
    "3,5",
    "10",
    "%",
    "€",
    "20",
    "h",
    "30",
    "1er",
    "XVIe",
    "n°",
    "M.",
    "Mme",
    "Dr.",
    "etc.",
    "av.",
    "J.-C.",
    "p.",
    "S.N.C.F.",
    "J.",
    "cf.",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "…",
    "...",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "-",
    "–",
    "—",
    "’",
    "'",
    "www.exemple.fr",
    "https://a.fr/b?c=d",
    "a@b.fr",
    "#tag",
    "@nom",
    "😀",
    "👨‍👩‍👧",
    "rapport.pdf",
    "01 02 03 04 05",
    "New York",
    "Saint-Étienne",
    "Haut-Karabakh",
    "Le Havre",
];

const GAPS: &[&str] = &[
    " ", " ", " ", " ", " ", "", "\u{00A0}", "\u{202F}", "\n", "\n\n", "  ", "\r\n", "\t", " \n \n",
    "\u{2009}",
];

/// Text that looks like French news, with every sign a rule looks at.
pub fn french_text() -> impl Strategy<Value = String> {
    vec((select(PIECES), select(GAPS)), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// Short text out of the characters that break programs: combining marks, joiners, controls, separators, lone signs.
pub fn hostile_text() -> impl Strategy<Value = String> {
    let sign = select(vec![
        'a', 'A', 'é', 'e', '\u{0301}', '\u{0327}', '\u{200D}', '\u{FE0F}', '\u{FEFF}', '\0', '\u{7F}', '\'',
        '’', 'ʼ', '-', '.', '…', '«', '»', '"', '(', ')', '1', ',', ' ', '\u{A0}', '\u{202F}', '\n', '\r',
        '\t', '\u{2028}', '\u{85}', '🇫', '🇷', '😀', 'ﬁ', 'İ', 'ß', '中', '\u{E000}', '@', '#', ':', '/', '%',
        '°', 'l', 'd', 't', 'M', '0', '_', '*', '=', '<',
    ]);
    vec(sign, 0..48).prop_map(|signs| signs.into_iter().collect())
}

/// French-looking, hostile, or arbitrary text.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => french_text(), 3 => hostile_text(), 1 => "\\PC{0,40}", 1 => any::<String>()]
}
