//! A Label Studio task with its predictions. Offsets in **UTF-16 units**, as its editor counts.
//!
//! The labelling interface it is for:
//!
//! ```xml
//! <View>
//!   <Labels name="label" toName="text">
//!     <Label value="PER"/><Label value="LOC"/><Label value="ORG"/>
//!     <Label value="EVENT"/><Label value="DEMONYM"/><Label value="MISC"/>
//!   </Labels>
//!   <Text name="text" value="$text"/>
//! </View>
//! ```

use crate::document::Document;
use crate::formats::writer::{Json, Layout, push_number};

/// Writes the task on one line, without a line end.
/// ```
/// use depeche::{Pipeline, formats::label_studio};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// label_studio::write(&pipeline.annotate("😀 À Brest."), "essai", &mut out);
/// assert!(out.contains(r#""start":5,"end":10,"text":"Brest""#), "the emoji is two units");
/// ```
pub fn write(document: &Document<'_>, name: &str, out: &mut String) {
    let map = document.offsets();
    let mut json = Json::new(out, Layout::Line);
    json.open('{');
    json.key("data");
    json.open('{');
    json.field("text", document.source());
    json.field("name", name);
    json.close('}');
    json.key("predictions");
    json.open('[');
    json.open('{');
    json.field("model_version", concat!("depeche ", env!("CARGO_PKG_VERSION")));
    json.key("result");
    json.open('[');
    for mention in document.mentions() {
        let place = map.utf16(mention.span());
        json.open('{');
        let mut id = "m".to_owned();
        push_number(&mut id, mention.index());
        json.field("id", &id);
        json.field("from_name", "label");
        json.field("to_name", "text");
        json.field("type", "labels");
        json.key("score");
        json.share(mention.confidence());
        json.key("value");
        json.open('{');
        json.number_field("start", place.start);
        json.number_field("end", place.end);
        json.field("text", mention.text());
        json.key("labels");
        json.open('[');
        json.string(mention.kind().main().as_str());
        json.close(']');
        json.close('}');
        if let Some(known) = mention.id() {
            json.key("meta");
            json.open('{');
            json.field("id", known);
            json.close('}');
        }
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.close(']');
    json.close('}');
}
