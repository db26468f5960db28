//! Lines and columns, for people.

/// A place in a file as an editor shows it: 1-based line and column, the column in characters.
///
/// ```
/// use depeche_text::Position;
///
/// let file = "titre: été\ndate: hier";
/// let at = file.find("hier").unwrap();
/// assert_eq!(Position::of(file, at), Position { line: 2, column: 7, byte: at });
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The line, from 1. `\n`, `\r\n` and a lone `\r` each end a line.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The byte offset in the file, from 0.
    pub byte: usize,
}

impl Position {
    /// The position of the byte `offset` in `text`, clipped to the text and moved left to a `char` boundary.
    ///
    /// Time linear in `offset`: made for messages, not for every token (that is [`OffsetMap`](crate::OffsetMap)).
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Position {
        let mut at = offset.min(text.len());
        while !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let before = text.get(..at).unwrap_or_default();
        let mut line = 1usize;
        let mut start = 0usize;
        let mut bytes = before.bytes().enumerate().peekable();
        while let Some((i, byte)) = bytes.next() {
            let next = bytes.peek().map(|&(_, b)| b).or_else(|| text.as_bytes().get(at).copied());
            if byte == b'\n' || (byte == b'\r' && next != Some(b'\n')) {
                line = line.saturating_add(1);
                start = i.saturating_add(1);
            }
        }
        let column = before.get(start..).unwrap_or_default().chars().count().saturating_add(1);
        Position { line, column, byte: at }
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\r\nb\rc\nd";
        let line = |needle: &str| Position::of(text, text.find(needle).unwrap()).line;
        assert_eq!([line("a"), line("b"), line("c"), line("d")], [1, 2, 3, 4]);
    }

    #[test]
    fn inside_a_character_moves_left() {
        assert_eq!(Position::of("é", 1), Position { line: 1, column: 1, byte: 0 });
        assert_eq!(Position::of("é", 99), Position { line: 1, column: 2, byte: 2 });
    }
}
