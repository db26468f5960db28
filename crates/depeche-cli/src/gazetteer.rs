//! `depeche gazetteer`: lists of names made, looked into, asked and compared.

use crate::args::{Gazetteer as Command, Which};
use crate::failure::{Stop, say};
use crate::output::Whole;
use depeche::gazetteer::{EntryView, Error, Gazetteer, GazetteerBuilder};
use depeche::names;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

pub fn gazetteer(command: &Command) -> Result<u8, Stop> {
    match command {
        Command::Build { inputs, output } => build(inputs, output),
        Command::Inspect { which, entries, licences } => inspect(which, *entries, *licences),
        Command::Lookup { names, which } => lookup(names, which),
        Command::Diff { before, after } => diff(before, after),
    }
}

fn print(text: &str) -> Result<(), Stop> {
    std::io::stdout().write_all(text.as_bytes()).map_err(Stop::stdout)
}

/// The file, compiled: as it is, or from its table. Lives as long as the program, as the built-in one does.
pub fn open(path: &Path) -> Result<Gazetteer<'static>, String> {
    let bytes =
        std::fs::read(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
    let is_table = path.extension().is_some_and(|ext| ext == "tsv");
    let compiled = if is_table {
        let mut builder = GazetteerBuilder::new();
        read_into(&mut builder, path, bytes)?;
        builder.compile().map_err(|error| named(path, &error))?
    } else {
        bytes
    };
    Gazetteer::open(compiled.leak()).map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &Error) -> String {
    match error.place() {
        Some(_) => error.to_string(),
        None => format!("{}: {error}", path.display()),
    }
}

fn read_into(builder: &mut GazetteerBuilder, path: &Path, bytes: Vec<u8>) -> Result<(), String> {
    let name = path.display().to_string();
    let text = crate::input::utf8(&name, bytes).map_err(|failure| failure.to_string())?;
    builder.read_tsv(&text, Some(&name)).map(drop).map_err(|error| named(path, &error))
}

fn build(inputs: &[PathBuf], output: &Path) -> Result<u8, Stop> {
    let mut builder = GazetteerBuilder::new();
    let mut failed = false;
    for path in inputs {
        let read = std::fs::read(path)
            .map_err(|error| format!("{}: cannot be read: {error}", path.display()))
            .and_then(|bytes| read_into(&mut builder, path, bytes));
        if let Err(message) = read {
            say(&message);
            failed = true;
        }
    }
    if failed {
        // A list with holes is worse than none.
        say(&format!("{} is not written", output.display()));
        return Ok(1);
    }
    let bar = std::io::stderr().is_terminal();
    let compiled = builder.compile_with(|share| {
        if bar {
            let _ = write!(std::io::stderr().lock(), "\rbuilding {:3.0} %\x1b[K", share * 100.0);
        }
    });
    if bar {
        let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
    }
    match compiled {
        Ok(file) => {
            let mut whole = Whole::create(output.to_path_buf())?;
            whole.write_bytes(&file)?;
            whole.finish()?;
            Ok(0)
        }
        Err(error) => {
            say(&error.to_string());
            Ok(1)
        }
    }
}

/// The gazetteers that are asked for, with their names: the built-in one unless a file is given.
fn which(which: &Which) -> Vec<Result<(String, Gazetteer<'static>), String>> {
    let mut all = Vec::new();
    if which.builtin || which.gazetteer.is_empty() {
        all.push(Ok(("built-in".to_owned(), names::gazetteer())));
    }
    all.extend(which.gazetteer.iter().map(|path| open(path).map(|file| (path.display().to_string(), file))));
    all
}

