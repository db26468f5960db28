//! `depeche convert`: from one format to another.

use crate::args::{self, Read};
use crate::engine::{self, Frame, Item, Sink};
use crate::failure::{Failure, Stop, say};
use crate::input::{Origin, Source, plain_name, utf8};
use crate::jsonl::Object;
use crate::output;
use crate::render::Renderer;
use depeche::Record;
use depeche::formats::{ReadError, brat, conllu, iob};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

pub fn convert(args: &args::Convert) -> Result<u8, Stop> {
    let renderer = Renderer::new(&args.output, output::colored(args.output.color));
    let folder = engine::folder(&args.output, "convert")?;
    let mut failed = false;
    let mut fail = |failure: Failure| {
        say(&failure.to_string());
        failed = true;
    };
    let mut stdout = Documents::new(Sink::stdout(), &renderer);
    let mut targets = HashSet::new();
    for path in &args.inputs {
        let source = source(path);
        let outcome = match &folder {
            None => read(&source, args.read, &mut stdout)?,
            Some(folder) => {
                let target = folder.path(&source);
                if crate::input::is_same_file(&source, &target) {
                    Err(Failure::new(
                        &source.name,
                        "the output would be written over it: choose another folder",
                    ))
                } else if !targets.insert(target.clone()) {
                    let message = format!(
                        "another input has the same output {}: give them in two runs",
                        target.display()
                    );
                    Err(Failure::new(&source.name, message))
                } else {
                    let mut documents = Documents::new(Sink::file(target)?, &renderer);
                    let outcome = read(&source, args.read, &mut documents)?;
                    if outcome.is_ok() {
                        documents.finish()?;
                    }
                    outcome
                }
            }
        };
        if let Err(failure) = outcome {
            fail(failure);
        }
    }
    if folder.is_none() {
        stdout.finish()?;
    }
    Ok(u8::from(failed))
}

fn source(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source::stdin(args::From::Text);
    }
    Source {
        origin: Origin::File(path.to_path_buf()),
        name: path.display().to_string(),
        relative: PathBuf::from(path.file_name().unwrap_or_default()),
        form: args::From::Text,
    }
}

/// Documents on their way out. One alone has another frame than several, so the first waits for the second.
struct Documents<'r> {
    sink: Sink,
    renderer: &'r Renderer,
    waiting: Option<String>,
    many: bool,
}

