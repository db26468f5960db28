//! CoNLL-U: a token a line, a contraction as a multiword token with its words, an empty line after each sentence.
//!
//! What Depeche does not know stays unsaid the way Universal Dependencies says it: `UPOS` is `X` but for punctuation,
//! signs and numbers, and every word hangs on the first one by `dep`, so that tools which want a tree can read the file.
//! `XPOS` is the kind of the token. `MISC` holds
//!
//! * `SpaceAfter=No` where the next token follows at once,
//! * `TokenRange=12:17`, the place in the source in **characters**,
//! * `Mention=B-LOC:city`, the entity in IOB2, `MentionId=geonames:2988507` and `Chain=3` where it begins.
//!
//! A token that is two names (*Trump-Poutine*) stands as three.

use crate::document::{Document, SentenceRef, TokenRef};
use crate::formats::error::{ReadError, ReadErrorCode};
use crate::formats::writer::push_number;
use crate::record::{Builder, Record};
use depeche_text::fold::composed;
use depeche_text::{Contraction, OffsetMap, Token, TokenKind, excerpt};

/// Writes the document.
///
/// `name` becomes the id of the document and the beginning of its sentences' ids; white space
/// in it becomes `_`, and `/` too in those of sentences.
///
/// ```
/// use depeche::{Pipeline, formats::conllu};
///
/// let pipeline = Pipeline::french();
/// let mut out = String::new();
/// conllu::write(&pipeline.annotate("Il va au Mali."), "exemple", &mut out);
/// assert!(out.contains("# sent_id = exemple-1\n# text = Il va au Mali.\n1\tIl\t"));
/// assert!(out.contains("3-4\tau\t_\t"));
/// assert!(out.contains("Mention=B-LOC"));
/// ```
pub fn write(document: &Document<'_>, name: &str, out: &mut String) {
    let name: String =
        name.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect();
    let name = if name.is_empty() { "document" } else { &name };
    let map = document.offsets();
    push_line(out, &["# newdoc id = ", name]);
    // A slash in the id of a sentence is kept for parallel treebanks.
    let stem = name.trim_start_matches('/').replace('/', "_");
    for sentence in document.sentences() {
        if sentence.begins_paragraph() {
            out.push_str("# newpar\n");
        }
        push_line(out, &["# sent_id = ", &stem, "-"]);
        out.pop();
        push_number(out, sentence.index().saturating_add(1));
        out.push_str("\n# text = ");
        push_text(out, sentence);
        out.push('\n');
        push_sentence(out, sentence, &map);
        out.push('\n');
    }
}

fn push_line(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
    out.push('\n');
}

/// The sentence as its tokens and `SpaceAfter` say it: any white space is one space.
fn push_text(out: &mut String, sentence: SentenceRef<'_>) {
    let last = sentence.token_range().end;
    for token in sentence.tokens() {
        push_form(out, token.text());
        if token.space_after() && token.index().saturating_add(1) < last {
            out.push(' ');
        }
    }
}

/// A form in Normalization Form C, as the format asks; the white space that a token may hold inside becomes a plain space,
/// which the format can carry.
fn push_form(out: &mut String, form: &str) {
    let form = composed(form);
    if form.bytes().all(|b| b > b' ' && b != 0x7F) {
        out.push_str(&form);
    } else {
        // A form may hold a plain space (`120 000`), never a control character or nothing but a space.
        out.extend(form.chars().map(|c| match c {
            c if c.is_whitespace() => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        }));
    }
}

fn push_sentence(out: &mut String, sentence: SentenceRef<'_>, map: &OffsetMap<'_>) {
    let mut number = 1usize;
    for token in sentence.tokens().flat_map(TokenRef::parts) {
        match token.token().words() {
            Some(words) => {
                push_number(out, number);
                out.push('-');
                push_number(out, number.saturating_add(1));
                out.push('\t');
                push_form(out, token.text());
                out.push_str("\t_\t_\t_\t_\t_\t_\t_\t");
                push_misc(out, token, map);
                for word in in_case_of(token.text(), words) {
                    push_word(out, number, &word, TokenKind::Word);
                    out.push_str("_\n");
                    number = number.saturating_add(1);
                }
            }
            None => {
                push_word(out, number, token.text(), token.kind());
                push_misc(out, token, map);
                number = number.saturating_add(1);
            }
        }
    }
}

/// Id to DEPS of a word.
fn push_word(out: &mut String, number: usize, form: &str, kind: TokenKind) {
    push_number(out, number);
    out.push('\t');
    push_form(out, form);
    let pos = match kind {
        TokenKind::Punctuation => "PUNCT",
        TokenKind::Symbol | TokenKind::Emoji | TokenKind::Url | TokenKind::Email => "SYM",
        TokenKind::Number => "NUM",
        _ => "X",
    };
    for part in
        ["\t_\t", pos, "\t", kind.as_str(), "\t_\t", if number == 1 { "0\troot" } else { "1\tdep" }, "\t_\t"]
    {
        out.push_str(part);
    }
}

