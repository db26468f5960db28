//! French tokens for a tantivy index: elisions apart, contractions as their words, punctuation left out, folded.
//!
//! `cargo run --example tantivy_tokenizer`

use depeche::segment::Segmenter;
use depeche::text::fold::{Folding, fold};
use depeche::text::{Passage, TokenKind};
use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

/// Cheap to clone: the lists of the segmenter are shared.
#[derive(Clone)]
struct French(Segmenter);

struct Words {
    words: std::vec::IntoIter<Token>,
    current: Token,
}

impl Tokenizer for French {
    type TokenStream<'a> = Words;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words {
        let mut words = Vec::new();
        for token in self.0.tokens(Passage::new(text)) {
            if matches!(token.kind(), TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Other) {
                continue;
            }
            // A contraction is two words at one place, so that a search for *le Havre* finds *au Havre*.
            let surface = token.span().of(text);
            let pair = token.words();
            for word in pair.as_ref().map_or(std::slice::from_ref(&surface), |pair| pair.as_slice()) {
                words.push(Token {
                    offset_from: token.span().start(),
                    offset_to: token.span().end(),
                    position: words.len(),
                    text: fold(word, Folding::FULL).trim_end_matches('\'').to_owned(),
                    position_length: 1,
                });
            }
        }
        Words { words: words.into_iter(), current: Token::default() }
    }
}

impl TokenStream for Words {
    fn advance(&mut self) -> bool {
        match self.words.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

fn main() {
    let mut tokenizer = French(Segmenter::french());
    let mut stream = tokenizer.token_stream("L’été au Havre, aujourd'hui.");
    let mut found = Vec::new();
    stream.process(&mut |token| found.push(token.text.clone()));
    println!("{found:?}");
    assert_eq!(found, ["l", "ete", "a", "le", "havre", "aujourd'hui"]);
}

#[test]
fn runs() {
    main();
}
