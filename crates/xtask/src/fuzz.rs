//! `cargo xtask fuzz`: builds the fuzz targets and runs each for a while.
//!
//! The targets are those of `cargo fuzz`, built with the flags it builds them with, but for the address sanitizer: there is
//! no unsafe code to find, and without it the same time tries several times the inputs. So stable Rust and a C++ compiler
//! are enough, and nothing has to be installed.

mod seeds;

use crate::shell::{Outcome, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `cargo fuzz build --sanitizer none` passes.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
    "-Cdebug-assertions=yes",
    "-Coverflow-checks=yes",
];

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

/// `cargo xtask fuzz [--seconds N] [--seed N] [--keep] [TARGET…]`; without a seed every run tries other cases; with `--keep`
/// those that reach something new are made few and put into `fuzz/kept`.
pub fn run(arguments: &[String]) -> Outcome {
    let (mut seconds, mut seed, mut keep, mut wanted) = (20, 0, false, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seconds" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                seconds = number.ok_or("expected a number after --seconds")?;
            }
            "--seed" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                seed = number.ok_or("expected a number after --seed")?;
            }
            "--keep" => keep = true,
            target => wanted.push(target.to_owned()),
        }
    }
    match build_and_run(seconds, seed, keep, &wanted) {
        Err(Stopped::Missing(reason)) => {
            eprintln!("no fuzzing: {reason}");
            Ok(())
        }
        Err(Stopped::Broken(reason)) => Err(reason),
        Ok(campaigns) => {
            let mut complaints = Vec::new();
            for run in campaigns {
                eprintln!("{:<16} {:>10} runs", run.target, run.executions);
                complaints.extend(run.finding.map(|finding| format!("{}:\n{finding}", run.target)));
            }
            crate::shell::outcome(complaints)
        }
    }
}

/// Every target for `seconds`, two at a time.
pub fn campaign(seconds: u64) -> Result<Vec<Campaign>, Stopped> {
    build_and_run(seconds, 0, false, &[])
}

fn build_and_run(seconds: u64, seed: u32, keep: bool, wanted: &[String]) -> Result<Vec<Campaign>, Stopped> {
    let named = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    let targets: Vec<_> = TARGETS.iter().filter(|(name, _)| named(name)).collect();
    if let Some(other) = wanted.iter().find(|one| !TARGETS.iter().any(|(name, _)| name == one)) {
        let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(Stopped::Broken(format!("expected one of {}, found {other}", names.join(", "))));
    }
    let folder = build()?;
    let run = |(target, longest): &(&str, u32)| fuzz(&folder.join(target), target, *longest, (seconds, seed));
    let mut campaigns = Vec::new();
    for pair in targets.chunks(2) {
        campaigns.extend(std::thread::scope(|scope| {
            let running: Vec<_> = pair.iter().map(|target| scope.spawn(move || run(target))).collect();
            running.into_iter().filter_map(|run| run.join().ok()).collect::<Vec<_>>()
        }));
    }
    if keep {
        targets.iter().for_each(|(target, _)| kept(&folder.join(target), target));
    }
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

/// Builds the targets; gives the folder of the programs.
fn build() -> Result<PathBuf, Stopped> {
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
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .current_dir(root())
        .output()
        .map_err(|error| Stopped::Missing(error.to_string()))?;
    if !output.status.success() {
        return Err(Stopped::Broken(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(root().join("fuzz/target").join(machine).join("release"))
}

/// Runs a target from the cases kept and the cases of the tests; what is new goes to `fuzz/corpus`.
fn fuzz(program: &Path, target: &str, longest: u32, (seconds, seed): (u64, u32)) -> Campaign {
    let corpus = root().join("fuzz/corpus").join(target);
    let artifacts = root().join("fuzz/artifacts").join(target);
    let _ = std::fs::create_dir_all(&corpus);
    let _ = std::fs::create_dir_all(&artifacts);
    let kept = root().join("fuzz/kept").join(target);
    let cases = root().join("fuzz/target/seeds").join(target);
    if let Err(error) = seeds::write(target, &cases) {
        return Campaign { target: target.to_owned(), executions: 0, finding: Some(error) };
    }
    let folders = [corpus, kept, cases];
    let output = Command::new(program)
        .args(folders.iter().filter(|folder| folder.is_dir()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_len={longest}"))
        .arg(format!("-seed={seed}"))
        .args(["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .current_dir(root())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            return Campaign { target: target.to_owned(), executions: 0, finding: Some(error.to_string()) };
        }
    };
    let printed = String::from_utf8_lossy(&output.stderr);
    let executed =
        |line: &str| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse::<u64>().ok();
    Campaign {
        target: target.to_owned(),
        executions: printed.lines().filter_map(executed).sum(),
        finding: (!output.status.success()).then(|| {
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
