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
use depeche::formats::json::Unit;
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

/// A gold document: `ents` are `[start, end, type]`, or objects with `start`, `end` and `label` or `type`; in characters, unless
/// `offsets` says otherwise, as in what `annotate --to jsonl` writes.
#[derive(serde::Deserialize)]
struct Gold<'l> {
    #[serde(borrow)]
    text: std::borrow::Cow<'l, str>,
    #[serde(borrow, default)]
    offsets: Option<std::borrow::Cow<'l, str>>,
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
    let mut seen = Seen::default();
    for job in Jobs::new(std::slice::from_ref(source)) {
        match job {
            Job::Failed { failure, .. } => failures.push(failure),
            Job::Lines { first, bytes, .. } => {
                for (number, line) in jsonl::lines(&bytes, first) {
                    match document(line, pipeline, &mut evaluation, &mut seen) {
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
    if seen.inside * 10 > seen.entities {
        say(&format!(
            "{}: {} of {} entities begin or end inside a word: offsets are in characters, unless \"offsets\": \"byte\" or \"utf16\" stands beside the text",
            source.name, seen.inside, seen.entities
        ));
    }
    if !seen.others.is_empty() {
        let kinds: Vec<String> = seen.others.iter().map(|(kind, times)| format!("{kind} {times}")).collect();
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

/// What is to be said of a gold.
#[derive(Default)]
struct Seen {
    entities: usize,
    /// Those that begin or end inside a word.
    inside: usize,
    /// How many there are of types that are not measured.
    others: BTreeMap<EntityType, usize>,
}

/// Whether a place has a letter or a figure on both sides.
fn is_inside_word(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

/// Holds one document against its gold.
fn document(
    line: &[u8],
    pipeline: &Pipeline<'_>,
    evaluation: &mut Evaluation,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let gold: Gold<'_> = serde_json::from_slice(line)
        .map_err(|error| format!("expected an object with text and ents: {}", jsonl::placed(&error)))
        .map_err(|message| Fault::new(Code::Json, message))?;
    let unit: Unit = gold
        .offsets
        .as_deref()
        .map_or(Ok(Unit::Char), str::parse)
        .map_err(|error| Fault::new(Code::Json, format!("offsets: {error}")))?;
    let map = OffsetMap::new(&gold.text);
    let whole = Span::new(0, gold.text.len());
    let (length, what) = match unit {
        Unit::Byte => (whole.len(), "bytes"),
        Unit::Utf16 => (map.utf16(whole).end, "UTF-16 units"),
        _ => (map.chars(whole).end, "characters"),
    };
    let byte = |at| match unit {
        Unit::Byte => map.of_byte(at).byte,
        Unit::Utf16 => map.of_utf16(at).byte,
        _ => map.of_char(at).byte,
    };
    let mut expected = Vec::new();
    for mark in gold.ents {
        let (start, end, label) = match mark {
            Mark::Triple(start, end, label) => (start, end, label),
            Mark::Object { start, end, label } => (start, end, label),
        };
        if start >= end || end > length {
            let message = format!(
                "expected an entity such as [0, 5, \"LOC\"] in a text of {length} {what}, found [{start}, {end}, {label:?}]"
            );
            return Err(Fault::new(Code::Mark, message));
        }
        let span = Span::new(byte(start), byte(end));
        seen.entities += 1;
        seen.inside +=
            usize::from([span.start(), span.end()].into_iter().any(|at| is_inside_word(&gold.text, at)));
        let kind = EntityType::new(&label)
            .map_err(|error| Fault::new(Code::Line(ReadErrorCode::Type), error.to_string()))?;
        if !evaluation.kinds().any(|(counted, _)| counted == kind.main()) {
            *seen.others.entry(kind.main()).or_insert(0) += 1;
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
