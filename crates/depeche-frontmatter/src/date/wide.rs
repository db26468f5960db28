//! Dates wider than a day: months, seasons, decades, centuries, weeks, and parts of them.
//!
//! ```text
//! month-date = ["en" / "au mois de"] month ("-" / "/" / ws) year      août 2024
//! season   = ["en" / "à" / "pendant"] ["l'"] ("printemps" / "été" / "automne" / "hiver") ["de"] year
//! decade   = ["les"] "années" (4DIGIT / 2DIGIT / tens-in-letters) ["-" (4DIGIT / 2DIGIT)] / "décennie" 4DIGIT
//! century  = (roman / 1*2DIGIT) ("e" / "er" / "ème") ["-" / "et" (the same)] ("siècle" ["s"] / "s.")
//! fuzzy    = ["à la" / "au"] ("début" / "mi" / "milieu" / "fin") of (month-date / season / year / decade / century)
//! about    = ("vers" / "environ" / "env." / "v." / "ca." / "autour de" / "aux alentours de") any of the above
//! part     = ordinal ("trimestre" / "semestre" / "quadrimestre") of year / "T" DIGIT year
//!          / ordinal ("moitié" / "tiers" / "quart") of (year / decade / century) / ordinal "quinzaine" of month
//! week     = "semaine" ("du" day-date / ["n°"] 1*2DIGIT ["de"] year)
//! ```

use super::day::{day_month_year, month, year};
use super::reading::{
    Reading, article, between_numbers, elided, exactly, four, interval, joint, link, maybe, number, or_keep,
    sp, sp0,
};
use super::{Bound, DateExpr, Notes, PartialDate, Precision, Qualifier, civil, days_in_month, edtf, number};
use crate::parse::{Parse, impossible, no, one_of, possible};
use depeche_text::typography::{is_apostrophe, is_hyphen};
use nom::Parser;
use nom::branch::alt;

/// `août 2024`, `AOU 2024`, `août-2024`.
pub(super) fn month_date(i: &str) -> Parse<'_, Reading> {
    let (rest, date) = month_year(i)?;
    Ok((rest, Reading::of(date)))
}

fn month_year(i: &str) -> Parse<'_, PartialDate> {
    let rest = maybe(i, &["en", "au"]);
    let rest = match exactly(rest, &["mois"]) {
        Ok((rest, ())) => link(rest)?.0,
        Err(_) => rest,
    };
    let (rest, month) = month(rest)?;
    let (rest, year) = match rest.strip_prefix(|c| is_hyphen(c) || c == '/') {
        Some(rest) => four(rest)?,
        None => {
            let rest = maybe(sp(rest)?.0, &["de"]);
            year(rest).map(|(rest, (year, _))| (rest, year))?
        }
    };
    possible(rest, i, PartialDate::month(year, month))
}

/// `08/2024`, `8-2024`: month and year in figures.
pub(super) fn month_in_figures(i: &str) -> Parse<'_, Reading> {
    let (rest, month) = number(i)?;
    let (rest, _) = nom::character::complete::one_of("/.-").parse(rest)?;
    let (rest, year) = four(rest)?;
    if !(1000..2100).contains(&year) || rest.starts_with(['/', '.', '-']) {
        return no(i);
    }
    possible(rest, i, PartialDate::month(year, month).map(|d| Reading::of(d).noting(Notes::LAX)))
}

/// `été 2024`, `hiver 2023-2024`, `automne-hiver 2024`.
pub(super) fn season(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["en", "au", "a", "pendant"]);
    let rest = elided(maybe(rest, &["le"]), 'l');
    let (rest, first) = one_of(rest, number::season)?;
    let (rest, last) = second_season(rest).unwrap_or((rest, first));
    let (rest, _) = sp(rest)?;
    let rest = maybe(rest, &["de"]);
    let (rest, year) = four(rest)?;
    let (rest, ()) = if last == 24 { or_keep(rest, (), |i| next_year(i, year)) } else { (rest, ()) };
    match (PartialDate::season(year, first), PartialDate::season(year, last)) {
        (Some(only), _) if first == last => Ok((rest, Reading::of(only))),
        (Some(start), Some(end)) if first < last => Ok((rest, interval(start, end))),
        _ => no(i),
    }
}

