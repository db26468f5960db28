//! What a gazetteer is made of: entries, their forms and how each form is matched.

use crate::error::{Error, ErrorCode};
use depeche_text::EntityType;
use std::fmt::{self, Write as _};

/// How the capitals of a form are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum Case {
    /// Each letter as the form has it.
    Exact,
    /// A capital asks for a capital; a small letter is also found as a capital, at the beginning of a word or in a word of
    /// capitals: `Orange` finds *Orange* and *ORANGE*, not *orange*; `Union européenne` finds *Union Européenne*. A word
    /// of capitals (`ONU`) is found in capitals only, and one with capitals inside (`McDo`) as it is or in capitals.
    #[default]
    Smart,
    /// Capitals and small letters are the same.
    Insensitive,
}

/// How the diacritics of a form are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum Diacritics {
    /// *Côte* is not *Cote*.
    Exact,
    /// *Etats-Unis* is *États-Unis*, *Oeuvre* is *Œuvre*.
    #[default]
    Folded,
}

/// How a form is matched, and which other forms are made from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FormOptions {
    /// How capitals are compared.
    pub case: Case,
    /// How diacritics are compared.
    pub diacritics: Diacritics,
    /// The regular French plural of the last word is a form too: `Arménien`, *Arméniens*.
    pub plural: bool,
    /// The regular French feminine of the last word is a form too: `Arménien`, *Arménienne*.
    pub feminine: bool,
    /// The first word is an article: it is found in small letters too (*le Havre*, *l'Humanité*), and what follows *Le* or
    /// *Les* is found after a contraction (*au Havre*, *des Ulis*; the span is *Havre*, *Ulis*).
    pub article: bool,
}

impl FormOptions {
    /// Case and diacritics as the form has them.
    pub const EXACT: FormOptions = FormOptions {
        case: Case::Exact,
        diacritics: Diacritics::Exact,
        plural: false,
        feminine: false,
        article: false,
    };

    /// Reads the words of an options column: `case=exact|smart|insensitive`, `diacritics=exact|folded`, `plural`,
    /// `feminine`, `article`; and `noname`, which is given back as `false`: the name is not a form.
    ///
    /// ```
    /// use depeche_gazetteer::{Case, FormOptions};
    ///
    /// let (options, is_form) = FormOptions::parse("case=exact plural noname")?;
    /// assert!(options.case == Case::Exact && options.plural && !is_form);
    /// assert!(FormOptions::parse("case=none").is_err());
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::UnknownOption`], [`ErrorCode::Contradiction`].
    pub fn parse(words: &str) -> Result<(FormOptions, bool), Error> {
        let mut options = FormOptions::default();
        let mut name_is_form = true;
        let mut case = None;
        let mut diacritics = None;
        for word in words.split_ascii_whitespace() {
            match word {
                "plural" => options.plural = true,
                "feminine" => options.feminine = true,
                "article" => options.article = true,
                "noname" => name_is_form = false,
                "case=exact" => once(&mut case, Case::Exact, word)?,
                "case=smart" => once(&mut case, Case::Smart, word)?,
                "case=insensitive" => once(&mut case, Case::Insensitive, word)?,
                "diacritics=exact" => once(&mut diacritics, Diacritics::Exact, word)?,
                "diacritics=folded" => once(&mut diacritics, Diacritics::Folded, word)?,
                _ => {
                    return Err(Error::new(
                        ErrorCode::UnknownOption,
                        format!(
                            "expected case=exact|smart|insensitive, diacritics=exact|folded, plural, feminine, article or \
                             noname, found {word:?}"
                        ),
                    ));
                }
            }
        }
        options.case = case.unwrap_or_default();
        options.diacritics = diacritics.unwrap_or_default();
        Ok((options, name_is_form))
    }
}

/// The words that [`FormOptions::parse`] reads, without those for the defaults.
impl fmt::Display for FormOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            (self.case == Case::Exact, "case=exact"),
            (self.case == Case::Insensitive, "case=insensitive"),
            (self.diacritics == Diacritics::Exact, "diacritics=exact"),
            (self.plural, "plural"),
            (self.feminine, "feminine"),
            (self.article, "article"),
        ];
        for (i, (_, word)) in words.iter().filter(|(said, _)| *said).enumerate() {
            write!(f, "{}{word}", if i > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

fn once<T: PartialEq>(slot: &mut Option<T>, value: T, word: &str) -> Result<(), Error> {
    match slot {
        Some(before) if *before != value => Err(Error::new(
            ErrorCode::Contradiction,
            format!(
                "expected one value for each option, found {word:?} after another value: keep one of them"
            ),
        )),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

/// A surface form: a way of writing the name of an entry.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Form {
    /// The form as it is written.
    pub text: String,
    /// How it is matched.
    pub options: FormOptions,
}

/// A known entity: its names and what is known about it.
///
/// ```
/// use depeche_gazetteer::{Case, Entry, FormOptions};
/// use depeche_text::EntityType;
///
/// let entry = Entry::new(EntityType::new("LOC:city").unwrap(), "Le Havre")
///     .with_id("geonames:3003796")
///     .with_weight(120)
///     .with_attribute("country", "FR")
///     .with_name_options(FormOptions { article: true, ..FormOptions::default() });
/// assert_eq!(entry.name, "Le Havre");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// An identifier out of any scheme: `iso:AM`, `wikidata:Q90`, `geonames:2988507`, one's own.
    pub id: Option<String>,
    /// What kind of thing it is.
    pub kind: EntityType,
    /// The canonical name.
    pub name: String,
    /// How the canonical name is matched; `None` when it is not itself a form.
    pub name_options: Option<FormOptions>,
    /// The other forms.
    pub forms: Vec<Form>,
    /// How much it is to be preferred to another entry with the same form, from 0 to 255.
    pub weight: u8,
    /// What else is known, as keys and values.
    pub attributes: Vec<(String, String)>,
}

