//! Headers made of lines: key-value blocks, mail, Org, Pandoc titles, and the forms of textometry programs.
//!
//! ```text
//! keyvalue = [slug eol *blank-line] 1*(key [ws] ":" [ws] value eol *(ws continuation eol)) (blank-line / end / text-key [ws] ":" eol)
//!            a date of publication or change below the first line needs no colon: `Publié le 3 juillet 2024`;
//!            one known key with a date that can be read, or two known keys; behind a slug such a date and a title
//! slug     = a line in capitals, or of an embargo
//! text-key = "texte" / "corps" / "body" …
//! org      = 1*("#+" key ":" [ws] value eol) *blank-line
//! pandoc   = "%" title eol ["%" authors eol ["%" date eol]] *blank-line      continuation lines begin with a space
//! starred  = "****" 1*(1*ws "*" name ["_" value]) eol
//! angle    = 1*(1*("<" key "=" value ">" [ws]) eol)                          the first key known
//! ```

use crate::date::DateExpr;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::form::Form;
use crate::frontmatter::Found;
use crate::keys::{self, Kind};
use crate::metadata::Sink;
use crate::options::Options;
use crate::parse::Parse;
use crate::scan::{self, Line, is_blank, lines, skip_blank_lines};
use crate::value::{Field, Spanned, Value};
use depeche_text::Span;
use depeche_text::typography::is_space;
use memchr::memmem;
use nom::Parser;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::char;
use std::borrow::Cow;

pub(crate) fn detect(source: &str, start: usize, options: &Options, found: &mut Found) -> bool {
    let window = scan::window(source, start, options.limits.header);
    let document = Document { source, window, options, start };
    let form = match source.as_bytes().get(start) {
        Some(b'#') => document.run(org_line, Form::Org),
        Some(b'%') => document.pandoc(),
        Some(b'*') => document.starred(found),
        Some(b'<') => document.angle(),
        _ => document.keyvalue(start, false).or_else(|| document.keyvalue(slug(window, start)?, true)),
    };
    let Some((form, end)) = form.filter(|(form, _)| options.wants(*form)) else {
        return false;
    };
    // A line of stars or angles is followed by its text at once; the others by blank lines, which belong to them.
    let body = if matches!(form, Form::Starred | Form::Angle) { end } else { skip_blank_lines(source, end) };
    found.set(form, start, Span::new(start, end), Span::new(body, source.len()));
    true
}

/// The fields of a header that [`detect`] found.
pub(crate) fn fields<'a>(form: Form, matter: Span, sink: &mut Sink<'a, '_>) {
    let source = sink.source;
    match form {
        Form::Org => each_line(source, matter, |line| pair(source, line, org_line(line.text)), sink),
        Form::Angle => angle_fields(matter, sink),
        Form::Starred => starred_fields(matter, sink),
        Form::PandocTitle => pandoc_fields(matter, sink),
        _ => keyvalue_fields(matter, sink),
    }
}

struct Document<'a, 'o> {
    source: &'a str,
    /// The beginning of the source that a header can be in.
    window: &'a str,
    options: &'o Options,
    start: usize,
}

