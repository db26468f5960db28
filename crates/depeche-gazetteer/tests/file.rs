//! The compiled file: the same for the same entries, read back as it was written, and never a panic when it is damaged.

use depeche_gazetteer::*;
use depeche_text::{EntityType, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn compile(entries: impl IntoIterator<Item = Entry>) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    let mut count = 0;
    for entry in entries {
        builder.push(entry).unwrap();
        count += 1;
        assert_eq!((builder.len(), builder.is_empty()), (count, false));
    }
    builder.compile().unwrap()
}

/// Entries of every sort: ids with numbers, texts and zeros, shared names, several forms, attributes.
fn sample() -> Vec<Entry> {
    let article = FormOptions { article: true, plural: true, ..FormOptions::default() };
    let mut entries = vec![
        Entry::new(EntityType::LOC, "Le Havre").with_id("geonames:3003796").with_name_options(article),
        Entry::new(EntityType::LOC, "Tours").with_id("fr-37261").with_weight(9).with_attribute("dep", "37"),
        Entry::new(EntityType::LOC, "Tours").with_id("geonames:1").with_attribute("dep", "37"),
        Entry::new(EntityType::ORG, "Tours")
            .with_form("TFC", FormOptions::EXACT)
            .with_form("tours", FormOptions::default()),
        Entry::new(EntityType::LOC, "Bourg-en-Bresse").with_id("insee:01053"),
        Entry::new(EntityType::LOC, "Côte d’Ivoire").with_id("iso:CI").with_form("RCI", FormOptions::EXACT),
        Entry::new(EntityType::new("ORG:party").unwrap(), "Q").with_id("wikidata:Q007"),
        Entry::new(EntityType::MISC, "n° 5").with_id("0"),
    ];
    for i in 0..40u32 {
        let name = format!("Ville{} {}", i % 7, ["Nord", "Sud", "Est"][i as usize % 3]);
        entries.push(
            Entry::new(EntityType::LOC, name)
                .with_id(format!("x:{i}"))
                .with_attribute("n", (i % 5).to_string()),
        );
    }
    entries
}

