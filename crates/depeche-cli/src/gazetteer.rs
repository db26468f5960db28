//! `depeche gazetteer`: lists of names made, looked into, asked and compared.

use crate::args::{Gazetteer as Command, List, Reading, Which};
use crate::failure::{Stop, say};
use crate::output::Whole;
use crate::progress::Bar;
use depeche::gazetteer::{
    Difference, Duplicates, Entry, EntryView, Error, FormOptions, Gazetteer, GazetteerBuilder,
};
use depeche::names;
use depeche::text::EntityType;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

pub fn gazetteer(command: &Command) -> Result<u8, Stop> {
    match command {
        Command::Build { inputs, output, reading, quiet } => build(inputs, output, reading, *quiet),
        Command::Inspect { files, which, entries, licences } => {
            let gazetteer = [files.as_slice(), &which.gazetteer].concat();
            inspect(&Which { gazetteer, ..*which }, *entries, *licences)
        }
        Command::Lookup { names, which } => lookup(names, which),
        Command::Diff { before, after } => diff(before, after),
    }
}

fn print(text: &str) -> Result<(), Stop> {
    std::io::stdout().write_all(text.as_bytes()).map_err(Stop::stdout)
}

/// The file, compiled: as it is, or from its list. Lives as long as the program, as the built-in one does.
pub fn open(path: &Path) -> Result<Gazetteer<'static>, String> {
    let bytes = read(path)?;
    let compiled = if bytes.starts_with(&Gazetteer::MAGIC) || form_of(path).is_none() {
        bytes
    } else {
        let mut builder = GazetteerBuilder::new();
        read_into(&mut builder, path, bytes, &Reading::BY_NAME)?;
        builder.compile().map_err(|error| named(path, &error))?
    };
    Gazetteer::open(compiled.leak()).map_err(|error| named(path, &error))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: unreadable: cannot be read: {error}", path.display()))
}

fn named(path: &Path, error: &Error) -> String {
    match error.place() {
        Some(_) => error.to_string(),
        None => format!("{}: {error}", path.display()),
    }
}

/// The form of a list, by its name.
fn form_of(path: &Path) -> Option<List> {
    match path.extension()?.to_str()? {
        "tsv" | "txt" => Some(List::Tsv),
        "jsonl" | "ndjson" => Some(List::Jsonl),
        "def" => Some(List::Gate),
        "lst" => Some(List::Lst),
        _ => None,
    }
}

/// Whether JSON lines are the patterns of spaCy: the first object has a pattern and no name.
fn is_entity_ruler(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let keys =
        first.and_then(|line| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).ok());
    keys.is_some_and(|keys| keys.contains_key("pattern") && !keys.contains_key("name"))
}

fn read_into(
    builder: &mut GazetteerBuilder,
    path: &Path,
    bytes: Vec<u8>,
    how: &Reading,
) -> Result<(), String> {
    let name = path.display().to_string();
    let text = crate::input::utf8(&name, bytes).map_err(|failure| failure.to_string())?;
    let options = match &how.options {
        None => None,
        Some(words) => match FormOptions::parse(words) {
            Ok((options, true)) => Some(options),
            Ok(_) => return Err("--options: expected how forms are matched, found noname".to_owned()),
            Err(error) => return Err(format!("--options: {error}")),
        },
    };
    let form = how.from.or_else(|| form_of(path)).unwrap_or(List::Tsv);
    let is_ruler = form == List::EntityRuler || (how.from.is_none() && is_entity_ruler(&text));
    let read = match form {
        List::Jsonl | List::EntityRuler if is_ruler => {
            builder.read_entity_ruler(&text, Some(&name), options.unwrap_or(FormOptions::EXACT))
        }
        List::Tsv => builder.read_tsv(&text, Some(&name)),
        List::Jsonl | List::EntityRuler => builder.read_jsonl(&text, Some(&name)),
        List::Gate => {
            // Why a list of the definition could not be read.
            let mut why = None;
            let load = |list: &str| {
                let path = path.with_file_name(list);
                let text = read(&path).and_then(|bytes| {
                    crate::input::utf8(&path.display().to_string(), bytes)
                        .map_err(|failure| failure.to_string())
                });
                text.map_err(|message| why = Some(message)).ok()
            };
            let read =
                builder.read_gate(&text, Some(&name), how.separator, options.unwrap_or_default(), load);
            if let (Err(error), Some(why)) = (&read, why) {
                return Err(format!("{error}\n  {why}"));
            }
            read
        }
        List::Lst => {
            let kind = how.kind.as_deref().ok_or_else(|| {
                format!("{name}: expected --type for a list without a definition, as in --type LOC:city")
            })?;
            kind.parse::<EntityType>().map_err(|error| format!("--type: {error}"))?;
            // A definition of one list: its name stands in errors, and may hold a colon, so it is not written there.
            let definition = format!("list:{kind}");
            let load = |_: &str| Some(text.clone());
            let read = builder.read_gate(&definition, None, how.separator, options.unwrap_or_default(), load);
            return read
                .map(drop)
                .map_err(|error| error.to_string().replacen("list:", &format!("{name}:"), 1));
        }
    };
    read.map(drop).map_err(|error| named(path, &error))
}

