//! The law *exact*, for tokens: what the crate cuts is what the plain reference cuts.

mod reference;

use depeche_segment::Segmenter;
use depeche_text::{Passage, TokenKind, strategies};
use proptest::prelude::*;
use reference::Piece;
use std::collections::BTreeSet;

/// The tokens the crate finds, without the model of *des*, as pieces.
fn found(segmenter: &Segmenter, text: &str) -> Vec<Piece> {
    let tokens = segmenter.tokens(Passage::new(text));
    let piece = |token: depeche_text::Token| Piece {
        span: token.span(),
        kind: token.kind(),
        contraction: token.contraction(),
    };
    tokens.into_iter().map(piece).collect()
}

fn without_models() -> Segmenter {
    Segmenter::builder().models(None).build()
}

/// Where the two lists first differ, with the text there.
fn difference(text: &str, found: &[Piece], expected: &[Piece]) -> Option<String> {
    if found == expected {
        return None;
    }
    let at = found.iter().zip(expected).take_while(|(a, b)| a == b).count();
    let show = |pieces: &[Piece]| {
        let piece = |p: &Piece| format!("{:?} {} {}", p.span.of(text), p.kind, p.contraction);
        pieces.iter().skip(at).take(4).map(piece).collect::<Vec<_>>().join(" ¦ ")
    };
    Some(format!("found    {}\nexpected {}", show(found), show(expected)))
}

#[test]
fn seeds_and_golden_lines_equal_the_naive_reference() {
    let segmenter = without_models();
    let golden =
        include_str!("data/tokens.txt").replace('¦', "").replace('⍽', "\u{A0}").replace('⎵', "\u{202F}");
    let mut texts: Vec<(String, String)> =
        golden.lines().map(|line| (line.to_owned(), line.replace('⏎', "\n"))).collect();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds")).unwrap() {
        let path = entry.unwrap().path();
        texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    }
    let mut rules = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, text) in &texts {
        let (expected, used) = reference::tokens(text);
        rules.extend(used);
        wrong.extend(difference(text, &found(&segmenter, text), &expected).map(|d| format!("{name}\n{d}")));
    }
    assert!(wrong.is_empty(), "{} of {} texts:\n{}", wrong.len(), texts.len(), wrong.join("\n"));
    let all: BTreeSet<_> = reference::numbers_of_rules().collect();
    assert_eq!(rules, all, "a rule that nothing here asks for is not compared");
}

