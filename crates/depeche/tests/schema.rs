//! The published schema and what is written agree: every seed and every odd text is valid in every unit, what is broken on
//! purpose is not, and the words of the schema are those of the code.
//!
//! The keywords that the schema uses are checked here, by the words of JSON Schema 2020-12; one that this file does not know
//! fails. `.ci/readers` asks the validator of Python beside it.
#![cfg(all(feature = "names", feature = "serde"))]

use depeche::formats::json::{self, Options, Unit};
use depeche::frontmatter::{Form, Severity};
use depeche::text::TokenKind;
use depeche::{Document, Pipeline, RegionKind};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../schema/document.schema.json")).unwrap());
static PIPELINE: LazyLock<Pipeline<'static>> = LazyLock::new(Pipeline::french);

/// Why `value`, which stands at `place`, is not what `schema` says.
fn wrong(schema: &Value, value: &Value, place: &str) -> Result<(), String> {
    let rules = match schema {
        Value::Bool(true) => return Ok(()),
        Value::Object(rules) => rules,
        other => return Err(format!("{place}: no schema: {other}")),
    };
    let check = |holds: bool, keyword: &str| {
        if holds { Ok(()) } else { Err(format!("{place}: {keyword}: {value}")) }
    };
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "prefixItems" => {}
            "$ref" => {
                let target = rule.as_str().and_then(|rule| SCHEMA.pointer(rule.strip_prefix('#')?));
                wrong(target.ok_or(format!("{place}: no {rule}"))?, value, place)?;
            }
            "type" => {
                let names = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
                check(names.iter().any(|name| is(value, name.as_str().unwrap())), keyword)?;
            }
            "const" => check(rule == value, keyword)?,
            "enum" => check(rule.as_array().unwrap().contains(value), keyword)?,
            "pattern" => {
                let prefix = rule.as_str().and_then(|rule| rule.strip_prefix('^')?.strip_suffix("[0-9]+$"));
                let figures = value.as_str().and_then(|text| text.strip_prefix(prefix.unwrap()));
                let figures = figures.unwrap_or_default();
                check(!figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit()), keyword)?;
            }
            "minimum" => check(value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()), keyword)?,
            "maximum" => check(value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap()), keyword)?,
            "minItems" => check(items(value).is_none_or(|n| n >= rule.as_u64().unwrap()), keyword)?,
            "maxItems" => check(items(value).is_none_or(|n| n <= rule.as_u64().unwrap()), keyword)?,
            "oneOf" => {
                let those = rule.as_array().unwrap().iter().filter(|one| wrong(one, value, place).is_ok());
                check(those.count() == 1, keyword)?;
            }
            "required" => {
                let missing =
                    rule.as_array().unwrap().iter().find(|key| value.get(key.as_str().unwrap()).is_none());
                check(missing.is_none(), &format!("required {missing:?}"))?;
            }
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        wrong(rule, value, &format!("{place}/{key}"))?;
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false), "{place}");
                let mut keys = value.as_object().into_iter().flat_map(|fields| fields.keys());
                let others = keys.find(|key| rules["properties"].get(key).is_none());
                check(others.is_none(), &format!("no property {others:?}"))?;
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    wrong(rule, item, &format!("{place}/{at}"))?;
                }
            }
            other => return Err(format!("{place}: {other:?} is a keyword that this test does not know")),
        }
    }
    let first = rules.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
    first.zip(value.as_array().into_iter().flatten()).try_for_each(|(rule, item)| wrong(rule, item, place))
}

fn items(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

fn written(document: &Document<'_>, options: &Options) -> Value {
    let mut out = String::new();
    json::write_with(document, options, &[("file", "\"a.txt\"")], &mut out);
    serde_json::from_str(&out).unwrap()
}

fn valid(value: &Value) -> Result<(), String> {
    wrong(&SCHEMA, value, "")
}

/// Texts of every form of header, with and without what may be absent.
fn texts() -> Vec<String> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let paths = std::fs::read_dir(seeds).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    assert!(texts.len() >= 20);
    let odd = [
        "",
        "\n",
        "😀 Mme Anne Le Bris est allée du Havre au Kenya.",
        "---\ntitre: a\ntitre: b\nliste: [1, 2.5, null, {x: true}]\n---\n",
        "---\ndate: 2024-13\n---\nPARIS, 12 août (AFP) - Il pleut.\n",
        "---\ntitre: [\n---\n",
        "---\njamais: fermé\n",
        "% Titre\n% A; B\n% XXe siècle\n\nTexte.\n",
        "Date : hiver 2024\nTitre : X\n\nTexte.\n",
        "Date : années 1980\nTitre : X\n\nTexte.\n",
    ];
    texts.extend(odd.map(str::to_owned));
    texts
}

