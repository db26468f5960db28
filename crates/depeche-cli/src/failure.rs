//! What went wrong, where, and what the program's exit code says about it.

use depeche::formats::ReadErrorCode;
use std::fmt;
use std::io;
use std::path::Path;

/// What is wrong with an input, for programs: the words are stable. The README of this crate has them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The system does not let it be read.
    Unreadable,
    /// Its bytes are not UTF-8.
    NotUtf8,
    /// There is nothing in it.
    Empty,
    /// It is longer than offsets reach.
    TooLong,
    /// A folder, a pattern or the command line names no input.
    NoInput,
    /// A pattern is none.
    Pattern,
    /// The output would be written over it, or over that of another.
    Output,
    /// It is not the JSON that is expected.
    Json,
    /// An object has not the field that holds the text.
    Field,
    /// Nothing tells the format, or it is not one that can be read so.
    Format,
    /// A document has not the layer that the format is made of.
    Layer,
    /// A mark of the gold is not in its text.
    Mark,
    /// A line is not as its format wants it.
    Line(ReadErrorCode),
}

impl Code {
    pub fn as_str(self) -> &'static str {
        match self {
            Code::Unreadable => "unreadable",
            Code::NotUtf8 => "not-utf-8",
            Code::Empty => "empty",
            Code::TooLong => "too-long",
            Code::NoInput => "no-input",
            Code::Pattern => "pattern",
            Code::Output => "output",
            Code::Json => "json",
            Code::Field => "field",
            Code::Format => "format",
            Code::Layer => "layer",
            Code::Mark => "mark",
            Code::Line(code) => code.as_str(),
        }
    }
}

/// What is wrong, where the place is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    /// What was expected, what was found, what to do.
    pub message: String,
}

impl Fault {
    pub fn new(code: Code, message: impl Into<String>) -> Fault {
        Fault { code, message: message.into() }
    }

    pub fn at(self, place: impl Into<String>) -> Failure {
        Failure { place: place.into(), fault: self }
    }
}

/// An input that could not be read, or that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file, with a line where there is one.
    pub place: String,
    pub fault: Fault,
}

impl Failure {
    pub fn new(place: impl Into<String>, code: Code, message: impl Into<String>) -> Failure {
        Fault::new(code, message).at(place)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.fault.code.as_str(), self.fault.message)
    }
}

/// Why the program stops before its end.
#[derive(Debug)]
pub enum Stop {
    /// The reader of the output went away (`| head`): not an error.
    ClosedPipe,
    /// The output could not be written.
    Output { place: String, error: io::Error },
    /// The command line asks for what cannot be done.
    Usage(String),
    /// An input failed and `--strict` was given.
    Strict,
}

impl Stop {
    /// The error of writing to `place`.
    pub fn writing(place: &Path, error: io::Error) -> Stop {
        Stop::Output { place: place.display().to_string(), error }
    }

    /// The error of writing to standard output.
    pub fn stdout(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Stop::ClosedPipe
        } else {
            Stop::Output { place: "standard output".to_owned(), error }
        }
    }

    /// The exit code, after the message on standard error.
    pub fn report(self) -> u8 {
        match self {
            Stop::ClosedPipe => 0,
            Stop::Strict => 1,
            Stop::Usage(message) => {
                say(&message);
                2
            }
            Stop::Output { place, error } => {
                say(&format!("{place}: unwritable: the output could not be written: {error}"));
                3
            }
        }
    }
}

/// A line on standard error. Where even that is closed there is nobody left to tell.
pub fn say(message: &str) {
    use io::Write as _;
    let _ = writeln!(io::stderr().lock(), "depeche: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_every_word() {
        let own = [
            Code::Unreadable,
            Code::NotUtf8,
            Code::Empty,
            Code::TooLong,
            Code::NoInput,
            Code::Pattern,
            Code::Output,
            Code::Json,
            Code::Field,
            Code::Format,
            Code::Layer,
            Code::Mark,
        ];
        for code in own.into_iter().chain(ReadErrorCode::ALL.iter().copied().map(Code::Line)) {
            let word = format!("`{}`", code.as_str());
            assert!(include_str!("../README.md").contains(&word), "{word}");
        }
    }
}