/// `-hiver`, ` et été`, `/été`.
fn second_season(i: &str) -> Parse<'_, u8> {
    let rest = match i.strip_prefix('/') {
        Some(rest) => rest,
        None => match between_numbers(i) {
            Ok((rest, ())) => rest,
            Err(_) => article(sp(i)?.0, &["et"])?.0,
        },
    };
    one_of(rest, number::season)
}

/// The second year of a winter: `-2025`, `/25`.
fn next_year(i: &str, year: i32) -> Parse<'_, ()> {
    let (rest, ()) = match i.strip_prefix('/') {
        Some(rest) => (rest, ()),
        None => between_numbers(i)?,
    };
    let (rest, next) = alt((four, |i| edtf::two_digits(i).map(|(r, n)| (r, i32::from(n))))).parse(rest)?;
    let follows = year.saturating_add(1);
    if next == follows || next == follows.rem_euclid(100) { Ok((rest, ())) } else { no(i) }
}

/// `années 1990`, `les années 90`, `années soixante-dix`, `années 1980-1990`, `décennie 1990`.
pub(super) fn decade(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["les", "des", "la"]);
    let (rest, ()) = article(rest, &["annees", "decennie"])?;
    let (rest, first) = decade_start(rest)?;
    let (_, start) = possible(rest, i, PartialDate::decade(first))?;
    let second = |i| {
        let (rest, ()) = match between_numbers(i) {
            Ok(read) => read,
            Err(_) => article(sp(i)?.0, &["et", "a"])?,
        };
        decade_start(rest)
    };
    match second(rest) {
        Ok((rest, last)) => match PartialDate::decade(last) {
            Some(end) if last > first => Ok((rest, interval(start, end))),
            _ => no(i),
        },
        Err(_) => Ok((rest, Reading::of(start))),
    }
}

/// `1990`, `90`, `'90`, `quatre-vingt-dix`. Of two figures, `00` and `10` are of this century.
fn decade_start(i: &str) -> Parse<'_, i32> {
    if let Ok(read) = four(i) {
        return Ok(read);
    }
    if let Ok((rest, tens)) = edtf::two_digits(i.strip_prefix(is_apostrophe).unwrap_or(i)) {
        let century = if tens < 20 { 2000i32 } else { 1900 };
        return Ok((rest, century.saturating_add(i32::from(tens))));
    }
    let (rest, tens) = one_of(i, number::tens)?;
    let more = |i, words: &[&str]| exactly(joint(i)?.0, words);
    let (rest, tens) = match tens {
        4 => (more(rest, &["vingt", "vingts"])?.0, 80u8),
        tens => (rest, tens),
    };
    let (rest, tens) = match more(rest, &["dix"]) {
        Ok((rest, ())) if matches!(tens, 60 | 80) => (rest, tens.saturating_add(10)),
        _ => (rest, tens),
    };
    Ok((rest, i32::from(tens).saturating_add(1900)))
}

/// `XXe siècle`, `19ème siècle`, `dix-neuvième siècle`, `XIXe-XXe siècles`; not *av. J.-C.*, which EDTF cannot say.
pub(super) fn century(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["le", "au", "du", "les", "aux"]);
    let (rest, first) = century_number(rest)?;
    let second = |i| {
        let (rest, ()) = match between_numbers(i) {
            Ok(read) => read,
            Err(_) => article(sp(i)?.0, &["et", "au", "ou"])?,
        };
        century_number(maybe(rest, &["le", "au"]))
    };
    let (rest, last) = second(rest).unwrap_or((rest, first));
    let (rest, _) = sp(rest)?;
    let (rest, short) = one_of(rest, |w| match w {
        "siecle" | "siecles" => Some(false),
        "s" => Some(true),
        _ => None,
    })?;
    let rest = match rest.strip_prefix('.') {
        Some(rest) if short => rest,
        None if short => return no(i),
        _ => rest,
    };
    if exactly(sp(rest).map_or(rest, |(rest, _)| rest), &["av", "avant"]).is_ok() {
        return no(i);
    }
    let of = |n: u8| PartialDate::century(i32::from(n).saturating_sub(1).saturating_mul(100));
    match (of(first), of(last)) {
        (Some(only), _) if first == last => Ok((rest, Reading::of(only))),
        (Some(start), Some(end)) if first < last => Ok((rest, interval(start, end))),
        _ => impossible(i),
    }
}

