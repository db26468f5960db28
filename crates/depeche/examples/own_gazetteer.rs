//! Names of your own over the built-in ones: added, and preferred where both know a name.
//!
//! `cargo run --example own_gazetteer`

use depeche::Pipeline;
use depeche::gazetteer::{Error, Gazetteer, GazetteerBuilder};

/// id, type, name, other forms: columns with tabs between them. A file read with `read_to_string` does as well.
const CLUBS: &str = "\
club:1\tORG:club\tCercle des Fagnes\tCDF
club:2\tORG:club\tÉtoile de Virmont
";

fn main() -> Result<(), Error> {
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(CLUBS, Some("clubs.tsv"))?;
    // Compiled once, kept in a file, opened in microseconds: here it stays in memory.
    let file = builder.compile()?;

    let pipeline = Pipeline::builder().gazetteer(Gazetteer::open(&file)?)?.build();
    let document = pipeline.annotate("Le CDF a battu l'Étoile de Virmont à Liège.");
    for mention in document.mentions() {
        println!("{}\t{}\t{}", mention.text(), mention.kind(), mention.id().unwrap_or("-"));
    }
    assert_eq!(document.mentions_of("club:1").count(), 1);
    Ok(())
}

#[test]
fn runs() -> Result<(), impl std::fmt::Debug> {
    main()
}
