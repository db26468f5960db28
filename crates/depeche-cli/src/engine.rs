//! From the inputs to the output: every command that reads documents runs through here.

use crate::args::{self, Input, Run};
use crate::failure::{Code, Failure, Fault, Stop, say};
use crate::input::{Job, Jobs, Source, Wanted, plain_name, plan};
use crate::jsonl;
use crate::ordered::ordered;
use crate::output::{Folder, Whole};
use crate::progress::Progress;
use crate::table::{Rows, Table};
use depeche::frontmatter::{Form, FrontMatter, Options, Profile, Severity, split_many, split_with};
use depeche::{Buffers, Document, Pipeline};
use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A document that is to be written, beside its text.
pub struct Item<'i> {
    /// The file's name, or the record's.
    pub name: &'i str,
    /// Fields to be carried through to JSON, their values as they were written.
    pub fields: &'i [(&'i str, &'i str)],
    /// Whether it is a file of its own, of which is said what seems odd.
    pub whole_file: bool,
}

/// What a command makes of documents: text, or rows of a table.
#[derive(Default)]
pub struct Made {
    pub text: String,
    /// What stands before the document where it is alone, if that tells of it; else the frame does.
    pub head: String,
    pub rows: Rows,
    /// What is to be said of the document though nothing failed: on which line, and what.
    note: Option<Note>,
}

type Note = (usize, String);

/// What stands around and between the documents of one output.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    pub before: &'static str,
    pub between: &'static str,
    pub after: &'static str,
}

impl Frame {
    /// What stands before a document that is alone.
    pub fn opening<'m>(&self, made: &'m Made) -> &'m str {
        if made.head.is_empty() { self.before } else { &made.head }
    }
}

/// How a command makes its output.
pub struct Plan<'p> {
    /// Frame of an output with one document, and with any number.
    pub single: Frame,
    pub many: Frame,
    /// The folder to write into; standard output when there is none.
    pub folder: Option<Folder>,
    /// The one file to write into, in place of standard output.
    pub file: Option<PathBuf>,
    /// Whether the text itself goes beside the output, as `.txt`.
    pub with_text: bool,
    /// Whether the output is a table and no text.
    pub table: bool,
    /// Whether the headers of press archives are looked for in a text already.
    pub archives: bool,
    pub input: &'p Input,
    pub run: &'p Run,
}

/// What became of one job.
struct Done {
    source: usize,
    /// The documents, with what stands between them.
    made: Made,
    documents: usize,
    bytes: u64,
    failures: Vec<Failure>,
    /// What is to be said though nothing failed.
    note: Option<String>,
    /// Whether the source is finished.
    end: bool,
    /// Whether its output is in the folder already.
    written: bool,
    stop: Option<Stop>,
}

