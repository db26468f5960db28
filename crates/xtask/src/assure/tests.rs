//! Properties that tests of the crates hold: which are run, and how the cases are counted.

use super::{Effort, Finding};
use crate::shell::{files, read, root};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// The tests of the laws.
const LAWS: [&str; 8] = [
    "--package",
    "depeche",
    "--package",
    "depeche-frontmatter",
    "--package",
    "depeche-segment",
    "--test",
    "laws",
];

pub(super) fn laws(effort: &Effort) -> Finding {
    tests(&[&["test", "--release"][..], &LAWS].concat(), effort, effort.cases)
}

pub(super) fn references(effort: &Effort) -> Finding {
    let packages = ["--package", "depeche-gazetteer", "--package", "depeche-segment"];
    let arguments = [&["test", "--release"][..], &packages, &["--test", "exact", "--test", "naive"]].concat();
    tests(&arguments, effort, effort.cases)
}

pub(super) fn conformance(effort: &Effort) -> Finding {
    tests(&["test", "--release", "--package", "depeche-segment", "--test", "unicode"], effort, 1)
}

const LINEAR: [&str; 6] = ["test", "--release", "--package", "depeche", "--test", "linear"];

/// Growth alone, on texts of up to 200 KB.
pub(super) fn linear(effort: &Effort) -> Finding {
    tests(&LINEAR, &Effort { long: false, ..*effort }, 1)
}

pub(super) fn strictly_linear(effort: &Effort) -> Finding {
    tests(&LINEAR, &Effort { long: true, ..*effort }, 1)
}

pub(super) fn memory(effort: &Effort) -> Finding {
    tests(&["test", "--release", "--package", "depeche", "--test", "memory"], effort, 1)
}

pub(super) fn determinism(effort: &Effort) -> Finding {
    tests(&["test", "--release", "--package", "depeche", "--test", "determinism"], effort, 1)
}

pub(super) fn damage(effort: &Effort) -> Finding {
    tests(&["test", "--release", "--package", "depeche-gazetteer", "--test", "file"], effort, 1)
}

pub(super) fn faults(effort: &Effort) -> Finding {
    let targets = ["--test", "faults", "--test", "breakage"];
    let arguments: Vec<&str> =
        ["test", "--release", "--package", "depeche-cli"].into_iter().chain(targets).collect();
    tests(&arguments, effort, 1)
}

pub(super) fn huge(effort: &Effort) -> Finding {
    if !effort.long {
        return Finding::Skipped("needs 5 GB of memory; the whole proof tries it".to_owned());
    }
    tests(&["test", "--release", "--package", "depeche", "--test", "huge"], effort, 1)
}

/// Offsets are added and taken away with `wrapping_add` and `wrapping_sub`, since a place in a text cannot overflow and
/// a test of it at each step costs. That it does not is tried here: in a copy of the sources each of them stops the
/// program where it would wrap, and the laws are run on the copy. Two kinds mean to wrap and stay: `wrapping_sub` of a
/// literal, which is the place before, outside when there is none (every read is a `get`), or asks whether a byte is in a
/// range, `byte.wrapping_sub(b'a') < 26`; and lines with the comment `// wraps:` and a reason.
pub(super) fn strict_arithmetic(effort: &Effort) -> Finding {
    match strict_copy() {
        Err(error) => Finding::Skipped(error),
        Ok(changed) => {
            let manifest = root().join("target/strict/Cargo.toml").display().to_string();
            // Not where all else is built: cargo knows a crate by its place in the workspace, which is the same here.
            let built = root().join("target/strict-target").display().to_string();
            let start = ["test", "--release", "--manifest-path", &manifest, "--target-dir", &built];
            let arguments = [&start[..], &LAWS].concat();
            let finding = tests(&arguments, effort, effort.cases / 4);
            match finding {
                Finding::Tried { cases, failures, .. } => {
                    Finding::Tried { cases, failures, note: format!("{changed} places") }
                }
                skipped @ Finding::Skipped(_) => skipped,
            }
        }
    }
}

