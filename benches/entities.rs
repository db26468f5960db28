//! The tagger over tokens that are there, beside the word bounds of Unicode on the same text.

use criterion::{BenchmarkId, Criterion};
use depeche::entities::{Mentions, Scratch, Tagger};
use depeche::segment::{Segmenter, Segments};
use depeche::text::Passage;
use depeche_benches::{CpuTime, bytes, criterion, dispatch, huge, newspaper, tiny};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let mut criterion = criterion();
    tokens_given(&mut criterion);
    opening(&mut criterion);
    criterion.final_summary();
}

/// Mentions and chains of tokens and sentences that were cut before. What it takes goes by the names of a text and not by its bytes, so
/// there is one text as full of them as dispatches are, and one with as many as the pages of a newspaper.
fn tokens_given(criterion: &mut Criterion<CpuTime>) {
    let tagger = Tagger::french();
    let segmenter = Segmenter::french();
    let mut group = criterion.benchmark_group("entities");
    let inputs =
        [("tiny", tiny().to_owned()), ("dispatch", dispatch()), ("newspaper", newspaper()), ("huge", huge())];
    for (input, text) in inputs {
        let mut segments = Segments::default();
        segmenter.annotate_into(Passage::new(&text), &mut segments);
        let (mut scratch, mut mentions) = (Scratch::new(), Mentions::new());
        tagger.tag_into(&text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
        assert!(mentions.len() >= text.len() / 1000, "news names people and places");
        let (tokens, count) = (segments.tokens.len(), mentions.len());
        println!(
            "{input}: {} bytes, {tokens} tokens, {:.1} mentions for 100",
            text.len(),
            share(count, tokens)
        );
        group.throughput(bytes(&text));
        group.bench_with_input(BenchmarkId::new("depeche", input), &text, |b, text| {
            b.iter(|| {
                let tokens = black_box(&segments.tokens);
                tagger.tag_into(text, tokens, &segments.sentences, &mut scratch, &mut mentions);
                mentions.len()
            });
        });
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", input), &text, |b, text| {
            b.iter(|| black_box(text).split_word_bound_indices().count());
        });
    }
    group.finish();
}

/// So many of a hundred.
fn share(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all as f64
}

/// A tagger with every built-in name: nothing is parsed.
fn opening(criterion: &mut Criterion<CpuTime>) {
    let mut group = criterion.benchmark_group("entities, opening");
    group.bench_function(BenchmarkId::new("depeche", "built-in names"), |b| b.iter(Tagger::french));
    group.finish();
}
