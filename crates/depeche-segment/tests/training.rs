//! The trainer of the small models: what is learned is told again, the same texts give the same bytes, and what was written
//! reads back.

use depeche_segment::training::{Treebank, train};
use depeche_segment::{Models, Newlines, Profile, Segmenter};
use depeche_text::{Contraction, Passage};
use std::fmt::Write as _;

/// A treebank of sentences made of these parts: *Le maire parle des² ponts.*, *Le maire voit des¹ ponts.*, with headings
/// that no mark ends.
fn treebank() -> String {
    let mut conllu = String::new();
    let mut sentence = |words: &[(&str, &str)], last: &str| {
        let mut id = 0;
        for (at, (word, part)) in words.iter().enumerate() {
            id += 1;
            let glued = at + 2 == words.len() && last == ".";
            let misc = if glued { "SpaceAfter=No" } else { "_" };
            if *part == "ADP+DET" {
                writeln!(conllu, "{id}-{}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{misc}", id + 1).unwrap();
                for half in ["de", "les"] {
                    writeln!(conllu, "{id}\t{half}\t_\tADP\t_\t_\t_\t_\t_\t_").unwrap();
                    id += 1;
                }
                id -= 1;
            } else {
                writeln!(conllu, "{id}\t{word}\t_\t{part}\t_\t_\t_\t_\t_\t{misc}").unwrap();
            }
        }
        conllu.push('\n');
    };
    for who in ["maire", "juge", "préfet", "ministre", "voisin"] {
        for thing in ["ponts", "routes", "fleurs", "livres", "clés"] {
            let who = (who, "NOUN");
            let thing = (thing, "NOUN");
            sentence(&[("Crue", "NOUN"), ("à", "ADP"), ("Nantes", "PROPN")], "Nantes");
            sentence(
                &[("Le", "DET"), who, ("parle", "VERB"), ("des", "ADP+DET"), thing, (".", "PUNCT")],
                ".",
            );
            sentence(&[("Le", "DET"), who, ("voit", "VERB"), ("des", "DET"), thing, (".", "PUNCT")], ".");
            sentence(&[("Il", "PRON"), ("parle", "VERB"), ("du", "ADP+DET"), who, (".", "PUNCT")], ".");
            sentence(&[("Il", "PRON"), ("voit", "VERB"), ("le", "DET"), who, (".", "PUNCT")], ".");
        }
    }
    conllu
}

#[test]
fn what_is_learned_is_told() {
    let models = train(&[Treebank::read(&treebank())]);
    let segmenter =
        Segmenter::builder().models(Some(models)).profile(Profile::Ud).newlines(Newlines::Paragraph).build();
    let several = |text: &str| {
        let tokens = segmenter.tokens(Passage::new(text));
        let des = tokens.iter().find(|token| token.contraction() == Contraction::Des);
        des.is_some_and(|token| token.words().is_some())
    };
    assert!(several("Le maire parle des fleurs."));
    assert!(!several("Le juge voit des clés."));
    let heading = "Crue à Nantes Le maire parle des ponts.";
    let sentences = segmenter.sentences(Passage::new(heading));
    assert_eq!(sentences.first().map(|sentence| sentence.of(heading)), Some("Crue à Nantes"));
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let banks = || {
        [
            Treebank::read(&treebank()),
            Treebank::marked("# des sentences\nLe prix des² fruits monte.\nElle mange des¹ pommes.\n"),
        ]
    };
    let written = train(&banks()).write("# made by a test\n");
    assert_eq!(train(&banks()).write("# made by a test\n"), written);
    let read = Models::read(&written).unwrap();
    assert_eq!(read.write("# made by a test\n"), written);
}

#[test]
fn broken_weights_are_named_by_their_line() {
    let written = train(&[Treebank::marked("Elle mange des¹ pommes.\n")]).write("# made by a test\n");
    for broken in ["", "?\n", &written[..written.len() / 2], &written.replacen("verb", "berv", 1)] {
        let error = Models::read(broken).err().unwrap();
        assert!(error.to_string().contains(&error.line().to_string()), "{error}");
    }
}
