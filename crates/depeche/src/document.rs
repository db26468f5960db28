//! A document and what stands in it: flat lists of spans over the source, and iterators that answer questions.

use crate::mention::{Entity, Mention, MentionRef};
use crate::region::{Region, RegionKind};
use depeche_frontmatter::FrontMatter;
use depeche_text::{OffsetMap, Paragraph, Sentence, Span, Token, TokenKind};
use std::ops::Range;

/// A source text with its annotation: header, regions, paragraphs, sentences, tokens and mentions.
///
/// The annotation stands off: the source is never changed, and every span is in bytes of it. The lists are flat and in
/// the order of the text; a sentence knows the index range of its tokens, a paragraph that of its sentences, a region
/// that of its paragraphs. What is between them is found by binary search.
///
/// ```
/// use depeche::Pipeline;
///
/// let pipeline = Pipeline::french();
/// let document = pipeline.annotate("L'Arménie a répondu. Elle est prête.");
/// let second = document.sentences().nth(1).unwrap();
/// assert_eq!(second.text(), "Elle est prête.");
/// assert_eq!(second.tokens().map(|token| token.text()).collect::<Vec<_>>(), ["Elle", "est", "prête", "."]);
/// ```
#[derive(Clone, Debug)]
pub struct Document<'a> {
    pub(crate) source: &'a str,
    pub(crate) front: FrontMatter<'a>,
    pub(crate) regions: Vec<Region>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) mentions: Vec<Mention<'a>>,
}

