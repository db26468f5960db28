//! The compiled files.

/// The licences of the layers, in Markdown: what each contains, its source, what its licence asks for.
pub const LICENCES: &str = include_str!("../LICENSES.md");

macro_rules! embedded {
    ($($(#[$doc:meta])* $feature:literal $name:ident $file:literal)*) => {$(
        $(#[$doc])*
        #[cfg(feature = $feature)]
        #[must_use]
        #[expect(clippy::expect_used, reason = "the bytes are part of the program and a test opens them")]
        pub fn $name() -> depeche_gazetteer::Gazetteer<'static> {
            depeche_gazetteer::Gazetteer::open(include_bytes!(concat!("../compiled/", $file)))
                .expect("the embedded gazetteer is whole")
        }
    )*};
}

embedded! {
    /// Every layer.
    ///
    /// Opening takes less than a microsecond and no memory.
    "all" gazetteer "all.gaz"
    /// Places and demonyms.
    "places" places "places.gaz"
    /// People in the news.
    "people" people "people.gaz"
    /// Organisations: institutions, parties, companies, media, clubs.
    "organisations" organisations "organisations.gaz"
    /// Events and works.
    "events" events "events.gaz"
}