/// `XXe`, `19ème`, `vingt et unième`.
fn century_number(i: &str) -> Parse<'_, u8> {
    if let Ok((rest, n)) = number(i) {
        return Ok((exactly(rest, &["e", "er", "eme"])?.0, n));
    }
    let roman = |i| {
        one_of(i, |w| {
            ["eme", "er", "e"].iter().find_map(|suffix| w.strip_suffix(suffix)).and_then(number::roman)
        })
    };
    alt((roman, ordinal_in_letters)).parse(i)
}

/// `premier`, `dix-neuvième`, `vingt et unième`.
fn ordinal_in_letters(i: &str) -> Parse<'_, u8> {
    if let Ok((rest, tens @ (10 | 20))) = one_of(i, number::in_letters) {
        let (rest, _) = joint(rest)?;
        let rest = exactly(rest, &["et"]).and_then(|(rest, ())| joint(rest)).map_or(rest, |(rest, _)| rest);
        let (rest, unit) = one_of(rest, number::ordinal)?;
        return Ok((rest, tens.saturating_add(unit)));
    }
    one_of(i, number::ordinal)
}

/// `1er`, `2e`, `2nd`, `1re`, `troisième`; `dernier` is the last of `parts`.
fn ordinal(i: &str) -> Parse<'_, Option<u8>> {
    if let Ok((rest, n)) = number(i) {
        let (rest, ()) = exactly(rest, &["e", "er", "re", "ere", "eme", "nd", "nde", "d", "de"])?;
        return Ok((rest, Some(n)));
    }
    if let Ok((rest, ())) = exactly(i, &["dernier", "derniere"]) {
        return Ok((rest, None));
    }
    ordinal_in_letters(i).map(|(rest, n)| (rest, Some(n)))
}

// ---- Parts of a stretch of time ------------------------------------------------------------------------------------

/// A stretch of time that has parts: a month, a season, a year, a decade, a century.
fn stretch(i: &str) -> Parse<'_, PartialDate> {
    let point = |read: fn(&str) -> Parse<'_, Reading>| {
        move |i| match read(i)? {
            (rest, Reading { expr: DateExpr::Point(date), .. }) => Ok((rest, date)),
            _ => no(i),
        }
    };
    let named_year = |i| {
        let (rest, ()) = article(i, &["annee", "an"])?;
        four(rest).map(|(rest, year)| (rest, PartialDate::year(year)))
    };
    let plain_year = |i| four(i).map(|(rest, year)| (rest, PartialDate::year(year)));
    alt((month_year, point(season), named_year, point(decade), point(century), plain_year)).parse(i)
}

/// The years from the first of `whole` on, as an interval.
fn years(whole: PartialDate, first: i32, last: i32) -> (PartialDate, PartialDate) {
    let year = |n| PartialDate::year(whole.year.saturating_add(n));
    (year(first), year(last))
}

/// The part `n`, from 1, of `parts` of a stretch; `None` when it has no such parts.
fn part_of(whole: PartialDate, n: u8, parts: u8) -> Option<(PartialDate, PartialDate)> {
    if n == 0 || n > parts {
        return None;
    }
    let cut = |length: i32| {
        let at = |n: u8| length.saturating_mul(i32::from(n)).div_euclid(i32::from(parts));
        (at(n.saturating_sub(1)), at(n).saturating_sub(1))
    };
    match whole.precision {
        Precision::Century | Precision::Decade => {
            let (first, last) = cut(if whole.precision == Precision::Century { 100 } else { 10 });
            Some(years(whole, first, last))
        }
        Precision::Year => {
            let (first, last) = cut(12);
            let month = |n: i32| PartialDate::month(whole.year, u8::try_from(n).ok()?.saturating_add(1));
            Some((month(first)?, month(last)?))
        }
        Precision::Season => {
            let (first, last) = cut(3);
            let month = |n: i32| {
                let month =
                    whole.month.saturating_sub(20).saturating_mul(3).saturating_add(u8::try_from(n).ok()?);
                let later = i32::from(month > 12);
                PartialDate::month(
                    whole.year.saturating_add(later),
                    if month > 12 { month.saturating_sub(12) } else { month },
                )
            };
            Some((month(first)?, month(last)?))
        }
        Precision::Month => {
            let month = whole.month_number()?;
            let days = days_in_month(whole.year, month);
            // Tens of days and fortnights: the last has what is left.
            let each = 30u8.checked_div(parts)?;
            let first = n.saturating_sub(1).saturating_mul(each).saturating_add(1);
            let last = if n == parts { days } else { n.saturating_mul(each) };
            Some((PartialDate::day(whole.year, month, first)?, PartialDate::day(whole.year, month, last)?))
        }
        Precision::Day | Precision::Minute | Precision::Second => None,
    }
}

