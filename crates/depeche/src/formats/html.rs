//! A page for people: self-contained, without scripts and without anything from the network, light and dark, legible in
//! print.

use crate::document::Document;
use crate::formats::json::precision;
use crate::formats::value_text;
use crate::mention::MentionRef;
use depeche_text::EntityType;
use std::fmt::Write as _;

/// The head of the page, up to the first article; [`head`] is one with a title.
pub const HEAD: &str = concat!(
    include_str!("html/head.html"),
    "<style>\n",
    include_str!("html/style.css"),
    "</style>\n</head>\n<body>\n"
);

/// The end of the page.
pub const TAIL: &str = "</body>\n</html>\n";

/// Writes a whole page with one document, which gives it its title.
///
/// ```
/// use depeche::{Pipeline, formats::html};
///
/// let pipeline = Pipeline::french();
/// let mut page = String::new();
/// html::write(&pipeline.annotate("1 < 2 à Bamako"), "exemple.txt", &mut page);
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("1 &lt; 2 à <mark"));
/// ```
pub fn write(document: &Document<'_>, name: &str, out: &mut String) {
    head(document, name, out);
    write_article(document, name, out);
    out.push_str(TAIL);
}

/// Writes [`HEAD`] with the title of the document, or its name where it has none.
///
/// ```
/// use depeche::{Pipeline, formats::html};
///
/// let pipeline = Pipeline::french();
/// let mut page = String::new();
/// html::head(&pipeline.annotate("Titre : Crue & vents\nDate : 2024-08\n\nIl pleut."), "a.txt", &mut page);
/// assert!(page.contains("<title>Crue &amp; vents</title>"));
/// ```
pub fn head(document: &Document<'_>, name: &str, out: &mut String) {
    const TITLE: &str = "<title>Depeche</title>";
    let (before, after) = HEAD.split_once(TITLE).unwrap_or((HEAD, ""));
    out.push_str(before);
    out.push_str("<title>");
    match document.header().title().filter(|title| !title.value.trim().is_empty()) {
        Some(title) => escape(title.value.trim(), out),
        None => escape(name, out),
    }
    out.push_str("</title>");
    out.push_str(after);
}

/// Writes one document as an `article`, to stand between [`HEAD`] and [`TAIL`] with others.
/// ```
/// use depeche::{Pipeline, formats::html};
///
/// let pipeline = Pipeline::french();
/// let mut page = html::HEAD.to_owned();
/// for (name, text) in [("a", "Il pleut à Brest."), ("b", "Il vente.")] {
///     html::write_article(&pipeline.annotate(text), name, &mut page);
/// }
/// page.push_str(html::TAIL);
/// assert_eq!(page.matches("<article>").count(), 2);
/// ```
pub fn write_article(document: &Document<'_>, name: &str, out: &mut String) {
    out.push_str("<article>\n");
    write_card(document, name, out);
    write_text(document, out);
    write_entities(document, out);
    out.push_str("</article>\n");
}

