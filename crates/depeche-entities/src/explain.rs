//! Why a mention was found.

use crate::mention::{Mention, Mentions};
use crate::tagger::Tagger;
use std::fmt;

/// Why a mention was found: its rule, its entry in the gazetteer, the mention it is linked to.
///
/// Its `Display` is one line for people.
#[derive(Debug)]
pub struct Explanation<'m> {
    tagger: &'m Tagger<'m>,
    source: &'m str,
    mentions: &'m Mentions,
    mention: &'m Mention,
}

impl<'m> Explanation<'m> {
    pub(crate) fn new(
        tagger: &'m Tagger<'m>,
        source: &'m str,
        mentions: &'m Mentions,
        mention: &'m Mention,
    ) -> Explanation<'m> {
        Explanation { tagger, source, mentions, mention }
    }

    /// The mention of the same chain with the fullest form of the name, when it is another one.
    #[must_use]
    pub fn full_form(&self) -> Option<&'m Mention> {
        let chain = self.mentions.chain(self.mention)?;
        let fullest = self.mentions.get(chain.fullest())?;
        (fullest.span() != self.mention.span()).then_some(fullest)
    }
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = self.mention.rule();
        write!(
            f,
            "{} {}, {:.2}: {} {}",
            self.mention.span().of(self.source),
            self.mention.kind(),
            self.mention.confidence(),
            rule.code(),
            rule.what()
        )?;
        if let Some(entry) = self.tagger.entry(self.mention) {
            write!(f, "; listed as {}", entry.name())?;
            if let Some(id) = self.tagger.id(self.mention) {
                write!(f, " ({id})")?;
            }
        }
        if let Some(full) = self.full_form() {
            write!(f, "; in full {} at byte {}", full.span().of(self.source), full.span().start())?;
        }
        Ok(())
    }
}
