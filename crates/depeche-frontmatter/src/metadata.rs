//! The fields of a header, read when they are asked for.

use crate::date::{DateExpr, Parsed};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::form::Form;
use crate::frontmatter::FrontMatter;
use crate::options::Options;
use crate::value::{Field, Fields, Spanned, Value};
use crate::{bare, json, lines, profiles, yaml};
use depeche_text::{Span, excerpt};
use std::borrow::Cow;

/// The fields of a header in order, and what was seen while reading them.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let metadata = split("---\ntitre: Crue\nDate : 15 août 2024\n---\n").metadata();
/// assert_eq!(metadata.fields().len(), 2);
/// assert_eq!(metadata.title().unwrap().value, "Crue");
/// assert_eq!(metadata.date().unwrap().value.to_string(), "2024-08-15");
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Metadata<'a> {
    source: &'a str,
    fields: Fields<'a>,
    trailer: Fields<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// How many diagnostics are kept of one reading: each looks for its line and column, and who reads more than these?
const MOST_DIAGNOSTICS: usize = 32;

/// What the readers of the formats write to.
pub(crate) struct Sink<'a, 'o> {
    pub source: &'a str,
    pub options: &'o Options,
    pub fields: Vec<Field<'a>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Sink<'a, '_> {
    pub(crate) fn see(
        &mut self,
        code: Code,
        severity: Severity,
        span: Span,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.diagnostics.push(Diagnostic::new(self.source, code, severity, span, message));
    }

    /// Whether so much was seen that the next warning is one too many.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() >= MOST_DIAGNOSTICS
    }

    /// Whether a control character was seen: what else is wrong comes from that.
    pub(crate) fn damaged(&self) -> bool {
        self.diagnostics.iter().any(|d| d.code == Code::ControlCharacter)
    }

    /// Says where the first control character stands.
    fn control_characters(&mut self, matter: Span) {
        let bytes = matter.of(self.source).as_bytes();
        let bad = |&b: &u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0x7F;
        // Block by block, which the compiler makes into a few wide comparisons.
        let block = bytes.chunks(64).position(|block| block.iter().fold(false, |any, b| any | bad(b)));
        let Some(from) = block.map(|n| n.saturating_mul(64)) else { return };
        if let Some(at) = bytes.iter().skip(from).position(bad) {
            let at = matter.start().saturating_add(from).saturating_add(at);
            let message = "expected text, found a control character";
            self.see(Code::ControlCharacter, Severity::Error, Span::new(at, at.saturating_add(1)), message);
        }
    }

    /// Says that a header cannot be read by this build.
    #[cfg(not(all(feature = "yaml", feature = "toml")))]
    pub(crate) fn not_compiled_in(&mut self, matter: Span, feature: &str, what: &str) {
        let message = format!(
            "{what}, which this build cannot read: enable the feature {feature:?} of depeche-frontmatter"
        );
        self.see(Code::NotCompiledIn, Severity::Error, Span::empty(matter.start()), message);
    }

    /// A field whose value is the text at a span.
    pub(crate) fn text_field(&mut self, key: Span, value: Span) {
        self.fields.push(Field {
            key: Spanned { value: Cow::Borrowed(key.of(self.source)), span: key },
            value: Spanned { value: Value::Str(Cow::Borrowed(value.of(self.source))), span: value },
        });
    }
}