/// Everything a reader can ask; gives something to compare.
fn read_all(file: &[u8]) -> Result<usize, Error> {
    let gazetteer = Gazetteer::open(file)?;
    let source =
        "Au Havre, à Tours, TFC, Ville3 Nord et Bourg-en-Bresse : la Côte d'Ivoire, n° 5 (Q). Les Tours";
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, c) in source.char_indices() {
        if !c.is_alphanumeric() && c != '-' {
            tokens.push(Span::new(start, at));
            tokens.push(Span::new(at, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    tokens.retain(|token| !token.is_empty() && !token.of(source).trim().is_empty());
    let mut read = 0;
    for kind in [MatchKind::LeftmostLongest, MatchKind::Overlapping] {
        let options = MatchOptions { kind, across_sentences: false };
        for mention in gazetteer.mentions(source, &tokens, &[], &options) {
            assert!(mention.span().get(source).is_some());
            read += gazetteer.senses(&mention).take(100).map(|sense| sense.name().len()).sum::<usize>();
        }
    }
    for entry in gazetteer.entries().take(1000) {
        read += entry.id().map_or(0, |id| id.len())
            + entry.attributes().take(100).count()
            + entry.kind().as_str().len();
    }
    read += gazetteer.lookup("tours").take(100).count() + gazetteer.hidden_ids().take(100).count();
    read += gazetteer.to_entries().len();
    Ok(read)
}

#[test]
fn any_order_gives_the_same_bytes() {
    let entries = sample();
    let file = compile(entries.clone());
    let mut reversed = entries.clone();
    reversed.reverse();
    assert_eq!(compile(reversed), file);
    let mut doubled = entries.clone();
    doubled.extend(entries.into_iter().skip(3).step_by(2));
    doubled.rotate_left(11);
    assert_eq!(compile(doubled), file);
}

#[test]
fn what_is_compiled_reads_back_and_compiles_again() {
    let file = compile(sample());
    let gazetteer = Gazetteer::open(&file).unwrap();
    gazetteer.verify().unwrap();
    let entries = gazetteer.to_entries();
    assert_eq!(entries.len(), gazetteer.len());
    assert_eq!(compile(entries.clone()), file);
    let ids: BTreeSet<_> = entries.iter().filter_map(|entry| entry.id.clone()).collect();
    let expected: BTreeSet<_> = sample().into_iter().filter_map(|entry| entry.id).collect();
    assert_eq!(ids, expected);
    assert_eq!(gazetteer.contents().kinds.values().sum::<usize>(), gazetteer.len());
}

#[test]
fn what_is_written_as_a_table_compiles_to_the_same_file() {
    let file = compile(sample());
    let table: String = Gazetteer::open(&file).unwrap().to_entries().iter().map(Entry::to_tsv).collect();
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(&table, None).unwrap();
    assert_eq!(builder.compile().unwrap(), file, "{table}");
}

#[test]
fn ids_read_back_as_they_are_written() {
    let ids = [
        "x:1",
        "x:01",
        "x:0",
        "x:",
        "0",
        "00",
        "7",
        "a",
        "fr-01053",
        "fr-2A004",
        "fr-0",
        "wikidata:Q90",
        "a:b:c12",
        "x:mer-noire",
        "depeche:Mer-noire",
        "x:mer_noire",
        "x:mer-noire-",
        "mer-noire",
        "geonames:18446744073709551615",
        "x:999999999999999999",
        "x:+5",
        "é:œ",
        " ",
        "x:-5",
        "abcde5",
    ];
    let file = compile(ids.map(|id| Entry::new(EntityType::LOC, "mer Noire").with_id(id)));
    let gazetteer = Gazetteer::open(&file).unwrap();
    let read: BTreeSet<String> = gazetteer.entries().map(|entry| entry.id().unwrap().into_owned()).collect();
    assert_eq!(read, ids.map(str::to_owned).into());
    for entry in gazetteer.entries() {
        let (beginning, end) = entry.id_parts().unwrap();
        assert_eq!(format!("{beginning}{end}"), entry.id().unwrap());
        assert_eq!((entry.label(), entry.kind_index()), ("LOC", 0));
    }
}

/// A name that thousands of entries have takes more bytes than the ends of buckets can say: *Martin* on every page of a register.
#[test]
fn a_name_of_thousands_is_found_and_so_are_its_neighbours() {
    let others = (0..3_000).map(|i| format!("Commune{i}"));
    let entries: Vec<Entry> = (0..6_000)
        .map(|i| Entry::new(EntityType::PER, "Martin").with_id(format!("x:{i}-bis")))
        .chain((0..6_000).map(|i| Entry::new(EntityType::PER, "Jeanne Martin").with_id(format!("y:{i}-bis"))))
        .chain(others.clone().map(|name| Entry::new(EntityType::LOC, name)))
        .chain(others.clone().map(|name| Entry::new(EntityType::LOC, format!("{name} Est"))))
        .collect();
    let file = compile(entries.clone());
    let gazetteer = Gazetteer::open(&file).unwrap();
    for name in ["Martin", "Jeanne Martin"] {
        assert_eq!(gazetteer.lookup(name).count(), 6_000);
    }
    let text = others.clone().map(|name| format!("{name} Est, Martin, {name}; ")).collect::<String>();
    let edges = text.match_indices(|c: char| !c.is_alphanumeric());
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, sign) in edges {
        if at > start {
            tokens.push(Span::new(start, at));
        }
        if sign != " " {
            tokens.push(Span::new(at, at + 1));
        }
        start = at + 1;
    }
    let mentions = gazetteer.mentions(&text, &tokens, &[], &MatchOptions::default());
    assert_eq!(mentions.len(), 9_000);
    for name in others {
        assert_eq!(gazetteer.lookup(&name).count(), 1, "{name}");
        assert_eq!(gazetteer.lookup(&format!("{name} Est")).count(), 1, "{name} Est");
    }
    let mut again = gazetteer.to_entries();
    let mut given = entries;
    given.sort();
    again.sort();
    assert_eq!(again, given);
}

/// Short and long, of one entry and of many: each is written in its own way.
#[test]
fn attributes_read_back() {
    let long = "une valeur qui ne tient pas dans l’entrée";
    let entries: Vec<Entry> = [
        ("Lens", vec![]),
        ("Arras", vec![("pays", "FR")]),
        ("Liévin", vec![("pays", "FR")]),
        ("Douai", vec![("pays", "FR"), ("sigle", "D")]),
        ("Namur", vec![("sigle", "")]),
        ("Mons", vec![("note", long)]),
        ("Liège", vec![("note", long), ("pays", "BE")]),
        ("Ath", vec![("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5"), ("f", "6")]),
    ]
    .into_iter()
    .flat_map(|(name, attributes)| {
        [("geonames:", "2802361"), ("", "nom"), ("x:", "mons"), ("fr-", "62")].map(|(beginning, end)| {
            let mut entry = Entry::new(EntityType::LOC, name).with_id(format!("{beginning}{end}"));
            for (key, value) in &attributes {
                entry = entry.with_attribute(*key, *value);
            }
            entry
        })
    })
    .collect();
    let file = compile(entries.clone());
    let gazetteer = Gazetteer::open(&file).unwrap();
    for entry in &entries {
        let mut senses = gazetteer.lookup(&entry.name);
        let sense = senses.find(|sense| sense.id().as_deref() == entry.id.as_deref()).unwrap();
        let read: Vec<_> = sense.attributes().collect();
        let given: Vec<_> = entry.attributes.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(read, given, "{}", entry.name);
        assert!(given.iter().all(|(key, value)| sense.attribute(key) == Some(value)));
        assert_eq!(gazetteer.entry(sense.key()).unwrap().id(), sense.id());
    }
}

/// Also its filters: a bit too many in them finds nothing wrong and costs time with each file that was compiled so.
#[test]
fn the_file_of_this_version_stays_as_it_is() {
    let file = compile(sample());
    let gazetteer = Gazetteer::open(&file).unwrap();
    assert_eq!(&file[..12], b"DPCHGAZ\n\x06\0\0\0");
    assert_eq!((gazetteer.len(), gazetteer.forms()), (48, 54));
    // FNV-1a of 64 bits.
    let fingerprint = |file: &[u8]| {
        file.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        })
    };
    let files = [&file, &larger()].map(|file| (file.len(), fingerprint(file)));
    assert_eq!(
        files,
        [(9_602, 0xB4E4_7DF9_6D94_A266), (16_597, 0x4843_D1AC_E7F1_0D8A)],
        "the same entries give another file: does it take another version?"
    );
}

