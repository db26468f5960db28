//! The compiled files say what the lists say, and the lists what a reader of French news expects.
#![cfg(all(feature = "all", feature = "words"))]

use depeche_names::{Gender, gazetteer, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The lists: the name of each and its rows, split into columns.
fn lists() -> Vec<(String, Vec<Vec<String>>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut lists: Vec<(String, Vec<Vec<String>>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let rows = text
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty())
                .map(|line| line.split('\t').map(str::to_owned).collect())
                .collect();
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), rows)
        })
        .collect();
    lists.sort();
    lists
}

const WORDS: [&str; 3] = ["common-words", "first-names", "surnames"];

/// The lists of entries.
fn entries() -> impl Iterator<Item = (String, Vec<Vec<String>>)> {
    lists().into_iter().filter(|(list, _)| !WORDS.contains(&list.as_str()))
}

#[test]
fn the_embedded_files_are_whole() {
    gazetteer().verify().unwrap();
    words().map().verify().unwrap();
    assert!(gazetteer().len() > 30_000 && words().map().len() > 100_000);
}

/// What a program may pay for the names: all of them, and the places and organisations alone.
#[test]
fn the_embedded_files_keep_their_limits() {
    let bytes = |file: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("compiled").join(file);
        std::fs::metadata(path).unwrap().len()
    };
    let (all, few) =
        (bytes("all.gaz") + bytes("words.map"), bytes("places.gaz") + bytes("organisations.gaz"));
    assert!(all <= 4_000_000, "all.gaz and words.map are {all} bytes");
    assert!(few <= 1_500_000, "places.gaz and organisations.gaz are {few} bytes");
}

/// Said where it is not the last word of the name (*Xi Jinping*, *Bart De Wever*): said of everybody, it would be a tenth of
/// the file.
#[test]
fn a_surname_is_said_where_the_name_does_not_say_it() {
    for (list, rows) in entries() {
        for row in rows {
            let known = row.get(5).map_or("", String::as_str);
            if let Some(surname) = known.split(';').find_map(|pair| pair.strip_prefix("surname=")) {
                assert_ne!(row[2].rsplit(' ').next(), Some(surname), "{list}: {row:?}");
            }
        }
    }
}

