//! Headers between fences: YAML, TOML, JSON, and any of them in an HTML comment.
//!
//! ```text
//! yaml    = "---" [ws] ["yaml" / "yml"] [ws] eol  *(line eol)  ("---" / "...") [ws] (eol / end)
//! toml    = ("+++" / "---toml") [ws] eol  *(line eol)  fence [ws] (eol / end)   fence not inside a """ or ''' string
//! json    = "{" … "}" [ws] (eol / end)   braces counted outside of strings
//!         / (";;;" / "---json") [ws] eol  *(line eol)  fence [ws] (eol / end)
//! comment = "<!--" [ws] eol  (yaml / toml / json / *(line eol))  "-->" [ws] (eol / end)
//!           lines alone: each of a mapping, with a date that exists or two known keys
//! ```
//!
//! A fence stands at the first column, alone on its line. After `---`, the first line that says something must be able
//! to begin a mapping, else the dashes are a line between paragraphs.

use crate::date::DateExpr;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::form::Form;
use crate::frontmatter::Found;
use crate::keys;
use crate::options::Options;
use crate::parse::Parse;
use crate::scan::{self, Line, lines};
use depeche_text::Span;
use depeche_text::typography::is_space;
use memchr::memmem;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::space0;
use nom::combinator::all_consuming;

/// What opens and closes a header, and what is between.
#[derive(Clone, Copy)]
struct Fence<'o> {
    form: Form,
    close: &'o str,
}

pub(crate) fn detect(source: &str, start: usize, options: &Options, found: &mut Found) -> bool {
    // One byte decides for nearly every document without a header.
    let first = source.as_bytes().get(start);
    if options.delimiters.is_none() && !matches!(first, Some(b'-' | b'+' | b';' | b'{' | b'<')) {
        return false;
    }
    if options.delimiters.is_none()
        && options.forms.is_none()
        && usual(source, start, options, found).is_some()
    {
        return start == found.start || Search { source, options, start }.note_blank_before(found);
    }
    let search = Search { source, options, start };
    let line = Line::at(scan::window(source, start, options.limits.header), start);
    if let Some(custom) = &options.delimiters
        && line.text.trim_end_matches(is_space) == custom.open
    {
        let fence = Fence { form: custom.form, close: &custom.close };
        return search.fenced(fence, line, found) && search.note_blank_before(found);
    }
    let done = match first {
        Some(b'-' | b'+' | b';') => search.open(line, found),
        Some(b'{') if options.wants(Form::Json) => search.json_object(found),
        Some(b'<') => search.comment(line, found),
        _ => false,
    };
    done && search.note_blank_before(found)
}

/// The header nearly all files have, without a detour: `---`, LF, `key: `, and a fence that closes it.
fn usual(source: &str, start: usize, options: &Options, found: &mut Found) -> Option<()> {
    let bytes = source.as_bytes();
    let matter = start.saturating_add(4);
    let inside = bytes.get(start..)?.strip_prefix(b"---\n")?;
    let word = inside.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    if word == 0 || inside.get(word..word.saturating_add(2)) != Some(b": ") {
        return None;
    }
    let window = inside.get(..options.limits.header.saturating_sub(4).min(inside.len()))?;
    let (end, next) = closing(window)??;
    let matter = Span::new(matter, matter.saturating_add(end));
    let body = Span::new(matter.start().saturating_add(next), source.len());
    found.set(Form::Yaml, start, matter, body);
    Some(())
}

/// Where the first line that is `---` or `...` begins, and where the next one does; inside, `None` when that is not plain.
///
/// One pass, without a walk over the lines: of three equal signs two stand at an even place and the one after it, so that
/// pairs of bytes are compared with two signs each, whole blocks at a time.
fn closing(window: &[u8]) -> Option<Option<(usize, usize)>> {
    let (blocks, _) = window.as_chunks::<BLOCK>();
    let mut from = 0usize;
    for block in blocks {
        if has_double(block) {
            let found = closing_in(window, from, from.saturating_add(BLOCK));
            if found.is_some() {
                return found;
            }
        }
        from = from.saturating_add(BLOCK);
    }
    closing_in(window, from, window.len())
}

/// How many bytes are looked at before the next decision.
const BLOCK: usize = 128;

