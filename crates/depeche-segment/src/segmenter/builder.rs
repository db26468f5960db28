//! A segmenter with words and rules of the caller's.

use super::{MODELS, Segmenter};
use crate::lexicon::{self, Abbreviation, InvalidList, Lexicon};
use crate::lines::Newlines;
use crate::model::Models;
use crate::profile::Profile;
use std::sync::{Arc, LazyLock};

pub(super) static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(read_built_in()));

fn read_built_in() -> Lexicon {
    // The tests hold that every row of the built-in lists can be read.
    let builder = SegmenterBuilder::empty().abbreviations(include_str!("../../data/abbreviations.txt"));
    let builder = builder.and_then(|builder| builder.exceptions(include_str!("../../data/exceptions.txt")));
    builder.map(|builder| builder.lexicon).unwrap_or_default()
}

/// Makes a [`Segmenter`]: options, models and lists. The built-in lists are there from the start and come in by the same
/// door; what is added last about a word holds.
///
/// ```
/// use depeche_segment::{Abbreviation, Segmenter};
/// use depeche_text::Passage;
///
/// let segmenter = Segmenter::builder()
///     .abbreviation("hydr", Abbreviation::Never)
///     .exception("l'isloise")
///     .exceptions("# one on a line\nC++\nYahoo!\n")?
///     .build();
/// let source = "Voir hydr. Nord. Il code en C++ pour Yahoo! et l'isloise.";
/// let words: Vec<&str> = segmenter.tokens(Passage::new(source)).iter().map(|token| token.span().of(source)).collect();
/// assert!(["hydr.", "C++", "Yahoo!", "l'isloise"].iter().all(|word| words.contains(word)));
/// assert_eq!(segmenter.sentences(Passage::new(source)).len(), 2);
/// # Ok::<(), depeche_segment::InvalidList>(())
/// ```
#[derive(Clone, Debug)]
pub struct SegmenterBuilder {
    profile: Profile,
    newlines: Newlines,
    /// `None`: the built-in ones.
    models: Option<Option<Arc<Models>>>,
    lexicon: Lexicon,
}

impl Default for SegmenterBuilder {
    fn default() -> SegmenterBuilder {
        SegmenterBuilder { lexicon: Lexicon::clone(&BUILT_IN), ..SegmenterBuilder::empty() }
    }
}

impl SegmenterBuilder {
    fn empty() -> SegmenterBuilder {
        SegmenterBuilder {
            profile: Profile::default(),
            newlines: Newlines::default(),
            models: None,
            lexicon: Lexicon::default(),
        }
    }

    /// What a sentence is.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> SegmenterBuilder {
        self.profile = profile;
        self
    }

    /// What the end of a line means.
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> SegmenterBuilder {
        self.newlines = newlines;
        self
    }

    /// The learned weights; `None` for rules alone.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// // By rules alone every *des* is left in doubt.
    /// let segmenter = Segmenter::builder().models(None).build();
    /// assert!(segmenter.tokens(Passage::new("le prix des fruits"))[2].contraction_probability() < 1.0);
    /// ```
    #[must_use]
    pub fn models(mut self, models: Option<Models>) -> SegmenterBuilder {
        self.models = Some(models.map(Arc::new));
        self
    }

    /// One more abbreviation, with or without its full stop.
    #[must_use]
    pub fn abbreviation(mut self, word: &str, class: Abbreviation) -> SegmenterBuilder {
        self.lexicon.add_abbreviation(word, class);
        self
    }

    /// One more word that is never cut; it holds no white space, and at most 48 bytes count.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::builder().exception("d'jembé").build();
    /// let text = "un d'jembé";
    /// let tokens: Vec<&str> = segmenter.tokens(Passage::new(text)).iter().map(|token| token.span().of(text)).collect();
    /// assert_eq!(tokens, ["un", "d'jembé"]);
    /// ```
    #[must_use]
    pub fn exception(mut self, word: &str) -> SegmenterBuilder {
        self.lexicon.add_exception(word);
        self
    }

    /// One more ending that is cut from a word before its hyphen, like *-là*.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::builder().clitic("ti").build();
    /// let text = "T'as-ti compris";
    /// let tokens: Vec<&str> = segmenter.tokens(Passage::new(text)).iter().map(|token| token.span().of(text)).collect();
    /// assert_eq!(tokens, ["T'", "as", "-ti", "compris"]);
    /// ```
    #[must_use]
    pub fn clitic(mut self, clitic: &str) -> SegmenterBuilder {
        self.lexicon.add_clitic(clitic);
        self
    }

    /// One more mark that ends a sentence as `!` does.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::builder().terminator('¶').build();
    /// let text = "Un point ¶ Deux points";
    /// let sentences: Vec<&str> = segmenter.sentences(Passage::new(text)).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(sentences, ["Un point ¶", "Deux points"]);
    /// ```
    #[must_use]
    pub fn terminator(mut self, mark: char) -> SegmenterBuilder {
        self.lexicon.add_terminator(mark);
        self
    }

    /// The abbreviations of a list: on each line a word and its class, `never`, `may`, `number`, `lower` or `word`; lines that
    /// begin with `#` are skipped.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] with the first line that is another thing.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::builder().abbreviations("insp never")?.build();
    /// let text = "L'insp. Ba enquête. On attend.";
    /// let sentences: Vec<&str> = segmenter.sentences(Passage::new(text)).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(sentences, ["L'insp. Ba enquête.", "On attend."]);
    /// # Ok::<(), depeche_segment::InvalidList>(())
    /// ```
    pub fn abbreviations(mut self, list: &str) -> Result<SegmenterBuilder, InvalidList> {
        lexicon::rows(list, "a word and one of never, may, number, lower", |row| {
            let (word, class) = lexicon::abbreviation_row(row)?;
            self.lexicon.add_abbreviation(word, class);
            Some(())
        })?;
        Ok(self)
    }

    /// The exceptions of a list, one on a line.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] with the first line that holds white space or is too long.
    pub fn exceptions(mut self, list: &str) -> Result<SegmenterBuilder, InvalidList> {
        lexicon::rows(list, "a word of at most 48 bytes without white space", |row| {
            self.lexicon.add_exception(lexicon::word_row(row)?);
            Some(())
        })?;
        Ok(self)
    }

    /// The clitics of a list, one on a line.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] with the first line that holds white space or is too long.
    pub fn clitics(mut self, list: &str) -> Result<SegmenterBuilder, InvalidList> {
        lexicon::rows(list, "a clitic of at most 48 bytes without white space", |row| {
            self.lexicon.add_clitic(lexicon::word_row(row)?);
            Some(())
        })?;
        Ok(self)
    }

    /// The terminators of a list, one character on a line.
    ///
    /// # Errors
    ///
    /// [`InvalidList`] with the first line that is not one character.
    pub fn terminators(mut self, list: &str) -> Result<SegmenterBuilder, InvalidList> {
        lexicon::rows(list, "one character", |row| {
            let mut marks = row.chars();
            let mark = marks.next().filter(|_| marks.next().is_none())?;
            self.lexicon.add_terminator(mark);
            Some(())
        })?;
        Ok(self)
    }

    /// The segmenter.
    #[must_use]
    pub fn build(self) -> Segmenter {
        let models = self.models.unwrap_or_else(|| MODELS.clone());
        Segmenter { lexicon: Arc::new(self.lexicon), models, profile: self.profile, newlines: self.newlines }
    }
}