#[test]
fn what_is_written_is_valid() {
    for text in texts() {
        let document = PIPELINE.annotate(&text);
        for offsets in [Unit::Byte, Unit::Char, Unit::Utf16] {
            let all = written(&document, &Options { offsets, ..Options::default() });
            assert_eq!(valid(&all), Ok(()), "{text:?}");
        }
        let none = Options {
            text: false,
            header: false,
            regions: false,
            paragraphs: false,
            sentences: false,
            tokens: false,
            mentions: false,
            ..Options::default()
        };
        assert_eq!(valid(&written(&document, &none)), Ok(()));
    }
}

/// Every object inside, as a pointer to it.
fn objects(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(place.to_owned());
            fields.iter().for_each(|(key, value)| objects(value, &format!("{place}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| objects(item, &format!("{place}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn what_is_broken_is_not_valid() {
    let text =
        "---\ndate: 2024-13\n---\nPARIS, 12 août (AFP) - Mme Anne Le Bris est allée du Havre au Kenya.\n";
    let whole = written(&PIPELINE.annotate(text), &Options::default());
    assert_eq!(valid(&whole), Ok(()));
    let mut places = Vec::new();
    objects(&whole, "", &mut places);
    assert!(places.len() > 20, "{places:?}");
    for place in places {
        // Beside the layers other fields are carried through; inside them nothing is.
        if !place.is_empty() {
            let mut more = whole.clone();
            more.pointer_mut(&place).unwrap()["autre"] = json!(1);
            assert!(valid(&more).is_err(), "{place}: one field more");
        }
        for key in whole.pointer(&place).unwrap().as_object().unwrap().keys() {
            let mut other = whole.clone();
            other.pointer_mut(&place).unwrap()[key] = json!({"x": -1});
            assert!(
                place.is_empty() && key == "autre" || valid(&other).is_err(),
                "{place}/{key}: another type"
            );
        }
    }
    for (place, bad) in [
        ("/format", json!("depeche/2")),
        ("/offsets", json!("line")),
        ("/tokens/0/kind", json!("verb")),
        ("/tokens/0/start", json!(-1)),
        ("/tokens/0/start", json!(0.5)),
        ("/mentions/0/confidence", json!(1.5)),
        ("/mentions/0/tokens", json!([1])),
        ("/mentions/0/tokens", json!([1, 2, 3])),
        ("/header/form", json!("html")),
        ("/header/date_span", json!([1])),
    ] {
        let mut other = whole.clone();
        *other.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = bad;
        assert!(valid(&other).is_err(), "{place}");
    }
}

#[test]
fn the_words_of_the_schema_are_those_of_the_code() {
    let words = |place: &str| -> Vec<&str> {
        let listed = SCHEMA.pointer(place).unwrap_or_else(|| panic!("no {place}"));
        let mut words: Vec<&str> = listed.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        words.sort_unstable();
        words
    };
    let sorted = |mut words: Vec<&'static str>| {
        words.sort_unstable();
        words
    };
    let layer = |layer: &str, key: &str| format!("/properties/{layer}/items/properties/{key}/enum");
    assert_eq!(
        words(&layer("tokens", "kind")),
        sorted(TokenKind::ALL.iter().map(|kind| kind.as_str()).collect())
    );
    assert_eq!(
        words("/$defs/header/properties/form/enum"),
        sorted(Form::ALL.iter().map(|form| form.as_str()).collect())
    );
    let kinds = [RegionKind::Headline, RegionKind::Body].map(RegionKind::as_str);
    assert_eq!(words(&layer("regions", "kind")), sorted(kinds.to_vec()));
    let units = [Unit::Byte, Unit::Char, Unit::Utf16].map(Unit::as_str);
    assert_eq!(words("/properties/offsets/enum"), sorted(units.to_vec()));
    let severities = [Severity::Note, Severity::Warning, Severity::Error].map(Severity::as_str);
    let severity = "/$defs/header/properties/diagnostics/items/properties/severity/enum";
    assert_eq!(words(severity), sorted(severities.to_vec()));
}
