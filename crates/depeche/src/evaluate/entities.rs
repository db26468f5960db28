//! Entities against gold: precision, recall and F1 by type and together, what kinds of errors, and whether the confidence
//! is honest.
//!
//! A mention is right when its span and its main type are those of a gold mention. Types outside those counted are
//! looked at on neither side.
//!
//! ```
//! use depeche::evaluate::entities::{Evaluation, Found};
//! use depeche::text::{EntityType, Span};
//!
//! let mut evaluation = Evaluation::default();
//! let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
//! let found = [Found { span: Span::new(0, 5), kind: EntityType::LOC, confidence: 0.9 }];
//! evaluation.add(&gold, &found);
//! assert_eq!(evaluation.micro().precision(), 1.0);
//! assert_eq!(evaluation.micro().recall(), 0.5);
//! assert_eq!(evaluation.errors().missed, 1);
//! ```

use depeche_text::{EntityType, Span};
use std::fmt;

/// A mention that was found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// Its type; only the main type counts.
    pub kind: EntityType,
    /// Its confidence, from 0 to 1.
    pub confidence: f32,
}

/// How many were right, found and expected.
///
/// ```
/// use depeche::evaluate::entities::Counts;
///
/// let counts = Counts { right: 6, found: 8, gold: 12 };
/// assert_eq!((counts.precision(), counts.recall(), counts.f1()), (0.75, 0.5, 0.6));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Counts {
    /// Found and expected.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Expected.
    pub gold: usize,
}

impl Counts {
    /// The part of what was found that is right; 0 when nothing was found.
    ///
    /// ```
    /// use depeche::evaluate::entities::Counts;
    ///
    /// assert_eq!(Counts { right: 6, found: 8, gold: 12 }.precision(), 0.75);
    /// assert_eq!(Counts::default().precision(), 0.0);
    /// ```
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    /// The part of what is expected that was found; 0 when nothing is expected.
    ///
    /// ```
    /// use depeche::evaluate::entities::Counts;
    ///
    /// assert_eq!(Counts { right: 6, found: 8, gold: 12 }.recall(), 0.5);
    /// ```
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    ///
    /// ```
    /// use depeche::evaluate::entities::Counts;
    ///
    /// assert_eq!(Counts { right: 6, found: 8, gold: 12 }.f1(), 0.6);
    /// ```
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(self.right.saturating_mul(2), self.found.saturating_add(self.gold))
    }

    fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right = self.right.saturating_add(right);
        self.found = self.found.saturating_add(found);
        self.gold = self.gold.saturating_add(gold);
    }
}

/// What became of the mentions that are not right.
///
/// ```
/// use depeche::evaluate::entities::{Evaluation, Found};
/// use depeche::text::{EntityType, Span};
///
/// let mut evaluation = Evaluation::default();
/// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
/// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
/// evaluation.add(&gold, &[found(EntityType::PER)]);
/// let errors = evaluation.errors();
/// assert_eq!((errors.wrong_type, errors.missed, errors.spurious), (1, 1, 0));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub struct Errors {
    /// Gold spans found with another type.
    pub wrong_type: usize,
    /// Gold mentions of which another span of the same type was found.
    pub boundary: usize,
    /// Gold mentions of which another span of another type was found.
    pub boundary_and_type: usize,
    /// Gold mentions of which nothing was found.
    pub missed: usize,
    /// Found mentions that touch no gold one.
    pub spurious: usize,
}

/// Found mentions of about one confidence.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[non_exhaustive]
pub struct Bin {
    /// How many.
    pub found: usize,
    /// How many of them are right.
    pub right: usize,
    /// The sum over them of confidence × (1 − confidence): how far `right` may stray from the sum of confidences by chance.
    pub variance: f64,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// The number of bins of the calibration: each is a tenth of the confidence wide.
pub const BINS: usize = 10;

/// What is counted over the documents of a gold corpus.
#[derive(Clone, PartialEq, Debug)]
pub struct Evaluation {
    kinds: Vec<(EntityType, Counts)>,
    untyped: Counts,
    errors: Errors,
    bins: [Bin; BINS],
}

impl Default for Evaluation {
    /// Over persons, places and organisations.
    fn default() -> Evaluation {
        Evaluation::over(&[EntityType::PER, EntityType::LOC, EntityType::ORG])
    }
}

impl Evaluation {
    /// Over these main types.
    ///
    /// ```
    /// use depeche::evaluate::entities::Evaluation;
    /// use depeche::text::EntityType;
    ///
    /// let evaluation = Evaluation::over(&[EntityType::EVENT]);
    /// assert_eq!(evaluation.kinds().map(|(kind, _)| kind).collect::<Vec<_>>(), [EntityType::EVENT]);
    /// ```
    #[must_use]
    pub fn over(kinds: &[EntityType]) -> Evaluation {
        Evaluation {
            kinds: kinds.iter().map(|kind| (kind.main(), Counts::default())).collect(),
            untyped: Counts::default(),
            errors: Errors::default(),
            bins: [Bin::default(); BINS],
        }
    }

