//! Arrow: a row a document, its annotation in lists of structs. Offsets in **bytes**.
//!
//! The unit stands in the metadata of the [`schema`]: `depeche.offsets` is `byte`, `depeche.format` is `depeche/1`. Numbers
//! named `first_…` and `end_…` are half-open ranges of places in the other lists of the same row.
//!
//! | column | type |
//! |---|---|
//! | `name`, `text` | string: what the document is called, and its source |
//! | `form`, `date`, `precision`, `title` | string, the last three nullable: the header, as in [`json`](crate::formats::json) |
//! | `fields` | list of `key`, `value`: the fields of the header in words |
//! | `body_start` | number |
//! | `regions` | list of `kind`, `start`, `end`, `first_paragraph`, `end_paragraph` |
//! | `paragraphs` | list of `start`, `end`, `first_sentence`, `end_sentence` |
//! | `sentences` | list of `start`, `end`, `paragraph`, `first_token`, `end_token` |
//! | `tokens` | list of `start`, `end`, `kind`, `contraction`, `probability`, the last two nullable |
//! | `mentions` | list of `start`, `end`, `outer_start`, `outer_end`, `type`, `subtype`, `id`, `name`, `confidence`, `chain`, `rule`, `gender`, `number`, `sentence` |
//!
//! Numbers are 32 bits without sign; strings and lists have offsets of 64 bits, so that no batch is too large for them.
//!
//! The types are those of the `arrow-array` and `arrow-schema` crates, which are reachable from here ([`arrow_array`],
//! [`arrow_schema`]): an engine that brings another major version of them reads the bytes of
//! `parquet` files, or takes the arrays over Arrow's C interface.

use crate::document::Document;
use crate::formats::json::precision;
use crate::formats::value_text;
use crate::mention::MentionRef;
pub use arrow_array;
use arrow_array::builder::{Float32Builder, LargeStringBuilder, UInt8Builder, UInt32Builder};
use arrow_array::types::UInt8Type;
use arrow_array::{ArrayRef, DictionaryArray, LargeListArray, LargeStringArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
pub use arrow_schema;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use depeche_entities::{Gender, Number, Rule};
use depeche_text::{Contraction, Span, TokenKind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The version of the columns; it is that of the JSON form.
pub(crate) const FORMAT: (&str, &str) = ("depeche.format", "depeche/1");
/// The unit of every offset.
pub(crate) const OFFSETS: (&str, &str) = ("depeche.offsets", "byte");

/// The schema of every batch.
///
/// ```
/// let schema = depeche::formats::arrow::schema();
/// assert_eq!(schema.metadata()["depeche.offsets"], "byte");
/// assert_eq!(schema.field(1).name(), "text");
/// ```
#[must_use]
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let fields = vec![
            text("name"),
            text("text"),
            text("form"),
            text("date").with_nullable(true),
            text("precision").with_nullable(true),
            text("title").with_nullable(true),
            list_field("fields", pair_fields()),
            number("body_start"),
            list_field("regions", region_fields()),
            list_field("paragraphs", paragraph_fields()),
            list_field("sentences", sentence_fields()),
            list_field("tokens", token_fields()),
            list_field("mentions", mention_fields()),
        ];
        let metadata = [FORMAT, OFFSETS].map(|(key, value)| (key.to_owned(), value.to_owned()));
        Arc::new(Schema::new_with_metadata(fields, HashMap::from(metadata)))
    });
    SCHEMA.clone()
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::LargeUtf8, false)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::UInt32, false)
}

/// One of a few known words.
fn word(name: &str) -> Field {
    let kind = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::LargeUtf8));
    Field::new(name, kind, false)
}

fn list_field(name: &str, fields: Fields) -> Field {
    Field::new(name, DataType::LargeList(item(fields)), false)
}

fn item(fields: Fields) -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(fields), false))
}

fn pair_fields() -> Fields {
    Fields::from(vec![text("key"), text("value")])
}

