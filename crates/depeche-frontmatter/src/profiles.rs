//! Exports of press archives, looked for only when [`Options::profiles`](crate::Options::profiles) asks.
//!
//! ```text
//! nexis   = counter source [date] [title] *(KEY ":" value)  body  *(KEY ":" value)      blocks between blank lines
//! counter = number ("of" / "de" / "sur") number "DOCUMENTS"
//! factiva = 1*(CODE ws value / CODE eol)  "LP" eol body  *(CODE …)                      three known codes at least
//! ```

use crate::date::DateExpr;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::form::Form;
use crate::frontmatter::{Found, FrontMatter};
use crate::keys;
use crate::metadata::Sink;
use crate::options::{Limits, Options, Profile};
use crate::parse::{Parse, no};
use crate::scan::{self, Line, lines, skip_blank_lines};
use crate::value::{Field, Spanned, Value};
use depeche_text::Span;
use depeche_text::typography::is_space;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while, take_while1};
use nom::character::complete::char;
use std::borrow::Cow;

pub(crate) fn detect(source: &str, start: usize, options: &Options, found: &mut Found) -> bool {
    options.profiles.iter().any(|profile| match profile {
        Profile::Nexis if options.wants(Form::Nexis) => {
            nexis(source, start, &options.limits, found, &mut |_, _, _| {})
        }
        Profile::Factiva if options.wants(Form::Factiva) => {
            factiva(source, start, &options.limits, found, &mut |_, _, _| {})
        }
        _ => false,
    })
}

/// The fields before and after the body of a document that [`detect`] found.
pub(crate) fn fields<'a>(document: &FrontMatter<'a>, sink: &mut Sink<'a, '_>) -> Vec<Field<'a>> {
    let source = document.source;
    let mut trailer = Vec::new();
    let mut found = document.found.clone();
    let mut each = |part: Part, key: Cow<'a, str>, places: (Span, Span)| {
        let (key_span, value) = places;
        let field = Field {
            key: Spanned { value: key, span: key_span },
            value: Spanned { value: Value::Str(Cow::Borrowed(value.of(source))), span: value },
        };
        match part {
            Part::Head => sink.fields.push(field),
            Part::Tail => trailer.push(field),
        }
    };
    let limits = &document.options.limits;
    match document.found.form {
        Form::Nexis => nexis(source, document.found.header.start(), limits, &mut found, &mut each),
        _ => factiva(source, document.found.header.start(), limits, &mut found, &mut each),
    };
    trailer
}

#[derive(Clone, Copy)]
enum Part {
    Head,
    Tail,
}

/// Told every field: its part, its name, the places of its key and value.
type Each<'f, 'a> = &'f mut dyn FnMut(Part, Cow<'a, str>, (Span, Span));

/// Where the document of an export after the one at `start` begins.
pub(crate) fn document_after(source: &str, start: usize, options: &Options) -> Option<usize> {
    let first = Line::at(source, skip_blank_lines(source, scan::after_bom(source, start)));
    let asked = |profile| options.profiles.contains(&profile);
    let is_nexis = asked(Profile::Nexis) && counter(first.trimmed().1).is_ok();
    if !is_nexis && asked(Profile::Factiva) && code(first.text.trim_end()).is_some() {
        let mut after = lines(source, first.next, source.len()).skip_while(|line| !ends_factiva(line));
        let next = skip_blank_lines(source, after.next()?.next);
        return begins_factiva(source, next).then_some(next);
    }
    let is_counter = |line: &Line<'_>| counter(line.trimmed().1).is_ok();
    let mut after = lines(source, first.next, source.len());
    asked(Profile::Nexis).then(|| after.find(is_counter).map(|line| line.start)).flatten()
}

/// What stands before the number of a document of Factiva.
const NUMBERED: &str = "Document";

/// `AN Document FLEUV00020240812`: the last line of a document of Factiva.
fn ends_factiva(line: &Line<'_>) -> bool {
    code(line.text.trim_end()).is_some_and(|(name, value)| name == "AN" && value.starts_with(NUMBERED))
}