impl<'a> Document<'a> {
    /// The text that was handed in, whole.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut.");
    /// assert_eq!(document.source(), "Il pleut.");
    /// ```
    #[inline]
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The header: its form, its fields, its date and title.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("date: 2024-08\ntitre: Crue\n\nIl pleut.");
    /// assert_eq!(document.header().date().unwrap().value.to_string(), "2024-08");
    /// assert_eq!(document.header().title().unwrap().value, "Crue");
    /// ```
    #[inline]
    #[must_use]
    pub fn header(&self) -> &FrontMatter<'a> {
        &self.front
    }

    /// The regions that were annotated, in the order of the text: the headline, where there is one, and the body, which may
    /// have [several parts](FrontMatter::body_parts).
    ///
    /// ```
    /// use depeche::RegionKind;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// let kinds: Vec<RegionKind> = document.regions().iter().map(|region| region.kind).collect();
    /// assert_eq!(kinds, [RegionKind::Headline, RegionKind::Body]);
    /// ```
    #[inline]
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Where the headline stands; `None` when the document has none.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// assert_eq!(document.headline().unwrap().of(document.source()), "Le fleuve monte.");
    /// assert!(pipeline.annotate("Il pleut.").headline().is_none());
    /// ```
    #[must_use]
    pub fn headline(&self) -> Option<Span> {
        self.region(RegionKind::Headline)
    }

    /// Where the body stands; of several parts (the lead and the rest of a document of Factiva), from the first to the last.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// assert_eq!(document.body().of(document.source()), "Il pleut. L'Arménie répond.");
    /// ```
    #[must_use]
    pub fn body(&self) -> Span {
        let last = self.regions.iter().rfind(|region| region.kind == RegionKind::Body);
        let first = self.region(RegionKind::Body);
        first.zip(last).map_or(Span::empty(self.source.len()), |(first, last)| first.join(last.span))
    }

    fn region(&self, kind: RegionKind) -> Option<Span> {
        self.regions.iter().find(|region| region.kind == kind).map(|region| region.span)
    }

    /// The paragraphs, headline included.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
    /// let sentences: Vec<usize> = document.paragraphs().map(|one| one.sentences().len()).collect();
    /// assert_eq!(sentences, [2, 1]);
    /// ```
    pub fn paragraphs(
        &self,
    ) -> impl ExactSizeIterator<Item = ParagraphRef<'_>> + DoubleEndedIterator + Clone {
        self.paragraphs_at(0..self.paragraphs.len())
    }

    /// The sentences, headline included.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("M. Dupont est là. Il pleut.");
    /// let sentences: Vec<&str> = document.sentences().map(|one| one.text()).collect();
    /// assert_eq!(sentences, ["M. Dupont est là.", "Il pleut."]);
    /// ```
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = SentenceRef<'_>> + DoubleEndedIterator + Clone {
        self.sentences_at(0..self.sentences.len())
    }

    /// The tokens, headline included.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Qu'a-t-il dit ?");
    /// let tokens: Vec<&str> = document.tokens().map(|token| token.text()).collect();
    /// assert_eq!(tokens, ["Qu'", "a", "-t-il", "dit", "?"]);
    /// ```
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = TokenRef<'_>> + DoubleEndedIterator + Clone {
        self.tokens_at(0..self.tokens.len())
    }

    /// The words: one for each token, two for a contraction (*du* is *de* and *le*).
    ///
    /// ```
    /// # use depeche::Pipeline;
    /// let pipeline = Pipeline::french();
    /// let document = pipeline.annotate("Le port du Havre");
    /// let words: Vec<&str> = document.words().map(|word| word.text()).collect();
    /// assert_eq!(words, ["Le", "port", "de", "le", "Havre"]);
    /// ```
    pub fn words(&self) -> impl Iterator<Item = WordRef<'_>> {
        self.tokens().flat_map(TokenRef::words)
    }

    /// The mentions of entities, headline included.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("La France aide l'Arménie.");
    /// let ids: Vec<_> = document.mentions().map(|mention| mention.id().unwrap()).collect();
    /// assert_eq!(ids, ["iso:FR", "iso:AM"]);
    /// ```
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = MentionRef<'_>> + DoubleEndedIterator + Clone {
        self.mentions_at(0..self.mentions.len())
    }

    /// The mentions of the thing with this id.
    ///
    /// ```
    /// # use depeche::Pipeline;
    /// let pipeline = Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie et la France. Puis l'Arménie.");
    /// assert_eq!(document.mentions_of("iso:AM").count(), 2);
    /// ```
    pub fn mentions_of<'d>(&'d self, id: &'d str) -> impl Iterator<Item = MentionRef<'d>> {
        self.mentions().filter(move |mention| mention.id() == Some(id))
    }

    /// The entities: mentions grouped by identity, that is by id, or by chain where there is no id; in the order of their
    /// first mention.
    ///
    /// ```
    /// # use depeche::Pipeline;
    /// let pipeline = Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie et la France. Puis l'Arménie.");
    /// let armenia = &document.entities()[0];
    /// assert_eq!((armenia.id(), armenia.count()), (Some("iso:AM"), 2));
    /// ```
    #[must_use]
    pub fn entities(&self) -> Vec<Entity<'_>> {
        Entity::group(self)
    }

    /// Offsets in characters and UTF-16 units for the byte offsets of this document. Time linear in the source: make the map once,
    /// and not for each token.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'été à Brest.");
    /// let brest = document.mentions().next().unwrap().span();
    /// assert_eq!((brest.range(), document.offsets().chars(brest)), (11..16, 8..13));
    /// ```
    #[must_use]
    pub fn offsets(&self) -> OffsetMap<'a> {
        OffsetMap::new(self.source)
    }

    /// The sentence at the byte `offset`; `None` between sentences.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut.  Il neige.");
    /// assert_eq!(document.sentence_at(11).unwrap().text(), "Il neige.");
    /// assert!(document.sentence_at(9).is_none(), "between the two");
    /// ```
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceRef<'_>> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start() <= offset);
        let index = after.checked_sub(1)?;
        let sentence = *self.sentences.get(index)?;
        sentence.span.contains(offset).then_some(SentenceRef { document: self, index, sentence })
    }

    /// The indices of the tokens that have a byte in common with `span`.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// let brest = document.mentions().next().unwrap();
    /// assert_eq!(document.token_range(brest.span()), 3..4);
    /// ```
    #[must_use]
    pub fn token_range(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span().end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span().start() < span.end());
        first..end.max(first)
    }

    /// The indices of the mentions that begin inside `span`.
    fn mention_range(&self, span: Span) -> Range<usize> {
        let first = self.mentions.partition_point(|mention| mention.span().start() < span.start());
        let end = self.mentions.partition_point(|mention| mention.span().start() < span.end());
        first..end.max(first)
    }

    fn paragraphs_at(
        &self,
        range: Range<usize>,
    ) -> impl ExactSizeIterator<Item = ParagraphRef<'_>> + DoubleEndedIterator + Clone {
        let first = range.start;
        self.paragraphs.get(range).unwrap_or_default().iter().enumerate().map(move |(at, &paragraph)| {
            ParagraphRef { document: self, index: first.saturating_add(at), paragraph }
        })
    }

    fn sentences_at(
        &self,
        range: Range<usize>,
    ) -> impl ExactSizeIterator<Item = SentenceRef<'_>> + DoubleEndedIterator + Clone {
        let first = range.start;
        self.sentences.get(range).unwrap_or_default().iter().enumerate().map(move |(at, &sentence)| {
            SentenceRef { document: self, index: first.saturating_add(at), sentence }
        })
    }

    pub(crate) fn tokens_at(
        &self,
        range: Range<usize>,
    ) -> impl ExactSizeIterator<Item = TokenRef<'_>> + DoubleEndedIterator + Clone {
        let first = range.start;
        self.tokens.get(range).unwrap_or_default().iter().enumerate().map(move |(at, &token)| TokenRef {
            document: self,
            index: first.saturating_add(at),
            token,
        })
    }

    fn mentions_at(
        &self,
        range: Range<usize>,
    ) -> impl ExactSizeIterator<Item = MentionRef<'_>> + DoubleEndedIterator + Clone {
        let first = range.start;
        self.mentions.get(range).unwrap_or_default().iter().enumerate().map(move |(at, mention)| MentionRef {
            document: self,
            index: first.saturating_add(at),
            mention,
        })
    }
}

