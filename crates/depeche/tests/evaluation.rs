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

/// A line of ten columns.
fn row(id: &str, form: &str, misc: &str) -> String {
    format!("{id}\t{form}{}\t{misc}\n", "\t_".repeat(7))
}

/// No gold keeps the scoring from its end: a multiword token may be nothing that is seen.
#[test]
fn a_multiword_token_of_white_space_is_passed() {
    let gold =
        [row("1-2", "\u{A0}", "_"), row("1", "de", "_"), row("2", "le", "_"), row("3", "port", "_")].concat();
    let gold = Gold::read(&gold).unwrap();
    let segments = depeche::segment::Segmenter::french().annotate(gold.text().into());
    let scores = score(&gold, gold.text(), &segments.tokens, &segments.sentences);
    assert_eq!((scores.words.right, scores.words.gold), (1, 3));
}

#[test]
fn gold_is_read_as_the_format_says() {
    let file = format!("\u{FEFF}# newdoc\n{}{}", row("1", "Il", "SpacesAfter=\\\\s"), row("2", "va", "_"));
    // The backslash is one, and no space: what stands behind it is a letter.
    assert_eq!(Gold::read(&file).unwrap().text(), "Il\\sva");
    for (bad, line) in [("1\tIl\t_\n".to_owned(), 1), (row("1", "Il", "_") + &row("1-x", "au", "_"), 2)] {
        assert_eq!(Gold::read(&bad).unwrap_err().line, line, "{bad}");
    }
}
