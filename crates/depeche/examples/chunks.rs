//! Chunks for retrieval: whole sentences packed up to a number of characters or of tokens, some sentences of overlap between two
//! chunks, each with its place in the source and the entities it speaks of.
//!
//! `cargo run --example chunks -- dispatch.txt`

use depeche::text::Span;
use depeche::{Document, Pipeline};
use std::ops::Range;

/// How large a chunk may be.
#[derive(Clone, Copy)]
enum Size {
    /// In characters of the source, white space between sentences included.
    Chars(usize),
    /// In tokens of ours; the tokens of a language model are about one and a half times as many.
    Tokens(usize),
}

/// Sentences of a document, and where they stand.
#[derive(PartialEq, Debug)]
struct Chunk {
    span: Span,
    sentences: Range<usize>,
}

/// Packs sentences up to `size` (a longer sentence is a chunk of its own); each chunk begins again with the last `overlap`
/// sentences of the one before, as long as that leaves room for a new one. Time linear in the document.
fn chunks(document: &Document<'_>, size: Size, overlap: usize) -> Vec<Chunk> {
    let sentences: Vec<_> = document.sentences().collect();
    let offsets = document.offsets();
    // Where a sentence begins and ends, in the unit of the size: each is measured once.
    let (places, most): (Vec<Range<usize>>, usize) = match size {
        Size::Chars(most) => {
            (sentences.iter().map(|sentence| offsets.chars(sentence.span())).collect(), most)
        }
        Size::Tokens(most) => (sentences.iter().map(|sentence| sentence.token_range()).collect(), most),
    };
    let fits = |first: usize, last: usize| places[last].end - places[first].start <= most;
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut first = 0;
    while first < sentences.len() {
        let mut end = first + 1;
        while end < sentences.len() && fits(first, end) {
            end += 1;
        }
        let span = sentences[first].span().join(sentences[end - 1].span());
        chunks.push(Chunk { span, sentences: first..end });
        if end == sentences.len() {
            break;
        }
        // Back by the overlap, but never so far that the next chunk would end where this one did.
        let mut next = end.saturating_sub(overlap).max(first + 1);
        while next < end && !fits(next, end) {
            next += 1;
        }
        first = next;
    }
    chunks
}

const TEXT: &str = "La Loire a débordé à Nantes. Les secours ont évacué deux cents personnes. Le maire attend la décrue. \
                    L'Allemagne a envoyé des pompes. Elles arriveront demain, dit la préfecture de la Loire-Atlantique.";

fn main() -> std::io::Result<()> {
    let text = match std::env::args().nth(1).filter(|path| path.ends_with(".txt")) {
        Some(path) => std::fs::read_to_string(path)?,
        None => TEXT.to_owned(),
    };
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(&text);
    let by_chars = chunks(&document, Size::Chars(120), 1);
    let by_tokens = chunks(&document, Size::Tokens(24), 1);
    for Chunk { span, sentences } in by_chars.into_iter().chain(by_tokens) {
        let inside = document.mentions().filter(|mention| span.covers(mention.span()));
        let names: Vec<&str> = inside.map(|mention| mention.name().unwrap_or(mention.text())).collect();
        println!("bytes {span}, sentences {sentences:?}, about {names:?}\n{}\n", span.of(&text));
    }
    Ok(())
}

#[test]
fn chunks_are_whole_sentences_within_the_size() {
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(TEXT);
    let ranges = |size, overlap| -> Vec<Range<usize>> {
        chunks(&document, size, overlap).into_iter().map(|chunk| chunk.sentences).collect()
    };
    assert_eq!(ranges(Size::Chars(120), 0), [0..3, 3..5]);
    assert_eq!(ranges(Size::Chars(120), 1), [0..3, 2..4, 3..5]);
    assert_eq!(ranges(Size::Tokens(16), 0), [0..2, 2..4, 4..5]);
    // A sentence that is too long stands alone; nothing is left out.
    assert_eq!(ranges(Size::Chars(1), 3), [0..1, 1..2, 2..3, 3..4, 4..5]);
    for (most, overlap) in (10..200).step_by(7).flat_map(|most| [0, 1, 2].map(|overlap| (most, overlap))) {
        let chunks = chunks(&document, Size::Chars(most), overlap);
        let mut reached = 0;
        for chunk in &chunks {
            assert!(chunk.sentences.start <= reached && chunk.sentences.end > reached, "{chunks:?}");
            let len = chunk.span.of(TEXT).chars().count();
            assert!(len <= most || chunk.sentences.len() == 1, "{len} characters, {most} asked for");
            reached = chunk.sentences.end;
        }
        assert_eq!(reached, document.sentences().len());
    }
}

#[test]
fn runs() -> Result<(), impl std::fmt::Debug> {
    main()
}
