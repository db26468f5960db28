//! The whole of YAML: the events of a parser, made into values with their places.
//!
//! The parser underneath is seen by this file only. It never expands an alias: that is done here, within a budget.

use super::flat::plain;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::Sink;
use crate::scan::{Line, lines};
use crate::value::{Field, Fields, Spanned, Value};
use depeche_text::Span;
use depeche_text::typography::is_space;
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, StrInput, StructureStyle};
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads the header. Of one that is not YAML, what can be read line by line is kept, and the error is said.
pub(super) fn read(matter: Span, sink: &mut Sink<'_, '_>) {
    let (fields, seen) = (sink.fields.len(), sink.diagnostics.len());
    let Err(error) = document(matter, matter.of(sink.source), sink) else {
        return;
    };
    if matches!(error.code, Code::YamlSyntax | Code::TabIndent) {
        sink.fields.truncate(fields);
        sink.diagnostics.truncate(seen);
        let at = error.span.start();
        if salvage(matter, sink) {
            return;
        }
        // The entry that is wrong was kept as text: in quotes it would be right.
        let kept = sink.fields.iter().map(|field| &field.value).find(|value| {
            let span = value.span;
            matches!(value.value, Value::Str(_)) && span.start() <= at && at <= span.end() && !span.is_empty()
        });
        if let Some(value) = kept {
            let quoted = crate::edit::double_quoted(value.span.of(sink.source));
            let span = value.span;
            sink.diagnostics.push(error.say(sink.source).fix(span, quoted));
            return;
        }
    }
    sink.diagnostics.push(error.say(sink.source));
}

/// What is wrong; its line and column are looked for only when it is said.
struct Wrong {
    code: Code,
    span: Span,
    message: Cow<'static, str>,
}

impl Wrong {
    fn say(self, source: &str) -> Diagnostic {
        Diagnostic::new(source, self.code, Severity::Error, self.span, self.message)
    }
}

type Failure = Box<Wrong>;

/// Reads the mapping in `text`, which stands at `place` in the source; its fields go to the sink as they come.
fn document<'a>(place: Span, text: &str, sink: &mut Sink<'a, '_>) -> Result<(), Failure> {
    let mut options = Options::default();
    let depth = sink.options.limits.depth;
    options.flow_nesting_limit = depth.saturating_sub(1);
    options.block_nesting_limit = depth;
    options.set_emit_comments(false);
    let mut reader = Reader {
        source: sink.source,
        text,
        place,
        events: Parser::new_from_str_with_options(text, options),
        depth,
        budget: sink.options.limits.nodes,
        anchors: HashMap::new(),
        warnings: Vec::new(),
    };
    let result = reader.root(&mut sink.fields);
    sink.diagnostics.append(&mut reader.warnings);
    result
}

/// Reads the entries of a header that is not YAML one by one. True when all could be read, with a warning for each
/// that had to be guessed.
fn salvage(matter: Span, sink: &mut Sink<'_, '_>) -> bool {
    let source = sink.source;
    let mut whole = true;
    let mut guessed = false;
    let mut tries = 24usize;
    let mut all = lines(source, matter.start(), matter.end()).peekable();
    while let Some((first, end, single)) = next_entry(&mut all) {
        if first.is_blank() || first.text.starts_with('#') {
            continue;
        }
        let place = Span::new(first.start, end.min(matter.end()));
        let (fields, seen) = (sink.fields.len(), sink.diagnostics.len());
        if super::flat::read(place, sink).is_some() {
            guessed |= sink.diagnostics.len() > seen;
            continue;
        }
        let mut text = Cow::Borrowed(place.of(source));
        let mut colons = Vec::new();
        loop {
            // The whole language is asked a few times only: a hostile header has thousands of entries.
            if tries == 0 {
                whole = false;
                sink.fields.extend(as_text(first).filter(|field| single || says_all(field)));
                break;
            }
            let Err(error) = document(place, &text, sink) else {
                for (value, colon) in colons {
                    super::unquoted_colon(sink, value, colon);
                    guessed = true;
                }
                break;
            };
            sink.fields.truncate(fields);
            sink.diagnostics.truncate(seen);
            tries = tries.saturating_sub(1);
            // A colon in a plain value: hidden from the parser by a sign of the same length, shown by the source.
            let hidden = hide_colon(source, error.span.start(), place, &mut text);
            match hidden {
                Some(found) => colons.push(found),
                None => {
                    whole = false;
                    sink.fields.extend(as_text(first).filter(|field| single || says_all(field)));
                    break;
                }
            }
        }
    }
    whole && guessed
}

