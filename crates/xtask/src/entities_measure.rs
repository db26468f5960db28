//! `cargo xtask measure-entities`: how the tagger, with the weights it has, does on marked texts; what it gets wrong; and
//! whether what is linked is linked to the right country, person or organisation.

use crate::shell::{Outcome, read};
use crate::texts::{Document, Marked, gold, marked};
use depeche::entities::Profile;
use depeche::evaluate::entities::{Evaluation, Found};
use depeche::text::EntityType;
use depeche::{HeaderMode, Pipeline};
use std::path::Path;

/// What became of the entities whose id is marked.
#[derive(Default)]
struct Ids {
    right: usize,
    all: usize,
}

/// `cargo xtask measure-entities [--errors] [--ids] [--curve] [--precise|--recall] FILE…`: files of `[Paris|LOC]` or JSON lines.
pub fn measure(arguments: &[String]) -> Outcome {
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let profile = match (has("--precise"), has("--recall")) {
        (true, _) => Profile::Precise,
        (_, true) => Profile::Recall,
        _ => Profile::Balanced,
    };
    let pipeline = Pipeline::builder().header(HeaderMode::None).entities(profile).build();
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let text = read(Path::new(path))?;
        let documents = if path.ends_with(".jsonl") { gold(&text)? } else { marked(&text) };
        let mut evaluation = Evaluation::default();
        let mut curve: Vec<(f32, bool)> = Vec::new();
        let (mut demonyms, mut others) = (Ids::default(), Ids::default());
        println!("{path}");
        for document in &documents {
            let found = mentions(&pipeline, document);
            let expected: Vec<_> = document
                .entities
                .iter()
                .filter_map(|marked| Some((marked.span, EntityType::new(&marked.kind).ok()?)))
                .collect();
            let plain: Vec<Found> = found.iter().map(|(found, _)| *found).collect();
            evaluation.add(&expected, &plain);
            let counted = plain.iter().filter(|found| COUNTED.contains(&found.kind));
            curve.extend(
                counted.map(|found| (found.confidence, expected.contains(&(found.span, found.kind)))),
            );
            if has("--errors") {
                errors(document, &plain);
            }
            for marked in document.entities.iter().filter(|marked| marked.id.is_some()) {
                let ids = if marked.kind == "DEMONYM" { &mut demonyms } else { &mut others };
                let linked = found.iter().find(|(found, _)| found.span == marked.span);
                let linked = linked.and_then(|(_, id)| id.as_deref());
                let right = linked.unwrap_or("-") == marked.id.as_deref().unwrap_or("-");
                ids.all += 1;
                ids.right += usize::from(right);
                if !right && has("--ids") {
                    let name = marked.span.of(&document.text);
                    println!(
                        "  {name} is {}, found {}",
                        marked.id.as_deref().unwrap_or("-"),
                        linked.unwrap_or("-")
                    );
                }
            }
        }
        println!("{evaluation}");
        if has("--curve") {
            print_curve(curve, evaluation.micro().gold);
        }
        for (what, ids) in [("demonyms", demonyms), ("other ids", others)] {
            if ids.all > 0 {
                println!("{what}: {} of {} linked as marked", ids.right, ids.all);
            }
        }
    }
    Ok(())
}

/// The types that the numbers are about.
const COUNTED: [EntityType; 3] = [EntityType::PER, EntityType::LOC, EntityType::ORG];

/// Precision and recall of the mentions at least so confident.
fn print_curve(mut curve: Vec<(f32, bool)>, gold: usize) {
    curve.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut all) = (0usize, 0usize);
    println!("confidence  precision  recall");
    for same in curve.chunk_by(|a, b| a.0 == b.0).filter(|same| same[0].0 > 0.7) {
        right += same.iter().filter(|(_, right)| *right).count();
        all += same.len();
        let [precision, recall] = [all, gold].map(|of| right as f64 / of as f64 * 100.0);
        println!("{:>10.3}{precision:>11.1}{recall:>8.1}", same[0].0);
    }
}

/// The mentions of a document, each with its id.
fn mentions(pipeline: &Pipeline, document: &Document) -> Vec<(Found, Option<String>)> {
    let annotated = pipeline.annotate(&document.text);
    let found = annotated.mentions().map(|mention| {
        let found =
            Found { span: mention.span(), kind: mention.kind().main(), confidence: mention.confidence() };
        (found, mention.id().map(str::to_owned))
    });
    found.collect()
}

/// Prints what is missed, found in its place, and found for nothing.
pub(crate) fn errors(document: &Document, found: &[Found]) {
    let main = |marked: &Marked| EntityType::new(&marked.kind).ok();
    let around = |at: usize| {
        let text = &document.text;
        let from = (at.saturating_sub(40)..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
        let to = (at + 50..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        text.get(from..to).unwrap_or_default().replace('\n', "⏎")
    };
    let shown =
        |found: &Found| format!("[{}|{}] {:.2}", found.span.of(&document.text), found.kind, found.confidence);
    for marked in &document.entities {
        if !found.iter().any(|found| found.span == marked.span && Some(found.kind) == main(marked)) {
            let near: Vec<String> =
                found.iter().filter(|found| found.span.overlaps(marked.span)).map(shown).collect();
            let name = marked.span.of(&document.text);
            let near = if near.is_empty() { "nothing".to_owned() } else { near.join(" ") };
            println!("  [{name}|{}] found {near} in {}", marked.kind, around(marked.span.start()));
        }
    }
    for one in found {
        if !document.entities.iter().any(|marked| marked.span.overlaps(one.span)) {
            println!("  for nothing {} in {}", shown(one), around(one.span.start()));
        }
    }
}
