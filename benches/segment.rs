//! Tokens and sentences, alone and together, beside the peers and beside the machine.

use criterion::{BenchmarkId, Criterion};
use depeche::segment::{Segmenter, Segments};
use depeche::text::Passage;
use depeche_benches::{CpuTime, bytes, criterion, dispatch, huge, tiny};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use logos::Logos;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let mut criterion = criterion();
    let inputs = [("tiny", tiny().to_owned()), ("dispatch", dispatch()), ("huge", huge())];
    tokens(&mut criterion, &inputs);
    sentences(&mut criterion, &inputs);
    criterion.final_summary();
}

/// French tokens in the words of a generated lexer: the same kinds, without the lists.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(skip r"[ \t\r\n\u{A0}\u{202F}]+")]
enum Lexeme {
    #[regex(r"([lLdDjJmMtTsScCnN]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)['’]", priority = 30)]
    Elided,
    #[regex(
        r"-(t-)?(il|elle|on|ils|elles|je|tu|nous|vous|ce|moi|toi|le|la|les|lui|leur|y|en)",
        priority = 20
    )]
    Clitic,
    #[regex(r"\p{Alphabetic}+(-\p{Alphabetic}+)*", priority = 5)]
    Word,
    #[regex(r"[0-9]+([.,/:][0-9]+)*([ \u{A0}\u{202F}][0-9][0-9][0-9])*", priority = 10)]
    Number,
    #[regex(r"(M|MM|Dr|Mme|etc|cf|av|p|pp|art)\.", priority = 25)]
    Abbreviation,
    #[regex(r"https?://[^ \t\n]+", priority = 40)]
    Url,
    #[regex(r"[^ \t\r\n\p{Alphabetic}0-9]", priority = 1)]
    Sign,
}

/// The limit: one look into a table for each byte, a boundary written where the class changes, no branch.
fn class_changes(text: &str, out: &mut Vec<u32>) -> usize {
    static CLASSES: [u8; 256] = classes();
    out.resize(text.len() + 1, 0);
    let (mut last, mut found) = (0, 0);
    for (at, &byte) in (0_u32..).zip(text.as_bytes()) {
        let class = CLASSES[usize::from(byte)];
        out[found] = at;
        found += usize::from(class != last);
        last = class;
    }
    found
}

const fn classes() -> [u8; 256] {
    let mut classes = [3; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\n' | b'\r' | b'\t' => 0,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xFF => 1,
            b'0'..=b'9' => 2,
            _ => 3,
        };
        byte += 1;
    }
    classes
}

fn tokens(criterion: &mut Criterion<CpuTime>, inputs: &[(&str, String)]) {
    let segmenter = Segmenter::french();
    let rules = Segmenter::builder().models(None).build();
    let icu = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut group = criterion.benchmark_group("tokens");
    for (input, text) in inputs {
        let passage = Passage::new(text);
        let count = segmenter.tokens(passage).len();
        let pieces = text.unicode_words().count();
        assert!(count > pieces * 9 / 10 && count < pieces * 2, "{count} tokens, {pieces} words of Unicode");
        assert_eq!(rules.tokens(passage).len(), count);
        group.throughput(bytes(text));
        for (name, segmenter) in [("depeche", &segmenter), ("depeche-rules", &rules)] {
            let mut segments = Segments::default();
            group.bench_with_input(BenchmarkId::new(name, input), text, |b, text| {
                b.iter(|| {
                    segmenter.tokens_into(Passage::new(black_box(text)), &mut segments);
                    segments.tokens.len()
                });
            });
        }
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", input), text, |b, text| {
            b.iter(|| black_box(text.as_str()).split_word_bound_indices().count());
        });
        group.bench_with_input(BenchmarkId::new("icu_segmenter", input), text, |b, text| {
            b.iter(|| icu.segment_str(black_box(text)).count());
        });
        group.bench_with_input(BenchmarkId::new("logos", input), text, |b, text| {
            b.iter(|| Lexeme::lexer(black_box(text)).count());
        });
        let mut out = Vec::new();
        group.bench_with_input(BenchmarkId::new("limit", input), text, |b, text| {
            b.iter(|| class_changes(black_box(text), &mut out));
        });
    }
    group.finish();
}

fn sentences(criterion: &mut Criterion<CpuTime>, inputs: &[(&str, String)]) {
    let segmenter = Segmenter::french();
    let rules = Segmenter::builder().models(None).build();
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut group = criterion.benchmark_group("sentences");
    for (input, text) in inputs {
        let passage = Passage::new(text);
        let full: Vec<_> = rules.annotate(passage).sentences.iter().map(|sentence| sentence.span).collect();
        assert_eq!(rules.sentences(passage), full, "sentences alone are those of the full path");
        group.throughput(bytes(text));
        let (mut segments, mut spans) = (Segments::default(), Vec::new());
        group.bench_with_input(BenchmarkId::new("depeche-alone", input), text, |b, text| {
            b.iter(|| {
                rules.sentences_into(Passage::new(black_box(text)), &mut segments, &mut spans);
                spans.len()
            });
        });
        for (name, segmenter) in [("depeche", &segmenter), ("depeche-rules", &rules)] {
            let mut segments = Segments::default();
            group.bench_with_input(BenchmarkId::new(name, input), text, |b, text| {
                b.iter(|| {
                    segmenter.annotate_into(Passage::new(black_box(text)), &mut segments);
                    segments.sentences.len()
                });
            });
        }
        group.bench_with_input(BenchmarkId::new("icu_segmenter", input), text, |b, text| {
            b.iter(|| icu.segment_str(black_box(text)).count());
        });
        group.bench_with_input(BenchmarkId::new("unicode-segmentation", input), text, |b, text| {
            b.iter(|| black_box(text.as_str()).split_sentence_bounds().count());
        });
    }
    group.finish();
}
