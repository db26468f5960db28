//! Where the output goes: standard output, or files in a folder that are never half-written.

use crate::args::{Color, To};
use crate::failure::Stop;
use crate::input::{Source, is_special, plain_name};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Whether to write colours to standard output.
pub fn colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    }
}

/// How many columns a line on standard output may have: as it is asked for (0: any number), else those of the terminal.
pub fn width(asked: Option<usize>) -> Option<usize> {
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    asked.or_else(terminal).filter(|width| *width > 0)
}

/// The extension of a format's files.
pub fn extension(to: To) -> &'static str {
    match to {
        // Not `.txt`: an output must not look like an input.
        To::Text => "annotated",
        To::Json => "json",
        To::Jsonl => "jsonl",
        To::Conllu => "conllu",
        To::Iob2 => "iob2",
        To::Bilou => "bilou",
        To::Spacy => "spacy.jsonl",
        To::Brat => "ann",
        To::Doccano => "doccano.jsonl",
        To::LabelStudio => "label-studio.jsonl",
        To::WebAnnotation => "annotation.jsonl",
        To::Html => "html",
        To::Parquet => "parquet",
    }
}

/// A file that appears under its name only when it is whole.
pub struct Whole {
    path: PathBuf,
    /// What it is called until then. A device or a pipe (`/dev/stdout`) is written to as it is: there is no taking its name.
    part: Option<PathBuf>,
    file: Option<BufWriter<File>>,
}

impl Whole {
    /// Begins the file that will be `path`; its folder is made where it is missing.
    pub fn create(path: PathBuf) -> Result<Whole, Stop> {
        let part = (!is_special(&path)).then(|| {
            let mut name = std::ffi::OsString::from(".");
            name.push(path.file_name().unwrap_or_default());
            name.push(".part");
            path.with_file_name(name)
        });
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(|error| Stop::writing(folder, error))?;
        let file =
            File::create(part.as_ref().unwrap_or(&path)).map_err(|error| Stop::writing(&path, error))?;
        Ok(Whole { path, part, file: Some(BufWriter::with_capacity(64 * 1024, file)) })
    }

    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.write_all(bytes).map_err(|error| Stop::writing(&self.path, error))
    }

    /// Gives the file its name. Where that fails, as on a disk that is full at the last flush, nothing is left of it.
    pub fn finish(mut self) -> Result<(), Stop> {
        if let Some(file) = self.file.take() {
            let done = file.into_inner().map_err(io::IntoInnerError::into_error);
            let named =
                done.and_then(|_| self.part.as_ref().map_or(Ok(()), |part| fs::rename(part, &self.path)));
            named.map_err(|error| {
                self.remove_part();
                Stop::writing(&self.path, error)
            })?;
        }
        Ok(())
    }

    fn remove_part(&self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            self.remove_part();
        }
    }
}

/// An output folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    extension: &'static str,
    /// Whether outputs of an earlier run with the same options may stay.
    resume: bool,
}

/// The file in an output folder that says with which options it was made.
const STAMP: &str = ".depeche";

impl Folder {
    /// The folder `root`, made where it is missing. `options` is what the output depends on beside the input.
    pub fn open(root: &Path, to: To, options: &str, overwrite: bool) -> Result<Folder, Stop> {
        if root.exists() && !root.is_dir() {
            let message =
                "expected a folder after --output, found a file; > FILE puts all documents into one";
            return Err(Stop::writing(root, io::Error::new(io::ErrorKind::NotADirectory, message)));
        }
        fs::create_dir_all(root).map_err(|error| Stop::writing(root, error))?;
        let stamp = root.join(STAMP);
        let options = format!("depeche {}\n{options}\n", env!("CARGO_PKG_VERSION"));
        let same = fs::read_to_string(&stamp).is_ok_and(|found| found == options);
        if !same {
            let mut file = Whole::create(stamp)?;
            file.write_bytes(options.as_bytes())?;
            file.finish()?;
        }
        Ok(Folder { root: root.to_path_buf(), extension: extension(to), resume: same && !overwrite })
    }

    /// Where the output of `source` goes.
    pub fn path(&self, source: &Source) -> PathBuf {
        let name = plain_name(&source.relative);
        let stem = name.file_stem().unwrap_or_default().to_os_string();
        let mut file = stem;
        file.push(".");
        file.push(self.extension);
        self.root.join(name.with_file_name(file))
    }

    /// Whether the output of `source` is there, whole, and newer than the input.
    pub fn has(&self, source: &Source) -> bool {
        if !self.resume {
            return false;
        }
        let crate::input::Origin::File(input) = &source.origin else { return false };
        let written = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified());
        match (written(input), written(&self.path(source))) {
            (Ok(input), Ok(output)) => output >= input,
            _ => false,
        }
    }

    /// Makes the output of `source` older than the input. Something of it could not be read and is missing: were the output up to
    /// date, the next run would pass over it and say that all is well.
    pub fn outdate(&self, source: &Source) {
        let crate::input::Origin::File(input) = &source.origin else { return };
        let read = fs::metadata(input).and_then(|meta| meta.modified());
        // No file system counts more coarsely than that.
        let before = read.ok().and_then(|read| read.checked_sub(Duration::from_secs(2)));
        // Where times cannot be set the output is no worse than one of a run that was told to go on.
        if let (Some(before), Ok(file)) = (before, File::options().append(true).open(self.path(source))) {
            let _ = file.set_modified(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_finished_leaves_nothing() {
        let folder = std::env::temp_dir().join(format!("depeche-output-{}", std::process::id()));
        let path = folder.join("a").join("x.json");
        let mut whole = Whole::create(path.clone()).unwrap();
        whole.write_bytes(b"half").unwrap();
        assert!(!path.exists());
        drop(whole);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
        let mut whole = Whole::create(path.clone()).unwrap();
        whole.write_bytes(b"whole").unwrap();
        whole.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        fs::remove_dir_all(folder).unwrap();
    }
}
