//! How sure a mention must be to be kept.

use depeche_text::named;

named! {
    /// How the tagger trades what it finds for how sure it is.
    ///
    /// ```
    /// use depeche_entities::Profile;
    ///
    /// assert_eq!("precise".parse(), Ok(Profile::Precise));
    /// let error = "bold".parse::<Profile>().unwrap_err();
    /// assert_eq!(error.to_string(), "expected balanced, precise or recall, found \"bold\"");
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
    #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
    #[non_exhaustive]
    pub enum Profile {
        /// The best balance: every mention that is more probably right than wrong, or nearly.
        #[default]
        Balanced = "balanced",
        /// Only mentions with a confidence of 0.86 or more that stand firm: nothing beside them says that they may be a part of a
        /// longer name (*canton de \[Béthune\]*), a title, an opponent in a game or an acronym's gloss, and of names of one word
        /// only those that a list or the document knows well. For building data, for links shown to readers.
        Precise = "precise",
        /// Every candidate that is worth a look: for search, for annotation by hand afterwards.
        Recall = "recall",
    }
}
