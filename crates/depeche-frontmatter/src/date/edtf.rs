//! Strict EDTF.
//!
//! ```text
//! edtf     = point / bound "/" bound                 not both bounds empty
//! bound    = point / ".." / ""
//! point    = date ["T" time] ["?" / "~" / "%"]
//! date     = year ["-" ("XX" / month ["-" (day / "XX")] / season)] / 3DIGIT "X" / 2DIGIT "XX" / year "-XX-XX"
//! year     = ["-"] 4DIGIT / "Y" ["-"] 5*DIGIT
//! time     = HH ":" MM [":" SS] ["Z" / ("+" / "-") HH ":" MM]
//! ```

use super::{Bound, DateError, DateExpr, PartialDate, Precision, Qualifier, Reason};
use crate::parse::{Parse, impossible, no, possible, to_date_error};
use nom::Parser;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::char;
use nom::combinator::opt;

pub(super) fn parse(text: &str) -> Result<DateExpr, DateError> {
    let (rest, expr) = expr(text).map_err(|e| to_date_error(text, e))?;
    if !rest.is_empty() {
        return Err(DateError::new(Reason::Syntax, text.len().saturating_sub(rest.len())));
    }
    match expr {
        DateExpr::Interval { start, end } => DateExpr::interval(start, end),
        point @ DateExpr::Point(_) => Ok(point),
    }
}

/// A point or an interval at the beginning of `i`. Of an interval, the order of the ends is the caller's to check.
pub(super) fn expr(i: &str) -> Parse<'_, DateExpr> {
    let (rest, start) = match point(i) {
        Ok((rest, date)) => (rest, Bound::Date(date)),
        Err(stop) => match i.strip_prefix("..") {
            Some(rest) => (rest, Bound::Open),
            None if i.starts_with('/') => (i, Bound::Unknown),
            None => return Err(stop),
        },
    };
    let Some(after) = rest.strip_prefix('/') else {
        return match start {
            Bound::Date(date) => Ok((rest, DateExpr::Point(date))),
            Bound::Open | Bound::Unknown => no(i),
        };
    };
    let (rest, end) = match point(after) {
        Ok((rest, date)) => (rest, Bound::Date(date)),
        Err(stop) => match after.strip_prefix("..") {
            Some(rest) => (rest, Bound::Open),
            None if after.chars().next().is_none_or(|c| c.is_whitespace()) => (after, Bound::Unknown),
            None => return Err(stop),
        },
    };
    if start.date().is_none() && end.date().is_none() {
        return no(i);
    }
    Ok((rest, DateExpr::Interval { start, end }))
}

pub(super) fn point(i: &str) -> Parse<'_, PartialDate> {
    let (rest, date) = date(i)?;
    let (rest, date) = match rest.strip_prefix('T') {
        Some(after) if date.precision == Precision::Day => time(after, date)?,
        _ => (rest, date),
    };
    let (rest, sign) = opt(qualifier).parse(rest)?;
    Ok((rest, date.with_qualifier(sign.unwrap_or_default())))
}

fn qualifier(i: &str) -> Parse<'_, Qualifier> {
    match i.as_bytes().first() {
        Some(b'?') => Ok((i.get(1..).unwrap_or_default(), Qualifier::Uncertain)),
        Some(b'~') => Ok((i.get(1..).unwrap_or_default(), Qualifier::Approximate)),
        Some(b'%') => Ok((i.get(1..).unwrap_or_default(), Qualifier::UncertainApproximate)),
        _ => no(i),
    }
}

fn date(i: &str) -> Parse<'_, PartialDate> {
    let (rest, year) = match year(i) {
        Ok(read) => read,
        Err(stop) => return unspecified_years(i).map_err(|_| stop),
    };
    let Some(after) = rest.strip_prefix('-') else {
        return Ok((rest, PartialDate::year(year)));
    };
    // `2024-8-5` is for the lenient reader; `2024-2025` too.
    let Ok((rest, month)) = two(after) else {
        return no(after);
    };
    let unknown_month = PartialDate { precision: Precision::Month, ..PartialDate::year(year) };
    let month = match month {
        None => unknown_month,
        Some(season @ 21..=24) => return possible(rest, after, PartialDate::season(year, season)),
        Some(month) => possible(rest, after, PartialDate::month(year, month))?.1,
    };
    let Some(after) = rest.strip_prefix('-') else {
        return Ok((rest, month));
    };
    match two(after) {
        Ok((rest, None)) => Ok((rest, PartialDate { precision: Precision::Day, ..month })),
        Ok((rest, Some(day))) => possible(rest, after, PartialDate::day(year, month.month, day)),
        Err(stop) => Err(stop),
    }
}

