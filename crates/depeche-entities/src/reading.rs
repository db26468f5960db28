//! One reading of a sentence: the best set of spans that do not overlap.
//!
//! Each span has a probability of being a name of its best type. A reading is worth the sum, over its spans, of
//! (probability − threshold) × length, where a word beyond the first counts for [`MORE`] of the first, so that of two
//! equally sure readings the one with the longer names wins. The best reading is found by dynamic programming over the
//! ends of the spans, in time linear in the number of spans and words: `worth[t]` is the worth of the best reading of the
//! words up to `t`, either that of the word before (no name ends at `t`) or, for a span that ends at `t`, that of
//! the words before the span with the span's own. Of two readings of one worth the one whose last difference is the
//! earlier proposed span wins, so that the result does not depend on anything else.

use crate::span::Spot;

/// What a word beyond the first adds, in 256ths of what the first counts.
const MORE: i32 = 96;

/// How many spots are looked at together.
const BITS: usize = u64::BITS as usize;

/// Room for the work, kept between sentences.
#[derive(Default)]
pub(crate) struct Room {
    /// The spots that hang together by overlap, of which a reading is sought.
    tangle: Vec<u32>,
    /// One for each end of a word.
    cells: Vec<Cell>,
    /// For each spot of the tangle the next one that ends where it does, counted from 1; 0 for none.
    next: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// What the best reading up to here is worth.
    worth: i32,
    /// The spot of the tangle that ends here in it, counted from 1; 0 for none.
    last: u32,
    /// The first spot of the tangle that ends here, counted from 1; 0 for none.
    ending: u32,
}

impl Room {
    /// Puts in `chosen` the indices of the spots of the best reading, in order.
    ///
    /// `spots` are those of a sentence, in the order of their starts; `threshold` is in 255ths.
    pub(crate) fn read(&mut self, spots: &[Spot], threshold: u8, chosen: &mut Vec<u32>) {
        chosen.clear();
        // Where those begin that hang together with the last, whether any two of them overlap, and how far they reach.
        let (mut from, mut overlap, mut reach) = (0, false, 0);
        for (first, some) in (0u32..).step_by(BITS).zip(spots.chunks(BITS)) {
            // What is not surer than the threshold adds to no reading. Without a branch: half of them are, as nothing foretells.
            let sure = (0u32..).zip(some).map(|(at, spot)| u64::from(spot.confidence > threshold) << at);
            let mut sure = sure.fold(0, |all, one| all | one);
            while sure != 0 {
                let at = sure.trailing_zeros();
                sure &= sure.wrapping_sub(1);
                let Some(spot) = some.get(at as usize) else { continue };
                if spot.start >= reach {
                    if overlap {
                        self.untangle(spots, threshold, from, chosen);
                    }
                    (from, overlap) = (chosen.len(), false);
                } else {
                    overlap = true;
                }
                chosen.push(first.wrapping_add(at));
                reach = reach.max(spot.end);
            }
        }
        if overlap {
            self.untangle(spots, threshold, from, chosen);
        }
    }

    /// Puts the best reading of the spots chosen `from` there on in their place.
    fn untangle(&mut self, spots: &[Spot], threshold: u8, from: usize, chosen: &mut Vec<u32>) {
        self.tangle.clear();
        self.tangle.extend(chosen.drain(from..));
        let Room { tangle, cells, next } = self;
        let spot = |at: u32| spots.get(at as usize);
        let first = tangle.first().and_then(|at| spot(*at)).map_or(0, |spot| spot.start);
        let end = tangle.iter().filter_map(|at| spot(*at)).map(|spot| spot.end).max().unwrap_or(first);
        let place = |at: u32| at.wrapping_sub(first) as usize;
        cells.clear();
        cells.resize(place(end).wrapping_add(1), Cell::default());
        next.clear();
        next.resize(tangle.len(), 0);
        // From the last to the first, so that each list begins with the earliest proposed.
        let mut number = u32::try_from(tangle.len()).unwrap_or(u32::MAX);
        for (at, next) in tangle.iter().zip(next.iter_mut()).rev() {
            if let Some(cell) = spot(*at).and_then(|spot| cells.get_mut(place(spot.end))) {
                *next = std::mem::replace(&mut cell.ending, number);
            }
            number = number.wrapping_sub(1);
        }
        let nth = |number: u32| tangle.get(number.wrapping_sub(1) as usize).copied();
        let mut most = 0;
        for end in 1..cells.len() {
            let mut last = 0;
            let mut number = cells.get(end).map_or(0, |cell| cell.ending);
            while let Some(spot) = nth(number).and_then(spot) {
                let before = cells.get(place(spot.start)).map_or(0, |cell| cell.worth);
                let total = before.saturating_add(worth(spot, threshold));
                if total > most {
                    (most, last) = (total, number);
                }
                number = next.get(number.wrapping_sub(1) as usize).copied().unwrap_or(0);
            }
            if let Some(cell) = cells.get_mut(end) {
                (cell.worth, cell.last) = (most, last);
            }
        }
        let mut end = cells.len().wrapping_sub(1);
        while let Some(cell) = cells.get(end).filter(|_| end > 0) {
            end = match nth(cell.last) {
                Some(at) => {
                    chosen.push(at);
                    spot(at).map_or(0, |spot| place(spot.start)).min(end.wrapping_sub(1))
                }
                None => end.wrapping_sub(1),
            };
        }
        chosen.get_mut(from..).unwrap_or_default().reverse();
    }
}

fn worth(spot: &Spot, threshold: u8) -> i32 {
    let sure = i32::from(spot.confidence).wrapping_sub(i32::from(threshold));
    let more = i32::try_from(spot.len()).unwrap_or(1).wrapping_sub(1);
    sure.wrapping_mul(MORE.wrapping_mul(more).wrapping_add(256))
}

#[cfg(test)]
mod tests {
    use super::{Room, worth};
    use crate::feature::Features;
    use crate::kind::Kind;
    use crate::span::{Outline, Spot};
    use proptest::prelude::*;

    fn spot(start: u32, len: u32, confidence: u8) -> Spot {
        Spot {
            start,
            end: start + len,
            seen: Features::default(),
            kinds: 1,
            outline: Outline::default(),
            listed: (0, 0),
            scores: [0; 8],
            kind: Kind::Person,
            confidence,
        }
    }

    /// The worth of the best reading, by trying every set.
    fn naive(spots: &[Spot], from: u32, threshold: u8) -> i32 {
        let mut best = 0;
        for (at, one) in spots.iter().enumerate() {
            if one.start >= from {
                let rest: Vec<Spot> =
                    spots.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, s)| *s).collect();
                best = best.max(worth(one, threshold) + naive(&rest, one.end, threshold));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn the_reading_is_the_best_of_all(
            parts in proptest::collection::vec((0u32..10, 1u32..4, any::<u8>()), 0..7),
            threshold in any::<u8>(),
        ) {
            let mut spots: Vec<Spot> = parts.into_iter().map(|(s, l, c)| spot(s + 3, l, c)).collect();
            spots.sort_by_key(|spot| spot.start);
            let mut chosen = Vec::new();
            Room::default().read(&spots, threshold, &mut chosen);
            let picked: Vec<Spot> = chosen.iter().map(|at| spots[*at as usize]).collect();
            prop_assert!(picked.windows(2).all(|w| w[0].end <= w[1].start));
            let total: i32 = picked.iter().map(|spot| worth(spot, threshold)).sum();
            prop_assert_eq!(total, naive(&spots, 0, threshold));
        }
    }
}
