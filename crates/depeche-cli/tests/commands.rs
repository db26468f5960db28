//! The other commands, on the real program.

mod common;

use common::{DISPATCH, Folder};

fn with_dispatch() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    folder
}

#[test]
fn header_tells_form_fields_date_title_and_diagnostics() {
    let folder = with_dispatch();
    folder.file("b.txt", "---\ntitre: Ukraine : le point\n---\nTexte.\n");
    let lines = folder.run(["header", "--to", "jsonl", "a.txt", "b.txt"]).ok().lines();
    assert_eq!(lines[0]["form"], "bare");
    assert_eq!(lines[0]["date"], "2024-08");
    assert_eq!(lines[0]["fields"][0], serde_json::json!(["date", "2024-08"]));
    assert_eq!(lines[1]["form"], "yaml");
    assert_eq!(lines[1]["title"], "Ukraine : le point");
    assert_eq!(lines[1]["diagnostics"][0]["code"], "FM008");
    assert_eq!(lines[1]["diagnostics"][0]["line"], 2);
    assert!(folder.run(["header", "--to", "json", "a.txt"]).ok().json().is_object());
    assert!(folder.run(["header", "--to", "json", "a.txt", "b.txt"]).ok().json().is_array());
    let text = folder.run(["header", "b.txt"]).ok().out();
    assert!(text.starts_with("b.txt: yaml, body from byte 34 (line 4)\n"), "{text}");
    assert!(text.contains("warning[FM008]"), "{text}");
    let lines = folder
        .run_with(["header", "--from", "jsonl", "--field", "t", "--to", "jsonl"], br#"{"n":1,"t":"x"}"#);
    assert_eq!(lines.ok().lines()[0]["n"], 1);
}

#[test]
fn header_takes_the_options_of_the_library() {
    let folder = Folder::new();
    folder.file("excerpt.txt", "---\na: 1\n---\nchapo<!-- suite -->reste");
    let seen =
        folder.run(["header", "--excerpt", "<!-- suite -->", "--to", "json", "excerpt.txt"]).ok().json();
    assert_eq!((&seen["excerpt"], &seen["body_start"]), (&"chapo".into(), &13.into()));

    folder.file("fenced.txt", "<!--\na: 1\n-->\nT\n");
    let seen =
        folder.run(["header", "--delimiters", "<!--", "-->", "--to", "json", "fenced.txt"]).ok().json();
    assert_eq!((&seen["form"], &seen["body_start"]), (&"yaml".into(), &14.into()));
    let seen = folder.run(["header", "--to", "json", "fenced.txt"]).ok().json();
    assert_eq!(seen["form"], "none");
    folder.file("json.txt", "!!\n{\"a\": 1}\n!!\nT\n");
    let args = ["header", "--delimiters", "!!", "!!", "--between", "json", "--to", "json", "json.txt"];
    assert_eq!(folder.run(args).ok().json()["form"], "json");

    folder.file(
        "nexis.txt",
        "2 of 7 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024 jeudi\n\nCrue\n\nLONGUEUR: 143 mots\n\nLe fleuve monte.\n",
    );
    let seen = folder.run(["header", "--archive", "nexis", "--to", "json", "nexis.txt"]).ok().json();
    assert_eq!((&seen["form"], &seen["date"]), (&"nexis".into(), &"2024-08-15".into()));
    folder.file("factiva.txt", "HD Crue\nWC 143 mots\nPD 15 août 2024\nSN Le Fleuve\nLP\nLe fleuve monte.\n");
    let args = ["header", "--archive", "nexis", "--archive", "factiva", "--to", "json", "factiva.txt"];
    assert_eq!(folder.run(args).ok().json()["form"], "factiva");

    folder.file("keys.txt", "Fleuve : Loire\nBassin : aval\n\nT\n");
    let args = ["header", "--key", "fleuve", "--key", "bassin", "--to", "json", "keys.txt"];
    assert_eq!(folder.run(args).ok().json()["form"], "keyvalue");
}

#[test]
fn sentences_and_tokens_are_lines() {
    let folder = with_dispatch();
    let out = folder.run(["sentences", "a.txt"]).ok().out();
    assert_eq!(out.lines().nth(1), Some("La Loire a débordé."));
    let out = folder.run(["sentences", "--offsets", "char", "a.txt"]).ok().out();
    assert_eq!(out.lines().next(), Some("14\t39\tLe fleuve monte à Nantes."));
    let out = folder.run(["sentences", "--offsets", "utf16", "a.txt"]).ok().out();
    assert_eq!(out.lines().next(), Some("14\t39\tLe fleuve monte à Nantes."));
    let out = folder.run_with(["tokens", "-"], "Le port du Havre.".as_bytes()).ok().out();
    assert_eq!(out, "Le\tword\nport\tword\ndu\tword\tde le\nHavre\tword\n.\tpunctuation\n\n");
    let out = folder.run_with(["tokens", "--offsets", "byte"], "L’été.".as_bytes()).ok().out();
    assert_eq!(out, "0\t4\tL’\telided\n4\t9\tété\tword\n9\t10\t.\tpunctuation\n\n");
}

#[test]
fn entities_once_or_every_mention() {
    let folder = Folder::new();
    folder.file("a.txt", "L'Allemagne gagne.\nPuis l'Allemagne perd.");
    let out = folder.run(["entities", "a.txt"]).ok().out();
    assert_eq!(out.lines().nth(1), Some("a.txt\tLOC:country\tiso:DE\t2\tAllemagne\tAllemagne"));
    let out = folder.run(["entities", "--mentions", "a.txt"]).ok().out();
    assert!(out.lines().nth(2).unwrap().starts_with("a.txt\t2\t8\t26\t35\tLOC:country\tiso:DE\t"), "{out}");
}

#[test]
fn what_is_written_reads_back() {
    let folder = with_dispatch();
    folder.file("b.txt", "😀 Été à Bamako, au Mali.");
    let write = |format: &str, name: &str| {
        let out = folder.run(["annotate", "--to", format, "a.txt", "b.txt"]).ok().out();
        folder.file(name, out);
    };
    write("json", "x.json");
    write("jsonl", "x.jsonl");
    write("conllu", "x.conllu");
    write("iob2", "x.iob2");
    write("bilou", "x.bilou");
    let convert = |args: &[&str]| folder.run([&["convert"], args].concat()).ok().out();
    // Nothing is lost in JSON, whatever the layout and the unit.
    assert_eq!(convert(&["--to", "jsonl", "x.json"]), folder.read("x.jsonl"));
    assert_eq!(convert(&["--to", "json", "x.jsonl"]), folder.read("x.json"));
    let chars = convert(&["--to", "jsonl", "--offsets", "char", "x.json"]);
    folder.file("c.jsonl", chars);
    assert_eq!(convert(&["--to", "jsonl", "c.jsonl"]), folder.read("x.jsonl"));
    assert_eq!(convert(&["--to", "conllu", "x.json"]), folder.read("x.conllu"));
    // Tokens, sentences and mentions are all there is in the others.
    for name in ["x.conllu", "x.iob2", "x.bilou"] {
        assert_eq!(convert(&["--to", "iob2", name]), folder.read("x.iob2"), "{name}");
        assert_eq!(convert(&["--to", "bilou", name]), folder.read("x.bilou"), "{name}");
    }
    let words = |text: &str| -> Vec<String> {
        let columns = |line: &str| line.split('\t').take(9).collect::<Vec<_>>().join("\t");
        text.lines().filter(|line| !line.starts_with('#')).map(columns).collect()
    };
    assert_eq!(words(&convert(&["--to", "conllu", "x.conllu"])), words(&folder.read("x.conllu")));
    folder.run(["annotate", "--to", "brat", "-o", "brat", "a.txt", "b.txt"]).ok();
    for name in ["brat/a.ann", "brat/b.ann"] {
        assert_eq!(convert(&["--to", "brat", name]), folder.read(name));
    }
    // Standoff knows no tokens: an empty file would be a lie.
    let ran = folder.run(["convert", "--to", "conllu", "brat/a.ann"]);
    assert!(ran.code(1).err().contains("brat/a.ann: layer: expected tokens"), "{}", ran.err());
    folder.run(["convert", "--to", "html", "-o", "pages", "x.json"]).ok();
    assert!(folder.read("pages/x.html").contains("Bamako"));
}

#[test]
fn what_does_not_read_back_is_named() {
    let folder = Folder::new();
    folder.file("a.json", "{\"format\":\"depeche/1\"}");
    folder.file("b.conllu", "1\tx\n");
    folder.file("c.iob2", "Paris\n");
    folder.file("d.ann", "T1\tLOC 0 99\tParis\n");
    folder.file("d.txt", "Paris");
    folder.file("e.ann", "T1\tLOC 0 99\tParis\n");
    folder.file("f.xyz", "x");
    folder.file("g.json", "[{]");
    let ran = folder
        .run(["convert", "a.json", "b.conllu", "c.iob2", "d.ann", "e.ann", "f.xyz", "g.json", "h.json"]);
    for expected in [
        "a.json: json: document 1: expected what annotate --to json writes",
        "b.conllu:1: columns: expected ten columns",
        "c.iob2:1: columns: expected a token, a tab and a tag",
        "d.ann:1: offsets: expected a place such as 0 5 in a text of 5 characters",
        "e.txt: unreadable: expected the text beside e.ann",
        "f.xyz: format: expected a name that ends in .json",
        "g.json: json: expected JSON",
        "h.json: unreadable: cannot be read",
    ] {
        assert!(ran.code(1).err().contains(expected), "{expected} is not in: {}", ran.err());
    }
}

#[test]
fn a_folder_is_converted_and_a_bad_document_does_not_stop_the_rest() {
    let folder = with_dispatch();
    folder.file("in/deep/b.txt", "Été à Bamako.");
    folder.file("in/c.txt", DISPATCH);
    folder.run(["annotate", "--to", "json", "-o", "json", "in"]).ok();
    folder.run(["convert", "--to", "conllu", "-o", "conllu", "json"]).ok();
    assert!(folder.read("conllu/deep/b.conllu").contains("\tBamako\t"));
    assert!(folder.read("conllu/c.conllu").contains("Allemagne"));
    folder.run(["convert", "--to", "iob2", "conllu/**/*.conllu"]).ok();

    let good = folder.run(["annotate", "--to", "jsonl", "a.txt"]).ok().out();
    folder.file("d.jsonl", format!("{good}{{\"format\":\"depeche/1\"}}\n{{\n{good}"));
    let ran = folder.run(["convert", "--to", "jsonl", "d.jsonl"]);
    assert_eq!(ran.code(1).out(), good.repeat(2));
    assert!(
        ran.err().contains("d.jsonl:2: json: expected what annotate") && ran.err().contains("d.jsonl:3: "),
        "{}",
        ran.err()
    );
    let ran = folder.run(["convert", "--strict", "--to", "jsonl", "d.jsonl"]);
    assert_eq!(ran.code(1).err().lines().count(), 1);
    folder.run(["convert", "--to", "jsonl", "-o", "out", "d.jsonl"]).code(1);
    assert_eq!(folder.read("out/d.jsonl"), good.repeat(2));

    folder.file("x/a.json", folder.read("json/c.json"));
    let ran = folder.run(["convert", "--to", "html", "-o", "html", "x/a.json", "json/c.json", "x/a.json"]);
    assert!(ran.code(1).err().contains("another input has the same output"), "{}", ran.err());
    assert!(
        folder.run(["convert", "seedless"]).code(1).err().contains("seedless: unreadable: cannot be read")
    );
    let ran = folder.run_with(["convert", "--read", "brat", "-"], b"T1");
    assert!(ran.code(1).err().contains("stdin: format: expected a file"), "{}", ran.err());
    std::fs::create_dir(folder.path("empty")).unwrap();
    let ran = folder.run(["convert", "--read", "json", "empty"]);
    assert!(
        ran.code(1).err().ends_with("with the extension .json in this folder, found none\n"),
        "{}",
        ran.err()
    );
}

#[test]
fn view_makes_a_page() {
    let folder = with_dispatch();
    assert!(folder.run(["view", "a.txt"]).ok().out().contains("[Allemagne|LOC:iso:DE]"));
    // Into a pipe a sentence is a line; at a width it breaks at words, and nothing else changes.
    let plain = folder.run(["view", "a.txt"]).ok().out();
    let narrow = folder.run(["view", "--width", "40", "a.txt"]).ok().out();
    assert!(
        narrow.lines().all(|line| line.chars().count() <= 40)
            && narrow.lines().count() > plain.lines().count()
    );
    assert_eq!(narrow.split_whitespace().collect::<Vec<_>>(), plain.split_whitespace().collect::<Vec<_>>());
    assert_eq!(folder.run(["view", "--width", "0", "a.txt"]).ok().out(), plain);
    folder.run(["view", "--html", "page.html", "a.txt"]).ok();
    let page = folder.read("page.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("<mark class=\"loc\""));
    // One document gives the page its title, several do not.
    folder.file("crue.txt", "Titre : Crue & vents\nDate : 2024-08\n\nIl pleut.\n");
    let title = |arguments: &[&str]| {
        let page = folder.run([&["annotate", "--to", "html"], arguments].concat()).ok().out();
        page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_owned()
    };
    assert_eq!(title(&["crue.txt"]), "Crue &amp; vents");
    assert_eq!(title(&["crue.txt", "a.txt"]), "Depeche");
    folder.run(["annotate", "--to", "json", "-o", "json", "crue.txt"]).ok();
    let page = folder.run(["convert", "--to", "html", "json/crue.json"]).ok().out();
    assert!(page.contains("<title>Crue &amp; vents</title>"));
    assert!(!page.contains("<script") && !page.contains("http"), "nothing to run, nothing to fetch");
}

