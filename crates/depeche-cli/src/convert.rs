//! `depeche convert`: from one format to another.

use crate::args::{self, Read};
use crate::engine::{self, Item, Made, Report, Sink};
use crate::failure::{Code, Failure, Fault, Stop};
use crate::input::{Job, Jobs, Origin, Source, Wanted, plain_name, plan, utf8};
use crate::jsonl::{self, Object};
use crate::output;
use crate::render::Renderer;
use depeche::Record;
use depeche::formats::{ReadError, brat, conllu, iob};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};

/// The extensions that are read in folders; the others of [`by_name`] may be tables of other things.
const EXTENSIONS: &[&str] = &["json", "jsonl", "ndjson", "conllu", "iob2", "bilou", "ann"];

pub fn convert(args: &args::Convert) -> Result<u8, Stop> {
    let renderer = Renderer::new(&args.output, output::colored(args.output.color))?;
    let folder = engine::folder(&args.output, "convert")?;
    let extensions = match args.read {
        None => EXTENSIONS,
        Some(Read::Json) => &["json"],
        Some(Read::Jsonl) => &["jsonl", "ndjson"],
        Some(Read::Conllu) => &["conllu"],
        Some(Read::Iob2) => &["iob2", "iob", "bio", "bilou", "tsv"],
        Some(Read::Brat) => &["ann"],
    };
    let wanted = Wanted { form: Some(args::From::Text), extensions: extensions.to_vec(), advice: "" };
    let (sources, failures) = plan(&args.inputs, &wanted);
    let mut report = Report { failed: 0, strict: args.strict };
    failures.into_iter().try_for_each(|failure| report.failure(failure))?;
    let mut stdout = Documents::new(Sink::open(None, renderer.is_table())?, &renderer);
    let mut targets = HashSet::new();
    for source in &sources {
        let Some(folder) = &folder else {
            read(source, args.read, &mut stdout, &mut report)?;
            continue;
        };
        let target = folder.path(source);
        if crate::input::is_same_file(source, &target) {
            let message = "the output would be written over it: choose another folder";
            report.failure(Failure::new(&source.name, Code::Output, message))?;
        } else if !targets.insert(target.clone()) {
            let message = format!(
                "another input has the same output {}: give them in two runs, each with a folder of its own",
                target.display()
            );
            report.failure(Failure::new(&source.name, Code::Output, message))?;
        } else {
            let sink = Sink::open(Some(target.clone()), renderer.is_table())?;
            let mut documents = Documents {
                standoff: renderer.is_standoff().then_some(target),
                ..Documents::new(sink, &renderer)
            };
            read(source, args.read, &mut documents, &mut report)?;
            if documents.any() {
                documents.finish()?;
            }
        }
    }
    if folder.is_none() {
        stdout.finish()?;
    }
    Ok(u8::from(report.failed > 0))
}

/// Documents on their way out. One alone has another frame than several, so the first waits for the second.
struct Documents<'r> {
    sink: Sink,
    renderer: &'r Renderer,
    waiting: Option<Made>,
    many: bool,
    /// Whether rows are in the table already.
    rows: bool,
    /// The file of the standoff beside which the text goes.
    standoff: Option<PathBuf>,
}

