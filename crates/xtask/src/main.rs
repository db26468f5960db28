//! The developer's one door: `cargo xtask COMMAND`.
#![forbid(unsafe_code)]

mod assure;
mod bench_report;
mod check;
mod data;
mod entities;
mod entities_measure;
mod fuzz;
mod house;
mod learn;
mod mutants;
mod names;
mod perf;
mod segment_ablation;
mod shell;
mod texts;
mod train;

use std::process::ExitCode;

/// A command: its name, what it does, and the function that does it with the arguments after the name.
type Command = (&'static str, &'static str, fn(&[String]) -> shell::Outcome);

const COMMANDS: &[Command] = &[
    (
        "check",
        "everything that must hold before a change lands (--fast: what takes seconds; --perf: instructions counted)",
        check::run,
    ),
    ("assure", "the proof of reliability as a table (--quick, --write, --only WORD)", assure::run),
    ("fuzz", "run the fuzz targets (--seconds N, --runs N, --keep, TARGET…)", fuzz::run),
    ("mutants", "break a share of a crate and see whether its tests notice (CRATE, K/N)", mutants::run),
    (
        "names",
        "compile the lists of depeche-names into what is embedded (--check: compare, write nothing)",
        names::run,
    ),
    (
        "train-entities",
        "learn the weights of the tagger (--held-out: and how they do on what they were not learned from)",
        entities::train,
    ),
    (
        "measure-entities",
        "the tagger on marked texts (--errors, --ids: what is wrong; --curve; --precise, --recall)",
        entities_measure::measure,
    ),
    ("spans", "how the tagger weighs each span of a text", entities::spans),
    ("ablation", "what each part of the tagger is worth on files of gold", entities::ablation),
    ("bench-report", "run the benches and write benches/REPORT.md (--quick, --read)", bench_report::run),
    (
        "ablation-segment",
        "what each rule and model of the segmenter is worth (--gold FILE…, --train FILE…)",
        segment_ablation::run,
    ),
    ("train", "the small models of the segmenter, from CoNLL-U files", train::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return ExitCode::from(2);
    };
    let Some((_, _, run)) = COMMANDS.iter().find(|(command, _, _)| command == name) else {
        eprintln!("xtask: expected a command, found {name:?}\n");
        help();
        return ExitCode::from(2);
    };
    match run(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask {name}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn help() {
    eprintln!("usage: cargo xtask COMMAND\n");
    for (name, what, _) in COMMANDS {
        eprintln!("  {name:<14} {what}");
    }
}
