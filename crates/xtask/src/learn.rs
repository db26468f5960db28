//! The learning behind `cargo xtask train-entities`: logistic regression over the spans the tagger weighs, each span a choice
//! between its types and "no name".
//!
//! What is learned are changes to the weights set by hand and the rows of the tables of pairs, held near zero by a penalty and
//! rounded to sixteenths. The same spans give the same weights.

use depeche::entities::{Observation, Tagger};

pub(crate) const KINDS: usize = 6;
pub(crate) const NAMES: [&str; KINDS] = ["PER", "LOC", "ORG", "EVENT", "DEMONYM", "MISC"];
/// What holds the weights near those set by hand: squares, and absolute values, which keep weights without evidence at 0.
const SINGLE: Penalty = Penalty { squares: 0.6, absolute: 0.09 };
/// The same for the rows of the tables of pairs, of which there are many.
const PAIRS: Penalty = Penalty { squares: 2.0, absolute: 0.3 };
const ROUNDS: i32 = 200;
/// A weight of 1 in natural units of log-odds.
const UNIT: f64 = 16.0;

struct Penalty {
    squares: f64,
    absolute: f64,
}

/// What can be learned: the features with the weights set by hand, then the rows.
pub(crate) struct Model {
    pub(crate) names: Vec<String>,
    by_hand: Vec<[f64; KINDS]>,
    singles: usize,
    listed: Vec<bool>,
}

/// A span as the regression sees it: for each type it may be, what it is weighed by; and which answers are right.
pub(crate) struct Instance {
    /// How much it counts.
    weight: f64,
    features: [Vec<u16>; KINDS],
    allowed: [bool; KINDS],
    /// One for each type, and the last for "no name".
    right: [bool; KINDS + 1],
}

impl Instance {
    /// The same span, counted so much.
    pub(crate) fn counting(self, weight: f64) -> Instance {
        Instance { weight, ..self }
    }
}

impl Model {
    pub(crate) fn new() -> Model {
        let (mut names, by_hand): (Vec<String>, Vec<[f64; KINDS]>) = Tagger::features()
            .map(|(name, row)| (name.to_owned(), row.map(|weight| f64::from(weight) / UNIT)))
            .unzip();
        let listed = names
            .iter()
            .map(|name| {
                ["LISTED_TOP", "LISTED_HIGH", "LISTED_MID", "LISTED_LOW", "LISTED_TINY"]
                    .contains(&name.as_str())
            })
            .collect();
        let singles = names.len();
        names.extend(Tagger::rows());
        Model { names, by_hand, singles, listed }
    }

    /// `demonyms` says whether the text marks them; `None` for a span that teaches nothing.
    pub(crate) fn instance(
        &self,
        observation: &Observation,
        label: Option<&str>,
        demonyms: bool,
    ) -> Option<Instance> {
        let allowed: [bool; KINDS] = std::array::from_fn(|kind| observation.kinds >> kind & 1 == 1);
        if !demonyms
            && !allowed.iter().enumerate().any(|(kind, allowed)| *allowed && NAMES[kind] != "DEMONYM")
        {
            return None;
        }
        let singles = u16::try_from(self.singles).unwrap_or(u16::MAX);
        let features: [Vec<u16>; KINDS] = std::array::from_fn(|kind| {
            if !allowed[kind] {
                return Vec::new();
            }
            let seen = (0..128u16).filter(|number| observation.features[kind] >> number & 1 == 1);
            seen.chain(observation.rows.iter().map(|row| row + singles)).collect()
        });
        let is_listed = |name: &str| {
            let kind = NAMES.iter().position(|known| *known == name).unwrap_or_default();
            features[kind].iter().any(|number| self.listed.get(usize::from(*number)) == Some(&true))
        };
        let mut right = [false; KINDS + 1];
        match label {
            // A country or a town that stands for its government is left as the place it is; for its club, where sport is
            // spoken of, it is the club.
            Some("ORG") if is_listed("LOC") && !is_listed("ORG") && !observation.sport => right[1] = true,
            // Sequoia knows no events: they are other names there.
            Some("MISC") => (right[3], right[5]) = (true, true),
            Some(label) => {
                if let Some(kind) = NAMES.iter().position(|name| *name == label) {
                    right[kind] = true;
                }
            }
            None => (right[KINDS], right[4]) = (true, allowed[4] && !demonyms),
        }
        if !right.iter().take(KINDS).zip(&allowed).any(|(right, allowed)| *right && *allowed) {
            right[KINDS] = true;
        }
        Some(Instance { weight: 1.0, features, allowed, right })
    }

