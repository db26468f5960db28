//! The plain walk held against the rules.

use crate::class::Text;
use crate::lexicon::Abbreviation;
use crate::segmenter::Segmenter;
use crate::tokens::{Event, Sink, tokens_by};
use depeche_text::{Passage, Token, strategies};
use proptest::prelude::*;

/// Words and signs in the places where the plain walk decides.
pub(crate) fn near_plain() -> impl Strategy<Value = String> {
    let words = prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>());
    let signs = prop::sample::select(SIGNS.to_vec());
    // What comes first moves everything in its windows.
    let shift = prop_oneof![Just(0), 0usize..80].prop_map(|len| {
        let mut head = "mot ".repeat(len / 4);
        head.push_str(&"a".repeat(len % 4));
        head
    });
    (shift, prop::collection::vec((words, signs), 0..40)).prop_map(|(head, pieces)| {
        head + &pieces.into_iter().flat_map(|(word, sign)| [word, sign]).collect::<String>()
    })
}

const WORDS: &str = "a est rendez répond éveille ouï là vous nous je lui en y elles fut disent parlez G20 m2 x2y \
    le du Des AUX auxquelles desquels audit été É e\u{301}te\u{301} Il IV XIXe Ve Ce l L qu jusqu quelqu on \
    ON est c C t il là la\u{300} moi Saint Ours prés paragr M Mme etc anticonstitutionnellement www http 1 12 120 000 2024 \
    01 3 h H er e es ère e\u{300}re nd ŗ × abcdefgh abcdefghi Ville Vie Vélo Inde Venie\u{300} Xer XXVIIIeme XVIIIeme \
    capitale République jurispr c-à-d CCCXXVIIIes Ième Ie\u{300}me Vième LXe Ire IXX VIIIIIII VIIIIIIII être e\u{302}tre état État vingt deux œuvre océan dire \
    aujourd hui chef d hors hydr re\u{301}f réf éd E\u{301}d ÉD av J C av. J.-C p. pp fig univ al et km s a º ² C2 T1 ¹⁸ ñ \
    Ñandu ÿ Œuv œuv 18h 18h30 20H00 21e 1er 2es 3nd 1ère 2.000 37'000 6'17 1.2.3 01.23 01 12,5 0,5 0.5 0.25 0032 0032255512 0475 022 345 67 89 555 1234 lt col K 30-20h \
    A B ex bb etc art vol vol. II ill 2010-2015 5,25-5,50 2006-08-07 514-555-1234 1-800 9-10 #qc #qc2022 O prud homme inch Allah \
    c v civ I, à a\u{300} d. J-P Jean-Ch Marie-F Jos apr PM2 PM2,5 v2.0 14h30-16h 14h30-14h30-16h30 8h05-9H -9h J-P \
    5\u{A0}000e ⁻¹ -toi -t'il Ph.D. p.-d.g. #8mars prof mm bd DR CF Le MM L. 2121-29 \
    À Jean-Jos Marie-Guill J-Chr Évans t 1.514 555-1234 E\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} \
    N'Djamena M'Baye C'hoat n N ch C+ C# JP JP. JM. (É.) '' `` :-) ;) :D";
const SIGNS: [&str; 90] = [
    " :-) ",
    " ;)",
    "''",
    "``",
    "++",
    ".) ",
    "\\",
    " ^",
    " ~ ",
    " `",
    "\u{B}",
    " \u{C}",
    " ",
    " ",
    " ",
    " ",
    " ",
    "",
    "",
    ".",
    ". ",
    ".\n",
    ",",
    ", ",
    "'",
    "'",
    "’",
    "-",
    "-",
    "(",
    ")",
    " (",
    ") ",
    "/",
    ":",
    ": ",
    "; ",
    "!",
    "? ",
    "…",
    "… ",
    "\u{A0}",
    "\u{202F}",
    "\u{2009}",
    "«",
    "»",
    "« ",
    "\u{A0}»",
    " – ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\"",
    "\" ",
    "%",
    " %",
    "\u{AD}",
    "\u{301}",
    "\u{30F}",
    "\u{345}",
    "&",
    " <",
    "> ",
    "{",
    "$",
    " *",
    "=",
    " '",
    "@",
    "_",
    "°",
    " °C ",
    "#",
    "# ",
    "€",
    " € ",
    ".”",
    ".»",
    "•",
    "\u{200D}",
    ". « ",
    ".\n\n",
    ". \"",
    " -, ",
    " (",
    "\u{A0}°C. ",
    " °",
    " #",
    "\n#",
];

