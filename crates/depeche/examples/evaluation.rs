//! The tagger held against gold of your own.
//!
//! `cargo run --example evaluation`

use depeche::Pipeline;
use depeche::evaluate::entities::{Evaluation, Found};
use depeche::text::{EntityType, Span};

fn main() {
    // A text with its gold: where a reader sees a name, and of what type.
    let gold = [
        (
            "Emmanuel Macron est arrivé à Berlin.",
            vec![("Emmanuel Macron", EntityType::PER), ("Berlin", EntityType::LOC)],
        ),
        ("L'ONU salue l'accord d'Oslo.", vec![("ONU", EntityType::ORG), ("Oslo", EntityType::LOC)]),
    ];
    let pipeline = Pipeline::french();
    let mut evaluation = Evaluation::default();
    for (text, names) in &gold {
        let expected: Vec<(Span, EntityType)> = names
            .iter()
            .filter_map(|(name, kind)| text.find(name).map(|at| (Span::new(at, at + name.len()), *kind)))
            .collect();
        let document = pipeline.annotate(text);
        let found: Vec<Found> = document
            .mentions()
            .map(|mention| Found {
                span: mention.span(),
                kind: mention.kind(),
                confidence: mention.confidence(),
            })
            .collect();
        evaluation.add(&expected, &found);
    }
    println!("{evaluation}");
}

#[test]
fn runs() {
    main();
}
