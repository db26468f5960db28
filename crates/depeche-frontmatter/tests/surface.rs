//! What a program sees: summaries, values made and written, dates compared and sorted.

use depeche_frontmatter::date::{Bound, DateExpr, MonthDay, PartialDate};
use depeche_frontmatter::{Code, Options, Profile, Value, split, split_many_with, split_with};

fn date(text: &str) -> DateExpr {
    text.parse().unwrap()
}

#[test]
fn dates_are_compared_by_what_they_cover() {
    let (july, august, day) = (date("2024-07"), date("2024-08"), date("2024-08-15"));
    let (open, until) = (date("2024-08/.."), date("../2024-08"));
    assert!(july.before(&august) && !august.before(&july) && !august.before(&day));
    assert!(august.overlaps(&day) && !july.overlaps(&day) && open.overlaps(&until));
    assert!(open.contains(&day) && until.contains(&july) && !day.contains(&open) && !day.contains(&until));
    // On one clock: half past six in Paris is half past four in Greenwich.
    let (paris, greenwich) = (date("2024-08-15T18:30+02:00"), date("2024-08-15T16:30Z"));
    assert!(paris.contains(&greenwich) && !paris.before(&greenwich));
    let mut order = [open, day, date("2024-08-15T18:30"), august, until, july];
    order.sort_by_key(DateExpr::sort_key);
    assert_eq!(order.map(|d| d.to_string())[..2], ["../2024-08", "2024-07"]);
    assert_eq!(
        format!("{open:?} {day:?} {:?} {:?}", Bound::Open, Bound::Unknown),
        "2024-08/.. 2024-08-15 .. unknown"
    );
    assert_eq!(format!("{:?}", MonthDay::new(8, 15).unwrap()), "--08-15");
    let wide = day.range().widened(2);
    assert_eq!(wide.start().unwrap().to_string(), "2024-08-13");
    assert_eq!(wide.end().unwrap().to_string(), "2024-08-18");
    let leap = MonthDay::new(2, 29).unwrap();
    assert_eq!((leap.month(), leap.day()), (2, 29));
    assert_eq!(leap.resolve_near(PartialDate::day(2024, 3, 1).unwrap()), PartialDate::day(2024, 2, 29));
}

#[test]
fn a_date_error_says_what_and_where() {
    for (text, said, offset) in [
        ("demain", "expected a date", 0),
        ("2024-02-30", "the calendar has no such", 0),
        ("du 8 au 5 août 2024", "the interval ends before", 0),
    ] {
        let error = DateExpr::parse(text).unwrap_err();
        assert!(error.to_string().starts_with(said), "{error}");
        assert!(error.offset() >= offset && error.offset() <= text.len());
    }
    assert!("2024/2025".parse::<PartialDate>().unwrap_err().to_string().contains("an interval"));
}

#[test]
fn values_are_made_from_what_programs_have() {
    let made = [Value::from("x"), "y".to_owned().into(), 4i64.into(), 5i32.into(), 0.5.into(), true.into()];
    let list: Value<'_> = ["a", "b"].into_iter().collect();
    assert!(matches!(&list, Value::Seq(items) if items.len() == 2) && list.as_str().is_none());
    let mut edit = split("---\na: 1\n---\nT\n").edit();
    for (n, value) in made.into_iter().chain([list]).enumerate() {
        edit = edit.insert(&format!("k{n}"), value).unwrap();
    }
    let text = edit.finish();
    assert_eq!(
        text,
        "---\na: 1\nk0: x\nk1: y\nk2: 4\nk3: 5\nk4: 0.5\nk5: true\nk6: [\"a\", \"b\"]\n---\nT\n"
    );
    let document = split(&text);
    let metadata = document.metadata();
    let fields = metadata.fields();
    assert!(!fields.is_empty() && fields.len() == 8 && fields.get_raw("K0").is_none());
    assert_eq!(fields.into_iter().count(), 8);
    assert_eq!(fields.get("k0").unwrap().span().of(&text), "k0: x");
}

#[cfg(feature = "serde")]
#[test]
fn a_summary_is_everything_about_the_header() {
    let options = Options {
        profiles: vec![depeche_frontmatter::Profile::Nexis],
        excerpt_separator: Some("<!-- suite -->".into()),
        ..Options::default()
    };
    let nexis = "2 of 7 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024 jeudi\n\nCrue\n\nLONGUEUR: 143 mots\n\n\
                 NANTES, 15 août 2024 (AFP) - La Loire monte.\n<!-- suite -->\n\nLANGUE: FR\n";
    let seen = serde_json::to_value(split_with(nexis, &options).summary()).unwrap();
    assert_eq!(
        (&seen["form"], &seen["date"], &seen["title"]),
        (&"nexis".into(), &"2024-08-15".into(), &"Crue".into())
    );
    assert_eq!(
        seen["dateline"],
        serde_json::json!({"place": "NANTES", "date": "2024-08-15", "agency": "AFP"})
    );
    assert_eq!(seen["trailer"], serde_json::json!([["langue", "FR"]]));
    assert!(seen["excerpt"].as_str().unwrap().ends_with("monte.\n") && seen["body_end"].is_number());

    let yaml = "---\ntitre: Ukraine : le point\nn: [1, 0.5, true, null, {a: b}]\n---\nT\n";
    let seen = serde_json::to_value(split(yaml).summary()).unwrap();
    assert_eq!(seen["fields"][1][1], serde_json::json!([1, 0.5, true, null, {"a": "b"}]));
    assert_eq!(seen["diagnostics"][0]["code"], "FM008");
    let bare = serde_json::to_value(split(" date 2024-08 Titre\n\nT\n").summary()).unwrap();
    assert_eq!(
        (&bare["date_span"], &bare["title_span"]),
        (&serde_json::json!([6, 13]), &serde_json::json!([14, 19]))
    );
}