fn year(i: &str) -> Parse<'_, i32> {
    let (rest, long) = opt(char('Y')).parse(i)?;
    let (rest, minus) = opt(char('-')).parse(rest)?;
    let (least, most) = if long.is_some() { (5, 9) } else { (4, 4) };
    let (rest, figures) = digits(least, most)(rest)?;
    let year = figures.parse::<i32>().unwrap_or_default();
    if year == 0 && minus.is_some() {
        return impossible(i);
    }
    Ok((rest, if minus.is_some() { year.saturating_neg() } else { year }))
}

fn unspecified_years(i: &str) -> Parse<'_, PartialDate> {
    if let Ok((rest, figures)) = digits(3, 3)(i)
        && let Some(rest) = rest.strip_prefix('X')
    {
        let first = figures.parse::<i32>().unwrap_or_default().saturating_mul(10);
        return possible(rest, i, PartialDate::decade(first));
    }
    let (rest, figures) = digits(2, 2)(i)?;
    match rest.strip_prefix("XX") {
        Some(rest) => {
            let first = figures.parse::<i32>().unwrap_or_default().saturating_mul(100);
            possible(rest, i, PartialDate::century(first))
        }
        None => no(i),
    }
}

/// Two figures, or `XX` for what is not known.
fn two(i: &str) -> Parse<'_, Option<u8>> {
    match i.strip_prefix("XX") {
        Some(rest) => Ok((rest, None)),
        None => two_digits(i).map(|(rest, n)| (rest, Some(n))),
    }
}

pub(super) fn two_digits(i: &str) -> Parse<'_, u8> {
    let (rest, figures) = digits(2, 2)(i)?;
    Ok((rest, figures.parse().unwrap_or_default()))
}

/// A run of `least` to `most` figures that no further figure follows.
pub(super) fn digits<'i>(least: usize, most: usize) -> impl Fn(&'i str) -> Parse<'i, &'i str> {
    move |i| {
        let (rest, run) = take_while_m_n(least, most, |c: char| c.is_ascii_digit()).parse(i)?;
        if rest.starts_with(|c: char| c.is_ascii_digit()) { no(i) } else { Ok((rest, run)) }
    }
}

/// `18:30`, `18:30:00`, with `Z` or an offset.
pub(super) fn time(i: &str, day: PartialDate) -> Parse<'_, PartialDate> {
    let (rest, hour) = two_digits(i)?;
    let (rest, _) = char(':').parse(rest)?;
    let (mut rest, minute) = two_digits(rest)?;
    let mut second = None;
    if let Some(after) = rest.strip_prefix(':') {
        let (after, s) = two_digits(after)?;
        (rest, second) = (after, Some(s));
    }
    let (_, timed) = possible(rest, i, day.with_time(hour, minute, second))?;
    match opt(offset).parse(rest)? {
        (rest, Some(minutes)) => possible(rest, i, timed.with_offset(minutes)),
        (rest, None) => Ok((rest, timed)),
    }
}

/// `Z`, `+02:00`.
fn offset(i: &str) -> Parse<'_, i16> {
    if let Some(rest) = i.strip_prefix('Z') {
        return Ok((rest, 0));
    }
    let (rest, sign) = nom::character::complete::one_of("+-").parse(i)?;
    let (rest, hours) = two_digits(rest)?;
    let (rest, _) = char(':').parse(rest)?;
    let (rest, minutes) = two_digits(rest)?;
    signed_offset(rest, i, sign == '-', hours, minutes)
}

pub(super) fn signed_offset<'i>(
    rest: &'i str,
    at: &'i str,
    minus: bool,
    hours: u8,
    minutes: u8,
) -> Parse<'i, i16> {
    if hours > 23 || minutes > 59 {
        return impossible(at);
    }
    let total = i16::from(hours).saturating_mul(60).saturating_add(i16::from(minutes));
    Ok((rest, if minus { total.saturating_neg() } else { total }))
}
