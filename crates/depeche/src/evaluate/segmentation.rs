//! Tokens, words and sentences against a CoNLL-U gold: the raw-text scores of the CoNLL 2018 shared task.
//!
//! Everything is placed by characters that are not white space, so that a gold and an annotation may differ in their
//! spaces. A token, word or sentence is right when both its ends are. Inside a region where one side has a multiword
//! token, the words that are right are those of the longest common subsequence of their lower-case forms.
//!
//! ```
//! use depeche::Pipeline;
//! use depeche::evaluate::segmentation::{Gold, score};
//!
//! let conllu = "1-2\tAu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tÀ\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\
//!               3\tport\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n";
//! let gold = Gold::read(conllu).unwrap();
//! assert_eq!(gold.text(), "Au port.");
//! let segments = depeche::segment::Segmenter::french().annotate(gold.text().into());
//! let scores = score(&gold, gold.text(), &segments.tokens, &segments.sentences);
//! assert_eq!((scores.tokens.f1(), scores.words.f1(), scores.sentences.f1()), (1.0, 1.0, 1.0));
//! ```

use crate::evaluate::entities::Counts;
use crate::formats::conllu::{Row, gap};
use depeche_text::{Sentence, Token};
use std::collections::HashSet;
use std::fmt;

/// The three scores.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Scores {
    /// Surface tokens.
    pub tokens: Counts,
    /// Sentences.
    pub sentences: Counts,
    /// Syntactic words: *du* is two.
    pub words: Counts,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "           precision  recall      F1")?;
        for (name, counts) in [("tokens", self.tokens), ("sentences", self.sentences), ("words", self.words)]
        {
            let percent = |part: f64| part * 100.0;
            writeln!(
                f,
                "{name:<10} {:>9.2} {:>7.2} {:>7.2}",
                percent(counts.precision()),
                percent(counts.recall()),
                percent(counts.f1())
            )?;
        }
        Ok(())
    }
}

/// A gold: the raw text of a CoNLL-U file and what stands in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gold {
    text: String,
    layers: Layers,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Layers {
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
    words: Vec<Word>,
}

/// A syntactic word, placed by the characters that are not white space; those of a multiword token share its place.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Word {
    start: usize,
    end: usize,
    /// In lower case, and only where several words share a place; elsewhere the place says all.
    form: String,
    several: bool,
}

/// A CoNLL-U line that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct InvalidGold {
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for InvalidGold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: expected ten fields with tabs between, the first a number or a range", self.line)
    }
}

impl std::error::Error for InvalidGold {}

impl Gold {
    /// Reads CoNLL-U. The text is put together from the forms with what `SpaceAfter` and `SpacesAfter` say, and a blank
    /// line before each `newdoc` and `newpar`.
    ///
    /// ```
    /// use depeche::evaluate::segmentation::{Gold, score};
    ///
    /// let gold = Gold::read("# text = Il pleut.\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tpleut\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n")?;
    /// assert_eq!(gold.text().trim_end(), "Il pleut.");
    /// assert_eq!(Gold::read("1\tIl\n").unwrap_err().line, 1);
    /// # Ok::<(), depeche::evaluate::segmentation::InvalidGold>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidGold`] with the first line that is not CoNLL-U.
    pub fn read(conllu: &str) -> Result<Gold, InvalidGold> {
        let mut gold = Gold::default();
        let Layers { tokens, sentences, words } = &mut gold.layers;
        let (mut at, mut begun, mut covered) = (0_usize, 0_usize, 0_usize);
        for (line, number) in conllu.trim_start_matches('\u{FEFF}').lines().zip(1_usize..) {
            if line.is_empty() {
                if at > begun {
                    sentences.push((begun, at));
                }
                (begun, covered) = (at, 0);
                continue;
            }
            if let Some(comment) = line.strip_prefix('#') {
                let comment = comment.trim_start();
                if (comment.starts_with("newdoc") || comment.starts_with("newpar")) && !gold.text.is_empty() {
                    gold.text.truncate(gold.text.trim_end().len());
                    gold.text.push_str("\n\n");
                }
                continue;
            }
            let Row { ids, form, misc, .. } =
                Row::parse(line, number).map_err(|_| InvalidGold { line: number })?;
            // An empty node stands nowhere in the text.
            let Some((first, last)) = ids else { continue };
            let multiword = last > first;
            if multiword {
                covered = last;
            } else if first <= covered {
                let (start, end) = tokens.last().copied().unwrap_or_default();
                words.push(Word { start, end, form: form.to_lowercase(), several: true });
                continue;
            }
            let end = at.saturating_add(solid(form));
            tokens.push((at, end));
            if !multiword {
                words.push(Word { start: at, end, form: form.to_lowercase(), several: false });
            }
            at = end;
            gold.text.push_str(form);
            gold.text.push_str(&gap(misc));
        }
        if at > begun {
            sentences.push((begun, at));
        }
        gold.text.truncate(gold.text.trim_end().len());
        Ok(gold)
    }