/// [`run`] for a command that makes text.
pub fn run_text<S>(
    plan: Plan<'_>,
    scratch: impl Fn() -> S + Sync,
    write: impl Fn(&mut S, &str, &Item<'_>, &mut String) -> Result<(), Fault> + Sync,
) -> Result<u8, Stop> {
    run(plan, scratch, |scratch, text, item, made| write(scratch, text, item, &mut made.text))
}

/// [`run`] for a command that shows what a pipeline makes of texts.
pub fn run_annotated(
    plan: Plan<'_>,
    pipeline: &Pipeline<'_>,
    write: impl Fn(&Document<'_>, &Item<'_>, &mut Made) + Sync,
) -> Result<u8, Stop> {
    run(plan, Buffers::new, |buffers, text, item, made| {
        let document = pipeline.annotate_into(text, buffers);
        if item.whole_file {
            made.note = header_error(document.header());
        }
        write(&document, item, made);
        document.recycle(buffers);
        Ok(())
    })
}

/// Reads every input, lets `write` add the output of each document, and puts it where it belongs. The exit code is 0
/// when all went well, 1 when some input failed.
///
/// `write` runs on several threads, each with its own scratch; the output is in the order of the inputs.
pub fn run<S>(
    plan_: Plan<'_>,
    scratch: impl Fn() -> S + Sync,
    write: impl Fn(&mut S, &str, &Item<'_>, &mut Made) -> Result<(), Fault> + Sync,
) -> Result<u8, Stop> {
    let (sources, failures) = plan(&plan_.input.inputs, &Wanted::texts(plan_.input));
    let mut report = Report { failed: 0, strict: plan_.input.strict };
    for failure in failures {
        report.failure(failure)?;
    }
    field_of_objects(plan_.input, &sources)?;
    not_over_an_input(&plan_, &sources)?;
    let sources = leave_out_the_done(sources, &plan_, &mut report)?;
    let threads = match plan_.run.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    // No thread is worth its start for one short text.
    let threads = if sources.len() == 1 && sources[0].form == args::From::Text { 1 } else { threads };
    one_document_a_file(&plan_, &sources)?;
    let many = sources.len() > 1 || sources.iter().any(|source| source.form != args::From::Text);
    let frame = if many { plan_.many } else { plan_.single };
    let mut output = Output::new(&plan_, &sources, many)?;
    let mut progress =
        Progress::new(sources.len(), plan_.run.quiet, plan_.folder.is_none() && plan_.file.is_none());

    let work = |scratch: &mut S, job: Job| {
        do_job(&plan_, &sources, frame, job, |text, item, out| write(scratch, text, item, out))
    };
    let outcome = ordered(threads, Jobs::new(&sources), scratch, work, |done: Done| {
        progress.documents(done.documents, done.bytes);
        if done.end {
            progress.input_done();
        }
        if !done.failures.is_empty() || done.note.is_some() {
            progress.clear();
        }
        if let Some(note) = done.note.filter(|_| !plan_.run.quiet) {
            say(&note);
        }
        let whole = done.failures.is_empty();
        let result = done
            .failures
            .into_iter()
            .try_for_each(|failure| report.failure(failure))
            .and_then(|()| done.stop.map_or(Ok(()), Err))
            .and_then(|()| match done.written {
                true => Ok(()),
                false => output.take(done.source, done.made, done.documents, done.end, whole),
            });
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(stop) => ControlFlow::Break(stop),
        }
    });
    progress.clear();
    if let ControlFlow::Break(stop) = outcome {
        output.abandon();
        return Err(stop);
    }
    output.finish()?;
    Ok(u8::from(report.failed > 0))
}

/// A field is one of JSON objects: of a text alone it would be asked for in vain.
fn field_of_objects(input: &args::Input, sources: &[Source]) -> Result<(), Stop> {
    let objects = sources.iter().any(|source| source.form == args::From::Jsonl);
    match &input.field {
        Some(field) if !objects && !sources.is_empty() => Err(Stop::Usage(format!(
            "--field {field}: expected JSON Lines, found texts alone; --from jsonl says that an input holds JSON objects"
        ))),
        _ => Ok(()),
    }
}

/// A page in the place of the text it shows would be the end of the text.
fn not_over_an_input(plan: &Plan<'_>, sources: &[Source]) -> Result<(), Stop> {
    let Some(file) = &plan.file else { return Ok(()) };
    match sources.iter().find(|source| crate::input::is_same_file(source, file)) {
        Some(source) => Err(Stop::Usage(format!(
            "{}: the output {} would be written over it: choose another file",
            source.name,
            file.display()
        ))),
        None => Ok(()),
    }
}

/// Standoff is useless without the one text it stands beside.
fn one_document_a_file(plan: &Plan<'_>, sources: &[Source]) -> Result<(), Stop> {
    if !plan.with_text {
        return Ok(());
    }
    if let Some(source) = sources.iter().find(|source| source.form != args::From::Text) {
        let what = if source.form == args::From::Jsonl { "JSON Lines" } else { "a file of many" };
        let message = format!("{}: brat wants a file for each document, not {what}", source.name);
        return Err(Stop::Usage(message));
    }
    if plan.folder.is_none() && sources.len() > 1 {
        let message = "brat wants a file for each document: give a folder with --output";
        return Err(Stop::Usage(message.to_owned()));
    }
    Ok(())
}

/// Failures on standard error, counted.
pub struct Report {
    pub failed: usize,
    pub strict: bool,
}

impl Report {
    /// Says what failed.
    ///
    /// # Errors
    ///
    /// With `--strict` the run ends here.
    pub fn failure(&mut self, failure: Failure) -> Result<(), Stop> {
        say(&failure.to_string());
        self.failed += 1;
        if self.strict { Err(Stop::Strict) } else { Ok(()) }
    }
}

/// In a folder, what an earlier run finished is not done again; two inputs for one output are a failure.
fn leave_out_the_done(
    sources: Vec<Source>,
    plan: &Plan<'_>,
    report: &mut Report,
) -> Result<Vec<Source>, Stop> {
    let Some(folder) = &plan.folder else { return Ok(sources) };
    let mut outputs = HashSet::new();
    let mut left = Vec::new();
    let mut done = 0usize;
    for source in sources {
        let path = folder.path(&source);
        if crate::input::is_same_file(&source, &path) {
            let message =
                format!("the output {} would be written over it: choose another folder", path.display());
            report.failure(Failure::new(&source.name, Code::Output, message))?;
        } else if !outputs.insert(path.clone()) {
            let message = format!(
                "another input has the same output {}: give them in two runs, each with a folder of its own",
                path.display()
            );
            report.failure(Failure::new(&source.name, Code::Output, message))?;
        } else if folder.has(&source) {
            done += 1;
        } else {
            left.push(source);
        }
    }
    if done > 0 && !plan.run.quiet {
        say(&match done {
            1 => "1 output is there and up to date; --overwrite writes it again".to_owned(),
            _ => format!("{done} outputs are there and up to date; --overwrite writes them again"),
        });
    }
    Ok(left)
}

fn do_job(
    plan: &Plan<'_>,
    sources: &[Source],
    frame: Frame,
    job: Job,
    mut write: impl FnMut(&str, &Item<'_>, &mut Made) -> Result<(), Fault>,
) -> Done {
    let source = match &job {
        Job::Document { source }
        | Job::Lines { source, .. }
        | Job::Parts { source, .. }
        | Job::Failed { source, .. }
        | Job::End { source } => *source,
    };
    let mut done = Done {
        source,
        made: Made::default(),
        documents: 0,
        bytes: 0,
        failures: Vec::new(),
        note: None,
        end: !matches!(job, Job::Lines { .. } | Job::Parts { .. }),
        written: false,
        stop: None,
    };
    let input = &sources[source];
    let name = &input.name;
    match job {
        Job::Document { .. } => whole_file(plan, input, &mut done, write),
        Job::Lines { first, bytes, .. } => {
            done.bytes = bytes.len() as u64;
            for (number, line) in jsonl::lines(&bytes, first) {
                done.add(frame, format!("{name}:{number}"), |made| {
                    write_line(plan, input, number, line, made, &mut write)
                });
            }
        }
        Job::Parts { parts, .. } => {
            for (number, text) in parts {
                done.bytes += text.len() as u64;
                let place = format!("{name}:{number}");
                let file = serde_json::to_string(&place).unwrap_or_default();
                let item = Item { name: &place, fields: &[("file", &file)], whole_file: false };
                done.add(frame, place.clone(), |made| write(&text, &item, made));
            }
        }
        Job::Failed { failure, .. } => done.failures.push(failure),
        Job::End { .. } => {}
    }
    done
}

impl Done {
    /// Adds one of the documents of a source; one that fails is taken back and named by its place.
    fn add(&mut self, frame: Frame, place: String, write: impl FnOnce(&mut Made) -> Result<(), Fault>) {
        let before = self.made.text.len();
        if self.documents > 0 {
            self.made.text.push_str(frame.between);
        }
        match write(&mut self.made) {
            Ok(()) => self.documents += 1,
            Err(fault) => {
                self.made.text.truncate(before);
                self.failures.push(fault.at(place));
            }
        }
    }
}

/// A file that is one document.
fn whole_file(
    plan: &Plan<'_>,
    source: &Source,
    done: &mut Done,
    mut write: impl FnMut(&str, &Item<'_>, &mut Made) -> Result<(), Fault>,
) {
    let name = &source.name;
    let text = match source.read() {
        Ok(text) => text,
        Err(failure) => return done.failures.push(failure),
    };
    done.bytes = text.len() as u64;
    let file = serde_json::to_string(name).unwrap_or_default();
    match write(&text, &Item { name, fields: &[("file", &file)], whole_file: true }, &mut done.made) {
        Ok(()) => done.documents = 1,
        Err(fault) => done.failures.push(fault.at(name)),
    }
    let note = other_reading(&text, plan)
        .or_else(|| no_text(source, &text))
        .or(done.made.note.take())
        .or_else(|| undecoded(&text));
    done.note = note.map(|(line, message)| format!("{name}:{line}: {message}"));
    if let (Some(folder), 1) = (&plan.folder, done.documents) {
        // Here and not in the sink, so that the writing is on many threads too.
        let made = std::mem::take(&mut done.made);
        done.written = true;
        match write_files(folder.path(source), plan, made, plan.with_text.then_some(&text)) {
            Ok(Ok(())) => {}
            Ok(Err(fault)) => done.failures.push(fault.at(name)),
            Err(stop) => done.stop = Some(stop),
        }
    }
}

/// What is to be said of a text that is read as one document, though it seems to want to be read otherwise.
fn other_reading(text: &str, plan: &Plan<'_>) -> Option<Note> {
    if let Some(line) = second_document(text) {
        return Some((line, "another document begins here; --from starred takes each by itself".to_owned()));
    }
    let name = archive(text).filter(|_| !plan.archives)?;
    Some((1, format!("an export of {name} begins here; --from archive reads its fields as headers")))
}

/// What is to be said of what is UTF-8, and seems to be no text that somebody wrote.
fn no_text(source: &Source, text: &str) -> Option<Note> {
    let head = text.trim_start_matches('\u{FEFF}').trim_start();
    let begins = |with: &str| head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    let first = |message: &str| Some((1, message.to_owned()));
    if ["<!doctype", "<html", "<?xml"].into_iter().any(begins) {
        return first("marks of HTML or XML are read as a text here: take the text out of it first");
    }
    if begins("%PDF-") || begins("{\\rtf") {
        return first("this seems to be no text: take the text out of it first");
    }
    // A JSON object before a text is a header.
    if head.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(head).is_ok() {
        return first(
            "JSON is read as a text here: --from jsonl reads an object on each line (jq -c '.[]' makes them of an array)",
        );
    }
    let name = plain_name(Path::new(&source.name));
    if matches!(name.extension().and_then(|extension| extension.to_str()), Some("csv" | "tsv")) {
        return first("a table is read as a text here: make JSON Lines of it, an object for each row");
    }
    let at = text.find('\0')?;
    let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    Some((line, "a NUL character stands here, as in UTF-16 and in files that are no texts".to_owned()))
}

/// What is to be said of a text in which entities of HTML stand.
fn undecoded(text: &str) -> Option<Note> {
    let (at, entity) = html_entity(text)?;
    let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    Some((line, format!("{entity} stands here, as in HTML: make letters of such entities first")))
}

/// The first error in the header of a text, and how to see them all.
fn header_error(header: &FrontMatter<'_>) -> Option<Note> {
    let diagnostics = header.all_diagnostics();
    let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let first = errors.next()?;
    let more = match errors.count() {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    let message = format!("{}: {}{more} (depeche header shows it)", first.code, first.message);
    Some((first.position.line, message))
}

/// The press archive whose export a text seems to be.
fn archive(text: &str) -> Option<&'static str> {
    let forms = Some(vec![Form::Nexis, Form::Factiva]);
    let options = Options { forms, profiles: Profile::ARCHIVES.to_vec(), ..Options::default() };
    match split_with(text, &options).form() {
        Form::Nexis => Some("Nexis"),
        Form::Factiva => Some("Factiva"),
        _ => None,
    }
}

/// The entities of HTML that French text is full of where nobody decoded it. Sorted.
const ENTITIES: &[&str] = &[
    "Agrave", "Eacute", "Egrave", "acirc", "agrave", "amp", "apos", "ccedil", "eacute", "ecirc", "egrave",
    "euml", "euro", "gt", "hellip", "icirc", "iuml", "laquo", "ldquo", "lsquo", "lt", "mdash", "nbsp",
    "ndash", "ocirc", "oelig", "quot", "raquo", "rdquo", "rsquo", "ucirc", "ugrave",
];

/// The first entity of HTML, and where it stands: *&eacute;*, *&#8217;*, *&#x2019;*.
fn html_entity(text: &str) -> Option<(usize, &str)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let len = rest.bytes().take(8).position(|byte| byte == b';')?;
        let name = rest.get(..len)?;
        let number = |name: &str| match name.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
            None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()),
        };
        let known = name.strip_prefix('#').map_or_else(|| ENTITIES.binary_search(&name).is_ok(), number);
        known.then(|| (at, text.get(at..at + len + 2).unwrap_or_default()))
    })
}

