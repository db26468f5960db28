//! A date that is the whole of a value: with the words that stand around it there, and in forms that would be taken for
//! something else in front of a headline.
//!
//! ```text
//! field  = [quote] [lead] [bound] (date / plain) *tail [quote]
//! lead   = ("publié" / "paru" / "mis en ligne" / "mis à jour" / "fait" …) ["à" place] [","] / place ","     and "le"
//! bound  = "depuis" / "dès" / "à partir de" / "jusqu'à"                       an interval that is open on one side
//! plain  = ["en" / "l'année" / "l'an"] 3*4DIGIT / ["de" / "entre"] year ("à" / "et") year
//!        / ("saison" / "exercice") years / 1*2DIGIT ws 1*2DIGIT ws 4DIGIT / 4DIGIT ws 2DIGIT [ws 2DIGIT]
//!        / day month (2DIGIT / 3DIGIT) / 1*4DIGIT "av. J.-C."
//! tail   = weekday [time] / "." / "?" / "(?)" / "environ" / "(" weekday ")" / zone / "(heure de Paris)" / "au matin"
//!        / ("vers" / "dès" / "de") clock ["à" clock] / "mis à jour" anything / "(mis à jour" anything ")"
//! ```

use super::clock::{self, time_after};
use super::day::{day_number, of_two_figures, spaced_month, weekday_note, year};
use super::reading::{
    Reading, article, between_numbers, elided, exactly, four, interval, maybe, number, sp, sp0,
};
use super::{
    Bound, DateError, DateExpr, Notes, Parsed, PartialDate, Precision, Qualifier, Reason, edtf, french,
    number as names,
};
use crate::parse::{Parse, no, one_of, possible};
use depeche_text::Span;
use depeche_text::typography::{is_apostrophe, is_dash, is_hyphen, is_space};
use nom::Parser;

/// The date `text` says, its span without the words around it; `None` when it is none, an error when the calendar or the
/// clock has no such.
pub(super) fn read(text: &str) -> Option<Result<Parsed, DateError>> {
    let inside = unquoted(text);
    let before = offset_in(text, inside);
    let core = lead(inside);
    let (core, open) = bound(core);
    let (rest, reading) = core_of(core)?;
    let value = match reading.expr {
        DateExpr::Interval { start, end } => match DateExpr::interval(start, end) {
            Ok(value) => value,
            Err(error) => return Some(Err(error)),
        },
        point @ DateExpr::Point(_) => point,
    };
    let start = before.saturating_add(inside.len().saturating_sub(core.len()));
    let mut read = Tail { value, notes: reading.notes, rest, said: rest };
    while !read.rest.is_empty() {
        match read.next() {
            Some(next) => read = next,
            None => {
                let at = before.saturating_add(inside.len().saturating_sub(read.rest.len()));
                return impossible_time(read.rest, read.value)
                    .then(|| Err(DateError::new(Reason::Impossible, at)));
            }
        }
    }
    let value = match (open, read.value) {
        (None, value) => value,
        (Some(Side::End), DateExpr::Point(date)) => {
            DateExpr::Interval { start: Bound::Date(date), end: Bound::Open }
        }
        (Some(Side::Start), DateExpr::Point(date)) => {
            DateExpr::Interval { start: Bound::Open, end: Bound::Date(date) }
        }
        (Some(_), DateExpr::Interval { .. }) => return None,
    };
    let end = before.saturating_add(inside.len().saturating_sub(read.said.len()));
    Some(Ok(Parsed { value, span: Span::new(start, end), notes: read.notes }))
}

fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(whole.as_ptr().addr())
}

/// The inside of quotes, brackets or parentheses around the whole.
fn unquoted(text: &str) -> &str {
    const PAIRS: [(char, char); 7] =
        [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”'), ('"', '"'), ('\'', '\''), ('<', '>')];
    let mut inside = text.trim_matches(is_space);
    for _ in 0..2 {
        let pair = PAIRS.iter().find_map(|(open, close)| inside.strip_prefix(*open)?.strip_suffix(*close));
        match pair {
            Some(within) => inside = within.trim_matches(is_space),
            None => break,
        }
    }
    inside
}