/// `mi-août 2024`, `début 2024`, `à la fin des années 1990`, `milieu du XXe siècle`: a third, near its ends.
pub(super) fn fuzzy(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(maybe(i, &["a", "au", "vers", "en"]), &["la", "le"]);
    let rest = maybe(rest, &["tout", "toute"]);
    let (rest, third) = one_of(rest, |w| {
        Some(match w {
            "debut" => 1u8,
            "mi" | "milieu" => 2,
            "fin" => 3,
            _ => return None,
        })
    })?;
    let (rest, ()) = match rest.strip_prefix(is_hyphen) {
        Some(rest) => (rest, ()),
        None => link(rest)?,
    };
    let (rest, whole) = stretch(rest)?;
    let (start, end) = match part_of(whole, third, 3) {
        Some((start, end)) => (start, end),
        None => return no(i),
    };
    let near = |date: PartialDate| date.with_qualifier(Qualifier::Approximate);
    let reading = if start == end { Reading::of(near(start)) } else { interval(near(start), near(end)) };
    Ok((rest, reading))
}

/// `1er trimestre 2024`, `second semestre de 2024`, `première moitié du XXe siècle`, `seconde quinzaine d'août 2024`.
pub(super) fn part(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(maybe(i, &["le", "la", "au", "a", "dans"]), &["la", "le"]);
    let (rest, n) = ordinal(rest)?;
    let (rest, _) = sp(rest)?;
    let (rest, (parts, of_year, of_month)) = one_of(rest, |w| {
        Some(match w {
            "trimestre" => (4u8, true, false),
            "semestre" => (2, true, false),
            "quadrimestre" => (3, true, false),
            "quinzaine" => (2, false, true),
            "moitie" => (2, false, false),
            "tiers" => (3, false, false),
            "quart" => (4, false, false),
            _ => return None,
        })
    })?;
    let (rest, ()) = link(rest)?;
    let (rest, whole) = stretch(rest)?;
    let precision = whole.precision();
    if (of_year && precision != Precision::Year)
        || (of_month && precision != Precision::Month)
        || (precision == Precision::Month && parts != 2)
    {
        return no(i);
    }
    match part_of(whole, n.unwrap_or(parts), parts) {
        Some((start, end)) => Ok((rest, interval(start, end))),
        None => impossible(i),
    }
}

/// `T3 2024`, `Q1-2024`: a quarter, as companies number it.
pub(super) fn quarter(i: &str) -> Parse<'_, Reading> {
    let (rest, n) = quarter_number(i)?;
    let (rest, _) = joint(rest)?;
    let (rest, year) = four(rest)?;
    quarter_of(rest, i, year, n)
}

/// `2024-T3`, `2024 Q1`.
pub(super) fn year_quarter(i: &str) -> Parse<'_, Reading> {
    let (rest, year) = four(i)?;
    let (rest, _) = joint(rest)?;
    let (rest, n) = quarter_number(rest)?;
    quarter_of(rest, i, year, n)
}

fn quarter_number(i: &str) -> Parse<'_, u8> {
    let (rest, _) = nom::character::complete::one_of("TQ").parse(i)?;
    let (rest, n) = number(rest)?;
    if (1..=4).contains(&n) && !rest.starts_with(char::is_alphanumeric) { Ok((rest, n)) } else { no(i) }
}

fn quarter_of<'i>(rest: &'i str, at: &'i str, year: i32, n: u8) -> Parse<'i, Reading> {
    let part = part_of(PartialDate::year(year), n, 4).map(|(start, end)| interval(start, end));
    possible(rest, at, part)
}