impl<'a> Document<'a, '_> {
    /// The lines from the start that `reader` reads.
    fn run<'i>(
        &self,
        reader: fn(&'i str) -> Parse<'i, (&'i str, &'i str)>,
        form: Form,
    ) -> Option<(Form, usize)>
    where
        'a: 'i,
    {
        let last = lines(self.window, self.start, self.window.len())
            .take_while(|l| reader(l.text).is_ok())
            .last()?;
        // The limit may also cut what would be its next line, so that it does not read as one.
        let goes_on = reader(Line::at(self.source, last.next).text).is_ok();
        (self.is_whole(last.next) && !goes_on).then_some((form, last.next))
    }

    /// A block that the limit cuts has no end, and is no header: it ends before the limit, or with the source.
    fn is_whole(&self, end: usize) -> bool {
        end < self.window.len() || self.window.len() == self.source.len()
    }

    fn pandoc(&self) -> Option<(Form, usize)> {
        let mut percents = 0u8;
        let mut end = None;
        for line in lines(self.window, self.start, self.window.len()) {
            if line.text == "%" || line.text.starts_with("% ") {
                percents = percents.saturating_add(1);
            } else if percents == 0 || !line.text.starts_with([' ', '\t']) || line.is_blank() {
                break;
            }
            if percents > 3 {
                break;
            }
            end = Some(line.next);
        }
        // A `%` may also begin an ordinary sentence of a program; a title block is followed by a blank line.
        let end = end?;
        let followed = end >= self.source.len() || Line::at(self.source, end).is_blank();
        followed.then_some((Form::PandocTitle, end))
    }

    fn starred(&self, found: &mut Found) -> Option<(Form, usize)> {
        let first = Line::at(self.window, self.start);
        if !self.is_whole(first.next) || starred_line(first.text).is_err() {
            return None;
        }
        if let Some(next) = next_starred(self.source, first.next) {
            found.diagnostics.push(Diagnostic::new(
                self.source,
                Code::SecondDocument,
                Severity::Note,
                Span::new(next, Line::at(self.source, next).end()),
                "a second document begins here: split_many gives each",
            ));
        }
        Some((Form::Starred, first.next))
    }

    fn angle(&self) -> Option<(Form, usize)> {
        let (_, (key, _)) = angle_line(Line::at(self.window, self.start).text).ok()?;
        keys::known(key, &self.options.keys)?;
        self.run(angle_line, Form::Angle)
    }

    /// The block that begins at `from`, perhaps behind a slug.
    fn keyvalue(&self, from: usize, slug: bool) -> Option<(Form, usize)> {
        // A key is short: a first line without a colon near its beginning is turned away at once.
        let near = self.window.as_bytes().get(from..).unwrap_or_default();
        memchr::memchr(b':', near.get(..120).unwrap_or(near))?;
        let own = &self.options.keys;
        let mut known = 0usize;
        let (mut dated, mut titled) = (false, false);
        let mut end = None;
        for line in lines(self.window, from, self.window.len()) {
            if line.is_blank() {
                break;
            }
            if end.is_some() && line.text.starts_with(is_space) {
                end = Some(line.next);
                continue;
            }
            let (key, value) = match keyvalue_line(line.text) {
                Ok((_, pair)) => pair,
                Err(_) => dated_line(line.text, own).filter(|_| end.is_some())?,
            };
            if let Some(k) = keys::known(key, own) {
                known = known.saturating_add(1);
                dated |= k.kind == Kind::Date && value.len() < 200 && DateExpr::parse(value).is_ok();
                titled |= k.name == "title";
            }
            end = Some(line.next);
            if value.is_empty() && known > 0 && is_text_key(key) {
                break;
            }
        }
        // A headline in capitals is text, where nothing else is the title.
        let is_header = if slug { dated && titled } else { dated || known >= 2 };
        (self.is_whole(end?) && is_header).then_some((Form::KeyValue, end?))
    }
}

/// The longest slug, in bytes.
const LONGEST_SLUG: usize = 80;

/// Where the first line after a slug begins: *FRA-INCENDIE-ROUEN*, *EMBARGO JUSQU'AU 12 MARS*, *Embargo mardi à 6h*.
fn slug(source: &str, start: usize) -> Option<usize> {
    // Most texts begin with a capital and a small letter.
    match source.as_bytes().get(start..)? {
        [b'E' | b'e', b'm', b'b', ..] => {}
        [b'A'..=b'Z' | b'0'..=b'9' | 0x80.., second, ..] if !second.is_ascii_lowercase() => {}
        _ => return None,
    }
    let line = Line::at(source, start);
    if line.text.len() > LONGEST_SLUG || line.text.contains(':') {
        return None;
    }
    let embargo = line.text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("embargo"));
    let capitals = || line.text.contains(char::is_alphabetic) && !line.text.contains(char::is_lowercase);
    let is_slug = embargo || capitals();
    is_slug.then(|| skip_blank_lines(source, line.next))
}

/// Whether a key without a value says that the text follows: *Texte :*.
pub(crate) fn is_text_key(key: &str) -> bool {
    let is_it = |folded: &str| matches!(folded, "article" | "body" | "contenu" | "corps" | "text" | "texte");
    keys::fold(key).is_some_and(|folded| is_it(folded.as_str()))
}