fn region_fields() -> Fields {
    let numbers = ["start", "end", "first_paragraph", "end_paragraph"].map(number);
    Fields::from([vec![text("kind")], numbers.to_vec()].concat())
}

fn paragraph_fields() -> Fields {
    Fields::from(["start", "end", "first_sentence", "end_sentence"].map(number).to_vec())
}

fn sentence_fields() -> Fields {
    Fields::from(["start", "end", "paragraph", "first_token", "end_token"].map(number).to_vec())
}

fn token_fields() -> Fields {
    Fields::from(vec![
        number("start"),
        number("end"),
        word("kind"),
        word("contraction").with_nullable(true),
        Field::new("probability", DataType::Float32, true),
    ])
}

fn mention_fields() -> Fields {
    let optional = |name| text(name).with_nullable(true);
    Fields::from(vec![
        number("start"),
        number("end"),
        number("outer_start"),
        number("outer_end"),
        text("type"),
        optional("subtype"),
        optional("id"),
        optional("name"),
        Field::new("confidence", DataType::Float32, false),
        number("chain"),
        optional("rule"),
        optional("gender"),
        optional("number"),
        number("sentence").with_nullable(true),
    ])
}

/// Gathers documents into a record batch.
///
/// ```
/// use depeche::{Pipeline, formats::arrow::{Batch, arrow_array::Array}};
///
/// let pipeline = Pipeline::french();
/// let mut batch = Batch::new();
/// batch.add(&pipeline.annotate("L'Arménie a répondu."), "a.txt");
/// batch.add(&pipeline.annotate("Il pleut."), "b.txt");
/// let records = batch.finish()?;
/// assert_eq!(records.num_rows(), 2);
/// assert_eq!(records.column_by_name("mentions").unwrap().len(), 2);
/// assert_eq!(batch.rows(), 0, "a new one begins");
/// # Ok::<(), depeche::formats::arrow::arrow_schema::ArrowError>(())
/// ```
#[derive(Debug, Default)]
pub struct Batch {
    rows: usize,
    names: LargeStringBuilder,
    texts: LargeStringBuilder,
    forms: LargeStringBuilder,
    dates: LargeStringBuilder,
    precisions: LargeStringBuilder,
    titles: LargeStringBuilder,
    body_starts: UInt32Builder,
    fields: List<[LargeStringBuilder; 2]>,
    regions: List<(LargeStringBuilder, [UInt32Builder; 4])>,
    paragraphs: List<[UInt32Builder; 4]>,
    sentences: List<[UInt32Builder; 5]>,
    tokens: List<Tokens>,
    mentions: List<Mentions>,
}

/// The items of every row's list, one after the other, and how many each row has.
#[derive(Debug, Default)]
struct List<C> {
    columns: C,
    lens: Vec<usize>,
}

#[derive(Debug, Default)]
struct Tokens {
    places: [UInt32Builder; 2],
    kinds: UInt8Builder,
    contractions: UInt8Builder,
    probabilities: Float32Builder,
}

#[derive(Debug, Default)]
struct Mentions {
    places: [UInt32Builder; 4],
    kinds: LargeStringBuilder,
    /// Subtype, id, name.
    known: [LargeStringBuilder; 3],
    confidences: Float32Builder,
    chains: UInt32Builder,
    /// Rule, gender, number.
    details: [LargeStringBuilder; 3],
    sentences: UInt32Builder,
}

impl Batch {
    /// A batch without rows.
    #[must_use]
    pub fn new() -> Batch {
        Batch::default()
    }