impl<'r> Documents<'r> {
    fn new(sink: Sink, renderer: &'r Renderer) -> Documents<'r> {
        Documents { sink, renderer, waiting: None, many: false }
    }

    fn add(&mut self, record: &Record, item: &Item<'_>) -> Result<(), Stop> {
        let mut text = String::new();
        self.renderer.write(&record.document(), item, &mut text);
        let [_, many] = self.renderer.frames();
        if let Some(first) = self.waiting.replace(text) {
            self.sink.write(if self.many { many.between } else { many.before })?;
            self.sink.write(&first)?;
            self.many = true;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Stop> {
        let [single, many] = self.renderer.frames();
        let frame = if self.many { Frame { before: many.between, ..many } } else { single };
        if let Some(last) = self.waiting.take() {
            self.sink.write(frame.before)?;
            self.sink.write(&last)?;
            self.sink.write(frame.after)?;
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

fn read(
    source: &Source,
    format: Option<Read>,
    documents: &mut Documents<'_>,
) -> Result<Result<(), Failure>, Stop> {
    let Some(format) = format.or_else(|| by_name(Path::new(&source.name))) else {
        let message =
            "expected a name that ends in .json, .jsonl, .conllu, .iob2 or .ann; --read names the format";
        return Ok(Err(Failure::new(&source.name, message)));
    };
    if matches!(format, Read::Json | Read::Jsonl) {
        return read_json(source, documents);
    }
    let text = match source.read() {
        Ok(text) => text,
        Err(failure) => return Ok(Err(failure)),
    };
    let records = match format {
        Read::Conllu => conllu::read(&text),
        Read::Iob2 => iob::read(&text),
        _ => {
            let Origin::File(path) = &source.origin else {
                let message = "expected a file: the text of brat standoff is in a .txt file beside it";
                return Ok(Err(Failure::new(&source.name, message)));
            };
            let beside = path.with_extension("txt");
            let body = match std::fs::read(&beside) {
                Ok(bytes) => utf8(&beside.display().to_string(), bytes),
                Err(error) => Err(Failure::new(
                    beside.display().to_string(),
                    format!("expected the text beside {}, which cannot be read: {error}", source.name),
                )),
            };
            match body {
                Ok(body) => brat::read(&body, &text).map(|record| vec![(String::new(), record)]),
                Err(failure) => return Ok(Err(failure)),
            }
        }
    };
    match records {
        Err(error) => Ok(Err(place(source, &error))),
        Ok(records) => {
            for (name, record) in records {
                let name = if name.is_empty() { source.name.clone() } else { name };
                let file = serde_json::to_string(&name).unwrap_or_default();
                documents.add(&record, &Item { name: &name, fields: &[("file", &file)] })?;
            }
            Ok(Ok(()))
        }
    }
}

fn place(source: &Source, error: &ReadError) -> Failure {
    Failure::new(format!("{}:{}", source.name, error.line()), error.message())
}

/// Objects one after the other, on lines or not, or arrays of them; one object is in memory at a time, or one array.
fn read_json(source: &Source, documents: &mut Documents<'_>) -> Result<Result<(), Failure>, Stop> {
    let failure = |message: String| Ok(Err(Failure::new(&source.name, message)));
    let mut reader = match source.open() {
        Ok(reader) => reader,
        Err(error) => return failure(format!("cannot be read: {error}")),
    };
    // A byte order mark is no JSON.
    let mut head = [0; 3];
    let mut len = 0;
    while len < head.len() {
        match reader.read(&mut head[len..]) {
            Ok(0) => break,
            Ok(count) => len += count,
            Err(error) => return failure(format!("cannot be read: {error}")),
        }
    }
    let head = if head == *"\u{FEFF}".as_bytes() { Vec::new() } else { head[..len].to_vec() };
    let reader = std::io::Cursor::new(head).chain(reader);
    let mut found = 0usize;
    for value in serde_json::Deserializer::from_reader(reader).into_iter::<Box<RawValue>>() {
        let value = match value {
            Ok(value) => value,
            Err(error) => return failure(format!("expected JSON: {error}")),
        };
        let values = if value.get().starts_with('[') {
            match serde_json::from_str::<Vec<Box<RawValue>>>(value.get()) {
                Ok(values) => values,
                Err(error) => return failure(format!("expected an array of documents: {error}")),
            }
        } else {
            vec![value]
        };
        for value in values {
            found += 1;
            if let Err(message) = read_object(source, &value, documents)? {
                return failure(format!("document {found}: {message}"));
            }
        }
    }
    if found == 0 {
        return failure("expected a document, found an empty file".to_owned());
    }
    Ok(Ok(()))
}

fn read_object(
    source: &Source,
    value: &RawValue,
    documents: &mut Documents<'_>,
) -> Result<Result<(), String>, Stop> {
    let record: Record = match serde_json::from_str(value.get()) {
        Ok(record) => record,
        Err(error) => {
            return Ok(Err(format!(
                "expected what annotate --to json writes (with the layer text): {error}"
            )));
        }
    };
    let object = match Object::parse(value.get()) {
        Ok(object) => object,
        Err(message) => return Ok(Err(message)),
    };
    let others: Vec<(&str, &str)> = object
        .fields
        .iter()
        .filter(|(key, _)| !depeche::formats::json::OWN_KEYS.contains(&key.as_ref()))
        .map(|(key, value)| (key.as_ref(), value.get()))
        .collect();
    let name =
        object.text("file").or_else(|_| object.text("id")).unwrap_or_else(|_| source.name.clone().into());
    documents.add(&record, &Item { name: &name, fields: &others })?;
    Ok(Ok(()))
}
