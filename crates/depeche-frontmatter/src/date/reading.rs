//! What the readers of dates share: the result, and the small words between the parts.

use super::{Bound, DateExpr, Notes, PartialDate, edtf};
use crate::parse::{Parse, no, one_of};
use depeche_text::typography::{is_apostrophe, is_dash, is_hyphen, is_space};
use nom::Parser;
use nom::bytes::complete::{take_while, take_while1};
use nom::combinator::opt;

/// A date that was read, and what is odd about it.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub expr: DateExpr,
    pub notes: Notes,
}

impl Reading {
    pub(super) fn of(date: PartialDate) -> Reading {
        Reading { expr: DateExpr::Point(date), notes: Notes::default() }
    }

    pub(super) fn noting(self, note: Notes) -> Reading {
        Reading { notes: self.notes.with(note), ..self }
    }
}

/// A day that was read; what follows may say its time.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub date: PartialDate,
    pub notes: Notes,
}

/// One production of the grammar of dates.
pub(super) type Reader = for<'i> fn(&'i str) -> Parse<'i, Reading>;

pub(super) fn interval(start: PartialDate, end: PartialDate) -> Reading {
    let expr = DateExpr::Interval { start: Bound::Date(start), end: Bound::Date(end) };
    Reading { expr, notes: Notes::default() }
}

/// What `reader` reads after a date, or the date as it was.
pub(super) fn or_keep<'i, T>(
    rest: &'i str,
    kept: T,
    reader: impl Fn(&'i str) -> Parse<'i, T>,
) -> (&'i str, T) {
    reader(rest).unwrap_or((rest, kept))
}

/// A number of one or two figures.
pub(super) fn number(i: &str) -> Parse<'_, u8> {
    let (rest, run) = edtf::digits(1, 2)(i)?;
    Ok((rest, run.parse().unwrap_or_default()))
}

/// A year of four figures.
pub(super) fn four(i: &str) -> Parse<'_, i32> {
    let (rest, run) = edtf::digits(4, 4)(i)?;
    Ok((rest, run.parse().unwrap_or_default()))
}

pub(super) fn sp(i: &str) -> Parse<'_, &str> {
    take_while1(is_space).parse(i)
}

pub(super) fn sp0(i: &str) -> Parse<'_, &str> {
    take_while(is_space).parse(i)
}

/// A space, or a hyphen between the words of a number.
pub(super) fn joint(i: &str) -> Parse<'_, &str> {
    take_while1(|c| is_space(c) || is_hyphen(c)).parse(i)
}

/// One of `words`.
pub(super) fn exactly<'i>(i: &'i str, words: &[&str]) -> Parse<'i, ()> {
    // The first letter tells most others apart, before a word is folded.
    if let Some(first) = i.as_bytes().first().filter(|first| first.is_ascii())
        && !(first.is_ascii_alphabetic()
            && words.iter().any(|word| word.as_bytes().first() == Some(&first.to_ascii_lowercase())))
    {
        return no(i);
    }
    one_of(i, |w| words.contains(&w).then_some(()))
}

/// One of `words` and its space.
pub(super) fn article<'i>(i: &'i str, words: &[&str]) -> Parse<'i, ()> {
    let (rest, ()) = exactly(i, words)?;
    Ok((sp(rest)?.0, ()))
}

/// [`article`], or nothing.
pub(super) fn maybe<'i>(i: &'i str, words: &[&str]) -> &'i str {
    article(i, words).map_or(i, |(rest, ())| rest)
}

/// What follows `l'` or `d'`; all of it, when that is not there.
pub(super) fn elided(i: &str, letter: char) -> &str {
    let after = i.strip_prefix([letter, letter.to_ascii_uppercase()]);
    after.and_then(|rest| rest.strip_prefix(is_apostrophe)).unwrap_or(i)
}

/// What joins a part to its whole: ` `, ` de `, ` d'`, ` du `, ` des `, ` de l'`, ` de la `.
pub(super) fn link(i: &str) -> Parse<'_, ()> {
    let (rest, _) = sp(i)?;
    let rest = elided(maybe(rest, &["de", "du", "des"]), 'd');
    Ok((elided(maybe(rest, &["la", "le"]), 'l'), ()))
}

/// A hyphen or a dash, with or without spaces.
pub(super) fn between_numbers(i: &str) -> Parse<'_, ()> {
    let (rest, _) = sp0(i)?;
    match rest.strip_prefix(|c| is_hyphen(c) || is_dash(c)) {
        Some(rest) => Ok((sp0(rest)?.0, ())),
        None => no(i),
    }
}

/// What stands between the two ends of an interval: a hyphen, a dash, a slash, ` au `, ` à `, ` et `, ` et le `.
pub(super) fn to_last(i: &str) -> Parse<'_, ()> {
    if let Ok(read) = between_numbers(i) {
        return Ok(read);
    }
    let (rest, _) = sp0(i)?;
    if let Some(rest) = rest.strip_prefix('/') {
        return Ok((sp0(rest)?.0, ()));
    }
    let (rest, _) = sp(i)?;
    let rest = match rest.strip_prefix('&') {
        Some(rest) => sp(rest)?.0,
        None => article(rest, &["au", "a", "et"])?.0,
    };
    let (rest, _) = opt(|i| article(i, &["le"])).parse(rest)?;
    Ok((rest, ()))
}
