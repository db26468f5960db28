//! Training the small models from CoNLL-U files: the same files give the same bytes.
//!
//! An averaged perceptron in whole numbers over the features the segmenter itself computes, on the output of the
//! segmenter itself: what is learned is what is met.

use crate::class::Text;
use crate::features::{self, Around};
use crate::headings;
use crate::lines::Newlines;
use crate::model::{Known, LIMIT, Models, Table};
use crate::profile::Profile;
use crate::segmenter::{Segmenter, Segments};
use crate::word::Word;
use depeche_text::{Contraction, Passage, Token};
use std::collections::{HashMap, HashSet};

/// A treebank as raw text, and what its people say of it.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    text: String,
    /// By the offset of its first byte: where a token ends, its part of speech, whether it is several words.
    tokens: HashMap<usize, (usize, String, bool)>,
    /// The offsets where sentences begin.
    starts: HashSet<usize>,
}

impl Treebank {
    /// Reads CoNLL-U: the text is put together from the forms, with a space after each that is not `SpaceAfter=No`, and
    /// a blank line where a document or paragraph begins.
    #[must_use]
    pub fn read(conllu: &str) -> Treebank {
        let mut bank = Treebank::default();
        let mut covered = 0_usize;
        let mut fresh = true;
        for line in conllu.lines() {
            if line.is_empty() {
                fresh = true;
                covered = 0;
                continue;
            }
            if let Some(comment) = line.strip_prefix('#') {
                let comment = comment.trim_start();
                if (comment.starts_with("newdoc") || comment.starts_with("newpar")) && !bank.text.is_empty() {
                    bank.text.push_str("\n\n");
                }
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, part, .., misc] = fields.as_slice() else { continue };
            if id.contains('.') {
                continue;
            }
            let several = id.split_once('-').and_then(|(_, last)| last.parse::<usize>().ok());
            if several.is_none() && id.parse::<usize>().is_ok_and(|id| id <= covered) {
                continue;
            }
            covered = several.unwrap_or(covered);
            let start = bank.text.len();
            bank.text.push_str(form);
            bank.tokens.insert(start, (bank.text.len(), (*part).to_owned(), several.is_some()));
            if fresh {
                bank.starts.insert(start);
                fresh = false;
            }
            if !misc.split('|').any(|item| item == "SpaceAfter=No") {
                bank.text.push(' ');
            }
        }
        bank
    }

    /// Reads sentences on lines of their own in which each *des* is marked: `des²` where it is *de* + *les*, `des¹` where it
    /// is a determiner. Lines that begin with `#` are skipped. Headings and verbs are not
    /// learned from them.
    ///
    /// ```
    /// use depeche_segment::training::{Treebank, train};
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let bank = Treebank::marked("Le prix des² fruits monte.\nIl mange des¹ fruits.\n");
    /// let segmenter = Segmenter::builder().models(Some(train(&[bank]))).build();
    /// assert_eq!(segmenter.tokens(Passage::new("Le bus.")).len(), 3);
    /// ```
    #[must_use]
    pub fn marked(list: &str) -> Treebank {
        let mut bank = Treebank::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            for part in line.split_inclusive(['¹', '²']) {
                let word = part.trim_end_matches(['¹', '²']);
                bank.text.push_str(word);
                let end = bank.text.len();
                if word.len() < part.len() && word.to_lowercase().ends_with("des") {
                    let several = part.ends_with('²');
                    bank.tokens.insert(end.saturating_sub(3), (end, "ADP".to_owned(), several));
                }
            }
            bank.text.push_str("\n\n");
        }
        bank
    }
}

/// Trains all models on `treebanks`.
#[must_use]
pub fn train(treebanks: &[Treebank]) -> Models {
    let empty = |bits: u32| Table::new(bits, 64, vec![0; 1 << bits]);
    let mut models = Models {
        verb: empty(14),
        des: empty(12),
        gap: empty(15),
        known: known(treebanks),
        sums: crate::sums::Made::default(),
    };
    models.verb = learn(14, &verb_cases(treebanks), 4, 2);
    models.des = learn(12, &des_cases(treebanks, &models), 16, 16);
    models.gap = learn(15, &gap_cases(treebanks, &models), 10, 12);
    models
}

