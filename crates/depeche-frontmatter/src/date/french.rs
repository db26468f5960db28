//! Dates as French papers write them. The grammar is in the page of [the module](crate::date); each function below,
//! and in the files beside this one, is one of its lines.

use super::clock::{fraction, lax_time, time_after, zone, zone_name};
use super::day::{
    day_date, english_day, joined_day, month_day, of_two_figures, weekday_and_article, weekday_note,
};
use super::interval::{day_range, full_range, month_range, year_range};
use super::reading::{Day, Reader, Reading, four, number, or_keep, sp0, to_last};
use super::wide::{
    about, century, decade, fuzzy, month_date, month_in_figures, part, quarter, season, week, year_quarter,
};
use super::{
    DateError, DateExpr, DateMention, Notes, Parsed, PartialDate, Precision, Qualifier, edtf, number as names,
};
use crate::parse::{Parse, Stop, is_accent, no, possible, to_date_error, word};
use depeche_text::Span;
use depeche_text::typography::{is_dash, is_hyphen};
use nom::Parser;
use nom::combinator::opt;

/// Reads the longest date at the beginning of `text`.
pub(super) fn read(text: &str) -> Result<Parsed, DateError> {
    let (rest, reading) = reading(text).map_err(|e| to_date_error(text, e))?;
    let value = match reading.expr {
        DateExpr::Interval { start, end } => DateExpr::interval(start, end)?,
        point @ DateExpr::Point(_) => point,
    };
    let span = Span::new(0, text.len().saturating_sub(rest.len()));
    Ok(Parsed { value, span, notes: reading.notes })
}

/// The date at the byte `start` of running text: a date with its year, an interval, or a day and month alone.
///
/// The date must begin at `start` and stand between other words. A lone year is not taken for a date, nor a number of
/// eight figures. Time is bounded by the length of the line.
///
/// ```
/// use depeche_frontmatter::date;
///
/// let text = "Le sommet du 12 août réunira vingt pays, puis le 3 septembre 2024 à Lyon.";
/// let (span, day) = date::at(text, text.find("12").unwrap()).unwrap();
/// assert_eq!((span.of(text), day.to_string()), ("12 août", "--08-12".to_owned()));
/// let (span, day) = date::at(text, text.find("3 sept").unwrap()).unwrap();
/// assert_eq!((span.of(text), day.to_string()), ("3 septembre 2024", "2024-09-03".to_owned()));
/// ```
#[must_use]
pub fn at(text: &str, start: usize) -> Option<(Span, DateMention)> {
    let (before, i) = text.split_at_checked(start)?;
    let joined = |c: char| c.is_alphanumeric() || is_accent(c) || matches!(c, '_' | '/' | '.' | '-');
    // A full stop before is the end of another sentence only when a space follows it.
    if before.chars().next_back().is_some_and(joined) {
        return None;
    }
    // All alternatives begin with a figure, a capital of a Roman number, or one of these words.
    let first = i.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let full = reading(i).ok().filter(|(rest, reading)| {
        let length = i.len().saturating_sub(rest.len());
        let figures = i.get(..length).is_some_and(|t| !t.contains(char::is_alphabetic));
        let exact = matches!(reading.expr, DateExpr::Point(d) if d.precision() >= Precision::Day);
        // A year, two of them, `12/2024`: as well a number of something else.
        let number = figures && !exact && (!reading.notes.is_empty() || only_years(reading.expr));
        let lone = i.get(..length).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
        !number && !lone && stands_alone(rest)
    });
    // A day of the week or a number has more letters than one.
    let letter = matches!(i.as_bytes(), [first, second @ 0..0x80, ..] if first.is_ascii_alphabetic() && !second.is_ascii_alphabetic());
    let short = if letter { None } else { month_day(i).ok() };
    let short = short.filter(|(rest, _)| stands_alone(rest));
    let span = |rest: &str| Span::new(start, text.len().saturating_sub(rest.len()));
    match (full, short) {
        (Some((rest, reading)), _) => {
            let mention = match reading.expr {
                DateExpr::Interval { start, end } => DateExpr::interval(start, end).ok()?,
                point @ DateExpr::Point(_) => point,
            };
            Some((span(rest), DateMention::Full(mention)))
        }
        (None, Some((rest, day))) => Some((span(rest), DateMention::MonthDay(day))),
        (None, None) => None,
    }
}

fn only_years(expr: DateExpr) -> bool {
    let year = |date: PartialDate| date.precision() == Precision::Year;
    match expr {
        DateExpr::Point(date) => year(date),
        DateExpr::Interval { start, end } => start.date().is_none_or(year) && end.date().is_none_or(year),
    }
}

fn stands_alone(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_alphanumeric() || is_accent(c) || c == '_' => false,
        Some('.' | '/' | '-' | ',') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(_) => true,
    }
}

