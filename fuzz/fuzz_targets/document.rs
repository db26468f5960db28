//! A document keeps every law, whatever the text and the way to cut it: header, sentences, tokens and entities.
#![no_main]
use depeche::segment::{Newlines, Profile};
use depeche::{HeaderMode, Pipeline};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PIPELINES: LazyLock<Vec<Pipeline<'static>>> = LazyLock::new(|| {
    let cut = |header, profile, newlines| {
        Pipeline::builder().header(header).sentences(profile).newlines(newlines).build()
    };
    vec![
        Pipeline::french(),
        cut(HeaderMode::None, Profile::Ud, Newlines::Paragraph),
        cut(HeaderMode::None, Profile::Default, Newlines::EveryLine),
    ]
});

fuzz_target!(|input: (u8, &str)| {
    let (pipeline, text) = (&PIPELINES[usize::from(input.0) % PIPELINES.len()], input.1);
    let document = pipeline.annotate(text);
    document.validate().unwrap();
    assert_eq!(document.to_record(), pipeline.annotate(text).to_record());
    assert_eq!(document.to_record().document().to_record(), document.to_record());
});