/// Copies the workspace to `target/strict`, with arithmetic that stops where it would wrap; gives the number of places.
fn strict_copy() -> Result<u64, String> {
    let copy = root().join("target/strict");
    let complain = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let mut changed = 0;
    let everything = ["crates", "seeds", "benches"]
        .into_iter()
        .map(|folder| files(folder, |_| true))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    let manifests = ["Cargo.toml", "Cargo.lock", "README.md"].map(|name| root().join(name));
    for path in everything.iter().chain(&manifests) {
        let to = copy.join(path.strip_prefix(root()).unwrap_or(path));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|error| complain(folder, error))?;
        }
        let library = path.extension().is_some_and(|ending| ending == "rs")
            && path.components().any(|part| part.as_os_str() == "src")
            && !path.starts_with(root().join("crates/xtask"));
        if !library {
            let same = std::fs::read(&to).is_ok_and(|old| std::fs::read(path).is_ok_and(|new| old == new));
            if !same {
                std::fs::copy(path, &to).map_err(|error| complain(path, error))?;
            }
            continue;
        }
        let mut strict = String::new();
        for line in read(path)?.lines() {
            let meant = line.contains("// wraps:");
            let line = if meant { line.to_owned() } else { strict_line(line, &mut changed) };
            let _ = writeln!(strict, "{line}");
        }
        if std::fs::read_to_string(&to).is_ok_and(|old| old == strict) {
            continue;
        }
        std::fs::write(&to, strict).map_err(|error| complain(&to, error))?;
    }
    Ok(changed)
}

/// A line with arithmetic that stops where it would wrap; counts the places.
fn strict_line(line: &str, changed: &mut u64) -> String {
    *changed += line.matches(".wrapping_add(").count() as u64;
    let line = line.replace(".wrapping_add(", ".strict_add(");
    let mut pieces = line.split(".wrapping_sub(");
    let mut strict = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let argument = piece.split(')').next().unwrap_or_default();
        // *b'a'* may hold the bracket that ends the argument.
        let literal = argument.starts_with(|c: char| c.is_ascii_digit()) || argument.starts_with("b'");
        strict.push_str(if literal { ".wrapping_sub(" } else { ".strict_sub(" });
        strict.push_str(piece);
        *changed += u64::from(!literal);
    }
    strict
}

/// Runs a test command; a test stands for `weight` cases unless tests print `cases: N`.
fn tests(arguments: &[&str], effort: &Effort, weight: u64) -> Finding {
    tests_with(arguments, &[], effort, weight)
}

/// Runs a test command with variables of its environment.
pub(super) fn tests_with(
    arguments: &[&str],
    variables: &[(&str, &str)],
    effort: &Effort,
    weight: u64,
) -> Finding {
    let mut arguments = arguments.to_vec();
    if !arguments.contains(&"--") {
        arguments.push("--");
    }
    arguments.push("--nocapture");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(&arguments).envs(variables.iter().copied()).current_dir(root());
    if weight > 1 {
        command.env("PROPTEST_CASES", weight.to_string());
    }
    if effort.long {
        command.env("DEPECHE_LONG", "1").env("DEPECHE_CORRUPTIONS", "1000000");
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return Finding::Skipped(format!("cannot start cargo: {error}")),
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    if complaints.contains("no test target named") {
        return Finding::Skipped("there is no such test here".to_owned());
    }
    let (cases, mut failures) = counted(&printed, &complaints, weight);
    if !output.status.success() {
        failures = failures.max(1);
        eprintln!("{printed}\n{complaints}");
    }
    Finding::tried(cases, failures)
}

/// How many cases were tried and failed, from what the tests printed.
pub(super) fn counted(printed: &str, complaints: &str, weight: u64) -> (u64, u64) {
    let (mut said, mut passed, mut failures, mut over) = (0, 0, 0, 0);
    for line in printed.lines().chain(complaints.lines()) {
        if let Some(count) = after(line, "cases: ") {
            said += count;
        } else if let Some(count) = after(line, "over: ") {
            // Of a test that fails, how many of its cases do.
            over += count;
        } else if line.starts_with("test result:") {
            passed += before(line, " passed");
            failures += before(line, " failed");
        }
    }
    (if said > 0 { said } else { passed * weight }, failures.max(over))
}

/// The number right after `mark` in `line`.
pub(super) fn after(line: &str, mark: &str) -> Option<u64> {
    let rest = line.split_once(mark)?.1.trim_start();
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The number right before `mark` in `line`; 0 when there is none.
pub(super) fn before(line: &str, mark: &str) -> u64 {
    let number = line.split_once(mark).and_then(|(head, _)| head.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
