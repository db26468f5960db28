//! Headers read into types, and what is said when they cannot be.
#![cfg(feature = "serde")]

use depeche_frontmatter::date::{DateExpr, PartialDate};
use depeche_frontmatter::{Code, Duplicates, Options, parse, split, split_with};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize, Debug, PartialEq)]
struct Titled {
    titre: String,
    date: PartialDate,
}

fn code_and_place<T: std::fmt::Debug>(result: Result<T, depeche_frontmatter::Error>) -> (Code, usize, usize) {
    let error = result.unwrap_err();
    let at = error.diagnostic().position;
    (error.code(), at.line, at.column)
}

#[test]
fn a_missing_field_is_said_at_the_header() {
    let read = split("---\ntitre: Crue\n---\nT\n").parse::<Titled>();
    assert_eq!(code_and_place(read), (Code::MissingField, 2, 1));
    let read = split("Texte sans en-tête.\n").parse::<Titled>();
    assert_eq!(code_and_place(read), (Code::MissingField, 1, 1));
}

#[test]
fn a_bad_date_is_said_at_its_place() {
    for source in
        ["---\ntitre: x\ndate: 31 février 2024\n---\nT\n", "---\ntitre: x\ndate: '31 février 2024'\n---\nT\n"]
    {
        let read = split(source).parse::<Titled>();
        assert_eq!(code_and_place(read), (Code::ImpossibleDate, 3, 7));
    }
    let read = split("---\ntitre: x\ndate: demain\n---\nT\n").parse::<Titled>();
    assert_eq!(code_and_place(read), (Code::NotADate, 3, 7));
}

#[test]
fn a_wrong_type_is_said_at_its_place_however_deep() {
    #[derive(Deserialize, Debug)]
    struct Deep {
        #[expect(dead_code, reason = "only read")]
        lieux: Vec<BTreeMap<String, u16>>,
    }
    let read = split("---\nlieux:\n  - {a: 1}\n  - {b: deux}\n---\nT\n").parse::<Deep>();
    assert_eq!(code_and_place(read), (Code::TypeMismatch, 4, 9));
}

#[test]
fn every_form_fills_the_same_type() {
    let expected = Titled { titre: "Crue".to_owned(), date: PartialDate::month(2024, 8).unwrap() };
    let mut sources = vec![
        "---\ntitre: Crue\ndate: 2024-08\n---\nT\n",
        "---json\n{\"titre\": \"Crue\", \"date\": \"2024-08\"}\n---\nT\n",
        "{\"titre\": \"Crue\", \"date\": \"ao\\u00fbt 2024\"}\nT\n",
        "Titre : Crue\nDate : août 2024\n\nT\n",
        "date 2024-08 Crue\n\nT\n",
        "**** *date_2024-08 *titre_Crue\nT\n",
        "<date=2024-08>\r<titre=Crue>\rT\r",
        "#+TITLE: Crue\n#+DATE: 2024-08\n\nT\n",
        "% Crue\n%\n% août 2024\n\nT\n",
    ];
    if cfg!(feature = "toml") {
        sources.push("+++\ntitre = \"Crue\"\ndate = \"2024-08\"\n+++\nT\n");
    }
    for source in sources {
        assert_eq!(parse::<Titled>(source).map(|(head, _)| head).as_ref(), Ok(&expected), "{source:?}");
    }
}

#[test]
fn numbers_lists_and_text_are_read_as_asked() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Loose<'a> {
        annee: u16,
        #[serde(borrow)]
        texte: &'a str,
        mots: Vec<&'a str>,
        absent: Option<String>,
        vide: Option<String>,
    }
    let expected = Loose { annee: 2024, texte: "042", mots: vec!["crue", "Loire"], absent: None, vide: None };
    let yaml = "---\nannee: 2024\ntexte: 042\nmots: [crue, Loire]\nvide:\n---\nT\n";
    assert_eq!(split(yaml).parse::<Loose>().as_ref(), Ok(&expected));
    let lines = "Titre: x\nDate: 2024\nannee: 2024\ntexte: 042\nmots: crue, Loire\nvide:\n\nT\n";
    assert_eq!(split(lines).parse::<Loose>().as_ref(), Ok(&expected));
}

#[test]
fn enums_newtypes_and_nested_structs() {
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum State {
        Draft,
        Published,
    }
    #[derive(Deserialize, Debug, PartialEq)]
    struct Place {
        city: String,
    }
    #[derive(Deserialize, Debug, PartialEq)]
    struct Number(u8);
    #[derive(Deserialize, Debug, PartialEq)]
    struct Article {
        state: State,
        place: Place,
        number: Number,
        when: DateExpr,
    }
    let source = "---\nstate: draft\nplace:\n  city: Nantes\nnumber: 3\nwhen: du 5 au 8 août 2024\n---\n";
    let article: Article = split(source).parse().unwrap();
    assert_eq!(
        (article.state, article.place.city.as_str(), article.number),
        (State::Draft, "Nantes", Number(3))
    );
    assert_eq!(article.when.to_string(), "2024-08-05/2024-08-08");
    let read = split("---\nstate: lost\n---\n").parse::<BTreeMap<String, State>>();
    assert_eq!(code_and_place(read), (Code::TypeMismatch, 2, 8));
}

