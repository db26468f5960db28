//! Asking for the memory of what is going to be looked up, for many words before the first of them.

use crate::filter::{may_begin, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Layers;
use crate::mention::Mention;

/// What is asked for: each step of an answer stands where the one before says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AskStep {
    /// The index, in which a hash says where to look.
    Index,
    /// What the index says, which should have been asked for some hundred nanoseconds before.
    Content,
}

impl Layers<'_> {
    /// Asks the processor for the memory that [`onset_of_word`](Layers::onset_of_word) is going to read of a word with this hash.
    ///
    /// A matter of time alone: with a large gazetteer, ten words asked for together are answered nearly as soon as one.
    ///
    /// ```
    /// # use depeche_gazetteer::{AskStep, Gazetteer, GazetteerBuilder, Layers};
    /// # use depeche_text::fold::ShortWord;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("iso:SN\tLOC\tSénégal\niso:ML\tLOC\tMali\n", None)?;
    /// let file = builder.compile()?;
    /// let layers = Layers::over(Gazetteer::open(&file)?);
    /// let words = ["Sénégal", "Mali"].map(|text| (text, ShortWord::new(text.as_bytes()).unwrap()));
    /// for step in [AskStep::Index, AskStep::Content] {
    ///     words.iter().for_each(|(text, word)| layers.ask(text, word.hash(), step));
    /// }
    /// let onsets = words.map(|(text, word)| layers.onset_of_word(text, word));
    /// # assert!(onsets.iter().all(|onset| onset.may_begin(b" ")));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[inline]
    pub fn ask(&self, text: &str, hash: u64, step: AskStep) {
        for layer in self.layers() {
            layer.ask(text, hash, step);
        }
    }
}

impl Gazetteer<'_> {
    /// Asks the processor for the memory that [`senses`](Gazetteer::senses) of a mention is going to read.
    #[inline]
    pub fn ask_senses(&self, mention: &Mention) {
        self.ask_node(mention.hit(0));
    }

    #[inline]
    fn ask(&self, text: &str, hash: u64, step: AskStep) {
        let pair = text.as_bytes().first_chunk();
        if pair.is_some_and(|pair| !may_begin(self.first_bytes, *pair)) {
            return;
        }
        let key = start_key(hash, begins_small(text));
        match step {
            AskStep::Index => {
                self.ask_start(key);
                self.ask_first(hash);
            }
            AskStep::Content if self.may_start(key) => self.ask_nodes(self.first_bucket(hash)),
            AskStep::Content => {}
        }
    }
}