    /// The raw text, to be annotated.
    ///
    /// ```
    /// use depeche::evaluate::segmentation::{Gold, score};
    ///
    /// let gold = Gold::read("# text = Il pleut.\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tpleut\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n")?;
    /// assert_eq!(gold.text().trim_end(), "Il pleut.");
    /// # Ok::<(), depeche::evaluate::segmentation::InvalidGold>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw text with a line end after each sentence that ends without a mark, as a document shows its headings: to be
    /// annotated with every line end as a border, and scored against the same gold.
    ///
    /// ```
    /// use depeche::evaluate::segmentation::{Gold, score};
    ///
    /// let gold = Gold::read("# text = Il pleut.\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tpleut\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n")?;
    /// assert_eq!(gold.lined_text().trim_end(), "Il pleut.");
    /// # Ok::<(), depeche::evaluate::segmentation::InvalidGold>(())
    /// ```
    #[must_use]
    pub fn lined_text(&self) -> String {
        let mut ends = self.layers.sentences.iter().map(|&(_, end)| end).peekable();
        let mut lined = String::with_capacity(self.text.len());
        let mut at = 0_usize;
        for c in self.text.chars() {
            if !c.is_whitespace() {
                if ends.next_if_eq(&at).is_some() && !ends_with_mark(&lined) {
                    lined.truncate(lined.trim_end().len());
                    lined.push('\n');
                }
                at = at.saturating_add(1);
            }
            lined.push(c);
        }
        lined
    }
}

/// Whether `text` ends with a mark that ends sentences, closing quotes and brackets aside.
fn ends_with_mark(text: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '’' | '”' | '»' | ')' | ']');
    text.trim_end_matches(closes).ends_with(['.', '!', '?', '…', ';', ':'])
}

