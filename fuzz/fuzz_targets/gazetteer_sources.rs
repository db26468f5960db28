//! Every reader of a list of names is total: what it accepts compiles, or says why not, and is found again.
#![no_main]
use depeche_gazetteer::{FormOptions, Gazetteer, GazetteerBuilder};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (reader, text) = input;
    let mut builder = GazetteerBuilder::new();
    let options = FormOptions::default();
    let read = match reader % 4 {
        0 => builder.read_tsv(text, Some("x")),
        1 => builder.read_jsonl(text, None),
        2 => builder.read_entity_ruler(text, None, options),
        _ => builder.read_gate("a.lst:LOC\n", None, '\t', options, |_| Some(text.to_owned())),
    };
    match read {
        // An error says where, and not at the length of the input.
        Err(error) => assert!(error.to_string().len() < 2_000, "{error}"),
        Ok(_) => {
            let Ok(file) = builder.compile() else { return };
            let gazetteer = Gazetteer::open(&file).expect("a file that was just compiled");
            gazetteer.verify().expect("a file that was just compiled");
            for entry in gazetteer.entries() {
                assert!(!entry.name().is_empty());
            }
        }
    }
});
