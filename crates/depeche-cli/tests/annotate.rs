//! `depeche annotate`: every option, on the real program.

mod common;

use common::{DISPATCH, Folder};
use serde_json::Value;
use std::fs;

fn slice<'t>(text: &'t str, object: &Value) -> &'t str {
    &text[object["start"].as_u64().unwrap() as usize..object["end"].as_u64().unwrap() as usize]
}

#[test]
fn json_has_header_sentences_tokens_and_mentions_with_bytes_of_the_input() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let json = folder.run(["annotate", "--to", "json", "a.txt"]).ok().json();
    assert_eq!(json["file"], "a.txt");
    assert_eq!(json["header"]["date"], "2024-08");
    assert_eq!(json["header"]["precision"], "month");
    assert_eq!(json["header"]["title"], "Le fleuve monte à Nantes.");
    assert_eq!(&DISPATCH[json["header"]["body_start"].as_u64().unwrap() as usize..][..8], "La Loire");
    assert_eq!(json["sentences"].as_array().unwrap().len(), 4);
    assert_eq!(json["paragraphs"].as_array().unwrap().len(), 3);
    assert_eq!(json["regions"][0]["kind"], "headline");
    for layer in ["sentences", "tokens", "mentions"] {
        for object in json[layer].as_array().unwrap() {
            assert_eq!(slice(DISPATCH, object), object["text"]);
        }
    }
    let mentions = json["mentions"].as_array().unwrap();
    let germany = mentions.iter().find(|mention| mention["text"] == "Allemagne").unwrap();
    assert_eq!((&germany["type"], &germany["id"]), (&Value::from("LOC"), &Value::from("iso:DE")));
    assert!(mentions.iter().any(|mention| mention["text"] == "Emmanuel Macron" && mention["type"] == "PER"));
}

#[test]
fn one_document_is_an_object_and_several_are_an_array() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    folder.file("b.txt", "Autre.");
    assert!(folder.run(["annotate", "--to", "json", "a.txt"]).ok().json().is_object());
    let both = folder.run(["annotate", "--to", "json", "."]).ok().json();
    assert_eq!(both.as_array().unwrap().len(), 2);
    // An array it is even when one of the two fails.
    folder.file("b.txt", "");
    let left = folder.run(["annotate", "--to", "json", "."]);
    assert_eq!(left.code(1).json().as_array().unwrap().len(), 1);
    folder.file("a.txt", "");
    assert_eq!(folder.run(["annotate", "--to", "json", "."]).code(1).json().as_array().unwrap().len(), 0);
}

#[test]
fn offsets_in_the_unit_asked_for() {
    let folder = Folder::new();
    let text = "😀 L'été à Berlin.";
    folder.file("a.txt", text);
    let start = |unit: &str| {
        let json = folder.run(["annotate", "--to", "json", "--offsets", unit, "a.txt"]).ok().json();
        assert_eq!(json["offsets"], unit);
        json["mentions"][0]["start"].as_u64().unwrap() as usize
    };
    let at = text.find("Berlin").unwrap();
    assert_eq!(start("byte"), at);
    assert_eq!(start("char"), text[..at].chars().count());
    assert_eq!(start("utf16"), text[..at].encode_utf16().count());
}

#[test]
fn layers_can_be_left_out() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let json = folder.run(["annotate", "--to", "json", "--layers", "header,mentions", "a.txt"]).ok().json();
    let mut keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["file", "format", "header", "mentions", "offsets"]);
}