/// Words, figures and signs out of which every rule is made, glued in any order: each rule at its edges.
const EDGES: &[&str] = &[
    // T1, T2, T3
    "accord",
    "été",
    "e\u{301}te\u{301}",
    "É",
    "E\u{301}",
    "étudiant·es",
    "l",
    "L",
    "qu",
    "jusqu",
    "Lorsqu",
    "quelqu",
    "O",
    "s",
    "n",
    "aujourd",
    "hui",
    "c'est-à-dire",
    "rendez-vous",
    "r&b",
    "R&D",
    "un",
    "une",
    "on",
    "rock",
    "roll",
    "chefs-d",
    "œuvre",
    "~",
    "_",
    "&",
    // T4
    "parle",
    "a",
    "est",
    "était",
    "ce",
    "C'est",
    "jour",
    "vas",
    "dis",
    "donnez",
    "-t-il",
    "\u{2011}t\u{2011}elle",
    "-t-y",
    "-il",
    "-ce",
    "-ci",
    "-là",
    "-la\u{300}",
    "-le",
    "-la",
    "-les",
    "-moi",
    "-en",
    "-y",
    "-lui",
    "-vous",
    "-nous",
    "-dit",
    "celui",
    "chez",
    "tout-en-un",
    // T5 to T9, T18
    "0",
    "01",
    "1",
    "12",
    "120",
    "000",
    "2024",
    "1939",
    "3,5",
    "1.8.2",
    "01 23 45 67 89",
    "01.23.45.67.89",
    "+",
    "±",
    "\u{2212}",
    "+/-",
    "km",
    "m²",
    "h",
    "h30",
    "H",
    "min",
    "°",
    "°C",
    "%",
    "er",
    "e",
    "ème",
    "ie\u{300}me",
    "nd",
    "XVIe",
    "Ier",
    "I",
    "V",
    "X",
    "LXXXVIIIième",
    "Ce",
    "IIb",
    "GPIIb",
    "IIIa",
    "H/C",
    "½",
    "Ⅷ",
    "CEE",
    "D",
    // T10, T11, T12, T16
    "M",
    "J",
    "B",
    "C",
    "U",
    "Dr",
    "Mme",
    "etc",
    "p",
    "art",
    "vol",
    "ill",
    "al",
    "et",
    "av",
    "c-à-d",
    "II",
    "quai",
    "vitamine",
    "Karim",
    "Le",
    "Clézio",
    "Il",
    "Dupont",
    "n°",
    "N°s",
    "S.N.C.F.",
    "J.-C.",
    "U.S.A",
    "É.",
    // T13, T15, signs
    "...",
    "--",
    "…",
    "😀",
    "🇫",
    "🇷",
    "🏽",
    "👨\u{200D}👩",
    "\u{200D}",
    "\u{FE0F}",
    "\u{301}",
    "\u{AD}",
    "«",
    "»",
    "“",
    "§",
    "€",
    "\u{200B}",
    // T14, T17
    "http",
    "https://",
    "www",
    "www.",
    "exemple",
    "fr",
    "com",
    "pdf",
    "txt",
    "@",
    "#",
    "/",
    "?a=b",
    "(s)",
    "(e)",
    "(trice)",
    "(",
    ")",
    "du",
    "Des",
    "AUX",
    "auxquelles",
    "audit",
    "desdites",
    // Whole, where one rule gives way to another
    "2000/2006",
    "14/07/2024",
    "1/10 000",
    "92/42/CEE",
    "5km-",
    "1.8. de",
    "1.8.2. de",
    "1234 567",
    "12 345 6789",
    "U.S.A x",
    "II/IIIb",
    "Ia/IIb/IIIa",
    "I/II",
    "A/B/12",
    "quai B. Le",
    "quai B. Dupont",
    "quai B. Oui",
    "J. Le Clézio",
    "Karim B. Le Havre",
    "-01 23 45 67 89",
    "(-1,5",
    "fémur-1,5",
    "Diallo et al. ont",
    "3D.fr",
    "a+b.fr",
    "a+b@c.fr",
    "x@y",
    "dis-le-moi",
    "va-t-en",
    "p. XII",
    "p. A.",
    "co. de",
    "M. a",
    "a.b",
    "20-minutes.fr",
    "exemple.fr/@nom",
    "http://a.fr/b_(c)",
    "1'200.-",
    "5.–",
    "3.- Le",
    "K., a",
    "c.-à-d.",
    "ex-P.-D.G.",
    "J.-Jacques-Rousseau",
    "donne-m'en",
    "va-t'en",
    "-l'y",
    "étudiant.e.s",
    "directeur.rice",
    "un.e",
    "ami(e)(s)",
    "+33 1 23 45 67 89",
    "+33123456789",
    "0032 2 555 12 34",
    "+32 (0)2 555 12 34",
    "022 345 67 89",
    "02 555 12 34",
    "0475/12.34.56",
    "514 555-1234",
    "1 800 555-1234",
    "+1 250 000 000",
    "M.\nBa",
    "Ph.",
    "Ch. Le",
    "Cl.  Ba",
    "s.v.p.",
    "a.p",
    "art.\n3",
    "etc. – puis",
    "Roy c. Suisse",
    "Esp) b. N",
    "A. v. Nadal",
    "c. la",
    "c.",
    "v. 1450",
    "c. à s. de",
    "à",
    "c.à.d.",
    "civ. I, n",
    "J-P. Morel",
    "Jean-Ch. Le",
    "Marie-F",
    "apr. J.-C. Les Romains",
    "S.A. La B.",
    "(#",
    "#8mars",
    "#20h",
    "tiens-le-toi",
    "a-t'il",
    "PM2.5",
    "PM2,5",
    "v2.0",
    "14h30-16h",
    "8 h-12 h",
    "5 000e",
    "⁻¹",
    "²⁺",
    "Ph.D.",
    "LL.M",
    "p.-d.g.",
    "m.-t. ",
    "iel.s",
    "prof. Il",
    "DR. Le",
    "CF. Il",
    "MM. Le Gall",
    "DR. LE",
    "prof. Diallo",
    "BD. Le",
    "12 mm. Le",
    "mm. Roy",
    "L. 2121-29",
    "art. R. 1939-1945",
    "m'as-tu-vu",
    // Gaps
    ".",
    ".",
    ".",
    ",",
    "'",
    "'",
    "’",
    "-",
    "-",
    "\u{2011}",
    ":",
    ";",
    "!",
    "?",
    "\"",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\u{A0}",
    "\u{202F}",
    "\n",
    "\u{FEFF}",
    // T2, T9, T11, T13, T15: names with an apostrophe, signs at the end of names, faces
    "N",
    "M",
    "Djamena",
    "Ñandu",
    "h",
    "C",
    "JP",
    "+",
    "++",
    "#",
    "''",
    "``",
    " :",
    ":-)",
    ";)",
    "D",
    "(",
];

