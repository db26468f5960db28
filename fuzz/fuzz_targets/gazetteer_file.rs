//! Any bytes as a compiled file, with the header made right again: never a panic, and every text that comes out is one.
#![no_main]
use depeche_gazetteer::{Gazetteer, MatchKind, MatchOptions, WordMap};
use depeche_text::Span;
use depeche_text::fold::hash;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes.to_vec();
    if file.len() >= 144 {
        file[..8].copy_from_slice(b"DPCHGAZ\n");
        file[8..12].copy_from_slice(&1u32.to_le_bytes());
        let len = file.len() as u64;
        file[16..24].copy_from_slice(&len.to_le_bytes());
        let header = hash(&file[..136]);
        file[136..144].copy_from_slice(&header.to_le_bytes());
    }
    if let Ok(gazetteer) = Gazetteer::open(&file) {
        let text = "Paris, le Havre et la Côte d'Ivoire";
        let tokens: Vec<Span> = text.split_inclusive(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some(Span::new(start, start + word.trim_end().len()))
        }).collect();
        let options = MatchOptions { kind: MatchKind::Overlapping, across_sentences: false };
        for mention in gazetteer.mentions(text, &tokens, &[], &options) {
            gazetteer.senses(&mention).take(50).for_each(|sense| drop((sense.id(), sense.name())));
        }
        for entry in gazetteer.entries().take(200) {
            drop((entry.id(), entry.attributes().take(50).count()));
        }
        let _ = gazetteer.lookup("Paris").take(50).count();
        let _ = gazetteer.lookup_fuzzy("Pariss").len();
        let _ = gazetteer.verify();
    }
    if let Ok(words) = WordMap::open(bytes) {
        let _ = (words.get("paris"), words.iter().take(1000).count(), words.verify());
    }
});
