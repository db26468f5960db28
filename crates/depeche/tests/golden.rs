//! Golden documents: every file of `seeds/` with its annotation, reviewed as code.
//!
//! `NAME.marked` is for the reader: the header, then a sentence a line with its mentions in brackets and its inner token
//! borders; `NAME.conllu` is for the machine. Both are rewritten by
//! `DEPECHE_BLESS=1 cargo test --package depeche --test golden`, and the difference is read before it is committed.
#![cfg(feature = "names")]

use depeche::{Document, Pipeline, formats};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The seeds: their names without extension, and their texts.
fn seeds() -> Vec<(String, String)> {
    let mut seeds: Vec<(String, String)> = fs::read_dir(here("../../seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 20, "expected the seeds of the project");
    seeds
}

/// What the eye reads: `⏎` for a line end inside a sentence, `⍽` for U+00A0, `⎵` for U+202F, `¦` for a border between
/// tokens without white space, `[text|TYPE:id#chain]` for a mention.
fn marked(document: &Document<'_>) -> String {
    let mut out = String::new();
    let header = document.header();
    let _ = writeln!(out, "form: {}", header.form());
    if let Some(date) = header.date() {
        let _ = writeln!(out, "date: {}", date.value);
    }
    if let Some(title) = header.title() {
        let _ = writeln!(out, "title: {}", title.value);
    }
    for field in header.metadata().fields().iter() {
        let _ = writeln!(out, "field: {} = {:?}", field.key.value, field.value.value);
    }
    for diagnostic in header.all_diagnostics() {
        let _ = writeln!(out, "diagnostic: {}", diagnostic.code);
    }
    let _ = writeln!(out, "body: {}", document.body());
    for paragraph in document.paragraphs() {
        let _ = writeln!(out, "\n¶ {:?}", paragraph.region());
        for sentence in paragraph.sentences() {
            let mut reached = sentence.span().start();
            for token in sentence.tokens() {
                let gap = depeche::text::Span::new(reached, token.span().start()).of(document.source());
                let mention = token.mention();
                let opens = mention.is_some_and(|mention| mention.span().start() == token.span().start());
                if gap.is_empty() && reached > sentence.span().start() {
                    out.push('¦');
                }
                out.extend(gap.chars().map(seen));
                if opens {
                    out.push('[');
                }
                out.extend(token.text().chars().map(seen));
                if let Some(mention) = mention.filter(|mention| mention.span().end() == token.span().end()) {
                    let _ = write!(out, "|{}", mention.kind());
                    if let Some(id) = mention.id() {
                        let _ = write!(out, ":{id}");
                    }
                    let _ = write!(out, "#{}]", mention.chain());
                }
                reached = token.span().end();
            }
            out.push('\n');
        }
    }
    out
}

/// A character as golden files show it.
fn seen(c: char) -> char {
    match c {
        '\n' | '\r' => '⏎',
        '\u{A0}' => '⍽',
        '\u{202F}' => '⎵',
        c => c,
    }
}

/// Compares with the golden file, or writes it.
fn golden(name: &str, found: &str, complaints: &mut Vec<String>) {
    complaints.extend(testkit::page(&here("tests/golden").join(name), found).err());
}

#[test]
fn every_seed_is_annotated_as_reviewed() {
    let pipeline = Pipeline::french();
    let mut complaints = Vec::new();
    for (name, text) in seeds() {
        let document = pipeline.annotate(&text);
        document.validate().unwrap();
        golden(&format!("{name}.marked"), &marked(&document), &mut complaints);
        let mut conllu = String::new();
        formats::conllu::write(&document, &name, &mut conllu);
        golden(&format!("{name}.conllu"), &conllu, &mut complaints);
    }
    assert!(
        complaints.is_empty(),
        "{}\n\nread the difference, then: DEPECHE_BLESS=1 cargo test --package depeche --test golden",
        complaints.join("\n")
    );
}

#[test]
fn no_golden_file_is_without_its_seed() {
    let seeds = seeds();
    for entry in fs::read_dir(here("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ["marked", "conllu", "json"].contains(&ending) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            assert!(seeds.iter().any(|(name, _)| name == stem), "{} has no seed", path.display());
        }
    }
}
