//! `cargo xtask fuzz`: builds the fuzz targets and runs each for a while.
//!
//! The targets are those of `cargo fuzz`, built with the flags it builds them with, but for the address sanitizer: there is
//! no unsafe code to find, and without it the same time tries several times the inputs. So stable Rust and a C++ compiler
//! are enough, and nothing has to be installed.

mod executions;
mod seeds;

use crate::shell::{Outcome, first_line, root};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;
use std::time::Instant;

/// What `cargo fuzz build --sanitizer none` passes, but for `TRACED`.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "--cfg=fuzzing",
    "-Cdebug-assertions=yes",
    "-Coverflow-checks=yes",
];

/// Each comparison tells the fuzzer what it compared, so that it can guess words and numbers of a format.
const TRACED: &[&str] =
    &["-Cllvm-args=-sanitizer-coverage-level=4", "-Cllvm-args=-sanitizer-coverage-trace-compares"];

/// No comparison does: two thirds of the time of `gazetteer_file` and of `exports` went into telling. The long runs of
/// `--runs` start from the cases that the other way has found, and try two to three times as many in a second.
const UNTRACED: &[&str] = &["-Cllvm-args=-sanitizer-coverage-level=3"];

/// Why there was no campaign.
pub enum Stopped {
    /// Something is not there on this machine.
    Missing(String),
    /// The targets do not build.
    Broken(String),
}

/// What came of a target.
pub struct Campaign {
    /// The name of the target.
    pub target: String,
    /// How many inputs were tried.
    pub executions: u64,
    /// How long that took.
    pub seconds: u64,
    /// What the fuzzer said of an input that breaks a law.
    pub finding: Option<String>,
}

/// A target: its name, and the longest input tried, in bytes. What a target states of a text is found broken on a short
/// one, and short ones are tried by the million; long ones are the matter of the tests of *linear* and of memory.
const TARGETS: &[(&str, u32)] = &[
    ("dates", 64),
    ("document", 256),
    ("entities", 256),
    ("exports", 512),
    ("frontmatter", 512),
    ("gazetteer_file", 128),
    ("gazetteer_sources", 256),
    ("gazetteer_text", 256),
    ("offsets", 128),
    ("segment", 256),
];

/// What the arguments ask for.
struct Asked {
    /// The most seconds for each target.
    seconds: u64,
    /// How many executions each target shall have in all; the runs are added to the table then.
    runs: Option<u64>,
    seed: u32,
    keep: bool,
    targets: Vec<String>,
}

/// `cargo xtask fuzz [--seconds N] [--runs N] [--seed N] [--keep] [TARGET…]`; without a seed every run tries other cases; with
/// `--keep` those that reach something new are made few and put into `fuzz/kept`. With `--runs N` each target that has fewer
/// than N executions in `fuzz/EXECUTIONS.tsv` is run for what it lacks, or for the seconds, and the table says so.
pub fn run(arguments: &[String]) -> Outcome {
    let mut asked = Asked { seconds: 20, runs: None, seed: 0, keep: false, targets: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = |option: &str| {
            let number: Option<u64> = rest.next().and_then(|number| number.parse().ok());
            number.ok_or_else(|| format!("expected a number after {option}"))
        };
        match argument.as_str() {
            "--seconds" => asked.seconds = number("--seconds")?,
            "--runs" => asked.runs = Some(number("--runs")?),
            "--seed" => asked.seed = number("--seed")?.try_into().map_err(|_| "expected a smaller seed")?,
            "--keep" => asked.keep = true,
            target => asked.targets.push(target.to_owned()),
        }
    }
    match build_and_run(&asked) {
        Err(Stopped::Missing(reason)) => {
            eprintln!("no fuzzing: {reason}");
            Ok(())
        }
        Err(Stopped::Broken(reason)) => Err(reason),
        Ok(campaigns) => {
            let mut complaints = Vec::new();
            for run in campaigns {
                eprintln!("{:<17} {:>10} runs in {} s", run.target, run.executions, run.seconds);
                complaints.extend(run.finding.map(|finding| format!("{}:\n{finding}", run.target)));
            }
            if asked.runs.is_some() {
                for (target, sum) in executions::sums()? {
                    eprintln!("{target:<17} {sum:>10} runs in all");
                }
            }
            crate::shell::outcome(complaints)
        }
    }
}

/// Every target for `seconds`, two at a time.
pub fn campaign(seconds: u64) -> Result<Vec<Campaign>, Stopped> {
    build_and_run(&Asked { seconds, runs: None, seed: 0, keep: false, targets: Vec::new() })
}

