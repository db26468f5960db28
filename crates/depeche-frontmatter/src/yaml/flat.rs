//! The YAML that headers are made of: one `key: value` on a line, lists on a line or one item to a line.
//!
//! Whatever is not plainly of that kind is left to the reader of the whole language: for what this one accepts, both
//! give the same fields.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::Sink;
use crate::scan::{Line, lines};
use crate::value::{Field, Spanned, Value};
use depeche_text::Span;
use std::borrow::Cow;

/// Reads the header; `None` when it is not flat, the sink being as it was.
pub(super) fn read(matter: Span, sink: &mut Sink<'_, '_>) -> Option<()> {
    let (fields, seen) = (sink.fields.len(), sink.diagnostics.len());
    let read = all(matter, sink);
    if read.is_none() {
        sink.fields.truncate(fields);
        sink.diagnostics.truncate(seen);
    }
    read
}

fn all(matter: Span, sink: &mut Sink<'_, '_>) -> Option<()> {
    let source = sink.source;
    let mut all = lines(source, matter.start(), matter.end()).peekable();
    while let Some(line) = all.next() {
        if is_ignored(line.text) {
            continue;
        }
        let (key, after) = key(line)?;
        let rest = line.text.get(after..)?;
        let start = line.start.saturating_add(after);
        let value = match scalar_or_list(rest, start, sink)? {
            Some(value) => {
                // An indented line would go on with the value.
                while all.peek().is_some_and(|l| is_ignored(l.text)) {
                    all.next();
                }
                if all.peek().is_some_and(|l| l.text.starts_with([' ', '\t'])) {
                    return None;
                }
                value
            }
            None => {
                let mut items = Vec::new();
                let mut indent = None;
                while let Some(line) = all.peek() {
                    if is_ignored(line.text) {
                        all.next();
                        continue;
                    }
                    let spaces = line.text.bytes().take_while(|&b| b == b' ').count();
                    let Some(item) = line.text.get(spaces..)?.strip_prefix("- ") else {
                        // A mapping inside, or a value on the next line.
                        if spaces > 0 || line.text.starts_with('\t') || line.text == "-" {
                            return None;
                        }
                        break;
                    };
                    if *indent.get_or_insert(spaces) != spaces {
                        return None;
                    }
                    let at = line.end().saturating_sub(item.len());
                    // An item that is itself a mapping or a list is not flat.
                    if item.trim_start().starts_with("- ") || colon(item).is_some() {
                        return None;
                    }
                    items.push(scalar_or_list(item, at, sink)??);
                    all.next();
                }
                let end = line.end();
                match (items.first(), items.last()) {
                    (Some(first), Some(last)) => {
                        let span = first.span.join(last.span);
                        Spanned { value: Value::Seq(items), span }
                    }
                    _ => Spanned { value: Value::Null, span: Span::empty(end.min(start)) },
                }
            }
        };
        sink.fields.push(Field { key, value });
    }
    Some(())
}

/// A blank line or a comment.
fn is_ignored(line: &str) -> bool {
    let text = line.trim_start_matches([' ', '\t']);
    text.is_empty() || text.starts_with('#')
}

/// The key of a line, and where what follows its colon begins.
fn key(line: Line<'_>) -> Option<(Spanned<Cow<'_, str>>, usize)> {
    let first = line.text.chars().next()?;
    if !(first.is_alphanumeric() || first == '_') {
        return None;
    }
    let at = colon(line.text)?;
    let text = line.text.get(..at)?.trim_end_matches([' ', '\t']);
    // A no-break space, a comment or a quote in a key is for the whole language.
    if !text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/')) {
        return None;
    }
    let span = Span::new(line.start, line.start.saturating_add(text.len()));
    Some((Spanned { value: Cow::Borrowed(text), span }, at.saturating_add(1)))
}

/// Where the first colon that a space or the end follows stands.
pub(super) fn colon(text: &str) -> Option<usize> {
    memchr::memchr_iter(b':', text.as_bytes())
        .find(|at| matches!(text.as_bytes().get(at.saturating_add(1)), None | Some(b' ' | b'\t')))
}

