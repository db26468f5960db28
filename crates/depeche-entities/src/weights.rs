//! From what is seen to a probability.

use crate::confidence::{Around, Evidence, Honest};
use crate::feature::{Features, TABLE};
use crate::joint::{self, Rows};
use crate::kind::Kind;
use std::sync::{Arc, LazyLock};

/// The scores of a span, or what a feature adds to them: one for each [`Kind::WEIGHED`], and two lanes that stay 0.
pub(crate) type Scores = [i16; 8];

/// The weights in use, by feature: those set by hand, with those learned added.
pub(crate) struct Scale {
    /// One row for each feature, one lane for each kind; eight lanes are added at once.
    table: [Scores; 128],
    /// For each eight features, and each set of them, the sum of their rows: how many features are seen is hard to foretell, and
    /// so a set is added up without a branch. Sixty kilobytes, of which a text reads few lines.
    sums: Box<[[Scores; 256]; SHARED]>,
    /// For each kind, and each set of the features that are of [`LISTED`], the sum of their weights, for the same reason.
    listed: Box<[[i16; LISTED_SETS]; 6]>,
    /// Those of two things together, all learned.
    joint: Vec<[i8; 8]>,
    exp: [u64; 255],
    /// The confidence told, by the evidence and the probability weighed.
    honest: Honest,
}

/// How many eights of features hold some that are of no kind alone, by which a span is weighed.
const SHARED: usize = 15;

/// What lists say of a span as one kind: the last of the features.
const LISTED: u32 = Features::LISTED_TOP.0.trailing_zeros();
/// How many sets of these there are.
const LISTED_SETS: usize = 1 << (TABLE.len() - LISTED as usize);

const _: () = assert!(Features::MEMORY.0.trailing_zeros() as usize <= SHARED * 8);

/// What the weights were learned from, and by which command, is in its first lines.
const LEARNED: &str = include_str!("../data/tagger.weights");

/// The weights in use, read once in a process: no tagger changes them.
static BUILT_IN: LazyLock<Arc<Scale>> = LazyLock::new(|| Arc::new(Scale::read(LEARNED)));

impl Scale {
    /// The weights set by hand, with those learned added: of every tagger that is given no others.
    pub(crate) fn built_in() -> Arc<Scale> {
        Arc::clone(&BUILT_IN)
    }

    /// The weights set by hand alone.
    pub(crate) fn by_hand() -> Arc<Scale> {
        Arc::new(Scale::read(""))
    }

