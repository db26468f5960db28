//! Asking for memory ahead of reading it.
//!
//! A table that is larger than the caches of a processor answers after a hundred nanoseconds, in which some three hundred
//! instructions wait; but ten questions are answered together nearly as soon as one. So what looks up many things asks for the
//! memory of all of them first, and reads then.

/// Asks the processor for the memory at `place`, where there is one, and does not wait for it.
///
/// A matter of time alone. On x86-64 by the instruction that does nothing else, through `safe_arch`; on other processors, for
/// which safe Rust has none, nothing is asked.
///
/// ```
/// use depeche_text::fetch;
///
/// let table = [3_u64; 1 << 16];
/// let places = [40_000, 12, 65_000, 70_000];
/// for place in places {
///     fetch(table.get(place));
/// }
/// assert_eq!(places.map(|place| table.get(place)), [Some(&3), Some(&3), Some(&3), None]);
/// ```
#[inline(always)]
pub fn fetch<T>(place: Option<&T>) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    if let Some(place) = place {
        safe_arch::prefetch_t0(place);
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = place;
}