impl<'a> Metadata<'a> {
    pub(crate) fn read(document: &FrontMatter<'a>) -> Metadata<'a> {
        let mut sink = Sink {
            source: document.source,
            options: document.options,
            fields: Vec::new(),
            diagnostics: Vec::new(),
        };
        let matter = document.found.matter;
        let mut trailer = Vec::new();
        match document.found.form {
            Form::None => {}
            Form::Yaml | Form::Toml | Form::Json => {
                sink.control_characters(matter);
                match document.found.form {
                    Form::Yaml => yaml::read(matter, &mut sink),
                    _ if sink.damaged() => {}
                    Form::Json => json::read(matter, &mut sink),
                    #[cfg(feature = "toml")]
                    _ => crate::toml::read(matter, &mut sink),
                    #[cfg(not(feature = "toml"))]
                    _ => sink.not_compiled_in(matter, "toml", "this header is TOML"),
                }
            }
            Form::Nexis | Form::Factiva => trailer = profiles::fields(document, &mut sink),
            Form::Bare => bare::fields(document, &mut sink),
            form => lines::fields(form, matter, &mut sink),
        }
        let mut metadata = Metadata {
            source: document.source,
            fields: Fields(sink.fields),
            trailer: Fields(trailer),
            diagnostics: sink.diagnostics,
        };
        metadata.check_duplicates(document.found.form);
        metadata.check_dates(document.found.form);
        metadata
    }

    /// The fields, in order.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("---\nb: 1\na: 2\nb: 3\n---\n").metadata();
    /// let keys: Vec<&str> = metadata.fields().iter().map(|field| field.key.value.as_ref()).collect();
    /// assert_eq!(keys, ["b", "a", "b"], "as they stand, those that stand twice too");
    /// ```
    #[must_use]
    pub fn fields(&self) -> &Fields<'a> {
        &self.fields
    }

