//! Every header of `tests/data/headers.jsonl`, every date of `tests/data/dates.txt`.

use depeche_frontmatter::date::{CivilTime, DateExpr};
use depeche_frontmatter::{Delimiters, Form, FrontMatter, Options, Profile, Value, split_many, split_with};
use serde_json::{Value as Json, json};

fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(n) => json!(n),
        Value::Float(x) => json!(x),
        Value::Str(text) => json!(text),
        Value::Seq(items) => items.iter().map(|item| json(&item.value)).collect(),
        Value::Map(fields) => Json::Object(
            fields.iter().map(|f| (f.key.value.clone().into_owned(), json(&f.value.value))).collect(),
        ),
    }
}

fn pairs<'a, 'f: 'a>(fields: impl IntoIterator<Item = &'a depeche_frontmatter::Field<'f>>) -> Json {
    fields.into_iter().map(|f| json!([f.key.value, json(&f.value.value)])).collect()
}

fn options(asked: &Json) -> Options {
    let text = |value: &Json| value.as_str().map(str::to_owned);
    let mut options = Options::default();
    if let Some(pair) = asked["delimiters"].as_array() {
        let form = Form::ALL.iter().copied().find(|f| asked["format"] == f.as_str()).unwrap_or(Form::Yaml);
        let (open, close) = (text(&pair[0]).unwrap(), text(&pair[1]).unwrap());
        options.delimiters = Some(Delimiters { open, close, form });
    }
    options.excerpt_separator = text(&asked["excerpt_separator"]);
    for profile in asked["profiles"].as_array().into_iter().flatten() {
        options.profiles.push(if profile == "nexis" { Profile::Nexis } else { Profile::Factiva });
    }
    options
}

/// What the document is, with exactly the keys that `expected` names.
fn seen(document: &FrontMatter<'_>, expected: &Json) -> Json {
    let source = document.source();
    let metadata = document.metadata();
    let span = |s: depeche_text::Span| json!([s.start(), s.end()]);
    let mut seen = serde_json::Map::new();
    for key in expected.as_object().unwrap().keys() {
        let value = match key.as_str() {
            "form" => json!(document.form().as_str()),
            "fields" => pairs(metadata.fields()),
            "trailer" => pairs(metadata.trailer()),
            "matter" => json!(document.matter_text()),
            "body" => json!(document.body_text()),
            "body_start" => json!(document.body().start()),
            "date" => json!(document.date().map(|d| d.value.to_string())),
            "date_span" => document.date().map_or(Json::Null, |d| span(d.span)),
            "title" => json!(document.title().map(|t| t.value)),
            "title_span" => document.title().map_or(Json::Null, |t| span(t.span)),
            "excerpt" => json!(document.excerpt()),
            "bom" => json!(source.starts_with('\u{FEFF}')),
            "dates" => {
                let dates = expected[key].as_object().unwrap().keys().map(|name| {
                    let text = metadata.get(name).and_then(|f| f.value.value.as_str()).unwrap_or_default();
                    (name.clone(), json!(DateExpr::parse(text).ok().map(|d| d.value.to_string())))
                });
                Json::Object(dates.collect())
            }
            "diagnostics" => {
                document
                    .all_diagnostics()
                    .iter()
                    .enumerate()
                    .map(|(i, d)| {
                        let mut one = json!({"code": d.code.as_str(), "severity": d.severity.as_str(),
                            "line": d.position.line, "col": d.position.column});
                        if let Some(first) = d.related
                            && let Some(name) =
                                ["first", "opened"].iter().find(|n| !expected[key][i][**n].is_null())
                        {
                            one[*name] = json!([first.line, first.column]);
                        }
                        // A case that names no column does not ask for it.
                        if !expected[key][i].is_null() && expected[key][i]["col"].is_null() {
                            one.as_object_mut().unwrap().remove("col");
                        }
                        one
                    })
                    .collect()
            }
            "documents" => json!(split_many(source).count()),
            "dateline" => document.dateline().map_or(Json::Null, |d| {
                json!({"place": d.place.value, "date": d.date.map(|d| d.value.to_string()),
                    "agency": d.agency.map(|a| a.value)})
            }),
            "edit" => {
                let mut change = expected[key].clone();
                let pair = |name: &str| {
                    let pair = expected[key][name].as_array()?;
                    Some((pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
                };
                let mut edit = document.edit();
                if let Some((key, value)) = pair("set") {
                    edit = edit.set(key, value).unwrap();
                }
                if let Some((key, value)) = pair("insert") {
                    edit = edit.insert(key, value).unwrap();
                }
                if let Some(key) = expected[key]["remove"].as_str() {
                    edit = edit.remove(key).unwrap();
                }
                change["output"] = json!(edit.finish());
                change
            }
            other => panic!("no such expectation: {other}"),
        };
        seen.insert(key.clone(), value);
    }
    Json::Object(seen)
}

#[test]
fn headers() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in include_str!("data/headers.jsonl").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let case: Json = serde_json::from_str(line).unwrap();
        let (name, input) = (case["name"].as_str().unwrap(), case["input"].as_str().unwrap());
        if cfg!(not(feature = "toml")) && case["expect"]["form"] == "toml" {
            continue;
        }
        let options = options(&case["options"]);
        let document = split_with(input, &options);
        if cfg!(not(feature = "yaml"))
            && document
                .metadata()
                .diagnostics()
                .iter()
                .any(|d| d.code == depeche_frontmatter::Code::NotCompiledIn)
        {
            // Said, split all the same, and read by a build that can.
            assert_eq!(json!(document.form().as_str()), case["expect"]["form"]);
            continue;
        }
        let (seen, expected) = (seen(&document, &case["expect"]), &case["expect"]);
        count += 1;
        if &seen != expected {
            failures.push(format!("{name}\n  input    {input:?}\n  expected {expected}\n  seen     {seen}"));
        }
    }
    assert!(failures.is_empty(), "{} of {count} fail\n\n{}", failures.len(), failures.join("\n\n"));
}

fn civil(time: Option<CivilTime>) -> String {
    time.map_or("..".to_owned(), |t| t.to_string())
}

#[test]
fn dates() {
    let mut failures = Vec::new();
    for line in include_str!("data/dates.txt").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
    {
        let (input, expected) = line.split_once('|').unwrap();
        let (input, expected) =
            (input.trim().replace('⍽', "\u{A0}").replace('⎵', "\u{202F}"), expected.trim());
        let seen = match DateExpr::parse(&input) {
            Err(error) => format!("- {}", error.code()),
            Ok(parsed) => {
                let (value, range) = (parsed.value, parsed.value.range());
                let notes: String = parsed.notes.iter().map(|code| format!(" {code}")).collect();
                format!("{value} [{} {}){notes}", civil(range.start()), civil(range.end()))
            }
        };
        if seen != expected {
            failures.push(format!("{input}\n  expected {expected}\n  seen     {seen}"));
        }
    }
    assert!(failures.is_empty(), "{} fail\n{}", failures.len(), failures.join("\n"));
}