/// The header as a card: name of the file, date, the fields that are neither.
fn write_card(document: &Document<'_>, name: &str, out: &mut String) {
    let front = document.header();
    out.push_str("<header>\n<p class=\"file\">");
    escape(name, out);
    out.push_str("</p>\n");
    if document.headline().is_none()
        && let Some(title) = front.title()
    {
        out.push_str("<h1>");
        escape(&title.value, out);
        out.push_str("</h1>\n");
    }
    let metadata = front.metadata();
    let date = front.date();
    if date.is_some() || !metadata.fields().is_empty() {
        out.push_str("<dl>\n");
        if let Some(date) = &date {
            let _ = writeln!(
                out,
                "<div><dt>date</dt><dd><time>{}</time> <small>{}</small></dd></div>",
                date.value,
                precision(&date.value)
            );
        }
        for field in metadata.fields() {
            if matches!(field.canonical(), Some("date" | "title")) {
                continue;
            }
            out.push_str("<div><dt>");
            escape(&field.key.value, out);
            out.push_str("</dt><dd>");
            escape(&value_text(&field.value.value), out);
            out.push_str("</dd></div>\n");
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</header>\n");
}

/// The regions: a heading for the headline, a `p` for each paragraph, a `span` for each sentence.
fn write_text(document: &Document<'_>, out: &mut String) {
    for paragraph in document.paragraphs() {
        let tag = match paragraph.region() {
            crate::region::RegionKind::Headline => "h1",
            crate::region::RegionKind::Body => "p",
        };
        let _ = write!(out, "<{tag} lang=\"fr\">");
        let mut reached = paragraph.span().start();
        for sentence in paragraph.sentences() {
            let gap = document.source().get(reached..sentence.span().start()).unwrap_or_default();
            escape(gap, out);
            let _ = write!(out, "<span class=\"s\" id=\"s{}\">", sentence.index().saturating_add(1));
            reached = sentence.span().start();
            for mention in sentence.mentions() {
                escape(document.source().get(reached..mention.span().start()).unwrap_or_default(), out);
                write_mark(mention, out);
                reached = mention.span().end();
            }
            escape(document.source().get(reached..sentence.span().end()).unwrap_or_default(), out);
            out.push_str("</span>");
            reached = sentence.span().end();
        }
        let _ = writeln!(out, "</{tag}>");
    }
}

/// The longest id, in bytes, that is shown beside its name.
const SHORT_ID: usize = 12;

fn write_mark(mention: MentionRef<'_>, out: &mut String) {
    let kind = mention.kind();
    let _ = write!(out, "<mark class=\"{}\" title=\"", class(kind.main().as_str()));
    escape(mention.name().unwrap_or(mention.text()), out);
    let _ = write!(out, " · {kind}");
    if let Some(id) = mention.id() {
        out.push_str(" · ");
        escape(id, out);
    }
    let _ = write!(out, " · {:.2}\">", mention.confidence());
    escape(mention.text(), out);
    out.push_str("<small>");
    // A long id would drown the text: it is in the table, and under the pointer.
    let id = mention.id().filter(|id| id.len() <= SHORT_ID);
    escape(id.unwrap_or(kind.main().as_str()), out);
    out.push_str("</small></mark>");
}

/// A class of the style sheet: the six usual types, and one for all others.
fn class(kind: &str) -> &'static str {
    match kind {
        "PER" => "per",
        "LOC" => "loc",
        "ORG" => "org",
        "EVENT" => "event",
        "DEMONYM" => "demonym",
        _ => "misc",
    }
}

/// The entities in a table: name, type, id, count, forms.
fn write_entities(document: &Document<'_>, out: &mut String) {
    let entities = document.entities();
    if entities.is_empty() {
        return;
    }
    out.push_str("<table>\n<thead><tr><th>Entity<th>Type<th>Id<th class=\"n\">Mentions<th>In the text</tr></thead>\n<tbody>\n");
    for entity in &entities {
        let kind = entity.kind();
        let main = kind.map(|kind| kind.main());
        let main = main.as_ref().map_or("", EntityType::as_str);
        let _ = write!(out, "<tr><td><mark class=\"{}\">", class(main));
        escape(entity.name(), out);
        out.push_str("</mark><td>");
        escape(main, out);
        if let Some(fine) = kind.as_ref().and_then(EntityType::subtype) {
            out.push_str(" <small>");
            escape(fine, out);
            out.push_str("</small>");
        }
        out.push_str("<td><code>");
        escape(entity.id().unwrap_or_default(), out);
        let _ = write!(out, "</code><td class=\"n\">{}<td lang=\"fr\">", entity.count());
        for (at, form) in entity.forms().into_iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            escape(form, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// Text as it must stand in HTML, in attributes too. Control characters that HTML cannot hold become U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}
