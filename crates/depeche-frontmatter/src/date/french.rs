//! Dates as French papers write them. The grammar is in the page of [the module](crate::date); each function below
//! is one of its lines.

use super::number::{self, roman};
use super::{
    Bound, DateError, DateExpr, DateMention, MonthDay, Notes, Parsed, PartialDate, Precision, Qualifier, edtf,
};
use crate::parse::{Parse, Stop, impossible, no, one_of, possible, to_date_error, word};
use depeche_text::Span;
use depeche_text::typography::{is_dash, is_hyphen, is_space};
use nom::Parser;
use nom::bytes::complete::{take_while, take_while1};
use nom::combinator::opt;

/// A date that was read, and what is odd about it.
#[derive(Clone, Copy)]
struct Reading {
    expr: DateExpr,
    notes: Notes,
}

impl Reading {
    fn of(date: PartialDate) -> Reading {
        Reading { expr: DateExpr::Point(date), notes: Notes::default() }
    }

    fn noting(self, note: Notes) -> Reading {
        Reading { notes: self.notes.with(note), ..self }
    }
}

/// A day that was read; what follows may say its time.
#[derive(Clone, Copy)]
struct Day {
    date: PartialDate,
    notes: Notes,
}

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
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '-');
    // A full stop before is the end of another sentence only when a space follows it.
    if before.chars().next_back().is_some_and(joined) {
        return None;
    }
    // All alternatives begin with a figure, a capital of a Roman number, or one of these words.
    let first = i.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let full = reading(i).ok().filter(|(rest, r)| {
        let length = i.len().saturating_sub(rest.len());
        let lone_number = i.get(..length).is_some_and(|t| t.chars().all(|c| c.is_ascii_digit()));
        let year_pair = matches!(r.expr, DateExpr::Interval { start: Bound::Date(d), .. }
            if d.precision() == Precision::Year && first.is_ascii_digit());
        !lone_number && !year_pair && stands_alone(rest)
    });
    let short = month_day(i).ok().filter(|(rest, _)| stands_alone(rest));
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

fn stands_alone(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_alphanumeric() || c == '_' => false,
        Some('.' | '/' | '-' | ',') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(_) => true,
    }
}

/// `[weekday [","]] day month`.
fn month_day(i: &str) -> Parse<'_, MonthDay> {
    let (rest, _) = opt(weekday_before).parse(i)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = spaced_month(rest)?;
    possible(rest, i, MonthDay::new(month, day))
}

fn reading(i: &str) -> Parse<'_, Reading> {
    let bytes = i.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9') => {
            let figures = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let iso = iso(i);
            match (figures, bytes.get(figures)) {
                // The usual header, `2024-08`, needs no second opinion.
                (4, Some(b'-')) if iso.as_ref().is_ok_and(|(rest, _)| !rest.starts_with(is_space)) => iso,
                (3.., _) => longest(iso, i, &[lax_iso, year_range, full_range]),
                (_, Some(b'/' | b'.' | b'-')) => longest(iso, i, &[numeric, day_range, full_range]),
                _ => longest(iso, i, &[day_date, day_range, ordinal_part, century]),
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
    match first {
        "le" => &[day_date, numeric, day_range, century, ordinal_part],
        "du" | "entre" => &[day_range, full_range, month_range],
        "de" => &[full_range, month_range],
        "les" | "des" => &[decade, day_range],
        "au" => &[century, ordinal_part, season],
        "en" => &[month_date, season],
        "annees" => &[decade],
        "debut" | "mi" | "fin" => &[fuzzy],
        "vers" | "environ" | "courant" | "circa" => &[about],
        "l" => &[season],
        w if number::season(w).is_some() => &[season],
        w if number::weekday(w).is_some() || number::english_weekday(w).is_some() => {
            &[day_date, numeric, day_range, month_date, month_range]
        }
        w if number::day(w).is_some() => &[day_date, day_range, ordinal_part, month_date, month_range],
        w if number::month(w).is_some() || number::english_month(w).is_some() => &[month_date, month_range],
        w if number::ordinal(w).is_some() => &[ordinal_part],
        _ => &[century],
    }
}