/// A paragraph in its document.
///
/// ```
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
/// let last = document.paragraphs().last().unwrap();
/// assert_eq!((last.index(), last.text()), (1, "Trois."));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ParagraphRef<'d> {
    document: &'d Document<'d>,
    index: usize,
    paragraph: Paragraph,
}

impl<'d> ParagraphRef<'d> {
    /// Its place in the list of paragraphs, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Where it stands in the source.
    #[must_use]
    pub fn span(self) -> Span {
        self.paragraph.span
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.span().of(self.document.source)
    }

    /// The indices of its sentences.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
    /// assert_eq!(document.paragraphs().last().unwrap().sentence_range(), 2..3);
    /// ```
    #[must_use]
    pub fn sentence_range(self) -> Range<usize> {
        self.paragraph.sentences()
    }

    /// Its sentences.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
    /// let first = document.paragraphs().next().unwrap();
    /// assert_eq!(first.sentences().last().unwrap().text(), "Deux.");
    /// ```
    pub fn sentences(self) -> impl ExactSizeIterator<Item = SentenceRef<'d>> + DoubleEndedIterator + Clone {
        self.document.sentences_at(self.paragraph.sentences())
    }

    /// The region it stands in.
    ///
    /// ```
    /// use depeche::RegionKind;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// assert_eq!(document.paragraphs().next().unwrap().region(), RegionKind::Headline);
    /// ```
    #[must_use]
    pub fn region(self) -> RegionKind {
        region_of(self.document, self.index)
    }
}

fn region_of(document: &Document<'_>, paragraph: usize) -> RegionKind {
    let holds = |region: &&Region| region.paragraphs().contains(&paragraph);
    document.regions.iter().find(holds).map_or(RegionKind::Body, |region| region.kind)
}

/// A sentence in its document.
///
/// ```
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("Il pleut. L'Arménie répond.");
/// let last = document.sentences().last().unwrap();
/// assert_eq!((last.text(), last.tokens().len(), last.mentions().len()), ("L'Arménie répond.", 4, 1));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SentenceRef<'d> {
    document: &'d Document<'d>,
    index: usize,
    sentence: Sentence,
}

