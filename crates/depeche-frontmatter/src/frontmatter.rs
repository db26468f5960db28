//! A document taken apart: header and body.

use crate::date::DateExpr;
use crate::dateline::{self, Dateline};
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::form::Form;
use crate::metadata::Metadata;
use crate::options::Options;
use crate::value::Spanned;
use crate::{bare, fence, lines, profiles, scan};
use depeche_text::Span;
use std::borrow::Cow;

pub(crate) static USUAL: Options = Options::USUAL;

/// Takes a document apart. Never fails: what is no header is body.
///
/// Allocates only for diagnostics. Time linear in the header, which is at most 64 KiB; the body is not looked at, but
/// for the next document of a starred file.
///
/// ```
/// use depeche_frontmatter::{Form, split};
///
/// let document = split(" date 2024-08 Le fleuve monte à Nantes.\n\nLa Loire a débordé.\n");
/// assert_eq!(document.form(), Form::Bare);
/// assert_eq!(document.title().unwrap().value, "Le fleuve monte à Nantes.");
/// assert_eq!(document.date().unwrap().value.to_string(), "2024-08");
/// assert_eq!(document.body_text(), "La Loire a débordé.\n");
/// ```
#[must_use]
pub fn split(source: &str) -> FrontMatter<'_> {
    split_from(source, 0, &USUAL)
}

/// [`split`] with [`Options`].
///
/// ```
/// use depeche_frontmatter::{Form, Options, split_with};
///
/// let yaml_only = Options { forms: Some(vec![Form::Yaml]), ..Options::default() };
/// assert_eq!(split_with("date 2024-08 Crue\n\nTexte.\n", &yaml_only).form(), Form::None);
/// ```
#[must_use]
pub fn split_with<'a>(source: &'a str, options: &'a Options) -> FrontMatter<'a> {
    split_from(source, 0, options)
}

/// Looks for some forms of header at an offset; true when it is settled what the document is.
type Detector = fn(&str, usize, &Options, &mut Found) -> bool;

/// The document that begins at `from` and goes to the end of `source`.
pub(crate) fn split_from<'a>(source: &'a str, from: usize, options: &'a Options) -> FrontMatter<'a> {
    let mut found = Found {
        start: from,
        form: Form::None,
        header: Span::empty(from),
        matter: Span::empty(from),
        body: Span::new(from, source.len()),
        aside: None,
        title: None,
        date: None,
        diagnostics: Vec::new(),
    };
    // The order is a promise: see the guide in the page of the crate.
    let detectors: [Detector; 4] = [fence::detect, profiles::detect, lines::detect, bare::detect];
    // Nearly every text begins with a letter: no blank line is looked for then.
    let start = scan::skip_blank_lines(source, scan::after_bom(source, from));
    for detector in detectors {
        if detector(source, start, options, &mut found) {
            break;
        }
    }
    FrontMatter { source, found, options }
}

/// What a detector finds.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Where the document begins in its source.
    pub start: usize,
    pub form: Form,
    pub header: Span,
    pub matter: Span,
    pub body: Span,
    /// What stands inside the body and is none of its text.
    pub aside: Option<Span>,
    pub title: Option<Span>,
    pub date: Option<(Span, DateExpr)>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// Sets the three parts: the header from `start`, its inside, and the body after it.
    pub(crate) fn set(&mut self, form: Form, start: usize, matter: Span, body: Span) {
        self.form = form;
        self.header = Span::new(start, body.start());
        self.matter = matter;
        self.body = body;
    }
}

/// A document taken apart by [`split`]: spans of the source, fields read when asked for.
///
/// `prefix + header + body + trailer` is the source, byte for byte.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let source = "\u{FEFF}---\ntitre: Crue\n---\nTexte.\n";
/// let document = split(source);
/// let parts = [document.prefix(), document.header(), document.body(), document.trailer()];
/// assert_eq!(parts.map(|part| part.of(source)).concat(), source);
/// ```
#[derive(Clone, Debug)]
pub struct FrontMatter<'a> {
    pub(crate) source: &'a str,
    pub(crate) found: Found,
    pub(crate) options: &'a Options,
}

impl<'a> FrontMatter<'a> {
    /// The text that was taken apart; of a document of [`split_many`](crate::split_many), the file up to its end.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("Texte.\n").source(), "Texte.\n");
    /// ```
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The form of the header.
    ///
    /// ```
    /// use depeche_frontmatter::{Form, split};
    ///
    /// assert_eq!(split("% Crue\n% A. Roux\n\nTexte.\n").form(), Form::PandocTitle);
    /// assert_eq!(split("Texte.\n").form(), Form::None);
    /// ```
    #[must_use]
    pub fn form(&self) -> Form {
        self.found.form
    }

