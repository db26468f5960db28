//! A document as one JSON object: the format `depeche/1`.
//!
//! ```json
//! { "format": "depeche/1", "offsets": "byte", "text": "…",
//!   "header": { "form": "bare", "date": "2024-08", "precision": "month", "title": "…", "fields": [["date", "2024-08"]],
//!               "body_start": 138, "diagnostics": [] },
//!   "regions": [{ "start": 0, "end": 9, "kind": "body", "paragraphs": [0, 1] }],
//!   "paragraphs": [{ "start": 0, "end": 9, "sentences": [0, 1] }],
//!   "sentences": [{ "start": 0, "end": 9, "text": "…", "paragraph": 0, "tokens": [0, 3] }],
//!   "tokens": [{ "start": 0, "end": 2, "text": "du", "kind": "word", "contraction": "du", "probability": 1,
//!                "words": ["de", "le"] }],
//!   "mentions": [{ "start": 3, "end": 8, "text": "Havre", "type": "LOC", "subtype": "city", "id": "geonames:3013097",
//!                  "name": "Le Havre", "confidence": 0.98, "chain": 0, "rule": "E1", "sentence": 0, "tokens": [1, 2] }] }
//! ```
//!
//! Ranges of indices are half-open. `start` and `end` are in the unit that `offsets` names, bytes unless asked otherwise.
//! Of a mention, `outer` (start and end with the title or generic noun) is there when it is wider than the name, `gender`
//! and `number` when they are known; `id`, `name` and `subtype` are null when they are not.
//!
//! The schema is `crates/depeche/schema/document.schema.json`. Fields may be added; when one changes or goes, the number
//! after `depeche/` grows.

use crate::document::Document;
use crate::formats::writer::Json;
pub use crate::formats::writer::Layout;
use depeche_frontmatter::date::{DateExpr, Precision};
use depeche_frontmatter::{Diagnostic, Fields, Form, FrontMatter, Value};
use depeche_text::{Contraction, OffsetMap, Span, named};
use std::ops::Range;

named! {
    /// The unit of the offsets that are written.
    ///
    /// ```
    /// use depeche::{Pipeline, formats::json::{self, Options, Unit}};
    ///
    /// let pipeline = Pipeline::french();
    /// let mut out = String::new();
    /// json::write_with(&pipeline.annotate("É !"), &Options { offsets: Unit::Utf16, ..Options::default() }, &[], &mut out);
    /// assert!(out.contains(r#""offsets":"utf16""#));
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    #[non_exhaustive]
    pub enum Unit {
        /// Bytes of UTF-8.
        #[default]
        Byte = "byte",
        /// Characters (Unicode scalar values).
        Char = "char",
        /// UTF-16 units.
        Utf16 = "utf16",
    }
}

impl Unit {
    /// One place in this unit.
    #[cfg(feature = "serde")]
    pub(crate) fn of(self, place: &depeche_text::Offsets) -> usize {
        match self {
            Unit::Byte => place.byte,
            Unit::Char => place.char,
            Unit::Utf16 => place.utf16,
        }
    }
}

/// What is written, and how.
///
/// ```
/// use depeche::{Pipeline, formats::json};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// let options = json::Options { tokens: false, offsets: json::Unit::Char, ..json::Options::default() };
/// json::write(&pipeline.annotate("L'été."), &options, &mut out);
/// assert!(out.starts_with(r#"{"format":"depeche/1","offsets":"char","text":"L'été.""#));
/// assert!(!out.contains("tokens\":[{"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Options {
    /// One line, or laid out for people.
    pub layout: Layout,
    /// The unit of `start` and `end`.
    pub offsets: Unit,
    /// Whether `text` is written: without it the object does not read back.
    pub text: bool,
    /// Whether `header` is written.
    pub header: bool,
    /// Whether `regions` is written.
    pub regions: bool,
    /// Whether `paragraphs` is written.
    pub paragraphs: bool,
    /// Whether `sentences` is written.
    pub sentences: bool,
    /// Whether `tokens` is written.
    pub tokens: bool,
    /// Whether `mentions` is written.
    pub mentions: bool,
}

