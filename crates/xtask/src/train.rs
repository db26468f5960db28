//! The small models of the segmenter, trained from CoNLL-U files.

use crate::shell::{Outcome, read};
use depeche_segment::training::{Treebank, train};
use std::path::Path;

const USAGE: &str = "expected [-o FILE] TREEBANK.conllu... [LIST.txt...]; the files that made the weights that ship are named in them";

/// Reads a treebank, or a list of sentences whose *des* are marked.
pub fn treebank(path: &Path) -> Result<Treebank, String> {
    let text = read(path)?;
    Ok(if path.extension().is_some_and(|end| end == "txt") {
        Treebank::marked(&text)
    } else {
        Treebank::read(&text)
    })
}

/// `cargo xtask train [-o FILE] TREEBANK.conllu... [LIST.txt...]`: the same files give the same bytes.
pub fn run(arguments: &[String]) -> Outcome {
    let (out, files) = match arguments {
        [flag, out, files @ ..] if flag == "-o" => (out.as_str(), files),
        files => ("crates/depeche-segment/data/french.weights", files),
    };
    if files.is_empty() {
        return Err(USAGE.to_owned());
    }
    let mut names = Vec::new();
    let mut treebanks = Vec::new();
    for file in files {
        let path = Path::new(file);
        treebanks.push(treebank(path)?);
        names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    }
    let header = format!(
        "# cargo xtask train {}\n\
         # Source: weights learned from the Universal Dependencies treebanks of French named above: GSD, Rhapsodie and\n\
         # ParisStories (CC BY-SA 4.0), Sequoia (LGPL-LR), of which no text is here, and from sentences of this project.\n\
         # Licence: CC BY-SA 4.0, as the treebanks ask of what is derived from them.\n",
        names.join(" ")
    );
    let models = train(&treebanks);
    std::fs::write(out, models.write(&header)).map_err(|error| format!("cannot write {out}: {error}"))
}
