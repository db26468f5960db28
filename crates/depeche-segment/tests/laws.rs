//! The laws of the house, over generated text.

use depeche_segment::{Newlines, Profile, Segmenter};
use depeche_text::{Passage, Span, strategies, tiling};
use proptest::prelude::*;

fn segmenters() -> impl Strategy<Value = Segmenter> {
    let profile = prop_oneof![Just(Profile::Default), Just(Profile::Ud)];
    let newlines = prop_oneof![Just(Newlines::Smart), Just(Newlines::Paragraph), Just(Newlines::EveryLine)];
    (profile, newlines)
        .prop_map(|(profile, newlines)| Segmenter::french().with_profile(profile).with_newlines(newlines))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn lossless(text in strategies::any_text(), segmenter in segmenters()) {
        let passage = Passage::new(&text);
        let segments = segmenter.annotate(passage);
        prop_assert_eq!(tiling::tokens(passage, &segments.tokens), Ok(()));
        prop_assert_eq!(tiling::sentences(&segments.sentences, &segments.tokens), Ok(()));
        prop_assert_eq!(tiling::paragraphs(&segments.paragraphs, &segments.sentences), Ok(()));
    }

    #[test]
    fn placed(text in strategies::any_text(), before in strategies::any_text(), after in strategies::any_text(), segmenter in segmenters()) {
        let whole = format!("{before}{text}{after}");
        let span = Span::new(before.len(), before.len() + text.len());
        let placed = segmenter.annotate(Passage::new(&whole).slice(span));
        let alone = segmenter.annotate(Passage::new(&text));
        let shifted: Vec<_> = alone.tokens.iter().map(|token| token.span().shift(before.len())).collect();
        prop_assert_eq!(placed.tokens.iter().map(|token| token.span()).collect::<Vec<_>>(), shifted);
        let shifted: Vec<_> = alone.sentences.iter().map(|sentence| sentence.span.shift(before.len())).collect();
        prop_assert_eq!(placed.sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>(), shifted);
    }
}