    /// How many documents are in it.
    ///
    /// ```
    /// use depeche::{Pipeline, formats::arrow::Batch};
    ///
    /// let mut batch = Batch::new();
    /// batch.add(&Pipeline::french().annotate("Il pleut."), "a.txt");
    /// assert_eq!(batch.rows(), 1);
    /// ```
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row. Time linear in the document.
    ///
    /// ```
    /// use depeche::{Pipeline, formats::arrow::{Batch, arrow_array::{cast::AsArray, Array}}};
    ///
    /// let mut batch = Batch::new();
    /// batch.add(&Pipeline::french().annotate("Il pleut."), "a.txt");
    /// let records = batch.finish()?;
    /// assert_eq!(records.column_by_name("text").unwrap().as_string::<i64>().value(0), "Il pleut.");
    /// # Ok::<(), depeche::formats::arrow::arrow_schema::ArrowError>(())
    /// ```
    pub fn add(&mut self, document: &Document<'_>, name: &str) {
        self.rows = self.rows.saturating_add(1);
        self.names.append_value(name);
        self.texts.append_value(document.source());
        let front = document.header();
        let date = front.date().map(|date| date.value);
        self.forms.append_value(front.form().as_str());
        self.dates.append_option(date.as_ref().map(ToString::to_string));
        self.precisions.append_option(date.as_ref().map(precision));
        self.titles.append_option(front.title().map(|title| title.value));
        self.body_starts.append_value(narrow(front.body().start()));
        let metadata = front.metadata();
        for field in metadata.fields() {
            let [keys, values] = &mut self.fields.columns;
            keys.append_value(&field.key.value);
            values.append_value(value_text(&field.value.value));
        }
        self.fields.lens.push(metadata.fields().len());
        for region in document.regions() {
            let (kinds, numbers) = &mut self.regions.columns;
            kinds.append_value(region.kind.as_str());
            append(numbers, four(region.span, region.paragraphs()));
        }
        self.regions.lens.push(document.regions().len());
        for paragraph in document.paragraphs() {
            append(&mut self.paragraphs.columns, four(paragraph.span(), paragraph.sentence_range()));
            for sentence in paragraph.sentences() {
                let [start, end, first, after] = four(sentence.span(), sentence.token_range());
                append(&mut self.sentences.columns, [start, end, paragraph.index(), first, after]);
            }
        }
        self.paragraphs.lens.push(document.paragraphs().len());
        self.sentences.lens.push(document.paragraphs().map(|paragraph| paragraph.sentences().len()).sum());
        for token in document.tokens() {
            let Tokens { places, kinds, contractions, probabilities } = &mut self.tokens.columns;
            append(places, [token.span().start(), token.span().end()]);
            kinds.append_value(place_in(TokenKind::ALL, &token.kind()));
            let token = token.token();
            let contraction = Some(token.contraction()).filter(|found| *found != Contraction::None);
            contractions.append_option(contraction.map(|found| place_in(Contraction::ALL, &found)));
            probabilities.append_option(contraction.map(|_| token.contraction_probability()));
        }
        self.tokens.lens.push(document.tokens().len());
        document.mentions().for_each(|mention| self.mentions.columns.add(mention));
        self.mentions.lens.push(document.mentions().len());
    }

    /// The record batch of what was added; this one is empty afterwards, with its memory given away.
    ///
    /// # Errors
    ///
    /// None that is known: Arrow checks the columns against the schema, and they are made for it.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let Batch {
            rows: _,
            mut names,
            mut texts,
            mut forms,
            mut dates,
            mut precisions,
            mut titles,
            mut body_starts,
            fields,
            regions,
            paragraphs,
            sentences,
            tokens,
            mentions,
        } = std::mem::take(self);
        let (mut kinds, numbers) = regions.columns;
        let region_columns = [vec![Arc::new(kinds.finish()) as ArrayRef], finish(numbers)].concat();
        RecordBatch::try_new(
            schema(),
            vec![
                Arc::new(names.finish()),
                Arc::new(texts.finish()),
                Arc::new(forms.finish()),
                Arc::new(dates.finish()),
                Arc::new(precisions.finish()),
                Arc::new(titles.finish()),
                list(
                    pair_fields(),
                    fields.columns.map(|mut one| Arc::new(one.finish()) as ArrayRef).to_vec(),
                    fields.lens,
                )?,
                Arc::new(body_starts.finish()),
                list(region_fields(), region_columns, regions.lens)?,
                list(paragraph_fields(), finish(paragraphs.columns), paragraphs.lens)?,
                list(sentence_fields(), finish(sentences.columns), sentences.lens)?,
                list(token_fields(), tokens.columns.finish()?, tokens.lens)?,
                list(mention_fields(), mentions.columns.finish(), mentions.lens)?,
            ],
        )
    }
}