impl<'d> SentenceRef<'d> {
    /// Its place in the list of sentences, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Where it stands in the source.
    #[must_use]
    pub fn span(self) -> Span {
        self.sentence.span
    }

    /// Its text, as it stands in the source.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.span().of(self.document.source)
    }

    /// The indices of its tokens.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut. Il neige.");
    /// assert_eq!(document.sentences().last().unwrap().token_range(), 3..6);
    /// ```
    #[must_use]
    pub fn token_range(self) -> Range<usize> {
        self.sentence.tokens()
    }

    /// Its tokens.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut. L'Arménie répond.");
    /// let last = document.sentences().last().unwrap();
    /// assert_eq!(last.tokens().next().unwrap().text(), "L'");
    /// ```
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenRef<'d>> + DoubleEndedIterator + Clone {
        self.document.tokens_at(self.sentence.tokens())
    }

    /// Its words: two for a contraction.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il revient du port.");
    /// let words: Vec<&str> = document.sentences().next().unwrap().words().map(|word| word.text()).collect();
    /// assert_eq!(words, ["Il", "revient", "de", "le", "port", "."]);
    /// ```
    pub fn words(self) -> impl Iterator<Item = WordRef<'d>> {
        self.tokens().flat_map(TokenRef::words)
    }

    /// The mentions in it.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut. L'Arménie répond.");
    /// let counts: Vec<usize> = document.sentences().map(|one| one.mentions().len()).collect();
    /// assert_eq!(counts, [0, 1]);
    /// ```
    pub fn mentions(self) -> impl ExactSizeIterator<Item = MentionRef<'d>> + DoubleEndedIterator + Clone {
        self.document.mentions_at(self.document.mention_range(self.span()))
    }

    /// The paragraph it stands in.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
    /// let last = document.sentences().last().unwrap();
    /// assert_eq!(last.paragraph().unwrap().index(), 1);
    /// ```
    #[must_use]
    pub fn paragraph(self) -> Option<ParagraphRef<'d>> {
        let after = self.document.paragraphs.partition_point(|p| p.sentences().start <= self.index);
        let index = after.checked_sub(1)?;
        let paragraph = *self.document.paragraphs.get(index)?;
        Some(ParagraphRef { document: self.document, index, paragraph })
    }

    /// The region it stands in.
    ///
    /// ```
    /// use depeche::RegionKind;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nIl pleut. L'Arménie répond.");
    /// assert_eq!(document.sentences().next().unwrap().region(), RegionKind::Headline);
    /// ```
    #[must_use]
    pub fn region(self) -> RegionKind {
        self.paragraph().map_or(RegionKind::Body, ParagraphRef::region)
    }

    /// Whether it is the first one of its paragraph.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un. Deux.\n\nTrois.");
    /// let begins: Vec<bool> = document.sentences().map(|one| one.begins_paragraph()).collect();
    /// assert_eq!(begins, [true, false, true]);
    /// ```
    #[must_use]
    pub fn begins_paragraph(self) -> bool {
        self.paragraph().is_some_and(|paragraph| paragraph.sentence_range().start == self.index)
    }
}

/// A token in its document.
///
/// ```
/// use depeche::text::TokenKind;
///
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("Il pleut à Brest.");
/// let brest = document.tokens().nth(3).unwrap();
/// assert_eq!((brest.text(), brest.kind()), ("Brest", TokenKind::Word));
/// assert_eq!(brest.mention().unwrap().id(), Some("fr-29019"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TokenRef<'d> {
    document: &'d Document<'d>,
    index: usize,
    token: Token,
}

impl<'d> TokenRef<'d> {
    /// Its place in the list of tokens, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Where it stands in the source.
    #[must_use]
    pub fn span(self) -> Span {
        self.token.span()
    }

