//! Bare headers: a known key, its value, the headline.
//!
//! ```text
//! bare   = 0*3ws ["*"] date-field *(ws field) [ws headline] eol *blank-line
//!        / 1*(line-field eol) *blank-line              one of them a date-field
//! field  = key sep value
//! sep    = ws / [ws] (":" / "=") [ws] / "_"
//! ```
//!
//! The date must exist. A time, a language or a number may follow it on the line; free text (`titre`, `source`,
//! `auteur`…) needs a sign after its key or a line of its own, so that the words of a headline never split it.

use crate::date::{self, DateExpr, Precision};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::form::Form;
use crate::frontmatter::{Found, FrontMatter};
use crate::keys::{self, Kind, Known};
use crate::metadata::{Sink, date_notes};
use crate::options::Options;
use crate::parse::{Parse, is_accent, no};
use crate::scan::{self, Line, is_blank, lines, skip_blank_lines};
use crate::value::{Field, Spanned, Value};
use depeche_text::Span;
use depeche_text::typography::{is_dash, is_hyphen, is_space};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::character::complete::one_of;
use nom::combinator::value;
use std::borrow::Cow;

pub(crate) fn detect(source: &str, start: usize, options: &Options, found: &mut Found) -> bool {
    if !options.wants(Form::Bare) {
        return false;
    }
    let window = scan::window(source, start, options.limits.header);
    let mut block = Block::new(window, options, false);
    let Some(end) = block.read(start) else {
        found.diagnostics.append(&mut block.diagnostics);
        return false;
    };
    let body = skip_blank_lines(source, end);
    found.set(Form::Bare, start, Span::new(start, end), Span::new(body, source.len()));
    found.date = block.date;
    found.title = block.title;
    found.diagnostics.append(&mut block.diagnostics);
    true
}

/// The fields of a document that [`detect`] found to be bare.
pub(crate) fn fields<'a>(document: &FrontMatter<'a>, sink: &mut Sink<'a, '_>) {
    let source = document.source;
    let start = document.found.header.start();
    let window = scan::window(source, start, document.options.limits.header);
    let mut block = Block::new(window, document.options, true);
    block.read(start);
    // A hostile line has ten thousand: room for these and no more.
    sink.fields.reserve_exact(block.fields.len());
    for (key, value) in block.fields {
        let text: &'a str = match key {
            FieldKey::Written(span) => span.of(source),
            FieldKey::Headline => "title",
        };
        let name = if text.chars().any(char::is_uppercase) {
            Cow::Owned(text.to_lowercase())
        } else {
            Cow::Borrowed(text)
        };
        let span = match key {
            FieldKey::Written(span) => span,
            FieldKey::Headline => Span::empty(value.start()),
        };
        sink.fields.push(Field {
            key: Spanned { value: name, span },
            value: Spanned { value: Value::Str(Cow::Borrowed(value.of(source))), span: value },
        });
    }
}

/// A key that stands in the source, or that of the headline, which has none.
#[derive(Clone, Copy)]
enum FieldKey {
    Written(Span),
    Headline,
}

/// The header while it is read.
struct Block<'a, 'o> {
    source: &'a str,
    options: &'o Options,
    /// The fields of the lines that are of the header, where they are to be kept.
    fields: Vec<(FieldKey, Span)>,
    keep: bool,
    /// Whether a date was read, of the document or of its last change: only that makes a header.
    dated: bool,
    date: Option<(Span, DateExpr)>,
    title: Option<Span>,
    /// Whether the first key begins with a capital: only then may another, on a line without a sign, do so.
    capital: Option<bool>,
    diagnostics: Vec<Diagnostic>,
}

/// What a line is.
enum Read {
    /// Fields to its end.
    Fields,
    /// Fields and a headline: the header ends here.
    Headline,
    /// Fields, and from this byte on the text.
    Body(usize),
    /// No line of a header.
    No,
}

/// What a line goes on with. Steps and not calls: a hostile line has ten thousand fields.
enum Next<'a> {
    Done(Read),
    /// Anything that may stand after a field.
    After(&'a str),
    /// The value of a key with free text.
    Text(Key<'a>, Span, &'a str),
    /// The value of a key with a date.
    Date(Key<'a>, Span, &'a str),
}

impl<'a, 'o> Block<'a, 'o> {
    fn new(source: &'a str, options: &'o Options, keep: bool) -> Self {
        Block {
            source,
            options,
            fields: Vec::new(),
            keep,
            dated: false,
            date: None,
            title: None,
            capital: None,
            diagnostics: Vec::new(),
        }
    }

