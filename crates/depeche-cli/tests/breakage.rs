//! The program when the world fails: nothing is lost, nothing is half-written, and a message names the file.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const GOOD: &str = "date 2024-08 Un titre\n\nL'accord est signé à Paris. Il entre en vigueur.\n";

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("depeche-faults-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> Folder {
        fs::write(self.0.join(name.as_ref()), bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn depeche(arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Annotates `inputs` to JSON Lines.
fn annotate(inputs: &[&Path]) -> Output {
    let mut arguments: Vec<&OsStr> = ["annotate", "--to", "jsonl"].map(OsStr::new).to_vec();
    arguments.extend(inputs.iter().map(|path| path.as_os_str()));
    depeche(&arguments).output().unwrap()
}

fn complaint(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).expect("messages are UTF-8");
    assert!(!text.contains("panicked"), "{text}");
    text
}

fn documents(output: &Output) -> usize {
    output.stdout.iter().filter(|&&byte| byte == b'\n').count()
}

/// What fails is named on standard error with exit code 1, and the good documents beside it are annotated.
fn only_names(output: &Output, name: &str, good: usize) {
    let complaint = complaint(output);
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert!(complaint.contains(name), "expected {name} in: {complaint}");
    assert_eq!(documents(output), good, "{complaint}");
}

#[test]
fn a_missing_file_is_named_and_the_rest_annotated() {
    let folder = Folder::new("missing").with("a.txt", GOOD).with("c.txt", GOOD);
    let output = annotate(&[&folder.path("a.txt"), &folder.path("absent.txt"), &folder.path("c.txt")]);
    only_names(&output, "absent.txt", 2);
}

#[test]
fn an_empty_file_is_named() {
    let folder = Folder::new("empty").with("a.txt", GOOD).with("rien.txt", "");
    only_names(&annotate(&[&folder.0]), "rien.txt", 1);
}

#[test]
fn a_file_of_invalid_utf8_is_named_with_the_place() {
    let folder = Folder::new("latin1").with("a.txt", GOOD).with("latin1.txt", b"L'\xe9t\xe9 est l\xe0.\n");
    let output = annotate(&[&folder.0]);
    only_names(&output, "latin1.txt", 1);
    let complaint = complaint(&output);
    assert!(complaint.contains("byte 2") || complaint.contains("1:3"), "expected the place in: {complaint}");
}

#[test]
fn binary_files_are_refused_or_read_but_never_fatal() {
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    let folder = Folder::new("binary").with("a.txt", GOOD).with("image.txt", bytes).with("z.txt", GOOD);
    only_names(&annotate(&[&folder.0]), "image.txt", 2);
}

/// The program as somebody who may not read everything: where the tests run as the superuser, as nobody.
fn annotate_as_nobody(folder: &Folder) -> Output {
    let readable = |mode| fs::set_permissions(&folder.0, fs::Permissions::from_mode(mode));
    readable(0o755).unwrap();
    let mut arguments: Vec<&OsStr> = ["annotate", "--to", "jsonl"].map(OsStr::new).to_vec();
    arguments.push(folder.0.as_os_str());
    let locked = folder.path("locked.txt");
    fs::write(&locked, GOOD).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let superuser = File::open(&locked).is_ok();
    fs::remove_file(&locked).unwrap();
    if !superuser {
        return depeche(&arguments).output().unwrap();
    }
    // Where the program was built need not be open to everybody.
    let program = folder.path("depeche");
    fs::copy(env!("CARGO_BIN_EXE_depeche"), &program).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    Command::new(program).args(arguments).uid(65_534).gid(65_534).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn an_unreadable_file_is_named() {
    let folder = Folder::new("locked").with("a.txt", GOOD).with("secret.txt", GOOD);
    fs::set_permissions(folder.path("secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    only_names(&annotate_as_nobody(&folder), "secret.txt", 1);
}

#[test]
fn an_unreadable_folder_is_named() {
    let folder = Folder::new("dark").with("a.txt", GOOD);
    let dark = folder.path("sombre");
    fs::create_dir(&dark).unwrap();
    fs::write(dark.join("b.txt"), GOOD).unwrap();
    fs::set_permissions(&dark, fs::Permissions::from_mode(0o000)).unwrap();
    let output = annotate_as_nobody(&folder);
    fs::set_permissions(&dark, fs::Permissions::from_mode(0o755)).unwrap();
    only_names(&output, "sombre", 1);
}

#[test]
fn a_file_that_gives_an_error_while_it_is_read_is_named() {
    let broken = Path::new("/proc/self/mem");
    if broken.exists() {
        let folder = Folder::new("broken").with("a.txt", GOOD);
        only_names(&annotate(&[&folder.path("a.txt"), broken]), "/proc/self/mem", 1);
    }
}

#[test]
fn a_folder_without_texts_is_named() {
    let folder = Folder::new("bare").with("image.png", "");
    let output = annotate(&[&folder.0]);
    only_names(&output, "depeche-faults", 0);
}

#[test]
fn a_loop_of_links_ends() {
    let folder = Folder::new("loop").with("a.txt", GOOD);
    symlink(&folder.0, folder.path("again")).unwrap();
    symlink("b", folder.path("a")).unwrap();
    symlink("a", folder.path("b")).unwrap();
    let start = Instant::now();
    let output = annotate(&[&folder.0]);
    assert!(start.elapsed() < Duration::from_secs(20));
    complaint(&output);
    assert_eq!(documents(&output), 1);
}

#[test]
fn a_link_to_nothing_is_named() {
    let folder = Folder::new("dangling").with("a.txt", GOOD);
    symlink("nowhere.txt", folder.path("lien.txt")).unwrap();
    only_names(&annotate(&[&folder.0]), "lien.txt", 1);
}

#[test]
fn a_name_that_is_not_utf8_is_read_like_any_other() {
    let name = OsStr::from_bytes(b"d\xe9p\xeache.txt");
    let folder = Folder::new("names").with(name, GOOD).with("b.txt", GOOD);
    let output = annotate(&[&folder.0]);
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(documents(&output), 2);
    assert!(String::from_utf8(output.stdout).is_ok(), "what is written is UTF-8 all the same");
}

#[test]
fn a_name_that_is_not_utf8_is_shown_when_its_file_is_bad() {
    let name = OsStr::from_bytes(b"mal_\xe9.txt");
    let folder = Folder::new("badnames").with(name, b"\xff\xfe").with("b.txt", GOOD);
    only_names(&annotate(&[&folder.0]), "mal_", 1);
}

/// Runs the program on a pipe and then on `folder`, and `meddles` after it has listed the folder and before it reads a
/// file of it: until something is written into the pipe it waits there.
fn annotate_while(folder: &Folder, meddle: impl FnOnce()) -> Output {
    let pipe = folder.path("attente");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = depeche(&["annotate", "--to", "jsonl", "-j", "1"].map(OsStr::new));
    command.arg(&pipe).arg(&folder.0).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // Opens when the program opens the other end.
    let mut writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    meddle();
    writer.write_all(GOOD.as_bytes()).unwrap();
    drop(writer);
    child.wait_with_output().unwrap()
}

#[test]
fn files_that_vanish_during_the_run_are_named_and_the_rest_annotated() {
    let mut folder = Folder::new("vanishing");
    for i in 0..40 {
        folder = folder.with(format!("{i:03}.txt"), GOOD);
    }
    let output = annotate_while(&folder, || {
        (10..20).for_each(|i| fs::remove_file(folder.path(&format!("{i:03}.txt"))).unwrap());
    });
    let complaint = complaint(&output);
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    let named = |i: &usize| complaint.contains(&format!("{i:03}.txt: unreadable: "));
    assert!((0..40).filter(named).eq(10..20), "{complaint}");
    assert_eq!(documents(&output), 31, "thirty, and the one of the pipe");
}

#[test]
fn a_file_that_grows_or_shrinks_during_the_run_is_read_as_it_is_then() {
    let folder = Folder::new("growing").with("a.txt", GOOD).with("b.txt", GOOD.repeat(500));
    let output = annotate_while(&folder, || {
        let mut file = OpenOptions::new().append(true).open(folder.path("a.txt")).unwrap();
        file.write_all("Une phrase de plus.\n".repeat(20_000).as_bytes()).unwrap();
        OpenOptions::new().write(true).open(folder.path("b.txt")).unwrap().set_len(23).unwrap();
    });
    assert!(output.status.success(), "{}", complaint(&output));
    let written = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].matches("de plus").count() >= 20_000, "the whole of a.txt");
    assert!(lines[2].contains("Un titre") && !lines[2].contains("accord"), "what is left of b.txt");
}

/// A file that is written to while it is read is one document, or is named when it was caught inside a character.
#[test]
fn a_file_that_grows_while_it_is_read_is_no_trap() {
    let folder = Folder::new("writing").with("a.txt", GOOD);
    let path = folder.path("a.txt");
    let writer = std::thread::spawn(move || {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        for _ in 0..2_000 {
            file.write_all("Une phrase de plus.\n".as_bytes()).unwrap();
        }
    });
    let output = annotate(&[&folder.0]);
    writer.join().unwrap();
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(documents(&output), 1);
}

#[test]
fn a_full_disk_is_said_and_has_its_exit_code() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else { return };
    let folder = Folder::new("full").with("a.txt", GOOD.repeat(2_000));
    let mut command = depeche(&["annotate", "--to", "json"].map(OsStr::new));
    let output = command.arg(&folder.0).stdout(full).stderr(Stdio::piped()).output().unwrap();
    let complaint = complaint(&output);
    assert_eq!(output.status.code(), Some(3), "{complaint}");
    assert!(complaint.contains("space") || complaint.contains("28"), "{complaint}");
}

/// A limit on the size of files stands for the full disk: the error comes at the same call, in the middle of a large
/// output and at the last flush of a small one.
#[test]
fn a_full_disk_leaves_no_half_written_file() {
    for (case, length) in [("flush", 20), ("middle", 3_000)] {
        let folder = Folder::new(&format!("quota-{case}"));
        fs::create_dir(folder.path("in")).unwrap();
        fs::write(folder.path("in/a.txt"), GOOD).unwrap();
        fs::write(folder.path("in/b.txt"), GOOD.repeat(length)).unwrap();
        let arguments = ["annotate", "--to", "conllu", "-j", "1", "-o"].map(OsStr::new);
        let output = Command::new("sh")
            // Blocks of 512 bytes, or of 1024 in some shells.
            .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_depeche")])
            .args(arguments)
            .args([folder.path("out"), folder.path("in")])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let complaint = complaint(&output);
        assert_eq!(output.status.code(), Some(3), "{case}: {complaint}");
        assert!(complaint.contains("b.conllu"), "{case}: {complaint}");
        let mut left: Vec<_> =
            fs::read_dir(folder.path("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".depeche", "a.conllu"], "{case}: what is whole, and nothing else");
        let whole = fs::read_to_string(folder.path("out/a.conllu")).unwrap();
        assert!(whole.ends_with("\n\n") && whole.contains("vigueur"), "{case}: {whole}");
    }
}

#[test]
fn a_closed_pipe_ends_the_run_without_a_word() {
    let mut folder = Folder::new("pipe");
    for i in 0..200 {
        folder = folder.with(format!("{i:03}.txt"), GOOD.repeat(50));
    }
    let mut command = depeche(&["annotate", "--to", "jsonl"].map(OsStr::new));
    let mut child = command.arg(&folder.0).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((complaint(&output).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_named() {
    let folder = Folder::new("nowhere").with("a.txt", GOOD).with("occupé", "un fichier");
    let mut command = depeche(&["annotate", "--to", "json", "-o"].map(OsStr::new));
    let output = command.arg(folder.path("occupé").join("out")).arg(folder.path("a.txt")).output().unwrap();
    let complaint = complaint(&output);
    assert_eq!(output.status.code(), Some(3), "{complaint}");
    assert!(complaint.contains("occupé"), "{complaint}");
}

#[test]
fn an_interrupted_run_into_a_folder_leaves_whole_files_and_goes_on() {
    let mut folder = Folder::new("resume");
    fs::create_dir(folder.path("in")).unwrap();
    for i in 0..400 {
        fs::write(folder.path("in").join(format!("{i:03}.txt")), GOOD.repeat(40)).unwrap();
    }
    folder.0 = folder.0.canonicalize().unwrap();
    let run = || {
        let mut command = depeche(&["annotate", "--to", "json", "-j", "1", "-o"].map(OsStr::new));
        command.arg(folder.path("out")).arg(folder.path("in"));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    // Standard input never ends, so that no machine is too fast to be interrupted.
    let mut child = run().arg("-").stdin(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    let written = || fs::read_dir(folder.path("out")).map_or(0, Iterator::count);
    while written() < 20 && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(1));
    }
    // SIGINT, as Ctrl-C sends it. A shell that runs the tests in the background has them ignore it, and so the program: then
    // it is told to end.
    let send = |signal: &str| Command::new("kill").args([signal, &child.id().to_string()]).status();
    let _ = send("-INT");
    std::thread::sleep(Duration::from_millis(500));
    let _ = send("-TERM");
    let open = child.stdin.take();
    let status = child.wait().unwrap();
    drop(open);
    assert!(matches!(status.signal(), Some(2 | 15)), "{status}: it was not interrupted");
    assert!(written() >= 20, "it was interrupted before it wrote anything");
    let whole = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        text.trim_end().starts_with('{') && text.trim_end().ends_with('}')
    };
    for entry in fs::read_dir(folder.path("out")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            assert!(whole(&path), "{} is half-written", path.display());
        }
    }
    let output = run().output().unwrap();
    assert!(output.status.success(), "{}", complaint(&output));
    let mut names: Vec<String> = fs::read_dir(folder.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| !(name.len() == 8 && name.ends_with(".json")));
    // The stamp that says with which options the folder was made.
    assert_eq!(names, [".depeche"], "nothing else is left behind");
    let done = fs::read_dir(folder.path("out")).unwrap().count();
    assert_eq!(done, 401);
}

/// The file is sparse: it takes no place on the disk, and is refused before it is read.
#[test]
fn a_file_of_five_gigabytes_is_refused_with_its_name() {
    let folder = Folder::new("huge").with("a.txt", GOOD);
    File::create(folder.path("enorme.txt")).unwrap().set_len(5 << 30).unwrap();
    let start = Instant::now();
    let output = annotate(&[&folder.0]);
    only_names(&output, "enorme.txt", 1);
    assert!(start.elapsed() < Duration::from_secs(10), "refused before it is read");
}
