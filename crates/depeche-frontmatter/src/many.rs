//! Files that hold many documents.

use crate::form::Form;
use crate::frontmatter::{FrontMatter, USUAL, split_from};
use crate::options::Options;
use crate::{lines, profiles};

/// The documents of a file that holds many: of a starred corpus, each `**** *…` line begins one. Another file is one
/// document.
///
/// Every span is a span of `source`. What stands before the first document goes with it, as its prefix.
///
/// ```
/// let corpus = "**** *date_2024\nUn.\n**** *date_2025\nDeux.\n";
/// let dates: Vec<String> = depeche_frontmatter::split_many(corpus)
///     .map(|document| document.date().unwrap().value.to_string())
///     .collect();
/// assert_eq!(dates, ["2024", "2025"]);
/// ```
pub fn split_many(source: &str) -> SplitMany<'_> {
    split_many_with(source, &USUAL)
}

/// [`split_many`] with [`Options`]: of a Nexis export each `2 of 7 DOCUMENTS` begins a document, in one of Factiva the first
/// line after each `AN Document …`, when [`Options::profiles`] asks for it.
///
/// ```
/// use depeche_frontmatter::{Options, Profile, split_many_with};
///
/// let options = Options { profiles: vec![Profile::Nexis], ..Options::default() };
/// let one = |n| format!("{n} of 2 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue\n\nLENGTH: 9 words\n\nTexte.\n\n");
/// assert_eq!(split_many_with(&[one(1), one(2)].concat(), &options).count(), 2);
/// ```
pub fn split_many_with<'a>(source: &'a str, options: &'a Options) -> SplitMany<'a> {
    SplitMany { source, options, at: Some(0) }
}

/// The iterator of [`split_many`].
#[derive(Clone, Debug)]
pub struct SplitMany<'a> {
    source: &'a str,
    options: &'a Options,
    /// Where the next document begins.
    at: Option<usize>,
}

impl<'a> Iterator for SplitMany<'a> {
    type Item = FrontMatter<'a>;

    fn next(&mut self) -> Option<FrontMatter<'a>> {
        let start = self.at.take()?;
        // Of an export the end is looked for first: what stands after the body is looked for from the end.
        if let Some(end) = profiles::document_after(self.source, start, self.options) {
            let document = split_from(self.source.get(..end).unwrap_or(self.source), start, self.options);
            if matches!(document.form(), Form::Nexis | Form::Factiva) {
                self.at = Some(end);
                return Some(document);
            }
        }
        let first = split_from(self.source, start, self.options);
        let next = match first.form() {
            Form::Starred => lines::next_starred(self.source, first.header().end()),
            _ => None,
        };
        let Some(end) = next else { return Some(first) };
        self.at = Some(end);
        Some(split_from(self.source.get(..end).unwrap_or(self.source), start, self.options))
    }
}

impl std::iter::FusedIterator for SplitMany<'_> {}
