//! The written forms: every place, in the unit of its format, gives the text it is the place of; what reads back is equal.
#![cfg(feature = "names")]

use depeche::formats::{
    ReadErrorCode, brat, conllu, doccano, html, iob, json, label_studio, spacy, web_annotation,
};
use depeche::{Document, Pipeline, Record, RecordMention};
use depeche_text::{EntityType, Span, strategies};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

static PIPELINE: LazyLock<Pipeline<'static>> = LazyLock::new(Pipeline::french);

/// Documents with mentions where a tagger would hardly see them: after emoji, over line ends, beside combining marks.
fn records() -> impl Strategy<Value = Record> {
    let text = prop_oneof![strategies::any_text(), "[😀é\n\r« a-z]{0,30}Paris et l’Arménie[.\n]{0,3}"];
    (text, any::<prop::sample::Index>()).prop_map(|(text, pick)| {
        let mut record = PIPELINE.annotate(&text).to_record();
        if record.mentions.is_empty() && !record.sentences.is_empty() {
            let sentence = record.sentences[pick.index(record.sentences.len())];
            record.mentions.push(RecordMention::new(sentence.span, EntityType::MISC));
        }
        record
    })
}

fn written(write: impl FnOnce(&mut String)) -> Value {
    let mut out = String::new();
    write(&mut out);
    serde_json::from_str(&out).unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn by_chars(text: &str, start: &Value, end: &Value) -> String {
    text.chars().skip(number(start)).take(number(end) - number(start)).collect()
}

fn by_units(text: &str, start: &Value, end: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[number(start)..number(end)]).unwrap()
}

fn surfaces(document: &Document<'_>) -> Vec<String> {
    document.mentions().map(|mention| mention.text().to_owned()).collect()
}