/// Whether two dashes or two dots stand at an even place. Never made a part of the loop around it: alone, the compiler
/// makes vectors of it.
#[inline(never)]
fn has_double(block: &[u8; BLOCK]) -> bool {
    const DASHES: u16 = u16::from_ne_bytes(*b"--");
    const DOTS: u16 = u16::from_ne_bytes(*b"..");
    let (pairs, _) = block.as_chunks::<2>();
    let pairs = pairs.iter().map(|pair| u16::from_ne_bytes(*pair));
    pairs.fold(false, |hit, pair| hit | (pair == DASHES) | (pair == DOTS))
}

/// [`closing`], of a line that begins from the byte before `from` to the one before `end`.
fn closing_in(window: &[u8], from: usize, end: usize) -> Option<Option<(usize, usize)>> {
    let first = from.saturating_sub(2);
    let ends = memchr::memchr2_iter(b'\n', b'\r', window.get(first..end)?);
    let starts = ends.map(|at| first.saturating_add(at).saturating_add(1));
    let whole = (from == 0).then_some(0);
    whole.into_iter().chain(starts).find_map(|at| {
        let next = at.saturating_add(3);
        if !matches!(window.get(at..next), Some(b"---" | b"...")) {
            return None;
        }
        let blanks = window.get(next..)?.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let next = next.saturating_add(blanks);
        match (window.get(next), window.get(next.saturating_add(1))) {
            (Some(b'\r'), Some(b'\n')) => Some(Some((at, next.saturating_add(2)))),
            (Some(b'\n' | b'\r'), _) => Some(Some((at, next.saturating_add(1)))),
            // A no-break space, the end of the file or of what a header can be: the long way tells.
            (None | Some(0x80..), _) => Some(None),
            _ => None,
        }
    })
}

struct Search<'a, 'o> {
    source: &'a str,
    options: &'o Options,
    start: usize,
}

