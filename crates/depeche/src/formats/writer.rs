//! The small JSON writer all JSON-shaped formats share: straight to a string, no tree in between.

/// Writes JSON text at the end of a string.
///
/// The caller opens and closes; commas are set here.
pub(crate) struct Json<'o> {
    out: &'o mut String,
    /// Whether the next item of the innermost open array or object needs a comma before it.
    comma: bool,
    layout: Layout,
}

/// How the JSON is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Layout {
    /// One line, without any space: a line of a JSON Lines file.
    #[default]
    Line,
    /// For people: one line for each field of the document, and for each sentence, token and mention.
    Readable,
}

impl<'o> Json<'o> {
    pub(crate) fn new(out: &'o mut String, layout: Layout) -> Json<'o> {
        Json { out, comma: false, layout }
    }

    fn separate(&mut self) {
        if self.comma {
            self.out.push(',');
        }
        self.comma = true;
    }

    /// A new line with this indent, where the layout has lines. To be called before the item it is for.
    pub(crate) fn line(&mut self, indent: usize) {
        if self.layout == Layout::Readable {
            if self.comma {
                self.out.push(',');
                self.comma = false;
            }
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.comma = false;
        }
    }

    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.comma = false;
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.comma = true;
    }

    /// Closes on a line of its own, unless nothing was written since the opening.
    pub(crate) fn close_line(&mut self, bracket: char, indent: usize) {
        if self.layout == Layout::Readable && self.comma {
            self.comma = false;
            self.line(indent);
        }
        self.close(bracket);
    }

    /// The key of the next value; `key` needs no escape.
    pub(crate) fn key(&mut self, key: &str) {
        self.out.push_str(if self.comma { ",\"" } else { "\"" });
        self.out.push_str(key);
        self.out.push_str(if self.layout == Layout::Readable { "\": " } else { "\":" });
        self.comma = false;
    }

    /// The key of the next value, whatever is in it.
    pub(crate) fn any_key(&mut self, key: &str) {
        self.string(key);
        self.out.push_str(if self.layout == Layout::Readable { ": " } else { ":" });
        self.comma = false;
    }

    pub(crate) fn number(&mut self, number: usize) {
        self.separate();
        push_number(self.out, number);
    }

    /// A number from 0 to 1, to three figures.
    pub(crate) fn share(&mut self, share: f32) {
        self.separate();
        push_share(self.out, share);
    }

    /// JSON text that is written already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.separate();
        self.out.push_str(json);
    }

    pub(crate) fn null(&mut self) {
        self.raw("null");
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.separate();
        push_string(self.out, text);
    }

    pub(crate) fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.null(),
        }
    }

    pub(crate) fn field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    pub(crate) fn number_field(&mut self, key: &str, number: usize) {
        self.key(key);
        self.number(number);
    }
}

/// Figures without the machinery of `fmt`: a document has thousands of them.
pub(crate) fn push_number(out: &mut String, mut number: usize) {
    let mut figures = [0u8; 20];
    let mut first = figures.len();
    for (at, figure) in figures.iter_mut().enumerate().rev() {
        *figure = b'0'.wrapping_add(u8::try_from(number % 10).unwrap_or_default());
        number /= 10;
        first = at;
        if number == 0 {
            break;
        }
    }
    let figures = figures.get(first..).unwrap_or_default();
    out.push_str(std::str::from_utf8(figures).unwrap_or_default());
}

/// A number from 0 to 1 in one to three decimals.
pub(crate) fn push_share(out: &mut String, share: f32) {
    // Exact in f64, so that halves are told from what is nearly one.
    let thousandths = (f64::from(share.clamp(0.0, 1.0)) * 1000.0).round_ties_even();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1000")]
    let thousandths = thousandths as usize;
    let figures = [thousandths / 1000, thousandths / 100 % 10, thousandths / 10 % 10, thousandths % 10];
    let [whole, first, rest @ ..] = figures;
    push_number(out, whole);
    out.push('.');
    push_number(out, first);
    let kept = rest.iter().rposition(|&figure| figure != 0).map_or(0, |last| last.saturating_add(1));
    rest.iter().take(kept).for_each(|&figure| push_number(out, figure));
}

/// A JSON string with its quotes.
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = first_escaped(rest.as_bytes()) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = after.chars();
        match chars.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => {
                out.push_str("\\u00");
                for shift in [4u32, 0] {
                    let nibble = (u32::from(control) >> shift) & 15;
                    out.push(char::from_digit(nibble, 16).unwrap_or('0'));
                }
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Where the first byte stands that JSON wants escaped. Eight bytes at a time: nearly every string has none.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Sets the high bit of the first byte that is zero; whether there is one is all that is asked.
    let zero = |block: u64| block.wrapping_sub(ONES) & !block; // wraps: the sign is what is asked for
    let mut clean = 0usize;
    for block in bytes.as_chunks::<8>().0 {
        let block = u64::from_le_bytes(*block);
        // Below 0x20 the upper three bits are zero.
        let found = zero(block & (ONES * 0xE0)) | zero(block ^ (ONES * 0x22)) | zero(block ^ (ONES * 0x5C));
        if found & (ONES * 0x80) != 0 {
            break;
        }
        clean = clean.saturating_add(8);
    }
    let escaped = |b: &u8| *b < 0x20 || matches!(*b, b'"' | b'\\');
    Some(bytes.get(clean..)?.iter().position(escaped)?.saturating_add(clean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_read_back(text in any::<String>()) {
            let mut out = String::new();
            push_string(&mut out, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }

        #[test]
        fn numbers_read_back(number in any::<usize>()) {
            let mut out = String::new();
            push_number(&mut out, number);
            prop_assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn both_layouts_are_the_same_json() {
        let written = |layout| {
            let mut out = String::new();
            let mut json = Json::new(&mut out, layout);
            json.open('{');
            json.line(2);
            json.field("a", "é\u{1}");
            json.line(2);
            json.key("list");
            json.open('[');
            for n in [1, 20] {
                json.line(4);
                json.number(n);
            }
            json.close_line(']', 2);
            json.line(2);
            json.key("none");
            json.open('[');
            json.close_line(']', 2);
            json.close_line('}', 0);
            out
        };
        assert_eq!(written(Layout::Line), "{\"a\":\"é\\u0001\",\"list\":[1,20],\"none\":[]}");
        let readable = "{\n  \"a\": \"é\\u0001\",\n  \"list\": [\n    1,\n    20\n  ],\n  \"none\": []\n}";
        assert_eq!(written(Layout::Readable), readable);
    }

    #[test]
    fn shares_are_rounded_as_fmt_rounds_them() {
        for n in 0..=u16::MAX {
            let share = f32::from(n) / f32::from(u16::MAX);
            let mut out = String::new();
            push_share(&mut out, share);
            assert_eq!(out.trim_end_matches('0'), format!("{share:.3}").trim_end_matches('0'), "{share}");
        }
    }

    #[test]
    fn shares_are_short() {
        for (share, text) in [(0.0, "0.0"), (1.0, "1.0"), (0.5, "0.5"), (0.123_45, "0.123"), (-1.0, "0.0")] {
            let mut out = String::new();
            push_share(&mut out, share);
            assert_eq!(out, text);
        }
    }
}
