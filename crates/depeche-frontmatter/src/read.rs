//! A header read from a stream, without the body.

use crate::frontmatter::{FrontMatter, split_with};
use crate::options::Options;
use depeche_text::typography::is_space;
use std::io::{self, BufRead, Read};

/// The beginning of a stream: see [`read_header`].
///
/// ```
/// let header = depeche_frontmatter::read_header("---\ntitre: Crue\n---\nTexte.\n".as_bytes(), &Default::default())?;
/// assert_eq!(header.text(), "---\ntitre: Crue\n---\n");
/// assert_eq!(header.split().title().unwrap().value, "Crue");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Header {
    text: String,
    options: Options,
}

impl Header {
    /// What was read: the header, and, when the stream has none, the beginning of its body.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was read, taken apart. Its body is what was read of the body; the rest is in the stream.
    #[must_use]
    pub fn split(&self) -> FrontMatter<'_> {
        split_with(&self.text, &self.options)
    }
}

/// Reads the header of a stream and leaves the body in it.
///
/// Nothing is lost: what was read beyond the header, because there was none, is the body of [`Header::split`], and goes
/// before the rest of the stream. At most [`Limits::header`](crate::Limits::header) bytes and one line are read. Headers
/// without fences are read up to the first line that is blank, and the blank lines after it.
///
/// ```
/// use std::io::{BufRead, Read};
///
/// let mut stream = "---\ntitre: Crue\n---\nLe fleuve monte.\n".as_bytes();
/// let header = depeche_frontmatter::read_header(&mut stream, &Default::default())?;
/// assert_eq!(header.split().title().unwrap().value, "Crue");
/// let mut body = header.split().body_text().to_owned();
/// stream.read_to_string(&mut body)?;
/// assert_eq!(body, "Le fleuve monte.\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of the stream, and [`io::ErrorKind::InvalidData`] when what was read is not UTF-8.
pub fn read_header<R: BufRead>(mut stream: R, options: &Options) -> io::Result<Header> {
    let mut text = String::new();
    let mut stop = Stop::Start;
    let limit = options.limits.header;
    while text.len() <= limit && stop != Stop::Done {
        // After the blank line that ends a block, only more of them belong to the header.
        if stop == Stop::Blank && !matches!(stream.fill_buf()?.first(), Some(b'\n' | b'\r')) {
            break;
        }
        let room = u64::try_from(limit.saturating_add(4).saturating_sub(text.len())).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        if (&mut stream).take(room).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        complete(&mut stream, &mut bytes)?;
        let line = String::from_utf8(bytes).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
        text.push_str(&line);
        stop = stop.after(&line, options);
    }
    Ok(Header { text, options: options.clone() })
}

/// Reads the rest of a character that the limit cut in two.
fn complete<R: BufRead>(stream: &mut R, bytes: &mut Vec<u8>) -> io::Result<()> {
    for _ in 0..3 {
        match std::str::from_utf8(bytes) {
            Err(error) if error.error_len().is_none() => {
                // Goes on where the system interrupts, as a bare `read` does not.
                if stream.by_ref().take(1).read_to_end(bytes)? == 0 {
                    return Ok(());
                }
            }
            _ => return Ok(()),
        }
    }
    Ok(())
}

/// What ends the header that is being read.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Stop {
    /// Nothing but blank lines so far.
    Start,
    /// A line that is one of these.
    Line([String; 2]),
    /// The brace that closes the object: so many are open.
    Brace {
        open: usize,
        string: bool,
        escaped: bool,
    },
    /// A blank line.
    Block,
    /// It was read; more may follow.
    Blank,
    Done,
}

impl Stop {
    fn after(self, line: &str, options: &Options) -> Stop {
        let text = line.trim_end_matches(|c| is_space(c) || matches!(c, '\n' | '\r'));
        match self {
            Stop::Start => {
                let text = text.trim_start_matches('\u{FEFF}');
                let custom = options.delimiters.as_ref().filter(|d| d.open == text);
                if text.is_empty() {
                    Stop::Start
                } else if let Some(custom) = custom {
                    Stop::Line([custom.close.clone(), custom.close.clone()])
                } else if let Some(mark) =
                    ["---", "+++", ";;;"].into_iter().find(|mark| text.starts_with(mark))
                {
                    Stop::Line([mark.to_owned(), if mark == "---" { "..." } else { mark }.to_owned()])
                } else if text == "<!--" {
                    Stop::Line(["-->".to_owned(), "-->".to_owned()])
                } else if text.starts_with('{') {
                    Stop::Brace { open: 0, string: false, escaped: false }.after(line, options)
                } else if text.starts_with("****") {
                    Stop::Done
                } else {
                    Stop::Block
                }
            }
            Stop::Line(closing) if closing.iter().any(|close| close == text) => Stop::Done,
            Stop::Brace { mut open, mut string, mut escaped } => {
                for byte in line.bytes() {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' if string => escaped = true,
                        b'"' => string = !string,
                        b'{' if !string => open = open.saturating_add(1),
                        b'}' if !string => open = open.saturating_sub(1),
                        _ => {}
                    }
                }
                if open == 0 { Stop::Done } else { Stop::Brace { open, string, escaped } }
            }
            Stop::Block if text.is_empty() => Stop::Blank,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_header;
    use crate::options::Options;
    use std::io::Read;

    #[test]
    fn what_is_read_and_what_is_left_are_the_whole() {
        for source in [
            "---\na: 1\n---\nT\n",
            "\n\n{\"a\": \"}\",\n\"b\": 1}\nT\n\n",
            " date 2024-08 Titre.\n\n\nTexte.\n",
            "Prose é.\nEncore.\n\nFin.",
            "**** *date_2024\nTexte.\n",
            "---\nunclosed: 1\n\nTexte.\n",
            "",
        ] {
            let mut stream = source.as_bytes();
            let header = read_header(&mut stream, &Options::default()).unwrap();
            let mut rest = String::new();
            stream.read_to_string(&mut rest).unwrap();
            assert_eq!(format!("{}{rest}", header.text()), source);
            let (whole, part) = (crate::split(source), header.split());
            assert_eq!((whole.form(), whole.header()), (part.form(), part.header()), "{source:?}");
            assert_eq!(whole.body_text(), format!("{}{rest}", part.body_text()));
        }
    }

    #[test]
    fn a_header_that_never_ends_is_not_read_to_its_end() {
        let mut source = "---\n".to_owned();
        source.push_str(&"é".repeat(1_000_000));
        let mut stream = source.as_bytes();
        let header = read_header(&mut stream, &Options::default()).unwrap();
        assert!(header.text().len() < 66_000);
        assert_eq!(header.text().len() + stream.len(), source.len());
    }
}
