//! doccano: `{"text": …, "label": [[start, end, "LOC"], …]}`. Offsets in characters.

use crate::document::Document;
use crate::formats::writer::{Json, Layout};

/// Writes the document on one line, without a line end.
/// ```
/// use depeche::{Pipeline, formats::doccano};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// doccano::write(&pipeline.annotate("Été à Brest."), &mut out);
/// assert_eq!(out, r#"{"text":"Été à Brest.","label":[[6,11,"LOC"]]}"#);
/// ```
pub fn write(document: &Document<'_>, out: &mut String) {
    let map = document.offsets();
    let mut json = Json::new(out, Layout::Line);
    json.open('{');
    json.field("text", document.source());
    json.key("label");
    json.open('[');
    for mention in document.mentions() {
        let place = map.chars(mention.span());
        json.open('[');
        json.number(place.start);
        json.number(place.end);
        json.string(mention.kind().main().as_str());
        json.close(']');
    }
    json.close(']');
    json.close('}');
}
