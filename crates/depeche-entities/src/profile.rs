//! How sure a mention must be to be kept.

use depeche_text::UnknownName;
use std::fmt;
use std::str::FromStr;

/// How the tagger trades what it finds for how sure it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Profile {
    /// The best balance: every mention that is more probably right than wrong, or nearly.
    #[default]
    Balanced,
    /// Only mentions with a confidence of 0.86 or more that stand firm: nothing beside them says that they may be a part of a
    /// longer name (*canton de \[Béthune\]*), a title, an opponent in a game or an acronym's gloss, and of names of one word
    /// only those that a list or the document knows well. For building data, for links shown to readers.
    Precise,
    /// Every candidate that is worth a look: for search, for annotation by hand afterwards.
    Recall,
}

impl Profile {
    /// Every profile.
    pub const ALL: &[Profile] = &[Profile::Balanced, Profile::Precise, Profile::Recall];

    /// The name used on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Profile::Balanced => "balanced",
            Profile::Precise => "precise",
            Profile::Recall => "recall",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// ```
/// use depeche_entities::Profile;
///
/// assert_eq!("precise".parse(), Ok(Profile::Precise));
/// let error = "bold".parse::<Profile>().unwrap_err();
/// assert_eq!(error.to_string(), "expected balanced, precise or recall, found \"bold\"");
/// ```
impl FromStr for Profile {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Profile, UnknownName> {
        UnknownName::unless_known(Profile::ALL, Profile::as_str, name)
    }
}