    /// The weights set by hand, with those of a file added. Lines: a feature, and its six weights, of which zeros at the end may
    /// lack; after the name of a table, as `[before]`, the number of a row of it, and its weights; `confidence:3`, and what is told of
    /// the third class of evidence at each of the knots.
    pub(crate) fn read(file: &str) -> Scale {
        let mut scale = Scale {
            table: [[0; 8]; 128],
            sums: Box::new([[[0; 8]; 256]; SHARED]),
            listed: Box::new([[0; LISTED_SETS]; 6]),
            joint: vec![[0; 8]; joint::ROWS],
            exp: exponentials(),
            honest: Honest::new(),
        };
        for (row, (_, _, by_hand)) in scale.table.iter_mut().zip(TABLE) {
            row.iter_mut().zip(by_hand).for_each(|(cell, weight)| *cell = i16::from(*weight));
        }
        let mut table = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split_ascii_whitespace();
            let name = cells.next().unwrap_or_default();
            let numbers = cells.map(|cell| cell.parse::<i16>().unwrap_or(0));
            if let Some(class) = name.strip_prefix("confidence:").and_then(|class| class.parse().ok()) {
                scale.honest.learn(class, numbers);
            } else if let Some(opened) = of_table(name) {
                table = opened;
            } else if let Ok(number) = name.parse() {
                let row = joint::row(table, number);
                let row = row.and_then(|at| scale.joint.get_mut(at));
                for (weight, number) in row.into_iter().flatten().zip(numbers) {
                    *weight = i8::try_from(number).unwrap_or(0);
                }
            } else {
                let feature = TABLE.iter().position(|(known, ..)| *known == name);
                let row = feature.and_then(|at| scale.table.get_mut(at));
                for (weight, number) in row.into_iter().flatten().zip(numbers.take(6)) {
                    *weight = weight.saturating_add(number);
                }
            }
        }
        for (sums, rows) in scale.sums.iter_mut().zip(scale.table.as_chunks().0) {
            add_up(rows, sums);
        }
        let rows = scale.table.get(LISTED as usize..).unwrap_or_default();
        for (kind, sums) in scale.listed.iter_mut().enumerate() {
            for set in 1..LISTED_SETS {
                let without_first = sums.get(set & set.wrapping_sub(1)).copied().unwrap_or_default();
                let first = rows.get(set.trailing_zeros() as usize).and_then(|row| row.get(kind));
                if let (Some(sum), Some(first)) = (sums.get_mut(set), first) {
                    *sum = without_first.wrapping_add(*first);
                }
            }
        }
        scale
    }

    /// The confidence to tell for a probability weighed, both in 255ths.
    #[inline]
    pub(crate) fn told(&self, evidence: Evidence, around: Around, weighed: u8) -> u8 {
        self.honest.told(evidence, around, weighed)
    }

    /// Adds the weights of the rows of two things together.
    #[inline]
    pub(crate) fn weigh_rows(&self, rows: &Rows, scores: &mut Scores) {
        for four in rows.fours() {
            for row in four.map(|at| self.joint.get(usize::from(at)).unwrap_or(&[0; 8])) {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score = score.wrapping_add(i16::from(*weight));
                }
            }
        }
    }

    /// The sum of the weights of `features`, of which none is of one kind alone.
    #[inline]
    pub(crate) fn weigh(&self, features: Features) -> Scores {
        let mut scores: Scores = [0; 8];
        for (sums, set) in self.sums.iter().zip(features.0.to_le_bytes()) {
            let row = sums.get(usize::from(set)).unwrap_or(&[0; 8]);
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score = score.wrapping_add(*weight));
        }
        scores
    }

    /// Adds the weights of what lists say of one kind: the features from [`LISTED`] on, and hardly ever another.
    #[inline]
    pub(crate) fn weigh_listed(&self, features: Features, kind: Kind, scores: &mut Scores) {
        let (set, others) = (features.0 >> LISTED, features.0 & ((1 << LISTED) - 1));
        let sum = self.listed.get(kind.at()).and_then(|sums| sums.get(set as usize));
        if let Some(score) = scores.get_mut(kind.at()) {
            *score = score.wrapping_add(sum.copied().unwrap_or(0));
        }
        if others != 0 {
            self.weigh_one(Features(others), kind, scores);
        }
    }

    /// Adds the weights of `features` for one kind.
    #[inline]
    pub(crate) fn weigh_one(&self, features: Features, kind: Kind, scores: &mut Scores) {
        let Some(score) = scores.get_mut(kind.at()) else { return };
        features.for_each(|at| {
            let weight = self.table.get(at & 127).and_then(|row| row.get(kind.at()));
            *score = score.wrapping_add(weight.copied().unwrap_or(0));
        });
    }
}

/// The name of the table that a line as `[before]` opens.
fn of_table(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// Puts in `sums`, for each set of eight features, the sum of their rows.
fn add_up(rows: &[Scores; 8], sums: &mut [Scores; 256]) {
    for set in 1..256usize {
        let without_first = set & set.wrapping_sub(1);
        let row = rows.get(set.trailing_zeros() as usize).copied().unwrap_or_default();
        let mut sum = sums.get(without_first).copied().unwrap_or_default();
        sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum = sum.wrapping_add(weight));
        if let Some(place) = sums.get_mut(set) {
            *place = sum;
        }
    }
}

/// Sixteenths of a unit of log-odds beyond which nothing changes.
const LIMIT: i16 = 127;

/// `exp(x / 16)` in 2^-20ths for x from -127 to 127, by repeated multiplication of whole numbers: the same on every machine.
fn exponentials() -> [u64; 255] {
    // exp(1/16) and exp(-1/16) in 2^-40ths.
    const UP: u128 = 1_170_424_035_283;
    const DOWN: u128 = 1_032_895_585_848;
    // Below 2^72 in 2^-60ths throughout: the product stays below 2^113.
    let next = |value: u128, factor: u128| value.wrapping_mul(factor) >> 40;
    let mut table = [0u64; 255];
    let (mut up, mut down) = (1u128 << 60, 1u128 << 60);
    let (low, high) = table.split_at_mut(127);
    for value in high {
        *value = u64::try_from(up >> 40).unwrap_or(u64::MAX);
        up = next(up, UP);
    }
    for value in low.iter_mut().rev() {
        down = next(down, DOWN);
        *value = u64::try_from(down >> 40).unwrap_or(0);
    }
    table
}