#[test]
fn the_manual_and_the_completions_come_from_the_same_definition() {
    let folder = Folder::new();
    assert!(folder.run(["man"]).ok().out().contains(".TH depeche 1"));
    assert!(folder.run(["man", "annotate"]).ok().out().contains("label\\-studio"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(folder.run(["completions", shell]).ok().out().contains("annotate"), "{shell}");
    }
    assert!(folder.run(["--help"]).ok().out().contains("Exit codes:"));
    assert!(folder.run(["--version"]).ok().out().starts_with("depeche 0."));
}

#[test]
fn evaluate_scores_entities_and_segmentation() {
    let folder = with_dispatch();
    // What the program says itself, taken for gold, is right to the last mention.
    let json = folder
        .run(["annotate", "--header", "none", "--offsets", "char", "--to", "json", "a.txt"])
        .ok()
        .json();
    let core = |mention: &&serde_json::Value| matches!(mention["type"].as_str(), Some("PER" | "LOC" | "ORG"));
    let ents: Vec<_> = json["mentions"].as_array().unwrap().iter().filter(core).collect();
    assert!(ents.len() >= 3);
    let triples: Vec<_> = ents.iter().map(|m| serde_json::json!([m["start"], m["end"], m["type"]])).collect();
    let gold = serde_json::json!({ "text": json["text"], "ents": triples });
    folder.file("gold.jsonl", format!("{gold}\n"));
    let out = folder.run(["evaluate", "--gold", "gold.jsonl"]).ok().out();
    assert!(out.starts_with("1 document\n") && out.contains("100.0"), "{out}");
    folder.file(
        "objects.jsonl",
        format!("{}\n{{}}\n", serde_json::json!({ "text": json["text"], "mentions": ents })),
    );
    let ran = folder.run(["evaluate", "--gold", "objects.jsonl"]);
    assert!(ran.code(1).err().contains("objects.jsonl:2: json: expected an object with text and ents"));
    assert_eq!(ran.out(), out);

    let conllu = folder.run(["annotate", "--header", "none", "--to", "conllu", "a.txt"]).ok().out();
    folder.file("gold.conllu", conllu);
    let out = folder.run(["evaluate", "--gold", "gold.conllu"]).ok().out();
    assert_eq!(out.matches("100.00  100.00  100.00").count(), 3, "{out}");
    folder.file("lines.txt", "une ligne\n".repeat(20));
    let ran = folder.run(["evaluate", "--gold", "lines.txt"]);
    assert_eq!((ran.code(1).out().as_str(), ran.err().lines().count()), ("", 7));
    assert!(ran.err().contains("lines.txt: 15 more lines"), "{}", ran.err());
    // An entity that ends after its text is wrong; one of a type that is not measured is told.
    let [far, other] = [(11, 99, "LOC"), (11, 16, "VILLE")]
        .map(|ent| serde_json::json!({ "text": "Il pleut à Brest", "ents": [ent] }));
    folder.file("ents.jsonl", format!("{far}\n{other}\n"));
    let ran = folder.run(["evaluate", "--gold", "ents.jsonl"]);
    assert!(ran.code(1).out().starts_with("1 document\n"), "{}", ran.out());
    assert!(ran.err().contains("ents.jsonl:1: mark: expected an entity"), "{}", ran.err());
    assert!(ran.err().contains("entities left out: VILLE 1"), "{}", ran.err());
    // What was counted in another unit is told, and may be said.
    let bytes = |offsets: &str| {
        format!(
            "{{\"text\": \"Il pleut à Brest\", \"ents\": [[12, 17, \"LOC\"]], \"offsets\": \"{offsets}\"}}\n"
        )
    };
    folder.file("bytes.jsonl", bytes("byte"));
    let ran = folder.run(["evaluate", "--gold", "bytes.jsonl"]);
    assert!(ran.ok().out().contains("LOC            100.0   100.0   100.0       1       1"), "{}", ran.out());
    folder.file("bytes.jsonl", bytes("byte").replace("17", "16").replace("\"byte\"", "\"char\""));
    let ran = folder.run(["evaluate", "--gold", "bytes.jsonl"]);
    assert!(ran.code(0).err().contains("1 of 1 entities begin or end inside a word"), "{}", ran.err());
    folder.file("bytes.jsonl", bytes("mots"));
    let ran = folder.run(["evaluate", "--gold", "bytes.jsonl"]);
    assert!(
        ran.code(1).err().contains("offsets: expected byte, char or utf16, found \"mots\""),
        "{}",
        ran.err()
    );
    // So what is written by annotate is a gold as it stands.
    folder
        .file("own.jsonl", folder.run(["annotate", "--header", "none", "--to", "jsonl", "a.txt"]).ok().out());
    let ran = folder.run(["evaluate", "--gold", "own.jsonl"]);
    assert!(!ran.code(0).err().contains("inside a word"), "{}", ran.err());
    folder.file("bad.conllu", "1\tx\n");
    assert!(
        folder
            .run(["evaluate", "--gold", "bad.conllu"])
            .code(1)
            .err()
            .contains("bad.conllu:1: columns: expected ten columns")
    );
    assert!(
        folder
            .run(["evaluate", "--gold", "none.conllu"])
            .code(1)
            .err()
            .contains("none.conllu: unreadable: cannot be read")
    );
}

#[test]
fn gazetteers_are_made_looked_into_asked_and_compared() {
    let folder = Folder::new();
    folder.file("clubs.tsv", "# ours\nclub:1\tORG:club\tCercle des Fagnes\tCDF\nclub:2\tLOC\tVirmont\n");
    folder.run(["gazetteer", "build", "clubs.tsv", "-o", "clubs.gaz"]).ok();
    let out = folder.run(["gazetteer", "inspect", "--gazetteer", "clubs.gaz"]).ok().out();
    assert!(
        out.contains("entries  2\n") && out.contains("check    sound\n") && out.contains("1  ORG:club\n"),
        "{out}"
    );
    let out = folder.run(["gazetteer", "inspect", "--entries", "--gazetteer", "clubs.gaz"]).ok().out();
    assert!(out.contains("club:2\tLOC\tVirmont\n"), "{out}");
    let out = folder.run(["gazetteer", "lookup", "CDF", "--gazetteer", "clubs.gaz"]).ok().out();
    assert_eq!(out, "CDF\tclubs.gaz\tclub:1\tORG:club\tCercle des Fagnes\n");
    let out = folder.run(["gazetteer", "lookup", "Arménie", "Zyxw"]);
    assert!(out.code(1).out().contains("Arménie\tbuilt-in\tiso:AM\tLOC:country\tArménie"), "{}", out.out());
    assert!(out.err().contains("Zyxw: in no list"));
    assert!(folder.run(["gazetteer", "inspect", "--licences"]).ok().out().contains("icence"));

    folder.file("commas.tsv", "club:1,ORG,Cercle des Fagnes\n");
    let ran = folder.run(["gazetteer", "build", "commas.tsv", "-o", "commas.gaz"]);
    let expected =
        "expected columns with a tab between them, found one column; the columns are id, type, name";
    assert!(ran.code(1).err().contains(expected), "{}", ran.err());

    folder.file("more.tsv", "club:1\tORG:club\tCercle des Fagnes\tCDF\t9\nclub:2\tLOC\tVirmont\n");
    let out = folder.run(["gazetteer", "diff", "clubs.gaz", "more.tsv"]).ok().out();
    assert_eq!(
        out,
        "- club:1\tORG:club\tCercle des Fagnes\tCDF\n+ club:1\tORG:club\tCercle des Fagnes\tCDF\t9\n"
    );
    assert_eq!(folder.run(["gazetteer", "diff", "clubs.tsv", "clubs.gaz"]).ok().out(), "");

    let text = "Le CDF joue à Virmont puis à Berlin.".as_bytes();
    for file in ["clubs.gaz", "clubs.tsv"] {
        let out = folder.run_with(["annotate", "--gazetteer", file], text).ok().out();
        assert!(out.contains("[CDF|ORG:club:1]") && out.contains("[Berlin|LOC:geonames:"), "{out}");
    }
    let out = folder.run_with(["annotate", "--no-builtin", "--gazetteer", "clubs.gaz"], text).ok().out();
    assert!(out.contains("[CDF|ORG:club:1]") && !out.contains("geonames:"), "{out}");

    let hides = "iso:DE\t!\n-\t!\tBerlin\n";
    folder.file("hides.tsv", format!("{hides}club:1\tORG:club\tCDF\n"));
    folder.run(["gazetteer", "build", "hides.tsv", "-o", "hides.gaz"]).ok();
    let out = folder.run(["gazetteer", "inspect", "hides.gaz"]).ok().out();
    assert!(out.contains("hides    1 ids\n  hides    1 forms\n"), "{out}");
    let out = folder.run(["gazetteer", "inspect", "--entries", "hides.gaz"]).ok().out();
    assert_eq!(out, folder.read("hides.tsv"));
    let out = folder.run(["gazetteer", "diff", "hides.gaz", "more.tsv"]).ok().out();
    assert!(out.starts_with("- iso:DE\t!\n- -\t!\tBerlin\n"), "{out}");
    let out = folder.run_with(["annotate", "--gazetteer", "hides.gaz"], text).ok().out();
    assert!(out.contains("[CDF|ORG:club:1]") && !out.contains("geonames:"), "{out}");

    folder.file("bad.tsv", "x\tLOC\tBrest\t\t300\n");
    let ran = folder.run(["gazetteer", "build", "bad.tsv", "none.tsv", "-o", "bad.gaz"]);
    assert!(
        ran.code(1).err().contains("bad.tsv:1:14: weight: expected a weight from 0 to 255"),
        "{}",
        ran.err()
    );
    assert!(ran.err().contains("none.tsv: unreadable: cannot be read") && !folder.path("bad.gaz").exists());
    folder.file("notes.gaz", "not compiled");
    for args in
        [&["annotate", "--gazetteer", "notes.gaz", "-"][..], &["annotate", "--gazetteer", "gone.gaz", "-"]]
    {
        assert!(folder.run(args).code(2).err().contains(".gaz"));
    }
}

#[test]
fn gazetteers_are_built_from_every_kind_of_list() {
    let folder = Folder::new();
    folder.file("a.tsv", "x:1\tLOC:city\tLe Havre\tPort-Océane\t120\tcountry=FR\tarticle\nx:1\tLOC:city\tLe Havre\tLEH\t\t\tcase=exact noname\n");
    folder.file("b.jsonl", "{\"type\":\"ORG\",\"name\":\"Nations unies\",\"forms\":[{\"text\":\"ONU\",\"options\":\"case=exact\"}]}\n");
    folder.file(
        "ruler.jsonl",
        "{\"label\":\"ORG\",\"pattern\":\"Virmont\",\"id\":\"v\"}\n{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"les\"},{\"LOWER\":\"verts\"}],\"id\":\"v\"}\n",
    );
    folder.file("lists.def", "towns.lst:LOC:city\n");
    folder.file("towns.lst", "Brest&population=139000\nLorient\n");
    folder.file("rivers.lst", "Aulne\nBlavet\n");
    let inputs = ["a.tsv", "b.jsonl", "ruler.jsonl", "lists.def", "rivers.lst"];
    let ran =
        folder.run(["gazetteer", "build", "-o", "all.gaz", "--type", "LOC:river"].iter().chain(&inputs));
    assert_eq!(ran.ok().err(), "", "no bar where no terminal is");
    let table = folder.run(["gazetteer", "inspect", "--entries", "--gazetteer", "all.gaz"]).ok().out();
    for line in [
        "x:1\tLOC:city\tLe Havre\tPort-Océane\t120\tcountry=FR\tarticle\n",
        "x:1\tLOC:city\tLe Havre\tLEH\t120\tcountry=FR\tcase=exact noname\n",
        "-\tORG\tNations unies\n",
        "v\tORG\tVirmont\t\t\t\tcase=exact diacritics=exact\n",
        "-\tLOC:city\tBrest\t\t\tpopulation=139000\n",
        "-\tLOC:river\tBlavet\n",
    ] {
        assert!(table.contains(line), "{line:?} in {table}");
    }
    // What is told of a file builds the same file.
    folder.file("again.tsv", &table);
    folder.run(["gazetteer", "build", "again.tsv", "-o", "again.gaz"]).ok();
    assert_eq!(folder.run(["gazetteer", "diff", "all.gaz", "again.gaz"]).ok().out(), "");
    assert_eq!(
        std::fs::read(folder.path("all.gaz")).unwrap(),
        std::fs::read(folder.path("again.gaz")).unwrap()
    );
    // A list serves where a compiled file does.
    let out = folder.run(["gazetteer", "lookup", "LES VERTS", "--gazetteer", "ruler.jsonl"]).ok().out();
    assert_eq!(out, "LES VERTS\truler.jsonl\tv\tORG\tVirmont\n");
}

#[test]
fn lists_that_cannot_be_read_say_where() {
    let folder = Folder::new();
    folder.file("a.tsv", "# ours\n-\tLOC\tBrest\t\t\t\tcase=exact case=smart\n");
    folder.file("b.jsonl", "{\"type\":\"LOC\",\"name\":\"Brest\"}\n{\"type\":\"LOC\"}\n");
    folder.file("rules.jsonl", "{\"label\":\"ORG\",\"pattern\":[{\"POS\":\"PROPN\"}]}\n");
    folder.file("lists.def", "\ngone.lst:LOC\n");
    folder.file("towns.lst", "Brest\n  ?\u{1}\n");
    folder.file("twice.tsv", "-\tLOC\tBrest\n-\tLOC\tBrest\n");
    folder.file("latin.tsv", b"-\tLOC\tN\xeemes\n");
    folder.file("long.tsv", format!("-\tLOC\t{}\n", "a".repeat(10_000_000)));
    for (args, error) in [
        (&["a.tsv"][..], "a.tsv:2:16: contradiction: expected one value"),
        (&["b.jsonl"], "b.jsonl:2:1: json: expected the key \"name\""),
        (&["rules.jsonl"], "rules.jsonl:1:1: token-pattern: expected a text"),
        (&["lists.def"], "lists.def:2:1: missing-list: expected a list that can be read"),
        (&["lists.def"], "gone.lst: unreadable: cannot be read"),
        (&["towns.lst"], "towns.lst: expected --type"),
        (&["towns.lst", "--type", "LOC"], "towns.lst:2:1: control-character: expected a form in one line"),
        (&["towns.lst", "--type", "a city"], "--type: "),
        (&["twice.tsv", "--no-duplicates"], "twice.tsv:2:1: duplicate: expected each entry once"),
        (&["latin.tsv"], "latin.tsv:1: not-utf-8: expected UTF-8"),
        (&["long.tsv"], "long.tsv:1:7: form-too-long: expected a form of at most 1024 bytes, found 10000000"),
        (&["towns.lst", "--type", "LOC", "--options", "noname"], "--options: expected how forms are matched"),
        (&["a.tsv", "--from", "jsonl"], "a.tsv:2:1: json: expected"),
    ] {
        let ran = folder.run(["gazetteer", "build", "-o", "out.gaz"].iter().chain(args));
        assert!(ran.code(1).err().contains(error), "{args:?}: {error:?} in {}", ran.err());
        assert!(!folder.path("out.gaz").exists());
    }
}

#[test]
fn options_that_say_nothing_here_are_told() {
    let folder = with_dispatch();
    folder.file("b.jsonl", "{\"t\":\"Il part.\"}\n");
    for (args, error) in [
        (&["annotate", "--field", "t", "a.txt"][..], "--field t: expected JSON Lines, found texts alone"),
        (&["annotate", "-j", "-1", "a.txt"], "expected a number of threads"),
        (&["annotate", "--threads=two", "a.txt"], "expected a number of threads"),
    ] {
        let ran = folder.run(args);
        assert!(ran.code(2).err().contains(error), "{args:?}: {error:?} in {}", ran.err());
    }
    assert_eq!(folder.run(["sentences", "--field", "t", "b.jsonl"]).ok().out(), "Il part.\n");
}
