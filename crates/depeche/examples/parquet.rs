//! A folder of texts as one Parquet file, a row a document: for pandas, Polars, DuckDB, DataFusion.
//!
//! `cargo run --example parquet --features parquet -- seeds seeds.parquet`

use depeche::formats::parquet::Writer;
use depeche::{Buffers, Pipeline};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "seeds".to_owned());
    let file = arguments.next().unwrap_or_else(|| "depeche.parquet".to_owned());
    let rows = write(Path::new(&folder), BufWriter::new(File::create(&file)?))?;
    println!("{rows} documents in {file}");
    Ok(())
}

fn write(folder: &Path, out: impl Write + Send) -> io::Result<usize> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.retain(|file| file.path().extension().is_some_and(|ext| ext == "txt"));
    files.sort_by_key(|file| file.path());

    let pipeline = Pipeline::french();
    let mut buffers = Buffers::new();
    let mut writer = Writer::new(out)?;
    for file in &files {
        let text = std::fs::read_to_string(file.path())?;
        let document = pipeline.annotate_into(&text, &mut buffers);
        writer.add(&document, &file.file_name().to_string_lossy())?;
        document.recycle(&mut buffers);
    }
    writer.finish()?.flush()?;
    Ok(files.len())
}

#[test]
fn every_seed_is_a_row() -> io::Result<()> {
    let mut file = Vec::new();
    let rows = write(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds")), &mut file)?;
    assert!(rows >= 20 && file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
    Ok(())
}
