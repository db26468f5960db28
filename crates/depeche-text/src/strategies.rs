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

/// How far rules look, in letters.
const REACHES: &[usize] = &[3, 8, 12, 16, 20, 24, 33, 40, 48, 64, 80, 100, 120, 160, 200, 240, 512];

/// Where a rule looks only so far: `w` stands for white space, `a` for a word, `A` for one with a capital, `t` for words, `T` for
/// words in capitals, each about as long as rules look.
const TEMPLATES: &[&str] = &[
    "On vote.{w}M. {t}. – Le vote",
    "{w}Mme {a}, {t}.{w}– La loi",
    "On vote.{w}LE {T}. — Je lis",
    "{w}Art. 1er, {t}. – Le maire",
    "On vote.{w}\"Non.\"{w}– {t}. - Oui",
    "BREST, 3 nov. ({t}) Le vote",
    "BREST, 3 nov. [{t}.{w}] {A}",
    "{A} J. Le {A} est. Il part",
    "quai {a} B. Le {a} est",
    "Je {a}… {a} dis. {A}… {A}.",
    "Est-ce {t} ? {a} est-il {t} ? Oui",
    "Il part à 22 h.{w}– {a}-elles. {A}",
    "Prix ({t} ; {t}) ; la {a}",
    "Prix ({t} :) et {t} : Le {a}",
    "{A} {t}\n{t} {a}\n{t}\n{A}",
    "{a} {t},\n{A} {t}\r\n{a}",
    "{w}Tableau{w}2.{w}Les {a}",
    "{w}1.2.{w}{A} {t}. Il",
    "Le podium : 1. {t}, 2. {t}, 3. {a}. Il",
    "dis-{a}-le {a}, {a}-{a}-{a}-elle, {a}-t-il.{w}Il",
    "Le {a}. Il {a} ! La {a}.\n\nLe {a} ?{w}« {A} ».{w}Il",
    "\"{t}. {t}. {t}.\"{w}Il {t}.\"{w}Oui",
    "{t} Les {t}. {A} À la {a}",
    "\n{w}18h30{w}Les députés votent\n{w}{w}12.30{w}Le journal est",
    "{w}{A}.{w}il part. ({t}). « {w}{A} ».",
];

/// Text in which something is about as long as a rule looks: a letter more or less, letters of one, two and three bytes and with
/// marks of their own, and long white space. What is counted in two ways shows.
pub fn near_limits() -> impl Strategy<Value = String> {
    let len =
        (select(REACHES), 0..5usize).prop_map(|(reach, more)| reach.saturating_add(more).saturating_sub(2));
    let letter = |letters: &'static str| select(letters.chars().collect::<Vec<_>>());
    let words = prop_oneof![
        4 => letter("abeillé"),
        1 => letter("çœŵ\u{301}’'"),
        1 => letter("  \u{A0}\u{202F}-"),
    ];
    let white = letter("   \u{A0}\u{202F}\t\n\r\u{2028}");
    let parts = vec((len, vec(words, 1..12), vec(white, 1..4)), 8);
    (select(TEMPLATES), parts).prop_map(|(template, parts)| {
        let mut parts = parts.iter().cycle();
        let mut text = String::new();
        let mut pieces = template.split('{');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (kind, rest) = piece.split_at(1);
            if let Some((len, words, white)) = parts.next() {
                let words = || words.iter().cycle().take(*len);
                let word = || words().filter(|&&c| c.is_alphabetic() || c == '\u{301}');
                match kind {
                    // Mostly one space.
                    "w" if *len < 40 => text.push(' '),
                    "w" => text.extend(white.iter().cycle().take(*len)),
                    "a" => text.extend(word()),
                    "A" => text.extend(std::iter::once(&'É').chain(word())),
                    "t" => text.extend(words()),
                    _ => text.extend(words().flat_map(|c| c.to_uppercase())),
                }
            }
            text.push_str(rest.strip_prefix('}').unwrap_or(rest));
        }
        text
    })
}

/// French-looking, hostile, or arbitrary text.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => french_text(), 3 => hostile_text(), 1 => "\\PC{0,40}", 1 => any::<String>()]
}
