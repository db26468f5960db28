//! W3C Web Annotation in JSON-LD: an annotation page, with an annotation for each mention. Offsets in characters.
//!
//! Each annotation has two selectors for the same place: `TextPositionSelector`, and `TextQuoteSelector` with the text
//! around, which still finds the place after small changes.

use crate::document::Document;
use crate::formats::writer::{Json, Layout, push_number};

/// How many characters of the text around a quotation holds on each side.
const AROUND: usize = 24;

/// Writes the page on one line, without a line end. `source` is the IRI (or the name) of the text.
/// ```
/// use depeche::{Pipeline, formats::web_annotation};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// web_annotation::write(&pipeline.annotate("Été à Brest."), "essai", &mut out);
/// assert!(out.contains(r#""exact":"Brest","prefix":"Été à ","suffix":".""#));
/// ```
pub fn write(document: &Document<'_>, source: &str, out: &mut String) {
    let map = document.offsets();
    let text = document.source();
    let mut json = Json::new(out, Layout::Line);
    json.open('{');
    json.field("@context", "http://www.w3.org/ns/anno.jsonld");
    json.field("type", "AnnotationPage");
    json.key("items");
    json.open('[');
    for mention in document.mentions() {
        let span = mention.span();
        let place = map.chars(span);
        let before = text.get(..span.start()).unwrap_or_default();
        let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let after = text.get(span.end()..).unwrap_or_default();
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        json.open('{');
        let mut id = source.to_owned();
        id.push_str("#mention-");
        push_number(&mut id, mention.index());
        json.field("id", &id);
        json.field("type", "Annotation");
        json.key("body");
        json.open('[');
        json.open('{');
        json.field("type", "TextualBody");
        json.field("purpose", "tagging");
        json.field("value", mention.kind().as_str());
        json.close('}');
        if let Some(known) = mention.id() {
            json.open('{');
            json.field("type", "SpecificResource");
            json.field("purpose", "identifying");
            json.field("source", &iri(known));
            json.close('}');
        }
        json.close(']');
        json.key("target");
        json.open('{');
        json.field("source", source);
        json.key("selector");
        json.open('[');
        json.open('{');
        json.field("type", "TextPositionSelector");
        json.number_field("start", place.start);
        json.number_field("end", place.end);
        json.close('}');
        json.open('{');
        json.field("type", "TextQuoteSelector");
        json.field("exact", mention.text());
        json.field("prefix", before.get(start..).unwrap_or_default());
        json.field("suffix", after.get(..end).unwrap_or_default());
        json.close('}');
        json.close(']');
        json.close('}');
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

/// The IRI of an id of a public list; the id itself where it has none.
pub(crate) fn iri(id: &str) -> String {
    match id.split_once(':') {
        Some(("wikidata", item)) => format!("http://www.wikidata.org/entity/{item}"),
        Some(("geonames", place)) => format!("https://sws.geonames.org/{place}/"),
        _ => id.to_owned(),
    }
}
