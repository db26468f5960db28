//! What counts as a sentence.

use depeche_text::named;

named! {
    /// What a sentence is.
    ///
    /// ```
    /// use depeche_segment::Profile;
    ///
    /// assert_eq!("ud".parse(), Ok(Profile::Ud));
    /// let error = "oral".parse::<Profile>().unwrap_err();
    /// assert_eq!(error.to_string(), "expected default or ud, found \"oral\"");
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    #[non_exhaustive]
    pub enum Profile {
        /// What a reader calls a sentence: `;` and `:` do not end one inside a line.
        #[default]
        Default = "default",
        /// What the Universal Dependencies treebanks of French call one: `;` ends it, a lower-case start after a full stop
        /// is a start, and headings without a final mark are found in running text.
        Ud = "ud",
    }
}
