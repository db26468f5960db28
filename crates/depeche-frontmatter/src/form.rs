//! The forms a header has.

use depeche_text::named;

named! {
    /// The form of a header.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
    #[non_exhaustive]
    pub enum Form {
        /// No header: the body is the whole input.
        #[default]
        None = "none",
        /// YAML between `---` and `---` or `...`.
        Yaml = "yaml",
        /// TOML between `+++` and `+++`, or after `---toml`.
        Toml = "toml",
        /// A JSON object, bare, between `;;;` and `;;;`, or after `---json`.
        Json = "json",
        /// Lines `Clé : valeur` up to a blank line; mail headers are of this form.
        KeyValue = "keyvalue",
        /// A line such as ` date 2024-08 Titre`, or a few lines that each begin with a known key.
        Bare = "bare",
        /// `**** *date_2024-08 *source_X`, as textometry programs write it.
        Starred = "starred",
        /// Lines `<date=2024-08-15>`, as textometry programs write it.
        Angle = "angle",
        /// Lines `#+KEY: value` of Org.
        Org = "org",
        /// The `%` title block of Pandoc.
        PandocTitle = "pandoc-title",
        /// The text export of Nexis (only with [`Options::profiles`](crate::Options::profiles)).
        Nexis = "nexis",
        /// The text export of Factiva (only with [`Options::profiles`](crate::Options::profiles)).
        Factiva = "factiva",
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Form {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
