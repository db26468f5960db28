//! The commands that show one thing of each document.

use crate::args::{self, Archive, Between, HeaderTo};
use crate::engine::{Frame, Item, Plan, run_annotated, run_text};
use crate::failure::Stop;
use crate::output;
use crate::{pipeline, text};
use depeche::formats::{html, json};
use depeche::text::{OffsetMap, Position, Span};
use depeche::{Document, frontmatter};
use std::fmt::Write as _;

fn to_stdout<'p>(input: &'p args::Input, run: &'p args::Run, frames: [Frame; 2]) -> Plan<'p> {
    let [single, many] = frames;
    Plan {
        single,
        many,
        folder: None,
        file: None,
        with_text: false,
        table: false,
        archives: false,
        input,
        run,
    }
}

/// `depeche header`
pub fn header(args: &args::Header) -> Result<u8, Stop> {
    let frames = match args.to {
        HeaderTo::Text | HeaderTo::Jsonl => [Frame::default(); 2],
        HeaderTo::Json => [
            Frame { after: "\n", ..Frame::default() },
            Frame { before: "[\n", between: ",\n", after: "\n]\n" },
        ],
    };
    let plan = Plan { archives: !args.archive.is_empty(), ..to_stdout(&args.input, &args.run, frames) };
    let options = header_options(args);
    run_text(
        plan,
        || (),
        |(), text, item, out| {
            let front = frontmatter::split_with(text, &options);
            match args.to {
                HeaderTo::Text => write_header(&front, item, out),
                HeaderTo::Json => json::write_header(&front, json::Layout::Readable, item.fields, out),
                HeaderTo::Jsonl => {
                    json::write_header(&front, json::Layout::Line, item.fields, out);
                    out.push('\n');
                }
            }
            Ok(())
        },
    )
}

fn header_options(args: &args::Header) -> frontmatter::Options {
    let form = match args.between {
        Between::Yaml => frontmatter::Form::Yaml,
        Between::Toml => frontmatter::Form::Toml,
        Between::Json => frontmatter::Form::Json,
    };
    let delimiters = match args.delimiters.as_deref() {
        Some([open, close]) => {
            Some(frontmatter::Delimiters { open: open.clone(), close: close.clone(), form })
        }
        _ => None,
    };
    let archive = |archive: &Archive| match archive {
        Archive::Nexis => frontmatter::Profile::Nexis,
        Archive::Factiva => frontmatter::Profile::Factiva,
    };
    let mut profiles: Vec<_> = args.archive.iter().map(archive).collect();
    if args.input.from == Some(args::From::Archive) {
        profiles.extend(frontmatter::Profile::ARCHIVES);
    }
    frontmatter::Options {
        delimiters,
        profiles,
        keys: args.key.clone(),
        excerpt_separator: args.excerpt.clone(),
        ..frontmatter::Options::default()
    }
}

fn write_header(front: &frontmatter::FrontMatter<'_>, item: &Item<'_>, out: &mut String) {
    let body = front.body().start();
    let line = Position::of(front.source(), body).line;
    let _ = writeln!(out, "{}: {}, body from byte {body} (line {line})", item.name, front.form());
    let mut row = |key: &str, value: &str| {
        let value = value.replace(['\n', '\r', '\t'], " ");
        let _ = writeln!(out, "  {key}: {value}");
    };
    if let Some(date) = front.date() {
        row("(date)", &date.value.to_string());
    }
    if let Some(title) = front.title() {
        row("(title)", &title.value);
    }
    for field in front.metadata().fields() {
        row(&field.key.value, &depeche::formats::value_text(&field.value.value));
    }
    for seen in front.all_diagnostics() {
        for line in seen.render(front.source()).lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
}

/// `depeche sentences`
pub fn sentences(args: &args::Lines) -> Result<u8, Stop> {
    lines(args, |document, places, out| {
        for sentence in document.sentences() {
            places.write(sentence.span(), out);
            push_line(sentence.text(), out);
            out.push('\n');
        }
    })
}

/// `depeche tokens`
pub fn tokens(args: &args::Lines) -> Result<u8, Stop> {
    lines(args, |document, places, out| {
        for sentence in document.sentences() {
            for token in sentence.tokens() {
                places.write(token.span(), out);
                push_line(token.text(), out);
                out.push('\t');
                out.push_str(token.kind().as_str());
                if let Some([first, second]) = token.token().words() {
                    let _ = write!(out, "\t{first} {second}");
                }
                out.push('\n');
            }
            out.push('\n');
        }
    })
}

fn lines(
    args: &args::Lines,
    write: impl Fn(&Document<'_>, &Places<'_>, &mut String) + Sync,
) -> Result<u8, Stop> {
    // Neither sentences nor tokens depend on entities.
    let entities = args::EntityProfile::None;
    let model = args::Model { entities, dates: false, amounts: false, ..args.model.of(&args.input) };
    let pipeline = pipeline(&model)?;
    let plan = to_stdout(&args.input, &args.run, [Frame::default(); 2]);
    run_annotated(plan, &pipeline, |document, _, made| {
        let needs_map = matches!(args.offsets, Some(args::Unit::Char | args::Unit::Utf16));
        let places = Places { unit: args.offsets, map: needs_map.then(|| document.offsets()) };
        write(document, &places, &mut made.text);
    })
}

/// The place at the beginning of a line, where one is wanted.
struct Places<'a> {
    unit: Option<args::Unit>,
    map: Option<OffsetMap<'a>>,
}

