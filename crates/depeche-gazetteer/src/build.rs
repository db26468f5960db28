//! From entries to a compiled file.

use crate::atoms::atoms;
use crate::compile::compile;
use crate::entry::{Entry, FormOptions};
use crate::error::{Error, ErrorCode};
use crate::rows::Rows;
use std::collections::BTreeSet;

/// The longest form, in bytes.
pub const MAX_FORM_BYTES: usize = 1024;
/// The longest form, in words (and signs that are not part of one).
pub const MAX_FORM_WORDS: usize = 64;
/// The longest word of a form, in bytes.
pub const MAX_WORD_BYTES: usize = 255;

/// What to do with two rows about the same entry: the same id, type and name (or no id, and the same type and name).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Duplicates {
    /// One entry with the forms and attributes of both and the greater weight. Two values for one attribute are an error.
    #[default]
    Merge,
    /// An error.
    Refuse,
}

/// Gathers entries and compiles them.
///
/// ```
/// use depeche_gazetteer::{Entry, Gazetteer, GazetteerBuilder};
/// use depeche_text::EntityType;
///
/// let mut builder = GazetteerBuilder::new();
/// builder.push(Entry::new(EntityType::LOC, "Arménie").with_id("iso:AM"))?;
/// builder.read_tsv("iso:FR\tLOC\tFrance\tHexagone\t200\n", Some("pays.tsv"))?;
/// let file = builder.compile()?;
/// let gazetteer = Gazetteer::open(&file)?;
/// assert_eq!(gazetteer.len(), 2);
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
///
/// The same entries in any order, from any source, give the same bytes.
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    rows: Rows,
    hidden_ids: BTreeSet<String>,
    hidden_forms: Vec<(String, FormOptions)>,
    duplicates: Duplicates,
}

impl GazetteerBuilder {
    /// A builder without entries.
    #[must_use]
    pub fn new() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// The same builder with another policy for duplicates.
    ///
    /// ```
    /// # use depeche_gazetteer::{Entry, GazetteerBuilder, Duplicates, ErrorCode};
    /// # use depeche_text::EntityType;
    /// let mut builder = GazetteerBuilder::new().with_duplicates(Duplicates::Refuse);
    /// builder.push(Entry::new(EntityType::LOC, "Namur"))?;
    /// builder.push(Entry::new(EntityType::LOC, "Namur"))?;
    /// assert_eq!(builder.compile().unwrap_err().code(), ErrorCode::Duplicate);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn with_duplicates(mut self, duplicates: Duplicates) -> GazetteerBuilder {
        self.duplicates = duplicates;
        self
    }

    /// Adds an entry.
    ///
    /// ```
    /// # use depeche_gazetteer::{Entry, GazetteerBuilder, ErrorCode};
    /// # use depeche_text::EntityType;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.push(Entry::new(EntityType::LOC, "Cotonou").with_id("geonames:2394819"))?;
    /// let empty = builder.push(Entry::new(EntityType::LOC, " "));
    /// assert_eq!(empty.unwrap_err().code(), ErrorCode::EmptyForm);
    /// assert_eq!(builder.len(), 1);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::EmptyForm`], [`ErrorCode::FormTooLong`], [`ErrorCode::ControlCharacter`], [`ErrorCode::Attribute`],
    /// [`ErrorCode::NoForm`], [`ErrorCode::TooBig`]; the builder is as before.
    pub fn push(&mut self, entry: Entry) -> Result<(), Error> {
        check(&entry)?;
        self.rows.push(entry, None, 0)
    }

    /// Adds an entry that stands in this line of a source.
    pub(crate) fn push_from(&mut self, entry: Entry, file: Option<&str>, line: usize) -> Result<(), Error> {
        check(&entry)?;
        self.rows.push(entry, file, line)
    }

    /// In a layer over others: hides every entry under it that has this id.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers};
    /// let mut base = GazetteerBuilder::new();
    /// base.read_tsv("x:1\tLOC\tMons\nx:2\tPER\tMons\n", None)?;
    /// let base = base.compile()?;
    /// let mut own = GazetteerBuilder::new();
    /// own.hide_id("x:2");
    /// let own = own.compile()?;
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// let ids: Vec<_> = layers.lookup("Mons").map(|(_, entry)| entry.id().unwrap().into_owned()).collect();
    /// assert_eq!(ids, ["x:1"]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn hide_id(&mut self, id: impl Into<String>) {
        self.hidden_ids.insert(id.into());
    }

    /// In a layer over others: hides every mention that is written like this, whatever entries under it have the form.
    ///
    /// With `plural` and `feminine` it hides what they make of it too. What is found after *au* or *des* without its article
    /// (*au Havre*) is another form: hide *Havre* too.
    ///
    /// ```
    /// # use depeche_gazetteer::{FormOptions, Gazetteer, GazetteerBuilder, Layers};
    /// let mut base = GazetteerBuilder::new();
    /// base.read_tsv("x:1\tLOC\tSoulac\tSoulac-sur-Mer\n", None)?;
    /// let base = base.compile()?;
    /// let mut own = GazetteerBuilder::new();
    /// own.hide_form("Soulac", FormOptions::default())?;
    /// let own = own.compile()?;
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// assert_eq!(layers.lookup("Soulac").count(), 0);
    /// assert_eq!(layers.lookup("Soulac-sur-Mer").count(), 1);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`push`](GazetteerBuilder::push).
    pub fn hide_form(&mut self, text: impl Into<String>, options: FormOptions) -> Result<(), Error> {
        let text = text.into();
        check_form(&text)?;
        self.hidden_forms.push((text, options));
        Ok(())
    }

    /// The number of entries so far, duplicates counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to compile.
    ///
    /// ```
    /// # use depeche_gazetteer::GazetteerBuilder;
    /// let mut builder = GazetteerBuilder::new();
    /// assert!(builder.is_empty());
    /// builder.hide_id("x:1");
    /// assert!(builder.len() == 0 && !builder.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0 && self.hidden_ids.is_empty() && self.hidden_forms.is_empty()
    }

    /// Compiles what was gathered into a file for [`Gazetteer::open`](crate::Gazetteer::open).
    ///
    /// Time `O(n log n)` in the number of forms; about a microsecond a name, with taking it in.
    ///
    /// ```
    /// # use depeche_gazetteer::{Entry, GazetteerBuilder, Gazetteer};
    /// # use depeche_text::EntityType;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.push(Entry::new(EntityType::LOC, "Lomé"))?;
    /// builder.push(Entry::new(EntityType::LOC, "Kara"))?;
    /// let file = builder.compile()?;
    /// assert_eq!(Gazetteer::open(&file)?.len(), 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Duplicate`], [`ErrorCode::TooManySpellings`], [`ErrorCode::TooBig`].
    pub fn compile(self) -> Result<Vec<u8>, Error> {
        self.compile_with(|_| ())
    }

    /// Like [`compile`](GazetteerBuilder::compile); calls `progress` from time to time with the part that is done, from 0
    /// to 1.
    ///
    /// ```
    /// # use depeche_gazetteer::GazetteerBuilder;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:BE\tLOC\tBelgique\n", None)?;
    /// let mut done = Vec::new();
    /// builder.compile_with(|part| done.push(part))?;
    /// assert!(done.is_sorted() && done.last() == Some(&1.0));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for `compile`.
    pub fn compile_with(mut self, mut progress: impl FnMut(f32)) -> Result<Vec<u8>, Error> {
        progress(0.0);
        self.rows.merge(self.duplicates == Duplicates::Refuse)?;
        progress(0.1);
        compile(self.rows, &self.hidden_ids, &self.hidden_forms, progress)
    }
}

