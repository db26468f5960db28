//! The time of day after a date, and its zone.
//!
//! ```text
//! time   = [","] ws [dash ws] ["à" ws] (clock / ("midi" / "minuit") ["et demi"]) [zone]
//! clock  = 1*2DIGIT ":" 2DIGIT [":" 2DIGIT ["." 1*DIGIT]]
//!        / 1*2DIGIT [ws] ("h" / "heures") [[ws] 2DIGIT [[ws] ("min" / "mn" / "minutes")]]      18 h 30
//!        / hour-in-letters "heures" [minutes-in-letters / "et demie" / "et quart" / "moins le quart"]
//! zone   = "Z" / ("GMT" / "UTC" / "TU") [offset] / offset
//! offset = ("+" / "-") 2DIGIT [":"] 2DIGIT ["(" name ")"]
//! ```

use super::reading::{article, exactly, joint, number, sp, sp0};
use super::{PartialDate, edtf, number};
use crate::parse::{Parse, no, one_of, possible};
use depeche_text::typography::{is_dash, is_space};
use nom::Parser;
use nom::combinator::opt;

/// Hour, minute, and the second when it is said.
type Clock = (u8, u8, Option<u8>);

/// ` à 18 h 30`, `, 18:30:00 +0200`, ` à midi`, after a day.
pub(super) fn time_after(i: &str, day: PartialDate) -> Parse<'_, PartialDate> {
    let rest = i.strip_prefix(',').unwrap_or(i);
    let (rest, _) = sp(rest)?;
    let rest = rest.strip_prefix(|c| is_dash(c) || c == '-').map_or(rest, |r| r.trim_start_matches(is_space));
    // A headline may begin with *À midi*: of a time in letters the *à* is small.
    let small = rest.starts_with(['à', 'a']);
    let (rest, said) = opt(|i| article(i, &["a"])).parse(rest)?;
    if small && let Ok((rest, (hour, minute))) = noon(rest) {
        return possible(rest, i, day.with_time(hour, minute, None));
    }
    let (rest, (hour, minute, second)) = match clock(rest, said.is_some()) {
        Err(_) if small => in_letters(rest)?,
        read => read?,
    };
    let (_, timed) = possible(rest, i, day.with_time(hour, minute, second))?;
    let (rest, minutes) = opt(zone).parse(rest)?;
    Ok((rest, minutes.and_then(|m| timed.with_offset(m)).unwrap_or(timed)))
}

/// `midi`, `minuit et demi`.
fn noon(i: &str) -> Parse<'_, (u8, u8)> {
    let (rest, hour) = one_of(i, |w| match w {
        "midi" => Some(12),
        "minuit" => Some(0),
        _ => None,
    })?;
    let half = |i| exactly(article(sp(i)?.0, &["et"])?.0, &["demi", "demie"]);
    let (rest, half) = opt(half).parse(rest)?;
    Ok((rest, (hour, if half.is_some() { 30 } else { 0 })))
}

/// `18h30`, `18 h 30`, `18h`, `18 heures 30`, `18:30:00`. Only after *à* may the hour be spelled out, and a full stop
/// be its sign: *à 18.30*.
fn clock(i: &str, after_at: bool) -> Parse<'_, Clock> {
    let (rest, hour) = number(i)?;
    if let Some(rest) = rest.strip_prefix(':') {
        let (rest, minute) = edtf::two_digits(rest)?;
        return match rest.strip_prefix(':').map(edtf::two_digits) {
            Some(Ok((rest, second))) => Ok((fraction(rest), (hour, minute, Some(second)))),
            _ => Ok((unit_after(rest), (hour, minute, None))),
        };
    }
    if after_at
        && let Some(rest) = rest.strip_prefix('.')
        && let Ok((rest, minute)) = edtf::two_digits(rest)
    {
        return Ok((unit_after(rest), (hour, minute, None)));
    }
    let (rest, _) = sp0(rest)?;
    let hours = |w: &str| match w {
        "h" => Some(()),
        "heure" | "heures" if after_at => Some(()),
        _ => None,
    };
    let (rest, ()) = one_of(rest, hours)?;
    let (rest, minute) = opt(minutes_after).parse(rest)?;
    let (rest, hour) = match minute {
        None | Some(0) if after_at => part_of_day(rest, hour),
        _ => (rest, hour),
    };
    Ok((rest, (hour, minute.unwrap_or(0), None)))
}

/// The `h` of *18.30 h*.
fn unit_after(i: &str) -> &str {
    let unit = |i| exactly(sp0(i)?.0, &["h"]);
    unit(i).map_or(i, |(rest, ())| rest)
}

