//! The public test suites of JSON and YAML: what they call wrong is never read in silence, and what is read of the rest
//! is what they say it means.
//!
//! The suites are not ours and not small: `cargo xtask assure --only suites` fetches them and names their folder in
//! `DEPECHE_SUITES` (`json.jsonl`, lines of `name` and `input`; `yaml.jsonl`, lines of `id`, `yaml`, `json` and `fail`).
//! Without the variable nothing is tried here; `conformance.rs` has cases of our own.
#![cfg(all(feature = "serde", feature = "yaml"))]

use depeche_frontmatter::{Diagnostic, Form, split};
use serde_json::Value;
use std::path::PathBuf;

/// The lines of a suite; `None` where no suites were fetched.
fn suite(name: &str) -> Option<Vec<Value>> {
    let path = PathBuf::from(std::env::var_os("DEPECHE_SUITES")?).join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Reads `source` as a header of `form`: its values, or the first thing said about it.
fn read(source: &str, form: Form) -> Result<Value, Option<Box<Diagnostic>>> {
    let document = split(source);
    assert!(document.body().end() == source.len(), "{source:?}");
    match document.all_diagnostics().into_iter().next() {
        Some(said) => Err(Some(Box::new(said))),
        None if document.form() != form => Err(None),
        None => document.parse().map_err(|error| Some(Box::new(error.diagnostic().clone()))),
    }
}

/// What a suite found.
#[derive(Default)]
struct Found {
    cases: usize,
    /// Wrong, and nothing was said.
    accepted: Vec<String>,
    /// Right, and not read as such.
    refused: Vec<String>,
    /// Right, and read as something else.
    misread: Vec<String>,
}

impl Found {
    /// Takes down what became of a case; `meant` is what it means, `None` when it is wrong.
    fn note(&mut self, name: &str, source: &str, form: Form, meant: Option<&Value>) {
        self.cases += 1;
        match (read(source, form), meant) {
            (Ok(value), None) => self.accepted.push(format!("{name}: {source:?} as {value}")),
            (Ok(value), Some(meant)) if value != *meant => {
                self.misread.push(format!("{name}: {source:?} as {value}, expected {meant}"));
            }
            (Err(said), Some(_)) => {
                let said = said.map_or("no header".to_owned(), |said| said.to_string());
                self.refused.push(format!("{name}: {said}: {source:?}"));
            }
            (Ok(_), Some(_)) | (Err(_), None) => {}
        }
    }

    /// Holds what was found to what is known: the names of the right cases that are not read, and of those that are read
    /// as something else.
    fn hold(&self, refused: &[&str], misread: &[&str]) {
        println!("cases: {}", self.cases);
        for complaint in self.refused.iter().chain(&self.misread).chain(&self.accepted) {
            println!("{complaint}");
        }
        assert!(self.accepted.is_empty(), "accepted in silence:\n{}", self.accepted.join("\n"));
        for (found, known) in [(&self.refused, refused), (&self.misread, misread)] {
            let mut names: Vec<&str> = found.iter().filter_map(|line| line.split(':').next()).collect();
            names.dedup();
            assert_eq!(names, known);
        }
    }
}

#[test]
fn json() {
    let Some(cases) = suite("json.jsonl") else { return };
    let mut found = Found::default();
    for case in &cases {
        let [name, input] = ["name", "input"].map(|key| case[key].as_str().unwrap());
        // A header is an object. Where the reference reads the case inside of one, it is right there.
        let object = format!("{{\"v\": {input}}}");
        let meant = serde_json::from_str::<Value>(&object).ok();
        // Cases that begin with `i_` are left to who reads; where a number is too large, so is what it becomes.
        if name.starts_with("i_") || (name.starts_with("y_") && meant.is_none()) {
            continue;
        }
        found.note(name, &format!(";;;\n{object}\n;;;\nTexte.\n"), Form::Json, meant.as_ref());
        found.note(name, &format!("{object}\nTexte.\n"), Form::Json, meant.as_ref());
    }
    found.hold(
        // U+007F is a control character in every form of header: it is said, with its place.
        &["y_string_unescaped_char_delete.json", "y_string_with_del_character.json"],
        &[
            // A whole number: there is one zero.
            "y_number_minus_zero.json",
            "y_number_negative_zero.json",
            // Left open by RFC 8259, 4: the first of two counts, as in every form.
            "y_object_duplicated_key.json",
        ],
    );
}

#[test]
fn yaml() {
    let Some(cases) = suite("yaml.jsonl") else { return };
    let mut found = Found::default();
    for case in &cases {
        let [name, text] = ["id", "yaml"].map(|key| case[key].as_str().unwrap());
        let text = text.strip_prefix("---\n").unwrap_or(text);
        // A header is one document, a mapping, and its fence is ours.
        let other = |line: &str| line.starts_with("---") || line.starts_with("...") || line.starts_with('%');
        if text.is_empty() || text.lines().any(other) {
            continue;
        }
        let source = format!("---\n{text}{}---\nTexte.\n", if text.ends_with('\n') { "" } else { "\n" });
        if case["fail"] == true {
            found.note(name, &source, Form::Yaml, None);
            continue;
        }
        let Some(json) = case["json"].as_str() else { continue };
        let meant = serde_json::Deserializer::from_str(json).into_iter::<Value>().next();
        if let Some(Ok(meant @ Value::Object(_))) = meant {
            found.note(name, &source, Form::Yaml, Some(&meant));
        }
    }
    found.hold(
        &[
            // A blank before the colon: at the top, text as often as a key (*Il a dit : « oui ».*); it stays in the body.
            "L9U5/0", // A tab first: no header of anybody's.
            "Q5MG/0",
        ],
        &[],
    );
}
