//! What the benchmarks share: corpora made from the seeds, and a clock of CPU time.
//!
//! # The corpora
//!
//! `tiny` is one sentence (< 100 B), `dispatch` one dispatch (about 2 KB), `huge` about 5 MB. `huge` is not a repetition:
//! its sentences are those of the seeds in a pseudo-random order, and in each a part of the words is replaced by other
//! words of the same shape (first letter's case, ending, length) drawn from the word lists of `depeche-names` with the
//! falling frequencies of real text, so that tables, caches and branch predictors meet the variety of news.
//! [`Statistics`] says what came out; `benches/README.md` compares it with real news.
//!
//! # The clock
//!
//! [`CpuTime`] counts the CPU time of the thread: on a shared machine wall time measures the neighbours.
#![forbid(unsafe_code)]

mod clock;
mod corpus;

pub use clock::{CpuTime, bytes};
pub use corpus::{Statistics, dispatch, documents, huge, names, newspaper, seeds, tiny};

/// A criterion with the clock of CPU time, configured from the command line, for short honest runs.
#[must_use]
pub fn criterion() -> criterion::Criterion<CpuTime> {
    criterion::Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_millis(1500))
        .configure_from_args()
}
