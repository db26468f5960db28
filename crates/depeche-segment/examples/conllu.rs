//! Standard input to CoNLL-U: `conllu [ud|default] [smart|paragraph|every] [none|WEIGHTS] < text`.

use depeche_segment::{Models, Newlines, Profile, Segmenter};
use depeche_text::Passage;
use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let profile = args.next().and_then(|name| name.parse::<Profile>().ok()).unwrap_or_default();
    let newlines = args.next().and_then(|name| name.parse::<Newlines>().ok()).unwrap_or_default();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut builder = Segmenter::builder().profile(profile).newlines(newlines);
    match args.next().as_deref() {
        None => {}
        Some("none") => builder = builder.models(None),
        Some(path) => {
            let models = Models::read(&std::fs::read_to_string(path)?).map_err(std::io::Error::other)?;
            builder = builder.models(Some(models));
        }
    }
    let segments = builder.build().annotate(Passage::new(&text));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (i, sentence) in segments.sentences.iter().enumerate() {
        writeln!(out, "# sent_id = {}", i + 1)?;
        let mut id = 1;
        for at in sentence.tokens() {
            let token = segments.tokens[at];
            let form = token.span().of(&text).replace(char::is_whitespace, " ");
            let glued =
                segments.tokens.get(at + 1).is_some_and(|next| next.span().start() == token.span().end());
            let misc = if glued { "SpaceAfter=No" } else { "_" };
            match token.words() {
                None => {
                    writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
                    id += 1;
                }
                Some(words) => {
                    writeln!(out, "{id}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", id + 1)?;
                    for word in words {
                        writeln!(out, "{id}\t{word}\t_\t_\t_\t_\t_\t_\t_\t_")?;
                        id += 1;
                    }
                }
            }
        }
        writeln!(out)?;
    }
    out.flush()
}