/// The line on which a second document begins, in a starred corpus that is read as one text.
fn second_document(text: &str) -> Option<usize> {
    if !text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']).starts_with("****") {
        return None;
    }
    let mut documents = split_many(text);
    let first = documents.next()?.source();
    documents.next().map(|_| first.matches('\n').count() + 1)
}

fn write_line(
    plan: &Plan<'_>,
    source: &Source,
    number: usize,
    line: &[u8],
    out: &mut Made,
    write: &mut impl FnMut(&str, &Item<'_>, &mut Made) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let column = error.valid_up_to() + 1;
        Fault::new(Code::NotUtf8, format!("expected UTF-8, found another byte in column {column}"))
    })?;
    let object = jsonl::Object::parse(line)?;
    let field = plan.input.field();
    let text = object.text(field)?;
    let others: Vec<(&str, &str)> = object
        .fields
        .iter()
        .filter(|(key, _)| key != field)
        .map(|(key, value)| (key.as_ref(), value.get()))
        .collect();
    // A record is called by its id where it has one.
    let id = others.iter().find(|(key, _)| *key == "id").map(|(_, value)| value.trim_matches('"'));
    let name = id
        .filter(|id| !id.is_empty() && !id.contains(['\\', '{', '[']))
        .map_or_else(|| format!("{}:{number}", source.name), str::to_owned);
    write(&text, &Item { name: &name, fields: &others, whole_file: false }, out)
}

