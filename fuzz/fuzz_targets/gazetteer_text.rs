//! Any text, cut anywhere: mentions stand on token edges, and a longest match is one of all matches.
#![no_main]
use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchKind, MatchOptions, SearchRoom};
use depeche_text::Span;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const NAMES: &str = include_str!("../../crates/depeche-gazetteer/tests/few-names.tsv");

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(NAMES, None).expect("a table that is right");
    builder.compile().expect("a few names")
});

fuzz_target!(|input: (String, u64)| {
    let (text, seed) = input;
    let gazetteer = Gazetteer::open(&FILE).expect("a file that was just compiled");
    let mut tokens: Vec<Span> = Vec::new();
    for (i, (at, c)) in text.char_indices().enumerate() {
        let end = at + c.len_utf8();
        let joins = c.is_alphanumeric() || seed >> (i % 64) & 1 == 1;
        match tokens.last_mut() {
            Some(last) if joins && last.end() == at => *last = Span::new(last.start(), end),
            _ if !c.is_whitespace() => tokens.push(Span::new(at, end)),
            _ => {}
        }
    }
    let all = |kind| {
        gazetteer.mentions(&text, &tokens, &[], &MatchOptions { kind, across_sentences: seed & 1 == 1 })
    };
    let every = all(MatchKind::Overlapping);
    let layers = Layers::over(gazetteer);
    let onsets = tokens.iter().map(|token| layers.onset(&text, *token, &mut String::new())).enumerate();
    let onsets = onsets.filter(|(at, onset)| onset.may_begin(&text.as_bytes()[tokens[*at].end()..]));
    let options = MatchOptions { kind: MatchKind::Overlapping, across_sentences: seed & 1 == 1 };
    let (mut from, mut room) = (Vec::new(), SearchRoom::default());
    layers.mentions_from(&text, &tokens, &[], &options, onsets, &mut room, &mut from);
    assert_eq!(from, every);
    for mention in &every {
        assert_eq!(mention.span().start(), tokens[mention.first_token()].start());
        assert_eq!(mention.span().end(), tokens[mention.last_token()].end());
        assert!(mention.span().get(&text).is_some());
        assert!(gazetteer.senses(mention).next().is_some());
    }
    let longest = all(MatchKind::LeftmostLongest);
    assert!(longest.windows(2).all(|pair| pair[0].span().end() <= pair[1].span().start()));
    assert!(longest.iter().all(|mention| every.contains(mention)));
    assert!(every.iter().all(|mention| longest.iter().any(|other| other.span().overlaps(mention.span()))));
});
