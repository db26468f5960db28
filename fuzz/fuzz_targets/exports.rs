//! Every reader of a written form is total, and what it accepts keeps the laws and is written again.
#![no_main]
use depeche::{Record, formats};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (text, notes) = input;
    let mut records: Vec<Record> = Vec::new();
    records.extend(formats::brat::read(text, notes));
    records.extend(formats::conllu::read(notes).into_iter().flatten().map(|(_, record)| record));
    records.extend(formats::iob::read(notes).into_iter().flatten().map(|(_, record)| record));
    for record in records {
        let document = record.document();
        let mut out = String::new();
        formats::conllu::write(&document, "n", &mut out);
        formats::iob::write(&document, "n", formats::iob::Scheme::Bilou, &mut out);
        formats::brat::write(&document, &mut out);
        formats::spacy::write(&document, &mut out);
        formats::label_studio::write(&document, "n", &mut out);
        formats::web_annotation::write(&document, "n", &mut out);
    }
});
