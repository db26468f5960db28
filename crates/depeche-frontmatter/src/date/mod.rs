//! Partial dates: what a date line says, and no more.
//!
//! A header says `2024-08`, not a midnight. [`PartialDate`] keeps exactly what was said; [`DateExpr`] is a date or an
//! interval. Each denotes a half-open [range of civil time](CivilRange), and that is what is compared:
//!
//! ```
//! use depeche_frontmatter::date::DateExpr;
//!
//! let august: DateExpr = "2024-08".parse()?;
//! let day = DateExpr::parse("jeudi 15 août 2024")?.value;
//! assert_eq!(day.to_string(), "2024-08-15");
//! assert!(august.contains(&day) && !day.contains(&august));
//! # Ok::<(), depeche_frontmatter::date::DateError>(())
//! ```
//!
//! There is no `Ord`: whether `2024-08` comes before `2024-08-15` has no answer. [`DateExpr::sort_key`] is the total
//! order for lists, and says which.
//!
//! # Three readers
//!
//! * `FromStr` is strict: canonical [EDTF](https://www.loc.gov/standards/datetime/) only, level 0 and these parts of
//!   level 1: `?` `~` `%`, seasons 21 to 24, intervals with `..` and unknown ends, `X` for what is not known, years with
//!   a sign and with `Y`.
//! * [`DateExpr::read`] takes a date as French papers write it from the beginning of a longer text, and leaves a word
//!   that may begin a headline where it is; [`at`] finds one in running text, day and month without a year included.
//! * [`DateExpr::parse`] reads a whole value, where a date can be nothing else: *Publié le 15 août 2024 à 18 h (heure
//!   de Paris)*, *l'année 2024*, *15 août 24*, *depuis 2023*.
//!
//! All write the same: `Display` is canonical EDTF.
//!
//! # The French grammar
//!
//! Letters are read without regard to case, accents and normal form; `ws` is a space, a tab or a no-break space. English
//! names of months and days are read too, since mail and exports of archives have them.
//!
//! ```text
//! date     = edtf / lax / numeric / day-date / interval / month-date / season / decade / century / fuzzy / about / part / week
//! lax      = year ("-" / "/" / "_" / ".") 1*2DIGIT [(the same) 1*2DIGIT] / 8DIGIT, with a time in any form      FM025
//! numeric  = [weekday] day sep month sep year          sep = "/" / "." / "-"; the day first, FM023 when that is open
//!          / month sep year                            08/2024, FM025
//! day-date = ["le" / "ce"] [weekday [","]] day ws month ws year [[","] weekday] [time]
//!          / day sep (month-name / roman) sep year     15-août-2024, 15.VIII.2024
//!          / month-name day "," year                   August 15, 2024
//! day      = 1*2DIGIT / "1er" / "1°" / "premier" / number in letters
//! year     = 4DIGIT / "'" 2DIGIT / number in letters   deux mille vingt-quatre, mil neuf cent nonante-neuf
//! time     = [","] ["à"] (hh:mm[:ss] / "18 h 30" / "18h" / "à 18.30" / "à six heures et demie" / "à midi") [zone]
//! zone     = "Z" / "GMT" / "UTC" / "TU" / +hh:mm / +hhmm / "UTC+2"
//! interval = ["du" / "entre" / "nuit du"] day [month [year]] to day-date / day *("," day) "et" day-date
//!          / numeric to numeric / ["de"] month [year] to month year / year ("-" / "/") year
//! to       = "-" / "–" / "/" / "au" / "à" / "et" / "&"
//! month-date = ["en" / "au mois de"] month (ws / "-" / "/") year
//! season   = ["à" / "pendant"] ["l'"] ("printemps" / "été" / "automne" / "hiver") ["-" season] year ["-" year]
//! decade   = ["les"] "années" (4DIGIT / 2DIGIT / "quatre-vingt-dix" / "nonante" …) / "décennie" 4DIGIT
//! century  = (roman / 1*2DIGIT / ordinal) ["e" / "er" / "ème"] ["-" the same] ("siècle" / "s.")
//! fuzzy    = ["à la" / "au"] ("début" / "mi" / "milieu" / "fin") ["de"] whole
//! about    = ("vers" / "environ" / "v." / "ca." / "autour de" / "courant" …) (any of the above)
//! part     = ordinal ("trimestre" / "semestre" / "quadrimestre") year / "T3" year
//!          / ordinal ("moitié" / "tiers" / "quart") "de" whole / ordinal "quinzaine de" month-date
//! week     = "semaine" ("du" day-date / 1*2DIGIT ["de"] year)                                    Monday to Sunday
//! whole    = month-date / season / year / decade / century
//! ```
//!
//! What a whole value may have besides:
//!
//! ```text
//! field    = [quotes] [lead] ["depuis" / "dès" / "à partir de" / "jusqu'à"] (date / plain) *tail
//! lead     = "publié le" / "mis en ligne à Nantes, le" / "Édition du" / "Paris, le" …
//! plain    = ["en" / "l'année" / "l'an"] year / "de" year "à" year / "saison" years / "52 av. J.-C."
//!          / 15 08 2024 / 2024 08 15 / 15 août 24     FM025
//! tail     = "." / "?" / "environ" / "(jeudi)" / "au matin" / "vers 18 h" / ", mis à jour" … / "CEST" / "(heure de Paris)"
//! ```
//!
//! # What words mean
//!
//! * Fuzzy words are thirds whose ends are approximate: *début août* is the 1st to the 10th, *mi-août* the 11th to the
//!   20th, *fin août* the 21st to the last day; of a year four months each; of a season one month; of a decade the years
//!   0 to 2, 3 to 5, 6 to 9; of a century 0 to 32, 33 to 65, 66 to 99. Halves and quarters are exact.
//! * *XXe siècle* is `19XX` (1900 to 1999): EDTF has no 1901 to 2000. Centuries before Christ it cannot say.
//! * *années 20* to *années 90* are of the twentieth century, *années 00* and *années 10* of this one. A year of two
//!   figures in a date is from 1970 to 2069.
//! * Winter begins in December of its year: *hiver 2024* ends in February 2025.
//! * *vers 18 h* and *au matin* are less exact than a minute: the day is kept.
//! * A name of a zone that is one offset gives it (`CEST`, `HNE`); *heure de Paris*, which is two, gives none.