pub(super) fn reading(i: &str) -> Parse<'_, Reading> {
    let bytes = i.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9') => {
            let figures = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let iso = iso(i);
            match (figures, bytes.get(figures)) {
                // The usual header, `2024-08`, needs no second opinion, unless *au 2024-09* or *- 2024-09* follows.
                (4, Some(b'-')) if iso.as_ref().is_ok_and(|(rest, _)| to_last(rest).is_err()) => iso,
                (3.., _) => longest(iso, i, &[lax_iso, year_range, full_range, year_quarter]),
                (_, Some(b'/' | b'.' | b'-')) => {
                    longest(iso, i, &[numeric, day_range, full_range, joined_day, month_in_figures])
                }
                _ => longest(iso, i, &[day_date, day_range, part, century, numeric]),
            }
        }
        Some(b'-' | b'.' | b'/' | b'Y') => iso(i),
        Some(_) => {
            let Ok((_, first)) = word(i) else { return no(i) };
            longest(no(i), i, readers(first.as_str()))
        }
        None => no(i),
    }
}

/// What a date that begins with this word can be.
fn readers(first: &str) -> &'static [Reader] {
    // A day of the week begins most dates in words; it need not be held against all the others.
    if names::weekday(first).or_else(|| names::english_weekday(first)).is_some() {
        return &[day_date, numeric, day_range, full_range, english_day, month_date, month_range];
    }
    match first {
        "le" | "ce" => &[day_date, numeric, day_range, century, part],
        "du" | "entre" => &[day_range, full_range, month_range, century],
        "dans" => &[day_range, part, about],
        "nuit" | "weekend" => &[day_range],
        "semaine" => &[week, day_range],
        "sem" => &[week],
        "de" | "d" => &[full_range, month_range],
        "les" | "des" => &[decade, day_range, century],
        "aux" => &[century, about],
        "la" => &[decade, week, part, day_range],
        "au" => &[century, part, season, fuzzy, month_date, about],
        "a" => &[season, fuzzy, part],
        "en" => &[month_date, season, fuzzy],
        "pendant" | "l" => &[season],
        "annees" | "decennie" => &[decade],
        "debut" | "mi" | "milieu" | "fin" | "tout" | "toute" => &[fuzzy],
        "vers" | "environ" | "env" | "circa" | "ca" | "c" | "autour" | "environs" | "alentours"
        | "courant" | "cours" => &[about],
        // `v. 1850`, and the century.
        "v" => &[about, century],
        "mois" => &[month_date],
        "t" | "q" => &[quarter],
        "dernier" | "derniere" => &[part],
        w if names::season(w).is_some() => &[season],
        w if names::in_letters(w).is_some() => &[day_date, day_range, part, century, month_date, month_range],
        w if names::month(w).is_some() || names::english_month(w).is_some() => {
            &[month_date, month_range, english_day]
        }
        w if names::ordinal(w).is_some() => &[part, century, day_date, day_range],
        _ => &[century],
    }
}

/// The longest of what the readers read. A whole day that nothing joins to another date is the end: nobody reads further.
fn longest<'i>(first: Parse<'i, Reading>, i: &'i str, readers: &[Reader]) -> Parse<'i, Reading> {
    let mut best = first;
    for reader in readers {
        if best.as_ref().is_ok_and(|(rest, reading)| is_day(reading.expr) && to_last(rest).is_err()) {
            break;
        }
        best = match (best, reader(i)) {
            (Ok(a), Ok(b)) => Ok(if b.0.len() < a.0.len() { b } else { a }),
            (Ok(a), Err(_)) => Ok(a),
            (Err(_), Ok(b)) => Ok(b),
            (Err(a), Err(b)) => Err(further(a, b)),
        };
    }
    best
}

fn is_day(expr: DateExpr) -> bool {
    matches!(expr, DateExpr::Point(date) if date.precision() >= Precision::Day)
}

/// Of two failures the one that says more: that the calendar has no such day, else the one that got further.
fn further<'i>(a: nom::Err<Stop<'i>>, b: nom::Err<Stop<'i>>) -> nom::Err<Stop<'i>> {
    use super::Reason::Impossible;
    use nom::error::ParseError;
    match (a, b) {
        (nom::Err::Error(a), nom::Err::Error(b)) => nom::Err::Error(match (a.reason, b.reason) {
            (Impossible, Impossible) => a.or(b),
            (Impossible, _) => a,
            (_, Impossible) => b,
            _ => a.or(b),
        }),
        (a, _) => a,
    }
}

// ---- Figures -------------------------------------------------------------------------------------------------------

