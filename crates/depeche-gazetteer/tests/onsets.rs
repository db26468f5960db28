//! The search from known tokens finds what the search over all of them does, where two words have keys that are alike.

use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchKind, MatchOptions, SearchRoom};
use depeche_text::Span;

const NAMES: &str = "\
x:1\tLOC\tLe Havre\t\t\t\tarticle\n\
x:2\tLOC\tSaint-Étienne\tSaint-É.\n\
x:3\tLOC\tCôte d'Ivoire\tRCI|Ivoire\t\t\tcase=insensitive\n\
x:4\tORG\tL'Oréal\tOréal|A A A|A A\n\
x:5\tDEMONYM\tarménien\t\t\t\tplural feminine diacritics=exact\n\
x:6\tMISC\tn° 5\t-|e\u{301}|中国|AT&T\n";

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
    let onsets = tokens.iter().map(|token| layers.onset(text, *token, &mut String::new())).enumerate();
    let (mut from, mut room) = (Vec::new(), SearchRoom::default());
    layers.mentions_from(text, &tokens, &[], &options, onsets, &mut room, &mut from);
    assert_eq!(every.iter().map(|mention| mention.span()).collect::<Vec<_>>(), [Span::new(4, 7)]);
    assert_eq!(from, every);
}
