//! Any bytes as a compiled file, and a compiled file with any bytes changed, with the header made right again: never a
//! panic, every text that comes out is one, and `verify` finds every change.
#![no_main]
use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchKind, MatchOptions, WordMap};
use depeche_text::Span;
use depeche_text::fold::hash;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const NAMES: &str = "\
x:1\tLOC\tLe Havre\t\t\t\tarticle\n\
x:2\tLOC\tSaint-Étienne\tSaint-É.\t9\tpopulation=1\n\
x:3\tLOC\tCôte d'Ivoire\tRCI|Ivoire\t\t\tcase=insensitive\n\
x:4\tLOC\tParis\tParis ville|PARIS\n\
x:5\tDEMONYM\tarménien\t\t\t\tplural feminine diacritics=exact\n";

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(NAMES, None).expect("a table that is right");
    builder.compile().expect("a few names")
});

/// How long the header is: its last eight bytes are the hash of the ones before.
static HEADER: LazyLock<usize> = LazyLock::new(|| {
    let sealed = |end: usize| FILE[end - 8..end] == hash(&FILE[..end - 8]).to_le_bytes();
    (16..1024).find(|&end| sealed(end)).expect("a header with its hash")
});

fn read(file: &[u8], whole: bool) {
    let Ok(gazetteer) = Gazetteer::open(file) else { return };
    let text = "Paris, le Havre et la Côte d'Ivoire, Saint-Étienne";
    let mut at = 0;
    let mut tokens = Vec::new();
    for word in text.split_inclusive([' ', ',', '-', '\'']) {
        let end = at + word.trim_end_matches([' ', ',', '-']).len();
        tokens.push(Span::new(at, end));
        at += word.len();
    }
    let options = MatchOptions { kind: MatchKind::Overlapping, across_sentences: false };
    for mention in gazetteer.mentions(text, &tokens, &[], &options) {
        gazetteer.senses(&mention).take(50).for_each(|sense| drop((sense.id(), sense.name())));
    }
    for entry in gazetteer.entries().take(200) {
        drop((entry.id(), entry.attributes().take(50).count()));
    }
    let _ = (gazetteer.lookup("Paris").take(50).count(), gazetteer.lookup_fuzzy("Pariss").len());
    assert_eq!(gazetteer.verify().is_ok(), whole);
}

fuzz_target!(|input: (Vec<(u16, u8)>, &[u8])| {
    let (changes, bytes) = input;
    let mut file = FILE.clone();
    for (at, byte) in changes {
        let len = file.len();
        file[usize::from(at) % len] ^= byte;
    }
    let header = hash(&file[..*HEADER - 8]);
    file[*HEADER - 8..*HEADER].copy_from_slice(&header.to_le_bytes());
    let whole = file == *FILE;
    // A header that was changed and sealed again is another file; a body that was changed is a damaged one.
    if whole || file[..*HEADER] == FILE[..*HEADER] {
        read(&file, whole);
    } else if let Ok(gazetteer) = Gazetteer::open(&file) {
        let _ = (gazetteer.verify(), gazetteer.lookup("Paris").take(50).count());
    }
    let _ = Gazetteer::open(bytes).is_ok();
    if let Ok(words) = WordMap::open(bytes) {
        let _ = (words.get("paris"), words.iter().take(1000).count(), words.verify());
    }
});
