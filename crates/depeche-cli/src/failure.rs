//! What went wrong, where, and what the program's exit code says about it.

use std::fmt;
use std::io;
use std::path::Path;

/// An input that could not be read, or that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file, with a line where there is one.
    pub place: String,
    /// What was expected, what was found, what to do.
    pub message: String,
}

impl Failure {
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Failure {
        Failure { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
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
                say(&format!("{place}: the output could not be written: {error}"));
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