    /// Where the header that begins at `start` ends; `None` when there is none.
    fn read(&mut self, start: usize) -> Option<usize> {
        let mut end = None;
        for line in lines(self.source, start, self.source.len()) {
            if line.is_blank() {
                break;
            }
            let (fields, titled, dated) = (self.fields.len(), self.title.is_some(), self.date.is_some());
            match self.line(line) {
                Read::Fields => {}
                Read::Headline => return Some(line.next),
                Read::Body(at) => return Some(at),
                Read::No => {
                    // *titre: Crue date: demain* is text, and so is what was read of it before that was known.
                    self.fields.truncate(fields);
                    self.title = self.title.filter(|_| titled);
                    self.date = self.date.filter(|_| dated);
                    if end.is_some() {
                        self.unknown_key(line);
                    }
                    break;
                }
            }
            if self.dated {
                end = Some(line.next);
            }
        }
        end
    }

    fn line(&mut self, line: Line<'a>) -> Read {
        let (start, trimmed) = line.trimmed();
        let indent = line.text.chars().take_while(|&c| is_blank(c)).filter(|&c| c != '\u{FEFF}').count();
        if indent > 3 {
            return Read::No;
        }
        let text = trimmed.strip_prefix('*').unwrap_or(trimmed);
        let end = start.saturating_add(trimmed.len());
        let Ok((rest, key)) = key(text, &self.options.keys) else {
            return Read::No;
        };
        let at = |rest: &str| end.saturating_sub(rest.len());
        let key_start = at(text);
        let key_span = Span::new(key_start, key_start.saturating_add(key.text.len()));
        let capital = key.text.chars().next().is_some_and(char::is_uppercase);
        // After a key in small letters, a line that begins with a capital is a sentence.
        if !*self.capital.get_or_insert(capital) && capital && !key.signed {
            return Read::No;
        }
        let mut next = match key.known.kind {
            Kind::Date => Next::Date(key, key_span, rest),
            Kind::Word => match word_value(&key, rest) {
                Some(len) => {
                    let value = Span::new(at(rest), at(rest).saturating_add(len));
                    if value.end() != end {
                        return Read::No;
                    }
                    self.tell(FieldKey::Written(key_span), value);
                    return Read::Fields;
                }
                None => return Read::No,
            },
            Kind::Text if rest.is_empty() || is_longer(rest, self.options.limits.headline) => {
                return Read::No;
            }
            Kind::Text => Next::Text(key, key_span, rest),
        };
        loop {
            next = match next {
                Next::Done(read) => return read,
                Next::After(rest) => self.after_fields(rest, end),
                Next::Text(key, span, rest) => self.chain(&key, span, rest, end),
                Next::Date(key, span, rest) => self.date_line(&key, span, rest, end),
            };
        }
    }

