//! What is wrong with a file that should read back.

use std::fmt;

/// A place in a file that is not as its format wants it.
///
/// ```
/// let error = depeche::formats::conllu::read("1\tIl\n").unwrap_err();
/// assert_eq!(error.line(), 1);
/// assert!(!error.message().is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    line: usize,
    message: String,
}

impl ReadError {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> ReadError {
        ReadError { line, message: depeche_text::shortened(message.into()) }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ReadError {}