#[test]
fn differences() {
    let old = compile(sample());
    let mut entries = sample();
    entries.remove(0);
    entries[0].weight = 77;
    entries.push(Entry::new(EntityType::PER, "Aya Nakamura"));
    let new = compile(entries);
    let [old, new] = [&old, &new].map(|file| Gazetteer::open(file).unwrap());
    let difference = Difference::between(&old, &new);
    let names = |entries: &[Entry]| entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&difference.added), ["Aya Nakamura"]);
    assert_eq!(names(&difference.removed), ["Le Havre"]);
    assert_eq!(difference.changed.len(), 1);
    assert_eq!((difference.changed[0].0.weight, difference.changed[0].1.weight), (9, 77));
    assert!(Difference::between(&old, &old).is_empty());
}

#[test]
fn every_cut_is_refused() {
    let file = compile(sample());
    for len in 0..file.len() {
        let error = Gazetteer::open(&file[..len]).unwrap_err();
        assert!(matches!(error.code(), ErrorCode::NotCompiled | ErrorCode::Length), "{error}");
    }
    println!("cases: {}", file.len());
    let mut longer = file.clone();
    longer.push(0);
    assert_eq!(Gazetteer::open(&longer).unwrap_err().code(), ErrorCode::Length);
}

#[test]
fn every_flipped_bit_is_refused_or_found_by_verify() {
    let file = compile(sample());
    println!("cases: {}", 8 * file.len());
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << bit;
            match Gazetteer::open(&damaged) {
                Err(error) => assert!(at < HEADER, "{error} at {at}"),
                Ok(gazetteer) => {
                    assert_eq!(gazetteer.verify().unwrap_err().code(), ErrorCode::DamagedContent);
                    // The bits of the first filter are all alike: some of them will do; two of eight elsewhere.
                    if (at > HEADER + FIRST_BYTES || at % 64 == 0) && (at + bit) % 4 == 0 {
                        read_all(&damaged).unwrap();
                    }
                }
            }
        }
    }
}