/// What follows `Publié le `, `Paris, le `, `Mis en ligne à Nantes, `: the date may keep its *le*.
fn lead(i: &str) -> &str {
    let said = |i| {
        let (rest, w) = one_of(i, |w| match w {
            "publie" | "publiee" | "paru" | "parue" | "poste" | "postee" | "diffuse" | "diffusee"
            | "date" | "datee" | "fait" | "cree" | "ecrit" | "redige" | "modifie" | "actualise"
            | "edition" | "numero" | "published" | "posted" | "updated" => Some(false),
            "mis" | "mise" => Some(true),
            _ => None,
        })?;
        let rest = if w {
            let (rest, ()) = article(sp(rest)?.0, &["en", "a"])?;
            exactly(rest, &["ligne", "jour"])?.0
        } else {
            rest
        };
        let (rest, _) = sp0(rest)?;
        let (rest, _) = sp0(rest.strip_prefix(':').unwrap_or(rest))?;
        let rest =
            article(rest, &["a", "de"]).and_then(|(rest, ())| place(rest)).map_or(rest, |(rest, ())| rest);
        Ok::<_, nom::Err<crate::parse::Stop<'_>>>(rest)
    };
    let rest = match said(i) {
        Ok(rest) => rest,
        Err(_) => match place(i) {
            Ok((rest, ())) => rest,
            Err(_) => i,
        },
    };
    maybe(rest, &["du", "on"])
}

/// `Paris, `: some words, the first with a capital, and a comma.
fn place(i: &str) -> Parse<'_, ()> {
    let name = |c: char| c.is_alphabetic() || is_space(c) || is_hyphen(c) || is_apostrophe(c);
    let (rest, name) = nom::bytes::complete::take_while_m_n(1, 40, name).parse(i)?;
    let (rest, _) = nom::character::complete::char(',').parse(rest)?;
    // `Jeudi, 15 août` names no place.
    if !name.starts_with(char::is_uppercase) || one_of(name, names::weekday).is_ok() {
        return no(i);
    }
    Ok((sp(rest)?.0, ()))
}

/// The side of an interval that is open.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// What follows `depuis `, `à partir du `, `jusqu'au `, and which side is open.
fn bound(i: &str) -> (&str, Option<Side>) {
    let from = |i| {
        if let Ok(read) = article(i, &["depuis", "des"]) {
            return Ok(read);
        }
        let (rest, ()) = article(i, &["a"])?;
        let (rest, ()) = article(rest, &["partir", "compter"])?;
        Ok::<_, nom::Err<crate::parse::Stop<'_>>>((rest, ()))
    };
    let until = |i| {
        let (rest, ()) = exactly(i, &["jusqu"])?;
        let Some(rest) = rest.strip_prefix(is_apostrophe) else { return no(i) };
        article(rest, &["a", "au", "en"])
    };
    let plain = |i| elided(maybe(i, &["le", "la", "du", "de", "en"]), 'd');
    if let Ok((rest, ())) = from(i) {
        (plain(rest), Some(Side::End))
    } else if let Ok((rest, ())) = until(i) {
        (plain(rest), Some(Side::Start))
    } else {
        (i, None)
    }
}

/// The date itself: the longest of what is read everywhere, and of what is read only here.
fn core_of(i: &str) -> Option<(&str, Reading)> {
    let plain: [fn(&str) -> Parse<'_, Reading>; 6] =
        [named_year, year_pair, season_of_years, spaced_figures, short_year, before_christ];
    let everywhere = french::reading(i).ok();
    plain.iter().filter_map(|read| read(i).ok()).chain(everywhere).min_by_key(|(rest, _)| rest.len())
}

/// `en 2024`, `l'année 2024`, `an 800`.
fn named_year(i: &str) -> Parse<'_, Reading> {
    let rest = elided(maybe(i, &["en"]), 'l');
    let rest = maybe(rest, &["annee", "an"]);
    if rest.len() == i.len() {
        return no(i);
    }
    let (rest, year) = match edtf::digits(3, 3)(rest) {
        Ok((rest, run)) => (rest, run.parse().unwrap_or_default()),
        Err(_) => year(rest).map(|(rest, (year, _))| (rest, year))?,
    };
    Ok((rest, Reading::of(PartialDate::year(year))))
}