/// Whether a document of Factiva begins at a line.
fn begins_factiva(source: &str, at: usize) -> bool {
    code(Line::at(source, at).text.trim_end()).is_some_and(|(name, _)| HEAD.binary_search(&name).is_ok())
}

// ---- Nexis ---------------------------------------------------------------------------------------------------------

/// `2 of 7 DOCUMENTS`, `Document 2 de 7`: the numbers.
fn counter(i: &str) -> Parse<'_, &str> {
    if !i.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'D' | 'd')) {
        return no(i);
    }
    let digits = || take_while1::<_, _, crate::parse::Stop<'_>>(|c: char| c.is_ascii_digit());
    let (start, _) = nom::combinator::opt((tag_no_case("document"), take_while1(is_space))).parse(i)?;
    let of = alt((tag_no_case("of"), tag_no_case("de"), tag_no_case("sur")));
    let (rest, _) = (digits(), take_while1(is_space), of, take_while1(is_space), digits()).parse(start)?;
    let numbers = start.get(..start.len().saturating_sub(rest.len())).unwrap_or_default();
    let named_before = start.len() < i.len();
    let (rest, _) = take_while(is_space).parse(rest)?;
    let named_after = ["documents", "document"].iter().any(|name| rest.eq_ignore_ascii_case(name));
    if named_after || (named_before && rest.is_empty()) { Ok(("", numbers)) } else { no(i) }
}

/// `LONGUEUR: 143 mots`: a name in capitals, and the rest.
fn capital_key(i: &str) -> Parse<'_, (&str, &str)> {
    let name = take_while1(|c: char| c.is_uppercase() || matches!(c, '-' | ' ' | '_'));
    let (rest, (name, _)) = (name, char(':')).parse(i)?;
    let name = name.trim_end();
    if name.len() < 3 || name.contains(' ') && name.split(' ').count() > 3 {
        return no(i);
    }
    Ok(("", (name, rest.trim_matches(is_space))))
}

fn place(source: &str, part: &str) -> Span {
    let start = part.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    Span::new(start, start.saturating_add(part.len()))
}

fn nexis<'a>(source: &'a str, start: usize, limits: &Limits, found: &mut Found, each: Each<'_, 'a>) -> bool {
    let first = Line::at(source, start);
    let Ok((_, numbers)) = counter(first.trimmed().1) else { return false };
    let mut head: Vec<(Cow<'a, str>, (Span, Span))> = Vec::new();
    let at = place(source, numbers);
    head.push((Cow::Borrowed("number"), (Span::empty(at.start()), at)));
    let mut end = first.next;
    let mut date = None;
    let mut keyed = 0usize;
    let mut paragraphs = 0usize;
    for line in lines(source, first.next, source.len()) {
        if line.next.saturating_sub(start) > limits.header {
            break;
        }
        if line.is_blank() {
            continue;
        }
        let (_, text) = line.trimmed();
        let span = place(source, text);
        if let Ok((_, (name, value))) = capital_key(text) {
            keyed = keyed.saturating_add(1);
            let name_span = place(source, name);
            let key = keys::canonical(name).map_or_else(|| Cow::Owned(name.to_lowercase()), Cow::Borrowed);
            head.push((key, (name_span, value_span(source, value, line))));
        } else if keyed > 0 || paragraphs >= 4 {
            break;
        } else {
            paragraphs = paragraphs.saturating_add(1);
            let dated = if date.is_none() { DateExpr::parse(text).ok() } else { None };
            let name = match (dated, paragraphs) {
                (Some(parsed), _) => {
                    date = Some((parsed.span.shift(span.start()), parsed.value));
                    "date"
                }
                (None, 1) => "source",
                _ if head.iter().any(|(key, _)| key == "title") => break,
                _ => "title",
            };
            head.push((Cow::Borrowed(name), (Span::empty(span.start()), span)));
        }
        end = line.next;
    }
    // The counter is one mark; a date and a name in capitals are the others.
    if date.is_none() || keyed == 0 {
        return false;
    }
    let body = skip_blank_lines(source, end);
    let (tail, body_end) = trailer(source, body);
    let again = found.form == Form::Nexis;
    found.set(Form::Nexis, start, Span::new(start, end), Span::new(body, body_end));
    found.date = date;
    found.title = head.iter().find(|(key, _)| key == "title").map(|(_, (_, value))| *value);
    // Whoever reads the fields of a document that was found has been told.
    let mut after = lines(source, if again { source.len() } else { body }, source.len());
    if let Some(next) = after.find(|line| counter(line.trimmed().1).is_ok()) {
        let message = "a second document begins here: split_many gives each";
        let span = Span::new(next.start, next.end());
        found.diagnostics.push(Diagnostic::new(source, Code::SecondDocument, Severity::Note, span, message));
    }
    for (key, places) in head {
        each(Part::Head, key, places);
    }
    for (key, places) in tail {
        each(Part::Tail, key, places);
    }
    true
}

fn value_span(source: &str, value: &str, line: Line<'_>) -> Span {
    if value.is_empty() { Span::empty(line.end()) } else { place(source, value) }
}

type Named<'a> = Vec<(Cow<'a, str>, (Span, Span))>;

