//! Unicode's own test files: where our rules for words and sentences part from UAX #29, by class; and that what is
//! canonically the same (UAX #15) is the same here.
//!
//! A class is the rule of UAX #29 that decides the place, and what is done here instead. Each has its reason and its
//! number of places; a number that changes is a change of behaviour and wants a look. White space is no part of a token
//! or a sentence here, so a place beside white space is the same place on either side of it.
//!
//! With `DEPECHE_UCD=FOLDER` the files are taken from a folder of the Unicode Character Database instead of the shortened
//! copies beside this test.

use depeche_segment::{Newlines, Profile, Segmenter};
use depeche_text::Passage;
use depeche_text::fold::{Folding, composed, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A line of a test file: the text, and for each place in bytes whether it is a boundary, and by which rule.
struct Case {
    text: String,
    places: Vec<(usize, bool, String)>,
}

fn file(folder: &str, name: &str) -> String {
    let path = match std::env::var_os("DEPECHE_UCD") {
        Some(database) => Path::new(&database).join(folder).join(name),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/unicode").join(name),
    };
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases(name: &str) -> Vec<Case> {
    let file = file("auxiliary", name);
    let lines = file.lines().filter(|line| line.starts_with(['÷', '×']));
    lines
        .map(|line| {
            let (signs, comment) = line.split_once('#').unwrap();
            let number = |part: &&str| part.contains('.') && part.parse::<f64>().is_ok();
            let mut rules = comment.split([' ', '[', ']']).filter(number);
            let mut case = Case { text: String::new(), places: Vec::new() };
            for sign in signs.split_whitespace() {
                if let Ok(code) = u32::from_str_radix(sign, 16) {
                    case.text.push(char::from_u32(code).unwrap());
                } else {
                    case.places.push((case.text.len(), sign == "÷", rules.next().unwrap().to_owned()));
                }
            }
            case
        })
        .collect()
}

fn is_white(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// How many places in `cases` are decided otherwise by `edges` (the places where something of ours begins or ends), for
/// each rule of UAX #29; `+` a boundary that is ours alone, `-` one that is not ours. And an example of each.
fn disagreements(cases: &[Case], edges: impl Fn(&str) -> BTreeSet<usize>) -> BTreeMap<String, (u32, String)> {
    let mut found: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for case in cases {
        let ours = edges(&case.text);
        for (at, theirs, rule) in &case.places {
            let (before, after) = case.text.split_at(*at);
            let beside_white = before.ends_with(is_white) || after.starts_with(is_white);
            let inside = !before.is_empty() && !after.is_empty() && !beside_white;
            if inside && ours.contains(at) != *theirs {
                let class = format!("{}{rule}", if *theirs { '-' } else { '+' });
                let entry = found.entry(class).or_insert_with(|| (0, format!("{before:?} | {after:?}")));
                entry.0 += 1;
            }
        }
    }
    found
}

/// A class of disagreement: its rule, how many places, and why.
type Class = (&'static str, u32, &'static str);

fn compare(name: &str, found: &BTreeMap<String, (u32, String)>, classes: &[Class], tried: usize) {
    let number = |class: &Class| (class.0.to_owned(), class.1);
    let expected: BTreeMap<String, u32> = classes.iter().map(number).collect();
    let counted: BTreeMap<String, u32> =
        found.iter().map(|(class, (count, _))| (class.clone(), *count)).collect();
    println!("cases: {tried}");
    assert_eq!(counted, expected, "{name}, with an example of each: {found:#?}");
}

const WORDS: &[Class] = &[
    ("+3.3", 6, "a joiner joins signs, not a sign to a letter or to nothing: `a<ZWJ>🛑` is two tokens"),
    ("+6.0", 36, "no colon inside a word: *Note:voir*; an apostrophe that carries a mark is no apostrophe"),
    ("+7.0", 36, "an elision ends after its apostrophe, *l'|accord*; nor does a word go on after a colon"),
    ("+7.1", 3, "the geresh of Hebrew: an apostrophe at the end of a word stands alone"),
    ("+7.2", 1, "the gershayim of Hebrew: a straight quotation mark stands alone"),
    ("+7.3", 1, "the gershayim of Hebrew: a straight quotation mark stands alone"),
    ("+8.0", 5, "only bare figures make a number: one that carries a mark ends it"),
    ("+10.0", 7, "only bare figures make a number: one that carries a mark ends it"),
    ("+11.0", 20, "a comma or a stop with a mark on it is not inside a number"),
    ("+12.0", 20, "a comma or a stop with a mark on it is not inside a number"),
    ("+13.1", 51, "an underscore stands alone, a sign of emphasis in news: *_mot_*"),
    ("+13.2", 63, "an underscore stands alone, a sign of emphasis in news: *_mot_*"),
    ("+15.0", 1, "two regional indicators are a flag when nothing stands between them"),
    (
        "-999.0",
        64,
        "letters of all scripts make one word, *4e*, *rock'n'roll*; two stops are one mark, and so are two apostrophes",
    ),
];

#[test]
fn words() {
    let cases = cases("WordBreakTest.txt");
    let segmenter = Segmenter::french();
    let found = disagreements(&cases, |text| {
        let tokens = segmenter.tokens(Passage::new(text));
        tokens.iter().flat_map(|token| [token.span().start(), token.span().end()]).collect()
    });
    compare("words", &found, WORDS, cases.len());
}

const SENTENCES: &[Class] = &[(
    "-11.0",
    31,
    "a stop ends a sentence before white space or a quotation mark alone: *S.N.C.F.*, *lemonde.fr*, *Yahoo!France*",
)];

#[test]
fn sentences() {
    let cases = cases("SentenceBreakTest.txt");
    let segmenter = Segmenter::french().with_profile(Profile::Default).with_newlines(Newlines::EveryLine);
    let found = disagreements(&cases, |text| {
        let spans = segmenter.sentences(Passage::new(text));
        spans.iter().flat_map(|span| [span.start(), span.end()]).collect()
    });
    compare("sentences", &found, SENTENCES, cases.len());
}

/// What is canonically the same is the same here: in its composed form, folded, and cut into tokens and sentences.
///
/// Of `NormalizationTest.txt` the columns c1 (any), c2 (its NFC) and c3 (its NFD) are taken; compatibility forms, c4 and
/// c5, are another text to us: *ﬁ* is not *fi* in a span.
#[test]
fn normal_forms() {
    let segmenter = Segmenter::french();
    let mut cases = 0;
    for line in file("", "NormalizationTest.txt").lines().filter(|line| !line.starts_with(['#', '@'])) {
        let columns = line.split(';').take(3).map(|column| {
            let codes = column.split_whitespace().map(|code| u32::from_str_radix(code, 16).unwrap());
            codes.map(|code| char::from_u32(code).unwrap()).collect::<String>()
        });
        let columns: Vec<String> = columns.collect();
        let [any, nfc, nfd] = columns.as_slice() else { continue };
        cases += 1;
        for other in [any, nfd] {
            assert_eq!(composed(other), nfc.as_str(), "{line}");
            for folding in [Folding::FULL, Folding::CASE, Folding::DIACRITICS, Folding::TYPOGRAPHY] {
                assert_eq!(fold(other, folding), fold(nfc, folding), "{line} {folding:?}");
            }
            let cut = |text: &str| {
                let segments = segmenter.annotate(Passage::new(text));
                let spans = segments.tokens.iter().map(|token| token.span());
                let spans = spans.chain(segments.sentences.iter().map(|sentence| sentence.span));
                spans.map(|span| composed(span.of(text)).into_owned()).collect::<Vec<_>>()
            };
            assert_eq!(cut(other), cut(nfc), "{line}");
        }
    }
    println!("cases: {cases}");
}
