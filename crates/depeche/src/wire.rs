//! `serde` for [`Record`]: the form that [`formats::json`](crate::formats::json) documents, both ways.

use crate::formats::json::{Unit, precision};
use crate::mention::MentionRef;
use crate::record::{Known, Record, RecordMention};
use crate::region::{Region, RegionKind};
use depeche_entities::{Form, Gender, Number, Rule};
use depeche_frontmatter::FrontMatter;
use depeche_text::{Contraction, EntityType, OffsetMap, Paragraph, Sentence, Span, Token, TokenKind};
use serde::de::Error as _;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The version of the form that is written.
const FORMAT: &str = "depeche/1";

/// As [`formats::json::write`](crate::formats::json::write) writes it, with offsets in bytes.
impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("offsets", "byte")?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("header", &Header::of(document.header()))?;
        map.serialize_entry(
            "regions",
            &List(|| {
                document.regions().iter().map(|region| RegionOut {
                    start: region.span.start(),
                    end: region.span.end(),
                    kind: region.kind,
                    paragraphs: pair(region.paragraphs()),
                })
            }),
        )?;
        map.serialize_entry(
            "paragraphs",
            &List(|| {
                document.paragraphs().map(|paragraph| ParagraphOut {
                    start: paragraph.span().start(),
                    end: paragraph.span().end(),
                    sentences: pair(paragraph.sentence_range()),
                })
            }),
        )?;
        map.serialize_entry(
            "sentences",
            &List(|| {
                document.sentences().map(|sentence| SentenceOut {
                    start: sentence.span().start(),
                    end: sentence.span().end(),
                    text: sentence.text(),
                    paragraph: sentence.paragraph().map_or(0, |paragraph| paragraph.index()),
                    tokens: pair(sentence.token_range()),
                })
            }),
        )?;
        map.serialize_entry(
            "tokens",
            &List(|| {
                document.tokens().map(|token| {
                    let inner = token.token();
                    let contraction = Some(inner.contraction()).filter(|c| *c != Contraction::None);
                    TokenOut {
                        start: token.span().start(),
                        end: token.span().end(),
                        text: token.text(),
                        kind: token.kind().as_str(),
                        contraction: contraction.map(Contraction::as_str),
                        probability: contraction.map(|_| thousandths(inner.contraction_probability())),
                        words: inner.words(),
                    }
                })
            }),
        )?;
        map.serialize_entry("mentions", &List(|| document.mentions().map(MentionOut::new)))?;
        map.end()
    }
}

/// A list that is made while it is written.
struct List<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        (self.0)().try_for_each(|item| list.serialize_element(&item))?;
        list.end()
    }
}

/// The summary of the header, and how exact its date is.
#[derive(Serialize)]
struct Header<'a> {
    #[serde(flatten)]
    summary: depeche_frontmatter::Summary<'a>,
    precision: Option<&'static str>,
}

impl<'a> Header<'a> {
    fn of(front: &FrontMatter<'a>) -> Header<'a> {
        Header { summary: front.summary(), precision: front.date().map(|date| precision(&date.value)) }
    }
}

fn pair(range: std::ops::Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

/// To three decimals, as the writer rounds.
fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round_ties_even() / 1000.0
}

#[derive(Serialize)]
struct RegionOut {
    start: usize,
    end: usize,
    kind: RegionKind,
    paragraphs: [usize; 2],
}

#[derive(Serialize)]
struct ParagraphOut {
    start: usize,
    end: usize,
    sentences: [usize; 2],
}

#[derive(Serialize)]
struct SentenceOut<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    paragraph: usize,
    tokens: [usize; 2],
}

#[derive(Serialize)]
struct TokenOut<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contraction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<[&'static str; 2]>,
}

#[derive(Serialize)]
struct MentionOut<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    #[serde(rename = "type")]
    kind: EntityType,
    subtype: Option<String>,
    id: Option<&'d str>,
    name: Option<&'d str>,
    confidence: f64,
    chain: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<usize>,
    tokens: [usize; 2],
}