/// The next entry of a header: its first line, where it ends, and whether nothing but blank lines and comments follow
/// that line.
fn next_entry<'a>(
    all: &mut std::iter::Peekable<impl Iterator<Item = Line<'a>>>,
) -> Option<(Line<'a>, usize, bool)> {
    let starts_entry = |line: &Line<'_>| {
        line.text.chars().next().is_some_and(|c| !is_space(c) && !matches!(c, '#' | '-' | ']' | '}'))
    };
    let first = all.next()?;
    let mut end = first.next;
    let mut single = true;
    while let Some(line) = all.peek().filter(|line| !starts_entry(line)) {
        single &= line.is_blank() || line.text.starts_with('#');
        end = line.next;
        all.next();
    }
    Some((first, end, single))
}

/// Reads a header entry by entry, the flat ones by the reader for these. False, the sink being as it was, when the
/// entries are not each for itself (anchors, flow at the root, explicit keys) or one is not YAML.
pub(super) fn entries(matter: Span, sink: &mut Sink<'_, '_>) -> bool {
    let source = sink.source;
    if memchr::memchr2(b'&', b'*', matter.of(source).as_bytes()).is_some() {
        return false;
    }
    let (fields, seen) = (sink.fields.len(), sink.diagnostics.len());
    let mut all = lines(source, matter.start(), matter.end()).peekable();
    // So many entries are given to the parser one by one; more are cheaper together.
    let mut few = 4usize;
    while let Some((first, end, _)) = next_entry(&mut all) {
        if first.is_blank() || first.text.starts_with('#') {
            continue;
        }
        let place = Span::new(first.start, end.min(matter.end()));
        let plain =
            !first.text.starts_with(['?', ':', '{', '[', '%', '!', '|', '>', '-', ' ', '\t', ']', '}']);
        let flat = plain && super::flat::read(place, sink).is_some();
        let whole = !flat && plain && few > 0 && document(place, place.of(source), sink).is_ok();
        if !flat && !whole {
            sink.fields.truncate(fields);
            sink.diagnostics.truncate(seen);
            return false;
        }
        few = few.saturating_sub(usize::from(whole));
    }
    true
}

/// Takes the first `: ` inside the plain value of the line at `at` out of the parser's sight: the value, and where in it
/// the colon stands.
fn hide_colon(source: &str, at: usize, place: Span, text: &mut Cow<'_, str>) -> Option<(Span, usize)> {
    let line = lines(source, place.start(), place.end())
        .find(|l| l.start <= at && at < l.next.max(l.end().saturating_add(1)))?;
    let indent = line.text.len().saturating_sub(line.text.trim_start_matches([' ', '-']).len());
    let entry = line.text.get(indent..)?;
    let key = super::flat::colon(entry)?;
    let value = entry.get(key.saturating_add(1)..)?;
    let plain = value.trim_start_matches([' ', '\t']);
    if plain.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#'])
        || entry.starts_with(['"', '\'', '?'])
    {
        return None;
    }
    let colon = super::flat::colon(plain)?;
    let start = line.end().saturating_sub(plain.len());
    // The next line must not go on with the value: its text would come from the changed copy.
    let next = Line::at(source, line.next);
    if next.start < place.end()
        && next.text.len().saturating_sub(next.text.trim_start_matches(' ').len()) > indent
        && !next.is_blank()
    {
        return None;
    }
    let mut copy = String::with_capacity(text.len());
    let from = start.saturating_sub(place.start());
    copy.push_str(text.get(..from)?);
    let rest = text.get(from..)?;
    let (value, after) = rest.split_at_checked(plain.len())?;
    if !value.contains(':') {
        return None;
    }
    copy.push_str(&value.replace(':', ";"));
    copy.push_str(after);
    *text = Cow::Owned(copy);
    Some((Span::new(start, start.saturating_add(plain.trim_end().len())), colon))
}

