//! A token and its tag a line, a tab between them, an empty line after each sentence.
//!
//! A document begins with the line `# newdoc id = name`; a token that is itself `#` has a tab after it. White space inside
//! a token (*120 000*) becomes U+00A0, so that a reader which cuts at spaces still sees two columns.

use crate::document::Document;
use crate::formats::error::ReadError;
use crate::record::{Builder, Record};
use depeche_text::{Token, TokenKind, excerpt};

/// The set of tags.
///
/// ```
/// use depeche::{Pipeline, formats::iob::{self, Scheme}};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// iob::write(&pipeline.annotate("Emmanuel Macron parle."), "a", Scheme::Bilou, &mut out);
/// assert!(out.contains("Emmanuel\tB-PER") && out.contains("Macron\tL-PER"), "{out}");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Scheme {
    /// `B-` begins an entity, `I-` goes on with it, `O` is outside.
    #[default]
    Iob2,
    /// The same, with `L-` for the last token of an entity and `U-` for the only one. Also called BILUO.
    Bilou,
}

/// Writes the tokens of the document with the main types of its mentions: `B-LOC`.
///
/// ```
/// use depeche::{Pipeline, formats::iob};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// iob::write(&pipeline.annotate("En Arménie."), "a", iob::Scheme::Iob2, &mut out);
/// assert_eq!(out, "# newdoc id = a\nEn\tO\nArménie\tB-LOC\n.\tO\n\n");
/// ```
pub fn write(document: &Document<'_>, name: &str, scheme: Scheme, out: &mut String) {
    out.push_str("# newdoc id = ");
    out.extend(name.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }));
    out.push('\n');
    for sentence in document.sentences() {
        for token in sentence.tokens() {
            let plain = |c: char| if c.is_whitespace() || c.is_control() { '\u{A0}' } else { c };
            out.extend(token.text().chars().map(plain));
            out.push('\t');
            match token.mention() {
                None => out.push('O'),
                Some(mention) => {
                    let range = document.token_range(mention.span());
                    let first = range.start == token.index();
                    let last = range.end == token.index().saturating_add(1);
                    out.push_str(match (scheme, first, last) {
                        (Scheme::Bilou, true, true) => "U-",
                        (Scheme::Bilou, false, true) => "L-",
                        (_, true, _) => "B-",
                        _ => "I-",
                    });
                    out.push_str(mention.kind().main().as_str());
                }
            }
            out.push('\n');
        }
        out.push('\n');
    }
}

/// Reads tokens and tags in either scheme: the token is the first column, its tag the last one, tabs or spaces between.
///
/// The text is the tokens with a space between them, a sentence a line. `# newdoc` and `-DOCSTART-` begin a document.
///
/// ```
/// use depeche::formats::iob;
///
/// let documents = iob::read("Berlin\tB-LOC\ndort\tO\n")?;
/// let document = documents[0].1.document();
/// assert_eq!((document.source(), document.mentions().next().unwrap().text()), ("Berlin dort", "Berlin"));
/// # Ok::<(), depeche::formats::ReadError>(())
/// ```
///
/// # Errors
///
/// A line with one column only, or a tag that is not of a scheme.
pub fn read(text: &str) -> Result<Vec<(String, Record)>, ReadError> {
    let mut documents = Vec::new();
    let mut builder = Builder::default();
    let mut name = String::new();
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1usize..) {
        let line = line.trim_end();
        let comment = line.strip_prefix("# ").filter(|_| !line.contains('\t'));
        if line.is_empty() {
            builder.end_sentence();
            continue;
        }
        if comment.is_some_and(|c| c.starts_with("newdoc")) || line.starts_with("-DOCSTART-") {
            if !builder.is_empty() {
                documents.push((std::mem::take(&mut name), std::mem::take(&mut builder).finish()));
            }
            name = comment.and_then(|c| c.split_once('=')).map_or("", |(_, id)| id).trim().to_owned();
            continue;
        }
        if comment.is_some() {
            continue;
        }
        let cut = |c: char| c == '\t' || c == ' ';
        let (Some((form, _)), Some((_, tag))) = (line.split_once(cut), line.rsplit_once(cut)) else {
            let message = format!("expected a token, a tab and a tag, found {:?}", excerpt(line));
            return Err(ReadError::new(number, message));
        };
        let punctuation = form.chars().all(|c| c.is_ascii_punctuation() || "«»…–—’".contains(c));
        let kind = if punctuation { TokenKind::Punctuation } else { TokenKind::Word };
        let span = builder.token(form, |span| Token::new(span, kind));
        builder.tag(tag, None, span).map_err(|message| ReadError::new(number, message))?;
        builder.gap(" ");
    }
    if !builder.is_empty() {
        documents.push((name, builder.finish()));
    }
    Ok(documents)
}
