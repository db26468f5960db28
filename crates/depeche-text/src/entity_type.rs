//! The type of an entity: a short label from an open set.

use std::fmt;
use std::str::FromStr;

/// The longest label, in bytes.
const MAX: usize = 23;

/// The type of an entity: an open set of short labels, with the usual ones as constants.
///
/// A label is a main type, alone (`PER`) or followed by a colon and a finer one (`LOC:city`, `ORG:party`). It is kept
/// inline: 24 bytes, `Copy`, no allocation, no lifetime.
///
/// ```
/// use depeche_text::EntityType;
///
/// let city = EntityType::new("LOC:city").unwrap();
/// assert_eq!(city.main(), EntityType::LOC);
/// assert_eq!(city.subtype(), Some("city"));
/// assert_eq!(EntityType::PER.as_str(), "PER");
/// assert!(EntityType::new("not a label").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityType {
    bytes: [u8; MAX],
    len: u8,
}

impl EntityType {
    /// A person: *Emmanuel Macron*, *Mme Curie*.
    pub const PER: EntityType = EntityType::constant(b"PER");
    /// A place: *la Loire*, *Bamako*, *l'Arménie*.
    pub const LOC: EntityType = EntityType::constant(b"LOC");
    /// An organisation: *l'ONU*, *Renault*, *le Parti socialiste*.
    pub const ORG: EntityType = EntityType::constant(b"ORG");
    /// An event with a name: *la COP29*, *les Jeux olympiques*.
    pub const EVENT: EntityType = EntityType::constant(b"EVENT");
    /// A name or adjective made from a place: *les Arméniens*, *le président russe*.
    pub const DEMONYM: EntityType = EntityType::constant(b"DEMONYM");
    /// Another name: a work, a product, a law.
    pub const MISC: EntityType = EntityType::constant(b"MISC");
    /// A date: *15 août 2024*, *mi-août*. No name; found where it is asked for.
    pub const DATE: EntityType = EntityType::constant(b"DATE");
    /// A number with its unit: *3,5 millions d'euros*, *12 %*. No name; found where it is asked for.
    pub const AMOUNT: EntityType = EntityType::constant(b"AMOUNT");

    const fn constant(label: &[u8]) -> EntityType {
        let mut bytes = [0; MAX];
        let (head, _) = bytes.split_at_mut(label.len());
        head.copy_from_slice(label);
        // The labels above have at most seven bytes.
        #[expect(clippy::cast_possible_truncation, reason = "the constants above are short")]
        EntityType { bytes, len: label.len() as u8 }
    }

    /// The type with this label.
    ///
    /// # Errors
    ///
    /// [`InvalidEntityType`] unless the label has 1 to 23 characters out of `A-Z a-z 0-9 _ - :`, and begins with a
    /// letter or a figure.
    pub fn new(label: &str) -> Result<EntityType, InvalidEntityType> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':');
        let first = label.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
        let mut bytes = [0; MAX];
        match (bytes.get_mut(..label.len()), u8::try_from(label.len())) {
            (Some(head), Ok(len)) if first && label.bytes().all(allowed) => {
                head.copy_from_slice(label.as_bytes());
                Ok(EntityType { bytes, len })
            }
            _ => Err(InvalidEntityType { label: label.chars().take(40).collect() }),
        }
    }

    /// The whole label.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let label = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        std::str::from_utf8(label).unwrap_or_default()
    }

    /// The type without what is finer: `LOC` of `LOC:city`.
    #[must_use]
    pub fn main(&self) -> EntityType {
        match self.as_str().split_once(':') {
            Some((main, _)) => EntityType::new(main).unwrap_or(*self),
            None => *self,
        }
    }

    /// Whether it is this type, or a finer one of it: what [`main`](EntityType::main) says, without making another.
    ///
    /// ```
    /// use depeche_text::EntityType;
    ///
    /// let city = EntityType::new("LOC:city").unwrap();
    /// assert!(city.is_a(EntityType::LOC) && city.is_a(city) && !EntityType::LOC.is_a(city));
    /// ```
    #[inline]
    #[must_use]
    pub fn is_a(&self, main: EntityType) -> bool {
        let main_len = usize::from(main.len);
        let same = self.bytes.get(..main_len) == main.bytes.get(..main_len);
        same && (self.len == main.len || self.bytes.get(main_len) == Some(&b':'))
    }

    /// What stands after the colon: `city` of `LOC:city`.
    #[must_use]
    pub fn subtype(&self) -> Option<&str> {
        self.as_str().split_once(':').map(|(_, finer)| finer)
    }
}

impl FromStr for EntityType {
    type Err = InvalidEntityType;

    fn from_str(label: &str) -> Result<EntityType, InvalidEntityType> {
        EntityType::new(label)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for EntityType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for EntityType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<EntityType, D::Error> {
        let label = std::borrow::Cow::<str>::deserialize(deserializer)?;
        EntityType::new(&label).map_err(serde::de::Error::custom)
    }
}

/// A label that cannot be an [`EntityType`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidEntityType {
    label: String,
}

impl fmt::Display for InvalidEntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected an entity type of 1 to {MAX} characters out of A-Z a-z 0-9 _ - : that begins with a letter or a \
             figure, found {:?}",
            self.label
        )
    }
}

impl std::error::Error for InvalidEntityType {}

#[cfg(test)]
mod tests {
    use super::EntityType;

    #[test]
    fn what_is_not_a_label_is_refused() {
        for label in ["", ":city", "LOC city", "café", "a-label-of-twenty-four-b"] {
            assert!(EntityType::new(label).is_err(), "{label}");
        }
        assert!(EntityType::new("a-label-of-twenty-three").is_ok());
    }
}
