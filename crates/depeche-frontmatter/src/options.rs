//! What the caller decides.

use crate::form::Form;

/// The fences of a header that is fenced in no usual way, and the format between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delimiters {
    /// The line that opens the header.
    pub open: String,
    /// The line that closes it.
    pub close: String,
    /// [`Form::Yaml`], [`Form::Toml`] or [`Form::Json`].
    pub form: Form,
}

/// An export format that is looked for only when asked: its marks are ordinary words.
///
/// ```
/// use depeche_frontmatter::{Form, Options, Profile, split_with};
///
/// let options = Options { profiles: vec![Profile::Factiva], ..Options::default() };
/// let document = split_with("HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nTexte.\n", &options);
/// assert_eq!((document.form(), document.body_text()), (Form::Factiva, "Texte.\n"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Profile {
    /// The text export of Nexis: `2 of 7 DOCUMENTS`, `LONGUEUR: 143 mots`.
    Nexis,
    /// The text export of Factiva: lines that begin with `HD`, `PD`, `SN`, `LP`, `TD`.
    Factiva,
}

impl Profile {
    /// The exports of all press archives that are known, as [`Options::profiles`] takes them.
    ///
    /// ```
    /// use depeche_frontmatter::{Form, Options, Profile, split_with};
    ///
    /// let options = Options { profiles: Profile::ARCHIVES.to_vec(), ..Options::default() };
    /// let document = split_with("HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nTexte.\n", &options);
    /// assert_eq!(document.form(), Form::Factiva);
    /// ```
    pub const ARCHIVES: &[Profile] = &[Profile::Nexis, Profile::Factiva];
}

/// What to do with a key that stands twice, when a header is read into a type. The fields always keep both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Duplicates {
    /// An error in YAML, TOML and JSON; in the line forms, where it is usual, a warning, and the first counts.
    #[default]
    Error,
    /// The first counts.
    First,
    /// The last counts.
    Last,
}

/// Bounds that keep a hostile header cheap.
///
/// ```
/// use depeche_frontmatter::{Form, Limits, Options, split_with};
///
/// let options = Options { limits: Limits { header: 32, ..Limits::default() }, ..Options::default() };
/// let document = split_with("---\nresume: plus de trente-deux bytes\n---\nTexte.\n", &options);
/// assert_eq!((document.form(), document.diagnostics()[0].code.as_str()), (Form::None, "FM016"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Limits {
    /// The longest header, in bytes.
    pub header: usize,
    /// How deeply values may be nested, the header itself being the first level.
    pub depth: usize,
    /// How many values a header may have, those that aliases stand for counted each time.
    pub nodes: usize,
    /// The longest headline of a bare header, in characters; a longer one is taken for the text.
    pub headline: usize,
}

impl Limits {
    const USUAL: Limits = Limits { header: 64 * 1024, depth: 64, nodes: 20_000, headline: 300 };
}

impl Default for Limits {
    /// 64 KiB, 64 levels, 20 000 values, 300 characters.
    fn default() -> Limits {
        Limits::USUAL
    }
}

/// What [`split_with`](crate::split_with) looks for, and how strictly.
///
/// ```
/// use depeche_frontmatter::{Delimiters, Form, Options, split_with};
///
/// let options = Options {
///     delimiters: Some(Delimiters { open: "<!--".into(), close: "-->".into(), form: Form::Yaml }),
///     ..Options::default()
/// };
/// let document = split_with("<!--\ntitre: Crue\n-->\nTexte.\n", &options);
/// assert_eq!((document.form(), document.body_text()), (Form::Yaml, "Texte.\n"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The forms that are looked for; `None` is all of them.
    pub forms: Option<Vec<Form>>,
    /// Fences of the caller's, looked for before all others.
    pub delimiters: Option<Delimiters>,
    /// Export formats that are looked for.
    pub profiles: Vec<Profile>,
    /// Keys of the caller's that count as known in the line forms, each as it is written in the corpus.
    pub keys: Vec<String>,
    /// Whether four and more dashes (or pluses) are a fence.
    pub long_fences: bool,
    /// What ends the excerpt of the body; see [`FrontMatter::excerpt`](crate::FrontMatter::excerpt).
    pub excerpt_separator: Option<String>,
    /// What a key that stands twice means.
    pub duplicates: Duplicates,
    /// Whether warnings are errors for [`FrontMatter::checked`](crate::FrontMatter::checked) and
    /// [`FrontMatter::parse`](crate::FrontMatter::parse).
    pub strict: bool,
    /// Bounds.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Options {
        Options::USUAL
    }
}

impl Options {
    /// The default, where a reference that lives long is needed.
    pub(crate) const USUAL: Options = Options {
        forms: None,
        delimiters: None,
        profiles: Vec::new(),
        keys: Vec::new(),
        long_fences: false,
        excerpt_separator: None,
        duplicates: Duplicates::Error,
        strict: false,
        limits: Limits::USUAL,
    };

    pub(crate) fn wants(&self, form: Form) -> bool {
        self.forms.as_ref().is_none_or(|forms| forms.contains(&form))
    }
}