type Reader = for<'i> fn(&'i str) -> Parse<'i, Reading>;

fn longest<'i>(first: Parse<'i, Reading>, i: &'i str, readers: &[Reader]) -> Parse<'i, Reading> {
    let mut best = first;
    for reader in readers {
        let next = reader(i);
        best = match (best, next) {
            (Ok(a), Ok(b)) => Ok(if b.0.len() < a.0.len() { b } else { a }),
            (Ok(a), Err(_)) => Ok(a),
            (Err(_), Ok(b)) => Ok(b),
            (Err(a), Err(b)) => Err(further(a, b)),
        };
    }
    best
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
            let (rest, date) = opt(|i| time_after(i, date)).parse(rest)?.map_or(date);
            Ok((rest, Reading::of(date)))
        }
        DateExpr::Point(date) if date.precision() >= Precision::Minute && date.offset_minutes().is_none() => {
            let rest = if date.precision() == Precision::Second { fraction(rest) } else { rest };
            let (rest, minutes) = opt(zone).parse(rest)?;
            let date = minutes.and_then(|m| date.with_offset(m)).unwrap_or(date);
            Ok((rest, Reading::of(date)))
        }
        expr => Ok((rest, Reading { expr, notes: Notes::default() })),
    }
}

/// What `opt` gives, as a rest and a value.
trait OrKeep<'i> {
    fn map_or(self, kept: PartialDate) -> (&'i str, PartialDate);
}

impl<'i> OrKeep<'i> for (&'i str, Option<PartialDate>) {
    fn map_or(self, kept: PartialDate) -> (&'i str, PartialDate) {
        (self.0, self.1.unwrap_or(kept))
    }
}

/// `2024-8-5`, `2024/08/15`, `2024_08`, `20240815`: read, and noted as not canonical.
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
    let (after, sep) = nom::character::complete::one_of("-/_.").parse(rest)?;
    if sep == '-'
        && edtf::two_digits(after)
            .is_ok_and(|(rest, _)| rest.strip_prefix('-').is_none_or(|r| edtf::two_digits(r).is_ok()))
    {
        // Written as the standard asks: the strict reader has judged it.
        return no(i);
    }
    let (rest, month) = number(after)?;
    let next = rest.strip_prefix(sep).and_then(|r| number(r).ok());
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
    let (rest, date) = opt(|i| time_after(i, date)).parse(rest)?.map_or(date);
    Ok((rest, Reading::of(date).noting(Notes::LAX)))
}

/// `05/08/2024`, `15.08.2024`, `15-08-2024`, `15/08/24`: the day first.
fn numeric(i: &str) -> Parse<'_, Reading> {
    let (rest, said) = opt(weekday_before).parse(i)?;
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    let (rest, mut first) = numeric_day(rest)?;
    if said.is_some_and(|said| first.date.weekday() != Some(said)) {
        first.notes = first.notes.with(Notes::WEEKDAY);
    }
    let (rest, date) = opt(|i| time_after(i, first.date)).parse(rest)?.map_or(first.date);
    Ok((rest, Reading::of(date).noting(first.notes)))
}

fn numeric_day(i: &str) -> Parse<'_, Day> {
    let (rest, day) = number(i)?;
    let (rest, sep) = nom::character::complete::one_of("/.-").parse(rest)?;
    let (rest, month) = number(rest)?;
    let (rest, _) = nom::character::complete::char(sep).parse(rest)?;
    let (rest, year, short) = match four(rest) {
        Ok((rest, year)) => (rest, year, Notes::default()),
        Err(_) => {
            let (rest, year) = edtf::two_digits(rest)?;
            let century = if year < 70 { 2000i32 } else { 1900 };
            (rest, century.saturating_add(i32::from(year)), Notes::LAX)
        }
    };
    let notes = if month <= 12 && day <= 12 && month != day { Notes::AMBIGUOUS } else { Notes::default() };
    let day = PartialDate::day(year, month, day).map(|date| Day { date, notes: notes.with(short) });
    possible(rest, i, day)
}

