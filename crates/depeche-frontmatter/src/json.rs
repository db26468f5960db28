//! A JSON reader that keeps the place of every value.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::Sink;
use crate::value::{Field, Fields, Spanned, Value};
use depeche_text::Span;
use std::borrow::Cow;

/// Reads the fields of a JSON header.
pub(crate) fn read(matter: Span, sink: &mut Sink<'_, '_>) {
    let mut reader = Reader {
        source: sink.source,
        at: matter.start(),
        end: matter.end(),
        depth: sink.options.limits.depth,
    };
    if let Err(error) = reader.document(&mut sink.fields) {
        sink.diagnostics.push(*error);
    }
}

type Failure = Box<Diagnostic>;

struct Reader<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self, fields: &mut Vec<Field<'a>>) -> Result<(), Failure> {
        self.space();
        if self.peek().is_none() {
            return Ok(());
        }
        self.object(1, fields)?;
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => self.expected("the end of the header"),
        }
    }

    fn peek(&self) -> Option<u8> {
        if self.at < self.end { self.source.as_bytes().get(self.at).copied() } else { None }
    }

    fn bump(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.bump();
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.bump();
        }
        there
    }

    fn expected<T>(&self, what: &str) -> Result<T, Failure> {
        let mut at = self.at;
        while !self.source.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let found = match self.source.get(at..self.end).and_then(|rest| rest.chars().next()) {
            Some(c) => format!("{c:?}"),
            None => "the end of the header".to_owned(),
        };
        let message = format!("expected {what}, found {found}");
        Err(Box::new(Diagnostic::new(
            self.source,
            Code::JsonSyntax,
            Severity::Error,
            Span::empty(at),
            message,
        )))
    }

    fn deeper(&self, depth: usize) -> Result<usize, Failure> {
        if depth > self.depth {
            let message = format!("expected at most {} levels, found more", self.depth);
            let at = Span::empty(self.at);
            return Err(Box::new(Diagnostic::new(self.source, Code::TooDeep, Severity::Error, at, message)));
        }
        Ok(depth.saturating_add(1))
    }

    fn object(&mut self, depth: usize, fields: &mut Vec<Field<'a>>) -> Result<(), Failure> {
        let inner = self.deeper(depth)?;
        if !self.eat(b'{') {
            return self.expected("`{`");
        }
        self.space();
        if self.eat(b'}') {
            return Ok(());
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return self.expected("a key in double quotes");
            }
            let start = self.at;
            let key = self.string()?;
            let key = Spanned { value: key, span: Span::new(start, self.at) };
            self.space();
            if !self.eat(b':') {
                return self.expected("`:` after the key");
            }
            let value = self.value(inner)?;
            fields.push(Field { key, value });
            self.space();
            if self.eat(b'}') {
                return Ok(());
            }
            if !self.eat(b',') {
                return self.expected("`,` or `}`");
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Spanned<Value<'a>>, Failure> {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::Str(self.string()?),
            Some(b'{') => {
                let mut fields = Vec::new();
                self.object(depth, &mut fields)?;
                Value::Map(Fields(fields))
            }
            Some(b'[') => Value::Seq(self.array(depth)?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return self.expected("a value"),
        };
        Ok(Spanned { value, span: Span::new(start, self.at) })
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Spanned<Value<'a>>>, Failure> {
        let inner = self.deeper(depth)?;
        self.bump();
        let mut items = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value(inner)?);
            self.space();
            if self.eat(b']') {
                return Ok(items);
            }
            if !self.eat(b',') {
                return self.expected("`,` or `]`");
            }
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Failure> {
        let end = self.at.saturating_add(word.len());
        if self.source.get(self.at..end.min(self.end)) != Some(word) {
            return self.expected("a value");
        }
        self.at = end;
        Ok(value)
    }

    fn number(&mut self) -> Result<Value<'a>, Failure> {
        let start = self.at;
        self.eat(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits()?;
        if leading_zero && whole > 1 {
            self.at = start;
            return self.expected("a number without zeros before it");
        }
        let mut float = false;
        if self.eat(b'.') {
            float = true;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            float = true;
            self.bump();
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.digits()?;
        }
        let text = self.source.get(start..self.at).unwrap_or_default();
        let of_float = || text.parse().map_or(Value::Str(Cow::Borrowed(text)), Value::Float);
        Ok(if float { of_float() } else { text.parse().map_or_else(|_| of_float(), Value::Int) })
    }

    fn digits(&mut self) -> Result<usize, Failure> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.bump();
        }
        match self.at.saturating_sub(start) {
            0 => self.expected("a figure"),
            n => Ok(n),
        }
    }

    /// A string, its opening quote being next.
    fn string(&mut self) -> Result<Cow<'a, str>, Failure> {
        self.bump();
        let start = self.at;
        let mut decoded = String::new();
        let mut copied = start;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let rest = self.source.get(copied..self.at).unwrap_or_default();
                    self.bump();
                    if copied == start {
                        return Ok(Cow::Borrowed(rest));
                    }
                    decoded.push_str(rest);
                    return Ok(Cow::Owned(decoded));
                }
                Some(b'\\') => {
                    decoded.push_str(self.source.get(copied..self.at).unwrap_or_default());
                    self.bump();
                    decoded.push(self.escape()?);
                    copied = self.at;
                }
                Some(0x20..) => self.bump(),
                _ => return self.expected("a closing quote on the same line"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Failure> {
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.bump();
                return self.unicode();
            }
            _ => return self.expected("an escape such as \\n or \\u00e9"),
        };
        self.bump();
        Ok(c)
    }

    fn unicode(&mut self) -> Result<char, Failure> {
        let first = self.hex()?;
        let code = match first {
            0xD800..=0xDBFF => {
                if !(self.eat(b'\\') && self.eat(b'u')) {
                    return self.expected("the second half of a character");
                }
                match self.hex()? {
                    second @ 0xDC00..=0xDFFF => {
                        let high = first.wrapping_sub(0xD800).wrapping_shl(10);
                        high.wrapping_add(second.wrapping_sub(0xDC00)).wrapping_add(0x1_0000)
                    }
                    _ => return self.expected("the second half of a character"),
                }
            }
            code => code,
        };
        match char::from_u32(code) {
            Some(c) => Ok(c),
            None => self.expected("a character"),
        }
    }

    fn hex(&mut self) -> Result<u32, Failure> {
        let end = self.at.saturating_add(4);
        let digits =
            self.source.get(self.at..end.min(self.end)).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.filter(|d| d.len() == 4).and_then(|d| u32::from_str_radix(d, 16).ok()) {
            Some(code) => {
                self.at = end;
                Ok(code)
            }
            None => self.expected("four hexadecimal figures"),
        }
    }
}