impl<'d> MentionOut<'d> {
    fn new(mention: MentionRef<'d>) -> MentionOut<'d> {
        let range = mention.document.token_range(mention.span());
        MentionOut {
            start: mention.span().start(),
            end: mention.span().end(),
            text: mention.text(),
            kind: mention.kind().main(),
            subtype: mention.kind().subtype().map(str::to_owned),
            id: mention.id(),
            name: mention.name(),
            confidence: thousandths(mention.confidence()),
            chain: mention.chain(),
            rule: mention.rule().map(Rule::code),
            gender: mention.form().gender().map(Gender::as_str),
            number: mention.form().number().map(Number::as_str),
            outer: (mention.outer() != mention.span()).then(|| pair(mention.outer().range())),
            sentence: mention.sentence().map(|sentence| sentence.index()),
            tokens: pair(range),
        }
    }
}

#[derive(Deserialize)]
struct RecordIn<'i> {
    #[serde(borrow)]
    format: Cow<'i, str>,
    #[serde(default, borrow)]
    offsets: Option<Cow<'i, str>>,
    text: String,
    #[serde(default)]
    header: Option<HeaderIn>,
    #[serde(default)]
    regions: Option<Vec<RegionIn>>,
    #[serde(default)]
    paragraphs: Vec<ParagraphIn>,
    #[serde(default)]
    sentences: Vec<SentenceIn>,
    #[serde(default)]
    tokens: Vec<TokenIn>,
    #[serde(default)]
    mentions: Vec<MentionIn>,
}

#[derive(Deserialize)]
struct HeaderIn {
    form: String,
}

#[derive(Deserialize)]
struct RegionIn {
    start: usize,
    end: usize,
    kind: RegionKind,
    paragraphs: [usize; 2],
}

#[derive(Deserialize)]
struct ParagraphIn {
    start: usize,
    end: usize,
    sentences: [usize; 2],
}

#[derive(Deserialize)]
struct SentenceIn {
    start: usize,
    end: usize,
    tokens: [usize; 2],
}

#[derive(Deserialize)]
struct TokenIn {
    start: usize,
    end: usize,
    kind: TokenKind,
    contraction: Option<Contraction>,
    probability: Option<f64>,
}

#[derive(Deserialize)]
struct MentionIn {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: EntityType,
    subtype: Option<String>,
    id: Option<String>,
    name: Option<String>,
    confidence: Option<f32>,
    chain: Option<usize>,
    rule: Option<String>,
    gender: Option<String>,
    number: Option<String>,
    outer: Option<[usize; 2]>,
}