#[test]
fn json_lines_in_and_out_keep_the_other_fields() {
    let folder = Folder::new();
    let lines = concat!(
        r#"{"id": 7, "corps":"L\u2019Arm\u00e9nie.", "meta": {"b": 1.50, "a": [] }, "header": "x"}"#,
        "\n\n",
        r#"{"id": "d2", "corps":""}"#,
        "\n"
    );
    let ran = folder.run_with(
        ["annotate", "--from", "jsonl", "--field", "corps", "--header", "none", "--to", "jsonl", "-"],
        lines.as_bytes(),
    );
    let found = ran.ok().lines();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["id"], 7);
    assert!(ran.out().contains(r#""meta":{"b": 1.50, "a": [] }"#), "values are carried as written");
    assert_eq!(found[0]["input_header"], "x", "a field with a name of ours is renamed, not lost");
    assert_eq!(found[0]["text"], "L’Arménie.");
    assert_eq!(found[0]["mentions"][0]["id"], "iso:AM");
    assert_eq!(found[1]["sentences"].as_array().unwrap().len(), 0, "an empty text is a document like others");
}

#[test]
fn a_bad_line_is_named_and_the_others_are_done() {
    let folder = Folder::new();
    let mut lines = b"{\"text\":\"Un.\"}\n{\"text\":\n{\"titre\":\"x\"}\n{\"text\":5}\n".to_vec();
    lines.extend(b"{\"text\":\"\xff\"}\n[1]\n{\"text\":\"Deux.\"}\n");
    folder.file("a.jsonl", lines);
    let ran = folder.run(["annotate", "--to", "jsonl", "a.jsonl"]);
    assert_eq!(ran.code(1).lines().len(), 2);
    for expected in [
        "a.jsonl:2: json: expected a JSON object",
        "a.jsonl:3: field: expected a field \"text\"",
        "a.jsonl:4: field: expected a string in the field \"text\"",
        "a.jsonl:5: not-utf-8: expected UTF-8",
        "a.jsonl:6: json: expected a JSON object",
    ] {
        assert!(ran.err().contains(expected), "{expected} is not in: {}", ran.err());
    }
    let strict = folder.run(["annotate", "--strict", "--to", "jsonl", "a.jsonl"]);
    assert_eq!(strict.code(1).err().lines().count(), 1);
}

#[test]
fn header_none_takes_all_for_body() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let json = folder.run(["annotate", "--header", "none", "--to", "json", "a.txt"]).ok().json();
    assert_eq!(json["header"]["form"], "none");
    assert_eq!(json["tokens"][0]["text"], "date");
}

#[test]
fn profiles_and_newline_policies_change_the_cuts() {
    let folder = Folder::new();
    folder.file("a.txt", "Il vient ; elle part.\nUne ligne\net une autre.");
    let count = |args: &[&str]| {
        let args = [&["annotate", "--header", "none", "--to", "json"], args, &["a.txt"]].concat();
        folder.run(args).ok().json()["sentences"].as_array().unwrap().len()
    };
    assert_eq!(count(&["--newlines", "every"]), 3);
    assert_eq!(count(&["--newlines", "paragraph"]), 2);
    assert_eq!(count(&["--newlines", "paragraph", "--profile", "ud"]), 3);
}

#[test]
fn entities_none_has_none_and_precise_is_sure() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let mentions = |profile: &str| {
        let json = folder.run(["annotate", "--entities", profile, "--to", "json", "a.txt"]).ok().json();
        json["mentions"].as_array().unwrap().clone()
    };
    assert!(mentions("none").is_empty());
    assert!(mentions("precise").iter().all(|mention| mention["confidence"].as_f64().unwrap() >= 0.89));
    assert!(mentions("recall").len() >= mentions("balanced").len());
}

#[test]
fn text_is_for_people() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let plain = folder.run(["annotate", "a.txt"]).ok().out();
    assert!(plain.starts_with("a.txt\ndate  2024-08\n\n1  Le fleuve monte à ["), "{plain}");
    assert!(plain.contains("[Allemagne|LOC:iso:DE]"));
    assert!(!plain.contains('\x1b'), "no colours where no terminal is");
    let colored = folder.run(["annotate", "--color", "always", "a.txt"]).ok().out();
    assert!(colored.contains("\x1b[1;32mAllemagne\x1b[0m"));
    // What a document holds must not steer the terminal.
    folder.file("b.txt", "Un \x1b[31mpiège\x07.");
    assert!(!folder.run(["annotate", "b.txt"]).ok().out().contains(['\x1b', '\x07']));
}

#[test]
fn every_format_is_written_for_every_seed_alike_on_any_number_of_threads() {
    let folder = Folder::new();
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
    for format in [
        "text",
        "json",
        "jsonl",
        "conllu",
        "iob2",
        "bilou",
        "spacy",
        "doccano",
        "label-studio",
        "web-annotation",
        "html",
    ] {
        let one = folder.run(["annotate", "--to", format, "-j", "1", seeds]);
        one.ok();
        assert!(!one.0.stdout.is_empty(), "{format}");
        for threads in ["2", "5"] {
            let more = folder.run(["annotate", "--to", format, "-j", threads, seeds]);
            assert!(more.ok().0.stdout == one.0.stdout, "{format} with {threads} threads");
        }
    }
}