impl Places<'_> {
    fn write(&self, span: Span, out: &mut String) {
        let Some(unit) = self.unit else { return };
        let place = match (&self.map, unit) {
            (Some(map), args::Unit::Char) => map.chars(span),
            (Some(map), args::Unit::Utf16) => map.utf16(span),
            _ => span.range(),
        };
        let _ = write!(out, "{}\t{}\t", place.start, place.end);
    }
}

/// Text on one line, without a character that a terminal or a table would take for its own.
fn push_line(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// `depeche entities`
pub fn entities(args: &args::Entities) -> Result<u8, Stop> {
    let pipeline = pipeline(&args.model.of(&args.input))?;
    let before = match args.mentions {
        false => "document\ttype\tid\tmentions\tname\tforms\n",
        true => "document\tline\tcolumn\tstart\tend\ttype\tid\tconfidence\tmention\tsentence\n",
    };
    let frames = [Frame { before, ..Frame::default() }; 2];
    let write = if args.mentions { write_mentions } else { write_entities };
    run_annotated(to_stdout(&args.input, &args.run, frames), &pipeline, |document, item, made| {
        write(document, item.name, &mut made.text);
    })
}

fn write_entities(document: &Document<'_>, name: &str, out: &mut String) {
    for entity in document.entities() {
        push_line(name, out);
        let kind = entity.kind().map(|kind| kind.to_string()).unwrap_or_default();
        let _ = write!(out, "\t{kind}\t{}\t{}\t", entity.id().unwrap_or("-"), entity.count());
        push_line(entity.name(), out);
        out.push('\t');
        push_line(&entity.forms().join(" | "), out);
        out.push('\n');
    }
}

fn write_mentions(document: &Document<'_>, name: &str, out: &mut String) {
    // Lines are counted on the way: asking for each mention anew would be quadratic.
    let source = document.source();
    let (mut line, mut line_start, mut reached) = (1usize, 0usize, 0usize);
    for mention in document.mentions() {
        let start = mention.span().start();
        let passed = source.get(reached..start).unwrap_or_default();
        for (at, _) in passed.match_indices('\n') {
            line += 1;
            line_start = reached + at + 1;
        }
        reached = start;
        let column = source.get(line_start..start).unwrap_or_default().chars().count() + 1;
        push_line(name, out);
        let _ = write!(
            out,
            "\t{line}\t{column}\t{start}\t{}\t{}\t{}\t{:.3}\t",
            mention.span().end(),
            mention.kind(),
            mention.id().unwrap_or("-"),
            mention.confidence(),
        );
        push_line(mention.text(), out);
        out.push('\t');
        push_line(mention.sentence().map_or("", |sentence| sentence.text()), out);
        out.push('\n');
    }
}

/// `depeche view`
pub fn view(args: &args::View) -> Result<u8, Stop> {
    let pipeline = pipeline(&args.model.of(&args.input))?;
    let run_ = args::Run { threads: 0, quiet: false };
    let look = text::Look { color: output::colored(args.color), width: output::width(args.width) };
    let frame = match args.html {
        None => Frame { between: "\n", ..Frame::default() },
        Some(_) => Frame { before: html::HEAD, between: "", after: html::TAIL },
    };
    let plan = Plan { file: args.html.clone(), ..to_stdout(&args.input, &run_, [frame; 2]) };
    run_annotated(plan, &pipeline, |document, item, made| match args.html {
        None => text::write(document, item.name, look, &mut made.text),
        Some(_) => {
            html::write_article(document, item.name, &mut made.text);
            made.head.clear();
            html::head(document, item.name, &mut made.head);
        }
    })
}
