//! What can go wrong: in a source, in a build, in a compiled file.

use depeche_text::{Position, named};
use std::fmt;

/// Where in a source an error stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The name of the file, as the caller gave it.
    pub file: Option<String>,
    /// Line, column and byte.
    pub position: Position,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
        }
        write!(f, "{}:{}", self.position.line, self.position.column)
    }
}

named! {
    /// What kind of error it is: stable, for programs to tell errors apart.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
    #[non_exhaustive]
    pub enum ErrorCode {
        /// A line with a number of columns that the format does not know.
        Columns = "columns",
        /// A name or form in which no word is left.
        EmptyForm = "empty-form",
        /// A form of more than [`MAX_FORM_BYTES`](crate::MAX_FORM_BYTES) bytes or [`MAX_FORM_WORDS`](crate::MAX_FORM_WORDS)
        /// words, or with a word of more than [`MAX_WORD_BYTES`](crate::MAX_WORD_BYTES) bytes.
        FormTooLong = "form-too-long",
        /// A form with a control character or a line end in it.
        ControlCharacter = "control-character",
        /// Not an entity type.
        Type = "type",
        /// A weight that is not a number from 0 to 255.
        Weight = "weight",
        /// An attribute that is not `key=value`.
        Attribute = "attribute",
        /// A word among the options that is not one.
        UnknownOption = "unknown-option",
        /// Two options that exclude each other.
        Contradiction = "contradiction",
        /// An entry none of whose names is a form: it could never be found.
        NoForm = "no-form",
        /// Two rows about the same entry that do not agree.
        Duplicate = "duplicate",
        /// Text that is not JSON, or not the JSON that was expected.
        Json = "json",
        /// A pattern that is made of token descriptions, which only a tagger of its own can match.
        TokenPattern = "token-pattern",
        /// A list file that a definition names and that could not be read.
        MissingList = "missing-list",
        /// More than 31 ways of writing the same folded form.
        TooManySpellings = "too-many-spellings",
        /// More than a file of 4 GiB, or its 2 GiB of forms and entries, can hold.
        TooBig = "too-big",
        /// The bytes do not begin as a compiled file does.
        NotCompiled = "not-compiled",
        /// A compiled file of another version of the format.
        OtherVersion = "other-version",
        /// A compiled file whose numbers are in the other byte order.
        OtherEndianness = "other-endianness",
        /// A compiled file that is shorter or longer than its header says.
        Length = "length",
        /// A compiled file whose header is damaged.
        DamagedHeader = "damaged-header",
        /// A compiled file whose content is not the one it was written with.
        DamagedContent = "damaged-content",
        /// More layers than [`MAX_LAYERS`](crate::MAX_LAYERS).
        TooManyLayers = "too-many-layers",
    }
}

/// An error of this crate: a code, where it stands, and what to do.
///
/// ```
/// use depeche_gazetteer::{ErrorCode, GazetteerBuilder};
///
/// let mut builder = GazetteerBuilder::new();
/// let error = builder.read_tsv("-\tLOC\tBrest\t\t300\n", Some("villes.tsv")).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::Weight);
/// assert_eq!(
///     error.to_string(),
///     "villes.tsv:1:14: weight: expected a weight from 0 to 255, found \"300\""
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    code: ErrorCode,
    message: String,
    place: Option<Place>,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Error {
        Error { code, message: depeche_text::shortened(message.into()), place: None }
    }

    /// The same error, at `place` unless it has one already.
    pub(crate) fn at(mut self, place: impl FnOnce() -> Place) -> Error {
        self.place.get_or_insert_with(place);
        self
    }

    /// What kind of error it is.
    ///
    /// ```
    /// # use depeche_gazetteer::{ErrorCode, GazetteerBuilder};
    /// let error = GazetteerBuilder::new().read_tsv("x:1\tLOC\tLens\t\t300\n", Some("villes.tsv")).unwrap_err();
    /// assert_eq!((error.code(), error.code().as_str()), (ErrorCode::Weight, "weight"));
    /// assert_eq!(error.place().map(|place| place.position.line), Some(1));
    /// assert!(error.to_string().starts_with("villes.tsv:1:"));
    /// ```
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it stands in the source; `None` for an error that is not about one place of a source.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {}