#[test]
fn a_folder_out_is_resumed() {
    let folder = Folder::new();
    folder.file("in/a.txt", DISPATCH);
    folder.file("in/deep/b.txt", "Autre texte.");
    folder.file("in/c.jsonl", "{\"text\":\"Un.\"}\n{\"text\":\"Deux.\"}\n");
    folder.run(["annotate", "--to", "jsonl", "-o", "out", "in"]).ok();
    assert_eq!(folder.read("out/c.jsonl").lines().count(), 2);
    assert!(folder.read("out/deep/b.jsonl").contains("Autre texte."));
    assert!(
        fs::read_dir(folder.path("out"))
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_string_lossy().ends_with(".part") })
    );

    fs::write(folder.path("out/a.jsonl"), "mine").unwrap();
    let again = folder.run(["annotate", "--to", "jsonl", "-o", "out", "in"]);
    assert!(again.code(0).err().contains("3 outputs are there and up to date"));
    assert_eq!(folder.read("out/a.jsonl"), "mine", "what is done is left");
    folder.run(["annotate", "--to", "jsonl", "-o", "out", "--overwrite", "in"]).ok();
    assert!(folder.read("out/a.jsonl").contains("Loire"));

    fs::write(folder.path("out/a.jsonl"), "mine").unwrap();
    folder.run(["annotate", "--to", "jsonl", "--entities", "none", "-o", "out", "in"]).ok();
    assert!(
        folder.read("out/a.jsonl").contains("\"mentions\":[]"),
        "other options make the old output stale"
    );
}

#[test]
fn a_run_is_not_resumed_over_what_it_lacks() {
    let folder = Folder::new();
    let run = || folder.run(["annotate", "--to", "jsonl", "-j", "1", "-o", "out", "in"]);
    folder.file("in/a.jsonl", "{\"text\":\"Un.\"}\n{\"text\":2}\n");
    folder.file("in/b.jsonl", "{\"text\":\"Deux.\"}\n");
    assert!(run().code(1).err().contains("in/a.jsonl:2: "));
    assert!(folder.read("out/a.jsonl").contains("Un."));
    // The line is missing still, and is said to be.
    let again = run();
    assert!(again.code(1).err().contains("in/a.jsonl:2: "), "{}", again.err());
    assert!(again.err().contains("1 output is there and up to date"), "{}", again.err());
    folder.file("in/a.jsonl", "{\"text\":\"Un.\"}\n{\"text\":\"Trois.\"}\n");
    assert!(run().code(0).err().contains("1 output is"));
    assert!(run().code(0).err().contains("2 outputs"));
    assert!(folder.read("out/a.jsonl").contains("Trois."));
}

#[test]
fn other_names_in_a_list_make_an_output_stale() {
    let folder = Folder::new();
    folder.file("in/a.txt", "Le CDF joue à Virmont.");
    let seen = |id: &str| {
        folder.file("names.tsv", format!("{id}\tORG\tCDF\n"));
        folder.run(["annotate", "--to", "jsonl", "--gazetteer", "names.tsv", "-o", "out", "in"]).ok();
        folder.read("out/a.jsonl").contains(&format!("\"id\":\"{id}\""))
    };
    assert!(seen("club:1") && seen("club:2"));
}