/// The value on the rest of a line; inside, `None` when there is none.
fn scalar_or_list<'a>(
    rest: &'a str,
    at: usize,
    sink: &mut Sink<'a, '_>,
) -> Option<Option<Spanned<Value<'a>>>> {
    let text = rest.trim_start_matches([' ', '\t']);
    let start = at.saturating_add(rest.len()).saturating_sub(text.len());
    if text.is_empty() || (text.starts_with('#') && text.len() < rest.len()) {
        return Some(None);
    }
    match text.as_bytes().first()? {
        b'"' | b'\'' => {
            let (value, rest) = quoted(text, start)?;
            ends(rest).then_some(Some(value))
        }
        b'[' => list(text, start).map(Some),
        b'{' | b'}' | b']' | b',' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'#' => None,
        b'-' | b'?' | b':' if matches!(text.as_bytes().get(1), None | Some(b' ' | b'\t')) => None,
        _ => {
            let end = memchr::memchr_iter(b'#', text.as_bytes())
                .find(|at| {
                    at.checked_sub(1)
                        .and_then(|b| text.as_bytes().get(b))
                        .is_some_and(|b| matches!(b, b' ' | b'\t'))
                })
                .unwrap_or(text.len());
            let text = text.get(..end)?.trim_end_matches([' ', '\t']);
            let span = Span::new(start, start.saturating_add(text.len()));
            if let Some(at) = colon(text) {
                unquoted_colon(sink, span, at);
                return Some(Some(Spanned { value: Value::Str(Cow::Borrowed(text)), span }));
            }
            Some(Some(Spanned { value: plain(text), span }))
        }
    }
}

/// Whether only a comment follows a quoted value.
fn ends(rest: &str) -> bool {
    let text = rest.trim_start_matches([' ', '\t']);
    text.is_empty() || (text.starts_with('#') && text.len() < rest.len())
}

/// A value in quotes without anything to decode, and what follows it.
fn quoted(text: &str, start: usize) -> Option<(Spanned<Value<'_>>, &str)> {
    let quote = text.as_bytes().first()?;
    let inside = text.get(1..)?;
    let end = memchr::memchr(*quote, inside.as_bytes())?;
    let (content, rest) = inside.split_at_checked(end)?;
    let rest = rest.get(1..)?;
    let escaped = if *quote == b'"' { content.contains('\\') } else { rest.starts_with('\'') };
    if escaped {
        return None;
    }
    let span = Span::new(start, start.saturating_add(content.len()).saturating_add(2));
    Some((Spanned { value: Value::Str(Cow::Borrowed(content)), span }, rest))
}

/// `[a, "b", 3]` on one line.
fn list(text: &str, start: usize) -> Option<Spanned<Value<'_>>> {
    let place = |rest: &str| start.saturating_add(text.len()).saturating_sub(rest.len());
    let mut items = Vec::new();
    let mut rest = text.get(1..)?.trim_start_matches([' ', '\t']);
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            return ends(after)
                .then(|| Spanned { value: Value::Seq(items), span: Span::new(start, place(after)) });
        }
        let at = place(rest);
        let after = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (value, after) = quoted(rest, at)?;
                items.push(value);
                after
            }
            _ => {
                let end = rest.find([',', ']'])?;
                let (item, after) = rest.split_at_checked(end)?;
                let item = item.trim_end_matches([' ', '\t']);
                let simple = item.starts_with(|c: char| c.is_alphanumeric() || c == '_')
                    && !item.contains(['[', '{', '}', '#', ':', '"', '\'', '&', '*']);
                if !simple {
                    return None;
                }
                let span = Span::new(at, at.saturating_add(item.len()));
                items.push(Spanned { value: plain(item), span });
                after
            }
        };
        let after = after.trim_start_matches([' ', '\t']);
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start_matches([' ', '\t']),
            None if after.starts_with(']') => after,
            None => return None,
        };
    }
}

/// A plain value under the core schema of YAML 1.2; a number that begins with a zero is text.
pub(crate) fn plain(text: &str) -> Value<'_> {
    let untyped = || Value::Str(Cow::Borrowed(text));
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Value::Float(f64::NEG_INFINITY),
        _ => {}
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return untyped();
    }
    let digits = text.trim_start_matches(['+', '-']);
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(number) = text.strip_prefix(prefix) {
            return i64::from_str_radix(number, radix)
                .ok()
                .filter(|_| !number.starts_with(['+', '-']))
                .map_or_else(untyped, Value::Int);
        }
    }
    let leading_zero = digits.len() > 1
        && digits.starts_with('0')
        && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if leading_zero || text.len().saturating_sub(digits.len()) > 1 {
        return untyped();
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty() {
        return text.parse().map_or_else(|_| untyped(), Value::Int);
    }
    let of_float =
        digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
            && digits.bytes().any(|b| b.is_ascii_digit());
    if of_float { text.parse().map_or_else(|_| untyped(), Value::Float) } else { untyped() }
}

/// `titre: Ukraine : le point` is read as text, and the quotes that make it YAML are offered.
pub(crate) fn unquoted_colon(sink: &mut Sink<'_, '_>, value: Span, colon: usize) {
    if sink.is_full() {
        return;
    }
    let text = value.of(sink.source);
    let at = value.start().saturating_add(colon);
    let quoted = crate::edit::double_quoted(text);
    let message = "expected quotes around a value that holds a colon and a space, found none: read as text";
    let seen = Diagnostic::new(
        sink.source,
        Code::UnquotedColon,
        Severity::Warning,
        Span::new(at, at.saturating_add(1)),
        message,
    );
    sink.diagnostics.push(seen.fix(value, quoted));
}