proptest! {
    #![proptest_config(strategies::config(256))]

    #[test]
    fn every_place_is_in_the_unit_of_its_format(record in records()) {
        let document = record.document();
        prop_assert_eq!(document.validate(), Ok(()));
        let text = record.text.as_str();
        let expected = surfaces(&document);
        let list = |value: &Value| value.as_array().unwrap().clone();

        for (offsets, slice) in [
            (json::Unit::Char, by_chars as fn(&str, &Value, &Value) -> String),
            (json::Unit::Utf16, by_units),
            (json::Unit::Byte, |text, a, b| text[number(a)..number(b)].to_owned()),
        ] {
            let options = json::Options { offsets, ..json::Options::default() };
            let value = written(|out| json::write(&document, &options, out));
            for layer in ["sentences", "tokens", "mentions"] {
                for item in list(&value[layer]) {
                    prop_assert_eq!(slice(text, &item["start"], &item["end"]), item["text"].as_str().unwrap());
                }
            }
            prop_assert_eq!(list(&value["mentions"]).len(), expected.len());
        }

        let value = written(|out| doccano::write(&document, out));
        let found: Vec<String> = list(&value["label"]).iter().map(|l| by_chars(text, &l[0], &l[1])).collect();
        prop_assert_eq!(&found, &expected);

        let value = written(|out| label_studio::write(&document, "x", out));
        let results = list(&value["predictions"][0]["result"]);
        let values = results.iter().map(|result| &result["value"]);
        let found: Vec<String> = values.map(|v| by_units(text, &v["start"], &v["end"])).collect();
        prop_assert_eq!(&found, &expected);

        let value = written(|out| web_annotation::write(&document, "x", out));
        for (item, surface) in list(&value["items"]).iter().zip(&expected) {
            let [position, quote] = [0, 1].map(|at| &item["target"]["selector"][at]);
            prop_assert_eq!(&by_chars(text, &position["start"], &position["end"]), surface);
            prop_assert_eq!(quote["exact"].as_str(), Some(surface.as_str()));
            let around = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap()).concat();
            prop_assert!(text.contains(&around));
        }

        let value = written(|out| spacy::write(&document, out));
        // What spaCy makes of it: each token, and a space after it when there is one.
        let chars: Vec<char> = text.chars().collect();
        let mut rebuilt = String::new();
        for token in list(&value["tokens"]) {
            rebuilt.push_str(&by_chars(text, &token["start"], &token["end"]));
            if chars.get(number(&token["end"])) == Some(&' ') {
                rebuilt.push(' ');
            }
        }
        prop_assert_eq!(&rebuilt, text);
        let found: Vec<String> = list(&value["ents"]).iter().map(|e| by_chars(text, &e["start"], &e["end"])).collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(list(&value["sents"]).len(), document.sentences().len());
    }

    #[test]
    fn what_is_written_reads_back(record in records()) {
        let document = record.document();

        let mut ann = String::new();
        brat::write(&document, &mut ann);
        let read = brat::read(&record.text, &ann).unwrap();
        let places = |record: &Record| -> Vec<(Span, EntityType, Option<Arc<str>>)> {
            record.mentions.iter().map(|m| (m.span, m.kind.main(), m.id.clone())).collect()
        };
        let spans = |record: &Record| -> Vec<Span> { record.mentions.iter().map(|m| m.span).collect() };
        if !record.mentions.iter().any(|m| m.span.of(&record.text).starts_with(['\n', '\r'])) {
            prop_assert_eq!(spans(&read), spans(&record));
            prop_assert_eq!(places(&read), places(&record));
        }

        let mut first = String::new();
        conllu::write(&document, "x", &mut first);
        let read = conllu::read(&first).unwrap();
        prop_assert_eq!(read.len(), usize::from(!record.tokens.is_empty()));
        if let Some((name, read)) = read.into_iter().next() {
            prop_assert_eq!(name, "x");
            let again = read.document();
            prop_assert_eq!(again.validate(), Ok(()));
            prop_assert_eq!(again.tokens().len(), document.tokens().len());
            prop_assert_eq!(again.sentences().len(), document.sentences().len());
            prop_assert_eq!(again.paragraphs().len(), document.paragraphs().len());
            prop_assert_eq!(again.mentions().len(), document.mentions().len());
            let chains = |document: &Document<'_>| -> Vec<usize> { document.mentions().map(|m| m.chain()).collect() };
            prop_assert_eq!(chains(&again), chains(&document));
            // A control character cannot be written.
            let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c.to_ascii_lowercase() };
            let words = |document: &Document<'_>| -> Vec<String> {
                document.words().map(|word| word.text().chars().map(shown).collect()).collect()
            };
            if record.text.is_ascii() {
                prop_assert_eq!(words(&again), words(&document));
            }
            // What is written from what was read is the same but for the places, which are those of another text.
            let mut second = String::new();
            conllu::write(&again, "x", &mut second);
            let (_, third) = conllu::read(&second).unwrap().remove(0);
            prop_assert_eq!(third, read);
        }

        for scheme in [iob::Scheme::Iob2, iob::Scheme::Bilou] {
            let mut first = String::new();
            iob::write(&document, "x", scheme, &mut first);
            let mut second = String::new();
            for (name, record) in iob::read(&first).unwrap() {
                iob::write(&record.document(), &name, scheme, &mut second);
            }
            if !record.tokens.is_empty() {
                prop_assert_eq!(&second, &first);
            }
        }
    }

    #[test]
    fn a_page_holds_the_text_and_no_markup_of_it(record in records()) {
        let mut page = String::new();
        html::write(&record.document(), "a<b>&\"", &mut page);
        prop_assert!(page.contains("a&lt;b&gt;&amp;&quot;"));
        let opened = page.matches("<mark").count();
        prop_assert_eq!(opened, page.matches("</mark>").count());
        prop_assert_eq!(page.matches("<span").count(), record.sentences.len());
    }
}

#[test]
fn brat_has_a_chain_for_each_thing_and_its_first_line_whatever_comes_before() {
    let ann = "\u{FEFF}T1\tPER 0 3\tLou\r\nT2\tPER 5 8\tMax\nT3\tPER 10 13\tLou\nN1\tReference T1 lou\tLou\n\
               N3\tReference T3 lou\tLou\n";
    let record = brat::read("Lou, Max, Lou", ann).unwrap();
    let chains: Vec<usize> = record.mentions.iter().map(|mention| mention.chain).collect();
    assert_eq!(chains, [0, 1, 0]);
    assert_eq!(record.document().entities().len(), 2);
}

#[test]
fn brat_over_another_text_is_refused() {
    // The text lost its carriage return since it was marked.
    let ann = "T1\tLOC 11 16\tBrest\n";
    assert!(brat::read("Il pleut\r\nà Brest.", &ann.replace("11 16", "12 17")).is_ok());
    let error = brat::read("Il pleut\nà Brest.", &ann.replace("11 16", "12 17")).unwrap_err();
    assert_eq!((error.line(), error.message().contains("expected \"Brest\"")), (1, true), "{error}");
    // A line end inside a mention is written as a space, or as nothing.
    for surface in ["New York", "New  York", "NewYork"] {
        assert!(brat::read("New\nYork", &format!("T1\tLOC 0 8\t{surface}\n")).is_ok(), "{surface}");
    }
}

