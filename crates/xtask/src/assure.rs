//! `cargo xtask assure`: the proof that no input breaks it, slows it or fools it, as one table.
//!
//! A row is a property, how many cases were tried and how many failed. Tests that try more cases than there are test
//! functions say so: they print a line `cases: N`, which is read here. A tool that is not there is a row that says so,
//! and how to get it: the proof is smaller then, not broken.

mod sources;
mod tests;
mod tools;

use crate::shell::{Outcome, first_line, root};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// How much is tried.
struct Effort {
    /// Generated cases for each law.
    cases: u64,
    /// Seconds for each fuzz target.
    fuzz: u64,
    /// Whether tests try their long form: the variable `DEPECHE_LONG`.
    long: bool,
}

/// What fits in 40 minutes on two cores.
const FULL: Effort = Effort { cases: 20_000, fuzz: 45, long: true };
/// A few minutes: does the proof still run?
const QUICK: Effort = Effort { cases: 500, fuzz: 5, long: false };

/// What came of a property.
enum Finding {
    Tried { cases: u64, failures: u64, note: String },
    Skipped(String),
}

impl Finding {
    /// Tried, with nothing more to say.
    const fn tried(cases: u64, failures: u64) -> Self {
        Self::Tried { cases, failures, note: String::new() }
    }
}

/// A property: what it says, and how it is tried.
type Property = (&'static str, fn(&Effort) -> Finding);

const PROPERTIES: &[Property] = &[
    ("no unsafe code, every library forbids it (lines read)", sources::no_unsafe_code),
    ("lints against panics are denied in every library (argued exceptions, at most 20)", sources::exceptions),
    ("crates in the facade's default tree, at most 15", tools::tree),
    ("licences, bans, sources (packages)", tools::supply_chain),
    ("no change that breaks a user since the last tag", tools::semver),
    ("the tests of every crate; 95 % of lines of the libraries are run", tools::coverage),
    ("mutants tried so far (crates/*/MUTANTS.md): 90 % are caught, the others have a reason", tools::mutants),
    ("every error code is produced by a test (codes)", sources::error_codes),
    ("the laws of the house over generated text", tests::laws),
    ("equal to the naive references over generated text", tests::references),
    ("the laws with arithmetic that stops where it would wrap", tests::strict_arithmetic),
    ("Unicode's own test files, disagreements by class", tests::conformance),
    ("public suites of JSON, YAML and TOML: nothing wrong is read in silence", tools::suites),
    ("linear on every attack, every public function", tests::linear),
    ("memory bounded by the text on every attack, 10 MB each", tests::memory),
    ("same bytes on 1, 2, 8 threads and in two processes", tests::determinism),
    ("damaged gazetteer files: flips, truncations, mutations", tests::damage),
    ("program under faults, a file of 5 GB", tests::faults),
    ("a text of more than 4 GiB is refused with a reason", tests::huge),
    ("fuzzing, differential where there is a reference", tools::fuzz),
    ("Miri: small tests of text, files of names and segmenting on 64 bits, 32 bits, big-endian", tools::miri),
];

/// Properties that alone take as long as all others together: tried where `--only` asks for them.
const ALONE: &[Property] =
    &[("strictly linear: 100 KB to 10 MB on every attack, against plain news", tests::strictly_linear)];

/// What the arguments ask for.
struct Asked<'a> {
    quick: bool,
    write: bool,
    only: Option<&'a str>,
    /// One property, whose row alone is printed: how the rows run beside each other, each in a process of its own, which
    /// counts its processor time.
    row: Option<&'a str>,
}

/// Tries everything, two properties at a time, and prints the table; `--write` keeps it in `ASSURANCE.md`, `--quick` tries
/// less, `--only WORD` the properties whose name has the word, also those that are tried alone: the page keeps the other
/// rows, each with its own date and commit.
pub fn run(arguments: &[String]) -> Outcome {
    let mut asked = Asked { quick: false, write: false, only: None, row: None };
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        match argument {
            "--quick" => asked.quick = true,
            "--write" => asked.write = true,
            "--only" => asked.only = Some(rest.next().ok_or("expected a word after --only")?),
            "--row" => asked.row = Some(rest.next().ok_or("expected a property after --row")?),
            other => return Err(format!("expected --quick, --write or --only WORD, found {other}")),
        }
    }
    if let Some(name) = asked.row {
        let effort = if asked.quick { &QUICK } else { &FULL };
        let (name, property) = every().find(|(its, _)| *its == name).ok_or("no such property")?;
        print!("{}", row(name, *property, effort));
        return Ok(());
    }
    let names: Vec<&str> = match asked.only {
        None => PROPERTIES.iter().map(|property| property.0).collect(),
        Some(word) => every().map(|property| property.0).filter(|name| name.contains(word)).collect(),
    };
    if names.is_empty() {
        return Err("no property has this word".to_owned());
    }
    let start = Instant::now();
    let rows = side_by_side(&names, &asked)?;
    let wall = start.elapsed().as_secs_f64() / 60.0;
    println!("{HEAD}{}\n{wall:.0} minutes, {:.0} of a processor", rows.concat(), processor_minutes());
    let failed = rows.iter().filter(|row| fails(row)).count();
    if failed == 0 { Ok(()) } else { Err(format!("{failed} properties failed")) }
}

