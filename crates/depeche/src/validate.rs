//! Every law of a document, in one place.

use crate::document::Document;
use depeche_text::tiling::{self, Violation};
use depeche_text::{Passage, Span, typography};

impl Document<'_> {
    /// Checks the laws of a document: what property tests, golden tests and fuzz targets all call.
    ///
    /// * *whole*: every span lies inside the source, on `char` boundaries;
    /// * *regions* stand in order and do not overlap;
    /// * *lossless*: in each region the tokens stand in order, do not overlap, and only white space stands between them;
    /// * *nested*: sentences hold all tokens, paragraphs all sentences, regions all paragraphs, in order;
    /// * *mentions* stand in order, do not overlap, begin and end with a token or at a hyphen inside one, and lie inside one
    ///   sentence.
    ///
    /// Time linear in the source.
    ///
    /// # Errors
    ///
    /// The first law that does not hold, and where. A document from a [`Pipeline`](crate::Pipeline) keeps them all; one
    /// that was read from a file need not.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::french();
    /// assert!(pipeline.annotate("« Ça va ? » L’été\u{202F}!").validate().is_ok());
    /// ```
    pub fn validate(&self) -> Result<(), Violation> {
        self.validate_regions()?;
        tiling::sentences(&self.sentences, &self.tokens)?;
        tiling::paragraphs(&self.paragraphs, &self.sentences)?;
        self.validate_mentions()
    }

    fn validate_regions(&self) -> Result<(), Violation> {
        let mut reached = 0;
        let mut paragraph = 0;
        let mut token = 0;
        for region in &self.regions {
            if region.span.start() < reached || region.span.get(self.source).is_none() {
                return Err(broken(
                    "regions",
                    region.span,
                    "a region inside the source, after the one before",
                ));
            }
            reached = region.span.end();
            if region.paragraphs().start != paragraph {
                return Err(broken("nested", region.span, "a region that begins with the next paragraph"));
            }
            paragraph = region.paragraphs().end;
            let rest = self.tokens.get(token..).unwrap_or_default();
            let count = rest.partition_point(|token| token.span().start() < region.span.end());
            let inside = rest.get(..count).unwrap_or_default();
            tiling::tokens(Passage::new(self.source).slice(region.span), inside)?;
            token = token.saturating_add(count);
            let held = self.paragraphs.get(region.paragraphs()).unwrap_or_default();
            if let Some(outside) = held.iter().find(|held| !region.span.covers(held.span)) {
                return Err(broken("nested", outside.span, "a paragraph inside its region"));
            }
        }
        if let Some(left) = self.tokens.get(token) {
            return Err(broken("nested", left.span(), "every token to be in a region"));
        }
        match self.paragraphs.get(paragraph) {
            Some(left) => Err(broken("nested", left.span, "every paragraph to be in a region")),
            None => Ok(()),
        }
    }

    fn validate_mentions(&self) -> Result<(), Violation> {
        let mut reached = 0;
        for mention in &self.mentions {
            let span = mention.span;
            if span.is_empty() || span.start() < reached {
                return Err(broken("mentions", span, &format!("a mention after byte {reached}")));
            }
            if span.get(self.source).is_none() || mention.outer.get(self.source).is_none() {
                return Err(broken("whole", span, "bounds between characters"));
            }
            if !mention.outer.covers(span) {
                return Err(broken("mentions", mention.outer, &format!("an outer span that covers {span}")));
            }
            let range = self.token_range(span);
            let inside = self.tokens.get(range).unwrap_or_default();
            let edges = inside.first().zip(inside.last()).map(|(a, b)| a.span().join(b.span()));
            // *[Trump]-[Poutine]*
            let text = |from, to| Span::new(from, to).of(self.source);
            let sound = edges.is_some_and(|edges| {
                let begins = edges.start() == span.start()
                    || text(edges.start(), span.start()).ends_with(typography::is_hyphen);
                let ends = edges.end() == span.end()
                    || text(span.end(), edges.end()).starts_with(typography::is_hyphen);
                begins && ends
            });
            if !sound {
                let expected = "a mention that begins and ends with a token, or at a hyphen inside one";
                return Err(broken("mentions", span, expected));
            }
            let sentence = self.sentence_at(span.start());
            if !sentence.is_some_and(|sentence| sentence.span().covers(mention.outer)) {
                return Err(broken("mentions", mention.outer, "a mention inside one sentence"));
            }
            reached = span.end();
        }
        Ok(())
    }
}

fn broken(law: &'static str, at: Span, expected: &str) -> Violation {
    Violation { law, at, message: format!("expected {expected}") }
}

#[cfg(test)]
mod tests {
    use crate::record::{Record, RecordMention};
    use depeche_text::{EntityType, Paragraph, Sentence, Span, Token, TokenKind};

    fn sound() -> Record {
        let mut record = Record::of_text("Il va. À Lyon.");
        let token = |a, b| Token::new(Span::new(a, b), TokenKind::Word);
        record.tokens =
            vec![token(0, 2), token(3, 5), token(5, 6), token(7, 9), token(10, 14), token(14, 15)];
        record.sentences = vec![Sentence::new(Span::new(0, 6), 0..3), Sentence::new(Span::new(7, 15), 3..6)];
        record.paragraphs = vec![Paragraph::new(Span::new(0, 15), 0..2)];
        record.regions[0].paragraphs = Span::new(0, 1);
        record.mentions = vec![RecordMention::new(Span::new(10, 14), EntityType::LOC)];
        record
    }

    #[test]
    fn every_law_can_be_broken() {
        assert_eq!(sound().document().validate(), Ok(()));
        type Break = fn(&mut Record);
        let breaks: &[(&str, Break)] = &[
            ("lossless", |r| _ = r.tokens.remove(1)),
            ("lossless", |r| r.tokens.swap(0, 1)),
            ("whole", |r| r.tokens[3] = Token::new(Span::new(7, 8), TokenKind::Word)),
            ("nested", |r| _ = r.sentences.pop()),
            ("nested", |r| r.sentences[0].span = Span::new(0, 5)),
            ("nested", |r| r.paragraphs.clear()),
            ("nested", |r| r.regions[0].paragraphs = Span::empty(0)),
            ("nested", |r| r.regions.clear()),
            ("regions", |r| r.regions[0].span = Span::new(0, 99)),
            ("mentions", |r| r.mentions.push(r.mentions[0].clone())),
            ("mentions", |r| r.mentions[0].outer = Span::new(10, 12)),
            ("mentions", |r| r.mentions[0] = RecordMention::new(Span::new(11, 14), EntityType::LOC)),
            ("mentions", |r| r.mentions[0] = RecordMention::new(Span::new(5, 9), EntityType::LOC)),
            ("whole", |r| r.mentions[0].span = Span::new(8, 9)),
        ];
        for (law, break_it) in breaks {
            let mut record = sound();
            break_it(&mut record);
            assert_eq!(record.document().validate().unwrap_err().law, *law);
        }
    }
}