fn write_files(
    path: PathBuf,
    plan: &Plan<'_>,
    made: Made,
    text: Option<&String>,
) -> Result<Result<(), Fault>, Stop> {
    if let Some(text) = text
        && let Err(fault) = write_text_beside(&path, text)?
    {
        return Ok(Err(fault));
    }
    let mut out = Sink::open(Some(path), plan.table)?;
    out.write(plan.single.opening(&made))?;
    out.take(made)?;
    out.write(plan.single.after)?;
    out.finish().map(Ok)
}

/// Writes the text that standoff is about beside it, as `.txt`; but not over another text, of which no standoff is there: it is
/// somebody's.
pub fn write_text_beside(standoff: &Path, text: &str) -> Result<Result<(), Fault>, Stop> {
    let path = standoff.with_extension("txt");
    if !standoff.exists() && std::fs::read(&path).is_ok_and(|found| found != text.as_bytes()) {
        let message =
            format!("its text would be written over {}, another text: choose another folder", path.display());
        return Ok(Err(Fault::new(Code::Output, message)));
    }
    let mut file = Whole::create(path)?;
    file.write_bytes(text.as_bytes())?;
    file.finish().map(Ok)
}

/// One stream of output: standard output, or a file; text, or a table.
pub struct Sink {
    /// The file; `None` is standard output.
    path: Option<PathBuf>,
    out: Out,
}