#[test]
fn every_form_of_every_list_finds_its_entry() {
    let gazetteer = gazetteer();
    let mut missing = Vec::new();
    for (list, rows) in entries() {
        for row in rows {
            let options = row.get(6).map_or("", String::as_str);
            // Spellings of one demonym that have a form in common share its entry.
            let place =
                row.get(5).filter(|_| row[1] == "DEMONYM").and_then(|known| known.split("place=").nth(1));
            let name = Some(row[2].as_str()).filter(|_| !options.contains("noname"));
            let forms = row.get(3).map_or("", String::as_str).split('|');
            for form in name.into_iter().chain(forms).filter(|form| !form.is_empty()) {
                let mut senses = gazetteer.lookup(form);
                if !senses.any(|sense| match place {
                    Some(_) => sense.attribute("place") == place,
                    None => sense.id().as_deref() == Some(row[0].as_str()),
                }) {
                    missing.push(format!("{list}: {form} ({})", row[0]));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} forms are not found: {:#?}",
        missing.len(),
        &missing[..missing.len().min(20)]
    );
}

#[test]
fn an_id_is_one_entity() {
    let mut entities: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut twice = Vec::new();
    for (list, rows) in entries() {
        for row in rows {
            let entity = (row[1].clone(), row[2].clone());
            if let Some(other) = entities.insert(row[0].clone(), entity.clone())
                && other != entity
            {
                twice.push(format!("{list}: {} is {other:?} and {entity:?}", row[0]));
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn what_an_attribute_refers_to_is_there() {
    let gazetteer = gazetteer();
    let ids: BTreeSet<String> =
        gazetteer.entries().filter_map(|entry| entry.id().map(std::borrow::Cow::into_owned)).collect();
    let mut unknown = BTreeSet::new();
    for entry in gazetteer.entries() {
        for key in ["country", "place"] {
            if let Some(id) = entry.attribute(key)
                // A people has an id, but is no entry of its own: its demonym names it.
                && !id.split(',').all(|id| ids.contains(id) || id.starts_with("depeche:people-"))
            {
                unknown.insert(format!("{key}={id} of {:?}", entry.id()));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_country_has_a_demonym() {
    let gazetteer = gazetteer();
    let places: BTreeSet<&str> = gazetteer.entries().filter_map(|entry| entry.attribute("place")).collect();
    let without: Vec<String> = gazetteer
        .entries()
        .filter(|entry| entry.kind().as_str() == "LOC:country")
        .filter_map(|entry| entry.id().map(std::borrow::Cow::into_owned))
        .filter(|id| !places.contains(id.as_str()))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

/// A surface and the id of its first sense.
const EXPECTED: &[(&str, &str)] = &[
    ("Arménie", "iso:AM"),
    ("ARMÉNIE", "iso:AM"),
    ("RDC", "iso:CD"),
    ("Etats-Unis", "iso:US"),
    ("Côte d’Ivoire", "iso:CI"),
    ("Haut-Karabakh", "depeche:haut-karabakh"),
    ("Nagorny-Karabakh", "depeche:haut-karabakh"),
    ("Pékin", "geonames:1816670"),
    ("Kiev", "geonames:703448"),
    ("Kyiv", "geonames:703448"),
    ("La Mecque", "geonames:104515"),
    ("Paris", "fr-75056"),
    ("Le Havre", "fr-76351"),
    ("Seine-Saint-Denis", "fr-dep:93"),
    ("Hauts-de-France", "fr-reg:32"),
    ("Ile-de-France", "fr-reg:11"),
    ("Québec", "iso:CA-QC"),
    ("Wallonie", "iso:BE-WAL"),
    ("canton de Vaud", "iso:CH-VD"),
    ("mer Noire", "depeche:mer-noire"),
    ("Sahel", "depeche:sahel"),
    ("URSS", "iso3166-3:SUHH"),
    ("Amérique latine", "m49:419"),
];

#[test]
fn the_first_sense_is_the_expected_one() {
    for (surface, id) in EXPECTED {
        let found = gazetteer().lookup(surface).next().unwrap_or_else(|| panic!("{surface} is not found"));
        assert_eq!(found.id().as_deref(), Some(*id), "{surface}");
    }
}

#[test]
fn demonyms_know_place_gender_and_number() {
    for (surface, place, gender, number) in [
        ("russe", "iso:RU", "fm", "s"),
        ("Russes", "iso:RU", "fm", "p"),
        ("arménienne", "iso:AM", "f", "s"),
        ("arméniens", "iso:AM", "m", "p"),
        ("français", "iso:FR", "m", "ps"),
        ("azerbaïdjanais", "iso:AZ", "m", "ps"),
        ("soviétiques", "iso3166-3:SUHH", "fm", "p"),
        ("nord-coréenne", "iso:KP", "f", "s"),
        ("burkinabè", "iso:BF", "fm", "ps"),
        ("bretonnes", "fr-reg:53", "f", "p"),
        ("Girondins", "fr-dep:33", "m", "p"),
        ("lyonnaise", "fr-69123", "f", "s"),
        ("Liégeoises", "geonames:2792413", "f", "p"),
        ("québécois", "iso:CA-QC", "m", "ps"),
        ("texane", "iso:US-TX", "f", "s"),
    ] {
        let found = gazetteer()
            .lookup(surface)
            .find(|sense| sense.kind().as_str() == "DEMONYM")
            .unwrap_or_else(|| panic!("{surface} is not found"));
        let known = ["place", "gender", "number"].map(|key| found.attribute(key));
        assert_eq!(known, [Some(place), Some(gender), Some(number)], "{surface}");
    }
}

#[test]
fn words_that_only_look_alike_without_their_accents_are_no_names() {
    for word in ["bête", "bêtes", "Tigre"] {
        let senses: Vec<_> = gazetteer().lookup(word).map(|sense| (sense.id(), sense.name())).collect();
        assert!(senses.iter().all(|(_, name)| name.eq_ignore_ascii_case(word)), "{word} finds {senses:?}");
    }
}

#[test]
fn words_agree_with_their_lists() {
    for (list, rows) in lists().into_iter().filter(|(list, _)| WORDS.contains(&list.as_str())) {
        for row in rows {
            let word = words().get(&row[0]);
            let class: u8 = row.last().unwrap().parse().unwrap();
            let (known, at_least) = match list.as_str() {
                "common-words" => (word.common(), u8::from(class >= 30) + u8::from(class >= 50) + 1),
                "surnames" => (word.surname(), class.min(3)),
                _ => (word.first_name(), class.min(3)),
            };
            assert!(known >= at_least, "{list}: {row:?} is known as {word:?}");
        }
    }
}

#[test]
fn words_have_classes() {
    let word = |text| words().get(text);
    assert_eq!((word("de").common(), word("Gouvernement").common()), (5, 4));
    assert_eq!((word("Jean").first_name(), word("jean").gender()), (3, Some(Gender::Masculine)));
    assert_eq!((word("Nikol").first_name() > 0, word("Nikol").gender()), (true, Some(Gender::Masculine)));
    assert_eq!((word("Ursula").first_name() > 0, word("Camille").gender()), (true, Some(Gender::Both)));
    assert_eq!((word("Dupont").surname(), word("Dupont").common()), (3, 0));
    assert_eq!(word("Xqzt"), depeche_names::Word::default());
}