/// `2023-2024`, `de 2023 à 2024` being left to prose.
fn year_range(i: &str) -> Parse<'_, Reading> {
    let (rest, first) = four(i)?;
    let (rest, _) = between_numbers(rest)?;
    let (rest, last) = four(rest)?;
    Ok((rest, interval(PartialDate::year(first), PartialDate::year(last))))
}

fn interval(start: PartialDate, end: PartialDate) -> Reading {
    let expr = DateExpr::Interval { start: Bound::Date(start), end: Bound::Date(end) };
    Reading { expr, notes: Notes::default() }
}

/// A number of one or two figures.
fn number(i: &str) -> Parse<'_, u8> {
    let (rest, run) = edtf::digits(1, 2)(i)?;
    Ok((rest, run.parse().unwrap_or_default()))
}

/// A year of four figures.
fn four(i: &str) -> Parse<'_, i32> {
    let (rest, run) = edtf::digits(4, 4)(i)?;
    Ok((rest, run.parse().unwrap_or_default()))
}

/// A year in figures or in words: `2024`, `deux mille vingt-quatre`.
fn year(i: &str) -> Parse<'_, i32> {
    match four(i) {
        Ok(read) => Ok(read),
        Err(_) => year_in_words(i),
    }
}

/// `mil neuf cent quatre-vingt-dix-neuf`, `deux mille vingt-quatre`: the words up to the first that is no number.
fn year_in_words(i: &str) -> Parse<'_, i32> {
    let (mut total, mut group) = (0i32, 0i32);
    let mut end = i;
    let mut rest = i;
    while let Ok((after, n)) = one_of(rest, number::in_words) {
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
        let Ok((after, _)) = take_while1::<_, _, Stop<'_>>(|c| is_space(c) || is_hyphen(c)).parse(after)
        else {
            break;
        };
        let and = one_of(after, |w| (w == "et").then_some(())).and_then(|(rest, ())| sp(rest));
        rest = and.map_or(after, |(rest, _)| rest);
    }
    match total.saturating_add(group) {
        year @ 1000..=2999 if total > 0 => Ok((end, year)),
        _ => no(i),
    }
}

fn sp(i: &str) -> Parse<'_, &str> {
    take_while1(is_space).parse(i)
}

fn sp0(i: &str) -> Parse<'_, &str> {
    take_while(is_space).parse(i)
}

/// A hyphen or a dash, with or without spaces.
fn between_numbers(i: &str) -> Parse<'_, ()> {
    let (rest, _) = sp0(i)?;
    let after = rest.strip_prefix(|c| is_hyphen(c) || is_dash(c));
    match after {
        Some(rest) => Ok((sp0(rest)?.0, ())),
        None => no(i),
    }
}

// ---- Days in words -------------------------------------------------------------------------------------------------

/// `jeudi 15 août 2024 à 18 h 30`.
fn day_date(i: &str) -> Parse<'_, Reading> {
    let (rest, day) = day_month_year(i)?;
    let (rest, date) = opt(|i| time_after(i, day.date)).parse(rest)?.map_or(day.date);
    Ok((rest, Reading::of(date).noting(day.notes)))
}

fn day_month_year(i: &str) -> Parse<'_, Day> {
    let (rest, said) = opt(weekday_before).parse(i)?;
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = spaced_month(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, year) = year(rest)?;
    let (_, date) = possible(rest, i, PartialDate::day(year, month, day))?;
    let (rest, said) = match said {
        Some(said) => (rest, Some(said)),
        None => opt(weekday_after).parse(rest)?,
    };
    let wrong = said.is_some_and(|said| date.weekday() != Some(said));
    Ok((rest, Day { date, notes: if wrong { Notes::WEEKDAY } else { Notes::default() } }))
}

/// `jeudi `, `jeu. `, `Thu, `.
fn weekday_before(i: &str) -> Parse<'_, u8> {
    let (rest, day) = one_of(i, |w| number::weekday(w).or_else(|| number::english_weekday(w)))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let (rest, _) = sp(rest)?;
    Ok((rest, day))
}

