//! Names in text: Depeche, with case and diacritics folded, beside engines that compare bytes.
//!
//! The names are those of `depeche_benches::names`, the text is `huge`. "Tokens given" times the search alone, "with tokens"
//! the cutting into tokens too; the automata need no tokens, and their hits are kept only at word edges, as a user must do
//! who wants names and not parts of words. `DEPECHE_BENCH_NAMES=1000,10000` chooses the sizes; the automata that take more
//! than ten seconds to build a million names are left out there.

use criterion::{BenchmarkId, Throughput};
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use depeche::gazetteer::{Entry, Gazetteer, GazetteerBuilder, MatchOptions};
use depeche::segment::Segmenter;
use depeche::text::{EntityType, Passage, Span, Token};

fn main() {
    let mut criterion = depeche_benches::criterion();
    let text = depeche_benches::huge();
    let segmenter = Segmenter::french();
    let tokens = segmenter.tokens(Passage::new(&text));
    let sizes =
        std::env::var("DEPECHE_BENCH_NAMES").unwrap_or_else(|_| "1000,10000,100000,1000000".to_owned());
    for size in sizes.split(',').map(|size| size.parse().expect("sizes are numbers")) {
        let names = depeche_benches::names(size);
        let file = compile(&names);
        let gazetteer = Gazetteer::open(&file).expect("a file that was just compiled");
        let map =
            fst::Map::from_iter((0u64..).zip(&names).map(|(i, name)| (name, i))).expect("names are sorted");
        let daachorse: DoubleArrayAhoCorasick<u32> = daachorse(&names);
        let aho = (size <= 100_000).then(|| aho(&names));
        let flashtext = {
            let mut processor = flashtext2::case_sensitive::KeywordProcessor::new();
            names.iter().for_each(|name| processor.add_keyword(name.as_str()));
            processor
        };

        let mut mentions = Vec::new();
        let find = |tokens: &[Token], mentions: &mut Vec<_>| {
            mentions.clear();
            gazetteer.mentions_into(&text, tokens, &[], &MatchOptions::default(), mentions);
            mentions.len()
        };
        // The same job, not the same output: folding finds more, *État* for *Etat*, automata disagree about compounds.
        let (ours, walked) = (find(&tokens, &mut mentions), walk(&map, &text, &tokens));
        let written = |span: Span| names.binary_search_by(|name| name.as_str().cmp(span.of(&text))).is_ok();
        let exact = mentions.iter().filter(|mention| written(mention.span())).count();
        assert!(
            exact <= walked && exact * 10 > walked * 9,
            "{exact} of {ours} mentions as the names are written, {walked} by the walk"
        );
        let by_bytes = daachorse_hits(&daachorse, &text);
        assert!(
            by_bytes * 10 > walked * 8 && by_bytes * 10 < walked * 12,
            "{by_bytes} hits, {walked} by the walk"
        );
        println!(
            "{size} names, {} tokens: {ours} mentions, {walked} exact, {by_bytes} by bytes",
            tokens.len()
        );

        let mut group = criterion.benchmark_group("mentions, tokens given");
        group.throughput(depeche_benches::bytes(&text));
        let id = |name: &str| BenchmarkId::new(name, size);
        group.bench_function(id("depeche"), |b| b.iter(|| find(&tokens, &mut mentions)));
        group.bench_function(id("fst-walk"), |b| b.iter(|| walk(&map, &text, &tokens)));
        group.bench_function(id("daachorse"), |b| b.iter(|| daachorse_hits(&daachorse, &text)));
        if let Some(aho) = &aho {
            group.bench_function(id("aho-corasick"), |b| b.iter(|| aho_hits(aho, &text)));
        }
        group.finish();

        let mut group = criterion.benchmark_group("mentions, with tokens");
        group.throughput(depeche_benches::bytes(&text));
        group.bench_function(id("depeche"), |b| {
            b.iter(|| find(&segmenter.tokens(Passage::new(&text)), &mut mentions))
        });
        group.bench_function(id("daachorse"), |b| b.iter(|| daachorse_hits(&daachorse, &text)));
        group.bench_function(id("flashtext2"), |b| b.iter(|| flashtext.extract_keywords(&text).count()));
        group.finish();

        let mut group = criterion.benchmark_group("build");
        group.throughput(Throughput::Elements(size as u64)).sample_size(10);
        group.bench_function(id("depeche"), |b| b.iter(|| compile(&names).len()));
        if size <= 100_000 {
            group.bench_function(id("daachorse"), |b| b.iter(|| self::daachorse(&names).heap_bytes()));
        }
        group.finish();

        let mut group = criterion.benchmark_group("open");
        group.bench_function(id("depeche"), |b| {
            b.iter(|| Gazetteer::open(std::hint::black_box(&file)).map(|gazetteer| gazetteer.len()))
        });
        group.finish();
        let raw: usize = names.iter().map(String::len).sum();
        println!(
            "{size} names of {:.1} bytes: {:.1} bytes a name in the file, {:.1} beyond the names (fst {:.1}, daachorse {:.1})",
            raw as f64 / size as f64,
            file.len() as f64 / size as f64,
            (file.len() as f64 - raw as f64) / size as f64,
            map.as_fst().size() as f64 / size as f64,
            daachorse.heap_bytes() as f64 / size as f64,
        );
    }
    criterion.final_summary();
}

fn compile(names: &[String]) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    for (i, name) in names.iter().enumerate() {
        let entry = Entry::new(EntityType::LOC, name.as_str()).with_id(format!("x:{i}"));
        builder.push(entry).expect("a plain name");
    }
    builder.compile().expect("plain names")
}

fn daachorse(names: &[String]) -> DoubleArrayAhoCorasick<u32> {
    DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(names)
        .expect("plain names")
}

fn aho(names: &[String]) -> aho_corasick::AhoCorasick {
    aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA))
        .build(names)
        .expect("plain names")
}

/// Whether no letter or figure goes on at either edge.
fn at_word_edges(text: &str, start: usize, end: usize) -> bool {
    // A compound is one token: *Val* is no hit in *Val-d'Oise*.
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    !inside(text[..start].chars().next_back()) && !inside(text[end..].chars().next())
}

fn daachorse_hits(automaton: &DoubleArrayAhoCorasick<u32>, text: &str) -> usize {
    automaton.leftmost_find_iter(text).filter(|hit| at_word_edges(text, hit.start(), hit.end())).count()
}

fn aho_hits(automaton: &aho_corasick::AhoCorasick, text: &str) -> usize {
    automaton.find_iter(text).filter(|hit| at_word_edges(text, hit.start(), hit.end())).count()
}

/// The longest name from each token on, through the bytes of an FST.
fn walk(map: &fst::Map<Vec<u8>>, text: &str, tokens: &[Token]) -> usize {
    let fst = map.as_fst();
    let bytes = text.as_bytes();
    let mut hits = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut node = fst.root();
        let mut last = None;
        let mut at = tokens[i].span().start();
        let mut j = i;
        while let Some(found) = bytes.get(at).and_then(|&b| node.find_input(b)) {
            node = fst.node(node.transition_addr(found));
            at += 1;
            while tokens.get(j).is_some_and(|token| token.span().end() < at) {
                j += 1;
            }
            if node.is_final() && tokens.get(j).is_some_and(|token| token.span().end() == at) {
                last = Some(j);
            }
        }
        hits += usize::from(last.is_some());
        i = last.unwrap_or(i) + 1;
    }
    hits
}
