//! `cargo xtask assure`: the proof that no input breaks it, slows it or fools it, as one table.
//!
//! A row is a property, how many cases were tried and how many failed. Tests that try more cases than there are test
//! functions say so: they print a line `cases: N`, which is read here.

use crate::shell::{Outcome, files, first_line, read, root, shown};
use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

/// How much is tried.
struct Effort {
    /// Generated cases for each law.
    cases: u64,
    /// Seconds for each fuzz target.
    fuzz: u64,
}

/// 40 minutes on two cores.
const FULL: Effort = Effort { cases: 20_000, fuzz: 120 };
/// A few minutes: does the proof still run?
const QUICK: Effort = Effort { cases: 500, fuzz: 5 };

/// What came of a property.
enum Finding {
    Tried { cases: u64, failures: u64, note: String },
    Skipped(String),
}

/// A property: what it says, and how it is tried.
type Property = (&'static str, fn(&Effort) -> Finding);

const PROPERTIES: &[Property] = &[
    ("no unsafe code, every library forbids it (lines read)", unsafe_lines),
    ("lints against panics hold; argued exceptions, at most 20", exceptions),
    ("crates in the facade's default tree, at most 15", tree),
    ("licences, bans, sources (packages)", supply_chain),
    ("tests, examples in the documents, golden documents", |_| {
        tests(&["test", "--workspace", "--all-features"], 1)
    }),
    ("the laws of the house over generated text", |effort| {
        tests(&["test", "--release", "--package", "depeche", "--test", "laws"], effort.cases)
    }),
    ("equal to the naive references over generated text", |effort| {
        let packages =
            ["test", "--release", "--package", "depeche-segment", "--package", "depeche-gazetteer"];
        tests(&packages, effort.cases)
    }),
    ("linear on every attack, 100 KB to 10 MB, every public function", |_| {
        tests(&["test", "--release", "--package", "depeche", "--test", "linear", "--", "--ignored"], 1)
    }),
    ("same bytes on 1, 2, 8 threads and in two processes", |_| {
        tests(&["test", "--release", "--package", "depeche", "--test", "determinism"], 1)
    }),
    ("damaged gazetteer files: flips, truncations, mutations", |_| {
        tests(
            &[
                "test",
                "--release",
                "--package",
                "depeche-gazetteer",
                "--test",
                "damage",
                "--",
                "--include-ignored",
            ],
            1,
        )
    }),
    ("program under faults", |_| {
        tests(
            &[
                "test",
                "--release",
                "--package",
                "depeche-cli",
                "--test",
                "faults",
                "--test",
                "breakage",
                "--",
                "--include-ignored",
            ],
            1,
        )
    }),
    ("fuzzing, differential where there is a reference", fuzz),
    ("Miri: small tests of the ground floor", miri),
];

/// Tries everything and prints the table; `--write` keeps it in `ASSURANCE.md`, `--quick` tries less.
pub fn run(arguments: &[String]) -> Outcome {
    let unknown = arguments.iter().find(|argument| !["--quick", "--write"].contains(&argument.as_str()));
    if let Some(argument) = unknown {
        return Err(format!("expected --quick or --write, found {argument}"));
    }
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let effort = if has("--quick") { &QUICK } else { &FULL };
    let start = Instant::now();
    let mut table = String::from("| property | cases | failures | minutes |\n|---|---:|---:|---:|\n");
    let mut failed = 0;
    for (name, property) in PROPERTIES {
        eprintln!("== {name}");
        let start = Instant::now();
        let (cases, failures, note) = match property(effort) {
            Finding::Tried { cases, failures, note } => (grouped(cases), failures.to_string(), note),
            Finding::Skipped(reason) => ("–".to_owned(), "–".to_owned(), format!("not tried: {reason}")),
        };
        failed += u64::from(failures != "0" && failures != "–");
        let name = if note.is_empty() { (*name).to_owned() } else { format!("{name}; {note}") };
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        let row = format!("| {name} | {cases} | {failures} | {minutes:.1} |\n");
        eprint!("{row}");
        table.push_str(&row);
    }
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    println!("{table}\n{minutes:.0} minutes");
    if has("--write") {
        let page = page(&table, minutes);
        std::fs::write(root().join("ASSURANCE.md"), page).map_err(|error| error.to_string())?;
    }
    if failed == 0 { Ok(()) } else { Err(format!("{failed} properties failed")) }
}

fn page(table: &str, minutes: f64) -> String {
    let mut page = String::from(
        "# Assurance\n\nWritten by `cargo xtask assure --write`. What is promised is in [SECURITY.md](SECURITY.md) and, \
         with numbers, in the “Untrusted input” paragraph of each crate.\n\n",
    );
    for (what, value) in [
        ("Date", first_line("date", &["-u", "+%Y-%m-%d"])),
        ("Commit", first_line("git", &["rev-parse", "--short", "HEAD"])),
        ("Compiler", first_line("rustc", &["--version"])),
    ] {
        let _ = writeln!(page, "* {what}: {value}");
    }
    let _ = write!(page, "* Time: {minutes:.0} minutes\n\n{table}");
    page
}

/// Runs a test command; a test stands for `weight` cases unless tests print `cases: N`.
fn tests(arguments: &[&str], weight: u64) -> Finding {
    let mut arguments = arguments.to_vec();
    if !arguments.contains(&"--") {
        arguments.push("--");
    }
    arguments.push("--nocapture");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(&arguments)
        .env("PROPTEST_CASES", weight.max(256).to_string())
        .current_dir(root())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return Finding::Skipped(format!("cannot start cargo: {error}")),
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    if complaints.contains("no test target named") {
        return Finding::Skipped("there is no such test here".to_owned());
    }
    let mut said = 0;
    let (mut passed, mut failures) = (0, 0);
    for line in printed.lines().chain(complaints.lines()) {
        if let Some(count) = after(line, "cases: ") {
            said += count;
        } else if line.starts_with("test result:") {
            passed += before(line, " passed");
            failures += before(line, " failed");
        }
    }
    if !output.status.success() {
        failures = failures.max(1);
        eprintln!("{printed}\n{complaints}");
    }
    let cases = if said > 0 { said } else { passed * weight };
    Finding::Tried { cases, failures, note: String::new() }
}

/// Every fuzz target for a while, from the seeds and what earlier runs kept.
fn fuzz(effort: &Effort) -> Finding {
    let build = Command::new("cargo")
        .args(["+nightly", "fuzz", "build", "--sanitizer", "none"])
        .current_dir(root())
        .output();
    match build {
        Ok(output) if output.status.success() => {}
        Ok(output) => {
            let reason = String::from_utf8_lossy(&output.stderr);
            if reason.contains("toolchain") || reason.contains("no such command") {
                return Finding::Skipped("needs nightly and cargo-fuzz".to_owned());
            }
            eprintln!("{reason}");
            return Finding::Tried { cases: 0, failures: 1, note: "the targets do not build".to_owned() };
        }
        Err(error) => return Finding::Skipped(error.to_string()),
    }
    let targets = match files("fuzz/fuzz_targets", |path| path.extension().is_some_and(|e| e == "rs")) {
        Ok(targets) => targets,
        Err(error) => return Finding::Skipped(error),
    };
    let (mut cases, mut failures, mut note) = (0, 0, String::new());
    for target in &targets {
        let name = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let corpus = format!("fuzz/corpus/{name}");
        let _ = std::fs::create_dir_all(root().join(&corpus));
        let seconds = format!("-max_total_time={}", effort.fuzz);
        let output = Command::new("cargo")
            .args(["+nightly", "fuzz", "run", "--sanitizer", "none", &name, &corpus, "seeds", "--"])
            .args([&seconds, "-max_len=4096", "-print_final_stats=1"])
            .current_dir(root())
            .output();
        let Ok(output) = output else { continue };
        let printed = String::from_utf8_lossy(&output.stderr);
        let runs: u64 =
            printed.lines().filter_map(|line| after(line, "stat::number_of_executed_units:")).sum();
        cases += runs;
        let _ = write!(note, "{}{name} {}", if note.is_empty() { "" } else { ", " }, grouped(runs));
        if !output.status.success() {
            failures += 1;
            eprintln!("{printed}");
        }
    }
    Finding::Tried { cases, failures, note }
}

fn miri(_: &Effort) -> Finding {
    let there = Command::new("cargo").args(["+nightly", "miri", "--version"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        return Finding::Skipped("needs Miri on nightly".to_owned());
    }
    let output = Command::new("cargo")
        .args(["+nightly", "miri", "test", "--package", "depeche-text", "--lib"])
        .env("PROPTEST_CASES", "4")
        .env("MIRIFLAGS", "-Zmiri-disable-isolation")
        .current_dir(root())
        .output();
    match output {
        Err(error) => Finding::Skipped(error.to_string()),
        Ok(output) => {
            let printed = String::from_utf8_lossy(&output.stdout);
            let cases = printed.lines().map(|line| before(line, " passed")).sum();
            Finding::Tried { cases, failures: u64::from(!output.status.success()), note: String::new() }
        }
    }
}

/// The sources of the library crates.
fn sources() -> Result<Vec<(String, String)>, String> {
    let paths = files("crates", |path| {
        path.extension().is_some_and(|ending| ending == "rs")
            && path.components().any(|part| part.as_os_str() == "src")
    })?;
    paths.iter().map(|path| Ok((shown(path), read(path)?))).collect()
}

fn unsafe_lines(_: &Effort) -> Finding {
    let sources = match sources() {
        Ok(sources) => sources,
        Err(error) => return Finding::Skipped(error),
    };
    let (mut cases, mut failures) = (0, 0);
    for (path, text) in &sources {
        for line in text.lines() {
            cases += 1;
            let code = line.split("//").next().unwrap_or_default();
            if code.contains("unsafe ") && !code.contains("unsafe_code") {
                failures += 1;
                eprintln!("{path}: {line}");
            }
        }
        let face = path.ends_with("lib.rs") || path.ends_with("main.rs");
        if face && !text.contains("#![forbid(unsafe_code)]") {
            failures += 1;
            eprintln!("{path}: expected #![forbid(unsafe_code)]");
        }
    }
    Finding::Tried { cases, failures, note: String::new() }
}

/// The lints a library crate denies outside of its tests.
const LINTS: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
    "string_slice",
    "cast_possible_truncation",
    "arithmetic_side_effects",
];

fn exceptions(_: &Effort) -> Finding {
    let sources = match sources() {
        Ok(sources) => sources,
        Err(error) => return Finding::Skipped(error),
    };
    let (mut cases, mut failures) = (0, 0);
    for (path, text) in &sources {
        let library = !path.contains("xtask") && !path.contains("depeche-cli");
        if library && path.ends_with("src/lib.rs") {
            failures += LINTS.iter().filter(|lint| !text.contains(&format!("clippy::{lint}"))).count() as u64;
        }
        if !library {
            continue;
        }
        for (at, attribute) in ["#[expect(", "#![expect(", "#[allow(", "#![allow("]
            .iter()
            .flat_map(|start| text.match_indices(start))
        {
            let whole: String = text.chars().skip(text[..at].chars().count()).take(300).collect();
            let whole = whole.split(")]").next().unwrap_or_default();
            if LINTS.iter().any(|lint| whole.contains(&format!("clippy::{lint}"))) {
                cases += 1;
                let argued = whole.contains("reason = ") && attribute.contains("expect");
                if !argued {
                    failures += 1;
                    eprintln!("{path}: an exception without a reason: {whole}");
                }
            }
        }
    }
    if cases > 20 {
        failures += 1;
    }
    Finding::Tried { cases, failures, note: String::new() }
}

fn tree(_: &Effort) -> Finding {
    let arguments = ["tree", "--package", "depeche", "--edges", "normal", "--prefix", "none"];
    let output = match crate::shell::cargo_output(&arguments) {
        Ok(output) => output,
        Err(error) => return Finding::Skipped(error),
    };
    let mut names: Vec<&str> = output.lines().filter_map(|line| line.split(' ').next()).collect();
    names.sort_unstable();
    names.dedup();
    let foreign = names.iter().filter(|name| !name.is_empty() && !name.starts_with("depeche")).count();
    let ours = names.len() - foreign;
    let note = format!("{ours} of ours and {foreign} from others");
    Finding::Tried { cases: names.len() as u64, failures: u64::from(names.len() > 15), note }
}

fn supply_chain(_: &Effort) -> Finding {
    let there = Command::new("cargo").args(["deny", "--version"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        return Finding::Skipped("needs cargo-deny".to_owned());
    }
    let output = Command::new("cargo")
        .args(["deny", "check", "licenses", "bans", "sources"])
        .current_dir(root())
        .output();
    let packages = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let cases = packages.matches("[[package]]").count() as u64;
    match output {
        Err(error) => Finding::Skipped(error.to_string()),
        Ok(output) => {
            let failures = u64::from(!output.status.success());
            if failures > 0 {
                eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            }
            Finding::Tried { cases, failures, note: String::new() }
        }
    }
}

/// The number right after `mark` in `line`.
fn after(line: &str, mark: &str) -> Option<u64> {
    let rest = line.split_once(mark)?.1.trim_start();
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The number right before `mark` in `line`; 0 when there is none.
fn before(line: &str, mark: &str) -> u64 {
    let number = line.split_once(mark).and_then(|(head, _)| head.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// A count with its thousands set apart.
fn grouped(count: u64) -> String {
    let figures = count.to_string();
    let mut out = String::new();
    for (i, figure) in figures.chars().enumerate() {
        if i > 0 && (figures.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(figure);
    }
    out
}
