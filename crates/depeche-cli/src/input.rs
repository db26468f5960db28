//! Finding the inputs and reading them.

use crate::args;
use crate::failure::{Code, Failure};
use depeche::frontmatter::{Options, Profile, split_many_with};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

/// The longest text, and the longest line of a JSON Lines file: offsets are 32 bits wide.
const LONGEST: u64 = u32::MAX as u64;

/// How much of a JSON Lines file one job holds.
const BATCH: usize = 64 * 1024;

/// Where an input comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Stdin,
    File(PathBuf),
}

/// One file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub origin: Origin,
    /// The name in messages and in the output.
    pub name: String,
    /// Where its output goes, below the output folder, before the extension is changed.
    pub relative: PathBuf,
    pub form: args::From,
}

/// What is looked for.
pub struct Wanted<'a> {
    /// What a file holds; by its name when it is not said.
    pub form: Option<args::From>,
    /// The extensions that are read in folders.
    pub extensions: Vec<&'a str>,
    /// What to do when a folder has none of them.
    pub advice: &'static str,
}

impl<'a> Wanted<'a> {
    /// Texts, as the options say.
    pub fn texts(input: &'a args::Input) -> Wanted<'a> {
        let mut extensions: Vec<&str> = match input.from {
            Some(args::From::Jsonl) => JSON_LINES.to_vec(),
            Some(args::From::Text | args::From::Starred | args::From::Archive) => TEXT.to_vec(),
            None => [TEXT, JSON_LINES].concat(),
        };
        extensions.extend(input.ext.iter().map(|ext| ext.trim_start_matches('.')));
        Wanted { form: input.from, extensions, advice: "; --ext names others" }
    }
}

/// The inputs a command line names, in order: as given, and sorted by name inside folders.
///
/// What cannot be found or listed is a failure; the rest is kept.
pub fn plan(inputs: &[OsString], wanted: &Wanted<'_>) -> (Vec<Source>, Vec<Failure>) {
    let mut plan = Plan { wanted, sources: Vec::new(), failures: Vec::new() };
    if inputs.is_empty() {
        if io::stdin().is_terminal() {
            plan.failures.push(Failure::new(
                "command line",
                Code::NoInput,
                "expected files, folders, or - for standard input, found none; see depeche --help",
            ));
        } else {
            plan.stdin();
        }
    }
    for name in inputs {
        plan.add(name);
    }
    (plan.sources, plan.failures)
}

struct Plan<'a> {
    wanted: &'a Wanted<'a>,
    sources: Vec<Source>,
    failures: Vec<Failure>,
}