    /// Its text, as it stands in the source.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.span().of(self.document.source)
    }

    /// What it is: a word, a number, a mark of punctuation.
    ///
    /// ```
    /// use depeche::text::TokenKind;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'été");
    /// assert_eq!(document.tokens().next().unwrap().kind(), TokenKind::Elided);
    /// ```
    #[must_use]
    pub fn kind(self) -> TokenKind {
        self.token.kind()
    }

    /// The token itself, twelve bytes.
    ///
    /// ```
    /// use depeche::text::Contraction;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("au port");
    /// assert_eq!(document.tokens().next().unwrap().token().contraction(), Contraction::Au);
    /// ```
    #[must_use]
    pub fn token(self) -> Token {
        self.token
    }

    /// Its words: one, or the two of a contraction.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("au port");
    /// let words: Vec<&str> = document.tokens().next().unwrap().words().map(|word| word.text()).collect();
    /// assert_eq!(words, ["à", "le"]);
    /// ```
    pub fn words(self) -> impl Iterator<Item = WordRef<'d>> {
        let [first, second] = match self.token.words() {
            Some([first, second]) => [Some(first), Some(second)],
            None => [Some(self.text()), None],
        };
        first.into_iter().chain(second).map(move |text| WordRef { token: self, text })
    }

    /// Whether something other than the next token stands right after it: white space, or the end of its sentence's line.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut.");
    /// let spaces: Vec<bool> = document.tokens().map(|token| token.space_after()).collect();
    /// assert_eq!(spaces, [true, false, true], "the end is as good as a space");
    /// ```
    #[must_use]
    pub fn space_after(self) -> bool {
        let whole =
            self.document.tokens.get(self.index).is_none_or(|token| token.span().end() == self.span().end());
        let next = self.index.checked_add(1).and_then(|next| self.document.tokens.get(next));
        whole && next.is_none_or(|next| next.span().start() > self.span().end())
    }

    /// The sentence it stands in.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut. Il neige.");
    /// assert_eq!(document.tokens().last().unwrap().sentence().unwrap().text(), "Il neige.");
    /// ```
    #[must_use]
    pub fn sentence(self) -> Option<SentenceRef<'d>> {
        self.document.sentence_at(self.span().start())
    }

    /// The mention it belongs to; the first, where a hyphen joins two names.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// let named: Vec<&str> = document.tokens().filter(|token| token.mention().is_some()).map(|token| token.text()).collect();
    /// assert_eq!(named, ["Brest"]);
    /// ```
    #[must_use]
    pub fn mention(self) -> Option<MentionRef<'d>> {
        let index = self.document.mentions.partition_point(|m| m.span().end() <= self.span().start());
        let mention = self.document.mentions.get(index)?;
        mention.span().overlaps(self.span()).then_some(MentionRef { document: self.document, index, mention })
    }

    /// The parts it has where a mention begins or ends inside it, for formats in which a token belongs to one mention at most: itself,
    /// but for *Trump-Poutine*, which has three.
    pub(crate) fn parts(self) -> impl Iterator<Item = TokenRef<'d>> {
        let TokenRef { document, token, .. } = self;
        let end = token.span().end();
        let mut at = token.span().start();
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let next = document.mentions.partition_point(|m| m.span().end() <= at);
            let mention = document.mentions.get(next).map(|mention| mention.span());
            let bound =
                mention.map_or(end, |span| if span.start() <= at { span.end() } else { span.start() });
            let part = Span::new(at, bound.min(end));
            at = part.end();
            if part == token.span() {
                return Some(self); // nearly every token
            }
            let word = part.of(document.source()).contains(char::is_alphanumeric);
            let kind = if word { TokenKind::Word } else { TokenKind::Punctuation };
            Some(TokenRef { token: Token::new(part, kind), ..self })
        })
    }
}

/// A word: a token, or one of the two words of a contraction.
///
/// ```
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("au port");
/// let second = document.words().nth(1).unwrap();
/// assert_eq!((second.text(), second.token().text()), ("le", "au"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordRef<'d> {
    token: TokenRef<'d>,
    text: &'d str,
}

impl<'d> WordRef<'d> {
    /// The word: as it stands in the source, or in lower case when it is one of two in a contraction.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.text
    }

    /// The token it is, or is a part of.
    #[must_use]
    pub fn token(self) -> TokenRef<'d> {
        self.token
    }
}