/// Every property, with those that are tried alone.
fn every() -> impl Iterator<Item = &'static Property> {
    PROPERTIES.iter().chain(ALONE)
}

/// The rows of these properties, in their order, tried by two processes at a time.
fn side_by_side(names: &[&str], asked: &Asked<'_>) -> Result<Vec<String>, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(vec![String::new(); names.len()]);
    let lane = || -> Outcome {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(name) = names.get(number) else { return Ok(()) };
            eprintln!("== {name}");
            let mut command = Command::new(&program);
            command.args(["assure", "--row", name]).args(asked.quick.then_some("--quick"));
            let output = command.stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
            let row = String::from_utf8_lossy(&output.stdout).into_owned();
            if !row.starts_with("| ") {
                return Err(format!("{name}: no row"));
            }
            eprint!("{row}");
            let mut rows = rows.lock().map_err(|error| error.to_string())?;
            if asked.write {
                keep(&row)?;
            }
            if let Some(slot) = rows.get_mut(number) {
                *slot = row;
            }
        }
    };
    std::thread::scope(|scope| {
        let lanes = [(); 2].map(|()| scope.spawn(lane));
        lanes
            .into_iter()
            .try_for_each(|lane| lane.join().unwrap_or_else(|_| Err("a lane broke off".to_owned())))
    })?;
    rows.into_inner().map_err(|error| error.to_string())
}

/// Whether a row tells of failures.
fn fails(row: &str) -> bool {
    row.split('|').nth(3).is_some_and(|count| !matches!(count.trim(), "0" | "–"))
}

const HEAD: &str = "\
| property | cases | failures | found | processor minutes | date, commit |
|---|---:|---:|---|---:|---|
";

/// A row of the table.
fn row(name: &str, property: fn(&Effort) -> Finding, effort: &Effort) -> String {
    let before = processor_minutes();
    let (cases, failures, note) = match property(effort) {
        Finding::Tried { cases, failures, note } => (grouped(cases), failures.to_string(), note),
        Finding::Skipped(reason) => ("–".to_owned(), "–".to_owned(), format!("not tried: {reason}")),
    };
    let minutes = processor_minutes() - before;
    let date = first_line("date", &["-u", "+%Y-%m-%d"]);
    let commit = first_line("git", &["rev-parse", "--short", "HEAD"]);
    format!("| {name} | {cases} | {failures} | {note} | {minutes:.1} | {date}, {commit} |\n")
}

/// Puts a row into `ASSURANCE.md`, in the place of the one before it with the same property. A row whose property is no
/// more is left out; the chapters after the table stay as they are.
fn keep(line: &str) -> Outcome {
    let path = root().join("ASSURANCE.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let mut table = HEAD.to_owned();
    for (name, _) in every() {
        let its =
            |row: &&str| row.strip_prefix("| ").is_some_and(|row| row.starts_with(&format!("{name} |")));
        if its(&line) {
            table.push_str(line);
        } else if let Some(old) = page.lines().find(its) {
            table.push_str(old);
            table.push('\n');
        }
    }
    let compiler = first_line("rustc", &["--version"]);
    let chapters = page.find("\n## ").and_then(|at| page.get(at..)).unwrap_or_default();
    std::fs::write(&path, format!("{INTRODUCTION}{table}\nCompiler: {compiler}.\n{chapters}"))
        .map_err(|error| format!("{}: {error}", path.display()))
}

const INTRODUCTION: &str = "\
# Assurance

The last run of the proof: `cargo xtask assure --write`, 40 minutes at most on two cores; with `--only WORD` the rows whose
property has the word, with `--quick` a smaller proof. The row *strictly linear* takes as long as all others and is a command
of its own: `cargo xtask assure --write --only strictly`. A row that is not here has not been run. What is promised is in
[SECURITY.md](SECURITY.md) and, with numbers, in the “Untrusted input” paragraph of each crate.

";

/// The processor time of the commands run so far, in minutes, so that a busy machine does not change the table; 0 where
/// the system does not say it in `/proc`.
fn processor_minutes() -> f64 {
    // Fields 16 and 17 of `man 5 proc_pid_stat`, in ticks of 1/100 s; the name in brackets may hold spaces.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default().split_whitespace();
    let ticks: u32 = fields.skip(13).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
    f64::from(ticks) / 6_000.0
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