#[test]
fn a_starred_corpus_is_many_documents() {
    let folder = Folder::new();
    let day = |n: usize, text: &str| format!("**** *date_2024-08-{n:02} *source_AFP\n{text}\n");
    folder.file(
        "a.txt",
        ["\u{FEFF}", &*day(1, "Il pleut à Berlin.\n\nIl vente."), &day(2, "Été."), &day(3, "Fin.")].concat(),
    );
    let ran = folder.run(["annotate", "--from", "starred", "--to", "jsonl", "a.txt"]);
    let found = ran.ok().lines();
    assert_eq!(found.len(), 3);
    let names: Vec<&str> = found.iter().map(|document| document["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["a.txt:1", "a.txt:5", "a.txt:7"]);
    assert_eq!(found[1]["header"]["date"], "2024-08-02");
    assert_eq!(found[1]["text"], day(2, "Été."));
    assert_eq!(found[2]["sentences"][0]["text"], "Fin.");
    let read = folder.run_with(["convert", "--read", "jsonl", "--to", "conllu", "-"], &ran.0.stdout);
    assert!(read.ok().out().contains("# newdoc id = a.txt:5\n"), "{}", read.out());

    folder.run(["annotate", "--from", "starred", "--to", "json", "-o", "out", "a.txt"]).ok();
    let array: serde_json::Value = serde_json::from_str(&folder.read("out/a.json")).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 3);
    let ran = folder.run(["annotate", "--from", "starred", "--to", "brat", "-o", "out", "a.txt"]);
    assert!(ran.code(2).err().contains("not a file of many"), "{}", ran.err());

    // As one text it is annotated too, and something is said.
    let ran = folder.run(["sentences", "a.txt"]);
    assert!(ran.code(0).err().starts_with("depeche: a.txt:5: another document begins here"), "{}", ran.err());
    folder.run(["sentences", "-q", "a.txt"]).ok();
    folder.file("one.txt", day(1, "Il pleut."));
    folder.run(["sentences", "one.txt"]).ok();
}

/// What is annotated as it is though it seems to want something else is spoken of, on standard error, and not with `--quiet`.
#[test]
fn what_seems_otherwise_is_said() {
    let folder = Folder::new();
    for (text, said) in [
        (
            "HD Crue\nWC 12 mots\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut.\nAN Document FLEUV0001\n",
            "depeche: a.txt:1: an export of Factiva begins here; --from archive",
        ),
        (
            "1 of 2 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nLa crue\n\nLONGUEUR: 12 mots\n\nIl pleut.\n",
            "depeche: a.txt:1: an export of Nexis begins here; --from archive",
        ),
        ("Il pleut.\nUn &eacute;t&eacute; froid.\n", "depeche: a.txt:2: &eacute; stands here, as in HTML"),
        ("L&#8217;été &#x2026;\n", "depeche: a.txt:1: &#8217; stands here"),
        (
            "---\ndate: 2024-13-45\ntitre: [a, b\n---\nIl pleut.\n",
            "depeche: a.txt:2: FM021: the calendar has no such date or time: \"2024-13-45\"; 1 more (depeche header shows",
        ),
        ("R&D, H&M ; P&O; &c; &#; &#x; 1&2;\n", ""),
        (
            "\n<!DOCTYPE html>\n<p>Il pleut.</p>\n",
            "depeche: a.txt:1: marks of HTML or XML are read as a text here",
        ),
        ("%PDF-1.4\n", "depeche: a.txt:1: this seems to be no text"),
        ("[{\"text\": \"Il pleut.\"}]\n", "depeche: a.txt:1: JSON is read as a text here: --from jsonl"),
        ("{\"text\": \"Il pleut.\"}", "depeche: a.txt:1: JSON is read as a text here: --from jsonl"),
        // A header, and a remark of the writer.
        ("{\"titre\": \"Crue\"}\nIl pleut.\n", ""),
        ("[Mise à jour] Il pleut.\n", ""),
        ("Il pleut.\nL\0o\0u\0p\0", "depeche: a.txt:2: a NUL character stands here"),
    ] {
        folder.file("a.txt", text);
        let err = folder.run(["sentences", "a.txt"]).code(0).err().to_owned();
        assert!(if said.is_empty() { err.is_empty() } else { err.starts_with(said) }, "{err}");
        assert_eq!(folder.run(["sentences", "--quiet", "a.txt"]).code(0).err(), "");
    }
}

#[test]
fn an_export_of_an_archive_is_many_documents() {
    let folder = Folder::new();
    let nexis = |n: usize| {
        format!(
            "{n} of 2 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue {n}\n\nLONGUEUR: 9 mots\n\nIl pleut à Berlin.\n\nLANGUE: FRENCH\n\n"
        )
    };
    let factiva = |n: usize| {
        format!("HD Crue {n}\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut à Berlin.\n\nAN Document F{n}\n\n")
    };
    folder.file("nexis.txt", [nexis(1), nexis(2)].concat());
    folder.file("factiva.txt", [factiva(1), factiva(2)].concat());
    for file in ["nexis.txt", "factiva.txt"] {
        let found = folder.run(["annotate", "--from", "archive", "--to", "jsonl", file]).ok().lines();
        let titles: Vec<_> =
            found.iter().map(|document| document["header"]["title"].as_str().unwrap()).collect();
        assert_eq!(titles, ["Crue 1", "Crue 2"]);
        assert!(found.iter().all(|document| document["header"]["date"] == "2024-08-15"));
        let out = folder.run(["sentences", "--from", "archive", file]).ok().out();
        assert_eq!(out, "Crue 1\nIl pleut à Berlin.\nCrue 2\nIl pleut à Berlin.\n");
        let out = folder.run(["entities", "--from", "archive", file]).ok().out();
        assert_eq!(out.lines().count(), 3, "{out}");
        let seen = folder.run(["header", "--from", "archive", "--to", "jsonl", file]).ok().lines();
        assert_eq!(seen.len(), 2);
        // The whole text is body where it is asked to be.
        let out = folder.run(["sentences", "--from", "archive", "--header", "none", file]).ok().out();
        assert!(out.lines().count() > 8, "{out}");
    }
}

/// More than one batch: the output is that of the documents one by one, whatever the threads.
#[test]
fn a_long_corpus_is_cut_into_the_same_documents() {
    let folder = Folder::new();
    let corpus: String = (0..3000)
        .map(|n| format!("**** *date_2024 *n_{n}\nPhrase {n} à Lyon, la plus longue du jour.\n"))
        .collect();
    folder.file("a.txt", &corpus);
    let run =
        |threads: &str| folder.run(["sentences", "--from", "starred", "-j", threads, "a.txt"]).ok().out();
    let expected: String =
        (0..3000).map(|n| format!("Phrase {n} à Lyon, la plus longue du jour.\n")).collect();
    assert!(run("1") == expected && run("3") == expected);
}

#[test]
fn brat_goes_with_its_text() {
    let folder = Folder::new();
    folder.file("in/a.txt", DISPATCH);
    folder.run(["annotate", "--to", "brat", "-o", "out", "in"]).ok();
    assert_eq!(folder.read("out/a.txt"), DISPATCH);
    assert!(folder.read("out/a.ann").contains("\tAllemagne\n"));
    folder.file("in/b.txt", DISPATCH);
    let ran = folder.run(["annotate", "--to", "brat", "in"]);
    assert!(ran.code(2).err().contains("a folder with --output"), "{}", ran.err());
    folder.file("c.jsonl", "{}");
    let ran = folder.run(["annotate", "--to", "brat", "-o", "out", "c.jsonl"]);
    assert!(ran.code(2).err().contains("c.jsonl: brat wants a file for each document"), "{}", ran.err());

    // Nor is somebody's text written over.
    folder.file("other/a.txt", "Il pleut.\n");
    let ran = folder.run(["annotate", "--to", "brat", "-o", "other", "in/a.txt"]);
    assert!(ran.code(1).err().contains("would be written over other/a.txt"), "{}", ran.err());
    assert_eq!(folder.read("other/a.txt"), "Il pleut.\n");
    assert!(!folder.path("other/a.ann").exists());
}

#[test]
fn brat_goes_with_its_text_when_it_is_converted() {
    let folder = Folder::new();
    folder.file("in/a.txt", DISPATCH);
    folder.run(["annotate", "--to", "json", "-o", "json", "in"]).ok();
    folder.run(["convert", "--to", "brat", "-o", "out", "json"]).ok();
    assert_eq!(folder.read("out/a.txt"), DISPATCH);
    assert!(folder.read("out/a.ann").contains("\tAllemagne\n"));
    // What is written is read again.
    folder.run(["convert", "--to", "spacy", "out"]).ok();
    // A second time it is written over its own.
    folder.run(["convert", "--to", "brat", "-o", "out", "json"]).ok();

    // Two documents in one file of standoff would be about no text.
    folder.file("two.jsonl", folder.run(["annotate", "--to", "jsonl", "in/a.txt", "in/a.txt"]).out());
    let ran = folder.run(["convert", "--to", "brat", "-o", "two", "two.jsonl"]);
    assert!(
        ran.code(1).err().contains("two.jsonl:2: output: brat wants a file for each document"),
        "{}",
        ran.err()
    );
    let ran = folder.run(["convert", "--to", "brat", "two.jsonl"]);
    assert!(ran.code(1).err().contains("brat wants a file for each document"), "{}", ran.err());

    let ran = folder.run(["convert", "--to", "brat", "-o", "in", "json/a.json"]);
    ran.ok();
    assert_eq!(folder.read("in/a.txt"), DISPATCH, "the same text");
    folder.file("mine/a.txt", "Il pleut.\n");
    let ran = folder.run(["convert", "--to", "brat", "-o", "mine", "json/a.json"]);
    assert!(ran.code(1).err().contains("would be written over mine/a.txt"), "{}", ran.err());
    assert_eq!(folder.read("mine/a.txt"), "Il pleut.\n");
}

#[test]
fn an_option_that_means_nothing_in_a_format_is_said() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let ran = folder.run(["annotate", "--to", "spacy", "--offsets", "byte", "a.txt"]);
    assert!(ran.code(2).err().contains("found --to spacy: its offsets are in characters"), "{}", ran.err());
    let ran = folder.run(["annotate", "--layers", "tokens", "a.txt"]);
    assert!(ran.code(2).err().contains("--layers is for json and jsonl, found --to text"), "{}", ran.err());
}

