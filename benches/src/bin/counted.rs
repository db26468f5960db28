//! Does one stage over the seeds a number of times: what `cargo xtask check --perf` counts the instructions of.
//!
//! The inputs are the seeds as they are, so that a count changes with the code and with the names, and with nothing else.
#![forbid(unsafe_code)]

use depeche::entities::{Mentions, Scratch, Tagger};
use depeche::frontmatter;
use depeche::segment::{Segmenter, Segments};
use depeche::text::Passage;
use depeche::{Buffers, Pipeline};
use std::hint::black_box;
use std::process::ExitCode;

/// Does a stage to all texts so many times; the number it gives keeps the work from being left out.
type Run = fn(&[String], usize) -> usize;

const STAGES: [(&str, Run); 5] = [
    ("frontmatter", headers),
    ("tokens", tokens),
    ("sentences", sentences),
    ("entities", entities),
    ("pipeline", pipeline),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [stage, times] = arguments.as_slice() else { return usage() };
    let found = STAGES.iter().find(|(name, _)| name == stage);
    let (Some((_, run)), Ok(times)) = (found, times.parse()) else { return usage() };
    let texts = depeche_benches::seeds();
    println!("{}", run(&texts, times));
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: counted STAGE TIMES\nstages: {}", STAGES.map(|(name, _)| name).join(", "));
    ExitCode::from(2)
}

/// The sum of what `each` gives for every text, every time.
fn repeat(texts: &[String], times: usize, mut each: impl FnMut(&str) -> usize) -> usize {
    (0..times).map(|_| texts.iter().map(|text| each(black_box(text))).sum::<usize>()).sum()
}

fn headers(texts: &[String], times: usize) -> usize {
    repeat(texts, times, |text| frontmatter::split(text).body().start())
}

fn tokens(texts: &[String], times: usize) -> usize {
    let (segmenter, mut segments) = (Segmenter::french(), Segments::default());
    repeat(texts, times, |text| {
        segmenter.tokens_into(Passage::new(text), &mut segments);
        segments.tokens.len()
    })
}

fn sentences(texts: &[String], times: usize) -> usize {
    let (segmenter, mut segments) = (Segmenter::french(), Segments::default());
    repeat(texts, times, |text| {
        segmenter.annotate_into(Passage::new(text), &mut segments);
        segments.sentences.len()
    })
}

fn entities(texts: &[String], times: usize) -> usize {
    let (segmenter, tagger) = (Segmenter::french(), Tagger::french());
    let cut: Vec<Segments> = texts.iter().map(|text| segmenter.annotate(Passage::new(text))).collect();
    let (mut scratch, mut mentions) = (Scratch::new(), Mentions::new());
    let mut found = 0;
    for _ in 0..times {
        for (text, segments) in texts.iter().zip(&cut) {
            tagger.tag_into(
                black_box(text),
                &segments.tokens,
                &segments.sentences,
                &mut scratch,
                &mut mentions,
            );
            found += mentions.len();
        }
    }
    found
}

fn pipeline(texts: &[String], times: usize) -> usize {
    let (pipeline, mut buffers) = (Pipeline::french(), Buffers::new());
    repeat(texts, times, |text| {
        let document = pipeline.annotate_into(text, &mut buffers);
        let found = document.mentions().len();
        document.recycle(&mut buffers);
        found
    })
}