    /// Adds one document: what is expected in it, and what was found. The order does not matter; a mention that is given
    /// twice counts once. Time is that of sorting both.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// assert_eq!((evaluation.micro().right, evaluation.micro().gold), (1, 2));
    /// ```
    pub fn add(&mut self, gold: &[(Span, EntityType)], found: &[Found]) {
        let mut gold: Vec<(Span, EntityType)> = gold
            .iter()
            .map(|(span, kind)| (*span, kind.main()))
            .filter(|(_, kind)| self.counts(*kind))
            .collect();
        gold.sort_unstable();
        gold.dedup();
        let mut found: Vec<Found> = found
            .iter()
            .map(|found| Found { kind: found.kind.main(), ..*found })
            .filter(|found| self.counts(found.kind))
            .collect();
        found.sort_by_key(|found| (found.span, found.kind));
        found.dedup_by(|a, b| (a.span, a.kind) == (b.span, b.kind));

        let is_gold = |found: &Found| gold.binary_search(&(found.span, found.kind)).is_ok();
        for (kind, counts) in &mut self.kinds {
            let mine = || found.iter().filter(|found| found.kind == *kind);
            let expected = gold.iter().filter(|(_, known)| known == kind).count();
            counts.add(mine().filter(|found| is_gold(found)).count(), mine().count(), expected);
        }
        let mut gold_spans: Vec<Span> = gold.iter().map(|(span, _)| *span).collect();
        let mut found_spans: Vec<Span> = found.iter().map(|found| found.span).collect();
        gold_spans.dedup();
        found_spans.dedup();
        let both = found_spans.iter().filter(|span| gold_spans.binary_search(span).is_ok()).count();
        self.untyped.add(both, found_spans.len(), gold_spans.len());

        for found in &found {
            let place = (f64::from(found.confidence.clamp(0.0, 1.0)) * 10.0).floor();
            // A number from 0 to 10.
            let place = (0..BINS).rev().find(|bin| place >= f64::from(u32::try_from(*bin).unwrap_or(0)));
            if let Some(bin) = place.and_then(|place| self.bins.get_mut(place)) {
                bin.found = bin.found.saturating_add(1);
                bin.right = bin.right.saturating_add(usize::from(is_gold(found)));
                let confidence = f64::from(found.confidence);
                bin.confidence += confidence;
                bin.variance += confidence * (1.0 - confidence);
            }
        }
        self.count_errors(&gold, &found);
    }

    fn counts(&self, kind: EntityType) -> bool {
        self.kinds.iter().any(|(known, _)| *known == kind)
    }

