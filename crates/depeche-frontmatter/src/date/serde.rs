//! Dates in serde: written as EDTF, read in any way they may be written.

use super::{DateExpr, MonthDay, PartialDate};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for DateExpr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for MonthDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = DateExpr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2024-08-15 or 15 août 2024")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateExpr, E> {
        DateExpr::parse(text).map(|parsed| parsed.value).map_err(E::custom)
    }

    // `annee: 2024` is a number to most formats.
    fn visit_i64<E: Error>(self, year: i64) -> Result<DateExpr, E> {
        self.visit_str(&format!("{year:04}"))
    }

    fn visit_u64<E: Error>(self, year: u64) -> Result<DateExpr, E> {
        self.visit_str(&format!("{year:04}"))
    }
}

impl<'de> Deserialize<'de> for DateExpr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DateExpr, D::Error> {
        deserializer.deserialize_str(Reader)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        match DateExpr::deserialize(deserializer)? {
            DateExpr::Point(date) => Ok(date),
            DateExpr::Interval { .. } => Err(D::Error::custom("expected one date, found an interval")),
        }
    }
}
