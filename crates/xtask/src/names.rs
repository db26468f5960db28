//! `cargo xtask names`: the lists of `depeche-names` compiled into the files that are embedded and committed.
//!
//! `--check` compiles and compares, and writes nothing: what is committed must be what its sources give, byte for byte.

use crate::shell::{Outcome, outcome, read, root, shown};
use depeche_gazetteer::{Case, Entry, FormOptions, Gazetteer, GazetteerBuilder, WordMapBuilder};
use depeche_text::EntityType;
use std::collections::BTreeMap;
use std::path::PathBuf;

const DATA: &str = "crates/depeche-names/data";
const COMPILED: &str = "crates/depeche-names/compiled";

/// Which layers go into which group: the beginning of the name of a list, and the group.
const GROUPS: &[(&str, &str)] = &[
    ("capitals", "places"),
    ("cities", "places"),
    ("clubs", "organisations"),
    ("communes", "places"),
    ("companies", "organisations"),
    ("countries", "places"),
    ("demonyms", "places"),
    ("departements", "places"),
    ("events", "events"),
    ("lands-france", "places"),
    ("media", "organisations"),
    ("organisations", "organisations"),
    ("people", "people"),
    ("physical", "places"),
    ("regions-france", "places"),
    ("sites", "places"),
    ("subdivisions", "places"),
    ("works", "events"),
    ("world-regions", "places"),
];

/// The lists of words, which go into one map.
const WORDS: [&str; 3] = ["common-words.tsv", "first-names.tsv", "surnames.tsv"];

/// `cargo xtask names [--check]`.
pub fn run(arguments: &[String]) -> Outcome {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("expected no argument, or --check".to_owned()),
    };
    let mut complaints = Vec::new();
    for (name, bytes) in compile()? {
        let path = root().join(COMPILED).join(&name);
        if check {
            let committed = std::fs::read(&path).unwrap_or_default();
            if committed != bytes {
                complaints.push(format!(
                    "{}: expected {} bytes that its sources give, found {} other ones: run `cargo xtask names`",
                    shown(&path),
                    bytes.len(),
                    committed.len()
                ));
            }
        } else {
            std::fs::create_dir_all(root().join(COMPILED)).map_err(|error| error.to_string())?;
            std::fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", shown(&path)))?;
            println!("{:>9} bytes  {}", bytes.len(), shown(&path));
        }
    }
    outcome(complaints)
}

/// Every compiled file: its name and its bytes.
fn compile() -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut all = GazetteerBuilder::new();
    // A group without lists yet is compiled too: a feature embeds each.
    let mut groups: BTreeMap<&str, GazetteerBuilder> =
        GROUPS.iter().map(|(_, group)| (*group, GazetteerBuilder::new())).collect();
    for path in lists()? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if WORDS.contains(&name) {
            continue;
        }
        let (_, group) =
            GROUPS.iter().find(|(beginning, _)| name.starts_with(beginning)).ok_or_else(|| {
                format!("{}: expected a list of a known layer: name it in GROUPS", shown(&path))
            })?;
        let text = read(&path)?;
        let group = groups.entry(group).or_default();
        for builder in [&mut all, group] {
            let rows = if name.starts_with("demonyms") {
                demonyms(builder, &text, &shown(&path))?
            } else {
                builder.read_tsv(&text, Some(&shown(&path))).map_err(|error| error.to_string())?
            };
            if rows == 0 {
                return Err(format!("{}: expected entries, found none", shown(&path)));
            }
        }
    }
    let mut files = Vec::new();
    for (name, builder) in [("all", all)].into_iter().chain(groups) {
        let bytes = builder.compile().map_err(|error| format!("{name}: {error}"))?;
        let gazetteer = Gazetteer::open(&bytes).map_err(|error| error.to_string())?;
        println!("{name:<14} {} entries, {} forms", gazetteer.len(), gazetteer.forms());
        files.push((format!("{name}.gaz"), bytes));
    }
    files.push(("words.map".to_owned(), words()?));
    Ok(files)
}

/// The lists, sorted by name.
fn lists() -> Result<Vec<PathBuf>, String> {
    let folder = root().join(DATA);
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", shown(&folder)))?;
    let mut lists: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .collect();
    lists.sort();
    Ok(lists)
}

/// The rows of a list, split into columns, each with its number.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(number, line)| (number, line.split('\t').collect()))
}

