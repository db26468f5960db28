//! What is wrong with a file that should read back.

use depeche_text::named;
use std::fmt;

named! {
    /// What is wrong with a line, for programs: the names are stable.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
    #[non_exhaustive]
    pub enum ReadErrorCode {
        /// A line has not the columns of the format.
        Columns = "columns",
        /// The id of a word is no number and no range (CoNLL-U).
        WordId = "word-id",
        /// Words of a multiword token are missing (CoNLL-U).
        MissingWords = "missing-words",
        /// A tag is of no scheme: O, B-LOC, I-LOC … (IOB2, CoNLL-U).
        Tag = "tag",
        /// A label can be no entity type.
        Type = "type",
        /// Offsets are none of the text (brat).
        Offsets = "offsets",
        /// Another text stands at a place than the one that was marked (brat).
        OtherText = "other-text",
    }
}

/// A place in a file that is not as its format wants it.
///
/// ```
/// use depeche::formats::{ReadErrorCode, conllu};
///
/// let error = conllu::read("1\tIl\n").unwrap_err();
/// assert_eq!((error.code(), error.line()), (ReadErrorCode::Columns, 1));
/// assert_eq!(error.to_string(), "line 1: columns: expected ten columns with tabs between them, found 2");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    code: ReadErrorCode,
    line: usize,
    message: String,
}

impl ReadError {
    pub(crate) fn new(code: ReadErrorCode, line: usize, message: impl Into<String>) -> ReadError {
        ReadError { code, line, message: depeche_text::shortened(message.into()) }
    }

    /// What is wrong, for programs.
    #[must_use]
    pub fn code(&self) -> ReadErrorCode {
        self.code
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
        write!(f, "line {}: {}: {}", self.line, self.code, self.message)
    }
}

impl std::error::Error for ReadError {}