/// Where the next line `**** *` begins, at or after the line at `from`.
pub(crate) fn next_starred(source: &str, from: usize) -> Option<usize> {
    let rest = source.get(from..)?;
    memmem::find_iter(rest.as_bytes(), b"****").find_map(|at| {
        let line_start = at == 0 || matches!(rest.as_bytes().get(at.wrapping_sub(1)), Some(b'\n' | b'\r'));
        let start = from.saturating_add(at);
        (line_start && starred_line(Line::at(source, start).text).is_ok()).then_some(start)
    })
}

// ---- The lines -----------------------------------------------------------------------------------------------------

/// `Clé : valeur`. A URL is no key, nor is a sentence.
fn keyvalue_line(i: &str) -> Parse<'_, (&str, &str)> {
    let (rest, key) = take_while_m_n(1, 60, |c: char| {
        c.is_alphanumeric()
            || is_space(c)
            || matches!(
                c,
                '-' | '_' | '\'' | '\u{2019}' | '.' | '(' | ')' | '/' | '°' | '\u{300}'..='\u{36F}'
            )
    })
    .parse(i)?;
    let (rest, _) = char(':').parse(rest)?;
    let key = key.trim_end_matches(is_space);
    let starts_well = key.starts_with(char::is_alphabetic);
    let words = key.split(is_space).count();
    if !starts_well || words > 4 || rest.starts_with("//") {
        return crate::parse::no(i);
    }
    // `clé:: valeur`, as outliners write it.
    let value = rest.strip_prefix(':').unwrap_or(rest).trim_matches(is_blank);
    Ok(("", (key, value)))
}

/// `Publié le 3 juillet 2024 à 18h05 - Mis à jour le 4 juillet`: the known key of a date that ends in *le*, and a date behind it.
fn dated_line<'a>(line: &'a str, own: &[String]) -> Option<(&'a str, &'a str)> {
    const LE: &str = " le ";
    let at = memmem::find(line.as_bytes(), LE.as_bytes()).filter(|at| *at < 40)?;
    let (key, value) = line.split_at_checked(at.saturating_add(LE.len()))?;
    let (key, value) = (key.trim_matches(is_blank), value.trim_matches(is_blank));
    let is_date = keys::known(key, own).is_some_and(|known| known.kind == Kind::Date);
    (is_date && value.len() < 200 && DateExpr::parse(value).is_ok()).then_some((key, value))
}

/// `#+KEY: value`.
fn org_line(i: &str) -> Parse<'_, (&str, &str)> {
    let name = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let (rest, (_, key, _)) = (tag("#+"), name, char(':')).parse(i)?;
    Ok(("", (key, rest.trim_matches(is_blank))))
}

/// `<key=value>` once or more: the first, all of them being so.
fn angle_line(i: &str) -> Parse<'_, (&str, &str)> {
    let (mut rest, first) = angle(i)?;
    while !rest.is_empty() {
        rest = angle(rest)?.0;
    }
    Ok((rest, first))
}

/// One `<key=value>`, and the space after it.
fn angle(i: &str) -> Parse<'_, (&str, &str)> {
    let name = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let (rest, (_, key, _, value, _, _)) =
        (char('<'), name, char('='), take_while(|c| c != '>' && c != '<'), char('>'), take_while(is_space))
            .parse(i)?;
    Ok((rest, (key, value.trim_matches(|c| is_space(c) || c == '"'))))
}

/// `**** *name_value *name_value`: what follows the four stars.
fn starred_line(i: &str) -> Parse<'_, &str> {
    let (rest, _) = tag("****").parse(i)?;
    let variables = rest.trim_matches(is_blank);
    let all = variables.split(is_space).filter(|v| !v.is_empty());
    let well = !variables.is_empty()
        && rest.starts_with(is_space)
        && all.clone().all(|v| v.len() > 1 && v.starts_with('*'));
    if well { Ok(("", variables)) } else { crate::parse::no(i) }
}

// ---- Their fields --------------------------------------------------------------------------------------------------

/// The span of a part of the source.
fn place(source: &str, part: &str) -> Span {
    let start = part.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    Span::new(start, start.saturating_add(part.len()))
}

fn pair(source: &str, line: Line<'_>, read: Parse<'_, (&str, &str)>) -> Option<(Span, Span)> {
    let (_, (key, value)) = read.ok()?;
    let value = if value.is_empty() { Span::empty(line.end()) } else { place(source, value) };
    Some((place(source, key), value))
}