impl<'a> Search<'a, '_> {
    /// A header that is not on the first line was read all the same, and that is said.
    fn note_blank_before(&self, found: &mut Found) -> bool {
        let after_bom = scan::after_bom(self.source, found.start);
        if self.start > after_bom && found.form != Form::None {
            let note = self.see(
                Code::BlankBefore,
                Severity::Note,
                Span::new(after_bom, self.start),
                "expected the header on the first line, found blank lines before it; most programs do not look further",
            );
            found.diagnostics.insert(0, note);
        }
        true
    }

    fn see(
        &self,
        code: Code,
        severity: Severity,
        span: Span,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) -> Diagnostic {
        Diagnostic::new(self.source, code, severity, span, message)
    }

    /// A line of dashes, pluses or semicolons. True when it is settled what it is.
    fn open(&self, line: Line<'a>, found: &mut Found) -> bool {
        let read = match line.text {
            "---" | "+++" | ";;;" => Ok(("", (line.text, ""))),
            text => fence_line(text),
        };
        let Ok((_, (mark, tag))) = read else {
            self.long_or_unknown(line, found);
            return !found.diagnostics.is_empty();
        };
        let form = match (mark, tag) {
            ("---", "" | "yaml" | "yml") => Form::Yaml,
            ("---", "toml") | ("+++", "" | "toml") => Form::Toml,
            ("---", "json") | (";;;", "" | "json") => Form::Json,
            _ => {
                self.refused(line, tag, found);
                return true;
            }
        };
        if !self.options.wants(form) {
            return false;
        }
        let mark = mark_of(mark);
        let fence = Fence { form, close: mark };
        if form == Form::Yaml && !self.can_be_mapping(line.next) {
            found.diagnostics.push(self.see(
                Code::ThematicBreak,
                Severity::Note,
                Span::new(line.start, line.end()),
                "expected `key:` after `---`, found text: read as a line between paragraphs, nothing is taken away",
            ));
            return true;
        }
        self.fenced(fence, line, found)
    }

    /// `----`, `---coffee`, `---js`.
    fn long_or_unknown(&self, line: Line<'a>, found: &mut Found) {
        let text = line.text.trim_end_matches(is_space);
        let dashes = text.bytes().take_while(|&b| b == b'-').count();
        let pluses = text.bytes().take_while(|&b| b == b'+').count();
        let long = dashes.max(pluses);
        if long > 3 && long == text.len() {
            if self.options.long_fences {
                let form = if dashes > 3 { Form::Yaml } else { Form::Toml };
                self.fenced(Fence { form, close: text }, line, found);
                return;
            }
            if self.can_be_mapping(line.next) && !Line::at(self.source, line.next).is_blank() {
                found.diagnostics.push(self.see(
                    Code::LongFence,
                    Severity::Note,
                    Span::new(line.start, line.end()),
                    "expected three dashes, found more: not a fence (the option long_fences makes it one)",
                ));
            }
        }
    }

    fn refused(&self, line: Line<'a>, tag: &str, found: &mut Found) {
        let at = line.text.find(tag).unwrap_or(0).saturating_add(line.start);
        let span = Span::new(at, at.saturating_add(tag.len()));
        found.diagnostics.push(if is_program(tag) {
            self.see(
                Code::Executable,
                Severity::Error,
                span,
                format!("expected yaml, toml or json after the fence, found {tag:?}: a header is never run as a program"),
            )
        } else {
            self.see(
                Code::UnknownFormat,
                Severity::Note,
                span,
                format!("expected yaml, toml or json after the fence, found {tag:?}: read as text"),
            )
        });
    }

    /// The header that `line` opens. True: the line was a fence, whether or not the header is closed.
    fn fenced(&self, fence: Fence<'_>, line: Line<'a>, found: &mut Found) -> bool {
        let end = self.limit();
        match self.close(fence, line.next, end) {
            Some(close) => {
                found.set(
                    fence.form,
                    self.start,
                    Span::new(line.next, close.start),
                    Span::new(close.next, self.source.len()),
                );
            }
            None => self.unclosed(fence, line, end, found),
        }
        true
    }

    /// Where the search for the end of the header stops.
    fn limit(&self) -> usize {
        scan::window(self.source, self.start, self.options.limits.header).len()
    }

    /// The line that closes the header.
    fn close(&self, fence: Fence<'_>, from: usize, end: usize) -> Option<Line<'a>> {
        let window = self.source.get(from..end)?;
        let dots = (fence.form == Form::Yaml && fence.close == "---").then_some("...");
        // The fence is rare in a header: a search for its signs is faster than a walk over the lines.
        let mut best: Option<Line<'a>> = None;
        for mark in [Some(fence.close), dots].into_iter().flatten() {
            let window = best.map_or(window, |line| self.source.get(from..line.start).unwrap_or_default());
            // Of TOML, whether a string of several lines is open, and up to where that is known.
            let (mut open, mut known) = (None, 0usize);
            let found = memmem::find_iter(window.as_bytes(), mark.as_bytes()).find_map(|at| {
                let at_line_start = match at.checked_sub(1) {
                    None => true,
                    Some(before) => matches!(window.as_bytes().get(before), Some(b'\n' | b'\r')),
                };
                if !at_line_start {
                    return None;
                }
                let line = Line::at(self.source, from.saturating_add(at));
                let alone = line.text.get(mark.len()..)?.chars().all(is_space);
                if alone && fence.form == Form::Toml {
                    open = toml_string(open, window.get(known..at)?);
                    known = at;
                }
                (alone && open.is_none()).then_some(line)
            });
            best = found.or(best);
        }
        best
    }

    fn unclosed(&self, fence: Fence<'_>, line: Line<'a>, end: usize, found: &mut Found) {
        let opened = Span::new(line.start, line.end());
        if end < self.source.len() {
            let limit = self.options.limits.header;
            found.diagnostics.push(self.see(
                Code::TooLarge,
                Severity::Error,
                opened,
                format!("expected the header to be closed with {:?} within {limit} bytes, found none: read as text", fence.close),
            ));
            return;
        }
        let mut paragraph_end = None;
        for line in lines(self.source, line.next, end) {
            let text = line.text.trim_end_matches(is_space);
            if matches!(text, "---" | "+++" | ";;;") && text != fence.close {
                let message =
                    format!("expected {:?} to close the header, found {text:?}: read as text", fence.close);
                let wrong =
                    self.see(Code::WrongClose, Severity::Error, Span::new(line.start, line.end()), message);
                found.diagnostics.push(
                    wrong
                        .related(self.source, opened.start())
                        .fix(Span::new(line.start, line.start.saturating_add(text.len())), fence.close),
                );
                return;
            }
            if line.is_blank() && paragraph_end.is_none() {
                paragraph_end = Some(line.start);
            }
        }
        let at = paragraph_end.unwrap_or(end);
        let unclosed = self.see(
            Code::Unclosed,
            Severity::Error,
            opened,
            format!("expected a line {:?} that closes the header, found none: read as text", fence.close),
        );
        found.diagnostics.push(unclosed.fix(Span::empty(at), format!("{}\n", fence.close)));
        let glued = lines(self.source, line.next, end).find(|l| {
            l.text.trim_end_matches(is_space).ends_with(fence.close)
                && l.text.trim_start().len() > fence.close.len()
        });
        if let Some(glued) = glued {
            let text = glued.text.trim_end_matches(is_space);
            let end = glued.start.saturating_add(text.len());
            found.diagnostics.push(self.see(
                Code::FenceAtEndOfValue,
                Severity::Note,
                Span::new(end.saturating_sub(fence.close.len()), end),
                format!(
                    "{:?} at the end of a value does not close the header: give it a line of its own",
                    fence.close
                ),
            ));
        }
    }

    /// Whether what stands after `---` can be a mapping: nothing, comments, `{`, `key:`.
    fn can_be_mapping(&self, from: usize) -> bool {
        let mut significant = lines(self.source, from, self.limit())
            .filter(|line| !line.is_blank() && !line.text.trim_start_matches(is_space).starts_with('#'));
        let Some(line) = significant.next() else {
            return true;
        };
        if line.start == from && mapping_line(line.text) == Some(true) {
            // *Note : ceci est un texte.*, a blank line and a paragraph are text between two lines of dashes.
            return !sign_after_space(line.text) || !self.paragraph_inside(line.next);
        }
        if is_closing(line.text) || line.text.starts_with('{') || line.text.starts_with(['+', ';']) {
            return true;
        }
        let Some(certain) = mapping_line(line.text) else {
            return false;
        };
        // After a blank line a paragraph is likelier than a header: every line must look like one.
        let blank_second = Line::at(self.source, from).is_blank();
        if !blank_second {
            // *Il a dit : oui* alone is a sentence, *Sous titre: oui* is not.
            let said = line.text.split_once(':').is_some_and(|(key, _)| key.ends_with(is_space));
            return certain || (self.all_map(line.next, false) && (!said || self.some_certain(line.next)));
        }
        certain && self.all_map(line.next, true)
    }

    /// Whether every line from `from` to the closing one looks like a part of a mapping, the keys being `sure` ones.
    fn all_map(&self, from: usize, sure: bool) -> bool {
        lines(self.source, from, self.limit()).take_while(|line| !is_closing(line.text)).all(|line| {
            line.is_blank()
                || line.text.starts_with([' ', '\t', '#', '-', '}', ']'])
                || mapping_line(line.text).is_some_and(|certain| certain || !sure)
        })
    }

    /// Whether a line after a blank one, before the closing one, can be no part of a mapping.
    fn paragraph_inside(&self, from: usize) -> bool {
        let mut after_blank = false;
        lines(self.source, from, self.limit()).take_while(|line| !is_closing(line.text)).any(|line| {
            let blank = line.is_blank();
            let text = !blank
                && after_blank
                && !line.text.starts_with([' ', '\t', '#', '-', '}', ']'])
                && mapping_line(line.text).is_none();
            after_blank = blank;
            text
        })
    }

    /// Whether a line from `from` to the closing one is an entry of a mapping for certain: *Il a dit : oui* alone is a
    /// sentence.
    fn some_certain(&self, from: usize) -> bool {
        lines(self.source, from, self.limit())
            .take_while(|line| !is_closing(line.text))
            .any(|line| mapping_line(line.text) == Some(true))
    }

    /// `{ … }` that ends a line.
    fn json_object(&self, found: &mut Found) -> bool {
        let window = self.source.get(self.start..self.limit()).unwrap_or_default();
        // `{Note de la rédaction}` is text: after the brace a key must stand, or the end.
        let inside = window.get(1..).unwrap_or_default().trim_start();
        if !(inside.starts_with('}') || quoted_key(inside)) {
            return false;
        }
        match json_end(window) {
            Some(len) => {
                let end = self.start.saturating_add(len);
                let rest = Line::at(self.source, end);
                if !rest.text.chars().all(is_space) {
                    return false;
                }
                found.set(
                    Form::Json,
                    self.start,
                    Span::new(self.start, end),
                    Span::new(rest.next, self.source.len()),
                );
            }
            None => {
                let opened = Span::new(self.start, self.start.saturating_add(1));
                let closed_later = self.limit() < self.source.len();
                let code = if closed_later { Code::TooLarge } else { Code::Unclosed };
                let message = "expected a `}` that closes the header, found none: read as text";
                found.diagnostics.push(self.see(code, Severity::Error, opened, message));
            }
        }
        true
    }

    /// A fenced header inside an HTML comment, or YAML that the comment itself fences.
    fn comment(&self, line: Line<'a>, found: &mut Found) -> bool {
        if line.text.trim_end_matches(is_space) != "<!--" {
            return false;
        }
        let inner = Search { start: line.next, ..*self };
        let mut inside = found.clone();
        let opened = match self.source.as_bytes().get(line.next) {
            Some(b'{') => inner.json_object(&mut inside),
            Some(b'-' | b'+' | b';') => inner.open(Line::at(self.source, line.next), &mut inside),
            _ => return self.plain_comment(line, found),
        };
        if !opened || inside.form == Form::None {
            return false;
        }
        let close = Line::at(self.source, inside.body.start());
        if close.text.trim_end_matches(is_space) != "-->" {
            return false;
        }
        let body = Span::new(close.next, self.source.len());
        found.set(inside.form, self.start, inside.matter, body);
        true
    }
}