/// Runs the targets that are wanted, two at a time, each as soon as another is done.
fn build_and_run(asked: &Asked) -> Result<Vec<Campaign>, Stopped> {
    let wanted = &asked.targets;
    if let Some(other) = wanted.iter().find(|one| !TARGETS.iter().any(|(name, _)| name == one)) {
        let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(Stopped::Broken(format!("expected one of {}, found {other}", names.join(", "))));
    }
    let named = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    let done =
        if asked.runs.is_some() { executions::sums().map_err(Stopped::Broken)? } else { BTreeMap::new() };
    // What each target still lacks; all there is time for, when no number is asked for.
    let lacks = |name: &str| asked.runs.map(|runs| runs.saturating_sub(done.get(name).copied().unwrap_or(0)));
    let targets: Vec<_> = TARGETS.iter().filter(|(name, _)| named(name) && lacks(name) != Some(0)).collect();
    let folder = build(asked.runs.is_none())?;
    let commit = first_line("git", &["rev-parse", "--short", "HEAD"]);
    let next = AtomicUsize::new(0);
    let campaigns = Mutex::new(Vec::new());
    let lane = || -> Result<(), String> {
        while let Some((target, longest)) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
            let program = folder.join(target);
            let run = fuzz(&program, target, *longest, lacks(target), asked);
            if asked.keep {
                kept(&program, target);
            }
            let mut campaigns = campaigns.lock().map_err(|error| error.to_string())?;
            if asked.runs.is_some() {
                executions::add(&run, *longest, &commit)?;
            }
            campaigns.push(run);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let lanes = [(); 2].map(|()| scope.spawn(lane));
        let joined = |lane: ScopedJoinHandle<'_, _>| {
            lane.join().unwrap_or_else(|_| Err("a lane broke off".to_owned()))
        };
        lanes.into_iter().try_for_each(joined)
    })
    .map_err(Stopped::Broken)?;
    let mut campaigns = campaigns.into_inner().unwrap_or_default();
    campaigns.sort_by(|a, b| a.target.cmp(&b.target));
    Ok(campaigns)
}

/// The longest case that is kept, in bytes.
const SMALL: u32 = 128;

/// Puts the fewest short cases that reach all that the corpus reaches into `fuzz/kept`.
fn kept(program: &Path, target: &str) {
    let [corpus, kept] = ["corpus", "kept"].map(|folder| root().join("fuzz").join(folder).join(target));
    let _ = std::fs::create_dir_all(&kept);
    let arguments = ["-merge=1".to_owned(), format!("-max_len={SMALL}")];
    if let Err(error) = Command::new(program).args(arguments).args([kept, corpus]).output() {
        eprintln!("{target}: {error}");
    }
}

/// Builds the targets, with comparisons `traced` or not; gives the folder of the programs.
fn build(traced: bool) -> Result<PathBuf, Stopped> {
    let (way, flags) = if traced { ("traced", TRACED) } else { ("untraced", UNTRACED) };
    let target = root().join("fuzz/target").join(way);
    let machine =
        Command::new("rustc").arg("-vV").output().map_err(|error| Stopped::Missing(error.to_string()))?;
    let machine = String::from_utf8_lossy(&machine.stdout).into_owned();
    let machine = machine.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned();
    let compiler = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    if Command::new(&compiler).arg("--version").output().is_err() {
        return Err(Stopped::Missing(format!("needs a C++ compiler for libFuzzer, found no `{compiler}`")));
    }
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--bins", "--manifest-path", "fuzz/Cargo.toml", "--target", &machine])
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", [FLAGS, flags].concat().join("\u{1f}"))
        .current_dir(root())
        .output()
        .map_err(|error| Stopped::Missing(error.to_string()))?;
    if !output.status.success() {
        return Err(Stopped::Broken(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(target.join(machine).join("release"))
}

/// The exit code of libFuzzer when somebody interrupts it: what was tried until then counts.
const BROKEN_OFF: i32 = 72;

/// Runs a target from the cases kept and the cases of the tests; what is new goes to `fuzz/corpus`.
fn fuzz(program: &Path, target: &str, longest: u32, runs: Option<u64>, asked: &Asked) -> Campaign {
    let corpus = root().join("fuzz/corpus").join(target);
    let artifacts = root().join("fuzz/artifacts").join(target);
    let _ = std::fs::create_dir_all(&corpus);
    let _ = std::fs::create_dir_all(&artifacts);
    let kept = root().join("fuzz/kept").join(target);
    let cases = root().join("fuzz/target/seeds").join(target);
    if let Err(error) = seeds::write(target, &cases) {
        return Campaign { target: target.to_owned(), executions: 0, seconds: 0, finding: Some(error) };
    }
    let folders = [corpus, kept, cases];
    let start = Instant::now();
    let output = Command::new(program)
        .args(folders.iter().filter(|folder| folder.is_dir()))
        .arg(format!("-max_total_time={}", asked.seconds))
        .args(runs.map(|runs| format!("-runs={runs}")))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_len={longest}"))
        .arg(format!("-seed={}", asked.seed))
        .args(["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .current_dir(root())
        .output();
    let seconds = start.elapsed().as_secs();
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            return Campaign {
                target: target.to_owned(),
                executions: 0,
                seconds,
                finding: Some(error.to_string()),
            };
        }
    };
    let printed = String::from_utf8_lossy(&output.stderr);
    let executed =
        |line: &str| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse::<u64>().ok();
    Campaign {
        target: target.to_owned(),
        executions: printed.lines().filter_map(executed).sum(),
        seconds,
        finding: (!output.status.success() && output.status.code() != Some(BROKEN_OFF)).then(|| {
            printed
                .lines()
                .rev()
                .take(60)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
                .join("\n")
        }),
    }
}
