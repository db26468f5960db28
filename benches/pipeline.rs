//! The whole way, from header to mentions, and what of it the sizes of documents, threads and the written forms cost.

use criterion::{BenchmarkId, Criterion, Throughput};
use depeche::{Buffers, Pipeline, formats};
use depeche_benches::{CpuTime, bytes, criterion, documents, huge, tiny};
use std::hint::black_box;
use std::process::Command;
use std::time::Duration;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    // First of all, since the most that a process ever held is asked for.
    memory();
    let mut criterion = criterion();
    whole(&mut criterion);
    sizes(&mut criterion);
    written(&mut criterion);
    startup(&mut criterion);
    threads();
    criterion.final_summary();
}

/// Annotates a text with buffers used again, and counts its tokens.
fn annotate(pipeline: &Pipeline<'_>, text: &str, buffers: &mut Buffers) -> usize {
    let document = pipeline.annotate_into(black_box(text), buffers);
    let tokens = document.tokens().len();
    document.recycle(buffers);
    tokens
}

/// All stages with all built-in names, beside the word bounds of Unicode alone and beside looking up 100 000 names.
fn whole(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::french();
    let names = depeche_benches::names(100_000);
    let mut flashtext = flashtext2::case_sensitive::KeywordProcessor::new();
    names.iter().for_each(|name| flashtext.add_keyword(name.as_str()));
    let mut group = criterion.benchmark_group("pipeline");
    for (input, text) in
        [("tiny", tiny().to_owned()), ("dispatch", depeche_benches::dispatch()), ("huge", huge())]
    {
        let document = pipeline.annotate(&text);
        document.validate().expect("a document that keeps the laws");
        let (tokens, mentions) = (document.tokens().len(), document.mentions().len());
        let bounds = text.split_word_bound_indices().filter(|(_, piece)| !piece.trim().is_empty()).count();
        // Unicode does not cut after an apostrophe, nor we a number at its comma: nearly the same pieces.
        assert!(bounds * 10 > tokens * 8 && bounds * 10 < tokens * 12, "{bounds} bounds, {tokens} tokens");
        assert!(mentions * 40 > tokens && mentions * 4 < tokens, "{mentions} mentions of {tokens} tokens");
        let found = flashtext.extract_keywords(&text).count();
        assert!(text.len() < 1_000 || found * 100 > tokens, "{found} names found");
        println!(
            "{input}: {} bytes, {tokens} tokens, {mentions} mentions, {found} by flashtext2",
            text.len()
        );
        group.throughput(bytes(&text));
        group.bench_with_input(BenchmarkId::new("depeche", input), &text, |b, text| {
            let mut buffers = Buffers::new();
            b.iter(|| annotate(&pipeline, text, &mut buffers));
        });
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", input), &text, |b, text| {
            b.iter(|| black_box(text).split_word_bound_indices().count());
        });
        group.bench_with_input(BenchmarkId::new("flashtext2, 100000 names", input), &text, |b, text| {
            b.iter(|| flashtext.extract_keywords(black_box(text)).count());
        });
    }
    group.finish();
}

/// Documents of four sizes, half a megabyte of each: with buffers used again the cost of a document by itself is small, and no larger
/// once a long one has been through them.
fn sizes(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::french();
    let long = documents(1_000_000, 1).remove(0);
    let mut group = criterion.benchmark_group("document sizes");
    for (input, size, count) in
        [("100 B", 100, 1_000), ("1 KB", 1_000, 400), ("10 KB", 10_000, 50), ("1 MB", 1_000_000, 1)]
    {
        let documents = documents(size, count);
        group.throughput(Throughput::Bytes(documents.iter().map(|text| text.len() as u64).sum()));
        group.bench_with_input(BenchmarkId::new("depeche", input), &documents, |b, documents| {
            let mut buffers = Buffers::new();
            b.iter(|| documents.iter().map(|text| annotate(&pipeline, text, &mut buffers)).sum::<usize>());
        });
        if size < 10_000 {
            group.bench_with_input(
                BenchmarkId::new("depeche, after a document of 1 MB", input),
                &documents,
                |b, documents| {
                    let mut buffers = Buffers::new();
                    annotate(&pipeline, &long, &mut buffers);
                    b.iter(|| {
                        documents.iter().map(|text| annotate(&pipeline, text, &mut buffers)).sum::<usize>()
                    });
                },
            );
        }
        group.bench_with_input(BenchmarkId::new("depeche, annotate", input), &documents, |b, documents| {
            b.iter(|| documents.iter().map(|text| pipeline.annotate(text).tokens().len()).sum::<usize>());
        });
    }
    group.finish();
}