/// The exit code after what is wrong was said.
fn each(
    which_: &Which,
    mut see: impl FnMut(&str, Gazetteer<'static>) -> Result<(), Stop>,
) -> Result<u8, Stop> {
    let mut code = 0;
    for opened in which(which_) {
        match opened {
            Ok((name, gazetteer)) => see(&name, gazetteer)?,
            Err(message) => {
                say(&message);
                code = 1;
            }
        }
    }
    Ok(code)
}

fn inspect(which: &Which, entries: bool, licences: bool) -> Result<u8, Stop> {
    let mut damaged = false;
    let code = each(which, |name, gazetteer| {
        if entries {
            let mut out = String::new();
            for entry in gazetteer.entries() {
                push_entry(&entry, &mut out);
            }
            return print(&out);
        }
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for entry in gazetteer.entries() {
            *kinds.entry(entry.kind().to_string()).or_default() += 1;
        }
        let sound = match gazetteer.verify() {
            Ok(()) => "sound".to_owned(),
            Err(error) => {
                damaged = true;
                error.to_string()
            }
        };
        let mut out = format!(
            "{name}\n  entries  {}\n  forms    {}\n  content  {:032x}\n  check    {sound}\n  types\n",
            gazetteer.len(),
            gazetteer.forms(),
            gazetteer.content_hash(),
        );
        for (kind, count) in kinds {
            let _ = writeln!(out, "    {count:>7}  {kind}");
        }
        let hidden = gazetteer.hidden_ids().count();
        if hidden > 0 {
            let _ = writeln!(out, "  hides    {hidden} ids");
        }
        print(&out)
    })?;
    if licences {
        print(&format!("\n{}", names::LICENCES))?;
    }
    Ok(if damaged { 1 } else { code })
}

/// An entry as a line of a table that `build` reads, but for its other forms, which a compiled file keeps folded.
fn push_entry(entry: &EntryView<'_>, out: &mut String) {
    let id = entry.id();
    let weight = match entry.weight() {
        0 => String::new(),
        weight => weight.to_string(),
    };
    let attributes: Vec<String> = entry.attributes().map(|(key, value)| format!("{key}={value}")).collect();
    let line = format!(
        "{}\t{}\t{}\t\t{weight}\t{}",
        id.as_deref().unwrap_or("-"),
        entry.kind(),
        entry.name(),
        attributes.join(";")
    );
    out.push_str(line.trim_end());
    out.push('\n');
}

fn lookup(names: &[String], which: &Which) -> Result<u8, Stop> {
    let mut found = BTreeSet::new();
    let code = each(which, |file, gazetteer| {
        let mut out = String::new();
        for name in names {
            for entry in gazetteer.lookup(name) {
                found.insert(name.as_str());
                let _ = write!(out, "{name}\t{file}\t");
                push_entry(&entry, &mut out);
            }
        }
        print(&out)
    })?;
    for name in names.iter().filter(|name| !found.contains(name.as_str())) {
        say(&format!("{name}: in no list"));
    }
    Ok(if found.len() < names.iter().collect::<BTreeSet<_>>().len() { 1 } else { code })
}

fn diff(before: &Path, after: &Path) -> Result<u8, Stop> {
    let lines = |path: &Path| -> Result<BTreeSet<String>, String> {
        let mut lines = BTreeSet::new();
        for entry in open(path)?.entries() {
            let mut line = String::new();
            push_entry(&entry, &mut line);
            lines.insert(line);
        }
        Ok(lines)
    };
    match (lines(before), lines(after)) {
        (Ok(before), Ok(after)) => {
            let mut out = String::new();
            // Both are sorted by id, so that a change stands beside what it changed.
            let mut changes: Vec<(&String, char)> =
                before.difference(&after).map(|line| (line, '-')).collect();
            changes.extend(after.difference(&before).map(|line| (line, '+')));
            changes.sort_by_key(|(line, sign)| {
                (line.split('\t').next().unwrap_or_default().to_owned(), *sign == '+')
            });
            for (line, sign) in &changes {
                let _ = write!(out, "{sign} {line}");
            }
            print(&out)?;
            Ok(0)
        }
        (before, after) => {
            [before, after].into_iter().filter_map(Result::err).for_each(|message| say(&message));
            Ok(1)
        }
    }
}
