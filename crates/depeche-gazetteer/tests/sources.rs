//! Reading lists: what is refused, with which code and where.

use depeche_gazetteer::*;
use depeche_text::EntityType;

/// Code, line and column of the error that `read` gives.
fn fault(read: impl FnOnce(&mut GazetteerBuilder) -> Result<usize, Error>) -> (ErrorCode, usize, usize) {
    let error = read(&mut GazetteerBuilder::new()).unwrap_err();
    let position = error.place().unwrap_or_else(|| panic!("{error} has no place")).position;
    (error.code(), position.line, position.column)
}

#[test]
fn a_table_with_a_fault() {
    let long = "a".repeat(MAX_FORM_BYTES + 1);
    let words = "a ".repeat(MAX_FORM_WORDS + 1);
    let word = "a".repeat(MAX_WORD_BYTES + 1);
    for (row, code, column) in [
        ("x:1\tnot a type\tBrest", ErrorCode::Type, 5),
        ("x:1", ErrorCode::Type, 4),
        ("x:1\tLOC", ErrorCode::EmptyForm, 8),
        ("x:1\tLOC\t\t\t1", ErrorCode::EmptyForm, 9),
        ("x:1\tLOC\t\u{AD}\t\t1", ErrorCode::EmptyForm, 9),
        ("x:1\tLOC\tBrest\t\t256", ErrorCode::Weight, 16),
        ("x:1\tLOC\tBrest\t\t-1", ErrorCode::Weight, 16),
        ("x:1\tLOC\tBrest\t\t1\tpays", ErrorCode::Attribute, 18),
        ("x:1\tLOC\tBrest\t\t1\t=FR", ErrorCode::Attribute, 18),
        ("x:1\tLOC\tBrest\t\t1\t\tloud", ErrorCode::UnknownOption, 19),
        ("x:1\tLOC\tBrest\t\t1\t\tcase=exact case=smart", ErrorCode::Contradiction, 19),
        ("x:1\tLOC\tBrest\t\t1\t\tnoname", ErrorCode::NoForm, 9),
        ("x:1\tLOC\tBrest\t\t1\t\t\tmore", ErrorCode::Columns, 20),
        ("x:1\tLOC\tBre\u{7}st", ErrorCode::ControlCharacter, 9),
        ("-\t!", ErrorCode::NoForm, 4),
        ("x:1\t!\t\t\t1", ErrorCode::Columns, 7),
        ("x:1\t!\tBrest\t\t\tpays=FR", ErrorCode::Columns, 7),
        ("x:1\t!\tBrest\t\t\t\tnoname", ErrorCode::Contradiction, 7),
        ("x:1\t!\t\u{AD}", ErrorCode::EmptyForm, 7),
        (&format!("x:1\tLOC\t{long}"), ErrorCode::FormTooLong, 9),
        (&format!("x:1\tLOC\t{words}"), ErrorCode::FormTooLong, 9),
        (&format!("x:1\tLOC\tBrest\t{word}"), ErrorCode::FormTooLong, 9),
    ] {
        let table = format!("\u{FEFF}# villes\r\n\r\nx:0\tLOC\tBrest\r\n{row}\n");
        assert_eq!(fault(|builder| builder.read_tsv(&table, Some("t.tsv"))), (code, 4, column), "{row:?}");
    }
}

#[test]
fn every_code_has_a_name_of_its_own() {
    for (i, code) in ErrorCode::ALL.iter().enumerate() {
        assert!(ErrorCode::ALL[..i].iter().all(|other| other.as_str() != code.as_str()));
    }
}

