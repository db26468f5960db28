//! `cargo xtask mutants`: do the tests notice when a rule is broken? `cargo mutants` breaks one place after the other.

use crate::shell::{Outcome, cargo_with, first_line, read, root};
use std::fmt::Write as _;

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

/// `cargo xtask mutants CRATE [K/N]`: the K-th of N shares of the mutants of a crate, from 0; all without one. What came of
/// it goes to `MUTANTS.md` of the crate.
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
    // That some are missed is an error of `cargo mutants`; here the share decides.
    let ran = cargo_with(&command, &[("PROPTEST_CASES", "24")]);
    let outcomes = root().join(&output).join("mutants.out");
    let list = |kind: &str| -> Vec<String> {
        let text = std::fs::read_to_string(outcomes.join(format!("{kind}.txt"))).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    };
    let (caught, missed) = (list("caught").len() + list("timeout").len(), list("missed"));
    if caught + missed.len() == 0 {
        return ran.and(Err("no mutant was tried".to_owned()));
    }
    let share = caught as f64 * 100.0 / (caught + missed.len()) as f64;
    let unviable = list("unviable").len();
    let found =
        format!("{caught} caught, {} missed, {unviable} do not build: {share:.1} % caught", missed.len());
    write(name, shard, &found, &missed)?;
    println!("{found}");
    if share < CAUGHT { Err(format!("expected {CAUGHT} % caught")) } else { Ok(()) }
}

/// The share of mutants that the tests must catch, in percent.
const CAUGHT: f64 = 90.0;

/// Writes the page of a crate; a reason that stands there already for the same mutant is kept.
fn write(name: &str, shard: &str, found: &str, missed: &[String]) -> Outcome {
    let path = root().join(format!("crates/{name}/MUTANTS.md"));
    let old = read(&path).unwrap_or_default();
    let (date, commit) =
        (first_line("date", &["-u", "+%Y-%m-%d"]), first_line("git", &["rev-parse", "--short", "HEAD"]));
    let mut page = format!(
        "# Mutants\n\nOne place of the code broken after the other: do the tests notice? `cargo xtask mutants {name} {shard}`, {date}, \
         {commit}:\n{found}.\n"
    );
    if !missed.is_empty() {
        page.push_str("\n| missed | why |\n|---|---|\n");
    }
    for mutant in missed {
        // Lines move: a mutant is known by its file and what is broken.
        let mut parts = mutant.splitn(4, ':');
        let (file, what) = (parts.next().unwrap_or_default(), parts.nth(2).unwrap_or_default().trim());
        let file = file.strip_prefix(&format!("crates/{name}/src/")).unwrap_or(file);
        let row = format!("| `{file}`: {} |", what.replace('|', "\\|"));
        let why = old.lines().find_map(|line| line.strip_prefix(&row)).unwrap_or(" – |");
        let _ = writeln!(page, "{row}{why}");
    }
    std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}