#[cfg(feature = "serde")]
#[test]
fn dates_go_through_serde() {
    use serde_json::json;
    let read = |value: serde_json::Value| serde_json::from_value::<DateExpr>(value);
    assert_eq!(read(json!("15 août 2024")).unwrap(), date("2024-08-15"));
    assert!(read(json!("demain")).is_err() && read(json!([1])).unwrap_err().to_string().contains("date"));
    assert_eq!(serde_json::to_value(date("2024-08/..")).unwrap(), json!("2024-08/.."));
    let day: PartialDate = serde_json::from_value(json!("2024-08-15")).unwrap();
    assert_eq!(serde_json::to_value(day).unwrap(), json!("2024-08-15"));
    assert!(serde_json::from_value::<PartialDate>(json!("2023/2024")).is_err());
}

#[test]
fn a_diagnostic_is_a_line_a_picture_and_an_error() {
    let source = "---\ntitre: Crue\ndate: 31 février 2024\n---\nT\n";
    let error = split(source).checked().unwrap_err();
    assert_eq!(error.to_string(), error.diagnostic().to_string());
    assert!(error.to_string().starts_with("3:7: error[FM021]: "), "{error}");
    let picture = error.diagnostic().render(source);
    assert!(picture.contains("date: 31 février 2024") && picture.contains("^^^^^^^^^^^^^^^"), "{picture}");
    // What is only odd is an error when asked, and what is right is none.
    let odd = "---\ntitre: Ukraine : le point\n---\n";
    assert!(split(odd).checked().is_ok());
    let strict = Options { strict: true, ..Options::default() };
    assert_eq!(split_with(odd, &strict).checked().unwrap_err().code().as_str(), "FM008");
    assert!(split_with("---\ntitre: x\n---\n", &strict).checked().is_ok());
}

#[cfg(feature = "miette")]
#[test]
fn a_diagnostic_is_one_of_miette() {
    use miette::Diagnostic as _;
    let source = "\n---\ntitre: Ukraine : le point\ndate: 2024-02-30\n---\n";
    let seen = split(source).all_diagnostics();
    let [note, warning, error] = seen.as_slice() else { panic!("{seen:?}") };
    let severities = [note, warning, error].map(|d| d.severity());
    use miette::Severity::{Advice, Error, Warning};
    assert_eq!(severities, [Some(Advice), Some(Warning), Some(Error)]);
    assert_eq!(warning.code().unwrap().to_string(), "FM008");
    assert_eq!(warning.help().unwrap().to_string(), "write \"Ukraine : le point\"");
    let label = error.labels().unwrap().next().unwrap();
    assert_eq!(&source[label.offset()..label.offset() + label.len()], "2024-02-30");
}

#[test]
fn a_stream_is_read_to_the_end_of_its_header_whatever_form_that_has() {
    use depeche_frontmatter::{Delimiters, Form, read_header};
    let custom = Options {
        delimiters: Some(Delimiters { open: "%%%".into(), close: "%%%".into(), form: Form::Yaml }),
        ..Options::default()
    };
    for (source, header, options) in [
        ("%%%\na: 1\n%%%\nT\n", "%%%\na: 1\n%%%\n", &custom),
        ("<!--\n---\na: 1\n---\n-->\nT\n", "<!--\n---\na: 1\n---\n-->\n", &Options::default()),
        ("{\"a\": \"\\\"}\",\n\"b\": {}}\nT\n", "{\"a\": \"\\\"}\",\n\"b\": {}}\n", &Options::default()),
    ] {
        let mut stream = source.as_bytes();
        assert_eq!(read_header(&mut stream, options).unwrap().text(), header);
        assert_eq!(stream, b"T\n");
    }
    // The limit never cuts a character in two, and bytes that are no text are an error.
    for length in 0..4 {
        let mut options = Options::default();
        options.limits.header = 16 + length;
        let header = read_header("---\né😀é😀é😀é😀é😀é😀é😀".as_bytes(), &options).unwrap();
        assert!(header.text().ends_with(['é', '😀']));
    }
    assert!(read_header(&b"---\n\xFF\xFE\n"[..], &Options::default()).is_err());
    assert!(read_header(&b"---\ntronqu\xC3"[..], &Options::default()).is_err());
}

