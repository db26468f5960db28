//! Days and months: the names and figures of which all other dates are made.
//!
//! ```text
//! day-date = ["le" / "ce"] [weekday [","]] ["le"] day month year [[","] weekday] [time]
//! day      = 1*2DIGIT / "1er" / "1°" / "premier" / number-in-letters
//! month    = name / abbreviation ["."] / "7bre"–"10bre"
//! year     = 4DIGIT / "'" 2DIGIT / number-in-letters
//! joined   = day ("-" / "/" / ".") (month / roman) (same) year     15-août-2024, 15.VIII.2024
//! english  = month day "," year                                    August 15, 2024
//! ```

use super::clock::{number_in_letters, time_after};
use super::reading::{Day, Reading, article, exactly, four, joint, maybe, number, or_keep, sp, sp0};
use super::{MonthDay, Notes, PartialDate, edtf, number};
use crate::parse::{Parse, no, one_of, possible, word};
use depeche_text::typography::{is_apostrophe, is_hyphen, is_space};
use nom::Parser;
use nom::combinator::opt;

/// `jeudi 15 août 2024 à 18 h 30`.
pub(super) fn day_date(i: &str) -> Parse<'_, Reading> {
    let (rest, day) = day_month_year(i)?;
    let (rest, date) = or_keep(rest, day.date, |i| time_after(i, day.date));
    Ok((rest, Reading::of(date).noting(day.notes)))
}

pub(super) fn day_month_year(i: &str) -> Parse<'_, Day> {
    let (rest, said) = weekday_and_article(i)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = spaced_month(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, (year, short)) = year(rest)?;
    let (_, date) = possible(rest, i, PartialDate::day(year, month, day))?;
    let (rest, said) = match said {
        Some(said) => (rest, Some(said)),
        None => opt(weekday_after).parse(rest)?,
    };
    Ok((rest, Day { date, notes: weekday_note(said, date).with(short) }))
}

pub(super) fn weekday_note(said: Option<u8>, date: PartialDate) -> Notes {
    if said.is_some_and(|said| date.weekday() != Some(said)) { Notes::WEEKDAY } else { Notes::default() }
}

/// `[weekday [","]] day month`.
pub(super) fn month_day(i: &str) -> Parse<'_, MonthDay> {
    let (rest, _) = opt(weekday_before).parse(i)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = spaced_month(rest)?;
    possible(rest, i, MonthDay::new(month, day))
}

/// `15-août-2024`, `15/Aug/2024`, `15.VIII.2024`.
pub(super) fn joined_day(i: &str) -> Parse<'_, Reading> {
    let (rest, day) = number(i)?;
    let sep = rest.chars().next().filter(|&c| is_hyphen(c) || matches!(c, '/' | '.'));
    let Some(sep) = sep else { return no(i) };
    let rest = rest.get(sep.len_utf8()..).unwrap_or_default();
    let (rest, month) = match roman_month(rest) {
        Ok(read) => read,
        Err(_) => one_of(rest, |w| number::month(w).or_else(|| number::english_month(w)))?,
    };
    // Of `15-sept.-2024` the full stop is the month's.
    let rest = rest.strip_prefix('.').filter(|_| sep != '.').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(sep) else { return no(i) };
    let (rest, year) = four(rest)?;
    let (rest, date) = possible(rest, i, PartialDate::day(year, month, day))?;
    let (rest, date) = or_keep(rest, date, |i| time_after(i, date));
    Ok((rest, Reading::of(date)))
}

/// `VIII`, in capitals.
fn roman_month(i: &str) -> Parse<'_, u8> {
    if !i.starts_with(|c: char| c.is_ascii_uppercase()) {
        return no(i);
    }
    one_of(i, |w| number::roman(w).filter(|n| *n <= 12))
}

/// `August 15, 2024`, `Août 15, 2024`; Nexis writes the weekday after it.
pub(super) fn english_day(i: &str) -> Parse<'_, Reading> {
    let (rest, said) = opt(weekday_before).parse(i)?;
    let (rest, month) = month(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, day) = number(rest)?;
    let (rest, _) = nom::character::complete::char(',').parse(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, year) = four(rest)?;
    let (_, date) = possible(rest, i, PartialDate::day(year, month, day))?;
    let (rest, said) = match said {
        Some(said) => (rest, Some(said)),
        None => opt(weekday_after).parse(rest)?,
    };
    let (rest, timed) = or_keep(rest, date, |i| time_after(i, date));
    Ok((rest, Reading::of(timed).noting(weekday_note(said, date))))
}

