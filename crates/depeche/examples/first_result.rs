//! The first result: five lines from a text to its date, its sentences and the things it names.
//!
//! `cargo run --example first_result`

fn main() {
    let text =
        " date 2024-08 Le fleuve monte à Nantes.\n\nLa Loire a débordé. L'Allemagne envoie des pompes.";
    let pipeline = depeche::Pipeline::french();
    let document = pipeline.annotate(text);
    println!("date: {}", document.header().date().map_or("none".to_owned(), |date| date.value.to_string()));
    for sentence in document.sentences() {
        println!("{}", sentence.text());
    }
    for entity in document.entities() {
        println!("{} {} ×{}", entity.name(), entity.id().unwrap_or("-"), entity.count());
    }
}

#[test]
fn runs() {
    main();
}
