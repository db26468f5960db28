//! Folders of many documents and streams without end: the same bytes on any number of threads, in memory that does not grow.
//!
//! With `DEPECHE_LONG=1` in release mode the folder has 10 000 documents and the stream 2 GB, as is promised; without, both are
//! small enough for every run.
#![cfg(target_os = "linux")]

mod common;

use common::{Folder, command};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

fn long() -> bool {
    std::env::var_os("DEPECHE_LONG").is_some()
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// A number that looks like chance and is the same in every run (SplitMix64).
fn number(seed: u64) -> usize {
    let mixed = (seed.wrapping_add(1)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    usize::try_from((mixed ^ (mixed >> 27)) >> 33).unwrap()
}

/// A text no other one is equal to: paragraphs of several seeds.
fn text(seeds: &[String], at: u64) -> String {
    let head = &seeds[number(at) % seeds.len()];
    let paragraphs = |n: u64| {
        let seed = &seeds[number(at.wrapping_mul(7).wrapping_add(n)) % seeds.len()];
        let all: Vec<&str> = seed.split("\n\n").collect();
        all[number(at.wrapping_add(n * 31)) % all.len()].to_owned()
    };
    format!("{head}\n\n{}\n\nDépêche numéro {at}.\n\n{}\n", paragraphs(1), paragraphs(2))
}

#[test]
fn a_folder_gives_the_same_files_on_one_thread_and_on_two() {
    let documents = if long() { 10_000 } else { 150 };
    let folder = Folder::new();
    let seeds = seeds();
    for at in 0..documents {
        folder.file(&format!("in/{:02}/{at:05}.txt", at % 50), text(&seeds, at));
    }
    for threads in ["1", "2"] {
        let out = format!("out{threads}");
        folder.run(["annotate", "--to", "jsonl", "-j", threads, "-o", &out, "in"]).ok();
    }
    let files = |out: &str| {
        let mut files = Vec::new();
        for below in fs::read_dir(folder.path(out)).unwrap().map(|entry| entry.unwrap().path()) {
            if below.is_dir() {
                files.extend(fs::read_dir(&below).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
        files.sort();
        files
    };
    let [one, two] = ["out1", "out2"].map(files);
    assert_eq!((one.len(), two.len()), (documents as usize, documents as usize));
    for (one, two) in one.iter().zip(&two) {
        assert!(fs::read(one).unwrap() == fs::read(two).unwrap(), "{} {}", one.display(), two.display());
    }
    // And as one stream.
    let stream =
        |threads| folder.run(["annotate", "--to", "jsonl", "-j", threads, "in"]).ok().0.stdout.clone();
    assert!(stream("1") == stream("2"));
}

/// The most memory a process has had, in kilobytes.
fn most_memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn memory_does_not_grow_with_the_stream() {
    const MOST: u64 = 64 * 1024;
    let bytes: usize = if long() { 2_000_000_000 } else { 3_000_000 };
    let folder = Folder::new();
    let mut child = command(&folder.path(""))
        .args(["annotate", "--from", "jsonl", "--to", "jsonl", "-j", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || {
        let seeds = seeds();
        let (mut written, mut lines) = (0, 0u64);
        while written < bytes {
            let object = serde_json::json!({ "id": lines, "text": text(&seeds, lines) });
            let line = format!("{object}\n");
            input.write_all(line.as_bytes()).unwrap();
            written += line.len();
            lines += 1;
        }
        lines
    });
    let mut output = child.stdout.take().unwrap();
    let drain = std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        let mut lines = 0u64;
        loop {
            match output.read(&mut buffer).unwrap() {
                0 => return lines,
                count => lines += buffer[..count].iter().filter(|&&byte| byte == b'\n').count() as u64,
            }
        }
    });
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(most_memory(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        drain.join().unwrap(),
        feeder.join().unwrap(),
        "every line of the stream is a line of the output"
    );
    println!("{bytes} bytes through {most} KB");
    assert!(most > 0 && most <= MOST, "{most} KB for {bytes} bytes");
}