impl Search<'_, '_> {
    /// `<!--`, lines of a mapping, `-->`. Comments are many: a date that exists or two known keys must say that this one
    /// is a header, and every line must look like a part of a mapping.
    fn plain_comment(&self, open: Line<'_>, found: &mut Found) -> bool {
        if !self.options.wants(Form::Yaml) {
            return false;
        }
        let end = self.limit();
        let (mut known, mut dated) = (0usize, false);
        for line in lines(self.source, open.next, end) {
            if line.text.trim_end_matches(is_space) == "-->" {
                if dated || known >= 2 {
                    let matter = Span::new(open.next, line.start);
                    found.set(Form::Yaml, self.start, matter, Span::new(line.next, self.source.len()));
                    return true;
                }
                return false;
            }
            if line.is_blank() || line.text.starts_with([' ', '\t', '#', '-']) {
                continue;
            }
            if mapping_line(line.text).is_none() {
                return false;
            }
            let (key, value) = line.text.split_once(':').unwrap_or_default();
            if let Some(key) = keys::known(key.trim_matches(is_space), &self.options.keys) {
                known = known.saturating_add(1);
                dated |= key.kind == keys::Kind::Date && value.len() < 200 && DateExpr::parse(value).is_ok();
            }
        }
        false
    }
}