/// So many fields may stand after a body.
const MOST_AFTER: usize = 4096;

/// So many lines of rights.
const MOST_RIGHTS: usize = 4;

/// Whether a line says whose a document is, below its names: *Copyright 2024 Le Fleuve*, *Tous droits réservés*.
fn is_rights(line: &str) -> bool {
    let of = ["copyright ", "© ", "tous droits ", "all rights reserved"];
    of.iter().any(|of| line.get(..of.len()).is_some_and(|head| head.eq_ignore_ascii_case(of)))
}

/// The names in capitals at the end of a document, perhaps with lines of rights below, and where the body before them ends. From
/// the end: what the body is does not matter.
fn trailer(source: &str, body: usize) -> (Named<'_>, usize) {
    let mut tail: Named<'_> = Vec::new();
    let (mut end, mut at) = (source.len(), source.len());
    let mut rights: Named<'_> = Vec::new();
    while at > body && tail.len() < MOST_AFTER {
        let line = line_before(source, body, at);
        at = line.start;
        if line.is_blank() {
            continue;
        }
        let (_, text) = line.trimmed();
        if tail.is_empty() && rights.len() < MOST_RIGHTS && is_rights(text) {
            let value = place(source, text);
            rights.push((Cow::Borrowed("rights"), (Span::empty(value.start()), value)));
            continue;
        }
        let Ok((_, (name, value))) = capital_key(line.trimmed().1) else { break };
        end = line.start;
        let places = (place(source, name), value_span(source, value, line));
        tail.push((Cow::Owned(name.to_lowercase()), places));
    }
    tail.reverse();
    // Alone they may be the last words of the text.
    if !tail.is_empty() {
        tail.extend(rights.into_iter().rev());
    }
    (tail, end)
}

/// The line that ends at `end`, its line end included, and begins at `from` or later.
fn line_before(source: &str, from: usize, end: usize) -> Line<'_> {
    let part = source.get(from..end).unwrap_or_default();
    let text = part.strip_suffix("\r\n").or_else(|| part.strip_suffix(['\n', '\r'])).unwrap_or(part);
    let start = memchr::memrchr2(b'\n', b'\r', text.as_bytes()).map_or(0, |at| at.saturating_add(1));
    Line { text: text.get(start..).unwrap_or_default(), start: from.saturating_add(start), next: end }
}

// ---- Factiva -------------------------------------------------------------------------------------------------------

/// The codes before the text, and those after it. Sorted.
const HEAD: &[&str] =
    &["BY", "CLM", "CR", "CY", "ED", "ET", "HD", "LA", "PD", "PG", "SC", "SE", "SN", "VOL", "WC"];