    fn count_errors(&mut self, gold: &[(Span, EntityType)], found: &[Found]) {
        let errors = &mut self.errors;
        let mut from = 0usize;
        for (span, kind) in gold {
            // Found mentions that end before this gold one begins touch no later one either, as both are sorted by start;
            // what was found is read as the tagger gives it, without overlap.
            while found.get(from).is_some_and(|found| found.span.end() <= span.start()) {
                from = from.saturating_add(1);
            }
            let near = found
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|found| found.span.start() < span.end())
                .filter(|found| found.span.overlaps(*span));
            let mut place = &mut errors.missed;
            let mut rank = 0u8;
            let mut right = false;
            for one in near {
                match (one.span == *span, one.kind == *kind) {
                    (true, true) => right = true,
                    (true, false) if rank < 3 => (place, rank) = (&mut errors.wrong_type, 3),
                    (false, true) if rank < 2 => (place, rank) = (&mut errors.boundary, 2),
                    (false, false) if rank < 1 => (place, rank) = (&mut errors.boundary_and_type, 1),
                    _ => {}
                }
            }
            if !right {
                *place = place.saturating_add(1);
            }
        }
        let mut from = 0usize;
        for one in found {
            while gold.get(from).is_some_and(|(span, _)| span.end() <= one.span.start()) {
                from = from.saturating_add(1);
            }
            let touches = gold
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|(span, _)| span.start() < one.span.end())
                .any(|(span, _)| span.overlaps(one.span));
            if !touches {
                errors.spurious = errors.spurious.saturating_add(1);
            }
        }
    }

    /// The counts of each type.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// let recalls: Vec<_> = evaluation.kinds().map(|(kind, counts)| (kind.to_string(), counts.recall())).collect();
    /// assert_eq!(recalls[..2], [("PER".to_owned(), 0.0), ("LOC".to_owned(), 1.0)]);
    /// ```
    pub fn kinds(&self) -> impl Iterator<Item = (EntityType, Counts)> {
        self.kinds.iter().copied()
    }

    /// The counts of all types together: exact span and type.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// assert_eq!(evaluation.micro().recall(), 0.5);
    /// ```
    #[must_use]
    pub fn micro(&self) -> Counts {
        let mut all = Counts::default();
        for (_, counts) in &self.kinds {
            all.add(counts.right, counts.found, counts.gold);
        }
        all
    }

    /// The counts of spans, whatever their type.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::ORG)]);
    /// assert_eq!((evaluation.micro().right, evaluation.untyped().right), (0, 1));
    /// ```
    #[must_use]
    pub const fn untyped(&self) -> Counts {
        self.untyped
    }

    /// What became of those that are not right.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// assert_eq!(evaluation.errors().missed, 1);
    /// ```
    #[must_use]
    pub const fn errors(&self) -> Errors {
        self.errors
    }

    /// The found mentions by tenths of confidence, the lowest first.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// let bin = evaluation.calibration()[8];
    /// assert_eq!((bin.found, bin.right), (1, 1));
    /// ```
    #[must_use]
    pub const fn calibration(&self) -> &[Bin; BINS] {
        &self.bins
    }

    /// The expected calibration error: how far confidence and the part that is right lie apart, on average over the found
    /// mentions.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let gold = [(Span::new(0, 5), EntityType::LOC), (Span::new(9, 14), EntityType::PER)];
    /// let found = |kind| Found { span: Span::new(0, 5), kind, confidence: 0.8 };
    /// evaluation.add(&gold, &[found(EntityType::LOC)]);
    /// // One that was right, with a confidence of 0.8.
    /// assert!((evaluation.calibration_error() - 0.2).abs() < 1e-6);
    /// ```
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let (mut apart, mut found) = (0.0, 0usize);
        for bin in &self.bins {
            apart += (bin.confidence - count(bin.right)).abs();
            found = found.saturating_add(bin.found);
        }
        if found == 0 { 0.0 } else { apart / count(found) }
    }

    /// The calibration error to expect of the same mentions if every confidence were exactly right: mentions are right or wrong,
    /// and few of them stray from what was told by chance alone. An error below it says nothing against the confidences.
    ///
    /// Of each bin the mean distance of a sum of yes and no from its mean: `√(2 variance / π)`, as of a normal distribution, and
    /// at most `2 variance`, the sum of the mean distances, where mentions are few.
    ///
    /// ```
    /// use depeche::evaluate::entities::{Evaluation, Found};
    /// use depeche::text::{EntityType, Span};
    ///
    /// let mut evaluation = Evaluation::default();
    /// let found = Found { span: Span::new(0, 5), kind: EntityType::LOC, confidence: 0.8 };
    /// evaluation.add(&[(found.span, found.kind)], &[found]);
    /// // Right four times in five and 0.2 apart then, else 0.8: 0.32 on average.
    /// assert!((evaluation.calibration_chance() - 0.32).abs() < 1e-3);
    /// ```
    #[must_use]
    pub fn calibration_chance(&self) -> f64 {
        let (mut apart, mut found) = (0.0, 0usize);
        for bin in &self.bins {
            apart += (2.0 * bin.variance / std::f64::consts::PI).sqrt().min(2.0 * bin.variance);
            found = found.saturating_add(bin.found);
        }
        if found == 0 { 0.0 } else { apart / count(found) }
    }
}

/// A table for people.
impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<10}{:>10}{:>8}{:>8}{:>8}{:>8}", "", "precision", "recall", "F1", "found", "gold")?;
        let rows = self.kinds().map(|(kind, counts)| (kind.to_string(), counts));
        let sums = [("all".to_owned(), self.micro()), ("untyped".to_owned(), self.untyped)];
        for (name, counts) in rows.chain(sums) {
            let [p, r, f1] = [counts.precision(), counts.recall(), counts.f1()].map(|part| part * 100.0);
            writeln!(f, "{name:<10}{p:>10.1}{r:>8.1}{f1:>8.1}{:>8}{:>8}", counts.found, counts.gold)?;
        }
        let Errors { wrong_type, boundary, boundary_and_type, missed, spurious } = self.errors;
        writeln!(
            f,
            "errors     wrong type {wrong_type}, boundary {boundary}, both {boundary_and_type}, missed {missed}, spurious {spurious}"
        )?;
        write!(f, "confidence")?;
        for bin in self.bins.iter().filter(|bin| bin.found > 0) {
            write!(f, "  {:.2}→{:.2}", bin.confidence / count(bin.found), ratio(bin.right, bin.found))?;
        }
        let [error, chance] = [self.calibration_error(), self.calibration_chance()];
        writeln!(f, "\ncalibration error {error:.3}, {chance:.3} by chance alone")
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

