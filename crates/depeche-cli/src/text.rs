//! A document on a terminal: the header, then each sentence with its entities in colour or in brackets.

use depeche::text::EntityType;
use depeche::text::typography::is_mark;
use depeche::{Document, MentionRef, RegionKind};
use std::fmt::Write as _;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// Writes escape sequences only where colours are wanted.
struct Paint<'o> {
    out: &'o mut String,
    color: bool,
}

impl Paint<'_> {
    fn with(&mut self, style: &str, text: &str) {
        if self.color {
            self.out.push_str(style);
        }
        push_plain(text, self.out);
        if self.color {
            self.out.push_str(RESET);
        }
    }
}

/// Text without the characters that move a terminal's cursor or change its state: a document must not write to it.
fn push_plain(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }));
}

fn style(kind: EntityType) -> &'static str {
    match kind.main().as_str() {
        "PER" => "\x1b[1;31m",
        "LOC" => "\x1b[1;32m",
        "ORG" => "\x1b[1;34m",
        "EVENT" => "\x1b[1;33m",
        "DEMONYM" => "\x1b[1;35m",
        _ => "\x1b[1;36m",
    }
}

/// How a document is shown.
#[derive(Clone, Copy, Default)]
pub struct Look {
    pub color: bool,
    /// How many columns a line may have; it goes on below its text then. `None`: as many as it takes.
    pub width: Option<usize>,
}

/// Writes the document for people.
pub fn write(document: &Document<'_>, name: &str, look: Look, out: &mut String) {
    let mut line = String::new();
    let mut paint = Paint { out: &mut line, color: look.color };
    paint.with(BOLD, name);
    end_line(paint.out, 2, look, out);
    write_header(document, look, out);
    let digits = document.sentences().len().to_string().len();
    for paragraph in document.paragraphs() {
        out.push('\n');
        for sentence in paragraph.sentences() {
            let mut paint = Paint { out: &mut line, color: look.color };
            let number = format!("{:>digits$}  ", sentence.index() + 1);
            paint.with(DIM, &number);
            let headline = sentence.region() == RegionKind::Headline;
            let mut reached = sentence.span().start();
            for mention in sentence.mentions() {
                let before = document.source().get(reached..mention.span().start()).unwrap_or_default();
                plain(before, headline, &mut paint);
                write_mention(mention, &mut paint);
                reached = mention.span().end();
            }
            plain(
                document.source().get(reached..sentence.span().end()).unwrap_or_default(),
                headline,
                &mut paint,
            );
            end_line(paint.out, digits + 2, look, out);
        }
    }
}

/// Moves a line to the output, broken at spaces where it is too long; its other parts begin `indent` columns to the right.
/// A no-break space is what it says.
fn end_line(line: &mut String, indent: usize, look: Look, out: &mut String) {
    match look.width {
        // Where next to nothing would stand beside the indent, the terminal breaks as it likes.
        Some(width) if width >= indent + 20 => {
            let mut column = 0;
            for (at, word) in line.split(' ').enumerate() {
                let wide = columns(word);
                if column > indent && wide > 0 && column + 1 + wide > width {
                    out.push('\n');
                    out.extend(std::iter::repeat_n(' ', indent));
                    column = indent;
                } else if at > 0 {
                    out.push(' ');
                    column += 1;
                }
                out.push_str(word);
                column += wide;
            }
        }
        _ => out.push_str(line),
    }
    out.push('\n');
    line.clear();
}

/// How many columns a text takes: escape sequences and marks above letters take none.
fn columns(text: &str) -> usize {
    let mut escape = false;
    let seen = text.chars().filter(|&c| {
        let hidden = escape || c == '\x1b' || is_mark(c);
        escape = (escape || c == '\x1b') && c != 'm';
        !hidden
    });
    seen.count()
}

fn plain(text: &str, headline: bool, paint: &mut Paint<'_>) {
    if text.is_empty() {
    } else if headline {
        paint.with(BOLD, text);
    } else {
        push_plain(text, paint.out);
    }
}

/// The longest id, in bytes, that stands beside its name where colours say the rest.
const SHORT_ID: usize = 16;

fn write_mention(mention: MentionRef<'_>, paint: &mut Paint<'_>) {
    let kind = mention.kind().main();
    if paint.color {
        // A long id would drown the text, as on a page.
        let label = mention.id().filter(|id| id.len() <= SHORT_ID).unwrap_or(kind.as_str());
        paint.with(style(kind), mention.text());
        paint.with(DIM, &format!(" {label}"));
    } else {
        paint.out.push('[');
        push_plain(mention.text(), paint.out);
        let _ = write!(paint.out, "|{kind}");
        if let Some(id) = mention.id() {
            paint.out.push(':');
            push_plain(id, paint.out);
        }
        paint.out.push(']');
    }
}

fn write_header(document: &Document<'_>, look: Look, out: &mut String) {
    let front = document.header();
    let mut lines: Vec<(String, String)> = Vec::new();
    if let Some(date) = front.date() {
        lines.push(("date".to_owned(), date.value.to_string()));
    }
    if document.headline().is_none()
        && let Some(title) = front.title()
    {
        lines.push(("title".to_owned(), title.value.into_owned()));
    }
    for field in front.metadata().fields() {
        if !matches!(field.canonical(), Some("date" | "title")) {
            lines.push((field.key.value.to_string(), depeche::formats::value_text(&field.value.value)));
        }
    }
    let width = lines.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
    let mut line = String::new();
    for (key, value) in lines {
        let mut paint = Paint { out: &mut line, color: look.color };
        paint.with(DIM, &format!("{key:>width$}  "));
        push_plain(&value, paint.out);
        end_line(paint.out, width + 2, look, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(line: &str, indent: usize, width: usize) -> String {
        let mut out = String::new();
        end_line(&mut line.to_owned(), indent, Look { color: true, width: Some(width) }, &mut out);
        out
    }

    #[test]
    fn a_line_breaks_at_words_and_goes_on_below_its_text() {
        let text = "1  Le fleuve monte encore à Nantes, où l'on attend la crue.";
        let shown = broken(text, 3, 24);
        assert_eq!(shown, "1  Le fleuve monte\n   encore à Nantes, où\n   l'on attend la crue.\n");
        assert!(shown.lines().all(|line| line.chars().count() <= 24));
        assert_eq!(shown.replace("\n  ", "").trim_end(), text);
    }

    #[test]
    fn what_is_not_seen_takes_no_column_and_a_long_word_is_left_whole() {
        let red = "1  \x1b[1;31mEmmanuel Macron\x1b[0m arrive";
        assert_eq!(broken(red, 3, 26), format!("{red}\n"));
        assert_eq!(columns("e\u{301}te\u{301}"), 3);
        let long = format!("1  {} fin", "x".repeat(60));
        assert_eq!(broken(&long, 3, 24), format!("1  {}\n   fin\n", "x".repeat(60)));
        assert_eq!(broken("1  a b", 3, 10), "1  a b\n");
        assert_eq!(
            broken("1  100\u{A0}000\u{A0}000 d'euros pour la crue", 3, 23),
            "1  100\u{A0}000\u{A0}000 d'euros\n   pour la crue\n"
        );
    }
}