/// ` jeudi` at the end of a line, where exports write it; elsewhere it may begin the headline.
fn weekday_after(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp(i.strip_prefix(',').unwrap_or(i))?;
    let (rest, day) = one_of(rest, number::weekday)?;
    let (after, _) = sp0(rest)?;
    if after.is_empty() || after.starts_with(['\n', '\r']) { Ok((rest, day)) } else { no(i) }
}

/// `15`, `1er`, `1ᵉʳ`, `premier`, `trente et un`.
fn day_number(i: &str) -> Parse<'_, u8> {
    if let Ok((rest, n)) = number(i) {
        // `1 er`, as scanned pages have it.
        let suffix = if n == 1 { rest.trim_start_matches(is_space) } else { rest };
        if n == 1
            && let Ok((after, ())) = one_of(suffix, |w| (w == "er").then_some(()))
        {
            return Ok((after, 1));
        }
        return match word(rest) {
            Ok(_) => no(i),
            Err(_) => Ok((rest, n)),
        };
    }
    let (rest, tens) = one_of(i, number::day)?;
    // `dix-sept`, `vingt et un`, `trente-et-un`.
    let unit = |i| {
        let (rest, _) = take_while1(|c| is_space(c) || is_hyphen(c)).parse(i)?;
        let (rest, unit) = one_of(rest, number::day)?;
        let fits = match tens {
            10 => (7..=9).contains(&unit),
            20 => (2..=9).contains(&unit),
            _ => false,
        };
        if fits { Ok((rest, unit)) } else { no(i) }
    };
    let and_one = |i| {
        let (rest, _) = take_while1(|c| is_space(c) || is_hyphen(c)).parse(i)?;
        let (rest, _) = one_of(rest, |w| (w == "et").then_some(()))?;
        let (rest, _) = take_while1(|c| is_space(c) || is_hyphen(c)).parse(rest)?;
        let (rest, _) = one_of(rest, |w| (w == "un" && tens >= 20).then_some(()))?;
        Ok((rest, 1u8))
    };
    let (rest, unit) = opt(nom::branch::alt((and_one, unit))).parse(rest)?;
    Ok((rest, tens.saturating_add(unit.unwrap_or(0))))
}

/// ` août`, ` août.`: the month of a day, after its space.
fn spaced_month(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp(i)?;
    month(rest)
}

fn month(i: &str) -> Parse<'_, u8> {
    let (rest, month) = one_of(i, |w| number::month(w).or_else(|| number::english_month(w)))?;
    Ok((rest.strip_prefix('.').unwrap_or(rest), month))
}

/// One of `words` and its space.
fn article<'i>(i: &'i str, words: &[&str]) -> Parse<'i, ()> {
    let (rest, _) = one_of(i, |w| words.contains(&w).then_some(()))?;
    let (rest, _) = sp(rest)?;
    Ok((rest, ()))
}

// ---- Time of day ---------------------------------------------------------------------------------------------------

/// ` à 18 h 30`, `, 18:30:00 +0200`, ` à midi`, after a day.
fn time_after(i: &str, day: PartialDate) -> Parse<'_, PartialDate> {
    let rest = i.strip_prefix(',').unwrap_or(i);
    let (rest, _) = sp(rest)?;
    let rest = rest.strip_prefix(|c| is_dash(c) || c == '-').map_or(rest, |r| r.trim_start_matches(is_space));
    let (rest, said) = opt(|i| article(i, &["a"])).parse(rest)?;
    if said.is_some()
        && let Ok((rest, hour)) = one_of(rest, |w| match w {
            "midi" => Some(12),
            "minuit" => Some(0),
            _ => None,
        })
    {
        return possible(rest, i, day.with_time(hour, 0, None));
    }
    let (rest, (hour, minute, second)) = clock(rest, said.is_some())?;
    let (_, timed) = possible(rest, i, day.with_time(hour, minute, second))?;
    let (rest, minutes) = opt(zone).parse(rest)?;
    Ok((rest, minutes.and_then(|m| timed.with_offset(m)).unwrap_or(timed)))
}