impl Tokens {
    fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let kinds = words(self.kinds, TokenKind::ALL.iter().map(|kind| kind.as_str()))?;
        let contractions = words(self.contractions, Contraction::ALL.iter().map(|found| found.as_str()))?;
        let probabilities = Arc::new(self.probabilities.finish());
        Ok([finish(self.places), vec![kinds, contractions, probabilities]].concat())
    }
}

impl Mentions {
    fn add(&mut self, mention: MentionRef<'_>) {
        let (span, outer) = (mention.span(), mention.outer());
        append(&mut self.places, [span.start(), span.end(), outer.start(), outer.end()]);
        self.kinds.append_value(mention.kind().main().as_str());
        let [subtypes, ids, names] = &mut self.known;
        subtypes.append_option(mention.kind().subtype());
        ids.append_option(mention.id());
        names.append_option(mention.name());
        self.confidences.append_value(mention.confidence());
        self.chains.append_value(narrow(mention.chain()));
        let [rules, genders, numbers] = &mut self.details;
        rules.append_option(mention.rule().map(Rule::code));
        genders.append_option(mention.form().gender().map(Gender::as_str));
        numbers.append_option(mention.form().number().map(Number::as_str));
        self.sentences.append_option(mention.sentence().map(|sentence| narrow(sentence.index())));
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        let strings = |mut one: LargeStringBuilder| Arc::new(one.finish()) as ArrayRef;
        let mut columns = finish(self.places);
        columns.push(strings(self.kinds));
        columns.extend(self.known.map(strings));
        columns.push(Arc::new(self.confidences.finish()));
        columns.push(Arc::new(self.chains.finish()));
        columns.extend(self.details.map(strings));
        columns.push(Arc::new(self.sentences.finish()));
        columns
    }
}

/// A list column from its items and how many each row has.
fn list(fields: Fields, columns: Vec<ArrayRef>, lens: Vec<usize>) -> Result<ArrayRef, ArrowError> {
    let items = StructArray::try_new(fields.clone(), columns, None)?;
    let offsets = OffsetBuffer::<i64>::from_lengths(lens);
    Ok(Arc::new(LargeListArray::try_new(item(fields), offsets, Arc::new(items), None)?))
}

/// A column of known words from their places in the list of them.
fn words<'w>(mut places: UInt8Builder, all: impl Iterator<Item = &'w str>) -> Result<ArrayRef, ArrowError> {
    let all: LargeStringArray = all.map(Some).collect();
    let array = DictionaryArray::<UInt8Type>::try_new(places.finish(), Arc::new(all))?;
    Ok(Arc::new(array))
}

fn place_in<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).and_then(|at| u8::try_from(at).ok()).unwrap_or_default()
}

fn append<const N: usize>(columns: &mut [UInt32Builder; N], numbers: [usize; N]) {
    columns.iter_mut().zip(numbers).for_each(|(column, number)| column.append_value(narrow(number)));
}

fn finish<const N: usize>(columns: [UInt32Builder; N]) -> Vec<ArrayRef> {
    columns.map(|mut column| Arc::new(column.finish()) as ArrayRef).to_vec()
}

fn four(span: Span, range: Range<usize>) -> [usize; 4] {
    [span.start(), span.end(), range.start, range.end]
}

/// Spans and counts are within 32 bits: a text is not longer than that.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
