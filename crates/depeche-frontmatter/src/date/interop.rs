//! Conversions to the date libraries in use, and back.
//!
//! None makes up what is not known: a month is no day, an approximate day no exact one, a civil time without an offset no
//! moment. Each refusal is a [`PrecisionError`].

use super::{DateExpr, PartialDate};
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
use super::{Precision, Qualifier};
use std::fmt;

/// A date that does not say what the other type must know, or says what it cannot keep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrecisionError {
    date: PartialDate,
    wanted: &'static str,
}

impl fmt::Display for PrecisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}: what is not known is not made up", self.wanted, self.date)
    }
}

impl std::error::Error for PrecisionError {}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
/// Year, month, day.
type Day = (i32, u8, u8);
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
/// Hour, minute, second.
type Clock = (u8, u8, u8);

impl PartialDate {
    fn refuse(self, wanted: &'static str) -> PrecisionError {
        PrecisionError { date: self, wanted }
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl PartialDate {
    /// A day and nothing more.
    fn exact_day(self) -> Result<Day, PrecisionError> {
        match (self.precision(), self.qualifier(), self.month_number(), self.day_number()) {
            (Precision::Day, Qualifier::Certain, Some(month), Some(day)) => {
                Ok((self.year_number(), month, day))
            }
            _ => Err(self.refuse("a day that is certain")),
        }
    }

    /// A day and a time to the second, the offset apart.
    fn exact_time(self) -> Result<(Day, Clock, Option<i16>), PrecisionError> {
        match (self.qualifier(), self.month_number(), self.day_number(), self.time()) {
            (Qualifier::Certain, Some(month), Some(day), Some((hour, minute, Some(second)))) => {
                Ok(((self.year_number(), month, day), (hour, minute, second), self.offset_minutes()))
            }
            _ => Err(self.refuse("a time that is certain to the second")),
        }
    }

    /// A time on the clock of a place that is not said.
    fn exact_civil(self) -> Result<(Day, Clock), PrecisionError> {
        match self.exact_time()? {
            (day, clock, None) => Ok((day, clock)),
            _ => Err(self.refuse("a time without an offset")),
        }
    }

    /// A moment: a time and its offset, in seconds.
    fn exact_moment(self) -> Result<(Day, Clock, i32), PrecisionError> {
        match self.exact_time()? {
            (day, clock, Some(minutes)) => Ok((day, clock, i32::from(minutes).saturating_mul(60))),
            _ => Err(self.refuse("a time with an offset")),
        }
    }

    /// The date of a day and perhaps a time of another library, whose calendar is the same.
    fn from_parts(day: Day, clock: Option<Clock>, offset_seconds: Option<i32>) -> Option<PartialDate> {
        let (year, month, day) = day;
        let mut date = PartialDate::day(year, month, day)?;
        if let Some((hour, minute, second)) = clock {
            date = date.with_time(hour, minute, Some(second))?;
        }
        if let Some(seconds) = offset_seconds {
            let minutes = (seconds.rem_euclid(60) == 0).then(|| seconds.div_euclid(60))?;
            date = date.with_offset(i16::try_from(minutes).ok()?)?;
        }
        Some(date)
    }
}

impl TryFrom<DateExpr> for PartialDate {
    type Error = PrecisionError;

    fn try_from(expr: DateExpr) -> Result<PartialDate, PrecisionError> {
        match expr {
            DateExpr::Point(date) => Ok(date),
            DateExpr::Interval { start, end } => {
                let date = start.date().or(end.date()).unwrap_or(PartialDate::year(0));
                Err(date.refuse("one date and not an interval"))
            }
        }
    }
}

/// What another library keeps and this type does not: parts of a second, offsets of odd seconds, years out of range.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
fn unkept() -> PrecisionError {
    PrecisionError { date: PartialDate::year(0), wanted: "whole seconds and an offset in whole minutes" }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{PartialDate, PrecisionError, unkept};
    use jiff::Timestamp;
    use jiff::civil::{Date, DateTime};
    use jiff::tz::{Offset, TimeZone};

    fn date_of(date: PartialDate, (year, month, day): super::Day) -> Result<Date, PrecisionError> {
        let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
        let (Ok(year), Ok(month), Ok(day)) = parts else { return Err(date.refuse("a year that jiff has")) };
        Date::new(year, month, day).map_err(|_| date.refuse("a year that jiff has"))
    }

    fn time_of(date: PartialDate, day: super::Day, clock: super::Clock) -> Result<DateTime, PrecisionError> {
        let small = |n: u8| i8::try_from(n).unwrap_or(0);
        Ok(date_of(date, day)?.at(small(clock.0), small(clock.1), small(clock.2), 0))
    }

    fn day_of(date: Date) -> super::Day {
        (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    }

    impl TryFrom<PartialDate> for Date {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<Date, PrecisionError> {
            date_of(date, date.exact_day()?)
        }
    }

    impl TryFrom<PartialDate> for DateTime {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<DateTime, PrecisionError> {
            let (day, clock) = date.exact_civil()?;
            time_of(date, day, clock)
        }
    }

    impl TryFrom<PartialDate> for Timestamp {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<Timestamp, PrecisionError> {
            let (day, clock, offset) = date.exact_moment()?;
            let refuse = |_| date.refuse("a moment that jiff has");
            let zone = TimeZone::fixed(Offset::from_seconds(offset).map_err(refuse)?);
            Ok(time_of(date, day, clock)?.to_zoned(zone).map_err(refuse)?.timestamp())
        }
    }

    impl From<Date> for PartialDate {
        fn from(date: Date) -> PartialDate {
            PartialDate::from_parts(day_of(date), None, None)
                .unwrap_or(PartialDate::year(i32::from(date.year())))
        }
    }

    impl TryFrom<DateTime> for PartialDate {
        type Error = PrecisionError;

        fn try_from(time: DateTime) -> Result<PartialDate, PrecisionError> {
            if time.subsec_nanosecond() != 0 {
                return Err(unkept());
            }
            let clock =
                (time.hour().unsigned_abs(), time.minute().unsigned_abs(), time.second().unsigned_abs());
            PartialDate::from_parts(day_of(time.date()), Some(clock), None).ok_or_else(unkept)
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{PartialDate, PrecisionError, unkept};
    use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Timelike};

    fn time_of(
        date: PartialDate,
        day: super::Day,
        clock: super::Clock,
    ) -> Result<NaiveDateTime, PrecisionError> {
        let (year, month, day) = day;
        NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
            .and_then(|d| d.and_hms_opt(u32::from(clock.0), u32::from(clock.1), u32::from(clock.2)))
            .ok_or_else(|| date.refuse("a year that chrono has"))
    }

    fn parts(time: &(impl Datelike + Timelike)) -> Result<(super::Day, super::Clock), PrecisionError> {
        let small = |n: u32| u8::try_from(n).unwrap_or(0);
        if time.nanosecond() != 0 {
            return Err(unkept());
        }
        let day = (time.year(), small(time.month()), small(time.day()));
        Ok((day, (small(time.hour()), small(time.minute()), small(time.second()))))
    }

    impl TryFrom<PartialDate> for NaiveDate {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<NaiveDate, PrecisionError> {
            let (year, month, day) = date.exact_day()?;
            NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
                .ok_or_else(|| date.refuse("a year that chrono has"))
        }
    }

    impl TryFrom<PartialDate> for NaiveDateTime {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<NaiveDateTime, PrecisionError> {
            let (day, clock) = date.exact_civil()?;
            time_of(date, day, clock)
        }
    }

    impl TryFrom<PartialDate> for DateTime<FixedOffset> {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<DateTime<FixedOffset>, PrecisionError> {
            let (day, clock, offset) = date.exact_moment()?;
            let zone =
                FixedOffset::east_opt(offset).ok_or_else(|| date.refuse("an offset that chrono has"))?;
            let time = time_of(date, day, clock)?;
            zone.from_local_datetime(&time).single().ok_or_else(|| date.refuse("a moment that chrono has"))
        }
    }

    impl TryFrom<NaiveDate> for PartialDate {
        type Error = PrecisionError;

        fn try_from(date: NaiveDate) -> Result<PartialDate, PrecisionError> {
            let small = |n: u32| u8::try_from(n).unwrap_or(0);
            PartialDate::day(date.year(), small(date.month()), small(date.day())).ok_or_else(unkept)
        }
    }

    impl TryFrom<NaiveDateTime> for PartialDate {
        type Error = PrecisionError;

        fn try_from(time: NaiveDateTime) -> Result<PartialDate, PrecisionError> {
            let (day, clock) = parts(&time)?;
            PartialDate::from_parts(day, Some(clock), None).ok_or_else(unkept)
        }
    }

    impl TryFrom<DateTime<FixedOffset>> for PartialDate {
        type Error = PrecisionError;

        fn try_from(time: DateTime<FixedOffset>) -> Result<PartialDate, PrecisionError> {
            let (day, clock) = parts(&time)?;
            PartialDate::from_parts(day, Some(clock), Some(time.offset().local_minus_utc()))
                .ok_or_else(unkept)
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{PartialDate, PrecisionError, unkept};
    use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

    fn date_of(date: PartialDate, (year, month, day): super::Day) -> Result<Date, PrecisionError> {
        Month::try_from(month)
            .and_then(|month| Date::from_calendar_date(year, month, day))
            .map_err(|_| date.refuse("a year that time has"))
    }

    fn time_of(
        date: PartialDate,
        day: super::Day,
        clock: super::Clock,
    ) -> Result<PrimitiveDateTime, PrecisionError> {
        let time = Time::from_hms(clock.0, clock.1, clock.2).map_err(|_| date.refuse("a time of day"))?;
        Ok(PrimitiveDateTime::new(date_of(date, day)?, time))
    }

    fn day_of(date: Date) -> super::Day {
        (date.year(), u8::from(date.month()), date.day())
    }

    fn clock_of(time: Time) -> Result<super::Clock, PrecisionError> {
        if time.nanosecond() == 0 { Ok(time.as_hms()) } else { Err(unkept()) }
    }

    impl TryFrom<PartialDate> for Date {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<Date, PrecisionError> {
            date_of(date, date.exact_day()?)
        }
    }

    impl TryFrom<PartialDate> for PrimitiveDateTime {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<PrimitiveDateTime, PrecisionError> {
            let (day, clock) = date.exact_civil()?;
            time_of(date, day, clock)
        }
    }

    impl TryFrom<PartialDate> for OffsetDateTime {
        type Error = PrecisionError;

        fn try_from(date: PartialDate) -> Result<OffsetDateTime, PrecisionError> {
            let (day, clock, offset) = date.exact_moment()?;
            let offset =
                UtcOffset::from_whole_seconds(offset).map_err(|_| date.refuse("an offset that time has"))?;
            Ok(time_of(date, day, clock)?.assume_offset(offset))
        }
    }

    impl TryFrom<Date> for PartialDate {
        type Error = PrecisionError;

        fn try_from(date: Date) -> Result<PartialDate, PrecisionError> {
            PartialDate::from_parts(day_of(date), None, None).ok_or_else(unkept)
        }
    }

    impl TryFrom<PrimitiveDateTime> for PartialDate {
        type Error = PrecisionError;

        fn try_from(time: PrimitiveDateTime) -> Result<PartialDate, PrecisionError> {
            let clock = clock_of(time.time())?;
            PartialDate::from_parts(day_of(time.date()), Some(clock), None).ok_or_else(unkept)
        }
    }

    impl TryFrom<OffsetDateTime> for PartialDate {
        type Error = PrecisionError;

        fn try_from(time: OffsetDateTime) -> Result<PartialDate, PrecisionError> {
            let clock = clock_of(time.time())?;
            let offset = time.offset().whole_seconds();
            PartialDate::from_parts(day_of(time.date()), Some(clock), Some(offset)).ok_or_else(unkept)
        }
    }
}
