//! What goes wrong: a clear message that names the file, the right exit code, and the rest is done.

mod common;

use common::{DISPATCH, Folder, command};
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn every_bad_file_is_named_and_the_good_one_is_annotated() {
    let folder = Folder::new();
    folder.file("good.txt", DISPATCH);
    folder.file("empty.txt", "");
    folder.file("blank.txt", "\u{FEFF} \n\n");
    folder.file("latin1.txt", b"Premi\xe8re ligne.\nUn \xe9t\xe9.");
    folder.file("utf16.txt", b"\xff\xfeU\0n\0");
    folder.file("word.docx", b"PK\x03\x04\x14\xff");
    folder.file("program", b"\x7fELF\0\0\xff");
    folder.file("cut.txt.zst", b"\x28\xb5\x2f\xfdxx");
    fs::create_dir(folder.path("nothing")).unwrap();
    folder.file("notes/README.md", "x");
    let ran = folder.run([
        "annotate",
        "--to",
        "jsonl",
        "missing.txt",
        "empty.txt",
        "blank.txt",
        "latin1.txt",
        "utf16.txt",
        "word.docx",
        "program",
        "cut.txt.zst",
        "-",
        "nothing",
        "notes",
        "no*.txt",
        "good.txt",
    ]);
    assert_eq!(ran.code(1).lines().len(), 1);
    for expected in [
        "depeche: missing.txt: unreadable: cannot be read: ",
        "depeche: empty.txt: empty: expected a text, found an empty file",
        "depeche: blank.txt: empty: expected a text, found nothing but white space",
        "depeche: latin1.txt:1: not-utf-8: expected UTF-8, found the byte 0xE8 at byte 5; if the file is WINDOWS-1252: iconv -f",
        "depeche: utf16.txt:1: not-utf-8: expected UTF-8, found the byte 0xFF at byte 0; if the file is UTF-16LE: iconv",
        "depeche: word.docx:1: not-utf-8: expected UTF-8, found the byte 0xFF at byte 5; this seems to be no text",
        "depeche: program:1: not-utf-8: expected UTF-8, found the byte 0xFF at byte 6; this seems to be no text",
        "depeche: cut.txt.zst: unreadable: cannot be read: it begins as Zstandard does, and is damaged or cut off",
        "depeche: stdin: empty: expected a text, found nothing on standard input",
        "depeche: nothing: no-input: expected files with the extension .txt, .text, .jsonl, .ndjson in this folder, found none",
        "depeche: notes: no-input: expected files with the extension",
        "depeche: no*.txt: no-input: expected files that match this pattern, found none",
    ] {
        assert!(ran.err().contains(expected), "{expected} is not in: {}", ran.err());
    }
}

#[test]
fn strict_stops_at_the_first() {
    let folder = Folder::new();
    folder.file("a.txt", "");
    folder.file("b.txt", DISPATCH);
    let ran = folder.run(["annotate", "--strict", "-j", "1", "a.txt", "b.txt"]);
    assert_eq!(ran.code(1).out(), "");
    assert_eq!(ran.err().lines().count(), 1);
}

#[test]
fn a_command_line_that_is_not_understood_is_2() {
    let folder = Folder::new();
    for args in [
        vec!["annotate", "--to", "xml", "a.txt"],
        vec!["annotate", "--newlines", "some", "a.txt"],
        vec!["view", "--width", "wide", "a.txt"],
        vec!["annotate", "-j", "400000", "a.txt"],
        vec!["nothing"],
        vec!["annotate", "--overwrite", "a.txt"],
        vec![],
        vec!["man", "nothing"],
    ] {
        let ran = folder.run(&args);
        assert!(!ran.code(2).err().is_empty(), "{args:?}");
    }
}

/// What a person wrote is not lost for a slip in the command line.
#[test]
fn no_input_is_written_over() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    let list = "moi:1\tORG\tValtomer\n";
    folder.file("names.tsv", list);
    folder.file("other.tsv", list);
    for args in [
        &["view", "--html", "a.txt", "a.txt"][..],
        &["gazetteer", "build", "names.tsv", "-o", "names.tsv"],
        &["gazetteer", "build", "names.tsv", "-o", "other.tsv"],
    ] {
        assert!(folder.run(args).code(2).err().contains("choose another"), "{args:?}");
    }
    assert_eq!(folder.read("a.txt"), DISPATCH);
    assert_eq!([folder.read("names.tsv"), folder.read("other.tsv")], [list, list]);
    // A gazetteer is made anew.
    folder.run(["gazetteer", "build", "names.tsv", "-o", "names.gaz"]).ok();
    folder.run(["gazetteer", "build", "other.tsv", "-o", "names.gaz"]).ok();
}

