//! Lines and blanks of a source, by byte offset.

use memchr::memchr2;

/// A space, a tab, a no-break space, a byte order mark: what a line that looks empty may hold.
pub(crate) fn is_blank(c: char) -> bool {
    depeche_text::typography::is_space(c) || matches!(c, '\n' | '\r' | '\u{FEFF}')
}

/// One line of a source; LF, CR LF and a lone CR each end a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The line without its end.
    pub text: &'a str,
    /// Where it begins in the source.
    pub start: usize,
    /// Where the next one begins: the length of the source after the last.
    pub next: usize,
}

impl<'a> Line<'a> {
    /// The line that begins at `start`.
    pub(crate) fn at(source: &'a str, start: usize) -> Line<'a> {
        let rest = source.get(start..).unwrap_or_default();
        let bytes = rest.as_bytes();
        let (len, end) = match memchr2(b'\n', b'\r', bytes) {
            None => (rest.len(), 0),
            Some(len) if bytes.get(len) == Some(&b'\r') && bytes.get(len.wrapping_add(1)) == Some(&b'\n') => {
                (len, 2)
            }
            Some(len) => (len, 1),
        };
        let text = rest.get(..len).unwrap_or_default();
        Line { text, start, next: start.saturating_add(len).saturating_add(end) }
    }

    /// Where the text of the line ends.
    pub(crate) fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// The line without white space around it, and where that begins.
    pub(crate) fn trimmed(&self) -> (usize, &'a str) {
        let left = self.text.trim_start_matches(is_blank);
        let start = self.end().saturating_sub(left.len());
        (start, left.trim_end_matches(is_blank))
    }
}

/// The lines of a source from `start` to `end`.
pub(crate) fn lines(source: &str, start: usize, end: usize) -> impl Iterator<Item = Line<'_>> {
    let source = source.get(..end).unwrap_or(source);
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= source.len() {
            return None;
        }
        let line = Line::at(source, at);
        at = line.next;
        Some(line)
    })
}

/// The offset of the first line at or after `at` that is not blank.
pub(crate) fn skip_blank_lines(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let (mut line, mut n) = (at, at);
    while let Some(byte) = bytes.get(n) {
        let len = match byte {
            b'\n' | b'\r' => {
                line = n.saturating_add(1);
                1
            }
            b' ' | b'\t' => 1,
            0x80.. => match source.get(n..).and_then(|rest| rest.chars().next()).filter(|c| is_blank(*c)) {
                Some(blank) => blank.len_utf8(),
                None => return line,
            },
            _ => return line,
        };
        n = n.saturating_add(len);
    }
    source.len()
}

/// The beginning of `source` up to `limit` bytes after `start`: what a header can be in.
pub(crate) fn window(source: &str, start: usize, limit: usize) -> &str {
    let mut end = start.saturating_add(limit).min(source.len());
    while !source.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    source.get(..end).unwrap_or(source)
}

/// Where the text of a document that begins at `from` begins: after a byte order mark.
pub(crate) fn after_bom(source: &str, from: usize) -> usize {
    let bom = source.get(from..).is_some_and(|rest| rest.starts_with('\u{FEFF}'));
    from.saturating_add(if bom { '\u{FEFF}'.len_utf8() } else { 0 })
}
