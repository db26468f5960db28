//! Memory is bounded by the length of the text, whatever the text: no nesting, repetition or unclosed sign buys more.
//!
//! One test, because it counts the memory of the whole program. With `DEPECHE_LONG=1` each attack is a text of 10 MB.

mod attacks;

use attacks::attacks;
use depeche::{Buffers, Pipeline};
use testkit::{Counting, measure};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes that are held at once for each byte of the text; most attacks take under 70, *M. M. M.* in one endless
/// sentence 310. A token of one byte needs most: itself, its word, its
/// sentence, and room that doubles as it grows.
const MOST: f64 = 400.0;

#[test]
fn memory_is_bounded_by_the_text() {
    let bytes = if std::env::var_os("DEPECHE_LONG").is_some() { 10_000_000 } else { 200_000 };
    let pipeline = Pipeline::french();
    // What is made once for all is not counted.
    drop(pipeline.annotate("Emmanuel Macron est à Genève."));
    let mut complaints = Vec::new();
    let mut worst = (0.0_f64, String::new());
    let attacks = attacks();
    for (attack, make) in &attacks {
        let text = make(bytes);
        let ((), cost) = measure(|| drop(pipeline.annotate_into(&text, &mut Buffers::new())));
        let peak = cost.bytes as f64 / text.len() as f64;
        if peak > worst.0 {
            worst = (peak, attack.clone());
        }
        if peak > MOST {
            complaints.push(format!("{attack}: {peak:.0} bytes for each byte"));
        }
    }
    println!("cases: {}, at most {:.0} bytes for each byte ({})", attacks.len(), worst.0, worst.1);
    assert!(
        complaints.is_empty(),
        "more than {MOST} bytes for each byte of the text:\n{}",
        complaints.join("\n")
    );
}
