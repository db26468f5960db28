//! The law *deterministic* across threads and processes: the same input gives the same bytes.
#![cfg(feature = "names")]

use depeche::{Pipeline, formats};
use std::path::Path;

/// The annotation of every seed, as text.
fn all(pipeline: &Pipeline<'_>, texts: &[String], threads: usize) -> String {
    let write = |text: &String| {
        let document = pipeline.annotate(text);
        let mut out = format!("{:?}\n", document.to_record());
        formats::conllu::write(&document, "n", &mut out);
        out
    };
    if threads == 1 {
        return texts.iter().map(write).collect();
    }
    let share = texts.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let parts: Vec<_> = texts
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(write).collect::<String>()))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    })
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// FNV-1a, so that two processes can be compared by one number.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let texts = seeds();
    let one = all(&Pipeline::french(), &texts, 1);
    for threads in [2, 8] {
        assert_eq!(digest(&all(&Pipeline::french(), &texts, threads)), digest(&one), "{threads} threads");
    }
}

/// Runs this test program again, twice, each with its own hash seeds and addresses.
#[test]
fn the_same_bytes_in_every_process() {
    const CHILD: &str = "DEPECHE_DETERMINISM_CHILD";
    let found = digest(&all(&Pipeline::french(), &seeds(), 1));
    if std::env::var_os(CHILD).is_some() {
        println!("digest {found}");
        return;
    }
    for _ in 0..2 {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_same_bytes_in_every_process", "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains(&format!("digest {found}")), "{printed}");
    }
}
