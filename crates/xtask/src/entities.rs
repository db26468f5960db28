//! `cargo xtask train-entities` and `cargo xtask ablation`: what the weights of the tagger are learned from, and what each of
//! its parts is worth.
//!
//! The learning is logistic regression over the spans the tagger weighs, each span a choice between its types and "no name":
//! small changes to the weights set by hand, held near them by a penalty, rounded to sixteenths. The same files give the same
//! weights.

use crate::shell::{Outcome, outcome, read, root, shown};
use depeche::entities::{Ablation, Mentions, Observation, Profile, Scratch, Tagger};
use depeche::evaluate::entities::{Evaluation, Found};
use depeche::segment::{Segmenter, Segments};
use depeche::text::{EntityType, Passage, Span};
use std::fmt::Write as _;
use std::path::Path;

/// The files written for this project, each counted so many times.
const OWN: &[(&str, usize)] = &[
    ("crates/depeche-entities/training/dispatches.txt", 4),
    ("crates/depeche-entities/training/dispatches-regions.txt", 1),
    ("crates/depeche-entities/training/dispatches-world.txt", 1),
    ("crates/depeche-entities/training/sentences.txt", 3),
];
const WEIGHTS: &str = "crates/depeche-entities/data/tagger.weights";

const KINDS: usize = 6;
const NAMES: [&str; KINDS] = ["PER", "LOC", "ORG", "EVENT", "DEMONYM", "MISC"];
/// What holds the weights near those set by hand: squares, and absolute values, which keep weights without evidence at 0.
const SQUARES: f64 = 0.6;
const ABSOLUTE: f64 = 0.09;
const ROUNDS: i32 = 300;
/// A weight of 1 in natural units of log-odds.
const UNIT: f64 = 16.0;

/// A text and its entities.
struct Document {
    text: String,
    entities: Vec<(Span, String)>,
}

/// A span as the regression sees it: for each type it may be, its features; and which answers are right.
struct Instance {
    features: [Vec<u8>; KINDS],
    allowed: [bool; KINDS],
    /// One for each type, and the last for "no name".
    right: [bool; KINDS + 1],
}

/// `cargo xtask train-entities GOLD.jsonl…`
pub fn train(arguments: &[String]) -> Outcome {
    let mut instances = Vec::new();
    let mut sources = String::new();
    for (path, times) in OWN {
        let documents = marked(&read(&root().join(path))?);
        let _ = writeln!(sources, "#   {path}, counted {times} times");
        for _ in 0..*times {
            observe(&documents, true, &mut instances);
        }
    }
    for path in arguments {
        let path = Path::new(path);
        observe(&gold(&read(path)?)?, false, &mut instances);
        let name = path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned());
        let _ = writeln!(sources, "#   {name}");
    }
    println!("{} spans", instances.len());
    let names: Vec<(&str, [i8; KINDS])> = Tagger::features().collect();
    let learned = fit(&instances, &names);
    let mut file = format!(
        "# cargo xtask train-entities {}\n\
         # Changes to the weights of features that are set by hand, in sixteenths: {}.\n\
         # source: learned from the spans of these texts, which the repository holds or which are named by their file:\n{sources}\
         # licence: MIT OR Apache-2.0; Sequoia is under LGPL-LR: https://deep-sequoia.inria.fr. What is kept of it are the numbers below, no part of its text.\n",
        arguments.iter().map(|path| path.rsplit('/').next().unwrap_or(path)).collect::<Vec<_>>().join(" "),
        NAMES.join(" ")
    );
    for ((name, _), row) in names.iter().zip(&learned) {
        if row.iter().any(|weight| *weight != 0) {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            let _ = writeln!(file, "{name} {}", cells.join(" "));
        }
    }
    let path = root().join(WEIGHTS);
    std::fs::write(&path, file).map_err(|error| format!("{}: {error}", shown(&path)))
}

/// `cargo xtask ablation GOLD.jsonl…`
pub fn ablation(arguments: &[String]) -> Outcome {
    if arguments.is_empty() {
        return Err(
            "expected files of gold: {\"text\":…, \"ents\":[[start,end,\"PER\"],…]} a line".to_owned()
        );
    }
    let mut complaints = Vec::new();
    let mut rows: Vec<(String, Ablation, Profile)> = vec![
        ("everything".to_owned(), Ablation::default(), Profile::Balanced),
        ("profile precise".to_owned(), Ablation::default(), Profile::Precise),
        ("profile recall".to_owned(), Ablation::default(), Profile::Recall),
    ];
    rows.extend(
        Ablation::EACH.iter().map(|(name, off)| (format!("without {name}"), *off, Profile::Balanced)),
    );
    println!("{:<28}{:>10}{:>8}{:>8}{:>10}", "", "precision", "recall", "F1", "untyped");
    for path in arguments {
        let documents = gold(&read(Path::new(path))?)?;
        println!("{path}");
        for (name, off, profile) in &rows {
            match Tagger::builder().without(*off).profile(*profile).build() {
                Ok(tagger) => {
                    let evaluation = evaluate(&tagger, &documents);
                    let micro = evaluation.micro();
                    let [p, r, f1, untyped] =
                        [micro.precision(), micro.recall(), micro.f1(), evaluation.untyped().f1()]
                            .map(|x| x * 100.0);
                    println!("  {name:<26}{p:>10.1}{r:>8.1}{f1:>8.1}{untyped:>10.1}");
                }
                Err(error) => complaints.push(error.to_string()),
            }
        }
    }
    outcome(complaints)
}