fn cut(text: &str, segmenter: &Segmenter, plain: bool) -> (Vec<Token>, Vec<Event>, Vec<usize>) {
    let (mut tokens, mut events, mut des) = (Vec::new(), Vec::new(), Vec::new());
    let sink = Sink {
        tokens: &mut tokens,
        events: &mut events,
        des: &mut des,
        asks: true,
        openers: None,
        models: None,
    };
    let count = tokens_by(Text::new(text), 0, text.len(), 7, segmenter.lexicon(), sink, plain);
    tokens.truncate(count);
    (tokens, events, des)
}

/// Each word with each sign and each word after it, and what follows: with `DEPECHE_LONG`, since it takes minutes.
#[test]
fn every_pair_is_cut_by_the_rules() {
    if std::env::var_os("DEPECHE_LONG").is_none() {
        return;
    }
    let segmenter = Segmenter::builder().models(None).build();
    let words: Vec<_> = WORDS.split_whitespace().collect();
    let mut wrong = Vec::new();
    for tail in [" ", ". Il ", ". il", ".\n", ", ", "’a ", "-le ", ". À ", ".\u{A0}« "] {
        for (word, sign) in words.iter().flat_map(|word| SIGNS.map(|sign| (word, sign))) {
            let lines = |second: &&str| format!("{word}{sign}{second}{tail}\n\n");
            let text: String = words.iter().map(lines).collect();
            let full = |text: &str| {
                let full = segmenter.annotate(Passage::new(text)).sentences;
                full.iter().map(|sentence| sentence.span).collect::<Vec<_>>()
            };
            let same = |text: &str| {
                cut(text, &segmenter, true) == cut(text, &segmenter, false)
                    && segmenter.sentences(Passage::new(text)) == full(text)
            };
            if !same(&text) {
                wrong.extend(words.iter().map(lines).find(|line| !same(line)).or(Some(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the walk reads ahead of a sign may lie beyond the window.
#[test]
fn a_window_may_end_anywhere() {
    let segmenter = Segmenter::builder().build();
    let pieces = [
        "2\u{202F}000\u{202F}000 chênes",
        "12345678901 voix",
        "3,5 % et",
        "de 5\u{202F}°C,",
        "18h30-20h ou",
        "a-t-il dit",
        "a-t-il,\u{2009}dit",
        "asseyez-vous, là",
        "est-ce l’œuvre",
        "M. Ba et",
        "le G20 a",
        "au XIIe siècle",
        "c'était",
        "m’a dit",
        "des fruits",
        "fut. « On",
        "13,2 \u{20AC} de",
    ];
    for piece in pieces {
        for shift in 0..80 {
            let text = "a".repeat(shift % 7) + &" mot de".repeat(shift / 7) + " " + piece;
            assert_eq!(cut(&text, &segmenter, true), cut(&text, &segmenter, false), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// The law *fast is slow*: the walk with its plain part gives what the rules give alone, one character at a time.
    #[test]
    fn the_plain_walk_is_the_rules(text in prop_oneof![near_plain(), strategies::any_text()], lists in any::<bool>()) {
        let builder = Segmenter::builder();
        let builder = if lists {
            builder.abbreviation("prés", Abbreviation::Never).exception("l'été").exception("prés-ours").clitic("ours")
        } else {
            builder
        };
        let segmenter = builder.build();
        prop_assert_eq!(cut(&text, &segmenter, true), cut(&text, &segmenter, false));
    }
}
