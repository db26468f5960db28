//! The tagger takes any tokens and sentences: its mentions stand in order, on the edges of tokens or at hyphens in them, inside a sentence.
#![no_main]
use depeche::entities::{Profile, Tagger};
use depeche::text::{Sentence, Span, Token, TokenKind, typography};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TAGGERS: LazyLock<Vec<Tagger<'static>>> = LazyLock::new(|| {
    let build = |profile| Tagger::builder().profile(profile).build().expect("the names of the house");
    [Profile::Balanced, Profile::Precise].map(build).into()
});

fuzz_target!(|input: (u64, &str)| {
    let (seed, text) = input;
    // Tokens of letters and signs, joined and parted as the seed says; a sentence ends where it says.
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut first = 0;
    for (i, (at, c)) in text.char_indices().enumerate() {
        let (end, bit) = (at + c.len_utf8(), seed >> (i % 64) & 1 == 1);
        let joins = c.is_alphanumeric() != bit;
        match tokens.last().map(|token| token.span()) {
            Some(last) if joins && last.end() == at => {
                let kind = tokens.pop().expect("a token").kind();
                tokens.push(Token::new(Span::new(last.start(), end), kind));
            }
            _ if !c.is_whitespace() => {
                let kind = TokenKind::ALL[(i ^ seed as usize) % TokenKind::ALL.len()];
                let kind = if c.is_alphanumeric() && !bit { TokenKind::Word } else { kind };
                tokens.push(Token::new(Span::new(at, end), kind));
            }
            _ if bit && first < tokens.len() => {
                let span = tokens[first].span().join(tokens[tokens.len() - 1].span());
                sentences.push(Sentence::new(span, first..tokens.len()));
                first = tokens.len();
            }
            _ => {}
        }
    }
    if first < tokens.len() {
        let span = tokens[first].span().join(tokens[tokens.len() - 1].span());
        sentences.push(Sentence::new(span, first..tokens.len()));
    }
    let tagger = &TAGGERS[seed as usize % TAGGERS.len()];
    let mentions = tagger.tag(text, &tokens, &sentences);
    let mut reached = 0;
    for mention in mentions.iter() {
        let (span, outer) = (mention.span(), mention.outer());
        assert!(reached <= span.start() && !span.is_empty() && outer.covers(span));
        reached = span.end();
        for edge in [span, outer] {
            // Of two names with a hyphen between them each begins and ends at the hyphen, inside the token.
            let (before, after) = (&text[..edge.start()], &text[edge.end()..]);
            let begins = tokens.iter().any(|token| token.span().start() == edge.start());
            assert!(begins || before.ends_with(typography::is_hyphen));
            let ends = tokens.iter().any(|token| token.span().end() == edge.end());
            assert!(ends || after.starts_with(typography::is_hyphen));
        }
        assert!(sentences.iter().any(|sentence| sentence.span.covers(outer)));
        assert!((0.0..=1.0).contains(&mention.confidence()));
        assert!(tagger.id(mention).is_none_or(|id| !id.is_empty()));
    }
    assert_eq!(tagger.tag(text, &tokens, &sentences).as_slice(), mentions.as_slice());

    // Tokens and sentences of another text, or in no order: nothing is promised but an end.
    let shift = seed as usize % 5;
    tokens.iter_mut().for_each(|token| *token = Token::new(token.span().shift(shift), token.kind()));
    drop(tagger.tag(text, &tokens, &sentences));
    tokens.reverse();
    drop(tagger.tag(text, &tokens, &sentences));
    tokens.truncate(shift);
    drop(tagger.tag(text, &tokens, &sentences));
});