mod civil;
mod clock;
mod day;
mod edtf;
mod field;
mod french;
mod interop;
mod interval;
mod number;
mod partial;
mod reading;
#[cfg(feature = "serde")]
mod serde;
mod wide;

pub use civil::CivilTime;
pub(crate) use clock::clock_length;
pub use french::at;
pub use interop::PrecisionError;
pub use partial::{PartialDate, Precision, Qualifier};

use crate::diagnostic::Code;
use civil::days_in_month;
use depeche_text::Span;
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

/// One end of an interval.
///
/// ```
/// use depeche_frontmatter::date::{Bound, DateExpr};
///
/// let DateExpr::Interval { start, end } = DateExpr::parse("depuis 2020").unwrap().value else { panic!("an interval") };
/// assert_eq!((start.to_string(), end), ("2020".to_owned(), Bound::Open));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Date(PartialDate),
    /// `..`: it goes on.
    Open,
    /// Nothing: there is an end, nobody knows which.
    Unknown,
}

impl Bound {
    /// The date at this end.
    ///
    /// ```
    /// use depeche_frontmatter::date::{Bound, PartialDate};
    ///
    /// assert_eq!(Bound::Date(PartialDate::year(2024)).date(), Some(PartialDate::year(2024)));
    /// assert_eq!(Bound::Open.date(), None);
    /// ```
    #[must_use]
    pub const fn date(self) -> Option<PartialDate> {
        match self {
            Bound::Date(date) => Some(date),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Date(date) => fmt::Display::fmt(date, f),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Unknown => f.write_str("unknown"),
            known => fmt::Display::fmt(known, f),
        }
    }
}

