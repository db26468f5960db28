//! The compiled files.

#[cfg(any(
    feature = "all",
    feature = "places",
    feature = "people",
    feature = "organisations",
    feature = "events"
))]
use depeche_gazetteer::Gazetteer;

/// The licences of the layers, in Markdown: what each contains, its source, what its licence asks for.
pub const LICENCES: &str = include_str!("../LICENSES.md");

#[cfg(any(
    feature = "all",
    feature = "places",
    feature = "people",
    feature = "organisations",
    feature = "events"
))]
#[expect(clippy::expect_used, reason = "the bytes are part of the program and a test opens them")]
fn open(file: &'static [u8]) -> Gazetteer<'static> {
    Gazetteer::open(file).expect("the embedded gazetteer is whole")
}

/// Every layer: places, demonyms, people, organisations, events.
///
/// Opening takes about a microsecond and no memory.
#[cfg(feature = "all")]
#[must_use]
pub fn gazetteer() -> Gazetteer<'static> {
    open(include_bytes!("../compiled/all.gaz"))
}

/// Places and demonyms alone.
#[cfg(feature = "places")]
#[must_use]
pub fn places() -> Gazetteer<'static> {
    open(include_bytes!("../compiled/places.gaz"))
}

/// People alone.
#[cfg(feature = "people")]
#[must_use]
pub fn people() -> Gazetteer<'static> {
    open(include_bytes!("../compiled/people.gaz"))
}

/// Organisations alone: institutions, parties, companies, media, clubs.
#[cfg(feature = "organisations")]
#[must_use]
pub fn organisations() -> Gazetteer<'static> {
    open(include_bytes!("../compiled/organisations.gaz"))
}

/// Events and works alone.
#[cfg(feature = "events")]
#[must_use]
pub fn events() -> Gazetteer<'static> {
    open(include_bytes!("../compiled/events.gaz"))
}
