//! What was seen, where, and what to do about it.

use depeche_text::{Position, Span, named};
use std::borrow::Cow;
use std::fmt;

named! {
    /// How much a [`Diagnostic`] matters.
    ///
    /// ```
    /// use depeche_frontmatter::{Severity, split};
    ///
    /// let seen = split("---\ntitre: Crue : le point\n---\n").all_diagnostics();
    /// assert_eq!(seen[0].severity, Severity::Warning);
    /// assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
    pub enum Severity {
        /// Worth knowing; nothing is wrong.
        Note = "note",
        /// The text was read, with a guess that is said.
        Warning = "warning",
        /// Something could not be read as what it claims to be.
        Error = "error",
    }
}

named! {
    /// What a [`Diagnostic`] is about. The codes are stable: scripts may depend on them.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
    #[non_exhaustive]
    pub enum Code {
        /// A header is opened and never closed.
        Unclosed = "FM001",
        /// A header is closed with the fence of another format.
        WrongClose = "FM002",
        /// The YAML cannot be read.
        YamlSyntax = "FM003",
        /// YAML is indented with a tab.
        TabIndent = "FM004",
        /// The TOML cannot be read.
        TomlSyntax = "FM005",
        /// The JSON cannot be read.
        JsonSyntax = "FM006",
        /// A key stands twice.
        DuplicateKey = "FM007",
        /// A YAML value holds `: ` without quotes; it was read as text.
        UnquotedColon = "FM008",
        /// YAML aliases stand for too much, or for themselves.
        AliasBudget = "FM010",
        /// Values are nested too deeply.
        TooDeep = "FM011",
        /// The header asks to be run as a program.
        Executable = "FM012",
        /// A control character stands in the header.
        ControlCharacter = "FM013",
        /// A value is not of the type asked for.
        TypeMismatch = "FM014",
        /// A field that is asked for is not there.
        MissingField = "FM015",
        /// The header is longer than the limit.
        TooLarge = "FM016",
        /// A value is not a date.
        NotADate = "FM017",
        /// A change that the form of the header cannot say.
        EditRefused = "FM018",
        /// The format of the header is not compiled in.
        NotCompiledIn = "FM019",
        /// A date is glued to the word that follows.
        GluedDate = "FM020",
        /// The calendar has no such day.
        ImpossibleDate = "FM021",
        /// The day of the week is not that of the date.
        WeekdayMismatch = "FM022",
        /// Day and month could be the other way round; the day was taken first.
        DayMonthAmbiguous = "FM023",
        /// An interval ends before it starts.
        IntervalReversed = "FM024",
        /// A date was read that is not written as the standard asks.
        NonCanonicalDate = "FM025",
        /// A year is followed by figures that could belong to it.
        YearThenFigures = "FM026",
        /// Blank lines stand before the header.
        BlankBefore = "FM-W01",
        /// A no-break space stands before the colon of a key.
        NoBreakSpaceKey = "FM-W02",
        /// A second document begins.
        SecondDocument = "FM-W03",
        /// `---` is a line between paragraphs, not a header.
        ThematicBreak = "FM-W04",
        /// Four or more dashes.
        LongFence = "FM-W05",
        /// The word after `---` names no known format.
        UnknownFormat = "FM-W06",
        /// `---` at the end of a value.
        FenceAtEndOfValue = "FM-W07",
        /// A word where a key could stand is not a known key.
        UnknownKey = "FM-W08",
    }
}

/// A change that mends what a [`Diagnostic`] is about: the text to put at `span`.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let source = "---\ntitre: Crue : le point\n---\n";
/// let seen = split(source).all_diagnostics();
/// let fix = seen[0].fix.as_ref().unwrap();
/// assert_eq!((fix.span.of(source), fix.replacement.as_ref()), ("Crue : le point", "\"Crue : le point\""));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Fix {
    /// The bytes of the source to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Fix {
    /// The source with the fix made.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "---\ntitre: Crue : le point\n---\n";
    /// let seen = split(source).all_diagnostics();
    /// let mended = seen[0].fix.as_ref().unwrap().apply(source);
    /// assert_eq!(mended, "---\ntitre: \"Crue : le point\"\n---\n");
    /// assert!(split(&mended).all_diagnostics().is_empty());
    /// ```
    #[must_use]
    pub fn apply(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len().saturating_add(self.replacement.len()));
        out.push_str(source.get(..self.span.start()).unwrap_or_default());
        out.push_str(&self.replacement);
        out.push_str(source.get(self.span.end()..).unwrap_or_default());
        out
    }
}