fn evaluate(tagger: &Tagger<'_>, documents: &[Document]) -> Evaluation {
    let segmenter = Segmenter::french();
    let (mut segments, mut scratch, mut mentions) = (Segments::default(), Scratch::new(), Mentions::new());
    let mut evaluation = Evaluation::default();
    for document in documents {
        segmenter.annotate_into(Passage::new(&document.text), &mut segments);
        tagger.tag_into(&document.text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
        let gold: Vec<(Span, EntityType)> = document
            .entities
            .iter()
            .filter_map(|(span, kind)| Some((*span, EntityType::new(kind).ok()?)))
            .collect();
        let found: Vec<Found> = mentions
            .iter()
            .map(|mention| Found {
                span: mention.span(),
                kind: mention.kind(),
                confidence: mention.confidence(),
            })
            .collect();
        evaluation.add(&gold, &found);
    }
    evaluation
}

/// Documents with marks: `[Paris|LOC]`; a blank line between two, or one a line when there are none.
fn marked(text: &str) -> Vec<Document> {
    let body: String =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let body = body.trim();
    let parts: Vec<&str> =
        if body.contains("\n\n") { body.split("\n\n").collect() } else { body.lines().collect() };
    parts.into_iter().map(unmark).collect()
}

fn unmark(marked: &str) -> Document {
    let mut document = Document { text: String::new(), entities: Vec::new() };
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        document.text.push_str(before);
        let Some(((name, kind), tail)) =
            after.split_once(']').and_then(|(mark, tail)| Some((mark.split_once('|')?, tail)))
        else {
            document.text.push('[');
            rest = after;
            continue;
        };
        let start = document.text.len();
        document.text.push_str(name);
        document.entities.push((Span::new(start, document.text.len()), kind.to_owned()));
        rest = tail;
    }
    document.text.push_str(rest);
    document
}

/// Documents as JSON lines, offsets in characters.
fn gold(text: &str) -> Result<Vec<Document>, String> {
    let line = |(number, line): (usize, &str)| {
        let wrong = || format!("line {number}: expected {{\"text\":…, \"ents\":[[start,end,\"PER\"],…]}}");
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("line {number}: {error}"))?;
        let text = value["text"].as_str().ok_or_else(wrong)?.to_owned();
        let map = depeche::text::OffsetMap::new(&text);
        let entities = value["ents"].as_array().ok_or_else(wrong)?.iter().map(|entity| {
            let place = |at: usize| {
                entity[at].as_u64().and_then(|n| usize::try_from(n).ok()).map(|n| map.of_char(n).byte)
            };
            Some((Span::new(place(0)?, place(1)?), entity[2].as_str()?.to_owned()))
        });
        let entities = entities.collect::<Option<Vec<_>>>().ok_or_else(wrong)?;
        Ok(Document { text, entities })
    };
    (1..).zip(text.lines()).map(line).collect()
}

