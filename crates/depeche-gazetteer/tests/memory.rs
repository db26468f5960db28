//! What finding names takes does not grow with the list of names, and a damaged file never buys more memory than a whole one.
//!
//! One test, because it counts the memory of the whole program.

use depeche_gazetteer::*;
use depeche_text::fold::hash;
use depeche_text::{EntityType, Span};
use testkit::{Counting, measure};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The header, and in it where its own hash stands.
const HEADER: usize = 160;

#[test]
fn memory_is_bounded_by_text_and_file() {
    finding_takes_the_same_with_more_names();
    damaged_files_take_no_more_than_twice_their_size();
}

/// A file of `count` names, among them those of the text below.
fn compiled(count: usize) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    for name in ["Limoges", "Haute-Vienne", "Aubusson"] {
        builder.push(Entry::new(EntityType::LOC, name).with_id(format!("x:{name}"))).unwrap();
    }
    for i in 0..count {
        let name = format!("Nom{} Suite{}", i % 997, i);
        builder.push(Entry::new(EntityType::ORG, name).with_id(format!("n:{i}"))).unwrap();
    }
    builder.compile().unwrap()
}

fn spans(source: &str) -> Vec<Span> {
    let start = |word: &str| word.as_ptr() as usize - source.as_ptr() as usize;
    source.split(' ').map(|word| Span::new(start(word), start(word) + word.len())).collect()
}

fn finding_takes_the_same_with_more_names() {
    let source = "De Limoges à Aubusson par la Haute-Vienne il pleut . ".repeat(500);
    let tokens = spans(source.trim_end());
    let cost = |count: usize| {
        let file = compiled(count);
        let gazetteer = Gazetteer::open(&file).unwrap();
        let mut mentions = Vec::with_capacity(tokens.len());
        let ((), cost) = measure(|| {
            gazetteer.mentions_into(&source, &tokens, &[], &MatchOptions::default(), &mut mentions);
        });
        assert_eq!(mentions.len(), 1_500);
        cost.bytes
    };
    let [few, many] = [100, 100_000].map(cost);
    assert_eq!(few, many, "bytes with a hundred and with a hundred thousand names");
    assert!(few < 64_000, "{few} bytes beside the mentions");
}

fn damaged_files_take_no_more_than_twice_their_size() {
    let whole = compiled(300);
    let source = "De Limoges à Nom12 Suite12 par Nom299 Suite299 .";
    let tokens = spans(source);
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below
    };
    let rounds = std::env::var("DEPECHE_CORRUPTIONS").map_or(500, |n| n.parse().expect("a number"));
    for _ in 0..rounds {
        let mut file = whole.clone();
        for _ in 0..=random(6) {
            // The magic, the version and the size stay: what is behind them is what is read.
            let at =
                if random(4) == 0 { 24 + random(HEADER - 32) } else { HEADER + random(file.len() - HEADER) };
            file[at] = random(256) as u8;
        }
        let own = hash(&file[..HEADER - 8]);
        file[HEADER - 8..HEADER].copy_from_slice(&own.to_le_bytes());
        let (_, cost) = measure(|| {
            let Ok(gazetteer) = Gazetteer::open(&file) else { return 0 };
            let found = gazetteer.mentions(source, &tokens, &[], &MatchOptions::default());
            let senses = found.iter().flat_map(|mention| gazetteer.senses(mention));
            let read = |entry: EntryView<'_>| {
                let attributes: usize = entry.attributes().map(|(key, value)| key.len() + value.len()).sum();
                entry.name().len() + entry.id().map_or(0, |id| id.len()) + attributes
            };
            senses.map(read).sum::<usize>() + gazetteer.entries().map(read).sum::<usize>()
        });
        assert!(cost.bytes <= 2 * file.len(), "{} bytes for a file of {}", cost.bytes, file.len());
    }
}