impl Default for Options {
    /// Everything, on one line, in bytes.
    fn default() -> Options {
        Options {
            layout: Layout::Line,
            offsets: Unit::Byte,
            text: true,
            header: true,
            regions: true,
            paragraphs: true,
            sentences: true,
            tokens: true,
            mentions: true,
        }
    }
}

/// Writes the document, without a line end after it.
///
/// ```
/// use depeche::{Pipeline, formats::json};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// json::write(&pipeline.annotate("Il pleut."), &json::Options::default(), &mut out);
/// assert!(out.starts_with(r#"{"format":"depeche/1""#));
/// ```
pub fn write(document: &Document<'_>, options: &Options, out: &mut String) {
    write_with(document, options, &[], out);
}

/// Writes the document with fields of the caller's before its own: pairs of a key and a value that is JSON already.
///
/// A key that the format has itself gets `input_` before it, so that nothing is lost and nothing is there twice.
/// ```
/// use depeche::{Pipeline, formats::json};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// let fields = [("source", r#"{"site":7}"#), ("text", r#""autre""#)];
/// json::write_with(&pipeline.annotate("Il pleut."), &json::Options::default(), &fields, &mut out);
/// assert!(out.starts_with(r#"{"format":"depeche/1","source":{"site":7},"input_text":"autre","offsets":"byte","#));
/// ```
pub fn write_with(document: &Document<'_>, options: &Options, fields: &[(&str, &str)], out: &mut String) {
    let mut json = Json::new(out, options.layout);
    json.open('{');
    json.line(2);
    json.field("format", "depeche/1");
    others(fields, OWN_KEYS, 2, &mut json);
    json.line(2);
    json.field("offsets", options.offsets.as_str());
    if options.text {
        json.line(2);
        json.field("text", document.source());
    }
    if options.header {
        json.line(2);
        json.key("header");
        write_header_to(document.header(), 2, &[], &mut json);
    }
    let places = Places::new(document, options.offsets);
    if options.regions {
        list(&mut json, "regions", document.regions(), |json, region| {
            places.write(region.span, json);
            json.field("kind", region.kind.as_str());
            range(json, "paragraphs", region.paragraphs());
        });
    }
    if options.paragraphs {
        list(&mut json, "paragraphs", document.paragraphs(), |json, paragraph| {
            places.write(paragraph.span(), json);
            range(json, "sentences", paragraph.sentence_range());
        });
    }
    if options.sentences {
        let paragraphs = document.paragraphs().flat_map(|p| p.sentence_range().map(move |_| p.index()));
        list(&mut json, "sentences", document.sentences().zip(paragraphs), |json, (sentence, paragraph)| {
            places.write(sentence.span(), json);
            json.field("text", sentence.text());
            json.number_field("paragraph", paragraph);
            range(json, "tokens", sentence.token_range());
        });
    }
    if options.tokens {
        list(&mut json, "tokens", document.tokens(), |json, token| {
            places.write(token.span(), json);
            json.field("text", token.text());
            json.field("kind", token.kind().as_str());
            let token = token.token();
            if token.contraction() != Contraction::None {
                json.field("contraction", token.contraction().as_str());
                json.key("probability");
                json.share(token.contraction_probability());
                if let Some([first, second]) = token.words() {
                    json.key("words");
                    json.open('[');
                    json.string(first);
                    json.string(second);
                    json.close(']');
                }
            }
        });
    }
    if options.mentions {
        list(&mut json, "mentions", document.mentions(), |json, mention| {
            places.write(mention.span(), json);
            json.field("text", mention.text());
            json.field("type", mention.kind().main().as_str());
            json.key("subtype");
            json.optional(mention.kind().subtype());
            json.key("id");
            json.optional(mention.id());
            json.key("name");
            json.optional(mention.name());
            json.key("confidence");
            json.share(mention.confidence());
            json.number_field("chain", mention.chain());
            if let Some(rule) = mention.rule() {
                json.field("rule", rule.code());
            }
            if let Some(gender) = mention.form().gender() {
                json.field("gender", gender.as_str());
            }
            if let Some(number) = mention.form().number() {
                json.field("number", number.as_str());
            }
            if mention.outer() != mention.span() {
                range(json, "outer", places.of(mention.outer()));
            }
            if let Some(sentence) = mention.sentence() {
                json.number_field("sentence", sentence.index());
            }
            range(json, "tokens", document.token_range(mention.span()));
        });
    }
    json.close_line('}', 0);
}