/// Reads every unit of offsets. What was left out of the file is left out of the record; without `text` there is none.
///
/// # Errors
///
/// Beside what is no such object: another format, an offset that is no place of the text, a part that is none of the parts there
/// are. Whether the parts keep the laws [`Document::validate`](crate::Document::validate) says.
impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Record, D::Error> {
        let wire = RecordIn::deserialize(deserializer)?;
        if wire.format != FORMAT {
            return Err(D::Error::custom(format_args!(
                "expected the format {FORMAT:?}, found {:?}",
                wire.format
            )));
        }
        let unit = wire.offsets.as_deref().map_or(Ok(Unit::Byte), str::parse);
        let unit = unit.map_err(|error| D::Error::custom(format_args!("unit of offsets: {error}")))?;
        let map = OffsetMap::new(&wire.text);
        let of = |at: usize| -> Result<usize, D::Error> {
            let place = match unit {
                Unit::Byte => map.of_byte(at),
                Unit::Char => map.of_char(at),
                Unit::Utf16 => map.of_utf16(at),
            };
            if unit.of(&place) == at {
                return Ok(place.byte);
            }
            Err(D::Error::custom(format_args!(
                "expected an offset in {unit}s at a character of the text, found {at}: is it of this text?"
            )))
        };
        let span = |start, end| {
            if start > end {
                return Err(D::Error::custom(format_args!("expected an end after {start}, found {end}")));
            }
            Ok(Span::new(of(start)?, of(end)?))
        };
        // Which of the parts a larger one holds. A layer that was left out has no parts to be held against.
        let some = |range: [usize; 2], len: usize, what: &str| -> Result<std::ops::Range<usize>, D::Error> {
            let [start, end] = range;
            if len > 0 && (start > end || end > len) {
                return Err(D::Error::custom(format_args!(
                    "expected some of the {len} {what}, found {start} to {end}"
                )));
            }
            Ok(start..end)
        };
        let mut record = Record::of_text(String::new());
        record.header = wire.header.is_some_and(|header| header.form != "none");
        let body = Region {
            kind: RegionKind::Body,
            span: Span::new(0, wire.text.len()),
            paragraphs: Span::empty(0),
        };
        record.regions = match wire.regions {
            None => vec![Region { paragraphs: Span::new(0, wire.paragraphs.len()), ..body }],
            Some(regions) => regions
                .into_iter()
                .map(|r| {
                    let paragraphs = some(r.paragraphs, wire.paragraphs.len(), "paragraphs")?;
                    let paragraphs = Span::new(paragraphs.start, paragraphs.end);
                    Ok(Region { kind: r.kind, span: span(r.start, r.end)?, paragraphs })
                })
                .collect::<Result<_, D::Error>>()?,
        };
        for ParagraphIn { start, end, sentences } in wire.paragraphs {
            let sentences = some(sentences, wire.sentences.len(), "sentences")?;
            record.paragraphs.push(Paragraph::new(span(start, end)?, sentences));
        }
        for SentenceIn { start, end, tokens } in wire.sentences {
            let tokens = some(tokens, wire.tokens.len(), "tokens")?;
            record.sentences.push(Sentence::new(span(start, end)?, tokens));
        }
        for token in wire.tokens {
            let made = Token::new(span(token.start, token.end)?, token.kind);
            record.tokens.push(match token.contraction {
                None => made,
                Some(contraction) => {
                    made.with_contraction(contraction, of_255(token.probability.unwrap_or(1.0)))
                }
            });
        }
        let mut known = Known::of(wire.mentions.len());
        // A mention of which nothing is said has a chain of its own.
        let mut next_chain = wire
            .mentions
            .iter()
            .filter_map(|mention| mention.chain)
            .max()
            .map_or(0, |last| last.saturating_add(1));
        for mention in wire.mentions {
            let kind = match &mention.subtype {
                None => mention.kind,
                Some(fine) => {
                    EntityType::new(&format!("{}:{fine}", mention.kind)).map_err(D::Error::custom)?
                }
            };
            let mut made = RecordMention::new(span(mention.start, mention.end)?, kind);
            if let Some([start, end]) = mention.outer {
                made.outer = span(start, end)?;
            }
            made.chain = mention.chain.unwrap_or(next_chain);
            if mention.chain.is_none() {
                next_chain = next_chain.saturating_add(1);
            }
            (made.id, made.name) = known.texts(made.chain, mention.id.as_deref(), mention.name.as_deref());
            made.confidence = mention.confidence.unwrap_or(1.0);
            let code = mention.rule.as_deref();
            made.rule = Rule::ALL.iter().copied().find(|rule| Some(rule.code()) == code);
            made.form = form(mention.gender.as_deref(), mention.number.as_deref());
            record.mentions.push(made);
        }
        record.text = wire.text;
        Ok(record)
    }
}

fn of_255(share: f64) -> u8 {
    // The nearest 255th, without a cast that could cut.
    (0..=u8::MAX).find(|&n| f64::from(n) + 0.5 >= share * 255.0).unwrap_or(u8::MAX)
}

fn form(gender: Option<&str>, number: Option<&str>) -> Form {
    let gender = gender.and_then(|name| name.parse().ok());
    let number = number.and_then(|name| name.parse().ok());
    Form::new(gender, number)
}

#[cfg(test)]
mod tests {
    use crate::formats::json;
    use crate::pipeline::Pipeline;
    use crate::record::Record;
    use proptest::prelude::*;

