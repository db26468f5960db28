//! The dateline of an agency dispatch: `PARIS, 12 août 2024 (AFP) –`.
//!
//! ```text
//! dateline = place ["," | "(" … ")"] ["," ws] [date] [ws "(" agency ")"] ws dash
//! place    = a word in capitals, up to five words
//! ```
//!
//! It belongs to the text: it is reported, never taken away.

use crate::date::{self, DateMention};
use crate::parse::{Parse, is_accent, no};
use crate::scan::lines;
use crate::value::Spanned;
use depeche_text::Span;
use depeche_text::typography::{is_dash, is_hyphen, is_space};
use nom::Parser;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::opt;

/// The dateline of a dispatch.
///
/// ```
/// use depeche_frontmatter::split;
///
/// let document = split("Crue\n\nNANTES, 12 août 2024 (AFP) - Le fleuve monte.\n");
/// let dateline = document.dateline().unwrap();
/// assert_eq!((dateline.place.value, dateline.agency.unwrap().value), ("NANTES", "AFP"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Dateline<'a> {
    /// All of it, up to and with the dash.
    pub span: Span,
    /// The place, as it is written.
    pub place: Spanned<&'a str>,
    /// The date; without its year, often.
    pub date: Option<Spanned<DateMention>>,
    /// The agency.
    pub agency: Option<Spanned<&'a str>>,
}

/// The first line of the body that is a dateline, looked for in its first paragraphs only.
pub(crate) fn find(source: &str, body: Span) -> Option<Dateline<'_>> {
    const PARAGRAPHS: usize = 4;
    lines(source, body.start(), body.end()).filter(|line| !line.is_blank()).take(PARAGRAPHS).find_map(
        |line| {
            let (start, text) = line.trimmed();
            // A dateline is short; the line that holds it may be an article.
            let near = text.char_indices().nth(120).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
            dateline(near, start)
        },
    )
}

fn dateline(i: &str, start: usize) -> Option<Dateline<'_>> {
    let span = |part: &str, rest: &str| {
        let at = start.saturating_add(i.len().saturating_sub(rest.len()).saturating_sub(part.len()));
        Span::new(at, at.saturating_add(part.len()))
    };
    let (rest, place) = place(i).ok()?;
    let place = Spanned { value: place, span: span(place, rest) };
    // `BEYROUTH (Liban), 12 août`.
    let country = |i| {
        let (rest, _) = sp0(i)?;
        let (rest, inside) = in_parentheses(rest)?;
        if agency_name(inside) { no(i) } else { Ok((rest, ())) }
    };
    let (rest, _): (&str, Option<()>) = opt(country).parse(rest).ok()?;
    let (rest, comma) = opt((sp0, char(','))).parse(rest).ok().map(|(r, c): (&str, _)| (r, c.is_some()))?;
    let (after, _) = sp0(rest).ok()?;
    let at = start.saturating_add(i.len().saturating_sub(after.len()));
    let date = date_here(after, at);
    let rest = match &date {
        Some(date) => i.get(date.span.end().saturating_sub(start)..)?,
        None => rest,
    };
    let agency = |i| {
        let (rest, _) = sp0(i)?;
        let (rest, inside) = in_parentheses(rest)?;
        Ok((rest, inside))
    };
    let (rest, agency) = opt(agency).parse(rest).ok()?;
    let agency = agency.map(|name: &str| {
        let after: usize = rest.len().saturating_add(1);
        let end = start.saturating_add(i.len().saturating_sub(after));
        Spanned { value: name, span: Span::new(end.saturating_sub(name.len()), end) }
    });
    // The place alone says nothing: `NOTE - …` is no dateline.
    if agency.is_none() && !(comma && date.is_some()) {
        return None;
    }
    let (rest, _) = sp(rest).ok()?;
    let dash = rest.chars().next().filter(|&c| is_dash(c) || is_hyphen(c))?;
    let rest = rest.get(dash.len_utf8()..)?;
    if !(rest.is_empty() || rest.starts_with(is_space)) {
        return None;
    }
    let end = start.saturating_add(i.len().saturating_sub(rest.len()));
    Some(Dateline { span: Span::new(start, end), place, date, agency })
}

fn date_here(i: &str, at: usize) -> Option<Spanned<DateMention>> {
    let (span, value) = date::at(i, 0)?;
    Some(Spanned { value, span: span.shift(at) })
}

fn sp(i: &str) -> Parse<'_, &str> {
    take_while1(is_space).parse(i)
}

fn sp0(i: &str) -> Parse<'_, &str> {
    take_while(is_space).parse(i)
}

/// Words of which the first is in capitals: `PARIS`, `SAINT-DENIS de la Réunion`, `NEW YORK`, `Paris` before an agency.
fn place(i: &str) -> Parse<'_, &str> {
    let mut end = 0usize;
    let mut words = 0u8;
    let mut rest = i;
    loop {
        let letters = |c: char| {
            c.is_alphabetic() || is_accent(c) || is_hyphen(c) || matches!(c, '\'' | '\u{2019}' | '/')
        };
        let Ok((after, word)) = take_while1::<_, _, crate::parse::Stop<'_>>(letters).parse(rest) else {
            break;
        };
        if words == 0 && !word.starts_with(char::is_uppercase) {
            return no(i);
        }
        words = words.saturating_add(1);
        end = i.len().saturating_sub(after.len());
        match sp(after) {
            Ok((next, _)) if words < 5 && next.starts_with(char::is_alphabetic) => rest = next,
            _ => break,
        }
    }
    match i.split_at_checked(end) {
        Some((place, rest)) if words > 0 => Ok((rest, place)),
        _ => no(i),
    }
}

fn in_parentheses(i: &str) -> Parse<'_, &str> {
    let (rest, _) = char('(').parse(i)?;
    let (rest, inside) = take_while1(|c| c != ')' && c != '(').parse(rest)?;
    let (rest, _) = char(')').parse(rest)?;
    Ok((rest, inside))
}

/// What stands in parentheses is an agency when it is written as one: capitals, or a name agencies have.
fn agency_name(name: &str) -> bool {
    const AGENCIES: &[&str] =
        &["Agence France-Presse", "Belga", "Bloomberg", "Reuters", "Xinhua", "awp", "ats", "dpa"];
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    capitals || AGENCIES.iter().any(|agency| name.starts_with(agency))
}
