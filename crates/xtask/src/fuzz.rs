//! `cargo xtask fuzz`: builds the fuzz targets and runs each for a while.
//!
//! The targets are those of `cargo fuzz`, built with the flags it builds them with, but for the address sanitizer: there is
//! no unsafe code to find. So stable Rust and a C++ compiler are enough, and nothing has to be installed.

use crate::shell::{Outcome, files, root};
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

/// `cargo xtask fuzz [--seconds N] [--keep] [TARGET…]`; with `--keep` the cases that reach something new are made few and
/// put into `fuzz/kept`.
pub fn run(arguments: &[String]) -> Outcome {
    let (mut seconds, mut keep, mut wanted) = (20, false, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seconds" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                seconds = number.ok_or("expected a number after --seconds")?;
            }
            "--keep" => keep = true,
            target => wanted.push(target.to_owned()),
        }
    }
    match build_and_run(seconds, keep, &wanted) {
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
    build_and_run(seconds, false, &[])
}

fn build_and_run(seconds: u64, keep: bool, wanted: &[String]) -> Result<Vec<Campaign>, Stopped> {
    let mut targets: Vec<String> =
        files("fuzz/fuzz_targets", |path| path.extension().is_some_and(|e| e == "rs"))
            .map_err(Stopped::Missing)?
            .iter()
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .collect();
    if !wanted.is_empty() {
        targets.retain(|target| wanted.contains(target));
    }
    let folder = build()?;
    let run = |target: &String| fuzz(&folder.join(target), target, seconds);
    let mut campaigns = Vec::new();
    for pair in targets.chunks(2) {
        campaigns.extend(std::thread::scope(|scope| {
            let running: Vec<_> = pair.iter().map(|target| scope.spawn(move || run(target))).collect();
            running.into_iter().filter_map(|run| run.join().ok()).collect::<Vec<_>>()
        }));
    }
    if keep {
        targets.iter().for_each(|target| kept(&folder.join(target), target));
    }
    Ok(campaigns)
}

/// The longest case that is kept, in bytes.
const SMALL: usize = 512;

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

/// Runs a target from the cases kept and the seeds; what is new goes to `fuzz/corpus`.
fn fuzz(program: &Path, target: &str, seconds: u64) -> Campaign {
    let corpus = root().join("fuzz/corpus").join(target);
    let artifacts = root().join("fuzz/artifacts").join(target);
    let _ = std::fs::create_dir_all(&corpus);
    let _ = std::fs::create_dir_all(&artifacts);
    let kept = root().join("fuzz/kept").join(target);
    let folders = [corpus, kept, root().join("seeds")];
    let output = Command::new(program)
        .args(folders.iter().filter(|folder| folder.is_dir()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-max_len=4096", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"])
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