#[test]
fn notes_of_brat_find_their_mention_by_any_name() {
    let text = "Paris, Lyon, Brest, Lille";
    let ann = "T1\tLOC 0 5\tParis\nT01\tLOC 7 11\tLyon\nTx\tLOC 13 18\tBrest\nT99999999999\tLOC 20 25\tLille\n\
               N1\tReference T01 l\tL\nN2\tReference T1 p\tP\nN3\tReference T99999999999 i\tI\nN4\tReference Tx b\tB\n\
               N5\tReference T2 none\tN\n";
    let record = brat::read(text, ann).unwrap();
    let ids: Vec<_> = record.mentions.iter().map(|mention| mention.id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["p", "l", "b", "i"]);
}

/// What is wrong with a file has a code of its own, and its line.
#[test]
fn every_code_is_produced() {
    let word = |id: &str, misc: &str| format!("{id}\tdu\t_\tADP\t_\t_\t0\troot\t_\t{misc}\n");
    let cases = [
        (ReadErrorCode::Columns, conllu::read("1\tIl\n").unwrap_err(), 1),
        (ReadErrorCode::Columns, iob::read("Il\tO\npleut\n").unwrap_err(), 2),
        (ReadErrorCode::Columns, brat::read("Il pleut.", "T1 LOC\n").unwrap_err(), 1),
        (ReadErrorCode::WordId, conllu::read(&word("un", "_")).unwrap_err(), 1),
        (ReadErrorCode::MissingWords, conllu::read(&(word("1-2", "_") + &word("1", "_"))).unwrap_err(), 1),
        (ReadErrorCode::Tag, iob::read("Il\tX-LOC\n").unwrap_err(), 1),
        (ReadErrorCode::Tag, conllu::read(&word("1", "Mention=LOC")).unwrap_err(), 1),
        (ReadErrorCode::Type, iob::read("Il\tB-un,lieu\n").unwrap_err(), 1),
        (ReadErrorCode::Type, brat::read("Il pleut.", "\nT1\tun,lieu 0 2\tIl\n").unwrap_err(), 2),
        (ReadErrorCode::Offsets, brat::read("Il pleut.", "T1\tLOC 0 12\tIl\n").unwrap_err(), 1),
        (ReadErrorCode::OtherText, brat::read("Il pleut.", "T1\tLOC 0 2\tOn\n").unwrap_err(), 1),
    ];
    for (code, error, line) in &cases {
        assert_eq!((error.code(), error.line()), (*code, *line), "{error}");
        assert!(error.to_string().starts_with(&format!("line {line}: {code}: expected ")), "{error}");
    }
    let missing: Vec<_> =
        ReadErrorCode::ALL.iter().filter(|code| cases.iter().all(|(seen, ..)| seen != *code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A token that is two names stands as three where a token belongs to one entity at most, and nowhere is one of the two lost.
#[test]
fn two_names_in_a_token_are_both_written() {
    let document = PIPELINE.annotate("Le sommet Trump-Poutine a eu lieu.");
    assert_eq!(surfaces(&document), ["Trump", "Poutine"]);
    assert_eq!(document.tokens().nth(2).unwrap().mention().unwrap().text(), "Trump");
    assert_eq!(document.validate(), Ok(()));
    let [mut table, mut tree, mut json] = [(); 3].map(|()| String::new());
    iob::write(&document, "a", iob::Scheme::Bilou, &mut table);
    assert!(table.contains("\nTrump\tU-PER\n-\tO\nPoutine\tU-PER\n"), "{table}");
    conllu::write(&document, "a", &mut tree);
    assert!(tree.contains("4\t-\t_\tPUNCT\t"), "{tree}");
    let (_, read) = conllu::read(&tree).unwrap().remove(0);
    let named: Vec<&str> = read.mentions.iter().filter_map(|mention| mention.span.get(&read.text)).collect();
    assert_eq!(named, ["Trump", "Poutine"]);
    spacy::write(&document, &mut json);
    assert!(json.contains(r#"{"id":3,"start":15,"end":16}"#), "{json}");
}
