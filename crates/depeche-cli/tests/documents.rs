//! The documents hold: each command of the README and of the guide runs and prints what they show, each row of the tables
//! of rules is cut and marked as it says, each link leads somewhere.
//!
//! In the README and in the guide, the commands of a `sh` block run with the real program in a folder that holds `seeds/`,
//! one folder a page. A `text` block right after it is what they print, confidences aside; `…` on a line of its own stands
//! for the rest.
//! `DEPECHE_BLESS=1 cargo test -p depeche-cli --test documents` writes what is printed into the pages, to be read
//! through like code.
#![cfg(unix)]

mod common;

use common::Folder;
use depeche::segment::{self, Segmenter};
use depeche::text::{EntityType, Passage, Span};
use depeche::{HeaderMode, Pipeline, entities};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn guide() -> PathBuf {
    root().join("crates/depeche/guide")
}

/// The README and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(guide())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages.insert(0, root().join("README.md"));
    pages
}

/// A fenced block: what stands after the fence, and its lines `first..end` in the page.
struct Block<'p> {
    info: &'p str,
    first: usize,
    end: usize,
}

fn blocks<'p>(lines: &[&'p str]) -> Vec<Block<'p>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(info) = line.strip_prefix("```") else { continue };
        open = match open {
            None => Some((info, at + 1)),
            Some((info, first)) => {
                blocks.push(Block { info, first, end: at });
                None
            }
        };
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The lines of a `sh` block as a script; what Cargo itself does is not run, nor what needs a feature that is off.
fn script(lines: &[&str]) -> String {
    let ours = lines.iter().map(|line| {
        let line = line.replace("cargo run --release -- ", "depeche ");
        let with = "cargo run --release --features parquet -- ";
        if cfg!(feature = "parquet") { line.replace(with, "depeche ") } else { line }
    });
    ours.filter(|line| !line.starts_with("cargo ")).fold(String::new(), |script, line| script + &line + "\n")
}

