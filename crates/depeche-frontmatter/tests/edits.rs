//! Changes to headers of every form: what is written, what is left alone, what is refused.

use depeche_frontmatter::{Code, Value, split};

/// A value as a header has it.
fn value(yaml: &str) -> Value<'static> {
    let source: &'static str = Box::leak(format!("---\nv: {yaml}\n---\n").into_boxed_str());
    split(source).metadata().get("v").unwrap().value.value.clone()
}

#[track_caller]
fn inserted(source: &str, key: &str, value: Value<'_>) -> String {
    split(source).edit().insert(key, value).unwrap().finish()
}

#[track_caller]
fn removed(source: &str, key: &str) -> String {
    split(source).edit().remove(key).unwrap().finish()
}

#[track_caller]
fn refused(source: &str, key: &str, value: Value<'_>) {
    let error = split(source).edit().set(key, value).unwrap_err();
    assert_eq!(error.code(), Code::EditRefused);
}

#[test]
fn lists_and_mappings_are_written_as_each_format_has_them() {
    let map = value("{ville: \"L'Île: x\", n: [1, 0.5, true, é], creux: null, m: {a: b}}");
    assert_eq!(
        inserted("---\na: 1\n---\nT\n", "lieu", map.clone()),
        "---\na: 1\nlieu: {\"ville\": \"L'Île: x\", \"n\": [1, 0.5, true, \"é\"], \"creux\": null, \"m\": {\"a\": \"b\"}}\n---\nT\n"
    );
    assert_eq!(
        inserted("{\"a\": 1}\nT\n", "lieu", map.clone()),
        "{\"a\": 1,\"lieu\": {\"ville\": \"L'Île: x\", \"n\": [1, 0.5, true, \"é\"], \"creux\": null, \"m\": {\"a\": \"b\"}}}\nT\n"
    );
    assert_eq!(inserted("Texte.\n", "liste", value("[a, b]")), "---\nliste: [\"a\", \"b\"]\n---\nTexte.\n");
    #[cfg(feature = "toml")]
    {
        let plain = value("{ville: Nantes, n: [1, 2]}");
        assert_eq!(
            inserted("+++\na = 1\n[t]\nb = 2\n+++\nT\n", "lieu", plain),
            "+++\na = 1\nlieu = {\"ville\" = \"Nantes\", \"n\" = [1, 2]}\n[t]\nb = 2\n+++\nT\n"
        );
        // TOML has no word for nothing, wherever it stands.
        refused("+++\na = 1\n+++\nT\n", "a", map);
        refused("+++\na = 1\n+++\nT\n", "a", Value::Null);
    }
}

#[test]
fn what_a_form_cannot_say_is_refused_and_nothing_is_broken() {
    for source in [
        "Titre : x\nDate : 2024\n\nT\n",
        "#+TITLE: x\n\nT\n",
        "<date=2024>\nT\n",
        "**** *date_2024\nT\n",
        "date 2024-08 Titre\n\nT\n",
    ] {
        refused(source, "date", value("[a]"));
        refused(source, "date", value("{a: 1}"));
        refused(source, "date", "deux\nlignes".into());
        refused(source, "date", " blanc ".into());
    }
    refused("---\na: 1\n---\nT\n", "a", f64::NAN.into());
    refused("{\"a\": 1}\nT\n", "a", f64::INFINITY.into());
    // A sign of the form itself would end the field.
    refused("<date=2024>\nT\n", "date", "2024>x".into());
    refused("**** *date_2024\nT\n", "date", "2024 x".into());
    // A header that would be none any more.
    refused("date 2024-08 Titre\n\nT\n", "date", "demain".into());
    assert_eq!(split("date 2024-08 x\n\nT\n").edit().remove("date").unwrap_err().code(), Code::EditRefused);
    assert_eq!(split("% Titre\n\nT\n").edit().insert("date", "2024").unwrap_err().code(), Code::EditRefused);
}

#[test]
fn odd_text_is_quoted_so_that_it_reads_back() {
    for text in [
        "deux\nlignes",
        "retour\r",
        "\ttab",
        "sonne\u{7}",
        "\u{2028}",
        "\u{FEFF}x",
        "C:\\dossier",
        "« oui » : non",
        "true",
        "1",
        "0x1F",
        "null",
        "- a",
        "",
        " x",
        "x ",
        "a #b",
        "'",
        "\"",
        "@x",
        "é: è",
    ] {
        for source in [
            "---\na: x\n---\nT\n",
            "---\na: \"x\"\n---\nT\n",
            "---\na: 'x'\n---\nT\n",
            "{\"a\": \"x\"}\nT\n",
            "T\n",
        ] {
            let edited = split(source).edit().set("a", text).unwrap().finish();
            assert_eq!(
                split(&edited).metadata().get("a").unwrap().value.value.as_str(),
                Some(text),
                "{edited:?}"
            );
        }
        #[cfg(feature = "toml")]
        for source in ["+++\na = 'x'\n+++\nT\n", "+++\na = \"x\"\n+++\nT\n"] {
            let edited = split(source).edit().set("a", text).unwrap().finish();
            assert_eq!(
                split(&edited).metadata().get("a").unwrap().value.value.as_str(),
                Some(text),
                "{edited:?}"
            );
        }
    }
}