type Case = (Vec<u64>, bool);

/// The words that stand at least twice in small letters.
fn known(treebanks: &[Treebank]) -> Known {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    // Sentences written for *des* say nothing about which words headings hold.
    for bank in treebanks.iter().filter(|bank| !bank.starts.is_empty()) {
        let text = Text::new(&bank.text);
        for token in segments(bank).tokens {
            let word = Word::of(text, 0, token);
            if word.is_open() && !word.upper {
                let count = counts.entry(word.full).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    Known::new(counts.into_iter().filter(|&(_, count)| count > 1).map(|(word, _)| word))
}

fn segments(bank: &Treebank) -> Segments {
    let segmenter =
        Segmenter::builder().profile(Profile::Ud).newlines(Newlines::Paragraph).models(None).build();
    segmenter.annotate(Passage::new(&bank.text))
}

fn verb_cases(treebanks: &[Treebank]) -> Vec<Case> {
    let mut cases = Vec::new();
    for bank in treebanks {
        let text = Text::new(&bank.text);
        let segments = segments(bank);
        for sentence in &segments.sentences {
            let mut last = [Word::EDGE; 2];
            for token in segments.tokens.get(sentence.tokens()).unwrap_or_default() {
                let word = Word::of(text, 0, *token);
                let gold =
                    bank.tokens.get(&token.span().start()).filter(|(end, ..)| *end == token.span().end());
                if let Some((_, part, false)) = gold
                    && word.is_open()
                {
                    let mut features = Vec::new();
                    let [before, earlier] = &last;
                    features::verb(&word, before, earlier, &mut |feature| features.push(feature));
                    cases.push((features, part == "VERB" || part == "AUX"));
                }
                last = [word, last[0]];
            }
        }
    }
    cases
}

fn des_cases(treebanks: &[Treebank], models: &Models) -> Vec<Case> {
    let mut cases = Vec::new();
    for bank in treebanks {
        let text = Text::new(&bank.text);
        let mut tokens: Vec<Token> = segments(bank).tokens;
        for at in 0..tokens.len() {
            let Some(token) = tokens.get(at).copied() else { continue };
            if token.contraction() != Contraction::Des {
                continue;
            }
            let Some((_, _, several)) = bank.tokens.get(&token.span().start()) else { continue };
            let around = Around::of(text, 0, &tokens, at);
            let mut features = Vec::new();
            features::des(models, &around, &mut |feature| features.push(feature));
            cases.push((features, *several));
            // What stands before a later `des` is told as the people of the treebank told it.
            if let Some(slot) = tokens.get_mut(at) {
                *slot = token.with_contraction(Contraction::Des, if *several { 255 } else { 0 });
            }
        }
    }
    cases
}

fn gap_cases(treebanks: &[Treebank], models: &Models) -> Vec<Case> {
    let mut cases = Vec::new();
    for bank in treebanks {
        // Speech written without capitals teaches nothing about headings.
        let capitals = bank.starts.iter().filter(|&&start| {
            bank.text.get(start..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase())
        });
        if bank.starts.is_empty() || capitals.count().saturating_mul(2) < bank.starts.len() {
            continue;
        }
        let text = Text::new(&bank.text);
        let segments = segments(bank);
        headings::gaps(text, 0, &segments.tokens, segments.verdicts(), models, |gap| {
            let mut features = Vec::new();
            features::gap(models, &gap.around, &mut |feature| features.push(feature));
            let start = segments.tokens.get(gap.token).map_or(0, |token| token.span().start());
            let border = bank.starts.contains(&start);
            cases.push((features, border));
            border
        });
    }
    cases
}

/// Trains a table of `bits` bits: `epochs` rounds, corrections within `margin`; a feature met fewer than twice is left out.
fn learn(bits: u32, cases: &[Case], epochs: usize, margin: i64) -> Table {
    let mut met: HashMap<u64, u32> = HashMap::new();
    for feature in cases.iter().flat_map(|(features, _)| features) {
        let count = met.entry(*feature).or_default();
        *count = count.saturating_add(1);
    }
    let cases: Vec<(Vec<usize>, bool)> = cases
        .iter()
        .map(|(features, label)| {
            let often = features.iter().filter(|feature| met.get(feature).is_some_and(|&count| count > 1));
            (often.map(|&feature| features::place(feature, bits)).collect(), *label)
        })
        .collect();
    // The last fifth is held out once, to find how far a sum may be trusted.
    let held = cases.len() / 5;
    let (first, last) = cases.split_at(cases.len().saturating_sub(held));
    let trial = quantised(&perceptron(bits, first, epochs, margin));
    let unit = unit(bits, &trial, last);
    Table::new(bits, unit, quantised(&perceptron(bits, &cases, epochs, margin)))
}

/// The averaged weights, in 1024ths.
fn perceptron(bits: u32, cases: &[(Vec<usize>, bool)], epochs: usize, margin: i64) -> Vec<i64> {
    let mut weights = vec![0_i64; 1 << bits];
    let mut totals = vec![0_i64; 1 << bits];
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut step = 0_i64;
    for _ in 0..epochs {
        for i in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let other =
                usize::try_from(random.checked_rem((i as u64).saturating_add(1)).unwrap_or(0)).unwrap_or(0);
            order.swap(i, other);
        }
        for (features, label) in order.iter().filter_map(|&i| cases.get(i)) {
            step = step.wrapping_add(1);
            let sum = features
                .iter()
                .filter_map(|&place| weights.get(place))
                .fold(0_i64, |sum, &weight| sum.wrapping_add(weight));
            if (sum > 0) == *label && sum.abs() >= margin {
                continue;
            }
            let change: i64 = if *label { 1 } else { -1 };
            for &place in features {
                if let (Some(weight), Some(total)) = (weights.get_mut(place), totals.get_mut(place)) {
                    *weight = weight.wrapping_add(change);
                    *total = total.wrapping_add(change.wrapping_mul(step));
                }
            }
        }
    }
    let steps = step.max(1);
    let average = |(weight, total): (&i64, &i64)| {
        weight.wrapping_mul(steps).wrapping_sub(*total).wrapping_mul(1024).checked_div(steps).unwrap_or(0)
    };
    weights.iter().zip(&totals).map(average).collect()
}

/// The weights in bytes: all but the largest two in a thousand fit, those are cut.
fn quantised(weights: &[i64]) -> Vec<i8> {
    let mut sizes: Vec<i64> = weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0).collect();
    sizes.sort_unstable();
    let top = sizes
        .get(sizes.len().saturating_sub(1).saturating_sub(sizes.len() / 500))
        .copied()
        .unwrap_or(1)
        .max(1);
    let limit = i64::from(LIMIT);
    weights
        .iter()
        .map(|weight| {
            let scaled =
                weight.wrapping_mul(limit).checked_div(top).unwrap_or(0).clamp(limit.wrapping_neg(), limit);
            i8::try_from(scaled).unwrap_or(0)
        })
        .collect()
}

/// The unit under which the probabilities of held-out cases are nearest the truth.
fn unit(bits: u32, weights: &[i8], held: &[(Vec<usize>, bool)]) -> i32 {
    let sums: Vec<(i32, bool)> = held
        .iter()
        .map(|(features, label)| {
            let weights = features.iter().filter_map(|&place| weights.get(place));
            (weights.fold(0_i32, |sum, &weight| sum.wrapping_add(i32::from(weight))), *label)
        })
        .collect();
    let error = |unit: i32| {
        let table = Table::new(bits, unit, Vec::new());
        sums.iter().fold(0_i64, |error, (sum, label)| {
            let miss = i64::from(table.probability(*sum)).wrapping_sub(if *label { 255 } else { 0 });
            error.wrapping_add(miss.wrapping_mul(miss))
        })
    };
    (1..=60_i32).map(|unit| unit.saturating_mul(4)).min_by_key(|&unit| error(unit)).unwrap_or(64)
}