/// A date or an interval of dates.
///
/// ```
/// use depeche_frontmatter::date::DateExpr;
///
/// let read = |text| DateExpr::parse(text).unwrap().value;
/// assert!(matches!(read("mi-août 2024"), DateExpr::Interval { .. }));
/// assert!(matches!(read("août 2024"), DateExpr::Point(month) if month.month_number() == Some(8)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateExpr {
    /// One date.
    Point(PartialDate),
    /// From one date to another, both included.
    Interval {
        /// The first date.
        start: Bound,
        /// The last date.
        end: Bound,
    },
}

impl DateExpr {
    /// The interval between two dates, both included.
    ///
    /// ```
    /// use depeche_frontmatter::{Code, date::{Bound, DateExpr, PartialDate}};
    ///
    /// let (a, b) = (Bound::Date(PartialDate::year(2023)), Bound::Date(PartialDate::year(2024)));
    /// assert_eq!(DateExpr::interval(a, b)?.to_string(), "2023/2024");
    /// assert_eq!(DateExpr::interval(b, a).unwrap_err().code(), Code::IntervalReversed);
    /// # Ok::<(), depeche_frontmatter::date::DateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DateError`] with [`Code::IntervalReversed`] when the end is before the start.
    pub fn interval(start: Bound, end: Bound) -> Result<DateExpr, DateError> {
        let expr = DateExpr::Interval { start, end };
        if let (Bound::Date(a), Bound::Date(b)) = (start, end)
            && DateExpr::Point(b).before(&DateExpr::Point(a))
        {
            return Err(DateError { reason: Reason::Reversed, at: 0 });
        }
        Ok(expr)
    }

    /// Reads the whole of `text`: EDTF, or a date as French papers write it. White space around it is let go.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let read = |text| DateExpr::parse(text).unwrap().value.to_string();
    /// assert_eq!(read("1er janvier 2024"), "2024-01-01");
    /// assert_eq!(read("du 28 juillet au 3 août 2024"), "2024-07-28/2024-08-03");
    /// assert_eq!(read("XXe siècle"), "19XX");
    /// assert!(DateExpr::parse("31 février 2024").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`DateError`]: not a date, a date the calendar does not have, or text after the date.
    pub fn parse(text: &str) -> Result<Parsed, DateError> {
        let trimmed = text.trim_start_matches(crate::scan::is_blank);
        let before = text.len().saturating_sub(trimmed.len());
        let trimmed = trimmed.trim_end_matches(crate::scan::is_blank);
        let error = match DateExpr::read(trimmed) {
            Ok(parsed) if parsed.span.end() == trimmed.len() => {
                return Ok(Parsed { span: parsed.span.shift(before), ..parsed });
            }
            Ok(parsed) => DateError::new(Reason::Syntax, parsed.span.end()),
            Err(error) => error,
        };
        match field::read(trimmed) {
            Some(Ok(parsed)) => Ok(Parsed { span: parsed.span.shift(before), ..parsed }),
            Some(Err(error)) => Err(error.shift(before)),
            None => Err(error.shift(before)),
        }
    }

    /// Reads the longest date at the beginning of `text`; what follows it is the caller's to judge.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let parsed = DateExpr::read("15 août 2024 Le fleuve monte").unwrap();
    /// assert_eq!((parsed.value.to_string(), parsed.span.len()), ("2024-08-15".to_owned(), 13));
    /// ```
    ///
    /// # Errors
    ///
    /// [`DateError`] when no date begins there.
    pub fn read(text: &str) -> Result<Parsed, DateError> {
        french::read(text)
    }

    /// The civil time covered, half-open; an end that is open or unknown has no bound.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let range = DateExpr::parse("février 2024").unwrap().value.range();
    /// assert_eq!(range.end().unwrap().to_string(), "2024-03-01", "half-open");
    /// ```
    #[must_use]
    pub fn range(&self) -> CivilRange {
        match *self {
            DateExpr::Point(date) => date.range(),
            DateExpr::Interval { start, end } => CivilRange {
                start: start.date().and_then(|d| d.range().start),
                end: end.date().and_then(|d| d.range().end),
            },
        }
    }

    /// Whether all of `other` lies inside.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let read = |text| DateExpr::parse(text).unwrap().value;
    /// assert!(read("août 2024").contains(&read("15 août 2024")));
    /// assert!(!read("15 août 2024").contains(&read("août 2024")));
    /// ```
    #[must_use]
    pub fn contains(&self, other: &DateExpr) -> bool {
        let (a, b) = self.comparable(other);
        starts_by(a.start, b.start) && ends_from(a.end, b.end)
    }