#[test]
fn what_is_known_of_a_date_is_told_and_no_more() {
    let part = |text: &str| -> PartialDate { date(text).try_into().unwrap() };
    assert_eq!(part("2024-22").season_number(), Some(22));
    assert_eq!(part("2024-08").season_number(), None);
    let start = date("2024-08-05/2024-08-08").range().start().unwrap();
    assert_eq!((start.year(), start.month(), start.day()), (2024, 8, 5));
    let document = split("BREST, 12 août (AFP) - Il pleut.\n");
    let day = document.dateline().unwrap().date.unwrap().value;
    assert_eq!(day.resolve(None), None);
    assert_eq!(day.resolve(Some(part("2024-09"))), Some(date("2024-08-12")));
    let full = split("BREST, 12 août 2023 (AFP) - Il pleut.\n").dateline().unwrap().date.unwrap().value;
    assert_eq!(full.resolve(Some(part("2024-09"))), Some(date("2023-08-12")));
}

#[test]
fn a_block_of_lines_has_an_end_within_the_limit() {
    use depeche_frontmatter::Form;
    let body = "Une ligne du corps, ni plus ni moins.\n".repeat(2_000);
    for header in
        ["Titre : Crue\nDate : 2024\n\n", "#+TITLE: Crue\n\n", "% Crue\n\n", "date 2024-08 Crue\n\n"]
    {
        let source = format!("{header}{body}");
        let document = split(&source);
        assert_ne!(document.form(), Form::None, "{header}");
        assert_eq!(document.body_text(), body, "{header}");
    }
    // The first key is none that a header without signs could begin with.
    for (first, again) in [
        ("Note : x\nTitre : Crue\nDate : 2024\n", "Note : ceci\n"),
        ("#+TITLE: Crue\n", "#+NOTE: ceci\n"),
        ("<date=2024-08>\n", "<note=ceci>\n"),
        ("**** *date_2024-08", " *note_ceci"),
    ] {
        let endless = format!("{first}{}", again.repeat(8_000));
        let document = split(&endless);
        assert!(document.form() == Form::None && document.body_text() == endless, "{first}");
    }
}

#[test]
fn a_word_is_the_same_word_in_every_normal_form() {
    use depeche_frontmatter::date::at;
    // No date begins in the middle of a word, whether or not its letters are composed, nor ends there.
    for text in ["émai 2024", "e\u{301}mai 2024", "3 maié 2024", "3 maie\u{301} 2024"] {
        assert!(text.char_indices().all(|(from, _)| at(text, from).is_none()), "{text}");
    }
    let decomposed = "le 1er fe\u{301}vrier 2024";
    assert_eq!(at(decomposed, 3).unwrap().0.of(decomposed), "1er fe\u{301}vrier 2024");
    // What has more marks than a word can have is none.
    let marks = format!("f{}evrier 2024", "\u{301}".repeat(100));
    assert!(DateExpr::parse(&marks).is_err() && at(&marks, 0).is_none());
}

#[test]
fn each_document_of_a_factiva_export_is_one() {
    let options = Options { profiles: vec![Profile::Nexis, Profile::Factiva], ..Options::default() };
    let one = |title: &str| {
        format!(
            "SE Région\nHD {title}\nPD 12 mars 2024\nSN Le Fleuve\nLP\nUn.\n\nTD\nDeux.\n\nAN Document F{title}\n\n"
        )
    };
    let export = ["Crue", "Feu", "Gel"].map(one).concat();
    let documents: Vec<_> = split_many_with(&export, &options).collect();
    let titles: Vec<_> =
        documents.iter().map(|document| document.title().unwrap().value.into_owned()).collect();
    assert_eq!(titles, ["Crue", "Feu", "Gel"]);
    assert!(
        documents
            .iter()
            .all(|one| one.body_text() == "Un.\n\nTD\nDeux.\n\n" && one.all_diagnostics().is_empty())
    );
    // The code between lead and text is none of the text; a sentence that begins like it is.
    let parts = |text: &str| {
        let source = format!("HD Crue\nPD 12 mars 2024\nSN Le Fleuve\nLP\n{text}\nAN Document F1\n");
        let parts: Vec<String> =
            split_with(&source, &options).body_parts().map(|part| part.of(&source).to_owned()).collect();
        parts
    };
    assert_eq!(parts("Un.\n\nTD\nDeux.\n"), ["Un.\n\n", "Deux.\n\n"]);
    assert_eq!(parts("Un.\n\nTD    Deux.\n"), ["Un.\n\n", "Deux.\n\n"]);
    assert_eq!(parts("Un.\nTD Bank paie.\n"), ["Un.\nTD Bank paie.\n\n"]);
    assert_eq!(parts("TD\n"), ["\n"]);
    // Read as one, it says where the second begins; the code in a sentence begins none.
    let seen = split_with(&export, &options).all_diagnostics();
    assert_eq!(
        seen.iter().map(|seen| (seen.code, seen.span.start())).collect::<Vec<_>>(),
        [(Code::SecondDocument, one("Crue").len())]
    );
    let ends = format!("{}Suite du texte.\n", one("Crue"));
    assert_eq!(split_many_with(&ends, &options).count(), 1);
}