/// `le jeudi `, `jeudi, le `, `ce jeudi `, `le `: what stands before the number of the day.
pub(super) fn weekday_and_article(i: &str) -> Parse<'_, Option<u8>> {
    let rest = maybe(i, &["le", "ce"]);
    let (rest, said) = opt(weekday_before).parse(rest)?;
    Ok((if said.is_some() { maybe(rest, &["le"]) } else { rest }, said))
}

/// `jeudi `, `jeu. `, `Thu, `.
pub(super) fn weekday_before(i: &str) -> Parse<'_, u8> {
    let (rest, day) = one_of(i, |w| number::weekday(w).or_else(|| number::english_weekday(w)))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let (rest, _) = sp(rest)?;
    Ok((rest, day))
}

/// ` jeudi` at the end of a line, where exports write it; elsewhere it may begin the headline.
pub(super) fn weekday_after(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp(i.strip_prefix(',').unwrap_or(i))?;
    let (rest, day) = one_of(rest, |w| number::weekday(w).or_else(|| number::english_weekday(w)))?;
    let (after, _) = sp0(rest)?;
    if after.is_empty() || after.starts_with(['\n', '\r']) { Ok((rest, day)) } else { no(i) }
}

/// `15`, `1er`, `1ᵉʳ`, `1°`, `premier`, `trente et un`.
pub(super) fn day_number(i: &str) -> Parse<'_, u8> {
    if let Ok((rest, n)) = number(i) {
        if n == 1 {
            // `1 er`, as scanned pages have it.
            if let Ok((after, ())) = exactly(rest.trim_start_matches(is_space), &["er"]) {
                return Ok((after, 1));
            }
            if let Some(after) = rest.strip_prefix(['°', 'º']) {
                return Ok((after, 1));
            }
        }
        return match word(rest) {
            Ok(_) => no(i),
            Err(_) => Ok((rest, n)),
        };
    }
    if let Ok((rest, ())) = exactly(i, &["premier"]) {
        return Ok((rest, 1));
    }
    // *Un août* is not said.
    let (rest, n) = number_in_letters(i)?;
    if (2..=31).contains(&n) { Ok((rest, n)) } else { no(i) }
}

/// ` août`, ` août.`: the month of a day, after its space.
pub(super) fn spaced_month(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp(i)?;
    month(rest)
}

/// `août`, `juil.`, `Aug`, `7bre`.
pub(super) fn month(i: &str) -> Parse<'_, u8> {
    if let Ok((rest, n @ 7..=10)) = number(i) {
        let (rest, ()) = exactly(rest, &["bre"])?;
        return Ok((rest, n.saturating_add(2)));
    }
    let (rest, month) = one_of(i, |w| number::month(w).or_else(|| number::english_month(w)))?;
    Ok((rest.strip_prefix('.').unwrap_or(rest), month))
}

/// A year in figures or in words: `2024`, `'24`, `deux mille vingt-quatre`.
pub(super) fn year(i: &str) -> Parse<'_, (i32, Notes)> {
    if let Ok((rest, year)) = four(i) {
        return Ok((rest, (year, Notes::default())));
    }
    if let Some(rest) = i.strip_prefix(is_apostrophe) {
        let (rest, year) = edtf::two_digits(rest)?;
        return Ok((rest, (of_two_figures(year), Notes::LAX)));
    }
    year_in_words(i).map(|(rest, year)| (rest, (year, Notes::default())))
}

/// The year of two figures: from 1970 to 2069.
pub(super) fn of_two_figures(year: u8) -> i32 {
    let century = if year < 70 { 2000i32 } else { 1900 };
    century.saturating_add(i32::from(year))
}

/// `mil neuf cent quatre-vingt-dix-neuf`, `deux mille vingt-quatre`: the words up to the first that is no number.
fn year_in_words(i: &str) -> Parse<'_, i32> {
    let (mut total, mut group) = (0i32, 0i32);
    let mut end = i;
    let mut rest = i;
    // The longest year has nine words: *mille neuf cent quatre vingt dix sept*, each *et* apart.
    for _ in 0..12 {
        let Ok((after, n)) = one_of(rest, number::in_words) else { break };
        match n {
            1000 => {
                total = total.saturating_add(group.max(1).saturating_mul(1000));
                group = 0;
            }
            100 => group = group.max(1).saturating_mul(100),
            // `quatre-vingt` is four twenties.
            20 if group.rem_euclid(100) == 4 => group = group.saturating_add(76),
            n => group = group.saturating_add(n),
        }
        end = after;
        let Ok((after, _)) = joint(after) else { break };
        rest = article(after, &["et"]).map_or(after, |(rest, ())| rest);
    }
    match total.saturating_add(group) {
        year @ 1000..=2999 if total > 0 => Ok((end, year)),
        _ => no(i),
    }
}
