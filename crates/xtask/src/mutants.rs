//! `cargo xtask mutants`: do the tests notice when a rule is broken? `cargo mutants` breaks one place after the other.

use crate::shell::{Outcome, cargo_with};

/// The quick tests of a crate: those that take seconds without optimisation, and say that the code does what it should.
/// What measures time or tries many cases is left out.
struct Quick {
    package: &'static str,
    /// Arguments of `cargo test`.
    tests: &'static [&'static str],
    /// Tests of these that take long.
    skipped: &'static [&'static str],
}

const QUICK: &[Quick] = &[
    Quick {
        package: "depeche-entities",
        tests: &["--package", "depeche-entities", "--package", "depeche", "--lib", "--test", "entities"],
        skipped: &["linear", "long"],
    },
    Quick {
        package: "depeche-frontmatter",
        tests: &[
            "--lib", "--test", "cases", "--test", "codes", "--test", "edits", "--test", "laws", "--test",
            "surface",
        ],
        skipped: &[],
    },
    Quick {
        package: "depeche-gazetteer",
        tests: &["--lib", "--test", "behaviour", "--test", "exact", "--test", "file", "--test", "sources"],
        skipped: &["time_grows", "very_many", "every_flipped_bit", "odd_inputs", "corruption"],
    },
    Quick {
        package: "depeche-segment",
        tests: &["--lib", "--test", "golden", "--test", "laws", "--test", "naive"],
        skipped: &["linear", "every_pair_of_edges"],
    },
];

/// `cargo xtask mutants CRATE [K/N]`: the K-th of N shares of the mutants of a crate, from 0; all without one.
pub fn run(arguments: &[String]) -> Outcome {
    let names: Vec<_> = QUICK.iter().map(|quick| quick.package).collect();
    let (name, shard) = match arguments {
        [name] => (name, "0/1"),
        [name, shard] => (name, shard.as_str()),
        _ => return Err(format!("expected one of {} and a share such as 0/40", names.join(", "))),
    };
    let Some(quick) = QUICK.iter().find(|quick| quick.package == name) else {
        return Err(format!("expected one of {}, found {name}", names.join(", ")));
    };
    let output = format!("target/mutants/{name}");
    let mut command = vec!["mutants", "--package", name, "--shard", shard, "--output", &output];
    // The unbroken tests are run by everything else.
    command.extend([
        "--baseline",
        "skip",
        "--timeout",
        "90",
        "--jobs",
        "1",
        "--sharding",
        "round-robin",
        "--",
    ]);
    command.extend(quick.tests);
    command.push("--");
    command.extend(quick.skipped.iter().flat_map(|skipped| ["--skip", skipped]));
    cargo_with(&command, &[("PROPTEST_CASES", "24")])
}