enum Out {
    Text(Stream),
    Table(Box<Table<Stream>>),
}

enum Stream {
    Stdout(BufWriter<io::Stdout>),
    File(Whole),
}

impl Stream {
    fn finish(self) -> Result<(), Stop> {
        match self {
            Stream::Stdout(mut out) => out.flush().map_err(Stop::stdout),
            Stream::File(file) => file.finish(),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Stream::Stdout(out) => out.write(bytes),
            Stream::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Stream::Stdout(out) => out.flush(),
            Stream::File(file) => file.flush(),
        }
    }
}

/// The error of writing to a file, or to standard output.
fn stop(path: Option<&Path>, error: io::Error) -> Stop {
    match path {
        Some(path) => Stop::writing(path, error),
        None => Stop::stdout(error),
    }
}

impl Sink {
    pub fn open(path: Option<PathBuf>, table: bool) -> Result<Sink, Stop> {
        let stream = match &path {
            Some(path) => Stream::File(Whole::create(path.clone())?),
            None => Stream::Stdout(BufWriter::with_capacity(64 * 1024, io::stdout())),
        };
        let out = match table {
            false => Out::Text(stream),
            true => Out::Table(Box::new(Table::new(stream).map_err(|error| stop(path.as_deref(), error))?)),
        };
        Ok(Sink { path, out })
    }

