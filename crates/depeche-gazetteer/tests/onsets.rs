//! The search from known tokens finds what the search over all of them does, where two words have keys that are alike. The names are
//! those of the fuzz target that found it.

use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchKind, MatchOptions, SearchRoom};
use depeche_text::Span;

const NAMES: &str = include_str!("few-names.tsv");

#[test]
fn a_word_with_the_node_of_another_does_not_hide_its_names() {
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(NAMES, None).unwrap();
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    // Found by a fuzzer: *iҴ* has the node of *A*.
    let text = "iҴ A A S";
    let tokens = [(0, 3), (4, 5), (6, 7), (8, 9)].map(|(start, end)| Span::new(start, end));
    let options = MatchOptions { kind: MatchKind::Overlapping, across_sentences: false };
    let every = gazetteer.mentions(text, &tokens, &[], &options);
    let layers = Layers::over(gazetteer);
    let onsets = tokens.map(|token| layers.onset(text, token, &mut String::new()));
    assert_eq!(onsets[0], onsets[1], "other names or another format: find two words whose keys are alike");
    let (mut from, mut room) = (Vec::new(), SearchRoom::default());
    layers.mentions_from(text, &tokens, &[], &options, onsets.into_iter().enumerate(), &mut room, &mut from);
    assert_eq!(every.iter().map(|mention| mention.span()).collect::<Vec<_>>(), [Span::new(4, 7)]);
    assert_eq!(from, every);
}