/// `vers 1850`, `env. août 2024`, `aux alentours du 15 août 2024`, `vers 1850-1860`.
pub(super) fn about(i: &str) -> Parse<'_, Reading> {
    let rest = match about_word(i) {
        Ok((rest, ())) => rest,
        Err(stop) => return Err(stop),
    };
    let rest = elided(maybe(rest, &["le", "la", "du", "de"]), 'l');
    let rest = maybe(rest, &["annee", "an"]);
    let day = |i| day_month_year(i).map(|(rest, day)| (rest, Reading::of(day.date).noting(day.notes)));
    let whole = |i| stretch(i).map(|(rest, date)| (rest, Reading::of(date)));
    let (rest, reading) = alt((fuzzy, super::interval::year_range, day, whole, decade)).parse(rest)?;
    let near = |date: PartialDate| date.with_qualifier(Qualifier::Approximate);
    let expr = match reading.expr {
        DateExpr::Point(date) => DateExpr::Point(near(date)),
        DateExpr::Interval { start, end } => {
            let end_near = |bound: Bound| bound.date().map_or(bound, |date| Bound::Date(near(date)));
            DateExpr::Interval { start: end_near(start), end: end_near(end) }
        }
    };
    Ok((rest, Reading { expr, ..reading }))
}

/// `vers `, `ca. `, `aux environs de `, `courant du mois de `.
fn about_word(i: &str) -> Parse<'_, ()> {
    let word = one_of(i, |w| match w {
        "v" | "c" => Some(true),
        "vers" | "environ" | "env" | "circa" | "ca" => Some(false),
        _ => None,
    });
    if let Ok((rest, one_letter)) = word {
        let rest = match rest.strip_prefix('.') {
            Some(rest) => rest,
            None if one_letter => return no(i),
            None => rest,
        };
        return Ok((sp(rest)?.0, ()));
    }
    let rest = maybe(maybe(i, &["dans", "aux", "au"]), &["le"]);
    let (rest, ()) = exactly(rest, &["environs", "alentours", "autour", "courant", "cours"])?;
    link(rest)
}

// ---- Weeks ---------------------------------------------------------------------------------------------------------

/// `semaine du 12 août 2024`, `semaine 33 de 2024`, `semaine n° 33, 2024`: Monday to Sunday.
pub(super) fn week(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["la"]);
    let (rest, ()) = article(rest, &["semaine", "sem"])?;
    if let Ok((rest, ())) = article(rest, &["du"]) {
        let (rest, day) = day_month_year(rest)?;
        return possible(rest, i, week_around(day.date).map(|r| r.noting(day.notes)));
    }
    let rest = rest
        .strip_prefix("n°")
        .or_else(|| rest.strip_prefix("nº"))
        .map_or(Ok(rest), |r| sp0(r).map(|(r, _)| r))?;
    let (rest, n) = number(rest)?;
    let (rest, _) = sp(rest.strip_prefix([',', '/']).unwrap_or(rest))?;
    let rest = maybe(rest, &["de"]);
    let (rest, year) = four(rest)?;
    possible(rest, i, iso_monday(year, n).and_then(week_around))
}

/// Monday to Sunday of the week a day is in.
fn week_around(day: PartialDate) -> Option<Reading> {
    let back = i64::from(day.weekday()?);
    let (year, month, date) = civil::shifted(day.year, day.month, day.day, back.wrapping_neg());
    let monday = PartialDate::day(year, month, date)?;
    Some(interval(monday, days_after(monday, 6)?))
}

fn days_after(day: PartialDate, days: u8) -> Option<PartialDate> {
    let (year, month, date) = civil::shifted(day.year, day.month, day.day, i64::from(days));
    PartialDate::day(year, month, date)
}

/// The Monday of a week of ISO 8601; `None` when the year has no such week.
fn iso_monday(year: i32, week: u8) -> Option<PartialDate> {
    // The fourth of January is always in the first week.
    let back = i64::from(civil::weekday(year, 1, 4));
    let days = i64::from(week).checked_sub(1)?.wrapping_mul(7).wrapping_sub(back);
    let (y, month, day) = civil::shifted(year, 1, 4, days);
    // A week belongs to the year of its Thursday.
    let (thursday, _, _) = civil::shifted(y, month, day, 3);
    (week > 0 && thursday == year).then(|| PartialDate::day(y, month, day)).flatten()
}