/// `18h30`, `18 h 30`, `18h`, `18 heures 30`, `18:30:00`. Only after *à* may the hour be spelled out.
fn clock(i: &str, after_at: bool) -> Parse<'_, (u8, u8, Option<u8>)> {
    let (rest, hour) = number(i)?;
    if let Some(rest) = rest.strip_prefix(':') {
        let (rest, minute) = edtf::two_digits(rest)?;
        return match rest.strip_prefix(':').map(edtf::two_digits) {
            Some(Ok((rest, second))) => Ok((fraction(rest), (hour, minute, Some(second)))),
            _ => Ok((rest, (hour, minute, None))),
        };
    }
    let (rest, _) = sp0(rest)?;
    let hours = |w: &str| match w {
        "h" => Some(()),
        "heure" | "heures" if after_at => Some(()),
        _ => None,
    };
    let (rest, ()) = one_of(rest, hours)?;
    let (rest, minute) = opt(minutes_after).parse(rest)?;
    Ok((rest, (hour, minute.unwrap_or(0), None)))
}

/// The minutes after an hour: two figures, or one that is glued to the `h`.
fn minutes_after(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp0(i)?;
    let (rest, minute) = if rest.len() == i.len() { number(rest)? } else { edtf::two_digits(rest)? };
    let unit = |i| one_of(sp0(i)?.0, |w| matches!(w, "min" | "mn" | "minutes").then_some(()));
    let (rest, unit) = opt(unit).parse(rest)?;
    let glued = rest.starts_with(|c: char| c.is_alphanumeric());
    if unit.is_none() && glued { no(i) } else { Ok((rest, minute)) }
}

/// A fraction of a second is let go: no value here is that exact.
fn fraction(i: &str) -> &str {
    match i.strip_prefix('.') {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => {
            after.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        _ => i,
    }
}

/// `Z`, ` +0200`, `+02:00`, ` GMT`.
fn zone(i: &str) -> Parse<'_, i16> {
    let (rest, _) = sp0(i)?;
    if let Ok((rest, ())) = one_of(rest, |w| matches!(w, "z" | "gmt" | "utc" | "tu").then_some(())) {
        return Ok((rest, 0));
    }
    let (rest, sign) = nom::character::complete::one_of("+-").parse(rest)?;
    let (hours, minutes, rest) = match edtf::digits(4, 4)(rest) {
        Ok((rest, run)) => {
            let n: u16 = run.parse().unwrap_or_default();
            (n.div_euclid(100), n.rem_euclid(100), rest)
        }
        Err(_) => {
            let (rest, hours) = edtf::two_digits(rest)?;
            let (rest, _) = nom::character::complete::char(':').parse(rest)?;
            let (rest, minutes) = edtf::two_digits(rest)?;
            (u16::from(hours), u16::from(minutes), rest)
        }
    };
    let small = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
    edtf::signed_offset(rest, i, sign == '-', small(hours), small(minutes))
}

/// The length of the time of day at the beginning of a text.
pub(crate) fn clock_length(text: &str) -> Option<usize> {
    let (rest, (hour, minute, second)) = clock(text, true).ok()?;
    let valid = hour < 24 && minute < 60 && second.is_none_or(|s| s < 60);
    (valid && !rest.starts_with(|c: char| c.is_alphanumeric())).then(|| text.len().saturating_sub(rest.len()))
}

// ---- Intervals -----------------------------------------------------------------------------------------------------

/// `5-8 août 2024`, `du 5 au 8 août 2024`, `du lundi 28 juillet au dimanche 3 août 2024`.
fn day_range(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["du", "entre", "les", "le"])).parse(i)?;
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    let (rest, _) = opt(weekday_before).parse(rest)?;
    let (rest, day) = day_number(rest)?;
    let (rest, month) = opt(spaced_month).parse(rest)?;
    let year = |i| four(sp(i)?.0);
    let (rest, year) = if month.is_some() { opt(year).parse(rest)? } else { (rest, None) };
    let (rest, ()) = to_last(rest)?;
    let (rest, last) = day_month_year(rest)?;
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