/// What it costs to write a document down as a line of JSON, beside making it.
fn written(criterion: &mut Criterion<CpuTime>) {
    let pipeline = Pipeline::french();
    let documents = documents(10_000, 20);
    let mut group = criterion.benchmark_group("written");
    group.throughput(Throughput::Bytes(documents.iter().map(|text| text.len() as u64).sum()));
    let mut buffers = Buffers::new();
    group.bench_function(BenchmarkId::new("depeche", "annotate"), |b| {
        b.iter(|| documents.iter().map(|text| annotate(&pipeline, text, &mut buffers)).sum::<usize>());
    });
    let options = formats::json::Options::default();
    let mut line = String::new();
    group.bench_function(BenchmarkId::new("depeche", "annotate and JSON line"), |b| {
        b.iter(|| {
            let mut written = 0;
            for text in &documents {
                let document = pipeline.annotate_into(black_box(text), &mut buffers);
                line.clear();
                formats::json::write(&document, &options, &mut line);
                written += line.len();
                document.recycle(&mut buffers);
            }
            written
        });
    });
    group.finish();
}

/// From nothing to the first document.
fn startup(criterion: &mut Criterion<CpuTime>) {
    let mut group = criterion.benchmark_group("startup");
    group.bench_function(BenchmarkId::new("depeche", "pipeline with all names"), |b| {
        b.iter(Pipeline::french);
    });
    group.bench_function(BenchmarkId::new("depeche", "pipeline and one sentence"), |b| {
        b.iter(|| Pipeline::french().annotate(black_box(tiny())).tokens().len());
    });
    // Tables that are made at the first text are made once in a process: each round is a process.
    let tokens = Pipeline::french().annotate(tiny()).tokens().len();
    group.bench_function(BenchmarkId::new("depeche", "first sentence of a process"), |b| {
        b.iter_custom(|rounds| (0..rounds).map(|_| first_text(tokens)[0]).sum());
    });
    group.bench_function(BenchmarkId::new("depeche", "process with one sentence"), |b| {
        b.iter_custom(|rounds| (0..rounds).map(|_| first_text(tokens)[1]).sum());
    });
    group.finish();
}

/// A process that annotates one sentence of so many tokens: the CPU time from its `main` on, and all of it.
fn first_text(tokens: usize) -> [Duration; 2] {
    let output =
        Command::new(env!("CARGO_BIN_EXE_first")).output().expect("the program `first` of this package");
    let said = String::from_utf8_lossy(&output.stdout);
    let counts: Vec<u64> = said.split_whitespace().filter_map(|count| count.parse().ok()).collect();
    let [found, first, whole] = counts[..] else { panic!("expected three numbers, found {said:?}") };
    assert_eq!(found, tokens as u64, "tokens of the first sentence");
    [first, whole].map(Duration::from_nanos)
}

/// Two threads beside one on documents of 10 KB, by wall time: no statistics, since only a quiet machine can say.
fn threads() {
    let pipeline = Pipeline::french();
    let documents = documents(10_000, 400);
    let work = |documents: &[String]| {
        let mut buffers = Buffers::new();
        documents.iter().map(|text| annotate(&pipeline, text, &mut buffers)).sum::<usize>()
    };
    let timed = |run: &dyn Fn() -> usize| {
        let start = std::time::Instant::now();
        (run(), start.elapsed().as_secs_f64())
    };
    let (left, right) = documents.split_at(documents.len() / 2);
    let both = || {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| work(left));
            work(right) + other.join().expect("no thread panics")
        })
    };
    let rounds = (0..5).map(|_| {
        let ((one, alone), (two, shared)) = (timed(&|| work(&documents)), timed(&both));
        assert_eq!(one, two, "the same tokens");
        alone / shared
    });
    let best = rounds.fold(0.0, f64::max);
    println!(
        "threads: two are {best:.2} times as fast as one on documents of 10 KB (best of five, wall time)"
    );
}

/// What a process that annotates holds at most, beyond its text and the lists of the document.
fn memory() {
    let peak = || {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().to_owned();
        line.strip_suffix(" kB")?.trim().parse::<usize>().ok()
    };
    // Made in the plainest way: nothing is to be freed that the pipeline could use again.
    let seeds = depeche_benches::seeds().join("\n\n");
    let text = seeds.repeat(1 + 1_000_000 / seeds.len());
    let Some(before) = peak() else {
        println!("memory: not known on this system");
        return;
    };
    // The pages of the built-in lists that are read count too.
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(&text);
    let after = peak().unwrap_or(before);
    let lists = document.tokens().len() * size_of::<depeche::text::Token>()
        + document.sentences().len() * size_of::<depeche::text::Sentence>()
        + document.mentions().len() * size_of::<depeche::Mention<'_>>();
    println!(
        "memory: {} KB more at most for a document of {} KB, of which {} KB are its own lists",
        after - before,
        text.len() / 1024,
        lists / 1024
    );
}
