//! Cases as text with marks: the expectation is the input, cut.

use cpu_time::ThreadTime;
use depeche_segment::{Newlines, Profile, Rule, Segmenter};
use depeche_text::{Contraction, Passage, Span};
use std::fmt::Write as _;
use std::path::Path;

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

/// What decided: the rule of each gap in the texts of `sentences.txt` and in the seeds, in both profiles, and what the model
/// says of each *des*. A border may stay right for a wrong reason; and the features of the models must be those that the
/// weights were learned with. `DEPECHE_BLESS=1` writes what is found, to be read like code.
#[cfg(not(miri))]
#[test]
fn judged() {
    let profiles = [
        ("default", Segmenter::french()),
        ("lines", Segmenter::french().with_newlines(Newlines::EveryLine)),
        ("ud", Segmenter::french().with_profile(Profile::Ud).with_newlines(Newlines::Paragraph)),
        ("ud lines", Segmenter::french().with_profile(Profile::Ud).with_newlines(Newlines::EveryLine)),
        ("ud plain", Segmenter::builder().profile(Profile::Ud).models(None).build()),
    ];
    let mut found = String::from(
        "# Written by `DEPECHE_BLESS=1 cargo test -p depeche-segment --test golden`: what judged each gap, + a border, - none;\n\
         # w and a number are the learned weights and their sum. A profile that judges as the one above it is left out.\n",
    );
    let mut judge = |name: &str, text: &str| {
        let mut before = String::new();
        let _ = writeln!(found, "{name}");
        for (profile, segmenter) in &profiles {
            let mut judged = String::new();
            for why in segmenter.explanations(Passage::new(text)) {
                let sign = if why.border { '+' } else { '-' };
                let _ = match why.rule {
                    Rule::Weights(sum) => write!(judged, " w{sum}{sign}"),
                    rule => write!(judged, " {rule}{sign}"),
                };
            }
            if judged != before {
                let _ = writeln!(found, "  {profile}:{judged}");
            }
            before = judged;
        }
    };
    let lines = |file: &'static str| file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines(include_str!("data/sentences.txt")) {
        let text = line.replace('‖', "");
        judge(&text, &plain(&text));
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = std::fs::read_dir(here.join("../../seeds")).unwrap().map(|entry| entry.unwrap().path());
    let mut seeds: Vec<_> =
        seeds.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    seeds.sort();
    for path in seeds {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        judge(&name, &std::fs::read_to_string(path).unwrap());
    }
    let segmenter = Segmenter::french();
    let odds = |line: &str| -> Vec<f32> {
        let text = line.replace(['¹', '²'], "");
        let tokens = segmenter.tokens(Passage::new(&text));
        let des = tokens.iter().filter(|token| token.contraction() == Contraction::Des);
        des.map(|token| token.contraction_probability()).collect()
    };
    for line in lines(include_str!("data/des.txt")) {
        let _ = writeln!(found, "{line}\n  {:.3?}", odds(line));
    }
    let trained: Vec<f32> = lines(include_str!("../training/des.txt")).flat_map(odds).collect();
    let _ = writeln!(
        found,
        "training/des.txt\n  {:.2} of {} are de + les",
        trained.iter().sum::<f32>(),
        trained.len()
    );
    let path = here.join("tests/data/judged.txt");
    if let Err(difference) = testkit::page(&path, &found) {
        panic!(
            "{difference}\nif this is meant: `DEPECHE_BLESS=1 cargo test -p depeche-segment --test golden`, then read the difference"
        );
    }
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