/// `05/08/2024 au 08/08/2024`, `2024-08-05 au 2024-08-08`.
fn full_range(i: &str) -> Parse<'_, Reading> {
    let day = |i| match numeric_day(i) {
        Ok(read) => Ok(read),
        Err(_) => {
            let (rest, date) = edtf::point(i)?;
            Ok((rest, Day { date, notes: Notes::default() }))
        }
    };
    let (rest, _) = opt(|i| article(i, &["du", "de", "entre"])).parse(i)?;
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    let (rest, first) = day(rest)?;
    let (rest, ()) = to_last(rest)?;
    let (rest, last) = day(rest)?;
    if first.date.precision() < Precision::Month || last.date.precision() < Precision::Month {
        return no(i);
    }
    Ok((rest, interval(first.date, last.date).noting(first.notes).noting(last.notes)))
}

/// What stands between the two ends: a hyphen, ` au `, ` à `, ` et `, ` et le `.
fn to_last(i: &str) -> Parse<'_, ()> {
    if let Ok(read) = between_numbers(i) {
        return Ok(read);
    }
    let (rest, _) = sp(i)?;
    let (rest, ()) = article(rest, &["au", "a", "et"])?;
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    Ok((rest, ()))
}

/// `juillet-août 2024`, `de juillet à septembre 2024`, `décembre 2023 à février 2024`.
fn month_range(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["de", "entre"])).parse(i)?;
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

// ---- Wider than a day ----------------------------------------------------------------------------------------------

/// `août 2024`, `AOU 2024`.
fn month_date(i: &str) -> Parse<'_, Reading> {
    let (rest, date) = month_year(i)?;
    Ok((rest, Reading::of(date)))
}

fn month_year(i: &str) -> Parse<'_, PartialDate> {
    let (rest, _) = opt(|i| article(i, &["en"])).parse(i)?;
    let (rest, month) = month(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, year) = year(rest)?;
    possible(rest, i, PartialDate::month(year, month))
}

/// `été 2024`, `hiver 2023-2024`.
fn season(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["en", "au"])).parse(i)?;
    let rest = elided(rest, 'l');
    let (rest, season) = one_of(rest, number::season)?;
    let (rest, _) = sp(rest)?;
    let (rest, _) = opt(|i| article(i, &["de"])).parse(rest)?;
    let (rest, year) = four(rest)?;
    let next = |i| {
        let (rest, ()) = between_numbers(i)?;
        let (rest, next) =
            nom::branch::alt((four, |i| edtf::two_digits(i).map(|(r, n)| (r, i32::from(n))))).parse(rest)?;
        let follows = year.saturating_add(1);
        if next == follows || next == follows.rem_euclid(100) { Ok((rest, ())) } else { no(i) }
    };
    let (rest, _) = if season == 24 { opt(next).parse(rest)? } else { (rest, None) };
    possible(rest, i, PartialDate::season(year, season).map(Reading::of))
}

/// `années 1990`, `les années 90`.
fn decade(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["les", "des"])).parse(i)?;
    let (rest, ()) = article(rest, &["annees"])?;
    let (rest, first) = match four(rest) {
        Ok(read) => read,
        Err(_) => {
            let (rest, tens) = edtf::two_digits(rest)?;
            (rest, i32::from(tens).saturating_add(1900))
        }
    };
    possible(rest, i, PartialDate::decade(first).map(Reading::of))
}

/// `XXe siècle`, `19ème siècle`; not *av. J.-C.*, which EDTF cannot say.
fn century(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["le", "au"])).parse(i)?;
    let (rest, n) = match number(rest) {
        Ok((rest, n)) => (one_of(rest, |w| matches!(w, "e" | "er" | "eme").then_some(()))?.0, n),
        Err(_) => one_of(rest, |w| {
            ["eme", "er", "e"].iter().find_map(|suffix| w.strip_suffix(suffix)).and_then(roman)
        })?,
    };
    let (rest, _) = sp(rest)?;
    let (rest, short) = one_of(rest, |w| match w {
        "siecle" => Some(false),
        "s" => Some(true),
        _ => None,
    })?;
    let rest = if short {
        match rest.strip_prefix('.') {
            Some(rest) => rest,
            None => return no(i),
        }
    } else {
        rest
    };
    let before_christ = |i| one_of(sp(i)?.0, |w| matches!(w, "av" | "avant").then_some(()));
    if before_christ(rest).is_ok() {
        return no(i);
    }
    let first = i32::from(n).saturating_sub(1).saturating_mul(100);
    possible(rest, i, PartialDate::century(first).map(Reading::of))
}