fn each_line<'a>(
    source: &'a str,
    matter: Span,
    read: impl Fn(Line<'a>) -> Option<(Span, Span)>,
    sink: &mut Sink<'a, '_>,
) {
    for (key, value) in lines(source, matter.start(), matter.end()).filter_map(read) {
        sink.text_field(key, value);
    }
}

fn keyvalue_fields(matter: Span, sink: &mut Sink<'_, '_>) {
    let source = sink.source;
    let first = slug(source, matter.start());
    if first.is_some() {
        let value = place(source, Line::at(source, matter.start()).trimmed().1);
        sink.fields.push(Field {
            key: Spanned { value: Cow::Borrowed("slug"), span: Span::empty(value.start()) },
            value: Spanned { value: Value::Str(Cow::Borrowed(value.of(source))), span: value },
        });
    }
    for line in lines(source, first.unwrap_or(matter.start()), matter.end()) {
        if line.text.starts_with(is_space) {
            let (start, more) = line.trimmed();
            if let Some(Field { value, .. }) = sink.fields.last_mut()
                && let Value::Str(text) = &mut value.value
            {
                let from = if text.is_empty() { start } else { value.span.start() };
                if text.is_empty() {
                    *text = Cow::Borrowed(more);
                } else {
                    let joined = text.to_mut();
                    joined.push(' ');
                    joined.push_str(more);
                }
                value.span = Span::new(from, start.saturating_add(more.len()));
            }
        } else if let Some((key, value)) = pair(source, line, keyvalue_line(line.text)) {
            sink.text_field(key, value);
        } else if let Some((key, value)) = dated_line(line.text, &sink.options.keys) {
            sink.text_field(place(source, key), place(source, value));
        }
    }
}

fn starred_fields(matter: Span, sink: &mut Sink<'_, '_>) {
    let source = sink.source;
    let Ok((_, variables)) = starred_line(Line::at(source, matter.start()).text) else { return };
    for variable in variables.split(is_space).filter_map(|v| v.strip_prefix('*')) {
        let (key, value) = match variable.split_once('_') {
            Some((key, value)) => (key, place(source, value)),
            None => (variable, Span::empty(place(source, variable).end())),
        };
        sink.text_field(place(source, key), value);
    }
}

fn angle_fields(matter: Span, sink: &mut Sink<'_, '_>) {
    let source = sink.source;
    for line in lines(source, matter.start(), matter.end()) {
        let mut rest = line.text;
        while let Ok((after, (key, value))) = angle(rest) {
            let at = line.end().saturating_sub(after.len());
            let value = if value.is_empty() { Span::empty(at) } else { place(source, value) };
            sink.text_field(place(source, key), value);
            rest = after;
        }
    }
}

fn pandoc_fields(matter: Span, sink: &mut Sink<'_, '_>) {
    let source = sink.source;
    let mut parts: Vec<Vec<&str>> = Vec::new();
    for line in lines(source, matter.start(), matter.end()) {
        let (_, text) = line.trimmed();
        match line.text.strip_prefix('%') {
            Some(_) => parts.push(vec![text.strip_prefix('%').unwrap_or(text).trim_start_matches(is_space)]),
            None => {
                if let Some(part) = parts.last_mut() {
                    part.push(text);
                }
            }
        }
    }
    for (name, part) in ["title", "author", "date"].into_iter().zip(parts) {
        let authors = name == "author";
        let pieces: Vec<&str> = part
            .iter()
            .flat_map(|line| line.split(|c| authors && c == ';'))
            .map(|piece| piece.trim_matches(is_blank))
            .filter(|piece| !piece.is_empty())
            .collect();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        let span = place(source, first).join(place(source, last));
        let value = match pieces.as_slice() {
            [one] => Value::Str(Cow::Borrowed(*one)),
            many if authors => Value::Seq(
                many.iter()
                    .map(|p| Spanned { value: Value::Str(Cow::Borrowed(*p)), span: place(source, p) })
                    .collect(),
            ),
            many => Value::Str(Cow::Owned(many.join(" "))),
        };
        sink.fields.push(Field {
            key: Spanned { value: Cow::Borrowed(name), span: Span::empty(span.start()) },
            value: Spanned { value, span },
        });
    }
}
