//! A document on a terminal: the header, then each sentence with its entities in colour or in brackets.

use depeche::text::EntityType;
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

/// Writes the document for people.
pub fn write(document: &Document<'_>, name: &str, color: bool, out: &mut String) {
    let mut paint = Paint { out, color };
    paint.with(BOLD, name);
    paint.out.push('\n');
    write_header(document, &mut paint);
    let width = document.sentences().len().to_string().len();
    for paragraph in document.paragraphs() {
        paint.out.push('\n');
        for sentence in paragraph.sentences() {
            let number = format!("{:>width$}  ", sentence.index() + 1);
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
            paint.out.push('\n');
        }
    }
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

fn write_header(document: &Document<'_>, paint: &mut Paint<'_>) {
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
    for (key, value) in lines {
        paint.with(DIM, &format!("{key:>width$}  "));
        push_plain(&value, paint.out);
        paint.out.push('\n');
    }
}