/// A count as a number with a fraction; exact below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^53")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::{Errors, Evaluation, Found};
    use depeche_text::{EntityType, Span};
    use proptest::prelude::*;

    const KINDS: [EntityType; 4] = [EntityType::PER, EntityType::LOC, EntityType::ORG, EntityType::MISC];

    fn found(start: usize, end: usize, kind: EntityType, confidence: f32) -> Found {
        Found { span: Span::new(start, end), kind, confidence }
    }

    #[test]
    fn every_error_has_its_class() {
        let mut evaluation = Evaluation::default();
        let gold = [(0, 4), (10, 14), (20, 24), (30, 34), (40, 44)]
            .map(|(start, end)| (Span::new(start, end), EntityType::LOC));
        let found = [
            found(0, 4, EntityType::LOC, 0.95),
            found(10, 14, EntityType::ORG, 0.5),
            found(20, 28, EntityType::LOC, 0.5),
            found(30, 38, EntityType::PER, 0.5),
            found(50, 55, EntityType::PER, 0.5),
            found(60, 65, EntityType::MISC, 0.5),
        ];
        evaluation.add(&gold, &found);
        let expected = Errors { wrong_type: 1, boundary: 1, boundary_and_type: 1, missed: 1, spurious: 1 };
        assert_eq!(evaluation.errors(), expected);
        assert_eq!((evaluation.micro().right, evaluation.micro().found, evaluation.micro().gold), (1, 5, 5));
        assert_eq!(evaluation.untyped().right, 2);
        assert!((evaluation.calibration_error() - (4.0 * 0.5 + 0.05) / 5.0).abs() < 1e-6);
    }

    /// Spans without overlap.
    fn spans() -> impl Strategy<Value = Vec<(Span, EntityType)>> {
        proptest::collection::vec((1usize..4, 1usize..4, 0usize..4), 0..12).prop_map(|parts| {
            let mut at = 0;
            parts
                .into_iter()
                .map(|(gap, len, kind)| {
                    let start = at + gap;
                    at = start + len;
                    (Span::new(start, at), KINDS[kind])
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost(gold in spans(), other in spans()) {
            let mut evaluation = Evaluation::default();
            let found: Vec<Found> =
                other.iter().map(|(span, kind)| Found { span: *span, kind: *kind, confidence: 0.7 }).collect();
            evaluation.add(&gold, &found);
            let Errors { wrong_type, boundary, boundary_and_type, missed, spurious } = evaluation.errors();
            let micro = evaluation.micro();
            prop_assert_eq!(micro.gold - micro.right, wrong_type + boundary + boundary_and_type + missed);
            prop_assert!(spurious <= micro.found - micro.right);
            prop_assert!(evaluation.untyped().right >= micro.right);
            prop_assert_eq!(evaluation.calibration().iter().map(|bin| bin.found).sum::<usize>(), micro.found);
        }

        /// What mentions that are right as often as they say are apart, counted over every outcome.
        #[test]
        fn chance_is_the_mean_distance(share in 1u32..100, found in 1usize..9) {
            let confidence = share as f32 / 100.0;
            let (mut evaluation, mut mean) = (Evaluation::default(), 0.0);
            for outcome in 0u32..1 << found {
                let mut one = Evaluation::default();
                let mut odds = 1.0;
                for at in 0..found {
                    let right = outcome >> at & 1 == 1;
                    odds *= f64::from(if right { confidence } else { 1.0 - confidence });
                    let span = Span::new(at * 2, at * 2 + 1);
                    let gold = right.then_some((span, EntityType::LOC));
                    one.add(gold.as_slice(), &[Found { span, kind: EntityType::LOC, confidence }]);
                }
                mean += odds * one.calibration_error();
                evaluation = one;
            }
            let chance = evaluation.calibration_chance();
            prop_assert!((chance - mean).abs() <= 0.25 * mean + 1e-6, "{} for {}", chance, mean);
        }

        #[test]
        fn gold_against_itself_is_perfect(gold in spans()) {
            let mut evaluation = Evaluation::over(&KINDS);
            let found: Vec<Found> =
                gold.iter().map(|(span, kind)| Found { span: *span, kind: *kind, confidence: 1.0 }).collect();
            evaluation.add(&gold, &found);
            prop_assert_eq!(evaluation.micro().right, gold.len());
            prop_assert_eq!(evaluation.errors(), Errors::default());
            prop_assert!(evaluation.calibration_error() < 1e-9);
        }
    }
}
