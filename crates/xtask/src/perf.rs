//! `cargo xtask check --perf`: the instructions of five stages over the seeds, and of a process with one sentence, against those of
//! `benches/instructions.tsv`.
//!
//! Times are noise on a shared machine; the instructions of one binary over one input are the same in every run.

use crate::shell::{Outcome, cargo, first_line, outcome, read, root};
use std::fmt::Write as _;
use std::process::Command;

const STAGES: [&str; 6] = ["frontmatter", "tokens", "sentences", "entities", "pipeline", FIRST];
/// A whole process that annotates one sentence: the tables that are made at the first text are in no pass of the others.
const FIRST: &str = "first";
/// How far a count may move, in percent, before it needs a line of reason.
const MOST: f64 = 3.0;

struct Row {
    stage: String,
    instructions: u64,
    reason: String,
}

/// Counts and compares; with a reason, writes what was counted, the reason beside what moved.
pub fn run(reason: Option<&str>) -> Outcome {
    cargo(&["build", "--release", "--quiet", "--package", "depeche-benches", "--bins"])?;
    let path = root().join("benches/instructions.tsv");
    let kept = if path.exists() { rows(&read(&path)?)? } else { Vec::new() };
    let mut page = format!(
        "# Instructions of one pass over the seeds, by stage, and of a process with one sentence; `cargo xtask check --perf` compares.\n# {}\n",
        first_line("rustc", &["--version"])
    );
    let mut complaints = Vec::new();
    for stage in STAGES {
        let counted = instructions(stage)?;
        let before = kept.iter().find(|row| row.stage == stage);
        let change =
            before.map_or(f64::INFINITY, |row| (counted as f64 / row.instructions as f64 - 1.0) * 100.0);
        eprintln!("{stage:<12} {counted:>12} instructions, {change:+.1} %");
        let moved = change.abs() > MOST;
        if moved && reason.is_none() {
            complaints.push(format!(
                "{stage}: expected within {MOST} % of benches/instructions.tsv, found {change:+.1} %: mend it, or write \
                 the new count with its reason: cargo xtask check --perf \"REASON\""
            ));
        }
        let reason = match (moved, reason, before) {
            (true, Some(reason), _) => reason,
            (_, _, Some(row)) => &row.reason,
            _ => "",
        };
        let _ = writeln!(page, "{stage}\t{counted}\t{reason}");
    }
    if reason.is_some() {
        std::fs::write(&path, page).map_err(|error| format!("benches/instructions.tsv: {error}"))?;
    }
    outcome(complaints)
}

fn rows(text: &str) -> Result<Vec<Row>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|(at, line)| {
            let mut columns = line.split('\t');
            let stage = columns.next().unwrap_or_default().to_owned();
            let count = columns.next().and_then(|count| count.parse().ok());
            let instructions = count.ok_or_else(|| {
                format!(
                    "benches/instructions.tsv:{}: expected STAGE<tab>COUNT<tab>REASON, found {line:?}",
                    at + 1
                )
            })?;
            Ok(Row { stage, instructions, reason: columns.next().unwrap_or_default().to_owned() })
        })
        .collect()
}

/// The instructions of one pass: three passes less one, halved, so that starting up counts for nothing. Of [`FIRST`], that alone.
fn instructions(stage: &str) -> Result<u64, String> {
    if stage == FIRST {
        return collected("first", &[]);
    }
    let (once, thrice) = (collected("counted", &[stage, "1"])?, collected("counted", &[stage, "3"])?);
    Ok(thrice.saturating_sub(once) / 2)
}

/// The instructions of a program of `depeche-benches`.
fn collected(program: &str, arguments: &[&str]) -> Result<u64, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(target.join("release").join(program))
        .args(arguments)
        .output()
        .map_err(|error| {
            format!("expected the program valgrind (package `valgrind`), found none: {error}")
        })?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected =
        said.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    collected
        .and_then(|count| count.parse().ok())
        .ok_or_else(|| format!("expected a line `Collected : N` of valgrind over {program}, found:\n{said}"))
}