    fn written(record: &Record, offsets: json::Unit) -> String {
        let mut out = String::new();
        json::write(&record.document(), &json::Options { offsets, ..json::Options::default() }, &mut out);
        out
    }

    proptest! {
        #[test]
        fn the_writer_and_serde_agree_and_read_back(text in depeche_text::strategies::any_text(), header: bool) {
            let text = if header { format!(" date 2024-08 {text}") } else { text };
            let record = Pipeline::french().annotate(&text).to_record();
            let json = written(&record, json::Unit::Byte);
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_value(&record).unwrap(), value);
            for unit in [json::Unit::Byte, json::Unit::Char, json::Unit::Utf16] {
                let read: Record = serde_json::from_str(&written(&record, unit)).unwrap();
                prop_assert_eq!(&read, &record);
                prop_assert_eq!(written(&read, json::Unit::Byte), json.clone());
            }
        }
    }

    #[test]
    fn mentions_without_a_chain_are_not_one_thing() {
        let json = r#"{"format":"depeche/1","text":"Lou, Max et Zoé","mentions":[{"start":0,"end":3,"type":"PER"},
            {"start":5,"end":8,"type":"PER","chain":4},{"start":12,"end":16,"type":"PER"}]}"#;
        let record: Record = serde_json::from_str(json).unwrap();
        let chains: Vec<usize> = record.mentions.iter().map(|mention| mention.chain).collect();
        assert_eq!(chains, [5, 4, 6]);
        assert_eq!(record.document().entities().len(), 3);
    }

    #[test]
    fn both_writers_round_alike() {
        let mut record = Pipeline::french().annotate("Il pleut à Brest.").to_record();
        for share in [0.0625, 0.1875, 0.9995, 0.5, 1.0] {
            record.mentions[0].confidence = share;
            let value: serde_json::Value = serde_json::from_str(&written(&record, json::Unit::Byte)).unwrap();
            assert_eq!(serde_json::to_value(&record).unwrap(), value, "{share}");
        }
    }

    /// Offsets that are none of the text are those of another text: cut to fit they would be wrong without a word.
    #[test]
    fn places_that_are_not_in_the_text_are_refused() {
        let of = |unit: &str, start: usize, end: usize| {
            let json = format!(
                r#"{{"format":"depeche/1","offsets":"{unit}","text":"é😀","tokens":[{{"start":{start},"end":{end},"kind":"word"}}]}}"#
            );
            serde_json::from_str::<Record>(&json).map(|record| record.tokens[0].span().range())
        };
        for (unit, start, end) in [("byte", 2, 6), ("char", 1, 2), ("utf16", 1, 3)] {
            assert_eq!(of(unit, start, end).unwrap(), 2..6);
        }
        for (unit, start, end) in
            [("byte", 1, 6), ("byte", 0, 7), ("char", 0, 3), ("utf16", 0, 2), ("utf16", 0, 4)]
        {
            let error = of(unit, start, end).unwrap_err().to_string();
            assert!(
                error.contains("expected an offset in") && error.contains(&format!("{unit}s")),
                "{error}"
            );
        }
        let json = r#"{"format":"depeche/1","text":"Un","tokens":[{"start":0,"end":2,"kind":"word"}],
            "sentences":[{"start":0,"end":2,"tokens":[0,5]}]}"#;
        let error = serde_json::from_str::<Record>(json).unwrap_err().to_string();
        assert!(error.contains("expected some of the 1 tokens, found 0 to 5"), "{error}");
    }

    #[test]
    fn another_format_is_refused() {
        let error = serde_json::from_str::<Record>(r#"{"format":"depeche/9","text":""}"#).unwrap_err();
        assert!(error.to_string().contains("expected the format \"depeche/1\""), "{error}");
        let error = serde_json::from_str::<Record>(
            r#"{"format":"depeche/1","offsets":"line","text":"a","paragraphs":[{"start":0,"end":1,"sentences":[0,0]}]}"#,
        );
        assert!(
            error.unwrap_err().to_string().contains("unit of offsets: expected byte, char or utf16, found ")
        );
    }
}