/// The characters of `text` that are not white space.
fn solid(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Scores `tokens` and `sentences` of `text` against `gold`, `text` being the gold's own but for its white space.
///
/// Linear in the text, where a multiword token has few words: those of one region are compared each with each.
///
/// ```
/// use depeche::evaluate::segmentation::{Gold, score};
///
/// let gold = Gold::read("# text = Il pleut.\n1\tIl\t_\t_\t_\t_\t_\t_\t_\t_\n2\tpleut\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n")?;
/// let pipeline = depeche::Pipeline::french();
/// let text = gold.text();
/// let record = pipeline.annotate(&text).to_record();
/// let scores = score(&gold, &text, &record.tokens, &record.sentences);
/// assert_eq!((scores.tokens.f1(), scores.sentences.f1()), (1.0, 1.0));
/// # Ok::<(), depeche::evaluate::segmentation::InvalidGold>(())
/// ```
#[must_use]
pub fn score(gold: &Gold, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Scores {
    let found = layers(text, tokens, sentences);
    let gold = &gold.layers;
    Scores {
        tokens: spans(&gold.tokens, &found.tokens),
        sentences: spans(&gold.sentences, &found.sentences),
        words: Counts {
            right: right_words(&gold.words, &found.words),
            found: found.words.len(),
            gold: gold.words.len(),
        },
    }
}

fn layers(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Layers {
    let mut layers = Layers::default();
    let (mut reached, mut at) = (0_usize, 0_usize);
    for token in tokens {
        let span = token.span();
        at = at.saturating_add(text.get(reached..span.start()).map_or(0, solid));
        let form = span.of(text);
        let end = at.saturating_add(solid(form));
        layers.tokens.push((at, end));
        match token.words() {
            None => layers.words.push(Word { start: at, end, form: form.to_lowercase(), several: false }),
            Some(words) => layers.words.extend(words.map(|form| Word {
                start: at,
                end,
                form: form.to_owned(),
                several: true,
            })),
        }
        (reached, at) = (span.end(), end);
    }
    for sentence in sentences {
        let inside = layers.tokens.get(sentence.tokens()).unwrap_or_default();
        if let (Some(&(start, _)), Some(&(_, end))) = (inside.first(), inside.last()) {
            layers.sentences.push((start, end));
        }
    }
    layers
}

fn spans(gold: &[(usize, usize)], found: &[(usize, usize)]) -> Counts {
    let known: HashSet<_> = gold.iter().collect();
    let right = found.iter().filter(|span| known.contains(span)).count();
    Counts { right, found: found.len(), gold: gold.len() }
}

/// The words that are right: by place, or in regions with a multiword token by the longest common subsequence.
fn right_words(gold: &[Word], found: &[Word]) -> usize {
    let (mut i, mut j, mut right) = (0_usize, 0_usize, 0_usize);
    while let (Some(g), Some(s)) = (gold.get(i), found.get(j)) {
        if !g.several && !s.several {
            let same = (g.start, g.end) == (s.start, s.end);
            right = right.saturating_add(usize::from(same));
            let (step_gold, step_found) = if same {
                (1, 1)
            } else if g.start <= s.start {
                (1, 0)
            } else {
                (0, 1)
            };
            i = i.saturating_add(step_gold);
            j = j.saturating_add(step_found);
            continue;
        }
        // The region opens at the multiword token that begins here; what begins before it is wrong.
        if g.several && !s.several && s.start < g.start {
            j = j.saturating_add(1);
            continue;
        }
        if !g.several && g.start < s.start {
            i = i.saturating_add(1);
            continue;
        }
        let mut end = if g.several { g.end } else { s.end };
        if g.several && s.several && s.start <= g.start {
            end = end.max(s.end);
        }
        let (from_gold, from_found) = (i, j);
        loop {
            let before = end;
            i = region(gold, i, &mut end);
            j = region(found, j, &mut end);
            if end == before {
                break;
            }
        }
        let forms = |words: &[Word], from: usize, to: usize| -> Vec<String> {
            words.get(from..to).unwrap_or_default().iter().map(|word| word.form.clone()).collect()
        };
        right = right.saturating_add(common(&forms(gold, from_gold, i), &forms(found, from_found, j)));
        if (i, j) == (from_gold, from_found) {
            // A multiword token of white space alone has no place, and no region.
            i = i.saturating_add(usize::from(g.several));
            j = j.saturating_add(usize::from(!g.several));
        }
    }
    right
}

/// The index after the words that lie in the region up to `end`, which a multiword token may lengthen.
fn region(words: &[Word], mut at: usize, end: &mut usize) -> usize {
    while let Some(word) = words.get(at) {
        let inside = if word.several { word.start < *end } else { word.end <= *end };
        if !inside {
            break;
        }
        if word.several {
            *end = word.end.max(*end);
        }
        at = at.saturating_add(1);
    }
    at
}

/// The length of the longest common subsequence.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0_usize; b.len().saturating_add(1)];
    for x in a {
        let mut diagonal = 0_usize;
        for (pair, y) in b.iter().enumerate() {
            let above = row.get(pair.saturating_add(1)).copied().unwrap_or(0);
            let left = row.get(pair).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(pair.saturating_add(1)) {
                *cell = if x == y { diagonal.saturating_add(1) } else { above.max(left) };
            }
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}
