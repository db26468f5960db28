//! What is said of a name that names nothing.

use crate::message::excerpt;
use std::fmt;

/// A name that none of the values of a closed set has.
///
/// ```
/// use depeche_text::TokenKind;
///
/// assert_eq!("elided".parse(), Ok(TokenKind::Elided));
/// let error = "verb".parse::<TokenKind>().unwrap_err();
/// assert!(error.to_string().starts_with("expected word, elided, "));
/// assert!(error.to_string().ends_with(", found \"verb\""));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownName {
    expected: Vec<&'static str>,
    found: String,
}

impl UnknownName {
    /// The one of `all` whose name, as `name_of` tells it, is `name`: what a `FromStr` is made of.
    ///
    /// # Errors
    ///
    /// That none of them has the name, and which names there are.
    pub fn unless_known<T: Copy>(
        all: &[T],
        name_of: impl Fn(T) -> &'static str,
        name: &str,
    ) -> Result<T, UnknownName> {
        all.iter().copied().find(|value| name_of(*value) == name).ok_or_else(|| UnknownName {
            expected: all.iter().copied().map(name_of).collect(),
            found: excerpt(name).into_owned(),
        })
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        for (at, name) in self.expected.iter().enumerate() {
            f.write_str(match at {
                0 => "",
                _ if at.saturating_add(1) == self.expected.len() => " or ",
                _ => ", ",
            })?;
            f.write_str(name)?;
        }
        write!(f, ", found {:?}", self.found)
    }
}

impl std::error::Error for UnknownName {}
