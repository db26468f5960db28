//! Annotates one sentence, the first text of the process, and says what that took: what the group `startup` of the bench `pipeline`
//! times, and `cargo xtask check --perf` counts the instructions of.
//!
//! A program of its own, since tables that are made at the first text are made once in a process, and never seen again in a loop.
//! It prints the tokens, the nanoseconds from the first line of `main`, and those of the whole process, its loading included.
#![forbid(unsafe_code)]

use cpu_time::{ProcessTime, ThreadTime};
use depeche::Pipeline;
use std::hint::black_box;

fn main() {
    let start = ThreadTime::now();
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(black_box(depeche_benches::tiny()));
    let first = start.elapsed();
    let whole = ProcessTime::now().as_duration();
    println!("{} {} {}", document.tokens().len(), first.as_nanos(), whole.as_nanos());
}