/// The size of the header: the hash of it is its last eight bytes.
const HEADER: usize = 168;
const FIRST_BYTES: usize = 8192;

/// Writes the hash of the header anew, so that what is behind it is reached.
fn seal(file: &mut [u8]) {
    let hash = depeche_text::fold::hash(&file[..HEADER - 8]);
    file[HEADER - 8..HEADER].copy_from_slice(&hash.to_le_bytes());
}

/// Changes a few bytes of `file` at random, `rounds` times: `verify` finds each change, and where the header is made right
/// again, so that nothing stops a reader from what lies behind it, everything that can be asked still has an end.
fn corrupt(file: &[u8], rounds: u32) {
    let mut state = 0x1234_5678_9ABC_DEF1u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below
    };
    let mut damaged = file.to_vec();
    for _ in 0..rounds {
        damaged.copy_from_slice(file);
        for _ in 0..1 + random(6) {
            // Sizes and places of sections too, but for the magic, the version and the size.
            let body = HEADER + FIRST_BYTES;
            let at = if random(4) == 0 { 24 + random(HEADER - 32) } else { body + random(file.len() - body) };
            damaged[at] = match random(4) {
                0 => 0xFF,
                1 => 0x80,
                2 => damaged[at] ^ (1 << random(8)),
                _ => random(256) as u8,
            };
        }
        if damaged != file {
            let found = Gazetteer::open(&damaged).and_then(|gazetteer| gazetteer.verify());
            assert!(found.is_err(), "a change was not found");
        }
        seal(&mut damaged);
        let _ = read_all(&damaged);
    }
    println!("cases: {rounds}");
}

/// Three hundred more entries than the sample has: names that share beginnings, senses that share names.
fn larger() -> Vec<u8> {
    let more = (0..300u32).map(|i| {
        let name = format!("{}{} {}", ["Bourg", "Mont", "Val", "Saint-"][i as usize % 4], i % 90, i % 7);
        Entry::new(EntityType::LOC, name)
            .with_id(format!("insee:{i}"))
            .with_attribute("dep", (i % 96).to_string())
    });
    compile(sample().into_iter().chain(more))
}

/// `DEPECHE_CORRUPTIONS=1000000 cargo test --release -p depeche-gazetteer --test file corruption` tries more of them.
#[test]
fn random_corruption_never_panics() {
    let rounds = std::env::var("DEPECHE_CORRUPTIONS").map_or(5_000, |n| n.parse().expect("a number"));
    corrupt(&compile(sample()), rounds);
    corrupt(&larger(), rounds);
}

#[test]
fn other_files() {
    let file = compile(sample());
    assert!(Gazetteer::open(&file).unwrap().verify().is_ok());
    let code = |bytes: &[u8]| Gazetteer::open(bytes).unwrap_err().code();
    assert_eq!(code(b""), ErrorCode::NotCompiled);
    assert_eq!(code(b"id\tLOC\tParis"), ErrorCode::NotCompiled);
    assert_eq!(code(b"DPCHGAZ\n"), ErrorCode::Length);
    let with = |at: usize, byte: u8| {
        let mut other = file.clone();
        other[at] = byte;
        other
    };
    assert_eq!(code(&with(8, 1)), ErrorCode::OtherVersion);
    let mut swapped = file.clone();
    swapped[8..12].copy_from_slice(&6u32.to_be_bytes());
    assert_eq!(code(&swapped), ErrorCode::OtherEndianness);
    assert_eq!(code(&with(40, file[40] ^ 1)), ErrorCode::DamagedHeader);
}

#[test]
fn no_entries() {
    let file = GazetteerBuilder::new().compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    gazetteer.verify().unwrap();
    assert!(gazetteer.is_empty());
    assert!(gazetteer.mentions("Paris", &[Span::new(0, 5)], &[], &MatchOptions::default()).is_empty());
    assert_eq!(gazetteer.lookup("Paris").count(), 0);
    assert_eq!(gazetteer.lookup("").count(), 0);
    assert_eq!(gazetteer.entries().count(), 0);
}