/// Nothing but a gazetteer is written over: a list that somebody wrote by hand would be lost.
fn not_over_a_list(output: &Path) -> Result<(), Stop> {
    if !output.is_file() {
        return Ok(());
    }
    let mut head = Vec::new();
    let most = Gazetteer::MAGIC.len() as u64;
    let read = std::fs::File::open(output).and_then(|file| file.take(most).read_to_end(&mut head));
    if read.is_ok() && !head.is_empty() && head != Gazetteer::MAGIC {
        return Err(Stop::Usage(format!(
            "{}: expected a gazetteer to write over, or nothing there, found another file: choose another name",
            output.display()
        )));
    }
    Ok(())
}

fn build(inputs: &[PathBuf], output: &Path, how: &Reading, quiet: bool) -> Result<u8, Stop> {
    not_over_a_list(output)?;
    let mut builder = GazetteerBuilder::new();
    if how.no_duplicates {
        builder = builder.with_duplicates(Duplicates::Refuse);
    }
    let mut bar = Bar::new("building", quiet);
    let mut failed = false;
    for (i, path) in inputs.iter().enumerate() {
        // Reading is about a third of the work.
        bar.reach(0.3 * i as f32 / inputs.len() as f32);
        if let Err(message) = read(path).and_then(|bytes| read_into(&mut builder, path, bytes, how)) {
            bar.clear();
            say(&message);
            failed = true;
        }
    }
    if failed {
        // A list with holes is worse than none.
        say(&format!("{} is not written", output.display()));
        return Ok(1);
    }
    let compiled = builder.compile_with(|share| bar.reach(0.3 + 0.7 * share));
    bar.clear();
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
            print(&gazetteer.hides_to_tsv())?;
            let table: String = gazetteer.to_entries().iter().map(Entry::to_tsv).collect();
            return print(&table);
        }
        let contents = gazetteer.contents();
        let sound = match gazetteer.verify() {
            Ok(()) => "sound".to_owned(),
            Err(error) => {
                damaged = true;
                error.to_string()
            }
        };
        let mut out = format!(
            "{name}\n  entries  {}\n  forms    {}\n  words    {} in the longest form\n  bytes    {}\n  content  {:032x}\n  \
             check    {sound}\n  types\n",
            contents.entries,
            contents.forms,
            contents.longest,
            contents.bytes,
            gazetteer.content_hash(),
        );
        for (kind, count) in contents.kinds {
            let _ = writeln!(out, "    {count:>7}  {kind}");
        }
        if contents.hidden_ids > 0 {
            let _ = writeln!(out, "  hides    {} ids", contents.hidden_ids);
        }
        if contents.hidden_forms > 0 {
            let _ = writeln!(out, "  hides    {} forms", contents.hidden_forms);
        }
        print(&out)
    })?;
    if licences {
        print(&format!("\n{}", names::LICENCES))?;
    }
    Ok(if damaged { 1 } else { code })
}

/// An entry as a line of a table, without its other forms.
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
    let (before, after) = match (open(before), open(after)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            [before, after].into_iter().filter_map(Result::err).for_each(|message| say(&message));
            return Ok(1);
        }
    };
    let difference = Difference::between(&before, &after);
    let changed = difference.changed.iter().flat_map(|(old, new)| [(old, '-'), (new, '+')]);
    let mut changes: Vec<(&Entry, char)> = changed
        .chain(difference.removed.iter().map(|entry| (entry, '-')))
        .chain(difference.added.iter().map(|entry| (entry, '+')))
        .collect();
    // By id, so that a change stands beside what it changed; the sort is stable.
    changes.sort_by(|(a, _), (b, _)| (&a.id, a.kind, &a.name).cmp(&(&b.id, b.kind, &b.name)));
    let mut out = String::new();
    let hides = [(&before, &after, '-'), (&after, &before, '+')];
    for (one, other, sign) in hides {
        let others = other.hides_to_tsv();
        let others: BTreeSet<&str> = others.lines().collect();
        for line in one.hides_to_tsv().lines().filter(|line| !others.contains(line)) {
            let _ = writeln!(out, "{sign} {line}");
        }
    }
    for (entry, sign) in changes {
        for line in entry.to_tsv().lines() {
            let _ = writeln!(out, "{sign} {line}");
        }
    }
    print(&out)?;
    Ok(0)
}
