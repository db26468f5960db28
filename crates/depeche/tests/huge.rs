//! Texts at the end of what offsets of 32 bits reach. Tried with `DEPECHE_LONG=1`: it takes 4 GiB of address space.
#![cfg(target_pointer_width = "64")]

use depeche::segment::Segmenter;
use depeche::text::{Passage, Span};
use depeche::{Pipeline, frontmatter};

const NEWS: &str = "L'accord a été signé à Genève. M. Dupont n'était pas là.";

#[test]
fn more_than_four_gibibytes() {
    if std::env::var_os("DEPECHE_LONG").is_none() {
        return;
    }
    // Zeros cost no memory until they are written: only the end of the text is real.
    let mut bytes = vec![0; Span::MAX + 10];
    let start = Span::MAX - NEWS.len();
    bytes[start..Span::MAX].copy_from_slice(NEWS.as_bytes());
    let text = String::from_utf8(bytes).unwrap();

    // Refused, with a reason.
    let refused = Passage::try_new(&text).unwrap_err();
    assert!(refused.to_string().contains(&text.len().to_string()), "{refused}");
    assert_eq!(Pipeline::french().try_annotate(&text).unwrap_err(), refused);

    // What does not refuse takes what offsets reach, to the last byte.
    assert_eq!(Passage::new(&text).span(), Span::new(0, Span::MAX));
    assert_eq!(frontmatter::split(&text).body().end(), Span::MAX);
    let last = Passage::new(&text).slice(Span::new(start, Span::MAX));
    assert_eq!(last.text(), NEWS);
    let (segmenter, alone) = (Segmenter::french(), Passage::new(NEWS));
    let moved: Vec<Span> = segmenter.tokens(alone).iter().map(|token| token.span().shift(start)).collect();
    let there: Vec<Span> = segmenter.tokens(last).iter().map(|token| token.span()).collect();
    assert_eq!(there, moved);
    let moved: Vec<Span> = segmenter.sentences(alone).iter().map(|span| span.shift(start)).collect();
    assert_eq!(segmenter.sentences(last), moved);
    println!("cases: 6");
}