/// The entry of one line as a key and text.
fn as_text(line: Line<'_>) -> Option<Field<'_>> {
    let at = super::flat::colon(line.text)?;
    let key = line.text.get(..at)?.trim_end_matches(is_space);
    let (start, text) = Line {
        text: line.text.get(at.saturating_add(1)..)?,
        start: line.start.saturating_add(at).saturating_add(1),
        ..line
    }
    .trimmed();
    Some(Field {
        key: Spanned {
            value: Cow::Borrowed(key),
            span: Span::new(line.start, line.start.saturating_add(key.len())),
        },
        value: Spanned {
            value: Value::Str(Cow::Borrowed(text)),
            span: Span::new(start, start.saturating_add(text.len())),
        },
    })
}

/// Whether a value is whole on its line: `titre: Crue` is, whatever is wrong below it; `liste: [a,` is not.
fn says_all(field: &Field<'_>) -> bool {
    let text = field.value.value.as_str().unwrap_or_default();
    !text.is_empty() && !text.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#'])
}

/// So many values of a header are said to be indented badly.
const MOST_WARNINGS: usize = 8;

/// What an anchor names, and how many values that is; `None` while it is being read.
type Anchor<'a> = Option<(Spanned<Value<'a>>, usize)>;

struct Reader<'a, 'i> {
    source: &'a str,
    /// What the parser reads: a part of the source, or a copy of it of the same length.
    text: &'i str,
    /// Where `text` stands in the source.
    place: Span,
    events: Parser<'i, StrInput<'i>>,
    depth: usize,
    budget: usize,
    anchors: HashMap<usize, Anchor<'a>>,
    warnings: Vec<Diagnostic>,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn next(&mut self) -> Result<(Event<'i>, Span), Failure> {
        match self.events.next() {
            Some(Ok((event, span))) => {
                let at = |marker: granit_parser::Marker| {
                    self.place.start().saturating_add(marker.byte_offset().unwrap_or(self.text.len()))
                };
                let span = Span::new(at(span.start), at(span.end)).clip(self.place);
                Ok((event, span))
            }
            Some(Err(error)) => {
                let offset = error.marker().byte_offset().unwrap_or(self.text.len());
                let at = self.place.start().saturating_add(offset).min(self.place.end());
                Err(self.syntax(error.kind(), at, &error.info()))
            }
            None => Ok((Event::StreamEnd, Span::empty(self.place.end()))),
        }
    }

    fn fail(&self, code: Code, span: Span, message: impl Into<Cow<'static, str>>) -> Failure {
        Box::new(Wrong { code, span, message: message.into() })
    }