    /// The fields after the body, of a Nexis export; else none.
    ///
    /// ```
    /// use depeche_frontmatter::{Options, Profile, split_with};
    ///
    /// let options = Options { profiles: vec![Profile::Nexis], ..Options::default() };
    /// let source = "2 of 7 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue\n\nLONGUEUR: 9 mots\n\nTexte.\n\nLANGUE: FR\n";
    /// let metadata = split_with(source, &options).metadata();
    /// assert_eq!(metadata.trailer().get("langue").unwrap().value.value.as_str(), Some("FR"));
    /// ```
    #[must_use]
    pub fn trailer(&self) -> &Fields<'a> {
        &self.trailer
    }

    /// The first field of that meaning: see [`Fields::get`].
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("Mots-clés : crue\nDate : 2024\n\nTexte.\n").metadata();
    /// assert_eq!(metadata.get("keywords").unwrap().key.value, "Mots-clés");
    /// assert!(metadata.get("titre").is_none());
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Field<'a>> {
        self.fields.get(key)
    }

    /// What was seen while reading the fields: the first 32 things, and any error.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("---\na: 1\na: 2\n---\n").metadata();
    /// assert_eq!(metadata.diagnostics()[0].code.as_str(), "FM007");
    /// ```
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The headline. The span is that of the text without its quotes when it could be borrowed. A number is one as it is written.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("---\nheadline: Crue\n---\n").metadata().title().unwrap().value, "Crue");
    /// assert_eq!(split("---\ntitre: 1984\n---\n").metadata().title().unwrap().value, "1984");
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<Spanned<Cow<'a, str>>> {
        let titles = self.fields.iter().filter(|field| field.canonical() == Some("title"));
        titles.map(|field| &field.value).find_map(|Spanned { value, span }| match value {
            Value::Str(text) if !text.trim().is_empty() => {
                Some(Spanned { value: text.clone(), span: self.span_of(text, *span) })
            }
            Value::Int(_) | Value::Float(_) => {
                Some(Spanned { value: Cow::Borrowed(span.of(self.source)), span: *span })
            }
            _ => None,
        })
    }

    /// The date: of the first field that is a date by its key, and has one that can be read.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("---\npublished: jeudi 15 août 2024 à 18 h 30\n---\n").metadata();
    /// assert_eq!(metadata.date().unwrap().value.to_string(), "2024-08-15T18:30");
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Spanned<DateExpr>> {
        self.fields.iter().filter(|field| field.canonical() == Some("date")).find_map(|field| {
            let (span, text) = self.date_text(field)?;
            let parsed = read_date(text)?.ok()?;
            Some(Spanned { value: parsed.value, span: parsed.span.shift(span.start()) })
        })
    }

    /// The text of a value that may be a date, and where it stands.
    fn date_text<'m>(&'m self, field: &'m Field<'a>) -> Option<(Span, &'m str)> {
        match &field.value.value {
            Value::Str(text) => Some((self.span_of(text, field.value.span), text)),
            Value::Int(_) | Value::Float(_) => Some((field.value.span, field.value.span.of(self.source))),
            _ => None,
        }
    }

    /// Where a text stands: exactly, when it is a part of the source, else where its value does.
    fn span_of(&self, text: &str, value: Span) -> Span {
        let start = text.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr()); // wraps: a text of elsewhere is outside
        let span = Span::new(start, start.saturating_add(text.len()));
        if value.covers(span) && span.get(self.source) == Some(text) { span } else { value }
    }

    fn check_duplicates(&mut self, form: Form) {
        // Few fields are compared pair by pair, many are sorted.
        let few = self.fields.len() <= 24;
        let twice = |(n, field): (usize, &Field<'a>)| {
            self.fields.iter().take(n).any(|other| other.key.value == field.key.value)
        };
        if few && !self.fields.iter().enumerate().any(twice) {
            return;
        }
        let mut order: Vec<usize> = (0..self.fields.len()).collect();
        let key = |at: &usize| self.fields.0.get(*at).map_or("", |field| field.key.value.as_ref());
        // A stable sort: of equal keys the first stays first.
        order.sort_by_key(key);
        let fenced = matches!(form, Form::Yaml | Form::Toml | Form::Json);
        let severity = if fenced { Severity::Error } else { Severity::Warning };
        let mut seen = Vec::new();
        let mut first: Option<usize> = None;
        for at in &order {
            if self.diagnostics.len().saturating_add(seen.len()) >= MOST_DIAGNOSTICS {
                break;
            }
            match first {
                Some(first) if key(&first) == key(at) => {
                    if let (Some(a), Some(b)) = (self.fields.0.get(first), self.fields.0.get(*at)) {
                        let message =
                            format!("expected each key once, found {:?} again: both are kept", b.key.value);
                        seen.push(
                            Diagnostic::new(self.source, Code::DuplicateKey, severity, b.key.span, message)
                                .related(self.source, a.key.span.start()),
                        );
                    }
                }
                _ => first = Some(*at),
            }
        }
        self.diagnostics.extend(seen);
    }

    fn check_dates(&mut self, form: Form) {
        if form == Form::Bare {
            // A bare header is one because its date was read: what is odd about it is said there.
            return;
        }
        let mut seen = Vec::new();
        for field in self.fields.iter().filter(|field| matches!(field.canonical(), Some("date" | "updated")))
        {
            let Some((span, text)) = self.date_text(field) else { continue };
            if self.diagnostics.len().saturating_add(seen.len()) >= MOST_DIAGNOSTICS {
                break;
            }
            match read_date(text) {
                Some(Ok(parsed)) => seen.extend(date_notes(self.source, span, &parsed)),
                Some(Err(error)) if matches!(error.code(), Code::ImpossibleDate | Code::IntervalReversed) => {
                    let message = format!("{error}: {text:?}");
                    let fenced = matches!(form, Form::Yaml | Form::Toml | Form::Json);
                    let severity = if fenced { Severity::Error } else { Severity::Warning };
                    seen.push(Diagnostic::new(self.source, error.code(), severity, span, message));
                }
                _ if text.trim().is_empty() => {}
                // *Date : demain*
                _ => {
                    let message = format!(
                        "expected a date such as 2024-08-15 or 15 août 2024, found {:?}: the field gives none",
                        excerpt(text)
                    );
                    seen.push(Diagnostic::new(self.source, Code::NotADate, Severity::Note, span, message));
                }
            }
        }
        self.diagnostics.extend(seen);
    }
}

/// Dates are short: a longer value is not looked at.
fn read_date(text: &str) -> Option<Result<Parsed, crate::date::DateError>> {
    (text.len() <= 200).then(|| DateExpr::parse(text))
}

/// What is odd about a date, as diagnostics at its place.
pub(crate) fn date_notes(source: &str, at: Span, parsed: &Parsed) -> Vec<Diagnostic> {
    let mut seen = Vec::new();
    for code in parsed.notes.iter() {
        let value = parsed.value;
        let message = match code {
            Code::WeekdayMismatch => format!("the day of the week is not that of {value}: the date is kept"),
            Code::DayMonthAmbiguous => {
                format!("day and month could be the other way round: read as {value}, the day first")
            }
            _ => format!("expected {value}, found another way to write it: read as that"),
        };
        let mut note = Diagnostic::new(source, code, Severity::Warning, at, message);
        if code != Code::WeekdayMismatch {
            note = note.fix(at, value.to_string());
        }
        seen.push(note);
    }
    seen
}
