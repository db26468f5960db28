//! Folding: case and diacritics of a whole text, beside the plain way through Unicode decomposition; and of its tokens.

use criterion::BenchmarkId;
use depeche::segment::Segmenter;
use depeche::text::Passage;
use depeche::text::fold::{FoldedTokens, Folding, fold_into, folded_hash, scan_word};
use std::hint::black_box;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn main() {
    let mut criterion = depeche_benches::criterion();
    let mut out = String::new();
    let inputs = [
        ("tiny", depeche_benches::tiny().to_owned()),
        ("dispatch", depeche_benches::dispatch()),
        ("huge", depeche_benches::huge()),
    ];
    for (name, text) in inputs {
        let id = |contestant: &str| BenchmarkId::new(contestant, name);
        let naive = |text: &str, out: &mut String| {
            out.extend(text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase));
        };
        let mut expected = String::new();
        naive(&text, &mut expected);
        fold_into(&text, Folding::FULL, &mut out);
        // Ligatures, apostrophes and spaces are folded too: a little shorter or longer, not another text.
        assert!(
            out.len().abs_diff(expected.len()) * 20 <= expected.len(),
            "{} and {}",
            out.len(),
            expected.len()
        );

        let mut group = criterion.benchmark_group("fold");
        group.throughput(depeche_benches::bytes(&text));
        let mut run = |contestant: &str, fold: &mut dyn FnMut(&str, &mut String)| {
            group.bench_function(id(contestant), |b| {
                b.iter(|| {
                    out.clear();
                    fold(black_box(&text), &mut out);
                    out.len()
                })
            });
        };
        run("depeche", &mut |text, out| fold_into(text, Folding::FULL, out));
        run("depeche-case", &mut |text, out| fold_into(text, Folding::CASE, out));
        run("unicode-normalization", &mut |text, out| naive(text, out));
        run("to-lowercase", &mut |text, out| out.push_str(&text.to_lowercase()));
        group.finish();

        let tokens = Segmenter::french().tokens(Passage::new(&text));
        let mut buffer = FoldedTokens::new();
        buffer.fill(&text, &tokens);
        assert_eq!(buffer.len(), tokens.len());
        let mut scratch = String::new();
        let mut group = criterion.benchmark_group("fold tokens");
        group.throughput(depeche_benches::bytes(&text));
        group.bench_function(id("folded-tokens"), |b| b.iter(|| buffer.fill(black_box(&text), &tokens)));
        group.bench_function(id("hash"), |b| {
            b.iter(|| {
                tokens.iter().fold(0, |all, token| all ^ folded_hash(token.span().of(&text), &mut scratch))
            })
        });
        group.bench_function(id("scan-word"), |b| {
            b.iter(|| {
                tokens.iter().fold(0, |all, token| {
                    let rest = text.as_bytes().get(token.span().start()..).unwrap_or_default();
                    all ^ scan_word(rest).map_or(0, |(_, hash)| hash)
                })
            })
        });
        group.finish();
    }
    criterion.final_summary();
}