    /// What stands before the header: a byte order mark, blank lines.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("\n\n---\ntitre: x\n---\n").prefix().len(), 2);
    /// ```
    #[must_use]
    pub fn prefix(&self) -> Span {
        Span::new(self.found.start, self.found.header.start())
    }

    /// The header with its fences, up to the body; empty for [`Form::None`].
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "---\ntitre: Crue\n---\nTexte.\n";
    /// assert_eq!(split(source).header().of(source), "---\ntitre: Crue\n---\n");
    /// ```
    #[must_use]
    pub fn header(&self) -> Span {
        self.found.header
    }

    /// The inside of the header, without its fences.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "---\ntitre: Crue\n---\nTexte.\n";
    /// assert_eq!(split(source).matter().of(source), "titre: Crue\n");
    /// ```
    #[must_use]
    pub fn matter(&self) -> Span {
        self.found.matter
    }

    /// The text of [`matter`](FrontMatter::matter).
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("---\ntitre: Crue\n---\nTexte.\n").matter_text(), "titre: Crue\n");
    /// ```
    #[must_use]
    pub fn matter_text(&self) -> &'a str {
        self.found.matter.of(self.source)
    }

    /// The body. Its start is the number of bytes to skip; no white space of it is let go.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("---\ntitre: Crue\n---\n\nTexte.\n").body().start(), 20, "the blank line is of the body");
    /// ```
    #[must_use]
    pub fn body(&self) -> Span {
        self.found.body
    }

    /// The text of the body.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert_eq!(split("---\ntitre: Crue\n---\n\nTexte.\n").body_text(), "\nTexte.\n");
    /// ```
    #[must_use]
    pub fn body_text(&self) -> &'a str {
        if self.found.body.end() == Span::MAX {
            // A span cannot reach the end of a text of more than 4 GiB; the text itself can.
            return self.source.get(self.found.body.start()..).unwrap_or_default();
        }
        self.found.body.of(self.source)
    }

    /// What stands after the body and belongs to the header: the second half of the fields of a Nexis export. Empty
    /// for every other form.
    ///
    /// ```
    /// use depeche_frontmatter::{Options, Profile, split_with};
    ///
    /// let options = Options { profiles: vec![Profile::Nexis], ..Options::default() };
    /// let source = "2 of 7 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue\n\nLONGUEUR: 9 mots\n\nTexte.\n\nLANGUE: FR\n";
    /// assert_eq!(split_with(source, &options).trailer().of(source), "LANGUE: FR\n");
    /// ```
    #[must_use]
    pub fn trailer(&self) -> Span {
        Span::new(self.found.body.end(), self.source.len())
    }

    /// The parts of the body that are text, in order: all of it, but for the code between the lead and the rest of a document of
    /// Factiva (`TD`), which stands inside the body as a mark of the archive.
    ///
    /// ```
    /// use depeche_frontmatter::{Options, Profile, split, split_with};
    ///
    /// let source = "HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut.\nTD\nIl neige.\n";
    /// let options = Options { profiles: vec![Profile::Factiva], ..Options::default() };
    /// let parts: Vec<&str> = split_with(source, &options).body_parts().map(|part| part.of(source)).collect();
    /// assert_eq!(parts, ["Il pleut.\n", "Il neige.\n"]);
    /// assert_eq!(split("Texte.\n").body_parts().count(), 1);
    /// ```
    pub fn body_parts(&self) -> impl Iterator<Item = Span> + use<> {
        let Found { body, aside, .. } = self.found;
        let before = aside.map(|aside| Span::new(body.start(), aside.start()));
        let rest = aside.map_or(body, |aside| Span::new(aside.end(), body.end()));
        before.into_iter().chain([rest]).filter(|part| !part.is_empty())
    }

    /// The parts that are text to analyse, in order: the headline, when it stands in the source as it is, and
    /// [those of the body](FrontMatter::body_parts).
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let source = "date 2024-08 Le fleuve monte.\n\nTexte.\n";
    /// let regions: Vec<&str> = split(source).regions().map(|region| region.of(source)).collect();
    /// assert_eq!(regions, ["Le fleuve monte.", "Texte.\n"]);
    /// ```
    pub fn regions(&self) -> impl Iterator<Item = Span> {
        let title = self.title().and_then(|t| matches!(t.value, Cow::Borrowed(_)).then_some(t.span));
        title.into_iter().filter(|title| !title.is_empty()).chain(self.body_parts())
    }

    /// The headline.
    ///
    /// Reads the fields, for a form other than bare: who wants several things asks [`metadata`](FrontMatter::metadata)
    /// once.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let title = split("Objet : La crue\nDate : 15 août 2024\n\nTexte.\n").title().unwrap();
    /// assert_eq!((title.value.as_ref(), title.span.range()), ("La crue", 8..15));
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<Spanned<Cow<'a, str>>> {
        match (self.found.form, self.found.title) {
            (Form::None, _) => None,
            (_, Some(span)) => Some(Spanned { value: Cow::Borrowed(span.of(self.source)), span }),
            (_, None) => self.metadata().title(),
        }
    }

    /// The date of the document: of the first field that is a date by its key, and has one that can be read.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let date = split("Objet : La crue\nDate : 15 août 2024\n\nTexte.\n").date().unwrap();
    /// assert_eq!((date.value.to_string(), date.span.range()), ("2024-08-15".to_owned(), 23..36));
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Spanned<DateExpr>> {
        match (self.found.form, self.found.date) {
            (Form::None, _) => None,
            (_, Some((span, value))) => Some(Spanned { value, span }),
            (_, None) => self.metadata().date(),
        }
    }

    /// The fields of the header, in order, those that stand twice kept twice; and what was seen while reading them.
    ///
    /// Never fails: of a header that cannot be read to its end, the fields before that place are there, and a
    /// diagnostic says the rest.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let metadata = split("---\ntitre: Crue\nmots: [Loire]\n---\n").metadata();
    /// let keys: Vec<&str> = metadata.fields().iter().map(|field| field.key.value.as_ref()).collect();
    /// assert_eq!(keys, ["titre", "mots"]);
    /// ```
    #[must_use]
    pub fn metadata(&self) -> Metadata<'a> {
        Metadata::read(self)
    }

    /// What was seen while the document was taken apart. What is seen in the fields is in
    /// [`Metadata::diagnostics`]; [`all_diagnostics`](FrontMatter::all_diagnostics) has both.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let document = split("---\ntitre: Crue\n\nTexte.\n");
    /// assert_eq!(document.diagnostics()[0].code.as_str(), "FM001", "the fence is never closed");
    /// ```
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.found.diagnostics
    }

    /// Everything seen, in the document and in its fields, in the order of the places.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// let document = split("\n---\ntitre: Crue : le point\n---\n");
    /// let codes: Vec<&str> = document.all_diagnostics().iter().map(|seen| seen.code.as_str()).collect();
    /// assert_eq!(codes, ["FM-W01", "FM008"]);
    /// ```
    #[must_use]
    pub fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.found.diagnostics.clone();
        all.extend(self.metadata().into_diagnostics());
        all.sort_by_key(|d| d.span.start());
        all
    }

    /// This document, or the first thing seen that is an error; with [`Options::strict`], a warning too.
    ///
    /// ```
    /// use depeche_frontmatter::split;
    ///
    /// assert!(split("---\ntitre: Crue\n---\n").checked().is_ok());
    /// let error = split("---\ndate: 2024-02-30\n---\n").checked().unwrap_err();
    /// assert_eq!((error.code().as_str(), error.diagnostic().position.line), ("FM021", 2));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error`] with the diagnostic.
    pub fn checked(self) -> Result<FrontMatter<'a>, Error> {
        let least = if self.options.strict { Severity::Warning } else { Severity::Error };
        match self.all_diagnostics().into_iter().find(|d| d.severity >= least) {
            Some(diagnostic) => Err(Error::new(diagnostic)),
            None => Ok(self),
        }
    }

    /// The dateline at the beginning of the text, `PARIS, 12 août 2024 (AFP) –`. It stays in the body.
    ///
    /// ```
    /// let document = depeche_frontmatter::split("PARIS, 12 août (Reuters) - La Bourse recule.\n");
    /// let dateline = document.dateline().unwrap();
    /// assert_eq!(dateline.place.value, "PARIS");
    /// assert_eq!(dateline.date.unwrap().value.to_string(), "--08-12");
    /// ```
    #[must_use]
    pub fn dateline(&self) -> Option<Dateline<'a>> {
        dateline::find(self.source, self.found.body)
    }

    /// The beginning of the body up to [`Options::excerpt_separator`]; `None` when there is none.
    ///
    /// ```
    /// use depeche_frontmatter::{Options, split_with};
    ///
    /// let options = Options { excerpt_separator: Some("<!-- suite -->".into()), ..Options::default() };
    /// assert_eq!(split_with("Le chapô.<!-- suite -->Le reste.", &options).excerpt(), Some("Le chapô."));
    /// ```
    #[must_use]
    pub fn excerpt(&self) -> Option<&'a str> {
        let separator = self.options.excerpt_separator.as_deref().filter(|s| !s.is_empty())?;
        self.body_text().split_once(separator).map(|(excerpt, _)| excerpt)
    }
}
