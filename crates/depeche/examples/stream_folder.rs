//! A folder of texts as JSON Lines: one text in memory at a time, its buffers used again for the next.
//!
//! `cargo run --example stream_folder -- seeds > seeds.jsonl`

use depeche::formats::json;
use depeche::{Buffers, Pipeline};
use std::io::{self, BufWriter, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "seeds".to_owned());
    stream(Path::new(&folder), BufWriter::new(io::stdout().lock()))
}

fn stream(folder: &Path, mut out: impl Write) -> io::Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.path());

    let pipeline = Pipeline::french();
    let mut buffers = Buffers::new();
    let mut line = String::new();
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|ext| ext == "txt")) {
        let text = std::fs::read_to_string(file.path())?;
        let document = pipeline.annotate_into(&text, &mut buffers);
        line.clear();
        json::write(&document, &json::Options::default(), &mut line);
        writeln!(out, "{line}")?;
        document.recycle(&mut buffers);
    }
    out.flush()
}

#[test]
fn every_seed_is_a_line() -> io::Result<()> {
    let mut out = Vec::new();
    stream(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds")), &mut out)?;
    assert!(out.iter().filter(|&&byte| byte == b'\n').count() >= 20);
    Ok(())
}