#[test]
fn a_field_is_taken_away_with_its_line_or_its_comma() {
    assert_eq!(removed("{\"a\": 1, \"b\": 2, \"c\": 3}\nT\n", "a"), "{\"b\": 2, \"c\": 3}\nT\n");
    assert_eq!(removed("{\"a\": 1, \"b\": 2, \"c\": 3}\nT\n", "b"), "{\"a\": 1, \"c\": 3}\nT\n");
    assert_eq!(removed("{\"a\": 1, \"b\": 2}\nT\n", "b"), "{\"a\": 1}\nT\n");
    assert_eq!(removed("{\"a\": 1}\nT\n", "a"), "{}\nT\n");
    assert_eq!(removed("**** *a_1 *date_2024\nT\n", "a"), "**** *date_2024\nT\n");
    assert_eq!(removed("---\r\na: |\r\n  x\r\n  y\r\nb: 2\r\n---\r\nT", "a"), "---\r\nb: 2\r\n---\r\nT");
    assert_eq!(removed("Titre: x\n  suite\nDate: 2024\n\nT\n", "Titre"), "Date: 2024\n\nT\n");
    assert_eq!(removed("---\na: 1\n# b\na: 2\n---\nT\n", "a"), "---\n# b\n---\nT\n", "each of that name");
    assert_eq!(removed("---\na: 1\n---\nT\n", "b"), "---\na: 1\n---\nT\n", "none of that name");
}

#[test]
fn a_field_is_added_as_its_neighbours_are_written() {
    // Behind *Texte :* it would be text.
    let told = "Titre : Crue\nDate : 2024\nTexte :\nLe fleuve monte.\n";
    assert_eq!(
        inserted(told, "Lieu", Value::from("Nantes")),
        "Titre : Crue\nDate : 2024\nLieu : Nantes\nTexte :\nLe fleuve monte.\n"
    );
    let slug = "FRA-CRUE\nDate : 2024\nTitre : Crue\n\nT.\n";
    assert_eq!(removed(slug, "slug"), "Date : 2024\nTitre : Crue\n\nT.\n");
    assert_eq!(
        inserted("{\n  \"a\": 1,\n  \"b\": 2\n}\nT\n", "c", 3.into()),
        "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\nT\n"
    );
    assert_eq!(inserted("{\n  \"a\": 1\n}\nT\n", "c", 3.into()), "{\n  \"a\": 1,\n  \"c\": 3\n}\nT\n");
    assert_eq!(inserted("{}\nT\n", "c", 3.into()), "{\"c\": 3}\nT\n");
    assert_eq!(
        inserted("Titre : x\r\nDate : 2024\r\n\r\nT", "Page", 4.into()),
        "Titre : x\r\nDate : 2024\r\nPage : 4\r\n\r\nT"
    );
    assert_eq!(inserted("Titre: x\nDate: 2024", "Page", 4.into()), "Titre: x\nDate: 2024\nPage: 4");
    assert_eq!(inserted("<date=2024>\r<a=b>\rT\r", "c", "d".into()), "<date=2024>\r<a=b>\r<c=d>\rT\r");
    assert_eq!(inserted("#+TITLE: x\n\nT\n", "DATE", "2024".into()), "#+TITLE: x\n#+DATE: 2024\n\nT\n");
    assert_eq!(inserted("**** *a_1\nT\n", "b", "2".into()), "**** *a_1 *b_2\nT\n");
    assert_eq!(inserted("\u{FEFF}T\r\n", "a b", "x".into()), "\u{FEFF}---\r\na b: x\r\n---\r\nT\r\n");
    assert_eq!(inserted("---\na: 1\n---\nT\n", "clé: x", "y".into()), "---\na: 1\n\"clé: x\": y\n---\nT\n");
    assert_eq!(inserted("---\na: 1\n---\nT\n", "a:b", "y".into()), "---\na: 1\n\"a:b\": y\n---\nT\n");
    assert_eq!(inserted("---\na: 1\n---\nT\n", "ключ", "y".into()), "---\na: 1\n\"ключ\": y\n---\nT\n");
    assert_eq!(split("---\na:\n---\nT\n").edit().set("a", 1).unwrap().finish(), "---\na: 1\n---\nT\n");
}