#[test]
fn duplicates() {
    let table =
        "x:1\tLOC\tBrest\tCité du Ponant\t10\tpays=FR\nx:1\tLOC\tBrest\t\t90\tregion=BRE\tcase=exact\n";
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(table, None).unwrap();
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    let entries = gazetteer.to_entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].weight, 90);
    assert_eq!(entries[0].attributes.len(), 2);
    assert_eq!(gazetteer.lookup("BREST").count(), 1);

    let refuse = |table: &str, duplicates| {
        let mut builder = GazetteerBuilder::new().with_duplicates(duplicates);
        builder.read_tsv(table, Some("t.tsv")).unwrap();
        let error = builder.compile().unwrap_err();
        (error.code(), error.place().unwrap().position.line)
    };
    assert_eq!(refuse(table, Duplicates::Refuse), (ErrorCode::Duplicate, 2));
    let contradiction = "x:1\tLOC\tBrest\t\t\tpays=FR\n\nx:1\tLOC\tBrest\t\t\tpays=BY\n";
    assert_eq!(refuse(contradiction, Duplicates::Merge), (ErrorCode::Duplicate, 3));
}

#[test]
fn json_lines() {
    let lines = r#"
# comment
{"type": "PER:artist", "name": "Angélique Kidjo", "weight": 7, "attributes": {"pays": "BJ"}, "forms": ["Kidjo"]}
{"type": "ORG", "name": "ONU", "options": "case=exact noname", "forms": [{"text": "Onu", "options": "case=exact"}]}
"#;
    let mut builder = GazetteerBuilder::new();
    assert_eq!(builder.read_jsonl(lines, None).unwrap(), 2);
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    let kidjo = gazetteer.lookup("Kidjo").next().unwrap();
    assert_eq!(
        (kidjo.kind().as_str(), kidjo.weight(), kidjo.attribute("pays")),
        ("PER:artist", 7, Some("BJ"))
    );
    assert_eq!(gazetteer.lookup("ONU").count(), 0);
    assert_eq!(gazetteer.lookup("Onu").count(), 1);

    for (line, code, column) in [
        ("[1]", ErrorCode::Json, 1),
        ("{\"type\": \"LOC\", name}", ErrorCode::Json, 17),
        ("{\"type\": \"LOC\"}", ErrorCode::Json, 1),
        ("{\"name\": \"Brest\"}", ErrorCode::Json, 1),
        ("{\"type\": \"LOC\", \"name\": \"Brest\", \"nom\": 1}", ErrorCode::Json, 1),
        ("{\"type\": \"LOC\", \"name\": \"Brest\", \"weight\": 1.5}", ErrorCode::Weight, 1),
        ("{\"type\": \"\", \"name\": \"Brest\"}", ErrorCode::Type, 1),
    ] {
        let lines = format!("\n{line}\n");
        assert_eq!(fault(|builder| builder.read_jsonl(&lines, None)), (code, 2, column), "{line}");
    }
}