/// Each edge before each, glued and parted.
#[test]
fn every_pair_of_edges_equals_the_naive_reference() {
    let segmenter = without_models();
    for first in EDGES {
        for gap in ["", " "] {
            let text: String = EDGES.iter().flat_map(|second| [first, gap, second, "\n"]).collect();
            let difference = difference(&text, &found(&segmenter, &text), &reference::tokens(&text).0);
            assert!(difference.is_none(), "{first:?}\n{}", difference.unwrap_or_default());
        }
    }
}

fn edges() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(EDGES), 0..60).prop_map(|pieces| pieces.concat())
}

/// What the reference found: a mark belongs to the token before it, a kind is the same in both normal forms.
#[test]
fn marks_change_no_kind() {
    let segmenter = without_models();
    for (text, kind) in [
        ("C.F.\u{301}", TokenKind::Acronym),
        ("01 23 45 67 89\u{301}", TokenKind::Phone),
        ("élu(e)\u{301}", TokenKind::Word),
        ("+/-\u{301}", TokenKind::Symbol),
        ("°C\u{301}", TokenKind::Symbol),
        ("Inde", TokenKind::Word),
        ("Vers", TokenKind::Word),
        ("Ier", TokenKind::Ordinal),
        ("Ire", TokenKind::Ordinal),
        ("IInde", TokenKind::Ordinal),
        ("LXXXVIIIième", TokenKind::Ordinal),
        ("LXXXVIIIie\u{300}me", TokenKind::Ordinal),
    ] {
        let pieces = found(&segmenter, text);
        let kinds: Vec<_> = pieces.iter().map(|piece| (piece.span.of(text), piece.kind)).collect();
        assert_eq!(kinds, [(text, kind)]);
    }
    let after_stop = found(&segmenter, "S.N.C.F.\u{301}12 345 a");
    assert_eq!(
        after_stop.len(),
        4,
        "figures after a stop are no group of three, with or without a mark on the stop"
    );
    assert_eq!(found(&segmenter, "mot-a-\u{301}quai ").len(), 3, "a hyphen with a mark joins nothing");
    for [composed, apart] in
        [["quai É.", "quai E\u{301}."], ["가.a", "\u{1100}\u{1161}.a"], ["fé-le-moi", "fe\u{301}-le-moi"]]
    {
        let kinds = |text| found(&segmenter, text).iter().map(|piece| piece.kind).collect::<Vec<_>>();
        assert_eq!(kinds(composed), kinds(apart), "{composed}");
    }
}

proptest! {
    #![proptest_config(strategies::config(256))]

    /// The law *exact*, for T1 to T18 and W1.
    #[test]
    fn tokens_equal_the_naive_reference(text in prop_oneof![3 => edges(), 1 => strategies::any_text()]) {
        let (expected, _) = reference::tokens(&text);
        let difference = difference(&text, &found(&without_models(), &text), &expected);
        prop_assert!(difference.is_none(), "{text:?}\n{}", difference.unwrap_or_default());
    }
}
