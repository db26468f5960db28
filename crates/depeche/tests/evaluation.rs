//! Scores of tokens, words and sentences against gold written for this test.

use depeche::evaluate::segmentation::{Gold, score};
use depeche::segment::{Newlines, Segmenter};

/// *Au port.* and *Il dort.*, the second after a blank line, with an ellipsis that has no text of its own.
const GOLD: &str = "# newdoc id = a\n\
    1-2\tAu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tÀ\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\
    3\tport\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\n\n\n\
    # newpar\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\telle\t_\t_\t_\t_\t_\t_\t_\t_\n\
    2\tdort\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

#[test]
fn what_is_cut_as_gold_is_right() {
    let gold = Gold::read(GOLD).unwrap();
    let segments = Segmenter::french().with_newlines(Newlines::Paragraph).annotate(gold.text().into());
    let scores = score(&gold, gold.text(), &segments.tokens, &segments.sentences);
    for (name, counts, number) in
        [("tokens", scores.tokens, 6), ("words", scores.words, 7), ("sentences", scores.sentences, 2)]
    {
        assert_eq!((counts.gold, counts.found, counts.right), (number, number, number), "{name}");
    }
    assert!(scores.to_string().contains("words         100.00  100.00  100.00"), "{scores}");
}

/// A token that is missing takes its words along; a sentence that is missing, nothing else.
#[test]
fn what_is_cut_otherwise_is_wrong() {
    let gold = Gold::read(GOLD).unwrap();
    let segments = Segmenter::french().annotate(gold.text().into());
    let scores = score(&gold, gold.text(), &segments.tokens[1..], &[]);
    assert_eq!((scores.tokens.right, scores.tokens.found, scores.tokens.gold), (5, 5, 6));
    assert_eq!((scores.words.right, scores.words.found, scores.words.gold), (5, 5, 7));
    assert_eq!((scores.sentences.right, scores.sentences.found, scores.sentences.gold), (0, 0, 2));
    let scores = score(&gold, gold.text(), &segments.tokens, &segments.sentences[1..]);
    assert_eq!((scores.sentences.right, scores.sentences.found, scores.sentences.gold), (1, 1, 2));
}

#[test]
fn broken_gold_is_named_by_its_line() {
    for (broken, line) in [("1\tIl\n", 1), ("# a\n\nx\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n", 3)] {
        let error = Gold::read(broken).unwrap_err();
        assert_eq!(error.line, line);
        assert!(error.to_string().starts_with(&format!("line {line}: expected")), "{error}");
    }
}