/// What a list hides is read from a table and from JSON lines alike, and a table of it gives the same file again.
#[test]
fn lines_that_hide() {
    let table = "x:2\t!\nx:3\t!\tSoulac\tSoulac-sur-Mer|LE VERDON\t\t\tcase=exact\ny:1\tLOC\tLens\tRC Lens\n";
    let lines = r#"{"type": "!", "id": "x:2"}
{"type": "!", "id": "x:3", "name": "Soulac", "forms": ["Soulac-sur-Mer", "LE VERDON"], "options": "case=exact"}
{"type": "LOC", "id": "y:1", "name": "Lens", "forms": ["RC Lens"]}
"#;
    let compile = |read: &dyn Fn(&mut GazetteerBuilder) -> Result<usize, Error>| {
        let mut builder = GazetteerBuilder::new();
        assert_eq!(read(&mut builder).unwrap(), 3);
        builder.compile().unwrap()
    };
    let file = compile(&|builder| builder.read_tsv(table, None));
    assert_eq!(compile(&|builder| builder.read_jsonl(lines, None)), file);
    let gazetteer = Gazetteer::open(&file).unwrap();
    assert!(gazetteer.hidden_ids().eq(["x:2", "x:3"]));
    let forms: Vec<String> = gazetteer.hidden_forms().into_iter().map(|form| form.text).collect();
    assert_eq!(forms, ["LE VERDON", "Soulac", "Soulac-sur-Mer"]);
    let contents = gazetteer.contents();
    assert_eq!((contents.entries, contents.hidden_ids, contents.hidden_forms), (1, 2, 3));

    let again =
        gazetteer.to_entries().iter().map(Entry::to_tsv).fold(gazetteer.hides_to_tsv(), |a, b| a + &b);
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(&again, None).unwrap();
    assert_eq!(builder.compile().unwrap(), file, "{again}");
    for (line, code) in [
        (r#"{"type": "!"}"#, ErrorCode::NoForm),
        (r#"{"type": "!", "id": "x:1", "weight": 3}"#, ErrorCode::Columns),
    ] {
        assert_eq!(fault(|builder| builder.read_jsonl(line, None)), (code, 1, 1), "{line}");
    }
}

#[test]
fn spacy_patterns() {
    let lines = r#"{"label": "ORG", "pattern": "Apple", "id": "apple"}
{"label": "ORG", "pattern": "Apple Inc.", "id": "apple"}
{"label": "LOC", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}]}
{"label": "LOC", "pattern": [{"TEXT": "New"}, {"ORTH": "York"}]}
"#;
    let mut builder = GazetteerBuilder::new();
    assert_eq!(builder.read_entity_ruler(lines, None, FormOptions::EXACT).unwrap(), 4);
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    assert_eq!(gazetteer.len(), 3);
    assert_eq!(gazetteer.lookup("Apple Inc.").next().unwrap().name(), "Apple");
    assert_eq!(gazetteer.lookup("APPLE").count(), 0);
    assert_eq!(gazetteer.lookup("San FRANCISCO").count(), 1);
    assert_eq!(gazetteer.lookup("New York").count(), 1);

    for (line, code) in [
        (r#"{"label": "ORG", "pattern": [{"LOWER": "apple", "OP": "?"}]}"#, ErrorCode::TokenPattern),
        (r#"{"label": "ORG", "pattern": [{"LEMMA": "être"}]}"#, ErrorCode::TokenPattern),
        (r#"{"label": "ORG", "pattern": []}"#, ErrorCode::EmptyForm),
        (r#"{"label": "ORG"}"#, ErrorCode::Json),
    ] {
        let read = |builder: &mut GazetteerBuilder| builder.read_entity_ruler(line, None, FormOptions::EXACT);
        assert_eq!(fault(read), (code, 1, 1), "{line}");
    }
}

#[test]
fn gate_lists() {
    let definition = "# lists\nvilles.lst:location:city\npays.lst:location::french:Lookup\n";
    let load = |name: &str| match name {
        "villes.lst" => Some("Brest&id=geonames:3030300&dep=29\nLorient\n\n".to_owned()),
        "pays.lst" => Some("Bénin\r\n".to_owned()),
        _ => None,
    };
    let mut builder = GazetteerBuilder::new();
    let read = builder.read_gate(definition, None, '&', FormOptions::default(), load).unwrap();
    assert_eq!(read, 3);
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    let brest = gazetteer.lookup("Brest").next().unwrap();
    assert_eq!((brest.id().as_deref(), brest.attribute("dep")), (Some("geonames:3030300"), Some("29")));
    assert_eq!(brest.kind(), EntityType::new("location:city").unwrap());
    assert_eq!(gazetteer.lookup("Benin").next().unwrap().kind().as_str(), "location");

    for (definition, code, line) in [
        ("\nrien.lst:LOC\n", ErrorCode::MissingList, 2),
        ("villes.lst\n", ErrorCode::Columns, 1),
        ("villes.lst:no type\n", ErrorCode::Type, 1),
    ] {
        let read = |builder: &mut GazetteerBuilder| {
            builder.read_gate(definition, None, '&', FormOptions::default(), load)
        };
        assert_eq!(fault(read), (code, line, 1), "{definition}");
    }
    let bad = |_: &str| Some("Brest\n&id=1\n".to_owned());
    let error =
        GazetteerBuilder::new().read_gate("v.lst:LOC", None, '&', FormOptions::default(), bad).unwrap_err();
    assert_eq!(
        error.to_string(),
        "v.lst:2:1: empty-form: expected a form of words that can be seen, found \"\""
    );
}