const TAIL: &[&str] = &["AN", "ART", "CO", "CT", "IN", "IPC", "IPD", "NS", "PUB", "RE", "RF"];

/// The code at the beginning of a line, and the rest.
fn code(line: &str) -> Option<(&str, &str)> {
    let len = line.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    if !matches!(len, 2 | 3) {
        return None;
    }
    let (code, rest) = line.split_at_checked(len)?;
    let known =
        HEAD.binary_search(&code).is_ok() || TAIL.binary_search(&code).is_ok() || matches!(code, "LP" | "TD");
    (known && (rest.is_empty() || rest.starts_with(is_space))).then(|| (code, rest.trim_matches(is_space)))
}

fn factiva<'a>(
    source: &'a str,
    start: usize,
    limits: &Limits,
    found: &mut Found,
    each: Each<'_, 'a>,
) -> bool {
    let mut head: Vec<(&'a str, Span)> = Vec::new();
    let mut tail: Vec<(&'a str, Span)> = Vec::new();
    let mut text_start = None;
    let mut text_end = source.len();
    let mut aside = None;
    let again = found.form == Form::Factiva;
    // Where a second document begins, and whether one has just ended.
    let (mut second, mut ended) = (None, false);
    for line in lines(source, start, source.len()) {
        if text_start.is_none() && line.next.saturating_sub(start) > limits.header {
            return false;
        }
        let (at, text) = line.trimmed();
        let Some((name, value)) = code(line.text.trim_end()) else {
            if head.is_empty() {
                return false;
            }
            ended &= text.is_empty();
            // A value goes on until the next code.
            let part = if text_start.is_none() { &mut head } else { &mut tail };
            if let Some((_, span)) = part.last_mut().filter(|_| !text.is_empty()) {
                let end = at.saturating_add(text.len());
                *span = if span.is_empty() { Span::new(at, end) } else { Span::new(span.start(), end) };
            }
            continue;
        };
        if ended && second.is_none() && HEAD.binary_search(&name).is_ok() {
            second = Some(Span::new(line.start, line.end()));
        }
        ended = name == "AN" && text_start.is_some() && value.starts_with(NUMBERED);
        let span = value_span(source, value, line);
        match (name, text_start) {
            ("LP" | "TD", None) => text_start = Some(if value.is_empty() { line.next } else { span.start() }),
            // Between the lead and the rest. Of a sentence, *TD Bank annonce*, it is no code.
            ("TD", Some(_)) if aside.is_none() && tail.is_empty() => {
                let rest = line.text.get("TD".len()..).unwrap_or_default();
                if value.is_empty() {
                    aside = Some(Span::new(line.start, line.next));
                } else if rest.starts_with(['\t', '\u{A0}']) || rest.starts_with("  ") {
                    aside = Some(Span::new(line.start, span.start()));
                }
            }
            ("LP" | "TD", Some(_)) => {}
            (name, None) => head.push((name, span)),
            (name, Some(_)) if TAIL.binary_search(&name).is_ok() => {
                if tail.is_empty() {
                    text_end = line.start;
                }
                tail.push((name, span));
            }
            _ => {}
        }
        // What comes after so many is known to be no text.
        if tail.len() == MOST_AFTER {
            break;
        }
    }
    let Some(text_start) = text_start.filter(|_| head.len() >= 3) else { return false };
    // Whoever reads the fields of a document that was found has been told.
    if let Some(span) = second.filter(|_| !again) {
        let message = "a second document begins here: split_many gives each";
        found.diagnostics.push(Diagnostic::new(source, Code::SecondDocument, Severity::Note, span, message));
    }
    found.set(Form::Factiva, start, Span::new(start, text_start), Span::new(text_start, text_end));
    found.aside = aside;
    for (part, fields) in [(Part::Head, head), (Part::Tail, tail)] {
        for (name, span) in fields {
            each(part, Cow::Borrowed(name), (place(source, name), span));
        }
    }
    true
}