/// `---`, `--- yaml `: three signs and perhaps a word.
fn fence_line(i: &str) -> Parse<'_, (&str, &str)> {
    let mark = alt((tag("---"), tag("+++"), tag(";;;")));
    let word = take_while(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/' | '#'));
    let (rest, (mark, _, word, _)) = all_consuming((mark, space0, word, take_while(is_space))).parse(i)?;
    Ok((rest, (mark, word)))
}

fn mark_of(mark: &str) -> &'static str {
    match mark {
        "+++" => "+++",
        ";;;" => ";;;",
        _ => "---",
    }
}

fn is_closing(line: &str) -> bool {
    matches!(line.trim_end_matches(is_space), "---" | "...")
}

/// Names of languages that some programs run when they stand after the fence.
fn is_program(tag: &str) -> bool {
    const PROGRAMS: &[&str] = &[
        "coffeescript",
        "cson",
        "javascript",
        "js",
        "jsx",
        "lua",
        "perl",
        "php",
        "py",
        "python",
        "rb",
        "ruby",
        "sh",
        "ts",
        "typescript",
    ];
    let folded = tag.to_ascii_lowercase();
    PROGRAMS.binary_search(&folded.as_str()).is_ok()
}

/// Whether a line can begin an entry of a YAML mapping, and if so whether it is certain.
///
/// `titre: x`, `"titre": x`, `titre :`, `? x`; and `titre = "x"`, which is TOML between the wrong fences.
fn mapping_line(line: &str) -> Option<bool> {
    // The usual line, `titre: …`.
    let word = line.bytes().take_while(|&b| b.is_ascii_alphanumeric() || b == b'_').count();
    if word > 0 && matches!(line.as_bytes().get(word..word.saturating_add(2)), Some([b':', b' '])) {
        return Some(true);
    }
    let first = line.chars().next()?;
    if matches!(first, '-' | '*' | '>' | '|' | '@' | '`' | '%') && !line.starts_with("? ") {
        return None;
    }
    if line.starts_with("? ") || first == '&' || first == '!' {
        return Some(true);
    }
    if matches!(first, '"' | '\'') {
        let after = line.get(1..)?.split_once(first).map(|(_, after)| after.trim_start_matches(is_space))?;
        return after.starts_with(':').then_some(true);
    }
    if let Some((key, value)) = line.split_once('=')
        && !key.contains(':')
        && is_bare_word(key.trim_matches(is_space))
        && value
            .trim_start()
            .starts_with(|c: char| matches!(c, '"' | '\'' | '[' | '{' | 't' | 'f') || c.is_ascii_digit())
    {
        return Some(true);
    }
    let colon = line.match_indices(':').map(|(at, _)| at).find(|at| {
        line.get(at.wrapping_add(1)..).is_some_and(|after| after.is_empty() || after.starts_with(is_space))
    })?;
    let key = line.get(..colon)?;
    let spaced = key.ends_with(is_space);
    let words = key.split(is_space).filter(|w| !w.is_empty()).count();
    if words == 0 || key.starts_with(is_space) {
        return None;
    }
    if keys::canonical(key).is_some() || (words == 1 && !spaced) {
        return Some(true);
    }
    // `Il a dit : oui` is a sentence; a key of several words is short, and so is one before a spaced colon.
    let most = if spaced { 3 } else { 5 };
    (words <= most && !key.contains(['.', ',', ';', '!', '?', '«', '»'])).then_some(words == 1)
}