    /// Adam over all spans at once.
    pub(crate) fn fit<'a>(&self, instances: impl Iterator<Item = &'a Instance> + Clone) -> Vec<Weights> {
        let zero = vec![[0.0; KINDS]; self.names.len()];
        let (mut change, mut mean, mut square) = (zero.clone(), zero.clone(), zero.clone());
        for round in 1..=ROUNDS {
            let mut slope = zero.clone();
            for instance in instances.clone() {
                self.descend(instance, &change, &mut slope);
            }
            let left = f64::from(ROUNDS - round) / f64::from(ROUNDS);
            let step = 0.05 * (2.0 * left + 0.02).min(1.0);
            let (ease_mean, ease_square) = (1.0 - 0.9f64.powi(round), 1.0 - 0.99f64.powi(round));
            for at in 0..change.len() {
                let penalty = if at < self.singles { SINGLE } else { PAIRS };
                for kind in 0..KINDS {
                    let weight = &mut change[at][kind];
                    let sign = if *weight == 0.0 { 0.0 } else { weight.signum() };
                    let slope = slope[at][kind] + penalty.squares * *weight + penalty.absolute * sign;
                    let (mean, square) = (&mut mean[at][kind], &mut square[at][kind]);
                    *mean = 0.9 * *mean + 0.1 * slope;
                    *square = 0.99 * *square + 0.01 * slope * slope;
                    if *mean != 0.0 {
                        *weight -= step * (*mean / ease_mean) / ((*square / ease_square).sqrt() + 1e-8);
                    }
                }
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let rounded = |weight: f64| (weight * UNIT).round().clamp(-127.0, 127.0) as i16;
        change.into_iter().map(|row| row.map(rounded)).collect()
    }

    /// Adds the slope of one span.
    fn descend(&self, instance: &Instance, change: &[[f64; KINDS]], slope: &mut [[f64; KINDS]]) {
        let mut odds = [0.0; KINDS + 1];
        odds[KINDS] = 1.0;
        for kind in (0..KINDS).filter(|kind| instance.allowed[*kind]) {
            let score: f64 = instance.features[kind]
                .iter()
                .map(|at| {
                    let at = usize::from(*at);
                    self.by_hand.get(at).map_or(0.0, |row| row[kind]) + change[at][kind]
                })
                .sum();
            odds[kind] = score.clamp(-60.0, 60.0).exp();
        }
        let sum: f64 = odds.iter().sum();
        let right: f64 =
            odds.iter().zip(instance.right).map(|(odds, right)| if right { *odds } else { 0.0 }).sum();
        let right = right.max(1e-12);
        for kind in (0..KINDS).filter(|kind| instance.allowed[*kind]) {
            let wanted = if instance.right[kind] { odds[kind] / right } else { 0.0 };
            let error = instance.weight * (odds[kind] / sum - wanted);
            for at in &instance.features[kind] {
                slope[usize::from(*at)][kind] += error;
            }
        }
    }

    /// The lines of a file of weights, as the tagger reads them: the table of a row is named once, and zeros at the end are left
    /// out.
    pub(crate) fn lines(&self, learned: &[Weights]) -> String {
        let mut lines = String::new();
        let mut open = "";
        for (name, row) in self.names.iter().zip(learned) {
            let Some(last) = row.iter().rposition(|weight| *weight != 0) else { continue };
            let (table, name) = name.split_once(':').unwrap_or(("", name));
            if table != open {
                lines.push_str(&format!("[{table}]\n"));
                open = table;
            }
            let cells: Vec<String> = row[..=last].iter().map(ToString::to_string).collect();
            lines.push_str(&format!("{name} {}\n", cells.join(" ")));
        }
        lines
    }
}

/// What is learned of a feature or row, for each type, in sixteenths.
pub(crate) type Weights = [i16; KINDS];

/// How many mentions were right and how many there were, by the probability weighed in 255ths.
pub(crate) type Counted = [(f64, f64); 256];

/// How much a class with few mentions leans on all together, in mentions.
const SHRINK: f64 = 10.0;

/// The lines of confidences: for each class of evidence, at each knot, how often mentions about as probable were right, never
/// falling as the probability rises. Classes with few mentions lean on all that stand `together` with them. `first` is the number of the
/// first class.
pub(crate) fn honest(found: &[Counted], first: usize, knots: &[u8], together: usize) -> String {
    let groups = (first..).step_by(together).zip(found.chunks(together));
    groups.map(|(first, group)| honest_group(first, group, knots)).collect()
}

fn honest_group(first: usize, found: &[Counted], knots: &[u8]) -> String {
    let mut all: Counted = [(0.0, 0.0); 256];
    for class in found {
        for (sum, (right, count)) in all.iter_mut().zip(class) {
            sum.0 += right;
            sum.1 += count;
        }
    }
    // One mention that is half right keeps an empty bin from saying anything.
    let general = rising(&all.map(|(right, count)| (right + 0.01, count + 0.02)));
    // No class claims more than all together do at their surest.
    let most = general.last().copied().unwrap_or(1.0);
    let mut lines = String::new();
    for (number, class) in (first..).zip(found) {
        let count: f64 = class.iter().map(|(_, count)| count).sum();
        if count == 0.0 {
            continue;
        }
        let leaning: Vec<(f64, f64)> = class
            .iter()
            .zip(&general)
            .map(|((right, all), general)| {
                let more = SHRINK * all / count + 0.01;
                (right + more * general, all + more)
            })
            .collect();
        let smooth = rising(&leaning);
        let told = knots.iter().enumerate().map(|(at, knot)| {
            // The mean over the mentions nearer to this knot than to its neighbours.
            let low = at.checked_sub(1).map_or(0, |before| middle(knots[before], *knot));
            let high = knots.get(at + 1).map_or(255, |next| middle(*knot, *next));
            let around = low..=high;
            let weight: f64 = leaning[around.clone()].iter().map(|(_, all)| all).sum();
            let sum: f64 = around.map(|bin| smooth[bin] * leaning[bin].1).sum();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let told = ((sum / weight).min(most) * 255.0).round().clamp(0.0, 255.0) as u8;
            told.to_string()
        });
        let told: Vec<String> = told.collect();
        lines.push_str(&format!("confidence:{number} {}\n", told.join(" ")));
    }
    lines
}

const fn middle(one: u8, other: u8) -> usize {
    (one as usize + other as usize) / 2
}

/// How often mentions of each probability are right, never falling: pools of neighbours, each at least as often right as the one before.
fn rising(found: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (right, all) in found {
        let mut pool = (*right, *all, 1);
        while let Some(last) = pools.last().filter(|last| last.0 / last.1 >= pool.0 / pool.1) {
            pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.iter().flat_map(|(right, all, bins)| std::iter::repeat_n(right / all, *bins)).collect()
}