/// A row of demonyms has the four inflections of one word; each surface form becomes an entry that knows its gender and
/// number.
fn demonyms(builder: &mut GazetteerBuilder, text: &str, file: &str) -> Result<usize, String> {
    let kind = EntityType::new("DEMONYM").map_err(|error| error.to_string())?;
    let mut surfaces: BTreeMap<(String, String), Surface> = BTreeMap::new();
    let mut read = 0;
    for (number, columns) in rows(text) {
        let [id, "DEMONYM", masculine, others, weight, attributes, options] = columns[..] else {
            return Err(format!(
                "{file}:{number}: expected id, DEMONYM, name, forms, weight, attributes, options, found {columns:?}"
            ));
        };
        let [feminine, masculines, feminines] = others.split('|').collect::<Vec<_>>()[..] else {
            return Err(format!(
                "{file}:{number}: expected three forms (some may be empty), found {others:?}"
            ));
        };
        let (options, _) =
            FormOptions::parse(options).map_err(|error| format!("{file}:{number}: {error}"))?;
        if options.case != Case::Insensitive {
            return Err(format!("{file}:{number}: expected case=insensitive among the options"));
        }
        let weight: u8 =
            weight.parse().map_err(|_| format!("{file}:{number}: expected a weight, found {weight:?}"))?;
        // The name of a people that has no place stands for itself.
        let place = attributes.split(';').find_map(|pair| pair.strip_prefix("place=")).unwrap_or_default();
        let four =
            [(masculine, 'm', 's'), (feminine, 'f', 's'), (masculines, 'm', 'p'), (feminines, 'f', 'p')];
        for (form, gender, plurality) in four.into_iter().filter(|(form, ..)| !form.is_empty()) {
            let surface = surfaces.entry((form.to_owned(), place.to_owned())).or_insert_with(|| Surface {
                id: id.to_owned(),
                options,
                weight,
                ambiguous: attributes.contains("ambiguous="),
                genders: Vec::new(),
                numbers: Vec::new(),
            });
            surface.weight = surface.weight.max(weight);
            surface.genders.push(gender);
            surface.numbers.push(plurality);
        }
        read += 1;
    }
    for ((form, place), surface) in surfaces {
        let mut entry = Entry::new(kind, form)
            .with_id(surface.id)
            .with_weight(surface.weight)
            .with_name_options(surface.options)
            .with_attribute("gender", joined(surface.genders))
            .with_attribute("number", joined(surface.numbers));
        if !place.is_empty() {
            entry = entry.with_attribute("place", place);
        }
        if surface.ambiguous {
            entry = entry.with_attribute("ambiguous", "word");
        }
        builder.push(entry).map_err(|error| error.to_string())?;
    }
    Ok(read)
}

/// What one written form of a demonym can be.
struct Surface {
    id: String,
    options: FormOptions,
    weight: u8,
    ambiguous: bool,
    genders: Vec<char>,
    numbers: Vec<char>,
}

/// Letters once each, in the order of the alphabet: `fm` for a form of both genders, `ps` for one of both numbers.
fn joined(mut letters: Vec<char>) -> String {
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().collect()
}

/// What is known of a word, as `depeche_names::Word` reads it.
#[derive(Clone, Copy, Default)]
struct Known {
    common: u8,
    surname: u8,
    first_name: u8,
    masculine: bool,
    feminine: bool,
}

impl Known {
    /// One number: frequency class + 6 × (surname class + 4 × (0, or first-name class + 3 × gender)).
    fn number(self) -> u8 {
        let gender = match (self.masculine, self.feminine) {
            (true, true) => 2,
            (_, true) => 1,
            _ => 0,
        };
        let first = if self.first_name == 0 { 0 } else { self.first_name + 3 * gender };
        self.common + 6 * (self.surname + 4 * first)
    }
}

/// Common words, first names and surnames in one map.
fn words() -> Result<Vec<u8>, String> {
    let folder = root().join(DATA);
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for name in WORDS {
        let path = folder.join(name);
        let text = read(&path)?;
        for (number, columns) in rows(&text) {
            let wrong =
                || format!("{}:{number}: expected a word and its class, found {columns:?}", shown(&path));
            let (word, class) = columns.first().zip(columns.last()).ok_or_else(wrong)?;
            let class: u8 = class.parse().map_err(|_| wrong())?;
            let entry = known.entry(folded(word)).or_default();
            match name {
                "common-words.tsv" => entry.common = entry.common.max(frequency(class)),
                "surnames.tsv" => entry.surname = entry.surname.max(class.min(3)),
                _ => {
                    let gender = columns.get(1).ok_or_else(wrong)?;
                    let class = class.min(3);
                    // Of two spellings the more frequent says the gender.
                    if class >= entry.first_name {
                        let same = class == entry.first_name;
                        entry.masculine = gender.contains('m') || same && entry.masculine;
                        entry.feminine = gender.contains('f') || same && entry.feminine;
                        entry.first_name = class;
                    }
                }
            }
        }
    }
    let mut map = WordMapBuilder::new();
    for (word, known) in known {
        map.insert(&word, known.number()).map_err(|error| error.to_string())?;
    }
    println!("{:<14} {} words", "words", map.len());
    map.compile().map_err(|error| error.to_string())
}

/// Words that the map takes for one are one here.
fn folded(word: &str) -> String {
    depeche_text::fold::fold(word, depeche_text::fold::Folding::FULL)
}

/// From ten times the Zipf value to five classes: less than one in a million, less than 5, 20, 100, more.
fn frequency(class: u8) -> u8 {
    [0, 30, 37, 43, 50].iter().map(|least| u8::from(class >= *least)).sum()
}