impl Plan<'_> {
    fn add(&mut self, name: &OsString) {
        if name == "-" {
            return self.stdin();
        }
        let path = Path::new(name);
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => self.folder(path),
            Ok(_) => self.file(path, Path::new("")),
            Err(error) => match name.to_str().filter(|name| name.contains(['*', '?', '['])) {
                Some(pattern) if error.kind() == io::ErrorKind::NotFound => self.pattern(pattern),
                _ => self.failures.push(unreadable(path, &error)),
            },
        }
    }

    fn stdin(&mut self) {
        self.sources.push(Source::stdin(self.wanted.form.unwrap_or(args::From::Text)));
    }

    fn file(&mut self, path: &Path, folder: &Path) {
        let below = path.strip_prefix(folder).ok().filter(|_| folder != Path::new(""));
        let relative = below.map_or_else(|| path.file_name().unwrap_or_default().into(), Path::to_path_buf);
        let form = self.wanted.form.unwrap_or(if has_extension(path, JSON_LINES) {
            args::From::Jsonl
        } else {
            args::From::Text
        });
        self.sources.push(Source {
            origin: Origin::File(path.to_path_buf()),
            name: path.display().to_string(),
            relative,
            form,
        });
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.sources.len();
        let failed = self.failures.len();
        self.walk(folder, folder);
        if self.sources.len() == before && self.failures.len() == failed {
            let names: Vec<String> = self.wanted.extensions.iter().map(|ext| format!(".{ext}")).collect();
            self.failures.push(Failure::new(
                folder.display().to_string(),
                Code::NoInput,
                format!(
                    "expected files with the extension {} in this folder, found none{}",
                    names.join(", "),
                    self.wanted.advice
                ),
            ));
        }
    }

    /// Hidden entries are left out, and pipes and devices; links to files are followed, links to folders are not: no walk is
    /// endless.
    fn walk(&mut self, folder: &Path, root: &Path) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.failures.push(unreadable(folder, &error)),
        };
        let mut sorted = BTreeSet::new();
        for entry in entries {
            match entry {
                Ok(entry) => _ = sorted.insert(entry.path()),
                Err(error) => self.failures.push(unreadable(folder, &error)),
            }
        }
        for path in sorted {
            let name = path.file_name().unwrap_or_default();
            if name.as_encoded_bytes().first() == Some(&b'.') {
                continue;
            }
            if path.is_dir() {
                if !path.is_symlink() {
                    self.walk(&path, root);
                }
            } else if has_extension(&path, &self.wanted.extensions) && !is_special(&path) {
                self.file(&path, root);
            }
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let before = self.sources.len();
        match glob::glob(pattern) {
            Err(error) => {
                let message =
                    format!("expected a pattern such as 'news/**/*.txt', found an error in it: {error}");
                return self.failures.push(Failure::new(pattern, Code::Pattern, message));
            }
            Ok(paths) => {
                for path in paths {
                    match path {
                        Ok(path) if path.is_dir() || is_special(&path) => {}
                        Ok(path) => self.file(&path, Path::new("")),
                        Err(error) => self.failures.push(unreadable(error.path(), error.error())),
                    }
                }
            }
        }
        if self.sources.len() == before {
            let message = "expected files that match this pattern, found none";
            self.failures.push(Failure::new(pattern, Code::NoInput, message));
        }
    }
}

const TEXT: &[&str] = &["txt", "text"];
const JSON_LINES: &[&str] = &["jsonl", "ndjson"];

/// Whether the name ends in one of the extensions, alone or before `.gz` or `.zst`.
fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    plain_name(path).extension().is_some_and(|found| {
        extensions.iter().any(|wanted| found.to_str().is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
    })
}

/// Whether a pipe or a device has this name: who names it means it, but in a folder the program would wait for it for ever.
pub fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