    /// Whether the two have a moment in common.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let read = |text| DateExpr::parse(text).unwrap().value;
    /// assert!(read("5-8 août 2024").overlaps(&read("8-10 août 2024")));
    /// assert!(!read("5-8 août 2024").overlaps(&read("9 août 2024")));
    /// ```
    #[must_use]
    pub fn overlaps(&self, other: &DateExpr) -> bool {
        let (a, b) = self.comparable(other);
        let reaches = |end: Option<CivilTime>, start: Option<CivilTime>| match (end, start) {
            (Some(end), Some(start)) => start < end,
            _ => true,
        };
        reaches(a.end, b.start) && reaches(b.end, a.start)
    }

    /// Whether this is over when `other` begins.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let read = |text| DateExpr::parse(text).unwrap().value;
    /// assert!(read("juillet 2024").before(&read("1er août 2024")));
    /// assert!(!read("août 2024").before(&read("15 août 2024")));
    /// ```
    #[must_use]
    pub fn before(&self, other: &DateExpr) -> bool {
        let (a, b) = self.comparable(other);
        matches!((a.end, b.start), (Some(end), Some(start)) if end <= start)
    }

    /// A total order for lists: by the beginning, then the wider first, then the less exact first.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let mut dates: Vec<DateExpr> = ["2024-08-15", "2024-09", "2024-08"].map(|d| d.parse().unwrap()).into();
    /// dates.sort_by_key(DateExpr::sort_key);
    /// assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2024-08", "2024-08-15", "2024-09"]);
    /// ```
    #[must_use]
    pub fn sort_key(&self) -> SortKey {
        let range = self.range();
        let precision = match self {
            DateExpr::Point(date) => Some(date.precision),
            DateExpr::Interval { .. } => None,
        };
        let end = Reverse(range.end.map_or((true, None), |end| (false, Some(end))));
        SortKey { start: range.start, end, precision }
    }

    /// The two ranges on one clock: UTC when every end of both says its offset, else civil time as written.
    fn comparable(&self, other: &DateExpr) -> (CivilRange, CivilRange) {
        match (self.shifted(), other.shifted()) {
            (Some(a), Some(b)) => (a, b),
            _ => (self.range(), other.range()),
        }
    }

    fn shifted(&self) -> Option<CivilRange> {
        let (first, last) = match *self {
            DateExpr::Point(date) => (Bound::Date(date), Bound::Date(date)),
            DateExpr::Interval { start, end } => (start, end),
        };
        let utc = |bound: Bound, of: fn(CivilRange) -> Option<CivilTime>| match bound {
            Bound::Date(date) => {
                let seconds = i64::from(date.offset_minutes()?).wrapping_mul(-60);
                Some(of(date.range()).map(|t| t.plus(seconds)))
            }
            Bound::Open | Bound::Unknown => Some(None),
        };
        Some(CivilRange { start: utc(first, |r| r.start)?, end: utc(last, |r| r.end)? })
    }
}

fn starts_by(a: Option<CivilTime>, b: Option<CivilTime>) -> bool {
    match (a, b) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => a <= b,
    }
}

fn ends_from(a: Option<CivilTime>, b: Option<CivilTime>) -> bool {
    match (a, b) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => a >= b,
    }
}

impl fmt::Display for DateExpr {
    /// Canonical EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateExpr::Point(date) => fmt::Display::fmt(date, f),
            DateExpr::Interval { start, end } => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Debug for DateExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<PartialDate> for DateExpr {
    fn from(date: PartialDate) -> DateExpr {
        DateExpr::Point(date)
    }
}

impl FromStr for DateExpr {
    type Err = DateError;