/// What follows `l'` or `d'`; all of it, when that is not there.
fn elided(i: &str, letter: char) -> &str {
    let after = i.strip_prefix([letter, letter.to_ascii_uppercase()]);
    after.and_then(|rest| rest.strip_prefix(depeche_text::typography::is_apostrophe)).unwrap_or(i)
}

/// A third of a month or of a year.
#[derive(Clone, Copy)]
enum Third {
    First,
    Middle,
    Last,
}

/// `mi-août 2024`, `début 2024`, `fin août 2024`.
fn fuzzy(i: &str) -> Parse<'_, Reading> {
    let (rest, third) = one_of(i, |w| {
        Some(match w {
            "debut" => Third::First,
            "mi" => Third::Middle,
            "fin" => Third::Last,
            _ => return None,
        })
    })?;
    let (rest, _) = match third {
        Third::Middle => take_while1(|c| is_space(c) || is_hyphen(c)).parse(rest)?,
        _ => sp(rest)?,
    };
    let rest = elided(rest, 'd');
    let (rest, whole) = match month_year(rest) {
        Ok(read) => read,
        Err(_) => four(rest).map(|(rest, year)| (rest, PartialDate::year(year)))?,
    };
    let year = whole.year;
    let (start, end) = match whole.month_number() {
        Some(month) => {
            let (first, last) = match third {
                Third::First => (1, 10),
                Third::Middle => (11, 20),
                Third::Last => (21, super::days_in_month(year, month)),
            };
            (PartialDate::day(year, month, first), PartialDate::day(year, month, last))
        }
        None => {
            let (first, last) = match third {
                Third::First => (1, 4),
                Third::Middle => (5, 8),
                Third::Last => (9, 12),
            };
            (PartialDate::month(year, first), PartialDate::month(year, last))
        }
    };
    let near = |date: PartialDate| date.with_qualifier(Qualifier::Approximate);
    match (start, end) {
        (Some(start), Some(end)) => Ok((rest, interval(near(start), near(end)))),
        _ => no(i),
    }
}

/// `vers 1850`, `environ août 2024`.
fn about(i: &str) -> Parse<'_, Reading> {
    let (rest, ()) = article(i, &["vers", "environ", "courant", "circa"])?;
    let (rest, date) = match month_year(rest) {
        Ok(read) => read,
        Err(_) => four(rest).map(|(rest, year)| (rest, PartialDate::year(year)))?,
    };
    Ok((rest, Reading::of(date.with_qualifier(Qualifier::Approximate))))
}

/// `1er trimestre 2024`, `second semestre 2024`.
fn ordinal_part(i: &str) -> Parse<'_, Reading> {
    let (rest, _) = opt(|i| article(i, &["le", "au"])).parse(i)?;
    let (rest, n) = match number(rest) {
        Ok((rest, n)) => (one_of(rest, |w| matches!(w, "e" | "er" | "eme").then_some(()))?.0, n),
        Err(_) => one_of(rest, number::ordinal)?,
    };
    let (rest, _) = sp(rest)?;
    let (rest, months) = one_of(rest, |w| match w {
        "trimestre" => Some(3u8),
        "semestre" => Some(6),
        _ => None,
    })?;
    let (rest, _) = sp(rest)?;
    let (rest, _) = opt(|i| article(i, &["de"])).parse(rest)?;
    let (rest, year) = four(rest)?;
    let last = n.saturating_mul(months);
    let first = last.saturating_sub(months).saturating_add(1);
    match (PartialDate::month(year, first), PartialDate::month(year, last)) {
        (Some(start), Some(end)) if n > 0 => Ok((rest, interval(start, end))),
        _ => impossible(i),
    }
}
