//! The `depeche` program.
#![forbid(unsafe_code)]
fn main() {}
