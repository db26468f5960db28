//! What is found and what is not, as marked texts.

use depeche_gazetteer::*;
use depeche_text::{EntityType, Sentence, Span};

/// Words, signs and elided words, cut in the plainest way: enough to be the edges of mentions.
fn edges(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let word = c != 'ʼ' && c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&c);
        let joins = start.is_some() && c == '-' && chars.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        if word || joins {
            start.get_or_insert(at);
            continue;
        }
        if let Some(begin) = start.take() {
            if matches!(c, '\'' | '’' | 'ʼ') {
                spans.push(Span::new(begin, at + c.len_utf8()));
                continue;
            }
            spans.push(Span::new(begin, at));
        }
        if !c.is_whitespace() {
            spans.push(Span::new(at, at + c.len_utf8()));
        }
    }
    spans.extend(start.map(|begin| Span::new(begin, text.len())));
    spans
}

/// Takes `[Paris|x:1]` to `Paris` and the expectation that it is found, with the id of its best sense.
fn unmark(marked: &str) -> (String, Vec<(Span, String)>) {
    let marked = marked.replace('⍽', "\u{A0}").replace('⎵', "\u{202F}").replace('⏎', "\n");
    let (mut text, mut found) = (String::new(), Vec::new());
    let mut rest = marked.as_str();
    while let Some((before, tail)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = tail.split_once(']').unwrap();
        let (surface, id) = inside.split_once('|').unwrap();
        let start = text.len();
        text.push_str(surface);
        found.push((Span::new(start, text.len()), id.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, found)
}

#[test]
fn marked_texts() {
    let mut sections = include_str!("mentions.txt").split("\n== ");
    sections.next();
    let mut checked = 0;
    for section in sections {
        let (title, section) = section.split_once('\n').unwrap();
        let (table, cases) = section.split_once("\n--\n").unwrap();
        let mut builder = GazetteerBuilder::new();
        builder.read_tsv(&table.replace("    ", "\t"), Some(title)).unwrap();
        let file = builder.compile().unwrap();
        let gazetteer = Gazetteer::open(&file).unwrap();
        gazetteer.verify().unwrap();
        for case in cases.lines().filter(|line| !line.is_empty()) {
            let (text, expected) = unmark(case);
            let mentions = gazetteer.mentions(&text, &edges(&text), &[], &MatchOptions::default());
            let found: Vec<(Span, String)> = mentions
                .iter()
                .map(|mention| {
                    (mention.span(), gazetteer.senses(mention).next().unwrap().id().unwrap().into_owned())
                })
                .collect();
            assert_eq!(found, expected, "{title}: {case}");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked} cases");
}

/// The first look at a token reads four bytes, which a sentence that ends inside a word has not: what lies beyond is not
/// held against the token, be it the first of the text.
#[test]
fn a_sentence_that_ends_inside_a_word() {
    let mut builder = GazetteerBuilder::new();
    builder.push(Entry::new(EntityType::ORG, "A").with_id("x:1")).unwrap();
    let file = builder.compile().unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    for before in ["", "b", "bc", "bcd", "bcde", "bcdef"] {
        let text = format!("{before}AT&T ");
        let at = before.len();
        let tokens = [Span::new(0, at), Span::new(at, at + 1), Span::new(at + 1, at + 2)];
        let tokens = &tokens[usize::from(before.is_empty())..];
        let sentences: Vec<_> =
            (0..tokens.len()).map(|token| Sentence::new(tokens[token], token..token + 1)).collect();
        let mentions = gazetteer.mentions(&text, tokens, &sentences, &MatchOptions::default());
        let found: Vec<_> = mentions.iter().map(Mention::span).collect();
        assert_eq!(found, [Span::new(at, at + 1)], "{text:?}");
    }
}

/// A mark or a sign that shows nothing before the first letter, in the list or in the text, hides no name.
#[test]
fn what_shows_nothing_before_the_first_letter() {
    for before in ["\u{AD}", "\u{200D}", "\u{301}", "\u{AD}\u{301}"] {
        for (name, text) in
            [(format!("{before}lot"), "le lot".to_owned()), ("lot".to_owned(), format!("le {before}lot"))]
        {
            let mut builder = GazetteerBuilder::new();
            let options = FormOptions { case: Case::Exact, ..FormOptions::default() };
            builder.push(Entry::new(EntityType::LOC, name.as_str()).with_name_options(options)).unwrap();
            let file = builder.compile().unwrap();
            let gazetteer = Gazetteer::open(&file).unwrap();
            let tokens = [Span::new(0, 2), Span::new(3, text.len())];
            let mentions = gazetteer.mentions(&text, &tokens, &[], &MatchOptions::default());
            let found: Vec<_> = mentions.iter().map(Mention::span).collect();
            assert_eq!(found, [tokens[1]], "{name:?} in {text:?}");
        }
    }
}
