//! A date that is known down to its precision and no further.

use super::civil::{self, CivilTime, days_in_month, write_year};
use super::{CivilRange, DateError, DateExpr, Reason};
use std::fmt;
use std::str::FromStr;

/// How exact a [`PartialDate`] is, from the widest to the narrowest.
///
/// ```
/// use depeche_frontmatter::date::{PartialDate, Precision};
///
/// assert_eq!(PartialDate::year(2024).precision(), Precision::Year);
/// assert!(Precision::Year < Precision::Day, "from the least exact");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub enum Precision {
    /// A hundred years: `19XX`.
    Century,
    /// Ten years: `199X`.
    Decade,
    /// A year: `2024`.
    Year,
    /// A season of three months: `2024-22`.
    Season,
    /// A month: `2024-08`.
    Month,
    /// A day: `2024-08-15`.
    Day,
    /// A minute: `2024-08-15T18:30`.
    Minute,
    /// A second: `2024-08-15T18:30:00`.
    Second,
}

/// How sure a date is: the sign after it.
///
/// ```
/// use depeche_frontmatter::date::{PartialDate, Qualifier};
///
/// let about: PartialDate = "1950~".parse()?;
/// assert_eq!(about.qualifier(), Qualifier::Approximate);
/// # Ok::<(), depeche_frontmatter::date::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Qualifier {
    /// No sign.
    #[default]
    Certain,
    /// `?`: the source is in doubt.
    Uncertain,
    /// `~`: near that date.
    Approximate,
    /// `%`: both.
    UncertainApproximate,
}

impl Qualifier {
    const fn sign(self) -> &'static str {
        match self {
            Qualifier::Certain => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::UncertainApproximate => "%",
        }
    }
}

/// No offset from UTC was said.
const NO_OFFSET: i16 = i16::MIN;

/// A date that is known down to its [`Precision`] and no further: 16 bytes, `Copy`.
///
/// Equality is of what was said: `2024-08` is not `2024-08-01/2024-08-31`, though both cover the same days.
///
/// ```
/// use depeche_frontmatter::date::{PartialDate, Precision};
///
/// let august = PartialDate::month(2024, 8).unwrap();
/// assert_eq!(august.precision(), Precision::Month);
/// assert_eq!(august.to_string(), "2024-08");
/// assert_eq!(PartialDate::day(2024, 2, 30), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    pub(super) year: i32,
    /// 1 to 12, 21 to 24 for a season, 0 when not known or not said.
    pub(super) month: u8,
    /// 1 to 31, 0 when not known or not said.
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) precision: Precision,
    pub(super) qualifier: Qualifier,
    /// Minutes east of UTC, or [`NO_OFFSET`].
    pub(super) offset: i16,
}

const _: () = assert!(size_of::<PartialDate>() == 16);

impl PartialDate {
    const fn whole_year(year: i32, precision: Precision) -> PartialDate {
        PartialDate {
            year,
            month: 0,
            day: 0,
            hour: 0,
            minute: 0,
            second: 0,
            precision,
            qualifier: Qualifier::Certain,
            offset: NO_OFFSET,
        }
    }

    /// A year, in the proleptic Gregorian calendar: 0 is 1 BC.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::year(-43).to_string(), "-0043", "44 BC");
    /// ```
    #[must_use]
    pub const fn year(year: i32) -> PartialDate {
        PartialDate::whole_year(year, Precision::Year)
    }

    /// The ten years that begin with `first`; `None` unless `first` is a multiple of ten from 0 to 9990.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::decade(1980).unwrap().to_string(), "198X");
    /// ```
    #[must_use]
    pub const fn decade(first: i32) -> Option<PartialDate> {
        if first.rem_euclid(10) == 0 && first >= 0 && first <= 9990 {
            Some(PartialDate::whole_year(first, Precision::Decade))
        } else {
            None
        }
    }

    /// The hundred years that begin with `first`; `None` unless `first` is a multiple of a hundred from 0 to 9900.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::century(1900).unwrap().to_string(), "19XX");
    /// ```
    #[must_use]
    pub const fn century(first: i32) -> Option<PartialDate> {
        if first.rem_euclid(100) == 0 && first >= 0 && first <= 9900 {
            Some(PartialDate::whole_year(first, Precision::Century))
        } else {
            None
        }
    }

