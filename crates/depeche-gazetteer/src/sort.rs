//! Sorting by hashes, which lie evenly: a pass that parts them by their first bits, then small sorts that stay in the cache.

/// How many parts, as a power of two.
const BITS: u32 = 11;
const PARTS: usize = 1 << BITS;
/// Fewer than these are sorted at once.
const FEW: usize = 1 << 13;

/// The keys, sorted.
pub(crate) fn by_hash(mut keys: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    if keys.len() < FEW {
        keys.sort_unstable();
        return keys;
    }
    let part = |hash: u64| usize::try_from(hash >> 64u32.saturating_sub(BITS)).unwrap_or_default();
    let mut places = vec![0usize; PARTS];
    for &(hash, _) in &keys {
        if let Some(count) = places.get_mut(part(hash)) {
            *count = count.wrapping_add(1);
        }
    }
    let mut after = 0usize;
    for count in &mut places {
        let size = *count;
        *count = after;
        after = after.wrapping_add(size);
    }
    let mut sorted = vec![(0, 0); keys.len()];
    for key in keys {
        if let Some(place) = places.get_mut(part(key.0)) {
            if let Some(slot) = sorted.get_mut(*place) {
                *slot = key;
            }
            *place = place.wrapping_add(1);
        }
    }
    // Each place has gone on to the end of its part.
    let mut start = 0;
    for end in places {
        if let Some(part) = sorted.get_mut(start..end) {
            part.sort_unstable();
        }
        start = end;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::{FEW, by_hash};

    #[test]
    fn sorted_as_by_comparing() {
        for len in [0, 1, 100, FEW - 1, FEW, 50_000] {
            let keys: Vec<(u64, u32)> = (0u32..)
                .take(len)
                .map(|i| (u64::from(i / 2).wrapping_mul(0x9E37_79B9_7F4A_7C15), i % 7))
                .collect();
            let mut expected = keys.clone();
            expected.sort();
            assert_eq!(by_hash(keys), expected);
        }
        let alike = [(u64::MAX, 3), (0, 1), (u64::MAX, 2)].repeat(FEW);
        let mut expected = alike.clone();
        expected.sort();
        assert_eq!(by_hash(alike), expected);
    }
}