    /// Strict EDTF.
    fn from_str(text: &str) -> Result<DateExpr, DateError> {
        edtf::parse(text)
    }
}

/// The half-open range of civil time a date covers; `None` is an end that is open or not known.
///
/// ```
/// use depeche_frontmatter::date::DateExpr;
///
/// let range = DateExpr::parse("2024-08").unwrap().value.range();
/// let ends = [range.start(), range.end()].map(|end| end.unwrap().to_string());
/// assert_eq!(ends, ["2024-08-01", "2024-09-01"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CivilRange {
    start: Option<CivilTime>,
    end: Option<CivilTime>,
}

impl CivilRange {
    /// The first moment inside.
    #[must_use]
    pub const fn start(self) -> Option<CivilTime> {
        self.start
    }

    /// The first moment after.
    #[must_use]
    pub const fn end(self) -> Option<CivilTime> {
        self.end
    }

    /// Both ends moved outwards by `days`: what an approximate date may mean is the caller's to say.
    ///
    /// ```
    /// use depeche_frontmatter::date::DateExpr;
    ///
    /// let about = DateExpr::parse("2024-08-15").unwrap().value.range().widened(2);
    /// assert_eq!(about.start().unwrap().to_string(), "2024-08-13");
    /// ```
    #[must_use]
    pub fn widened(self, days: u32) -> CivilRange {
        let seconds = i64::from(days).wrapping_mul(86_400);
        CivilRange {
            start: self.start.map(|t| t.plus(seconds.wrapping_neg())),
            end: self.end.map(|t| t.plus(seconds)),
        }
    }
}

/// The order of [`DateExpr::sort_key`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SortKey {
    start: Option<CivilTime>,
    /// The later first; an end that is open before all others.
    end: Reverse<(bool, Option<CivilTime>)>,
    precision: Option<Precision>,
}

/// A day and month whose year only the context knows: *12 août*.
///
/// ```
/// use depeche_frontmatter::date::{MonthDay, PartialDate};
///
/// let day = MonthDay::new(12, 30).unwrap();
/// assert_eq!(day.to_string(), "--12-30");
/// // A dispatch of early January that speaks of 30 December means the one just gone.
/// let dispatch = PartialDate::day(2025, 1, 2).unwrap();
/// assert_eq!(day.resolve_near(dispatch), PartialDate::day(2024, 12, 30));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

impl MonthDay {
    /// The day `day` of the month `month`; `None` when no year has it.
    ///
    /// ```
    /// use depeche_frontmatter::date::MonthDay;
    ///
    /// assert!(MonthDay::new(2, 29).is_some() && MonthDay::new(2, 30).is_none());
    /// ```
    #[must_use]
    pub const fn new(month: u8, day: u8) -> Option<MonthDay> {
        if day == 0 || day > days_in_month(2000, month) { None } else { Some(MonthDay { month, day }) }
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// This day in the year that brings it nearest to `context`; `None` for 29 February far from a leap year.
    #[must_use]
    pub fn resolve_near(self, context: PartialDate) -> Option<PartialDate> {
        let middle = context.range();
        let centre = middle.start?.seconds().saturating_add(middle.end?.seconds()).div_euclid(2);
        let distance = |date: &PartialDate| {
            date.range()
                .start
                .map_or(i64::MAX, |t| t.seconds().saturating_add(43_200).abs_diff(centre).cast_signed())
        };
        (-1..=1)
            .filter_map(|n| PartialDate::day(context.year.saturating_add(n), self.month, self.day))
            .min_by_key(distance)
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{:02}-{:02}", self.month, self.day)
    }
}

impl fmt::Debug for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A date that was read from text.
///
/// ```
/// use depeche_frontmatter::date::DateExpr;
///
/// let parsed = DateExpr::parse(" mardi 15 août 2024").unwrap();
/// assert_eq!((parsed.value.to_string(), parsed.span.range()), ("2024-08-15".to_owned(), 1..20));
/// assert_eq!(parsed.notes.iter().count(), 1, "it was a Thursday");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Parsed {
    /// What it says.
    pub value: DateExpr,
    /// Where it stands, in bytes of the text that was read.
    pub span: Span,
    /// What is odd about the way it was written.
    pub notes: Notes,
}

/// A date, or a day and month, found in running text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateMention {
    /// A date with its year, or an interval.
    Full(DateExpr),
    /// A day and month without a year.
    MonthDay(MonthDay),
}

