//! Corpora made from the seeds, the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The seeds, sorted by name: header and body as they are in the folder.
///
/// # Panics
///
/// When the folder cannot be read: a benchmark without its input has nothing to say.
#[must_use]
pub fn seeds() -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("seeds"))
        .expect("the seeds are beside the benches")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a seed is UTF-8")).collect()
}

/// One sentence of less than 100 bytes.
#[must_use]
pub fn tiny() -> &'static str {
    "M. Diallo, ministre de l'Économie du Sénégal, est arrivé à Bruxelles jeudi 15 août."
}

/// One document of about 2 KB.
#[must_use]
pub fn dispatch() -> String {
    documents(2_000, 1).remove(0)
}

/// About 5 MB of paragraphs, as full of names as dispatches are: the seeds are such.
#[must_use]
pub fn huge() -> String {
    Writer::new(1).text(5_300_000)
}

/// About 1 MB of paragraphs with half as many names, as the pages of a newspaper have: of three sentences the one with the fewest capitals.
#[must_use]
pub fn newspaper() -> String {
    Writer { draws: 3, ..Writer::new(4) }.text(1_000_000)
}

/// `count` documents of about `bytes` bytes, each with a bare header.
#[must_use]
pub fn documents(bytes: usize, count: usize) -> Vec<String> {
    let mut writer = Writer::new(2);
    (0..count)
        .map(|i| format!(" date 2024-{:02} {}\n\n{}", i % 12 + 1, writer.sentence(), writer.text(bytes)))
        .collect()
}

/// `count` distinct names of one to three words, made of the capitalised words of the lists and of their parts:
/// the same for every contestant.
#[must_use]
pub fn names(count: usize) -> Vec<String> {
    let vocabulary = Vocabulary::of_the_lists();
    let words: Vec<&String> =
        vocabulary.shapes.iter().filter(|(shape, _)| shape.capital).flat_map(|(_, words)| words).collect();
    assert!(!words.is_empty(), "the lists hold capitalised words");
    let mut random = Random(3);
    let mut names = BTreeSet::new();
    while names.len() < count {
        let length = 1 + random.below(3).min(random.below(3));
        let name: Vec<&str> = (0..length).map(|_| words[random.below(words.len())].as_str()).collect();
        names.insert(name.join(" "));
    }
    names.into_iter().collect()
}

/// What a text is made of.
#[derive(Clone, Copy, Debug)]
pub struct Statistics {
    /// Its length in bytes.
    pub bytes: usize,
    /// Its pieces between white space.
    pub words: usize,
    /// The different ones among them.
    pub distinct_words: usize,
    /// Its non-ASCII bytes, in percent.
    pub non_ascii_percent: f64,
    /// Its paragraphs.
    pub paragraphs: usize,
}

impl Statistics {
    /// The statistics of `text`.
    #[must_use]
    pub fn of(text: &str) -> Statistics {
        let words = text.split_whitespace();
        Statistics {
            bytes: text.len(),
            words: words.clone().count(),
            distinct_words: words.collect::<BTreeSet<_>>().len(),
            non_ascii_percent: 100.0 * text.bytes().filter(|b| !b.is_ascii()).count() as f64
                / text.len() as f64,
            paragraphs: text.split("\n\n").count(),
        }
    }
}

/// What a replaced word and its replacement have in common, so that the sentence keeps its look.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Shape {
    capital: bool,
    ending: char,
    length: usize,
}

impl Shape {
    /// The shape of a plain word; `None` for what is kept as it is: short words, figures, signs, acronyms.
    fn of(word: &str) -> Option<Shape> {
        let length = word.chars().count();
        let plain = word.chars().skip(1).all(char::is_lowercase) && word.chars().all(char::is_alphabetic);
        let ending = word.chars().last()?;
        (plain && length >= 4).then(|| Shape {
            capital: word.starts_with(char::is_uppercase),
            ending,
            length: length / 2,
        })
    }
}

/// The words of the lists by shape, the frequent ones first where the list knows.
struct Vocabulary {
    shapes: BTreeMap<Shape, Vec<String>>,
}

impl Vocabulary {
    /// The words of the text lists of `depeche-names`: the last words of a row's name, and the plain word lists.
    fn of_the_lists() -> Vocabulary {
        let mut shapes: BTreeMap<Shape, Vec<String>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut paths: Vec<PathBuf> = fs::read_dir(root().join("crates/depeche-names/data"))
            .expect("the lists of names are in the workspace")
            .map(|entry| entry.expect("a readable folder").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
            .collect();
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(&path).expect("a list is UTF-8");
            for row in text.lines().filter(|line| !line.starts_with('#')) {
                let mut columns = row.split('\t');
                let first = columns.next().unwrap_or_default();
                let name = columns.nth(1).unwrap_or(first);
                for word in name.split(|c: char| !c.is_alphabetic()) {
                    if let Some(shape) = Shape::of(word)
                        && seen.insert(word.to_owned())
                    {
                        shapes.entry(shape).or_default().push(word.to_owned());
                    }
                }
            }
        }
        Vocabulary { shapes }
    }

    /// Another word of the same shape: the first ones of a list are drawn far more often than the last ones.
    fn other(&self, word: &str, random: &mut Random) -> Option<&str> {
        let words = self.shapes.get(&Shape::of(word)?)?;
        let rank = (words.len() as f64).powf(random.unit()) as usize;
        words.get(rank.min(words.len()) - 1).map(String::as_str)
    }
}

/// Writes sentences of the seeds with other words in them.
struct Writer {
    sentences: Vec<String>,
    vocabulary: Vocabulary,
    random: Random,
    /// Of how many sentences that with the fewest capitals is written.
    draws: usize,
}

impl Writer {
    fn new(seed: u64) -> Writer {
        let mut sentences = Vec::new();
        for text in seeds() {
            // The body alone, cut in the plainest way: the corpus must not change with the segmenter.
            for paragraph in text.replace("\r\n", "\n").split("\n\n").skip(1) {
                let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
                sentences.extend(line.split_inclusive(". ").map(|sentence| sentence.trim().to_owned()));
            }
        }
        sentences.retain(|sentence| sentence.len() > 20);
        assert!(sentences.len() > 50, "the seeds hold sentences");
        Writer { sentences, vocabulary: Vocabulary::of_the_lists(), random: Random(seed), draws: 1 }
    }

    /// A sentence in which three plain words of ten are others.
    fn sentence(&mut self) -> String {
        let drawn = (0..self.draws).map(|_| &self.sentences[self.random.below(self.sentences.len())]);
        let sentence = drawn.min_by_key(|sentence| capitals(sentence)).expect("at least one is drawn");
        let mut written = String::with_capacity(sentence.len());
        for piece in sentence.split_inclusive(|c: char| !c.is_alphabetic()) {
            let end = piece.trim_end_matches(|c: char| !c.is_alphabetic()).len();
            let (word, rest) = piece.split_at(end);
            let other =
                (self.random.below(10) < 3).then(|| self.vocabulary.other(word, &mut self.random)).flatten();
            written.push_str(other.unwrap_or(word));
            written.push_str(rest);
        }
        written
    }

    /// Paragraphs of two to six sentences, until `bytes` are reached.
    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 1_000);
        while text.len() < bytes {
            for _ in 0..2 + self.random.below(5) {
                text.push_str(&self.sentence());
                text.push(' ');
            }
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        text
    }
}

/// How many words of ten thousand begin with a capital.
fn capitals(sentence: &str) -> usize {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut all, mut capitals) = (0, 0);
    for word in words {
        all += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    capitals * 10_000 / all.max(1)
}

/// A small generator (SplitMix64): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
