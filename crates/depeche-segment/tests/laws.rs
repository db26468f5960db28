//! The laws of the house, over generated text.

use depeche_segment::{Abbreviation, Newlines, Profile, Segmenter};
use depeche_text::typography::{is_apostrophe, is_group_space, is_mark};
use depeche_text::{Passage, Span, Token, strategies, tiling};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unicode_normalization::UnicodeNormalization;

fn segmenters() -> impl Strategy<Value = Segmenter> {
    let profile = prop_oneof![Just(Profile::Default), Just(Profile::Ud)];
    let newlines = prop_oneof![Just(Newlines::Smart), Just(Newlines::Paragraph), Just(Newlines::EveryLine)];
    (profile, newlines, any::<bool>()).prop_map(|(profile, newlines, models)| {
        let builder = Segmenter::builder().profile(profile).newlines(newlines);
        if models { builder.build() } else { builder.models(None).build() }
    })
}

/// The same cases in every run of the tests, so that a red run is a change of the code; with `PROPTEST_CASES` set, a search
/// over other cases, as many as it says.
fn config() -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        ProptestConfig::default()
    } else {
        ProptestConfig { rng_seed: RngSeed::Fixed(4), ..ProptestConfig::with_cases(2000) }
    }
}

proptest! {
    #![proptest_config(config())]

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

    #[test]
    fn normal_form_blind(text in strategies::any_text(), segmenter in segmenters()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let plain = |text: &str| text.nfc().collect::<String>();
        prop_assert_eq!(pieces(&segmenter, &composed, plain), pieces(&segmenter, &decomposed, plain));
    }

    #[test]
    fn typography_blind(text in strategies::any_text(), segmenter in segmenters(), apostrophe in 0usize..4, space in 0usize..4) {
        let apostrophe = ['\'', '\u{2019}', '\u{2BC}', '\u{2018}'][apostrophe];
        let space = [' ', '\u{A0}', '\u{202F}', '\u{2009}'][space];
        let set = |text: &str, a: char, s: char| -> String {
            text.chars().map(|c| if is_apostrophe(c) { a } else if is_group_space(c) { s } else { c }).collect()
        };
        let plain = |text: &str| set(text, '\'', ' ');
        prop_assert_eq!(
            pieces(&segmenter, &set(&text, apostrophe, space), plain),
            pieces(&segmenter, &plain(&text), plain)
        );
    }

    #[test]
    fn whole(text in strategies::any_text(), segmenter in segmenters()) {
        for token in segmenter.annotate(Passage::new(&text)).tokens {
            let (head, rest) = text.split_at(token.span().start());
            let first = rest.chars().next().unwrap();
            let free = head.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '\u{FEFF}');
            prop_assert!(free || !is_mark(first), "a token begins with the mark of the one before: {:?}", token);
        }
    }

    #[test]
    fn exact(text in strategies::any_text(), segmenter in segmenters()) {
        let passage = Passage::new(&text);
        let segments = segmenter.annotate(passage);
        let full: Vec<_> = segments.sentences.iter().map(|sentence| sentence.span).collect();
        prop_assert_eq!(segmenter.sentences(passage), full, "sentences alone");
        prop_assert_eq!(segmenter.tokens(passage), segments.tokens, "tokens alone");
    }
}

proptest! {
    #![proptest_config(config())]

    /// The laws again where something is as long as a rule looks: the quick paths, which look at bytes, and the slow ones, which look
    /// at letters, count alike.
    #[test]
    fn counted_alike(
        text in strategies::near_limits(),
        segmenter in segmenters(),
        apostrophe in 0usize..2,
        space in 0usize..4,
    ) {
        let passage = Passage::new(&text);
        let segments = segmenter.annotate(passage);
        prop_assert_eq!(tiling::tokens(passage, &segments.tokens), Ok(()));
        let full: Vec<_> = segments.sentences.iter().map(|sentence| sentence.span).collect();
        prop_assert_eq!(segmenter.sentences(passage), full, "sentences alone");
        prop_assert_eq!(segmenter.tokens(passage), segments.tokens, "tokens alone");
        let nfc = |text: &str| text.nfc().collect::<String>();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(pieces(&segmenter, &nfc(&text), nfc), pieces(&segmenter, &decomposed, nfc), "normal forms");
        let (apostrophe, space) = (['’', '\u{2BC}'][apostrophe], [' ', '\u{A0}', '\u{202F}', '\u{2009}'][space]);
        let plain = |text: &str| {
            text.chars()
                .map(|c| if is_apostrophe(c) { '\'' } else if is_group_space(c) { ' ' } else { c })
                .collect::<String>()
        };
        let set = plain(&text).replace('\'', &apostrophe.to_string()).replace(' ', &space.to_string());
        prop_assert_eq!(pieces(&segmenter, &set, plain), pieces(&segmenter, &plain(&text), plain), "typography");
    }

    /// A line end is a line end, whatever its bytes.
    #[test]
    fn line_ends_are_one(
        text in prop_oneof![strategies::near_limits(), strategies::french_text(), strategies::any_text()],
        segmenter in segmenters(),
        end in 0usize..3,
    ) {
        let ends = ["\r\n", "\u{2028}", "\u{85}"];
        let plain = |text: &str| {
            let text = text.replace("\r\n", "\n");
            text.replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}'], "\n")
        };
        let text = plain(&text);
        let set = text.replace('\n', ends[end]);
        prop_assert_eq!(pieces(&segmenter, &set, plain), pieces(&segmenter, &text, plain));
    }
}

