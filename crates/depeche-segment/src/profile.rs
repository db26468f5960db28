//! What counts as a sentence.

use depeche_text::UnknownName;
use std::fmt;
use std::str::FromStr;

/// What a sentence is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Profile {
    /// What a reader calls a sentence: `;` and `:` do not end one inside a line.
    #[default]
    Default,
    /// What the Universal Dependencies treebanks of French call one: `;` ends it, a lower-case start after a full stop
    /// is a start, and headings without a final mark are found in running text.
    Ud,
}

impl Profile {
    /// Every profile.
    pub const ALL: &[Profile] = &[Profile::Default, Profile::Ud];

    /// The name used on the command line: `default`, `ud`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Ud => "ud",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// ```
/// use depeche_segment::Profile;
///
/// assert_eq!("ud".parse(), Ok(Profile::Ud));
/// let error = "oral".parse::<Profile>().unwrap_err();
/// assert_eq!(error.to_string(), "expected default or ud, found \"oral\"");
/// ```
impl FromStr for Profile {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Profile, UnknownName> {
        UnknownName::unless_known(Profile::ALL, Profile::as_str, name)
    }
}
