//! The corpora of the benchmarks.