    /// A line that begins with a date.
    fn date_line(&mut self, key: &Key<'_>, key_span: Span, rest: &'a str, end: usize) -> Next<'a> {
        let value_start = end.saturating_sub(rest.len());
        let parsed = match DateExpr::read(rest) {
            Ok(parsed) => parsed,
            Err(error) => {
                if matches!(error.code(), Code::ImpossibleDate | Code::IntervalReversed) {
                    let length = rest.find(is_space).unwrap_or(rest.len());
                    let span = Span::new(value_start, value_start.saturating_add(length));
                    self.see(
                        error.code(),
                        Severity::Warning,
                        span,
                        format!("{error}: no header is read here"),
                    );
                }
                return Next::Done(Read::No);
            }
        };
        let parsed = with_zone(rest, parsed);
        let value = parsed.span.shift(value_start);
        let after = rest.get(parsed.span.len()..).unwrap_or_default();
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            let message = "expected a space after the date, found a word glued to it: no header is read here";
            let fix = Span::empty(value.end());
            self.see(Code::GluedDate, Severity::Warning, value, message);
            if let Some(last) = self.diagnostics.last_mut() {
                *last = last.clone().fix(fix, " ");
            }
            return Next::Done(Read::No);
        }
        let mut remainder = after.trim_start_matches(is_space);
        if remainder.starts_with([':', ';', ',', '.', '!', '?', ')', '…']) {
            if !key.signed {
                return Next::Done(Read::No);
            }
            remainder =
                remainder.get(remainder.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        } else if !remainder.is_empty() && remainder.len() == after.len() {
            // Something else than a space after the date: `2024-08/x`, `2024-08»`.
            return Next::Done(Read::No);
        }
        let year_only = matches!(parsed.value, DateExpr::Point(date) if date.precision() == Precision::Year);
        if year_only && remainder.starts_with(char::is_lowercase) {
            return Next::Done(Read::No);
        }
        // *Publié le 15 août 2024 par…* is a sentence.
        let says_date =
            keys::fold(key.text).is_some_and(|k| k.as_str().starts_with("date") || k.as_str() == "jour");
        if !says_date && !key.signed && !remainder.is_empty() {
            return Next::Done(Read::No);
        }
        if year_only && remainder.starts_with(|c: char| c.is_ascii_digit()) {
            let message =
                "a year followed by figures: a month may have lost its hyphen; only the year is read";
            self.see(Code::YearThenFigures, Severity::Warning, value, message);
        }
        self.diagnostics.extend(date_notes(self.source, value, &parsed));
        self.dated = true;
        if self.date.is_none() && key.known.name == "date" {
            self.date = Some((value, parsed.value));
        }
        self.tell(FieldKey::Written(key_span), value);
        Next::After(remainder)
    }

    /// What follows the fields at the beginning of a line: more fields, and the headline.
    fn after_fields(&mut self, rest: &'a str, end: usize) -> Next<'a> {
        let mut rest = rest.trim_start_matches(is_space);
        loop {
            rest = after_mark(rest, &self.options.keys);
            if rest.is_empty() {
                return Next::Done(Read::Fields);
            }
            let Ok((after, key)) = key(rest, &self.options.keys) else { break };
            let at = |rest: &str| end.saturating_sub(rest.len());
            let key_span = Span::new(at(rest), at(rest).saturating_add(key.text.len()));
            match key.known.kind {
                Kind::Word => {
                    let Some(len) = word_value(&key, after) else { break };
                    self.tell(
                        FieldKey::Written(key_span),
                        Span::new(at(after), at(after).saturating_add(len)),
                    );
                    rest = after.get(len..).unwrap_or_default().trim_start_matches(is_space);
                }
                Kind::Text if key.signed && !after.is_empty() => {
                    return Next::Text(key, key_span, after);
                }
                Kind::Text | Kind::Date => break,
            }
        }
        Next::Done(self.headline(rest, end))
    }

    /// Free text up to the next key with a sign, or the end of the line.
    fn chain(&mut self, key: &Key<'_>, key_span: Span, rest: &'a str, end: usize) -> Next<'a> {
        let start = end.saturating_sub(rest.len());
        let capital = key.text.chars().next().is_some_and(char::is_uppercase);
        let next = key.signed.then(|| next_signed_key(rest, capital, &self.options.keys)).flatten();
        let after = next.as_ref().map_or("", |(after, ..)| *after);
        let text =
            rest.get(..rest.len().saturating_sub(after.len())).unwrap_or(rest).trim_end_matches(is_space);
        // `titre : Crue | source : Le Fleuve`: the sign between two fields is of neither.
        let text =
            if next.is_some() { text.trim_end_matches(is_mark).trim_end_matches(is_space) } else { text };
        let value = Span::new(start, start.saturating_add(text.len()));
        self.tell(FieldKey::Written(key_span), value);
        if key.known.name == "title" && self.title.is_none() {
            self.title = Some(value);
        }
        let Some((_, key, rest)) = next else { return Next::Done(Read::Fields) };
        let at = end.saturating_sub(after.len());
        let span = Span::new(at, at.saturating_add(key.text.len()));
        match key.known.kind {
            Kind::Date => Next::Date(key, span, rest),
            Kind::Word => Next::After(after),
            Kind::Text => Next::Text(key, span, rest),
        }
    }

    fn headline(&mut self, rest: &'a str, end: usize) -> Read {
        let start = end.saturating_sub(rest.len());
        let most = self.options.limits.headline;
        if is_longer(rest, most) {
            return Read::Body(start);
        }
        let bare = rest.trim_start_matches(|c| is_dash(c) || is_hyphen(c) || c == '|');
        let title = if bare.starts_with(is_space) { bare.trim_start_matches(is_space) } else { rest };
        if title.is_empty() {
            return Read::Fields;
        }
        let span = Span::new(end.saturating_sub(title.len()), end);
        self.tell(FieldKey::Headline, span);
        self.title = Some(span);
        Read::Headline
    }

    /// A short line of small letters after the header may be a field whose key is not known.
    fn unknown_key(&mut self, line: Line<'a>) {
        let (start, text) = line.trimmed();
        let mut words = text.split(is_space);
        let Some(first) = words.next() else { return };
        let short = words.count() < 4 && !text.ends_with(['.', '!', '?', '…']);
        if short && text.len() > first.len() && first.chars().all(char::is_lowercase) {
            let span = Span::new(start, start.saturating_add(first.len()));
            self.see(
                Code::UnknownKey,
                Severity::Note,
                span,
                format!("expected a known key, found {first:?}: the header ends on the line before (Options::keys adds keys)"),
            );
        }
    }

    fn tell(&mut self, key: FieldKey, value: Span) {
        if self.keep {
            self.fields.push((key, value));
        }
    }

    fn see(&mut self, code: Code, severity: Severity, span: Span, message: impl Into<Cow<'static, str>>) {
        self.diagnostics.push(Diagnostic::new(self.source, code, severity, span, message));
    }
}