/// The last column and the end of the line.
fn push_misc(out: &mut String, token: TokenRef<'_>, map: &OffsetMap<'_>) {
    if !token.space_after() {
        out.push_str("SpaceAfter=No|");
    }
    let place = map.chars(token.span());
    out.push_str("TokenRange=");
    push_number(out, place.start);
    out.push(':');
    push_number(out, place.end);
    if let Some(mention) = token.mention() {
        let first = mention.tokens().next().is_some_and(|first| first.index() == token.index());
        out.push_str(if first { "|Mention=B-" } else { "|Mention=I-" });
        out.push_str(mention.kind().as_str());
        if first {
            if let Some(id) = mention.id() {
                out.push_str("|MentionId=");
                out.extend(id.chars().map(|c| if c == '|' || c.is_whitespace() { '_' } else { c }));
            }
            out.push_str("|Chain=");
            push_number(out, mention.chain());
        }
    }
    out.push('\n');
}

/// The words of a contraction in the case of the token: *Du* is *De* and *le*, *DU* is *DE* and *LE*.
fn in_case_of(token: &str, words: [&str; 2]) -> [String; 2] {
    let mut upper = token.chars().map(char::is_uppercase);
    let [first, second] = words;
    match (upper.next(), upper.next()) {
        (Some(true), Some(true)) => [first.to_uppercase(), second.to_uppercase()],
        (Some(true), _) => {
            let mut letters = first.chars();
            let head = letters.next().map(char::to_uppercase);
            [head.into_iter().flatten().chain(letters).collect(), second.to_owned()]
        }
        _ => [first.to_owned(), second.to_owned()],
    }
}

/// Reads CoNLL-U: the tokens, words, sentences, paragraphs and, where `MISC` has them, the mentions with their ids and chains.
///
/// `# newdoc` begins a document and `# newpar` a paragraph. The text is made from the forms and their `SpaceAfter` and
/// `SpacesAfter`, with an empty line between paragraphs. Empty nodes (`1.1`) are left out.
///
/// ```
/// use depeche::formats::conllu;
///
/// let file = "# newdoc id = a\n1\tIl\t_\tX\t_\t_\t0\troot\t_\t_\n2\tpleut\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n3\t.\t_\tPUNCT\t_\t_\t1\tdep\t_\t_\n\n";
/// let documents = conllu::read(file)?;
/// assert_eq!((documents[0].0.as_str(), documents[0].1.text.as_str()), ("a", "Il pleut."));
/// # Ok::<(), depeche::formats::ReadError>(())
/// ```
///
/// # Errors
///
/// A line that has not ten columns, an id that is no number or range, or a multiword token without its words.
pub fn read(text: &str) -> Result<Vec<(String, Record)>, ReadError> {
    let mut documents = Vec::new();
    let mut builder = Builder::default();
    let mut name = String::new();
    let mut open = Open::default();
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1usize..) {
        if line.is_empty() {
            open.close()?;
            builder.end_sentence();
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if comment == "newdoc" || comment.starts_with("newdoc ") {
                if !builder.is_empty() {
                    documents.push((std::mem::take(&mut name), std::mem::take(&mut builder).finish()));
                }
                name = comment.split_once('=').map_or("", |(_, id)| id).trim().to_owned();
            } else if comment == "newpar" || comment.starts_with("newpar ") {
                builder.end_paragraph();
            }
        } else {
            Row::parse(line, number)?.add_to(&mut open, number, &mut builder)?;
        }
    }
    open.close()?;
    if !builder.is_empty() {
        documents.push((name, builder.finish()));
    }
    Ok(documents)
}

/// The multiword token that is open.
#[derive(Default)]
struct Open {
    /// Its last word, the last word that was read, and its line.
    covered: usize,
    reached: usize,
    line: usize,
}

impl Open {
    /// The sentence ends.
    fn close(&mut self) -> Result<(), ReadError> {
        let Open { covered, reached, line } = std::mem::take(self);
        if reached >= covered {
            return Ok(());
        }
        let next = reached.saturating_add(1);
        let message = format!(
            "expected the words of the multiword token up to {covered}, found no word {next} after it"
        );
        Err(ReadError::new(ReadErrorCode::MissingWords, line, message))
    }
}

