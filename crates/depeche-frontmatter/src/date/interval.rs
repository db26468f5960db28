//! Intervals of days, months and years.
//!
//! ```text
//! days    = ["du" / "entre" / "les" / "nuit du"] [weekday] day [month [year]] to [weekday] day month year
//!         / day *("," day) to day month year             12, 13 et 14 août 2024: days that follow each other
//!         / ["du"] day ["/" month] to day "/" month "/" year
//! months  = ["de" / "d'" / "entre"] month [year] to month year
//! years   = year ("-" / "/") (year / 2DIGIT)
//! seasons = season ("-" / "et") season year
//! to      = "-" / "–" / "/" / "au" / "à" / "et" / "&"
//! ```

use super::day::{day_month_year, day_number, month, spaced_month, weekday_and_article, weekday_before};
use super::french::numeric_day;
use super::reading::{
    Day, Reading, article, between_numbers, elided, four, interval, maybe, number, sp, sp0, to_last,
};
use super::{Notes, PartialDate, Precision, edtf};
use crate::parse::{Parse, impossible, no};
use nom::Parser;
use nom::combinator::opt;

/// `5-8 août 2024`, `du 5 au 8 août 2024`, `du lundi 28 juillet au dimanche 3 août 2024`, `5, 6 et 7 août 2024`.
pub(super) fn day_range(i: &str) -> Parse<'_, Reading> {
    let rest = night(i);
    let rest = maybe(rest, &["du", "entre", "les", "le"]);
    let rest = maybe(rest, &["le"]);
    let (rest, _) = opt(weekday_before).parse(rest)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = opt(spaced_month).parse(rest)?;
    let year = |i| four(sp(i)?.0);
    let (rest, year) = if month.is_some() { opt(year).parse(rest)? } else { (rest, None) };
    let rest = if month.is_none() { days_between(rest, day) } else { rest };
    let (rest, last) = match to_last(rest) {
        Ok((rest, ())) => match day_month_year(rest) {
            // `du 12 au 18/08/2024`.
            Err(_) if month.is_none() => numeric_day(rest)?,
            read => read?,
        },
        // `Samedi 10, dimanche 11 août 2024`: of two days that only a comma parts, one follows the other.
        Err(stop) => match rest.strip_prefix(',').map(|rest| day_month_year(sp0(rest)?.0)) {
            Some(Ok((rest, last))) if month.is_none() && last.date.day == day.saturating_add(1) => {
                (rest, last)
            }
            _ => return Err(stop),
        },
    };
    let end = last.date;
    let from_month = month.unwrap_or(end.month);
    // `du 28 décembre au 3 janvier 2024` began in 2023.
    let earlier = month.is_some() && (from_month, day) > (end.month, end.day);
    let from_year = year.unwrap_or(if earlier { end.year.saturating_sub(1) } else { end.year });
    match PartialDate::day(from_year, from_month, day) {
        Some(start) => Ok((rest, interval(start, end).noting(last.notes))),
        None => impossible(i),
    }
}

/// What follows `dans la nuit `, `nuit `, `semaine `, `week-end `.
fn night(i: &str) -> &str {
    let night = |i| {
        let rest = maybe(maybe(i, &["dans"]), &["la", "le"]);
        let (rest, ()) = article(rest, &["nuit", "semaine", "weekend"])?;
        Ok::<_, nom::Err<crate::parse::Stop<'_>>>(rest)
    };
    night(i).unwrap_or(i)
}

/// What follows the days between the first and the last of *5, 6, 7 et 8 août*: each the day after the one before.
fn days_between(i: &str, first: u8) -> &str {
    let (mut rest, mut day) = (i, first);
    while let Some(Ok((after, next))) = rest.strip_prefix(',').map(|after| day_number(sp0(after)?.0)) {
        let last = super::day::spaced_month(after).is_ok();
        if last || next != day.saturating_add(1) {
            break;
        }
        (rest, day) = (after, next);
    }
    rest
}

/// `05/08/2024 au 08/08/2024`, `du 05/08 au 08/08/2024`, `2024-08-05 au 2024-08-08`.
pub(super) fn full_range(i: &str) -> Parse<'_, Reading> {
    let day = |i| match numeric_day(i) {
        Ok(read) => Ok(read),
        Err(_) => {
            let (rest, date) = edtf::point(i)?;
            Ok((rest, Day { date, notes: Notes::default() }))
        }
    };
    let rest = maybe(i, &["du", "de", "entre"]);
    let (rest, _) = weekday_and_article(rest)?;
    let (rest, first) = match day(rest) {
        Ok((rest, first)) => (rest, Ok(first)),
        Err(_) => day_and_month(rest).map(|(rest, first)| (rest, Err(first)))?,
    };
    let (rest, ()) = to_last(rest)?;
    let (rest, _) = weekday_and_article(rest)?;
    let (rest, last) = day(rest)?;
    let first = match first {
        Ok(first) => first,
        Err((day, month)) => match PartialDate::day(last.date.year, month, day) {
            Some(date) => Day { date, notes: Notes::default() },
            None => return impossible(i),
        },
    };
    if first.date.precision() < Precision::Month || last.date.precision() < Precision::Month {
        return no(i);
    }
    let notes = first.notes.with(last.notes);
    // `05/08/2024 - 18/08/2024`: one end tells how both are written.
    let told = first.date.day > 12 || last.date.day > 12;
    Ok((
        rest,
        interval(first.date, last.date).noting(if told { notes.without(Notes::AMBIGUOUS) } else { notes }),
    ))
}

/// `05/08`.
fn day_and_month(i: &str) -> Parse<'_, (u8, u8)> {
    let (rest, day) = number(i)?;
    let (rest, _) = nom::character::complete::one_of("/.").parse(rest)?;
    let (rest, month) = number(rest)?;
    Ok((rest, (day, month)))
}

/// `juillet-août 2024`, `de juillet à septembre 2024`, `d'octobre 2023 à mars 2024`.
pub(super) fn month_range(i: &str) -> Parse<'_, Reading> {
    let rest = elided(maybe(i, &["de", "entre"]), 'd');
    let (rest, first) = month(rest)?;
    let (rest, first_year) = opt(|i| four(sp(i)?.0)).parse(rest)?;
    let (rest, ()) = to_last(rest)?;
    let (rest, last) = month(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, year) = four(rest)?;
    let first_year = first_year.unwrap_or(if first > last { year.saturating_sub(1) } else { year });
    match (PartialDate::month(first_year, first), PartialDate::month(year, last)) {
        (Some(start), Some(end)) => Ok((rest, interval(start, end))),
        _ => no(i),
    }
}

/// `2023-2024`, `2023/24`; `de 2023 à 2024` is read only where it is the whole of a value.
pub(super) fn year_range(i: &str) -> Parse<'_, Reading> {
    let (rest, first) = four(i)?;
    if let Some(short) = rest.strip_prefix('/')
        && let Ok((rest, last)) = edtf::two_digits(short)
    {
        // A season of sport, a school year: the next year in two figures.
        let next = first.saturating_add(1);
        let follows = next.rem_euclid(100) == i32::from(last);
        let range = interval(PartialDate::year(first), PartialDate::year(next)).noting(Notes::LAX);
        return if follows { Ok((rest, range)) } else { no(i) };
    }
    let (rest, ()) = between_numbers(rest)?;
    let (rest, last) = four(rest)?;
    Ok((rest, interval(PartialDate::year(first), PartialDate::year(last))))
}