impl Scale {
    #[inline]
    fn exp(&self, score: i16) -> u64 {
        let at = usize::try_from(score.clamp(-LIMIT, LIMIT).wrapping_add(LIMIT)).unwrap_or(0);
        self.exp.get(at).copied().unwrap_or(0)
    }

    /// The best of `kinds` by its score, and its probability in 255ths against the others and against no name at all.
    #[inline]
    pub(crate) fn best(&self, scores: &Scores, kinds: u8) -> Option<(Kind, u8)> {
        let mut sum = self.exp(0);
        // The score with, below it, how early the kind comes: of equals the first is best. Without a branch for each kind.
        let mut best = i32::MIN;
        for (kind, score) in Kind::WEIGHED.into_iter().zip(scores) {
            let is = kinds & kind.bit() != 0;
            sum = sum.wrapping_add(if is { self.exp(*score) } else { 0 });
            let rank = i32::from(*score) << 3 | 7i32.wrapping_sub(kind as i32);
            best = best.max(if is { rank } else { i32::MIN });
        }
        if best == i32::MIN {
            return None;
        }
        let kind = *Kind::WEIGHED.get(usize::try_from(7i32.wrapping_sub(best & 7)).unwrap_or(0))?;
        let score = i16::try_from(best >> 3).unwrap_or(0);
        // Both of them as large as they may be: whether they are small enough for a quicker division would be a guess.
        let share = self.exp(score).wrapping_mul(255 << 20).checked_div(sum << 20).unwrap_or(0);
        Some((kind, u8::try_from(share).unwrap_or(u8::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::{LEARNED, LIMIT, Scale, TABLE, exponentials, of_table};
    use crate::confidence::{Around, Evidence, KNOTS};
    use crate::joint;
    use crate::kind::Kind;

    #[test]
    fn the_table_is_the_exponential() {
        for (at, value) in exponentials().iter().enumerate() {
            let x = (at as f64 - f64::from(LIMIT)) / 16.0;
            let exact = x.exp() * 1_048_576.0;
            assert!((*value as f64 - exact).abs() <= 2.0 + exact * 1e-6, "{x}: {value} {exact}");
        }
    }

    #[test]
    fn a_probability_is_weighed_against_no_name() {
        let all = 0b11_1111;
        let scale = Scale::by_hand();
        assert_eq!(scale.best(&[0, -200, -200, -200, -200, -200, 0, 0], all), Some((Kind::Person, 127)));
        assert_eq!(scale.best(&[-200; 8], 0), None);
        let (kind, sure) = scale.best(&[-200, 100, -200, -200, -200, -200, 0, 0], all).unwrap();
        assert!(kind == Kind::Place && sure >= 254);
    }

    #[test]
    fn learned_weights_are_of_known_features() {
        let mut table = "";
        for line in LEARNED.lines().filter(|line| !line.starts_with('#')) {
            if let Some(opened) = of_table(line) {
                table = opened;
                continue;
            }
            let cells: Vec<&str> = line.split_ascii_whitespace().collect();
            let (name, numbers) = (cells[0], &cells[1..]);
            if let Some(class) = name.strip_prefix("confidence:") {
                let told: Vec<u8> = numbers.iter().map(|cell| cell.parse().unwrap()).collect();
                assert!(told.len() == KNOTS.len() && told.is_sorted(), "{line}");
                assert!(class.parse::<usize>().unwrap() < Evidence::COUNT + Around::COUNT, "{line}");
                continue;
            }
            match name.parse() {
                Ok(row) => assert!(joint::row(table, row).is_some(), "{line}"),
                Err(_) => {
                    assert!(table.is_empty() && TABLE.iter().any(|(known, ..)| *known == name), "{line}")
                }
            }
            assert!(matches!(numbers, [.., last] if *last != "0") && numbers.len() <= 6, "{line}");
            assert!(numbers.iter().all(|cell| cell.parse::<i8>().is_ok()), "{line}");
        }
    }
}