    /// A season: 21 spring, 22 summer, 23 autumn, 24 winter (which ends in the year that follows).
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::season(2024, 22).unwrap().to_string(), "2024-22");
    /// ```
    #[must_use]
    pub const fn season(year: i32, season: u8) -> Option<PartialDate> {
        match season {
            21..=24 => {
                Some(PartialDate { month: season, ..PartialDate::whole_year(year, Precision::Season) })
            }
            _ => None,
        }
    }

    /// A month; `None` unless it is from 1 to 12.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::month(2024, 8).unwrap().to_string(), "2024-08");
    /// assert!(PartialDate::month(2024, 13).is_none());
    /// ```
    #[must_use]
    pub const fn month(year: i32, month: u8) -> Option<PartialDate> {
        match month {
            1..=12 => Some(PartialDate { month, ..PartialDate::whole_year(year, Precision::Month) }),
            _ => None,
        }
    }

    /// A day; `None` when the calendar has no such day.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert!(PartialDate::day(2024, 2, 29).is_some() && PartialDate::day(2023, 2, 29).is_none());
    /// ```
    #[must_use]
    pub const fn day(year: i32, month: u8, day: u8) -> Option<PartialDate> {
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(PartialDate { month, day, ..PartialDate::whole_year(year, Precision::Day) })
    }

    /// This day at a time of day; `None` unless this is a day and the clock has such a time.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// let day = PartialDate::day(2024, 8, 15).unwrap();
    /// assert_eq!(day.with_time(18, 30, None).unwrap().to_string(), "2024-08-15T18:30");
    /// assert!(day.with_time(24, 0, None).is_none());
    /// ```
    #[must_use]
    pub const fn with_time(self, hour: u8, minute: u8, second: Option<u8>) -> Option<PartialDate> {
        let (precision, s) = match second {
            Some(s) => (Precision::Second, s),
            None => (Precision::Minute, 0),
        };
        if !matches!(self.precision, Precision::Day) || self.day == 0 || hour > 23 || minute > 59 || s > 59 {
            return None;
        }
        Some(PartialDate { hour, minute, second: s, precision, ..self })
    }

    /// This time, `minutes` east of UTC; `None` unless it is a time and the offset is less than a day.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// let time = PartialDate::day(2024, 8, 15).and_then(|day| day.with_time(18, 30, None)).unwrap();
    /// assert_eq!(time.with_offset(120).unwrap().to_string(), "2024-08-15T18:30+02:00");
    /// ```
    #[must_use]
    pub const fn with_offset(self, minutes: i16) -> Option<PartialDate> {
        let timed = matches!(self.precision, Precision::Minute | Precision::Second);
        if timed && -1440 < minutes && minutes < 1440 {
            Some(PartialDate { offset: minutes, ..self })
        } else {
            None
        }
    }

    /// The same date with another qualifier.
    ///
    /// ```
    /// use depeche_frontmatter::date::{PartialDate, Qualifier};
    ///
    /// assert_eq!(PartialDate::year(1950).with_qualifier(Qualifier::Uncertain).to_string(), "1950?");
    /// ```
    #[must_use]
    pub const fn with_qualifier(self, qualifier: Qualifier) -> PartialDate {
        PartialDate { qualifier, ..self }
    }

    /// How exact the date is.
    ///
    /// ```
    /// use depeche_frontmatter::date::{DateExpr, PartialDate, Precision};
    ///
    /// let month: PartialDate = DateExpr::parse("août 2024").unwrap().value.try_into()?;
    /// assert_eq!(month.precision(), Precision::Month);
    /// # Ok::<(), depeche_frontmatter::date::PrecisionError>(())
    /// ```
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// How sure the date is.
    #[must_use]
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// The year: of a decade or a century, the first.
    #[must_use]
    pub const fn year_number(self) -> i32 {
        self.year
    }

    /// The month from 1 to 12, or `None` when it is not said, not known (`XX`), or a season.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::month(2024, 8).unwrap().month_number(), Some(8));
    /// assert_eq!(PartialDate::year(2024).month_number(), None);
    /// ```
    #[must_use]
    pub const fn month_number(self) -> Option<u8> {
        match self.month {
            1..=12 => Some(self.month),
            _ => None,
        }
    }

    /// The season from 21 to 24.
    #[must_use]
    pub const fn season_number(self) -> Option<u8> {
        match self.month {
            21..=24 => Some(self.month),
            _ => None,
        }
    }

    /// The day of the month, when it is said and known.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// assert_eq!(PartialDate::day(2024, 8, 15).unwrap().day_number(), Some(15));
    /// assert_eq!(PartialDate::month(2024, 8).unwrap().day_number(), None);
    /// ```
    #[must_use]
    pub const fn day_number(self) -> Option<u8> {
        if self.day == 0 { None } else { Some(self.day) }
    }

    /// Hour, minute, and the second when it is said.
    #[must_use]
    pub const fn time(self) -> Option<(u8, u8, Option<u8>)> {
        match self.precision {
            Precision::Minute => Some((self.hour, self.minute, None)),
            Precision::Second => Some((self.hour, self.minute, Some(self.second))),
            _ => None,
        }
    }

    /// Minutes east of UTC, when it is said.
    #[must_use]
    pub const fn offset_minutes(self) -> Option<i16> {
        if self.offset == NO_OFFSET { None } else { Some(self.offset) }
    }

    /// The day of the week of a day, Monday being 0.
    #[must_use]
    pub fn weekday(self) -> Option<u8> {
        (self.day != 0).then(|| civil::weekday(self.year, self.month, self.day))
    }

    /// The civil time the date covers, half-open. Qualifiers do not widen it; what is `XX` covers all it could be.
    ///
    /// ```
    /// use depeche_frontmatter::date::PartialDate;
    ///
    /// let range = PartialDate::season(2024, 24).unwrap().range();
    /// assert_eq!(range.end().unwrap().to_string(), "2025-03-01", "winter ends in the next year");
    /// ```
    #[must_use]
    pub fn range(self) -> CivilRange {
        let start = |year: i32, month: u8, day: u8| CivilTime::midnight(year, month, day);
        let years = |n: i32| (start(self.year, 1, 1), start(self.year.saturating_add(n), 1, 1));
        let months =
            |first: u8, n: u8| (start(self.year, first, 1), start(self.year, first.saturating_add(n), 1));
        let seconds = |n: i64| {
            let (h, m, s) = (i64::from(self.hour), i64::from(self.minute), i64::from(self.second));
            let of_day = h.wrapping_mul(3600).wrapping_add(m.wrapping_mul(60)).wrapping_add(s);
            let from = start(self.year, self.month, self.day).plus(of_day);
            (from, from.plus(n))
        };
        let (from, to) = match (self.precision, self.month, self.day) {
            (Precision::Century, ..) => years(100),
            (Precision::Decade, ..) => years(10),
            (Precision::Year, ..) | (Precision::Month | Precision::Day, 0, _) => years(1),
            (Precision::Season, season, _) => months(season.saturating_sub(20).saturating_mul(3), 3),
            (Precision::Month, month, _) | (Precision::Day, month, 0) => months(month, 1),
            (Precision::Day, month, day) => {
                let day = start(self.year, month, day);
                (day, day.plus(86_400))
            }
            (Precision::Minute, ..) => seconds(60),
            (Precision::Second, ..) => seconds(1),
        };
        CivilRange { start: Some(from), end: Some(to) }
    }
}

impl fmt::Display for PartialDate {
    /// Canonical EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Century => write!(f, "{:02}XX", self.year.div_euclid(100))?,
            Precision::Decade => write!(f, "{:03}X", self.year.div_euclid(10))?,
            _ => write_year(f, self.year)?,
        }
        let two = |f: &mut fmt::Formatter<'_>, n: u8| match n {
            0 => f.write_str("-XX"),
            n => write!(f, "-{n:02}"),
        };
        if self.precision >= Precision::Season {
            two(f, self.month)?;
        }
        if self.precision >= Precision::Day {
            two(f, self.day)?;
        }
        if self.precision >= Precision::Minute {
            write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        }
        if self.precision == Precision::Second {
            write!(f, ":{:02}", self.second)?;
        }
        match self.offset_minutes() {
            None => {}
            Some(0) => f.write_str("Z")?,
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))?;
            }
        }
        f.write_str(self.qualifier.sign())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Strict EDTF, a date and not an interval.
    fn from_str(text: &str) -> Result<PartialDate, DateError> {
        match text.parse()? {
            DateExpr::Point(date) => Ok(date),
            DateExpr::Interval { .. } => Err(DateError { reason: Reason::Interval, at: 0 }),
        }
    }
}
