//! Cases as text with marks: the expectation is the input, cut.

use cpu_time::ThreadTime;
use depeche_segment::{Newlines, Segmenter};
use depeche_text::{Contraction, Passage, Span};

fn plain(line: &str) -> String {
    line.replace('⏎', "\n").replace('⍽', "\u{A0}").replace('⎵', "\u{202F}")
}

/// Compares the cuts of `line`, whose pieces are parted by `mark`, with the spans that `cut` finds.
fn check(file: &str, mark: char, cut: impl Fn(&str) -> Vec<Span>) {
    let mut wrong = Vec::new();
    // An interpreter reads one in thirty.
    let step = if cfg!(miri) { 30 } else { 1 };
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines.step_by(step) {
        let expected: Vec<String> = line
            .split(mark)
            .map(|piece| plain(piece).trim().to_owned())
            .filter(|piece| !piece.is_empty())
            .collect();
        let text = plain(&line.replace(mark, ""));
        let found: Vec<String> = cut(&text).into_iter().map(|span| span.of(&text).to_owned()).collect();
        if expected != found {
            wrong.push(format!("expected {expected:?}\n   found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tokens() {
    let segmenter = Segmenter::french();
    check(include_str!("data/tokens.txt"), '¦', |text| {
        segmenter.tokens(Passage::new(text)).iter().map(|token| token.span()).collect()
    });
}

#[test]
fn sentences() {
    let segmenter = Segmenter::french().with_newlines(Newlines::Smart);
    check(include_str!("data/sentences.txt"), '‖', |text| segmenter.sentences(Passage::new(text)));
}

/// W2: `des²` is *de* + *les*, `des¹` a determiner.
#[test]
fn des() {
    let segmenter = Segmenter::french();
    let mut wrong = Vec::new();
    for line in include_str!("data/des.txt").lines().filter(|line| !line.starts_with('#')) {
        let text = line.replace(['¹', '²'], "");
        let expected: Vec<bool> = line.matches(['¹', '²']).map(|mark| mark == "²").collect();
        let tokens = segmenter.tokens(Passage::new(&text));
        let found = tokens.iter().filter(|token| token.contraction() == Contraction::Des);
        let found: Vec<bool> = found.map(|token| token.words().is_some()).collect();
        if expected != found {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// The law *linear*: eight times the text takes far less than the sixty-four times of quadratic growth, whatever it is made of.
#[test]
fn linear() {
    let segmenter = Segmenter::french();
    let time = |text: &str| {
        let begin = ThreadTime::now();
        let tokens = segmenter.annotate(Passage::new(text)).tokens.len();
        assert!(tokens > 0);
        begin.elapsed().as_secs_f64()
    };
    for piece in [
        ".", "a.", "l'", "a-", "1 000 ", "\" ", ". \"", "( ", "A.", "e\u{301}", "a@", "aa/", "des ", "? a ",
        ": ", "https://", "-", "»",
    ] {
        let (short, long) = (piece.repeat(4_000), piece.repeat(32_000));
        // The least of five, and the time of this thread alone, so that a busy machine does not speak.
        let least = |text: &str| (0..5).map(|_| time(text)).fold(f64::MAX, f64::min);
        let ratio = least(&long) / least(&short).max(1e-4);
        assert!(ratio < 40.0, "{piece:?}: eight times the text took {ratio:.1} times the time");
    }
}