impl DateMention {
    /// The date, the year of a day and month taken from `context`.
    ///
    /// ```
    /// use depeche_frontmatter::date::{self, PartialDate};
    ///
    /// let text = "Fermé le 12 août.";
    /// let (_, mention) = date::at(text, text.find("12").unwrap()).unwrap();
    /// assert_eq!(mention.resolve(None), None, "the year is not known");
    /// let issue = PartialDate::day(2024, 8, 10);
    /// assert_eq!(mention.resolve(issue).unwrap().to_string(), "2024-08-12");
    /// ```
    #[must_use]
    pub fn resolve(self, context: Option<PartialDate>) -> Option<DateExpr> {
        match self {
            DateMention::Full(expr) => Some(expr),
            DateMention::MonthDay(day) => context.and_then(|c| day.resolve_near(c)).map(DateExpr::Point),
        }
    }
}

impl fmt::Display for DateMention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateMention::Full(expr) => fmt::Display::fmt(expr, f),
            DateMention::MonthDay(day) => fmt::Display::fmt(day, f),
        }
    }
}

/// What is odd about the way a date was written: a small set of [`Code`]s.
///
/// ```
/// use depeche_frontmatter::{Code, date::DateExpr};
///
/// let notes = DateExpr::parse("05/08/2024").unwrap().notes;
/// assert_eq!(notes.iter().collect::<Vec<_>>(), [Code::DayMonthAmbiguous]);
/// assert!(DateExpr::parse("15/08/2024").unwrap().notes.is_empty());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Notes(u8);

impl Notes {
    const ALL: [Code; 3] = [Code::WeekdayMismatch, Code::DayMonthAmbiguous, Code::NonCanonicalDate];

    pub(crate) const WEEKDAY: Notes = Notes(1);
    pub(crate) const AMBIGUOUS: Notes = Notes(2);
    pub(crate) const LAX: Notes = Notes(4);

    pub(crate) const fn with(self, other: Notes) -> Notes {
        Notes(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Notes) -> Notes {
        Notes(self.0 & !other.0)
    }

    /// Whether nothing is odd.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The codes: of [`Code::WeekdayMismatch`], [`Code::DayMonthAmbiguous`], [`Code::NonCanonicalDate`].
    pub fn iter(self) -> impl Iterator<Item = Code> {
        Notes::ALL
            .into_iter()
            .zip([1u8, 2, 4])
            .filter(move |(_, bit)| self.0 & bit != 0)
            .map(|(code, _)| code)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reason {
    Syntax,
    Impossible,
    Reversed,
    Interval,
}

/// Text that is not a date.
///
/// ```
/// use depeche_frontmatter::{Code, date::DateExpr};
///
/// let error = DateExpr::parse("30 février 2024").unwrap_err();
/// assert_eq!((error.code(), error.to_string().as_str()), (Code::ImpossibleDate, "the calendar has no such date or time"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateError {
    reason: Reason,
    at: usize,
}

impl DateError {
    pub(crate) const fn new(reason: Reason, at: usize) -> DateError {
        DateError { reason, at }
    }

    fn shift(self, bytes: usize) -> DateError {
        DateError { at: self.at.saturating_add(bytes), ..self }
    }

    /// Where the reader stopped, in bytes of the text that was read.
    #[must_use]
    pub const fn offset(self) -> usize {
        self.at
    }

    /// [`Code::ImpossibleDate`], [`Code::IntervalReversed`], or [`Code::NotADate`].
    #[must_use]
    pub const fn code(self) -> Code {
        match self.reason {
            Reason::Impossible => Code::ImpossibleDate,
            Reason::Reversed => Code::IntervalReversed,
            Reason::Syntax | Reason::Interval => Code::NotADate,
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::Syntax => {
                f.write_str("expected a date such as 2024-08-15 or 15 août 2024, found something else")
            }
            Reason::Impossible => f.write_str("the calendar has no such date or time"),
            Reason::Reversed => f.write_str("the interval ends before it starts"),
            Reason::Interval => f.write_str("expected one date, found an interval"),
        }
    }
}

impl std::error::Error for DateError {}
