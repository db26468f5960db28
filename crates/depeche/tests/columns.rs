//! Parquet read back with the crates that wrote it: every row is its document, every place the text it is the place of.
#![cfg(all(feature = "names", feature = "parquet"))]

use depeche::formats::arrow::arrow_array::cast::AsArray;
use depeche::formats::arrow::arrow_array::types::{Float32Type, UInt8Type, UInt32Type};
use depeche::formats::arrow::arrow_array::{Array, RecordBatch, StructArray};
use depeche::formats::arrow::{Batch, arrow_schema::DataType, schema};
use depeche::formats::{parquet::Writer, value_text};
use depeche::text::Span;
use depeche::{Document, Pipeline, Record, RecordMention};
use depeche_text::{EntityType, strategies};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline<'static>> = LazyLock::new(Pipeline::french);

fn file<'r>(records: impl IntoIterator<Item = (&'r str, &'r Record)>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).unwrap();
    for (name, record) in records {
        writer.add(&record.document(), name).unwrap();
    }
    writer.finish().unwrap()
}

/// What reads back from the file of these records.
fn there_and_back(records: &[Record]) -> Vec<RecordBatch> {
    let file = bytes::Bytes::from(file(records.iter().map(|record| ("n", record))));
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let pairs = reader.metadata().file_metadata().key_value_metadata().unwrap();
    for (key, value) in [("depeche.offsets", "byte"), ("depeche.format", "depeche/1")] {
        assert_eq!(reader.schema().metadata()[key], value);
        assert!(pairs.iter().any(|pair| pair.key == key && pair.value.as_deref() == Some(value)));
    }
    reader.build().unwrap().collect::<Result<_, _>>().unwrap()
}

/// The items of a row of a list column.
fn items(batch: &RecordBatch, column: &str, row: usize) -> StructArray {
    batch.column_by_name(column).unwrap().as_list::<i64>().value(row).as_struct().clone()
}

fn number(items: &StructArray, column: &str, at: usize) -> usize {
    items.column_by_name(column).unwrap().as_primitive::<UInt32Type>().value(at) as usize
}

fn text<'i>(items: &'i StructArray, column: &str, at: usize) -> Option<&'i str> {
    let column = items.column_by_name(column).unwrap();
    let column = match column.data_type() {
        DataType::Dictionary(..) => {
            let words = column.as_dictionary::<UInt8Type>();
            return words.key(at).map(|key| words.values().as_string::<i64>().value(key));
        }
        _ => column.as_string::<i64>(),
    };
    column.is_valid(at).then(|| column.value(at))
}

fn range(items: &StructArray, of: &str, at: usize) -> std::ops::Range<usize> {
    number(items, &format!("first_{of}"), at)..number(items, &format!("end_{of}"), at)
}

fn place(items: &StructArray, at: usize) -> Span {
    Span::new(number(items, "start", at), number(items, "end", at))
}