/// The keys that the format has at its top, sorted.
pub const OWN_KEYS: &[&str] =
    &["format", "header", "mentions", "offsets", "paragraphs", "regions", "sentences", "text", "tokens"];

/// The keys of a header.
const HEADER_KEYS: &[&str] = &[
    "body_end",
    "body_start",
    "date",
    "date_span",
    "dateline",
    "diagnostics",
    "excerpt",
    "fields",
    "form",
    "precision",
    "title",
    "title_span",
    "trailer",
];

fn list<T>(
    json: &mut Json<'_>,
    key: &str,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Json<'_>, T),
) {
    json.line(2);
    json.key(key);
    json.open('[');
    for item in items {
        json.line(4);
        json.open('{');
        write(json, item);
        json.close('}');
    }
    json.close_line(']', 2);
}

fn range(json: &mut Json<'_>, key: &str, range: Range<usize>) {
    json.key(key);
    json.open('[');
    json.number(range.start);
    json.number(range.end);
    json.close(']');
}

/// Offsets in the unit asked for; the map is made only when it is needed.
struct Places<'a> {
    unit: Unit,
    map: Option<OffsetMap<'a>>,
}

impl<'a> Places<'a> {
    fn new(document: &Document<'a>, unit: Unit) -> Places<'a> {
        Places { unit, map: (unit != Unit::Byte).then(|| document.offsets()) }
    }

    fn of(&self, span: Span) -> Range<usize> {
        match (&self.map, self.unit) {
            (None, _) | (_, Unit::Byte) => span.range(),
            (Some(map), Unit::Char) => map.chars(span),
            (Some(map), Unit::Utf16) => map.utf16(span),
        }
    }

    fn write(&self, span: Span, json: &mut Json<'_>) {
        let place = self.of(span);
        json.number_field("start", place.start);
        json.number_field("end", place.end);
    }
}

/// Writes the header alone, as the value of `header` in a document.
///
/// The keys are those of [`FrontMatter`]'s summary for serde, and `precision` beside `date`.
///
/// `date` is canonical EDTF. `precision` is `century`, `decade`, `year`, `season`, `month`, `day`, `minute`, `second`, or
/// `interval`; both are null when there is no date that can be read. Places are in bytes.
///
/// `fields` stand before the header's own, as in [`write_with`].
/// ```
/// use depeche::{formats::json, frontmatter};
///
/// let mut out = String::new();
/// json::write_header(&frontmatter::split(" date 2024-08 Un titre\n\nTexte."), json::Layout::Line, &[], &mut out);
/// assert!(out.contains(r#""date":"2024-08","precision":"month""#));
/// ```
pub fn write_header(front: &FrontMatter<'_>, layout: Layout, fields: &[(&str, &str)], out: &mut String) {
    write_header_to(front, 0, fields, &mut Json::new(out, layout));
}

/// Fields of the caller's, those that have a name of ours renamed.
fn others(fields: &[(&str, &str)], own: &[&str], indent: usize, json: &mut Json<'_>) {
    for (key, value) in fields {
        json.line(indent);
        if own.contains(key) {
            json.any_key(&format!("input_{key}"));
        } else {
            json.any_key(key);
        }
        json.raw(value);
    }
}

fn write_header_to(front: &FrontMatter<'_>, indent: usize, fields: &[(&str, &str)], json: &mut Json<'_>) {
    let inside = indent.saturating_add(2);
    // A bare header has both at hand; of another, the fields are read here, and once is enough.
    let metadata = front.metadata();
    let (date, title) = match front.form() {
        Form::Bare => (front.date(), front.title()),
        Form::None => (None, None),
        _ => (metadata.date(), metadata.title()),
    };
    json.open('{');
    others(fields, HEADER_KEYS, inside, json);
    json.line(inside);
    json.field("form", front.form().as_str());
    json.line(inside);
    pairs("fields", metadata.fields(), inside, json);
    json.line(inside);
    json.key("date");
    json.optional(date.as_ref().map(|date| date.value.to_string()).as_deref());
    json.line(inside);
    json.key("precision");
    json.optional(date.as_ref().map(|date| precision(&date.value)));
    json.line(inside);
    span("date_span", date.as_ref().map(|date| date.span), json);
    json.line(inside);
    json.key("title");
    json.optional(title.as_ref().map(|title| title.value.as_ref()));
    json.line(inside);
    span("title_span", title.as_ref().map(|title| title.span), json);
    json.line(inside);
    json.number_field("body_start", front.body().start());
    if !front.trailer().is_empty() {
        json.line(inside);
        json.number_field("body_end", front.body().end());
        json.line(inside);
        pairs("trailer", metadata.trailer(), inside, json);
    }
    if let Some(dateline) = front.dateline() {
        json.line(inside);
        json.key("dateline");
        json.open('{');
        json.field("place", dateline.place.value);
        json.key("date");
        json.optional(dateline.date.map(|date| date.value.to_string()).as_deref());
        json.key("agency");
        json.optional(dateline.agency.map(|agency| agency.value));
        json.close('}');
    }
    if let Some(excerpt) = front.excerpt() {
        json.line(inside);
        json.field("excerpt", excerpt);
    }
    let mut diagnostics: Vec<&Diagnostic> =
        front.diagnostics().iter().chain(metadata.diagnostics()).collect();
    diagnostics.sort_by_key(|seen| seen.span.start());
    json.line(inside);
    json.key("diagnostics");
    json.open('[');
    for seen in diagnostics {
        json.line(inside.saturating_add(2));
        json.open('{');
        json.field("code", seen.code.as_str());
        json.field("severity", seen.severity.as_str());
        json.number_field("line", seen.position.line);
        json.number_field("column", seen.position.column);
        json.field("message", &seen.message);
        json.close('}');
    }
    json.close_line(']', inside);
    json.close_line('}', indent);
}

fn pairs(key: &str, fields: &Fields<'_>, indent: usize, json: &mut Json<'_>) {
    json.key(key);
    json.open('[');
    for field in fields {
        json.line(indent.saturating_add(2));
        json.open('[');
        json.string(&field.key.value);
        value(&field.value.value, json);
        json.close(']');
    }
    json.close_line(']', indent);
}

fn span(key: &str, span: Option<Span>, json: &mut Json<'_>) {
    match span {
        Some(span) => range(json, key, span.range()),
        None => {
            json.key(key);
            json.null();
        }
    }
}

/// How exact a date is, in a word.
pub(crate) fn precision(date: &DateExpr) -> &'static str {
    match date {
        DateExpr::Point(date) => match date.precision() {
            Precision::Century => "century",
            Precision::Decade => "decade",
            Precision::Year => "year",
            Precision::Season => "season",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
            _ => "second",
        },
        _ => "interval",
    }
}

fn value(of: &Value<'_>, json: &mut Json<'_>) {
    match of {
        Value::Null => json.null(),
        Value::Bool(truth) => json.raw(if *truth { "true" } else { "false" }),
        Value::Int(number) => json.raw(&number.to_string()),
        // JSON has no infinity: a number that cannot be written is text.
        Value::Float(number) if number.is_finite() => json.raw(&format!("{number:?}")),
        Value::Float(number) => json.string(&number.to_string()),
        Value::Str(text) => json.string(text),
        Value::Seq(items) => {
            json.open('[');
            items.iter().for_each(|item| value(&item.value, json));
            json.close(']');
        }
        Value::Map(fields) => map(fields, json),
    }
}

fn map(fields: &Fields<'_>, json: &mut Json<'_>) {
    json.open('{');
    for field in fields {
        json.any_key(&field.key.value);
        value(&field.value.value, json);
    }
    json.close('}');
}