/// The spans that the tagger, with the weights set by hand, weighs in these documents.
///
/// `demonyms` says whether the texts mark them.
fn observe(documents: &[Document], demonyms: bool, instances: &mut Vec<Instance>) {
    let by_hand = Ablation::EACH.iter().find(|(name, _)| *name == "learned weights").map(|(_, off)| *off);
    let Ok(tagger) = Tagger::builder().without(by_hand.unwrap_or_default()).build() else { return };
    let segmenter = Segmenter::french();
    let (mut segments, mut scratch, mut mentions) = (Segments::default(), Scratch::new(), Mentions::new());
    let listed: Vec<bool> = Tagger::features()
        .map(|(name, _)| {
            ["LISTED_TOP", "LISTED_HIGH", "LISTED_MID", "LISTED_LOW", "LISTED_TINY"].contains(&name)
        })
        .collect();
    for document in documents {
        segmenter.annotate_into(Passage::new(&document.text), &mut segments);
        tagger.tag_into(&document.text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
        Tagger::observe(&segments.tokens, &scratch, |observation| {
            let label = document
                .entities
                .iter()
                .find(|(span, _)| *span == observation.span)
                .map(|(_, kind)| kind.as_str());
            instances.extend(instance(&observation, label, demonyms, &listed));
        });
    }
}

fn instance(
    observation: &Observation,
    label: Option<&str>,
    demonyms: bool,
    listed: &[bool],
) -> Option<Instance> {
    let allowed: [bool; KINDS] = std::array::from_fn(|kind| observation.kinds >> kind & 1 == 1);
    if !demonyms && !allowed.iter().enumerate().any(|(kind, allowed)| *allowed && NAMES[kind] != "DEMONYM") {
        return None;
    }
    let features: [Vec<u8>; KINDS] = std::array::from_fn(|kind| {
        (0..128u8).filter(|number| allowed[kind] && observation.features[kind] >> number & 1 == 1).collect()
    });
    let is_listed = |name: &str| {
        let kind = NAMES.iter().position(|known| *known == name).unwrap_or_default();
        features[kind].iter().any(|number| listed[usize::from(*number)])
    };
    let mut right = [false; KINDS + 1];
    match label {
        // A country or a town that stands for its government or its club is left as the place it is.
        Some("ORG") if is_listed("LOC") && !is_listed("ORG") => right[1] = true,
        // Sequoia knows no events: they are other names there.
        Some("MISC") => (right[3], right[5]) = (true, true),
        Some(label) => {
            if let Some(kind) = NAMES.iter().position(|name| *name == label) {
                right[kind] = true;
            }
        }
        None => (right[KINDS], right[4]) = (true, allowed[4] && !demonyms),
    }
    if !right.iter().take(KINDS).zip(&allowed).any(|(right, allowed)| *right && *allowed) {
        right[KINDS] = true;
    }
    Some(Instance { features, allowed, right })
}

/// Adam over all spans at once.
fn fit(instances: &[Instance], names: &[(&str, [i8; KINDS])]) -> Vec<[i16; KINDS]> {
    let by_hand: Vec<[f64; KINDS]> =
        names.iter().map(|(_, row)| row.map(|weight| f64::from(weight) / UNIT)).collect();
    let zero = vec![[0.0; KINDS]; names.len()];
    let (mut change, mut mean, mut square) = (zero.clone(), zero.clone(), zero.clone());
    for round in 1..=ROUNDS {
        let mut slope = zero.clone();
        let mut loss = 0.0;
        for instance in instances {
            loss -= descend(instance, &by_hand, &change, &mut slope);
        }
        let left = f64::from(ROUNDS - round) / f64::from(ROUNDS);
        let step = 0.05 * (2.0 * left + 0.02).min(1.0);
        let (ease_mean, ease_square) = (1.0 - 0.9f64.powi(round), 1.0 - 0.99f64.powi(round));
        for feature in 0..names.len() {
            for kind in 0..KINDS {
                let weight = &mut change[feature][kind];
                let sign = if *weight == 0.0 { 0.0 } else { weight.signum() };
                let slope = slope[feature][kind] + SQUARES * *weight + ABSOLUTE * sign;
                let (mean, square) = (&mut mean[feature][kind], &mut square[feature][kind]);
                *mean = 0.9 * *mean + 0.1 * slope;
                *square = 0.99 * *square + 0.01 * slope * slope;
                *weight -= step * (*mean / ease_mean) / ((*square / ease_square).sqrt() + 1e-8);
            }
        }
        if round % 50 == 0 {
            println!(
                "round {round}: {:.4} a span",
                loss / f64::from(u32::try_from(instances.len()).unwrap_or(u32::MAX))
            );
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let rounded = |weight: f64| (weight * UNIT).round().clamp(-127.0, 127.0) as i16;
    change.into_iter().map(|row| row.map(rounded)).collect()
}

/// Adds the slope of one span; gives the logarithm of the probability of what is right.
fn descend(
    instance: &Instance,
    by_hand: &[[f64; KINDS]],
    change: &[[f64; KINDS]],
    slope: &mut [[f64; KINDS]],
) -> f64 {
    let mut odds = [0.0; KINDS + 1];
    odds[KINDS] = 1.0;
    for kind in (0..KINDS).filter(|kind| instance.allowed[*kind]) {
        let score: f64 = instance.features[kind]
            .iter()
            .map(|at| by_hand[usize::from(*at)][kind] + change[usize::from(*at)][kind])
            .sum();
        odds[kind] = score.clamp(-60.0, 60.0).exp();
    }
    let sum: f64 = odds.iter().sum();
    let right: f64 =
        odds.iter().zip(instance.right).map(|(odds, right)| if right { *odds } else { 0.0 }).sum();
    let right = right.max(1e-12);
    for kind in (0..KINDS).filter(|kind| instance.allowed[*kind]) {
        let wanted = if instance.right[kind] { odds[kind] / right } else { 0.0 };
        let error = odds[kind] / sum - wanted;
        for at in &instance.features[kind] {
            slope[usize::from(*at)][kind] += error;
        }
    }
    (right / sum).ln()
}
