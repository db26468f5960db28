//! Lossless and placed, in every profile and newline policy, whatever the text; and the fast paths are the slow one.
#![no_main]
use depeche_segment::{Newlines, Profile, Segmenter, Segments};
use depeche_text::{Passage, Span, tiling};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// Every profile with every newline policy, with the models and without.
static SEGMENTERS: LazyLock<Vec<Segmenter>> = LazyLock::new(|| {
    let mut segmenters = Vec::new();
    for profile in [Profile::Default, Profile::Ud] {
        for newlines in [Newlines::Smart, Newlines::Paragraph, Newlines::EveryLine] {
            let builder = || Segmenter::builder().profile(profile).newlines(newlines);
            segmenters.extend([builder().build(), builder().models(None).build()]);
        }
    }
    segmenters
});

type Spans = (Vec<Span>, Vec<Span>);

/// The tokens and sentences, moved by `shift` bytes.
fn spans(segments: &Segments, shift: usize) -> Spans {
    (
        segments.tokens.iter().map(|token| token.span().shift(shift)).collect(),
        segments.sentences.iter().map(|sentence| sentence.span.shift(shift)).collect(),
    )
}

fuzz_target!(|input: (u8, u8, &str)| {
    let (segmenter, cut, text) = (&SEGMENTERS[usize::from(input.0) % SEGMENTERS.len()], input.1, input.2);
    let whole = Passage::new(text);
    let segments = segmenter.annotate(whole);
    tiling::tokens(whole, &segments.tokens).unwrap();
    tiling::sentences(&segments.sentences, &segments.tokens).unwrap();
    tiling::paragraphs(&segments.paragraphs, &segments.sentences).unwrap();

    // Tokens alone and sentences alone are those of the whole.
    assert_eq!(segmenter.tokens(whole), segments.tokens);
    assert!(segmenter.sentences(whole).into_iter().eq(segments.sentences.iter().map(|s| s.span)));

    // A part of a source is annotated as if it stood alone.
    let part = whole.slice(Span::new(usize::from(cut).min(text.len()), text.len()));
    let alone = segmenter.annotate(Passage::new(part.text()));
    assert_eq!(spans(&segmenter.annotate(part), 0), spans(&alone, part.span().start()));

    // Cut at a blank line, the tokens of the two halves are those of the whole. (Over one line end a token may look: a line
    // may have been cut after *M.*)
    let paragraph = segments.paragraphs.get(usize::from(cut) % segments.paragraphs.len().max(1));
    let blank = |end: &usize| text[*end..].trim_start_matches([' ', '\t']).starts_with("\n\n");
    if let Some(at) = paragraph.map(|paragraph| paragraph.span.end()).filter(blank) {
        let halves = [(0, at), (at, text.len())]
            .map(|(start, end)| segmenter.tokens(whole.slice(Span::new(start, end))));
        // Whether *des* is *de les* is weighed by the words around, also those of the next paragraph.
        let halves = halves.iter().flatten().map(|token| token.span());
        assert!(halves.eq(segments.tokens.iter().map(|token| token.span())));
    }
});