#[test]
fn standard_input_has_a_name() {
    let folder = Folder::new();
    let out = folder.run_with(["annotate", "--to", "conllu", "-"], "Il pleut.".as_bytes()).ok().out();
    assert!(out.starts_with("# newdoc id = stdin\n# newpar\n# sent_id = stdin-1\n"), "{out}");
    folder.run_with(["annotate", "--to", "jsonl", "-o", "out"], "Il pleut.".as_bytes()).ok();
    assert!(folder.read("out/stdin.jsonl").contains("\"file\":\"stdin\""));
}

#[test]
fn an_output_is_never_written_over_an_input() {
    let folder = Folder::new();
    folder.file("in/a.json", "Un texte.");
    let ran = folder.run(["annotate", "--to", "json", "-o", "in", "in/a.json"]);
    assert!(ran.code(1).err().contains("in/a.json: output: the output"), "{}", ran.err());
    assert_eq!(folder.read("in/a.json"), "Un texte.");
    folder.file("in/a.txt", DISPATCH);
    let ran = folder.run(["annotate", "--to", "brat", "-o", "in", "in/a.txt"]);
    ran.code(0);
    assert_eq!(folder.read("in/a.txt"), DISPATCH);
}

#[test]
fn a_file_is_no_folder_to_write_into() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    folder.file("out.json", "mine");
    let ran = folder.run(["annotate", "--to", "json", "-o", "out.json", "a.txt"]);
    assert!(ran.code(3).err().contains("expected a folder after --output, found a file"), "{}", ran.err());
    assert_eq!(folder.read("out.json"), "mine");
}

