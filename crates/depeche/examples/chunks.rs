//! Chunks for retrieval: whole sentences packed up to a number of characters, a sentence of overlap between two chunks,
//! each with its place in the source and the entities it speaks of.
//!
//! `cargo run --example chunks -- dispatch.txt`

use depeche::text::Span;
use depeche::{Document, Pipeline};

/// Sentences `first..end` of a document, and where they stand.
struct Chunk {
    span: Span,
    first: usize,
    end: usize,
}

/// Packs sentences to at most `max` characters (a longer sentence is a chunk of its own); each chunk begins again with the
/// last `overlap` sentences of the one before, as long as that leaves room for a new one.
fn chunks(document: &Document<'_>, max: usize, overlap: usize) -> Vec<Chunk> {
    let spans: Vec<Span> = document.sentences().map(|sentence| sentence.span()).collect();
    let chars = |span: Span| span.of(document.source()).chars().count();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut first = 0;
    while first < spans.len() {
        let mut end = first + 1;
        while end < spans.len() && chars(spans[first].join(spans[end])) <= max {
            end += 1;
        }
        chunks.push(Chunk { span: spans[first].join(spans[end - 1]), first, end });
        if end == spans.len() {
            break;
        }
        // Back by the overlap, but never so far that the next chunk would end where this one did.
        let mut next = end.saturating_sub(overlap).max(first + 1);
        while next < end && chars(spans[next].join(spans[end])) > max {
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
    let chunks = chunks(&document, 120, 1);
    for chunk in &chunks {
        let inside = document.mentions().filter(|mention| chunk.span.covers(mention.span()));
        let names: Vec<&str> = inside.map(|mention| mention.name().unwrap_or(mention.text())).collect();
        println!(
            "bytes {}, sentences {}..{}, about {names:?}\n{}\n",
            chunk.span,
            chunk.first,
            chunk.end,
            chunk.span.of(&text)
        );
    }
    let all = chunks.first().zip(chunks.last()).map(|(first, last)| (first.first, last.end));
    assert_eq!(all, Some((0, document.sentences().len())), "every sentence is in a chunk");
    Ok(())
}

#[test]
fn runs() -> Result<(), impl std::fmt::Debug> {
    main()
}