/// `de 2023 à 2024`, `entre 2023 et 2024`.
fn year_pair(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["de", "entre"]);
    let (rest, first) = four(rest)?;
    let (rest, ()) = article(sp(rest)?.0, &["a", "et"])?;
    let (rest, last) = four(rest)?;
    Ok((rest, interval(PartialDate::year(first), PartialDate::year(last))))
}

/// `saison 2023-2024`, `saison 2023-24`, `exercice 2023`.
fn season_of_years(i: &str) -> Parse<'_, Reading> {
    let (rest, ()) = article(i, &["saison", "exercice"])?;
    let (rest, first) = four(rest)?;
    match second_year(rest, first) {
        Ok((rest, last)) => Ok((rest, interval(PartialDate::year(first), PartialDate::year(last)))),
        Err(_) => Ok((rest, Reading::of(PartialDate::year(first)))),
    }
}

/// `-2024`, `/24`.
fn second_year(i: &str, first: i32) -> Parse<'_, i32> {
    let (rest, ()) = match i.strip_prefix('/') {
        Some(rest) => (rest, ()),
        None => between_numbers(i)?,
    };
    match four(rest) {
        Ok(read) => Ok(read),
        Err(_) => {
            let (rest, n) = edtf::two_digits(rest)?;
            Ok((rest, first.div_euclid(100).saturating_mul(100).saturating_add(i32::from(n))))
        }
    }
}

/// `15 08 2024`, `2024 08 15`, `2024 08`: what is left of a date whose signs were taken away.
fn spaced_figures(i: &str) -> Parse<'_, Reading> {
    let lax = |date: PartialDate| Reading::of(date).noting(Notes::LAX);
    if let Ok((rest, year)) = four(i) {
        let (rest, month) = edtf::two_digits(sp(rest)?.0)?;
        return match sp(rest).and_then(|(rest, _)| edtf::two_digits(rest)) {
            Ok((rest, day)) => possible(rest, i, PartialDate::day(year, month, day).map(lax)),
            Err(_) => possible(rest, i, PartialDate::month(year, month).map(lax)),
        };
    }
    let (rest, day) = number(i)?;
    let (rest, month) = number(sp(rest)?.0)?;
    let (rest, year) = four(sp(rest)?.0)?;
    let notes = if month <= 12 && day <= 12 && month != day { Notes::AMBIGUOUS } else { Notes::default() };
    possible(rest, i, PartialDate::day(year, month, day).map(|date| lax(date).noting(notes)))
}

/// `15 août 24`, and `25 décembre 800`.
fn short_year(i: &str) -> Parse<'_, Reading> {
    let (rest, day) = day_number(maybe(i, &["le"]))?;
    let (rest, month) = spaced_month(rest)?;
    let (rest, run) = edtf::digits(2, 3)(sp(rest)?.0)?;
    let (year, notes) = match run.parse::<u8>() {
        Ok(year) if run.len() == 2 => (of_two_figures(year), Notes::LAX),
        _ => (run.parse().unwrap_or_default(), Notes::default()),
    };
    possible(rest, i, PartialDate::day(year, month, day).map(|date| Reading::of(date).noting(notes)))
}

/// `52 av. J.-C.`: the year 0 is 1 before Christ.
fn before_christ(i: &str) -> Parse<'_, Reading> {
    let rest = maybe(i, &["en", "an"]);
    let (rest, run) = edtf::digits(1, 4)(rest)?;
    let (rest, ()) = exactly(sp(rest)?.0, &["av", "avant"])?;
    let (rest, _) = sp0(rest.strip_prefix('.').unwrap_or(rest))?;
    let (rest, ()) = exactly(rest, &["j"])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (rest, _) = sp0(rest.strip_prefix(is_hyphen).unwrap_or(rest))?;
    let (rest, ()) = exactly(rest, &["c"])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let year = run
        .parse::<i32>()
        .ok()
        .filter(|n| *n > 0)
        .map(|n| Reading::of(PartialDate::year(1i32.saturating_sub(n))));
    possible(rest, i, year)
}