    /// Writes text; a table has none around its rows.
    pub fn write(&mut self, text: &str) -> Result<(), Stop> {
        match &mut self.out {
            Out::Text(out) => {
                out.write_all(text.as_bytes()).map_err(|error| stop(self.path.as_deref(), error))
            }
            Out::Table(_) => Ok(()),
        }
    }

    /// Writes what was made of documents.
    pub fn take(&mut self, made: Made) -> Result<(), Stop> {
        match &mut self.out {
            Out::Text(_) => self.write(&made.text),
            Out::Table(table) => table.take(made.rows).map_err(|error| stop(self.path.as_deref(), error)),
        }
    }

    /// Ends a stream whose run stopped early: what the reader of a pipe can still use is let out, a file is not made.
    fn abandon(self) {
        if let Out::Text(Stream::Stdout(mut out)) = self.out {
            let _ = out.flush();
        }
    }

    pub fn finish(self) -> Result<(), Stop> {
        match self.out {
            Out::Text(stream) => stream.finish(),
            Out::Table(table) => table.finish().map_err(|error| stop(self.path.as_deref(), error))?.finish(),
        }
    }
}

/// Where the documents go, one after the other.
enum Output<'p> {
    One {
        out: Sink,
        frame: Frame,
        begun: bool,
        alone: bool,
    },
    Folder {
        folder: &'p Folder,
        sources: &'p [Source],
        plan: &'p Plan<'p>,
        open: Option<(usize, Sink)>,
        /// The source of which something could not be read.
        lacking: Option<usize>,
    },
}

impl<'p> Output<'p> {
    fn new(plan: &'p Plan<'_>, sources: &'p [Source], many: bool) -> Result<Output<'p>, Stop> {
        if let Some(folder) = &plan.folder {
            return Ok(Output::Folder { folder, sources, plan, open: None, lacking: None });
        }
        let frame = if many { plan.many } else { plan.single };
        Ok(Output::One { out: Sink::open(plan.file.clone(), plan.table)?, frame, begun: false, alone: !many })
    }

    /// Takes documents of a source in; `end` says that these are its last, `whole` that none beside them failed.
    fn take(
        &mut self,
        source: usize,
        made: Made,
        documents: usize,
        end: bool,
        whole: bool,
    ) -> Result<(), Stop> {
        match self {
            Output::One { out, frame, begun, alone } => {
                if documents == 0 {
                    return Ok(());
                }
                out.write(match (*begun, *alone) {
                    (true, _) => frame.between,
                    (false, true) => frame.opening(&made),
                    (false, false) => frame.before,
                })?;
                *begun = true;
                out.take(made)
            }
            Output::Folder { folder, sources, plan, open, lacking } => {
                let frame = plan.many;
                if !whole {
                    *lacking = Some(source);
                }
                if documents > 0 {
                    let whole = match open {
                        Some((at, whole)) if *at == source => {
                            whole.write(frame.between)?;
                            whole
                        }
                        _ => {
                            let mut whole = Sink::open(Some(folder.path(&sources[source])), plan.table)?;
                            whole.write(frame.before)?;
                            &mut open.insert((source, whole)).1
                        }
                    };
                    whole.take(made)?;
                }
                if end && let Some((_, mut whole)) = open.take_if(|(at, _)| *at == source) {
                    whole.write(frame.after)?;
                    whole.finish()?;
                    if *lacking == Some(source) {
                        folder.outdate(&sources[source]);
                    }
                }
                Ok(())
            }
        }
    }

    /// Ends a run that stopped early.
    fn abandon(self) {
        if let Output::One { out, .. } = self {
            out.abandon();
        }
    }

    fn finish(self) -> Result<(), Stop> {
        let Output::One { mut out, frame, begun, alone } = self else { return Ok(()) };
        // Of the one document that could not be read there is nothing to frame; of many there may be none.
        if !begun && !alone {
            out.write(frame.before)?;
        }
        if begun || !alone {
            out.write(frame.after)?;
        }
        out.finish()
    }
}

/// The folder that `--output` names.
pub fn folder(output: &args::Output, options: &str) -> Result<Option<Folder>, Stop> {
    let open = |root: &PathBuf| Folder::open(root, output.to, options, output.overwrite);
    output.output.as_ref().map(open).transpose()
}