#[test]
fn odd_inputs() {
    let mut builder = GazetteerBuilder::new();
    let huge = "a".repeat(10_000_000);
    assert_eq!(builder.push(Entry::new(EntityType::LOC, huge)).unwrap_err().code(), ErrorCode::FormTooLong);
    assert_eq!(builder.push(Entry::new(EntityType::LOC, "")).unwrap_err().code(), ErrorCode::EmptyForm);
    assert_eq!(builder.push(Entry::new(EntityType::LOC, "  \t ")).unwrap_err().code(), ErrorCode::EmptyForm);
    assert!(builder.is_empty());

    let mut spellings = GazetteerBuilder::new();
    for i in 0..40u32 {
        let name: String = (0..6).map(|bit| if i >> bit & 1 == 1 { 'A' } else { 'a' }).collect();
        spellings.push(Entry::new(EntityType::LOC, name)).unwrap();
    }
    assert_eq!(spellings.compile().unwrap_err().code(), ErrorCode::TooManySpellings);

    // Tokens out of order, empty, outside, inside a character: nothing is found there, nothing breaks.
    let file = compile(sample());
    let gazetteer = Gazetteer::open(&file).unwrap();
    let tokens = [(4, 9), (0, 3), (2, 2), (40, 50), (3, 5), (5, 99)].map(|(a, b)| Span::new(a, b));
    for kind in [MatchKind::LeftmostLongest, MatchKind::Overlapping] {
        let options = MatchOptions { kind, across_sentences: false };
        let _ = gazetteer.mentions("é à Tours", &tokens, &[], &options);
    }
}

#[test]
fn very_many_senses() {
    let count = 1_000_000u32;
    let entries = (0..count)
        .map(|i| Entry::new(EntityType::LOC, "Tours").with_id(format!("x:{i}")).with_weight((i % 251) as u8));
    let file = compile(entries);
    let gazetteer = Gazetteer::open(&file).unwrap();
    let weights: Vec<u8> = gazetteer.lookup("Tours").map(|sense| sense.weight()).collect();
    assert_eq!(weights.len(), count as usize);
    assert!(weights.is_sorted_by(|a, b| a >= b));
    // The name is written once.
    assert!(file.len() < 12 * count as usize, "{}", file.len());
}

#[test]
fn time_grows_with_the_text() {
    let file = compile([
        Entry::new(EntityType::LOC, "a ".repeat(60) + "b"),
        Entry::new(EntityType::LOC, "l' l' l'"),
        Entry::new(EntityType::LOC, "-"),
        Entry::new(EntityType::LOC, "e\u{301}"),
    ]);
    let gazetteer = Gazetteer::open(&file).unwrap();
    for unit in ["a ", "l'", "-", "e\u{301}", "a", "   ", "«", "A"] {
        let time = |count: usize| {
            let text = unit.repeat(count);
            // A token for each character: the worst a tokenizer can do.
            let tokens: Vec<Span> = text
                .char_indices()
                .filter(|(_, c)| !c.is_whitespace())
                .map(|(at, c)| Span::new(at, at + c.len_utf8()))
                .collect();
            (0..3)
                .map(|_| {
                    // CPU time: on a busy machine the clock on the wall measures the neighbours.
                    let start = cpu_time::ThreadTime::now();
                    std::hint::black_box(gazetteer.mentions(&text, &tokens, &[], &MatchOptions::default()));
                    start.elapsed().as_secs_f64()
                })
                .fold(f64::INFINITY, f64::min)
        };
        // A crowded machine can spoil a measurement, not ten of them; what is quadratic takes 256 times as long.
        let linear = (0..10).any(|_| time(64_000) < 60.0 * time(4_000) + 0.02);
        assert!(linear, "{unit:?}: {} s for n, {} s for 16 n", time(4_000), time(64_000));
    }
}

#[test]
fn readers_share_a_gazetteer() {
    fn shared<T: Send + Sync>() {}
    shared::<Gazetteer<'_>>();
    shared::<Layers<'_>>();
    shared::<WordMap<'_>>();
}