#[test]
fn of_what_could_not_be_read_there_is_no_frame() {
    let folder = Folder::new();
    for command in ["annotate", "header"] {
        assert_eq!(folder.run([command, "--to", "json", "gone.txt"]).code(1).out(), "");
        assert_eq!(folder.run([command, "--to", "json", "gone.txt", "gone too.txt"]).code(1).out(), "");
        folder.file("lines.jsonl", "{}\n{}\n");
        let many: serde_json::Value =
            serde_json::from_str(&folder.run([command, "--to", "json", "lines.jsonl"]).code(1).out())
                .unwrap();
        assert_eq!(many, serde_json::json!([]));
    }
}

#[test]
fn an_output_that_cannot_be_written_is_3() {
    let folder = Folder::new();
    folder.file("a.txt", DISPATCH);
    folder.file("out", "a file, not a folder");
    let ran = folder.run(["annotate", "--to", "json", "-o", "out", "a.txt"]);
    assert!(ran.code(3).err().contains("out"), "{}", ran.err());
    if cfg!(target_os = "linux") {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = command(&folder.path("")).args(["annotate", "a.txt"]).stdout(full).output().unwrap();
        assert_eq!(ran.status.code(), Some(3));
        assert!(
            String::from_utf8_lossy(&ran.stderr)
                .contains("standard output: unwritable: the output could not be written")
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    for n in 0..200 {
        folder.file(&format!("in/{n}.txt"), DISPATCH.repeat(20));
    }
    let mut child = command(&folder.path(""))
        .args(["annotate", "--to", "json", "in"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 100];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut some).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn broken_compression_is_named() {
    let folder = Folder::new();
    folder.file("a.txt.gz", b"\x1f\x8bnot gzip at all");
    folder.file("b.jsonl.zst", b"\x28\xb5\x2f\xfdnot zstandard");
    folder.file("c.txt", DISPATCH);
    let ran = folder.run(["annotate", "--to", "jsonl", "."]);
    assert_eq!(ran.code(1).lines().len(), 1);
    assert!(ran.err().contains("a.txt.gz: unreadable: cannot be read"), "{}", ran.err());
    assert!(ran.err().contains("b.jsonl.zst: unreadable: cannot be read"), "{}", ran.err());
}

#[cfg(unix)]
#[test]
fn folders_that_go_round_and_names_that_are_not_utf8_are_no_trap() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    folder.file("in/a.txt", "Un.");
    std::os::unix::fs::symlink(folder.path("in"), folder.path("in/loop")).unwrap();
    std::os::unix::fs::symlink(folder.path("in/a.txt"), folder.path("in/link.txt")).unwrap();
    std::os::unix::fs::symlink(folder.path("in/gone"), folder.path("in/dangling.txt")).unwrap();
    // A pipe that nobody writes into would be waited for.
    assert!(Command::new("mkfifo").arg(folder.path("in/pipe.txt")).status().unwrap().success());
    let odd = folder.path("in").join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    fs::write(&odd, "Deux.").unwrap();
    let ran = folder.run(["annotate", "--to", "jsonl", "-o", "out", "in"]);
    assert!(ran.code(1).err().contains("in/dangling.txt: unreadable: cannot be read"));
    assert_eq!(ran.err().lines().count(), 1);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.jsonl");
    assert!(fs::read_to_string(folder.path("out").join(name)).unwrap().contains("Deux."));
    assert!(folder.read("out/link.jsonl").contains("Un."));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_whole_files_and_goes_on_later() {
    let folder = Folder::new();
    for n in 0..400 {
        folder.file(&format!("in/{n:03}.txt"), DISPATCH.repeat(50));
    }
    let args = ["annotate", "--to", "json", "-j", "2", "-o", "out", "in"];
    let mut child = command(&folder.path("")).args(args).stderr(Stdio::null()).spawn().unwrap();
    while !folder.path("out/000.json").exists() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let whole = |name: &str| serde_json::from_str::<serde_json::Value>(&folder.read(name)).unwrap();
    for entry in fs::read_dir(folder.path("out")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.starts_with('.') {
            whole(&format!("out/{name}"));
        }
    }
    folder.run(args).code(0);
    (0..400).for_each(|n| drop(whole(&format!("out/{n:03}.json"))));
    let parts = fs::read_dir(folder.path("out"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(parts.count(), 0);
}
