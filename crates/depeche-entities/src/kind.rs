//! The main types, as numbers.

use depeche_text::EntityType;

/// A main type the evidence is weighed for; any other type comes from a gazetteer entry alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Kind {
    Person,
    Place,
    Organisation,
    Event,
    Demonym,
    Misc,
    /// A type of the user's own.
    Other,
}

impl Kind {
    /// The kinds the evidence is weighed for.
    pub(crate) const WEIGHED: [Kind; 6] =
        [Kind::Person, Kind::Place, Kind::Organisation, Kind::Event, Kind::Demonym, Kind::Misc];

    pub(crate) const fn at(self) -> usize {
        self as usize
    }

    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }

    pub(crate) fn of(label: &str) -> Kind {
        match label.split_once(':').map_or(label, |(main, _)| main) {
            "PER" => Kind::Person,
            "LOC" => Kind::Place,
            "ORG" => Kind::Organisation,
            "EVENT" => Kind::Event,
            "DEMONYM" => Kind::Demonym,
            "MISC" => Kind::Misc,
            _ => Kind::Other,
        }
    }

    pub(crate) const fn entity_type(self) -> EntityType {
        match self {
            Kind::Person => EntityType::PER,
            Kind::Place => EntityType::LOC,
            Kind::Organisation => EntityType::ORG,
            Kind::Event => EntityType::EVENT,
            Kind::Demonym => EntityType::DEMONYM,
            Kind::Misc | Kind::Other => EntityType::MISC,
        }
    }
}