    fn syntax(&self, kind: &ErrorKind, at: usize, info: &str) -> Failure {
        if matches!(kind, ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(Span::empty(at));
        }
        // A tab that indents is seen late, at the colon or the end of its line, and sometimes as something else.
        // Of a value that goes on it is said to be at the end of the line before.
        let mut near = lines(self.source, self.place.start(), self.place.end())
            .skip_while(|line| line.next <= at && line.next < self.place.end());
        let tab_of = |line: Line<'_>| {
            let spaces = line.text.len().saturating_sub(line.text.trim_start_matches(' ').len());
            line.text.get(spaces..)?.starts_with('\t').then(|| line.start.saturating_add(spaces))
        };
        let tab = near.next().and_then(tab_of);
        let tab = tab.or_else(|| near.next().filter(|_| info.contains("tab")).and_then(tab_of));
        match tab {
            Some(tab) => self.fail(
                Code::TabIndent,
                Span::new(tab, tab.saturating_add(1)),
                "expected spaces, found a tab: YAML is indented with spaces",
            ),
            None => self.fail(
                Code::YamlSyntax,
                Span::empty(at),
                format!("expected YAML, found something else: {info}"),
            ),
        }
    }

    fn too_deep(&self, span: Span) -> Failure {
        let depth = self.depth;
        self.fail(Code::TooDeep, span, format!("expected at most {depth} levels, found more"))
    }

    /// The mapping that the document is.
    fn root(&mut self, fields: &mut Vec<Field<'a>>) -> Result<(), Failure> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::MappingStart(style, anchor, _) => {
                    self.mapping(style, anchor, span, 1, fields)?;
                }
                Event::StreamEnd => return Ok(()),
                Event::DocumentEnd => {}
                Event::Scalar(text, ..) if text.trim().is_empty() => {}
                Event::Scalar(text, ScalarStyle::Plain, ..) if text.contains('=') => {
                    return Err(self.fail(
                        Code::YamlSyntax,
                        span,
                        "expected `key: value`, found `key = value`: this looks like TOML, whose fence is `+++`",
                    ));
                }
                _ => {
                    return Err(self.fail(
                        Code::YamlSyntax,
                        span,
                        "expected `key: value`, found something else",
                    ));
                }
            }
        }
    }

    /// The entries of a mapping whose beginning was read, and where it ends.
    fn mapping(
        &mut self,
        style: StructureStyle,
        anchor: usize,
        start: Span,
        depth: usize,
        fields: &mut Vec<Field<'a>>,
    ) -> Result<Span, Failure> {
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        let mut whole = Span::empty(start.start());
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(if style == StructureStyle::Flow { whole.join(span) } else { whole });
            }
            let key = self.node(event, span, depth)?;
            let key = self.key(key);
            let (event, span) = self.next()?;
            let framed = match &event {
                Event::Scalar(_, scalar, ..) => {
                    matches!(scalar, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
                }
                Event::SequenceStart(inner, ..) | Event::MappingStart(inner, ..) => {
                    *inner == StructureStyle::Flow
                }
                _ => false,
            };
            let value = self.node(event, span, depth)?;
            if framed && style == StructureStyle::Block {
                self.check_indent(key.span, value.span);
            }
            whole = whole.join(key.span).join(value.span);
            fields.push(Field { key, value });
        }
    }

    /// Says that a value in quotes or brackets goes on no further to the right than its key, which the parser lets
    /// through and others do not.
    fn check_indent(&mut self, key: Span, value: Span) {
        if memchr::memchr2(b'\n', b'\r', value.of(self.source).as_bytes()).is_none() {
            return;
        }
        let before = self.source.get(self.place.start()..key.start()).unwrap_or_default();
        let indent = before.len().saturating_sub(
            memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |at| at.saturating_add(1)),
        );
        let wrong = lines(self.source, value.start(), value.end()).skip(1).find_map(|line| {
            let spaces = line.text.len().saturating_sub(line.text.trim_start_matches(' ').len());
            (spaces <= indent && !line.is_blank())
                .then(|| (line.start.saturating_add(spaces), line.text.get(spaces..)))
        });
        let Some((at, rest)) = wrong.filter(|_| self.warnings.len() < MOST_WARNINGS) else { return };
        let (code, message) = if rest.is_some_and(|rest| rest.starts_with('\t')) {
            (Code::TabIndent, "expected spaces, found a tab: YAML is indented with spaces")
        } else {
            (
                Code::YamlSyntax,
                "expected this line further to the right than the key of its value: read all the same",
            )
        };
        let warning = Diagnostic::new(self.source, code, Severity::Warning, Span::empty(at), message);
        self.warnings.push(warning);
    }

    /// A value as a key: text, or whatever it is as it is written.
    fn key(&mut self, key: Spanned<Value<'a>>) -> Spanned<Cow<'a, str>> {
        let written = key.span.of(self.source);
        let text = match key.value {
            Value::Str(text) => text,
            _ => Cow::Borrowed(written),
        };
        let trimmed = text.trim_end_matches(is_space);
        if trimmed.len() == text.len() {
            return Spanned { value: text, span: key.span };
        }
        let kept = trimmed.len();
        let at = key.span.start().saturating_add(written.trim_end_matches(is_space).len());
        let message = "expected `:` right after the key, found a no-break space before it, which YAML takes for a part of \
                       the key: read as a space";
        let gap = Span::new(at, key.span.end());
        // A few say it for all.
        if self.warnings.len() < 8 {
            self.warnings.push(
                Diagnostic::new(self.source, Code::NoBreakSpaceKey, Severity::Warning, gap, message)
                    .fix(gap, ""),
            );
        }
        let value = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(..kept).unwrap_or_default()),
            Cow::Owned(mut text) => {
                text.truncate(kept);
                Cow::Owned(text)
            }
        };
        Spanned { value, span: Span::new(key.span.start(), at) }
    }

    /// The value that begins with `event`.
    fn node(&mut self, event: Event<'i>, span: Span, depth: usize) -> Result<Spanned<Value<'a>>, Failure> {
        let inner = depth.saturating_add(1);
        if matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) && inner > self.depth {
            return Err(self.too_deep(span));
        }
        match event {
            Event::Alias(id) => self.alias(id, span),
            Event::Scalar(text, style, anchor, tag) => {
                let plainly =
                    style == ScalarStyle::Plain && !tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let text = self.own(text);
                let value = match text {
                    Cow::Borrowed(text) if plainly => plain(text),
                    // The parser gives `~` for a value that is not there.
                    Cow::Owned(_) if plainly && span.is_empty() => Value::Null,
                    text => Value::Str(text),
                };
                let node = Spanned { value, span };
                self.name(anchor, &node);
                Ok(node)
            }
            Event::SequenceStart(style, anchor, _) => {
                if anchor != 0 {
                    self.anchors.insert(anchor, None);
                }
                let mut items = Vec::new();
                let mut whole = Span::empty(span.start());
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        if style == StructureStyle::Flow {
                            whole = whole.join(span);
                        }
                        break;
                    }
                    let item = self.node(event, span, inner)?;
                    whole = whole.join(item.span);
                    items.push(item);
                }
                let node = Spanned { value: Value::Seq(items), span: whole };
                self.name(anchor, &node);
                Ok(node)
            }
            Event::MappingStart(style, anchor, _) => {
                let mut fields = Vec::new();
                let span = self.mapping(style, anchor, span, inner, &mut fields)?;
                let node = Spanned { value: Value::Map(Fields(fields)), span };
                self.name(anchor, &node);
                Ok(node)
            }
            _ => Err(self.fail(Code::YamlSyntax, span, "expected a value, found none")),
        }
    }

    /// Text of the parser as text of the source, where it is a part of it.
    fn own(&self, text: Cow<'i, str>) -> Cow<'a, str> {
        match text {
            Cow::Owned(text) => Cow::Owned(text),
            Cow::Borrowed(text) => {
                let offset = text.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr()); // wraps: a text of elsewhere is outside
                let start = self.place.start().saturating_add(offset);
                match self.source.get(start..start.saturating_add(text.len())) {
                    Some(original) if offset <= self.text.len() => Cow::Borrowed(original),
                    _ => Cow::Owned(text.to_owned()),
                }
            }
        }
    }

    /// Keeps what an anchor names.
    fn name(&mut self, anchor: usize, node: &Spanned<Value<'a>>) {
        if anchor != 0 {
            let size = size(&node.value);
            // What is too large to be stood for once is not kept: an alias to it is refused.
            let kept = (size <= self.budget).then(|| (node.clone(), size));
            self.budget = self.budget.saturating_sub(size);
            self.anchors.insert(anchor, kept);
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Spanned<Value<'a>>, Failure> {
        match self.anchors.get(&id) {
            Some(Some((node, size))) if *size <= self.budget => {
                self.budget = self.budget.saturating_sub(*size);
                Ok(Spanned { value: node.value.clone(), span })
            }
            _ => Err(self.fail(
                Code::AliasBudget,
                span,
                "expected an alias that stands for a value of bounded size, found one that holds itself or stands for too much",
            )),
        }
    }
}

/// How many values a value is made of.
fn size(value: &Value<'_>) -> usize {
    let inside = match value {
        Value::Seq(items) => items.iter().map(|item| size(&item.value)).fold(0, usize::saturating_add),
        Value::Map(fields) => {
            fields.iter().map(|field| size(&field.value.value)).fold(0, usize::saturating_add)
        }
        _ => 0,
    };
    inside.saturating_add(1)
}