proptest! {
    #[test]
    fn words_read_back(words in proptest::collection::btree_map("[a-zéèA-Z'’-]{1,12}|\\PC{1,6}", any::<u8>(), 0..60), other in "[a-z]{1,8}") {
        let mut builder = WordMapBuilder::new();
        let mut expected = std::collections::BTreeMap::<String, u8>::new();
        for (word, &value) in &words {
            let folded = depeche_text::fold::fold(word.trim(), depeche_text::fold::Folding::FULL);
            match builder.insert(word, value) {
                Ok(()) => *expected.entry(folded).or_default() |= value,
                Err(error) => prop_assert_eq!(error.code(), ErrorCode::EmptyForm),
            }
        }
        let file = builder.compile().unwrap();
        let map = WordMap::open(&file).unwrap();
        map.verify().unwrap();
        let all: std::collections::BTreeMap<String, u8> = map.iter().map(|(word, value)| (word.to_owned(), value)).collect();
        prop_assert_eq!(&all, &expected);
        prop_assert_eq!((map.len(), map.is_empty()), (expected.len(), expected.is_empty()));
        for (word, value) in &expected {
            prop_assert_eq!(map.get(word), Some(*value));
            prop_assert_eq!(map.get(&word.to_ascii_uppercase()), Some(*value));
            prop_assert_eq!(map.get_folded(depeche_text::fold::FoldedWord::from_folded(word)), Some(*value));
        }
        prop_assert_eq!(map.get(&other), expected.get(&other).copied());
    }
}

#[test]
fn a_damaged_set_of_words() {
    let mut builder = WordMapBuilder::new();
    for word in ["Paris", "pari", "Étienne", "aujourd'hui", "x", "Łódź", "中国"] {
        builder.insert(word, 5).unwrap();
    }
    let file = builder.compile().unwrap();
    for len in 0..file.len() {
        assert!(WordMap::open(&file[..len]).is_err());
    }
    let of_version = |version: [u8; 4]| {
        let mut other = file.clone();
        other[8..12].copy_from_slice(&version);
        WordMap::open(&other).unwrap_err().code()
    };
    assert_eq!(of_version(77_u32.to_le_bytes()), ErrorCode::OtherVersion);
    let mut swapped = [0; 4];
    swapped.copy_from_slice(&file[8..12]);
    swapped.reverse();
    assert_eq!(of_version(swapped), ErrorCode::OtherEndianness);
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << bit;
            if let Ok(map) = WordMap::open(&damaged) {
                assert_eq!(map.verify().unwrap_err().code(), ErrorCode::DamagedContent);
                assert!(map.iter().count() < 100);
                let _ = map.get("Paris");
            } else {
                assert!(at < 48);
            }
        }
    }
    assert_eq!(WordMapBuilder::new().insert(" ", 1).unwrap_err().code(), ErrorCode::EmptyForm);
    assert_eq!(WordMapBuilder::new().insert(&"a".repeat(256), 1).unwrap_err().code(), ErrorCode::FormTooLong);
}

#[test]
fn fuzzy_finds_every_single_edit() {
    let names =
        ["Volodymyr Zelensky", "Saint-Étienne", "Côte d'Ivoire", "Bamako", "Tours", "Bakou", "Bamakos"];
    let file = compile(names.map(|name| Entry::new(EntityType::LOC, name)));
    let gazetteer = Gazetteer::open(&file).unwrap();
    let found = |surface: &str| -> Vec<(String, u8)> {
        gazetteer.lookup_fuzzy(surface).iter().map(|f| (f.entry.name().into_owned(), f.edits)).collect()
    };
    let one = |name: &str, edits| vec![(name.to_owned(), edits)];
    for surface in [
        "Volodimyr Zelensky",
        "Volodymyr Zelenski",
        "Volodymyr Zelenskyy",
        "Volodymr Zelensky",
        "Volodmyyr Zelensky",
        "VolodymyrZelensky",
    ] {
        assert_eq!(found(surface), one("Volodymyr Zelensky", 1), "{surface}");
    }
    assert_eq!(found("SAINT ETIENNE"), one("Saint-Étienne", 0));
    assert_eq!(found("Saint-Etiene"), one("Saint-Étienne", 1));
    assert_eq!(found("Cote dIvoire"), one("Côte d'Ivoire", 1));
    assert_eq!(found("tours"), one("Tours", 0));
    assert_eq!(found("Tour"), []);
    assert_eq!(found("Bamako"), [("Bamako".to_owned(), 0), ("Bamakos".to_owned(), 1)]);
    assert_eq!(found("Volodimir Zelensky"), []);
    assert_eq!(found(""), []);
}