impl<'r> Documents<'r> {
    fn new(sink: Sink, renderer: &'r Renderer) -> Documents<'r> {
        Documents { sink, renderer, waiting: None, many: false, rows: false, standoff: None }
    }

    /// Adds a document, or says why it cannot be written in the format.
    fn add(&mut self, record: &Record, item: &Item<'_>) -> Result<Result<(), Fault>, Stop> {
        let document = record.document();
        if let Some(layer) = self.renderer.lacks(&document) {
            let advice = "annotate makes them from the text, and json, spacy or doccano do without";
            let message = format!("expected {layer}, of which this format is made, found none: {advice}");
            return Ok(Err(Fault::new(Code::Layer, message)));
        }
        if self.renderer.is_standoff() {
            if self.any() {
                let message = "brat wants a file for each document, found another one for the same: annotate or convert each by itself, with a folder after --output";
                return Ok(Err(Fault::new(Code::Output, message)));
            }
            if let Some(standoff) = &self.standoff
                && let Err(fault) = engine::write_text_beside(standoff, document.source())?
            {
                return Ok(Err(fault));
            }
        }
        let mut made = Made::default();
        self.renderer.write(&document, item, &mut made);
        if self.renderer.is_table() {
            self.rows = true;
            return self.sink.take(made).map(Ok);
        }
        let [_, many] = self.renderer.frames();
        if let Some(first) = self.waiting.replace(made) {
            self.sink.write(if self.many { many.between } else { many.before })?;
            self.sink.write(&first.text)?;
            self.many = true;
        }
        Ok(Ok(()))
    }

    fn any(&self) -> bool {
        self.rows || self.waiting.is_some()
    }

    fn finish(mut self) -> Result<(), Stop> {
        let [single, many] = self.renderer.frames();
        if let Some(last) = self.waiting.take() {
            self.sink.write(if self.many { many.between } else { single.opening(&last) })?;
            self.sink.write(&last.text)?;
            self.sink.write(if self.many { many.after } else { single.after })?;
        }
        self.sink.finish()
    }
}

/// The format that the name of a file tells.
fn by_name(path: &Path) -> Option<Read> {
    match plain_name(path).extension()?.to_str()? {
        "json" => Some(Read::Json),
        "jsonl" | "ndjson" => Some(Read::Jsonl),
        "conllu" => Some(Read::Conllu),
        "iob2" | "iob" | "bio" | "bilou" | "tsv" => Some(Read::Iob2),
        "ann" => Some(Read::Brat),
        _ => None,
    }
}

/// Adds the documents of a source; what is not as expected is reported, and the rest is read.
fn read(
    source: &Source,
    format: Option<Read>,
    documents: &mut Documents<'_>,
    report: &mut Report,
) -> Result<(), Stop> {
    let Some(format) = format.or_else(|| by_name(Path::new(&source.name))) else {
        let message = "expected a name that ends in .json, .jsonl, .conllu, .iob2, .bilou or .ann; --read names the format";
        return report.failure(Failure::new(&source.name, Code::Format, message));
    };
    let records = match format {
        Read::Json => return read_json(source, documents, report),
        Read::Jsonl => return read_lines(source, documents, report),
        Read::Conllu => {
            source.read().and_then(|text| conllu::read(&text).map_err(|error| place(source, &error)))
        }
        Read::Iob2 => source.read().and_then(|text| iob::read(&text).map_err(|error| place(source, &error))),
        Read::Brat => read_brat(source).map(|record| vec![(String::new(), record)]),
    };
    match records {
        Err(failure) => report.failure(failure),
        Ok(records) => records.into_iter().try_for_each(|(name, record)| {
            let name = if name.is_empty() { source.name.clone() } else { name };
            let file = serde_json::to_string(&name).unwrap_or_default();
            match documents
                .add(&record, &Item { name: &name, fields: &[("file", &file)], whole_file: false })?
            {
                Ok(()) => Ok(()),
                Err(fault) => report.failure(fault.at(&source.name)),
            }
        }),
    }
}

fn place(source: &Source, error: &ReadError) -> Failure {
    Failure::new(format!("{}:{}", source.name, error.line()), Code::Line(error.code()), error.message())
}

fn read_brat(source: &Source) -> Result<Record, Failure> {
    let Origin::File(path) = &source.origin else {
        let message = "expected a file: the text of brat standoff is in a .txt file beside it";
        return Err(Failure::new(&source.name, Code::Format, message));
    };
    // No mention is nothing wrong, so the file may be empty.
    let marks = std::fs::read(path)
        .map_err(|error| Failure::new(&source.name, Code::Unreadable, format!("cannot be read: {error}")))
        .and_then(|bytes| utf8(&source.name, bytes))?;
    let beside = path.with_extension("txt");
    let name = beside.display().to_string();
    let body = std::fs::read(&beside)
        .map_err(|error| {
            let message = format!("expected the text beside {}, which cannot be read: {error}", source.name);
            Failure::new(&name, Code::Unreadable, message)
        })
        .and_then(|bytes| utf8(&name, bytes))?;
    brat::read(&body, &marks).map_err(|error| place(source, &error))
}

/// A document a line: one line is in memory at a time.
fn read_lines(source: &Source, documents: &mut Documents<'_>, report: &mut Report) -> Result<(), Stop> {
    let mut found = 0usize;
    for job in Jobs::new(&[Source { form: args::From::Jsonl, ..source.clone() }]) {
        match job {
            Job::Failed { failure, .. } => return report.failure(failure),
            Job::Lines { first, bytes, .. } => {
                for (number, line) in jsonl::lines(&bytes, first) {
                    found += 1;
                    let added = match std::str::from_utf8(line) {
                        Ok(line) => add(source, line, documents)?,
                        Err(_) => Err(Fault::new(Code::NotUtf8, "expected UTF-8, found another byte")),
                    };
                    if let Err(fault) = added {
                        report.failure(fault.at(format!("{}:{number}", source.name)))?;
                    }
                }
            }
            Job::Document { .. } | Job::Parts { .. } | Job::End { .. } => {}
        }
    }
    if found == 0 { report.failure(nothing(source)) } else { Ok(()) }
}

fn nothing(source: &Source) -> Failure {
    Failure::new(&source.name, Code::Empty, "expected a document, found an empty file")
}

/// Objects one after the other, on lines or not, or arrays of them; one object is in memory at a time, or one array.
fn read_json(source: &Source, documents: &mut Documents<'_>, report: &mut Report) -> Result<(), Stop> {
    let named = |code: Code, message: String| Failure::new(&source.name, code, message);
    let mut reader = match source.open() {
        Ok(reader) => reader,
        Err(error) => return report.failure(named(Code::Unreadable, format!("cannot be read: {error}"))),
    };
    // A byte order mark is no JSON.
    let mark = "\u{FEFF}".as_bytes();
    match reader.fill_buf() {
        Ok(head) if head.starts_with(mark) => reader.consume(mark.len()),
        Ok(_) => {}
        Err(error) => return report.failure(named(Code::Unreadable, format!("cannot be read: {error}"))),
    }
    let mut found = 0usize;
    for value in serde_json::Deserializer::from_reader(reader).into_iter::<Box<RawValue>>() {
        let value = match value {
            Ok(value) => value,
            // After this there is no telling where the next document begins.
            Err(error) => {
                return report
                    .failure(named(Code::Json, format!("expected JSON: {}", jsonl::placed(&error))));
            }
        };
        let values = if value.get().starts_with('[') {
            match serde_json::from_str::<Vec<Box<RawValue>>>(value.get()) {
                Ok(values) => values,
                Err(error) => {
                    let message = format!("expected an array of documents: {}", jsonl::placed(&error));
                    report.failure(named(Code::Json, message))?;
                    continue;
                }
            }
        } else {
            vec![value]
        };
        for value in values {
            found += 1;
            if let Err(Fault { code, message }) = add(source, value.get(), documents)? {
                report.failure(named(code, format!("document {found}: {message}")))?;
            }
        }
    }
    if found == 0 { report.failure(nothing(source)) } else { Ok(()) }
}

/// Adds the document of a JSON object; says what is wrong with it when it is none.
fn add(source: &Source, json: &str, documents: &mut Documents<'_>) -> Result<Result<(), Fault>, Stop> {
    let record: Record = match serde_json::from_str(json) {
        Ok(record) => record,
        Err(error) => {
            let message = format!(
                "expected what annotate --to json writes (with the layer text): {}",
                jsonl::placed(&error)
            );
            return Ok(Err(Fault::new(Code::Json, message)));
        }
    };
    let object = match Object::parse(json) {
        Ok(object) => object,
        Err(fault) => return Ok(Err(fault)),
    };
    let others: Vec<(&str, &str)> = object
        .fields
        .iter()
        .filter(|(key, _)| !depeche::formats::json::OWN_KEYS.contains(&key.as_ref()))
        .map(|(key, value)| (key.as_ref(), value.get()))
        .collect();
    let name =
        object.text("file").or_else(|_| object.text("id")).unwrap_or_else(|_| source.name.clone().into());
    documents.add(&record, &Item { name: &name, fields: &others, whole_file: false })
}
