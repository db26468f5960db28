//! `depeche evaluate`: the annotation held against gold.

use crate::args;
use crate::failure::{Code, Failure, Fault, Stop, say};
use crate::input::{Job, Jobs, Origin, Source};
use crate::jsonl;
use crate::pipeline;
use depeche::Pipeline;
use depeche::evaluate::entities::{Evaluation, Found};
use depeche::evaluate::segmentation;
use depeche::formats::ReadErrorCode;
use depeche::text::{EntityType, OffsetMap, Sentence, Span, Token};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

pub fn evaluate(args: &args::Evaluate) -> Result<u8, Stop> {
    // Gold texts are taken as they are: what looks like a header in them is text.
    let model = args::Model { header: args::HeaderMode::None, ..args.model.clone() };
    let pipeline = pipeline(&model)?;
    let source = Source {
        origin: Origin::File(args.gold.clone()),
        name: args.gold.display().to_string(),
        relative: PathBuf::new(),
        form: args::From::Jsonl,
    };
    if crate::input::plain_name(&args.gold).extension().is_some_and(|ending| ending == "conllu") {
        return treebank(&source, &pipeline);
    }
    entities(&source, &pipeline)
}

/// Tokens, words and sentences against a treebank.
fn treebank(source: &Source, pipeline: &Pipeline<'_>) -> Result<u8, Stop> {
    let gold = source.read().and_then(|conllu| {
        segmentation::Gold::read(&conllu).map_err(|error| {
            let message = "expected ten columns with tabs between them, the first a number or a range";
            Failure::new(
                format!("{}:{}", source.name, error.line),
                Code::Line(ReadErrorCode::Columns),
                message,
            )
        })
    });
    let gold = match gold {
        Ok(gold) => gold,
        Err(failure) => {
            say(&failure.to_string());
            return Ok(1);
        }
    };
    let document = pipeline.annotate(gold.text());
    let tokens: Vec<Token> = document.tokens().map(|token| token.token()).collect();
    let sentences: Vec<Sentence> =
        document.sentences().map(|sentence| Sentence::new(sentence.span(), sentence.token_range())).collect();
    let scores = segmentation::score(&gold, gold.text(), &tokens, &sentences);
    std::io::stdout().write_all(scores.to_string().as_bytes()).map_err(Stop::stdout)?;
    Ok(0)
}

/// A gold document: `ents` are `[start, end, type]` in characters, or objects with `start`, `end` and `label` or `type`.
#[derive(serde::Deserialize)]
struct Gold<'l> {
    #[serde(borrow)]
    text: std::borrow::Cow<'l, str>,
    #[serde(alias = "entities", alias = "label", alias = "mentions")]
    ents: Vec<Mark>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Mark {
    Triple(usize, usize, String),
    Object {
        start: usize,
        end: usize,
        #[serde(alias = "type")]
        label: String,
    },
}

/// How many bad lines are named.
const SHOWN: usize = 5;

fn entities(source: &Source, pipeline: &Pipeline<'_>) -> Result<u8, Stop> {
    let mut evaluation = Evaluation::default();
    let mut failures = Vec::new();
    let mut documents = 0usize;
    let mut others = BTreeMap::new();
    for job in Jobs::new(std::slice::from_ref(source)) {
        match job {
            Job::Failed { failure, .. } => failures.push(failure),
            Job::Lines { first, bytes, .. } => {
                for (number, line) in jsonl::lines(&bytes, first) {
                    match document(line, pipeline, &mut evaluation, &mut others) {
                        Ok(()) => documents += 1,
                        Err(fault) => failures.push(fault.at(format!("{}:{number}", source.name))),
                    }
                }
            }
            Job::Document { .. } | Job::Parts { .. } | Job::End { .. } => {}
        }
    }
    // A file of another kind has something wrong on every line: the first few say it.
    failures.iter().take(SHOWN).for_each(|failure| say(&failure.to_string()));
    if failures.len() > SHOWN {
        let more = count(failures.len() - SHOWN, "more line");
        say(&format!("{}: {more} not as expected", source.name));
    }
    if !others.is_empty() {
        let kinds: Vec<String> = others.iter().map(|(kind, times)| format!("{kind} {times}")).collect();
        let kinds = kinds.join(", ");
        say(&format!("{}: only PER, LOC and ORG are counted; entities left out: {kinds}", source.name));
    }
    if documents == 0 {
        say(&format!(
            "{}: no document to evaluate on: expected lines of JSON, or a name that ends in .conllu",
            source.name
        ));
        return Ok(1);
    }
    let report = format!("{}\n{evaluation}", count(documents, "document"));
    std::io::stdout().write_all(report.trim_end().as_bytes()).map_err(Stop::stdout)?;
    std::io::stdout().write_all(b"\n").map_err(Stop::stdout)?;
    Ok(u8::from(!failures.is_empty()))
}

/// *1 document*, *2 documents*
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Holds one document against its gold; entities of types that are not measured are counted in `others`.
fn document(
    line: &[u8],
    pipeline: &Pipeline<'_>,
    evaluation: &mut Evaluation,
    others: &mut BTreeMap<EntityType, usize>,
) -> Result<(), Fault> {
    let gold: Gold<'_> = serde_json::from_slice(line)
        .map_err(|error| format!("expected an object with text and ents: {}", jsonl::placed(&error)))
        .map_err(|message| Fault::new(Code::Json, message))?;
    let map = OffsetMap::new(&gold.text);
    let length = map.of_byte(gold.text.len()).char;
    let mut expected = Vec::new();
    for mark in gold.ents {
        let (start, end, label) = match mark {
            Mark::Triple(start, end, label) => (start, end, label),
            Mark::Object { start, end, label } => (start, end, label),
        };
        if start >= end || end > length {
            let message = format!(
                "expected an entity such as [0, 5, \"LOC\"] in a text of {length} characters, found [{start}, {end}, {label:?}]"
            );
            return Err(Fault::new(Code::Mark, message));
        }
        let span = Span::new(map.of_char(start).byte, map.of_char(end).byte);
        let kind = EntityType::new(&label)
            .map_err(|error| Fault::new(Code::Line(ReadErrorCode::Type), error.to_string()))?;
        if !evaluation.kinds().any(|(counted, _)| counted == kind.main()) {
            *others.entry(kind.main()).or_insert(0) += 1;
        }
        expected.push((span, kind));
    }
    let document = pipeline.annotate(&gold.text);
    let found: Vec<Found> = document
        .mentions()
        .map(|mention| Found { span: mention.span(), kind: mention.kind(), confidence: mention.confidence() })
        .collect();
    evaluation.add(&expected, &found);
    Ok(())
}
