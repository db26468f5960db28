//! The plan of the house, held against the manifests and the sources.

use crate::shell::{Outcome, cargo_output, files, outcome, read, root, shown};
use serde_json::Value;
use std::path::Path;

/// Every allowed arrow: a crate, and the crates of ours it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    // Of tests alone: nobody but `[dev-dependencies]` may ask for it.
    ("testkit", &[]),
    ("depeche-text", &[]),
    ("depeche-frontmatter", &["depeche-text"]),
    ("depeche-segment", &["depeche-text"]),
    ("depeche-gazetteer", &["depeche-text"]),
    ("depeche-names", &["depeche-text", "depeche-gazetteer"]),
    ("depeche-entities", &["depeche-text", "depeche-gazetteer", "depeche-names"]),
    (
        "depeche",
        &[
            "depeche-text",
            "depeche-frontmatter",
            "depeche-segment",
            "depeche-gazetteer",
            "depeche-names",
            "depeche-entities",
        ],
    ),
    ("depeche-cli", &["depeche"]),
    ("depeche-benches", &["depeche"]),
    // The developer's door builds the data of the crates below the facade.
    (
        "xtask",
        &[
            "depeche",
            "depeche-gazetteer",
            "depeche-names",
            "depeche-segment",
            "depeche-entities",
            "depeche-text",
        ],
    ),
];

/// Third-party crates that have exactly one home among the crates of the library.
const HOMES: &[(&str, &[&str])] = &[
    ("nom", &["depeche-frontmatter"]),
    ("safe_arch", &["depeche-segment", "depeche-text"]),
    ("unicode-normalization", &["depeche-text", "xtask"]),
];

/// The arrows of the manifests are those of the plan, and each dependency is in its home.
pub fn arrows() -> Outcome {
    let metadata = cargo_output(&["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let mut complaints = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == name) else {
            complaints.push(format!("{name} is not in the plan (crates/xtask/src/house.rs)"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let to = dependency["name"].as_str().unwrap_or_default();
            let dev = dependency["kind"].as_str() == Some("dev");
            if to.starts_with("depeche") && !allowed.contains(&to) {
                complaints.push(format!("{name} -> {to} is not an arrow of the plan"));
            }
            if to == "testkit" && !dev {
                complaints.push(format!("{name} -> testkit is for tests alone"));
            }
            if let Some((_, homes)) = HOMES.iter().find(|(library, _)| *library == to)
                && !dev
                && !homes.contains(&name)
            {
                complaints.push(format!("{name} uses {to}, whose home is {}", homes.join(", ")));
            }
        }
    }
    outcome(complaints)
}

/// What is published has the licences it is under beside it: both ask for that.
pub fn licences() -> Outcome {
    let metadata = cargo_output(&["metadata", "--no-deps", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let mut complaints = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        if package["publish"].as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let path = manifest.with_file_name(name);
            if read(&path).ok() != Some(read(&root().join(name))?) {
                complaints.push(format!("{}: expected a link to ../../{name}", shown(&path)));
            }
        }
    }
    outcome(complaints)
}

/// Inside a crate, names come from their home path, never through `lib.rs`: `use crate::Token` would turn the face of
/// the crate into a hub.
pub fn home_paths() -> Outcome {
    let mut complaints = Vec::new();
    let sources = files("crates", |path| {
        path.extension().is_some_and(|ending| ending == "rs")
            && path.components().any(|part| part.as_os_str() == "src")
    })?;
    for path in sources {
        if path.ends_with("lib.rs") || path.ends_with("main.rs") {
            continue;
        }
        for (i, line) in read(&path)?.lines().enumerate() {
            let Some(names) = line.trim_start().strip_prefix("use crate::") else { continue };
            // `use crate::{data, house};` names modules; `use crate::{Token, Span};` names what they hold.
            let mut names =
                names.split("::{").take(1).flat_map(|outer| outer.trim_start_matches('{').split(','));
            if names.any(|name| !name.contains("::") && name.trim().starts_with(char::is_uppercase)) {
                complaints.push(format!(
                    "{}:{}: import from the home path: {}",
                    shown(&path),
                    i + 1,
                    line.trim()
                ));
            }
        }
    }
    outcome(complaints)
}

/// Every library forbids `unsafe` and asks for documents; the tests' own, which hands an allocator on, cannot do the first.
pub fn faces() -> Outcome {
    let mut complaints = Vec::new();
    for path in files("crates", |path| path.ends_with("src/lib.rs"))? {
        let face = read(&path)?;
        for wanted in ["#![forbid(unsafe_code)]", "#![deny(missing_docs"] {
            let needs_it = wanted.contains("unsafe") && path.ends_with("crates/testkit/src/lib.rs");
            if !face.contains(wanted) && !needs_it {
                complaints.push(format!("{}: expected `{wanted}`", shown(&path)));
            }
        }
    }
    outcome(complaints)
}