/// A key at the beginning of a text, and what is between it and its value.
struct Key<'i> {
    text: &'i str,
    known: Known,
    /// Whether a sign stands between key and value, not only a space.
    signed: bool,
}

/// `key sep`. The longest key wins: `date de publication` is not `date`.
fn key<'i>(i: &'i str, own: &[String]) -> Parse<'i, Key<'i>> {
    let mut rest = i;
    let mut first = true;
    let ends = std::iter::from_fn(|| {
        if !first {
            rest = rest.trim_start_matches(|c| is_space(c) || c == '_');
        }
        first = false;
        let (after, _) = key_word(rest).ok()?;
        rest = after;
        Some(i.len().saturating_sub(after.len()))
    });
    let Some((text, known)) = keys::longest(i, ends, own) else { return no(i) };
    let (after, signed) = separator(i.get(text.len()..).unwrap_or_default())?;
    Ok((after, Key { text, known, signed }))
}

fn key_word(i: &str) -> Parse<'_, &str> {
    // Most words are of ASCII: no character of them needs a table.
    let ascii = i.bytes().take(30).take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    if i.as_bytes().get(ascii).is_none_or(u8::is_ascii) && !i.starts_with('-') && ascii > 0 {
        return i.split_at_checked(ascii).map_or_else(|| no(i), |(word, rest)| Ok((rest, word)));
    }
    if !i.starts_with(char::is_alphabetic) {
        return no(i);
    }
    take_while_m_n(1, 30, |c: char| c.is_alphabetic() || is_accent(c) || is_hyphen(c)).parse(i)
}

/// `:`, `=`, with spaces or none around; `_`; or a space alone.
fn separator(i: &str) -> Parse<'_, bool> {
    let sign = value(true, (take_while(is_space), one_of(":="), take_while(is_space)));
    let underscore = value(true, nom::character::complete::char('_'));
    let space = value(false, take_while1(is_space));
    alt((sign, underscore, space)).parse(i)
}

/// The length of the one-word value at the beginning of `rest`.
fn word_value(key: &Key<'_>, rest: &str) -> Option<usize> {
    let word = rest.find(is_space).unwrap_or(rest.len());
    let text = rest.get(..word)?;
    match key.known.name {
        "time" => date::clock_length(rest),
        "language" if !key.signed => {
            (text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic())).then_some(word)
        }
        "id" => text.bytes().any(|b| b.is_ascii_digit()).then_some(word),
        _ => (word > 0).then_some(word),
    }
}

/// Whether a text has more than `most` characters.
fn is_longer(text: &str, most: usize) -> bool {
    // A character has a byte at least.
    text.len() > most && text.chars().nth(most).is_some()
}

/// A sign that parts two fields on one line.
fn is_mark(c: char) -> bool {
    is_dash(c) || is_hyphen(c) || matches!(c, ',' | ';' | '|' | '/' | '·' | '•')
}

/// What follows the sign between two fields; all of it, when no key with a sign follows.
fn after_mark<'i>(rest: &'i str, own: &[String]) -> &'i str {
    let after = rest.trim_start_matches(is_mark).trim_start_matches(is_space);
    let field = after.len() < rest.len() && key(after, own).is_ok_and(|(_, key)| key.signed);
    if field { after } else { rest }
}

/// The date that was read at the beginning of `line`, with the name of the zone that ends the line after it: *2024-03-12 14:32 CET*,
/// *12 mars 2024 à 14h32 (heure de Paris)*, which no headline is. What a zone begins and goes on is one: *EST DU CONGO : la trêve*.
fn with_zone(line: &str, read: date::Parsed) -> date::Parsed {
    const LONGEST: usize = 40;
    let timed = matches!(read.value, DateExpr::Point(date) if date.precision() > Precision::Day);
    let rest = line.get(read.span.end()..).unwrap_or_default().trim_matches(is_space);
    let named = rest.starts_with(['(', 'h'])
        || !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_uppercase());
    let whole = || {
        let whole = DateExpr::parse(line).ok().filter(|whole| whole.span.start() == read.span.start())?;
        let end = line.trim_end_matches(is_space).len();
        Some(date::Parsed { span: Span::new(whole.span.start(), end), ..whole })
    };
    if timed && named && rest.len() <= LONGEST { whole().unwrap_or(read) } else { read }
}

/// The next ` Key :` in free text: from where it begins, the key, and what follows its sign.
fn next_signed_key<'i>(text: &'i str, capital: bool, own: &[String]) -> Option<(&'i str, Key<'i>, &'i str)> {
    let mut from = text;
    loop {
        from = from.get(from.find(is_space)?..)?.trim_start_matches(is_space);
        if from.chars().next()?.is_uppercase() == capital
            && let Ok((rest, key)) = key(from, own)
            && key.signed
        {
            return Some((from, key, rest));
        }
    }
}
