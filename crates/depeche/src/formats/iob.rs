//! A token and its tag a line, a tab between them, an empty line after each sentence.
//!
//! A document begins with the line `# newdoc id = name`; a token that is itself `#` has a tab after it. White space inside
//! a token (*120 000*) becomes U+00A0, so that a reader which cuts at spaces still sees two columns. A token that is two names
//! (*Trump-Poutine*) stands as three.

use crate::document::{Document, TokenRef};
use crate::formats::error::{ReadError, ReadErrorCode};
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
#[non_exhaustive]
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
        for token in sentence.tokens().flat_map(TokenRef::parts) {
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

/// The next line of a file.
struct Line<'t> {
    /// Without the white space it ends with.
    line: &'t str,
    /// Its first column and its last one, if it has several.
    columns: Option<(&'t str, &'t str)>,
    /// What comes after it.
    rest: &'t str,
}

/// Cuts the first line off, in one pass: lines are short.
fn cut(text: &str) -> Line<'_> {
    let [mut first, mut last] = [None::<usize>; 2];
    let mut len = text.len();
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            b'\n' => {
                len = at;
                break;
            }
            b'\t' | b' ' => {
                first = first.or(Some(at));
                last = Some(at);
            }
            _ => {}
        }
    }
    let (line, rest) = text.split_at_checked(len).unwrap_or((text, ""));
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    if line.as_bytes().last().is_some_and(u8::is_ascii_graphic) {
        let part = |at: usize| line.split_at_checked(at);
        let columns = first.and_then(part).zip(last.and_then(part));
        let columns = columns.map(|((form, _), (_, tag))| (form, tag.get(1..).unwrap_or_default()));
        return Line { line, columns, rest };
    }
    let line = line.trim_end();
    let between = |c: char| c == '\t' || c == ' ';
    let columns = line.split_once(between).zip(line.rsplit_once(between));
    Line { line, columns: columns.map(|((form, _), (_, tag))| (form, tag)), rest }
}

/// Whether a token of such signs alone is punctuation. By cases: a search in a text costs more than all else that is done
/// for a token of one letter.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '«' | '»' | '…' | '–' | '—' | '’')
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
    let mut rest = text.trim_start_matches('\u{FEFF}');
    // How much was left where the document begins.
    let mut whole = rest.len();
    let mut number = 0_usize;
    while !rest.is_empty() {
        builder.make_room(whole.saturating_sub(rest.len()), rest.len());
        let Line { line, columns, rest: after } = cut(rest);
        (rest, number) = (after, number.saturating_add(1));
        let begins = line.as_bytes().first();
        if begins.is_none() {
            builder.end_sentence();
            continue;
        }
        // A line is asked for more than its token and its tag if it begins like one that holds none.
        if matches!(begins, Some(b'#' | b'-')) {
            let comment = line.strip_prefix("# ").filter(|_| !line.contains('\t'));
            if comment.is_some_and(|c| c.starts_with("newdoc")) || line.starts_with("-DOCSTART-") {
                if !builder.is_empty() {
                    documents.push((std::mem::take(&mut name), std::mem::take(&mut builder).finish()));
                    whole = rest.len();
                }
                name = comment.and_then(|c| c.split_once('=')).map_or("", |(_, id)| id).trim().to_owned();
                continue;
            }
            if comment.is_some() {
                continue;
            }
        }
        let Some((form, tag)) = columns else {
            let message = format!("expected a token, a tab and a tag, found {:?}", excerpt(line));
            return Err(ReadError::new(ReadErrorCode::Columns, number, message));
        };
        let kind = if form.chars().all(is_punctuation) { TokenKind::Punctuation } else { TokenKind::Word };
        let span = builder.token(form, |span| Token::new(span, kind));
        builder.tag(tag, None, span).map_err(|(code, message)| ReadError::new(code, number, message))?;
        builder.space();
    }
    if !builder.is_empty() {
        documents.push((name, builder.finish()));
    }
    Ok(documents)
}
