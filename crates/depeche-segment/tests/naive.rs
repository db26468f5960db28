//! The law *exact*, for tokens: what the crate cuts is what the plain reference cuts.

mod reference;

use depeche_segment::Segmenter;
use depeche_text::{Passage, strategies};
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
    println!("rules: {rules:?}");
}

proptest! {
    #![proptest_config(strategies::config(256))]

    /// Law 7, for T1 to T18 and W1.
    #[test]
    fn tokens_equal_the_naive_reference(text in strategies::any_text()) {
        let (expected, _) = reference::tokens(&text);
        let difference = difference(&text, &found(&without_models(), &text), &expected);
        prop_assert!(difference.is_none(), "{text:?}\n{}", difference.unwrap_or_default());
    }
}
