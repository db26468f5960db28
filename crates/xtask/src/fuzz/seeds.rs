//! Where the fuzzers start: the cases of the tests, each in the form its target takes.

use crate::shell::{Outcome, files, read, root};
use serde_json::Value;
use std::path::Path;

/// Writes the first inputs of `target` into `folder`, a file each.
pub fn write(target: &str, folder: &Path) -> Outcome {
    let complain = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(folder).map_err(|error| complain(folder, error))?;
    for (number, case) in cases(target)?.iter().enumerate() {
        let path = folder.join(format!("{number:04}"));
        std::fs::write(&path, case).map_err(|error| complain(&path, error))?;
    }
    Ok(())
}

/// The cases of a target. Before the text some take figures, here zeros: which segmenter, where to cut.
fn cases(target: &str) -> Result<Vec<Vec<u8>>, String> {
    let segment = "crates/depeche-segment/tests/data";
    let texts = || -> Result<Vec<String>, String> {
        let both = [lines(&format!("{segment}/tokens.txt"))?, lines(&format!("{segment}/sentences.txt"))?];
        Ok(both.concat().iter().map(|line| line.replace(['¦', '‖'], "")).collect())
    };
    let tagged = || lines("crates/depeche/tests/entities.txt").map(unmarked);
    let names = || lines("crates/depeche-gazetteer/tests/mentions.txt");
    let headed = |figures: usize, texts: Vec<String>| -> Vec<Vec<u8>> {
        texts.into_iter().map(|text| [vec![0; figures], text.into_bytes()].concat()).collect()
    };
    Ok(match target {
        "dates" => {
            let rows = lines("crates/depeche-frontmatter/tests/data/dates.txt")?;
            let written = rows.iter().map(|row| row.split(" | ").next().unwrap_or_default().to_owned());
            headed(0, written.collect())
        }
        "frontmatter" => headed(0, headers()?),
        "document" => headed(1, [tagged()?, headers()?].concat()),
        "segment" => headed(2, texts()?),
        "offsets" => headed(0, texts()?),
        "entities" => headed(8, tagged()?),
        "exports" => {
            let golden = files("crates/depeche/tests/golden", |_| true)?;
            let golden = golden.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
            headed(0, golden.iter().map(|text| text.chars().take(400).collect()).collect())
        }
        "gazetteer_sources" => {
            let rows = names()?.into_iter().filter(|line| line.contains("    "));
            headed(1, rows.map(|row| row.replace("    ", "\t") + "\n").collect())
        }
        "gazetteer_text" => {
            headed(0, unmarked(names()?.into_iter().filter(|line| !line.contains("    ")).collect()))
        }
        // Changes of bytes: there is nothing to start from.
        _ => vec![vec![1, 2, 3]],
    })
}

/// The cases of a file of expectations, its signs for rare spaces and line ends made what they stand for.
fn lines(path: &str) -> Result<Vec<String>, String> {
    let text = read(&root().join(path))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let meant = |line: &str| line.replace('⍽', "\u{A0}").replace('⎵', "\u{202F}").replace('⏎', "\n");
    Ok(lines.map(meant).collect())
}

/// Texts without the marks of entities: `[Paris|LOC:fr-75056]` is Paris.
fn unmarked(lines: Vec<String>) -> Vec<String> {
    let plain = |line: String| {
        let mut pieces = line.split('[');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let marked = piece.split_once('|').and_then(|(name, rest)| Some((name, rest.split_once(']')?.1)));
            match marked {
                Some((name, rest)) => text.extend([name, rest]),
                None => text.extend(["[", piece]),
            }
        }
        text
    };
    lines.into_iter().map(plain).collect()
}

/// The inputs of the table of headers.
fn headers() -> Result<Vec<String>, String> {
    let rows = read(&root().join("crates/depeche-frontmatter/tests/data/headers.jsonl"))?;
    let rows = rows.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(rows.filter_map(|row| Some(row["input"].as_str()?.to_owned())).collect())
}