/// The minutes after an hour: two figures, or one that is glued to the `h`; *et demie*.
fn minutes_after(i: &str) -> Parse<'_, u8> {
    let (rest, _) = sp0(i)?;
    if let Ok(read) = fraction_of_hour(rest) {
        return Ok(read);
    }
    let (rest, minute) = if rest.len() == i.len() { number(rest)? } else { edtf::two_digits(rest)? };
    let unit = |i| exactly(sp0(i)?.0, &["min", "mn", "minutes"]);
    let (rest, unit) = opt(unit).parse(rest)?;
    let glued = rest.starts_with(|c: char| c.is_alphanumeric());
    if unit.is_none() && glued { no(i) } else { Ok((rest, minute)) }
}

/// `et demie`, `et quart`.
fn fraction_of_hour(i: &str) -> Parse<'_, u8> {
    let (rest, ()) = article(i, &["et"])?;
    one_of(rest, |w| match w {
        "demi" | "demie" => Some(30),
        "quart" => Some(15),
        _ => None,
    })
}

/// `six heures`, `vingt et une heures trente`, `sept heures moins le quart`.
fn in_letters(i: &str) -> Parse<'_, Clock> {
    let (rest, hour) = number_in_letters(i)?;
    let (rest, _) = sp(rest)?;
    let (rest, ()) = exactly(rest, &["heure", "heures"])?;
    let (after, _) = sp0(rest)?;
    let (rest, hour, minute) = if let Ok((rest, minute)) = fraction_of_hour(after) {
        (rest, hour, minute)
    } else if let Ok((rest, ())) = article(after, &["moins"]) {
        let quarter = |i| exactly(article(i, &["le"])?.0, &["quart"]).map(|(rest, ())| (rest, 15u8));
        let (rest, less) = nom::branch::alt((quarter, number_in_letters)).parse(rest)?;
        // `minuit moins dix` has a word of its own; an hour of zero is not said so.
        (rest, hour.saturating_sub(1), 60u8.saturating_sub(less))
    } else if let Ok((rest, minute)) = number_in_letters(after) {
        (rest, hour, minute)
    } else {
        (rest, hour, 0)
    };
    let (rest, hour) = part_of_day(rest, hour);
    Ok((rest, (hour, minute, None)))
}

/// A number from 1 to 59 in letters.
pub(super) fn number_in_letters(i: &str) -> Parse<'_, u8> {
    let (rest, tens) = one_of(i, number::in_letters)?;
    let unit = |i| {
        let (rest, unit) = one_of(joint(i)?.0, number::in_letters)?;
        let fits = match tens {
            10 => (7..=9).contains(&unit),
            20.. => (2..=9).contains(&unit),
            _ => false,
        };
        if fits { Ok((rest, unit)) } else { no(i) }
    };
    // `vingt et un`, `trente-et-une`.
    let and_one = |i| {
        let (rest, ()) = exactly(joint(i)?.0, &["et"])?;
        let (rest, ()) = exactly(joint(rest)?.0, &["un", "une"])?;
        if tens >= 20 { Ok((rest, 1u8)) } else { no(i) }
    };
    let (rest, unit) = opt(nom::branch::alt((and_one, unit))).parse(rest)?;
    Ok((rest, tens.saturating_add(unit.unwrap_or(0))))
}

/// `6 heures du soir` is 18 h: the hour by the part of the day that follows it.
fn part_of_day(i: &str, hour: u8) -> (&str, u8) {
    let of = |i| {
        let (rest, ()) = article(sp(i)?.0, &["du", "de"])?;
        let rest = super::reading::elided(rest, 'l');
        one_of(rest, |w| match w {
            "matin" => Some(0u8),
            "soir" => Some(12),
            // *après-midi*, in one word or two.
            "apres" => Some(13),
            _ => None,
        })
    };
    let Ok((rest, later)) = of(i) else { return (i, hour) };
    let rest = if later == 13 {
        match joint(rest).and_then(|(rest, _)| exactly(rest, &["midi"])) {
            Ok((rest, ())) => rest,
            Err(_) => return (i, hour),
        }
    } else {
        rest
    };
    (rest, if later > 0 && (1..12).contains(&hour) { hour.saturating_add(12) } else { hour })
}

/// A fraction of a second is let go: no value here is that exact.
pub(super) fn fraction(i: &str) -> &str {
    match i.strip_prefix(['.', ',']) {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => {
            after.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        _ => i,
    }
}

/// `Z`, ` +0200 (CEST)`, `+02:00`, ` GMT`, ` UTC+2`: minutes east of UTC.
pub(super) fn zone(i: &str) -> Parse<'_, i16> {
    let (rest, _) = sp0(i)?;
    let (rest, named) = match ["GMT", "UTC", "TU", "Z"].iter().find_map(|name| rest.strip_prefix(name)) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (rest, minutes) = match offset(rest, named) {
        Ok(read) => read,
        Err(_) if named => (rest, 0),
        Err(stop) => return Err(stop),
    };
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return no(i);
    }
    let comment = |i| {
        let (rest, _) = sp0(i)?;
        let (rest, _) = nom::character::complete::char('(').parse(rest)?;
        let (rest, _) =
            nom::bytes::complete::take_while_m_n(1, 5, |c: char| c.is_ascii_uppercase()).parse(rest)?;
        let (rest, _) = nom::character::complete::char(')').parse(rest)?;
        Ok((rest, ()))
    };
    let (rest, _): (&str, Option<()>) = opt(comment).parse(rest)?;
    Ok((rest, minutes))
}