#[test]
fn two_inputs_with_one_output_are_named() {
    let folder = Folder::new();
    folder.file("x/a.txt", "Un.");
    folder.file("y/a.txt", "Deux.");
    let ran = folder.run(["annotate", "--to", "json", "-o", "out", "x/a.txt", "y/a.txt"]);
    assert!(ran.code(1).err().contains("y/a.txt: output: another input has the same output"));
    assert!(folder.read("out/a.json").contains("Un."));
}

#[test]
fn folders_give_their_texts_and_nothing_else() {
    let folder = Folder::new();
    folder.file("in/a.txt", "Un.");
    folder.file("in/README.md", "Notes.");
    folder.file("in/.hidden.txt", "Caché.");
    folder.file("in/d/B.TEXT", "Deux.");
    let files = |args: &[&str]| -> Vec<String> {
        let lines = folder.run([&["annotate", "--to", "jsonl"], args].concat()).ok().lines();
        lines.iter().map(|line| line["file"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(files(&["in"]), ["in/a.txt", "in/d/B.TEXT"]);
    assert_eq!(files(&["--ext", "md", "in"]), ["in/README.md", "in/a.txt", "in/d/B.TEXT"]);
    assert_eq!(files(&["in/*.md", "in/**/B*"]), ["in/README.md", "in/d/B.TEXT"]);
    assert_eq!(files(&["in/README.md"]), ["in/README.md"], "a file that is named is always read");
}

#[test]
fn compressed_files_are_read_whatever_their_name() {
    let folder = Folder::new();
    let gz = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, DISPATCH.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let zst =
        ruzstd::encoding::compress_to_vec(DISPATCH.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    folder.file("in/a.txt.gz", &gz);
    folder.file("in/b.txt.zst", &zst);
    folder.file("c", &gz);
    let layers = ["--to", "json", "--layers", "text,header,sentences,tokens,mentions"];
    let annotated = |input: &str| {
        let mut json =
            folder.run_with([&["annotate", input][..], &layers].concat(), DISPATCH.as_bytes()).ok().json();
        json.as_object_mut().unwrap().remove("file");
        json
    };
    let plain = annotated("-");
    for input in ["in/a.txt.gz", "in/b.txt.zst", "c"] {
        assert_eq!(annotated(input), plain);
    }
    assert_eq!(folder.run(["annotate", "--to", "jsonl", "in"]).ok().lines().len(), 2);
    // Two frames one after the other are one stream.
    let twice = [zst.clone(), zst].concat();
    let json = folder.run_with(["annotate", "--to", "json", "--layers", "text", "-"], &twice).ok().json();
    assert_eq!(json["text"].as_str().unwrap(), DISPATCH.repeat(2));
}