/// The name without `.gz` or `.zst`.
pub fn plain_name(path: &Path) -> PathBuf {
    match path.extension().and_then(|ext| ext.to_str()) {
        Some("gz" | "zst") => path.with_extension(""),
        _ => path.to_path_buf(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(path.display().to_string(), Code::Unreadable, format!("cannot be read: {error}"))
}

impl Source {
    /// Standard input. It is called `stdin` in messages and outputs: `-` would be no name for a sentence.
    pub fn stdin(form: args::From) -> Source {
        Source { origin: Origin::Stdin, name: "stdin".to_owned(), relative: PathBuf::from("stdin"), form }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::new(&self.name, Code::Unreadable, format!("cannot be read: {error}"))
    }

    /// Opens the input; gzip and Zstandard are told by their first bytes and undone.
    pub fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let mut reader: Box<dyn BufRead + Send> = match &self.origin {
            Origin::Stdin => Box::new(BufReader::with_capacity(BATCH, io::stdin())),
            Origin::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::other("this is a folder"));
                }
                Box::new(BufReader::with_capacity(BATCH, file))
            }
        };
        let head = reader.fill_buf()?;
        if head.starts_with(&[0x1f, 0x8b]) {
            let decoder = flate2::bufread::MultiGzDecoder::new(reader);
            Ok(Box::new(BufReader::with_capacity(BATCH, decoder)))
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Ok(Box::new(BufReader::with_capacity(BATCH, Zstd::new(reader))))
        } else {
            Ok(reader)
        }
    }

    /// The whole text.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is not UTF-8, holds nothing, or is too long for offsets of 32 bits.
    pub fn read(&self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        if let Origin::File(path) = &self.origin {
            let size = std::fs::metadata(path).map_or(0, |meta| meta.len());
            if size > LONGEST {
                return Err(self.too_long());
            }
            bytes.reserve_exact(usize::try_from(size).unwrap_or(0).saturating_add(1));
        }
        let reader = self.open().map_err(|error| self.failure(&error))?;
        let limit = LONGEST.saturating_add(1);
        reader.take(limit).read_to_end(&mut bytes).map_err(|error| self.failure(&error))?;
        if bytes.len() as u64 > LONGEST {
            return Err(self.too_long());
        }
        let text = utf8(&self.name, bytes)?;
        if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
            let what = match self.origin {
                _ if !text.is_empty() => "nothing but white space",
                Origin::Stdin => "nothing on standard input",
                Origin::File(_) => "an empty file",
            };
            return Err(Failure::new(&self.name, Code::Empty, format!("expected a text, found {what}")));
        }
        Ok(text)
    }

    fn too_long(&self) -> Failure {
        let message = format!(
            "expected a text of at most {LONGEST} bytes, found more: cut it into documents first (JSON Lines has no limit)"
        );
        Failure::new(&self.name, Code::TooLong, message)
    }
}

/// The bytes as text.
///
/// # Errors
///
/// The place of the first byte that is not UTF-8, and what the encoding may be instead.
pub fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
        let encoded = |guess| format!("if the file is {guess}: iconv -f {guess} -t UTF-8");
        let advice = match bytes.as_slice() {
            [0xff, 0xfe, ..] => encoded("UTF-16LE"),
            [0xfe, 0xff, ..] => encoded("UTF-16BE"),
            // Of what is no text in any encoding French is written in, the first kilobytes tell.
            bytes if bytes.iter().take(4096).any(|byte| *byte == 0) || is_packed(bytes) => {
                "this seems to be no text: take the text out of it first".to_owned()
            }
            _ => encoded("WINDOWS-1252"),
        };
        let found = bytes.get(at).copied().unwrap_or_default();
        Failure::new(
            format!("{name}:{line}"),
            Code::NotUtf8,
            format!("expected UTF-8, found the byte 0x{found:02X} at byte {at}; {advice}"),
        )
    })
}

/// Whether a file begins as those of word processors and of archives, PDF or pictures do.
fn is_packed(bytes: &[u8]) -> bool {
    const BEGINNINGS: &[&[u8]] =
        &[b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf"];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// Zstandard: one frame after the other, as `cat a.zst b.zst` makes them.
struct Zstd<R: Read> {
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
    rest: Option<R>,
}

impl<R: BufRead> Zstd<R> {
    fn new(reader: R) -> Zstd<R> {
        Zstd { frame: None, rest: Some(reader) }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let count = frame.read(buffer).map_err(|error| match error.kind() {
                    io::ErrorKind::Other | io::ErrorKind::UnexpectedEof => no_zstandard(),
                    _ => error,
                })?;
                if count > 0 || buffer.is_empty() {
                    return Ok(count);
                }
                self.rest = self.frame.take().map(ruzstd::decoding::StreamingDecoder::into_inner);
            }
            let Some(mut rest) = self.rest.take() else { return Ok(0) };
            if rest.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = ruzstd::decoding::StreamingDecoder::new(rest).map_err(|_| no_zstandard())?;
            self.frame = Some(frame);
        }
    }
}

fn no_zstandard() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it begins as Zstandard does, and is damaged or cut off")
}