/// Something seen in a document, with its place in the *file*.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let source = "---\ntitre: Ukraine : le point\n---\nTexte.\n";
/// let metadata = split(source).metadata();
/// let seen = &metadata.diagnostics()[0];
/// assert_eq!((seen.code.as_str(), seen.position.line, seen.position.column), ("FM008", 2, 16));
/// assert!(seen.fix.as_ref().unwrap().apply(source).contains("titre: \"Ukraine : le point\""));
/// println!("{}", seen.render(source));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Line and column in the file.
    pub position: Position,
    /// The bytes it is about.
    pub span: Span,
    /// What was expected, what was found, what to do.
    pub message: Cow<'static, str>,
    /// Where the other half of the story stands: the fence that was opened, the first of two keys.
    pub related: Option<Position>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub(crate) fn new(
        source: &str,
        code: Code,
        severity: Severity,
        span: Span,
        message: impl Into<Cow<'static, str>>,
    ) -> Diagnostic {
        let mut position = Position::of(source, span.start());
        if position.line == 1 && source.starts_with('\u{FEFF}') {
            // Editors do not show a byte order mark.
            position.column = position.column.saturating_sub(1).max(1);
        }
        Diagnostic { code, severity, position, span, message: message.into(), related: None, fix: None }
    }

    pub(crate) fn related(mut self, source: &str, offset: usize) -> Diagnostic {
        self.related = Some(Position::of(source, offset));
        self
    }

    pub(crate) fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// The diagnostic for people: message, place, the line with carets under it, and the fix.
    ///
    /// ```text
    /// warning[FM008]: expected quotes around a value that holds " :", …
    ///  --> 2:16
    ///   |
    /// 2 | titre: Ukraine : le point
    ///   |                ^
    ///   = fix: "Ukraine : le point"
    /// ```
    #[must_use]
    pub fn render(&self, source: &str) -> String {
        use fmt::Write;
        let Position { line, column, byte } = self.position;
        let start =
            source.get(..byte).and_then(|s| s.rfind(['\n', '\r'])).map_or(0, |at| at.saturating_add(1));
        let text = crate::scan::Line::at(source, start).text;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        // A line of a megabyte is not shown whole.
        let (skipped, shown) = window(text, column);
        let width = line.to_string().len();
        let carets = self
            .span
            .get(source)
            .and_then(|s| s.lines().next())
            .map_or(1, |s| s.chars().count())
            .clamp(1, 60);
        let indent: String = shown
            .chars()
            .take(column.saturating_sub(1).saturating_sub(skipped))
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        let shown: String =
            shown.chars().map(|c| if c.is_control() && c != '\t' { '\u{FFFD}' } else { c }).collect();
        let mut out = String::new();
        let _ = write!(
            out,
            "{}[{}]: {}\n{:width$}--> {line}:{column}\n{:width$} |\n{line} | {shown}\n{:width$} | {indent}{}\n",
            self.severity,
            self.code,
            self.message,
            "",
            "",
            "",
            "^".repeat(carets),
        );
        if let Some(fix) = &self.fix {
            let _ = writeln!(out, "{:width$} = fix: {}", "", fix.replacement);
        }
        if let Some(Position { line, column, .. }) = self.related {
            let _ = writeln!(out, "{:width$} = see also: {line}:{column}", "");
        }
        out
    }
}

/// The span labelled, the fix as help. For a report with the source give it with `Report::with_source_code`.
#[cfg(feature = "miette")]
impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Note => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.fix.as_ref().map(|fix| Box::new(format!("write {}", fix.replacement)) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        let here = miette::LabeledSpan::underline(self.span.range());
        Some(Box::new(std::iter::once(here)))
    }
}

#[cfg(feature = "miette")]
impl std::error::Error for Diagnostic {}

/// At most a hundred characters of `text` around `column`, and how many stand before them.
fn window(text: &str, column: usize) -> (usize, &str) {
    let skipped = if column > 80 { column.saturating_sub(40) } else { 0 };
    let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    (skipped, text.get(byte(skipped)..byte(skipped.saturating_add(100))).unwrap_or_default())
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column, .. } = self.position;
        write!(f, "{line}:{column}: {}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// A header that could not be given as asked for: one [`Diagnostic`] of severity [`Severity::Error`].
///
/// ```
/// use depeche_frontmatter::split;
///
/// let error = split("---\ndate: 2024-02-30\n---\n").checked().unwrap_err();
/// assert!(error.to_string().starts_with("2:7: error[FM021]"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    diagnostic: Box<Diagnostic>,
}

impl Error {
    pub(crate) fn new(diagnostic: Diagnostic) -> Error {
        Error { diagnostic: Box::new(diagnostic) }
    }

    /// What went wrong, with its place.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let error = split("---\ndate: 2024-02-30\n---\n").checked().unwrap_err();
    /// assert_eq!(error.diagnostic().position.column, 7);
    /// ```
    #[must_use]
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }

    /// The code of what went wrong.
    ///
    /// ```
    /// use depeche_frontmatter::{Code, split};
    ///
    /// assert_eq!(split("---\ntitre: x\n").checked().unwrap_err().code(), Code::Unclosed);
    /// ```
    #[must_use]
    pub fn code(&self) -> Code {
        self.diagnostic.code
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.diagnostic, f)
    }
}

impl std::error::Error for Error {}