/// `+0200`, `+02:00`, `-05`; after the name of a zone `+2` too. From -12:00 to +14:00: *18:30-20:00* is no zone.
fn offset(i: &str, named: bool) -> Parse<'_, i16> {
    let (rest, sign) = nom::character::complete::one_of("+-−").parse(i)?;
    let (hours, minutes, rest) = match edtf::digits(4, 4)(rest) {
        Ok((rest, run)) => {
            let n: u16 = run.parse().unwrap_or_default();
            (n.div_euclid(100), n.rem_euclid(100), rest)
        }
        Err(_) => {
            let (rest, hours) = if named { number(rest)? } else { edtf::two_digits(rest)? };
            let minutes = |i| edtf::two_digits(nom::character::complete::char(':').parse(i)?.0);
            match minutes(rest) {
                Ok((rest, minutes)) => (u16::from(hours), u16::from(minutes), rest),
                // `+02` alone, as databases write it.
                Err(_) => (u16::from(hours), 0, rest),
            }
        }
    };
    let small = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
    let (rest, minutes) = edtf::signed_offset(rest, i, sign != '+', small(hours), small(minutes))?;
    if (-720..=840).contains(&minutes) { Ok((rest, minutes)) } else { no(i) }
}

/// What follows `[Europe/Paris]`: the name adds nothing that is kept.
pub(super) fn zone_name(i: &str) -> &str {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let rest = i.strip_prefix('[').map(|rest| rest.trim_start_matches(name));
    rest.and_then(|rest| rest.strip_prefix(']')).unwrap_or(i)
}

/// `T18h30`, `T183000Z`, `T18`: a time after its `T` that the standard writes otherwise, or in its basic form.
pub(super) fn lax_time(i: &str, day: PartialDate) -> Parse<'_, PartialDate> {
    let (after, _) = nom::character::complete::char('T').parse(i)?;
    let run = after.bytes().take_while(u8::is_ascii_digit).count();
    let two = |from: usize| after.get(from..from.saturating_add(2)).and_then(|t| t.parse::<u8>().ok());
    let figures = after.get(run..).unwrap_or_default();
    let (rest, hour, minute, second) = match run {
        6 => (fraction(figures), two(0), two(2), Some(two(4))),
        4 => (figures, two(0), two(2), None),
        1 | 2 if figures.starts_with(['h', 'H']) => {
            let (rest, (hour, minute, second)) = clock(after, false)?;
            (rest, Some(hour), Some(minute), second.map(Some))
        }
        // `T18:30` is for the strict reader.
        2 if !figures.starts_with(':') => (figures, two(0), Some(0), None),
        _ => return no(i),
    };
    let timed = match (hour, minute, second) {
        (Some(hour), Some(minute), None) => day.with_time(hour, minute, None),
        (Some(hour), Some(minute), Some(Some(second))) => day.with_time(hour, minute, Some(second)),
        _ => None,
    };
    let (_, timed) = possible(rest, i, timed)?;
    let (rest, minutes) = opt(zone).parse(rest)?;
    Ok((rest, minutes.and_then(|m| timed.with_offset(m)).unwrap_or(timed)))
}

/// `18.30`, `18.30 h`, `18 heures 30`: read without its *à* only where it can be nothing else.
pub(super) fn without_at(i: &str, day: PartialDate) -> Parse<'_, PartialDate> {
    let (rest, (hour, minute, second)) = clock(i, true)?;
    if i.get(..i.len().saturating_sub(rest.len())).is_none_or(|said| !said.contains(['.', 'e'])) {
        return no(i);
    }
    possible(rest, i, day.with_time(hour, minute, second))
}

/// An hour that a clock shows, of which only the end is asked for.
pub(super) fn hour(i: &str, day: PartialDate) -> Parse<'_, ()> {
    let (rest, (hour, minute, second)) = clock(i, true)?;
    possible(rest, i, day.with_time(hour, minute, second).map(|_| ()))
}

/// The length of the time of day at the beginning of a text.
pub(crate) fn clock_length(text: &str) -> Option<usize> {
    let (rest, (hour, minute, second)) = clock(text, true).ok()?;
    let valid = hour < 24 && minute < 60 && second.is_none_or(|s| s < 60);
    (valid && !rest.starts_with(|c: char| c.is_alphanumeric())).then(|| text.len().saturating_sub(rest.len()))
}
