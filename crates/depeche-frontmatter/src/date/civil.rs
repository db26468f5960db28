//! The proleptic Gregorian calendar, on civil time: no zones, no leap seconds.

use std::fmt;

const DAY: i64 = 86_400;

/// A moment of civil time (what a clock on the wall shows), to the second.
///
/// The bounds of a [`CivilRange`](crate::date::CivilRange) are of this type. `Display` leaves the time out at midnight.
///
/// ```
/// use depeche_frontmatter::date::DateExpr;
///
/// let august: DateExpr = "2024-08".parse().unwrap();
/// let end = august.range().end().unwrap();
/// assert_eq!((end.year(), end.month(), end.day()), (2024, 9, 1));
/// assert_eq!(end.to_string(), "2024-09-01");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CivilTime {
    /// Seconds from 1970-01-01T00:00:00, on the same clock.
    seconds: i64,
}

impl CivilTime {
    /// Midnight at the beginning of a day; a month of 13 and more is in the years that follow.
    pub(crate) const fn midnight(year: i32, month: u8, day: u8) -> CivilTime {
        CivilTime { seconds: days_from_civil(year, month, day).wrapping_mul(DAY) }
    }

    pub(crate) const fn plus(self, seconds: i64) -> CivilTime {
        CivilTime { seconds: self.seconds.saturating_add(seconds) }
    }

    /// Seconds since 1970-01-01T00:00:00 on the same clock.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let range = DateExpr::parse("2024-08-15").unwrap().value.range();
    /// assert_eq!(range.end().unwrap().seconds() - range.start().unwrap().seconds(), 86_400);
    /// ```
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The year.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let start = DateExpr::parse("15 août 2024").unwrap().value.range().start().unwrap();
    /// assert_eq!((start.year(), start.month(), start.day(), start.time()), (2024, 8, 15, (0, 0, 0)));
    /// ```
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().0
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.date().1
    }

    /// The day of the month, from 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.date().2
    }

    /// Hour, minute and second of the day.
    #[must_use]
    pub fn time(self) -> (u8, u8, u8) {
        let rest = self.seconds.rem_euclid(DAY);
        let part = |n: i64| u8::try_from(n).unwrap_or(0);
        (part(rest.div_euclid(3600)), part(rest.div_euclid(60).rem_euclid(60)), part(rest.rem_euclid(60)))
    }

    fn date(self) -> (i32, u8, u8) {
        civil_from_days(self.seconds.div_euclid(DAY))
    }
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write_year(f, year)?;
        write!(f, "-{month:02}-{day:02}")?;
        match self.time() {
            (0, 0, 0) => Ok(()),
            (h, m, s) => write!(f, "T{h:02}:{m:02}:{s:02}"),
        }
    }
}

pub(crate) fn write_year(f: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    match year {
        0..=9999 => write!(f, "{year:04}"),
        -9999..0 => write!(f, "-{:04}", year.unsigned_abs()),
        _ => write!(f, "Y{year}"),
    }
}

pub(crate) const fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// The number of days of a month from 1 to 12; 0 for another number.
pub(crate) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01. The year is made to begin in March, so that the leap day is its last.
const fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    let month = (month as i64).wrapping_sub(1);
    let year = (year as i64).wrapping_add(month.div_euclid(12));
    let month = month.rem_euclid(12);
    let year = if month < 2 { year.wrapping_sub(1) } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = month.wrapping_add(10).rem_euclid(12);
    let day_of_year = month_from_march
        .wrapping_mul(153)
        .wrapping_add(2)
        .div_euclid(5)
        .wrapping_add(day as i64)
        .wrapping_sub(1);
    let day_of_era = year_of_era
        .wrapping_mul(365)
        .wrapping_add(year_of_era.div_euclid(4))
        .wrapping_sub(year_of_era.div_euclid(100))
        .wrapping_add(day_of_year);
    era.wrapping_mul(146_097).wrapping_add(day_of_era).wrapping_sub(719_468)
}

fn civil_from_days(days: i64) -> (i32, u8, u8) {
    let days = days.wrapping_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = day_of_era
        .wrapping_sub(day_of_era.div_euclid(1460))
        .wrapping_add(day_of_era.div_euclid(36_524))
        .wrapping_sub(day_of_era.div_euclid(146_096))
        .div_euclid(365);
    let before = year_of_era
        .wrapping_mul(365)
        .wrapping_add(year_of_era.div_euclid(4))
        .wrapping_sub(year_of_era.div_euclid(100));
    let day_of_year = day_of_era.wrapping_sub(before);
    let month_from_march = day_of_year.wrapping_mul(5).wrapping_add(2).div_euclid(153);
    let day = day_of_year
        .wrapping_sub(month_from_march.wrapping_mul(153).wrapping_add(2).div_euclid(5))
        .wrapping_add(1);
    let month = month_from_march.wrapping_add(2).rem_euclid(12).wrapping_add(1);
    let year = era.wrapping_mul(400).wrapping_add(year_of_era).wrapping_add(i64::from(month <= 2));
    (i32::try_from(year).unwrap_or(0), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// The day `days` after a day.
pub(crate) fn shifted(year: i32, month: u8, day: u8, days: i64) -> (i32, u8, u8) {
    civil_from_days(days_from_civil(year, month, day).saturating_add(days))
}

/// The day of the week, Monday being 0.
pub(crate) fn weekday(year: i32, month: u8, day: u8) -> u8 {
    u8::try_from(days_from_civil(year, month, day).wrapping_add(3).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{civil_from_days, days_from_civil, days_in_month, weekday};

    #[test]
    fn every_day_of_three_thousand_years_follows_the_one_before() {
        let mut expected = days_from_civil(-500, 1, 1);
        for year in -500..2500 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(days_from_civil(year, month, day), expected);
                    assert_eq!(civil_from_days(expected), (year, month, day));
                    expected += 1;
                }
            }
        }
        assert_eq!(days_from_civil(1970, 1, 1), 0);
    }

    #[test]
    fn the_week_of_known_days() {
        assert_eq!(weekday(2024, 8, 15), 3, "a Thursday");
        assert_eq!(weekday(1789, 7, 14), 1, "a Tuesday");
    }
}