fn check(entry: &Entry) -> Result<(), Error> {
    check_form(&entry.name)?;
    entry.forms.iter().try_for_each(|form| check_form(&form.text))?;
    if entry.name_options.is_none() && entry.forms.is_empty() {
        return Err(Error::new(
            ErrorCode::NoForm,
            format!(
                "expected a form of {:?}, whose name is not one: add a form or leave \"noname\" out",
                entry.name
            ),
        ));
    }
    if let Some((key, _)) = entry.attributes.iter().find(|(key, _)| key.is_empty()) {
        return Err(Error::new(
            ErrorCode::Attribute,
            format!("expected an attribute with a name, found {key:?}"),
        ));
    }
    Ok(())
}

fn check_form(text: &str) -> Result<(), Error> {
    // Nearly every form: it has a word, and cannot have too many.
    if text.len() <= MAX_FORM_WORDS
        && text.bytes().all(|b| (b' '..=b'~').contains(&b))
        && text.bytes().any(|b| b.is_ascii_alphanumeric())
    {
        return Ok(());
    }
    let shown = || text.chars().take(40).collect::<String>();
    if text.len() > MAX_FORM_BYTES {
        return Err(Error::new(
            ErrorCode::FormTooLong,
            format!(
                "expected a form of at most {MAX_FORM_BYTES} bytes, found {} in {:?}…",
                text.len(),
                shown()
            ),
        ));
    }
    if let Some(c) = text.chars().find(|&c| c.is_control() && c != '\t') {
        return Err(Error::new(
            ErrorCode::ControlCharacter,
            format!("expected a form in one line, found {c:?} in {:?}", shown()),
        ));
    }
    let trimmed = text.trim();
    let mut words = 0usize;
    let mut longest = 0usize;
    let mut empty = false;
    for atom in atoms(trimmed) {
        let word = trimmed.get(atom.start..atom.end).unwrap_or_default();
        words = words.saturating_add(1);
        longest = longest.max(word.len());
        empty |=
            !word.is_ascii() && depeche_text::fold::fold(word, depeche_text::fold::Folding::FULL).is_empty();
    }
    if words == 0 || empty {
        return Err(Error::new(
            ErrorCode::EmptyForm,
            format!("expected a form of words that can be seen, found {:?}", shown()),
        ));
    }
    if words > MAX_FORM_WORDS || longest > MAX_WORD_BYTES {
        return Err(Error::new(
            ErrorCode::FormTooLong,
            format!(
                "expected a form of at most {MAX_FORM_WORDS} words of {MAX_WORD_BYTES} bytes, found {words} of up to \
                 {longest} in {:?}",
                shown()
            ),
        ));
    }
    Ok(())
}