impl Entry {
    /// An entry with this name, which is its only form.
    #[must_use]
    pub fn new(kind: EntityType, name: impl Into<String>) -> Entry {
        Entry {
            id: None,
            kind,
            name: name.into(),
            name_options: Some(FormOptions::default()),
            forms: Vec::new(),
            weight: 0,
            attributes: Vec::new(),
        }
    }

    /// The same entry with an id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Entry {
        self.id = Some(id.into());
        self
    }

    /// The same entry with another form.
    ///
    /// ```
    /// use depeche_gazetteer::{Entry, FormOptions};
    /// use depeche_text::EntityType;
    ///
    /// let entry = Entry::new(EntityType::ORG, "Union africaine").with_form("UA", FormOptions::EXACT);
    /// assert_eq!(entry.forms[0].text, "UA");
    /// ```
    #[must_use]
    pub fn with_form(mut self, text: impl Into<String>, options: FormOptions) -> Entry {
        self.forms.push(Form { text: text.into(), options });
        self
    }

    /// The same entry whose name is matched in this way.
    ///
    /// ```
    /// use depeche_gazetteer::{Entry, FormOptions};
    /// use depeche_text::EntityType;
    ///
    /// // Found in *aux Ulis* too.
    /// let article = FormOptions { article: true, ..FormOptions::default() };
    /// let entry = Entry::new(EntityType::LOC, "Les Ulis").with_name_options(article);
    /// assert!(entry.name_options.is_some_and(|options| options.article));
    /// ```
    #[must_use]
    pub fn with_name_options(mut self, options: FormOptions) -> Entry {
        self.name_options = Some(options);
        self
    }

    /// The same entry with a prior weight.
    #[must_use]
    pub fn with_weight(mut self, weight: u8) -> Entry {
        self.weight = weight;
        self
    }

    /// The lines of a table that [`read_tsv`](crate::GazetteerBuilder::read_tsv) reads as this entry: one, and one more for each
    /// other set of options that some of the forms have.
    ///
    /// A table cannot hold `|` in a form, `;` in an attribute, nor a tab.
    ///
    /// ```
    /// use depeche_gazetteer::{Entry, FormOptions};
    /// use depeche_text::EntityType;
    ///
    /// let entry = Entry::new(EntityType::ORG, "Organisation des Nations unies")
    ///     .with_form("Nations unies", FormOptions::default())
    ///     .with_form("ONU", FormOptions::EXACT);
    /// assert_eq!(
    ///     entry.to_tsv(),
    ///     "-\tORG\tOrganisation des Nations unies\tNations unies\n\
    ///      -\tORG\tOrganisation des Nations unies\tONU\t\t\tcase=exact diacritics=exact noname\n"
    /// );
    /// ```
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut groups: Vec<(FormOptions, bool, Vec<&str>)> = Vec::new();
        if let Some(options) = self.name_options {
            groups.push((options, true, Vec::new()));
        }
        for form in &self.forms {
            match groups.iter_mut().find(|(options, ..)| *options == form.options) {
                Some((_, _, texts)) => texts.push(&form.text),
                None => groups.push((form.options, false, vec![&form.text])),
            }
        }
        let id = self.id.as_deref().unwrap_or("-");
        let weight = if self.weight == 0 { String::new() } else { self.weight.to_string() };
        let attributes: Vec<String> =
            self.attributes.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut lines = String::new();
        for (options, named, texts) in groups {
            let options = match (options.to_string(), named) {
                (options, true) => options,
                (options, false) if options.is_empty() => "noname".to_owned(),
                (options, false) => format!("{options} noname"),
            };
            let (forms, attributes) = (texts.join("|"), attributes.join(";"));
            let columns =
                format!("{id}\t{}\t{}\t{forms}\t{weight}\t{attributes}\t{options}", self.kind, self.name);
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{}", columns.trim_end_matches('\t'));
        }
        lines
    }

    /// The same entry with one more attribute.
    #[must_use]
    pub fn with_attribute(mut self, key: impl Into<String>, value: impl Into<String>) -> Entry {
        self.attributes.push((key.into(), value.into()));
        self
    }
}

impl From<Case> for u8 {
    fn from(case: Case) -> u8 {
        match case {
            Case::Smart => 0,
            Case::Exact => 1,
            Case::Insensitive => 2,
        }
    }
}

impl From<Diacritics> for u8 {
    fn from(diacritics: Diacritics) -> u8 {
        match diacritics {
            Diacritics::Folded => 0,
            Diacritics::Exact => 1,
        }
    }
}
