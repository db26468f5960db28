//! What a program prints of a header.

use crate::diagnostic::Diagnostic;
use crate::frontmatter::FrontMatter;
use crate::metadata::Metadata;
use crate::value::Fields;
use depeche_text::Span;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A document taken apart, to be written as JSON: see [`FrontMatter::summary`].
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    document: FrontMatter<'a>,
    metadata: Metadata<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> FrontMatter<'a> {
    /// Everything about the header, as a value for serde: `form`, `fields` (pairs of key and value, in order), `date`
    /// (EDTF), `title`, their `date_span` and `title_span`, `body_start` (bytes), `diagnostics` (`code`, `severity`,
    /// `line`, `column`, `message`); and `dateline`, `excerpt`, `trailer` when there are such.
    ///
    /// ```
    /// let document = depeche_frontmatter::split("---\ndate: 2024-08\n---\nTexte.\n");
    /// let json = serde_json::to_value(document.summary()).unwrap();
    /// assert_eq!(json["fields"], serde_json::json!([["date", "2024-08"]]));
    /// assert_eq!(json["body_start"], 22);
    /// ```
    #[must_use]
    pub fn summary(&self) -> Summary<'a> {
        let metadata = self.metadata();
        let mut diagnostics: Vec<_> =
            self.diagnostics().iter().chain(metadata.diagnostics()).cloned().collect();
        diagnostics.sort_by_key(|d| d.span.start());
        Summary { document: self.clone(), metadata, diagnostics }
    }
}

struct Pairs<'s, 'a>(&'s Fields<'a>);

impl Serialize for Pairs<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|field| (&field.key.value, &field.value.value)))
    }
}

struct Seen<'s>(&'s [Diagnostic]);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(Some(self.0.len()))?;
        for diagnostic in self.0 {
            all.serialize_element(&One(diagnostic))?;
        }
        all.end()
    }
}

struct One<'s>(&'s Diagnostic);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.0.code.as_str())?;
        map.serialize_entry("severity", self.0.severity.as_str())?;
        map.serialize_entry("line", &self.0.position.line)?;
        map.serialize_entry("column", &self.0.position.column)?;
        map.serialize_entry("message", &self.0.message)?;
        map.end()
    }
}

struct Line<'s, 'a>(&'s crate::dateline::Dateline<'a>);

impl Serialize for Line<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("place", self.0.place.value)?;
        map.serialize_entry("date", &self.0.date.map(|date| date.value.to_string()))?;
        map.serialize_entry("agency", &self.0.agency.map(|agency| agency.value))?;
        map.end()
    }
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pair = |span: Span| [span.start(), span.end()];
        // A bare header has both at hand; of another, the fields were read above, and once is enough.
        let (date, title) = match self.document.found.date {
            Some((span, value)) => (Some((value, span)), self.document.title()),
            None => (self.metadata.date().map(|d| (d.value, d.span)), self.metadata.title()),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", self.document.form().as_str())?;
        map.serialize_entry("fields", &Pairs(self.metadata.fields()))?;
        map.serialize_entry("date", &date.map(|(value, _)| value.to_string()))?;
        map.serialize_entry("date_span", &date.map(|(_, span)| pair(span)))?;
        map.serialize_entry("title", &title.as_ref().map(|title| &title.value))?;
        map.serialize_entry("title_span", &title.as_ref().map(|title| pair(title.span)))?;
        map.serialize_entry("body_start", &self.document.body().start())?;
        if !self.document.trailer().is_empty() {
            map.serialize_entry("body_end", &self.document.body().end())?;
            map.serialize_entry("trailer", &Pairs(self.metadata.trailer()))?;
        }
        if let Some(dateline) = self.document.dateline() {
            map.serialize_entry("dateline", &Line(&dateline))?;
        }
        if let Some(excerpt) = self.document.excerpt() {
            map.serialize_entry("excerpt", excerpt)?;
        }
        map.serialize_entry("diagnostics", &Seen(&self.diagnostics))?;
        map.end()
    }
}
