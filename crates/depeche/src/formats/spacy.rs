//! A spaCy `Doc` as JSON, as `Doc.to_json` writes it and `Doc(vocab).from_json` reads it. Offsets in characters.
//!
//! spaCy wants tokens to cover the whole text but for single spaces between them, so white space beyond that is a token
//! here as it is there, and so is each run of other characters outside the annotated regions (the keys of a header).
//! `ents` has the main types; the span group `depeche` has the same mentions with their fine types and ids (`kb_id`).

use crate::document::{Document, TokenRef};
use crate::formats::writer::{Json, Layout};
use depeche_text::Span;

/// Writes the document on one line, without a line end.
/// ```
/// use depeche::{Pipeline, formats::spacy};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// spacy::write(&pipeline.annotate("Été à Brest."), &mut out);
/// assert!(out.contains(r#""ents":[{"start":6,"end":11,"label":"LOC"}]"#));
/// ```
pub fn write(document: &Document<'_>, out: &mut String) {
    let map = document.offsets();
    let mut json = Json::new(out, Layout::Line);
    let place = |json: &mut Json<'_>, span: Span| {
        let range = map.chars(span);
        json.number_field("start", range.start);
        json.number_field("end", range.end);
    };
    json.open('{');
    json.field("text", document.source());
    json.key("ents");
    json.open('[');
    for mention in document.mentions() {
        json.open('{');
        place(&mut json, mention.span());
        json.field("label", mention.kind().main().as_str());
        json.close('}');
    }
    json.close(']');
    json.key("spans");
    json.open('{');
    json.key("depeche");
    json.open('[');
    for mention in document.mentions() {
        json.open('{');
        place(&mut json, mention.span());
        json.field("label", mention.kind().as_str());
        json.field("kb_id", mention.id().unwrap_or_default());
        json.close('}');
    }
    json.close(']');
    json.close('}');
    let tokens = tokens(document);
    json.key("sents");
    json.open('[');
    // spaCy's sentences lie one against the other: each holds every token up to the next one's first.
    let starts: Vec<usize> = document.sentences().map(|s| s.span().start()).collect();
    let mut first = 0usize;
    for next in starts.iter().skip(1).copied().chain((!starts.is_empty()).then_some(usize::MAX)) {
        let end = tokens.partition_point(|token| token.start() < next);
        let inside = tokens.get(first..end).unwrap_or_default();
        if let (Some(head), Some(last)) = (inside.first(), inside.last()) {
            json.open('{');
            place(&mut json, head.join(*last));
            json.close('}');
        }
        first = end;
    }
    json.close(']');
    json.key("tokens");
    json.open('[');
    for (number, &token) in tokens.iter().enumerate() {
        json.open('{');
        json.number_field("id", number);
        place(&mut json, token);
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

/// Ours, cut where a mention begins or ends inside one, and those that spaCy has between them.
fn tokens(document: &Document<'_>) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(document.tokens().len());
    let mut reached = 0;
    let end = Span::empty(document.source().len());
    let parts = document.tokens().flat_map(TokenRef::parts);
    for span in parts.map(|part| part.span()).chain([end]) {
        between(document.source(), Span::new(reached, span.start()), |gap| tokens.push(gap));
        if !span.is_empty() {
            tokens.push(span);
        }
        reached = span.end();
    }
    tokens
}

/// The tokens that spaCy has in a gap between two of ours.
fn between(source: &str, gap: Span, mut token: impl FnMut(Span)) {
    let text = gap.of(source);
    let mut rest = text;
    let mut at = gap.start();
    // One plain space after a token belongs to it; there is no token before the first one.
    let mut after_token = at > 0;
    while !rest.is_empty() {
        if after_token && let Some(more) = rest.strip_prefix(' ') {
            rest = more;
            at = at.saturating_add(1);
            after_token = false;
            continue;
        }
        let white = rest.starts_with(char::is_whitespace);
        let len = rest.find(|c: char| c.is_whitespace() != white).unwrap_or(rest.len());
        token(Span::new(at, at.saturating_add(len)));
        rest = rest.get(len..).unwrap_or_default();
        at = at.saturating_add(len);
        after_token = !white || rest.is_empty();
        // After a token of white space the next character is none, so no space is left to belong to it.
    }
}
