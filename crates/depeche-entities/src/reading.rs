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

/// Room for the work, kept between sentences.
#[derive(Default)]
pub(crate) struct Room {
    worth: Vec<i32>,
    /// The spot that ends here in the best reading, plus one; 0 for none.
    last: Vec<u32>,
    /// The first spot that ends here, plus one, and for each spot the next one that ends where it does.
    ending: Vec<u32>,
    next: Vec<u32>,
}

impl Room {
    /// Puts in `chosen` the indices of the spots of the best reading, in order.
    ///
    /// `spots` lie in the tokens `first..first + count`; `threshold` is in 255ths.
    pub(crate) fn read(
        &mut self,
        spots: &[Spot],
        first: usize,
        count: usize,
        threshold: u8,
        chosen: &mut Vec<u32>,
    ) {
        chosen.clear();
        if spots.is_empty() {
            return;
        }
        for list in [&mut self.last, &mut self.ending] {
            list.clear();
            list.resize(count.wrapping_add(1), 0);
        }
        self.worth.clear();
        self.worth.resize(count.wrapping_add(1), 0);
        self.next.clear();
        self.next.resize(spots.len(), 0);
        // From the last to the first, so that each list begins with the earliest proposed.
        let mut number = u32::try_from(spots.len()).unwrap_or(u32::MAX);
        for (spot, next) in spots.iter().zip(&mut self.next).rev() {
            if let Some(head) = self.ending.get_mut((spot.end as usize).wrapping_sub(first)) {
                *next = std::mem::replace(head, number);
            }
            number = number.wrapping_sub(1);
        }
        let mut most = 0;
        for end in 1..=count {
            let mut from = 0;
            let mut number = self.ending.get(end).copied().unwrap_or(0);
            while let Some(at) = number.checked_sub(1) {
                let Some(spot) = spots.get(at as usize) else { break };
                let start = (spot.start as usize).wrapping_sub(first);
                let before = self.worth.get(start).copied().unwrap_or(0);
                let total = before.saturating_add(worth(spot, threshold));
                if total > most {
                    most = total;
                    from = number;
                }
                number = self.next.get(at as usize).copied().unwrap_or(0);
            }
            if let (Some(worth), Some(last)) = (self.worth.get_mut(end), self.last.get_mut(end)) {
                *worth = most;
                *last = from;
            }
        }
        let mut end = count;
        while end > 0 {
            match self.last.get(end).and_then(|from| from.checked_sub(1)) {
                Some(at) => {
                    chosen.push(at);
                    let start = spots.get(at as usize).map_or(first, |spot| spot.start as usize);
                    end = start.wrapping_sub(first).min(end.wrapping_sub(1));
                }
                None => end = end.wrapping_sub(1),
            }
        }
        chosen.reverse();
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
    use crate::span::Spot;
    use proptest::prelude::*;

    fn spot(start: u32, len: u32, confidence: u8) -> Spot {
        Spot {
            start,
            end: start + len,
            seen: Features::default(),
            kinds: 1,
            listed: (0, 0),
            scores: [0; 6],
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
            Room::default().read(&spots, 3, 14, threshold, &mut chosen);
            let picked: Vec<Spot> = chosen.iter().map(|at| spots[*at as usize]).collect();
            prop_assert!(picked.windows(2).all(|w| w[0].end <= w[1].start));
            let total: i32 = picked.iter().map(|spot| worth(spot, threshold)).sum();
            prop_assert_eq!(total, naive(&spots, 0, threshold));
        }
    }
}
