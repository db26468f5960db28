//! Just enough JSON to read one value of a line: no numbers beyond `f64`, no depth beyond 32.

/// A JSON value.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// Keys in the order of the text.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// What kind of value it is, in words.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Map(_) => "an object",
        }
    }
}

/// What was expected, and at which byte.
pub(crate) struct Fault {
    pub at: usize,
    pub expected: &'static str,
}

const DEPTH: u32 = 32;

/// Reads a text that is one value and nothing else.
pub(crate) fn parse(text: &str) -> Result<Json, Fault> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.skip();
    if reader.at < text.len() { Err(reader.fault("nothing after the value")) } else { Ok(value) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self) {
        let rest = self.rest();
        let blank = rest.len().saturating_sub(rest.trim_start_matches([' ', '\t', '\n', '\r']).len());
        self.at = self.at.saturating_add(blank);
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at = self.at.saturating_add(word.len());
        }
        found
    }

    fn value(&mut self, depth: u32) -> Result<Json, Fault> {
        self.skip();
        if depth > DEPTH {
            return Err(self.fault("a value nested at most 32 deep"));
        }
        match self.rest().bytes().next() {
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.map(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ if self.take("null") => Ok(Json::Null),
            _ => Err(self.fault("a JSON value")),
        }
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let rest = self.rest();
        let end =
            rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(rest.len());
        let written = rest.get(..end).unwrap_or_default();
        let number = written.parse().map_err(|_| self.fault("a number"))?;
        self.at = self.at.saturating_add(end);
        Ok(Json::Number(number))
    }

    fn list(&mut self, depth: u32) -> Result<Json, Fault> {
        self.take("[");
        let mut items = Vec::new();
        self.skip();
        if self.take("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth.saturating_add(1))?);
            self.skip();
            if self.take("]") {
                return Ok(Json::List(items));
            }
            if !self.take(",") {
                return Err(self.fault("a comma or the end of the list"));
            }
        }
    }

    fn map(&mut self, depth: u32) -> Result<Json, Fault> {
        self.take("{");
        let mut pairs = Vec::new();
        self.skip();
        if self.take("}") {
            return Ok(Json::Map(pairs));
        }
        loop {
            self.skip();
            if !self.rest().starts_with('"') {
                return Err(self.fault("a key in quotation marks"));
            }
            let key = self.string()?;
            self.skip();
            if !self.take(":") {
                return Err(self.fault("a colon"));
            }
            pairs.push((key, self.value(depth.saturating_add(1))?));
            self.skip();
            if self.take("}") {
                return Ok(Json::Map(pairs));
            }
            if !self.take(",") {
                return Err(self.fault("a comma or the end of the object"));
            }
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.take("\"");
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let stop = rest
                .find(|c: char| matches!(c, '"' | '\\') || c < ' ')
                .ok_or_else(|| self.fault("the end of the string"))?;
            out.push_str(rest.get(..stop).unwrap_or_default());
            self.at = self.at.saturating_add(stop);
            if self.take("\"") {
                return Ok(out);
            }
            if !self.take("\\") {
                return Err(self.fault("no control character in a string"));
            }
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let c = self.rest().chars().next().ok_or_else(|| self.fault("the end of the string"))?;
        let plain = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{C}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                self.take("u");
                let high = self.unit()?;
                let code = match high {
                    0xD800..=0xDBFF if self.take("\\u") => {
                        let low = self.unit()?;
                        if !(0xDC00..=0xDFFF).contains(&low) {
                            return Err(self.fault("the second half of a surrogate pair"));
                        }
                        ((high & 0x3FF) << 10 | (low & 0x3FF)).saturating_add(0x10000)
                    }
                    _ => high,
                };
                return char::from_u32(code).ok_or_else(|| self.fault("a character"));
            }
            _ => return Err(self.fault("an escape that JSON knows")),
        };
        self.at = self.at.saturating_add(c.len_utf8());
        Ok(plain)
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let figures = self.rest().get(..4).filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = figures.and_then(|four| u32::from_str_radix(four, 16).ok());
        self.at = self.at.saturating_add(if unit.is_some() { 4 } else { 0 });
        unit.ok_or_else(|| self.fault("four hexadecimal figures"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, parse};

    #[test]
    fn values() {
        let text = r#" {"a": [1, -2.5e1, true, null], "é": "l\u2019\ud83d\ude00\n\"", "b": {}} "#;
        let Ok(Json::Map(pairs)) = parse(text) else { panic!("not read") };
        assert_eq!(
            pairs[0].1,
            Json::List(vec![Json::Number(1.0), Json::Number(-25.0), Json::Bool(true), Json::Null])
        );
        assert_eq!(pairs[1], ("é".to_owned(), Json::Text("l’😀\n\"".to_owned())));
        assert_eq!(pairs[2].1, Json::Map(Vec::new()));
    }

    #[test]
    fn faults_have_a_place() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            ("{\"a\" 1}", 5),
            ("[1 2]", 3),
            ("\"a", 1),
            ("\"\\x\"", 2),
            ("\"\\ud800\"", 7),
            ("1 2", 2),
            ("\"\u{1}\"", 1),
            ("nul", 0),
            ("-", 0),
            ("{a:1}", 1),
        ] {
            assert_eq!(parse(text).map_err(|fault| fault.at).err(), Some(at), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