/// `Note : …`: a space before the colon, and a key that is not known.
fn sign_after_space(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| key.ends_with(is_space) && keys::canonical(key).is_none())
}

fn is_bare_word(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The quotes of the string of several lines that is open at the end of `text`, of TOML from one line start to another,
/// `open` being so at its beginning.
fn toml_string(mut open: Option<&'static str>, text: &str) -> Option<&'static str> {
    let mut rest = text;
    loop {
        match open {
            Some(quotes) => {
                let Some(at) = rest.find(quotes) else { return open };
                let escaped = quotes == "\"\"\"" && rest.get(..at).is_some_and(ends_in_odd_backslashes);
                rest = rest.get(at.saturating_add(if escaped { 1 } else { 3 })..).unwrap_or_default();
                if !escaped {
                    open = None;
                }
            }
            None => {
                let at = rest.find(['"', '\'', '#'])?;
                rest = rest.get(at..).unwrap_or_default();
                if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
                    open = Some(if rest.starts_with('"') { "\"\"\"" } else { "'''" });
                    rest = rest.get(3..).unwrap_or_default();
                } else {
                    rest = after_short(rest);
                }
            }
        }
    }
}

fn ends_in_odd_backslashes(text: &str) -> bool {
    text.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}

/// What follows a string on one line, or a comment, at the beginning of `rest`.
fn after_short(rest: &str) -> &str {
    let mut chars = rest.char_indices();
    let quote = chars.next().map(|(_, c)| c);
    let mut escaped = false;
    for (at, c) in chars {
        if c == '\n' || c == '\r' {
            return rest.get(at..).unwrap_or_default();
        }
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == Some('"') {
            escaped = true;
        } else if Some(c) == quote && quote != Some('#') {
            return rest.get(at.saturating_add(1)..).unwrap_or_default();
        }
    }
    ""
}

/// `"key"` and a colon.
fn quoted_key(i: &str) -> bool {
    let Some(body) = i.strip_prefix('"') else {
        return false;
    };
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            '\n' | '\r' => return false,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return body.get(at.saturating_add(1)..).is_some_and(|r| r.trim_start().starts_with(':')),
            _ => {}
        }
    }
    false
}

/// The length of the object at the beginning of `text`: braces are counted outside of strings.
fn json_end(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            _ if string => {}
            b'{' => depth = depth.saturating_add(1),
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at.saturating_add(1));
                }
            }
            _ => {}
        }
    }
    None
}