/// What stands after the date: what is left to read, and where what belongs to the date ends.
#[derive(Clone, Copy)]
struct Tail<'i> {
    value: DateExpr,
    notes: Notes,
    rest: &'i str,
    said: &'i str,
}

impl<'i> Tail<'i> {
    /// After one more piece.
    fn next(self) -> Option<Tail<'i>> {
        let rest = self.rest.trim_start_matches(is_space);
        if matches!(rest, "." | "," | ";") {
            return Some(Tail { rest: "", ..self });
        }
        if let Some(after) = rest.strip_prefix('?').or_else(|| rest.strip_prefix("(?)")) {
            return self.qualified(after, Qualifier::Uncertain);
        }
        let sign = |c: char| matches!(c, ',' | ';' | '|' | '/' | '-' | '·' | '•') || is_dash(c);
        let rest = rest.strip_prefix(sign).unwrap_or(rest).trim_start_matches(is_space);
        if let Ok((after, ())) = exactly(rest, &["environ", "env"]) {
            return self.qualified(after.strip_prefix('.').unwrap_or(after), Qualifier::Approximate);
        }
        if updated(rest) {
            return Some(Tail { rest: "", ..self });
        }
        self.weekday(rest)
            .or_else(|| self.time(rest))
            .or_else(|| self.in_parentheses(rest))
            .or_else(|| self.zone(rest))
            .or_else(|| self.part_of_day(rest))
    }

    fn timed(self) -> Option<PartialDate> {
        match self.value {
            DateExpr::Point(date) if date.precision() >= Precision::Minute => Some(date),
            _ => None,
        }
    }

    fn qualified(self, rest: &'i str, qualifier: Qualifier) -> Option<Tail<'i>> {
        match self.value {
            DateExpr::Point(date) if self.timed().is_none() => {
                let both = date.qualifier() != Qualifier::Certain && date.qualifier() != qualifier;
                let qualifier = if both { Qualifier::UncertainApproximate } else { qualifier };
                Some(Tail { value: date.with_qualifier(qualifier).into(), rest, said: rest, ..self })
            }
            _ => None,
        }
    }

    /// `jeu.` after figures, as Org writes it: `<2024-08-15 jeu. 18:30>`.
    fn weekday(self, i: &'i str) -> Option<Tail<'i>> {
        let date = match self.value {
            DateExpr::Point(date) if date.precision() == Precision::Day => date,
            _ => return None,
        };
        let (rest, said) = one_of(i, |w| names::weekday(w).or_else(|| names::english_weekday(w))).ok()?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let notes = self.notes.with(weekday_note(Some(said), date));
        match time_after(rest, date) {
            Ok((rest, timed)) => Some(Tail { value: timed.into(), notes, rest, said: rest }),
            Err(_) => Some(Tail { rest, notes, ..self }),
        }
    }

    /// `18.30`, as Swiss and Belgian papers write it; `18 heures 30`.
    fn time(self, i: &'i str) -> Option<Tail<'i>> {
        let date = match self.value {
            DateExpr::Point(date) if date.precision() == Precision::Day => date,
            _ => return None,
        };
        let (rest, timed) = clock::without_at(i, date).ok()?;
        Some(Tail { value: timed.into(), rest, said: rest, ..self })
    }

    /// `(jeudi)`, and after a time `(Paris)`, `(heure locale)`, `(HNE)`.
    fn in_parentheses(self, i: &'i str) -> Option<Tail<'i>> {
        let (inside, rest) = i.strip_prefix('(')?.split_once(')')?;
        let inside = inside.trim_matches(is_space);
        if updated(inside) {
            return Some(Tail { rest, ..self });
        }
        if let Ok(("", said)) = one_of(inside, names::weekday) {
            let wrong = match self.value {
                DateExpr::Point(date) => weekday_note(Some(said), date),
                DateExpr::Interval { .. } => return None,
            };
            return Some(Tail { rest, notes: self.notes.with(wrong), ..self });
        }
        self.timed()?;
        if let Some(Tail { value, rest: "", .. }) = self.zone(inside) {
            return Some(Tail { value, rest, ..self });
        }
        let letters =
            inside.chars().all(|c| c.is_alphabetic() || is_space(c) || is_hyphen(c) || is_apostrophe(c));
        (letters && inside.len() < 40).then_some(Tail { rest, ..self })
    }

    /// `CEST`, `HNE`, `heure de Paris`, `UTC+2` after a time. A name that is one offset gives it; *heure de Paris* gives none.
    fn zone(self, i: &'i str) -> Option<Tail<'i>> {
        let date = self.timed()?;
        if let Ok((rest, minutes)) = clock::zone(i) {
            let date = date.with_offset(minutes)?;
            return Some(Tail { value: date.into(), rest, said: rest, ..self });
        }
        if let Ok((rest, ())) = exactly(i, &["heure", "heures"]) {
            let name = |c: char| c.is_alphabetic() || is_space(c) || is_hyphen(c) || is_apostrophe(c);
            return Some(Tail { rest: rest.trim_start_matches(name), ..self });
        }
        let len = i.bytes().take_while(u8::is_ascii_uppercase).count();
        let (name, rest) = i.split_at_checked(len)?;
        let minutes = names::zone(name)?;
        let date = if date.offset_minutes().is_none() { date.with_offset(minutes)? } else { date };
        Some(Tail { value: date.into(), rest, said: rest, ..self })
    }

    /// `au matin`, `dans la soirée`, `vers 18 h`, `de 18h à 20h`: less exact than a minute, the day is what is kept.
    fn part_of_day(self, i: &'i str) -> Option<Tail<'i>> {
        let date = match self.value {
            DateExpr::Point(date) if date.precision() == Precision::Day => date,
            _ => return None,
        };
        let rest = maybe(maybe(i, &["au", "dans", "en", "le", "a"]), &["la", "le", "l"]);
        let rest = elided(rest, 'l');
        if let Ok((rest, ())) =
            exactly(rest, &["matin", "matinee", "soir", "soiree", "midi", "minuit", "nuit"])
        {
            return Some(Tail { rest, ..self });
        }
        if let Ok((rest, ())) = exactly(rest, &["apres"])
            && let Some(rest) = rest.strip_prefix(|c| is_hyphen(c) || is_space(c))
            && let Ok((rest, ())) = exactly(rest, &["midi"])
        {
            return Some(Tail { rest, ..self });
        }
        let from = maybe(i, &["vers", "des", "de", "entre", "avant", "apres"]);
        let from = match article(i, &["a"]).and_then(|(rest, ())| article(rest, &["partir"])) {
            Ok((rest, ())) => maybe(rest, &["de"]),
            Err(_) => from,
        };
        let hour = |i| clock::hour(i, date);
        let (rest, ()) = hour(from).ok()?;
        let to = |i| {
            let (rest, ()) = match between_numbers(i) {
                Ok(read) => read,
                Err(_) => article(sp(i)?.0, &["a", "et"])?,
            };
            hour(rest)
        };
        match to(rest) {
            Ok((rest, ())) => Some(Tail { rest, ..self }),
            Err(_) => (from.len() < i.len()).then_some(Tail { rest, ..self }),
        }
    }
}

/// `mis à jour le 16 août`, `modifié à 9h`: what was done later.
fn updated(i: &str) -> bool {
    exactly(i, &["modifie", "actualise", "maj", "updated", "modified"]).is_ok()
        || article(i, &["mis", "mise"]).and_then(|(rest, ())| article(rest, &["a"])).is_ok()
}

/// Whether what is left is a time no clock shows: `à 25 h`.
fn impossible_time(rest: &str, value: DateExpr) -> bool {
    let DateExpr::Point(date) = value else { return false };
    matches!(time_after(rest, date), Err(nom::Err::Error(stop)) if stop.reason == Reason::Impossible)
}