/// A piece of work.
pub enum Job {
    /// A file that is one document, by its place in the plan.
    Document { source: usize },
    /// Some lines of a JSON Lines file; `first` is the number of the first one, from 1.
    Lines { source: usize, first: usize, bytes: Vec<u8> },
    /// Some documents of a file that holds many, each with the number of its first line.
    Parts { source: usize, parts: Vec<(usize, String)> },
    /// A file that could not be read, or not to its end.
    Failed { source: usize, failure: Failure },
    /// A file of many documents is at its end.
    End { source: usize },
}

/// The jobs of a plan, drawn one at a time: of a stream no more than one batch of lines is in memory.
pub struct Jobs<'s> {
    sources: &'s [Source],
    next: usize,
    lines: Option<Lines>,
    corpus: Option<Corpus>,
}

struct Lines {
    source: usize,
    reader: Box<dyn BufRead + Send>,
    line: usize,
}

/// A starred corpus, or an export of an archive. It is in memory as a whole, what is made of it is not.
struct Corpus {
    source: usize,
    text: String,
    options: Options,
    /// Where the next document begins, and on which line.
    at: usize,
    line: usize,
}

impl Corpus {
    /// The next documents, of some 64 KiB together.
    fn parts(&mut self) -> Vec<(usize, String)> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (mut parts, mut start) = (Vec::new(), 0);
        for document in split_many_with(rest, &self.options) {
            // The source of a document ends where the next one begins.
            let end = document.source().len();
            let Some(part) = rest.get(start..end).filter(|part| !part.is_empty()) else { break };
            parts.push((self.line, part.to_owned()));
            self.line += part.matches('\n').count();
            start = end;
            if start >= BATCH {
                break;
            }
        }
        self.at += start;
        parts
    }
}

impl<'s> Jobs<'s> {
    pub fn new(sources: &'s [Source]) -> Jobs<'s> {
        Jobs { sources, next: 0, lines: None, corpus: None }
    }
}

impl Iterator for Jobs<'_> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if let Some(lines) = &mut self.lines {
            let source = lines.source;
            let first = lines.line + 1;
            let mut bytes = Vec::with_capacity(BATCH);
            while bytes.len() < BATCH {
                // A line longer than any text can be is not read to its end at once.
                match lines.reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
                    Ok(0) => break,
                    Ok(_) => lines.line += 1,
                    Err(error) => {
                        self.lines = None;
                        return Some(Job::Failed { source, failure: self.sources[source].failure(&error) });
                    }
                }
            }
            if bytes.is_empty() {
                self.lines = None;
                return Some(Job::End { source });
            }
            return Some(Job::Lines { source, first, bytes });
        }
        if let Some(corpus) = &mut self.corpus {
            let (source, parts) = (corpus.source, corpus.parts());
            if parts.is_empty() {
                self.corpus = None;
                return Some(Job::End { source });
            }
            return Some(Job::Parts { source, parts });
        }
        let source = self.next;
        let input = self.sources.get(source)?;
        self.next += 1;
        match input.form {
            args::From::Text => Some(Job::Document { source }),
            args::From::Starred | args::From::Archive => match input.read() {
                Ok(text) => {
                    let archive = input.form == args::From::Archive;
                    let profiles = if archive { Profile::ARCHIVES.to_vec() } else { Vec::new() };
                    let options = Options { profiles, ..Options::default() };
                    self.corpus = Some(Corpus { source, text, options, at: 0, line: 1 });
                    self.next()
                }
                Err(failure) => Some(Job::Failed { source, failure }),
            },
            args::From::Jsonl => match input.open() {
                Ok(reader) => {
                    self.lines = Some(Lines { source, reader, line: 0 });
                    self.next()
                }
                Err(error) => Some(Job::Failed { source, failure: input.failure(&error) }),
            },
        }
    }
}

/// Whether `path` is the file that `source` is read from.
pub fn is_same_file(source: &Source, path: &Path) -> bool {
    let Origin::File(input) = &source.origin else { return false };
    match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(path)) => input == path,
        _ => false,
    }
}
