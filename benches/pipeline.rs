//! The whole way, from header to mentions, and what of it the sizes of documents and the written forms cost.

use criterion::{BenchmarkId, Criterion, Throughput};
use depeche::{Buffers, HeaderMode, Pipeline, formats};
use depeche_benches::{CpuTime, bytes, criterion, documents, huge, tiny};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let mut criterion = criterion();
    whole(&mut criterion);
    sizes(&mut criterion);
    written(&mut criterion);
    startup(&mut criterion);
    criterion.final_summary();
}

/// All stages with all built-in names, beside the word bounds of Unicode alone.
fn whole(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::french();
    let mut group = criterion.benchmark_group("pipeline");
    for (input, text) in
        [("tiny", tiny().to_owned()), ("dispatch", depeche_benches::dispatch()), ("huge", huge())]
    {
        let document = pipeline.annotate(&text);
        document.validate().expect("a document that keeps the laws");
        assert!(document.tokens().len() > text.len() / 10, "a text is cut into tokens");
        group.throughput(bytes(&text));
        group.bench_with_input(BenchmarkId::new("depeche", input), &text, |b, text| {
            let mut buffers = Buffers::new();
            b.iter(|| {
                let document = pipeline.annotate_into(black_box(text), &mut buffers);
                let tokens = document.tokens().len();
                document.recycle(&mut buffers);
                tokens
            });
        });
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", input), &text, |b, text| {
            b.iter(|| black_box(text).split_word_bound_indices().count());
        });
    }
    group.finish();
}

/// The same bytes as documents of four sizes: with buffers used again the cost of a document is small.
fn sizes(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::builder().header(HeaderMode::Auto).build();
    let mut group = criterion.benchmark_group("document sizes");
    for (input, size, count) in
        [("100 B", 100, 2_000), ("1 KB", 1_000, 400), ("10 KB", 10_000, 40), ("100 KB", 100_000, 4)]
    {
        let documents = documents(size, count);
        group.throughput(Throughput::Bytes(documents.iter().map(|text| text.len() as u64).sum()));
        group.bench_with_input(BenchmarkId::new("depeche", input), &documents, |b, documents| {
            let mut buffers = Buffers::new();
            b.iter(|| {
                let mut tokens = 0;
                for text in documents {
                    let document = pipeline.annotate_into(black_box(text), &mut buffers);
                    tokens += document.tokens().len();
                    document.recycle(&mut buffers);
                }
                tokens
            });
        });
    }
    group.finish();
}

/// What it costs to write a document down.
fn written(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::french();
    let text = documents(10_000, 1).remove(0);
    let document = pipeline.annotate(&text);
    let mut group = criterion.benchmark_group("written");
    group.throughput(bytes(&text));
    group.bench_function(BenchmarkId::new("depeche", "annotate"), |b| {
        b.iter(|| pipeline.annotate(black_box(&text)).tokens().len())
    });
    group.bench_function(BenchmarkId::new("depeche-json", "annotate"), |b| {
        let mut line = String::new();
        let options = formats::json::Options::default();
        b.iter(|| {
            line.clear();
            formats::json::write(&document, &options, &mut line);
            line.len()
        });
    });
    group.finish();
}

/// From nothing to the first document.
fn startup(criterion: &mut Criterion<CpuTime>) {
    let mut group = criterion.benchmark_group("startup");
    group.bench_function(BenchmarkId::new("depeche", "pipeline and one sentence"), |b| {
        b.iter(|| Pipeline::french().annotate(black_box(tiny())).tokens().len());
    });
    group.finish();
}
