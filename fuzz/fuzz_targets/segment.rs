//! Lossless and placed, in every profile and newline policy, whatever the text.
#![no_main]
use depeche_segment::{Newlines, Profile, Segmenter};
use depeche_text::{Passage, Span, tiling};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, u8, u8, &str)| {
    let (ud, newlines, cut, text) = input;
    let newlines = [Newlines::Smart, Newlines::Paragraph, Newlines::EveryLine][usize::from(newlines % 3)];
    let profile = if ud { Profile::Ud } else { Profile::Default };
    let segmenter = Segmenter::french().with_profile(profile).with_newlines(newlines);

    let whole = Passage::new(text);
    let segments = segmenter.annotate(whole);
    tiling::tokens(whole, &segments.tokens).unwrap();
    tiling::sentences(&segments.sentences, &segments.tokens).unwrap();
    tiling::paragraphs(&segments.paragraphs, &segments.sentences).unwrap();

    // A part of a source is annotated as if it stood alone.
    let part = whole.slice(Span::new(usize::from(cut).min(text.len()), text.len()));
    let (placed, alone) = (segmenter.annotate(part), segmenter.annotate(Passage::new(part.text())));
    let shift = part.span().start();
    assert!(placed.tokens.iter().map(|t| t.span()).eq(alone.tokens.iter().map(|t| t.span().shift(shift))));
    assert!(placed.sentences.iter().map(|s| s.span).eq(alone.sentences.iter().map(|s| s.span.shift(shift))));
});