#[test]
fn of_a_key_that_stands_twice_the_options_say_which_counts() {
    let source = "---\na: 1\na: 2\n---\n";
    let read = |duplicates| {
        let options = Options { duplicates, ..Options::default() };
        split_with(source, &options).parse::<BTreeMap<String, u8>>().map(|map| map["a"])
    };
    assert_eq!(read(Duplicates::First), Ok(1));
    assert_eq!(read(Duplicates::Last), Ok(2));
    assert_eq!(code_and_place(read(Duplicates::Error)), (Code::DuplicateKey, 3, 1));
}

#[test]
fn strict_refuses_what_is_only_odd() {
    let source = "---\ntitre: Ukraine : le point\n---\n";
    assert!(split(source).parse::<BTreeMap<String, String>>().is_ok());
    let options = Options { strict: true, ..Options::default() };
    let read = split_with(source, &options).parse::<BTreeMap<String, String>>();
    assert_eq!(code_and_place(read), (Code::UnquotedColon, 2, 16));
}

#[test]
fn an_enum_may_hold_what_its_variant_holds() {
    #[derive(Deserialize, Debug, PartialEq)]
    enum Place {
        Nowhere,
        City(String),
        Point { x: f64, y: i32 },
    }
    let read = |value: &str| {
        split(&format!("---\nou: {value}\n---\n"))
            .parse::<BTreeMap<String, Place>>()
            .map(|mut map| map.remove("ou"))
    };
    assert_eq!(read("Nowhere"), Ok(Some(Place::Nowhere)));
    assert_eq!(read("{City: Nantes}"), Ok(Some(Place::City("Nantes".to_owned()))));
    assert_eq!(read("{Point: {x: 1, y: -2}}"), Ok(Some(Place::Point { x: 1.0, y: -2 })));
    for value in ["[Nowhere]", "3", "{City: a, Point: b}", "{Ville: Nantes}", "{Point: {x: un, y: 2}}"] {
        assert_eq!(code_and_place(read(value)).0, Code::TypeMismatch, "{value}");
    }
}

#[test]
fn a_header_that_may_be_missing_is_an_option() {
    let titled = Titled { titre: "Crue".to_owned(), date: PartialDate::month(2024, 8).unwrap() };
    assert_eq!(parse::<Option<Titled>>("Texte sans en-tête.\n"), Ok((None, "Texte sans en-tête.\n")));
    assert_eq!(parse("date 2024-08 Crue\n\nT\n"), Ok((Some(titled), "T\n")));
    #[derive(Deserialize, Debug, PartialEq)]
    struct Wrapped(BTreeMap<String, String>);
    let wrapped = Wrapped(BTreeMap::from([("a".to_owned(), "1".to_owned())]));
    assert_eq!(split("---\na: 1\n---\n").parse(), Ok(wrapped));
    assert_eq!(split("---\na: 1\n---\n").parse(), Ok(()));
    assert!(split("---\na: 1\n---\n").parse::<serde::de::IgnoredAny>().is_ok());
}

#[test]
fn what_is_not_as_asked_is_named() {
    type Read<T> = Result<BTreeMap<String, T>, depeche_frontmatter::Error>;
    fn said<T: serde::de::DeserializeOwned + std::fmt::Debug>(value: &str) -> String {
        let source = format!("---\na: {value}\n---\n");
        let read: Read<T> = split(&source).parse();
        read.unwrap_err().to_string()
    }
    for (value, found) in [
        ("true", "a truth value"),
        ("texte", "text"),
        ("[1]", "a list"),
        ("{b: 1}", "a mapping"),
        ("", "nothing"),
    ] {
        let said = said::<u8>(value);
        assert!(said.contains("FM018") || said.contains("expected"), "{said}");
        // What was found is said in words of this crate where it is the one that looks, and in those of serde elsewhere.
        assert!(said.contains(found) || value != "texte", "{said}");
    }
    assert!(said::<u8>("300").contains("300"));
    assert!(said::<bool>("oui").contains("a boolean"));
    assert!(said::<char>("ab").contains("a character"));
    assert!(said::<Vec<u8>>("{x: 1}").contains("a sequence"));
}

#[test]
fn lines_hold_truth_values_characters_and_lists_as_text() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Lines {
        vrai: bool,
        faux: bool,
        signe: char,
        grand: u64,
        part: f32,
        mots: Vec<String>,
        noms: Vec<String>,
    }
    let source = "Date : 2024\nvrai : true\nfaux : false\nsigne : é\ngrand : 18446744073709551615\npart : 0.25\n\
                  mots : crue, Loire,\n  , Nantes\nnoms : Le Goff, Anne ; Roux\n\nT\n";
    let lines = Lines {
        vrai: true,
        faux: false,
        signe: 'é',
        grand: u64::MAX,
        part: 0.25,
        // Joined from two lines, and an empty piece is none.
        mots: ["crue", "Loire", "Nantes"].map(str::to_owned).to_vec(),
        noms: ["Le Goff, Anne", "Roux"].map(str::to_owned).to_vec(),
    };
    assert_eq!(split(source).parse(), Ok(lines));
    let read = split("Date : 2024\nTitre : x\nvrai : oui\n\nT\n").parse::<BTreeMap<String, bool>>();
    assert_eq!(code_and_place(read).0, Code::TypeMismatch);
}

#[test]
fn any_value_goes_over_whole() {
    let source = "---\nn: null\nv: true\nx: 0.5\nl: [1, {m: \"\\u00e9\"}]\n2024: an\n---\n";
    let read: serde_json::Value = split(source).parse().unwrap();
    assert_eq!(read, serde_json::json!({"n": null, "v": true, "x": 0.5, "l": [1, {"m": "é"}], "2024": "an"}));
}