/// EDTF, with a space or a fraction of a second where RFC 3339 and its users write them.
fn iso(i: &str) -> Parse<'_, Reading> {
    let (rest, expr) = edtf::expr(i)?;
    match expr {
        DateExpr::Point(date)
            if date.precision() == Precision::Day && date.qualifier() == Qualifier::Certain =>
        {
            let (rest, date) = or_keep(rest, date, |i| time_after(i, date));
            Ok((rest, Reading::of(date)))
        }
        DateExpr::Point(date) if date.precision() >= Precision::Minute && date.offset_minutes().is_none() => {
            let rest = if date.precision() == Precision::Second { fraction(rest) } else { rest };
            let (rest, minutes) = opt(zone).parse(rest)?;
            let date = minutes.and_then(|m| date.with_offset(m)).unwrap_or(date);
            Ok((zone_name(rest), Reading::of(date)))
        }
        // The name of a zone after its offset: RFC 9557.
        DateExpr::Point(date) if date.precision() >= Precision::Minute => {
            Ok((zone_name(rest), Reading::of(date)))
        }
        expr => Ok((rest, Reading { expr, notes: Notes::default() })),
    }
}

/// `2024-8-5`, `2024/08/15`, `2024_08`, `20240815T1830Z`: read, and noted as not canonical.
fn lax_iso(i: &str) -> Parse<'_, Reading> {
    if let Ok((rest, run)) = edtf::digits(8, 8)(i) {
        let part = |range| run.get(range).and_then(|t: &str| t.parse::<u16>().ok()).unwrap_or_default();
        let (year, month, day) = (part(0..4), part(4..6), part(6..8));
        if !(1000..2100).contains(&year) {
            return no(i);
        }
        let small = |n: u16| u8::try_from(n).unwrap_or_default();
        return lax_day(rest, i, i32::from(year), small(month), small(day));
    }
    let (rest, year) = four(i)?;
    let sep = rest.chars().next().filter(|&c| is_hyphen(c) || is_dash(c) || matches!(c, '/' | '_' | '.'));
    let Some(sep) = sep else { return no(i) };
    let after = rest.get(sep.len_utf8()..).unwrap_or_default();
    let (rest, month) = number(after)?;
    let next = rest.strip_prefix(sep).and_then(|r| number(r).ok());
    let written = i.get(..i.len().saturating_sub(next.map_or(rest, |(rest, _)| rest).len())).unwrap_or(i);
    if sep == '-' && matches!(written.len(), 7 | 10) && !next.is_some_and(|(rest, _)| rest.starts_with('T')) {
        // Written as the standard asks: the strict reader has judged it.
        return no(i);
    }
    match next {
        Some((rest, day)) => lax_day(rest, i, year, month, day),
        None => {
            let month = PartialDate::month(year, month).map(|d| Reading::of(d).noting(Notes::LAX));
            possible(rest, i, month)
        }
    }
}

fn lax_day<'i>(rest: &'i str, at: &'i str, year: i32, month: u8, day: u8) -> Parse<'i, Reading> {
    let (rest, date) = possible(rest, at, PartialDate::day(year, month, day))?;
    if rest.starts_with('T') {
        let (rest, date) = lax_time(rest, date)?;
        return Ok((rest, Reading::of(date).noting(Notes::LAX)));
    }
    let (rest, date) = or_keep(rest, date, |i| time_after(i, date));
    Ok((rest, Reading::of(date).noting(Notes::LAX)))
}

/// `05/08/2024`, `15.08.2024`, `15. 8. 2024`, `15-08-2024`, `15/08/24`: the day first.
fn numeric(i: &str) -> Parse<'_, Reading> {
    let (rest, said) = weekday_and_article(i)?;
    let (rest, first) = numeric_day(rest)?;
    let wrong = weekday_note(said, first.date);
    // The day of the week tells which number is the day.
    let notes =
        if said.is_some() && wrong.is_empty() { first.notes.without(Notes::AMBIGUOUS) } else { first.notes };
    let (rest, date) = or_keep(rest, first.date, |i| time_after(i, first.date));
    Ok((rest, Reading::of(date).noting(notes).noting(wrong)))
}

pub(super) fn numeric_day(i: &str) -> Parse<'_, Day> {
    let (rest, day) = number(i)?;
    let (spaced, _) = sp0(rest)?;
    let (rest, sep) = nom::character::complete::one_of("/.-").parse(spaced)?;
    let (rest, _) = sp0(rest)?;
    let (rest, month) = number(rest)?;
    let (rest, _) = sp0(rest)?;
    let (after, _) = nom::character::complete::char(sep).parse(rest)?;
    let (rest, _) = sp0(after)?;
    let (rest, year, short) = match four(rest) {
        Ok((rest, year)) => (rest, year, Notes::default()),
        // Two figures of a year are glued to the rest: `1.2. 30` is a list.
        Err(_) => {
            let (rest, year) = edtf::two_digits(after)?;
            (rest, of_two_figures(year), Notes::LAX)
        }
    };
    let notes = if month <= 12 && day <= 12 && month != day { Notes::AMBIGUOUS } else { Notes::default() };
    let day = PartialDate::day(year, month, day).map(|date| Day { date, notes: notes.with(short) });
    possible(rest, i, day)
}