/// Runs a script; gives back what it printed, or what was wrong.
fn run(folder: &Folder, script: &str) -> Result<String, String> {
    let program = Path::new(env!("CARGO_BIN_EXE_depeche"));
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder.path(""))
        .env("PATH", format!("{}:{path}", program.parent().unwrap().display()))
        .output()
        .map_err(|error| format!("bash: {error}"))?;
    if !output.status.success() {
        return Err(format!("{}\n{}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// A line without the decimals of its confidences, which move with every change of the weights.
fn blurred(line: &str) -> String {
    let mut parts = line.split("0.");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |line, part| line + "0." + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Runs the commands of a page; gives back the page with what they print, and what was wrong.
fn played(page: &str) -> (String, Vec<String>) {
    let folder = Folder::new();
    for seed in fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().path()) {
        if seed.extension().is_some_and(|ending| ending == "txt") {
            let name = format!("seeds/{}", seed.file_name().unwrap().to_str().unwrap());
            folder.file(&name, fs::read(&seed).unwrap());
        }
    }
    let lines: Vec<&str> = page.lines().collect();
    let blocks = blocks(&lines);
    let mut out: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    let mut wrong = Vec::new();
    // From the last to the first the lines would not move, but the commands build on each other: so the shift is kept.
    let mut shift = 0isize;
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.info == "sh") {
        let script = script(&lines[block.first..block.end]);
        let printed = match run(&folder, &script) {
            Ok(printed) => printed,
            Err(error) => {
                wrong.push(format!("line {}: {error}\n{script}", block.first));
                continue;
            }
        };
        let Some(shown) = blocks.get(at + 1) else { continue };
        let between = &lines[block.end + 1..shown.first - 1];
        if shown.info != "text" || between.iter().any(|line| !line.trim().is_empty()) {
            continue;
        }
        let expected = &lines[shown.first..shown.end];
        let mut printed: Vec<&str> = printed.lines().collect();
        if expected.last() == Some(&"…") {
            printed.truncate(expected.len() - 1);
            printed.push("…");
        }
        if printed.iter().map(|line| blurred(line)).ne(expected.iter().map(|line| blurred(line))) {
            let (expected, found) = (expected.join("\n"), printed.join("\n"));
            wrong.push(format!("line {}: shown\n{expected}\nprinted\n{found}\n", shown.first + 1));
        }
        let place = |line: usize| line.checked_add_signed(shift).unwrap();
        let fresh = printed.iter().map(|&line| line.to_owned());
        out.splice(place(shown.first)..place(shown.end), fresh);
        shift += printed.len() as isize - expected.len() as isize;
    }
    (out.join("\n") + "\n", wrong)
}

#[test]
fn the_commands_run_and_print_what_is_shown() {
    let bless = std::env::var_os("DEPECHE_BLESS").is_some();
    let mut complaints = String::new();
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let (fresh, wrong) = played(&page);
        if bless {
            fs::write(&path, fresh).unwrap();
        }
        for complaint in wrong {
            complaints.push_str(&format!("{}: {complaint}\n", path.file_name().unwrap().display()));
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

/// The code spans of the table rows of a page whose first cell begins with `letter` and a figure: the rule and its example.
fn rows(page: &str, letter: char) -> Vec<(String, String)> {
    let page = fs::read_to_string(guide().join(page)).unwrap();
    let mut rows = Vec::new();
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let rule = cells[0];
        if !rule.strip_prefix(letter).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        // The examples are the code of the last cell.
        for example in cells[cells.len() - 1].split('`').skip(1).step_by(2) {
            rows.push((rule.to_owned(), example.replace('⏎', "\n")));
        }
    }
    assert!(rows.len() >= 10, "the table is there");
    rows
}

#[test]
fn tokens_are_cut_as_the_table_of_rules_says() {
    let segmenter = Segmenter::french();
    for (rule, example) in rows("segmentation.md", 'T') {
        let text = example.replace('¦', "").replace('␣', " ");
        let tokens = segmenter.tokens(Passage::new(&text));
        let found: Vec<&str> = tokens.iter().map(|token| token.span().of(&text)).collect();
        let expected = example.split(['¦', ' ']).map(|part| part.replace('␣', " "));
        assert_eq!(found, expected.collect::<Vec<_>>(), "{rule}: {example}");
    }
}

#[test]
fn sentences_are_cut_as_the_table_of_rules_says() {
    let table = rows("segmentation.md", 'S');
    for (rule, example) in &table {
        // `ud:` before an example asks for that profile, `every:` for that policy.
        let (how, example) =
            example.split_once(": ").filter(|(how, _)| how.len() <= 5).unwrap_or(("", example));
        let segmenter = match how {
            "ud" => Segmenter::french().with_profile(segment::Profile::Ud),
            "every" => Segmenter::french().with_newlines(segment::Newlines::EveryLine),
            _ => Segmenter::french(),
        };
        let text = example.replace('‖', "");
        let found = segmenter.sentences(Passage::new(&text));
        let found: Vec<&str> = found.iter().map(|span| span.of(&text)).collect();
        let expected: Vec<&str> = example.split('‖').map(str::trim).collect();
        assert_eq!(found, expected, "{rule}: {example}");
    }
    for rule in segment::Rule::ALL {
        assert!(table.iter().any(|(code, _)| code == rule.code()), "{} is in the table", rule.code());
    }
}

#[test]
fn entities_are_marked_as_the_table_of_rules_says() {
    let pipeline = Pipeline::builder().header(HeaderMode::None).build();
    let table = rows("entities.md", 'E');
    for (rule, example) in &table {
        let (text, expected) = unmarked(example);
        let document = pipeline.annotate(&text);
        let found: Vec<(Span, EntityType)> =
            document.mentions().map(|mention| (mention.span(), mention.kind().main())).collect();
        assert_eq!(found, expected, "{rule}: {example}");
        let rules: Vec<&str> =
            document.mentions().filter_map(|mention| Some(mention.rule()?.code())).collect();
        assert!(rules.contains(&rule.as_str()), "{rule}: {example} was found by {rules:?}");
    }
    for rule in entities::Rule::ALL {
        assert!(table.iter().any(|(code, _)| code == rule.code()), "{rule} is in the table");
    }
}

/// The text of `[Paris:LOC]` marks, and what they mark.
fn unmarked(example: &str) -> (String, Vec<(Span, EntityType)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = example;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').unwrap();
        let (name, kind) = mark.rsplit_once(':').unwrap();
        text.push_str(before);
        marks.push((Span::new(text.len(), text.len() + name.len()), EntityType::new(kind).unwrap()));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

#[test]
fn links_lead_somewhere_and_the_summary_has_every_page() {
    let mut documents = pages();
    for folder in ["", "crates", "seeds"] {
        for entry in fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let readme = entry.join("README.md");
            documents.extend(
                [entry.clone(), readme]
                    .into_iter()
                    .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "md")),
            );
        }
    }
    for path in &documents {
        let page = fs::read_to_string(path).unwrap();
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.starts_with('#') {
                continue;
            }
            let target = path.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{}: {link} leads nowhere", path.display());
        }
        // Files that are named in code: `crates/depeche/tests/laws.rs`.
        for code in page.split('`').skip(1).step_by(2).filter(|code| code.starts_with("crates/")) {
            assert!(
                code.contains([' ', '*']) || root().join(code).exists(),
                "{}: {code} is nowhere",
                path.display()
            );
        }
    }
    let summary = fs::read_to_string(guide().join("SUMMARY.md")).unwrap();
    let names =
        pages().into_iter().skip(1).map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    let names: Vec<String> = names.filter(|name| name != "SUMMARY.md").collect();
    assert!((8..=12).contains(&names.len()));
    for name in names {
        assert!(summary.contains(&format!("({name})")), "{name} is in the summary");
    }
}
