//! The developer's one door.
#![forbid(unsafe_code)]
fn main() {}