/// Holds a row against its document.
fn same(batch: &RecordBatch, row: usize, document: &Document<'_>) {
    let whole = |column: &str| {
        let column = batch.column_by_name(column).unwrap().as_string::<i64>();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let front = document.header();
    assert_eq!(whole("text").as_deref(), Some(document.source()));
    assert_eq!(whole("form").as_deref(), Some(front.form().as_str()));
    assert_eq!(whole("date"), front.date().map(|date| date.value.to_string()));
    assert_eq!(whole("precision").is_some(), front.date().is_some());
    assert_eq!(whole("title"), front.title().map(|title| title.value.into_owned()));
    let fields = items(batch, "fields", row);
    let metadata = front.metadata();
    assert_eq!(fields.len(), metadata.fields().len());
    for (at, field) in metadata.fields().iter().enumerate() {
        assert_eq!(text(&fields, "key", at), Some(&*field.key.value));
        assert_eq!(text(&fields, "value", at), Some(&*value_text(&field.value.value)));
    }
    let found = items(batch, "regions", row);
    assert_eq!(found.len(), document.regions().len());
    for (at, region) in document.regions().iter().enumerate() {
        assert_eq!(text(&found, "kind", at), Some(region.kind.as_str()));
        assert_eq!((place(&found, at), range(&found, "paragraph", at)), (region.span, region.paragraphs()));
    }
    let found = items(batch, "paragraphs", row);
    assert_eq!(found.len(), document.paragraphs().len());
    for (at, one) in document.paragraphs().enumerate() {
        assert_eq!((place(&found, at), range(&found, "sentence", at)), (one.span(), one.sentence_range()));
    }
    let found = items(batch, "sentences", row);
    assert_eq!(found.len(), document.sentences().len());
    for (at, one) in document.sentences().enumerate() {
        assert_eq!((place(&found, at), range(&found, "token", at)), (one.span(), one.token_range()));
        assert_eq!(Some(number(&found, "paragraph", at)), one.paragraph().map(|paragraph| paragraph.index()));
    }
    let found = items(batch, "tokens", row);
    assert_eq!(found.len(), document.tokens().len());
    for (at, one) in document.tokens().enumerate() {
        assert_eq!((place(&found, at), text(&found, "kind", at)), (one.span(), Some(one.kind().as_str())));
        let contraction = one.token().contraction().as_str();
        assert_eq!(text(&found, "contraction", at), Some(contraction).filter(|found| *found != "none"));
    }
    let found = items(batch, "mentions", row);
    assert_eq!(found.len(), document.mentions().len());
    for (at, one) in document.mentions().enumerate() {
        assert_eq!(place(&found, at).of(document.source()), one.text());
        let outer = Span::new(number(&found, "outer_start", at), number(&found, "outer_end", at));
        assert_eq!((outer, number(&found, "chain", at)), (one.outer(), one.chain()));
        assert_eq!(text(&found, "type", at), Some(one.kind().main().as_str()));
        assert_eq!(text(&found, "subtype", at), one.kind().subtype());
        assert_eq!((text(&found, "id", at), text(&found, "name", at)), (one.id(), one.name()));
        assert_eq!(text(&found, "rule", at), one.rule().map(|rule| rule.code()));
        assert_eq!(text(&found, "gender", at), one.form().gender().map(|gender| gender.as_str()));
        assert_eq!(text(&found, "number", at), one.form().number().map(|number| number.as_str()));
        let confidences = found.column_by_name("confidence").unwrap().as_primitive::<Float32Type>();
        assert_eq!(confidences.value(at), one.confidence());
        assert_eq!(Some(number(&found, "sentence", at)), one.sentence().map(|sentence| sentence.index()));
    }
}

#[test]
fn every_seed_reads_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let seeds: Vec<Record> = texts.iter().map(|text| PIPELINE.annotate(text).to_record()).collect();
    // Left for readers in other languages: `crates/depeche-cli/tests/readers.py`.
    let names = paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds.parquet");
    std::fs::write(kept, file(names.zip(&seeds))).unwrap();
    // More documents than one batch holds.
    let records: Vec<Record> = seeds.iter().cycle().take(300).cloned().collect();
    let batches = there_and_back(&records);
    assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), records.len());
    let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    for ((batch, row), record) in rows.zip(&records) {
        same(batch, row, &record.document());
    }
}

#[test]
fn a_file_without_documents_has_the_schema() {
    assert_eq!(there_and_back(&[]).iter().map(RecordBatch::num_rows).sum::<usize>(), 0);
    assert_eq!(Batch::new().finish().unwrap().schema(), schema());
}

#[test]
fn the_error_of_the_output_is_kept() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let write = || -> std::io::Result<()> {
        let mut writer = Writer::new(Full)?;
        writer.add(&PIPELINE.annotate("Il pleut."), "x")?;
        writer.finish().map(drop)
    };
    assert_eq!(write().unwrap_err().kind(), std::io::ErrorKind::StorageFull);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_text_reads_back(text in strategies::any_text(), marked: bool) {
        let mut record = PIPELINE.annotate(&text).to_record();
        if marked && record.mentions.is_empty() && let Some(sentence) = record.sentences.first() {
            record.mentions.push(RecordMention::new(sentence.span, EntityType::MISC));
        }
        let batches = there_and_back(std::slice::from_ref(&record));
        same(&batches[0], 0, &record.document());
    }
}