/// One line of a file.
pub(crate) struct Row<'l> {
    /// The first and the last word it is; `None` for an empty node.
    pub(crate) ids: Option<(usize, usize)>,
    pub(crate) form: &'l str,
    upos: &'l str,
    xpos: &'l str,
    pub(crate) misc: &'l str,
}

impl<'l> Row<'l> {
    pub(crate) fn parse(line: &'l str, number: usize) -> Result<Row<'l>, ReadError> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, upos, xpos, _, _, _, _, misc] = columns.as_slice() else {
            let found = columns.len();
            let message = format!("expected ten columns with tabs between them, found {found}");
            return Err(ReadError::new(ReadErrorCode::Columns, number, message));
        };
        let bad = || {
            let message = format!("expected an id such as 3, 3-4 or 3.1, found {:?}", excerpt(id));
            ReadError::new(ReadErrorCode::WordId, number, message)
        };
        let parse = |part: &str| part.parse::<usize>().map_err(|_| bad());
        let ids = match (id.split_once('-'), id.split_once('.')) {
            (Some((first, last)), _) => Some((parse(first)?, parse(last)?)),
            (None, Some((before, after))) => {
                parse(before)?;
                parse(after)?;
                None
            }
            (None, None) => Some((parse(id)?, parse(id)?)),
        };
        Ok(Row { ids, form, upos, xpos, misc })
    }

    fn add_to(&self, open: &mut Open, number: usize, builder: &mut Builder) -> Result<(), ReadError> {
        let form = self.form;
        let Some((first, last)) = self.ids else { return Ok(()) };
        let multiword = last > first;
        if multiword {
            (open.covered, open.line) = (last, number);
        } else {
            open.reached = first;
            if first <= open.covered {
                return Ok(());
            }
        }
        let kind = TokenKind::ALL.iter().copied().find(|kind| kind.as_str() == self.xpos);
        let kind = kind.unwrap_or(match self.upos {
            "PUNCT" => TokenKind::Punctuation,
            "SYM" => TokenKind::Symbol,
            "NUM" => TokenKind::Number,
            _ => TokenKind::Word,
        });
        let span = builder.token(form, |span| {
            let token = Token::new(span, kind);
            let lower = form.to_lowercase();
            let same = |c: &&Contraction| **c != Contraction::None && c.as_str() == lower;
            match Contraction::ALL.iter().find(same) {
                Some(&contraction) if multiword => token.with_contraction(contraction, 255),
                _ => token,
            }
        });
        let value = |wanted: &str| {
            let pairs = self.misc.split('|').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(key, _)| *key == wanted).map(|(_, value)| value).next_back()
        };
        let tag = value("Mention").or_else(|| value("NER")).or_else(|| value("NE")).unwrap_or("O");
        builder
            .tag(tag, value("MentionId"), span)
            .map_err(|(code, message)| ReadError::new(code, number, message))?;
        if tag != "O"
            && let Some(chain) = value("Chain").and_then(|chain| chain.parse().ok())
        {
            builder.chain(chain, span);
        }
        builder.gap(&gap(self.misc));
        Ok(())
    }
}

/// The white space after a token, as its last column says it.
pub(crate) fn gap(misc: &str) -> String {
    for pair in misc.split('|') {
        match pair.split_once('=') {
            Some(("SpaceAfter", "No")) => return String::new(),
            Some(("SpacesAfter", value)) => return unescape(value),
            _ => {}
        }
    }
    " ".to_owned()
}

/// `\s \t \n \r \p \\` of `SpacesAfter`.
fn unescape(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('s') => ' ',
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('p') => '|',
                Some(other) => other,
                None => '\\',
            },
            c => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_take_the_case_of_the_token() {
        assert_eq!(in_case_of("Du", ["de", "le"]), ["De", "le"]);
        assert_eq!(in_case_of("AUX", ["à", "les"]), ["À", "LES"]);
        assert_eq!(in_case_of("des", ["de", "les"]), ["de", "les"]);
    }

    #[test]
    fn a_broken_line_is_named() {
        assert_eq!(read("# x\n1\tLe\n").unwrap_err().line(), 2);
        let error = read("x\tLe\t_\t_\t_\t_\t_\t_\t_\t_\n").unwrap_err();
        assert!(error.message().contains("expected an id"), "{error}");
    }

    #[test]
    fn a_multiword_token_wants_its_words() {
        let row = |id: &str, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
        let (du, de, le) = (row("1-2", "du"), row("1", "de"), row("2", "le"));
        assert!(read(&[&*du, &de, &le].concat()).is_ok());
        for cut in [[&*du, &de].concat(), [&*du, "\n", &de, &le].concat()] {
            let error = read(&cut).unwrap_err();
            assert_eq!(error.line(), 1);
            assert!(error.message().contains("up to 2"), "{error}");
        }
    }
}
