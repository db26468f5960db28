//! Properties that are read off the sources.

use super::Finding;
use crate::shell::{files, read, shown};

/// The sources of the crates: path and text. But for the counting allocator of the tests, which cannot be made without
/// `unsafe` and which no library draws in.
fn sources() -> Result<Vec<(String, String)>, String> {
    let paths = files("crates", |path| {
        let part = |name: &str| path.components().any(|part| part.as_os_str() == name);
        path.extension().is_some_and(|ending| ending == "rs") && part("src") && !part("testkit")
    })?;
    paths.iter().map(|path| Ok((shown(path), read(path)?))).collect()
}

fn over_sources(try_each: impl Fn(&str, &str) -> (u64, u64)) -> Finding {
    match sources() {
        Err(error) => Finding::Skipped(error),
        Ok(sources) => {
            let each = sources.iter().map(|(path, text)| try_each(path, text));
            let (cases, failures) = each.fold((0, 0), |(a, b), (cases, failures)| (a + cases, b + failures));
            Finding::tried(cases, failures)
        }
    }
}

pub(super) fn no_unsafe_code(_: &super::Effort) -> Finding {
    over_sources(|path, text| {
        let mut failures = 0;
        for line in text.lines() {
            let code = line.split("//").next().unwrap_or_default();
            if code.contains("unsafe ") && !code.contains("unsafe_code") {
                failures += 1;
                eprintln!("{path}: {line}");
            }
        }
        let face = path.ends_with("lib.rs") || path.ends_with("main.rs");
        if face && !text.contains("#![forbid(unsafe_code)]") {
            failures += 1;
            eprintln!("{path}: expected #![forbid(unsafe_code)]");
        }
        (text.lines().count() as u64, failures)
    })
}

/// The lints a library crate denies outside of its tests.
const LINTS: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
    "string_slice",
    "cast_possible_truncation",
    "arithmetic_side_effects",
];

/// How many exceptions from them there may be, each with its reason.
const EXCEPTIONS: u64 = 20;

pub(super) fn exceptions(_: &super::Effort) -> Finding {
    let finding = over_sources(|path, text| {
        if path.contains("xtask") || path.contains("depeche-cli") {
            return (0, 0);
        }
        let (mut cases, mut failures) = (0, 0);
        if path.ends_with("src/lib.rs") {
            failures += LINTS.iter().filter(|lint| !text.contains(&format!("clippy::{lint}"))).count() as u64;
        }
        for attribute in ["#[expect(", "#![expect(", "#[allow(", "#![allow("] {
            for rest in text.split(attribute).skip(1) {
                let whole = rest.split(")]").next().unwrap_or_default();
                if LINTS.iter().any(|lint| whole.contains(&format!("clippy::{lint}"))) {
                    cases += 1;
                    if !whole.contains("reason = ") || attribute.contains("allow") {
                        failures += 1;
                        eprintln!("{path}: expected #[expect(…, reason = …)], found {attribute}{whole}");
                    }
                }
            }
        }
        (cases, failures)
    });
    match finding {
        Finding::Tried { cases, failures, note } => {
            Finding::Tried { cases, failures: failures + u64::from(cases > EXCEPTIONS), note }
        }
        skipped @ Finding::Skipped(_) => skipped,
    }
}

/// Every code of an error or a diagnostic stands in a test or an example: as a name, or as it is printed.
pub(super) fn error_codes(_: &super::Effort) -> Finding {
    let (mut cases, mut failures) = (0, 0);
    for (package, home, name) in [
        ("depeche-gazetteer", "error.rs", "ErrorCode"),
        ("depeche-frontmatter", "diagnostic.rs", "Code"),
        ("depeche", "formats/error.rs", "ReadErrorCode"),
    ] {
        let home = format!("crates/{package}/src/{home}");
        let declared = match read(&crate::shell::root().join(&home)) {
            Ok(text) => text,
            Err(error) => return Finding::Skipped(error),
        };
        let tests = files(&format!("crates/{package}/tests"), |_| true)
            .map(|paths| paths.iter().filter_map(|path| read(path).ok()).collect::<String>());
        let tests = match tests {
            Ok(tests) => tests,
            Err(error) => return Finding::Skipped(error),
        };
        let examples = files(&format!("crates/{package}/src"), |_| true)
            .map(|paths| paths.iter().filter_map(|path| read(path).ok()).collect::<String>())
            .unwrap_or_default();
        let examples: String = examples.lines().filter(|line| line.trim_start().starts_with("//")).collect();
        // `    Name = "printed-name",` inside the macro.
        for line in declared.lines() {
            let Some((variant, printed)) = line.trim().trim_end_matches(',').split_once(" = \"") else {
                continue;
            };
            let printed = printed.trim_end_matches('"');
            if !variant.chars().all(char::is_alphanumeric) || variant.is_empty() {
                continue;
            }
            cases += 1;
            let named = format!("{name}::{variant}");
            if ![&tests, &examples].iter().any(|text| holds(text, &named) || holds(text, printed)) {
                failures += 1;
                eprintln!("{home}: no test has {named} ({printed})");
            }
        }
    }
    Finding::tried(cases, failures)
}

/// Whether `text` has `word`, not as a part of a longer one.
fn holds(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let after = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        !after.is_some_and(joins) && !before.is_some_and(joins)
    })
}
