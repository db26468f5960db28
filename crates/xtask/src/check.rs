//! `cargo xtask check`: everything that must hold before a change lands.

use crate::shell::{Outcome, cargo, cargo_output, cargo_with};
use crate::{data, house, names, perf};
use serde_json::Value;
use std::time::Instant;

/// A step: its name and what it does.
type Step = (&'static str, fn() -> Outcome);

/// What takes seconds.
const FAST: &[Step] = &[
    ("fmt", || cargo(&["fmt", "--all", "--check"])),
    ("arrows", house::arrows),
    ("home paths", house::home_paths),
    ("faces", house::faces),
    ("licences", house::licences),
    ("data lists", data::lists),
    ("compiled names", || names::run(&["--check".to_owned()])),
];

/// What builds and runs.
const FULL: &[Step] = &[
    ("clippy", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
    }),
    ("each feature", each_feature),
    ("tests", || cargo(&["test", "--workspace", "--all-features", "--quiet"])),
    ("docs", docs),
    ("benches once", || cargo(&["bench", "--package", "depeche-benches", "--", "--test"])),
];

/// Runs the steps in order; `--fast` stops after those that take seconds; `--perf` counts instructions instead.
pub fn run(arguments: &[String]) -> Outcome {
    let fast = match arguments {
        [] => false,
        [only] if only == "--fast" => true,
        [only] if only == "--perf" => return perf::run(None),
        [first, reason] if first == "--perf" => return perf::run(Some(reason)),
        other => return Err(format!("expected nothing, --fast or --perf, found {}", other.join(" "))),
    };
    let steps = FAST.iter().chain(if fast { &[] } else { FULL });
    for (name, step) in steps {
        let start = Instant::now();
        eprintln!("== {name}");
        step().map_err(|message| format!("{name}:\n  {message}"))?;
        eprintln!("== {name}: ok, {:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(())
}

/// The pages have no broken link, with all features as docs.rs makes them, and with those that `cargo doc` has.
fn docs() -> Outcome {
    let strict = [("RUSTDOCFLAGS", "-D warnings")];
    cargo_with(&["doc", "--workspace", "--no-deps", "--all-features"], &strict)?;
    cargo_with(&["doc", "--workspace", "--no-deps"], &strict)
}

/// Every library builds with no feature, and with each feature alone.
fn each_feature() -> Outcome {
    let metadata = cargo_output(&["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        if !name.starts_with("depeche") || name == "depeche-benches" {
            continue;
        }
        cargo(&["check", "--quiet", "--package", name, "--no-default-features"])?;
        for feature in package["features"].as_object().into_iter().flatten().map(|(feature, _)| feature) {
            if feature != "default" {
                cargo(&[
                    "check",
                    "--quiet",
                    "--package",
                    name,
                    "--no-default-features",
                    "--features",
                    feature,
                ])?;
            }
        }
    }
    Ok(())
}