type Pieces = (Vec<(String, depeche_text::TokenKind, depeche_text::Contraction, bool)>, Vec<String>);

/// The tokens and sentences of a text, as texts that `plain` has made comparable.
fn pieces(segmenter: &Segmenter, text: &str, plain: impl Fn(&str) -> String) -> Pieces {
    let segments = segmenter.annotate(Passage::new(text));
    let token = |token: &Token| {
        (plain(token.span().of(text)), token.kind(), token.contraction(), token.words().is_some())
    };
    let sentence = |sentence: &depeche_text::Sentence| plain(sentence.span.of(text));
    (segments.tokens.iter().map(token).collect(), segments.sentences.iter().map(sentence).collect())
}

/// Any word may be an abbreviation or an exception of a user, whatever its letters, in each case and normal form.
#[test]
fn words_of_users_are_found() {
    for word in ["hydr", "œuv", "préf", "éd", "ŵyn", "lt-gén", "anticonstitutionnellement", "łód", "c"]
    {
        let segmenter = Segmenter::builder().abbreviation(word, Abbreviation::Never).build();
        for word in [word.to_owned(), word.nfd().collect(), word.to_uppercase()] {
            let text = format!("Voir aussi la {word}. Nord et plus loin.");
            let found = segmenter.tokens(Passage::new(&text));
            let token = found.iter().any(|token| token.span().of(&text) == format!("{word}."));
            assert!(token && segmenter.sentences(Passage::new(&text)).len() == 1, "{text}");
        }
    }
    for word in [
        "l'isloise",
        "l'été",
        "d'abord-là",
        "C++",
        "Yahoo!",
        "rock&roll",
        "vis-à-vis-toi",
        "dis-le",
        "qu'œuvre",
    ] {
        let segmenter = Segmenter::builder().exception(word).build();
        for word in [word.to_owned(), word.nfd().collect(), word.to_uppercase(), word.replace('\'', "’")] {
            // After it what ends a word, and what goes on in one: then it is none.
            for (after, whole) in [(" et", true), (", et", true), (". Et", true), ("té et", false)] {
                let text = format!("Voir aussi {word}{after} plus loin.");
                let found = segmenter.tokens(Passage::new(&text));
                let found = found.iter().any(|token| token.span().of(&text) == word);
                assert_eq!(found, whole || word.ends_with(['+', '!']), "{text}");
            }
        }
    }
}

#[test]
fn a_sign_before_figures_and_letters_stands_alone() {
    for (text, expected) in
        [("+1a", vec!["+", "1a"]), ("(-3D", vec!["(", "-", "3D"]), ("+4-temps", vec!["+", "4-temps"])]
    {
        let tokens = Segmenter::french().tokens(Passage::new(text));
        assert_eq!(tokens.iter().map(|token| token.span().of(text)).collect::<Vec<_>>(), expected);
    }
}

/// Law *placed*: white space before a text changes nothing in it, also where the text begins with a mark.
#[test]
fn a_mark_at_the_start_stands_after_nothing() {
    for text in ["\u{301}-1e", "\u{301}« a", "\u{300}\u{301}'a"] {
        let alone = Segmenter::french().tokens(Passage::new(text));
        let moved = Segmenter::french().tokens(Passage::new(&format!(" {text}")).slice(Span::new(1, 99)));
        let inside = Segmenter::french().tokens(Passage::new(&format!("\n{text}")));
        let shifted = |by: usize| alone.iter().map(|token| token.span().shift(by)).collect::<Vec<_>>();
        assert_eq!(moved.iter().map(|token| token.span()).collect::<Vec<_>>(), shifted(1), "{text:?}");
        assert_eq!(inside.iter().map(|token| token.span()).collect::<Vec<_>>(), shifted(1), "{text:?}");
    }
}
