//! Every reader of a written form is total; what it accepts is written again in every form, and CoNLL-U read from that is
//! what it was. Scoring against what is read as gold ends.
#![no_main]
use depeche::evaluate::segmentation::{Gold, score};
use depeche::segment::Segmenter;
use depeche::{Record, formats};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (text, notes) = input;
    let mut records: Vec<Record> = Vec::new();
    records.extend(formats::brat::read(text, notes));
    records.extend(formats::conllu::read(notes).into_iter().flatten().map(|(_, record)| record));
    records.extend(formats::iob::read(notes).into_iter().flatten().map(|(_, record)| record));
    records.extend(serde_json::from_str::<Record>(notes));
    if let Ok(gold) = Gold::read(notes) {
        let cut = Segmenter::french().annotate(gold.text().into());
        let scores = score(&gold, gold.text(), &cut.tokens, &cut.sentences);
        assert!(scores.words.right <= scores.words.gold.min(scores.words.found));
    }
    for record in records {
        let document = record.document();
        let _ = document.validate();
        let mut out = String::new();
        formats::iob::write(&document, "n", formats::iob::Scheme::Bilou, &mut out);
        formats::brat::write(&document, &mut out);
        formats::spacy::write(&document, &mut out);
        formats::doccano::write(&document, &mut out);
        formats::html::write(&document, "n", &mut out);
        formats::label_studio::write(&document, "n", &mut out);
        formats::web_annotation::write(&document, "n", &mut out);
        out.clear();
        formats::conllu::write(&document, "n", &mut out);
        if document.validate().is_ok() {
            for (_, again) in formats::conllu::read(&out).unwrap() {
                let mut twice = String::new();
                formats::conllu::write(&again.document(), "n", &mut twice);
                assert_eq!(twice.lines().count(), out.lines().count());
            }
        }
    }
});
